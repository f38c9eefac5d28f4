/*
 * Strings of a content stream (ISO 32000-1, 7.3.4).
 *
 * In: a token. Out: the bytes that it stands for. A string that is cut off ends there,
 * and what is no digit within <> is passed over.
 */
#include "syntax/syntax.h"

#include <string.h>

static int digit_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

static void add_hexadecimal(const struct token *t, struct buf *to)
{
	int high = -1;

	for (size_t i = 1; i < t->len; i++) {
		const int digit = digit_of(t->at[i]);

		if (digit < 0)
			continue;
		if (high >= 0)
			buf_char(to, (char)(high << 4 | digit));
		high = high >= 0 ? -1 : digit;
	}
	if (high >= 0)
		buf_char(to, (char)(high << 4));
}

/* Behind a backslash; returns how much has been read. */
static size_t add_escaped(const char *at, size_t len, struct buf *to)
{
	static const char from[] = "nrtbf", meant[] = "\n\r\t\b\f";
	const char *letter = at[0] ? strchr(from, at[0]) : NULL;
	int octal = 0;
	size_t n = 0;

	while (n < 3 && n < len && at[n] >= '0' && at[n] <= '7')
		octal = octal * 8 + (at[n++] - '0');
	if (n) {
		buf_char(to, (char)octal);
		return n;
	}
	if (at[0] == '\r' && len > 1 && at[1] == '\n')
		return 2;
	if (at[0] != '\n' && at[0] != '\r')
		buf_char(to, letter ? meant[letter - from] : at[0]);
	return 1;
}

void token_string(const struct token *t, struct buf *to)
{
	const bool closed = t->len > 1 && t->at[t->len - 1] == ')';
	const size_t end = t->len - closed;

	if (t->at[0] == '<') {
		add_hexadecimal(t, to);
		return;
	}
	for (size_t i = 1; i < end;) {
		if (t->at[i] == '\\' && i + 1 < end)
			i += 1 + add_escaped(t->at + i + 1, end - i - 1, to);
		else
			buf_char(to, t->at[i++]);
	}
}
