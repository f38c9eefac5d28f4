/*
 * The picture of samples/second-design: a long table from above, in four colors, as a
 * woodcut would have it. Hands reach in from both sides; nobody sits at its head.
 */
#include "paint.h"

#include <math.h>

enum { CLOTH = 0x1F3A5F, FIRE = 0xB8381B, PAPER = 0xFBF6EA, GRAIN = 0xE4D3B0 };

/* An arm from the edge of the picture to the table; down: from above. */
struct reach {
	double x, to, lean; /* where it begins, its hand's height, how far it leans */
	bool down;
	uint32_t skin, sleeve;
	int stripes;
};

static void fingers(cairo_t *c, struct at palm, double way)
{
	disc(c, palm.x, palm.y, 4.6);
	for (int i = 0; i < 4; i++) {
		double a = way + 0.26 * (i - 1.5);

		stroke(c, 2.3, palm,
		    (struct at){palm.x + 9.6 * cos(a), palm.y + 9.6 * sin(a)});
	}
	stroke(c, 2.5, palm,
	    (struct at){palm.x + 7.2 * cos(way + 1.15), palm.y + 7.2 * sin(way + 1.15)});
}

static void arm(cairo_t *c, const struct reach *r)
{
	struct at from = {r->x, r->down ? -8 : 158};
	struct at palm = {r->x + r->lean, r->to};
	struct at cuff = {
	    from.x + 0.62 * (palm.x - from.x), from.y + 0.62 * (palm.y - from.y)};

	ink(c, r->skin);
	stroke(c, 7, cuff, palm);
	fingers(c, palm, atan2(palm.y - cuff.y, palm.x - cuff.x));
	ink(c, r->sleeve);
	stroke(c, 15, from, cuff);
	ink(c, PAPER);
	for (int i = 0; i < r->stripes; i++) {
		double t = 0.3 + 0.7 * i / r->stripes;
		struct at at = {
		    from.x + t * (cuff.x - from.x), from.y + t * (cuff.y - from.y)};
		double a = atan2(cuff.y - from.y, cuff.x - from.x) + M_PI / 2;

		stroke(c, 1.4, (struct at){at.x - 6.6 * cos(a), at.y - 6.6 * sin(a)},
		    (struct at){at.x + 6.6 * cos(a), at.y + 6.6 * sin(a)});
	}
}

static void plate(cairo_t *c, double x, double y, int food)
{
	ink(c, blend(CLOTH, DUSK, 0.5));
	disc(c, x + 1, y + 1.2, 12.4);
	ink(c, PAPER);
	disc(c, x, y, 12);
	ink(c, food % 2 ? (uint32_t)FIRE : (uint32_t)CLOTH);
	ring(c, (struct at){x, y}, 10.4, 0.7);
	if (food == 0) {
		for (int i = 0; i < 7; i++) {
			ink(c, i % 3 ? (uint32_t)FIRE : (uint32_t)OCHRE);
			disc(c, x + 4.6 * cos(i * 0.9), y + 4.6 * sin(i * 0.9), 2);
		}
	} else if (food == 1) {
		ink(c, OCHRE);
		cairo_move_to(c, x, y);
		cairo_arc(c, x, y, 7.6, 0.5, 5.6);
		cairo_fill(c);
		ink(c, blend(OCHRE, FIRE, 0.6));
		ring(c, (struct at){x, y}, 2.4, 1);
	} else if (food == 2) {
		ink(c, blend(CLOTH, PAPER, 0.25));
		oval(c, x - 1, y, 6.6, 2.8);
		POLYGON(c, x + 4, y, x + 8.4, y - 3.2, x + 8.4, y + 3.2);
		ink(c, PAPER);
		disc(c, x - 4.6, y - 0.5, 0.7);
	}
}

static void cup(cairo_t *c, double x, double y, uint32_t drink)
{
	ink(c, PAPER);
	stroke(c, 1.6, (struct at){x + 4, y}, (struct at){x + 7.4, y + 1});
	disc(c, x, y, 5);
	ink(c, drink);
	disc(c, x, y, 3.8);
}

static void board(cairo_t *c, double x, double y)
{
	static const uint32_t squares[] = {FIRE, OCHRE, CLOTH, GRAIN};

	cairo_save(c);
	cairo_translate(c, x, y);
	cairo_rotate(c, -0.14);
	ink(c, DUSK);
	SOFT_BOX(c, 1.6, -11, -8, 22, 16);
	for (int i = 0; i < 12; i++) {
		ink(c, squares[(i * 3 + i / 4) % 4]);
		box(c, -9.4 + i % 4 * 4.8, -6.4 + i / 4 * 4.4, 4.2, 3.8);
	}
	cairo_restore(c);
}

static void letter(cairo_t *c, double x, double y, double turn)
{
	cairo_save(c);
	cairo_translate(c, x, y);
	cairo_rotate(c, turn);
	ink(c, PAPER);
	box(c, -9, -12, 18, 24);
	ink(c, blend(CLOTH, PAPER, 0.35));
	for (int i = 0; i < 7; i++)
		stroke(c, 0.7, (struct at){-6.4, -8.6 + 2.8 * i},
		    (struct at){i == 6 ? 0 : 6.4, -8.6 + 2.8 * i});
	cairo_restore(c);
}

static void bread(cairo_t *c, double x, double y)
{
	ink(c, GRAIN);
	SOFT_BOX(c, 2, x - 17, y - 8, 34, 16);
	ink(c, blend(OCHRE, UMBER, 0.4));
	oval(c, x - 3, y, 11, 6);
	ink(c, GRAIN);
	for (int i = 0; i < 4; i++)
		stroke(c, 1, (struct at){x - 9.5 + 4 * i, y + 2},
		    (struct at){x - 7 + 4 * i, y - 3});
	ink(c, blend(OCHRE, UMBER, 0.4));
	SOFT_BOX(c, 2, x + 9.4, y - 5, 3, 10);
	SOFT_BOX(c, 2, x + 13.4, y - 4.6, 3, 9.6);
}

static void ground(cairo_t *c)
{
	ink(c, FIRE);
	cairo_paint(c);
	ink(c, blend(FIRE, DUSK, 0.14));
	for (int i = 0; i < 16; i++)
		box(c, 0, 10.0 * i, 176, 1);
	for (int i = 0; i < 40; i++)
		box(c, 176 * chance(i, 3), 10.0 * (int)(15 * chance(i, 4)), 1, 10);
	ink(c, blend(FIRE, DUSK, 0.45));
	box(c, 0, 46, 176, 68);
	ink(c, CLOTH);
	box(c, 0, 42, 176, 68);
	ink(c, blend(CLOTH, PAPER, 0.9));
	for (int i = 0; i < 45; i++) {
		box(c, 4.0 * i, 44, 2, 1);
		box(c, 4.0 * i, 107, 2, 1);
	}
	ink(c, blend(CLOTH, PAPER, 0.1));
	for (int i = 0; i < 9; i++)
		box(c, 0, 49.0 + 7 * i, 176, 0.5);
}

void long_table(cairo_t *c)
{
	static const struct reach arms[] = {
	    {14, 55, 4, true, SKIN_2, PAPER, 0},
	    {60, 62, -8, true, SKIN_5, CLOTH, 5},
	    {98, 52, 8, true, SKIN_1, OCHRE, 0},
	    {158, 58, -4, true, SKIN_4, CLOTH, 0},
	    {34, 99, 6, false, SKIN_3, OCHRE, 4},
	    {76, 92, 10, false, SKIN_4, PAPER, 0},
	    {128, 96, -6, false, SKIN_1, CLOTH, 4},
	    {168, 100, 2, false, SKIN_5, PAPER, 0},
	};

	ground(c);
	bread(c, 94, 77);
	plate(c, 22, 74, 0);
	plate(c, 62, 90, 1);
	plate(c, 118, 60, 2);
	plate(c, 150, 88, 0);
	plate(c, 174, 62, 1);
	letter(c, 40, 62, 0.2);
	board(c, 134, 78);
	cup(c, 78, 54, OCHRE);
	cup(c, 46, 98, blend(FIRE, DUSK, 0.3));
	cup(c, 108, 99, OCHRE);
	cup(c, 140, 53, blend(FIRE, DUSK, 0.3));
	cup(c, 4, 92, OCHRE);
	/* a long cane lies along the edge */
	ink(c, PAPER);
	stroke(c, 1.8, (struct at){6, 117}, (struct at){104, 121});
	ink(c, OCHRE);
	stroke(c, 1.8, (struct at){76, 119.9}, (struct at){96, 120.7});
	ink(c, DUSK);
	stroke(c, 2.4, (struct at){6, 117}, (struct at){16, 117.4});
	for (size_t i = 0; i < COUNT(arms); i++)
		arm(c, &arms[i]);
	/* a steel hand among the others */
	ink(c, FOG);
	stroke(c, 4, (struct at){118, -6}, (struct at){118, 34});
	limb(c, 2.6, (struct at){118, 34}, (struct at){111, 40}, (struct at){113, 48});
	limb(c, 2.6, (struct at){118, 34}, (struct at){125, 40}, (struct at){122, 48});
	ink(c, PAPER);
	stroke(c, 15, (struct at){118, -8}, (struct at){118, 14});
}
