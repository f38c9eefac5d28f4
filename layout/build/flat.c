/*
 * What is seen through as pixels, where the press's standard cannot hold it (PDF/X-1a):
 * pictures with alpha, and art that blends or is masked.
 *
 * In: a book and a press edition. Out: a file that shows the same. Each such mark and all
 * that lies under it on its page is written as PDF/X-4, a page as large as the mark, and
 * ghostscript, a program of Debian's that is never linked, draws it in the press's inks:
 * so it stands on its own ground, tint, picture or paper, overprint and all. The pixels
 * take the mark's place; what lies on it is painted as it was, words above all. Words and
 * art that lie under it are in the pixels: a finding says so, as of art itself.
 * Rejected: composing by ourselves, which is a renderer; on white, which is wrong on any
 * ground and is left to pictures alone where there is no ghostscript; and pixels of the
 * whole page, which would take its words.
 */
#include <unistd.h>

#include "build/flat.h"

enum { PPI = 300, SECONDS = 30 /* that a mark may take to be drawn */ };

static int ppi_of(const struct edition *e)
{
	return e->preset && e->preset->ppi ? e->preset->ppi : PPI;
}

static const struct picture *picture_of(const struct mark *m)
{
	return m->kind == MARK_PICTURE ? m->as.picture.picture : NULL;
}

static bool is_refused(const struct edition *e, const struct mark *m)
{
	const struct picture *p = picture_of(m);

	return p && !pdf_takes(e, p) && m->area.w > 0 && m->area.h > 0;
}

/* ---- telling -------------------------------------------------------------- */

static bool meet(struct rect a, struct rect b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static struct rect place_of(const struct mark *m)
{
	const struct rect a = m->area;

	return m->kind == MARK_RUN ? (struct rect){a.x, a.y - m->as.run.run->size, a.w,
					 m->as.run.run->size}
				   : a;
}

static void tell_art(
    const struct plan *p, const struct edition *e, const struct picture *art)
{
	diag(p->diag, DIAG_ART_FLATTENED, art->pos,
	    "picture '%s' is seen through in places, which the printer's standard cannot "
	    "hold: printed as pixels, %d an inch, with what lies under it",
	    art->name, ppi_of(e));
	diag_hint(p->diag,
	    art->art->least_words > 0
		? "words in it are no longer black ink alone; ask the printer for PDF/X-4"
		: "ask the printer for PDF/X-4, which holds it as it is");
}

/* What loses its outlines under a picture; NULL: nothing. */
static const struct mark *lost_under(const struct page *p, const struct mark *on)
{
	for (const struct mark *m = p->mark; m < on; m++) {
		const struct picture *art = picture_of(m);

		if ((m->kind == MARK_RUN || m->kind == MARK_CODE || (art && art->art)) &&
		    meet(place_of(m), on->area))
			return m;
	}
	return NULL;
}

static void tell_lost(const struct plan *p, const struct edition *e,
    const struct mark *lost, const struct mark *on)
{
	const struct picture *art = picture_of(lost);
	size_t len = 0;
	const char *words = lost->kind == MARK_RUN ? mark_words(lost, &len) : "";

	while (len && words[len - 1] == ' ')
		len--;

	diag(p->diag, DIAG_ART_FLATTENED, on->pos.line ? on->pos : picture_of(on)->pos,
	    "%s%.*s%s under picture '%s', which is seen through: printed with it as "
	    "pixels, %d an inch",
	    art	       ? "a drawing lies"
	    : words[0] ? "the words '"
		       : "a code lies",
	    (int)len, words, words[0] ? "' lie" : "", picture_of(on)->name, ppi_of(e));
	diag_hint(
	    p->diag, "move the picture away from there, or ask the printer for PDF/X-4");
}

static void tell_page(const struct plan *p, const struct page *page,
    const struct edition *e, struct map *told)
{
	for (size_t i = 0; i < page->nmark; i++) {
		const struct mark *m = &page->mark[i];
		const struct picture *shown = picture_of(m);

		if (!is_refused(e, m))
			continue;
		if (shown->art && !map_find(told, shown->path)) {
			map_set(told, shown->path, (void *)(uintptr_t)shown);
			tell_art(p, e, shown);
		}
		const struct mark *lost = lost_under(page, m);
		if (lost)
			tell_lost(p, e, lost, m);
	}
}

void flat_tell(const struct plan *p, const struct book *b, const struct edition *e)
{
	struct map told = map_new(p->arena);

	for (size_t i = 0; i < b->npage; i++)
		tell_page(p, b->page[i], e, &told);
}

/* ---- drawing -------------------------------------------------------------- */

/* A mark on its ground. */
struct ground {
	const struct page *page;
	const struct mark *mark;
	struct rect area; /* whole pixels, from the mark's upper left corner */
};

struct flattening {
	const struct plan *plan;
	struct arena *arena;
	const struct edition *edition;
	struct ground *ground; /* in the order of pages and marks */
	size_t n, cap;
	const char *folder, *pdf; /* NULL: none could be made */
	const char *said;	  /* by ghostscript, that failed; NULL: it is not there */
};

static sp whole_pixels(sp length, int ppi)
{
	const int64_t inch = 72 * (int64_t)SP_PT;
	const int64_t n = ((int64_t)length * ppi + inch - 1) / inch;

	return (sp)((n * inch + ppi - 1) / ppi);
}

static void find_grounds(struct flattening *f, const struct book *b)
{
	const int ppi = ppi_of(f->edition);

	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++) {
			const struct mark *m = &b->page[i]->mark[k];

			if (is_refused(f->edition, m))
				ARENA_PUSH(f->arena, f->ground, f->n,
				    f->cap) = (struct ground){b->page[i], m,
				    {m->area.x, m->area.y, whole_pixels(m->area.w, ppi),
					whole_pixels(m->area.h, ppi)}};
		}
}

/* As it lies on its page, but for what lies on it. */
static struct page *page_of(const struct flattening *f, size_t i)
{
	const struct ground *g = &f->ground[i];
	struct page *page = ARENA_NEW(f->arena, struct page);

	*page = *g->page;
	page->index = (uint32_t)i;
	page->media = page->bleed = page->trim = g->area;
	page->nmark = (size_t)(g->mark - g->page->mark) + 1;
	return page;
}

static bool write_grounds(struct flattening *f, const struct pdf_job *job)
{
	struct edition sees_through = *f->edition;
	struct book b = *job->book;
	struct pdf_job drawing = {.diag = job->diag,
	    .fonts = job->fonts,
	    .edition = &sees_through,
	    .book = &b,
	    .cache = job->cache,
	    .path = f->pdf,
	    .unmeasured = true,
	    .parts = true};

	sees_through.standard = STANDARD_PDFX4;
	b.page = ARENA_ARRAY(f->arena, struct page *, f->n);
	b.npage = b.cappage = f->n;
	for (size_t i = 0; i < f->n; i++)
		b.page[i] = page_of(f, i);
	return pdf_write(&drawing);
}

static void draw_grounds(struct flattening *f)
{
	struct arena *a = f->arena;
	const char *ppi = arena_printf(a, "-r%d", ppi_of(f->edition) * COMPOSED_FINE);
	const char *pages = path_join(a, f->folder, "%d.pam");
	/* Else what touches a pixel fills it, and edges move out. */
	const char *const word[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    "-sDEVICE=pamcmyk32", ppi, "-dOverprint=/enable", "-o", pages, "-c",
	    "0 0 .setfilladjust2", "-f", f->pdf, NULL};
	const unsigned seconds = SECONDS * (unsigned)f->n;
	struct running running;

	if (program_run(&running, &(struct program){.word = word, .seconds = seconds}) !=
	    PROGRAM_ABSENT)
		f->said = arena_string(a, running.said);
}

static const char *drawn_path(const struct flattening *f, size_t i)
{
	return path_join(f->arena, f->folder, arena_printf(f->arena, "%zu.pam", i + 1));
}

/* ---- in its place --------------------------------------------------------- */

/* False: it cannot be printed, reported. */
static bool do_without(const struct flattening *f, const struct ground *g)
{
	const struct picture *p = picture_of(g->mark);

	diag(f->plan->diag, p->art ? DIAG_BAD_ART : DIAG_ART_FLATTENED, p->pos,
	    p->art ? "picture '%s' cannot be printed: nothing here draws it as pixels"
		   : "picture '%s' is seen through, and nothing here draws it on its "
		     "ground: printed on white",
	    p->name);
	diag_hint(f->plan->diag, "%s%s, or ask the printer for PDF/X-4",
	    f->said ? "look at what ghostscript says of it: " : "install ghostscript",
	    f->said ? f->said : "");
	return !p->art;
}

/* False: reported. */
static bool put_drawn(const struct flattening *f, size_t i, struct mark *place)
{
	const struct ground *g = &f->ground[i];
	struct picture *p =
	    f->folder ? picture_composed(f->arena, drawn_path(f, i), picture_of(g->mark))
		      : NULL;

	if (!p)
		return do_without(f, g);
	p->shows_width = g->mark->as.picture.whole.w;
	place->as.picture.picture = p;
	place->as.picture.whole = g->area;
	return true;
}

/* The page with pixels in the places of all grounds from *next on that are on it. */
static struct page *flat_page(
    const struct flattening *f, struct page *page, size_t *next, bool *whole)
{
	struct page *flat = ARENA_NEW(f->arena, struct page);

	if (*next == f->n || f->ground[*next].page != page)
		return page;
	*flat = *page;
	flat->capmark = page->nmark;
	flat->mark = ARENA_ARRAY(f->arena, struct mark, page->nmark);
	for (size_t i = 0; i < page->nmark; i++) {
		flat->mark[i] = page->mark[i];
		if (*next < f->n && f->ground[*next].mark == &page->mark[i])
			*whole &= put_drawn(f, (*next)++, &flat->mark[i]);
	}
	return flat;
}

/* False: reported. */
static bool flatten(const struct flattening *f, const struct book *b, struct book *flat)
{
	bool whole = true;
	size_t next = 0;

	*flat = *b;
	flat->page = ARENA_ARRAY(f->arena, struct page *, b->npage);
	for (size_t i = 0; i < b->npage; i++)
		flat->page[i] = flat_page(f, b->page[i], &next, &whole);
	return whole;
}

/* ---- the whole ------------------------------------------------------------ */

static void clean(const struct flattening *f)
{
	if (!f->folder)
		return;
	for (size_t i = 0; i < f->n; i++)
		unlink(drawn_path(f, i));
	unlink(f->pdf);
	rmdir(f->folder);
}

bool flat_write(const struct plan *p, struct pdf_job *job)
{
	struct flattening f = {.plan = p, .arena = arena_new(), .edition = job->edition};
	const struct book *whole = job->book;
	struct book flat;
	bool written;

	find_grounds(&f, whole);
	f.folder = f.n ? temporary_folder(f.arena) : NULL;
	if (f.folder) {
		f.pdf = path_join(f.arena, f.folder, "grounds.pdf");
		if (write_grounds(&f, job))
			draw_grounds(&f);
	}
	written = flatten(&f, whole, &flat);
	job->book = &flat;
	written = written && pdf_write(job);
	job->book = whole;
	clean(&f);
	arena_close(f.arena);
	return written;
}
