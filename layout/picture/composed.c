/*
 * What a page has in one place, in the press's own inks, as a picture.
 *
 * In: a page as a portable arbitrary map of CMYK, as ghostscript draws it, COMPOSED_FINE
 * times as fine as it is printed. Out: its pixels averaged, so that edges are smooth and
 * no line is lost between pixels; as they are where they are a drawing's, tints above
 * all, else as a JPEG; and their ink, measured. Nothing is converted or brought under a
 * limit: the pictures in it were, before they were drawn.
 */
#include <stdlib.h>
#include <sys/stat.h>

#include "picture/picture.h"
#include "picture/pixels.h"

enum { PLATES = 4 };

static uint32_t coarse(uint32_t fine)
{
	return (fine + COMPOSED_FINE - 1) / COMPOSED_FINE;
}

/* Does the file hold all pixels that its head speaks of? */
static bool is_whole(FILE *from, const struct raster *page)
{
	const long head = ftell(from);
	struct stat st;

	return head > 0 && fstat(fileno(from), &st) == 0 &&
	       st.st_size - head >= (off_t)page->width * page->height * PLATES;
}

struct picture *picture_composed(
    struct arena *a, const char *path, const struct picture *shows)
{
	FILE *from = fopen(path, "rb");
	struct picture *p = NULL;
	struct raster page;

	if (!from)
		return NULL;
	if (inked_head(from, &page) && is_whole(from, &page)) {
		p = ARENA_NEW(a, struct picture);
		*p = (struct picture){.path = path,
		    .name = shows->name,
		    .pos = shows->pos,
		    .shows = shows,
		    .format = PICTURE_COMPOSED,
		    .width = coarse(page.width),
		    .height = coarse(page.height),
		    .ncomponent = PLATES,
		    .bits = 8,
		    .orientation = 1};
	}
	fclose(from);
	return p;
}

static void read_pixels(const struct picture *p, struct raster *to)
{
	FILE *from = fopen(p->path, "rb");
	struct raster page;
	struct shrink s;
	bool good;

	if (!from || !inked_head(from, &page))
		die("read %s:", p->path);
	shrink_init(&s, page.width, page.height, to);
	for (good = true; good && shrink_wants(&s); shrink_take(&s))
		good = fread(shrink_slot(&s), PLATES, page.width, from) == page.width;
	shrink_release(&s);
	if (!good)
		die("read %s:", p->path);
	fclose(from);
}

static void tally_all(const struct raster *r, struct tally *t)
{
	for (uint32_t y = 0; y < r->height; y++)
		tally_row(t, r->at + (size_t)y * r->width * PLATES);
}

static uint32_t cell_of(const struct raster *r, const struct picture_want *want)
{
	return want->ink_cell > 0 && want->width > 0
		   ? (uint32_t)((uint64_t)want->ink_cell * r->width /
				(uint64_t)want->width)
		   : 0;
}

bool composed_encode(const struct picture *p, struct diag *d,
    const struct picture_want *want, struct image *out)
{
	struct raster r = {.width = p->width, .height = p->height, .ncolor = PLATES};
	const struct jpeg_plan plan = {
	    .raster = &r, .ncolor = PLATES, .quality = want->quality};
	const char *why = NULL;
	struct tally t;

	*out = (struct image){.orientation = 1};
	read_pixels(p, &r);
	if (want->ink_cell) {
		tally_begin(&t, &r, cell_of(&r, want));
		tally_all(&r, &t);
	}
	if (raster_is_drawing(&r)) {
		out->bytes = r.at;
		out->len = (size_t)r.width * r.height * PLATES;
		out->width = r.width;
		out->height = r.height;
		out->ncomponent = PLATES;
	} else {
		why = jpeg_encode(&plan, out);
		raster_release(&r);
	}
	if (want->ink_cell)
		out->inks = tally_end(&t);
	if (why)
		picture_broken(p, d, why);
	return !why;
}
