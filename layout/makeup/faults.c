/*
 * The faults that composition could not avoid.
 *
 * In: what each place of a page holds, as it was drawn in the turn that stood. Out: a
 * finding for each fault, at the paragraph's own line in its file, with the page and
 * column where it is seen. Each is something that cost.h has a price for and that was
 * paid; nothing is guessed from the finished page, and nothing is told of turns that were
 * thrown away (book.c). After Antenna House's report of formatting problems, in an
 * editor's words.
 */
#include <string.h>

#include "makeup/compose.h"

struct looking {
	const struct makeup *m;
	const struct held_list *held;
	const struct held *at; /* the place that is looked at */
};

static const char *place_name(struct arena *a, const struct held *h)
{
	return h->ncolumn > 1 ? arena_printf(a, "column %d on page %s", h->column + 1,
				    h->page->folio)
			      : arena_printf(a, "page %s", h->page->folio);
}

static sp grid_of(const struct looking *l)
{
	return l->m->sheet->grid;
}

/* ---- words --------------------------------------------------------------- */

/* What an editor calls a block, where issue.5 has a word of its own for it. */
static const char *block_name(const struct node *n)
{
	static const struct {
		enum node_kind kind;
		const char *name;
	} word[] = {{NODE_CROSSHEAD, "heading"}, {NODE_LIST_ITEM, "list item"},
	    {NODE_BLOCKQUOTE, "quotation"}, {NODE_FIGURE, "picture"},
	    {NODE_PULLQUOTE, "pull quote"}, {NODE_SIDEBAR, "box"},
	    {NODE_QUOTES, "wall of quotations"}, {NODE_VERSE_LINE, "line of verse"},
	    {NODE_TIMELINE_ENTRY, "entry of the timeline"}, {NODE_FOOTNOTE, "note"},
	    {NODE_CONTENTS_ENTRY, "entry of the contents"},
	    {NODE_PRINT_MARK, "mark of a print page"}, {NODE_ROW, "row of the table"},
	    {NODE_RECORD, "record of the table"}};
	for (size_t i = 0; i < COUNT(word); i++)
		if (word[i].kind == n->kind)
			return word[i].name;
	return node_kind_name(n->kind);
}

/* The first words of a line, or all of them if they are few. */
static const char *line_words(struct arena *a, const struct line *line)
{
	enum { LONGEST = 40 };
	struct buf words = {0};
	for (size_t i = 0; i < line->npart; i++) {
		const struct part *p = &line->part[i];
		if (!p->n || p->actual)
			continue;
		const uint32_t start = p->run->glyph[p->first].cluster;
		const uint32_t end = run_cluster_end(p->run, p->first + p->n - 1);
		buf_add(&words, p->run->text + start, end - start);
	}
	while (words.len && words.at[words.len - 1] == ' ')
		words.len--;
	size_t len = words.len < LONGEST ? words.len : LONGEST;
	while (len < words.len && len && words.at[len] != ' ')
		len--;
	if (!len)
		len = words.len;
	const char *kept = arena_copy(a, words.at ? words.at : "", len);
	buf_release(&words);
	return kept;
}

/* ---- lines --------------------------------------------------------------- */

/* Lines of one block stand together in a galley. */
static size_t block_begin(const struct galley *g, size_t i)
{
	while (i > 0 && g->item[i - 1].kind == GALLEY_LINE &&
	       g->item[i - 1].node == g->item[i].node)
		i--;
	return i;
}

static size_t block_end(const struct galley *g, size_t i)
{
	const struct node *n = g->item[i].node;
	while (i < g->nitem && g->item[i].kind == GALLEY_LINE && g->item[i].node == n)
		i++;
	return i;
}

static void check_loose(
    const struct looking *l, const struct node *n, const struct line *line)
{
	if (line->word_spacing <= 0 || line->ratio <= LOOSE_RATIO)
		return;
	diag(l->m->diag, DIAG_LOOSE_LINE, n->pos,
	    "the line that begins '%s' has wide gaps (%s)", line_words(l->m->arena, line),
	    place_name(l->m->arena, l->at));
	diag_hint(l->m->diag, "change a word, or allow one to be divided");
}

static void check_runt(const struct looking *l, const struct galley *g, size_t i)
{
	const struct galley_item *item = &g->item[i];
	const struct line *line = item->as.line.line;
	const sp longest = item->width / 3; /* as text/set.c has it */
	const sp least = item->style->runt < longest ? item->style->runt : longest;
	if (!line->last || block_begin(g, i) == i || line->width >= least ||
	    item->node->kind == NODE_VERSE_LINE)
		return;
	diag(l->m->diag, DIAG_RUNT, item->node->pos,
	    "the last line of this %s is only '%s' (%s)", block_name(item->node),
	    line_words(l->m->arena, line), place_name(l->m->arena, l->at));
	diag_hint(l->m->diag, "take a word out, or add a few");
}

/* Ends with a hyphen, as the line above does not. Counts how many below do so too. */
static void check_ladder(const struct looking *l, const struct galley *g, struct slice in)
{
	size_t n = 0, first = in.from;
	for (size_t i = in.from; i <= in.end; i++) {
		const struct galley_item *item = i < in.end ? &g->item[i] : NULL;
		const bool rung =
		    item && item->kind == GALLEY_LINE && item->as.line.line->hyphenated;
		if (rung) {
			first = n++ ? first : i;
			continue;
		}
		if (n >= LADDER_LINES) {
			const struct galley_item *top = &g->item[first];
			diag(l->m->diag, DIAG_LADDER, top->node->pos,
			    "%zu lines in a row end with a hyphen, from '%s' on (%s)", n,
			    line_words(l->m->arena, top->as.line.line),
			    place_name(l->m->arena, l->at));
			diag_hint(l->m->diag, "change a word in them");
		}
		n = 0;
	}
}

static void check_rivers(const struct looking *l, const struct galley *g, struct slice in)
{
	struct arena *a = l->m->arena;
	const struct rivers rivers = rivers_in(a, g, in);
	for (size_t i = 0; i < rivers.n; i++) {
		const struct slice *r = &rivers.at[i];
		const struct galley_item *top = &g->item[r->from];
		diag(l->m->diag, DIAG_RIVER, top->node->pos,
		    "a river of white runs down through %zu lines, from '%s' on (%s)",
		    r->end - r->from, line_words(a, top->as.line.line),
		    place_name(a, l->at));
		diag_hint(l->m->diag, "change a word in them");
	}
}

static void check_lines(const struct looking *l, const struct galley *g, struct slice in);

static void check_row(const struct looking *l, const struct row *row)
{
	for (size_t i = 0; i < row->ncell; i++)
		for (size_t k = 0; k < row->cell[i].lines.n; k++)
			check_loose(l, row->cell[i].node, &row->cell[i].lines.line[k]);
}

/* All lines of a place, in what stands in it too; floats have a place of their own. */
static void check_lines(const struct looking *l, const struct galley *g, struct slice in)
{
	for (size_t i = in.from; i < in.end; i++) {
		const struct galley_item *item = &g->item[i];
		if (item->kind == GALLEY_LINE) {
			check_loose(l, item->node, item->as.line.line);
			check_runt(l, g, i);
		} else if (item->kind == GALLEY_ROW) {
			check_row(l, item->as.row);
		} else if (item->kind == GALLEY_BESIDE) {
			const struct galley *beside = item->as.galley;
			check_lines(l, beside, (struct slice){0, beside->nitem});
		} else if (item->kind == GALLEY_CELLS) {
			for (size_t k = 0; k < item->as.cells.n; k++) {
				const struct galley *cell = item->as.cells.cell[k].galley;
				check_lines(l, cell, (struct slice){0, cell->nitem});
			}
		}
	}
	check_ladder(l, g, in);
	check_rivers(l, g, in);
}

/* ---- where a column ends ------------------------------------------------- */

static bool stands(const struct galley_item *item)
{
	return item->kind != GALLEY_SPACE && item->kind != GALLEY_FLOAT &&
	       item->kind != GALLEY_BESIDE && item->kind != GALLEY_BREAK;
}

/* Do both hold some of one galley, though a page had some of it set again? */
static bool same_galley(const struct held *a, const struct held *b)
{
	const struct galley *one = a->galley->of ? a->galley->of : a->galley;
	const struct galley *other = b->galley->of ? b->galley->of : b->galley;
	return one == other;
}

/* The place where a galley goes on. */
static const struct held *next_place(const struct looking *l)
{
	const struct held *end = l->held->at + l->held->n;
	for (const struct held *h = l->at + 1; h < end; h++)
		if (same_galley(h, l->at) && h->items.from < h->items.end &&
		    h->items.from >= l->at->items.end)
			return h;
	return NULL;
}

static bool is_within(const struct node *n, const struct node *block)
{
	while (n && n != block)
		n = n->parent;
	return n != NULL;
}

static const struct style *style_up(const struct looking *l, const struct node *n)
{
	const struct set_piece *p = l->at->piece;
	const struct style *parent = n->parent ? style_up(l, n->parent) : NULL;
	return style_of(l->m->sheet, n, p->piece, parent, p->section);
}

/* A picture and its captions are, whatever the sheet says (caption.c). */
static bool is_kept(const struct looking *l, const struct node *n)
{
	return n->kind == NODE_FIGURE ||
	       style_up(l, n)->break_inside == STYLE_BREAK_AVOID;
}

/* The innermost block that holds both and is to be kept together; NULL: none. */
static const struct node *divided(
    const struct looking *l, const struct node *above, const struct node *below)
{
	for (; above && above->parent; above = above->parent)
		if (is_within(below, above) && is_kept(l, above))
			return above;
	return NULL;
}

/* It carries on from the place before, where this was told. */
static bool is_told(const struct held *h, const struct node *block)
{
	const struct galley_item *item = h->galley->item;
	size_t before = h->items.from;
	while (
	    before > 0 && !stands(&item[before - 1])) /* the space above it is its own */
		before--;
	return before && is_within(item[h->items.from].node, block) &&
	       is_within(item[before - 1].node, block);
}

static void check_paragraph(
    const struct looking *l, const struct held *next, size_t last, size_t first)
{
	const struct galley *g = l->at->galley;
	const struct galley_item *item = &g->item[last];
	const size_t begin = block_begin(g, last);
	const size_t above = last + 1 - begin, below = block_end(g, first) - first;
	struct diag *d = l->m->diag;
	struct arena *a = l->m->arena;
	if (above < (size_t)item->style->orphans) {
		diag(d, DIAG_ORPHAN, item->node->pos,
		    "only %zu line%s of this %s stand%s at the foot of %s", above,
		    above == 1 ? "" : "s", block_name(item->node), above == 1 ? "s" : "",
		    place_name(a, l->at));
		diag_hint(d, "shorten or lengthen what stands above it by a line");
	}
	if (below < (size_t)item->style->widows) {
		diag(d, DIAG_WIDOW, item->node->pos,
		    "only %zu line%s of this %s stand%s at the head of %s", below,
		    below == 1 ? "" : "s", block_name(item->node), below == 1 ? "s" : "",
		    place_name(a, next));
		diag_hint(d, "shorten it by a line, or lengthen what stands above it");
	}
	if (item->as.line.line->hyphenated && next->page != l->at->page) {
		diag(d, DIAG_DIVIDED_WORD, item->node->pos,
		    "a word of this %s is divided over the end of %s",
		    block_name(item->node), place_name(a, l->at));
		diag_hint(d, "change a word near it");
	}
}

/* A head, or the one that words are in; a table's caption stands above it. NULL: it is
 * none. */
static const struct node *head_of(const struct node *n)
{
	for (; n; n = n->parent)
		if (n->kind == NODE_CROSSHEAD || n->kind == NODE_HEADLINE ||
		    n->kind == NODE_QUESTION ||
		    (n->kind == NODE_CAPTION && n->parent->kind == NODE_TABLE))
			break;
	return n;
}

static void report_head(const struct looking *l, const struct node *head)
{
	diag(l->m->diag, DIAG_HEAD_AT_FOOT, head->pos,
	    "this %s stands at the foot of %s, and what it is the head of on the next "
	    "one",
	    block_name(head), place_name(l->m->arena, l->at));
	diag_hint(l->m->diag, "shorten what follows, or lengthen what stands above it");
}

static void check_keep(
    const struct looking *l, const struct galley_item *last, const struct node *below)
{
	const struct node *head = head_of(last->node);
	if (last->cost >= COST_NEVER && head) {
		report_head(l, head);
		return;
	}
	const struct node *block = divided(l, last->node, below);
	if (!block || is_told(l->at, block))
		return;
	diag(l->m->diag, DIAG_DIVIDED_BLOCK, block->pos,
	    "this %s is to be kept together, but is divided at the foot of %s",
	    block_name(block), place_name(l->m->arena, l->at));
	diag_hint(l->m->diag, "make it shorter, or move it");
}

/* A cell of the row, or of one above it, that goes on in the next; NULL: none. */
static const struct node *joining_cell(const struct galley *g, size_t last)
{
	for (size_t i = last + 1; i > 0 && g->item[i - 1].kind == GALLEY_ROW; i--) {
		const struct row *row = g->item[i - 1].as.row;
		for (size_t k = 0; k < row->ncell; k++)
			if (i - 1 + row->cell[k].node->as.cell.rowspan > last + 1)
				return row->cell[k].node;
	}
	return NULL;
}

static void check_joined(const struct looking *l, const struct galley *g, size_t last)
{
	const struct node *cell = joining_cell(g, last);
	if (!cell)
		return;
	diag(l->m->diag, DIAG_TALL_ITEM, cell->pos,
	    "the rows that this cell joins are divided at the foot of %s, and its words "
	    "may run past it",
	    place_name(l->m->arena, l->at));
	diag_hint(l->m->diag, "join fewer rows, or make them shorter");
}

/* A head across columns, or the last before other columns, and they begin overleaf, or
 * where the piece goes on. */
static void check_last(const struct looking *l, const struct galley_item *last)
{
	const struct held *end = l->held->at + l->held->n;
	const struct held *next = l->at + 1;
	const struct node *head = head_of(last->node);
	while (next < end && (next->column < 0 || same_galley(next, l->at) ||
				 next->piece != l->at->piece))
		next++;
	if (next == end || next->page == l->at->page ||
	    last->style->break_after != STYLE_BREAK_AVOID || !head)
		return;
	report_head(l, head);
}

static void check_end(const struct looking *l)
{
	const struct held *h = l->at, *next = next_place(l);
	const struct galley *g = h->galley;
	size_t last = h->items.end, first = h->items.end;
	while (last > h->items.from && !stands(&g->item[last - 1]))
		if (g->item[--last].kind == GALLEY_BREAK)
			return; /* asked for */
	while (first < g->nitem && !stands(&g->item[first]))
		first++;
	if (last == h->items.from)
		return;
	last--;
	if (first == g->nitem)
		check_last(l, &g->item[last]);
	if (first == g->nitem || !next)
		return;
	if (g->item[last].kind == GALLEY_LINE && g->item[first].kind == GALLEY_LINE &&
	    g->item[last].node == g->item[first].node)
		check_paragraph(l, next, last, first);
	check_joined(l, g, last);
	check_keep(l, &g->item[last], g->item[first].node);
}

/* ---- empty places -------------------------------------------------------- */

static sp empty(const struct held *h)
{
	const sp left = h->area.y + h->area.h - h->notes - h->foot;
	return left > 0 ? left : 0;
}

/* The words that the reader would expect there. */
static const struct galley_item *item_next(const struct held *h)
{
	for (size_t i = h->items.end; i < h->galley->nitem; i++)
		if (stands(&h->galley->item[i]))
			return &h->galley->item[i];
	return NULL;
}

static void check_hole(const struct looking *l)
{
	const struct held *h = l->at;
	const struct galley_item *next = item_next(h);
	const int lines = (int)(empty(h) / grid_of(l));
	if (lines < HOLE_LINES || h->levelled || !next || h->items.from == h->items.end ||
	    h->galley->item[h->items.end - 1].kind == GALLEY_BREAK)
		return;
	diag(l->m->diag, DIAG_HOLE, next->node->pos,
	    "%d lines are left empty at the foot of %s, because this %s goes to the "
	    "next one",
	    lines, place_name(l->m->arena, h), block_name(next->node));
	diag_hint(l->m->diag, "make it smaller, or move it");
}

/* The columns of a band, of which l->at is the first. */
static void check_level(const struct looking *l)
{
	const struct held *end = l->held->at + l->held->n, *last = l->at;
	sp least = empty(l->at), most = least;
	if (!l->at->levelled || l->at->column != 0 || l->at->ncolumn < 2)
		return;
	for (const struct held *h = l->at + 1; h < end && h->band <= l->at->band; h++) {
		if (h->column <= 0 || h->band != l->at->band)
			continue;
		last = h;
		least = empty(h) < least ? empty(h) : least;
		most = empty(h) > most ? empty(h) : most;
	}
	const int lines = (int)((most - least) / grid_of(l));
	if (lines < UNEVEN_LINES || last->items.from >= last->galley->nitem)
		return;
	diag(l->m->diag, DIAG_UNEVEN_COLUMNS,
	    last->galley->item[last->items.from].node->pos,
	    "the columns on page %s could not be levelled: they end %d lines apart",
	    last->page->folio, lines);
	diag_hint(l->m->diag, "shorten or move what keeps together there");
}

/* A float over the gutter that found no place there. */
static void check_between(const struct looking *l)
{
	const struct node *n = l->at->galley->between;
	if (!n)
		return;
	diag(l->m->diag, DIAG_NOT_BETWEEN, n->pos,
	    "this %s finds no place between two columns, and stands in one of them on "
	    "page %s",
	    block_name(n), l->at->page->folio);
	diag_hint(l->m->diag, "move it to where plain paragraphs stand in both columns, "
			      "or make it smaller");
}

void faults_report(const struct makeup *m, const struct held_list *held)
{
	struct looking l = {.m = m, .held = held};
	for (size_t i = 0; i < held->n; i++) {
		l.at = &held->at[i];
		check_lines(&l, l.at->galley, l.at->items);
		check_between(&l);
		if (l.at->column < 0)
			continue;
		check_end(&l);
		if (m->print) /* large print leaves a foot white rather than divide */
			continue;
		check_hole(&l);
		check_level(&l);
	}
}
