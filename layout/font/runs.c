/*
 * A paragraph as runs: the stretches of its styles, cut by script, direction and face.
 *
 * In: text, and stretches that cover it. Out: shaped runs in logical order, and where
 * lines may begin.
 *
 * The face of each cluster is the first that has all its characters: the face that most
 * letters of the segment want, the face asked for, the fallback families in the
 * manifest's order. So an Arabic phrase takes its spaces and points from the Arabic face
 * as well, and a stray sign of another face does not take the words behind it along. What
 * no face has is set as a box and reported.
 */
#include "font/fonts.h"

#include <string.h>

enum { MAX_RUN = UINT16_MAX, NREPORTED = 8 };

struct planned {
	uint32_t start, end;
	const struct face *face;
	uint16_t segment, stretch;
};

struct plan {
	struct fonts *fonts;
	struct arena *arena; /* scratch */
	const char *text;
	uint32_t len;
	const struct stretch *stretch;
	const struct segment *segment;
	struct planned *planned;
	size_t nplanned, capplanned;
	bool plain;
};

/* ---- faces -------------------------------------------------------------- */

static uint32_t cluster_end(const char *text, uint32_t at, uint32_t end)
{
	bool joined = true;
	uint32_t next = at;
	while (next < end) {
		if (next > at && (uint8_t)text[next] < 0x80)
			return next;
		size_t size;
		uint32_t c = utf8_decode(text + next, text + end, &size);
		if (!joined && !character_extends(c))
			return next;
		joined =
		    c == 0x200D; /* zero-width joiner: the next one belongs here too */
		next += (uint32_t)size;
	}
	return next;
}

/* Joiners, selectors, marks of direction, soft hyphens: set as nothing. */
static bool is_ignorable(uint32_t c)
{
	return c == 0xAD || c == 0x61C || (c >= 0x200B && c <= 0x200F) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
	       (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

static bool covers(
    const struct plan *p, const struct face *face, uint32_t at, uint32_t end)
{
	while (at < end) {
		size_t size;
		uint32_t c = utf8_decode(p->text + at, p->text + end, &size);
		if (!is_ignorable(c) && !face_has(p->fonts, face, c))
			return false;
		at += (uint32_t)size;
	}
	return true;
}

/* The fallback that has all of at..end, else NULL. */
static const struct face *fallback_of(
    const struct plan *p, const struct face *asked, uint32_t at, uint32_t end)
{
	const struct fonts *f = p->fonts;
	for (size_t i = 0; i < f->nfallback; i++) {
		const struct face *face =
		    fonts_find(f, f->fallback[i], asked->weight, asked->italic);
		if (covers(p, face, at, end))
			return face;
	}
	return NULL;
}

static bool is_letter(uint32_t c)
{
	return c >= 0x80 ? c >= 0xC0 && !(c >= 0x2000 && c < 0x2E80)
			 : (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The face of a segment's letters: the one asked for if it has any of them. */
static const struct face *main_face(
    const struct plan *p, const struct face *asked, uint32_t start, uint32_t end)
{
	const struct face *other = NULL;
	for (uint32_t at = start; at < end;) {
		size_t size;
		uint32_t c = utf8_decode(p->text + at, p->text + end, &size);
		uint32_t next = at + (uint32_t)size;
		if (is_letter(c) && face_has(p->fonts, asked, c))
			return asked;
		if (is_letter(c) && !other)
			other = fallback_of(p, asked, at, next);
		at = next;
	}
	return other ? other : asked;
}

/* A base and marks that only the base's face has may still compose: HarfBuzz tries. */
static const struct face *face_for(const struct plan *p, const struct face *main,
    const struct face *asked, uint32_t at, uint32_t end)
{
	if (covers(p, main, at, end))
		return main;
	if (main != asked && covers(p, asked, at, end))
		return asked;
	const struct face *face = fallback_of(p, asked, at, end);
	if (face)
		return face;
	size_t size;
	uint32_t c = utf8_decode(p->text + at, p->text + end, &size);
	if (face_has(p->fonts, asked, c))
		return asked;
	face = fallback_of(p, asked, at, at + (uint32_t)size);
	return face ? face : main;
}

/* ---- cutting ------------------------------------------------------------ */

static void add_planned(struct plan *p, struct planned run)
{
	if (run.end > run.start)
		ARENA_PUSH(p->arena, p->planned, p->nplanned, p->capplanned) = run;
}

/* Where a run that grew too long ends: after its last space, or here. */
static uint32_t long_end(const struct plan *p, uint32_t start, uint32_t at)
{
	for (uint32_t i = at; i > start + 1; i--)
		if (p->text[i - 1] == ' ')
			return i;
	return at;
}

/* ASCII before ASCII, in the face at hand: by far the most there is. */
static bool next_is_plain(
    const struct plan *p, const struct face *face, uint32_t at, uint32_t end)
{
	uint8_t **pages = p->fonts->coverage[face->index].page;
	uint8_t c = (uint8_t)p->text[at],
		next = at + 1 < end ? (uint8_t)p->text[at + 1] : 0;
	return c < 0x80 && next < 0x80 && pages && pages[0] && pages[0][c] == 1;
}

static void cut_faces(struct plan *p, struct planned run)
{
	uint32_t end = run.end;
	const struct face *asked = p->stretch[run.stretch].face;
	const struct face *main = main_face(p, asked, run.start, end);
	run.face = NULL;
	for (uint32_t at = run.start; at < end;) {
		if (run.face == main && next_is_plain(p, main, at, end) &&
		    at - run.start < MAX_RUN) {
			at++;
			continue;
		}
		uint32_t next = cluster_end(p->text, at, end);
		const struct face *face = face_for(p, main, asked, at, next);
		if (run.face && face != run.face) {
			run.end = at;
			add_planned(p, run);
			run.start = at;
		} else if (next - run.start > MAX_RUN) {
			run.end = long_end(p, run.start, at);
			add_planned(p, run);
			run.start = run.end;
		}
		run.face = face;
		at = next;
	}
	run.end = end;
	add_planned(p, run);
}

static void cut_stretches(struct plan *p, size_t nstretch, size_t nsegment)
{
	size_t segment = 0;
	for (size_t i = 0; i < nstretch; i++) {
		uint32_t at = p->stretch[i].start;
		while (at < p->stretch[i].end && segment < nsegment) {
			uint32_t end = p->segment[segment].end;
			if (end > p->stretch[i].end)
				end = p->stretch[i].end;
			struct planned run = {
			    at, end, NULL, (uint16_t)segment, (uint16_t)i};
			cut_faces(p, run);
			at = end;
			if (at == p->segment[segment].end)
				segment++;
		}
	}
}

/* ---- shaping ------------------------------------------------------------ */

static int16_t to_units(const struct face *face, sp size, sp length)
{
	sp units = size ? sp_scale(length, face->upem, size) : 0;
	return (int16_t)(units > INT16_MAX   ? INT16_MAX
			 : units < INT16_MIN ? INT16_MIN
					     : units);
}

/* Letters that join are not torn apart. */
static bool is_joined_script(uint32_t script)
{
	static const uint32_t joined[] = {SCRIPT_ARABIC, SCRIPT_TAG('S', 'y', 'r', 'c'),
	    SCRIPT_TAG('M', 'o', 'n', 'g'), SCRIPT_TAG('N', 'k', 'o', 'o'),
	    SCRIPT_TAG('D', 'e', 'v', 'a'), SCRIPT_TAG('B', 'e', 'n', 'g'),
	    SCRIPT_TAG('G', 'u', 'r', 'u')};
	for (size_t i = 0; i < COUNT(joined); i++)
		if (script == joined[i])
			return true;
	return false;
}

struct reported {
	uint32_t character[NREPORTED];
	size_t n;
	const struct stretch *stretch;
};

static void report(struct diag *d, struct reported *already,
    const struct stretch *stretch, const char *at, const char *end)
{
	size_t size;
	uint32_t c = utf8_decode(at, end, &size);
	if (already->stretch != stretch)
		*already = (struct reported){.stretch = stretch};
	size_t known = already->n < NREPORTED ? already->n : NREPORTED;
	for (size_t i = 0; i < known; i++)
		if (already->character[i] == c)
			return;
	already->character[already->n++ % NREPORTED] = c;
	if (c < ' ' || (c >= 0x7F && c < 0xA0))
		diag(d, DIAG_MISSING_GLYPH, stretch->pos,
		    "a control character (U+%04X) stands in the text", (unsigned)c);
	else
		diag(d, DIAG_MISSING_GLYPH, stretch->pos,
		    "no font has the character '%.*s' (U+%04X); a box is set", (int)size,
		    at, (unsigned)c);
}

static void shape_planned(
    const struct plan *p, struct arena *a, const struct planned *from, struct run *r)
{
	const struct stretch *s = &p->stretch[from->stretch];
	const struct segment *segment = &p->segment[from->segment];
	unsigned features = s->features;
	r->size = s->size;
	r->lang = s->lang;
	r->word_spacing = to_units(from->face, s->size, s->word_spacing);
	if (s->letter_spacing && !is_joined_script(segment->script)) {
		r->letter_spacing = to_units(from->face, s->size, s->letter_spacing);
		features |= FEATURE_NO_LIGATURES;
	}
	struct shaping shaping = {.face = from->face,
	    .text = p->text,
	    .len = p->len,
	    .start = from->start,
	    .end = from->end,
	    .script = segment->script,
	    .level = segment->level,
	    .features = (uint16_t)features,
	    .plain = p->plain,
	    .language = fonts_language(p->fonts, s->lang)};
	run_shape(p->fonts, a, r, &shaping);
}

static void shape_all(
    const struct plan *p, struct arena *a, struct diag *d, struct shaped *out)
{
	struct reported already = {0};
	out->nrun = p->nplanned;
	out->run = ARENA_ARRAY(a, struct run, p->nplanned);
	out->run_start = ARENA_ARRAY(p->arena, uint32_t, p->nplanned);
	out->run_stretch = ARENA_ARRAY(p->arena, uint16_t, p->nplanned);
	for (size_t i = 0; i < p->nplanned; i++) {
		struct run *r = &out->run[i];
		shape_planned(p, a, &p->planned[i], r);
		out->run_start[i] = p->planned[i].start;
		out->run_stretch[i] = p->planned[i].stretch;
		for (uint32_t g = 0; g < r->nglyph; g++)
			if (!r->glyph[g].id)
				report(d, &already, &p->stretch[p->planned[i].stretch],
				    r->text + r->glyph[g].cluster, r->text + r->ntext);
	}
}

void font_shape(struct fonts *f, struct arena *a, struct diag *d,
    const struct paragraph_text *p, struct shaped *out)
{
	struct arena *scratch = out->scratch ? out->scratch : a;
	struct itemized items = {0};
	struct passage passage = {
	    p->text, p->len, p->nstretch ? p->stretch[0].lang : NULL, p->base};
	if (!latin_itemize(scratch, &passage, &items))
		itemize(scratch, &passage, &items);
	breaks_refine(p->text, p->len, items.breaks);
	struct plan plan = {.fonts = f,
	    .arena = scratch,
	    .text = p->text,
	    .len = p->len,
	    .stretch = p->stretch,
	    .segment = items.segment,
	    .plain = items.plain};
	cut_stretches(&plan, p->nstretch, items.nsegment);
	shape_all(&plan, a, d, out);
	out->breaks = items.breaks;
	out->rtl = items.rtl;
}
