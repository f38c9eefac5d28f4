/*
 * report: what a build made, told to people: the report that an editor signs the issue
 * off by, and the page where members choose their edition.
 */
#ifndef REPORT_H
#define REPORT_H

#include "base/base.h"
#include "edition/edition.h"
#include "issue/issue.h"
#include "page/page.h"
#include "pdf/pdf.h"
#include "preflight/preflight.h"

enum { DIGEST_SIZE = 32 };

/* A part of an edition that was parted, and its file. */
struct report_volume {
	const char *name;
	const char *part; /* "volume 2 of 3", "cover"; NULL: it is the whole */
	struct holding holding;
	uint32_t npage;
	uint64_t nbyte; /* 0: not written */
	uint8_t digest[DIGEST_SIZE];
};

/* Pictures of a page as it will be printed. */
enum proof_kind {
	PROOF_CYAN,
	PROOF_MAGENTA,
	PROOF_YELLOW,
	PROOF_BLACK,
	PROOF_SOFT, /* on the printer's paper */
	PROOF_N
};
extern const char *const proof_names[PROOF_N];	/* "C", "soft" */
extern const char *const proof_titles[PROOF_N]; /* "Cyan plate", "Soft proof" */
struct report_proof {
	const char
	    *path[PROOF_N]; /* from the report on; NULL: there is none of this file */
	const char *words[PROOF_N]; /* for who does not see it */
};

/* An edition that was asked for, and its file. */
struct report_file {
	const struct edition *edition;
	const char *name; /* of the file, beside the report */
	uint32_t npage, milliseconds;
	uint64_t nbyte; /* 0: not written, all else here is without meaning */
	uint8_t digest[DIGEST_SIZE];	 /* SHA-256 */
	const struct contrast *contrast; /* every pair of inks on its pages, once */
	size_t ncontrast;
	struct page_ink *ink; /* of each page; a press file alone has it */
	size_t nink;
	struct report_proof *proof; /* of each page; NULL: nobody looked for any */
	struct account *account;    /* what it came to hold; a press file's alone */
	/* Where it was parted: its volumes. name and digest then mean nothing, all else
	 * is of all of them, page by page. nvolume 0: it is whole. */
	struct report_volume *volume;
	size_t nvolume;
};
/* The files that it is, of which there is one at least: itself, or its volumes. */
size_t report_nfile(const struct report_file *f);
struct report_volume report_part(const struct report_file *f, size_t i);
/* Which of them has a page, counted through all from 0; *page becomes its index there. */
size_t report_part_of(const struct report_file *f, size_t *page);

/* A layout that several files share. */
struct report_book {
	const char *name;
	struct amendments amended;
};

struct report {
	const struct issue *issue;
	struct diag *diag;
	const struct told *told; /* its findings */
	size_t ntold;
	const char *program; /* "inpress 0.1.0" */
	const char *when;    /* "2026-10-01T09:30:00Z" */
	const char *printer; /* that was asked for, a preset; NULL: each edition's own */
	const char *folder;  /* where the files go; NULL: the place of all builds */
	struct report_file *file;
	size_t nfile;
	struct report_book *book;
	size_t nbook;
	/* What the cover's art looks like, for the members' page; NULL: the cover is no
	 * art, or it could not be drawn. */
	const struct picture *cover;
	const struct axis *axis; /* by enum axis_kind: what members choose by */
};

/* ---- head.c -------------------------------------------------------------- */

/* "Inclusion Now, Autumn 2026" */
void report_name(struct buf *b, const struct issue *i);
/* The head of a page as far as its title: "Inclusion Now, Autumn 2026: build report". */
void report_head(
    struct buf *b, const struct issue *i, const char *lang, const char *title);

/* ---- figures.c ----------------------------------------------------------- */

/* "PDF/UA-1", "PDF/A-2a", NULL. */
const char *const *report_standards(const struct edition *e);
struct amend_tally {
	size_t nplace, nword;
};
double report_ink(const struct page_ink *ink); /* of all plates, in percent */
struct amend_tally report_tally(const struct amendments *list, enum amend rule);
void report_save(const char *path, const struct buf *b); /* dies */
/* "493 KB", "1.94 MB": a reader's figure, three digits at most, in the arena. */
const char *report_size(struct arena *a, uint64_t nbyte);
/* "print pages 17 to 32, from “Paid” to “Notices”", in the arena; "": nothing is known.
 */
const char *report_holding(struct arena *a, const struct holding *h);
/* In hexadecimal, in the arena. */
const char *report_hex(struct arena *a, const uint8_t digest[DIGEST_SIZE]);
/* SHA-256 of a file. Dies if it cannot be read. */
void report_digest(const char *path, uint8_t digest[DIGEST_SIZE]);

/* Complete or not there; these die where they cannot be written. */
void report_write_json(const struct report *r, const char *path);
void report_write_html(const struct report *r, const char *path);
/* The dossier that goes with a press file, which has an account. */
void report_write_dossier_json(
    const struct report *r, const struct report_file *f, const char *path);
void report_write_dossier_html(
    const struct report *r, const struct report_file *f, const char *path);
/* The art on the issue's cover; NULL: there is none, or it is a photograph. */
const struct picture *report_cover_art(const struct issue *i);
/* The members' page. has: is every access edition there that it must offer? */
bool report_has_members(const struct report *r);
void report_write_members(const struct report *r, const char *path);

/* ---- JSON (json.c) ------------------------------------------------------- */

/* A value after the other, each with its key in an object, NULL in a list. */
struct json {
	struct buf out;
	unsigned depth;
	bool filled; /* something stands in the object or list at hand */
};
void json_open(struct json *j, const char *key, char bracket);	     /* '{' or '[' */
void json_close(struct json *j, char bracket);			     /* '}' or ']' */
void json_string(struct json *j, const char *key, const char *text); /* NULL: null */
void json_uint(struct json *j, const char *key, uint64_t n);
void json_number(struct json *j, const char *key, double n, int places);
void json_bool(struct json *j, const char *key, bool yes);
/* The list "findings", as `inpress --json` and report.json have it. */
void json_findings(
    struct json *j, const struct diag *d, const struct told *told, size_t ntold);
/* The list "ink": where each page has most, in mm from its trim, and percent; where there
 * are several files, with the one that it is in. */
void json_ink(struct json *j, const struct report_file *f);
/* The same of one page, into an object that is open. */
void json_page_ink(struct json *j, const struct page_ink *ink);
/* One of such a list, without its editions. */
void json_finding(struct json *j, const struct diag *d, const struct finding *f);
void json_seconds(struct json *j, uint32_t milliseconds);

/* ---- preflight.c --------------------------------------------------------- */

/* A few lines of what a PDF from elsewhere is; preset may not be NULL. */
void report_preflight(const struct preflight *p, FILE *out);
/* The keys path, printer, file and pages of an object that is open. */
void report_preflight_json(struct json *j, const struct preflight *p);

#endif
