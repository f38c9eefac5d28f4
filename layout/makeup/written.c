/*
 * The words of a piece as its editor wrote them.
 *
 * In: the issue's own tree, before this book re-edited its copy (edit.c). Out: its words
 * in the source's order, notes apart. A figure says its alternative text, then its
 * caption (access.md). What a rule of this book leaves out is left out here by the same
 * rule, looked up where the rule stands: a pull quote that is no part of the tags must
 * have its words in the piece; what the sheet hides (display: none), and what it sets
 * before and after (content-before), is asked of the sheet. Asking it for every node
 * takes as long as all else here, so it is asked only where the words differ without it
 * (reading.c).
 */
#include <ctype.h>
#include <string.h>

#include "makeup/edit.h"
#include "makeup/reading.h"

struct saying {
	struct written *w;
	struct words *to;
};

static void say(struct saying *s, const struct node *n, const struct style *around);

static void say_text(struct saying *s, const struct node *n, const char *text, size_t len)
{
	struct words *w = s->to;
	ARENA_PUSH(s->w->m->arena, w->from, w->nfrom, w->capfrom) =
	    (struct word_at){w->text.len, n};
	words_add(w, text, len);
}

/* ---- what a rule of this book did to them ------------------------------------- */

static void amended(
    struct saying *s, enum amend rule, const struct node *n, const char *words)
{
	amend(s->w->m->arena, &s->w->amended, (struct amendment){rule, n->pos, words});
}

static bool has_word(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (isalnum((unsigned char)text[i]) || (unsigned char)text[i] >= 0x80)
			return true;
	return false;
}

/* "By", "Question", the kind of a piece over its headline. */
static void note_label(struct saying *s, const struct node *n)
{
	const char *text = n->as.text.text;
	if (n->generated && has_word(text, n->as.text.len))
		amended(
		    s, AMEND_LABEL, n, arena_copy(s->w->m->arena, text, n->as.text.len));
}

static void say_string(struct saying *s, const struct node *n, const char *text)
{
	if (text && *text)
		say_text(s, n, text, strlen(text));
}

static void say_children(
    struct saying *s, const struct node *n, const struct style *style)
{
	for (const struct node *k = n->first; k; k = k->next)
		say(s, k, style);
}

/* ---- pull quotes -------------------------------------------------------------- */

/* Letters and figures alone, as they are compared. */
static void fold(struct buf *to, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)text[i];
		if (c == 0xE2 && i + 2 < len && (unsigned char)text[i + 1] == 0x80)
			i += 2; /* U+2010 to U+2027: punctuation */
		else if (c >= 0x80 || isalnum(c))
			buf_char(to, c < 0x80 ? (char)tolower(c) : (char)c);
	}
}

static void fold_node(struct buf *to, const struct node *n, const struct node *but)
{
	if (n == but || n->kind == NODE_ATTRIBUTION || n->kind == NODE_FOOTNOTE)
		return;
	if (n->kind == NODE_TEXT)
		fold(to, n->as.text.text, n->as.text.len);
	for (const struct node *k = n->first; k; k = k->next)
		fold_node(to, k, but);
}

/* Silent, and rightly so. */
static bool is_said_elsewhere(const struct saying *s, const struct node *quote)
{
	struct buf quoted = {0}, piece = {0};
	if (s->w->p->tag[quote->id])
		return false;
	fold_node(&quoted, quote, NULL);
	fold_node(&piece, s->w->source->root, quote);
	const bool found = quoted.len && piece.len && strstr(piece.at, quoted.at);
	buf_release(&quoted);
	buf_release(&piece);
	return found;
}

/* ---- tables that are set as records --------------------------------------------- */

static bool is_told_as_records(const struct saying *s, const struct node *table)
{
	const struct tag *tag = s->w->p->tag[table->id];
	return tag && tag->role == ROLE_LIST;
}

/* Heads are said before each value; the row's own is its item's label, and is written. */
static void say_row(struct saying *s, const struct node *n, const struct style *style)
{
	const struct node *first = n->first;
	if (!first || !is_told_as_records(s, n->parent)) {
		say_children(s, n, style);
		return;
	}
	if (first->as.cell.head && !first->as.cell.row_head) {
		amended(s, AMEND_HEADS, n, node_text(s->w->m->arena, n));
		return;
	}
	const struct tag *label = s->w->p->tag[first->id];
	if (label && first->as.cell.row_head)
		s->w->spoken[label->order] = true;
	say_children(s, n, style);
}

/* ---- the walk ------------------------------------------------------------------ */

/* Art in an advert tells the advert's words with its own, a stop after each (art.c); art
 * that cannot stand in this book has its words in its place, which edit.c's kind of
 * paragraph brings. */
static bool says_alt(struct saying *s, const struct node *n)
{
	const struct tag *tag = s->w->p->tag[n->id];
	if (!s->w->m->pictures)
		return n->as.figure.picture && !n->as.figure.decorative;
	if (!n->as.figure.picture || n->as.figure.decorative)
		return false;
	if (n->as.figure.picture->format != PICTURE_ART)
		return true;
	if (tag && tag->alt && n->as.figure.alt &&
	    strcmp(tag->alt, n->as.figure.alt) != 0)
		s->w->stopped = true;
	return tag != NULL;
}

/* A panel of a comic whose text form stands in its place (described.c). */
static bool is_told_elsewhere(const struct saying *s, const struct node *n)
{
	return !s->w->m->pictures && n->parent->kind == NODE_COMIC &&
	       comic_is_told(n->parent);
}

static void say_figure(struct saying *s, const struct node *n, const struct style *style)
{
	if (says_alt(s, n))
		say_string(s, n, n->as.figure.alt);
	words_part(s->to);
	say_children(s, n, style);
}

/* Its label is its date, and is written. */
static void say_entry(struct saying *s, const struct node *n, const struct style *style)
{
	const struct tag *label = s->w->p->label[n->id];
	if (label)
		s->w->spoken[label->order] = true;
	say_string(s, n, n->as.entry.date);
	words_part(s->to);
	say_children(s, n, style);
}

static void say_note(struct saying *s, const struct node *n, const struct style *style)
{
	struct words *around = s->to;
	s->to = &s->w->out.notes;
	words_part(s->to);
	say_children(s, n, style);
	words_part(s->to);
	s->to = around;
}

static void say_kind(struct saying *s, const struct node *n, const struct style *style)
{
	switch (n->kind) {
	case NODE_TEXT:
		note_label(s, n);
		say_text(s, n, n->as.text.text, n->as.text.len);
		break;
	case NODE_LINE_BREAK:
		words_part(s->to);
		break;
	case NODE_NOTE_REF:
	case NODE_PAGE_REF: /* its words are this book's */
		break;
	case NODE_FIGURE:
		if (!is_told_elsewhere(s, n))
			say_figure(s, n, style);
		break;
	case NODE_TIMELINE_ENTRY:
		say_entry(s, n, style);
		break;
	case NODE_ROW:
		say_row(s, n, style);
		break;
	case NODE_FOOTNOTE:
		say_note(s, n, style);
		break;
	case NODE_PULLQUOTE:
		if (is_said_elsewhere(s, n))
			amended(s, AMEND_REPEATED, n, node_text(s->w->m->arena, n));
		else
			say_children(s, n, style);
		break;
	default:
		say_children(s, n, style);
	}
}

/* What the sheet sets before and after. */
static void say_around(struct saying *s, const struct node *n, const char *text)
{
	if (text && has_word(text, strlen(text)))
		amended(s, AMEND_LABEL, n, text);
	say_string(s, n, text);
}

/* A mark of a list is no word; the first line of a block takes what is before it. */
static bool has_before(const struct node *n)
{
	return n->kind != NODE_LIST_ITEM && n->kind != NODE_TEXT &&
	       (node_is_inline(n) || (n->first && node_is_inline(n->first)));
}

static void say(struct saying *s, const struct node *n, const struct style *around)
{
	const struct written *w = s->w;
	const struct style *style = NULL;
	const bool block = !node_is_inline(n);
	if (w->styled && n->kind != NODE_TEXT) {
		style = style_of(w->m->sheet, n, w->p->piece, around, w->p->section);
		if (style->display == DISPLAY_NONE) {
			amended(s, AMEND_HIDDEN, n, node_text(s->w->m->arena, n));
			return;
		}
	}
	if (block)
		words_part(s->to);
	if (style && has_before(n))
		say_around(s, n, style->content_before);
	say_kind(s, n, style);
	if (style && !block)
		say_around(s, n, style->content_after);
	if (block)
		words_part(s->to);
}

void written_read(struct written *w)
{
	struct saying s = {w, &w->out.text};
	w->out = (struct reading){0};
	w->amended = (struct amendments){0};
	say(&s, w->source->root, NULL);
}
