/*
 * Which books and editions a request needs, and what each book is laid out with.
 *
 * In: a request; the issue, fonts/ and styles/ it names. Out: books in the order of
 * editions.yaml, each with its editions that were asked for.
 * Editions that name one book share its layout. Whether a book has a bleed is asked of
 * all its editions, wanted or not, so that the file of one edition is the same whatever
 * else is built beside it. A book that names print's pages has print's book laid out
 * first, here and in an arena that is closed at once: only the folios stay. (One process
 * that lays out print and hands its folios to the others was rejected: they would wait
 * for it, and each book would fail with it.) Its findings are the press book's own and
 * are reported by that book.
 */
#include "build/jobs.h"
#include "build/plan.h"

#include <fnmatch.h>
#include <string.h>

/* ---- choosing ----------------------------------------------------------- */

static bool is_asked(const struct request *r, const char *edition)
{
	for (size_t i = 0; i < r->nedition; i++)
		if (fnmatch(r->edition[i], edition, 0) == 0)
			return true;
	return r->nedition == 0;
}

static void report_unknown(const struct plan *p, const char *pattern)
{
	const struct editions *e = p->editions;
	const char **list = ARENA_ARRAY(p->arena, const char *, e->n + 1);
	struct buf all = {0};

	for (size_t i = 0; i < e->n; i++) {
		list[i] = e->edition[i].name;
		buf_string(&all, i ? ", " : "");
		buf_string(&all, list[i]);
	}
	diag(p->diag, DIAG_UNKNOWN_EDITION, (struct pos){0},
	    "there is no edition '%s'; nothing was made", pattern);
	if (closest(pattern, list))
		diag_hint(p->diag, "did you mean '%s'?", closest(pattern, list));
	else
		diag_hint(p->diag, "the editions are %s", all.at ? all.at : "none");
	buf_release(&all);
}

/* False: a pattern fits no edition (reported). */
static bool check_patterns(const struct plan *p)
{
	const struct request *r = p->request;
	bool known = true;

	for (size_t i = 0; i < r->nedition; i++) {
		size_t e = 0;

		while (e < p->editions->n &&
		       fnmatch(r->edition[i], p->editions->edition[e].name, 0) != 0)
			e++;
		if (e == p->editions->n) {
			report_unknown(p, r->edition[i]);
			known = false;
		}
	}
	return known;
}

/* False: the preset is broken (reported). */
static bool use_printer(const struct plan *p, struct editions *e)
{
	const struct preset *preset = preset_read(
	    p->arena, p->diag, p->styles, p->request->printer, (struct pos){0});

	if (!preset)
		return false;
	for (size_t i = 0; i < e->n; i++)
		if (e->edition[i].preset) {
			e->edition[i].preset = preset;
			if (!e->edition[i].own_standard)
				e->edition[i].standard = preset->standard;
		}
	preset_check(p->diag, preset, e->palette, preset->pos);
	return true;
}

/* A glued spine does not lie flat when the magazine is open: words stand farther from
 * it. */
static void bind_with_glue(const struct plan *p, struct editions *e)
{
	for (size_t i = 0; i < e->n; i++) {
		struct edition *edition = &e->edition[i];
		if (!edition->preset)
			continue;
		struct preset *glued = ARENA_NEW(p->arena, struct preset);
		*glued = *edition->preset;
		if (glued->limits.spine_margin < glued->limits.glued_margin)
			glued->limits.spine_margin = glued->limits.glued_margin;
		edition->preset = glued;
	}
}

/* The preset with most bleed of the press editions that are made from a book. */
static const struct preset *preset_of(const struct editions *e, const char *book)
{
	const struct preset *found = NULL;

	for (size_t i = 0; i < e->n; i++)
		if (e->edition[i].preset && strcmp(e->edition[i].book, book) == 0 &&
		    (!found || e->edition[i].preset->bleed > found->bleed))
			found = e->edition[i].preset;
	return found;
}

static struct book_plan *book_of(struct plan *p, const struct edition *e)
{
	if (p->nbook)
		plan_read_art(p);
	for (size_t i = 0; i < p->nbook; i++)
		if (plan_shares(p, p->book[i].like, e))
			return &p->book[i];
	ARENA_PUSH(p->arena, p->book, p->nbook, p->capbook) =
	    (struct book_plan){.like = e, .preset = preset_of(p->editions, e->book)};
	return &p->book[p->nbook - 1];
}

static void choose(struct plan *p)
{
	for (size_t i = 0; i < p->editions->n; i++) {
		const struct edition *e = &p->editions->edition[i];

		if (e->preset && !p->press.like)
			p->press = (struct book_plan){
			    .like = e, .preset = preset_of(p->editions, e->book)};
		if ((e->needs != NULL) != p->request->needs.asked ||
		    !is_asked(p->request, e->name))
			continue;
		struct book_plan *b = book_of(p, e);
		ARENA_PUSH(p->arena, b->edition, b->nedition, b->capedition) = e;
	}
}

/* Bytes of pictures' conversions and of art that are kept for all issues that a user
 * works on. */
#define CACHE_LIMIT (UINT64_C(500) << 20)

static struct cache *open_cache(const struct plan *p)
{
	const struct cache_rules rules = {
	    .folder = p->request->no_cache ? NULL : cache_folder(p->arena),
	    .limit = CACHE_LIMIT};

	return cache_open(p->arena, &rules);
}

/* False: there is no such face, or nothing is made on demand (reported). */
static bool add_asked(struct plan *p, struct editions *e)
{
	const struct request *r = p->request;

	if (r->needs.font && !fonts_ask(p->fonts, p->diag, r->manifest, r->needs.font))
		return false;
	return edition_ask(p->arena, p->diag, e, &r->needs, p->fonts) != NULL;
}

int plan_make(const struct request *r, struct plan *p)
{
	*p = (struct plan){.request = r, .arena = r->arena, .diag = r->diag};
	jobs_guard(r->diag);
	p->styles = r->styles;
	p->cache = open_cache(p);
	struct editions *editions = editions_read(p->arena, p->diag, p->styles);
	p->editions = editions;
	if (editions && !check_patterns(p)) {
		plan_end(r, NULL, NULL);
		return EXIT_USAGE;
	}
	if (editions && r->printer && !use_printer(p, editions))
		return plan_end(r, NULL, NULL);
	p->fonts = fonts_open(p->arena, p->diag, r->manifest);
	p->issue = issue_read(p->arena, p->diag, r->issue);
	if (p->issue)
		plan_ask_for_art(p);
	if (!p->editions || !p->issue || !p->fonts ||
	    (r->needs.asked && !add_asked(p, editions))) {
		if (p->issue)
			plan_read_art(p);
		return plan_end(r, NULL, NULL);
	}
	if (p->issue->printing.binding &&
	    strcmp(p->issue->printing.binding, "perfect") == 0)
		bind_with_glue(p, editions);
	choose(p);
	return 0;
}

/* ---- laying out --------------------------------------------------------- */

static bool makeup_for(
    const struct plan *p, const struct book_plan *b, struct arena *a, struct makeup *m)
{
	*m = (struct makeup){.arena = a,
	    .diag = p->diag,
	    .fonts = p->fonts,
	    .issue = p->issue,
	    .art = p->art,
	    .pictures = b->like->pictures,
	    .press = b->like->preset != NULL,
	    .preset = b->preset,
	    .bleed = b->preset ? b->preset->bleed : 0};
	m->sheet = sheet_read(a, p->diag,
	    &(struct sheet_want){.styles = p->styles,
		.name = b->like->sheet,
		.text_only = !b->like->pictures,
		.needs = b->like->needs,
		.title = b->like->needs ? b->like->title : NULL,
		.fonts = p->fonts,
		.palette = p->editions->palette});
	return m->sheet != NULL;
}

/* marks: this book says in its text where they begin. */
static struct print_pages *print_pages_copy(
    struct arena *a, const struct print_pages *from, bool marks)
{
	struct print_pages *to = ARENA_NEW(a, struct print_pages);

	to->npiece = from->npiece;
	to->count = from->count;
	to->piece = ARENA_ARRAY(a, int, from->npiece);
	if (from->npiece)
		memcpy(to->piece, from->piece, from->npiece * sizeof *to->piece);
	if (!marks || !from->nstart)
		return to;
	to->nstart = to->capstart = from->nstart;
	to->start = ARENA_ARRAY(a, struct print_start, from->nstart);
	memcpy(to->start, from->start, from->nstart * sizeof *to->start);
	return to;
}

/* False: the press book's sheet is broken (reported). *pages stays NULL where there is
 * nothing to lay out, which this book will report for itself. */
static bool print_pages_of(const struct plan *p, const struct book_plan *b,
    struct arena *a, const struct print_pages **pages)
{
	struct arena *passing = arena_new();
	struct print_pages found = {0};
	struct makeup m;
	const bool readable = makeup_for(p, &p->press, passing, &m);

	if (readable) {
		m.diag = diag_new(passing);
		if (makeup_book(&m, &found))
			*pages = print_pages_copy(a, &found, b->like->print_marks);
	}
	arena_close(passing);
	return readable;
}

bool plan_layout(
    const struct plan *p, const struct book_plan *b, struct arena *a, struct makeup *m)
{
	const struct print_pages *print = NULL;

	if (b->like->print_pages && p->press.like &&
	    strcmp(p->press.like->book, b->like->book) != 0 &&
	    !print_pages_of(p, b, a, &print))
		return false;
	if (!makeup_for(p, b, a, m))
		return false;
	m->print = print;
	return true;
}
