/*
 * A page's plates as pictures: one by one, and together on the printer's paper.
 *
 * In: a page as a portable arbitrary map of CMYK, drawn by ghostscript. Out: PNG files.
 * The soft proof is by absolute colorimetry of the press's own profile, so that white is
 * the paper's white and black the black of its ink: what it shows is what will be held.
 */
#include <stdlib.h>

#include "picture/pixels.h"

enum { PLATES = 4, RGB = 3 };

bool inked_read(FILE *from, struct inked_page *out)
{
	struct raster page;

	*out = (struct inked_page){0};
	if (!inked_head(from, &page))
		return false;
	raster_new(&page);
	*out = (struct inked_page){page.width, page.height, page.at};
	if (fread(out->at, PLATES, (size_t)page.width * page.height, from) ==
	    (size_t)page.width * page.height)
		return true;
	inked_release(out);
	return false;
}

void inked_release(struct inked_page *p)
{
	free(p->at);
	*p = (struct inked_page){0};
}

struct plate_ink inked_sum(const struct inked_page *p, int plate)
{
	const size_t n = (size_t)p->width * p->height;
	uint64_t sum = 0, any = 0;

	for (size_t i = 0; i < n; i++) {
		const uint8_t ink = p->at[PLATES * i + (size_t)plate];

		sum += ink;
		any += ink > 0;
	}
	return (struct plate_ink){n ? (double)sum / 2.55 / (double)n : 0,
	    n ? 100.0 * (double)any / (double)n : 0};
}

void inked_save_plate(const struct inked_page *p, int plate, const char *path,
    const struct picture_note *note)
{
	const size_t n = (size_t)p->width * p->height;
	struct raster r = {.width = p->width, .height = p->height, .ncolor = 1};

	raster_new(&r);
	for (size_t i = 0; i < n; i++)
		r.at[i] = (uint8_t)(255 - p->at[PLATES * i + (size_t)plate]);
	png_save(&r, path, note);
	raster_release(&r);
}

bool inked_save_proof(const struct inked_page *p, const char *profile, const char *path,
    const struct picture_note *note)
{
	struct transform *t = transform_to_eye(profile);
	struct raster r = {.width = p->width, .height = p->height, .ncolor = RGB};

	if (!t)
		return false;
	raster_new(&r);
	transform_pixels(t, p->at, r.at, (size_t)p->width * p->height);
	png_save(&r, path, note);
	raster_release(&r);
	transform_release(t);
	return true;
}
