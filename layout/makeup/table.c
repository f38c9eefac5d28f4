/*
 * Tables: the widths of columns, the heights of rows.
 *
 * Widths as CSS 2.1, 17.5.2.2 has them: each column between its longest word and its
 * longest line; what is left over is shared in proportion. A table always fills its
 * measure, so that its rules end where the text's column ends.
 *
 * Where the sheet says text-align: '.' (CSS Text 4), numbers in a column that the author
 * sets to the right stand with their points below each other, the longest fraction at
 * the right; a number without a point ends where the others have theirs.
 */
#include <string.h>

#include "makeup/galley.h"

enum { MAX_MEASURE = 20000 }; /* pt: a line that never breaks */

struct table {
	struct setting *set;
	const struct node *node;
	const struct style *style;
	struct rect at;
	size_t nrow, ncolumn;
	bool too_wide; /* and so words in it are broken */
	struct row **row;
	sp *least, *natural, *width, *left; /* by column */
	sp *whole,
	    *fraction; /* longest of its numbers before the point, and from it on */
};

static sp longest_word(const struct lines *lines)
{
	sp longest = 0, word = 0;
	for (size_t i = 0; i < lines->n; i++)
		for (size_t k = 0; k < lines->line[i].npart; k++) {
			const struct part *p = &lines->line[i].part[k];
			for (uint32_t g = p->first; g < p->first + p->n; g++) {
				bool space = p->run->glyph[g].flags & GLYPH_SPACE;
				word = space ? 0 : word + run_width(p->run, g, 1);
				longest = word > longest ? word : longest;
			}
		}
	return longest;
}

static sp cell_padding(const struct style *s)
{
	return s->padding_left + s->padding_right;
}

static enum column_align align_of(const struct table *t, const struct node *cell)
{
	const enum column_align *align = t->node->as.table.align;
	return align ? align[cell->as.cell.column] : ALIGN_DEFAULT;
}

static const struct style *own_style(
    struct table *t, const struct node *n, const struct style *row)
{
	return style_of(t->set->sheet, n, t->set->piece, row, t->set->section);
}

static const struct style *cell_style(
    struct table *t, const struct node *n, const struct style *row)
{
	const struct style *s = own_style(t, n, row);
	const enum column_align align = align_of(t, n);
	if (align != ALIGN_RIGHT && align != ALIGN_CENTER)
		return s;
	struct style *aligned = ARENA_NEW(t->set->arena, struct style);
	*aligned = *s;
	aligned->text_align = align == ALIGN_RIGHT ? TEXT_ALIGN_END : TEXT_ALIGN_CENTER;
	return aligned;
}

/* ---- numbers below each other -------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* From the point of a line's number, or its last figure's end, to the line's end. */
static sp from_point(const struct line *l)
{
	sp x = 0, point = l->width, figure = -1;
	char before = ' ', last = ' ';
	for (size_t i = 0; i < l->npart; i++) {
		const struct part *p = &l->part[i];
		for (uint32_t g = p->first; g < p->first + p->n; g++) {
			const char c = p->run->text[p->run->glyph[g].cluster];
			if (is_digit(c) && last == '.' && is_digit(before))
				point = figure;
			else if (is_digit(c) && !is_digit(last))
				point = -1;
			x += run_width(p->run, g, 1);
			if (is_digit(c) && point < 0)
				figure = x;
			before = last;
			last = c;
		}
	}
	return l->width - (point < 0 ? figure : point);
}

static bool is_number(const struct table *t, const struct node *cell,
    const struct style *own, const struct lines *lines)
{
	return own->text_align == TEXT_ALIGN_POINT && align_of(t, cell) == ALIGN_RIGHT &&
	       !cell->as.cell.head && lines->n == 1 && cell->as.cell.colspan < 2;
}

static void measure_number(struct table *t, size_t column, const struct line *line)
{
	const sp fraction = from_point(line), whole = line->width - fraction;
	if (fraction > t->fraction[column])
		t->fraction[column] = fraction;
	if (whole > t->whole[column])
		t->whole[column] = whole;
}

/* A number stands at the end of its cell: the left one where words go to the left. */
static void set_number(const struct table *t, size_t column, struct line *line, bool rtl)
{
	const sp fraction = from_point(line), whole = line->width - fraction;
	const sp shift = rtl ? t->whole[column] - whole : fraction - t->fraction[column];
	for (size_t i = 0; i < line->npart; i++)
		line->part[i].x += shift;
}

/* ---- widths of columns --------------------------------------------------- */

static struct lines set_words(
    struct table *t, const struct node *cell, const struct style *s, sp measure)
{
	const bool led = cell->first && *s->content_before;

	return text_set(t->set, cell, s,
	    &(struct text_wish){.measure = measure,
		.no_indent = true,
		.long_told = t->too_wide,
		.before = led ? s->content_before : NULL});
}

static void measure_cell(struct table *t, const struct node *n, const struct style *row)
{
	size_t column = n->as.cell.column;
	const struct style *s = cell_style(t, n, row);
	if (n->as.cell.colspan > 1 || column >= t->ncolumn)
		return;
	struct arena_mark mark = arena_mark(t->set->arena);
	struct lines lines = set_words(t, n, s, PT(MAX_MEASURE));
	sp natural = 0;
	for (size_t i = 0; i < lines.n; i++)
		natural = lines.line[i].width > natural ? lines.line[i].width : natural;
	sp least = longest_word(&lines) + cell_padding(s) + SP_PT / 8;
	natural += cell_padding(s) + SP_PT / 8;
	if (is_number(t, n, own_style(t, n, row), &lines)) {
		measure_number(t, column, &lines.line[0]);
		const sp number =
		    t->whole[column] + t->fraction[column] + cell_padding(s) + SP_PT / 8;
		natural = number > natural ? number : natural;
		least = natural;
	}
	arena_rewind(t->set->arena, mark);
	if (least > t->least[column])
		t->least[column] = least;
	if (natural > t->natural[column])
		t->natural[column] = natural;
}

static sp least_of_others(const struct table *t, size_t but)
{
	sp least = 0;
	for (size_t i = 0; i < t->ncolumn; i++)
		if (i != but && !t->width[i])
			least += t->least[i];
	return least;
}

/* Columns that need no more than an even share of what is left have their longest line
 * whole, so that figures and dates do not turn over to make room for sentences; unless
 * the others then could not hold their longest words. Returns what is left for those. */
static sp share_narrow(struct table *t)
{
	sp left = t->at.w;
	size_t nwide = t->ncolumn;
	for (bool more = true; more && nwide;) {
		more = false;
		sp even = left / (sp)nwide;
		for (size_t i = 0; i < t->ncolumn; i++) {
			bool room = left - t->natural[i] >= least_of_others(t, i);
			if (t->width[i] || t->natural[i] > even || !room)
				continue;
			t->width[i] = t->natural[i];
			left -= t->natural[i];
			nwide--;
			more = true;
		}
	}
	return left;
}

/* The others share what is left between their longest words and their longest lines. */
static void share_wide(struct table *t, sp left)
{
	int64_t least = 0, natural = 0;
	for (size_t i = 0; i < t->ncolumn; i++)
		if (!t->width[i]) {
			least += t->least[i];
			natural += t->natural[i];
		}
	for (size_t i = 0; i < t->ncolumn; i++) {
		if (t->width[i])
			continue;
		if (least >= left)
			t->width[i] = sp_scale(left, t->least[i], least);
		else
			t->width[i] = t->least[i] + sp_scale((sp)(left - least),
							t->natural[i] - t->least[i],
							natural - least);
	}
}

static void share_width(struct table *t)
{
	int64_t natural = 0, least = 0;
	for (size_t i = 0; i < t->ncolumn; i++) {
		natural += t->natural[i];
		least += t->least[i];
	}
	if (natural <= t->at.w || least >= t->at.w) {
		const sp *share = natural <= t->at.w ? t->natural : t->least;
		int64_t all = natural <= t->at.w ? natural : least;
		for (size_t i = 0; i < t->ncolumn; i++)
			t->width[i] = all ? sp_scale(t->at.w, share[i], all)
					  : t->at.w / (sp)t->ncolumn;
	} else {
		share_wide(t, share_narrow(t));
	}
	sp x = 0;
	for (size_t i = 0; i < t->ncolumn; i++) {
		t->left[i] = x;
		x += t->width[i];
	}
}

static sp cell_width(const struct table *t, const struct node *n)
{
	size_t end = n->as.cell.column + (n->as.cell.colspan ? n->as.cell.colspan : 1);
	sp width = 0;
	for (size_t i = n->as.cell.column; i < end && i < t->ncolumn; i++)
		width += t->width[i];
	return width;
}

static void set_cell(
    struct table *t, struct cell *c, const struct node *n, const struct style *row)
{
	const struct style *s = cell_style(t, n, row);
	size_t column =
	    n->as.cell.column < t->ncolumn ? n->as.cell.column : t->ncolumn - 1;
	c->node = n;
	c->style = s;
	c->width = cell_width(t, n);
	c->x = is_rtl(t->node, t->set->piece) ? t->at.w - t->left[column] - c->width
					      : t->left[column];
	c->lines = set_words(t, n, s, c->width - cell_padding(s));
	if (is_number(t, n, own_style(t, n, row), &c->lines))
		set_number(t, column, &c->lines.line[0], c->lines.rtl);
	c->first_top = s->padding_top + s->border_top_width;
	c->height = c->first_top + (sp)c->lines.n * s->line_height + s->padding_bottom +
		    s->border_bottom_width;
}

static void set_row(struct table *t, size_t index, const struct node *n)
{
	struct row *row = t->row[index] = ARENA_NEW(t->set->arena, struct row);
	row->node = n;
	row->style = style_of(t->set->sheet, n, t->set->piece, t->style, t->set->section);
	row->head = index < (size_t)t->node->as.table.nhead;
	for (const struct node *k = n->first; k; k = k->next)
		row->ncell++;
	row->cell = ARENA_ARRAY(t->set->arena, struct cell, row->ncell);
	size_t i = 0;
	for (const struct node *k = n->first; k; k = k->next)
		set_cell(t, &row->cell[i++], k, row->style);
}

static size_t row_span(const struct cell *c)
{
	return c->node->as.cell.rowspan > 1 ? c->node->as.cell.rowspan : 1;
}

/* Heights of rows from cells of one row; a cell over several rows makes the last of them
 * taller where it must. */
static void set_heights(struct table *t, sp *height)
{
	for (size_t r = 0; r < t->nrow; r++)
		for (size_t i = 0; i < t->row[r]->ncell; i++) {
			struct cell *c = &t->row[r]->cell[i];
			if (row_span(c) == 1 && c->height > height[r])
				height[r] = c->height;
		}
	for (size_t r = 0; r < t->nrow; r++)
		for (size_t i = 0; i < t->row[r]->ncell; i++) {
			struct cell *c = &t->row[r]->cell[i];
			size_t end =
			    r + row_span(c) < t->nrow ? r + row_span(c) : t->nrow;
			sp sum = 0;
			for (size_t k = r; k < end; k++)
				sum += height[k];
			if (c->height > sum)
				height[end - 1] += c->height - sum;
			else
				c->height = sum;
		}
}

static bool row_is_joined(const struct table *t, size_t r)
{
	for (size_t k = 0; k <= r; k++)
		for (size_t i = 0; i < t->row[k]->ncell; i++)
			if (k + row_span(&t->row[k]->cell[i]) > r + 1)
				return true;
	return false;
}

/* From the first to the last of the rows that are joined to row r, below the table's
 * heads. */
static sp joined_height(const struct table *t, size_t r, const sp *height)
{
	sp all = 0;
	size_t first = r;
	while (first && row_is_joined(t, first - 1))
		first--;
	for (size_t i = 0; i < t->nrow && t->row[i]->head && i < first; i++)
		all += height[i];
	for (r = first; r < t->nrow; r++) {
		all += height[r];
		if (!row_is_joined(t, r))
			break;
	}
	return all;
}

/* What a cell joins is cut only where no page holds it. */
static int joined_cost(const struct table *t, size_t r, const sp *height)
{
	return joined_height(t, r, height) > t->at.h ? COST_NEVER : COST_JOINED;
}

/* Of all that stands above the first row: rows that would leave their heads behind take
 * them along. */
static int head_cost(const struct table *t, const sp *height)
{
	const size_t first = (size_t)t->node->as.table.nhead;
	return first < t->nrow && row_is_joined(t, first) ? joined_cost(t, first, height)
							  : COST_NEVER;
}

static int row_cost(const struct table *t, size_t r, const sp *height)
{
	const bool first = r == (size_t)t->node->as.table.nhead, last = r + 2 == t->nrow;
	if (t->row[r]->head)
		return head_cost(t, height);
	if (row_is_joined(t, r))
		return joined_cost(t, r, height);
	return first || last ? COST_AVOID : 0; /* one row alone is no table */
}

static void push_row(struct table *t, struct galley *g, struct row *row, int cost)
{
	struct galley_item *item = galley_push(t->set->arena, g, GALLEY_ROW);
	item->node = row->node;
	item->style = row->style;
	item->x = t->at.x;
	item->width = t->at.w;
	item->height = row->height;
	item->as.row = row;
	item->cost = cost;
	size_t cap = 0;
	for (size_t i = 0; i < row->ncell; i++)
		for (size_t l = 0; l < row->cell[i].lines.n; l++) {
			const struct line *line = &row->cell[i].lines.line[l];
			for (size_t k = 0; k < line->nnote; k++)
				ARENA_PUSH(t->set->arena, item->note, item->nnote, cap) =
				    line->note[k];
		}
}

/* ---- a row that no page holds -------------------------------------------- */

static bool is_cut(const struct table *t, size_t r, const sp *height)
{
	return !t->row[r]->head && !row_is_joined(t, r) &&
	       !(r && row_is_joined(t, r - 1)) && joined_height(t, r, height) > t->at.h;
}

static size_t lines_of(const struct row *row)
{
	size_t n = 0;
	for (size_t i = 0; i < row->ncell; i++)
		n = row->cell[i].lines.n > n ? row->cell[i].lines.n : n;
	return n;
}

/* The k-th line of each of a row's cells, as a row without a rule below. */
static struct row *row_slice(struct arena *a, const struct row *row, size_t k)
{
	struct row *slice = ARENA_NEW(a, struct row);
	struct style *style = ARENA_NEW(a, struct style);
	*style = *row->style;
	style->border_bottom_width = 0;
	*slice = *row;
	slice->style = style;
	slice->cell = ARENA_ARRAY(a, struct cell, row->ncell);
	slice->height = 0;
	for (size_t i = 0; i < row->ncell; i++) {
		struct cell *c = &slice->cell[i];
		*c = row->cell[i];
		c->lines.line += k < c->lines.n ? k : 0;
		c->lines.n = k < c->lines.n;
		c->first_top = k ? 0 : c->first_top;
		const sp height = c->first_top + c->style->line_height;
		slice->height = height > slice->height ? height : slice->height;
	}
	return slice;
}

/* A row taller than a page goes on overleaf: it stands in the galley line by line, as a
 * paragraph does, with no line of it alone. */
static void push_cut(struct table *t, struct galley *g, size_t r, const sp *height)
{
	struct row *row = t->row[r];
	const size_t n = lines_of(row);
	sp left = row->height;
	for (size_t k = 0; k < n; k++) {
		struct row *slice = row_slice(t->set->arena, row, k);
		const bool last = k + 1 == n;
		if (last) { /* with what is below its words */
			slice->style = row->style;
			slice->height = left > slice->height ? left : slice->height;
		}
		left -= slice->height;
		for (size_t i = 0; i < slice->ncell; i++)
			slice->cell[i].height = slice->height;
		push_row(t, g, slice,
		    last	       ? row_cost(t, r, height)
		    : !k || k + 2 == n ? COST_WIDOW
				       : 0);
	}
}

static void table_init(struct table *t)
{
	struct arena *a = t->set->arena;
	t->ncolumn =
	    t->node->as.table.ncolumn > 0 ? (size_t)t->node->as.table.ncolumn : 1;
	for (const struct node *k = t->node->first; k; k = k->next)
		t->nrow += k->kind == NODE_ROW;
	t->row = ARENA_ARRAY(a, struct row *, t->nrow);
	t->least = ARENA_ARRAY(a, sp, t->ncolumn * 6);
	t->natural = t->least + t->ncolumn;
	t->width = t->natural + t->ncolumn;
	t->left = t->width + t->ncolumn;
	t->whole = t->left + t->ncolumn;
	t->fraction = t->whole + t->ncolumn;
}

static void measure_columns(struct table *t)
{
	table_init(t);
	for (const struct node *r = t->node->first; r; r = r->next) {
		if (r->kind != NODE_ROW)
			continue;
		const struct style *row = own_style(t, r, t->style);
		for (const struct node *c = r->first; c; c = c->next)
			measure_cell(t, c, row);
	}
}

static sp least_width(const struct table *t)
{
	sp least = 0;
	for (size_t i = 0; i < t->ncolumn; i++)
		least += t->least[i];
	return least;
}

sp table_least_width(
    struct setting *s, const struct node *table, const struct style *style)
{
	struct table t = {.set = s, .node = table, .style = style};
	measure_columns(&t);
	return least_width(&t);
}

static void report_wide(struct table *t)
{
	const sp over = least_width(t) - t->at.w;
	t->too_wide = over > 0;
	if (!t->too_wide)
		return;
	diag(t->set->diag, DIAG_WIDE_TABLE, t->node->pos,
	    "this table is %d mm wider than its place, and words in it are broken",
	    (int)(sp_to_pt(over) * 25.4 / 72) + 1);
	diag_hint(t->set->diag, "use shorter words, fewer columns, or a place across the "
				"page");
}

void galley_set_table(struct setting *s, struct galley *g, const struct node *table,
    const struct style *style, struct rect at)
{
	struct table t = {.set = s, .node = table, .style = style, .at = at};
	measure_columns(&t);
	report_wide(&t);
	share_width(&t);
	size_t index = 0;
	for (const struct node *r = table->first; r; r = r->next)
		if (r->kind == NODE_ROW)
			set_row(&t, index++, r);
	sp *height = ARENA_ARRAY(s->arena, sp, t.nrow);
	set_heights(&t, height);
	size_t open = g->nitem - 1, cap = 0;
	g->item[open].cost = head_cost(&t, height);
	for (size_t r = 0; r < t.nrow; r++) {
		t.row[r]->height = height[r];
		if (is_cut(&t, r, height))
			push_cut(&t, g, r, height);
		else
			push_row(&t, g, t.row[r], row_cost(&t, r, height));
		if (!t.row[r]->head)
			continue;
		struct galley_item *o = &g->item[open];
		ARENA_PUSH(s->arena, o->as.open.head, o->as.open.nhead, cap) = t.row[r];
		o->as.open.head_height += height[r];
	}
}
