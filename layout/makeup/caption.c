/*
 * Where the captions and credits of a picture stand: above it, below it, beside it in the
 * column, or in the margin column.
 *
 * In: a figure, its caption-side (CSS 2.2, 17.4.1, where captions are above and below;
 * the sides are this program's). Out: items of the galley. Beside it, picture and
 * captions are two cells of a row; in the margin, the captions are anchored at the
 * picture's head, so that both begin on one line. Where a side has no room, or there is
 * no margin column, they stand below. Reading is not touched: a caption is read after its
 * figure.
 */
#include "makeup/builder.h"

enum { LEAST_EMS = 5 }; /* of a caption beside its picture */

static void set_below(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	set_picture(b, n, s, at);
	set_children(b, n, s, at);
}

static void set_above(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	set_children(b, n, s, at);
	struct galley_item *last = builder_last(b);
	if (last)
		last->cost = COST_NEVER;
	set_picture(b, n, s, at);
	builder_last(b)->cost = 0;
}

/* False: no room. */
static bool set_at_side(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const sp room = at.w - s->column_gap;
	const sp width = s->width ? s->width : room / 2, rest = room - width;
	if (rest < LEAST_EMS * s->font_size)
		return false;
	const bool end = (s->caption_side == CAPTION_SIDE_END) != is_rtl(n, b->p->piece);
	struct cells row = {.cell = ARENA_ARRAY(b->set.arena, struct cell_at, 2), .n = 2};
	row.cell[0] = (struct cell_at){galley_of(b, set_picture, n, s, width),
	    at.x + (end ? 0 : rest + s->column_gap), 0};
	row.cell[1] = (struct cell_at){galley_of(b, set_children, n, s, rest),
	    at.x + (end ? width + s->column_gap : 0), 0};
	builder_push_row(b, n, s, &row);
	return true;
}

/* Only in a piece's own columns: from a box or cell nothing reaches the margin. */
static bool has_margin(const struct builder *b)
{
	const struct set_piece *p = b->p;
	const struct segment *last = p->nsegment ? &p->segment[p->nsegment - 1] : NULL;
	return p->template->margin_column > 0 && last && last->galley == b->galley &&
	       last->in.n && !last->in.own && b->open < 0;
}

static bool set_in_margin(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	if (!has_margin(b))
		return false;
	const struct measures w = template_measures(b->set.sheet, b->p->template);
	struct galley *g = galley_of(b, set_children, n, s, w.margin);
	g->place = FLOAT_MARGIN;
	beside_clear(b);
	struct galley_item *item = builder_push_content(b, GALLEY_FLOAT, n, s);
	item->as.galley = g;
	item->cost = COST_NEVER;
	collect_notes(b->set.arena, item, g);
	set_picture(b, n, s, at);
	builder_last(b)->cost = 0;
	return true;
}

/* No line of a caption, and no credit, leaves its picture. */
static void keep_together(struct builder *b, size_t from)
{
	for (size_t i = from; i + 1 < b->galley->nitem; i++)
		if (b->galley->item[i].cost < COST_NEVER)
			b->galley->item[i].cost += COST_WIDOW;
}

void set_figure(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const bool shown = n->as.figure.picture || n->as.figure.code;
	const size_t from = b->galley->nitem;
	bool done = false;
	if (n->first && shown && !b->framed)
		switch (s->caption_side) {
		case CAPTION_SIDE_TOP:
			set_above(b, n, s, at);
			done = true;
			break;
		case CAPTION_SIDE_START:
		case CAPTION_SIDE_END:
			done = set_at_side(b, n, s, at);
			break;
		case CAPTION_SIDE_MARGIN:
			done = set_in_margin(b, n, s, at);
			break;
		case CAPTION_SIDE_BOTTOM:
			break;
		}
	if (!done)
		set_below(b, n, s, at);
	keep_together(b, from);
}
