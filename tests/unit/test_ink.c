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

/* What lies on the paper, in painting order. */
struct painted {
	struct area {
		struct rect at;
		struct inking ink;
		bool over;
	} area[8];
	size_t n;
	struct placed_inks picture; /* below all; map NULL: there is none */
};

static void paint(void *context, struct coverage *to)
{
	const struct painted *p = context;

	if (p->picture.map)
		coverage_picture(to, &p->picture);
	for (size_t i = 0; i < p->n; i++)
		coverage_fill(to, p->area[i].at, p->area[i].ink, p->area[i].over);
}

static struct most_ink most_on(struct painted *p, double least_black)
{
	struct arena *a = arena_new();
	const struct laid laid = {paint, p, paper, least_black};
	const struct most_ink most = inspector_most(inspector_new(a), &laid);

	arena_close(a);
	return most;
}

static void add(struct painted *p, struct rect at, struct inking ink, bool over)
{
	p->area[p->n++] = (struct area){at, ink, over};
}

static void near(double wanted, double found, double by)
{
	if (fabs(wanted - found) > by)
		fail_msg("%.2f instead of %.2f", found, wanted);
}

static void adds_up_what_is_painted(void **state)
{
	const struct rect square = {MM(20), MM(30), MM(30), MM(30)};
	struct painted p = {.n = 0};
	struct most_ink most;

	(void)state;
	assert_true(most_on(&p, 0).total == 0);
	add(&p, square, (struct inking){0.5f, 0.2f, 0, 0.1f}, false);
	near(80, most_on(&p, 0).total, 0.1);
	add(&p, square, black, true); /* C and M stay */
	most = most_on(&p, 0);
	near(170, most.total, 0.1);
	near(1, (double)most.ink.k, 0.001);
	assert_true(most.area.x >= MM(19) && most.area.x <= MM(47));
	assert_true(most.area.y >= MM(29) && most.area.y <= MM(57));
	add(&p, (struct rect){MM(18), MM(28), MM(34), MM(34)},
	    (struct inking){0.3f, 0, 0, 0}, false);
	near(30, most_on(&p, 0).total, 0.1);
	assert_true(most_on(&p, 0.85).total == 0);
}

/* Half a square of 15 mm² is half the ink; what is thinner is less. */
static void averages_over_a_square(void **state)
{
	struct painted p = {.n = 0};

	(void)state;
	add(&p, (struct rect){MM(10), MM(10), MM(0.387), MM(50)}, black, false);
	near(10, most_on(&p, 0).total, 0.3);
	add(&p, (struct rect){MM(20), MM(10), MM(1.936), MM(50)}, black, false);
	near(50, most_on(&p, 0).total, 1);
}

/* A square of its very size is found wherever it lies, and where it lies; so is the
 * darkest of many that are alike. */
static void lies_on_no_grid(void **state)
{
	const sp side = MM(INK_SIDE_MM);

	(void)state;
	for (int i = 0; i < 40; i++) {
		struct painted p = {.n = 0};
		const sp x = MM(20) + MM(0.0371) * i, y = MM(31) + MM(0.0533) * i;
		struct most_ink most;

		add(&p, (struct rect){x - MM(12), y, side, side}, black, false);
		add(&p, (struct rect){x + MM(12), y, side, side}, black, false);
		add(&p, (struct rect){x, y, side, side}, (struct inking){1, 1, 0, 1},
		    false);
		most = most_on(&p, 0);
		near(300, most.total, 5);
		near(sp_to_mm(x), sp_to_mm(most.area.x), 0.07);
		near(sp_to_mm(y), sp_to_mm(most.area.y), 0.07);
	}
}

/* Where there is so much black: elsewhere may be more ink. */
static void finds_the_black(void **state)
{
	struct painted p = {.n = 0};

	(void)state;
	add(&p, (struct rect){MM(10), MM(10), MM(20), MM(20)},
	    (struct inking){1, 1, 1, 0.5f}, false);
	add(&p, (struct rect){MM(50), MM(50), MM(20), MM(20)},
	    (struct inking){0.6f, 0.4f, 0.4f, 1}, false);
	near(350, most_on(&p, 0).total, 0.1);
	near(240, most_on(&p, 0.85).total, 0.1);
}

/* A map of two by two cells: only its first, top left, has ink; and how a map turns. */
static void turns_pictures(void **state)
{
	static const struct {
		uint8_t orientation;
		bool right, low;
	} turns[] = {{1, false, false}, {2, true, false}, {3, true, true},
	    {4, false, true}, {5, false, false}, {6, true, false}, {7, true, true},
	    {8, false, true}};

	(void)state;
	for (size_t i = 0; i < COUNT(turns); i++) {
		struct ink_map map = {.width = 2, .height = 2, .at = calloc(4, 4)};
		struct painted p = {.picture = {&map, paper, paper, false}};
		struct rect where;

		assert_non_null(map.at);
		map.at[3] = 255;
		ink_map_orient(&map, turns[i].orientation);
		near(100, most_on(&p, 0).total, 0.5);
		where = most_on(&p, 0).area;
		if ((where.x > MM(45)) != turns[i].right ||
		    (where.y > MM(45)) != turns[i].low)
			fail_msg("orientation %d: at %.0f, %.0f mm", turns[i].orientation,
			    sp_to_mm(where.x), sp_to_mm(where.y));
		free(map.at);
	}
}

/* A map far finer than any cell, and one far coarser, of the same picture. */
static void reads_maps_of_any_size(void **state)
{
	(void)state;
	for (uint32_t n = 10; n <= 4000; n *= 20) {
		struct ink_map map = {
		    .width = n, .height = n, .at = calloc((size_t)n * n, 4)};
		struct painted p = {.picture = {&map, paper, paper, false}};

		assert_non_null(map.at);
		for (uint32_t y = n / 5; y < n * 2 / 5; y++)
			for (uint32_t x = n * 3 / 5; x < n * 4 / 5; x++)
				map.at[4 * ((size_t)y * n + x)] = 204;
		near(80, most_on(&p, 0).total, 0.1);
		assert_true(most_on(&p, 0).area.x >= MM(59.9));
		assert_true(most_on(&p, 0).area.y >= MM(19.9));
		free(map.at);
	}
}

/* Two maps of the same pixels: as CMYK, and as grey. Five pixels are cells of two, one
 * and two; three rows are cells of two and one. */
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
	inks[2][4 * 2 + 3] = 90;
	greys[2][2] = 165;
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
		assert_int_equal(map.at[4 * 4 + 3], 90); /* a cell of one pixel */
		assert_int_equal(map.at[4 * 1 + 3], 0);
		near(100 * 200 / 255.0, ink_map_most(&map, 1), 0.01);
		near(25 * 200 / 255.0 + 25 * 90 / 255.0, ink_map_most(&map, 2), 0.01);
		free(map.at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(less_ink_looks_the_same),
	    cmocka_unit_test(adds_up_what_is_painted),
	    cmocka_unit_test(averages_over_a_square),
	    cmocka_unit_test(lies_on_no_grid),
	    cmocka_unit_test(finds_the_black),
	    cmocka_unit_test(turns_pictures),
	    cmocka_unit_test(reads_maps_of_any_size),
	    cmocka_unit_test(counts_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
