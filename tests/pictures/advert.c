/*
 * The advert of samples/drawings: a page of PDF as a printer would send it. Its words are
 * outlines, so that no font travels with it; what it says stands in the advert's Markdown.
 *
 * In: an open file. Out: a page of PDF, 360 by 240 points; false if it could not be
 * written. The date is a fixed one: the same bytes each time.
 */
#include "paint.h"

#include <cairo-pdf.h>

enum { WIDTH = 360, HEIGHT = 240, MARGIN = 28 };

static cairo_status_t write_bytes(void *file, const unsigned char *bytes, unsigned n)
{
	return fwrite(bytes, 1, n, file) == n ? CAIRO_STATUS_SUCCESS
					      : CAIRO_STATUS_WRITE_ERROR;
}

static void words(cairo_t *c, double baseline, double size, const char *text)
{
	cairo_set_font_size(c, size);
	cairo_move_to(c, MARGIN, baseline);
	cairo_text_path(c, text);
	cairo_fill(c);
}

static void paint_advert(cairo_t *c)
{
	ink(c, TEAL);
	box(c, 0, 0, WIDTH, HEIGHT);
	ink(c, SUN);
	disc(c, 292, 72, 34);
	ink(c, SEA);
	waves(c, (const double[]){0, 176, WIDTH, HEIGHT - 176}, 24);
	ink(c, WHITE);
	cairo_select_font_face(
	    c, "Lato Black", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	words(c, 66, 34, "The Summer");
	words(c, 102, 34, "School");
	cairo_select_font_face(
	    c, "Andika", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	words(c, 134, 15, "One week by the sea, for everyone. It is free.");
	words(c, 156, 15, "Ring 01632 960199 by the first of May.");
}

bool advert(FILE *out)
{
	cairo_surface_t *s =
	    cairo_pdf_surface_create_for_stream(write_bytes, out, WIDTH, HEIGHT);
	cairo_t *c = cairo_create(s);

	cairo_pdf_surface_set_metadata(
	    s, CAIRO_PDF_METADATA_CREATE_DATE, "2026-04-01T00:00:00Z");
	paint_advert(c);
	cairo_destroy(c);
	cairo_surface_finish(s);
	const bool done = cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(s);
	return done;
}
