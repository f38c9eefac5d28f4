/*
 * How much ink art lays down, as it was drawn by another program.
 *
 * In: pages as portable arbitrary maps of CMYK (the PAM of netpbm, as ghostscript writes
 * it), one after the other; all that such a page was made of. Out: a map of cells, as
 * tally.c makes it of photographs, kept by what it was made of: a drawing that did not
 * change is drawn once.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { PLATES = 4, LINE = 256, SIDE = 20000 };

/* ---- reading --------------------------------------------------------------- */

bool inked_head(FILE *from, struct raster *page)
{
	char line[LINE];
	unsigned depth = 0, most = 0;

	*page = (struct raster){.ncolor = PLATES};
	if (!fgets(line, sizeof line, from) || strcmp(line, "P7\n") != 0)
		return false;
	while (fgets(line, sizeof line, from) && strcmp(line, "ENDHDR\n") != 0) {
		sscanf(line, "WIDTH %u", &page->width);
		sscanf(line, "HEIGHT %u", &page->height);
		sscanf(line, "DEPTH %u", &depth);
		sscanf(line, "MAXVAL %u", &most);
	}
	return depth == PLATES && most == 255 && page->width && page->height &&
	       page->width <= SIDE && page->height <= SIDE;
}

bool inks_read(FILE *from, const struct inks_wanted *want, struct ink_map *out)
{
	struct raster page;
	uint8_t *row;
	struct tally t;
	bool whole = true;

	if (!inked_head(from, &page))
		return false;
	row = malloc((size_t)page.width * PLATES);
	if (!row)
		die("memory for a picture:");
	const struct raster art = {
	    .width = want->width < page.width ? want->width : page.width,
	    .height = want->height < page.height ? want->height : page.height,
	    .ncolor = PLATES};
	tally_begin(&t, &art, want->cell);
	for (uint32_t y = 0; whole && y < page.height; y++) {
		whole = fread(row, PLATES, page.width, from) == page.width;
		if (whole && y < art.height)
			tally_row(&t, row);
	}
	*out = tally_end(&t);
	free(row);
	if (whole)
		return true;
	free(out->at);
	*out = (struct ink_map){0};
	return false;
}

void inks_of_plates(
    const struct ink_plates *from, const struct inks_wanted *want, struct ink_map *out)
{
	const struct raster art = {
	    .width = want->width < from->width ? want->width : (uint32_t)from->width,
	    .height = want->height < from->height ? want->height : (uint32_t)from->height,
	    .ncolor = PLATES};
	struct ink_map map[2];
	uint8_t *row = malloc((size_t)art.width * PLATES);
	struct tally t;

	if (!row)
		die("memory for a picture:");
	for (int half = 0; half < 2; half++) {
		tally_begin(&t, &art, want->cell);
		for (uint32_t y = 0; y < art.height; y++) {
			for (uint32_t x = 0; x < art.width * PLATES; x++) {
				const uint8_t *plate =
				    from->plate[half * PLATES + x % PLATES];

				row[x] = plate ? plate[y * from->width + x / PLATES] : 0;
			}
			tally_row(&t, row);
		}
		map[half] = tally_end(&t);
	}
	const size_t n = ink_map_size(&map[0]);
	*out = map[0];
	out->spots = true;
	out->at = realloc(out->at, 2 * n);
	if (!out->at)
		die("memory for a picture:");
	memcpy(out->at + n, map[1].at, n);
	free(map[1].at);
	free(row);
}

bool inks_add_ground(struct ink_map *map, const struct ink_map *on_full)
{
	const size_t size = ink_map_size(map), n = ink_map_cells(map) * PLATES;

	if (map->width != on_full->width || map->height != on_full->height)
		return false;
	map->at = realloc(map->at, size + n);
	if (!map->at)
		die("memory for a picture:");
	for (size_t i = 0; i < n; i++) {
		const uint8_t ink = map->at[i], full = on_full->at[i];

		map->at[size + i] = full > ink ? full - ink : 0;
	}
	map->ground = true;
	return true;
}

/* ---- keeping ----------------------------------------------------------------- */

static struct key key_of_inks(
    const struct picture *p, const struct picture_want *want, const void *of, size_t len)
{
	struct buf b = {0};
	struct key key = cache_file_key(want->cache, "/proc/self/exe");

	buf_add(&b, &key, sizeof key);
	key = cache_file_key(want->cache, want->cmyk_profile);
	buf_add(&b, &key, sizeof key);
	buf_add(&b, &want->width, sizeof want->width);
	buf_add(&b, &want->ink_limit, sizeof want->ink_limit);
	buf_add(&b, of, len);
	for (size_t i = 0; i < p->art->nobject; i++) {
		const struct art_object *o = &p->art->object[i];

		key = key_of(o->head.at, o->head.len);
		buf_add(&b, &key, sizeof key);
		key = key_of(o->body.at, o->body.len);
		buf_add(&b, &key, sizeof key);
	}
	for (size_t i = 0; i < p->art->nsource; i++) {
		key = key_of(p->art->source[i].at, p->art->source[i].len);
		buf_add(&b, &key, sizeof key);
	}
	key = key_of(b.at, b.len);
	buf_release(&b);
	return key;
}

bool inks_find(const struct picture *p, const struct picture_want *want, const void *of,
    size_t len, struct ink_map *out)
{
	const struct key key = key_of_inks(p, want, of, len);
	size_t n;
	uint8_t *bytes = cache_find(want->cache, &key, &n);
	uint32_t side[4];
	bool good = false;

	*out = (struct ink_map){0};
	if (bytes && n > sizeof side) {
		memcpy(side, bytes, sizeof side);
		*out = (struct ink_map){.width = side[0],
		    .height = side[1],
		    .at = bytes,
		    .spots = side[2],
		    .ground = side[3]};
		good = n == sizeof side + ink_map_size(out);
	}
	if (good) {
		memmove(bytes, bytes + sizeof side, n - sizeof side);
	} else {
		*out = (struct ink_map){0};
		free(bytes);
	}
	return good;
}

void inks_keep(const struct picture *p, const struct picture_want *want, const void *of,
    size_t len, const struct ink_map *map)
{
	const struct key key = key_of_inks(p, want, of, len);
	const uint32_t side[4] = {map->width, map->height, map->spots, map->ground};
	struct buf b = {0};

	buf_add(&b, side, sizeof side);
	buf_add(&b, map->at, ink_map_size(map));
	cache_keep(want->cache, &key, b.at, b.len);
	buf_release(&b);
}
