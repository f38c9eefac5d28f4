/*
 * pdf: a book as a file: PDF/X-4, or PDF/UA-1 that is PDF/A-2a as well.
 */
#ifndef PDF_H
#define PDF_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "page/page.h"

/* ---- account.c: what a press file came to hold ------------------------------ */

enum press_plate {
	PLATE_CYAN = 1,
	PLATE_MAGENTA = 2,
	PLATE_YELLOW = 4,
	PLATE_BLACK = 8,
	PLATES_ALL = 15,
	PLATE_SPOT = 16,
	SPOTS_MAX = 24
};

/* What was done with a picture: bits. */
enum picture_done {
	DONE_COPIED = 1,     /* the file's own data */
	DONE_CODED = 2,	     /* the same pixels, coded anew */
	DONE_CONVERTED = 4,  /* into the printer's inks */
	DONE_GREY = 8,	     /* neutral throughout: black ink alone */
	DONE_REDUCED = 16,   /* to the pixels that the printer asks for */
	DONE_COMPOSED = 32,  /* what is seen through, on its ground */
	DONE_VECTOR = 64,    /* art, its colors converted one by one */
	DONE_DRAWN = 128,    /* art, drawn as pixels */
	DONE_MIRRORED = 256, /* its edges, into the bleed */
	DONE_LIMITED = 512,  /* brought under the press's limit of ink */
	DONE_SHARPENED = 1024
};

struct account_page {
	uint32_t file;			/* index */
	int number;			/* in the book */
	struct rect media, bleed, trim; /* trim's top left is 0,0 */
	const char *folio;
	unsigned plates; /* of enum press_plate: that something on it is printed with; above
			    these, PLATE_SPOT << i is of account.spot[i] */
};

/* A picture in a place. */
struct account_picture {
	uint32_t page; /* index, through all files */
	struct pos pos;
	const char *name;
	const char *profile;  /* that it came with; NULL: none */
	struct rect area;     /* that it is seen in, the bleed counted */
	uint32_t from[2];     /* pixels across and down, as shown; 0: art */
	uint32_t to[2];	      /* ... in the file; of art 0 */
	double before, after; /* pixels an inch; of art those of its coarsest picture */
	unsigned ncomponent;  /* of the source: 1, 3 or 4; of art 0 */
	unsigned done;
};

/* Solid black on a page, alike in all that matters to the press. */
struct account_black {
	uint32_t page, n; /* marks */
	bool words;	  /* else rules */
	bool overprints;
	sp size; /* of the type; of rules their thickness */
};

struct account_font {
	uint32_t file;		     /* index */
	const char *name;	     /* as the file has it: "ABCDEF+Andika-Bold" */
	const char *title, *licence; /* NULL: not one of the manifest's */
	bool subset;
	int32_t rights; /* OS/2 fsType; -1: not known */
};

/* Lines of a source whose words or pictures stand on a page. */
struct account_span {
	uint32_t page, file, first, last;
};

/* Of an edition: of all its files, which are written one after the other. */
struct account {
	struct arena *arena;
	uint32_t nfile; /* begun */
	struct account_page *page;
	size_t npage, cappage;
	struct account_picture *picture; /* by page, in painting order */
	size_t npicture, cappicture;
	struct account_black *black; /* by page */
	size_t nblack, capblack;
	struct account_font *font;
	size_t nfont, capfont;
	struct account_span *span; /* by page */
	size_t nspan, capspan;
	const char *spot[SPOTS_MAX]; /* inks that keep plates of their own */
	size_t nspot;
};

/* Streams that the files of a book have in common, deflated once (deflate.c). */
struct pdf_memo;
struct pdf_memo *pdf_memo_new(struct arena *a);

struct pdf_job {
	struct diag *diag;
	const struct fonts *fonts;
	const struct edition *edition;
	const struct book *book;
	struct cache *cache;	       /* of pictures' conversions; NULL: none */
	struct pdf_memo *memo;	       /* NULL: none */
	const char *path;
	uint64_t nbyte;	      /* out: size of the file */
	struct page_ink *ink; /* out: room for one a page; NULL: nobody asks */
	bool draft;	      /* to be looked at: too much ink is told and written */
	bool unmeasured;      /* no ink is added up, and nothing said of it */
	bool parts;	      /* pages are parts of pages, to be drawn: of any size, with
			       * nothing around them */
	/* The ink of art; NULL: not known. Asked as late as can be. */
	const struct ink_map *(*inks_of)(void *context, const struct picture *art);
	void *context;
	struct account *account; /* out: the file's is added; NULL: nobody asks */
};

/* Does the press file keep the plate of an ink by name? */
bool art_keeps_spot(const struct edition *e, const struct art_spot *spot);

/* Can a file of the edition's standard hold the picture as it is? */
bool pdf_takes(const struct edition *e, const struct picture *p);

/* Writes beside, syncs, renames. False: reported, and the older file stands as it was. */
bool pdf_write(struct pdf_job *job);

#endif
