/*
 * Separations and soft proofs: what each plate of a press file prints, and what the page
 * looks like on the printer's paper.
 *
 * In: a finished book and a press edition. Out: <edition>-page-007-C.png and so on for
 * the plates, <edition>-page-007-soft.png. The press file is written as it would go out,
 * into a folder of its own, and ghostscript, a program of Debian's, draws its inks, with
 * overprint: a proof by our own marks would prove itself. No build starts it.
 * Rejected: tiffsep, which writes a file a plate that we should read again; one page of
 * four inks through a pipe is the same and is there at once.
 */
#include <unistd.h>

#include "build/flat.h"
#include "build/separate.h"

static const char letters[] = "CMYK";

struct separating {
	const struct plan *plan;
	const struct edition *edition;
	const char *to;
	const char *folder, *pdf; /* removed at the end */
	FILE *from;
	struct running drawing;
};

static void write_press_file(struct separating *s, const struct book *b)
{
	struct arena *a = s->plan->arena;
	char *folder = temporary_folder(a);

	if (!folder)
		die("make a folder in %s:", temporary_place());
	s->folder = folder;
	s->pdf = path_join(a, folder, "press.pdf");
	struct pdf_job job = {.diag = s->plan->diag,
	    .fonts = s->plan->fonts,
	    .edition = s->edition,
	    .book = b,
	    .cache = s->plan->cache,
	    .unmeasured = true,
	    .path = s->pdf};
	if (!flat_write(s->plan, &job))
		s->pdf = NULL;
}

static void start_drawing(struct separating *s)
{
	const char *ppi =
	    arena_printf(s->plan->arena, "-r%d", (int)s->plan->request->ppi);
	const char *const word[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    "-sDEVICE=pamcmyk32", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=1", ppi,
	    "-dOverprint=/enable", "-sstdout=%stderr", "-o", "-", s->pdf, NULL};

	s->from =
	    fdopen(program_open(&s->drawing, &(struct program){.word = word}), "rb");
	if (!s->from)
		die("read a pipe:");
}

static void save(const struct separating *s, const struct inked_page *plates, int number)
{
	const struct request *r = s->plan->request;
	struct arena *a = s->plan->arena;
	const char *name = s->edition->name, *path;

	for (int i = 0; r->separations && letters[i]; i++) {
		path = path_join(a, s->to,
		    arena_printf(a, "%s-page-%03d-%c.png", name, number, letters[i]));
		inked_save_plate(plates, i, path);
		printf("%s\n", path);
	}
	if (!r->soft_proof)
		return;
	path =
	    path_join(a, s->to, arena_printf(a, "%s-page-%03d-soft.png", name, number));
	if (!inked_save_proof(plates, s->edition->preset->profile, path))
		die("read %s:", s->edition->preset->profile);
	printf("%s\n", path);
}

static void clean(const struct separating *s)
{
	if (s->pdf)
		remove(s->pdf);
	rmdir(s->folder);
}

/* Whatever ghostscript lacks is said, and nothing is left behind. */
static void end_drawing(struct separating *s, size_t ndrawn, size_t nwanted)
{
	enum program_end end;

	fclose(s->from);
	end = program_wait(&s->drawing);
	clean(s);
	if (end == PROGRAM_ABSENT)
		die("plates are drawn by ghostscript (Debian's package ghostscript), and "
		    "gs cannot be run");
	if (ndrawn < nwanted)
		die("ghostscript drew %zu of %zu pages%s%s", ndrawn, nwanted,
		    *s->drawing.said ? ": " : "", s->drawing.said);
}

size_t separate(const struct plan *p, const struct edition *e, const struct book *b,
    const char *folder)
{
	struct separating s = {.plan = p, .edition = e, .to = folder};
	struct inked_page plates;
	size_t page = 0, nsaved = 0;

	write_press_file(&s, b);
	if (!s.pdf) {
		clean(&s);
		return 0;
	}
	start_drawing(&s);
	for (; page < b->npage && inked_read(s.from, &plates); page++) {
		if (request_wants_page(p->request, b->page[page]->number)) {
			save(&s, &plates, b->page[page]->number);
			nsaved++;
		}
		inked_release(&plates);
	}
	end_drawing(&s, page, b->npage);
	return nsaved;
}
