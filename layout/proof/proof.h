/*
 * proof: pages for people who check them: a text trace, and PNG pictures with overlays.
 */
#ifndef PROOF_H
#define PROOF_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "page/page.h"

/* One line a mark: run x=56.693 y=132.000 w=141.732 "Tidal" Andika-Bold 42 text H1 */
void trace_pages(const struct book *b, const struct palette *p, FILE *out);
/* The structure tree, indented, with the words of each element. */
void trace_tags(const struct book *b, FILE *out);

struct proof {
	struct diag *diag;
	const struct palette *palette;
	double ppi;
	bool show_tags, show_frames, show_grid, show_bleed;
};
/* Writes folder/NAME-page-007.png for the given pages (by index). Exits by die() on I/O. */
bool proof_page(const struct proof *p, const struct book *b, const struct page *page,
    const char *path);

#endif
