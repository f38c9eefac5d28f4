/*
 * Separations and soft proofs: what each plate of a press file prints, and what the page
 * looks like on the printer's paper.
 *
 * In: a finished book and a press edition. Out: <edition>-page-007-C.png and so on for
 * the plates, <edition>-page-007-soft.png, each with its words and with the checksum of
 * the file that it was drawn from. The edition is written as it would go out, into a
 * folder of its own, and ghostscript, a program of Debian's, draws its inks, with
 * overprint: a proof by our own marks would prove itself. No build starts it.
 * A report that lies beside the pictures' folder, and is of this very file, is written
 * again, so that it shows them; one of an older or newer file is left as it is.
 * Rejected: tiffsep, which writes a file a plate that we should read again; one page of
 * four inks through a pipe is the same and is there at once.
 */
#include <string.h>
#include <unistd.h>

#include "build/edition.h"
#include "build/proofs.h"
#include "build/separate.h"

struct separating {
	const struct plan *plan;
	const struct report_file *file; /* as it was written */
	const char *to, *folder; /* of the pictures; of the file, removed at the end */
	size_t part;		 /* of the file, that is drawn now */
	size_t nsaved;
	FILE *from;
	struct running drawing;
};

/* ---- drawing --------------------------------------------------------------- */

static void start_drawing(struct separating *s, const char *pdf)
{
	const char *ppi =
	    arena_printf(s->plan->arena, "-r%d", (int)s->plan->request->ppi);
	const char *const word[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    "-sDEVICE=pamcmyk32", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=1", ppi,
	    "-dOverprint=/enable", "-sstdout=%stderr", "-o", "-", pdf, NULL};

	s->from =
	    fdopen(program_open(&s->drawing, &(struct program){.word = word}), "rb");
	if (!s->from)
		die("read a pipe:");
}

static const char *words_of_plate(
    struct arena *a, const struct inked_page *plates, enum proof_kind kind)
{
	const struct plate_ink ink = inked_sum(plates, kind);

	if (ink.part == 0)
		return arena_printf(a, "%s: no ink", proof_titles[kind]);
	return arena_printf(a,
	    "%s: ink on %.0f %% of the page, %.1f %% of ink on average",
	    proof_titles[kind], ink.part, ink.mean);
}

static const char *words_of_page(struct arena *a, const struct inked_page *plates)
{
	double mean[PROOF_SOFT];

	for (enum proof_kind kind = 0; kind < PROOF_SOFT; kind++)
		mean[kind] = inked_sum(plates, kind).mean;
	return arena_printf(a,
	    "On the printer's paper: on average %.0f %% of cyan, %.0f %% of magenta, "
	    "%.0f %% of yellow and %.0f %% of black",
	    mean[PROOF_CYAN], mean[PROOF_MAGENTA], mean[PROOF_YELLOW], mean[PROOF_BLACK]);
}

static void save(
    const struct separating *s, const struct inked_page *plates, const struct page *page)
{
	const struct plan *p = s->plan;
	const struct edition *e = s->file->edition;
	struct arena *a = p->arena;
	const struct report_volume part = report_part(s->file, s->part);
	struct picture_note note = {.of = proof_mark(a, part.digest)};

	for (enum proof_kind kind = 0; kind < PROOF_N; kind++) {
		const char *path = path_join(
		    a, s->to, proof_name(a, s->file, s->part, page->number, kind));

		if (kind == PROOF_SOFT ? !p->request->soft_proof
				       : !p->request->separations)
			continue;
		note.words = kind == PROOF_SOFT ? words_of_page(a, plates)
						: words_of_plate(a, plates, kind);
		if (kind != PROOF_SOFT)
			inked_save_plate(plates, kind, path, &note);
		else if (!inked_save_proof(plates, e->preset->profile, path, &note))
			die("read %s:", e->preset->profile);
		printf("%s\n", path);
	}
}

/* ---- the file --------------------------------------------------------------- */

/* Whatever ghostscript lacks is said, and nothing is left behind. */
static void end_drawing(struct separating *s, size_t ndrawn, size_t nwanted)
{
	enum program_end end;

	fclose(s->from);
	end = program_wait(&s->drawing);
	if (end != PROGRAM_ABSENT && ndrawn == nwanted)
		return;
	temporary_remove(s->folder);
	if (end == PROGRAM_ABSENT)
		die("plates are drawn by ghostscript (Debian's package ghostscript), and "
		    "gs cannot be run");
	die("ghostscript drew %zu of %zu pages%s%s", ndrawn, nwanted,
	    *s->drawing.said ? ": " : "", s->drawing.said);
}

static void draw_part(struct separating *s, const struct book *b)
{
	const char *name = report_part(s->file, s->part).name;
	struct inked_page plates;
	size_t page = 0;

	start_drawing(s, path_join(s->plan->arena, s->folder, name));
	for (; page < b->npage && inked_read(s->from, &plates); page++) {
		if (request_wants_page(s->plan->request, b->page[page]->number)) {
			save(s, &plates, b->page[page]);
			s->nsaved++;
		}
		inked_release(&plates);
	}
	end_drawing(s, page, b->npage);
}

size_t separate(const struct plan *p, const struct edition *e, const struct book *b,
    const char *folder)
{
	struct arena *a = p->arena;
	const struct book *printed = book_for_printer(a, b, e->preset);
	struct report_file file = {.edition = e, .name = plan_file(p, e)};
	struct separating s = {
	    .plan = p, .file = &file, .to = folder, .folder = temporary_folder(a)};

	if (!s.folder)
		die("make a folder in %s:", temporary_place());
	edition_check(p, b, e);
	if (!edition_write(&(struct edition_job){p, NULL, b, s.folder, true}, &file)) {
		temporary_remove(s.folder);
		return 0;
	}
	for (; s.part < report_nfile(&file); s.part++)
		draw_part(&s, book_file(printed, s.part));
	temporary_remove(s.folder);
	if (!edition_is_stopped(p, e))
		proofs_tell(p, &file, folder);
	return s.nsaved;
}
