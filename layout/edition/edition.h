/*
 * edition: what an edition is, as data. Read by style/edition.c from styles/; the same
 * laid-out book is written once for each palette and standard.
 */
#ifndef EDITION_H
#define EDITION_H

#include "base/base.h"

/* A named role of the sheet (text, paper, rule, link, a section's color ...) and how much
 * of it; never a color value. index: into palette->swatch, the same order in every
 * palette. */
struct ink {
	uint16_t index;
	uint16_t tint; /* thousandths, 1000 = solid */
};
enum { INK_PAPER = 0, INK_TEXT = 1 }; /* the first two swatches of every palette */

struct swatch {
	const char *name;
	struct rgb rgb;
	struct cmyk cmyk;
};

struct palette {
	const char *name;  /* "default", "black-on-yellow" */
	const char *title; /* "black on yellow" */
	/* Two-color schemes: every ink is text's color where its tint is ≥ 500, else the
	 * paper's; the ink "paper" (and "reverse") stays the paper's. */
	bool two_color;
	size_t nswatch;
	struct swatch *swatch;
};

/* Paper white and text black, for what must be dark on light in every scheme. */
extern const struct palette palette_plain;

struct rgb palette_rgb(const struct palette *p, struct ink ink);
struct cmyk palette_cmyk(const struct palette *p, struct ink ink);
/* Index of a named ink, or -1. */
int palette_find(const struct palette *p, const char *name);

/* What an ink is to the eye decides what contrast it needs (access.md; WCAG 2.2, 1.4.6
 * and 1.4.11). */
enum contrast_use {
	CONTRAST_BODY,	/* words that are read on: 7:1 and Lc 75 */
	CONTRAST_OTHER, /* headings, labels, folios, rules, art's solid inks: 4.5:1 */
	CONTRAST_FREE,	/* art's tints and what is knocked out of them: no limit */
};

/* Two inks of a palette that a page has one upon the other, and how they differ. */
struct contrast {
	enum contrast_use use;
	struct ink ink, ground;
	double ratio; /* WCAG 2.2, 1 to 21 */
	double lc;    /* APCA 0.1.9, signed */
};
/* Fills in ratio and lc of the other three. */
void contrast_measure(struct contrast *c, const struct palette *p);
bool contrast_holds(const struct contrast *c);

/* What a press can hold; page/press.c compares. */
struct press_limits {
	sp quiet_zone, spine_margin; /* words from the trim, from the spine */
	sp hairline, fine_line;	     /* black lines; white, screened or of several inks */
	sp reversed_text, mixed_text; /* white words, words of several inks */
};

/* A printer's preset (styles/printers/NAME.yaml; figures: press.md). */
struct preset {
	const char *name;
	const char *profile;   /* path of the CMYK ICC profile */
	const char *condition; /* OutputConditionIdentifier, "FOGRA39" */
	const char *registry;  /* RegistryName, NULL if not a registered one */
	const char *info;      /* the output condition in words */
	sp bleed;
	sp overprint_below; /* black text smaller than this overprints */
	int ink_limit;	    /* percent */
	struct press_limits limits;
	bool marks;
};

enum standard { STANDARD_PDFX4, STANDARD_PDFUA1 /* and PDF/A-2a */ };

/* What members choose by. */
enum axis_kind { AXIS_SIZES, AXIS_COLORS, AXIS_PICTURES, AXIS_N };

struct axis {
	size_t n;
	struct choice {
		const char *name;  /* "large", "black-on-yellow", "text-only" */
		const char *title; /* "large print", "black on yellow", "text only" */
	} * choice; /* the first color and the first of pictures are the plain ones */
};

/* What one reader asks for, beside what all may choose from. */
enum spacing { SPACING_PLAIN, SPACING_WIDE, SPACING_WIDEST };
struct needs {
	bool asked;	  /* any of it; else nothing below is */
	sp size;	  /* of the text; 0: the sheet's own */
	const char *font; /* one that the manifest offers; NULL: the sheet's own */
	bool colored;	  /* in two colors: */
	struct rgb ink, paper;
	enum spacing spacing;
	bool text_only;
};

struct edition {
	const char *name;      /* "large-black-on-yellow": the end of the file name */
	const char *title;     /* "large print, black on yellow"; NULL for print */
	const char *book;      /* editions of one book share a layout: sheet + pictures */
	const char *sheet;     /* name of the sheet under styles/sheets */
	size_t choice[AXIS_N]; /* of each axis; access only */
	bool pictures;	       /* else their words stand in their place */
	bool print_pages;      /* references name print's pages */
	bool print_marks;      /* ... and marks say where these begin */
	int ppi; /* pictures' pixels an inch at most; 0: as the standard has it */
	const struct palette *palette;
	enum standard standard;
	const struct preset *preset; /* print only, else NULL */
	const struct needs *needs;   /* made for one reader; NULL: for all */
};

#endif
