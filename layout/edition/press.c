/*
 * What a press can hold of lines and words, by one table: for pages that we make
 * (page/press.c), for drawings and adverts on them, and for files from elsewhere
 * (preflight/sizes.c).
 *
 * In: how thin or small something is as printed, what it is printed in, a preset's
 * limits. Out: the rule that it breaks, and a finding in the words of whoever can mend
 * it. Plates lie a hair off each other: thin lines and small words in several inks blur,
 * those left white in a ground fill up (GWG 2015, NIAD; press.md has the figures).
 */
#include "edition/edition.h"

/* An ink of less than this many thousandths moves nothing that an eye can see. */
enum { TRACE = 50, FULL = 1000 };
/* Sizes are known to a twentieth, widths of lines to a hundredth of a point. */
#define SLACK_WORDS (SP_PT / 20)
#define SLACK_LINE (SP_PT / 64)

#define BIT(tone) (1u << TONE_##tone)

#define SAID(what, fault) what, fault, what " " fault

static const struct press_rule rules[] = {
    {PRESS_LINE, BIT(SOLID), offsetof(struct press_limits, hairline), DIAG_HAIRLINE,
	SAID("a line of %s pt", "is too thin to print; %s pt is the least"),
	{"make the rule thicker in the sheet",
	    "draw it thicker, or give the picture a wider place",
	    "ask for thicker lines"}},
    {PRESS_LINE, BIT(WHITE) | BIT(SCREEN) | BIT(SEVERAL) | BIT(UNKNOWN),
	offsetof(struct press_limits, fine_line), DIAG_HAIRLINE,
	SAID("a line of %s pt",
	    "is too thin to print; %s pt is the least, unless it is one ink in full"),
	{"make the rule thicker in the sheet",
	    "draw it thicker or in black, or give the picture a wider place",
	    "ask for thicker lines"}},
    {PRESS_WORDS, BIT(WHITE), offsetof(struct press_limits, reversed_text),
	DIAG_SMALL_REVERSED,
	SAID("white words of %s pt", "may fill up with ink; %s pt is the least"),
	{"set them larger, and no lighter than regular",
	    "make them larger in it, or give the picture a wider place",
	    "ask for larger ones"}},
    {PRESS_WORDS, BIT(SEVERAL), offsetof(struct press_limits, mixed_text),
	DIAG_SMALL_MIXED,
	SAID("words of %s pt",
	    "are printed in several inks and may blur; %s pt is the least"),
	{"set them larger, or in an ink that is black alone",
	    "make them larger or black in it, or give the picture a wider place",
	    "ask for larger ones, or for them in black alone"}},
};

enum tone tone_of(struct cmyk c)
{
	const uint16_t part[] = {c.c, c.m, c.y, c.k};
	int n = 0, total = 0;

	for (size_t k = 0; k < COUNT(part); k++) {
		n += part[k] >= TRACE;
		total += part[k];
	}
	if (n > 1)
		return TONE_SEVERAL;
	return n == 0 ? TONE_WHITE : total >= FULL ? TONE_SOLID : TONE_SCREEN;
}

sp press_least(const struct press_rule *r, const struct press_limits *l)
{
	return *(const sp *)(const void *)((const char *)l + r->limit);
}

const struct press_rule *press_breaks(
    const struct press_limits *l, const struct press_measure *m)
{
	const sp slack = m->thing == PRESS_LINE ? SLACK_LINE : SLACK_WORDS;

	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct press_rule *r = &rules[i];

		if (r->thing == m->thing && r->tones >> m->tone & 1 &&
		    (m->size < press_least(r, l) - slack ||
			(m->light && r->code == DIAG_SMALL_REVERSED)))
			return r;
	}
	return NULL;
}
