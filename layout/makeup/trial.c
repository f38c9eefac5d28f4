/*
 * What a piece comes to, set on pages that are thrown away.
 *
 * In: a composer as it stands before the piece, the pages that the piece may begin. Out:
 * whether it ends on them; what is left of it, in lines and words, or what room it
 * leaves. A trial has its own arena and its own findings, and leaves no trace: the pages
 * at hand, their marks, the print pages of the book are not touched. It is made up for
 * real, with floats, notes and keeps, by the walk that draws.
 */
#include "makeup/band.h"

struct tally {
	size_t lines, words;
};

static size_t words_in(const struct line *line)
{
	size_t n = line->npart && line->last;
	for (size_t i = 0; i < line->npart; i++) {
		const struct part *part = &line->part[i];
		for (uint32_t k = part->first; k < part->first + part->n; k++)
			n += (part->run->glyph[k].flags & GLYPH_SPACE) != 0;
	}
	return n;
}

static size_t words_from(const struct galley *g, size_t from)
{
	size_t n = 0;
	for (size_t i = from; i < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		if (item->kind == GALLEY_LINE)
			n += words_in(item->as.line.line);
		else if (item->kind == GALLEY_FLOAT || item->kind == GALLEY_BESIDE)
			n += words_from(item->as.galley, 0);
		for (size_t k = 0; item->kind == GALLEY_CELLS && k < item->as.cells.n;
		     k++)
			n += words_from(item->as.cells.cell[k].galley, 0);
		for (size_t k = 0; item->kind == GALLEY_ROW && k < item->as.row->ncell;
		     k++)
			for (size_t l = 0; l < item->as.row->cell[k].lines.n; l++)
				n += words_in(&item->as.row->cell[k].lines.line[l]);
	}
	return n;
}

/* Of what stands in the columns' measure, from an item on: steps of the grid it fills. */
static size_t lines_from(const struct composer *c, const struct set_piece *p,
    const struct galley *g, size_t from)
{
	const sp grid = grid_of(c);
	struct walk w;
	walk_begin(&w, g, from, grid);
	sp height = 0;
	for (size_t i = from; i < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		walk_item(&w, i);
		if (item->kind == GALLEY_FLOAT && item->as.galley->place != FLOAT_MARGIN)
			height += float_height(c, item->as.galley) *
				  (item->as.galley->across ? c->in.n : 1);
	}
	height += w.y + column_notes(p, g, from, g->nitem, grid);
	return (size_t)((height + grid - 1) / grid);
}

static struct tally tally_from(
    const struct composer *c, const struct set_piece *p, struct progress at)
{
	struct tally t = {0};
	for (size_t i = at.segment; i < c->nsegment; i++, at.from = 0, at.galley = NULL) {
		const struct galley *g = at.galley ? at.galley : c->segment[i].galley;
		const size_t n = lines_from(c, p, g, at.from);
		t.lines += c->segment[i].in.n ? n : n * (size_t)c->in.n;
		t.words += words_from(g, at.from);
	}
	return t;
}

/* As many words as fill a line of the columns, last lines of paragraphs counted as they
 * come; where there is hardly any text, at six letters of half an em a word. */
static double words_a_line(const struct composer *c, const struct set_piece *p)
{
	enum { ENOUGH = 6 };
	size_t words = 0, lines = 0;
	for (size_t i = 0; i < p->nsegment; i++) {
		const struct galley *g = p->segment[i].galley;
		for (size_t k = 0; p->segment[i].in.n && k < g->nitem; k++)
			if (g->item[k].kind == GALLEY_LINE) {
				words += words_in(g->item[k].as.line.line);
				lines++;
			}
	}
	if (lines >= ENOUGH)
		return (double)words / (double)lines;
	const sp measure = template_measures(c->m->sheet, p->template).column;
	return (double)measure / (3.0 * p->style->font_size);
}

static size_t room_of_page(const struct composer *c)
{
	const struct template *t = c->template;
	const sp height = frame_bottom(c) - t->margin_top;
	return (size_t)(height / grid_of(c) * c->in.n);
}

/* Lines free on the page at hand, all columns together. */
static size_t room_on(const struct composer *c)
{
	const sp free = frame_bottom(c) - c->y;
	return free > 0 ? (size_t)(free / grid_of(c) * c->in.n) : 0;
}

/* Pages of a book like c's, from here on, in memory of their own. */
static struct composer apart(
    const struct composer *c, struct makeup *m, struct book *book, struct arena *a)
{
	*m = *c->m;
	m->arena = a;
	m->diag = diag_new(a);
	*book = (struct book){.npage = c->book->npage, .cappage = c->book->npage};
	book->page = ARENA_ARRAY(a, struct page *, book->npage);
	struct composer t = *c;
	t.m = m;
	t.book = book;
	t.pages = NULL;
	t.settled = NULL;
	t.nsettled = t.capsettled = 0;
	t.jumps = false;
	t.held = (struct held_list){0};
	t.level = true;
	if (c->page) {
		t.page = ARENA_NEW(a, struct page);
		*t.page = *c->page;
		t.page->mark = NULL;
		t.page->frame = NULL;
		t.page->nmark = t.page->capmark = t.page->nframe = t.page->capframe = 0;
	}
	return t;
}

void trial_set(const struct makeup *m, struct arena *scratch, struct set_piece *own,
    struct knobs knobs)
{
	if (knobs.picture)
		own->template = opener_fitted(m, own, knobs.picture);
	own->segment = NULL;
	own->capsegment = 0;
	own->flow = NULL;
	own->capflow = 0;
	own->knobs = knobs;
	galley_set_piece(m, scratch, own);
}

static struct trial try_in(
    struct arena *a, const struct composer *c, struct set_piece *p, int most)
{
	struct makeup m;
	struct book book;
	struct composer t = apart(c, &m, &book, a);
	t.most = most;
	const bool ended = compose_piece(&t, p);
	const struct tally over = tally_from(&t, p, t.at);
	return (struct trial){.ended = ended,
	    .pages = t.leaves,
	    .added = (int)(book.npage - c->book->npage),
	    .lines = over.lines,
	    .words = over.words,
	    .room = ended ? room_on(&t) : 0,
	    .page_room = room_of_page(&t),
	    .columns = t.in.n,
	    .extent = tally_from(&t, p, (struct progress){0}).lines,
	    .words_a_line = words_a_line(&t, p)};
}

struct trial trial_of(const struct composer *c, const struct set_piece *p, int most)
{
	struct arena *a = arena_new();
	struct set_piece own = *p;
	const struct trial t = try_in(a, c, &own, most);
	arena_close(a);
	return t;
}

struct trial trial_with(
    const struct composer *c, const struct set_piece *p, int most, struct knobs knobs)
{
	struct arena *a = arena_new();
	struct makeup m = *c->m;
	m.arena = a;
	m.diag = diag_new(a);
	struct set_piece own = *p;
	trial_set(&m, c->scratch, &own, knobs);
	const struct trial t = try_in(a, c, &own, most);
	arena_close(a);
	return t;
}
