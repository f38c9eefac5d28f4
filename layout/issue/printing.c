/*
 * What the printer is asked for: the key `printing` of issue.yaml.
 *
 * In: its map, or nothing. Out: struct printing, for the job ticket that goes with the
 * press file; no word on a page depends on it. All of it is optional: a magazine that
 * writes its orders by hand loses nothing. So what is wrong here is a warning with a code
 * of its own, and is taken as not said: a slip in an order stops no edition, least of all
 * the members'.
 */
#include "issue/reader.h"

#include <stdlib.h>
#include <string.h>

enum { QUANTITY_MOST = 10000000, LONGEST = 400 /* characters */ };

static const char *const keys[] = {"paper", "cover-paper", "binding", "finish",
    "quantity", "delivery", "contact", "deadline", "notes", NULL};

static void check_keys(struct diag *d, const struct yaml *y)
{
	for (size_t i = 0; i < y->n; i++) {
		const struct yaml_entry *e = &y->entry[i];
		const char *const *key = keys;

		while (*key && strcmp(*key, e->key) != 0)
			key++;
		if (*key)
			continue;
		diag(d, DIAG_BAD_PRINTING, e->pos,
		    "unknown key '%s' in what the printer is asked for; it was passed "
		    "over",
		    e->key);
		if (closest(e->key, keys))
			diag_hint(d, "did you mean '%s'?", closest(e->key, keys));
	}
}

/* NULL: nothing is said, or nothing that can be used (reported). */
static const char *words_read(struct diag *d, const struct yaml *y, const char *key)
{
	const struct yaml *v = yaml_find(y, key);

	if (!v || (v->kind == YAML_SCALAR && !*v->text))
		return NULL;
	if (v->kind != YAML_SCALAR) {
		diag(d, DIAG_BAD_PRINTING, v->pos,
		    "'%s' must be words, not a %s; it was passed over", key,
		    v->kind == YAML_LIST ? "list" : "map");
		return NULL;
	}
	if (utf8_count(v->text, strlen(v->text)) <= LONGEST)
		return v->text;
	diag(d, DIAG_BAD_PRINTING, v->pos,
	    "'%s' has more than %d characters; it was passed over", key, LONGEST);
	return NULL;
}

static const char *binding_read(struct diag *d, const struct yaml *y)
{
	const char *binding = words_read(d, y, "binding");

	if (!binding || strcmp(binding, "saddle") == 0 || strcmp(binding, "perfect") == 0)
		return binding;
	diag(d, DIAG_BAD_PRINTING, yaml_find(y, "binding")->pos,
	    "'binding' is saddle or perfect, not '%s'; the margin at the spine is that "
	    "of stapled sheets",
	    binding);
	diag_hint(d,
	    "saddle: folded sheets, stapled at the fold; perfect: leaves glued to "
	    "a spine");
	return NULL;
}

static long quantity_read(struct diag *d, const struct yaml *y)
{
	const char *text = words_read(d, y, "quantity");
	const size_t len = text ? strlen(text) : 0;
	const long n = len && len <= 9 && text[strspn(text, "0123456789")] == '\0'
			   ? strtol(text, NULL, 10)
			   : 0;

	if (!text || (n > 0 && n <= QUANTITY_MOST))
		return n;
	diag(d, DIAG_BAD_PRINTING, yaml_find(y, "quantity")->pos,
	    "'quantity' is how many copies are printed, a whole number from 1 to %d, not "
	    "'%s'; it was passed over",
	    QUANTITY_MOST, text);
	return 0;
}

static const char *deadline_read(struct diag *d, const struct yaml *y)
{
	const char *date = words_read(d, y, "deadline");

	if (!date || date_is_good(date))
		return date;
	diag(d, DIAG_BAD_PRINTING, yaml_find(y, "deadline")->pos,
	    "'%s' is not a date; it was passed over", date);
	diag_hint(d, "write year, month and day: 2026-09-21");
	return NULL;
}

struct printing printing_read(struct diag *d, const struct yaml *y)
{
	if (!y || (y->kind == YAML_SCALAR && !*y->text))
		return (struct printing){0};
	if (y->kind != YAML_MAP) {
		diag(d, DIAG_BAD_PRINTING, y->pos,
		    "'printing' must be keys and values; it was passed over");
		diag_hint(d, "below it, indented, lines like 'quantity: 1500'");
		return (struct printing){0};
	}
	check_keys(d, y);
	return (struct printing){.paper = words_read(d, y, "paper"),
	    .cover_paper = words_read(d, y, "cover-paper"),
	    .binding = binding_read(d, y),
	    .finish = words_read(d, y, "finish"),
	    .delivery = words_read(d, y, "delivery"),
	    .contact = words_read(d, y, "contact"),
	    .notes = words_read(d, y, "notes"),
	    .deadline = deadline_read(d, y),
	    .quantity = quantity_read(d, y)};
}
