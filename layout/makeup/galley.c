/*
 * Sets the blocks of a piece as galleys.
 *
 * In: a piece as edit.c left it, with its tags; the sheet's styles. Out: segments
 * (columns, and blocks across them), what flows into named frames, notes set for a
 * column's foot. Each item carries the cost of ending a column after it, so that column.c
 * need know nothing of styles.
 *
 * A galley is a flat list with OPEN and CLOSE for boxes rather than a tree of frames:
 * a box, list or table then breaks over columns by the same rule as plain text, and
 * carries on by opening again what is still open (box-decoration-break: clone in CSS).
 */
#include <assert.h>
#include <string.h>

#include "makeup/builder.h"

sp line_baseline(const struct style *s)
{
	sp ascent = face_units(s->face, s->font_size, s->face->ascent);
	sp descent = face_units(s->face, s->font_size, s->face->descent);
	return (s->line_height - ascent - descent) / 2 + ascent;
}

bool is_rtl(const struct node *n, const struct piece *p)
{
	return text_is_rtl(node_lang(n, p));
}

/* A page that may have jump lines at its head and foot has less room. */
static sp jump_lines(const struct builder *b)
{
	if (!b->p->piece->pages || !b->set.sheet->jump)
		return 0;
	const struct style *s = style_named(
	    b->set.sheet, "jump-line", b->p->piece, b->p->style, b->p->section);
	const sp head = s->line_height + s->margin_bottom,
		 foot = s->line_height + s->margin_top;
	return head > foot ? head : foot;
}

sp page_room(const struct builder *b)
{
	const struct template *t = b->p->template;
	const sp grid = b->set.sheet->grid;
	const sp height = b->set.sheet->page_height - t->margin_top - t->margin_bottom;
	return (height - jump_lines(b)) / grid * grid;
}

struct galley_item *galley_push(struct arena *a, struct galley *g, enum galley_kind kind)
{
	struct galley_item *item = &ARENA_PUSH(a, g->item, g->nitem, g->capitem);
	*item = (struct galley_item){.kind = kind, .open = -1};
	return item;
}

struct galley_item *builder_push(struct builder *b, enum galley_kind kind,
    const struct node *n, const struct style *style)
{
	struct galley_item *item = galley_push(b->set.arena, b->galley, kind);
	item->node = n;
	item->style = style;
	item->open = b->open;
	return item;
}

/* The gap that waits, then an item. The first gap in a galley is dropped, as CSS drops it
 * at the head of a column. */
struct galley_item *builder_push_content(struct builder *b, enum galley_kind kind,
    const struct node *n, const struct style *style)
{
	if (b->gap && b->galley->nitem) {
		struct galley_item *space = builder_push(b, GALLEY_SPACE, n, style);
		space->height = b->gap;
		space->cost = COST_NEVER;
	}
	b->gap = 0;
	return builder_push(b, kind, n, style);
}

void builder_gap(struct builder *b, sp gap)
{
	if (gap > b->gap)
		b->gap = gap;
}

/* The last item that a column could end after. */
struct galley_item *builder_last(struct builder *b)
{
	for (size_t i = b->galley->nitem; i > 0; i--)
		if (b->galley->item[i - 1].kind != GALLEY_SPACE)
			return &b->galley->item[i - 1];
	return NULL;
}

const struct style *builder_style(
    struct builder *b, const struct node *n, const struct style *parent)
{
	return style_of(b->set.sheet, n, b->p->piece, parent, b->p->section);
}

/* ---- floats and notes ---------------------------------------------------- */

struct galley *galley_of(struct builder *b, setter *set, const struct node *n,
    const struct style *s, sp measure)
{
	struct builder own = *b;
	own.galley = ARENA_NEW(b->set.arena, struct galley);
	own.galley->measure = measure;
	own.open = -1;
	own.gap = 0;
	own.after_head = true;
	own.marker = NULL;
	own.beside.item = 0;
	set(&own, n, s, (struct rect){0, 0, measure, 0});
	beside_clear(&own);
	const sp gap = own.gap;
	struct walk w;
	walk_begin(&w, own.galley, 0, b->set.sheet->grid);
	for (size_t i = 0; i < own.galley->nitem; i++)
		walk_item(&w, i);
	own.galley->height = w.y;
	own.galley->gap = gap;
	return own.galley;
}

struct galley *galley_apart(
    struct builder *b, const struct node *n, const struct style *s, sp measure)
{
	return galley_of(b, set_block, n, s, measure);
}

void collect_notes(struct arena *a, struct galley_item *to, const struct galley *g)
{
	size_t cap = 0;
	for (size_t i = 0; i < g->nitem; i++)
		for (size_t k = 0; k < g->item[i].nnote; k++)
			ARENA_PUSH(a, to->note, to->nnote, cap) = g->item[i].note[k];
}

/* Is this the text that runs in columns? What stands across them, in a frame, in a cell
 * or elsewhere by itself has nobody who would find a place for its floats. */
static bool in_columns(const struct builder *b)
{
	const struct set_piece *p = b->p;
	const struct segment *last = p->nsegment ? &p->segment[p->nsegment - 1] : NULL;
	return last && last->in.n && last->galley == b->galley;
}

static bool floats(const struct builder *b, const struct node *n, const struct style *s)
{
	if (n->parent->parent && !in_columns(b))
		return false;
	if (s->place == FLOAT_MARGIN)
		return b->p->template->margin_column > 0 && !run_in_here(b).own;
	if (s->place == FLOAT_BETWEEN) /* in one column it stands where it is written */
		return run_in_here(b).n > 1;
	return s->place == FLOAT_TOP || s->place == FLOAT_BOTTOM;
}

/* Of a block over the gutter: as wide as a column, if the sheet does not say; what it
 * takes of each column must leave lines worth reading. 0: it finds no place there. */
static sp between_measure(const struct builder *b, const struct style *s)
{
	enum { LEAST_EMS = 9 };
	const struct run_in in = run_in_here(b);
	const sp width = s->width ? s->width : in.width;
	const sp left = in.width - (width - in.gap) / 2 - s->shape_margin;
	return in.n > 1 && left >= LEAST_EMS * b->p->style->font_size ? width : 0;
}

static const struct frame *find_frame(const struct template *t, const char *name)
{
	for (size_t i = 0; *name && i < t->nframe; i++)
		if (strcmp(t->frame[i].name, name) == 0)
			return &t->frame[i];
	return NULL;
}

bool stands_apart(const struct builder *b, const struct node *n, const struct style *s)
{
	return s->display == DISPLAY_NONE || floats(b, n, s) ||
	       (n->kind == NODE_FOOTNOTE && s->notes == NOTES_FOOT) ||
	       (!n->parent->parent && find_frame(b->p->template, s->flow_into));
}

static const struct node *block_before(
    struct builder *b, const struct node *n, const struct style *parent)
{
	const struct node *before = NULL;
	for (const struct node *k = n->parent->first; k != n; k = k->next) {
		const struct style *s = builder_style(b, k, parent);
		if (!stands_apart(b, k, s) || floats(b, k, s))
			before = k;
	}
	return before;
}

const struct node *block_after(
    struct builder *b, const struct node *n, const struct style *parent)
{
	for (n = n->next; n; n = n->next)
		if (!stands_apart(b, n, builder_style(b, n, parent)))
			break;
	return n;
}

/* Is it all that a head has below it? */
static bool is_headed(struct builder *b, const struct node *n, const struct style *parent)
{
	const struct node *before = block_before(b, n, parent);
	const struct node *after = block_after(b, n, parent);
	return before && before->kind == NODE_CROSSHEAD &&
	       (!after || after->kind == NODE_CROSSHEAD);
}

const struct style *builder_style_here(
    struct builder *b, const struct node *n, const struct style *parent)
{
	const struct style *s = builder_style(b, n, parent);
	if (s->display == DISPLAY_NONE || !floats(b, n, s) || !is_headed(b, n, parent))
		return s;
	struct style *own = ARENA_NEW(b->set.arena, struct style);
	*own = *s;
	own->place = FLOAT_NONE;
	return own;
}

/* Over the gutter, and `instead` in a column where there is no place for it. */
static struct galley *set_between(struct builder *b, const struct node *n,
    const struct style *s, struct galley *instead)
{
	const sp measure = between_measure(b, s);
	if (!measure)
		return instead;
	struct galley *g = galley_apart(b, n, s, measure);
	g->place = FLOAT_BETWEEN;
	g->instead = instead;
	return g;
}

static void set_float(struct builder *b, const struct node *n, const struct style *s)
{
	struct measures w = template_measures(b->set.sheet, b->p->template);
	sp measure = s->place == FLOAT_MARGIN		 ? w.margin
		     : s->column_span == COLUMN_SPAN_ALL ? w.across
							 : run_in_here(b).width;
	struct galley *g = galley_apart(b, n, s, measure);
	if (!g->nitem)
		return;
	g->place = s->place == FLOAT_BETWEEN ? FLOAT_TOP : s->place;
	g->across = s->column_span == COLUMN_SPAN_ALL && s->place != FLOAT_MARGIN;
	if (s->place == FLOAT_BETWEEN) {
		g->between = n;
		g = set_between(b, n, s, g);
	}
	struct galley_item *item = builder_push(b, GALLEY_FLOAT, n, s);
	item->as.galley = g;
	item->cost = COST_NEVER;
	collect_notes(b->set.arena, item, g);
}

bool set_apart(struct builder *b, const struct node *n, const struct style *s)
{
	if (s->display == DISPLAY_NONE)
		return true;
	if (n->kind == NODE_FOOTNOTE && s->notes == NOTES_FOOT) {
		b->p->note[n->id] = galley_apart(b, n, s, b->note_measure);
		return true;
	}
	if (!floats(b, n, s))
		return false;
	set_float(b, n, s);
	return true;
}

/* ---- the piece ----------------------------------------------------------- */

/* Of a caption below a picture: within its frame and the page's margins, whichever side
 * of the spread the page turns out to be. */
static sp caption_measure(
    const struct sheet *s, const struct template *t, const struct rect *area)
{
	const sp width = s->page_width, mirrored = width - area->x - area->w;
	const sp left[] = {area->x > t->margin_inner ? area->x : t->margin_inner,
	    mirrored > t->margin_outer ? mirrored : t->margin_outer};
	const sp right[] = {area->x + area->w, mirrored + area->w};
	const sp edge[] = {width - t->margin_outer, width - t->margin_inner};
	sp least = area->w;
	for (int i = 0; i < 2; i++) {
		const sp end = right[i] < edge[i] ? right[i] : edge[i];
		if (end - left[i] < least)
			least = end - left[i];
	}
	return least > 0 ? least : area->w;
}

/* What stands over both pages: a timeline drawn through the spine, a column on each, or
 * a line on each. NULL: it stays on the page where the frame begins. */
static struct galley *set_over(
    struct builder *b, const struct node *n, const struct style *s, const struct flow *f)
{
	const struct zones zones = spread_zones(b->set.sheet, b->p->template, f->frame);
	struct galley *over;
	b->zones = &zones;
	if (s->display == DISPLAY_TIMELINE_ACROSS)
		over = galley_apart(b, n, s, b->set.sheet->page_width * 2);
	else if (s->columns == 2 && zones.n == 2)
		over = spread_columns(b,
		    galley_apart(
			b, n, s, zones.zone[zones.zone[1].w < zones.zone[0].w].w),
		    &zones);
	else
		over = spread_head(b, f->galley, &zones);
	b->zones = NULL;
	return over;
}

static void set_flow(struct builder *b, const struct node *n, const struct style *s,
    const struct frame *frame)
{
	struct set_piece *p = b->p;
	/* a frame to the bleed holds a picture; its caption keeps the margins */
	struct measures w = template_measures(b->set.sheet, p->template);
	sp measure = frame->area.w ? frame->area.w : w.across;
	if (frame->side == SIDE_FIRST && frame->area.w && n->kind == NODE_FIGURE)
		measure = caption_measure(b->set.sheet, p->template, &frame->area);
	if (frame->side == SIDE_SPREAD)
		measure = spread_measure(b->set.sheet, p->template, frame);
	struct flow *f = &ARENA_PUSH(b->set.arena, p->flow, p->nflow, p->capflow);
	f->frame = frame;
	b->framed = true;
	f->galley = galley_apart(b, n, s, measure);
	if (frame->side == SIDE_SPREAD)
		f->over = set_over(b, n, s, f);
	b->framed = false;
}

/* In the text itself, quotations too, and not in a box or table beside it. */
static bool is_running(const struct galley *g, int32_t open)
{
	for (; open >= 0; open = g->item[open].open) {
		const enum node_kind kind = g->item[open].node->kind;

		if (kind != NODE_BLOCKQUOTE && kind != NODE_TEXT_FORM)
			return false;
	}
	return true;
}

static bool is_head(const struct node *n)
{
	return n->kind == NODE_KICKER || n->kind == NODE_HEADLINE ||
	       n->kind == NODE_STANDFIRST || n->kind == NODE_BYLINE;
}

/* A line, or what it comes to instead: the end of a table, cells, a picture. */
static bool can_end(const struct galley *g, const struct galley_item *item)
{
	const int32_t open =
	    item->kind == GALLEY_CLOSE ? g->item[item->open].open : item->open;
	switch (item->kind) {
	case GALLEY_LINE:
	case GALLEY_PICTURE:
		return is_running(g, open);
	case GALLEY_CELLS: /* without cells it is a space */
		return item->as.cells.n && is_running(g, open);
	case GALLEY_CLOSE:
		return item->node->kind == NODE_TABLE && is_running(g, open);
	default:
		return false;
	}
}

/* Words and tables do; a picture, a comic or a wall of quotations ends by itself, and a
 * mark in the corner below it would look lost. */
static bool has_end_mark(const struct galley_item *item)
{
	return (item->kind == GALLEY_LINE || item->kind == GALLEY_CLOSE) &&
	       !is_head(item->node);
}

/* After the last words of its text, or below the table or picture that it ends with; a
 * box beside the text does not end it. A piece that is all head has no end. */
static void mark_end(struct set_piece *p)
{
	for (size_t k = p->nsegment; k > 0; k--) {
		struct galley *g = p->segment[k - 1].galley;
		for (size_t i = g->nitem; i > 0; i--) {
			if (!can_end(g, &g->item[i - 1]))
				continue;
			g->item[i - 1].end_mark = has_end_mark(&g->item[i - 1]);
			return;
		}
	}
}

/* Notes may go on in any of the piece's columns. */
static sp narrowest(struct builder *b, const struct node *root)
{
	sp least = run_in_here(b).width;
	for (const struct node *k = root->first; k; k = k->next) {
		const struct run_in in = run_in_of(b, builder_style(b, k, b->p->style));
		least = in.width < least ? in.width : least;
	}
	return least;
}

static struct builder builder_for(
    const struct makeup *m, struct arena *scratch, struct set_piece *p)
{
	struct builder b = {.m = m, .p = p, .open = -1, .after_head = true};
	b.set = (struct setting){m->arena, scratch, m->diag, m->fonts, m->sheet, p->piece,
	    p->section, p->knobs.tracking, &m->issue->hyphenation};
	return b;
}

struct galley *galley_set_again(
    const struct composer *c, struct set_piece *p, const struct again *what)
{
	const struct galley_item *first = &what->galley->item[what->lines.from];
	struct builder b = builder_for(c->m, c->scratch, p);
	b.galley = ARENA_NEW(c->m->arena, struct galley);
	b.galley->measure = what->galley->measure;
	b.after_head = first->flush;
	b.inset = what->inset;
	b.ninset = what->ninset;
	set_lines(
	    &b, first->node, first->style, (struct rect){first->x, 0, first->width, 0});
	return b.galley;
}

void galley_set_piece(const struct makeup *m, struct arena *scratch, struct set_piece *p)
{
	struct builder b = builder_for(m, scratch, p);
	struct node *root = p->piece->root;
	p->style = builder_style(&b, root, NULL);
	p->note = ARENA_ARRAY(m->arena, struct galley *, p->piece->nnode);
	p->nsegment = p->nflow = 0;
	b.note_measure = narrowest(&b, root);
	for (const struct node *k = root->first; k; k = k->next) {
		const struct style *s = builder_style_here(&b, k, p->style);
		const struct frame *frame = find_frame(p->template, s->flow_into);
		if (s->display == DISPLAY_NONE)
			continue;
		if (frame) {
			set_flow(&b, k, s, frame);
			continue;
		}
		segment_for(&b, k, s);
		struct rect at = {0, 0, b.galley->measure, 0};
		if (!set_apart(&b, k, s))
			set_block(&b, k, s, at);
	}
	segment_finish(&b);
	mark_end(p);
}
