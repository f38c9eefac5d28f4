/*
 * Art as pixels, where the press's standard cannot hold what is seen through (PDF/X-1a).
 *
 * In: a book and a press edition. Out: a finding for each such piece of art, and a file
 * with pictures of them in their places, drawn as wide as they are printed widest
 * (sketch.c) and converted like any other picture.
 * Rejected: leaving out the soft masks, which shows what was meant to be hidden; and
 * composing by ourselves, which is a renderer.
 */
#include "build/flat.h"
#include "build/sketch.h"

enum { PPI = 300 };

static bool is_refused(const struct edition *e, const struct picture *art)
{
	return !pdf_takes(e, art);
}

static int ppi_of(const struct edition *e)
{
	return e->preset && e->preset->ppi ? e->preset->ppi : PPI;
}

static void tell(const struct plan *p, const struct edition *e, const struct picture *art)
{
	diag(p->diag, DIAG_ART_FLATTENED, art->pos,
	    "picture '%s' is seen through in places, which the printer's standard cannot "
	    "hold: printed as pixels, %d an inch",
	    art->name, ppi_of(e));
	diag_hint(p->diag,
	    "words in it are no longer black ink alone; ask the printer for PDF/X-4");
}

void flat_tell(const struct plan *p, const struct book *b, const struct edition *e)
{
	struct map told = map_new(p->arena);

	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++) {
			const struct mark *m = &b->page[i]->mark[k];
			const struct picture *art = m->as.picture.picture;

			if (m->kind != MARK_PICTURE || pdf_takes(e, art) ||
			    map_find(&told, art->path))
				continue;
			map_set(&told, art->path, (void *)(uintptr_t)art);
			tell(p, e, art);
		}
}

/* False: one of them could not be drawn, reported. */
static bool take_drawn(struct pdf_job *job, const struct sketching *k)
{
	struct pdf_drawn *drawn = ARENA_ARRAY(k->arena, struct pdf_drawn, k->n);
	bool whole = true;

	for (size_t i = 0; i < k->n; i++) {
		const struct picture *art = k->sketch[i].art;

		drawn[i] = (struct pdf_drawn){art, k->sketch[i].drawn};
		if (drawn[i].drawn)
			continue;
		diag(job->diag, DIAG_BAD_ART, art->pos,
		    "picture '%s' cannot be printed: nothing here draws it as pixels",
		    art->name);
		diag_hint(
		    job->diag, "install poppler-utils, or ask the printer for PDF/X-4");
		whole = false;
	}
	job->drawn = drawn;
	job->ndrawn = k->n;
	return whole;
}

bool flat_write(const struct plan *p, struct pdf_job *job)
{
	struct sketching k = {.arena = p->arena,
	    .diag = p->diag,
	    .fonts = p->fonts,
	    .ppi = ppi_of(job->edition),
	    .wants = is_refused};
	const size_t mark = diag_mark(p->diag);
	bool written;

	sketch_art(&k, job->book, job->edition);
	diag_rewind(p->diag, mark); /* of proofs; what is missing is told here */
	written = take_drawn(job, &k) && pdf_write(job);
	sketch_end(&k);
	return written;
}
