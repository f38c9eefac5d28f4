/*
 * Pages as they are turned.
 *
 * In: a piece, and whether its first page is meant: its template gives plates, folio and
 * where the columns begin. Out: c->page, with nothing in its columns yet but the floats
 * that waited for it.
 */
#include "makeup/band.h"

void leaf_frame(struct composer *c, struct page *page, struct rect area)
{
	ARENA_PUSH(c->m->arena, page->frame, page->nframe, page->capframe) = area;
}

static void hold(struct composer *c, const struct set_piece *p, struct held held)
{
	held.piece = p;
	ARENA_PUSH(c->m->arena, c->held.at, c->held.n, c->held.cap) = held;
}

void leaf_holds(struct composer *c, const struct set_piece *p, struct held held)
{
	leaf_frame(c, held.page, held.area);
	hold(c, p, held);
}

void leaf_holds_notes(
    struct composer *c, const struct set_piece *p, const struct note_list *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		const struct note_part *part = &notes->part[i];
		hold(c, p,
		    (struct held){.page = c->page,
			.galley = part->note,
			.items = {part->from, part->end},
			.column = -1});
	}
}

void leaf_add(struct composer *c, const struct set_piece *p, enum leaf leaf)
{
	const struct makeup *m = c->m;
	struct book *b = c->book;
	struct page *page = ARENA_NEW(m->arena, struct page);
	page->index = (uint32_t)b->npage;
	page->number = (int)(b->npage - c->volume) + 1;
	page->folio = arena_printf(m->arena, "%d", page->number);
	page->recto = page->number % 2;
	page->trim = (struct rect){0, 0, m->sheet->page_width, m->sheet->page_height};
	page->bleed = (struct rect){-m->bleed, -m->bleed, page->trim.w + 2 * m->bleed,
	    page->trim.h + 2 * m->bleed};
	page->media = page->bleed;
	page->template = c->template->name;
	page->grid = m->sheet->grid;
	page->grid_top = c->template->margin_top;
	ARENA_PUSH(m->arena, b->page, b->npage, b->cappage) = page;
	c->page = page;
	c->started = false;
	c->y = frame_top(c, p, leaf);
	c->margin_y = c->top = c->y;
	furniture_plates(m, p, page, leaf);
	if (leaf == LEAF_FIRST)
		furniture_barcode(m, p, page);
	if (c->template->furniture)
		furniture_foot(m, p, page);
}

void leaf_count(struct composer *c, const struct set_piece *p)
{
	c->leaves++;
	c->foot = c->jumps && c->leaves == c->most ? jump_room(c, p) : 0;
}

void leaf_begins(struct composer *c, const struct set_piece *p, uint32_t node)
{
	if (c->started || !c->pages)
		return;
	c->started = true;
	ARENA_PUSH(c->m->arena, c->pages->start, c->pages->nstart, c->pages->capstart) =
	    (struct print_start){p->piece->index, node, c->page->number};
}

bool leaf_turn(struct composer *c, struct set_piece *p)
{
	if (c->leaves == c->most && c->most)
		return false;
	leaf_count(c, p);
	notes_report(c->m->diag, c->page, &c->framed[0]);
	if (c->facing)
		spread_turn(c);
	else
		leaf_add(c, p, LEAF_LATER);
	floats_wait_no_more(c, p);
	return true;
}
