/*
 * What the format adds within a paragraph: [words]{lang=cy}, {page=slug}, [^note] and
 * bare addresses.
 *
 * In: a block's inlines as CommonMark left them. Out: spans, references and links in
 * their places, texts joined again, punctuation made. Brackets are paired over the list
 * of siblings, so a span may hold emphasis and run over lines; it may not begin in one
 * emphasis and end outside of it, as CommonMark's own links may not. Escaped brackets are
 * hidden characters by now (escape.c) and cannot be mistaken for marks.
 * Rejected: an extension of cmark's inline parser, which would have to know its private
 * delimiter stack to close a span around emphasis.
 */
#include "issue/reader.h"

#include <assert.h>
#include <string.h>

enum { ATTRIBUTES_MAX = 300, LABEL_MAX = 60 };

struct scan {
	struct reader *r;
	struct node **out; /* siblings so far */
	size_t n, cap;
	size_t *open; /* indices in out of texts that begin with an open [ */
	size_t nopen, capopen;
	bool in_link;
};

/* A text and how far it has been read. */
struct cursor {
	const char *text;
	size_t len, done, at; /* done: given out; at: where we look */
	struct pos pos;	      /* of text + counted */
	size_t counted;
};

static void push(struct scan *s, struct node *n)
{
	ARENA_PUSH(s->r->arena, s->out, s->n, s->cap) = n;
}

/* Asked for from left to right. */
static struct pos cursor_pos(struct cursor *c, size_t at)
{
	assert(at >= c->counted);
	c->pos = pos_right(c->pos, utf8_count(c->text + c->counted, at - c->counted));
	c->counted = at;
	return c->pos;
}

static struct node *text_new(struct scan *s, const char *text, size_t len, struct pos pos)
{
	struct node *n = node_new(s->r->arena, NODE_TEXT, pos);
	n->as.text.text = text;
	n->as.text.len = (uint32_t)len;
	return n;
}

/* Gives out text up to `to`, with bare addresses in it as links. */
static void flush(struct scan *s, struct cursor *c, size_t to)
{
	size_t at, n;
	while (!s->in_link && c->done < to &&
	       link_find(c->text + c->done, to - c->done, &at, &n)) {
		if (at)
			push(s,
			    text_new(s, c->text + c->done, at, cursor_pos(c, c->done)));
		struct pos pos = cursor_pos(c, c->done + at);
		struct node *link = node_new(s->r->arena, NODE_LINK, pos);
		link->as.link.url = link_url(s->r->arena, c->text + c->done + at, n);
		node_append(link, text_new(s, c->text + c->done + at, n, pos));
		push(s, link);
		c->done += at + n;
	}
	if (c->done < to)
		push(s,
		    text_new(s, c->text + c->done, to - c->done, cursor_pos(c, c->done)));
	c->done = to;
}

/* ---- attributes in braces ------------------------------------------------ */

/* {lang= {page= {.class {quote} ... and not braces that an author wants to see. */
static bool looks_like_attributes(const char *text, size_t len)
{
	if (len < 2 || text[0] != '{')
		return false;
	if (text[1] == '.')
		return len > 2 && ((text[2] >= 'a' && text[2] <= 'z') ||
				      (text[2] >= 'A' && text[2] <= 'Z'));
	size_t n = 1;
	while (n < len && ((text[n] >= 'a' && text[n] <= 'z') || text[n] == '-'))
		n++;
	if (n < len && text[n] == '=')
		return n > 1;
	bool quote = n == 6 && memcmp(text, "{quote", 6) == 0;
	return quote && n < len && (text[n] == '}' || text[n] == ' ');
}

/* Length with both braces; 0: not closed before another bracket opens. */
static size_t braces_len(const char *text, size_t len)
{
	for (size_t n = 1; n < len && n < ATTRIBUTES_MAX && !strchr("[{", text[n]); n++)
		if (text[n] == '}')
			return n + 1;
	return 0;
}

static void span_key(struct scan *s, struct node *span, const struct attribute *a)
{
	static const char *const keys[] = {"lang", "quote", "consent", NULL};
	struct diag *d = s->r->diag;
	if (strcmp(a->key, "lang") == 0 && a->value) {
		span->lang = language_check(d, a->pos, a->value);
	} else if (strcmp(a->key, "quote") == 0 && !a->value) {
		if (span->kind == NODE_SPAN)
			span->kind = NODE_QUOTE;
	} else if (strcmp(a->key, "consent") == 0 && a->value) {
		span->consent = a->value;
	} else if (strcmp(a->key, "page") == 0) {
		diag(d, DIAG_BAD_SPAN, a->pos,
		    "a page reference has no words, they were kept and "
		    "it was left out");
		diag_hint(
		    d, "write {page=slug} alone: the program says 'page' and the number");
	} else {
		diag(d, DIAG_BAD_SPAN, a->pos,
		    "'%s' is not known here, it was passed over", a->key);
		const char *near = closest(a->key, keys);
		if (near)
			diag_hint(d, "did you mean '%s'?", near);
		else
			diag_hint(d, "write {lang=cy}, {quote} or {.class}");
	}
}

static void span_fill(
    struct scan *s, struct node *span, const char *braces, size_t len, struct pos pos)
{
	struct attributes l =
	    attributes_read(s->r->arena, braces + 1, len - 2, pos_right(pos, 1));
	if (l.class)
		span->class = l.class;
	for (size_t i = 0; i < l.n; i++)
		span_key(s, span, &l.at[i]);
	if (!l.class && !l.n)
		diag(s->r->diag, DIAG_BAD_SPAN, pos, "there is nothing in these braces");
}

/* ---- marks --------------------------------------------------------------- */

/* ]{...}: the siblings since the [ become a span's. */
static void span_close(struct scan *s, struct cursor *c, size_t nbraces)
{
	struct pos braces = cursor_pos(c, c->at + 1);
	size_t from = s->open[--s->nopen];
	struct node *first = s->out[from];
	struct node *span = node_new(s->r->arena, NODE_SPAN, first->pos);
	first->as.text.text++;
	first->as.text.len--;
	first->pos = pos_right(first->pos, 1);
	for (size_t i = from; i < s->n; i++)
		if (s->out[i]->kind != NODE_TEXT || s->out[i]->as.text.len)
			node_append(span, s->out[i]);
	s->n = from;
	span_fill(s, span, c->text + c->at + 1, nbraces, braces);
	if (span->first)
		push(s, span);
	else
		diag(s->r->diag, DIAG_BAD_SPAN, span->pos,
		    "there are no words in these brackets");
	c->at += 1 + nbraces;
	c->done = c->at;
}

static void bracket_close(struct scan *s, struct cursor *c)
{
	const char *behind = c->text + c->at + 1;
	size_t left = c->len - c->at - 1, n = 0;
	bool attributes = looks_like_attributes(behind, left);
	if (attributes)
		n = braces_len(behind, left);
	if (n && s->nopen) {
		flush(s, c, c->at);
		span_close(s, c, n);
		return;
	}
	if (attributes && n) {
		flush(s, c, c->at + 1);
		diag(s->r->diag, DIAG_BAD_SPAN, cursor_pos(c, c->at),
		    "']' has no '[' before it, the braces were left out");
		c->at = c->done = c->at + 1 + n;
		return;
	}
	if (s->nopen && left && *behind == '(') {
		flush(s, c, c->at);
		diag(s->r->diag, DIAG_BAD_LINK, cursor_pos(c, c->at),
		    "this is not a link, it was set as it stands");
		diag_hint(s->r->diag,
		    "an address has no spaces, and its bracket must be closed");
	}
	if (s->nopen)
		s->nopen--;
	c->at++;
}

static bool note_read(struct scan *s, struct cursor *c)
{
	const char *start = c->text + c->at + 2;
	size_t left = c->len - c->at > 2 ? c->len - c->at - 2 : 0;
	const char *close = memchr(start, ']', left < LABEL_MAX ? left : LABEL_MAX);
	if (c->text[c->at + 1] != '^' || !close || close == start ||
	    memchr(start, ' ', (size_t)(close - start)))
		return false;
	flush(s, c, c->at);
	struct reader *r = s->r;
	struct node *ref = node_new(r->arena, NODE_NOTE_REF, cursor_pos(c, c->at));
	push(s, ref);
	ARENA_PUSH(r->arena, r->reference, r->nreference, r->capreference) =
	    (struct reference){ref, arena_copy(r->arena, start, (size_t)(close - start))};
	c->at = c->done = (size_t)(close - c->text) + 1;
	return true;
}

static void bracket_open(struct scan *s, struct cursor *c)
{
	if (c->at + 1 < c->len && note_read(s, c))
		return;
	flush(s, c, c->at);
	if (s->nopen < DEPTH_MAX)
		ARENA_PUSH(s->r->arena, s->open, s->nopen, s->capopen) = s->n;
	c->at++;
}

static const char *piece_near(const struct reader *r, const char *slug)
{
	const struct issue *i = r->issue;
	const char **names = ARENA_ARRAY(r->arena, const char *, i->npiece + 1);
	for (size_t k = 0; k < i->npiece; k++)
		names[k] = i->piece[k]->slug;
	return closest(slug, names);
}

static void page_read(struct scan *s, struct pos pos, const struct attribute *page)
{
	struct reader *r = s->r;
	const char *slug = page->value ? page->value : "";
	const struct piece *to = issue_find(r->issue, slug);
	if (to && to->filler) {
		diag(r->diag, DIAG_UNKNOWN_PIECE, page->pos,
		    "'%s' is a filler and may be left out, the page reference was left "
		    "out",
		    slug);
		diag_hint(r->diag, "give it a line of its own in the flatplan");
		return;
	}
	if (to) {
		struct node *n = node_new(r->arena, NODE_PAGE_REF, pos);
		n->as.page_ref.piece = to;
		push(s, n);
		return;
	}
	diag(r->diag, DIAG_UNKNOWN_PIECE, page->pos,
	    *slug ? "there is no piece '%s' in the flatplan, the page reference was left "
		    "out"
		  : "this page reference names no piece%s, it was left out",
	    slug);
	const char *near = piece_near(r, slug);
	if (near)
		diag_hint(r->diag, "did you mean '%s'?", near);
}

static bool may_carry(const struct node *n)
{
	return n->kind == NODE_EMPH || n->kind == NODE_STRONG || n->kind == NODE_LINK ||
	       n->kind == NODE_SPAN || n->kind == NODE_QUOTE;
}

/* {page=slug}, or attributes right after a link or emphasis. */
static void brace_read(struct scan *s, struct cursor *c)
{
	struct diag *d = s->r->diag;
	const char *braces = c->text + c->at;
	if (!looks_like_attributes(braces, c->len - c->at)) {
		c->at++;
		return;
	}
	size_t n = braces_len(braces, c->len - c->at);
	flush(s, c, c->at);
	struct pos pos = cursor_pos(c, c->at);
	if (!n) {
		diag(d, DIAG_BAD_SPAN, pos,
		    "'{' is not closed in this line, it was set as it stands");
		c->at++;
		return;
	}
	struct attributes l =
	    attributes_read(s->r->arena, braces + 1, n - 2, pos_right(pos, 1));
	const struct attribute *page = attribute_find(&l, "page");
	bool touches = c->at == 0 && s->n && may_carry(s->out[s->n - 1]);
	if (page) {
		page_read(s, pos, page);
	} else if (touches) {
		span_fill(s, s->out[s->n - 1], braces, n, pos);
	} else {
		diag(d, DIAG_BAD_SPAN, pos,
		    "no words in [brackets] stand right before '%.*s', it "
		    "was left out",
		    (int)n, braces);
		diag_hint(d, "write [words]{lang=cy}, with no space between");
	}
	c->at = c->done = c->at + n;
}

static void text_scan(struct scan *s, struct node *text)
{
	struct cursor c = {
	    .text = text->as.text.text, .len = text->as.text.len, .pos = text->pos};
	size_t ncolon = strspn(c.text, ":");
	if (ncolon >= 3 && ncolon < c.len && c.text[ncolon] != '\n') {
		diag(s->r->diag, DIAG_MISPLACED_BLOCK, text->pos,
		    "':::' stands inside a list, quotation or code, it was set as text");
		diag_hint(s->r->diag, "put it at the beginning of its line");
	}
	while (c.at < c.len) {
		char b = c.text[c.at];
		if (b == '[')
			bracket_open(s, &c);
		else if (b == ']')
			bracket_close(s, &c);
		else if (b == '{')
			brace_read(s, &c);
		else
			c.at++;
	}
	flush(s, &c, c.len);
}

/* ---- lists of siblings --------------------------------------------------- */

/* Texts cut from one text are one again. */
static void relink(struct node *parent, struct node **list, size_t n)
{
	parent->first = parent->last = NULL;
	for (size_t i = 0; i < n; i++) {
		struct node *last = parent->last, *k = list[i];
		if (last && last->kind == NODE_TEXT && k->kind == NODE_TEXT &&
		    last->as.text.text + last->as.text.len == k->as.text.text)
			last->as.text.len += k->as.text.len;
		else
			node_append(parent, k);
	}
}

static bool wants_scan(const struct node *text)
{
	const char *t = text->as.text.text;
	for (uint32_t i = 0; i < text->as.text.len; i++)
		if (strchr("[]{}@:", t[i]) || (t[i] == 'w' && t[i + 1] == 'w') ||
		    (t[i] == 'W' && t[i + 1] == 'W'))
			return true;
	return false;
}

static void siblings_scan(struct reader *r, struct node *parent, bool in_link)
{
	struct scan s = {.r = r, .in_link = in_link || parent->kind == NODE_LINK};
	struct node *next;
	for (struct node *k = parent->first; k; k = next) {
		next = k->next;
		bool code = k->class && k->kind == NODE_SPAN;
		if (k->kind == NODE_TEXT && wants_scan(k)) {
			text_scan(&s, k);
			continue;
		}
		if (k->kind != NODE_TEXT && !code)
			siblings_scan(r, k, s.in_link);
		push(&s, k);
	}
	relink(parent, s.out, s.n);
}

void inline_finish(struct reader *r, struct node *block)
{
	bool wanted = false;
	for (const struct node *k = block->first; k && !wanted; k = k->next)
		wanted = k->kind != NODE_TEXT || wants_scan(k);
	if (wanted)
		siblings_scan(r, block, false);
	if (!r->keep_quotes)
		punct_block(r->arena, block);
}
