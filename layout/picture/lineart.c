/*
 * Line art told from all other pictures: two colors and a hard edge between them, which
 * a press shows as sharp as it is and which needs more pixels for it.
 *
 * In: a PNG file, found sound on the outside. Out: is it line art, and is that black and
 * white alone; its pixels in one bit each, if that holds to the end. A photograph has a
 * third color in its first row, and a drawing whose edges were smoothed in its first
 * line: they are read no further. Of a good scan up to MOST pixels are read, more while
 * there was but one color; what lies below is taken for the same only if the file has
 * less than a bit for each pixel, as no photograph has.
 * Flat drawings of three colors and more are held to what photographs are: they are
 * screened, which hides their steps, and GWG's figures are of pictures of one bit.
 * A picture made of squares, as a code for telephones is, is none either: each of its
 * modules has many pixels, and its edges are sharp at any size. It is known by its runs
 * of one color, each of which is several times one length of SQUARE pixels or more.
 * By the file's depth alone none of this can be told: scans are saved with 8 bits and in
 * RGB.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { COLORS = 2, SQUARE = 3, SMALL = 32 /* pixels a side: a dot */ };
#define MOST UINT64_C(4000000) /* pixels */
#define MOST_PLAIN (MOST * 10)

struct look {
	uint8_t color[COLORS][4];
	unsigned ncolor, channels; /* one more than COLORS: there are others */
	uint32_t square; /* the longest length of which all runs are so many; 0: no run */
	uint64_t npixel;
};

static uint32_t common(uint32_t a, uint32_t b)
{
	while (b) {
		const uint32_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* False: it is one color more than line art has. */
static bool note_color(struct look *l, const uint8_t *pixel)
{
	for (unsigned i = 0; i < l->ncolor; i++)
		if (memcmp(l->color[i], pixel, l->channels) == 0)
			return true;
	if (l->ncolor < COLORS)
		memcpy(l->color[l->ncolor], pixel, l->channels);
	return ++l->ncolor <= COLORS;
}

/* Runs at a row's ends may be cut off, and say nothing. */
static bool look_at_row(
    void *context, const uint8_t *row, uint32_t width, unsigned channels)
{
	struct look *l = context;
	uint32_t start = 0;

	l->channels = channels;
	if (!note_color(l, row))
		return false;
	for (uint32_t x = 1; x < width; x++) {
		const uint8_t *pixel = row + (size_t)x * channels;

		if (memcmp(pixel, pixel - channels, channels) == 0)
			continue;
		if (!note_color(l, pixel))
			return false;
		if (start)
			l->square = common(l->square, x - start);
		start = x;
	}
	l->npixel += width;
	return l->npixel < (l->ncolor > 1 ? MOST : MOST_PLAIN);
}

/* Opaque black or white. */
static bool is_plain(const uint8_t *pixel, unsigned channels)
{
	const unsigned ncolor = channels - (channels % 2 == 0);

	if (pixel[0] != 0 && pixel[0] != 255)
		return false;
	for (unsigned c = 1; c < ncolor; c++)
		if (pixel[c] != pixel[0])
			return false;
	return channels % 2 == 1 || pixel[channels - 1] == 255;
}

void line_art_look(struct bytes file, const struct png_header *h, struct picture *p)
{
	const uint64_t npixel = (uint64_t)p->width * p->height;
	struct look l = {.ncolor = 0};

	if (p->width < SMALL || p->height < SMALL)
		return;
	if (h->interlace) { /* comes as a whole, or not at all */
		p->line_art = h->bits == 1;
		p->bilevel = p->line_art && h->color == 0 && !p->alpha;
		return;
	}
	/* what is damaged is told when it is decoded */
	png_rows(file, look_at_row, &l);
	if (l.ncolor != COLORS || l.square == 0 || l.square >= SQUARE ||
	    (l.npixel < npixel && h->ndata > npixel / 8))
		return;
	p->line_art = true;
	p->bilevel = true;
	for (unsigned i = 0; i < l.ncolor; i++)
		p->bilevel = p->bilevel && is_plain(l.color[i], l.channels);
}

/* ---- one bit a pixel ------------------------------------------------------ */

struct packing {
	uint8_t *to; /* the next row */
};

static bool pack_row(void *context, const uint8_t *row, uint32_t width, unsigned channels)
{
	struct packing *p = context;

	for (uint32_t x = 0; x < width; x++, row += channels) {
		if (!is_plain(row, channels))
			return false;
		if (row[0])
			p->to[x / 8] |= (uint8_t)(128 >> x % 8);
	}
	p->to += (width + 7) / 8;
	return true;
}

uint8_t *line_art_pack(struct bytes file, const struct picture *p, size_t *len)
{
	struct packing packing;
	uint8_t *bits;

	*len = (size_t)(p->width + 7) / 8 * p->height;
	bits = calloc(*len, 1);
	if (!bits)
		die("memory for a picture:");
	packing.to = bits;
	if (png_rows(file, pack_row, &packing))
		return bits;
	free(bits);
	return NULL;
}
