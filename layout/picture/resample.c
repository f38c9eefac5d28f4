/*
 * Pixels brought down by area average, and turned.
 *
 * In: rows as a decoder makes them. Out: a raster of the size asked for, at most the
 * source's. Every source pixel counts by the area that it covers of a target pixel, in
 * fixed point (weights of a target pixel sum to 65536 in each direction), so the result
 * is the same on every machine and no row but the current one is kept. The average is of
 * the coded values, as in every viewer; a sharper filter (Lanczos) rings at the edges of
 * line art and costs three times as much.
 * Where no pixel is dropped, rows are decoded straight into the raster.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { ONE = 65536 };

static void *take(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		die("memory for a picture:");
	return p;
}

void raster_new(struct raster *r)
{
	size_t n = (size_t)r->width * r->height * raster_channels(r);

	r->at = malloc(n ? n : 1);
	if (!r->at)
		die("memory for a picture:");
}

void raster_release(struct raster *r)
{
	free(r->at);
	r->at = NULL;
}

/* What a source column or row gives to the target pixel it begins in and, if that ends
 * within it, to the next. */
struct edge {
	uint32_t weight, spill;
	bool ends;
};

/* The source's nth edge of `from`, on a target scale of 65536 a pixel; never up, so it
 * reaches into two target pixels at most. */
static struct edge edge_at(uint32_t n, uint32_t from, uint32_t to)
{
	uint64_t start = (uint64_t)n * to * ONE / from,
		 end = (n + UINT64_C(1)) * to * ONE / from;
	uint64_t border = (start / ONE + 1) * ONE;

	if (end < border)
		return (struct edge){(uint32_t)(end - start), 0, false};
	return (struct edge){(uint32_t)(border - start), (uint32_t)(end - border), true};
}

void shrink_init(struct shrink *s, uint32_t width, uint32_t height, struct raster *to)
{
	size_t channels = raster_channels(to);

	assert(to->width <= width && to->height <= height);
	raster_new(to);
	*s = (struct shrink){.to = to, .width = width, .height = height};
	if (width == to->width && height == to->height)
		return;
	s->edge = take(width, sizeof *s->edge);
	s->slot = take((size_t)width * channels, 1);
	s->line = take((size_t)to->width * channels, sizeof *s->line);
	s->sum = take((size_t)to->width * channels, sizeof *s->sum);
	for (uint32_t x = 0; x < width; x++)
		s->edge[x] = edge_at(x, width, to->width);
}

void shrink_release(struct shrink *s)
{
	free(s->edge);
	free(s->slot);
	free(s->line);
	free(s->sum);
}

bool shrink_wants(const struct shrink *s)
{
	return s->taken < s->height;
}

uint8_t *shrink_slot(struct shrink *s)
{
	if (s->edge)
		return s->slot;
	return s->to->at + (size_t)s->taken * s->width * raster_channels(s->to);
}

/* A transparent pixel's color must not shine into its neighbors. */
static void premultiply(uint8_t *row, size_t width, unsigned channels)
{
	for (size_t x = 0; x < width; x++, row += channels)
		for (unsigned c = 0; c + 1 < channels; c++)
			row[c] = (uint8_t)((row[c] * row[channels - 1] + 127) / 255);
}

static void unmultiply(uint8_t *row, size_t width, unsigned channels)
{
	for (size_t x = 0; x < width; x++, row += channels) {
		unsigned alpha = row[channels - 1];

		for (unsigned c = 0; alpha && c + 1 < channels; c++) {
			unsigned v = (row[c] * 255u + alpha / 2) / alpha;
			row[c] = (uint8_t)(v > 255 ? 255 : v);
		}
	}
}

/* The slot, reduced across, into line. Called with a constant, so that the compiler
 * unrolls the loops over the channels. */
static inline void reduce_channels(struct shrink *s, const unsigned channels)
{
	const uint8_t *from = s->slot;
	uint16_t *to = s->line;
	uint32_t sum[4] = {0};

	for (uint32_t x = 0; x < s->width; x++, from += channels) {
		const struct edge *e = &s->edge[x];

		for (unsigned c = 0; c < channels; c++)
			sum[c] += from[c] * e->weight;
		if (!e->ends)
			continue;
		for (unsigned c = 0; c < channels; c++) {
			*to++ = (uint16_t)((sum[c] + 128) >> 8);
			sum[c] = from[c] * e->spill;
		}
	}
}

static void reduce_across(struct shrink *s)
{
	switch (raster_channels(s->to)) {
	case 1:
		reduce_channels(s, 1);
		break;
	case 2:
		reduce_channels(s, 2);
		break;
	case 3:
		reduce_channels(s, 3);
		break;
	default:
		reduce_channels(s, 4);
		break;
	}
}

void shrink_take(struct shrink *s)
{
	unsigned channels = raster_channels(s->to);
	size_t n = (size_t)s->to->width * channels;
	struct edge e;
	uint8_t *out;

	if (!s->edge) {
		s->taken++;
		return;
	}
	if (s->to->alpha)
		premultiply(s->slot, s->width, channels);
	reduce_across(s);
	e = edge_at(s->taken++, s->height, s->to->height);
	for (size_t i = 0; i < n; i++)
		s->sum[i] += s->line[i] * e.weight;
	if (!e.ends)
		return;
	out = s->to->at + n * s->filled++;
	for (size_t i = 0; i < n; i++) {
		out[i] = (uint8_t)((s->sum[i] + (1u << 23)) >> 24);
		s->sum[i] = s->line[i] * e.spill;
	}
	if (s->to->alpha)
		unmultiply(out, s->to->width, channels);
}

/* ---- turning ------------------------------------------------------------- */

/*
 * For each orientation, how the source is walked while the target is written row by row:
 * does a target row run along a source column, and from which ends.
 */
static const struct turn {
	bool swap, right, bottom;
} turns[9] = {
    [1] = {false, false, false},
    [2] = {false, true, false},
    [3] = {false, true, true},
    [4] = {false, false, true},
    [5] = {true, false, false},
    [6] = {true, false, true},
    [7] = {true, true, true},
    [8] = {true, true, false},
};

void raster_orient(struct raster *r, uint8_t orientation)
{
	const struct turn *t = &turns[orientation];
	size_t channels = raster_channels(r);
	ptrdiff_t pixel = (ptrdiff_t)channels, row = pixel * (ptrdiff_t)r->width;
	ptrdiff_t step_x = t->right ? -pixel : pixel, step_y = t->bottom ? -row : row;
	const uint8_t *from = r->at;
	struct raster to = *r;
	uint8_t *out;

	if (orientation == 1)
		return;
	if (t->right)
		from += row - pixel;
	if (t->bottom)
		from += row * (ptrdiff_t)(r->height - 1);
	if (t->swap) {
		ptrdiff_t step = step_x;

		to.width = r->height;
		to.height = r->width;
		step_x = step_y;
		step_y = step;
	}
	raster_new(&to);
	out = to.at;
	for (uint32_t y = 0; y < to.height; y++)
		for (uint32_t x = 0; x < to.width; x++, out += channels)
			memcpy(out, from + (ptrdiff_t)x * step_x + (ptrdiff_t)y * step_y,
			    channels);
	raster_release(r);
	*r = to;
}
