/*
 * Jump lines: a piece breaks off and goes on elsewhere, and both places say so.
 *
 * In: a piece that the flatplan gives so many pages, and, later, the place of its rest.
 * Out: its pages; "Continued on page 14" at the foot of the last of the first, "Continued
 * from page 5" at the head of the rest. Both are artifacts: whoever listens hears the
 * piece whole, in the order of its tags. The first line is drawn when the page of the
 * second is known, so that neither can be wrong.
 *
 * Whether a piece breaks off is found by trial, without room for a jump line: a piece
 * that stands on its pages has none and no rest. (To keep the room in any case was
 * rejected: the piece that just fits would break off because of the words that say so.)
 */
#include "makeup/band.h"

static const struct style *jump_style(const struct composer *c, const struct set_piece *p)
{
	return style_named(c->m->sheet, "jump-line", p->piece, p->style, p->section);
}

static sp steps_up(sp height, sp grid)
{
	return (height + grid - 1) / grid * grid;
}

sp jump_room(const struct composer *c, const struct set_piece *p)
{
	const struct style *s = jump_style(c, p);
	return steps_up(s->margin_top + s->line_height, grid_of(c));
}

/* The leading of the line begins at x, y. */
static void draw(const struct composer *c, const struct set_piece *p, struct page *page,
    struct mark words, sp x, sp y)
{
	words.pos = p->piece->pos;
	words.area.x = x;
	words.area.y = y + line_baseline(jump_style(c, p));
	page_add(c->m->arena, page, words);
}

static void draw_foot(const struct composer *c, const struct set_piece *p)
{
	const struct style *s = jump_style(c, p);
	const struct rect line = p->leave->line;
	const struct mark words = furniture_words(
	    c->m, s, arena_printf(c->m->arena, "Continued on page %s", c->page->folio));
	const bool end = s->text_align == TEXT_ALIGN_END;
	draw(c, p, p->leave->page, words, end ? line.x + line.w - words.area.w : line.x,
	    line.y);
}

/* The last line of the last column. */
static struct rect foot_line(const struct composer *c, const struct set_piece *p)
{
	const struct style *s = jump_style(c, p);
	const sp grid = grid_of(c), top = c->template->margin_top;
	const sp foot = top + (frame_bottom(c) + c->foot - top) / grid * grid;
	return (struct rect){column_left(c, c->in.n - 1), foot - s->line_height,
	    c->in.width, s->line_height};
}

/* The right page of two that were made in one go, with none of its columns. */
static void report_unused(const struct composer *c, const struct set_piece *p)
{
	diag(c->m->diag, DIAG_BLANK_PAGE, p->piece->pos,
	    "the columns of page %s are empty: piece '%s' is made for two pages that "
	    "face "
	    "each other, and has only %d",
	    c->facing->folio, p->piece->slug, p->piece->pages);
	diag_hint(c->m->diag, "give it a page more, or another template");
}

void jump_off(struct composer *c, struct set_piece *p)
{
	const int most = p->piece->pages;
	p->leave = NULL;
	c->jumps = !trial_of(c, p, most).ended;
	c->most = most;
	if (!compose_piece(c, p)) {
		p->leave = ARENA_NEW(c->m->arena, struct leave);
		*p->leave = (struct leave){c->page, foot_line(c, p), *c};
		c->queue = NULL;
		c->settled = NULL;
		c->nsettled = c->capsettled = 0;
		c->notes = (struct note_list){0};
		if (c->facing) {
			report_unused(c, p);
			spread_turn(c);
		}
		c->y = frame_bottom(c) + c->foot; /* nothing runs on below */
	}
	c->most = 0;
	c->jumps = false;
	c->foot = 0;
}

/* With the piece's title, if they leave room for it. */
static void draw_head(const struct composer *c, const struct set_piece *p)
{
	struct arena *a = c->m->arena;
	const struct style *s = jump_style(c, p);
	const char *from = p->leave->page->folio,
		   *title = p->piece->outline ? p->piece->outline : p->piece->headline;
	struct mark words =
	    furniture_words(c->m, s, arena_printf(a, "Continued from page %s", from));
	if (title) {
		const struct mark all = furniture_words(
		    c->m, s, arena_printf(a, "%s, continued from page %s", title, from));
		if (all.area.w <= template_measures(c->m->sheet, c->template).across)
			words = all;
	}
	draw(c, p, c->page, words, across_left(c), c->y);
}

void jump_on(struct composer *c, struct set_piece *p)
{
	const struct leave *l = p->leave;
	if (!l)
		return;
	const struct style *s = jump_style(c, p);
	c->template = p->template;
	c->in = l->waiting.in;
	c->rtl = l->waiting.rtl;
	c->queue = l->waiting.queue;
	c->settled = l->waiting.settled;
	c->nsettled = l->waiting.nsettled;
	c->capsettled = l->waiting.capsettled;
	c->notes = l->waiting.notes;
	c->framed[0] = l->waiting.framed[0];
	c->at = l->waiting.at;
	c->segment = l->waiting.segment;
	c->nsegment = l->waiting.nsegment;
	leaf_add(c, p, LEAF_LATER);
	draw_foot(c, p);
	draw_head(c, p);
	c->y += steps_up(s->line_height + s->margin_bottom, grid_of(c));
	c->margin_y = c->top = c->y;
	compose_rest(c, p);
}
