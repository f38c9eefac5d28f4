/*
 * The picture over the head of a piece, made lower or higher to fit its pages (fit.c).
 *
 * In: a piece as it is set, by how much its pictures change. Out: its template, or a copy
 * in which the frame that holds the picture is some whole steps of the grid lower or
 * higher, and what lies below it on its pages has moved with it: frames, plates of the
 * first page, the heads of the columns. The picture is cropped about its focus, as it
 * always is. Where something stands beside the picture nothing moves: its own foot is
 * where the columns begin.
 */
#include "makeup/compose.h"

static const struct frame *picture_frame(const struct set_piece *p)
{
	for (size_t i = 0; i < p->nflow; i++) {
		const struct galley *g = p->flow[i].galley;
		if (g->nitem && g->item[0].kind == GALLEY_PICTURE &&
		    p->flow[i].frame->area.h)
			return p->flow[i].frame;
	}
	return NULL;
}

/* Is a place below the picture on a page that the picture is on? */
static bool is_below(const struct frame *picture, enum page_side side, sp y)
{
	return (side == picture->side || picture->side == SIDE_SPREAD) &&
	       y >= picture->area.y + picture->area.h;
}

static bool stands_alone(const struct template *t, const struct frame *picture)
{
	for (size_t i = 0; i < t->nframe; i++) {
		const struct frame *f = &t->frame[i];
		if (f != picture && !is_below(picture, f->side, f->area.y))
			return false;
	}
	return true;
}

static void move(struct template *t, const struct frame *picture, sp by)
{
	for (size_t i = 0; i < t->nframe; i++) {
		struct frame *f = &t->frame[i];
		if (is_below(picture, f->side, f->area.y))
			f->area.y += by;
	}
	for (size_t i = 0; i < t->nplate; i++) {
		struct plate *p = &t->plate[i];
		if (p->first_page_only && is_below(picture, p->side, p->area.y))
			p->area.y += by;
	}
	if (picture->side != SIDE_RIGHT && is_below(picture, picture->side, t->first_top))
		t->first_top += by;
	if (is_below(picture, SIDE_RIGHT, t->second_top))
		t->second_top += by;
}

const struct template *opener_fitted(
    const struct makeup *m, const struct set_piece *p, int percent)
{
	const struct frame *picture = picture_frame(p);
	const sp grid = m->sheet->grid;
	if (!picture || !stands_alone(p->template, picture))
		return p->template;
	const sp by = sp_scale(picture->area.h, percent, 100) / grid * grid;
	struct template *own = ARENA_NEW(m->arena, struct template);
	*own = *p->template;
	own->frame = ARENA_ARRAY(m->arena, struct frame, own->nframe);
	own->plate = ARENA_ARRAY(m->arena, struct plate, own->nplate);
	for (size_t i = 0; i < own->nframe; i++)
		own->frame[i] = p->template->frame[i];
	for (size_t i = 0; i < own->nplate; i++)
		own->plate[i] = p->template->plate[i];
	move(own, picture, by);
	own->frame[picture - p->template->frame].area.h += by;
	return own;
}
