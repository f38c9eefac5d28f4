/* canvas: what raster.c and overlay.c share. Private to proof. */
#ifndef PROOF_CANVAS_H
#define PROOF_CANVAS_H

#include "proof/proof.h"

/* One page's place on a drawing: points, y down, 0,0 at the trim's top left corner. */
struct canvas {
	struct _cairo *cr;
	const struct proof *proof;
	const struct page *page;
	struct arena *scratch; /* of this drawing */
	double hairline;       /* one pixel, in points */
};

/* Fills the glyphs of a run mark in the color that is set. */
void canvas_run(const struct canvas *c, const struct mark *m);
/* What the proof asks to be shown over the page. */
void canvas_overlay(const struct canvas *c);

#endif
