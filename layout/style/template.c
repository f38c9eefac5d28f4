/*
 * Page templates: margins, columns, frames and plates out of a sheet's YAML.
 *
 * A template begins as the one it is like, else as the template of its name in the sheet
 * that this sheet is like, else as "default"; then its own keys change it. Lists (frames,
 * plates) replace the whole list.
 */
#include "style/rules.h"

#include <string.h>

static const char *const keys[] = {"like", "margin-top", "margin-bottom", "margin-inner",
    "margin-outer", "column-count", "column-gap", "column-rule", "margin-column",
    "margin-column-gap", "start", "furniture", "balance", "center", "first-top",
    "second-top", "frames", "plates", "barcode", "without-picture", NULL};
static const char *const barcode_keys[] = {"x", "y", "width", "height", NULL};
static const char *const frame_keys[] = {
    "name", "page", "x", "y", "width", "height", NULL};
static const char *const plate_keys[] = {
    "page", "x", "y", "width", "height", "ink", "first-page", NULL};

static void read_start(struct diag *d, const struct yaml *map, struct template *t)
{
	const struct yaml *v = yaml_find(map, "start");
	const char *start = yaml_string(d, map, "start");
	if (!start)
		return;
	t->first_recto = strcmp(start, "recto") == 0;
	t->first_verso = strcmp(start, "verso") == 0;
	t->run_on = strcmp(start, "run-on") == 0;
	if (!t->first_recto && !t->first_verso && !t->run_on &&
	    strcmp(start, "page") != 0)
		diag(d, DIAG_BAD_VALUE, v->pos,
		    "'start' must be page, recto, verso or run-on, not '%s'", start);
}

static enum page_side read_side(struct diag *d, const struct yaml *map)
{
	static const char *const side[] = {"first", "left", "right", "spread"};
	const char *word = yaml_string(d, map, "page");
	if (!word)
		return SIDE_FIRST;
	for (int i = 0; i < (int)COUNT(side); i++)
		if (strcmp(word, side[i]) == 0)
			return (enum page_side)i;
	diag(d, DIAG_BAD_VALUE, yaml_find(map, "page")->pos,
	    "'page' must be first, left, right or spread, not '%s'", word);
	return SIDE_FIRST;
}

static struct rect read_area(struct diag *d, const struct yaml *map)
{
	struct rect r = {yaml_length(d, map, "x", 0), yaml_length(d, map, "y", 0),
	    yaml_length(d, map, "width", 0), yaml_length(d, map, "height", 0)};
	const struct yaml *at = yaml_find(map, r.w < 0 ? "width" : "height");
	if (r.w < 0 || r.h < 0)
		diag(d, DIAG_BAD_VALUE, at->pos, "a width or height cannot be negative");
	r.w = r.w < 0 ? 0 : r.w;
	r.h = r.h < 0 ? 0 : r.h;
	return r;
}

/* The list under a key, every entry of it a map; NULL: not there, or reported. */
static const struct yaml *list_of_maps(
    struct diag *d, const struct yaml *map, const char *key)
{
	const struct yaml *list = yaml_find(map, key);
	if (!list)
		return NULL;
	bool good = list->kind == YAML_LIST;
	for (size_t i = 0; good && i < list->n; i++)
		good = list->entry[i].value->kind == YAML_MAP;
	if (good)
		return list;
	diag(d, DIAG_BAD_VALUE, list->pos, "'%s' must be a list of maps", key);
	return NULL;
}

static void read_frames(
    const struct reading *s, const struct yaml *map, struct template *t)
{
	const struct yaml *list = list_of_maps(s->diag, map, "frames");
	if (!list)
		return;
	t->frame = ARENA_ARRAY(s->arena, struct frame, list->n);
	t->nframe = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml *y = list->entry[i].value;
		yaml_check_keys(s->diag, y, frame_keys, "frame");
		const char *name = yaml_string(s->diag, y, "name");
		if (!name)
			diag(s->diag, DIAG_MISSING_KEY, y->pos, "a frame needs a 'name'");
		else
			t->frame[t->nframe++] = (struct frame){
			    name, read_area(s->diag, y), read_side(s->diag, y)};
	}
}

static void read_plates(
    const struct reading *s, const struct yaml *map, struct template *t)
{
	const struct yaml *list = list_of_maps(s->diag, map, "plates");
	if (!list)
		return;
	t->plate = ARENA_ARRAY(s->arena, struct plate, list->n);
	t->nplate = 0;
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml *y = list->entry[i].value;
		struct value v;
		yaml_check_keys(s->diag, y, plate_keys, "plate");
		const char *ink = yaml_string(s->diag, y, "ink");
		if (!ink) {
			diag(s->diag, DIAG_MISSING_KEY, y->pos, "a plate needs an 'ink'");
			continue;
		}
		if (!ink_parse(s, ink, yaml_find(y, "ink")->pos, &v))
			continue;
		t->plate[t->nplate++] = (struct plate){read_area(s->diag, y),
		    v.as.ink.ink.ink, v.as.ink.section,
		    yaml_bool(s->diag, y, "first-page", false), read_side(s->diag, y)};
	}
}

/* Its modules must be wide enough to print and to scan (ISO/IEC 15420: 0.264 mm). */
static void read_barcode(struct diag *d, const struct yaml *map, struct template *t)
{
	static const sp least = MM(37.76);
	const struct yaml *y = yaml_find(map, "barcode");

	if (!y)
		return;
	yaml_check_keys(d, y, barcode_keys, "barcode");
	t->barcode = read_area(d, y);
	if (!t->barcode.w && !t->barcode.h)
		return;
	if (t->barcode.w < least || t->barcode.h < MM(10)) {
		diag(d, DIAG_SMALL_CODE, y->pos,
		    "a bar code this small may not scan; set 38 mm wide and 10 mm high");
		t->barcode.w = t->barcode.w < MM(38) ? MM(38) : t->barcode.w;
		t->barcode.h = t->barcode.h < MM(10) ? MM(10) : t->barcode.h;
	}
}

static void read_columns(
    const struct reading *s, const struct yaml *map, struct template *t)
{
	long n = yaml_int(s->diag, map, "column-count", t->ncolumn);
	if (n < 1 || n > 3) {
		diag(s->diag, DIAG_BAD_VALUE, yaml_find(map, "column-count")->pos,
		    "'column-count' must be 1, 2 or 3; set as 1");
		n = 1;
	}
	t->ncolumn = (int)n;
	t->column_gap = yaml_length(s->diag, map, "column-gap", t->column_gap);
	t->column_rule = yaml_length(s->diag, map, "column-rule", t->column_rule);
	t->margin_column = yaml_length(s->diag, map, "margin-column", t->margin_column);
	t->margin_column_gap =
	    yaml_length(s->diag, map, "margin-column-gap", t->margin_column_gap);
}

/* What is left for one text column; the page must hold it. Make-up relies on it: in a
 * column of no height it would turn pages for ever. */
static void check_measure(const struct reading *s, const struct sheet *sheet,
    struct template *t, struct pos pos)
{
	int64_t width = (int64_t)sheet->page_width - t->margin_inner - t->margin_outer -
			(int64_t)t->column_gap * (t->ncolumn - 1);
	if (t->margin_column)
		width -= (int64_t)t->margin_column + t->margin_column_gap;
	int64_t height = (int64_t)sheet->page_height - t->margin_top - t->margin_bottom;
	sp least = PT(36);
	if (width / t->ncolumn >= least && height >= least && t->margin_inner >= 0 &&
	    t->margin_outer >= 0 && t->margin_top >= 0 && t->margin_bottom >= 0)
		return;
	diag(s->diag, DIAG_BAD_VALUE, pos,
	    "template '%s' leaves no room for text, it was set without margins", t->name);
	t->margin_inner = t->margin_outer = t->margin_top = t->margin_bottom = 0;
	t->margin_column = t->margin_column_gap = t->column_gap = 0;
	t->ncolumn = 1;
}

void template_hint(struct diag *d, const struct sheet *sheet, const char *name)
{
	struct arena *a = sheet->rules->reading.arena;
	const char **word = ARENA_ARRAY(a, const char *, sheet->template.n + 1);
	for (size_t i = 0; i < sheet->template.n; i++)
		word[i] = sheet->template.entry[i].key;
	const char *near = closest(name, word);
	if (near)
		diag_hint(d, "did you mean '%s'?", near);
}

static const struct template *base_of(
    const struct reading *s, const struct sheet *sheet, const struct yaml_entry *e)
{
	const char *like = yaml_string(s->diag, e->value, "like");
	const struct template *base = map_find(&sheet->template, like ? like : e->key);
	if (base || !like)
		return base ? base : map_find(&sheet->template, "default");
	diag(s->diag, DIAG_UNKNOWN_TEMPLATE, yaml_find(e->value, "like")->pos,
	    "no template '%s' above this one", like);
	template_hint(s->diag, sheet, like);
	return NULL;
}

void template_read(
    const struct reading *s, struct sheet *sheet, const struct yaml_entry *e)
{
	const struct yaml *map = e->value;
	struct diag *d = s->diag;
	if (map->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, map->pos, "template '%s' must be a map", e->key);
		return;
	}
	yaml_check_keys(d, map, keys, "template");
	struct template *t = ARENA_NEW(s->arena, struct template);
	const struct template *base = base_of(s, sheet, e);
	*t = base ? *base
		  : (struct template){.ncolumn = 1,
			.furniture = true,
			.margin_top = MM(20),
			.margin_bottom = MM(20),
			.margin_inner = MM(20),
			.margin_outer = MM(20)};
	t->name = e->key;
	t->margin_top = yaml_length(d, map, "margin-top", t->margin_top);
	t->margin_bottom = yaml_length(d, map, "margin-bottom", t->margin_bottom);
	t->margin_inner = yaml_length(d, map, "margin-inner", t->margin_inner);
	t->margin_outer = yaml_length(d, map, "margin-outer", t->margin_outer);
	t->first_top = yaml_length(d, map, "first-top", t->first_top);
	t->second_top = yaml_length(d, map, "second-top", t->second_top);
	const char *plain = yaml_string(d, map, "without-picture");
	t->without_picture = plain ? plain : t->without_picture;
	t->furniture = yaml_bool(d, map, "furniture", t->furniture);
	t->balance = yaml_bool(d, map, "balance", t->balance);
	t->vertical_center = yaml_bool(d, map, "center", t->vertical_center);
	read_columns(s, map, t);
	read_start(d, map, t);
	read_frames(s, map, t);
	read_plates(s, map, t);
	read_barcode(d, map, t);
	check_measure(s, sheet, t, e->pos);
	map_set(&sheet->template, e->key, t);
}
