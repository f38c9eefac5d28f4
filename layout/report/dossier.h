/* dossier: what goes with a press file, as data and as a page. Private to report. */
#ifndef REPORT_DOSSIER_H
#define REPORT_DOSSIER_H

#include "report/report.h"

/* All that both forms tell. */
struct dossier {
	const struct report *report;
	const struct report_file *file;
	const struct account *account;
	const struct preset *preset;
	struct arena *arena;
	const char *profile; /* what the press's profile calls itself; NULL: nothing */
	/* Of each finding: the page that it is told with, as an index, ELSEWHERE or
	 * NOT_OURS. One that carries its pages is told with each of them. */
	size_t *page_of;
	size_t nelsewhere;
	size_t nfinding[2]; /* by enum level */
};
#define ELSEWHERE (SIZE_MAX - 1) /* a place that is on no page, or none */
#define NOT_OURS SIZE_MAX

void dossier_open(struct dossier *d, const struct report *r, const struct report_file *f);
void dossier_close(struct dossier *d);
/* Is the finding told with this page (or ELSEWHERE)? i: of report->told. */
bool dossier_tells(const struct dossier *d, size_t i, size_t page);

/* Findings that are told with a page, or ELSEWHERE. */
size_t dossier_nfinding(const struct dossier *d, size_t page);
/* The part of the HTML form that goes page by page (leaves.c). */
void dossier_leaves(struct buf *b, const struct dossier *d);

/* A length or figure of the preset, as it is told. */
struct dossier_limit {
	const char *name;  /* "quiet-zone", a preset's key */
	const char *title; /* "Words from the edge, at least" */
	const char *unit;  /* "mm", "pt", "%", "ppi" */
	double value;	   /* 0: none */
};
enum { LIMITS_MOST = 20 };
size_t dossier_limits(const struct preset *p, struct dossier_limit limit[LIMITS_MOST]);

/* What was done with a picture, a word each: done_names[i] of bit i. */
enum { DONE_N = 11 };
extern const char *const done_names[DONE_N];
extern const char *const done_titles[DONE_N]; /* in words */
extern const char plate_letters[4];
const char *rights_title(int32_t rights); /* OS/2 fsType in words */

/* A file of the edition; struct report_part() with its words. */
struct dossier_file {
	struct report_volume part;
	const char *title;  /* "Cover", "Volume 2 of 3"; NULL: there is but one */
	const char *digest; /* in hexadecimal */
};
struct dossier_file dossier_file(const struct dossier *d, size_t i);
/* "Cover, page 2", "Page 7", in the arena. */
const char *dossier_page(const struct dossier *d, size_t page);

/* The job ticket, a row each, in the arena; text NULL: not said. Each file has two rows,
 * "file" and "sha256", at the end. */
struct ticket_row {
	const char *name, *title, *text;
};
size_t dossier_ticket(const struct dossier *d, const struct ticket_row **rows);
/* Pages that are wanting to a multiple of four. */
uint32_t dossier_wanting(const struct dossier *d);

#endif
