/*
 * Words within drawings and pages of others: are they printed as large as all words are?
 *
 * In: a finished book; the sheet's least size, which legible.c holds styles to. Out: a
 * finding for each drawing whose smallest words, at the size at which it stands on its
 * page, are smaller (UKAAF: labels of large print are of body size, too). How large they
 * are in the drawing is known by its operators (art/content.c); words that were made
 * outlines, or stand in a photograph, are pictures and not known.
 * An advert whose words the edition sets beside it again is read there.
 */
#include "makeup/making.h"

/* Rounding of widths. */
enum { HAIR = SP_PT / 20 };

static bool is_set_again(const struct making *k, struct pos pos)
{
	for (size_t i = 0; i < k->npiece; i++)
		if (k->piece[i].piece->root->pos.file == pos.file)
			return k->piece[i].advert_set;
	return false;
}

static void report(const struct makeup *m, const struct mark *mark, sp size, sp least)
{
	struct buf b = {0};

	buf_number(&b, sp_to_pt(size), 1);
	buf_string(&b, " pt, smaller than this sheet's least, ");
	buf_pt(&b, least);
	diag(m->diag, DIAG_SMALL_WORDS, mark->pos, "words in '%s' are printed at %s pt",
	    mark->as.picture.picture->name, b.at);
	buf_clear(&b);
	buf_number(&b, (double)least / size + 0.05, 1);
	diag_hint(m->diag,
	    "make them %s times as large within it, or give it a wider place", b.at);
	buf_release(&b);
}

/* As printed; 0: it has no words. */
static sp words_in(const struct mark *mark)
{
	const struct art *art =
	    mark->kind == MARK_PICTURE ? mark->as.picture.picture->art : NULL;

	if (!art || art->least_words <= 0 || role_is_artifact(mark->tag->role))
		return 0;
	return (sp)(art->least_words * mark->as.picture.whole.w / art->width);
}

void lettering_check(const struct making *k)
{
	const sp least = sheet_least_size(k->m->sheet);
	struct pos last = {0}; /* what stands on two pages is one */

	for (size_t i = 0; i < k->book->npage; i++) {
		const struct page *page = k->book->page[i];

		for (size_t j = 0; j < page->nmark; j++) {
			const struct mark *mark = &page->mark[j];
			const sp size = words_in(mark);
			const bool again =
			    mark->pos.line == last.line && mark->pos.file == last.file;

			if (!size || size >= least - HAIR || again ||
			    is_set_again(k, mark->pos))
				continue;
			last = mark->pos;
			report(k->m, mark, size, least);
		}
	}
}
