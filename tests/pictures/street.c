/*
 * Scenes out of doors: the cover, the march, the school coach.
 */
#include "paint.h"

#include <math.h>

/* Odd tiles in the wall, on the cells that the mosaic will have. */
static void night_tiles(cairo_t *c, double cell)
{
	static const uint32_t odd[] = {LILAC, CRIMSON, BLUE, CORAL, LILAC, OCHRE};

	for (int i = 0; i < 43 * 36; i++) {
		if (chance(i, 71) > 0.1)
			continue;
		ink(c, blend(PLUM, odd[(size_t)(chance(i, 72) * COUNT(odd))],
			   0.2 + 0.4 * chance(i, 73)));
		box(c, i % 43 * cell, i / 43 * cell, cell, cell);
	}
}

/* All that matters on the cover lies between y = 101 and 249, so that a wide crop holds
 * it; wall above and steps below are there for a tall one. */
static void doorway(cairo_t *c)
{
	enum { SPRING = 185, FOOT = 222 };

	ink(c, PLUM);
	cairo_paint(c);
	night_tiles(c, 210.0 * 60 / 2560);
	ink(c, blend(PLUM, CRIMSON, 0.6));
	disc(c, 105, SPRING, 97);
	box(c, 8, SPRING, 194, FOOT - SPRING);
	ink(c, CORAL);
	disc(c, 105, SPRING, 84);
	box(c, 21, SPRING, 168, FOOT - SPRING);
	cairo_save(c);
	cairo_arc(c, 105, SPRING, 77, M_PI, 0);
	cairo_line_to(c, 182, FOOT);
	cairo_line_to(c, 28, FOOT);
	cairo_clip(c);
	ink(c, blend(CORAL, OCHRE, 0.6));
	cairo_paint(c);
	for (int i = 0; i < 24; i++) {
		double a = i * M_PI / 12;
		ink(c, blend(OCHRE, SUN, 0.35));
		POLYGON(c, 105, SPRING, 105 + 160 * cos(a), SPRING + 160 * sin(a),
		    105 + 160 * cos(a + 0.13), SPRING + 160 * sin(a + 0.13));
	}
	ink(c, SUN);
	disc(c, 105, SPRING, 55);
	ink(c, blend(SUN, CREAM, 0.6));
	disc(c, 105, SPRING, 45);
	ink(c, SEA);
	oval(c, 60, 236, 90, 42);
	ink(c, LEAF);
	oval(c, 160, 240, 80, 40);
	cairo_restore(c);
}

static void open_leaves(cairo_t *c)
{
	ink(c, TEAL);
	POLYGON(c, 28, 160, 2, 146, 2, 238, 28, 222);
	POLYGON(c, 182, 160, 208, 146, 208, 238, 182, 222);
	ink(c, SEA);
	POLYGON(c, 24, 168, 7, 160, 7, 190, 24, 190);
	POLYGON(c, 24, 197, 7, 198, 7, 225, 24, 215);
	POLYGON(c, 186, 168, 203, 160, 203, 190, 186, 190);
	POLYGON(c, 186, 197, 203, 198, 203, 225, 186, 215);
}

static void steps(cairo_t *c)
{
	static const double edge[] = {218, 228, 248, 257, 280, 296};
	static const uint32_t face[] = {SAND, STONE, SAND, STONE, SAND};

	for (size_t i = 0; i < COUNT(face); i++) {
		ink(c, i % 2 ? blend(face[i], SLATE, 0.05 * (double)i) : face[i]);
		box(c, 0, edge[i], 210, edge[i + 1] - edge[i]);
	}
}

static void five_friends(cairo_t *c)
{
	PERSON(c, .foot = {90, 221}, .height = 76, .skin = SKIN_3, .hair = TEAL,
	    .top = PLUM, .bottom = CRIMSON, .style = HAIR_SCARF, .child = true,
	    .skirt = true, .right = {0.05, 0.27}, .left = {-0.04, 0.28});
	PERSON(c, .foot = {116, 222}, .height = 70, .skin = SKIN_5, .hair = BRICK,
	    .top = BLUE, .bottom = NAVY, .style = HAIR_SHORT, .child = true,
	    .defenders = true, .left = {-0.05, 0.28});
	PERSON(c, .foot = {173, 222}, .height = 96, .skin = SKIN_4, .hair = DUSK,
	    .top = CREAM, .bottom = NAVY, .style = HAIR_LONG, .child = true,
	    .right = {0.1, 0.2});
	PERSON(c, .foot = {146, 223}, .height = 80, .skin = SKIN_1, .hair = DUSK,
	    .top = CORAL, .bottom = PLUM, .style = HAIR_AFRO, .child = true,
	    .skirt = true);
	long_cane(c, (struct at){194.6, 173}, (struct at){187, 227}, 2.2);
	WHEELCHAIR(c, false, .foot = {50, 226}, .height = 84, .skin = SKIN_2,
	    .hair = DUSK, .top = TEAL, .bottom = NAVY, .style = HAIR_BUN, .child = true,
	    .right = {0.2, -0.24});
}

void cover(cairo_t *c)
{
	doorway(c);
	open_leaves(c);
	steps(c);
	five_friends(c);
}

/* The empty place in the step, and the tile that belongs there. */
void cover_tile(cairo_t *c)
{
	ink(c, DUSK);
	tile(c, (struct at){92, 238}, 12, 0);
	ink(c, blend(STONE, DUSK, 0.55));
	tile(c, (struct at){120, 239.4}, 12, 0.4);
	ink(c, BLUE);
	tile(c, (struct at){119, 237.6}, 12, 0.4);
	ink(c, blend(BLUE, SKY, 0.5));
	tile(c, (struct at){117.7, 236}, 6.4, 0.4);
}

/* The same doorway in the evening: everybody is in, and the blue tile is in its place. */
void back_cover(cairo_t *c)
{
	cairo_save(c);
	cairo_translate(c, 0, -98);
	doorway(c);
	open_leaves(c);
	steps(c);
	cairo_restore(c);
}

void back_tile(cairo_t *c)
{
	ink(c, BLUE);
	tile(c, (struct at){92, 140}, 12, 0.06);
	ink(c, blend(BLUE, SKY, 0.5));
	tile(c, (struct at){90.7, 138.4}, 6.4, 0.06);
}

/* ---- the march ------------------------------------------------------------ */

static void town(cairo_t *c)
{
	static const uint32_t walls[] = {BRICK, ROSE, SAND, BLUE, CORAL, STONE};
	double x = -4;

	ink(c, blend(SUN, CREAM, 0.55));
	cairo_paint(c);
	ink(c, SUN);
	disc(c, 122, 62, 34);
	ink(c, blend(SUN, WHITE, 0.5));
	disc(c, 122, 62, 27);
	for (int i = 0; x < 240; i++) {
		double w = 17 + 12 * chance(i, 51), h = 34 + 26 * chance(i, 52);
		double near = fabs(x + w / 2 - 122) < 30 ? 0.45 : 1;
		ink(c, blend(walls[i % 6], CREAM, 0.5));
		box(c, x, 108 - h * near, w, h);
		ink(c, blend(PLUM, CREAM, 0.55));
		POLYGON(c, x - 1, 108 - h * near, x + w / 2, 108 - h * near - 9,
		    x + w + 1, 108 - h * near);
		ink(c, blend(walls[i % 6], CREAM, 0.85));
		for (int k = 0; near == 1 && k < 6; k++)
			box(c, x + 3 + k % 2 * (w / 2 - 1), 116 - h + k / 2 * 11,
			    w / 2 - 5, 6);
		x += w + 1;
	}
	ink(c, blend(SAND, LILAC, 0.3));
	box(c, 0, 104, 240, 56);
}

static void banner(cairo_t *c, const double area[4], int seed)
{
	double foot = area[1] + area[3] + 34;

	ink(c, UMBER);
	stroke(c, 1.6, (struct at){area[0], area[1] - 3}, (struct at){area[0], foot});
	stroke(c, 1.6, (struct at){area[0] + area[2], area[1] - 3},
	    (struct at){area[0] + area[2], foot});
	patchwork(c, area, area[2] / 5, seed);
	ink(c, CREAM);
	cairo_rectangle(c, area[0], area[1], area[2], area[3]);
	cairo_set_line_width(c, 1.2);
	cairo_stroke(c);
}

/* A row of marchers whose clothes and hair are dealt out by chance. */
static void row(cairo_t *c, double foot, double height, int seed)
{
	static const uint32_t skin[] = {SKIN_1, SKIN_2, SKIN_3, SKIN_4, SKIN_5};
	static const uint32_t cloth[] = {
	    PLUM, TEAL, CORAL, NAVY, CRIMSON, OCHRE, LEAF, LILAC};
	static const uint32_t hair[] = {DUSK, UMBER, BRICK, SLATE, NAVY, DUSK};

	for (int i = 0; i < 11; i++) {
		int n = seed + i;
		struct person p = {.foot = {-2 + 24.0 * i + 6 * chance(n, 1), foot},
		    .height = height * (0.92 + 0.16 * chance(n, 2)),
		    .walks = true,
		    .skin = skin[(size_t)(chance(n, 3) * 5)],
		    .top = cloth[(size_t)(chance(n, 4) * 8)],
		    .bottom = cloth[(size_t)(chance(n, 5) * 8)],
		    .hair = hair[(size_t)(chance(n, 6) * 6)],
		    .style = (enum hair)(chance(n, 7) * 7),
		    .skirt = chance(n, 8) < 0.3};
		if (chance(n, 9) < 0.35)
			p.right = (struct at){0.08, -0.25};
		person(c, &p);
	}
}

static void guide_dog(cairo_t *c, double x, double y)
{
	ink(c, SAND);
	SOFT_BOX(c, 4.5, x - 12, y - 16, 22, 9);
	for (int i = 0; i < 4; i++)
		stroke(c, 2.6, (struct at){x - 9 + 5.4 * i, y - 9},
		    (struct at){x - 10.5 + 5.6 * i + i % 2 * 2, y - 1});
	limb(c, 2.4, (struct at){x - 11, y - 13}, (struct at){x - 18, y - 13},
	    (struct at){x - 17, y - 19});
	oval(c, x + 12, y - 17, 6, 4.6);
	ink(c, blend(SAND, UMBER, 0.4));
	oval(c, x + 9, y - 17, 2, 4);
	ink(c, DUSK);
	disc(c, x + 17.4, y - 17.5, 1.3);
	ink(c, WHITE);
	stroke(c, 1.4, (struct at){x + 3, y - 8.5}, (struct at){x + 1, y - 16});
	stroke(c, 1.2, (struct at){x + 1, y - 16}, (struct at){x - 9, y - 28});
}

static void front_row(cairo_t *c)
{
	PERSON(c, .foot = {150, 152}, .height = 60, .skin = SKIN_4, .hair = SLATE,
	    .top = FOREST, .bottom = DUSK, .style = HAIR_BUN, .walks = true);
	ink(c, UMBER);
	stroke(c, 1.6, (struct at){161, 125}, (struct at){165, 153});
	WHEELCHAIR(c, false, .foot = {46, 155}, .height = 62, .skin = SKIN_1,
	    .hair = DUSK, .top = OCHRE, .bottom = TEAL, .style = HAIR_AFRO,
	    .right = {0.16, -0.26});
	PERSON(c, .foot = {98, 154}, .height = 60, .skin = SKIN_3, .hair = DUSK,
	    .top = CRIMSON, .bottom = NAVY, .style = HAIR_SHORT, .walks = true,
	    .right = {0.08, 0.22});
	guide_dog(c, 121, 155);
	PERSON(c, .foot = {188, 103}, .height = 42, .skin = SKIN_2, .hair = DUSK,
	    .top = TEAL, .bottom = CORAL, .style = HAIR_TUFT, .child = true,
	    .right = {0.12, -0.36}, .left = {-0.16, -0.1}, .seated = true);
	PERSON(c, .foot = {188, 154}, .height = 64, .skin = SKIN_2, .hair = DUSK,
	    .top = LILAC, .bottom = PLUM, .style = HAIR_SHORT, .walks = true,
	    .left = {0.01, 0.16}, .right = {-0.01, 0.16});
	ink(c, CORAL);
	stroke(c, 4.4, (struct at){180.5, 103}, (struct at){181.5, 117});
	stroke(c, 4.4, (struct at){195.5, 103}, (struct at){194.5, 117});
	ink(c, SKIN_2);
	disc(c, 181.5, 119, 3);
	disc(c, 194.5, 119, 3);
	ink(c, SUN);
	tile(c, (struct at){199, 70}, 11, 0.25);
	WHEELCHAIR(c, true, .foot = {224, 156}, .height = 60, .skin = SKIN_5,
	    .hair = BRICK, .top = NAVY, .bottom = DUSK, .style = HAIR_LONG,
	    .right = {0.1, -0.28});
}

void march(cairo_t *c)
{
	town(c);
	banner(c, (const double[]){14, 38, 40, 32}, 3);
	banner(c, (const double[]){186, 37, 40, 32}, 8);
	row(c, 122, 40, 100);
	banner(c, (const double[]){88, 43, 55, 33}, 5);
	row(c, 136, 48, 200);
	front_row(c);
}

/* ---- the coach ------------------------------------------------------------ */

static void hill_road(cairo_t *c)
{
	ink(c, SKY);
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 104, 20, 36);
	cloud(c, 194, 14, 24);
	ink(c, MINT);
	POLYGON(c, 0, 40, 46, 18, 104, 44, 156, 14, 210, 36, 210, 120, 0, 120);
	ink(c, LEAF);
	oval(c, 30, 118, 90, 44);
	oval(c, 176, 118, 90, 50);
	ink(c, BLUE);
	POLYGON(c, 88, 74, 124, 74, 118, 80, 94, 80);
	tree(c, (struct at){196, 104}, 60, FOREST);
	tree(c, (struct at){8, 106}, 54, FOREST);
	ink(c, SLATE);
	box(c, 0, 118, 210, 22);
	ink(c, STONE);
	box(c, 0, 112, 210, 7);
	ink(c, CREAM);
	for (int i = 0; i < 7; i++)
		box(c, 6 + 32 * i, 131, 18, 2);
}

static void passengers(cairo_t *c)
{
	static const uint32_t skin[] = {SKIN_5, SKIN_1, SKIN_3, SKIN_4, SKIN_2};
	static const uint32_t tops[] = {CRIMSON, TEAL, PLUM, CORAL, NAVY};
	static const enum hair style[] = {
	    HAIR_BOB, HAIR_AFRO, HAIR_SCARF, HAIR_TUFT, HAIR_LONG};

	for (int i = 0; i < 5; i++) {
		double x = 38 + 22.0 * (i + (i > 2));
		ink(c, SKY);
		SOFT_BOX(c, 2, x, 52, 19.5, 23);
		cairo_save(c);
		cairo_rectangle(c, x, 42, 19.5, 33);
		cairo_clip(c);
		PERSON(c, .foot = {x + 9, 84}, .height = 40, .skin = skin[i],
		    .hair = i == 2  ? TEAL
			    : i % 2 ? DUSK
				    : UMBER,
		    .top = tops[i], .style = style[i], .child = true, .seated = true,
		    .right = {0.08, -0.24});
		cairo_restore(c);
	}
}

static void lift(cairo_t *c)
{
	ink(c, DUSK);
	box(c, 103, 50, 22, 58);
	ink(c, blend(SUN, CREAM, 0.4));
	box(c, 105, 52, 18, 56);
	ink(c, SLATE);
	box(c, 94, 108, 42, 3);
	stroke(c, 1.6, (struct at){104, 84}, (struct at){97, 108});
	stroke(c, 1.6, (struct at){124, 84}, (struct at){133, 108});
	ink(c, CORAL);
	stroke(c, 1.6, (struct at){96, 108}, (struct at){96, 92});
	stroke(c, 1.6, (struct at){134, 108}, (struct at){134, 92});
}

void coach(cairo_t *c)
{
	hill_road(c);
	ink(c, OCHRE);
	SOFT_BOX(c, 9, 24, 40, 164, 74);
	ink(c, SUN);
	SOFT_BOX(c, 6, 28, 40, 156, 9);
	ink(c, CRIMSON);
	box(c, 24, 88, 164, 5);
	ink(c, SKY);
	POLYGON(c, 172, 52, 186, 52, 188, 78, 172, 78);
	passengers(c);
	for (int i = 0; i < 2; i++) {
		ink(c, DUSK);
		disc(c, 56 + 106 * i, 114, 13);
		ink(c, FOG);
		disc(c, 56 + 106 * i, 114, 6);
	}
	ink(c, CREAM);
	disc(c, 184, 104, 3.4);
	lift(c);
	WHEELCHAIR(c, false, .foot = {112, 108}, .height = 50, .skin = SKIN_2,
	    .hair = DUSK, .top = TEAL, .bottom = PLUM, .style = HAIR_LONG, .child = true,
	    .right = {-0.02, -0.34});
}
