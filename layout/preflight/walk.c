/*
 * What a page paints, operator by operator (ISO 32000-1, Annex A).
 *
 * In: a page, its place on the sheet. Out: calls to sight.c, words.c and picture.c for
 * all that is painted, with the state that it is painted in. Forms are followed into, and
 * patterns and soft masks once a page. Clips are followed by their boxes: a picture
 * behind a round hole counts as wide as the hole is. A file may be small and paint for
 * ever: operators, forms and time are counted, and a page of which not all was looked at
 * says so.
 */
#include "preflight/operators.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FORM_COST = 500 /* operators */, CLOCK_EVERY = 1024 };

struct state *walk_state(struct walker *w)
{
	return &w->saved[w->nsaved];
}

bool walk_goes_on(struct walker *w, uint64_t work)
{
	const bool due = w->budget / CLOCK_EVERY != (w->budget - work) / CLOCK_EVERY;

	if (work > w->budget || (due && clock() > w->file->until))
		w->page->cut = true;
	w->budget -= work > w->budget ? w->budget : work;
	if (w->page->cut)
		w->scan.at = w->scan.end;
	return !w->page->cut;
}

/* ---- operands and resources ------------------------------------------------ */

double operand(const struct walker *w, size_t from_end)
{
	return w->noperand > from_end ? w->operand[w->noperand - 1 - from_end].number : 0;
}

void operands(const struct walker *w, double *to, size_t n)
{
	for (size_t i = 0; i < n; i++)
		to[i] = operand(w, n - 1 - i);
}

const struct token *operand_last(const struct walker *w)
{
	return &w->operand[w->noperand - 1];
}

/* What a name stands for in this stream; looked up once. */
struct use *operand_resource(
    struct walker *w, const char *category, const struct token *name)
{
	struct stream *l = w->stream;
	struct arena *a = w->file->arena;
	struct use *u;

	for (size_t i = 0; i < l->nuse; i++) {
		u = &l->use[i];
		if (u->category == category && u->name.len == name->len &&
		    memcmp(u->name.at, name->at, name->len) == 0)
			return u;
	}
	u = &ARENA_PUSH(a, l->use, l->nuse, l->capuse);
	*u = (struct use){.category = category, .name = *name};
	if (name->kind == TOKEN_NAME)
		u->is = value_entry(w->file, value_entry(w->file, l->resources, category),
		    token_name(a, name));
	return u;
}

/* ---- forms, pictures, shadings --------------------------------------------- */

static void read_stream(struct walker *w, const char *bytes, size_t len);

/* Does the form that is to be read stand around itself? */
static bool is_circular(const struct walker *w, uint32_t id)
{
	for (const struct stream *l = w->stream; l && id; l = l->outer)
		if (l->id == id)
			return true;
	return false;
}

/* The state that content of its own begins with is on top. */
static void read_inner(struct walker *w, value stream)
{
	double text[6], line[6];
	value own = value_entry(w->file, stream, "/Resources");
	struct stream level = {.resources = own ? own : w->stream->resources,
	    .id = value_id(w->file, stream),
	    .base = w->nsaved,
	    .outer = w->stream};
	const struct scan outer = w->scan;
	const int nsaved = w->nsaved;
	size_t len;
	char *bytes;

	if (is_circular(w, level.id)) {
		w->page->circular = true;
		return;
	}
	if (w->depth == FORMS_MAX || !walk_goes_on(w, FORM_COST)) {
		w->page->cut = true;
		return;
	}
	bytes = value_bytes(w->file, stream, &len);
	w->stream = &level;
	w->depth++;
	memcpy(text, w->text, sizeof text);
	memcpy(line, w->line, sizeof line);
	if (bytes)
		read_stream(w, bytes, len);
	memcpy(w->text, text, sizeof text);
	memcpy(w->line, line, sizeof line);
	w->depth--;
	w->stream = level.outer;
	w->nsaved = nsaved;
	w->scan = outer;
	w->drawn = w->clips = false;
	walk_goes_on(w, 0);
	free(bytes);
}

static void check_group(struct walker *w, value stream, struct box at)
{
	value group = value_entry(w->file, stream, "/Group");
	value space = value_entry(w->file, group, "/CS");

	if (space)
		sight_color(w, space_of(w->file, space, w->stream->resources),
		    THING_BLENDING, at);
}

static void read_matrix(struct file *f, value v, double m[6])
{
	static const double plain[6] = {1, 0, 0, 1, 0, 0};

	memcpy(m, plain, sizeof plain);
	for (size_t i = 0; value_count(f, v) == 6 && i < 6; i++)
		m[i] = value_item_number(f, v, i);
}

static struct box read_box(struct file *f, value v)
{
	double at[4];

	for (size_t i = 0; i < 4; i++)
		at[i] = value_item_number(f, v, i);
	return (struct box){fmin(at[0], at[2]), fmin(at[1], at[3]), fmax(at[0], at[2]),
	    fmax(at[1], at[3])};
}

/* A transparency group begins in plain paint (ISO 32000-1, 11.6.6). */
static void show_form(struct walker *w, value form)
{
	struct file *f = w->file;
	const struct box bounds = read_box(f, value_entry(f, form, "/BBox"));
	double m[6];
	struct state *s;

	act_save(w);
	s = walk_state(w);
	read_matrix(f, value_entry(f, form, "/Matrix"), m);
	matrix_multiply(s->matrix, m, s->matrix);
	s->clip = box_common(s->clip, matrix_box(s->matrix, &bounds));
	check_group(w, form, s->clip);
	read_inner(w, form);
	act_restore(w);
}

static void show_object(struct walker *w)
{
	struct file *f = w->file;
	const value object = operand_resource(w, "/XObject", operand_last(w))->is;
	value subtype = value_entry(f, object, "/Subtype");

	if (!value_is_stream(f, object))
		return;
	if (value_is(f, subtype, "/Form"))
		show_form(w, object);
	else if (value_is(f, subtype, "/Image"))
		picture_show(w, object);
}

static void show_inline(struct walker *w)
{
	struct buf dict = {0};
	value picture;

	scan_inline(&w->scan, &dict);
	picture = file_parse(w->file, dict.at);
	buf_release(&dict);
	if (picture)
		picture_show(w, picture);
}

static void show_shading(struct walker *w)
{
	sight_shading(
	    w, operand_resource(w, "/Shading", operand_last(w))->is, walk_state(w)->clip);
}

static struct state plain_state(const double matrix[6], struct box clip)
{
	static const double black[1] = {0};
	struct state s = {.fill = paint_of(&space_grey, black),
	    .clip = clip,
	    .line_width = 1,
	    .stretch = 1,
	    .fill_alpha = 1,
	    .stroke_alpha = 1};

	s.stroke = s.fill;
	memcpy(s.matrix, matrix, sizeof s.matrix);
	return s;
}

void walk_mask(struct walker *w, value group)
{
	struct file *f = w->file;
	const int nsaved = w->nsaved;
	const bool outer = w->masks;
	double m[6];
	struct state *s;

	if (!value_is_stream(f, group) ||
	    file_known(f, group, 'm') == (void *)(uintptr_t)w->number)
		return;
	file_know(f, group, 'm', (void *)(uintptr_t)w->number);
	act_save(w);
	if (w->nsaved == nsaved)
		return;
	w->masks = true;
	s = walk_state(w);
	read_matrix(f, value_entry(f, group, "/Matrix"), m);
	matrix_multiply(m, m, s->matrix);
	*s = plain_state(m, s->clip);
	check_group(w, group, s->clip);
	read_inner(w, group);
	w->masks = outer;
	w->nsaved = nsaved;
}

void walk_pattern(struct walker *w, value pattern, struct box area)
{
	struct file *f = w->file;
	const struct box *outer = w->tile;
	const int nsaved = w->nsaved;
	double m[6];

	if (file_known(f, pattern, 'p') == (void *)(uintptr_t)w->number)
		return;
	file_know(f, pattern, 'p', (void *)(uintptr_t)w->number);
	act_save(w);
	if (w->nsaved == nsaved)
		return;
	read_matrix(f, value_entry(f, pattern, "/Matrix"), m);
	matrix_multiply(m, m, w->saved[0].matrix);
	*walk_state(w) = plain_state(m, area);
	w->tile = &area;
	read_inner(w, pattern);
	w->tile = outer;
	w->nsaved = nsaved;
}

/* ---- operators ------------------------------------------------------------- */

#define CODE(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

static const struct operator
{
	uint32_t code;
	uint8_t n; /* operands, the least */
	void (*act)(struct walker * w);
}
operators[] = {
    {CODE('m', 0, 0), 2, act_draw},
    {CODE('l', 0, 0), 2, act_draw},
    {CODE('c', 0, 0), 6, act_draw},
    {CODE('v', 0, 0), 4, act_draw},
    {CODE('y', 0, 0), 4, act_draw},
    {CODE('r', 'e', 0), 4, act_draw_rectangle},
    {CODE('n', 0, 0), 0, act_end_path},
    {CODE('W', 0, 0), 0, act_clip},
    {CODE('W', '*', 0), 0, act_clip},
    {CODE('f', 0, 0), 0, act_fill},
    {CODE('F', 0, 0), 0, act_fill},
    {CODE('f', '*', 0), 0, act_fill},
    {CODE('S', 0, 0), 0, act_stroke},
    {CODE('s', 0, 0), 0, act_stroke},
    {CODE('B', 0, 0), 0, act_fill_and_stroke},
    {CODE('B', '*', 0), 0, act_fill_and_stroke},
    {CODE('b', 0, 0), 0, act_fill_and_stroke},
    {CODE('b', '*', 0), 0, act_fill_and_stroke},
    {CODE('q', 0, 0), 0, act_save},
    {CODE('Q', 0, 0), 0, act_restore},
    {CODE('c', 'm', 0), 6, act_concatenate},
    {CODE('w', 0, 0), 1, act_set_line_width},
    {CODE('g', 's', 0), 1, act_set_state},
    {CODE('g', 0, 0), 1, act_fill_grey},
    {CODE('G', 0, 0), 1, act_stroke_grey},
    {CODE('r', 'g', 0), 3, act_fill_rgb},
    {CODE('R', 'G', 0), 3, act_stroke_rgb},
    {CODE('k', 0, 0), 4, act_fill_cmyk},
    {CODE('K', 0, 0), 4, act_stroke_cmyk},
    {CODE('c', 's', 0), 1, act_fill_space},
    {CODE('C', 'S', 0), 1, act_stroke_space},
    {CODE('s', 'c', 0), 1, act_fill_color},
    {CODE('s', 'c', 'n'), 1, act_fill_color},
    {CODE('S', 'C', 0), 1, act_stroke_color},
    {CODE('S', 'C', 'N'), 1, act_stroke_color},
    {CODE('D', 'o', 0), 1, show_object},
    {CODE('s', 'h', 0), 1, show_shading},
    {CODE('B', 'I', 0), 0, show_inline},
    {CODE('B', 'T', 0), 0, act_begin},
    {CODE('T', 'f', 0), 2, act_choose_font},
    {CODE('T', 'c', 0), 1, act_set_char_space},
    {CODE('T', 'w', 0), 1, act_set_word_space},
    {CODE('T', 'z', 0), 1, act_set_stretch},
    {CODE('T', 'L', 0), 1, act_set_leading},
    {CODE('T', 's', 0), 1, act_set_rise},
    {CODE('T', 'r', 0), 1, act_set_mode},
    {CODE('T', 'd', 0), 2, act_move},
    {CODE('T', 'D', 0), 2, act_move_and_lead},
    {CODE('T', 'm', 0), 6, act_place},
    {CODE('T', '*', 0), 0, act_next_line},
    {CODE('T', 'j', 0), 1, act_show},
    {CODE('T', 'J', 0), 1, act_show},
    {CODE('\'', 0, 0), 1, act_show_on_next_line},
    {CODE('"', 0, 0), 3, act_show_spaced},
};

static void act(struct walker *w, const struct token *word)
{
	const unsigned char *at = (const unsigned char *)word->at;
	const uint32_t code =
	    CODE(at[0], word->len > 1 ? at[1] : 0, word->len > 2 ? at[2] : 0);

	for (size_t i = 0; word->len <= 3 && i < COUNT(operators); i++)
		if (operators[i].code == code && w->noperand >= operators[i].n) {
			operators[i].act(w);
			return;
		}
}

static void read_stream(struct walker *w, const char *bytes, size_t len)
{
	struct token token;

	w->scan = (struct scan){bytes, bytes + len};
	w->noperand = 0;
	while ((token = scan_next(&w->scan)).kind != TOKEN_END && walk_goes_on(w, 1)) {
		if (token.kind == TOKEN_WORD) {
			act(w, &token);
			w->noperand = 0;
			continue;
		}
		if (w->noperand == OPERANDS_MAX) {
			memmove(w->operand, w->operand + 1,
			    (OPERANDS_MAX - 1) * sizeof *w->operand);
			w->noperand--;
		}
		w->operand[w->noperand++] = token;
	}
	w->noperand = 0;
}

void walk_page(struct walker *w, value page)
{
	struct stream level = {.resources = value_entry(w->file, page, "/Resources")};
	size_t len;
	char *bytes = value_content(w->file, page, &len);
	struct state *s = walk_state(w);

	*s = plain_state(s->matrix, s->clip);
	w->stream = &level;
	check_group(w, page, s->clip);
	if (bytes)
		read_stream(w, bytes, len);
	w->stream = NULL;
	free(bytes);
}
