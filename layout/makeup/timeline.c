/*
 * A timeline drawn from its data.
 *
 * In: a block of entries, each with a date and words. Out: down a column, a rule at the
 * entries' start side with a tile at each date, which breaks over columns as a box does.
 * Across a page or two: one line at one height with a tile for each entry, the entries
 * above and below it by turn, each beside a pole that stands on its tile; one item a row,
 * never divided. Too many for the width stand in several rows, and too tall for a page
 * they go down the column.
 *
 * Entries of one side never meet: each has two pitches of the line to itself, less the
 * gap. To scale, an entry stands at its date, or as near to it as its neighbours let it.
 * Over two pages the line goes through the spine, and each entry lies on one page.
 * Dates and words keep the tags that a list has; line, poles and tiles are artifacts.
 */
#include <stdlib.h>

#include "makeup/builder.h"

enum { LEAST_EMS = 7 }; /* width of an entry */

/* The looks of what is no node. */
struct drawn {
	const struct style *line, *tile;
	sp pad; /* between a pole and its words */
};

static struct drawn drawn_of(const struct builder *b, const struct style *s)
{
	struct drawn d = {
	    style_named(b->set.sheet, "timeline-line", b->p->piece, s, b->p->section),
	    style_named(b->set.sheet, "timeline-tile", b->p->piece, s, b->p->section), 0};
	d.pad = d.line->padding_left + d.line->border_left_width;
	return d;
}

static sp grid_up(const struct builder *b, sp y)
{
	const sp grid = b->set.sheet->grid;
	return (y + grid - 1) / grid * grid;
}

static void add_bar(
    struct builder *b, struct cells *to, struct rect area, struct style_ink ink)
{
	if (ink.none || area.w <= 0 || area.h <= 0)
		return;
	ARENA_PUSH(b->set.arena, to->bar, to->nbar, to->capbar) =
	    (struct bar){area, ink.ink};
}

static void add_tile(
    struct builder *b, const struct drawn *d, struct cells *to, sp x, sp y)
{
	const sp side = d->tile->width;
	add_bar(
	    b, to, (struct rect){x - side / 2, y - side / 2, side, side}, d->tile->color);
}

/* ---- down a column ------------------------------------------------------- */

/* A tile on the rule, level with the middle of the date's figures. */
static void push_tile(struct builder *b, const struct drawn *d, const struct node *n,
    const struct style *date, sp x)
{
	const sp cap = face_units(date->face, date->font_size, date->face->cap_height);
	struct galley_item *item = builder_push_content(b, GALLEY_CELLS, n, date);
	item->cost = COST_NEVER;
	item->snap = date->line_snap == SNAP_BASELINE;
	add_tile(b, d, &item->as.cells, x, line_baseline(date) - cap / 2);
}

/* The date of an entry, on lines of its own: a date may be words. */
static void push_date(
    struct builder *b, const struct node *n, const struct style *date, struct rect at)
{
	const struct text_wish wish = {
	    .measure = at.w, .no_indent = true, .words = n->as.entry.date};
	const struct lines lines = text_set(&b->set, n, date, &wish);
	for (size_t i = 0; i < lines.n; i++) {
		struct galley_item *item = builder_push_content(b, GALLEY_LINE, n, date);
		item->snap = date->line_snap == SNAP_BASELINE;
		item->cost = COST_NEVER;
		item->x = at.x;
		item->width = at.w;
		item->height = date->line_height;
		item->as.line.line = ARENA_NEW(b->set.arena, struct line);
		item->as.line.marker = &lines.line[i];
		item->as.line.marker_x = at.x;
	}
}

void set_drawn_entry(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct style *date =
	    style_marker(b->set.sheet, n, b->p->piece, s, b->p->section);
	if (*n->as.entry.date)
		push_date(b, n, date, at);
	b->after_head = true;
	if (has_inlines(n))
		set_lines(b, n, s, at);
	else
		set_children(b, n, s, at);
}

/* Of the line's style what a rule down the side has. */
static const struct style *rail_of(struct builder *b, const struct style *line)
{
	struct style *rail = ARENA_NEW(b->set.arena, struct style);
	*rail = *line;
	rail->border_top_width = rail->border_bottom_width = 0;
	rail->padding_top = rail->padding_bottom = 0;
	return rail;
}

/* The tiles stand on the measure's edge, not past it. */
static struct rect rail_room(
    struct builder *b, const struct node *n, const struct drawn *d, struct rect at)
{
	const sp out = (d->tile->width - d->line->border_left_width) / 2;
	if (out <= 0)
		return at;
	if (!is_rtl(n, b->p->piece))
		at.x += out;
	at.w -= out;
	return at;
}

void set_timeline(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	struct drawn d = drawn_of(b, s);
	d.line = rail_of(b, d.line);
	at = rail_room(b, n, &d, at);
	const struct rect in = builder_open(b, n, d.line, at);
	const struct galley_item *box = &b->galley->item[b->open];
	const sp middle = box->rtl ? at.x + at.w - d.line->border_right_width / 2
				   : at.x + d.line->border_left_width / 2;
	const bool drawn = b->drawn;
	b->drawn = true;
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *ks = builder_style(b, k, s);
		if (set_apart(b, k, ks))
			continue;
		builder_gap(b, ks->margin_top);
		push_tile(b, &d, k,
		    style_marker(b->set.sheet, k, b->p->piece, ks, b->p->section),
		    middle);
		set_block(b, k, ks, in);
	}
	b->drawn = drawn;
	builder_close(b, n, d.line);
}

/* ---- across -------------------------------------------------------------- */

/* Entries of one row, in their order; odd ones stand below the line. */
struct entry_at {
	const struct node *node;
	const struct style *style;
	struct galley *galley;
	sp x;
};
struct across {
	struct entry_at *entry;
	size_t n, cap;
	const struct drawn *drawn;
	const struct style *style; /* of the timeline */
	struct zones zones;
	sp width; /* of an entry, its pole counted */
};

/* How many of a row's n entries stand in the first zone. */
static size_t in_first(const struct across *a, size_t n)
{
	if (a->zones.n < 2)
		return n;
	const sp all = a->zones.zone[0].w + a->zones.zone[1].w;
	return (n * (size_t)(a->zones.zone[0].w / SP_PT) + (size_t)(all / SP_PT) - 1) /
	       (size_t)(all / SP_PT);
}

/* n entries share a zone: each has two pitches, less the gap. Returns that width. */
static sp share(
    const struct across *a, struct rect zone, struct entry_at *entry, size_t n)
{
	const sp gap = a->style->column_gap;
	if (!n)
		return zone.w;
	const sp pitch = n == 1 ? 0 : (zone.w + gap) / (sp)(n + 1);
	for (size_t i = 0; i < n; i++)
		entry[i].x = zone.x + (sp)i * pitch;
	return n == 1 ? zone.w : 2 * pitch - gap;
}

/* Spaces n entries evenly; returns the width that each may have. */
static sp space_evenly(const struct across *a, struct entry_at *entry, size_t n)
{
	const size_t first = in_first(a, n);
	const sp one = share(a, a->zones.zone[0], entry, first);
	if (first == n)
		return one;
	const sp two = share(a, a->zones.zone[1], entry + first, n - first);
	return one < two ? one : two;
}

/* The year of a date: its first figures. 0: it has none. */
static long year_of(const struct node *n)
{
	const char *c = n->as.entry.date;
	while (*c && (*c < '0' || *c > '9'))
		c++;
	long year = strtol(c, NULL, 10);
	while (*c >= '0' && *c <= '9')
		c++;
	while (year < 1000 && *c) { /* "4 June 1981": the longest figures are the year */
		if (*c >= '0' && *c <= '9') {
			char *end;
			const long next = strtol(c, &end, 10);
			year = next > year ? next : year;
			c = end;
		} else {
			c++;
		}
	}
	return year;
}

/* A place along the zones, end to end; an entry there lies in one of them. */
static sp along(const struct across *a, sp u)
{
	const struct rect *zone = a->zones.zone;
	return a->zones.n > 1 && u >= zone[0].w ? zone[1].x + u - zone[0].w
						: zone[0].x + u;
}

static bool straddles(const struct across *a, sp u)
{
	const sp seam = a->zones.zone[0].w;
	return a->zones.n > 1 && u < seam && u + a->width > seam;
}

/* The least place of entry i after those before it, or the greatest before those after.
 */
static sp pushed(const struct across *a, const sp *u, size_t i, bool forward)
{
	const sp same = a->width + a->style->column_gap, next = a->width / 3;
	sp at = u[i];
	if (forward) {
		if (i >= 1 && at < u[i - 1] + next)
			at = u[i - 1] + next;
		if (i >= 2 && at < u[i - 2] + same)
			at = u[i - 2] + same;
		return straddles(a, at) ? a->zones.zone[0].w : at;
	}
	if (i + 1 < a->n && at > u[i + 1] - next)
		at = u[i + 1] - next;
	if (i + 2 < a->n && at > u[i + 2] - same)
		at = u[i + 2] - same;
	return straddles(a, at) ? a->zones.zone[0].w - a->width : at;
}

/* Stands each entry at its date; false: there is no room, or no order, for that. */
static bool space_to_scale(struct across *a, struct arena *scratch)
{
	sp *u = ARENA_ARRAY(scratch, sp, a->n);
	const long from = year_of(a->entry[0].node);
	const long to = year_of(a->entry[a->n - 1].node);
	const sp last =
	    a->zones.zone[0].w + (a->zones.n > 1 ? a->zones.zone[1].w : 0) - a->width;
	if (to <= from || last <= 0)
		return false;
	for (size_t i = 0; i < a->n; i++) {
		const long year = year_of(a->entry[i].node);
		if (year < from || year > to)
			return false;
		u[i] = (sp)((double)last * (double)(year - from) / (double)(to - from));
	}
	for (size_t i = 0; i < a->n; i++)
		u[i] = pushed(a, u, i, true);
	u[a->n - 1] = u[a->n - 1] < last ? u[a->n - 1] : last;
	for (size_t i = a->n; i > 0; i--)
		u[i - 1] = pushed(a, u, i - 1, false);
	for (size_t i = 0; i < a->n; i++)
		if (u[i] < 0 || pushed(a, u, i, true) != u[i])
			return false;
	for (size_t i = 0; i < a->n; i++)
		a->entry[i].x = along(a, u[i]);
	return true;
}

/* ---- a row --------------------------------------------------------------- */

static sp tallest(const struct builder *b, const struct across *a, size_t side)
{
	sp height = 0;
	for (size_t i = side; i < a->n; i += 2)
		if (a->entry[i].galley->height > height)
			height = a->entry[i].galley->height;
	return grid_up(b, height);
}

/* From a row's top to its line, and from there to its foot. */
struct levels {
	sp above, line, below, foot;
};

static struct levels levels_of(const struct builder *b, const struct across *a)
{
	const sp grid = b->set.sheet->grid;
	const sp band = grid_up(b, a->drawn->tile->width + grid / 2);
	struct levels l = {.above = tallest(b, a, 0)};
	l.line = l.above + band / 2;
	l.below = l.above + band;
	l.foot = l.below + tallest(b, a, 1);
	return l;
}

/* Its left edge; read from right to left, each page's entries are turned round. */
static sp entry_left(const struct across *a, const struct entry_at *e, bool rtl)
{
	const struct rect *z = a->zones.zone;
	if (!rtl)
		return e->x;
	z += a->zones.n > 1 && e->x >= z[1].x;
	return z->x + z->w - (e->x - z->x) - a->width;
}

static void draw_entry(struct builder *b, const struct across *a, struct cells *to,
    const struct levels *l, size_t i)
{
	const struct drawn *d = a->drawn;
	const struct entry_at *e = &a->entry[i];
	const bool rtl = is_rtl(e->node, b->p->piece);
	const sp height = grid_up(b, e->galley->height),
		 pole = d->line->border_left_width, tile = d->tile->width;
	const sp left = entry_left(a, e, is_rtl(e->node->parent, b->p->piece));
	const sp x = rtl ? left + a->width - pole : left; /* of the pole */
	const sp y = i % 2 ? l->below : l->above - height;
	const sp from = i % 2 ? l->line : y,
		 end = i % 2 ? y + e->galley->height : l->line;
	to->cell[to->n++] = (struct cell_at){e->galley, rtl ? left : left + d->pad, y};
	add_bar(b, to, (struct rect){x, from, pole, end - from}, d->line->border_color);
	add_tile(b, d, to, rtl ? x + pole - tile / 2 : x + tile / 2, l->line);
}

/* The line goes through the spine, and out to the bleed where its frame does. */
static void draw_line(struct builder *b, const struct across *a, struct cells *to, sp y)
{
	const struct zones *z = &a->zones;
	const sp thick = a->drawn->line->border_top_width;
	add_bar(b, to, (struct rect){z->from, y - thick / 2, z->end - z->from, thick},
	    a->drawn->line->border_color);
}

/* Sets a row and draws it. False: no page holds it. */
static bool push_row(struct builder *b, const struct node *n, struct across *a)
{
	const bool scaled = a->style->to_scale && a->n > 2;
	a->width = space_evenly(a, a->entry, a->n);
	if (scaled) {
		const sp even = a->width;
		a->width = even / 4 * 3;
		if (!space_to_scale(a, b->set.scratch))
			a->width = space_evenly(a, a->entry, a->n);
	}
	for (size_t i = 0; i < a->n; i++)
		a->entry[i].galley = galley_apart(
		    b, a->entry[i].node, a->entry[i].style, a->width - a->drawn->pad);
	const struct levels l = levels_of(b, a);
	if (l.foot > page_room(b))
		return false;
	beside_clear(b);
	struct galley_item *item = builder_push_content(b, GALLEY_CELLS, n, a->style);
	item->snap = true;
	item->width = a->zones.end;
	item->height = l.foot;
	item->as.cells.cell = ARENA_ARRAY(b->set.arena, struct cell_at, a->n);
	draw_line(b, a, &item->as.cells, l.line);
	for (size_t i = 0; i < a->n; i++) {
		draw_entry(b, a, &item->as.cells, &l, i);
		collect_notes(b->set.arena, item, a->entry[i].galley);
	}
	return true;
}

/* As many as a row has room for, and no row much shorter than the others. */
static size_t row_length(const struct across *a)
{
	struct entry_at *trial = a->entry;
	const sp least = LEAST_EMS * a->style->font_size + a->drawn->pad;
	for (size_t rows = 1; rows < a->n; rows++) {
		const size_t n = (a->n + rows - 1) / rows;
		if (space_evenly(a, trial, n) >= least)
			return n;
	}
	return 1;
}

static void collect_entries(struct builder *b, const struct node *n, struct across *a)
{
	for (const struct node *k = n->first; k; k = k->next) {
		const struct style *ks = builder_style(b, k, a->style);
		if (!set_apart(b, k, ks))
			ARENA_PUSH(b->set.arena, a->entry, a->n, a->cap) =
			    (struct entry_at){.node = k, .style = ks};
	}
}

void set_timeline_across(
    struct builder *b, const struct node *n, const struct style *s, struct rect at)
{
	const struct drawn d = drawn_of(b, s);
	beside_clear(b); /* before what may be taken back */
	const size_t from = b->galley->nitem;
	const sp gap = b->gap;
	const bool drawn = b->drawn;
	struct across all = {.drawn = &d, .style = s};
	all.zones = b->zones ? *b->zones : (struct zones){1, {at}, at.x, at.x + at.w};
	collect_entries(b, n, &all);
	const size_t length = all.n ? row_length(&all) : 1;
	b->drawn = true;
	bool fits = true;
	for (size_t i = 0; fits && i < all.n; i += length) {
		struct across row = all;
		row.entry = all.entry + i;
		row.n = all.n - i < length ? all.n - i : length;
		if (i)
			builder_gap(b, s->row_gap);
		fits = push_row(b, n, &row);
	}
	b->drawn = drawn;
	b->gap = 0;
	if (fits)
		return;
	b->galley->nitem = from;
	b->gap = gap;
	set_timeline(b, n, s, at);
}
