/*
 * Marks around the pages of a sheet, and the line that says which sheet it is.
 *
 * In: where pages stand, and the marks that are asked for. Out: operators. All stand in a
 * band beyond the bleed of every page: crop marks at all cuts, dashed ones at folds and
 * shorter ones where a cover is creased, registration marks in the middle of the outer
 * pages, a bar of colors over each page of the upper row, and below the first page the
 * slug: title, sheet and side, and of each plate its name, printed by that plate alone.
 */
#include "impose/impose.h"
#include "marks/marks.h"

#include <math.h>
#include <string.h>

#define BLEED_MARK MM(3)
#define CREASE_MARK MM(2.5)
/* Bar and slug begin so far from a crop mark, and end so far from the middle's mark. */
#define FROM MM(8)
#define SPARE MM(6)
#define SLUG_MOST PT(7)
#define SLUG_LEAST PT(4)

static const char *const plate[] = {"Cyan", "Magenta", "Yellow", "Black"};

double dress_room(const struct dress *d, double bleed)
{
	return d->marks ? fmax(d->offset - bleed, 0) + sp_to_pt(MARKS_BAND) : 0;
}

static sp length(double points)
{
	return (sp)lround(points * SP_PT);
}

/* The inner edge of the band, on each side. */
struct band {
	sp left, low, right, up;
};

static struct band band_of(const struct dress *d, const struct places *p)
{
	const double off = fmax(d->offset - (p->trim.low - p->bleed.low), 0);

	return (struct band){length(p->bleed.left - off), length(p->bleed.low - off),
	    length(p->bleed.right + off), length(p->bleed.up + off)};
}

typedef void line(struct buf *out, sp x, sp y, sp across, sp up);

/* Upright lines at the head and the foot of the sheet. */
static void put_upright(
    struct buf *out, const struct band *b, line *draw, double at, sp by)
{
	draw(out, length(at), b->up, 0, by);
	draw(out, length(at), b->low, 0, -by);
}

static void put_level(struct buf *out, const struct band *b, double at, sp by)
{
	marks_line(out, b->left, length(at), -by, 0);
	marks_line(out, b->right, length(at), by, 0);
}

static void put_crop(const struct places *p, const struct band *b, struct buf *out)
{
	for (size_t i = 0; i < p->ncut; i++)
		put_upright(out, b, marks_line, p->cut[i], MARKS_BAND);
	for (size_t i = 0; i < p->ncut_up; i++)
		put_level(out, b, p->cut_up[i], MARKS_BAND);
}

static void put_folds(
    const struct side *s, const struct places *p, const struct band *b, struct buf *out)
{
	for (size_t i = 0; i < p->nfold; i++)
		put_upright(out, b, marks_dashed, p->fold[i], MARKS_BAND);
	for (size_t i = 0; i < p->ncrease; i++)
		put_upright(out, b, marks_dashed, p->crease[i], CREASE_MARK);
	if (s->down > 1) { /* the head fold */
		const sp y = length((p->trim.low + p->trim.up) / 2);

		marks_dashed(out, b->left, y, -MARKS_BAND, 0);
		marks_dashed(out, b->right, y, MARKS_BAND, 0);
	}
}

static void put_bleed(const struct places *p, const struct band *b, struct buf *out)
{
	put_upright(out, b, marks_line, p->bleed.left, BLEED_MARK);
	put_upright(out, b, marks_line, p->bleed.right, BLEED_MARK);
	put_level(out, b, p->bleed.low, BLEED_MARK);
	put_level(out, b, p->bleed.up, BLEED_MARK);
}

static sp middle(double a, double b)
{
	return length((a + b) / 2);
}

static void put_rings(
    const struct side *s, const struct places *p, const struct band *b, struct buf *out)
{
	const sp half = MARKS_BAND / 2;
	const struct box *first = &p->cell[0], *last = &p->cell[s->across - 1];
	const sp x[] = {
	    middle(first->left, first->right), middle(last->left, last->right)};
	const sp y = middle(first->low, first->up);

	for (size_t i = 0; i < COUNT(x); i++) {
		marks_ring(out, x[i], b->up + half);
		marks_ring(out, x[i], b->low - half);
	}
	marks_ring(out, b->left - half, y);
	marks_ring(out, b->right + half, y);
}

static void put_bars(
    const struct side *s, const struct places *p, const struct band *b, struct buf *out)
{
	for (int i = 0; i < s->across; i++) {
		const struct box *c = &p->cell[i];

		marks_bar(out, length(c->left) + FROM, b->up,
		    middle(c->left, c->right) - SPARE);
	}
}

/* ---- the slug ---------------------------------------------------------------- */

static sp width_at(const struct dress *d, const char *text, sp size)
{
	struct run *run = font_run(
	    d->fonts, d->arena, &(struct plain_words){text, d->face, size, NULL, 0});

	return run_width(run, 0, run->nglyph);
}

/* "title · sheet · Cyan Magenta ...", to see how wide it will be. */
static const char *whole_slug(
    const struct dress *d, const char *title, const struct side *s)
{
	return arena_printf(
	    d->arena, "%s · %s   Cyan  Magenta  Yellow  Black", title, s->name);
}

/* The title without the end that there is no room for, at the least size. */
static const char *fitting_title(const struct dress *d, const struct side *s, sp room)
{
	const char *title = d->title, *whole = d->title;
	size_t len = strlen(whole);

	while (len && width_at(d, whole_slug(d, title, s), SLUG_LEAST) > room) {
		do
			len--;
		while (len && ((unsigned char)whole[len] & 0xC0) == 0x80);
		title = arena_printf(d->arena, "%.*s…", (int)len, whole);
	}
	return title;
}

static void put_slug(const struct dress *d, const struct side *s, const struct places *p,
    const struct band *b, struct buf *out)
{
	const struct box *c = &p->cell[s->across * (s->down - 1)];
	const sp from = length(c->left) + FROM;
	const sp room = middle(c->left, c->right) - SPARE - from;
	const char *title = fitting_title(d, s, room);
	const sp wide = width_at(d, whole_slug(d, title, s), SLUG_MOST);
	struct marks_words words = {d->fonts, d->face, NULL, SLUG_MOST, from, 0, 0};

	if (wide > room)
		words.size = sp_scale(SLUG_MOST, room, wide);
	words.y = b->low - MARKS_BAND / 2 - words.size / 3;
	words.text = arena_printf(d->arena, "%s · %s", title, s->name);
	words.x += marks_words(out, d->arena, &words) + words.size;
	for (size_t i = 0; i < COUNT(plate); i++) {
		words.text = plate[i];
		words.plate = (int)i + 1;
		words.x += marks_words(out, d->arena, &words) + words.size / 2;
	}
}

void dress_put(const struct dress *d, const struct side *side, const struct places *p,
    struct buf *out)
{
	struct band b = band_of(d, p);

	if (!d->marks)
		return;
	marks_begin(out);
	if (d->marks & MARKS_CROP)
		put_crop(p, &b, out);
	put_folds(side, p, &b, out);
	if (d->marks & MARKS_BLEED)
		put_bleed(p, &b, out);
	if (d->marks & MARKS_REGISTRATION)
		put_rings(side, p, &b, out);
	if (d->marks & MARKS_BAR)
		put_bars(side, p, &b, out);
	put_slug(d, side, p, &b, out);
	marks_end(out);
}
