/*
 * The graphic story "Musical chairs", six panels. A child is the same in each panel: the
 * cast is a table, and a panel says only where each one is and what the hands do.
 */
#include "paint.h"

enum child { ADE, NELL, MINA, JO, SAFF, KOFI, LILY, MISS };

static const struct person cast[] = {
    [ADE] = {.height = 50,
	.skin = SKIN_1,
	.hair = DUSK,
	.top = CORAL,
	.bottom = NAVY,
	.style = HAIR_AFRO,
	.child = true},
    [NELL] = {.height = 46,
	.skin = SKIN_5,
	.hair = BRICK,
	.top = SUN,
	.bottom = TEAL,
	.style = HAIR_BOB,
	.child = true},
    [MINA] = {.height = 45,
	.skin = SKIN_3,
	.hair = DUSK,
	.top = LILAC,
	.bottom = PLUM,
	.style = HAIR_BUN,
	.child = true,
	.skirt = true,
	.aids = true},
    [JO] = {.height = 40,
	.skin = SKIN_4,
	.hair = UMBER,
	.top = LEAF,
	.bottom = NAVY,
	.style = HAIR_TUFT,
	.child = true},
    [SAFF] = {.height = 46,
	.skin = SKIN_2,
	.hair = TEAL,
	.top = CRIMSON,
	.bottom = DUSK,
	.style = HAIR_SCARF,
	.child = true},
    [KOFI] = {.height = 48,
	.skin = SKIN_2,
	.hair = DUSK,
	.top = BLUE,
	.bottom = UMBER,
	.style = HAIR_SHORT,
	.child = true,
	.glasses = DUSK},
    [LILY] = {.height = 45,
	.skin = SKIN_5,
	.hair = OCHRE,
	.top = SEA,
	.bottom = CRIMSON,
	.style = HAIR_LONG,
	.child = true},
    [MISS] = {.height = 62,
	.skin = SKIN_4,
	.hair = SLATE,
	.top = PLUM,
	.bottom = DUSK,
	.style = HAIR_BUN,
	.skirt = true},
};

/* One of the cast at a place; the hands as in struct person. */
static struct person at(
    enum child who, struct at foot, struct at left, struct at right, enum mood mood)
{
	struct person p = cast[who];

	p.foot = foot;
	p.left = left;
	p.right = right;
	p.mood = mood;
	return p;
}

#define DOWN ((struct at){0, 0})

static void hall(cairo_t *c, uint32_t wall, double floor)
{
	static const uint32_t cloth[] = {CORAL, TEAL, OCHRE, PLUM, LEAF};

	ink(c, wall);
	cairo_paint(c);
	ink(c, UMBER);
	limb(c, 0.6, (struct at){-4, 4}, (struct at){60, 22}, (struct at){124, 4});
	for (int i = 0; i < 11; i++) {
		double t = (i + 0.5) / 11, x = -4 + 128 * t,
		       y = 4 + 28.8 * t * (1 - t) * 1.15;
		ink(c, cloth[i % 5]);
		POLYGON(c, x - 4.4, y, x + 4.4, y, x, y + 9);
	}
	ink(c, blend(SAND, OCHRE, 0.3));
	box(c, 0, floor, 120, 120 - floor);
	ink(c, blend(wall, UMBER, 0.35));
	box(c, 0, floor - 2, 120, 2);
	ink(c, blend(SAND, UMBER, 0.25));
	for (int i = 1; i < 5; i++)
		box(c, 0, floor + i * (120 - floor) / 5, 120, 0.5);
}

/* An empty chair from the front; foot: where it stands. */
static void empty_chair(cairo_t *c, struct at foot, double s)
{
	ink(c, blend(OCHRE, UMBER, 0.45));
	stroke(c, 0.09 * s, (struct at){foot.x - 0.42 * s, foot.y},
	    (struct at){foot.x - 0.38 * s, foot.y - 0.7 * s});
	stroke(c, 0.09 * s, (struct at){foot.x + 0.42 * s, foot.y},
	    (struct at){foot.x + 0.38 * s, foot.y - 0.7 * s});
	SOFT_BOX(c, 0.1 * s, foot.x - 0.42 * s, foot.y - 1.6 * s, 0.84 * s, 0.5 * s);
	stroke(c, 0.08 * s, (struct at){foot.x - 0.32 * s, foot.y - 0.7 * s},
	    (struct at){foot.x - 0.32 * s, foot.y - 1.2 * s});
	stroke(c, 0.08 * s, (struct at){foot.x + 0.32 * s, foot.y - 0.7 * s},
	    (struct at){foot.x + 0.32 * s, foot.y - 1.2 * s});
	ink(c, OCHRE);
	SOFT_BOX(c, 0.08 * s, foot.x - 0.48 * s, foot.y - 0.86 * s, 0.96 * s, 0.24 * s);
}

static void speaker(cairo_t *c, double x, double y)
{
	ink(c, DUSK);
	SOFT_BOX(c, 2, x - 9, y - 24, 18, 24);
	ink(c, SLATE);
	disc(c, x, y - 8.5, 6);
	disc(c, x, y - 18.5, 3.4);
	ink(c, DUSK);
	disc(c, x, y - 8.5, 2.4);
}

static void note(cairo_t *c, double x, double y, double s, uint32_t color)
{
	ink(c, color);
	oval(c, x, y, 0.42 * s, 0.32 * s);
	stroke(c, 0.16 * s, (struct at){x + 0.36 * s, y},
	    (struct at){x + 0.36 * s, y - 1.5 * s});
	limb(c, 0.18 * s, (struct at){x + 0.36 * s, y - 1.5 * s},
	    (struct at){x + 0.9 * s, y - 1.3 * s}, (struct at){x + 0.9 * s, y - 0.8 * s});
}

static void button(cairo_t *c, struct at at)
{
	ink(c, DUSK);
	SOFT_BOX(c, 1, at.x - 4, at.y, 8, 3);
	ink(c, CRIMSON);
	oval(c, at.x, at.y, 3.2, 2.2);
}

static void stands(cairo_t *c, struct person p)
{
	person(c, &p);
	if (p.top == cast[NELL].top)
		walking_frame(c, p.foot.x, p.foot.y + 1);
}

static void sits(cairo_t *c, struct person p)
{
	sitter(c, &p, OCHRE);
}

static void rolls(cairo_t *c, struct person p, bool left)
{
	wheelchair(c, &p, left);
}

/* Miss sits at the foot of a panel as large as the others in `scale`. */
static struct person larger(struct person p, double scale)
{
	p.height *= scale;
	return p;
}

void story_1(cairo_t *c)
{
	hall(c, blend(MINT, CREAM, 0.5), 46);
	for (int i = 0; i < 6; i++)
		empty_chair(c, (struct at){14 + 18.4 * i, 66}, 15);
	stands(c, at(LILY, (struct at){12, 106}, DOWN, DOWN, MOOD_SMILE));
	stands(c, at(KOFI, (struct at){32, 104}, DOWN, DOWN, MOOD_SMILE));
	stands(c, at(SAFF, (struct at){52, 106}, DOWN, DOWN, MOOD_SMILE));
	stands(
	    c, at(MISS, (struct at){76, 106}, DOWN, (struct at){0.16, 0.12}, MOOD_SMILE));
	stands(c, at(NELL, (struct at){22, 117}, (struct at){-0.14, 0.2},
		      (struct at){0.14, 0.2}, MOOD_SMILE));
	stands(c, at(MINA, (struct at){46, 118}, DOWN, DOWN, MOOD_SMILE));
	stands(c, at(JO, (struct at){64, 118}, DOWN, DOWN, MOOD_SMILE));
	rolls(c, at(ADE, (struct at){103, 117}, DOWN, (struct at){0.24, 0.1}, MOOD_SAD),
	    true);
	button(c, (struct at){90, 88});
}

void story_2(cairo_t *c)
{
	hall(c, blend(SUN, CREAM, 0.5), 88);
	speaker(c, 112, 90);
	note(c, 108, 62, 8, PLUM);
	note(c, 112, 42, 7, TEAL);
	stands(c, larger(at(MISS, (struct at){86, 138}, (struct at){-0.2, 0.12}, DOWN,
			     MOOD_OPEN),
		      1.75));
	rolls(c,
	    larger(
		at(ADE, (struct at){34, 117}, DOWN, (struct at){0.33, -0.02}, MOOD_SMILE),
		1.75),
	    false);
	button(c, (struct at){62, 55});
}

void story_3(cairo_t *c)
{
	static const struct at back[] = {{16, 92}, {44, 88}, {74, 88}, {104, 92}};
	static const enum child who[] = {SAFF, LILY, KOFI, JO};

	hall(c, blend(LILAC, CREAM, 0.5), 50);
	for (int i = 0; i < 5; i++)
		note(c, 12 + 23 * i, 38 - 7 * (i % 2), 7,
		    i % 2 ? (uint32_t)TEAL : (uint32_t)CRIMSON);
	for (int i = 0; i < 4; i++) {
		struct person p = at(who[i], back[i], (struct at){-0.22, 0.04},
		    (struct at){0.14, 0.1 + 0.06 * (i % 2)}, MOOD_SMILE);
		p.walks = true;
		stands(c, p);
	}
	for (int i = 0; i < 6; i++)
		empty_chair(c, (struct at){25 + 14 * i, 98}, 13);
	struct person nell = at(NELL, (struct at){58, 117}, (struct at){-0.14, 0.2},
	    (struct at){0.14, 0.2}, MOOD_OPEN);
	stands(c, nell);
	struct person mina = at(MINA, (struct at){17, 118}, (struct at){-0.16, 0.1},
	    (struct at){0.2, 0.06}, MOOD_SMILE);
	mina.walks = true;
	stands(c, mina);
	rolls(c, at(ADE, (struct at){96, 118}, DOWN, (struct at){0.04, 0.26}, MOOD_SMILE),
	    false);
}

void story_4(cairo_t *c)
{
	static const enum child who[] = {LILY, SAFF, JO, KOFI, MINA, NELL};

	hall(c, blend(CORAL, CREAM, 0.6), 50);
	for (int i = 0; i < 6; i++) {
		struct person p = at(who[i], (struct at){10.5 + 19.8 * i, 66}, DOWN, DOWN,
		    i % 2 ? MOOD_SMILE : MOOD_OPEN);
		p.height *= 0.94;
		if (i == 3)
			p.right = (struct at){0.06, -0.24};
		sits(c, p);
	}
	rolls(c,
	    larger(
		at(ADE, (struct at){58, 118}, DOWN, (struct at){0.27, -0.16}, MOOD_SMILE),
		1.02),
	    false);
}

void story_5(cairo_t *c)
{
	hall(c, blend(SKY, CREAM, 0.3), 70);
	stands(c, larger(at(MISS, (struct at){94, 106}, (struct at){-0.08, 0.14},
			     (struct at){0.08, 0.14}, MOOD_OPEN),
		      1.2));
	empty_chair(c, (struct at){94, 84}, 20);
	stands(c,
	    larger(at(JO, (struct at){64, 117}, (struct at){0.06, 0.02}, DOWN, MOOD_SAD),
		1.6));
	ink(c, SKY);
	oval(c, 55.5, 66, 1.3, 2);
	rolls(c,
	    larger(
		at(ADE, (struct at){29, 116}, DOWN, (struct at){0.28, -0.17}, MOOD_OPEN),
		1.6),
	    false);
}

void story_6(cairo_t *c)
{
	hall(c, blend(SUN, CREAM, 0.35), 62);
	stands(c, larger(at(KOFI, (struct at){46, 102}, (struct at){-0.12, -0.24}, DOWN,
			     MOOD_OPEN),
		      1.3));
	stands(c, larger(at(LILY, (struct at){72, 102}, DOWN, (struct at){0.12, -0.24},
			     MOOD_SMILE),
		      1.3));
	sits(c, larger(at(MISS, (struct at){58, 90}, (struct at){-0.18, 0.16},
			   (struct at){0.18, 0.16}, MOOD_OPEN),
		    1.12));
	struct person saff = larger(
	    at(SAFF, (struct at){36, 91}, DOWN, (struct at){0.2, 0.02}, MOOD_SMILE), 1.1);
	sitter(c, &saff, 0);
	struct person mina = larger(
	    at(MINA, (struct at){78, 91}, (struct at){-0.2, 0.02}, DOWN, MOOD_OPEN), 1.1);
	sitter(c, &mina, 0);
	struct person jo = larger(at(JO, (struct at){57, 97}, (struct at){-0.14, -0.22},
				      (struct at){0.14, -0.22}, MOOD_SMILE),
	    1.05);
	sitter(c, &jo, 0);
	stands(c, larger(at(NELL, (struct at){16, 116}, (struct at){-0.14, 0.2},
			     (struct at){0.2, -0.06}, MOOD_SMILE),
		      1.15));
	rolls(c,
	    larger(
		at(ADE, (struct at){102, 117}, DOWN, (struct at){0.24, -0.1}, MOOD_SMILE),
		1.15),
	    true);
}
