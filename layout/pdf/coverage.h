/*
 * How much ink lies where on a page, and where most. Private to pdf.
 */
#ifndef PDF_COVERAGE_H
#define PDF_COVERAGE_H

#include "base/base.h"
#include "font/font.h"
#include "picture/picture.h"

/* Parts of full ink on the four plates: 0 to 1 each. */
struct inking {
	float c, m, y, k;
};
struct inking inking_of(struct cmyk c);

struct coverage;
struct coverage *coverage_new(struct arena *a);
void coverage_begin(struct coverage *c, struct rect paper); /* blank */

/* over: what lies below stays on the other plates. */
void coverage_fill(struct coverage *c, struct rect area, struct inking ink, bool over);
/* A glyph with its origin at x, y; wide: glyphs are so many times as wide as drawn. */
struct placed_glyph {
	const struct face *face;
	uint16_t id;
	double x, y, size, wide; /* points, y down */
};
/* Glyphs of one ink wait until they are laid down together: they stand beside each other
 * and hide nothing of one another. */
void coverage_add_glyph(struct coverage *c, const struct placed_glyph *g);
void coverage_lay_glyphs(struct coverage *c, struct inking ink, bool over);
/* shown: the part of `whole` that is seen. blends: where it has no ink the ground shows.
 */
struct placed_inks {
	const struct ink_map *map;
	uint8_t orientation;
	struct rect shown, whole;
	bool blends;
};
void coverage_picture(struct coverage *c, const struct placed_inks *p);

/* The square of 15 mm² with most ink. */
struct most_ink {
	struct rect area;
	struct inking ink;
	float spots;  /* parts of full ink of all spot colors */
	double total; /* percent, of the four and these */
};
/* Of all squares of at least `black` of black; total 0: there is none. */
struct most_ink coverage_most(struct coverage *c, double black);

#endif
