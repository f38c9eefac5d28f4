/*
 * A picture as a PDF writer or a proof wants it.
 *
 * In: a probed picture and how it is wanted. Out: a file's own compressed data where that
 * serves; else pixels decoded, brought down, turned, converted and coded again.
 * - Drawings stay lossless (raw samples); photographs in a PNG become JPEG, a tenth of
 *   the size.
 * - For print, pixels that are all neutral become one component: black ink alone, no
 *   fringes of color. CMYK of the same printing condition, or of none that it names,
 * keeps its numbers, as printers expect; where it lies over the press's ink limit, its
 * pixels over it are brought under (limit.c), and all others stay what they are.
 * - For print, the ink that comes out is measured as it is made (tally.c).
 * - For screens, an embedded RGB profile is kept unless it is sRGB or not fit to embed.
 * - A JPEG brought down that takes no less than it took as it was stays as it was.
 * What was made anew, or measured, is kept (kept.c).
 * JPEG of drawings is 4:4:4. JPEG for print is 4:4:4 at quality 90 with Adobe's marker,
 * as press.md asks.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/picture.h"
#include "picture/pixels.h"

/* One picture on its way. */
struct job {
	const struct picture *picture;
	const struct picture_want *want;
	struct diag *diag;
	struct arena *scratch; /* NULL until a converter is needed */
	struct loaded loaded;
	struct jpeg_frame frame;
	struct png_header header;
	uint8_t *profile; /* heap; NULL: none that is good */
	size_t nprofile;
	enum profile_use use;
	bool own;	      /* CMYK of the writer's printing condition */
	bool over;	      /* ... that has more ink than the press takes */
	unsigned most;	      /* ink of its darkest pixel, as tally.c has it */
	struct raster raster; /* width, height: those wanted, as stored */
};

static bool job_fail(const struct job *j, const char *why)
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
	if (!p->has_profile || p->ncomponent == 1)
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

/* Opens the file again and makes sure that it is still the one that was probed. */
static bool job_begin(struct job *j)
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

static void job_end(struct job *j)
{
	free(j->loaded.heap);
	free(j->profile);
	raster_release(&j->raster);
	if (j->scratch)
		arena_close(j->scratch);
}

/* ---- size ---------------------------------------------------------------- */

/* At most `width` pixels wide as shown, in proportion. */
static void limit_width(struct job *j, uint32_t width)
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

static uint32_t wanted_width(const struct picture *p, const struct picture_want *w)
{
	int64_t inch = 72 * (int64_t)SP_PT;

	if (w->max_ppi <= 0 || w->width <= 0 ||
	    picture_ppi(p, w->width) <= w->max_ppi * (1 + w->slack / 100.0))
		return 0;
	return (uint32_t)(((int64_t)w->width * w->max_ppi + inch - 1) / inch);
}

/* ---- copying through ----------------------------------------------------- */

static bool is_brought_down(const struct job *j)
{
	return j->raster.width != j->picture->width ||
	       j->raster.height != j->picture->height;
}

/* But for its size. */
static bool stays_as_it_is(const struct job *j)
{
	const struct picture *p = j->picture;

	if (p->orientation != 1 && !j->want->turn)
		return false;
	if (p->ncomponent == 1)
		return true;
	if (j->want->space == SPACE_CMYK)
		return j->own && !j->over;
	return p->ncomponent == 3 && j->use != PROFILE_CONVERT;
}

/* A PNG's samples as they are, unless they are a photograph's: those take more than a
 * byte a pixel and are better off as JPEG. */
static bool png_copyable(const struct job *j)
{
	const struct png_header *h = &j->header;

	return j->want->flate && !j->picture->alpha && !h->interlace && h->bits == 8 &&
	       (h->color == 0 || h->color == 2) &&
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

/* ---- pixels -------------------------------------------------------------- */

static bool decode(struct job *j, bool on_white)
{
	const char *why;

	why = j->picture->format == PICTURE_JPEG
		  ? jpeg_decode(j->loaded.file, &j->frame, &j->raster)
		  : png_decode(j->loaded.file, on_white, &j->raster);
	return !job_fail(j, why);
}

/* *t NULL: these pixels need none. False: reported. */
static bool find_transform(struct job *j, const struct transform **t)
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
	if (ncolor == 1 || (j->own && !j->over) ||
	    (w->space == SPACE_RGB && ncolor == 3 && j->use != PROFILE_CONVERT))
		return true;
	if (ncolor == j->picture->ncomponent && !j->own)
		want.profile = (struct bytes){j->profile, j->nprofile};
	if (!c) {
		j->scratch = arena_new();
		c = converter_new(j->scratch);
	}
	*t = converter_transform(c, j->diag, &want);
	return *t;
}

/* ---- ink ------------------------------------------------------------------ */

/* Side of a cell of the map, in pixels of an image so wide; 0: no map is wanted. */
static uint32_t cell_of(const struct job *j, uint32_t width)
{
	const struct picture_want *w = j->want;
	uint64_t cell;

	if (w->space != SPACE_CMYK || w->ink_cell <= 0 || w->width <= 0)
		return 0;
	cell = (uint64_t)w->ink_cell * width / (uint64_t)w->width;
	return cell ? (uint32_t)cell : 1;
}

/* The map of a file that is copied through: its own pixels brought down to cells. */
static bool measure(struct job *j, struct ink_map *map)
{
	const struct raster as_it_was = j->raster;
	const uint32_t cell = cell_of(j, as_it_was.width);
	struct tally t;
	bool good;

	if (!cell)
		return true;
	j->raster.width = (as_it_was.width + cell - 1) / cell;
	j->raster.height = (as_it_was.height + cell - 1) / cell;
	good = decode(j, true);
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
	const uint32_t cell = cell_of(j, r->width);
	struct tally t;

	if (!cell)
		return;
	tally_begin(&t, r, cell);
	tally_mask(&t, out->mask);
	for (uint32_t y = 0; y < r->height; y++)
		tally_row(&t, r->at + (size_t)y * r->width * r->ncolor);
	out->inks = tally_end(&t);
	j->most = t.most;
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
		most = ink_map_most(&map.inks);
	free(map.inks.at);
	return most > j->want->ink_limit;
}

/* As a JPEG, its ink measured. */
static bool code_jpeg(struct job *j, struct jpeg_plan *plan, struct image *out)
{
	const uint32_t cell = cell_of(j, j->raster.width);
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
		out->inks = tally_end(&t);
		j->most = t.most;
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
		to.ncolor = j->want->space == SPACE_CMYK ? 4 : 3;
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

static bool code_anew(struct job *j, struct image *out)
{
	bool png = j->picture->format == PICTURE_PNG, cmyk = j->want->space == SPACE_CMYK;
	const struct transform *t;
	struct jpeg_plan plan = {.raster = &j->raster, .quality = j->want->quality};
	bool drawing, over, good = true;

	if (!decode(j, j->want->opaque))
		return false;
	if (j->want->turn)
		out->orientation = j->picture->orientation;
	else
		raster_orient(&j->raster, j->picture->orientation);
	out->mask = raster_split_mask(&j->raster);
	if (cmyk)
		raster_fold_neutral(&j->raster);
	j->over = j->over || is_over(j);
	if (!find_transform(j, &t))
		return false;
	over = t && j->own;
	if (over) {
		limit_pixels(j, t);
		t = NULL;
	}
	drawing = raster_is_drawing(&j->raster);
	/* A drawing's thin lines lose their color to their ground when it is halved. */
	plan.halve_chroma = !png && !cmyk && !drawing;
	plan.transform = t;
	plan.ncolor = !t ? j->raster.ncolor : cmyk ? 4 : 3;
	if (png && drawing)
		keep_raw(j, t, out);
	else
		good = code_jpeg(j, &plan, out);
	out->converted = t != NULL;
	out->limited = over || is_at_limit(j, t);
	return good;
}

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
	j->over = limit && out->inks.at && ink_map_most(&out->inks) > limit;
	if (!j->over)
		return true;
	free(out->inks.at);
	out->inks = (struct ink_map){0};
	return false;
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
	if (!(as_it_is ? copy_through(j, out) : code_anew(j, out))) {
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
		limit_width(&j, wanted_width(p, want));
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
	if (!good)
		image_release(out);
	job_end(&j);
	return good;
}

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
		limit_width(&j, max_width);
		if (decode(&j, false) && find_transform(&j, &t)) {
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
