/*
 * Color spaces (ISO 32000-1, 8.6) brought down to grey, RGB, CMYK, or an ink.
 *
 * In: a space as a file names it. Out: how many components it has, and its colors in one
 * of the three. A profile's components are taken for those of the device: RGB is sRGB, as
 * nearly all is, and CMYK keeps its numbers, as printers expect. A spot color becomes
 * what its own function says it looks like.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "art/art.h"

const struct space space_grey = {.n = 1}, space_rgb = {.n = 3}, space_cmyk = {.n = 4};
const struct space space_pattern = {.kind = SPACE_IS_PATTERN};

static const struct {
	const char *name;
	const struct space *space;
} named[] = {
    {"/DeviceGray", &space_grey},
    {"/G", &space_grey},
    {"/CalGray", &space_grey},
    {"/DeviceRGB", &space_rgb},
    {"/RGB", &space_rgb},
    {"/CalRGB", &space_rgb},
    {"/DeviceCMYK", &space_cmyk},
    {"/CMYK", &space_cmyk},
    {"/Pattern", &space_pattern},
};

static const struct space *by_name(const char *name)
{
	for (size_t i = 0; i < COUNT(named); i++)
		if (strcmp(named[i].name, name) == 0)
			return named[i].space;
	return NULL;
}

/* ---- reading ------------------------------------------------------------------- */

static handle item(struct taker *t, handle array, int i)
{
	return qpdf_oh_get_array_item(t->pdf, array, i);
}

static const struct space *read_profile(struct taker *t, handle array)
{
	handle stream = item(t, array, 1);

	if (!qpdf_oh_is_stream(t->pdf, stream))
		return NULL;
	switch (qpdf_oh_get_int_value_as_int(
	    t->pdf, qpdf_oh_get_key(t->pdf, qpdf_oh_get_dict(t->pdf, stream), "/N"))) {
	case 1:
		return &space_grey;
	case 3:
		return &space_rgb;
	case 4:
		return &space_cmyk;
	}
	return NULL;
}

static const struct space *read_lab(struct taker *t, handle array)
{
	static const double usual[] = {-100, 100, -100, 100};
	struct space *s = ARENA_NEW(t->record->arena, struct space);
	handle range = qpdf_oh_get_key_if_dict(t->pdf, item(t, array, 1), "/Range");

	s->kind = SPACE_IS_LAB;
	s->n = 3;
	for (int i = 0; i < 4; i++)
		s->range[i] = qpdf_oh_is_array(t->pdf, range)
				  ? qpdf_oh_get_numeric_value(t->pdf, item(t, range, i))
				  : usual[i];
	return s;
}

static const struct space *read_indexed(struct taker *t, handle array, handle resources)
{
	struct space *s = ARENA_NEW(t->record->arena, struct space);
	handle table = item(t, array, 3);
	size_t len = 0;

	s->kind = SPACE_IS_INDEXED;
	s->n = 1;
	s->base = space_of(t, item(t, array, 1), resources);
	if (!s->base || s->base->kind == SPACE_IS_INDEXED ||
	    s->base->kind == SPACE_IS_PATTERN)
		return NULL;
	if (qpdf_oh_is_stream(t->pdf, table)) {
		uint8_t *bytes = stream_bytes(t, table, &len);

		if (bytes)
			s->table = (const uint8_t *)arena_copy(
			    t->record->arena, (const char *)bytes, len);
		free(bytes);
	} else if (qpdf_oh_is_string(t->pdf, table)) {
		const char *bytes = qpdf_oh_get_binary_string_value(t->pdf, table, &len);

		s->table = (const uint8_t *)arena_copy(t->record->arena, bytes, len);
	}
	s->ntable = len;
	return s->table ? s : NULL;
}

static const struct space *read_tint(struct taker *t, handle array, handle resources)
{
	struct space *s = ARENA_NEW(t->record->arena, struct space);
	handle names = item(t, array, 1);

	s->kind = SPACE_IS_TINT;
	s->n = qpdf_oh_is_array(t->pdf, names) ? qpdf_oh_get_array_n_items(t->pdf, names)
					       : 1;
	s->base = space_of(t, item(t, array, 2), resources);
	if (!s->base || s->base->kind == SPACE_IS_PATTERN || s->n > COMPONENTS_MAX)
		return NULL;
	s->tint = function_of(t, item(t, array, 3));
	return s->tint ? s : NULL;
}

static const struct space *read_array(struct taker *t, handle array, handle resources)
{
	const char *family;

	if (qpdf_oh_get_array_n_items(t->pdf, array) < 1 ||
	    !qpdf_oh_is_name(t->pdf, item(t, array, 0)))
		return NULL;
	family =
	    arena_string(t->record->arena, qpdf_oh_get_name(t->pdf, item(t, array, 0)));
	if (strcmp(family, "/ICCBased") == 0)
		return read_profile(t, array);
	if (strcmp(family, "/Lab") == 0)
		return read_lab(t, array);
	if (strcmp(family, "/Indexed") == 0 || strcmp(family, "/I") == 0)
		return read_indexed(t, array, resources);
	if (strcmp(family, "/Separation") == 0 || strcmp(family, "/DeviceN") == 0)
		return read_tint(t, array, resources);
	if (strcmp(family, "/Pattern") == 0 &&
	    qpdf_oh_get_array_n_items(t->pdf, array) > 1)
		return NULL; /* patterns that are given their color */
	return by_name(family);
}

const struct space *space_of(struct taker *t, handle space, handle resources)
{
	const struct space *s = NULL;

	if (t->depth > 8)
		return NULL;
	t->depth++;
	if (qpdf_oh_is_array(t->pdf, space)) {
		s = read_array(t, space, resources);
	} else if (qpdf_oh_is_name(t->pdf, space)) {
		const char *name =
		    arena_string(t->record->arena, qpdf_oh_get_name(t->pdf, space));
		handle spaces =
		    resources ? qpdf_oh_get_key_if_dict(t->pdf, resources, "/ColorSpace")
			      : 0;

		s = by_name(name);
		if (!s && spaces && qpdf_oh_is_dictionary(t->pdf, spaces) &&
		    qpdf_oh_has_key(t->pdf, spaces, name))
			s = space_of(t, qpdf_oh_get_key(t->pdf, spaces, name), 0);
	}
	t->depth--;
	return s;
}

/* ---- colors -------------------------------------------------------------------- */

static double within(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

static double unlab(double x)
{
	return x >= 6.0 / 29 ? x * x * x : 108.0 / 841 * (x - 4.0 / 29);
}

static float companded(double linear)
{
	linear = within(linear, 0, 1);
	return (float)(linear <= 0.0031308 ? 12.92 * linear
					   : 1.055 * pow(linear, 1 / 2.4) - 0.055);
}

/* CIE L*a*b* under D50 to sRGB (Bradford-adapted matrix of the sRGB profile). */
static struct color lab_color(const struct space *s, const double *at)
{
	const double l = within(at[0], 0, 100),
		     a = within(at[1], s->range[0], s->range[1]);
	const double b = within(at[2], s->range[2], s->range[3]), m = (l + 16) / 116;
	const double x = 0.9642 * unlab(m + a / 500), y = unlab(m);
	const double z = 0.8249 * unlab(m - b / 200);

	return (struct color){3,
	    {companded(3.1339 * x - 1.6169 * y - 0.4906 * z),
		companded(-0.9788 * x + 1.9161 * y + 0.0335 * z),
		companded(0.0719 * x - 0.2290 * y + 1.4052 * z)},
	    0, 0};
}

static struct color indexed_color(const struct space *s, double at)
{
	const size_t n = (size_t)s->base->n, i = (size_t)within(at, 0, 255) * n;
	double inner[COMPONENTS_MAX] = {0};

	for (size_t k = 0; k < n && i + k < s->ntable; k++) {
		inner[k] = s->table[i + k] / 255.0;
		if (s->base->kind == SPACE_IS_LAB)
			inner[k] = k == 0 ? inner[k] * 100
					  : s->base->range[2 * k - 2] +
						inner[k] * (s->base->range[2 * k - 1] -
							       s->base->range[2 * k - 2]);
	}
	return space_color(s->base, inner);
}

struct color space_color(const struct space *s, const double *at)
{
	double inner[COMPONENTS_MAX] = {0};
	struct color c = {.n = s->n};

	switch (s->kind) {
	case SPACE_IS_LAB:
		return lab_color(s, at);
	case SPACE_IS_INDEXED:
		return indexed_color(s, at[0]);
	case SPACE_IS_TINT:
		function_at(s->tint, at, inner);
		return space_color(s->base, inner);
	case SPACE_IS_DEVICE:
		for (int i = 0; i < s->n; i++)
			c.at[i] = (float)within(at[i], 0, 1);
		break;
	case SPACE_IS_PATTERN:
		c.n = 1;
		break;
	}
	return c;
}

/* ---- what a place makes of them -------------------------------------------------- */

static bool stands_for(const struct stand_in *in, const struct color *c)
{
	for (int i = 0; i < 3; i++)
		if (fabs(c->at[i] * 255.0 - in->rgb[i]) > 0.1)
			return false;
	return true;
}

/* A mask is what it is by brightness (ISO 32000-1, 11.5.3), the same in every space. */
static struct color brightness(struct color c)
{
	struct color grey = {.n = 1, .at = {c.at[0]}};
	float light = 1 - 0.3f * c.at[0] - 0.59f * c.at[1] - 0.11f * c.at[2] - c.at[3];

	if (c.n == 3)
		grey.at[0] = 0.3f * c.at[0] + 0.59f * c.at[1] + 0.11f * c.at[2];
	if (c.n == 4)
		grey.at[0] = light > 0 ? light : 0;
	return grey;
}

struct color place_color(struct taker *t, const struct place *p, struct color c)
{
	if (p->mask)
		return brightness(c);
	for (size_t i = 0; t->inks && c.n == 3 && i < t->inks->n; i++)
		if (stands_for(&t->inks->at[i], &c))
			return (struct color){
			    .ink = t->inks->at[i].ink, .tint = t->inks->at[i].tint};
	t->record->art.inks = false;
	return c;
}
