/*
 * A picture's file opened once more, and what its pixels have to go through.
 *
 * In: a picture that was probed, and what is wanted of it. Out: its profile, if that is
 * good for anything, its pixels as many as are wanted, and the transform that makes them
 * the writer's.
 */
#include <stdlib.h>

#include "picture/job.h"

bool job_fail(const struct job *j, const char *why)
{
	if (why)
		picture_broken(j->picture, j->diag, why);
	return why;
}

static void read_profile(struct job *j)
{
	const struct picture *p = j->picture;

	j->use = PROFILE_USELESS;
	j->own = p->ncomponent == 4 && j->want->space == SPACE_CMYK;
	if (!p->has_profile || (p->ncomponent == 1 && j->want->space == SPACE_RGB))
		return;
	j->profile = p->format == PICTURE_JPEG
			 ? jpeg_profile(j->loaded.file, &j->nprofile)
			 : png_profile(j->loaded.file, &j->nprofile);
	if (j->profile)
		j->use =
		    profile_use((struct bytes){j->profile, j->nprofile}, p->ncomponent);
	if (j->use != PROFILE_USELESS && j->use != PROFILE_SRGB) {
		j->own = j->own &&
			 profile_is_of((struct bytes){j->profile, j->nprofile}, j->want);
		return;
	}
	free(j->profile);
	j->profile = NULL;
	j->nprofile = 0;
}

bool job_begin(struct job *j)
{
	const struct picture *p = j->picture;
	const char *why;
	size_t scan;
	bool same;

	if (!picture_load(p, j->diag, &j->loaded))
		return false;
	if (p->format == PICTURE_JPEG) {
		why = jpeg_frame(j->loaded.file, &j->frame, &scan);
		same = j->frame.width == p->width && j->frame.height == p->height &&
		       j->frame.ncomponent == p->ncomponent;
	} else {
		why = png_header(j->loaded.file, &j->header);
		same = j->header.width == p->width && j->header.height == p->height;
	}
	if (!why && !same)
		why = "it changed while the issue was read";
	if (job_fail(j, why))
		return false;
	read_profile(j);
	return true;
}

void job_end(struct job *j)
{
	free(j->loaded.heap);
	free(j->profile);
	raster_release(&j->raster);
	if (j->scratch)
		arena_close(j->scratch);
}

/* ---- size ---------------------------------------------------------------- */

void job_limit_width(struct job *j, uint32_t width)
{
	const struct picture *p = j->picture;
	uint32_t shown = picture_width(p), tall = picture_height(p);

	j->raster.width = p->width;
	j->raster.height = p->height;
	if (!width || width >= shown)
		return;
	tall = (uint32_t)(((uint64_t)tall * width + shown / 2) / shown);
	tall = tall ? tall : 1;
	j->raster.width = p->orientation >= 5 ? tall : width;
	j->raster.height = p->orientation >= 5 ? width : tall;
}

uint32_t job_ink_cell(const struct job *j, uint32_t width)
{
	const struct picture_want *w = j->want;
	uint64_t cell;

	if (w->space != SPACE_CMYK || w->ink_cell <= 0 || w->width <= 0)
		return 0;
	cell = (uint64_t)w->ink_cell * width / (uint64_t)w->width;
	return cell ? (uint32_t)cell : 1;
}

double job_most_ink(const struct job *j, const struct ink_map *m)
{
	const bool turned = j->want->turn && j->picture->orientation >= 5;
	const uint32_t across = turned ? m->height : m->width;
	const uint64_t side =
	    (uint64_t)MM(INK_SIDE_MM) * across / (uint64_t)j->want->width;

	return ink_map_most(m, side ? (uint32_t)side : 1);
}

/* ---- pixels -------------------------------------------------------------- */

bool job_decode(struct job *j, bool on_white)
{
	const char *why;

	why = j->picture->format == PICTURE_JPEG
		  ? jpeg_decode(j->loaded.file, &j->frame, &j->raster)
		  : png_decode(j->loaded.file, on_white, &j->raster);
	return !job_fail(j, why);
}

bool job_transform(struct job *j, const struct transform **t)
{
	const struct picture_want *w = j->want;
	uint8_t ncolor = j->raster.ncolor;
	struct converter *c = w->converter;
	struct transform_want want = {.ncolor = ncolor,
	    .space = w->space,
	    .cmyk_profile = w->cmyk_profile,
	    .limit = w->space == SPACE_CMYK ? w->ink_limit : 0,
	    .own = j->own,
	    .pos = j->picture->pos};

	*t = NULL;
	if ((j->own && !j->over) || (w->space == SPACE_RGB && ncolor == 1) ||
	    (w->space == SPACE_RGB && ncolor == 3 && j->use != PROFILE_CONVERT))
		return true;
	if (!j->own)
		want.profile = (struct bytes){j->profile, j->nprofile};
	if (!c) {
		j->scratch = arena_new();
		c = converter_new(j->scratch);
	}
	*t = converter_transform(c, j->diag, &want);
	return *t;
}
