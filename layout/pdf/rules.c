/*
 * Holds a file to its standard's rules (pdfua.c, pdfx.c): the book before a byte is
 * written, and each object as it goes out.
 *
 * What an editor can mend is a finding at its place: a tag's, or that of the drawing or
 * page which an object was taken from. The rest the modules above owe us: it is our
 * fault, and the file is not written rather than written wrong.
 *
 * Objects are read again as the syntax that they are (ISO 32000-1, 7.3), not as what the
 * writer meant, so that a key which came along with somebody's page is seen. Keys are
 * asked only of dictionaries of a known Type: in others they may be names that somebody
 * gave, such as a font's in the resources.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "pdf/writer.h"

/* "ISO 15930-7, 6.4", "GWG 2015"; NULL: the standard does not ask it. */
static const char *clause_of(const struct writer *w, const struct rule *r)
{
	const char *clause = r->clause[w->format->column];

	return clause && isdigit((unsigned char)*clause)
		   ? arena_printf(w->arena, "%s, %s", w->format->name, clause)
		   : clause;
}

static bool report(const struct writer *w, const struct rule *r, struct pos pos)
{
	if (r->code == DIAG_NCODE)
		die("write %s: %s (%s): a fault of the program", w->job->path, r->message,
		    clause_of(w, r));
	diag(w->job->diag, r->code, pos, "%s", r->message);
	return false;
}

bool rules_hold(const struct writer *w)
{
	const struct format *f = w->format;
	bool kept = true;

	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];
		int level = 0;
		if (!r->clause[f->column])
			continue;
		if (r->book && !r->book(w))
			kept = report(w, r, (struct pos){0});
		if (!r->tag)
			continue;
		for (uint32_t k = 0; k < w->tree.ntag; k++)
			if (!r->tag(w->tree.tag[k], &level))
				kept = report(w, r, w->tree.tag[k]->pos);
	}
	return kept;
}

/* ---- an object ---------------------------------------------------------- */

enum { NEST = 32, NAME_ROOM = 256 };

/* The names of an object, one after the other. */
struct names {
	const char *at, *end;
	int depth;	  /* of dictionaries and arrays */
	bool in[NEST];	  /* a dictionary, rather than an array */
	bool value[NEST]; /* a key stands before what follows */
	bool base;	  /* entries of a stream, without << >> around them */
};

struct name {
	const char *at;
	size_t len;
	bool key;
	int depth; /* of what it is a key or value in; the object's own: 1 */
};

static void skip_string(struct names *n)
{
	int open = 0;

	for (; n->at < n->end; n->at++) {
		if (*n->at == '\\')
			n->at++;
		else if (*n->at == '(')
			open++;
		else if (*n->at == ')' && --open == 0)
			break;
	}
	n->at++;
}

static void open_one(struct names *n, bool dictionary)
{
	n->value[n->depth] = false; /* this is the value */
	if (n->depth + 1 < NEST)
		n->depth++;
	n->in[n->depth] = dictionary;
	n->value[n->depth] = false;
}

static void close_one(struct names *n)
{
	if (n->depth)
		n->depth--;
}

static bool is_name_end(char c)
{
	return strchr(" \t\r\n\f/<>[]()%{}", c); /* NUL too */
}

static struct name name_of(struct names *n)
{
	struct name name = {n->at, 1, false, n->depth + n->base};

	while (n->at + name.len < n->end && !is_name_end(n->at[name.len]))
		name.len++;
	n->at += name.len;
	name.key = n->in[n->depth] && !n->value[n->depth];
	n->value[n->depth] = name.key;
	return name;
}

static bool name_next(struct names *n, struct name *name)
{
	while (n->at < n->end) {
		const bool twice = n->at + 1 < n->end && n->at[0] == n->at[1];

		if (*n->at == '/') {
			*name = name_of(n);
			return true;
		}
		if (*n->at == '(') {
			n->value[n->depth] = false;
			skip_string(n);
			continue;
		}
		if (strchr("<>", *n->at) && twice) {
			if (*n->at == '<')
				open_one(n, true);
			else
				close_one(n);
			n->at++;
		} else if (*n->at == '[') {
			open_one(n, false);
		} else if (*n->at == ']') {
			close_one(n);
		} else if (!strchr(" \t\r\n\f", *n->at)) {
			n->value[n->depth] = false; /* a number, a hexadecimal digit */
		}
		n->at++;
	}
	return false;
}

static struct names names_of(const char *object, size_t len)
{
	const bool whole = len > 1 && object[0] == '<' && object[1] == '<';

	return (struct names){
	    .at = object, .end = object + len, .base = !whole, .in = {[0] = !whole}};
}

static bool name_is(const struct name *n, const char *word, size_t len)
{
	return n->len == len && memcmp(n->at, word, len) == 0;
}

static bool is_listed(const struct name *n, const char *list)
{
	for (size_t len; list && *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		if (name_is(n, list, len))
			return true;
	}
	return false;
}

/* Its Type, "/Page"; "": it does not say one. */
static struct name type_of(const char *object, size_t len)
{
	struct names n = names_of(object, len);
	struct name name;

	while (name_next(&n, &name))
		if (name.key && name.depth == 1 && name_is(&name, "/Type", 5) &&
		    name_next(&n, &name) && !name.key)
			return name;
	return (struct name){.at = ""};
}

/* ---- and its rules ------------------------------------------------------ */

static bool keeps(const struct rule *r, const char *object, size_t len)
{
	struct names n = names_of(object, len);
	bool found = !r->needs_key;
	struct name name;

	while (name_next(&n, &name)) {
		const bool own = name.key && name.depth == 1;

		if (own && is_listed(&name, r->never_keys))
			return false;
		if (!name.key && is_listed(&name, r->never_values))
			return false;
		found |= own && is_listed(&name, r->needs_key);
	}
	return found;
}

/* A name as it is meant: "#e9" is one byte. Its length; the rest does not fit. */
static size_t spell(const struct name *n, char *to, size_t room)
{
	size_t len = 0;

	for (size_t i = 1; i < n->len && len < room; i++) {
		unsigned byte;

		if (n->at[i] == '#' && i + 2 < n->len &&
		    isxdigit((uint8_t)n->at[i + 1]) &&
		    sscanf(n->at + i + 1, "%2x", &byte) == 1) {
			to[len++] = (char)byte;
			i += 2;
		} else {
			to[len++] = n->at[i];
		}
	}
	return len;
}

static bool is_spelt_right(const struct rule *r, const struct name *n, bool unicode)
{
	char own[NAME_ROOM];
	const size_t len = spell(n, own, sizeof own);

	return (!r->longest_name || len <= r->longest_name) &&
	       (!unicode || utf8_check(own, len) == len);
}

/* What a key's value is named, and how names are spelt. */
static bool keeps_values(const struct rule *r, const char *object, size_t len)
{
	struct names n = names_of(object, len);
	bool listed = false, unicode = false;
	struct name name;

	while (name_next(&n, &name)) {
		if (name.key) {
			listed = r->of_key && is_listed(&name, r->of_key);
			unicode = r->unicode_of && is_listed(&name, r->unicode_of);
		} else if (listed && !is_listed(&name, r->only_values)) {
			return false;
		}
		if (!is_spelt_right(r, &name, unicode && !name.key))
			return false;
	}
	return true;
}

static void refuse(struct writer *w, const struct rule *r)
{
	if (!w->art) {
		report(w, r, (struct pos){0});
	} else if (!w->refused) {
		diag(w->job->diag, DIAG_BAD_ART, w->art->pos,
		    "picture '%s' cannot be printed: %s (%s)", w->art->name, r->message,
		    clause_of(w, r));
		diag_hint(w->job->diag, "ask for it as PDF/X-4");
	}
	w->refused = true;
}

static bool is_of_values(const struct rule *r)
{
	return r->of_key || r->unicode_of || r->longest_name;
}

void rules_ask(struct writer *w, const char *object, size_t len)
{
	const struct format *f = w->format;
	struct name type = {0};

	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];

		if (!r->clause[f->column] ||
		    (!r->type && !r->never_values && !is_of_values(r)))
			continue;
		if (r->type && !type.at)
			type = type_of(object, len);
		if (r->type && !name_is(&type, r->type, strlen(r->type)))
			continue;
		if (!(is_of_values(r) ? keeps_values : keeps)(r, object, len))
			refuse(w, r);
	}
}

/* ---- what a file says of itself ------------------------------------------- */

void rules_ask_info(struct writer *w, const struct buf *info)
{
	const struct format *f = w->format;

	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];

		if (r->clause[f->column] && r->type && strcmp(r->type, RULE_INFO) == 0 &&
		    !keeps(r, info->at, info->len))
			refuse(w, r);
	}
}

/* Is the property there as an element, and not empty? */
static bool is_told(const char *xmp, const char *property, size_t len)
{
	for (const char *at = xmp; (at = strchr(at, '<')) != NULL; at++)
		if (strncmp(at + 1, property, len) == 0 && at[len + 1] == '>')
			return at[len + 2] != '<' || at[len + 3] != '/';
	return false;
}

static bool all_are_told(const char *xmp, const char *list)
{
	for (size_t len; *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		if (!is_told(xmp, list, len))
			return false;
	}
	return true;
}

void rules_ask_xmp(struct writer *w, const struct buf *xmp)
{
	const struct format *f = w->format;

	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];

		if (r->clause[f->column] && r->told && !all_are_told(xmp->at, r->told))
			refuse(w, r);
	}
}
