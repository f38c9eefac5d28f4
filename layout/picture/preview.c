/*
 * A picture for a screen that shows it small: a JPEG of its own, in sRGB, upright.
 *
 * In: a probed photograph or drawing in pixels. Out: a file of at most the width asked
 * for, on white, without metadata. Art has no pixels and gives none.
 */
#include <stdlib.h>

#include "picture/picture.h"
#include "picture/pixels.h"

/* RGBA as RGB on white, in place. */
static void flatten(uint8_t *at, size_t npixel)
{
	uint8_t *to = at;
	for (size_t i = 0; i < npixel; i++, at += 4)
		for (int c = 0; c < 3; c++) {
			const unsigned over = at[c] * at[3] + 255u * (255u - at[3]);
			*to++ = (uint8_t)((over + 127) / 255);
		}
}

bool picture_preview(
    const struct picture *p, struct diag *d, uint32_t max_width, struct image *out)
{
	struct raster r = {.ncolor = 3};

	*out = (struct image){0};
	if (p->format == PICTURE_ART)
		return false;
	r.at = picture_pixels(p, d, max_width, &r.width, &r.height);
	if (!r.at)
		return false;
	flatten(r.at, (size_t)r.width * r.height);
	const struct jpeg_plan plan = {.raster = &r, .ncolor = 3, .halve_chroma = true};
	const char *why = jpeg_encode(&plan, out);
	if (why)
		picture_broken(p, d, why);
	raster_release(&r);
	return !why;
}
