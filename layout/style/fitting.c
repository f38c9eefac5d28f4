/*
 * What a sheet lets copyfitting change: `fit: {picture: 80% 120%, heads: 2, tracking:
 * 0.01em, within: 4}`, or `fit: no`.
 *
 * Out: s->fit. A key that is not there stays as the sheet has it that this one is like.
 * A limit is a promise to the designer, so a wrong one is reported and changes nothing.
 */
#include "style/rules.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_PICTURE = 50, MOST_PICTURE = 200, MOST_HEADS = 8, MOST_WITHIN = 40 };
enum { MOST_TRACKING = 10 }; /* thousandths of an em: more is seen */

/* "80% 120%" */
static void read_picture(struct diag *d, const struct yaml *map, struct fit_limits *l)
{
	const char *text = yaml_string(d, map, "picture");
	int least, most, end = 0;
	if (!text)
		return;
	if (sscanf(text, "%3d%% %3d%%%n", &least, &most, &end) == 2 && end &&
	    !text[end] && least >= LEAST_PICTURE && least <= 100 && most >= 100 &&
	    most <= MOST_PICTURE) {
		l->picture_least = least - 100;
		l->picture_most = most - 100;
		return;
	}
	diag(d, DIAG_BAD_VALUE, yaml_find(map, "picture")->pos,
	    "'picture' must be the least and most height, such as '80%% 120%%', not "
	    "'%s'",
	    text);
}

/* "0.01em" */
static void read_tracking(struct diag *d, const struct yaml *map, struct fit_limits *l)
{
	const char *text = yaml_string(d, map, "tracking");
	if (!text)
		return;
	char *end;
	const double em = strtod(text, &end), most = MOST_TRACKING / 1000.0;
	const bool named = strcmp(end, "em") == 0 || (em == 0 && !*end);
	if (end > text && named && em >= 0 && em <= most) {
		l->tracking = (int)(em * 1000 + 0.5);
		return;
	}
	diag(d, DIAG_BAD_VALUE, yaml_find(map, "tracking")->pos,
	    "'tracking' must be at most 0.01em, not '%s'", text);
}

static int read_count(
    struct diag *d, const struct yaml *map, const char *key, int most, int now)
{
	const long n = yaml_int(d, map, key, now);
	if (n >= 0 && n <= most)
		return (int)n;
	diag(d, DIAG_BAD_VALUE, yaml_find(map, key)->pos, "'%s' must be 0 to %d", key,
	    most);
	return now;
}

void fitting_read(struct diag *d, const struct yaml *sheet, struct fit_limits *l)
{
	static const char *const keys[] = {
	    "picture", "heads", "tracking", "within", NULL};
	const struct yaml *map = yaml_find(sheet, "fit");
	if (!map)
		return;
	if (map->kind != YAML_MAP) {
		l->off = !yaml_bool(d, sheet, "fit", true);
		return;
	}
	l->off = false;
	yaml_check_keys(d, map, keys, "fit");
	read_picture(d, map, l);
	l->heads = read_count(d, map, "heads", MOST_HEADS, l->heads);
	read_tracking(d, map, l);
	l->within = read_count(d, map, "within", MOST_WITHIN, l->within);
}
