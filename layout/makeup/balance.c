/*
 * Columns side by side, and how they are levelled: at the cheapest height, in whole steps
 * of the grid, at which they hold what is left of a segment.
 *
 * In: columns as high as their room, what is to stand in them. Out: their height, and
 * what is in each. A height costs what the ends of its columns cost and what is left
 * empty at each foot, the last one too, by the figures of cost.h. Heights are tried
 * upwards from an even share, each by filling the columns for real, so that keeps and
 * notes are as they will be. A height leaves at least a certain number of lines empty,
 * most cheaply if all columns share them: once that alone costs more than the cheapest
 * height yet, none above can be cheaper. Of two as cheap the lower is taken. A height
 * that does not hold all is not one of the choices; where none does, the columns keep
 * their room.
 */
#include "makeup/compose.h"

static double cost_empty(sp left, sp grid)
{
	const double lines = left > 0 ? (double)left / (double)grid : 0;
	return COST_EMPTY * lines * lines;
}

/* One column: notes that were carried on stand at its foot first, then text, then the
 * notes of that text. Returns the first item that is not in it. */
static size_t fill_column(const struct set_piece *p, const struct galley *g, size_t from,
    struct columns *c, int i)
{
	struct notes_foot foot = {.arena = c->arena,
	    .room = c->height - c->claimed[i],
	    .grid = c->grid,
	    .force = i == 0 && c->fresh && !c->claimed[i]};
	notes_take(p, &foot, &c->left);
	c->foot[i] = foot.notes;
	const sp stood = notes_height(&foot.notes, c->grid);
	const sp room = foot.room - stood;
	if (from >= g->nitem)
		c->cost += cost_empty(room, c->grid);
	if (from >= g->nitem || room < c->grid || c->left.n)
		return from;
	struct fill f =
	    column_fill(p, g, from, (struct room){room, c->grid, foot.notes.n > 0});
	const bool over = f.height > room;
	const bool torn = f.end < g->nitem && f.cost >= COST_NEVER;
	if ((over || torn || f.height + f.notes > room) &&
	    (i > 0 || c->claimed[i] || stood))
		return from;
	c->over |= over;
	c->torn |= torn;
	c->cost +=
	    f.end < g->nitem ? f.cost : cost_empty(room - f.height - f.notes, c->grid);
	c->items[i].end = f.end;
	if (f.notes) {
		notes_wait(c->arena, &c->left, p, g, c->items[i]);
		foot.room -= f.height;
		foot.force = false;
		notes_take(p, &foot, &c->left);
		c->foot[i] = foot.notes;
	}
	return f.end;
}

size_t columns_fill(
    const struct set_piece *p, const struct galley *g, size_t from, struct columns *c)
{
	c->left = notes_copy(c->arena, &c->carried);
	c->over = c->torn = false;
	c->cost = 0;
	for (int i = 0; i < c->n; i++) {
		c->items[i] = (struct slice){from, from};
		c->foot[i] = (struct note_list){0};
		from = fill_column(p, g, from, c, i);
	}
	return from;
}

/* What filling the columns to a height costs; below 0: they do not hold all. */
static double height_cost(const struct set_piece *p, const struct galley *g, size_t from,
    const struct columns *c, sp height)
{
	struct columns trial = *c;
	trial.height = height;
	for (int i = 0; i < c->n; i++)
		if (c->claimed[i] > height)
			return -1;
	const bool all = columns_fill(p, g, from, &trial) >= g->nitem;
	return all && !trial.over && !trial.left.n ? trial.cost : -1;
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
	const sp most = c->height;
	double least = -1;
	for (sp height = (total / c->n + c->grid - 1) / c->grid * c->grid; height <= most;
	     height += c->grid) {
		if (least >= 0 &&
		    c->n * cost_empty(height - total / c->n, c->grid) > least)
			break;
		const double cost = height_cost(p, g, from, c, height);
		if (cost >= 0 && (least < 0 || cost < least)) {
			least = cost;
			c->height = height;
		}
	}
	columns_fill(p, g, from, c);
}
