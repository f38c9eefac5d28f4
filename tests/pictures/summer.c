/*
 * Smaller pictures of issues/2026-summer: the baker, the rope, six small things.
 */
#include "paint.h"

#include <math.h>

/* ---- the baker -------------------------------------------------------------- */

static void bakery(cairo_t *c)
{
	ink(c, blend(UMBER, DUSK, 0.45));
	cairo_paint(c);
	for (int row = 0; row < 26; row++)
		for (int i = -1; i < 9; i++) {
			ink(c, blend(BRICK, blend(UMBER, DUSK, 0.5),
				   0.25 + 0.4 * chance(i + 20 * row, 3)));
			box(c, 20.0 * i + (row % 2 ? 10 : 0), 8.0 * row, 19.2, 7.2);
		}
	ink(c, blend(UMBER, DUSK, 0.6));
	box(c, 0, 164, 160, 40);
}

static void oven(cairo_t *c)
{
	ink(c, STONE);
	disc(c, 122, 96, 48);
	box(c, 74, 96, 96, 50);
	ink(c, blend(STONE, UMBER, 0.35));
	for (int i = 0; i < 11; i++) {
		double a = M_PI + i * M_PI / 10;

		stroke(c, 0.9, (struct at){122 + 37 * cos(a), 96 + 37 * sin(a)},
		    (struct at){122 + 48 * cos(a), 96 + 48 * sin(a)});
	}
	ink(c, DUSK);
	disc(c, 122, 96, 37);
	box(c, 85, 96, 80, 40);
	ink(c, CRIMSON);
	disc(c, 122, 104, 31);
	box(c, 91, 104, 62, 32);
	ink(c, CORAL);
	disc(c, 122, 112, 25);
	box(c, 97, 112, 50, 24);
	ink(c, SUN);
	for (int i = 0; i < 7; i++) {
		double x = 101 + 7.0 * i, h = 12 + 14 * chance(i, 21);

		cairo_move_to(c, x - 5, 136);
		cairo_curve_to(c, x - 6, 130, x, 136 - 0.6 * h, x, 136 - h);
		cairo_curve_to(c, x + 2, 136 - 0.5 * h, x + 6, 130, x + 5, 136);
		cairo_fill(c);
	}
	ink(c, blend(STONE, CREAM, 0.4));
	box(c, 70, 136, 92, 8);
	ink(c, STONE);
	box(c, 78, 144, 90, 24);
}

static void step_cards(cairo_t *c)
{
	static const uint32_t cards[] = {SUN, MINT, SKY, ROSE, LILAC, CREAM};

	ink(c, UMBER);
	stroke(c, 0.8, (struct at){4, 15}, (struct at){76, 15});
	for (int i = 0; i < 5; i++) {
		double x = 6 + 14.0 * i;

		ink(c, cards[i]);
		SOFT_BOX(c, 1, x, 16, 11, 15);
		ink(c, blend(cards[i], DUSK, 0.75));
		if (i % 3 == 0)
			oval(c, x + 5.5, 24, 3.4, 2.4);
		else if (i % 3 == 1)
			ring(c, (struct at){x + 5.5, 23.5}, 3, 1);
		else
			POLYGON(c, x + 2.5, 27, x + 8.5, 27, x + 5.5, 20);
		ink(c, CORAL);
		disc(c, x + 5.5, 16.2, 0.9);
	}
	ink(c, CREAM);
	disc(c, 20, 48, 11);
	ink(c, LEAF);
	cairo_move_to(c, 20, 48);
	cairo_arc(c, 20, 48, 9, -M_PI / 2, 0.2);
	cairo_fill(c);
	ink(c, CORAL);
	cairo_move_to(c, 20, 48);
	cairo_arc(c, 20, 48, 9, 0.2, 1.6);
	cairo_fill(c);
	ink(c, DUSK);
	stroke(c, 1.1, (struct at){20, 48}, (struct at){26, 51});
	stroke(c, 0.8, (struct at){20, 48}, (struct at){21, 40});
}

static void loaf(cairo_t *c, double x, double y)
{
	ink(c, blend(OCHRE, UMBER, 0.55));
	oval(c, x, y, 9, 6);
	ink(c, blend(OCHRE, UMBER, 0.25));
	oval(c, x, y - 1, 8, 4.8);
	ink(c, CREAM);
	for (int i = -1; i <= 1; i++)
		stroke(c, 0.9, (struct at){x - 3.5 + 3.0 * i, y - 1},
		    (struct at){x + 0.5 + 3.0 * i, y - 4});
}

static void cap(cairo_t *c, double x, double y)
{
	ink(c, CREAM);
	SOFT_BOX(c, 4, x - 18, y - 16, 36, 18);
	ink(c, BLUE);
	for (int i = 0; i < 4; i++)
		box(c, x - 14 + 8.0 * i, y - 15.6, 3, 17);
	ink(c, NAVY);
	SOFT_BOX(c, 1.5, x - 19, y - 1, 38, 5);
}

void baker(cairo_t *c)
{
	bakery(c);
	oven(c);
	step_cards(c);
	ink(c, blend(UMBER, SAND, 0.35));
	POLYGON(c, 88, 138, 140, 133, 142, 141, 90, 147);
	loaf(c, 99, 137);
	loaf(c, 115, 135);
	loaf(c, 131, 133.5);
	PERSON(c, .foot = {46, 176}, .height = 156, .skin = SKIN_1, .hair = DUSK,
	    .top = NAVY, .style = HAIR_SHORT, .seated = true, .left = {0.002, 0.001},
	    .right = {0.002, 0.001});
	ink(c, NAVY);
	disc(c, 26.8, 131, 8);
	disc(c, 65.8, 131, 8);
	ink(c, blend(DUSK, SLATE, 0.3));
	box(c, 29, 176, 34, 30);
	ink(c, CREAM);
	POLYGON(c, 32, 128, 60, 128, 66, 202, 26, 202);
	stroke(c, 2.2, (struct at){34, 129}, (struct at){37, 119});
	stroke(c, 2.2, (struct at){58, 129}, (struct at){55, 119});
	ink(c, blend(CREAM, STONE, 0.5));
	stroke(c, 1, (struct at){36, 160}, (struct at){57, 160});
	cap(c, 46, 98);
	ink(c, blend(UMBER, SAND, 0.35));
	stroke(c, 3.6, (struct at){24, 154}, (struct at){96, 142});
	ink(c, blend(NAVY, WHITE, 0.14));
	limb(c, 11.4, (struct at){65, 132}, (struct at){80, 146}, (struct at){88, 143});
	ink(c, SKIN_1);
	disc(c, 89, 142.6, 6.6);
	ink(c, blend(NAVY, WHITE, 0.14));
	limb(c, 11.4, (struct at){27, 132}, (struct at){22, 156}, (struct at){46, 151});
	ink(c, SKIN_1);
	disc(c, 48, 150, 6.6);
	ink(c, CREAM);
	for (int i = 0; i < 46; i++)
		disc(c, 62 + 60 * chance(i, 31), 88 + 58 * chance(i, 32),
		    0.3 + 0.6 * chance(i, 33));
}

/* ---- the rope ---------------------------------------------------------------- */

static void crag(cairo_t *c)
{
	ink(c, SKY);
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 32, 26, 40);
	ink(c, blend(LILAC, SKY, 0.45));
	POLYGON(c, 0, 112, 22, 70, 40, 92, 60, 60, 90, 112);
	ink(c, blend(SLATE, LILAC, 0.25));
	POLYGON(c, 160, 0, 104, 0, 98, 22, 88, 34, 92, 60, 80, 78, 84, 104, 74, 132, 160,
	    132);
	ink(c, blend(SLATE, DUSK, 0.25));
	POLYGON(c, 160, 0, 132, 0, 126, 30, 134, 52, 120, 84, 128, 132, 160, 132);
	POLYGON(c, 98, 22, 112, 32, 92, 60, 88, 34);
	POLYGON(c, 80, 78, 100, 88, 84, 104);
	ink(c, blend(SLATE, CREAM, 0.35));
	POLYGON(c, 104, 0, 120, 0, 112, 32, 98, 22);
	POLYGON(c, 92, 60, 106, 68, 100, 88, 80, 78);
	ink(c, LEAF);
	POLYGON(c, 0, 108, 40, 114, 90, 120, 160, 116, 160, 160, 0, 160);
	ink(c, blend(LEAF, FOREST, 0.45));
	oval(c, 30, 160, 60, 24);
	oval(c, 140, 160, 50, 22);
	ink(c, PLUM);
	for (int i = 0; i < 34; i++)
		disc(c, chance(i, 41) * 160, 126 + chance(i, 42) * 32, 1.1);
}

static void climber(cairo_t *c)
{
	ink(c, TEAL);
	limb(c, 7, (struct at){95, 44}, (struct at){86, 52}, (struct at){94, 62});
	limb(c, 7, (struct at){99, 44}, (struct at){110, 48}, (struct at){106, 58});
	ink(c, DUSK);
	oval(c, 95, 63, 4, 2.4);
	oval(c, 107, 59, 4, 2.4);
	ink(c, CRIMSON);
	limb(c, 14, (struct at){97, 41}, (struct at){97, 34}, (struct at){99, 28});
	ink(c, blend(CRIMSON, DUSK, 0.2));
	limb(c, 5, (struct at){93, 27}, (struct at){86, 22}, (struct at){92, 12});
	limb(c, 5, (struct at){104, 27}, (struct at){114, 24}, (struct at){113, 14});
	ink(c, SKIN_3);
	disc(c, 92, 11, 3);
	disc(c, 113, 13, 3);
	disc(c, 100, 18, 7.4);
	ink(c, OCHRE);
	cairo_arc(c, 100, 16.5, 8.2, M_PI, 0);
	cairo_fill(c);
	ink(c, DUSK);
	stroke(c, 2, (struct at){91, 42}, (struct at){103, 43});
}

void rope(cairo_t *c)
{
	crag(c);
	ink(c, CREAM);
	limb(c, 1.5, (struct at){97, 43}, (struct at){120, 20}, (struct at){122, 3});
	limb(c, 1.5, (struct at){122, 3}, (struct at){84, 66}, (struct at){62, 101});
	climber(c);
	ink(c, SLATE);
	ring(c, (struct at){122, 3.5}, 2.4, 1);
	WHEELCHAIR(c, false, .foot = {44, 150}, .height = 92, .skin = SKIN_5,
	    .hair = BRICK, .top = PLUM, .bottom = NAVY, .style = HAIR_LONG, .child = true,
	    .right = {0.22, 0.12});
	ink(c, SUN);
	cairo_arc(c, 45, 73.5, 13, M_PI, 0);
	cairo_fill(c);
	SOFT_BOX(c, 1, 31, 72, 29, 2.6);
	ink(c, CREAM);
	limb(c, 1.7, (struct at){62, 101}, (struct at){58, 108}, (struct at){66, 128});
	limb(c, 1.7, (struct at){66, 128}, (struct at){84, 150}, (struct at){100, 146});
	ring(c, (struct at){106, 147}, 6, 1.6);
	ring(c, (struct at){104, 148}, 7.4, 1.6);
	ink(c, SKIN_5);
	disc(c, 62.5, 103.4, 4.2);
}

/* ---- six small things: 100 units square --------------------------------------- */

void chalk(cairo_t *c)
{
	static const uint32_t bright[] = {CORAL, SUN, MINT, LILAC, SKY};
	static const double way[][2] = {{10, 88}, {26, 78}, {43, 73}, {59, 62}, {70, 46}};

	ink(c, SLATE);
	cairo_paint(c);
	for (int i = 0; i < 16; i++) {
		ink(c, blend(SLATE, i % 3 ? STONE : DUSK, 0.12 + 0.14 * chance(i, 3)));
		box(c, 25.0 * (i % 4) + 0.5, 25.0 * (i / 4) + 0.5, 24, 24);
	}
	for (int i = 0; i < 5; i++) {
		double x = way[i][0], y = way[i][1], t = -0.35 - 0.16 * i;

		cairo_save(c);
		cairo_translate(c, x, y);
		cairo_rotate(c, t);
		ink(c, bright[i]);
		stroke(c, 2.6, (struct at){-7, 0}, (struct at){6, 0});
		stroke(c, 2.6, (struct at){1, -5}, (struct at){7, 0});
		stroke(c, 2.6, (struct at){1, 5}, (struct at){7, 0});
		cairo_restore(c);
	}
	ink(c, SUN);
	ring(c, (struct at){78, 22}, 9, 2.6);
	for (int i = 0; i < 9; i++) {
		double a = i * M_PI / 4.5;

		stroke(c, 2, (struct at){78 + 12 * cos(a), 22 + 12 * sin(a)},
		    (struct at){78 + 16 * cos(a), 22 + 16 * sin(a)});
	}
	ink(c, DUSK);
	stroke(c, 7, (struct at){28, 37}, (struct at){43, 30});
	ink(c, CORAL);
	stroke(c, 7, (struct at){27, 35}, (struct at){42, 28});
	ink(c, ROSE);
	disc(c, 42, 28, 2.6);
}

static void shoes(cairo_t *c, double x, uint32_t leg, uint32_t shoe)
{
	ink(c, leg);
	box(c, x - 8, 0, 7, 74);
	box(c, x + 2, 0, 7, 75);
	ink(c, shoe);
	SOFT_BOX(c, 3, x - 10, 72, 13, 7);
	SOFT_BOX(c, 3, x, 74, 13, 7);
}

void stool(cairo_t *c)
{
	ink(c, blend(SUN, CREAM, 0.5));
	cairo_paint(c);
	ink(c, blend(SAND, STONE, 0.4));
	box(c, 0, 70, 100, 30);
	shoes(c, 12, NAVY, CRIMSON);
	shoes(c, 92, LEAF, DUSK);
	ink(c, DUSK);
	ring(c, (struct at){70, 56}, 22, 3);
	ink(c, FOG);
	for (int i = 0; i < 6; i++) {
		double a = i * M_PI / 6;

		stroke(c, 0.7, (struct at){70 - 21 * cos(a), 56 - 21 * sin(a)},
		    (struct at){70 + 21 * cos(a), 56 + 21 * sin(a)});
	}
	ink(c, PLUM);
	ring(c, (struct at){70, 56}, 17, 1.4);
	ink(c, blend(SAND, STONE, 0.9));
	oval(c, 40, 91, 24, 4);
	ink(c, UMBER);
	stroke(c, 3, (struct at){25, 50}, (struct at){53, 90});
	stroke(c, 3, (struct at){55, 50}, (struct at){27, 90});
	ink(c, CORAL);
	SOFT_BOX(c, 3.5, 18, 43, 44, 9);
	ink(c, blend(CORAL, SUN, 0.45));
	SOFT_BOX(c, 2, 20, 44, 40, 3.6);
}

static void card(cairo_t *c, double turn, uint32_t color)
{
	cairo_save(c);
	cairo_translate(c, 50, 16);
	cairo_rotate(c, turn);
	ink(c, blend(PLUM, DUSK, 0.5));
	SOFT_BOX(c, 5, -15, 3, 34, 58);
	ink(c, color);
	SOFT_BOX(c, 5, -17, 1, 34, 58);
	ink(c, WHITE);
	disc(c, 0, 7, 2.6);
	disc(c, 0, 34, 12);
	ink(c, DUSK);
}

void cards(cairo_t *c)
{
	ink(c, blend(PLUM, LILAC, 0.3));
	cairo_paint(c);
	card(c, 0.62, CRIMSON);
	SOFT_BOX(c, 1, -6, 26, 12, 17);
	ink(c, SUN);
	disc(c, 3, 35, 1.3);
	cairo_restore(c);
	card(c, 0, OCHRE);
	SOFT_BOX(c, 3, -6, 32, 11, 11);
	for (int i = 0; i < 4; i++)
		stroke(c, 2.3, (struct at){-4.6 + 3 * i, 34},
		    (struct at){-4.6 + 3 * i, 25.6 + (i == 0 || i == 3)});
	stroke(c, 2.4, (struct at){5, 39}, (struct at){8, 33});
	cairo_restore(c);
	card(c, -0.62, LEAF);
	disc(c, -4.4, 31, 1.8);
	disc(c, 4.4, 31, 1.8);
	cairo_arc(c, 0, 34, 6.4, 0.3, M_PI - 0.3);
	cairo_set_line_width(c, 2);
	cairo_stroke(c);
	cairo_restore(c);
	ink(c, FOG);
	ring(c, (struct at){50, 15}, 8, 2.2);
}

void fan(cairo_t *c)
{
	ink(c, blend(SUN, CREAM, 0.4));
	cairo_paint(c);
	window_panes(c, (const double[]){8, -6, 84, 78}, 2, 2);
	ink(c, CREAM);
	box(c, 0, 74, 100, 26);
	ink(c, SAND);
	box(c, 0, 74, 100, 4);
	for (int i = 0; i < 12; i++) {
		double a = -M_PI * (0.06 + 0.88 * i / 12), b = a - M_PI * 0.88 / 12;

		ink(c, i % 2 ? (uint32_t)PLUM : blend(CORAL, ROSE, 0.55));
		POLYGON(c, 50 + 12 * cos(a), 82 + 12 * sin(a), 50 + 46 * cos(a),
		    82 + 46 * sin(a), 50 + 46 * cos(b), 82 + 46 * sin(b),
		    50 + 12 * cos(b), 82 + 12 * sin(b));
	}
	ink(c, UMBER);
	for (int i = 0; i <= 12; i++) {
		double a = -M_PI * (0.06 + 0.88 * i / 12);

		stroke(c, 0.9, (struct at){50, 82},
		    (struct at){50 + 20 * cos(a), 82 + 20 * sin(a)});
	}
	ink(c, OCHRE);
	disc(c, 50, 82, 3.2);
}

/* A hand: its palm, four fingers spread from `turn`, a thumb. */
static void hand(cairo_t *c, struct at palm, double turn, uint32_t skin, int thumb)
{
	ink(c, skin);
	disc(c, palm.x, palm.y, 6.6);
	for (int i = 0; i < 4; i++) {
		double a = turn + 0.24 * (i - 1.5);

		stroke(c, 3.3, palm,
		    (struct at){palm.x + 15 * cos(a), palm.y + 15 * sin(a)});
	}
	stroke(c, 3.5, palm,
	    (struct at){palm.x + 11 * cos(turn + 1.3 * thumb),
		palm.y + 11 * sin(turn + 1.3 * thumb)});
}

void torch(cairo_t *c)
{
	ink(c, blend(NAVY, DUSK, 0.3));
	cairo_paint(c);
	ink(c, CREAM);
	for (int i = 0; i < 34; i++)
		disc(c, chance(i, 51) * 100, chance(i, 52) * 46,
		    0.3 + 0.5 * chance(i, 53));
	ink(c, blend(NAVY, FOREST, 0.4));
	POLYGON(
	    c, 0, 64, 18, 24, 34, 62, 46, 36, 60, 64, 80, 20, 100, 60, 100, 100, 0, 100);
	ink(c, blend(SUN, NAVY, 0.35));
	POLYGON(c, 96, 100, 74, 26, 28, 62, 84, 104);
	ink(c, SUN);
	disc(c, 50, 50, 31);
	ink(c, blend(SUN, CREAM, 0.65));
	disc(c, 50, 50, 27);
	ink(c, CRIMSON);
	stroke(c, 9, (struct at){14, 92}, (struct at){33, 66});
	ink(c, TEAL);
	stroke(c, 9, (struct at){66, 92}, (struct at){61, 68});
	hand(c, (struct at){36, 60}, -1.05, SKIN_3, 1);
	hand(c, (struct at){60, 61}, -1.9, SKIN_1, -1);
	ink(c, DUSK);
	stroke(c, 9, (struct at){92, 94}, (struct at){100, 104});
	ink(c, SLATE);
	stroke(c, 13, (struct at){89, 90}, (struct at){91, 93});
}

static void boot(cairo_t *c, double x, double y, double h, uint32_t rubber)
{
	ink(c, rubber);
	SOFT_BOX(c, 2, x, y - h, 0.42 * h, h);
	SOFT_BOX(c, 3, x, y - 0.3 * h, 0.74 * h, 0.3 * h);
	ink(c, blend(rubber, DUSK, 0.5));
	SOFT_BOX(c, 1, x, y - h, 0.42 * h, 0.12 * h);
	ink(c, UMBER);
	SOFT_BOX(c, 1.6, x - 0.4, y - 0.14 * h, 0.78 * h, 0.15 * h);
	disc(c, x + 0.2 * h, y - 0.36 * h, 1.2);
	disc(c, x + 0.44 * h, y - 0.2 * h, 1.6);
	disc(c, x + 0.1 * h, y - 0.22 * h, 1);
}

void boots(cairo_t *c)
{
	ink(c, blend(MINT, CREAM, 0.35));
	cairo_paint(c);
	ink(c, blend(MINT, LEAF, 0.4));
	for (int i = 0; i < 8; i++)
		box(c, 13.0 * i, 0, 1, 70);
	ink(c, STONE);
	box(c, 0, 70, 100, 30);
	ink(c, blend(STONE, UMBER, 0.4));
	oval(c, 40, 92, 38, 5);
	oval(c, 80, 90, 20, 4);
	boot(c, 2, 84, 30, CORAL);
	boot(c, 10, 90, 30, CORAL);
	boot(c, 32, 82, 21, SUN);
	boot(c, 38, 88, 21, SUN);
	boot(c, 56, 86, 34, NAVY);
	ink(c, FOG);
	for (int i = 0; i < 6; i++) {
		double a = i * M_PI / 6;

		stroke(c, 0.9, (struct at){88 - 23 * cos(a), 64 - 23 * sin(a)},
		    (struct at){88 + 23 * cos(a), 64 + 23 * sin(a)});
	}
	ink(c, DUSK);
	ring(c, (struct at){88, 64}, 24, 4);
	ink(c, PLUM);
	ring(c, (struct at){88, 64}, 18, 1.6);
	ink(c, UMBER);
	for (int i = 0; i < 10; i++) {
		double a = 0.5 + 0.25 * i;

		disc(c, 88 + 24 * cos(a), 64 + 24 * sin(a), 1.4 + 1.4 * chance(i, 61));
	}
}
