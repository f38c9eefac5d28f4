/*
 * Art as pixels, where the press's standard cannot hold what is seen through (PDF/X-1a).
 *
 * In: a book and a press edition. Out: a finding for each such piece of art, and a file
 * with pictures of them in their places, drawn as wide as they are printed widest
 * (sketch.c) and converted like any other picture. Pictures with alpha are composed on
 * white (picture_want.opaque), which is a finding where their ground is not.
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

static void tell(const struct plan *p, const struct edition *e, const struct picture *art,
    bool on_ground)
{
	diag(p->diag, DIAG_ART_FLATTENED, art->pos,
	    "picture '%s' is seen through in places, which the printer's standard cannot "
	    "hold: printed as pixels, %d an inch%s",
	    art->name, ppi_of(e), on_ground ? ", on white" : "");
	diag_hint(p->diag,
	    "words in it are no longer black ink alone; ask the printer for PDF/X-4");
}

static bool meet(struct rect a, struct rect b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Is there ink below a mark, other than the paper's? */
static bool is_on_ground(const struct page *p, const struct mark *mark)
{
	for (const struct mark *m = p->mark; m < mark; m++)
		if (((m->kind == MARK_FILL && m->ink.index != INK_PAPER && m->ink.tint) ||
			m->kind == MARK_PICTURE) &&
		    meet(m->area, mark->area))
			return true;
	return false;
}

/* A cut-out keeps its outline by a soft mask; without, its own ground is white. */
static void tell_white(const struct plan *p, const struct picture *cut_out)
{
	diag(p->diag, DIAG_ART_FLATTENED, cut_out->pos,
	    "picture '%s' is seen through and stands on a ground, which the printer's "
	    "standard cannot hold: printed on white",
	    cut_out->name);
	diag_hint(
	    p->diag, "put the ground into the picture, or ask the printer for PDF/X-4");
}

void flat_tell(const struct plan *p, const struct book *b, const struct edition *e)
{
	struct map told = map_new(p->arena);

	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i]->nmark; k++) {
			const struct mark *m = &b->page[i]->mark[k];
			const struct picture *shown = m->as.picture.picture;

			if (m->kind != MARK_PICTURE || pdf_takes(e, shown) ||
			    map_find(&told, shown->path))
				continue;
			const bool on_ground = is_on_ground(b->page[i], m);
			if (!shown->art && !on_ground)
				continue;
			map_set(&told, shown->path, (void *)(uintptr_t)shown);
			if (shown->art)
				tell(p, e, shown, on_ground);
			else
				tell_white(p, shown);
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
