/*
 * Color spaces and colors (ISO 32000-1, 8.6), as far as a printer asks: which inks.
 *
 * In: a space as a file names it, and components. Out: its family, the names that a
 * printer would ask after, and what a color in it comes to on the plates. Nothing is
 * converted: what an RGB color will be in inks is for the conversion to say.
 */
#include "preflight/reader.h"

#include <stdlib.h>
#include <string.h>

/* Of an ink less than this moves nothing that an eye can see (page/press.c). */
#define TRACE 0.05
enum { NEST_MAX = 8 };

const struct space space_grey = {.family = FAMILY_GREY, .n = 1};
const struct space space_rgb = {.family = FAMILY_RGB, .n = 3};
const struct space space_cmyk = {.family = FAMILY_CMYK, .n = 4};
static const struct space unknown = {.family = FAMILY_UNKNOWN, .n = 1};
static const struct space pattern = {.family = FAMILY_UNKNOWN, .pattern = true};
static const struct space grey_calibrated = {
    .family = FAMILY_GREY, .profiled = true, .n = 1};
static const struct space rgb_calibrated = {
    .family = FAMILY_RGB, .profiled = true, .n = 3};

static const struct {
	const char *name;
	const struct space *space;
} plain[] = {
    {"DeviceGray", &space_grey},
    {"G", &space_grey},
    {"DeviceRGB", &space_rgb},
    {"RGB", &space_rgb},
    {"DeviceCMYK", &space_cmyk},
    {"CMYK", &space_cmyk},
    {"CalGray", &grey_calibrated},
    {"CalRGB", &rgb_calibrated},
    {"Pattern", &pattern},
};

static const struct space *plain_space(const char *name)
{
	for (size_t i = 0; i < COUNT(plain); i++)
		if (strcmp(plain[i].name, name) == 0)
			return plain[i].space;
	return NULL;
}

/* A default space of other components is none: readers differ over what it means. */
static const struct space misfits[] = {{.family = FAMILY_GREY, .misfit = true, .n = 1},
    {.family = FAMILY_RGB, .misfit = true, .n = 3},
    {.family = FAMILY_CMYK, .misfit = true, .n = 4}};

/* ---- reading --------------------------------------------------------------- */

static const struct space *read_space(
    struct file *f, value space, value resources, int depth);

static const char *name_of_profile(struct file *f, value stream)
{
	size_t len;
	char *bytes = value_bytes(f, stream, &len);
	const char *name = bytes ? profile_name(f->arena, bytes, len) : NULL;

	free(bytes);
	return name ? name : "a profile without a name";
}

static const struct space *read_profiled(struct file *f, value stream)
{
	static const enum family families[] = {
	    [1] = FAMILY_GREY, [2] = FAMILY_UNKNOWN, [3] = FAMILY_RGB, [4] = FAMILY_CMYK};
	const double n = value_number(f, value_entry(f, stream, "/N"), 0);
	const value lab = value_entry(f, stream, "/Alternate");
	struct space *s;

	if (!value_is_stream(f, stream) || n < 1 || n > 4)
		return &unknown;
	s = ARENA_NEW(f->arena, struct space);
	*s = (struct space){.family = families[(size_t)n],
	    .profiled = true,
	    .n = (size_t)n,
	    .name = name_of_profile(f, stream)};
	if (value_is_array(f, lab) && value_is(f, value_item(f, lab, 0), "/Lab"))
		s->family = FAMILY_LAB;
	return s;
}

static uint8_t plate_named(const char *ink)
{
	static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};

	for (size_t i = 0; i < COUNT(process); i++)
		if (strcmp(process[i], ink) == 0)
			return (uint8_t)(1u << i);
	return 0;
}

static void add_ink(struct file *f, struct space *s, const char *ink)
{
	const uint8_t plate = plate_named(ink);

	s->all |= strcmp(ink, "All") == 0;
	s->plate[s->n++] = strcmp(ink, "None") == 0 ? UINT8_MAX : plate;
	if (plate || strcmp(ink, "None") == 0)
		return;
	s->family = FAMILY_SPOT;
	s->name = s->name ? arena_printf(f->arena, "%s, %s", s->name, ink) : ink;
}

/* Separation and DeviceN; of process inks alone it is as good as CMYK. */
static const struct space *read_inks(struct file *f, value names)
{
	struct space *s = ARENA_NEW(f->arena, struct space);
	const size_t n = value_is_array(f, names) ? value_count(f, names) : 1;

	*s = (struct space){.family = FAMILY_CMYK, .inks = true};
	if (n < 1 || n > COMPONENTS_MAX)
		return &unknown;
	for (size_t i = 0; i < n; i++) {
		const char *ink = value_name(
		    f, value_is_array(f, names) ? value_item(f, names, i) : names);

		add_ink(f, s, ink ? ink : "?");
	}
	return s;
}

static const struct space *read_based(
    struct file *f, value base, value resources, int depth, bool is_pattern)
{
	struct space *s = ARENA_NEW(f->arena, struct space);

	*s = is_pattern ? pattern : unknown;
	s->base = read_space(f, base, resources, depth + 1);
	if (!is_pattern) {
		s->indexed = true;
		s->family = s->base->family;
		s->profiled = s->base->profiled;
		s->name = s->base->name;
	}
	return s;
}

static const struct space *read_array(
    struct file *f, value array, value resources, int depth)
{
	const char *family = value_name(f, value_item(f, array, 0));
	static const struct space lab = {.family = FAMILY_LAB, .n = 3};
	const struct space *s;

	if (!family)
		return &unknown;
	if (strcmp(family, "ICCBased") == 0)
		return read_profiled(f, value_item(f, array, 1));
	if (strcmp(family, "Lab") == 0)
		return &lab;
	if (strcmp(family, "Separation") == 0 || strcmp(family, "DeviceN") == 0)
		return read_inks(f, value_item(f, array, 1));
	if (strcmp(family, "Indexed") == 0 || strcmp(family, "I") == 0)
		return read_based(f, value_item(f, array, 1), resources, depth, false);
	if (strcmp(family, "Pattern") == 0 && value_count(f, array) > 1)
		return read_based(f, value_item(f, array, 1), resources, depth, true);
	s = plain_space(family);
	return s ? s : &unknown;
}

/* Resources may have another space take the device's place. */
static const struct space *in_place_of(
    struct file *f, const struct space *s, value resources, int depth)
{
	static const char *const keys[] = {
	    [1] = "/DefaultGray", [3] = "/DefaultRGB", [4] = "/DefaultCMYK"};
	const struct space *other;
	value found;

	if (s != &space_grey && s != &space_rgb && s != &space_cmyk)
		return s;
	found = value_entry(f, value_entry(f, resources, "/ColorSpace"), keys[s->n]);
	if (!value_is_array(f, found))
		return s;
	other = read_space(f, found, 0, depth + 1);
	if (other->n == s->n && other->family != FAMILY_UNKNOWN)
		return other;
	for (size_t i = 0; i < COUNT(misfits); i++)
		if (misfits[i].n == s->n)
			return &misfits[i];
	return s;
}

static const struct space *read_space(
    struct file *f, value space, value resources, int depth)
{
	const char *name = value_name(f, space);
	const struct space *s;

	if (depth > NEST_MAX)
		return &unknown;
	if (name) {
		value found;

		s = plain_space(name);
		if (s)
			return in_place_of(f, s, resources, depth);
		found = value_entry(f, value_entry(f, resources, "/ColorSpace"),
		    arena_printf(f->arena, "/%s", name));
		return found ? read_space(f, found, resources, depth + 1) : &unknown;
	}
	if (!value_is_array(f, space))
		return &unknown;
	s = file_known(f, space, 'c');
	if (!s) {
		s = read_array(f, space, resources, depth);
		file_know(f, space, 'c', (void *)s);
	}
	return s;
}

const struct space *space_of(struct file *f, value space, value resources)
{
	return read_space(f, space, resources, 0);
}

const struct space *space_device(struct file *f, size_t n, value resources)
{
	const struct space *s = n == 1 ? &space_grey : n == 3 ? &space_rgb : &space_cmyk;

	return in_place_of(f, s, resources, 0);
}

const struct space *space_named(struct file *f, const char *name, value resources)
{
	const struct space *s = plain_space(name + 1);

	if (s)
		return in_place_of(f, s, resources, 0);
	return read_space(
	    f, value_entry(f, value_entry(f, resources, "/ColorSpace"), name), 0, 0);
}

/* ---- colors ---------------------------------------------------------------- */

/* What each component lays on the sheet: its plate (0: a spot), and whether any is full.
 */
struct laid {
	uint8_t plates;
	bool spot;
	double total;
};

static void lay(struct laid *l, uint8_t plate, double part)
{
	if (part < TRACE || plate == UINT8_MAX)
		return;
	l->plates |= plate;
	l->spot |= plate == 0;
	l->total += part;
}

static struct laid lay_inks(const struct space *s, const double *at)
{
	static const uint8_t cmyk[] = {PLATE_C, PLATE_M, PLATE_Y, PLATE_K};
	struct laid l = {0};

	if (s->family == FAMILY_GREY)
		lay(&l, PLATE_K, 1 - at[0]);
	for (size_t i = 0; s->family != FAMILY_GREY && i < s->n; i++)
		lay(&l, s->inks ? s->plate[i] : cmyk[i], at[i]);
	return l;
}

static bool is_light(const struct space *s, const double *at)
{
	if (s->family == FAMILY_LAB)
		return at[0] >= 100;
	for (size_t i = 0; i < s->n; i++)
		if (at[i] < 1)
			return false;
	return true;
}

static int bits_in(unsigned plates)
{
	int n = 0;

	for (; plates; plates >>= 1)
		n += plates & 1;
	return n;
}

struct paint paint_of(const struct space *s, const double *at)
{
	struct paint p = {.space = s, .tone = TONE_UNKNOWN};
	struct laid l;

	if (s->indexed || s->pattern || s->family == FAMILY_UNKNOWN)
		return p;
	if (s->family == FAMILY_RGB || s->family == FAMILY_LAB) {
		p.tone = is_light(s, at) ? TONE_WHITE : TONE_UNKNOWN;
		return p;
	}
	l = lay_inks(s, at);
	p.plates = l.plates;
	p.spot = l.spot;
	if (s->all && l.total > 0) {
		p.tone = TONE_SEVERAL;
		p.plates = PLATE_C | PLATE_M | PLATE_Y | PLATE_K;
	} else if (l.total <= 0) {
		p.tone = TONE_WHITE;
	} else if (bits_in(l.plates) + l.spot > 1) {
		p.tone = TONE_SEVERAL;
	} else {
		p.tone = l.total >= 0.999 ? TONE_SOLID : TONE_SCREEN;
	}
	return p;
}
