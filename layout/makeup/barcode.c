/*
 * The bar code on a cover.
 *
 * In: the issue's ISSN and number, a place that the template names. Out: marks over all
 * others of the page: a white plate, bars, digits below them. Only a till reads them: they
 * are artifacts of the press, which members' files leave out, and the ISSN stands in words
 * in the masthead. They are black on white in every palette. Bars fill the plate: 11 modules of white before them, 5 behind
 * the add-on (ISO/IEC 15420), whose digits stand above it.
 */
#include "makeup/compose.h"

#include <stdlib.h>
#include <string.h>

enum {
	QUIET = 11, /* modules */
	GAP = 12,
	MODULES = 143, /* all: quiet, 95, gap, 20, 5 */
	GUARD = 3,
	MIDDLE = 5,
	DIGIT = 7,
	DIGIT_SIZE = 9, /* a digit's size, the height of its line */
	GUARD_DROP = 5	/* how far guards go down among the digits */
};

struct barcode {
	const struct makeup *m;
	struct page *page;
	const struct style *style;
	struct rect area;
	struct pos pos;
};

static sp modules(const struct barcode *b, double n)
{
	return (sp)(b->area.w * n / MODULES + 0.5);
}

static struct mark mark_of(
    const struct barcode *b, enum mark_kind kind, uint16_t ink, struct rect area)
{
	return (struct mark){.kind = kind,
	    .layer = 3,
	    .ink = {ink, 1000},
	    .pos = b->pos,
	    .tag = tag_artifact(ROLE_ARTIFACT_PRESS),
	    .area = area};
}

/* A run of bars, from a module on, between two heights. */
static void add_bars(
    const struct barcode *b, const char *bars, double at, sp top, sp foot)
{
	for (size_t i = 0; bars[i];) {
		const size_t n = strspn(bars + i, "1");
		const sp x = b->area.x + modules(b, at + (double)i);
		const sp end = b->area.x + modules(b, at + (double)(i + n));

		if (n)
			page_add(b->m->arena, b->page,
			    mark_of(b, MARK_RULE, INK_DARK,
				(struct rect){x, top, end - x, foot - top}));
		i += n + strspn(bars + i + n, "0");
	}
}

/* Guards are longer than the digits' bars, which end above the digits. */
static void add_symbol(const struct barcode *b, const char *bars, sp top, sp foot)
{
	const size_t n = strlen(bars), half = GUARD + 6 * DIGIT;
	char part[128];

	add_bars(b, bars, QUIET, top, foot);
	for (size_t i = 0; i < n; i++) {
		const bool guard =
		    i < GUARD || (i >= half && i < half + MIDDLE) || i >= n - GUARD;
		part[i] = guard ? bars[i] : '0';
	}
	part[n] = '\0';
	add_bars(b, part, QUIET, foot, foot + modules(b, GUARD_DROP));
}

static void add_digit(const struct barcode *b, char digit, double middle, sp baseline)
{
	const char words[2] = {digit, '\0'};
	struct style s = *b->style;
	struct mark mark;

	s.font_size = modules(b, DIGIT_SIZE);
	mark = furniture_words(b->m, &s, arena_string(b->m->arena, words));
	mark.ink = (struct ink){INK_DARK, 1000};
	mark.layer = 3;
	mark.pos = b->pos;
	mark.tag = tag_artifact(ROLE_ARTIFACT_PRESS);
	mark.area.x = b->area.x + modules(b, middle) - mark.area.w / 2;
	mark.area.y = baseline;
	page_add(b->m->arena, b->page, mark);
}

static void add_digits(const struct barcode *b, const struct ean *e, sp above, sp below)
{
	const double left = QUIET + GUARD, right = left + 6 * DIGIT + MIDDLE;
	const double more = QUIET + 95 + GAP + 4;

	add_digit(b, e->digits[0], QUIET / 2.0, below);
	for (int i = 0; i < 6; i++) {
		add_digit(b, e->digits[1 + i], left + (i + 0.5) * DIGIT, below);
		add_digit(b, e->digits[7 + i], right + (i + 0.5) * DIGIT, below);
	}
	add_digit(b, e->more[0], more + 0.5 * DIGIT, above);
	add_digit(b, e->more[1], more + 2 + 1.5 * DIGIT, above);
}

void furniture_barcode(
    const struct makeup *m, const struct set_piece *p, struct page *page)
{
	const struct issue *issue = m->issue;
	struct barcode b = {m, page,
	    style_named(m->sheet, "barcode", p->piece, p->style, p->section),
	    p->template->barcode, p->piece->pos};
	struct ean e;
	char last;

	if (!b.area.w || !issue->issn || !issn_check(issue->issn, &last))
		return;
	ean_of_issn(issue->issn, issue->number ? atoi(issue->number) : 0, &e);
	const sp pad = modules(&b, 3), line = modules(&b, DIGIT_SIZE);
	const sp top = b.area.y + pad, foot = b.area.y + b.area.h - line - pad;
	page_add(m->arena, page, mark_of(&b, MARK_FILL, INK_LIGHT, b.area));
	add_symbol(&b, e.bars, top, foot);
	add_bars(&b, e.more_bars, QUIET + 95 + GAP, top + line, foot);
	add_digits(&b, &e, top + line * 8 / 10, foot + line);
}
