/*
 * A wall: unbroken blocks dealt into columns that are level.
 *
 * In: blocks of one width, in whole steps of the grid. Out: rows, each a cell for each
 * column; what a column is short of is shared out among its blocks. A row is never
 * divided, so each is dealt as many blocks as stand in the room there is for it. When
 * the piece is set that is a whole page; when its pages are made up it is what is left
 * below what stands there already (a head above all, which would else stand alone on its
 * page), and the rest of the wall is dealt anew, in a copy of the galley (splice.c).
 *
 * A wall in a box keeps the rows that it was set with: the box goes to the next page with
 * the first of them.
 */
#include "makeup/builder.h"
#include "makeup/compose.h"

static sp snap_up(sp y, sp grid)
{
	return (y + grid - 1) / grid * grid;
}

/* A box's ground goes down to its new foot. */
static struct galley *grown(struct arena *a, const struct galley *g, sp more)
{
	struct galley *own = galley_copy(a, g);
	struct galley_item *last = &own->item[own->nitem - 1];
	if (last->kind == GALLEY_CLOSE)
		last->height += more;
	own->height += more;
	return own;
}

void wall_add(struct arena *a, struct wall *w, const struct galley *block)
{
	ARENA_PUSH(a, w->block, w->n, w->cap) =
	    grown(a, block, snap_up(block->height, w->grid) - block->height);
}

/* ---- levels -------------------------------------------------------------- */

/* First block that is not in a column of a height; at least one is. */
static size_t column_end(const struct wall *w, struct slice row, sp height, sp *used)
{
	size_t end = row.from;
	sp y = 0;
	while (end < row.end && (end == row.from || y + w->block[end]->height <= height))
		y += w->block[end++]->height + w->gap;
	*used = y - w->gap;
	return end;
}

static bool holds(const struct wall *w, struct slice row, sp height)
{
	sp used = 0;
	for (int i = 0; i < w->ncolumn && row.from < row.end; i++) {
		row.from = column_end(w, row, height, &used);
		if (used > height)
			return false;
	}
	return row.from >= row.end;
}

/* The least height at which the columns hold them all. */
static sp level(const struct wall *w, struct slice row)
{
	sp height = w->grid;
	while (!holds(w, row, height))
		height += w->grid;
	return height;
}

/* As many blocks from one on as a height holds, at least one; the last row is not left
 * with fewer than it has columns. */
static struct slice row_within(const struct wall *w, size_t from, sp height)
{
	const size_t least = (size_t)w->ncolumn;
	struct slice row = {from, w->n};
	while (row.end - from > 1 && level(w, row) > height)
		row.end--;
	const size_t left = w->n - row.end;
	if (left && left < least && w->n - from >= 2 * least)
		row.end = w->n - least;
	return row;
}

/* ---- rows ---------------------------------------------------------------- */

/* Blocks of a column below one another; they share out what it is short of. */
static struct galley *stacked(
    struct arena *a, const struct wall *w, struct slice column, sp rest)
{
	struct galley *g = ARENA_NEW(a, struct galley);
	g->measure = w->width;
	for (size_t i = column.from; i < column.end; i++) {
		const sp share = rest / w->grid / (sp)(column.end - i) * w->grid;
		struct galley *block = grown(a, w->block[i], share);
		rest -= share;
		struct galley_item *item = galley_push(a, g, GALLEY_CELLS);
		struct cell_at *cell = ARENA_NEW(a, struct cell_at);
		cell->galley = block;
		item->node = block->item[0].node;
		item->style = block->item[0].style;
		item->height = block->height + (i + 1 < column.end ? w->gap : 0);
		item->as.cells.cell = cell;
		item->as.cells.n = 1;
		item->cost = COST_NEVER;
		collect_notes(a, item, block);
		g->height += item->height;
	}
	return g;
}

/* Blocks that stand in columns of one height. */
static struct cells row_of(struct arena *a, const struct wall *w, struct slice row)
{
	const sp height = level(w, row);
	struct cells cells = {.cell = ARENA_ARRAY(a, struct cell_at, (size_t)w->ncolumn),
	    .wall = w,
	    .first = row.from,
	    .end = row.end};
	const sp step = w->width + w->style->column_gap;
	for (sp x = 0; row.from < row.end; x += step) {
		sp used;
		const struct slice column = {row.from, column_end(w, row, height, &used)};
		cells.cell[cells.n++] =
		    (struct cell_at){stacked(a, w, column, height - used),
			w->rtl ? w->at.x + w->at.w - x - w->width : w->at.x + x, 0};
		row.from = column.end;
	}
	return cells;
}

void wall_push(struct builder *b, const struct wall *w)
{
	struct slice row = {0};
	for (; row.from < w->n; row.from = row.end) {
		row = row_within(w, row.from, w->room);
		const struct cells cells = row_of(b->set.arena, w, row);
		if (row.from)
			builder_gap(b, w->gap);
		builder_push_row(b, w->node, w->style, &cells);
	}
}

/* ---- the page at hand ---------------------------------------------------- */

static bool is_row(const struct galley_item *item)
{
	return item->kind == GALLEY_CELLS && item->as.cells.wall && item->open < 0;
}

/* A row in place of an old one, and the rest of the wall a row a page. */
static struct galley *rows_from(
    struct arena *a, const struct galley_item *old, struct slice row)
{
	const struct wall *w = old->as.cells.wall;
	struct galley *rows = ARENA_NEW(a, struct galley);
	for (;;) {
		struct galley_item *item = galley_push(a, rows, GALLEY_CELLS);
		const struct cells cells = row_of(a, w, row);
		*item = *old;
		item->as.cells = cells;
		item->height = level(w, row);
		item->note = NULL;
		item->nnote = 0;
		item->end_mark = false;
		item->cost = w->style->break_inside == STYLE_BREAK_AVOID ? COST_AVOID : 0;
		for (size_t i = 0; i < cells.n; i++)
			collect_notes(a, item, cells.cell[i].galley);
		if (row.end == w->n)
			return rows;
		row = row_within(w, row.end, w->room);
		struct galley_item *space = galley_push(a, rows, GALLEY_SPACE);
		space->node = w->node;
		space->style = w->style;
		space->height = w->gap;
		space->cost = COST_NEVER;
	}
}

/* The rows of a wall from one on, with the spaces between. */
static struct slice rows_at(const struct galley *g, size_t i)
{
	const struct wall *w = g->item[i].as.cells.wall;
	struct slice rows = {i, i + 1};
	for (size_t k = i + 1; k < g->nitem; k++) {
		if (g->item[k].kind == GALLEY_SPACE)
			continue;
		if (!is_row(&g->item[k]) || g->item[k].as.cells.wall != w)
			break;
		rows.end = k + 1;
	}
	return rows;
}

/* The row as the room below `top` has it; the old one, if that holds too few for a row,
 * or if a page holds all of a wall that is to be kept together. */
static struct slice row_for(const struct galley_item *old, sp top, sp room)
{
	const struct wall *w = old->as.cells.wall;
	const struct slice as_it_is = {old->as.cells.first, old->as.cells.end};
	const struct slice row = row_within(w, as_it_is.from, room);
	const size_t least = (size_t)w->ncolumn;
	const bool whole = row.end == w->n;
	if (level(w, row) > room || (!whole && row.end - row.from < least))
		return as_it_is;
	if (w->style->break_inside == STYLE_BREAK_AVOID && !as_it_is.from &&
	    as_it_is.end == w->n && top + level(w, as_it_is) <= w->room)
		return as_it_is;
	return row;
}

const struct galley *walls_deal(struct arena *a, const struct set_piece *p,
    const struct galley *g, size_t from, struct room room)
{
	struct walk w;
	walk_begin(&w, g, from, room.grid);
	for (size_t i = from; i < g->nitem && w.y <= room.height; i++) {
		const struct galley_item *old = &g->item[i];
		const sp top = walk_item(&w, i);
		if (!is_row(old))
			continue;
		const sp notes = column_notes(p, g, from, i + 1, room.grid);
		const struct slice row = row_for(old, top, room.height - top - notes);
		if (row.end == old->as.cells.end)
			continue;
		struct galley *own = galley_copy(a, g);
		galley_splice(a, own, rows_at(g, i), rows_from(a, old, row));
		w.galley = g = own;
		w.y = top + g->item[i].height;
	}
	return g;
}
