/*
 * How much ink lies where on a page, and where most. Private to pdf.
 */
#ifndef PDF_COVERAGE_H
#define PDF_COVERAGE_H

#include "base/base.h"
#include "font/font.h"
#include "picture/picture.h"

enum { PLATES = 4 };

/* Parts of full ink on the four plates: 0 to 1 each. */
struct inking {
	float c, m, y, k;
};
struct inking inking_of(struct cmyk c);

/* ---- blot.c ----------------------------------------------------------------- */

/* A glyph's box, and the part of it that is ink. */
struct blot {
	bool known;
	float mean;
	struct extent box; /* font units */
};
struct blots;
struct blots *blots_new(struct arena *a);
const struct blot *blot_of(struct blots *b, const struct face *f, uint16_t id);

/* A grid over a glyph, the glyph's origin at x, y; cells a font unit, y down. */
struct glyph_grid {
	double x, y, across, down;
	size_t width, height;
	float *area; /* room for (width + 1) * height */
};
void glyph_grid_fill(const struct glyph_grid *g, const struct face *f, uint16_t id);
/* Of a cell that is ink. */
float glyph_grid_part(const struct glyph_grid *g, size_t x, size_t y);

/* ---- coverage.c --------------------------------------------------------------- */

/* What lies in a cell of the grid. */
struct inked {
	float mean[PLATES];
	uint8_t peak[PLATES]; /* no place in the cell has more; 255 is full ink */
};

/* All spot colors together, in parts of full ink. */
struct spots {
	float mean, peak;
};

struct coverage {
	struct arena *arena;
	struct blots *blots;
	double x, y, side;    /* of the grid's corner, and of a cell: points */
	size_t width, height; /* cells, row by row */
	size_t cap;	      /* that there is room for */
	struct inked *cell;
	struct spots *spots;	  /* of each cell; NULL: there are none */
	struct spots *spots_room; /* for `cap` cells; NULL: none yet */
	float *glyphs; /* parts of the cells under glyphs that wait to be laid down */
	struct cells {
		size_t left, top, right, bottom;
	} touched; /* ... where there are any */
};

struct coverage *coverage_new(struct arena *a, struct blots *b);
/* A blank grid over a part of a page, or all of it; side: of a cell, in points. */
void coverage_begin(struct coverage *c, struct rect part, double side);
/* Does any of it lie on the grid? */
bool coverage_meets(const struct coverage *c, struct rect area);

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
struct placed_inks {
	const struct ink_map *map;
	struct rect shown, whole; /* shown: the part of `whole` that is seen */
	bool across, down;	  /* it is mirrored: left to right, upside down */
	bool blends;		  /* where it has no ink the ground shows */
};
void coverage_picture(struct coverage *c, const struct placed_inks *p);

/* ---- most.c ------------------------------------------------------------------- */

/* The square of 15 mm² with most ink. */
struct most_ink {
	struct rect area;
	struct inking ink;
	float spots;  /* parts of full ink of all spot colors */
	double total; /* percent, of the four and these */
};

/* Lays down what is on the page, so far as it meets the grid. Called several times. */
struct laid {
	void (*lay)(void *context, struct coverage *to);
	void *context;
	struct rect paper;
	double black; /* squares with less of it do not count */
};
struct inspector;
struct inspector *inspector_new(struct arena *a);
/* Of all squares that lie on the paper; total 0: there is none. */
struct most_ink inspector_most(struct inspector *i, const struct laid *page);

#endif
