/*
 * Where floats stand.
 *
 * A float stands in the band that holds its anchor, if there is room for it and for a few
 * lines of text; else it waits for the next page, and those after it too, so that they
 * keep their order. Each is placed or queued once, so a band is filled at most once more
 * than it has floats.
 */
#include "makeup/band.h"

/* Its anchor may come again on the next page: the room it takes can push it there. */
void floats_remember(struct composer *c, const struct galley *g)
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
	floats_remember(c, g);
}

void place_galley(
    struct composer *c, struct set_piece *p, const struct galley *g, sp x, sp y)
{
	struct place pl = place_on(c, p);
	const struct slice all = {0, g->nitem};
	sp foot = place_items(&pl, g, all, x, y);
	leaf_holds(c, p,
	    (struct held){.page = c->page,
		.galley = g,
		.items = all,
		.column = -1,
		.area = {x, y, g->measure, foot - y},
		.foot = foot});
}

sp float_height(const struct composer *c, const struct galley *g)
{
	sp grid = grid_of(c);
	return (g->height + grid - 1) / grid * grid + grid;
}

void floats_wait_no_more(struct composer *c, struct set_piece *p)
{
	while (c->queue) {
		const struct galley *g = c->queue->galley;
		sp height = float_height(c, g);
		bool fits = c->y + height <= frame_bottom(c) + grid_of(c);
		if (!fits && !is_fresh(c))
			return;
		if (!fits)
			diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
			    "this does not fit on a page, and runs past its foot");
		place_galley(
		    c, p, g, g->across ? across_left(c) : column_left(c, 0), c->y);
		c->y = frame_snap(c, c->y + height);
		c->queue = c->queue->next;
	}
}

bool floats_known(const struct composer *c, const struct galley *g)
{
	for (size_t i = 0; i < c->nsettled; i++)
		if (c->settled[i] == g)
			return true;
	return false;
}

static bool has_seen(
    const struct composer *c, const struct band *b, const struct galley *g)
{
	for (size_t i = 0; i < b->nseen; i++)
		if (b->seen[i] == g)
			return true;
	return floats_known(c, g);
}

static bool is_refused(const struct band *b, const struct galley *g)
{
	for (size_t i = 0; i < b->nrefused; i++)
		if (b->refused[i] == g)
			return true;
	return false;
}

/* What a band has of a float; NULL: between.c finds its place, or it is in the margin. */
static const struct galley *float_of(const struct band *b, const struct galley_item *item)
{
	const struct galley *g = item->kind == GALLEY_FLOAT ? item->as.galley : NULL;
	if (!g || g->place == FLOAT_MARGIN)
		return NULL;
	if (g->place == FLOAT_BETWEEN)
		return is_refused(b, g) ? g->instead : NULL;
	return g;
}

/* The first float anchored in what the columns hold that has no place yet. */
static const struct galley *new_float(
    const struct composer *c, const struct band *b, int *column)
{
	for (int k = 0; k < b->columns.n; k++)
		for (size_t i = b->columns.items[k].from; i < b->columns.items[k].end;
		     i++) {
			const struct galley *g = float_of(b, &b->galley->item[i]);
			if (!g || has_seen(c, b, g))
				continue;
			*column = k;
			return g;
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
			if (float_of(b, &b->galley->item[i]) == g)
				return true;
	return false;
}

/* A float whose own room pushed its anchor off the page waits for the next one, and so
 * does the last that leaves too little room for what only a whole page holds. */
static bool send_on(struct composer *c, struct band *b)
{
	size_t n = 0;
	for (size_t i = 0; i < b->nplaced; i++) {
		const struct float_at at = b->placed[i];
		const bool crowds = b->columns.over && i + 1 == b->nplaced;
		if (holds_anchor(b, at.galley) && !crowds) {
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

void floats_settle(struct composer *c, struct set_piece *p, struct band *b)
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
