/*
 * A desk for tests of pictures: a file in a folder of its own, probed and encoded.
 */
#ifndef PICTURE_DESK_H
#define PICTURE_DESK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <unistd.h>

#include "picture/picture.h"
#include "picture_files.h"

#define COATED "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"

struct desk {
	struct arena *arena;
	struct diag *diag;
	char folder[64], path[80];
};

static inline int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	desk->arena = arena_new();
	desk->diag = diag_new(desk->arena);
	strcpy(desk->folder, "/tmp/test_picture.XXXXXX");
	*state = desk;
	if (!mkdtemp(desk->folder))
		return -1;
	snprintf(desk->path, sizeof desk->path, "%s/it.jpg", desk->folder);
	return 0;
}

static inline int tear_down(void **state)
{
	struct desk *desk = *state;

	unlink(desk->path);
	rmdir(desk->folder);
	arena_close(desk->arena);
	free(desk);
	return 0;
}

static inline void save(struct desk *desk, const void *bytes, size_t len)
{
	FILE *f = fopen(desk->path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
}

static inline struct picture *probe(struct desk *desk, const void *bytes, size_t len)
{
	save(desk, bytes, len);
	return picture_probe(
	    desk->arena, desk->diag, (struct pos){3, 4, 0}, desk->folder, "it.jpg");
}

static inline struct picture *probe_buf(struct desk *desk, struct buf b)
{
	struct picture *p = probe(desk, b.at, b.len);

	buf_release(&b);
	return p;
}

/* The one finding, of this code, with these words in it. */
static inline void assert_found(struct desk *desk, enum diag_code code, const char *words)
{
	size_t n;
	const struct finding *f = diag_list(desk->diag, &n);

	assert_int_equal(n, 1);
	assert_int_equal(f->code, code);
	if (!strstr(f->message, words))
		fail_msg("'%s' does not say '%s'", f->message, words);
	assert_int_equal(f->pos.line, 3);
	desk->diag = diag_new(desk->arena);
}

static inline void refuse(struct desk *desk, const void *bytes, size_t len,
    enum diag_code code, const char *words)
{
	assert_null(probe(desk, bytes, len));
	assert_found(desk, code, words);
}

static const struct recipe photo = {.width = 64,
    .height = 48,
    .ncomponent = 3,
    .quarter = {{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}}};

static inline void assert_near(
    const uint8_t *pixel, const uint8_t *want, int n, int slack)
{
	for (int c = 0; c < n; c++)
		if (abs(pixel[c] - want[c]) > slack)
			fail_msg("component %d is %d, not %d", c, pixel[c], want[c]);
}

/* The middles of the four quarters of `pixels` are quarter[order[0..3]] of the recipe. */
static inline void assert_quarters(const uint8_t *pixels, unsigned width, unsigned height,
    int n, const struct recipe *r, const int order[4])
{
	for (unsigned i = 0; i < 4; i++) {
		size_t x = width / 4 + (i & 1) * (width / 2);
		size_t y = height / 4 + (i >> 1) * (height / 2);

		assert_near(pixels + (y * width + x) * (size_t)n, r->quarter[order[i]],
		    n == 4 && r->ncomponent != 4 ? 3 : n, 8);
	}
}

static const int in_order[4] = {0, 1, 2, 3};

static inline struct image encode(
    struct desk *desk, const struct picture *p, struct picture_want want)
{
	struct image image;

	assert_non_null(p);
	if (want.space == SPACE_CMYK)
		want.cmyk_profile = COATED;
	assert_true(picture_encode(p, desk->diag, &want, &image));
	assert_int_equal(diag_count(desk->diag, LEVEL_ERROR), 0);
	return image;
}

/* The middles of the quarters of a picture in inks. */
static inline void inks(const struct image *i, uint8_t four[4][4])
{
	unsigned width = i->width;
	uint8_t *pixels =
	    i->dct ? open_jpeg(i->bytes, i->len, JCS_CMYK, &width) : i->bytes;

	for (unsigned q = 0; q < 4; q++)
		for (unsigned c = 0; c < 4; c++) {
			size_t x = width / 4 + (q & 1) * (width / 2);
			size_t y = i->height / 4 + (q >> 1) * (i->height / 2);
			uint8_t v = pixels[(y * width + x) * 4 + c];

			four[q][c] = i->inverted ? 255 - v : v;
		}
	if (i->dct)
		free(pixels);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
