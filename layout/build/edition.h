/* edition: an edition's files. Private to build. */
#ifndef BUILD_EDITION_H
#define BUILD_EDITION_H

#include "build/plan.h"
#include "pdf/pdf.h"

/* Does an error that was found stop it? */
bool edition_is_stopped(const struct plan *p, const struct edition *e);
/* Tells what a press cannot print well of a book. */
void edition_check(
    const struct plan *p, const struct book *book, const struct edition *e);

struct edition_job {
	const struct plan *plan;
	struct pdf_memo *memo; /* NULL: none */
	const struct book *book;
	const char *folder;
	bool draft; /* for proofs: what a printer would refuse is written as well */
};
/* Fills in all of made but its edition and name. False: reported, and it is not whole. */
bool edition_write(const struct edition_job *j, struct report_file *made);

#endif
