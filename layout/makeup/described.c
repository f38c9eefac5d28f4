/*
 * Pictures in words, for a book that shows none.
 *
 * In: this book's own copy of a piece. Out: the copy changed. A figure becomes a group of
 * paragraphs, where the source has it: its description, led by "Picture:", then its
 * caption and credit. A comic that has a text form is that text form alone, for it tells
 * what the panels tell (access.md). A QR code leaves its address. What decorates is left
 * out. The description is what the editor wrote, and so it is proved to be read
 * (reading.c); the word before it is ours.
 */
#include "makeup/edit.h"

#include <string.h>

struct description {
	const struct makeup *m;
	struct piece *piece;
};

const char *english_in(const char *lang)
{
	return lang && strncmp(lang, "en", 2) != 0 ? "en-GB" : NULL;
}

static void add_class(struct description *d, struct node *n, const char *class)
{
	n->class = n->class ? arena_printf(d->m->arena, "%s %s", n->class, class) : class;
}

/* "Picture: a long ramp" */
static struct node *words_of(
    struct description *d, const struct node *figure, const char *alt)
{
	struct node *words = added_node(d->m, d->piece, NODE_PARAGRAPH, figure->pos);
	struct node *label = added_node(d->m, d->piece, NODE_STRONG, figure->pos);
	const char *lang = node_lang(figure, d->piece);

	words->class = "description";
	words->generated = false; /* an editor wrote it */
	label->class = "label";
	label->lang = english_in(lang);
	added_text(d->m, d->piece, label, "Picture:");
	node_append(words, label);
	added_text(d->m, d->piece, words, arena_printf(d->m->arena, " %s", alt));
	return words;
}

static void describe(struct description *d, struct node *n)
{
	const bool shows = n->as.figure.picture != NULL;
	const char *alt = n->as.figure.decorative ? NULL : n->as.figure.alt;

	for (struct node *k = n->first; k; k = k->next) {
		add_class(d, k, k->kind == NODE_CAPTION ? "caption" : "credit");
		k->kind = NODE_PARAGRAPH;
	}
	if (shows && alt) {
		struct node *words = words_of(d, n, alt);

		if (n->first)
			node_insert_before(n, n->first, words);
		else
			node_append(n, words);
	}
	n->kind = NODE_GROUP;
	add_class(d, n, "described");
	if (!n->first)
		node_remove(n);
}

static void tell_comic(struct node *comic)
{
	struct node *next;

	for (struct node *k = comic->first; k; k = next) {
		next = k->next;
		if (k->kind == NODE_FIGURE)
			node_remove(k);
	}
}

static void walk(struct description *d, struct node *n)
{
	struct node *next;

	if (n->kind == NODE_COMIC && comic_is_told(n))
		tell_comic(n);
	if (n->kind == NODE_LIST_ITEM && node_has_class(n, "pictured"))
		n->class = NULL;
	for (struct node *k = n->first; k; k = next) {
		next = k->next;
		if (k->kind == NODE_FIGURE)
			describe(d, k);
		else
			walk(d, k);
	}
}

bool comic_is_told(const struct node *comic)
{
	for (const struct node *k = comic->first; k; k = k->next)
		if (k->kind == NODE_TEXT_FORM)
			return true;
	return false;
}

void edit_described(const struct makeup *m, struct set_piece *p)
{
	struct description d = {m, p->piece};

	if (m->pictures)
		return;
	walk(&d, p->piece->root);
}
