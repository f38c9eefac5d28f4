/*
 * Art and its words.
 *
 * In: this book's own copy of a piece. Out: the copy changed.
 * - A figure that shows art has the class `art` beside its own.
 * - Art that no access edition may hold (its words cannot be read out, a typeface is not
 *   there, a file is damaged) gives way to its description, and says so. In an advert the
 *   words of the piece are there already.
 * - An advert's words are in its art. Where the sheet shows no `advert-words`, they are
 *   not set again beside it: they are heard, as the picture's alternative.
 */
#include "makeup/edit.h"

#include <string.h>

struct advert {
	const struct makeup *m;
	struct set_piece *p;
	bool words;	    /* the piece is an advert with a text of its own */
	struct node *shown; /* its art */
};

static bool is_art(const struct node *n)
{
	return n->kind == NODE_FIGURE && n->as.figure.picture &&
	       n->as.figure.picture->format == PICTURE_ART;
}

bool shows_art(const struct node *root)
{
	for (const struct node *k = root->first; k; k = k->next)
		if (is_art(k) || shows_art(k))
			return true;
	return false;
}

/* ---- words in place of art ------------------------------------------------ */

static void report(struct advert *a, const struct node *n, const char *why)
{
	const char *what =
	    a->words ? "the advert's words stand" : "its description stands";

	diag(a->m->diag, DIAG_ART_IN_WORDS, n->pos,
	    "picture '%s' cannot stand in editions for members: %s; %s alone "
	    "there",
	    n->as.figure.picture->name, why, what);
}

static void say_in_words(struct advert *a, struct node *n)
{
	struct node *paragraph;

	n->as.figure.picture = NULL;
	if (a->words || !n->as.figure.alt)
		return;
	paragraph = added_node(a->m, a->p->piece, NODE_PARAGRAPH, n->pos);
	paragraph->class = "art-words";
	added_text(a->m, a->p->piece, paragraph, n->as.figure.alt);
	node_insert_before(n->parent, n, paragraph);
}

static void edit_figure(struct advert *a, struct node *n)
{
	const struct art *art = n->as.figure.picture->art;

	if (art && (a->m->press || !art->unfit)) {
		n->class =
		    n->class ? arena_printf(a->m->arena, "%s art", n->class) : "art";
		a->shown = a->shown ? a->shown : n;
		return;
	}
	if (!a->m->press && art)
		report(a, n, art->unfit);
	say_in_words(a, n);
}

static void walk(struct advert *a, struct node *n)
{
	struct node *next;

	for (struct node *k = n->first; k; k = next) {
		next = k->next;
		if (is_art(k))
			edit_figure(a, k);
		else
			walk(a, k);
	}
}

/* ---- adverts --------------------------------------------------------------- */

static bool is_head(const struct node *n)
{
	return n->kind == NODE_KICKER || n->kind == NODE_HEADLINE ||
	       n->kind == NODE_FIGURE;
}

static bool has_words(const struct node *root)
{
	for (const struct node *k = root->first; k; k = k->next)
		if (!is_head(k))
			return true;
	return false;
}

/* Does this sheet set the words beside their art? */
static bool sets_words(struct advert *a)
{
	const struct makeup *m = a->m;
	const struct piece *piece = a->p->piece;
	const struct style *root =
	    style_of(m->sheet, piece->root, piece, NULL, a->p->section);
	struct node *words = added_node(a->m, a->p->piece, NODE_GROUP, piece->root->pos);
	bool shown;

	words->class = "advert-words";
	node_append(piece->root, words);
	shown = style_of(m->sheet, words, piece, root, a->p->section)->display !=
		DISPLAY_NONE;
	node_remove(words);
	return shown;
}

/* One sentence more of an alternative. */
static void say_also(struct buf *all, const char *words)
{
	if (all->len && !strchr(".!?:", all->at[all->len - 1]))
		buf_char(all, '.');
	if (all->len)
		buf_char(all, ' ');
	buf_string(all, words);
}

/* Words to be heard and not seen go into the picture's alternative, in their order:
 * before its own words stand those that are written before it. */
static void hear_words(struct advert *a)
{
	struct node *figure = a->shown, *next;
	const char *own = figure->as.figure.alt ? figure->as.figure.alt : "";
	struct buf all = {0};
	bool said = figure->parent != a->p->piece->root;

	buf_string(&all, said ? own : "");
	for (struct node *k = a->p->piece->root->first; k; k = next) {
		next = k->next;
		if (k == figure)
			say_also(&all, own);
		if (is_head(k))
			continue;
		say_also(&all, node_text(a->m->arena, k));
		node_remove(k);
	}
	figure->as.figure.alt = arena_copy(a->m->arena, all.at ? all.at : "", all.len);
	buf_release(&all);
}

void edit_art(const struct makeup *m, struct set_piece *p)
{
	struct advert a = {.m = m, .p = p};
	const bool advert = strcmp(p->piece->kind->name, "advert") == 0;

	if (!m->issue->nart)
		return;
	a.words = advert && has_words(p->piece->root);
	walk(&a, p->piece->root);
	if (!a.words || !a.shown)
		return;
	p->advert_set = sets_words(&a);
	if (!p->advert_set)
		hear_words(&a);
}
