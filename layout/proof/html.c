/*
 * The HTML proof: what is printed beside what is heard.
 *
 * In: a finished book, its spreads drawn as PNG files. Out: one HTML file with the
 * pictures inside it (data: addresses, RFC 2397), so that it can be sent to whoever must
 * read it. Beside each spread stand the words whose first mark is on it, block by block
 * in the order of the structure tree, which is the order a screen reader takes; each
 * block is named by its role. Words that carry on over a page's end are told whole where
 * they begin. Folios, running heads and all else that is no part of the tree is not
 * there, as it is not heard. The blocks stand in a flat list and not in the nested tree:
 * an article goes over many spreads, and a listener meets one block after the other.
 */
#include "proof/proof.h"

#include <string.h>

/* Marks of one block on one page. */
struct chunk {
	const struct page *page;
	size_t first, n;
	struct chunk *next;
};

struct block {
	const struct tag *tag;
	struct chunk *chunk, *last;
};

struct telling {
	struct arena *arena;
	struct output *out;
	struct block *block; /* by the tag's order */
	uint32_t nblock;
};

/* ---- writing ------------------------------------------------------------- */

static void put(struct telling *t, const char *words)
{
	output_write(t->out, words, strlen(words));
}

static void put_escaped(struct telling *t, const char *words, size_t len)
{
	struct buf b = {0};

	html_words(&b, words, len);
	if (b.len)
		output_write(t->out, b.at, b.len);
	buf_release(&b);
}

static void put_attribute(struct telling *t, const char *name, const char *value)
{
	if (!value)
		return;
	put(t, " ");
	put(t, name);
	put(t, "=\"");
	put_escaped(t, value, strlen(value));
	put(t, "\"");
}

static void put_picture(struct telling *t, const uint8_t *png, size_t len)
{
	struct buf b = {0};

	html_data(&b, "image/png", png, len);
	output_write(t->out, b.at, b.len);
	buf_release(&b);
}

/* ---- which marks are whose ----------------------------------------------- */

static const struct tag *block_of(const struct tag *tag)
{
	while (role_is_inline(tag->role) && tag->parent)
		tag = tag->parent;
	return tag;
}

static void note_mark(struct telling *t, const struct page *page, size_t i)
{
	const struct mark *m = &page->mark[i];

	if (role_is_artifact(m->tag->role) || m->kind == MARK_LINK)
		return;
	struct block *b = &t->block[block_of(m->tag)->order];
	if (b->last && b->last->page == page && b->last->first + b->last->n == i) {
		b->last->n++;
		return;
	}
	struct chunk *chunk = ARENA_NEW(t->arena, struct chunk);
	*chunk = (struct chunk){.page = page, .first = i, .n = 1};
	if (b->last)
		b->last->next = chunk;
	else
		b->chunk = chunk;
	b->last = chunk;
	b->tag = block_of(m->tag);
}

/* ---- words --------------------------------------------------------------- */

/* The elements of the tags from a block's down to a mark's. */
static void open_inlines(
    struct telling *t, const struct tag *tag, const struct tag *block)
{
	if (tag == block)
		return;
	open_inlines(t, tag->parent, block);
	put(t, tag->role == ROLE_STRONG		    ? "<strong"
	       : tag->role == ROLE_LINK && tag->url ? "<a"
	       : tag->role == ROLE_QUOTE	    ? "<q"
	       : tag->expansion			    ? "<abbr"
						    : "<span");
	put_attribute(t, "lang", tag->lang);
	put_attribute(t, "title", tag->expansion);
	if (tag->role == ROLE_LINK)
		put_attribute(t, "href", tag->url);
	put(t, ">");
}

static void close_inlines(
    struct telling *t, const struct tag *tag, const struct tag *block)
{
	for (; tag != block; tag = tag->parent)
		put(t, tag->role == ROLE_STRONG		    ? "</strong>"
		       : tag->role == ROLE_LINK && tag->url ? "</a>"
		       : tag->role == ROLE_QUOTE	    ? "</q>"
		       : tag->expansion			    ? "</abbr>"
							    : "</span>");
}

static void put_mark(struct telling *t, const struct mark *m)
{
	size_t len;
	const char *words;

	if (m->kind != MARK_RUN)
		return;
	if (!m->as.run.actual) {
		words = mark_words(m, &len);
		put_escaped(t, words, len);
	} else if (strcmp(m->as.run.actual, "\u00AD") != 0) {
		put_escaped(t, m->as.run.actual, strlen(m->as.run.actual));
	}
}

/* Words that a tag replaces are told once, where its first mark is. */
static bool is_replaced(const struct tag *tag, const struct tag *block)
{
	for (; tag != block; tag = tag->parent)
		if (tag->actual)
			return true;
	return false;
}

static void put_words(struct telling *t, const struct block *b)
{
	const struct tag *within = NULL;

	for (const struct chunk *c = b->chunk; c; c = c->next)
		for (size_t i = c->first; i < c->first + c->n; i++) {
			const struct mark *m = &c->page->mark[i];
			const bool replaced = is_replaced(m->tag, b->tag);

			if (m->tag != within) {
				if (within)
					close_inlines(t, within, b->tag);
				within = m->tag;
				open_inlines(t, within, b->tag);
				if (replaced && within->actual)
					put_escaped(
					    t, within->actual, strlen(within->actual));
			}
			if (!replaced)
				put_mark(t, m);
		}
	if (within)
		close_inlines(t, within, b->tag);
}

/* ---- blocks and spreads -------------------------------------------------- */

static const char *element_of(enum role role)
{
	static const char *const head[] = {"h2", "h3", "h4", "h5", "h6", "h6"};

	return role >= ROLE_H1 && role <= ROLE_H6 ? head[role - ROLE_H1] : "p";
}

static const char *lang_of(const struct tag *tag)
{
	for (; tag; tag = tag->parent)
		if (tag->lang)
			return tag->lang;
	return NULL;
}

static void put_block(struct telling *t, const struct block *b)
{
	const char *element = element_of(b->tag->role);

	put(t, "<div><small>");
	put(t, role_name(b->tag->role));
	put(t, "</small><");
	put(t, element);
	put_attribute(t, "lang", lang_of(b->tag));
	put(t, ">");
	put_words(t, b);
	if (b->tag->alt) {
		put(t, "<em>");
		put_escaped(t, b->tag->alt, strlen(b->tag->alt));
		put(t, "</em>");
	}
	put(t, "</");
	put(t, element);
	put(t, "></div>\n");
}

static const char *name_of(struct arena *a, const struct proof_spread *s)
{
	if (s->left && s->right)
		return arena_printf(
		    a, "Pages %s and %s", s->left->folio, s->right->folio);
	return arena_printf(a, "Page %s", s->left ? s->left->folio : s->right->folio);
}

static void put_spread(struct telling *t, const struct proof_spread *s)
{
	const char *name = name_of(t->arena, s);
	size_t len;
	const uint8_t *png = file_map(t->arena, s->picture, &len);

	if (!png)
		die("read %s:", s->picture);
	put(t, "<section><h1>");
	put(t, name);
	put(t, "</h1><img alt=\"");
	put(t, name);
	put(t, " as printed\" src=\"");
	put_picture(t, png, len);
	put(t, "\"><div class=\"heard\">\n");
	for (uint32_t i = 0; i < t->nblock; i++) {
		const struct chunk *first = t->block[i].chunk;

		if (first && (first->page == s->left || first->page == s->right))
			put_block(t, &t->block[i]);
	}
	put(t, "</div></section>\n");
}

/* Size of type and measure are those of clear print. */
static const char style[] =
    "body{margin:2rem;font:1.1rem/1.5 sans-serif;color:#1a1a1a;background:#fff}\n"
    "section{display:grid;grid-template-columns:minmax(0,3fr) minmax(20rem,2fr);"
    "gap:0 2rem;align-items:start;border-top:4px solid;margin-top:3rem}\n"
    "h1,section>h1{grid-column:1/-1}\n"
    "img{width:100%;border:1px solid #767676;position:sticky;top:1rem}\n"
    ".heard div{display:grid;grid-template-columns:8rem 1fr;gap:1rem;margin:.6rem 0}\n"
    ".heard p,.heard h2,.heard h3,.heard h4,.heard h5,.heard h6{margin:0}\n"
    ".heard h2{font-size:1.5rem}.heard h3{font-size:1.25rem}\n"
    "em{font-style:normal;border-left:4px solid #767676;padding-left:.6rem;"
    "display:block}\n"
    "small{color:#595959;font-size:.9rem}\n"
    "@media(max-width:60rem){section{display:block}img{position:static}}\n"
    "@media(prefers-color-scheme:dark){body{color:#fff;background:#000}"
    "small{color:#c8c8c8}a{color:#9cf}}\n";

void proof_html(const struct proof_words *w, const char *path)
{
	const struct book *b = w->book;
	struct telling t = {
	    .arena = arena_new(), .out = output_open(path), .nblock = b->ntag};

	t.block = ARENA_ARRAY(t.arena, struct block, b->ntag);
	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++)
			note_mark(&t, b->page[i], k);
	put(&t, "<!DOCTYPE html>\n<html");
	put_attribute(&t, "lang", b->lang);
	put(&t, "><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
		"content=\"width=device-width\"><title>Proof: ");
	put_escaped(&t, w->title, strlen(w->title));
	put(&t, "</title><style>\n");
	put(&t, style);
	put(&t, "</style></head><body><h1>Proof: ");
	put_escaped(&t, w->title, strlen(w->title));
	put(&t, "</h1><p>At the left, what is printed; at the right, what is heard, in "
		"that order, each part with its role. Folios and running heads are "
		"silent.</p>\n");
	for (size_t i = 0; i < w->nspread; i++)
		put_spread(&t, &w->spread[i]);
	put(&t, "</body></html>\n");
	output_commit(t.out);
	arena_close(t.arena);
}
