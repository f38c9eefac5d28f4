/* compose: set pieces onto pages. Private to makeup. */
#ifndef MAKEUP_COMPOSE_H
#define MAKEUP_COMPOSE_H

#include "makeup/galley.h"

/* Items from .. end - 1 of a galley. */
struct slice {
	size_t from, end;
};

/* A note, or what of it stands in one place. */
struct note_part {
	const struct galley *note;
	const struct node *node;
	size_t from, end; /* items */
	sp height;	  /* in whole steps of the grid; 0 while it waits */
	bool told;	  /* that it left its column */
};
struct note_list {
	struct note_part *part;
	size_t n, cap;
};

/* What one place of a page holds, as it was drawn: faults.c looks at nothing else. */
struct held {
	const struct set_piece *piece;
	struct page *page;
	const struct galley *galley;
	struct slice items;
	int column, ncolumn; /* column -1: a frame, a float, the foot of a column */
	size_t band;	     /* columns side by side have the same */
	bool levelled;	     /* they should end on one line */
	struct rect area;
	sp foot;  /* of what stands in it, its notes not counted */
	sp notes; /* height of the notes at its foot */
};
struct held_list {
	struct held *at;
	size_t n, cap, nband;
};

/* Where in a page a piece ended, so that the next may run on. */
struct composer {
	const struct makeup *m;
	struct arena *scratch; /* rewound by whoever uses it */
	struct book *book;
	struct print_pages *pages;	 /* may be NULL */
	size_t volume;			 /* index of its volume's first page */
	struct page *page;		 /* the last page; NULL before the first */
	const struct template *template; /* of that page, for the piece at hand */
	struct run_in in;		 /* the columns of the segment at hand */
	sp y;				 /* below what stands on it */
	sp margin_y;			 /* below what stands in its margin column */
	sp top;				 /* where its columns began */
	struct page *facing; /* made with this one, its columns not begun; or NULL */
	sp facing_y;	     /* where they will begin */
	bool started;	     /* words of a piece stand on it */
	struct queued {	     /* floats for the next page, in their order */
		const struct galley *galley;
		struct queued *next;
	} * queue;
	const struct galley **settled; /* floats of this piece that stand or wait */
	size_t nsettled, capsettled;
	struct note_list notes;	    /* that go on in the next column */
	struct note_list framed[2]; /* of frames on the page at hand and the facing one */
	/* Of the piece at hand, with flows that its page does not hold (flow.c). */
	const struct segment *segment;
	size_t nsegment;
	struct progress { /* of the piece at hand: what stands on pages already */
		size_t segment, from;	     /* item */
		const struct galley *galley; /* its, set again in part; NULL: not */
	} at;
	int leaves, most; /* pages it has begun; as many as it may begin, 0: any */
	sp foot;	  /* kept free for a jump line, on the page at hand */
	bool jumps;	  /* it goes on elsewhere after its last page */
	bool rtl;	  /* its columns go from right to left */
	bool level;	  /* columns are levelled whatever the template says: a trial */
	struct held_list held; /* what stands where, in the order it was drawn */
};

/* Sets a piece, or as much of it as its pages hold; what is left waits in c. True: all
 * of it stands. */
bool compose_piece(struct composer *c, struct set_piece *p);
/* Goes on with what is left, on the page at hand. */
bool compose_rest(struct composer *c, struct set_piece *p);

/* ---- galley.c ------------------------------------------------------------ */

/* Lines of a plain paragraph, and what each of them gives way to; those that there are
 * none for: to nothing. inset is not NULL. */
struct again {
	const struct galley *galley;
	struct slice lines;
	const struct inset *inset;
	size_t ninset;
};
/* Sets it again; its lines in a galley of their own. */
struct galley *galley_set_again(
    const struct composer *c, struct set_piece *p, const struct again *what);

/* ---- column.c ------------------------------------------------------------ */

/* Walks the items of a column from its head: where does each stand? */
struct walk {
	const struct galley *galley;
	sp grid;
	sp y;	  /* foot of what has been passed, from the column's head */
	bool top; /* nothing stands in the column yet: spaces are dropped */
};
void walk_begin(struct walk *w, const struct galley *g, size_t from, sp grid);
/* Passes an item; returns its top. */
sp walk_item(struct walk *w, size_t i);

struct fill {
	size_t end; /* first item that is not in the column */
	sp height;  /* of what is in it, notes not counted */
	sp notes;   /* height of its notes, the rule above them counted */
	double cost;
};
/* The cheapest end of a column that begins at item `from`. At least one item is taken,
 * though it may not fit (fill.height > room.height says so). */
struct room {
	sp height, grid;
	bool ruled; /* notes stand at its foot already: the rule above them is counted */
};
struct fill column_fill(
    const struct set_piece *p, const struct galley *g, size_t from, struct room room);
sp column_notes(
    const struct set_piece *p, const struct galley *g, size_t from, size_t end, sp grid);

/* ---- splice.c ------------------------------------------------------------ */

/* A galley like another, to have some of it set again. */
struct galley *galley_copy(struct arena *a, const struct galley *g);
/* Puts items in the place of others, of no box; what the end of these was to cost and to
 * show stays. */
void galley_splice(
    struct arena *a, struct galley *g, struct slice items, const struct galley *by);

/* ---- wall.c -------------------------------------------------------------- */

/* The galley with the walls in a column of it, from item `from` on, dealt so that the
 * room below what stands above them holds their first rows. The same, if it is so. */
const struct galley *walls_deal(struct arena *a, const struct set_piece *p,
    const struct galley *g, size_t from, struct room room);

/* ---- notes.c ------------------------------------------------------------- */

/* The notes of items, to the end of those that wait. */
void notes_wait(struct arena *a, struct note_list *notes, const struct set_piece *p,
    const struct galley *g, struct slice items);
/* Of notes that stand at a foot, with the rule above them. */
sp notes_height(const struct note_list *notes, sp grid);
struct notes_foot {
	struct arena *arena;
	sp room, grid; /* of the whole foot */
	bool force;    /* take a line though it does not fit: nothing else would end */
	struct note_list notes; /* what stands there */
};
/* Takes from those that wait what the foot has room for, cutting the last if need be. */
void notes_take(
    const struct set_piece *p, struct notes_foot *foot, struct note_list *waiting);
/* Those of one list wait behind those of another. */
void notes_join(struct arena *a, struct note_list *notes, struct note_list *from);
struct note_list notes_copy(struct arena *a, const struct note_list *notes);
/* Says which notes leave the page's column for the next one. */
void notes_report(struct diag *d, const struct page *page, struct note_list *waiting);

/* ---- balance.c ----------------------------------------------------------- */

/* The columns of a band, side by side; floats have claimed some of their height. */
struct columns {
	int n;
	struct arena *arena; /* for notes */
	sp height, grid;
	sp claimed[MAX_COLUMNS];
	struct note_list carried; /* in: notes that wait from the column before */
	bool
	    fresh; /* in: nothing stands above: what fits nowhere is taken all the same */
	/* Out, by columns_fill: */
	struct slice items[MAX_COLUMNS];
	struct note_list foot[MAX_COLUMNS];
	struct note_list left; /* notes that wait for the next band */
	bool over;	       /* something is taller than its column */
	bool torn;	       /* a column ends where it must not */
	double cost;	       /* of the columns' ends, and of what is empty below */
};
/* Fills the columns from item `from` on; returns the first item that is in none. */
size_t columns_fill(
    const struct set_piece *p, const struct galley *g, size_t from, struct columns *c);
/* Lowers c->height to the cheapest, in whole grid steps, that holds all from `from` on.
 */
void columns_balance(
    const struct set_piece *p, const struct galley *g, size_t from, struct columns *c);

/* ---- place.c ------------------------------------------------------------- */

struct place {
	const struct makeup *m;
	const struct set_piece *p;
	struct page *page;
	struct page *facing; /* has what lies past the page's right edge; or NULL */
	sp grid;
	bool artifact; /* repeated table heads, repeated pull quotes */
};
/* Draws items from .. end of g with the column's head at x, y; returns the foot. */
sp place_items(struct place *pl, const struct galley *g, struct slice items, sp x, sp y);
/* Notes that end at `foot`, with a rule above them a third as wide as the measure. */
void place_notes(struct place *pl, const struct note_list *notes, struct rect column);
/* A picture that fills an area, cropped about its focus. */
void place_picture(struct place *pl, const struct galley_item *item, struct rect area);
/* What of an area across two pages is seen on one of them, in that page's lengths; w 0:
 * nothing (spread.c). */
struct rect spread_part(const struct makeup *m, struct rect area, bool right);

/* ---- spread.c ------------------------------------------------------------ */

/* Has a template something on the page that faces a piece's first, or across both? */
bool spread_asked(const struct template *t);
/* Is a piece's second page made with its first, on whichever side that is? */
bool spread_faces(const struct composer *c, const struct set_piece *p, bool recto);
/* What words in a frame across two pages are set to: they stay on the page where the
 * frame begins, within its margins. */
sp spread_measure(const struct sheet *s, const struct template *t, const struct frame *f);

/* ---- bounds.c ------------------------------------------------------------ */

/* Reports words that landed off their page. */
void bounds_check(const struct makeup *m, const struct book *b);

/* ---- faults.c ------------------------------------------------------------ */

/* Tells the faults that composition could not avoid. */
void faults_report(const struct makeup *m, const struct held_list *held);

/* ---- river.c ------------------------------------------------------------- */

/* Lines that a river runs through, each as the items from its first to its last. */
struct rivers {
	struct slice *at;
	size_t n, cap;
};
struct rivers rivers_in(struct arena *a, const struct galley *g, struct slice in);

/* ---- furniture.c --------------------------------------------------------- */

/* An edge that touches the trim, of one page or two, is moved out to the bleed. */
struct rect area_to_bleed(const struct makeup *m, struct rect area, sp width);
/* The same, mirrored on a left-hand page. */
struct rect frame_area(const struct makeup *m, const struct page *page, struct rect area);
enum leaf { LEAF_FIRST, LEAF_FACING, LEAF_LATER }; /* of a piece */
/* The bar code of the ISSN, where the template has a place for it (barcode.c). */
void furniture_barcode(
    const struct makeup *m, const struct set_piece *p, struct page *page);
void furniture_plates(
    const struct makeup *m, const struct set_piece *p, struct page *page, enum leaf leaf);
/* Words that are no part of the text; their place is still to be given. area.w: width. */
struct mark furniture_words(
    const struct makeup *m, const struct style *s, const char *words);
/* Folio and running head. */
void furniture_foot(const struct makeup *m, const struct set_piece *p, struct page *page);
/* A rule between two columns, where the template has one. */
void furniture_rule(const struct makeup *m, const struct set_piece *p, struct page *page,
    struct rect gutter);

/* ---- jump.c -------------------------------------------------------------- */

/* A piece that breaks off: on which page, and what of it waits. */
struct leave {
	struct page *page;
	struct rect line; /* of its jump line */
	struct composer waiting;
};
/* Room for a jump line, in whole steps of the grid. */
sp jump_room(const struct composer *c, const struct set_piece *p);
/* Sets a piece on the pages that the flatplan gives it, the rest to go on elsewhere. */
void jump_off(struct composer *c, struct set_piece *p);
/* Sets the rest on new pages, and the jump lines on both sides. */
void jump_on(struct composer *c, struct set_piece *p);

/* ---- trial.c ------------------------------------------------------------- */

/* What a piece comes to, set on pages that are thrown away. */
struct trial {
	bool ended;	     /* all of it stands on the pages it may begin */
	int pages;	     /* that it began */
	int added;	     /* to the book: a blank one counts, a shared one does not */
	size_t lines, words; /* that stand on none of them */
	size_t room;	     /* lines free on its last page, all columns together */
	size_t page_room;    /* of a whole page */
	int columns;	     /* on that last page */
	size_t extent;	     /* lines of the whole piece, in one column without end */
	double words_a_line;
};
/* A piece as it is set. most: pages that it may begin, 0: any. */
struct trial trial_of(const struct composer *c, const struct set_piece *p, int most);
/* The same, set with what copyfitting changes. */
struct trial trial_with(
    const struct composer *c, const struct set_piece *p, int most, struct knobs knobs);
/* Sets a copy of a piece anew; the galleys of the piece itself stay as they are. */
void trial_set(const struct makeup *m, struct arena *scratch, struct set_piece *own,
    struct knobs knobs);

/* ---- opener.c ------------------------------------------------------------ */

/* The piece's template, with the picture over its head lower or higher by so much. */
const struct template *opener_fitted(
    const struct makeup *m, const struct set_piece *p, int percent);

/* ---- fit.c --------------------------------------------------------------- */

/* Sets a piece so that it fills the pages that the flatplan gives it. */
void fit_piece(struct composer *c, struct set_piece *p);
/* Says what could not be made to fit. */
void fit_report(const struct makeup *m, const struct set_piece *p);

/* ---- structure.c --------------------------------------------------------- */

/* Tags of one piece from what its author wrote, into p->tag and p->label. document NULL:
 * its article stands alone until it is appended. */
void structure_piece(const struct makeup *m, struct tag *document, struct set_piece *p);
/* Links between pieces: page references and contents, after all pieces have tags. */
void structure_links(
    const struct makeup *m, struct set_piece *p, const struct set_piece *all, size_t n);

#endif
