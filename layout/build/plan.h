/* plan: what a request needs. Private to build. */
#ifndef BUILD_PLAN_H
#define BUILD_PLAN_H

#include "build/build.h"
#include "font/font.h"
#include "issue/issue.h"
#include "makeup/makeup.h"
#include "report/report.h"
#include "style/style.h"

/* One layout and the editions that are written from it. */
struct book_plan {
	const struct edition *like; /* any of its editions: sheet, pictures, palette */
	const struct edition **edition; /* asked for, in the file's order */
	size_t nedition, capedition;
	/* Of its press edition, asked for or not; NULL: it has none. */
	const struct preset *preset;
};

struct plan {
	const struct request *request;
	struct arena *arena;
	struct diag *diag;
	const struct issue *issue;
	struct art_desk *art; /* plan_read_art() */
	bool *inks_checked;
	struct fonts *fonts;
	struct cache *cache; /* a job's own from its fork on */
	const char *styles;  /* folder */
	const struct editions *editions;
	struct book_plan *book; /* that have an edition asked for */
	size_t nbook, capbook;
	struct book_plan press; /* the press edition's book; like NULL: there is none */
};

/* Reads issue, fonts and editions. 0, or an exit status: reported, nothing can be made.
 */
int plan_make(const struct request *r, struct plan *p);
/* What a build has made. */
struct made {
	const struct plan *plan;
	struct report_file *file; /* a place for each edition of plan->editions */
	struct report_book *book; /* a place for each book of the plan */
};
/* Room for it, in the plan's arena. */
struct made made_new(const struct plan *p);
/* A job's part of it across a pipe (struct jobs). */
void made_put(const struct made *made, size_t job, struct buf *to);
void made_take(struct made *made, size_t job, struct message *from);

/* Prints what was made (p NULL: nothing could be) and all findings; the exit status that
 * they mean. made NULL: no files were due. */
int plan_end(const struct request *r, const struct plan *p, const struct made *made);
/* contrast.c: measures what a book has on what, in the palette of each of its editions;
 * made NULL: for the findings alone. */
void plan_contrast(const struct plan *p, const struct book_plan *b,
    const struct book *book, const struct made *made);
/* account.c: the build's report and the members' page, beside the files. */
void plan_report(const struct plan *p, const struct made *made);
/* dossier.c: what goes with each press file that was written, beside it. */
void plan_dossiers(const struct plan *p, const struct made *made);
/* The same of one of them, into a folder. */
void dossier_write(const struct plan *p, const struct made *made,
    struct report_file *f, const char *folder);
struct account *dossier_account(struct arena *a);
/* An account across a pipe; NULL is kept. */
void dossier_put(const struct account *account, struct buf *to);
struct account *dossier_take(struct arena *a, struct message *from);
/* Are they due? Only where every edition was asked for. */
bool plan_reports(const struct plan *p);
/* The issue, the findings and all files, as a report begins. */
struct report plan_report_of(const struct plan *p, const struct made *made);
/* art.c: has it read, by a process that works beside this one. */
void plan_ask_for_art(struct plan *p);
/* Waits for the issue's art and reports, once, what is wrong with it. Before a
 * book's process is started, and at the latest before a file is written. */
void plan_read_art(const struct plan *p);
/* Do two editions share one layout? */
bool plan_shares(const struct plan *p, const struct edition *a, const struct edition *b);
/* Where the edition's file goes: <folder>/inclusion-now-<issue>-<edition>.pdf. */
const char *plan_file(const struct plan *p, const struct edition *e);
/* The same of a volume, from 1: <edition>-volume-2.pdf, without the folder. */
const char *plan_volume(const struct plan *p, const struct edition *e, size_t volume);
/* parts.c: pages in the printer's order, or in volumes of his; the book itself where he
 * has no wish. */
const struct book *book_for_printer(
    struct arena *a, const struct book *b, const struct preset *preset);
/* Of such a volume, from 1; NULL: there is none. */
const char *part_name(size_t volume);
const char *plan_path(const struct plan *p, const struct edition *e);
const char *plan_folder(const struct plan *p);

/* What makeup needs to lay out b, in m->arena. False: the sheet is broken (reported). */
bool plan_layout(
    const struct plan *p, const struct book_plan *b, struct arena *a, struct makeup *m);

#endif
