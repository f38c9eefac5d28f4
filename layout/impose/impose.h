/*
 * impose: pages of a finished press file on the sheets that a printer folds.
 */
#ifndef IMPOSE_H
#define IMPOSE_H

#include "base/base.h"

enum binding {
	BINDING_SADDLE,	 /* sheets in one another, stapled at the fold */
	BINDING_PERFECT, /* single leaves, glued; the cover goes round them */
	BINDING_READER	 /* as they are read: a proof, not for a press */
};
enum { NO_PAGE = -1, SADDLE_MOST = 64 /* pages that staples hold */ };

/* One side of a sheet: pages by index from 0, left and right of the fold. */
struct side {
	int left, right;
	double creep; /* points that both move towards the fold */
	double spine; /* points between them */
};

/* ---- sides.c: which page goes where --------------------------------------- */

/* NULL: they can be bound so. Else why not, in words. */
const char *sides_refuse(enum binding binding, int npage);
/* The sides in printing order, front and back of each sheet in turn; of BINDING_PERFECT
 * those of the cover. thickness: of one leaf, in points. */
struct side *sides_of(
    struct arena *a, enum binding binding, int npage, double thickness, size_t *n);
/* BINDING_PERFECT: pages that are leaves inside the cover, from `first` on; else 0. */
int sides_block(enum binding binding, int npage, int *first);

/* ---- sheets.c: a file of them, by libqpdf ---------------------------------- */

struct imposition {
	struct diag *diag;
	const char *from, *to; /* files */
	enum binding binding;
	double thickness; /* points */
};
/* Says on standard output what it made. False: reported; no file was touched. */
bool impose(const struct imposition *job);

#endif
