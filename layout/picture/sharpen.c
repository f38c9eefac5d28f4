/*
 * Sharpened for print: an unsharp mask on a picture's lightness.
 *
 * In: pixels in grey or RGB, as many as will be printed; amount, radius in pixels and
 * threshold. Out: the same pixels, darker on the dark side of an edge and lighter on the
 * light one. Halftone screens and area averages soften edges by about as much.
 * What is added is the same for all three colors of a pixel, so that no hue changes, and
 * never so much that one of them would leave its range: a white stays white and a black
 * black. It is never more than HALO, so that no edge is seen to glow, and nothing where a
 * pixel differs from its surroundings by less than the threshold: grain of film and noise
 * of cameras stay what they are.
 * The blur is a Gaussian, cut at 2.5 of its radius, in whole numbers: first down, which
 * reads whole rows, then across. Loops run along rows, with nothing in them to guess.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum {
	HALO = 40,  /* most that a channel changes, of 255 */
	REACH = 32, /* most pixels on either side that a blur takes in */
	ONE = 256,  /* a weight of the whole */
};

struct blur {
	int reach;
	uint16_t weight[REACH + 1]; /* of the middle, and of each step away from it */
};

static struct blur blur_of(double radius)
{
	struct blur b = {.reach = (int)ceil(2.5 * radius)};
	double part[REACH + 1], sum = 0;
	int rest = ONE;

	b.reach = b.reach < 1 ? 1 : b.reach > REACH ? REACH : b.reach;
	for (int i = 0; i <= b.reach; i++) {
		part[i] = exp(-i * i / (2 * radius * radius));
		sum += i ? 2 * part[i] : part[i];
	}
	for (int i = b.reach; i > 0; i--) {
		b.weight[i] = (uint16_t)(part[i] / sum * ONE + 0.5);
		rest -= 2 * b.weight[i];
	}
	b.weight[0] = (uint16_t)rest;
	return b;
}

static void *take(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (!p)
		die("memory for a picture:");
	return p;
}

/* ITU-R BT.601, as a JPEG has it. */
static uint8_t *lightness(const struct raster *r)
{
	const size_t n = (size_t)r->width * r->height;
	const uint8_t *restrict from = r->at;
	uint8_t *restrict light = take(n);

	if (r->ncolor == 1)
		memcpy(light, from, n);
	else
		for (size_t i = 0; i < n; i++)
			light[i] = (uint8_t)((77u * from[3 * i] + 150u * from[3 * i + 1] +
						 29u * from[3 * i + 2] + 128) >>
					     8);
	return light;
}

/* line[i] += weight × (above[i] + below[i]) */
static void add_rows(const uint8_t *restrict above, const uint8_t *restrict below,
    uint16_t *restrict line, size_t n, uint16_t weight)
{
	for (size_t i = 0; i < n; i++)
		line[i] = (uint16_t)(line[i] + weight * (above[i] + below[i]));
}

/* A row of the lightness, blurred down: 1/256. The picture's edges go on outwards. */
static void blur_down(const uint8_t *light, const struct raster *r, uint32_t y,
    const struct blur *b, uint16_t *restrict line)
{
	const size_t n = r->width;
	const uint8_t *restrict here = light + (size_t)y * n;

	for (size_t i = 0; i < n; i++)
		line[i] = (uint16_t)(here[i] * b->weight[0]);
	for (int k = 1; k <= b->reach; k++) {
		const uint32_t step = (uint32_t)k, last = r->height - 1;
		const uint32_t up = y > step ? y - step : 0;
		const uint32_t down = y + step < last ? y + step : last;

		add_rows(light + up * n, light + down * n, line, n, b->weight[k]);
	}
}

/* What is cut off is less than a thirtieth of a level in all: no amount shows it. */
static uint16_t part_of(uint16_t value, uint16_t weight)
{
	return (uint16_t)((uint32_t)value * weight >> 16);
}

/* blurred[i]: 1/256 of a level. line has `reach` more on either side. */
static void blur_across(
    const uint16_t *line, const struct blur *b, size_t n, uint16_t *restrict blurred)
{
	const uint16_t *restrict middle = line + b->reach;
	const uint32_t whole = b->weight[0] * 256u;
	const uint16_t first = whole > UINT16_MAX ? UINT16_MAX : (uint16_t)whole;

	for (size_t i = 0; i < n; i++)
		blurred[i] = part_of(middle[i], first);
	for (int k = 1; k <= b->reach; k++) {
		const uint16_t *restrict left = middle - k, *restrict right = middle + k;
		const uint16_t weight = (uint16_t)(b->weight[k] * 256);

		for (size_t i = 0; i < n; i++)
			blurred[i] = (uint16_t)(blurred[i] + part_of(left[i], weight) +
						part_of(right[i], weight));
	}
}

static int within(int x, int least, int most)
{
	return x < least ? least : x > most ? most : x;
}

/* By how much each pixel of a row changes. */
static void compare(const uint8_t *restrict light, const uint16_t *restrict blurred,
    size_t n, const struct sharpening *s, int16_t *restrict change)
{
	const int amount = s->amount * 256 / 100, threshold = s->threshold * 256;

	for (size_t i = 0; i < n; i++) {
		const int differs = light[i] * 256 - blurred[i];
		const int size = differs < 0 ? -differs : differs;
		const int by =
		    size > threshold ? (differs * amount + (1 << 15)) >> 16 : 0;

		change[i] = (int16_t)within(by, -HALO, HALO);
	}
}

static void change_row(
    uint8_t *restrict row, const int16_t *restrict change, size_t n, unsigned channels)
{
	if (channels == 1) {
		for (size_t i = 0; i < n; i++)
			row[i] = (uint8_t)within(row[i] + change[i], 0, 255);
		return;
	}
	for (size_t i = 0; i < n; i++, row += 3) {
		const int r = row[0], g = row[1], b = row[2];
		const int low = r < g ? (r < b ? r : b) : g < b ? g : b;
		const int high = r > g ? (r > b ? r : b) : g > b ? g : b;
		const int by = within(change[i], -low, 255 - high);

		row[0] = (uint8_t)(r + by);
		row[1] = (uint8_t)(g + by);
		row[2] = (uint8_t)(b + by);
	}
}

bool raster_sharpen(struct raster *r, const struct sharpening *s, double radius)
{
	const struct blur b = blur_of(radius);
	const size_t n = r->width, reach = (size_t)b.reach;
	uint8_t *light;
	uint16_t *line, *blurred;
	int16_t *change;

	if (s->amount <= 0 || radius <= 0 || r->ncolor > 3 || r->alpha)
		return false;
	light = lightness(r);
	line = take((n + 2 * reach) * sizeof *line);
	blurred = take(n * sizeof *blurred);
	change = take(n * sizeof *change);
	for (uint32_t y = 0; y < r->height; y++) {
		blur_down(light, r, y, &b, line + reach);
		for (size_t i = 0; i < reach; i++) {
			line[i] = line[reach];
			line[reach + n + i] = line[reach + n - 1];
		}
		blur_across(line, &b, n, blurred);
		compare(light + (size_t)y * n, blurred, n, s, change);
		change_row(r->at + (size_t)y * n * r->ncolor, change, n, r->ncolor);
	}
	free(light);
	free(line);
	free(blurred);
	free(change);
	return true;
}
