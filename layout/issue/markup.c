/*
 * Markdown to nodes, by cmark-gfm: CommonMark and tables. No other file knows cmark.
 *
 * In: lines of a source (struct feed). Out: blocks under a parent, each node with the
 * line and column where an editor finds it. Raw HTML is no part of the format: its words
 * are kept, its tags reported; comments are left out in silence.
 *
 * cmark's own footnotes, smart punctuation and bare links are off: notes must work across
 * runs and be reported when unused (cmark drops them), quotation marks must be right over
 * the headlines and captions that cmark never sees, and a bare link must not be changed
 * by either. Places: cmark counts columns of a paragraph's later lines from its first
 * line's start, so they are counted anew from the source.
 */
#include "issue/reader.h"

#include <string.h>

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

struct builder {
	struct reader *r;
	const struct feed *feed;
	struct heads *heads;
	struct pos fixed;      /* of a single line that has no feed */
	const char *line_text; /* of that line */
	struct node *at;       /* open node */
	bool deep_reported;
	int leaf_line, leaf_col; /* cmark's start of the paragraph that is open */
};

/* ---- places -------------------------------------------------------------- */

/* Bytes at the head of a line that belong to lists, quotations and indents. */
static size_t lead(const char *text, size_t len)
{
	size_t n = 0;
	while (n < len && strchr(" \t>", text[n]))
		n++;
	return n;
}

static struct pos place(struct builder *b, int line, int col)
{
	const struct feed *f = b->feed;
	if (!f) {
		size_t byte = col > GUARD_LEN ? (size_t)col - 1 - GUARD_LEN : 0;
		size_t len = strlen(b->line_text);
		return pos_right(
		    b->fixed, utf8_count(b->line_text, byte < len ? byte : len));
	}
	if (line < 1 || (size_t)line > f->nline)
		return b->at->pos;
	size_t k = (size_t)line - 1, at = f->from + k / f->step;
	struct source *s = b->r->source;
	long byte =
	    (f->step == 2 && col <= GUARD_LEN ? GUARD_LEN : col - 1) + f->shift[k];
	if (b->leaf_line && line != b->leaf_line && at < s->nline)
		byte = col - b->leaf_col + (long)lead(s->line[at].text, s->line[at].len);
	return source_pos(s, at, byte > 0 ? (size_t)byte : 0);
}

static struct pos node_place(struct builder *b, cmark_node *c)
{
	return place(b, cmark_node_get_start_line(c), cmark_node_get_start_column(c));
}

/* ---- inlines ------------------------------------------------------------- */

static bool has_inlines(enum node_kind kind)
{
	return kind == NODE_PARAGRAPH || kind == NODE_CROSSHEAD || kind == NODE_CELL;
}

/* Room for a space after it: a line's end. */
static void add_text(struct builder *b, const char *text, struct pos pos)
{
	bool guarded = !b->feed || b->feed->step == 2;
	if (guarded && !b->at->first && has_inlines(b->at->kind) &&
	    strncmp(text, GUARD, GUARD_LEN) == 0)
		text += GUARD_LEN;
	size_t len = strlen(text);
	if (!len)
		return;
	struct node *n = node_add(b->r->arena, b->at, NODE_TEXT, pos);
	char *copy = arena_alloc(b->r->arena, len + 2);
	memcpy(copy, text, len);
	n->as.text.text = copy;
	n->as.text.len = (uint32_t)len;
}

static void add_space(struct builder *b)
{
	struct node *last = b->at->last;
	if (!last)
		return;
	if (last->kind != NODE_TEXT) {
		add_text(b, " ", last->pos);
		return;
	}
	char *end = (char *)last->as.text.text + last->as.text.len;
	if (end[-1] != ' ')
		*end = ' ', last->as.text.len++;
}

static void add_code(struct builder *b, const char *text, struct pos pos)
{
	struct node *code = node_add(b->r->arena, b->at, NODE_SPAN, pos);
	code->class = "code";
	node_add_text(b->r->arena, code, pos, escape_show(b->r->arena, text, true));
}

static void add_html(struct builder *b, const char *html, struct pos pos)
{
	if (strncmp(html, "<!--", 4) == 0)
		return;
	diag(b->r->diag, DIAG_RAW_HTML, pos,
	    "HTML '%.*s' is not used, only words were kept", (int)strcspn(html, "\n\001"),
	    html);
	if (strncmp(html, "<br", 3) == 0) {
		diag_hint(b->r->diag, "to end a line, put a backslash at its end");
		node_add(b->r->arena, b->at, NODE_LINE_BREAK, pos);
	}
}

/* ---- blocks that CommonMark has and the format does not ------------------ */

/* Lines of text as a paragraph. */
static void add_lines(
    struct builder *b, const char *text, const char *class, struct pos pos)
{
	struct arena *a = b->r->arena;
	struct node *n = node_new(a, NODE_PARAGRAPH, pos);
	n->class = class;
	while (*text) {
		size_t len = strcspn(text, "\n");
		if (n->first)
			node_add(a, n, NODE_LINE_BREAK, pos);
		if (len)
			node_add_text(a, n, pos, arena_copy(a, text, len));
		text += len + (text[len] == '\n');
		pos.line++;
	}
	if (n->first)
		node_append(b->at, n);
}

static void add_code_block(struct builder *b, cmark_node *c)
{
	struct pos pos = node_place(b, c);
	int length, offset;
	char mark;
	if (cmark_node_get_fenced(c, &length, &offset, &mark))
		pos.line++, pos.col = 1;
	add_lines(
	    b, escape_show(b->r->arena, cmark_node_get_literal(c), true), "code", pos);
}

/* The words between the tags, as one paragraph. */
static void add_html_block(struct builder *b, cmark_node *c)
{
	struct pos pos = node_place(b, c);
	const char *p = cmark_node_get_literal(c);
	struct buf words = {0};
	bool tag_seen = false;
	while (*p) {
		const char *end;
		if (strncmp(p, "<!--", 4) == 0 && (end = strstr(p, "-->")) != NULL)
			p = end + 3;
		else if (strncmp(p, "<!--", 4) == 0)
			break;
		else if (*p == '<' && (end = strchr(p, '>')) != NULL)
			p = end + 1, tag_seen = true;
		else
			buf_char(&words, *p == '\n' ? ' ' : *p), p++;
	}
	if (tag_seen) {
		diag(b->r->diag, DIAG_RAW_HTML, pos,
		    "HTML is not used, only its words were kept");
		diag_hint(b->r->diag, "write Markdown, or a block such as '::: sidebar'");
	}
	char *text = arena_copy(b->r->arena, words.at ? words.at : "", words.len);
	text += strspn(text, " ");
	for (size_t n = strlen(text); n && text[n - 1] == ' '; n--)
		text[n - 1] = '\0';
	if (*text) {
		struct node *n = node_add(b->r->arena, b->at, NODE_PARAGRAPH, pos);
		node_add_text(b->r->arena, n, pos, text);
		inline_finish(b->r, n);
	}
	buf_release(&words);
}

/* ---- headings ------------------------------------------------------------ */

static int heading_level(struct builder *b, int hashes, struct pos pos)
{
	struct heads *h = b->heads;
	if (!h->first)
		h->first = hashes;
	int level = hashes - h->first + h->under + 1;
	if (level <= h->under)
		level = h->under + 1;
	if (level > h->last + 1) {
		diag(b->r->diag, DIAG_SKIPPED_HEADING, pos,
		    "this heading skips a level, it was set one level below the last");
		diag_hint(b->r->diag, "use one # more than the heading above it has");
		level = h->last + 1;
	}
	if (level > 6)
		level = 6;
	h->last = level;
	return level;
}

/* ---- pictures ------------------------------------------------------------ */

static void image_close(struct builder *b, cmark_node *c, struct node *figure)
{
	struct reader *r = b->r;
	struct figure_words w = {
	    .file = escape_show(r->arena, cmark_node_get_url(c), false),
	    .pos = figure->pos};
	struct node *words = node_new(r->arena, NODE_SPAN, figure->pos);
	words->first = figure->first;
	words->last = figure->last;
	punct_block(r->arena, words);
	w.alt = node_text(r->arena, words);
	figure->first = figure->last = NULL;
	figure_fill(r, figure, &w);
	const char *title = cmark_node_get_title(c);
	if (title && *title)
		markup_line(r, node_add(r->arena, figure, NODE_CAPTION, figure->pos),
		    arena_string(r->arena, title), figure->pos);
	figure_address(r, figure);
}

/* Figures among the inlines of a block stand after it; *after moves on. */
static void pull_figures(struct builder *b, struct node *n, struct node **after)
{
	struct node *next;
	for (struct node *k = n->first; k; k = next) {
		next = k->next;
		if (k->kind != NODE_FIGURE) {
			pull_figures(b, k, after);
			if (!k->first && (k->kind == NODE_LINK || k->kind == NODE_EMPH ||
					     k->kind == NODE_STRONG))
				node_remove(k);
			continue;
		}
		node_remove(k);
		if (node_holds_blocks((*after)->parent)) {
			node_insert_after(*after, k);
			*after = k;
			continue;
		}
		diag(b->r->diag, DIAG_MISPLACED_BLOCK, k->pos,
		    "a picture cannot stand in a line, list, table or quotation, it was "
		    "left out");
		diag_hint(
		    b->r->diag, "put it before or after that, in a '::: figure' block");
	}
}

/* A picture that an item of a list begins with stands in the item, before its words. */
static void lead_figure(struct node *n)
{
	struct node *item = n->parent, *figure = n->first;
	if (!item || item->kind != NODE_LIST_ITEM || item->first != n || !figure ||
	    figure->kind != NODE_FIGURE)
		return;
	node_remove(figure);
	node_insert_before(item, n, figure);
	item->class = "pictured";
}

/* ---- the walk ------------------------------------------------------------ */

static enum node_kind kind_of(cmark_node *c)
{
	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_BLOCK_QUOTE:
		return NODE_BLOCKQUOTE;
	case CMARK_NODE_LIST:
		return NODE_LIST;
	case CMARK_NODE_ITEM:
		return NODE_LIST_ITEM;
	case CMARK_NODE_HEADING:
		return NODE_CROSSHEAD;
	case CMARK_NODE_EMPH:
		return NODE_EMPH;
	case CMARK_NODE_STRONG:
		return NODE_STRONG;
	case CMARK_NODE_LINK:
		return NODE_LINK;
	case CMARK_NODE_IMAGE:
		return NODE_FIGURE;
	case CMARK_NODE_PARAGRAPH:
		return NODE_PARAGRAPH;
	default:
		break;
	}
	const char *type = cmark_node_get_type_string(c);
	if (strcmp(type, "table") == 0)
		return NODE_TABLE;
	if (strcmp(type, "table_row") == 0 || strcmp(type, "table_header") == 0)
		return NODE_ROW;
	return strcmp(type, "table_cell") == 0 ? NODE_CELL : NODE_GROUP;
}

/* What only cmark's node knows. */
static void fill(struct builder *b, cmark_node *c, struct node *n)
{
	struct arena *a = b->r->arena;
	switch (n->kind) {
	case NODE_CROSSHEAD:
		n->as.crosshead.level =
		    heading_level(b, cmark_node_get_heading_level(c), n->pos);
		break;
	case NODE_LIST:
		n->as.list.ordered = cmark_node_get_list_type(c) == CMARK_ORDERED_LIST;
		n->as.list.start = cmark_node_get_list_start(c);
		n->as.list.tight = cmark_node_get_list_tight(c);
		break;
	case NODE_TABLE: {
		int ncolumn = cmark_gfm_extensions_get_table_columns(c);
		const uint8_t *align = cmark_gfm_extensions_get_table_alignments(c);
		n->as.table.ncolumn = ncolumn;
		n->as.table.nhead = 1;
		n->as.table.align = ARENA_ARRAY(a, enum column_align, ncolumn);
		for (int i = 0; i < ncolumn; i++)
			n->as.table.align[i] = align[i] == 'l'	 ? ALIGN_LEFT
					       : align[i] == 'c' ? ALIGN_CENTER
					       : align[i] == 'r' ? ALIGN_RIGHT
								 : ALIGN_DEFAULT;
		break;
	}
	default:
		break;
	}
}

/* Marks c as having no node of its own: what it holds goes to the open one. */
static void too_deep(struct builder *b, cmark_node *c)
{
	cmark_node_set_user_data(c, b);
	if (b->deep_reported || kind_of(c) >= NODE_TEXT)
		return;
	b->deep_reported = true;
	diag(b->r->diag, DIAG_MISPLACED_BLOCK, node_place(b, c),
	    "lists and quotations stand in one another more than %d deep, they were "
	    "flattened",
	    DEPTH_MAX);
}

static int depth(const struct node *n)
{
	int d = 0;
	for (; n; n = n->parent)
		d++;
	return d;
}

/* Paragraphs have nodes at any depth, so that words never fuse; items and rows have them
 * where their list or table has one. */
static bool is_too_deep(struct builder *b, enum node_kind kind)
{
	switch (kind) {
	case NODE_PARAGRAPH:
	case NODE_CROSSHEAD:
	case NODE_FIGURE:
		return false;
	case NODE_LIST_ITEM:
		return b->at->kind != NODE_LIST;
	case NODE_ROW:
		return b->at->kind != NODE_TABLE;
	default:
		return depth(b->at) >= (kind < NODE_TEXT ? DEPTH_MAX : 2 * DEPTH_MAX);
	}
}

static void enter(struct builder *b, cmark_node *c)
{
	enum node_kind kind = kind_of(c);
	if (kind == NODE_CELL && b->at->kind != NODE_ROW)
		kind = NODE_PARAGRAPH;
	if (kind != NODE_CELL && is_too_deep(b, kind)) {
		too_deep(b, c);
		return;
	}
	if (has_inlines(kind))
		b->leaf_line = 0;
	b->at = node_add(b->r->arena, b->at, kind, node_place(b, c));
	if (kind == NODE_PARAGRAPH || kind == NODE_CROSSHEAD) {
		b->leaf_line = cmark_node_get_start_line(c);
		b->leaf_col = cmark_node_get_start_column(c);
	}
	fill(b, c, b->at);
}

static void leave_link(struct builder *b, cmark_node *c, struct node *n)
{
	const char *title = cmark_node_get_title(c);
	if (n->first && n->first->pos.line == n->pos.line &&
	    n->first->pos.col < n->pos.col)
		n->pos = n->first->pos; /* cmark places <https://...> at its end */
	n->as.link.url = escape_show(b->r->arena, cmark_node_get_url(c), false);
	if (title && *title)
		n->as.link.title = escape_show(b->r->arena, title, false);
	if (!n->first)
		node_add_text(b->r->arena, n, n->pos, n->as.link.url);
	n->as.link.url = link_check(b->r, n->pos, n->as.link.url);
	if (!n->as.link.url)
		n->kind = NODE_SPAN;
}

static void leave(struct builder *b, cmark_node *c)
{
	if (cmark_node_get_user_data(c))
		return;
	struct node *n = b->at, *after = n;
	b->at = n->parent;
	if (n->kind == NODE_LINK)
		leave_link(b, c, n);
	else if (n->kind == NODE_FIGURE)
		image_close(b, c, n);
	else if (n->kind == NODE_TABLE)
		table_finish(b->r, n);
	if (has_inlines(n->kind)) {
		b->leaf_line = 0;
		lead_figure(n);
		pull_figures(b, n, &after);
		inline_finish(b->r, n);
	}
	if (!n->first && n->kind < NODE_TEXT && n->kind != NODE_FIGURE &&
	    n->kind != NODE_CELL)
		node_remove(n);
}

/* True: c has no children and is done. */
static bool leaf_node(struct builder *b, cmark_node *c)
{
	const char *text = cmark_node_get_literal(c);
	switch (cmark_node_get_type(c)) {
	case CMARK_NODE_TEXT:
		add_text(b, text, node_place(b, c));
		return true;
	case CMARK_NODE_SOFTBREAK:
		add_space(b);
		return true;
	case CMARK_NODE_LINEBREAK:
		node_add(b->r->arena, b->at, NODE_LINE_BREAK,
		    b->at->last ? b->at->last->pos : b->at->pos);
		return true;
	case CMARK_NODE_CODE:
		add_code(b, text, node_place(b, c));
		return true;
	case CMARK_NODE_HTML_INLINE:
		add_html(b, text, node_place(b, c));
		return true;
	case CMARK_NODE_THEMATIC_BREAK:
		node_add(b->r->arena, b->at, NODE_BREAK, node_place(b, c));
		return true;
	case CMARK_NODE_CODE_BLOCK:
		add_code_block(b, c);
		return true;
	case CMARK_NODE_HTML_BLOCK:
		add_html_block(b, c);
		return true;
	default:
		return cmark_node_get_type(c) == CMARK_NODE_DOCUMENT;
	}
}

static void build(struct builder *b, const char *text, size_t len)
{
	cmark_gfm_core_extensions_ensure_registered();
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_SOURCEPOS);
	cmark_parser_attach_syntax_extension(
	    parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, text, len);
	cmark_node *document = cmark_parser_finish(parser);
	cmark_iter *walk = cmark_iter_new(document);
	cmark_event_type event;
	while ((event = cmark_iter_next(walk)) != CMARK_EVENT_DONE) {
		cmark_node *c = cmark_iter_get_node(walk);
		if (leaf_node(b, c))
			continue;
		if (event == CMARK_EVENT_ENTER)
			enter(b, c);
		else
			leave(b, c);
	}
	cmark_iter_free(walk);
	cmark_node_free(document);
	cmark_parser_free(parser);
}

void feed_line(struct reader *r, struct feed *f, const char *text, size_t len, long shift)
{
	buf_add(&f->text, text, len);
	buf_char(&f->text, '\n');
	ARENA_PUSH(r->arena, f->shift, f->nline, f->capline) = (int32_t)shift;
}

void markup_blocks(struct reader *r, struct feed *f, struct node *parent, struct heads *h)
{
	struct builder b = {.r = r, .feed = f, .heads = h, .at = parent};
	if (r->links.len) {
		buf_char(&f->text, '\n');
		buf_add(&f->text, r->links.at, r->links.len);
	}
	if (f->text.len) {
		escape_hide(f->text.at, f->text.len);
		build(&b, f->text.at, f->text.len);
	}
	buf_release(&f->text);
}

/* Text without a character that Markdown or inline.c looks for is a text node. */
static bool is_plain(const char *text)
{
	return !strpbrk(text, "*_`[]<>&\\!{}@\n") && !strstr(text, "://") &&
	       !strstr(text, "www.");
}

void markup_line(struct reader *r, struct node *parent, const char *text, struct pos pos)
{
	struct heads none = {1, 0, 1};
	struct node *holder = node_new(r->arena, parent->kind, pos);
	struct builder b = {
	    .r = r, .heads = &none, .at = holder, .fixed = pos, .line_text = text};
	if (is_plain(text)) {
		size_t len = strlen(text);
		while (len && text[len - 1] == ' ')
			len--;
		if (len)
			node_add_text(
			    r->arena, parent, pos, arena_copy(r->arena, text, len));
		punct_block(r->arena, parent);
		return;
	}
	struct buf line = {0};
	buf_string(&line, GUARD);
	for (const char *p = text; *p; p++)
		buf_char(&line, *p == '\n' ? ' ' : *p);
	buf_char(&line, '\n');
	if (r->links.len) {
		buf_char(&line, '\n');
		buf_add(&line, r->links.at, r->links.len);
	}
	escape_hide(line.at, line.len);
	build(&b, line.at, line.len);
	buf_release(&line);
	struct node *paragraph = holder->first, *next;
	for (struct node *k = paragraph ? paragraph->first : NULL; k; k = next) {
		next = k->next;
		node_append(parent, k);
	}
}
