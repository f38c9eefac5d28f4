/*
 * The channels of pixels: alpha taken out, greys folded, drawings told from photographs.
 *
 * In and out: a raster (pixels.h). A drawing is known by this: half of its pixels equal
 * their neighbour.
 */
#include <stdlib.h>

#include "picture/pixels.h"

enum { SMALL = 64 * 64 /* pixels: never worth a JPEG */ };

static void drop_channel(struct raster *r, uint8_t *mask)
{
	size_t n = (size_t)r->width * r->height;
	const uint8_t *from = r->at;
	uint8_t *to = r->at;

	for (size_t i = 0; i < n; i++) {
		for (unsigned c = 0; c < r->ncolor; c++)
			*to++ = *from++;
		if (mask)
			mask[i] = *from;
		from++;
	}
	r->alpha = false;
}

static bool is_opaque(const struct raster *r)
{
	size_t channels = raster_channels(r), n = (size_t)r->width * r->height * channels;

	for (size_t i = channels - 1; i < n; i += channels)
		if (r->at[i] != 255)
			return false;
	return true;
}

uint8_t *raster_split_mask(struct raster *r)
{
	uint8_t *mask = NULL;

	if (!r->alpha)
		return NULL;
	if (!is_opaque(r)) {
		mask = malloc((size_t)r->width * r->height);
		if (!mask)
			die("memory for a picture:");
	}
	drop_channel(r, mask);
	return mask;
}

void raster_fold_neutral(struct raster *r)
{
	size_t n = (size_t)r->width * r->height;
	const uint8_t *p = r->at;

	if (r->ncolor != 3 || r->alpha)
		return;
	for (size_t i = 0; i < n; i++)
		if (p[3 * i] != p[3 * i + 1] || p[3 * i] != p[3 * i + 2])
			return;
	for (size_t i = 0; i < n; i++)
		r->at[i] = p[3 * i];
	r->ncolor = 1;
}

/* How many pixels equal the next; called with a constant. */
static inline size_t count_equal(const uint8_t *p, size_t n, const unsigned channels)
{
	size_t nequal = 0;

	for (size_t i = 1; i < n; i++, p += channels) {
		unsigned differ = 0;

		for (unsigned c = 0; c < channels; c++)
			differ |= p[c] ^ p[c + channels];
		nequal += !differ;
	}
	return nequal;
}

bool raster_is_drawing(const struct raster *r)
{
	const size_t n = (size_t)r->width * r->height;
	const size_t nequal = r->ncolor == 1   ? count_equal(r->at, n, 1)
			      : r->ncolor == 3 ? count_equal(r->at, n, 3)
					       : count_equal(r->at, n, 4);

	return n <= SMALL || nequal >= n / 2;
}
