/*
 * The plates of a file's pages, drawn. Private to preflight.
 */
#ifndef PLATES_H
#define PLATES_H

#include "base/base.h"

enum { PLATES_PPI = 100 };

/* The ink of all plates of a page, pixel by pixel, and which plates have any. */
struct sum {
	size_t width, height;
	uint16_t *at;	/* 255 is one plate's full */
	uint8_t *black; /* the black plate alone; NULL: there is none */
	uint32_t plates;
};

struct plates_wanted {
	struct arena *arena; /* of a page; rewound after it */
	const char *path;
	size_t first, last; /* the last is not among them */
	bool spots;	    /* inks beside the four may be in it */
	void *context;
	void (*take)(void *context, size_t page, const struct sum *s);
};
/* Why not all pages were taken; words in `to`. */
struct plates_lack {
	const char *why;    /* NULL: they were all taken */
	const char *remedy; /* NULL: there is none */
	bool all;	    /* of no other page either */
};
struct plates_lack plates_draw(const struct plates_wanted *w, struct arena *to);

#endif
