/*
 * What the printer is asked for: the key `printing` of issue.yaml.
 *
 * In: its map, or nothing. Out: struct printing, for the job ticket that goes with the
 * press file; nothing on a page depends on it. All of it is optional: a magazine that
 * writes its orders by hand loses nothing.
 */
#include "issue/reader.h"

#include <string.h>

enum { QUANTITY_MOST = 10000000 };

static const char *const keys[] = {"paper", "cover-paper", "binding", "finish",
    "quantity", "delivery", "contact", "deadline", "notes", NULL};

static const char *binding_read(struct diag *d, const struct yaml *y)
{
	const char *binding = issue_words(d, y, "binding");

	if (!binding || strcmp(binding, "saddle") == 0 || strcmp(binding, "perfect") == 0)
		return binding;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "binding")->pos,
	    "'binding' is saddle or perfect, not '%s'; it was passed over", binding);
	diag_hint(d,
	    "saddle: folded sheets, stapled at the fold; perfect: leaves glued to "
	    "a spine");
	return NULL;
}

static long quantity_read(struct diag *d, const struct yaml *y)
{
	const long n = yaml_int(d, y, "quantity", 0);

	if (!yaml_find(y, "quantity") || (n > 0 && n <= QUANTITY_MOST))
		return n;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "quantity")->pos,
	    "'quantity' is how many copies are printed, a whole number from 1 to %d; it "
	    "was passed over",
	    QUANTITY_MOST);
	return 0;
}

static const char *deadline_read(struct diag *d, const struct yaml *y)
{
	const char *date = issue_words(d, y, "deadline");

	if (!date || date_is_good(date))
		return date;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "deadline")->pos,
	    "'%s' is not a date, it was passed over", date);
	diag_hint(d, "write year, month and day: 2026-09-21");
	return NULL;
}

struct printing printing_read(struct diag *d, const struct yaml *y)
{
	if (!y || (y->kind == YAML_SCALAR && !*y->text))
		return (struct printing){0};
	if (y->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, y->pos,
		    "'printing' must be keys and values, it was passed over");
		diag_hint(d, "below it, indented, lines like 'quantity: 1500'");
		return (struct printing){0};
	}
	yaml_check_keys(d, y, keys, "printing");
	return (struct printing){.paper = issue_words(d, y, "paper"),
	    .cover_paper = issue_words(d, y, "cover-paper"),
	    .binding = binding_read(d, y),
	    .finish = issue_words(d, y, "finish"),
	    .delivery = issue_words(d, y, "delivery"),
	    .contact = issue_words(d, y, "contact"),
	    .notes = issue_words(d, y, "notes"),
	    .deadline = deadline_read(d, y),
	    .quantity = quantity_read(d, y)};
}
