/*
 * art: a drawing or a page taken apart into objects with holes (picture.h), by a program
 * of its own, inpress-art. Private to it; what it hands over is struct art.
 */
#ifndef ART_H
#define ART_H

#include "base/base.h"
#include "picture/picture.h"
#include "syntax/syntax.h"

struct source {
	const char *bytes;
	size_t len;
};

/* ---- the record of one piece of art (record.c) --------------------------- */

struct color {
	int n; /* components: 1 grey, 3 RGB, 4 CMYK; 0: an ink */
	float at[4];
	uint8_t source;	    /* of the record's, from 1 on; 0: the device's */
	bool blended;	    /* into others, in a gradient */
	uint16_t ink, tint; /* of record->ink; thousandths */
};

/* A text with holes. Put bytes, objects and colors one after another. */
struct text {
	struct buf out;
	size_t open; /* where the length of the last bytes stands; 0: none */
};
void text_add(struct text *t, const void *bytes, size_t len);
void text_string(struct text *t, const char *string);
void text_number(struct text *t, double number); /* and a space */
void text_press(struct text *t, const char *string);
void text_object(struct text *t, uint32_t object);
void text_color(struct text *t, enum art_step step, const struct color *c);
void text_space(struct text *t);
/* What follows, up to text_opaque(), is left out where nothing may be seen through. */
void text_clear(struct text *t);
void text_opaque(struct text *t);
void text_ranges(struct text *t);
/* What follows, up to text_end(), is there on a condition. spot: index in record->spot;
 * of ART_IF_PRESS of no meaning. */
void text_if(struct text *t, enum art_step kind, uint16_t spot);
void text_if_black(
    struct text *t, enum art_mark mark, double size, const struct color *c);
void text_end(struct text *t);
void text_append(struct text *t, struct text *more); /* which is released */
void text_release(struct text *t);

struct record {
	struct arena *arena;
	struct buf findings;
	uint32_t nfinding;
	bool broken;
	struct art art; /* but its objects and inks */
	const char **ink;
	size_t nink, capink;
	struct art_source *source;
	size_t nsource, capsource;
	const char **font;
	size_t nfont, capfont;
	struct art_spot *spot;
	size_t nspot, capspot;
	struct art_words *words;
	size_t nwords, capwords;
	struct art_detail *detail;
	size_t ndetail, capdetail;
	struct record_object {
		struct art_object is; /* but its texts */
		uint32_t twin;	      /* the same in spot colors; 0: none */
		struct text head, body;
	} * object;
	size_t nobject, capobject;
};

/* What is wrong, after "picture 'x.svg' ". Letters: b it cannot be used, f a font,
 * c a color, l something is left out, r it refers to another file, p a part of it is
 * drawn as pixels. */
void record_say(struct record *r, char letter, const char *hint, const char *format, ...)
    PRINTF_LIKE(4, 5);
void record_unfit(struct record *r, const char *why); /* the first reason is kept */
uint32_t record_object(struct record *r, enum art_object_kind kind);
uint16_t record_ink(struct record *r, const char *name);
/* An ICC profile of n components; each once. 0: there are too many. */
uint8_t record_source(struct record *r, struct source profile, int n);
/* Inks by name; each once. Index + 1; 0: there are too many. */
uint16_t record_spot(struct record *r, const struct art_spot *spot);
void record_font(struct record *r, const char *name);	   /* each once */
void record_words(struct record *r, struct art_words one); /* each pair once */
/* Of those in one color the smallest; of so many colors at most. */
enum { DETAIL_MOST = 500 };
void record_detail(struct record *r, struct art_detail one);
void record_write(const struct record *r, FILE *out);
void record_release(struct record *r);

/* ---- drawings (svg.c: librsvg, cairo, fontconfig) ------------------------ */

/* Colors that stand for inks while librsvg and cairo draw. */
struct stand_in {
	uint8_t rgb[3];
	uint16_t ink, tint;
};
struct stand_ins {
	struct stand_in *at;
	size_t n, cap;
};

/* A drawing as a PDF file of one page. */
struct drawing {
	struct stand_ins inks;
	struct buf pdf;
	double unit; /* of the page's, in points of the drawing: 1, or less where it was
			drawn larger for the sake of its pixels */
};
/* False: reported. */
bool svg_draw(struct record *r, struct source svg, struct drawing *d);
/* The faces of the manifest become the only ones there are: once, before all drawings. */
void svg_faces(const char *manifest);
/* What a drawing asks for that it does not get: other files, scripts (markup.c). */
void svg_check(struct record *r, struct source svg);
/* How many things in it are drawn as pixels: what has a filter, and masks. */
struct svg_pixels {
	int nfilter, nmask;
};
struct svg_pixels svg_pixels(struct source svg);
/* The classes ink-NAME and ink-NAME-TINT, and a color for each. */
void svg_inks(struct record *r, struct source svg, struct stand_ins *inks);

/* ---- pages (page.c, object.c, image.c, space.c, function.c: libqpdf) ------ */

struct taker {
	struct record *record;
	struct _qpdf_data *pdf;
	struct map taken; /* "12 0" -> index + 1 */
	const struct stand_ins *inks;
	uint32_t *spot_space;  /* by index of spots: of their color spaces */
	uint32_t overprint[8]; /* graphics states (overprint.c) */
	bool overprints;       /* something in it asks for it */
	size_t nspot_space;
	double unit;   /* points to a unit of the page's own */
	int depth;     /* of content and values */
	int unfolding; /* of spaces and functions */
};
typedef unsigned int handle; /* qpdf_oh */

/* drawn NULL: an editor's own page. */
void page_take(struct record *r, struct source pdf, const struct drawing *drawn);

/* A value of the file as text; what it refers to is taken too. */
void put_value(struct taker *t, struct text *to, handle value);
void put_entry(struct taker *t, struct text *to, handle dict, const char *key);
/* Index of an object taken as it is. */
uint32_t take_object(struct taker *t, handle object);
/* Index of what has been taken as `kind`; 0: it has not. */
uint32_t taken_as(struct taker *t, handle object, int kind);
void remember(struct taker *t, handle object, int kind, uint32_t index);
uint32_t take_font(struct taker *t, handle font);
/* A stream's bytes, decoded; heap. NULL: they are not to be had. */
uint8_t *stream_bytes(struct taker *t, handle stream, size_t *len);

/* What a color leaves of what lies below if it overprints (overprint.c). */
enum over_kind { OVER_OTHER, OVER_INKS, OVER_NAMED, OVER_WHITE };

/* Where content is drawn: in the picture, or in a mask by its brightness. */
struct place {
	handle resources; /* 0: none */
	bool mask;
	bool alpha;		   /* the image is itself a mask, and has none */
	bool inside;		   /* a form, in whatever colors stand around it */
	const struct color *plain; /* of all of it; NULL: as it says */
	unsigned overprint;	   /* asked for where it begins, and in force */
	enum over_kind kind[2];	   /* of the colors there, of fills and of strokes */
	double scale;		   /* points to a unit */
};
uint32_t take_image(struct taker *t, handle image, const struct place *at);
uint32_t take_form(struct taker *t, handle form, const struct place *at);
uint32_t take_pattern(struct taker *t, handle pattern, const struct place *at);
uint32_t take_shading(struct taker *t, handle shading, const struct place *at);
/* One that is given its color, at->plain: it becomes one that has it. */
uint32_t take_plain_pattern(struct taker *t, handle pattern, const struct place *at);
uint32_t take_state(struct taker *t, handle state, const struct place *at);
/* Entries that head keeps, and the content of a form or pattern (page.c). */
uint32_t take_content(struct taker *t, handle stream, const struct place *at,
    const char *kind, const char *const *keys);
void put_components(
    struct taker *t, const struct place *at, struct text *to, struct color c);
void put_space(const struct place *at, struct text *to);

/* ---- shading.c ---- */

/* Colors along one variable, or on several: a function of the space's components. */
struct ramp {
	const struct space *space;
	const struct function *along; /* NULL: the space's own tints */
	bool tints;		      /* components as they are, of a spot's space */
	const double *background;     /* around it; NULL: nothing */
	bool blended;		      /* they are not greys throughout */
};
/* In straight pieces, as a function of kind 3. */
void put_ramp(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *ramp);
/* The colors of n tints as a table (a function of kind 0): its index. */
uint32_t take_table(struct taker *t, const struct place *at, const struct ramp *ramp,
    const double *domain, int n);

/* ---- spot.c: inks by name ---- */

/* What names a space has, whose function is known, and what they mean. */
void spot_read(struct taker *t, struct space *s, handle names);
/* Index of the color space, as the file that keeps its plate has it. */
uint32_t spot_space(struct taker *t, const struct space *s);

/* Rewrites a content stream into `body` and what it uses into `resources`. */
void content_take(struct taker *t, struct source content, const struct place *at,
    struct text *body, struct text *resources);

/* ---- colors --------------------------------------------------------------- */

enum space_kind {
	SPACE_IS_DEVICE, /* by its number of components, and a profile or none */
	SPACE_IS_LAB,
	SPACE_IS_INDEXED,
	SPACE_IS_TINT, /* Separation, DeviceN: another space by a function */
	SPACE_IS_PATTERN
};
struct space {
	enum space_kind kind;
	int n;
	uint8_t source; /* of DEVICE, LAB */
	const struct space *base;
	const struct function *tint;
	const uint8_t *table; /* of INDEXED */
	uint16_t spot;	      /* of TINT, index + 1 of record->spot; 0: none */
	bool unseen;	      /* of TINT: it is not printed at all */
	bool process;	      /* ... all of its inks are the press's: */
	int8_t plate[32];     /* ... which; -1: none */
	size_t ntable;
	double range[4]; /* of LAB */
};
enum { COMPONENTS_MAX = 32 };
extern const struct space space_grey, space_rgb, space_cmyk, space_pattern;
/* name or array; NULL: not one that we know. */
const struct space *space_of(struct taker *t, handle space, handle resources);
struct color space_color(const struct space *s, const double *at);
/* Of INDEXED: the components that stand at a place of its table. */
void index_at(const struct space *s, double at, double *inner);
/* ---- calibrated.c: spaces by the eye, as profiles ---- */

/* The source of such a space, by its dictionary. */
uint8_t calibrated_grey(struct taker *t, handle dict);
uint8_t calibrated_rgb(struct taker *t, handle dict);
/* RGB so wide that it holds Lab, and a color in it. */
uint8_t lab_source(struct record *r);
void lab_to_wide(const double lab[3], float wide[3]);

/* So much of the press's own inks lies in one place. */
void note_ink(struct taker *t, double parts);
/* As the place wants it: an ink where it stands for one, a grey in a mask. */
struct color place_color(struct taker *t, const struct place *p, struct color c);

struct function;
const struct function *function_of(struct taker *t, handle function);
void function_at(const struct function *f, const double *in, double *out);
int function_in(const struct function *f); /* how many variables */
/* Where a function of one variable bends or jumps (twice the same), for pieces that are
 * straight; the number of them. */
size_t function_knots(const struct function *f, double *knot, size_t max);

#endif
