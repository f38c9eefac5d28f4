/*
 * The table of properties in style.5, out of props.def, so that the manual cannot fall
 * behind the program: a test compares the page with what is printed here.
 */
#include "style/rules.h"

#include <string.h>

/* What a value may look like, where its description alone does not say. */
static const char *type_name(enum prop_type type)
{
	switch (type) {
	case PROP_LENGTH:
		return "length";
	case PROP_INT:
		return "number";
	case PROP_BOOL:
		return "yes or no";
	case PROP_INK:
		return "ink";
	case PROP_FAMILY:
		return "family";
	case PROP_TRACKS:
		return "lengths and shares";
	case PROP_CHARS:
		return "numbers";
	case PROP_PERCENT:
		return "share";
	case PROP_NUMERIC:
	case PROP_LIGATURES:
	case PROP_HANGING:
		return "keywords";
	case PROP_STRING:
		return "words";
	default:
		return "keyword";
	}
}

void style_manual(FILE *out)
{
	for (int p = 0; p < PROPERTY_COUNT; p++) {
		const struct property_info *info = property_info((enum property)p);
		const char *initial = info->initial[0] ? info->initial : "empty";
		fprintf(out, ".It Cm %s : Ar %s\n", info->name, type_name(info->type));
		fprintf(out, "%c%s.\n",
		    info->text[0] >= 'a' && info->text[0] <= 'z' ? info->text[0] - 32
								 : info->text[0],
		    info->text + 1);
		fprintf(out, "Initially %s%s.\n", initial,
		    info->inherited ? "; inherited" : "");
	}
}
