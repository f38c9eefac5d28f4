/*
 * A piece in segments: stretches of it that run in columns of one number and width, and
 * blocks across them between.
 *
 * In: the blocks of a piece, each with its style. Out: a galley for each segment, set to
 * its own measure. Columns of a block's own (`columns`) share out the whole frame, the
 * margin column too, so that they stand on the frame's edges whatever the template's do.
 * What stands elsewhere, a float or a note, begins no segment: text that runs in three
 * columns would otherwise be levelled at each of its notes. A head belongs to what it is
 * the head of: above other columns, or what stands across, it stands across itself,
 * rather than at the foot of the last column before.
 */
#include "makeup/builder.h"

struct measures template_measures(const struct sheet *s, const struct template *t)
{
	struct measures m = {0};
	m.across = s->page_width - t->margin_inner - t->margin_outer;
	m.margin = t->margin_column;
	sp text = m.across;
	if (m.margin)
		text -= t->margin_column + t->margin_column_gap;
	m.column = (text - (t->ncolumn - 1) * t->column_gap) / t->ncolumn;
	return m;
}

/* As many columns as a block asks for, or as the frame has room for. */
static struct run_in own_columns(const struct builder *b, const struct style *s)
{
	enum { LEAST_EMS = 5 };
	const sp across = template_measures(b->set.sheet, b->p->template).across;
	struct run_in in = {.n = s->columns < MAX_COLUMNS ? s->columns : MAX_COLUMNS,
	    .gap = s->column_gap};
	for (; in.n > 0; in.n--) {
		in.width = (across - (in.n - 1) * in.gap) / in.n;
		if (in.width >= LEAST_EMS * s->font_size)
			return in;
	}
	return (struct run_in){0};
}

struct run_in run_in_of(const struct builder *b, const struct style *s)
{
	const struct template *t = b->p->template;
	const struct measures w = template_measures(b->set.sheet, t);
	if (s->column_span == COLUMN_SPAN_ALL && s->place == FLOAT_NONE)
		return (struct run_in){.n = 0, .width = w.across};
	if (s->columns > 0) {
		struct run_in in = own_columns(b, s);
		in.own = in.n > 0;
		if (in.own)
			return in;
	}
	return (struct run_in){t->ncolumn, w.column, t->column_gap, false};
}

static struct segment *last_segment(const struct builder *b)
{
	return b->p->nsegment ? &b->p->segment[b->p->nsegment - 1] : NULL;
}

struct run_in run_in_here(const struct builder *b)
{
	const struct segment *s = last_segment(b);
	if (s && s->in.n)
		return s->in;
	const struct template *t = b->p->template;
	return (struct run_in){
	    t->ncolumn, template_measures(b->set.sheet, t).column, t->column_gap, false};
}

void segment_finish(struct builder *b)
{
	struct segment *s = last_segment(b);
	if (!b->galley || !b->galley->nitem)
		return;
	struct galley_item *last = builder_last(b);
	s->keep = last && last->cost >= COST_NEVER;
	if (last)
		last->cost = 0;
	beside_clear(b);
	s->gap = b->gap;
	b->gap = 0;
}

static void segment_begin(struct builder *b, struct run_in in)
{
	struct set_piece *p = b->p;
	segment_finish(b);
	struct segment *s =
	    &ARENA_PUSH(b->set.arena, p->segment, p->nsegment, p->capsegment);
	*s = (struct segment){.in = in};
	s->galley = ARENA_NEW(b->set.arena, struct galley);
	s->galley->measure = in.width;
	b->galley = s->galley;
	b->open = -1;
}

static bool is_same(const struct run_in *a, const struct run_in *b)
{
	return a->n == b->n && a->width == b->width && a->gap == b->gap;
}

/* A table of longer words than its column holds goes across, where the sheet lets it. */
static bool is_wide_table(
    struct builder *b, const struct node *n, const struct style *s, sp column, sp across)
{
	return n->kind == NODE_TABLE && s->column_span == COLUMN_SPAN_AUTO &&
	       s->place == FLOAT_NONE && column < across &&
	       table_least_width(&b->set, n, s) > column;
}

static struct run_in run_in_for(
    struct builder *b, const struct node *n, const struct style *s)
{
	struct run_in in = run_in_of(b, s);
	const struct run_in across = {
	    .n = 0, .width = template_measures(b->set.sheet, b->p->template).across};
	if (is_wide_table(b, n, s, in.width, across.width))
		return across;
	if (n->kind != NODE_CROSSHEAD || s->break_after != STYLE_BREAK_AVOID)
		return in;
	const struct node *below = block_after(b, n, b->p->style);
	if (!below)
		return in;
	const struct style *bs = builder_style(b, below, b->p->style);
	const struct run_in its = run_in_for(b, below, bs);
	return is_same(&in, &its) ? in : across;
}

void segment_for(struct builder *b, const struct node *n, const struct style *s)
{
	const struct segment *last = last_segment(b);
	const struct run_in in = run_in_for(b, n, s);
	const bool elsewhere = s->place == FLOAT_TOP || s->place == FLOAT_BOTTOM ||
			       s->place == FLOAT_BETWEEN ||
			       (n->kind == NODE_FOOTNOTE && s->notes == NOTES_FOOT);
	if ((last && is_same(&last->in, &in)) || (elsewhere && last && last->in.n))
		return;
	segment_begin(b, in);
	struct segment *before =
	    b->p->nsegment > 1 ? &b->p->segment[b->p->nsegment - 2] : NULL;
	if (before && s->margin_top > before->gap) /* neighbors' margins collapse */
		before->gap = s->margin_top;
}
