/*
 * Where floats stand.
 *
 * A float stands in the band that holds its anchor, if there is room for it and for a few
 * lines of text; else it waits for the next page, and those after it too, so that they
 * keep their order. Each is placed or queued once, so a band is filled at most once more
 * than it has floats.
 *
 * Those of the margin column take no room from the text. They stand beside their anchor,
 * below what the margin column has already, and wait for the next page if it has no room
 * left. What stands across the page ends above them, or begins below.
 */
#include "makeup/band.h"

/* Its anchor may come again on the next page: the room it takes can push it there. */
void floats_remember(struct composer *c, const struct galley *g)
{
	ARENA_PUSH(c->m->arena, c->settled, c->nsettled, c->capsettled) = g;
}

void floats_queue(struct composer *c, const struct galley *g)
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

/* Where on the page at hand a float that waited may begin. */
static sp waiting_top(const struct composer *c, const struct galley *g)
{
	const bool below_margin =
	    g->place == FLOAT_MARGIN || (g->across && c->margin_y > c->y);
	return below_margin ? c->margin_y : c->y;
}

static void place_waiting(
    struct composer *c, struct set_piece *p, const struct galley *g, sp y)
{
	const sp foot = frame_snap(c, y + float_height(c, g));
	if (g->place == FLOAT_MARGIN) {
		place_galley(c, p, g, frame_left(c, true), y);
		c->margin_y = foot;
		return;
	}
	place_galley(c, p, g, g->across ? across_left(c) : column_left(c, 0), y);
	c->y = foot;
	if (g->across && c->margin_y < foot)
		c->margin_y = foot;
}

void floats_wait_no_more(struct composer *c, struct set_piece *p)
{
	while (c->queue) {
		const struct galley *g = c->queue->galley;
		const sp y = waiting_top(c, g);
		bool fits = y + float_height(c, g) <= frame_bottom(c) + grid_of(c);
		if (!fits && y > c->top)
			return;
		if (!fits)
			diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
			    "this does not fit on a page, and runs past its foot");
		place_waiting(c, p, g, y);
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

bool band_refused(const struct band *b, const struct galley *g)
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
		return band_refused(b, g) ? g->instead : NULL;
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

/* Would a float across the page stand over what is in its margin column already? */
static bool meets_margin(
    const struct composer *c, const struct band *b, const struct galley *g)
{
	const sp top = g->place == FLOAT_BOTTOM
			   ? b->y + b->columns.height - float_height(c, g)
			   : b->y;
	return g->across && c->margin_y > top;
}

/* Does the piece's text begin in a column of the band? */
static bool begins_in(const struct composer *c, const struct band *b, int column)
{
	for (size_t i = 0; i < c->at.segment; i++)
		if (c->segment[i].in.n)
			return false;
	return b->from == 0 && column == 0;
}

/* Is another in the band before it, between columns or at the foot of one? */
static bool follows_low(const struct band *b, const struct galley *g)
{
	for (size_t i = b->from; i < b->end; i++) {
		const struct galley_item *item = &b->galley->item[i];
		if (float_of(b, item) == g)
			return false;
		if (item->kind == GALLEY_FLOAT && item->as.galley->place == FLOAT_BETWEEN)
			return true;
	}
	return false;
}

/* Where in the columns a float stands that is anchored in one. What found no place
 * between two does not stand above a quotation before it, nor above the first words of
 * its piece: then it ends the last column, for those words may be few. */
static struct float_at float_in(
    const struct composer *c, const struct band *b, const struct galley *g, int column)
{
	if (g->across)
		return (struct float_at){g, -1, g->place == FLOAT_BOTTOM};
	if (g->between && begins_in(c, b, column))
		return (struct float_at){g, b->columns.n - 1, true};
	const bool low = g->between && follows_low(b, g);
	return (struct float_at){g, column, low || g->place == FLOAT_BOTTOM};
}

/* Claims room for a float in the band; false: it must wait for the next page. */
static bool claim(struct composer *c, struct band *b, const struct galley *g, int column)
{
	const struct float_at at = float_in(c, b, g, column);
	sp height = float_height(c, g), least = LEAST_STEPS * grid_of(c);
	sp claimed = g->across ? 0 : b->columns.claimed[at.column];
	if (c->queue || b->columns.height - claimed - height < least ||
	    meets_margin(c, b, g))
		return false;
	ARENA_PUSH(c->m->arena, b->placed, b->nplaced, b->capplaced) = at;
	if (g->across)
		b->columns.height -= height;
	else
		b->columns.claimed[at.column] += height;
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
		floats_queue(c, at.galley);
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
			floats_queue(c, g);
		if (send_on(c, b))
			b->end = columns_fill(p, b->galley, b->from, &b->columns);
	}
}
