/*
 * How much ink a picture has where, counted while it is coded for the press.
 *
 * In: rows as they will be printed, CMYK (255 is full ink) or grey (0 is black). Out: the
 * means of square cells, by which a page's ink is added up. Cells are as large as the
 * writer asks, but all of one size to half a pixel, however many pixels are left over:
 * where a cell lies is told by its number alone. Where a picture is seen through, cells
 * say how much of them it covers, and with what.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { PLATES = 4 };

void tally_begin(struct tally *t, const struct raster *of, uint32_t cell)
{
	cell = cell ? cell : 1;
	*t = (struct tally){
	    .width = of->width, .height = of->height, .ncolor = of->ncolor};
	t->map.width = (of->width + cell - 1) / cell;
	t->map.height = (of->height + cell - 1) / cell;
	t->sum = calloc((size_t)t->map.width * PLATES, sizeof *t->sum);
	t->map.at = malloc((size_t)t->map.width * t->map.height * PLATES);
	if (!t->sum || !t->map.at)
		die("memory for a picture:");
}

/* The first pixel of the cell after this one, of so many in so many pixels; the nearest,
 * or all cells would lie too far to one side. */
static uint32_t end_of(uint32_t cell, uint32_t ncell, uint32_t npixel)
{
	const uint64_t twice = (cell + UINT64_C(1)) * npixel * 2;

	return (uint32_t)((twice + ncell) / (2 * (uint64_t)ncell));
}

void tally_mask(struct tally *t, const uint8_t *mask)
{
	if (!mask)
		return;
	t->mask = mask;
	t->map.masked = true;
	t->cover = calloc(t->map.width, sizeof *t->cover);
	t->map.at = realloc(t->map.at, ink_map_size(&t->map));
	if (!t->cover || !t->map.at)
		die("memory for a picture:");
}

/* n: pixels of the cell. */
static void end_masked(struct tally *t, uint32_t x, uint32_t n)
{
	const size_t cell = (size_t)(t->filled - 1) * t->map.width + x;
	uint8_t *inks = t->map.at + cell * PLATES;
	const uint32_t cover = t->cover[x];

	for (int i = 0; cover && i < PLATES; i++) {
		const uint64_t mean =
		    ((uint64_t)t->sum[x * PLATES + i] * 255 + cover / 2) / cover;

		inks[i] = (uint8_t)(mean < 255 ? mean : 255);
	}
	t->map.at[ink_map_cells(&t->map) * PLATES + cell] =
	    (uint8_t)((cover + n / 2) / n);
	t->cover[x] = 0;
}

static void end_cells(struct tally *t)
{
	const uint32_t wide = t->map.width;
	uint8_t *to = t->map.at + (size_t)t->filled++ * wide * PLATES;

	for (uint32_t cell = 0, x = 0; cell < wide; cell++) {
		const uint32_t end = end_of(cell, wide, t->width);
		const uint32_t n = (end - x) * t->rows;

		for (int i = 0; i < PLATES; i++)
			*to++ = (uint8_t)((t->sum[cell * PLATES + i] + n / 2) / n);
		if (t->cover)
			end_masked(t, cell, n);
		x = end;
	}
	memset(t->sum, 0, (size_t)wide * PLATES * sizeof *t->sum);
	t->rows = 0;
}

static void add_inks(struct tally *t, const uint8_t *row)
{
	uint32_t most = t->most;

	for (uint32_t x = 0, cell = 0; cell < t->map.width; cell++) {
		uint32_t *sum = t->sum + cell * PLATES;
		const uint32_t end = end_of(cell, t->map.width, t->width);

		for (; x < end; x++, row += PLATES) {
			const uint32_t all = (uint32_t)row[0] + row[1] + row[2] + row[3];

			for (int i = 0; i < PLATES; i++)
				sum[i] += row[i];
			most = all > most ? all : most;
		}
	}
	t->most = most;
}

static void add_grey(struct tally *t, const uint8_t *row)
{
	for (uint32_t x = 0, cell = 0; cell < t->map.width; cell++) {
		uint32_t black = 0;
		const uint32_t end = end_of(cell, t->map.width, t->width);

		for (; x < end; x++)
			black += 255u - *row++;
		t->sum[cell * PLATES + 3] += black;
	}
}

static void add_masked(struct tally *t, const uint8_t *row)
{
	const bool inks = t->ncolor == PLATES;

	for (uint32_t x = 0, cell = 0; cell < t->map.width; cell++) {
		uint32_t *sum = t->sum + cell * PLATES;
		const uint32_t end = end_of(cell, t->map.width, t->width);

		for (; x < end; x++, row += t->ncolor) {
			const uint32_t part = *t->mask++;

			for (int i = 0; inks && i < PLATES; i++)
				sum[i] += (row[i] * part + 127) / 255;
			if (!inks)
				sum[3] += ((255u - row[0]) * part + 127) / 255;
			t->cover[cell] += part;
		}
	}
}

void tally_row(struct tally *t, const uint8_t *row)
{
	if (t->mask)
		add_masked(t, row);
	else if (t->ncolor == PLATES)
		add_inks(t, row);
	else
		add_grey(t, row);
	t->rows++;
	if (++t->taken == end_of(t->filled, t->map.height, t->height))
		end_cells(t);
}

struct ink_map tally_end(struct tally *t)
{
	free(t->sum);
	free(t->cover);
	t->sum = t->cover = NULL;
	return t->map;
}

/* One plane of a map, of so many bytes a cell, into its place in another. */
static void orient_plane(const struct ink_map *m, const uint8_t *from, uint8_t channels,
    uint8_t orientation, uint8_t *to)
{
	const size_t n = ink_map_cells(m) * channels;
	struct raster r = {.width = m->width, .height = m->height, .ncolor = channels};

	raster_new(&r);
	memcpy(r.at, from, n);
	raster_orient(&r, orientation);
	memcpy(to, r.at, n);
	raster_release(&r);
}

void ink_map_orient(struct ink_map *m, uint8_t orientation)
{
	const size_t n = ink_map_cells(m);
	const size_t spots = n * (PLATES + (m->masked ? 1u : 0u));
	struct ink_map turned = *m;

	if (orientation <= 1)
		return;
	turned.at = malloc(ink_map_size(m));
	if (!turned.at)
		die("memory for a picture:");
	orient_plane(m, m->at, PLATES, orientation, turned.at);
	if (m->masked)
		orient_plane(
		    m, m->at + n * PLATES, 1, orientation, turned.at + n * PLATES);
	if (m->spots)
		orient_plane(m, m->at + spots, PLATES, orientation, turned.at + spots);
	if (orientation >= 5) {
		turned.width = m->height;
		turned.height = m->width;
	}
	free(m->at);
	*m = turned;
}

/* ---- the most ------------------------------------------------------------------ */

/* The ink of a row of cells, added to the columns of the square's rows, or taken away. */
static void add_row(const struct ink_map *m, uint32_t y, int sign, uint32_t *column)
{
	const uint8_t *row = m->at + (size_t)y * m->width * PLATES;

	for (uint32_t x = 0; x < m->width; x++, row += PLATES)
		column[x] += (uint32_t)(sign * ((int)row[0] + row[1] + row[2] + row[3]));
}

static uint32_t most_along(const uint32_t *column, uint32_t n, uint32_t wide)
{
	uint32_t sum = 0, most = 0;

	for (uint32_t x = 0; x < n; x++) {
		sum += column[x];
		sum -= x >= wide ? column[x - wide] : 0;
		most = sum > most ? sum : most;
	}
	return most;
}

double ink_map_most(const struct ink_map *m, uint32_t side)
{
	const uint32_t wide = m->width < side ? m->width : side;
	const uint32_t tall = m->height < side ? m->height : side;
	uint32_t *column = calloc(m->width, sizeof *column), most = 0;

	if (!column)
		die("memory for a picture:");
	for (uint32_t y = 0; y < m->height; y++) {
		add_row(m, y, 1, column);
		if (y >= tall)
			add_row(m, y - tall, -1, column);
		if (y + 1 >= tall) {
			const uint32_t here = most_along(column, m->width, wide);

			most = here > most ? here : most;
		}
	}
	free(column);
	return most / 2.55 / ((double)wide * tall);
}
