/*
 * issue: what the editors wrote, as one tree a piece. Knows no styles, fonts or pages.
 * The order of the tree is the order of reading.
 */
#ifndef ISSUE_H
#define ISSUE_H

#include "base/base.h"
#include "edition/edition.h"
#include "picture/picture.h"

enum node_kind {
	/* blocks */
	NODE_PIECE,  /* root of a piece */
	NODE_KICKER, /* small line over the headline; generated from the kind's label */
	NODE_HEADLINE,
	NODE_STANDFIRST,
	NODE_BYLINE, /* name, and NODE_SPAN class "role" and "place" in it */
	NODE_CROSSHEAD,
	NODE_PARAGRAPH,
	NODE_LIST,
	NODE_LIST_ITEM,
	NODE_TABLE, /* children: CAPTION?, ROW... */
	NODE_ROW,
	NODE_CELL,
	NODE_BLOCKQUOTE,
	NODE_ATTRIBUTION,
	NODE_BREAK,  /* thematic break (---) */
	NODE_FIGURE, /* children: CAPTION?, CREDIT? */
	NODE_CAPTION,
	NODE_CREDIT,
	NODE_PULLQUOTE, /* ::: pullquote */
	NODE_SIDEBAR,	/* ::: sidebar; class "demands", "donate", "access" ... from the
			   editor */
	NODE_VERSE,	/* ::: verse; children STANZA */
	NODE_STANZA,	/* children VERSE_LINE */
	NODE_VERSE_LINE,
	NODE_QUESTION, /* ::: question; children blocks; first inline may be a LABEL */
	NODE_ANSWER,   /* ::: answer */
	NODE_GROUP,    /* ::: group CLASS: blocks kept together, no look of its own */
	NODE_TIMELINE, /* ::: timeline; children TIMELINE_ENTRY */
	NODE_TIMELINE_ENTRY,
	NODE_COMIC,	/* ::: comic; children FIGURE, a panel each, and TEXT_FORM */
	NODE_TEXT_FORM, /* ::: text-form: what a comic tells, in words */
	NODE_QUOTES,	/* ::: quotes: a wall of short quotations */
	NODE_FORM,	/* ::: form: to fill in on paper */
	NODE_FOOTNOTE,	/* stands in the tree after the block that refers to it */
	NODE_CONTENTS,	/* ::: contents, or a piece of kind contents: entries follow */
	NODE_CONTENTS_ENTRY,
	NODE_PRINT_MARK, /* "print page 16", put in by makeup for large print */
	NODE_RECORDS,	 /* a table that makeup tells row by row: CAPTION?, RECORD... */
	NODE_RECORD,
	NODE_FIELD, /* what was a CELL, and still has its columns and rows */
	/* inlines */
	NODE_TEXT,
	NODE_EMPH,
	NODE_STRONG,
	NODE_LINK,     /* url */
	NODE_PAGE_REF, /* {page=slug}; text is generated for each edition */
	NODE_NOTE_REF,
	NODE_ABBR,  /* first use of a glossary word in a piece; expansion */
	NODE_SPAN,  /* class and/or lang */
	NODE_QUOTE, /* an inline quotation, where the editor marks one: [..]{quote} */
	NODE_LINE_BREAK,
	NODE_LABEL, /* generated words: "Question", speaker, list and note numbers */
	NODE_NKIND
};

struct point {
	double x, y; /* 0 to 1, of a picture as shown */
};

enum column_align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct node {
	enum node_kind kind;
	uint32_t id; /* within its piece, in document order from 0 (the piece itself) */
	struct pos pos;
	struct node *parent, *first, *last, *next;
	const char *class;   /* words an editor gave, or NULL */
	const char *lang;    /* BCP 47 where it differs from its parent's, else NULL */
	bool generated;	     /* words not in the source */
	const char *consent; /* name of a consent record, reserved */
	union {
		struct {
			const char *text; /* typographer's characters; \n never */
			uint32_t len;
		} text; /* TEXT */
		struct {
			int level; /* 2 to 6; the headline is 1 */
		} crosshead;
		struct {
			bool ordered, tight;
			int start;
		} list;
		struct {
			int ncolumn, nhead; /* head rows */
			enum column_align *align;
		} table;
		struct {
			bool head;     /* column or row head */
			bool row_head; /* scope Row */
			uint16_t rowspan, colspan, column;
		} cell;
		struct {
			const struct picture
			    *picture;	       /* NULL: could not be read (reported) */
			const struct qr *code; /* in place of a picture; NULL: none */
			const char *url;       /* that the code holds; NULL: none */
			const char *alt; /* NULL: decorative, or missing (reported) */
			bool decorative;
			double focus_x, focus_y; /* 0 to 1, of the picture as shown */
			const struct point
			    *outline; /* that text runs round; NULL: none */
			uint32_t noutline;
		} figure;
		struct {
			const char *url;
			const char
			    *title; /* what the link is, for the ear: its words if NULL */
		} link;
		struct {
			const struct piece *piece;
			const char *text; /* set by makeup: "page 16" */
		} page_ref;		  /* also CONTENTS_ENTRY's folio */
		struct {
			struct node *note; /* NOTE_REF: its FOOTNOTE */
			int number;
		} note_ref;
		struct {
			struct node *ref; /* FOOTNOTE: the first NOTE_REF */
			int number;
		} note;
		struct {
			const char *date; /* "1944", "June 1981" */
		} entry;		  /* TIMELINE_ENTRY */
		struct {
			const char *expansion;
		} abbr;
	} as;
};

/* What a kind of piece is, from one table (kinds.c). */
struct piece_kind {
	const char *name;	    /* "policy-feature" */
	const char *title;	    /* "Policy feature" */
	const char *label;	    /* kicker over the headline, NULL: none */
	const char *template;	    /* default page template */
	const char *section;	    /* ink of the section's color: "plum" ... */
	unsigned required, allowed; /* bits of enum piece_field */
	bool in_contents; /* listed in the contents unless the piece says otherwise */
};

struct piece {
	const struct piece_kind *kind;
	const char *slug, *path;
	struct pos pos;	      /* in the flatplan */
	const char *template; /* asked by the flatplan, or the kind's */
	const char *section;  /* ink name; front matter may override */
	const char *headline; /* plain text, NULL: none */
	const char
	    *outline;	  /* short title for contents and outline; the headline if NULL */
	const char *lang; /* the issue's unless said */
	bool in_contents;
	struct shown { /* of a contents: what it shows before it lists the rest */
		const char *slug;
		struct pos pos;
		const struct piece *piece; /* NULL: none that it can show (reported) */
	} * show;
	size_t nshow;
	struct node *root; /* NODE_PIECE */
	uint32_t nnode;	   /* ids are below this */
	size_t index;	   /* in the flatplan */
	/* What the flatplan asks of it. */
	int fit;     /* pages that it is made to fit; 0: as many as it takes */
	int pages;   /* after as many its rest stands elsewhere; 0: it does not */
	bool filler; /* stands in the book only if pages are wanting */
};

enum { FILLERS_MAX = 10 };

/* What a printer is asked for beside the file: for the job ticket. */
struct printing {
	const char *paper;	 /* of the inside */
	const char *cover_paper; /* NULL: self-cover, the inside's */
	const char *binding;	 /* "saddle", "perfect" */
	const char *finish, *delivery, *contact, *notes;
	const char *deadline; /* ISO 8601 */
	long quantity;	      /* 0: not said; of the texts NULL is */
};

struct issue {
	const char *folder;
	const char *slug;     /* "2026-autumn": the folder's name */
	const char *magazine; /* "Inclusion Now" */
	const char *number, *season, *date /* ISO 8601 */, *price, *lang;
	const char *issn, *publisher, *website, *description;
	struct printing printing;
	struct map
	    hyphenation; /* "inclusion" -> "in-clu-sion": cut there and nowhere else */
	struct map glossary; /* "SEND" -> "Special Educational Needs and Disability" */
	size_t npiece;
	struct piece **piece;  /* in the flatplan's order */
	struct rest {	       /* what a piece did not hold on its own pages, */
		size_t piece;  /* by its index, */
		size_t before; /* goes on before this one; npiece: at the end */
	} * rest;	       /* in the flatplan's order */
	size_t nrest, caprest;
	size_t nword;
	struct picture **art; /* pictures that art_read() has to fill */
	size_t nart, capart;
};

/* Reads folder/issue.yaml and all that it names; reports everything it finds. NULL only
 * if there is no issue.yaml that can be read; else as much as could be read. */
struct issue *issue_read(struct arena *a, struct diag *d, const char *folder);

void issue_dump(const struct issue *i, FILE *out);
void piece_dump(const struct piece *p, FILE *out);
const char *node_kind_name(enum node_kind kind); /* "pullquote" */
bool node_is_inline(const struct node *n);
bool node_has_class(const struct node *n, const char *class);
/* All words below n, spaces folded; for outline entries and checks. */
char *node_text(struct arena *a, const struct node *n);
const struct piece *issue_find(const struct issue *i, const char *slug);
/* The picture at a piece's head; NULL: none. */
const struct node *piece_opener(const struct piece *p);
/* Language of n: its own or the nearest ancestor's or the piece's. */
const char *node_lang(const struct node *n, const struct piece *p);
/* For makeup, which adds generated nodes to a book's own copy of a tree. */
struct node *node_new(struct arena *a, enum node_kind kind, struct pos pos);
void node_append(struct node *parent, struct node *child);
void node_remove(struct node *n);
void node_insert_before(struct node *parent, struct node *before, struct node *child);
/* A deep copy of a piece for one book (ids kept; nnode grows as nodes are added). */
struct piece *piece_copy(struct arena *a, const struct piece *p);

#endif
