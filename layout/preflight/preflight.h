/*
 * preflight: a PDF file from elsewhere, an advert say: the facts of it, and what a
 * printer would say to them.
 *
 * Facts are read by a program of its own, inpress-preflight (reader.h), which judges
 * nothing; rules.c judges them by a printer's preset and asks no file.
 */
#ifndef PREFLIGHT_H
#define PREFLIGHT_H

#include "base/base.h"
#include "edition/edition.h"

/* ---- facts ---------------------------------------------------------------- */

/* On a page as it is looked at: points from the trim's upper left corner, y down. */
struct area {
	double x, y, w, h;
};

enum edge_side { EDGE_LEFT, EDGE_UPPER, EDGE_RIGHT, EDGE_LOWER, EDGES };

/* What a color is said in. */
enum family {
	FAMILY_GREY,
	FAMILY_RGB,
	FAMILY_CMYK,
	FAMILY_LAB,
	FAMILY_SPOT, /* Separation, DeviceN of more than C, M, Y and K */
	FAMILY_UNKNOWN
};
enum thing {
	THING_WORDS,
	THING_LINE,
	THING_AREA,
	THING_PICTURE,
	THING_GRADIENT,
	THING_BLENDING, /* the space in which see-through things are mixed */
	THING_MASK,	/* what a soft mask is made of, and its space */
	THINGS
};
struct color_fact {
	enum family family;
	bool profiled;	  /* by a profile of its own, or calibrated */
	const char *name; /* the profile's, or the spot's; NULL: none */
	enum thing thing;
	struct area at; /* where it is met first */
	uint32_t n;
};

struct words_fact {
	double size; /* points, to a tenth */
	enum tone tone;
	bool overprint;
	struct area at; /* of the first of them */
	uint32_t n;	/* pieces of text */
};
struct line_fact {
	double width; /* points, to a hundredth */
	enum tone tone;
	struct area at;
	uint32_t n;
};

/* What has fewer pixels a side is a plain ground or a gradient. */
enum { PICTURE_LEAST = 9 };
/* What its data are. */
enum picture_fault {
	PICTURE_SOUND,
	PICTURE_BROKEN, /* nothing can be made of them */
	PICTURE_CUT,	/* they end too early */
	PICTURE_JPX,	/* JPEG 2000 */
	PICTURE_UNSEEN, /* they are too much to be looked at */
	PICTURE_FAULTS
};
struct picture_fact {
	uint32_t width, height; /* pixels */
	uint32_t bits;
	enum family family;
	bool profiled, stencil, masked;
	enum picture_fault fault;
	const char *profile, *filter; /* NULL: none */
	double ppi;		      /* the lower of across and down, as printed */
	struct area at;		      /* of the coarsest */
	uint32_t n;		      /* times it is shown */
};

/* A kind of transparency: "Multiply", "opacity", "soft mask". */
struct effect_fact {
	const char *name;
};
/* What is meant for one press, and changes colors on another: "a halftone". */
struct setting_fact {
	const char *name;
};
struct note_fact {
	const char *kind; /* "Link", "Widget" */
	struct area at;
};

/* One side of the trim. Lengths in points; outwards is positive. */
struct edge_fact {
	uint32_t ntouch;      /* grounds and pictures that come to it */
	double most, least;   /* how far beyond it these go */
	struct area least_at; /* which of them goes least far */
	uint32_t nwords, npicture;
	double words, picture; /* least distance within it; words < 0: they are cut */
	struct area words_at, picture_at;
};

enum box_kind { BOX_MEDIA, BOX_CROP, BOX_BLEED, BOX_TRIM, BOX_ART, BOXES };
enum { PLATE_C = 1, PLATE_M = 2, PLATE_Y = 4, PLATE_K = 8 };

struct page_fact {
	bool has[BOXES];
	double box[BOXES][4]; /* left, lower, right, upper; in the file's units */
	uint32_t turned;      /* degrees */
	double unit;	      /* points */
	double width, height; /* of the trim, or what stands for it */
	double bleed[EDGES];  /* how far the BleedBox goes beyond it */
	struct area media;    /* the MediaBox, as the page is looked at */
	uint32_t plates;      /* of PLATE_..., by operators and pictures' spaces */
	bool overprints;
	uint32_t nlost; /* white things that overprint: nobody sees them */
	struct area lost_at;
	bool cut, circular; /* not all was looked at: too much; a form holds itself */
	struct color_fact *color;
	struct words_fact *words;
	struct line_fact *line;
	struct picture_fact *picture;
	struct effect_fact *effect;
	struct setting_fact *setting;
	struct note_fact *note; /* within the bleed */
	size_t ncolor, nwords, nline, npicture, neffect, nsetting, nnote;
	size_t capcolor, capwords, capline, cappicture, capeffect, capsetting, capnote;
	struct edge_fact edge[EDGES];
};

struct font_fact {
	const char *name, *type;      /* "ABCDEF+Lato-Bold" without the tag; "TrueType" */
	bool embedded, subset, drawn; /* drawn: Type 3, glyphs are little pages */
	int32_t right;		      /* OS/2 fsType; -1: not to be read */
	uint32_t page;		      /* where it is used first, from 1 */
};

struct facts {
	const char *refused; /* why it cannot be read at all; NULL: it can */
	const char *version; /* "1.6" */
	const char *standard, *conformance; /* "PDF/X-4"; NULL: it claims none */
	const char *condition, *condition_name, *profile; /* of its output intent */
	uint32_t ncomponent;				  /* of that profile; 0: none */
	const char *trapped, *title, *creator, *producer;
	bool locked; /* encrypted, though it can be read */
	bool mended; /* damaged, though it can be read */
	bool scripts, actions, fields, files, hidden_layers;
	struct font_fact *font;
	size_t nfont, capfont;
	struct page_fact *page;
	size_t npage;	/* that were looked at */
	uint32_t count; /* that there are */
};

/* Facts cross a pipe as one message. One function says both ends' order (carry.c). */
bool facts_send(const struct facts *f, int fd); /* false: I/O failed */
/* False: it ended too early. */
bool facts_receive(struct facts *f, struct arena *a, int fd);

/* A colour profile's name out of its bytes; NULL: it says none. (profile.c) */
const char *profile_name(struct arena *a, const char *bytes, size_t len);

/* Asks inpress-preflight. False: it takes too long or fails, and `refused` says so. */
bool preflight_ask(struct arena *a, const char *path, struct facts *f);

/* ---- ink on the sheet (coverage.c) ---------------------------------------- */

/* By ghostscript, separated at 100 ppi, averaged over 15 mm² (GWG 2015, 4.24). */
struct square {
	double total; /* percent, of all plates */
	struct area at;
};
struct ink_fact {
	const char *why;    /* it was not measured; NULL: it was */
	const char *remedy; /* of that; NULL: there is none */
	uint32_t plates;    /* of PLATE_..., that have ink in them */
	struct square most; /* of all */
	struct square
	    rich; /* of those of RICH_BLACK_FROM of black; total 0: there is none */
};
struct ink_facts {
	const char *why; /* not all pages were measured: the reason; NULL: they were */
	struct ink_fact *page; /* as many as facts has */
};
void preflight_measure(
    struct arena *a, const char *path, const struct facts *f, struct ink_facts *ink);

/* ---- judgement (rules.c) -------------------------------------------------- */

struct preflight {
	struct arena *arena;
	struct diag *diag;
	const char *path;
	const struct facts *facts;
	const struct ink_facts *ink;
	const struct preset *preset;
	sp width, height; /* the magazine's page */
};
/* Reports what the printer would: file, page (as the line), place in mm. */
void preflight_judge(const struct preflight *p);
/* Are these sides of sheets, two of the magazine's pages on each? (trim.c) */
bool preflight_is_sheets(const struct preflight *p);

/* ---- separation.c: plates that ghostscript made ---------------------------- */

/* Ink of a place: 0 to 255. */
struct separation {
	size_t width, height;
	uint8_t *at;
};
/* A TIFF file as tiffsep writes it without compression. False: it is not one. */
bool separation_read(struct arena *a, const char *path, struct separation *s);

#endif
