/*
 * Editions: styles/editions.yaml, with the palettes and presets that it names.
 *
 * In: the press's editions (a sheet and a printer each), and the axes on which members
 * choose: sizes (a sheet each), colours (a palette each), pictures shown or text only.
 * Out: the editions with nothing left to look up: the press's, then each size with each
 * of pictures in each colour, so that the editions of one book stand together. Nothing
 * about any size or colour is known to the program.
 * A list of editions, each with its book, palette and standard, was rejected: thirty of
 * them cannot be read, and one left out is not noticed.
 */
#include "style/rules.h"

#include <string.h>

static const char *const keys[] = {"press", "access", NULL};
static const char *const press_keys[] = {"sheet", "printer", "standard", NULL};
static const char *const access_keys[] = {
    "print-pages", "sizes", "colours", "pictures", "on-demand", NULL};
static const char *const on_demand_keys[] = {"sheet", NULL};
static const char *const size_keys[] = {"title", "sheet", "ppi", NULL};

/* The values of the pictures axis: what a book can be laid out with. */
static const struct choice pictures[] = {
    {"shown", "pictures shown"}, {"text-only", "text only"}};
enum { PICTURES_SHOWN, TEXT_ONLY };

struct size {
	const char *sheet;
	int ppi;
};

struct edition_reader {
	struct arena *arena;
	struct diag *diag;
	const char *styles;
	struct editions *editions;
	size_t cap, cap_choice[AXIS_N];
	bool print_pages;
	struct size *size; /* by choice of the axis */
	size_t nsize, capsize;
	const struct palette **palette; /* ... */
	size_t npalette, cappalette;
	bool *text_only; /* ... */
	size_t npictures, cappictures;
};

static void add_choice(
    struct edition_reader *r, enum axis_kind kind, const char *name, const char *title)
{
	struct axis *axis = &r->editions->axis[kind];

	ARENA_PUSH(r->arena, axis->choice, axis->n, r->cap_choice[kind]) =
	    (struct choice){name, title};
}

/* A name in the file: letters, digits and hyphens, for it becomes part of a file's name.
 */
static bool good_name(struct diag *d, const struct yaml_entry *e, const char *what)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

	if (e->key[0] && e->key[strspn(e->key, allowed)] == '\0')
		return true;
	diag(d, DIAG_BAD_VALUE, e->pos,
	    "the name '%s' of this %s must be small letters, digits and hyphens", e->key,
	    what);
	return false;
}

/* A map with these keys and a good name. what: "size", "press edition". */
static bool good_entry(struct diag *d, const struct yaml_entry *e, const char *what,
    const char *const *allowed)
{
	if (e->value->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, e->value->pos, "%s '%s' must be a map", what,
		    e->key);
		return false;
	}
	yaml_check_keys(d, e->value, allowed, what);
	return good_name(d, e, what);
}

/* A word that an entry cannot do without. NULL: reported. */
static const char *needed_word(
    struct diag *d, const struct yaml_entry *e, const char *what, const char *key)
{
	const char *word = yaml_string(d, e->value, key);

	if (!word && !yaml_find(e->value, key))
		diag(d, DIAG_MISSING_KEY, e->pos, "%s '%s' needs a '%s'", what, e->key,
		    key);
	return word;
}

/* NULL: reported. */
static const char *sheet_named(
    struct edition_reader *r, const struct yaml_entry *e, const char *what)
{
	const char *where[3] = {
	    r->styles, "sheets", needed_word(r->diag, e, what, "sheet")};

	if (!where[2])
		return NULL;
	names_path(r->arena, r->diag, where, DIAG_UNKNOWN_SHEET,
	    yaml_find(e->value, "sheet")->pos);
	return where[2];
}

/* ---- the axes ----------------------------------------------------------- */

static void read_size(struct edition_reader *r, const struct yaml_entry *e)
{
	struct size size = {0};
	const char *title;

	if (!good_entry(r->diag, e, "size", size_keys))
		return;
	title = needed_word(r->diag, e, "size", "title");
	size.sheet = sheet_named(r, e, "size");
	size.ppi = (int)yaml_int(r->diag, e->value, "ppi", 0);
	if (!title || !size.sheet)
		return;
	ARENA_PUSH(r->arena, r->size, r->nsize, r->capsize) = size;
	add_choice(r, AXIS_SIZES, e->key, title);
}

static void read_color(struct edition_reader *r, const char *name, struct pos pos)
{
	const struct palette *base = r->editions->palette;
	const struct palette *p =
	    strcmp(name, base->name) == 0
		? base
		: palette_read(r->arena, r->diag, r->styles, name, pos, base);

	if (!p)
		return;
	ARENA_PUSH(r->arena, r->palette, r->npalette, r->cappalette) = p;
	add_choice(r, AXIS_COLORS, p->name, p->title ? p->title : p->name);
}

static void read_pictures(struct edition_reader *r, const char *name, struct pos pos)
{
	size_t i = 0;

	while (i < COUNT(pictures) && strcmp(name, pictures[i].name) != 0)
		i++;
	if (i == COUNT(pictures)) {
		diag(r->diag, DIAG_BAD_VALUE, pos,
		    "'pictures' may be shown and text-only, not '%s'", name);
		return;
	}
	ARENA_PUSH(r->arena, r->text_only, r->npictures, r->cappictures) = i == TEXT_ONLY;
	add_choice(r, AXIS_PICTURES, pictures[i].name, pictures[i].title);
}

/* A list of words, each once; without it, `alone` is the only value. */
static void read_list(struct edition_reader *r, const struct yaml *y, const char *key,
    void (*take)(struct edition_reader *, const char *, struct pos), const char *alone)
{
	const struct yaml *list = yaml_find(y, key);
	struct map seen = map_new(r->arena);

	if (!list) {
		take(r, alone, y->pos);
		return;
	}
	if (list->kind != YAML_LIST || list->n == 0) {
		diag(r->diag, DIAG_BAD_VALUE, list->pos,
		    "'%s' must be a list such as [%s]", key, alone);
		return;
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml *v = list->entry[i].value;

		if (v->kind != YAML_SCALAR || map_find(&seen, v->text)) {
			diag(r->diag, DIAG_BAD_VALUE, v->pos,
			    "'%s' must be a list of names, each once", key);
			continue;
		}
		map_set(&seen, v->text, (void *)v);
		take(r, v->text, v->pos);
	}
}

/* ---- editions ----------------------------------------------------------- */

static struct edition *add_edition(struct edition_reader *r, const char *name)
{
	struct editions *e = r->editions;
	struct edition *added = &ARENA_PUSH(r->arena, e->edition, e->n, r->cap);

	*added = (struct edition){.name = name, .palette = e->palette};
	return added;
}

/* The size that has the press's own pages: they share a book. Else its own name. */
static const char *press_book(
    const struct edition_reader *r, const char *sheet, const char *name)
{
	for (size_t i = 0; i < r->nsize; i++)
		if (strcmp(r->size[i].sheet, sheet) == 0)
			return r->editions->axis[AXIS_SIZES].choice[i].name;
	return name;
}

static void read_press(struct edition_reader *r, const struct yaml_entry *entry)
{
	static const char what[] = "press edition";
	const struct preset *preset;
	const char *sheet, *printer;

	if (!good_entry(r->diag, entry, what, press_keys))
		return;
	sheet = sheet_named(r, entry, what);
	printer = needed_word(r->diag, entry, what, "printer");
	if (!sheet || !printer)
		return;
	preset = preset_read(r->arena, r->diag, r->styles, printer,
	    yaml_find(entry->value, "printer")->pos);
	if (!preset)
		return;
	struct edition *e = add_edition(r, entry->key);
	e->book = press_book(r, sheet, entry->key);
	e->sheet = sheet;
	e->pictures = true;
	e->standard = standard_read(r->diag, entry->value, preset->standard);
	e->own_standard = yaml_find(entry->value, "standard") != NULL;
	e->preset = preset;
	preset_check(r->diag, preset, e->palette, entry->pos);
}

/* "large-black-on-yellow-text-only", "large print, black on yellow, text only". */
static const char *joined(
    const struct edition_reader *r, const size_t *choice, bool titles)
{
	const struct axis *axis = r->editions->axis;
	struct buf b = {0};
	const char *whole;

	for (size_t i = 0; i < AXIS_N; i++) {
		const struct choice *c = &axis[i].choice[choice[i]];

		if (i != AXIS_SIZES && choice[i] == 0)
			continue;
		if (b.len)
			buf_string(&b, titles ? ", " : "-");
		buf_string(&b, titles ? c->title : c->name);
	}
	whole = arena_copy(r->arena, b.at, b.len);
	buf_release(&b);
	return whole;
}

static void add_access(struct edition_reader *r, const size_t *choice)
{
	const size_t plain[AXIS_N] = {
	    [AXIS_SIZES] = choice[AXIS_SIZES], [AXIS_PICTURES] = choice[AXIS_PICTURES]};
	const struct size *size = &r->size[choice[AXIS_SIZES]];
	struct edition *e = add_edition(r, joined(r, choice, false));

	e->title = joined(r, choice, true);
	e->book = joined(r, plain, false);
	e->sheet = size->sheet;
	memcpy(e->choice, choice, sizeof e->choice);
	e->pictures = !r->text_only[choice[AXIS_PICTURES]];
	e->print_pages = r->print_pages;
	e->print_marks = r->print_pages && e->pictures;
	e->ppi = size->ppi;
	e->palette = r->palette[choice[AXIS_COLORS]];
	e->standard = STANDARD_PDFUA1;
}

static void add_all_access(struct edition_reader *r)
{
	for (size_t s = 0; s < r->nsize; s++)
		for (size_t p = 0; p < r->npictures; p++)
			for (size_t c = 0; c < r->npalette; c++) {
				const size_t choice[AXIS_N] = {[AXIS_SIZES] = s,
				    [AXIS_COLORS] = c,
				    [AXIS_PICTURES] = p};

				add_access(r, choice);
			}
}

/* ---- the file ----------------------------------------------------------- */

/* The map of this name; NULL: not there, or reported. */
static const struct yaml *map_named(struct diag *d, const struct yaml *y, const char *key)
{
	const struct yaml *v = yaml_find(y, key);

	if (v && v->kind == YAML_MAP)
		return v;
	if (v)
		diag(d, DIAG_BAD_VALUE, v->pos, "'%s' must be a map", key);
	return NULL;
}

static void read_on_demand(struct edition_reader *r, const struct yaml_entry *e)
{
	static const char what[] = "map";

	if (good_entry(r->diag, e, what, on_demand_keys))
		r->editions->on_demand = sheet_named(r, e, what);
}

static void read_axes(struct edition_reader *r, const struct yaml *y)
{
	const struct yaml *sizes = map_named(r->diag, y, "sizes");

	yaml_check_keys(r->diag, y, access_keys, "'access'");
	r->print_pages = yaml_bool(r->diag, y, "print-pages", false);
	if (!yaml_find(y, "sizes"))
		diag(r->diag, DIAG_MISSING_KEY, y->pos, "'access' needs a map 'sizes'");
	for (size_t i = 0; sizes && i < sizes->n; i++)
		read_size(r, &sizes->entry[i]);
	for (size_t i = 0; i < y->n; i++)
		if (strcmp(y->entry[i].key, "on-demand") == 0)
			read_on_demand(r, &y->entry[i]);
	read_list(r, y, "colours", read_color, r->editions->palette->name);
	read_list(r, y, "pictures", read_pictures, pictures[PICTURES_SHOWN].name);
}

struct editions *editions_read(struct arena *a, struct diag *d, const char *styles)
{
	const char *path = path_join(a, styles, "editions.yaml");
	struct yaml *y = yaml_file(a, d, (struct pos){0}, path);
	struct editions *e = ARENA_NEW(a, struct editions);
	struct edition_reader r = {
	    .arena = a, .diag = d, .styles = styles, .editions = e};
	const struct yaml *press, *access;

	if (!y)
		return NULL;
	yaml_check_keys(d, y, keys, "file of editions");
	e->palette = palette_read(
	    a, d, styles, "default", (struct pos){0, 0, diag_file(d, path)}, NULL);
	press = map_named(d, y, "press");
	access = map_named(d, y, "access");
	if (!yaml_find(y, "press") && !yaml_find(y, "access"))
		diag(d, DIAG_MISSING_KEY, y->pos, "this file needs a map 'access'");
	if (!e->palette || (!press && !access))
		return NULL;
	if (access)
		read_axes(&r, access);
	for (size_t i = 0; press && i < press->n; i++)
		read_press(&r, &press->entry[i]);
	add_all_access(&r);
	return e;
}
