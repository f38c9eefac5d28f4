/*
 * How much ink drawings and foreign pages lay down on a press file's plates.
 *
 * In: a press file that is about to be written. Out: for each piece of art a map of its
 * ink. Operators of drawings blend, overprint and mask each other, and only a renderer
 * knows what comes of it: the art is written as the file will have it, on two pages each,
 * and ghostscript, a program of Debian's, draws its plates while the file is written. One
 * page is paper, the other full ink: what differs is the ground that shows, whether by
 * holes, a veil or overprint. What
 * was drawn is kept by what it was made of. Where there is no ghostscript a finding says
 * that nobody measured. What art brings beyond its trim is drawn with it. Spot colors
 * that keep their plates are drawn apart: gs's tiffsep writes a file a plate. Rejected:
 * to add up the colors that an operator list names, which knows no overlap; and to draw
 * all pages, where all but the art is known to us (pdf/ink.c).
 */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build/plates.h"
#include "build/separations.h"

/* Pixels an inch, and pixels a side of a cell of the map; for all art of a file. */
enum { PPI = 200, CELL = 2 };
/* Seconds of work for all, and for each: a page of a magazine takes less than one, and
 * what takes ten times that is no advert. Three times as long where others work too. */
enum { WORK = 15, WORK_A_PIECE = 5, WAIT = 3 };
#define MEMORY (UINT64_C(3) << 30)

struct plate {
	const struct picture *art;
	struct rect whole; /* its trim, as it is shown widest */
	struct rect shown; /* with the bleed it brought; its corner is 0,0 */
	struct ink_map map;
	bool known; /* from a run before */
	size_t page;
};

struct plates {
	struct arena *arena;
	const struct pdf_job *job;
	struct plate *plate;
	size_t n, cap, npage;
	struct palette palette;
	struct edition edition; /* with that palette */
	const char *folder, *pdf, *pam;
	bool
	    spots; /* there are some that keep their plates: no pam, but a file a plate */
	struct running drawing;
	enum program_end end; /* of it */
	bool full;	      /* the folder has no room for them */
};

/* ---- which, and how large ---------------------------------------------------- */

static struct plate *plate_of(const struct plates *p, const struct picture *art)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->plate[i].art == art)
			return &p->plate[i];
	return NULL;
}

static void note_art(struct plates *p, const struct mark *m)
{
	const struct picture *art = m->as.picture.picture;
	const struct rect whole = {0, 0, m->as.picture.whole.w, m->as.picture.whole.h};
	struct plate *plate;

	if (m->kind != MARK_PICTURE || art->format != PICTURE_ART || !art->art ||
	    whole.w <= 0 || whole.h <= 0 || !pdf_takes(p->job->edition, art))
		return;
	plate = plate_of(p, art);
	if (!plate) {
		plate = &ARENA_PUSH(p->arena, p->plate, p->n, p->cap);
		*plate = (struct plate){.art = art};
	}
	if (whole.w <= plate->whole.w)
		return;
	plate->shown = art_with_bleed(art->art, whole);
	plate->whole = whole;
	plate->whole.x = -plate->shown.x;
	plate->whole.y = -plate->shown.y;
	plate->shown.x = plate->shown.y = 0;
}

static bool keeps_spots(const struct plates *p, const struct art *art)
{
	for (size_t i = 0; i < art->nspot; i++)
		if (art->spot[i].kind == SPOT_NAMED &&
		    art_keeps_spot(p->job->edition, &art->spot[i]))
			return true;
	return false;
}

/* ---- what was drawn before ------------------------------------------------------ */

static struct picture_want want_of(const struct plates *p, const struct plate *plate)
{
	const struct preset *preset = p->job->edition->preset;

	return (struct picture_want){.space = SPACE_CMYK,
	    .cmyk_profile = preset->profile,
	    .ink_limit = preset->ink_limit,
	    .width = plate->whole.w,
	    .cache = p->job->cache};
}

/* What else the writer fills holes by: inks, and what the press does with some. */
static void edition_bytes(
    const struct plates *p, const struct plate *plate, struct buf *to)
{
	const struct edition *e = p->job->edition;
	const struct art *art = plate->art->art;

	for (size_t i = 0; i < e->palette->nswatch; i++)
		buf_add(
		    to, &e->palette->swatch[i].cmyk, sizeof e->palette->swatch[i].cmyk);
	buf_add(to, &e->preset->overprint_below, sizeof e->preset->overprint_below);
	for (size_t i = 0; i < art->nspot; i++)
		buf_char(to, (char)('0' + art_keeps_spot(e, &art->spot[i])));
}

static void look_up(struct plates *p, struct plate *plate)
{
	const struct picture_want want = want_of(p, plate);
	struct buf inks = {0};

	edition_bytes(p, plate, &inks);
	plate->known =
	    want.cache && inks_find(plate->art, &want, inks.at, inks.len, &plate->map);
	p->spots |= !plate->known && keeps_spots(p, plate->art->art);
	buf_release(&inks);
}

static void keep(const struct plates *p, const struct plate *plate)
{
	const struct picture_want want = want_of(p, plate);
	struct buf inks = {0};

	if (!want.cache)
		return;
	edition_bytes(p, plate, &inks);
	inks_keep(plate->art, &want, inks.at, inks.len, &plate->map);
	buf_release(&inks);
}

/* ---- drawing ---------------------------------------------------------------------- */

/* On full ink, or on paper. */
static void add_page(
    struct plates *p, struct book *b, const struct plate *plate, bool full)
{
	struct page *page = ARENA_NEW(p->arena, struct page);

	page->index = (uint32_t)b->npage;
	page->folio = "1";
	page->media = page->bleed = page->trim = plate->shown;
	if (full)
		page_add(p->arena, page,
		    (struct mark){.kind = MARK_FILL,
			.ink = {(uint16_t)(p->palette.nswatch - 1), 1000},
			.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
			.area = plate->shown});
	page_add(p->arena, page,
	    (struct mark){.kind = MARK_PICTURE,
		.pos = plate->art->pos,
		.tag = tag_artifact(ROLE_ARTIFACT_LAYOUT),
		.area = plate->shown,
		.as.picture = {.picture = plate->art, .whole = plate->whole}});
	ARENA_PUSH(p->arena, b->page, b->npage, b->cappage) = page;
}

static struct book book_of_plates(struct plates *p)
{
	struct book b = *p->job->book;

	b.page = NULL;
	b.npage = b.cappage = b.noutline = 0;
	b.root = tag_new(p->arena, NULL, ROLE_DOCUMENT, (struct pos){0});
	tag_number(&b);
	for (size_t i = 0; i < p->n; i++) {
		p->plate[i].page = b.npage;
		for (int full = 0; full < 2 && !p->plate[i].known; full++)
			add_page(p, &b, &p->plate[i], full);
	}
	return b;
}

static void start_drawing(struct plates *p)
{
	const char *ppi = arena_printf(p->arena, "-r%d", PPI);
	/* by the part of each pixel that is covered, not by whatever touches it */
	const char *const word[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    p->spots ? "-sDEVICE=tiffsep" : "-sDEVICE=pamcmyk32", "-sCompression=none",
	    ppi, "-dOverprint=/enable", "-dGraphicsAlphaBits=4", "-dTextAlphaBits=4",
	    "-o", p->pam, "-c", "0 0 .setfilladjust2", "-f", p->pdf, NULL};

	const unsigned work = WORK + WORK_A_PIECE * (unsigned)p->n;

	program_start(&p->drawing,
	    &(struct program){.word = word,
		.seconds = WAIT * work,
		.work_seconds = work,
		.memory = MEMORY},
	    NOWHERE);
}

/* In a process of its own, which ends where the folder is full: then a figure is missing,
 * and not the press file. */
static bool write_apart(struct pdf_job *job)
{
	int status = 0;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid < 0)
		die("start a process:");
	if (!pid) {
		const int nowhere = open("/dev/null", O_WRONLY);

		dup2(nowhere, STDERR_FILENO);
		_exit(pdf_write(job) ? 0 : 1);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("wait for a process:");
	return status == 0;
}

/* The edition's, and an ink that is all of them. */
static void take_palette(struct plates *p)
{
	const struct palette *own = p->job->edition->palette;

	p->palette = *own;
	p->palette.swatch = ARENA_ARRAY(p->arena, struct swatch, own->nswatch + 1);
	memcpy(p->palette.swatch, own->swatch, own->nswatch * sizeof *own->swatch);
	p->palette.swatch[p->palette.nswatch++] =
	    (struct swatch){.name = "", .cmyk = {1000, 1000, 1000, 1000}};
	p->edition = *p->job->edition;
	p->edition.palette = &p->palette;
}

/* False: nothing can be drawn, reported later as not measured. */
static bool write_art(struct plates *p)
{
	char *folder = temporary_folder(p->arena);
	const size_t mark = diag_mark(p->job->diag);
	struct pdf_job job = *p->job;
	struct book art;
	bool written;

	if (!folder)
		return false;
	p->folder = folder;
	p->pdf = path_join(p->arena, folder, "art.pdf");
	p->pam = path_join(p->arena, folder, p->spots ? "%d.tif" : "art.pam");
	take_palette(p);
	art = book_of_plates(p);
	job.book = &art;
	job.edition = &p->edition;
	job.path = p->pdf;
	job.ink = NULL;
	job.unmeasured = true;
	job.parts = true;
	job.account = NULL;
	written = write_apart(&job);
	diag_rewind(p->job->diag, mark); /* found again where it is used */
	p->full = !written && temporary_is_full(folder);
	return written;
}

struct plates *plates_begin(struct arena *a, const struct pdf_job *job)
{
	struct plates *p = ARENA_NEW(a, struct plates);
	bool all_known = true;

	p->arena = a;
	p->job = job;
	for (size_t i = 0; i < job->book->npage; i++)
		for (size_t k = 0; k < job->book->page[i]->nmark; k++)
			note_art(p, &job->book->page[i]->mark[k]);
	if (!p->n)
		return NULL;
	for (size_t i = 0; i < p->n; i++) {
		look_up(p, &p->plate[i]);
		all_known = all_known && p->plate[i].known;
	}
	if (!all_known && write_art(p))
		start_drawing(p);
	return p;
}

/* ---- what came of it --------------------------------------------------------------- */

static uint32_t pixels(sp length)
{
	return (uint32_t)lround(sp_to_pt(length) * PPI / 72);
}

/* "3(Cyan).tif" and the like are the plates of page 3. False: there are none. */
static bool read_separations(const struct plates *p, size_t page,
    const struct inks_wanted *want, struct ink_map *out)
{
	struct arena *a = arena_new();
	const struct separations found = separations_read(a, p->folder, page + 1);
	struct ink_plates all = {found.width, found.height, {NULL}};
	size_t nspot = 0;

	for (size_t i = 0; i < found.n; i++) {
		const int process = plate_named(found.plate[i].name);

		if (process >= 0)
			all.plate[process] = found.plate[i].at;
		else if (nspot < COUNT(all.plate) - 4)
			all.plate[4 + nspot++] = found.plate[i].at;
	}
	if (found.n)
		inks_of_plates(&all, want, out);
	arena_close(a);
	return out->at;
}

static bool read_page(const struct plates *p, FILE *from, size_t page,
    const struct inks_wanted *want, struct ink_map *out)
{
	return from ? inks_read(from, want, out) : read_separations(p, page, want, out);
}

static void read_plates(struct plates *p, FILE *from)
{
	for (size_t i = 0; i < p->n; i++) {
		struct plate *plate = &p->plate[i];
		const struct inks_wanted want = {
		    pixels(plate->shown.w), pixels(plate->shown.h), CELL};

		struct ink_map full = {0};

		if (plate->known)
			continue;
		const bool good = read_page(p, from, plate->page, &want, &plate->map) &&
				  read_page(p, from, plate->page + 1, &want, &full) &&
				  inks_add_ground(&plate->map, &full);
		free(full.at);
		if (!good) {
			free(plate->map.at);
			plate->map = (struct ink_map){0};
			return;
		}
		keep(p, plate);
	}
}

static const char *remedy(const struct plates *p)
{
	if (!p->folder)
		return "give TMPDIR a folder that can be written to";
	if (p->full)
		return arena_printf(p->arena,
		    "give TMPDIR a folder with room for its plates: %s has none",
		    temporary_place());
	if (p->end == PROGRAM_LATE)
		return "ghostscript, which draws its plates, takes too long over it";
	if (p->end == PROGRAM_ABSENT)
		return "install ghostscript, which draws its plates";
	return arena_printf(p->arena,
	    "ghostscript, which draws its plates, fails over it%s%s",
	    *p->drawing.said ? ": " : "", p->drawing.said);
}

static void report(const struct plates *p)
{
	size_t n = 0;
	const struct picture *first = NULL;

	for (size_t i = 0; i < p->n; i++)
		if (!p->plate[i].map.at) {
			first = first ? first : p->plate[i].art;
			n++;
		}
	if (!n)
		return;
	diag(p->job->diag, DIAG_INK_NOT_MEASURED, first->pos,
	    "nobody measured how much ink the drawing '%s' takes%s", first->name,
	    n > 1 ? ", nor others" : "");
	diag_hint(p->job->diag, "%s", remedy(p));
}

const struct ink_map *plates_of(void *plates, const struct picture *art)
{
	struct plates *p = plates;
	const struct plate *plate;

	if (!p)
		return NULL;
	if (p->drawing.pid) {
		FILE *from;

		p->end = program_wait(&p->drawing);
		from = p->end == PROGRAM_WELL && !p->spots ? fopen(p->pam, "rb") : NULL;

		if (from || (p->end == PROGRAM_WELL && p->spots))
			read_plates(p, from);
		if (from)
			fclose(from);
		p->full = temporary_is_full(p->folder);
	}
	plate = plate_of(p, art);
	return plate && plate->map.at ? &plate->map : NULL;
}

void plates_end(struct plates *p)
{
	if (!p)
		return;
	plates_of(p, NULL);
	report(p);
	for (size_t i = 0; i < p->n; i++)
		free(p->plate[i].map.at);
	if (p->folder)
		temporary_remove(p->folder);
}
