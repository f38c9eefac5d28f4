/*
 * Words within content: how large they are, and what they stand on.
 *
 * In: operators as they pass. Out: the record's smallest words and thinnest lines, in
 * each color, and pairs of the ink of words and the ink of the rectangle that they begin
 * on. Only what is sure is said: where
 * a shape that is no rectangle, a picture, a gradient or a form lies below, where
 * something shines through, or a color is no ink, the ground is not known; where nothing
 * lies below, the page is the ground, and that is known where the page is.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "art/content.h"

void matrix_multiply(double to[6], const double m[6], const double n[6])
{
	const double out[6] = {m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3],
	    m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3],
	    m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5]};

	memcpy(to, out, sizeof out);
}

static double number(const struct content *c, size_t from_end)
{
	return c->noperand > from_end ? c->operand[c->noperand - 1 - from_end].number : 0;
}

/* ---- paths ------------------------------------------------------------------------ */

static void add_point(struct content *c, double x, double y)
{
	const double *m = now(c)->matrix;
	const double at[2] = {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]};
	double *area = c->path.area;

	for (int i = 0; i < 2; i++) {
		area[i] = c->path.npoint ? fmin(area[i], at[i]) : at[i];
		area[i + 2] = c->path.npoint ? fmax(area[i + 2], at[i]) : at[i];
	}
	c->path.npoint++;
}

static bool is_upright(const double m[6])
{
	return (m[1] == 0 && m[2] == 0) || (m[0] == 0 && m[3] == 0);
}

static void add_rectangle(struct content *c)
{
	const double x = number(c, 3), y = number(c, 2);

	c->path.rectangle = !c->path.npoint && is_upright(now(c)->matrix);
	add_point(c, x, y);
	add_point(c, x + number(c, 1), y + number(c, 0));
}

static void add_points(struct content *c, size_t noperand)
{
	c->path.rectangle = false;
	for (size_t i = noperand; i >= 2; i -= 2)
		add_point(c, number(c, i - 1), number(c, i - 2));
}

static void cut(double area[4], const double clip[4])
{
	for (int i = 0; i < 2; i++) {
		area[i] = fmax(area[i], clip[i]);
		area[i + 2] = fmin(area[i + 2], clip[i + 2]);
	}
}

/* What has been built is a clip from here on, if it is to be one. */
static void end_path(struct content *c)
{
	struct state *s = now(c);

	if (c->path.clips && c->path.rectangle)
		cut(s->clip, c->path.area);
	else if (c->path.clips)
		s->odd_clip = true;
	c->path.npoint = 0;
	c->path.clips = false;
}

/* ---- how thin and how small ------------------------------------------------------- */

/* What is no thicker and so much longer is a line. */
enum { LINE_MOST = 2, LINE_LONG = 10 };

static void note_detail(
    struct content *c, enum press_thing thing, const struct paint *p, double size)
{
	const struct color *k = &p->color;
	struct art_detail one = {.thing = thing,
	    .color = {.n = (uint8_t)k->n, .source = k->source},
	    .size = size};

	if (!p->plain || c->at->mask || k->n > 4)
		return;
	memcpy(one.color.at, k->at, (size_t)k->n * sizeof k->at[0]);
	if (!k->n) {
		one.ink = k->ink;
		one.tint = k->tint;
	}
	record_detail(c->t->record, one);
}

static void note_stroke(struct content *c)
{
	const struct state *s = now(c);
	const double *m = s->matrix;
	const double width = s->line_width * fmin(hypot(m[0], m[1]), hypot(m[2], m[3]));

	if (width <= LINE_MOST)
		note_detail(c, PRESS_LINE, &s->stroke, width);
}

/* A rectangle may be a line. */
static void note_bar(struct content *c, const double area[4])
{
	const double across = area[2] - area[0], up = area[3] - area[1];
	const double thin = fmin(across, up);

	if (c->path.rectangle && thin > 0 && thin <= LINE_MOST &&
	    fmax(across, up) >= LINE_LONG)
		note_detail(c, PRESS_LINE, &now(c)->fill, thin);
}

void words_painted(struct content *c, bool fills, bool strokes)
{
	const struct state *s = now(c);
	struct ground g = {.color = s->fill.color,
	    .known = c->path.rectangle && s->fill.plain && !s->faint && !s->odd_clip};

	memcpy(g.area, c->path.area, sizeof g.area);
	cut(g.area, s->clip);
	if (strokes && c->path.npoint)
		note_stroke(c);
	if (fills && c->path.npoint)
		note_bar(c, g.area);
	if (fills && c->path.npoint)
		ARENA_PUSH(c->t->record->arena, c->ground, c->nground, c->capground) = g;
	end_path(c);
}

void words_covered(struct content *c)
{
	ARENA_PUSH(c->t->record->arena, c->ground, c->nground, c->capground) =
	    (struct ground){{-DBL_MAX, -DBL_MAX, DBL_MAX, DBL_MAX}, false, {0}};
}

/* ---- text ------------------------------------------------------------------------- */

void words_start(struct content *c)
{
	const double all[4] = {-DBL_MAX, -DBL_MAX, DBL_MAX, DBL_MAX};

	memcpy(now(c)->clip, all, sizeof all);
}

void words_begin(struct content *c)
{
	memcpy(c->text_matrix, (double[6]){1, 0, 0, 1, 0, 0}, sizeof c->text_matrix);
}

void words_set_matrix(struct content *c)
{
	for (size_t i = 0; i < 6; i++)
		c->text_matrix[i] = number(c, 5 - i);
}

static void move_text(struct content *c)
{
	const double by[6] = {1, 0, 0, 1, number(c, 1), number(c, 0)};

	matrix_multiply(c->text_matrix, by, c->text_matrix);
}

void words_follow(struct content *c, const char *operator)
{
	if (strcmp(operator, "re") == 0)
		add_rectangle(c);
	else if (strcmp(operator, "m") == 0 || strcmp(operator, "l") == 0)
		add_points(c, 2);
	else if (strcmp(operator, "c") == 0)
		add_points(c, 6);
	else if (strcmp(operator, "v") == 0 || strcmp(operator, "y") == 0)
		add_points(c, 4);
	else if (strcmp(operator, "n") == 0)
		end_path(c);
	else if (strcmp(operator, "w") == 0)
		now(c)->line_width = number(c, 0);
	else if (operator[0] == 'W')
		c->path.clips = true;
	else if (strcmp(operator, "Td") == 0 || strcmp(operator, "TD") == 0)
		move_text(c);
}

/* Does a string, or an array of strings and distances, show more than spaces? */
static bool has_letters(const struct token *t)
{
	bool inside = false;

	for (size_t i = 0; i < t->len; i++) {
		if (strchr("(<", t->at[i]))
			inside = true;
		else if (strchr(")>", t->at[i]))
			inside = false;
		else if (inside && !strchr(" \t\r\n", t->at[i]))
			return true;
	}
	return false;
}

static const struct ground *ground_at(const struct content *c, double x, double y)
{
	for (size_t i = c->nground; i-- > 0;) {
		const double *a = c->ground[i].area;

		if (x >= a[0] && x <= a[2] && y >= a[1] && y <= a[3])
			return &c->ground[i];
	}
	return NULL;
}

/* up: an em, as it stands on the page. A quarter of it above the foot of the first letter
 * is within every letter. */
static void note_ground(struct content *c, const double words[6], const double up[2])
{
	const struct paint *p = &now(c)->fill;
	const struct ground *g = ground_at(c, words[4] + up[0] / 4, words[5] + up[1] / 4);

	if (g && g->known && p->plain && !now(c)->faint && !p->color.n && !g->color.n)
		record_words(c->t->record, (struct art_words){p->color.ink, p->color.tint,
					       g->color.ink, g->color.tint});
}

/* The height of an em is the size: letters may be narrow, but never lower than this. */
double words_show(struct content *c)
{
	const struct state *s = now(c);
	double words[6], *least = &c->t->record->art.least_words;

	if (s->unseen || !has_letters(&c->operand[c->noperand - 1]))
		return 0;
	matrix_multiply(words, c->text_matrix, s->matrix);
	const double up[2] = {s->font_size * words[2], s->font_size * words[3]};
	const double size = hypot(up[0], up[1]);
	if (size > 0 && (*least == 0 || size < *least))
		*least = size;
	if (size > 0)
		note_detail(c, PRESS_WORDS, &s->fill, size);
	if (size > 0 && !c->at->mask)
		note_ground(c, words, up);
	return size;
}
