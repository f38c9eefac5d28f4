/*
 * Blocks side by side: cells row by row (a comic, a picture beside each entry), and
 * unbroken blocks that wall.c deals into level columns (a wall of quotations).
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
		collect_notes(b->set.arena, item, row->cell[i].galley);
		const sp right = row->cell[i].x + row->cell[i].galley->measure;
		item->width = right > item->width ? right : item->width;
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
	const bool rtl = is_rtl(n, b->p->piece);
	const struct node *k = n->first;
	while (k) {
		struct cells row = {
		    .cell = ARENA_ARRAY(b->set.arena, struct cell_at, (size_t)ncolumn)};
		sp x = 0;
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
			row.cell[row.n++] = (struct cell_at){
			    g, rtl ? at.x + at.w - x - width[i] : at.x + x, 0};
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

void set_columns(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	struct arena *a = b->set.arena;
	const sp grid = b->set.sheet->grid;
	const struct start start = start_of(b);
	struct wall *w = ARENA_NEW(a, struct wall);
	sp width[TRACKS_MAX];
	*w = (struct wall){.node = n,
	    .style = s,
	    .ncolumn = tracks_of(s, at.w, width),
	    .rtl = is_rtl(n, b->p->piece),
	    .at = at,
	    .gap = snap_up(s->row_gap, grid),
	    .grid = grid,
	    .room = page_room(b)};
	w->width = width[0];
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *ks = builder_style(b, k, s);
		if (set_apart(b, k, ks))
			continue;
		struct galley *g = galley_apart(b, k, ks, w->width);
		if (!g->nitem)
			continue;
		wall_add(a, w, g);
		if (w->block[w->n - 1]->height > w->room) {
			set_undivided(b, n, s, at, start);
			return;
		}
	}
	if (w->n)
		wall_push(b, w);
}
