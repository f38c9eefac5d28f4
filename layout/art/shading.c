/*
 * Gradients and patterns (ISO 32000-1, 8.7), their colors as holes.
 *
 * In: shadings of all kinds, and tilings. Out: the same in the edition's space. What is
 * straight in one space is bent in another: a gradient is cut into so many straight
 * pieces that nobody sees it, unless both spaces are inks already, or grey. Functions of
 * two variables and more become tables, meshes are written anew.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/mesh.h"

/* PIECES: of a straight one between colors that are as far apart as can be. */
enum { KNOTS_MAX = 512, PIECES = 64, TABLE_MAX = 4096 };

/* ---- along one variable ------------------------------------------------------------ */

static void tints_at(const struct ramp *r, const double *at, double *value)
{
	if (r->along)
		function_at(r->along, at, value);
	else
		memcpy(value, at, (size_t)r->space->n * sizeof *value);
}

static struct color ramp_at(const struct ramp *r, const double *at)
{
	double value[COMPONENTS_MAX] = {0};

	tints_at(r, at, value);
	return space_color(r->space, value);
}

/* A color of the space, or its tints as they are. */
static void put_value_of(struct taker *t, const struct place *at, struct text *to,
    const struct ramp *r, const double *value)
{
	if (!r->tints) {
		struct color c = space_color(r->space, value);

		c.blended = r->blended;
		put_components(t, at, to, c);
		return;
	}
	text_string(to, "[");
	for (int i = 0; i < r->space->n; i++)
		text_number(to, value[i]);
	text_string(to, "]");
}

static void put_end(struct taker *t, const struct place *at, struct text *to,
    const struct ramp *r, double x)
{
	double value[COMPONENTS_MAX] = {0};

	tints_at(r, &x, value);
	put_value_of(t, at, to, r, value);
}

static bool is_ink(
    struct taker *t, const struct place *at, const struct ramp *r, double x)
{
	const bool inks = t->record->art.inks;
	const struct color c = place_color(t, at, ramp_at(r, &x));

	t->record->art.inks = inks; /* asked, not painted */
	return !c.n;
}

/* Is it colored? */
static bool is_mixed(const struct color *c)
{
	static const float least = 1 / 255.0f;

	if (c->n == 3)
		return fabsf(c->at[0] - c->at[1]) > least ||
		       fabsf(c->at[1] - c->at[2]) > least ||
		       fabsf(c->at[0] - c->at[2]) > least;
	return c->n == 4 && (c->at[0] > 0 || c->at[1] > 0 || c->at[2] > 0);
}

static bool is_blended(const struct ramp *r, const double *knot, size_t n)
{
	for (size_t i = 0; i + 1 < n; i++)
		for (int k = 0; k <= 2; k++) {
			const double x = knot[i] + (knot[i + 1] - knot[i]) * k / 2;
			const struct color c = ramp_at(r, &x);

			if (is_mixed(&c))
				return true;
		}
	return false;
}

/* Pieces that a straight one is cut into, so that each is shorter than the eye tells. */
static int cuts(
    struct taker *t, const struct place *at, const struct ramp *r, double from, double to)
{
	const struct color a = ramp_at(r, &from), b = ramp_at(r, &to);
	const bool inks = a.n == 4 && !a.source;
	float most = 0;

	if (at->mask || r->tints || a.n == 1 || (inks && r->space->kind != SPACE_IS_TINT))
		return 1;
	if (is_ink(t, at, r, from) || is_ink(t, at, r, to))
		return 1;
	for (int i = 0; i < a.n; i++)
		most = fmaxf(most, fabsf(a.at[i] - b.at[i]));
	return 1 + (int)(most * (PIECES - 1));
}

/* A function may jump at a knot: what is straight begins just behind one, and ends before
 * the next. */
struct piece {
	double from, to, bound;
};

struct pieces {
	struct piece *at;
	size_t n, cap;
};

static void piece_up(struct taker *t, const struct place *at, const struct ramp *r,
    const double knot[2], struct pieces *to)
{
	const double wide = knot[1] - knot[0], hair = wide * 1e-6;
	const int n = wide > 0 ? cuts(t, at, r, knot[0] + hair, knot[1] - hair) : 0;

	for (int i = 0; i < n; i++) {
		const double low = knot[0] + wide * i / n,
			     high = knot[0] + wide * (i + 1) / n;

		ARENA_PUSH(t->record->arena, to->at, to->n, to->cap) = (struct piece){
		    i ? low : low + hair, i + 1 < n ? high : high - hair, low};
	}
}

static void put_piece(struct taker *t, const struct place *at, struct text *to,
    const struct ramp *r, const struct piece *piece)
{
	text_string(to, "<</FunctionType 2 /Domain [0 1] /N 1 /C0 ");
	put_end(t, at, to, r, piece->from);
	text_string(to, " /C1 ");
	put_end(t, at, to, r, piece->to);
	text_string(to, ">>");
}

void put_ramp(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *ramp)
{
	const struct function *f = ramp->along ? ramp->along : ramp->space->tint;
	double knot[KNOTS_MAX];
	const size_t n = function_knots(f, knot, COUNT(knot));
	struct ramp r = *ramp;
	struct pieces pieces = {0};

	r.blended = is_blended(&r, knot, n);
	for (size_t i = 0; i + 1 < n; i++)
		piece_up(t, at, &r, &knot[i], &pieces);
	text_string(to, "<</FunctionType 3 /Domain [");
	text_number(to, knot[0]);
	text_number(to, knot[n - 1]);
	text_string(to, "] /Functions [");
	for (size_t i = 0; i < pieces.n; i++)
		put_piece(t, at, to, &r, &pieces.at[i]);
	text_string(to, "] /Bounds [");
	for (size_t i = 1; i < pieces.n; i++)
		text_number(to, pieces.at[i].bound);
	text_string(to, "] /Encode [");
	for (size_t i = 0; i < pieces.n; i++)
		text_string(to, "0 1 ");
	text_string(to, "]>>");
}

/* ---- along several -------------------------------------------------------------------
 */

void put_packed(struct taker *t, const struct place *at, struct text *to, struct color c)
{
	c = place_color(t, at, c);
	if (at->mask)
		text_add(to, &(uint8_t){(uint8_t)(c.at[0] * 255 + 0.5f)}, 1);
	else
		text_color(to, ART_PACKED, &c);
}

void put_ranges(const struct place *at, struct text *to)
{
	if (at->mask)
		text_string(to, "0 1 ");
	else
		text_ranges(to);
}

/* Samples a side, so that all of them are not too many. */
static int side_of(int n)
{
	int side = 33;

	while (side > 2 && pow(side, n) > TABLE_MAX)
		side--;
	return side;
}

/* Nothing is known of its neighbors: they are colored, as nearly all are. */
static struct color blended(struct color c)
{
	c.blended = true;
	return c;
}

static void put_samples(struct taker *t, const struct place *at, struct text *to,
    const struct ramp *r, const double *domain, int n)
{
	const int side = side_of(n);
	int index[COMPONENTS_MAX] = {0}, k;
	double x[COMPONENTS_MAX];

	do {
		for (int i = 0; i < n; i++)
			x[i] = domain[2 * i] + (domain[2 * i + 1] - domain[2 * i]) *
						   index[i] / (side - 1);
		put_packed(t, at, to, blended(ramp_at(r, x)));
		for (k = 0; k < n && ++index[k] == side; k++)
			index[k] = 0;
	} while (k < n);
}

uint32_t take_table(struct taker *t, const struct place *at, const struct ramp *r,
    const double *domain, int n)
{
	struct text head = {0}, body = {0};
	uint32_t index;

	text_string(&head, "/FunctionType 0 /BitsPerSample 8 /Domain [");
	for (int i = 0; i < 2 * n; i++)
		text_number(&head, domain[i]);
	text_string(&head, "] /Size [");
	for (int i = 0; i < n; i++)
		text_number(&head, side_of(n));
	text_string(&head, "] /Range [");
	put_ranges(at, &head);
	text_string(&head, "]");
	put_samples(t, at, &body, r, domain, n);
	index = record_object(t->record, ART_STREAM);
	t->record->object[index].head = head;
	t->record->object[index].body = body;
	return index;
}

/* ---- shadings
 * -------------------------------------------------------------------------- */

static uint32_t refuse_shading(struct taker *t)
{
	record_say(t->record, 'c', "ask for it as PDF/X-4, or put a picture in its place",
	    "has a gradient of a kind that cannot be converted");
	record_unfit(t->record, "it has a gradient that cannot be converted");
	return 0;
}

static uint32_t keep_value(struct taker *t, struct text value)
{
	const uint32_t index = record_object(t->record, ART_VALUE);

	t->record->object[index].head = value;
	return index;
}

static void read_domain(struct taker *t, handle shading, double domain[4])
{
	handle own = qpdf_oh_get_key(t->pdf, shading, "/Domain");

	for (int i = 0; i < 4; i++)
		domain[i] = qpdf_oh_is_array(t->pdf, own)
				? qpdf_oh_get_numeric_value(
				      t->pdf, qpdf_oh_get_array_item(t->pdf, own, i))
				: i % 2;
}

/* Values of the area around a gradient, where it is a pattern (8.7.4.3); NULL: none. */
static const double *read_background(
    struct taker *t, handle dict, const struct space *space)
{
	handle values = qpdf_oh_get_key(t->pdf, dict, "/Background");
	double *value;

	if (!qpdf_oh_is_array(t->pdf, values) ||
	    qpdf_oh_get_array_n_items(t->pdf, values) < space->n)
		return NULL;
	value = ARENA_ARRAY(t->record->arena, double, COMPONENTS_MAX);
	for (int i = 0; i < space->n; i++)
		value[i] = qpdf_oh_get_numeric_value(
		    t->pdf, qpdf_oh_get_array_item(t->pdf, values, i));
	return value;
}

void put_space_and_ground(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *r)
{
	text_string(to, "/ColorSpace ");
	if (r->tints)
		text_object(to, spot_space(t, r->space));
	else
		put_space(at, to);
	if (r->background) {
		text_string(to, " /Background ");
		put_value_of(t, at, to, r, r->background);
	}
}

void put_gradient(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *r)
{
	struct ramp tints = *r;

	tints.tints = true;
	if (!at->mask && r->space->spot) {
		text_if(to, ART_IF_SPOT, (uint16_t)(r->space->spot - 1));
		put_space_and_ground(t, at, to, &tints);
		text_string(to, " /Function ");
		put_ramp(t, at, to, &tints);
		text_end(to);
		text_if(to, ART_UNLESS_SPOT, (uint16_t)(r->space->spot - 1));
	}
	put_space_and_ground(t, at, to, r);
	text_string(to, " /Function ");
	put_ramp(t, at, to, r);
	if (!at->mask && r->space->spot)
		text_end(to);
}

static void put_field(struct taker *t, const struct place *at, struct text *to,
    handle shading, const struct ramp *r)
{
	double domain[4];

	read_domain(t, shading, domain);
	/* ghostscript 10.00 paints nothing without */
	if (!qpdf_oh_has_key(t->pdf, shading, "/Matrix"))
		text_string(to, "/Matrix [1 0 0 1 0 0] ");
	put_space_and_ground(t, at, to, r);
	text_string(to, " /Function ");
	text_object(to, take_table(t, at, r, domain, 2));
}

static uint32_t take_smooth(
    struct taker *t, handle shading, const struct place *at, const struct ramp *r)
{
	static const char *const keys[] = {
	    "/ShadingType", "/Coords", "/Domain", "/Matrix", "/Extend", "/BBox"};
	const int type = qpdf_oh_get_int_value_as_int(
	    t->pdf, qpdf_oh_get_key(t->pdf, shading, "/ShadingType"));
	struct text value = {0};

	if (!r->along || type < 1 || type > 3 ||
	    function_in(r->along) != (type == 1 ? 2 : 1))
		return refuse_shading(t);
	text_string(&value, "<<");
	for (size_t i = 0; i < COUNT(keys); i++)
		put_entry(t, &value, shading, keys[i]);
	if (type == 1)
		put_field(t, at, &value, shading, r);
	else
		put_gradient(t, at, &value, r);
	text_string(&value, ">>");
	return keep_value(t, value);
}

uint32_t take_shading(struct taker *t, handle shading, const struct place *at)
{
	const bool mesh = qpdf_oh_is_stream(t->pdf, shading);
	handle dict = mesh ? qpdf_oh_get_dict(t->pdf, shading) : shading, function;
	struct ramp r = {0};
	uint32_t index;

	if (!qpdf_oh_is_dictionary(t->pdf, dict))
		return refuse_shading(t);
	function = qpdf_oh_get_key(t->pdf, dict, "/Function");
	r.space =
	    space_of(t, qpdf_oh_get_key(t->pdf, dict, "/ColorSpace"), at->resources);
	r.along = function_of(t, function);
	if (!r.space || r.space->kind == SPACE_IS_PATTERN ||
	    (!r.along && !qpdf_oh_is_null(t->pdf, function)))
		return refuse_shading(t);
	r.background = read_background(t, dict, r.space);
	if (!mesh)
		return take_smooth(t, shading, at, &r);
	index = mesh_take(t, shading, at, &r);
	return index ? index : refuse_shading(t);
}

/* ---- patterns
 * ---------------------------------------------------------------------------- */

static uint32_t take_shaded(struct taker *t, handle pattern, const struct place *at)
{
	uint32_t shading =
	    take_shading(t, qpdf_oh_get_key(t->pdf, pattern, "/Shading"), at);
	struct text value = {0};

	if (!shading)
		return 0;
	text_string(&value, "<</Type /Pattern /PatternType 2 ");
	put_entry(t, &value, pattern, "/Matrix");
	text_string(&value, "/Shading ");
	text_object(&value, shading);
	text_string(&value, ">>");
	return keep_value(t, value);
}

/* 1: it has its own colors, 2: it is given one; 0: it is no tiling. */
static int paint_type(struct taker *t, handle pattern)
{
	handle paint;

	if (!qpdf_oh_is_stream(t->pdf, pattern))
		return 0;
	paint = qpdf_oh_get_key(t->pdf, qpdf_oh_get_dict(t->pdf, pattern), "/PaintType");
	return qpdf_oh_is_integer(t->pdf, paint)
		   ? qpdf_oh_get_int_value_as_int(t->pdf, paint)
		   : 0;
}

static uint32_t take_tiling(struct taker *t, handle pattern, const struct place *at)
{
	static const char *const keys[] = {
	    "/PatternType", "/TilingType", "/BBox", "/XStep", "/YStep", "/Matrix", NULL};
	struct place inner = *at;

	inner.inside = false;
	return take_content(t, pattern, &inner, "/Type /Pattern /PaintType 1 ", keys);
}

uint32_t take_pattern(struct taker *t, handle pattern, const struct place *at)
{
	const int kind = (at->mask ? 'q' : 'p') | (int)at->overprint << 8;
	uint32_t index = taken_as(t, pattern, kind);

	if (index)
		return index;
	if (paint_type(t, pattern) == 1)
		index = take_tiling(t, pattern, at);
	else if (qpdf_oh_is_dictionary(t->pdf, pattern))
		index = take_shaded(t, pattern, at);
	else
		return refuse_shading(t);
	remember(t, pattern, kind, index);
	return index;
}

uint32_t take_plain_pattern(struct taker *t, handle pattern, const struct place *at)
{
	return paint_type(t, pattern) == 2 ? take_tiling(t, pattern, at)
					   : refuse_shading(t);
}
