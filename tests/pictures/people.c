/*
 * People without faces: a head, hair, a body of few shapes. Measures are in heights of
 * the person, so that a crowd is made by changing one figure; children have larger heads.
 * Nobody is drawn from a photograph.
 */
#include "paint.h"

#include <math.h>

static struct at from(struct at o, double height, double dx, double dy)
{
	return (struct at){o.x + dx * height, o.y + dy * height};
}

static double head_radius(const struct person *p)
{
	return p->child ? 0.118 : 0.092;
}

/* Hair that hangs behind the head and shoulders: drawn before the body. */
static void hair_behind(cairo_t *c, const struct person *p, struct at head)
{
	double r = head_radius(p) * p->height;

	ink(c, p->hair);
	if (p->style == HAIR_AFRO)
		disc(c, head.x, head.y - 0.25 * r, 1.55 * r);
	if (p->style == HAIR_LONG || p->style == HAIR_BOB)
		SOFT_BOX(c, 0.9 * r, head.x - 1.18 * r, head.y - 1.1 * r, 2.36 * r,
		    p->style == HAIR_LONG ? 3.3 * r : 2.3 * r);
	if (p->style == HAIR_SCARF)
		POLYGON(c, head.x - 0.9 * r, head.y, head.x + 0.9 * r, head.y,
		    head.x + 1.5 * r, head.y + 2.1 * r, head.x - 1.5 * r,
		    head.y + 2.1 * r);
}

static void hair_on_top(cairo_t *c, const struct person *p, struct at head)
{
	double r = head_radius(p) * p->height;

	ink(c, p->hair);
	if (p->style == HAIR_BUN)
		disc(c, head.x, head.y - 1.25 * r, 0.55 * r);
	if (p->style == HAIR_TUFT)
		oval(c, head.x + 0.3 * r, head.y - 1.05 * r, 0.75 * r, 0.4 * r);
	if (p->back && p->style != HAIR_SCARF) {
		disc(c, head.x, head.y - 0.1 * r, 1.08 * r);
		return;
	}
	if (p->style == HAIR_SCARF) {
		disc(c, head.x, head.y, 1.18 * r);
		oval(c, head.x, head.y + 1.15 * r, 1.0 * r, 0.55 * r);
		if (!p->back) {
			ink(c, p->skin);
			oval(c, head.x, head.y + 0.12 * r, 0.72 * r, 0.82 * r);
		}
		return;
	}
	disc(c, head.x, head.y - 0.06 * r, 1.08 * r);
	ink(c, p->skin);
	oval(c, head.x + (p->style == HAIR_SHORT ? 0.1 : -0.08) * r, head.y + 0.36 * r,
	    0.86 * r, 0.78 * r);
}

static void cheeks(cairo_t *c, const struct person *p, struct at head)
{
	double r = head_radius(p) * p->height,
	       apart = p->style == HAIR_SCARF ? 0.42 : 0.5;

	ink(c, blend(p->skin, CORAL, 0.4));
	disc(c, head.x - apart * r, head.y + 0.45 * r, 0.15 * r);
	disc(c, head.x + apart * r, head.y + 0.45 * r, 0.15 * r);
}

static void glasses(cairo_t *c, const struct person *p, struct at face)
{
	double r = head_radius(p) * p->height;

	ink(c, p->glasses);
	for (int i = -1; i <= 1; i += 2)
		ring(c, (struct at){face.x + i * 0.4 * r, face.y + 0.2 * r}, 0.28 * r,
		    0.12 * r);
	stroke(c, 0.1 * r, (struct at){face.x - 0.14 * r, face.y + 0.2 * r},
	    (struct at){face.x + 0.14 * r, face.y + 0.2 * r});
}

static void expression(cairo_t *c, const struct person *p, struct at face)
{
	double r = head_radius(p) * p->height, y = face.y + 0.55 * r;

	ink(c, DUSK);
	disc(c, face.x - 0.36 * r, face.y + 0.2 * r, 0.12 * r);
	disc(c, face.x + 0.36 * r, face.y + 0.2 * r, 0.12 * r);
	if (p->mood == MOOD_OPEN) {
		ink(c, blend(CRIMSON, DUSK, 0.4));
		oval(c, face.x, y + 0.1 * r, 0.2 * r, 0.26 * r);
		return;
	}
	cairo_set_line_width(c, 0.1 * r);
	cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
	cairo_new_sub_path(c);
	if (p->mood == MOOD_SAD)
		cairo_arc(c, face.x, y + 0.4 * r, 0.32 * r, 1.25 * M_PI, 1.75 * M_PI);
	else
		cairo_arc(c, face.x, y - 0.14 * r, 0.34 * r, 0.2 * M_PI, 0.8 * M_PI);
	cairo_stroke(c);
}

static void on_the_face(cairo_t *c, const struct person *p, struct at at)
{
	double r = head_radius(p) * p->height, aside = 0;

	if (p->style != HAIR_SCARF)
		aside = (p->style == HAIR_SHORT ? 0.1 : -0.08) * r;
	if (p->glasses)
		glasses(c, p, (struct at){at.x + aside, at.y});
	if (p->mood != MOOD_NONE)
		expression(c, p, (struct at){at.x + aside, at.y});
}

static void hearing_aids(cairo_t *c, struct at at, double r)
{
	for (int i = -1; i <= 1; i += 2) {
		ink(c, OCHRE);
		oval(c, at.x + i * 1.12 * r, at.y + 0.02 * r, 0.15 * r, 0.3 * r);
		ink(c, DUSK);
		limb(c, 0.07 * r, (struct at){at.x + i * 1.12 * r, at.y + 0.2 * r},
		    (struct at){at.x + i * 1.2 * r, at.y + 0.5 * r},
		    (struct at){at.x + i * 0.96 * r, at.y + 0.4 * r});
	}
}

static void head(cairo_t *c, const struct person *p, struct at at)
{
	double r = head_radius(p) * p->height;

	ink(c, p->skin);
	disc(c, at.x, at.y, r);
	hair_on_top(c, p, at);
	if (!p->back)
		cheeks(c, p, at);
	ink(c, p->skin);
	if (p->style != HAIR_SCARF && p->style != HAIR_LONG && p->style != HAIR_BOB) {
		disc(c, at.x - r, at.y + 0.22 * r, 0.2 * r);
		disc(c, at.x + r, at.y + 0.22 * r, 0.2 * r);
	}
	if (!p->back)
		on_the_face(c, p, at);
	if (p->aids)
		hearing_aids(c, at, r);
	if (p->defenders) {
		ink(c, DUSK);
		cairo_arc(c, at.x, at.y, 1.2 * r, M_PI, 0);
		cairo_set_line_width(c, 0.22 * r);
		cairo_stroke(c);
		ink(c, CORAL);
		oval(c, at.x - 1.1 * r, at.y + 0.1 * r, 0.34 * r, 0.5 * r);
		oval(c, at.x + 1.1 * r, at.y + 0.1 * r, 0.34 * r, 0.5 * r);
	}
}

/* So that an arm shows against its own coat. */
static bool dark(uint32_t color)
{
	return (color >> 16) + (color >> 8 & 255) + (color & 255) < 256;
}

/* An arm from the shoulder; hand: in heights from it. The elbow bends to `side`, ±1. */
static void arm(
    cairo_t *c, const struct person *p, struct at shoulder, struct at hand, int side)
{
	double width = 0.075 * p->height;
	bool up = hand.y < -0.05;
	struct at end = from(shoulder, p->height, hand.x, hand.y);
	struct at bend = from(shoulder, p->height,
	    hand.x * (up ? 0.75 : 0.5) + side * 0.045, hand.y * 0.5 + (up ? 0.07 : 0.03));

	ink(c, blend(p->top, dark(p->top) ? WHITE : DUSK, 0.14));
	limb(c, width, shoulder, bend, end);
	ink(c, p->skin);
	disc(c, end.x, end.y, 0.62 * width);
}

static void legs(cairo_t *c, const struct person *p)
{
	double h = p->height, step = p->walks ? 0.1 : 0.055;
	struct at hip = from(p->foot, h, 0, -0.44);

	ink(c, p->skirt ? p->skin : p->bottom);
	stroke(c, 0.1 * h, from(hip, h, -0.05, 0), from(p->foot, h, -step, -0.04));
	stroke(c, 0.1 * h, from(hip, h, 0.05, 0), from(p->foot, h, step, -0.04));
	ink(c, DUSK);
	oval(c, p->foot.x - step * h - 0.01 * h, p->foot.y - 0.02 * h, 0.07 * h,
	    0.035 * h);
	oval(c, p->foot.x + step * h + 0.01 * h, p->foot.y - 0.02 * h, 0.07 * h,
	    0.035 * h);
	if (p->skirt) {
		ink(c, p->bottom);
		POLYGON(c, hip.x - 0.11 * h, hip.y, hip.x + 0.11 * h, hip.y,
		    hip.x + 0.19 * h, hip.y + 0.24 * h, hip.x - 0.19 * h,
		    hip.y + 0.24 * h);
	}
}

void person(cairo_t *c, const struct person *p)
{
	double h = p->height, r = head_radius(p) * h;
	struct at waist = p->seated ? p->foot : from(p->foot, h, 0, -0.42);
	struct at neck = from(waist, h, 0, -0.36);
	struct at face = {neck.x, neck.y - 0.95 * r};
	struct at left = p->left, right = p->right;

	if (left.x == 0 && left.y == 0)
		left = (struct at){-0.05, 0.3};
	if (right.x == 0 && right.y == 0)
		right = (struct at){0.05, 0.3};
	hair_behind(c, p, face);
	if (!p->seated)
		legs(c, p);
	if (left.y > 0 && left.x < 0)
		arm(c, p, from(neck, h, -0.125, 0.07), left, -1);
	if (right.y > 0 && right.x > 0)
		arm(c, p, from(neck, h, 0.125, 0.07), right, 1);
	ink(c, p->skin);
	stroke(c, 0.07 * h, neck, from(neck, h, 0, 0.03));
	ink(c, p->top);
	SOFT_BOX(c, 0.09 * h, neck.x - 0.165 * h, neck.y + 0.01 * h, 0.33 * h, 0.25 * h);
	POLYGON(c, neck.x - 0.165 * h, neck.y + 0.1 * h, neck.x + 0.165 * h,
	    neck.y + 0.1 * h, waist.x + 0.14 * h, waist.y + 0.02 * h, waist.x - 0.14 * h,
	    waist.y + 0.02 * h);
	if (left.y <= 0 || left.x >= 0)
		arm(c, p, from(neck, h, -0.125, 0.07), left, -1);
	if (right.y <= 0 || right.x <= 0)
		arm(c, p, from(neck, h, 0.125, 0.07), right, 1);
	head(c, p, face);
	if (p->back && p->style == HAIR_LONG) {
		ink(c, p->hair);
		SOFT_BOX(
		    c, 0.8 * r, face.x - 1.1 * r, face.y - 0.5 * r, 2.2 * r, 2.8 * r);
	}
}

static void chair_behind(cairo_t *c, struct at o, double h, uint32_t seat)
{
	ink(c, blend(seat, DUSK, 0.35));
	for (int i = -1; i <= 1; i += 2)
		stroke(
		    c, 0.03 * h, from(o, h, i * 0.15, 0.06), from(o, h, i * 0.18, 0.34));
	SOFT_BOX(c, 0.04 * h, o.x - 0.19 * h, o.y - 0.24 * h, 0.38 * h, 0.32 * h);
}

void sitter(cairo_t *c, const struct person *p, uint32_t seat)
{
	double h = p->height;
	struct person sits = *p;

	if (seat)
		chair_behind(c, p->foot, h, seat);
	sits.seated = true;
	person(c, &sits);
	if (seat) {
		ink(c, seat);
		SOFT_BOX(c, 0.03 * h, p->foot.x - 0.19 * h, p->foot.y + 0.02 * h,
		    0.38 * h, 0.07 * h);
	}
	for (int i = -1; i <= 1; i += 2) {
		ink(c, p->bottom);
		limb(c, 0.12 * h, from(p->foot, h, i * 0.07, 0.01),
		    from(p->foot, h, i * 0.1, 0.05), from(p->foot, h, i * 0.1, 0.3));
		ink(c, DUSK);
		oval(c, p->foot.x + i * 0.11 * h, p->foot.y + 0.34 * h, 0.075 * h,
		    0.04 * h);
	}
}

static void chair(cairo_t *c, struct at o, double h)
{
	ink(c, DUSK);
	stroke(c, 0.035 * h, from(o, h, -0.2, -0.66), from(o, h, -0.15, -0.33));
	stroke(c, 0.03 * h, from(o, h, -0.27, -0.67), from(o, h, -0.2, -0.66));
	stroke(c, 0.035 * h, from(o, h, -0.15, -0.33), from(o, h, 0.2, -0.33));
	stroke(c, 0.025 * h, from(o, h, 0.2, -0.33), from(o, h, 0.29, -0.08));
	stroke(c, 0.03 * h, from(o, h, 0.27, -0.07), from(o, h, 0.4, -0.05));
	disc(c, o.x + 0.22 * h, o.y - 0.055 * h, 0.055 * h);
}

static void wheel(cairo_t *c, struct at hub, double r)
{
	ink(c, FOG);
	for (int i = 0; i < 6; i++) {
		double a = i * M_PI / 6;
		stroke(c, 0.03 * r, (struct at){hub.x - r * cos(a), hub.y - r * sin(a)},
		    (struct at){hub.x + r * cos(a), hub.y + r * sin(a)});
	}
	ink(c, DUSK);
	ring(c, hub, r, 0.13 * r);
	ink(c, OCHRE);
	ring(c, hub, 0.8 * r, 0.06 * r);
	disc(c, hub.x, hub.y, 0.14 * r);
}

static void power_base(cairo_t *c, double h)
{
	ink(c, DUSK);
	SOFT_BOX(c, 0.05 * h, -0.22 * h, -0.31 * h, 0.42 * h, 0.17 * h);
	disc(c, -0.14 * h, -0.1 * h, 0.1 * h);
	disc(c, 0.14 * h, -0.08 * h, 0.08 * h);
	ink(c, OCHRE);
	SOFT_BOX(c, 0.02 * h, -0.18 * h, -0.28 * h, 0.32 * h, 0.05 * h);
	ink(c, FOG);
	disc(c, -0.14 * h, -0.1 * h, 0.045 * h);
	disc(c, 0.14 * h, -0.08 * h, 0.035 * h);
	ink(c, DUSK);
	stroke(c, 0.025 * h, (struct at){-0.1 * h, -0.44 * h},
	    (struct at){0.14 * h, -0.44 * h});
	stroke(c, 0.02 * h, (struct at){0.13 * h, -0.44 * h},
	    (struct at){0.13 * h, -0.5 * h});
	disc(c, 0.13 * h, -0.5 * h, 0.02 * h);
}

void wheelchair(cairo_t *c, const struct person *p, bool facing_left)
{
	double h = p->height, r = head_radius(p) * h;
	struct at o = {0, 0}, face = {0.01 * h, -0.7 * h - 0.95 * r};
	struct at hand =
	    p->right.x == 0 && p->right.y == 0 ? (struct at){0.12, 0.25} : p->right;

	cairo_save(c);
	cairo_translate(c, p->foot.x, p->foot.y);
	cairo_scale(c, facing_left ? -1 : 1, 1);
	hair_behind(c, p, face);
	chair(c, o, h);
	ink(c, p->bottom);
	limb(c, 0.12 * h, from(o, h, -0.05, -0.4), from(o, h, 0.24, -0.42),
	    from(o, h, 0.29, -0.13));
	ink(c, DUSK);
	oval(c, 0.33 * h, -0.09 * h, 0.075 * h, 0.035 * h);
	ink(c, p->skin);
	stroke(c, 0.07 * h, from(o, h, -0.01, -0.7), from(o, h, -0.02, -0.66));
	ink(c, p->top);
	POLYGON(c, -0.12 * h, -0.62 * h, 0.09 * h, -0.62 * h, 0.07 * h, -0.34 * h,
	    -0.14 * h, -0.34 * h);
	SOFT_BOX(c, 0.08 * h, -0.12 * h, -0.69 * h, 0.21 * h, 0.2 * h);
	head(c, p, face);
	if (p->power)
		power_base(c, h);
	else
		wheel(c, from(o, h, -0.06, -0.22), 0.22 * h);
	arm(c, p, from(o, h, -0.02, -0.62), hand, -1);
	cairo_restore(c);
}

void long_cane(cairo_t *c, struct at hand, struct at tip, double width)
{
	ink(c, WHITE);
	stroke(c, width, hand, tip);
	ink(c, CRIMSON);
	stroke(c, width,
	    (struct at){hand.x * 0.25 + tip.x * 0.75, hand.y * 0.25 + tip.y * 0.75},
	    (struct at){hand.x * 0.1 + tip.x * 0.9, hand.y * 0.1 + tip.y * 0.9});
	ink(c, DUSK);
	stroke(c, 1.3 * width, hand,
	    (struct at){hand.x * 0.9 + tip.x * 0.1, hand.y * 0.9 + tip.y * 0.1});
	ink(c, WHITE);
	disc(c, tip.x, tip.y, width);
}

void walking_frame(cairo_t *c, double x, double y)
{
	ink(c, SLATE);
	stroke(c, 1.6, (struct at){x - 13, y - 22}, (struct at){x - 16, y});
	stroke(c, 1.6, (struct at){x + 13, y - 22}, (struct at){x + 16, y});
	stroke(c, 1.6, (struct at){x - 14, y - 12}, (struct at){x + 14, y - 12});
	ink(c, CORAL);
	stroke(c, 2.4, (struct at){x - 13.5, y - 22}, (struct at){x - 11, y - 22});
	stroke(c, 2.4, (struct at){x + 13.5, y - 22}, (struct at){x + 11, y - 22});
	ink(c, DUSK);
	disc(c, x - 16, y - 1, 2.6);
	disc(c, x + 16, y - 1, 2.6);
	ink(c, SUN);
	disc(c, x + 16, y - 15, 2.6);
	ink(c, WHITE);
	disc(c, x + 16, y - 15, 1.2);
}
