/*
 * cost: what a fault of the page costs, so that one fault can be weighed against
 * another. Private to makeup. Two choices are made by it. A column ends where the sum
 * is least: what the break itself costs (block.c writes it into each item) and what is
 * left empty below it (column.c). Columns that are levelled have the height at which
 * the sum over all of them is least (balance.c). What is paid in the end is a fault
 * that could not be avoided, and faults.c tells it.
 *
 *	fault                        cost  is worth empty lines  finding
 *	an empty line at a foot         8  1; grows as a square  hole, uneven-columns
 *	a word divided over a foot    200  5                     divided-word
 *	a block divided that is      2000  16                    divided-block
 *	to keep together
 *	a widow, an orphan           6000  27                    widow, orphan
 *	a caption cut from its         6000  27                    divided-block
 *	picture, or divided
 *	a head without its text   1000000  all                   head-at-foot
 *	rows divided that a cell  2000000  all                   tall-item
 *	joins, or cut from the
 *	heads above them
 *
 * One or two empty lines are nothing beside a widow; a hole of twenty is worse than a
 * box cut in two. TeX's badness (cube) punished holes before it let a box break.
 *
 * Level columns cost what is empty at each foot, so columns that end apart cost the
 * square of the lines between them: to keep a crosshead with its text moves an end by
 * two or three lines (72 at most), which brings in no other fault; but beside a block
 * kept whole, a column that is empty for sixteen lines is dearer than the block
 * divided. Figures of their own for uneven feet were rejected: the eye sees the same
 * white, and a column would end in one place and be levelled in another.
 *
 * Within a paragraph linebreak.c weighs hyphens, ladders, wide gaps, runts and a bad
 * rag against each other in the same way, as demerits; lines are broken before columns,
 * because a paragraph is broken once, and stands in whichever column it comes to.
 */
#ifndef MAKEUP_COST_H
#define MAKEUP_COST_H

enum cost {
	COST_EMPTY = 8,
	COST_HYPHEN = 200,
	COST_AVOID = 2000,
	COST_WIDOW = 6000,
	COST_NEVER = 1000000,
	COST_JOINED = 2 * COST_NEVER, /* words would stand outside their row */
};

/* From where on faults.c speaks: lines of the grid, lines of text. */
enum {
	HOLE_LINES = 6,	  /* left empty at a foot, though the text goes on */
	UNEVEN_LINES = 4, /* between the feet of columns that should be level */
	LADDER_LINES = 3, /* that end with a hyphen, one below the other */
	RIVER_LINES = 4,  /* with a gap below a gap (river.c) */
};
#define LOOSE_RATIO 3.0 /* of the stretch that a line's spaces have */

#endif
