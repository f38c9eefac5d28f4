/*
 * Editions: styles/editions.yaml, with the palettes and presets that it names.
 *
 * In: books (a sheet, pictures or not: one layout) and editions (a book, a palette, a
 * standard, a printer: one file). Out: a list in the file's order with nothing left to
 * look up. Nothing about any edition is known to the program: a new one is lines in this
 * file.
 */
#include "style/rules.h"

#include <string.h>

static const char *const keys[] = {"books", "editions", NULL};
static const char *const book_keys[] = {"sheet", "pictures", "print-pages", NULL};
static const char *const edition_keys[] = {
    "book", "title", "palette", "standard", "printer", NULL};

struct edition_reader {
	struct arena *arena;
	struct diag *diag;
	const char *styles;
	const struct yaml *books;
	struct map palette, preset; /* each file is read once */
	const struct palette *base;
};

static const struct palette *palette_named(
    struct edition_reader *r, const char *name, struct pos from)
{
	const struct palette *p = map_find(&r->palette, name);
	if (p)
		return p;
	p = palette_read(r->arena, r->diag, r->styles, name, from, r->base);
	if (p)
		map_set(&r->palette, name, (void *)p);
	return p;
}

static const struct preset *preset_named(
    struct edition_reader *r, const char *name, struct pos from)
{
	const struct preset *p = map_find(&r->preset, name);
	if (p)
		return p;
	p = preset_read(r->arena, r->diag, r->styles, name, from);
	if (p)
		map_set(&r->preset, name, (void *)p);
	return p;
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

static bool read_book(struct edition_reader *r, const struct yaml *y, struct edition *e)
{
	const char *name = yaml_string(r->diag, y, "book");
	const struct yaml *at = yaml_find(y, "book");
	if (!name) {
		if (!at)
			diag(r->diag, DIAG_MISSING_KEY, y->pos,
			    "edition '%s' needs a 'book'", e->name);
		return false;
	}
	const struct yaml *book = yaml_find(r->books, name);
	if (!book || book->kind != YAML_MAP) {
		diag(r->diag, DIAG_BAD_VALUE, at->pos, "no book '%s' in this file", name);
		return false;
	}
	e->book = name;
	e->sheet = yaml_string(r->diag, book, "sheet");
	e->pictures = yaml_bool(r->diag, book, "pictures", true);
	e->print_pages = yaml_bool(r->diag, book, "print-pages", false);
	return e->sheet != NULL;
}

static bool read_standard(struct diag *d, const struct yaml *y, enum standard *standard)
{
	const char *text = yaml_string(d, y, "standard");
	*standard = STANDARD_PDFUA1;
	if (!text || strcmp(text, "pdf/ua-1") == 0)
		return true;
	*standard = STANDARD_PDFX4;
	if (strcmp(text, "pdf/x-4") == 0)
		return true;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "standard")->pos,
	    "'standard' must be pdf/ua-1 or pdf/x-4, not '%s'", text);
	return false;
}

/* What a press asks of the palette: real inks, and no more of them than paper takes. */
static void check_press(struct diag *d, const struct edition *e, struct pos pos)
{
	const struct palette *p = e->palette;
	if (p->two_color) {
		diag(d, DIAG_BAD_VALUE, pos,
		    "edition '%s' is for a press, and its palette has no press colors",
		    e->name);
		return;
	}
	for (size_t i = 0; e->preset && i < p->nswatch; i++) {
		const struct cmyk *c = &p->swatch[i].cmyk;
		int total = (c->c + c->m + c->y + c->k) / 10;
		if (total > e->preset->ink_limit)
			diag(d, DIAG_BAD_VALUE, pos,
			    "ink '%s' is %d %% in all, more than %d %%",
			    p->swatch[i].name, total, e->preset->ink_limit);
	}
}

static bool read_edition(
    struct edition_reader *r, const struct yaml_entry *entry, struct edition *e)
{
	const struct yaml *y = entry->value;
	struct diag *d = r->diag;
	if (y->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, y->pos, "edition '%s' must be a map", entry->key);
		return false;
	}
	yaml_check_keys(d, y, edition_keys, "edition");
	*e = (struct edition){.name = entry->key, .title = yaml_string(d, y, "title")};
	if (!good_name(d, entry, "edition") || !read_book(r, y, e) ||
	    !read_standard(d, y, &e->standard))
		return false;
	const char *palette = yaml_string(d, y, "palette");
	e->palette =
	    palette ? palette_named(r, palette, yaml_find(y, "palette")->pos) : r->base;
	if (!e->palette)
		return false;
	const char *printer = yaml_string(d, y, "printer");
	if (printer &&
	    !(e->preset = preset_named(r, printer, yaml_find(y, "printer")->pos)))
		return false;
	if (e->standard == STANDARD_PDFX4 && !e->preset) {
		diag(d, DIAG_MISSING_KEY, entry->pos, "edition '%s' needs a 'printer'",
		    e->name);
		return false;
	}
	if (e->standard == STANDARD_PDFX4)
		check_press(d, e, entry->pos);
	return true;
}

static void check_book(struct edition_reader *r, const struct yaml_entry *e)
{
	struct diag *d = r->diag;
	if (e->value->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, e->value->pos, "book '%s' must be a map", e->key);
		return;
	}
	yaml_check_keys(d, e->value, book_keys, "book");
	good_name(d, e, "book");
	const char *sheet = yaml_string(d, e->value, "sheet");
	const char *where[3] = {r->styles, "sheets", sheet};
	if (sheet)
		names_path(r->arena, d, where, DIAG_UNKNOWN_SHEET,
		    yaml_find(e->value, "sheet")->pos);
	else if (!yaml_find(e->value, "sheet"))
		diag(d, DIAG_MISSING_KEY, e->pos, "book '%s' needs a 'sheet'", e->key);
}

static const struct yaml *needed_map(
    struct diag *d, const struct yaml *y, const char *key)
{
	const struct yaml *v = yaml_find(y, key);
	if (v && v->kind == YAML_MAP)
		return v;
	diag(d, v ? DIAG_BAD_VALUE : DIAG_MISSING_KEY, v ? v->pos : y->pos,
	    "this file needs a map '%s'", key);
	return NULL;
}

struct editions *editions_read(struct arena *a, struct diag *d, const char *styles)
{
	const char *path = path_join(a, styles, "editions.yaml");
	struct yaml *y = yaml_file(a, d, (struct pos){0}, path);
	if (!y)
		return NULL;
	struct pos from = {0, 0, diag_file(d, path)};
	yaml_check_keys(d, y, keys, "file of editions");
	struct edition_reader r = {.arena = a,
	    .diag = d,
	    .styles = styles,
	    .books = needed_map(d, y, "books"),
	    .palette = map_new(a),
	    .preset = map_new(a)};
	const struct yaml *list = needed_map(d, y, "editions");
	r.base = palette_read(a, d, styles, "default", from, NULL);
	if (!r.books || !list || !r.base)
		return NULL;
	map_set(&r.palette, "default", (void *)r.base);
	for (size_t i = 0; i < r.books->n; i++)
		check_book(&r, &r.books->entry[i]);
	struct editions *e = ARENA_NEW(a, struct editions);
	e->edition = ARENA_ARRAY(a, struct edition, list->n);
	e->palette = r.base;
	for (size_t i = 0; i < list->n; i++)
		if (read_edition(&r, &list->entry[i], &e->edition[e->n]))
			e->n++;
	return e;
}
