/*
 * impose: which pages share a side of a sheet, where they stand on it, and on what paper.
 * Whether folded sheets are read in order is tried on finished files (checks/impose.py).
 */
#include "impose/impose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct stock thin = {0.25, 0.5, -1};

/* "8 1, 2 7, ...", numbers from 1 as they are printed; a turned page has a '. */
static const char *as_text(struct arena *a, struct sides s)
{
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < s.n; i++)
		for (int k = 0; k < s.at[i].across * s.at[i].down; k++)
			buf_printf(&b, "%s%d%s",
			    k	? " "
			    : i ? ", "
				: "",
			    s.at[i].cell[k].page + 1, s.at[i].cell[k].turned ? "'" : "");
	text = arena_string(a, b.at);
	buf_release(&b);
	return text;
}

static void sheets_lie_in_one_another(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal("4 1, 2 3", as_text(a, sides_saddle(a, 4, &thin, 0)));
	assert_string_equal(
	    "8 1, 2 7, 6 3, 4 5", as_text(a, sides_saddle(a, 8, &thin, 0)));
	assert_string_equal("16 1, 2 15, 14 3, 4 13, 12 5, 6 11, 10 7, 8 9",
	    as_text(a, sides_saddle(a, 16, &thin, 0)));
	arena_close(a);
}

static void inner_sheets_creep(void **state)
{
	struct arena *a = arena_new();
	const struct stock measured = {0.25, 0.5, 6};
	const struct sides s = sides_saddle(a, 16, &thin, 0),
			   in_a_cover = sides_saddle(a, 16, &thin, 1),
			   by_dummy = sides_saddle(a, 16, &measured, 0);

	(void)state;
	for (size_t i = 0; i < s.n; i++) {
		assert_float_equal((double)(i / 2) * 0.25, s.at[i].cell[0].creep, 1e-9);
		assert_float_equal(
		    (double)(i / 2) * 0.25 + 0.5, in_a_cover.at[i].cell[1].creep, 1e-9);
		assert_float_equal(
		    (double)(i / 2) * 2, by_dummy.at[i].cell[1].creep, 1e-9);
	}
	arena_close(a);
}

static void a_cover_goes_round_the_leaves(void **state)
{
	struct arena *a = arena_new();
	const int page[] = {0, 1, 66, 67};
	const struct sides s = sides_cover(a, page, 32, &thin);

	(void)state;
	assert_int_equal(2, s.n);
	assert_string_equal("68 1, 2 67", as_text(a, s));
	assert_float_equal(32 * 0.25 + 2 * 0.5, s.at[0].spine, 1e-9);
	assert_int_equal(JOINT_SPINE, s.at[1].joint[0]);
	arena_close(a);
}

static void thin_signatures_do_not_end_a_block(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(
	    "7' 6' 10 3, 5' 8' 4 9", as_text(a, sides_signatures(a, &thin, 2, 8, 16)));
	assert_string_equal("6 3, 4 5, 11' 10' 14 7, 9' 12' 8 13",
	    as_text(a, sides_signatures(a, &thin, 2, 12, 8)));
	arena_close(a);
}

static void readers_see_a_cover_alone(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal("0 1, 2 3, 4 0", as_text(a, sides_reader(a, 4)));
	assert_string_equal("0 1, 2 3", as_text(a, sides_reader(a, 3)));
	assert_string_equal("0 1", as_text(a, sides_reader(a, 1)));
	arena_close(a);
}

static void what_cannot_be_folded_is_refused(void **state)
{
	(void)state;
	assert_null(sides_refuse(BINDING_SADDLE, 8));
	assert_non_null(sides_refuse(BINDING_SADDLE, 6));
	assert_non_null(sides_refuse(BINDING_SADDLE, 0));
	assert_non_null(sides_refuse(BINDING_PERFECT, 4));
	assert_non_null(sides_refuse(BINDING_PERFECT, 10));
	assert_null(sides_refuse(BINDING_PERFECT, 8));
	assert_null(sides_refuse(BINDING_READER, 7));
	assert_non_null(sides_refuse(BINDING_READER, 0));
	assert_int_equal(2, sides_wanting(BINDING_SADDLE, 6));
	assert_int_equal(3, sides_wanting(BINDING_PERFECT, 9));
	assert_int_equal(0, sides_wanting(BINDING_SADDLE, 8));
	assert_int_equal(0, sides_wanting(BINDING_READER, 7));
}

static void paper_has_names(void **state)
{
	struct paper p;

	(void)state;
	assert_true(paper_parse("sra3", &p));
	assert_float_equal(450 * 72 / 25.4, p.w, 0.001);
	assert_float_equal(320 * 72 / 25.4, p.h, 0.001);
	assert_true(paper_parse("500x353mm", &p));
	assert_float_equal(353 * 72 / 25.4, p.h, 0.01);
	assert_true(paper_parse("fitted", &p));
	assert_float_equal(0, p.w, 0.001);
	assert_false(paper_parse("SRA9", &p));
	assert_false(paper_parse("500x353", &p));
	assert_false(paper_parse("0x0mm", &p));
	assert_false(paper_parse("x", &p));
	assert_false(paper_parse("99999999999999999999999999999999999999x9mm", &p));
	for (size_t i = 0; paper_names[i]; i++)
		assert_true(paper_parse(paper_names[i], &p));
}

/* What is too large is refused, and says how large the sheet would have to be. */
static void paper_holds_or_does_not(void **state)
{
	struct arena *a = arena_new();
	const struct sides s = sides_saddle(a, 4, &thin, 0);
	struct placing p = {
	    .side = s.at, .leaf = {400, 600, 9}, .paper = {700, 840}, .room = 20};
	struct places out;

	(void)state;
	assert_false(places_of(&p, &out));
	assert_float_equal(2 * (400 + 9 + 20), out.media.right, 1e-9);
	p.paper = (struct paper){660, 860}; /* either way round */
	assert_true(places_of(&p, &out));
	assert_float_equal(860, out.media.right, 1e-9);
	assert_float_equal(660, out.media.up, 1e-9);
	assert_float_equal(430, out.fold[0], 1e-9);
	assert_float_equal(30, out.trim.left, 1e-9);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sheets_lie_in_one_another),
	    cmocka_unit_test(inner_sheets_creep),
	    cmocka_unit_test(a_cover_goes_round_the_leaves),
	    cmocka_unit_test(thin_signatures_do_not_end_a_block),
	    cmocka_unit_test(readers_see_a_cover_alone),
	    cmocka_unit_test(what_cannot_be_folded_is_refused),
	    cmocka_unit_test(paper_has_names),
	    cmocka_unit_test(paper_holds_or_does_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
