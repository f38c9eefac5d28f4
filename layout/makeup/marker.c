/*
 * Blocks with a marker at their start side: list items, notes, entries of the contents
 * and of a timeline in the flow. A picture that an item begins with is its marker: it
 * stands where the sheet floats it, and the item ends below it.
 */
#include <assert.h>

#include "makeup/builder.h"

/* Between a marker and its words: as all words are, or they would seem one. */
static sp marker_gap(const struct sheet *sheet, const struct style *style)
{
	return style->font_size / 4 +
	       style->font_size * (sheet->letter_em + sheet->word_em) / 1000;
}

/* Room for a marker: what the sheet gives, or more where the widest does not fit. */
static sp marker_room(struct builder *b, const struct node *n, const struct style *style,
    const char *widest)
{
	const struct style *own =
	    style_marker(b->set.sheet, n, b->p->piece, style, b->p->section);
	const struct line line =
	    text_set_words(&b->set, widest, node_lang(n, b->p->piece), own, n);
	const sp least = line.width + marker_gap(b->set.sheet, style);
	return least > style->marker_width ? least : style->marker_width;
}

/* A marker at the start side for the next line; returns what is beside it. */
static struct rect set_marker(struct builder *b, const struct node *n,
    const struct style *style, const char *words, sp room, struct rect at)
{
	const char *lang = node_lang(n, b->p->piece);
	struct line *line = ARENA_NEW(b->set.arena, struct line);
	beside_clear(b); /* a marker would stand over it, or far from its words */
	*line = text_set_words(&b->set, words, lang,
	    style_marker(b->set.sheet, n, b->p->piece, style, b->p->section), n);
	b->marker = line;
	b->marker_x = at.x;
	if (text_is_rtl(lang))
		b->marker_x += at.w - line->width;
	else
		at.x += room;
	at.w -= room;
	return at;
}

/* The words beside a marker. */
static void set_marked(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	b->after_head = true;
	if (has_inlines(n))
		set_lines(b, n, style, at);
	else
		set_children(b, n, style, at);
	b->marker = NULL;
}

void set_list_item(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const struct node *list = n->parent;
	const char *words = *style->content_before ? style->content_before : "•";
	sp room = style->marker_width;
	if (node_has_class(n, "pictured") && !list->as.list.ordered) {
		beside_clear(b);
		set_marked(b, n, style, at);
		beside_clear(b);
		return;
	}
	if (list->as.list.ordered) {
		int number = list->as.list.start, last = number;
		for (const struct node *k = list->first; k != n; k = k->next)
			number++;
		for (const struct node *k = list->first; k->next; k = k->next)
			last++;
		words = arena_printf(b->set.arena, "%d.", number);
		room = marker_room(b, n, style, arena_printf(b->set.arena, "%d.", last));
	}
	set_marked(b, n, style, set_marker(b, n, style, words, room, at));
}

/* An entry of a timeline in the flow: its date stands where a list has its marker, or
 * above its words where it would leave them less than half of the measure. */
void set_timeline_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const char *date = n->as.entry.date;
	const sp room = *date ? marker_room(b, n, style, date) : 0;
	if (room > at.w / 2) {
		set_drawn_entry(b, n, style, at);
		return;
	}
	if (*date)
		at = set_marker(b, n, style, date, room, at);
	set_marked(b, n, style, at);
}

void set_footnote(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const char *number = arena_printf(b->set.arena, "%d", n->as.note.number);
	const sp room = marker_room(b, n, style, number);
	set_marked(b, n, style, set_marker(b, n, style, number, room, at));
}

/* The folio on a line of its own. */
static void push_folio(struct builder *b, const struct node *folio,
    const struct style *style, const struct line *line, struct rect at)
{
	struct galley_item *item = builder_push_content(b, GALLEY_LINE, folio, style);
	item->snap = style->line_snap == SNAP_BASELINE;
	item->cost = COST_NEVER;
	item->x = at.x;
	item->width = at.w;
	item->height = style->line_height;
	item->as.line.line = ARENA_NEW(b->set.arena, struct line);
	item->as.line.marker = line;
	item->as.line.marker_x = at.x;
}

/* A contents entry: what it shows, then the folio where a list has its marker, or, where
 * the sheet gives it no room there, on a line of its own. */
void set_contents_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at)
{
	const struct node *folio = n->first;
	beside_clear(b); /* as in set_marker() */
	for (; folio && folio->kind != NODE_PAGE_REF; folio = folio->next)
		set_block(b, folio, builder_style(b, folio, style), at);
	assert(folio);
	const struct style *fs = builder_style(b, folio, style);
	struct line *line = ARENA_NEW(b->set.arena, struct line);
	/* a space, or the folio and the title are one word to who listens */
	const char *words =
	    arena_printf(b->set.arena, "%s\u00A0", folio->as.page_ref.text);
	*line = text_set_words(&b->set, words, NULL, fs, folio);
	if (style->marker_width && line->width <= style->marker_width) {
		b->marker = line;
		b->marker_x = at.x;
	} else {
		push_folio(b, folio, fs, line, at);
	}
	at.x += style->marker_width;
	at.w -= style->marker_width;
	b->after_head = true;
	for (const struct node *k = folio->next; k; k = k->next)
		set_block(b, k, builder_style(b, k, style), at);
	b->marker = NULL;
}
