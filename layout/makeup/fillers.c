/*
 * Which fillers bring a book's pages to a multiple of four.
 *
 * In: what stands in the book, one after the other, with the pages that each adds, and
 * on which side it is to begin; fillers among them, in their places. Out: those to take.
 * All ways are counted through, for fillers are few and counting is cheap: a filler also
 * moves what comes after it to the other side, and may stand on a page that would be
 * blank.
 *
 * The best way wants the fewest pages to a multiple of four; of equals the one that has
 * the fewest blank pages and pieces on the wrong side; then the one that adds the fewest
 * pages; then the one whose fillers the editor named first.
 */
#include "makeup/making.h"

struct outcome {
	int wanting, wrong, pages;
};

static struct outcome outcome_of(const struct stand *stand, size_t n, unsigned taken)
{
	struct outcome o = {0};
	for (size_t i = 0; i < n; i++) {
		const struct stand *s = &stand[i];
		if (s->filler >= 0 && !(taken >> s->filler & 1))
			continue;
		const bool left = o.pages % 2; /* the next page is a left-hand one */
		const bool blank = s->recto && left;
		o.wrong += blank || (s->verso && !left);
		o.pages += s->pages + blank;
	}
	o.wanting = (4 - o.pages % 4) % 4;
	return o;
}

static bool is_better(const struct outcome *a, const struct outcome *b)
{
	if (a->wanting != b->wanting)
		return a->wanting < b->wanting;
	if (a->wrong != b->wrong)
		return a->wrong < b->wrong;
	return a->pages < b->pages;
}

unsigned fillers_choose(const struct stand *stand, size_t n, int nfiller)
{
	unsigned best = 0;
	struct outcome least = outcome_of(stand, n, best);
	for (unsigned taken = 1; taken < 1u << nfiller; taken++) {
		const struct outcome o = outcome_of(stand, n, taken);
		if (is_better(&o, &least)) {
			least = o;
			best = taken;
		}
	}
	return best;
}
