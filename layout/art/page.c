/*
 * A page of a PDF file as art: the page itself, and the forms and graphics states that it
 * uses.
 *
 * In: a PDF file of one page, an editor's or cairo's. Out: the record's objects, the
 * first of which is the page as a form with its corner at 0,0. What an editor's file has
 * beside its page (scripts, links, fields, notes) is left out.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "art/art.h"

enum { DEPTH_MAX = 20 };

/* ---- resources of content --------------------------------------------------------- */

static handle resources_of(struct taker *t, handle dict, const struct place *at)
{
	handle own = qpdf_oh_get_key(t->pdf, dict, "/Resources");

	return qpdf_oh_is_dictionary(t->pdf, own) ? own : at->resources;
}

void put_components(
    struct taker *t, const struct place *at, struct text *to, struct color c)
{
	c = place_color(t, at, c);
	text_string(to, "[");
	if (at->mask)
		text_number(to, c.at[0]);
	else
		text_color(to, ART_VALUES, &c);
	text_string(to, "]");
}

void put_space(const struct place *at, struct text *to)
{
	if (at->mask)
		text_string(to, "/DeviceGray");
	else
		text_space(to);
}

static void put_group(
    struct taker *t, handle group, const struct place *at, struct text *to)
{
	if (!qpdf_oh_is_dictionary(t->pdf, group))
		return;
	text_clear(to);
	text_string(to, "/Group <</Type /Group /S /Transparency /CS ");
	put_space(at, to);
	text_string(to, " ");
	put_entry(t, to, group, "/I");
	put_entry(t, to, group, "/K");
	text_string(to, ">>");
	text_opaque(to);
}

static double scale_of(struct taker *t, handle dict)
{
	handle m = qpdf_oh_get_key(t->pdf, dict, "/Matrix");
	double at[4];

	if (!qpdf_oh_is_array(t->pdf, m))
		return 1;
	for (int i = 0; i < 4; i++)
		at[i] = qpdf_oh_get_numeric_value(
		    t->pdf, qpdf_oh_get_array_item(t->pdf, m, i));
	return sqrt(fabs(at[0] * at[3] - at[1] * at[2]));
}

/* Entries that head keeps, and the content of a form or pattern. */
uint32_t take_content(struct taker *t, handle stream, const struct place *at,
    const char *kind, const char *const *keys)
{
	handle dict = qpdf_oh_get_dict(t->pdf, stream);
	struct place inner = *at;
	struct text head = {0}, body = {0};
	size_t len;
	uint8_t *bytes = stream_bytes(t, stream, &len);
	uint32_t index;

	if (!bytes || t->depth > DEPTH_MAX) {
		free(bytes);
		record_say(t->record, 'b', "ask for it as PDF/X-4",
		    "cannot be used: a part of it is damaged or nested too deeply");
		return 0;
	}
	inner.resources = resources_of(t, dict, at);
	inner.scale = at->scale * scale_of(t, dict);
	text_string(&head, kind);
	for (; *keys; keys++)
		put_entry(t, &head, dict, *keys);
	put_group(t, qpdf_oh_get_key(t->pdf, dict, "/Group"), at, &head);
	text_string(&head, "/Resources ");
	t->depth++;
	content_take(t, (struct source){(char *)bytes, len}, &inner, &body, &head);
	t->depth--;
	free(bytes);
	index = record_object(t->record, ART_STREAM);
	t->record->object[index].head = head;
	t->record->object[index].body = body;
	return index;
}

uint32_t take_form(struct taker *t, handle form, const struct place *at)
{
	static const char *const keys[] = {"/BBox", "/Matrix", NULL};
	const int as = at->mask ? 'm' : at->plain ? 'u' : 'f';
	/* its colors leave what they do by what is asked for where it stands */
	const int over = at->overprint
			     ? (int)(at->overprint | at->kind[0] << 3 | at->kind[1] << 5)
			     : 0;
	const int kind = as | over << 8, open = kind | 1 << 15;
	uint32_t index = taken_as(t, form, kind);

	if (index)
		return index;
	if (taken_as(t, form, open)) {
		record_say(t->record, 'b', NULL, "cannot be used: it holds itself");
		return 0;
	}
	remember(t, form, open, 1);
	index = take_content(t, form, at, "/Type /XObject /Subtype /Form ", keys);
	remember(t, form, open, 0);
	remember(t, form, kind, index);
	return index;
}

/* ---- graphics states
 * ------------------------------------------------------------------- */

static void put_backdrop(
    struct taker *t, handle mask, handle group, const struct place *at, struct text *to)
{
	handle values = qpdf_oh_get_key(t->pdf, mask, "/BC");
	handle own = qpdf_oh_get_key(t->pdf, qpdf_oh_get_dict(t->pdf, group), "/Group");
	const struct space *s =
	    space_of(t, qpdf_oh_get_key_if_dict(t->pdf, own, "/CS"), at->resources);
	double value[COMPONENTS_MAX] = {0};

	if (!s || !qpdf_oh_is_array(t->pdf, values))
		return;
	for (int i = 0; i < s->n && i < qpdf_oh_get_array_n_items(t->pdf, values); i++)
		value[i] = qpdf_oh_get_numeric_value(
		    t->pdf, qpdf_oh_get_array_item(t->pdf, values, i));
	text_string(to, "/BC ");
	put_components(t, at, to, space_color(s, value));
}

static void put_soft_mask(
    struct taker *t, handle mask, const struct place *at, struct text *to)
{
	struct place inner = *at;
	handle group = qpdf_oh_get_key_if_dict(t->pdf, mask, "/G");
	uint32_t index;

	inner.mask = true;
	inner.inside = false;
	inner.plain = NULL;
	inner.overprint = 0;
	index = qpdf_oh_is_stream(t->pdf, group) ? take_form(t, group, &inner) : 0;
	if (!index) {
		text_string(to, "/SMask /None ");
		return;
	}
	text_string(to, "/SMask <</Type /Mask ");
	put_entry(t, to, mask, "/S");
	put_backdrop(t, mask, group, &inner, to);
	text_string(to, "/G ");
	text_object(to, index);
	text_string(to, ">>");
}

/* Does it let what lies below be seen? A group by itself does not. */
static bool is_clear(struct taker *t, handle state)
{
	static const char *const alpha[] = {"/CA", "/ca"};
	handle mode = qpdf_oh_get_key(t->pdf, state, "/BM");

	for (size_t i = 0; i < COUNT(alpha); i++) {
		handle value = qpdf_oh_get_key(t->pdf, state, alpha[i]);

		if (qpdf_oh_is_number(t->pdf, value) &&
		    qpdf_oh_get_numeric_value(t->pdf, value) < 1)
			return true;
	}
	return qpdf_oh_is_dictionary(t->pdf, qpdf_oh_get_key(t->pdf, state, "/SMask")) ||
	       !(qpdf_oh_is_null(t->pdf, mode) ||
		   qpdf_oh_is_name_and_equals(t->pdf, mode, "/Normal") ||
		   qpdf_oh_is_name_and_equals(t->pdf, mode, "/Compatible"));
}

static void put_clear(
    struct taker *t, handle state, const struct place *at, struct text *to)
{
	static const char *const keys[] = {"/CA", "/ca", "/AIS", "/TK", "/BM"};
	handle mask = qpdf_oh_get_key(t->pdf, state, "/SMask");

	text_clear(to);
	for (size_t i = 0; i < COUNT(keys); i++)
		put_entry(t, to, state, keys[i]);
	if (qpdf_oh_is_name(t->pdf, mask))
		text_string(to, "/SMask /None");
	else if (qpdf_oh_is_dictionary(t->pdf, mask))
		put_soft_mask(t, mask, at, to);
	text_opaque(to);
	t->record->art.clear |= is_clear(t, state);
}

uint32_t take_state(struct taker *t, handle state, const struct place *at)
{
	static const char *const keys[] = {"/LW", "/LC", "/LJ", "/ML", "/D", "/SA"};
	const char kind = at->mask ? 't' : 'g';
	struct text value = {0};
	uint32_t index = taken_as(t, state, kind);

	if (index)
		return index;
	text_string(&value, "<</Type /ExtGState ");
	for (size_t i = 0; i < COUNT(keys); i++)
		put_entry(t, &value, state, keys[i]);
	put_clear(t, state, at, &value);
	text_string(&value, ">>");
	index = record_object(t->record, ART_VALUE);
	t->record->object[index].head = value;
	remember(t, state, kind, index);
	return index;
}

/* ---- the file and its page
 * --------------------------------------------------------------- */

static bool open_file(struct taker *t, struct source pdf)
{
	QPDF_ERROR_CODE code;
	const char *why;

	qpdf_silence_errors(t->pdf);
	qpdf_set_suppress_warnings(t->pdf, QPDF_TRUE);
	code = qpdf_read_memory(t->pdf, "art", pdf.bytes, pdf.len, "");
	if (!(code & QPDF_ERRORS) && !qpdf_is_encrypted(t->pdf))
		return true;
	if (!(code & QPDF_ERRORS) ||
	    qpdf_get_error_code(t->pdf, qpdf_get_error(t->pdf)) == qpdf_e_password) {
		record_say(t->record, 'b', "ask for it without a password",
		    "is locked by encryption");
		return false;
	}
	why = "it is damaged";
	record_say(
	    t->record, 'b', "ask for it again, as PDF/X-4", "cannot be used: %s", why);
	return false;
}

static bool has(struct taker *t, handle dict, const char *key)
{
	return qpdf_oh_is_dictionary(t->pdf, dict) && qpdf_oh_has_key(t->pdf, dict, key);
}

/* What a page in print has not: said, for the advertiser may count on it. */
static void check_rest(struct taker *t, handle page)
{
	handle root = qpdf_get_root(t->pdf);
	handle names = qpdf_oh_get_key(t->pdf, root, "/Names");
	handle notes = qpdf_oh_get_key(t->pdf, page, "/Annots");
	handle layers = qpdf_oh_get_key(t->pdf, root, "/OCProperties");
	bool shown = false;

	if (has(t, root, "/OpenAction") || has(t, root, "/AA") || has(t, page, "/AA") ||
	    has(t, names, "/JavaScript"))
		record_say(t->record, 'l', NULL,
		    "holds a script or an action, which was left out");
	for (int i = 0; qpdf_oh_is_array(t->pdf, notes) &&
			i < qpdf_oh_get_array_n_items(t->pdf, notes);
	     i++)
		shown |= !qpdf_oh_is_name_and_equals(t->pdf,
		    qpdf_oh_get_key_if_dict(
			t->pdf, qpdf_oh_get_array_item(t->pdf, notes, i), "/Subtype"),
		    "/Link");
	if (shown)
		record_say(t->record, 'l', "ask for them as part of the page",
		    "holds notes or fields to fill in, which were left out");
	if (qpdf_oh_is_dictionary(t->pdf, layers)) {
		handle off = qpdf_oh_get_key_if_dict(
		    t->pdf, qpdf_oh_get_key(t->pdf, layers, "/D"), "/OFF");

		if (qpdf_oh_is_array(t->pdf, off) &&
		    qpdf_oh_get_array_n_items(t->pdf, off))
			record_say(t->record, 'l', "ask for it without layers",
			    "has layers that are switched off; they are shown");
	}
}

/* Left, lower, right, upper. False: it is not there, or is no box. */
static bool read_box(struct taker *t, handle page, const char *key, double box[4])
{
	handle array = qpdf_oh_get_key(t->pdf, page, key);
	double at[4];

	if (!qpdf_oh_is_array(t->pdf, array) ||
	    qpdf_oh_get_array_n_items(t->pdf, array) != 4)
		return false;
	for (int i = 0; i < 4; i++)
		at[i] = qpdf_oh_get_numeric_value(
		    t->pdf, qpdf_oh_get_array_item(t->pdf, array, i));
	for (int i = 0; i < 2; i++) {
		box[i] = fmin(at[i], at[i + 2]);
		box[i + 2] = fmax(at[i], at[i + 2]);
	}
	return box[2] - box[0] >= 1 && box[3] - box[1] >= 1 && box[2] - box[0] <= 20000 &&
	       box[3] - box[1] <= 20000;
}

/* The box that is to be seen, and with what is to be cut off. */
static bool page_boxes(struct taker *t, handle page, double trim[4], double bleed[4])
{
	static const char *const keys[] = {"/TrimBox", "/CropBox", "/MediaBox"};

	for (size_t k = 0; k < COUNT(keys); k++) {
		if (!read_box(t, page, keys[k], trim))
			continue;
		if (k > 0 || !read_box(t, page, "/BleedBox", bleed))
			memcpy(bleed, trim, 4 * sizeof *trim);
		for (int i = 0; i < 2; i++) {
			bleed[i] = fmin(bleed[i], trim[i]);
			bleed[i + 2] = fmax(bleed[i + 2], trim[i + 2]);
		}
		return true;
	}
	record_say(t->record, 'b', NULL, "cannot be used: its page has no size");
	return false;
}

/* In points. */
static double unit_of(struct taker *t, handle page)
{
	handle unit = qpdf_oh_get_key(t->pdf, page, "/UserUnit");

	return t->unit * (qpdf_oh_is_number(t->pdf, unit)
				 ? qpdf_oh_get_numeric_value(t->pdf, unit)
				 : 1);
}

/* How far `by` turned and scaled leaves the trim: left, top, right, foot. */
static void put_bleed(struct art *art, const double trim[4], const double bleed[4],
    const int8_t m[4], double u)
{
	double x[2], y[2];

	for (int i = 0; i < 2; i++) { /* the corners, from the trim's own lower left */
		const double w = (bleed[2 * i] - trim[0]) * u;
		const double h = (bleed[2 * i + 1] - trim[1]) * u;

		x[i] = m[0] * w + m[2] * h;
		y[i] = m[1] * w + m[3] * h;
	}
	const double tw = (trim[2] - trim[0]) * u, th = (trim[3] - trim[1]) * u;
	const double left = fmin(0, m[0] * tw + m[2] * th),
		     low = fmin(0, m[1] * tw + m[3] * th);

	art->bleed[0] = left - fmin(x[0], x[1]);
	art->bleed[1] = fmax(y[0], y[1]) - low - art->height;
	art->bleed[2] = fmax(x[0], x[1]) - left - art->width;
	art->bleed[3] = low - fmin(y[0], y[1]);
}

/* Turned as the page is, the trim's corner at 0,0, in points. */
static void put_matrix(struct taker *t, handle page, const double box[4],
    const double bleed[4], struct text *to)
{
	static const int8_t turned[4][4] = {
	    {1, 0, 0, 1}, {0, -1, 1, 0}, {-1, 0, 0, -1}, {0, 1, -1, 0}};
	handle rotate = qpdf_oh_get_key(t->pdf, page, "/Rotate");
	const int turns = qpdf_oh_is_integer(t->pdf, rotate)
			      ? qpdf_oh_get_int_value_as_int(t->pdf, rotate) / 90
			      : 0;
	const double u = unit_of(t, page);
	const double w = (box[2] - box[0]) * u, h = (box[3] - box[1]) * u;
	const int8_t *m = turned[((turns % 4) + 4) % 4];
	struct art *art = &t->record->art;
	const double left = fmin(0, m[0] * w + m[2] * h),
		     low = fmin(0, m[1] * w + m[3] * h);

	art->width = m[0] ? w : h;
	art->height = m[0] ? h : w;
	put_bleed(art, box, bleed, m, u);
	text_string(to, "/Matrix [");
	for (int i = 0; i < 4; i++)
		text_number(to, m[i] * u);
	text_number(to, -(m[0] * box[0] + m[2] * box[1]) * u - left);
	text_number(to, -(m[1] * box[0] + m[3] * box[1]) * u - low);
	text_string(to, "] /BBox [");
	for (int i = 0; i < 4; i++)
		text_number(to, bleed[i]);
	text_string(to, "]");
}

static void take_page(struct taker *t, handle page)
{
	struct text head = {0}, body = {0};
	struct place at = {.scale = unit_of(t, page)};
	unsigned char *bytes = NULL;
	double box[4], bleed[4];
	size_t len = 0;

	if (!page_boxes(t, page, box, bleed))
		return;
	record_object(t->record, ART_STREAM);
	at.resources = resources_of(t, page, &at);
	if (qpdf_oh_get_page_content_data(t->pdf, page, &bytes, &len) & QPDF_ERRORS) {
		record_say(t->record, 'b', "ask for it again, as PDF/X-4",
		    "cannot be used: it is damaged");
		return;
	}
	text_string(&head, "/Type /XObject /Subtype /Form ");
	put_matrix(t, page, box, bleed, &head);
	put_group(t, qpdf_oh_get_key(t->pdf, page, "/Group"), &at, &head);
	text_string(&head, "/Resources ");
	/* what the page around it may have left in force */
	text_string(&body, "0 Tc 0 Tw 100 Tz 0 Tr 0 Ts 1 w 0 J 0 j 10 M [] 0 d\n");
	content_take(
	    t, (struct source){bytes ? (char *)bytes : "", len}, &at, &body, &head);
	free(bytes);
	t->record->object[0].head = head;
	t->record->object[0].body = body;
}

void page_take(struct record *r, struct source pdf, const struct drawing *drawn)
{
	struct taker t = {.record = r,
	    .pdf = qpdf_init(),
	    .inks = drawn ? &drawn->inks : NULL,
	    .unit = drawn ? drawn->unit : 1};
	int npage;

	t.taken = map_new(r->arena);
	if (open_file(&t, pdf)) {
		npage = qpdf_get_num_pages(t.pdf);
		if (npage < 1)
			record_say(r, 'b', "ask for it again, as PDF/X-4",
			    "cannot be used: there is no page in it");
		else if (npage > 1)
			record_say(r, 'b', "give a file of one page",
			    "has %d pages; a picture is one", npage);
		if (npage == 1) {
			qpdf_push_inherited_attributes_to_page(t.pdf);
			if (!drawn)
				check_rest(&t, qpdf_get_page_n(t.pdf, 0));
			take_page(&t, qpdf_get_page_n(t.pdf, 0));
		}
	}
	qpdf_cleanup(&t.pdf);
}
