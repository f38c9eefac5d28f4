/*
 * What is seen on a page, written down.
 *
 * In: what is painted, with the state that it is painted in. Out: facts: of things that
 * are alike one, with the place of the first and how many there are. What is clipped away
 * or wholly see-through is not seen. What stands within a pattern is seen where the
 * pattern is, and says nothing of the trim; of a soft mask only what it is made of
 * counts.
 */
#include "preflight/reader.h"

#include <math.h>
#include <string.h>

/* Nearer to the trim than this is meant to touch it, if it lies along it so far. */
#define NEAR (0.5 * 72 / 25.4)
#define ALONG (5 * 72 / 25.4)
/* What is no thicker and so much longer is a line. */
enum { LINE_MOST = 2, LINE_LONG = 10 };
enum { LIST_MAX = 2000 };

static struct area area_of(struct box b)
{
	return (struct area){b.left, b.top, b.right - b.left, b.bottom - b.top};
}

/* Where it is seen; false: nowhere, or where it is cut off, as printers' marks are. */
static bool is_seen(const struct walker *w, struct box *at, double alpha)
{
	struct box kept;

	*at = w->tile ? *w->tile : box_common(*at, w->saved[w->nsaved].clip);
	kept = box_common(*at, w->bleed);
	return alpha > 0 && !box_is_empty(&kept);
}

/* False: there are too many, and the rest is not told. */
static bool has_room(struct walker *w, size_t n)
{
	w->page->cut |= n >= LIST_MAX;
	return n < LIST_MAX;
}

/* ---- colors ---------------------------------------------------------------- */

static bool same_name(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

void sight_color(struct walker *w, const struct space *s, enum thing t, struct box at)
{
	struct page_fact *p = w->page;

	if (s->misfit)
		sight_setting(w, "a default colour space that does not fit");
	t = w->masks ? THING_MASK : t;
	for (size_t i = 0; i < p->ncolor; i++) {
		struct color_fact *c = &p->color[i];

		if (c->family == s->family && c->profiled == s->profiled &&
		    c->thing == t && same_name(c->name, s->name)) {
			c->n++;
			return;
		}
	}
	if (has_room(w, p->ncolor))
		ARENA_PUSH(w->file->arena, p->color, p->ncolor, p->capcolor) =
		    (struct color_fact){
			s->family, s->profiled, s->name, t, area_of(at), 1};
}

/* Of pictures and gradients nothing is known but the space. */
static uint8_t plates_of_space(const struct space *s)
{
	uint8_t plates = 0;

	if (s->inks)
		for (size_t i = 0; i < s->n; i++)
			plates |= s->plate[i] & 15;
	else if (s->family == FAMILY_GREY)
		plates = PLATE_K;
	else if (s->family == FAMILY_CMYK)
		plates = PLATE_C | PLATE_M | PLATE_Y | PLATE_K;
	return plates;
}

static void see_space(
    struct walker *w, const struct space *s, enum thing t, struct box at)
{
	if (!w->masks)
		w->page->plates |= plates_of_space(s->indexed && s->base ? s->base : s);
	sight_color(w, s, t, at);
}

static void see_pattern(
    struct walker *w, const struct paint *p, enum thing t, struct box at)
{
	struct file *f = w->file;
	value shading = value_entry(f, p->pattern, "/Shading");

	if (p->space->base) /* a pattern that is given its color */
		see_space(w, p->space->base, t, at);
	if (shading)
		sight_shading(w, shading, at);
	else if (value_is_stream(f, p->pattern))
		walk_pattern(w, p->pattern, at);
}

static void see_paint(
    struct walker *w, const struct paint *p, enum thing t, struct box at)
{
	if (p->space->pattern) {
		see_pattern(w, p, t, at);
	} else if (p->tone != TONE_WHITE) {
		w->page->plates |= w->masks ? 0 : p->plates;
		sight_color(w, p->space, t, at);
	}
}

/* White over a ground, where it is told to leave the ground as it is: of inks by name,
 * and of CMYK in the mode that passes over inks of 0 (ISO 32000-1, 11.7.4.3). */
static void see_overprint(
    struct walker *w, const struct paint *p, bool over, struct box at)
{
	const struct space *s = p->space;

	w->page->overprints |= over && !w->masks;
	if (!over || w->masks || p->tone != TONE_WHITE ||
	    !(s->inks || (s->family == FAMILY_CMYK && !s->profiled &&
			     w->saved[w->nsaved].overprint_mode == 1)))
		return;
	if (!w->page->nlost++)
		w->page->lost_at = area_of(at);
}

/* ---- the trim -------------------------------------------------------------- */

/* How far b goes beyond each side of the trim, and how far it lies along it. */
static void outward(const struct walker *w, const struct box *b, double out[EDGES])
{
	out[EDGE_LEFT] = w->trim.left - b->left;
	out[EDGE_UPPER] = w->trim.top - b->top;
	out[EDGE_RIGHT] = b->right - w->trim.right;
	out[EDGE_LOWER] = b->bottom - w->trim.bottom;
}

static bool is_on_page(const struct walker *w, const struct box *b, double within)
{
	const struct box trim = {w->trim.left + within, w->trim.top + within,
	    w->trim.right - within, w->trim.bottom - within};
	const struct box common = box_common(*b, trim);

	return !w->tile && !w->masks && !box_is_empty(&common);
}

static void see_edges(struct walker *w, struct box at, bool picture)
{
	double out[EDGES];

	if (!is_on_page(w, &at, NEAR))
		return;
	outward(w, &at, out);
	for (int i = 0; i < EDGES; i++) {
		struct edge_fact *e = &w->page->edge[i];
		const double along = i == EDGE_LEFT || i == EDGE_RIGHT
					 ? at.bottom - at.top
					 : at.right - at.left;

		if (out[i] >= -NEAR && along >= ALONG) {
			if (!e->ntouch || out[i] < e->least) {
				e->least = out[i];
				e->least_at = area_of(at);
			}
			e->most = e->ntouch ? fmax(e->most, out[i]) : out[i];
			e->ntouch++;
		} else if (picture && out[i] < -NEAR) {
			if (!e->npicture++ || -out[i] < e->picture) {
				e->picture = -out[i];
				e->picture_at = area_of(at);
			}
		}
	}
}

static void see_margins(struct walker *w, struct box at)
{
	double out[EDGES];

	if (!is_on_page(w, &at, 0))
		return;
	outward(w, &at, out);
	for (int i = 0; i < EDGES; i++) {
		struct edge_fact *e = &w->page->edge[i];

		if (!e->nwords++ || -out[i] < e->words) {
			e->words = -out[i];
			e->words_at = area_of(at);
		}
	}
}

/* ---- words ----------------------------------------------------------------- */

static void add_words(struct walker *w, struct words_fact one)
{
	struct page_fact *p = w->page;

	if (w->masks)
		return;
	for (size_t i = 0; i < p->nwords; i++) {
		struct words_fact *f = &p->words[i];

		if (fabs(f->size - one.size) < 0.01 && f->tone == one.tone &&
		    f->overprint == one.overprint) {
			f->n++;
			return;
		}
	}
	if (has_room(w, p->nwords))
		ARENA_PUSH(w->file->arena, p->words, p->nwords, p->capwords) = one;
}

void sight_words(struct walker *w, struct box at, double size)
{
	const struct state *s = &w->saved[w->nsaved];
	const bool outline = s->mode % 4 == 1;
	const struct paint *p = outline ? &s->stroke : &s->fill;
	const bool over = outline ? s->over_stroke : s->over_fill;

	if (!(size > 0.01) || !is_seen(w, &at, outline ? s->stroke_alpha : s->fill_alpha))
		return;
	typeface_seen(w->file, s->face, w->number);
	see_paint(w, p, THING_WORDS, at);
	if (s->mode % 4 == 2)
		see_paint(w, &s->stroke, THING_WORDS, at);
	see_overprint(w, p, over, at);
	see_margins(w, at);
	add_words(
	    w, (struct words_fact){round(size * 10) / 10, p->tone, over, area_of(at), 1});
}

/* ---- lines and grounds ------------------------------------------------------- */

static void see_line(struct walker *w, const struct paint *p, double width, struct box at)
{
	const double rounded = round(width * 100) / 100;
	struct page_fact *page = w->page;

	if (w->masks)
		return;
	for (size_t i = 0; i < page->nline; i++) {
		struct line_fact *f = &page->line[i];

		if (fabs(f->width - rounded) < 0.001 && f->tone == p->tone) {
			f->n++;
			return;
		}
	}
	if (has_room(w, page->nline))
		ARENA_PUSH(w->file->arena, page->line, page->nline, page->capline) =
		    (struct line_fact){rounded, p->tone, area_of(at), 1};
}

static struct box grown(struct box b, double by)
{
	return (struct box){b.left - by, b.top - by, b.right + by, b.bottom + by};
}

void sight_stroke(struct walker *w)
{
	const struct state *s = &w->saved[w->nsaved];
	const double *m = s->matrix;
	const double width = s->line_width * fmin(hypot(m[0], m[1]), hypot(m[2], m[3]));
	struct box at = grown(w->path, fmax(width / 2, 0.01));

	if (!is_seen(w, &at, s->stroke_alpha))
		return;
	see_overprint(w, &s->stroke, s->over_stroke, at);
	see_paint(w, &s->stroke, THING_LINE, at);
	if (width <= LINE_MOST)
		see_line(w, &s->stroke, width, at);
	else if (s->stroke.tone != TONE_WHITE)
		see_edges(w, at, false);
}

/* The thickness of a filled path that is a line; < 0: it is none. */
static double thickness(const struct walker *w)
{
	const double across = w->path.right - w->path.left;
	const double up = w->path.bottom - w->path.top, least = fmin(across, up);
	const double thin = w->thin >= 0 ? w->thin : least;

	return thin <= LINE_MOST && fmax(across, up) >= LINE_LONG ? thin : -1;
}

void sight_fill(struct walker *w)
{
	const struct state *s = &w->saved[w->nsaved];
	const double thin = thickness(w);
	struct box at = grown(w->path, 0.005); /* a line may be of no width */
	const struct paint paint = s->fill;

	if (!is_seen(w, &at, s->fill_alpha))
		return;
	see_overprint(w, &paint, s->over_fill, at);
	see_paint(w, &paint, thin < 0 ? THING_AREA : THING_LINE, at);
	if (thin >= 0)
		see_line(w, &paint, thin, at);
	else if (paint.tone != TONE_WHITE)
		see_edges(w, at, false);
}

void sight_shading(struct walker *w, value shading, struct box at)
{
	struct file *f = w->file;
	value space = value_entry(f, shading, "/ColorSpace");

	if (!space || !is_seen(w, &at, w->saved[w->nsaved].fill_alpha))
		return;
	see_space(w, space_of(f, space, w->stream->resources), THING_GRADIENT, at);
	see_edges(w, at, false);
}

/* ---- pictures and effects ----------------------------------------------------- */

static bool same_picture(const struct picture_fact *a, const struct picture_fact *b)
{
	return a->width == b->width && a->height == b->height && a->bits == b->bits &&
	       a->family == b->family && a->profiled == b->profiled &&
	       a->stencil == b->stencil && a->masked == b->masked &&
	       a->fault == b->fault && same_name(a->profile, b->profile) &&
	       same_name(a->filter, b->filter);
}

static void add_picture(struct walker *w, const struct picture_fact *one, struct box at)
{
	struct page_fact *p = w->page;

	for (size_t i = 0; i < p->npicture; i++) {
		struct picture_fact *f = &p->picture[i];

		if (!same_picture(f, one))
			continue;
		f->n++;
		if (one->ppi < f->ppi) {
			f->ppi = one->ppi;
			f->at = area_of(at);
		}
		return;
	}
	if (!has_room(w, p->npicture))
		return;
	ARENA_PUSH(w->file->arena, p->picture, p->npicture, p->cappicture) = *one;
	p->picture[p->npicture - 1].at = area_of(at);
}

void sight_picture(struct walker *w, const struct picture_fact *p,
    const struct space *space, struct box at)
{
	const struct state *s = &w->saved[w->nsaved];

	if (!is_seen(w, &at, s->fill_alpha))
		return;
	if (p->stencil)
		see_paint(w, &s->fill, THING_PICTURE, at);
	else
		see_space(w, space, THING_PICTURE, at);
	add_picture(w, p, at);
	see_edges(w, at, true);
}

void sight_effect(struct walker *w, const char *name)
{
	struct page_fact *p = w->page;

	for (size_t i = 0; i < p->neffect; i++)
		if (same_name(p->effect[i].name, name))
			return;
	if (name && has_room(w, p->neffect))
		ARENA_PUSH(w->file->arena, p->effect, p->neffect, p->capeffect) =
		    (struct effect_fact){name};
}

void sight_setting(struct walker *w, const char *name)
{
	struct page_fact *p = w->page;

	for (size_t i = 0; i < p->nsetting; i++)
		if (same_name(p->setting[i].name, name))
			return;
	ARENA_PUSH(w->file->arena, p->setting, p->nsetting, p->capsetting) =
	    (struct setting_fact){name};
}
