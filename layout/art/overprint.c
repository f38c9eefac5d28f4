/*
 * Overprinting (ISO 32000-1, 8.6.7 and 11.7.4.3), as the art meant it in its own colors.
 *
 * In: what its graphics states ask for, and the colors that it paints in. Out: graphics
 * states of ours, for the press, in front of what paints. All colors come out in the four
 * inks, but what is left alone where one paints depends on what it was:
 * - DeviceCMYK, named as such, leaves the plates of which it has nothing if the mode
 * is 1.
 * - Every other space of light or of inks, pictures and gradients paint all four plates,
 *   whatever the mode: black of light on cyan is black, and does not let cyan through.
 * - Inks by name leave all other plates. Mixed of the four they leave those that they
 * have nothing of, the nearest to it.
 * - White never overprints (GWG 2015), though it be asked for: it would vanish.
 * A state is written where one that is in force is not the one that is needed; the art's
 * own say nothing of it. Fill and stroke have one mode: where one needs the mode 1 and
 * the other must not have it, the other knocks out.
 */
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/content.h"

/* ---- what is asked for ------------------------------------------------------------ */

static bool is_on(struct taker *t, handle state, const char *key, bool *there)
{
	handle value = qpdf_oh_get_key(t->pdf, state, key);

	*there = qpdf_oh_is_bool(t->pdf, value);
	return *there && qpdf_oh_get_bool_value(t->pdf, value);
}

static void set(unsigned *bits, unsigned bit, bool on)
{
	*bits = on ? *bits | bit : *bits & ~bit;
}

/* OP alone is of fills too (table 58). */
void overprint_note(struct content *c, handle state)
{
	struct taker *t = c->t;
	handle mode = qpdf_oh_get_key(t->pdf, state, "/OPM");
	unsigned *bits = &now(c)->overprint;
	bool there, fill_there;
	const bool stroke = is_on(t, state, "/OP", &there);
	const bool fill = is_on(t, state, "/op", &fill_there);

	if (there)
		set(bits, OVER_STROKE, stroke);
	if (there || fill_there)
		set(bits, OVER_FILL, fill_there ? fill : stroke);
	if (qpdf_oh_is_integer(t->pdf, mode))
		set(bits, OVER_NONZERO, qpdf_oh_get_int_value(t->pdf, mode) == 1);
	t->overprints |= *bits & (OVER_STROKE | OVER_FILL);
}

static bool is_white(const struct color *c)
{
	static const float nearly = 254.5f / 255;

	switch (c->n) {
	case 0:
		return c->tint == 0;
	case 1:
		return c->at[0] > nearly;
	case 3:
		return c->at[0] > nearly && c->at[1] > nearly && c->at[2] > nearly;
	default:
		return !c->at[0] && !c->at[1] && !c->at[2] && !c->at[3];
	}
}

enum over_kind overprint_kind(const struct space *s, const struct color *color)
{
	if (is_white(color))
		return OVER_WHITE;
	if (s->kind == SPACE_IS_INDEXED)
		s = s->base;
	if (s->kind == SPACE_IS_TINT)
		return OVER_NAMED;
	return s == &space_cmyk ? OVER_INKS : OVER_OTHER;
}

/* ---- states ----------------------------------------------------------------------- */

static uint32_t take_overprint(struct taker *t, unsigned bits)
{
	struct text value = {0};

	if (t->overprint[bits])
		return t->overprint[bits];
	text_string(&value, "<</Type /ExtGState ");
	text_press(&value,
	    arena_printf(t->record->arena, "/OP %s /op %s /OPM %d",
		bits & OVER_STROKE ? "true" : "false",
		bits & OVER_FILL ? "true" : "false", bits & OVER_NONZERO ? 1 : 0));
	text_string(&value, ">>");
	t->overprint[bits] = record_object(t->record, ART_VALUE);
	t->record->object[t->overprint[bits]].head = value;
	return t->overprint[bits];
}

void overprint_put(struct content *c, unsigned bits)
{
	const char *name = arena_printf(c->t->record->arena, "/InkOver%u", bits);

	use_overprint(c, name, take_overprint(c->t, bits));
	text_string(c->out, name);
	text_string(c->out, " gs\n");
}

static void put_in_force(struct content *c, unsigned bits)
{
	text_if(c->out, ART_IF_PRESS, 0);
	overprint_put(c, bits);
	text_end(c->out);
	now(c)->written = bits;
}

/* ---- what is needed ---------------------------------------------------------------- */

enum over_mode { KNOCKS_OUT, OVER_OTHERS /* mode 0 */, OVER_NOTHING /* mode 1 */ };

static enum over_mode mode_of(const struct content *c, enum over_kind kind, unsigned bit)
{
	const unsigned bits = c->state[c->nest].overprint;

	if (!(bits & bit) || kind == OVER_WHITE)
		return KNOCKS_OUT;
	if (kind == OVER_NAMED || (kind == OVER_INKS && bits & OVER_NONZERO))
		return OVER_NOTHING;
	return OVER_OTHERS;
}

static void need(
    struct content *c, enum over_mode fill, enum over_mode stroke, unsigned which)
{
	const bool nonzero = (which & OVER_FILL && fill == OVER_NOTHING) ||
			     (which & OVER_STROKE && stroke == OVER_NOTHING);
	const enum over_mode over = nonzero ? OVER_NOTHING : OVER_OTHERS;
	unsigned bits = now(c)->written;

	if (which & OVER_FILL)
		set(&bits, OVER_FILL, fill == over);
	if (which & OVER_STROKE)
		set(&bits, OVER_STROKE, stroke == over);
	if (bits & which)
		set(&bits, OVER_NONZERO, nonzero);
	if (bits != now(c)->written && !c->at->mask)
		put_in_force(c, bits);
}

void overprint_need(struct content *c, unsigned which)
{
	const struct state *s = now(c);

	need(c, mode_of(c, s->fill.kind, OVER_FILL),
	    mode_of(c, s->stroke.kind, OVER_STROKE), which);
}

void overprint_need_pixels(struct content *c)
{
	need(c, mode_of(c, OVER_OTHER, OVER_FILL), KNOCKS_OUT, OVER_FILL);
}

void overprint_need_asked(struct content *c)
{
	if (now(c)->written != now(c)->overprint && !c->at->mask)
		put_in_force(c, now(c)->overprint);
}

void overprint_begin(struct content *c)
{
	const struct place *at = c->at;
	struct state *s = now(c);

	s->overprint = s->written = at->overprint;
	s->fill.kind = at->kind[0];
	s->stroke.kind = at->kind[1];
	/* viewers differ in what a tiling begins with */
	if (!at->inside && c->t->overprints && !at->mask)
		put_in_force(c, s->written);
}
