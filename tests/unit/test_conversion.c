/*
 * picture: pixels as an edition asks for them, in its inks and as many as it needs.
 */
#include "picture_desk.h"

/* ---- color --------------------------------------------------------------- */

static void converts_to_ink(void **state)
{
	struct desk *desk = *state;

	for (int png = 0; png < 2; png++) {
		struct recipe r = photo;
		uint8_t ink[4][4];
		struct picture *p = probe_buf(desk, png ? make_png(&r) : make_jpeg(&r));
		struct image i =
		    encode(desk, p, (struct picture_want){.space = SPACE_CMYK});

		assert_int_equal(i.ncomponent, 4);
		assert_int_equal(i.dct, !png);
		assert_false(i.inverted || i.profile);
		if (i.dct)
			assert_true(holds(i.bytes, i.len, "Adobe"));
		inks(&i, ink);
		assert_true(
		    ink[0][0] < 40 && ink[0][1] > 200 && ink[0][2] > 200); /* red */
		assert_true(
		    ink[1][0] > 130 && ink[1][1] < 60 && ink[1][2] > 200); /* green */
		assert_true(
		    ink[2][0] > 200 && ink[2][1] > 160 && ink[2][2] < 40); /* blue */
		assert_near(ink[3], (uint8_t[4]){0, 0, 0, 0}, 4, 3);	   /* white */
		image_release(&i);
	}
}

static void keeps_greys_on_the_black_plate(void **state)
{
	struct desk *desk = *state;
	struct recipe r = {.width = 80,
	    .height = 80,
	    .ncomponent = 3,
	    .quarter = {{0, 0, 0}, {90, 90, 90}, {180, 180, 180}, {255, 255, 255}}};
	struct picture_want want = {.space = SPACE_CMYK};
	struct image i = encode(desk, probe_buf(desk, make_jpeg(&r)), want);

	assert_int_equal(i.ncomponent, 1); /* an RGB file of greys */
	image_release(&i);
	r.ncomponent = 1;
	i = encode(desk, probe_buf(desk, make_jpeg(&r)), want);
	assert_int_equal(i.ncomponent, 1);
	assert_true(i.dct);
	image_release(&i);
	i = encode(desk, probe_buf(desk, make_png(&r)), want);
	assert_int_equal(i.ncomponent, 1);
	assert_int_equal(i.len, 80 * 80);
	image_release(&i);
}

static void reads_cmyk_both_ways(void **state)
{
	struct desk *desk = *state;

	for (int plain = 0; plain < 2; plain++) {
		struct recipe r = {.width = 64,
		    .height = 64,
		    .ncomponent = 4,
		    .no_adobe = plain,
		    .quarter = {
			{255, 0, 0, 0}, {0, 255, 0, 0}, {0, 0, 255, 0}, {0, 0, 0, 255}}};
		struct picture *p = probe_buf(desk, make_jpeg(&r));
		uint8_t ink[4][4];
		uint32_t width, height;

		assert_int_equal(p->adobe, !plain);
		struct image i =
		    encode(desk, p, (struct picture_want){.space = SPACE_CMYK});
		assert_true(i.dct);
		assert_int_equal(i.inverted, !plain);
		inks(&i, ink);
		for (int q = 0; q < 4; q++)
			assert_near(ink[q], r.quarter[q], 4, 6);
		image_release(&i);

		i = encode(desk, p, (struct picture_want){.space = SPACE_RGB});
		assert_int_equal(i.ncomponent, 3);
		image_release(&i);
		uint8_t *rgba = picture_pixels(p, desk->diag, 64, &width, &height);
		const uint8_t *cyan = rgba + (16 * 64 + 16) * 4,
			      *black = rgba + (48 * 64 + 48) * 4;
		assert_true(cyan[0] < 60 && cyan[1] > 120 && cyan[2] > 180);
		assert_true(black[0] < 70 && black[1] < 70 && black[2] < 70);
		free(rgba);
	}
}

/* A copy of the packaged sRGB profile, its red primary moved if `other`. */
static uint8_t *profile_copy(struct desk *desk, bool other, size_t *len)
{
	const uint8_t *at = profile_srgb(desk->arena, desk->diag, len);
	uint8_t *copy = malloc(*len);

	assert_non_null(at);
	memcpy(copy, at, *len);
	for (size_t tag = 132; other && tag < 132 + 17 * 12; tag += 12)
		if (memcmp(copy + tag, "rXYZ", 4) == 0)
			copy[((size_t)copy[tag + 6] << 8 | copy[tag + 7]) + 10] += 0x20;
	return copy;
}

static void keeps_an_rgb_profile_unless_srgb(void **state)
{
	struct desk *desk = *state;
	struct picture_want want = {.space = SPACE_RGB, .flate = true};

	for (int png = 0; png < 2; png++)
		for (int other = 0; other < 2; other++) {
			struct recipe r = photo;
			uint8_t *copy = profile_copy(desk, other, &r.nprofile);

			r.profile = copy;
			struct picture *p =
			    probe_buf(desk, png ? make_png(&r) : make_jpeg(&r));
			assert_true(p->has_profile);
			struct image i = encode(desk, p, want);
			assert_int_equal(i.profile != NULL, other);
			assert_int_equal(i.nprofile, other ? r.nprofile : 0);
			if (other)
				assert_memory_equal(i.profile, copy, r.nprofile);
			image_release(&i);
			free(copy);
		}
}

static void ignores_a_profile_that_is_none(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	size_t len;
	const uint8_t *coated = file_map(desk->arena, COATED, &len);

	for (int cmyk = 0; cmyk < 2; cmyk++) {
		r.profile = cmyk ? coated : (const uint8_t *)"no profile at all";
		r.nprofile = cmyk ? len : 17;
		struct picture *p = probe_buf(desk, make_jpeg(&r));
		struct image i =
		    encode(desk, p, (struct picture_want){.space = SPACE_RGB});
		assert_null(i.profile);
		assert_true(i.dct);
		image_release(&i);
		i = encode(desk, p, (struct picture_want){.space = SPACE_CMYK});
		image_release(&i);
	}
}

/* One converter for many pictures gives what one for each gives. */
static void keeps_transforms(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct picture *p = probe_buf(desk, make_jpeg(&r));
	struct picture_want want = {.space = SPACE_CMYK};
	struct image alone = encode(desk, p, want), first, second;

	want.converter = converter_new(desk->arena);
	first = encode(desk, p, want);
	second = encode(desk, p, want);
	assert_int_equal(alone.len, second.len);
	assert_memory_equal(alone.bytes, first.bytes, first.len);
	assert_memory_equal(alone.bytes, second.bytes, first.len);
	image_release(&alone);
	image_release(&first);
	image_release(&second);
}

static void reports_a_missing_profile(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct picture *p = probe_buf(desk, make_jpeg(&r));
	struct picture_want want = {.space = SPACE_CMYK, .cmyk_profile = "/nowhere.icc"};
	struct image image;

	assert_false(picture_encode(p, desk->diag, &want, &image));
	assert_found(desk, DIAG_MISSING_PROFILE, "/nowhere.icc");
}

/* ---- size ---------------------------------------------------------------- */

static void brings_down_to_the_resolution(void **state)
{
	struct desk *desk = *state;

	for (int png = 0; png < 2; png++) {
		struct recipe r = photo;
		unsigned width = 0;
		struct picture_want want = {
		    .space = SPACE_RGB, .width = PT(72), .max_ppi = 150};

		r.width = 1001; /* at 1 inch: 1001 ppi */
		r.height = 601;
		struct picture *p = probe_buf(desk, png ? make_png(&r) : make_jpeg(&r));
		struct image i = encode(desk, p, want);
		assert_int_equal(i.width, 150);
		assert_int_equal(i.height, 90);
		uint8_t *pixels =
		    png ? i.bytes : open_jpeg(i.bytes, i.len, JCS_RGB, &width);
		assert_quarters(pixels, 150, 90, 3, &r, in_order);
		if (!png)
			free(pixels);
		image_release(&i);
		want.max_ppi = 700;
		want.slack = 50; /* 1001 is below 1.5 times that */
		i = encode(desk, p, want);
		assert_int_equal(i.width, 1001);
		image_release(&i);
	}
}

/* The average keeps flat color to the last bit, whatever the ratio. */
static void averages_exactly(void **state)
{
	struct desk *desk = *state;
	struct recipe r = {.width = 997,
	    .height = 313,
	    .ncomponent = 3,
	    .quarter = {{255, 1, 128}, {255, 1, 128}, {255, 1, 128}, {255, 1, 128}}};
	struct picture *p = probe_buf(desk, make_png(&r));

	for (uint32_t width = 1; width < 997; width += 83) {
		uint32_t w, h;
		uint8_t *rgba = picture_pixels(p, desk->diag, width, &w, &h);

		assert_int_equal(w, width);
		for (size_t i = 0; i < (size_t)w * h; i++)
			assert_memory_equal(
			    rgba + 4 * i, ((uint8_t[]){255, 1, 128, 255}), 4);
		free(rgba);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(converts_to_ink),
	    TEST(keeps_greys_on_the_black_plate),
	    TEST(reads_cmyk_both_ways),
	    TEST(keeps_an_rgb_profile_unless_srgb),
	    TEST(ignores_a_profile_that_is_none),
	    TEST(keeps_transforms),
	    TEST(reports_a_missing_profile),
	    TEST(brings_down_to_the_resolution),
	    TEST(averages_exactly),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
