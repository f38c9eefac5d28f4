/*
 * Books as text: what tests compare and what a person reads who looks for a fault.
 *
 * In: a finished book, marks sorted and tags numbered. Out: lines as proof.h shows them.
 * Everything is written from the integers of the marks with three decimals, the same in
 * every locale; texts and points, no glyph numbers, so that a difference can be read.
 */
#include "proof/proof.h"

#include <inttypes.h>
#include <string.h>

/* ---- words and numbers -------------------------------------------------- */

static void put_length(FILE *out, const char *name, sp length)
{
	const int64_t wide = length;
	const int64_t milli = ((wide < 0 ? -wide : wide) * 1000 + SP_PT / 2) / SP_PT;

	fprintf(out, " %s=%s%" PRId64 ".%03d", name, wide < 0 && milli ? "-" : "",
	    milli / 1000, (int)(milli % 1000));
}

static void put_rect(FILE *out, const struct rect *r)
{
	put_length(out, "x", r->x);
	put_length(out, "y", r->y);
	put_length(out, "w", r->w);
	put_length(out, "h", r->h);
}

/* A size without needless zeros: 12, 13.5. */
static void put_size(FILE *out, sp size)
{
	struct buf b = {0};

	buf_number(&b, sp_to_pt(size), 3);
	fprintf(out, " %s", b.at);
	buf_release(&b);
}

/* Characters that a reader of the trace could not see: soft hyphen, joiners, marks and
 * embeddings of direction, line separators, byte order mark. */
static bool is_unseen(uint32_t c)
{
	return c < 0x20 || c == 0x7F || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       c == 0xFEFF;
}

static void put_words(FILE *out, const char *text, size_t len)
{
	const char *end = text + len;
	size_t n;

	fputc('"', out);
	for (const char *at = text; at < end; at += n) {
		const uint32_t c = utf8_decode(at, end, &n);

		if (c == UTF8_BAD || is_unseen(c)) {
			fprintf(out, "\\u{%" PRIX32 "}", c == UTF8_BAD ? 0xFFFD : c);
			continue;
		}
		if (c == '"' || c == '\\')
			fputc('\\', out);
		fwrite(at, 1, n, out);
	}
	fputc('"', out);
}

static void put_string(FILE *out, const char *name, const char *text)
{
	if (!text)
		return;
	fprintf(out, " %s=", name);
	put_words(out, text, strlen(text));
}

/* ---- pages -------------------------------------------------------------- */

static void put_ink(FILE *out, const struct palette *p, struct ink ink)
{
	fprintf(out, " %s", palette_name(p, ink));
	if (ink.tint != 1000) {
		fprintf(out, "/%d", ink.tint / 10);
		if (ink.tint % 10)
			fprintf(out, ".%d", ink.tint % 10);
		fputc('%', out);
	}
}

static void put_run(FILE *out, const struct palette *p, const struct mark *m)
{
	const struct run *r = m->as.run.run;
	size_t len;
	const char *text = mark_words(m, &len);

	fputs("run", out);
	put_length(out, "x", m->area.x);
	put_length(out, "y", m->area.y);
	put_length(out, "w", m->area.w);
	fputc(' ', out);
	put_words(out, text, len);
	fprintf(out, " %s", r->face->name);
	put_size(out, r->size);
	put_ink(out, p, m->ink);
	fprintf(out, " %s", role_name(m->tag->role));
	if (r->level)
		fprintf(out, " level=%d", r->level);
	if (r->letter_spacing)
		put_length(out, "letters", face_units(r->face, r->size, r->letter_spacing));
	if (m->as.run.word_spacing)
		put_length(out, "spacing", m->as.run.word_spacing);
	if (m->as.run.expansion)
		fprintf(out, " expansion=%d", m->as.run.expansion);
	put_string(out, "actual", m->as.run.actual);
}

static bool same_rect(const struct rect *a, const struct rect *b)
{
	return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static void put_picture(FILE *out, const struct mark *m)
{
	const struct rect *whole = &m->as.picture.whole;

	fputs(m->as.picture.picture->format == PICTURE_ART ? "art" : "picture", out);
	put_rect(out, &m->area);
	fputc(' ', out);
	put_words(out, m->as.picture.picture->name, strlen(m->as.picture.picture->name));
	fprintf(out, " %s", role_name(m->tag->role));
	if (!same_rect(whole, &m->area)) {
		fputs(" whole:", out);
		put_rect(out, whole);
	}
}

static void put_link(FILE *out, const struct mark *m)
{
	fputs("link", out);
	put_rect(out, &m->area);
	fprintf(out, " %s", role_name(m->tag->role));
	if (m->tag->url)
		put_string(out, "to", m->tag->url);
	else if (m->tag->target)
		fprintf(out, " to=%s", role_name(m->tag->target->role));
}

static void put_mark(FILE *out, const struct palette *p, const struct mark *m)
{
	switch (m->kind) {
	case MARK_RUN:
		put_run(out, p, m);
		break;
	case MARK_RULE:
	case MARK_FILL:
		fputs(m->kind == MARK_RULE ? "rule" : "fill", out);
		put_rect(out, &m->area);
		put_ink(out, p, m->ink);
		fprintf(out, " %s", role_name(m->tag->role));
		break;
	case MARK_PICTURE:
		put_picture(out, m);
		break;
	case MARK_CODE:
		fputs("code", out);
		put_rect(out, &m->area);
		fprintf(out, " side=%d %s", m->as.code->side, role_name(m->tag->role));
		break;
	case MARK_LINK:
		put_link(out, m);
		break;
	}
	fputc('\n', out);
}

void trace_pages(const struct book *b, const struct palette *p, FILE *out)
{
	for (size_t i = 0; i < b->npage; i++) {
		const struct page *page = b->page[i];

		fprintf(out, "%spage %d %s folio=%s template=%s\n", i ? "\n" : "",
		    page->number, page->recto ? "recto" : "verso",
		    page->folio ? page->folio : "-",
		    page->template ? page->template : "-");
		for (size_t m = 0; m < page->nmark; m++)
			put_mark(out, p, &page->mark[m]);
	}
}

void trace_frames(const struct book *b, FILE *out)
{
	for (size_t i = 0; i < b->npage; i++) {
		const struct page *page = b->page[i];

		fprintf(out, "page %d", page->number);
		put_length(out, "grid-top", page->grid_top);
		put_length(out, "grid", page->grid);
		fputc('\n', out);
		for (size_t f = 0; f < page->nframe; f++) {
			fputs("frame", out);
			put_rect(out, &page->frame[f]);
			fputc('\n', out);
		}
	}
}

/* ---- tags --------------------------------------------------------------- */

/* What the marks of a book say about one tag. */
struct heard {
	bool used; /* it or something below has a mark */
	char *words;
	size_t len, cap;
};

struct hearing {
	struct arena *arena;
	struct heard *tag; /* by the tag's order */
	FILE *out;
};

static void hear(struct hearing *h, struct heard *at, const char *words, size_t len)
{
	if (at->len + len > at->cap) {
		const size_t cap = (at->len + len) * 2 + 32;

		at->words = arena_grow(h->arena, at->words, at->cap, cap);
		at->cap = cap;
	}
	memcpy(at->words + at->len, words, len);
	at->len += len;
}

/* The first mark of an inner tag leaves {} among the words around it. */
static void first_use(struct hearing *h, const struct tag *t)
{
	for (; t && !h->tag[t->order].used; t = t->parent) {
		h->tag[t->order].used = true;
		if (t->parent && role_is_inline(t->role))
			hear(h, &h->tag[t->parent->order], "{}", 2);
	}
}

static void hear_run(struct hearing *h, const struct mark *m)
{
	size_t len;
	const char *words = mark_words(m, &len);

	if (m->as.run.actual) {
		words = m->as.run.actual;
		len = strlen(words);
	}
	hear(h, &h->tag[m->tag->order], words, len);
}

static void hear_page(struct hearing *h, const struct page *page)
{
	for (size_t i = 0; i < page->nmark; i++) {
		const struct mark *m = &page->mark[i];

		if (role_is_artifact(m->tag->role))
			continue;
		first_use(h, m->tag);
		if (m->kind == MARK_RUN)
			hear_run(h, m);
	}
}

/* The tag's title, or the words of the first tag below it that has some. */
static void put_target(const struct hearing *h, const struct tag *target)
{
	const struct tag *t = target;

	fprintf(h->out, " to=%s", role_name(target->role));
	while (t && !target->title && !h->tag[t->order].len)
		t = t->first;
	if (!t)
		return;
	fputc(' ', h->out);
	if (target->title)
		put_words(h->out, target->title, strlen(target->title));
	else
		put_words(h->out, h->tag[t->order].words, h->tag[t->order].len);
}

static void put_tag(const struct hearing *h, const struct tag *t, int depth)
{
	static const char *const scope[] = {NULL, "column", "row", "both"};
	static const char *const numbering[] = {NULL, "disc", "decimal"};
	const struct heard *heard = &h->tag[t->order];

	fprintf(h->out, "%*s%s", depth * 2, "", role_name(t->role));
	if (heard->len) {
		fputc(' ', h->out);
		put_words(h->out, heard->words, heard->len);
	}
	if (t->lang)
		fprintf(h->out, " lang=%s", t->lang);
	put_string(h->out, "title", t->title);
	put_string(h->out, "alt", t->alt);
	put_string(h->out, "actual", t->actual);
	put_string(h->out, "expansion", t->expansion);
	put_string(h->out, "url", t->url);
	if (t->scope)
		fprintf(h->out, " scope=%s", scope[t->scope]);
	if (t->rowspan > 1)
		fprintf(h->out, " rowspan=%d", t->rowspan);
	if (t->colspan > 1)
		fprintf(h->out, " colspan=%d", t->colspan);
	if (t->numbering)
		fprintf(h->out, " numbering=%s", numbering[t->numbering]);
	if (t->target)
		put_target(h, t->target);
	fputc('\n', h->out);
}

static bool is_written(const struct hearing *h, const struct tag *t)
{
	return h->tag[t->order].used || t->role == ROLE_CELL || t->role == ROLE_HEAD_CELL;
}

void trace_tags(const struct book *b, FILE *out)
{
	struct hearing h = {.arena = arena_new(), .out = out};
	const struct tag *t = b->root;
	int depth = 0;

	h.tag = ARENA_ARRAY(h.arena, struct heard, b->ntag);
	for (size_t i = 0; i < b->npage; i++)
		hear_page(&h, b->page[i]);
	while (t) {
		const bool written = is_written(&h, t);

		if (written)
			put_tag(&h, t, depth);
		if (written && t->first) {
			t = t->first;
			depth++;
			continue;
		}
		while (t && !t->next) {
			t = t->parent;
			depth--;
		}
		t = t ? t->next : NULL;
	}
	arena_close(h.arena);
}
