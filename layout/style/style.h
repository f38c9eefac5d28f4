/*
 * style: what designers wrote (styles/): sheets, page templates, palettes, editions and
 * printers' presets, resolved so that nothing downstream reads a file.
 */
#ifndef STYLE_H
#define STYLE_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "issue/issue.h"

enum font_style { FONT_STYLE_NORMAL, FONT_STYLE_ITALIC };
enum text_align {
	TEXT_ALIGN_START,
	TEXT_ALIGN_END,
	TEXT_ALIGN_CENTER,
	TEXT_ALIGN_JUSTIFY,
	TEXT_ALIGN_POINT /* cells of a table; elsewhere as start */
};
enum hyphens { HYPHENS_NONE, HYPHENS_AUTO };
enum decoration { DECORATION_NONE, DECORATION_UNDERLINE };
enum snap { SNAP_NONE, SNAP_BASELINE };
enum display {
	DISPLAY_NONE,
	DISPLAY_BLOCK,
	DISPLAY_GRID,
	DISPLAY_COLUMNS,
	DISPLAY_TIMELINE,
	DISPLAY_TIMELINE_ACROSS
};
enum style_break { STYLE_BREAK_AUTO, STYLE_BREAK_AVOID, STYLE_BREAK_COLUMN };
enum column_span { COLUMN_SPAN_NONE, COLUMN_SPAN_ALL, COLUMN_SPAN_AUTO };
enum float_place {
	FLOAT_NONE,
	FLOAT_TOP,
	FLOAT_BOTTOM,
	FLOAT_MARGIN,
	FLOAT_START,
	FLOAT_END,
	FLOAT_BETWEEN
};
enum caption_side {
	CAPTION_SIDE_BOTTOM,
	CAPTION_SIDE_TOP,
	CAPTION_SIDE_START,
	CAPTION_SIDE_END,
	CAPTION_SIDE_MARGIN
};
/* Sets of words, several at once: bits. */
enum numeric {
	NUMERIC_LINING = 1,
	NUMERIC_OLDSTYLE = 2,
	NUMERIC_PROPORTIONAL = 4,
	NUMERIC_TABULAR = 8,
	NUMERIC_FRACTIONS = 16,
	NUMERIC_ORDINAL = 32,
	NUMERIC_SLASHED_ZERO = 64
};
enum ligatures {
	LIGATURES_NO_COMMON = 1,
	LIGATURES_DISCRETIONARY = 2,
	LIGATURES_HISTORICAL = 4,
	LIGATURES_NO_CONTEXTUAL = 8
};
enum hanging { HANGING_FIRST = 1, HANGING_END = 2 };
enum caps { CAPS_NORMAL, CAPS_SMALL, CAPS_ALL_SMALL };
enum kerning { KERNING_NORMAL, KERNING_NONE };
enum margins { MARGINS_NONE, MARGINS_AUTO };
enum wrap { WRAP_AUTO, WRAP_PRETTY, WRAP_BALANCE };
enum notes { NOTES_FOOT, NOTES_END };

struct style_ink {
	bool none;
	struct ink ink;
};

enum { TRACKS_MAX = 6 };
/* Columns of a grid: a length each, or a share of what is left. n 0: none said. */
struct tracks {
	int n;
	sp width[TRACKS_MAX];
	int share[TRACKS_MAX]; /* 0: a length */
};

/* Fewest characters of a word that is hyphenated, before its hyphen, after it. */
struct hyphen_chars {
	int word, before, after;
};

/* C type of each property type. */
#define PROP_C_CHARS struct hyphen_chars
#define PROP_C_TRACKS struct tracks
#define PROP_C_FAMILY const char *
#define PROP_C_LENGTH sp
#define PROP_C_INT int
#define PROP_C_BOOL bool
#define PROP_C_STRING const char *
#define PROP_C_RATIO double /* width / height; 0: auto */
#define PROP_C_PERCENT int  /* thousandths */
#define PROP_C_LIMIT int    /* 0: none */
#define PROP_C_INK struct style_ink
#define PROP_C_FONT_STYLE enum font_style
#define PROP_C_NUMERIC unsigned
#define PROP_C_LIGATURES unsigned
#define PROP_C_HANGING unsigned
#define PROP_C_KERNING enum kerning
#define PROP_C_MARGINS enum margins
#define PROP_C_WRAP enum wrap
#define PROP_C_CAPS enum caps
#define PROP_C_TEXT_ALIGN enum text_align
#define PROP_C_HYPHENS enum hyphens
#define PROP_C_DECORATION enum decoration
#define PROP_C_SNAP enum snap
#define PROP_C_DISPLAY enum display
#define PROP_C_BREAK enum style_break
#define PROP_C_SPAN enum column_span
#define PROP_C_FLOAT enum float_place
#define PROP_C_CAPTION_SIDE enum caption_side
#define PROP_C_NOTES enum notes

/* Every property resolved; interned and immutable: equal styles are the same pointer. */
struct style {
#define PROP(name, field, type, initial, inherited, text) PROP_C_##type field;
#include "style/props.def"
#undef PROP
	const struct face *face; /* font-family, -weight, -style resolved */
	struct ink
	    ground; /* what the text stands on: its own or an ancestor's background */
	const struct sheet *sheet;
};

/* Which page of a piece's first two something stands on. */
enum page_side {
	SIDE_FIRST, /* the first, mirrored when that is a left-hand page */
	SIDE_LEFT,
	SIDE_RIGHT,
	SIDE_SPREAD, /* both: x from the left page's trim */
};

/* A page template: where things stand on a page. Lengths from the trim's edges. */
struct template
{
	const char *name;
	sp margin_top, margin_bottom, margin_inner, margin_outer;
	int ncolumn; /* 1 to 3 */
	sp column_gap;
	sp column_rule; /* width of a rule between columns; 0: none */
	/* A margin column at the outer side, inside the frame; text columns share the
	 * rest. */
	sp margin_column, margin_column_gap; /* 0: none */
	bool first_recto; /* pieces with this template begin on a right-hand page */
	bool first_verso; /* ... ought to begin on a left-hand page */
	bool furniture;	  /* folio and running head */
	bool run_on;  /* a piece may begin where the one before ended, on the same page */
	bool balance; /* level the columns at the end of the piece */
	bool vertical_center; /* a poem: the block stands at the optical center */
	/* Template of a piece that has no opener picture; NULL: this one. */
	const char *without_picture;
	sp first_top; /* where the columns begin on a piece's first page; 0: margin_top */
	sp second_top; /* the same on the page that faces it */
	/* Named areas outside the columns, on a piece's first page, for blocks whose
	 * style says flow-into: NAME. From the trim's top left corner; may reach into the
	 * bleed. */
	struct frame {
		const char *name;
		struct rect area; /* w or h 0: to the far edge and into the bleed */
		enum page_side side;
	} * frame;
	size_t nframe;
	/* Bars and plates drawn behind the text: artifacts. From the trim's top left
	 * corner; negative or beyond the trim reaches the bleed. */
	struct plate {
		struct rect area; /* w or h 0: to the far edge and into the bleed */
		struct ink ink;	  /* "section" is resolved when drawn */
		bool section;
		bool first_page_only;
		enum page_side side; /* FIRST: any page */
	} * plate;
	size_t nplate;
	struct rect barcode; /* its white plate, on a piece's first page; w 0: none */
};

/* What copyfitting may change (makeup/fit.c). */
struct fit_limits {
	bool off;			 /* pieces take as many pages as they take */
	int picture_least, picture_most; /* percent: -20 and 20 */
	int heads;			 /* grid steps, each way */
	int tracking;			 /* thousandths of an em, each way */
	int within; /* lines that may be free at the last columns' feet */
};

struct sheet {
	const char *name, *path;
	sp page_width, page_height; /* trim */
	sp grid; /* baseline step; lines of the grid start at margin_top */
	const struct palette *palette;	 /* the default one: names inks */
	struct map template;		 /* name -> struct template */
	const struct template *fallback; /* template "default" */
	struct rules *rules;
	bool links;	  /* colored and underlined links */
	const char *note; /* words of the edition's own note: may hold %magazine, %season,
			   * %website, %typeface, %credit, %size and %edition */
	int volume_pages; /* a book of more is parted; 0: never */
	const char *volume_note; /* which volume it is: also %volume, %volumes, %pages */
	sp folio_offset; /* baseline of the folio below the foot of the fallback's frame
			  */
	struct fit_limits fit;
	bool jump;	/* pieces may break off and go on elsewhere */
	bool text_only; /* a book without pictures: what is said for these is in force */
	const struct needs *needs; /* ... for one reader; NULL: for all */
	const char *title;	   /* "20 point, OpenDyslexic"; NULL where nobody asked */
	/* Thousandths of an em that all letters and words are apart besides. */
	int letter_em, word_em;
};

/* Which sheet, and for whom. */
struct sheet_want {
	const char *styles, *name; /* folder, sheet */
	bool text_only;		   /* a book without pictures: what it says for these */
	const struct needs *needs; /* made for one reader; NULL: for all */
	const char *title;	   /* what they come to, for the edition's own note */
	const struct fonts *fonts; /* resolves families; NULL: they are not checked */
	const struct palette *palette;
};
/* NULL: reported. */
struct sheet *sheet_read(struct arena *a, struct diag *d, const struct sheet_want *want);
const struct template *sheet_template(const struct sheet *s, const char *name);
/* Reports a template that the flatplan asks for by name and the sheet does not have; a
 * kind's own may be missing and is set as "default". */
void sheet_check_template(const struct sheet *s, struct diag *d, const struct piece *p);
/* What the sheet allows no type to be smaller than; 0: anything. */
sp sheet_least_size(const struct sheet *s);
/* Style of a node under its parent's style (NULL for the root). Rules match kind, .class,
 * piece kind and ancestors: "paragraph", "sidebar paragraph", "sidebar.demands",
 * "poem headline". Section is the ink that `section` means in this piece. */
const struct style *style_of(struct sheet *s, const struct node *n, const struct piece *p,
    const struct style *parent, int section);
/* Style of the letter that a block of style `parent` begins with, where the sheet asks
 * for one that goes down over lines (initial-letter); else NULL. */
const struct style *style_first_letter(struct sheet *s, const struct node *n,
    const struct piece *p, const struct style *parent, int section);
/* Style of the marker of a list's item, a note or an entry of style `parent`. */
const struct style *style_marker(struct sheet *s, const struct node *n,
    const struct piece *p, const struct style *parent, int section);
/* Style of a thing of a piece that is no node: "folio", "running-head", "end-mark",
 * "jump-line" ... */
const struct style *style_named(struct sheet *s, const char *name, const struct piece *p,
    const struct style *parent, int section);
void sheet_dump(const struct sheet *s, FILE *out);
void style_manual(FILE *out); /* the property table of style.5 */

/* ---- editions, palettes, presets ---------------------------------------- */

struct editions {
	size_t n;
	struct edition *edition; /* the press's, then members' by size, pictures, color */
	struct axis axis[AXIS_N];
	const char *on_demand; /* sheet of what one reader asks for; NULL: not offered */
	const struct palette *palette; /* "default": names the inks of every sheet */
};
/* styles/editions.yaml with the palettes and presets it names. NULL: reported. */
struct editions *editions_read(struct arena *a, struct diag *d, const char *styles);
/* Adds the edition that one reader asks for to e, and returns its place there. fonts have
 * the face. NULL: reported. What is too small or too weak to read is reported as errors
 * that may be allowed (DIAG_ASKED_...). */
struct edition *edition_ask(struct arena *a, struct diag *d, struct editions *e,
    const struct needs *needs, const struct fonts *fonts);
/* A palette of two colors, proved as one that is read. */
const struct palette *palette_of_two(struct arena *a, struct diag *d,
    const struct palette *base, struct rgb ink, struct rgb paper);
/* "dark blue": for titles. */
const char *color_words(struct arena *a, struct rgb color);
/* What stands in styles/printers/, sorted, NULL-terminated. */
const char *const *preset_names(struct arena *a, const char *styles);
/* Reports inks of the palette that are more in one place than the paper takes. */
void preset_check(
    struct diag *d, const struct preset *preset, const struct palette *p, struct pos pos);
/* The press's standard that a map names by its key `standard`; initial where it names
 * none. */
enum standard standard_read(
    struct diag *d, const struct yaml *y, enum standard initial);
/* styles/printers/NAME.yaml, for --printer. from: who asks. NULL: reported. */
const struct preset *preset_read(struct arena *a, struct diag *d, const char *styles,
    const char *name, struct pos from);
/* styles/palettes/NAME.yaml; base: the default palette, NULL when it is this one. */
const struct palette *palette_read(struct arena *a, struct diag *d, const char *styles,
    const char *name, struct pos from, const struct palette *base);

#endif
