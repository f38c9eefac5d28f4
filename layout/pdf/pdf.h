/*
 * pdf: a book as a file: PDF/X-4, or PDF/UA-1 that is PDF/A-2a as well.
 */
#ifndef PDF_H
#define PDF_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "page/page.h"

/* Art, and a picture of it that is printed in its place. */
struct pdf_drawn {
	const struct picture *art, *drawn;
};

struct pdf_job {
	struct diag *diag;
	const struct fonts *fonts;
	const struct edition *edition;
	const struct book *book;
	struct cache *cache;	       /* of pictures' conversions; NULL: none */
	const struct pdf_drawn *drawn; /* all art that pdf_takes() not */
	size_t ndrawn;
	const char *path;
	uint64_t nbyte;	      /* out: size of the file */
	struct page_ink *ink; /* out: room for one a page; NULL: nobody asks */
	bool unmeasured;      /* no ink is added up, and nothing said of it */
	/* The ink of art; NULL: not known. Asked when all else is written. */
	const struct ink_map *(*inks_of)(void *context, const struct picture *art);
	void *context;
};

/* Can a file of the edition's standard hold the picture as it is? */
bool pdf_takes(const struct edition *e, const struct picture *p);

/* Writes beside, syncs, renames. False: reported, and the older file stands as it was. */
bool pdf_write(struct pdf_job *job);

#endif
