/*
 * picture: what is refused, what is kept as it is, and that pixels come out where they
 * should. What becomes of their colors and their number: test_conversion.c.
 */
#include "picture_desk.h"

/* ---- probing ------------------------------------------------------------- */

static void probes_headers(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct picture *p = probe_buf(desk, make_jpeg(&r));

	assert_int_equal(p->format, PICTURE_JPEG);
	assert_int_equal(p->width, 64);
	assert_int_equal(p->height, 48);
	assert_int_equal(p->ncomponent, 3);
	assert_int_equal(p->orientation, 1);
	assert_false(p->adobe || p->has_profile || p->alpha);
	r.orientation = 6;
	r.progressive = true;
	p = probe_buf(desk, make_jpeg(&r));
	assert_int_equal(picture_width(p), 48);
	assert_int_equal(picture_height(p), 64);
	assert_true(picture_ppi(p, PT(72)) == 48);
	r.ncomponent = 4;
	p = probe_buf(desk, make_png(&r)); /* named it.jpg: what counts is inside */
	assert_int_equal(p->format, PICTURE_PNG);
	assert_true(p->alpha);
	assert_int_equal(p->ncomponent, 3);
	assert_int_equal(diag_count(desk->diag, LEVEL_ERROR), 0);
}

static void refuses_what_is_no_picture(void **state)
{
	struct desk *desk = *state;
	static const char text[] = "Dear editor, here is the photograph.";

	refuse(desk, "", 0, DIAG_BAD_PICTURE, "'it.jpg' is an empty file");
	refuse(desk, text, sizeof text, DIAG_BAD_PICTURE,
	    "neither a JPEG, PNG, SVG nor PDF");
	refuse(desk, "GIF89a", 6, DIAG_BAD_PICTURE, "is a GIF file");
	refuse(desk, "RIFF....WEBPVP8 ", 16, DIAG_BAD_PICTURE, "is a WebP file");
	refuse(desk, "....ftypheic....", 16, DIAG_BAD_PICTURE, "is a HEIC file");
	refuse(desk, "\xFF\xD8\xFF", 3, DIAG_BAD_PICTURE, "its end is missing");
	refuse(desk, "\x89PNG\r\n\x1A\n", 8, DIAG_BAD_PICTURE, "its end is missing");
}

static void refuses_bad_names(void **state)
{
	struct desk *desk = *state;
	struct pos pos = {3, 1, 0};

	assert_null(picture_probe(desk->arena, desk->diag, pos, desk->folder, "no.jpg"));
	assert_found(desk, DIAG_MISSING_PICTURE, "there is no picture 'no.jpg'");
	assert_null(
	    picture_probe(desk->arena, desk->diag, pos, desk->folder, "../it.jpg"));
	assert_found(desk, DIAG_OUTSIDE_FOLDER, "outside");
	assert_null(picture_probe(desk->arena, desk->diag, pos, "/", "tmp"));
	assert_found(desk, DIAG_BAD_PICTURE, "'tmp' is a folder");
}

/* Sizes are refused by the header alone: no such pixels exist. */
static void refuses_enormous_pictures(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct buf b = make_jpeg(&r);
	uint8_t *frame;
	static const uint8_t large[2][4] = {
	    {0xFF, 0xFF, 0xFF, 0xFF}, {0x75, 0x30, 0x75, 0x30}};

	for (frame = (uint8_t *)b.at; frame[0] != 0xFF || frame[1] != 0xC0; frame++)
		;
	for (int i = 0; i < 2; i++) {
		memcpy(frame + 5, large[i], 4);
		refuse(desk, b.at, b.len, DIAG_HUGE_PICTURE,
		    i ? "30000 × 30000" : "65535 ×");
	}
	memset(frame + 5, 0, 4);
	refuse(desk, b.at, b.len, DIAG_BAD_PICTURE, "0 pixels");
	save(desk, b.at, b.len);
	assert_int_equal(truncate(desk->path, 600L << 20), 0); /* a hole: takes no room */
	assert_null(picture_probe(
	    desk->arena, desk->diag, (struct pos){3, 4, 0}, desk->folder, "it.jpg"));
	assert_found(desk, DIAG_HUGE_PICTURE, "more than 512 MB");
	buf_release(&b);
	b = make_png(&r);
	memset(b.at + 16, 0x7F, 8);
	refuse(desk, b.at, b.len, DIAG_HUGE_PICTURE, "pixels: more than 30000");
	buf_release(&b);
}

static void refuses_files_cut_off_anywhere(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;

	r.orientation = 1;
	r.profile = (const uint8_t *)"none";
	r.nprofile = 4;
	for (int png = 0; png < 2; png++) {
		struct buf b = png ? (r.profile = NULL, make_png(&r)) : make_jpeg(&r);

		for (size_t len = 0; len < b.len - (png ? 0 : 2); len++) {
			assert_null(probe(desk, b.at, len));
			desk->diag = diag_new(desk->arena);
		}
		assert_non_null(probe(desk, b.at, b.len));
		buf_release(&b);
	}
}

/* ---- copying through ----------------------------------------------------- */

static void copies_without_metadata(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;

	r.gps = true;
	r.orientation = 1;
	r.comment = "SECRET-NAME";
	for (int i = 0; i < 4; i++) {
		unsigned width, same;
		struct buf b;

		r.progressive = i == 1;
		r.restart = i == 2;
		r.as_rgb = i == 3; /* told by Adobe's marker alone: that must stay */
		b = make_jpeg(&r);
		assert_true(holds((uint8_t *)b.at, b.len, "SECRET-PLACE"));
		buf_string(&b, "SECRET-TRAILER");
		struct image image = encode(desk, probe(desk, b.at, b.len),
		    (struct picture_want){.space = SPACE_RGB});
		assert_true(
		    image.dct && !image.inverted && !image.profile && !image.mask);
		assert_int_equal(image.ncomponent, 3);
		assert_true(image.len < b.len);
		assert_false(holds(image.bytes, image.len, "SECRET"));
		assert_false(holds(image.bytes, image.len, "Exif"));
		uint8_t *was = open_jpeg((uint8_t *)b.at, b.len, JCS_RGB, &width);
		uint8_t *is = open_jpeg(image.bytes, image.len, JCS_RGB, &same);
		assert_int_equal(width, same);
		assert_memory_equal(was, is, (size_t)64 * 48 * 3);
		free(was);
		free(is);
		image_release(&image);
		buf_release(&b);
	}
}

/* As libjpeg sees it, JFIF makes 'R','G','B' components YCbCr; we drop JFIF. */
static void keeps_the_meaning_of_components(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct buf b = make_jpeg(&r);
	struct image image;
	unsigned width;
	uint8_t *was, *is;

	for (size_t i = 0; i + 12 < b.len; i++) {
		uint8_t *at = (uint8_t *)b.at + i;
		int first = at[1] == 0xC0 ? 10 : 5, step = at[1] == 0xC0 ? 3 : 2;

		if (at[0] != 0xFF || (at[1] != 0xC0 && at[1] != 0xDA))
			continue;
		for (int c = 0; c < 3; c++)
			at[first + step * c] = (uint8_t) "RGB"[c];
	}
	was = open_jpeg((uint8_t *)b.at, b.len, JCS_RGB, &width);
	image =
	    encode(desk, probe_buf(desk, b), (struct picture_want){.space = SPACE_RGB});
	assert_true(holds(image.bytes, image.len, "Adobe"));
	is = open_jpeg(image.bytes, image.len, JCS_RGB, &width);
	assert_memory_equal(was, is, (size_t)64 * 48 * 3);
	free(was);
	free(is);
	image_release(&image);
}

static void finds_damage_within_a_scan(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct picture_want want = {.space = SPACE_RGB};
	struct image image;
	struct picture *p;
	struct buf b;
	size_t second = 0;

	r.noisy = true;
	r.restart = 1;
	b = make_jpeg(&r);
	for (size_t i = b.len; i-- > 1 && !second;)
		if ((uint8_t)b.at[i - 1] == 0xFF && ((uint8_t)b.at[i] & 0xF8) == 0xD0)
			second = i;
	b.at[second] ^= 4; /* a restart marker out of its turn */
	p = probe_buf(desk, b);
	assert_non_null(p);
	assert_false(picture_encode(p, desk->diag, &want, &image));
	assert_null(image.bytes);
	assert_found(desk, DIAG_BAD_PICTURE, "a part in the middle is missing");
	want = (struct picture_want){.space = SPACE_CMYK, .cmyk_profile = COATED};
	r.restart = 0;
	b = make_jpeg(&r);
	memmove(b.at + b.len / 2, b.at + b.len - 2, 2); /* ends in the middle */
	b.len = b.len / 2 + 2;
	p = probe_buf(desk, b);
	assert_non_null(p);
	assert_false(picture_encode(p, desk->diag, &want, &image));
	assert_found(desk, DIAG_BAD_PICTURE, "its pixels are damaged");
}

/* A file is put in the place of the one that was probed. */
static void finds_a_file_that_changed(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct picture *p = probe_buf(desk, make_jpeg(&r));
	struct picture_want want = {.space = SPACE_RGB};
	struct image image;

	r.width = 32;
	probe_buf(desk, make_jpeg(&r));
	assert_false(picture_encode(p, desk->diag, &want, &image));
	assert_found(desk, DIAG_BAD_PICTURE, "changed");
	save(desk, "", 0);
	assert_false(picture_encode(p, desk->diag, &want, &image));
	desk->diag = diag_new(desk->arena);
}

/* ---- turning ------------------------------------------------------------- */

static void turns_as_exif_says(void **state)
{
	struct desk *desk = *state;
	/* Which stored quarter is seen in each corner (Exif 2.32, 4.6.4). */
	static const int seen[9][4] = {[1] = {0, 1, 2, 3},
	    [2] = {1, 0, 3, 2},
	    [3] = {3, 2, 1, 0},
	    [4] = {2, 3, 0, 1},
	    [5] = {0, 2, 1, 3},
	    [6] = {2, 0, 3, 1},
	    [7] = {3, 1, 2, 0},
	    [8] = {1, 3, 0, 2}};

	for (int o = 1; o <= 8; o++) {
		struct recipe r = photo;
		uint32_t width, height;
		unsigned w;

		r.orientation = o;
		struct picture *p = probe_buf(desk, make_jpeg(&r));
		uint8_t *rgba = picture_pixels(p, desk->diag, 1000, &width, &height);
		assert_int_equal(width, o >= 5 ? 48 : 64);
		assert_quarters(rgba, width, height, 4, &r, seen[o]);
		free(rgba);

		struct image i =
		    encode(desk, p, (struct picture_want){.space = SPACE_RGB});
		assert_int_equal(i.orientation, 1);
		assert_int_equal(i.width, width);
		uint8_t *pixels = open_jpeg(i.bytes, i.len, JCS_RGB, &w);
		assert_quarters(pixels, width, height, 3, &r, seen[o]);
		free(pixels);
		image_release(&i);

		i = encode(
		    desk, p, (struct picture_want){.space = SPACE_RGB, .turn = true});
		assert_int_equal(i.orientation, o);
		assert_int_equal(i.width, 64);
		image_release(&i);

		uint8_t upright[4][4], turned[4][4];
		i = encode(desk, p, (struct picture_want){.space = SPACE_CMYK});
		assert_int_equal(i.orientation, 1);
		assert_int_equal(i.width, width);
		inks(&i, turned);
		image_release(&i);
		r.orientation = 1;
		i = encode(desk, probe_buf(desk, make_jpeg(&r)),
		    (struct picture_want){.space = SPACE_CMYK});
		inks(&i, upright);
		image_release(&i);
		for (int q = 0; q < 4; q++)
			assert_near(turned[q], upright[seen[o][q]], 4, 8);
	}
}

/* ---- PNG ----------------------------------------------------------------- */

static void reads_every_kind_of_png(void **state)
{
	struct desk *desk = *state;

	for (int kind = 0; kind < 16; kind++) {
		struct recipe r = {.width = 66,
		    .height = 70,
		    .ncomponent = kind % 4 + 1,
		    .interlaced = kind & 4,
		    .bits16 = kind & 8};
		int grey = r.ncomponent <= 2, ncolor = grey ? 1 : 3;
		bool alpha = r.ncomponent % 2 == 0;
		uint32_t w, h;

		for (int q = 0; q < 4; q++)
			for (int c = 0; c < 4; c++)
				r.quarter[q][c] = (uint8_t)(c == r.ncomponent - 1 && alpha
								? 255 - q * 60
								: 20 + q * 50 + c);
		struct picture *p = probe_buf(desk, make_png(&r));
		uint8_t *rgba = picture_pixels(p, desk->diag, 66, &w, &h);
		for (size_t q = 0; q < 4; q++) {
			const uint8_t *at =
			    rgba + ((17 + (q >> 1) * 35) * 66 + 16 + (q & 1) * 33) * 4;
			for (int c = 0; c < 3; c++)
				assert_int_equal(at[c], r.quarter[q][grey ? 0 : c]);
			assert_int_equal(
			    at[3], alpha ? r.quarter[q][r.ncomponent - 1] : 255);
		}
		free(rgba);
		struct image i =
		    encode(desk, p, (struct picture_want){.space = SPACE_RGB});
		assert_false(i.dct);
		assert_int_equal(i.ncomponent, ncolor);
		assert_int_equal(i.len, 66 * 70 * ncolor);
		assert_int_equal(i.mask != NULL, alpha);
		if (alpha)
			assert_int_equal(i.mask[66 * 69 + 65], 75);
		image_release(&i);
		/* in print what lies below is seen as well */
		i = encode(desk, p, (struct picture_want){.space = SPACE_CMYK});
		assert_int_equal(i.mask != NULL, alpha);
		if (alpha)
			assert_int_equal(i.mask[66 * 69 + 65], 75);
		assert_int_equal(i.ncomponent, grey ? 1 : 4);
		image_release(&i);
		/* or white paper: the last quarter, mostly clear, is pale */
		i = encode(
		    desk, p, (struct picture_want){.space = SPACE_CMYK, .opaque = true});
		assert_null(i.mask);
		assert_int_equal(i.ncomponent, grey ? 1 : 4);
		assert_int_equal(i.len, 66 * 70 * i.ncomponent);
		if (grey)
			assert_near(
			    i.bytes + i.len - 1, (uint8_t[]){alpha ? 221 : 145}, 1, 2);
		image_release(&i);
	}
}

static void reads_palettes(void **state)
{
	struct desk *desk = *state;
	struct picture *p = probe_buf(desk, make_palette_png(40));
	struct image i = encode(desk, p, (struct picture_want){.space = SPACE_RGB});

	assert_true(p->alpha);
	assert_int_equal(i.ncomponent, 3);
	assert_near(i.bytes, (uint8_t[]){255, 0, 0}, 3, 0);
	assert_int_equal(i.mask[0], 255);
	assert_int_equal(i.mask[40 * 40 - 1], 0);
	image_release(&i);
	i = encode(desk, p, (struct picture_want){.space = SPACE_CMYK, .opaque = true});
	assert_null(i.mask); /* composed on white: no ink */
	assert_near(i.bytes + i.len - 4, (uint8_t[]){0, 0, 0, 0}, 4, 2);
	image_release(&i);
}

static void codes_photographs_in_png_as_jpeg(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;

	r.width = r.height = 200;
	r.noisy = true;
	struct picture *p = probe_buf(desk, make_png(&r));
	struct image i =
	    encode(desk, p, (struct picture_want){.space = SPACE_RGB, .flate = true});
	assert_true(i.dct && !i.flate);
	image_release(&i);
	r.noisy = false;
	p = probe_buf(desk, make_png(&r));
	i = encode(desk, p, (struct picture_want){.space = SPACE_RGB, .flate = true});
	assert_true(i.flate && !i.dct);
	assert_int_equal(i.ncomponent, 3);
	image_release(&i);
}

/* Any bit turned over in a PNG's pixels is found, copied or decoded. */
static void finds_damage_in_png(void **state)
{
	struct desk *desk = *state;
	struct recipe r = photo;
	struct buf b = make_png(&r);
	size_t idat = 0;

	while (memcmp(b.at + idat, "IDAT", 4) != 0)
		idat++;
	for (size_t i = idat + 4; i < b.len - 16; i += 3)
		for (int flate = 0; flate < 2; flate++) {
			struct picture_want want = {.space = SPACE_RGB, .flate = flate};
			struct image image;
			struct picture *p;

			b.at[i] ^= 0x10;
			p = probe(desk, b.at, b.len);
			b.at[i] ^= 0x10;
			assert_non_null(p);
			assert_false(picture_encode(p, desk->diag, &want, &image));
			assert_found(desk, DIAG_BAD_PICTURE, "its pixels are damaged");
		}
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(probes_headers),
	    TEST(refuses_what_is_no_picture),
	    TEST(refuses_bad_names),
	    TEST(refuses_enormous_pictures),
	    TEST(refuses_files_cut_off_anywhere),
	    TEST(copies_without_metadata),
	    TEST(keeps_the_meaning_of_components),
	    TEST(finds_damage_within_a_scan),
	    TEST(finds_a_file_that_changed),
	    TEST(turns_as_exif_says),
	    TEST(reads_every_kind_of_png),
	    TEST(reads_palettes),
	    TEST(codes_photographs_in_png_as_jpeg),
	    TEST(finds_damage_in_png),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
