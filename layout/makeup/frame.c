/*
 * The edges of a page's columns: by the template of the page at hand, which need not be
 * that of the piece's first page. All in the trim's own lengths; left-hand pages are
 * mirrored. Columns are counted in the order of reading: those of a piece in Arabic begin
 * at the right, on a page that is bound where the others are.
 */
#include "makeup/band.h"

sp grid_of(const struct composer *c)
{
	return c->m->sheet->grid;
}

sp frame_bottom(const struct composer *c)
{
	return c->m->sheet->page_height - c->template->margin_bottom - c->foot;
}

sp frame_left(const struct composer *c, bool margin)
{
	const struct template *t = c->template;
	const struct page *page = c->page;
	sp left = page->recto ? t->margin_inner : t->margin_outer;
	sp beside = t->margin_column ? t->margin_column + t->margin_column_gap : 0;
	if (!page->recto)
		return margin ? left : left + beside;
	if (!margin)
		return left;
	return c->m->sheet->page_width - t->margin_outer - t->margin_column;
}

sp column_left(const struct composer *c, int column)
{
	const sp left = c->in.own ? across_left(c) : frame_left(c, false);
	const int place = c->rtl ? c->in.n - 1 - column : column;
	return left + place * (c->in.width + c->in.gap);
}

sp gutter_left(const struct composer *c, int column)
{
	return column_left(c, c->rtl ? column + 1 : column) + c->in.width;
}

sp across_left(const struct composer *c)
{
	const struct template *t = c->template;
	return c->page->recto ? t->margin_inner : t->margin_outer;
}

sp frame_snap(const struct composer *c, sp y)
{
	sp grid = grid_of(c), rest = (y - c->template->margin_top) % grid;
	if (rest < 0)
		rest += grid;
	return rest ? y + grid - rest : y;
}

sp frame_top(const struct composer *c, const struct set_piece *p, enum leaf leaf)
{
	const struct template *t = c->template;
	const sp low = leaf == LEAF_FIRST    ? t->first_top
		       : leaf == LEAF_FACING ? t->second_top
					     : 0;
	return low && (!t->nframe || p->nflow) ? frame_snap(c, low) : t->margin_top;
}

bool is_fresh(const struct composer *c)
{
	return c->y <= c->top;
}
