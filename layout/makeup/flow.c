/*
 * What flows into the named frames of a page template.
 *
 * In: a piece's flows, the page or pages that it begins on. Out: marks on them. A picture
 * fills its frame, cropped about its focus, and what belongs to it stands below; words
 * keep their size, and those that are longer than their frame push the columns below it
 * down; notes of theirs stand at the foot of the first column on their page. What is
 * longer than its page stands across the columns instead, in its place among the piece's
 * blocks, where it can be divided; but a head stays where it is.
 */
#include "makeup/band.h"

/* A flow as it stands on its spot. */
static const struct galley *shown(const struct flow *f, const struct spot *spot)
{
	return spot->facing && f->over ? f->over : f->galley;
}

/* A picture fills its frame, and its caption stands below. */
static bool is_picture(const struct galley *g)
{
	return g->nitem && g->item[0].kind == GALLEY_PICTURE;
}

/* Between a picture and its caption: dropped by a walk that begins there. */
static sp caption_gap(const struct galley *g)
{
	return g->nitem > 1 && g->item[1].kind == GALLEY_SPACE ? g->item[1].height : 0;
}

static sp caption_height(const struct composer *c, const struct galley *g)
{
	struct walk w;
	walk_begin(&w, g, 1, grid_of(c));
	for (size_t i = 1; i < g->nitem; i++)
		walk_item(&w, i);
	return caption_gap(g) + w.y;
}

static sp height_on(const struct composer *c, const struct galley *g, sp frame)
{
	return is_picture(g) ? frame + caption_height(c, g) : g->height;
}

/* Pushes columns that begin below a frame's top down to a step of the grid below its
 * foot. False: they do not. */
static bool push_down(const struct composer *c, sp *columns, sp top, sp foot)
{
	if (top >= *columns)
		return false;
	if (foot > *columns)
		*columns = frame_snap(c, foot);
	return true;
}

/* Words longer than their frame, and a caption longer than the room below its picture,
 * push the columns below them down; where the piece has no columns there, words run into
 * what stands below. */
static void check_long(
    struct composer *c, const struct flow *f, const struct spot *spot, sp top)
{
	const struct rect area = spot->area;
	const bool over = spot->facing && f->over;
	const struct galley *g = shown(f, spot);
	const bool picture = is_picture(g);
	const sp gap = picture ? g->gap : grid_of(c);
	const sp foot = top + height_on(c, g, area.h);
	bool pushed = foot <= frame_bottom(c);
	if (!g->nitem || foot <= area.y + area.h + gap)
		return;
	if (spot->page == c->page)
		pushed &= push_down(c, &c->y, area.y, foot + gap);
	if (over || spot->page == c->facing)
		pushed &= push_down(c, &c->facing_y, area.y, foot + gap);
	c->margin_y = c->y > c->margin_y ? c->y : c->margin_y;
	if (pushed || picture)
		return;
	diag(c->m->diag, DIAG_TALL_ITEM, g->item[0].node->pos,
	    "this is longer than its place on the page ('%s'), and runs past its foot",
	    f->frame->name);
	diag_hint(c->m->diag, "shorten it");
}

/* Blocks that share a frame stand below each other in it, on the grid if they keep it; a
 * picture takes all of it, and the others stand below. */
static sp top_of(const struct composer *c, const struct set_piece *p, size_t i,
    const struct spot *spot)
{
	sp y = spot->area.y;
	bool below = false; /* a picture */
	for (size_t k = 0; k <= i; k++) {
		const struct galley *g = shown(&p->flow[k], spot);
		if (p->flow[k].frame != p->flow[i].frame || p->flow[k].in_columns)
			continue;
		if (below ||
		    (g->nitem && g->item[0].kind == GALLEY_LINE && g->item[0].snap))
			y = frame_snap(c, y);
		below = is_picture(g);
		if (k < i)
			y += height_on(c, g, spot->area.h) + g->gap;
	}
	return y;
}

/* ---- longer than its page ------------------------------------------------ */

static bool is_head(const struct node *n)
{
	return n->kind == NODE_KICKER || n->kind == NODE_HEADLINE ||
	       n->kind == NODE_STANDFIRST || n->kind == NODE_BYLINE;
}

static bool is_too_long(const struct composer *c, const struct set_piece *p, size_t i)
{
	const struct spot spot = spread_spot(c, p->flow[i].frame);
	const struct galley *g = shown(&p->flow[i], &spot);
	const struct node *n = g->nitem ? g->item[0].node : NULL;
	if (!n || is_picture(g) || is_head(n))
		return false;
	const sp foot = top_of(c, p, i, &spot) + g->height;
	return foot > spot.area.y + spot.area.h && foot > frame_bottom(c);
}

static uint32_t first_node(const struct galley *g)
{
	for (size_t i = 0; i < g->nitem; i++)
		if (g->item[i].node)
			return g->item[i].node->id;
	return 0;
}

/* Across, before the first segment that comes after it in the source. `to` has room. */
static void stand_in_columns(struct segment *to, size_t n, struct flow *f)
{
	const struct galley *g = f->galley;
	for (; n > 0 && first_node(to[n - 1].galley) > first_node(g); n--)
		to[n] = to[n - 1];
	to[n] = (struct segment){
	    .in = {.width = g->measure}, .galley = f->galley, .gap = g->gap};
	f->in_columns = true;
}

static struct segment *segments_as_set(const struct composer *c, struct set_piece *p)
{
	struct segment *own =
	    ARENA_ARRAY(c->m->arena, struct segment, p->nsegment + p->nflow);
	for (size_t i = 0; i < p->nsegment; i++)
		own[i] = p->segment[i];
	for (size_t i = 0; i < p->nflow; i++)
		p->flow[i].in_columns = false;
	return own;
}

/* Which stand in their frames on these pages? With none the columns begin at the top. */
static void choose(struct composer *c, struct set_piece *p)
{
	struct segment *own = segments_as_set(c, p);
	size_t framed = 0;
	c->segment = own;
	for (size_t i = 0; i < p->nflow; i++) {
		struct flow *f = &p->flow[i];
		if (!is_too_long(c, p, i)) {
			framed++;
			continue;
		}
		stand_in_columns(own, c->nsegment++, f);
		diag(c->m->diag, DIAG_TALL_ITEM, f->galley->item[0].node->pos,
		    "this is longer than its page below the top of its place ('%s'), and "
		    "stands in the columns",
		    f->frame->name);
		diag_hint(c->m->diag, "shorten it");
	}
	if (!framed && !c->template->vertical_center)
		c->y = c->margin_y = c->top = c->facing_y = c->template->margin_top;
}

/* ---- drawing ------------------------------------------------------------- */

/* Its notes wait for the columns of the page that its words are on. */
static void wait_notes(struct composer *c, const struct set_piece *p,
    const struct galley *g, const struct spot *spot)
{
	struct arena *a = c->m->arena;
	struct note_list *here = &c->framed[spot->page == c->facing];
	for (size_t i = 0; i < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		if (!spot->facing || item->kind != GALLEY_CELLS) {
			notes_wait(a, here, p, g, (struct slice){i, i + 1});
			continue;
		}
		for (size_t k = 0; k < item->as.cells.n; k++) {
			const struct cell_at *cell = &item->as.cells.cell[k];
			const bool right = cell->x >= c->m->sheet->page_width;
			notes_wait(a, &c->framed[right], p, cell->galley,
			    (struct slice){0, cell->galley->nitem});
		}
	}
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
	if (pl->facing && f->over)
		return place_items(
		    pl, f->over, (struct slice){0, f->over->nitem}, 0, area.y);
	if (f->frame->side == SIDE_SPREAD)
		x = words_left(pl, x);
	if (is_picture(g)) {
		place_picture(pl, &g->item[0], area);
		return place_items(pl, g, (struct slice){1, g->nitem},
		    words_left(pl, area.x), area.y + area.h + caption_gap(g));
	}
	return place_items(pl, g, (struct slice){0, g->nitem}, x, area.y);
}

void compose_flows(struct composer *c, struct set_piece *p)
{
	struct place pl = place_on(c, p);
	if (p->nflow)
		choose(c, p);
	for (size_t i = 0; i < p->nflow; i++) {
		if (p->flow[i].in_columns)
			continue;
		struct spot spot = spread_spot(c, p->flow[i].frame);
		const sp top = top_of(c, p, i, &spot);
		check_long(c, &p->flow[i], &spot, top);
		spot.area.y = top;
		pl.page = spot.page;
		pl.facing = spot.facing;
		const sp foot = place_flow(&pl, &p->flow[i], spot.area);
		spot.area.h = foot - spot.area.y;
		const struct galley *g = shown(&p->flow[i], &spot);
		leaf_holds(c, p,
		    (struct held){.page = spot.page,
			.galley = g,
			.items = {0, g->nitem},
			.column = -1,
			.area = spot.area,
			.foot = foot});
		wait_notes(c, p, g, &spot);
		if (spot.facing)
			leaf_frame(c, spot.facing, spread_part(c->m, spot.area, true));
	}
}
