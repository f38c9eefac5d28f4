/*
 * An issue built or checked: the pipeline, once a book.
 *
 * In: a request. Out: the files of the editions that no error stops; an older file of an
 * edition that is stopped stays as it was. Also where an error is known from the start
 * every book is laid out: one run reports all findings.
 */
#include "build/jobs.h"
#include "build/plan.h"
#include "pdf/pdf.h"

#include <time.h>

struct work {
	const struct plan *plan;
	struct made *made; /* by edition; NULL: check only */
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
	return diag_stops(
	    p->diag, e->standard == STANDARD_PDFX4 ? REACH_PRINT : REACH_ACCESS);
}

static void write_edition(const struct plan *p, const struct edition *e,
    const struct book *book, struct made *made)
{
	struct pdf_job job = {.diag = p->diag,
	    .fonts = p->fonts,
	    .edition = e,
	    .book = book,
	    .path = plan_path(p, e)};

	if (is_stopped(p, e))
		return;
	if (pdf_write(&job))
		*made = (struct made){.npage = (uint32_t)book->npage, .nbyte = job.nbyte};
}

/* Sheet and faces -> book -> files. */
static void work_on_book(void *context, size_t job)
{
	const struct work *w = context;
	const struct book_plan *b = &w->plan->book[job];
	struct arena *a = arena_new();
	uint64_t began = now();
	struct book *book = NULL;
	struct makeup m;

	diag_edition(w->plan->diag, b->like->book);
	if (plan_layout(w->plan, b, a, &m))
		book = makeup_book(&m, NULL);
	/* What is found when a file is written says itself which it concerns. */
	diag_edition(w->plan->diag, NULL);
	for (size_t i = 0; book && w->made && i < b->nedition; i++) {
		struct made *made = &w->made[b->edition[i] - w->plan->editions->edition];

		write_edition(w->plan, b->edition[i], book, made);
		made->milliseconds = (uint32_t)(now() - began);
		began = now();
	}
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

static int run(const struct request *r, bool writes)
{
	struct plan p;
	struct made *made;
	int status = plan_make(r, &p);

	if (status != 0)
		return status;
	if (writes)
		make_folder(&p);
	made = writes ? ARENA_ARRAY(p.arena, struct made, p.editions->n) : NULL;
	struct work work = {&p, made};
	struct jobs jobs = {.diag = p.diag,
	    .njob = p.nbook,
	    .work = work_on_book,
	    .context = &work,
	    .made = made,
	    .nmade = made ? p.editions->n : 0};
	const bool all_well = jobs_run(&jobs);
	status = plan_end(r, &p, made);
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
