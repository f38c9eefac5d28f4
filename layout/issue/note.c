/*
 * Footnotes: numbered, and put where they are read.
 *
 * In: the piece's tree, its references in reading order, its definitions. Out: each note,
 * numbered from 1 by its first reference, stands after the block (of the piece or of a
 * box) that holds that reference; a second reference has the same number. A note that
 * another note refers to stands after that one's neighbours. Unknown and unused labels
 * are findings.
 */
#include "issue/reader.h"

#include <string.h>

static void note_feed(struct reader *r, const struct note *n, struct feed *f)
{
	f->from = n->from;
	f->step = 1;
	for (size_t i = n->from; i < n->to; i++) {
		struct line l = r->source->line[i];
		size_t skip = i == n->from ? n->start : 0;
		while (i == n->from && skip < l.len &&
		       (l.text[skip] == ' ' || l.text[skip] == '\t'))
			skip++;
		while (i > n->from && skip < 4 && skip < l.len && l.text[skip] == ' ')
			skip++;
		if (i > n->from && !skip && l.len && l.text[0] == '\t')
			skip = 1;
		feed_line(r, f, l.text + skip, l.len - skip, (long)skip);
	}
}

static bool stands_in(const struct node *root, const struct node *n)
{
	while (n->parent)
		n = n->parent;
	return n == root;
}

static void note_place(struct node *note, struct node *ref)
{
	struct node *block = ref;
	while (block->parent && !node_holds_blocks(block->parent))
		block = block->parent;
	for (struct node *n = block; n; n = n->parent)
		if (n->kind == NODE_FOOTNOTE)
			block = n;
	while (block->next && block->next->kind == NODE_FOOTNOTE)
		block = block->next;
	node_insert_after(block, note);
}

static void note_build(struct reader *r, struct note *n, struct node *ref)
{
	struct feed f = {0};
	struct heads h = {5, 0, 5};
	n->node = node_new(r->arena, NODE_FOOTNOTE, n->pos);
	n->node->as.note.ref = ref;
	note_place(n->node, ref);
	note_feed(r, n, &f);
	markup_blocks(r, &f, n->node, &h);
	if (!n->node->first) {
		diag(r->diag, DIAG_EMPTY_PIECE, n->pos, "note '%s' has no words",
		    n->label);
		node_add(r->arena, n->node, NODE_PARAGRAPH, n->pos);
	}
}

static void report_missing(struct reader *r, const struct reference *ref)
{
	const char **labels = ARENA_ARRAY(r->arena, const char *, r->notes.n + 1);
	for (size_t i = 0; i < r->notes.n; i++)
		labels[i] = r->notes.entry[i].key;
	diag(r->diag, DIAG_MISSING_FOOTNOTE, ref->node->pos,
	    "there is no note '%s', its number was left out", ref->label);
	const char *near = closest(ref->label, labels);
	if (near)
		diag_hint(r->diag, "did you mean '[^%s]'?", near);
	else
		diag_hint(r->diag, "write the note on a line of its own: '[^%s]: ...'",
		    ref->label);
}

/* In reading order, which a reference inside a note is read in too. */
static void number_notes(struct node *n, int *number)
{
	if (n->kind == NODE_NOTE_REF) {
		struct node *note = n->as.note_ref.note;
		if (!note->as.note.number)
			note->as.note.number = ++*number;
		n->as.note_ref.number = note->as.note.number;
	}
	for (struct node *k = n->first; k; k = k->next)
		number_notes(k, number);
}

void note_place_all(struct reader *r)
{
	int number = 0;
	/* A note that is built may hold references: they join the list. */
	for (size_t i = 0; i < r->nreference; i++) {
		struct reference ref = r->reference[i];
		struct note *n = map_find(&r->notes, ref.label);
		if (!n) {
			report_missing(r, &ref);
			node_remove(ref.node);
			continue;
		}
		if (!stands_in(r->piece->root, ref.node)) {
			n->left_out = true;
			continue;
		}
		if (!n->node)
			note_build(r, n, ref.node);
		ref.node->as.note_ref.note = n->node;
	}
	number_notes(r->piece->root, &number);
	for (size_t i = 0; i < r->notes.n; i++) {
		const struct note *n = r->notes.entry[i].value;
		if (n->node || n->left_out)
			continue;
		diag(r->diag, DIAG_UNUSED_FOOTNOTE, n->pos,
		    "nothing refers to note '%s', it was left out", n->label);
		diag_hint(r->diag, "put '[^%s]' in the text where it belongs", n->label);
	}
}
