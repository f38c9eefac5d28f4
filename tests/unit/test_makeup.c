/*
 * makeup: which fillers a book takes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "makeup/making.h"

static const struct stand plain = {.pages = 1, .filler = -1};

static struct stand pages(int n)
{
	return (struct stand){.pages = n, .filler = -1};
}

static struct stand filler(int number, int n)
{
	return (struct stand){.pages = n, .filler = number};
}

static void test_fillers_make_a_multiple_of_four(void **state)
{
	(void)state;
	const struct stand six[] = {pages(6), filler(0, 1), filler(1, 1), filler(2, 1)};
	assert_int_equal(fillers_choose(six, 4, 3), 1 | 2); /* the first named first */
	const struct stand wide[] = {pages(6), filler(0, 1), filler(1, 2)};
	assert_int_equal(fillers_choose(wide, 3, 2), 2);
	const struct stand whole[] = {pages(8), filler(0, 4), filler(1, 1)};
	assert_int_equal(fillers_choose(whole, 3, 2), 0);
}

static void test_fillers_come_near_if_they_are_too_few(void **state)
{
	(void)state;
	const struct stand five[] = {pages(5), filler(0, 1), filler(1, 1)};
	assert_int_equal(fillers_choose(five, 3, 2), 1 | 2);
}

static void test_fillers_stand_on_blank_pages(void **state)
{
	(void)state;
	const struct stand recto = {.pages = 2, .recto = true, .filler = -1};
	const struct stand blank[] = {plain, filler(0, 1), recto, filler(1, 1)};
	/* one page and a blank one and two: the filler takes the blank one's place */
	assert_int_equal(fillers_choose(blank, 4, 2), 1);
	const struct stand verso = {.pages = 2, .verso = true, .filler = -1};
	const struct stand off[] = {
	    pages(2), filler(0, 1), verso, plain, filler(1, 3), filler(2, 2)};
	assert_int_equal(fillers_choose(off, 6, 3), 1 | 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fillers_make_a_multiple_of_four),
	    cmocka_unit_test(test_fillers_come_near_if_they_are_too_few),
	    cmocka_unit_test(test_fillers_stand_on_blank_pages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
