/*
 * Palettes: styles/palettes/NAME.yaml, read and proved.
 *
 * In: YAML; for every palette but the default one, the default, whose inks in their order
 * are the inks of every sheet. Out: swatches for all of them. A palette of two colors
 * says "ink" and "paper" only and fills all swatches from these; any other names the inks
 * that it changes. Contrast is checked here, once, for what a sheet takes for granted:
 * text on paper, every ink on paper, white on every ink, every ink on its own 10 % tint
 * (access.md).
 */
#include "style/rules.h"

#include <math.h>
#include <string.h>

static const char *const keys[] = {"title", "ink", "paper", "inks", NULL};
static const char *const ink_keys[] = {"rgb", "cmyk", NULL};

struct palette_reader {
	struct arena *arena;
	struct diag *diag;
	struct palette *palette;
	size_t cap;
};

static bool read_rgb(
    struct diag *d, const struct yaml *map, const char *key, struct rgb *color)
{
	const struct yaml *v = yaml_find(map, key);
	const char *text = yaml_string(d, map, key);
	if (!text)
		return false;
	if (rgb_parse(text, color))
		return true;
	diag(d, DIAG_BAD_VALUE, v->pos,
	    "'%s' must be a color such as '#5B1A6B', not '%s'", key, text);
	return false;
}

static struct swatch *swatch_add(struct palette_reader *r, const char *name)
{
	struct palette *p = r->palette;
	struct swatch *s = &ARENA_PUSH(r->arena, p->swatch, p->nswatch, r->cap);
	*s = (struct swatch){.name = name};
	return s;
}

static void read_ink(
    struct palette_reader *r, const struct yaml_entry *e, bool is_default)
{
	struct diag *d = r->diag;
	struct palette *p = r->palette;
	int index = palette_find(p, e->key);
	if (e->value->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, e->value->pos,
		    "ink '%s' must be a map of rgb and cmyk", e->key);
		return;
	}
	yaml_check_keys(d, e->value, ink_keys, "ink");
	if (strcmp(e->key, "section") == 0 || strcmp(e->key, "none") == 0) {
		diag(d, DIAG_BAD_VALUE, e->pos, "an ink cannot be named '%s'", e->key);
		return;
	}
	if (index < 0 && !is_default) {
		diag(d, DIAG_UNKNOWN_INK, e->pos, "the default palette has no ink '%s'",
		    e->key);
		return;
	}
	struct swatch *s = index < 0 ? swatch_add(r, e->key) : &p->swatch[index];
	const char *cmyk = yaml_string(d, e->value, "cmyk");
	if (is_default && (!cmyk || !yaml_find(e->value, "rgb")))
		diag(d, DIAG_MISSING_KEY, e->pos, "ink '%s' needs both 'rgb' and 'cmyk'",
		    e->key);
	read_rgb(d, e->value, "rgb", &s->rgb);
	if (cmyk && !cmyk_parse(cmyk, &s->cmyk))
		diag(d, DIAG_BAD_VALUE, yaml_find(e->value, "cmyk")->pos,
		    "'cmyk' must be four percentages such as 0 100 100 30, not '%s'",
		    cmyk);
}

/* Ink and paper for all: a press never sees them, so the CMYK is the plain complement. */
static void fill_two_colors(struct palette *p, struct rgb ink, struct rgb paper)
{
	p->two_color = true;
	for (size_t i = 0; i < p->nswatch; i++) {
		struct swatch *s = &p->swatch[i];
		bool blank = i == INK_PAPER || strcmp(s->name, "reverse") == 0;
		s->rgb = blank ? paper : ink;
		s->cmyk = blank ? (struct cmyk){0} : (struct cmyk){.k = 1000};
	}
}

static void read_two_colors(
    struct palette_reader *r, const struct yaml *y, struct pos pos)
{
	struct rgb ink = {0, 0, 0}, paper = {255, 255, 255};
	if (!yaml_find(y, "ink") || !yaml_find(y, "paper"))
		diag(r->diag, DIAG_MISSING_KEY, pos,
		    "a palette of two colors needs both 'ink' and 'paper'");
	read_rgb(r->diag, y, "ink", &ink);
	read_rgb(r->diag, y, "paper", &paper);
	fill_two_colors(r->palette, ink, paper);
}

/* ---- proving ---- */

struct pair {
	const char *what;
	struct rgb text, ground;
	double least;
	bool body; /* APCA is asked as well */
};

static bool is_strong(const struct pair *pair)
{
	return contrast_wcag(pair->text, pair->ground) >= pair->least &&
	       (!pair->body || fabs(contrast_apca(pair->text, pair->ground)) >= 75);
}

static void check_pair(
    struct diag *d, struct pos pos, const char *name, const struct pair *pair)
{
	double ratio = contrast_wcag(pair->text, pair->ground);
	double lc = fabs(contrast_apca(pair->text, pair->ground));
	if (is_strong(pair))
		return;
	struct buf b = {0};
	buf_printf(&b, "%s of '%s' has a contrast of ", pair->what, name);
	buf_number(&b, ratio, 1);
	buf_string(&b, ":1, Lc ");
	buf_number(&b, lc, 0);
	diag(d, DIAG_LOW_CONTRAST, pos, "%s", b.at);
	diag_hint(d, pair->body ? "text needs 7:1 and Lc 75" : "every ink needs 4.5:1");
	buf_release(&b);
}

static struct pos place_of_ink(const struct yaml *y, const char *name)
{
	const struct yaml *inks = yaml_find(y, "inks");
	const struct yaml *v = yaml_find(inks, name);
	if (!v)
		v = yaml_find(y, "ink");
	return v ? v->pos : y->pos;
}

static void check_contrast(struct diag *d, const struct palette *p, const struct yaml *y)
{
	struct rgb paper = p->swatch[INK_PAPER].rgb;
	int reverse = palette_find(p, "reverse");
	for (size_t i = INK_TEXT; i < p->nswatch; i++) {
		const struct swatch *s = &p->swatch[i];
		bool is_text = i == INK_TEXT;
		if ((int)i == reverse || (p->two_color && !is_text))
			continue;
		struct pos pos = place_of_ink(y, s->name);
		struct pair on_paper = {is_text ? "text on paper" : "the solid", s->rgb,
		    paper, is_text ? 7 : 4.5, is_text};
		check_pair(d, pos, s->name, &on_paper);
		if (p->two_color)
			continue;
		struct pair on_tint = {"the solid on the 10 % tint", s->rgb,
		    rgb_tint(s->rgb, paper, 100), 4.5, false};
		check_pair(d, pos, s->name, &on_tint);
		if (reverse < 0)
			continue;
		struct pair white = {
		    "'reverse' on the solid", p->swatch[reverse].rgb, s->rgb, 4.5, false};
		check_pair(d, pos, s->name, &white);
	}
}

/* ---- reading ---- */

/* The default's first inks are paper and text, wherever the file has them. */
static bool read_default(
    struct palette_reader *r, const struct yaml *y, const struct yaml *inks)
{
	static const char *const needed[] = {"paper", "text", "rule", "link", "reverse"};
	bool good = true;
	for (size_t i = 0; i < COUNT(needed); i++)
		if (!yaml_find(inks, needed[i])) {
			diag(r->diag, DIAG_MISSING_KEY, y->pos,
			    "the default palette needs an ink '%s'", needed[i]);
			good = false;
		}
	if (!good)
		return false;
	swatch_add(r, "paper");
	swatch_add(r, "text");
	return true;
}

static void copy_base(struct palette_reader *r, const struct palette *base)
{
	struct palette *p = r->palette;
	p->nswatch = r->cap = base->nswatch;
	p->swatch = ARENA_ARRAY(r->arena, struct swatch, base->nswatch);
	memcpy(p->swatch, base->swatch, base->nswatch * sizeof *base->swatch);
}

const struct palette *palette_of_two(struct arena *a, struct diag *d,
    const struct palette *base, struct rgb ink, struct rgb paper)
{
	struct palette *p = ARENA_NEW(a, struct palette);
	struct palette_reader r = {a, d, p, 0};
	const struct pair pair = {"", ink, paper, 7, true};
	const char *title =
	    arena_printf(a, "%s on %s", color_words(a, ink), color_words(a, paper));

	*p = (struct palette){.name = "asked", .title = title};
	copy_base(&r, base);
	fill_two_colors(p, ink, paper);
	if (is_strong(&pair))
		return p;
	struct buf b = {0};
	buf_printf(&b, "%s has a contrast of ", title);
	buf_number(&b, contrast_wcag(ink, paper), 1);
	buf_string(&b, ":1, Lc ");
	buf_number(&b, fabs(contrast_apca(ink, paper)), 0);
	diag(d, DIAG_ASKED_CONTRAST, (struct pos){0},
	    "%s; what is read needs 7:1 and Lc 75", b.at);
	diag_hint(d, "choose a darker or a lighter colour, or --allow asked-contrast");
	buf_release(&b);
	return p;
}

const struct palette *palette_read(struct arena *a, struct diag *d, const char *styles,
    const char *name, struct pos from, const struct palette *base)
{
	const char *where[3] = {styles, "palettes", name};
	const char *path = names_path(a, d, where, DIAG_MISSING_FILE, from);
	struct yaml *y = path ? yaml_file(a, d, from, path) : NULL;
	if (!y)
		return NULL;
	struct palette *p = ARENA_NEW(a, struct palette);
	struct palette_reader r = {a, d, p, 0};
	p->name = arena_string(a, name);
	p->title = yaml_string(d, y, "title");
	yaml_check_keys(d, y, keys, "palette");
	const struct yaml *inks = yaml_find(y, "inks");
	if (inks && inks->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, inks->pos, "'inks' must be a map");
		return NULL;
	}
	if (base)
		copy_base(&r, base);
	else if (!read_default(&r, y, inks))
		return NULL;
	if (base && !inks)
		read_two_colors(&r, y, y->pos);
	for (size_t i = 0; inks && i < inks->n; i++)
		read_ink(&r, &inks->entry[i], !base);
	check_contrast(d, p, y);
	return p;
}
