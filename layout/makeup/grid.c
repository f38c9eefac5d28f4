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

/* What no page holds in a cell stands in the flow, where it can be divided. */
static void set_undivided(struct builder *b, const struct node *n, const struct style *s,
    struct rect at, size_t from)
{
	b->galley->nitem = from;
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

static void push_row(struct builder *b, const struct node *n, const struct style *s,
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
	const size_t from = b->galley->nitem;
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
				set_undivided(b, n, s, at, from);
				return;
			}
			row.cell[row.n++] = (struct cell_at){g, x};
			x += width[i++] + s->column_gap;
		}
		if (!row.n)
			break;
		push_row(b, n, s, &row);
		builder_gap(b, s->row_gap);
	}
	b->gap = 0;
}

/* ---- level columns ------------------------------------------------------- */

struct dealt {
	struct galley *const *block;
	size_t n;
	int ncolumn;
	sp x;
};

/* A block's height among others, with the gap that follows. */
static sp height_of(const struct galley *g, const struct style *s)
{
	return g->height + s->row_gap;
}

/* How many columns of a height the blocks take in their order. */
static int columns_taken(
    const struct style *s, struct galley *const *block, size_t n, sp height)
{
	int taken = 1;
	sp y = 0;
	for (size_t i = 0; i < n; i++) {
		if (y && y + block[i]->height > height) {
			taken++;
			y = 0;
		}
		y += height_of(block[i], s);
	}
	return taken;
}

/* The least height, in steps of the grid, at which the columns hold them all. */
static sp level(const struct builder *b, const struct style *s,
    struct galley *const *block, size_t n, int ncolumn)
{
	sp height = 0;
	for (size_t i = 0; i < n; i++)
		if (block[i]->height > height)
			height = block[i]->height;
	const sp grid = b->set.sheet->grid;
	height = snap_up(height, grid);
	while (columns_taken(s, block, n, height) > ncolumn)
		height += grid;
	return height;
}

/* Blocks below one another in one galley. */
static struct galley *stacked(
    struct builder *b, const struct style *s, struct galley *const *block, size_t n)
{
	struct galley *column = ARENA_NEW(b->set.arena, struct galley);
	column->measure = block[0]->measure;
	for (size_t i = 0; i < n; i++) {
		struct galley_item *item =
		    galley_push(b->set.arena, column, GALLEY_CELLS);
		struct cell_at *cell = ARENA_NEW(b->set.arena, struct cell_at);
		cell->galley = block[i];
		item->node = block[i]->item[0].node;
		item->style = block[i]->item[0].style;
		item->height = height_of(block[i], s);
		if (i + 1 == n)
			item->height = block[i]->height;
		item->as.cells = (struct cells){cell, 1};
		item->cost = COST_NEVER;
		collect_notes(b, item, block[i]);
		column->height += item->height;
	}
	return column;
}

/* What a column is short of is shared out among its blocks, so that it ends level. */
static void fill_out(struct galley *const *block, size_t n, sp rest)
{
	for (size_t i = 0; i < n && rest > 0; i++) {
		const sp share = rest / (sp)(n - i);
		stretch(block[i], block[i]->height + share);
		block[i]->height += share;
		rest -= share;
	}
}

/* As many blocks as a page's columns hold, at least one. */
static size_t portion(const struct builder *b, const struct style *s,
    struct galley *const *block, size_t n, int ncolumn)
{
	const struct template *t = b->p->template;
	const sp grid = b->set.sheet->grid;
	const sp most =
	    (b->set.sheet->page_height - t->margin_top - t->margin_bottom) / grid * grid;
	while (n > 1 && level(b, s, block, n, ncolumn) > most)
		n--;
	return n;
}

/* Blocks that stand in columns of one height. */
static void push_level(struct builder *b, const struct node *n, const struct style *s,
    const struct dealt *dealt)
{
	struct galley *const *block = dealt->block;
	const sp height = level(b, s, block, dealt->n, dealt->ncolumn);
	struct cells row = {
	    .cell = ARENA_ARRAY(b->set.arena, struct cell_at, (size_t)dealt->ncolumn)};
	sp x = dealt->x;
	for (size_t from = 0, end; from < dealt->n; from = end) {
		sp y = 0;
		for (end = from;
		     end < dealt->n && (end == from || y + block[end]->height <= height);
		     end++)
			y += height_of(block[end], s);
		fill_out(block + from, end - from, height - (y - s->row_gap));
		row.cell[row.n++] =
		    (struct cell_at){stacked(b, s, block + from, end - from), x};
		x += block[from]->measure + s->column_gap;
	}
	push_row(b, n, s, &row);
}

void set_columns(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	struct galley **block = NULL;
	const size_t first = b->galley->nitem;
	size_t nblock = 0, cap = 0;
	sp width[TRACKS_MAX];
	const int ncolumn = tracks_of(s, at.w, width);
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *ks = builder_style(b, k, s);
		if (set_apart(b, k, ks))
			continue;
		struct galley *g = galley_apart(b, k, ks, width[0]);
		if (g->height > page_room(b)) {
			set_undivided(b, n, s, at, first);
			return;
		}
		if (g->nitem)
			ARENA_PUSH(b->set.arena, block, nblock, cap) = g;
	}
	for (size_t from = 0, taken; from < nblock; from += taken) {
		taken = portion(b, s, block + from, nblock - from, ncolumn);
		if (from)
			builder_gap(b, s->row_gap);
		push_level(b, n, s, &(struct dealt){block + from, taken, ncolumn, at.x});
	}
}
