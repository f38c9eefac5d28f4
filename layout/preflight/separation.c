/*
 * Plates as ghostscript's tiffsep writes them: TIFF, 8 bits, no compression (TIFF 6.0).
 *
 * In: a path. Out: ink by place. The file is a printer's of our own starting, yet nothing
 * that it says is believed before it has been looked at.
 */
#include "preflight/preflight.h"

#include <string.h>

enum {
	WIDTH = 256,
	HEIGHT = 257,
	BITS = 258,
	COMPRESSION = 259,
	PHOTOMETRIC = 262,
	OFFSETS = 273,
	SAMPLES = 277,
	LENGTHS = 279,
	SIDE_MAX = 30000
};

struct tiff {
	const uint8_t *at;
	size_t len;
};

static uint32_t u16(const struct tiff *t, size_t at)
{
	return at + 2 <= t->len ? (uint32_t)t->at[at] | (uint32_t)t->at[at + 1] << 8 : 0;
}

static uint32_t u32(const struct tiff *t, size_t at)
{
	return u16(t, at) | u16(t, at + 2) << 16;
}

/* Where the entry with this number is; 0: there is none. */
static size_t entry(const struct tiff *t, uint32_t tag)
{
	const size_t first = u32(t, 4), n = u16(t, first);

	for (size_t i = 0; i < n; i++)
		if (u16(t, first + 2 + 12 * i) == tag)
			return first + 2 + 12 * i;
	return 0;
}

/* Value number i of an entry of 16 or 32 bits. */
static uint32_t number(const struct tiff *t, uint32_t tag, size_t i, uint32_t fallback)
{
	const size_t e = entry(t, tag), n = e ? u32(t, e + 4) : 0;
	const size_t size = u16(t, e + 2) == 3 ? 2 : 4;
	const size_t from = n * size <= 4 ? e + 8 : u32(t, e + 8);

	if (i >= n)
		return fallback;
	return size == 2 ? u16(t, from + 2 * i) : u32(t, from + 4 * i);
}

bool separation_read(struct arena *a, const char *path, struct separation *p)
{
	struct tiff t = {0};
	size_t have = 0, need;

	t.at = file_map(a, path, &t.len);
	if (!t.at || t.len < 8 || memcmp(t.at, "II*", 4) != 0)
		return false;
	p->width = number(&t, WIDTH, 0, 0);
	p->height = number(&t, HEIGHT, 0, 0);
	if (!p->width || !p->height || p->width > SIDE_MAX || p->height > SIDE_MAX ||
	    number(&t, BITS, 0, 0) != 8 || number(&t, SAMPLES, 0, 1) != 1 ||
	    number(&t, COMPRESSION, 0, 1) != 1)
		return false;
	need = p->width * p->height;
	p->at = arena_alloc(a, need);
	for (size_t i = 0; have < need; i++) {
		const size_t from = number(&t, OFFSETS, i, 0);
		size_t len = number(&t, LENGTHS, i, 0);

		len = len < need - have ? len : need - have;
		if (!len || from > t.len || len > t.len - from)
			return false;
		memcpy(p->at + have, t.at + from, len);
		have += len;
	}
	if (number(&t, PHOTOMETRIC, 0, 0) == 1) /* 0 is black */
		for (size_t i = 0; i < need; i++)
			p->at[i] = (uint8_t)(255 - p->at[i]);
	return true;
}
