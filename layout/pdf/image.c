/*
 * Pictures as image XObjects (ISO 32000-1, 8.9), each once however often it is placed;
 * for the press once more where it is so much smaller that it would have too many pixels.
 *
 * In: marks' pictures. Out: what picture/ encodes for the widest place of each, written
 * when the first page that shows it is written, so that no pixels wait in memory.
 * A picture is known by its path: two pieces that name one file share it.
 * The first picture that nobody has kept is the sign that more are missing: all of the
 * file's are then made ahead, by as many processes as there are cores. Each takes what no
 * other is making, of this book or of another; what was made waits in the cache, and the
 * pages are painted from there as if it had been there before.
 */
#include "pdf/writer.h"

#include <assert.h>
#include <stdlib.h>

#include "pdf/deflate.h"
#include "pdf/syntax.h"

/* ---- which are made ------------------------------------------------------- */

/* Has the image that is made for one width no more pixels than the printer takes where it
 * is shown in another? */
static bool serves(const struct writer *w, const struct picture *p, sp made_for, sp shown)
{
	const struct preset *preset = w->job->edition->preset;

	if (!preset || !preset->ppi || p->format == PICTURE_ART ||
	    p->format == PICTURE_COMPOSED)
		return true;
	const double own = picture_ppi(p, made_for);
	const double ppi = own > preset->most_ppi ? preset->ppi : own;
	return ppi * (double)made_for <= preset->most_ppi * (double)shown;
}

static struct placed *new_placed(struct writer *w, const struct picture *p, sp width)
{
	struct images *all = &w->images;
	struct placed *placed = ARENA_NEW(w->arena, struct placed);

	placed->picture = p;
	placed->width = placed->least = width;
	placed->index = (uint32_t)all->nplaced + 1;
	ARENA_PUSH(w->arena, all->placed, all->nplaced, all->capplaced) = placed;
	return placed;
}

/* Each picture once, for the widest of its places. */
static void plan_widest(struct writer *w, const struct mark *m)
{
	const struct picture *picture = m->as.picture.picture;
	const sp width = m->as.picture.whole.w;
	struct placed *placed = map_find(&w->images.by_path, picture->path);

	if (!placed) {
		placed = new_placed(w, picture, width);
		map_set(&w->images.by_path, picture->path, placed);
	}
	if (width > placed->width)
		placed->width = width;
	placed->least = placed->width;
}

/* Once more, smaller, for places where that image would have too many pixels; places of
 * nearly one width share it. */
static void plan_smaller(struct writer *w, const struct mark *m)
{
	const sp width = m->as.picture.whole.w;
	struct placed *i = map_find(&w->images.by_path, m->as.picture.picture->path);

	for (;; i = i->smaller) {
		if (width <= i->width && serves(w, i->picture, i->width, width))
			break;
		if (width > i->width && serves(w, i->picture, width, i->least)) {
			i->width = width;
			break;
		}
		if (!i->smaller)
			i->smaller = new_placed(w, i->picture, width);
	}
	if (width < i->least)
		i->least = width;
}

struct placed *image_of(const struct writer *w, const struct mark *m)
{
	const sp width = m->as.picture.whole.w;
	struct placed *i = map_find(&w->images.by_path, m->as.picture.picture->path);

	while (i && i->smaller &&
	       (width > i->width || !serves(w, i->picture, i->width, width)))
		i = i->smaller;
	return i;
}

static void for_each_picture(
    struct writer *w, void (*plan)(struct writer *w, const struct mark *m))
{
	for (size_t i = 0; i < book_of(w)->npage; i++) {
		const struct page *p = book_of(w)->page[i];
		for (size_t k = 0; k < p->nmark; k++)
			if (p->mark[k].kind == MARK_PICTURE)
				plan(w, &p->mark[k]);
	}
}

static void plan_place(struct writer *w, const struct mark *m)
{
	image_of(w, m)->nplace++;
}

void images_plan(struct writer *w)
{
	struct images *all = &w->images;

	all->by_path = map_new(w->arena);
	for_each_picture(w, plan_widest);
	for_each_picture(w, plan_smaller);
	for_each_picture(w, plan_place);
	if (all->by_path.n)
		all->converter = converter_new(w->arena);
}

/* ---- as objects ----------------------------------------------------------- */

uint32_t profile_write(struct writer *w, const void *bytes, size_t len, int ncomponent)
{
	struct images *all = &w->images;
	uint64_t sum = bytes_sum(bytes, len);
	struct buf entries = {0};
	uint32_t number;

	for (size_t i = 0; i < all->nprofile; i++)
		if (all->profile[i].sum == sum)
			return all->profile[i].number;
	buf_printf(&entries, "/N %d", ncomponent);
	number = object_add_stream(w->objects, &(struct stream){.entries = entries.at,
						   .bytes = bytes,
						   .len = len,
						   .deflate = true,
						   .again = true});
	buf_release(&entries);
	ARENA_PUSH(w->arena, all->profile, all->nprofile, all->capprofile) =
	    (struct profile_entry){sum, number};
	return number;
}

static void put_space(struct writer *w, const struct image *i, struct buf *b)
{
	static const char *const device[] = {
	    [1] = "/DeviceGray", [3] = "/DeviceRGB", [4] = "/DeviceCMYK"};

	buf_string(b, " /ColorSpace ");
	if (!i->profile) {
		assert(i->ncomponent < COUNT(device) && device[i->ncomponent]);
		buf_string(b, device[i->ncomponent]);
		return;
	}
	buf_string(b, "[/ICCBased ");
	put_ref(b, profile_write(w, i->profile, i->nprofile, i->ncomponent));
	buf_char(b, ']');
}

static void put_size(struct buf *b, const struct image *i, int bits)
{
	buf_printf(b,
	    "/Type /XObject /Subtype /Image /BitsPerComponent %d /Width %u /Height %u",
	    bits, (unsigned)i->width, (unsigned)i->height);
}

static uint32_t write_mask(struct writer *w, const struct image *i)
{
	struct buf entries = {0};
	uint32_t number;

	put_size(&entries, i, 8);
	buf_string(&entries, " /ColorSpace /DeviceGray");
	number = object_add_stream(w->objects, &(struct stream){.entries = entries.at,
						   .bytes = i->mask,
						   .len = (size_t)i->width * i->height,
						   .deflate = true,
						   .again = true});
	buf_release(&entries);
	return number;
}

void image_write(struct writer *w, const struct image *i, uint32_t number, uint32_t mask)
{
	struct buf entries = {0};

	put_size(&entries, i, i->bilevel ? 1 : 8);
	put_space(w, i, &entries);
	if (i->inverted)
		buf_string(&entries, " /Decode [1 0 1 0 1 0 1 0]");
	if (mask) {
		buf_char(&entries, ' ');
		put_entry_ref(&entries, "/SMask", mask);
	}
	if (i->dct)
		buf_string(&entries, " /Filter /DCTDecode");
	else if (i->flate)
		buf_printf(&entries,
		    " /Filter /FlateDecode /DecodeParms <</Predictor 15 /Colors %u "
		    "%s/Columns %u>>",
		    i->ncomponent, i->bilevel ? "/BitsPerComponent 1 " : "",
		    (unsigned)i->width);
	object_write_stream(w->objects, number,
	    &(struct stream){.entries = entries.at,
		.bytes = i->bytes,
		.len = i->len,
		.deflate = !i->dct && !i->flate,
		.again = true});
	buf_release(&entries);
}

/* As many pixels as the printer asks for, or the edition, or any file of its standard. */
static void limit_pixels(const struct writer *w, struct picture_want *want)
{
	const struct edition *edition = w->job->edition;
	const struct preset *preset = edition->preset;

	want->max_ppi = edition->ppi ? edition->ppi : w->format->max_ppi;
	want->slack = w->format->slack;
	if (!preset || !preset->ppi)
		return;
	want->line_art_ppi = preset->line_art_ppi;
	want->max_ppi = preset->ppi;
	want->slack = 100 * (preset->most_ppi - preset->ppi) / preset->ppi;
}

static struct picture_want want_of(const struct writer *w, const struct placed *placed)
{
	const struct preset *preset = w->job->edition->preset;
	struct picture_want want = {.space = w->format->space,
	    .cmyk_profile = preset ? preset->profile : NULL,
	    .condition = preset ? preset->condition : NULL,
	    .ink_limit = preset ? preset->ink_limit : 0,
	    .sharpen = preset ? preset->sharpen : (struct sharpening){0},
	    .width = placed->width,
	    .quality = w->format->quality,
	    .cache = w->job->cache,
	    .converter = w->images.converter,
	    .turn = true,
	    .flate = true,
	    .opaque = w->format->opaque};

	limit_pixels(w, &want);
	if (preset && w->format->ink && placed->picture->format != PICTURE_ART)
		want.ink_cell = INK_CELL;
	return want;
}

/* ---- ahead --------------------------------------------------------------- */

/* What is wrong with a picture is found again when it is painted, and told then. */
static void convert_all(const struct writer *w)
{
	const struct images *all = &w->images;
	struct arena *a = arena_new();
	struct diag *unheard = diag_new(a);

	for (size_t i = 0; i < all->nplaced; i++) {
		const struct placed *placed = all->placed[i];
		struct picture_want want = want_of(w, placed);
		struct image image;

		if (!helpers_are_needed(&all->helpers))
			break;
		want.ahead = true;
		if (placed->picture->format == PICTURE_ART) {
			art_convert(placed->picture, unheard, &want);
		} else if (!placed->number &&
			   placed->picture->format != PICTURE_COMPOSED) {
			picture_encode(placed->picture, unheard, &want, &image);
			image_release(&image);
		}
	}
	arena_close(a);
}

static void make_ahead(void *context)
{
	struct writer *w = context;
	struct images *all = &w->images;

	if (all->ahead || !cache_is_shared(w->job->cache))
		return;
	all->ahead = true;
	const bool helps = helpers_begin(&all->helpers, cores() - 1);
	convert_all(w);
	if (!helps)
		return;
	cache_trim(w->job->cache);
	helpers_leave();
}

/* ---- where their ink lies ------------------------------------------------- */

static void drop_inks(struct images *all, struct placed *placed)
{
	const struct ink_map *m = &placed->inks;

	if (m->at)
		all->held -= ink_map_size(m);
	free(placed->inks.at);
	placed->inks = (struct ink_map){0};
}

/* Out of the image, which is without it then. */
static void take_inks(struct images *all, struct placed *placed, struct image *image)
{
	drop_inks(all, placed);
	placed->inks = image->inks;
	image->inks = (struct ink_map){0};
	all->held += ink_map_size(&placed->inks);
}

const struct ink_map *image_inks(struct writer *w, struct placed *placed)
{
	const struct picture_want want = want_of(w, placed);
	struct arena *a;
	struct image image;

	if (!placed->inks.at && placed->number && want.ink_cell) {
		a = arena_new();
		picture_encode(placed->picture, diag_new(a), &want, &image);
		take_inks(&w->images, placed, &image);
		image_release(&image);
		arena_close(a);
	}
	return placed->inks.at ? &placed->inks : NULL;
}

void image_end_place(struct writer *w, const struct mark *m)
{
	struct placed *placed = image_of(w, m);

	if (--placed->nplace == 0)
		drop_inks(&w->images, placed);
}

size_t images_held(const struct writer *w)
{
	return w->images.held;
}

void images_drop_inks(struct writer *w)
{
	for (size_t i = 0; i < w->images.nplaced; i++)
		drop_inks(&w->images, w->images.placed[i]);
}

void images_end(struct writer *w)
{
	helpers_end(&w->images.helpers);
	images_drop_inks(w);
}

/* ---- on a page ------------------------------------------------------------ */

struct placed *image_place(struct writer *w, const struct mark *m)
{
	struct placed *placed = image_of(w, m);
	const struct picture *p = placed->picture;
	struct picture_want want = want_of(w, placed);
	struct image image = {0};
	uint32_t mask;

	if (placed->number)
		return placed;
	want.missed = make_ahead;
	want.context = w;
	if (p->format == PICTURE_ART) {
		placed->number = art_write(w, p, &want);
		account_note_image(w, placed, NULL);
		return placed->number ? placed : NULL;
	}
	if (!picture_encode(p, w->job->diag, &want, &image))
		return NULL;
	placed->orientation = image.orientation ? image.orientation : 1;
	mask = image.mask ? write_mask(w, &image) : 0;
	placed->number = object_reserve(w->objects, 1);
	image_write(w, &image, placed->number, mask);
	account_note_image(w, placed, &image);
	if (w->measuring)
		take_inks(&w->images, placed, &image);
	image_release(&image);
	return placed;
}
