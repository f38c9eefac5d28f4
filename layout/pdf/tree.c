/*
 * The structure tree (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).
 *
 * In: the book's tags, and during painting which content of which page belongs to which.
 * Out: one object an element, the parent tree, the tree of the notes' IDs, all at the
 * end; until then a content takes twelve bytes. Kids stand in the order of the tags; an
 * element's own content goes between its children by the order of painting, which within
 * a block is the order of reading (page.c). Elements without content are left out, but
 * not the empty cells of a table, which hold its columns together. Rejected: libharu's
 * dictionaries (1.8 KB an element), and elements written with their page: a paragraph may
 * go on over the page and a box may be read elsewhere.
 */
#include "pdf/tree.h"

#include <assert.h>
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

enum { LEAF = 64 }; /* keys in a leaf of the parent tree */

/* A role in PDF 1.7: its type, and the standard type it is mapped to if it is not one.
 * Another version of PDF is another column. */
static const struct {
	const char *type, *standard;
} pdf17[ROLE_NROLE] = {
    [ROLE_DOCUMENT] = {"Document", NULL},
    [ROLE_ARTICLE] = {"Art", NULL},
    [ROLE_SECTION] = {"Sect", NULL},
    [ROLE_ASIDE] = {"Aside", "Sect"},
    [ROLE_GROUP] = {"Div", NULL},
    [ROLE_H1] = {"H1", NULL},
    [ROLE_H2] = {"H2", NULL},
    [ROLE_H3] = {"H3", NULL},
    [ROLE_H4] = {"H4", NULL},
    [ROLE_H5] = {"H5", NULL},
    [ROLE_H6] = {"H6", NULL},
    [ROLE_PARAGRAPH] = {"P", NULL},
    [ROLE_BLOCKQUOTE] = {"BlockQuote", NULL},
    [ROLE_QUOTE] = {"Quote", NULL},
    [ROLE_LIST] = {"L", NULL},
    [ROLE_LIST_ITEM] = {"LI", NULL},
    [ROLE_LIST_LABEL] = {"Lbl", NULL},
    [ROLE_LIST_BODY] = {"LBody", NULL},
    [ROLE_TABLE] = {"Table", NULL},
    [ROLE_TABLE_HEAD] = {"THead", NULL},
    [ROLE_TABLE_BODY] = {"TBody", NULL},
    [ROLE_ROW] = {"TR", NULL},
    [ROLE_HEAD_CELL] = {"TH", NULL},
    [ROLE_CELL] = {"TD", NULL},
    [ROLE_CAPTION] = {"Caption", NULL},
    [ROLE_FIGURE] = {"Figure", NULL},
    [ROLE_NOTE] = {"Note", NULL},
    [ROLE_REFERENCE] = {"Reference", NULL},
    [ROLE_LINK] = {"Link", NULL},
    [ROLE_SPAN] = {"Span", NULL},
    [ROLE_STRONG] = {"Span", NULL},
    [ROLE_CONTENTS] = {"TOC", NULL},
    [ROLE_CONTENTS_ENTRY] = {"TOCI", NULL},
    [ROLE_PRINT_MARK] = {"PrintMark", "P"},
};

const char *tree_type(enum role role)
{
	assert(role < ROLE_NROLE && pdf17[role].type);
	return pdf17[role].type;
}

/* ---- while pages are painted -------------------------------------------- */

static const struct tag *tag_after(const struct tag *t)
{
	if (t->first)
		return t->first;
	while (t && !t->next)
		t = t->parent;
	return t ? t->next : NULL;
}

void tree_open(struct writer *w)
{
	struct tree *s = &w->tree;

	s->ntag = book_of(w)->ntag;
	s->tag = ARENA_ARRAY(w->arena, const struct tag *, s->ntag + 1);
	for (const struct tag *t = book_of(w)->root; t; t = tag_after(t)) {
		assert(t->order < s->ntag &&
		       !s->tag[t->order]); /* tag_number() was called */
		s->tag[t->order] = t;
	}
	s->page_start = ARENA_ARRAY(w->arena, uint32_t, book_of(w)->npage + 1);
	s->links = ARENA_ARRAY(w->arena, uint32_t, s->ntag + 1);
}

void tree_page(struct writer *w, uint32_t page)
{
	w->tree.page = page;
	w->tree.page_start[page] = (uint32_t)w->tree.ncontent;
	w->tree.page_start[page + 1] = (uint32_t)w->tree.ncontent;
}

uint32_t tree_content(struct writer *w, const struct tag *tag, sp top)
{
	struct tree *s = &w->tree;
	uint32_t mcid, page = s->page;

	assert(!role_is_artifact(tag->role) && s->tag[tag->order] == tag);
	mcid = (uint32_t)s->ncontent - s->page_start[page];
	ARENA_PUSH(w->arena, s->content, s->ncontent, s->capcontent) =
	    (struct fragment){.owner = tag->order, .page = page, .top = top};
	s->page_start[page + 1] = (uint32_t)s->ncontent;
	return mcid;
}

uint32_t tree_link(struct writer *w, const struct mark *m, struct rect media)
{
	struct tree *s = &w->tree;
	const struct tag *t = m->tag;
	uint32_t number;

	while (t && t->role != ROLE_LINK)
		t = t->parent;
	if (!t)
		return 0;
	number = object_reserve(w->objects, 1);
	ARENA_PUSH(w->arena, s->link, s->nlink, s->caplink) = (struct link){.tag = t,
	    .page = s->page,
	    .number = number,
	    .area = m->area,
	    .media = media,
	    .next = 0};
	/* Kept in order: the newest is linked behind the last. */
	if (!s->links[t->order]) {
		s->links[t->order] = (uint32_t)s->nlink;
		return number;
	}
	struct link *last = &s->link[s->links[t->order] - 1];
	while (last->next)
		last = &s->link[last->next - 1];
	last->next = (uint32_t)s->nlink;
	return number;
}

/* ---- who is written ----------------------------------------------------- */

/* What a tag has, its ancestors have: element says whether there is anything at all. */
static void spread_up(struct tree *s)
{
	for (uint32_t i = s->ntag; i-- > 0;) {
		const struct tag *parent = s->tag[i]->parent;
		s->element[i] |= s->first[i] != NOWHERE || s->links[i];
		if (!parent)
			continue;
		if (s->first[i] < s->first[parent->order])
			s->first[parent->order] = s->first[i];
		s->element[parent->order] |= s->element[i];
	}
}

static bool holds_a_table_together(enum role role)
{
	return role == ROLE_ROW || role == ROLE_CELL || role == ROLE_HEAD_CELL;
}

void tree_close(struct writer *w)
{
	struct tree *s = &w->tree;
	uint32_t n = 0, number;

	s->first = ARENA_ARRAY(w->arena, uint32_t, s->ntag + 1);
	s->element = ARENA_ARRAY(w->arena, uint32_t, s->ntag + 1);
	for (uint32_t i = 0; i < s->ntag; i++)
		s->first[i] = NOWHERE;
	for (uint32_t i = (uint32_t)s->ncontent; i-- > 0;)
		s->first[s->content[i].owner] = i;
	spread_up(s);
	for (uint32_t i = 0; i < s->ntag; i++) {
		const struct tag *t = s->tag[i];
		if (t->parent && holds_a_table_together(t->role))
			s->element[i] |= s->element[t->parent->order];
		n += s->element[i];
	}
	number = object_reserve(w->objects, n);
	for (uint32_t i = 0; i < s->ntag; i++)
		if (s->element[i])
			s->element[i] = number++;
}

const struct fragment *tree_place(const struct writer *w, const struct tag *tag)
{
	const struct tree *s = &w->tree;

	if (!tag || s->tag[tag->order] != tag || s->first[tag->order] == NOWHERE)
		return NULL;
	return &s->content[s->first[tag->order]];
}

/* ---- elements ----------------------------------------------------------- */

/* The contents of each tag: those of tag i are own[start[i]] to own[start[i + 1] - 1]. */
struct contents {
	uint32_t *start, *own;
};

static struct contents contents_of(struct writer *w)
{
	const struct tree *s = &w->tree;
	struct contents c = {ARENA_ARRAY(w->arena, uint32_t, s->ntag + 2),
	    ARENA_ARRAY(w->arena, uint32_t, s->ncontent + 1)};

	for (size_t i = 0; i < s->ncontent; i++)
		c.start[s->content[i].owner + 2]++;
	for (uint32_t i = 2; i < s->ntag + 2; i++)
		c.start[i] += c.start[i - 1];
	for (uint32_t i = 0; i < s->ncontent; i++)
		c.own[c.start[s->content[i].owner + 1]++] = i;
	return c;
}

static void put_table(struct buf *b, const struct tag *t)
{
	static const char *const scope[] = {NULL, "/Column", "/Row", "/Both"};

	if (!t->scope && t->rowspan < 2 && t->colspan < 2)
		return;
	buf_string(b, "/A <</O /Table");
	if (t->scope)
		buf_printf(b, " /Scope %s", scope[t->scope]);
	if (t->rowspan > 1)
		buf_printf(b, " /RowSpan %u", t->rowspan);
	if (t->colspan > 1)
		buf_printf(b, " /ColSpan %u", t->colspan);
	buf_string(b, ">>");
}

static void put_list(struct buf *b, const struct tag *t)
{
	static const char *const numbering[] = {"/None", "/Disc", "/Decimal"};

	buf_printf(b, "/A <</O /List /ListNumbering %s>>", numbering[t->numbering]);
}

static void put_figure(struct buf *b, const struct writer *w, const struct tag *t)
{
	struct rect box = rect_within(t->bbox, w->tree.media);

	buf_string(b, "/A <</O /Layout /Placement /Block");
	if (box.w > 0 && box.h > 0) {
		buf_string(b, " /BBox ");
		put_rect(b, box, w->tree.media);
	}
	buf_string(b, ">>");
}

static void put_note_id(struct buf *b, uint32_t order)
{
	buf_printf(b, "(note-%08u)", (unsigned)order);
}

static void put_attributes(struct buf *b, const struct writer *w, const struct tag *t)
{
	if (t->role == ROLE_HEAD_CELL || t->role == ROLE_CELL)
		put_table(b, t);
	else if (t->role == ROLE_LIST)
		put_list(b, t);
	else if (t->role == ROLE_FIGURE)
		put_figure(b, w, t);
	if (t->role == ROLE_NOTE) {
		buf_string(b, "/ID ");
		put_note_id(b, t->order);
	}
	put_entry_text(b, "/Lang", t->lang);
	put_entry_text(b, "/T", t->title);
	put_entry_text(b, "/Alt", t->alt);
	put_entry_text(b, "/ActualText", t->actual);
	put_entry_text(b, "/E", t->expansion);
}

/* Kids of one element on their way out. */
struct kids {
	const struct writer *w;
	struct buf *out;
	uint32_t page; /* /Pg: its contents are plain numbers */
};

static void put_content(const struct kids *k, uint32_t content)
{
	const struct tree *s = &k->w->tree;
	const struct fragment *f = &s->content[content];
	uint32_t mcid = content - s->page_start[f->page];

	if (f->page == k->page) {
		buf_char(k->out, ' ');
		buf_uint(k->out, mcid);
		return;
	}
	buf_string(k->out, "<</Type /MCR ");
	put_entry_ref(k->out, "/Pg", k->w->first_page + f->page);
	buf_string(k->out, " /MCID ");
	buf_uint(k->out, mcid);
	buf_string(k->out, ">>");
}

static void put_links(const struct kids *k, uint32_t link)
{
	for (; link; link = k->w->tree.link[link - 1].next) {
		const struct link *l = &k->w->tree.link[link - 1];
		buf_string(k->out, "<</Type /OBJR ");
		put_entry_ref(k->out, "/Obj", l->number);
		if (l->page != k->page) {
			buf_char(k->out, ' ');
			put_entry_ref(k->out, "/Pg", k->w->first_page + l->page);
		}
		buf_string(k->out, ">>");
	}
}

static void put_kids(const struct kids *k, const struct tag *t, const struct contents *c)
{
	const struct tree *s = &k->w->tree;
	uint32_t own = c->start[t->order], end = c->start[t->order + 1];

	buf_string(k->out, "/K [");
	for (const struct tag *child = t->first; child; child = child->next) {
		if (!s->element[child->order])
			continue;
		while (own < end && c->own[own] < s->first[child->order])
			put_content(k, c->own[own++]);
		buf_char(k->out, ' ');
		put_ref(k->out, s->element[child->order]);
	}
	while (own < end)
		put_content(k, c->own[own++]);
	put_links(k, s->links[t->order]);
	buf_char(k->out, ']');
}

static void write_element(struct writer *w, const struct tag *t, const struct contents *c)
{
	const struct tree *s = &w->tree;
	struct buf *b = &w->scratch;
	struct kids kids = {.w = w, .out = b, .page = NOWHERE};
	uint32_t own = c->start[t->order];

	buf_clear(b);
	buf_string(b, "<</S /");
	buf_string(b, tree_type(t->role));
	put_entry_ref(b, " /P", t->parent ? s->element[t->parent->order] : s->root);
	if (own < c->start[t->order + 1])
		kids.page = s->content[c->own[own]].page;
	else if (s->links[t->order])
		kids.page = s->link[s->links[t->order] - 1].page;
	if (kids.page != NOWHERE)
		put_entry_ref(b, "/Pg", w->first_page + kids.page);
	put_attributes(b, w, t);
	put_kids(&kids, t, c);
	buf_string(b, ">>");
	object_write(w->objects, s->element[t->order], b);
}

/* ---- trees by number and by name ---------------------------------------- */

/* Keys: the pages by index, then the links in their order. */
static void put_parents(struct buf *b, const struct tree *s, uint32_t key, uint32_t npage)
{
	buf_uint(b, key);
	if (key >= npage) {
		buf_char(b, ' ');
		put_ref(b, s->element[s->link[key - npage].tag->order]);
		buf_char(b, '\n');
		return;
	}
	buf_char(b, '[');
	for (uint32_t i = s->page_start[key]; i < s->page_start[key + 1]; i++) {
		put_ref(b, s->element[s->content[i].owner]);
		buf_char(b, ' ');
	}
	buf_string(b, "]\n");
}

static uint32_t write_parents(struct writer *w)
{
	const struct tree *s = &w->tree;
	uint32_t npage = (uint32_t)book_of(w)->npage, n = npage + (uint32_t)s->nlink,
		 number;
	struct buf *b = &w->scratch, kids = {0};

	buf_string(&kids, "<</Kids [");
	for (uint32_t key = 0, end; key < n; key = end) {
		end = key + LEAF < n ? key + LEAF : n;
		buf_clear(b);
		buf_printf(
		    b, "<</Limits [%u %u] /Nums [", (unsigned)key, (unsigned)end - 1);
		for (uint32_t i = key; i < end; i++)
			put_parents(b, s, i, npage);
		buf_string(b, "]>>");
		put_ref(&kids, object_add(w->objects, b));
		buf_char(&kids, ' ');
	}
	buf_string(&kids, "]>>");
	number = object_add(w->objects, &kids);
	buf_release(&kids);
	return number;
}

/* Names sort as the tags are ordered: their numbers have leading zeros. */
static uint32_t write_ids(struct writer *w)
{
	const struct tree *s = &w->tree;
	struct buf *b = &w->scratch;
	bool any = false;

	buf_clear(b);
	buf_string(b, "<</Names [");
	for (uint32_t i = 0; i < s->ntag; i++) {
		if (!s->element[i] || s->tag[i]->role != ROLE_NOTE)
			continue;
		put_note_id(b, i);
		put_ref(b, s->element[i]);
		any = true;
	}
	buf_string(b, "]>>");
	return any ? object_add(w->objects, b) : 0;
}

static void put_role_map(struct buf *b)
{
	buf_string(b, "/RoleMap <<");
	for (enum role role = 0; role < ROLE_NROLE; role++)
		if (pdf17[role].standard)
			buf_printf(b, "/%s /%s", pdf17[role].type, pdf17[role].standard);
	buf_string(b, ">>");
}

void tree_write(struct writer *w)
{
	struct tree *s = &w->tree;
	struct contents c = contents_of(w);
	struct buf *b = &w->scratch;
	uint32_t parents, ids;

	s->root = object_reserve(w->objects, 1);
	for (uint32_t i = 0; i < s->ntag; i++)
		if (s->element[i])
			write_element(w, s->tag[i], &c);
	parents = write_parents(w);
	ids = write_ids(w);
	buf_clear(b);
	buf_string(b, "<</Type /StructTreeRoot ");
	put_entry_ref(b, "/K", s->element[book_of(w)->root->order]);
	put_entry_ref(b, "/ParentTree", parents);
	buf_printf(b, "/ParentTreeNextKey %zu ", book_of(w)->npage + s->nlink);
	if (ids)
		put_entry_ref(b, "/IDTree", ids);
	put_role_map(b);
	buf_string(b, ">>");
	object_write(w->objects, s->root, b);
}
