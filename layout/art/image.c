/*
 * Pictures in art: samples of 8 bits in grey, RGB or CMYK.
 *
 * In: an image object of any space, depth and filter that libqpdf decodes. Out: an object
 * that each edition's writer converts from its profile; a JPEG in grey or RGB stays one.
 * Stencils stay what they are. Masks of every kind become soft masks, which PDF/A-2 and
 * X-4 allow.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "art/art.h"

#define SAMPLES_MAX ((size_t)400 << 20)

struct picture_job {
	struct taker *t;
	const struct place *at;
	handle stream, dict;
	uint32_t width, height;
	int bits;
	const struct space *space;
	double decode[2 * COMPONENTS_MAX];
	bool decoded; /* by an array of its own */
	/* Where its samples were mixed with a matte by its soft mask: the mask's own, and
	 * the matte; NULL: they were not. */
	uint8_t *alpha;
	double matte[COMPONENTS_MAX];
};

static handle entry(struct picture_job *j, const char *key)
{
	return qpdf_oh_get_key(j->t->pdf, j->dict, key);
}

static uint32_t whole(struct picture_job *j, const char *key)
{
	handle value = entry(j, key);
	const long long n = qpdf_oh_is_integer(j->t->pdf, value)
				? qpdf_oh_get_int_value(j->t->pdf, value)
				: 0;

	return n < 0 || n > 100000 ? 0 : (uint32_t)n;
}

static uint32_t refuse(struct picture_job *j, const char *why)
{
	record_say(j->t->record, 'b', "ask for it as PDF/X-4",
	    "cannot be used: a picture in it %s", why);
	return 0;
}

static void read_decode(struct picture_job *j)
{
	handle array = entry(j, "/Decode");
	const int n = 2 * j->space->n;
	const double top = j->space->kind == SPACE_IS_INDEXED ? (1 << j->bits) - 1 : 1;

	j->decoded = qpdf_oh_is_array(j->t->pdf, array) &&
		     qpdf_oh_get_array_n_items(j->t->pdf, array) >= n;
	for (int i = 0; i < n; i++)
		j->decode[i] = j->decoded
				   ? qpdf_oh_get_numeric_value(j->t->pdf,
					 qpdf_oh_get_array_item(j->t->pdf, array, i))
				   : (i % 2) * top;
	if (j->space->kind == SPACE_IS_LAB && !j->decoded) {
		j->decode[1] = 100;
		memcpy(j->decode + 2, j->space->range, sizeof j->space->range);
	}
}

/* False: reported. */
static bool read_shape(struct picture_job *j)
{
	j->width = whole(j, "/Width");
	j->height = whole(j, "/Height");
	j->bits = (int)whole(j, "/BitsPerComponent");
	if (!j->width || !j->height) {
		refuse(j, "has no size");
		return false;
	}
	if (j->bits != 1 && j->bits != 2 && j->bits != 4 && j->bits != 16)
		j->bits = 8;
	j->space = space_of(j->t, entry(j, "/ColorSpace"), j->at->resources);
	if (!j->space || j->space->kind == SPACE_IS_PATTERN) {
		record_say(j->t->record, 'c', "ask for it in CMYK, as PDF/X-4",
		    "has a picture whose colours cannot be converted for print");
		record_unfit(j->t->record, "a picture in it cannot be converted");
		j->space = &space_grey;
		return false;
	}
	if ((size_t)j->width * j->height * (size_t)j->space->n > SAMPLES_MAX) {
		refuse(j, "is too large");
		return false;
	}
	read_decode(j);
	return true;
}

/* ---- samples --------------------------------------------------------------------- */

static size_t row_length(const struct picture_job *j)
{
	return ((size_t)j->width * (size_t)j->space->n * (size_t)j->bits + 7) / 8;
}

/* Those of rows that are there whole. */
static size_t whole_pixels(const struct picture_job *j, size_t len)
{
	const size_t nrow = len / row_length(j);

	return j->width * (nrow < j->height ? nrow : j->height);
}

static unsigned sample(const uint8_t *row, size_t i, int bits)
{
	if (bits == 8)
		return row[i];
	if (bits == 16)
		return (unsigned)row[2 * i] << 8 | row[2 * i + 1];
	return row[i * (size_t)bits / 8] >> (8 - bits - (int)(i * (size_t)bits % 8)) &
	       ((1u << bits) - 1);
}

/* Takes the matte out again (ISO 32000-1, 11.6.5.3). */
static void unmix(const struct picture_job *j, uint8_t alpha, double *value)
{
	for (int k = 0; k < j->space->n; k++)
		value[k] =
		    j->matte[k] + (alpha ? (value[k] - j->matte[k]) * 255 / alpha : 0);
}

/* As its space has it. */
static void pixel_at(
    const struct picture_job *j, const uint8_t *bytes, size_t i, double *value)
{
	const int n = j->space->n;
	const double top = j->bits == 16 ? 65535 : (1 << j->bits) - 1;
	const size_t x = i % j->width, y = i / j->width;
	const uint8_t *row = bytes + y * row_length(j);

	for (int k = 0; k < n; k++) {
		const unsigned raw = sample(row, x * (size_t)n + (size_t)k, j->bits);

		value[k] = j->decode[2 * k] +
			   raw / top * (j->decode[2 * k + 1] - j->decode[2 * k]);
	}
	if (j->alpha)
		unmix(j, j->alpha[i], value);
}

static void put_pixel(
    struct picture_job *j, const uint8_t *bytes, size_t i, uint8_t *to, int nto)
{
	double value[COMPONENTS_MAX];
	struct color c;

	pixel_at(j, bytes, i, value);
	c = space_color(j->space, value);
	for (int k = 0; k < nto; k++)
		to[k] = (uint8_t)(c.at[k] * 255 + 0.5f);
}

static uint8_t *convert(struct picture_job *j, const uint8_t *bytes, size_t len, int nto)
{
	const size_t n = whole_pixels(j, len);
	uint8_t *to = calloc((size_t)j->width * j->height, (size_t)nto);

	if (!to)
		die("memory for a picture:");
	for (size_t i = 0; i < n; i++)
		put_pixel(j, bytes, i, to + i * (size_t)nto, nto);
	return to;
}

/* As what its samples come out: components and source. */
static struct color kind_of(const struct space *s)
{
	const double nothing[COMPONENTS_MAX] = {0};

	return space_color(s, nothing);
}

static void to_brightness(uint8_t *samples, size_t npixel, int n)
{
	for (size_t i = 0; n == 3 && i < npixel; i++)
		samples[i] = (uint8_t)((samples[3 * i] * 77u + samples[3 * i + 1] * 151u +
					   samples[3 * i + 2] * 28u) >>
				       8);
}

static unsigned most_of(const uint8_t *inks, size_t npixel)
{
	unsigned most = 0;

	for (size_t i = 0; i < npixel; i++, inks += 4) {
		const unsigned all = (unsigned)inks[0] + inks[1] + inks[2] + inks[3];

		most = all > most ? all : most;
	}
	return most;
}

static void keep(struct picture_job *j, uint32_t index, uint8_t *samples, int n)
{
	const size_t npixel = (size_t)j->width * j->height;
	struct record_object *o = &j->t->record->object[index];

	if (j->at->mask && n > 1) {
		to_brightness(samples, npixel, n);
		n = 1;
	}
	o->is.ncomponent = (uint8_t)n;
	buf_add(&o->body.out, samples, npixel * (size_t)n);
	if (n == 4 && !j->space->source)
		note_ink(j->t, most_of(samples, npixel) / 255.0);
}

/* A JPEG that a PDF reader may be given as it is, in a space it has by itself. */
static bool keep_jpeg(struct picture_job *j, uint32_t index)
{
	struct taker *t = j->t;
	struct record_object *o = &t->record->object[index];
	handle filter = entry(j, "/Filter");
	unsigned char *bytes = NULL;
	QPDF_BOOL filtered;
	size_t len = 0;
	const int n = j->space->n;

	if (qpdf_oh_is_array(t->pdf, filter) &&
	    qpdf_oh_get_array_n_items(t->pdf, filter) == 1)
		filter = qpdf_oh_get_array_item(t->pdf, filter, 0);
	if (!qpdf_oh_is_name_and_equals(t->pdf, filter, "/DCTDecode") || j->decoded ||
	    j->alpha || j->space->kind != SPACE_IS_DEVICE || n == 4 ||
	    (n == 3 && j->at->mask))
		return false;
	if (qpdf_oh_get_stream_data(
		t->pdf, j->stream, qpdf_dl_none, &filtered, &bytes, &len) &
	    QPDF_ERRORS)
		return false;
	o->is.ncomponent = (uint8_t)n;
	o->is.source = j->at->mask ? 0 : j->space->source;
	o->is.dct = true;
	buf_add(&o->body.out, bytes, len);
	free(bytes);
	return true;
}

static bool keep_samples(struct picture_job *j, uint32_t index)
{
	const struct color kind = kind_of(j->space);
	const int n = kind.n;
	size_t len;
	uint8_t *bytes = stream_bytes(j->t, j->stream, &len), *samples;
	const bool ready =
	    j->bits == 8 && j->space->kind == SPACE_IS_DEVICE && !j->decoded && !j->alpha;

	if (!bytes) {
		refuse(j, "is damaged, or of a kind such as JPEG 2000");
		return false;
	}
	if (ready && len >= (size_t)j->width * j->height * (size_t)n) {
		keep(j, index, bytes, n);
	} else {
		samples = convert(j, bytes, len, n);
		keep(j, index, samples, n);
		free(samples);
	}
	if (!j->at->mask)
		j->t->record->object[index].is.source = kind.source;
	free(bytes);
	return true;
}

/* ---- spot colors ------------------------------------------------------------------ */

/* The space whose tints a picture has, by a table or as they are. */
static const struct space *spots_of(const struct space *s)
{
	return s->kind == SPACE_IS_INDEXED ? s->base : s;
}

static void put_tints(struct picture_job *j, const uint8_t *bytes, size_t i, uint8_t *to)
{
	const struct space *s = j->space, *spots = spots_of(s);
	double value[COMPONENTS_MAX];

	pixel_at(j, bytes, i, value);
	if (s->kind == SPACE_IS_INDEXED)
		index_at(s, value[0], value);
	for (int k = 0; k < spots->n; k++)
		to[k] = (uint8_t)(fmin(1, fmax(0, value[k])) * 255 + 0.5);
}

/* The samples once more, as tints, for where the plate is kept. False: reported. */
static bool keep_tints(struct picture_job *j, uint32_t index)
{
	struct record *r = j->t->record;
	const struct space *spots = spots_of(j->space);
	const size_t npixel = (size_t)j->width * j->height;
	uint8_t tint[COMPONENTS_MAX] = {0};
	size_t len;
	uint8_t *bytes = stream_bytes(j->t, j->stream, &len);
	const uint32_t space = spot_space(j->t, spots),
		       twin = record_object(r, ART_IMAGE);

	if (!bytes) {
		refuse(j, "is damaged, or of a kind such as JPEG 2000");
		return false;
	}
	for (size_t i = 0; i < npixel; i++) {
		if (i < whole_pixels(j, len))
			put_tints(j, bytes, i, tint);
		buf_add(&r->object[twin].body.out, tint, (size_t)spots->n);
	}
	free(bytes);
	r->object[twin].is.ncomponent = (uint8_t)spots->n;
	r->object[twin].is.if_spot = spots->spot;
	r->object[twin].is.space = space;
	r->object[index].is.unless_spot = spots->spot;
	r->object[index].twin = twin;
	return true;
}

/* ---- stencils and masks --------------------------------------------------------------
 */

static bool is_stencil(struct picture_job *j)
{
	handle mask = entry(j, "/ImageMask");

	return qpdf_oh_is_bool(j->t->pdf, mask) &&
	       qpdf_oh_get_bool_value(j->t->pdf, mask);
}

static uint32_t take_stencil(struct picture_job *j)
{
	static const char *const keys[] = {"/Width", "/Height", "/Decode"};
	struct text head = {0}, body = {0};
	size_t len;
	uint8_t *bytes = stream_bytes(j->t, j->stream, &len);
	uint32_t index;

	if (!bytes)
		return refuse(j, "is damaged, or of a kind such as fax");
	text_string(&head, "/Type /XObject /Subtype /Image /ImageMask true "
			   "/BitsPerComponent 1 ");
	for (size_t i = 0; i < COUNT(keys); i++)
		put_entry(j->t, &head, j->dict, keys[i]);
	text_add(&body, bytes, len);
	free(bytes);
	index = record_object(j->t->record, ART_STREAM);
	j->t->record->object[index].head = head;
	j->t->record->object[index].body = body;
	return index;
}

/* As an object of its own; the samples are given back. */
static uint32_t keep_mask(struct picture_job *j, uint8_t *samples)
{
	const uint32_t index = record_object(j->t->record, ART_IMAGE);
	struct record_object *o = &j->t->record->object[index];

	buf_add(&o->body.out, samples, (size_t)j->width * j->height);
	o->is.ncomponent = 1;
	o->is.width = j->width;
	o->is.height = j->height;
	o->is.soft = true;
	free(samples);
	return index;
}

/* A stencil as a soft mask: 1 is what it hides. */
static uint32_t take_hard_mask(struct taker *t, handle stream, const struct place *at)
{
	struct picture_job j = {.t = t,
	    .at = at,
	    .stream = stream,
	    .dict = qpdf_oh_get_dict(t->pdf, stream),
	    .bits = 1,
	    .space = &space_grey};
	size_t len;
	uint8_t *bytes, *samples;

	j.width = whole(&j, "/Width");
	j.height = whole(&j, "/Height");
	bytes = stream_bytes(t, stream, &len);
	if (!bytes || !j.width || !j.height) {
		free(bytes);
		return refuse(&j, "has a damaged mask");
	}
	read_decode(&j);
	for (int i = 0; i < 2; i++)
		j.decode[i] = 1 - j.decode[i];
	samples = convert(&j, bytes, len, 1);
	free(bytes);
	return keep_mask(&j, samples);
}

/* The color that nothing is seen of, as a mask: raw samples within the key's ranges. */
static uint32_t take_key(struct picture_job *j, handle key)
{
	const size_t n = (size_t)j->space->n;
	unsigned low[COMPONENTS_MAX], high[COMPONENTS_MAX];
	size_t len;
	uint8_t *bytes, *samples;

	if (qpdf_oh_get_array_n_items(j->t->pdf, key) < (int)(2 * n))
		return 0;
	for (size_t k = 0; k < 2 * n; k++)
		(k % 2 ? high : low)[k / 2] = (unsigned)fmax(
		    0, qpdf_oh_get_numeric_value(
			   j->t->pdf, qpdf_oh_get_array_item(j->t->pdf, key, (int)k)));
	bytes = stream_bytes(j->t, j->stream, &len);
	samples = calloc(j->width, j->height);
	if (!samples)
		die("memory for a picture:");
	for (size_t i = 0; bytes && i < whole_pixels(j, len); i++) {
		const uint8_t *row = bytes + i / j->width * row_length(j);
		bool hidden = true;

		for (size_t k = 0; k < n; k++) {
			const unsigned raw = sample(row, i % j->width * n + k, j->bits);

			hidden = hidden && raw >= low[k] && raw <= high[k];
		}
		samples[i] = hidden ? 0 : 255;
	}
	free(bytes);
	return keep_mask(j, samples);
}

static uint32_t mask_of(struct picture_job *j)
{
	struct place at = *j->at;
	handle soft = entry(j, "/SMask"), hard = entry(j, "/Mask");

	at.mask = at.alpha = true;
	if (qpdf_oh_is_stream(j->t->pdf, soft))
		return take_image(j->t, soft, &at);
	if (qpdf_oh_is_stream(j->t->pdf, hard))
		return take_hard_mask(j->t, hard, &at);
	return qpdf_oh_is_array(j->t->pdf, hard) ? take_key(j, hard) : 0;
}

/* The soft mask's samples, and what it was mixed with, if it was: of one size then. */
static void read_matte(struct picture_job *j)
{
	struct taker *t = j->t;
	struct place at = *j->at;
	handle mask = entry(j, "/SMask"), matte;
	struct picture_job m = {.t = t, .at = &at, .stream = mask};
	size_t len;
	uint8_t *bytes;

	if (!qpdf_oh_is_stream(t->pdf, mask))
		return;
	m.dict = qpdf_oh_get_dict(t->pdf, mask);
	matte = qpdf_oh_get_key(t->pdf, m.dict, "/Matte");
	if (!qpdf_oh_is_array(t->pdf, matte) || j->space->kind == SPACE_IS_INDEXED ||
	    qpdf_oh_get_array_n_items(t->pdf, matte) < j->space->n || !read_shape(&m) ||
	    m.width != j->width || m.height != j->height)
		return;
	for (int k = 0; k < j->space->n; k++)
		j->matte[k] = qpdf_oh_get_numeric_value(
		    t->pdf, qpdf_oh_get_array_item(t->pdf, matte, k));
	bytes = stream_bytes(t, mask, &len);
	if (bytes)
		j->alpha = convert(&m, bytes, len, 1);
	free(bytes);
}

static void put_frame(struct picture_job *j, uint32_t index, uint32_t mask)
{
	struct art_object *o = &j->t->record->object[index].is;

	o->mask = mask;
	o->width = j->width;
	o->height = j->height;
	o->soft = j->at->mask;
}

uint32_t take_image(struct taker *t, handle image, const struct place *at)
{
	struct picture_job j = {
	    .t = t, .at = at, .stream = image, .dict = qpdf_oh_get_dict(t->pdf, image)};
	const char kind = at->mask ? 'j' : 'i';
	uint32_t index = taken_as(t, image, kind), mask;

	if (index)
		return index;
	if (t->depth > 4 * COMPONENTS_MAX)
		return refuse(&j, "holds itself");
	if (is_stencil(&j)) {
		index = take_stencil(&j);
		remember(t, image, kind, index);
		return index;
	}
	if (!read_shape(&j))
		return 0;
	read_matte(&j);
	index = record_object(t->record, ART_IMAGE);
	remember(t, image, kind, index);
	const bool kept =
	    (at->mask || !spots_of(j.space)->spot || keep_tints(&j, index)) &&
	    (keep_jpeg(&j, index) || keep_samples(&j, index));
	free(j.alpha);
	if (!kept)
		return 0;
	mask = at->alpha ? 0 : mask_of(&j);
	put_frame(&j, index, mask);
	if (t->record->object[index].twin)
		put_frame(&j, t->record->object[index].twin, mask);
	t->record->art.clear |= mask > 0;
	return index;
}
