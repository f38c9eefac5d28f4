/*
 * UTF-8, strictly: what Unicode 15, table 3-7 ("well-formed byte sequences") allows and
 * nothing else. Malformed input is walked byte by byte, so a reader always gets on.
 */
#include "base/base.h"

uint32_t utf8_decode(const char *text, const char *end, size_t *len)
{
	const unsigned char *p = (const unsigned char *)text;
	size_t left = (size_t)(end - text), n;
	uint32_t c, least;

	*len = 1;
	if (p[0] < 0x80)
		return p[0];
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return UTF8_BAD;
	if (p[0] < 0xE0)
		n = 2, least = 0x80, c = p[0] & 0x1F;
	else if (p[0] < 0xF0)
		n = 3, least = 0x800, c = p[0] & 0x0F;
	else
		n = 4, least = 0x10000, c = p[0] & 0x07;
	if (n > left)
		return UTF8_BAD;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xC0) != 0x80)
			return UTF8_BAD;
		c = c << 6 | (p[i] & 0x3F);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return UTF8_BAD;
	*len = n;
	return c;
}

size_t utf8_check(const char *text, size_t len)
{
	size_t at = 0, n;
	while (at < len) {
		if (utf8_decode(text + at, text + len, &n) == UTF8_BAD)
			return at;
		at += n;
	}
	return len;
}

size_t utf8_count(const char *text, size_t len)
{
	size_t at = 0, n, count = 0;
	for (; at < len; at += n, count++)
		utf8_decode(text + at, text + len, &n);
	return count;
}
