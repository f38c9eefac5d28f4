/*
 * A sheet: page, grid, templates and styles out of styles/sheets/NAME.yaml.
 *
 * In: a name, the palette whose names are the inks, the fonts. Out: a sheet that every
 * later stage asks and none changes. A sheet may be like another: that one is read first
 * and this one's keys, templates and styles come after it, so they win where they are as
 * particular. All findings have the place of the word that is wrong, and one wrong value
 * costs that value only.
 */
#include "style/rules.h"

#include <string.h>

enum { LIKE_MAX = 8 };

static const char *const keys[] = {"like", "type-size", "page", "grid", "links", "note",
    "folio", "fit", "jump", "volume-pages", "volume-note", "least-size", "least-x-height",
    "templates", "styles", "text-only", "wide", "on-demand", NULL};
static const char *const also_keys[] = {"note", "templates", "styles", NULL};
static const char *const asked_keys[] = {
    "note", "text-only", "templates", "styles", NULL};
static const char *const note_keys[] = {"note", NULL};
static const char *const page_keys[] = {"width", "height", NULL};
static const char *const folio_keys[] = {"offset", NULL};

static void read_page(struct diag *d, const struct yaml *map, struct sheet *s)
{
	static const struct {
		const char *name;
		sp width, height;
	} paper[] = {
	    {"A4", MM(210), MM(297)}, {"A3", MM(297), MM(420)}, {"A5", MM(148), MM(210)}};
	const struct yaml *page = yaml_find(map, "page");
	if (!page)
		return;
	if (page->kind == YAML_MAP) {
		yaml_check_keys(d, page, page_keys, "page");
		s->page_width = yaml_length(d, page, "width", s->page_width);
		s->page_height = yaml_length(d, page, "height", s->page_height);
		if (s->page_width < PT(72) || s->page_height < PT(72)) {
			diag(d, DIAG_BAD_VALUE, page->pos,
			    "a page this small holds nothing");
			s->page_width = paper[0].width;
			s->page_height = paper[0].height;
		}
		return;
	}
	for (size_t i = 0; page->kind == YAML_SCALAR && i < COUNT(paper); i++)
		if (strcmp(paper[i].name, page->text) == 0) {
			s->page_width = paper[i].width;
			s->page_height = paper[i].height;
			return;
		}
	diag(d, DIAG_BAD_VALUE, page->pos,
	    "'page' must be A3, A4, A5 or a map of width and height");
}

static void read_decl(struct rules *r, struct rule *rule, const struct yaml_entry *e)
{
	struct diag *d = r->reading.diag;
	if (e->value->kind != YAML_SCALAR) {
		diag(d, DIAG_BAD_PROPERTY, e->value->pos, "'%s' must be one value",
		    e->key);
		return;
	}
	if (strcmp(e->key, "like") == 0) {
		rule->like = arena_string(r->reading.arena, e->value->text);
		rule->like_pos = e->value->pos;
		return;
	}
	struct decl decl = {.property = property_find(e->key), .pos = e->value->pos};
	if (decl.property == PROPERTY_COUNT) {
		diag(d, DIAG_UNKNOWN_PROPERTY, e->pos, "unknown property '%s'", e->key);
		const char *near = property_nearest(e->key);
		if (near)
			diag_hint(d, "did you mean '%s'?", near);
		return;
	}
	if (value_parse(
		&r->reading, decl.property, e->value->text, decl.pos, &decl.value))
		ARENA_PUSH(r->reading.arena, rule->decl, rule->ndecl, rule->capdecl) =
		    decl;
}

static void read_rule(struct rules *r, const struct yaml_entry *e)
{
	struct rule rule = {.pos = e->pos, .order = r->nrule};
	if (e->value->kind != YAML_MAP) {
		diag(r->reading.diag, DIAG_BAD_VALUE, e->value->pos,
		    "style '%s' must be a map of properties", e->key);
		return;
	}
	if (!selector_parse(&r->reading, e->key, e->pos, &rule.selector))
		return;
	for (size_t i = 0; i < e->value->n; i++)
		read_decl(r, &rule, &e->value->entry[i]);
	ARENA_PUSH(r->reading.arena, r->rule, r->nrule, r->caprule) = rule;
}

/* The map under a key; NULL: not there, or reported. */
static const struct yaml *map_under(
    struct diag *d, const struct yaml *map, const char *key)
{
	const struct yaml *v = yaml_find(map, key);
	if (!v || v->kind == YAML_MAP)
		return v;
	diag(d, DIAG_BAD_VALUE, v->pos, "'%s' must be a map", key);
	return NULL;
}

static void read_looks(struct sheet *s, const struct yaml *map)
{
	struct rules *r = s->rules;
	const struct yaml *templates = map_under(r->reading.diag, map, "templates");
	for (size_t i = 0; templates && i < templates->n; i++)
		template_read(&r->reading, s, &templates->entry[i]);
	const struct yaml *styles = map_under(r->reading.diag, map, "styles");
	for (size_t i = 0; styles && i < styles->n; i++)
		read_rule(r, &styles->entry[i]);
}

static void read_note(struct sheet *s, const struct yaml *map)
{
	const char *note = yaml_string(s->rules->reading.diag, map, "note");
	if (note)
		s->note = arena_string(s->rules->reading.arena, note);
}

static void read_volumes(struct sheet *s, const struct yaml *map)
{
	struct diag *d = s->rules->reading.diag;
	const char *note = yaml_string(d, map, "volume-note");
	s->volume_pages = (int)yaml_int(d, map, "volume-pages", s->volume_pages);
	if (note)
		s->volume_note = arena_string(s->rules->reading.arena, note);
}

/* Of all that the sheet has which this one is like. */
static void read_type_size(struct sheet *s, const struct yaml *map)
{
	const sp size = yaml_length(s->rules->reading.diag, map, "type-size", 0);
	const struct yaml *at = yaml_find(map, "type-size");

	if (size >= PT(1))
		scale_to(s, size, at->pos);
	else if (at && at->kind == YAML_SCALAR)
		diag(s->rules->reading.diag, DIAG_BAD_VALUE, at->pos,
		    "'type-size' must be at least 1pt");
}

/* Of what one reader asks for, which has this note and no other. */
static void read_asked_note(struct sheet *s, const struct yaml *asked)
{
	struct diag *d = s->rules->reading.diag;
	const struct yaml *described = map_under(d, asked, "text-only");

	yaml_check_keys(d, described, note_keys, "text-only");
	read_note(s, asked);
	if (s->text_only)
		read_note(s, described);
}

/* What holds besides, in some books. */
static void read_also(
    struct sheet *s, const struct yaml *map, const char *key, bool wanted)
{
	struct diag *d = s->rules->reading.diag;
	const struct yaml *also = map_under(d, map, key);
	const bool asked = strcmp(key, "on-demand") == 0;

	yaml_check_keys(d, also, asked ? asked_keys : also_keys, key);
	if (!wanted)
		return;
	if (asked)
		read_asked_note(s, also);
	else if (!s->needs)
		read_note(s, also);
	read_looks(s, also);
}

static void read_keys(struct sheet *s, const struct yaml *map)
{
	struct rules *r = s->rules;
	struct diag *d = r->reading.diag;
	yaml_check_keys(d, map, keys, "sheet");
	read_type_size(s, map);
	read_page(d, map, s);
	s->grid = yaml_length(d, map, "grid", s->grid);
	if (s->grid < PT(1)) {
		diag(d, DIAG_BAD_VALUE, yaml_find(map, "grid")->pos,
		    "'grid' must be at least 1pt; set as 16 pt");
		s->grid = PT(16);
	}
	s->links = yaml_bool(d, map, "links", s->links);
	s->jump = yaml_bool(d, map, "jump", s->jump);
	fitting_read(d, map, &s->fit);
	read_note(s, map);
	read_volumes(s, map);
	const struct yaml *folio = map_under(d, map, "folio");
	yaml_check_keys(d, folio, folio_keys, "folio");
	s->folio_offset = yaml_length(d, folio, "offset", s->folio_offset);
	r->least_size = yaml_length(d, map, "least-size", r->least_size);
	r->least_x_height = yaml_length(d, map, "least-x-height", r->least_x_height);
	read_looks(s, map);
	read_also(s, map, "wide", s->needs && s->needs->spacing != SPACING_PLAIN);
	read_also(s, map, "on-demand", s->needs != NULL);
	read_also(s, map, "text-only", s->text_only);
}

/* Reads the sheet that this one is like, then this one. False: reported. */
static bool read_file(
    struct sheet *s, const char *styles, const char *name, struct pos from, int depth)
{
	struct reading *r = &s->rules->reading;
	if (depth > LIKE_MAX) {
		diag(
		    r->diag, DIAG_UNKNOWN_SHEET, from, "sheet '%s' is like itself", name);
		return false;
	}
	const char *where[3] = {styles, "sheets", name};
	const char *path = names_path(r->arena, r->diag, where, DIAG_UNKNOWN_SHEET, from);
	if (!path)
		return false;
	struct yaml *y = yaml_file(r->arena, r->diag, from, path);
	if (!y)
		return false;
	if (y->kind != YAML_MAP) {
		diag(r->diag, DIAG_BAD_VALUE, y->pos, "a sheet is a map of keys");
		return false;
	}
	const char *like = yaml_string(r->diag, y, "like");
	if (like && !read_file(s, styles, like, yaml_find(y, "like")->pos, depth + 1))
		return false;
	s->name = name;
	s->path = path;
	read_keys(s, y);
	return true;
}

static void close_arena(void *arena)
{
	arena_close(arena);
}

static struct sheet *sheet_new(struct arena *a, struct reading reading)
{
	struct sheet *s = ARENA_NEW(a, struct sheet);
	reading.arena = arena_new();
	arena_defer(a, close_arena, reading.arena);
	*s = (struct sheet){.page_width = MM(210),
	    .page_height = MM(297),
	    .grid = PT(16),
	    .palette = reading.palette,
	    .links = true,
	    .jump = true,
	    .fit = {.within = 4},
	    .folio_offset = PT(32),
	    .volume_note = "This is volume %volume of %volumes, pages 1 to %pages.",
	    .template = map_new(reading.arena),
	    .rules = ARENA_NEW(reading.arena, struct rules)};
	s->rules->reading = reading;
	s->rules->by_name = map_new(reading.arena);
	s->rules->initial.sheet = s;
	s->rules->initial.ground = (struct ink){INK_PAPER, 1000};
	return s;
}

/* The initial values are words like a sheet's; a palette without "rule" is reported. */
static void read_initial(struct sheet *s, struct pos from)
{
	struct value v;
	for (int p = 0; p < PROPERTY_COUNT; p++)
		if (value_parse(&s->rules->reading, (enum property)p,
			property_info((enum property)p)->initial, from, &v))
			style_assign(&s->rules->initial, (enum property)p, &v, INK_TEXT);
}

struct sheet *sheet_read(struct arena *a, struct diag *d, const struct sheet_want *want)
{
	struct reading reading = {
	    .diag = d, .palette = want->palette, .fonts = want->fonts};
	struct sheet *s = sheet_new(a, reading);
	const char *name = arena_string(s->rules->reading.arena, want->name);
	s->text_only = want->text_only;
	s->needs = want->needs;
	s->title = want->title;
	if (!read_file(s, want->styles, name, (struct pos){0}, 0))
		return NULL;
	struct pos from = {0, 0, diag_file(d, s->path)};
	read_initial(s, from);
	if (s->needs)
		sheet_fulfil(s);
	rules_finish(s->rules);
	s->fallback = map_find(&s->template, "default");
	if (s->fallback)
		return s;
	diag(
	    d, DIAG_UNKNOWN_TEMPLATE, from, "sheet '%s' has no template 'default'", name);
	return NULL;
}

const struct template *sheet_template(const struct sheet *s, const char *name)
{
	const struct template *t = name ? map_find(&s->template, name) : NULL;
	return t ? t : s->fallback;
}

sp sheet_least_size(const struct sheet *s)
{
	return s->rules->least_size;
}

void sheet_check_template(const struct sheet *s, struct diag *d, const struct piece *p)
{
	if (!p->template || map_find(&s->template, p->template) ||
	    strcmp(p->template, p->kind->template) == 0)
		return;
	diag(d, DIAG_UNKNOWN_TEMPLATE, p->pos, "sheet '%s' has no template '%s'", s->name,
	    p->template);
	template_hint(d, s, p->template);
}
