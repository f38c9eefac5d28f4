/*
 * A picture as a PDF writer or a proof wants it.
 *
 * In: a probed picture and how it is wanted. Out: a file's own compressed data where that
 * serves; else pixels decoded, brought down, turned, converted and coded again.
 * - Drawings stay lossless (raw samples); photographs in a PNG become JPEG, a tenth of
 *   the size.
 * - For print, pixels that are all neutral become one component: black ink alone, as
 *   light as they were (grey.c), no fringes of color. CMYK of the same printing
 * condition, or of none that it names, keeps its numbers, as printers expect; where it
 * lies over the press's ink limit, its pixels over it are brought under (limit.c), and
 * all others stay what they are.
 * - For print, line art in black and white stays that, a bit a pixel, with all its
 * pixels; other line art is brought down by its own figure, which is far higher.
 * - For print, the ink that comes out is measured as it is made (tally.c).
 * - For screens, an embedded RGB profile is kept unless it is sRGB or not fit to embed.
 * - A JPEG brought down that takes no less than it took as it was stays as it was.
 * What was made anew, or measured, is kept (kept.c).
 * JPEG of drawings is 4:4:4. JPEG for print is 4:4:4 at quality 90 with Adobe's marker,
 * as press.md asks.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/job.h"

/* ---- size ---------------------------------------------------------------- */

static uint32_t wanted_width(const struct picture *p, const struct picture_want *w)
{
	const bool line_art = p->line_art && w->line_art_ppi && w->space == SPACE_CMYK;
	const int ppi = line_art ? w->line_art_ppi : w->max_ppi;
	int64_t inch = 72 * (int64_t)SP_PT;

	if (ppi <= 0 || w->width <= 0 || (line_art && p->bilevel) ||
	    picture_ppi(p, w->width) <= ppi * (1 + w->slack / 100.0))
		return 0;
	return (uint32_t)(((int64_t)w->width * ppi + inch - 1) / inch);
}

/* ---- copying through ----------------------------------------------------- */

static bool is_brought_down(const struct job *j)
{
	return j->raster.width != j->picture->width ||
	       j->raster.height != j->picture->height;
}

/* Printed a bit a pixel, in black alone. */
static bool is_bilevel(const struct job *j)
{
	return j->picture->bilevel && j->want->line_art_ppi &&
	       j->want->space == SPACE_CMYK;
}

/* But for its size. */
static bool stays_as_it_is(const struct job *j)
{
	const struct picture *p = j->picture;

	if (p->orientation != 1 && !j->want->turn)
		return false;
	if (j->want->space == SPACE_CMYK)
		return (j->own && !j->over) || is_bilevel(j);
	if (p->ncomponent == 1)
		return true;
	return p->ncomponent == 3 && j->use != PROFILE_CONVERT;
}

/* A PNG's samples as they are, unless they are a photograph's: those take more than a
 * byte a pixel and are better off as JPEG. */
static bool png_copyable(const struct job *j)
{
	const struct png_header *h = &j->header;

	if (!j->want->flate || j->picture->alpha || h->interlace)
		return false;
	if (is_bilevel(j))
		return h->bits == 1 && h->color == 0;
	return h->bits == 8 && (h->color == 0 || h->color == 2) &&
	       h->ndata <= (uint64_t)h->width * h->height;
}

/* Could its data be copied through at its own size? */
static bool serves_whole(const struct job *j)
{
	if (!stays_as_it_is(j))
		return false;
	return j->picture->format == PICTURE_JPEG ? jpeg_copyable(&j->frame)
						  : png_copyable(j);
}

/* ---- ink ------------------------------------------------------------------ */

/* The map of a file that is copied through: its own pixels brought down to cells. */
static bool measure(struct job *j, struct ink_map *map)
{
	const struct raster as_it_was = j->raster;
	const uint32_t cell = job_ink_cell(j, as_it_was.width);
	struct tally t;
	bool good;

	if (!cell)
		return true;
	j->raster.width = (as_it_was.width + cell - 1) / cell;
	j->raster.height = (as_it_was.height + cell - 1) / cell;
	good = job_decode(j, true);
	if (good) {
		raster_fold_neutral(&j->raster);
		tally_begin(&t, &j->raster, 1);
		for (uint32_t y = 0; y < j->raster.height; y++)
			tally_row(&t, j->raster.at +
					  (size_t)y * j->raster.width * j->raster.ncolor);
		*map = tally_end(&t);
	}
	raster_release(&j->raster);
	j->raster = as_it_was;
	return good;
}

/* ---- one way or the other -------------------------------------------------- */

static bool copy_through(struct job *j, struct image *out)
{
	const struct ink_map inks = out->inks;
	const char *why = j->picture->format == PICTURE_JPEG
			      ? jpeg_copy(&j->loaded, &j->frame, out)
			      : png_copy(&j->loaded, &j->header, out);

	out->inks = inks;
	out->orientation = j->picture->orientation;
	return !job_fail(j, why);
}

/* Puts the file's own data in the place of what was coded anew, if they are no larger. */
static bool put_back_smaller(struct job *j, struct image *out)
{
	struct image whole = {.orientation = 1};

	if (!out->dct || j->picture->format != PICTURE_JPEG || !serves_whole(j) ||
	    !copy_through(j, &whole))
		return false;
	if (whole.len > out->len) {
		image_release(&whole);
		return false;
	}
	whole.inks = out->inks;
	out->inks = (struct ink_map){0};
	image_release(out);
	*out = whole;
	return true;
}

/* A file that serves as it is, on the press too: unless it has too much ink. */
static bool serves_the_press(struct job *j, struct image *out)
{
	const int limit = j->want->ink_limit;

	if (!measure(j, &out->inks))
		return false;
	j->over = limit && out->inks.at && job_most_ink(j, &out->inks) > limit;
	if (!j->over)
		return true;
	free(out->inks.at);
	out->inks = (struct ink_map){0};
	return false;
}

/* False: reported. */
static bool code_one_way(struct job *j, struct image *out)
{
	const bool turns = j->picture->orientation == 1 || j->want->turn;

	if (is_bilevel(j) && turns) {
		if (!measure(j, &out->inks))
			return false;
		if (code_bilevel(j, out))
			return true;
		free(out->inks.at);
		out->inks = (struct ink_map){0};
	}
	return code_anew(j, out);
}

/* Coded anew, unless that was done before. */
static bool find_or_code(struct job *j, struct image *out)
{
	const struct picture *p = j->picture;
	const struct recipe recipe = {.from = j->loaded.file,
	    .width = j->raster.width,
	    .height = j->raster.height,
	    .ncomponent = p->ncomponent,
	    .dct = p->format == PICTURE_JPEG,
	    .want = j->want};
	struct cache *cache = j->want->cache;
	const struct key key = recipe_key(&recipe);
	const enum kept kept = kept_find(j->want, &key, out);

	if (kept == KEPT_AS_IT_IS)
		return copy_through(j, out);
	if (kept != KEPT_NOTHING)
		return kept == KEPT_IMAGE;
	bool as_it_is =
	    serves_whole(j) && !is_brought_down(j) && serves_the_press(j, out);
	if (!(as_it_is ? copy_through(j, out) : code_one_way(j, out))) {
		kept_give_up(cache, &key);
		return false;
	}
	as_it_is = as_it_is || put_back_smaller(j, out);
	kept_keep(cache, &key, out, as_it_is);
	return true;
}

bool picture_encode(const struct picture *p, struct diag *d,
    const struct picture_want *want, struct image *out)
{
	struct job j = {.picture = p, .want = want, .diag = d};
	bool good = false;

	if (p->format == PICTURE_COMPOSED)
		return composed_encode(p, d, want, out);
	*out = (struct image){.orientation = 1};
	if (job_begin(&j)) {
		job_limit_width(&j, wanted_width(p, want));
		/* what a file has as it is costs less than asking, but for its ink */
		good = serves_whole(&j) && !is_brought_down(&j) && !want->ink_cell
			   ? copy_through(&j, out)
			   : find_or_code(&j, out);
	}
	if (good && want->space == SPACE_RGB && out->ncomponent == 3 &&
	    j.use == PROFILE_EMBED) {
		out->profile = j.profile;
		out->nprofile = j.nprofile;
		j.profile = NULL;
	}
	if (good && out->inks.at)
		ink_map_orient(&out->inks, out->orientation);
	if (!good)
		image_release(out);
	job_end(&j);
	return good;
}
