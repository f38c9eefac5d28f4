/*
 * Pages as PNG pictures, drawn by cairo.
 *
 * In: pages of a finished book, a palette. Out: a PNG file, complete or not there.
 * Letters are filled from their outlines at the places of their marks: nothing is shaped,
 * hinted or measured again, so a proof shows what the PDF says and not what a text
 * renderer would make of it (cairo's own text was rejected for that; it would also bring
 * in the fonts of the machine). Pictures are asked for in the size they are shown in.
 */
#include "proof/canvas.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- letters ------------------------------------------------------------ */

/* Where an outline goes: font units to points, y up to y down. */
struct pen {
	cairo_t *cr;
	double x, y, across, up;
};

static void pen_move(void *to, double x, double y)
{
	const struct pen *p = to;

	cairo_move_to(p->cr, p->x + x * p->across, p->y - y * p->up);
}

static void pen_line(void *to, double x, double y)
{
	const struct pen *p = to;

	cairo_line_to(p->cr, p->x + x * p->across, p->y - y * p->up);
}

static void pen_curve(
    void *to, double x1, double y1, double x2, double y2, double x3, double y3)
{
	const struct pen *p = to;

	cairo_curve_to(p->cr, p->x + x1 * p->across, p->y - y1 * p->up,
	    p->x + x2 * p->across, p->y - y2 * p->up, p->x + x3 * p->across,
	    p->y - y3 * p->up);
}

static void pen_close(void *to)
{
	const struct pen *p = to;

	cairo_close_path(p->cr);
}

static const struct outline pen_outline = {pen_move, pen_line, pen_curve, pen_close};

void canvas_run(const struct canvas *c, const struct mark *m)
{
	const struct run *r = m->as.run.run;
	const double up = sp_to_pt(r->size) / r->face->upem;
	const double across = up * (1 + m->as.run.expansion / 1000.0);
	const double y = sp_to_pt(m->area.y);
	double x = sp_to_pt(m->area.x);

	/* Logical order: right to left the pen starts at the right edge and steps back.
	 */
	if (run_is_rtl(r))
		x += sp_to_pt(m->area.w);
	for (uint32_t i = 0; i < m->as.run.n; i++) {
		const struct glyph *g = &r->glyph[m->as.run.first + i];
		double advance = g->advance * across;

		if (g->flags & GLYPH_SPACE)
			advance += sp_to_pt(m->as.run.word_spacing);
		if (run_is_rtl(r))
			x -= advance;
		struct pen pen = {c->cr, x + g->dx * across, y - g->dy * up, across, up};
		face_outline(r->face, g->id, &pen_outline, &pen);
		if (!run_is_rtl(r))
			x += advance;
	}
	cairo_fill(c->cr);
}

/* ---- pictures ----------------------------------------------------------- */

/* Straight RGBA bytes to cairo's premultiplied 32-bit pixels. */
static cairo_surface_t *surface_of(const uint8_t *rgba, int width, int height)
{
	cairo_surface_t *s =
	    cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);

	if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
		die("draw a picture of %d by %d pixels: %s", width, height,
		    cairo_status_to_string(cairo_surface_status(s)));
	cairo_surface_flush(s);
	for (int y = 0; y < height; y++) {
		unsigned char *row = cairo_image_surface_get_data(s) +
				     (ptrdiff_t)y * cairo_image_surface_get_stride(s);

		for (int x = 0; x < width; x++, rgba += 4) {
			const uint32_t a = rgba[3];
			const uint32_t pixel = a << 24 | (rgba[0] * a + 127) / 255 << 16 |
					       (rgba[1] * a + 127) / 255 << 8 |
					       (rgba[2] * a + 127) / 255;

			memcpy(row + (ptrdiff_t)x * 4, &pixel, sizeof pixel);
		}
	}
	cairo_surface_mark_dirty(s);
	return s;
}

static void outline_rect(cairo_t *cr, const struct rect *r)
{
	cairo_rectangle(
	    cr, sp_to_pt(r->x), sp_to_pt(r->y), sp_to_pt(r->w), sp_to_pt(r->h));
}

/* What stands for a picture here; NULL: it could not be drawn. */
static const struct picture *drawable(const struct proof *p, const struct picture *picture)
{
	if (picture->format != PICTURE_ART)
		return picture;
	for (size_t i = 0; i < p->nart; i++)
		if (p->art[i].art == picture)
			return p->art[i].drawn;
	return NULL;
}

static bool draw_picture(const struct canvas *c, const struct mark *m)
{
	const struct rect *whole = &m->as.picture.whole;
	const double wanted = ceil(sp_to_pt(whole->w) / c->hairline);
	uint32_t width, height;
	const struct picture *picture = drawable(c->proof, m->as.picture.picture);
	uint8_t *rgba =
	    picture ? picture_pixels(picture, c->proof->diag,
			  wanted < 1 ? 1 : (uint32_t)wanted, &width, &height)
		    : NULL;

	cairo_save(c->cr);
	outline_rect(c->cr, &m->area);
	if (rgba) {
		cairo_surface_t *s = surface_of(rgba, (int)width, (int)height);

		cairo_clip(c->cr);
		cairo_translate(c->cr, sp_to_pt(whole->x), sp_to_pt(whole->y));
		cairo_scale(
		    c->cr, sp_to_pt(whole->w) / width, sp_to_pt(whole->h) / height);
		cairo_set_source_surface(c->cr, s, 0, 0);
		/* Without this the edge pixels fade into the paper; art is mirrored. */
		cairo_pattern_set_extend(cairo_get_source(c->cr), CAIRO_EXTEND_REFLECT);
		cairo_paint(c->cr);
		cairo_surface_destroy(s);
	} else {
		cairo_set_source_rgb(c->cr, 0.8, 0.8, 0.8);
		cairo_fill(c->cr);
	}
	cairo_restore(c->cr);
	free(rgba);
	return rgba != NULL;
}

/* ---- pages -------------------------------------------------------------- */

static void set_ink(const struct canvas *c, struct ink ink)
{
	const struct rgb rgb = palette_rgb(c->proof->palette, ink);

	cairo_set_source_rgb(c->cr, rgb.r / 255.0, rgb.g / 255.0, rgb.b / 255.0);
}

/* On its white plate, whatever the palette. */
static void draw_code(const struct canvas *c, const struct mark *m)
{
	const struct qr *qr = m->as.code;
	const double module = sp_to_pt(m->area.w) / (qr->side + 2 * QR_QUIET);

	cairo_set_source_rgb(c->cr, 1, 1, 1);
	outline_rect(c->cr, &m->area);
	cairo_fill(c->cr);
	cairo_set_source_rgb(c->cr, 0, 0, 0);
	for (int i = 0; i < qr->side * qr->side; i++)
		if (qr->dark[i])
			cairo_rectangle(c->cr,
			    sp_to_pt(m->area.x) + (i % qr->side + QR_QUIET) * module,
			    sp_to_pt(m->area.y) + (i / qr->side + QR_QUIET) * module,
			    module, module);
	cairo_fill(c->cr);
}

static bool draw_mark(const struct canvas *c, const struct mark *m)
{
	switch (m->kind) {
	case MARK_RUN:
		set_ink(c, m->ink);
		canvas_run(c, m);
		return true;
	case MARK_RULE:
	case MARK_FILL:
		set_ink(c, m->ink);
		outline_rect(c->cr, &m->area);
		cairo_fill(c->cr);
		return true;
	case MARK_PICTURE:
		return draw_picture(c, m);
	case MARK_CODE:
		draw_code(c, m);
		return true;
	case MARK_LINK:
		return true;
	}
	return true;
}

static bool draw_page(const struct canvas *c)
{
	bool complete = true;

	set_ink(c, (struct ink){INK_PAPER, 1000});
	outline_rect(c->cr, proof_box(c->proof, c->page));
	cairo_fill_preserve(c->cr);
	cairo_clip(c->cr);
	for (size_t i = 0; i < c->page->nmark; i++)
		complete = draw_mark(c, &c->page->mark[i]) && complete;
	canvas_overlay(c);
	return complete;
}

static cairo_status_t write_png(void *to, const unsigned char *bytes, unsigned len)
{
	output_write(to, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

static void save(cairo_surface_t *s, const char *path)
{
	struct output *o = output_open(path);
	const cairo_status_t status = cairo_surface_write_to_png_stream(s, write_png, o);

	if (status != CAIRO_STATUS_SUCCESS)
		die("write %s: %s", path, cairo_status_to_string(status));
	output_commit(o);
}

bool proof_draw(const struct proof *p, const struct proof_sheet *sheet, const char *path)
{
	const double scale = p->ppi / 72;
	bool complete = true;

	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
	    (int)lround(sheet->width * scale), (int)lround(sheet->height * scale));
	cairo_t *cr = cairo_create(s);
	if (cairo_status(cr) != CAIRO_STATUS_SUCCESS)
		die("draw %s: %s", path, cairo_status_to_string(cairo_status(cr)));
	struct canvas c = {cr, p, NULL, arena_new(), 1 / scale};
	/* Paper everywhere first: a page that ends within a pixel leaves no seam. */
	if (sheet->table)
		cairo_set_source_rgb(cr, 0.45, 0.45, 0.45);
	else
		set_ink(&c, (struct ink){INK_PAPER, 1000});
	cairo_paint(cr);
	for (size_t i = 0; i < sheet->n; i++) {
		const struct placed_page *at = &sheet->placed[i];
		const struct rect *box = proof_box(p, at->page);

		c.page = at->page;
		cairo_save(cr);
		cairo_scale(cr, scale, scale);
		cairo_translate(cr, at->x - sp_to_pt(box->x), at->y - sp_to_pt(box->y));
		complete = draw_page(&c) && complete;
		cairo_restore(cr);
	}
	arena_close(c.scratch);
	cairo_destroy(cr);
	save(s, path);
	cairo_surface_destroy(s);
	return complete;
}
