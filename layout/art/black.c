/*
 * Black words and rules (GWG 2015): black ink alone, and where they are small they
 * overprint what they stand on.
 *
 * In: words and thin lines of one color as they pass, and their size. Out: around them,
 * for the press, what makes them so: who writes the page knows its press and how large
 * the art is shown, and leaves out what does not apply. Programs that turn black ink into
 * light make it a little brown (#231F20): words of nearly neutral light are black or grey
 * as they were meant. What the art says of overprinting by itself stays.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/content.h"

/* Bits of a state, as it is in force. */
enum { OVER_STROKE = 1, OVER_FILL = 2, OVER_NONZERO = 4, OVER_ALL = 7 };

/* Of 1: how far the three may differ, and how light black may be. */
#define NEUTRAL (8 / 255.0f)
#define DARK (40 / 255.0f)

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

/* OP alone is of fills too (ISO 32000-1, table 58). */
void black_note_state(struct content *c, handle state)
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

static void put_state(struct content *c, const struct black *b, unsigned bits)
{
	const char *name = arena_printf(c->t->record->arena, "/InkOver%u", bits);

	use_overprint(c, name, take_overprint(c->t, bits));
	text_if_black(c->out, b->mark, b->size, &b->color);
	text_string(c->out, name);
	text_string(c->out, " gs\n");
	text_end(c->out);
}

/* ---- colors ------------------------------------------------------------------------ */

/* False: it is not black, nor a grey that was meant to be. */
static bool is_black(const struct color *c)
{
	switch (c->n) {
	case 0:
		return true; /* the palette knows */
	case 1:
		return c->at[0] <= DARK;
	case 3:
		return fmaxf(c->at[0], fmaxf(c->at[1], c->at[2])) <= DARK;
	default:
		return !c->at[0] && !c->at[1] && !c->at[2] && c->at[3] > 0.98f;
	}
}

static bool is_nearly_neutral(const struct color *c)
{
	const float most = fmaxf(c->at[0], fmaxf(c->at[1], c->at[2]));
	const float least = fminf(c->at[0], fminf(c->at[1], c->at[2]));

	return c->n == 3 && most - least <= NEUTRAL;
}

static struct color grey_of(const struct color *c)
{
	const float grey = is_black(c) ? 0 : (c->at[0] + c->at[1] + c->at[2]) / 3;

	return (struct color){.n = 3, .source = c->source, .at = {grey, grey, grey}};
}

static void put_color(struct content *c, enum art_step step, const struct color *color)
{
	text_if(c->out, ART_IF_PRESS, 0);
	text_color(c->out, step, color);
	text_string(c->out, "\n");
	text_end(c->out);
}

/* ---- around words and rules -----------------------------------------------------------
 */

struct black black_begin(
    struct content *c, enum art_step step, enum art_mark mark, double size)
{
	const struct paint *p = step == ART_FILL ? &now(c)->fill : &now(c)->stroke;
	const unsigned wanted = step == ART_FILL ? OVER_FILL : OVER_STROKE;
	struct black b = {.mark = mark, .size = size, .step = step, .color = p->color};
	const bool neutral = is_nearly_neutral(&p->color);

	if (c->at->mask || c->at->plain || size <= 0 || !p->set || !p->plain ||
	    p->space->spot || !(neutral || is_black(&p->color)))
		return b;
	if (neutral &&
	    (p->color.at[0] != p->color.at[1] || p->color.at[1] != p->color.at[2])) {
		b.replaced = true;
		b.color = grey_of(&p->color);
		put_color(c, step, &b.color);
	}
	if (!is_black(&p->color))
		return b;
	c->t->record->art.black_of_light |= neutral && !c->t->inks;
	b.over = (now(c)->overprint & (wanted | OVER_NONZERO)) != (wanted | OVER_NONZERO);
	if (b.over)
		put_state(c, &b, OVER_ALL);
	return b;
}

void black_end(struct content *c, const struct black *b)
{
	if (b->over)
		put_state(c, b, now(c)->overprint);
	if (b->replaced)
		put_color(c, b->step,
		    b->step == ART_FILL ? &now(c)->fill.color : &now(c)->stroke.color);
}
