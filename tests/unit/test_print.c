/*
 * Pictures for the press: greys by the press's black, the press's own inks and those of
 * others, line art. How they look is asked of lcms2 itself.
 */
#include "picture_desk.h"

#include <lcms2.h>
#include <math.h>

static struct picture_want press(void)
{
	return (struct picture_want){.space = SPACE_CMYK, .turn = true, .flate = true};
}

/* ---- greys --------------------------------------------------------------- */

static cmsHTRANSFORM eye(cmsHPROFILE from, cmsUInt32Number type)
{
	cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
	cmsHTRANSFORM t = cmsCreateTransform(
	    from, type, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0);

	assert_non_null(t);
	cmsCloseProfile(lab);
	return t;
}

static double luminance(cmsHTRANSFORM t, const void *color)
{
	cmsCIELab lab;
	cmsCIEXYZ xyz;

	cmsDoTransform(t, color, &lab, 1);
	cmsLab2XYZ(cmsD50_XYZ(), &xyz, &lab);
	return xyz.Y;
}

static double lightness(double y)
{
	const cmsCIEXYZ xyz = {y * 0.9642, y, y * 0.8249};
	cmsCIELab lab;

	cmsXYZ2Lab(cmsD50_XYZ(), &lab, &xyz);
	return lab.L;
}

struct grey_case {
	cmsHPROFILE profile; /* that greys are meant by */
	bool embedded;
	int ncomponent;
};

/* Four greys of a picture come out in black ink alone that is as light as they are, black
 * being the press's. */
static void compare_greys(
    struct desk *desk, const struct grey_case *g, const uint8_t grey[4])
{
	cmsHPROFILE coated = cmsOpenProfileFromFile(COATED, "r");
	cmsHTRANSFORM ink = eye(coated, TYPE_CMYK_8);
	cmsHTRANSFORM light =
	    eye(g->profile, g->ncomponent == 1 && g->embedded ? TYPE_GRAY_8 : TYPE_RGB_8);
	const double black = luminance(ink, (uint8_t[4]){0, 0, 0, 255});
	struct recipe r = {.width = 64, .height = 48, .ncomponent = g->ncomponent};
	uint8_t bytes[8192];
	cmsUInt32Number nbyte = 0;

	for (int q = 0; q < 4; q++)
		memset(r.quarter[q], grey[q], 3);
	if (g->embedded) {
		assert_true(cmsSaveProfileToMem(g->profile, NULL, &nbyte));
		assert_true(nbyte <= sizeof bytes);
		assert_true(cmsSaveProfileToMem(g->profile, bytes, &nbyte));
		r.profile = bytes;
		r.nprofile = nbyte;
	}
	struct image i = encode(desk, probe_buf(desk, make_png(&r)), press());
	assert_int_equal(i.ncomponent, 1);
	assert_int_equal(i.len, 64 * 48);
	for (size_t q = 0; q < 4; q++) {
		const uint8_t printed =
		    i.bytes[(12 + (q >> 1) * 24) * 64 + 16 + (q & 1) * 32];
		const double is =
		    luminance(ink, (uint8_t[4]){0, 0, 0, (uint8_t)(255 - printed)});
		const double was = luminance(light, r.quarter[q]);

		if (fabs(lightness(is) - lightness(black + (1 - black) * was)) > 0.5)
			fail_msg("grey %d prints at L* %.1f, not %.1f", grey[q],
			    lightness(is), lightness(black + (1 - black) * was));
		if (grey[q] == 0 || grey[q] == 255)
			assert_int_equal(printed, grey[q]);
	}
	image_release(&i);
	cmsDeleteTransform(ink);
	cmsDeleteTransform(light);
	cmsCloseProfile(coated);
}

static void prints_greys_as_light_as_they_are(void **state)
{
	cmsToneCurve *curve = cmsBuildGamma(NULL, 1.4);
	const struct grey_case cases[] = {{cmsCreate_sRGBProfile(), false, 1},
	    {cmsCreate_sRGBProfile(), false, 3},
	    {cmsCreateGrayProfile(cmsD50_xyY(), curve), true, 1},
	    {cmsCreateRGBProfile(cmsD50_xyY(),
		 &(cmsCIExyYTRIPLE){{0.64, 0.33, 1}, {0.30, 0.60, 1}, {0.15, 0.06, 1}},
		 (cmsToneCurve *[3]){curve, curve, curve}),
		true, 3}};

	for (size_t i = 0; i < COUNT(cases); i++) {
		for (int grey = 0; grey < 256; grey += 60)
			compare_greys(*state, &cases[i],
			    (uint8_t[4]){(uint8_t)grey, (uint8_t)(grey + 5),
				(uint8_t)(grey + 10), (uint8_t)(grey + 15)});
		cmsCloseProfile(cases[i].profile);
	}
	cmsFreeToneCurve(curve);
}

/* A grey photograph is decoded, and its ink measured after the curve. */
static void measures_greys_as_they_print(void **state)
{
	struct recipe r = {.width = 80,
	    .height = 80,
	    .ncomponent = 1,
	    .quarter = {{128}, {128}, {128}, {128}}};
	struct picture_want want = press();
	unsigned width;

	want.width = PT(72);
	want.ink_cell = PT(72);
	struct image i = encode(*state, probe_buf(*state, make_jpeg(&r)), want);
	uint8_t *pixels = open_jpeg(i.bytes, i.len, JCS_GRAYSCALE, &width);
	assert_int_equal(i.ncomponent, 1);
	assert_true(pixels[0] < 110); /* as it is it would print too light */
	assert_near(&i.inks.at[3], (uint8_t[]){(uint8_t)(255 - pixels[0])}, 1, 2);
	free(pixels);
	image_release(&i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(prints_greys_as_light_as_they_are),
	    TEST(measures_greys_as_they_print),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
