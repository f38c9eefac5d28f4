/*
 * Printers' presets: styles/printers/NAME.yaml. Figures and their sources: press.md.
 *
 * A profile that is not on this machine stops the press file only; what else the preset
 * says is read all the same.
 */
#include "style/rules.h"

#include <unistd.h>

static const char *const keys[] = {"profile", "condition", "registry", "info", "bleed",
    "overprint-below", "ink-limit", "marks", "quiet-zone", "spine-margin", "hairline",
    "fine-line", "reversed-text", "mixed-text", NULL};

/* A value that a press file cannot do without. */
static const char *needed(struct diag *d, const struct yaml *y, const char *key)
{
	const char *text = yaml_string(d, y, key);
	if (!text && !yaml_find(y, key))
		diag(d, DIAG_MISSING_KEY, y->pos, "a printer's preset needs '%s'", key);
	return text;
}

static struct press_limits limits_of(struct diag *d, const struct yaml *y)
{
	const sp quiet = yaml_length(d, y, "quiet-zone", MM(5));

	return (struct press_limits){.quiet_zone = quiet,
	    .spine_margin = yaml_length(d, y, "spine-margin", quiet),
	    .hairline = yaml_length(d, y, "hairline", PT(0.25)),
	    .fine_line = yaml_length(d, y, "fine-line", PT(0.5)),
	    .reversed_text = yaml_length(d, y, "reversed-text", PT(8)),
	    .mixed_text = yaml_length(d, y, "mixed-text", PT(9))};
}

const struct preset *preset_read(struct arena *a, struct diag *d, const char *styles,
    const char *name, struct pos from)
{
	const char *where[3] = {styles, "printers", name};
	const char *path = names_path(a, d, where, DIAG_MISSING_FILE, from);
	struct yaml *y = path ? yaml_file(a, d, from, path) : NULL;
	if (!y)
		return NULL;
	yaml_check_keys(d, y, keys, "printer's preset");
	struct preset *p = ARENA_NEW(a, struct preset);
	*p = (struct preset){.name = arena_string(a, name),
	    .profile = needed(d, y, "profile"),
	    .condition = needed(d, y, "condition"),
	    .registry = yaml_string(d, y, "registry"),
	    .info = yaml_string(d, y, "info"),
	    .bleed = yaml_length(d, y, "bleed", MM(3)),
	    .overprint_below = yaml_length(d, y, "overprint-below", PT(12)),
	    .ink_limit = (int)yaml_int(d, y, "ink-limit", 300),
	    .limits = limits_of(d, y),
	    .marks = yaml_bool(d, y, "marks", false)};
	if (!p->profile || !p->condition)
		return NULL;
	if (p->bleed < 0 || p->bleed > MM(20)) {
		diag(d, DIAG_BAD_VALUE, yaml_find(y, "bleed")->pos,
		    "'bleed' must be from 0 to 20mm; set as 3 mm");
		p->bleed = MM(3);
	}
	if (access(p->profile, R_OK) != 0) {
		diag(d, DIAG_MISSING_PROFILE, yaml_find(y, "profile")->pos,
		    "profile '%s' is not there", p->profile);
		diag_hint(d, "'make deps' installs the packages that hold the profiles");
	}
	return p;
}
