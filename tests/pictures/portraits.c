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

/* Drawn for a picture through two pages: the bus on the left one, the gate on the right
 * one, and nothing but road and wall between x = 226 and 254, where they are bound. */
static void gas_street(cairo_t *c)
{
	ink(c, blend(SKY, CREAM, 0.45));
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 196, 22, 40);
	ink(c, blend(STONE, SLATE, 0.35));
	box(c, 262, 22, 150, 70);
	ink(c, SLATE);
	POLYGON(c, 256, 22, 274, 6, 400, 6, 418, 22);
	for (int i = 0; i < 5; i++)
		window_panes(c, (const double[]){272 + 28 * i, 34, 18, 20}, 2, 2);
	ink(c, BRICK);
	box(c, 150, 8, 10, 84);
	box(c, 146, 4, 18, 6);
	ink(c, blend(SLATE, CREAM, 0.3));
	box(c, 0, 92, 480, 28);
	for (int i = 0; i < 2; i++) {
		double x = i ? 390 : 130, w = i ? 90 : 196;
		ink(c, BRICK);
		box(c, x, 56, w, 48);
		for (int k = 0; k < (i ? 44 : 90); k++) {
			ink(c, blend(BRICK, k % 2 ? CORAL : CRIMSON, 0.35));
			box(c, x + 1 + floor(chance(k, 31 + i) * (w / 6.4 - 1)) * 6.4,
			    60 + floor(chance(k, 33 + i) * 11) * 4, 5.6, 3);
		}
		ink(c, STONE);
		box(c, x - 2, 52, w + 4, 5);
	}
	tree(c, (struct at){452, 106}, 88, LEAF);
}

static void gateway(cairo_t *c)
{
	for (int i = 0; i < 2; i++) {
		double x = 318 + 62 * i;
		ink(c, blend(BRICK, CRIMSON, 0.35));
		box(c, x, 34, 14, 74);
		ink(c, STONE);
		box(c, x - 2, 30, 18, 5);
		disc(c, x + 7, 26, 4.4);
	}
	ink(c, DUSK);
	for (int i = 0; i < 5; i++)
		box(c, 334 + 4 * i, 54, 1.4, 50);
	box(c, 332, 58, 20, 1.6);
	box(c, 332, 94, 20, 1.6);
}

static void man_on_ladder(cairo_t *c)
{
	sign(c, (struct at){369, 66}, 33, 0.34, FOREST);
	ink(c, UMBER);
	stroke(c, 1.8, (struct at){386, 30}, (struct at){378, 116});
	stroke(c, 1.8, (struct at){398, 30}, (struct at){402, 116});
	for (int i = 0; i < 7; i++)
		stroke(c, 1.5, (struct at){385.4 - 1.1 * i, 40 + 11.0 * i},
		    (struct at){398.4 + 0.5 * i, 40 + 11.0 * i});
	PERSON(c, .foot = {392, 98}, .height = 64, .skin = SKIN_4, .hair = SLATE,
	    .top = blend(NAVY, BLUE, 0.4), .bottom = NAVY, .style = HAIR_SHORT,
	    .back = true, .left = {-0.12, 0.1}, .right = {0.1, 0.14});
	ink(c, OCHRE);
	stroke(c, 1.4, (struct at){376.4, 60}, (struct at){370, 59});
	sign(c, (struct at){403, 68}, 29, 1.4, CRIMSON);
	ink(c, SKIN_4);
	disc(c, 401, 67, 2.7);
}

static void bus(cairo_t *c)
{
	ink(c, CREAM);
	SOFT_BOX(c, 14, -30, 4, 226, 108);
	ink(c, TEAL);
	SOFT_BOX(c, 10, -30, 78, 226, 34);
	box(c, -30, 78, 226, 18);
	ink(c, blend(TEAL, DUSK, 0.3));
	box(c, -30, 76, 226, 3.4);
	for (int i = 0; i < 3; i++) {
		static const double edge[] = {-30, 32, 62, 142, 154, 192};
		double x = edge[2 * i], w = edge[2 * i + 1] - x;
		ink(c, DUSK);
		SOFT_BOX(c, 7, x, 14, w, 58);
		ink(c, blend(SUN, CREAM, 0.4));
		SOFT_BOX(c, 5.5, x + 2, 16, w - 4, 54);
	}
	for (int i = 0; i < 2; i++) {
		ink(c, DUSK);
		disc(c, 36 + 124 * i, 109, 13);
		ink(c, FOG);
		disc(c, 36 + 124 * i, 109, 5.4);
	}
	ink(c, SUN);
	disc(c, 190, 88, 3.6);
}

/* A passenger behind a pane. */
static void at_the_window(cairo_t *c, const double pane[4], struct person p)
{
	cairo_save(c);
	cairo_rectangle(c, pane[0], pane[1], pane[2], pane[3]);
	cairo_clip(c);
	person(c, &p);
	cairo_restore(c);
}

void brenda_then(cairo_t *c)
{
	gas_street(c);
	gateway(c);
	man_on_ladder(c);
	bus(c);
	at_the_window(c, (const double[]){-2, 16, 32, 54},
	    (struct person){.foot = {12, 84},
		.height = 66,
		.skin = SKIN_4,
		.hair = DUSK,
		.top = CRIMSON,
		.style = HAIR_TUFT,
		.child = true,
		.seated = true});
	at_the_window(c, (const double[]){64, 16, 76, 54},
	    (struct person){.foot = {106, 88},
		.height = 90,
		.skin = SKIN_5,
		.hair = UMBER,
		.top = OCHRE,
		.style = HAIR_BOB,
		.child = true,
		.seated = true,
		.left = {-0.02, 0.26},
		.right = {0.15, -0.04}});
	at_the_window(c, (const double[]){156, 16, 34, 54},
	    (struct person){.foot = {172, 80},
		.height = 72,
		.skin = SKIN_5,
		.hair = FOG,
		.top = NAVY,
		.style = HAIR_SHORT,
		.seated = true});
	ink(c, NAVY);
	SOFT_BOX(c, 3, 164, 36.4, 16, 6); /* the driver's cap */
	box(c, 163, 41, 18, 2.4);
	/* a ribbon in her hair */
	ink(c, CRIMSON);
	POLYGON(c, 108, 29, 115, 32, 109, 37);
	POLYGON(c, 122, 31, 115, 32, 120, 39);
	/* the hand on the glass */
	ink(c, SKIN_5);
	for (int i = 0; i < 4; i++)
		stroke(c, 2, (struct at){131, 57},
		    (struct at){127 + 2.7 * i, 48.4 + fabs(i - 1.5)});
	disc(c, 131, 57.4, 3.8);
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
