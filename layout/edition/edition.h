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
enum {
	INK_PAPER = 0, /* the first two swatches of every palette */
	INK_TEXT = 1,
	/* No swatches: white and black in every palette, for what machines read. */
	INK_LIGHT = UINT16_MAX - 1,
	INK_DARK = UINT16_MAX
};

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
/* The swatch's name. */
const char *palette_name(const struct palette *p, struct ink ink);
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

/* PDF/X-4 is for the press; the last is PDF/A-2a as well. */
enum standard { STANDARD_PDFX4, STANDARD_PDFX1A, STANDARD_PDFUA1 };

/* What a printer wants outside the bleed. Several at once: bits. */
enum press_mark {
	MARKS_CROP = 1,
	MARKS_BLEED = 2,
	MARKS_REGISTRATION = 4,
	MARKS_BAR = 8, /* of colors */
	MARKS_ALL = 15
};

/* What a press can hold. */
struct press_limits {
	sp quiet_zone, spine_margin; /* words from the trim, from the spine */
	sp glued_margin;	     /* the same where the issue is bound with glue */
	sp hairline, fine_line;	     /* black lines; white, screened or of several inks */
	sp reversed_text, mixed_text; /* white words, words of several inks */
};

/* ---- press.c: is it too thin or too small for them? ------------------------ */

/* What something is printed in. */
enum tone {
	TONE_WHITE,   /* the paper's */
	TONE_SOLID,   /* one ink at its full */
	TONE_SCREEN,  /* one ink, less than full */
	TONE_SEVERAL, /* several inks */
	TONE_UNKNOWN  /* RGB, Lab, patterns: a conversion will say */
};
enum tone tone_of(struct cmyk c);

enum press_thing { PRESS_LINE, PRESS_WORDS };
struct press_measure {
	enum press_thing thing;
	enum tone tone;
	sp size;    /* the line's thickness, the words' size, as printed */
	bool light; /* words in a face lighter than regular */
};
/* Who can mend it: the sheet, a drawing or advert on our page, who sent a file. */
enum press_source { PRESS_SHEET, PRESS_ART, PRESS_ELSEWHERE, PRESS_SOURCES };
struct press_rule {
	enum press_thing thing;
	unsigned tones; /* bits */
	size_t limit;	/* of struct press_limits */
	enum diag_code code;
	/* "a line of %s pt", "is too thin to print; %s pt is the least"; and both */
	const char *what, *fault, *whole;
	const char *hint[PRESS_SOURCES];
};
/* NULL: it holds. */
const struct press_rule *press_breaks(
    const struct press_limits *l, const struct press_measure *m);
sp press_least(const struct press_rule *r, const struct press_limits *l);

/* An unsharp mask for photographs: how much of what blurring takes away is put on top, in
 * percent; how far the blur reaches, as printed; less than how many levels of 255 a pixel
 * may differ from its surroundings and stay as it is. amount 0: none. */
struct sharpening {
	int amount, threshold;
	sp radius;
};

/* A printer's preset (styles/printers/NAME.yaml; figures: press.md). Limits are those of
 * the paper and press; 0: no limit. */
struct preset {
	const char *name;
	const char *title; /* "Sheet-fed offset, uncoated paper"; NULL: none */
	enum standard standard;
	/* The printing condition: the stand-in's where `missing` is set. */
	const char *profile;   /* path of the CMYK ICC profile */
	const char *condition; /* OutputConditionIdentifier, "FOGRA39" */
	const char *registry;  /* RegistryName, NULL if not a registered one */
	const char *info;      /* the output condition in words */
	/* Path of the profile that the printer asks for and this machine has not; NULL:
	 * it has it. */
	const char *missing;
	struct pos pos; /* of its profile in the file */

	sp bleed;	/* what pages have */
	sp least_bleed; /* the least that is accepted from elsewhere */

	int ink_limit;		/* percent, averaged over any 15 mm² */
	int rich_black_limit;	/* ... where there is RICH_BLACK_FROM of black */
	struct cmyk rich_black; /* what large areas of solid black are printed in */
	sp rich_black_from;	/* both sides of such an area are at least so long */

	sp overprint_below; /* black text smaller than this overprints */

	/* Inks of their own that adverts may bring: none, any, or those of these names.
	 */
	bool spots;
	const char **spot;
	size_t nspot; /* 0: any */

	struct press_limits limits;

	int ppi, most_ppi; /* pictures of more than the second are brought to the first */
	int least_ppi, refused_ppi; /* under these a warning, and an error */
	int line_art_ppi, least_line_art_ppi, refused_line_art_ppi;
	struct sharpening sharpen; /* of photographs that are converted */

	unsigned marks; /* of enum press_mark */
	sp mark_offset; /* from the trim; outside the bleed */

	bool cover_first; /* pages 1, 2 and the last two stand before all others */
	bool cover_apart; /* the cover is a file of its own */
	/* Of a file, without its suffix: %magazine %issue %edition %part %printer; NULL:
	 * the program's own. */
	const char *file;
};
enum { RICH_BLACK_FROM = 850 }; /* thousandths (GWG 2015) */
/* Does the press print an ink of this name from a plate of its own? (spots.c) */
bool preset_takes_spot(const struct preset *p, const char *name);

/* Pixels an inch that a picture should have as printed, and under how many there is a
 * warning and an error: of photographs, and of line art, whose edges are hard. preset
 * NULL: as the Ghent Workgroup has it. */
enum {
	GWG_PPI = 300,
	GWG_LEAST_PPI = 225,
	GWG_REFUSED_PPI = 150,
	GWG_LINE_ART_PPI = 1200,
	GWG_LEAST_LINE_ART_PPI = 800,
	GWG_REFUSED_LINE_ART_PPI = 550
};
struct resolution {
	int wanted, least, refused;
};
struct resolution resolution_of(const struct preset *preset, bool line_art);

/* What stands for each word of a preset's `file`. */
enum name_word {
	NAME_MAGAZINE,
	NAME_ISSUE,
	NAME_EDITION,
	NAME_PART,
	NAME_PRINTER,
	NAME_N
};
/* Adds the name without its suffix. NULL: all is well; else where the pattern is wrong.
 */
const char *name_fill(
    struct buf *out, const char *pattern, const char *const value[NAME_N]);

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
	bool own_standard;	     /* the edition says it, and not its printer */
	const struct preset *preset; /* print only, else NULL */
	const struct needs *needs;   /* made for one reader; NULL: for all */
};

#endif
