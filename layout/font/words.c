/*
 * Shaped words are kept, so that a word is shaped once a face and not once an occurrence.
 *
 * In: Latin text from left to right. Out: the glyphs that shaping it whole would give, or
 * false, where the caller shapes it whole.
 *
 * The text is cut after spaces. HarfBuzz says of each piece whether its shaping looked
 * past an edge (UNSAFE_TO_CONCAT); "only two pieces of text both of which clear of this
 * flag can be concatenated safely". A face that kerns across the space (Liberation Serif)
 * fails that, and is shaped whole; Andika and Lato pass. tests/unit/test_font.c compares
 * the two ways. An issue of 15,500 words has about 5,000 different ones: shaping takes a
 * third of the time, and a twentieth in 1,600 pages.
 */
#include "font/fonts.h"

#include <string.h>

enum { MAX_WORD = 64, MAX_WORDS = 1 << 16, FIRST_SLOTS = 1 << 13 };

struct word {
	uint32_t hash;
	uint16_t language, ntext, nglyph;
	uint8_t face, features, edges;
	const char *text;
	struct glyph *glyph;
};

static uint32_t hash_of(const struct shaping *s)
{
	uint32_t h = 2166136261u ^ s->face->index ^ (uint32_t)s->features << 8 ^
		     (uint32_t)s->language << 16;
	for (uint32_t i = s->start; i < s->end; i++)
		h = (h ^ (uint8_t)s->text[i]) * 16777619u;
	return h;
}

static void grow(struct fonts *f)
{
	struct words *w = &f->words;
	size_t old = w->nslot;
	struct word **slots = w->slot;
	w->nslot = old ? 2 * old : FIRST_SLOTS;
	w->slot = ARENA_ARRAY(f->arena, struct word *, w->nslot);
	for (size_t i = 0; i < old; i++) {
		if (!slots[i])
			continue;
		size_t at = slots[i]->hash & (w->nslot - 1);
		while (w->slot[at])
			at = (at + 1) & (w->nslot - 1);
		w->slot[at] = slots[i];
	}
}

static bool is_word(const struct word *w, const struct shaping *s, uint32_t hash)
{
	return w->hash == hash && w->ntext == s->end - s->start &&
	       w->face == s->face->index && w->features == s->features &&
	       w->language == s->language &&
	       !memcmp(w->text, s->text + s->start, w->ntext);
}

/* Shapes a piece by itself, at the end of f->glyphs, and keeps it. */
static struct word *word_new(struct fonts *f, const struct shaping *s, uint32_t hash)
{
	size_t from = f->glyphs.len;
	struct shaping alone = *s;
	alone.text = s->text + s->start;
	alone.start = 0;
	alone.len = alone.end = s->end - s->start;
	struct word *w = ARENA_NEW(f->arena, struct word);
	w->edges = (uint8_t)shape_append(f, &alone);
	size_t size = f->glyphs.len - from;
	w->hash = hash;
	w->language = s->language;
	w->face = (uint8_t)s->face->index;
	w->features = s->features;
	w->ntext = (uint16_t)alone.len;
	w->text = arena_copy(f->arena, alone.text, alone.len);
	w->nglyph = (uint16_t)(size / sizeof *w->glyph);
	w->glyph = ARENA_ARRAY(f->arena, struct glyph, w->nglyph);
	if (size)
		memcpy(w->glyph, f->glyphs.at + from, size);
	f->glyphs.len = from;
	return w;
}

/* NULL: there is no room to keep more. */
static const struct word *word_of(struct fonts *f, const struct shaping *s)
{
	struct words *w = &f->words;
	if (2 * w->n >= w->nslot)
		grow(f);
	uint32_t hash = hash_of(s);
	size_t at = hash & (w->nslot - 1);
	for (; w->slot[at]; at = (at + 1) & (w->nslot - 1))
		if (is_word(w->slot[at], s, hash))
			return w->slot[at];
	if (w->n == MAX_WORDS)
		return NULL;
	w->n++;
	return w->slot[at] = word_new(f, s, hash);
}

static void add_glyphs(struct fonts *f, const struct word *w, uint32_t offset)
{
	size_t from = f->glyphs.len;
	buf_add(&f->glyphs, w->glyph, w->nglyph * sizeof *w->glyph);
	struct glyph *g = (struct glyph *)(void *)(f->glyphs.at + from);
	for (uint32_t i = 0; i < w->nglyph; i++)
		g[i].cluster = (uint16_t)(g[i].cluster + offset);
}

bool words_append(struct fonts *f, const struct shaping *s)
{
	if (f->whole || s->script != SCRIPT_LATIN || s->level ||
	    s->face->index > UINT8_MAX)
		return false;
	unsigned edges = 0;
	for (uint32_t at = s->start; at < s->end;) {
		const char *space = memchr(s->text + at, ' ', s->end - at);
		struct shaping piece = *s;
		piece.start = at;
		piece.end = space ? (uint32_t)(space + 1 - s->text) : s->end;
		if (piece.end - at > MAX_WORD)
			return false;
		const struct word *w = word_of(f, &piece);
		bool joined =
		    at > s->start && (edges & EDGE_END || (w && w->edges & EDGE_START));
		if (!w || joined)
			return false;
		edges = w->edges;
		add_glyphs(f, w, at - s->start);
		at = piece.end;
	}
	return true;
}
