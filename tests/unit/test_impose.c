/*
 * impose/sides: which pages share a side of a sheet.
 */
#include "impose/impose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* "8 1, 2 7, ...", numbers from 1 as they are printed. */
static const char *as_text(struct arena *a, enum binding binding, int npage)
{
	size_t n;
	const struct side *side = sides_of(a, binding, npage, 0, &n);
	struct buf b = {0};
	const char *text;

	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%d %d", i ? ", " : "", side[i].left + 1,
		    side[i].right + 1);
	text = arena_string(a, b.at);
	buf_release(&b);
	return text;
}

static void sheets_lie_in_one_another(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal("4 1, 2 3", as_text(a, BINDING_SADDLE, 4));
	assert_string_equal("8 1, 2 7, 6 3, 4 5", as_text(a, BINDING_SADDLE, 8));
	assert_string_equal("16 1, 2 15, 14 3, 4 13, 12 5, 6 11, 10 7, 8 9",
	    as_text(a, BINDING_SADDLE, 16));
	arena_close(a);
}

/* Fold a heap of sheets and turn its leaves: every page once, in order. */
static void folded_they_are_read_in_order(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int npage = 4; npage <= 64; npage += 4) {
		int seen[64] = {0};
		size_t n;
		const struct side *side = sides_of(a, BINDING_SADDLE, npage, 0, &n);

		assert_int_equal(npage / 2, n);
		for (size_t i = 0; i < n; i++) {
			/* facing pages of a side add up; even folios stand on the left */
			assert_int_equal(npage - 1, side[i].left + side[i].right);
			assert_int_equal(1, side[i].left % 2);
			seen[side[i].left]++;
			seen[side[i].right]++;
		}
		for (size_t i = 0; i < n; i += 2) /* a leaf's two pages back each other */
			assert_int_equal(side[i].right + 1, side[i + 1].left);
		for (int i = 0; i < npage; i++)
			assert_int_equal(1, seen[i]);
	}
	arena_close(a);
}

static void inner_sheets_creep(void **state)
{
	struct arena *a = arena_new();
	size_t n;
	const struct side *side = sides_of(a, BINDING_SADDLE, 16, 0.3, &n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		assert_float_equal((double)(i / 2) * 0.3, side[i].creep, 1e-9);
	arena_close(a);
}

static void a_cover_goes_round_the_leaves(void **state)
{
	struct arena *a = arena_new();
	size_t n;
	int first;
	const struct side *side = sides_of(a, BINDING_PERFECT, 68, 0.25, &n);

	(void)state;
	assert_int_equal(2, n);
	assert_string_equal("68 1, 2 67", as_text(a, BINDING_PERFECT, 68));
	assert_float_equal(34 * 0.25, side[0].spine, 1e-9);
	assert_float_equal(34 * 0.25, side[1].spine, 1e-9);
	assert_int_equal(64, sides_block(BINDING_PERFECT, 68, &first));
	assert_int_equal(2, first);
	assert_int_equal(0, sides_block(BINDING_SADDLE, 68, &first));
	arena_close(a);
}

static void readers_see_a_cover_alone(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal("0 1, 2 3, 4 0", as_text(a, BINDING_READER, 4));
	assert_string_equal("0 1, 2 3", as_text(a, BINDING_READER, 3));
	assert_string_equal("0 1", as_text(a, BINDING_READER, 1));
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
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(sheets_lie_in_one_another),
	    cmocka_unit_test(folded_they_are_read_in_order),
	    cmocka_unit_test(inner_sheets_creep),
	    cmocka_unit_test(a_cover_goes_round_the_leaves),
	    cmocka_unit_test(readers_see_a_cover_alone),
	    cmocka_unit_test(what_cannot_be_folded_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
