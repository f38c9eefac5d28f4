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
/* The grid of each page, and the columns and frames that its words stand in. */
void trace_frames(const struct book *b, FILE *out);
/* The structure tree, indented, with the words of each element; {} stands where words of
 * an inner span or link come in. Elements that no mark belongs to are left out, as they
 * are in a PDF, but for table cells. */
void trace_tags(const struct book *b, FILE *out);

/* Art, drawn as the edition's file has it. */
struct proof_art {
	const struct picture *art, *drawn; /* drawn NULL: a gray box */
};

struct proof {
	struct diag *diag;
	const struct palette *palette;
	struct fonts *fonts; /* labels of the overlays are set in its first face */
	const struct proof_art *art;
	size_t nart;
	double ppi;
	bool show_tags, show_frames, show_grid, show_bleed;
};
/* What is shown of a page: its trim, or with show_bleed its media box. */
static inline const struct rect *proof_box(const struct proof *p, const struct page *page)
{
	return p->show_bleed ? &page->media : &page->trim;
}

/* Pages on one picture: a page, a spread, or a whole book laid out on a table. */
struct proof_sheet {
	struct placed_page {
		const struct page *page;
		double x, y; /* points, of what is shown of it */
	} * placed;
	size_t n;
	double width, height; /* points */
	bool table;	      /* gray between the pages, else paper */
};
/* Writes a PNG file. False: a picture could not be drawn (reported); a gray box stands in
 * its place. Dies where the file cannot be made. */
bool proof_draw(const struct proof *p, const struct proof_sheet *sheet, const char *path);

/* A left-hand page and its right-hand one, as drawn; either may be NULL. */
struct proof_spread {
	const struct page *left, *right;
	const char *picture; /* path of its PNG */
};
/* One HTML file that needs no other: each spread's picture beside its words in the order
 * of reading. Dies where it cannot be made. */
struct proof_words {
	const struct book *book;
	const char *title; /* of the file: magazine, season, edition */
	const struct proof_spread *spread;
	size_t nspread;
};
void proof_html(const struct proof_words *w, const char *path);

#endif
