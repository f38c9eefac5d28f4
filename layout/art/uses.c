/*
 * What content uses: fonts, graphics states, shadings, patterns, pictures and forms.
 *
 * In: an operator whose last operand is a name, and the resources that it stands in. Out:
 * the operator, and the resource taken under the same name; both are left out where the
 * file has no such thing, or it cannot be converted (reported). A picture that stands
 * within the stream becomes one with a name.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/content.h"

/* ---- resources ------------------------------------------------------------------- */

/* The resource that the last operand names; 0: there is none. */
static handle named(struct content *c, const char *category)
{
	const struct token *name = &c->operand[c->noperand ? c->noperand - 1 : 0];
	const char *key;
	handle dict, found;

	if (!c->noperand || name->kind != TOKEN_NAME || !c->at->resources)
		return 0;
	key = token_name(c->t->record->arena, name);
	dict = qpdf_oh_get_key_if_dict(c->t->pdf, c->at->resources, category);
	if (!qpdf_oh_is_dictionary(c->t->pdf, dict))
		return 0;
	found = qpdf_oh_get_key(c->t->pdf, dict, key);
	return qpdf_oh_is_null(c->t->pdf, found) ? 0 : found;
}

static const struct use *find_use(
    const struct content *c, const char *category, const struct token *name)
{
	for (size_t i = 0; i < c->nuse; i++)
		if (c->use[i].category == category && c->use[i].name.len == name->len &&
		    memcmp(c->use[i].name.at, name->at, name->len) == 0)
			return &c->use[i];
	return NULL;
}

static void use(
    struct content *c, const char *category, struct token name, uint32_t object)
{
	if (!find_use(c, category, &name))
		ARENA_PUSH(c->t->record->arena, c->use, c->nuse, c->capuse) =
		    (struct use){.category = category,
			.name = name,
			.object = object,
			.when = ART_BYTES};
}

/* What the last operand names, if it has been used; else 0. */
static uint32_t used(const struct content *c, const char *category)
{
	const struct use *u =
	    find_use(c, category, &c->operand[c->noperand ? c->noperand - 1 : 0]);

	return u ? u->object : 0;
}

static const char font[] = "/Font", state[] = "/ExtGState", object[] = "/XObject",
		  pattern[] = "/Pattern", shading[] = "/Shading", space[] = "/ColorSpace";

static void put_named(struct text *to, struct token name, uint32_t index)
{
	text_add(to, name.at, name.len);
	text_add(to, " ", 1);
	text_object(to, index);
	text_add(to, " ", 1);
}

/* A picture in spot colors is one of two. */
static void put_use(struct content *c, struct text *to, const struct use *u)
{
	const struct record_object *o = &c->t->record->object[u->object];
	const uint16_t spot = o->is.unless_spot;

	if (spot) {
		text_if(to, ART_IF_SPOT, (uint16_t)(spot - 1));
		put_named(to, u->name, o->twin);
		text_end(to);
		text_if(to, ART_UNLESS_SPOT, (uint16_t)(spot - 1));
	} else if (u->when != ART_BYTES) {
		text_if(to, u->when, u->spot);
	}
	put_named(to, u->name, u->object);
	if (spot || u->when != ART_BYTES)
		text_end(to);
}

void put_uses(struct content *c, struct text *to)
{
	static const char *const category[] = {
	    font, state, object, pattern, shading, space};

	text_string(to, "<<");
	for (size_t k = 0; k < COUNT(category); k++) {
		bool any = false;

		for (size_t i = 0; i < c->nuse; i++) {
			if (c->use[i].category != category[k])
				continue;
			if (!any) {
				text_string(to, category[k]);
				text_string(to, "<<");
			}
			any = true;
			put_use(c, to, &c->use[i]);
		}
		if (any)
			text_string(to, ">>");
	}
	text_string(to, ">>");
}

void use_font(struct content *c)
{
	handle found;

	if (c->noperand < 2)
		return;
	c->noperand--; /* the size */
	found = named(c, font);
	if (found && qpdf_oh_is_dictionary(c->t->pdf, found))
		use(c, font, c->operand[c->noperand - 1], take_font(c->t, found));
	c->noperand++;
	if (!found)
		return;
	put_operands(c, 2);
	put_operator(c, "Tf");
}

/* What it does not name stays as it was. */
static void note_faint(struct content *c, handle found)
{
	qpdf_data pdf = c->t->pdf;

	if (qpdf_oh_has_key(pdf, found, "/ca"))
		now(c)->faint = qpdf_oh_get_numeric_value(
				    pdf, qpdf_oh_get_key(pdf, found, "/ca")) < 1;
	now(c)->faint |=
	    qpdf_oh_is_dictionary(pdf, qpdf_oh_get_key(pdf, found, "/SMask"));
}

void use_state(struct content *c)
{
	handle found = named(c, state);

	if (!found || !qpdf_oh_is_dictionary(c->t->pdf, found))
		return;
	use(c, state, c->operand[c->noperand - 1], take_state(c->t, found, c->at));
	note_faint(c, found);
	overprint_note(c, found);
	put_operands(c, 1);
	put_operator(c, "gs");
}

void use_shading(struct content *c)
{
	handle found = named(c, shading);
	uint32_t index = used(c, shading);

	if (!index && found)
		index = take_shading(c->t, found, c->at);

	if (!index)
		return;
	overprint_need_pixels(c);
	use(c, shading, c->operand[c->noperand - 1], index);
	put_operands(c, 1);
	put_operator(c, "sh");
}

/* One and the same is another pattern in each color. */
static uint32_t use_plain(
    struct content *c, handle found, const struct paint *given, struct token *name)
{
	struct place at = *c->at;
	uint32_t index;

	at.plain = &given->color;
	at.kind[0] = at.kind[1] = given->kind;
	index = take_plain_pattern(c->t, found, &at);

	name->at = arena_printf(c->t->record->arena, "/InkPattern%zu", c->nuse);
	name->len = strlen(name->at);
	return index;
}

void use_pattern(struct content *c, enum art_step step, const struct paint *given)
{
	handle found = named(c, pattern);
	struct token name = c->operand[c->noperand ? c->noperand - 1 : 0];
	const bool fill = step == ART_FILL;
	uint32_t index = 0;

	if (found)
		index = given ? use_plain(c, found, given, &name)
			      : take_pattern(c->t, found, c->at);
	if (!index)
		return;
	use(c, pattern, name, index);
	text_string(c->out, fill ? "/Pattern cs " : "/Pattern CS ");
	text_add(c->out, name.at, name.len);
	put_operator(c, fill ? " scn" : " SCN");
	struct paint *p = fill ? &now(c)->fill : &now(c)->stroke;
	p->set = true;
	p->plain = false;
	p->kind = OVER_OTHER;
}

const char *use_spot(struct content *c, const struct space *s)
{
	struct token name = {.kind = TOKEN_NAME};
	const uint32_t index = spot_space(c->t, s);

	name.at = arena_printf(c->t->record->arena, "/InkSpot%d", s->spot);
	name.len = strlen(name.at);
	use(c, space, name, index);
	for (size_t i = 0; i < c->nuse; i++)
		if (c->use[i].category == space && c->use[i].object == index) {
			c->use[i].when = ART_IF_SPOT;
			c->use[i].spot = (uint16_t)(s->spot - 1);
		}
	return name.at;
}

void use_overprint(struct content *c, const char *name, uint32_t index)
{
	const struct token token = {.kind = TOKEN_NAME, .at = name, .len = strlen(name)};

	use(c, state, token, index);
	for (size_t i = 0; i < c->nuse; i++)
		if (c->use[i].category == state && c->use[i].object == index)
			c->use[i].when = ART_IF_PRESS;
}

static struct place place_here(struct content *c)
{
	const double *m = now(c)->matrix;
	struct place here = *c->at;

	here.scale = sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
	here.overprint = now(c)->overprint;
	here.kind[0] = now(c)->fill.kind;
	here.kind[1] = now(c)->stroke.kind;
	here.inside = true;
	return here;
}

/* Of so many pixels, in the unit square as it lies here; 0: it is not seen. */
static double ppi_here(struct content *c, double width, double height)
{
	const double *m = now(c)->matrix;
	const double across = hypot(m[0], m[1]), up = hypot(m[2], m[3]);

	return across > 0 && up > 0 ? fmin(width / across, height / up) * 72 : 0;
}

static void note_least(double *least, double ppi)
{
	if (ppi > 0 && (!*least || ppi < *least))
		*least = ppi;
}

/* Samples of one bit are line art, whose edges are left as fine as they are; but what
 * cairo makes of them is only the ground under a mask. */
static bool is_line_art(struct content *c, handle dict)
{
	handle bits = qpdf_oh_get_key(c->t->pdf, dict, "/BitsPerComponent");

	return !c->t->inks && qpdf_oh_is_integer(c->t->pdf, bits) &&
	       qpdf_oh_get_int_value(c->t->pdf, bits) == 1;
}

static void note_image(struct content *c, handle dict, struct art_object *o)
{
	if (dict && !is_line_art(c, dict))
		note_least(&o->ppi, ppi_here(c, o->width, o->height));
}

static void note_resolution(struct content *c, handle image, uint32_t index)
{
	struct record *r = c->t->record;
	qpdf_data pdf = c->t->pdf;
	handle dict = qpdf_oh_get_dict(pdf, image);
	const double w =
	    qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, dict, "/Width"));
	const double h =
	    qpdf_oh_get_numeric_value(pdf, qpdf_oh_get_key(pdf, dict, "/Height"));
	struct art_object *o = &r->object[index].is;

	/* a picture of a few pixels is a plain ground or a gradient */
	if (!c->at->mask && w * h > 64)
		note_least(&r->art.ppi, ppi_here(c, w, h));
	if (o->kind != ART_IMAGE)
		return;
	note_image(c, dict, o);
	if (o->mask) {
		handle mask = qpdf_oh_get_key(pdf, dict, "/SMask");

		if (!qpdf_oh_is_stream(pdf, mask))
			mask = qpdf_oh_get_key(pdf, dict, "/Mask");
		note_image(c,
		    qpdf_oh_is_stream(pdf, mask) ? qpdf_oh_get_dict(pdf, mask) : 0,
		    &r->object[o->mask].is);
	}
}

static bool is_stencil(struct content *c, handle dict)
{
	return qpdf_oh_has_key(c->t->pdf, dict, "/ImageMask") &&
	       qpdf_oh_get_bool_value(
		   c->t->pdf, qpdf_oh_get_key(c->t->pdf, dict, "/ImageMask"));
}

static uint32_t take_named(struct content *c, handle found)
{
	struct place here = place_here(c);
	handle dict = qpdf_oh_get_dict(c->t->pdf, found);
	handle subtype = qpdf_oh_get_key(c->t->pdf, dict, "/Subtype");
	uint32_t index;

	if (qpdf_oh_is_name_and_equals(c->t->pdf, subtype, "/Form")) {
		need_color(c, ART_FILL);
		need_color(c, ART_STROKE);
		overprint_need_asked(c);
		return take_form(c->t, found, &here);
	}
	if (!qpdf_oh_is_name_and_equals(c->t->pdf, subtype, "/Image"))
		return 0;
	if (is_stencil(c, dict)) {
		need_color(c, ART_FILL);
		overprint_need(c, OVER_FILL);
	} else {
		overprint_need_pixels(c);
		c->t->record->art.inks &= c->at->mask;
	}
	index = take_image(c->t, found, &here);
	if (index)
		note_resolution(c, found, index);
	return index;
}

/* A form is another where other things are asked for. */
static void put_object(struct content *c, struct token name, uint32_t index)
{
	const struct use *other = find_use(c, object, &name);

	if (other && other->object != index) {
		name.at =
		    arena_printf(c->t->record->arena, "/InkForm%u", (unsigned)index);
		name.len = strlen(name.at);
	}
	use(c, object, name, index);
	text_add(c->out, name.at, name.len);
	put_operator(c, " Do");
}

void use_object(struct content *c)
{
	handle found = named(c, object);
	uint32_t index =
	    found && qpdf_oh_is_stream(c->t->pdf, found) ? take_named(c, found) : 0;

	if (index)
		put_object(c, c->operand[c->noperand - 1], index);
}

/* ---- pictures within the stream -------------------------------------------------------
 */

void use_inline(struct content *c)
{
	struct taker *t = c->t;
	struct buf dict = {0};
	const struct inline_bytes bytes = scan_inline(&c->scan, &dict);
	const handle parsed = qpdf_oh_parse(t->pdf, dict.at);
	struct token name = {.kind = TOKEN_NAME};
	handle stream;

	buf_release(&dict);
	if (!qpdf_oh_is_dictionary(t->pdf, parsed))
		return;
	stream = qpdf_oh_new_stream(t->pdf);
	qpdf_oh_replace_stream_data(t->pdf, stream, (const unsigned char *)bytes.at,
	    bytes.len, qpdf_oh_get_key(t->pdf, parsed, "/Filter"),
	    qpdf_oh_get_key(t->pdf, parsed, "/DecodeParms"));
	qpdf_oh_begin_dict_key_iter(t->pdf, parsed);
	while (qpdf_oh_dict_more_keys(t->pdf)) {
		const char *key = qpdf_oh_dict_next_key(t->pdf);

		qpdf_oh_replace_key(t->pdf, qpdf_oh_get_dict(t->pdf, stream), key,
		    qpdf_oh_get_key(t->pdf, parsed, key));
	}
	name.at = arena_printf(t->record->arena, "/Inline%zu", c->nuse);
	name.len = strlen(name.at);
	const uint32_t index = take_named(c, stream);
	if (index)
		put_object(c, name, index);
}
