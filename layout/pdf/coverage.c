/*
 * How much ink lies where on a page: what is painted, accumulated on a grid.
 *
 * In: rectangles, glyphs and pictures in painting order, each with its ink. Out: the
 * square of 15 mm² with most ink, on average, as the Ghent Workgroup measures it (GWG
 * 2015, 4.24). A cell of the grid is a small part of such a square and holds the means of
 * the four plates. What is painted takes the place of what lay there, by the part of the
 * cell that it covers; what overprints does so on its own plates only. Two things that
 * share a cell are taken to lie independently in it: at their seam the mean is a few
 * points off, never inside either. Spot colors are one sum beside the four plates.
 * Small glyphs are laid down as boxes of their mean ink, large ones as boxes of a
 * sixteenth of their width and height, so that a stem of a headline is as black as it is.
 * A page rasterized at 150 ppi was rejected: it is right to a point where this is right
 * to three, and takes a hundred times as long.
 */
#include "pdf/coverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ACROSS = INK_ACROSS, SUBS = 16, ROUND = 8 /* pieces of a curve */ };
/* Points: the side of a square of 15 mm². */
#define SIDE (INK_SIDE_MM * 72 / 25.4)
#define CELL (SIDE / ACROSS)
/* Points: higher glyphs may hold the whole of such a square. */
#define LARGE 10.0

enum {
	PLATES = 4,
	SPOTS = 4,
	TAPS = 8 /* a map is no finer than so many cells to one */
};

struct blot {
	float part[SUBS][SUBS]; /* of each box that is ink, from the left and the top */
	float mean;
	struct extent box; /* font units */
};

struct cells {
	size_t left, top, right, bottom;
};

struct coverage {
	struct arena *arena;
	double x, y; /* of the grid, points */
	size_t width, height;
	size_t cap; /* cells that there is room for */
	float (*cell)[PLATES];
	float *spots; /* parts of full ink, of all spot colors; NULL: there are none */
	float *spots_room; /* for them, on a page of `cap` cells; NULL: none yet */
	float *glyphs;	   /* parts of the cells under glyphs that wait to be laid down */
	struct cells touched;	/* ... where there are any */
	struct blot ***of_face; /* by a face's index, then by glyph */
	size_t nface;
};

struct inking inking_of(struct cmyk c)
{
	return (struct inking){
	    c.c / 1000.0f, c.m / 1000.0f, c.y / 1000.0f, c.k / 1000.0f};
}

struct coverage *coverage_new(struct arena *a)
{
	struct coverage *c = ARENA_NEW(a, struct coverage);

	c->arena = a;
	return c;
}

void coverage_begin(struct coverage *c, struct rect paper)
{
	c->x = sp_to_pt(paper.x);
	c->y = sp_to_pt(paper.y);
	c->width = (size_t)ceil(sp_to_pt(paper.w) / CELL);
	c->height = (size_t)ceil(sp_to_pt(paper.h) / CELL);
	if (c->width * c->height > c->cap) {
		c->cap = c->width * c->height;
		c->cell = arena_alloc(c->arena, c->cap * sizeof *c->cell);
		c->glyphs = ARENA_ARRAY(c->arena, float, c->cap);
		c->spots_room = NULL;
	}
	c->touched = (struct cells){SIZE_MAX, SIZE_MAX, 0, 0};
	memset(c->cell, 0, c->width * c->height * sizeof *c->cell);
	c->spots = NULL;
}

/* ---- boxes ----------------------------------------------------------------- */

/* In cells. */
struct box {
	double left, top, right, bottom;
};

static struct box box_of(const struct coverage *c, struct rect r)
{
	struct box b = {
	    (sp_to_pt(r.x) - c->x) / CELL, (sp_to_pt(r.y) - c->y) / CELL, 0, 0};

	b.right = b.left + sp_to_pt(r.w) / CELL;
	b.bottom = b.top + sp_to_pt(r.h) / CELL;
	return b;
}

static size_t first_cell(double at)
{
	return at <= 0 ? 0 : (size_t)at;
}

static size_t end_cell(double at, size_t n)
{
	return at <= 0 ? 0 : at >= (double)n ? n : (size_t)ceil(at);
}

static double overlap(double from, double to, size_t cell)
{
	const double a = from > (double)cell ? from : (double)cell;
	const double b = to < (double)cell + 1 ? to : (double)cell + 1;

	return b - a;
}

static void lay(float *cell, const float *ink, float part, bool over)
{
	for (int i = 0; i < PLATES; i++)
		if (!over || ink[i] > 0)
			cell[i] += part * (ink[i] - cell[i]);
}

/* Spot colors under what is laid down on part of a cell. */
static void hide(struct coverage *c, size_t cell, float part)
{
	if (c->spots)
		c->spots[cell] *= 1 - part;
}

/* part: of the box that is inked. */
static void lay_box(
    struct coverage *c, const struct box *b, const float *ink, float part, bool over)
{
	const size_t right = end_cell(b->right, c->width);
	const size_t bottom = end_cell(b->bottom, c->height);

	for (size_t y = first_cell(b->top); y < bottom; y++) {
		const double down = overlap(b->top, b->bottom, y) * (double)part;

		for (size_t x = first_cell(b->left); x < right; x++) {
			const float all = (float)(down * overlap(b->left, b->right, x));

			lay(c->cell[y * c->width + x], ink, all, over);
			if (!over)
				hide(c, y * c->width + x, all);
		}
	}
}

/* Adds to the glyphs that wait; part: of the box that is inked. */
static void add_box(struct coverage *c, const struct box *b, double part)
{
	const struct cells r = {first_cell(b->left), first_cell(b->top),
	    end_cell(b->right, c->width), end_cell(b->bottom, c->height)};
	struct cells *t = &c->touched;

	if (r.left >= r.right || r.top >= r.bottom)
		return;
	for (size_t y = r.top; y < r.bottom; y++) {
		const double down = overlap(b->top, b->bottom, y) * part;

		for (size_t x = r.left; x < r.right; x++)
			c->glyphs[y * c->width + x] +=
			    (float)(down * overlap(b->left, b->right, x));
	}
	t->left = r.left < t->left ? r.left : t->left;
	t->top = r.top < t->top ? r.top : t->top;
	t->right = r.right > t->right ? r.right : t->right;
	t->bottom = r.bottom > t->bottom ? r.bottom : t->bottom;
}

void coverage_fill(struct coverage *c, struct rect area, struct inking ink, bool over)
{
	const struct box b = box_of(c, area);
	const float plate[PLATES] = {ink.c, ink.m, ink.y, ink.k};

	lay_box(c, &b, plate, 1, over);
}

/* ---- glyphs ------------------------------------------------------------------ */

/* An outline on its way into parts: areas to the right of each line, signed. */
struct blotting {
	struct blot *blot;
	double x, y, x0, y0;	    /* in boxes */
	double sum[SUBS][SUBS + 1]; /* area that this box adds, and hands to the right */
	double left, top, across, down;
};

/* One piece of a line within a row of boxes. */
static void add_in_row(struct blotting *b, double xa, double xb, double dy, size_t row)
{
	const double mid = (xa + xb) / 2;
	double at = mid < 0 ? 0 : mid > SUBS - 1e-9 ? SUBS - 1e-9 : mid;
	const size_t i = (size_t)at;

	b->sum[row][i] += dy * ((double)i + 1 - at);
	b->sum[row][i + 1] += dy * (at - (double)i);
}

static void add_line(struct blotting *b, double x, double y)
{
	const double dx = x - b->x, dy = y - b->y;
	const int steps = 1 + (int)(4 * (fabs(dx) + fabs(dy)));

	for (int i = 0; i < steps; i++) {
		const double t = (double)i / steps, u = (double)(i + 1) / steps;
		const double row = b->y + dy * (t + u) / 2;

		if (row >= 0 && row < SUBS)
			add_in_row(
			    b, b->x + dx * t, b->x + dx * u, dy / steps, (size_t)row);
	}
	b->x = x;
	b->y = y;
}

static double across(const struct blotting *b, double x)
{
	return (x - b->left) * b->across;
}

static double down(const struct blotting *b, double y)
{
	return (b->top - y) * b->down;
}

static void move_to(void *to, double x, double y)
{
	struct blotting *b = to;

	b->x = b->x0 = across(b, x);
	b->y = b->y0 = down(b, y);
}

static void line_to(void *to, double x, double y)
{
	struct blotting *b = to;

	add_line(b, across(b, x), down(b, y));
}

static void curve_to(
    void *to, double x1, double y1, double x2, double y2, double x3, double y3)
{
	struct blotting *b = to;
	const double xs[4] = {b->x, across(b, x1), across(b, x2), across(b, x3)};
	const double ys[4] = {b->y, down(b, y1), down(b, y2), down(b, y3)};

	for (int i = 1; i <= ROUND; i++) {
		const double t = (double)i / ROUND, s = 1 - t;
		const double w[4] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};

		add_line(b, w[0] * xs[0] + w[1] * xs[1] + w[2] * xs[2] + w[3] * xs[3],
		    w[0] * ys[0] + w[1] * ys[1] + w[2] * ys[2] + w[3] * ys[3]);
	}
}

static void close_path(void *to)
{
	struct blotting *b = to;

	add_line(b, b->x0, b->y0);
}

static void sum_up(struct blotting *b)
{
	double all = 0;

	for (size_t y = 0; y < SUBS; y++) {
		double area = 0;

		for (size_t x = 0; x < SUBS; x++) {
			area += b->sum[y][x];
			b->blot->part[y][x] = (float)fmin(1, fabs(area));
			all += (double)b->blot->part[y][x];
		}
	}
	b->blot->mean = (float)(all / (SUBS * SUBS));
}

static struct blot *blot_new(struct arena *a, const struct face *f, uint16_t id)
{
	static const struct outline outline = {move_to, line_to, curve_to, close_path};
	struct blot *blot = ARENA_NEW(a, struct blot);
	struct blotting b = {.blot = blot};

	blot->box = face_extent(f, id);
	if (blot->box.right <= blot->box.left || blot->box.top <= blot->box.bottom)
		return blot;
	b.left = blot->box.left;
	b.top = blot->box.top;
	b.across = SUBS / (double)(blot->box.right - blot->box.left);
	b.down = SUBS / (double)(blot->box.top - blot->box.bottom);
	face_outline(f, id, &outline, &b);
	sum_up(&b);
	return blot;
}

static const struct blot *blot_of(struct coverage *c, const struct face *f, uint16_t id)
{
	struct blot **of_face;

	if (f->index >= c->nface) {
		const size_t n = f->index + 16u;

		c->of_face = arena_grow(c->arena, c->of_face,
		    c->nface * sizeof *c->of_face, n * sizeof *c->of_face);
		memset(c->of_face + c->nface, 0, (n - c->nface) * sizeof *c->of_face);
		c->nface = n;
	}
	of_face = c->of_face[f->index];
	if (!of_face)
		c->of_face[f->index] = of_face =
		    ARENA_ARRAY(c->arena, struct blot *, face_nglyph(f));
	if (!of_face[id])
		of_face[id] = blot_new(c->arena, f, id);
	return of_face[id];
}

static void add_parts(struct coverage *c, const struct blot *blot, const struct box *b)
{
	const double w = (b->right - b->left) / SUBS, h = (b->bottom - b->top) / SUBS;

	for (size_t y = 0; y < SUBS; y++)
		for (size_t x = 0; x < SUBS; x++) {
			const struct box sub = {b->left + w * (double)x,
			    b->top + h * (double)y, b->left + w * (double)(x + 1),
			    b->top + h * (double)(y + 1)};

			if (blot->part[y][x] > 0)
				add_box(c, &sub, (double)blot->part[y][x]);
		}
}

void coverage_add_glyph(struct coverage *c, const struct placed_glyph *g)
{
	const struct blot *blot = blot_of(c, g->face, g->id);
	const double unit = g->size / g->face->upem / CELL, x = (g->x - c->x) / CELL;
	const double y = (g->y - c->y) / CELL;
	const struct box b = {x + blot->box.left * unit * g->wide,
	    y - blot->box.top * unit, x + blot->box.right * unit * g->wide,
	    y - blot->box.bottom * unit};

	if (b.bottom - b.top > LARGE / CELL)
		add_parts(c, blot, &b);
	else
		add_box(c, &b, (double)blot->mean);
}

void coverage_lay_glyphs(struct coverage *c, struct inking ink, bool over)
{
	const float plate[PLATES] = {ink.c, ink.m, ink.y, ink.k};
	const struct cells *t = &c->touched;

	for (size_t y = t->top; y < t->bottom; y++)
		for (size_t x = t->left; x < t->right; x++) {
			float *part = &c->glyphs[y * c->width + x];

			if (*part > 0)
				lay(c->cell[y * c->width + x], plate,
				    *part < 1 ? *part : 1, over);
			if (*part > 0 && !over)
				hide(c, y * c->width + x, *part < 1 ? *part : 1);
			*part = 0;
		}
	c->touched = (struct cells){SIZE_MAX, SIZE_MAX, 0, 0};
}

/* ---- pictures ---------------------------------------------------------------- */

/* How a map's rows and columns run on the page: the steps in the map from one cell to the
 * next across and down, and from where. */
struct walk {
	const uint8_t *at;
	ptrdiff_t across, down;
	size_t width, height; /* cells as they are seen */
};

static struct walk walk_of(const struct placed_inks *p)
{
	const struct ink_map *m = p->map;
	const uint8_t o = p->orientation;
	const bool turned = o >= 5, right = o == 2 || o == 3 || o == 7 || o == 8;
	const bool foot = o == 3 || o == 4 || o == 6 || o == 7;
	const ptrdiff_t x = PLATES, y = PLATES * (ptrdiff_t)m->width;
	const bool from_right = turned ? o == 7 || o == 8 : right;
	struct walk w = {m->at, from_right ? -x : x, foot ? -y : y, m->width, m->height};

	if (from_right)
		w.at += x * (ptrdiff_t)(m->width - 1);
	if (foot)
		w.at += y * (ptrdiff_t)(m->height - 1);
	if (turned) {
		const ptrdiff_t down = w.down;

		w.down = w.across;
		w.across = down;
		w.width = m->height;
		w.height = m->width;
	}
	return w;
}

/* What a cell of the grid takes of the cells of a map, along one side. */
struct taps {
	size_t first, n;
	float weight[TAPS];
};

/* from, to: the picture's ends in cells of the grid; n: cells of the map between. */
static struct taps taps_at(double from, double to, size_t n, size_t cell)
{
	const double scale = (double)n / (to - from);
	double a = ((double)cell - from) * scale, b = a + scale, all = 0;
	struct taps t = {0};

	a = a < 0 ? 0 : a > (double)n - 0.01 ? (double)n - 0.01 : a;
	b = b > (double)n ? (double)n : b < a + 0.01 ? a + 0.01 : b;
	t.first = (size_t)a;
	for (size_t i = t.first; (double)i < b && t.n < TAPS; i++) {
		const double part = overlap(a, b, i);

		t.weight[t.n++] = (float)part;
		all += part;
	}
	for (size_t i = 0; i < t.n; i++)
		t.weight[i] /= (float)all;
	return t;
}

/* What a cell of the grid gets of a map. */
struct taken {
	float ink[PLATES], spots;
	float cover; /* part of it that the picture covers */
};

static void take_cell(
    const struct ink_map *m, const uint8_t *at, float part, struct taken *to)
{
	const size_t cell = (size_t)(at - m->at) / PLATES;
	const uint8_t *cover = m->at + ink_map_cells(m) * PLATES;
	const uint8_t *spots = cover + (m->masked ? ink_map_cells(m) : 0);

	if (m->masked)
		part *= cover[cell] / 255.0f;
	to->cover += part;
	for (int i = 0; i < PLATES; i++)
		to->ink[i] += part * at[i] / 255;
	for (int i = 0; m->spots && i < SPOTS; i++)
		to->spots += part * spots[SPOTS * cell + (size_t)i] / 255;
}

static struct taken take_inks(const struct ink_map *m, const struct walk *w,
    const struct taps *across, const struct taps *down)
{
	struct taken to = {0};

	for (size_t y = 0; y < down->n; y++) {
		const uint8_t *at = w->at + (ptrdiff_t)(down->first + y) * w->down +
				    (ptrdiff_t)across->first * w->across;

		for (size_t x = 0; x < across->n; x++, at += w->across)
			take_cell(m, at, down->weight[y] * across->weight[x], &to);
	}
	for (int i = 0; m->masked && to.cover > 0 && i < PLATES; i++)
		to.ink[i] /= to.cover;
	to.cover = m->masked ? to.cover : 1;
	return to;
}

/* Art has no ink where it has nothing; what lies there shows. */
static void blend(float ink[PLATES], const float *ground)
{
	for (int i = 0; i < PLATES; i++)
		ink[i] = ink[i] < ground[i] ? ground[i] : ink[i];
}

static void lay_taken(struct coverage *c, size_t i, const struct placed_inks *p,
    struct taken *taken, float part)
{
	float *spots;

	if (p->blends)
		blend(taken->ink, c->cell[i]);
	lay(c->cell[i], taken->ink, part * taken->cover, false);
	if (!c->spots)
		return;
	spots = &c->spots[i];
	if (p->blends && taken->spots < *spots)
		taken->spots = *spots;
	*spots += part * taken->cover * (taken->spots - *spots);
}

static void need_spots(struct coverage *c)
{
	const size_t n = c->width * c->height;

	if (c->spots)
		return;
	if (!c->spots_room)
		c->spots_room = ARENA_ARRAY(c->arena, float, c->cap);
	c->spots = c->spots_room;
	memset(c->spots, 0, n * sizeof *c->spots);
}

void coverage_picture(struct coverage *c, const struct placed_inks *p)
{
	const struct box shown = box_of(c, p->shown), whole = box_of(c, p->whole);
	const size_t left = first_cell(shown.left),
		     right = end_cell(shown.right, c->width);
	const size_t bottom = end_cell(shown.bottom, c->height);
	const struct walk w = walk_of(p);

	if (p->map->spots)
		need_spots(c);
	struct arena_mark mark = arena_mark(c->arena);
	struct taps *across = ARENA_ARRAY(c->arena, struct taps, c->width);

	for (size_t x = left; x < right; x++)
		across[x] = taps_at(whole.left, whole.right, w.width, x);
	for (size_t y = first_cell(shown.top); y < bottom; y++) {
		const double tall = overlap(shown.top, shown.bottom, y);
		const struct taps down = taps_at(whole.top, whole.bottom, w.height, y);

		for (size_t x = left; x < right; x++) {
			struct taken taken = take_inks(p->map, &w, &across[x], &down);

			lay_taken(c, y * c->width + x, p, &taken,
			    (float)(tall * overlap(shown.left, shown.right, x)));
		}
	}
	arena_rewind(c->arena, mark);
}

/* ---- the most ------------------------------------------------------------------ */

static struct most_ink most_at(const struct coverage *c, size_t x, size_t y)
{
	double plate[PLATES] = {0};
	struct most_ink most;

	double spots = 0;

	for (size_t v = y; v < y + ACROSS; v++)
		for (size_t u = x; u < x + ACROSS; u++) {
			const size_t cell = v * c->width + u;

			for (int i = 0; i < PLATES; i++)
				plate[i] += (double)c->cell[cell][i];
			spots += c->spots ? (double)c->spots[cell] : 0;
		}
	for (int i = 0; i < PLATES; i++)
		plate[i] /= ACROSS * ACROSS;
	most.spots = (float)(spots / (ACROSS * ACROSS));
	most.area = (struct rect){sp_of_pt(c->x + (double)x * CELL),
	    sp_of_pt(c->y + (double)y * CELL), sp_of_pt(SIDE), sp_of_pt(SIDE)};
	most.ink = (struct inking){
	    (float)plate[0], (float)plate[1], (float)plate[2], (float)plate[3]};
	most.total =
	    100 * (plate[0] + plate[1] + plate[2] + plate[3] + (double)most.spots);
	return most;
}

/* Sums down the page of ACROSS cells in each column, all plates and black alone. */
struct column {
	float all, black;
};

struct found {
	float all;
	size_t x, y;
};

/* sign: 1, or -1 to take it away. */
static void add_row(const struct coverage *c, struct column *sum, size_t y, float sign)
{
	const float(*cell)[PLATES] = (const float(*)[PLATES])(c->cell + y * c->width);

	for (size_t x = 0; x < c->width; x++) {
		sum[x].all += sign * (cell[x][0] + cell[x][1] + cell[x][2] + cell[x][3]);
		sum[x].black += sign * cell[x][3];
	}
	for (size_t x = 0; c->spots && x < c->width; x++)
		sum[x].all += sign * c->spots[y * c->width + x];
}

/* The best square of a band of rows. Runs along it: takes in a column, lets one go. */
static void search_band(const struct coverage *c, const struct column *sum, float least,
    size_t y, struct found *best)
{
	float all = 0, dark = 0;

	for (size_t x = 0; x < c->width; x++) {
		all += sum[x].all;
		dark += sum[x].black;
		if (x >= ACROSS) {
			all -= sum[x - ACROSS].all;
			dark -= sum[x - ACROSS].black;
		}
		if (all > best->all && dark >= least && x + 1 >= ACROSS)
			*best = (struct found){all, x + 1 - ACROSS, y};
	}
}

struct most_ink coverage_most(struct coverage *c, double black)
{
	struct arena_mark mark = arena_mark(c->arena);
	struct column *sum = ARENA_ARRAY(c->arena, struct column, c->width);
	const float least = (float)black * ACROSS * ACROSS - 0.01f;
	struct found best = {0};

	for (size_t y = 0; y < c->height; y++) {
		add_row(c, sum, y, 1);
		if (y >= ACROSS)
			add_row(c, sum, y - ACROSS, -1);
		if (y + 1 >= ACROSS)
			search_band(c, sum, least, y + 1 - ACROSS, &best);
	}
	arena_rewind(c->arena, mark);
	return best.all > 0.01f ? most_at(c, best.x, best.y) : (struct most_ink){0};
}
