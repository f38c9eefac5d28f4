/*
 * How far an ink stands out from its ground, and whether that is enough.
 *
 * In: two inks, what the upper one is to the eye, a palette. Out: the ratio of WCAG 2.2
 * and APCA's Lc (base/color.c), and a yes or no by access.md's figures, which are those
 * of WCAG 1.4.6 for words that are read on and of 1.4.3 and 1.4.11 for all else.
 */
#include "edition/edition.h"

#include <math.h>

void contrast_measure(struct contrast *c, const struct palette *p)
{
	const struct rgb ink = palette_rgb(p, c->ink), ground = palette_rgb(p, c->ground);

	c->ratio = contrast_wcag(ink, ground);
	c->lc = contrast_apca(ink, ground);
}

bool contrast_holds(const struct contrast *c)
{
	switch (c->use) {
	case CONTRAST_BODY:
		return c->ratio >= 7 && fabs(c->lc) >= 75;
	case CONTRAST_OTHER:
		return c->ratio >= 4.5;
	case CONTRAST_FREE:
		break;
	}
	return true;
}
