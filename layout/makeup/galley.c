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

#include "makeup/compose.h"

struct builder {
	struct setting set;
	const struct makeup *m;
	struct set_piece *p;
	struct galley *galley;
	int32_t open;	 /* innermost OPEN, -1: none */
	sp gap;		 /* margin waiting for the next item; margins collapse */
	bool after_head; /* no indent after a head, box or picture */
	const struct line *marker; /* for the next line */
	sp marker_x;
	int avoid; /* depth of break-inside: avoid */
};

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

sp line_baseline(const struct style *s)
{
	sp ascent = face_units(s->face, s->font_size, s->face->ascent);
	sp descent = face_units(s->face, s->font_size, s->face->descent);
	return (s->line_height - ascent - descent) / 2 + ascent;
}

struct galley_item *galley_push(struct arena *a, struct galley *g, enum galley_kind kind)
{
	struct galley_item *item = &ARENA_PUSH(a, g->item, g->nitem, g->capitem);
	*item = (struct galley_item){.kind = kind, .open = -1};
	return item;
}

static struct galley_item *push(struct builder *b, enum galley_kind kind,
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
static struct galley_item *push_content(struct builder *b, enum galley_kind kind,
    const struct node *n, const struct style *style)
{
	if (b->gap && b->galley->nitem) {
		struct galley_item *space = push(b, GALLEY_SPACE, n, style);
		space->height = b->gap;
		space->cost = COST_NEVER;
	}
	b->gap = 0;
	return push(b, kind, n, style);
}

static void gap_at_least(struct builder *b, sp gap)
{
	if (gap > b->gap)
		b->gap = gap;
}

/* The last item that a column could end after. */
static struct galley_item *last_content(struct builder *b)
{
	for (size_t i = b->galley->nitem; i > 0; i--)
		if (b->galley->item[i - 1].kind != GALLEY_SPACE)
			return &b->galley->item[i - 1];
	return NULL;
}

static const struct style *style_for(
    struct builder *b, const struct node *n, const struct style *parent)
{
	return style_of(b->set.sheet, n, b->p->piece, parent, b->p->section);
}

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

static void push_line(struct builder *b, const struct node *n, const struct style *style,
    struct line *line, struct rect at)
{
	struct galley_item *item = push_content(b, GALLEY_LINE, n, style);
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
}

static void set_lines(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const char *before = *style->content_before && n->kind != NODE_LIST_ITEM
				 ? style->content_before
				 : NULL;
	struct lines lines = text_set(&b->set, n, style,
	    &(struct text_wish){
		.measure = at.w, .no_indent = b->after_head, .before = before});
	for (size_t i = 0; i < lines.n; i++) {
		push_line(b, n, style, &lines.line[i], at);
		b->galley->item[b->galley->nitem - 1].cost =
		    line_cost(style, &lines.line[i], i, lines.n);
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

static struct rect open_box(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	struct galley_item *item = push_content(b, GALLEY_OPEN, n, s);
	item->x = at.x;
	item->width = at.w;
	item->height = s->padding_top + s->border_top_width;
	item->cost = COST_NEVER;
	b->open = (int32_t)(b->galley->nitem - 1);
	item->rtl = text_is_rtl(node_lang(n, b->p->piece));
	at.x += item->rtl ? s->padding_right + s->border_right_width
			  : s->padding_left + s->border_left_width;
	at.w -= s->padding_left + s->border_left_width + s->padding_right +
		s->border_right_width;
	return at;
}

static void close_box(struct builder *b, const struct node *n, const struct style *s)
{
	struct galley_item *last = last_content(b);
	last->cost = COST_NEVER;
	b->gap = 0;
	int32_t own = b->open;
	b->open = b->galley->item[own].open;
	struct galley_item *item = push(b, GALLEY_CLOSE, n, s);
	item->open = own;
	item->x = b->galley->item[own].x;
	item->width = b->galley->item[own].width;
	item->height = s->padding_bottom + s->border_bottom_width;
}

/* ---- markers -------------------------------------------------------------- */

static void set_children(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);
static void set_block(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);

static bool has_inlines(const struct node *n)
{
	return n->first && node_is_inline(n->first);
}

/* Room for a marker: what the sheet gives, or more where the widest does not fit. */
static sp marker_room(struct builder *b, const struct node *n, const struct style *style,
    const char *widest)
{
	const struct line line =
	    text_set_words(&b->set, widest, node_lang(n, b->p->piece), style, n);
	const sp least = line.width + style->font_size / 4;
	return least > style->marker_width ? least : style->marker_width;
}

/* A marker at the start side for the next line; returns what is beside it. */
static struct rect set_marker(struct builder *b, const struct node *n,
    const struct style *style, const char *words, sp room, struct rect at)
{
	const char *lang = node_lang(n, b->p->piece);
	struct line *line = ARENA_NEW(b->set.arena, struct line);
	*line = text_set_words(&b->set, words, lang, style, n);
	b->marker = line;
	b->marker_x = at.x;
	if (text_is_rtl(lang))
		b->marker_x += at.w - line->width;
	else
		at.x += room;
	at.w -= room;
	return at;
}

static void set_list_item(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const struct node *list = n->parent;
	const char *words = *style->content_before ? style->content_before : "•";
	sp room = style->marker_width;
	if (list->as.list.ordered) {
		int number = list->as.list.start, last = number;
		for (const struct node *k = list->first; k != n; k = k->next)
			number++;
		for (const struct node *k = list->first; k->next; k = k->next)
			last++;
		words = arena_printf(b->set.arena, "%d.", number);
		room = marker_room(b, n, style, arena_printf(b->set.arena, "%d.", last));
	}
	at = set_marker(b, n, style, words, room, at);
	b->after_head = true;
	if (has_inlines(n))
		set_lines(b, n, style, at);
	else
		set_children(b, n, style, at);
	b->marker = NULL;
}

/* An entry of a timeline in the flow: its date stands where a list has its marker. */
static void set_timeline_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	if (*n->as.entry.date)
		at = set_marker(b, n, style, n->as.entry.date,
		    marker_room(b, n, style, n->as.entry.date), at);
	b->after_head = true;
	if (has_inlines(n))
		set_lines(b, n, style, at);
	else
		set_children(b, n, style, at);
	b->marker = NULL;
}

static void set_footnote(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const char *number = arena_printf(b->set.arena, "%d", n->as.note.number);
	at = set_marker(b, n, style, number, marker_room(b, n, style, number), at);
	b->after_head = true;
	set_children(b, n, style, at);
	b->marker = NULL;
}

/* A contents entry: the folio stands where a list has its marker. */
static void set_contents_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const struct node *folio = n->first;
	assert(folio && folio->kind == NODE_PAGE_REF);
	const struct style *fs = style_for(b, folio, style);
	struct line *line = ARENA_NEW(b->set.arena, struct line);
	/* a space, or the folio and the title are one word to who listens */
	const char *words =
	    arena_printf(b->set.arena, "%s\u00A0", folio->as.page_ref.text);
	*line = text_set_words(&b->set, words, NULL, fs, folio);
	b->marker = line;
	b->marker_x = at.x;
	at.x += style->marker_width;
	at.w -= style->marker_width;
	b->after_head = true;
	for (const struct node *k = folio->next; k; k = k->next)
		set_block(b, k, style_for(b, k, style), at);
	b->marker = NULL;
}

/* The height of a picture at a measure. Over max-height it is cropped where the style
 * gives it a shape of its own, else made narrower, whole. */
static sp shown_height(const struct style *s, const struct picture *p, sp *width, sp grid)
{
	double ratio = s->aspect_ratio > 0 ? s->aspect_ratio
					   : (double)picture_width(p) / picture_height(p);
	sp height = (sp)(*width / ratio);
	if (s->max_height && height > s->max_height) {
		height = s->max_height;
		if (!(s->aspect_ratio > 0))
			*width = (sp)(height * ratio);
	}
	if (s->line_snap == SNAP_NONE)
		return height;
	/* from a cap height to a baseline of the grid, nearest to what was asked */
	sp cap = face_units(s->face, s->font_size, s->face->cap_height);
	sp steps = (height - cap + grid / 2) / grid;
	return (steps > 0 ? steps : 1) * grid + cap;
}

static void set_picture(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct picture *p = n->as.figure.picture;
	if (!p)
		return;
	sp grid = b->set.sheet->grid, inset = 0, width = at.w;
	sp height = shown_height(s, p, &width, grid), total = height;
	if (s->line_snap == SNAP_BASELINE) {
		sp cap = face_units(s->face, s->font_size, s->face->cap_height);
		inset = line_baseline(s) - cap;
		total = (height - cap) / grid * grid + grid;
	}
	struct galley_item *item = push_content(b, GALLEY_PICTURE, n, s);
	item->snap = s->line_snap == SNAP_BASELINE;
	item->x = at.x;
	item->width = at.w;
	item->height = total;
	item->as.picture.picture = p;
	item->as.picture.inset = inset;
	item->as.picture.width = width;
	item->as.picture.height = height;
	item->as.picture.focus_x = n->as.figure.focus_x;
	item->as.picture.focus_y = n->as.figure.focus_y;
	if (n->first)
		item->cost = COST_NEVER;
}

static void set_table(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct node *caption = n->first;
	if (caption && caption->kind == NODE_CAPTION) {
		set_block(b, caption, style_for(b, caption, s), at);
		if (last_content(b))
			last_content(b)->cost = COST_NEVER;
	}
	at = open_box(b, n, s, at);
	size_t open = (size_t)b->open;
	galley_set_table(&b->set, b->galley, n, s, at);
	for (size_t i = open + 1; i < b->galley->nitem; i++)
		b->galley->item[i].open = (int32_t)open;
	close_box(b, n, s);
}

static void set_body(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	switch (n->kind) {
	case NODE_LIST_ITEM:
		set_list_item(b, n, s, at);
		break;
	case NODE_TIMELINE_ENTRY:
		set_timeline_entry(b, n, s, at);
		break;
	case NODE_FOOTNOTE:
		set_footnote(b, n, s, at);
		break;
	case NODE_CONTENTS_ENTRY:
		set_contents_entry(b, n, s, at);
		break;
	case NODE_FIGURE:
		set_picture(b, n, s, at);
		set_children(b, n, s, at);
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
	struct galley_item *last = last_content(b);
	if (!last)
		return;
	if (s->break_before == STYLE_BREAK_AVOID)
		last->cost = COST_NEVER;
	else if (s->break_before == STYLE_BREAK_COLUMN)
		push(b, GALLEY_BREAK, n, s);
}

static void break_after(struct builder *b, const struct node *n, const struct style *s)
{
	struct galley_item *last = last_content(b);
	if (!last)
		return;
	if (s->break_after == STYLE_BREAK_AVOID)
		last->cost = COST_NEVER;
	else if (s->break_after == STYLE_BREAK_COLUMN)
		push(b, GALLEY_BREAK, n, s);
}

static bool ends_indent(const struct node *n)
{
	return n->kind != NODE_PARAGRAPH && n->kind != NODE_FOOTNOTE;
}

/* One block in the flow, with its margins, box and breaks. */
static void set_block(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	if (s->display == DISPLAY_NONE)
		return;
	break_before(b, n, s);
	gap_at_least(b, s->margin_top);
	at.x += s->margin_left;
	at.w -= s->margin_left + s->margin_right;
	size_t start = b->galley->nitem;
	bool box = is_box(s) && n->kind != NODE_TABLE && n->kind != NODE_ROW;
	if (box) {
		at = open_box(b, n, s, at);
		b->after_head = true;
	}
	set_body(b, n, s, at);
	if (box)
		close_box(b, n, s);
	if (s->break_inside == STYLE_BREAK_AVOID)
		for (size_t i = start; i + 1 < b->galley->nitem; i++)
			if (b->galley->item[i].cost < COST_NEVER)
				b->galley->item[i].cost += COST_AVOID;
	if (b->galley->nitem > start)
		break_after(b, n, s);
	gap_at_least(b, s->margin_bottom);
	if (ends_indent(n))
		b->after_head = true;
}

/* ---- floats and notes ---------------------------------------------------- */

static struct galley *galley_apart(
    struct builder *b, const struct node *n, const struct style *s, sp measure)
{
	struct builder own = *b;
	own.galley = ARENA_NEW(b->set.arena, struct galley);
	own.galley->measure = measure;
	own.open = -1;
	own.gap = 0;
	own.after_head = true;
	own.marker = NULL;
	set_block(&own, n, s, (struct rect){0, 0, measure, 0});
	struct walk w;
	walk_begin(&w, own.galley, 0, b->set.sheet->grid);
	for (size_t i = 0; i < own.galley->nitem; i++)
		walk_item(&w, i);
	own.galley->height = w.y;
	own.galley->gap = own.gap;
	return own.galley;
}

static void collect_notes(
    struct builder *b, struct galley_item *to, const struct galley *g)
{
	size_t cap = 0;
	for (size_t i = 0; i < g->nitem; i++)
		for (size_t k = 0; k < g->item[i].nnote; k++)
			ARENA_PUSH(b->set.arena, to->note, to->nnote, cap) =
			    g->item[i].note[k];
}

static bool floats(const struct builder *b, const struct style *s)
{
	if (s->place == FLOAT_MARGIN)
		return b->p->template->margin_column > 0;
	return s->place != FLOAT_NONE;
}

static void set_float(struct builder *b, const struct node *n, const struct style *s)
{
	struct measures w = template_measures(b->set.sheet, b->p->template);
	sp measure = s->place == FLOAT_MARGIN		 ? w.margin
		     : s->column_span == COLUMN_SPAN_ALL ? w.across
							 : w.column;
	struct galley *g = galley_apart(b, n, s, measure);
	if (!g->nitem)
		return;
	g->place = s->place;
	g->across = s->column_span == COLUMN_SPAN_ALL && s->place != FLOAT_MARGIN;
	struct galley_item *item = push(b, GALLEY_FLOAT, n, s);
	item->as.galley = g;
	item->cost = COST_NEVER;
	collect_notes(b, item, g);
}

static void set_note(struct builder *b, const struct node *n, const struct style *s)
{
	struct measures w = template_measures(b->set.sheet, b->p->template);
	b->p->note[n->id] = galley_apart(b, n, s, w.column);
}

static void set_children(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *s = style_for(b, k, style);
		if (k->kind == NODE_FOOTNOTE && s->notes == NOTES_FOOT)
			set_note(b, k, s);
		else if (floats(b, s) && s->display != DISPLAY_NONE)
			set_float(b, k, s);
		else
			set_block(b, k, s, at);
	}
}

/* ---- the piece ----------------------------------------------------------- */

static void finish_segment(struct builder *b)
{
	if (!b->galley || !b->galley->nitem)
		return;
	struct galley_item *last = last_content(b);
	if (last)
		last->cost = 0;
	b->p->segment[b->p->nsegment - 1].gap = b->gap;
	b->gap = 0;
}

static void begin_segment(struct builder *b, bool across)
{
	struct set_piece *p = b->p;
	struct measures w = template_measures(b->set.sheet, p->template);
	finish_segment(b);
	struct segment *s =
	    &ARENA_PUSH(b->set.arena, p->segment, p->nsegment, p->capsegment);
	s->across = across;
	s->galley = ARENA_NEW(b->set.arena, struct galley);
	s->galley->measure = across ? w.across : w.column;
	b->galley = s->galley;
	b->open = -1;
}

static const struct frame *find_frame(const struct template *t, const char *name)
{
	for (size_t i = 0; *name && i < t->nframe; i++)
		if (strcmp(t->frame[i].name, name) == 0)
			return &t->frame[i];
	return NULL;
}

static void set_flow(struct builder *b, const struct node *n, const struct style *s,
    const struct frame *frame)
{
	struct set_piece *p = b->p;
	/* a frame to the bleed holds a picture; its caption keeps the margins */
	struct measures w = template_measures(b->set.sheet, p->template);
	sp measure = frame->area.w ? frame->area.w : w.across;
	struct flow *f = &ARENA_PUSH(b->set.arena, p->flow, p->nflow, p->capflow);
	f->frame = frame;
	f->galley = galley_apart(b, n, s, measure);
}

/* In the text itself, quotations too, and not in a box or table beside it. */
static bool is_running(const struct galley *g, int32_t open)
{
	for (; open >= 0; open = g->item[open].open)
		if (g->item[open].node->kind != NODE_BLOCKQUOTE)
			return false;
	return true;
}

static void mark_end(struct set_piece *p)
{
	if (!p->nsegment || p->segment[p->nsegment - 1].across)
		return;
	struct galley *g = p->segment[p->nsegment - 1].galley;
	for (size_t i = g->nitem; i > 0; i--)
		if (g->item[i - 1].kind == GALLEY_LINE &&
		    is_running(g, g->item[i - 1].open)) {
			g->item[i - 1].end_mark = true;
			return;
		}
}

void galley_set_piece(const struct makeup *m, struct arena *scratch, struct set_piece *p)
{
	struct builder b = {.m = m, .p = p, .open = -1, .after_head = true};
	b.set = (struct setting){
	    m->arena, scratch, m->diag, m->fonts, m->sheet, p->piece, p->section};
	struct node *root = p->piece->root;
	p->style = style_for(&b, root, NULL);
	p->note = ARENA_ARRAY(m->arena, struct galley *, p->piece->nnode);
	p->nsegment = p->nflow = 0;
	for (const struct node *k = root->first; k; k = k->next) {
		const struct style *s = style_for(&b, k, p->style);
		const struct frame *frame = find_frame(p->template, s->flow_into);
		if (s->display == DISPLAY_NONE)
			continue;
		if (frame) {
			set_flow(&b, k, s, frame);
			continue;
		}
		bool across = s->column_span == COLUMN_SPAN_ALL && s->place == FLOAT_NONE;
		if (!p->nsegment || p->segment[p->nsegment - 1].across != across)
			begin_segment(&b, across);
		struct rect at = {0, 0, b.galley->measure, 0};
		if (k->kind == NODE_FOOTNOTE && s->notes == NOTES_FOOT)
			set_note(&b, k, s);
		else if (floats(&b, s))
			set_float(&b, k, s);
		else
			set_block(&b, k, s, at);
	}
	finish_segment(&b);
	mark_end(p);
}
