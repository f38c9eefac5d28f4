/*
 * How much ink a page takes, as its marks lay it down.
 *
 * In: a page that was painted, the palette, the maps of its pictures (picture/tally.c).
 * Out: the square of 15 mm² with most ink, for the report; a finding where that is more
 * than the printer's paper takes, or, outside pictures, more than it takes where there is
 * so much black (GWG 2015), with what lies there: the picture's name, or the words'
 * place. A page has one finding a mark. What overprints here overprints in pdfx.c, for
 * both ask the same function.
 * A page is measured as soon as it is painted, and the maps of its pictures are let go
 * where no later page shows them. Pages with art wait for who draws its plates, but only
 * while the maps that wait with them are few: memory does not grow with pictures.
 */
#include <math.h>

#include "pdf/coverage.h"
#include "pdf/writer.h"

/* What 8 bits and a JPEG of quality 90 add to a picture that is just within the limit. */
#define NOISE 1.0
enum { HELD_MAX = 24 << 20 }; /* bytes of maps */

struct laying {
	struct writer *w;
	const struct page *page;
	struct inspector *inspector;
	struct coverage *coverage; /* of the page, or a part of it */
	bool no_photographs; /* paper in place of them: where blacks are looked at */
};

/* Of a book that is being painted. */
struct measuring {
	struct inspector *inspector;
	const struct page **waiting;
	size_t nwaiting, capwaiting;
};

/* ---- laying down ----------------------------------------------------------- */

static struct inking inking_at(const struct laying *l, const struct mark *m)
{
	return inking_of(l->w->format->ink(l->w, m));
}

static bool is_over(const struct laying *l, const struct mark *m)
{
	return l->w->format->overprints(l->w, l->page, m);
}

struct pen {
	double unit, space; /* points a font unit, and more at each word space */
	double at;
};

static double advance(struct pen *pen, const struct glyph *g)
{
	return pen->at +=
	       g->advance * pen->unit + (g->flags & GLYPH_SPACE ? pen->space : 0);
}

static void lay_run(const struct laying *l, const struct mark *m)
{
	const struct run *r = m->as.run.run;
	const struct glyph *first = r->glyph + m->as.run.first;
	const double wide = 1 + m->as.run.expansion / 1000.0;
	const double tall = sp_to_pt(r->size) / r->face->upem;
	const struct pen start = {tall * wide, sp_to_pt(m->as.run.word_spacing), 0};
	const bool rtl = run_is_rtl(r);
	struct pen pen = start;
	struct placed_glyph g = {
	    .face = r->face, .size = sp_to_pt(r->size), .wide = wide};
	double whole = 0;

	for (uint32_t i = 0; rtl && i < m->as.run.n; i++)
		whole = advance(&pen, &first[i]);
	pen = start;
	for (uint32_t i = 0; i < m->as.run.n; i++) {
		const double before = pen.at, after = advance(&pen, &first[i]);

		g.id = first[i].id;
		g.x = sp_to_pt(m->area.x) + (rtl ? whole - after : before) +
		      first[i].dx * start.unit;
		g.y = sp_to_pt(m->area.y) - first[i].dy * tall;
		if (!(first[i].flags & GLYPH_SPACE))
			coverage_add_glyph(l->coverage, &g);
	}
	coverage_lay_glyphs(l->coverage, inking_at(l, m), is_over(l, m));
}

static void lay_code(const struct laying *l, const struct mark *m)
{
	const struct qr *qr = m->as.code;
	const int all = qr->side + 2 * QR_QUIET;

	coverage_fill(l->coverage, m->area, (struct inking){0}, false);
	for (int y = 0; y < qr->side; y++)
		for (int x = 0; x < qr->side; x++)
			if (qr->dark[y * qr->side + x])
				coverage_fill(l->coverage,
				    (struct rect){m->area.x + sp_scale(m->area.w,
								  x + QR_QUIET, all),
					m->area.y +
					    sp_scale(m->area.h, y + QR_QUIET, all),
					m->area.w / all, m->area.h / all},
				    (struct inking){.k = 1}, false);
}

static const struct ink_map *map_of(const struct laying *l, struct placed *placed)
{
	const struct pdf_job *job = l->w->job;

	if (placed->picture->format != PICTURE_ART)
		return image_inks(l->w, placed);
	return job->inks_of ? job->inks_of(job->context, placed->picture) : NULL;
}

/* Beside itself, as in a mirror that stands on its edge (content_picture). */
static struct rect beside(struct rect r, int across, int down)
{
	r.x += across * r.w;
	r.y += down * r.h;
	return r;
}

static struct rect grown(struct rect r, sp by)
{
	return (struct rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

static struct rect common(struct rect a, struct rect b)
{
	const sp left = a.x > b.x ? a.x : b.x, top = a.y > b.y ? a.y : b.y;
	const sp right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
	const sp foot = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;

	return (struct rect){
	    left, top, right > left ? right - left : 0, foot > top ? foot - top : 0};
}

/* The mirror stands on the trim; what art brings beyond that lies over it. */
static void lay_mirrored(
    const struct laying *l, const struct mark *m, struct placed_inks inks)
{
	const struct rect trim = m->as.picture.whole, own = inks.whole;

	for (int i = 0; i < 9; i++) {
		const int across = i % 3 - 1, down = i / 3 - 1;
		const sp before[2] = {trim.x - own.x, trim.y - own.y};

		if (!across && !down)
			continue;
		inks.across = across;
		inks.down = down;
		inks.whole = beside(trim, across, down);
		/* so little under the trim's own edge that the seam has no gap */
		inks.shown = common(m->area, grown(inks.whole, MM(0.05)));
		/* its bleed is mirrored with it: to the other side */
		inks.whole.x -= across ? own.w - trim.w - before[0] : before[0];
		inks.whole.y -= down ? own.h - trim.h - before[1] : before[1];
		inks.whole.w = own.w;
		inks.whole.h = own.h;
		if (inks.shown.w > 0 && inks.shown.h > 0)
			coverage_picture(l->coverage, &inks);
	}
}

static void lay_picture(const struct laying *l, const struct mark *m)
{
	const struct picture *picture = m->as.picture.picture;
	struct placed *placed = image_of(l->w, m);
	const struct ink_map *map = placed ? map_of(l, placed) : NULL;
	const bool art = placed && placed->picture->format == PICTURE_ART;

	if (l->no_photographs && !art) {
		coverage_fill(l->coverage, m->area, (struct inking){0}, false);
		return;
	}
	if (!map)
		return;
	struct placed_inks inks = {
	    .map = map, .shown = m->area, .whole = m->as.picture.whole, .blends = art};
	if (art)
		inks.whole = art_with_bleed(picture->art, inks.whole);
	if (art && mark_is_mirrored(m))
		lay_mirrored(l, m, inks);
	inks.shown = common(m->area, inks.whole);
	coverage_picture(l->coverage, &inks);
}

static void lay_mark(const struct laying *l, const struct mark *m)
{
	switch (m->kind) {
	case MARK_RUN:
		lay_run(l, m);
		break;
	case MARK_RULE:
	case MARK_FILL:
		coverage_fill(l->coverage, m->area, inking_at(l, m), is_over(l, m));
		break;
	case MARK_CODE:
		lay_code(l, m);
		break;
	case MARK_PICTURE:
		lay_picture(l, m);
		break;
	case MARK_LINK:
		break;
	}
}

/* Of words a box that none of them leaves. */
static struct rect reach_of(const struct mark *m)
{
	struct rect r = m->area;

	if (m->kind != MARK_RUN)
		return r;
	const sp size = m->as.run.run->size;
	r.x -= size;
	r.w += 2 * size;
	r.y -= 2 * size;
	r.h = 3 * size;
	return r;
}

/* For inspector_most(). */
static void lay_page(void *context, struct coverage *to)
{
	struct laying *l = context;

	l->coverage = to;
	for (size_t i = 0; i < l->page->nmark; i++)
		if (coverage_meets(to, reach_of(&l->page->mark[i])))
			lay_mark(l, &l->page->mark[i]);
}

/* ---- telling ----------------------------------------------------------------- */

static bool holds(struct rect r, sp x, sp y)
{
	return x >= r.x && x <= r.x + r.w && y >= r.y && y <= r.y + r.h;
}

/* What is seen at the middle of the place: the last picture or ground painted there. */
static const struct mark *mark_at(const struct page *p, struct rect place)
{
	const sp x = place.x + place.w / 2, y = place.y + place.h / 2;
	const struct mark *found = NULL;

	for (size_t i = 0; i < p->nmark; i++)
		if (p->mark[i].kind != MARK_LINK && p->mark[i].kind != MARK_RUN &&
		    holds(p->mark[i].area, x, y))
			found = &p->mark[i];
	return found;
}

static struct pos pos_on(const struct page *p, const struct mark *m)
{
	if (m && m->pos.line)
		return m->pos;
	for (size_t i = 0; i < p->nmark; i++)
		if (p->mark[i].pos.line)
			return p->mark[i].pos;
	return (struct pos){0};
}

static bool is_picture(const struct mark *m)
{
	return m && m->kind == MARK_PICTURE;
}

static int millimetres(sp length)
{
	return (int)lround(sp_to_mm(length));
}

/* What there is to be done about a place that is too dark. */
static const char *remedy(const struct mark *m, bool refused)
{
	if (is_picture(m) && m->as.picture.picture->art)
		return refused
			   ? "ask for it with less ink, by its printing condition; if "
			     "the printer takes it as it is, raise the preset's "
			     "'ink-limit'"
			   : "ask for it with less ink, by its printing condition";
	return "choose an ink with less in it, or let nothing lie over another there";
}

static void tell(const struct laying *l, const struct most_ink *most, int limit)
{
	const bool refused = limit == l->w->job->edition->preset->ink_limit;
	const struct mark *m = mark_at(l->page, most->area);
	const struct rect a = most->area;
	struct diag *d = l->w->job->diag;
	struct buf what = {0};

	if (is_picture(m))
		buf_printf(&what, "picture '%s' has", m->as.picture.picture->name);
	else
		buf_string(&what, "there is");
	diag(d, refused ? DIAG_TOO_MUCH_INK : DIAG_HEAVY_BLACK, pos_on(l->page, m),
	    "%s %.0f %% of ink on page %s, %d mm from the left and %d from the top%s; "
	    "the press takes %d %%",
	    what.at, most->total, l->page->folio ? l->page->folio : "?",
	    millimetres(a.x + a.w / 2), millimetres(a.y + a.h / 2),
	    refused ? "" : ", most of it black", limit);
	diag_hint(d, "%s", remedy(m, refused));
	buf_release(&what);
	l->w->refused |= refused && !l->w->job->draft;
}

static struct most_ink most_on(struct laying *l, double black)
{
	const struct laid page = {lay_page, l, l->page->bleed, black};

	return inspector_most(l->inspector, &page);
}

/* Too much ink does not dry, and comes off on the page that lies over it: printers send
 * such a file back (GWG 2015, 4.24), and so it is not written. */
static void check(struct laying *l, const struct most_ink *most)
{
	const struct preset *preset = l->w->job->edition->preset;
	struct most_ink black;

	if (preset->ink_limit && most->total > preset->ink_limit + NOISE) {
		tell(l, most, preset->ink_limit);
		return;
	}
	if (!preset->rich_black_limit || most->total <= preset->rich_black_limit + NOISE)
		return;
	/* a photograph's shadows are brought under the ink limit, and need no other */
	l->no_photographs = true;
	black = most_on(l, RICH_BLACK_FROM / 1000.0);
	l->no_photographs = false;
	if (black.total > preset->rich_black_limit + NOISE)
		tell(l, &black, preset->rich_black_limit);
}

static void measure(struct writer *w, const struct page *p)
{
	struct laying l = {.w = w, .page = p, .inspector = w->measuring->inspector};
	const struct pdf_job *job = w->job;
	const struct most_ink most = most_on(&l, 0);

	if (job->ink)
		job->ink[p->index] = (struct page_ink){.area = most.area,
		    .plate = {most.ink.c, most.ink.m, most.ink.y, most.ink.k},
		    .spots = most.spots};
	check(&l, &most);
	for (size_t i = 0; i < p->nmark; i++)
		if (p->mark[i].kind == MARK_PICTURE)
			image_end_place(w, &p->mark[i]);
}

/* ---- pages --------------------------------------------------------------------- */

void ink_begin(struct writer *w)
{
	if (!w->format->ink || !w->job->edition->preset || w->job->unmeasured)
		return;
	w->measuring = ARENA_NEW(w->arena, struct measuring);
	w->measuring->inspector = inspector_new(w->arena);
}

static bool has_art(const struct page *p)
{
	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];

		if (m->kind == MARK_PICTURE &&
		    m->as.picture.picture->format == PICTURE_ART)
			return true;
	}
	return false;
}

static void measure_waiting(struct writer *w)
{
	struct measuring *m = w->measuring;

	for (size_t i = 0; i < m->nwaiting; i++)
		measure(w, m->waiting[i]);
	m->nwaiting = 0;
}

void ink_add_page(struct writer *w, const struct page *p)
{
	struct measuring *m = w->measuring;

	if (!m)
		return;
	if (has_art(p))
		ARENA_PUSH(w->arena, m->waiting, m->nwaiting, m->capwaiting) = p;
	else
		measure(w, p);
	if (images_held(w) > HELD_MAX)
		measure_waiting(w);
	if (images_held(w) > HELD_MAX)
		images_drop_inks(w);
}

void ink_end(struct writer *w)
{
	if (w->measuring)
		measure_waiting(w);
}
