/*
 * A color in words, for the title of what one reader asked for: "dark blue on pale
 * yellow" is heard, "#000060" is not.
 *
 * In: a color. Out: its hue by the name that people use for that sixth of the circle, and
 * how light it is; what has little color is black, grey or white.
 */
#include "style/style.h"

enum { GREY = 24, DARK = 110, LIGHT = 200, PALE = 235 }; /* of 255 */

static int most_of(struct rgb c)
{
	const int rg = c.r > c.g ? c.r : c.g;

	return rg > c.b ? rg : c.b;
}

static int least_of(struct rgb c)
{
	const int rg = c.r < c.g ? c.r : c.g;

	return rg < c.b ? rg : c.b;
}

/* Degrees: 0 red, 120 green, 240 blue. */
static int hue_of(struct rgb c, int most, int span)
{
	if (most == c.r)
		return (360 + 60 * (c.g - c.b) / span) % 360;
	if (most == c.g)
		return 120 + 60 * (c.b - c.r) / span;
	return 240 + 60 * (c.r - c.g) / span;
}

static const char *hue_words(int hue)
{
	static const struct {
		int below;
		const char *name;
	} names[] = {{15, "red"}, {40, "orange"}, {70, "yellow"}, {165, "green"},
	    {195, "turquoise"}, {255, "blue"}, {290, "purple"}, {345, "pink"},
	    {361, "red"}};
	size_t i = 0;

	while (hue >= names[i].below)
		i++;
	return names[i].name;
}

const char *color_words(struct arena *a, struct rgb c)
{
	const int most = most_of(c), span = most - least_of(c);
	const int light = (most + least_of(c)) / 2;

	if (span < GREY && light < GREY)
		return "black";
	if (span < GREY && light > 255 - GREY / 2)
		return "white";
	if (span < GREY / 2)
		return light < DARK ? "dark grey" : light < LIGHT ? "grey" : "light grey";
	return arena_printf(a, "%s%s",
	    light < DARK    ? "dark "
	    : light > PALE  ? "pale "
	    : light > LIGHT ? "light "
			    : "",
	    hue_words(hue_of(c, most, span)));
}
