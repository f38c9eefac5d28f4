/*
 * Set pieces onto pages.
 *
 * A page is a stack of bands: blocks across, and columns side by side. A band of columns
 * is filled; if a float is anchored in what went in, room is claimed for it and the band
 * is filled again (float.c). Columns are levelled where a block across or the end of the
 * piece follows. Marks are made only when a band is settled (band.c).
 *
 * Invariants (tests/pages, tests/invariants):
 *  1. Every galley item lands exactly once, or is reported as overset.
 *  2. No mark lies outside its frame plus the bleed; frames lie inside the trim.
 *  3. Words keep their order: column after column, band after band, page after page.
 *  4. A float keeps its order among floats and never comes a page before its anchor.
 *  5. A note stands at the foot of the column that refers to it.
 *  6. Bands, columns and floats begin on a step of the grid.
 *  7. Each turn of a loop takes an item, a float or a page: it ends.
 */
#include <assert.h>
#include <string.h>

#include "makeup/band.h"

/* ---- segments ------------------------------------------------------------ */

static sp galley_height(const struct composer *c, const struct galley *g)
{
	struct walk w;
	walk_begin(&w, g, 0, grid_of(c));
	for (size_t k = 0; k < g->nitem; k++)
		walk_item(&w, k);
	return w.y;
}

/* What stands across the page begins below what its margin column has. */
static void clear_margin(struct composer *c)
{
	if (c->y < c->margin_y)
		c->y = c->margin_y;
}

/* What a column begins with does not fit, or parts where it must not. */
static bool begins_badly(
    const struct galley *g, const struct fill *f, const struct room *room)
{
	if (f->height + f->notes > room->height)
		return true;
	return f->end < g->nitem &&
	       (room->height < LEAST_STEPS * room->grid || f->cost >= COST_WIDOW);
}

/* The galley at hand, its walls dealt for the room there is. */
static const struct galley *dealt(const struct composer *c, const struct set_piece *p,
    const struct galley *g, sp height)
{
	const struct room room = {height, grid_of(c), false};
	return walls_deal(c->m->arena, p, g, c->at.from, room);
}

/* Is there too little room below what stands here to begin? */
static bool should_move_on(
    const struct composer *c, const struct set_piece *p, const struct band *b)
{
	const struct room room = {b->columns.height, grid_of(c), false};
	const struct fill f = column_fill(p, b->galley, b->from, room);
	if (is_fresh(c)) /* below an opener, what only a whole page holds waits */
		return c->y > c->page->grid_top && f.height > room.height;
	return begins_badly(b->galley, &f, &room);
}

static void report_tall(const struct composer *c, const struct band *b)
{
	if (!b->columns.over)
		return;
	diag(c->m->diag, DIAG_TALL_ITEM, b->galley->item[b->from].node->pos,
	    "this is taller than a column, and runs past its foot");
	diag_hint(c->m->diag, "make it smaller, or divide it");
}

/* What is left of the notes waits for the next columns. */
static void take_notes(struct composer *c, const struct columns *columns)
{
	c->notes = columns->left;
	notes_report(c->m->diag, c->page, &c->notes);
}

/* Floats find their places, and the columns are levelled. */
static void settle(struct composer *c, struct set_piece *p, struct band *b, bool level)
{
	for (;;) {
		floats_settle(c, p, b);
		struct band own = *b;
		own.levelled = own.end >= own.galley->nitem && level;
		if (own.levelled)
			columns_balance(p, own.galley, own.from, &own.columns);
		const struct galley *refused =
		    between_settle(c, p, &own, b->columns.height);
		if (!refused) {
			*b = own;
			return;
		}
		ARENA_PUSH(c->m->arena, b->refused, b->nrefused, b->caprefused) = refused;
	}
}

/* Each of these goes on from c->at. False: the piece has all its pages, and a rest. */
static bool compose_columns(
    struct composer *c, struct set_piece *p, const struct galley *g, bool level)
{
	while (c->at.from < g->nitem) {
		const size_t from = c->at.from;
		notes_join(c->m->arena, &c->notes, &c->framed[0]);
		if (c->in.own)
			clear_margin(c);
		struct band b = band_begin(c, g, from);
		b.galley = dealt(c, p, g, b.columns.height);
		if (should_move_on(c, p, &b)) {
			if (!leaf_turn(c, p))
				return false;
			continue;
		}
		settle(c, p, &b, level);
		if (b.end == from && b.columns.left.n == c->notes.n &&
		    !b.columns.foot[0].n) { /* floats took the room */
			if (!leaf_turn(c, p))
				return false;
			continue;
		}
		report_tall(c, &b);
		band_draw(c, p, &b);
		take_notes(c, &b.columns);
		c->at.from = b.end;
		c->at.galley = g = b.galley;
		if (b.end < g->nitem && !leaf_turn(c, p))
			return false;
	}
	return true;
}

/* Is there room from y on for what stands across from a segment on, and for the first
 * lines of the columns below it? */
static bool begins_at(
    const struct composer *c, const struct set_piece *p, const struct segment *s, sp y)
{
	const sp grid = grid_of(c);
	for (; s < c->segment + c->nsegment; s++) {
		if (!s->in.n) {
			y += galley_height(c, s->galley) + s->gap;
			continue;
		}
		const struct room room = {
		    (frame_bottom(c) - y) / grid * grid, grid, false};
		if (room.height < LEAST_STEPS * grid)
			return false;
		const struct galley *g = walls_deal(c->m->arena, p, s->galley, 0, room);
		const struct fill f = column_fill(p, g, 0, room);
		if (f.height) /* else there are floats and no more */
			return !begins_badly(g, &f, &room);
	}
	return y <= frame_bottom(c);
}

/* A head across columns begins a page rather than end one without them. */
static bool should_go_along(
    const struct composer *c, const struct set_piece *p, const struct segment *s)
{
	return s->keep && !is_fresh(c) && !begins_at(c, p, s, c->y);
}

static void draw_across(struct composer *c, const struct set_piece *p,
    const struct galley *g, const struct columns *one)
{
	const struct slice items = one->items[0];
	struct place pl = place_on(c, p);
	leaf_begins(c, p, g->item[items.from].node->id);
	const sp x = across_left(c);
	const sp foot =
	    place_items(&pl, g, items, x, c->y) + notes_height(&one->foot[0], grid_of(c));
	const struct rect column = {x, c->y, g->measure, foot - c->y};
	place_notes(&pl, &one->foot[0], column);
	leaf_holds_notes(c, p, &one->foot[0]);
	leaf_holds(c, p,
	    (struct held){.page = c->page,
		.galley = g,
		.items = items,
		.ncolumn = 1,
		.band = c->held.nband++,
		.area = column,
		.foot = foot});
	take_notes(c, one);
	c->y = frame_snap(c, foot);
}

static bool compose_across(
    struct composer *c, struct set_piece *p, const struct segment *s)
{
	const struct galley *g = c->at.galley ? c->at.galley : s->galley;
	clear_margin(c);
	if (should_go_along(c, p, s) && !leaf_turn(c, p))
		return false;
	while (c->at.from < g->nitem) {
		const size_t from = c->at.from;
		clear_margin(c);
		struct columns one = {.n = 1,
		    .arena = c->m->arena,
		    .height = frame_bottom(c) - c->y,
		    .grid = grid_of(c),
		    .carried = c->notes,
		    .fresh = is_fresh(c)};
		g = dealt(c, p, g, one.height);
		size_t end = columns_fill(p, g, from, &one);
		const bool low = c->y > c->page->grid_top; /* an opener stands above */
		if ((one.over || one.torn || end == from) && (!one.fresh || low)) {
			if (!leaf_turn(c, p))
				return false;
			continue;
		}
		draw_across(c, p, g, &one);
		c->at.from = end;
		c->at.galley = g;
		if (end < g->nitem && !leaf_turn(c, p))
			return false;
	}
	return true;
}

/* ---- pieces -------------------------------------------------------------- */

static sp piece_height(const struct composer *c, const struct set_piece *p)
{
	sp height = 0;
	for (size_t i = 0; i < p->nsegment; i++)
		height += galley_height(c, p->segment[i].galley);
	return height;
}

/* A poem stands at the optical center: two fifths of the spare room above it. */
static void center_piece(struct composer *c, const struct set_piece *p)
{
	sp spare = frame_bottom(c) - c->y - piece_height(c, p);
	if (spare > 0)
		c->y = frame_snap(c, c->y + spare / 5 * 2);
}

/* Below what stands on the page: is there room for a piece's head with the first lines
 * of its columns? */
static bool has_room(const struct composer *c, const struct set_piece *p)
{
	return begins_at(c, p, c->segment, frame_snap(c, c->y + 2 * grid_of(c)));
}

static void begin_piece(struct composer *c, struct set_piece *p)
{
	const struct template *t = c->template = p->template;
	c->in = (struct run_in){
	    t->ncolumn, template_measures(c->m->sheet, t).column, t->column_gap, false};
	sp grid = grid_of(c);
	c->at = (struct progress){0};
	c->segment = p->segment;
	c->nsegment = p->nsegment;
	c->rtl = is_rtl(p->piece->root, p->piece);
	c->framed[0] = c->framed[1] = (struct note_list){0};
	c->leaves = 0;
	leaf_count(c, p);
	clear_margin(c);
	bool here = t->run_on && c->page && !p->nflow && has_room(c, p) &&
		    c->page->grid_top == t->margin_top;
	if (here) {
		c->y = frame_snap(c, c->y + 2 * grid);
		c->margin_y = c->y;
	} else {
		if (t->first_recto && (c->book->npage - c->volume) % 2)
			leaf_add(c, p, LEAF_LATER);
		if (t->first_verso || spread_asked(t))
			spread_begin(c, p);
		else
			leaf_add(c, p, LEAF_FIRST);
		leaf_begins(c, p, p->piece->root->id);
	}
	p->first_page = c->page->number;
	if (c->pages && p->piece->index < c->pages->npiece)
		c->pages->piece[p->piece->index] = p->first_page;
	if (t->vertical_center && !here)
		center_piece(c, p);
}

/* Notes that still go on when the text has ended. */
static bool finish_notes(struct composer *c, struct set_piece *p)
{
	static const struct galley none; /* what it holds is looked at later */
	notes_join(c->m->arena, &c->notes, &c->framed[0]);
	while (c->notes.n) {
		struct band b = band_begin(c, &none, 0);
		columns_fill(p, &none, 0, &b.columns);
		if (b.columns.foot[0].n) {
			band_draw(c, p, &b);
			take_notes(c, &b.columns);
		}
		if (c->notes.n && !leaf_turn(c, p))
			return false;
	}
	return true;
}

static bool finish_floats(struct composer *c, struct set_piece *p)
{
	while (c->queue) {
		struct queued *first = c->queue;
		floats_wait_no_more(c, p);
		if (c->queue == first && !leaf_turn(c, p))
			return false;
	}
	return true;
}

static bool compose_segment(
    struct composer *c, struct set_piece *p, const struct segment *s, bool last)
{
	if (!s->in.n)
		return compose_across(c, p, s);
	c->in = s->in;
	if (c->margin_y < c->y)
		c->margin_y = c->y; /* what stands across ends above */
	const bool level = !last || s->in.own || c->template->balance || c->level;
	const struct galley *g = c->at.galley ? c->at.galley : s->galley;
	return compose_columns(c, p, g, level);
}

bool compose_rest(struct composer *c, struct set_piece *p)
{
	for (; c->at.segment < c->nsegment; c->at.segment++) {
		const struct segment *s = &c->segment[c->at.segment];
		bool last = c->at.segment + 1 == c->nsegment;
		if (!compose_segment(c, p, s, last))
			return false;
		c->at.from = 0;
		c->at.galley = NULL;
		if (!last && !is_fresh(c))
			c->y = frame_snap(c, c->y + s->gap);
	}
	if (!finish_floats(c, p) || !finish_notes(c, p))
		return false;
	c->nsettled = 0;
	if (!c->facing)
		return true;
	leaf_count(c, p);
	spread_turn(c);
	return finish_notes(c, p);
}

bool compose_piece(struct composer *c, struct set_piece *p)
{
	begin_piece(c, p);
	compose_flows(c, p);
	return compose_rest(c, p);
}
