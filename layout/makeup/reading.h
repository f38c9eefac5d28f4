/*
 * reading: the words of an issue as they were written and as they are heard. Private to
 * makeup: written.c goes through the source's tree, hearing.c through the tags,
 * reading.c compares.
 */
#ifndef MAKEUP_READING_H
#define MAKEUP_READING_H

#include "makeup/compose.h"

/* Words with one space between them, soft hyphens left out. {0} is none. */
struct words {
	struct buf text;
	bool apart; /* what is added next is another word */
	/* Where the words of each node begin, in the order they were said; written only.
	 */
	struct word_at {
		size_t at;
		const struct node *node;
	} * from;
	size_t nfrom, capfrom;
};
void words_add(struct words *w, const char *text, size_t len);
void words_part(struct words *w);
void words_release(struct words *w);

/* Notes that a rule of this book adds words, or leaves them out. */
void amend(struct arena *a, struct amendments *to, struct amendment one);

/* A piece, read out. Notes stand apart: each book has its own place for them. */
struct reading {
	struct words text, notes;
};

/* ---- written.c ------------------------------------------------------------ */

struct written {
	const struct makeup *m;
	const struct set_piece *p; /* as this book has it; the source is the issue's */
	const struct piece *source;
	bool styled;  /* with what the sheet hides, and what it sets before and after */
	bool *spoken; /* by a tag's order: labels that the author wrote (dates) */
	struct amendments amended; /* out: what is left out, and labels */
	bool stopped;		   /* out: stops were added among its words (art.c) */
	struct reading out;
};
void written_read(struct written *w);

/* ---- hearing.c ------------------------------------------------------------ */

struct hearing {
	struct arena *arena;
	const struct book *book;
	const bool *spoken;	    /* by a tag's order */
	const uint8_t *added;	    /* the same, enum amend: words nobody wrote */
	struct amendments *amended; /* out: what was heard that nobody wrote */
	bool whole;		    /* nothing is passed over */
	const struct mark **mark;   /* those of tag i from start[i] to start[i + 1] - 1 */
	uint32_t *start, *seq;	    /* seq: a mark's place in the painting */
	uint32_t *first;	    /* of a tag and all below it; NOWHERE: nothing */
};
struct hearing hearing_of(struct arena *a, const struct book *b);
/* What is heard of a tag and those below it. */
void hearing_read(const struct hearing *h, const struct tag *t, struct reading *out);

/* ---- spoken.c ------------------------------------------------------------- */

/* Reports figures, headings and links that say nothing, and headings that skip a level.
 */
void spoken_check(struct diag *d, const struct hearing *h);

/* ---- reading.c ------------------------------------------------------------ */

/* Reports the first place of each piece where the two differ; b->amended is what the
 * book's rules add and leave out. */
void reading_check(
    const struct makeup *m, struct book *b, const struct set_piece *piece, size_t npiece);

#endif
