/*
 * Flat shapes over cairo. Everything is filled in the color of the last ink(); strokes
 * have round ends, so that arms, ropes and rails need no special case.
 */
#include "paint.h"

#include <math.h>

void ink(cairo_t *c, uint32_t color)
{
	cairo_set_source_rgb(c, (color >> 16 & 255) / 255.0, (color >> 8 & 255) / 255.0,
	    (color & 255) / 255.0);
}

uint32_t blend(uint32_t a, uint32_t b, double t)
{
	uint32_t out = 0;

	for (int shift = 16; shift >= 0; shift -= 8) {
		double from = a >> shift & 255, to = b >> shift & 255;
		out |= (uint32_t)lround(from + (to - from) * t) << shift;
	}
	return out;
}

void box(cairo_t *c, double x, double y, double w, double h)
{
	cairo_rectangle(c, x, y, w, h);
	cairo_fill(c);
}

void soft_box(cairo_t *c, const double area[4], double radius)
{
	double left = area[0] + radius, right = area[0] + area[2] - radius;
	double top = area[1] + radius, bottom = area[1] + area[3] - radius;

	cairo_new_sub_path(c);
	cairo_arc(c, right, top, radius, -M_PI / 2, 0);
	cairo_arc(c, right, bottom, radius, 0, M_PI / 2);
	cairo_arc(c, left, bottom, radius, M_PI / 2, M_PI);
	cairo_arc(c, left, top, radius, M_PI, 3 * M_PI / 2);
	cairo_close_path(c);
	cairo_fill(c);
}

void disc(cairo_t *c, double x, double y, double r)
{
	cairo_arc(c, x, y, r, 0, 2 * M_PI);
	cairo_fill(c);
}

void oval(cairo_t *c, double x, double y, double rx, double ry)
{
	cairo_save(c);
	cairo_translate(c, x, y);
	cairo_scale(c, rx, ry);
	disc(c, 0, 0, 1);
	cairo_restore(c);
}

void ring(cairo_t *c, struct at at, double r, double width)
{
	cairo_new_sub_path(c);
	cairo_arc(c, at.x, at.y, r, 0, 2 * M_PI);
	cairo_set_line_width(c, width);
	cairo_stroke(c);
}

void stroke(cairo_t *c, double width, struct at a, struct at b)
{
	limb(c, width, a, (struct at){(a.x + b.x) / 2, (a.y + b.y) / 2}, b);
}

void limb(cairo_t *c, double width, struct at a, struct at bend, struct at b)
{
	cairo_set_line_width(c, width);
	cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
	cairo_set_line_join(c, CAIRO_LINE_JOIN_ROUND);
	cairo_move_to(c, a.x, a.y);
	cairo_curve_to(c, a.x + (bend.x - a.x) * 0.8, a.y + (bend.y - a.y) * 0.8,
	    b.x + (bend.x - b.x) * 0.8, b.y + (bend.y - b.y) * 0.8, b.x, b.y);
	cairo_stroke(c);
}

void polygon(cairo_t *c, const double *xy, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cairo_line_to(c, xy[2 * i], xy[2 * i + 1]);
	cairo_close_path(c);
	cairo_fill(c);
}

double chance(int a, int b)
{
	uint32_t h = (uint32_t)a * 0x9E3779B1u ^ (uint32_t)b * 0x85EBCA77u;

	h = (h ^ h >> 15) * 0x2C1B3C6Du;
	h = (h ^ h >> 12) * 0x297A2D39u;
	return (h ^ h >> 15) / 4294967296.0;
}
