/*
 * Nodes that a rule adds to a book's own copy of a piece (edit.c, described.c, records.c,
 * art.c).
 *
 * In: the copy. Out: nodes with ids of their own, which the tags know them by, and
 * generated: what is heard of them was not written, and the proof of reading passes over
 * them (reading.c).
 */
#include <string.h>

#include "makeup/edit.h"

struct node *added_node(
    const struct makeup *m, struct piece *p, enum node_kind kind, struct pos pos)
{
	struct node *n = node_new(m->arena, kind, pos);

	n->id = p->nnode++;
	n->generated = true;
	return n;
}

struct node *added_text(
    const struct makeup *m, struct piece *p, struct node *to, const char *text)
{
	struct node *n = added_node(m, p, NODE_TEXT, to->pos);

	n->generated = to->generated;
	n->as.text.text = text;
	n->as.text.len = (uint32_t)strlen(text);
	node_append(to, n);
	return n;
}
