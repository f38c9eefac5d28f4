/*
 * Wide pictures: three schools in three countries, a vote in a village hall, a ramp.
 */
#include "paint.h"

#include <math.h>

/* ---- elsewhere ------------------------------------------------------------ */

static void lisbon(cairo_t *c)
{
	ink(c, blend(SUN, CREAM, 0.45));
	box(c, 0, 0, 80, 100);
	ink(c, OCHRE);
	disc(c, 16, 18, 8);
	ink(c, WHITE);
	box(c, 12, 30, 58, 56);
	for (int i = 0; i < 10 * 5; i++) {
		double x = 12 + 5.8 * (i % 10), y = 30 + 5.8 * (i / 10);
		ink(c, i % 10 % 2 == i / 10 % 2 ? BLUE : blend(BLUE, SKY, 0.6));
		tile(c, (struct at){x + 2.9, y + 2.9}, 3.6, M_PI / 4);
	}
	ink(c, CORAL);
	POLYGON(c, 9, 31, 20, 20, 62, 20, 73, 31);
	ink(c, FOREST);
	SOFT_BOX(c, 2, 34, 56, 14, 30);
	ink(c, SUN);
	disc(c, 45, 72, 0.9);
	for (int i = 0; i < 2; i++)
		window_panes(c, (const double[]){18 + 34 * i, 62, 12, 14}, 2, 2);
	ink(c, blend(SAND, STONE, 0.4));
	box(c, 0, 86, 80, 14);
}

static void bologna(cairo_t *c)
{
	ink(c, blend(SKY, CREAM, 0.25));
	box(c, 80, 0, 80, 100);
	ink(c, blend(LEAF, CREAM, 0.4));
	oval(c, 120, 92, 60, 30);
	ink(c, FOREST);
	oval(c, 150, 60, 4, 28);
	oval(c, 90, 64, 4, 24);
	ink(c, BRICK);
	box(c, 130, 14, 12, 72);
	POLYGON(c, 128, 15, 136, 4, 144, 15);
	ink(c, SUN);
	SOFT_BOX(c, 2, 133, 20, 6, 9);
	ink(c, blend(CORAL, OCHRE, 0.5));
	box(c, 96, 40, 44, 46);
	ink(c, UMBER);
	box(c, 93, 37, 50, 4);
	ink(c, blend(UMBER, DUSK, 0.35));
	for (int i = 0; i < 3; i++) {
		disc(c, 104 + 14 * i, 68, 5);
		box(c, 99 + 14 * i, 68, 10, 18);
	}
	for (int i = 0; i < 3; i++)
		window_panes(c, (const double[]){100 + 14 * i, 45, 8, 11}, 2, 2);
	ink(c, blend(SAND, CORAL, 0.25));
	box(c, 80, 86, 80, 14);
}

static void fredericton(cairo_t *c)
{
	ink(c, blend(LILAC, SKY, 0.6));
	box(c, 160, 0, 80, 100);
	ink(c, WHITE);
	oval(c, 210, 92, 60, 26);
	for (int i = 0; i < 4; i++) {
		double x = 166 + 22.0 * i + 6 * (i > 1), h = 44 + 8 * (i % 2);
		ink(c, blend(FOREST, TEAL, 0.3));
		for (int k = 0; k < 3; k++)
			POLYGON(c, x - 10 + 2 * k, 86 - k * h * 0.27, x + 10 - 2 * k,
			    86 - k * h * 0.27, x, 86 - h * 0.46 - k * h * 0.27);
	}
	ink(c, CRIMSON);
	box(c, 180, 46, 46, 40);
	ink(c, blend(CRIMSON, DUSK, 0.2));
	for (int i = 0; i < 7; i++)
		box(c, 180, 50 + 5.4 * i, 46, 0.7);
	ink(c, WHITE);
	POLYGON(c, 175, 47, 203, 24, 231, 47);
	ink(c, SLATE);
	POLYGON(c, 181, 47, 203, 30, 225, 47);
	ink(c, CREAM);
	SOFT_BOX(c, 1, 195, 60, 15, 26);
	ink(c, NAVY);
	SOFT_BOX(c, 1, 197, 62, 11, 24);
	window_panes(c, (const double[]){183, 56, 9, 12}, 2, 2);
	window_panes(c, (const double[]){213, 56, 9, 12}, 2, 2);
	ink(c, blend(WHITE, SKY, 0.25));
	box(c, 160, 86, 80, 14);
	ink(c, WHITE);
	for (int i = 0; i < 40; i++)
		disc(c, 161 + 78 * chance(i, 81), 84 * chance(i, 82), 0.7);
}

void elsewhere(cairo_t *c)
{
	static void (*const place[])(cairo_t *) = {lisbon, bologna, fredericton};

	for (int i = 0; i < 3; i++) {
		cairo_save(c);
		cairo_rectangle(c, 80 * i, 0, 80, 100);
		cairo_clip(c);
		place[i](c);
		cairo_restore(c);
	}
	WHEELCHAIR(c, false, .foot = {26, 96}, .height = 34, .skin = SKIN_3, .hair = DUSK,
	    .top = CRIMSON, .bottom = NAVY, .style = HAIR_BUN, .child = true,
	    .right = {0.24, -0.14});
	PERSON(c, .foot = {58, 96}, .height = 34, .skin = SKIN_1, .hair = DUSK,
	    .top = OCHRE, .bottom = PLUM, .style = HAIR_AFRO, .child = true,
	    .walks = true, .left = {-0.2, -0.04});
	PERSON(c, .foot = {106, 97}, .height = 36, .skin = SKIN_5, .hair = BRICK,
	    .top = TEAL, .bottom = UMBER, .style = HAIR_SHORT, .child = true,
	    .aids = true, .right = {0.16, 0.06}, .left = {-0.1, 0.04});
	PERSON(c, .foot = {126, 97}, .height = 34, .skin = SKIN_4, .hair = DUSK,
	    .top = PLUM, .bottom = CRIMSON, .style = HAIR_LONG, .child = true,
	    .skirt = true, .left = {-0.12, 0.04}, .right = {0.1, -0.02});
	PERSON(c, .foot = {182, 97}, .height = 36, .skin = SKIN_2, .hair = DUSK,
	    .top = SUN, .bottom = NAVY, .style = HAIR_TUFT, .child = true, .walks = true,
	    .right = {0.1, 0.2}, .left = {-0.16, -0.2});
	long_cane(c, (struct at){188.6, 79}, (struct at){196, 97}, 1);
	PERSON(c, .foot = {218, 97}, .height = 34, .skin = SKIN_5, .hair = CORAL,
	    .top = BLUE, .bottom = DUSK, .style = HAIR_SCARF, .child = true,
	    .defenders = false, .right = {0.16, -0.16});
	ink(c, CREAM);
	box(c, 79.2, 0, 1.6, 100);
	box(c, 159.2, 0, 1.6, 100);
}

/* ---- the vote ------------------------------------------------------------- */

/* One arm up out of the foot of the picture. */
static void raised(cairo_t *c, struct at hand, double foot, uint32_t skin, uint32_t top)
{
	ink(c, top);
	limb(c, 9, (struct at){hand.x - 3, foot}, (struct at){hand.x - 4, foot - 20},
	    (struct at){hand.x, hand.y + 14});
	ink(c, skin);
	stroke(c, 6.4, (struct at){hand.x, hand.y + 13}, hand);
	for (int i = 0; i < 4; i++)
		stroke(c, 2.3, (struct at){hand.x, hand.y},
		    (struct at){
			hand.x - 4.2 + 2.8 * i, hand.y - 9 + 1.2 * fabs(i - 1.4)});
	stroke(c, 2.3, (struct at){hand.x, hand.y + 2},
	    (struct at){hand.x + 6.4, hand.y - 2.4});
	disc(c, hand.x, hand.y, 4.4);
}

static void fist(cairo_t *c, struct at hand, double foot, uint32_t skin, uint32_t top)
{
	ink(c, top);
	limb(c, 9, (struct at){hand.x + 3, foot}, (struct at){hand.x + 5, foot - 20},
	    (struct at){hand.x, hand.y + 12});
	ink(c, skin);
	stroke(c, 6.4, (struct at){hand.x, hand.y + 11}, hand);
	SOFT_BOX(c, 3.4, hand.x - 5.2, hand.y - 6, 10.4, 10.4);
}

void votes(cairo_t *c)
{
	static const uint32_t cloth[] = {CORAL, TEAL, OCHRE, CRIMSON, LEAF};

	ink(c, blend(PLUM, LILAC, 0.15));
	cairo_paint(c);
	for (int i = 0; i < 27; i++) {
		double t = (i + 0.5) / 27, x = 240 * t;
		ink(c, cloth[i % 5]);
		double y = 3 + 30 * t * (1 - t);
		POLYGON(c, x - 3.6, y, x + 3.6, y, x, y + 8);
	}
	ink(c, blend(PLUM, LILAC, 0.35));
	box(c, 0, 78, 240, 22);
	raised(c, (struct at){20, 46}, 104, SKIN_3, TEAL);
	fist(c, (struct at){46, 36}, 104, SKIN_1, CORAL);
	/* a hook is a hand */
	ink(c, SUN);
	limb(c, 9, (struct at){70, 104}, (struct at){68, 84}, (struct at){72, 66});
	ink(c, FOG);
	stroke(c, 5, (struct at){72, 64}, (struct at){73, 52});
	limb(c, 2.4, (struct at){73, 52}, (struct at){64, 42}, (struct at){72, 34});
	limb(c, 2.4, (struct at){73, 52}, (struct at){82, 44}, (struct at){75, 34});
	raised(c, (struct at){98, 32}, 104, SKIN_5, NAVY);
	/* a cane held up */
	long_cane(c, (struct at){126, 60}, (struct at){131, 22}, 2.6);
	fist(c, (struct at){125, 58}, 104, SKIN_2, OCHRE);
	/* a lamp that is switched on with the chin */
	ink(c, SLATE);
	limb(c, 2.6, (struct at){150, 104}, (struct at){146, 76}, (struct at){152, 58});
	ink(c, blend(SUN, PLUM, 0.45));
	disc(c, 152, 46, 17);
	ink(c, SUN);
	disc(c, 152, 46, 11);
	ink(c, WHITE);
	disc(c, 152, 46, 6);
	raised(c, (struct at){178, 40}, 104, SKIN_4, CRIMSON);
	/* a small flag, held in the teeth by somebody below */
	ink(c, UMBER);
	stroke(c, 1.8, (struct at){200, 104}, (struct at){204, 34});
	patchwork(c, (const double[]){204, 32, 20, 15}, 5, 17);
	fist(c, (struct at){226, 54}, 104, SKIN_5, LEAF);
	for (int i = 0; i < 9; i++) {
		static const struct person row[] = {
		    {.skin = SKIN_2, .hair = DUSK, .top = TEAL, .style = HAIR_AFRO},
		    {.skin = SKIN_5, .hair = OCHRE, .top = CORAL, .style = HAIR_LONG},
		    {.skin = SKIN_3, .hair = TEAL, .top = SUN, .style = HAIR_SCARF},
		    {.skin = SKIN_1, .hair = DUSK, .top = CRIMSON, .style = HAIR_BUN},
		    {.skin = SKIN_4, .hair = BRICK, .top = LEAF, .style = HAIR_BOB}};
		struct person p = row[i % 5];
		p.foot = (struct at){8 + 28.0 * i, 124};
		p.height = 46;
		p.back = p.seated = p.child = true;
		p.defenders = i == 3;
		person(c, &p);
	}
}

/* ---- the van -------------------------------------------------------------- */

void van(cairo_t *c)
{
	ink(c, blend(SKY, CREAM, 0.3));
	cairo_paint(c);
	ink(c, SUN);
	disc(c, 206, 30, 15);
	ink(c, WHITE);
	cloud(c, 120, 20, 44);
	ink(c, blend(LEAF, CREAM, 0.35));
	oval(c, 190, 104, 130, 40);
	ink(c, blend(STONE, SLATE, 0.2));
	box(c, 0, 98, 240, 22);
	ink(c, NAVY);
	SOFT_BOX(c, 8, 14, 26, 106, 74);
	ink(c, blend(NAVY, BLUE, 0.5));
	box(c, 14, 74, 106, 5);
	ink(c, SKY);
	SOFT_BOX(c, 3, 22, 34, 26, 22);
	patchwork(c, (const double[]){60, 36, 30, 18}, 6, 9);
	ink(c, blend(SUN, CREAM, 0.3));
	box(c, 104, 32, 16, 62);
	ink(c, DUSK);
	disc(c, 40, 102, 12);
	disc(c, 94, 102, 12);
	ink(c, FOG);
	disc(c, 40, 102, 5);
	disc(c, 94, 102, 5);
	ink(c, CORAL);
	POLYGON(c, 118, 90, 118, 95, 196, 113, 202, 113, 202, 110.6);
	ink(c, OCHRE);
	for (int i = 0; i < 9; i++)
		stroke(c, 0.9, (struct at){122 + 8.6 * i, 91.6 + 2.06 * i},
		    (struct at){122 + 8.6 * i, 94.6 + 2.06 * i});
	cairo_save(c);
	cairo_translate(c, 150, 98.4);
	cairo_rotate(c, 0.235);
	WHEELCHAIR(c, false, .foot = {0, 0}, .height = 58, .skin = SKIN_3, .hair = DUSK,
	    .top = OCHRE, .bottom = TEAL, .style = HAIR_SHORT, .right = {0.24, -0.14});
	cairo_restore(c);
	PERSON(c, .foot = {218, 114}, .height = 62, .skin = SKIN_5, .hair = BRICK,
	    .top = PLUM, .bottom = NAVY, .style = HAIR_BUN, .left = {-0.14, 0.04},
	    .right = {0.12, 0.16});
	ink(c, SUN);
	SOFT_BOX(c, 1.5, 202, 66, 9, 7);
	ink(c, SKIN_5);
	disc(c, 209.6, 71, 2.6);
}
