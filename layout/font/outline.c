/*
 * A face by its own account: opened, measured, drawn.
 *
 * Everything is in font units. The heights of x and H are measured from their outlines,
 * because OS/2 is not to be trusted (OpenDyslexic says its x is 1,000 of 1,000 high; it
 * is 547). The right to embed is OS/2 fsType (OpenType 1.9, OS/2, fsType): a face that
 * forbids embedding or subsetting is not used.
 */
#include "font/fonts.h"

#include <hb-ot.h>
#include <hb.h>
#include <string.h>

enum { FSTYPE_RESTRICTED = 0x0002, FSTYPE_NO_SUBSET = 0x0100, FSTYPE_BITMAP = 0x0200 };
enum { FSTYPE_USABLE = 0x000E, NAME_ROOM = 128 };

static void destroy_face(void *face)
{
	hb_face_destroy(face);
}

static void destroy_font(void *font)
{
	hb_font_destroy(font);
}

static int16_t be16(const char *bytes)
{
	return (int16_t)((uint8_t)bytes[0] << 8 | (uint8_t)bytes[1]);
}

/* The 16-bit number at `at` in a table; 0 if it is not there. */
static int16_t table_i16(hb_face_t *face, hb_tag_t tag, unsigned at)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	unsigned len;
	const char *bytes = hb_blob_get_data(blob, &len);
	int16_t value = len >= at + 2 ? be16(bytes + at) : 0;
	hb_blob_destroy(blob);
	return value;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *blob = hb_face_reference_table(face, tag);
	bool there = hb_blob_get_length(blob) > 0;
	hb_blob_destroy(blob);
	return there;
}

/* A name of the face: what no PDF name or message may hold becomes '_'. */
static const char *name_of(
    struct arena *a, hb_face_t *face, hb_ot_name_id_t id, bool spaces)
{
	char name[NAME_ROOM];
	unsigned len = sizeof name;
	hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &len, name);
	for (unsigned i = 0; i < len; i++) {
		char c = name[i];
		bool plain = c > ' ' && c < 0x7F && !strchr("()<>[]{}/%#", c);
		if (!plain && !(spaces && c == ' '))
			name[i] = '_';
	}
	return len ? arena_copy(a, name, len) : NULL;
}

static bool may_embed(uint16_t rights)
{
	bool restricted = (rights & FSTYPE_USABLE) == FSTYPE_RESTRICTED;
	return !restricted && !(rights & (FSTYPE_NO_SUBSET | FSTYPE_BITMAP));
}

struct height {
	double top;
};

static void reach(void *to, double x, double y)
{
	struct height *h = to;
	(void)x;
	if (y > h->top)
		h->top = y;
}

static void reach_curve(
    void *to, double x1, double y1, double x2, double y2, double x3, double y3)
{
	(void)x1, (void)y1, (void)x2, (void)y2; /* the ends of a curve are its extremes */
	reach(to, x3, y3);
}

static void reach_nothing(void *to)
{
	(void)to;
}

static int16_t height_of(const struct face *f, uint32_t character)
{
	static const struct outline top = {reach, reach, reach_curve, reach_nothing};
	struct height h = {0};
	face_outline(f, face_glyph_of(f, character), &top, &h);
	return (int16_t)h.top;
}

static void measure(struct face *f)
{
	hb_position_t up = 0, down = 0;
	hb_ot_metrics_get_position(
	    f->hb_font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &up);
	hb_ot_metrics_get_position(
	    f->hb_font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &down);
	f->ascent = (int16_t)up;
	f->descent = (int16_t)(down < 0 ? -down : down);
	for (unsigned i = 0; i < 4; i++)
		f->bbox[i] =
		    table_i16(f->hb_face, HB_TAG('h', 'e', 'a', 'd'), 36 + 2 * i);
	f->x_height = height_of(f, 'x');
	f->cap_height = height_of(f, 'H');
	if (!f->cap_height)
		f->cap_height = f->ascent;
}

/* "Lato Regular", "OpenDyslexic-Regular": the plain face goes by its family's name. */
static const char *without_regular(struct arena *a, const char *title)
{
	static const char regular[] = "Regular";
	const size_t len = strlen(title), tail = sizeof regular; /* and what is before */

	if (len <= tail || strcmp(title + len - tail + 1, regular) != 0)
		return title;
	return arena_copy(a, title, len - tail);
}

bool face_open(struct arena *a, struct face *f)
{
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(f->path);
	if (!blob)
		return false;
	hb_face_t *face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	arena_defer(a, destroy_face, face);
	unsigned nglyph = hb_face_get_glyph_count(face);
	unsigned upem = hb_face_get_upem(face);
	if (!nglyph || nglyph > UINT16_MAX ||
	    !has_table(face, HB_TAG('c', 'm', 'a', 'p')))
		return false;
	hb_font_t *font = hb_font_create(face);
	arena_defer(a, destroy_font, font);
	hb_font_set_scale(font, (int)upem, (int)upem);
	f->hb_face = face;
	f->hb_font = font;
	f->upem = (uint16_t)upem;
	f->cff = has_table(face, HB_TAG('C', 'F', 'F', ' '));
	f->name = name_of(a, face, HB_OT_NAME_ID_POSTSCRIPT_NAME, false);
	if (!f->name)
		f->name = arena_printf(a, "%s-%d", f->family, (int)f->weight);
	f->title = name_of(a, face, HB_OT_NAME_ID_FULL_NAME, true);
	f->title = without_regular(a, f->title ? f->title : f->name);
	f->rights = (uint16_t)table_i16(face, HB_TAG('O', 'S', '/', '2'), 8);
	f->embeddable = may_embed(f->rights);
	measure(f);
	return true;
}

sp face_units(const struct face *f, sp size, int32_t units)
{
	return sp_scale(size, units, f->upem);
}

uint16_t face_nglyph(const struct face *f)
{
	return (uint16_t)hb_face_get_glyph_count(f->hb_face);
}

uint16_t face_glyph_of(const struct face *f, uint32_t character)
{
	hb_codepoint_t glyph = 0;
	hb_font_get_nominal_glyph(f->hb_font, character, &glyph);
	return (uint16_t)glyph;
}

uint16_t face_advance(const struct face *f, uint16_t glyph)
{
	return (uint16_t)hb_font_get_glyph_h_advance(f->hb_font, glyph);
}

struct extent face_extent(const struct face *f, uint16_t glyph)
{
	hb_glyph_extents_t e = {0};
	hb_font_get_glyph_extents(f->hb_font, glyph, &e);
	return (struct extent){
	    e.x_bearing, e.x_bearing + e.width, e.y_bearing + e.height, e.y_bearing};
}

double face_italic_angle(const struct face *f)
{
	const hb_tag_t post = HB_TAG('p', 'o', 's', 't');
	double whole = table_i16(f->hb_face, post, 4);
	return whole + (uint16_t)table_i16(f->hb_face, post, 6) / 65536.0;
}

/* ---- drawing ------------------------------------------------------------ */

struct drawing {
	const struct outline *outline;
	void *to;
};

static void draw_move(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state,
    float x, float y, void *user)
{
	const struct drawing *d = drawing;
	(void)funcs, (void)state, (void)user;
	d->outline->move(d->to, (double)x, (double)y);
}

static void draw_line(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state,
    float x, float y, void *user)
{
	const struct drawing *d = drawing;
	(void)funcs, (void)state, (void)user;
	d->outline->line(d->to, (double)x, (double)y);
}

static void draw_curve(hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state,
    float x1, float y1, float x2, float y2, float x3, float y3, void *user)
{
	const struct drawing *d = drawing;
	(void)funcs, (void)state, (void)user;
	d->outline->curve(d->to, (double)x1, (double)y1, (double)x2, (double)y2,
	    (double)x3, (double)y3);
}

static void draw_close(
    hb_draw_funcs_t *funcs, void *drawing, hb_draw_state_t *state, void *user)
{
	const struct drawing *d = drawing;
	(void)funcs, (void)state, (void)user;
	d->outline->close(d->to);
}

/* TrueType's quadratic curves reach draw_curve as cubic ones: HarfBuzz converts them
 * where no function takes them. */
void face_outline(const struct face *f, uint16_t glyph, const struct outline *o, void *to)
{
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();
	hb_draw_funcs_set_move_to_func(funcs, draw_move, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, draw_line, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, draw_curve, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, draw_close, NULL, NULL);
	struct drawing d = {o, to};
	hb_font_get_glyph_shape(f->hb_font, glyph, funcs, &d);
	hb_draw_funcs_destroy(funcs);
}
