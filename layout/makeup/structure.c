/*
 * The structure of a piece: tags from what its author wrote, never from where it landed.
 *
 * In: a piece as edit.c left it. Out: p->tag[id], what the words of node id belong to,
 * and p->label[id], the marker of a list item, the number of a note. The tree is built in
 * the source's order, which is the order of reading (access.md); ISO 14289-1, 7 and the
 * Matterhorn conditions named below say what it must be.
 */
#include <assert.h>
#include <string.h>

#include "makeup/compose.h"

struct structure {
	const struct makeup *m;
	struct set_piece *p;
	int level;	     /* of the last heading: none is skipped (14-003) */
	int box;	     /* headings inside a box are below the one it stands under */
	struct tag *answers; /* a question and its answers are one section */
};

static void build(struct structure *s, const struct node *n, struct tag *parent);

static struct tag *new_tag(
    struct structure *s, struct tag *parent, enum role role, const struct node *n)
{
	struct tag *t = tag_new(s->m->arena, parent, role, n->pos);
	t->lang = n->lang;
	return t;
}

static void build_children(struct structure *s, const struct node *n, struct tag *parent)
{
	for (const struct node *k = n->first; k; k = k->next)
		build(s, k, parent);
}

/* A block or inline with a tag of its own. */
static struct tag *build_as(
    struct structure *s, const struct node *n, struct tag *parent, enum role role)
{
	struct tag *t = new_tag(s, parent, role, n);
	s->p->tag[n->id] = t;
	build_children(s, n, t);
	return t;
}

/* Words that belong to what is around them. A language of its own still needs a tag. */
static void build_plain(struct structure *s, const struct node *n, struct tag *parent)
{
	if (n->lang) {
		build_as(s, n, parent, ROLE_SPAN);
		return;
	}
	s->p->tag[n->id] = parent;
	build_children(s, n, parent);
}

static enum role heading_role(struct structure *s, int level)
{
	level += s->box;
	if (level > s->level + 1)
		level = s->level + 1;
	if (level > 6)
		level = 6;
	s->level = level;
	return (enum role)(ROLE_H1 + level - 1);
}

static void build_box(struct structure *s, const struct node *n, struct tag *parent)
{
	int level = s->level, box = s->box;
	s->box = level > 1 ? level - 1 : 0;
	build_as(s, n, parent, ROLE_ASIDE);
	s->box = box;
	s->level = level;
}

/* ---- lists, tables, figures, notes --------------------------------------- */

static void build_list(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *list = new_tag(s, parent, ROLE_LIST, n);
	list->numbering = n->as.list.ordered ? NUMBERING_DECIMAL : NUMBERING_DISC;
	s->p->tag[n->id] = list;
	for (const struct node *k = n->first; k; k = k->next) {
		struct tag *item = new_tag(s, list, ROLE_LIST_ITEM, k);
		if (n->as.list.ordered || !node_has_class(k, "pictured"))
			s->p->label[k->id] = new_tag(s, item, ROLE_LIST_LABEL, k);
		struct tag *body = new_tag(s, item, ROLE_LIST_BODY, k);
		s->p->tag[k->id] = body;
		bool alone = n->as.list.tight && k->first &&
			     k->first->kind == NODE_PARAGRAPH && !k->first->lang;
		if (alone) { /* a tight item's words stand in LBody itself */
			s->p->tag[k->first->id] = body;
			build_children(s, k->first, body);
		}
		for (const struct node *c = alone ? k->first->next : k->first; c;
		     c = c->next)
			build(s, c, body);
	}
}

/* A list whose labels are its dates. */
static void build_timeline(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *list = new_tag(s, parent, ROLE_LIST, n);
	s->p->tag[n->id] = list;
	for (const struct node *k = n->first; k; k = k->next) {
		struct tag *item = new_tag(s, list, ROLE_LIST_ITEM, k);
		s->p->label[k->id] = new_tag(s, item, ROLE_LIST_LABEL, k);
		s->p->tag[k->id] = new_tag(s, item, ROLE_LIST_BODY, k);
		build_children(s, k, s->p->tag[k->id]);
	}
}

static void build_row(struct structure *s, const struct node *row, struct tag *part)
{
	struct tag *tr = new_tag(s, part, ROLE_ROW, row);
	s->p->tag[row->id] = tr;
	for (const struct node *c = row->first; c; c = c->next) {
		bool head = c->as.cell.head || c->as.cell.row_head;
		struct tag *t = build_as(s, c, tr, head ? ROLE_HEAD_CELL : ROLE_CELL);
		t->rowspan = c->as.cell.rowspan;
		t->colspan = c->as.cell.colspan;
		if (head) /* 15-003 */
			t->scope = c->as.cell.row_head ? SCOPE_ROW : SCOPE_COLUMN;
	}
}

static void build_table(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *table = new_tag(s, parent, ROLE_TABLE, n);
	struct tag *part = NULL;
	int row = 0;
	s->p->tag[n->id] = table;
	for (const struct node *k = n->first; k; k = k->next) {
		if (k->kind != NODE_ROW) {
			build_as(s, k, table, ROLE_CAPTION);
			continue;
		}
		if (row == 0 && n->as.table.nhead > 0)
			part = new_tag(s, table, ROLE_TABLE_HEAD, n);
		if (row == n->as.table.nhead)
			part = new_tag(s, table, ROLE_TABLE_BODY, n);
		build_row(s, k, part);
		row++;
	}
}

/* A list of a table's rows: an item is named by its row's head. */
static void build_records(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *list = new_tag(s, parent, ROLE_LIST, n);
	s->p->tag[n->id] = list;
	for (const struct node *k = n->first; k; k = k->next) {
		if (k->kind != NODE_RECORD) {
			build_as(s, k, list, ROLE_CAPTION);
			continue;
		}
		struct tag *item = new_tag(s, list, ROLE_LIST_ITEM, k);
		const struct node *field = k->first;
		if (field && field->as.cell.row_head) {
			build_as(s, field, item, ROLE_LIST_LABEL);
			field = field->next;
		}
		s->p->tag[k->id] = new_tag(s, item, ROLE_LIST_BODY, k);
		for (; field; field = field->next)
			build(s, field, s->p->tag[k->id]);
	}
}

/* A group of the Figure and its caption: Alt on a Figure can silence a Caption inside it.
 */
static void build_figure(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *group = n->first ? new_tag(s, parent, ROLE_GROUP, n) : parent;
	if (!n->as.figure.decorative && (n->as.figure.picture || n->as.figure.code)) {
		struct tag *figure = new_tag(s, group, ROLE_FIGURE, n);
		figure->alt = n->as.figure.alt;
		s->p->tag[n->id] = figure;
	}
	for (const struct node *k = n->first; k; k = k->next)
		build_as(
		    s, k, group, k->kind == NODE_CAPTION ? ROLE_CAPTION : ROLE_PARAGRAPH);
}

static void build_note(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *note = new_tag(s, parent, ROLE_NOTE, n);
	struct tag *label = new_tag(s, note, ROLE_LIST_LABEL, n);
	struct tag *back = new_tag(s, label, ROLE_LINK, n);
	back->alt =
	    arena_printf(s->m->arena, "Back to the text at note %d", n->as.note.number);
	s->p->label[n->id] = back;
	s->p->tag[n->id] = note;
	build_children(s, n, note);
}

static void build_note_ref(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *ref = new_tag(s, parent, ROLE_REFERENCE, n);
	struct tag *link = new_tag(s, ref, ROLE_LINK, n);
	link->alt = arena_printf(s->m->arena, "Note %d", n->as.note_ref.number);
	s->p->tag[n->id] = link;
}

/* ---- words that link ----------------------------------------------------- */

static void build_link(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *link = new_tag(s, parent, ROLE_LINK, n);
	link->url = n->as.link.url;
	link->alt = n->as.link.title ? n->as.link.title : node_text(s->m->arena, n);
	s->p->tag[n->id] = link;
	build_children(s, n, link);
}

static void build_page_ref(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *ref = new_tag(s, parent, ROLE_REFERENCE, n);
	s->p->tag[n->id] = new_tag(s, ref, ROLE_LINK, n);
}

static void build_entry(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *entry = new_tag(s, parent, ROLE_CONTENTS_ENTRY, n);
	struct tag *ref = new_tag(s, entry, ROLE_REFERENCE, n);
	struct tag *link = new_tag(s, ref, ROLE_LINK, n);
	s->p->tag[n->id] = link;
	for (const struct node *k = n->first; k; k = k->next) {
		if (k->kind == NODE_FIGURE) /* its own piece tells what it shows */
			continue;
		struct tag *t = k->lang ? new_tag(s, link, ROLE_SPAN, k) : link;
		s->p->tag[k->id] = t;
		if (k->kind == NODE_PAGE_REF)
			s->p->label[k->id] = link;
		build_children(s, k, t);
	}
}

/* ---- the rest ------------------------------------------------------------ */

static void build_verse(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *verse = new_tag(s, parent, ROLE_SECTION, n);
	s->p->tag[n->id] = verse;
	for (const struct node *k = n->first; k; k = k->next) {
		struct tag *stanza = new_tag(s, verse, ROLE_PARAGRAPH, k);
		s->p->tag[k->id] = stanza;
		for (const struct node *l = k->first; l; l = l->next) {
			struct tag *line = build_as(s, l, stanza, ROLE_SPAN);
			line->actual =
			    arena_printf(s->m->arena, "%s\n", node_text(s->m->arena, l));
		}
	}
}

static void build_question(struct structure *s, const struct node *n, struct tag *parent)
{
	if (n->kind == NODE_QUESTION || !s->answers)
		s->answers = new_tag(s, parent, ROLE_SECTION, n);
	s->p->tag[n->id] = s->answers;
	struct tag *section = s->answers;
	build_children(s, n, section);
	s->answers = section;
}

/* No tag: place.c makes artifacts of it. */
static void silence(struct structure *s, const struct node *n)
{
	s->p->tag[n->id] = NULL;
	for (const struct node *k = n->first; k; k = k->next)
		silence(s, k);
}

static void build_pullquote(struct structure *s, const struct node *n, struct tag *parent)
{
	if (!node_has_class(n, "repeated")) {
		struct tag *aside = new_tag(s, parent, ROLE_ASIDE, n);
		build_as(s, n, aside, ROLE_BLOCKQUOTE);
		return;
	}
	silence(s, n); /* its words stand in the article: heard once is enough */
}

static void build_piece(struct structure *s, const struct node *n, struct tag *parent)
{
	struct tag *article = build_as(s, n, parent, ROLE_ARTICLE);
	article->title = s->p->piece->headline;
	s->p->article = article;
}

static void build_headline(struct structure *s, const struct node *n, struct tag *parent)
{
	s->level = 1;
	build_as(s, n, parent, ROLE_H1);
}

static void build_crosshead(struct structure *s, const struct node *n, struct tag *parent)
{
	build_as(s, n, parent, heading_role(s, n->as.crosshead.level));
}

static void build_abbr(struct structure *s, const struct node *n, struct tag *parent)
{
	build_as(s, n, parent, ROLE_SPAN)->expansion = n->as.abbr.expansion;
}

/* Roles of the nodes that need no more than a tag of their own. */
static const struct {
	enum node_kind kind;
	enum role role;
} plain_role[] = {
    {NODE_KICKER, ROLE_PARAGRAPH},
    {NODE_STANDFIRST, ROLE_PARAGRAPH},
    {NODE_BYLINE, ROLE_PARAGRAPH},
    {NODE_PARAGRAPH, ROLE_PARAGRAPH},
    {NODE_FIELD, ROLE_PARAGRAPH},
    {NODE_ATTRIBUTION, ROLE_PARAGRAPH},
    {NODE_CREDIT, ROLE_PARAGRAPH},
    {NODE_CAPTION, ROLE_CAPTION},
    {NODE_BLOCKQUOTE, ROLE_BLOCKQUOTE},
    {NODE_COMIC, ROLE_SECTION},
    {NODE_TEXT_FORM, ROLE_SECTION},
    {NODE_QUOTES, ROLE_SECTION},
    {NODE_FORM, ROLE_SECTION},
    {NODE_CONTENTS, ROLE_CONTENTS},
    {NODE_PRINT_MARK, ROLE_PRINT_MARK},
    {NODE_STRONG, ROLE_STRONG},
    {NODE_EMPH, ROLE_STRONG},
    {NODE_QUOTE, ROLE_QUOTE},
};

static void build_simple(struct structure *s, const struct node *n, struct tag *parent)
{
	for (size_t i = 0; i < COUNT(plain_role); i++)
		if (plain_role[i].kind == n->kind) {
			build_as(s, n, parent, plain_role[i].role);
			return;
		}
	build_plain(s, n, parent);
}

/* Those that need more. */
static const struct {
	enum node_kind kind;
	void (*build)(struct structure *s, const struct node *n, struct tag *parent);
} builder_of[] = {
    {NODE_PIECE, build_piece},
    {NODE_HEADLINE, build_headline},
    {NODE_CROSSHEAD, build_crosshead},
    {NODE_SIDEBAR, build_box},
    {NODE_LIST, build_list},
    {NODE_TIMELINE, build_timeline},
    {NODE_TABLE, build_table},
    {NODE_RECORDS, build_records},
    {NODE_FIGURE, build_figure},
    {NODE_FOOTNOTE, build_note},
    {NODE_VERSE, build_verse},
    {NODE_QUESTION, build_question},
    {NODE_ANSWER, build_question},
    {NODE_PULLQUOTE, build_pullquote},
    {NODE_CONTENTS_ENTRY, build_entry},
    {NODE_NOTE_REF, build_note_ref},
    {NODE_LINK, build_link},
    {NODE_PAGE_REF, build_page_ref},
    {NODE_ABBR, build_abbr},
};

static void build(struct structure *s, const struct node *n, struct tag *parent)
{
	if (n->kind != NODE_QUESTION && n->kind != NODE_ANSWER && !node_is_inline(n))
		s->answers = NULL;
	for (size_t i = 0; i < COUNT(builder_of); i++)
		if (builder_of[i].kind == n->kind) {
			builder_of[i].build(s, n, parent);
			return;
		}
	build_simple(s, n, parent);
}

void structure_piece(const struct makeup *m, struct tag *document, struct set_piece *p)
{
	struct structure s = {.m = m, .p = p, .level = 0};
	p->tag = ARENA_ARRAY(m->arena, struct tag *, p->piece->nnode);
	p->label = ARENA_ARRAY(m->arena, struct tag *, p->piece->nnode);
	build(&s, p->piece->root, document);
	const char *lang = p->piece->lang;
	if (lang && m->issue->lang && strcmp(lang, m->issue->lang) != 0)
		p->article->lang = lang;
}

/* ---- links between tags -------------------------------------------------- */

static struct tag *article_of(
    const struct piece *piece, const struct set_piece *all, size_t n)
{
	for (size_t i = 0; piece && i < n; i++)
		if (all[i].piece->index == piece->index)
			return all[i].article;
	return NULL;
}

static void link_node(
    struct set_piece *p, const struct node *n, const struct set_piece *all, size_t count)
{
	struct tag *tag = p->tag[n->id];
	if (n->kind == NODE_PAGE_REF && tag) {
		tag->target = article_of(n->as.page_ref.piece, all, count);
		tag->alt = n->as.page_ref.piece ? n->as.page_ref.piece->headline : NULL;
	} else if (n->kind == NODE_NOTE_REF && tag && n->as.note_ref.note) {
		struct tag *note = p->tag[n->as.note_ref.note->id];
		struct tag *back = p->label[n->as.note_ref.note->id];
		tag->target = note;
		if (back && n->as.note_ref.note->as.note.ref == n)
			back->target = tag->parent;
	}
	for (const struct node *k = n->first; k; k = k->next)
		link_node(p, k, all, count);
}

void structure_links(
    const struct makeup *m, struct set_piece *p, const struct set_piece *all, size_t n)
{
	(void)m;
	link_node(p, p->piece->root, all, n);
}
