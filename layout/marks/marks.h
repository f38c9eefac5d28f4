/*
 * marks: what a printer cuts, folds and measures by, as operators of a content stream:
 * lines, rings and patches around a page (pdf/furniture.c) and around a sheet
 * (impose/dress.c). Whoever calls knows where they go; nothing here knows a page.
 *
 * Lengths are from the sheet's lower left corner, upwards. Lines and words stand on all
 * plates, by the color space MARKS_SPACE, which the resources of whatever they are drawn
 * on name: nothing else of a press file is a spot color.
 */
#ifndef MARKS_H
#define MARKS_H

#include "base/base.h"
#include "font/font.h"

/* Marks stand in a band so wide, and so far from the sheet's edge. */
#define MARKS_BAND MM(5)
#define MARKS_EDGE MM(1)

/* Entry of a resource dictionary's /ColorSpace. */
#define MARKS_SPACE                                                                      \
	"/All [/Separation /All /DeviceCMYK <</FunctionType 2 /Domain [0 1] "            \
	"/C0 [0 0 0 0] /C1 [1 1 1 1] /N 1>>]"

void marks_begin(struct buf *out); /* all else stands between the two */
void marks_end(struct buf *out);
void marks_line(struct buf *out, sp x, sp y, sp across, sp up);
void marks_dashed(struct buf *out, sp x, sp y, sp across, sp up); /* it is folded there */
void marks_ring(struct buf *out, sp x, sp y); /* plates are laid over each other by it */
/* Patches from a place to the right, MARKS_BAND high, as many as end before `most`. */
void marks_bar(struct buf *out, sp x, sp y, sp most);

/* ---- words.c ---------------------------------------------------------------- */

/* Words as outlines, for such a sheet has no fonts but its pages'; as marked content that
 * says what they are. Plates: 0 all of them, else 1 to 4, the one that is named. */
struct marks_words {
	struct fonts *fonts;
	const struct face *face;
	const char *text;
	sp size, x, y; /* the line's left end */
	int plate;
};
sp marks_words(struct buf *out, struct arena *a, const struct marks_words *w); /* width */

#endif
