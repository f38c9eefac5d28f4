/*
 * The words of a book as a screen reader takes them from its tags.
 *
 * In: a finished book, its marks sorted and its tags numbered. Out: the words below a
 * tag. An element's own content stands between its children by the order of painting, as
 * pdf/tree.c writes it, so that what is compared is what is in the file. Words that no
 * editor wrote are left out, by this list: numbers and marks of lists and notes (Lbl, but
 * a timeline's dates are written), references to notes and pages (Reference), and what
 * reading.c says was added. An alternative text takes the place of what it describes,
 * ActualText that of its marks.
 */
#include <string.h>

#include "makeup/reading.h"

#define NOWHERE UINT32_MAX

/* ---- words ----------------------------------------------------------------- */

static size_t blank_at(const char *at, size_t len)
{
	if (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r')
		return 1;
	return len > 1 && memcmp(at, "\u00A0", 2) == 0 ? 2 : 0;
}

static bool is_soft_hyphen(const char *at, size_t len)
{
	return len > 1 && memcmp(at, "\u00AD", 2) == 0;
}

void words_add(struct words *w, const char *text, size_t len)
{
	for (size_t i = 0; i < len;) {
		size_t end = i;
		const size_t blank = blank_at(text + i, len - i);
		if (blank || is_soft_hyphen(text + i, len - i)) {
			w->apart |= blank > 0;
			i += blank ? blank : 2;
			continue;
		}
		while (end < len && !blank_at(text + end, len - end) &&
		       !is_soft_hyphen(text + end, len - end))
			end++;
		if (w->apart && w->text.len)
			buf_char(&w->text, ' ');
		w->apart = false;
		buf_add(&w->text, text + i, end - i);
		i = end;
	}
}

void words_part(struct words *w)
{
	w->apart = true;
}

void words_release(struct words *w)
{
	buf_release(&w->text);
}

/* ---- marks by their tags --------------------------------------------------- */

static bool is_heard(const struct mark *m)
{
	return (m->kind == MARK_RUN || m->kind == MARK_PICTURE) &&
	       !role_is_artifact(m->tag->role);
}

static const struct tag *after(const struct tag *t)
{
	if (t->first)
		return t->first;
	while (t && !t->next)
		t = t->parent;
	return t ? t->next : NULL;
}

/* What a tag has, those around it have. */
static void spread_up(struct arena *a, struct hearing *h)
{
	const struct tag **tag = ARENA_ARRAY(a, const struct tag *, h->book->ntag);
	for (const struct tag *t = h->book->root; t; t = after(t))
		tag[t->order] = t;
	for (uint32_t i = h->book->ntag; i-- > 1;) {
		uint32_t *around = &h->first[tag[i]->parent->order];
		if (h->first[i] < *around)
			*around = h->first[i];
	}
}

struct hearing hearing_of(struct arena *a, const struct book *b)
{
	struct hearing h = {.arena = a, .book = b};
	size_t nmark = 0;
	for (size_t i = 0; i < b->npage; i++)
		nmark += b->page[i]->nmark;
	h.start = ARENA_ARRAY(a, uint32_t, b->ntag + 2);
	h.first = ARENA_ARRAY(a, uint32_t, b->ntag);
	h.mark = ARENA_ARRAY(a, const struct mark *, nmark);
	h.seq = ARENA_ARRAY(a, uint32_t, nmark);
	for (uint32_t i = 0; i < b->ntag; i++)
		h.first[i] = NOWHERE;
	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++)
			if (is_heard(&b->page[i]->mark[k]))
				h.start[b->page[i]->mark[k].tag->order + 2]++;
	for (uint32_t i = 2; i < b->ntag + 2; i++)
		h.start[i] += h.start[i - 1];
	uint32_t seq = 0;
	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++) {
			const struct mark *m = &b->page[i]->mark[k];
			if (!is_heard(m))
				continue;
			const uint32_t order = m->tag->order, at = h.start[order + 1]++;
			h.mark[at] = m;
			h.seq[at] = seq;
			if (h.first[order] == NOWHERE)
				h.first[order] = seq;
			seq++;
		}
	spread_up(a, &h);
	return h;
}

/* ---- the walk --------------------------------------------------------------- */

/* The rule that gave a tag its words; NONE: its editor wrote them. */
static enum amend rule_of(const struct hearing *h, const struct tag *t)
{
	if (h->added[t->order])
		return h->added[t->order];
	if (t->role == ROLE_REFERENCE)
		return AMEND_REFERENCE;
	return t->role == ROLE_LIST_LABEL && !h->spoken[t->order] ? AMEND_NUMBER
								  : AMEND_NONE;
}

static void hear_mark(const struct mark *m, struct words *w)
{
	size_t len;
	if (m->kind != MARK_RUN)
		return;
	const char *words = mark_words(m, &len);
	if (m->as.run.actual) {
		words = m->as.run.actual;
		len = strlen(words);
	}
	words_add(w, words, len);
}

static void hear(
    const struct hearing *h, const struct tag *t, struct reading *out, struct words *to);

static void pass_over(const struct hearing *h, const struct tag *t, enum amend rule)
{
	struct hearing whole = *h;
	struct reading heard = {0};
	whole.whole = true;
	hear(&whole, t, &heard, &heard.text);
	if (heard.text.text.len)
		amend(h->arena, h->amended,
		    (struct amendment){rule, t->pos,
			arena_copy(h->arena, heard.text.text.at, heard.text.text.len)});
	words_release(&heard.text);
	words_release(&heard.notes);
}

static void hear(
    const struct hearing *h, const struct tag *t, struct reading *out, struct words *to)
{
	const enum amend rule = h->whole ? AMEND_NONE : rule_of(h, t);
	uint32_t own = h->start[t->order];
	const uint32_t end = h->start[t->order + 1];
	const char *instead = t->role == ROLE_FIGURE ? t->alt : t->actual;
	if (h->first[t->order] == NOWHERE)
		return;
	if (rule) {
		pass_over(h, t, rule);
		return;
	}
	if (t->role == ROLE_NOTE)
		to = &out->notes;
	if (!role_is_inline(t->role))
		words_part(to);
	if (instead)
		words_add(to, instead, strlen(instead));
	for (const struct tag *k = t->first; k && !instead; k = k->next) {
		for (; own < end && h->seq[own] < h->first[k->order]; own++)
			hear_mark(h->mark[own], to);
		hear(h, k, out, to);
	}
	for (; own < end && !instead; own++)
		hear_mark(h->mark[own], to);
	if (!role_is_inline(t->role))
		words_part(to);
}

void hearing_read(const struct hearing *h, const struct tag *t, struct reading *out)
{
	hear(h, t, out, &out->text);
}
