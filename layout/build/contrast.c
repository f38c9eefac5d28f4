/*
 * Contrast, proved: what the pages of a book really have one upon the other, in the
 * palette of each edition that is written from it.
 *
 * In: a finished book and its editions. Out: the figures of every pair for the report;
 * findings that stop the access editions, at the place where a pair is met first: a pair
 * that cannot be told apart, and words over a picture, which no figure can vouch for
 * (RNIB Clear Print). All palettes are looked at before a file is written. What a sheet
 * says is checked when it is read (style/legible.c), this is what came of it.
 */
#include "build/plan.h"

static void add_ink(struct buf *b, const struct palette *p, struct ink ink)
{
	buf_printf(b, "'%s", palette_name(p, ink));
	if (ink.tint < 1000)
		buf_printf(b, " %d%%", ink.tint / 10);
	buf_char(b, '\'');
}

static void tell(
    struct diag *d, const struct palette *p, const struct contrast *c, struct pos pos)
{
	struct buf b = {0};

	add_ink(&b, p, c->ink);
	buf_string(&b, " on ");
	add_ink(&b, p, c->ground);
	buf_string(&b, " has a contrast of ");
	buf_number(&b, c->ratio, 1);
	buf_string(&b, ":1, Lc ");
	buf_number(&b, c->lc < 0 ? -c->lc : c->lc, 0);
	buf_printf(&b, " in the palette '%s'", p->name);
	diag(d, DIAG_LOW_CONTRAST, pos, "%s", b.at);
	diag_hint(d, c->use == CONTRAST_BODY ? "text needs 7:1 and Lc 75"
					     : "headings, labels and rules need 4.5:1");
	buf_release(&b);
}

static bool same_color(const struct palette *p, struct ink a, struct ink b)
{
	const struct rgb x = palette_rgb(p, a), y = palette_rgb(p, b);

	return x.r == y.r && x.g == y.g && x.b == y.b;
}

/* In a scheme of two colors many pairs are one to the eye. */
static bool is_told(
    const struct palette *p, const struct contrast *pair, const struct contrast *one)
{
	for (; pair < one; pair++)
		if (!contrast_holds(pair) && same_color(p, pair->ink, one->ink) &&
		    same_color(p, pair->ground, one->ground))
			return true;
	return false;
}

/* The two colors that a reader asked for were judged when she did (asked-contrast), and
 * may have been allowed. */
static bool is_judged(const struct edition *e, const struct contrast *c)
{
	static const struct ink text = {INK_TEXT, 1000}, paper = {INK_PAPER, 1000};

	return e->needs && e->needs->colored && same_color(e->palette, c->ink, text) &&
	       same_color(e->palette, c->ground, paper);
}

/* made NULL: nobody will read the figures. */
static void prove(const struct plan *p, const struct edition *e,
    const struct upons *found, struct report_file *made)
{
	const struct palette *palette = e->palette;
	struct contrast *pair = ARENA_ARRAY(p->arena, struct contrast, found->n);
	size_t n = 0;

	for (size_t i = 0; i < found->n; i++) {
		const struct upon *u = &found->at[i];

		if (u->picture)
			continue;
		pair[n] =
		    (struct contrast){.use = u->use, .ink = u->ink, .ground = u->ground};
		contrast_measure(&pair[n], palette);
		if (!contrast_holds(&pair[n]) && !is_told(palette, pair, &pair[n]) &&
		    !is_judged(e, &pair[n]))
			tell(p->diag, palette, &pair[n], u->pos);
		n++;
	}
	if (!made)
		return;
	made->contrast = pair;
	made->ncontrast = n;
}

static void tell_pictures(struct diag *d, const struct upons *found)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct upon *u = &found->at[i];

		if (!u->picture)
			continue;
		diag(d, DIAG_TEXT_OVER_PICTURE, u->pos,
		    "words stand over the picture '%s'", u->picture->name);
		diag_hint(d, "give the words a frame beside the picture");
	}
}

void plan_contrast(const struct plan *p, const struct book_plan *b,
    const struct book *book, const struct made *made)
{
	struct arena *a = arena_new();
	const struct upons found = book_upons(a, book, b->like->palette);

	tell_pictures(p->diag, &found);
	for (size_t i = 0; i < b->nedition; i++) {
		const struct edition *e = b->edition[i];

		prove(p, e, &found, made ? &made->file[e - p->editions->edition] : NULL);
	}
	arena_close(a);
}
