/*
 * The words of references to pages: "page 16" in this edition, and, where it differs,
 * print's: "page 43 (print page 16)" (access.md). book.c sets and makes up again until
 * no reference changes.
 */
#include <string.h>

#include "makeup/edit.h"

struct resolve {
	const struct makeup *m;
	struct set_piece *p;
	const struct set_piece *all;
	size_t n;
	bool changed;
};

static const struct set_piece *find(const struct resolve *r, const struct piece *piece)
{
	for (size_t i = 0; piece && i < r->n; i++)
		if (r->all[i].piece->index == piece->index)
			return &r->all[i];
	return NULL;
}

static const char *reference(const struct resolve *r, const struct node *n)
{
	const struct piece *piece = n->as.page_ref.piece;
	const struct set_piece *to = find(r, piece);
	const int number = to ? to->first_page : 0;
	const bool elsewhere = to && to->volume != r->p->volume;
	const char *volume =
	    elsewhere ? arena_printf(r->m->arena, "olume %d, ", to->volume) : "";
	if (node_has_class(n, "folio"))
		return elsewhere ? arena_printf(r->m->arena, "V%spage %d", volume, number)
				 : arena_printf(r->m->arena, "%d", number);
	volume = elsewhere ? arena_printf(r->m->arena, "v%s", volume) : "";
	const struct print_pages *print = r->m->print;
	int printed = print && piece && piece->index < print->npiece
			  ? print->piece[piece->index]
			  : 0;
	if (printed && (printed != number || elsewhere))
		return arena_printf(
		    r->m->arena, "%spage %d (print page %d)", volume, number, printed);
	return arena_printf(r->m->arena, "%spage %d", volume, number);
}

bool has_page_refs(const struct node *root)
{
	for (const struct node *k = root->first; k; k = k->next)
		if (k->kind == NODE_PAGE_REF || has_page_refs(k))
			return true;
	return false;
}

static void resolve_node(struct resolve *r, struct node *n)
{
	if (n->kind == NODE_PAGE_REF) {
		r->p->has_refs = true;
		const char *text = reference(r, n);
		if (!n->as.page_ref.text || strcmp(text, n->as.page_ref.text) != 0) {
			n->as.page_ref.text = text;
			r->changed = true;
		}
	}
	for (struct node *k = n->first; k; k = k->next)
		resolve_node(r, k);
}

bool resolve_piece(
    const struct makeup *m, struct set_piece *p, const struct set_piece *all, size_t n)
{
	struct resolve r = {m, p, all, n, false};
	resolve_node(&r, p->piece->root);
	return r.changed;
}
