/*
 * A galley with some of its items set again for the page at hand (between.c, wall.c).
 *
 * In: a galley, items that stand below each other in it, others to stand in their place.
 * The galley is changed; so it is a copy, which this page and later ones go on with,
 * while a trial and the next turn of the book begin with the piece's own. What stands
 * above the items stays as it was, and has its place in both.
 */
#include <string.h>

#include "makeup/compose.h"

static void make_room(struct arena *a, struct galley *g, size_t n)
{
	const struct galley_item *item = g->item;
	if (n <= g->capitem)
		return;
	g->capitem = n + n / 8;
	g->item = ARENA_ARRAY(a, struct galley_item, g->capitem);
	memcpy(g->item, item, g->nitem * sizeof *item);
}

struct galley *galley_copy(struct arena *a, const struct galley *g)
{
	struct galley *copy = ARENA_NEW(a, struct galley);
	*copy = *g;
	copy->of = g->of ? g->of : g;
	copy->capitem = 0;
	make_room(a, copy, g->nitem + 1);
	return copy;
}

void galley_splice(
    struct arena *a, struct galley *g, struct slice items, const struct galley *by)
{
	const size_t before = items.end - items.from, tail = g->nitem - items.end;
	const struct galley_item last = g->item[items.end - 1];
	const size_t end = items.from + by->nitem;
	make_room(a, g, g->nitem + by->nitem);
	g->nitem = end + tail;
	memmove(&g->item[end], &g->item[items.end], tail * sizeof *g->item);
	memcpy(&g->item[items.from], by->item, by->nitem * sizeof *g->item);
	g->item[end - 1].cost = last.cost;
	g->item[end - 1].end_mark = last.end_mark;
	for (size_t i = items.from; i < g->nitem; i++)
		if (g->item[i].open >= (int32_t)items.end)
			g->item[i].open += (int32_t)by->nitem - (int32_t)before;
}
