/*
 * cost: what a fault of the page costs, so that one fault can be weighed against another.
 * Private to makeup. A column ends where the sum is least: what the break itself costs
 * (block.c writes it into each item) and what is left empty below it (column.c). Columns
 * are levelled by height alone (balance.c): the least at which all of them hold the text,
 * each ended by this sum. What is paid in the end is a fault that could not be avoided,
 * and faults.c tells it.
 *
 *	fault                        cost  is worth empty lines  finding
 *	an empty line at a foot         8  1; grows as a square  hole
 *	a word divided over a foot    200  5                     divided-word
 *	a block divided that is      2000  16                    divided-block
 *	to keep together
 *	a widow, an orphan           6000  27                    widow, orphan
 *	a head without its text   1000000  all                   head-at-foot
 *
 * Columns that end apart cost nothing here; faults.c tells them from UNEVEN_LINES on.
 *
 * One or two empty lines are nothing beside a widow; a hole of twenty is worse than a box
 * cut in two. TeX's badness (cube) punished holes before it let a box break. Within a
 * paragraph linebreak.c weighs hyphens, ladders, wide gaps, runts and a bad rag against
 * each other in the same way, as demerits; lines are broken before columns, because a
 * paragraph is broken once, and stands in whichever column it comes to.
 */
#ifndef MAKEUP_COST_H
#define MAKEUP_COST_H

enum cost {
	COST_EMPTY = 8,
	COST_HYPHEN = 200,
	COST_AVOID = 2000,
	COST_WIDOW = 6000,
	COST_NEVER = 1000000,
};

/* From where on faults.c speaks: lines of the grid, lines of text. */
enum {
	HOLE_LINES = 6,	  /* left empty at a foot, though the text goes on */
	UNEVEN_LINES = 4, /* between the feet of columns that should be level */
	LADDER_LINES = 3, /* that end with a hyphen, one below the other */
};
#define LOOSE_RATIO 3.0 /* of the stretch that a line's spaces have */

#endif
