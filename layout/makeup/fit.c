/*
 * Copyfitting: a piece is made to fill the pages that the flatplan gives it.
 *
 * In: a piece, the number of its pages, what the sheet lets be changed. Out: the piece
 * with the least change that fills them, or, with none, what is too much or too little.
 *
 * Try, judge, change one knob. Each try sets the piece anew and makes it up on pages that
 * are thrown away. The knobs are turned in the order that shows least: heights of
 * pictures (in the columns, and over the piece's head: opener.c), space above heads,
 * letterspacing. Each is first turned as far as the sheet lets it; if that is too little
 * it stays there and the next is turned, else the least turn that is enough is found by
 * halving. So there are at most 3 + 3 log2(limit) tries, and none where the piece fits as
 * it is.
 *
 * A piece fills its pages if all of it stands on them and no more than `within` lines are
 * free at each column's foot of the last. (To carry the leading, too, by parts of a point
 * was rejected: baselines would no longer meet across the page.)
 */
#include "makeup/compose.h"

#include <stdlib.h>
#include <string.h>

enum side { OVER = -1, FITS, UNDER };

struct fitting {
	const struct composer *c;
	const struct set_piece *p;
	const struct fit_limits *limits;
	struct knobs knobs;
	struct trial last;
	struct knobs near; /* a try that stands on its pages, though it leaves room */
	bool has_near;
};

/* Lines that a try leaves free on the pages it is to fill. */
static size_t lines_short(const struct fitting *f, const struct trial *t)
{
	const int missing = f->p->piece->fit - t->pages;
	return t->room + (missing > 0 ? (size_t)missing * t->page_room : 0);
}

static enum side judge(const struct fitting *f, const struct trial *t)
{
	if (!t->ended)
		return OVER;
	const int free = f->limits->within * t->columns;
	return lines_short(f, t) > (size_t)free ? UNDER : FITS;
}

static enum side try_knobs(struct fitting *f)
{
	f->last = trial_with(f->c, f->p, f->p->piece->fit, f->knobs);
	const enum side side = judge(f, &f->last);
	if (side == UNDER) {
		f->near = f->knobs;
		f->has_near = true;
	}
	return side;
}

static bool is_same(const struct trial *a, const struct trial *b)
{
	return a->extent == b->extent && a->lines == b->lines && a->room == b->room;
}

/* Turns a knob as far as the piece needs, or as the limit lets it. True: it fits. */
static bool turn(struct fitting *f, int *knob, int limit, enum side wrong)
{
	const struct trial before = f->last;
	int short_of = 0, enough = limit;
	if (!limit)
		return false;
	*knob = limit;
	enum side side = try_knobs(f);
	if (side == wrong) {
		if (is_same(&f->last, &before)) /* it has nothing to turn */
			*knob = 0;
		return false;
	}
	while (abs(enough - short_of) > 1) {
		*knob = (enough + short_of) / 2;
		const enum side here = try_knobs(f);
		if (here == wrong) {
			short_of = *knob;
		} else {
			enough = *knob;
			side = here;
		}
	}
	*knob = side == FITS ? enough : short_of;
	return side == FITS;
}

static bool turn_all(struct fitting *f, enum side wrong)
{
	const struct fit_limits *l = f->limits;
	const int way = wrong == OVER ? -1 : 1;
	struct knobs *k = &f->knobs;
	return turn(f, &k->picture, wrong == OVER ? l->picture_least : l->picture_most,
		   wrong) ||
	       turn(f, &k->heads, way * l->heads, wrong) ||
	       turn(f, &k->tracking, way * l->tracking, wrong);
}

/* ---- what an editor is told ---------------------------------------------- */

static size_t words_of(const struct fitting *f, const struct trial *t, bool over)
{
	const double lines = (double)(over ? t->lines : lines_short(f, t));
	return (size_t)(lines * t->words_a_line + 0.5);
}

static void add_tried(struct buf *to, const char *words)
{
	buf_string(to, to->len ? ", " : "");
	buf_string(to, words);
}

/* "pictures at 80 %, 1 line less above crossheads, letters 0.01 em closer" */
static const char *tried_words(struct arena *a, struct knobs k)
{
	struct buf b = {0};
	if (k.picture)
		add_tried(&b, arena_printf(a, "pictures at %d %%", 100 + k.picture));
	if (k.heads)
		add_tried(
		    &b, arena_printf(a, "%d line%s %s above crossheads", abs(k.heads),
			    abs(k.heads) == 1 ? "" : "s", k.heads < 0 ? "less" : "more"));
	if (k.tracking) {
		add_tried(&b, "letters ");
		buf_number(&b, abs(k.tracking) / 1000.0, 3);
		buf_string(&b, k.tracking < 0 ? " em closer" : " em wider apart");
	}
	const char *words = b.len ? arena_copy(a, b.at, b.len) : NULL;
	buf_release(&b);
	return words;
}

static struct misfit misfit_of(
    const struct fitting *f, const struct trial *as_it_is, bool over)
{
	struct misfit m = {.over = over,
	    .under = !over,
	    .lines = over ? f->last.lines : lines_short(f, &f->last),
	    .words = words_of(f, &f->last, over),
	    .words_as_it_is = words_of(f, as_it_is, over),
	    .tried = tried_words(f->c->m->arena, f->knobs)};
	m.pages = over ? trial_of(f->c, f->p, 0).pages : f->last.pages;
	return m;
}

static const char *its_pages(struct arena *a, const struct set_piece *p)
{
	const int n = p->piece->fit;
	return n == 1 ? "page" : arena_printf(a, "%d pages", n);
}

static void report_over(const struct makeup *m, const struct set_piece *p)
{
	const struct misfit *f = &p->misfit;
	diag(m->diag, DIAG_TOO_LONG, p->piece->pos,
	    "piece '%s' is %zu line%s (about %zu words) too long for its %s%s%s; it "
	    "takes "
	    "%d",
	    p->piece->slug, f->lines, f->lines == 1 ? "" : "s", f->words,
	    its_pages(m->arena, p), f->tried ? ", even with " : "",
	    f->tried ? f->tried : "", f->pages);
	if (f->tried)
		diag_hint(m->diag,
		    "cut about %zu words; with about %zu fewer it stands as designed",
		    f->words, f->words_as_it_is);
	else
		diag_hint(m->diag, "cut about %zu words, or write 'fit: %d'", f->words,
		    f->pages);
}

static void report_under(const struct makeup *m, const struct set_piece *p)
{
	const struct misfit *f = &p->misfit;
	diag(m->diag, DIAG_TOO_SHORT, p->piece->pos,
	    "piece '%s' leaves %zu line%s of its %s empty%s%s; about %zu words would "
	    "fill %s",
	    p->piece->slug, f->lines, f->lines == 1 ? "" : "s", its_pages(m->arena, p),
	    f->tried ? ", even with " : "", f->tried ? f->tried : "", f->words,
	    p->piece->fit == 1 ? "it" : "them");
	if (f->tried)
		diag_hint(m->diag,
		    "write more, or show a picture; with about %zu words more it stands "
		    "as designed",
		    f->words_as_it_is);
	else
		diag_hint(m->diag, "write more, or show a picture");
}

static void report_facing(const struct makeup *m, const struct set_piece *p)
{
	diag(m->diag, DIAG_TOO_LONG, p->piece->pos,
	    "piece '%s' cannot fill one page: its template '%s' is made for two that "
	    "face "
	    "each other",
	    p->piece->slug, p->template->name);
	diag_hint(m->diag, "write 'fit: 2', or give it another template");
}

void fit_report(const struct makeup *m, const struct set_piece *p)
{
	if (p->misfit.facing)
		report_facing(m, p);
	else if (p->misfit.over)
		report_over(m, p);
	else if (p->misfit.under)
		report_under(m, p);
}

/* ---- the piece ----------------------------------------------------------- */

/* Will its template make two pages of the one that it is to fill? */
static bool takes_two(const struct composer *c, const struct set_piece *p)
{
	const bool recto = (c->book->npage - c->volume) % 2 == 0;
	return p->piece->fit == 1 && spread_faces(c, p, recto);
}

/* Knobs with which it fits, or, with none, those that leave least room; else all 0. */
static struct knobs knobs_for(const struct composer *c, struct set_piece *p)
{
	const struct knobs none = {0};
	struct fitting f = {.c = c, .p = p, .limits = &c->m->sheet->fit};
	p->misfit = (struct misfit){.facing = takes_two(c, p)};
	if (p->misfit.facing)
		return none;
	f.last = trial_of(c, p, p->piece->fit);
	const struct trial as_it_is = f.last;
	const enum side side = judge(&f, &as_it_is);
	if (side == FITS || turn_all(&f, side))
		return f.knobs;
	const bool near = side == OVER && f.has_near;
	if (near)
		f.knobs = f.near;
	try_knobs(&f);
	p->misfit = misfit_of(&f, &as_it_is, side == OVER && !near);
	return near ? f.knobs : none;
}

void fit_piece(struct composer *c, struct set_piece *p)
{
	const struct knobs k = knobs_for(c, p);
	if (!k.picture && !k.heads && !k.tracking) {
		compose_piece(c, p);
		return;
	}
	struct set_piece *own = ARENA_NEW(c->m->arena, struct set_piece);
	*own = *p;
	trial_set(c->m, c->scratch, own, k);
	compose_piece(c, own);
	p->first_page = own->first_page;
}
