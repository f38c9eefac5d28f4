/*
 * Judging facts: what rules.c (the file, its colors and ink), trim.c (how it is cut) and
 * sizes.c (what is too small, too thin or too coarse) share. Private to preflight.
 */
#ifndef RULES_H
#define RULES_H

#include "preflight/preflight.h"

struct judge {
	const struct preflight *p;
	struct diag *diag;
	struct arena *arena;
	const struct preset *preset;
	uint16_t file;
	/* The page at hand; NULL: the file. */
	const struct page_fact *page;
	uint32_t number; /* from 1 */
};

struct pos judge_pos(const struct judge *j);
/* "on page 3, 31 mm from the left and 12 from the top": the middle of an area. */
const char *judge_place(const struct judge *j, struct area a);
const char *judge_mm(const struct judge *j, double points); /* "2.5" */
const char *judge_points(const struct judge *j, double points);
/* "left, upper and lower", of those whose bit is set. */
const char *judge_list(
    const struct judge *j, const char *const *name, size_t n, unsigned bits);
#define JUDGE_AS_PDFX "ask for it as PDF/X-4"

void judge_boxes(const struct judge *j);
void judge_size(const struct judge *j);
void judge_bleed(const struct judge *j);
void judge_margins(const struct judge *j);
void judge_sizes(const struct judge *j);

#endif
