/*
 * Pixels of a picture decoded and coded anew for a writer.
 *
 * In: a job whose file is open and whose size is decided. Out: a JPEG, or samples where
 * it is a drawing, in the writer's colors; the mask; the map of its ink, measured as the
 * pixels go out. What is printed in the press's own numbers is brought under its limit
 * where it stands, pixel by pixel.
 */
#include <stdlib.h>

#include "picture/job.h"

/* ---- ink ------------------------------------------------------------------ */

/* The pixels over the limit, where they stand. */
static void limit_pixels(struct job *j, const struct transform *t)
{
	const unsigned most = (unsigned)(j->want->ink_limit * 2.55);
	const size_t n = (size_t)j->raster.width * j->raster.height;
	uint8_t *p = j->raster.at;

	for (size_t i = 0, end; i < n; i = end + 1) {
		for (end = i; end < n; end++) {
			const uint8_t *q = p + 4 * end;

			if ((unsigned)q[0] + q[1] + q[2] + q[3] <= most)
				break;
		}
		if (end > i)
			transform_pixels(t, p + 4 * i, p + 4 * i, end - i);
	}
}

static void tally_all(struct job *j, const struct raster *r, struct image *out)
{
	const uint32_t cell = job_ink_cell(j, r->width);
	struct tally t;

	if (!cell)
		return;
	tally_begin(&t, r, cell);
	tally_mask(&t, out->mask);
	for (uint32_t y = 0; y < r->height; y++)
		tally_row(&t, r->at + (size_t)y * r->width * r->ncolor);
	j->most = t.most;
	out->inks = tally_end(&t);
}

/* Pixels in the press's own CMYK that have too much ink in a place. */
static bool is_over(struct job *j)
{
	struct image map = {0};
	double most = 0;

	if (!j->own || !j->want->ink_limit)
		return false;
	tally_all(j, &j->raster, &map);
	if (map.inks.at)
		most = job_most_ink(j, &map.inks);
	free(map.inks.at);
	return most > j->want->ink_limit;
}

/* ---- coding ---------------------------------------------------------------- */

/* As a JPEG, its ink measured. */
static bool code_jpeg(struct job *j, struct jpeg_plan *plan, struct image *out)
{
	const uint32_t cell = job_ink_cell(j, j->raster.width);
	const struct raster coded = {
	    .width = j->raster.width, .height = j->raster.height, .ncolor = plan->ncolor};
	struct tally t;
	bool good;

	if (cell) {
		tally_begin(&t, &coded, cell);
		tally_mask(&t, out->mask);
		plan->tally = &t;
	}
	good = !job_fail(j, jpeg_encode(plan, out));
	if (cell) {
		j->most = t.most;
		out->inks = tally_end(&t);
	}
	return good;
}

/* A transform that limits ink takes every pixel, but not every picture is so dark: one
 * whose darkest pixel is at the limit was brought there. */
static bool is_at_limit(const struct job *j, const struct transform *t)
{
	enum { NEAR = 4 /* percent */ };

	return t && transform_holds(t) && j->most > (j->want->ink_limit - NEAR) * 2.55;
}

static void keep_raw(struct job *j, const struct transform *t, struct image *out)
{
	struct raster *r = &j->raster, to = *r;

	if (t) {
		to.ncolor = transform_ncolor(t);
		raster_new(&to);
		for (uint32_t y = 0; y < r->height; y++)
			transform_pixels(t, r->at + (size_t)y * r->width * r->ncolor,
			    to.at + (size_t)y * to.width * to.ncolor, r->width);
		raster_release(r);
	}
	r->at = NULL;
	out->bytes = to.at;
	tally_all(j, &to, out);
	out->len = (size_t)to.width * to.height * to.ncolor;
	out->width = to.width;
	out->height = to.height;
	out->ncomponent = to.ncolor;
}

/* In pixels of the raster. */
static double sharpen_radius(const struct job *j)
{
	const bool turned = j->want->turn && j->picture->orientation >= 5;
	const uint32_t across = turned ? j->raster.height : j->raster.width;

	return j->want->width > 0
		   ? (double)j->want->sharpen.radius * across / j->want->width
		   : 0;
}

bool code_anew(struct job *j, struct image *out)
{
	bool png = j->picture->format == PICTURE_PNG, cmyk = j->want->space == SPACE_CMYK;
	const struct transform *t;
	struct jpeg_plan plan = {.raster = &j->raster, .quality = j->want->quality};
	bool drawing, over, good = true;

	if (!job_decode(j, j->want->opaque))
		return false;
	if (j->want->turn)
		out->orientation = j->picture->orientation;
	else
		raster_orient(&j->raster, j->picture->orientation);
	out->mask = raster_split_mask(&j->raster);
	if (cmyk)
		raster_fold_neutral(&j->raster);
	j->over = j->over || is_over(j);
	drawing = raster_is_drawing(&j->raster);
	out->sharpened = cmyk && !drawing &&
			 raster_sharpen(&j->raster, &j->want->sharpen, sharpen_radius(j));
	if (!job_transform(j, &t))
		return false;
	over = t && j->own;
	if (over) {
		limit_pixels(j, t);
		t = NULL;
	}
	/* A drawing's thin lines lose their color to their ground when it is halved. */
	plan.halve_chroma = !png && !cmyk && !drawing;
	plan.transform = t;
	plan.ncolor = t ? transform_ncolor(t) : j->raster.ncolor;
	if (png && drawing)
		keep_raw(j, t, out);
	else
		good = code_jpeg(j, &plan, out);
	out->converted = t && plan.ncolor > 1;
	out->limited = over || is_at_limit(j, t);
	return good;
}

bool code_bilevel(struct job *j, struct image *out)
{
	const struct picture *p = j->picture;
	size_t len;
	uint8_t *bits = line_art_pack(j->loaded.file, p, &len);

	if (!bits)
		return false;
	out->bytes = bits;
	out->len = len;
	out->width = p->width;
	out->height = p->height;
	out->ncomponent = 1;
	out->bilevel = true;
	out->orientation = p->orientation;
	return true;
}
