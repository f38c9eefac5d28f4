/*
 * Shapes that are kept: what HarfBuzz was asked once it is not asked again.
 *
 * In: a question (struct shaping). Out: its glyphs, in the fonts' own arena, without any
 * spacing, for any number of runs to share; nobody changes a glyph that is kept.
 *
 * A piece that is made to fit its pages is set up to thirty times, a book with page
 * references up to five, and most of each time is HarfBuzz's; but the words stay as they
 * are, and glyphs are in font units, the same at every size. A question is the same if
 * all that HarfBuzz sees of it is: that is five characters before and after the stretch
 * as well. What is kept grows with the words of the book, not with the number of tries.
 * (Single words are not kept: shape.c says why.)
 */
#include "font/fonts.h"

#include <string.h>

enum { AROUND = 20 /* bytes: five characters */, FIRST_SLOTS = 256 };

struct kept_shape {
	struct shaping asked; /* text: a copy of what HarfBuzz sees */
	struct kept_glyphs glyphs;
	uint32_t hash;
};

/* Cut down to what HarfBuzz sees of it. */
static struct shaping seen_of(const struct shaping *s)
{
	struct shaping seen = *s;
	const uint32_t before = s->start > AROUND ? AROUND : s->start;
	const uint32_t after = s->len - s->end > AROUND ? AROUND : s->len - s->end;
	seen.text = s->text + (s->start - before);
	seen.len = before + (s->end - s->start) + after;
	seen.start = before;
	seen.end = seen.len - after;
	return seen;
}

static bool same(const struct shaping *a, const struct shaping *b)
{
	return a->face == b->face && a->len == b->len && a->start == b->start &&
	       a->end == b->end && a->script == b->script && a->language == b->language &&
	       a->features == b->features && a->level == b->level &&
	       a->plain == b->plain && memcmp(a->text, b->text, a->len) == 0;
}

/* FNV-1a of the words; what else differs is seldom. */
static uint32_t hash_of(const struct shaping *s)
{
	uint32_t h = 2166136261u ^ s->face->index ^ (uint32_t)s->features << 8;
	for (uint32_t i = 0; i < s->len; i++)
		h = (h ^ (uint8_t)s->text[i]) * 16777619u;
	return h;
}

/* The slot of the question, or where it belongs. A slot holds an index + 1. */
static uint32_t *slot_of(const struct memo *m, const struct shaping *s, uint32_t hash)
{
	size_t i = hash & (m->nslot - 1);
	for (; m->slot[i]; i = (i + 1) & (m->nslot - 1)) {
		const struct kept_shape *k = &m->shape[m->slot[i] - 1];
		if (k->hash == hash && same(&k->asked, s))
			break;
	}
	return &m->slot[i];
}

static void grow(struct memo *m, struct arena *a)
{
	m->nslot = m->nslot ? m->nslot * 2 : FIRST_SLOTS;
	m->slot = ARENA_ARRAY(a, uint32_t, m->nslot);
	for (size_t i = 0; i < m->nshape; i++)
		*slot_of(m, &m->shape[i].asked, m->shape[i].hash) = (uint32_t)i + 1;
}

const struct kept_glyphs *memo_find(struct fonts *f, const struct shaping *s)
{
	const struct memo *m = &f->memo;
	const struct shaping seen = seen_of(s);
	const uint32_t at = m->nslot ? *slot_of(m, &seen, hash_of(&seen)) : 0;
	return at ? &m->shape[at - 1].glyphs : NULL;
}

void memo_keep(struct fonts *f, const struct shaping *s, struct kept_glyphs glyphs)
{
	struct memo *m = &f->memo;
	struct kept_shape k = {seen_of(s), glyphs, 0};
	k.hash = hash_of(&k.asked);
	if ((m->nshape + 1) * 3 > m->nslot * 2)
		grow(m, f->arena);
	*slot_of(m, &k.asked, k.hash) = (uint32_t)m->nshape + 1;
	k.asked.text = arena_copy(f->arena, k.asked.text, k.asked.len);
	ARENA_PUSH(f->arena, m->shape, m->nshape, m->capshape) = k;
}
