/*
 * The tree: making, joining, walking and copying nodes.
 *
 * A node knows its first, last and next only: half the pointers of a full list, and
 * trees are read far more often than cut. Cutting costs a walk over the siblings.
 */
#include "issue/reader.h"

#include <string.h>

static const char *const kind_name[NODE_NKIND] = {
    [NODE_PIECE] = "piece",
    [NODE_KICKER] = "kicker",
    [NODE_HEADLINE] = "headline",
    [NODE_STANDFIRST] = "standfirst",
    [NODE_BYLINE] = "byline",
    [NODE_CROSSHEAD] = "crosshead",
    [NODE_PARAGRAPH] = "paragraph",
    [NODE_LIST] = "list",
    [NODE_LIST_ITEM] = "list-item",
    [NODE_TABLE] = "table",
    [NODE_ROW] = "row",
    [NODE_CELL] = "cell",
    [NODE_BLOCKQUOTE] = "blockquote",
    [NODE_ATTRIBUTION] = "attribution",
    [NODE_BREAK] = "break",
    [NODE_FIGURE] = "figure",
    [NODE_CAPTION] = "caption",
    [NODE_CREDIT] = "credit",
    [NODE_PULLQUOTE] = "pullquote",
    [NODE_SIDEBAR] = "sidebar",
    [NODE_VERSE] = "verse",
    [NODE_STANZA] = "stanza",
    [NODE_VERSE_LINE] = "verse-line",
    [NODE_QUESTION] = "question",
    [NODE_ANSWER] = "answer",
    [NODE_GROUP] = "group",
    [NODE_TIMELINE] = "timeline",
    [NODE_TIMELINE_ENTRY] = "timeline-entry",
    [NODE_COMIC] = "comic",
    [NODE_TEXT_FORM] = "text-form",
    [NODE_QUOTES] = "quotes",
    [NODE_FORM] = "form",
    [NODE_FOOTNOTE] = "footnote",
    [NODE_CONTENTS] = "contents",
    [NODE_CONTENTS_ENTRY] = "contents-entry",
    [NODE_PRINT_MARK] = "print-mark",
    [NODE_RECORDS] = "records",
    [NODE_RECORD] = "record",
    [NODE_FIELD] = "field",
    [NODE_TEXT] = "text",
    [NODE_EMPH] = "emph",
    [NODE_STRONG] = "strong",
    [NODE_LINK] = "link",
    [NODE_PAGE_REF] = "page-ref",
    [NODE_NOTE_REF] = "note-ref",
    [NODE_ABBR] = "abbr",
    [NODE_SPAN] = "span",
    [NODE_QUOTE] = "quote",
    [NODE_LINE_BREAK] = "line-break",
    [NODE_LABEL] = "label",
};

const char *node_kind_name(enum node_kind kind)
{
	return kind < NODE_NKIND ? kind_name[kind] : "?";
}

bool node_is_inline(const struct node *n)
{
	return n->kind >= NODE_TEXT;
}

bool node_holds_blocks(const struct node *n)
{
	switch (n->kind) {
	case NODE_PIECE:
	case NODE_SIDEBAR:
	case NODE_GROUP:
	case NODE_COMIC:
	case NODE_TEXT_FORM:
	case NODE_QUOTES:
	case NODE_FORM:
	case NODE_QUESTION:
	case NODE_ANSWER:
		return true;
	default:
		return false;
	}
}

bool node_has_class(const struct node *n, const char *class)
{
	size_t len = strlen(class);
	const char *p = n->class;
	while (p && *p) {
		size_t word = strcspn(p, " ");
		if (word == len && memcmp(p, class, len) == 0)
			return true;
		p += word + (p[word] == ' ');
	}
	return false;
}

struct node *node_new(struct arena *a, enum node_kind kind, struct pos pos)
{
	struct node *n = ARENA_NEW(a, struct node);
	n->kind = kind;
	n->pos = pos;
	return n;
}

void node_append(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->next = NULL;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void node_insert_after(struct node *after, struct node *child)
{
	child->parent = after->parent;
	child->next = after->next;
	after->next = child;
	if (after->parent->last == after)
		after->parent->last = child;
}

static struct node *node_before(const struct node *n)
{
	struct node *k = n->parent->first;
	if (k == n)
		return NULL;
	while (k->next != n)
		k = k->next;
	return k;
}

void node_insert_before(struct node *parent, struct node *before, struct node *child)
{
	if (!before) {
		node_append(parent, child);
	} else if (parent->first == before) {
		child->parent = parent;
		child->next = before;
		parent->first = child;
	} else {
		node_insert_after(node_before(before), child);
	}
}

void node_remove(struct node *n)
{
	struct node *parent = n->parent, *before = node_before(n);
	if (before)
		before->next = n->next;
	else
		parent->first = n->next;
	if (parent->last == n)
		parent->last = before;
	n->parent = n->next = NULL;
}

struct node *node_add(
    struct arena *a, struct node *parent, enum node_kind kind, struct pos pos)
{
	struct node *n = node_new(a, kind, pos);
	node_append(parent, n);
	return n;
}

struct node *node_add_text(
    struct arena *a, struct node *parent, struct pos pos, const char *text)
{
	struct node *n = node_add(a, parent, NODE_TEXT, pos);
	n->as.text.text = text;
	n->as.text.len = (uint32_t)strlen(text);
	return n;
}

/* ---- words --------------------------------------------------------------- */

static void add_folded(struct buf *b, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		bool space = text[i] == ' ' || text[i] == '\t' || text[i] == '\n';
		if (!space)
			buf_char(b, text[i]);
		else if (b->len && b->at[b->len - 1] != ' ')
			buf_char(b, ' ');
	}
}

static void add_words(struct buf *b, const struct node *n)
{
	if (n->kind == NODE_TEXT) {
		add_folded(b, n->as.text.text, n->as.text.len);
		return;
	}
	if (n->kind == NODE_PAGE_REF && n->as.page_ref.text)
		add_folded(b, n->as.page_ref.text, strlen(n->as.page_ref.text));
	for (const struct node *k = n->first; k; k = k->next)
		add_words(b, k);
	if (!node_is_inline(n) || n->kind == NODE_LINE_BREAK)
		add_folded(b, " ", 1);
}

char *node_text(struct arena *a, const struct node *n)
{
	struct buf b = {0};
	add_words(&b, n);
	while (b.len && b.at[b.len - 1] == ' ')
		b.len--;
	char *text = arena_copy(a, b.at ? b.at : "", b.len);
	buf_release(&b);
	return text;
}

const char *node_lang(const struct node *n, const struct piece *p)
{
	for (; n; n = n->parent)
		if (n->lang)
			return n->lang;
	return p->lang;
}

const struct piece *issue_find(const struct issue *i, const char *slug)
{
	for (size_t k = 0; k < i->npiece; k++)
		if (strcmp(i->piece[k]->slug, slug) == 0)
			return i->piece[k];
	return NULL;
}

/* ---- copies -------------------------------------------------------------- */

/* Copies by id, so that a note's reference and its note point at each other again. */
static struct node *copy_tree(struct arena *a, const struct node *n, struct node **by_id)
{
	struct node *copy = ARENA_NEW(a, struct node);
	*copy = *n;
	copy->parent = copy->first = copy->last = copy->next = NULL;
	by_id[n->id] = copy;
	for (const struct node *k = n->first; k; k = k->next)
		node_append(copy, copy_tree(a, k, by_id));
	return copy;
}

struct piece *piece_copy(struct arena *a, const struct piece *p)
{
	struct piece *copy = ARENA_NEW(a, struct piece);
	struct node **by_id = ARENA_ARRAY(a, struct node *, p->nnode + 1);
	*copy = *p;
	copy->root = copy_tree(a, p->root, by_id);
	for (uint32_t id = 0; id < p->nnode; id++) {
		struct node *n = by_id[id];
		if (n && n->kind == NODE_NOTE_REF && n->as.note_ref.note)
			n->as.note_ref.note = by_id[n->as.note_ref.note->id];
		else if (n && n->kind == NODE_FOOTNOTE && n->as.note.ref)
			n->as.note.ref = by_id[n->as.note.ref->id];
	}
	return copy;
}
