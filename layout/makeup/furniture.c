/*
 * Furniture: what stands on every page and is no part of the text: folios, running heads,
 * plates, rules between columns. All artifacts (ISO 32000-1, 14.8.2.2).
 */
#include <string.h>

#include "makeup/compose.h"

struct rect area_to_bleed(const struct makeup *m, struct rect area, sp width)
{
	sp height = m->sheet->page_height;
	sp right = area.w ? area.x + area.w : width,
	   foot = area.h ? area.y + area.h : height;
	if (area.x <= 0)
		area.x = -m->bleed;
	if (area.y <= 0)
		area.y = -m->bleed;
	if (right >= width)
		right = width + m->bleed;
	if (foot >= height)
		foot = height + m->bleed;
	area.w = right - area.x;
	area.h = foot - area.y;
	return area;
}

struct rect frame_area(const struct makeup *m, const struct page *page, struct rect area)
{
	const sp width = m->sheet->page_width;
	if (!page->recto && !area.w &&
	    area.x) /* up to the far edge: up to the near one */
		area = (struct rect){0, area.y, width - area.x, area.h};
	else if (!page->recto && area.w)
		area.x = width - area.x - area.w;
	return area_to_bleed(m, area, width);
}

/* Is a page the right one of its piece's first two, or of any that face each other? */
static bool is_right(const struct set_piece *p, const struct page *page, enum leaf leaf)
{
	if (leaf != LEAF_LATER && spread_asked(p->template))
		return leaf == LEAF_FACING;
	return page->recto;
}

/* Where a plate lies on a page; w 0: nowhere. */
static struct rect plate_area(const struct makeup *m, const struct set_piece *p,
    const struct page *page, const struct plate *plate, enum leaf leaf)
{
	const sp width = m->sheet->page_width;
	const bool right = is_right(p, page, leaf);
	const bool other = plate->side == SIDE_FIRST
			       ? leaf != LEAF_FIRST && plate->first_page_only
			       : (leaf == LEAF_LATER && plate->first_page_only) ||
				     (plate->side != SIDE_SPREAD &&
					 right != (plate->side == SIDE_RIGHT));
	if (other)
		return (struct rect){0};
	if (plate->side == SIDE_FIRST)
		return frame_area(m, page, plate->area);
	if (plate->side == SIDE_SPREAD)
		return spread_part(m, area_to_bleed(m, plate->area, 2 * width), right);
	return area_to_bleed(m, plate->area, width);
}

void furniture_plates(
    const struct makeup *m, const struct set_piece *p, struct page *page, enum leaf leaf)
{
	for (size_t i = 0; i < p->template->nplate; i++) {
		const struct plate *plate = &p->template->plate[i];
		const struct rect area = plate_area(m, p, page, plate, leaf);
		if (!area.w)
			continue;
		struct ink ink = plate->ink;
		if (plate->section)
			ink.index = (uint16_t)p->section;
		page_add(m->arena, page,
		    (struct mark){.kind = MARK_FILL,
			.layer = 0,
			.ink = ink,
			.pos = p->piece->pos,
			.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
			.area = area});
	}
}

struct mark furniture_words(
    const struct makeup *m, const struct style *s, const char *words)
{
	const struct run *run = font_run(m->fonts, m->arena,
	    &(struct plain_words){.text = words,
		.face = s->face,
		.size = s->font_size,
		.features = text_features(s)});
	struct mark mark = {.kind = MARK_RUN,
	    .layer = 2,
	    .ink = s->color.ink,
	    .tag = tag_artifact(ROLE_ARTIFACT_PAGE),
	    .area = {.w = run_width(run, 0, run->nglyph)}};
	mark.as.run.run = run;
	mark.as.run.n = run->nglyph;
	return mark;
}

static sp add_words(const struct makeup *m, struct page *page, const struct style *s,
    const char *words, sp x, sp y)
{
	struct mark mark = furniture_words(m, s, words);
	mark.area.x = page->recto ? x - mark.area.w : x;
	mark.area.y = y;
	page_add(m->arena, page, mark);
	return mark.area.w;
}

void furniture_foot(const struct makeup *m, const struct set_piece *p, struct page *page)
{
	const struct template *t = p->template;
	const struct style *folio =
	    style_named(m->sheet, "folio", p->piece, p->style, p->section);
	const struct style *head =
	    style_named(m->sheet, "running-head", p->piece, p->style, p->section);
	/* at one height on all pages, also where a template's columns end higher */
	sp y = m->sheet->page_height - m->sheet->fallback->margin_bottom +
	       m->sheet->folio_offset;
	sp x = page->recto ? m->sheet->page_width - t->margin_outer : t->margin_outer;
	sp width = add_words(m, page, folio, page->folio, x, y);
	if (head->display == DISPLAY_NONE)
		return;
	const char *words = arena_printf(m->arena, "%s  %s", m->issue->magazine,
	    m->issue->season ? m->issue->season : "");
	sp gap = folio->font_size + width;
	add_words(m, page, head, words, page->recto ? x - gap : x + gap, y);
}

void furniture_rule(const struct makeup *m, const struct set_piece *p, struct page *page,
    struct rect gutter)
{
	const struct style *s =
	    style_named(m->sheet, "column-rule", p->piece, p->style, p->section);
	const sp width = p->template->column_rule, x = gutter.x + gutter.w - gutter.w / 2;
	if (!width || gutter.h <= 0)
		return;
	page_add(m->arena, page,
	    (struct mark){.kind = MARK_RULE,
		.layer = 1,
		.ink = s->border_color.ink,
		.pos = p->piece->pos,
		.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		.area = {x - width / 2, gutter.y, width, gutter.h}});
}
