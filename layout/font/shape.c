/*
 * Text to glyphs, by HarfBuzz.
 *
 * In: a stretch of text of one face, script, language and direction, with what stands
 * around it. Out: glyphs in logical order, in font units; a run of its own where one is
 * asked for.
 *
 * HarfBuzz gives right-to-left glyphs from left to right; turned round they follow the
 * text, and pen positions counted from the right edge stay true (a mark has no advance).
 * Clusters are one a character where HarfBuzz can keep them apart, so that a mark carries
 * its own text. Only the OpenType shaper is used: Andika has Graphite tables as well, and
 * whether HarfBuzz was built with Graphite must not change a page.
 *
 * Keeping shaped words and joining them was tried and left out. HarfBuzz 6 is to say
 * where that is safe (UNSAFE_TO_CONCAT), but it does not say so of kerning that begins
 * with the space, as Lato has it ("8 June"); and asking makes shaping half as dear again.
 */
#include "font/fonts.h"

#include <hb.h>
#include <string.h>

enum { MAX_FEATURES = 20, FEATURE_NO_MARKS = 1 << 16 /* beside the public ones */ };

static const char *const shapers[] = {"ot", NULL};

static unsigned features_of(unsigned wanted, hb_feature_t list[MAX_FEATURES])
{
	static const struct {
		unsigned wanted;
		char tag[5];
		uint32_t value;
	} table[] = {{FEATURE_TABULAR, "tnum", 1}, {FEATURE_SMALL_CAPS, "smcp", 1},
	    {FEATURE_SMALL_CAPITALS, "c2sc", 1}, {FEATURE_OLD_STYLE, "onum", 1},
	    {FEATURE_LINING, "lnum", 1}, {FEATURE_PROPORTIONAL, "pnum", 1},
	    {FEATURE_FRACTIONS, "frac", 1}, {FEATURE_ORDINAL, "ordn", 1},
	    {FEATURE_SLASHED_ZERO, "zero", 1}, {FEATURE_NO_LIGATURES, "liga", 0},
	    {FEATURE_NO_LIGATURES, "clig", 0}, {FEATURE_DISCRETIONARY, "dlig", 1},
	    {FEATURE_HISTORICAL, "hlig", 1}, {FEATURE_NO_CONTEXTUAL, "calt", 0},
	    {FEATURE_NO_KERNING, "kern", 0}, {FEATURE_NO_MARKS, "mark", 0},
	    {FEATURE_NO_MARKS, "mkmk", 0}};
	unsigned n = 0;
	for (size_t i = 0; i < COUNT(table); i++) {
		if (!(wanted & table[i].wanted))
			continue;
		list[n++] = (hb_feature_t){hb_tag_from_string(table[i].tag, 4),
		    table[i].value, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
	}
	return n;
}

static void shape(struct fonts *f, const struct shaping *s, unsigned wanted)
{
	hb_buffer_t *b = f->buffer;
	hb_buffer_clear_contents(b);
	hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_add_utf8(b, s->text, (int)s->len, s->start, (int)(s->end - s->start));
	hb_buffer_set_direction(b, s->level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(b, (hb_script_t)s->script);
	hb_buffer_set_language(b, (hb_language_t)f->language[s->language].hb);
	hb_feature_t features[MAX_FEATURES];
	unsigned nfeature = features_of(wanted, features);
	hb_shape_full(s->face->hb_font, b, features, nfeature, shapers);
}

static int16_t clamped(hb_position_t units)
{
	return (int16_t)(units > INT16_MAX   ? INT16_MAX
			 : units < INT16_MIN ? INT16_MIN
					     : units);
}

static bool is_space(const char *at)
{
	return at[0] == ' ' || ((uint8_t)at[0] == 0xC2 && (uint8_t)at[1] == 0xA0);
}

/* Some faces make base and mark of one character, and a mark has no advance. */
static bool has_marks(hb_buffer_t *b)
{
	unsigned n;
	const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(b, &n);
	for (unsigned i = 0; i < n; i++)
		if (!at[i].x_advance)
			return true;
	return false;
}

/* Placing marks takes a third of the time, so it is not asked for where there are none.
 */
static void shape_quickly(struct fonts *f, const struct shaping *s)
{
	if (s->plain) {
		shape(f, s, s->features | FEATURE_NO_MARKS);
		if (!has_marks(f->buffer))
			return;
	}
	shape(f, s, s->features);
}

/* What has been shaped, in the fonts' own arena. */
static struct kept_glyphs glyphs_of(struct fonts *f, const struct shaping *s)
{
	unsigned n;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &n);
	const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(f->buffer, NULL);
	struct glyph *glyphs = ARENA_ARRAY(f->arena, struct glyph, n);
	uint32_t before = UINT32_MAX;
	for (unsigned i = 0; i < n; i++) {
		unsigned k = s->level & 1 ? n - 1 - i : i;
		struct glyph *g = &glyphs[i];
		*g = (struct glyph){(uint16_t)info[k].codepoint,
		    (uint16_t)(info[k].cluster - s->start), clamped(at[k].x_advance),
		    clamped(at[k].x_offset), clamped(at[k].y_offset), 0};
		if (info[k].mask & HB_GLYPH_FLAG_UNSAFE_TO_BREAK)
			g->flags |= GLYPH_UNSAFE;
		if (info[k].cluster != before)
			g->flags |= GLYPH_CLUSTER;
		if (is_space(s->text + info[k].cluster))
			g->flags |= GLYPH_SPACE;
		before = info[k].cluster;
	}
	return (struct kept_glyphs){glyphs, n};
}

uint16_t fonts_language(struct fonts *f, const char *tag)
{
	const char *wanted = tag ? tag : "";
	for (size_t i = 0; i < f->nlanguage; i++)
		if (f->language[i].tag == tag || !strcmp(f->language[i].tag, wanted))
			return (uint16_t)i;
	struct language l = {arena_string(f->arena, wanted),
	    hb_language_from_string(*wanted ? wanted : "en", -1)};
	ARENA_PUSH(f->arena, f->language, f->nlanguage, f->caplanguage) = l;
	return (uint16_t)(f->nlanguage - 1);
}

bool face_has(const struct fonts *f, const struct face *face, uint32_t character)
{
	struct coverage *c = &f->coverage[face->index];
	if (character >= (uint32_t)NPAGE * PAGE_CHARS)
		return false;
	if (!c->page)
		c->page = ARENA_ARRAY(f->arena, uint8_t *, NPAGE);
	uint8_t **page = &c->page[character / PAGE_CHARS];
	if (!*page)
		*page = ARENA_ARRAY(f->arena, uint8_t, PAGE_CHARS);
	uint8_t *answer = &(*page)[character % PAGE_CHARS];
	if (!*answer)
		*answer = face_glyph_of(face, character) ? 1 : 2;
	return *answer == 1;
}

/* ---- runs --------------------------------------------------------------- */

/* Glyphs with letter and word spacing; a letter in several glyphs is spaced once. */
static const struct glyph *spaced(
    struct arena *a, const struct run *r, struct kept_glyphs from)
{
	struct glyph *glyphs = ARENA_ARRAY(a, struct glyph, from.n);
	for (uint32_t i = 0; i < from.n; i++) {
		struct glyph *g = &glyphs[i];
		*g = from.glyph[i];
		int advance = g->advance;
		if (r->letter_spacing && advance && g->flags & GLYPH_CLUSTER)
			advance += r->letter_spacing;
		if (g->flags & GLYPH_SPACE)
			advance += r->word_spacing;
		g->advance = clamped(advance);
	}
	return glyphs;
}

static struct kept_glyphs shape_or_find(struct fonts *f, const struct shaping *s)
{
	const struct kept_glyphs *kept = memo_find(f, s);
	if (kept)
		return *kept;
	shape_quickly(f, s);
	const struct kept_glyphs made = glyphs_of(f, s);
	memo_keep(f, s, made);
	return made;
}

void run_shape(struct fonts *f, struct arena *a, struct run *r, const struct shaping *s)
{
	const struct kept_glyphs glyphs = shape_or_find(f, s);
	r->face = s->face;
	r->text = s->text + s->start;
	r->ntext = s->end - s->start;
	r->script = s->script;
	r->level = s->level;
	r->features = s->features;
	r->nglyph = glyphs.n;
	r->glyph =
	    r->letter_spacing || r->word_spacing ? spaced(a, r, glyphs) : glyphs.glyph;
}

struct run *font_reshape(
    struct fonts *f, struct arena *a, const struct run *r, uint32_t start, uint32_t end)
{
	struct run *out = ARENA_NEW(a, struct run);
	*out = *r;
	struct shaping s = {.face = r->face,
	    .text = r->text + start,
	    .len = end - start,
	    .end = end - start,
	    .script = r->script,
	    .level = r->level,
	    .features = r->features,
	    .language = fonts_language(f, r->lang)};
	run_shape(f, a, out, &s);
	return out;
}

struct run *font_run(struct fonts *f, struct arena *a, const struct plain_words *words)
{
	struct run *out = ARENA_NEW(a, struct run);
	out->size = words->size;
	out->lang = words->lang;
	size_t len = strlen(words->text);
	uint32_t n = len > UINT16_MAX ? UINT16_MAX : (uint32_t)len;
	struct shaping s = {.face = words->face,
	    .text = words->text,
	    .len = n,
	    .end = n,
	    .script = SCRIPT_LATIN,
	    .features = words->features,
	    .language = fonts_language(f, words->lang)};
	run_shape(f, a, out, &s);
	return out;
}

sp run_width(const struct run *r, uint32_t first, uint32_t n)
{
	int64_t units = 0;
	for (uint32_t i = first; i < first + n; i++)
		units += r->glyph[i].advance;
	return sp_scale(r->size, units, r->face->upem);
}

uint32_t run_cluster_end(const struct run *r, uint32_t i)
{
	uint16_t cluster = r->glyph[i].cluster;
	while (++i < r->nglyph)
		if (r->glyph[i].cluster != cluster)
			return r->glyph[i].cluster;
	return r->ntext;
}

bool character_extends(uint32_t c)
{
	if (c < 0x300)
		return false;
	if (c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x1F3FB && c <= 0x1F3FF))
		return true;
	switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), c)) {
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
		return true;
	default:
		return false;
	}
}
