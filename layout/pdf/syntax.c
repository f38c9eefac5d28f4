/*
 * PDF syntax: references, strings, names, rectangles (ISO 32000-1, 7.3 and 7.9.2).
 *
 * Text that ASCII can say is a literal string, which a person can read in the file; the
 * rest is UTF-16 in hexadecimal, which survives every reader (a literal one does not:
 * libharu ends it at its first NUL).
 */
#include "pdf/syntax.h"

#include <string.h>

static const char digit[] = "0123456789ABCDEF";

void put_ref(struct buf *b, uint32_t number)
{
	buf_uint(b, number);
	buf_add(b, " 0 R", 4);
}

void put_entry_ref(struct buf *b, const char *key, uint32_t number)
{
	buf_string(b, key);
	buf_char(b, ' ');
	put_ref(b, number);
}

void put_hex16(struct buf *b, unsigned value)
{
	const char hex[4] = {digit[value >> 12 & 15], digit[value >> 8 & 15],
	    digit[value >> 4 & 15], digit[value & 15]};

	buf_add(b, hex, sizeof hex);
}

void put_utf16(struct buf *b, const char *text, size_t len)
{
	const char *end = text + len;

	for (size_t n; text < end; text += n) {
		uint32_t c = utf8_decode(text, end, &n);
		if (c == UTF8_BAD)
			c = 0xFFFD;
		if (c < 0x10000) {
			put_hex16(b, c);
			continue;
		}
		put_hex16(b, 0xD800 | (c - 0x10000) >> 10);
		put_hex16(b, 0xDC00 | ((c - 0x10000) & 0x3FF));
	}
}

static void put_literal(struct buf *b, const char *text, size_t len)
{
	buf_char(b, '(');
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '(' || text[i] == ')' || text[i] == '\\')
			buf_char(b, '\\');
		buf_char(b, text[i]);
	}
	buf_char(b, ')');
}

void put_text_part(struct buf *b, const char *text, size_t len)
{
	size_t plain = 0;

	while (plain < len && text[plain] >= ' ' && text[plain] < 0x7F)
		plain++;
	if (plain == len) {
		put_literal(b, text, len);
		return;
	}
	buf_string(b, "<FEFF");
	put_utf16(b, text, len);
	buf_char(b, '>');
}

void put_text(struct buf *b, const char *text)
{
	put_text_part(b, text, strlen(text));
}

void put_entry_text(struct buf *b, const char *key, const char *text)
{
	if (!text)
		return;
	buf_string(b, key);
	buf_char(b, ' ');
	put_text(b, text);
}

void put_uri(struct buf *b, const char *uri)
{
	struct buf plain = {0};

	for (const unsigned char *c = (const unsigned char *)uri; *c; c++) {
		if (*c > ' ' && *c < 0x7F) {
			buf_char(&plain, (char)*c);
			continue;
		}
		buf_char(&plain, '%');
		buf_char(&plain, digit[*c >> 4]);
		buf_char(&plain, digit[*c & 15]);
	}
	put_literal(b, plain.at ? plain.at : "", plain.len);
	buf_release(&plain);
}

void put_name(struct buf *b, const char *name)
{
	buf_char(b, '/');
	for (const unsigned char *c = (const unsigned char *)name; *c; c++) {
		if (*c > ' ' && *c < 0x7F && !strchr("#()<>[]{}/%", *c)) {
			buf_char(b, (char)*c);
			continue;
		}
		buf_char(b, '#');
		buf_char(b, digit[*c >> 4]);
		buf_char(b, digit[*c & 15]);
	}
}

struct rect rect_within(struct rect r, struct rect box)
{
	sp right = r.x + r.w, foot = r.y + r.h;
	sp far = box.x + box.w, low = box.y + box.h;

	r.x = r.x > box.x ? r.x : box.x;
	r.y = r.y > box.y ? r.y : box.y;
	r.w = (right < far ? right : far) - r.x;
	r.h = (foot < low ? foot : low) - r.y;
	return r;
}

void put_rect(struct buf *b, struct rect r, struct rect media)
{
	sp foot = media.y + media.h;

	buf_char(b, '[');
	buf_pt(b, r.x - media.x);
	buf_char(b, ' ');
	buf_pt(b, foot - (r.y + r.h));
	buf_char(b, ' ');
	buf_pt(b, r.x + r.w - media.x);
	buf_char(b, ' ');
	buf_pt(b, foot - r.y);
	buf_char(b, ']');
}
