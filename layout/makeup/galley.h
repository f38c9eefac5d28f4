/*
 * galley: one piece set to its measures, as a list of things that stand below each other.
 * Private to makeup.
 */
#ifndef MAKEUP_GALLEY_H
#define MAKEUP_GALLEY_H

#include "makeup/cost.h"
#include "makeup/makeup.h"
#include "text/text.h"

enum galley_kind {
	GALLEY_LINE,  /* a line of text, with its marker if it has one */
	GALLEY_SPACE, /* dropped at the head of a column */
	GALLEY_OPEN,  /* a box begins; carries on over column ends until its CLOSE */
	GALLEY_CLOSE, /* the innermost open box ends */
	GALLEY_PICTURE,
	GALLEY_ROW,    /* cells side by side */
	GALLEY_CELLS,  /* galleys side by side */
	GALLEY_BESIDE, /* a galley that the next lines give way to; no height of its own
			*/
	GALLEY_FLOAT,  /* a block anchored here that stands elsewhere */
	GALLEY_BREAK,  /* the next item begins a column */
};

struct cell {
	const struct node *node;
	const struct style *style;
	struct lines lines;
	sp x, y, width, height; /* of the cell's box within the row */
	sp first_top;		/* top of the first line within the row */
};

struct row {
	const struct node *node;
	const struct style *style;
	struct cell *cell;
	size_t ncell;
	sp height;
	bool head;
};

struct galley_item {
	enum galley_kind kind;
	bool snap;     /* its top stands on a grid step */
	bool end_mark; /* the piece ends with it */
	bool flush;    /* LINE: its block begins without an indent */
	bool rtl;      /* OPEN: its start side, "left" in styles, is at the right; LINE:
			* it begins there */
	sp x;	       /* from the measure's left */
	sp width;      /* of the block it belongs to */
	sp height;    /* LINE: leading; SPACE, PICTURE, ROW: as it says; OPEN: top padding
		       * and    rule; CLOSE: bottom padding and rule */
	int cost;     /* of ending the column after it (cost.h) */
	int32_t open; /* index of the innermost OPEN around it (for OPEN and CLOSE: its
		       * parent and its own OPEN); -1: none */
	const struct node *node;
	const struct style *style;
	const struct node **note; /* FOOTNOTEs referred to in it */
	size_t nnote;
	union {
		struct {
			const struct line *line;
			const struct line
			    *marker; /* list marker, note number, contents folio */
			sp marker_x;
			struct inset inset; /* that a page asks for (between.c) */
			bool shaped;	    /* gives way to something in its galley */
		} line;
		struct {
			const struct picture *picture;
			const struct qr *code; /* in place of it */
			sp inset;	       /* from the item's top to the picture's */
			sp width, height;
			double focus_x, focus_y;
		} picture;
		struct row *row;
		struct galley *galley; /* FLOAT, BESIDE */
		struct cells {
			struct cell_at {
				struct galley *galley;
				sp x; /* from the measure's left */
				sp y; /* from the item's top */
			} * cell;
			size_t n;
			struct bar { /* rules and tiles behind them: artifacts */
				struct rect area;
				struct ink ink;
			} * bar;
			size_t nbar, capbar;
			const struct wall *wall; /* whose blocks they are; or NULL */
			size_t first, end;	 /* of its blocks */
		} cells;
		struct {
			struct row **head; /* table heads to repeat when it carries on */
			size_t nhead;
			sp head_height;
		} open;
	} as;
};

struct galley {
	sp measure;
	struct galley_item *item;
	size_t nitem, capitem;
	sp height;		/* set in one column without end */
	sp gap;			/* margin below its last block */
	enum float_place place; /* of a float */
	bool across;		/* spans the columns */
	/* Of a float between columns: the same for one column, where it finds no place.
	 */
	const struct galley *instead;
	const struct node *between; /* of that: the block; NULL: it is no such float */
	/* That it was before a page had some of it set again (between.c); NULL: it is as
	 * it was set. Both are alike up to where that page begins. */
	const struct galley *of;
};

/* Unbroken blocks that are dealt into level columns, a row of them for each page
 * (wall.c). Heights, and the gap from block to block, are whole steps of the grid, so
 * that lines in them stand where the page's do. */
struct wall {
	const struct node *node;
	const struct style *style;
	struct galley **block;
	size_t n, cap;
	int ncolumn;
	bool rtl;	     /* the first is at the right */
	struct rect at;	     /* x and w */
	sp width, gap, grid; /* of a column; from block to block */
	sp room;	     /* height of a whole page's column */
};

/* The columns that text runs in. */
struct run_in {
	int n; /* 0: across them */
	sp width, gap;
	bool own; /* of the block's own number, over the whole frame */
};

/* A piece is columns of text with blocks across them between (segment.c). */
struct segment {
	struct run_in in;
	struct galley *galley;
	sp gap;	   /* margin between it and the next */
	bool keep; /* the next ought to begin on the same page */
};

/* Blocks that go to a named frame of the template. */
struct flow {
	const struct frame *frame;
	struct galley *galley;
	struct galley *over; /* from the left page's trim over both; NULL: on one */
	bool in_columns;     /* where it is composed, the page does not hold it */
};

/* What copyfitting changes of a piece (fit.c); all 0: nothing. */
struct knobs {
	int picture;  /* percent added to the heights of pictures */
	int heads;    /* grid steps added above each crosshead */
	int tracking; /* thousandths of an em added after each letter */
};

/* What an editor is told of a piece that does not fit (fit.c). */
struct misfit {
	bool over, under;
	bool facing;	       /* its template makes two pages, and it is to fill one */
	int pages;	       /* that it takes */
	size_t lines, words;   /* too many or too few, with all tried */
	size_t words_as_it_is; /* with nothing changed */
	const char *tried;     /* in words; NULL: the sheet lets nothing be changed */
};

struct set_piece {
	struct piece *piece; /* this book's own copy */
	const struct template *template;
	const struct style *style; /* of the piece */
	int section;
	struct segment *segment;
	size_t nsegment, capsegment;
	struct flow *flow;
	size_t nflow, capflow;
	struct galley **note; /* by node id; FOOTNOTEs set for the foot of a column */
	struct tag **tag;     /* by node id: what its own words belong to */
	struct tag **label;   /* by node id: marker of a list item, number of a note */
	struct tag *article;
	struct knobs knobs;
	struct misfit misfit;
	struct leave *leave; /* where it broke off, to go on elsewhere; NULL: nowhere */
	bool left_out;	     /* a filler that is not wanted */
	bool blank_before;   /* a page, for it begins on a right-hand one */
	bool set_ahead;	     /* before the art of other pieces was known */
	int volume;	     /* from 1; 0: the book is whole */
	bool again;	     /* what a further volume has at its front */
	bool advert_set;     /* its words stand beside the art that holds them */
	bool has_refs;	     /* page references or contents: set again when pages move */
	int first_page;	     /* number of the page it begins on */
	int resolved_page;   /* the same, when references were last written */
};

/* Takes over a piece that is this book's own. */
void set_piece_init(struct set_piece *p, const struct makeup *m, struct piece *piece);

enum { MAX_COLUMNS = 6 };

/* The widths that blocks of a template are set to. */
struct measures {
	sp column, across, margin; /* margin: 0 where there is no margin column */
};
struct measures template_measures(
    const struct sheet *s, const struct template *t); /* segment.c */

/* Sets all blocks of p->piece (galley.c). scratch is rewound paragraph by paragraph. */
void galley_set_piece(const struct makeup *m, struct arena *scratch, struct set_piece *p);
/* Rows stand in the galley as items. at.h: the height of a whole page's column. */
void galley_set_table(struct setting *s, struct galley *g, const struct node *table,
    const struct style *style, struct rect at);
/* The least measure at which no word of a table is broken. */
sp table_least_width(
    struct setting *s, const struct node *table, const struct style *style);
/* An item has the notes of a galley that stands in it. */
void collect_notes(struct arena *a, struct galley_item *to, const struct galley *g);
/* Returns the new item, to be filled in. */
struct galley_item *galley_push(struct arena *a, struct galley *g, enum galley_kind kind);

/* Are its words read from right to left? */
bool is_rtl(const struct node *n, const struct piece *p);

/* The top of a line's baseline from the top of its leading: half the leading above. */
sp line_baseline(const struct style *s);

#endif
