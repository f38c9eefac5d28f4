/*
 * Pictures within art, as the edition prints or shows them.
 *
 * In: samples or a JPEG that inpress-art took out of a drawing or page, and the profile
 * that they are meant by. Out: the same bytes where they serve, else pixels converted,
 * brought down and coded again, by the rules of encode.c: perceptual, neutral throughout
 * is black ink alone, drawings stay lossless, and so do masks. CMYK whose profile is not
 * the press's is converted too; without one, or with the press's own, it keeps its
 * numbers, but for pixels over the press's ink limit. What a drawing's black words and
 * greys became where it was drawn as pixels (a filter) is black ink alone, as it would be
 * without: pixels that are black, or grey among greys. What was made is kept (kept.c), by
 * the bytes and their profile.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

struct inlay {
	const struct picture *picture;
	const struct art_object *object;
	const struct picture_want *want;
	struct diag *diag;
	struct bytes profile; /* at NULL: none that is good for more than none */
	enum profile_use use;
	struct raster raster;
};

static void read_source(struct inlay *j)
{
	const struct art *art = j->picture->art;
	const struct art_object *o = j->object;

	j->use = PROFILE_USELESS;
	if (!o->source || o->source > art->nsource)
		return;
	const struct art_source *s = &art->source[o->source - 1];
	j->use = s->n == o->ncomponent ? source_use(s, j->want) : PROFILE_USELESS;
	if (j->use != PROFILE_USELESS && j->use != PROFILE_SRGB)
		j->profile = (struct bytes){s->at, s->len};
}

/* Of line art nothing is known but that it has one bit: it is left as it is. */
static void limit_size(struct inlay *j)
{
	const struct art_object *o = j->object;
	const struct picture_want *w = j->want;
	const double ppi =
	    w->width > 0 ? o->ppi * j->picture->art->width / sp_to_pt(w->width) : 0;
	const double part = ppi > 0 ? w->max_ppi / ppi : 1;

	j->raster = (struct raster){
	    .width = o->width, .height = o->height, .ncolor = o->ncomponent};
	if (w->max_ppi <= 0 || ppi <= w->max_ppi * (1 + w->slack / 100.0))
		return;
	j->raster.width = (uint32_t)ceil(o->width * part);
	j->raster.height = (uint32_t)ceil(o->height * part);
}

static bool is_brought_down(const struct inlay *j)
{
	return j->raster.width < j->object->width || j->raster.height < j->object->height;
}

/* Pixels in the press's own inks, and some that are more than it takes? */
static bool is_over(const struct inlay *j)
{
	const struct art_object *o = j->object;
	const unsigned most = (unsigned)(j->want->ink_limit * 2.55 + 2);

	if (j->want->space != SPACE_CMYK || o->ncomponent != 4 || j->profile.at ||
	    o->dct || !j->want->ink_limit)
		return false;
	for (size_t i = 0; i + 4 <= o->body.len; i += 4) {
		const uint8_t *p = o->body.at + i;

		if ((unsigned)p[0] + p[1] + p[2] + p[3] > most)
			return true;
	}
	return false;
}

static bool serves(const struct inlay *j)
{
	const bool press = j->want->space == SPACE_CMYK;

	if (is_brought_down(j) || is_over(j))
		return false;
	switch (j->object->ncomponent) {
	case 1:
		return !j->profile.at;
	case 3:
		return !press && j->use != PROFILE_CONVERT;
	default:
		return press && !j->profile.at;
	}
}

static void keep_bytes(const struct inlay *j, struct image *out)
{
	const struct art_object *o = j->object;

	out->bytes = malloc(o->body.len + 1);
	if (!out->bytes)
		die("memory for a picture:");
	memcpy(out->bytes, o->body.at, o->body.len);
	out->len = o->body.len;
	out->dct = o->dct;
	out->width = o->width;
	out->height = o->height;
	out->ncomponent = o->ncomponent;
	if (j->use != PROFILE_EMBED || o->ncomponent != 3)
		return;
	out->profile = malloc(j->profile.len);
	if (!out->profile)
		die("memory for a picture:");
	memcpy(out->profile, j->profile.at, j->profile.len);
	out->nprofile = j->profile.len;
}

/* ---- pixels --------------------------------------------------------------- */

static void take_samples(struct inlay *j)
{
	const struct art_object *o = j->object;
	const size_t row = (size_t)o->width * o->ncomponent;
	const uint8_t *from = o->body.at;
	struct shrink s;

	shrink_init(&s, o->width, o->height, &j->raster);
	for (; shrink_wants(&s); from += row) {
		memcpy(shrink_slot(&s), from, row);
		shrink_take(&s);
	}
	shrink_release(&s);
}

static bool decode(struct inlay *j)
{
	const struct art_object *o = j->object;
	const struct bytes file = {o->body.at, o->body.len};
	struct jpeg_frame frame;
	const char *why = NULL;
	size_t scan;

	if (!o->dct) {
		take_samples(j);
		return true;
	}
	why = jpeg_frame(file, &frame, &scan);
	if (!why) {
		if (!is_brought_down(j) || j->raster.width > frame.width ||
		    j->raster.height > frame.height) {
			j->raster.width = frame.width;
			j->raster.height = frame.height;
		}
		why = jpeg_decode(file, &frame, &j->raster);
	}
	if (why)
		picture_broken(j->picture, j->diag, why);
	return !why;
}

/* NULL: reported. */
static const struct transform *transform_to(
    const struct inlay *j, enum picture_space space, struct converter *c)
{
	const struct picture_want *w = j->want;
	const bool press = space == SPACE_CMYK;

	return converter_transform(c, j->diag,
	    &(struct transform_want){.profile = j->profile,
		.ncolor = j->object->ncomponent,
		.space = space,
		.cmyk_profile = press ? w->cmyk_profile : NULL,
		.limit = press ? w->ink_limit : 0,
		.pos = j->picture->pos});
}

/* Greys of another curve than sRGB's. False: reported. */
static bool even_greys(struct inlay *j, struct converter *c)
{
	const uint8_t n = j->object->ncomponent;
	const size_t npixel = (size_t)j->raster.width * j->raster.height;
	const struct transform *t = j->profile.at ? transform_to(j, SPACE_RGB, c) : NULL;
	uint8_t curve[256];

	if (!j->profile.at)
		return true;
	for (int i = 0; t && i < 256; i++) {
		const uint8_t from[3] = {(uint8_t)i, (uint8_t)i, (uint8_t)i};
		uint8_t to[3];

		transform_pixels(t, n == 1 ? &from[0] : from, to, 1);
		curve[i] = to[1];
	}
	for (size_t i = 0; t && i < npixel; i++)
		j->raster.at[i] = curve[j->raster.at[i]];
	return t;
}

static void keep_raw(struct inlay *j, const struct transform *t, struct image *out)
{
	struct raster *r = &j->raster, to = *r;

	if (t) {
		to.ncolor = j->want->space == SPACE_CMYK ? 4 : 3;
		raster_new(&to);
		transform_pixels(t, r->at, to.at, (size_t)r->width * r->height);
		raster_release(r);
	}
	r->at = NULL;
	out->bytes = to.at;
	out->len = (size_t)to.width * to.height * to.ncolor;
	out->width = to.width;
	out->height = to.height;
	out->ncomponent = to.ncolor;
}

static bool keep_jpeg(struct inlay *j, const struct transform *t, struct image *out)
{
	const bool cmyk = j->want->space == SPACE_CMYK;
	const struct jpeg_plan plan = {.raster = &j->raster,
	    .transform = t,
	    .ncolor = !t     ? j->raster.ncolor
		      : cmyk ? 4
			     : 3,
	    .quality = j->want->quality};
	const char *why = jpeg_encode(&plan, out);

	if (why)
		picture_broken(j->picture, j->diag, why);
	return !why;
}

/* False: reported. */
static bool hold_inks(struct inlay *j, struct converter *c)
{
	const struct picture_want *w = j->want;
	const unsigned most = (unsigned)(w->ink_limit * 2.55);
	const size_t n = (size_t)j->raster.width * j->raster.height;
	const struct transform *t;

	if (!is_over(j))
		return true;
	t = converter_transform(c, j->diag,
	    &(struct transform_want){.ncolor = 4,
		.space = SPACE_CMYK,
		.cmyk_profile = w->cmyk_profile,
		.limit = w->ink_limit,
		.own = true,
		.pos = j->picture->pos});
	for (size_t i = 0; t && i < n; i++) {
		uint8_t *p = j->raster.at + 4 * i;

		if ((unsigned)p[0] + p[1] + p[2] + p[3] > most)
			transform_pixels(t, p, p, 1);
	}
	return t;
}

/* ---- black of drawings ------------------------------------------------------- */

static bool is_grey(const uint8_t *rgb)
{
	enum { MOST = 2 };

	return abs(rgb[0] - rgb[1]) <= MOST && abs(rgb[1] - rgb[2]) <= MOST;
}

/* It and all that stand around it. */
static bool is_among_greys(const struct raster *r, uint32_t x, uint32_t y)
{
	const uint32_t left = x ? x - 1 : 0, top = y ? y - 1 : 0;
	const uint32_t right = x + 1 < r->width ? x + 1 : x;
	const uint32_t foot = y + 1 < r->height ? y + 1 : y;

	for (uint32_t v = top; v <= foot; v++)
		for (uint32_t u = left; u <= right; u++)
			if (!is_grey(r->at + 3 * ((size_t)v * r->width + u)))
				return false;
	return true;
}

/* The pixels in four inks, but greys and blacks in one. */
static void keep_black(struct inlay *j, const struct transform *t)
{
	enum { BLACK = 2 };
	struct raster *from = &j->raster, to = *from;

	to.ncolor = 4;
	raster_new(&to);
	transform_pixels(t, from->at, to.at, (size_t)to.width * to.height);
	for (uint32_t y = 0; y < to.height; y++)
		for (uint32_t x = 0; x < to.width; x++) {
			const size_t i = (size_t)y * to.width + x;
			const uint8_t *rgb = from->at + 3 * i;
			const bool black =
			    rgb[0] <= BLACK && rgb[1] <= BLACK && rgb[2] <= BLACK;

			if (black || is_among_greys(from, x, y))
				memcpy(to.at + 4 * i,
				    (uint8_t[4]){0, 0, 0, (uint8_t)(255 - rgb[1])}, 4);
		}
	raster_release(from);
	*from = to;
}

/* It is made anew for its size alone. */
static bool keeps_numbers(const struct inlay *j)
{
	return !j->profile.at &&
	       j->raster.ncolor == (j->want->space == SPACE_CMYK ? 4 : 3);
}

/* Pixels of a drawing on their way to the press, and not those of a photograph. */
static bool is_drawn(const struct inlay *j)
{
	return j->want->space == SPACE_CMYK && j->raster.ncolor == 3 && !j->object->dct &&
	       !j->profile.at &&
	       (j->picture->art->drawing || raster_is_drawing(&j->raster));
}

static bool code(struct inlay *j, struct converter *c, struct image *out)
{
	const struct transform *t = NULL;
	bool good = decode(j), drawing = false;

	if (good && j->want->space == SPACE_CMYK)
		raster_fold_neutral(&j->raster);
	if (good && j->raster.ncolor == 1) {
		good = even_greys(j, c);
	} else if (good && !keeps_numbers(j)) {
		t = transform_to(j, j->want->space, c);
		good = t;
	} else if (good) {
		good = hold_inks(j, c);
	}
	if (t && is_drawn(j)) {
		keep_black(j, t);
		t = NULL;
		drawing = true;
	}
	if (good && !j->object->dct &&
	    (j->object->soft || drawing || raster_is_drawing(&j->raster)))
		keep_raw(j, t, out);
	else if (good)
		good = keep_jpeg(j, t, out);
	raster_release(&j->raster);
	return good;
}

static bool code_alone(struct inlay *j, struct image *out)
{
	struct arena *a = arena_new();
	const bool good = code(j, converter_new(a), out);

	arena_close(a);
	return good;
}

bool art_encode(const struct picture *p, const struct art_object *o, struct diag *d,
    const struct picture_want *want, struct image *out)
{
	struct inlay j = {.picture = p, .object = o, .want = want, .diag = d};

	*out = (struct image){.orientation = 1};
	read_source(&j);
	limit_size(&j);
	if (serves(&j)) {
		keep_bytes(&j, out);
		return true;
	}
	const struct recipe recipe = {.from = {o->body.at, o->body.len},
	    .profile = j.profile,
	    .width = j.raster.width,
	    .height = j.raster.height,
	    .ncomponent = o->ncomponent,
	    .dct = o->dct,
	    .art = true,
	    .want = want};
	const struct key key = recipe_key(&recipe);
	const enum kept kept = kept_find(want, &key, out);

	if (kept != KEPT_NOTHING)
		return kept == KEPT_IMAGE;
	if (!(want->converter ? code(&j, want->converter, out) : code_alone(&j, out))) {
		kept_give_up(want->cache, &key);
		return false;
	}
	kept_keep(want->cache, &key, out, false);
	return true;
}
