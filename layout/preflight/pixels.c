/*
 * A picture's data: are they all there, and can anything be made of them?
 *
 * In: a picture, its size and its space. Out: what is wrong with its data. What libqpdf
 * unpacks is unpacked and counted. Of a JPEG its parts are followed from mark to mark,
 * for no decoder of it says that it ran out of data (ITU T.81, Annex B); of JPEG 2000,
 * which PDF/X-1a forbids and our own art cannot use, the head is read, for it may be
 * the only one to know in which space it is (ISO 15444-1, Annex I). Fax and JBIG2 are
 * believed, unless they are empty.
 */
#include "preflight/reader.h"

#include <stdlib.h>
#include <string.h>

/* Bytes of one picture, and of all in a file, that are unpacked to be counted. */
enum { UNPACKED_MOST = 300 << 20, ALL_MOST = 1 << 30 };

/* Bytes of anybody's: what is not there is 0. */
struct bytes {
	const unsigned char *at;
	size_t len;
};

static uint32_t big(struct bytes b, size_t from, size_t n)
{
	uint32_t number = 0;

	if (from > b.len || b.len - from < n)
		return 0;
	for (size_t i = 0; i < n; i++)
		number = number << 8 | b.at[from + i];
	return number;
}

static bool says(struct bytes b, size_t from, const char *name)
{
	const size_t n = strlen(name);

	return from <= b.len && b.len - from >= n && memcmp(b.at + from, name, n) == 0;
}

/* ---- JPEG ---------------------------------------------------------------------- */

enum { MARK = 0xFF, HEAD = 0xD8, END = 0xD9, SCAN = 0xDA, TABLES = 0xC4, TAIL = 64 };

static bool is_frame(uint32_t mark)
{
	return mark >= 0xC0 && mark <= 0xCF && mark != TABLES && mark != 0xC8 &&
	       mark != 0xCC;
}

/* Behind its end may stand what a program has put there. */
static bool has_end(struct bytes b)
{
	for (size_t i = b.len; i >= 2 && b.len - i < TAIL; i--)
		if (b.at[i - 2] == MARK && b.at[i - 1] == END)
			return true;
	return false;
}

static enum picture_fault jpeg_fault(struct bytes b)
{
	bool frame = false;
	size_t at = 2;

	if (big(b, 0, 2) != (MARK << 8 | HEAD))
		return PICTURE_BROKEN;
	while (at + 4 <= b.len && b.at[at] == MARK) {
		const uint32_t mark = b.at[at + 1];

		if (mark == SCAN && frame)
			return has_end(b) ? PICTURE_SOUND : PICTURE_CUT;
		frame |= is_frame(mark);
		at += mark == MARK ? 1 : 2 + (size_t)big(b, at + 2, 2);
	}
	return at + 4 > b.len ? PICTURE_CUT : PICTURE_BROKEN;
}

/* ---- JPEG 2000 ------------------------------------------------------------------- */

enum { GREY = 17, SRGB = 16, YCC = 18, CMYK = 12, BY_NUMBER = 1, SIZ_COUNT = 40 };

static const struct space *space_by_number(uint32_t number)
{
	return number == GREY			 ? &space_grey
	       : number == SRGB || number == YCC ? &space_rgb
	       : number == CMYK			 ? &space_cmyk
						 : NULL;
}

static const struct space *space_by_count(uint32_t n)
{
	return n == 1 ? &space_grey : n == 3 ? &space_rgb : n == 4 ? &space_cmyk : NULL;
}

/* The content of the first box of this name; at NULL: there is none. */
static struct bytes box_named(struct bytes b, const char *name)
{
	size_t at = 0;

	while (at + 8 <= b.len) {
		const size_t said = big(b, at, 4);
		const size_t len = said == 0 || said > b.len - at ? b.len - at : said;

		if (len < 8) /* one that is larger than 4 GB, or broken */
			break;
		if (says(b, at + 4, name))
			return (struct bytes){b.at + at + 8, len - 8};
		at += len;
	}
	return (struct bytes){0};
}

static const struct space *jpx_space(struct bytes b)
{
	const struct bytes head = box_named(b, "jp2h");
	const struct bytes color = box_named(head, "colr");
	const size_t profile = 3, model = profile + 16;

	if (big(b, 0, 2) == 0xFF4F)
		return space_by_count(big(b, SIZ_COUNT, 2));
	if (big(color, 0, 1) == BY_NUMBER)
		return space_by_number(big(color, 3, 4));
	return says(color, model, "GRAY")   ? &space_grey
	       : says(color, model, "RGB ") ? &space_rgb
	       : says(color, model, "CMYK") ? &space_cmyk
					    : NULL;
}

static enum picture_fault jpx_fault(struct bytes b)
{
	return big(b, 0, 4) == 0xFF4FFF51 || box_named(b, "jp2c").at ? PICTURE_JPX
								     : PICTURE_BROKEN;
}

/* ---- all ------------------------------------------------------------------------- */

static size_t count_of(const struct picture_fact *size, const struct space *s)
{
	const size_t n = s ? s->indexed ? 1 : s->n : 0;

	return ((size_t)size->width * n * size->bits + 7) / 8 * size->height;
}

static enum picture_fault unpacked_fault(struct file *f, value picture, size_t count)
{
	size_t len;
	char *bytes;

	if (count > UNPACKED_MOST || f->unpacked > ALL_MOST)
		return PICTURE_UNSEEN;
	bytes = value_bytes(f, picture, &len);
	free(bytes);
	f->unpacked += len;
	if (!bytes || (count && !len))
		return PICTURE_BROKEN;
	return len < count ? PICTURE_CUT : PICTURE_SOUND;
}

/* By the data as they stand in the file. */
static enum picture_fault raw_fault(
    struct file *f, value picture, enum picture_fault (*fault)(struct bytes b))
{
	size_t len;
	char *bytes = value_raw(f, picture, &len);
	const enum picture_fault found =
	    bytes && len ? fault((struct bytes){(unsigned char *)bytes, len})
			 : PICTURE_BROKEN;

	free(bytes);
	return found;
}

static enum picture_fault any_fault(struct bytes b)
{
	(void)b;
	return PICTURE_SOUND;
}

enum picture_fault pixels_fault(
    struct file *f, value picture, const struct picture_fact *size, const struct space *s)
{
	static const struct {
		const char *filter;
		enum picture_fault (*fault)(struct bytes b);
	} believed[] = {{"DCTDecode", jpeg_fault}, {"JPXDecode", jpx_fault},
	    {"CCITTFaxDecode", any_fault}, {"JBIG2Decode", any_fault}};
	const bool packed_again = value_count(f, value_entry(f, picture, "/Filter")) > 1;

	if (!value_is_stream(f, picture)) /* it stands within the content */
		return PICTURE_SOUND;
	for (size_t i = 0; size->filter && i < COUNT(believed); i++)
		if (strcmp(size->filter, believed[i].filter) == 0)
			return raw_fault(
			    f, picture, packed_again ? any_fault : believed[i].fault);
	return unpacked_fault(f, picture, count_of(size, s));
}

const struct space *pixels_space(struct file *f, value picture)
{
	size_t len;
	char *bytes = value_raw(f, picture, &len);
	const struct space *s =
	    bytes ? jpx_space((struct bytes){(unsigned char *)bytes, len}) : NULL;

	free(bytes);
	return s;
}
