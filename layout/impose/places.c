/*
 * Where pages stand on a sheet.
 *
 * In: a side, the size of a page, the paper. Out: boxes, and the lines at which the sheet
 * is cut and folded. Between pages that are cut apart there is room for the bleed of
 * both; where two meet at a fold each ends there. What creeps moves whole, but shows no
 * further than its joint. Of sheets in one another all pages creep alike, and the knife
 * falls that much nearer to the fold: their trim and their crop marks move along. A
 * folded signature has pages of several depths beside each other: its marks stay where
 * the outermost's are.
 */
#include "impose/impose.h"

#include <math.h>

#define HINGE (6 * 72 / 25.4) /* where a cover is creased, from the spine */
#define HAIR 0.01

static double width_of(const struct placing *p, int joint)
{
	switch (p->side->joint[joint]) {
	case JOINT_FOLD:
		break;
	case JOINT_SPINE:
		return p->side->spine;
	case JOINT_MILLED:
	case JOINT_CUT:
		return 2 * p->leaf.bleed;
	}
	return 0;
}

/* Left edge of a column's trim, from that of the first. */
static double column(const struct placing *p, int n)
{
	double x = n * p->leaf.w;

	for (int i = 0; i < n; i++)
		x += width_of(p, i);
	return x;
}

static double row(const struct placing *p, int n)
{
	return (p->side->down - 1 - n) * (p->leaf.h + 2 * p->leaf.bleed);
}

/* Is the page's spine at the right of it? */
static bool spine_is_right(int at)
{
	return at % 2 == 0;
}

static void put_cells(
    const struct placing *p, double left, double low, struct places *out)
{
	const int across = p->side->across;
	const double bleed = p->leaf.bleed;

	for (int i = 0; i < across * p->side->down; i++) {
		const int at = i % across;
		const double x = left + column(p, at), y = low + row(p, i / across);
		const double creep = p->side->cell[i].creep;
		const double by = spine_is_right(at) ? creep : -creep;

		out->cell[i] = (struct box){x + by, y, x + by + p->leaf.w, y + p->leaf.h};
		out->shown[i] =
		    (struct box){x - (at ? width_of(p, at - 1) / 2 : bleed), y - bleed,
			x + p->leaf.w + (at + 1 < across ? width_of(p, at) / 2 : bleed),
			y + p->leaf.h + bleed};
	}
}

/* What the knife leaves of the side as a whole. */
static struct box trim_of(const struct placing *p, double left, double low)
{
	const struct side *s = p->side;
	const double creep = s->down == 1 ? s->cell[0].creep : 0;

	return (struct box){left + creep, low,
	    left + column(p, s->across - 1) + p->leaf.w - creep,
	    low + row(p, 0) + p->leaf.h};
}

static void put_lines(
    const struct placing *p, double left, double low, struct places *out)
{
	const struct side *s = p->side;

	out->cut[out->ncut++] = out->trim.left;
	out->cut[out->ncut++] = out->trim.right;
	for (int i = 0; i + 1 < s->across; i++) {
		const double from = left + column(p, i) + p->leaf.w;
		const double to = from + width_of(p, i);

		if (s->joint[i] == JOINT_CUT) {
			out->cut[out->ncut++] = from;
			out->cut[out->ncut++] = to;
		} else if (s->joint[i] == JOINT_SPINE && to > from + HAIR) {
			out->fold[out->nfold++] = from;
			out->fold[out->nfold++] = to;
			out->crease[out->ncrease++] = from - HINGE;
			out->crease[out->ncrease++] = to + HINGE;
			continue;
		}
		out->fold[out->nfold++] = (from + to) / 2;
	}
	for (int i = 0; i < s->down; i++) {
		out->cut_up[out->ncut_up++] = low + row(p, i);
		out->cut_up[out->ncut_up++] = low + row(p, i) + p->leaf.h;
	}
}

bool places_of(const struct placing *p, struct places *out)
{
	const double bleed = p->leaf.bleed, room = p->room;
	const double w = column(p, p->side->across - 1) + p->leaf.w + 2 * bleed;
	const double h = row(p, 0) + p->leaf.h + 2 * bleed;
	double sheet_w = w + 2 * room, sheet_h = h + 2 * room;
	const double longer = fmax(p->paper.w, p->paper.h);
	const double shorter = fmin(p->paper.w, p->paper.h);

	*out = (struct places){.media = {0, 0, sheet_w, sheet_h}};
	if (longer > 0) {
		const bool upright = sheet_h > sheet_w;

		if (fmax(sheet_w, sheet_h) > longer + HAIR ||
		    fmin(sheet_w, sheet_h) > shorter + HAIR)
			return false;
		sheet_w = upright ? shorter : longer;
		sheet_h = upright ? longer : shorter;
	}
	if (!(longer > 0)) {
		sheet_w += 2 * p->edge;
		sheet_h += 2 * p->edge;
	}
	const double x = (sheet_w - w) / 2, y = (sheet_h - h) / 2;

	out->media = (struct box){0, 0, sheet_w, sheet_h};
	out->bleed = (struct box){x, y, x + w, y + h};
	out->trim = trim_of(p, x + bleed, y + bleed);
	put_cells(p, x + bleed, y + bleed, out);
	put_lines(p, x + bleed, y + bleed, out);
	return true;
}
