/*
 * What only whole pieces and the whole issue show: what is drawn and not told, files that
 * nothing uses, pieces that a contents shows.
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

const struct node *piece_opener(const struct piece *p)
{
	for (const struct node *n = p->root->first; n; n = n->next)
		if (n->kind == NODE_FIGURE && n->as.figure.picture &&
		    node_has_class(n, "opener"))
			return n;
	return NULL;
}

/* Is its picture missing? That is told where it is named (figure.c). */
static bool has_opener(const struct piece *p)
{
	for (const struct node *n = p->root->first; n; n = n->next)
		if (n->kind == NODE_FIGURE && node_has_class(n, "opener"))
			return true;
	return false;
}

static bool is_shown(const struct piece *contents, const struct shown *before)
{
	for (const struct shown *s = contents->show; s < before; s++)
		if (strcmp(s->slug, before->slug) == 0)
			return true;
	return false;
}

static void check_shown(
    struct diag *d, const struct issue *i, const struct piece *contents, struct shown *s)
{
	const struct piece *p = issue_find(i, s->slug);
	if (is_shown(contents, s)) {
		diag(d, DIAG_DUPLICATE, s->pos,
		    "'%s' is in 'show' already, it is shown once", s->slug);
		return;
	}
	if (!p) {
		diag(d, DIAG_UNKNOWN_PIECE, s->pos,
		    "there is no piece '%s' in the flatplan, the contents do not show it",
		    s->slug);
	} else if (!p->in_contents || !p->headline) {
		diag(d, DIAG_BAD_VALUE, s->pos,
		    "'%s' is not listed in the contents, they do not show it either",
		    s->slug);
	} else if (!piece_opener(p) && has_opener(p)) {
		return;
	} else if (!piece_opener(p)) {
		diag(d, DIAG_BAD_VALUE, s->pos,
		    "'%s' has no picture at its head, the contents list it with the rest",
		    s->slug);
		diag_hint(d, "give it a 'picture', or show another piece");
	} else {
		s->piece = p;
	}
}

void issue_check(struct diag *d, const struct issue *i, const struct map *pictures)
{
	for (size_t k = 0; k < i->npiece; k++)
		text_form_check(d, i->piece[k]);
	for (size_t k = 0; k < i->npiece; k++)
		for (size_t j = 0; j < i->piece[k]->nshow; j++)
			check_shown(d, i, i->piece[k], &i->piece[k]->show[j]);
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
