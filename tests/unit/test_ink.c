/*
 * Ink: less of it with the same look, and how much lies where.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <lcms2.h>

#include "pdf/coverage.h"
#include "picture/pixels.h"

#define PROFILE "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"

/* ---- less ink ---------------------------------------------------------------- */

struct limited {
	int percent;
	double mean, worst; /* ΔE 1976 of what was over: how far the look may move */
};

static int by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* All inks in steps of 20 %, so far as they are over: lcms2 itself says how they look. */
static void keeps_the_look(const struct limited *l)
{
	cmsHPROFILE press = cmsOpenProfileFromFile(PROFILE, "r");
	cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
	cmsHPROFILE link = limit_link(NULL, press, l->percent);
	cmsHTRANSFORM less, look;
	double sum = 0, *miss = calloc(6 * 6 * 6 * 6, sizeof *miss);
	size_t n = 0;

	assert_non_null(link);
	assert_non_null(miss);
	less = cmsCreateMultiprofileTransform(
	    &link, 1, TYPE_CMYK_DBL, TYPE_CMYK_DBL, INTENT_PERCEPTUAL, 0);
	look = cmsCreateTransform(
	    press, TYPE_CMYK_DBL, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);
	for (int i = 0; i < 6 * 6 * 6 * 6; i++) {
		const double from[4] = {
		    i % 6 * 20, i / 6 % 6 * 20, i / 36 % 6 * 20, i / 216 * 20};
		double to[4];
		cmsCIELab before, after;

		if (from[0] + from[1] + from[2] + from[3] <= l->percent)
			continue;
		cmsDoTransform(less, from, to, 1);
		assert_true(to[0] + to[1] + to[2] + to[3] <= l->percent + 0.05);
		cmsDoTransform(look, from, &before, 1);
		cmsDoTransform(look, to, &after, 1);
		sum += miss[n++] = cmsDeltaE(&before, &after);
	}
	assert_true(n > 20);
	qsort(miss, n, sizeof *miss, by_size);
	if (sum / (double)n > l->mean || miss[n - 1] > l->worst)
		fail_msg("%d %%: mean %.2f, worst %.2f", l->percent, sum / (double)n,
		    miss[n - 1]);
	free(miss);
	cmsDeleteTransform(less);
	cmsDeleteTransform(look);
	cmsCloseProfile(link);
	cmsCloseProfile(lab);
	cmsCloseProfile(press);
}

static void less_ink_looks_the_same(void **state)
{
	static const struct limited limits[] = {
	    {300, 1.2, 10}, {280, 1.2, 10}, {240, 1.8, 12}};

	(void)state;
	for (size_t i = 0; i < COUNT(limits); i++)
		keeps_the_look(&limits[i]);
}

/* ---- where it lies -------------------------------------------------------------- */

static const struct rect paper = {0, 0, MM(100), MM(100)};
static const struct inking black = {.k = 1};

static struct coverage *blank(struct arena *a)
{
	struct coverage *c = coverage_new(a);

	coverage_begin(c, paper);
	return c;
}

static void near(double wanted, double found, double by)
{
	if (fabs(wanted - found) > by)
		fail_msg("%.2f instead of %.2f", found, wanted);
}

static void adds_up_what_is_painted(void **state)
{
	struct arena *a = arena_new();
	struct coverage *c = blank(a);
	const struct rect square = {MM(20), MM(30), MM(30), MM(30)};
	struct most_ink most;

	(void)state;
	assert_true(coverage_most(c, 0).total == 0);
	coverage_fill(c, square, (struct inking){0.5f, 0.2f, 0, 0.1f}, false);
	near(80, coverage_most(c, 0).total, 0.1);
	coverage_fill(c, square, black, true); /* C and M stay */
	most = coverage_most(c, 0);
	near(170, most.total, 0.1);
	near(1, (double)most.ink.k, 0.001);
	assert_true(most.area.x >= MM(19) && most.area.x <= MM(47));
	assert_true(most.area.y >= MM(29) && most.area.y <= MM(57));
	coverage_fill(c, (struct rect){MM(18), MM(28), MM(34), MM(34)},
	    (struct inking){0.3f, 0, 0, 0}, false);
	near(30, coverage_most(c, 0).total, 0.1);
	assert_true(coverage_most(c, 0.85).total == 0);
	arena_close(a);
}

/* Half a square of 15 mm² is half the ink; what is thinner is less. */
static void averages_over_a_square(void **state)
{
	struct arena *a = arena_new();
	struct coverage *c = blank(a);

	(void)state;
	coverage_fill(c, (struct rect){MM(10), MM(10), MM(1.94), MM(50)}, black, false);
	near(50, coverage_most(c, 0).total, 2);
	coverage_begin(c, paper);
	coverage_fill(c, (struct rect){MM(10), MM(10), MM(0.39), MM(50)}, black, false);
	near(10, coverage_most(c, 0).total, 1);
	arena_close(a);
}

/* A map of two by two cells: only its first, top left as it is stored, has ink. */
static void turns_pictures(void **state)
{
	static const struct {
		uint8_t orientation;
		bool right, low;
	} turns[] = {{1, false, false}, {2, true, false}, {3, true, true},
	    {4, false, true}, {5, false, false}, {6, true, false}, {7, true, true},
	    {8, false, true}};
	uint8_t inks[16] = {0, 0, 0, 255};
	const struct ink_map map = {2, 2, inks};
	struct arena *a = arena_new();
	struct coverage *c = coverage_new(a);

	(void)state;
	for (size_t i = 0; i < COUNT(turns); i++) {
		struct placed_inks p = {&map, turns[i].orientation, paper, paper, false};
		struct rect where;

		coverage_begin(c, paper);
		coverage_picture(c, &p);
		near(100, coverage_most(c, 0).total, 0.5);
		where = coverage_most(c, 0).area;
		if ((where.x > MM(45)) != turns[i].right ||
		    (where.y > MM(45)) != turns[i].low)
			fail_msg("orientation %d: at %.0f, %.0f mm", turns[i].orientation,
			    sp_to_mm(where.x), sp_to_mm(where.y));
	}
	arena_close(a);
}

/* Two maps of the same pixels: as CMYK, and as grey. */
static void counts_rows(void **state)
{
	uint8_t inks[3][5 * 4] = {{0}}, greys[3][5];
	const struct raster cmyk = {.width = 5, .height = 3, .ncolor = 4};
	const struct raster grey = {.width = 5, .height = 3, .ncolor = 1};

	(void)state;
	memset(greys, 255, sizeof greys);
	for (int y = 0; y < 2; y++)
		for (int x = 0; x < 2; x++) {
			inks[y][4 * x + 3] = 200;
			greys[y][x] = 55;
		}
	inks[2][4 * 4 + 3] = 90;
	greys[2][4] = 165;
	for (int n = 0; n < 2; n++) {
		struct tally t;
		struct ink_map map;

		tally_begin(&t, n ? &grey : &cmyk, 2);
		for (int y = 0; y < 3; y++)
			tally_row(&t, n ? greys[y] : inks[y]);
		map = tally_end(&t);
		assert_int_equal(map.width, 3);
		assert_int_equal(map.height, 2);
		assert_int_equal(map.at[3], 200);
		assert_int_equal(map.at[4 * 5 + 3], 90); /* a cell of one pixel */
		assert_int_equal(map.at[4 * 1 + 3], 0);
		free(map.at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(less_ink_looks_the_same),
	    cmocka_unit_test(adds_up_what_is_painted),
	    cmocka_unit_test(averages_over_a_square),
	    cmocka_unit_test(turns_pictures),
	    cmocka_unit_test(counts_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
