/*
 * A drawing as a page: SVG through librsvg onto cairo's PDF surface.
 *
 * In: an SVG file's bytes. Out: a PDF file of one page, in memory, whose colors stand for
 * inks where the drawing's classes say so: a style sheet puts them there, so the drawing
 * itself may show any color to the one who draws it.
 * - Nothing is loaded: librsvg is given bytes and no place that they came from.
 * - Words are set in the faces of the manifest alone: a fontconfig of its own that knows
 *   no other is made the current one before anything else asks for it (asking later takes
 *   17 ms, for the machine's own is read first).
 */
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>

#include "art/art.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of pixels: so many an inch on a page so large, in points, with its bleed (press.md);
 * and no more than so many of all filters and masks. */
enum { PPI = 300, PAGE_WIDTH = 613, PAGE_HEIGHT = 859, PIXELS_MAX = 24 << 20 };

/* A pixel of CSS is 1/96 in, a point 1/72 in. */
#define PT_PX 0.75

/* ---- faces ------------------------------------------------------------------ */

static void add_faces(FcConfig *config, const struct yaml *faces)
{
	for (size_t i = 0; faces && faces->kind == YAML_LIST && i < faces->n; i++) {
		const struct yaml *file = yaml_find(faces->entry[i].value, "file");

		if (file && file->kind == YAML_SCALAR)
			FcConfigAppFontAddFile(config, (const FcChar8 *)file->text);
	}
}

/* inpress says what is wrong with the manifest; here it is only read. */
void svg_faces(const char *manifest)
{
	struct arena *a = arena_new();
	FcConfig *config = FcConfigCreate();
	const struct yaml *file = yaml_file(a, diag_new(a), (struct pos){0}, manifest);
	const struct yaml *families = file ? yaml_find(file, "families") : NULL;

	for (size_t i = 0; families && families->kind == YAML_MAP && i < families->n; i++)
		add_faces(config, yaml_find(families->entry[i].value, "faces"));
	FcConfigSetCurrent(config);
	FcConfigDestroy(config);
	arena_close(a);
}

/* ---- inks ------------------------------------------------------------------- */

/* What has no fill or stroke of its own gets none. */
static void put_rules(struct buf *css, const char *class, const char *color)
{
	buf_printf(css,
	    ".%s{color:%s!important;stop-color:%s!important;flood-color:%s!important}\n",
	    class, color, color, color);
	buf_printf(css,
	    ".%s:not([fill=\"none\"]):not([style*=\"fill:none\"])"
	    ":not([style*=\"fill: none\"]){fill:%s!important}\n",
	    class, color);
	buf_printf(css,
	    ".%s[stroke]:not([stroke=\"none\"]){stroke:%s!important}\n"
	    ".%s[style*=\"stroke:\"]:not([style*=\"stroke:none\"])"
	    ":not([style*=\"stroke: none\"]){stroke:%s!important}\n",
	    class, color, class, color);
}

static void put_sheet(
    const struct record *r, const struct stand_ins *inks, struct buf *css)
{
	for (size_t i = 0; i < inks->n; i++) {
		const struct stand_in *in = &inks->at[i];
		char class[128], color[8];

		if (in->tint == 1000)
			snprintf(class, sizeof class, "ink-%s", r->ink[in->ink]);
		else
			snprintf(class, sizeof class, "ink-%s-%d", r->ink[in->ink],
			    in->tint / 10);
		snprintf(color, sizeof color, "#%02x%02x%02x", in->rgb[0], in->rgb[1],
		    in->rgb[2]);
		put_rules(css, class, color);
	}
}

/* ---- drawing ----------------------------------------------------------------- */

/* XML's reader speaks to programmers; what an editor can use is the line. */
static void say_unread(struct record *r, const GError *error)
{
	static const char hint[] = "open it in a drawing program and save it again";
	const char *line = error ? strstr(error->message, "line ") : NULL;
	long n = line ? strtol(line + 5, NULL, 10) : 0;

	if (n > 0)
		record_say(r, 'b', hint,
		    "cannot be read as a drawing: its line %ld is wrong", n);
	else
		record_say(r, 'b', hint, "cannot be read as a drawing");
}

static RsvgHandle *open_svg(struct record *r, struct source svg, const struct buf *css)
{
	GError *error = NULL;
	RsvgHandle *h =
	    rsvg_handle_new_from_data((const guint8 *)svg.bytes, svg.len, &error);

	if (h && css->len &&
	    !rsvg_handle_set_stylesheet(h, (const guint8 *)css->at, css->len, &error)) {
		g_object_unref(h);
		h = NULL;
	}
	if (!h)
		say_unread(r, error);
	g_clear_error(&error);
	return h;
}

/* In points: its width and height, or as its viewBox has them. */
static bool measure(struct record *r, RsvgHandle *h)
{
	gboolean has_width, has_height, has_box;
	RsvgLength width, height;
	RsvgRectangle box;
	double w, t;

	if (!rsvg_handle_get_intrinsic_size_in_pixels(h, &w, &t)) {
		rsvg_handle_get_intrinsic_dimensions(
		    h, &has_width, &width, &has_height, &height, &has_box, &box);
		if (!has_box) {
			record_say(r, 'b', "give its svg tag a viewBox",
			    "does not say how large it is");
			return false;
		}
		w = box.width;
		t = box.height;
	}
	r->art.width = w * PT_PX;
	r->art.height = t * PT_PX;
	if (w >= 1 && t >= 1 && w <= 20000 && t <= 20000)
		return true;
	record_say(r, 'b', "give it from 1 to 20000 pixels each way",
	    "is %.0f by %.0f pixels large", w, t);
	return false;
}

static cairo_status_t write_pdf(void *to, const unsigned char *bytes, unsigned len)
{
	buf_add(to, bytes, len);
	return CAIRO_STATUS_SUCCESS;
}

/* Filters and masks come out as pixels, one a point of the page: they are fine enough if
 * the drawing fills a page of the magazine. */
static double fineness(const struct record *r, struct svg_pixels pixels)
{
	const double w = r->art.width, h = r->art.height;
	const int n = pixels.nfilter + pixels.nmask;
	const double wanted = PPI / 72.0 * fmin(PAGE_WIDTH / w, PAGE_HEIGHT / h);

	return n ? fmax(1, fmin(wanted, sqrt(PIXELS_MAX / (n * w * h)))) : 1;
}

static bool render(struct record *r, RsvgHandle *h, struct drawing *d)
{
	const RsvgRectangle all = {0, 0, r->art.width / d->unit, r->art.height / d->unit};
	GError *error = NULL;
	cairo_surface_t *s = cairo_pdf_surface_create_for_stream(
	    write_pdf, &d->pdf, all.width, all.height);
	cairo_t *cr = cairo_create(s);
	bool drawn = rsvg_handle_render_document(h, cr, &all, &error);

	cairo_destroy(cr);
	cairo_surface_finish(s);
	drawn = drawn && cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(s);
	if (!drawn)
		record_say(r, 'b', "make it simpler, or save it as PNG",
		    "cannot be drawn: %s", error ? error->message : "it is too much");
	g_clear_error(&error);
	return drawn;
}

bool svg_draw(struct record *r, struct source svg, struct drawing *d)
{
	const struct svg_pixels pixels = svg_pixels(svg);
	struct buf css = {0};
	RsvgHandle *h;
	bool drawn = false;

	put_sheet(r, &d->inks, &css);
	h = open_svg(r, svg, &css);
	if (h) {
		rsvg_handle_set_dpi(h, 96);
		drawn = measure(r, h);
		d->unit = drawn ? 1 / fineness(r, pixels) : 1;
		drawn = drawn && render(r, h, d);
		g_object_unref(h);
	}
	if (drawn && pixels.nfilter)
		record_say(r, 'p',
		    "draw its shadow or blur another way to keep its lines",
		    "has a filter: what it is laid on is drawn as pixels");
	buf_release(&css);
	return drawn;
}
