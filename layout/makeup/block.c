/*
 * One block of a galley: its margins, its box, its breaks, its lines.
 *
 * In: a node and its style; a place in the measure. Out: items of the galley, each with
 * the cost of ending a column after it.
 */
#include "makeup/builder.h"

/* ---- lines --------------------------------------------------------------- */

static int line_cost(const struct style *s, const struct line *line, size_t i, size_t n)
{
	int cost = line->hyphenated ? COST_HYPHEN : 0;
	if (i + 1 == n)
		return cost;
	if ((int)(i + 1) < s->orphans)
		cost += COST_WIDOW;
	if ((int)(n - i - 1) < s->widows)
		cost += COST_WIDOW;
	return cost;
}

static struct galley_item *push_line(struct builder *b, const struct node *n,
    const struct style *style, struct line *line, struct rect at)
{
	struct galley_item *item = builder_push_content(b, GALLEY_LINE, n, style);
	item->snap = style->line_snap == SNAP_BASELINE;
	item->x = at.x;
	item->width = at.w;
	item->height = style->line_height;
	item->as.line.line = line;
	item->as.line.marker = b->marker;
	item->as.line.marker_x = b->marker_x;
	item->note = line->note;
	item->nnote = line->nnote;
	b->marker = NULL;
	return item;
}

void set_lines(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	/* a list's item has it as its bullet, a field has its label */
	const bool led = n->kind == NODE_LIST_ITEM || n->kind == NODE_FIELD;
	const char *before =
	    *style->content_before && !led ? style->content_before : NULL;
	struct text_wish wish = {
	    .measure = at.w, .no_indent = b->after_head, .before = before};
	wish.inset = b->inset;
	wish.ninset = b->ninset;
	if (!b->inset) {
		wish.inset = beside_insets(b, n, style, at, &wish.ninset);
		wish.initial = style_first_letter(
		    b->set.sheet, n, b->p->piece, style, b->p->section);
	}
	struct lines lines = text_set(&b->set, n, style, &wish);
	for (size_t i = 0; i < lines.n; i++) {
		struct galley_item *item = push_line(b, n, style, &lines.line[i], at);
		item->rtl = lines.rtl;
		item->flush = wish.no_indent;
		item->cost = i + 1 < lines.ninitial
				 ? COST_NEVER
				 : line_cost(style, &lines.line[i], i, lines.n);
		item->as.line.shaped =
		    !b->inset &&
		    i < (lines.ninitial > wish.ninset ? lines.ninitial : wish.ninset);
		if (b->inset && i < b->ninset)
			item->as.line.inset = b->inset[i];
		beside_keep(b, 1);
	}
	if (lines.n)
		b->after_head = false;
}

/* ---- boxes --------------------------------------------------------------- */

static bool is_box(const struct style *s)
{
	return !s->background_color.none || s->border_top_width ||
	       s->border_right_width || s->border_bottom_width || s->border_left_width ||
	       s->padding_top || s->padding_right || s->padding_bottom || s->padding_left;
}

struct rect builder_open(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	beside_clear(b);
	struct galley_item *item = builder_push_content(b, GALLEY_OPEN, n, s);
	item->x = at.x;
	item->width = at.w;
	item->height = s->padding_top + s->border_top_width;
	item->cost = COST_NEVER;
	b->open = (int32_t)(b->galley->nitem - 1);
	item->rtl = is_rtl(n, b->p->piece);
	at.x += item->rtl ? s->padding_right + s->border_right_width
			  : s->padding_left + s->border_left_width;
	at.w -= s->padding_left + s->border_left_width + s->padding_right +
		s->border_right_width;
	return at;
}

void builder_close(struct builder *b, const struct node *n, const struct style *s)
{
	beside_clear(b);
	builder_last(b)->cost = COST_NEVER;
	b->gap = 0;
	int32_t own = b->open;
	b->open = b->galley->item[own].open;
	struct galley_item *item = builder_push(b, GALLEY_CLOSE, n, s);
	item->open = own;
	item->x = b->galley->item[own].x;
	item->width = b->galley->item[own].width;
	item->height = s->padding_bottom + s->border_bottom_width;
}

bool has_inlines(const struct node *n)
{
	return n->first && node_is_inline(n->first);
}

static void set_table(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct node *caption = n->first;
	if (caption && caption->kind == NODE_CAPTION) {
		set_block(b, caption, builder_style(b, caption, s), at);
		if (builder_last(b))
			builder_last(b)->cost = COST_NEVER;
	}
	at = builder_open(b, n, s, at);
	size_t open = (size_t)b->open;
	at.h = page_room(b);
	galley_set_table(&b->set, b->galley, n, s, at);
	for (size_t i = open + 1; i < b->galley->nitem; i++)
		b->galley->item[i].open = (int32_t)open;
	builder_close(b, n, s);
}

static void set_body(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	if (s->display == DISPLAY_GRID || s->display == DISPLAY_COLUMNS) {
		(s->display == DISPLAY_GRID ? set_grid : set_columns)(b, n, s, at);
		return;
	}
	if (s->display == DISPLAY_TIMELINE || s->display == DISPLAY_TIMELINE_ACROSS) {
		(s->display == DISPLAY_TIMELINE ? set_timeline : set_timeline_across)(
		    b, n, s, at);
		return;
	}
	switch (n->kind) {
	case NODE_LIST_ITEM:
		set_list_item(b, n, s, at);
		break;
	case NODE_TIMELINE_ENTRY:
		(b->drawn ? set_drawn_entry : set_timeline_entry)(b, n, s, at);
		break;
	case NODE_FOOTNOTE:
		set_footnote(b, n, s, at);
		break;
	case NODE_CONTENTS_ENTRY:
		set_contents_entry(b, n, s, at);
		break;
	case NODE_FIGURE:
		set_figure(b, n, s, at);
		break;
	case NODE_TABLE:
		set_table(b, n, s, at);
		break;
	default:
		if (has_inlines(n))
			set_lines(b, n, s, at);
		else
			set_children(b, n, s, at);
	}
}

static void break_before(struct builder *b, const struct node *n, const struct style *s)
{
	struct galley_item *last = builder_last(b);
	if (!last)
		return;
	if (s->break_before == STYLE_BREAK_AVOID)
		last->cost = COST_NEVER;
	else if (s->break_before == STYLE_BREAK_COLUMN)
		builder_push(b, GALLEY_BREAK, n, s);
}

/* What stays with the next block does not leave its own first lines behind either. */
static void break_after(
    struct builder *b, const struct node *n, const struct style *s, size_t start)
{
	struct galley_item *last = builder_last(b);
	if (!last)
		return;
	if (s->break_after == STYLE_BREAK_AVOID) {
		last->cost = COST_NEVER;
		for (size_t i = start;
		     s->break_inside == STYLE_BREAK_AVOID && &b->galley->item[i] < last;
		     i++)
			b->galley->item[i].cost = COST_NEVER;
	} else if (s->break_after == STYLE_BREAK_COLUMN) {
		builder_push(b, GALLEY_BREAK, n, s);
	}
}

static bool ends_indent(const struct node *n)
{
	return n->kind != NODE_PARAGRAPH && n->kind != NODE_FOOTNOTE;
}

/* Copyfitting opens or closes the space above the piece's own crossheads; a whole step
 * stays. */
static sp margin_above(
    const struct builder *b, const struct node *n, const struct style *s)
{
	const sp grid = b->set.sheet->grid;
	if (n->kind != NODE_CROSSHEAD || n->parent->kind != NODE_PIECE)
		return s->margin_top;
	const sp least = s->margin_top < grid ? s->margin_top : grid;
	const sp margin = s->margin_top + b->p->knobs.heads * grid;
	return margin < least ? least : margin;
}

/* One block in the flow, with its margins, box and breaks. */
void set_block(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	if (s->display == DISPLAY_NONE)
		return;
	if ((s->place == FLOAT_START || s->place == FLOAT_END) && set_beside(b, n, s, at))
		return;
	break_before(b, n, s);
	builder_gap(b, margin_above(b, n, s));
	at.x += s->margin_left;
	at.w -= s->margin_left + s->margin_right;
	if (s->max_width && at.w > s->max_width) {
		at.x += text_is_rtl(node_lang(n, b->p->piece)) ? at.w - s->max_width : 0;
		at.w = s->max_width;
	}
	size_t start = b->galley->nitem;
	bool box = is_box(s) && n->kind != NODE_TABLE && n->kind != NODE_ROW;
	if (box) {
		at = builder_open(b, n, s, at);
		b->after_head = true;
	}
	set_body(b, n, s, at);
	if (box)
		builder_close(b, n, s);
	if (s->break_inside == STYLE_BREAK_AVOID)
		for (size_t i = start; i + 1 < b->galley->nitem; i++)
			if (b->galley->item[i].cost < COST_NEVER)
				b->galley->item[i].cost += COST_AVOID;
	if (b->galley->nitem > start)
		break_after(b, n, s, start);
	builder_gap(b, s->margin_bottom);
	if (ends_indent(n))
		b->after_head = true;
}

void set_children(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *s = builder_style_here(b, k, style);
		if (!set_apart(b, k, s))
			set_block(b, k, s, at);
	}
}
