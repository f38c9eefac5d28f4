/*
 * What a press cannot hold: marks of a finished book that would be cut, lost or blurred.
 *
 * In: a book with its bleed, the palette and the limits of a printer's preset. Out:
 * findings, each kind of mark once, with the place and the page where it is met first.
 * The sheet cuts a hair off its place: ground that ends at the trim shows paper, words
 * near it may be cut (GWG 2015; Mixam, Headley). Plates lie a hair off each other: thin
 * lines and small words in several inks blur, those left white in a ground fill up.
 * Sizes are as set: what a drawing holds is looked at where it is read (art/).
 */
#include "page/page.h"

#include <stdlib.h>

/* Nearer than this to the trim is meant to touch it; nearer than that is rounding. */
#define NEAR MM(0.5)
#define HAIR (SP_PT / 20)
/* Words from their baseline, in hundredths of their size: capitals and tails. */
enum { RISE = 72, DROP = 20 };
/* An ink of less than this many thousandths moves nothing that an eye can see. */
enum { TRACE = 50, LIGHT = 400 };

struct known {
	enum diag_code code;
	struct ink ink;
	sp size;
	const struct face *face;
};

struct inspector {
	const struct edition *edition;
	struct diag *diag;
	struct arena *arena;
	const struct page *page;
	struct pos about; /* of the first words on it, for furniture has no place */
	struct known *known;
	size_t nknown, capknown;
};

/* ---- telling ------------------------------------------------------------- */

/* False: marks like this one are known. */
static bool is_new(struct inspector *i, struct known one)
{
	for (size_t k = 0; k < i->nknown; k++) {
		const struct known *t = &i->known[k];

		if (t->code == one.code && t->ink.index == one.ink.index &&
		    t->ink.tint == one.ink.tint && t->size == one.size &&
		    t->face == one.face)
			return false;
	}
	ARENA_PUSH(i->arena, i->known, i->nknown, i->capknown) = one;
	return true;
}

static struct pos place_of(const struct inspector *i, const struct mark *m)
{
	return m->pos.line ? m->pos : i->about;
}

static const char *name_of(const struct inspector *i, struct ink ink)
{
	return palette_name(i->edition->palette, ink);
}

static const char *points(const struct inspector *i, sp size)
{
	return arena_number(i->arena, sp_to_pt(size), 2);
}

/* ---- inks ---------------------------------------------------------------- */

/* How many plates it takes part in, and all that it lays on them, in thousandths. */
static int plates_of(const struct inspector *i, struct ink ink, int *total)
{
	const struct cmyk c = palette_cmyk(i->edition->palette, ink);
	const uint16_t part[] = {c.c, c.m, c.y, c.k};
	int n = 0;

	*total = 0;
	for (size_t k = 0; k < COUNT(part); k++) {
		n += part[k] >= TRACE;
		*total += part[k];
	}
	return n;
}

static bool is_white(const struct inspector *i, struct ink ink)
{
	int total;

	return plates_of(i, ink, &total) == 0;
}

/* Lines as thin as black ones may be, or as thin as these: in a screen, in several inks,
 * or knocked out of a ground. */
static bool is_delicate(const struct inspector *i, struct ink ink)
{
	int total;

	return plates_of(i, ink, &total) != 1 || total < 1000;
}

/* ---- the trim ------------------------------------------------------------ */

struct edge {
	sp bleed, trim, mark; /* outwards */
};

static void edges_of(const struct page *p, struct rect a, struct edge edge[4])
{
	const struct rect b = p->bleed, t = p->trim;

	edge[0] = (struct edge){-b.x, -t.x, -a.x};
	edge[1] = (struct edge){-b.y, -t.y, -a.y};
	edge[2] = (struct edge){b.x + b.w, t.x + t.w, a.x + a.w};
	edge[3] = (struct edge){b.y + b.h, t.y + t.h, a.y + a.h};
}

static void check_bleed(struct inspector *i, const struct mark *m)
{
	static const char *const side[] = {"left", "upper", "right", "lower"};
	struct edge edge[4];

	edges_of(i->page, m->area, edge);
	for (int k = 0; k < 4; k++) {
		if (edge[k].mark < edge[k].trim - NEAR ||
		    edge[k].mark >= edge[k].bleed - HAIR)
			continue;
		if (!is_new(i, (struct known){DIAG_NO_BLEED, m->ink, k, NULL}))
			return;
		diag(i->diag, DIAG_NO_BLEED, place_of(i, m),
		    "%s ends at the %s edge of page %s, not in the bleed: where the "
		    "sheet is cut a hair off, paper shows",
		    m->kind == MARK_PICTURE ? "the picture" : "a coloured ground",
		    side[k], i->page->folio);
		diag_hint(i->diag, "let it reach beyond the page (a frame of 'width: 0' "
				   "does), or end 5 mm before the edge");
		return;
	}
}

static void check_mirror(struct inspector *i, const struct mark *m)
{
	if (!mark_is_mirrored(m))
		return;
	diag(i->diag, DIAG_MIRRORED_BLEED, place_of(i, m),
	    "'%s' has too little bleed of its own; its edges are mirrored beyond page %s",
	    m->as.picture.picture->name, i->page->folio);
	diag_hint(i->diag, "ask for it with %s mm of bleed, and a TrimBox that says so",
	    arena_printf(i->arena, "%.0f", sp_to_pt(-i->page->bleed.x) * 25.4 / 72));
}

static struct rect words_of(const struct mark *m)
{
	const sp size = m->as.run.run->size, rise = size * RISE / 100;

	return (struct rect){
	    m->area.x, m->area.y - rise, m->area.w, rise + size * DROP / 100};
}

static bool is_spine(const struct page *p, int side)
{
	return p->recto ? side == 0 : side == 2;
}

static void check_margin(struct inspector *i, const struct mark *m)
{
	const struct press_limits *limit = &i->edition->preset->limits;
	struct edge edge[4];

	edges_of(i->page, words_of(m), edge);
	for (int k = 0; k < 4; k++) {
		const bool spine = is_spine(i->page, k);
		const sp margin = spine ? limit->spine_margin : limit->quiet_zone;
		const sp room = edge[k].trim - edge[k].mark;

		/* words that are cut stop the file: makeup/bounds.c */
		if (room < 0 || room >= margin - HAIR ||
		    !is_new(i, (struct known){DIAG_NEAR_EDGE, m->ink, k, NULL}))
			continue;
		diag(i->diag, DIAG_NEAR_EDGE, place_of(i, m),
		    "words stand %s mm from the %s of page %s; this printer asks for %s",
		    arena_printf(i->arena, "%.1f", sp_to_pt(room) * 25.4 / 72),
		    spine ? "spine" : "edge", i->page->folio,
		    arena_printf(i->arena, "%.1f", sp_to_pt(margin) * 25.4 / 72));
		diag_hint(i->diag, "give them a wider margin in the sheet");
	}
}

/* ---- what is too thin or too small --------------------------------------- */

static void check_line(struct inspector *i, const struct mark *m)
{
	const struct press_limits *limit = &i->edition->preset->limits;
	const sp thick = m->area.w < m->area.h ? m->area.w : m->area.h;
	const sp least = is_delicate(i, m->ink) ? limit->fine_line : limit->hairline;

	if (thick >= least - HAIR ||
	    !is_new(i, (struct known){DIAG_HAIRLINE, m->ink, thick, NULL}))
		return;
	diag(i->diag, DIAG_HAIRLINE, place_of(i, m),
	    "a line of %s pt in '%s' on page %s is too thin to print; %s pt is the least",
	    points(i, thick), name_of(i, m->ink), i->page->folio, points(i, least));
	diag_hint(i->diag, "make the rule thicker in the sheet");
}

static void check_reversed(struct inspector *i, const struct mark *m)
{
	const struct run *run = m->as.run.run;
	const sp least = i->edition->preset->limits.reversed_text;
	const bool small = run->size < least - HAIR, light = run->face->weight < LIGHT;

	if ((!small && !light) ||
	    !is_new(i, (struct known){DIAG_SMALL_REVERSED, m->ink, run->size, run->face}))
		return;
	diag(i->diag, DIAG_SMALL_REVERSED, place_of(i, m),
	    "white words of %s pt in %s on page %s may fill up with ink",
	    points(i, run->size), run->face->title, i->page->folio);
	diag_hint(i->diag, "set them at %s pt or more, and no lighter than regular",
	    points(i, least));
}

static void check_words(struct inspector *i, const struct mark *m)
{
	const sp size = m->as.run.run->size,
		 least = i->edition->preset->limits.mixed_text;
	int total;

	check_margin(i, m);
	if (is_white(i, m->ink)) {
		check_reversed(i, m);
		return;
	}
	if (size >= least - HAIR || plates_of(i, m->ink, &total) < 2 ||
	    !is_new(i, (struct known){DIAG_SMALL_MIXED, m->ink, size, NULL}))
		return;
	diag(i->diag, DIAG_SMALL_MIXED, place_of(i, m),
	    "words of %s pt in '%s' on page %s are printed in several inks and may blur",
	    points(i, size), name_of(i, m->ink), i->page->folio);
	diag_hint(i->diag, "set them at %s pt or more, or in an ink that is black alone",
	    points(i, least));
}

/* ---- pages --------------------------------------------------------------- */

static struct pos first_place(const struct page *p)
{
	for (size_t k = 0; k < p->nmark; k++)
		if (p->mark[k].pos.line)
			return p->mark[k].pos;
	return (struct pos){0};
}

static void check_page(struct inspector *i, const struct page *p)
{
	i->page = p;
	i->about = first_place(p);
	for (size_t k = 0; k < p->nmark; k++) {
		const struct mark *m = &p->mark[k];

		switch (m->kind) {
		case MARK_RUN:
			check_words(i, m);
			break;
		case MARK_RULE:
			check_line(i, m);
			check_bleed(i, m);
			break;
		case MARK_PICTURE:
			check_mirror(i, m);
			check_bleed(i, m);
			break;
		case MARK_FILL:
			check_bleed(i, m);
			break;
		case MARK_CODE:
		case MARK_LINK:
			break;
		}
	}
}

/* The other half of a picture that goes over the spine. */
static const struct mark *other_half(const struct mark *m, const struct page *right)
{
	for (size_t k = 0; k < right->nmark; k++) {
		const struct mark *o = &right->mark[k];

		if (o->kind == MARK_PICTURE && o->area.x <= 0 &&
		    o->as.picture.picture == m->as.picture.picture)
			return o;
	}
	return NULL;
}

/* A picture over a spread: do its halves meet? */
static void check_spread(
    struct inspector *i, const struct page *left, const struct page *right)
{
	for (size_t k = 0; k < left->nmark; k++) {
		const struct mark *m = &left->mark[k];
		const struct mark *o =
		    m->kind == MARK_PICTURE && m->area.x + m->area.w >= left->trim.w
			? other_half(m, right)
			: NULL;

		if (!o)
			continue;
		const struct rect a = m->as.picture.whole, b = o->as.picture.whole;

		if (labs((long)(a.x - left->trim.w - b.x)) <= HAIR &&
		    labs((long)(a.y - b.y)) <= HAIR && labs((long)(a.w - b.w)) <= HAIR &&
		    labs((long)(a.h - b.h)) <= HAIR)
			continue;
		diag(i->diag, DIAG_BROKEN_CROSSOVER, place_of(i, m),
		    "the halves of the picture '%s' do not meet at the spine of pages %s "
		    "and %s",
		    m->as.picture.picture->name, left->folio, right->folio);
	}
}

void book_check_press(const struct book *b, const struct edition *e, struct diag *d)
{
	struct inspector i = {.edition = e, .diag = d, .arena = arena_new()};

	for (size_t k = 0; k < b->npage; k++) {
		check_page(&i, b->page[k]);
		if (k && b->page[k]->recto)
			check_spread(&i, b->page[k - 1], b->page[k]);
	}
	arena_close(i.arena);
}
