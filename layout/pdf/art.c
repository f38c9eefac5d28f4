/*
 * Art as a form XObject: its holes filled as the edition is.
 *
 * In: objects with holes (picture.h) and an edition. Out: the objects, numbered and
 * written; the first is the form. Inks are the palette's; other colors are RGB for the
 * screen and CMYK for the press, greys grey in both, which is the black plate.
 */
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

struct filling {
	struct writer *w;
	const struct picture *picture;
	const struct picture_want *want;
	struct colors *colors;
	uint32_t first; /* number of the first object */
	double scale;	/* that it is shown at, widest */
	bool *kept;	/* by index of spots: it keeps its plate */
};

/* ---- colors --------------------------------------------------------------- */

/* One component or as many as the edition's space has. */
struct mix {
	int n;
	float at[4];
};

bool art_has_plate(const struct writer *w, const struct picture *p)
{
	const struct palette *palette = w->job->edition->palette;
	const struct rgb paper = palette_rgb(palette, (struct ink){INK_PAPER, 1000});

	return p->art && !p->art->inks &&
	       (paper.r != 255 || paper.g != 255 || paper.b != 255);
}

/* On a white plate inks are dark, whatever the scheme. */
static struct rgb rgb_of(const struct filling *f, struct ink ink)
{
	const struct palette *palette = f->w->job->edition->palette;
	const bool light = ink.tint < 500 || ink.index == INK_PAPER ||
			   (int)ink.index == palette_find(palette, "reverse");

	if (!art_has_plate(f->w, f->picture))
		return palette_rgb(palette, ink);
	return palette_rgb(
	    &palette_plain, (struct ink){light ? INK_PAPER : INK_TEXT, 1000});
}

static struct mix ink_of(const struct filling *f, const uint8_t *at)
{
	const struct art *art = f->picture->art;
	const struct palette *palette = f->w->job->edition->palette;
	const bool press = f->want->space == SPACE_CMYK;
	uint16_t name, tint;
	struct mix m = {.n = press ? 4 : 3};
	int index;

	memcpy(&name, at, sizeof name);
	memcpy(&tint, at + sizeof name, sizeof tint);
	index = palette_find(palette, art->ink[name]);
	struct ink ink = {index < 0 ? INK_TEXT : (uint16_t)index, tint};
	if (press) {
		struct cmyk c = palette_cmyk(palette, ink);
		m = (struct mix){
		    4, {c.c / 1000.0f, c.m / 1000.0f, c.y / 1000.0f, c.k / 1000.0f}};
	} else {
		struct rgb c = rgb_of(f, ink);
		m = (struct mix){3, {c.r / 255.0f, c.g / 255.0f, c.b / 255.0f, 0}};
	}
	return m;
}

/* Reads the color at *at and steps over it. */
static struct mix mix_of(const struct filling *f, const uint8_t **at)
{
	const uint8_t kind = *(*at)++, n = kind & (uint8_t)~ART_BLENDED;
	struct mix m = {.n = f->want->space == SPACE_CMYK ? 4 : 3};
	struct art_color from = {.n = n, .blended = kind & ART_BLENDED};

	if (!n) {
		m = ink_of(f, *at);
		*at += 2 * sizeof(uint16_t);
		return m;
	}
	from.source = *(*at)++;
	memcpy(from.at, *at, n * sizeof *from.at);
	*at += n * sizeof *from.at;
	colors_convert(f->colors, &from, m.at);
	return m;
}

static void put_mix(struct buf *out, const struct mix *m)
{
	for (int i = 0; i < m->n; i++) {
		buf_number(out, (double)m->at[i], 4);
		buf_char(out, ' ');
	}
}

static void note_plates(struct writer *w, const struct mix *m)
{
	for (int i = 0; m->n == 4 && i < m->n; i++)
		if (m->at[i] > 0)
			w->art_plates |= 1u << i;
	if (m->n == 1 && m->at[0] < 1)
		w->art_plates |= PLATE_BLACK;
}

static void put_paint(struct buf *out, const struct mix *m, bool fill)
{
	put_mix(out, m);
	if (m->n == 4)
		buf_string(out, fill ? "k" : "K");
	else
		buf_string(out, fill ? "rg" : "RG");
}

/* ---- texts ---------------------------------------------------------------- */

static uint32_t number_at(const uint8_t **at)
{
	uint32_t n;

	memcpy(&n, *at, sizeof n);
	*at += sizeof n;
	return n;
}

/* One of enum art_mark, a size, a color: do they overprint? Steps over them. */
static bool overprints(const struct filling *f, const uint8_t **at)
{
	const struct preset *preset = f->w->job->edition->preset;
	const enum art_mark mark = (enum art_mark) * (*at)++;
	float size;

	memcpy(&size, *at, sizeof size);
	*at += sizeof size;
	const struct mix m = mix_of(f, at);
	if (m.n != 4 || m.at[0] > 0 || m.at[1] > 0 || m.at[2] > 0 || m.at[3] < 1)
		return false;
	return preset && pdfx_overprints(preset, mark, (double)size * f->scale);
}

/* Is what follows, up to ART_END, left out? Steps over what the condition says. */
static bool leaves_out(const struct filling *f, enum art_step step, const uint8_t **at)
{
	uint16_t spot;

	if (step == ART_IF_PRESS)
		return f->want->space != SPACE_CMYK;
	if (step == ART_IF_BLACK)
		return !overprints(f, at);
	memcpy(&spot, *at, sizeof spot);
	*at += sizeof spot;
	return f->kept[spot] != (step == ART_IF_SPOT);
}

static void skip(const uint8_t **at, const uint8_t *end)
{
	while (*at < end) {
		const enum art_step step = (enum art_step) * (*at)++;

		if (step == ART_END)
			return;
		*at += art_step_length(step, *at);
	}
}

static void put_packed(struct buf *out, const struct mix *m)
{
	for (int i = 0; i < m->n; i++)
		buf_char(out, (char)(uint8_t)(m->at[i] * 255 + 0.5f));
}

static void put_color(
    const struct filling *f, enum art_step step, const uint8_t **at, struct buf *out)
{
	const struct mix m = mix_of(f, at);

	note_plates(f->w, &m);
	if (step == ART_VALUES)
		put_mix(out, &m);
	else if (step == ART_PACKED)
		put_packed(out, &m);
	else
		put_paint(out, &m, step == ART_FILL);
}

static void put_bytes(
    const struct filling *f, enum art_step step, const uint8_t **at, struct buf *out)
{
	const uint32_t n = number_at(at);

	if (step == ART_BYTES || f->want->space == SPACE_CMYK)
		buf_add(out, *at, n);
	*at += n;
}

static void fill(const struct filling *f, struct art_text text, struct buf *out)
{
	const uint8_t *at = text.at, *end = text.at + text.len;
	const bool press = f->want->space == SPACE_CMYK;
	size_t clear =
	    0; /* where it began; what the file may not have is cut off there */

	while (at < end) {
		const enum art_step step = (enum art_step) * at++;

		switch (step) {
		case ART_CLEAR:
			clear = out->len;
			break;
		case ART_OPAQUE:
			if (f->w->format->opaque)
				out->at[out->len = clear] = '\0';
			break;
		case ART_BYTES:
		case ART_PRESS:
			put_bytes(f, step, &at, out);
			break;
		case ART_OBJECT:
			put_ref(out, f->first + number_at(&at));
			break;
		case ART_FILL:
		case ART_STROKE:
		case ART_VALUES:
		case ART_PACKED:
			put_color(f, step, &at, out);
			break;
		case ART_SPACE:
			buf_string(out, press ? "/DeviceCMYK" : "/DeviceRGB");
			break;
		case ART_RANGES:
			buf_string(out, press ? "0 1 0 1 0 1 0 1 " : "0 1 0 1 0 1 ");
			break;
		case ART_IF_PRESS:
		case ART_IF_SPOT:
		case ART_UNLESS_SPOT:
		case ART_IF_BLACK:
			if (leaves_out(f, step, &at))
				skip(&at, end);
			break;
		case ART_END:
			break;
		}
	}
}

/* ---- spot colors ------------------------------------------------------------ */

bool art_keeps_spot(const struct edition *e, const struct art_spot *spot)
{
	if (spot->kind != SPOT_NAMED)
		return spot->kind == SPOT_NONE;
	for (uint32_t i = 0; i < spot->n; i++)
		if (plate_named(spot->name[i]) < 0 &&
		    strcmp(spot->name[i], "None") != 0 &&
		    !(e->preset && preset_takes_spot(e->preset, spot->name[i])))
			return false;
	return true;
}

static void note_spot(struct writer *w, const struct art_spot *spot)
{
	for (uint32_t i = 0; spot->kind == SPOT_NAMED && i < spot->n; i++) {
		const int plate = plate_named(spot->name[i]);

		if (plate >= 0)
			w->art_plates |= 1u << plate;
		else if (strcmp(spot->name[i], "None") != 0)
			w->art_plates |= account_spot(w, spot->name[i]);
	}
}

static bool *spots_kept(struct arena *a, struct writer *w, const struct art *art)
{
	bool *kept = ARENA_ARRAY(a, bool, art->nspot);

	for (size_t i = 0; i < art->nspot; i++) {
		kept[i] = art_keeps_spot(w->job->edition, &art->spot[i]);
		if (kept[i])
			note_spot(w, &art->spot[i]);
	}
	return kept;
}

/* ---- objects -------------------------------------------------------------- */

/* A picture in the inks of a space by name. */
static void write_tints(
    const struct filling *f, const struct art_object *o, uint32_t number)
{
	struct buf entries = {0};

	buf_printf(&entries,
	    "/Type /XObject /Subtype /Image /BitsPerComponent 8 /Width %u /Height %u "
	    "/ColorSpace ",
	    (unsigned)o->width, (unsigned)o->height);
	put_ref(&entries, f->first + o->space);
	if (o->mask) {
		buf_char(&entries, ' ');
		put_entry_ref(&entries, "/SMask", f->first + o->mask);
	}
	object_write_stream(f->w->objects, number,
	    &(struct stream){.entries = entries.at,
		.bytes = o->body.at,
		.len = o->body.len,
		.deflate = true});
	buf_release(&entries);
}

static bool write_image(
    const struct filling *f, const struct art_object *o, uint32_t number)
{
	struct image image = {0};

	if (o->if_spot) {
		write_tints(f, o, number);
		return true;
	}
	if (!art_encode(f->picture, o, f->w->job->diag, f->want, &image))
		return false;
	f->w->art_plates |= image.ncomponent == 1 ? PLATE_BLACK : PLATES_ALL;
	image_write(f->w, &image, number, o->mask ? f->first + o->mask : 0);
	image_release(&image);
	return true;
}

static bool write_object(
    const struct filling *f, const struct art_object *o, uint32_t number)
{
	struct objects *objects = f->w->objects;
	struct buf head = {0}, body = {0};

	if ((o->if_spot && !f->kept[o->if_spot - 1]) ||
	    (o->unless_spot && f->kept[o->unless_spot - 1])) {
		buf_string(&head, "null");
		object_write(objects, number, &head);
		buf_release(&head);
		return true;
	}
	if (o->kind == ART_IMAGE)
		return write_image(f, o, number);
	fill(f, o->head, &head);
	if (o->kind == ART_STREAM) {
		fill(f, o->body, &body);
		object_write_stream(objects, number,
		    &(struct stream){.entries = head.at ? head.at : "",
			.bytes = body.at ? body.at : "",
			.len = body.len,
			.deflate = true});
	} else {
		object_write(objects, number, &head);
	}
	buf_release(&head);
	buf_release(&body);
	return true;
}

void art_convert(const struct picture *p, struct diag *d, const struct picture_want *want)
{
	struct image image;

	for (size_t i = 0; i < p->art->nobject; i++)
		if (p->art->object[i].kind == ART_IMAGE && !p->art->object[i].if_spot) {
			art_encode(p, &p->art->object[i], d, want, &image);
			image_release(&image);
		}
}

uint32_t art_write(
    struct writer *w, const struct picture *p, const struct picture_want *want)
{
	const struct art *art = p->art;
	struct filling f = {.w = w, .picture = p, .want = want};
	struct arena *scratch = arena_new();
	bool whole = true;

	w->art = p;
	w->art_plates = 0;
	account_add_art(w, art);
	f.colors = colors_new(scratch, w->job->diag, want, art);
	f.scale = sp_to_pt(want->width) / art->width;
	f.kept = spots_kept(scratch, w, art);
	f.first = object_reserve(w->objects, (uint32_t)art->nobject);
	for (size_t i = 0; whole && i < art->nobject; i++)
		whole = write_object(&f, &art->object[i], f.first + (uint32_t)i);
	w->art = NULL;
	arena_close(scratch);
	return whole ? f.first : 0;
}
