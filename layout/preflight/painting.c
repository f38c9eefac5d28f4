/*
 * Operators that set the state, and those that draw paths and paint them.
 *
 * In: an operator's operands. Out: the state, or sight.c told of what is painted. Of a
 * path its box is kept, and the thinnest of its rectangles, by which rules are known.
 */
#include "preflight/operators.h"

#include <math.h>

/* ---- paths ----------------------------------------------------------------- */

static void add_point(struct walker *w, double x, double y)
{
	const struct box point = {x, y, x, y};
	const struct box b = matrix_box(walk_state(w)->matrix, &point);

	w->at[0] = x;
	w->at[1] = y;
	if (!w->drawn) {
		w->path = b;
		w->thin = -1;
		w->drawn = true;
		return;
	}
	w->path.left = fmin(w->path.left, b.left);
	w->path.top = fmin(w->path.top, b.top);
	w->path.right = fmax(w->path.right, b.right);
	w->path.bottom = fmax(w->path.bottom, b.bottom);
}

void act_draw(struct walker *w)
{
	for (size_t i = w->noperand & ~(size_t)1; i >= 2; i -= 2)
		add_point(w, operand(w, i - 1), operand(w, i - 2));
}

void act_draw_rectangle(struct walker *w)
{
	double r[4];
	struct box b;

	operands(w, r, 4);
	add_point(w, r[0], r[1]);
	add_point(w, r[0] + r[2], r[1] + r[3]);
	b = matrix_box(
	    walk_state(w)->matrix, &(struct box){r[0], r[1], r[0] + r[2], r[1] + r[3]});
	const double thin = fmin(b.right - b.left, b.bottom - b.top);
	w->thin = w->thin < 0 ? thin : fmin(w->thin, thin);
}

void act_end_path(struct walker *w)
{
	if (w->clips && w->drawn)
		walk_state(w)->clip = box_common(walk_state(w)->clip, w->path);
	w->clips = w->drawn = false;
}

void act_clip(struct walker *w)
{
	w->clips = true;
}

void act_fill(struct walker *w)
{
	if (w->drawn)
		sight_fill(w);
	act_end_path(w);
}

void act_stroke(struct walker *w)
{
	if (w->drawn)
		sight_stroke(w);
	act_end_path(w);
}

void act_fill_and_stroke(struct walker *w)
{
	if (w->drawn) {
		sight_fill(w);
		sight_stroke(w);
	}
	act_end_path(w);
}

/* ---- the state ------------------------------------------------------------- */

void act_save(struct walker *w)
{
	if (w->nsaved + 1 == SAVED_MAX) {
		walk_goes_on(w, UINT64_MAX);
		return;
	}
	w->saved[w->nsaved + 1] = w->saved[w->nsaved];
	w->nsaved++;
}

void act_restore(struct walker *w)
{
	if (w->nsaved > w->stream->base)
		w->nsaved--;
}

void act_concatenate(struct walker *w)
{
	double m[6];

	operands(w, m, 6);
	matrix_multiply(walk_state(w)->matrix, m, walk_state(w)->matrix);
}

void act_set_line_width(struct walker *w)
{
	walk_state(w)->line_width = fabs(operand(w, 0));
}

static void set_alpha(struct walker *w, value state, const char *key, double *alpha)
{
	*alpha = value_number(w->file, value_entry(w->file, state, key), *alpha);
	if (*alpha < 1)
		sight_effect(w, "opacity");
}

static void set_overprint(struct walker *w, value state)
{
	struct file *f = w->file;
	struct state *s = walk_state(w);
	const bool both = value_has(f, state, "/OP") && !value_has(f, state, "/op");

	if (value_has(f, state, "/OP"))
		s->over_stroke = value_true(f, value_entry(f, state, "/OP"));
	if (value_has(f, state, "/op"))
		s->over_fill = value_true(f, value_entry(f, state, "/op"));
	else if (both)
		s->over_fill = s->over_stroke;
	s->overprint_mode =
	    (int)value_number(f, value_entry(f, state, "/OPM"), s->overprint_mode);
}

/* What was made for another press's plates. */
static void set_press(struct walker *w, value state)
{
	static const struct {
		const char *key, *name;
		bool may_be_default;
	} press[] = {{"/TR", "a transfer function", false},
	    {"/TR2", "a transfer function", true}, {"/HT", "a halftone", true},
	    {"/BG", "a black generation", false}, {"/BG2", "a black generation", true},
	    {"/UCR", "an undercolour removal", false},
	    {"/UCR2", "an undercolour removal", true}};

	for (size_t i = 0; i < COUNT(press); i++) {
		value v = value_entry(w->file, state, press[i].key);

		if (v && !(press[i].may_be_default && value_is(w->file, v, "/Default")))
			sight_setting(w, press[i].name);
	}
}

static void set_mask(struct walker *w, value mask)
{
	if (!value_is_dictionary(w->file, mask))
		return;
	sight_effect(w, "soft mask");
	walk_mask(w, value_entry(w->file, mask, "/G"));
}

void act_set_state(struct walker *w)
{
	struct file *f = w->file;
	struct state *s = walk_state(w);
	const value state = operand_resource(w, "/ExtGState", operand_last(w))->is;
	value font = value_entry(f, state, "/Font"), mode = value_entry(f, state, "/BM");

	if (value_is_array(f, mode))
		mode = value_item(f, mode, 0);
	if (mode && !value_is(f, mode, "/Normal") && !value_is(f, mode, "/Compatible"))
		sight_effect(w, value_name(f, mode));
	set_alpha(w, state, "/CA", &s->stroke_alpha);
	set_alpha(w, state, "/ca", &s->fill_alpha);
	set_overprint(w, state);
	s->line_width = value_number(f, value_entry(f, state, "/LW"), s->line_width);
	if (value_is_dictionary(f, value_item(f, font, 0))) {
		s->face = typeface_of(f, value_item(f, font, 0));
		s->size = value_item_number(f, font, 1);
	}
	set_press(w, state);
	set_mask(w, value_entry(f, state, "/SMask"));
}

/* ---- colors ---------------------------------------------------------------- */

static void set_space(struct paint *p, const struct space *s)
{
	double at[COMPONENTS_MAX] = {0};

	for (size_t i = 0; i < s->n && i < COMPONENTS_MAX; i++)
		at[i] = s->inks || (s->family == FAMILY_CMYK && i == 3);
	*p = paint_of(s, at);
}

static void choose_space(struct walker *w, struct paint *p)
{
	struct use *u = operand_resource(w, "/ColorSpace", operand_last(w));

	if (!u->read)
		u->read = (void *)space_named(w->file,
		    token_name(w->file->arena, operand_last(w)), w->stream->resources);
	set_space(p, u->read);
}

static void choose_color(struct walker *w, struct paint *p)
{
	const struct space *s = p->space;
	double at[COMPONENTS_MAX] = {0};

	if (s->pattern) {
		p->pattern = operand_resource(w, "/Pattern", operand_last(w))->is;
		return;
	}
	if (w->noperand < s->n)
		return;
	operands(w, at, s->n);
	*p = paint_of(s, at);
}

static void choose_both(struct walker *w, struct paint *p, size_t n)
{
	const struct space **s = &w->stream->device[n];

	if (!*s)
		*s = space_device(w->file, n, w->stream->resources);
	p->space = *s;
	choose_color(w, p);
}

void act_fill_space(struct walker *w)
{
	choose_space(w, &walk_state(w)->fill);
}

void act_stroke_space(struct walker *w)
{
	choose_space(w, &walk_state(w)->stroke);
}

void act_fill_color(struct walker *w)
{
	choose_color(w, &walk_state(w)->fill);
}

void act_stroke_color(struct walker *w)
{
	choose_color(w, &walk_state(w)->stroke);
}

void act_fill_grey(struct walker *w)
{
	choose_both(w, &walk_state(w)->fill, 1);
}

void act_stroke_grey(struct walker *w)
{
	choose_both(w, &walk_state(w)->stroke, 1);
}

void act_fill_rgb(struct walker *w)
{
	choose_both(w, &walk_state(w)->fill, 3);
}

void act_stroke_rgb(struct walker *w)
{
	choose_both(w, &walk_state(w)->stroke, 3);
}

void act_fill_cmyk(struct walker *w)
{
	choose_both(w, &walk_state(w)->fill, 4);
}

void act_stroke_cmyk(struct walker *w)
{
	choose_both(w, &walk_state(w)->stroke, 4);
}
