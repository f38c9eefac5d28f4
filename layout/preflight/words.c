/*
 * Words on the page: where they stand and how large they are.
 *
 * In: what the text operators say (ISO 32000-1, 9.4). Out: sight_words() for each string,
 * with its box: from the top of capitals to the foot of tails, from the first letter to
 * the last. Only the size of the letters is known, not their shapes.
 */
#include "preflight/operators.h"

#include <math.h>
#include <string.h>

/* In hundredths of the size (as page/press.c has them). */
enum { RISE = 72, DROP = 20 };
enum { NOT_SEEN = 3, CLIPS_ONLY = 7 };

static const double plain[6] = {1, 0, 0, 1, 0, 0};

static void place_by(struct walker *w, const double m[6])
{
	memcpy(w->text, m, sizeof w->text);
	memcpy(w->line, m, sizeof w->line);
}

static void move_by(struct walker *w, double x, double y)
{
	const double by[6] = {1, 0, 0, 1, x, y};

	matrix_multiply(w->line, by, w->line);
	memcpy(w->text, w->line, sizeof w->text);
}

void act_next_line(struct walker *w)
{
	move_by(w, 0, -walk_state(w)->leading);
}

/* How far a string goes, and where within that its first and last letters are. */
struct run {
	double width, from, to;
	bool any;
};

static void add_letter(struct walker *w, struct run *r, unsigned code)
{
	const struct state *s = walk_state(w);
	const bool space = !s->face->wide && code == ' ';
	const double letter = s->face->width[code] * s->face->scale * s->size;

	if (!space && letter > 0) {
		r->from = r->any ? r->from : r->width;
		r->to = r->width + letter * s->stretch;
		r->any = true;
	}
	r->width += (letter + s->char_space + (space ? s->word_space : 0)) * s->stretch;
}

static void add_string(struct walker *w, struct run *r, const struct token *t)
{
	const size_t step = walk_state(w)->face->wide ? 2 : 1;
	struct buf b = {0};

	token_string(t, &b);
	for (size_t i = 0; i + step <= b.len; i += step) {
		const unsigned char *at = (const unsigned char *)b.at + i;

		add_letter(w, r, step == 2 ? (unsigned)at[0] << 8 | at[1] : at[0]);
	}
	buf_release(&b);
}

static void add_item(struct walker *w, struct run *r, const struct token *t)
{
	const struct state *s = walk_state(w);

	if (t->kind == TOKEN_STRING)
		add_string(w, r, t);
	else if (t->kind == TOKEN_NUMBER)
		r->width -= t->number / 1000 * s->size * s->stretch;
}

static void see(struct walker *w, const struct run *r)
{
	const struct state *s = walk_state(w);
	const double size = s->size, low = s->rise - size * DROP / 100,
		     high = s->rise + size * RISE / 100;
	const struct box box = {r->from, fmin(low, high), r->to, fmax(low, high)};
	double m[6];

	matrix_multiply(m, w->text, s->matrix);
	if (!r->any || s->mode == NOT_SEEN || s->mode == CLIPS_ONLY)
		return;
	sight_words(w, matrix_box(m, &box), fabs(size) * hypot(m[2], m[3]));
}

static void show_words(struct walker *w, const struct token *text)
{
	struct run r = {0};

	if (!walk_state(w)->face || !walk_goes_on(w, text->len / 8))
		return;
	if (text->kind == TOKEN_ARRAY) {
		struct scan items = token_items(text);
		struct token t;

		while ((t = scan_next(&items)).kind != TOKEN_END)
			add_item(w, &r, &t);
	} else {
		add_item(w, &r, text);
	}
	see(w, &r);
	const double by[6] = {1, 0, 0, 1, r.width, 0};
	matrix_multiply(w->text, by, w->text);
}

/* ---- operators ------------------------------------------------------------- */

void act_begin(struct walker *w)
{
	place_by(w, plain);
}

void act_choose_font(struct walker *w)
{
	struct use *u = operand_resource(w, "/Font", &w->operand[w->noperand - 2]);

	walk_state(w)->size = operand(w, 0);
	if (!u->read && value_is_dictionary(w->file, u->is))
		u->read = typeface_of(w->file, u->is);
	walk_state(w)->face = u->read;
}

void act_set_char_space(struct walker *w)
{
	walk_state(w)->char_space = operand(w, 0);
}

void act_set_word_space(struct walker *w)
{
	walk_state(w)->word_space = operand(w, 0);
}

void act_set_stretch(struct walker *w)
{
	walk_state(w)->stretch = operand(w, 0) / 100;
}

void act_set_leading(struct walker *w)
{
	walk_state(w)->leading = operand(w, 0);
}

void act_set_rise(struct walker *w)
{
	walk_state(w)->rise = operand(w, 0);
}

void act_set_mode(struct walker *w)
{
	walk_state(w)->mode =
	    operand(w, 0) > 0 && operand(w, 0) < 8 ? (int)operand(w, 0) : 0;
}

void act_move(struct walker *w)
{
	move_by(w, operand(w, 1), operand(w, 0));
}

void act_move_and_lead(struct walker *w)
{
	walk_state(w)->leading = -operand(w, 0);
	act_move(w);
}

void act_place(struct walker *w)
{
	double m[6];

	operands(w, m, 6);
	place_by(w, m);
}

void act_show(struct walker *w)
{
	show_words(w, operand_last(w));
}

void act_show_on_next_line(struct walker *w)
{
	act_next_line(w);
	act_show(w);
}

void act_show_spaced(struct walker *w)
{
	walk_state(w)->word_space = operand(w, 2);
	walk_state(w)->char_space = operand(w, 1);
	act_show_on_next_line(w);
}
