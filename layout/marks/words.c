/*
 * Words on a sheet, as outlines.
 *
 * In: words and a face. Out: filled paths, in marked content whose ActualText is the
 * words (ISO 32000-1, 14.9.4), so that a reader of the file knows what they say. A font
 * would have to be embedded for a line that nobody reads twice.
 */
#include "marks/marks.h"

#include <string.h>

/* Outlines in font units, so that a letter is the same bytes wherever it stands and packs
 * well. */
static void put(struct buf *out, double x, double y)
{
	buf_number(out, x, 1);
	buf_char(out, ' ');
	buf_number(out, y, 1);
	buf_char(out, ' ');
}

static void move(void *to, double x, double y)
{
	put(to, x, y);
	buf_string(to, "m ");
}

static void line(void *to, double x, double y)
{
	put(to, x, y);
	buf_string(to, "l ");
}

static void curve(
    void *to, double x1, double y1, double x2, double y2, double x, double y)
{
	put(to, x1, y1);
	put(to, x2, y2);
	put(to, x, y);
	buf_string(to, "c ");
}

static void close(void *to)
{
	buf_string(to, "h ");
}

/* A string of UTF-16 with a mark of its byte order. */
static void put_string(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);

	buf_string(out, "<FEFF");
	while (text < end) {
		size_t len;
		uint32_t c = utf8_decode(text, end, &len);

		c = c == UTF8_BAD ? 0xFFFD : c;
		if (c > 0xFFFF) {
			buf_printf(out, "%04X", 0xD800 + ((unsigned)(c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		buf_printf(out, "%04X", (unsigned)c);
		text += len;
	}
	buf_char(out, '>');
}

static void put_matrix(struct buf *out, double scale, double x, double y)
{
	buf_string(out, "q ");
	buf_number(out, scale, 6);
	buf_string(out, " 0 0 ");
	buf_number(out, scale, 6);
	buf_char(out, ' ');
	buf_number(out, x, 3);
	buf_char(out, ' ');
	buf_number(out, y, 3);
	buf_string(out, " cm\n");
}

sp marks_words(struct buf *out, struct arena *a, const struct marks_words *w)
{
	static const char *const ink[] = {
	    "/All cs 1 scn", "1 0 0 0 k", "0 1 0 0 k", "0 0 1 0 k", "0 0 0 1 k"};
	static const struct outline outline = {move, line, curve, close};
	const struct run *run = font_run(
	    w->fonts, a, &(struct plain_words){w->text, w->face, w->size, NULL, 0});
	const double scale = sp_to_pt(w->size) / w->face->upem;
	double x = sp_to_pt(w->x);

	buf_string(out, "/Span <</ActualText ");
	put_string(out, w->text);
	buf_printf(out, ">> BDC %s\n", ink[w->plate]);
	for (uint32_t i = 0; i < run->nglyph; i++) {
		const struct glyph *g = &run->glyph[i];

		put_matrix(out, scale, x + g->dx * scale, sp_to_pt(w->y) + g->dy * scale);
		face_outline(w->face, g->id, &outline, out);
		buf_string(out, "f Q\n");
		x += g->advance * scale;
	}
	buf_string(out, "EMC\n");
	return run_width(run, 0, run->nglyph);
}
