/*
 * A settled band becomes marks: floats above and below the columns' text, the text, what
 * stands beside it in the margin column, notes at the feet.
 */
#include "makeup/band.h"

struct place place_on(const struct composer *c, const struct set_piece *p)
{
	return (struct place){.m = c->m, .p = p, .page = c->page, .grid = grid_of(c)};
}

struct band band_begin(const struct composer *c, const struct galley *g, size_t from)
{
	struct band b = {.galley = g, .from = from, .y = c->y, .bottom = frame_bottom(c)};
	b.columns.arena = c->m->arena;
	b.columns.carried = c->notes;
	b.columns.fresh = is_fresh(c);
	b.columns.n = c->in.n;
	b.columns.grid = grid_of(c);
	b.columns.height = (b.bottom - b.y) / grid_of(c) * grid_of(c);
	return b;
}

static sp claimed(const struct composer *c, const struct band *b, int column, bool bottom)
{
	sp height = 0;
	for (size_t i = 0; i < b->nplaced; i++)
		if (b->placed[i].column == column && b->placed[i].bottom == bottom)
			height += float_height(c, b->placed[i].galley);
	return height;
}

sp claimed_above(const struct composer *c, const struct band *b, int column)
{
	return claimed(c, b, column, false);
}

sp claimed_below(const struct composer *c, const struct band *b, int column)
{
	return claimed(c, b, column, true);
}

/* Floats stand above or below the columns' text, each below the one before it. Draws
 * them; gives the text's heads. */
static void draw_floats(struct composer *c, struct set_piece *p, struct band *b, sp *head)
{
	sp top = b->y, low = b->bottom - claimed(c, b, -1, true), foot[MAX_COLUMNS];
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at *f = &b->placed[i];
		if (f->column >= 0)
			continue;
		const sp height = float_height(c, f->galley);
		place_galley(
		    c, p, f->galley, across_left(c), f->bottom ? low + grid_of(c) : top);
		*(f->bottom ? &low : &top) += height;
		if (f->bottom)
			c->foot += height; /* what follows on the page ends above it */
	}
	for (int k = 0; k < b->columns.n; k++) {
		head[k] = top;
		foot[k] = top + b->columns.height - claimed_below(c, b, k);
	}
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at *f = &b->placed[i];
		if (f->column < 0)
			continue;
		sp *at = f->bottom ? &foot[f->column] : &head[f->column];
		place_galley(c, p, f->galley, column_left(c, f->column),
		    f->bottom ? *at + grid_of(c) : *at);
		*at += float_height(c, f->galley);
	}
}

/* A float of the margin column, beside its anchor or as near to it as there is room:
 * below what is there, above the foot. Without room it waits. */
static void draw_in_margin(
    struct composer *c, struct set_piece *p, const struct galley *g, sp anchor)
{
	sp y = frame_snap(c, anchor);
	const sp latest = frame_bottom(c) - g->height;
	if (y > latest)
		y = frame_snap(c, latest - grid_of(c) + 1);
	if (y < c->margin_y)
		y = c->margin_y;
	if (y > latest) {
		floats_queue(c, g);
		return;
	}
	place_galley(c, p, g, frame_left(c, true), y);
	c->margin_y = frame_snap(c, y + float_height(c, g));
}

static void draw_margin(
    struct composer *c, struct set_piece *p, const struct band *b, int column, sp head)
{
	struct walk w;
	const struct slice *items = &b->columns.items[column];
	walk_begin(&w, b->galley, items->from, grid_of(c));
	for (size_t i = items->from; i < items->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		walk_item(&w, i);
		if (item->kind == GALLEY_FLOAT && item->as.galley->place == FLOAT_MARGIN)
			draw_in_margin(c, p, item->as.galley, head + w.y);
	}
}

/* Returns where its text ends. */
static sp draw_column(
    struct composer *c, struct set_piece *p, const struct band *b, int k, sp head)
{
	struct place pl = place_on(c, p);
	const struct slice *items = &b->columns.items[k];
	const struct note_list *notes = &b->columns.foot[k];
	struct held held = {.page = c->page,
	    .galley = b->galley,
	    .items = *items,
	    .column = k,
	    .ncolumn = b->columns.n,
	    .band = c->held.nband,
	    .levelled = b->levelled,
	    .foot = head,
	    .notes = notes_height(notes, grid_of(c))};
	held.area = (struct rect){column_left(c, k), head, c->in.width,
	    b->columns.height - b->columns.claimed[k]};
	if (items->from < items->end) {
		leaf_begins(c, p, b->galley->item[items->from].node->id);
		held.foot = place_items(&pl, b->galley, *items, held.area.x, head);
		draw_margin(c, p, b, k, head);
	}
	place_notes(&pl, notes, held.area);
	leaf_holds_notes(c, p, notes);
	held.area.h += claimed_below(c, b, k);
	held.notes += claimed_below(c, b, k);
	leaf_holds(c, p, held);
	return held.foot;
}

/* What stands between columns. */
static void draw_holes(
    struct composer *c, struct set_piece *p, const struct band *b, sp top)
{
	for (int i = 0; i < b->nhole; i++) {
		const struct hole *h = &b->hole[i];
		floats_remember(c, h->galley);
		place_galley(c, p, h->galley,
		    gutter_left(c, h->column) + (c->in.gap - h->galley->measure) / 2,
		    top + h->top + h->inset);
	}
}

/* Down a gutter, and not through what stands over it. */
static void draw_rule(
    struct composer *c, struct set_piece *p, const struct band *b, int column, sp top)
{
	struct rect gutter = {gutter_left(c, column), top, c->in.gap, b->columns.height};
	const sp foot = top + b->columns.height;
	for (;;) {
		const struct hole *next = NULL;
		for (int i = 0; i < b->nhole; i++)
			if (b->hole[i].column == column &&
			    top + b->hole[i].top >= gutter.y &&
			    (!next || b->hole[i].top < next->top))
				next = &b->hole[i];
		gutter.h = (next ? top + next->top : foot) - gutter.y;
		furniture_rule(c->m, p, c->page, gutter);
		if (!next)
			return;
		gutter.y = top + next->top + next->height;
	}
}

/* One column ends with its text, levelled or not, unless something stands at its foot. */
static sp band_foot(const struct composer *c, const struct band *b, sp text, sp column)
{
	if (b->columns.n > 1 || b->columns.foot[0].n || claimed_below(c, b, 0))
		return frame_snap(c, column);
	if (text < c->margin_y)
		text = c->margin_y;
	return frame_snap(c, text < column ? text : column);
}

void band_draw(struct composer *c, struct set_piece *p, struct band *b)
{
	sp head[MAX_COLUMNS] = {0}, text = 0;
	draw_floats(c, p, b, head);
	for (size_t i = 0; i < b->nplaced; i++)
		floats_remember(c, b->placed[i].galley);
	for (int k = 0; k < b->columns.n; k++)
		text = draw_column(c, p, b, k, head[k]);
	c->held.nband++;
	const sp top = head[0] - claimed_above(c, b, 0);
	draw_holes(c, p, b, top);
	for (int i = 0; i + 1 < b->columns.n; i++)
		draw_rule(c, p, b, i, top);
	c->y = band_foot(c, b, text,
	    head[0] - b->columns.claimed[0] + claimed_below(c, b, 0) + b->columns.height);
}
