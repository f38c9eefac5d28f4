/*
 * band: what stands on a page, and where. Private to the composer's own files: compose.c
 * goes through a piece, leaf.c turns pages, spread.c makes two of them at once, flow.c
 * fills named frames, float.c finds places for floats, band.c draws what is settled,
 * frame.c knows the edges.
 */
#ifndef MAKEUP_BAND_H
#define MAKEUP_BAND_H

#include "makeup/compose.h"

enum { LEAST_STEPS = 5 }; /* grid steps of text worth beginning below something */

struct float_at {
	const struct galley *galley;
	int column; /* -1: across */
	bool bottom;
};

/* What stands over a gutter; the lines of both columns run round it. */
struct hole {
	const struct galley *galley;
	int column;	/* the first of the two */
	sp top, height; /* from the head of the band's columns, in steps of the grid */
	sp left, right; /* what lines keep clear of, from the trim's left */
	sp inset;	/* from its top to the galley's */
};
enum { MOST_HOLES = 4 }; /* in a band; more than these are floats of a column */

/* A band being settled. */
struct band {
	const struct galley *galley;
	size_t from, end;
	struct columns columns;
	sp y, bottom;
	bool levelled;
	struct float_at *placed;
	size_t nplaced, capplaced;
	const struct galley **seen; /* floats placed or queued */
	size_t nseen, capseen;
	struct hole hole[MOST_HOLES];
	int nhole;
	const struct galley **refused; /* that found no place between columns */
	size_t nrefused, caprefused;
};

/* ---- frame.c: edges on the page at hand, by its template ------------------- */

sp grid_of(const struct composer *c);
sp frame_bottom(const struct composer *c);
/* Left edge of the columns, or of the margin column. */
sp frame_left(const struct composer *c, bool margin);
sp column_left(const struct composer *c, int column);
/* Of the gutter between a column and the next. */
sp gutter_left(const struct composer *c, int column);
sp across_left(const struct composer *c);
/* The next step of the page's grid at or below y. */
sp frame_snap(const struct composer *c, sp y);
/* Where the columns begin on a page: below the frames that hold something. */
sp frame_top(const struct composer *c, const struct set_piece *p, enum leaf leaf);
/* Does nothing stand in the columns yet? */
bool is_fresh(const struct composer *c);

/* ---- leaf.c --------------------------------------------------------------- */

/* One more page is the piece's; its last one keeps room for a jump line. */
void leaf_count(struct composer *c, const struct set_piece *p);
void leaf_add(struct composer *c, const struct set_piece *p, enum leaf leaf);
/* Goes on overleaf; floats that waited stand at its head. False: the piece has all its
 * pages. */
bool leaf_turn(struct composer *c, struct set_piece *p);
/* Words of node stand first on the page: print's own pages are remembered. */
void leaf_begins(struct composer *c, const struct set_piece *p, uint32_t node);
/* Shown by overlays, and what words may stand in (tests/invariants). */
void leaf_frame(struct composer *c, struct page *page, struct rect area);
/* A frame, with what was drawn in it. */
void leaf_holds(struct composer *c, const struct set_piece *p, struct held held);
void leaf_holds_notes(
    struct composer *c, const struct set_piece *p, const struct note_list *notes);

/* ---- spread.c: two pages that face each other ----------------------------- */

/* The first page, and the one that faces it; reports a piece that is off its page. */
void spread_begin(struct composer *c, struct set_piece *p);
/* Goes on in the columns of the page that faces this one. */
void spread_turn(struct composer *c);
/* Where a frame lies: on a page, or over two. */
struct spot {
	struct page *page, *facing; /* facing NULL: on one page */
	struct rect area;	    /* from the page's trim, into the bleed */
};
struct spot spread_spot(const struct composer *c, const struct frame *f);

/* ---- flow.c ----------------------------------------------------------------- */

/* What goes to the named frames of the piece's template. */
void compose_flows(struct composer *c, struct set_piece *p);

/* ---- float.c -------------------------------------------------------------- */

/* With the step that is left free below it. */
sp float_height(const struct composer *c, const struct galley *g);
/* What waited for this page stands at its head, one below the other. */
void floats_wait_no_more(struct composer *c, struct set_piece *p);
/* Fills a band's columns, and claims room in them for the floats anchored there. */
void floats_settle(struct composer *c, struct set_piece *p, struct band *b);
void floats_remember(struct composer *c, const struct galley *g);
/* Was it remembered? */
bool floats_known(const struct composer *c, const struct galley *g);
/* It waits for the next page. */
void floats_queue(struct composer *c, const struct galley *g);
/* Has it found no place between the band's columns? */
bool band_refused(const struct band *b, const struct galley *g);
/* Draws a whole galley with its head at x, y. */
void place_galley(
    struct composer *c, struct set_piece *p, const struct galley *g, sp x, sp y);

/* As claimed at the head of a column, above its text. */
sp claimed_above(const struct composer *c, const struct band *b, int column);
sp claimed_below(const struct composer *c, const struct band *b, int column);

/* ---- between.c ------------------------------------------------------------ */

/* Finds places for what stands between the columns of a band that is settled but for it.
 * `most`: the height its columns may have. Returns the first that finds none, to be
 * settled as a float of a column; NULL: all stand. */
const struct galley *between_settle(
    struct composer *c, struct set_piece *p, struct band *b, sp most);

/* ---- band.c --------------------------------------------------------------- */

struct band band_begin(const struct composer *c, const struct galley *g, size_t from);
/* Makes the marks of a settled band; c->y is then below it. */
void band_draw(struct composer *c, struct set_piece *p, struct band *b);
struct place place_on(const struct composer *c, const struct set_piece *p);

#endif
