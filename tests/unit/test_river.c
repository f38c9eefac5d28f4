/*
 * river: which gaps of one line a river goes on into in the next. Lines are drawn here as
 * they lie: a letter is one unit wide, a run of dots is one gap.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "makeup/compose.h"

enum { MOST_LINES = 8, MOST_GLYPHS = 40 };

struct drawn {
	struct face face;
	struct glyph glyph[MOST_LINES][MOST_GLYPHS];
	struct run run[MOST_LINES];
	struct part part[MOST_LINES];
	struct line line[MOST_LINES];
	struct galley_item item[MOST_LINES];
	struct galley galley;
	struct arena *arena;
};

static void draw_line(struct drawn *d, size_t i, const char *picture)
{
	struct run *r = &d->run[i];
	r->face = &d->face;
	r->size = 1;
	r->glyph = d->glyph[i];
	while (*picture) {
		struct glyph *g = &d->glyph[i][r->nglyph++];
		const size_t gap = strspn(picture, ".");
		/* a space is as wide as its line's word spacing, 1, and its own advance
		 */
		g->advance = (int16_t)(gap ? gap - 1 : 1);
		g->flags = gap ? GLYPH_SPACE : 0;
		picture += gap ? gap : 1;
	}
	d->part[i] = (struct part){.run = r, .n = r->nglyph};
	d->line[i] = (struct line){.part = &d->part[i], .npart = 1, .word_spacing = 1};
	d->item[i] = (struct galley_item){.kind = GALLEY_LINE};
	d->item[i].as.line.line = &d->line[i];
}

static struct rivers rivers_of(struct drawn *d, const char *const *picture, size_t n)
{
	memset(d, 0, sizeof *d);
	d->arena = arena_new();
	d->face.upem = 1;
	for (size_t i = 0; i < n; i++)
		draw_line(d, i, picture[i]);
	d->galley = (struct galley){.item = d->item, .nitem = n};
	return rivers_in(d->arena, &d->galley, (struct slice){0, n});
}

static void test_four_lines_make_a_river(void **state)
{
	static const char *const four[] = {
	    "xxxx....xxxxxx", "xxx....xxxxxxx", "xxxx....xxxxxx", "xxxxx....xxxxx"};
	struct drawn d;
	(void)state;
	const struct rivers found = rivers_of(&d, four, 4);
	assert_int_equal(found.n, 1);
	assert_int_equal(found.at[0].from, 0);
	assert_int_equal(found.at[0].end, 4);
	arena_close(d.arena);
	assert_int_equal(rivers_of(&d, four, 3).n, 0);
	arena_close(d.arena);
}

/* A gap over two others lies over less than half of each or of itself, for there is a
 * word between them: it goes on into one at most. */
static void test_a_river_does_not_fork(void **state)
{
	static const char *const fork[] = {"xxxx......xxxxxx", "xxxx......xxxxxx",
	    "xxxx......xxxxxx", "xx....xx....xxxx", "xx....xx....xxxx"};
	static const char *const bend[] = {"xxxx......xxxxxx", "xxxx......xxxxxx",
	    "xxxx......xxxxxx", "xxx.....x....xxx", "xxx....xx....xxx"};
	struct drawn d;
	(void)state;
	assert_int_equal(rivers_of(&d, fork, 5).n, 0);
	arena_close(d.arena);
	const struct rivers found = rivers_of(&d, bend, 5);
	assert_int_equal(found.n, 1); /* down the wider branch */
	assert_int_equal(found.at[0].end, 5);
	arena_close(d.arena);
}

/* Two that meet are one from there on, and the shorter ends. */
static void test_two_rivers_do_not_join(void **state)
{
	static const char *const join[] = {"xx....xx....xxxx", "xx....xx....xxxx",
	    "xx....xx....xxxx", "xx....xx....xxxx", "xxxx......xxxxxx",
	    "xxxx......xxxxxx"};
	struct drawn d;
	(void)state;
	const struct rivers found = rivers_of(&d, join, 6);
	assert_int_equal(found.n, 2);
	assert_int_equal(found.at[0].end, 4);
	assert_int_equal(found.at[1].end, 4);
	arena_close(d.arena);
}

static void test_two_side_by_side_are_two(void **state)
{
	static const char *const two[] = {"xx....xxxx....xx", "xx....xxxx....xx",
	    "xx....xxxx....xx", "xx....xxxx....xx", "xx....xxxxxxxxxx"};
	struct drawn d;
	(void)state;
	const struct rivers found = rivers_of(&d, two, 5);
	assert_int_equal(found.n, 2);
	assert_int_equal(found.at[0].end, 4); /* the right one ends first */
	assert_int_equal(found.at[1].end, 5);
	arena_close(d.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_four_lines_make_a_river),
	    cmocka_unit_test(test_a_river_does_not_fork),
	    cmocka_unit_test(test_two_rivers_do_not_join),
	    cmocka_unit_test(test_two_side_by_side_are_two),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
