/*
 * Fuzz target for pictures: a file of any bytes is probed and, if it is taken for a
 * picture, written for the screen, for the press and for a proof. The first byte says
 * how: size, turning, flate. Seeds: tests/unit/picture_files.h's kinds, or any small
 * pictures, one byte in front. With clang, from the root:
 *
 *   clang -std=c11 -D_XOPEN_SOURCE=700 -g -O1 -fsanitize=fuzzer,address,undefined
 * -Ilayout \
 *       tests/fuzz/fuzz_picture.c layout/base/[a-z]*.c layout/picture/[a-z]*.c \
 *       -o build/fuzz_picture -lyaml -ljpeg -lpng -llcms2 -lm
 *   build/fuzz_picture -max_len=16384 -timeout=20 -rss_limit_mb=2000 CORPUS
 */
#include <stdlib.h>
#include <unistd.h>

#include "picture/picture.h"

/* The formats allow 300 million pixels in a few bytes; those are right, but slow. */
enum { PIXELS = 1 << 20 };

static void encode(
    const struct picture *p, struct diag *d, uint8_t how, enum picture_space to)
{
	struct picture_want want = {.space = to,
	    .cmyk_profile = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc",
	    .width = PT(72),
	    .max_ppi = (how & 15) * 4,
	    .turn = how & 16,
	    .flate = how & 32};
	struct image image;

	if (!picture_encode(p, d, &want, &image))
		return;
	if (!image.bytes || !image.len || !image.width || !image.height)
		abort();
	if (!image.dct && !image.flate &&
	    image.len != (size_t)image.width * image.height * image.ncomponent)
		abort();
	image_release(&image);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char folder[] = "/tmp/inpress-fuzz-XXXXXX", path[64];
	struct arena *a;
	struct diag *d;
	struct picture *p;
	FILE *f;

	if (!len)
		return 0;
	if (!mkdtemp(folder))
		abort();
	a = arena_new();
	d = diag_new(a);
	snprintf(path, sizeof path, "%s/it", folder);
	f = fopen(path, "wb");
	if (!f)
		abort();
	fwrite(bytes + 1, 1, len - 1, f);
	fclose(f);
	p = picture_probe(a, d, (struct pos){0}, folder, "it");
	if (p && (uint64_t)p->width * p->height <= PIXELS) {
		uint32_t width, height;

		encode(p, d, bytes[0], SPACE_RGB);
		if (bytes[0] & 64) /* a transform takes long to build */
			encode(p, d, bytes[0], SPACE_CMYK);
		free(picture_pixels(p, d, 1 + bytes[0], &width, &height));
	} else if (!p && !diag_count(d, LEVEL_ERROR)) {
		abort();
	}
	arena_close(a);
	remove(path);
	rmdir(folder);
	return 0;
}
