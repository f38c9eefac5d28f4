/*
 * The name of a color profile (ICC.1:2010, 9.2.41 profileDescriptionTag).
 *
 * In: a profile's bytes, of anybody's. Out: its description in the first language that it
 * has, by which people speak of it.
 */
#include "preflight/preflight.h"

#include <string.h>

enum { HEADER = 128, ENTRY = 12, TAGS_MAX = 200, CHARACTERS_MAX = 200 };

static uint32_t u32(const char *bytes, size_t len, size_t at)
{
	const unsigned char *p = (const unsigned char *)bytes + at;

	if (at > len || len - at < 4)
		return 0;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* 16 bits a character; those past them stand as '?'. */
static const char *read_wide(struct arena *a, const char *bytes, size_t len)
{
	struct buf b = {0};
	const char *name;

	for (size_t i = 0; i + 1 < len && i < 2 * CHARACTERS_MAX; i += 2) {
		const unsigned c =
		    (unsigned)(unsigned char)bytes[i] << 8 | (unsigned char)bytes[i + 1];

		if (c < 0x80)
			buf_char(&b, (char)c);
		else if (c < 0x800)
			buf_printf(&b, "%c%c", 0xC0 | c >> 6, 0x80 | (c & 63));
		else
			buf_char(&b, '?');
	}
	name = b.len ? arena_copy(a, b.at, b.len) : NULL;
	buf_release(&b);
	return name;
}

static const char *read_description(struct arena *a, const char *tag, size_t len)
{
	size_t n, from;

	if (len > 12 && memcmp(tag, "desc", 4) == 0) {
		n = u32(tag, len, 8);
		n = n > len - 12 ? len - 12 : n;
		return n > 1 ? arena_copy(a, tag + 12, strnlen(tag + 12, n)) : NULL;
	}
	if (len < 28 || memcmp(tag, "mluc", 4) != 0 || u32(tag, len, 8) < 1)
		return NULL;
	n = u32(tag, len, 20);
	from = u32(tag, len, 24);
	return from < len && n <= len - from ? read_wide(a, tag + from, n) : NULL;
}

const char *profile_name(struct arena *a, const char *bytes, size_t len)
{
	const uint32_t n = u32(bytes, len, HEADER);

	for (uint32_t i = 0; i < n && i < TAGS_MAX; i++) {
		const size_t entry = HEADER + 4 + ENTRY * (size_t)i;
		const size_t from = u32(bytes, len, entry + 4),
			     size = u32(bytes, len, entry + 8);

		if (entry + ENTRY > len || memcmp(bytes + entry, "desc", 4) != 0)
			continue;
		return from < len && size <= len - from
			   ? read_description(a, bytes + from, size)
			   : NULL;
	}
	return NULL;
}
