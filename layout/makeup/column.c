/*
 * Where a column ends.
 *
 * In: a galley, the item at its head, the height there is. Out: the cheapest end: the sum
 * of what is left empty at the foot and what the break itself costs (widow, orphan, a
 * head cut off from its text, a box cut in two). All arithmetic on places is in the walk,
 * which place.c uses as well, so that what is measured is what is drawn. What each fault
 * costs stands in cost.h.
 */
#include <assert.h>

#include "makeup/compose.h"

static sp snap_up(sp y, sp grid)
{
	sp rest = y % grid;
	return rest ? y - rest + grid : y;
}

/* Boxes still open are opened again at the head of the next column. */
static void reopen(struct walk *w, int32_t open)
{
	if (open < 0)
		return;
	const struct galley_item *o = &w->galley->item[open];
	reopen(w, o->open);
	w->y += o->height + o->as.open.head_height;
}

void walk_begin(struct walk *w, const struct galley *g, size_t from, sp grid)
{
	*w = (struct walk){.galley = g, .grid = grid, .top = true};
	if (from >= g->nitem)
		return;
	reopen(w, g->item[from].open);
}

sp walk_item(struct walk *w, size_t i)
{
	const struct galley_item *item = &w->galley->item[i];
	switch (item->kind) {
	case GALLEY_SPACE:
		if (!w->top)
			w->y += item->height;
		return w->y;
	case GALLEY_FLOAT:
	case GALLEY_BREAK:
		return w->y;
	default:
		break;
	}
	sp at = item->snap ? snap_up(w->y, w->grid) : w->y;
	w->y = at + item->height;
	if (item->kind != GALLEY_OPEN)
		w->top = false;
	return at;
}

/* What the boxes around an item need below it when the column ends there. */
static sp closing(const struct galley *g, const struct galley_item *item)
{
	sp height = 0;
	int32_t open = item->kind == GALLEY_CLOSE ? g->item[item->open].open : item->open;
	for (; open >= 0; open = g->item[open].open)
		height += g->item[open].style->padding_bottom +
			  g->item[open].style->border_bottom_width;
	return height;
}

/* Notes that stand for the first time in these items, and in those notes. */
static sp notes_of(
    const struct set_piece *p, const struct galley *g, struct slice items, sp grid)
{
	sp height = 0;
	for (size_t i = items.from; i < items.end; i++)
		for (size_t k = 0; k < g->item[i].nnote; k++) {
			const struct galley *note = p->note[g->item[i].note[k]->id];
			if (note)
				height += snap_up(note->height, grid) +
					  notes_of(p, note,
					      (struct slice){0, note->nitem}, grid);
		}
	return height;
}

sp column_notes(
    const struct set_piece *p, const struct galley *g, size_t from, size_t end, sp grid)
{
	const sp height = notes_of(p, g, (struct slice){from, end}, grid);
	return height ? grid + height : 0;
}

struct fill column_fill(
    const struct set_piece *p, const struct galley *g, size_t from, struct room room)
{
	const sp limit = room.height, grid = room.grid;
	struct walk w;
	walk_begin(&w, g, from, grid);
	struct fill best = {.end = from, .cost = -1};
	sp notes = 0;
	for (size_t i = from; i < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		if (item->kind == GALLEY_BREAK) {
			if (i > from)
				return (struct fill){i + 1, w.y, notes, 0};
			continue;
		}
		walk_item(&w, i);
		if (item->nnote)
			notes = column_notes(p, g, from, i + 1, grid) -
				(room.ruled ? grid : 0);
		sp height = w.y + closing(g, item);
		bool over = height + notes > limit;
		if (over && best.cost >= 0)
			break;
		if (item->kind == GALLEY_SPACE && i + 1 < g->nitem)
			continue;
		double left = over ? 0 : (double)(limit - height - notes) / grid;
		double cost =
		    item->cost + (i + 1 < g->nitem ? COST_EMPTY * left * left : 0);
		if (over) /* nothing fits: take the least */
			cost += COST_NEVER;
		if (best.cost < 0 || cost <= best.cost)
			best = (struct fill){i + 1, height, notes, cost};
		if (over)
			break;
	}
	if (best.cost < 0)
		best = (struct fill){g->nitem, w.y, notes, 0};
	while (best.end < g->nitem && g->item[best.end].kind == GALLEY_SPACE)
		best.end++;
	return best;
}
