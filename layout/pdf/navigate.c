/*
 * Ways through a document: links, outline, page labels (ISO 32000-1, 12.3 and 12.5.6.5).
 *
 * In: the links met while painting, the outline, the folios. Out: annotations and outline
 * items that lead to where a tag begins, so it is written after the last page.
 * An area of a link is an annotation of its own, also where one link goes on over a line:
 * all belong to one Link element. Rejected: one annotation with QuadPoints, which some
 * viewers take for the rectangle around them, over words that are no link.
 */
#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

/* ---- destinations ------------------------------------------------------- */

static void put_page_name(struct buf *b, const struct page *p)
{
	buf_string(b, "Page ");
	if (p->folio && p->folio[0])
		buf_string(b, p->folio);
	else
		buf_printf(b, "%d", p->number);
}

/* "[page /XYZ null top null]": the page, or the element, stays as large as it is shown.
 */
static void put_destination(
    struct buf *b, uint32_t number, const struct writer *w, const struct fragment *at)
{
	struct rect media = w->tree.media;

	buf_char(b, '[');
	put_ref(b, number);
	if (at) {
		buf_string(b, " /XYZ null ");
		buf_pt(b, media.y + media.h - at->top);
		buf_string(b, " null]");
	} else {
		buf_string(b, " /Fit]");
	}
}

static uint32_t page_of(
    const struct writer *w, const struct fragment *at, uint32_t otherwise)
{
	return w->first_page + (at ? at->page : otherwise);
}

/* ---- links -------------------------------------------------------------- */

/* What a link is, for the ear: the same as its Alt where it has one. */
static void put_contents(const struct writer *w, struct buf *b, const struct tag *link)
{
	const struct fragment *at = tree_place(w, link->target);
	struct buf name = {0};

	buf_string(b, "/Contents ");
	if (link->alt && link->alt[0]) {
		put_text(b, link->alt);
	} else if (link->url) {
		put_text(b, link->url);
	} else if (link->target && link->target->title) {
		put_text(b, link->target->title);
	} else {
		put_page_name(&name, book_of(w)->page[at ? at->page : 0]);
		put_text(b, name.at);
		buf_release(&name);
	}
}

/* To the element as well as to its page (/SD is ISO 32000-2's; readers of 1.7 pass over
 * it): whoever reads by the tags goes on where the link leads, not at the page's top. */
static void put_go_to(const struct writer *w, struct buf *b, const struct link *l)
{
	const struct tag *to = l->tag->target;
	const struct fragment *at = tree_place(w, to);

	buf_string(b, "/A <</S /GoTo /D ");
	put_destination(b, page_of(w, at, l->page), w, at);
	if (at) {
		buf_string(b, "/SD ");
		put_destination(b, w->tree.element[to->order], w, at);
	}
	buf_string(b, ">>");
}

void write_links(struct writer *w)
{
	const struct tree *s = &w->tree;
	struct buf *b = &w->scratch;

	for (size_t i = 0; i < s->nlink; i++) {
		const struct link *l = &s->link[i];
		buf_clear(b);
		buf_string(
		    b, "<</Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect ");
		put_rect(b, l->area, l->media);
		buf_printf(b, " /StructParent %zu ", book_of(w)->npage + i);
		put_entry_ref(b, "/P", w->first_page + l->page);
		put_contents(w, b, l->tag);
		if (l->tag->url) {
			buf_string(b, "/A <</S /URI /URI ");
			put_uri(b, l->tag->url);
			buf_string(b, ">>");
		} else {
			put_go_to(w, b, l);
		}
		buf_string(b, ">>");
		object_write(w->objects, l->number, b);
	}
}

/* ---- outline ------------------------------------------------------------ */

/* An outline item among its kin; indices into the outline, -1: none. */
struct item {
	long parent, first, last, before, after;
	unsigned nchild;
};

static void put_item_ref(struct buf *b, const char *key, uint32_t root, long index)
{
	if (index >= 0)
		put_entry_ref(b, key, root + 1 + (uint32_t)index);
}

/* The nearest entry before i of a lower level is its parent. */
static struct item *items_of(struct writer *w, struct item *root)
{
	const struct book *book = book_of(w);
	struct item *item = ARENA_ARRAY(w->arena, struct item, book->noutline);
	long last = -1;

	*root = (struct item){.parent = -1, .first = -1, .last = -1};
	for (size_t i = 0; i < book->noutline; i++) {
		long parent = last, me = (long)i;
		while (
		    parent >= 0 && book->outline[parent].level >= book->outline[i].level)
			parent = item[parent].parent;
		struct item *above = parent >= 0 ? &item[parent] : root;
		item[i] = (struct item){.parent = parent,
		    .first = -1,
		    .last = -1,
		    .before = above->last,
		    .after = -1};
		if (above->last >= 0)
			item[above->last].after = me;
		else
			above->first = me;
		above->last = me;
		above->nchild++;
		last = me;
	}
	return item;
}

static void write_item(struct writer *w, uint32_t root, const struct item *all, size_t i)
{
	const struct outline_entry *entry = &book_of(w)->outline[i];
	const struct fragment *at = tree_place(w, entry->tag);
	const struct item *item = &all[i];
	struct buf *b = &w->scratch;

	buf_clear(b);
	buf_string(b, "<<");
	put_entry_text(b, "/Title", entry->title ? entry->title : "");
	put_entry_ref(
	    b, "/Parent", item->parent >= 0 ? root + 1 + (uint32_t)item->parent : root);
	put_item_ref(b, "/Prev", root, item->before);
	put_item_ref(b, "/Next", root, item->after);
	put_item_ref(b, "/First", root, item->first);
	put_item_ref(b, "/Last", root, item->last);
	if (item->nchild) /* closed */
		buf_printf(b, "/Count -%u", item->nchild);
	buf_string(b, "/Dest ");
	put_destination(b, page_of(w, at, 0), w, at);
	if (at)
		put_entry_ref(b, "/SE", w->tree.element[entry->tag->order]);
	buf_string(b, ">>");
	object_write(w->objects, root + 1 + (uint32_t)i, b);
}

uint32_t write_outline(struct writer *w)
{
	size_t n = book_of(w)->noutline;
	struct buf *b = &w->scratch;
	struct item top, *item;
	uint32_t root;

	if (!n)
		return 0;
	item = items_of(w, &top);
	root = object_reserve(w->objects, (uint32_t)n + 1);
	for (size_t i = 0; i < n; i++)
		write_item(w, root, item, i);
	buf_clear(b);
	buf_string(b, "<</Type /Outlines");
	put_item_ref(b, "/First", root, top.first);
	put_item_ref(b, "/Last", root, top.last);
	buf_printf(b, "/Count %u>>", top.nchild);
	object_write(w->objects, root, b);
	return root;
}

/* ---- page labels -------------------------------------------------------- */

static bool is_decimal(const char *folio, int number)
{
	char *end;

	if (!folio || !folio[0])
		return true; /* nothing is printed: its number is its name */
	return folio[0] != '0' && strspn(folio, "0123456789") == strlen(folio) &&
	       strtol(folio, &end, 10) == number;
}

/* A new range where the folios do not count on. */
void put_labels(const struct writer *w, struct buf *out)
{
	const struct book *book = book_of(w);
	int next = 0;

	buf_string(out, "/PageLabels <</Nums [");
	for (size_t i = 0; i < book->npage; i++) {
		const struct page *p = book->page[i];
		bool decimal = p->number > 0 && is_decimal(p->folio, p->number);
		if (!decimal) {
			buf_printf(out, "%zu<<", i);
			put_entry_text(out, "/P", p->folio ? p->folio : "");
			buf_string(out, ">>");
			next = 0;
			continue;
		}
		if (p->number != next || i == 0)
			buf_printf(out, "%zu<</S /D /St %d>>", i, p->number);
		next = p->number + 1;
	}
	buf_string(out, "]>>");
}
