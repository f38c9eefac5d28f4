/*
 * Attributes: `.class key=value key="two words" word`, after ::: and in braces.
 *
 * In: the text between. Out: a list in the order written, classes joined. Which keys a
 * block or span may have is its reader's business. Curly quotation marks serve as well as
 * straight ones: many editors' programs put them by themselves.
 */
#include "issue/reader.h"

#include <string.h>

struct cursor {
	const char *at, *end;
	struct pos pos; /* of `at` */
};

static void step(struct cursor *c)
{
	size_t n;
	utf8_decode(c->at, c->end, &n);
	c->pos = pos_right(c->pos, 1);
	c->at += n;
}

static size_t quote_len(const struct cursor *c)
{
	static const char *const curly[] = {"\u201C", "\u201D", "\u2018", "\u2019"};
	if (c->at < c->end && (*c->at == '"' || *c->at == '\''))
		return 1;
	for (size_t i = 0; i < COUNT(curly); i++)
		if (c->end - c->at >= 3 && memcmp(c->at, curly[i], 3) == 0)
			return 3;
	return 0;
}

static bool same_sort(const char *open, size_t nopen, const struct cursor *c)
{
	size_t n = quote_len(c);
	if (!n || n != nopen)
		return false;
	if (n == 1)
		return *open == *c->at;
	bool open_double = (unsigned char)open[2] >= 0x9C;
	return open_double == ((unsigned char)c->at[2] >= 0x9C);
}

/* A value in quotation marks, or up to the next space. The last mark may be missing. */
static const char *value_read(struct arena *a, struct cursor *c)
{
	size_t nquote = quote_len(c);
	const char *open = c->at, *start = c->at + nquote;
	if (nquote)
		step(c);
	while (c->at < c->end &&
	       (nquote ? !same_sort(open, nquote, c) : *c->at != ' ' && *c->at != '\t'))
		step(c);
	const char *text = arena_copy(a, start, (size_t)(c->at - start));
	if (nquote && c->at < c->end)
		step(c);
	return text;
}

static bool is_word(char b)
{
	return b != ' ' && b != '\t' && b != '=';
}

static void class_add(struct arena *a, struct attributes *l, const char *name)
{
	if (name[0])
		l->class = l->class ? arena_printf(a, "%s %s", l->class, name) : name;
}

struct attributes attributes_read(
    struct arena *a, const char *text, size_t len, struct pos pos)
{
	struct attributes l = {0};
	struct cursor c = {text, text + len, pos};
	while (c.at < c.end) {
		if (*c.at == ' ' || *c.at == '\t') {
			step(&c);
			continue;
		}
		struct attribute one = {.pos = c.pos};
		const char *start = c.at;
		while (c.at < c.end && is_word(*c.at))
			step(&c);
		one.key = arena_copy(a, start, (size_t)(c.at - start));
		if (c.at < c.end && *c.at == '=') {
			step(&c);
			one.pos = c.pos;
			one.value = value_read(a, &c);
		}
		if (one.key[0] == '.' && !one.value)
			class_add(a, &l, one.key + 1);
		else
			ARENA_PUSH(a, l.at, l.n, l.cap) = one;
	}
	return l;
}

const struct attribute *attribute_find(const struct attributes *l, const char *key)
{
	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->at[i].key, key) == 0)
			return &l->at[i];
	return NULL;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* RFC 5646: a language of two or three letters, then parts of one to eight. */
static bool tag_is_good(const char *tag)
{
	size_t n = 0, part = 0;
	for (const char *p = tag;; p++) {
		if (is_letter(*p) || (part && *p >= '0' && *p <= '9')) {
			n++;
			continue;
		}
		if (*p != '-' && *p != '\0')
			return false;
		if (part ? n < 1 || n > 8 : n < 2 || n > 3)
			return false;
		if (*p == '\0')
			return true;
		n = 0;
		part++;
	}
}

const char *language_check(struct diag *d, struct pos pos, const char *tag)
{
	static const struct {
		const char *name, *tag;
	} known[] = {{"English", "en-GB"}, {"Welsh", "cy"}, {"Cymraeg", "cy"},
	    {"Gaelic", "gd"}, {"Irish", "ga"}, {"Scots", "sco"}, {"Arabic", "ar"},
	    {"Urdu", "ur"}, {"Punjabi", "pa"}, {"Bengali", "bn"}, {"Polish", "pl"},
	    {"French", "fr"}, {"German", "de"}, {"Spanish", "es"}, {"Somali", "so"}};
	if (tag_is_good(tag))
		return tag;
	diag(d, DIAG_BAD_LANGUAGE, pos, "'%s' is not a language code, it was passed over",
	    tag);
	const char *names[COUNT(known) + 1];
	for (size_t i = 0; i < COUNT(known); i++)
		names[i] = known[i].name;
	names[COUNT(known)] = NULL;
	const char *near = closest(tag, names);
	for (size_t i = 0; near && i < COUNT(known); i++)
		if (strcmp(known[i].name, near) == 0)
			diag_hint(d, "the code for %s is '%s'", near, known[i].tag);
	if (!near)
		diag_hint(d, "a code is like 'cy' for Welsh, 'ar' for Arabic, 'en-GB' "
			     "for English");
	return NULL;
}
