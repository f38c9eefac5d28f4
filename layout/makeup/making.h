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

enum { VOLUMES_MAX = 20 };

struct volume {
	size_t begins,
	    front;	     /* places in piece[]: its first, before parting; its front */
	size_t first, npage; /* place in the book's pages; how many */
	size_t told;	     /* pages, as its front says */
};

struct making {
	const struct makeup *m;
	struct arena *scratch;
	struct book *book;
	struct set_piece
	    *piece; /* in the flatplan's order, the edition's note among them */
	size_t npiece;
	bool *marked;	     /* print's pages whose mark stands */
	struct stand *stand; /* of the pages made last */
	size_t nstand, capstand;
	int nfiller;
	bool filled; /* it is decided which are wanted */
	struct held_list held;
	struct volume volume[VOLUMES_MAX];
	size_t nvolume; /* 0 or 1: the book is whole */
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

/* ---- volumes.c ----------------------------------------------------------- */

/* Decides by the pages made up whether to part the book, and where. True: it is parted.
 */
bool volumes_part(struct making *k);
/* Gives each volume its front; pieces know their volumes. */
void volumes_begin(struct making *k);
/* Index of the first page of the volume that p, which comes next, stands in. */
size_t volume_page(struct making *k, const struct set_piece *p);
void volumes_count(struct making *k);
bool volumes_settled(const struct making *k);
/* Writes and sets the fronts whose pages have changed. */
void volumes_tell(struct making *k);
/* What leads into another volume is words and no link. */
void volumes_unlink(struct making *k);
/* Says which are longer than the sheet allows, and for which piece. */
void volumes_report(const struct making *k);
/* Makes a book of each volume. */
void volumes_finish(struct making *k);

/* ---- lettering.c --------------------------------------------------------- */

/* Says which drawings hold words that are printed too small. */
void lettering_check(const struct making *k);

/* ---- fillers.c ----------------------------------------------------------- */

/* Which fillers to take, a bit each. */
unsigned fillers_choose(const struct stand *stand, size_t n, int nfiller);

#endif
