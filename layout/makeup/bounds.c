/*
 * Nothing is lost off a page: composition's second invariant, checked on the finished
 * book.
 *
 * Frames, margin columns and notes have no room of their own to run over into, and lists
 * may be indented until no measure is left. Rather than ask in each of those places,
 * every word is looked at where it landed; one finding a page says what is first off it.
 */
#include "makeup/compose.h"

/* A hair: the sum of rounded widths may pass the measure by less. */
enum { HAIR = SP_PT / 4 };

/* The spaces at a line's end hang past its measure, and are not seen. */
static sp seen_width(const struct mark *m)
{
	const struct run *r = m->as.run.run;
	sp width = m->area.w;
	for (uint32_t i = m->as.run.first + m->as.run.n; i > m->as.run.first; i--) {
		if (!(r->glyph[i - 1].flags & GLYPH_SPACE))
			break;
		width -= run_width(r, i - 1, 1) + m->as.run.word_spacing;
	}
	return width;
}

static bool is_off(const struct page *page, const struct mark *m)
{
	const struct rect *a = &m->area;
	const sp right = page->trim.w + HAIR;
	return a->x < -HAIR || (a->x + a->w > right && a->x + seen_width(m) > right) ||
	       a->y < 0 || a->y > page->trim.h;
}

static void check_page(const struct makeup *m, const struct page *page)
{
	for (size_t i = 0; i < page->nmark; i++) {
		const struct mark *mark = &page->mark[i];
		bool written =
		    mark->kind == MARK_RUN && mark->pos.file; /* no furniture */
		if (!written || !is_off(page, mark))
			continue;
		diag(m->diag, DIAG_OVERSET, mark->pos,
		    "from here on words run off page %d; nothing was written",
		    page->number);
		diag_hint(m->diag, "shorten this, or divide it");
		return;
	}
}

void bounds_check(const struct makeup *m, const struct book *b)
{
	for (size_t i = 0; i < b->npage; i++)
		check_page(m, b->page[i]);
}
