/*
 * Glyphs as ink: how much of each cell of a grid an outline covers.
 *
 * In: a glyph's outline, and where a grid lies over it. Out: the part of each cell that
 * is ink, by the areas to the right of each line, signed, as scan converters of type add
 * them up; curves are eight straight pieces. The mean of a glyph over its box is found
 * once and kept, for those that are small against a cell.
 */
#include "pdf/coverage.h"

#include <math.h>
#include <string.h>

enum { PIECES = 8 /* of a curve */, MEAN_SIDE = 16 /* cells, for the mean */ };

struct blots {
	struct arena *arena;
	struct blot **of_face; /* by a face's index, then by glyph */
	size_t nface;
};

struct blots *blots_new(struct arena *a)
{
	struct blots *b = ARENA_NEW(a, struct blots);

	b->arena = a;
	return b;
}

/* ---- an outline ------------------------------------------------------------- */

/* An outline on its way into cells. */
struct tracing {
	const struct glyph_grid *grid;
	double x, y, x0, y0; /* in cells */
};

/* A column more than the grid has takes what lies beyond its right edge. */
static size_t columns(const struct glyph_grid *g)
{
	return g->width + 1;
}

/* A piece of a line so short that its middle stands for it, within a row of cells. */
static void add_piece(const struct glyph_grid *g, double x, double dy, size_t row)
{
	const double end = (double)g->width;
	const double at = x < 0 ? 0 : x > end - 1e-9 ? end - 1e-9 : x;
	const size_t i = (size_t)at;
	float *area = g->area + row * columns(g) + i;

	area[0] += (float)(dy * ((double)i + 1 - at));
	area[1] += (float)(dy * (at - (double)i));
}

static double within(double x, double from, double to)
{
	return x < from ? from : x > to ? to : x;
}

/* What lies in a row of the line to x, y, which is not level. */
static void add_in_row(const struct tracing *t, double x, double y, size_t row)
{
	const double dx = x - t->x, dy = y - t->y, top = (double)row;
	const double from = within(t->y, top, top + 1);
	const double to = within(y, top, top + 1);
	const double xa = t->x + dx * (from - t->y) / dy;
	const double xb = t->x + dx * (to - t->y) / dy;
	const double wide = within(fabs(xb - xa), 0, (double)t->grid->width);
	const int n = 1 + (int)(4 * wide);

	for (int i = 0; i < n; i++)
		add_piece(t->grid, xa + (xb - xa) * (i + 0.5) / n, (to - from) / n, row);
}

static void add_line(struct tracing *t, double x, double y)
{
	const double end = (double)t->grid->height;
	const double low = within(t->y < y ? t->y : y, 0, end);
	const double high = within(t->y < y ? y : t->y, 0, end);

	for (size_t row = (size_t)low; (double)row < high; row++)
		add_in_row(t, x, y, row);
	t->x = x;
	t->y = y;
}

static double across(const struct tracing *t, double x)
{
	return t->grid->x + x * t->grid->across;
}

static double down(const struct tracing *t, double y)
{
	return t->grid->y - y * t->grid->down;
}

static void move_to(void *to, double x, double y)
{
	struct tracing *t = to;

	t->x = t->x0 = across(t, x);
	t->y = t->y0 = down(t, y);
}

static void line_to(void *to, double x, double y)
{
	struct tracing *t = to;

	add_line(t, across(t, x), down(t, y));
}

static void curve_to(
    void *to, double x1, double y1, double x2, double y2, double x3, double y3)
{
	struct tracing *c = to;
	const double xs[4] = {c->x, across(c, x1), across(c, x2), across(c, x3)};
	const double ys[4] = {c->y, down(c, y1), down(c, y2), down(c, y3)};

	for (int i = 1; i <= PIECES; i++) {
		const double t = (double)i / PIECES, s = 1 - t;
		const double w[4] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};

		add_line(c, w[0] * xs[0] + w[1] * xs[1] + w[2] * xs[2] + w[3] * xs[3],
		    w[0] * ys[0] + w[1] * ys[1] + w[2] * ys[2] + w[3] * ys[3]);
	}
}

static void close_path(void *to)
{
	struct tracing *t = to;

	add_line(t, t->x0, t->y0);
}

/* Areas to the right of lines become parts of cells; where contours overlap it is ink. */
static void sum_up(const struct glyph_grid *g)
{
	for (size_t y = 0; y < g->height; y++) {
		float *row = g->area + y * columns(g), area = 0;

		for (size_t x = 0; x < g->width; x++) {
			area += row[x];
			row[x] = fminf(1, fabsf(area));
		}
	}
}

void glyph_grid_fill(const struct glyph_grid *g, const struct face *f, uint16_t id)
{
	static const struct outline outline = {move_to, line_to, curve_to, close_path};
	struct tracing t = {.grid = g};

	memset(g->area, 0, columns(g) * g->height * sizeof *g->area);
	face_outline(f, id, &outline, &t);
	sum_up(g);
}

float glyph_grid_part(const struct glyph_grid *g, size_t x, size_t y)
{
	return g->area[y * columns(g) + x];
}

/* ---- means ------------------------------------------------------------------- */

static void find_mean(struct blot *blot, const struct face *f, uint16_t id)
{
	float area[(MEAN_SIDE + 1) * MEAN_SIDE];
	const struct extent box = face_extent(f, id);
	struct glyph_grid g = {.width = MEAN_SIDE, .height = MEAN_SIDE, .area = area};
	float all = 0;

	blot->known = true;
	blot->box = box;
	if (box.right <= box.left || box.top <= box.bottom)
		return;
	g.across = MEAN_SIDE / (double)(box.right - box.left);
	g.down = MEAN_SIDE / (double)(box.top - box.bottom);
	g.x = -box.left * g.across;
	g.y = box.top * g.down;
	glyph_grid_fill(&g, f, id);
	for (size_t y = 0; y < MEAN_SIDE; y++)
		for (size_t x = 0; x < MEAN_SIDE; x++)
			all += glyph_grid_part(&g, x, y);
	blot->mean = all / (MEAN_SIDE * MEAN_SIDE);
}

const struct blot *blot_of(struct blots *b, const struct face *f, uint16_t id)
{
	struct blot *blot;

	if (f->index >= b->nface) {
		const size_t n = f->index + 16u;

		b->of_face = arena_grow(b->arena, b->of_face,
		    b->nface * sizeof *b->of_face, n * sizeof *b->of_face);
		memset(b->of_face + b->nface, 0, (n - b->nface) * sizeof *b->of_face);
		b->nface = n;
	}
	if (!b->of_face[f->index])
		b->of_face[f->index] = ARENA_ARRAY(b->arena, struct blot, face_nglyph(f));
	blot = &b->of_face[f->index][id];
	if (!blot->known)
		find_mean(blot, f, id);
	return blot;
}
