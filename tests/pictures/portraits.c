/*
 * Brenda Hartley at twelve and at sixty-eight, Ruth Abelard, and the doors that she
 * photographed.
 */
#include "paint.h"

#include <math.h>

/* The sign: an enamel plate. It has no words, as nothing here has. */
static void sign(cairo_t *c, struct at middle, double w, double turn, uint32_t color)
{
	cairo_save(c);
	cairo_translate(c, middle.x, middle.y);
	cairo_rotate(c, turn);
	ink(c, color);
	SOFT_BOX(c, 0.06 * w, -w / 2, -0.24 * w, w, 0.48 * w);
	ink(c, blend(color, WHITE, 0.8));
	for (int i = 0; i < 2; i++)
		SOFT_BOX(c, 0.03 * w, -0.36 * w, (-0.1 + 0.14 * i) * w,
		    (i ? 0.5 : 0.72) * w, 0.07 * w);
	ink(c, FOG);
	for (int i = 0; i < 4; i++)
		disc(c, (i % 2 ? 0.44 : -0.44) * w, (i / 2 ? 0.18 : -0.18) * w, 0.02 * w);
	cairo_restore(c);
}

static void yard_and_gate(cairo_t *c)
{
	ink(c, blend(SKY, CREAM, 0.45));
	cairo_paint(c);
	ink(c, blend(STONE, SLATE, 0.35));
	box(c, 84, 44, 76, 60);
	ink(c, SLATE);
	POLYGON(c, 80, 44, 98, 28, 160, 28, 160, 44);
	for (int i = 0; i < 3; i++)
		window_panes(c, (const double[]){92 + 22 * i, 54, 14, 18}, 2, 2);
	ink(c, blend(SLATE, CREAM, 0.3));
	box(c, 0, 100, 160, 60);
	ink(c, BRICK);
	box(c, 100, 78, 60, 62);
	for (int i = 0; i < 44; i++) {
		ink(c, blend(BRICK, i % 2 ? CORAL : CRIMSON, 0.35));
		box(c, 101 + floor(chance(i, 31) * 9) * 6.4,
		    82 + floor(chance(i, 32) * 14) * 4, 5.6, 3);
	}
	ink(c, STONE);
	box(c, 97, 74, 63, 5);
}

static void man_on_ladder(cairo_t *c)
{
	sign(c, (struct at){118, 100}, 30, 0.34, FOREST);
	ink(c, UMBER);
	stroke(c, 1.8, (struct at){136, 66}, (struct at){126, 152});
	stroke(c, 1.8, (struct at){148, 66}, (struct at){152, 152});
	for (int i = 0; i < 7; i++)
		stroke(c, 1.5, (struct at){135 - 1.2 * i, 76 + 11.0 * i},
		    (struct at){148.6 + 0.5 * i, 76 + 11.0 * i});
	PERSON(c, .foot = {141, 133}, .height = 62, .skin = SKIN_4, .hair = SLATE,
	    .top = blend(NAVY, BLUE, 0.4), .bottom = NAVY, .style = HAIR_SHORT,
	    .back = true, .left = {-0.12, 0.1}, .right = {0.1, 0.14});
	ink(c, OCHRE);
	stroke(c, 1.4, (struct at){125.8, 96}, (struct at){120, 95});
	sign(c, (struct at){151, 104}, 27, 1.4, CRIMSON);
	ink(c, SKIN_4);
	disc(c, 149.5, 103, 2.6);
}

void brenda_then(cairo_t *c)
{
	yard_and_gate(c);
	man_on_ladder(c);
	ink(c, CREAM);
	SOFT_BOX(c, 14, -30, 4, 118, 150);
	ink(c, TEAL);
	SOFT_BOX(c, 10, -30, 100, 118, 54);
	ink(c, blend(TEAL, DUSK, 0.3));
	box(c, -30, 96, 118, 4);
	ink(c, DUSK);
	SOFT_BOX(c, 9, -20, 18, 94, 74);
	ink(c, blend(SUN, CREAM, 0.4));
	SOFT_BOX(c, 7, -17, 21, 88, 68);
	cairo_save(c);
	cairo_rectangle(c, 0, 10, 71, 79);
	cairo_clip(c);
	ink(c, CRIMSON);
	SOFT_BOX(c, 4, -10, 62, 26, 40);
	PERSON(c, .foot = {36, 110}, .height = 104, .skin = SKIN_5, .hair = UMBER,
	    .top = OCHRE, .style = HAIR_BOB, .child = true, .seated = true,
	    .left = {-0.02, 0.26}, .right = {0.145, -0.07});
	ink(c, CRIMSON);
	/* a ribbon in her hair */
	POLYGON(c, 39, 43, 46, 46, 40, 51);
	POLYGON(c, 53, 45, 46, 46, 51, 53);
	cairo_restore(c);
	/* the hand on the glass */
	ink(c, SKIN_5);
	for (int i = 0; i < 4; i++)
		stroke(c, 2, (struct at){64, 72},
		    (struct at){60 + 2.7 * i, 63.4 + fabs(i - 1.5)});
	disc(c, 64, 72.4, 3.9);
	ink(c, DUSK);
	disc(c, 26, 154, 15);
	ink(c, FOG);
	disc(c, 26, 154, 6);
	ink(c, SUN);
	disc(c, 82, 122, 3.6);
}

void brenda_now(cairo_t *c)
{
	ink(c, blend(ROSE, CREAM, 0.55));
	cairo_paint(c);
	ink(c, blend(UMBER, SAND, 0.2));
	for (int row = 0; row < 3; row++)
		for (int i = 0; i < 4; i++) {
			ink(c, blend(UMBER, SAND, 0.25));
			SOFT_BOX(c, 1.5, 4 + 39 * i, 6 + 27 * row, 35, 23);
			ink(c, blend(UMBER, SAND, 0.5));
			SOFT_BOX(c, 1, 6.5 + 39 * i, 8.5 + 27 * row, 30, 18);
			ink(c, SUN);
			disc(c, 21.5 + 39 * i, 22 + 27 * row, 1.6);
			ink(c, CREAM);
			box(c, 16 + 39 * i, 12 + 27 * row, 11, 5);
		}
	PERSON(c, .foot = {80, 140}, .height = 124, .skin = SKIN_5, .hair = FOG,
	    .top = CRIMSON, .style = HAIR_BOB, .seated = true, .glasses = PLUM,
	    .left = {-0.04, 0.27}, .right = {0.04, 0.27});
	ink(c, CREAM);
	POLYGON(c, 72, 98, 88, 98, 80, 110);
	ink(c, SUN);
	for (int i = 0; i < 3; i++)
		disc(c, 80, 114 + 8 * i, 1.5);
	ink(c, blend(UMBER, DUSK, 0.3));
	box(c, 0, 140, 160, 20);
	ink(c, blend(UMBER, SAND, 0.15));
	box(c, 0, 137, 160, 4);
	sign(c, (struct at){80, 128}, 56, -0.05, FOREST);
	ink(c, blend(CRIMSON, DUSK, 0.14));
	limb(c, 9, (struct at){60, 112}, (struct at){44, 122}, (struct at){52, 131});
	limb(c, 9, (struct at){100, 112}, (struct at){116, 122}, (struct at){108, 127});
	/* hands that do not do bricks in holes: the fingers are folded */
	ink(c, SKIN_5);
	SOFT_BOX(c, 4, 49, 125, 13, 11);
	SOFT_BOX(c, 4, 98, 121, 13, 11);
	ink(c, blend(SKIN_5, CORAL, 0.35));
	for (int i = 0; i < 3; i++) {
		stroke(c, 0.5, (struct at){58, 128 + 2.2 * i},
		    (struct at){61.4, 128 + 2.2 * i});
		stroke(c, 0.5, (struct at){99, 124 + 2.2 * i},
		    (struct at){102.4, 124 + 2.2 * i});
	}
}

/* ---- Ruth and her doors --------------------------------------------------- */

static void door(cairo_t *c, const double area[4], int n)
{
	static const uint32_t wall[] = {BRICK, STONE, CREAM, ROSE, SLATE, SAND};
	static const uint32_t leaf[] = {BLUE, CRIMSON, TEAL, PLUM, FOREST, OCHRE, NAVY};
	double x = area[0], y = area[1], w = area[2], h = area[3];
	int nsteps = (int)(chance(n, 43) * 5);
	double foot = y + h - nsteps * 0.06 * h;

	ink(c, blend(wall[(size_t)(chance(n, 41) * COUNT(wall))], CREAM, 0.2));
	box(c, x, y, w, h);
	ink(c, leaf[(size_t)(chance(n, 42) * COUNT(leaf))]);
	if (chance(n, 44) < 0.4) {
		cairo_arc(c, x + 0.5 * w, y + 0.36 * h, 0.24 * w, M_PI, 0);
		cairo_fill(c);
	}
	box(c, x + 0.26 * w, y + 0.34 * h, 0.48 * w, foot - y - 0.34 * h);
	ink(c, blend(SKY, WHITE, 0.3));
	if (chance(n, 45) < 0.5)
		box(c, x + 0.36 * w, y + 0.42 * h, 0.28 * w, 0.12 * h);
	ink(c, SUN);
	disc(c, x + 0.67 * w, foot - 0.22 * h, 0.025 * w);
	for (int i = 0; i < nsteps; i++) {
		ink(c, blend(STONE, i % 2 ? DUSK : WHITE, 0.2));
		box(c, x + (0.2 - 0.035 * i) * w, foot + 0.06 * h * i,
		    (0.6 + 0.07 * i) * w, 0.06 * h);
	}
	if (nsteps == 0) {
		ink(c, blend(STONE, WHITE, 0.3));
		box(c, x, y + 0.95 * h, w, 0.05 * h);
	}
}

static void open_door(cairo_t *c, const double area[4])
{
	double x = area[0], y = area[1], w = area[2], h = area[3];

	ink(c, NAVY);
	box(c, x, y, w, h);
	ink(c, SUN);
	box(c, x + 0.24 * w, y + 0.3 * h, 0.52 * w, 0.7 * h);
	ink(c, blend(SUN, WHITE, 0.6));
	box(c, x + 0.34 * w, y + 0.38 * h, 0.32 * w, 0.62 * h);
	ink(c, CORAL);
	POLYGON(c, x + 0.24 * w, y + 0.3 * h, x + 0.06 * w, y + 0.24 * h, x + 0.06 * w,
	    y + 1 * h, x + 0.24 * w, y + 0.98 * h);
}

void doors(cairo_t *c)
{
	ink(c, CREAM);
	cairo_paint(c);
	for (int i = 0; i < 12; i++) {
		const double area[4] = {3 + 33 * (i % 6), 3 + 48.5 * (i / 6), 29, 45};
		if (i == 9)
			open_door(c, area);
		else
			door(c, area, i + 60);
	}
}

void ruth(cairo_t *c)
{
	ink(c, blend(OCHRE, UMBER, 0.5));
	cairo_paint(c);
	for (int i = 0; i < 15; i++) {
		double x = 5 + 31 * (i % 5), y = 5 + 42 * (i / 5);
		ink(c, CREAM);
		box(c, x, y, 26, 37);
		door(c, (const double[]){x + 2, y + 2, 22, 28}, i + 20);
	}
	ink(c, DUSK);
	SOFT_BOX(c, 6, 36, 76, 10, 84);
	SOFT_BOX(c, 6, 114, 76, 10, 84);
	SOFT_BOX(c, 8, 40, 88, 80, 72);
	PERSON(c, .foot = {80, 150}, .height = 128, .skin = SKIN_1, .hair = FOG,
	    .top = PLUM, .style = HAIR_AFRO, .seated = true, .glasses = SUN,
	    .left = {0.06, 0.24}, .right = {-0.06, 0.24});
	/* a scarf, the strap and the camera */
	ink(c, OCHRE);
	limb(c, 6, (struct at){66, 104}, (struct at){80, 114}, (struct at){94, 104});
	ink(c, DUSK);
	stroke(c, 1.4, (struct at){68, 107}, (struct at){70, 136});
	stroke(c, 1.4, (struct at){92, 107}, (struct at){90, 136});
	SOFT_BOX(c, 3, 64, 134, 32, 20);
	SOFT_BOX(c, 1.5, 73, 130, 13, 6);
	ink(c, SLATE);
	disc(c, 80, 144, 8.4);
	ink(c, NAVY);
	disc(c, 80, 144, 6);
	ink(c, SKY);
	disc(c, 78, 142, 1.8);
	ink(c, SKIN_1);
	SOFT_BOX(c, 3.4, 57, 137, 11, 15);
	SOFT_BOX(c, 3.4, 92, 137, 11, 15);
	ink(c, NAVY);
	SOFT_BOX(c, 8, 44, 153, 72, 20);
}
