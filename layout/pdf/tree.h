/*
 * The structure tree: what of each page belongs to which tag. Private to pdf.
 */
#ifndef PDF_TREE_H
#define PDF_TREE_H

#include "base/base.h"
#include "page/page.h"

struct writer;

/* One marked content, in the order of painting. Its MCID counts from the page's first. */
struct fragment {
	uint32_t owner; /* order of its tag */
	uint32_t page;
	sp top; /* on its page */
};

struct link {
	const struct tag *tag; /* a LINK */
	uint32_t page, number; /* index of the page; the annotation's object */
	struct rect area, media;
	uint32_t next; /* another link of the same tag + 1, 0: none */
};

struct tree {
	const struct tag **tag; /* by order */
	uint32_t ntag;
	struct fragment *content;
	size_t ncontent, capcontent;
	uint32_t page;	      /* that is painted */
	uint32_t *page_start; /* index of each page's first content; npage + 1 entries */
	struct link *link;
	size_t nlink, caplink;
	/* from tree_close() on: */
	uint32_t *first; /* a tag's first content, its descendants' too; NOWHERE: none */
	uint32_t *element; /* number of a tag's object; 0: not written */
	uint32_t *links;   /* a tag's first link + 1 */
	struct rect media; /* of the pages */
	uint32_t root;	   /* of StructTreeRoot */
};
#define NOWHERE UINT32_MAX

void tree_open(struct writer *w);
void tree_page(struct writer *w, uint32_t page); /* contents now belong to this page */
/* The next content of the page belongs to tag; its MCID. top: where it begins. */
uint32_t tree_content(struct writer *w, const struct tag *tag, sp top);
/* Number of the annotation over an area of a LINK, or 0 if tag is in no link. */
uint32_t tree_link(struct writer *w, const struct mark *m, struct rect media);
/* Who is written is known, and has a number. */
void tree_close(struct writer *w);
void tree_write(struct writer *w);
/* The first content of tag and all below it; NULL: there is none. */
const struct fragment *tree_place(const struct writer *w, const struct tag *tag);
/* PDF 1.7's name of a role: what BDC and /S say. */
const char *tree_type(enum role role);

#endif
