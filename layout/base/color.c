/*
 * Colors as an editor writes them, tints, and the two measures of contrast.
 *
 * Sources: WCAG 2.2, "relative luminance" and "contrast ratio"; APCA 0.1.9 (0.0.98G-4g)
 * by A. Somers, whose constants stand below under their own names.
 */
#include "base/base.h"

#include <math.h>
#include <string.h>

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool rgb_parse(const char *text, struct rgb *color)
{
	int d[6];
	size_t n = strlen(text);
	if (text[0] != '#' || (n != 4 && n != 7))
		return false;
	for (size_t i = 1; i < n; i++)
		if ((d[i - 1] = hex_digit(text[i])) < 0)
			return false;
	if (n == 4)
		*color = (struct rgb){
		    (uint8_t)(d[0] * 17), (uint8_t)(d[1] * 17), (uint8_t)(d[2] * 17)};
	else
		*color = (struct rgb){(uint8_t)(d[0] * 16 + d[1]),
		    (uint8_t)(d[2] * 16 + d[3]), (uint8_t)(d[4] * 16 + d[5])};
	return true;
}

bool cmyk_parse(const char *text, struct cmyk *color)
{
	uint16_t part[4];
	const char *p = text;
	for (int i = 0; i < 4; i++) {
		unsigned thousandths = 0, digits = 0;
		while (*p == ' ')
			p++;
		for (; *p >= '0' && *p <= '9' && digits < 3; p++, digits++)
			thousandths = thousandths * 10 + (unsigned)(*p - '0');
		if (!digits)
			return false;
		thousandths *= 10;
		if (*p == '.' && p[1] >= '0' && p[1] <= '9') {
			thousandths += (unsigned)(p[1] - '0');
			p += 2;
		}
		if (thousandths > 1000 || (*p && *p != ' '))
			return false;
		part[i] = (uint16_t)thousandths;
	}
	while (*p == ' ')
		p++;
	if (*p)
		return false;
	*color = (struct cmyk){part[0], part[1], part[2], part[3]};
	return true;
}

static uint8_t mix(int color, int ground, int tint)
{
	int n = ground * 1000 + (color - ground) * tint;
	return (uint8_t)((n + 500) / 1000);
}

struct rgb rgb_tint(struct rgb color, struct rgb ground, int tint)
{
	return (struct rgb){mix(color.r, ground.r, tint), mix(color.g, ground.g, tint),
	    mix(color.b, ground.b, tint)};
}

struct cmyk cmyk_tint(struct cmyk color, int tint)
{
	return (struct cmyk){(uint16_t)((color.c * tint + 500) / 1000),
	    (uint16_t)((color.m * tint + 500) / 1000),
	    (uint16_t)((color.y * tint + 500) / 1000),
	    (uint16_t)((color.k * tint + 500) / 1000)};
}

static double linear(uint8_t value)
{
	double v = value / 255.0;
	return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(struct rgb c)
{
	return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double contrast_wcag(struct rgb text, struct rgb ground)
{
	double t = luminance(text), g = luminance(ground);
	return t > g ? (t + 0.05) / (g + 0.05) : (g + 0.05) / (t + 0.05);
}

/* APCA's screen luminance, with its soft clamp near black. */
static double apca_luminance(struct rgb c)
{
	const double trc = 2.4, black_threshold = 0.022, black_clamp = 1.414;
	double y = 0.2126729 * pow(c.r / 255.0, trc) + 0.7151522 * pow(c.g / 255.0, trc) +
		   0.0721750 * pow(c.b / 255.0, trc);
	return y > black_threshold ? y : y + pow(black_threshold - y, black_clamp);
}

double contrast_apca(struct rgb text, struct rgb ground)
{
	const double norm_ground = 0.56, norm_text = 0.57, rev_text = 0.62,
		     rev_ground = 0.65;
	const double scale = 1.14, offset = 0.027, low_clip = 0.1, least_delta = 0.0005;
	double t = apca_luminance(text), g = apca_luminance(ground), lc;

	if (fabs(g - t) < least_delta)
		return 0;
	if (g > t) {
		lc = (pow(g, norm_ground) - pow(t, norm_text)) * scale;
		return lc < low_clip ? 0 : (lc - offset) * 100;
	}
	lc = (pow(g, rev_ground) - pow(t, rev_text)) * scale;
	return lc > -low_clip ? 0 : (lc + offset) * 100;
}
