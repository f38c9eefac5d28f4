/*
 * Words and files as they may stand in HTML.
 *
 * In: UTF-8 that anybody may have written. Out: the same words, in which nothing is taken
 * for markup; control characters, which HTML forbids, are left out. One way for all that
 * writes HTML (the proof, the report, the members' page).
 */
#include "base/base.h"

#include <string.h>

void html_words(struct buf *b, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)text[i];
		if (c == '<')
			buf_string(b, "&lt;");
		else if (c == '>')
			buf_string(b, "&gt;");
		else if (c == '&')
			buf_string(b, "&amp;");
		else if (c == '"')
			buf_string(b, "&quot;");
		else if (c == '\'')
			buf_string(b, "&#39;");
		else if ((c >= 0x20 && c != 0x7F) || c == '\n' || c == '\t')
			buf_char(b, text[i]);
	}
}

void html_text(struct buf *b, const char *text)
{
	html_words(b, text, strlen(text));
}

/* RFC 4648, section 4. */
static void add_base64(struct buf *b, const uint8_t *bytes, size_t len)
{
	static const char digit[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	for (size_t i = 0; i < len; i += 3) {
		const size_t n = len - i < 3 ? len - i : 3;
		const uint32_t three = (uint32_t)bytes[i] << 16 |
				       (n > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
				       (n > 2 ? (uint32_t)bytes[i + 2] : 0);
		const char four[4] = {digit[three >> 18], digit[three >> 12 & 63],
		    n > 1 ? digit[three >> 6 & 63] : '=',
		    n > 2 ? digit[three & 63] : '='};
		buf_add(b, four, sizeof four);
	}
}

void html_data(struct buf *b, const char *type, const void *bytes, size_t len)
{
	buf_printf(b, "data:%s;base64,", type);
	add_base64(b, bytes, len);
}
