/* parts: what the reports as pages share. Private to report. */
#ifndef REPORT_PARTS_H
#define REPORT_PARTS_H

#include "report/report.h"

/* Down to the h1, within main: "Press report: Inclusion Now, Autumn 2026". */
void parts_head(
    struct buf *b, const struct issue *i, const char *heading, const char *title);
/* When and by which program, a paragraph. */
void parts_made(struct buf *b, const struct report *r);
void parts_count(struct buf *b, size_t n, const char *one);	     /* "3 warnings" */
void parts_cell(struct buf *b, const char *text);		     /* of figures */
void parts_digest(struct buf *b, const uint8_t digest[DIGEST_SIZE]); /* a cell */
void parts_name(struct buf *b, const char *name, const char *file);  /* NULL: no link */
void parts_number(struct buf *b, double value, int places, const char *unit);
/* "C K, PANTONE 185 C" */
void parts_plates(struct buf *b, const struct account *a, unsigned plates);
/* An item of a list. */
void parts_finding(
    struct buf *b, const struct report *r, const struct told *t, bool says_editions);

#endif
