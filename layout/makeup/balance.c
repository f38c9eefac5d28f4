/*
 * Columns side by side, and how they are levelled: the least height, in whole steps of
 * the grid, at which they hold what is left of a segment. Tried upwards from an even
 * share; each try fills the columns for real, so that keeps and notes are as they will
 * be.
 */
#include "makeup/compose.h"

size_t columns_fill(
    const struct set_piece *p, const struct galley *g, size_t from, struct columns *c)
{
	for (int i = 0; i < c->n; i++) {
		c->items[i] = (struct slice){from, from};
		sp limit = c->height - c->claimed[i];
		if (from >= g->nitem || limit < c->grid)
			continue;
		struct fill f = column_fill(p, g, from, limit, c->grid);
		if (f.height + f.notes > limit && (i > 0 || c->claimed[i]))
			continue;
		c->items[i].end = from = f.end;
	}
	return from;
}

static bool columns_hold(const struct set_piece *p, const struct galley *g, size_t from,
    const struct columns *c, sp height)
{
	for (int i = 0; i < c->n && from < g->nitem; i++) {
		sp limit = height - c->claimed[i];
		if (limit < c->grid)
			continue;
		struct fill f = column_fill(p, g, from, limit, c->grid);
		bool cut = f.end < g->nitem && f.cost >= COST_AVOID;
		if (f.height + f.notes > limit || cut)
			return false;
		from = f.end;
	}
	return from >= g->nitem;
}

void columns_balance(
    const struct set_piece *p, const struct galley *g, size_t from, struct columns *c)
{
	struct walk w;
	walk_begin(&w, g, from, c->grid);
	for (size_t i = from; i < g->nitem; i++)
		walk_item(&w, i);
	sp total = w.y + column_notes(p, g, from, g->nitem, c->grid);
	for (int i = 0; i < c->n; i++)
		total += c->claimed[i];
	for (sp height = (total / c->n + c->grid - 1) / c->grid * c->grid;
	     height < c->height; height += c->grid)
		if (columns_hold(p, g, from, c, height)) {
			c->height = height;
			break;
		}
	columns_fill(p, g, from, c);
}
