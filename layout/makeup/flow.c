/*
 * What flows into the named frames of a page template.
 *
 * In: a piece's flows, the page or pages that it begins on. Out: marks on them. A picture
 * fills its frame, cropped about its focus, and what belongs to it stands below; words
 * keep their size, and those that are longer than their frame push the columns below it
 * down.
 */
#include "makeup/band.h"

/* Words longer than their frame push the columns below it down; where the piece has no
 * columns there, they run into what stands below. A picture fills its frame, and its
 * caption stands below by design. */
static void check_long(
    struct composer *c, const struct flow *f, const struct spot *spot, sp top)
{
	const struct rect area = spot->area;
	const struct galley *g = f->galley;
	const bool facing = spot->page == c->facing;
	const sp grid = grid_of(c), foot = top + g->height;
	const sp columns = facing ? c->facing_y : c->y;
	if (!g->nitem || g->item[0].kind == GALLEY_PICTURE ||
	    foot <= area.y + area.h + grid)
		return;
	if (area.y < columns && foot + grid > columns) {
		const sp pushed = frame_snap(c, foot + grid);
		if (facing)
			c->facing_y = pushed;
		else
			c->y = c->margin_y = pushed;
	}
	if (area.y < columns && foot <= frame_bottom(c))
		return;
	diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
	    "this is longer than its place on the page ('%s'), and runs past its foot",
	    f->frame->name);
	diag_hint(c->m->diag, "shorten it");
}

/* Blocks that share a frame stand below each other in it, on the grid if they keep it. */
static sp top_of(const struct composer *c, const struct set_piece *p, size_t i, sp y)
{
	for (size_t k = 0; k <= i; k++) {
		const struct galley *g = p->flow[k].galley;
		if (p->flow[k].frame != p->flow[i].frame)
			continue;
		if (g->nitem && g->item[0].kind == GALLEY_LINE && g->item[0].snap)
			y = frame_snap(c, y);
		if (k < i)
			y += g->height + g->gap;
	}
	return y;
}

/* Words in a frame that goes to the bleed keep the page's margin. */
static sp words_left(const struct place *pl, sp x)
{
	const struct template *t = pl->p->template;
	const sp margin = pl->page->recto ? t->margin_inner : t->margin_outer;
	return x > margin ? x : margin;
}

/* Returns the foot of what it drew. */
static sp place_flow(struct place *pl, const struct flow *f, struct rect area)
{
	const struct galley *g = f->galley;
	sp x = area.x;
	if (f->frame->side == SIDE_SPREAD)
		x = words_left(pl, x);
	if (g->nitem && g->item[0].kind == GALLEY_PICTURE) {
		place_picture(pl, &g->item[0], area);
		return place_items(pl, g, (struct slice){1, g->nitem},
		    words_left(pl, area.x), area.y + area.h);
	}
	return place_items(pl, g, (struct slice){0, g->nitem}, x, area.y);
}

void compose_flows(struct composer *c, struct set_piece *p)
{
	struct place pl = place_on(c, p);
	for (size_t i = 0; i < p->nflow; i++) {
		struct spot spot = spread_spot(c, p->flow[i].frame);
		const sp top = top_of(c, p, i, spot.area.y);
		check_long(c, &p->flow[i], &spot, top);
		spot.area.y = top;
		pl.page = spot.page;
		pl.facing = spot.facing;
		const sp foot = place_flow(&pl, &p->flow[i], spot.area);
		spot.area.h = foot - spot.area.y;
		leaf_holds(c, p,
		    (struct held){.page = spot.page,
			.galley = p->flow[i].galley,
			.items = {0, p->flow[i].galley->nitem},
			.column = -1,
			.area = spot.area,
			.foot = foot});
	}
}
