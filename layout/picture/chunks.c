/*
 * The chunks of a PNG file, read without a decoder; and the orientation in an EXIF block,
 * which both PNG (eXIf) and JPEG (APP1) carry.
 *
 * In: a file's bytes, trusted in nothing. Out: the header for the probe; for the PDF
 * writer the compressed samples as they are, which PDF's Flate filter with PNG predictors
 * can read: no inflating, no deflating. Their check sums are proved, so that a damaged
 * file is found although nothing is decoded.
 * Source: PNG (ISO 15948), 5 and 11; ISO 32000-1, 7.4.4.4; TIFF 6.0; Exif 2.32, 4.6.
 */
#include <string.h>

#include "picture/pixels.h"

static const char damaged[] = "its pixels are damaged";

struct chunk {
	uint32_t len;
	const uint8_t *name, *body; /* 4 bytes; len bytes */
};

static uint32_t be32(const uint8_t *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 |
	       at[3];
}

/* The chunk at *at; moves *at past it. False: the file ends before the chunk does. */
static bool chunk_next(struct bytes file, size_t *at, struct chunk *c)
{
	if (file.len < *at || file.len - *at < 12)
		return false;
	c->len = be32(file.at + *at);
	c->name = file.at + *at + 4;
	c->body = c->name + 4;
	if (c->len > file.len - *at - 12)
		return false;
	*at += (size_t)c->len + 12;
	return true;
}

static bool is(const struct chunk *c, const char *name)
{
	return memcmp(c->name, name, 4) == 0;
}

/* Bits that each color type allows (PNG, table 11.1). */
static bool depth_fits(uint8_t color, uint8_t bits)
{
	switch (color) {
	case 0:
		return bits == 1 || bits == 2 || bits == 4 || bits == 8 || bits == 16;
	case 3:
		return bits == 1 || bits == 2 || bits == 4 || bits == 8;
	case 2:
	case 4:
	case 6:
		return bits == 8 || bits == 16;
	default:
		return false;
	}
}

static const char *read_header(const struct chunk *c, struct png_header *h)
{
	if (c->len != 13)
		return "its header is damaged";
	h->width = be32(c->body);
	h->height = be32(c->body + 4);
	h->bits = c->body[8];
	h->color = c->body[9];
	h->interlace = c->body[12];
	if (h->width == 0 || h->height == 0)
		return "it is 0 pixels wide or high";
	if (!depth_fits(h->color, h->bits) || c->body[10] || c->body[11] ||
	    h->interlace > 1)
		return "its header is damaged";
	return NULL;
}

const char *png_header(struct bytes file, struct png_header *h)
{
	size_t at = 8;
	struct chunk c;
	const char *why;

	*h = (struct png_header){.orientation = 1};
	if (!chunk_next(file, &at, &c))
		return "its end is missing";
	if (!is(&c, "IHDR"))
		return "its header is missing";
	why = read_header(&c, h);
	if (why)
		return why;
	while (chunk_next(file, &at, &c)) {
		if (is(&c, "IEND"))
			return h->ndata ? NULL : "it holds no pixels";
		if (is(&c, "IDAT"))
			h->ndata += c.len;
		else if (is(&c, "tRNS"))
			h->transparent = true;
		else if (is(&c, "iCCP"))
			h->has_profile = true;
		else if (is(&c, "eXIf"))
			h->orientation = exif_orientation(c.body, c.len);
	}
	return "its end is missing";
}

/* ---- words ------------------------------------------------------------------ */

/* A tEXt chunk's words: a keyword, a zero byte, the text. */
static const char *words_of(struct arena *a, const struct chunk *c, const char *key)
{
	const size_t len = strlen(key) + 1;

	return c->len > len && memcmp(c->body, key, len) == 0
		   ? arena_copy(a, (const char *)c->body + len, c->len - len)
		   : NULL;
}

struct picture_note picture_note_read(struct arena *a, const char *path)
{
	struct picture_note note = {0};
	struct bytes file = {0};
	size_t at = 8;
	struct chunk c;

	file.at = file_map(a, path, &file.len);
	if (!file.at || file.len < at || memcmp(file.at, "\x89PNG", 4) != 0)
		return note;
	while (chunk_next(file, &at, &c) && !is(&c, "IDAT")) {
		if (!is(&c, "tEXt"))
			continue;
		note.words = note.words ? note.words : words_of(a, &c, "Description");
		note.of = note.of ? note.of : words_of(a, &c, "Source");
	}
	return note;
}

/* ---- copying ------------------------------------------------------------- */

static void crc_table(uint32_t table[256])
{
	for (uint32_t n = 0; n < 256; n++) {
		uint32_t c = n;
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
		table[n] = c;
	}
}

/* The check sum covers the name and the body and follows them. */
static bool sum_fits(const struct chunk *c, const uint32_t table[256])
{
	uint32_t crc = 0xFFFFFFFFu;

	for (size_t i = 0; i < (size_t)c->len + 4; i++)
		crc = table[(crc ^ c->name[i]) & 255] ^ crc >> 8;
	return (crc ^ 0xFFFFFFFFu) == be32(c->body + c->len);
}

const char *png_copy(struct loaded *l, const struct png_header *h, struct image *image)
{
	size_t at = 8, n = 0;
	struct chunk c;
	uint32_t table[256];
	uint8_t *to = l->heap;

	crc_table(table);
	while (chunk_next(l->file, &at, &c) && !is(&c, "IEND")) {
		if (!is(&c, "IDAT"))
			continue;
		if (!sum_fits(&c, table))
			return damaged;
		memmove(to + n, c.body, c.len);
		n += c.len;
	}
	/* zlib's own header: deflate, and its check bits (RFC 1950, 2.2) */
	if (n < 8 || (to[0] & 15) != 8 || (to[0] << 8 | to[1]) % 31 || to[1] & 32)
		return damaged;
	image->bytes = to;
	l->heap = NULL;
	image->len = n;
	image->flate = image->copied = true;
	image->width = h->width;
	image->height = h->height;
	image->ncomponent = h->color == 2 ? 3 : 1;
	image->bilevel = h->bits == 1;
	return NULL;
}

/* ---- EXIF ---------------------------------------------------------------- */

static uint32_t number(const uint8_t *at, int nbyte, bool little)
{
	uint32_t n = 0;

	for (int i = 0; i < nbyte; i++)
		n = n << 8 | at[little ? nbyte - 1 - i : i];
	return n;
}

uint8_t exif_orientation(const uint8_t *exif, size_t len)
{
	bool little = len >= 8 && exif[0] == 'I';
	uint32_t ifd, nentry;

	if (len < 8 || memcmp(exif, little ? "II*\0" : "MM\0*", 4) != 0)
		return 1;
	ifd = number(exif + 4, 4, little);
	if (ifd > len || len - ifd < 2)
		return 1;
	nentry = number(exif + ifd, 2, little);
	for (uint32_t i = 0; i < nentry && len - ifd - 2 >= 12 * ((size_t)i + 1); i++) {
		const uint8_t *entry = exif + ifd + 2 + 12 * (size_t)i;
		uint32_t value = number(entry + 8, 2, little);

		/* tag 0x0112, type SHORT */
		if (number(entry, 2, little) == 0x112 &&
		    number(entry + 2, 2, little) == 3)
			return value >= 1 && value <= 8 ? (uint8_t)value : 1;
	}
	return 1;
}
