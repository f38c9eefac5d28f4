/*
 * Blocks to nodes: runs of Markdown, and what each kind of ::: block makes of its
 * contents.
 *
 * In: the tree that fence.c split off. Out: nodes under a parent, in reading order. A box
 * is a level of headings of its own: its first heading is one below the heading that the
 * box stands under, and what follows the box is not touched by it.
 */
#include "issue/reader.h"

#include <string.h>

/* The source's lines of a run, without notes and link definitions. */
static void run_feed(struct reader *r, const struct block *b, struct feed *f)
{
	f->from = b->from;
	f->step = 1;
	for (size_t i = b->from; i < b->to; i++) {
		struct line l = r->source->line[i];
		feed_line(r, f, l.text, r->apart[i] ? 0 : l.len, 0);
	}
}

static void run_build(
    struct reader *r, const struct block *b, struct node *parent, struct heads *h)
{
	struct feed f = {0};
	run_feed(r, b, &f);
	markup_blocks(r, &f, parent, h);
}

static void contents_build(
    struct reader *r, const struct block *b, struct node *parent, struct heads *h)
{
	for (const struct block *k = b->first; k; k = k->next)
		block_build(r, k, parent, h);
}

static struct node *line_add(struct reader *r, const struct block *b, const char *key,
    struct node *parent, enum node_kind kind)
{
	const struct attribute *a = attribute_find(&b->attributes, key);
	if (!a || !a->value || !*a->value)
		return NULL;
	struct node *n = node_add(r->arena, parent, kind, a->pos);
	markup_line(r, n, a->value, a->pos);
	return n;
}

static void report_misplaced(
    struct reader *r, const struct block *b, const struct node *n)
{
	diag(r->diag, DIAG_MISPLACED_BLOCK, n->pos,
	    "a %s cannot stand in a %s block, it was left out", node_kind_name(n->kind),
	    b->kind->name);
}

/* ---- each kind ----------------------------------------------------------- */

static void box_build(
    struct reader *r, const struct block *b, struct node *n, struct heads *h)
{
	struct heads inside = {h->last, 0, h->last};
	struct node *title = line_add(r, b, "title", n, NODE_CROSSHEAD);
	if (title) {
		title->as.crosshead.level = h->last < 6 ? h->last + 1 : 6;
		inside.under = inside.last = title->as.crosshead.level;
	}
	contents_build(r, b, n, &inside);
}

/* The speaker's name, or "Question", at the head of the first paragraph. */
static void voice_label(struct reader *r, const struct block *b, struct node *n)
{
	const struct attribute *a = attribute_find(&b->attributes, "speaker");
	struct node *label = node_new(r->arena, NODE_LABEL, a ? a->pos : b->pos);
	if (a && a->value && *a->value) {
		markup_line(r, label, a->value, a->pos);
		if (!strchr(":?!.", a->value[strlen(a->value) - 1]))
			node_add_text(r->arena, label, a->pos, ":");
	} else {
		node_add_text(r->arena, label, b->pos,
		    n->kind == NODE_QUESTION ? "Question:" : "Answer:");
		label->generated = label->first->generated = true;
		if (strncmp(r->piece->lang, "en", 2) != 0)
			label->lang = "en-GB";
	}
	struct node *p = n->first;
	if (!p || p->kind != NODE_PARAGRAPH) {
		p = node_new(r->arena, NODE_PARAGRAPH, b->pos);
		node_insert_before(n, n->first, p);
	}
	struct node *space = node_new(r->arena, NODE_TEXT, label->pos);
	space->as.text.text = " ";
	space->as.text.len = 1;
	space->generated = true;
	if (p->first)
		node_insert_before(p, p->first, space);
	node_insert_before(p, p->first, label);
}

static void figure_build(struct reader *r, const struct block *b, struct node *n)
{
	const struct attributes *l = &b->attributes;
	const struct attribute *file = attribute_find(l, "file"),
			       *alt = attribute_find(l, "alt"),
			       *focus = attribute_find(l, "focus"),
			       *outline = attribute_find(l, "outline"),
			       *plain = attribute_find(l, "decorative");
	struct figure_words w = {.file = file ? file->value : NULL,
	    .alt = alt ? alt->value : NULL,
	    .focus = focus ? focus->value : NULL,
	    .pos = file ? file->pos : b->pos};
	w.focus_pos = focus ? focus->pos : b->pos;
	w.outline = outline ? outline->value : NULL;
	w.outline_pos = outline ? outline->pos : b->pos;
	w.decorative = plain && (!plain->value || strcmp(plain->value, "no") != 0);
	figure_fill(r, n, &w);
	struct heads h = {1, 0, 1};
	struct node *holder = node_new(r->arena, NODE_CAPTION, b->pos), *caption = NULL,
		    *next;
	contents_build(r, b, holder, &h);
	for (struct node *k = holder->first; k; k = k->next) {
		if (k->kind != NODE_PARAGRAPH) {
			report_misplaced(r, b, k);
			continue;
		}
		if (caption)
			node_add(r->arena, caption, NODE_LINE_BREAK, k->pos);
		else
			caption = node_add(r->arena, n, NODE_CAPTION, k->pos);
		for (struct node *w2 = k->first; w2; w2 = next) {
			next = w2->next;
			node_append(caption, w2);
		}
	}
	line_add(r, b, "credit", n, NODE_CREDIT);
	figure_address(r, n);
}

/* Each line of the source is a paragraph to CommonMark: it is fed with a blank after it,
 * and a guard before it, so that no line can begin a list or heading. */
static void verse_feed(struct reader *r, const struct block *run, struct feed *f)
{
	f->from = run->from;
	f->step = 2;
	for (size_t i = run->from; i < run->to; i++) {
		struct line l = r->source->line[i];
		size_t skip = 0;
		while (skip < l.len && (l.text[skip] == ' ' || l.text[skip] == '\t'))
			skip++;
		if (r->apart[i] || skip == l.len) {
			feed_line(r, f, "", 0, 0);
		} else {
			struct buf line = {0};
			buf_string(&line, GUARD);
			buf_add(&line, l.text + skip, l.len - skip);
			feed_line(r, f, line.at, line.len, (long)skip - GUARD_LEN);
			buf_release(&line);
		}
		feed_line(r, f, "", 0, 0);
	}
}

static void stanza_add(struct reader *r, struct node *verse, struct node *line)
{
	struct node *stanza = verse->last;
	bool follows = stanza && stanza->last->pos.line + 1 == line->pos.line;
	if (!follows)
		stanza = node_add(r->arena, verse, NODE_STANZA, line->pos);
	line->kind = NODE_VERSE_LINE;
	if (line_indent(r->source->line[line->pos.line - 1]) >= 2)
		line->class = "indent";
	node_append(stanza, line);
}

static void verse_build(struct reader *r, const struct block *b, struct node *n)
{
	struct heads h = {1, 0, 1};
	struct node *next;
	for (const struct block *k = b->first; k; k = k->next) {
		struct feed f = {0};
		struct node *holder = node_new(r->arena, NODE_STANZA, b->pos);
		verse_feed(r, k, &f);
		r->keep_quotes = true;
		markup_blocks(r, &f, holder, &h);
		r->keep_quotes = false;
		for (struct node *line = holder->first; line; line = next) {
			next = line->next;
			stanza_add(r, n, line);
		}
	}
	for (struct node *stanza = n->first; stanza; stanza = stanza->next)
		punct_block(r->arena, stanza);
}

static void table_build(struct reader *r, const struct block *b, struct node *n)
{
	struct heads h = {1, 0, 1};
	struct node *holder = node_new(r->arena, NODE_TABLE, b->pos), *table = NULL,
		    *next;
	contents_build(r, b, holder, &h);
	for (struct node *k = holder->first; k; k = k->next) {
		if (k->kind == NODE_TABLE && !table) {
			table = k;
			continue;
		}
		diag(r->diag, DIAG_BAD_TABLE, k->pos,
		    "a table block holds one table and nothing else, this was left out");
		diag_hint(r->diag,
		    "a table's first line has its heads, its second is like | --- | "
		    "--- |");
	}
	if (!table) {
		if (!holder->first)
			diag(r->diag, DIAG_BAD_TABLE, b->pos,
			    "there is no table in this block");
		return;
	}
	n->as.table = table->as.table;
	line_add(r, b, "caption", n, NODE_CAPTION);
	for (struct node *row = table->first; row; row = next) {
		next = row->next;
		node_append(n, row);
	}
	const struct attribute *heads = attribute_find(&b->attributes, "row-heads");
	if (heads && (!heads->value || strcmp(heads->value, "no") != 0))
		table_head_rows(n);
}

/* "1944: words": the date goes to the entry. False: there is nothing else in it. */
static bool date_take(struct reader *r, struct node *entry)
{
	struct node *p = entry->first;
	struct node *text = p && !node_is_inline(p) ? p->first : p;
	const char *colon = text && text->kind == NODE_TEXT
				? memchr(text->as.text.text, ':', text->as.text.len)
				: NULL;
	if (!colon || colon == text->as.text.text) {
		diag(r->diag, DIAG_BAD_VALUE, entry->pos,
		    "this entry of the timeline has no date");
		diag_hint(r->diag, "begin it with a date and a colon: '- 1944: ...'");
		entry->as.entry.date = "";
		return true;
	}
	size_t n = (size_t)(colon - text->as.text.text), skip = n + 1;
	entry->as.entry.date = arena_copy(r->arena, text->as.text.text, n);
	while (skip < text->as.text.len && text->as.text.text[skip] == ' ')
		skip++;
	text->as.text.text += skip;
	text->as.text.len -= (uint32_t)skip;
	text->pos = pos_right(text->pos, skip);
	if (text->as.text.len || text->next || p->next)
		return true;
	diag(r->diag, DIAG_BAD_VALUE, entry->pos,
	    "this entry of the timeline has a date and no words, it was left out");
	diag_hint(r->diag, "say what happened: '- 1944: ...'");
	return false;
}

static void timeline_build(struct reader *r, const struct block *b, struct node *n)
{
	struct heads h = {1, 0, 1};
	struct node *holder = node_new(r->arena, NODE_TIMELINE, b->pos), *next;
	contents_build(r, b, holder, &h);
	for (struct node *k = holder->first; k; k = k->next) {
		if (k->kind != NODE_LIST) {
			report_misplaced(r, b, k);
			continue;
		}
		n->as.list.tight = k->as.list.tight;
		for (struct node *item = k->first; item; item = next) {
			next = item->next;
			item->kind = NODE_TIMELINE_ENTRY;
			if (date_take(r, item))
				node_append(n, item);
		}
	}
}

static void hint_panels(struct reader *r)
{
	diag_hint(r->diag, "each panel is a '::: figure' block inside it");
}

/* A comic is its panels; what else it tells stands in its text form. */
static void comic_build(
    struct reader *r, const struct block *b, struct node *n, struct heads *h)
{
	bool panels = false;
	contents_build(r, b, n, h);
	for (struct node *k = n->first, *next; k; k = next) {
		next = k->next;
		panels |= k->kind == NODE_FIGURE;
		if (k->kind == NODE_FIGURE || k->kind == NODE_TEXT_FORM)
			continue;
		report_misplaced(r, b, k);
		node_remove(k);
	}
	if (panels || !n->first) /* what is empty is told in block_build() */
		return;
	diag(r->diag, DIAG_EMPTY_PIECE, b->pos, "this comic has no panels");
	hint_panels(r);
}

static void empty_build(struct reader *r, const struct block *b)
{
	struct heads h = {1, 0, 1};
	struct node *holder = node_new(r->arena, NODE_CONTENTS, b->pos);
	contents_build(r, b, holder, &h);
	for (const struct node *k = holder->first; k; k = k->next)
		report_misplaced(r, b, k);
}

static void fill(struct reader *r, const struct block *b, struct node *n, struct heads *h)
{
	switch (n->kind) {
	case NODE_SIDEBAR:
		box_build(r, b, n, h);
		break;
	case NODE_QUESTION:
	case NODE_ANSWER:
		contents_build(r, b, n, h);
		if (n->first)
			voice_label(r, b, n);
		break;
	case NODE_FIGURE:
		figure_build(r, b, n);
		break;
	case NODE_VERSE:
		verse_build(r, b, n);
		break;
	case NODE_TABLE:
		table_build(r, b, n);
		break;
	case NODE_TIMELINE:
		timeline_build(r, b, n);
		break;
	case NODE_COMIC:
		comic_build(r, b, n, h);
		break;
	case NODE_CONTENTS:
		empty_build(r, b);
		break;
	default:
		contents_build(r, b, n, h);
		break;
	}
}

static void attributes_apply(struct reader *r, const struct block *b, struct node *n)
{
	const struct attribute *lang = attribute_find(&b->attributes, "lang"),
			       *consent = attribute_find(&b->attributes, "consent");
	n->class = b->attributes.class;
	if (strcmp(b->kind->name, "note") == 0)
		n->class =
		    n->class ? arena_printf(r->arena, "note %s", n->class) : "note";
	if (lang)
		n->lang =
		    language_check(r->diag, lang->pos, lang->value ? lang->value : "");
	if (consent)
		n->consent = consent->value;
}

void block_build(
    struct reader *r, const struct block *b, struct node *parent, struct heads *h)
{
	if (!b->kind) {
		run_build(r, b, parent, h);
		return;
	}
	struct node *n = node_add(r->arena, parent, b->kind->node, b->pos);
	attributes_apply(r, b, n);
	fill(r, b, n, h);
	bool bare = n->kind == NODE_FIGURE || n->kind == NODE_CONTENTS;
	if (!n->first && !bare) {
		if (n->kind != NODE_TABLE)
			diag(r->diag, DIAG_EMPTY_PIECE, b->pos,
			    "this %s is empty, it was left out", b->kind->name);
		if (n->kind == NODE_COMIC)
			hint_panels(r);
		node_remove(n);
		return;
	}
	if (n->kind == NODE_PULLQUOTE || n->kind == NODE_BLOCKQUOTE)
		line_add(r, b, "attribution", n, NODE_ATTRIBUTION);
}
