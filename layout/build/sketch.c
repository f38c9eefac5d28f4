/*
 * Art for proofs and for the members' page: what a drawing or a page of PDF looks like in
 * an edition, as pixels.
 *
 * In: a finished book and its edition. Out: a picture for each piece of art that the book
 * shows, as wide as it is shown widest. The art is written as the edition's file has it,
 * a page each, and pdftocairo (Debian's poppler-utils), started as a program, draws the
 * pages: so a proof shows the bytes that go out, inks and all. Where there is no
 * pdftocairo, or no folder to draw in, the proof has a gray box, and a finding says so.
 * Rejected: librsvg, which would draw the drawing and not what became of it and knows no
 * PDF; and a reader of our own for what art/content.c passes on.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "build/sketch.h"
#include "pdf/pdf.h"

/* ---- which, and how large ------------------------------------------------ */

static struct page *page_of(const struct sketching *k, const struct picture *art)
{
	for (size_t i = 0; i < k->n; i++)
		if (k->sketch[i].art == art)
			return k->book.page[i];
	return NULL;
}

static void add_page(struct sketching *k, const struct picture *art)
{
	struct arena *a = k->arena;
	struct page *page = ARENA_NEW(a, struct page);

	page->index = (uint32_t)k->book.npage;
	page->number = (int)k->book.npage + 1;
	page->folio = arena_printf(a, "%d", page->number);
	page_add(a, page,
	    (struct mark){.kind = MARK_PICTURE,
		.pos = art->pos,
		.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		.as.picture.picture = art});
	ARENA_PUSH(a, k->book.page, k->book.npage, k->book.cappage) = page;
	ARENA_PUSH(a, k->sketch, k->n, k->cap) = (struct proof_art){.art = art};
}

static bool is_wanted(
    const struct sketching *k, const struct mark *m, const struct edition *e)
{
	const struct picture *art = m->as.picture.picture;

	return m->kind == MARK_PICTURE && art->format == PICTURE_ART && art->art &&
	       (!k->wants || k->wants(e, art));
}

static void note_art(struct sketching *k, const struct mark *m)
{
	const struct picture *art = m->as.picture.picture;
	const struct rect whole = {0, 0, m->as.picture.whole.w, m->as.picture.whole.h};

	if (!page_of(k, art))
		add_page(k, art);
	struct page *page = page_of(k, art);
	if (whole.w <= page->trim.w)
		return;
	page->media = page->bleed = page->trim = whole;
	page->mark[0].area = page->mark[0].as.picture.whole = whole;
}

/* ---- the other program --------------------------------------------------- */

static const char program[] = "pdftocairo";
enum { SECONDS = 120 /* for one piece of art */ };

static bool draw_page(
    const struct sketching *k, const char *pdf, const char *png, int page)
{
	struct arena *a = k->arena;
	const char *number = arena_printf(a, "%d", page);
	const char *ppi = arena_printf(a, "%d", (int)(k->ppi + 0.5));
	/* It adds the ending itself. */
	const char *stem = arena_copy(a, png, strlen(png) - strlen(".png"));
	const char *const word[] = {program, "-png", "-transp", "-singlefile", "-f",
	    number, "-l", number, "-r", ppi, pdf, stem, NULL};
	struct running drawing;

	return program_run(&drawing,
		   &(struct program){.word = word, .seconds = SECONDS}) == PROGRAM_WELL;
}

static const char *png_name(const struct sketching *k, size_t i)
{
	return arena_printf(k->arena, "%zu.png", i);
}

/* NULL: the program could not be run, failed, or left no whole picture. */
static const struct picture *drawn(struct sketching *k, size_t i)
{
	const char *name = png_name(k, i);
	const char *path = path_join(k->arena, k->folder, name);
	const size_t mark = diag_mark(k->diag);
	const struct picture *p = NULL;

	if (draw_page(k, k->pdf, path, (int)i + 1))
		p = picture_probe(
		    k->arena, k->diag, k->sketch[i].art->pos, k->folder, name);
	diag_rewind(k->diag, mark); /* no editor knows this file */
	return p;
}

static void draw_pages(struct sketching *k)
{
	for (size_t i = 0; i < k->n; i++) {
		struct proof_art *sketch = &k->sketch[i];

		sketch->drawn = drawn(k, i);
		if (sketch->drawn)
			continue;
		diag(k->diag, DIAG_ART_NOT_DRAWN, sketch->art->pos,
		    "picture '%s' is a grey box in this proof: %s cannot draw it",
		    sketch->art->name, program);
		diag_hint(
		    k->diag, "the editions have it; for proofs install poppler-utils");
	}
}

static void leave_gray(const struct sketching *k, const char *folder, const char *reason)
{
	for (size_t i = 0; i < k->n; i++) {
		const struct picture *art = k->sketch[i].art;

		diag(k->diag, DIAG_ART_NOT_DRAWN, art->pos,
		    "picture '%s' is a grey box in this proof: nothing can be written to "
		    "the folder '%s' (%s)",
		    art->name, folder, reason);
		diag_hint(k->diag, "the editions have it; for proofs give TMPDIR a "
				   "folder that can be written to");
	}
}

/* ---- the whole ----------------------------------------------------------- */

/* False: it cannot be made, and all art stays gray. */
static bool make_folder(struct sketching *k)
{
	char *path = temporary_folder(k->arena);

	if (!path) {
		leave_gray(k, temporary_place(), strerror(errno));
		return false;
	}
	k->folder = path;
	return true;
}

void sketch_art(struct sketching *k, const struct book *b, const struct edition *e)
{
	struct arena *a = k->arena;
	struct edition screen = *e;

	k->book = *b;
	k->book.page = NULL;
	k->book.npage = k->book.cappage = 0;
	k->book.root = tag_new(a, NULL, ROLE_DOCUMENT, (struct pos){0});
	k->book.noutline = k->book.ntag = 0;
	for (size_t i = 0; i < b->npage; i++)
		for (size_t m = 0; m < b->page[i]->nmark; m++)
			if (is_wanted(k, &b->page[i]->mark[m], e))
				note_art(k, &b->page[i]->mark[m]);
	if (!k->n || !make_folder(k))
		return;
	tag_number(&k->book);
	screen.standard = STANDARD_PDFUA1;
	k->pdf = path_join(a, k->folder, "art.pdf");
	if (pdf_write(&(struct pdf_job){.diag = k->diag,
		.fonts = k->fonts,
		.edition = &screen,
		.book = &k->book,
		.path = k->pdf}))
		draw_pages(k);
}

void sketch_alone(
    struct sketching *k, const struct picture *art, sp width, const struct edition *e)
{
	const double ratio = (double)picture_height(art) / picture_width(art);
	const struct rect whole = {0, 0, width, (sp)(width * ratio)};
	struct page page = {.trim = whole, .folio = "1"}, *one = &page;

	page_add(k->arena, &page,
	    (struct mark){.kind = MARK_PICTURE,
		.pos = art->pos,
		.area = whole,
		.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		.as.picture = {.picture = art, .whole = whole}});
	sketch_art(k,
	    &(struct book){.title = art->name,
		.lang = "en-GB",
		.date = "2000-01-01",
		.page = &one,
		.npage = 1},
	    e);
}

void sketch_end(const struct sketching *k)
{
	if (!k->folder)
		return;
	for (size_t i = 0; i < k->n; i++) /* what a program that failed has left, too */
		remove(path_join(k->arena, k->folder, png_name(k, i)));
	remove(k->pdf);
	if (rmdir(k->folder) != 0)
		die("remove the folder %s:", k->folder);
}
