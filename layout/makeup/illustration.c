/*
 * Pictures in the flow: from a cap height to a baseline of the grid. QR codes likewise,
 * as large as max-height lets them, but never under 20 mm, or with modules under a third
 * of a millimetre, which no telephone finds in print.
 */
#include "makeup/builder.h"

/* The height of a picture at a measure. Over max-height it is cropped where the style
 * gives it a shape of its own, else made narrower, whole. */
static sp shown_height(
    const struct builder *b, const struct style *s, const struct picture *p, sp *width)
{
	const bool whole = !(s->aspect_ratio > 0);
	const sp grid = b->set.sheet->grid, measure = *width;
	double ratio =
	    whole ? (double)picture_width(p) / picture_height(p) : s->aspect_ratio;
	sp height = (sp)(measure / ratio), fitted;
	if (s->max_height && height > s->max_height)
		height = s->max_height;
	fitted = b->framed ? height : sp_scale(height, 100 + b->p->knobs.picture, 100);
	if (whole && fitted > (sp)(measure / ratio))
		fitted = (sp)(measure / ratio);
	height = fitted;
	if (whole && height < (sp)(measure / ratio))
		*width = (sp)(height * ratio);
	if (s->line_snap == SNAP_NONE)
		return height;
	/* from a cap height to a baseline of the grid, nearest to what was asked */
	sp cap = face_units(s->face, s->font_size, s->face->cap_height);
	sp steps = (height - cap + grid / 2) / grid;
	return (steps > 0 ? steps : 1) * grid + cap;
}

/* The side of a code with its quiet zone. */
static sp code_side(
    const struct builder *b, const struct style *s, const struct node *n, struct rect at)
{
	enum { LEAST_MM = 20, USUAL_MM = 30, MODULES_A_MM = 3 };
	const sp mm = (sp)(72 / 25.4 * SP_PT), grid = b->set.sheet->grid;
	const int side = n->as.figure.code->side, all = side + 2 * QR_QUIET;
	const int dark = side > LEAST_MM * MODULES_A_MM ? side / MODULES_A_MM : LEAST_MM;
	const sp least = dark * mm / side * all;
	sp wanted = s->max_height ? s->max_height : USUAL_MM * mm;
	wanted = wanted > least ? wanted : least;
	if (s->line_snap == SNAP_BASELINE) {
		sp cap = face_units(s->face, s->font_size, s->face->cap_height);
		wanted = (wanted - cap + grid - 1) / grid * grid + cap;
	}
	if (wanted <= at.w)
		return wanted;
	if (least > at.w) {
		diag(b->set.diag, DIAG_SMALL_CODE, n->pos,
		    "this QR code has room for %d mm, and needs %d", (int)(at.w / mm),
		    (int)(least / mm) + 1);
		diag_hint(b->set.diag, "give it a wider place, or a shorter address");
	}
	return at.w;
}

void set_picture(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct picture *p = n->as.figure.picture;
	if (!p && !n->as.figure.code)
		return;
	beside_clear(b);
	sp grid = b->set.sheet->grid, inset = 0, width = at.w, height;
	if (p)
		height = shown_height(b, s, p, &width);
	else
		height = width = code_side(b, s, n, at);
	sp total = height;
	if (s->line_snap == SNAP_BASELINE) {
		sp cap = face_units(s->face, s->font_size, s->face->cap_height);
		inset = line_baseline(s) - cap;
		total = (height - cap + grid - 1) / grid * grid + grid;
	}
	struct galley_item *item = builder_push_content(b, GALLEY_PICTURE, n, s);
	item->snap = s->line_snap == SNAP_BASELINE;
	item->x = at.x;
	item->width = at.w;
	item->height = total;
	item->as.picture.picture = p;
	item->as.picture.code = n->as.figure.code;
	item->as.picture.inset = inset;
	item->as.picture.width = width;
	item->as.picture.height = height;
	item->as.picture.focus_x = n->as.figure.focus_x;
	item->as.picture.focus_y = n->as.figure.focus_y;
	if (n->first)
		item->cost = COST_NEVER;
}
