/*
 * An issue built or checked: the pipeline, once a book.
 *
 * In: a request. Out: the files of the editions that no error stops; an older file of an
 * edition that is stopped stays as it was. Also where an error is known from the start
 * every book is laid out: one run reports all findings.
 */
#include "build/edition.h"
#include "build/jobs.h"
#include "pdf/pdf.h"

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

static void write_edition(
    const struct work *w, const struct book *book, struct report_file *made)
{
	const struct plan *p = w->plan;

	if (!edition_is_stopped(p, made->edition) &&
	    edition_write(
		&(struct edition_job){p, w->memo, book, plan_folder(p), false}, made))
		remove_older(p, made->edition, made->nvolume);
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
		for (size_t i = 0; i < b->nedition; i++)
			edition_check(w->plan, book, b->edition[i]);
	}
	for (size_t i = 0; book && w->made && i < b->nedition; i++) {
		struct report_file *made =
		    &w->made->file[b->edition[i] - w->plan->editions->edition];

		write_edition(w, book, made);
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
			if (!edition_is_stopped(p, p->book[b].edition[i])) {
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
