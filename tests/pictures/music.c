/*
 * The orchestra in the tram depot: everybody has one note.
 */
#include "paint.h"

#include <math.h>

static void depot(cairo_t *c)
{
	ink(c, blend(FOREST, DUSK, 0.35));
	cairo_paint(c);
	ink(c, blend(SUN, CREAM, 0.4));
	for (int i = 0; i < 3; i++) {
		double x = 40 + 80 * i;
		disc(c, x, 40, 30);
		box(c, x - 30, 40, 60, 62);
	}
	ink(c, blend(OCHRE, CORAL, 0.4));
	disc(c, 120, 66, 22);
	ink(c, blend(FOREST, DUSK, 0.35));
	for (int i = 0; i < 3; i++) {
		double x = 40 + 80 * i;
		for (int k = -1; k <= 1; k++)
			box(c, x - 0.8 + 15 * k, 8, 1.6, 94);
		box(c, x - 30, 39, 60, 1.6);
		box(c, x - 30, 62, 60, 1.6);
	}
	ink(c, blend(FOREST, LEAF, 0.25));
	for (int i = 0; i < 4; i++)
		box(c, -4 + 80 * i, 0, 8, 102);
	ink(c, blend(UMBER, SAND, 0.35));
	box(c, 0, 100, 240, 50);
	ink(c, blend(UMBER, DUSK, 0.2));
	POLYGON(c, 92, 100, 95, 100, 70, 150, 62, 150);
	POLYGON(c, 145, 100, 148, 100, 178, 150, 170, 150);
}

static void tram(cairo_t *c, double x)
{
	ink(c, CRIMSON);
	SOFT_BOX(c, 6, x, 36, 50, 66);
	ink(c, CREAM);
	box(c, x, 70, 50, 5);
	ink(c, blend(NAVY, SKY, 0.25));
	SOFT_BOX(c, 2, x + 5, 44, 18, 22);
	SOFT_BOX(c, 2, x + 27, 44, 18, 22);
	ink(c, SUN);
	disc(c, x + 25, 88, 5);
	ink(c, blend(SUN, WHITE, 0.6));
	disc(c, x + 25, 88, 3);
}

static void cello(cairo_t *c, struct at at, double s)
{
	ink(c, DUSK);
	stroke(c, 0.1 * s, (struct at){at.x, at.y},
	    (struct at){at.x + 0.25 * s, at.y - 2.3 * s});
	ink(c, BRICK);
	oval(c, at.x + 0.02 * s, at.y - 0.55 * s, 0.48 * s, 0.45 * s);
	oval(c, at.x + 0.1 * s, at.y - 1.15 * s, 0.36 * s, 0.35 * s);
	ink(c, blend(BRICK, CORAL, 0.5));
	oval(c, at.x + 0.04 * s, at.y - 0.55 * s, 0.34 * s, 0.32 * s);
	ink(c, DUSK);
	stroke(c, 0.07 * s, (struct at){at.x + 0.02 * s, at.y - 0.4 * s},
	    (struct at){at.x + 0.22 * s, at.y - 2.1 * s});
}

static void trumpet(cairo_t *c, struct at at, double s)
{
	ink(c, OCHRE);
	stroke(c, 0.18 * s, at, (struct at){at.x - 1.1 * s, at.y + 0.35 * s});
	POLYGON(c, at.x - 0.9 * s, at.y + 0.2 * s, at.x - 1.5 * s, at.y + 0.05 * s,
	    at.x - 1.3 * s, at.y + 0.9 * s);
	stroke(c, 0.12 * s, (struct at){at.x - 0.4 * s, at.y - 0.06 * s},
	    (struct at){at.x - 0.4 * s, at.y + 0.3 * s});
}

static void tuba(cairo_t *c, struct at at, double s)
{
	ink(c, OCHRE);
	ring(c, (struct at){at.x, at.y}, 0.5 * s, 0.3 * s);
	POLYGON(c, at.x + 0.3 * s, at.y, at.x + 0.62 * s, at.y, at.x + 1.1 * s,
	    at.y - 1.4 * s, at.x - 0.1 * s, at.y - 1.4 * s);
	ink(c, blend(OCHRE, UMBER, 0.5));
	oval(c, at.x + 0.5 * s, at.y - 1.4 * s, 0.62 * s, 0.2 * s);
}

static void bicycle(cairo_t *c, struct at at, double r)
{
	ink(c, DUSK);
	ring(c, (struct at){at.x - 1.25 * r, at.y - r}, r, 0.14 * r);
	ring(c, (struct at){at.x + 1.25 * r, at.y - r}, r, 0.14 * r);
	ink(c, SEA);
	limb(c, 0.16 * r, (struct at){at.x - 1.25 * r, at.y - r},
	    (struct at){at.x - 0.7 * r, at.y - 1.7 * r},
	    (struct at){at.x - 0.3 * r, at.y - 2.1 * r});
	stroke(c, 0.16 * r, (struct at){at.x - 0.3 * r, at.y - 2.1 * r},
	    (struct at){at.x + 0.9 * r, at.y - 2.3 * r});
	stroke(c, 0.16 * r, (struct at){at.x + 0.8 * r, at.y - 2.6 * r},
	    (struct at){at.x + 1.25 * r, at.y - r});
	stroke(c, 0.16 * r, (struct at){at.x - 0.3 * r, at.y - 2.1 * r},
	    (struct at){at.x, at.y - r});
	stroke(c, 0.16 * r, (struct at){at.x, at.y - r},
	    (struct at){at.x + 0.9 * r, at.y - 2.3 * r});
	ink(c, DUSK);
	stroke(c, 0.2 * r, (struct at){at.x + 0.5 * r, at.y - 2.7 * r},
	    (struct at){at.x + 1 * r, at.y - 2.6 * r});
	stroke(c, 0.26 * r, (struct at){at.x - 0.6 * r, at.y - 2.3 * r},
	    (struct at){at.x, at.y - 2.3 * r});
}

/* A sheet of plywood on springs, and Saoirse on it, who listens with her hips. */
static void plywood(cairo_t *c)
{
	ink(c, SLATE);
	for (int i = 0; i < 7; i++)
		for (int k = 0; k < 3; k++)
			oval(c, 78 + 14.0 * i, 140.5 + 2.2 * k, 3, 1);
	ink(c, blend(SAND, OCHRE, 0.3));
	POLYGON(c, 76, 122, 164, 122, 172, 137, 68, 137);
	ink(c, blend(SAND, UMBER, 0.45));
	box(c, 68, 137, 104, 2.6);
	ink(c, blend(SAND, OCHRE, 0.75));
	for (int i = 0; i < 4; i++)
		stroke(c, 0.5, (struct at){80 + 20.0 * i, 125 + 2.4 * i},
		    (struct at){96 + 20.0 * i, 125.4 + 2.4 * i});
}

static void lying_girl(cairo_t *c)
{
	ink(c, NAVY);
	limb(c, 6, (struct at){124, 129}, (struct at){146, 132}, (struct at){152, 120});
	limb(c, 6, (struct at){124, 131}, (struct at){142, 134}, (struct at){158, 131});
	ink(c, CORAL);
	oval(c, 152, 117.5, 2.4, 4);
	oval(c, 161, 131, 4, 2.4);
	ink(c, OCHRE);
	limb(
	    c, 12.5, (struct at){128, 130}, (struct at){116, 128}, (struct at){108, 124});
	ink(c, blend(OCHRE, DUSK, 0.14));
	limb(c, 4.6, (struct at){105, 126}, (struct at){94, 132}, (struct at){88, 122});
	limb(c, 4.6, (struct at){110, 120}, (struct at){118, 114}, (struct at){112, 106});
	ink(c, SKIN_5);
	disc(c, 87.6, 120.6, 3);
	disc(c, 111.6, 104.6, 3);
	ink(c, BRICK);
	disc(c, 100.5, 114, 9.4);
	ink(c, SKIN_5);
	disc(c, 99, 115.6, 7.8);
	ink(c, BRICK);
	cairo_arc(c, 100, 113, 8.6, M_PI * 0.95, M_PI * 1.98);
	cairo_fill(c);
	ink(c, SKIN_5);
	disc(c, 107, 117, 1.7);
	ink(c, blend(SKIN_5, CORAL, 0.4));
	disc(c, 94.6, 118.6, 1.3);
	disc(c, 102.4, 119.4, 1.3);
	ink(c, TEAL);
	oval(c, 108.4, 114, 1.2, 2.2);
}

static void back_players(cairo_t *c)
{
	SITTER(c, CRIMSON, .foot = {78, 98}, .height = 44, .skin = SKIN_2, .hair = DUSK,
	    .top = SUN, .bottom = NAVY, .style = HAIR_BUN, .child = true,
	    .left = {0.02, -0.02}, .right = {-0.14, -0.02});
	trumpet(c, (struct at){77, 81.5}, 9);
	SITTER(c, TEAL, .foot = {104, 96}, .height = 44, .skin = SKIN_4, .hair = UMBER,
	    .top = PLUM, .bottom = DUSK, .style = HAIR_SHORT, .child = true,
	    .glasses = DUSK, .left = {0.02, -0.02}, .right = {-0.14, -0.02});
	trumpet(c, (struct at){103, 79.5}, 9);
	SITTER(c, OCHRE, .foot = {134, 96}, .height = 48, .skin = SKIN_1, .hair = DUSK,
	    .top = CORAL, .bottom = PLUM, .style = HAIR_AFRO, .left = {0.05, 0.16},
	    .right = {-0.02, 0.1});
	tuba(c, (struct at){136, 90}, 13);
	SITTER(c, CRIMSON, .foot = {166, 98}, .height = 44, .skin = SKIN_3, .hair = BLUE,
	    .top = LILAC, .bottom = TEAL, .style = HAIR_SCARF, .child = true,
	    .left = {0.1, 0.1}, .right = {-0.02, 0.06});
	ink(c, FOG);
	stroke(c, 1.6, (struct at){167, 84}, (struct at){154, 88});
}

static void front_players(cairo_t *c)
{
	WHEELCHAIR(c, false, .foot = {46, 142}, .height = 62, .skin = SKIN_3,
	    .hair = DUSK, .top = TEAL, .bottom = PLUM, .style = HAIR_SHORT, .child = true,
	    .power = true, .right = {0.12, 0.22});
	/* the switch at Tariq's cheek, on a bent arm */
	ink(c, SLATE);
	limb(c, 1.2, (struct at){36, 104}, (struct at){54, 108}, (struct at){55, 96});
	ink(c, SUN);
	disc(c, 54.6, 94, 2.6);
	PERSON(c, .foot = {76, 131}, .height = 44, .skin = SKIN_1, .hair = DUSK,
	    .top = LEAF, .bottom = CRIMSON, .style = HAIR_AFRO, .child = true,
	    .defenders = true, .left = {0.04, 0.16}, .right = {0.0, 0.14});
	ink(c, CRIMSON);
	SOFT_BOX(c, 1, 70.5, 112, 11, 7);
	ink(c, CREAM);
	oval(c, 76, 112, 5.5, 1.8);
	SITTER(c, UMBER, .foot = {190, 118}, .height = 58, .skin = SKIN_5, .hair = OCHRE,
	    .top = NAVY, .bottom = BRICK, .style = HAIR_LONG, .child = true,
	    .left = {-0.02, 0.16}, .right = {0.06, 0.06});
	cello(c, (struct at){190, 138}, 17);
	ink(c, SAND);
	stroke(c, 0.9, (struct at){178, 122}, (struct at){210, 114});
	PERSON(c, .foot = {220, 139}, .height = 60, .skin = SKIN_2, .hair = DUSK,
	    .top = OCHRE, .bottom = TEAL, .style = HAIR_TUFT, .child = true,
	    .left = {-0.02, 0.22}, .right = {0.1, 0.06});
	bicycle(c, (struct at){221, 146}, 8.5);
}

void orchestra(cairo_t *c)
{
	depot(c);
	tram(c, 186);
	back_players(c);
	PERSON(c, .foot = {25, 128}, .height = 74, .skin = SKIN_4, .hair = FOG,
	    .top = CRIMSON, .bottom = DUSK, .style = HAIR_BOB, .left = {-0.1, -0.2},
	    .right = {0.26, -0.12});
	ink(c, WHITE);
	stroke(c, 0.8, (struct at){53.5, 67}, (struct at){63, 58});
	plywood(c);
	front_players(c);
	lying_girl(c);
}
