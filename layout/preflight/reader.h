/*
 * Reading a file's facts: private to inpress-preflight.
 *
 * file.c alone knows libqpdf; everyone else sees values. document.c tells of the file,
 * page.c of a page and its boxes; walk.c follows what a page paints, words.c its words,
 * paint.c says what paint they are in, picture.c and font.c know these, pixels.c whether
 * a picture's data are whole, sight.c writes down what is seen.
 */
#ifndef READER_H
#define READER_H

#include "preflight/preflight.h"
#include "syntax/syntax.h"

#include <time.h>

/* ---- file.c: libqpdf ------------------------------------------------------- */

typedef unsigned value; /* an object of the file; 0: there is none */

struct file {
	struct _qpdf_data *pdf;
	struct arena *arena;
	struct facts *facts;
	clock_t until;	  /* when pages are looked at no longer */
	size_t unpacked;  /* bytes of pictures so far */
	struct map known; /* what was read of an object before: "12 f" -> struct */
};
/* False: facts->refused says why. */
bool file_open(struct file *f, const char *path);
void file_close(struct file *f);
size_t file_npage(struct file *f);
value file_page(struct file *f, size_t i); /* with what it inherits */
value file_root(struct file *f);
value file_info(struct file *f);
bool file_is_mended(struct file *f);

/* Of a dictionary or a stream; 0: it is not there, or null. */
value value_entry(struct file *f, value v, const char *key);
bool value_has(struct file *f, value v, const char *key);
size_t value_count(struct file *f, value v); /* of an array; else 0 */
value value_item(struct file *f, value v, size_t i);
double value_number(struct file *f, value v, double fallback);
double value_item_number(struct file *f, value v, size_t i); /* 0: it is none */
bool value_true(struct file *f, value v);
/* Without its slash, in the arena; NULL: it is no name. */
const char *value_name(struct file *f, value v);
bool value_is(struct file *f, value v, const char *name); /* "/Form" */
const char *value_text(struct file *f, value v);	  /* UTF-8; NULL: no string */
bool value_is_stream(struct file *f, value v);
bool value_is_dictionary(struct file *f, value v); /* not a stream's */
bool value_is_array(struct file *f, value v);
uint32_t value_id(struct file *f, value v); /* 0: it is no object of its own */
/* Keys of a dictionary, in the arena. */
const char **value_keys(struct file *f, value v, size_t *n);
/* Decoded; heap. NULL: it cannot be had. */
char *value_bytes(struct file *f, value v, size_t *len);
char *value_raw(struct file *f, value v, size_t *len); /* as they stand in the file */
char *value_content(struct file *f, value page, size_t *len);
value file_parse(struct file *f, const char *text); /* 0: it is broken */

/* What was read of an object before, as `kind`; and keeping it. */
void *file_known(struct file *f, value v, char kind);
void file_know(struct file *f, value v, char kind, void *it);

/* ---- document.c, page.c ---------------------------------------------------- */

void document_read(struct file *f);
/* Fills in the page with this number, from 0. */
void page_read(struct file *f, size_t number);

/* ---- paint.c: colors ------------------------------------------------------- */

enum { COMPONENTS_MAX = 32 };
struct space {
	enum family family;
	bool profiled, indexed, pattern;
	bool misfit; /* a space by default takes its place, of other components */
	bool inks;   /* its components are inks that have names: */
	size_t n;
	const char *name;	       /* of the profile, or "Gold, Silver" */
	const struct space *base;      /* of an indexed one, of a pattern without color */
	uint8_t plate[COMPONENTS_MAX]; /* 0: a spot; UINT8_MAX: none at all */
	bool all;		       /* registration color: every plate there is */
};
const struct space *space_named(struct file *f, const char *name, value resources);
const struct space *space_of(struct file *f, value space, value resources);
/* Of so many components of the device: 1, 3 or 4; or what these resources say in its
 * place (ISO 32000-1, 8.6.5.6). */
const struct space *space_device(struct file *f, size_t n, value resources);
extern const struct space space_grey, space_rgb, space_cmyk;

struct paint {
	const struct space *space;
	enum tone tone;
	uint8_t plates;
	bool spot;     /* a spot is in it */
	value pattern; /* 0: none */
};
/* at: as many as the space has. */
struct paint paint_of(const struct space *s, const double *at);

/* ---- font.c ---------------------------------------------------------------- */

struct typeface {
	value font;
	bool seen;
	bool wide;	 /* codes of two bytes */
	uint16_t *width; /* thousandths of an em; 256, or 65536 where wide */
	double scale;	 /* of widths: 1/1000, or as Type 3 says */
};
struct typeface *typeface_of(struct file *f, value font);
/* Words in it are seen on a page with this number, from 1. */
void typeface_seen(struct file *f, struct typeface *t, uint32_t page);

/* ---- walk.c: what a page paints ---------------------------------------------- */

struct box {
	double left, top, right, bottom;
};
struct state {
	struct paint fill, stroke;
	double matrix[6];
	struct box clip;
	double line_width;
	struct typeface *face;
	double size, char_space, word_space, stretch, leading, rise;
	int mode;
	bool over_fill, over_stroke;
	int overprint_mode;
	double fill_alpha, stroke_alpha;
};

enum { OPERANDS_MAX = 40, SAVED_MAX = 512, FORMS_MAX = 28 };
struct use {
	const char *category;
	struct token name;
	value is;   /* 0: it is not there */
	void *read; /* what was made of it; NULL: nothing yet */
};
/* A content stream that is being read: the page's, a form's, a pattern's. */
struct stream {
	value resources;
	uint32_t id; /* of the form; it may not hold itself */
	struct use *use;
	size_t nuse, capuse;
	const struct space *device[5]; /* by its components; NULL: not asked yet */
	int base;		       /* states below are not its own */
	struct stream *outer;
};
struct walker {
	struct file *file;
	struct page_fact *page;
	uint32_t number; /* of the page, from 1 */
	struct box trim, bleed;
	struct state saved[SAVED_MAX];
	int nsaved;
	struct stream *stream;
	int depth;
	struct scan scan;
	struct token operand[OPERANDS_MAX];
	size_t noperand;
	/* the path */
	struct box path;
	double at[2]; /* user space */
	double thin;  /* the least side of its rectangles, points; < 0: it has none */
	bool drawn, clips;
	/* words */
	double text[6], line[6];
	bool masks;		/* within a soft mask: nothing of it is printed */
	const struct box *tile; /* within a pattern: the area that it fills; else NULL */
	/* what may yet be done */
	uint64_t budget;
};
void walk_page(struct walker *w, value page);
/* The content of a pattern, which fills `area`. */
void walk_pattern(struct walker *w, value pattern, struct box area);
/* What a soft mask is made of: its group. */
void walk_mask(struct walker *w, value group);
struct state *walk_state(struct walker *w);
/* Is there time for so much more? False: the page is cut. */
bool walk_goes_on(struct walker *w, uint64_t work);

/* ---- matrix.c ---------------------------------------------------------------- */

void matrix_multiply(double to[6], const double a[6], const double b[6]); /* a, then b */
struct box matrix_box(const double m[6], const struct box *b);
struct box box_common(struct box a, struct box b);
bool box_is_empty(const struct box *b);

/* ---- picture.c --------------------------------------------------------------- */

void picture_show(struct walker *w, value picture);

/* ---- pixels.c ---------------------------------------------------------------- */

/* Is it whole, by its size and its space? */
enum picture_fault pixels_fault(struct file *f, value picture,
    const struct picture_fact *size, const struct space *s);
/* A space that JPEG 2000 brings by itself; NULL: none that we know. */
const struct space *pixels_space(struct file *f, value picture);

/* ---- sight.c: what is seen, written down ----------------------------------- */

/* Each clips what it is given, and passes over what is not seen. */
void sight_words(struct walker *w, struct box at, double size);
void sight_stroke(struct walker *w);
void sight_fill(struct walker *w);
void sight_shading(struct walker *w, value shading, struct box at);
void sight_picture(struct walker *w, const struct picture_fact *p,
    const struct space *space, struct box at);
void sight_color(struct walker *w, const struct space *s, enum thing t, struct box at);
void sight_effect(struct walker *w, const char *name);
void sight_setting(struct walker *w, const char *name);

#endif
