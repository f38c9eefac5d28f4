/*
 * font: the manifest, the short ways against the long ones, the house's line ends,
 * Arabic, hyphens, subsets. Run from the root.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "font/fonts.h"

static const char manifest[] = "fonts/fonts.yaml";
static const char prose[] = "issues/2026-autumn/the-promise.md";

struct bench {
	struct arena *arena;
	struct diag *diag;
	struct fonts *fonts;
};

static int open_bench(void **state)
{
	struct arena *a = arena_new();
	struct bench *b = ARENA_NEW(a, struct bench);
	b->arena = a;
	b->diag = diag_new(a);
	b->fonts = fonts_open(a, b->diag, manifest);
	assert_non_null(b->fonts);
	*state = b;
	return 0;
}

static int close_bench(void **state)
{
	struct bench *b = *state;
	arena_close(b->arena);
	return 0;
}

/* ---- faces -------------------------------------------------------------- */

static void test_manifest(void **state)
{
	struct bench *b = *state;
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	assert_string_equal(body->name, "Andika");
	assert_string_equal(
	    fonts_find(b->fonts, "body", 600, false)->name, "Andika-Bold");
	assert_string_equal(fonts_find(b->fonts, "head", 900, true)->name, "Lato-Black");
	assert_null(fonts_find(b->fonts, "Helvetica", 400, false));
	assert_ptr_equal(fonts_at(b->fonts, body->index), body);
	assert_string_equal(fonts_families(b->fonts)[0], "body");
	assert_true(body->embeddable);
	assert_false(body->cff);
}

/* access.md: Andika's x is 2.11 mm high at 12 pt. */
static void test_x_height(void **state)
{
	struct bench *b = *state;
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	double mm = sp_to_mm(face_units(body, PT(12), body->x_height));
	assert_true(mm > 2.10 && mm < 2.12);
	assert_true(body->ascent > body->cap_height && body->descent > 0);
}

static void test_missing_font(void **state)
{
	struct bench *b = *state;
	char path[] = "/tmp/inpress-fonts-XXXXXX";
	int fd = mkstemp(path);
	FILE *f = fdopen(fd, "w");
	fputs("families:\n  body:\n    package: fonts-none\n    embedding: allowed\n"
	      "    faces:\n      - {file: /nowhere/none.ttf}\n",
	    f);
	fclose(f);
	assert_null(fonts_open(b->arena, b->diag, path));
	size_t n;
	const struct finding *found = diag_list(b->diag, &n);
	assert_int_equal(n, 1);
	assert_int_equal(found->code, DIAG_MISSING_FONT);
	assert_int_equal(found->pos.line, 6);
	assert_non_null(strstr(found->hint, "fonts-none"));
	remove(path);
}

struct pen {
	size_t ncurve, nclose;
	double top;
};

static void pen_point(void *to, double x, double y)
{
	struct pen *p = to;
	(void)x;
	p->top = y > p->top ? y : p->top;
}

static void pen_curve(
    void *to, double x1, double y1, double x2, double y2, double x3, double y3)
{
	struct pen *p = to;
	(void)x1, (void)y1, (void)x2, (void)y2;
	p->ncurve++;
	pen_point(to, x3, y3);
}

static void pen_close(void *to)
{
	struct pen *p = to;
	p->nclose++;
}

static void test_outline_and_subset(void **state)
{
	struct bench *b = *state;
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	static const struct outline o = {pen_point, pen_point, pen_curve, pen_close};
	struct pen pen = {0};
	uint16_t glyph = face_glyph_of(body, 'o');
	face_outline(body, glyph, &o, &pen);
	assert_int_equal(pen.nclose, 2);
	assert_true(pen.ncurve >= 8);
	uint8_t *used = ARENA_ARRAY(b->arena, uint8_t, face_nglyph(body) / 8 + 1);
	used[glyph / 8] |= (uint8_t)(1u << glyph % 8);
	struct subset s;
	assert_true(face_subset(body, b->arena, used, &s));
	assert_int_equal(s.to_new[glyph], 1);
	assert_true(s.len > 500 && s.len < 20000);
	assert_memory_equal(s.bytes, "\0\1\0\0", 4);
}

/* ---- the short ways give what the long ones give ------------------------- */

static void assert_same_items(struct arena *a, const char *text, uint32_t len)
{
	struct passage p = {text, len, "en-GB", DIRECTION_LTR};
	struct itemized quick = {0}, full = {0};
	if (!latin_itemize(a, &p, &quick))
		return;
	itemize(a, &p, &full);
	assert_int_equal(full.nsegment, 1);
	assert_int_equal(full.segment[0].script, quick.segment[0].script);
	assert_int_equal(full.segment[0].level, 0);
	assert_int_equal(full.rtl, quick.rtl);
	if (memcmp(full.breaks, quick.breaks, len + 1))
		fail_msg("breaks differ: '%.*s'", (int)len, text);
}

static void test_latin_is_pango(void **state)
{
	static const char *const parts[] = {"a", "Z", "é", "ŵ", "5", "0", " ", " ", " ",
	    "(", ")", "[", "]", "{", "}", "\"", "'", "“", "”", "‘", "’", "!", "?", ",",
	    ".", ":", ";", "/", "-", "|", "—", "–", "\u00A0", "$", "£", "%", "°", "…",
	    "+", "\\", "«", "»", "¿", "´", "‑", "€", "−", "•", "@", "&", "=", "™", "‐",
	    "′", "·"};
	struct bench *b = *state;
	uint32_t seed = 2026;
	for (int round = 0; round < 20000; round++) {
		struct arena_mark mark = arena_mark(b->arena);
		char text[64] = "";
		for (int i = 0; i < 8; i++) {
			seed = seed * 1664525u + 1013904223u;
			strcat(text, parts[(seed >> 16) % COUNT(parts)]);
		}
		assert_same_items(b->arena, text, (uint32_t)strlen(text));
		arena_rewind(b->arena, mark);
	}
}

static void test_prose_is_pango(void **state)
{
	struct bench *b = *state;
	size_t len;
	const char *line = file_read(b->arena, prose, &len);
	assert_non_null(line);
	for (; *line; line += *line != 0) {
		uint32_t n = (uint32_t)strcspn(line, "\n");
		if (n)
			assert_same_items(b->arena, line, n);
		line += n;
	}
}

/* Shaping without marks gives what shaping with them gives, in every face. */
static void test_plain_is_whole(void **state)
{
	struct bench *b = *state;
	size_t len;
	const char *line = file_read(b->arena, prose, &len);
	assert_non_null(line);
	for (; *line; line += *line != 0) {
		uint32_t n = (uint32_t)strcspn(line, "\n");
		struct passage p = {line, n, "en-GB", DIRECTION_LTR};
		struct itemized items = {0};
		bool plain = latin_itemize(b->arena, &p, &items);
		for (size_t i = 0; plain && i < fonts_count(b->fonts); i++) {
			struct run quick = {0}, full = {0};
			struct shaping s = {.face = fonts_at(b->fonts, i),
			    .text = line,
			    .len = n,
			    .end = n,
			    .script = SCRIPT_LATIN,
			    .language = fonts_language(b->fonts, "en-GB")};
			run_shape(b->fonts, b->arena, &full, &s);
			s.plain = true;
			run_shape(b->fonts, b->arena, &quick, &s);
			assert_int_equal(full.nglyph, quick.nglyph);
			assert_memory_equal(
			    full.glyph, quick.glyph, full.nglyph * sizeof *full.glyph);
		}
		line += n;
	}
}

/* ---- line ends ---------------------------------------------------------- */

/* '|' in a wish: a line may begin there, and nowhere else. */
static void assert_breaks(struct bench *b, const char *wish)
{
	char text[256], got[512];
	uint32_t len = 0, n = 0;
	for (const char *c = wish; *c; c++)
		if (*c != '|')
			text[len++] = *c;
	text[len] = 0;
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	struct stretch s = {.end = len, .face = body, .size = PT(12), .lang = "en-GB"};
	struct shaped out = {0};
	font_shape(b->fonts, b->arena, b->diag,
	    &(struct paragraph_text){text, len, &s, 1, DIRECTION_LTR}, &out);
	for (uint32_t i = 0; i < len; i++) {
		if (out.breaks[i])
			got[n++] = '|';
		got[n++] = text[i];
	}
	got[n] = 0;
	assert_string_equal(got, wish);
}

static void test_line_ends(void **state)
{
	static const char *const wishes[] = {
	    "Ring |020 7737 6030 |now",
	    "Ring |(020) 7737 6030 |or |+44 20 7737 6030.",
	    "on |21 September 2026, |at |3 pm",
	    "in |September 2026 |there |were |12 |schools",
	    "see |page 16 |and |Article 24 |or |pages 4–7.",
	    "It |costs |£3.50, |or |£3 million, |40 per |cent",
	    "Mr Jones |met |J. K. Rowe |and |Dr Ali",
	    "London |SW9 8PW |is |near",
	    "a |well-|known |e-mail |about |Covid-19",
	    "yes – |or |no — |never",
	    "2026. |12 |people",
	    "either/|other |a/b |and/or",
	    "www.allfie.org.uk |is |short",
	    "https://www.|example.|org/|campaigns/|inclusive-|education?|year=|2026 |end",
	    "write |to |info@allfie.org.uk |please",
	    "or |editor.of.the.magazine@|inclusion-now.example.org.",
	    "the |“quoted” |words |(in |brackets)",
	    "Welsh: |tudalen 16, |21 Medi 2026",
	    "version |1.2.3 |inpress.1",
	    "ci |gath |ŵyn",
	};
	struct bench *b = *state;
	for (size_t i = 0; i < COUNT(wishes); i++)
		assert_breaks(b, wishes[i]);
}

static bool hyphenate(
    struct bench *b, const char *lang, const char *text, uint8_t *points)
{
	struct hyphen_word w = {text, (uint32_t)strcspn(text, ","), lang, 6, 3, 3};
	return font_hyphenate(b->fonts, b->diag, &w, points);
}

static void test_hyphens(void **state)
{
	struct bench *b = *state;
	uint8_t points[32];
	assert_true(hyphenate(b, "en-GB", "education", points));
	size_t n = 0;
	for (int i = 0; i < 10; i++)
		n += points[i] & 1;
	assert_true(n >= 1);
	assert_int_equal(points[1] | points[2] | points[7] | points[8], 0);
	static const char text[] = "nineteen, and for years people talked to her through";
	assert_true(hyphenate(b, "en-GB", text, points));
	assert_int_equal(points[4] & 1, 1);
	struct hyphen_word short_parts = {"inform", 6, "en-GB", 6, 2, 2};
	assert_true(font_hyphenate(b->fonts, b->diag, &short_parts, points));
	assert_int_equal(points[2] & 1, 1);
	short_parts.least = 7;
	assert_true(font_hyphenate(b->fonts, b->diag, &short_parts, points));
	assert_int_equal(points[2] & 1, 0);
	assert_true(hyphenate(b, "en", "Education", points));
	for (int i = 0; i < 10; i++)
		assert_int_equal(points[i], 0);
	assert_false(hyphenate(b, "tlh", "education", points));
	assert_false(hyphenate(b, "tlh", "education", points));
	assert_int_equal(diag_count(b->diag, LEVEL_WARNING), 1);
}

/* ---- other scripts ------------------------------------------------------ */

static void shape_text(
    struct bench *b, const char *text, enum direction base, struct shaped *out)
{
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	uint32_t len = (uint32_t)strlen(text);
	struct stretch s = {
	    .end = len, .face = body, .size = PT(12), .lang = "en-GB", .pos = {7, 3, 0}};
	font_shape(b->fonts, b->arena, b->diag,
	    &(struct paragraph_text){text, len, &s, 1, base}, out);
}

static void assert_covers(const struct shaped *s, const char *text)
{
	uint32_t at = 0;
	for (size_t i = 0; i < s->nrun; i++) {
		const struct run *r = &s->run[i];
		assert_int_equal(s->run_start[i], at);
		assert_ptr_equal(r->text, text + at);
		for (uint32_t g = 1; g < r->nglyph; g++)
			assert_true(r->glyph[g].cluster >= r->glyph[g - 1].cluster);
		at += r->ntext;
	}
	assert_int_equal(at, strlen(text));
}

static void test_arabic_is_logical(void **state)
{
	static const char text[] = "Say مرحبا بكم جميعا (2026) to all";
	struct bench *b = *state;
	struct shaped s = {0};
	shape_text(b, text, DIRECTION_LTR, &s);
	assert_covers(&s, text);
	assert_false(s.rtl);
	size_t narabic = 0;
	for (size_t i = 0; i < s.nrun; i++)
		if (!strcmp(s.run[i].face->family, "arabic")) {
			narabic++;
			assert_true(run_is_rtl(&s.run[i]));
			assert_true(s.run[i].nglyph > 12);
		}
	assert_int_equal(narabic, 1);
	shape_text(b, "مرحبا بكم", DIRECTION_AUTO, &s);
	assert_true(s.rtl);
	assert_int_equal(diag_count(b->diag, LEVEL_ERROR), 0);
}

static void test_missing_glyph(void **state)
{
	struct bench *b = *state;
	struct shaped s = {0};
	shape_text(b, "No 😀 and 😀 here", DIRECTION_LTR, &s);
	size_t n;
	const struct finding *found = diag_list(b->diag, &n);
	assert_int_equal(n, 1);
	assert_int_equal(found->code, DIAG_MISSING_GLYPH);
	assert_int_equal(found->pos.line, 7);
	assert_non_null(strstr(found->message, "U+1F600"));
}

static void test_marks_and_joiners(void **state)
{
	static const char text[] = "e\u0301te\u0301 a\u200Db co\u00ADop \u00A0x";
	struct bench *b = *state;
	struct shaped s = {0};
	shape_text(b, text, DIRECTION_LTR, &s);
	assert_covers(&s, text);
	assert_int_equal(s.nrun, 1);
	assert_int_equal(diag_count(b->diag, LEVEL_ERROR), 0);
}

static void test_long_text(void **state)
{
	struct bench *b = *state;
	enum { WORDS = 40000 };
	char *text = arena_alloc(b->arena, WORDS * 5 + 1);
	for (int i = 0; i < WORDS; i++)
		memcpy(text + i * 5, "four ", 5);
	struct shaped s = {0};
	shape_text(b, text, DIRECTION_LTR, &s);
	assert_covers(&s, text);
	assert_int_equal(s.nrun, 4);
	memset(text, 'x', WORDS * 5);
	shape_text(b, text, DIRECTION_LTR, &s);
	assert_covers(&s, text);
}

static void test_spacing(void **state)
{
	struct bench *b = *state;
	const struct face *body = fonts_find(b->fonts, "body", 400, false);
	struct stretch plain = {.end = 7, .face = body, .size = PT(10), .lang = "en"};
	struct stretch wide = plain;
	wide.letter_spacing = PT(1);
	wide.word_spacing = PT(2);
	struct shaped a = {0}, c = {0};
	struct paragraph_text text = {"one two", 7, &plain, 1, DIRECTION_LTR};
	font_shape(b->fonts, b->arena, b->diag, &text, &a);
	text.stretch = &wide;
	font_shape(b->fonts, b->arena, b->diag, &text, &c);
	sp more = run_width(c.run, 0, 7) - run_width(a.run, 0, 7);
	assert_true(abs(more - PT(9)) < PT(0.05));
	struct run *again = font_reshape(b->fonts, b->arena, c.run, 4, 7);
	assert_int_equal(run_width(again, 0, 3), run_width(c.run, 4, 3));
}

/* ---- shapes that are kept ------------------------------------------------ */

static const struct run *ask(struct bench *b, struct shaping s, int16_t letter_spacing)
{
	struct run *r = ARENA_NEW(b->arena, struct run);
	s.face = s.face ? s.face : fonts_find(b->fonts, "body", 400, false);
	s.len = (uint32_t)strlen(s.text);
	s.script = SCRIPT_LATIN;
	s.language = fonts_language(b->fonts, "en-GB");
	r->letter_spacing = letter_spacing;
	run_shape(b->fonts, b->arena, r, &s);
	return r;
}

/* The same question, from another copy of the words, is not asked again. */
static void test_kept(void **state)
{
	struct bench *b = *state;
	char copy[] = "never Tavel", other[] = "never Tavee";
	const struct run *first =
	    ask(b, (struct shaping){.text = "never Tavel", .start = 6, .end = 10}, 0);
	const size_t kept = b->fonts->memo.nshape;
	const struct run *again =
	    ask(b, (struct shaping){.text = copy, .start = 6, .end = 10}, 0);

	assert_ptr_equal(first->glyph, again->glyph);
	assert_ptr_equal(again->text, copy + 6);
	assert_int_equal(b->fonts->memo.nshape, kept);
	/* whatever HarfBuzz can see makes another question of it */
	ask(b, (struct shaping){.text = other, .start = 6, .end = 10}, 0);
	ask(b, (struct shaping){.text = copy + 1, .start = 5, .end = 9}, 0);
	ask(b, (struct shaping){.text = copy, .start = 6, .end = 9}, 0);
	ask(b, (struct shaping){.text = copy, .start = 6, .end = 10, .level = 1}, 0);
	ask(b,
	    (struct shaping){
		.text = copy, .start = 6, .end = 10, .features = FEATURE_NO_KERNING},
	    0);
	ask(b,
	    (struct shaping){.face = fonts_find(b->fonts, "body", 700, false),
		.text = copy,
		.start = 6,
		.end = 10},
	    0);
	assert_int_equal(b->fonts->memo.nshape, kept + 6);
}

/* What a tracked run adds to its letters stays its own. */
static void test_kept_is_not_spaced(void **state)
{
	struct bench *b = *state;
	const struct shaping s = {.text = "Tavel", .end = 5};
	const struct run *plain = ask(b, s, 0);
	const int16_t advance = plain->glyph[0].advance;
	const struct run *wide = ask(b, s, 20);

	assert_int_equal(wide->glyph[0].advance, advance + 20);
	assert_int_equal(plain->glyph[0].advance, advance);
	assert_int_equal(ask(b, s, 0)->glyph[0].advance, advance);
	for (int i = 0; i < 1000; i++) { /* the table grows and finds all again */
		char text[8];

		snprintf(text, sizeof text, "w%d", i);
		ask(b, (struct shaping){.text = text, .end = (uint32_t)strlen(text)}, 0);
	}
	assert_ptr_equal(ask(b, s, 0)->glyph, plain->glyph);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(test_manifest),
	    CASE(test_x_height),
	    CASE(test_missing_font),
	    CASE(test_outline_and_subset),
	    CASE(test_latin_is_pango),
	    CASE(test_prose_is_pango),
	    CASE(test_plain_is_whole),
	    CASE(test_line_ends),
	    CASE(test_hyphens),
	    CASE(test_arabic_is_logical),
	    CASE(test_missing_glyph),
	    CASE(test_marks_and_joiners),
	    CASE(test_long_text),
	    CASE(test_spacing),
	    CASE(test_kept),
	    CASE(test_kept_is_not_spaced),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
