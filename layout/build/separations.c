/*
 * Plates that ghostscript's tiffsep wrote: a file for each ink of each page.
 *
 * In: a folder, a page's number. Out: its plates by the names of their inks, in the order
 * of these, whatever order the folder has; none where one is missing or not whole, for
 * ghostscript ends well even where it found no room.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "build/separations.h"
#include "preflight/preflight.h"

enum { PROCESS = 4 /* plates, which every page has */ };

static int by_name(const void *a, const void *b)
{
	return strcmp(
	    ((const struct plate_read *)a)->name, ((const struct plate_read *)b)->name);
}

/* "3(Cyan).tif" is Cyan of page 3; NULL: it is another page's, or the page itself. */
static const char *ink_of(struct arena *a, const char *file, size_t page)
{
	const char *before = arena_printf(a, "%zu(", page), *end = strrchr(file, ')');
	const size_t len = strlen(before);

	if (strncmp(file, before, len) != 0 || !end || end < file + len)
		return NULL;
	return arena_copy(a, file + len, (size_t)(end - file) - len);
}

struct separations separations_read(struct arena *a, const char *folder, size_t page)
{
	DIR *open = opendir(folder);
	struct separations all = {0};
	size_t cap = 0;
	struct dirent *e;
	bool whole = true;

	while (open && (e = readdir(open))) {
		const char *ink = ink_of(a, e->d_name, page);
		struct separation one;

		if (!ink)
			continue;
		if (!separation_read(a, path_join(a, folder, e->d_name), &one) ||
		    (all.n && (one.width != all.width || one.height != all.height))) {
			whole = false;
			continue;
		}
		all.width = one.width;
		all.height = one.height;
		ARENA_PUSH(a, all.plate, all.n, cap) = (struct plate_read){ink, one.at};
	}
	if (open)
		closedir(open);
	if (!whole || all.n < PROCESS)
		return (struct separations){0};
	qsort(all.plate, all.n, sizeof *all.plate, by_name);
	return all;
}
