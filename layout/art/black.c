/*
 * Black words and rules (GWG 2015): black ink alone, and where they are small they
 * overprint what they stand on.
 *
 * In: words and thin lines of one color as they pass, and their size. Out: around them,
 * for the press, what makes them so: who writes the page knows its press and how large
 * the art is shown, and leaves out what does not apply. Programs that turn black ink into
 * light make it a little brown (#231F20): words of nearly neutral light are black or grey
 * as they were meant. What the art itself says of overprinting comes first (overprint.c).
 */
#include <math.h>

#include "art/content.h"

/* Of 1: how far the three may differ, and how light black may be. */
#define NEUTRAL (8 / 255.0f)
#define DARK (40 / 255.0f)

/* ---- states ----------------------------------------------------------------------- */

static void put_state(struct content *c, const struct black *b, unsigned bits)
{
	text_if_black(c->out, b->mark, b->size, &b->color);
	overprint_put(c, bits);
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
	b.over = (now(c)->written & (wanted | OVER_NONZERO)) != (wanted | OVER_NONZERO);
	if (b.over)
		put_state(c, &b, OVER_ALL);
	return b;
}

void black_end(struct content *c, const struct black *b)
{
	if (b->over)
		put_state(c, b, now(c)->written);
	if (b->replaced)
		put_color(c, b->step,
		    b->step == ART_FILL ? &now(c)->fill.color : &now(c)->stroke.color);
}
