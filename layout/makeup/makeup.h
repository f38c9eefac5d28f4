/*
 * makeup: pieces are set as galleys and made up into pages; the structure is built from
 * what the author wrote.
 */
#ifndef MAKEUP_H
#define MAKEUP_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "issue/issue.h"
#include "page/page.h"
#include "picture/picture.h"
#include "style/style.h"

/* Where print's pages begin, so that another book can say so. */
struct print_pages {
	size_t npiece;
	int count;  /* pages of the book */
	int *piece; /* folio on which each piece begins, by its index in the flatplan */
	struct print_start {
		size_t piece;
		uint32_t node; /* id of the block whose words stand first on the page */
		int number;
	} * start;
	size_t nstart, capstart;
};

struct makeup {
	struct arena *arena; /* the book lives here */
	struct diag *diag;
	struct fonts *fonts;
	struct sheet *sheet;
	const struct issue *issue;
	struct art_desk *art; /* where it is not known yet: its pieces are set last */
	bool pictures;
	bool press; /* its first edition is for print: art that PDF/A bars may stand */
	const struct preset *preset; /* whose limits pictures are held to; NULL: GWG's */
	sp bleed; /* of the media box; 0 for access */
	const struct print_pages
	    *print; /* NULL: this book is print's own, or marks are off */
};

/* Lays out one book. NULL only if the flatplan is empty (reported). */
struct book *makeup_book(const struct makeup *m, struct print_pages *pages);

/* inpress dump lines | galley */
void makeup_dump_lines(const struct makeup *m, FILE *out);
void makeup_dump_galley(const struct makeup *m, FILE *out);

#endif
