/*
 * How much ink a picture has where, counted while it is coded for the press.
 *
 * In: rows as they will be printed, CMYK (255 is full ink) or grey (0 is black). Out: the
 * means of square cells, by which a page's ink is added up. Cells are as large as the
 * writer asks: what is measured is the mean of an area, never a pixel. Where a picture is
 * seen through, cells say how much of them it covers, and with what.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { PLATES = 4 };

void tally_begin(struct tally *t, const struct raster *of, uint32_t cell)
{
	*t = (struct tally){
	    .cell = cell ? cell : 1, .width = of->width, .ncolor = of->ncolor};
	t->left = of->height;
	t->map.width = (of->width + t->cell - 1) / t->cell;
	t->map.height = (of->height + t->cell - 1) / t->cell;
	t->sum = calloc((size_t)t->map.width * PLATES, sizeof *t->sum);
	t->map.at = malloc((size_t)t->map.width * t->map.height * PLATES);
	if (!t->sum || !t->map.at)
		die("memory for a picture:");
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
	uint8_t *to = t->map.at + (size_t)t->filled++ * t->map.width * PLATES;

	for (uint32_t x = 0; x < t->map.width; x++) {
		const uint32_t from = x * t->cell, room = t->width - from;
		const uint32_t n = (room < t->cell ? room : t->cell) * t->rows;

		for (int i = 0; i < PLATES; i++)
			*to++ = (uint8_t)((t->sum[x * PLATES + i] + n / 2) / n);
		if (t->cover)
			end_masked(t, x, n);
	}
	memset(t->sum, 0, (size_t)t->map.width * PLATES * sizeof *t->sum);
	t->rows = 0;
}

static void add_inks(struct tally *t, const uint8_t *row)
{
	uint32_t most = t->most;

	for (uint32_t x = 0, cell = 0; x < t->width; cell++) {
		uint32_t *sum = t->sum + cell * PLATES;
		const uint32_t end = t->width - x < t->cell ? t->width : x + t->cell;

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
	for (uint32_t x = 0, cell = 0; x < t->width; cell++) {
		uint32_t black = 0;
		const uint32_t end = t->width - x < t->cell ? t->width : x + t->cell;

		for (; x < end; x++)
			black += 255u - *row++;
		t->sum[cell * PLATES + 3] += black;
	}
}

static void add_masked(struct tally *t, const uint8_t *row)
{
	const bool inks = t->ncolor == PLATES;

	for (uint32_t x = 0; x < t->width; x++, row += t->ncolor) {
		const uint32_t cell = x / t->cell, part = *t->mask++;
		uint32_t *sum = t->sum + cell * PLATES;

		for (int i = 0; inks && i < PLATES; i++)
			sum[i] += (row[i] * part + 127) / 255;
		if (!inks)
			sum[3] += ((255u - row[0]) * part + 127) / 255;
		t->cover[cell] += part;
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
	if (--t->left == 0 || t->rows == t->cell)
		end_cells(t);
}

struct ink_map tally_end(struct tally *t)
{
	free(t->sum);
	free(t->cover);
	t->sum = t->cover = NULL;
	return t->map;
}

double ink_map_most(const struct ink_map *m)
{
	const uint32_t wide = m->width < INK_ACROSS ? m->width : INK_ACROSS;
	const uint32_t tall = m->height < INK_ACROSS ? m->height : INK_ACROSS;
	uint32_t most = 0;

	for (uint32_t y = 0; y + tall <= m->height; y++)
		for (uint32_t x = 0; x + wide <= m->width; x++) {
			uint32_t sum = 0;

			for (uint32_t v = y; v < y + tall; v++) {
				const uint8_t *row =
				    m->at + ((size_t)v * m->width + x) * PLATES;

				for (uint32_t i = 0; i < wide * PLATES; i++)
					sum += row[i];
			}
			most = sum > most ? sum : most;
		}
	return most / 2.55 / (wide * tall);
}
