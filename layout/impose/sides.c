/*
 * Which pages share a side of a sheet.
 *
 * In: how many pages, how they are bound, how thick a leaf is. Out: sides, in the order
 * in which they are printed.
 *
 * Creep, or shingling: sheets that are folded into one another are each pushed outwards
 * by the paper of those around them, and a knife that trims all alike takes as much from
 * their outer margins. Sheet i, counted from 0 at the outside, of leaves t thick is moved
 * towards the fold by i × t: the centre loses as much as all that lies around it is thick
 * ("1 mm a 1 mm of thickness": Headley, press.md; Kodak's Preps reckons the same way,
 * pages / 4 × thickness, spread evenly from the inside out). How sharply a fold is
 * pressed nobody can reckon: a spine that stays round costs up to half as much again, and
 * so what was measured on a dummy may be given instead.
 *
 * A glued spine is as wide as all leaves are thick, the cover's two among them.
 */
#include "impose/impose.h"

enum { FOLDED = 4 /* pages of a sheet folded once */ };

/* Sheets folded at right angles, the last fold at the spine; pages from 1, front then
 * back, row by row; < 0: head down. Where a fold's inside is printed, front and back are
 * turned about an upright line. */
static const struct scheme {
	int npage, across, down;
	int8_t page[2][CELLS];
} schemes[] = {
    {4, 2, 1, {{4, 1}, {2, 3}}},
    {8, 2, 2, {{-5, -4, 8, 1}, {-3, -6, 2, 7}}},
    {16, 4, 2, {{-5, -12, -9, -8, 4, 13, 16, 1}, {-7, -10, -11, -6, 2, 15, 14, 3}}},
};

int sides_wanting(enum binding binding, int npage)
{
	return binding == BINDING_READER ? 0 : (FOLDED - npage % FOLDED) % FOLDED;
}

const char *sides_refuse(enum binding binding, int npage)
{
	if (npage < 1)
		return "has no pages";
	if (sides_wanting(binding, npage))
		return "has a number of pages that is no multiple of four";
	if (binding == BINDING_PERFECT && npage <= FOLDED)
		return "has no pages inside its cover";
	return NULL;
}

static struct side two(int left, int right, enum joint joint)
{
	return (struct side){.across = 2,
	    .down = 1,
	    .cell = {{left, false, 0}, {right, false, 0}},
	    .joint = {joint}};
}

static const char *name_of(struct arena *a, size_t sheet, size_t of, bool back)
{
	return arena_printf(
	    a, "sheet %zu of %zu, %s", sheet + 1, of, back ? "back" : "front");
}

struct sides sides_saddle(
    struct arena *a, int npage, const struct stock *stock, int around)
{
	const size_t nsheet = (size_t)(npage / FOLDED);
	struct sides s = {ARENA_ARRAY(a, struct side, nsheet * 2), nsheet * 2};

	for (size_t i = 0; i < nsheet; i++) {
		const int low = 2 * (int)i, high = npage - 1 - low;
		double creep = (double)i * stock->leaf + around * stock->cover;

		if (stock->creep >= 0)
			creep = nsheet > 1
				    ? stock->creep * (double)i / (double)(nsheet - 1)
				    : 0;
		s.at[2 * i] = two(high, low, JOINT_FOLD);
		s.at[2 * i + 1] = two(low + 1, high - 1, JOINT_FOLD);
		for (size_t k = 0; k < 2; k++) {
			struct side *side = &s.at[2 * i + k];

			side->cell[0].creep = side->cell[1].creep = creep;
			side->name = name_of(a, i, nsheet, k);
		}
	}
	return s;
}

struct sides sides_reader(struct arena *a, int npage)
{
	struct sides s = {ARENA_ARRAY(a, struct side, (size_t)npage / 2 + 1), 0};

	for (int left = -1; left < npage; left += 2) {
		struct side *side = &s.at[s.n++];

		*side = two(left < 0 ? NO_PAGE : left,
		    left + 1 < npage ? left + 1 : NO_PAGE, JOINT_FOLD);
		side->name = arena_printf(a, "spread %zu, not for a press", s.n);
	}
	return s;
}

struct sides sides_cover(
    struct arena *a, const int page[4], int nleaf, const struct stock *stock)
{
	struct sides s = {ARENA_ARRAY(a, struct side, 2), 2};

	s.at[0] = two(page[3], page[0], JOINT_SPINE);
	s.at[1] = two(page[1], page[2], JOINT_SPINE);
	s.at[0].name = "cover, outside";
	s.at[1].name = "cover, inside";
	for (size_t i = 0; i < s.n; i++)
		s.at[i].spine = nleaf * stock->leaf + 2 * stock->cover;
	return s;
}

/* ---- folded sheets ----------------------------------------------------------- */

static const struct scheme *scheme_of(int most)
{
	const struct scheme *found = schemes;

	for (size_t i = 0; i < COUNT(schemes); i++)
		found = schemes[i].npage <= most ? &schemes[i] : found;
	return found;
}

/* Pages 2k - 1 and 2k are one leaf; those in the middle are pushed out by the outer ones.
 */
static int depth(const struct scheme *s, int page)
{
	const int from_end = s->npage + 1 - page;

	return ((page < from_end ? page : from_end) - 1) / 2;
}

static struct side signature_side(
    const struct scheme *s, bool back, int first, const struct stock *stock)
{
	struct side side = {.across = s->across, .down = s->down};
	const int deepest = s->npage / FOLDED - 1;
	const double step =
	    stock->creep >= 0 && deepest ? stock->creep / deepest : stock->leaf;

	for (int i = 0; i < s->across * s->down; i++) {
		const int page = s->page[back][i], n = page < 0 ? -page : page;

		side.cell[i] = (struct cell){first + n - 1, page < 0, depth(s, n) * step};
	}
	for (int i = 0; i + 1 < s->across; i++)
		side.joint[i] = i % 2 ? JOINT_CUT : JOINT_MILLED;
	return side;
}

/* What is left over stands before the last whole one: a thin signature at the end of a
 * block comes off. */
struct sides sides_signatures(
    struct arena *a, const struct stock *stock, int first, int npage, int most)
{
	const struct scheme *whole = scheme_of(most);
	int n = 0, rest = npage % whole->npage;
	const int nwhole = npage / whole->npage;
	struct sides s = {0};

	s.at = ARENA_ARRAY(a, struct side, (size_t)(npage / 2 + 1));
	for (int i = 0; i < nwhole || rest; n++) {
		const bool now = rest && i + 1 >= nwhole;
		const struct scheme *one = now ? scheme_of(rest) : whole;

		for (int back = 0; back < 2; back++) {
			s.at[s.n] = signature_side(one, back, first, stock);
			s.at[s.n++].name =
			    arena_printf(a, "signature %d, pages %d to %d, %s", n + 1,
				first + 1, first + one->npage, back ? "back" : "front");
		}
		first += one->npage;
		rest -= now ? one->npage : 0;
		i += !now;
	}
	return s;
}
