/*
 * How much ink lies where on a page: what is painted, accumulated on a grid.
 *
 * In: rectangles, glyphs and pictures in painting order, each with its ink. Out: of each
 * cell the means of the four plates, and the most of each that any place in it can have.
 * What is painted takes the place of what lay there, by the part of the cell that it
 * covers; what overprints does so on its own plates only. Two things that share a cell
 * are taken to lie independently in it: at their seam the mean is a little off, never
 * inside either. Spot colors are one sum beside the four plates.
 * Glyphs that are small against a cell are laid down as boxes of their mean ink; of
 * others the outline is followed, so that a stem of a headline is as black as it is.
 */
#include "pdf/coverage.h"

#include <math.h>
#include <string.h>

/* Cells: the outlines of higher glyphs are followed. */
#define LARGE 8.0

struct inking inking_of(struct cmyk c)
{
	return (struct inking){
	    c.c / 1000.0f, c.m / 1000.0f, c.y / 1000.0f, c.k / 1000.0f};
}

struct coverage *coverage_new(struct arena *a, struct blots *b)
{
	struct coverage *c = ARENA_NEW(a, struct coverage);

	c->arena = a;
	c->blots = b;
	return c;
}

static const struct cells nowhere = {SIZE_MAX, SIZE_MAX, 0, 0};

void coverage_begin(struct coverage *c, struct rect part, double side)
{
	c->x = sp_to_pt(part.x);
	c->y = sp_to_pt(part.y);
	c->side = side;
	c->width = (size_t)ceil(sp_to_pt(part.w) / side - 0.001);
	c->height = (size_t)ceil(sp_to_pt(part.h) / side - 0.001);
	if (c->width * c->height > c->cap) {
		c->cap = c->width * c->height;
		c->cell = arena_alloc(c->arena, c->cap * sizeof *c->cell);
		c->glyphs = ARENA_ARRAY(c->arena, float, c->cap);
		c->spots_room = NULL;
	}
	c->touched = nowhere;
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
	    (sp_to_pt(r.x) - c->x) / c->side, (sp_to_pt(r.y) - c->y) / c->side, 0, 0};

	b.right = b.left + sp_to_pt(r.w) / c->side;
	b.bottom = b.top + sp_to_pt(r.h) / c->side;
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

static struct cells cells_of(const struct coverage *c, const struct box *b)
{
	return (struct cells){first_cell(b->left), first_cell(b->top),
	    end_cell(b->right, c->width), end_cell(b->bottom, c->height)};
}

bool coverage_meets(const struct coverage *c, struct rect area)
{
	const struct box b = box_of(c, area);

	return b.right > 0 && b.bottom > 0 && b.left < (double)c->width &&
	       b.top < (double)c->height;
}

static double overlap(double from, double to, size_t cell)
{
	const double a = from > (double)cell ? from : (double)cell;
	const double b = to < (double)cell + 1 ? to : (double)cell + 1;

	return b - a;
}

static void lay(struct inked *cell, const struct inked *by, float part, bool over)
{
	if (part >= 1 && !over) {
		*cell = *by;
		return;
	}
	for (int i = 0; i < PLATES; i++) {
		if (over && by->mean[i] <= 0)
			continue;
		cell->mean[i] += part * (by->mean[i] - cell->mean[i]);
		if (cell->peak[i] < by->peak[i] || part >= 1)
			cell->peak[i] = by->peak[i];
	}
}

/* Spot colors under what is laid down on part of a cell. */
static void hide(struct coverage *c, size_t cell, float part)
{
	if (!c->spots)
		return;
	c->spots[cell].mean *= 1 - part;
	if (part >= 1)
		c->spots[cell].peak = 0;
}

static void lay_at(
    struct coverage *c, size_t cell, const struct inked *by, float part, bool over)
{
	lay(&c->cell[cell], by, part, over);
	if (!over)
		hide(c, cell, part);
}

static uint8_t byte_of(float part)
{
	return (uint8_t)(part * 255 + 0.99f);
}

static struct inked all_over(struct inking ink)
{
	return (struct inked){{ink.c, ink.m, ink.y, ink.k},
	    {byte_of(ink.c), byte_of(ink.m), byte_of(ink.y), byte_of(ink.k)}};
}

void coverage_fill(struct coverage *c, struct rect area, struct inking ink, bool over)
{
	const struct box b = box_of(c, area);
	const struct cells r = cells_of(c, &b);
	const struct inked by = all_over(ink);

	for (size_t y = r.top; y < r.bottom; y++) {
		const double down = overlap(b.top, b.bottom, y);

		for (size_t x = r.left; x < r.right; x++)
			lay_at(c, y * c->width + x, &by,
			    (float)(down * overlap(b.left, b.right, x)), over);
	}
}

/* ---- glyphs ------------------------------------------------------------------ */

static void touch(struct cells *t, const struct cells *r)
{
	t->left = r->left < t->left ? r->left : t->left;
	t->top = r->top < t->top ? r->top : t->top;
	t->right = r->right > t->right ? r->right : t->right;
	t->bottom = r->bottom > t->bottom ? r->bottom : t->bottom;
}

/* part: of the box that is inked. */
static void add_box(struct coverage *c, const struct box *b, double part)
{
	const struct cells r = cells_of(c, b);

	if (r.left >= r.right || r.top >= r.bottom)
		return;
	for (size_t y = r.top; y < r.bottom; y++) {
		const double down = overlap(b->top, b->bottom, y) * part;

		for (size_t x = r.left; x < r.right; x++)
			c->glyphs[y * c->width + x] +=
			    (float)(down * overlap(b->left, b->right, x));
	}
	touch(&c->touched, &r);
}

/* As it is drawn, cell by cell. */
static void add_outline(
    struct coverage *c, const struct placed_glyph *g, const struct box *b)
{
	const struct cells r = cells_of(c, b);
	const size_t width = r.right - r.left, height = r.bottom - r.top;
	const struct arena_mark mark = arena_mark(c->arena);
	const double unit = g->size / g->face->upem / c->side;
	const struct glyph_grid grid = {.x = (g->x - c->x) / c->side - (double)r.left,
	    .y = (g->y - c->y) / c->side - (double)r.top,
	    .across = unit * g->wide,
	    .down = unit,
	    .width = width,
	    .height = height,
	    .area = ARENA_ARRAY(c->arena, float, (width + 1) * height)};

	glyph_grid_fill(&grid, g->face, g->id);
	for (size_t y = 0; y < height; y++)
		for (size_t x = 0; x < width; x++)
			c->glyphs[(r.top + y) * c->width + r.left + x] +=
			    glyph_grid_part(&grid, x, y);
	touch(&c->touched, &r);
	arena_rewind(c->arena, mark);
}

void coverage_add_glyph(struct coverage *c, const struct placed_glyph *g)
{
	const struct blot *blot = blot_of(c->blots, g->face, g->id);
	const double unit = g->size / g->face->upem / c->side;
	const double x = (g->x - c->x) / c->side, y = (g->y - c->y) / c->side;
	const struct box b = {x + blot->box.left * unit * g->wide,
	    y - blot->box.top * unit, x + blot->box.right * unit * g->wide,
	    y - blot->box.bottom * unit};

	if (b.right <= 0 || b.bottom <= 0 || b.left >= (double)c->width ||
	    b.top >= (double)c->height || b.left >= b.right || b.top >= b.bottom)
		return;
	if (b.bottom - b.top > LARGE)
		add_outline(c, g, &b);
	else
		add_box(c, &b, (double)blot->mean);
}

void coverage_lay_glyphs(struct coverage *c, struct inking ink, bool over)
{
	const struct inked by = all_over(ink);
	const struct cells *t = &c->touched;

	for (size_t y = t->top; y < t->bottom; y++)
		for (size_t x = t->left; x < t->right; x++) {
			float *part = &c->glyphs[y * c->width + x];

			if (*part > 0)
				lay_at(c, y * c->width + x, &by, *part < 1 ? *part : 1,
				    over);
			*part = 0;
		}
	c->touched = nowhere;
}

/* ---- pictures ---------------------------------------------------------------- */

/* What a cell of the grid takes of the cells of a map, along one side: of the first and
 * the last so much, of all between `whole`; together 1. */
struct span {
	size_t first, last;
	float head, whole, tail;
};

/* A side of a picture: its ends in cells of the grid, and cells of the map between. */
struct side {
	double from, to;
	size_t n;
	bool mirrored;
};

static struct span span_of(const struct side *s, size_t cell)
{
	const double scale = (double)s->n / (s->to - s->from), end = (double)s->n;
	const double along = ((double)cell - s->from) * scale;
	const double at = s->mirrored ? end - along - scale : along;
	const double a = at < 0 ? 0 : at > end - 0.01 ? end - 0.01 : at;
	const double b = at + scale > end	 ? end
			 : at + scale < a + 0.01 ? a + 0.01
						 : at + scale;
	struct span r = {(size_t)a, (size_t)ceil(b) - 1, 1, 0, 0};

	if (r.last <= r.first) {
		r.last = r.first;
		return r;
	}
	r.whole = (float)(1 / (b - a));
	r.head = (float)((double)r.first + 1 - a) * r.whole;
	r.tail = (float)(b - (double)r.last) * r.whole;
	return r;
}

static float weight(const struct span *r, size_t cell)
{
	return cell == r->first ? r->head : cell == r->last ? r->tail : r->whole;
}

/* Rows of a map that were brought down to one, from column `first`. */
struct strip {
	const struct ink_map *map;
	size_t first, n; /* columns */
	float *mean;	 /* of each plate of each, 0 to 255; of a mask, by its part */
	uint8_t *peak;
	float *cover;	/* 0 to 1; only of a map with a mask */
	float *through; /* of the ground's plates; only of a map that has it */
	struct spots *spots;
};

static struct strip strip_new(struct arena *a, const struct ink_map *m,
    const struct span *one_end, const struct span *other)
{
	struct strip s = {.map = m};

	s.first = one_end->first < other->first ? one_end->first : other->first;
	s.n = (one_end->last > other->last ? one_end->last : other->last) + 1 - s.first;
	s.mean = ARENA_ARRAY(a, float, s.n *PLATES);
	s.peak = ARENA_ARRAY(a, uint8_t, s.n * PLATES);
	if (m->masked)
		s.cover = ARENA_ARRAY(a, float, s.n);
	if (m->ground)
		s.through = ARENA_ARRAY(a, float, s.n *PLATES);
	if (m->spots)
		s.spots = ARENA_ARRAY(a, struct spots, s.n);
	return s;
}

static void gather_inks(const struct strip *s, const uint8_t *restrict row, float part)
{
	float *restrict mean = s->mean;
	uint8_t *restrict peak = s->peak;
	const size_t n = s->n * PLATES;

	for (size_t i = 0; i < n; i++)
		mean[i] += part * row[i];
	for (size_t i = 0; i < n; i++)
		peak[i] = peak[i] > row[i] ? peak[i] : row[i];
}

static void gather_masked(
    const struct strip *s, const uint8_t *row, const uint8_t *cover, float part)
{
	for (size_t x = 0; x < s->n; x++) {
		const float covered = part * cover[x] / 255;

		s->cover[x] += covered;
		for (size_t i = x * PLATES; cover[x] && i < (x + 1) * PLATES; i++) {
			s->mean[i] += covered * row[i];
			s->peak[i] = s->peak[i] > row[i] ? s->peak[i] : row[i];
		}
	}
}

static void gather_spots(const struct strip *s, const uint8_t *row, float part)
{
	for (size_t x = 0; x < s->n; x++, row += PLATES) {
		const float all = (float)(row[0] + row[1] + row[2] + row[3]) / 255;

		s->spots[x].mean += part * all;
		s->spots[x].peak = fmaxf(s->spots[x].peak, all);
	}
}

static void gather(const struct strip *s, const struct span *down)
{
	const struct ink_map *m = s->map;
	const uint8_t *covers = m->at + ink_map_cells(m) * PLATES;
	const uint8_t *spots = covers + (m->masked ? ink_map_cells(m) : 0);
	const uint8_t *ground = spots + (m->spots ? ink_map_cells(m) * PLATES : 0);

	memset(s->mean, 0, s->n * PLATES * sizeof *s->mean);
	memset(s->peak, 0, s->n * PLATES);
	if (m->ground)
		memset(s->through, 0, s->n * PLATES * sizeof *s->through);
	if (m->masked)
		memset(s->cover, 0, s->n * sizeof *s->cover);
	if (m->spots)
		memset(s->spots, 0, s->n * sizeof *s->spots);
	for (size_t y = down->first; y <= down->last; y++) {
		const size_t at = y * m->width + s->first;
		const float part = weight(down, y);

		if (m->masked)
			gather_masked(s, m->at + at * PLATES, covers + at, part);
		else
			gather_inks(s, m->at + at * PLATES, part);
		if (m->spots)
			gather_spots(s, spots + at * PLATES, part);
		for (size_t i = 0; m->ground && i < s->n * PLATES; i++)
			s->through[i] += part * ground[at * PLATES + i];
	}
}

/* What a cell of the grid gets of a picture, and how much of the cell that covers. */
struct taken {
	struct inked inks;
	struct spots spots;
	float cover;
	float through[PLATES]; /* parts of the ground that show */
};

static void take_inks(const struct strip *s, const struct span *across, struct taken *to)
{
	struct inked *by = &to->inks;

	for (size_t x = across->first; x <= across->last; x++) {
		const float *mean = s->mean + (x - s->first) * PLATES;
		const uint8_t *peak = s->peak + (x - s->first) * PLATES;
		const float part = weight(across, x) / 255;

		for (int i = 0; i < PLATES; i++) {
			by->mean[i] += part * mean[i];
			by->peak[i] = by->peak[i] > peak[i] ? by->peak[i] : peak[i];
			if (s->through)
				to->through[i] +=
				    part *
				    s->through[(x - s->first) * PLATES + (size_t)i];
		}
	}
}

static struct taken take(const struct strip *s, const struct span *across)
{
	struct taken to = {.cover = s->cover ? 0 : 1};

	take_inks(s, across, &to);
	for (size_t x = across->first; s->cover && x <= across->last; x++)
		to.cover += weight(across, x) * s->cover[x - s->first];
	for (int i = 0; s->cover && to.cover > 0 && i < PLATES; i++)
		to.inks.mean[i] /= to.cover;
	for (size_t x = across->first; s->spots && x <= across->last; x++) {
		const struct spots *at = &s->spots[x - s->first];

		to.spots.mean += weight(across, x) * at->mean;
		to.spots.peak = fmaxf(to.spots.peak, at->peak);
	}
	return to;
}

/* What shows of the ground. Somewhere in the cell there may be all of it. */
static void blend(struct taken *t, const struct inked *ground, const struct spots *below)
{
	struct inked *by = &t->inks;

	for (int i = 0; i < PLATES; i++) {
		by->mean[i] += t->through[i] * ground->mean[i];
		if (t->through[i] > 0)
			by->peak[i] = by->peak[i] + ground->peak[i] < 255
					  ? (uint8_t)(by->peak[i] + ground->peak[i])
					  : 255;
	}
	if (!below)
		return;
	t->spots.mean = fmaxf(t->spots.mean, below->mean);
	t->spots.peak = fmaxf(t->spots.peak, below->peak);
}

static void lay_taken(struct coverage *c, size_t cell, const struct taken *by, float part)
{
	const float covered = part * by->cover;
	struct spots *spots = c->spots ? &c->spots[cell] : NULL;

	lay(&c->cell[cell], &by->inks, covered, false);
	if (!spots)
		return;
	spots->mean += covered * (by->spots.mean - spots->mean);
	if (covered >= 1 || by->spots.peak > spots->peak)
		spots->peak = by->spots.peak;
}

static void need_spots(struct coverage *c)
{
	if (c->spots)
		return;
	if (!c->spots_room)
		c->spots_room = ARENA_ARRAY(c->arena, struct spots, c->cap);
	c->spots = c->spots_room;
	memset(c->spots, 0, c->width * c->height * sizeof *c->spots);
}

static void lay_picture(
    struct coverage *c, const struct placed_inks *p, const struct cells *r)
{
	const struct box shown = box_of(c, p->shown), whole = box_of(c, p->whole);
	const struct side wide = {whole.left, whole.right, p->map->width, p->across};
	const struct side high = {whole.top, whole.bottom, p->map->height, p->down};
	struct span *across = ARENA_ARRAY(c->arena, struct span, r->right - r->left);
	struct strip s;

	for (size_t x = r->left; x < r->right; x++)
		across[x - r->left] = span_of(&wide, x);
	s = strip_new(c->arena, p->map, &across[0], &across[r->right - r->left - 1]);
	for (size_t y = r->top; y < r->bottom; y++) {
		const double tall = overlap(shown.top, shown.bottom, y);
		const struct span down = span_of(&high, y);

		gather(&s, &down);
		for (size_t x = r->left; x < r->right; x++) {
			const size_t cell = y * c->width + x;
			struct taken taken = take(&s, &across[x - r->left]);

			if (p->blends)
				blend(&taken, &c->cell[cell],
				    c->spots ? &c->spots[cell] : NULL);
			lay_taken(c, cell, &taken,
			    (float)(tall * overlap(shown.left, shown.right, x)));
		}
	}
}

void coverage_picture(struct coverage *c, const struct placed_inks *p)
{
	const struct box shown = box_of(c, p->shown);
	const struct cells r = cells_of(c, &shown);
	struct arena_mark mark;

	if (r.left >= r.right || r.top >= r.bottom)
		return;
	if (p->map->spots)
		need_spots(c);
	mark = arena_mark(c->arena);
	lay_picture(c, p, &r);
	arena_rewind(c->arena, mark);
}
