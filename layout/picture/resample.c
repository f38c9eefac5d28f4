/*
 * Pixels brought down by area average, and turned.
 *
 * In: rows as a decoder makes them. Out: a raster of the size asked for, at most the
 * source's. Every source pixel counts by the area that it covers of a target pixel, in
 * fixed point (weights of a target pixel sum to 32768 in each direction), so the result
 * is the same on every machine and no row but the current one is kept. The average is of
 * the coded values, as in every viewer; a sharper filter (Lanczos) rings at the edges of
 * line art and costs three times as much.
 * Rows are summed first, which compilers turn into vector code, and only a sum that is
 * whole is reduced across: once a target row.
 * Where no pixel is dropped, rows are decoded straight into the raster.
 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { ONE = 32768 };

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
	uint16_t weight, spill;
	bool ends;
};

/* The source's nth edge of `from`, on a target scale of ONE a pixel; never up, so it
 * reaches into two target pixels at most. */
static struct edge edge_at(uint32_t n, uint32_t from, uint32_t to)
{
	uint64_t start = (uint64_t)n * to * ONE / from,
		 end = (n + UINT64_C(1)) * to * ONE / from;
	uint64_t border = (start / ONE + 1) * ONE;

	if (end < border)
		return (struct edge){(uint16_t)(end - start), 0, false};
	return (struct edge){(uint16_t)(border - start), (uint16_t)(end - border), true};
}

/* What each target column takes of which source columns: as many of them for each, so
 * that nothing in the loop over them has to be guessed; some weights are 0. */
static void plan_across(struct shrink *s)
{
	const uint32_t to = s->to->width;
	uint32_t target = 0, tap = 0;

	s->ntap = (s->width + to - 1) / to + 1;
	s->first = take(to, sizeof *s->first);
	s->weight = take((size_t)to * s->ntap, sizeof *s->weight);
	for (uint32_t x = 0; x < s->width; x++) {
		const struct edge e = edge_at(x, s->width, to);

		s->weight[(size_t)target * s->ntap + tap++] = e.weight;
		if (!e.ends || ++target == to)
			continue;
		s->first[target] = x;
		s->weight[(size_t)target * s->ntap] = e.spill;
		tap = 1;
	}
}

void shrink_init(struct shrink *s, uint32_t width, uint32_t height, struct raster *to)
{
	size_t channels = raster_channels(to), n;

	assert(to->width <= width && to->height <= height);
	raster_new(to);
	*s = (struct shrink){.to = to, .width = width, .height = height};
	if (width == to->width && height == to->height)
		return;
	plan_across(s);
	n = ((size_t)width + s->ntap) * channels;
	s->slot = take(n, 1);
	s->sum = take(n, sizeof *s->sum);
	s->line = take(n, sizeof *s->line);
}

void shrink_release(struct shrink *s)
{
	free(s->first);
	free(s->weight);
	free(s->slot);
	free(s->sum);
	free(s->line);
}

bool shrink_wants(const struct shrink *s)
{
	return s->taken < s->height;
}

uint8_t *shrink_slot(struct shrink *s)
{
	if (s->slot)
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

/* The slot goes into the sum. */
static void add_row(
    const uint8_t *restrict slot, uint32_t *restrict sum, size_t n, uint16_t weight)
{
	for (size_t i = 0; i < n; i++)
		sum[i] += (uint32_t)slot[i] * weight;
}

/* The slot ends a target row: the sum is whole and goes into the line; what the slot has
 * left begins the next sum. */
static void end_row(struct shrink *s, size_t n, struct edge e)
{
	const uint8_t *restrict slot = s->slot;
	uint32_t *restrict sum = s->sum;
	uint16_t *restrict line = s->line;

	for (size_t i = 0; i < n; i++) {
		const uint32_t whole = sum[i] + (uint32_t)slot[i] * e.weight;

		line[i] = (uint16_t)((whole + 64) >> 7);
		sum[i] = (uint32_t)slot[i] * e.spill;
	}
}

/* The line, reduced across, into the raster. Called with constants, so that the compiler
 * unrolls the loops. */
static inline void reduce_by(
    const struct shrink *s, uint8_t *to, const unsigned channels, const uint32_t ntap)
{
	const uint16_t *weight = s->weight;

	for (uint32_t x = 0; x < s->to->width; x++, weight += ntap) {
		const uint16_t *from = s->line + (size_t)s->first[x] * channels;
		uint32_t sum[4] = {1u << 22, 1u << 22, 1u << 22, 1u << 22};

		for (uint32_t tap = 0; tap < ntap; tap++, from += channels)
			for (unsigned c = 0; c < channels; c++)
				sum[c] += (uint32_t)from[c] * weight[tap];
		for (unsigned c = 0; c < channels; c++)
			*to++ = (uint8_t)(sum[c] >> 23);
	}
}

/* Three is what a JPEG's row takes, which comes at less than twice the width. */
static inline void reduce_channels(
    const struct shrink *s, uint8_t *to, const unsigned channels)
{
	if (s->ntap == 3)
		reduce_by(s, to, channels, 3);
	else
		reduce_by(s, to, channels, s->ntap);
}

static void reduce_across(const struct shrink *s, uint8_t *to)
{
	switch (raster_channels(s->to)) {
	case 1:
		reduce_channels(s, to, 1);
		break;
	case 2:
		reduce_channels(s, to, 2);
		break;
	case 3:
		reduce_channels(s, to, 3);
		break;
	default:
		reduce_channels(s, to, 4);
		break;
	}
}

void shrink_take(struct shrink *s)
{
	const unsigned channels = raster_channels(s->to);
	const size_t n = (size_t)s->width * channels;
	struct edge e;
	uint8_t *out;

	if (!s->slot) {
		s->taken++;
		return;
	}
	if (s->to->alpha)
		premultiply(s->slot, s->width, channels);
	e = edge_at(s->taken++, s->height, s->to->height);
	if (!e.ends) {
		add_row(s->slot, s->sum, n, e.weight);
		return;
	}
	end_row(s, n, e);
	out = s->to->at + (size_t)s->to->width * channels * s->filled++;
	reduce_across(s, out);
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
