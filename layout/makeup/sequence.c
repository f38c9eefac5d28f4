/*
 * What stands in a book, one after the other: pieces, rests of pieces, fillers.
 *
 * In: the pieces as set, the flatplan's wishes. Out: pages, in the flatplan's order. The
 * flatplan plans print's pages. A book that knows those from print's own book has other
 * pages and keeps no such wish: its pieces stand whole, and its fillers are print's.
 *
 * Fillers are chosen once, by the pages made up without any (fillers.c); a book without
 * fillers is made up no more often than before.
 */
#include "makeup/making.h"

#include <string.h>

static bool is_planned(const struct makeup *m)
{
	return !m->print;
}

/* ---- pages --------------------------------------------------------------- */

static void compose_as_planned(struct composer *c, struct set_piece *p)
{
	const bool planned = is_planned(c->m);
	if (planned && p->piece->pages && c->m->sheet->jump)
		jump_off(c, p);
	else if (planned && p->piece->fit && !c->m->sheet->fit.off)
		fit_piece(c, p);
	else
		compose_piece(c, p);
}

static void note_stand(struct making *k, struct stand s)
{
	ARENA_PUSH(k->m->arena, k->stand, k->nstand, k->capstand) = s;
}

static void compose_one(struct making *k, struct composer *c, struct set_piece *p)
{
	const struct template *t = p->template;
	c->volume = volume_page(k, p);
	const int before = (int)k->book->npage;
	struct stand s = {.recto = t->first_recto, .verso = t->first_verso, .filler = -1};
	if (p->piece->filler)
		s.filler = k->nfiller++;
	const bool blank = t->first_recto && (before - (int)c->volume) % 2;
	p->blank_before = blank && !p->left_out;
	if (p->left_out) {
		s.pages = k->filled ? 0 : trial_of(c, p, 0).added - blank;
	} else {
		compose_as_planned(c, p);
		s.pages = (int)k->book->npage - before - blank;
	}
	note_stand(k, s);
}

/* What goes on before the piece of this index. */
static void compose_rests(struct making *k, struct composer *c, size_t before)
{
	const struct issue *issue = k->m->issue;
	const int had = (int)k->book->npage;
	for (size_t i = 0; i < issue->nrest; i++)
		for (size_t n = 0; issue->rest[i].before == before && n < k->npiece; n++)
			if (k->piece[n].piece->index == issue->rest[i].piece)
				jump_on(c, &k->piece[n]);
	if ((int)k->book->npage > had)
		note_stand(
		    k, (struct stand){.pages = (int)k->book->npage - had, .filler = -1});
}

void sequence_compose(struct making *k, struct print_pages *pages)
{
	struct book *b = k->book;
	b->page = NULL;
	b->npage = b->cappage = 0;
	k->stand = NULL;
	k->nstand = k->capstand = 0;
	k->nfiller = 0;
	if (pages) {
		pages->start = NULL;
		pages->nstart = pages->capstart = 0;
	}
	struct composer c = {.m = k->m, .scratch = k->scratch, .book = b, .pages = pages};
	for (size_t i = 0; i < k->npiece; i++) {
		const size_t index = k->piece[i].piece->index;
		if (index < k->m->issue->npiece) /* not the edition's own note */
			compose_rests(k, &c, index);
		compose_one(k, &c, &k->piece[i]);
	}
	compose_rests(k, &c, k->m->issue->npiece);
	k->held = c.held;
	volumes_count(k);
}

/* ---- fillers ------------------------------------------------------------- */

bool sequence_fill(struct making *k)
{
	if (!k->nfiller || !is_planned(k->m) || !k->m->bleed)
		return false;
	const unsigned taken = fillers_choose(k->stand, k->nstand, k->nfiller);
	int filler = 0;
	k->filled = true;
	for (size_t i = 0; i < k->npiece; i++)
		if (k->piece[i].piece->filler)
			k->piece[i].left_out = !(taken >> filler++ & 1);
	return taken != 0;
}

static void unlink_tag(struct tag *tag)
{
	struct tag *parent = tag->parent, **at = &parent->first;
	struct tag *last = NULL;
	while (*at != tag) {
		last = *at;
		at = &(*at)->next;
	}
	*at = tag->next;
	if (parent->last == tag)
		parent->last = last;
}

void sequence_finish(struct making *k)
{
	bool fewer = false;
	for (size_t i = 0; i < k->npiece; i++)
		if (k->piece[i].left_out) {
			unlink_tag(k->piece[i].article);
			fewer = true;
		}
	if (fewer)
		tag_number(k->book);
}

/* ---- what is found ------------------------------------------------------- */

static const char *fillers_taken(const struct making *k)
{
	const struct issue *issue = k->m->issue;
	size_t all = 0, taken = 0;
	for (size_t i = 0; i < issue->npiece; i++)
		all += issue->piece[i]->filler;
	for (size_t i = 0; i < k->npiece; i++)
		taken += k->piece[i].piece->filler && !k->piece[i].left_out;
	if (!all)
		return "";
	if (all == 1)
		return taken ? " with its filler" : " without its filler";
	return arena_printf(k->m->arena, " with %zu of its %zu fillers", taken, all);
}

enum { STAPLED_MOST = 64 /* pages */ };

static bool is_glued(const struct issue *issue)
{
	const char *binding = issue->printing.binding;

	return binding && strcmp(binding, "perfect") == 0;
}

static void report_extent(const struct making *k)
{
	const size_t n = k->book->npage, over = n % 4;
	if (!over)
		return;
	diag(k->m->diag, DIAG_PAGE_COUNT, k->m->issue->piece[0]->pos,
	    "the issue makes %zu page%s%s; a %s magazine needs a multiple of four", n,
	    n == 1 ? "" : "s", fillers_taken(k),
	    is_glued(k->m->issue) ? "glued" : "stapled");
	diag_hint(k->m->diag, "%zu more page%s would make it so%s", 4 - over,
	    over == 3 ? "" : "s",
	    n > over ? arena_printf(k->m->arena,
			   ", such as a filler of as many, or %zu fewer", over)
		     : "");
}

/* More than staples hold (Shweiki: 64). */
static void report_thickness(const struct making *k)
{
	const size_t n = k->book->npage;

	if (n <= STAPLED_MOST || is_glued(k->m->issue))
		return;
	diag(k->m->diag, DIAG_THICK_BOOKLET, k->m->issue->piece[0]->pos,
	    "the issue makes %zu pages, more than staples hold well; %d are the most", n,
	    STAPLED_MOST);
	diag_hint(k->m->diag,
	    "have it glued, and say so: 'printing: {binding: perfect}' in issue.yaml");
}

static void report_blank(const struct making *k, const struct set_piece *p)
{
	diag(k->m->diag, DIAG_BLANK_PAGE, p->piece->pos,
	    "page %d is blank: piece '%s' begins on a right-hand page", p->first_page - 1,
	    p->piece->slug);
	diag_hint(k->m->diag,
	    "move a piece of one page before it, or list a filler above it: '- fillers: "
	    "[house-advert]'");
}

void sequence_report(const struct making *k)
{
	for (size_t i = 0; i < k->npiece; i++)
		fit_report(k->m, &k->piece[i]);
	if (!is_planned(k->m) || !k->m->bleed)
		return;
	for (size_t i = 0; i < k->npiece; i++)
		if (k->piece[i].blank_before)
			report_blank(k, &k->piece[i]);
	report_extent(k);
	report_thickness(k);
}
