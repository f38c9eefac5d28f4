/*
 * The square of 15 mm² with most ink, wherever it lies on a page.
 *
 * In: who lays a page down, on any grid. Out: the square with most ink on average, as the
 * Ghent Workgroup measures it (GWG 2015, 4.24). It may begin anywhere: an edge that falls
 * within cells hides up to a cell's width of what it takes in, and cells so fine that
 * this does not matter are too many for a page. So it is found as by branch and bound:
 * on cells of an eighth of its side no more than an upper bound is asked, for all squares
 * that begin in a cell at once; where that promises most the page is laid down again on
 * finer cells, and so on, until nowhere more is promised than was found. Even tints and
 * smooth pictures, of which pages are full, promise what they keep. Grain promises more
 * than it keeps, everywhere at once, and looks are counted: so the best square on the
 * first cells, whose ink is known, is where the search begins.
 * A page rasterized at 150 ppi was rejected: it takes a hundred times as long.
 */
#include "pdf/coverage.h"

#include <string.h>

/* Points: the side of a square of 15 mm². */
#define SIDE (INK_SIDE_MM * 72 / 25.4)
enum {
	FAR = 6,     /* cells a side of it, at first */
	NEAR = 32,   /* ... where it is looked at closely */
	NEARER = 64, /* ... at the best of those places */
	ROUND = 2,   /* cells of the first grid around the one that promises */
	TRIES = 12
};
/* Percent of ink: so little more is not worth another look. */
#define SAME 2.0f

struct inspector {
	struct arena *scratch;
	struct coverage *page, *part;
};

static void close_scratch(void *arena)
{
	arena_close(arena);
}

struct inspector *inspector_new(struct arena *a)
{
	struct inspector *i = ARENA_NEW(a, struct inspector);
	struct blots *blots = blots_new(a);

	i->scratch = arena_new();
	arena_defer(a, close_scratch, i->scratch);
	i->page = coverage_new(a, blots);
	i->part = coverage_new(a, blots);
	return i;
}

/* ---- what a square could have -------------------------------------------------- */

/* Of every cell: the most ink, in percent, that a square which begins in it can have. */
struct promises {
	size_t across, down;
	float *at;
};

/* Of a square that begins in a cell all FAR - 1 cells after it are whole in it, and of
 * the first and the last one parts that together are a cell: they have no more ink than
 * both cells, nor more than the fuller of the two would have if it were all peak. So much
 * is true along rows, then down columns of what was found along rows. */
struct row {
	float *mean, *peak;
};

/* Of the four plates together; of black alone. */
static void add_up(const struct coverage *c, size_t y, bool black, const struct row *to)
{
	const struct inked *restrict cell = c->cell + y * c->width;
	float *restrict mean = to->mean, *restrict peak = to->peak;

	for (size_t x = 0; !black && x < c->width; x++) {
		const float *m = cell[x].mean;
		const uint8_t *p = cell[x].peak;

		mean[x] = m[0] + m[1] + m[2] + m[3];
		peak[x] = (float)(p[0] + p[1] + p[2] + p[3]) * (1 / 255.0f);
	}
	for (size_t x = 0; c->spots && !black && x < c->width; x++) {
		mean[x] += c->spots[y * c->width + x].mean;
		peak[x] += c->spots[y * c->width + x].peak;
	}
	for (size_t x = 0; black && x < c->width; x++) {
		mean[x] = cell[x].mean[3];
		peak[x] = (float)cell[x].peak[3] * (1 / 255.0f);
	}
}

static float least(float a, float b)
{
	return a < b ? a : b;
}

static float larger(float a, float b)
{
	return a > b ? a : b;
}

/* from: FAR cells longer than n. */
static void bound_across(const struct row *from, size_t n, const struct row *to)
{
	const float *restrict mean = from->mean, *restrict peak = from->peak;
	float *restrict most = to->mean, *restrict full = to->peak;

	for (size_t x = 0; x < n; x++) {
		const float ends = larger(peak[x], peak[x + FAR]);
		float sum = least(mean[x] + mean[x + FAR], ends), all = ends;

		for (int i = 1; i < FAR; i++) {
			sum += mean[x + i];
			all += peak[x + i];
		}
		most[x] = sum;
		full[x] = all;
	}
}

static void add_ends(
    const struct row *first, const struct row *last, size_t n, float *restrict to)
{
	const float *restrict a = first->mean, *restrict b = last->mean;
	const float *restrict p = first->peak, *restrict q = last->peak;

	for (size_t x = 0; x < n; x++)
		to[x] += least(a[x] + b[x], larger(p[x], q[x]));
}

static void add_whole(const struct row *row, size_t n, float *restrict to)
{
	const float *restrict mean = row->mean;

	for (size_t x = 0; x < n; x++)
		to[x] += mean[x];
}

/* row: of FAR + 1 rows, the first of them at `top`, which come round again. */
static void bound_down(const struct row *row, size_t top, size_t n, float *to)
{
	add_ends(&row[top % (FAR + 1)], &row[(top + FAR) % (FAR + 1)], n, to);
	for (size_t i = 1; i < FAR; i++)
		add_whole(&row[(top + i) % (FAR + 1)], n, to);
	for (size_t x = 0; x < n; x++)
		to[x] *= 100.0f / (FAR * FAR);
}

static struct row row_new(struct arena *a, size_t n)
{
	return (struct row){ARENA_ARRAY(a, float, n), ARENA_ARRAY(a, float, n)};
}

static size_t places(size_t ncell)
{
	return ncell > FAR ? ncell - FAR + 1 : 1;
}

static struct promises promised(struct arena *a, const struct coverage *c, bool black)
{
	struct promises p = {places(c->width), places(c->height), NULL};
	const struct row cells = row_new(a, c->width + FAR + 1);
	struct row row[FAR + 1];

	p.at = ARENA_ARRAY(a, float, p.across *p.down);
	for (size_t i = 0; i <= FAR; i++)
		row[i] = row_new(a, p.across);
	for (size_t y = 0; y < p.down + FAR; y++) {
		struct row *to = &row[y % (FAR + 1)];

		if (y < c->height) {
			add_up(c, y, black, &cells);
			bound_across(&cells, p.across, to);
		} else {
			memset(to->mean, 0, p.across * sizeof *to->mean);
			memset(to->peak, 0, p.across * sizeof *to->peak);
		}
		if (y >= FAR)
			bound_down(row, y - FAR, p.across, p.at + (y - FAR) * p.across);
	}
	return p;
}

/* Where most is promised; false: nowhere more than `above`. */
static bool next_place(const struct promises *p, float above, size_t *place)
{
	const size_t n = p->across * p->down;
	bool found = false;

	for (size_t y = 0; y < p->down; y++) {
		const float *row = p->at + y * p->across;
		float most = 0;

		for (size_t x = 0; x < p->across; x++)
			most = larger(most, row[x]);
		if (most <= above)
			continue;
		above = most;
		found = true;
		*place = y * p->across;
	}
	while (found && *place < n && p->at[*place] < above)
		++*place;
	return found;
}

/* ---- a closer look ---------------------------------------------------------------- */

/* Cells, so many a side of a square; where it has so much black, or more. */
struct look {
	const struct coverage *cells;
	size_t across;
	float dark;
};

/* Sums down the cells of a square in each column, all plates and black alone. */
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
	for (size_t x = 0; x < c->width; x++) {
		const float *mean = c->cell[y * c->width + x].mean;

		sum[x].all += sign * (mean[0] + mean[1] + mean[2] + mean[3]);
		sum[x].black += sign * mean[3];
	}
	for (size_t x = 0; c->spots && x < c->width; x++)
		sum[x].all += sign * c->spots[y * c->width + x].mean;
}

/* The best square of a band of rows. Runs along it: takes in a column, lets one go. */
static void search_band(
    const struct look *l, const struct column *sum, size_t y, struct found *best)
{
	const size_t n = l->across;
	float all = 0, black = 0;

	for (size_t x = 0; x < l->cells->width; x++) {
		all += sum[x].all;
		black += sum[x].black;
		if (x >= n) {
			all -= sum[x - n].all;
			black -= sum[x - n].black;
		}
		if (all > best->all && black >= l->dark && x + 1 >= n)
			*best = (struct found){all, x + 1 - n, y};
	}
}

static struct most_ink most_at(const struct look *l, size_t x, size_t y)
{
	const struct coverage *c = l->cells;
	const size_t n = l->across;
	double plate[PLATES] = {0}, spots = 0;
	struct most_ink most;

	for (size_t v = y; v < y + n; v++)
		for (size_t u = x; u < x + n; u++) {
			const size_t at = v * c->width + u;

			for (int i = 0; i < PLATES; i++)
				plate[i] += (double)c->cell[at].mean[i];
			spots += c->spots ? (double)c->spots[at].mean : 0;
		}
	for (int i = 0; i < PLATES; i++)
		plate[i] /= (double)(n * n);
	spots /= (double)(n * n);
	most.spots = (float)spots;
	most.area = (struct rect){sp_of_pt(c->x + (double)x * c->side),
	    sp_of_pt(c->y + (double)y * c->side), sp_of_pt(SIDE), sp_of_pt(SIDE)};
	most.ink = (struct inking){
	    (float)plate[0], (float)plate[1], (float)plate[2], (float)plate[3]};
	most.total = 100 * (plate[0] + plate[1] + plate[2] + plate[3] + spots);
	return most;
}

static struct most_ink most_in(struct arena *a, const struct look *l)
{
	const struct coverage *c = l->cells;
	struct column *sum = ARENA_ARRAY(a, struct column, c->width);
	struct found best = {0};

	for (size_t y = 0; y < c->height; y++) {
		add_row(c, sum, y, 1);
		if (y >= l->across)
			add_row(c, sum, y - l->across, -1);
		if (y + 1 >= l->across)
			search_band(l, sum, y + 1 - l->across, &best);
	}
	return best.all > 0.01f ? most_at(l, best.x, best.y) : (struct most_ink){0};
}

/* ---- from place to place ---------------------------------------------------------- */

/* Squares that begin no further than ROUND cells from the one that promises. */
struct around {
	size_t left, top, right, bottom;
};

static struct around around(const struct promises *p, size_t place)
{
	const size_t x = place % p->across, y = place / p->across;

	return (struct around){x > ROUND ? x - ROUND : 0, y > ROUND ? y - ROUND : 0,
	    x + ROUND + 1 < p->across ? x + ROUND + 1 : p->across,
	    y + ROUND + 1 < p->down ? y + ROUND + 1 : p->down};
}

static struct rect rect_around(const struct coverage *c, const struct around *a)
{
	return (struct rect){sp_of_pt(c->x + (double)a->left * c->side),
	    sp_of_pt(c->y + (double)a->top * c->side),
	    sp_of_pt((double)(a->right - a->left + FAR) * c->side),
	    sp_of_pt((double)(a->bottom - a->top + FAR) * c->side)};
}

static void strike_out(const struct promises *p, const struct around *a)
{
	for (size_t y = a->top; y < a->bottom; y++)
		memset(p->at + y * p->across + a->left, 0,
		    (a->right - a->left) * sizeof *p->at);
}

/* Strikes out what cannot be so dark. */
static void keep_dark(
    struct arena *a, const struct coverage *c, const struct promises *p, double black)
{
	const struct promises dark = promised(a, c, true);

	for (size_t i = 0; i < p->across * p->down; i++)
		if (dark.at[i] < (float)(100 * black) - 0.01f)
			p->at[i] = 0;
}

/* part: of the page that the squares lie in; across: cells a side of them. */
static struct most_ink look_at(
    struct inspector *i, const struct laid *page, struct rect part, size_t across)
{
	const struct look l = {
	    i->part, across, (float)page->black * (float)(across * across) - 0.01f};

	coverage_begin(i->part, part, SIDE / (double)across);
	page->lay(page->context, i->part);
	return most_in(i->scratch, &l);
}

/* Of one that was found, and all that begin less than a cell from there. */
static struct most_ink look_closer(
    struct inspector *i, const struct laid *page, const struct most_ink *at)
{
	const sp cell = sp_of_pt(SIDE / NEAR);
	const struct rect r = at->area;
	const struct most_ink found = look_at(i, page,
	    (struct rect){r.x - cell, r.y - cell, r.w + 2 * cell, r.h + 2 * cell},
	    NEARER);

	return found.total > at->total ? found : *at;
}

struct most_ink inspector_most(struct inspector *i, const struct laid *page)
{
	struct arena *a = i->scratch;
	const struct arena_mark mark = arena_mark(a);
	struct most_ink most = {0};
	struct promises p;
	size_t place;

	coverage_begin(i->page, page->paper, SIDE / FAR);
	page->lay(page->context, i->page);
	p = promised(a, i->page, false);
	if (page->black > 0)
		keep_dark(a, i->page, &p, page->black);
	most = most_in(
	    a, &(struct look){i->page, FAR, (float)page->black * (FAR * FAR) - 0.01f});
	for (int n = 0; n < TRIES && next_place(&p, (float)most.total + SAME, &place);
	     n++) {
		const struct around near = around(&p, place);
		const struct most_ink found =
		    look_at(i, page, rect_around(i->page, &near), NEAR);

		if (found.total > most.total)
			most = found;
		strike_out(&p, &near);
	}
	if (most.total > 0)
		most = look_closer(i, page, &most);
	arena_rewind(a, mark);
	return most;
}
