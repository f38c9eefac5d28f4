/*
 * Draws a column: galley items become marks of a page.
 *
 * Walks the items exactly as column.c measured them. Every mark takes its tag from the
 * node its words belong to (structure.c); boxes, rules and repeated table heads are
 * artifacts.
 */
#include "makeup/compose.h"

/* A box that is open where we are, for its ground and rules when it ends. */
struct open_box {
	const struct galley_item *item;
	sp top;
	size_t ground; /* index of the mark of its ground, + 1; 0: none */
	struct open_box *outer;
};

static const struct tag *tag_for(const struct place *pl, const struct node *n)
{
	const struct tag *tag = pl->artifact ? NULL : pl->p->tag[n->id];
	return tag ? tag : tag_artifact(ROLE_ARTIFACT_LAYOUT);
}

static void add(struct place *pl, struct mark mark)
{
	page_add(pl->m->arena, pl->page, mark);
}

static void add_fill(struct place *pl, enum mark_kind kind,
    const struct galley_item *item, struct style_ink ink, struct rect area)
{
	if (ink.none || area.w <= 0 || area.h <= 0)
		return;
	add(pl, (struct mark){.kind = kind,
		    .layer = 1,
		    .ink = ink.ink,
		    .pos = item->node->pos,
		    .tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		    .area = area});
}

/* ---- words --------------------------------------------------------------- */

static const struct tag *link_of(const struct tag *t)
{
	for (; t && !role_is_artifact(t->role); t = t->parent)
		if (t->role == ROLE_LINK)
			return t;
	return NULL;
}

static void add_underline(struct place *pl, const struct part *part, struct rect run)
{
	sp thick = part->style->font_size / 16;
	add(pl, (struct mark){.kind = MARK_RULE,
		    .layer = 2,
		    .ink = part->style->color.ink,
		    .pos = part->node->pos,
		    .tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		    .area = {run.x, run.y + part->style->font_size / 7, run.w, thick}});
}

static void add_link(
    struct place *pl, const struct tag *link, const struct part *part, struct rect run)
{
	const struct style *s = part->style;
	sp ascent = face_units(s->face, s->font_size, s->face->ascent);
	sp descent = face_units(s->face, s->font_size, s->face->descent);
	struct rect area = {run.x, run.y - ascent, run.w, ascent + descent};
	for (size_t i = pl->page->nmark; i > 0 && i + 8 > pl->page->nmark; i--) {
		struct mark *last = &pl->page->mark[i - 1];
		bool beside = last->kind == MARK_LINK && last->tag == link &&
			      last->area.y == area.y;
		if (!beside)
			continue;
		sp left = last->area.x < area.x ? last->area.x : area.x;
		sp right = last->area.x + last->area.w > area.x + area.w
			       ? last->area.x + last->area.w
			       : area.x + area.w;
		last->area.x = left;
		last->area.w = right - left;
		return;
	}
	add(pl, (struct mark){.kind = MARK_LINK,
		    .layer = 2,
		    .pos = part->node->pos,
		    .tag = link,
		    .area = area});
}

static void place_line(
    struct place *pl, const struct line *line, const struct tag *own, sp x, sp baseline)
{
	for (size_t i = 0; i < line->npart; i++) {
		const struct part *part = &line->part[i];
		const struct tag *tag = own ? own : tag_for(pl, part->node);
		struct rect area = {x + part->x, baseline - part->rise, part->width, 0};
		struct mark mark = {.kind = MARK_RUN,
		    .layer = 2,
		    .ink = part->style->color.ink,
		    .pos = part->node->pos,
		    .tag = tag,
		    .area = area};
		mark.as.run.run = part->run;
		mark.as.run.first = part->first;
		mark.as.run.n = part->n;
		mark.as.run.word_spacing = line->word_spacing;
		mark.as.run.expansion = line->expansion;
		mark.as.run.actual = part->actual;
		add(pl, mark);
		const struct tag *link = link_of(tag);
		if (link)
			add_link(pl, link, part, area);
		if (link ? pl->m->sheet->links && part->style->text_decoration
			 : part->style->text_decoration)
			add_underline(pl, part, area);
	}
}

/* The tile that ends a piece: the campaign's mosaic, as high as an x. It stands after the
 * words of a line, nearer to them and into the gutter where the line is full, else at the
 * end of the measure below what the piece ends with. */
static void place_end_mark(struct place *pl, const struct galley_item *item, sp x, sp y)
{
	const struct style *s = style_named(
	    pl->m->sheet, "end-mark", pl->p->piece, item->style, pl->p->section);
	const sp side = face_units(s->face, s->font_size, s->face->x_height);
	sp left = item->rtl ? 0 : item->width - side, top = y + side;
	if (item->kind == GALLEY_LINE) {
		const struct line *line = item->as.line.line;
		const struct part *first = &line->part[0];
		const bool full = line->width + s->font_size / 2 + side > item->width;
		const sp gap = s->font_size / (full ? 4 : 2);
		left = item->rtl ? first->x + first->width - line->width - gap - side
				 : first->x + line->width + gap;
		top = y + line_baseline(item->style) - side;
	}
	if (s->display == DISPLAY_NONE)
		return;
	add(pl, (struct mark){.kind = MARK_FILL,
		    .layer = 1,
		    .ink = s->color.ink,
		    .pos = item->node->pos,
		    .tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		    .area = {x + item->x + left, top, side, side}});
}

static void place_item_line(struct place *pl, const struct galley_item *item, sp x, sp y)
{
	sp baseline = y + line_baseline(item->style);
	const struct line *marker = item->as.line.marker;
	if (marker) {
		const struct node *n = marker->npart ? marker->part[0].node : item->node;
		const struct tag *label = pl->artifact ? NULL : pl->p->label[n->id];
		place_line(pl, marker, label, x + item->as.line.marker_x, baseline);
	}
	place_line(pl, item->as.line.line, NULL, x + item->x, baseline);
}

/* ---- pictures ------------------------------------------------------------ */

/* What a drawing fills whole of its area, from its left edge: a rim cut off to keep the
 * grid, as photographs do not mind, may hold words or an end of a line. */
static struct rect contained(const struct picture *p, struct rect area)
{
	const double pw = picture_width(p), ph = picture_height(p);
	const double scale = (double)area.w / pw < (double)area.h / ph
				 ? (double)area.w / pw
				 : (double)area.h / ph;
	const sp w = (sp)(pw * scale + 0.5), h = (sp)(ph * scale + 0.5);

	return (struct rect){area.x, area.y + (area.h - h) / 2, w, h};
}

static bool is_cropped(const struct galley_item *item)
{
	const struct picture *p = item->as.picture.picture; /* NULL: a QR code */

	return !p || p->format != PICTURE_ART || item->style->aspect_ratio > 0;
}

/* The whole picture, so large that it covers the area, about its focus. */
static struct rect cover(const struct picture *p, struct rect area, double fx, double fy)
{
	double pw = picture_width(p), ph = picture_height(p);
	double scale = (double)area.w / pw > (double)area.h / ph ? (double)area.w / pw
								 : (double)area.h / ph;
	sp w = (sp)(pw * scale + 0.5), h = (sp)(ph * scale + 0.5);
	sp x = area.x - (sp)((w - area.w) * fx + 0.5);
	sp y = area.y - (sp)((h - area.h) * fy + 0.5);
	return (struct rect){x, y, w, h};
}

static sp least(sp a, sp b)
{
	return a < b ? a : b;
}

/* What of an area is left when the page is cut. */
static struct rect after_trim(struct rect area, struct rect trim)
{
	const sp x = area.x > trim.x ? area.x : trim.x;
	const sp y = area.y > trim.y ? area.y : trim.y;

	return (struct rect){x, y, least(area.x + area.w, trim.x + trim.w) - x,
	    least(area.y + area.h, trim.y + trim.h) - y};
}

/* Within a hundredth. */
static bool same_shape(const struct picture *p, struct rect area)
{
	const double by = picture_width(p) * (double)area.h,
		     as = picture_height(p) * (double)area.w;

	return area.w > 0 && area.h > 0 && by < as * 1.01 && as < by * 1.01;
}

/* Art that was made for the page stands on it line by line, and has its own bleed beyond
 * or is mirrored there; any other picture covers the bleed as well. */
static struct rect cover_page(
    const struct place *pl, const struct galley_item *item, struct rect area)
{
	const struct picture *p = item->as.picture.picture;
	const struct rect left = after_trim(area, pl->page->trim);
	const bool made_for_it = p->art && !pl->facing && same_shape(p, left);

	return cover(p, made_for_it ? left : area, item->as.picture.focus_x,
	    item->as.picture.focus_y);
}

/* What shows of a picture on one page. tag NULL: an artifact. */
static void add_shown(struct place *pl, const struct galley_item *item, struct tag *tag,
    struct rect area, struct rect whole)
{
	struct mark mark = {.kind = MARK_PICTURE,
	    .layer = 2,
	    .pos = item->node->pos,
	    .tag = tag ? tag : tag_artifact(ROLE_ARTIFACT_LAYOUT),
	    .area = area};
	mark.as.picture.picture = item->as.picture.picture;
	mark.as.picture.whole = whole;
	add(pl, mark);
	if (tag && !role_is_artifact(tag->role)) {
		tag->bbox = area;
		tag->page = pl->page->index;
	}
}

/* Across the spine it is one Figure, told on the left: its other half is an artifact, for
 * nobody needs to be told twice. */
static void add_across(struct place *pl, const struct galley_item *item, struct tag *tag,
    struct rect area, struct rect whole)
{
	struct place other = *pl;
	const struct rect left = spread_part(pl->m, area, false);
	const struct rect right = spread_part(pl->m, area, true);
	add_shown(pl, item, tag, left, whole);
	other.page = pl->facing;
	whole.x -= pl->m->sheet->page_width;
	if (right.w)
		add_shown(&other, item, NULL, right, whole);
}

static void report_resolution(
    struct place *pl, const struct galley_item *item, struct rect whole)
{
	const struct picture *p = item->as.picture.picture;
	const struct resolution r = resolution_of(pl->m->preset, p->line_art);
	const double ppi = picture_ppi(p, whole.w);
	const char *what = p->line_art ? "line art" : "picture";

	if (ppi <= 0 || pl->m->print) /* no pixels; not print's own pages */
		return;
	if (ppi < r.refused)
		diag(pl->m->diag, DIAG_VERY_LOW_RESOLUTION, item->node->pos,
		    "%s '%s' prints at %d ppi; %d is the least for print", what, p->name,
		    (int)ppi, r.refused);
	else if (ppi < r.least)
		diag(pl->m->diag, DIAG_LOW_RESOLUTION, item->node->pos,
		    "%s '%s' prints at %d ppi; %d is wanted", what, p->name, (int)ppi,
		    r.wanted);
	if (p->line_art && ppi < r.least)
		diag_hint(pl->m->diag,
		    "its edges are hard and show steps; draw it as SVG, or scan it with "
		    "more pixels");
	else if (ppi < r.refused && p->format == PICTURE_ART)
		diag_hint(pl->m->diag,
		    "it holds pixels: use larger ones in it, or fewer blurs, shadows "
		    "and masks");
	else if (ppi < r.refused)
		diag_hint(pl->m->diag, "use a larger picture file, or set it smaller");
}

/* Nobody knows how its inks should look. */
static void report_inks(struct place *pl, const struct galley_item *item)
{
	const struct picture *p = item->as.picture.picture;

	if (!pl->m->preset || pl->m->print || p->ncomponent != 4 || p->has_profile)
		return;
	diag(pl->m->diag, DIAG_UNTAGGED_INKS, item->node->pos,
	    "picture '%s' is in CMYK and does not say for which press; it is taken to be "
	    "made for %s",
	    p->name, pl->m->preset->condition);
	diag_hint(pl->m->diag, "save it with its colour profile, or in RGB");
}

/* Always square, at the head of its place. */
static void add_code(
    struct place *pl, const struct galley_item *item, struct tag *tag, struct rect area)
{
	area.w = area.h = area.w < area.h ? area.w : area.h;
	struct mark mark = {.kind = MARK_CODE,
	    .layer = 2,
	    .pos = item->node->pos,
	    .tag = tag ? tag : tag_artifact(ROLE_ARTIFACT_LAYOUT),
	    .area = area,
	    .as.code = item->as.picture.code};
	add(pl, mark);
	if (!tag)
		return;
	tag->bbox = area;
	tag->page = pl->page->index;
}

void place_picture(struct place *pl, const struct galley_item *item, struct rect area)
{
	struct tag *tag = pl->artifact ? NULL : pl->p->tag[item->node->id];
	if (item->as.picture.code) {
		add_code(pl, item, tag, area);
		return;
	}
	const struct rect whole = cover_page(pl, item, area);
	(pl->facing ? add_across : add_shown)(pl, item, tag, area, whole);
	report_resolution(pl, item, whole);
	report_inks(pl, item);
}

static void place_in_flow(struct place *pl, const struct galley_item *item, sp x, sp top)
{
	struct rect area = {x + item->x, top + item->as.picture.inset,
	    item->as.picture.width, item->as.picture.height};

	if (!is_cropped(item))
		area = contained(item->as.picture.picture, area);
	place_picture(pl, item, area);
}

/* ---- tables and boxes ---------------------------------------------------- */

/* Do all its cells end with it, and do they fill it? */
static bool row_is_whole(const struct row *row, sp width)
{
	for (size_t i = 0; i < row->ncell; i++) {
		width -= row->cell[i].width;
		if (row->cell[i].node->as.cell.rowspan > 1)
			return false;
	}
	return width < SP_PT;
}

/* room: from the row's head to where the last row of its table on this page ends, and so
 * the cells that go on over rows. */
static void place_row(struct place *pl, const struct galley_item *item,
    const struct row *row, struct rect at, sp room)
{
	const struct style *rs = row->style;
	bool whole = row_is_whole(row, at.w);
	add_fill(pl, MARK_FILL, item, rs->background_color,
	    (struct rect){at.x, at.y, at.w, at.h});
	for (size_t i = 0; i < row->ncell; i++) {
		const struct cell *c = &row->cell[i];
		struct rect box = {
		    at.x + c->x, at.y, c->width, c->height < room ? c->height : room};
		add_fill(pl, MARK_FILL, item, c->style->background_color, box);
		for (size_t k = 0; k < c->lines.n; k++)
			place_line(pl, &c->lines.line[k], NULL,
			    box.x + c->style->padding_left,
			    at.y + c->first_top + (sp)k * c->style->line_height +
				line_baseline(c->style));
		if (!whole) /* where the cell ends, not through one that spans rows */
			add_fill(pl, MARK_RULE, item, rs->border_color,
			    (struct rect){box.x, box.y + box.h - rs->border_bottom_width,
				box.w, rs->border_bottom_width});
	}
	if (whole)
		add_fill(pl, MARK_RULE, item, rs->border_color,
		    (struct rect){at.x, at.y + at.h - rs->border_bottom_width, at.w,
			rs->border_bottom_width});
}

static void place_heads_again(
    struct place *pl, const struct galley_item *open, sp x, sp y)
{
	bool artifact = pl->artifact;
	pl->artifact = true;
	for (size_t i = 0; i < open->as.open.nhead; i++) {
		const struct row *head = open->as.open.head[i];
		place_row(pl, open, head,
		    (struct rect){x + open->x, y, open->width, head->height},
		    open->as.open.head_height);
		y += head->height;
	}
	pl->artifact = artifact;
}

/* Of the rows that follow each other from the first item on. */
static sp rows_height(const struct galley *g, struct slice items)
{
	sp height = 0;
	for (size_t i = items.from; i < items.end && g->item[i].kind == GALLEY_ROW; i++)
		height += g->item[i].height;
	return height;
}

static void place_box(struct place *pl, const struct open_box *box, sp x, sp foot)
{
	const struct galley_item *item = box->item;
	const struct style *s = item->style;
	struct rect a = {x + item->x, box->top, item->width, foot - box->top};
	if (box->ground)
		pl->page->mark[box->ground - 1].area = a;
	add_fill(pl, MARK_RULE, item, s->border_color,
	    (struct rect){a.x, a.y, a.w, s->border_top_width});
	add_fill(pl, MARK_RULE, item, s->border_color,
	    (struct rect){
		a.x, a.y + a.h - s->border_bottom_width, a.w, s->border_bottom_width});
	sp left = item->rtl ? s->border_right_width : s->border_left_width;
	sp right = item->rtl ? s->border_left_width : s->border_right_width;
	add_fill(
	    pl, MARK_RULE, item, s->border_color, (struct rect){a.x, a.y, left, a.h});
	add_fill(pl, MARK_RULE, item, s->border_color,
	    (struct rect){a.x + a.w - right, a.y, right, a.h});
}

/* The ground is painted before what stands on it, though its height is known only when
 * the box ends. */
static struct open_box *box_open(
    struct place *pl, const struct galley_item *item, sp top, struct open_box *outer)
{
	struct open_box *box = ARENA_NEW(pl->m->arena, struct open_box);
	size_t before = pl->page->nmark;
	add_fill(pl, MARK_FILL, item, item->style->background_color,
	    (struct rect){0, top, item->width, 1});
	size_t ground = pl->page->nmark > before ? pl->page->nmark : 0;
	*box =
	    (struct open_box){.item = item, .top = top, .ground = ground, .outer = outer};
	return box;
}

/* Boxes left open by the column before are opened again, outermost first. */
static struct open_box *boxes_again(
    struct place *pl, const struct galley *g, int32_t open, sp x, sp *y)
{
	if (open < 0)
		return NULL;
	const struct galley_item *item = &g->item[open];
	struct open_box *outer = boxes_again(pl, g, item->open, x, y);
	struct open_box *box = box_open(pl, item, *y, outer);
	place_heads_again(pl, item, x, *y + item->height);
	*y += item->height + item->as.open.head_height;
	return box;
}

static void place_bar(
    struct place *pl, const struct galley_item *item, const struct bar *bar, sp x, sp top)
{
	const struct style_ink ink = {false, bar->ink};
	struct rect area = bar->area;
	area.x += x;
	area.y += top;
	if (!pl->facing) {
		add_fill(pl, MARK_RULE, item, ink, area);
		return;
	}
	struct place other = *pl;
	other.page = pl->facing;
	add_fill(pl, MARK_RULE, item, ink, spread_part(pl->m, area, false));
	add_fill(&other, MARK_RULE, item, ink, spread_part(pl->m, area, true));
}

/* What lies past the spine stands on the page that faces this one. */
static void place_cell(struct place *pl, const struct cell_at *cell, sp x, sp top)
{
	const sp width = pl->m->sheet->page_width;
	struct place on = *pl;
	on.facing = NULL;
	if (pl->facing && x + cell->x >= width) {
		on.page = pl->facing;
		x -= width;
	}
	const struct galley *g = cell->galley;
	place_items(&on, g, (struct slice){0, g->nitem}, x + cell->x, top + cell->y);
}

static void place_cells(struct place *pl, const struct galley_item *item, sp x, sp top)
{
	const struct cells *cells = &item->as.cells;
	for (size_t i = 0; i < cells->nbar; i++)
		place_bar(pl, item, &cells->bar[i], x, top);
	for (size_t i = 0; i < cells->n; i++)
		place_cell(pl, &cells->cell[i], x, top);
}

/* ---- columns ------------------------------------------------------------- */

sp place_items(struct place *pl, const struct galley *g, struct slice items, sp x, sp y)
{
	struct walk w;
	walk_begin(&w, g, items.from, pl->grid);
	sp again = y;
	struct open_box *box =
	    items.from < items.end
		? boxes_again(pl, g, g->item[items.from].open, x, &again)
		: NULL;
	for (size_t i = items.from; i < items.end; i++) {
		const struct galley_item *item = &g->item[i];
		sp top = y + walk_item(&w, i);
		switch (item->kind) {
		case GALLEY_LINE:
			place_item_line(pl, item, x, top);
			break;
		case GALLEY_PICTURE:
			place_in_flow(pl, item, x, top);
			break;
		case GALLEY_ROW:
			place_row(pl, item, item->as.row,
			    (struct rect){x + item->x, top, item->width, item->height},
			    rows_height(g, (struct slice){i, items.end}));
			break;
		case GALLEY_BESIDE:
			place_items(pl, item->as.galley,
			    (struct slice){0, item->as.galley->nitem}, x + item->x, top);
			break;
		case GALLEY_CELLS:
			place_cells(pl, item, x, top);
			break;
		case GALLEY_OPEN:
			box = box_open(pl, item, top, box);
			break;
		case GALLEY_CLOSE:
			place_box(pl, box, x, y + w.y);
			box = box->outer;
			break;
		default:
			break;
		}
		if (item->end_mark)
			place_end_mark(
			    pl, item, x, item->kind == GALLEY_LINE ? top : y + w.y);
	}
	sp foot = y + w.y;
	for (; box; box = box->outer) {
		foot += box->item->style->padding_bottom +
			box->item->style->border_bottom_width;
		place_box(pl, box, x, foot);
	}
	return foot;
}

void place_notes(struct place *pl, const struct note_list *notes, struct rect column)
{
	if (!notes->n)
		return;
	sp y = column.y + column.h - notes_height(notes, pl->grid) + pl->grid;
	const struct galley_item *first = &notes->part[0].note->item[0];
	const struct style *rule = style_named(
	    pl->m->sheet, "note-rule", pl->p->piece, pl->p->style, pl->p->section);
	const sp third = column.w / 3;
	const bool rtl = is_rtl(pl->p->piece->root, pl->p->piece);
	add_fill(pl, MARK_RULE, first, rule->border_color,
	    (struct rect){rtl ? column.x + column.w - third : column.x, y - pl->grid / 2,
		third, rule->border_top_width});
	for (size_t i = 0; i < notes->n; i++) {
		const struct note_part *part = &notes->part[i];
		place_items(
		    pl, part->note, (struct slice){part->from, part->end}, column.x, y);
		y += part->height;
	}
}
