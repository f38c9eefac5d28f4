/*
 * An issue built or checked: the pipeline, once a book.
 *
 * In: a request. Out: the files of the editions that no error stops; an older file of an
 * edition that is stopped stays as it was. Also where an error is known from the start
 * every book is laid out: one run reports all findings.
 */
#include "build/flat.h"
#include "build/inks.h"
#include "build/jobs.h"
#include "build/plan.h"
#include "build/plates.h"
#include "pdf/pdf.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

struct work {
	const struct plan *plan;
	struct made *made;     /* NULL: check only */
	struct pdf_memo *memo; /* of the book that is worked on */
};

/* For the reader of the report; nothing that is made knows the time. */
static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static bool is_stopped(const struct plan *p, const struct edition *e)
{
	return diag_stops(p->diag, e->preset ? REACH_PRINT : REACH_ACCESS);
}

/* whole: the edition that it is a file of. nbefore: pages in the files before. False:
 * reported. */
static bool write_file(const struct work *w, const struct report_file *whole,
    const struct book *book, struct report_volume *made, size_t nbefore)
{
	const struct plan *p = w->plan;
	const struct edition *e = whole->edition;
	struct pdf_job job = {.diag = p->diag,
	    .fonts = p->fonts,
	    .edition = e,
	    .book = book,
	    .cache = p->cache,
	    .memo = w->memo,
	    .ink = whole->ink ? whole->ink + nbefore : NULL,
	    .inks_of = plates_of,
	    .account = whole->account,
	    .path = path_join(p->arena, plan_folder(p), made->name)};
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

/* What an earlier build made of it: one file where there are volumes now, or more of
 * these. Two forms of one edition in a folder would both be sent out. */
static void remove_older(const struct plan *p, const struct edition *e, size_t nvolume)
{
	const char *folder = plan_folder(p);

	if (nvolume)
		unlink(plan_path(p, e));
	for (size_t v = nvolume + 1;
	     unlink(path_join(p->arena, folder, plan_volume(p, e, v))) == 0; v++)
		;
}

/* All volumes, or the edition is not written. */
static void write_edition(const struct work *w, const struct edition *e,
    const struct book *book, struct report_file *made)
{
	const struct plan *p = w->plan;
	uint64_t nbyte = 0;
	size_t npage = 0;

	if (is_stopped(p, e))
		return;
	book = book_for_printer(p->arena, book, e->preset);
	const size_t n = book_nfile(book);
	if (e->preset) {
		made->ink = ARENA_ARRAY(p->arena, struct page_ink, book->npage);
		made->account = dossier_account(p->arena);
	}
	made->volume = ARENA_ARRAY(p->arena, struct report_volume, n);
	for (size_t i = 0; i < n; i++) {
		struct report_volume *v = &made->volume[i];

		v->name = book->nvolume ? plan_volume(p, e, i + 1) : plan_file(p, e);
		if (!write_file(w, made, book_file(book, i), v, npage))
			return;
		npage += v->npage;
		nbyte += v->nbyte;
	}
	if (!book->nvolume)
		memcpy(made->digest, made->volume[0].digest, sizeof made->digest);
	made->nvolume = book->nvolume;
	made->npage = (uint32_t)npage;
	made->nink = made->ink ? npage : 0;
	made->nbyte = nbyte;
	remove_older(p, e, book->nvolume);
}

/* The book's arena is closed before they are told. */
static void keep_amendments(
    struct arena *a, struct report_book *made, const struct book *book)
{
	struct amendments *to = &made->amended;

	for (size_t i = 0; i < book->amended.n; i++) {
		struct amendment one = book->amended.at[i];

		one.words = arena_string(a, one.words);
		ARENA_PUSH(a, to->at, to->n, to->cap) = one;
	}
}

static void check_press(
    const struct plan *p, const struct book_plan *b, const struct book *book)
{
	for (size_t i = 0; i < b->nedition; i++)
		if (b->edition[i]->preset) {
			book_check_press(book, b->edition[i], p->diag);
			flat_tell(p, book, b->edition[i]);
			inks_tell(p, book, b->edition[i]);
		}
}

/* Sheet and faces -> book -> files. */
static void work_on_book(void *context, size_t job)
{
	struct work own = *(const struct work *)context;
	const struct work *w = &own;
	const struct book_plan *b = &w->plan->book[job];
	struct arena *a = arena_new();
	uint64_t began = now();
	struct book *book = NULL;
	struct makeup m;

	own.memo = b->nedition > 1 ? pdf_memo_new(a) : NULL;

	diag_edition(w->plan->diag, b->like->book);
	if (plan_layout(w->plan, b, a, &m))
		book = makeup_book(&m, NULL);
	/* What is found when a file is written says itself which it concerns. */
	diag_edition(w->plan->diag, NULL);
	plan_read_art(w->plan);
	if (book) {
		plan_contrast(w->plan, b, book, w->made);
		check_press(w->plan, b, book);
	}
	for (size_t i = 0; book && w->made && i < b->nedition; i++) {
		struct report_file *made =
		    &w->made->file[b->edition[i] - w->plan->editions->edition];

		write_edition(w, b->edition[i], book, made);
		made->milliseconds = (uint32_t)(now() - began);
		began = now();
	}
	cache_trim(w->plan->cache);
	if (book && w->made)
		keep_amendments(w->plan->arena, &w->made->book[job], book);
	arena_close(a);
}

/* Once, and only where something will be written: a failure is one message. */
static void make_folder(const struct plan *p)
{
	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++)
			if (!is_stopped(p, p->book[b].edition[i])) {
				if (!path_make(plan_folder(p)))
					die("make the folder %s:", plan_folder(p));
				return;
			}
}

static void put_work(const void *context, size_t job, struct buf *to)
{
	const struct work *w = context;

	if (w->made)
		made_put(w->made, job, to);
}

static void take_work(void *context, size_t job, struct message *from)
{
	const struct work *w = context;

	if (w->made)
		made_take(w->made, job, from);
}

static int run(const struct request *r, bool writes)
{
	struct plan p;
	int status = plan_make(r, &p);

	if (status != 0)
		return status;
	if (writes) {
		make_folder(&p);
		cache_share(p.cache, plan_folder(&p));
	}
	struct made made = made_new(&p);
	struct work work = {.plan = &p, .made = writes ? &made : NULL};
	struct jobs jobs = {.diag = p.diag,
	    .njob = p.nbook,
	    .work = work_on_book,
	    .put = put_work,
	    .take = take_work,
	    .context = &work};
	const bool all_well = jobs_run(&jobs);
	if (writes && all_well && plan_reports(&p))
		plan_report(&p, &made);
	if (writes && all_well)
		plan_dossiers(&p, &made);
	status = plan_end(r, &p, work.made);
	return all_well ? status : EXIT_SYSTEM;
}

int build_issue(const struct request *r)
{
	return run(r, true);
}

int build_check(const struct request *r)
{
	return run(r, false);
}
