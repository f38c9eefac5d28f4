/*
 * What is drawn over a proof: the baseline grid, the frames of the columns, the trim in
 * its bleed, and the structure: a box around the words of each tag, with the tag's role
 * and its place in the order of reading on this page.
 *
 * In: a page whose marks are sorted, so that they come in reading order. Colors tell
 * kinds of roles apart, and the label says the same in words.
 */
#include "proof/canvas.h"

#include <cairo.h>

static void set_color(const struct canvas *c, const char *color, double alpha)
{
	struct rgb rgb = {0, 0, 0};

	rgb_parse(color, &rgb);
	cairo_set_source_rgba(c->cr, rgb.r / 255.0, rgb.g / 255.0, rgb.b / 255.0, alpha);
}

static void stroke_rect(const struct canvas *c, const struct rect *r)
{
	cairo_set_line_width(c->cr, c->hairline);
	cairo_rectangle(
	    c->cr, sp_to_pt(r->x), sp_to_pt(r->y), sp_to_pt(r->w), sp_to_pt(r->h));
	cairo_stroke(c->cr);
}

/* ---- grid, frames, bleed ------------------------------------------------ */

static void show_grid(const struct canvas *c)
{
	const struct page *p = c->page;

	if (p->grid <= 0)
		return;
	set_color(c, "#00A0C0", 0.6);
	cairo_set_line_width(c->cr, c->hairline);
	for (sp y = p->grid_top; y < p->trim.y + p->trim.h; y += p->grid) {
		cairo_move_to(c->cr, sp_to_pt(p->trim.x), sp_to_pt(y));
		cairo_line_to(c->cr, sp_to_pt(p->trim.x + p->trim.w), sp_to_pt(y));
	}
	cairo_stroke(c->cr);
}

static void show_frames(const struct canvas *c)
{
	set_color(c, "#C000C0", 0.8);
	for (size_t i = 0; i < c->page->nframe; i++)
		stroke_rect(c, &c->page->frame[i]);
}

static void show_bleed(const struct canvas *c)
{
	set_color(c, "#E00000", 1);
	stroke_rect(c, &c->page->trim);
}

/* ---- tags --------------------------------------------------------------- */

struct box {
	const struct tag *tag;
	struct rect area, last; /* of all its marks; of the last one */
};

static struct rect area_of(const struct mark *m)
{
	struct rect r = m->area;

	if (m->kind == MARK_RUN) {
		const struct run *run = m->as.run.run;
		const sp ascent = face_units(run->face, run->size, run->face->ascent);

		r.y -= ascent;
		r.h = ascent + face_units(run->face, run->size, run->face->descent);
	}
	return r;
}

static void include(struct rect *r, const struct rect *more)
{
	const sp right = r->x + r->w, bottom = r->y + r->h;
	const sp more_right = more->x + more->w, more_bottom = more->y + more->h;

	r->x = more->x < r->x ? more->x : r->x;
	r->y = more->y < r->y ? more->y : r->y;
	r->w = (more_right > right ? more_right : right) - r->x;
	r->h = (more_bottom > bottom ? more_bottom : bottom) - r->y;
}

/* What stands among words has a box a line, a block has a box a column. */
static bool begins_box(const struct box *b, const struct rect *next)
{
	if (role_is_inline(b->tag->role))
		return next->y != b->last.y;
	return next->y + next->h <= b->last.y;
}

/* The box that the tag's next mark belongs to; NULL: a new one. */
static struct box *box_of(
    struct box *box, size_t nbox, const struct tag *tag, const struct rect *area)
{
	for (size_t i = nbox; i-- > 0;)
		if (box[i].tag == tag)
			return begins_box(&box[i], area) ? NULL : &box[i];
	return NULL;
}

static const char *color_of(enum role role)
{
	if (role >= ROLE_H1 && role <= ROLE_H6)
		return "#0040C0";
	if (role >= ROLE_LIST && role <= ROLE_LIST_BODY)
		return "#7A3E00";
	if (role >= ROLE_TABLE && role <= ROLE_CELL)
		return "#6A0080";
	if (role == ROLE_FIGURE || role == ROLE_CAPTION)
		return "#006A20";
	return role_is_inline(role) ? "#A05000" : "#C00020";
}

/* Words whose last letter ends at `right`. */
static void show_words(
    const struct canvas *c, const char *words, sp size, sp right, sp baseline)
{
	const struct face *face = fonts_at(c->proof->fonts, 0);
	struct run *r = font_run(c->proof->fonts, c->scratch,
	    &(struct plain_words){
		.text = words, .face = face, .size = size, .lang = "en"});
	const sp width = run_width(r, 0, r->nglyph);
	const struct mark m = {.kind = MARK_RUN,
	    .area = {right - width, baseline, width, 0},
	    .as.run = {.run = r, .n = r->nglyph}};

	canvas_run(c, &m);
}

/* Blocks are named beside their first line, where no words are; what stands among words
 * is named in small letters over its box. */
static void show_label(const struct canvas *c, const struct box *b, size_t number)
{
	const char *role = role_name(b->tag->role);
	const char *place = arena_printf(c->scratch, "%zu", number);
	const sp left = b->area.x - PT(1.5);

	set_color(c, color_of(b->tag->role), 1);
	if (role_is_inline(b->tag->role)) {
		const char *words = arena_printf(c->scratch, "%s %s", place, role);

		show_words(c, words, PT(4), b->area.x + b->area.w, b->area.y);
		return;
	}
	show_words(c, place, PT(8), left, b->area.y + PT(8));
	show_words(c, role, PT(4.5), left, b->area.y + PT(13));
}

static void show_tags(const struct canvas *c)
{
	const struct page *p = c->page;
	struct box *box = ARENA_ARRAY(c->scratch, struct box, p->nmark);
	size_t nbox = 0;

	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];
		const struct rect area = area_of(m);

		if (role_is_artifact(m->tag->role) || m->kind == MARK_LINK)
			continue;
		struct box *b = box_of(box, nbox, m->tag, &area);
		if (!b) {
			b = &box[nbox++];
			*b = (struct box){.tag = m->tag, .area = area};
		}
		include(&b->area, &area);
		b->last = area;
	}
	for (size_t i = 0; i < nbox; i++) {
		set_color(c, color_of(box[i].tag->role), 0.9);
		stroke_rect(c, &box[i].area);
	}
	for (size_t i = 0; i < nbox; i++)
		show_label(c, &box[i], i + 1);
}

void canvas_overlay(const struct canvas *c)
{
	if (c->proof->show_grid)
		show_grid(c);
	if (c->proof->show_frames)
		show_frames(c);
	if (c->proof->show_tags)
		show_tags(c);
	if (c->proof->show_bleed)
		show_bleed(c);
}
