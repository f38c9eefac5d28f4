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

/* ---- line art -------------------------------------------------------------- */

enum drawn { ONE_BIT, GREY, RGB, SMOOTH, BLUE, SQUARES, THREE, NDRAWN };
enum { ACROSS = 240 };

static uint8_t ink_at(enum drawn how, int x, int y)
{
	const int far = (x - 120) * (x - 120) + (y - 120) * (y - 120);

	if (how == SQUARES)
		return (x / 8 * 7 + y / 8 * 5) % 3 ? 0 : 1;
	return far < 90 * 90 && (x + 2 * y) % 13 < 6;
}

/* A disc of slanting lines, in so many ways that a program may save it. */
static struct buf make_drawing(enum drawn how)
{
	const bool color = how == RGB || how == BLUE || how == THREE;
	png_structp png =
	    png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct buf b = {0};

	png_set_write_fn(png, &b, png_to_buf, png_flush_nothing);
	png_set_IHDR(png, info, ACROSS, ACROSS, how == ONE_BIT ? 1 : 8,
	    color ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, 0, 0, 0);
	png_write_info(png, info);
	if (how == ONE_BIT)
		png_set_packing(png);
	for (int y = 0; y < ACROSS; y++) {
		uint8_t row[ACROSS * 3];

		for (int x = 0; x < ACROSS; x++) {
			const uint8_t white = !ink_at(how, x, y);

			if (color)
				memset(row + 3 * x, white ? 255 : 0, 3);
			else
				row[x] = how == ONE_BIT ? white : white ? 255 : 0;
			if (how == BLUE && !white)
				row[3 * x + 2] = 120;
			if (how == THREE && x > 200)
				row[3 * x] = 90;
			if (how == SMOOTH && !white && ink_at(how, x - 1, y) == 0)
				row[x] = 130;
		}
		png_write_row(png, row);
	}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	return b;
}

static void tells_line_art(void **state)
{
	struct recipe r = photo;

	for (enum drawn how = 0; how < NDRAWN; how++) {
		const struct picture *p = probe_buf(*state, make_drawing(how));
		const bool line_art = how == ONE_BIT || how == GREY || how == RGB;

		if (p->line_art != (line_art || how == BLUE) || p->bilevel != line_art)
			fail_msg("drawing %d: line art %d, black and white %d", how,
			    p->line_art, p->bilevel);
	}
	assert_false(probe_buf(*state, make_jpeg(&r))->line_art);
	r.noisy = true;
	for (r.ncomponent = 1; r.ncomponent <= 4; r.ncomponent++)
		assert_false(probe_buf(*state, make_png(&r))->line_art);
}

static struct picture_want at_ppi(int ppi)
{
	struct picture_want want = press();

	want.width = PT(72) * ACROSS / ppi;
	want.max_ppi = 300;
	want.slack = 50;
	want.line_art_ppi = 1200;
	want.ink_cell = want.width / 2 + 1;
	return want;
}

static void compare_bits(const struct image *i, bool copied)
{
	assert_true(i->bilevel && !i->dct);
	assert_int_equal(i->ncomponent, 1);
	assert_int_equal(i->width, ACROSS);
	assert_int_equal(i->flate, copied);
	for (int y = 0; y < ACROSS && !copied; y++)
		for (int x = 0; x < ACROSS; x++)
			assert_int_equal(
			    i->bytes[y * ACROSS / 8 + x / 8] >> (7 - x % 8) & 1,
			    !ink_at(GREY, x, y));
	/* a sixth of it is black, or so */
	if (i->inks.at[3] < 30 || i->inks.at[3] > 90)
		fail_msg("its first cell has %d of black", i->inks.at[3]);
}

static void keeps_line_art_in_one_bit(void **state)
{
	for (enum drawn how = ONE_BIT; how <= RGB; how++) {
		struct picture *p = probe_buf(*state, make_drawing(how));
		struct image i = encode(*state, p, at_ppi(4800));

		compare_bits(&i, how == ONE_BIT);
		image_release(&i);
	}
}

static void brings_other_line_art_to_its_own_figure(void **state)
{
	struct picture *p = probe_buf(*state, make_drawing(BLUE));
	struct image i = encode(*state, p, at_ppi(1700));

	assert_int_equal(i.width, ACROSS); /* within the slack */
	image_release(&i);
	i = encode(*state, p, at_ppi(2400));
	assert_int_equal(i.width, ACROSS / 2);
	assert_false(i.bilevel);
	image_release(&i);
	p = probe_buf(*state, make_drawing(SMOOTH));
	i = encode(*state, p, at_ppi(2400));
	assert_int_equal(i.width, ACROSS / 8);
	image_release(&i);
}

/* ---- the press's own inks, and others -------------------------------------- */

static const struct recipe inked = {.width = 640,
    .height = 480,
    .ncomponent = 4,
    .quarter = {{200, 20, 40, 10}, {30, 180, 90, 0}, {0, 0, 0, 255}, {90, 70, 70, 60}}};

/* What comes with the intent's profile keeps its numbers, copied or brought down;
 * another's are changed, but for black alone. */
static void keeps_its_own_inks(void **state)
{
	struct desk *desk = *state;
	struct recipe r = inked;
	uint8_t ink[4][4];

	for (int foreign = 0; foreign < 2; foreign++) {
		r.profile = file_map(desk->arena,
		    foreign ? "/usr/share/color/icc/ghostscript/default_cmyk.icc"
			    : COATED,
		    &r.nprofile);
		assert_non_null(r.profile);
		struct picture *p = probe_buf(desk, make_jpeg(&r));
		for (int down = 0; down < 2; down++) {
			struct picture_want want = press();

			want.width = down ? PT(72) : PT(720);
			want.max_ppi = 300;
			struct image i = encode(desk, p, want);
			assert_int_equal(i.copied, !foreign && !down);
			inks(&i, ink);
			for (int q = 0; !foreign && q < 4; q++)
				assert_near(ink[q], r.quarter[q], 4, 8);
			if (foreign)
				assert_true(abs(ink[0][0] - 200) + abs(ink[0][1] - 20) +
						abs(ink[0][2] - 40) >
					    16);
			assert_near(ink[2], r.quarter[2], 3, 8); /* black alone */
			assert_true(ink[2][3] > 220);
			image_release(&i);
		}
	}
}

/* 380 % is brought under the limit and looks as it did, so far as the press can. */
static void brings_ink_under_the_limit(void **state)
{
	cmsHPROFILE coated = cmsOpenProfileFromFile(COATED, "r");
	cmsHTRANSFORM look = eye(coated, TYPE_CMYK_8);
	const struct recipe r = {.width = 64,
	    .height = 64,
	    .ncomponent = 4,
	    .quarter = {{242, 242, 242, 243}, {240, 200, 190, 200}, {200, 240, 150, 200},
		{60, 60, 60, 30}}};
	struct picture_want want = press();
	uint8_t ink[4][4];

	want.width = PT(36);
	want.ink_cell = INK_CELL;
	want.ink_limit = 300;
	struct image i = encode(*state, probe_buf(*state, make_jpeg(&r)), want);
	assert_false(i.copied);
	inks(&i, ink);
	for (int q = 0; q < 4; q++) {
		const int total = ink[q][0] + ink[q][1] + ink[q][2] + ink[q][3];
		cmsCIELab was, is;

		cmsDoTransform(look, r.quarter[q], &was, 1);
		cmsDoTransform(look, ink[q], &is, 1);
		assert_true(total <= 303 * 255 / 100);
		if (cmsCIE2000DeltaE(&was, &is, 1, 1, 1) > 4)
			fail_msg("quarter %d looks otherwise: %.1f", q,
			    cmsCIE2000DeltaE(&was, &is, 1, 1, 1));
	}
	assert_near(ink[3], r.quarter[3], 4, 6); /* what was under it stays */
	image_release(&i);
	cmsDeleteTransform(look);
	cmsCloseProfile(coated);
}

/* ---- sharpening -------------------------------------------------------------- */

static void sharpens_photographs_alone(void **state)
{
	struct picture_want plain = press(), sharp = press();
	struct recipe r = {
	    .quarter = {{60, 90, 70}, {160, 140, 120}, {80, 80, 190}, {90, 200, 90}}};

	plain.width = sharp.width = PT(36);
	sharp.sharpen = (struct sharpening){.amount = 200, .radius = MM(0.4)};
	r.width = r.height = 200;
	r.noisy = true;
	for (int i = 0; i < 4; i++) {
		const bool drawing = i == 1, cmyk = i == 2, screen = i == 3;

		r.noisy = !drawing;
		r.ncomponent = cmyk ? 4 : 3;
		plain.space = sharp.space = screen ? SPACE_RGB : SPACE_CMYK;
		struct picture *p =
		    probe_buf(*state, drawing ? make_png(&r) : make_jpeg(&r));
		struct image was = encode(*state, p, plain),
			     is = encode(*state, p, sharp);
		const bool same =
		    was.len == is.len && memcmp(was.bytes, is.bytes, is.len) == 0;

		assert_int_equal(same, i != 0);
		assert_int_equal(is.sharpened, i == 0);
		assert_false(was.sharpened);
		image_release(&was);
		image_release(&is);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(prints_greys_as_light_as_they_are),
	    TEST(measures_greys_as_they_print),
	    TEST(tells_line_art),
	    TEST(keeps_line_art_in_one_bit),
	    TEST(brings_other_line_art_to_its_own_figure),
	    TEST(keeps_its_own_inks),
	    TEST(brings_ink_under_the_limit),
	    TEST(sharpens_photographs_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
