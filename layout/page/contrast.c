/*
 * What stands upon what: every ink of a finished book with the ground below it.
 *
 * In: a book, its marks in painting order. Out: each pair of inks once, with the place
 * where it is met first; words over a picture, each picture once. The palette does not
 * matter yet: the pairs are found once a book and measured once a palette
 * (edition/contrast.c), which is why a scheme more costs nothing here.
 *
 * The ground of a mark is the last fill below it that holds it; fills that hold a part of
 * it only are grounds as well, and without any the paper is. Words are taken from their
 * baseline to half their size, for that is where an x stands: a tail that touches a plate
 * is no reading over it. Fills themselves are grounds or decoration and stand on nothing.
 * A drawing whose colors are all inks is told apart into these; one with colors of its
 * own has its own white plate (pdf/paint.c). What words stand on inside a drawing is
 * known where both are inks and the ground is a rectangle (art/words.c), and nothing else
 * is. A raster of the page, looked at pixel by pixel, would know more and was rejected:
 * it takes a thousand times as long and knows no words from ornaments.
 */
#include "page/page.h"

#include <string.h>

/* Rounding, and spaces that hang over. Rules thinner than a bar are no ground. */
enum { TOUCH = SP_PT, BAR = 4 * SP_PT };

struct grounds {
	const struct mark **mark; /* of one page, in painting order */
	size_t n, nfill;	  /* fills first, pictures after them */
};

struct finder {
	struct arena *arena;
	struct upons found;
	struct grounds below;
	const struct palette *names;
	struct pos about; /* of a mark on this page, for furniture has no place */
};

/* ---- pairs ----------------------------------------------------------------- */

static bool same_ink(struct ink a, struct ink b)
{
	return a.index == b.index && a.tint == b.tint;
}

static bool same_upon(const struct upon *a, const struct upon *b)
{
	if (a->picture || b->picture)
		return a->picture == b->picture;
	return a->use == b->use && same_ink(a->ink, b->ink) &&
	       same_ink(a->ground, b->ground);
}

static void note(struct finder *f, struct upon one)
{
	for (size_t i = 0; i < f->found.n; i++)
		if (same_upon(&f->found.at[i], &one))
			return;
	if (!one.pos.line)
		one.pos = f->about;
	ARENA_PUSH(f->arena, f->found.at, f->found.n, f->found.cap) = one;
}

/* ---- grounds --------------------------------------------------------------- */

static sp shared(sp from, sp len, sp other, sp other_len)
{
	const sp a = from > other ? from : other;
	const sp b = from + len < other + other_len ? from + len : other + other_len;

	return b - a;
}

static bool touches(struct rect upper, struct rect lower)
{
	return shared(upper.x, upper.w, lower.x, lower.w) > TOUCH &&
	       shared(upper.y, upper.h, lower.y, lower.h) > TOUCH;
}

static bool holds(struct rect lower, struct rect upper)
{
	return shared(upper.x, upper.w, lower.x, lower.w) >= upper.w - TOUCH &&
	       shared(upper.y, upper.h, lower.y, lower.h) >= upper.h - TOUCH;
}

/* A rule in the ink of its fill is a part of it. */
static bool is_lost(const struct mark *upper, const struct upon *one)
{
	return upper->kind == MARK_RULE && same_ink(one->ink, one->ground);
}

/* area: of the mark, where it counts. */
static void note_on(
    struct finder *f, struct upon one, const struct mark *upper, struct rect area)
{
	for (size_t i = f->below.nfill; i-- > 0;) {
		const struct mark *m = f->below.mark[i];

		if (m >= upper)
			continue;
		const bool whole = holds(m->area, area);
		one.ground = m->ink;
		if ((whole || touches(area, m->area)) && !is_lost(upper, &one))
			note(f, one);
		if (whole)
			return;
	}
	one.ground = (struct ink){INK_PAPER, 1000};
	note(f, one);
}

static void find_grounds(struct finder *f, const struct page *p)
{
	struct grounds *g = &f->below;

	g->mark = ARENA_ARRAY(f->arena, const struct mark *, p->nmark);
	g->n = 0;
	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];
		const bool bar =
		    m->kind == MARK_RULE && m->area.w >= BAR && m->area.h >= BAR;

		if ((m->kind == MARK_FILL || bar) && m->tag->role != ROLE_ARTIFACT_PRESS)
			g->mark[g->n++] = m;
	}
	g->nfill = g->n;
	for (size_t i = 0; i < p->nmark; i++)
		if (p->mark[i].kind == MARK_PICTURE)
			g->mark[g->n++] = &p->mark[i];
}

/* ---- marks ------------------------------------------------------------------ */

static enum contrast_use use_of(const struct mark *m)
{
	const struct tag *block = m->tag;

	while (role_is_inline(block->role) && block->parent)
		block = block->parent;
	switch (block->role) {
	case ROLE_PARAGRAPH:
	case ROLE_BLOCKQUOTE:
	case ROLE_LIST_BODY:
	case ROLE_CELL:
	case ROLE_CAPTION:
	case ROLE_NOTE:
	case ROLE_CONTENTS_ENTRY:
		return CONTRAST_BODY;
	default:
		return CONTRAST_OTHER;
	}
}

static void find_words(struct finder *f, const struct mark *m)
{
	const sp x_height = m->as.run.run->size / 2;
	const struct rect words = {m->area.x, m->area.y - x_height, m->area.w, x_height};
	struct upon one = {use_of(m), m->ink, {0}, m->pos, NULL};

	for (size_t i = f->below.nfill; i < f->below.n; i++)
		if (touches(words, f->below.mark[i]->area)) {
			one.picture = f->below.mark[i]->as.picture.picture;
			note(f, one);
			return;
		}
	note_on(f, one, m, words);
}

static enum contrast_use use_in_art(const struct palette *names, struct ink ink)
{
	const bool blank =
	    ink.index == INK_PAPER || (int)ink.index == palette_find(names, "reverse");

	return blank || ink.tint < 1000 ? CONTRAST_FREE : CONTRAST_OTHER;
}

static void find_in_text(struct finder *f, const struct mark *m, struct art_text rest)
{
	struct art_ink ink;

	while (art_next_ink(m->as.picture.picture->art, &rest, &ink)) {
		const int index = palette_find(f->names, ink.name);
		struct upon one = {
		    .ink = {index < 0 ? INK_TEXT : (uint16_t)index, ink.tint},
		    .pos = m->pos};

		one.use = use_in_art(f->names, one.ink);
		note_on(f, one, m, m->area);
	}
}

static struct ink ink_of(const struct finder *f, const char *name, uint16_t tint)
{
	const int index = palette_find(f->names, name);

	return (struct ink){index < 0 ? INK_TEXT : (uint16_t)index, tint};
}

/* Words on what they are drawn upon within the drawing. */
static void find_words_in_art(struct finder *f, const struct mark *m)
{
	const struct art *art = m->as.picture.picture->art;

	for (size_t i = 0; i < art->nwords; i++) {
		const struct art_words *w = &art->words[i];

		note(f, (struct upon){.use = CONTRAST_OTHER,
			    .ink = ink_of(f, art->ink[w->ink], w->tint),
			    .ground = ink_of(f, art->ink[w->ground], w->ground_tint),
			    .pos = m->pos});
	}
}

static void find_in_art(struct finder *f, const struct mark *m)
{
	const struct art *art = m->as.picture.picture->art;

	if (art && art->inks)
		find_words_in_art(f, m);
	for (size_t i = 0; art && art->inks && i < art->nobject; i++) {
		find_in_text(f, m, art->object[i].head);
		if (art->object[i].kind == ART_STREAM)
			find_in_text(f, m, art->object[i].body);
	}
}

static void find_on_page(struct finder *f, const struct page *p)
{
	find_grounds(f, p);
	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];

		if (m->tag->role == ROLE_ARTIFACT_PRESS)
			continue;
		if (m->pos.line && !f->about.line)
			f->about = m->pos;
		if (m->kind == MARK_RUN)
			find_words(f, m);
		else if (m->kind == MARK_RULE)
			note_on(f,
			    (struct upon){CONTRAST_OTHER, m->ink, {0}, m->pos, NULL}, m,
			    m->area);
		else if (m->kind == MARK_PICTURE)
			find_in_art(f, m);
	}
}

struct upons book_upons(
    struct arena *a, const struct book *b, const struct palette *names)
{
	struct finder f = {.arena = a, .names = names};

	for (size_t i = 0; i < b->npage; i++) {
		f.about = (struct pos){0};
		find_on_page(&f, b->page[i]);
	}
	return f.found;
}
