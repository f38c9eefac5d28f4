/*
 * Content streams rewritten (ISO 32000-1, Annex A): colors become holes.
 *
 * In: a stream of operators and the resources it names. Out: the same operators, but that
 * each color is a hole for the edition to fill, what marks content is left out (the whole
 * is one Figure), so is what no reader knows, and q and Q come out even. Resources are
 * taken when they are used and under the names that they have, so nothing that is not
 * seen is carried along.
 * Color spaces are followed through q and Q, since sc and scn mean nothing without; forms
 * begin in what stands around them.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/content.h"

/* ---- writing -------------------------------------------------------------------- */

void put_operands(struct content *c, size_t n)
{
	for (size_t i = c->noperand - n; i < c->noperand; i++) {
		const struct token *t = &c->operand[i];

		if (t->odd) {
			text_number(c->out, t->number);
		} else {
			text_add(c->out, t->at, t->len);
			text_add(c->out, " ", 1);
		}
	}
}

void put_operator(struct content *c, const char *name)
{
	text_string(c->out, name);
	text_add(c->out, "\n", 1);
}

static double number(const struct content *c, size_t from_end)
{
	return c->noperand > from_end ? c->operand[c->noperand - 1 - from_end].number : 0;
}

/* ---- colors --------------------------------------------------------------------- */

/* Its tints where its plate is kept, what it looks like where it is not. */
static void put_spot(
    struct content *c, enum art_step step, const double *at, const struct color *color)
{
	const struct space *s =
	    (step == ART_FILL ? &now(c)->fill : &now(c)->stroke)->space;
	const uint16_t spot = (uint16_t)(s->spot - 1);
	const char *name = use_spot(c, s);

	text_if(c->out, ART_IF_SPOT, spot);
	text_string(c->out, name);
	text_string(c->out, step == ART_FILL ? " cs " : " CS ");
	for (int i = 0; i < s->n; i++)
		text_number(c->out, at[i]);
	text_string(c->out, step == ART_FILL ? "scn\n" : "SCN\n");
	text_end(c->out);
	text_if(c->out, ART_UNLESS_SPOT, spot);
	text_color(c->out, step, color);
	text_string(c->out, "\n");
	text_end(c->out);
}

static void set_color(struct content *c, enum art_step step, const double *at)
{
	struct paint *p = step == ART_FILL ? &now(c)->fill : &now(c)->stroke;
	struct color color = place_color(c->t, c->at, space_color(p->space, at));

	if (c->at->mask) {
		text_number(c->out, color.at[0]);
		put_operator(c, step == ART_FILL ? "g" : "G");
	} else if (p->space->spot) {
		put_spot(c, step, at, &color);
	} else {
		text_color(c->out, step, &color);
		text_add(c->out, "\n", 1);
	}
	p->color = color;
	p->kind = overprint_kind(p->space, &color);
	p->set = p->plain = true;
}

static void unknown_color(struct content *c)
{
	record_say(c->t->record, 'c', "ask for it in CMYK, as PDF/X-4",
	    "has a colour that cannot be converted for print");
	record_unfit(c->t->record, "it has a colour that cannot be converted");
}

static void set_space(struct content *c, enum art_step step, const struct space *s)
{
	static const double nothing[COMPONENTS_MAX];
	double full[COMPONENTS_MAX];
	struct paint *p = step == ART_FILL ? &now(c)->fill : &now(c)->stroke;

	if (!s) {
		unknown_color(c);
		s = &space_grey;
	}
	p->space = s;
	for (int i = 0; i < COMPONENTS_MAX; i++)
		full[i] = s->kind == SPACE_IS_TINT || (s->n == 4 && i == 3);
	if (s->kind != SPACE_IS_PATTERN)
		set_color(
		    c, step, s->kind == SPACE_IS_TINT || s->n == 4 ? full : nothing);
}

void need_color(struct content *c, enum art_step step)
{
	const struct paint *p = step == ART_FILL ? &now(c)->fill : &now(c)->stroke;

	if (!p->set)
		set_space(c, step, c->device[0]);
}

/* ---- operators --------------------------------------------------------------------- */

static void save(struct content *c)
{
	if (c->nest == NEST_MAX) {
		record_say(c->t->record, 'b', "make it simpler", "is nested too deeply");
		c->scan.at = c->scan.end;
		return;
	}
	c->state[c->nest + 1] = c->state[c->nest];
	c->nest++;
	put_operator(c, "q");
}

static void restore(struct content *c)
{
	if (!c->nest)
		return;
	c->nest--;
	put_operator(c, "Q");
}

static void concatenate(struct content *c)
{
	double n[6];

	for (size_t i = 0; i < 6; i++)
		n[i] = number(c, 5 - i);
	matrix_multiply(now(c)->matrix, n, now(c)->matrix);
	put_operands(c, 6);
	put_operator(c, "cm");
}

static const struct space *space_named(struct content *c, const struct token *name)
{
	struct named_space *found;
	handle space;

	for (size_t i = 0; i < c->nnamed; i++) {
		found = &c->named[i];
		if (found->name.len == name->len &&
		    memcmp(found->name.at, name->at, name->len) == 0)
			return found->space;
	}
	found = &ARENA_PUSH(c->t->record->arena, c->named, c->nnamed, c->capnamed);
	space = qpdf_oh_new_name(c->t->pdf, token_name(c->t->record->arena, name));
	*found = (struct named_space){*name, space_of(c->t, space, c->at->resources)};
	return found->space;
}

static void choose_space(struct content *c, enum art_step step)
{
	const struct token *name = &c->operand[c->noperand ? c->noperand - 1 : 0];

	if (c->noperand && name->kind == TOKEN_NAME)
		set_space(c, step, space_named(c, name));
}

static void choose_pattern(struct content *c, enum art_step step, const struct space *s)
{
	struct paint given = {.space = s->base};
	double at[COMPONENTS_MAX] = {0};

	if (!s->base || c->noperand <= (size_t)s->base->n) {
		use_pattern(c, step, NULL);
		return;
	}
	for (int i = 0; i < s->base->n; i++)
		at[i] = number(c, (size_t)(s->base->n - i));
	given.color = place_color(c->t, c->at, space_color(s->base, at));
	given.kind = overprint_kind(s->base, &given.color);
	use_pattern(c, step, &given);
}

static void choose_color(struct content *c, enum art_step step)
{
	const struct space *s = (step == ART_FILL ? now(c)->fill : now(c)->stroke).space;
	double at[COMPONENTS_MAX] = {0};

	if (s->kind == SPACE_IS_PATTERN) {
		choose_pattern(c, step, s);
		return;
	}
	if (c->noperand < (size_t)s->n)
		return;
	for (int i = 0; i < s->n; i++)
		at[i] = number(c, (size_t)(s->n - 1 - i));
	set_color(c, step, at);
}

static void choose_both(struct content *c, enum art_step step, const struct space *s)
{
	(step == ART_FILL ? &now(c)->fill : &now(c)->stroke)->space = s;
	choose_color(c, step);
}

enum act {
	COPY,
	BUILD,
	CLIP,
	FILLS,
	STROKES,
	BOTH,
	SAVE,
	RESTORE,
	CONCATENATE,
	BEGIN,
	END,
	TEXT_MATRIX,
	TEXT_MODE,
	USE_FONT,
	USE_STATE,
	USE_SHADING,
	USE_OBJECT,
	INLINE,
	SPACE_FILL,
	SPACE_STROKE,
	COLOR_FILL,
	COLOR_STROKE,
	GREY_FILL,
	GREY_STROKE,
	RGB_FILL,
	RGB_STROKE,
	CMYK_FILL,
	CMYK_STROKE
};

static const struct operator
{
	const char *name;
	uint8_t n; /* operands */
	enum act act;
}
operators[] = {
    {"m", 2, BUILD},
    {"l", 2, BUILD},
    {"c", 6, BUILD},
    {"v", 4, BUILD},
    {"y", 4, BUILD},
    {"h", 0, BUILD},
    {"re", 4, BUILD},
    {"n", 0, COPY},
    {"W", 0, CLIP},
    {"W*", 0, CLIP},
    {"f", 0, FILLS},
    {"F", 0, FILLS},
    {"f*", 0, FILLS},
    {"B", 0, BOTH},
    {"B*", 0, BOTH},
    {"b", 0, BOTH},
    {"b*", 0, BOTH},
    {"S", 0, STROKES},
    {"s", 0, STROKES},
    {"w", 1, COPY},
    {"J", 1, COPY},
    {"j", 1, COPY},
    {"M", 1, COPY},
    {"d", 2, COPY},
    {"i", 1, COPY},
    {"q", 0, SAVE},
    {"Q", 0, RESTORE},
    {"cm", 6, CONCATENATE},
    {"gs", 1, USE_STATE},
    {"Do", 1, USE_OBJECT},
    {"sh", 1, USE_SHADING},
    {"BT", 0, BEGIN},
    {"ET", 0, END},
    {"Tf", 2, USE_FONT},
    {"Tc", 1, COPY},
    {"Tw", 1, COPY},
    {"Tz", 1, COPY},
    {"TL", 1, COPY},
    {"Tr", 1, TEXT_MODE},
    {"Ts", 1, COPY},
    {"Td", 2, COPY},
    {"TD", 2, COPY},
    {"Tm", 6, TEXT_MATRIX},
    {"T*", 0, COPY},
    {"Tj", 1, BOTH},
    {"TJ", 1, BOTH},
    {"'", 1, BOTH},
    {"\"", 3, BOTH},
    {"g", 1, GREY_FILL},
    {"G", 1, GREY_STROKE},
    {"rg", 3, RGB_FILL},
    {"RG", 3, RGB_STROKE},
    {"k", 4, CMYK_FILL},
    {"K", 4, CMYK_STROKE},
    {"cs", 1, SPACE_FILL},
    {"CS", 1, SPACE_STROKE},
    {"sc", 0, COLOR_FILL},
    {"scn", 0, COLOR_FILL},
    {"SC", 0, COLOR_STROKE},
    {"SCN", 0, COLOR_STROKE},
    {"BI", 0, INLINE},
};

static void copy(struct content *c, const struct operator* o)
{
	put_operands(c, o->n);
	put_operator(c, strcmp(o->name, "F") == 0 ? "f" : o->name);
}

/* ---- paths ------------------------------------------------------------------------- */

static void begin_path(struct content *c)
{
	if (c->before)
		return;
	c->before = c->out;
	c->out = &c->built;
}

static void end_path(struct content *c)
{
	if (!c->before)
		return;
	c->out = c->before;
	c->before = NULL;
	text_append(c->out, &c->built);
}

/* Points: a thicker rectangle is an area. */
#define RULE_MOST 6.0

/* How thick a line is, or a rectangle that is one; 0: neither. */
static double rule_of(const struct content *c, const struct operator* o)
{
	const struct state *s = &c->state[c->nest];
	const double *m = s->matrix, *a = c->path.area;

	if (o->act == STROKES)
		return s->line_width * sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
	if (o->act != FILLS || !c->path.rectangle)
		return 0;
	const double thick = fmin(a[2] - a[0], a[3] - a[1]);
	return thick <= RULE_MOST ? thick : 0;
}

/* What must stand before it paints. */
static struct black paint_begin(struct content *c, const struct operator* o, bool words)
{
	/* words are filled far more often than drawn round */
	const bool strokes = words ? now(c)->drawn_round : o->act != FILLS;
	const double size = words ? words_show(c) : rule_of(c, o);

	if (o->act != STROKES)
		need_color(c, ART_FILL);
	if (o->act != FILLS && !words)
		need_color(c, ART_STROKE);
	overprint_need(
	    c, (o->act != STROKES ? OVER_FILL : 0u) | (strokes ? OVER_STROKE : 0u));
	return black_begin(c, o->act == STROKES ? ART_STROKE : ART_FILL,
	    words ? ART_WORDS : ART_RULE, words && strokes ? 0 : size);
}

static void paint(struct content *c, const struct operator* o)
{
	const bool words = o->name[0] == 'T' || o->name[0] == '\'' || o->name[0] == '"';
	struct text *path = c->out;
	struct black black;

	if (c->before)
		c->out = c->before;
	black = paint_begin(c, o, words);
	c->out = path;
	end_path(c);
	if (!words)
		words_painted(c, o->act != STROKES, o->act != FILLS);
	copy(c, o);
	black_end(c, &black);
}

static void text_object_bounds(struct content *c, bool begin)
{
	if (c->text == begin)
		return;
	c->text = begin;
	words_begin(c);
	put_operator(c, begin ? "BT" : "ET");
}

static void act_on_color(struct content *c, const struct operator* o)
{
	const int k = (int)o->act - GREY_FILL;

	switch (o->act) {
	case SPACE_FILL:
		choose_space(c, ART_FILL);
		break;
	case SPACE_STROKE:
		choose_space(c, ART_STROKE);
		break;
	case COLOR_FILL:
		choose_color(c, ART_FILL);
		break;
	case COLOR_STROKE:
		choose_color(c, ART_STROKE);
		break;
	default:
		choose_both(c, k % 2 ? ART_STROKE : ART_FILL, c->device[k / 2]);
	}
}

static bool is_painting(const struct operator* o)
{
	return o->act == FILLS || o->act == STROKES || o->act == BOTH;
}

static void act(struct content *c, const struct operator* o)
{
	if (o->act == BUILD)
		begin_path(c);
	else if (!is_painting(o) && o->act != CLIP)
		end_path(c);
	switch (o->act) {
	case BUILD:
	case CLIP:
	case COPY:
		words_follow(c, o->name);
		copy(c, o);
		break;
	case FILLS:
	case STROKES:
	case BOTH:
		paint(c, o);
		break;
	case SAVE:
		save(c);
		break;
	case RESTORE:
		restore(c);
		break;
	case CONCATENATE:
		concatenate(c);
		break;
	case BEGIN:
	case END:
		text_object_bounds(c, o->act == BEGIN);
		break;
	case TEXT_MATRIX:
		words_set_matrix(c);
		copy(c, o);
		break;
	case TEXT_MODE:
		now(c)->unseen = number(c, 0) == 3 || number(c, 0) == 7;
		now(c)->drawn_round = number(c, 0) != 0;
		copy(c, o);
		break;
	case USE_FONT:
		now(c)->font_size = number(c, 0);
		use_font(c);
		break;
	case USE_STATE:
		use_state(c);
		break;
	case USE_SHADING:
		use_shading(c);
		words_covered(c);
		break;
	case USE_OBJECT:
		use_object(c);
		words_covered(c);
		break;
	case INLINE:
		use_inline(c);
		words_covered(c);
		break;
	default:
		if (!c->at->plain)
			act_on_color(c, o);
	}
}

static void take_word(struct content *c, const struct token *word)
{
	for (size_t i = 0; i < COUNT(operators); i++)
		if (token_is(word, operators[i].name) && c->noperand >= operators[i].n) {
			act(c, &operators[i]);
			return;
		}
}

/* A form begins in the colors that stand around it; what is given its color, in that. */
static void begin_colors(struct content *c)
{
	const struct place *at = c->at;
	struct paint *paint[] = {&now(c)->fill, &now(c)->stroke};

	for (size_t i = 0; i < COUNT(paint); i++) {
		paint[i]->set = (at->inside && !at->mask) || at->plain;
		if (!at->plain || at->inside)
			continue;
		text_color(c->out, i ? ART_STROKE : ART_FILL, at->plain);
		text_string(c->out, "\n");
	}
}

/* "true" is an operand of no operator that is kept. */
void content_take(struct taker *t, struct source content, const struct place *at,
    struct text *body, struct text *resources)
{
	static const char *const device[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"};
	struct content c = {.t = t, .at = at, .out = body};
	struct token token;

	c.scan = (struct scan){content.bytes, content.bytes + content.len};
	for (size_t i = 0; i < COUNT(device); i++)
		c.device[i] =
		    space_of(t, qpdf_oh_new_name(t->pdf, device[i]), at->resources);
	c.state[0] = (struct state){.fill.space = c.device[0],
	    .stroke.space = c.device[0],
	    .matrix = {at->scale, 0, 0, at->scale, 0, 0},
	    .line_width = 1};
	begin_colors(&c);
	overprint_begin(&c);
	words_start(&c);
	while ((token = scan_next(&c.scan)).kind != TOKEN_END) {
		if (token.kind == TOKEN_WORD) {
			take_word(&c, &token);
			c.noperand = 0;
			continue;
		}
		if (c.noperand == OPERANDS_MAX) {
			memmove(c.operand, c.operand + 1,
			    (OPERANDS_MAX - 1) * sizeof *c.operand);
			c.noperand--;
		}
		c.operand[c.noperand++] = token;
	}
	end_path(&c);
	text_object_bounds(&c, false);
	while (c.nest)
		restore(&c);
	put_uses(&c, resources);
}
