/*
 * Shaped words are kept, so that a word is shaped once a face and not once an occurrence.
 *
 * In: Latin text from left to right. Out: the glyphs that shaping it whole would give, or
 * false, where the caller shapes it whole.
 *
 * The text is cut after spaces. HarfBuzz says of each piece whether its shaping looked
 * past an edge (UNSAFE_TO_CONCAT); "only two pieces of text both of which clear of this
 * flag can be concatenated safely". A word that fails ("of" in Andika: f may be kerned
 * with what is beyond the space) is kept together with the next one; a face that kerns
 * with the space itself (Lato, Liberation Serif) is shaped whole. tests/unit/test_font.c
 * compares the two ways. Asking HarfBuzz for these edges makes a word three times as
 * dear, so the words of a face are kept only once 256 KB have been set in it: an issue of
 * 32 pages is shaped whole in 9 ms, 1,600 pages in 0.2 s instead of 0.5.
 */
#include "font/fonts.h"

#include <string.h>

enum { MAX_PIECE = 96, MAX_WORDS = 1 << 16, FIRST_SLOTS = 1 << 13 };
enum { MUCH_TEXT = 256 << 10, ENOUGH = 64 };

struct word {
	uint32_t hash;
	uint16_t language, ntext, nglyph;
	uint8_t face, features, edges;
	struct glyph glyph[]; /* then its text: one place in memory for all of it */
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
	       !memcmp(w->glyph + w->nglyph, s->text + s->start, w->ntext);
}

/* Shapes a piece by itself, at the end of f->glyphs, and keeps it. */
static struct word *word_new(struct fonts *f, const struct shaping *s, uint32_t hash)
{
	size_t from = f->glyphs.len;
	struct shaping alone = *s;
	alone.edges = true;
	alone.text = s->text + s->start;
	alone.start = 0;
	alone.len = alone.end = s->end - s->start;
	unsigned edges = shape_append(f, &alone);
	size_t size = f->glyphs.len - from;
	struct word *w = arena_alloc(f->arena, sizeof *w + size + alone.len);
	w->edges = (uint8_t)edges;
	w->hash = hash;
	w->language = s->language;
	w->face = (uint8_t)s->face->index;
	w->features = s->features;
	w->ntext = (uint16_t)alone.len;
	w->nglyph = (uint16_t)(size / sizeof *w->glyph);
	if (size)
		memcpy(w->glyph, f->glyphs.at + from, size);
	memcpy(w->glyph + w->nglyph, alone.text, alone.len);
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

/* The end of the word at `at`, with the space behind it. */
static uint32_t word_end(const struct shaping *s, uint32_t at)
{
	const char *space = memchr(s->text + at, ' ', s->end - at);
	return space ? (uint32_t)(space + 1 - s->text) : s->end;
}

/* The shortest piece from `at` on that what follows it cannot change. NULL: none. */
static const struct word *piece_of(struct fonts *f, const struct shaping *s, uint32_t at)
{
	struct words_tried *tried = &f->tried[s->face->index];
	struct shaping piece = *s;
	piece.start = at;
	piece.end = word_end(s, at);
	tried->alone++;
	while (piece.end - at <= MAX_PIECE) {
		const struct word *w = word_of(f, &piece);
		if (!w || piece.end == s->end || !(w->edges & EDGE_END))
			return w;
		tried->joined++;
		piece.end = word_end(s, piece.end);
	}
	return NULL;
}

/* Is so much set in this face that keeping its words pays, and do they stand alone? */
static bool is_worth_keeping(struct words_tried *t, uint32_t len)
{
	t->shaped += len;
	return t->shaped > MUCH_TEXT && (t->joined < ENOUGH || t->joined < t->alone / 2);
}

bool words_append(struct fonts *f, const struct shaping *s)
{
	if (s->script != SCRIPT_LATIN || s->level || s->face->index > UINT8_MAX)
		return false;
	if (!is_worth_keeping(&f->tried[s->face->index], s->end - s->start))
		return false;
	for (uint32_t at = s->start; at < s->end;) {
		const struct word *w = piece_of(f, s, at);
		if (!w || (at > s->start && w->edges & EDGE_START))
			return false;
		add_glyphs(f, w, at - s->start);
		at += w->ntext;
	}
	return true;
}
