/*
 * Spot colors: inks by name that a press may print beside its four.
 */
#include "edition/edition.h"

#include <string.h>

bool preset_takes_spot(const struct preset *p, const char *name)
{
	for (size_t i = 0; i < p->nspot; i++)
		if (strcmp(p->spot[i], name) == 0)
			return true;
	return p->spots && !p->nspot;
}
