/*
 * What an editor wrote, as HTML: the blocks of a piece that the members' page shows.
 *
 * In: a node of a piece. Out: its blocks with their emphasis, links, languages and
 * abbreviations. What needs pages (references, notes) has no place on a page without
 * them and is left out; blocks that are not known here give what is in them.
 */
#include "report/members.h"

#include <string.h>

static const struct {
	enum node_kind kind;
	const char *element;
} elements[] = {
    {NODE_PARAGRAPH, "p"},
    {NODE_STANDFIRST, "p"},
    {NODE_LIST_ITEM, "li"},
    {NODE_BLOCKQUOTE, "blockquote"},
    {NODE_CROSSHEAD, "h3"},
    {NODE_EMPH, "em"},
    {NODE_STRONG, "strong"},
    {NODE_SPAN, "span"},
    {NODE_QUOTE, "q"},
};

static const char *element_of(const struct node *n)
{
	if (n->kind == NODE_LIST)
		return n->as.list.ordered ? "ol" : "ul";
	if (n->kind == NODE_LINK)
		return "a";
	if (n->kind == NODE_ABBR)
		return "abbr";
	for (size_t i = 0; i < COUNT(elements); i++)
		if (elements[i].kind == n->kind)
			return elements[i].element;
	return NULL;
}

static void add_attribute(struct buf *b, const char *name, const char *value)
{
	if (!value)
		return;
	buf_printf(b, " %s=\"", name);
	html_text(b, value);
	buf_char(b, '"');
}

static bool is_left_out(const struct node *n)
{
	return n->kind == NODE_NOTE_REF || n->kind == NODE_FOOTNOTE ||
	       n->kind == NODE_PAGE_REF || n->kind == NODE_FIGURE;
}

void words_html(struct buf *b, const struct node *n)
{
	const char *element = element_of(n);

	if (is_left_out(n))
		return;
	if (n->kind == NODE_TEXT)
		html_words(b, n->as.text.text, n->as.text.len);
	if (n->kind == NODE_LINE_BREAK)
		buf_string(b, "<br>");
	if (element) {
		buf_printf(b, "<%s", element);
		add_attribute(b, "lang", n->lang);
		if (n->kind == NODE_LINK)
			add_attribute(b, "href", n->as.link.url);
		if (n->kind == NODE_ABBR)
			add_attribute(b, "title", n->as.abbr.expansion);
		buf_char(b, '>');
	}
	for (const struct node *k = n->first; k; k = k->next)
		words_html(b, k);
	if (element)
		buf_printf(b, "</%s>%s", element, node_is_inline(n) ? "" : "\n");
}

void words_html_blocks(struct buf *b, const struct node *n, const struct node *but)
{
	for (const struct node *k = n->first; k; k = k->next)
		if (k != but)
			words_html(b, k);
}

const struct node *words_find(
    const struct node *n, enum node_kind kind, const char *class)
{
	if (n->kind == kind && (!class || node_has_class(n, class)))
		return n;
	for (const struct node *k = n->first; k; k = k->next) {
		const struct node *found = words_find(k, kind, class);
		if (found)
			return found;
	}
	return NULL;
}
