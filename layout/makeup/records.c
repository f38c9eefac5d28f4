/*
 * Tables as records, for a book whose measure does not hold them.
 *
 * In: this book's own copy of a piece; the sheet's styles, which say of which tables
 * (records: true). Out: the copy changed. A table whose columns cannot hold their longest
 * words becomes a list: a record a row, in it a field a cell, led by its column's head.
 * Smaller type was rejected: the edition promises its size. So were tables turned on
 * their side, which are read with the neck.
 *
 * A head's own words (links and notes among them) go to the first field that it leads;
 * later fields repeat them as plain words. A cell over several columns is led by all
 * their heads; one over several rows is said again in each record. An empty cell says
 * that it is empty: a field left out could not be told from one forgotten. All that is
 * said again, and every label, is generated (reading.c).
 */
#include "makeup/edit.h"

#include <string.h>

struct records {
	const struct makeup *m;
	struct set_piece *p;
	struct arena *scratch;
	struct node *table;
	size_t ncolumn;
	struct column {
		struct node *head; /* the cell over it; NULL: none */
		const char *title; /* its words */
		bool told;	   /* its own words stand in a label */
		struct node *cell; /* from a row above, reaching down into this one */
		const char *words; /* that cell's */
		int rows;	   /* that it still reaches down */
	} * column;
};

/* ---- does it fit? -------------------------------------------------------------- */

static const struct style *style_in(const struct records *r, const struct node *n)
{
	const struct style *around = n->parent ? style_in(r, n->parent) : NULL;

	return style_of(r->m->sheet, n, r->p->piece, around, r->p->section);
}

static sp around_words(const struct style *s)
{
	return s->margin_left + s->margin_right + s->padding_left + s->padding_right +
	       s->border_left_width + s->border_right_width;
}

/* What the table has of the measure, inside the boxes it stands in. */
static sp room_of(const struct records *r, const struct style *style)
{
	const struct measures w = template_measures(r->m->sheet, r->p->template);
	const bool across = style->column_span != COLUMN_SPAN_NONE;
	sp room = (across ? w.across : w.column) - around_words(style);

	for (const struct node *n = r->table->parent; n; n = n->parent) {
		const struct style *s = style_in(r, n);

		room -= around_words(s);
		if (n->kind == NODE_LIST_ITEM || n->kind == NODE_FOOTNOTE)
			room -= s->marker_width;
	}
	return room;
}

static bool has_body(const struct node *table)
{
	int nrow = 0;

	for (const struct node *k = table->first; k; k = k->next)
		nrow += k->kind == NODE_ROW;
	return nrow > table->as.table.nhead;
}

static bool is_wanted(const struct records *r)
{
	const struct style *s = style_in(r, r->table);
	struct setting set = {r->m->arena, r->scratch, r->m->diag, r->m->fonts,
	    r->m->sheet, r->p->piece, r->p->section, 0, &r->m->issue->hyphenation};

	return s->records && has_body(r->table) &&
	       table_least_width(&set, r->table, s) > room_of(r, s);
}

/* ---- nodes --------------------------------------------------------------------- */

static void move_words(struct node *from, struct node *to)
{
	struct node *next;

	for (struct node *k = from->first; k; k = next) {
		next = k->next;
		node_remove(k);
		node_append(to, k);
	}
}

/* ---- labels -------------------------------------------------------------------- */

static void add_head(struct records *r, struct node *label, struct column *c)
{
	if (label->first)
		added_text(r->m, r->p->piece, label, ", ");
	if (c->told)
		added_text(r->m, r->p->piece, label, c->title);
	else
		move_words(c->head, label);
	for (size_t i = 0; i < r->ncolumn; i++)
		if (r->column[i].head == c->head)
			r->column[i].told = true;
}

static bool ends_itself(const char *title)
{
	const size_t len = strlen(title);

	return len && strchr(":?!.", title[len - 1]);
}

/* "Days waiting:", of the columns first .. end - 1; NULL: they have no heads. */
static struct node *label_of(struct records *r, size_t first, size_t end, struct pos pos)
{
	struct node *label = added_node(r->m, r->p->piece, NODE_STRONG, pos);
	const struct node *before = NULL;
	const char *title = NULL;

	label->class = "label";
	for (size_t i = first; i < end; i++) {
		struct column *c = &r->column[i];

		if (!c->head || c->head == before || !*c->title)
			continue;
		before = c->head;
		title = c->title;
		if (!label->lang)
			label->lang = c->head->lang;
		add_head(r, label, c);
	}
	if (!title)
		return NULL;
	added_text(r->m, r->p->piece, label, ends_itself(title) ? " " : ": ");
	return label;
}

/* ---- fields -------------------------------------------------------------------- */

static size_t end_of(const struct records *r, const struct node *cell)
{
	const size_t span = cell->as.cell.colspan > 1 ? cell->as.cell.colspan : 1;
	const size_t end = cell->as.cell.column + span;

	return end < r->ncolumn ? end : r->ncolumn;
}

static struct node *new_field(
    struct records *r, const struct node *cell, const char *words, struct pos pos)
{
	struct node *field = added_node(r->m, r->p->piece, NODE_FIELD, pos);

	field->class = cell->class;
	field->as.cell = cell->as.cell;
	if (*words) {
		field->lang = cell->lang;
		added_text(r->m, r->p->piece, field, words);
	} else {
		field->lang = english_in(node_lang(r->table, r->p->piece));
		added_text(r->m, r->p->piece, field, "left blank");
	}
	return field;
}

/* Without head and without words there is nothing to say. */
static void add_field(
    struct records *r, struct node *record, struct node *field, const char *words)
{
	struct node *label =
	    label_of(r, field->as.cell.column, end_of(r, field), field->pos);

	if (label)
		node_insert_before(field, field->first, label);
	if (label || *words)
		node_append(record, field);
}

/* A cell of this row becomes a field; its words are kept for the rows it reaches. */
static void take_cell(struct records *r, struct node *record, struct node *cell)
{
	struct column *c = &r->column[cell->as.cell.column];

	c->cell = cell;
	c->words = node_text(r->m->arena, cell);
	c->rows = cell->as.cell.rowspan > 1 ? cell->as.cell.rowspan - 1 : 0;
	if (!*c->words) {
		add_field(r, record, new_field(r, cell, "", cell->pos), "");
		return;
	}
	cell->kind = NODE_FIELD;
	add_field(r, record, cell, c->words);
}

static void tell_row(struct records *r, struct node *row)
{
	struct node *own = row->first, *next;

	row->kind = NODE_RECORD;
	row->first = row->last = NULL;
	for (size_t i = 0; i < r->ncolumn; i++) {
		struct column *c = &r->column[i];

		if (own && own->as.cell.column == i) {
			next = own->next;
			take_cell(r, row, own);
			own = next;
		} else if (c->rows > 0) {
			c->rows--;
			add_field(
			    r, row, new_field(r, c->cell, c->words, row->pos), c->words);
		}
	}
}

/* ---- tables -------------------------------------------------------------------- */

/* Of several rows of heads the last is the nearest; there is one (issue/table.c). */
static void take_heads(struct records *r, struct node *row)
{
	for (struct node *c = row->first; c; c = c->next)
		for (size_t i = c->as.cell.column; i < end_of(r, c); i++) {
			r->column[i].head = c;
			r->column[i].title = node_text(r->m->arena, c);
		}
	node_remove(row);
}

/* What the sheet sets before cells stands before their words here, too, after the label:
 * asked while the rules for a table's cells still hold. */
static void take_before(struct records *r, const struct node *row)
{
	for (struct node *c = row->first; c; c = c->next) {
		const char *before = style_in(r, c)->content_before;

		if (!c->first || !*before)
			continue;
		struct node *n = added_node(r->m, r->p->piece, NODE_TEXT, c->pos);
		n->as.text.text = before;
		n->as.text.len = (uint32_t)strlen(before);
		node_insert_before(c, c->first, n);
	}
}

static void tell(struct records *r)
{
	struct node *next;
	int nhead = r->table->as.table.nhead, nrow = 0;

	for (const struct node *k = r->table->first; k; k = k->next)
		if (k->kind == NODE_ROW && nrow++ >= nhead)
			take_before(r, k);
	r->ncolumn = (size_t)r->table->as.table.ncolumn;
	r->column = ARENA_ARRAY(r->m->arena, struct column, r->ncolumn);
	r->table->kind = NODE_RECORDS;
	for (struct node *k = r->table->first; k; k = next) {
		next = k->next;
		if (k->kind != NODE_ROW)
			continue;
		if (nhead-- > 0)
			take_heads(r, k);
		else
			tell_row(r, k);
	}
}

static void walk(struct records *r, struct node *n)
{
	for (struct node *k = n->first; k; k = k->next) {
		r->table = k;
		if (k->kind == NODE_TABLE && is_wanted(r))
			tell(r);
		else if (!node_is_inline(k))
			walk(r, k);
	}
}

void edit_tables(const struct makeup *m, struct set_piece *p)
{
	struct records r = {.m = m, .p = p, .scratch = arena_new()};

	walk(&r, p->piece->root);
	arena_close(r.scratch);
}
