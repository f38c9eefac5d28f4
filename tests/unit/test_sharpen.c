/*
 * sharpen: edges gain, all else stays.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "picture/pixels.h"

enum { SIDE = 64, HALO = 40 };

static const struct sharpening usual = {.amount = 100, .threshold = 3};

/* A soft edge from `dark` on the left to `light` on the right, over six pixels. */
static struct raster edge(uint8_t ncolor, const uint8_t *dark, const uint8_t *light)
{
	struct raster r = {.width = SIDE, .height = SIDE, .ncolor = ncolor};

	raster_new(&r);
	for (int i = 0; i < SIDE * SIDE; i++)
		for (int c = 0; c < ncolor; c++) {
			const int x = i % SIDE - SIDE / 2 + 3;
			const int part = x < 0 ? 0 : x > 6 ? 6 : x;

			r.at[i * ncolor + c] =
			    (uint8_t)(dark[c] + (light[c] - dark[c]) * part / 6);
		}
	return r;
}

static int at(const struct raster *r, int x, int y, int c)
{
	return r->at[(y * SIDE + x) * r->ncolor + c];
}

static void raises_the_contrast_of_edges(void **state)
{
	struct raster r = edge(1, (uint8_t[]){80}, (uint8_t[]){160});
	int least = 255, most = 0;

	(void)state;
	raster_sharpen(&r, &usual, 1.8);
	for (int x = 0; x < SIDE; x++) {
		least = at(&r, x, 20, 0) < least ? at(&r, x, 20, 0) : least;
		most = at(&r, x, 20, 0) > most ? at(&r, x, 20, 0) : most;
		assert_int_equal(at(&r, x, 0, 0), at(&r, x, SIDE - 1, 0));
	}
	assert_true(least < 77 && least >= 80 - HALO);
	assert_true(most > 163 && most <= 160 + HALO);
	assert_int_equal(at(&r, 2, 20, 0), 80); /* away from it nothing changes */
	assert_int_equal(at(&r, SIDE - 3, 20, 0), 160);
	raster_release(&r);
}

/* However much is asked for. */
static void keeps_halos_within_the_limit(void **state)
{
	const struct sharpening much = {.amount = 500};
	struct raster r = edge(1, (uint8_t[]){60}, (uint8_t[]){190});

	(void)state;
	r.at[SIDE * 10 + 10] = 190; /* a dot */
	struct raster was = r;
	was.at = memcpy(malloc(SIDE * SIDE), r.at, SIDE * SIDE);
	raster_sharpen(&r, &much, 3);
	int most = 0;
	for (int i = 0; i < SIDE * SIDE; i++) {
		const int by = abs(r.at[i] - was.at[i]);

		most = by > most ? by : most;
	}
	assert_int_equal(most, HALO);
	raster_release(&r);
	raster_release(&was);
}

/* Colors differ by as much as before: no hue changes, none leaves its range. */
static void changes_lightness_alone(void **state)
{
	static const uint8_t dark[3] = {30, 90, 20}, light[3] = {250, 200, 120};
	struct raster was = edge(3, dark, light), r = edge(3, dark, light);
	bool changed = false;

	(void)state;
	raster_sharpen(&r, &usual, 1.8);
	for (int x = 0; x < SIDE; x++) {
		const int by = at(&r, x, 9, 0) - at(&was, x, 9, 0);

		changed = changed || by;
		for (int c = 1; c < 3; c++)
			assert_int_equal(at(&r, x, 9, c) - at(&was, x, 9, c), by);
	}
	assert_true(changed);
	raster_release(&r);
	raster_release(&was);
}

/* Black beside white stays black, white white; a flat area with some noise stays. */
static void leaves_alone_what_is_flat(void **state)
{
	struct raster r = edge(3, (uint8_t[]){0, 0, 0}, (uint8_t[]){255, 255, 255});

	(void)state;
	raster_sharpen(&r, &(struct sharpening){.amount = 300}, 2);
	for (int x = 0; x < SIDE; x++)
		for (int c = 0; c < 3; c++) {
			if (x < SIDE / 2 - 3)
				assert_int_equal(at(&r, x, 5, c), 0);
			if (x > SIDE / 2 + 3)
				assert_int_equal(at(&r, x, 5, c), 255);
			assert_int_equal(at(&r, x, 5, c), at(&r, x, 5, 0));
		}
	memset(r.at, 117, SIDE * SIDE * 3);
	for (int i = 0; i < SIDE * SIDE; i += 2)
		memset(r.at + 3 * i, 119, 3);
	struct raster was = r;
	was.at = memcpy(malloc(SIDE * SIDE * 3), r.at, SIDE * SIDE * 3);
	raster_sharpen(&r, &usual, 1.8);
	assert_memory_equal(r.at, was.at, SIDE * SIDE * 3);
	raster_release(&r);
	raster_release(&was);
}

/* Blurs that reach beyond the picture, and pictures of one pixel. */
static void takes_any_size(void **state)
{
	(void)state;
	for (uint32_t width = 1; width < 9; width++)
		for (uint32_t height = 1; height < 9; height++) {
			struct raster r = {.width = width, .height = height, .ncolor = 1};

			raster_new(&r);
			memset(r.at, 90, (size_t)width * height);
			raster_sharpen(&r, &usual, 40);
			for (size_t i = 0; i < (size_t)width * height; i++)
				assert_int_equal(r.at[i], 90);
			raster_release(&r);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(raises_the_contrast_of_edges),
	    cmocka_unit_test(keeps_halos_within_the_limit),
	    cmocka_unit_test(changes_lightness_alone),
	    cmocka_unit_test(leaves_alone_what_is_flat),
	    cmocka_unit_test(takes_any_size),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
