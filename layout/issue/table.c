/*
 * A table as CommonMark read it, made a table of cells with spans.
 *
 * In: NODE_TABLE with a row for the heads and cells of one column each. Out: heads
 * marked, a head row without words dropped (GFM cannot write a table without one), `^^`
 * joined with the cell above and `>>` with the cell at its left; cells know their
 * columns. A join that makes no rectangle, or runs from the heads into the body, is an
 * error: a screen reader could not say which head a cell has.
 */
#include "issue/reader.h"

#include <string.h>

struct grid {
	struct reader *r;
	struct node **above, **here; /* the cell that covers each column */
	size_t ncolumn;
};

static bool cell_is(const struct node *cell, const char *mark)
{
	const struct node *t = cell->first;
	return t && !t->next && t->kind == NODE_TEXT && t->as.text.len == 2 &&
	       memcmp(t->as.text.text, mark, 2) == 0;
}

static bool row_is_empty(const struct node *row)
{
	for (const struct node *c = row->first; c; c = c->next)
		if (c->first)
			return false;
	return true;
}

static bool bad_join(struct grid *g, struct node *cell, const char *why)
{
	diag(g->r->diag, DIAG_BAD_TABLE, cell->pos,
	    "this cell cannot be joined: %s, it was left "
	    "empty",
	    why);
	cell->first = cell->last = NULL;
	return false;
}

static bool covers(const struct node *cell, size_t column)
{
	return column >= cell->as.cell.column &&
	       column < (size_t)cell->as.cell.column + cell->as.cell.colspan;
}

/* True: the cell in this column is part of another now. */
static bool join_cell(struct grid *g, struct node *cell, size_t column)
{
	if (cell_is(cell, "^^")) {
		struct node *owner = g->above[column];
		if (!owner)
			return bad_join(g, cell, "there is no cell of its kind above");
		if (column == owner->as.cell.column)
			owner->as.cell.rowspan++;
		else if (g->here[column - 1] != owner)
			return bad_join(g, cell, "the joined cells are no rectangle");
		g->here[column] = owner;
		return true;
	}
	if (!cell_is(cell, ">>"))
		return false;
	if (!column)
		return bad_join(g, cell, "there is no cell at its left");
	struct node *owner = g->here[column - 1];
	if (owner->parent != cell->parent && !covers(owner, column))
		return bad_join(g, cell, "the joined cells are no rectangle");
	if (owner->parent == cell->parent)
		owner->as.cell.colspan++;
	g->here[column] = owner;
	return true;
}

/* A cell from above that is wider than what was joined to it in this row. */
static void check_rectangles(struct grid *g, const struct node *row)
{
	for (size_t c = 0; c < g->ncolumn; c++) {
		struct node *owner = g->here[c];
		if (!owner || owner->parent == row || owner->as.cell.column != c)
			continue;
		for (size_t k = c; k < g->ncolumn && covers(owner, k); k++) {
			if (g->here[k] == owner)
				continue;
			diag(g->r->diag, DIAG_BAD_TABLE, row->pos,
			    "the cells joined in this row and above are no rectangle");
			diag_hint(g->r->diag, "put '^^' under every part of a wide cell");
			break;
		}
	}
}

static void join_row(struct grid *g, struct node *row)
{
	struct node *next;
	size_t column = 0;
	for (struct node *c = row->first; c && column < g->ncolumn; c = next, column++) {
		next = c->next;
		c->as.cell.column = (uint16_t)column;
		c->as.cell.rowspan = c->as.cell.colspan = 1;
		if (join_cell(g, c, column))
			node_remove(c);
		else
			g->here[column] = c;
	}
	check_rectangles(g, row);
}

static void join_cells(struct reader *r, struct node *table)
{
	size_t ncolumn = (size_t)table->as.table.ncolumn;
	struct grid g = {.r = r, .ncolumn = ncolumn};
	g.above = ARENA_ARRAY(r->arena, struct node *, ncolumn);
	g.here = ARENA_ARRAY(r->arena, struct node *, ncolumn);
	int number = 0;
	for (struct node *row = table->first; row; row = row->next, number++) {
		if (number == table->as.table.nhead)
			memset(g.above, 0, ncolumn * sizeof *g.above);
		memset(g.here, 0, ncolumn * sizeof *g.here);
		join_row(&g, row);
		struct node **swap = g.above;
		g.above = g.here;
		g.here = swap;
	}
}

/* Cells of a line of the source: | between them, \| in them. */
static size_t count_cells(struct line l)
{
	size_t n = 1, from = 0, to = l.len;
	while (from < to && strchr(" \t>", l.text[from]))
		from++;
	while (to > from && (l.text[to - 1] == ' ' || l.text[to - 1] == '\t'))
		to--;
	if (from < to && l.text[from] == '|')
		from++;
	if (to > from && l.text[to - 1] == '|' &&
	    (to - from < 2 || l.text[to - 2] != '\\'))
		to--;
	for (size_t i = from; i < to; i++)
		n += l.text[i] == '|' && (i == from || l.text[i - 1] != '\\');
	return n;
}

static void check_widths(struct reader *r, const struct node *table)
{
	size_t ncolumn = (size_t)table->as.table.ncolumn;
	for (const struct node *row = table->first; row; row = row->next) {
		if (row->pos.line < 1 || row->pos.line > r->source->nline)
			continue;
		size_t n = count_cells(r->source->line[row->pos.line - 1]);
		if (n <= ncolumn)
			continue;
		diag(r->diag, DIAG_BAD_TABLE, row->pos,
		    "this row has %u cells and the table %u columns, the rest was left "
		    "out",
		    (unsigned)n, (unsigned)ncolumn);
		diag_hint(r->diag, "to print '|' in a cell, write '\\|'");
	}
}

/* Where a table ends a sheet wants no room beside a cell. */
static void mark_last(struct node *table)
{
	const int ncolumn = table->as.table.ncolumn;
	for (struct node *row = table->first; row; row = row->next)
		for (struct node *c = row->first; c; c = c->next)
			if (c->as.cell.column + c->as.cell.colspan >= ncolumn)
				c->class = c->class ? "head last" : "last";
}

/* Heads are told from other cells by class as well: sheets know only classes. */
void table_finish(struct reader *r, struct node *table)
{
	struct node *head = table->first;
	check_widths(r, table);
	if (head && row_is_empty(head)) {
		node_remove(head);
		table->as.table.nhead = 0;
	} else if (head) {
		for (struct node *c = head->first; c; c = c->next) {
			c->as.cell.head = true;
			c->class = "head";
		}
	}
	join_cells(r, table);
	mark_last(table);
}

void table_head_rows(struct node *table)
{
	for (struct node *row = table->first; row; row = row->next)
		for (struct node *c = row->first; c && row->kind == NODE_ROW; c = c->next)
			if (c->as.cell.column == 0 && !c->as.cell.head) {
				c->as.cell.head = c->as.cell.row_head = true;
				c->class = c->class ? "row-head last" : "row-head";
			}
}
