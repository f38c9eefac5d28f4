/*
 * font: faces named in fonts/fonts.yaml (and no others), text shaped whole, breaks,
 * hyphenation, outlines and subsets. Everything in a run is in font units, so that it is
 * exact and the same on every machine; only `size` brings points.
 */
#ifndef FONT_H
#define FONT_H

#include "base/base.h"

struct hb_face_t;
struct hb_font_t;
struct fonts; /* the faces of one manifest, and what shaping caches */

struct face {
	uint16_t
	    index; /* in the manifest, from 0; the same in every run of the program */
	const char *family; /* the manifest's name: "body", "head", "arabic" */
	const char *name;   /* PostScript name: "Andika-Bold" */
	const char *title;  /* for readers: "Andika Bold" */
	const char *credit; /* a sentence that its licence asks for; NULL: none */
	const char *licence; /* "OFL-1.1"; NULL: the manifest does not say */
	const char *path;
	uint16_t weight; /* 100 to 900 */
	bool italic, cff, embeddable;
	uint16_t rights; /* OS/2 fsType */
	uint16_t upem;
	int16_t ascent, descent; /* font units; descent is positive */
	int16_t cap_height;
	int16_t x_height; /* measured from the outline of "x", not from OS/2 */
	int16_t bbox[4];
	struct hb_face_t *hb_face;
	struct hb_font_t *hb_font; /* scale = upem */
};

enum {
	GLYPH_SPACE = 1,  /* a word space: justification may stretch it */
	GLYPH_UNSAFE = 2, /* unsafe to break before this glyph: shape the parts again */
	GLYPH_CLUSTER = 4 /* first glyph of its cluster in logical order */
};

struct glyph {
	uint16_t id;
	uint16_t cluster; /* byte offset into the run's text */
	int16_t advance;  /* font units, letter spacing included */
	int16_t dx, dy;	  /* font units, y up */
	uint16_t flags;
};

/* Glyphs are in LOGICAL order, also right to left: a slice of them is a slice of the
 * text. */
struct run {
	const struct face *face;
	sp size;
	const char *lang; /* BCP 47; NULL: the piece's own */
	const char *text; /* UTF-8 source of the clusters, not NUL-terminated */
	uint32_t ntext;	  /* ≤ 65,535 */
	uint32_t nglyph;
	const struct glyph *glyph; /* shared by runs of the same words */
	uint16_t features;	   /* how it was shaped, for font_reshape() */
	uint8_t level;		   /* bidi embedding level; odd: right to left */
	uint32_t script;	   /* ISO 15924, four letters: 'Latn' */
	int16_t letter_spacing, word_spacing; /* font units, in the advances already */
};

static inline bool run_is_rtl(const struct run *r)
{
	return r->level & 1;
}
/* Width of glyphs first .. first+n-1, as they are drawn. */
sp run_width(const struct run *r, uint32_t first, uint32_t n);
/* End of the text of glyph i's cluster (byte offset into r->text). */
uint32_t run_cluster_end(const struct run *r, uint32_t i);
/* The ink of a glyph, in font units, y up. */
struct extent {
	int left, right, bottom, top;
};
struct extent face_extent(const struct face *f, uint16_t glyph);
sp face_units(const struct face *f, sp size, int32_t units); /* units × size / upem */

/* Opens the manifest through a private fontconfig. NULL: reported. */
struct fonts *fonts_open(struct arena *a, struct diag *d, const char *manifest);
/* Opens a family that the manifest offers to readers; before anything is shaped. False:
 * reported. */
bool fonts_ask(struct fonts *f, struct diag *d, const char *manifest, const char *family);
size_t fonts_count(const struct fonts *f);
const struct face *fonts_at(const struct fonts *f, size_t index);
/* The face of a family nearest in weight (italic only if it has one); NULL: no such
 * family. */
const struct face *fonts_find(
    const struct fonts *f, const char *family, int weight, bool italic);
/* Families named in the manifest, NULL-terminated, for "did you mean". */
const char *const *fonts_families(const struct fonts *f);

/* ---- shaping (itemize.c: Pango; shape.c: HarfBuzz) ---------------------- */

enum {
	FEATURE_TABULAR = 1,
	FEATURE_SMALL_CAPS = 2,
	FEATURE_NO_LIGATURES = 4, /* no common ones; letter-spaced text has none */
	FEATURE_OLD_STYLE = 8,
	FEATURE_LINING = 16,
	FEATURE_PROPORTIONAL = 32,
	FEATURE_FRACTIONS = 64,
	FEATURE_ORDINAL = 128,
	FEATURE_SLASHED_ZERO = 256,
	FEATURE_SMALL_CAPITALS = 512, /* capitals as small ones */
	FEATURE_DISCRETIONARY = 1024,
	FEATURE_HISTORICAL = 2048,
	FEATURE_NO_CONTEXTUAL = 4096,
	FEATURE_NO_KERNING = 8192
};

/* A stretch of one paragraph that is set alike. Stretches cover the text without gaps. */
struct stretch {
	uint32_t start, end; /* bytes */
	const struct face *face;
	sp size;
	sp letter_spacing; /* added to every advance, not in joined scripts */
	sp word_spacing;   /* added to every word space */
	const char *lang;  /* BCP 47, may be NULL */
	unsigned features;
	struct pos pos;
};

enum break_kind { BREAK_NO, BREAK_MAY, BREAK_MUST };

struct shaped {
	/* In: where run_start, run_stretch and breaks go; NULL: into the runs' own arena.
	 */
	struct arena *scratch;
	struct run *run; /* logical order; none crosses a stretch */
	size_t nrun;
	uint32_t *run_start;   /* byte offset of each run in the paragraph */
	uint16_t *run_stretch; /* index of each run's stretch */
	/* For each byte of the paragraph: may a line begin here? (enum break_kind).
	 * NULL-safe length len + 1. URLs break after / . - ? & =; telephone numbers,
	 * dates, "page 16", and numbers with their units do not break. */
	uint8_t *breaks;
	bool rtl; /* base direction */
};

enum direction { DIRECTION_AUTO, DIRECTION_LTR, DIRECTION_RTL };

struct paragraph_text {
	const char *text;
	uint32_t len;
	const struct stretch *stretch;
	size_t nstretch;
	enum direction base;
};

/* Shapes a paragraph whole. A character that no face of the manifest has is
 * DIAG_MISSING_GLYPH, once a character and stretch, with its U+ number and place. */
void font_shape(struct fonts *f, struct arena *a, struct diag *d,
    const struct paragraph_text *p, struct shaped *out);
/* Shapes bytes start..end of a run again, on their own (at an unsafe break). */
struct run *font_reshape(
    struct fonts *f, struct arena *a, const struct run *r, uint32_t start, uint32_t end);
/* A run of its own (hyphen, folio, bullet) out of one face. */
struct plain_words {
	const char *text;
	const struct face *face;
	sp size;
	const char *lang; /* BCP 47, may be NULL */
	unsigned features;
};
struct run *font_run(struct fonts *f, struct arena *a, const struct plain_words *words);

struct hyphen_word {
	const char *text; /* UTF-8, lower case where it may be cut */
	uint32_t len;
	const char *lang; /* BCP 47; NULL: British English */
	/* Fewest characters of a word that is cut, before the hyphen, after it. */
	int least, before, after;
};

/* points[i] odd: a hyphen may stand before byte i of the word (points has len + 1 bytes).
 * False: no dictionary for the language (reported once: DIAG_NO_HYPHENATION). */
bool font_hyphenate(
    struct fonts *f, struct diag *d, const struct hyphen_word *w, uint8_t *points);

/* ---- outlines and subsets ---------------------------------------------- */

struct outline { /* font units, y up */
	void (*move)(void *to, double x, double y);
	void (*line)(void *to, double x, double y);
	void (*curve)(
	    void *to, double x1, double y1, double x2, double y2, double x3, double y3);
	void (*close)(void *to);
};
void face_outline(
    const struct face *f, uint16_t glyph, const struct outline *o, void *to);

struct subset {
	const uint8_t *bytes; /* sfnt with glyf, or the bare CFF table (glyph ids kept) */
	size_t len;
	uint16_t *to_new; /* old glyph id -> new; the face's glyph count entries */
};
/* used: one bit a glyph id. No GSUB, GPOS, cmap or names are kept. False: reported. */
bool face_subset(
    const struct face *f, struct arena *a, const uint8_t *used, struct subset *out);
uint16_t face_nglyph(const struct face *f);
/* The character's own glyph, 0: none. */
uint16_t face_glyph_of(const struct face *f, uint32_t character);
/* The glyph's own width, without kerning: what a file's table of widths says. */
uint16_t face_advance(const struct face *f, uint16_t glyph);
double face_italic_angle(const struct face *f);

#endif
