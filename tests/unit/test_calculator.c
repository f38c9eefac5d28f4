/*
 * art/calculator: functions that are programs, good and bad ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "art/calculator.h"

/* What is on top when 0.25 and 8 have been given. */
static const struct {
	const char *text;
	double top;
} cases[] = {
    {"{add}", 8.25},
    {"{exch sub}", 7.75},
    {"{2 copy mul}", 2},
    {"{div}", 0.03125},
    {"{pop pop}", 0},
    {"{pop 7 3 idiv}", 2},
    {"{pop -7 3 mod}", -1},
    {"{pop -5.5 abs}", 5.5},
    {"{pop -5.5 neg}", 5.5},
    {"{pop 3.2 ceiling}", 4},
    {"{pop -3.2 floor}", -4},
    {"{pop 6.5 round}", 7},
    {"{pop -3.8 truncate}", -3},
    {"{pop 3.8 cvi}", 3},
    {"{pop 9 sqrt}", 3},
    {"{pop 30 sin}", 0.5},
    {"{pop 60 cos}", 0.5},
    {"{pop 0 -1 atan}", 180},
    {"{pop -100 0 atan}", 270},
    {"{3 exp}", 512},
    {"{pop 100 log}", 2},
    {"{pop 1 ln}", 0},
    {"{pop 7 cvr 2 div}", 3.5},
    {"{pop 2.5e-1 1E2 mul}", 25},
    {"{pop 6 not}", -7},
    {"{true true and not {3} {4} ifelse}", 4},
    {"{pop 6 3 and}", 2},
    {"{pop 6 3 or}", 7},
    {"{pop 6 3 xor}", 5},
    {"{pop 7 3 bitshift}", 56},
    {"{pop 142 -3 bitshift}", 17},
    {"{lt {1} {2} ifelse}", 1},
    {"{gt {1} {2} ifelse}", 2},
    {"{le {5} if}", 5},
    {"{ge {5} if}", 0},
    {"{eq {1} {2} ifelse}", 2},
    {"{ne {1} {2} ifelse}", 1},
    {"{true {3} {4} ifelse}", 3},
    {"{false not {3} {4} ifelse}", 3},
    {"{1 index}", 0.25},
    {"{1 2 3 3 1 roll}", 2},
    {"{1 2 3 3 -1 roll}", 1},
    {"{dup 4 gt {pop 1 0 gt {9} {8} ifelse} {7} ifelse}", 9},
    {"{% a remark\n 1 }", 1},
    /* more than is there */
    {"{pop pop pop add add}", 0},
    {"{99 index}", 0},
    {"{50 1 roll}", 8},
    {"{9 copy}", 8},
    {"{if}", 0.25},
    {"{pop 0 div}", 0},
    {"{pop 0 0 idiv}", 0},
    {"{pop -1 sqrt}", 0},
    {"{pop 99999 99999 exp}", 0},
    {"{pop 1e300 dup mul dup sub 5 add}", 5},
};

static void counts(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *text = cases[i].text;
		const struct calculator *p = calculator_read(a, text, strlen(text));
		const double in[] = {0.25, 8};
		double out;

		if (!p)
			fail_msg("%s is not read", text);
		calculator_run(p, in, 2, &out, 1);
		if (fabs(out - cases[i].top) > 1e-9)
			fail_msg("%s is %g, not %g", text, out, cases[i].top);
	}
	arena_close(a);
}

static void gives_results_in_order(void **state)
{
	struct arena *a = arena_new();
	static const char text[] = "{dup 0.5 mul exch 1 exch sub}";
	const struct calculator *p = calculator_read(a, text, strlen(text));
	const double in = 0.2;
	double out[2];

	(void)state;
	calculator_run(p, &in, 1, out, 2);
	assert_true(fabs(out[0] - 0.1) < 1e-9 && fabs(out[1] - 0.8) < 1e-9);
	arena_close(a);
}

static void refuses_what_is_no_program(void **state)
{
	static const char *const bad[] = {"", "add", "{add", "{quit}", "{(x) pop}",
	    "{{{1}", "{1e}", "{1f5}", "{inf}", "{{{{{{{{{{{{{{{{{{{{1}}}}}}}}}}}}}}}}}}}}"};
	struct arena *a = arena_new();

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		if (calculator_read(a, bad[i], strlen(bad[i])))
			fail_msg("%s is read", bad[i]);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(counts),
	    cmocka_unit_test(gives_results_in_order),
	    cmocka_unit_test(refuses_what_is_no_program),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
