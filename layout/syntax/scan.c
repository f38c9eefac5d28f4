/*
 * Tokens of a content stream (ISO 32000-1, 7.2 and 7.8.2).
 *
 * In: bytes of anybody's file. Out: tokens as slices of them, so that what is not changed
 * is copied as it stands; arrays and dictionaries are one token. Nothing is refused: a
 * byte that belongs nowhere is passed over, and what is cut off ends with the stream.
 */
#include "syntax/syntax.h"

#include <string.h>

enum { NEST_MAX = 16 };

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
	return c && strchr("()<>[]{}/%", c);
}

static bool is_regular(char c)
{
	return !is_space(c) && !is_delimiter(c);
}

static void skip_space(struct scan *s)
{
	while (s->at < s->end && (is_space(*s->at) || *s->at == '%')) {
		if (*s->at == '%')
			while (s->at < s->end && *s->at != '\n' && *s->at != '\r')
				s->at++;
		else
			s->at++;
	}
}

static void skip_literal(struct scan *s)
{
	int depth = 0;

	for (; s->at < s->end; s->at++) {
		if (*s->at == '\\' && s->at + 1 < s->end)
			s->at++;
		else if (*s->at == '(')
			depth++;
		else if (*s->at == ')' && --depth == 0)
			break;
	}
	if (s->at < s->end)
		s->at++;
}

static void skip_regular(struct scan *s)
{
	while (s->at < s->end && is_regular(*s->at))
		s->at++;
}

/* Digits, a sign before them and a point among them; readers differ over all else, so
 * the value is kept and the spelling is odd. */
static bool read_number(struct token *t)
{
	const char *p = t->at, *end = t->at + t->len;
	double value = 0, place = 1;
	bool minus = false, point = false, digit = false;

	for (; p < end; p++) {
		if (*p >= '0' && *p <= '9') {
			value = value * 10 + (*p - '0');
			place *= point ? 10 : 1;
			digit = true;
		} else if (*p == '.' && !point) {
			point = true;
		} else if ((*p == '-' || *p == '+') && p == t->at) {
			minus = *p == '-';
		} else if (*p == '-' || *p == '.') {
			t->odd = true; /* "--5", "1.2.3", "12-34" */
			if (digit)
				break;
			minus = true;
		} else {
			return false;
		}
	}
	t->number = (minus ? -value : value) / place;
	t->odd = t->odd || !digit;
	return digit || point || t->odd;
}

static struct token next(struct scan *s, int depth);

/* s stands behind the bracket that opens. */
static void skip_nested(struct scan *s, char closing, int depth)
{
	while (s->at < s->end) {
		skip_space(s);
		if (s->at < s->end && *s->at == closing &&
		    (closing == ']' || (s->at + 1 < s->end && s->at[1] == '>'))) {
			s->at += closing == ']' ? 1 : 2;
			return;
		}
		if (depth >= NEST_MAX || next(s, depth + 1).kind == TOKEN_END)
			s->at = s->end;
	}
}

static enum token_kind read_bracket(struct scan *s, int depth)
{
	const bool doubled = s->at + 1 < s->end && s->at[1] == *s->at;

	switch (*s->at) {
	case '(':
		skip_literal(s);
		return TOKEN_STRING;
	case '[':
		s->at++;
		skip_nested(s, ']', depth);
		return TOKEN_ARRAY;
	case '<':
		if (doubled) {
			s->at += 2;
			skip_nested(s, '>', depth);
			return TOKEN_DICTIONARY;
		}
		while (s->at < s->end && *s->at != '>')
			s->at++;
		s->at += s->at < s->end;
		return TOKEN_STRING;
	case '/':
		s->at++;
		skip_regular(s);
		return TOKEN_NAME;
	default:
		s->at++;
		return TOKEN_WORD; /* a bracket that nothing opened */
	}
}

static struct token next(struct scan *s, int depth)
{
	struct token t = {.kind = TOKEN_END};

	skip_space(s);
	t.at = s->at;
	if (s->at == s->end)
		return t;
	if (is_delimiter(*s->at)) {
		t.kind = read_bracket(s, depth);
		t.len = (size_t)(s->at - t.at);
		return t;
	}
	skip_regular(s);
	t.len = (size_t)(s->at - t.at);
	t.kind =
	    strchr("+-.0123456789", *t.at) && read_number(&t) ? TOKEN_NUMBER : TOKEN_WORD;
	return t;
}

struct token scan_next(struct scan *s)
{
	return next(s, 0);
}

bool token_is(const struct token *t, const char *word)
{
	return t->kind == TOKEN_WORD && strlen(word) == t->len &&
	       memcmp(t->at, word, t->len) == 0;
}

static int digit_of(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

const char *token_name(struct arena *a, const struct token *t)
{
	char *name = arena_copy(a, t->at, t->len), *to = name;

	for (const char *p = name; *p; p++) {
		if (*p == '#' && digit_of(p[1]) >= 0 && digit_of(p[2]) >= 0) {
			*to++ = (char)(digit_of(p[1]) << 4 | digit_of(p[2]));
			p += 2;
		} else {
			*to++ = *p;
		}
	}
	*to = '\0';
	return name;
}

struct scan token_items(const struct token *t)
{
	const bool closed = t->len > 1 && t->at[t->len - 1] == ']';

	return (struct scan){t->at + 1, t->at + t->len - closed};
}
