/*
 * Two pages that face each other, designed as one.
 *
 * In: a piece whose template has something on the right-hand page or across both. Out:
 * both pages, made in one go, so that what crosses the spine is placed when the piece
 * begins; the columns of the right-hand page are filled when those of the left are full.
 * Places across both are measured from the left page's trim; here they become places on
 * one page, which goes into its bleed at the spine as well: a printer who trims a hair
 * off shows more of the picture and no paper, and who looks at a screen sees the trim
 * only.
 *
 * A piece that falls on a right-hand page has its pages back to back: each keeps what is
 * its own, and what would cross the spine is kept to the first.
 */
#include "makeup/band.h"
#include "makeup/builder.h"

bool spread_asked(const struct template *t)
{
	for (size_t i = 0; i < t->nframe; i++)
		if (t->frame[i].side >= SIDE_RIGHT)
			return true;
	for (size_t i = 0; i < t->nplate; i++)
		if (t->plate[i].side >= SIDE_RIGHT && t->plate[i].first_page_only)
			return true;
	return t->second_top > 0;
}

/* Does a frame lie on the right page alone? */
static bool is_right(const struct makeup *m, const struct frame *f)
{
	return f->side == SIDE_RIGHT ||
	       (f->side == SIDE_SPREAD && f->area.x >= m->sheet->page_width);
}

static bool has_right(const struct composer *c, const struct set_piece *p)
{
	for (size_t i = 0; i < p->nflow; i++)
		if (is_right(c->m, p->flow[i].frame))
			return true;
	return false;
}

bool spread_faces(const struct composer *c, const struct set_piece *p, bool recto)
{
	return recto ? has_right(c, p) : spread_asked(p->template);
}

static void report_off(const struct composer *c, const struct set_piece *p)
{
	diag(c->m->diag, DIAG_OFF_SPREAD, p->piece->pos,
	    "this is made for a left-hand page and begins on page %d; nothing of it "
	    "stands across two pages",
	    c->page->number);
	diag_hint(
	    c->m->diag, "move it by a page in the flatplan, or put a page before it");
}

void spread_begin(struct composer *c, struct set_piece *p)
{
	leaf_add(c, p, LEAF_FIRST);
	if (c->page->recto)
		report_off(c, p);
	if (!spread_faces(c, p, c->page->recto))
		return;
	struct page *first = c->page;
	const sp y = c->y;
	leaf_add(c, p, LEAF_FACING);
	c->facing = c->page;
	c->facing_y = c->y;
	c->page = first;
	c->y = c->margin_y = c->top = y;
}

void spread_turn(struct composer *c)
{
	c->page = c->facing;
	c->facing = NULL;
	c->started = false;
	c->y = c->margin_y = c->top = c->facing_y;
	notes_join(c->m->arena, &c->framed[0], &c->framed[1]);
}

struct rect spread_part(const struct makeup *m, struct rect area, bool right)
{
	const sp width = m->sheet->page_width;
	const sp from = right ? width - m->bleed : -m->bleed;
	const sp to = right ? 2 * width + m->bleed : width + m->bleed;
	const sp left = area.x > from ? area.x : from;
	const sp end = area.x + area.w < to ? area.x + area.w : to;
	const bool there = right ? end > width : left < width;
	return (struct rect){right ? left - width : left, area.y,
	    there && end > left ? end - left : 0, area.h};
}

sp spread_measure(const struct sheet *s, const struct template *t, const struct frame *f)
{
	const sp width = s->page_width;
	const bool right = f->area.x >= width;
	const sp x = right ? f->area.x - width : f->area.x;
	const sp margin = right ? t->margin_inner : t->margin_outer;
	const sp edge = width - (right ? t->margin_outer : t->margin_inner);
	const sp end = f->area.w ? x + f->area.w : edge;
	const sp measure = (end < edge ? end : edge) - (x > margin ? x : margin);
	return measure > 0 ? measure : edge - margin;
}

struct zones spread_zones(
    const struct sheet *s, const struct template *t, const struct frame *f)
{
	const sp width = s->page_width;
	const sp end = f->area.w ? f->area.x + f->area.w : 2 * width;
	const sp edge[] = {t->margin_outer, width - t->margin_inner,
	    width + t->margin_inner, 2 * width - t->margin_outer};
	struct zones zones = {.from = f->area.x > 0 ? f->area.x : -width,
	    .end = end < 2 * width ? end : 3 * width};
	for (int i = 0; i < 4; i += 2) {
		const sp from = f->area.x > edge[i] ? f->area.x : edge[i];
		const sp to = end < edge[i + 1] ? end : edge[i + 1];
		if (to > from)
			zones.zone[zones.n++] = (struct rect){.x = from, .w = to - from};
	}
	if (!zones.n)
		zones.zone[zones.n++] =
		    (struct rect){.x = edge[0], .w = edge[1] - edge[0]};
	return zones;
}

/* Items of a galley in one of their own; spaces at its head go. */
static struct galley *part_of(
    struct arena *a, const struct galley *of, struct slice items, sp grid)
{
	struct galley *g = ARENA_NEW(a, struct galley);
	g->measure = of->measure;
	for (size_t i = items.from; i < items.end; i++)
		if (g->nitem || of->item[i].kind != GALLEY_SPACE)
			*galley_push(a, g, of->item[i].kind) = of->item[i];
	struct walk w;
	walk_begin(&w, g, 0, grid);
	for (size_t i = 0; i < g->nitem; i++)
		walk_item(&w, i);
	g->height = w.y;
	return g;
}

static bool is_plain(const struct galley *g)
{
	for (size_t i = 0; i < g->nitem; i++)
		if (g->item[i].kind != GALLEY_LINE && g->item[i].kind != GALLEY_SPACE)
			return false;
	return true;
}

/* What it counts for to part lines after one, beside as much that columns are uneven. */
static sp parting(const struct galley_item *item, sp grid)
{
	return item->cost >= COST_NEVER ? 100 * grid : item->cost ? grid : 0;
}

/* Where the second of two columns begins: where they are most nearly level, the first
 * being rather the longer. nitem: nowhere. */
static size_t middle(const struct galley *g, sp grid)
{
	size_t best = g->nitem;
	sp above = 0, total = 0, least = 0;
	for (size_t i = 0; i < g->nitem; i++)
		total += g->item[i].height;
	for (size_t i = 0; i + 1 < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		above += item->height;
		if (item->kind != GALLEY_LINE)
			continue;
		const sp apart = 2 * above - total;
		const sp miss = (apart < 0 ? 1 - apart : apart) + parting(item, grid);
		if (best == g->nitem || miss < least) {
			best = i + 1;
			least = miss;
		}
	}
	return best;
}

/* Two galleys at one height, a zone each. */
static struct galley *side_by_side(struct arena *a, const struct galley *g,
    struct galley *const side[2], const struct zones *zones)
{
	struct galley *over = ARENA_NEW(a, struct galley);
	struct galley_item *row = galley_push(a, over, GALLEY_CELLS);
	row->node = g->item[0].node;
	row->style = g->item[0].style;
	row->snap = g->item[0].snap;
	row->height = side[side[1]->height > side[0]->height]->height;
	row->as.cells.n = 2;
	row->as.cells.cell = ARENA_ARRAY(a, struct cell_at, 2);
	for (size_t i = 0; i < 2; i++)
		row->as.cells.cell[i] = (struct cell_at){side[i], .x = zones->zone[i].x};
	over->measure = zones->zone[1].x + zones->zone[1].w;
	over->height = row->height;
	over->gap = g->gap;
	return over;
}

struct galley *spread_columns(
    const struct builder *b, const struct galley *g, const struct zones *zones)
{
	const sp grid = b->set.sheet->grid;
	const size_t right = middle(g, grid);
	if (zones->n != 2 || !is_plain(g) || right == g->nitem)
		return NULL;
	struct galley *const side[2] = {
	    part_of(b->set.arena, g, (struct slice){0, right}, grid),
	    part_of(b->set.arena, g, (struct slice){right, g->nitem}, grid)};
	return side_by_side(b->set.arena, g, side, zones);
}

struct galley *spread_head(
    const struct builder *b, const struct galley *g, const struct zones *zones)
{
	return g->nitem == 2 ? spread_columns(b, g, zones) : NULL;
}

/* Of pages back to back the first has what would lie across both. */
static struct rect kept_to_first(const struct makeup *m, struct rect area)
{
	if (!area.w || area.x + area.w >= m->sheet->page_width)
		area.w = 0;
	return area;
}

struct spot spread_spot(const struct composer *c, const struct frame *f)
{
	const struct makeup *m = c->m;
	const sp width = m->sheet->page_width;
	struct rect area = f->area;
	if (f->side == SIDE_FIRST)
		return (struct spot){c->page, NULL, frame_area(m, c->page, area)};
	if (is_right(m, f)) {
		area.x -= f->side == SIDE_SPREAD ? width : 0;
		return (struct spot){c->facing, NULL, area_to_bleed(m, area, width)};
	}
	if (f->side == SIDE_SPREAD && !c->page->recto)
		return (struct spot){
		    c->page, c->facing, area_to_bleed(m, area, 2 * width)};
	if (f->side == SIDE_SPREAD)
		area = kept_to_first(m, area);
	return (struct spot){c->page, NULL, area_to_bleed(m, area, width)};
}
