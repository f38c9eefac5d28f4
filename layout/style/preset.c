/*
 * Printers' presets: styles/printers/NAME.yaml. Figures and their sources: press.md.
 *
 * In: a preset's name. Out: what that printer asks for, with what is not said as GWG's
 * specification of 2015 has it for magazines. A profile that is not on this machine is
 * replaced, with the printing condition that it describes, by the first of those which
 * `stand-in` names that is there, and a warning says so: colors are then those of a press
 * that is like it, and the file says of which. All limits stay the preset's own. Without
 * a stand-in the press file is stopped; what else the preset says is read all the same.
 */
#include "style/rules.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define AT(member) offsetof(struct preset, member)

static const struct length {
	const char *key;
	size_t at;
	const char *initial, *least, *most;
} lengths[] = {
    {"bleed", AT(bleed), "3mm", "0", "20mm"},
    {"least-bleed", AT(least_bleed), "2mm", "0", "20mm"},
    {"quiet-zone", AT(limits.quiet_zone), "5mm", "0", "30mm"},
    {"spine-margin", AT(limits.spine_margin), "5mm", "0", "50mm"},
    {"glued-margin", AT(limits.glued_margin), "10mm", "0", "50mm"},
    {"rich-black-from", AT(rich_black_from), "20mm", "5mm", "1000mm"},
    {"overprint-below", AT(overprint_below), "12pt", "0", "72pt"},
    {"reversed-text", AT(limits.reversed_text), "8pt", "0", "72pt"},
    {"mixed-text", AT(limits.mixed_text), "9pt", "0", "72pt"},
    {"hairline", AT(limits.hairline), "0.25pt", "0", "10pt"},
    {"fine-line", AT(limits.fine_line), "0.5pt", "0", "10pt"},
    {"mark-offset", AT(mark_offset), "6mm", "0", "30mm"},
};

static const struct figure {
	const char *key;
	size_t at;
	int initial, least, most;
} figures[] = {
    {"ink-limit", AT(ink_limit), 300, 100, 400},
    {"rich-black-limit", AT(rich_black_limit), 280, 100, 400},
    {"ppi", AT(ppi), GWG_PPI, 72, 2400},
    {"most-ppi", AT(most_ppi), 450, 72, 9600},
    {"least-ppi", AT(least_ppi), GWG_LEAST_PPI, 0, 2400},
    {"refused-ppi", AT(refused_ppi), GWG_REFUSED_PPI, 0, 2400},
    {"line-art-ppi", AT(line_art_ppi), GWG_LINE_ART_PPI, 72, 4800},
    {"least-line-art-ppi", AT(least_line_art_ppi), GWG_LEAST_LINE_ART_PPI, 0, 4800},
    {"refused-line-art-ppi", AT(refused_line_art_ppi), GWG_REFUSED_LINE_ART_PPI, 0, 4800},
};

/* Read by functions of their own. */
static const char *const others[] = {"title", "standard", "profile", "condition",
    "registry", "info", "stand-in", "rich-black", "sharpen", "marks", "page-order",
    "cover", "file", "spots"};

static const char *const marks[] = {"crop", "bleed", "registration", "colour-bar"};

/* ---- what a preset is made of ---------------------------------------------- */

static void check_keys(struct arena *a, struct diag *d, const struct yaml *y)
{
	const char **key = ARENA_ARRAY(
	    a, const char *, COUNT(lengths) + COUNT(figures) + COUNT(others) + 1);
	size_t n = 0;

	for (size_t i = 0; i < COUNT(others); i++)
		key[n++] = others[i];
	for (size_t i = 0; i < COUNT(lengths); i++)
		key[n++] = lengths[i].key;
	for (size_t i = 0; i < COUNT(figures); i++)
		key[n++] = figures[i].key;
	yaml_check_keys(d, y, key, "printer's preset");
}

/* A value that a press file cannot do without. */
static const char *needed(struct diag *d, const struct yaml *y, const char *key)
{
	const char *text = yaml_string(d, y, key);
	if (!text && !yaml_find(y, key))
		diag(d, DIAG_MISSING_KEY, y->pos, "a printer's preset needs '%s'", key);
	return text;
}

static sp known_length(const char *text)
{
	sp length = 0;

	length_parse(text, &length);
	return length;
}

static void read_lengths(struct diag *d, const struct yaml *y, struct preset *p)
{
	for (size_t i = 0; i < COUNT(lengths); i++) {
		const struct length *l = &lengths[i];
		const sp initial = known_length(l->initial);
		sp *length = (sp *)(void *)((char *)p + l->at);

		*length = yaml_length(d, y, l->key, initial);
		if (*length >= known_length(l->least) && *length <= known_length(l->most))
			continue;
		diag(d, DIAG_BAD_VALUE, yaml_find(y, l->key)->pos,
		    "'%s' must be from %s to %s; set as %s", l->key, l->least, l->most,
		    l->initial);
		*length = initial;
	}
}

static void read_figures(struct diag *d, const struct yaml *y, struct preset *p)
{
	for (size_t i = 0; i < COUNT(figures); i++) {
		const struct figure *f = &figures[i];
		const long value = yaml_int(d, y, f->key, f->initial);
		int *figure = (int *)(void *)((char *)p + f->at);

		*figure = (int)value;
		if (value >= f->least && value <= f->most)
			continue;
		diag(d, DIAG_BAD_VALUE, yaml_find(y, f->key)->pos,
		    "'%s' must be from %d to %d; set as %d", f->key, f->least, f->most,
		    f->initial);
		*figure = f->initial;
	}
}

/* Figures that must not pass one another. */
static void check_order(struct diag *d, const struct yaml *y, struct preset *p)
{
	if (p->most_ppi < p->ppi) {
		diag(d, DIAG_BAD_VALUE, y->pos,
		    "'most-ppi' is %d, less than 'ppi'; set as %d", p->most_ppi, p->ppi);
		p->most_ppi = p->ppi;
	}
	if (p->marks && p->mark_offset < p->bleed) {
		diag(d, DIAG_BAD_VALUE, y->pos,
		    "'mark-offset' is less than 'bleed': marks would stand in the "
		    "picture; set at the bleed's edge");
		p->mark_offset = p->bleed;
	}
}

/* Which of some words a key says: an index; the first where it says none of them
 * (reported) or is not there. */
static size_t one_of(
    struct diag *d, const struct yaml *y, const char *key, const char *const *words)
{
	const char *text = yaml_string(d, y, key);
	struct buf all = {0};
	size_t i = 0;

	if (!text)
		return 0;
	while (words[i] && strcmp(text, words[i]) != 0)
		i++;
	if (words[i])
		return i;
	for (i = 0; words[i]; i++) {
		buf_string(&all, i == 0 ? "" : words[i + 1] ? ", " : " or ");
		buf_string(&all, words[i]);
	}
	diag(d, DIAG_BAD_VALUE, yaml_find(y, key)->pos, "'%s' may be %s, not '%s'", key,
	    all.at, text);
	buf_release(&all);
	return 0;
}

enum standard standard_read(struct diag *d, const struct yaml *y, enum standard initial)
{
	static const char *const standards[] = {
	    [STANDARD_PDFX4] = "pdf/x-4", [STANDARD_PDFX1A] = "pdf/x-1a", NULL};

	return yaml_find(y, "standard")
		   ? (enum standard)one_of(d, y, "standard", standards)
		   : initial;
}

static unsigned mark_named(struct diag *d, const struct yaml *y)
{
	for (size_t i = 0; y->kind == YAML_SCALAR && i < COUNT(marks); i++)
		if (strcmp(y->text, marks[i]) == 0)
			return 1u << i;
	diag(d, DIAG_BAD_VALUE, y->pos,
	    "marks are crop, bleed, registration and colour-bar");
	return 0;
}

static unsigned read_marks(struct diag *d, const struct yaml *y)
{
	const struct yaml *v = yaml_find(y, "marks");
	unsigned all = 0;

	if (!v || v->kind != YAML_LIST)
		return yaml_bool(d, y, "marks", false) ? MARKS_ALL : 0;
	for (size_t i = 0; i < v->n; i++)
		all |= mark_named(d, v->entry[i].value);
	return all;
}

/* no, yes, or the names of those inks that the press has. */
static void read_spots(
    struct arena *a, struct diag *d, const struct yaml *y, struct preset *p)
{
	const struct yaml *v = yaml_find(y, "spots");

	if (!v || v->kind != YAML_LIST) {
		p->spots = yaml_bool(d, y, "spots", false);
		return;
	}
	p->spot = ARENA_ARRAY(a, const char *, v->n + 1);
	for (size_t i = 0; i < v->n; i++) {
		const struct yaml *name = v->entry[i].value;

		if (name->kind == YAML_SCALAR)
			p->spot[p->nspot++] = name->text;
		else
			diag(d, DIAG_BAD_VALUE, name->pos,
			    "'spots' is yes, no, or a list of inks by their names");
	}
	p->spots = p->nspot > 0;
}

/* NULL: there is none that is good. */
static const char *read_file_name(struct diag *d, const struct yaml *y)
{
	static const char *const value[NAME_N] = {"m", "i", "e", "p", "n"};
	const char *pattern = yaml_string(d, y, "file"), *wrong;
	struct buf name = {0};

	if (!pattern)
		return NULL;
	wrong = name_fill(&name, pattern, value);
	buf_release(&name);
	if (!wrong)
		return pattern;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "file")->pos,
	    "'file' cannot have '%s': letters, digits, '-', '_', '.', %%magazine, "
	    "%%issue, %%edition, %%part and %%printer make a name",
	    wrong);
	return NULL;
}

/* ---- inks -------------------------------------------------------------------- */

static int total(struct cmyk c)
{
	return (c.c + c.m + c.y + c.k) / 10;
}

static void read_rich_black(struct diag *d, const struct yaml *y, struct preset *p)
{
	const char *text = yaml_string(d, y, "rich-black");
	const int most =
	    p->rich_black_limit < p->ink_limit ? p->rich_black_limit : p->ink_limit;

	p->rich_black = (struct cmyk){.k = 1000};
	if (!text)
		return;
	if (!cmyk_parse(text, &p->rich_black) || p->rich_black.k != 1000) {
		diag(d, DIAG_BAD_VALUE, yaml_find(y, "rich-black")->pos,
		    "'rich-black' must be four inks in percent, the last of them 100, "
		    "such as 40 30 30 100");
		p->rich_black = (struct cmyk){.k = 1000};
	} else if (total(p->rich_black) > most) {
		diag(d, DIAG_BAD_VALUE, yaml_find(y, "rich-black")->pos,
		    "'rich-black' is %d %% in all, more than %d %%; set in black alone",
		    total(p->rich_black), most);
		p->rich_black = (struct cmyk){.k = 1000};
	}
}

/* "80% 0.15mm 3": amount, radius and threshold. */
static bool parse_sharpening(const char *text, struct sharpening *s)
{
	char radius[16];
	int end = 0;

	if (sscanf(text, "%4d%% %15s %3d%n", &s->amount, radius, &s->threshold, &end) !=
		3 ||
	    text[end])
		return false;
	return length_parse(radius, &s->radius) && s->amount > 0 && s->amount <= 500 &&
	       s->radius >= MM(0.01) && s->radius <= MM(1) && s->threshold >= 0 &&
	       s->threshold <= 100;
}

static void read_sharpening(struct diag *d, const struct yaml *y, struct preset *p)
{
	const char *text = yaml_string(d, y, "sharpen");

	p->sharpen = (struct sharpening){0};
	if (!text || strcmp(text, "no") == 0 || parse_sharpening(text, &p->sharpen))
		return;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "sharpen")->pos,
	    "'sharpen' must be an amount up to 500%%, a radius from 0.01mm to 1mm as "
	    "printed and a threshold up to 100, such as 80%% 0.15mm 3, or no; set as no");
	p->sharpen = (struct sharpening){0};
}

void preset_check(
    struct diag *d, const struct preset *preset, const struct palette *p, struct pos pos)
{
	for (size_t i = 0; i < p->nswatch; i++)
		if (total(p->swatch[i].cmyk) > preset->ink_limit)
			diag(d, DIAG_BAD_VALUE, pos,
			    "ink '%s' is %d %% in all, more than %d %%",
			    p->swatch[i].name, total(p->swatch[i].cmyk),
			    preset->ink_limit);
}

/* ---- profiles ----------------------------------------------------------------- */

struct preset_reader {
	struct arena *arena;
	struct diag *diag;
	const char *styles;
	bool standing; /* for another, and so by itself */
};

static struct preset *read_file(
    const struct preset_reader *r, const char *name, struct pos from);

/* A name without a folder is that of a profile which the user has made or got. */
static const char *profile_path(struct arena *a, const char *name)
{
	const char *folder = strchr(name, '/') ? NULL : data_folder(a);

	return folder ? path_join(a, path_join(a, folder, "profiles"), name) : name;
}

static bool is_there(const struct preset *p)
{
	return p && p->profile && p->condition && access(p->profile, R_OK) == 0;
}

/* What a printing condition is: of a preset, or of a map that stands in for one. */
static void read_condition(
    const struct preset_reader *r, const struct yaml *y, struct preset *p)
{
	const char *profile = needed(r->diag, y, "profile");

	p->profile = profile ? profile_path(r->arena, profile) : NULL;
	p->condition = needed(r->diag, y, "condition");
	p->registry = yaml_string(r->diag, y, "registry");
	p->info = yaml_string(r->diag, y, "info");
}

/* What an entry of `stand-in` offers: the condition of a preset, or one of its own. NULL:
 * it is not to be had. */
static const struct preset *offered(const struct preset_reader *r, const struct yaml *v)
{
	static const char *const keys[] = {
	    "profile", "condition", "registry", "info", NULL};
	const struct preset_reader alone = {r->arena, r->diag, r->styles, true};
	struct preset *p = NULL;

	if (v->kind == YAML_SCALAR) {
		p = read_file(&alone, v->text, v->pos);
	} else if (v->kind == YAML_MAP) {
		yaml_check_keys(r->diag, v, keys, "stand-in");
		p = ARENA_NEW(r->arena, struct preset);
		read_condition(r, v, p);
	} else {
		diag(r->diag, DIAG_BAD_VALUE, v->pos,
		    "'stand-in' is a preset, or a list of presets and conditions");
	}
	return is_there(p) ? p : NULL;
}

static const struct preset *first_offered(
    const struct preset_reader *r, const struct yaml *v)
{
	const struct preset *other = NULL;

	if (!v || v->kind != YAML_LIST)
		return v ? offered(r, v) : NULL;
	for (size_t i = 0; !other && i < v->n; i++)
		other = offered(r, v->entry[i].value);
	return other;
}

/* Takes the printing condition of the first that stands in. False: there is none. */
static bool stand_in(
    const struct preset_reader *r, const struct yaml *y, struct preset *p)
{
	const struct preset *other = first_offered(r, yaml_find(y, "stand-in"));

	if (!other)
		return false;
	diag(r->diag, DIAG_STAND_IN_PROFILE, p->pos,
	    "profile '%s' is not there; colours are made for '%s' instead", p->profile,
	    other->condition);
	diag_hint(r->diag,
	    "ask the printer for the profile, or whether '%s' will do; Debian's non-free "
	    "package icc-profiles has many, and 'make profiles' makes two",
	    other->condition);
	p->missing = p->profile;
	p->profile = other->profile;
	p->condition = other->condition;
	p->registry = other->registry;
	p->info = other->info;
	return true;
}

static void check_profile(
    const struct preset_reader *r, const struct yaml *y, struct preset *p)
{
	if (r->standing || is_there(p) || stand_in(r, y, p))
		return;
	diag(r->diag, DIAG_MISSING_PROFILE, p->pos, "profile '%s' is not there",
	    p->profile);
	diag_hint(r->diag, "'make deps' installs the packages that hold the profiles");
}

/* ---- the file ------------------------------------------------------------------- */

static struct preset *read_preset(
    const struct preset_reader *r, const struct yaml *y, const char *name)
{
	static const char *const orders[] = {"reading", "cover-first", NULL};
	static const char *const covers[] = {"inside", "apart", NULL};
	struct preset *p = ARENA_NEW(r->arena, struct preset);
	struct diag *d = r->diag;

	*p = (struct preset){.name = arena_string(r->arena, name),
	    .title = yaml_string(d, y, "title"),
	    .standard = standard_read(d, y, STANDARD_PDFX4),
	    .marks = read_marks(d, y),
	    .cover_first = one_of(d, y, "page-order", orders) == 1,
	    .cover_apart = one_of(d, y, "cover", covers) == 1,
	    .file = read_file_name(d, y)};
	read_condition(r, y, p);
	read_lengths(d, y, p);
	read_figures(d, y, p);
	check_order(d, y, p);
	read_rich_black(d, y, p);
	read_spots(r->arena, d, y, p);
	read_sharpening(d, y, p);
	return p;
}

static struct preset *read_file(
    const struct preset_reader *r, const char *name, struct pos from)
{
	const char *where[3] = {r->styles, "printers", name};
	const char *path = names_path(r->arena, r->diag, where, DIAG_MISSING_FILE, from);
	const struct yaml *y = path ? yaml_file(r->arena, r->diag, from, path) : NULL;
	struct preset *p;

	if (!y)
		return NULL;
	check_keys(r->arena, r->diag, y);
	p = read_preset(r, y, name);
	if (!p->profile || !p->condition)
		return NULL;
	p->pos = yaml_find(y, "profile")->pos;
	check_profile(r, y, p);
	return p;
}

const struct preset *preset_read(struct arena *a, struct diag *d, const char *styles,
    const char *name, struct pos from)
{
	return read_file(&(struct preset_reader){a, d, styles, false}, name, from);
}
