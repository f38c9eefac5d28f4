/*
 * page/press: what a press cannot hold, at the limits themselves.
 */
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct swatch swatches[] = {{.name = "paper"},
    {.name = "text", .cmyk = {.k = 1000}},
    {.name = "plum", .cmyk = {.c = 400, .m = 800}}};
static const struct palette palette = {.nswatch = 3, .swatch = swatches};
static const struct preset preset = {.limits = {.quiet_zone = MM(5),
					 .spine_margin = MM(10),
					 .hairline = PT(0.25),
					 .fine_line = PT(0.5),
					 .reversed_text = PT(8),
					 .mixed_text = PT(9)}};
static const struct edition edition = {.palette = &palette, .preset = &preset};
static const struct face regular = {.title = "Test", .weight = 400},
			 light = {.title = "Test Light", .weight = 300};

/* A spread of two pages, and the marks of both. */
struct spread {
	struct arena *arena;
	struct diag *diag;
	struct page page[2], *pages[2];
	struct book book;
};

static void spread_make(struct spread *s)
{
	*s = (struct spread){.arena = arena_new()};
	s->diag = diag_new(s->arena);
	for (int i = 0; i < 2; i++) {
		s->page[i] = (struct page){.index = (uint32_t)i,
		    .folio = i ? "3" : "2",
		    .recto = i == 1,
		    .trim = {0, 0, MM(210), MM(297)},
		    .bleed = {-MM(3), -MM(3), MM(216), MM(303)}};
		s->pages[i] = &s->page[i];
	}
	s->book = (struct book){.page = s->pages, .npage = 2};
}

static void add(struct spread *s, int page, struct mark mark)
{
	mark.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT);
	page_add(s->arena, &s->page[page], mark);
}

/* How many findings of this kind come of it. */
static size_t count(struct spread *s, enum diag_code code)
{
	size_t n, found = 0;

	book_check_press(&s->book, &edition, s->diag);
	const struct finding *f = diag_list(s->diag, &n);
	for (size_t i = 0; i < n; i++)
		found += f[i].code == code;
	arena_close(s->arena);
	return found;
}

static size_t count_one(int page, struct mark mark, enum diag_code code)
{
	struct spread s;

	spread_make(&s);
	add(&s, page, mark);
	return count(&s, code);
}

static struct mark fill(struct rect area)
{
	return (struct mark){.kind = MARK_FILL, .ink = {2, 1000}, .area = area};
}

static void ground_reaches_the_bleed(void **state)
{
	(void)state;
	assert_int_equal(
	    0, count_one(
		   0, fill((struct rect){-MM(3), MM(20), MM(50), MM(9)}), DIAG_NO_BLEED));
	assert_int_equal(
	    1, count_one(0, fill((struct rect){MM(0.4), MM(20), MM(50), MM(9)}),
		   DIAG_NO_BLEED));
	assert_int_equal(
	    1, count_one(
		   0, fill((struct rect){-MM(2), MM(20), MM(50), MM(9)}), DIAG_NO_BLEED));
	assert_int_equal(
	    0, count_one(
		   0, fill((struct rect){MM(1), MM(20), MM(50), MM(9)}), DIAG_NO_BLEED));
	assert_int_equal(
	    1, count_one(1, fill((struct rect){MM(20), MM(290), MM(50), MM(8)}),
		   DIAG_NO_BLEED));
}

/* A picture, a tint of one ink, a thick rule: whatever touches the trim. */
static void all_that_is_inked_reaches_the_bleed(void **state)
{
	static const struct picture picture = {.name = "river.jpg"};
	const struct rect ends = {MM(20), MM(0.2), MM(50), MM(9)},
			  goes_on = {MM(20), -MM(3), MM(50), MM(9)};
	const struct mark marks[] = {
	    {.kind = MARK_PICTURE, .as.picture = {&picture, {0}}},
	    {.kind = MARK_FILL, .ink = {1, 100}}, {.kind = MARK_RULE, .ink = {2, 1000}}};

	(void)state;
	for (size_t i = 0; i < COUNT(marks); i++) {
		struct mark m = marks[i];

		m.area = ends;
		assert_int_equal(1, count_one(0, m, DIAG_NO_BLEED));
		m.area = goes_on;
		assert_int_equal(0, count_one(0, m, DIAG_NO_BLEED));
	}
}

static struct mark words(const struct run *run, uint16_t ink, sp x, sp width)
{
	return (struct mark){.kind = MARK_RUN,
	    .ink = {ink, 1000},
	    .area = {x, MM(100), width, 0},
	    .as.run.run = run};
}

static void words_keep_their_distance(void **state)
{
	static const struct run run = {.face = &regular, .size = PT(12)};

	(void)state;
	/* the outer edge of a left page, its spine, and those of a right page */
	assert_int_equal(0, count_one(0, words(&run, 1, MM(5), MM(50)), DIAG_NEAR_EDGE));
	assert_int_equal(
	    1, count_one(0, words(&run, 1, MM(4.9), MM(50)), DIAG_NEAR_EDGE));
	assert_int_equal(
	    0, count_one(0, words(&run, 1, MM(150), MM(50)), DIAG_NEAR_EDGE));
	assert_int_equal(
	    1, count_one(0, words(&run, 1, MM(151), MM(50)), DIAG_NEAR_EDGE));
	assert_int_equal(1, count_one(1, words(&run, 1, MM(9), MM(50)), DIAG_NEAR_EDGE));
	assert_int_equal(
	    0, count_one(1, words(&run, 1, MM(151), MM(50)), DIAG_NEAR_EDGE));
}

static void small_words_are_plain(void **state)
{
	static const struct run eight = {.face = &regular, .size = PT(8)},
				seven = {.face = &regular, .size = PT(7.9)},
				thin = {.face = &light, .size = PT(30)},
				nine = {.face = &regular, .size = PT(9)};

	(void)state;
	assert_int_equal(
	    0, count_one(0, words(&eight, 0, MM(50), MM(9)), DIAG_SMALL_REVERSED));
	assert_int_equal(
	    1, count_one(0, words(&seven, 0, MM(50), MM(9)), DIAG_SMALL_REVERSED));
	assert_int_equal(
	    1, count_one(0, words(&thin, 0, MM(50), MM(9)), DIAG_SMALL_REVERSED));
	assert_int_equal(
	    0, count_one(0, words(&nine, 2, MM(50), MM(9)), DIAG_SMALL_MIXED));
	assert_int_equal(
	    1, count_one(0, words(&eight, 2, MM(50), MM(9)), DIAG_SMALL_MIXED));
	assert_int_equal(
	    0, count_one(0, words(&seven, 1, MM(50), MM(9)), DIAG_SMALL_MIXED));
}

static struct mark line(sp thick, struct ink ink)
{
	return (struct mark){
	    .kind = MARK_RULE, .ink = ink, .area = {MM(50), MM(50), MM(50), thick}};
}

static void lines_are_thick_enough(void **state)
{
	(void)state;
	assert_int_equal(
	    0, count_one(0, line(PT(0.25), (struct ink){1, 1000}), DIAG_HAIRLINE));
	assert_int_equal(
	    1, count_one(0, line(PT(0.2), (struct ink){1, 1000}), DIAG_HAIRLINE));
	/* in a screen, in two inks, in white */
	assert_int_equal(
	    1, count_one(0, line(PT(0.25), (struct ink){1, 500}), DIAG_HAIRLINE));
	assert_int_equal(
	    1, count_one(0, line(PT(0.25), (struct ink){2, 1000}), DIAG_HAIRLINE));
	assert_int_equal(
	    1, count_one(0, line(PT(0.25), (struct ink){0, 1000}), DIAG_HAIRLINE));
	assert_int_equal(
	    0, count_one(0, line(PT(0.5), (struct ink){0, 1000}), DIAG_HAIRLINE));
}

/* A drawing of 100 points' width that holds one thing, shown at `width`. */
static size_t count_art(struct art_detail detail, sp width, enum diag_code code)
{
	const char *ink[] = {"plum"};
	const struct art art = {.width = 100,
	    .height = 100,
	    .ink = ink,
	    .nink = 1,
	    .detail = &detail,
	    .ndetail = 1};
	const struct picture picture = {
	    .name = "chart.svg", .format = PICTURE_ART, .art = &art};
	const struct rect area = {MM(50), MM(50), width, width};

	return count_one(0,
	    (struct mark){
		.kind = MARK_PICTURE, .area = area, .as.picture = {&picture, area}},
	    code);
}

static void drawings_are_held_to_the_same(void **state)
{
	const struct art_detail black_line = {PRESS_LINE, {1, 0, {0}}, 0, 0, 0.3},
				brown_line = {PRESS_LINE, {3, 0, {.6f, .3f, .1f}}, 0, 0,
				    0.6},
				ink_words = {PRESS_WORDS, {0}, 0, 1000, 9},
				white_words = {PRESS_WORDS, {4, 0, {0}}, 0, 0, 8},
				dark_words = {
				    PRESS_WORDS, {3, 0, {.12f, .12f, .13f}}, 0, 0, 5};

	(void)state;
	/* at its own size, and at half of it */
	assert_int_equal(0, count_art(black_line, PT(100), DIAG_HAIRLINE));
	assert_int_equal(1, count_art(black_line, PT(50), DIAG_HAIRLINE));
	assert_int_equal(0, count_art(brown_line, PT(100), DIAG_HAIRLINE));
	assert_int_equal(1, count_art(brown_line, PT(70), DIAG_HAIRLINE));
	assert_int_equal(0, count_art(ink_words, PT(100), DIAG_SMALL_MIXED));
	assert_int_equal(1, count_art(ink_words, PT(95), DIAG_SMALL_MIXED));
	assert_int_equal(0, count_art(white_words, PT(100), DIAG_SMALL_REVERSED));
	assert_int_equal(1, count_art(white_words, PT(90), DIAG_SMALL_REVERSED));
	assert_int_equal(0, count_art(dark_words, PT(100), DIAG_SMALL_MIXED));
}

/* A picture over the spine; its right half lies `off` from where it should. */
static size_t crossover(sp off)
{
	static const struct picture picture = {.name = "river.jpg"};
	struct spread s;
	struct mark left = {.kind = MARK_PICTURE,
	    .area = {MM(100), MM(50), MM(113), MM(80)},
	    .as.picture = {&picture, {MM(100), MM(50), MM(220), MM(80)}}};
	struct mark right = left;

	right.area = (struct rect){-MM(3), MM(50) + off, MM(113), MM(80)};
	right.as.picture.whole.x -= MM(210);
	right.as.picture.whole.y += off;
	spread_make(&s);
	add(&s, 0, left);
	add(&s, 1, right);
	return count(&s, DIAG_BROKEN_CROSSOVER);
}

static void halves_meet(void **state)
{
	(void)state;
	assert_int_equal(0, crossover(0));
	assert_int_equal(1, crossover(PT(1)));
}

static void each_kind_is_told_once(void **state)
{
	struct spread s;

	(void)state;
	spread_make(&s);
	for (int i = 0; i < 4; i++)
		add(&s, i % 2, line(PT(0.2), (struct ink){1, 1000}));
	add(&s, 0, line(PT(0.1), (struct ink){1, 1000}));
	assert_int_equal(2, count(&s, DIAG_HAIRLINE));
}

/* What the only finding says, and the pages that it carries. */
static void pages_are_gathered(void **state)
{
	const struct ink black = {1, 1000};
	struct page page[7], *pages[7];
	struct mark thin = line(PT(0.2), black);
	struct spread s;
	size_t n;

	(void)state;
	spread_make(&s);
	thin.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT);
	for (int i = 0; i < 7; i++) {
		page[i] = s.page[i % 2];
		page[i].index = (uint32_t)i;
		page[i].folio = arena_printf(s.arena, "%d", i + 2);
		pages[i] = &page[i];
		if (i != 1 && i != 5)
			page_add(s.arena, &page[i], thin);
	}
	s.book = (struct book){.page = pages, .npage = 7};
	book_check_press(&s.book, &edition, s.diag);
	const struct finding *f = diag_list(s.diag, &n);
	assert_int_equal(1, n);
	assert_string_equal("a line of 0.2 pt in 'text' on pages 2, 4 to 6 and 8 is too "
			    "thin to print; 0.25 pt is the least",
	    f->message);
	assert_string_equal(" 2 4 5 6 8 ", f->pages);
	arena_close(s.arena);
}

static void a_corner_is_one_finding(void **state)
{
	struct spread s;
	size_t n;

	(void)state;
	spread_make(&s);
	add(&s, 0, fill((struct rect){0, MM(200), MM(50), MM(97)}));
	book_check_press(&s.book, &edition, s.diag);
	const struct finding *f = diag_list(s.diag, &n);
	assert_int_equal(1, n);
	assert_non_null(
	    strstr(f->message, "ends at the left and lower edges of page 2,"));
	arena_close(s.arena);
}

/* A ground that meets one edge here and another there, in pieces too, is one fault. */
static void a_ground_is_one_finding(void **state)
{
	const struct rect left = {0, MM(20), MM(50), MM(9)},
			  right = {MM(160), MM(20), MM(50), MM(9)},
			  across = {0, MM(40), MM(210), MM(9)};
	struct spread s;
	size_t n, found = 0;

	(void)state;
	spread_make(&s);
	add(&s, 0, fill(left));
	add(&s, 0, fill(across));
	add(&s, 1, fill(right));
	add(&s, 1, fill(left));
	book_check_press(&s.book, &edition, s.diag);
	const struct finding *f = diag_list(s.diag, &n);
	for (size_t i = 0; i < n; i++) {
		if (f[i].code != DIAG_NO_BLEED)
			continue;
		found++;
		assert_non_null(strstr(
		    f[i].message, "ends at the left and right edges of pages 2 and 3,"));
	}
	assert_int_equal(1, found);
	arena_close(s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ground_reaches_the_bleed),
	    cmocka_unit_test(all_that_is_inked_reaches_the_bleed),
	    cmocka_unit_test(words_keep_their_distance),
	    cmocka_unit_test(small_words_are_plain),
	    cmocka_unit_test(lines_are_thick_enough),
	    cmocka_unit_test(drawings_are_held_to_the_same),
	    cmocka_unit_test(halves_meet),
	    cmocka_unit_test(pages_are_gathered),
	    cmocka_unit_test(a_corner_is_one_finding),
	    cmocka_unit_test(a_ground_is_one_finding),
	    cmocka_unit_test(each_kind_is_told_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
