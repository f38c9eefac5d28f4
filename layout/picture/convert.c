/*
 * Colors through ICC profiles, by lcms2, which no other file includes.
 *
 * In: pixels and the profile that came with them. Out: CMYK for the printer's profile,
 * or sRGB for the screen. Intent: perceptual with black-point compensation, so that a
 * photograph's shadows survive. Pixels without a profile are sRGB; CMYK without one is
 * taken for coated offset. Greys stay on the black plate, by a curve (grey.c). Flat
 * colors (color.c) are converted by relative colorimetry. CMYK of another printing
 * condition is converted too, but that what is black alone stays so. Where the press
 * takes less ink than its profile lays down, what comes out is brought under its limit
 * (limit.c). Building a transform takes tens of milliseconds and most pictures of an
 * issue share it, so a converter keeps those it has made, by source and target. A
 * file-level cache was rejected: processes of books must not share what changes.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <lcms2.h>

#include "picture/pixels.h"

/* Both from the package scribus-data; used nowhere else by path. */
static const char srgb_path[] = "/usr/share/scribus/profiles/sRGB_icc22.icm";
static const char coated_path[] = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc";

struct transform {
	cmsHTRANSFORM lcms;
	uint8_t ncolor;
	enum picture_space space;
	const char *cmyk_profile; /* NULL: SPACE_RGB */
	int limit;
	bool own, flat;
	bool holds;    /* to the limit, where the profile alone would not */
	bool is_curve; /* grey to black ink: no lcms, but: */
	uint8_t curve[256];
	struct bytes profile; /* of the source, our copy; at NULL: none */
};

struct converter {
	struct arena *arena;
	cmsContext lcms;
	struct transform **transform;
	size_t ntransform, captransform;
};

static void converter_end(void *object)
{
	struct converter *c = object;

	for (size_t i = 0; i < c->ntransform; i++)
		if (c->transform[i]->lcms)
			cmsDeleteTransform(c->transform[i]->lcms);
	cmsDeleteContext(c->lcms);
}

struct converter *converter_new(struct arena *a)
{
	struct converter *c = ARENA_NEW(a, struct converter);

	c->arena = a;
	c->lcms = cmsCreateContext(NULL, NULL);
	if (!c->lcms)
		die("memory for color conversion:");
	arena_defer(a, converter_end, c);
	return c;
}

const uint8_t *profile_srgb(struct arena *a, struct diag *d, size_t *len)
{
	const uint8_t *profile = file_map(a, srgb_path, len);

	if (profile)
		return profile;
	diag(d, DIAG_MISSING_FILE, (struct pos){0}, "colour profile '%s' cannot be read",
	    srgb_path);
	diag_hint(d, "install the package scribus-data");
	return NULL;
}

const char *profile_of_inks(void)
{
	return coated_path;
}

uint32_t converter_version(void)
{
	return (uint32_t)cmsGetEncodedCMMversion();
}

/* ---- judging a profile --------------------------------------------------- */

static bool colorant_is(cmsHPROFILE profile, cmsTagSignature tag, const double want[3])
{
	const cmsCIEXYZ *xyz = cmsReadTag(profile, tag);

	return xyz && fabs(xyz->X - want[0]) < 0.003 && fabs(xyz->Y - want[1]) < 0.003 &&
	       fabs(xyz->Z - want[2]) < 0.003;
}

/* The sRGB of IEC 61966-2-1 as cameras embed it: its primaries adapted to D50, and its
 * curve at mid-grey, which tells it from a pure gamma of 2.2 by too little to matter. */
static bool is_srgb(cmsHPROFILE profile)
{
	static const double red[3] = {0.4361, 0.2225, 0.0139};
	static const double green[3] = {0.3851, 0.7169, 0.0971};
	static const double blue[3] = {0.1431, 0.0606, 0.7141};
	const cmsToneCurve *curve;

	if (!cmsIsMatrixShaper(profile) ||
	    !colorant_is(profile, cmsSigRedColorantTag, red) ||
	    !colorant_is(profile, cmsSigGreenColorantTag, green) ||
	    !colorant_is(profile, cmsSigBlueColorantTag, blue))
		return false;
	curve = cmsReadTag(profile, cmsSigGreenTRCTag);
	return curve && fabs(cmsEvalToneCurveFloat(curve, 0.5f) - 0.214) < 0.006;
}

static enum profile_use judge(cmsHPROFILE profile, uint8_t ncolor)
{
	cmsColorSpaceSignature want = ncolor == 1   ? cmsSigGrayData
				      : ncolor == 4 ? cmsSigCmykData
						    : cmsSigRgbData;
	cmsProfileClassSignature class = cmsGetDeviceClass(profile);
	cmsUInt32Number version = cmsGetEncodedICCversion(profile);

	if (cmsGetColorSpace(profile) != want ||
	    !cmsIsIntentSupported(profile, INTENT_PERCEPTUAL, LCMS_USED_AS_INPUT))
		return PROFILE_USELESS;
	if (ncolor == 3 && is_srgb(profile))
		return PROFILE_SRGB;
	if (ncolor != 3 || version < 0x02000000 || version >= 0x05000000)
		return PROFILE_CONVERT;
	/* ISO 19005-2, 6.2.4.2; ISO 32000-1, 8.6.5.5 */
	return class == cmsSigDisplayClass || class == cmsSigInputClass ||
		       class == cmsSigColorSpaceClass
		   ? PROFILE_EMBED
		   : PROFILE_CONVERT;
}

enum profile_use profile_use(struct bytes profile, uint8_t ncolor)
{
	cmsContext lcms;
	cmsHPROFILE open;
	enum profile_use use;

	if (profile.len < 132 || profile.len > PROFILE_MAX)
		return PROFILE_USELESS;
	lcms = cmsCreateContext(NULL, NULL);
	if (!lcms)
		die("memory for color conversion:");
	open = cmsOpenProfileFromMemTHR(lcms, profile.at, (cmsUInt32Number)profile.len);
	use = open ? judge(open, ncolor) : PROFILE_USELESS;
	if (open)
		cmsCloseProfile(open);
	cmsDeleteContext(lcms);
	return use;
}

/* A text of the profile, as bytes that are looked through. */
static bool tag_has(cmsHPROFILE profile, cmsTagSignature tag, const char *word)
{
	enum { LOOKED_AT = 4096 };
	const size_t len = strlen(word);
	char text[LOOKED_AT];
	cmsUInt32Number n = cmsReadRawTag(profile, tag, text, sizeof text);

	n = n < sizeof text ? n : (cmsUInt32Number)sizeof text;
	for (size_t i = 0; i + len <= n; i++)
		if (memcmp(text + i, word, len) == 0)
			return true;
	return false;
}

static bool names_condition(struct bytes profile, const char *condition)
{
	cmsContext lcms = cmsCreateContext(NULL, NULL);
	cmsHPROFILE open = lcms ? cmsOpenProfileFromMemTHR(
				      lcms, profile.at, (cmsUInt32Number)profile.len)
				: NULL;
	const bool named =
	    open && (tag_has(open, cmsSigProfileDescriptionTag, condition) ||
			tag_has(open, cmsSigCharTargetTag, condition));

	if (open)
		cmsCloseProfile(open);
	if (lcms)
		cmsDeleteContext(lcms);
	return named;
}

bool profile_is_of(struct bytes profile, const struct picture_want *want)
{
	struct arena *a = arena_new();
	size_t len;
	const uint8_t *press = file_map(a, want->cmyk_profile, &len);
	const bool same =
	    press && len == profile.len && memcmp(press, profile.at, len) == 0;

	arena_close(a);
	return same || (want->condition && *want->condition &&
			   names_condition(profile, want->condition));
}

/* ---- transforms ---------------------------------------------------------- */

static bool serves(const struct transform *t, const struct transform_want *w)
{
	return t->ncolor == w->ncolor && t->space == w->space && t->flat == w->flat &&
	       t->limit == w->limit && t->own == w->own &&
	       (t->space == SPACE_RGB || strcmp(t->cmyk_profile, w->cmyk_profile) == 0) &&
	       t->profile.len == w->profile.len &&
	       (!w->profile.len ||
		   memcmp(t->profile.at, w->profile.at, w->profile.len) == 0);
}

static cmsHPROFILE open_file(struct converter *c, const char *path)
{
	size_t len;
	const uint8_t *at = file_map(c->arena, path, &len);

	if (!at || len < 132 || len > PROFILE_MAX)
		return NULL;
	return cmsOpenProfileFromMemTHR(c->lcms, at, (cmsUInt32Number)len);
}

static cmsHPROFILE open_source(struct converter *c, const struct transform_want *w)
{
	if (w->profile.at)
		return cmsOpenProfileFromMemTHR(
		    c->lcms, w->profile.at, (cmsUInt32Number)w->profile.len);
	return w->ncolor == 4 ? open_file(c, coated_path)
			      : cmsCreate_sRGBProfileTHR(c->lcms);
}

static cmsHPROFILE open_target(struct converter *c, const struct transform_want *w)
{
	cmsHPROFILE profile;

	if (w->space == SPACE_RGB)
		return cmsCreate_sRGBProfileTHR(c->lcms);
	profile = open_file(c, w->cmyk_profile);
	if (profile && cmsGetColorSpace(profile) != cmsSigCmykData) {
		cmsCloseProfile(profile);
		return NULL;
	}
	return profile;
}

/* The most ink that any color of n components becomes, in percent. */
static double most_ink(cmsHTRANSFORM t, int n, bool flat)
{
	enum { STEPS = 9, FULL = 65535 };
	const int all = n == 3 ? STEPS * STEPS * STEPS : STEPS * STEPS * STEPS * STEPS;
	double most = 0;

	for (int i = 0; i < all; i++) {
		uint16_t in[4], out[4];
		uint8_t small[4], ink[4];
		double total = 0;

		for (int k = 0, rest = i; k < n; k++, rest /= STEPS) {
			in[k] = (uint16_t)(rest % STEPS * FULL / (STEPS - 1));
			small[k] = (uint8_t)(in[k] >> 8);
		}
		if (flat)
			cmsDoTransform(t, in, out, 1);
		else
			cmsDoTransform(t, small, ink, 1);
		for (int k = 0; k < 4; k++)
			total += flat ? out[k] / (FULL / 100.0) : ink[k] / 2.55;
		most = total > most ? total : most;
	}
	return most;
}

/* Source, press, and what limits the ink; each may be missing. */
struct chain {
	cmsHPROFILE at[3];
	cmsUInt32Number n;
};

static void chain_add(struct chain *c, cmsHPROFILE profile)
{
	c->at[c->n++] = profile;
}

/* lcms's CMYK of whole numbers has its highest as full ink, as our rasters have. */
static cmsUInt32Number format_of(int n, bool flat)
{
	if (n == 1)
		return flat ? TYPE_GRAY_16 : TYPE_GRAY_8;
	if (n == 3)
		return flat ? TYPE_RGB_16 : TYPE_RGB_8;
	return flat ? TYPE_CMYK_16 : TYPE_CMYK_8;
}

static cmsUInt32Number intent_of(bool flat, bool inks)
{
	if (flat)
		return inks ? INTENT_PRESERVE_K_ONLY_RELATIVE_COLORIMETRIC
			    : INTENT_RELATIVE_COLORIMETRIC;
	return inks ? INTENT_PRESERVE_K_ONLY_PERCEPTUAL : INTENT_PERCEPTUAL;
}

static cmsHTRANSFORM build_chain(
    struct converter *c, const struct transform_want *w, struct chain *chain)
{
	const bool links = cmsGetDeviceClass(chain->at[0]) == cmsSigLinkClass;
	const bool inks = w->ncolor == 4 && w->space == SPACE_CMYK && !links;

	return cmsCreateMultiprofileTransformTHR(c->lcms, chain->at, chain->n,
	    format_of(w->ncolor, w->flat),
	    format_of(w->space == SPACE_RGB ? 3 : 4, w->flat), intent_of(w->flat, inks),
	    cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
}

/* A transform of the same that holds to the limit; NULL: it cannot be made. t NULL: the
 * source is the press's own. lcms2 loses memory where a link stands behind what preserves
 * black: so a transform from other inks becomes a link first. */
static cmsHTRANSFORM limited(struct converter *c, const struct transform_want *w,
    struct chain *chain, cmsHTRANSFORM t)
{
	/* a point less: what is coded as JPEG is a little more here and there */
	cmsHPROFILE link = limit_link(c->lcms, chain->at[chain->n - 1], w->limit - 1);
	cmsHPROFILE whole =
	    t && w->ncolor == 4 ? cmsTransform2DeviceLink(t, 4.3, 0) : NULL;
	struct chain all = {0};
	cmsHTRANSFORM made = NULL;

	if (whole)
		chain_add(&all, whole);
	else if (t)
		all = *chain;
	if (link) {
		chain_add(&all, link);
		made = build_chain(c, w, &all);
		cmsCloseProfile(link);
	}
	if (whole)
		cmsCloseProfile(whole);
	return made;
}

static cmsHTRANSFORM build(
    struct converter *c, const struct transform_want *w, bool *holds)
{
	struct chain chain = {0};
	cmsHPROFILE from = w->own ? NULL : open_source(c, w), to = open_target(c, w);
	cmsHTRANSFORM t = NULL, all = NULL;
	const bool complete = to && (from || w->own);

	if (from)
		chain_add(&chain, from);
	if (to)
		chain_add(&chain, to);
	if (complete && !w->own)
		t = build_chain(c, w, &chain);
	if (w->own ||
	    (t && w->limit && most_ink(t, w->ncolor, w->flat) > w->limit + 0.5)) {
		all = complete ? limited(c, w, &chain, t) : NULL;
		if (t)
			cmsDeleteTransform(t);
		t = all;
		*holds = true;
	}
	while (chain.n)
		cmsCloseProfile(chain.at[--chain.n]);
	return t;
}

static bool build_curve(
    struct converter *c, const struct transform_want *w, uint8_t curve[256])
{
	cmsHPROFILE from = open_source(c, w), press = open_target(c, w);
	const bool made = from && press && grey_curve(c->lcms, from, press, curve);

	if (from)
		cmsCloseProfile(from);
	if (press)
		cmsCloseProfile(press);
	return made;
}

const struct transform *converter_transform(
    struct converter *c, struct diag *d, const struct transform_want *w)
{
	const bool is_curve = w->ncolor == 1 && w->space == SPACE_CMYK;
	struct transform *t;
	cmsHTRANSFORM lcms;
	bool holds = false;
	uint8_t curve[256] = {0};

	for (size_t i = 0; i < c->ntransform; i++)
		if (serves(c->transform[i], w))
			return c->transform[i];
	lcms = is_curve ? NULL : build(c, w, &holds);
	if (is_curve ? !build_curve(c, w, curve) : !lcms) {
		diag(d, DIAG_MISSING_PROFILE, w->pos,
		    "pictures cannot be converted with the colour profile '%s'",
		    w->space == SPACE_CMYK ? w->cmyk_profile : coated_path);
		return NULL;
	}
	t = ARENA_NEW(c->arena, struct transform);
	*t = (struct transform){.lcms = lcms,
	    .is_curve = is_curve,
	    .ncolor = w->ncolor,
	    .space = w->space,
	    .limit = w->limit,
	    .own = w->own,
	    .flat = w->flat,
	    .holds = holds};
	memcpy(t->curve, curve, sizeof curve);
	if (w->space == SPACE_CMYK)
		t->cmyk_profile = arena_string(c->arena, w->cmyk_profile);
	if (w->profile.at)
		t->profile =
		    (struct bytes){(const uint8_t *)arena_copy(c->arena,
				       (const char *)w->profile.at, w->profile.len),
			w->profile.len};
	ARENA_PUSH(c->arena, c->transform, c->ntransform, c->captransform) = t;
	return t;
}

bool transform_holds(const struct transform *t)
{
	return t->holds;
}

/* Not a converter's: a proof makes one and no more. */
struct transform *transform_to_eye(const char *cmyk_profile)
{
	cmsHPROFILE press = cmsOpenProfileFromFile(cmyk_profile, "r");
	cmsHPROFILE eye = cmsCreate_sRGBProfile();
	struct transform *t = calloc(1, sizeof *t);

	if (!t || !eye)
		die("memory for color conversion:");
	if (press)
		t->lcms = cmsCreateTransform(
		    press, TYPE_CMYK_8, eye, TYPE_RGB_8, INTENT_ABSOLUTE_COLORIMETRIC, 0);
	if (press)
		cmsCloseProfile(press);
	cmsCloseProfile(eye);
	if (t->lcms)
		return t;
	free(t);
	return NULL;
}

void transform_release(struct transform *t)
{
	cmsDeleteTransform(t->lcms);
	free(t);
}

void transform_pixels(
    const struct transform *t, const uint8_t *from, uint8_t *to, size_t n)
{
	if (!t->is_curve) {
		cmsDoTransform(t->lcms, from, to, (cmsUInt32Number)n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		to[i] = t->curve[from[i]];
}

uint8_t transform_ncolor(const struct transform *t)
{
	return t->is_curve ? 1 : t->space == SPACE_CMYK ? 4 : 3;
}

void transform_flat(const struct transform *t, const uint16_t *from, uint16_t *to)
{
	cmsDoTransform(t->lcms, from, to, 1);
}
