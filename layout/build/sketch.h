/* sketch: what art looks like in an edition, for proofs, the members' page, and files
 * that cannot hold it. Private to build. */
#ifndef BUILD_SKETCH_H
#define BUILD_SKETCH_H

#include "font/font.h"
#include "proof/proof.h"

struct sketching {
	struct arena *arena;
	struct diag *diag;
	const struct fonts *fonts;
	double ppi;
	/* Which art; NULL: all of it. */
	bool (*wants)(const struct edition *e, const struct picture *art);
	/* out */
	struct proof_art *sketch; /* borrowed by struct proof until sketch_end() */
	size_t n, cap;
	/* its own */
	struct book book;
	const char *folder, *pdf; /* NULL: the book shows no art */
};

/* Draws the art of b that is wanted, as e's file has it. What cannot be drawn is
 * reported. */
void sketch_art(struct sketching *k, const struct book *b, const struct edition *e);
/* The same of one piece of art, this wide. sketch[0].drawn: NULL where it cannot be
 * drawn, which is reported. */
void sketch_alone(
    struct sketching *k, const struct picture *art, sp width, const struct edition *e);
/* Removes what lies on the disk: after the last proof that shows it. */
void sketch_end(const struct sketching *k);

#endif
