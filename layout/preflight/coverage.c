/*
 * How much ink a page lays on the sheet, measured on its plates (plates.c).
 *
 * In: a file and its facts. Out: for each page the square of 15 mm² with most ink, on
 * average, within the bleed (GWG 2015, 4.24), and the plates that have ink at all. It is
 * measured and not counted by operators, because pictures, gradients and what shines
 * through them are most of it. Every page is either measured or says why it was not.
 */
#include "preflight/plates.h"
#include "preflight/preflight.h"

#include <math.h>
#include <stdlib.h>

enum { BATCH = 32, BATCH_OF_FILES = 8 /* pages */, SIDE_LEAST = 8, SIDE_MOST = 12000 };
#define SIDE (3.872983346 / 25.4) /* inches, of a square of 15 mm² */

struct measuring {
	struct arena *arena; /* of a page's plates */
	struct arena *words;
	const char *path;
	const struct facts *facts;
	struct ink_facts *ink;
};

/* ---- the most -------------------------------------------------------------- */

/* What part of the plates is printed, in pixels. */
struct frame {
	size_t left, top, right, bottom;
	double unit; /* points a pixel */
};

static size_t pixel(double at, double unit, size_t most)
{
	return at <= 0 ? 0 : at / unit >= (double)most ? most : (size_t)(at / unit);
}

static struct frame frame_of(const struct page_fact *p, const struct sum *s)
{
	struct frame f = {.unit = p->media.w / (double)s->width};
	const double left = -p->bleed[EDGE_LEFT] - p->media.x;
	const double top = -p->bleed[EDGE_UPPER] - p->media.y;

	f.left = pixel(left, f.unit, s->width);
	f.top = pixel(top, f.unit, s->height);
	f.right = pixel(p->width + p->bleed[EDGE_RIGHT] - p->media.x, f.unit, s->width);
	f.bottom =
	    pixel(p->height + p->bleed[EDGE_LOWER] - p->media.y, f.unit, s->height);
	return f;
}

/* The ink of a column of `side` pixels, or of `side` such columns. */
struct stack {
	uint32_t all, black;
};

static void stack_add(struct stack *to, const struct stack *by)
{
	to->all += by->all;
	to->black += by->black;
}

static void stack_take(struct stack *from, const struct stack *by)
{
	from->all -= by->all;
	from->black -= by->black;
}

static struct stack pixel_at(const struct sum *s, size_t x, size_t y)
{
	const size_t i = y * s->width + x;

	return (struct stack){s->at[i], s->black ? s->black[i] : 0};
}

struct best {
	uint32_t all;
	size_t x, y;
};

static void keep_most(struct best *b, uint32_t all, size_t x, size_t y)
{
	if (all > b->all)
		*b = (struct best){all, x, y};
}

static struct square square_of(
    const struct page_fact *p, const struct frame *f, const struct best *b, size_t side)
{
	return (struct square){side ? b->all / 2.55 / (double)(side * side) : 0,
	    {(double)b->x * f->unit + p->media.x, (double)b->y * f->unit + p->media.y,
		(double)side * f->unit, (double)side * f->unit}};
}

/* Down each column the sum of `side` rows is kept, across them a sum that slides. */
static void find_most(struct measuring *m, const struct page_fact *p, const struct sum *s,
    struct ink_fact *ink)
{
	const struct frame f = frame_of(p, s);
	const size_t side = (size_t)lround(SIDE * 72 / f.unit);
	const uint32_t dark = (uint32_t)(side * side * 255 * RICH_BLACK_FROM / 1000);
	struct stack *column = ARENA_ARRAY(m->arena, struct stack, s->width);
	struct best most = {0, f.left, f.top}, rich = most;

	for (size_t y = f.top; y < f.bottom; y++) {
		struct stack square = {0};

		for (size_t x = f.left; x < f.right; x++) {
			const struct stack below = pixel_at(s, x, y);

			stack_add(&column[x], &below);
			if (y >= f.top + side) {
				const struct stack above = pixel_at(s, x, y - side);

				stack_take(&column[x], &above);
			}
			stack_add(&square, &column[x]);
			if (x >= f.left + side)
				stack_take(&square, &column[x - side]);
			if (y + 1 < f.top + side || x + 1 < f.left + side)
				continue;
			keep_most(&most, square.all, x + 1 - side, y + 1 - side);
			if (square.black >= dark)
				keep_most(&rich, square.all, x + 1 - side, y + 1 - side);
		}
	}
	ink->why = NULL;
	ink->plates = s->plates;
	ink->most = square_of(p, &f, &most, side);
	ink->rich = square_of(p, &f, &rich, side);
}

/* ---- pages -------------------------------------------------------------------- */

/* Why it is not drawn at all: what was too much for us is too much for ghostscript. */
static const char *refusal(const struct page_fact *p)
{
	const double most = SIDE_MOST * 72.0 / PLATES_PPI;

	if (p->cut)
		return "a page is too much to look at";
	if (p->circular)
		return "a page holds itself";
	if (!(p->media.w * PLATES_PPI > SIDE_LEAST * 72.0) ||
	    !(p->media.h * PLATES_PPI > SIDE_LEAST * 72.0))
		return "a page has no size";
	return p->media.w > most || p->media.h > most ? "a page is too large" : NULL;
}

static bool has_spots(const struct page_fact *p)
{
	for (size_t i = 0; i < p->ncolor; i++)
		if (p->color[i].family == FAMILY_SPOT)
			return true;
	return false;
}

static void take(void *context, size_t page, const struct sum *s)
{
	struct measuring *m = context;

	if (s->width > SIDE_LEAST && s->height > SIDE_LEAST)
		find_most(m, &m->facts->page[page], s, &m->ink->page[page]);
}

/* Pages from the first on that are drawn in one go. */
static size_t batch_from(const struct facts *f, size_t first)
{
	const bool spots = has_spots(&f->page[first]);
	const size_t most = spots ? BATCH_OF_FILES : BATCH;
	size_t last = first + 1;

	while (last < f->npage && last - first < most && !refusal(&f->page[last]) &&
	       has_spots(&f->page[last]) == spots)
		last++;
	return last;
}

static void lacks(
    struct measuring *m, size_t first, size_t last, const struct plates_lack *lack)
{
	struct ink_facts *ink = m->ink;

	for (size_t i = first; i < last; i++)
		if (ink->page[i].why) {
			if (lack->why)
				ink->page[i].why = lack->why;
			ink->page[i].remedy = lack->remedy;
			ink->why = ink->why ? ink->why : ink->page[i].why;
		}
}

static void measure_pages(struct measuring *m)
{
	const struct facts *f = m->facts;
	struct plates_lack lack = {0};
	size_t last;

	for (size_t i = 0; i < f->npage && !lack.all; i = last) {
		last = i + 1;
		lack = (struct plates_lack){.why = refusal(&f->page[i])};
		if (!lack.why) {
			last = batch_from(f, i);
			lack = plates_draw(&(struct plates_wanted){.arena = m->arena,
					       .path = m->path,
					       .first = i,
					       .last = last,
					       .spots = has_spots(&f->page[i]),
					       .context = m,
					       .take = take},
			    m->words);
		}
		lacks(m, i, lack.all ? f->npage : last, &lack);
	}
}

void preflight_measure(
    struct arena *a, const char *path, const struct facts *f, struct ink_facts *ink)
{
	char *whole = realpath(path, NULL); /* no path of it is an option */
	struct measuring m = {arena_new(), a, whole, f, ink};

	*ink = (struct ink_facts){
	    .page = ARENA_ARRAY(a, struct ink_fact, f->npage ? f->npage : 1)};
	for (size_t i = 0; i < f->npage; i++)
		ink->page[i].why = "its plates cannot be read";
	if (whole)
		measure_pages(&m);
	else
		lacks(&m, 0, f->npage,
		    &(struct plates_lack){.why = "the file is there no longer"});
	free(whole);
	arena_close(m.arena);
}
