/*
 * Set pieces onto pages.
 *
 * A page is a stack of bands: blocks across, and columns side by side. A band of columns
 * is filled; if a float is anchored in what went in, room is claimed for it and the band
 * is filled again. Each float is placed or queued once a page, so a band is filled at
 * most once more than it has floats. Columns are levelled where a block across or the end
 * of the piece follows. Marks are made only when a band is settled.
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

#include "makeup/compose.h"

enum { LEAST_STEPS = 5 }; /* grid steps of text worth beginning below something */

struct float_at {
	const struct galley *galley;
	int column; /* -1: across */
	bool bottom;
};

/* A band being settled. */
struct band {
	const struct galley *galley;
	size_t from, end;
	struct columns columns;
	sp y, bottom;
	struct float_at *placed;
	size_t nplaced, capplaced;
	const struct galley **seen; /* floats placed or queued */
	size_t nseen, capseen;
};

static const struct template *template_of(const struct set_piece *p)
{
	return p->template;
}

static sp grid_of(const struct composer *c)
{
	return c->m->sheet->grid;
}

static sp frame_bottom(const struct composer *c, const struct set_piece *p)
{
	return c->m->sheet->page_height - template_of(p)->margin_bottom;
}

/* Left edge of the columns, or of the margin column. */
static sp frame_left(const struct composer *c, const struct set_piece *p, bool margin)
{
	const struct template *t = template_of(p);
	const struct page *page = c->page;
	sp left = page->recto ? t->margin_inner : t->margin_outer;
	sp beside = t->margin_column ? t->margin_column + t->margin_column_gap : 0;
	if (!page->recto)
		return margin ? left : left + beside;
	if (!margin)
		return left;
	return c->m->sheet->page_width - t->margin_outer - t->margin_column;
}

static sp column_left(const struct composer *c, const struct set_piece *p, int column)
{
	struct measures w = template_measures(c->m->sheet, template_of(p));
	return frame_left(c, p, false) + column * (w.column + template_of(p)->column_gap);
}

static sp across_left(const struct composer *c, const struct set_piece *p)
{
	const struct template *t = template_of(p);
	return c->page->recto ? t->margin_inner : t->margin_outer;
}

/* The next step of the page's grid at or below y. */
static sp snap(const struct set_piece *p, sp y, sp grid)
{
	sp rest = (y - template_of(p)->margin_top) % grid;
	if (rest < 0)
		rest += grid;
	return rest ? y + grid - rest : y;
}

/* A piece begins below the frames of its template, if it has anything to put in them. */
static sp first_top(const struct set_piece *p, sp grid)
{
	const struct template *t = template_of(p);
	bool low = t->first_top && (!t->nframe || p->nflow);
	return low ? snap(p, t->first_top, grid) : t->margin_top;
}

static struct place place_on(const struct composer *c, const struct set_piece *p)
{
	return (struct place){.m = c->m, .p = p, .page = c->page, .grid = grid_of(c)};
}

/* ---- pages --------------------------------------------------------------- */

static void add_frame(struct composer *c, sp x, sp y, sp w, sp h)
{
	ARENA_PUSH(c->m->arena, c->page->frame, c->page->nframe, c->page->capframe) =
	    (struct rect){x, y, w, h};
}

static void add_page(struct composer *c, const struct set_piece *p, bool first)
{
	const struct makeup *m = c->m;
	struct book *b = c->book;
	struct page *page = ARENA_NEW(m->arena, struct page);
	page->index = (uint32_t)b->npage;
	page->number = (int)b->npage + 1;
	page->folio = arena_printf(m->arena, "%d", page->number);
	page->recto = page->number % 2;
	page->trim = (struct rect){0, 0, m->sheet->page_width, m->sheet->page_height};
	page->bleed = (struct rect){-m->bleed, -m->bleed, page->trim.w + 2 * m->bleed,
	    page->trim.h + 2 * m->bleed};
	page->media = page->bleed;
	page->template = template_of(p)->name;
	page->grid = m->sheet->grid;
	page->grid_top = template_of(p)->margin_top;
	ARENA_PUSH(m->arena, b->page, b->npage, b->cappage) = page;
	c->page = page;
	c->started = false;
	c->y = first ? first_top(p, m->sheet->grid) : template_of(p)->margin_top;
	c->margin_y = c->y;
	furniture_plates(m, p, page, first);
	if (template_of(p)->furniture)
		furniture_foot(m, p, page);
}

/* Print's own pages are remembered, so that other books can say where they begin. */
static void remember_start(struct composer *c, const struct set_piece *p, uint32_t node)
{
	if (c->started || !c->pages)
		return;
	c->started = true;
	ARENA_PUSH(c->m->arena, c->pages->start, c->pages->nstart, c->pages->capstart) =
	    (struct print_start){p->piece->index, node, c->page->number};
}

static bool is_fresh(const struct composer *c, const struct set_piece *p)
{
	return c->y <= template_of(p)->margin_top || c->y <= first_top(p, grid_of(c));
}

static void place_queue(struct composer *c, struct set_piece *p);

static void next_page(struct composer *c, struct set_piece *p)
{
	add_page(c, p, false);
	place_queue(c, p);
}

/* ---- floats -------------------------------------------------------------- */

/* Its anchor may come again on the next page: the room it takes can push it there. */
static void remember_float(struct composer *c, const struct galley *g)
{
	ARENA_PUSH(c->m->arena, c->settled, c->nsettled, c->capsettled) = g;
}

static void queue_float(struct composer *c, const struct galley *g)
{
	struct queued **end = &c->queue;
	while (*end)
		end = &(*end)->next;
	*end = ARENA_NEW(c->m->arena, struct queued);
	(*end)->galley = g;
	remember_float(c, g);
}

static void place_galley(
    struct composer *c, struct set_piece *p, const struct galley *g, sp x, sp y)
{
	struct place pl = place_on(c, p);
	sp foot = place_items(&pl, g, (struct slice){0, g->nitem}, x, y);
	add_frame(c, x, y, g->measure, foot - y);
}

static sp float_height(const struct composer *c, const struct galley *g)
{
	sp grid = grid_of(c);
	return (g->height + grid - 1) / grid * grid + grid;
}

/* What waited for this page stands at its head, one below the other. */
static void place_queue(struct composer *c, struct set_piece *p)
{
	while (c->queue) {
		const struct galley *g = c->queue->galley;
		sp height = float_height(c, g);
		bool fits = c->y + height <= frame_bottom(c, p) + grid_of(c);
		if (!fits && !is_fresh(c, p))
			return;
		if (!fits)
			diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
			    "this does not fit on a page, and runs past its foot");
		place_galley(
		    c, p, g, g->across ? across_left(c, p) : column_left(c, p, 0), c->y);
		c->y = snap(p, c->y + height, grid_of(c));
		c->queue = c->queue->next;
	}
}

static bool has_seen(
    const struct composer *c, const struct band *b, const struct galley *g)
{
	for (size_t i = 0; i < b->nseen; i++)
		if (b->seen[i] == g)
			return true;
	for (size_t i = 0; i < c->nsettled; i++)
		if (c->settled[i] == g)
			return true;
	return false;
}

/* The first float anchored in what the columns hold that has no place yet. */
static const struct galley *new_float(
    const struct composer *c, const struct band *b, int *column)
{
	for (int k = 0; k < b->columns.n; k++)
		for (size_t i = b->columns.items[k].from; i < b->columns.items[k].end;
		     i++) {
			const struct galley_item *item = &b->galley->item[i];
			if (item->kind != GALLEY_FLOAT ||
			    item->as.galley->place == FLOAT_MARGIN ||
			    has_seen(c, b, item->as.galley))
				continue;
			*column = k;
			return item->as.galley;
		}
	return NULL;
}

/* Claims room for a float in the band; false: it must wait for the next page. */
static bool claim(struct composer *c, struct band *b, const struct galley *g, int column)
{
	sp height = float_height(c, g), least = LEAST_STEPS * grid_of(c);
	sp claimed = g->across ? 0 : b->columns.claimed[column];
	if (c->queue || b->columns.height - claimed - height < least)
		return false;
	ARENA_PUSH(c->m->arena, b->placed, b->nplaced, b->capplaced) =
	    (struct float_at){g, g->across ? -1 : column, g->place == FLOAT_BOTTOM};
	if (g->across)
		b->columns.height -= height;
	else
		b->columns.claimed[column] += height;
	return true;
}

static bool holds_anchor(const struct band *b, const struct galley *g)
{
	for (int k = 0; k < b->columns.n; k++)
		for (size_t i = b->columns.items[k].from; i < b->columns.items[k].end;
		     i++)
			if (b->galley->item[i].kind == GALLEY_FLOAT &&
			    b->galley->item[i].as.galley == g)
				return true;
	return false;
}

/* A float whose own room pushed its anchor off the page waits for the next one. */
static bool send_on(struct composer *c, struct band *b)
{
	size_t n = 0;
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at at = b->placed[i];
		if (holds_anchor(b, at.galley)) {
			b->placed[n++] = at;
			continue;
		}
		if (at.column < 0)
			b->columns.height += float_height(c, at.galley);
		else
			b->columns.claimed[at.column] -= float_height(c, at.galley);
		queue_float(c, at.galley);
	}
	const bool sent = n < b->nplaced;
	b->nplaced = n;
	return sent;
}

static void settle_floats(struct composer *c, struct set_piece *p, struct band *b)
{
	int column = 0;
	const struct galley *g;
	b->end = columns_fill(p, b->galley, b->from, &b->columns);
	while ((g = new_float(c, b, &column))) {
		ARENA_PUSH(c->m->arena, b->seen, b->nseen, b->capseen) = g;
		if (claim(c, b, g, column))
			b->end = columns_fill(p, b->galley, b->from, &b->columns);
		else
			queue_float(c, g);
		if (send_on(c, b))
			b->end = columns_fill(p, b->galley, b->from, &b->columns);
	}
}

/* ---- drawing a settled band ---------------------------------------------- */

/* Floats stand above or below the columns' text. Draws them; gives the text's heads. */
static void draw_floats(struct composer *c, struct set_piece *p, struct band *b, sp *head)
{
	sp top = b->y, foot[MAX_COLUMNS], bottom = b->bottom;
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at *f = &b->placed[i];
		if (f->column >= 0)
			continue;
		sp height = float_height(c, f->galley);
		if (f->bottom)
			bottom -= height;
		place_galley(c, p, f->galley, across_left(c, p),
		    f->bottom ? bottom + grid_of(c) : top);
		if (!f->bottom)
			top += height;
	}
	for (int k = 0; k < b->columns.n; k++) {
		head[k] = top;
		foot[k] = top + b->columns.height;
	}
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at *f = &b->placed[i];
		if (f->column < 0)
			continue;
		sp height = float_height(c, f->galley);
		sp *at = f->bottom ? &foot[f->column] : &head[f->column];
		if (f->bottom)
			*at -= height;
		place_galley(c, p, f->galley, column_left(c, p, f->column),
		    f->bottom ? *at + grid_of(c) : *at);
		if (!f->bottom)
			*at += height;
	}
}

/* Floats of the margin column stand beside their anchor, or below what is there. */
static void draw_margin(
    struct composer *c, struct set_piece *p, const struct band *b, int column, sp head)
{
	struct walk w;
	const struct slice *items = &b->columns.items[column];
	walk_begin(&w, b->galley, items->from, grid_of(c));
	for (size_t i = items->from; i < items->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		walk_item(&w, i);
		if (item->kind != GALLEY_FLOAT || item->as.galley->place != FLOAT_MARGIN)
			continue;
		const struct galley *g = item->as.galley;
		sp y = snap(p, head + w.y, grid_of(c));
		sp latest = frame_bottom(c, p) - g->height;
		if (y > latest)
			y = snap(p, latest - grid_of(c) + 1, grid_of(c));
		if (y < c->margin_y)
			y = c->margin_y;
		place_galley(c, p, g, frame_left(c, p, true), y);
		c->margin_y = snap(p, y + float_height(c, g), grid_of(c));
	}
}

static sp claimed_below(const struct composer *c, const struct band *b, int column)
{
	sp height = 0;
	for (size_t i = 0; i < b->nplaced; i++)
		if (b->placed[i].column == column && b->placed[i].bottom)
			height += float_height(c, b->placed[i].galley);
	return height;
}

static void draw_band(struct composer *c, struct set_piece *p, struct band *b)
{
	struct place pl = place_on(c, p);
	struct measures w = template_measures(c->m->sheet, template_of(p));
	sp head[MAX_COLUMNS] = {0};
	draw_floats(c, p, b, head);
	for (size_t i = 0; i < b->nplaced; i++)
		remember_float(c, b->placed[i].galley);
	for (int k = 0; k < b->columns.n; k++) {
		const struct slice *items = &b->columns.items[k];
		sp x = column_left(c, p, k);
		sp foot = head[k] + b->columns.height - b->columns.claimed[k];
		if (items->from < items->end) {
			remember_start(c, p, b->galley->item[items->from].node->id);
			place_items(&pl, b->galley, *items, x, head[k]);
			draw_margin(c, p, b, k, head[k]);
		}
		place_notes(&pl, &b->columns.foot[k],
		    (struct rect){x, head[k], w.column, foot - head[k]});
		add_frame(
		    c, x, head[k], w.column, foot - head[k] + claimed_below(c, b, k));
	}
	if (b->columns.n > 1)
		furniture_rules(c->m, p, c->page,
		    (struct rect){
			frame_left(c, p, false), head[0], w.column, b->columns.height});
	c->y = snap(p,
	    head[0] - b->columns.claimed[0] + claimed_below(c, b, 0) + b->columns.height,
	    grid_of(c));
}

/* ---- segments ------------------------------------------------------------ */

static struct band band_begin(const struct composer *c, const struct set_piece *p,
    const struct galley *g, size_t from)
{
	struct band b = {
	    .galley = g, .from = from, .y = c->y, .bottom = frame_bottom(c, p)};
	b.columns.arena = c->m->arena;
	b.columns.carried = c->notes;
	b.columns.fresh = is_fresh(c, p);
	b.columns.n = template_of(p)->ncolumn;
	b.columns.grid = grid_of(c);
	b.columns.height = (b.bottom - b.y) / grid_of(c) * grid_of(c);
	return b;
}

/* Is there too little room below what stands here to begin? */
static bool should_move_on(
    const struct composer *c, const struct set_piece *p, const struct band *b)
{
	if (is_fresh(c, p))
		return false;
	if (b->columns.height < LEAST_STEPS * grid_of(c))
		return true;
	struct fill f = column_fill(
	    p, b->galley, b->from, (struct room){b->columns.height, grid_of(c), false});
	return f.end < b->galley->nitem && f.cost >= COST_WIDOW;
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

static void compose_columns(
    struct composer *c, struct set_piece *p, const struct galley *g, bool level)
{
	for (size_t from = 0; from < g->nitem;) {
		struct band b = band_begin(c, p, g, from);
		if (should_move_on(c, p, &b)) {
			next_page(c, p);
			continue;
		}
		settle_floats(c, p, &b);
		if (b.end == from && b.columns.left.n == c->notes.n &&
		    !b.columns.foot[0].n) { /* floats took the room */
			next_page(c, p);
			continue;
		}
		report_tall(c, &b);
		if (b.end >= g->nitem && level)
			columns_balance(p, g, from, &b.columns);
		draw_band(c, p, &b);
		take_notes(c, &b.columns);
		from = b.end;
		if (from < g->nitem)
			next_page(c, p);
	}
}

static void compose_across(
    struct composer *c, struct set_piece *p, const struct galley *g)
{
	for (size_t from = 0; from < g->nitem;) {
		struct columns one = {.n = 1,
		    .arena = c->m->arena,
		    .height = frame_bottom(c, p) - c->y,
		    .grid = grid_of(c),
		    .carried = c->notes,
		    .fresh = is_fresh(c, p)};
		size_t end = columns_fill(p, g, from, &one);
		if ((one.over || end == from) && !one.fresh) {
			next_page(c, p);
			continue;
		}
		struct place pl = place_on(c, p);
		remember_start(c, p, g->item[from].node->id);
		sp x = across_left(c, p);
		sp foot = place_items(&pl, g, one.items[0], x, c->y) +
			  notes_height(&one.foot[0], grid_of(c));
		const struct rect column = {x, c->y, g->measure, foot - c->y};
		place_notes(&pl, &one.foot[0], column);
		add_frame(c, column.x, column.y, column.w, column.h);
		take_notes(c, &one);
		c->y = snap(p, foot, grid_of(c));
		from = end;
		if (from < g->nitem)
			next_page(c, p);
	}
}

/* ---- pieces -------------------------------------------------------------- */

static sp piece_height(const struct composer *c, const struct set_piece *p)
{
	sp height = 0;
	for (size_t i = 0; i < p->nsegment; i++) {
		const struct galley *g = p->segment[i].galley;
		struct walk w;
		walk_begin(&w, g, 0, grid_of(c));
		for (size_t k = 0; k < g->nitem; k++)
			walk_item(&w, k);
		height += w.y;
	}
	return height;
}

/* A poem stands at the optical center: two fifths of the spare room above it. */
static void center_piece(struct composer *c, const struct set_piece *p)
{
	sp spare = frame_bottom(c, p) - c->y - piece_height(c, p);
	if (spare > 0)
		c->y = snap(p, c->y + spare / 5 * 2, grid_of(c));
}

static void begin_piece(struct composer *c, struct set_piece *p)
{
	const struct template *t = template_of(p);
	sp grid = grid_of(c), least = 3 * LEAST_STEPS * grid;
	bool here = t->run_on && c->page && !p->nflow &&
		    frame_bottom(c, p) - c->y - 2 * grid >= least &&
		    c->page->grid_top == t->margin_top;
	if (here) {
		c->y = snap(p, c->y + 2 * grid, grid);
		c->margin_y = c->y;
	} else {
		if (t->first_recto && c->book->npage % 2)
			add_page(c, p, false);
		add_page(c, p, true);
		remember_start(c, p, p->piece->root->id);
	}
	p->first_page = c->page->number;
	if (c->pages && p->piece->index < c->pages->npiece)
		c->pages->piece[p->piece->index] = p->first_page;
	if (t->vertical_center && !here)
		center_piece(c, p);
}

/* Words longer than their frame push the columns below it down; where the piece has no
 * columns there, they run into what stands below. A picture fills its frame, and its
 * caption stands below by design. */
static void check_long_flow(
    struct composer *c, const struct set_piece *p, const struct flow *f, sp top)
{
	const struct rect area = frame_area(c->m, c->page, f->frame->area);
	const struct galley *g = f->galley;
	sp grid = grid_of(c), foot = top + g->height;
	if (!g->nitem || g->item[0].kind == GALLEY_PICTURE ||
	    foot <= area.y + area.h + grid)
		return;
	if (area.y < c->y && foot + grid > c->y)
		c->y = c->margin_y = snap(p, foot + grid, grid);
	if (area.y < c->y && foot <= frame_bottom(c, p))
		return;
	diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
	    "this is longer than its place on the page ('%s'), and runs past its foot",
	    f->frame->name);
	diag_hint(c->m->diag, "shorten it");
}

/* Blocks that share a frame stand below each other in it. */
static void compose_flows(struct composer *c, struct set_piece *p)
{
	struct place pl = place_on(c, p);
	for (size_t i = 0; i < p->nflow; i++) {
		const struct rect frame =
		    frame_area(c->m, c->page, p->flow[i].frame->area);
		struct rect area = frame;
		for (size_t k = 0; k < i; k++)
			if (p->flow[k].frame == p->flow[i].frame)
				area.y +=
				    p->flow[k].galley->height + p->flow[k].galley->gap;
		check_long_flow(c, p, &p->flow[i], area.y);
		sp foot = place_flow(&pl, &p->flow[i], area);
		add_frame(c, area.x, area.y, area.w, foot - area.y);
	}
}

/* Notes that still go on when the text has ended. */
static void finish_notes(struct composer *c, struct set_piece *p)
{
	const struct galley none = {0};
	while (c->notes.n) {
		struct band b = band_begin(c, p, &none, 0);
		columns_fill(p, &none, 0, &b.columns);
		if (b.columns.foot[0].n) {
			draw_band(c, p, &b);
			take_notes(c, &b.columns);
		}
		if (c->notes.n)
			next_page(c, p);
	}
}

void compose_piece(struct composer *c, struct set_piece *p)
{
	begin_piece(c, p);
	compose_flows(c, p);
	for (size_t i = 0; i < p->nsegment; i++) {
		const struct segment *s = &p->segment[i];
		bool last = i + 1 == p->nsegment;
		if (s->across)
			compose_across(c, p, s->galley);
		else
			compose_columns(
			    c, p, s->galley, !last || template_of(p)->balance);
		if (!last && !is_fresh(c, p))
			c->y = snap(p, c->y + s->gap, grid_of(c));
	}
	while (c->queue) {
		struct queued *first = c->queue;
		place_queue(c, p);
		if (c->queue == first)
			next_page(c, p);
	}
	finish_notes(c, p);
	c->nsettled = 0;
}
