/*
 * Tiles: a frieze, and the mosaic that a
 * painted scene is laid in.
 *
 * mosaic() is a quadtree: calm ground gets large tiles, edges small ones, as a mosaicist
 * cuts them. Each tile takes the mean color under it, a little lighter or darker than its
 * neighbours, and lies a little askew; the grout is the picture itself, darkened, since
 * one dark grout put out the light of the small tiles. One regular grid was tried: people
 * came out as stairs.
 */
#include "paint.h"

#include <math.h>

void tile(cairo_t *c, struct at middle, double side, double turn)
{
	double half = side / 2;

	cairo_save(c);
	cairo_translate(c, middle.x, middle.y);
	cairo_rotate(c, turn);
	SOFT_BOX(c, 0.08 * side, -half, -half, side, side);
	cairo_restore(c);
}

struct patch {
	double mean[3], spread; /* 0 to 255 */
};

struct tiling {
	cairo_surface_t *from;
	cairo_t *to;
	int ntile;
};

static struct patch look(cairo_surface_t *s, struct at at, double side)
{
	enum { ACROSS = 6 };
	struct patch p = {{0, 0, 0}, 0};
	double low[3] = {255, 255, 255}, high[3] = {0, 0, 0};
	const uint8_t *pixels = cairo_image_surface_get_data(s);
	int stride = cairo_image_surface_get_stride(s);
	int width = cairo_image_surface_get_width(s),
	    height = cairo_image_surface_get_height(s);

	for (int i = 0; i < ACROSS * ACROSS; i++) {
		int x = (int)(at.x + (i % ACROSS + 0.5) * side / ACROSS);
		int y = (int)(at.y + (i / ACROSS + 0.5) * side / ACROSS);
		x = x < width ? x : width - 1;
		y = y < height ? y : height - 1;
		uint32_t v =
		    ((const uint32_t *)(const void *)(pixels +
						      (size_t)y * (size_t)stride))[x];
		for (int k = 0; k < 3; k++) {
			double level = v >> (16 - 8 * k) & 255;
			p.mean[k] += level / (ACROSS * ACROSS);
			low[k] = fmin(low[k], level);
			high[k] = fmax(high[k], level);
		}
	}
	for (int k = 0; k < 3; k++)
		p.spread = fmax(p.spread, high[k] - low[k]);
	return p;
}

static void lay(struct tiling *t, struct at at, double side, int depth)
{
	struct patch p = look(t->from, at, side);
	int n = t->ntile++;
	double light = 1 + 0.2 * (chance(n, 3) - 0.5), middle = side / 2;

	if (depth > 0 && p.spread > 24) {
		for (int i = 0; i < 4; i++)
			lay(t, (struct at){at.x + i % 2 * middle, at.y + i / 2 * middle},
			    middle, depth - 1);
		return;
	}
	cairo_set_source_rgb(t->to, fmin(1, p.mean[0] * light / 255),
	    fmin(1, p.mean[1] * light / 255), fmin(1, p.mean[2] * light / 255));
	tile(t->to, (struct at){at.x + middle, at.y + middle}, side - 1.5 - 0.04 * side,
	    0.07 * (chance(n, 5) - 0.5));
}

void mosaic(cairo_surface_t *from, cairo_t *to, double cell)
{
	struct tiling t = {from, to, 0};

	cairo_set_source_surface(to, from, 0, 0);
	cairo_paint(to);
	cairo_set_source_rgba(to, 0.1, 0.06, 0.12, 0.42);
	cairo_paint(to);
	for (double y = 0; y < cairo_image_surface_get_height(from); y += cell)
		for (double x = 0; x < cairo_image_surface_get_width(from); x += cell)
			lay(&t, (struct at){x, y}, cell, 2);
}

/* A frieze of two rows that falls in a wave; one place is empty, and its tile lies below.
 */
void tiles(cairo_t *c)
{
	static const uint32_t warm[] = {UMBER, BRICK, CORAL, OCHRE, SUN, SAND, ROSE};

	ink(c, CREAM);
	cairo_paint(c);
	for (int i = 0; i < 2 * 24; i++) {
		int column = i % 24, row = i / 24;
		bool loose = column == 16 && row == 1;
		struct at at = {
		    5 + 10 * column, 15 + 10 * row + 4 * sin(column * 0.42 + 0.4)};
		ink(c, loose ? BLUE : warm[(size_t)(chance(i, 40) * COUNT(warm))]);
		if (loose)
			at = (struct at){at.x + 2, 38};
		tile(c, at, 9, loose ? 0.5 : 0.06 * (chance(i, 41) - 0.5));
	}
}

/* ---- four words: a room of tiles, and where the blue one is ---------------- */

static void room(cairo_t *c, const double area[4])
{
	ink(c, PLUM);
	soft_box(c, area, 2.5);
	ink(c, CREAM);
	SOFT_BOX(c, 1.2, area[0] + 1.6, area[1] + 1.6, area[2] - 3.2, area[3] - 3.2);
}

static void laid(cairo_t *c, double x, double y, uint32_t color, double turn)
{
	ink(c, color);
	tile(c, (struct at){x, y}, 6.4, turn);
}

void exclusion(cairo_t *c)
{
	room(c, (const double[]){1, 10, 29, 29});
	for (int i = 0; i < 9; i++)
		laid(c, 7.5 + 8 * (i % 3), 16.5 + 8 * (i / 3), LILAC, 0);
	laid(c, 35, 5.6, BLUE, 0.4);
}

void segregation(cairo_t *c)
{
	room(c, (const double[]){1, 9, 22, 30});
	for (int i = 0; i < 6; i++)
		laid(c, 8 + 8 * (i % 2), 16 + 8 * (i / 2), LILAC, 0);
	room(c, (const double[]){27, 27, 12, 12});
	laid(c, 33, 33, BLUE, 0);
}

void integration(cairo_t *c)
{
	room(c, (const double[]){2, 4, 36, 35});
	for (int i = 0; i < 9; i++)
		if (i != 8)
			laid(c, 9.5 + 9 * (i % 3), 11 + 9 * (i / 3), LILAC, 0);
	ink(c, PLUM);
	box(c, 22.6, 24, 14.6, 14);
	ink(c, WHITE);
	box(c, 24, 25.4, 12.2, 11.8);
	laid(c, 30.1, 31.3, BLUE, 0);
}

/* The room has grown at both sides, and the tiles are of all colors. */
void inclusion(cairo_t *c)
{
	static const uint32_t all[] = {
	    LILAC, CORAL, LILAC, OCHRE, BLUE, LILAC, SEA, LILAC, CORAL};

	room(c, (const double[]){1, 12, 38, 19});
	room(c, (const double[]){7, 4, 26, 35});
	ink(c, CREAM);
	box(c, 5, 13.6, 30, 15.8);
	for (int i = 0; i < 9; i++)
		laid(c, 11 + 9 * (i % 3), 12.5 + 9 * (i / 3), all[i], i == 4 ? 0.36 : 0);
}
