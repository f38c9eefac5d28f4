/*
 * What stands between two columns: a quotation over the gutter, round which the lines of
 * both run.
 *
 * In: a band whose other floats are settled and whose columns are levelled. Out: the same
 * with a hole over the gutter, on steps of the grid, and a galley of its own in which the
 * paragraphs beside the hole are set again. Only plain paragraphs that begin in the band
 * give way; where a box, a heading, a list, a first letter or words from the page before
 * would stand beside it, the hole does not.
 *
 * A hole is as near to its anchor as it can be. For each place tried, the columns are
 * filled and the first paragraph whose lines do not give way as they must is set again,
 * until none is left: those above are right by then, so a paragraph is seldom set twice.
 * A levelled band is tried at each height, from what it had without the hole. Among the
 * places tried the best is kept: no widow or head is paid for one; a line of a few words
 * beside it costs as much as standing some lines further away.
 *
 * The galley changes for this band and all after it, and for nobody else: a trial
 * (trial.c) and the next turn of the book begin with the piece's own. beside.c was not
 * made to do this: what it sets is kept in one column, and is done before there are
 * columns.
 */
#include <stdlib.h>

#include "makeup/band.h"

enum {
	LEAST_LINES = 3, /* of each column above a hole, below it, and between two */
	ABOVE_LINES = 2, /* of a paragraph between a heading and a hole */
	MOST_ROUNDS = 40,
	MOST_PLACES = 24,
	SHORT_EMS = 7,	 /* about 15 letters */
	SHORT_LINES = 6, /* a short line is worth so many lines from the anchor */
};

/* Where the items of a band stand; index from b->from. */
struct stand {
	int column; /* -1: in none */
	sp top;	    /* from the head of the band's columns */
};

struct trying {
	struct composer *c;
	struct set_piece *p;
	struct band band;
	struct stand *stand;
};

static struct slice block_at(const struct galley *g, size_t i)
{
	const struct node *n = g->item[i].node;
	struct slice s = {i, i + 1};
	while (s.from > 0 && g->item[s.from - 1].kind == GALLEY_LINE &&
	       g->item[s.from - 1].node == n)
		s.from--;
	while (s.end < g->nitem && g->item[s.end].kind == GALLEY_LINE &&
	       g->item[s.end].node == n)
		s.end++;
	return s;
}

/* May its lines be broken again for this band? */
static bool is_plain(const struct band *b, struct slice block)
{
	const struct galley_item *first = &b->galley->item[block.from];
	const struct node *n = first->node;
	if (block.from < b->from || first->open >= 0 || n->kind != NODE_PARAGRAPH ||
	    n->parent->kind != NODE_PIECE || first->as.line.marker ||
	    first->style->break_inside == STYLE_BREAK_AVOID)
		return false;
	for (size_t i = block.from; i < block.end; i++)
		if (b->galley->item[i].as.line.shaped)
			return false;
	return true;
}

/* ---- what gives way ------------------------------------------------------ */

static bool is_beside(const struct hole *h, int column, sp top, sp height)
{
	return (column == h->column || column == h->column + 1) &&
	       top < h->top + h->height && top + height > h->top;
}

static struct inset inset_for(
    const struct trying *t, const struct galley_item *item, struct stand at)
{
	const sp left = column_left(t->c, at.column) + item->x;
	const sp right = left + item->width;
	struct inset inset = {0};
	for (int i = 0; i < t->band.nhole; i++) {
		const struct hole *h = &t->band.hole[i];
		if (!is_beside(h, at.column, at.top, item->height))
			continue;
		const bool at_left = (at.column == h->column) != t->c->rtl;
		const sp give = at_left ? right - h->left : h->right - left;
		sp *side = at_left ? &inset.right : &inset.left;
		*side = give > *side ? give : *side;
	}
	return inset;
}

static void stand_items(struct trying *t)
{
	const struct band *b = &t->band;
	t->stand = ARENA_ARRAY(t->c->m->arena, struct stand, b->end - b->from + 1);
	for (int k = 0; k < b->columns.n; k++) {
		const struct slice *items = &b->columns.items[k];
		const sp head = claimed_above(t->c, b, k);
		struct walk w;
		walk_begin(&w, b->galley, items->from, b->columns.grid);
		for (size_t i = items->from; i < items->end; i++)
			t->stand[i - b->from] =
			    (struct stand){k, head + walk_item(&w, i)};
	}
}

/* Does an item stand as the holes ask? */
static bool is_right(const struct trying *t, size_t i)
{
	const struct galley_item *item = &t->band.galley->item[i];
	const struct stand at = t->stand[i - t->band.from];
	const struct inset want = inset_for(t, item, at);
	if (item->kind == GALLEY_SPACE || item->kind == GALLEY_FLOAT)
		return true;
	if (item->kind != GALLEY_LINE)
		return !want.left && !want.right;
	return item->as.line.inset.left == want.left &&
	       item->as.line.inset.right == want.right;
}

/* The first line that is to be set again: one of the band, or one that gave way to a hole
 * and has been pushed out of the band since. The galley's end: there is none. */
static size_t first_wrong(const struct trying *t)
{
	const struct band *b = &t->band;
	size_t i = b->from;
	while (i < b->end && is_right(t, i))
		i++;
	if (i < b->end)
		return i;
	for (; i < b->galley->nitem; i++) {
		const struct galley_item *item = &b->galley->item[i];
		if (item->kind == GALLEY_LINE &&
		    (item->as.line.inset.left || item->as.line.inset.right))
			break;
	}
	return i;
}

/* The insets of a block's lines where they stand, and of those that may come to be below
 * the last of them. */
static struct again wanted(const struct trying *t, struct slice block)
{
	const struct band *b = &t->band;
	const struct galley_item *item = &b->galley->item[block.from];
	const size_t end = block.end < b->end ? block.end : b->end;
	const size_t stood = end > block.from ? end - block.from : 0;
	const size_t more = block.end > b->end ? 0 : block.end - block.from + 2;
	struct inset *inset = ARENA_ARRAY(t->c->m->arena, struct inset, stood + more + 1);
	struct stand at = {0};
	for (size_t i = 0; i < stood + more; i++) {
		if (i < stood)
			at = t->stand[block.from + i - b->from];
		inset[i] = inset_for(t, item, at);
		at.top += item->height;
	}
	return (struct again){b->galley, block, inset, stood + more};
}

/* False: it cannot be, or words would stand out of their lines. */
static bool set_again(struct trying *t, size_t i)
{
	struct band *b = &t->band;
	struct diag *d = t->c->m->diag;
	if (b->galley->item[i].kind != GALLEY_LINE)
		return false;
	const struct slice block = block_at(b->galley, i);
	if (!is_plain(b, block))
		return false;
	const struct again what = wanted(t, block);
	const size_t mark = diag_mark(d);
	const struct galley *lines = galley_set_again(t->c, t->p, &what);
	const bool clean = diag_mark(d) == mark;
	diag_rewind(d, mark);
	if (clean && lines->nitem)
		galley_splice(t->c->m->arena, (struct galley *)b->galley, block, lines);
	return clean && lines->nitem;
}

/* ---- one place ----------------------------------------------------------- */

/* Has each column lines enough below each hole, and is each anchor still in the band? */
static bool holds(const struct trying *t)
{
	const struct band *b = &t->band;
	for (int i = 0; i < b->nhole; i++) {
		const struct hole *h = &b->hole[i];
		const sp least = h->top + h->height + LEAST_LINES * b->columns.grid;
		bool anchored = false;
		for (int k = h->column; k < h->column + 2; k++) {
			const struct slice *in = &b->columns.items[k];
			size_t last = in->end;
			while (last > in->from &&
			       b->galley->item[last - 1].kind != GALLEY_LINE)
				last--;
			if (last == in->from || t->stand[last - 1 - b->from].top +
							b->galley->item[last - 1].height <
						    least)
				return false;
		}
		for (size_t k = b->from; k < b->end && !anchored; k++)
			anchored = b->galley->item[k].kind == GALLEY_FLOAT &&
				   b->galley->item[k].as.galley == h->galley;
		if (!anchored)
			return false;
	}
	return true;
}

/* Does a heading, or anything but a paragraph, stand so close above a hole that its text
 * would seem cut off from it? */
static bool cuts_off(const struct trying *t)
{
	const struct band *b = &t->band;
	const sp air = ABOVE_LINES * b->columns.grid;
	for (size_t i = b->from; i < b->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		const struct stand at = t->stand[i - b->from];
		if (item->kind != GALLEY_LINE || item->node->kind == NODE_PARAGRAPH)
			continue;
		for (int k = 0; k < b->nhole; k++)
			if (is_beside(&b->hole[k], at.column, at.top, item->height + air))
				return true;
	}
	return false;
}

/* Fills the columns at their height, with lines that give way to the holes. */
static bool fill_round(struct trying *t)
{
	struct band *b = &t->band;
	for (int round = 0; round < MOST_ROUNDS; round++) {
		b->end = columns_fill(t->p, b->galley, b->from, &b->columns);
		stand_items(t);
		const size_t i = first_wrong(t);
		if (i == b->galley->nitem)
			return holds(t) && !cuts_off(t);
		if (!set_again(t, i))
			return false;
	}
	return false;
}

/* A levelled band grows by its hole, and not by much more. */
static sp tallest(const struct band *b, const struct hole *h, sp most)
{
	const sp tall = b->columns.height + h->height + LEAST_LINES * b->columns.grid;
	return b->levelled && tall < most ? tall : most;
}

/* Filled, with no more paid than `limit`. */
static bool fill_within(struct trying *t, double limit)
{
	const struct columns *c = &t->band.columns;
	return fill_round(t) && !c->over && !c->torn && c->cost <= limit;
}

/* At the least height that holds all, if it is levelled, or at the most. */
static bool settle_at(struct trying *t, sp most, double limit)
{
	struct band *b = &t->band;
	const sp grid = b->columns.grid, tall = tallest(b, &b->hole[b->nhole - 1], most);
	for (; b->levelled && b->columns.height < tall; b->columns.height += grid)
		if (fill_within(t, limit) && b->end >= b->galley->nitem &&
		    !b->columns.left.n)
			return true;
	b->columns.height = tall;
	return tall == most && fill_within(t, limit);
}

/* Lines beside a hole that are only a few letters long; those that end a paragraph count
 * for half. */
static int short_lines(const struct trying *t)
{
	const struct band *b = &t->band;
	int n = 0;
	for (size_t i = b->from; i < b->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		if (item->kind != GALLEY_LINE ||
		    !(item->as.line.inset.left + item->as.line.inset.right) ||
		    item->as.line.line->width >= SHORT_EMS * item->style->font_size)
			continue;
		n += item->as.line.line->last ? SHORT_LINES / 2 : SHORT_LINES;
	}
	return n;
}

/* ---- all places ---------------------------------------------------------- */

/* What is to be placed, and between which tops. */
struct wish {
	const struct galley_item *item;
	struct hole hole;
	sp from, end, near;
};

/* The least top of a hole: below what stands at the head of its columns, and below those
 * beside them that come before it in the source. */
static sp least_top(const struct composer *c, const struct band *b, const struct hole *h)
{
	const sp air = LEAST_LINES * b->columns.grid;
	sp least = 0;
	for (int k = h->column; k < h->column + 2; k++) {
		const sp head = claimed_above(c, b, k) + air;
		least = head > least ? head : least;
	}
	for (int i = 0; i < b->nhole; i++) {
		const struct hole *other = &b->hole[i];
		const sp foot = other->top + other->height + air;
		if (abs(other->column - h->column) < 2 && foot > least)
			least = foot;
	}
	return least;
}

static struct wish wish_of(
    const struct trying *t, const struct galley_item *item, struct stand anchor, sp most)
{
	const struct band *b = &t->band;
	const struct run_in *in = &t->c->in;
	const struct galley *g = item->as.galley;
	const struct style *s = item->style;
	const sp grid = b->columns.grid;
	const sp need = s->margin_top + g->height + s->margin_bottom;
	struct wish w = {.item = item};
	struct hole *h = &w.hole;
	h->galley = g;
	h->column = anchor.column + 1 < in->n ? anchor.column : in->n - 2;
	h->height = (need + grid - 1) / grid * grid;
	h->inset = s->margin_top + (h->height - need) / 2;
	h->left =
	    gutter_left(t->c, h->column) + (in->gap - g->measure) / 2 - s->shape_margin;
	h->right = h->left + g->measure + 2 * s->shape_margin;
	w.from = least_top(t->c, b, h);
	w.end = tallest(b, h, most) - h->height - LEAST_LINES * grid;
	w.near = anchor.top - h->height / 2;
	w.near -= w.near % grid;
	w.near = w.near < w.from ? w.from : w.near > w.end ? w.end : w.near;
	return w;
}

/* The places from the nearest on: at it, a step below, a step above... */
static sp place_at(const struct wish *w, int i, sp grid)
{
	return w->near + (i % 2 ? (i + 1) / 2 : -(i / 2)) * grid;
}

/* Finds the best place for one. False: there is none. */
static bool settle_one(struct trying *t, struct wish *w, sp most)
{
	struct arena *a = t->c->m->arena;
	const struct band before = t->band;
	/* no widow and no head cut off, unless they are paid for already */
	const double limit = before.columns.cost + COST_AVOID / 2;
	const sp grid = before.columns.grid;
	struct band best = before;
	int least = -1, tried = 0;
	for (int i = 0; tried < MOST_PLACES && (w->end - w->from) / grid >= i / 2; i++) {
		w->hole.top = place_at(w, i, grid);
		if (w->hole.top < w->from || w->hole.top > w->end)
			continue;
		const int away = (i + 1) / 2;
		if (least >= 0 && away >= least)
			break;
		tried++;
		t->band = before;
		t->band.galley = galley_copy(a, before.galley);
		t->band.hole[t->band.nhole++] = w->hole;
		if (!settle_at(t, most, limit))
			continue;
		const int cost =
		    away + short_lines(t) + (int)(t->band.columns.cost / COST_HYPHEN);
		if (least < 0 || cost < least) {
			least = cost;
			best = t->band;
		}
	}
	t->band = best;
	return least >= 0;
}

static bool has_hole(const struct band *b, const struct galley *g)
{
	for (int i = 0; i < b->nhole; i++)
		if (b->hole[i].galley == g)
			return true;
	return false;
}

/* The first that has no place yet; b->end: none. */
static size_t first_waiting(const struct composer *c, const struct band *b)
{
	size_t i = b->from;
	for (; i < b->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		if (item->kind != GALLEY_FLOAT || item->as.galley->place != FLOAT_BETWEEN)
			continue;
		const struct galley *g = item->as.galley;
		if (!has_hole(b, g) && !band_refused(b, g) && !floats_known(c, g) &&
		    !floats_known(c, g->instead))
			break;
	}
	return i;
}

const struct galley *between_settle(
    struct composer *c, struct set_piece *p, struct band *b, sp most)
{
	size_t i;
	while ((i = first_waiting(c, b)) < b->end) {
		struct trying t = {.c = c, .p = p, .band = *b};
		const struct galley_item *item = &b->galley->item[i];
		stand_items(&t);
		struct wish w = wish_of(&t, item, t.stand[i - b->from], most);
		if (c->queue || b->nhole == MOST_HOLES || !settle_one(&t, &w, most))
			return item->as.galley;
		t.band.levelled = b->levelled && t.band.end >= t.band.galley->nitem;
		*b = t.band;
	}
	return NULL;
}
