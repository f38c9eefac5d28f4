/*
 * The flatplan: which pieces there are, in which order.
 *
 * In: issue.yaml. Out: issue->piece, not yet read. An entry is a piece's name, or a map
 * with `piece` and the page template it wants.
 */
#include "issue/reader.h"

#include <string.h>

struct plan {
	struct arena *arena;
	struct diag *diag;
	struct issue *issue;
	size_t cap;
};

static void report_entry(struct plan *p, struct pos pos)
{
	diag(p->diag, DIAG_BAD_VALUE, pos, "this entry of the flatplan names no piece");
	diag_hint(p->diag, "write '- slug' or '- {piece: slug, template: feature}'");
}

/* A piece's name without ".md". */
static char *slug_of(struct plan *p, const char *name)
{
	size_t n = strlen(name);
	if (n > 3 && strcmp(name + n - 3, ".md") == 0)
		n -= 3;
	return arena_copy(p->arena, name, n);
}

static struct piece *piece_add(struct plan *p, const char *name, struct pos pos)
{
	char *slug = slug_of(p, name);
	char *file = arena_printf(p->arena, "%s.md", slug);
	const struct piece *same = issue_find(p->issue, slug);
	if (same) {
		diag(p->diag, DIAG_DUPLICATE, pos,
		    "piece '%s' is in the flatplan twice, it stands where line %u has it",
		    slug, (unsigned)same->pos.line);
		return NULL;
	}
	char *path = path_inside(p->arena, p->issue->folder, file);
	if (!path) {
		diag(p->diag, DIAG_OUTSIDE_FOLDER, pos,
		    "piece '%s' lies outside the issue's folder, it was left out", slug);
		diag_hint(
		    p->diag, "name a piece by its file beside issue.yaml, without '.md'");
		return NULL;
	}
	struct piece *piece = ARENA_NEW(p->arena, struct piece);
	piece->slug = slug;
	piece->path = path;
	piece->pos = pos;
	piece->index = p->issue->npiece;
	ARENA_PUSH(p->arena, p->issue->piece, p->issue->npiece, p->cap) = piece;
	return piece;
}

static void entry_add(struct plan *p, const struct yaml *y, const char *cover)
{
	static const char *const keys[] = {"piece", "template", NULL};
	const bool map = y->kind == YAML_MAP;
	const char *name = y->kind == YAML_SCALAR ? y->text
			   : map		  ? yaml_string(p->diag, y, "piece")
						  : NULL;
	if (!name || !*name) {
		report_entry(p, y->pos);
		return;
	}
	struct piece *piece = cover && strcmp(cover, name) == 0 && p->issue->npiece
				  ? p->issue->piece[0]
				  : piece_add(p, name, y->pos);
	if (!map)
		return;
	yaml_check_keys(p->diag, y, keys, "flatplan entry");
	const char *template = yaml_string(p->diag, y, "template");
	if (piece && template && *template)
		piece->template = template;
}

/* The cover stands first, wherever the flatplan has it. */
void flatplan_read(struct arena *a, struct diag *d, struct issue *i, const struct yaml *y)
{
	struct plan p = {.arena = a, .diag = d, .issue = i};
	const struct yaml *list = yaml_find(y, "flatplan"),
			  *first = yaml_find(y, "cover");
	const char *cover = yaml_string(d, y, "cover");
	struct piece *piece = cover && *cover ? piece_add(&p, cover, first->pos) : NULL;
	if (!list || list->kind != YAML_LIST || !list->n) {
		diag(d, DIAG_MISSING_KEY,
		    list ? list->pos : (struct pos){1, 1, y->pos.file},
		    "the issue has no flatplan");
		diag_hint(
		    d, "add 'flatplan:' and below it a line '- slug' for each piece");
		return;
	}
	for (size_t k = 0; k < list->n; k++)
		entry_add(&p, list->entry[k].value, piece ? cover : NULL);
}
