/*
 * Inks to colors, at the moment a file is written.
 *
 * In: an ink (a role of the sheet and how much of it) and the edition's palette. Out: the
 * color. A laid-out page never holds a color value, so one layout serves every scheme.
 * A two-color scheme has no tints: what is at least half solid is solid, the rest is
 * paper. Its swatches were filled accordingly when the palette was read
 * (style/palette.c): "paper" and "reverse" hold the paper's color, all others the ink's.
 */
#include "edition/edition.h"

#include <assert.h>
#include <string.h>

enum { HALF = 500 };

static struct swatch plain[] = {
    [INK_PAPER] = {"paper", {255, 255, 255}, {0}},
    [INK_TEXT] = {"text", {0, 0, 0}, {.k = 1000}},
};
const struct palette palette_plain = {
    .name = "plain", .nswatch = COUNT(plain), .swatch = plain};

/* What the ink is where it is no swatch; else the palette and ink themselves. */
static const struct palette *palette_of(const struct palette *p, struct ink *ink)
{
	if (ink->index < INK_LIGHT)
		return p;
	ink->index = ink->index == INK_DARK ? INK_TEXT : INK_PAPER;
	return &palette_plain;
}

const char *palette_name(const struct palette *p, struct ink ink)
{
	p = palette_of(p, &ink);
	assert(ink.index < p->nswatch);
	return p->swatch[ink.index].name;
}

struct rgb palette_rgb(const struct palette *p, struct ink ink)
{
	p = palette_of(p, &ink);
	assert(ink.index < p->nswatch);
	struct rgb paper = p->swatch[INK_PAPER].rgb;
	if (p->two_color)
		return ink.tint >= HALF ? p->swatch[ink.index].rgb : paper;
	return rgb_tint(p->swatch[ink.index].rgb, paper, ink.tint);
}

struct cmyk palette_cmyk(const struct palette *p, struct ink ink)
{
	p = palette_of(p, &ink);
	assert(ink.index < p->nswatch);
	if (p->two_color)
		return p->swatch[ink.tint >= HALF ? ink.index : INK_PAPER].cmyk;
	return cmyk_tint(p->swatch[ink.index].cmyk, ink.tint);
}

int palette_find(const struct palette *p, const char *name)
{
	for (size_t i = 0; i < p->nswatch; i++)
		if (strcmp(p->swatch[i].name, name) == 0)
			return (int)i;
	return -1;
}
