/*
 * Scenes at school: the classroom, the ramp, the harbour school.
 */
#include "paint.h"

#include <math.h>

static void bunting(cairo_t *c, struct at a, struct at b, int flags)
{
	static const uint32_t cloth[] = {CORAL, TEAL, OCHRE, PLUM};

	ink(c, UMBER);
	limb(c, 0.5, a, (struct at){(a.x + b.x) / 2, a.y + 14}, b);
	for (int i = 0; i < flags; i++) {
		double t = (i + 0.5) / flags, x = a.x + (b.x - a.x) * t;
		double y = a.y + (b.y - a.y) * t + 38 * t * (1 - t) * 0.83;
		ink(c, cloth[i % 4]);
		POLYGON(c, x - 4, y, x + 4, y, x, y + 8);
	}
}

static void shelf(cairo_t *c, double x, double y, double w)
{
	static const uint32_t spines[] = {CRIMSON, NAVY, LEAF, OCHRE, PLUM, SEA, CORAL};
	double at = x + 1;

	for (int i = 0; at < x + w - 4; i++) {
		double thick = 2 + 2 * chance(i, (int)y),
		       tall = 8 + 4 * chance(i, (int)y + 1);
		ink(c, spines[(size_t)(chance(i, (int)y + 2) * COUNT(spines))]);
		box(c, at, y - tall, thick, tall);
		at += thick + 0.5;
	}
	ink(c, UMBER);
	box(c, x, y, w, 1.6);
}

static void round_table(cairo_t *c, double x, double y, double rx)
{
	ink(c, UMBER);
	box(c, x - 2, y, 4, 0.62 * rx);
	oval(c, x, y + 0.62 * rx, 0.36 * rx, 2.4);
	ink(c, blend(OCHRE, UMBER, 0.45));
	oval(c, x, y + 2, rx, 0.27 * rx);
	ink(c, OCHRE);
	oval(c, x, y, rx, 0.27 * rx);
}

static void classroom_wall(cairo_t *c)
{
	ink(c, blend(SUN, CREAM, 0.55));
	cairo_paint(c);
	ink(c, blend(SAND, CORAL, 0.18));
	box(c, 0, 100, 240, 60);
	ink(c, UMBER);
	box(c, 0, 98.5, 240, 2.5);
	window_panes(c, (const double[]){8, 30, 44, 40}, 2, 2);
	plant(c, (struct at){43, 70}, 15, CORAL);
	ink(c, UMBER);
	box(c, 5, 70, 50, 2);
	SOFT_BOX(c, 1.5, 86, 28, 76, 44);
	ink(c, TEAL);
	box(c, 88.5, 30.5, 71, 39);
	ink(c, MINT);
	limb(c, 1.2, (struct at){94, 63}, (struct at){112, 40}, (struct at){124, 61});
	limb(c, 1.2, (struct at){116, 50}, (struct at){130, 36}, (struct at){150, 64});
	ink(c, SUN);
	disc(c, 148, 40, 4.5);
	ink(c, SKY);
	limb(c, 1.4, (struct at){96, 66}, (struct at){124, 60}, (struct at){152, 66});
	bunting(c, (struct at){-6, 6}, (struct at){246, 6}, 26);
	shelf(c, 192, 48, 42);
	shelf(c, 192, 66, 42);
	shelf(c, 192, 84, 42);
}

static void left_table(cairo_t *c)
{
	PERSON(c, .foot = {58, 117}, .height = 50, .skin = SKIN_5, .hair = UMBER,
	    .top = TEAL, .style = HAIR_BOB, .child = true, .seated = true,
	    .left = {-0.12, 0.3});
	PERSON(c, .foot = {82, 118}, .height = 50, .skin = SKIN_1, .hair = DUSK,
	    .top = CORAL, .style = HAIR_AFRO, .child = true, .seated = true,
	    .left = {-0.02, 0.28});
	round_table(c, 66, 122, 33);
	ink(c, WHITE);
	POLYGON(c, 70, 118, 84, 119, 82, 125, 67, 124);
	ink(c, SEA);
	disc(c, 74, 121, 2);
	ink(c, SKY);
	SOFT_BOX(c, 0.8, 50, 112, 6, 9);
	ink(c, CRIMSON);
	stroke(c, 0.8, (struct at){52, 113}, (struct at){50, 104});
	ink(c, NAVY);
	stroke(c, 0.8, (struct at){54, 113}, (struct at){56, 105});
	WHEELCHAIR(c, false, .foot = {28, 153}, .height = 66, .skin = SKIN_3,
	    .hair = DUSK, .top = CRIMSON, .bottom = NAVY, .style = HAIR_BUN,
	    .child = true, .right = {0.31, 0.03});
}

static void right_table(cairo_t *c)
{
	PERSON(c, .foot = {182, 118}, .height = 50, .skin = SKIN_2, .hair = DUSK,
	    .top = NAVY, .style = HAIR_SHORT, .child = true, .seated = true,
	    .left = {0.03, 0.29}, .right = {-0.02, 0.29});
	PERSON(c, .foot = {212, 119}, .height = 50, .skin = SKIN_4, .hair = BRICK,
	    .top = LEAF, .style = HAIR_LONG, .child = true, .seated = true);
	round_table(c, 194, 124, 36);
	ink(c, WHITE);
	POLYGON(c, 172, 119, 192, 119, 195, 126, 169, 126);
	ink(c, FOG);
	for (int i = 0; i < 24; i++)
		disc(c, 174 + i % 8 * 2.4, 120.8 + i / 8 * 1.6, 0.4);
	ink(c, SKIN_2);
	oval(c, 178, 121, 2.6, 1.5);
	oval(c, 186, 121, 2.6, 1.5);
	PERSON(c, .foot = {150, 148}, .height = 60, .skin = SKIN_5, .hair = OCHRE,
	    .top = PLUM, .style = HAIR_TUFT, .child = true, .back = true, .seated = true,
	    .right = {0.14, 0.12});
	ink(c, TEAL);
	SOFT_BOX(c, 2, 138, 141, 24, 19);
	PERSON(c, .foot = {224, 150}, .height = 60, .skin = SKIN_1, .hair = TEAL,
	    .top = OCHRE, .style = HAIR_SCARF, .child = true, .back = true,
	    .seated = true, .left = {-0.14, 0.12});
	ink(c, CRIMSON);
	SOFT_BOX(c, 2, 212, 143, 24, 17);
}

void classroom(cairo_t *c)
{
	classroom_wall(c);
	PERSON(c, .foot = {76, 108}, .height = 66, .skin = SKIN_4, .hair = SLATE,
	    .top = PLUM, .bottom = CRIMSON, .style = HAIR_BUN, .skirt = true,
	    .right = {0.22, -0.1});
	PERSON(c, .foot = {174, 108}, .height = 68, .skin = SKIN_2, .hair = DUSK,
	    .top = DUSK, .bottom = NAVY, .style = HAIR_SHORT, .left = {0.1, 0.08},
	    .right = {-0.03, -0.04});
	left_table(c);
	right_table(c);
}

/* ---- the ramp ------------------------------------------------------------- */

static void brick_school(cairo_t *c)
{
	ink(c, BRICK);
	box(c, 18, 34, 222, 100);
	for (int i = 0; i < 150; i++) {
		ink(c, blend(BRICK, i % 2 ? CORAL : CRIMSON, 0.35));
		box(c, 18 + floor(chance(i, 1) * 37) * 6,
		    36 + floor(chance(i, 2) * 32) * 3, 5.4, 2.4);
	}
	ink(c, SLATE);
	POLYGON(c, 12, 34, 40, 12, 240, 12, 240, 34);
	ink(c, CREAM);
	box(c, 14, 33, 226, 3.5);
	for (int i = 0; i < 4; i++) {
		double x = 32 + 30 * i;
		ink(c, CREAM);
		disc(c, x + 9, 57, 10.5);
		ink(c, SUN);
		disc(c, x + 9, 57, 8.5);
		window_panes(c, (const double[]){x - 1.5, 56, 21, 32}, 2, 3);
	}
	ink(c, blend(BRICK, CRIMSON, 0.35));
	POLYGON(c, 148, 134, 148, 32, 181, 4, 214, 32, 214, 134);
	ink(c, CREAM);
	stroke(c, 3, (struct at){145, 34}, (struct at){181, 4});
	stroke(c, 3, (struct at){217, 34}, (struct at){181, 4});
	patchwork(c, (const double[]){171, 17, 20, 12}, 4, 3);
	ink(c, SAND);
	disc(c, 181, 58, 23);
	box(c, 158, 57, 46, 48);
	ink(c, SUN);
	disc(c, 181, 57, 18);
	ink(c, CRIMSON);
	box(c, 163, 57, 17.4, 48);
	box(c, 181.6, 57, 17.4, 48);
	ink(c, blend(CRIMSON, CORAL, 0.4));
	for (int i = 0; i < 4; i++)
		SOFT_BOX(c, 1, 166 + i % 2 * 18.6, 61 + i / 2 * 21, 11.4, 17);
	ink(c, SUN);
	disc(c, 178, 80, 1.2);
	disc(c, 184, 80, 1.2);
}

static double slope(double x)
{
	return 141 - (x - 6) * (141 - 105) / (152 - 6);
}

static void rail(cairo_t *c, double rise)
{
	ink(c, OCHRE);
	stroke(
	    c, 2, (struct at){6, slope(6) - rise}, (struct at){152, slope(152) - rise});
	stroke(c, 2, (struct at){152, slope(152) - rise},
	    (struct at){158, slope(152) - rise});
	for (int i = 0; i < 9; i++) {
		double x = 8 + 18 * i;
		stroke(c, 1.2, (struct at){x, slope(x) + 1},
		    (struct at){x, slope(x) - rise});
	}
}

static void pushchair(cairo_t *c, double x, double y)
{
	ink(c, DUSK);
	stroke(c, 1.2, (struct at){x - 15, y - 22}, (struct at){x + 5, y - 5});
	stroke(c, 1.2, (struct at){x + 8, y - 12}, (struct at){x - 7, y - 4});
	ink(c, PLUM);
	POLYGON(c, x - 8, y - 20, x + 9, y - 13, x + 5, y - 6, x - 6, y - 8);
	cairo_arc(c, x - 6, y - 18, 9, -M_PI * 0.9, M_PI * 0.05);
	cairo_line_to(c, x - 6, y - 14);
	cairo_fill(c);
	ink(c, DUSK);
	ring(c, (struct at){x - 7, y - 3.4}, 2.8, 1.2);
	ring(c, (struct at){x + 6, y - 3.6}, 2.8, 1.2);
}

static void scooter(cairo_t *c, double x, double y)
{
	ink(c, TEAL);
	stroke(c, 1.5, (struct at){x - 8, y - 3}, (struct at){x + 8, y - 4});
	stroke(c, 1.3, (struct at){x + 8, y - 4}, (struct at){x + 5, y - 24});
	stroke(c, 1.3, (struct at){x + 3, y - 24}, (struct at){x + 7, y - 25});
	ink(c, DUSK);
	disc(c, x - 8, y - 2, 2);
	disc(c, x + 9, y - 2, 2);
}

void ramp(cairo_t *c)
{
	ink(c, SKY);
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 60, 12, 36);
	tree(c, (struct at){8, 136}, 108, LEAF);
	brick_school(c);
	ink(c, blend(SAND, STONE, 0.5));
	box(c, 0, 132, 240, 28);
	ink(c, STONE);
	POLYGON(c, 0, 143, 152, 105, 206, 105, 206, 143);
	for (int i = 0; i < 6; i++) {
		ink(c, blend(STONE, UMBER, 0.18));
		box(c, 206, 105 + 6.4 * i, 6 + 6 * i, 6.4);
		ink(c, blend(STONE, CREAM, 0.5));
		box(c, 206, 105 + 6.4 * i, 6 + 6 * i, 1.4);
	}
	ink(c, blend(STONE, CREAM, 0.5));
	POLYGON(c, 0, 142.5, 152, 105, 206, 105, 206, 108, 153, 108, 0, 146);
	rail(c, 15);
	cairo_save(c);
	cairo_translate(c, 112, slope(112));
	cairo_rotate(c, -0.24);
	WHEELCHAIR(c, false, .foot = {0, 0}, .height = 44, .skin = SKIN_2, .hair = DUSK,
	    .top = TEAL, .bottom = NAVY, .style = HAIR_LONG, .child = true,
	    .right = {0.06, 0.26});
	cairo_restore(c);
	PERSON(c, .foot = {60, slope(60)}, .height = 48, .skin = SKIN_4, .hair = UMBER,
	    .top = NAVY, .bottom = DUSK, .style = HAIR_SHORT, .walks = true,
	    .right = {0.13, 0.16}, .left = {0.3, 0.2});
	pushchair(c, 84, slope(84));
	scooter(c, 24, slope(24));
	PERSON(c, .foot = {22, slope(22) - 2}, .height = 36, .skin = SKIN_1, .hair = DUSK,
	    .top = CORAL, .bottom = TEAL, .style = HAIR_TUFT, .child = true,
	    .right = {0.1, 0.06}, .left = {0.32, 0.07});
	PERSON(c, .foot = {221, 146}, .height = 50, .skin = SKIN_3, .hair = PLUM,
	    .top = OCHRE, .bottom = PLUM, .style = HAIR_SCARF, .skirt = true,
	    .left = {-0.16, -0.24});
}

/* ---- the harbour ---------------------------------------------------------- */

enum { BAY = 440 }; /* the harbour goes through two pages: 440 by 105 units */

static void evening(cairo_t *c)
{
	static const uint32_t bands[] = {
	    0xF3B58B, 0xF6C48F, 0xF8D29A, 0xFAE0AE, 0xFBEAC6};

	for (int i = 0; i < 5; i++) {
		ink(c, bands[i]);
		box(c, 0, 11 * i, BAY, 13);
	}
	ink(c, CORAL);
	disc(c, 66, 50, 17);
	ink(c, blend(LILAC, CREAM, 0.35));
	POLYGON(c, 0, 50, 34, 40, 80, 51, 132, 36, 176, 49, 226, 43, 300, 52, 440, 46,
	    440, 60, 0, 60);
	ink(c, SEA);
	box(c, 0, 57, BAY, 50);
	ink(c, blend(SEA, TEAL, 0.6));
	box(c, 0, 84, BAY, 23);
	ink(c, blend(CORAL, SUN, 0.4));
	for (int i = 0; i < 9; i++)
		stroke(c, 1.2, (struct at){66 - 15 + i, 60 + 4.2 * i},
		    (struct at){66 + 15 - i * 0.9, 60 + 4.2 * i});
	ink(c, MINT);
	waves(c, (const double[]){0, 64, BAY, 42}, 7);
}

static void gull(cairo_t *c, double x, double y, double span)
{
	ink(c, CREAM);
	stroke(c, span / 9, (struct at){x - span / 2, y - span / 6}, (struct at){x, y});
	stroke(c, span / 9, (struct at){x, y}, (struct at){x + span / 2, y - span / 5});
}

/* The school's boat comes in; all in it are seated. */
static void ferry(cairo_t *c, struct at at)
{
	static const struct {
		uint32_t skin, hair, top;
		enum hair style;
	} crew[] = {{SKIN_4, BRICK, TEAL, HAIR_SHORT}, {SKIN_2, DUSK, OCHRE, HAIR_AFRO},
	    {SKIN_5, OCHRE, CRIMSON, HAIR_BOB}, {SKIN_3, NAVY, LILAC, HAIR_SCARF},
	    {SKIN_1, DUSK, CORAL, HAIR_TUFT}};

	for (size_t i = 0; i < COUNT(crew); i++)
		PERSON(c, .foot = {at.x - 26 + 12.5 * (double)i, at.y - 3}, .height = 34,
		    .skin = crew[i].skin, .hair = crew[i].hair, .top = crew[i].top,
		    .bottom = NAVY, .style = crew[i].style, .child = true, .seated = true,
		    .defenders = i == 2, .aids = i == 0,
		    .right = {i == 4 ? 0.2 : 0, i == 4 ? -0.26 : 0});
	ink(c, CRIMSON);
	POLYGON(c, at.x - 44, at.y - 8, at.x + 50, at.y - 12, at.x + 38, at.y + 10,
	    at.x - 36, at.y + 10);
	ink(c, CREAM);
	POLYGON(c, at.x - 44, at.y - 8, at.x + 50, at.y - 12, at.x + 48, at.y - 8,
	    at.x - 42, at.y - 4.5);
	patchwork(c, (const double[]){at.x - 34, at.y, 68, 3.4}, 3.4, 5);
}

static void drum(cairo_t *c, double x, double y)
{
	ink(c, CRIMSON);
	box(c, x - 6, y - 11, 12, 10);
	oval(c, x, y - 1, 6, 1.6);
	ink(c, SUN);
	for (int i = 0; i < 4; i++)
		stroke(c, 0.6, (struct at){x - 6 + 3 * i, i % 2 ? y - 1 : y - 9},
		    (struct at){x - 3 + 3 * i, i % 2 ? y - 9 : y - 1});
	ink(c, CREAM);
	oval(c, x, y - 11, 6, 1.8);
	ink(c, UMBER);
	stroke(c, 0.9, (struct at){x - 3, y - 12}, (struct at){x + 5, y - 17});
}

static void schoolhouse(cairo_t *c)
{
	ink(c, STONE);
	POLYGON(c, 84, 92, 240, 92, 240, 122, 96, 122);
	ink(c, blend(STONE, SLATE, 0.35));
	for (int i = 0; i < 40; i++)
		box(c, 98 + chance(i, 3) * 138, 95 + floor(chance(i, 4) * 6) * 4.4, 6,
		    2.4);
	ink(c, CREAM);
	box(c, 96, 56, 144, 36);
	ink(c, NAVY);
	POLYGON(c, 90, 57, 106, 34, 240, 34, 240, 57);
	ink(c, BRICK);
	box(c, 126, 24, 9, 16);
	box(c, 204, 24, 9, 16);
	patchwork(c, (const double[]){96, 57, 144, 3}, 3, 12);
	for (int i = 0; i < 5; i++) {
		if (i == 1)
			continue;
		ink(c, NAVY);
		box(c, 102.5 + 27 * i, 64.5, 18, 19);
		window_panes(c, (const double[]){104 + 27 * i, 66, 15, 16}, 2, 2);
	}
	ink(c, BLUE);
	SOFT_BOX(c, 1.5, 128, 62, 19, 31);
	ink(c, SKY);
	SOFT_BOX(c, 1, 132, 66, 11, 9);
	ink(c, SUN);
	disc(c, 143.5, 80, 1);
	drum(c, 166, 93);
}

static void moored(cairo_t *c, struct at at, double length, uint32_t hull, bool mast)
{
	double l = length / 2;

	if (mast) {
		ink(c, UMBER);
		stroke(c, 1, at, (struct at){at.x, at.y - 1.1 * length});
		ink(c, CREAM);
		POLYGON(c, at.x + 1, at.y - 1.05 * length, at.x + 0.42 * length, at.y - 4,
		    at.x + 1, at.y - 4);
	}
	ink(c, hull);
	POLYGON(c, at.x - l, at.y - 3, at.x + l * 1.1, at.y - 4, at.x + l * 0.75,
	    at.y + 6, at.x - l * 0.8, at.y + 6);
	ink(c, CREAM);
	POLYGON(c, at.x - l, at.y - 3, at.x + l * 1.1, at.y - 4, at.x + l * 1.05,
	    at.y - 2.2, at.x - l * 0.97, at.y - 1.2);
}

/* The slip and those on it, in the units of the schoolhouse. */
static void slip(cairo_t *c)
{
	schoolhouse(c);
	ink(c, blend(STONE, UMBER, 0.3));
	POLYGON(c, 150, 92, 150, 98, 54, 158, 18, 148, 18, 145);
	ink(c, blend(SAND, STONE, 0.35));
	POLYGON(c, 126, 92, 150, 92, 54, 154, 18, 145);
	ink(c, OCHRE);
	stroke(c, 1.2, (struct at){124, 81}, (struct at){20, 132});
	for (int i = 0; i < 9; i++)
		stroke(c, 0.8, (struct at){124 - 13 * i, 81 + 6.4 * i},
		    (struct at){124 - 13 * i, 93 + 6.4 * i});
	moored(c, (struct at){204, 134}, 40, PLUM, true);
	moored(c, (struct at){160, 144}, 30, OCHRE, false);
	moored(c, (struct at){106, 152}, 22, CORAL, false);
	PERSON(c, .foot = {137, 99}, .height = 24, .skin = SKIN_4, .hair = UMBER,
	    .top = PLUM, .bottom = DUSK, .style = HAIR_BUN, .right = {0.2, -0.2});
	cairo_save(c);
	cairo_translate(c, 112, 115);
	cairo_rotate(c, -0.42);
	WHEELCHAIR(c, true, .foot = {0, 0}, .height = 25, .skin = SKIN_1, .hair = DUSK,
	    .top = CORAL, .bottom = NAVY, .style = HAIR_AFRO, .child = true,
	    .right = {0.2, -0.24});
	cairo_restore(c);
	PERSON(c, .foot = {86, 124}, .height = 22, .skin = SKIN_3, .hair = DUSK,
	    .top = OCHRE, .bottom = CRIMSON, .style = HAIR_LONG, .child = true,
	    .walks = true, .left = {-0.24, -0.2}, .right = {0.22, 0.02});
	PERSON(c, .foot = {67, 135}, .height = 23, .skin = SKIN_5, .hair = BRICK,
	    .top = CRIMSON, .bottom = TEAL, .style = HAIR_SHORT, .child = true,
	    .defenders = true);
	PERSON(c, .foot = {48, 145}, .height = 24, .skin = SKIN_2, .hair = NAVY,
	    .top = LILAC, .bottom = NAVY, .style = HAIR_SCARF, .child = true,
	    .left = {-0.2, -0.22});
	long_cane(c, (struct at){52.2, 135.3}, (struct at){58, 147}, 0.8);
}

/* Nothing that matters stands where the pages meet, at x = 220. */
void harbour(cairo_t *c)
{
	evening(c);
	moored(c, (struct at){204, 63}, 14, NAVY, true);
	moored(c, (struct at){172, 68}, 22, OCHRE, true);
	moored(c, (struct at){24, 70}, 22, PLUM, true);
	gull(c, 128, 20, 9);
	gull(c, 142, 27, 6);
	gull(c, 262, 16, 8);
	ferry(c, (struct at){132, 90});
	cairo_save(c);
	cairo_translate(c, 248, -17);
	cairo_scale(c, 0.8, 0.8);
	slip(c);
	cairo_restore(c);
}
