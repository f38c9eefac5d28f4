/*
 * The flatplan: which pieces there are, in which order, and what is asked of each.
 *
 * In: issue.yaml. Out: issue->piece, not yet read. An entry is a piece's name, or a map
 * with `piece` and wishes; `rest-of`, where the rest of a piece goes on that stands on
 * fewer pages than it fills; or `fillers`, pieces that are there if pages are wanting.
 */
#include "issue/reader.h"

#include <limits.h>
#include <string.h>

struct plan {
	struct arena *arena;
	struct diag *diag;
	struct issue *issue;
	size_t cap;
	int nfiller;
};

enum { MOST_PAGES = 99 };

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

/* A number of pages; 0: none asked for, or reported. */
static int pages_read(struct plan *p, const struct yaml *y, const char *key)
{
	const struct yaml *value = yaml_find(y, key);
	if (!value)
		return 0;
	const long none = LONG_MIN, n = yaml_int(p->diag, y, key, none);
	if (n == none)
		return 0;
	if (n >= 1 && n <= MOST_PAGES)
		return (int)n;
	diag(p->diag, DIAG_BAD_VALUE, value->pos,
	    "'%s' must be a number of pages, 1 to %d; it was passed over", key,
	    MOST_PAGES);
	return 0;
}

static bool has_rest(const struct issue *i, const struct piece *piece)
{
	for (size_t k = 0; k < i->nrest; k++)
		if (i->rest[k].piece == piece->index)
			return true;
	return false;
}

/* The rest of a piece begins before whatever piece the flatplan has next. */
static void rest_add(struct plan *p, const struct yaml *y)
{
	const struct yaml *at = yaml_find(y, "rest-of");
	const char *name = yaml_string(p->diag, y, "rest-of");
	const char *slug = slug_of(p, name ? name : "");
	const struct piece *piece = issue_find(p->issue, slug);
	if (!piece) {
		diag(p->diag, DIAG_UNKNOWN_PIECE, at->pos,
		    "there is no piece '%s' above that could go on here", slug);
		diag_hint(p->diag, "'rest-of' stands below the piece it belongs to");
	} else if (!piece->pages) {
		diag(p->diag, DIAG_BAD_VALUE, at->pos,
		    "piece '%s' does not say after how many pages it goes on here", slug);
		diag_hint(
		    p->diag, "write '- {piece: %s, pages: 1}' where it begins", slug);
	} else if (has_rest(p->issue, piece)) {
		diag(p->diag, DIAG_DUPLICATE, at->pos,
		    "the rest of piece '%s' has a place already, in the flatplan above",
		    slug);
	} else {
		struct issue *i = p->issue;
		ARENA_PUSH(p->arena, i->rest, i->nrest, i->caprest) =
		    (struct rest){piece->index, i->npiece};
	}
}

static void fillers_add(struct plan *p, const struct yaml *y)
{
	const struct yaml *list = yaml_find(y, "fillers");
	if (list->kind != YAML_LIST) {
		diag(p->diag, DIAG_BAD_VALUE, list->pos,
		    "'fillers' must be a list of pieces, it was passed over");
		diag_hint(p->diag, "write '- fillers: [house-advert, a-quotation]'");
		return;
	}
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml *name = list->entry[i].value;
		if (name->kind != YAML_SCALAR || !*name->text) {
			report_entry(p, name->pos);
			continue;
		}
		if (p->nfiller == FILLERS_MAX) {
			diag(p->diag, DIAG_BAD_VALUE, name->pos,
			    "there are more than %d fillers, the others were passed over",
			    FILLERS_MAX);
			return;
		}
		struct piece *piece = piece_add(p, name->text, name->pos);
		if (!piece)
			continue;
		piece->filler = true;
		p->nfiller++;
	}
}

static void wishes_read(struct plan *p, const struct yaml *y, struct piece *piece)
{
	static const char *const keys[] = {"piece", "template", "fit", "pages", NULL};
	yaml_check_keys(p->diag, y, keys, "flatplan entry");
	const char *template = yaml_string(p->diag, y, "template");
	piece->template = template && *template ? template : NULL;
	piece->fit = pages_read(p, y, "fit");
	piece->pages = pages_read(p, y, "pages");
	if (!piece->fit || !piece->pages)
		return;
	diag(p->diag, DIAG_BAD_VALUE, yaml_find(y, "pages")->pos,
	    "a piece cannot both fit its pages and go on elsewhere; 'pages' was passed "
	    "over");
	piece->pages = 0;
}

static void entry_add(struct plan *p, const struct yaml *y, const char *cover)
{
	const bool map = y->kind == YAML_MAP;
	if (map && yaml_find(y, "rest-of")) {
		rest_add(p, y);
		return;
	}
	if (map && yaml_find(y, "fillers")) {
		fillers_add(p, y);
		return;
	}
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
	if (!piece)
		return;
	if (map)
		wishes_read(p, y, piece);
}

/* A piece that breaks off must go on. */
static void check_rests(struct plan *p)
{
	for (size_t i = 0; i < p->issue->npiece; i++) {
		struct piece *piece = p->issue->piece[i];
		if (!piece->pages || has_rest(p->issue, piece))
			continue;
		diag(p->diag, DIAG_MISSING_KEY, piece->pos,
		    "piece '%s' is to stand on %d page%s, and the flatplan does not say "
		    "where its rest goes on; it was set whole",
		    piece->slug, piece->pages, piece->pages == 1 ? "" : "s");
		diag_hint(p->diag, "add '- {rest-of: %s}' where it goes on", piece->slug);
		piece->pages = 0;
	}
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
	check_rests(&p);
}
