/*
 * What only the whole issue shows: files that nothing uses.
 *
 * In: an issue that has been read. Out: findings. A text or picture that lies in the
 * folder and is in no edition is most often a piece forgotten in the flatplan. README
 * files and hidden files may lie there.
 */
#include "issue/reader.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static bool ends(const char *name, const char *with)
{
	size_t n = strlen(name), k = strlen(with);
	return n > k && strcmp(name + n - k, with) == 0;
}

static void report_unused(
    struct diag *d, const char *path, const char *what, const char *hint)
{
	diag(d, DIAG_UNUSED_FILE, (struct pos){0, 0, diag_file(d, path)},
	    "this %s is in no piece of the flatplan", what);
	diag_hint(d, "%s", hint);
}

static void check_text(
    struct diag *d, const struct issue *i, struct arena *a, const char *name)
{
	if (name[0] == '.' || !ends(name, ".md") || strcmp(name, "README.md") == 0)
		return;
	if (!issue_find(i, arena_copy(a, name, strlen(name) - 3)))
		report_unused(d, path_join(a, i->folder, name), "text",
		    "add its name to the flatplan, or take the file out of the folder");
}

static bool picture_is_used(const struct map *pictures, const char *name)
{
	for (size_t i = 0; i < pictures->n; i++)
		if (strcmp(pictures->entry[i].key, name) == 0)
			return true;
	return false;
}

static void check_picture(
    struct diag *d, const struct issue *i, const struct map *pictures, const char *file)
{
	struct arena *a = pictures->arena;
	const char *name = arena_printf(a, "pictures/%s", file);
	bool shown = ends(file, ".jpg") || ends(file, ".jpeg") || ends(file, ".png");
	if (file[0] != '.' && shown && !picture_is_used(pictures, name))
		report_unused(d, path_join(a, i->folder, name), "picture",
		    "show it in a '::: figure' block, or take the file out of the "
		    "folder");
}

void issue_check(struct diag *d, const struct issue *i, const struct map *pictures)
{
	struct arena *a = pictures->arena;
	struct dirent **list;
	int n = scandir(i->folder, &list, NULL, by_bytes);
	for (int k = 0; k < n; k++) {
		check_text(d, i, a, list[k]->d_name);
		free(list[k]);
	}
	if (n >= 0)
		free(list);
	n = scandir(path_join(a, i->folder, "pictures"), &list, NULL, by_bytes);
	for (int k = 0; k < n; k++) {
		check_picture(d, i, pictures, list[k]->d_name);
		free(list[k]);
	}
	if (n >= 0)
		free(list);
}
