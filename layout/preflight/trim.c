/*
 * How a page is cut: its boxes, its size, its bleed, and what stands near the edge.
 *
 * In: a page's facts, the preset, the magazine's page. Out: findings. A part of a page is
 * cut only where it is as wide or as high as the page: bleed and margins are asked for
 * there and nowhere else.
 */
#include "preflight/rules.h"

#include <math.h>

#define HAIR 0.3 /* points: rounding, not a fault */
#define SAME 1.5 /* points: sizes that are meant to be the same */
enum { NEARLY = 12, SHEET = 5 /* percent */, PICTURE_MARGIN = 2 /* mm */ };

static bool is_cut_at(const struct judge *j, enum edge_side side)
{
	const bool across = side == EDGE_LEFT || side == EDGE_RIGHT;

	return across ? j->page->width > sp_to_pt(j->p->width) - SAME
		      : j->page->height > sp_to_pt(j->p->height) - SAME;
}

/* ---- boxes ----------------------------------------------------------------- */

static bool within(const double *inner, const double *outer)
{
	return inner[0] >= outer[0] - HAIR && inner[1] >= outer[1] - HAIR &&
	       inner[2] <= outer[2] + HAIR && inner[3] <= outer[3] + HAIR;
}

static bool is_within(const struct page_fact *p, enum box_kind inner, enum box_kind outer)
{
	return !p->has[inner] || !p->has[outer] || within(p->box[inner], p->box[outer]);
}

void judge_boxes(const struct judge *j)
{
	const struct page_fact *p = j->page;

	if (!p->has[BOX_TRIM]) {
		judge_say(j, DIAG_PAGE_BOXES, NULL,
		    "nothing says where the page is cut: it has no TrimBox; all of it is "
		    "taken");
		judge_hint(j, "%s with a TrimBox", JUDGE_AS_PDFX);
	} else if (!is_within(p, BOX_TRIM, BOX_BLEED) ||
		   !is_within(p, BOX_TRIM, BOX_MEDIA) ||
		   !is_within(p, BOX_BLEED, BOX_MEDIA) ||
		   !is_within(p, BOX_BLEED, BOX_CROP)) {
		judge_say(j, DIAG_PAGE_BOXES, NULL,
		    "the page's boxes do not lie in one another: trim, bleed, crop, "
		    "media");
		judge_hint(j, "%s", JUDGE_AS_PDFX);
	}
	if (p->turned || fabs(p->unit - 1) > 0.001) {
		if (p->turned)
			judge_say(j, DIAG_PAGE_BOXES, NULL,
			    "the page is turned by %u degrees, and some printers would "
			    "print it so",
			    p->turned);
		else
			judge_say(j, DIAG_PAGE_BOXES, NULL,
			    "the page has a unit of its own, by which some printers "
			    "would print it too small");
		judge_hint(j, "ask for it as it shall stand, in its own size");
	}
}

static bool is_nearly(double length, double page)
{
	return fabs(length - page) < page * NEARLY / 100;
}

static bool is_same(double length, double page)
{
	return fabs(length - page) < SAME;
}

/* The page without its bleed; true: it is there, as a part of the page. */
static bool holds_its_bleed(const struct judge *j)
{
	const double both = 2 * sp_to_pt(j->preset->bleed);

	return both > 0 && is_same(j->page->width, sp_to_pt(j->p->width) + both) &&
	       is_same(j->page->height, sp_to_pt(j->p->height) + both);
}

/* A saddle sheet is narrower by its creep, a cover wider by its spine. One page alone may
 * as well be an advert of the wrong size. */
bool preflight_is_sheets(const struct preflight *p)
{
	const double w = 2 * sp_to_pt(p->width), h = sp_to_pt(p->height);

	for (size_t i = 0; i < p->facts->npage; i++) {
		const struct page_fact *side = &p->facts->page[i];

		if (fabs(side->width - w) > w * SHEET / 100 || !is_same(side->height, h))
			return false;
	}
	return p->facts->npage > 1;
}

void judge_size(const struct judge *j)
{
	const struct page_fact *p = j->page;
	const double w = sp_to_pt(j->p->width), h = sp_to_pt(j->p->height);
	const bool too_large = p->width > w + SAME || p->height > h + SAME;
	const bool is_page = is_nearly(p->width, w) && is_nearly(p->height, h);
	const bool is_spread = is_same(p->width, 2 * w) && is_same(p->height, h);

	if ((is_same(p->width, w) && is_same(p->height, h)) || is_spread ||
	    (!too_large && !is_page) || preflight_is_sheets(j->p))
		return;
	judge_say(j, DIAG_WRONG_SIZE, NULL, "the page is %s × %s mm; %s %s × %s mm",
	    judge_mm(j, p->width), judge_mm(j, p->height),
	    is_page ? "the magazine's page is" : "it must fit", judge_mm(j, w),
	    judge_mm(j, h));
	if (holds_its_bleed(j))
		judge_hint(j, "its bleed seems to be a part of it: ask for a TrimBox "
			      "that says where it is cut");
	else
		judge_hint(j, "ask for it in the size that was booked");
}

/* ---- the trim -------------------------------------------------------------- */

static const char *const side_name[EDGES] = {"left", "upper", "right", "lower"};

static void check_edge(const struct judge *j, enum edge_side side)
{
	const struct edge_fact *e = &j->page->edge[side];

	if (e->least >= sp_to_pt(j->preset->least_bleed) - HAIR)
		return;
	judge_say(j, DIAG_NO_BLEED, &e->least_at,
	    "a picture or coloured ground ends at the %s edge, not in the bleed (where "
	    "the "
	    "sheet is cut a hair off, paper may show)",
	    side_name[side]);
	judge_hint(j, "ask for it with bleed on all that touches the edge");
}

void judge_bleed(const struct judge *j)
{
	const double least = sp_to_pt(j->preset->least_bleed);
	const char *asked = judge_mm(j, sp_to_pt(j->preset->bleed));
	unsigned sides = 0;
	double have = INFINITY;
	bool painted = true;

	for (int i = 0; i < EDGES; i++) {
		const struct edge_fact *e = &j->page->edge[i];
		const double there = fmin(e->most, fmax(j->page->bleed[i], 0));

		if (!e->ntouch || !is_cut_at(j, (enum edge_side)i))
			continue;
		if (there >= least - HAIR) {
			check_edge(j, (enum edge_side)i);
			continue;
		}
		sides |= 1u << i;
		have = fmin(have, there);
		painted &= e->most >= least - HAIR;
	}
	if (!sides || holds_its_bleed(j)) /* judge_size has told of that */
		return;
	judge_say(j, DIAG_MISSING_BLEED, NULL,
	    painted
		? "the page is painted beyond its edge (%s), but its BleedBox lets only "
		  "%s mm of that be printed; this printer asks for %s mm"
		: "the page has colour at its edge (%s) and %s mm of bleed there; this "
		  "printer asks for %s mm",
	    judge_list(j, side_name, EDGES, sides), judge_mm(j, fmax(have, 0)), asked);
	judge_hint(j, "ask for it with %s mm of bleed on every side", asked);
}

static void check_words_at(const struct judge *j, enum edge_side side)
{
	const struct edge_fact *e = &j->page->edge[side];
	const double margin = sp_to_pt(j->preset->limits.quiet_zone);

	if (!e->nwords || e->words >= margin - HAIR)
		return;
	if (e->words < -HAIR)
		judge_say(j, DIAG_NEAR_EDGE, &e->words_at, "words are cut at the %s edge",
		    side_name[side]);
	else
		judge_say(j, DIAG_NEAR_EDGE, &e->words_at,
		    "words stand %s mm from the %s edge (this printer asks for %s)",
		    judge_mm(j, e->words), side_name[side], judge_mm(j, margin));
	judge_hint(
	    j, "ask for it with its words %s mm within the edge", judge_mm(j, margin));
}

void judge_margins(const struct judge *j)
{
	for (int i = 0; i < EDGES; i++) {
		const struct edge_fact *e = &j->page->edge[i];

		if (!is_cut_at(j, (enum edge_side)i))
			continue;
		check_words_at(j, (enum edge_side)i);
		if (!e->npicture || e->picture >= sp_to_pt(MM(PICTURE_MARGIN)))
			continue;
		judge_say(j, DIAG_NEAR_EDGE, &e->picture_at,
		    "a picture ends %s mm before the %s edge (the strip beside it will "
		    "not be even)",
		    judge_mm(j, e->picture), side_name[i]);
		judge_hint(j, "ask for it further in, or into the bleed");
	}
}
