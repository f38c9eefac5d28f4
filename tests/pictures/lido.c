/*
 * Summer at the lido: the cover of issues/2026-summer, the ring on the lawn, the towels.
 */
#include "paint.h"

#include <math.h>

/* Light on water: short pale curves, closer together further away. */
static void glitter(cairo_t *c, const double area[4], int n, int seed)
{
	for (int i = 0; i < n; i++) {
		double t = chance(i, seed), y = area[1] + area[3] * t * t;
		double x = area[0] + area[2] * chance(i, seed + 1);
		double w = 2 + 5 * t;

		limb(c, 0.5 + 0.8 * t, (struct at){x - w, y},
		    (struct at){x, y - 0.35 * w}, (struct at){x + w, y});
	}
}

static void striped(cairo_t *c, const double area[4], int stripes, uint32_t a, uint32_t b)
{
	for (int i = 0; i < stripes; i++) {
		ink(c, i % 2 ? b : a);
		box(c, area[0] + i * area[2] / stripes, area[1], area[2] / stripes + 0.05,
		    area[3]);
	}
}

static void parasol(cairo_t *c, struct at top, double r, uint32_t a, uint32_t b)
{
	ink(c, UMBER);
	stroke(c, 0.05 * r, (struct at){top.x, top.y - 0.06 * r},
	    (struct at){top.x, top.y + 2.2 * r});
	for (int i = 0; i < 6; i++) {
		double left = top.x - r + i * r / 3, right = left + r / 3;

		ink(c, i % 2 ? b : a);
		cairo_move_to(c, top.x, top.y);
		cairo_curve_to(c, left + (top.x - left) * 0.45, top.y + 0.08 * r, left,
		    top.y + 0.4 * r, left, top.y + 0.72 * r);
		cairo_arc_negative(c, left + r / 6, top.y + 0.72 * r, r / 6, M_PI, 0);
		cairo_curve_to(c, right, top.y + 0.4 * r, right + (top.x - right) * 0.45,
		    top.y + 0.08 * r, top.x, top.y);
		cairo_fill(c);
	}
}

static void hut(cairo_t *c, double x, double foot, double w, uint32_t paint)
{
	double h = 1.35 * w;

	striped(c, (const double[]){x, foot - h, w, h}, 7, paint, CREAM);
	ink(c, blend(paint, DUSK, 0.35));
	POLYGON(
	    c, x - 0.1 * w, foot - h, x + w / 2, foot - 1.45 * h, x + 1.1 * w, foot - h);
	box(c, x + 0.27 * w, foot - 0.72 * h, 0.46 * w, 0.72 * h);
	ink(c, SUN);
	disc(c, x + 0.64 * w, foot - 0.34 * h, 0.035 * w);
}

/* Somebody in the water up to the chest: the body is cut at the surface. */
static void swimmer(cairo_t *c, const struct person *p, double surface)
{
	double h = p->height, x = p->foot.x;

	cairo_save(c);
	cairo_rectangle(c, x - h, surface - 2 * h, 2 * h, 2 * h);
	cairo_clip(c);
	person(c, p);
	cairo_restore(c);
	ink(c, blend(SKY, WHITE, 0.5));
	oval(c, x, surface, 0.25 * h, 0.03 * h);
	ink(c, blend(SEA, SKY, 0.35));
	oval(c, x, surface + 0.012 * h, 0.21 * h, 0.025 * h);
}

#define SWIMMER(c, surface, ...) swimmer((c), &(struct person){__VA_ARGS__}, (surface))

static void splash(cairo_t *c, struct at at, double size, int seed)
{
	ink(c, WHITE);
	for (int i = 0; i < 16; i++) {
		double a = -M_PI * (0.12 + 0.76 * chance(i, seed));
		double d = size * (0.4 + 0.6 * chance(i, seed + 1));

		disc(c, at.x + d * cos(a), at.y + d * sin(a),
		    size * (0.03 + 0.06 * chance(i, seed + 2)));
	}
	oval(c, at.x, at.y, 0.62 * size, 0.11 * size);
}

/* A girl on her back across a yellow ring, seen from the side. */
static void on_a_ring(cairo_t *c, struct at o)
{
	ink(c, blend(TEAL, SEA, 0.5));
	oval(c, o.x, o.y + 4.5, 24, 3.4);
	ink(c, OCHRE);
	oval(c, o.x, o.y, 20, 6.4);
	ink(c, SUN);
	oval(c, o.x, o.y - 1.2, 20, 5.4);
	ink(c, CORAL);
	for (int i = -1; i <= 1; i++)
		SOFT_BOX(c, 1.2, o.x + 11.0 * i - 2, o.y - 5 + 0.8 * (i * i), 4, 8.4);
	ink(c, SKIN_2);
	limb(c, 5, (struct at){o.x + 5, o.y - 6}, (struct at){o.x + 15, o.y - 15},
	    (struct at){o.x + 22, o.y - 3});
	limb(c, 5, (struct at){o.x + 4, o.y - 7}, (struct at){o.x + 18, o.y - 8},
	    (struct at){o.x + 29, o.y - 4});
	ink(c, CRIMSON);
	limb(c, 11, (struct at){o.x + 3, o.y - 7}, (struct at){o.x - 3, o.y - 8},
	    (struct at){o.x - 7, o.y - 10});
	ink(c, SKIN_2);
	limb(c, 3.8, (struct at){o.x - 8, o.y - 12}, (struct at){o.x - 3, o.y - 2},
	    (struct at){o.x + 1, o.y + 2});
	stroke(c, 3.6, (struct at){o.x - 11, o.y - 13}, (struct at){o.x - 9, o.y - 11});
	ink(c, DUSK);
	disc(c, o.x - 18.5, o.y - 13.5, 7.6);
	disc(c, o.x - 24, o.y - 8, 4.6);
	ink(c, SKIN_2);
	oval(c, o.x - 15.6, o.y - 15.4, 5.8, 5.9);
	ink(c, CORAL);
	SOFT_BOX(c, 1.3, o.x - 18.5, o.y - 19.6, 9.6, 3.1);
}

static void empty_chair(cairo_t *c, struct at o, double h)
{
	ink(c, NAVY);
	stroke(c, 0.045 * h, (struct at){o.x - 0.2 * h, o.y - 0.68 * h},
	    (struct at){o.x - 0.14 * h, o.y - 0.34 * h});
	stroke(c, 0.06 * h, (struct at){o.x - 0.15 * h, o.y - 0.35 * h},
	    (struct at){o.x + 0.19 * h, o.y - 0.35 * h});
	stroke(c, 0.03 * h, (struct at){o.x - 0.27 * h, o.y - 0.69 * h},
	    (struct at){o.x - 0.2 * h, o.y - 0.68 * h});
	stroke(c, 0.03 * h, (struct at){o.x + 0.19 * h, o.y - 0.34 * h},
	    (struct at){o.x + 0.29 * h, o.y - 0.07 * h});
	stroke(c, 0.03 * h, (struct at){o.x + 0.26 * h, o.y - 0.06 * h},
	    (struct at){o.x + 0.4 * h, o.y - 0.05 * h});
	disc(c, o.x + 0.22 * h, o.y - 0.05 * h, 0.055 * h);
	ink(c, FOG);
	for (int i = 0; i < 6; i++) {
		double a = i * M_PI / 6, r = 0.21 * h;
		struct at hub = {o.x - 0.06 * h, o.y - 0.22 * h};

		stroke(c, 0.008 * h, (struct at){hub.x - r * cos(a), hub.y - r * sin(a)},
		    (struct at){hub.x + r * cos(a), hub.y + r * sin(a)});
	}
	ink(c, DUSK);
	ring(c, (struct at){o.x - 0.06 * h, o.y - 0.22 * h}, 0.22 * h, 0.032 * h);
	ink(c, CORAL);
	ring(c, (struct at){o.x - 0.06 * h, o.y - 0.22 * h}, 0.17 * h, 0.016 * h);
}

static void lido_sky(cairo_t *c)
{
	static const uint32_t bands[] = {
	    0x2F6FA8, 0x4A88B8, 0x6BA3C6, 0x8DBDD3, 0xB0D5DE};
	static const uint32_t paints[] = {CRIMSON, TEAL, OCHRE, PLUM, CORAL, NAVY, LEAF};

	for (int i = 0; i < 5; i++) {
		ink(c, bands[i]);
		box(c, 0, 21 * i, 210, 22);
	}
	ink(c, blend(SUN, SKY, 0.35));
	disc(c, 160, 62, 31);
	ink(c, SUN);
	disc(c, 160, 62, 25);
	ink(c, blend(SUN, CREAM, 0.6));
	disc(c, 160, 62, 19);
	ink(c, WHITE);
	cloud(c, 54, 44, 50);
	cloud(c, 112, 84, 34);
	ink(c, blend(BLUE, SEA, 0.4));
	box(c, 0, 97, 210, 20);
	ink(c, CREAM);
	POLYGON(c, 96, 102, 110, 102, 104, 82);
	ink(c, CORAL);
	POLYGON(c, 92, 102, 114, 102, 110, 106, 96, 106);
	for (int i = 0; i < 9; i++)
		hut(c, -6 + 25.0 * i, 136, 21, paints[(i * 3) % 7]);
}

static void pool(cairo_t *c)
{
	ink(c, blend(SAND, CREAM, 0.5));
	box(c, 0, 134, 210, 28);
	ink(c, blend(SAND, STONE, 0.6));
	for (int i = 0; i < 9; i++)
		box(c, 12 + 24.0 * i, 134, 0.7, 22);
	ink(c, BLUE);
	box(c, 0, 157, 210, 4);
	ink(c, SEA);
	box(c, 0, 161, 210, 140);
	ink(c, blend(SEA, TEAL, 0.35));
	box(c, 0, 232, 210, 70);
	ink(c, blend(SEA, TEAL, 0.75));
	box(c, 0, 262, 210, 40);
	ink(c, blend(SEA, SKY, 0.6));
	glitter(c, (const double[]){44, 164, 170, 130}, 90, 301);
	/* the near side, where the hoist stands */
	ink(c, BLUE);
	POLYGON(c, 0, 208, 52, 208, 42, 300, 0, 300);
	ink(c, blend(SAND, CREAM, 0.5));
	POLYGON(c, 0, 204, 48, 204, 36, 300, 0, 300);
	ink(c, blend(SAND, STONE, 0.6));
	POLYGON(c, 0, 230, 45, 230, 44.8, 231, 0, 231);
	POLYGON(c, 0, 262, 41, 262, 40.8, 263, 0, 263);
}

static void hoist(cairo_t *c)
{
	ink(c, NAVY);
	SOFT_BOX(c, 2, 32, 212, 15, 5);
	stroke(c, 5, (struct at){39, 214}, (struct at){39, 152});
	stroke(c, 4.4, (struct at){39, 154}, (struct at){92, 150});
	stroke(c, 3, (struct at){39, 176}, (struct at){62, 153});
	stroke(c, 2.2, (struct at){92, 150}, (struct at){92, 160});
	stroke(c, 2.6, (struct at){92, 160}, (struct at){80, 172});
	stroke(c, 2.6, (struct at){80, 172}, (struct at){80, 204});
	ink(c, BLUE);
	SOFT_BOX(c, 4, 77, 176, 9, 33);
	SOFT_BOX(c, 3, 79, 202, 34, 7);
}

static void rider(cairo_t *c)
{
	ink(c, SKIN_4);
	limb(c, 8.6, (struct at){94, 201}, (struct at){114, 198}, (struct at){114, 224});
	ink(c, PLUM);
	limb(c, 11, (struct at){92, 201}, (struct at){98, 199}, (struct at){104, 200});
	PERSON(c, .foot = {92, 204}, .height = 84, .skin = SKIN_4, .hair = BRICK,
	    .top = OCHRE, .style = HAIR_TUFT, .child = true, .seated = true,
	    .left = {-0.2, -0.25}, .right = {0.2, -0.27});
	ink(c, BLUE);
	stroke(c, 2.2, (struct at){79, 196}, (struct at){104, 193});
	splash(c, (struct at){113, 226}, 13, 41);
}

static void bathers(cairo_t *c)
{
	SWIMMER(c, 176, .foot = {150, 188}, .height = 52, .skin = SKIN_5, .hair = UMBER,
	    .top = NAVY, .style = HAIR_SHORT, .child = true, .seated = true,
	    .defenders = true, .right = {0.16, -0.2});
	SWIMMER(c, 180, .foot = {188, 193}, .height = 54, .skin = SKIN_1, .hair = CORAL,
	    .top = CORAL, .style = HAIR_SCARF, .child = true, .seated = true,
	    .left = {-0.2, 0.04});
	splash(c, (struct at){170, 182}, 8, 61);
	SWIMMER(c, 206, .foot = {150, 222}, .height = 66, .skin = SKIN_3, .hair = DUSK,
	    .top = PLUM, .style = HAIR_BOB, .child = true, .seated = true,
	    .right = {0.2, 0.02}, .left = {-0.14, 0.12});
	SWIMMER(c, 209, .foot = {180, 226}, .height = 64, .skin = SKIN_5, .hair = OCHRE,
	    .top = SUN, .style = HAIR_BUN, .child = true, .seated = true,
	    .left = {-0.16, 0.06}, .right = {0.18, -0.24});
	on_a_ring(c, (struct at){146, 244});
	splash(c, (struct at){180, 246}, 8, 81);
}

void lido(cairo_t *c)
{
	lido_sky(c);
	pool(c);
	PERSON(c, .foot = {14, 156}, .height = 42, .skin = SKIN_3, .hair = SLATE,
	    .top = CRIMSON, .bottom = NAVY, .style = HAIR_SHORT, .right = {0.14, -0.2});
	parasol(c, (struct at){196, 108}, 18, CORAL, CREAM);
	bathers(c);
	hoist(c);
	rider(c);
	empty_chair(c, (struct at){20, 246}, 50);
	striped(c, (const double[]){4, 268, 30, 10}, 7, CRIMSON, CREAM);
	ink(c, OCHRE);
	disc(c, 27, 258, 3);
}

/* Nothing lies over the mosaic of the pool. */
void lido_over(cairo_t *c)
{
	(void)c;
}

/* ---- the ring on the lawn ------------------------------------------------- */

static void lawn(cairo_t *c)
{
	ink(c, SKY);
	cairo_paint(c);
	ink(c, WHITE);
	cloud(c, 46, 20, 40);
	cloud(c, 206, 14, 30);
	ink(c, blend(SEA, SKY, 0.3));
	box(c, 0, 52, 240, 20);
	ink(c, blend(SKY, WHITE, 0.4));
	glitter(c, (const double[]){0, 55, 240, 14}, 40, 11);
	ink(c, CREAM);
	box(c, 0, 68, 240, 6);
	ink(c, blend(LEAF, SUN, 0.25));
	box(c, 0, 74, 240, 90);
	ink(c, blend(LEAF, SUN, 0.12));
	for (int i = 0; i < 5; i++)
		oval(c, 20 + 52.0 * i, 160, 34, 26);
	ink(c, FOREST);
	for (int i = 0; i < 60; i++) {
		double x = chance(i, 5) * 240, y = 80 + chance(i, 6) * 78;

		stroke(c, 0.5, (struct at){x, y}, (struct at){x + 0.8, y - 2.4});
	}
	tree(c, (struct at){10, 90}, 74, LEAF);
	tree(c, (struct at){230, 88}, 64, FOREST);
	ink(c, blend(LEAF, FOREST, 0.55));
	oval(c, 120, 122, 92, 26);
}

/* The roll of paper: a fish eleven metres long. */
static void paper_fish(cairo_t *c)
{
	static const uint32_t scales[] = {CORAL, OCHRE, SUN, PLUM, SEA, CRIMSON, LILAC};

	ink(c, CREAM);
	POLYGON(c, 40, 112, 202, 108, 214, 134, 34, 138);
	ink(c, SEA);
	oval(c, 126, 123, 62, 10);
	POLYGON(c, 70, 122, 48, 114, 52, 123, 46, 133);
	for (int i = 0; i < 33; i++) {
		int row = i % 3, column = i / 3;

		ink(c, scales[(i * 5 + row) % 7]);
		disc(c, 78 + 8.0 * column, 118 + 5.0 * row, 3.1);
	}
	ink(c, WHITE);
	disc(c, 174, 121, 4);
	ink(c, DUSK);
	disc(c, 175, 121, 1.8);
}

static void paint_pots(cairo_t *c)
{
	static const uint32_t pots[] = {CORAL, SUN, PLUM, SEA};

	for (int i = 0; i < 4; i++) {
		double x = 96 + 11.0 * i;

		ink(c, FOG);
		box(c, x - 3, 141, 6, 6);
		ink(c, pots[i]);
		oval(c, x, 141, 3, 1.1);
	}
}

static void lying_painter(cairo_t *c)
{
	ink(c, NAVY);
	limb(c, 8, (struct at){34, 146}, (struct at){18, 150}, (struct at){10, 136});
	limb(c, 8, (struct at){34, 149}, (struct at){16, 156}, (struct at){2, 150});
	ink(c, DUSK);
	oval(c, 9.5, 133, 3, 5);
	oval(c, 0, 149, 4.6, 3);
	ink(c, CRIMSON);
	limb(c, 16, (struct at){36, 146}, (struct at){46, 143}, (struct at){56, 140});
	ink(c, blend(CRIMSON, DUSK, 0.16));
	limb(c, 5.4, (struct at){58, 143}, (struct at){66, 148}, (struct at){74, 136});
	ink(c, SKIN_5);
	disc(c, 74, 136, 3.1);
	ink(c, UMBER);
	stroke(c, 1, (struct at){74, 137}, (struct at){80, 129});
	ink(c, SKIN_5);
	disc(c, 66, 131, 9.6);
	ink(c, UMBER);
	disc(c, 64.6, 129.4, 10.2);
	ink(c, SKIN_5);
	oval(c, 68.6, 133, 7, 7.4);
	ink(c, blend(SKIN_5, CORAL, 0.4));
	disc(c, 68, 136.6, 1.4);
	ink(c, DUSK);
	cairo_arc(c, 65, 130, 11, M_PI * 1.0, M_PI * 1.75);
	cairo_set_line_width(c, 2);
	cairo_stroke(c);
	ink(c, CORAL);
	oval(c, 61, 134.6, 3.4, 4.6);
}

/* The play worker: one arm, and a foot on the paper's end. */
static void play_worker(cairo_t *c)
{
	PERSON(c, .foot = {214, 139}, .height = 66, .skin = SKIN_2, .hair = DUSK,
	    .top = OCHRE, .bottom = TEAL, .style = HAIR_BUN, .walks = true,
	    .left = {-0.1, 0.2}, .right = {0.002, 0.001});
}

void scheme(cairo_t *c)
{
	lawn(c);
	parasol(c, (struct at){120, 18}, 44, CRIMSON, CREAM);
	PERSON(c, .foot = {72, 110}, .height = 54, .skin = SKIN_1, .hair = DUSK,
	    .top = SUN, .style = HAIR_AFRO, .child = true, .seated = true,
	    .right = {0.06, 0.29});
	PERSON(c, .foot = {104, 108}, .height = 52, .skin = SKIN_4, .hair = BRICK,
	    .top = SEA, .style = HAIR_LONG, .child = true, .seated = true,
	    .left = {-0.04, 0.3}, .right = {0.08, 0.28});
	PERSON(c, .foot = {142, 108}, .height = 52, .skin = SKIN_3, .hair = TEAL,
	    .top = LILAC, .style = HAIR_SCARF, .child = true, .seated = true,
	    .left = {-0.06, 0.3});
	PERSON(c, .foot = {172, 110}, .height = 54, .skin = SKIN_5, .hair = OCHRE,
	    .top = NAVY, .style = HAIR_SHORT, .child = true, .seated = true,
	    .left = {-0.14, 0.22}, .right = {0.14, -0.2});
	ink(c, blend(LEAF, FOREST, 0.35));
	SOFT_BOX(c, 4, 60, 106, 128, 12);
	paper_fish(c);
	paint_pots(c);
	WHEELCHAIR(c, false, .foot = {30, 124}, .height = 62, .skin = SKIN_2,
	    .hair = DUSK, .top = CORAL, .bottom = PLUM, .style = HAIR_BOB, .child = true,
	    .right = {0.28, 0.12});
	lying_painter(c);
	play_worker(c);
}

/* ---- towels, from above ---------------------------------------------------- */

void towels(cairo_t *c)
{
	static const uint32_t cloth[] = {
	    CRIMSON, TEAL, OCHRE, NAVY, CORAL, PLUM, SEA, BLUE};

	ink(c, blend(LEAF, SUN, 0.2));
	cairo_paint(c);
	ink(c, blend(LEAF, FOREST, 0.3));
	for (int i = 0; i < 360; i++) {
		double x = chance(i, 15) * 240, y = chance(i, 16) * 225;

		stroke(c, 0.6, (struct at){x, y}, (struct at){x + 1, y - 2.6});
	}
	for (int i = 0; i < 16; i++) {
		cairo_save(c);
		cairo_translate(c, 30 + 60.0 * (i % 4), 27 + 57.0 * (i / 4));
		cairo_rotate(c, 0.16 * (chance(i, 17) - 0.5));
		ink(c, blend(LEAF, FOREST, 0.7));
		box(c, -21, -20, 44, 43);
		striped(c, (const double[]){-22, -22, 44, 43}, 9 + 2 * (i % 3),
		    cloth[(i * 5 + i / 4) % 8], i % 2 ? CREAM : SUN);
		cairo_restore(c);
	}
}
