/*
 * Color spaces (ISO 32000-1, 8.6) brought down to grey, RGB, CMYK, or an ink.
 *
 * In: a space as a file names it. Out: how many components it has, and its colors in one
 * of the three, with the profile that they are meant by, which each edition's writer
 * converts from; what is meant by the eye gets one (calibrated.c). RGB without a profile
 * is sRGB, as nearly all is, and CMYK without one is the press's, as printers expect. A
 * spot color becomes what its own function says it looks like.
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

/* The components that a profile says it is of (ICC.1:2010, 7.2.6); 0: of none that we
 * know, or it is no profile. */
static int components_of(const uint8_t *icc, size_t len)
{
	static const struct {
		const char name[5];
		int n;
	} spaces[] = {{"GRAY", 1}, {"RGB ", 3}, {"CMYK", 4}, {"Lab ", 3}};

	if (!icc || len < 132 || memcmp(icc + 36, "acsp", 4) != 0)
		return 0;
	for (size_t i = 0; i < COUNT(spaces); i++)
		if (memcmp(icc + 16, spaces[i].name, 4) == 0)
			return spaces[i].n;
	return 0;
}

static struct space *space_new(struct taker *t, int n, uint8_t source)
{
	struct space *s = ARENA_NEW(t->record->arena, struct space);

	s->n = n;
	s->source = source;
	return s;
}

static const struct space *device_of(int n)
{
	return n == 1 ? &space_grey : n == 3 ? &space_rgb : n == 4 ? &space_cmyk : NULL;
}

static const struct space *lab_of(struct taker *t, handle range);

/* A profile that is none, or of other components, is as if it were not there. */
static const struct space *read_profile(struct taker *t, handle array)
{
	handle stream = item(t, array, 1), dict;
	uint32_t source = taken_as(t, stream, 'c');
	size_t len = 0;
	uint8_t *icc;
	int n;

	if (!qpdf_oh_is_stream(t->pdf, stream))
		return NULL;
	dict = qpdf_oh_get_dict(t->pdf, stream);
	n = qpdf_oh_get_int_value_as_int(t->pdf, qpdf_oh_get_key(t->pdf, dict, "/N"));
	if (!device_of(n))
		return NULL;
	if (source)
		return space_new(t, n, (uint8_t)source);
	icc = stream_bytes(t, stream, &len);
	const bool good = components_of(icc, len) == n;
	const bool lab = good && memcmp(icc + 16, "Lab ", 4) == 0;
	if (good && !lab)
		source = record_source(t->record, (struct source){(char *)icc, len}, n);
	free(icc);
	remember(t, stream, 'c', source);
	if (lab)
		return lab_of(t, qpdf_oh_get_key(t->pdf, dict, "/Range"));
	return source ? space_new(t, n, (uint8_t)source) : device_of(n);
}

static const struct space *lab_of(struct taker *t, handle range)
{
	static const double usual[] = {-100, 100, -100, 100};
	struct space *s = space_new(t, 3, lab_source(t->record));
	const bool own = qpdf_oh_is_array(t->pdf, range) &&
			 qpdf_oh_get_array_n_items(t->pdf, range) == 4;

	s->kind = SPACE_IS_LAB;
	for (int i = 0; i < 4; i++)
		s->range[i] =
		    own ? qpdf_oh_get_numeric_value(t->pdf, item(t, range, i)) : usual[i];
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
	if (!s->base || s->base->kind == SPACE_IS_PATTERN || s->n < 1 ||
	    s->n > COMPONENTS_MAX)
		return NULL;
	s->tint = function_of(t, item(t, array, 3));
	spot_read(t, s, names);
	return s->tint || s->process ? s : NULL;
}

/* Patterns that are given their color. */
static const struct space *read_given(struct taker *t, handle array, handle resources)
{
	struct space *s = space_new(t, 0, 0);

	s->kind = SPACE_IS_PATTERN;
	s->base = space_of(t, item(t, array, 1), resources);
	return s->base && s->base->kind != SPACE_IS_PATTERN ? s : NULL;
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
	if (strcmp(family, "/CalGray") == 0)
		return space_new(t, 1, calibrated_grey(t, item(t, array, 1)));
	if (strcmp(family, "/CalRGB") == 0)
		return space_new(t, 3, calibrated_rgb(t, item(t, array, 1)));
	if (strcmp(family, "/Lab") == 0)
		return lab_of(
		    t, qpdf_oh_get_key_if_dict(t->pdf, item(t, array, 1), "/Range"));
	if (strcmp(family, "/Indexed") == 0 || strcmp(family, "/I") == 0)
		return read_indexed(t, array, resources);
	if (strcmp(family, "/Separation") == 0 || strcmp(family, "/DeviceN") == 0)
		return read_tint(t, array, resources);
	if (strcmp(family, "/Pattern") == 0 &&
	    qpdf_oh_get_array_n_items(t->pdf, array) > 1)
		return read_given(t, array, resources);
	return by_name(family);
}

/* What the resources say of a space of the device (8.6.5.6); 0: nothing. */
static handle default_of(struct taker *t, const struct space *s, handle spaces)
{
	const char *key = s == &space_grey   ? "/DefaultGray"
			  : s == &space_rgb  ? "/DefaultRGB"
			  : s == &space_cmyk ? "/DefaultCMYK"
					     : NULL;

	return key && spaces && qpdf_oh_is_dictionary(t->pdf, spaces) &&
		       qpdf_oh_has_key(t->pdf, spaces, key)
		   ? qpdf_oh_get_key(t->pdf, spaces, key)
		   : 0;
}

const struct space *space_of(struct taker *t, handle space, handle resources)
{
	const struct space *s = NULL;

	if (t->unfolding > 8)
		return NULL;
	t->unfolding++;
	if (qpdf_oh_is_array(t->pdf, space)) {
		s = read_array(t, space, resources);
	} else if (qpdf_oh_is_name(t->pdf, space)) {
		const char *name =
		    arena_string(t->record->arena, qpdf_oh_get_name(t->pdf, space));
		handle spaces =
		    resources ? qpdf_oh_get_key_if_dict(t->pdf, resources, "/ColorSpace")
			      : 0;

		s = by_name(name);
		if (s && default_of(t, s, spaces)) {
			const struct space *meant =
			    space_of(t, default_of(t, s, spaces), 0);

			s = meant && meant->n == s->n ? meant : s;
		}
		if (!s && spaces && qpdf_oh_is_dictionary(t->pdf, spaces) &&
		    qpdf_oh_has_key(t->pdf, spaces, name))
			s = space_of(t, qpdf_oh_get_key(t->pdf, spaces, name), 0);
	}
	t->unfolding--;
	return s;
}

/* ---- colors -------------------------------------------------------------------- */

static double within(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

static struct color lab_color(const struct space *s, const double *at)
{
	const double lab[3] = {within(at[0], 0, 100),
	    within(at[1], s->range[0], s->range[1]),
	    within(at[2], s->range[2], s->range[3])};
	struct color c = {.n = 3, .source = s->source};

	lab_to_wide(lab, c.at);
	return c;
}

void index_at(const struct space *s, double at, double *inner)
{
	const size_t n = (size_t)s->base->n, i = (size_t)within(at, 0, 255) * n;

	memset(inner, 0, n * sizeof *inner);
	for (size_t k = 0; k < n && i + k < s->ntable; k++) {
		inner[k] = s->table[i + k] / 255.0;
		if (s->base->kind == SPACE_IS_LAB)
			inner[k] = k == 0 ? inner[k] * 100
					  : s->base->range[2 * k - 2] +
						inner[k] * (s->base->range[2 * k - 1] -
							       s->base->range[2 * k - 2]);
	}
}

static struct color process_color(const struct space *s, const double *at)
{
	struct color c = {.n = 4};

	for (int i = 0; i < s->n; i++)
		if (s->plate[i] >= 0)
			c.at[s->plate[i]] = (float)within(at[i], 0, 1);
	return c;
}

struct color space_color(const struct space *s, const double *at)
{
	double inner[COMPONENTS_MAX] = {0};
	struct color c = {.n = s->n, .source = s->source};

	switch (s->kind) {
	case SPACE_IS_LAB:
		return lab_color(s, at);
	case SPACE_IS_INDEXED:
		index_at(s, at[0], inner);
		return space_color(s->base, inner);
	case SPACE_IS_TINT:
		if (s->unseen)
			return (struct color){.n = 1, .at = {1}};
		if (s->process)
			return process_color(s, at);
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

void note_ink(struct taker *t, double parts)
{
	t->record->art.most_ink = fmax(t->record->art.most_ink, parts);
}

struct color place_color(struct taker *t, const struct place *p, struct color c)
{
	if (p->mask)
		return brightness(c);
	for (size_t i = 0; t->inks && c.n == 3 && !c.source && i < t->inks->n; i++)
		if (stands_for(&t->inks->at[i], &c))
			return (struct color){
			    .ink = t->inks->at[i].ink, .tint = t->inks->at[i].tint};
	t->record->art.inks = false;
	if (c.n == 4 && !c.source)
		note_ink(t, (double)c.at[0] + (double)c.at[1] + (double)c.at[2] +
				(double)c.at[3]);
	return c;
}
