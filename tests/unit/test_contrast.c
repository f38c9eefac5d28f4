/*
 * page and edition: what stands upon what, and whether it can be read.
 */
#include "page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLUM = 2, REVERSE };

static struct swatch swatches[] = {{"paper", {255, 255, 255}, {0}},
    {"text", {26, 26, 26}, {0}}, {"plum", {91, 26, 107}, {0}},
    {"reverse", {255, 255, 255}, {0}}};
static const struct palette palette = {
    .name = "default", .nswatch = COUNT(swatches), .swatch = swatches};
static const struct ink paper = {INK_PAPER, 1000}, text = {INK_TEXT, 1000},
			plum = {PLUM, 1000}, tint = {PLUM, 100};

struct bench {
	struct arena *arena;
	struct page page, *pages[1];
	struct book book;
	struct tag root, paragraph, heading;
};

static void bench_make(struct bench *b)
{
	*b = (struct bench){.arena = arena_new()};
	b->root.role = ROLE_DOCUMENT;
	b->paragraph = (struct tag){.role = ROLE_PARAGRAPH, .parent = &b->root};
	b->heading = (struct tag){.role = ROLE_H1, .parent = &b->root};
	b->pages[0] = &b->page;
	b->book = (struct book){.page = b->pages, .npage = 1, .root = &b->root};
}

static void area(struct bench *b, enum mark_kind kind, struct ink ink, struct rect pt)
{
	page_add(b->arena, &b->page,
	    (struct mark){.kind = kind,
		.ink = ink,
		.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		.area = {PT(pt.x), PT(pt.y), PT(pt.w), PT(pt.h)}});
}

/* 100 pt of 12 pt type from x, its baseline at y. */
static void words(struct bench *b, const struct tag *tag, struct ink ink, int x, int y)
{
	static const struct run run = {.size = PT(12)};
	struct mark m = {.kind = MARK_RUN,
	    .ink = ink,
	    .pos = {.line = 7},
	    .tag = tag,
	    .area = {PT(x), PT(y), PT(100), 0}};

	m.as.run.run = &run;
	page_add(b->arena, &b->page, m);
}

static void expect(const struct upons *found, size_t i, enum contrast_use use,
    struct ink ink, struct ink ground)
{
	assert_true(i < found->n);
	assert_int_equal(found->at[i].use, use);
	assert_int_equal(found->at[i].ink.index, ink.index);
	assert_int_equal(found->at[i].ink.tint, ink.tint);
	assert_int_equal(found->at[i].ground.index, ground.index);
	assert_int_equal(found->at[i].ground.tint, ground.tint);
}

static void the_last_fill_below_is_the_ground(void **state)
{
	struct bench b;

	(void)state;
	bench_make(&b);
	area(&b, MARK_FILL, plum, (struct rect){0, 0, 300, 300});
	area(&b, MARK_FILL, tint, (struct rect){50, 50, 200, 100});
	words(&b, &b.paragraph, text, 60, 80);
	words(&b, &b.paragraph, text, 60, 90); /* once is enough */
	words(&b, &b.heading, text, 60, 80);
	words(&b, &b.heading, paper, 10, 200);
	words(&b, &b.heading, text, 10, 400);
	area(&b, MARK_FILL, text, (struct rect){0, 0, 300, 500}); /* painted later */
	const struct upons found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 4);
	expect(&found, 0, CONTRAST_BODY, text, tint);
	expect(&found, 1, CONTRAST_OTHER, text, tint);
	expect(&found, 2, CONTRAST_OTHER, paper, plum);
	expect(&found, 3, CONTRAST_OTHER, text, paper);
	arena_close(b.arena);
}

/* Half on a plate is on both; a tail or a hair's breadth that touches it is not. */
static void a_part_is_a_ground_as_well(void **state)
{
	struct bench b;

	(void)state;
	bench_make(&b);
	area(&b, MARK_FILL, plum, (struct rect){0, 0, 100, 100});
	words(&b, &b.paragraph, text, 50, 50);
	words(&b, &b.heading, text, 100, 50);
	words(&b, &b.heading, text, 0, 107);
	const struct upons found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 3);
	expect(&found, 0, CONTRAST_BODY, text, plum);
	expect(&found, 1, CONTRAST_BODY, text, paper);
	expect(&found, 2, CONTRAST_OTHER, text, paper);
	arena_close(b.arena);
}

static void a_rule_of_its_fill_s_ink_is_a_part_of_it(void **state)
{
	struct bench b;

	(void)state;
	bench_make(&b);
	area(&b, MARK_FILL, plum, (struct rect){0, 0, 100, 100});
	area(&b, MARK_RULE, plum, (struct rect){0, 0, 100, 2});
	area(&b, MARK_RULE, text, (struct rect){0, 50, 100, 2});
	area(&b, MARK_RULE, plum, (struct rect){0, 200, 100, 2});
	words(&b, &b.paragraph, plum, 0, 50); /* but words are lost on it */
	const struct upons found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 3);
	expect(&found, 0, CONTRAST_OTHER, text, plum);
	expect(&found, 1, CONTRAST_OTHER, plum, paper);
	expect(&found, 2, CONTRAST_BODY, plum, plum);
	arena_close(b.arena);
}

/* Each picture once, before or after the words. */
static void words_over_a_picture_are_found(void **state)
{
	static const struct picture river = {.name = "river.png"};
	struct bench b;

	(void)state;
	bench_make(&b);
	words(&b, &b.paragraph, text, 0, 50);
	area(&b, MARK_PICTURE, paper, (struct rect){50, 0, 300, 100});
	b.page.mark[1].as.picture.picture = &river;
	words(&b, &b.heading, text, 60, 50);
	words(&b, &b.heading, text, 60, 107); /* a caption below it */
	const struct upons found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 2);
	assert_ptr_equal(found.at[0].picture, &river);
	assert_int_equal(found.at[0].pos.line, 7);
	assert_null(found.at[1].picture);
	arena_close(b.arena);
}

/* A fill that is half, of an ink that art names, with bytes around it. */
static void inks_of_art_are_found(void **state)
{
	static const char *names[] = {"text", "plum"};
	const float red[3] = {1, 0, 0};
	const uint16_t name = 1, solid = 1000, half = 500;
	const uint32_t two = 2;
	uint8_t bytes[64], *to = bytes;
	struct art art = {.inks = true, .ink = names, .nink = 2, .nobject = 1};
	const struct picture drawing = {.format = PICTURE_ART, .art = &art};
	struct bench b;

#define PUT(from) (memcpy(to, &(from), sizeof(from)), to += sizeof(from))
	(void)state;
	*to++ = ART_BYTES, PUT(two), *to++ = 'f', *to++ = 's';
	*to++ = ART_VALUES, *to++ = 3, *to++ = 0, PUT(red);
	*to++ = ART_FILL, *to++ = 0, PUT(name), PUT(half);
	*to++ = ART_OBJECT, PUT(two);
	*to++ = ART_SPACE;
	*to++ = ART_STROKE, *to++ = 0, PUT(name), PUT(solid);
#undef PUT
	struct art_object form = {
	    .kind = ART_STREAM, .body = {bytes, (size_t)(to - bytes)}};
	art.object = &form;
	bench_make(&b);
	area(&b, MARK_FILL, tint, (struct rect){0, 0, 500, 500});
	area(&b, MARK_PICTURE, paper, (struct rect){50, 50, 300, 100});
	b.page.mark[1].as.picture.picture = &drawing;
	struct upons found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 2);
	expect(&found, 0, CONTRAST_FREE, (struct ink){PLUM, 500}, tint);
	expect(&found, 1, CONTRAST_OTHER, plum, tint);
	art.inks = false; /* on a white plate of its own */
	found = book_upons(b.arena, &b.book, &palette);
	assert_int_equal(found.n, 0);
	arena_close(b.arena);
}

/* access.md's figures: words 7:1 and Lc 75, others 4.5:1. */
static void limits_are_kept_by_use(void **state)
{
	static const struct {
		enum contrast_use use;
		double ratio, lc;
		bool holds;
	} cases[] = {
	    {CONTRAST_BODY, 7, 75, true},
	    {CONTRAST_BODY, 6.99, 90, false},
	    {CONTRAST_BODY, 10, 74.9, false},
	    {CONTRAST_BODY, 10, -75, true},
	    {CONTRAST_OTHER, 4.5, 20, true},
	    {CONTRAST_OTHER, 4.49, 75, false},
	    {CONTRAST_FREE, 1, 0, true},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(
		    contrast_holds(&(struct contrast){
			.use = cases[i].use, .ratio = cases[i].ratio, .lc = cases[i].lc}),
		    cases[i].holds);
	struct contrast c = {.ink = text, .ground = paper};
	contrast_measure(&c, &palette);
	assert_true(c.ratio > 17.3 && c.ratio < 17.5);
	assert_true(c.lc > 104 && c.lc < 105);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_last_fill_below_is_the_ground),
	    cmocka_unit_test(a_part_is_a_ground_as_well),
	    cmocka_unit_test(a_rule_of_its_fill_s_ink_is_a_part_of_it),
	    cmocka_unit_test(words_over_a_picture_are_found),
	    cmocka_unit_test(inks_of_art_are_found),
	    cmocka_unit_test(limits_are_kept_by_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
