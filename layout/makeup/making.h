/*
 * making: one book while it is made. Private to makeup's book.c, which makes it, and
 * sequence.c, which knows what stands in it, one after the other.
 */
#ifndef MAKEUP_MAKING_H
#define MAKEUP_MAKING_H

#include "makeup/compose.h"

/* A piece or a rest in its place in the book. */
struct stand {
	int pages;	   /* that it adds */
	bool recto, verso; /* on which side it is to begin; neither: on any */
	int filler;	   /* which of the fillers it is, from 0; -1: none */
};

struct making {
	const struct makeup *m;
	struct arena *scratch;
	struct book *book;
	struct set_piece
	    *piece; /* in the flatplan's order, the edition's note among them */
	size_t npiece;
	bool *marked; /* print's pages whose mark stands */
	struct stand *stand; /* of the pages made last */
	size_t nstand, capstand;
	int nfiller;
	bool filled; /* it is decided which are wanted */
	struct held_list held;
};

/* ---- sequence.c ---------------------------------------------------------- */

/* Makes up the pages of all pieces, rests and wanted fillers. */
void sequence_compose(struct making *k, struct print_pages *pages);
/* Decides which fillers are wanted, by the pages made up without any. True: some are. */
bool sequence_fill(struct making *k);
/* Takes those that are not wanted out of the book. */
void sequence_finish(struct making *k);
/* Says what the printed book's pages want. */
void sequence_report(const struct making *k);

/* ---- fillers.c ----------------------------------------------------------- */

/* Which fillers to take, a bit each. */
unsigned fillers_choose(const struct stand *stand, size_t n, int nfiller);

#endif
