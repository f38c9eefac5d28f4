/*
 * Runs -> TJ: every glyph within 0.01 pt of its mark, every character read once.
 *
 * In: a slice of a run, in logical order. Out: Tf, Tm and TJ (ISO 32000-1, 9.4), codes
 * from embed.c. Glyphs go out in logical order also right to left, where TJ steps back
 * before each: so extraction is right in readers that sort and in those that do not.
 * The pen moves in EM_UNITS by the widths of /W, and is corrected where it would be more
 * than TOLERANCE off, by the coarsest number that serves the size.
 *
 * A cluster of as many characters as glyphs gives each glyph its character; of more
 * characters, the last glyph says the rest. Only a cluster of more glyphs than characters
 * (and a CFF glyph that already says something else) cannot be said by codes: the word
 * that it stands in is put under an ActualText, whole, so that nobody hears it in pieces.
 */
#include "pdf/show.h"

#include <math.h>
#include <string.h>

#include "pdf/syntax.h"

/* The pen counts in hundred-thousandths of an em. */
#define EM_UNITS 100000
/* In pt; and up to which sizes TJ's whole numbers, and its tenths, are as fine. */
#define TOLERANCE 0.0085
#define WHOLE_UP_TO PT(16)
#define TENTHS_UP_TO PT(160)

enum { THOUSANDTH = EM_UNITS / 1000 };

struct show {
	struct content *c;
	const struct mark *m;
	const struct run *run;
	struct embedded *font;
	uint32_t at, end;      /* glyphs of the run */
	double unit;	       /* EM_UNITS a font unit */
	double across;	       /* of the text matrix: 1.02 where glyphs are 2 % wider */
	int64_t space;	       /* EM_UNITS added at each word space */
	int64_t units, spaces; /* advances and word spaces before glyph `at` */
	int64_t width;	       /* EM_UNITS of the whole slice, right to left */
	int64_t pen, tolerance;
	int step; /* EM_UNITS: what TJ's numbers count in */
	bool array, string;
};

/* ---- places ------------------------------------------------------------- */

static int64_t em_units(const struct show *s, int64_t units, int64_t spaces)
{
	return llround((double)units * s->unit) + spaces * s->space;
}

static int64_t slice_width(const struct show *s)
{
	int64_t units = 0, spaces = 0;

	for (uint32_t i = s->at; i < s->end; i++) {
		units += s->run->glyph[i].advance;
		spaces += (s->run->glyph[i].flags & GLYPH_SPACE) != 0;
	}
	return em_units(s, units, spaces);
}

/* Steps over glyph i (the next one): where it stands, from the slice's left edge. */
static int64_t place_next(struct show *s, const struct glyph *g)
{
	int64_t before = em_units(s, s->units + g->dx, s->spaces), after;

	s->units += g->advance;
	s->spaces += (g->flags & GLYPH_SPACE) != 0;
	if (!run_is_rtl(s->run))
		return before;
	after = em_units(s, s->units - g->dx, s->spaces);
	return s->width - after;
}

/* ---- operators ---------------------------------------------------------- */

static void end_string(struct show *s)
{
	if (s->string)
		buf_char(&s->c->out, '>');
	s->string = false;
}

static void end_array(struct show *s)
{
	end_string(s);
	if (s->array)
		buf_add(&s->c->out, "]TJ\n", 4);
	s->array = false;
}

static void move_pen(struct show *s, int64_t to)
{
	int64_t gap = to - s->pen;
	int64_t steps;

	if (gap <= s->tolerance && gap >= -s->tolerance)
		return;
	steps = (2 * (gap < 0 ? -gap : gap) + s->step) / (2 * s->step);
	if (gap > 0)
		steps = -steps;
	end_string(s);
	if (s->step == THOUSANDTH) {
		if (steps < 0)
			buf_char(&s->c->out, '-');
		buf_uint(&s->c->out, (uint64_t)(steps < 0 ? -steps : steps));
	} else {
		buf_number(&s->c->out, (double)steps * s->step / THOUSANDTH, 2);
	}
	s->pen -= steps * s->step;
}

static void begin_array(struct show *s, int64_t x)
{
	const struct run *r = s->run;
	double pt = (double)x * sp_to_pt(r->size) / EM_UNITS * s->across;

	content_font(s->c, s->font, s->m);
	content_text_at(s->c, s->m->area.x + sp_of_pt(pt), s->m->area.y);
	s->pen = x;
}

static void show_code(struct show *s, uint16_t code, const struct glyph *g)
{
	int64_t x = place_next(s, g);

	if (s->pen == INT64_MIN)
		begin_array(s, x);
	if (s->c->rise != g->dy) {
		end_array(s);
		content_rise(s->c, g->dy);
	}
	if (!s->array)
		buf_char(&s->c->out, '[');
	s->array = true;
	move_pen(s, x);
	if (!s->string)
		buf_char(&s->c->out, '<');
	s->string = true;
	put_hex16(&s->c->out, code);
	s->pen += (int64_t)s->font->code[code].width * THOUSANDTH;
}

/* ---- clusters ----------------------------------------------------------- */

struct cluster {
	uint32_t end; /* glyph after it */
	const char *text;
	size_t len;
};

static struct cluster cluster_at(const struct show *s, uint32_t i)
{
	const struct run *r = s->run;
	struct cluster k = {.end = i + 1, .text = r->text + r->glyph[i].cluster};
	uint32_t after;

	while (k.end < s->end && r->glyph[k.end].cluster == r->glyph[i].cluster)
		k.end++;
	after = k.end < r->nglyph ? r->glyph[k.end].cluster : r->ntext;
	k.len = after > r->glyph[i].cluster ? after - r->glyph[i].cluster : 0;
	return k;
}

/* The text that glyph `i` of a cluster says: a character, the last glyph all the rest. */
static size_t share(const char **text, const char *end, bool last)
{
	size_t n;

	if (last)
		return (size_t)(end - *text);
	if (*text == end)
		return 0;
	utf8_decode(*text, end, &n);
	return n;
}

/* Can codes say this cluster? */
static bool sayable(const struct show *s, uint32_t i, const struct cluster *k)
{
	const char *text = k->text, *end = k->text + k->len;

	if (!s->font->face->cff && k->end == i + 1)
		return k->len > 0;
	for (; i < k->end; i++) {
		size_t n = share(&text, end, i + 1 == k->end);
		if (!n || !embed_says(s->font, s->run->glyph[i].id, text, n))
			return false;
		text += n;
	}
	return true;
}

static void show_cluster(struct show *s, const struct cluster *k)
{
	struct embedding *fonts = &s->c->w->fonts;
	const char *text = k->text, *end = k->text + k->len;

	for (; s->at < k->end; s->at++) {
		const struct glyph *g = &s->run->glyph[s->at];
		size_t n = share(&text, end, s->at + 1 == k->end);
		uint16_t code;
		/* Under an ActualText, what has nothing to say repeats the cluster. */
		embed_code(fonts, s->font, g->id,
		    n	     ? text
		    : k->len ? k->text
			     : " ",
		    n	     ? n
		    : k->len ? k->len
			     : 1,
		    &code);
		show_code(s, code, g);
		text += n;
	}
}

/* ---- slices ------------------------------------------------------------- */

static void show_until(struct show *s, uint32_t end)
{
	s->pen = INT64_MIN;
	while (s->at < end) {
		struct cluster k = cluster_at(s, s->at);
		show_cluster(s, &k);
	}
	end_array(s);
	content_rise(s->c, 0);
}

/* The end of the word (or the spaces) at glyph i, and whether codes can say it. */
static uint32_t word_end(const struct show *s, uint32_t i, bool *plain)
{
	bool space = s->run->glyph[i].flags & GLYPH_SPACE;

	*plain = true;
	while (i < s->end && !(s->run->glyph[i].flags & GLYPH_SPACE) == !space) {
		struct cluster k = cluster_at(s, i);
		*plain = *plain && sayable(s, i, &k);
		i = k.end;
	}
	return i;
}

static bool all_plain(const struct show *s)
{
	for (uint32_t i = s->at; i < s->end;) {
		struct cluster k = cluster_at(s, i);
		if (!sayable(s, i, &k))
			return false;
		i = k.end;
	}
	return true;
}

static void show_under(struct show *s, uint32_t end, const char *actual, size_t n)
{
	content_actual(s->c, s->m, actual, n);
	show_until(s, end);
}

static void show_by_words(struct show *s)
{
	while (s->at < s->end) {
		bool plain;
		uint32_t end = word_end(s, s->at, &plain);
		uint32_t from = s->run->glyph[s->at].cluster;
		if (plain) {
			content_belongs(s->c, s->m);
			show_until(s, end);
			continue;
		}
		struct cluster last = cluster_at(s, end - 1);
		show_under(s, end, s->run->text + from,
		    (size_t)(last.text + last.len - s->run->text) - from);
	}
}

/* A hyphen at a line's end: a code of its own says what the mark says. */
static bool show_as_code(struct show *s)
{
	const struct glyph *g = &s->run->glyph[s->at];
	const char *actual = s->m->as.run.actual;
	size_t n = strlen(actual);
	uint16_t code;

	if (s->end != s->at + 1 || strcmp(actual, "\u00AD") != 0 ||
	    !embed_says(s->font, g->id, actual, n))
		return false;
	embed_code(&s->c->w->fonts, s->font, g->id, actual, n, &code);
	s->pen = INT64_MIN;
	show_code(s, code, g);
	end_array(s);
	content_rise(s->c, 0);
	return true;
}

static struct show show_new(struct content *c, const struct mark *m)
{
	const struct run *r = m->as.run.run;
	double pt = sp_to_pt(r->size);
	struct show s = {.c = c, .m = m, .run = r};

	s.font = embed_face(&c->w->fonts, r->face);
	s.font->page = c->page->index + 1;
	s.at = m->as.run.first;
	s.end = m->as.run.first + m->as.run.n;
	s.unit = (double)EM_UNITS / r->face->upem;
	s.across = 1 + m->as.run.expansion / 1000.0;
	s.space = llround(sp_to_pt(m->as.run.word_spacing) * EM_UNITS / pt / s.across);
	s.tolerance = (int64_t)(TOLERANCE * EM_UNITS / pt);
	s.step = r->size <= WHOLE_UP_TO	   ? THOUSANDTH
		 : r->size <= TENTHS_UP_TO ? THOUSANDTH / 10
					   : THOUSANDTH / 100;
	s.width = run_is_rtl(r) ? slice_width(&s) : 0;
	return s;
}

void show_run(struct content *c, const struct mark *m)
{
	bool heard = c->w->format->tagged && !role_is_artifact(m->tag->role);
	const char *actual = m->as.run.actual;
	struct show s;

	if (!m->as.run.n || m->as.run.run->size <= 0)
		return;
	s = show_new(c, m);
	if (actual && show_as_code(&s))
		return;
	if (!heard)
		show_until(&s, s.end);
	else if (actual)
		show_under(&s, s.end, actual, strlen(actual));
	else if (all_plain(&s))
		show_until(&s, s.end);
	else
		show_by_words(&s);
}
