/* members: the page where members choose. Private to report. */
#ifndef REPORT_MEMBERS_H
#define REPORT_MEMBERS_H

#include "report/report.h"

/* ---- words.c: what editors wrote, as HTML -------------------------------- */

void words_html(struct buf *b, const struct node *n);
/* All blocks below n but one (NULL: none). */
void words_html_blocks(struct buf *b, const struct node *n, const struct node *but);
/* The first node of this kind and class (NULL: any), n itself counted; NULL: none. */
const struct node *words_find(
    const struct node *n, enum node_kind kind, const char *class);

/* ---- chooser.c: the three axes, the file chosen, all files ---------------- */

/* Names of the axes as they stand in the page: "size", "colours", "pictures". */
extern const char *const axis_names[AXIS_N];
bool is_offered(const struct report_file *f); /* written, and for members */
size_t chooser_count(const struct report *r); /* files offered */
void chooser_html(struct buf *b, const struct report *r);
void chooser_files_html(struct buf *b, const struct report *r);
/* "Large print", at the head of a sentence. */
void html_sentence(struct buf *b, const char *text);

/* ---- scheme.c: how the page looks ------------------------------------------ */

/* A style sheet: the page's own, and what each choice makes of it. */
void scheme_css(struct buf *b, const struct report *r);
extern const char *const members_script;

#endif
