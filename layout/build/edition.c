/*
 * An edition's files, written into a folder.
 *
 * In: a finished book and one of its editions. Out: a file, or one a volume, in the order
 * and under the names that the printer asks for; their sizes and checksums, and of a
 * press edition the ink of each page and the writer's account, which run on over all its
 * files. A build writes into the folder that it was given, a proof of plates into one of
 * its own.
 * A draft is written though no printer would take it.
 */
#include "build/edition.h"
#include "build/flat.h"
#include "build/inks.h"
#include "build/plates.h"

#include <string.h>

bool edition_is_stopped(const struct plan *p, const struct edition *e)
{
	return diag_stops(p->diag, e->preset ? REACH_PRINT : REACH_ACCESS);
}

void edition_check(const struct plan *p, const struct book *book, const struct edition *e)
{
	if (!e->preset)
		return;
	book_check_press(book, e, p->diag);
	flat_tell(p, book, e);
	inks_tell(p, book, e);
}

/* whole: the edition that it is a file of. nbefore: pages in the files before. False:
 * reported. */
static bool write_file(const struct edition_job *j, const struct report_file *whole,
    const struct book *book, struct report_volume *made, size_t nbefore)
{
	const struct plan *p = j->plan;
	const struct edition *e = whole->edition;
	struct pdf_job job = {.diag = p->diag,
	    .fonts = p->fonts,
	    .edition = e,
	    .book = book,
	    .cache = p->cache,
	    .memo = j->memo,
	    .ink = whole->ink ? whole->ink + nbefore : NULL,
	    .inks_of = plates_of,
	    .account = whole->account,
	    .draft = j->draft,
	    .path = path_join(p->arena, j->folder, made->name)};
	bool written;

	if (e->preset)
		job.context = plates_begin(p->arena, &job);
	written = flat_write(p, &job);
	plates_end(job.context);
	if (!written)
		return false;
	made->npage = (uint32_t)book->npage;
	made->part = book->part ? arena_string(p->arena, book->part) : NULL;
	made->holding = book->holding;
	made->nbyte = job.nbyte;
	if (plan_reports(p) || e->preset)
		report_digest(job.path, made->digest);
	return true;
}

bool edition_write(const struct edition_job *j, struct report_file *made)
{
	const struct plan *p = j->plan;
	const struct edition *e = made->edition;
	const struct book *book = book_for_printer(p->arena, j->book, e->preset);
	const size_t n = book_nfile(book);
	uint64_t nbyte = 0;
	size_t npage = 0;

	if (e->preset) {
		made->ink = ARENA_ARRAY(p->arena, struct page_ink, book->npage);
		made->account = dossier_account(p->arena);
	}
	made->volume = ARENA_ARRAY(p->arena, struct report_volume, n);
	for (size_t i = 0; i < n; i++) {
		struct report_volume *v = &made->volume[i];

		v->name = book->nvolume ? plan_volume(p, e, i + 1) : plan_file(p, e);
		if (!write_file(j, made, book_file(book, i), v, npage))
			return false;
		npage += v->npage;
		nbyte += v->nbyte;
	}
	if (!book->nvolume)
		memcpy(made->digest, made->volume[0].digest, sizeof made->digest);
	made->nvolume = book->nvolume;
	made->npage = (uint32_t)npage;
	made->nink = made->ink ? npage : 0;
	made->nbyte = nbyte;
	return true;
}
