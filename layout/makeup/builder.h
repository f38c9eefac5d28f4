/*
 * builder: a galley while it is set, block by block. Private to makeup: galley.c sets a
 * piece, block.c a block, marker.c what has a marker, illustration.c pictures, beside.c
 * what lines give way to, grid.c and wall.c blocks side by side.
 */
#ifndef MAKEUP_BUILDER_H
#define MAKEUP_BUILDER_H

#include "makeup/compose.h"

/* Stretches of a line across a page, or across two with the spine between. */
struct zones {
	int n;
	struct rect zone[2]; /* x and w */
	sp from, end;	     /* of the line itself */
};

struct builder {
	struct setting set;
	const struct makeup *m;
	struct set_piece *p;
	struct galley *galley;
	int32_t open;	 /* innermost OPEN, -1: none */
	sp gap;		 /* margin waiting for the next item; margins collapse */
	bool after_head; /* no indent after a head, box or picture */
	const struct line *marker; /* for the next line */
	sp marker_x;
	sp note_measure;	   /* of notes at a column's foot */
	bool framed;		   /* in a frame of the template, whose size is its own */
	const struct zones *zones; /* what a block over two pages may use; or NULL */
	bool drawn; /* in a drawn timeline: dates stand on lines of their own */
	bool aside; /* in what stands beside lines: nothing stands beside it in turn */
	struct beside {
		size_t item; /* index of its item, + 1; 0: nothing stands beside */
		sp height;   /* of what lines give way to, in steps of the grid */
	} beside;
	const struct inset *inset; /* of a block set again: no beside.c; or NULL */
	size_t ninset;
};

/* ---- galley.c ------------------------------------------------------------ */

struct galley_item *builder_push(struct builder *b, enum galley_kind kind,
    const struct node *n, const struct style *style);
/* The gap that waits, then an item. The first gap in a galley is dropped, as CSS drops it
 * at the head of a column. */
struct galley_item *builder_push_content(struct builder *b, enum galley_kind kind,
    const struct node *n, const struct style *style);
void builder_gap(struct builder *b, sp gap); /* at least as much before the next item */
/* The last item that a column could end after; NULL: none. */
struct galley_item *builder_last(struct builder *b);
const struct style *builder_style(
    struct builder *b, const struct node *n, const struct style *parent);
/* The same, of a block among others: a float that is all a head has below it stands
 * there. */
const struct style *builder_style_here(
    struct builder *b, const struct node *n, const struct style *parent);
/* Is a block not in the flow: a float, a note for a column's foot, in a frame? */
bool stands_apart(const struct builder *b, const struct node *n, const struct style *s);
/* The next block that is; NULL: none. */
const struct node *block_after(
    struct builder *b, const struct node *n, const struct style *parent);
/* What a function sets of a block, in a galley of its own, with its height. */
typedef void setter(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
struct galley *galley_of(struct builder *b, setter *set, const struct node *n,
    const struct style *s, sp measure);
/* The whole block. */
struct galley *galley_apart(
    struct builder *b, const struct node *n, const struct style *s, sp measure);
/* A note for a column's foot, a float, what is not shown: none of it stands in the flow.
 * False: it does. */
bool set_apart(struct builder *b, const struct node *n, const struct style *s);

sp page_room(const struct builder *b); /* height of a whole page's column */

/* ---- spread.c ------------------------------------------------------------ */

/* What a frame across two pages has of each, within the margins. */
struct zones spread_zones(
    const struct sheet *s, const struct template *t, const struct frame *f);
/* Words of two lines stand with a line on each page, at one height: a head through the
 * spine, of which no word is cut and whose lines are read in their order. NULL: it has
 * more lines or fewer, or is no plain block; it stays on its page. */
struct galley *spread_head(
    const struct builder *b, const struct galley *g, const struct zones *zones);
/* Lines in two level columns, one on each page, read down the left one first. NULL:
 * there is one line, or something else among them; they stay on their page. */
struct galley *spread_columns(
    const struct builder *b, const struct galley *g, const struct zones *zones);

/* ---- segment.c ----------------------------------------------------------- */

/* The columns that a block of the piece runs in; n 0: it stands across. */
struct run_in run_in_of(const struct builder *b, const struct style *s);
/* Those of the segment at hand, or the template's. */
struct run_in run_in_here(const struct builder *b);
/* Goes on in the segment that a block of the piece belongs to. */
void segment_for(struct builder *b, const struct node *n, const struct style *s);
void segment_finish(struct builder *b);

/* ---- block.c: each in its place `at` of the measure, below what is there --- */

/* A box around what comes next; returns the room within. */
struct rect builder_open(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
void builder_close(struct builder *b, const struct node *n, const struct style *s);
bool has_inlines(const struct node *n);
/* One block in the flow, with its margins, box and breaks. */
void set_block(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
void set_children(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);
void set_lines(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);

/* ---- marker.c ------------------------------------------------------------ */

void set_list_item(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);
void set_timeline_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);
void set_footnote(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);
void set_contents_entry(
    struct builder *b, const struct node *n, const struct style *style, struct rect at);

/* ---- timeline.c ---------------------------------------------------------- */

/* A timeline drawn down a column, or across the measure. */
void set_timeline(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
void set_timeline_across(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
/* An entry of either: its date, and its words below. */
void set_drawn_entry(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);

/* ---- illustration.c ------------------------------------------------------ */

void set_picture(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);

/* ---- caption.c ----------------------------------------------------------- */

/* A picture with its captions. */
void set_figure(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);

/* ---- beside.c ------------------------------------------------------------ */

/* False: there is no room for text beside it, or it is too tall to keep with its lines.
 */
bool set_beside(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
/* What each line of a block that comes next gives way to; *n of them, NULL: nothing. */
const struct inset *beside_insets(struct builder *b, const struct node *node,
    const struct style *s, struct rect at, size_t *n);
/* The last `n` items stay with what they stand beside. */
void beside_keep(struct builder *b, size_t n);
/* The next item, or the end of the box or galley, stands below what lines gave way to. */
void beside_clear(struct builder *b);

/* ---- grid.c -------------------------------------------------------------- */

/* A row of cells, each a galley. */
void builder_push_row(struct builder *b, const struct node *n, const struct style *s,
    const struct cells *row);
/* The children of a block in cells, row by row; or dealt into level columns. */
void set_grid(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);
void set_columns(
    struct builder *b, const struct node *n, const struct style *s, struct rect at);

/* ---- wall.c -------------------------------------------------------------- */

/* One more block, as high as whole steps of the grid. */
void wall_add(struct arena *a, struct wall *w, const struct galley *block);
/* Its rows, each as high as a page's columns at most. */
void wall_push(struct builder *b, const struct wall *w);

#endif
