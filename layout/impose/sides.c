/*
 * Which pages share a side of a sheet.
 *
 * In: how many pages, how they are bound, how thick a leaf is. Out: sides, in the order
 * in which they are printed. Sheets of a saddle-stitched booklet lie in one another: the
 * first holds the last page beside the first, and each inner one is pushed outwards by
 * the paper of those around it, so that a knife that trims all alike takes more of its
 * outer margin. Its pages are moved towards the fold by as much (creep, or shingling).
 * A glued spine is as wide as all leaves are thick, the cover's two among them.
 */
#include "impose/impose.h"

enum { FOLDED = 4 /* pages of a sheet folded once */ };

const char *sides_refuse(enum binding binding, int npage)
{
	if (npage < 1)
		return "has no pages";
	if (binding == BINDING_READER)
		return NULL;
	if (npage % FOLDED)
		return "has a number of pages that is no multiple of four";
	if (binding == BINDING_PERFECT && npage <= FOLDED)
		return "has no pages inside its cover";
	return NULL;
}

static void saddle(int npage, double thickness, struct side *side)
{
	for (int sheet = 0; sheet < npage / FOLDED; sheet++) {
		const double creep = sheet * thickness;
		const int low = 2 * sheet, high = npage - 1 - low;

		*side++ = (struct side){high, low, creep, 0};
		*side++ = (struct side){low + 1, high - 1, creep, 0};
	}
}

/* The cover, outside and inside. */
static void perfect(int npage, double thickness, struct side *side)
{
	const double spine = npage / 2 * thickness;

	side[0] = (struct side){npage - 1, 0, 0, spine};
	side[1] = (struct side){1, npage - 2, 0, spine};
}

static void reader(int npage, struct side *side)
{
	for (int left = -1; left < npage; left += 2)
		*side++ = (struct side){left < 0 ? NO_PAGE : left,
		    left + 1 < npage ? left + 1 : NO_PAGE, 0, 0};
}

struct side *sides_of(
    struct arena *a, enum binding binding, int npage, double thickness, size_t *n)
{
	struct side *side;

	*n = binding == BINDING_PERFECT	 ? 2
	     : binding == BINDING_SADDLE ? (size_t)npage / 2
					 : (size_t)npage / 2 + 1;
	side = ARENA_ARRAY(a, struct side, *n);
	if (binding == BINDING_PERFECT)
		perfect(npage, thickness, side);
	else if (binding == BINDING_SADDLE)
		saddle(npage, thickness, side);
	else
		reader(npage, side);
	return side;
}

int sides_block(enum binding binding, int npage, int *first)
{
	*first = 2;
	return binding == BINDING_PERFECT ? npage - FOLDED : 0;
}
