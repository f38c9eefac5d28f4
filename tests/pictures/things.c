/*
 * Things that several scenes share: trees, clouds, plants, windows, patchwork, water.
 */
#include "paint.h"

#include <math.h>

void tree(cairo_t *c, struct at foot, double height, uint32_t leaf)
{
	ink(c, UMBER);
	stroke(c, 0.07 * height, foot, (struct at){foot.x, foot.y - 0.6 * height});
	stroke(c, 0.04 * height, (struct at){foot.x, foot.y - 0.42 * height},
	    (struct at){foot.x + 0.14 * height, foot.y - 0.6 * height});
	ink(c, leaf);
	oval(c, foot.x, foot.y - 0.7 * height, 0.3 * height, 0.32 * height);
	ink(c, blend(leaf, SUN, 0.3));
	for (int i = 0; i < 14; i++) {
		double a = chance(i, 7) * 2 * M_PI, d = 0.26 * sqrt(chance(i, 9));
		oval(c, foot.x + d * height * cos(a),
		    foot.y - (0.7 + d * sin(a)) * height, 0.03 * height, 0.018 * height);
	}
}

void cloud(cairo_t *c, double x, double y, double size)
{
	SOFT_BOX(c, 0.12 * size, x - 0.5 * size, y - 0.12 * size, size, 0.24 * size);
	SOFT_BOX(c, 0.1 * size, x - 0.2 * size, y - 0.28 * size, 0.5 * size, 0.3 * size);
}

void plant(cairo_t *c, struct at foot, double height, uint32_t pot)
{
	struct at top = {foot.x, foot.y - 0.35 * height};

	for (int i = -3; i <= 3; i++) {
		struct at end = {
		    top.x + 0.13 * i * height, foot.y - (1 - 0.05 * i * i) * height};
		struct at bend = {top.x + 0.02 * i * height, end.y + 0.1 * height};
		ink(c, i % 2 ? LEAF : FOREST);
		limb(c, 0.09 * height, top, bend, end);
	}
	ink(c, pot);
	POLYGON(c, foot.x - 0.24 * height, foot.y - 0.38 * height, foot.x + 0.24 * height,
	    foot.y - 0.38 * height, foot.x + 0.17 * height, foot.y,
	    foot.x - 0.17 * height, foot.y);
}

void window_panes(cairo_t *c, const double area[4], int across, int down)
{
	double bar = 0.05 * area[2], w = (area[2] - bar) / across,
	       h = (area[3] - bar) / down;

	ink(c, CREAM);
	box(c, area[0], area[1], area[2], area[3]);
	for (int i = 0; i < across * down; i++) {
		double x = area[0] + bar + i % across * w,
		       y = area[1] + bar + i / across * h;
		ink(c, SKY);
		box(c, x, y, w - bar, h - bar);
		ink(c, blend(SKY, WHITE, 0.5));
		POLYGON(c, x, y, x + 0.55 * (w - bar), y, x, y + 0.6 * (h - bar));
	}
}

void patchwork(cairo_t *c, const double area[4], double side, int seed)
{
	static const uint32_t cloth[] = {
	    PLUM, CORAL, TEAL, OCHRE, LILAC, CRIMSON, MINT, SUN, BLUE};
	int across = (int)(area[2] / side + 0.5), down = (int)(area[3] / side + 0.5);
	size_t last = COUNT(cloth);

	for (int i = 0; i < across * down; i++) {
		double x = area[0] + i % across * side, y = area[1] + i / across * side;
		size_t pick = (size_t)(chance(i, seed) * COUNT(cloth));
		if (pick == last)
			pick = (pick + 1) % COUNT(cloth);
		last = pick;
		ink(c, cloth[pick]);
		box(c, x, y, side * 1.01, side * 1.01);
		ink(c, blend(cloth[pick], CREAM, 0.35));
		if (chance(i, seed + 1) < 0.3)
			disc(c, x + side / 2, y + side / 2, side * 0.24);
		else if (chance(i, seed + 1) < 0.6)
			POLYGON(c, x, y + side, x + side, y + side, x + side, y);
	}
}

void waves(cairo_t *c, const double area[4], double step)
{
	int rows = (int)(area[3] / step);

	cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
	for (int row = 0; row < rows; row++) {
		double y = area[1] + (row + 0.5) * step;
		for (int i = 0; i < 9; i++) {
			double x =
			    area[0] + (i + 0.2 + 0.6 * chance(i, row + 31)) * area[2] / 9;
			double half = step * (0.35 + 0.4 * chance(i, row + 77));
			limb(c, 0.13 * step, (struct at){x - half, y},
			    (struct at){x - half / 2, y - 0.4 * step}, (struct at){x, y});
			limb(c, 0.13 * step, (struct at){x, y},
			    (struct at){x + half / 2, y - 0.4 * step},
			    (struct at){x + half, y});
		}
	}
}
