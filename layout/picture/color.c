/*
 * Flat colors of art, one by one, as an edition prints or shows them.
 *
 * In: a color, and the profile that it is meant by. Out: the same in the edition's space:
 * sRGB, or the press's four inks.
 * - Colors without a profile are sRGB or the press's own inks; these keep their numbers,
 *   and so do those whose profile is the press's or sRGB itself.
 * - Greys and blacks stay one ink, whatever space says that they are grey; black ink
 * alone keeps its number, whatever press it was meant for.
 * - What is more ink than the press takes is brought under its limit, and looks the same
 * as far as it can (limit.c).
 * Within a gradient that is not grey throughout they are mixed like their neighbors.
 * - All else by relative colorimetry: a color that can be printed is printed as it is.
 * What a profile is good for is found out once, when a color first asks for it.
 */
#include <math.h>
#include <string.h>

#include "picture/pixels.h"

/* From a source to the edition. */
struct road {
	bool known;
	bool same;			/* the source is as good as none */
	const struct transform *eye;	/* to sRGB; NULL: not asked for yet */
	const struct transform *direct; /* to the edition's space */
};

struct colors {
	struct diag *diag;
	const struct picture_want *want;
	const struct art *art;
	struct road *road;	      /* RGB and CMYK of no profile, then one a source */
	const struct transform *hold; /* inks to the limit; NULL: not asked for yet */
};

enum { BARE_RGB, BARE_CMYK, FIRST_SOURCE };

struct colors *colors_new(struct arena *a, struct diag *d,
    const struct picture_want *want, const struct art *art)
{
	struct colors *c = ARENA_NEW(a, struct colors);

	*c = (struct colors){.diag = d, .want = want, .art = art};
	c->road = ARENA_ARRAY(a, struct road, art->nsource + FIRST_SOURCE);
	return c;
}

enum profile_use source_use(const struct art_source *s, const struct picture_want *want)
{
	const struct bytes profile = {s->at, s->len};
	const enum profile_use use = profile_use(profile, s->n);

	if (use == PROFILE_USELESS || use == PROFILE_SRGB)
		return use;
	return s->n == 4 && want->space == SPACE_CMYK && profile_is_of(profile, want)
		   ? PROFILE_USELESS
		   : use;
}

static struct road *road_of(struct colors *c, const struct art_color *from)
{
	struct road *r;

	if (!from->source || from->source > c->art->nsource)
		r = &c->road[from->n == 4 ? BARE_CMYK : BARE_RGB];
	else
		r = &c->road[FIRST_SOURCE + from->source - 1];
	if (!r->known) {
		r->same = true;
		if (r >= &c->road[FIRST_SOURCE]) {
			const enum profile_use use =
			    source_use(&c->art->source[from->source - 1], c->want);

			r->same = use == PROFILE_USELESS || use == PROFILE_SRGB;
		}
		r->known = true;
	}
	return r;
}

/* NULL: reported. */
static const struct transform *transform_of(
    struct colors *c, const struct art_color *from, enum picture_space space)
{
	struct road *r = road_of(c, from);
	const bool eye = space == SPACE_RGB;
	const struct transform **t = eye ? &r->eye : &r->direct;
	struct transform_want w = {.ncolor = from->n,
	    .space = space,
	    .cmyk_profile = eye ? NULL : c->want->cmyk_profile,
	    .limit = eye ? 0 : c->want->ink_limit,
	    .flat = true};

	if (!r->same) {
		const struct art_source *s = &c->art->source[from->source - 1];

		w.profile = (struct bytes){s->at, s->len};
	}
	if (!*t)
		*t = converter_transform(c->want->converter, c->diag, &w);
	return *t;
}

/* False: reported. */
static bool convert(
    struct colors *c, const struct art_color *from, enum picture_space space, float *to)
{
	const struct transform *t = transform_of(c, from, space);
	const int nto = space == SPACE_RGB ? 3 : 4;
	uint16_t in[4], out[4];

	memset(to, 0, (size_t)nto * sizeof *to);
	if (!t)
		return false;
	for (int i = 0; i < from->n; i++)
		in[i] = (uint16_t)(from->at[i] * 65535 + 0.5f);
	transform_flat(t, in, out);
	for (int i = 0; i < nto; i++)
		to[i] = out[i] / 65535.0f;
	return true;
}

static void put_grey(const struct colors *c, float light, float *to)
{
	const bool press = c->want->space == SPACE_CMYK;

	to[0] = to[1] = to[2] = press ? 0 : light;
	if (press)
		to[3] = 1 - light;
}

static bool is_neutral(const float rgb[3], float most)
{
	return fabsf(rgb[0] - rgb[1]) <= most && fabsf(rgb[1] - rgb[2]) <= most &&
	       fabsf(rgb[0] - rgb[2]) <= most;
}

static void convert_grey(struct colors *c, const struct art_color *from, float *to)
{
	float rgb[3] = {from->at[0], from->at[0], from->at[0]};

	if (!road_of(c, from)->same)
		convert(c, from, SPACE_RGB, rgb);
	put_grey(c, rgb[1], to);
}

static void convert_light(struct colors *c, const struct art_color *from, float *to)
{
	const bool same = road_of(c, from)->same;
	float rgb[3];

	if (same)
		memcpy(rgb, from->at, sizeof rgb);
	else if (!convert(c, from, SPACE_RGB, rgb))
		return;
	if (!from->blended && is_neutral(rgb, same ? 0 : 1 / 255.0f))
		put_grey(c, rgb[1], to);
	else if (c->want->space == SPACE_RGB)
		memcpy(to, rgb, sizeof rgb);
	else
		convert(c, from, SPACE_CMYK, to);
}

/* The press's own inks, where they are more than it takes. */
static void hold(struct colors *c, float *ink)
{
	const struct picture_want *want = c->want;
	const float all = ink[0] + ink[1] + ink[2] + ink[3];
	uint16_t in[4], out[4];

	if (!want->ink_limit || all <= (float)want->ink_limit / 100 + 0.005f)
		return;
	if (!c->hold)
		c->hold = converter_transform(want->converter, c->diag,
		    &(struct transform_want){.ncolor = 4,
			.space = SPACE_CMYK,
			.cmyk_profile = want->cmyk_profile,
			.limit = want->ink_limit,
			.own = true,
			.flat = true});
	for (int i = 0; i < 4; i++)
		in[i] = (uint16_t)(ink[i] * 65535 + 0.5f);
	if (c->hold)
		transform_flat(c->hold, in, out);
	for (int i = 0; c->hold && i < 4; i++)
		ink[i] = out[i] / 65535.0f;
}

static void convert_inks(struct colors *c, const struct art_color *from, float *to)
{
	const bool black = !from->blended && !from->at[0] && !from->at[1] && !from->at[2];
	const bool same = road_of(c, from)->same;

	if ((same || black) && c->want->space == SPACE_CMYK) {
		memcpy(to, from->at, sizeof from->at);
		hold(c, to);
	} else if (black && c->want->space == SPACE_RGB) {
		put_grey(c, 1 - from->at[3], to);
	} else {
		convert(c, from, c->want->space, to);
	}
}

void colors_convert(struct colors *c, const struct art_color *from, float *to)
{
	if (from->n == 1)
		convert_grey(c, from, to);
	else if (from->n == 3)
		convert_light(c, from, to);
	else
		convert_inks(c, from, to);
}
