/*
 * The college and its inspectors; the school cut open, with its lift.
 */
#include "paint.h"

#include <math.h>

static void hills(cairo_t *c)
{
	ink(c, blend(SKY, CREAM, 0.35));
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 60, 24, 46);
	cloud(c, 196, 16, 38);
	ink(c, blend(LEAF, CREAM, 0.45));
	oval(c, 40, 110, 120, 66);
	ink(c, blend(FOREST, MINT, 0.45));
	oval(c, 214, 116, 110, 62);
}

static void college(cairo_t *c)
{
	ink(c, CREAM);
	box(c, 62, 42, 128, 64);
	ink(c, TEAL);
	box(c, 58, 37, 136, 6);
	for (int row = 0; row < 2; row++)
		for (int i = 0; i < 6; i++)
			if (row == 0 || i < 2 || i > 3)
				window_panes(c,
				    (const double[]){
					68 + 20.4 * i, 49 + 28 * row, 14, 20},
				    2, 2);
	ink(c, CRIMSON);
	SOFT_BOX(c, 2, 110, 74, 30, 32);
	ink(c, SKY);
	box(c, 113, 78, 11, 28);
	box(c, 126, 78, 11, 28);
	patchwork(c, (const double[]){110, 68, 30, 5}, 5, 21);
}

static void fountain(cairo_t *c, double x, double y)
{
	ink(c, blend(STONE, SLATE, 0.2));
	oval(c, x, y, 22, 5);
	ink(c, SEA);
	oval(c, x, y - 1, 18, 3.4);
	ink(c, STONE);
	box(c, x - 2, y - 16, 4, 15);
	oval(c, x, y - 16, 8, 2.4);
	ink(c, blend(SKY, WHITE, 0.5));
	for (int i = -1; i <= 1; i += 2) {
		limb(c, 1.2, (struct at){x, y - 18}, (struct at){x + i * 8, y - 30},
		    (struct at){x + i * 12, y - 3});
		limb(c, 1.2, (struct at){x, y - 18}, (struct at){x + i * 3, y - 28},
		    (struct at){x + i * 6, y - 4});
	}
}

static void gravel(cairo_t *c)
{
	ink(c, blend(SAND, STONE, 0.5));
	box(c, 0, 104, 240, 46);
	for (int i = 0; i < 420; i++) {
		double y = 108 + 40 * chance(i, 91);
		ink(c, blend(blend(STONE, SLATE, chance(i, 92)), WHITE,
			   0.3 * chance(i, 93)));
		oval(c, 240 * chance(i, 94), y, 1 + (y - 104) / 40, 0.6 + (y - 104) / 70);
	}
}

static void gateposts(cairo_t *c)
{
	for (int i = 0; i < 2; i++) {
		double x = 10 + 206 * i;
		ink(c, BRICK);
		box(c, x, 62, 14, 66);
		ink(c, blend(BRICK, CORAL, 0.4));
		for (int k = 0; k < 8; k++)
			box(c, x + (k % 2 ? 1 : 7), 66 + 7.4 * k, 6, 3);
		ink(c, STONE);
		box(c, x - 2, 58, 18, 5);
		disc(c, x + 7, 54, 5);
	}
}

static void clipboard(cairo_t *c, double x, double y, double turn)
{
	cairo_save(c);
	cairo_translate(c, x, y);
	cairo_rotate(c, turn);
	ink(c, UMBER);
	SOFT_BOX(c, 0.8, -5, -7, 10, 14);
	ink(c, WHITE);
	box(c, -4, -5.4, 8, 11.4);
	ink(c, SLATE);
	for (int i = 0; i < 4; i++)
		box(c, -3, -3.6 + 2.5 * i, i % 2 ? 4 : 6, 0.7);
	box(c, -2, -7.6, 4, 2);
	cairo_restore(c);
}

void inspectors(cairo_t *c)
{
	hills(c);
	college(c);
	gravel(c);
	fountain(c, 38, 112);
	gateposts(c);
	/* Hamza and his meter */
	PERSON(c, .foot = {66, 140}, .height = 76, .skin = SKIN_3, .hair = DUSK,
	    .top = NAVY, .bottom = UMBER, .style = HAIR_SHORT, .child = true,
	    .defenders = true, .right = {0.1, 0.02});
	ink(c, DUSK);
	SOFT_BOX(c, 1.4, 78.6, 74, 7, 12);
	ink(c, SUN);
	box(c, 80, 75.6, 4.2, 4);
	ink(c, SKIN_3);
	disc(c, 82.4, 87, 3.4);
	WHEELCHAIR(c, false, .foot = {110, 143}, .height = 82, .skin = SKIN_5,
	    .hair = BRICK, .top = CRIMSON, .bottom = DUSK, .style = HAIR_LONG,
	    .child = true, .power = true, .right = {0.26, 0.1});
	clipboard(c, 132, 95, 0.5);
	/* Dewi draws out the tape over the gravel */
	PERSON(c, .foot = {173, 140}, .height = 80, .skin = SKIN_1, .hair = DUSK,
	    .top = OCHRE, .bottom = TEAL, .style = HAIR_AFRO, .child = true,
	    .glasses = CREAM, .walks = true, .left = {-0.2, 0.22}, .right = {0.06, 0.28});
	ink(c, SUN);
	POLYGON(c, 148, 102, 150.6, 102, 143, 146, 140.4, 146);
	ink(c, DUSK);
	for (int i = 1; i < 9; i++)
		stroke(c, 0.5, (struct at){149.6 - 0.96 * i, 102 + 4.9 * i},
		    (struct at){150.6 - 0.96 * i - 0.2, 102 + 4.9 * i});
	SOFT_BOX(c, 1.5, 143.4, 95, 9, 8);
	ink(c, SKIN_1);
	disc(c, 146.6, 102, 3.6);
	/* Fliss */
	PERSON(c, .foot = {206, 141}, .height = 78, .skin = SKIN_4, .hair = UMBER,
	    .top = SEA, .bottom = PLUM, .style = HAIR_BOB, .child = true,
	    .right = {0.06, 0.24}, .left = {-0.1, 0.02});
	ink(c, UMBER);
	stroke(c, 2, (struct at){222, 106}, (struct at){224, 143});
	limb(c, 2, (struct at){222, 106}, (struct at){221, 101}, (struct at){215, 103});
	ink(c, SKIN_4);
	disc(c, 221, 105, 3.6);
}

/* ---- the lift ------------------------------------------------------------- */

static void storey(cairo_t *c, double y, uint32_t wall)
{
	ink(c, wall);
	box(c, 12, y, 216, 44);
	ink(c, blend(UMBER, SAND, 0.3));
	box(c, 8, y + 44, 224, 4);
}

static void car(cairo_t *c, double y, bool lit)
{
	ink(c, SLATE);
	SOFT_BOX(c, 2, 96, y, 48, 42);
	ink(c, lit ? blend(SUN, CREAM, 0.5) : FOG);
	box(c, 99, y + 3, 42, 36);
	ink(c, blend(SLATE, DUSK, 0.3));
	box(c, 99, y + 26, 42, 1.4);
}

static void shaft(cairo_t *c)
{
	ink(c, blend(NAVY, DUSK, 0.4));
	box(c, 90, 2, 60, 144);
	ink(c, FOG);
	for (int i = -1; i <= 1; i++)
		box(c, 119.6 + 6 * i, 12, 0.8, 44);
	ink(c, OCHRE);
	ring(c, (struct at){120, 11}, 7, 2.4);
	disc(c, 120, 11, 2);
	ink(c, SLATE);
	box(c, 92, 2, 2, 144);
	box(c, 146, 2, 2, 144);
}

static void spanner(cairo_t *c, struct at a, struct at b, double w)
{
	ink(c, FOG);
	stroke(c, w, a, b);
	disc(c, b.x, b.y, 1.5 * w);
	ink(c, blend(NAVY, DUSK, 0.4));
	disc(c, b.x + 0.4 * w, b.y - 0.7 * w, 0.75 * w);
}

static void lesson(cairo_t *c)
{
	ink(c, UMBER);
	SOFT_BOX(c, 1, 24, 59, 40, 20);
	ink(c, TEAL);
	box(c, 25.6, 60.6, 36.8, 16.8);
	ink(c, MINT);
	limb(c, 0.8, (struct at){30, 73}, (struct at){42, 59}, (struct at){56, 73});
	PERSON(c, .foot = {76, 97}, .height = 36, .skin = SKIN_2, .hair = DUSK,
	    .top = PLUM, .bottom = DUSK, .style = HAIR_BUN, .skirt = true,
	    .left = {-0.22, -0.12});
	for (int i = 0; i < 2; i++) {
		PERSON(c, .foot = {30 + 18.0 * i, 92}, .height = 30,
		    .skin = i ? SKIN_5 : SKIN_1, .hair = i ? OCHRE : DUSK,
		    .top = i ? CRIMSON : SUN, .style = i ? HAIR_TUFT : HAIR_AFRO,
		    .child = true, .back = true, .seated = true);
		ink(c, OCHRE);
		box(c, 21 + 18 * i, 91, 17, 2);
		box(c, 22 + 18 * i, 91, 1.4, 7);
		box(c, 35 + 18 * i, 91, 1.4, 7);
	}
}

void lift_shaft(cairo_t *c)
{
	ink(c, blend(NAVY, SKY, 0.25));
	cairo_paint(c);
	ink(c, SLATE);
	POLYGON(c, 2, 6, 238, 6, 232, -2, 8, -2);
	storey(c, 6, blend(CORAL, CREAM, 0.55));
	storey(c, 54, blend(SUN, CREAM, 0.5));
	storey(c, 102, blend(MINT, CREAM, 0.4));
	shaft(c);
	car(c, 56, true);
	ink(c, blend(UMBER, SAND, 0.3));
	for (int i = 0; i < 3; i++) {
		box(c, 8, 50 + 48 * i, 82, 4);
		box(c, 150, 50 + 48 * i, 82, 4);
	}
	box(c, 8, 146, 224, 6);
	/* in the car: on the way up, at last */
	WHEELCHAIR(c, false, .foot = {118, 94}, .height = 38, .skin = SKIN_3,
	    .hair = DUSK, .top = CORAL, .bottom = NAVY, .style = HAIR_LONG, .child = true,
	    .power = true, .right = {0.2, -0.22});
	/* at the top: two with a spanner */
	spanner(c, (struct at){95, 24}, (struct at){113, 14}, 3);
	PERSON(c, .foot = {78, 50}, .height = 40, .skin = SKIN_4, .hair = BRICK,
	    .top = TEAL, .bottom = NAVY, .style = HAIR_BOB, .child = true, .aids = true,
	    .left = {0.28, 0.04}, .right = {0.36, 0.02});
	WHEELCHAIR(c, true, .foot = {172, 50}, .height = 40, .skin = SKIN_1, .hair = DUSK,
	    .top = OCHRE, .bottom = CRIMSON, .style = HAIR_AFRO, .child = true,
	    .right = {0.24, -0.16});
	window_panes(c, (const double[]){26, 14, 24, 22}, 2, 2);
	window_panes(c, (const double[]){192, 14, 24, 22}, 2, 2);
	plant(c, (struct at){210, 50}, 12, CORAL);
	lesson(c);
	/* waiting on the first floor, who can see it come */
	PERSON(c, .foot = {166, 97}, .height = 36, .skin = SKIN_2, .hair = TEAL,
	    .top = LEAF, .bottom = TEAL, .style = HAIR_SCARF, .child = true,
	    .right = {0.12, -0.24});
	PERSON(c, .foot = {188, 97}, .height = 37, .skin = SKIN_5, .hair = UMBER,
	    .top = BLUE, .bottom = UMBER, .style = HAIR_SHORT, .child = true,
	    .left = {-0.05, 0.3}, .right = {0.1, 0.2});
	long_cane(c, (struct at){196, 82}, (struct at){204, 97}, 1);
	ink(c, UMBER);
	box(c, 208, 62, 16, 36);
	ink(c, OCHRE);
	disc(c, 211.4, 81, 1);
	/* on the ground floor: a queue */
	for (int i = 0; i < 3; i++) {
		static const struct person queue[] = {
		    {.skin = SKIN_1, .hair = DUSK, .top = LILAC, .style = HAIR_BUN},
		    {.skin = SKIN_5, .hair = OCHRE, .top = CRIMSON, .style = HAIR_TUFT},
		    {.skin = SKIN_3, .hair = DUSK, .top = NAVY, .style = HAIR_SHORT}};
		struct person p = queue[i];
		p.foot = (struct at){26 + 20.0 * i, 145};
		p.height = 35 + 2 * i;
		p.bottom = i == 1 ? (uint32_t)TEAL : (uint32_t)PLUM;
		p.child = true;
		if (i == 2)
			p.right = (struct at){0.22, -0.06};
		person(c, &p);
	}
	WHEELCHAIR(c, true, .foot = {170, 145}, .height = 39, .skin = SKIN_4,
	    .hair = UMBER, .top = SUN, .bottom = PLUM, .style = HAIR_BOB, .child = true,
	    .right = {0.24, -0.12});
	ink(c, SUN);
	disc(c, 153.5, 126, 1.8);
	PERSON(c, .foot = {206, 145}, .height = 46, .skin = SKIN_2, .hair = DUSK,
	    .top = SLATE, .bottom = DUSK, .style = HAIR_SHORT, .left = {-0.16, 0.12},
	    .right = {0.12, 0.2});
	ink(c, CRIMSON);
	SOFT_BOX(c, 1, 213, 122, 12, 8);
}
