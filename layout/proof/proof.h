/*
 * proof: pages for people who check them: a text trace, and PNG pictures with overlays.
 */
#ifndef PROOF_H
#define PROOF_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "page/page.h"

/*
 * One line a page, then one a mark in painting order; points with three decimals, y down
 * from the trim's top, a run's y is its baseline:
 *   page 3 recto folio=3 template=feature
 *   run x=56.693 y=132.000 w=141.732 "Tidal" Andika-Bold 42 plum/60% H1
 *   picture x=0.000 y=0.000 w=595.276 h=300.000 "harbour.jpg" Figure
 *   link x=56.693 y=200.000 w=60.000 h=14.000 Link to="https://example.org"
 * After the role, where they apply: level=1 (right to left), spacing=0.250 (added to each
 * word space), actual="...", whole: x= y= w= h= (of a cropped picture).
 */
void trace_pages(const struct book *b, const struct palette *p, FILE *out);
/* The structure tree, indented, with the words of each element; {} stands where words of
 * an inner span or link come in. Elements that no mark belongs to are left out, as they
 * are in a PDF, but for table cells. */
void trace_tags(const struct book *b, FILE *out);

struct proof {
	struct diag *diag;
	const struct palette *palette;
	struct fonts *fonts; /* labels of the overlays are set in its first face */
	double ppi;
	bool show_tags, show_frames, show_grid, show_bleed;
};
/* Writes one page, or two side by side where right is not NULL, as a PNG file of the trim
 * (with show_bleed: of the media box, the trim as a line). False: a picture could not be
 * drawn (reported); a gray box stands in its place. Dies where the file cannot be made.
 */
bool proof_page(const struct proof *p, const struct page *left, const struct page *right,
    const char *path);

#endif
