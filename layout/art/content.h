/*
 * A content stream on its way: what content.c (operators) and uses.c (resources) share.
 */
#ifndef ART_CONTENT_H
#define ART_CONTENT_H

#include "art/art.h"

enum { OPERANDS_MAX = 40, NEST_MAX = 26 /* PDF/A-2, 6.1.13: 28 with our own */ };

struct paint {
	const struct space *space;
	struct color color;
	enum over_kind kind;
	bool set;   /* by this stream */
	bool plain; /* a color, and no pattern */
};

struct state {
	struct paint fill, stroke;
	double matrix[6];
	double font_size;
	bool unseen;	  /* words that are neither filled nor drawn round */
	bool faint;	  /* what is below shines through */
	bool drawn_round; /* words are not filled alone */
	double line_width;
	/* Of enum over_bits: as the art asks for, and as it is in force on the press. */
	unsigned overprint, written;
	double clip[4];
	bool odd_clip; /* by no rectangle */
};

/* Filled, and what comes later stands on it. */
struct ground {
	double area[4]; /* left, bottom, right, top */
	bool known;	/* a rectangle in one color */
	struct color color;
};

/* A space by the name that it has here: looked up once. */
struct named_space {
	struct token name;
	const struct space *space;
};

struct use {
	const char *category;
	struct token name;
	uint32_t object;
	enum art_step when; /* IF_PRESS, IF_SPOT, or BYTES: always */
	uint16_t spot;	    /* index in record->spot */
};

struct content {
	struct taker *t;
	const struct place *at;
	struct text *out;
	struct token operand[OPERANDS_MAX];
	size_t noperand;
	struct state state[NEST_MAX + 1];
	int nest;
	bool text;
	double text_matrix[6];
	/* A path is written behind what is found to be missing when it is painted:
	 * nothing may stand between the two (ISO 32000-1, 8.2). */
	struct text *before; /* where to, while one is built; else NULL */
	struct text built;
	struct {
		double area[4];
		size_t npoint;
		bool rectangle; /* one, and nothing else */
		bool clips;
	} path;
	struct ground *ground;
	size_t nground, capground;
	struct use *use;
	size_t nuse, capuse;
	struct named_space *named;
	size_t nnamed, capnamed;
	const struct space *device[3]; /* grey, RGB, CMYK as they are meant here */
	struct scan scan;
};

static inline struct state *now(struct content *c)
{
	return &c->state[c->nest];
}

/* to = m, then n around it. */
void matrix_multiply(double to[6], const double m[6], const double n[6]);

/* ---- content.c ------------------------------------------------------------ */

/* The last n operands as they are; an operator and the end of its line. */
void put_operands(struct content *c, size_t n);
void put_operator(struct content *c, const char *name);
/* What paints before it sets a color paints in black. */
void need_color(struct content *c, enum art_step step);

/* ---- words.c: how large words are, and what they stand on ------------------ */

void words_start(struct content *c);	  /* of a stream */
void words_begin(struct content *c);	  /* BT */
void words_set_matrix(struct content *c); /* Tm */
/* Their size in points; 0: none is seen. */
double words_show(struct content *c);
/* Any other operator that builds a path or moves text. */
void words_follow(struct content *c, const char *operator);
/* The path is painted: its inside, its outline. */
void words_painted(struct content *c, bool fills, bool strokes);
/* Something is painted that this file does not look into. */
void words_covered(struct content *c);

/* ---- black.c: black words and rules ------------------------------------------ */

struct black {
	enum art_step step;
	enum art_mark mark;
	double size;
	struct color color; /* as it is printed */
	bool over, replaced;
};
/* Before and behind what paints so: size is that of the words, a rule's thickness. */
struct black black_begin(
    struct content *c, enum art_step step, enum art_mark mark, double size);
void black_end(struct content *c, const struct black *b);

/* ---- overprint.c: what lies below and is left -------------------------------- */

enum over_bits { OVER_STROKE = 1, OVER_FILL = 2, OVER_NONZERO = 4, OVER_ALL = 7 };
enum over_kind overprint_kind(const struct space *s, const struct color *color);
void overprint_begin(struct content *c);	      /* of a stream */
void overprint_note(struct content *c, handle state); /* gs */
/* Before what fills, strokes, or both. */
void overprint_need(struct content *c, unsigned which);
void overprint_need_pixels(struct content *c); /* a picture, a gradient */
void overprint_need_asked(struct content *c);  /* a form */
/* "/InkOver7 gs", within what the caller says that it depends on. */
void overprint_put(struct content *c, unsigned bits);

/* ---- uses.c: operators that name a resource by their last operand ---------- */

void use_font(struct content *c);
void use_state(struct content *c);
void use_shading(struct content *c);
/* given: to a pattern that has no color of its own; else NULL. */
void use_pattern(struct content *c, enum art_step step, const struct paint *given);
/* A color space, and its name here. */
const char *use_spot(struct content *c, const struct space *s);
void use_overprint(struct content *c, const char *name, uint32_t state);
void use_object(struct content *c);
void use_inline(struct content *c); /* a picture within the stream */
void put_uses(struct content *c, struct text *to);

#endif
