/*
 * What lines give way to: a picture, quotation or box at a column's start or end side.
 *
 * In: a block whose style floats it to a side. Out: one item without height that draws
 * it, and for each block after it the insets of the lines that stand beside it, over as
 * many paragraphs as it takes. A picture with an outline is followed at each line's own
 * height. The block and its lines are kept in one column, so a galley need not know where
 * on a page it will stand: lines that follow a shape on the page itself would have to be
 * broken again each time that a column above them changes.
 */
#include "makeup/builder.h"

enum { LEAST_EMS = 9 }; /* of text beside it: less is a ladder of single words */

static sp width_of(const struct style *s, struct rect at)
{
	return s->width ? s->width : (at.w - s->shape_margin) / 2;
}

static bool fits(const struct style *s, struct rect at)
{
	return at.w - width_of(s, at) - s->shape_margin >= LEAST_EMS * s->font_size;
}

static sp grid_of(const struct builder *b)
{
	return b->set.sheet->grid;
}

/* Its start side is the right one in what is read from right to left. */
static bool is_at_right(
    const struct builder *b, const struct node *n, const struct style *s)
{
	return (s->place == FLOAT_END) != is_rtl(n->parent, b->p->piece);
}

bool set_beside(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	if (b->aside || !fits(s, at))
		return false;
	b->aside = true;
	struct galley *g = galley_apart(b, n, s, width_of(s, at));
	b->aside = false;
	if (!g->nitem || g->height > page_room(b) / 2)
		return false;
	beside_clear(b);
	struct galley_item *item = builder_push_content(b, GALLEY_BESIDE, n, s);
	item->snap = true;
	item->x = is_at_right(b, n, s) ? at.x + at.w - g->measure : at.x;
	item->width = g->measure;
	item->as.galley = g;
	item->cost = COST_NEVER;
	collect_notes(b->set.arena, item, g);
	const sp grid = grid_of(b);
	b->beside = (struct beside){.item = b->galley->nitem, /* + 1 */
	    .height = (g->height + s->margin_bottom + grid - 1) / grid * grid};
	return true;
}

/* From its top to where the next line would stand. */
static sp depth(const struct builder *b)
{
	struct walk w;
	walk_begin(&w, b->galley, 0, grid_of(b));
	w.top = false;
	w.y = 0;
	for (size_t i = b->beside.item; i < b->galley->nitem; i++)
		walk_item(&w, i);
	return w.y + b->gap;
}

/* The edges of an outline between two heights, as parts of its width. */
static void edges(
    const struct node *figure, double from, double to, double *left, double *right)
{
	const struct point *p = figure->as.figure.outline;
	const uint32_t n = figure->as.figure.noutline;
	*left = 1;
	*right = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct point a = p[i], z = p[(i + 1) % n];
		if (a.y > z.y) {
			a = z;
			z = p[i];
		}
		if (z.y < from || a.y > to)
			continue;
		const double slope = z.y > a.y ? (z.x - a.x) / (z.y - a.y) : 0;
		const double top = a.y < from ? a.x + slope * (from - a.y) : a.x;
		const double foot = z.y > to ? a.x + slope * (to - a.y) : z.x;
		const double low = top < foot ? top : foot,
			     high = top < foot ? foot : top;
		*left = low < *left ? low : *left;
		*right = high > *right ? high : *right;
	}
}

/* How much of its width a line between two heights must give way to. */
static sp taken(const struct builder *b, sp from, sp to)
{
	const struct galley_item *item = &b->galley->item[b->beside.item - 1];
	const struct galley_item *first = &item->as.galley->item[0];
	if (item->node->kind != NODE_FIGURE || !item->node->as.figure.outline ||
	    first->kind != GALLEY_PICTURE || from >= first->height)
		return item->width + item->style->shape_margin;
	const double height = first->as.picture.height;
	double left, right;
	edges(item->node, from / height, to / height, &left, &right);
	if (left > right)
		return 0;
	const double part = is_at_right(b, item->node, item->style) ? 1 - left : right;
	return (sp)(item->width * part) + item->style->shape_margin;
}

/* The place of a block's lines, with what its first line hangs out of it. */
static struct rect with_hanging(
    const struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const sp hang = s->text_indent < 0 ? -s->text_indent : 0;
	at.w += hang;
	if (!is_rtl(n, b->p->piece))
		at.x -= hang;
	return at;
}

/* at: all that lines may cover. */
static struct inset inset_of(const struct builder *b, struct rect at, sp from, sp to)
{
	const struct galley_item *item = &b->galley->item[b->beside.item - 1];
	const sp width = taken(b, from, to);
	struct inset inset = {0};
	if (is_at_right(b, item->node, item->style))
		inset.right = at.x + at.w - (item->x + item->width) + width;
	else
		inset.left = item->x + width - at.x;
	inset.left = inset.left > 0 ? inset.left : 0;
	inset.right = inset.right > 0 ? inset.right : 0;
	return inset;
}

const struct inset *beside_insets(struct builder *b, const struct node *node,
    const struct style *s, struct rect at, size_t *n)
{
	*n = 0;
	if (!b->beside.item)
		return NULL;
	const sp grid = grid_of(b);
	sp top = depth(b);
	if (s->line_snap == SNAP_BASELINE)
		top = (top + grid - 1) / grid * grid;
	if (top >= b->beside.height) {
		b->beside.item = 0;
		return NULL;
	}
	size_t count =
	    (size_t)((b->beside.height - top + s->line_height - 1) / s->line_height);
	struct inset *inset = ARENA_ARRAY(b->set.arena, struct inset, count);
	at = with_hanging(b, node, s, at);
	for (size_t i = 0; i < count; i++, top += s->line_height)
		inset[i] = inset_of(b, at, top, top + s->line_height);
	*n = count;
	return inset;
}

void beside_keep(struct builder *b, size_t n)
{
	if (b->beside.item && depth(b) - b->gap < b->beside.height)
		for (size_t i = b->galley->nitem - n; i < b->galley->nitem; i++)
			b->galley->item[i].cost = COST_NEVER;
}

void beside_clear(struct builder *b)
{
	if (!b->beside.item)
		return;
	const struct galley_item *beside = &b->galley->item[b->beside.item - 1];
	const sp below = beside->style->margin_bottom;
	const sp rest = b->beside.height - (depth(b) - b->gap);
	b->beside.item = 0;
	if (rest <= 0)
		return;
	/* An empty row and no space: a column may not end before it and drop it. */
	builder_last(b)->cost = COST_NEVER;
	const struct node *node = beside->node;
	struct galley_item *strut = builder_push(b, GALLEY_CELLS, node, beside->style);
	strut->height = rest;
	b->gap = b->gap > below ? b->gap - below : 0;
}
