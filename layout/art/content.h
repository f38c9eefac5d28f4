/*
 * A content stream on its way: what content.c (operators) and uses.c (resources) share.
 */
#ifndef ART_CONTENT_H
#define ART_CONTENT_H

#include "art/art.h"

enum { OPERANDS_MAX = 40, NEST_MAX = 26 /* PDF/A-2, 6.1.13: 28 with our own */ };

struct paint {
	const struct space *space;
	bool set; /* by this stream */
};

struct state {
	struct paint fill, stroke;
	double matrix[4];
	double font_size;
	bool unseen; /* words that are neither filled nor drawn round */
};

struct use {
	const char *category;
	struct token name;
	uint32_t object;
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
	double text_matrix[4];
	struct use *use;
	size_t nuse, capuse;
	struct scan scan;
};

static inline struct state *now(struct content *c)
{
	return &c->state[c->nest];
}

/* ---- content.c ------------------------------------------------------------ */

/* The last n operands as they are; an operator and the end of its line. */
void put_operands(struct content *c, size_t n);
void put_operator(struct content *c, const char *name);
/* What paints before it sets a color paints in black. */
void need_color(struct content *c, enum art_step step);

/* ---- uses.c: operators that name a resource by their last operand ---------- */

void use_font(struct content *c);
void use_state(struct content *c);
void use_shading(struct content *c);
void use_pattern(struct content *c, enum art_step step);
void use_object(struct content *c);
void use_inline(struct content *c); /* a picture within the stream */
void put_uses(struct content *c, struct text *to);

#endif
