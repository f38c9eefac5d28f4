/*
 * picture/ean: the bar codes of serials, worked out by hand.
 */
#include "picture/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void issns_are_checked(void **state)
{
	char last;

	(void)state;
	assert_true(issn_check("0317-8471", &last)); /* ISO 3297's own example */
	assert_true(issn_check("03178471", &last));
	assert_true(issn_check("1050-124X", &last));
	assert_true(issn_check("0000-0000", &last));
	assert_false(issn_check("0317-8472", &last));
	assert_int_equal('1', last);
	assert_false(issn_check("1050-1241", &last));
	assert_int_equal('X', last);
	for (size_t i = 0; i < 6; i++) {
		static const char *const wrong[] = {
		    "", "0317", "0317-84711", "0317 8471", "031-78471", "X317-8471"};

		assert_false(issn_check(wrong[i], &last));
		assert_int_equal(0, last);
	}
}

static void digits_are_those_of_a_serial(void **state)
{
	struct ean e;

	(void)state;
	ean_of_issn("0317-8471", 75, &e); /* 977 + 0317847 + 00 */
	assert_string_equal("9770317847001", e.digits);
	assert_string_equal("75", e.more);
	ean_of_issn("1050-124X", 108, &e);
	assert_string_equal("9771050124008", e.digits);
	assert_string_equal("08", e.more);
}

static void bars_have_their_guards(void **state)
{
	struct ean e;

	(void)state;
	ean_of_issn("0317-8471", 3, &e);
	assert_int_equal(95, strlen(e.bars));
	assert_int_equal(20, strlen(e.more_bars));
	assert_memory_equal("101", e.bars, 3);
	assert_memory_equal("01010", e.bars + 45, 5);
	assert_memory_equal("101", e.bars + 92, 3);
	/* 7 in set A after a first digit 9; the check digit 1 in set C */
	assert_memory_equal("0111011", e.bars + 3, 7);
	assert_memory_equal("1100110", e.bars + 85, 7);
	/* 03: sets B and B */
	assert_string_equal("1011"
			    "0100111"
			    "01"
			    "0100001",
	    e.more_bars);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(issns_are_checked),
	    cmocka_unit_test(digits_are_those_of_a_serial),
	    cmocka_unit_test(bars_have_their_guards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
