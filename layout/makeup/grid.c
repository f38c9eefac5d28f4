/*
 * Blocks side by side: cells row by row (a comic, a picture beside each entry), and
 * unbroken blocks dealt into level columns (a wall of quotations).
 *
 * In: a block whose children stand in cells. Out: one item a row, whose cells are galleys
 * of their own. A row is kept whole; columns and pages end between rows. Reading is not
 * touched: tags come from the source's order.
 */
#include "makeup/builder.h"

static sp snap_up(sp y, sp grid)
{
	return (y + grid - 1) / grid * grid;
}

/* Where a galley can be taken back to. */
struct start {
	size_t nitem;
	sp gap;
};

static struct start start_of(struct builder *b)
{
	beside_clear(b); /* or what it pushes later would be taken back as well */
	return (struct start){b->galley->nitem, b->gap};
}

/* What no page holds in a cell stands in the flow, where it can be divided. */
static void set_undivided(struct builder *b, const struct node *n, const struct style *s,
    struct rect at, struct start start)
{
	b->galley->nitem = start.nitem;
	b->gap = start.gap;
	set_children(b, n, s, at);
}

/* Widths of the columns: lengths as they are, the rest by shares. */
static int tracks_of(const struct style *s, sp width, sp at[TRACKS_MAX])
{
	const struct tracks *t = &s->grid_columns;
	const int n = t->n ? t->n : s->column_count;
	sp rest = width - (n - 1) * s->column_gap;
	int shares = 0;
	for (int i = 0; i < n; i++) {
		const bool share = !t->n || t->share[i];
		shares += share ? (t->n ? t->share[i] : 1) : 0;
		at[i] = share ? 0 : t->width[i];
		rest -= at[i];
	}
	for (int i = 0; i < n && shares; i++)
		if (!t->n || t->share[i])
			at[i] = rest > 0 ? rest / shares * (t->n ? t->share[i] : 1) : 0;
	return n;
}

/* The ground of the last box goes down to where its neighbors end. */
static void stretch(struct galley *g, sp height)
{
	struct galley_item *last = g->nitem ? &g->item[g->nitem - 1] : NULL;
	if (last && last->kind == GALLEY_CLOSE && height > g->height)
		last->height += height - g->height;
}

void builder_push_row(struct builder *b, const struct node *n, const struct style *s,
    const struct cells *row)
{
	const sp grid = b->set.sheet->grid;
	sp height = 0;
	beside_clear(b);
	struct galley_item *item = builder_push_content(b, GALLEY_CELLS, n, s);
	for (size_t i = 0; i < row->n; i++) {
		if (row->cell[i].galley->height > height)
			height = row->cell[i].galley->height;
		collect_notes(b, item, row->cell[i].galley);
		item->width = row->cell[i].x + row->cell[i].galley->measure;
	}
	item->snap = true;
	item->height = snap_up(height, grid);
	item->as.cells = *row;
	for (size_t i = 0; i < row->n; i++)
		stretch(row->cell[i].galley, height);
}

void set_grid(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	sp width[TRACKS_MAX];
	const int ncolumn = tracks_of(s, at.w, width);
	const struct start start = start_of(b);
	const struct node *k = n->first;
	while (k) {
		struct cells row = {
		    .cell = ARENA_ARRAY(b->set.arena, struct cell_at, (size_t)ncolumn)};
		sp x = at.x;
		for (int i = 0; i < ncolumn && k; k = k->next) {
			const struct style *ks = builder_style(b, k, s);
			if (set_apart(b, k, ks))
				continue;
			struct galley *g = galley_apart(b, k, ks, width[i]);
			if (!g->nitem)
				continue;
			if (g->height > page_room(b)) {
				set_undivided(b, n, s, at, start);
				return;
			}
			row.cell[row.n++] = (struct cell_at){g, x, 0};
			x += width[i++] + s->column_gap;
		}
		if (!row.n)
			break;
		builder_push_row(b, n, s, &row);
		builder_gap(b, s->row_gap);
	}
	b->gap = 0;
}

/* ---- level columns ------------------------------------------------------- */

/* Blocks to be dealt into columns; their heights and the gap are whole steps of the grid,
 * so that lines in them stand where the page's do. */
struct deal {
	struct galley **block;
	size_t n, cap;
	int ncolumn;
	sp x, gap, grid; /* gap: from block to block */
};

/* A box whose ground goes down to its new foot. */
static void grow(struct galley *g, sp height)
{
	stretch(g, height);
	g->height = height;
}

/* First block that is not in a column of a height; at least one is. */
static size_t column_end(const struct deal *d, size_t from, sp height, sp *used)
{
	size_t end = from;
	sp y = 0;
	while (end < d->n && (end == from || y + d->block[end]->height <= height))
		y += d->block[end++]->height + d->gap;
	*used = y - d->gap;
	return end;
}

static bool holds(const struct deal *d, sp height)
{
	size_t from = 0;
	sp used = 0;
	for (int i = 0; i < d->ncolumn && from < d->n; i++) {
		from = column_end(d, from, height, &used);
		if (used > height)
			return false;
	}
	return from >= d->n;
}

/* The least height at which the columns hold them all. */
static sp level(const struct deal *d)
{
	sp height = d->grid;
	while (!holds(d, height))
		height += d->grid;
	return height;
}

/* What a column is short of is shared out among its blocks, so that it ends level. */
static void fill_out(const struct deal *d, size_t from, size_t end, sp rest)
{
	for (size_t i = from; i < end; i++) {
		const sp share = rest / d->grid / (sp)(end - i) * d->grid;
		grow(d->block[i], d->block[i]->height + share);
		rest -= share;
	}
}

/* Blocks from .. end - 1 below one another in one galley. */
static struct galley *stacked(
    struct builder *b, const struct deal *d, size_t from, size_t end)
{
	struct galley *column = ARENA_NEW(b->set.arena, struct galley);
	column->measure = d->block[from]->measure;
	for (size_t i = from; i < end; i++) {
		struct galley *block = d->block[i];
		struct galley_item *item =
		    galley_push(b->set.arena, column, GALLEY_CELLS);
		struct cell_at *cell = ARENA_NEW(b->set.arena, struct cell_at);
		cell->galley = block;
		item->node = block->item[0].node;
		item->style = block->item[0].style;
		item->height = block->height + (i + 1 < end ? d->gap : 0);
		item->as.cells = (struct cells){.cell = cell, .n = 1};
		item->cost = COST_NEVER;
		collect_notes(b, item, block);
		column->height += item->height;
	}
	return column;
}

/* Blocks that stand in columns of one height. */
static void push_level(
    struct builder *b, const struct node *n, const struct style *s, const struct deal *d)
{
	const sp height = level(d);
	struct cells row = {
	    .cell = ARENA_ARRAY(b->set.arena, struct cell_at, (size_t)d->ncolumn)};
	sp x = d->x;
	for (size_t from = 0, end; from < d->n; from = end) {
		sp used;
		end = column_end(d, from, height, &used);
		fill_out(d, from, end, height - used);
		row.cell[row.n++] = (struct cell_at){stacked(b, d, from, end), x, 0};
		x += d->block[from]->measure + s->column_gap;
	}
	builder_push_row(b, n, s, &row);
}

/* As many blocks as a page's columns hold stand in one row, and the others below. */
static void push_levels(struct builder *b, const struct node *n, const struct style *s,
    const struct deal *all)
{
	struct deal d = *all;
	for (size_t from = 0; from < all->n; from += d.n) {
		d.block = all->block + from;
		d.n = all->n - from;
		while (d.n > 1 && level(&d) > page_room(b))
			d.n--;
		if (from)
			builder_gap(b, d.gap);
		push_level(b, n, s, &d);
	}
}

void set_columns(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const sp grid = b->set.sheet->grid;
	const struct start start = start_of(b);
	sp width[TRACKS_MAX];
	struct deal d = {.x = at.x, .gap = snap_up(s->row_gap, grid), .grid = grid};
	d.ncolumn = tracks_of(s, at.w, width);
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *ks = builder_style(b, k, s);
		if (set_apart(b, k, ks))
			continue;
		struct galley *g = galley_apart(b, k, ks, width[0]);
		if (!g->nitem)
			continue;
		grow(g, snap_up(g->height, grid));
		if (g->height > page_room(b)) {
			set_undivided(b, n, s, at, start);
			return;
		}
		ARENA_PUSH(b->set.arena, d.block, d.n, d.cap) = g;
	}
	push_levels(b, n, s, &d);
}
