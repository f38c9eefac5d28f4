/*
 * Names of press files, as a printer's preset has them: product, issue, part.
 *
 * In: a pattern such as "%magazine-%issue-%part", and what the words stand for, already
 * fit for a file's name. Out: the name, or what in the pattern is no good: a word that
 * nobody knows, or a character that some system's files may not have.
 */
#include "edition/edition.h"

#include <string.h>

static const char *const words[NAME_N] = {[NAME_MAGAZINE] = "magazine",
    [NAME_ISSUE] = "issue",
    [NAME_EDITION] = "edition",
    [NAME_PART] = "part",
    [NAME_PRINTER] = "printer"};

static const char allowed[] =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";

/* The word that text begins with; NAME_N: none. */
static enum name_word word_at(const char *text)
{
	enum name_word i = NAME_MAGAZINE;

	while (i < NAME_N && strncmp(text, words[i], strlen(words[i])) != 0)
		i++;
	return i;
}

const char *name_fill(
    struct buf *out, const char *pattern, const char *const value[NAME_N])
{
	const char *at = pattern;

	while (*at) {
		if (*at == '%') {
			const enum name_word word = word_at(at + 1);

			if (word == NAME_N)
				return at;
			buf_string(out, value[word]);
			at += 1 + strlen(words[word]);
		} else if (strchr(allowed, *at)) {
			buf_char(out, *at++);
		} else {
			return at;
		}
	}
	return *pattern && *pattern != '.' ? NULL : pattern;
}
