/*
 * syntax: content streams of PDF files as tokens, for whoever takes such files apart.
 */
#ifndef SYNTAX_H
#define SYNTAX_H

#include "base/base.h"

/* ---- scan.c --------------------------------------------------------------- */

struct token {
	enum token_kind {
		TOKEN_END,
		TOKEN_NUMBER,
		TOKEN_NAME,
		TOKEN_STRING,
		TOKEN_ARRAY,
		TOKEN_DICTIONARY,
		TOKEN_WORD
	} kind;
	const char *at;
	size_t len;
	double number;
	bool odd; /* a number that other readers may refuse */
};
struct scan {
	const char *at, *end;
};
struct token scan_next(struct scan *s);
bool token_is(const struct token *t, const char *word);
/* A name as the file's dictionaries have it: "/A B" for "/A#20B". */
const char *token_name(struct arena *a, const struct token *t);
/* What stands within an array. */
struct scan token_items(const struct token *t);

/* ---- string.c ------------------------------------------------------------- */

/* The bytes of a string, (in) brackets or <696E> hexadecimal; adds them to `to`. */
void token_string(const struct token *t, struct buf *to);

/* ---- inline.c: pictures within a stream (ISO 32000-1, 8.9.7) --------------- */

/* Reads up to the bytes and over them. Adds the picture's dictionary, in long names, to
 * `dict`, and returns the bytes by their place; at NULL: there is no end of it. */
struct inline_bytes {
	const char *at;
	size_t len;
};
struct inline_bytes scan_inline(struct scan *s, struct buf *dict);

#endif
