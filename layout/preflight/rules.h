/*
 * Judging facts: what rules.c (the file, its colors and ink), trim.c (how it is cut) and
 * sizes.c (what is too small, too thin or too coarse) share. Private to preflight.
 */
#ifndef RULES_H
#define RULES_H

#include "preflight/preflight.h"

/* What has been found and is not told yet, so that many pages can be told of at once. */
struct sayings {
	struct arena *arena;
	struct diag *diag;
	uint16_t file;
	uint32_t npage; /* of the file */
	struct saying *one, *last;
	size_t n, cap;
	struct map known; /* by level, page or file, and words: its number from 1 */
};

struct judge {
	const struct preflight *p;
	struct arena *arena;
	const struct preset *preset;
	const char *profile; /* of the press, by its name; NULL: not known */
	struct sayings *sayings;
	/* The page at hand; NULL: the file. */
	const struct page_fact *page;
	uint32_t number; /* from 1 */
};

/* Something is wrong with the page at hand, or the file: words that name neither. at: the
 * place on the page; NULL: none. (telling.c) */
void judge_say(const struct judge *j, enum diag_code code, const struct area *at,
    const char *format, ...) PRINTF_LIKE(4, 5);
/* What to do about it. */
void judge_hint(const struct judge *j, const char *format, ...) PRINTF_LIKE(2, 3);
/* All that was said becomes findings: what is said of many pages once, with their
 * numbers, and of what is said again and again in other figures the first few. */
void judge_tell(struct sayings *s);

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
