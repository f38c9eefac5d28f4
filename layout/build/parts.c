/*
 * A book in the order, and in the files, that a printer asks for.
 *
 * In: a finished book and a printer's preset. Out: the book itself; or one whose pages
 * stand cover first; or one of two volumes, the cover's four pages and all others. Marks
 * and words are shared; a page that stands elsewhere is another struct page, for a page
 * knows its place. A book of fewer than eight pages is all cover, and stays as it is.
 */
#include "build/plan.h"

#include <string.h>

enum { COVER = 4, HALF = COVER / 2, LEAST = 8 };

static void take(struct arena *a, struct book *to, const struct book *from, size_t i)
{
	struct page *page = ARENA_NEW(a, struct page);

	*page = *from->page[i];
	page->index = (uint32_t)to->npage;
	ARENA_PUSH(a, to->page, to->npage, to->cappage) = page;
}

static void take_cover(struct arena *a, struct book *to, const struct book *b)
{
	for (size_t i = 0; i < HALF; i++)
		take(a, to, b, i);
	for (size_t i = b->npage - HALF; i < b->npage; i++)
		take(a, to, b, i);
}

static void take_interior(struct arena *a, struct book *to, const struct book *b)
{
	for (size_t i = HALF; i < b->npage - HALF; i++)
		take(a, to, b, i);
}

static struct book empty(const struct book *b, const char *part)
{
	struct book e = *b;

	e.page = NULL;
	e.npage = e.cappage = 0;
	e.part = part;
	return e;
}

const char *part_name(size_t volume)
{
	static const char *const names[] = {"cover", "interior"};

	return volume >= 1 && volume <= COUNT(names) ? names[volume - 1] : NULL;
}

const struct book *book_for_printer(
    struct arena *a, const struct book *b, const struct preset *preset)
{
	struct book *whole;

	if (!preset || b->nvolume || b->npage < LEAST ||
	    (!preset->cover_apart && !preset->cover_first))
		return b;
	whole = ARENA_NEW(a, struct book);
	*whole = empty(b, b->part);
	take_cover(a, whole, b);
	take_interior(a, whole, b);
	if (!preset->cover_apart)
		return whole;
	whole->nvolume = 2;
	whole->volume = ARENA_ARRAY(a, struct book, whole->nvolume);
	for (size_t i = 0; i < whole->nvolume; i++)
		whole->volume[i] = empty(b, part_name(i + 1));
	take_cover(a, &whole->volume[0], b);
	take_interior(a, &whole->volume[1], b);
	return whole;
}
