/*
 * Columns side by side, and how they are levelled: the least height, in whole steps of
 * the grid, at which they hold what is left of a segment. Tried upwards from an even
 * share; each try fills the columns for real, so that keeps and notes are as they will
 * be.
 */
#include "makeup/compose.h"

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
	c->cut |= f.end < g->nitem && f.cost >= COST_AVOID;
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
	c->over = c->torn = c->cut = false;
	for (int i = 0; i < c->n; i++) {
		c->items[i] = (struct slice){from, from};
		c->foot[i] = (struct note_list){0};
		from = fill_column(p, g, from, c, i);
	}
	return from;
}

static bool columns_hold(const struct set_piece *p, const struct galley *g, size_t from,
    const struct columns *c, sp height)
{
	struct columns trial = *c;
	trial.height = height;
	for (int i = 0; i < c->n; i++)
		if (c->claimed[i] > height)
			return false;
	return columns_fill(p, g, from, &trial) >= g->nitem && !trial.over &&
	       !trial.cut && !trial.left.n;
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
