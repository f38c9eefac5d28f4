/*
 * What a press cannot hold: marks of a finished book that would be cut, lost or blurred.
 *
 * In: a book with its bleed, the palette and the limits of a printer's preset. Out:
 * findings, each kind of mark once, with the place where it is met first and all pages
 * that have it.
 * The sheet cuts a hair off its place: ground that ends at the trim shows paper, words
 * near it may be cut (GWG 2015; Mixam, Headley). What is too thin or too small is ruled
 * by edition/press.c; of drawings and adverts inpress-art has kept how thin and small
 * what they hold is (art/words.c), and here is known at which size they stand.
 */
#include "page/page.h"

#include <math.h>
#include <stdlib.h>

/* Nearer than this to the trim is meant to touch it; nearer than that is rounding. */
#define NEAR MM(0.5)
#define HAIR (SP_PT / 20)
/* Words from their baseline, in hundredths of their size: capitals and tails. */
enum { RISE = 72, DROP = 20 };
enum { LIGHT = 400 /* faces of less weight */, KINDS = 8 /* of rules */ };

/* Marks that are alike, and what is wrong with them. */
struct kind {
	enum diag_code code;
	struct ink ink;
	sp size;
	const void *of; /* a face, a picture */
};

struct fault {
	struct kind kind;
	struct pos pos;		   /* of the first of them */
	const char *before, *hint; /* the finding's words up to its pages; advice */
	const char *after;
	const struct page **page; /* that have such marks, in their order */
	size_t npage, cappage;
	sp room; /* of words near an edge: the least */
};

struct inspector {
	const struct edition *edition;
	struct diag *diag;
	struct arena *arena;
	const struct page *page;
	struct pos about; /* of the first words on it, for furniture has no place */
	struct fault *fault;
	size_t nfault, capfault;
};

/* ---- telling ------------------------------------------------------------- */

static struct pos place_of(const struct inspector *i, const struct mark *m)
{
	return m->pos.line ? m->pos : i->about;
}

static bool is_alike(const struct kind *a, const struct kind *b)
{
	return a->code == b->code && a->ink.index == b->ink.index &&
	       a->ink.tint == b->ink.tint && a->size == b->size && a->of == b->of;
}

/* The fault that the mark has, told with this page from now on. Its words are NULL where
 * it is met for the first time. */
static struct fault *fault_of(
    struct inspector *i, const struct mark *m, const struct kind kind)
{
	struct fault *f = i->fault;

	while (f < i->fault + i->nfault && !is_alike(&f->kind, &kind))
		f++;
	if (f == i->fault + i->nfault) {
		ARENA_PUSH(i->arena, i->fault, i->nfault, i->capfault) =
		    (struct fault){.kind = kind, .pos = place_of(i, m)};
		f = &i->fault[i->nfault - 1];
	}
	if (!f->npage || f->page[f->npage - 1] != i->page)
		ARENA_PUSH(i->arena, f->page, f->npage, f->cappage) = i->page;
	return f;
}

/* How many pages, from the first on, follow each other. */
static size_t follow(const struct page **page, size_t n)
{
	size_t k = 1;

	while (k < n && page[k]->index == page[k - 1]->index + 1)
		k++;
	return k;
}

/* "page 5", "pages 5, 7 to 9 and 13" */
static const char *page_words(struct arena *a, const struct fault *f)
{
	const char *words = f->npage > 1 ? "pages" : "page";

	for (size_t k = 0, n; k < f->npage; k += n) {
		n = follow(f->page + k, f->npage - k);
		n = n == 2 ? 1 : n;
		const char *lead = k == 0 ? "" : k + n == f->npage ? " and" : ",";
		words = arena_printf(a, "%s%s %s", words, lead, f->page[k]->folio);
		if (n > 1)
			words =
			    arena_printf(a, "%s to %s", words, f->page[k + n - 1]->folio);
	}
	return words;
}

static const char *folios(struct arena *a, const struct fault *f)
{
	const char *list = " ";

	for (size_t k = 0; k < f->npage; k++)
		list = arena_printf(a, "%s%s ", list, f->page[k]->folio);
	return list;
}

static void tell(const struct inspector *i, const struct fault *f)
{
	diag(i->diag, f->kind.code, f->pos, "%s %s%s", f->before, page_words(i->arena, f),
	    f->after);
	diag_hint(i->diag, "%s", f->hint);
	diag_pages(i->diag, folios(i->arena, f));
}

static const char *points(const struct inspector *i, sp size)
{
	return arena_number(i->arena, sp_to_pt(size), 2);
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

/* Where the mark ends between trim and bleed: a bit a side. */
static int sides_without_bleed(const struct page *p, const struct mark *m)
{
	struct edge edge[4];
	int sides = 0;

	edges_of(p, m->area, edge);
	for (int k = 0; k < 4; k++)
		if (edge[k].mark >= edge[k].trim - NEAR &&
		    edge[k].mark < edge[k].bleed - HAIR)
			sides |= 1 << k;
	return sides;
}

/* "left edge", "left and lower edges" */
static const char *side_words(struct arena *a, int sides)
{
	static const char *const side[] = {"left", "upper", "right", "lower"};
	const char *words = "";
	int left = sides;

	for (int k = 0; k < 4; k++) {
		if (!(sides & 1 << k))
			continue;
		left &= ~(1 << k);
		words = arena_printf(a, "%s%s%s", words,
		    !*words ? ""
		    : left  ? ", "
			    : " and ",
		    side[k]);
	}
	return arena_printf(a, "%s edge%s", words, sides & (sides - 1) ? "s" : "");
}

/* A picture is of no ground but itself. */
static bool is_of_ground(const struct mark *m, const struct mark *ground)
{
	if (m == ground || ground->kind == MARK_PICTURE)
		return m == ground;
	return (m->kind == MARK_FILL || m->kind == MARK_RULE) &&
	       m->ink.index == ground->ink.index && m->ink.tint == ground->ink.tint;
}

/* Of all marks on the page that are alike, told with the first that has any: 0 with the
 * others. A ground is laid in pieces, and nobody mends it piece by piece. */
static int sides_of_ground(const struct page *p, const struct mark *m)
{
	int sides = sides_without_bleed(p, m);

	for (size_t k = 0; sides && k < p->nmark; k++) {
		const int more = is_of_ground(&p->mark[k], m)
				     ? sides_without_bleed(p, &p->mark[k])
				     : 0;

		if (more && &p->mark[k] < m)
			return 0;
		sides |= more;
	}
	return sides;
}

static void check_bleed(struct inspector *i, const struct mark *m)
{
	const int sides = sides_of_ground(i->page, m);

	if (!sides)
		return;
	struct fault *f =
	    fault_of(i, m, (struct kind){DIAG_NO_BLEED, m->ink, sides, NULL});
	if (f->before)
		return;
	f->before = arena_printf(i->arena, "%s ends at the %s of",
	    m->kind == MARK_PICTURE ? "the picture" : "a coloured ground",
	    side_words(i->arena, sides));
	f->after = ", not in the bleed: where the sheet is cut a hair off, paper shows";
	f->hint =
	    "let it reach beyond the page (a frame of 'width: 0' does), or end 5 mm "
	    "before the edge";
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

static void tell_margin(struct inspector *i, struct fault *f, bool spine, sp margin)
{
	f->before = arena_printf(i->arena, "words stand %s mm from the %s of",
	    arena_printf(i->arena, "%.1f", sp_to_pt(f->room) * 25.4 / 72),
	    spine ? "spine" : "edge");
	f->after = arena_printf(
	    i->arena, "; this printer asks for %.1f", sp_to_pt(margin) * 25.4 / 72);
	f->hint = "give them a wider margin in the sheet";
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
		if (room < 0 || room >= margin - HAIR)
			continue;
		struct fault *f =
		    fault_of(i, m, (struct kind){DIAG_NEAR_EDGE, m->ink, k, NULL});
		if (f->before && f->room <= room)
			continue;
		f->room = room;
		tell_margin(i, f, spine, margin);
	}
}

/* ---- what is too thin or too small --------------------------------------- */

/* A rule that a mark breaks, and by how much. */
struct breach {
	const struct press_rule *rule;
	sp size;
	enum press_source source;
	const char *in; /* " in 'navy'" */
	const void *of; /* what tells it from others: a face, a picture */
	struct ink ink;
};

static void note_breach(struct inspector *i, const struct mark *m, const struct breach *b)
{
	const struct press_rule *r = b->rule;
	struct fault *f = fault_of(i, m, (struct kind){r->code, b->ink, b->size, b->of});

	if (f->before)
		return;
	f->before = arena_printf(i->arena, r->what, points(i, b->size));
	f->before = arena_printf(i->arena, "%s%s on", f->before, b->in);
	f->after = arena_printf(
	    i->arena, r->fault, points(i, press_least(r, &i->edition->preset->limits)));
	f->after = arena_printf(i->arena, " %s", f->after);
	f->hint = r->hint[b->source];
}

static enum tone tone_of_ink(const struct inspector *i, struct ink ink)
{
	return tone_of(palette_cmyk(i->edition->palette, ink));
}

static const char *in_ink(const struct inspector *i, struct ink ink)
{
	return arena_printf(i->arena, " in '%s'", palette_name(i->edition->palette, ink));
}

static void check_line(struct inspector *i, const struct mark *m)
{
	const sp thick = m->area.w < m->area.h ? m->area.w : m->area.h;
	const struct press_rule *rule = press_breaks(&i->edition->preset->limits,
	    &(struct press_measure){PRESS_LINE, tone_of_ink(i, m->ink), thick, false});

	if (rule)
		note_breach(i, m,
		    &(struct breach){.rule = rule,
			.size = thick,
			.in = in_ink(i, m->ink),
			.ink = m->ink});
}

static void check_words(struct inspector *i, const struct mark *m)
{
	const struct run *run = m->as.run.run;
	const enum tone tone = tone_of_ink(i, m->ink);
	const struct press_rule *rule = press_breaks(
	    &i->edition->preset->limits, &(struct press_measure){PRESS_WORDS, tone,
					     run->size, run->face->weight < LIGHT});
	const bool white = tone == TONE_WHITE;

	check_margin(i, m);
	if (rule)
		note_breach(i, m,
		    &(struct breach){.rule = rule,
			.size = run->size,
			.in = white ? arena_printf(i->arena, " in %s", run->face->title)
				    : in_ink(i, m->ink),
			.of = white ? run->face : NULL,
			.ink = m->ink});
}

/* ---- within art ------------------------------------------------------------ */

static uint16_t thousandths(float part)
{
	return (uint16_t)(part * 1000 + 0.5f);
}

/* So far apart the three may be of words and lines that are printed in black alone, and
 * so light they may be to be black in full (art/black.c). */
#define NEUTRAL (8 / 255.0f)
#define DARK (40 / 255.0f)

static bool is_neutral(const float c[3])
{
	const float most = fmaxf(c[0], fmaxf(c[1], c[2]));

	return most - fminf(c[0], fminf(c[1], c[2])) <= NEUTRAL;
}

/* RGB that is grey goes to the black plate alone, and what is no color to none; all else
 * is mixed of several (picture/color.c). */
static enum tone tone_of_color(
    const struct inspector *i, const struct art *art, const struct art_detail *d)
{
	const float *c = d->color.at;
	const int ink =
	    d->color.n ? -1 : palette_find(i->edition->palette, art->ink[d->ink]);

	switch (d->color.n) {
	case 0:
		return ink < 0 ? TONE_UNKNOWN
			       : tone_of_ink(i, (struct ink){(uint16_t)ink, d->tint});
	case 1:
		return tone_of((struct cmyk){.k = thousandths(1 - c[0])});
	case 4:
		return tone_of((struct cmyk){thousandths(c[0]), thousandths(c[1]),
		    thousandths(c[2]), thousandths(c[3])});
	default:
		if (!is_neutral(c))
			return TONE_SEVERAL;
		return tone_of(
		    (struct cmyk){.k = thousandths(c[0] <= DARK ? 1 : 1 - c[0])});
	}
}

/* What it holds, at the size at which it stands here: of each kind of finding the worst.
 */
static void check_art(struct inspector *i, const struct mark *m)
{
	const struct picture *p = m->as.picture.picture;
	const struct art *art = p->art;
	struct breach worst[KINDS];
	size_t n = 0;

	for (size_t k = 0; art && k < art->ndetail; k++) {
		const struct art_detail *d = &art->detail[k];
		const struct press_measure measure = {.thing = d->thing,
		    .tone = tone_of_color(i, art, d),
		    .size = (sp)(d->size * m->as.picture.whole.w / art->width)};
		const struct press_rule *rule =
		    press_breaks(&i->edition->preset->limits, &measure);
		size_t at = 0;

		while (rule && at < n && worst[at].rule != rule)
			at++;
		if (!rule || (at < n && worst[at].size <= measure.size))
			continue;
		worst[at] = (struct breach){.rule = rule,
		    .size = measure.size,
		    .source = PRESS_ART,
		    .in = arena_printf(i->arena, " in '%s'", p->name),
		    .of = p};
		n += at == n;
	}
	for (size_t k = 0; k < n; k++)
		note_breach(i, m, &worst[k]);
}

/* ---- pages --------------------------------------------------------------- */

static bool meet(struct rect a, struct rect b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* A bar code lies over all else on its white plate. */
static void check_barcode(const struct inspector *i, const struct mark *plate)
{
	for (size_t k = 0; k < i->page->nmark; k++) {
		const struct mark *m = &i->page->mark[k];
		size_t len = 0;

		if (m->kind != MARK_RUN || m->tag->role == ROLE_ARTIFACT_PRESS ||
		    !meet(plate->area, words_of(m)))
			continue;
		const char *words = mark_words(m, &len);
		diag(i->diag, DIAG_COVERED_WORDS, place_of(i, m),
		    "the bar code on page %s stands on the words '%.*s'; nothing was "
		    "written for the press",
		    i->page->folio, (int)len, words);
		diag_hint(i->diag, "shorten the words of the cover, or give them a "
				   "'max-width' in the sheet that ends before it");
		return;
	}
}

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
			check_art(i, m);
			check_bleed(i, m);
			break;
		case MARK_FILL:
			check_bleed(i, m);
			if (m->tag->role == ROLE_ARTIFACT_PRESS)
				check_barcode(i, m);
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
	for (size_t k = 0; k < i.nfault; k++)
		tell(&i, &i.fault[k]);
	arena_close(i.arena);
}
