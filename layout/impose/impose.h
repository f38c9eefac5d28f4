/*
 * impose: pages of a finished press file on the sheets that a printer folds.
 *
 * sides.c knows which page shares a side of a sheet with which, places.c where on the
 * sheet they stand; paper.c knows sheets by name. None of them knows PDF.
 */
#ifndef IMPOSE_H
#define IMPOSE_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"

enum binding {
	BINDING_SADDLE,	 /* sheets in one another, stapled at the fold */
	BINDING_PERFECT, /* leaves, glued at the spine; the cover goes round them */
	BINDING_READER	 /* as they are read: a proof, not for a press */
};
enum { NO_PAGE = -1, SADDLE_MOST = 64 /* pages that staples hold */ };

/* ---- sides.c: which page goes where --------------------------------------- */

/* What lies between two pages beside each other. */
enum joint {
	JOINT_FOLD,   /* nothing: they meet at the fold that holds the staples */
	JOINT_SPINE,  /* the spine's width */
	JOINT_MILLED, /* their bleed: a folded spine, which is milled off and glued */
	JOINT_CUT     /* their bleed: the knife goes through */
};
enum { CELLS = 8, ACROSS = 4 };
struct cell {
	int page;     /* from 0, or NO_PAGE */
	bool turned;  /* its head points down */
	double creep; /* points that it moves towards its spine */
};
/* One side of a sheet: cells row by row from the top left. */
struct side {
	int across, down;
	struct cell cell[CELLS];
	enum joint joint[ACROSS - 1]; /* between columns; rows are cut apart */
	double spine;		      /* points; JOINT_SPINE */
	const char *name;	      /* "sheet 3 of 8, front" */
};
struct sides {
	struct side *at; /* in printing order, front and back of each sheet in turn */
	size_t n;
};

/* How thick things are, in points. */
struct stock {
	double leaf, cover; /* of one leaf; of one leaf of the cover */
	double creep; /* of the innermost sheet as it was measured; < 0: it was not */
};

/* NULL: so many pages can be bound so. Else why not, in words. */
const char *sides_refuse(enum binding binding, int npage);
/* How many blank pages would make the number right. */
int sides_wanting(enum binding binding, int npage);
/* around: sheets that lie around these, of a cover that is a file of its own. */
struct sides sides_saddle(
    struct arena *a, int npage, const struct stock *stock, int around);
struct sides sides_reader(struct arena *a, int npage);
/* Outside and inside of a cover round nleaf leaves: page[] are its four. */
struct sides sides_cover(
    struct arena *a, const int page[4], int nleaf, const struct stock *stock);
/* Folded sheets of 4, 8 or 16 pages, `most` or, for what is left over, fewer; from page
 * `first` on. */
struct sides sides_signatures(
    struct arena *a, const struct stock *stock, int first, int npage, int most);

/* ---- paper.c: sheets by name ------------------------------------------------ */

struct paper {
	double w, h; /* points; 0: as large as what stands on it */
};
/* "SRA3", "450x320mm". False: no such paper. */
bool paper_parse(const char *text, struct paper *p);
extern const char *const paper_names[]; /* NULL-terminated */

/* ---- places.c: where on the sheet ------------------------------------------- */

/* Points, upwards from the sheet's lower left corner. */
struct box {
	double left, low, right, up;
};
struct leaf {
	double w, h;  /* of the trim */
	double bleed; /* beyond it, on each side */
};
struct places {
	struct box media, bleed, trim;
	struct box cell[CELLS];	 /* the trim of each page */
	struct box shown[CELLS]; /* where a page may show: no further than a joint */
	/* Upright lines: of cuts, of folds, and of creases beside a spine. */
	double cut[2 * ACROSS], fold[ACROSS], crease[2];
	size_t ncut, nfold, ncrease;
	double cut_up[4]; /* level lines */
	size_t ncut_up;
};
/* room: beyond the bleed, for marks. False: it is too much for the paper, and `media`
 * says how much is needed. */
struct placing {
	const struct side *side;
	struct leaf leaf;
	struct paper paper;
	double room, edge; /* edge: beyond the room, where the sheet is fitted */
};
bool places_of(const struct placing *p, struct places *out);

/* ---- dress.c: marks around them --------------------------------------------- */

struct dress {
	struct arena *arena;
	unsigned marks; /* of enum press_mark; 0: none, and none of what follows either */
	double offset;	/* from the trim; never within the bleed */
	struct fonts *fonts;
	const struct face *face; /* of the slug line */
	const char *title;
};
double dress_room(const struct dress *d, double bleed);
void dress_put(const struct dress *d, const struct side *side, const struct places *p,
    struct buf *out);

/* ---- sheets.c: a file of them, by libqpdf ---------------------------------- */

struct imposition {
	struct diag *diag;
	const char *from, *to; /* files */
	const char *cover;     /* a file of its own; NULL: the cover is in `from` */
	enum binding binding;
	struct stock stock;
	bool cover_first; /* the last two pages stand after the first two in `from` */
	int signature; /* pages of a folded sheet; 0: leaves within a cover stay single */
	bool blanks;   /* may be added */
	struct paper paper;
	struct dress dress;
};
/* Says on standard output what it made. False: reported; no file was touched. */
bool impose(const struct imposition *job);
/* Where a cover's sheets go: "book.pdf" has "book-cover.pdf". */
const char *impose_cover_path(struct arena *a, const char *path);

#endif
