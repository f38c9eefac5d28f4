/*
 * The files of a folder of styles, by name: sheets, palettes, printers' presets.
 *
 * A name that an editor writes becomes a path here and nowhere else, so none can lead out
 * of the folder, and a name that is not there gets its nearest neighbour as a hint.
 */
#include "style/rules.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char suffix[] = ".yaml";

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Stems of the YAML files in styles/<folder>, sorted, NULL-terminated. */
static const char *const *names_in(
    struct arena *a, const char *styles, const char *folder)
{
	const char **name = NULL;
	size_t n = 0, cap = 0;
	DIR *dir = opendir(path_join(a, styles, folder));
	const struct dirent *e;
	while (dir && (e = readdir(dir))) {
		size_t len = strlen(e->d_name), tail = sizeof suffix - 1;
		if (len > tail && strcmp(e->d_name + len - tail, suffix) == 0)
			ARENA_PUSH(a, name, n, cap) =
			    arena_copy(a, e->d_name, len - tail);
	}
	if (dir)
		closedir(dir);
	if (n)
		qsort(name, n, sizeof *name, compare);
	ARENA_PUSH(a, name, n, cap) = NULL;
	return name;
}

const char *const *preset_names(struct arena *a, const char *styles)
{
	return names_in(a, styles, "printers");
}

/* path: styles, folder, name. */
const char *names_path(struct arena *a, struct diag *d, const char *path[3],
    enum diag_code code, struct pos from)
{
	static const struct {
		const char *folder, *what;
	} table[] = {{"sheets", "sheet"}, {"palettes", "palette"},
	    {"printers", "printer's preset"}};
	const char *what = "file";
	for (size_t i = 0; i < COUNT(table); i++)
		if (strcmp(table[i].folder, path[1]) == 0)
			what = table[i].what;
	const char *file = arena_printf(a, "%s%s", path[2], suffix);
	const char *found = strchr(path[2], '/')
				? NULL
				: path_inside(a, path_join(a, path[0], path[1]), file);
	if (found && access(found, F_OK) == 0)
		return found;
	diag(d, code, from, "unknown %s '%s'", what, path[2]);
	const char *near = closest(path[2], names_in(a, path[0], path[1]));
	if (near)
		diag_hint(d, "did you mean '%s'?", near);
	return NULL;
}
