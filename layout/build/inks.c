/*
 * What becomes of the inks of art on the press, told.
 *
 * In: a book and a press edition. Out: a finding for each piece of art whose colors are
 * printed otherwise than they were meant: spot colors for which the press has no plate,
 * the color of register marks, black that was made of light, more ink than the press
 * takes. What is converted as it should be is nobody's concern.
 */
#include "build/inks.h"

#include <string.h>

static void tell_spot(const struct plan *p, const struct picture *art, const char *name)
{
	diag(p->diag, DIAG_SPOT_COLOR, art->pos,
	    "picture '%s' has the spot colour '%s', for which the printer has no plate: "
	    "printed in the four inks",
	    art->name, name);
	diag_hint(p->diag, "ask for it in CMYK; or, where the printer takes the ink, "
			   "name it as one of the "
			   "preset's 'spots'");
}

static void tell_spots(
    const struct plan *p, const struct edition *e, const struct picture *art)
{
	struct map told = map_new(p->arena);
	const bool drawn = !pdf_takes(e, art); /* as pixels, in four inks */

	for (size_t i = 0; i < art->art->nspot; i++) {
		const struct art_spot *s = &art->art->spot[i];

		if (s->kind == SPOT_ALL)
			diag(p->diag, DIAG_SPOT_COLOR, art->pos,
			    "picture '%s' has the colour of register marks ('All'), "
			    "which "
			    "is on every plate: printed in black ink alone",
			    art->name);
		if (s->kind != SPOT_NAMED || (art_keeps_spot(e, s) && !drawn))
			continue;
		for (uint32_t k = 0; k < s->n; k++) {
			const char *name = s->name[k];

			if (plate_named(name) >= 0 || strcmp(name, "None") == 0 ||
			    (preset_takes_spot(e->preset, name) && !drawn) ||
			    map_find(&told, name))
				continue;
			map_set(&told, name, (void *)(uintptr_t)name);
			tell_spot(p, art, name);
		}
	}
}

static void tell_black(
    const struct plan *p, const struct edition *e, const struct picture *art)
{
	struct buf size = {0};

	if (!art->art->black_of_light || !pdf_takes(e, art))
		return;
	buf_number(&size, sp_to_pt(e->preset->overprint_below), 1);
	diag(p->diag, DIAG_ART_BLACK, art->pos,
	    "picture '%s' has black words or lines that are made of red, green and blue: "
	    "printed in black ink alone, and words under %s pt overprint",
	    art->name, size.at);
	buf_release(&size);
}

static void tell_ink(
    const struct plan *p, const struct edition *e, const struct picture *art)
{
	const int limit = e->preset->ink_limit;

	if (!limit || art->art->most_ink * 100 <= limit + 0.5)
		return;
	diag(p->diag, DIAG_ART_INK, art->pos,
	    "picture '%s' has colours of up to %.0f %% of ink; the press takes %d %%: "
	    "they "
	    "were brought under it, and look as near as can be",
	    art->name, art->art->most_ink * 100, limit);
	diag_hint(p->diag, "ask for it with less ink, by its printing condition");
}

void inks_tell(const struct plan *p, const struct book *b, const struct edition *e)
{
	struct map told = map_new(p->arena);

	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++) {
			const struct mark *m = &b->page[i]->mark[k];
			const struct picture *art = m->as.picture.picture;

			if (m->kind != MARK_PICTURE || !art->art ||
			    map_find(&told, art->path))
				continue;
			map_set(&told, art->path, (void *)(uintptr_t)art);
			tell_spots(p, e, art);
			tell_black(p, e, art);
			tell_ink(p, e, art);
		}
}
