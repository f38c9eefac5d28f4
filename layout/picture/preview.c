/*
 * Pictures for a screen that shows them small: pixels for a proof, and a JPEG of its own,
 * in sRGB, upright.
 *
 * In: a probed photograph or drawing in pixels. Out: at most so wide as is asked for; the
 * file on white, without metadata. Art has no pixels and gives none.
 */
#include <stdlib.h>

#include "picture/job.h"

/* ---- proofs -------------------------------------------------------------- */

static void to_rgba(const struct raster *r, const struct transform *t, uint8_t *out)
{
	size_t n = (size_t)r->width * r->height, channels = raster_channels(r);
	const uint8_t *from = r->at;

	for (size_t i = 0; i < n; i++, from += channels, out += 4) {
		if (t)
			transform_pixels(t, from, out, 1);
		else
			for (unsigned c = 0; c < 3; c++)
				out[c] = from[r->ncolor == 1 ? 0 : c];
		out[3] = r->alpha ? from[r->ncolor] : 255;
	}
}

uint8_t *picture_pixels(const struct picture *p, struct diag *d, uint32_t max_width,
    uint32_t *width, uint32_t *height)
{
	struct picture_want want = {.space = SPACE_RGB};
	struct job j = {.picture = p, .want = &want, .diag = d};
	const struct transform *t;
	uint8_t *rgba = NULL;

	if (job_begin(&j)) {
		if (j.use == PROFILE_EMBED)
			j.use = PROFILE_CONVERT;
		job_limit_width(&j, max_width);
		if (job_decode(&j, false) && job_transform(&j, &t)) {
			raster_orient(&j.raster, p->orientation);
			*width = j.raster.width;
			*height = j.raster.height;
			rgba = malloc((size_t)*width * *height * 4);
			if (!rgba)
				die("memory for a picture:");
			to_rgba(&j.raster, t, rgba);
		}
	}
	job_end(&j);
	return rgba;
}

/* ---- small files ------------------------------------------------------------ */

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
