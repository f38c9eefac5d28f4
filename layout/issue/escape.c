/*
 * Backslash escapes that must outlive CommonMark.
 *
 * In the tree that cmark makes, an escaped bracket looks like any other. So before cmark
 * reads a text, the two characters of an escape that our own passes care for are replaced
 * by two control characters (a source has none: source.c) - columns stay as they are -
 * and put back when punctuation is made, when nobody looks for marks any more.
 */
#include "issue/reader.h"

#include <string.h>

/* The second of the two characters; not tab, newline, form feed or return. */
static const char shown[] = "[]{}\"'-.@";
static const char hidden[] = "\x02\x03\x04\x05\x06\x07\x08\x0E\x0F";

void escape_hide(char *text, size_t len)
{
	char *p = memchr(text, '\\', len);
	if (!p)
		return;
	for (char *end = text + len; p + 1 < end; p++) {
		if (*p != '\\')
			continue;
		const char *at = p[1] ? strchr(shown, p[1]) : NULL;
		if (at) {
			p[0] = ESCAPE;
			p[1] = hidden[at - shown];
		}
		p++;
	}
}

char escape_shown(char second)
{
	const char *at = second ? strchr(hidden, second) : NULL;
	return at ? shown[at - hidden] : second;
}

char *escape_show(struct arena *a, const char *text, bool backslash)
{
	char *copy = arena_string(a, text ? text : ""), *out = copy;
	for (const char *p = copy; *p; p++) {
		if (*p == ESCAPE && p[1]) {
			if (backslash)
				*out++ = '\\';
			*out++ = escape_shown(*++p);
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
	return copy;
}
