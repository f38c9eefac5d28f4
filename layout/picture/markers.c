/*
 * The segments of a JPEG file, read without a decoder.
 *
 * In: a file's bytes, trusted in nothing. Out: the frame's header for the probe; the
 * picture's own data without metadata for the PDF writer; the ICC profile.
 * A photograph that needs no change costs one pass of memchr and memmove over its bytes,
 * in place (0.05 ms for 250 KB); libjpeg's jpeg_read_coefficients was rejected: it
 * decodes and codes the entropy data again, 200 times as long. So bits that are wrong
 * within a scan pass, as they do in every program that copies; a scan that stops short or
 * has markers out of order does not.
 * All APPn and COM segments are dropped, so EXIF, GPS, XMP, IPTC, thumbnails and maker
 * notes cannot pass; an Adobe segment of our own is written where readers need it.
 * Source: ITU-T T.81, annex B; T.872 (Adobe's APP14); ICC.1, annex B.4 (APP2).
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum {
	M_SOF0 = 0xC0,
	M_DHT = 0xC4,
	M_JPG = 0xC8,
	M_DAC = 0xCC,
	M_RST0 = 0xD0,
	M_RST7 = 0xD7,
	M_SOI = 0xD8,
	M_EOI = 0xD9,
	M_SOS = 0xDA,
	M_DQT = 0xDB,
	M_DRI = 0xDD,
	M_APP0 = 0xE0,
	M_APP1 = 0xE1,
	M_APP2 = 0xE2,
	M_APP14 = 0xEE,
	M_APP15 = 0xEF,
	M_COM = 0xFE
};

static const char cut_off[] = "its end is missing";
static const char disordered[] = "its parts are out of order";

static uint32_t be16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

/* One marker and the segment that follows it. */
struct segment {
	uint8_t marker;
	size_t start; /* offset of the 0xFF */
	size_t end;   /* offset of what follows */
	const uint8_t *body;
	size_t nbody;
};

static bool stands_alone(uint8_t marker)
{
	return marker == 0x01 || (marker >= M_RST0 && marker <= M_EOI);
}

/* Reads the segment at *at and moves *at past it. False: the file ends before it does, or
 * there is no marker here. */
static bool segment_next(struct bytes file, size_t *at, struct segment *s)
{
	size_t i = *at;

	if (i >= file.len || file.at[i] != 0xFF)
		return false;
	while (i < file.len && file.at[i] == 0xFF)
		i++;
	if (i >= file.len)
		return false;
	s->marker = file.at[i++];
	s->start = i - 2;
	s->body = file.at + i;
	s->nbody = 0;
	if (!stands_alone(s->marker)) {
		if (file.len - i < 2 || be16(file.at + i) < 2 ||
		    be16(file.at + i) > file.len - i)
			return false;
		s->body = file.at + i + 2;
		s->nbody = be16(file.at + i) - 2;
		i += s->nbody + 2;
	}
	*at = s->end = i;
	return true;
}

static bool body_starts(const struct segment *s, const char *name, size_t len)
{
	return s->nbody >= len && memcmp(s->body, name, len) == 0;
}

static bool is_frame(uint8_t marker)
{
	return marker >= M_SOF0 && marker <= 0xCF && marker != M_DHT && marker != M_JPG &&
	       marker != M_DAC;
}

static const char *read_frame(const struct segment *s, struct jpeg_frame *f)
{
	if (f->ncomponent)
		return disordered;
	if (s->nbody < 6 || s->nbody < 6u + 3u * s->body[5])
		return "its header is damaged";
	f->process = s->marker - M_SOF0;
	f->bits = s->body[0];
	f->height = be16(s->body + 1);
	f->width = be16(s->body + 3);
	f->ncomponent = s->body[5];
	if (f->ncomponent != 1 && f->ncomponent != 3 && f->ncomponent != 4)
		return "it has neither 1, 3 nor 4 colour components";
	if (f->bits != 8)
		return "it has more than 8 bits a colour";
	if (f->process > 2 && f->process != 9 && f->process != 10)
		return "it is a lossless or layered JPEG";
	if (f->width == 0 || f->height == 0)
		return "it is 0 pixels wide or high";
	for (int c = 0; c < f->ncomponent; c++) {
		f->id[c] = s->body[6 + 3 * c];
		f->quantizer[c] = s->body[8 + 3 * c];
	}
	return NULL;
}

static void read_app(const struct segment *s, struct jpeg_frame *f)
{
	if (s->marker == M_APP0 && body_starts(s, "JFIF", 5)) {
		f->jfif = true;
	} else if (s->marker == M_APP14 && body_starts(s, "Adobe", 5) && s->nbody >= 12) {
		f->adobe = true;
		f->transform = s->body[11];
	} else if (s->marker == M_APP2 && body_starts(s, "ICC_PROFILE", 12)) {
		f->has_profile = true;
	} else if (s->marker == M_APP1 && body_starts(s, "Exif\0", 6)) {
		f->orientation = exif_orientation(s->body + 6, s->nbody - 6);
	}
}

/* Good files have it as their last two bytes. */
const char *jpeg_end(struct bytes file, size_t scan)
{
	for (size_t i = file.len; i >= scan + 2; i--)
		if (file.at[i - 1] == M_EOI && file.at[i - 2] == 0xFF)
			return NULL;
	return cut_off;
}

const char *jpeg_frame(struct bytes file, struct jpeg_frame *frame, size_t *scan)
{
	size_t at = 2;
	struct segment s;

	*frame = (struct jpeg_frame){.orientation = 1};
	while (segment_next(file, &at, &s)) {
		const char *why = NULL;

		if (s.marker == M_SOS) {
			*scan = s.end;
			return frame->ncomponent ? NULL : disordered;
		}
		if (s.marker == M_EOI || s.marker == M_SOI)
			return disordered;
		if (is_frame(s.marker))
			why = read_frame(&s, frame);
		else if (s.marker >= M_APP0 && s.marker <= M_APP15)
			read_app(&s, frame);
		if (why)
			return why;
	}
	return at >= file.len || file.at[at] == 0xFF ? cut_off : "its header is damaged";
}

bool jpeg_copyable(const struct jpeg_frame *frame)
{
	return frame->process <= 2;
}

/* ---- copying ------------------------------------------------------------- */

/* What has been seen on the way through a file. */
struct walk {
	struct bytes file;
	const struct jpeg_frame *frame;
	unsigned quantizers, huffman; /* bits of the tables defined; DC 0-3, AC 4-7 */
	bool restarts;
	unsigned nscan;
	uint8_t *out; /* behind the place that is read */
	size_t nout;
};

static void emit(struct walk *w, const void *bytes, size_t len)
{
	memmove(w->out + w->nout, bytes, len);
	w->nout += len;
}

/*
 * libjpeg, and the camera, let JFIF's presence mean YCbCr; without it the component names
 * or Adobe's segment decide. As JFIF is dropped, Adobe's segment says what was meant.
 */
static void emit_adobe(struct walk *w)
{
	const struct jpeg_frame *f = w->frame;
	uint8_t segment[] = {
	    0xFF, M_APP14, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
	bool plain = f->id[0] == 1 && f->id[1] == 2 && f->id[2] == 3;
	bool rgb = f->id[0] == 'R' && f->id[1] == 'G' && f->id[2] == 'B';

	if (f->ncomponent == 1 || (f->ncomponent == 4 && !f->adobe))
		return;
	if (f->ncomponent == 3 && plain && (f->jfif || !f->adobe))
		return;
	if (f->ncomponent == 4)
		segment[15] = f->transform;
	else if (f->jfif)
		segment[15] = 1;
	else
		segment[15] = f->adobe ? f->transform : !rgb;
	emit(w, segment, sizeof segment);
}

static const char *see_quantizers(struct walk *w, const struct segment *s)
{
	size_t i = 0;

	while (i < s->nbody) {
		size_t size = 1 + (s->body[i] >> 4 ? 128 : 64);

		if ((s->body[i] & 15) > 3 || s->nbody - i < size)
			return "a quantization table is damaged";
		w->quantizers |= 1u << (s->body[i] & 15);
		i += size;
	}
	return NULL;
}

static const char *see_huffman(struct walk *w, const struct segment *s)
{
	size_t i = 0;

	while (i < s->nbody) {
		size_t ncode = 0;
		unsigned class = s->body[i] >> 4, index = s->body[i] & 15;

		if (class > 1 || index > 3 || s->nbody - i < 17)
			return "a Huffman table is damaged";
		for (int k = 1; k <= 16; k++)
			ncode += s->body[i + k];
		if (ncode > 256 || s->nbody - i < 17 + ncode)
			return "a Huffman table is damaged";
		w->huffman |= 1u << (class * 4 + index);
		i += 17 + ncode;
	}
	return NULL;
}

/* The scan's header against the frame and the tables so far. */
static const char *see_scan(struct walk *w, const struct segment *s)
{
	const struct jpeg_frame *f = w->frame;
	unsigned n = s->nbody ? s->body[0] : 0;

	if (n < 1 || n > f->ncomponent || s->nbody < 4u + 2u * n)
		return "the header of a scan is damaged";
	for (unsigned i = 0; i < n; i++) {
		unsigned tables = s->body[2 + 2 * i], c = 0;

		while (c < f->ncomponent && f->id[c] != s->body[1 + 2 * i])
			c++;
		if (c == f->ncomponent || (tables >> 4) > 3 || (tables & 15) > 3)
			return "the header of a scan is damaged";
		if (f->quantizer[c] > 3 || !(w->quantizers & 1u << f->quantizer[c]))
			return "a quantization table is missing";
		if (f->process != 2 && (!(w->huffman & 1u << (tables >> 4)) ||
					   !(w->huffman & 16u << (tables & 15))))
			return "a Huffman table is missing";
	}
	w->nscan++;
	return NULL;
}

/* End of the entropy-coded data that begins at `at`: the next marker that is no restart.
 */
static const char *scan_end(struct walk *w, size_t *at)
{
	const uint8_t *p = w->file.at + *at, *end = w->file.at + w->file.len;
	unsigned restart = 0;

	for (;;) {
		p = p < end ? memchr(p, 0xFF, (size_t)(end - p)) : NULL;
		if (!p || end - p < 2)
			return cut_off;
		if (p[1] == 0) {
			p += 2;
		} else if (p[1] == 0xFF) {
			p++;
		} else if (p[1] >= M_RST0 && p[1] <= M_RST7) {
			if (!w->restarts || p[1] != M_RST0 + (restart++ & 7))
				return "a part in the middle is missing";
			p += 2;
		} else {
			*at = (size_t)(p - w->file.at);
			return NULL;
		}
	}
}

static const char *copy_segment(struct walk *w, const struct segment *s, size_t *at)
{
	const char *why = NULL;

	if (s->marker == M_DQT)
		why = see_quantizers(w, s);
	else if (s->marker == M_DHT)
		why = see_huffman(w, s);
	else if (s->marker == M_DRI && s->nbody == 2)
		w->restarts = be16(s->body) != 0;
	else if (s->marker == M_SOS) {
		why = see_scan(w, s);
		if (!why)
			why = scan_end(w, at);
	} else if (!is_frame(s->marker))
		return disordered;
	if (!why)
		emit(w, w->file.at + s->start, *at - s->start);
	return why;
}

static const char *walk_file(struct walk *w)
{
	static const uint8_t soi[] = {0xFF, M_SOI}, eoi[] = {0xFF, M_EOI};
	size_t at = 2;
	struct segment s;

	emit(w, soi, 2);
	emit_adobe(w);
	while (segment_next(w->file, &at, &s)) {
		bool drop =
		    (s.marker >= M_APP0 && s.marker <= M_APP15) || s.marker == M_COM;
		const char *why = NULL;

		if (s.marker == M_EOI) {
			emit(w, eoi, 2);
			return w->nscan ? NULL : disordered;
		}
		if (!drop)
			why = copy_segment(w, &s, &at);
		if (why)
			return why;
	}
	return cut_off;
}

const char *jpeg_copy(
    struct loaded *l, const struct jpeg_frame *frame, struct image *image)
{
	struct walk w = {.file = l->file, .frame = frame, .out = l->heap};
	const char *why = walk_file(&w);

	if (why)
		return why;
	image->bytes = l->heap;
	l->heap = NULL;
	image->len = w.nout;
	image->dct = image->copied = true;
	image->inverted = frame->ncomponent == 4 && frame->adobe;
	image->width = frame->width;
	image->height = frame->height;
	image->ncomponent = frame->ncomponent;
	return NULL;
}

/* ---- the profile --------------------------------------------------------- */

/* Where the parts of a profile lie, by their numbers. */
struct parts {
	struct bytes part[256]; /* from 1 */
	unsigned n;
	size_t total;
};

/* False: parts contradict each other or are missing. */
static bool find_parts(struct bytes file, struct parts *p)
{
	size_t at = 2, nseen = 0;
	struct segment s;

	while (segment_next(file, &at, &s) && s.marker != M_SOS && s.marker != M_EOI) {
		if (s.marker != M_APP2 || !body_starts(&s, "ICC_PROFILE", 12) ||
		    s.nbody < 15)
			continue;
		unsigned number = s.body[12], count = s.body[13];
		if (number < 1 || number > count || (p->n && count != p->n) ||
		    p->part[number].at)
			return false;
		p->n = count;
		p->part[number] = (struct bytes){s.body + 14, s.nbody - 14};
		p->total += s.nbody - 14;
		nseen++;
	}
	return nseen > 0 && nseen == p->n && p->total <= PROFILE_MAX;
}

uint8_t *jpeg_profile(struct bytes file, size_t *len)
{
	struct parts p = {.n = 0};
	uint8_t *profile, *to;

	if (!find_parts(file, &p))
		return NULL;
	profile = to = malloc(p.total);
	if (!profile)
		die("memory for a color profile:");
	for (unsigned i = 1; i <= p.n; i++) {
		memcpy(to, p.part[i].at, p.part[i].len);
		to += p.part[i].len;
	}
	*len = p.total;
	return profile;
}
