/*
 * Scenes for one person's words: the side door, the teacher, Maya, the girl with the
 * cane.
 */
#include "paint.h"

#include <math.h>

static void rain(cairo_t *c)
{
	ink(c, blend(NAVY, SKY, 0.4));
	for (int i = 0; i < 90; i++) {
		double x = chance(i, 11) * 170, y = chance(i, 12) * 150;
		stroke(c, 0.35, (struct at){x, y}, (struct at){x - 2, y + 7});
	}
}

static void bright_doors(cairo_t *c)
{
	ink(c, blend(NAVY, DUSK, 0.4));
	box(c, 24, 0, 112, 112);
	for (int i = 0; i < 60; i++) {
		ink(c, blend(NAVY, PLUM, 0.5));
		box(c, 24 + floor(chance(i, 21) * 14) * 8,
		    2 + floor(chance(i, 22) * 24) * 4.4, 7, 3);
	}
	ink(c, SAND);
	disc(c, 80, 46, 36);
	box(c, 44, 46, 72, 66);
	ink(c, SUN);
	disc(c, 80, 46, 31);
	box(c, 49, 46, 62, 66);
	ink(c, blend(SUN, CREAM, 0.7));
	disc(c, 80, 60, 22);
	box(c, 58, 60, 44, 52);
	ink(c, TEAL);
	POLYGON(c, 49, 44, 34, 38, 34, 118, 49, 112);
	POLYGON(c, 111, 44, 126, 38, 126, 118, 111, 112);
	ink(c, SEA);
	POLYGON(c, 46, 51, 37, 48, 37, 76, 46, 75);
	POLYGON(c, 46, 82, 37, 84, 37, 108, 46, 105);
	POLYGON(c, 114, 51, 123, 48, 123, 76, 114, 75);
	POLYGON(c, 114, 82, 123, 84, 123, 108, 114, 105);
	ink(c, blend(SUN, NAVY, 0.25));
	POLYGON(c, 49, 112, 111, 112, 150, 160, 10, 160);
	ink(c, SUN);
	POLYGON(c, 56, 112, 104, 112, 128, 160, 32, 160);
}

static void umbrella(cairo_t *c, struct at top, double r)
{
	ink(c, CRIMSON);
	cairo_arc(c, top.x, top.y + r, r, M_PI, 0);
	for (int i = 2; i >= 0; i--)
		cairo_arc_negative(
		    c, top.x + (i - 1) * 2 * r / 3, top.y + r, r / 3, 0, -M_PI);
	cairo_fill(c);
	ink(c, blend(CRIMSON, CORAL, 0.5));
	cairo_move_to(c, top.x, top.y);
	cairo_curve_to(c, top.x - 0.3 * r, top.y + 0.3 * r, top.x - 0.34 * r,
	    top.y + 0.7 * r, top.x - r / 3, top.y + r);
	cairo_arc(c, top.x, top.y + r, r / 3, M_PI, 2 * M_PI);
	cairo_curve_to(c, top.x + 0.34 * r, top.y + 0.7 * r, top.x + 0.3 * r,
	    top.y + 0.3 * r, top.x, top.y);
	cairo_fill(c);
	ink(c, DUSK);
	stroke(c, 1.4, top, (struct at){top.x, top.y - 4});
}

void side_door(cairo_t *c)
{
	ink(c, NAVY);
	cairo_paint(c);
	ink(c, blend(NAVY, SEA, 0.35));
	box(c, 0, 112, 160, 48);
	bright_doors(c);
	rain(c);
	ink(c, DUSK);
	stroke(c, 1.5, (struct at){77, 62}, (struct at){77, 104});
	PERSON(c, .foot = {64, 152}, .height = 74, .skin = SKIN_3, .hair = UMBER,
	    .top = PLUM, .bottom = DUSK, .style = HAIR_LONG, .back = true, .walks = true,
	    .right = {0.06, 0.02});
	PERSON(c, .foot = {98, 154}, .height = 52, .skin = SKIN_3, .hair = UMBER,
	    .top = OCHRE, .bottom = NAVY, .style = HAIR_TUFT, .child = true, .back = true,
	    .walks = true, .left = {-0.13, 0.2}, .right = {0.13, 0.2});
	walking_frame(c, 98, 154);
	umbrella(c, (struct at){78, 32}, 44);
}

/* ---- the teacher ---------------------------------------------------------- */

static void cloth_river(cairo_t *c, double width, uint32_t color)
{
	ink(c, color);
	cairo_set_line_width(c, width);
	cairo_move_to(c, 176, 34);
	cairo_curve_to(c, 120, 30, 60, 44, 70, 70);
	cairo_curve_to(c, 80, 96, 132, 84, 126, 116);
	cairo_curve_to(c, 122, 138, 60, 128, -14, 142);
	cairo_stroke(c);
}

static void paper_boat(cairo_t *c, double x, double y, double s)
{
	ink(c, WHITE);
	POLYGON(
	    c, x - s, y, x + s, y, x + 0.6 * s, y + 0.5 * s, x - 0.6 * s, y + 0.5 * s);
	ink(c, blend(WHITE, SLATE, 0.25));
	POLYGON(c, x - 0.45 * s, y, x + 0.45 * s, y, x, y - 0.7 * s);
}

static void floor_and_river(cairo_t *c)
{
	ink(c, blend(SAND, OCHRE, 0.35));
	cairo_paint(c);
	ink(c, blend(SAND, UMBER, 0.3));
	for (int i = 0; i < 9; i++) {
		box(c, 0, 18 * i + 2, 160, 0.5);
		box(c, 20 + chance(i, 5) * 110, 18 * i + 2, 0.5, 18);
	}
	cloth_river(c, 36, blend(SAND, UMBER, 0.35));
	cloth_river(c, 32, NAVY);
	cloth_river(c, 28, BLUE);
	cloth_river(c, 8, blend(BLUE, SKY, 0.45));
	for (int i = 0; i < 22; i++) {
		double t = chance(i, 14);
		ink(c, blend(STONE, SLATE, chance(i, 15)));
		oval(c, 84 + 58 * t, 62 + 16 * chance(i, 16) + 20 * t * t,
		    2 + 2 * chance(i, 17), 1.8);
	}
	paper_boat(c, 138, 37, 8);
	paper_boat(c, 110, 112, 9);
	paper_boat(c, 40, 135, 7);
}

/* A child on his front: head towards the river, one arm out, feet in the air behind. */
static void lying_child(cairo_t *c)
{
	ink(c, TEAL);
	limb(c, 8, (struct at){46, 88}, (struct at){24, 94}, (struct at){12, 84});
	limb(c, 8, (struct at){46, 92}, (struct at){22, 104}, (struct at){4, 98});
	ink(c, DUSK);
	oval(c, 11, 81, 3, 5);
	oval(c, 2, 97, 5, 3);
	ink(c, CORAL);
	limb(c, 17, (struct at){46, 88}, (struct at){56, 86}, (struct at){64, 84});
	ink(c, blend(CORAL, DUSK, 0.14));
	limb(c, 6, (struct at){68, 88}, (struct at){80, 96}, (struct at){92, 92});
	ink(c, SKIN_2);
	disc(c, 93, 92, 3.6);
	disc(c, 77, 78, 10.5);
	ink(c, DUSK);
	disc(c, 75.5, 76.5, 11.2);
	ink(c, SKIN_2);
	oval(c, 80, 81, 8, 8.4);
	ink(c, blend(SKIN_2, CORAL, 0.4));
	disc(c, 77.5, 85, 1.6);
	ink(c, STONE);
	oval(c, 98, 94, 5, 3.6);
}

static void knees(cairo_t *c, double x, double y, uint32_t cloth)
{
	ink(c, blend(cloth, WHITE, 0.12));
	oval(c, x + 8, y + 2, 11, 7);
	ink(c, cloth);
	oval(c, x - 8, y + 3, 11, 7);
}

static void kneeling_teacher(cairo_t *c)
{
	ink(c, DUSK);
	oval(c, 106, 152, 30, 13);
	ink(c, blend(UMBER, SAND, 0.25));
	oval(c, 88, 157, 10, 5);
	oval(c, 124, 157, 10, 5);
	ink(c, blend(FOREST, DUSK, 0.2));
	limb(c, 10, (struct at){84, 108}, (struct at){66, 116}, (struct at){70, 128});
	limb(c, 10, (struct at){128, 108}, (struct at){146, 104}, (struct at){136, 90});
	ink(c, SKIN_5);
	disc(c, 70, 130, 5.2);
	disc(c, 135, 88, 5.2);
	ink(c, FOREST);
	SOFT_BOX(c, 20, 80, 98, 53, 54);
	ink(c, blend(FOREST, LEAF, 0.4));
	for (int i = 0; i < 4; i++)
		stroke(
		    c, 1, (struct at){88 + 12 * i, 112}, (struct at){86 + 13.4 * i, 146});
	ink(c, SKIN_5);
	SOFT_BOX(c, 4, 100, 88, 13, 16);
	ink(c, FOG);
	disc(c, 106, 84, 14.5);
	ink(c, blend(FOG, WHITE, 0.45));
	disc(c, 106, 78, 7.5);
}

void teacher(cairo_t *c)
{
	floor_and_river(c);
	PERSON(c, .foot = {44, 44}, .height = 64, .skin = SKIN_4, .hair = BRICK,
	    .top = PLUM, .style = HAIR_LONG, .child = true, .seated = true,
	    .right = {0.16, 0.22});
	knees(c, 44, 48, NAVY);
	PERSON(c, .foot = {98, 40}, .height = 58, .skin = SKIN_1, .hair = DUSK,
	    .top = SUN, .style = HAIR_AFRO, .child = true, .seated = true,
	    .left = {-0.06, 0.3}, .right = {0.1, 0.28});
	knees(c, 98, 43, CRIMSON);
	PERSON(c, .foot = {142, 80}, .height = 62, .skin = SKIN_3, .hair = NAVY,
	    .top = LILAC, .style = HAIR_SCARF, .child = true, .seated = true,
	    .left = {-0.12, 0.3});
	knees(c, 142, 84, TEAL);
	lying_child(c);
	kneeling_teacher(c);
}

/* ---- Maya ----------------------------------------------------------------- */

static void bay_window(cairo_t *c)
{
	ink(c, blend(LILAC, CREAM, 0.55));
	cairo_paint(c);
	window_panes(c, (const double[]){10, 18, 140, 112}, 3, 2);
	ink(c, LEAF);
	cairo_save(c);
	cairo_rectangle(c, 10, 18, 140, 110);
	cairo_clip(c);
	for (int i = 0; i < 3; i++)
		oval(c, 30 + 46 * i, 128, 34, 22);
	cairo_restore(c);
	ink(c, CREAM);
	for (int i = 0; i < 4; i++)
		box(c, 10 + 44.3 * i, 18, 7, 112);
	ink(c, UMBER);
	box(c, 4, 128, 152, 5);
	plant(c, (struct at){24, 128}, 40, CORAL);
	plant(c, (struct at){138, 128}, 30, OCHRE);
	ink(c, blend(PLUM, CREAM, 0.2));
	box(c, 0, 168, 160, 32);
	ink(c, blend(PLUM, LILAC, 0.4));
	oval(c, 74, 188, 76, 14);
}

static void power_chair(cairo_t *c)
{
	ink(c, DUSK);
	SOFT_BOX(c, 6, 22, 82, 14, 68);
	SOFT_BOX(c, 5, 24, 140, 62, 12);
	SOFT_BOX(c, 6, 28, 152, 54, 24);
	SOFT_BOX(c, 4, 24, 56, 10, 18);
	stroke(c, 3, (struct at){28, 72}, (struct at){28, 86});
	stroke(c, 4, (struct at){84, 160}, (struct at){104, 184});
	stroke(c, 4, (struct at){96, 186}, (struct at){116, 186});
	ink(c, OCHRE);
	SOFT_BOX(c, 4, 34, 157, 42, 8);
	ink(c, DUSK);
	disc(c, 40, 178, 15);
	disc(c, 84, 182, 11);
	ink(c, FOG);
	disc(c, 40, 178, 6);
	disc(c, 84, 182, 4);
}

static void seated_maya(cairo_t *c)
{
	ink(c, NAVY);
	limb(c, 20, (struct at){48, 140}, (struct at){106, 130}, (struct at){100, 172});
	ink(c, CORAL);
	SOFT_BOX(c, 5, 92, 174, 24, 11);
	ink(c, TEAL);
	SOFT_BOX(c, 15, 32, 86, 38, 62);
	ink(c, blend(TEAL, SEA, 0.7));
	for (int i = 0; i < 4; i++)
		box(c, 33, 102 + 10 * i, 36, 3);
	ink(c, SKIN_5);
	SOFT_BOX(c, 5, 45, 72, 13, 18);
	ink(c, BRICK);
	disc(c, 51, 57, 19.5);
	ink(c, SKIN_5);
	oval(c, 56, 61, 14.5, 16.5);
	disc(c, 40.5, 63, 3.4);
	oval(c, 69.5, 64, 2.4, 1.9);
	ink(c, BRICK);
	cairo_move_to(c, 36, 58);
	cairo_curve_to(c, 30, 34, 70, 24, 72, 52);
	cairo_curve_to(c, 64, 50, 56, 46, 53, 43);
	cairo_curve_to(c, 50, 50, 46, 54, 42, 59);
	cairo_fill(c);
	ink(c, blend(TEAL, DUSK, 0.2));
	limb(c, 11, (struct at){44, 98}, (struct at){38, 136}, (struct at){74, 134});
	ink(c, SKIN_5);
	disc(c, 78, 133, 5.5);
}

static void speech(cairo_t *c)
{
	static const uint32_t words[] = {
	    CORAL, OCHRE, PLUM, TEAL, SUN, CRIMSON, SEA, LILAC};
	static const struct at way[] = {{124, 82}, {131, 71}, {134, 58}, {130, 45},
	    {121, 35}, {109, 28}, {95, 25}, {81, 21}, {66, 19}, {50, 20}, {35, 16},
	    {20, 12}};

	for (size_t i = 0; i < COUNT(way); i++) {
		ink(c, words[i % COUNT(words)]);
		tile(c, way[i], 8.5 + 0.42 * (double)i, 0.5 * (chance((int)i, 61) - 0.5));
	}
}

static void screen(cairo_t *c)
{
	static const uint32_t squares[] = {SUN, CORAL, MINT, LILAC, SKY, OCHRE};

	ink(c, SLATE);
	stroke(c, 3, (struct at){84, 158}, (struct at){126, 150});
	stroke(c, 3, (struct at){126, 150}, (struct at){118, 112});
	ink(c, DUSK);
	disc(c, 126, 150, 3.4);
	cairo_save(c);
	cairo_translate(c, 116, 102);
	cairo_rotate(c, 0.1);
	SOFT_BOX(c, 3, -19, -17, 40, 34);
	for (int i = 0; i < 12; i++) {
		ink(c, i == 6 ? (uint32_t)WHITE : squares[(i * 5 + i / 4) % 6]);
		box(c, -16 + i % 4 * 8.8, -14 + i / 4 * 9.6, 7.6, 8.4);
	}
	cairo_restore(c);
}

void maya(cairo_t *c)
{
	bay_window(c);
	power_chair(c);
	seated_maya(c);
	screen(c);
	speech(c);
}

/* ---- the girl with the cane ----------------------------------------------- */

static void paper_adult(cairo_t *c, struct at foot, double h, uint32_t grey)
{
	ink(c, grey);
	disc(c, foot.x, foot.y - 0.9 * h, 0.1 * h);
	POLYGON(c, foot.x - 0.17 * h, foot.y - 0.66 * h, foot.x + 0.17 * h,
	    foot.y - 0.66 * h, foot.x + 0.15 * h, foot.y - 0.36 * h, foot.x + 0.12 * h,
	    foot.y, foot.x - 0.12 * h, foot.y, foot.x - 0.15 * h, foot.y - 0.36 * h);
	SOFT_BOX(c, 0.05 * h, foot.x - 0.17 * h, foot.y - 0.8 * h, 0.34 * h, 0.2 * h);
}

static void bubble(cairo_t *c, const double area[4], double tip_x, uint32_t color)
{
	double middle = area[0] + area[2] / 2, foot = area[1] + area[3];

	ink(c, color);
	soft_box(c, area, area[3] * 0.35);
	POLYGON(c, middle - 0.12 * area[2], foot - 1, middle + 0.12 * area[2], foot - 1,
	    tip_x, foot + 0.35 * area[3]);
}

static void corridor(cairo_t *c)
{
	ink(c, blend(FOG, CREAM, 0.45));
	cairo_paint(c);
	ink(c, blend(FOG, CREAM, 0.75));
	POLYGON(c, 0, 0, 160, 0, 112, 34, 48, 34);
	ink(c, CREAM);
	box(c, 48, 34, 64, 62);
	ink(c, blend(SUN, CREAM, 0.5));
	box(c, 62, 46, 36, 50);
	ink(c, blend(FOG, SLATE, 0.3));
	POLYGON(c, 48, 96, 112, 96, 160, 160, 0, 160);
	ink(c, blend(SUN, FOG, 0.35));
	POLYGON(c, 66, 96, 94, 96, 122, 160, 38, 160);
}

void ask_me(cairo_t *c)
{
	static const double far_left[] = {24, 20, 22, 12},
			    far_right[] = {115, 22, 22, 12};
	static const double near_left[] = {2, 4, 28, 15}, near_right[] = {130, 4, 28, 15};
	static const double hers[] = {62, 4, 40, 22};

	corridor(c);
	paper_adult(c, (struct at){42, 106}, 62, blend(FOG, SLATE, 0.35));
	paper_adult(c, (struct at){118, 106}, 62, blend(FOG, SLATE, 0.35));
	paper_adult(c, (struct at){27, 128}, 88, blend(FOG, SLATE, 0.6));
	paper_adult(c, (struct at){134, 128}, 88, blend(FOG, SLATE, 0.6));
	paper_adult(c, (struct at){6, 160}, 122, SLATE);
	paper_adult(c, (struct at){155, 160}, 122, SLATE);
	bubble(c, far_left, 28, WHITE);
	bubble(c, far_right, 133, WHITE);
	bubble(c, near_left, 8, WHITE);
	bubble(c, near_right, 153, WHITE);
	bubble(c, hers, 80, SUN);
	PERSON(c, .foot = {80, 152}, .height = 104, .skin = SKIN_3, .hair = BLUE,
	    .top = NAVY, .bottom = DUSK, .style = HAIR_SCARF, .child = true,
	    .walks = true, .skirt = false, .left = {-0.05, 0.3}, .right = {0.02, 0.24});
	ink(c, WHITE);
	POLYGON(c, 75, 80, 85, 80, 80, 94);
	ink(c, CRIMSON);
	POLYGON(c, 78.6, 82, 81.4, 82, 82, 92, 80, 95, 78, 92);
	ink(c, OCHRE);
	tile(c, (struct at){89.5, 90}, 5, 0);
	long_cane(c, (struct at){95.1, 103.2}, (struct at){124, 154}, 2.2);
	ink(c, SKIN_3);
	disc(c, 95.1, 103.2, 4.8);
}
