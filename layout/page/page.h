/*
 * page: the waist. Above it nobody knows PDF, below it nobody knows paragraphs.
 * A finished page is marks at places; every mark belongs to a tag or to an artifact.
 */
#ifndef PAGE_H
#define PAGE_H

#include "base/base.h"
#include "edition/edition.h"
#include "font/font.h"
#include "picture/picture.h"

enum role {
	ROLE_DOCUMENT,
	ROLE_ARTICLE,
	ROLE_SECTION,
	ROLE_ASIDE, /* sidebar, pull quote */
	ROLE_GROUP, /* figure with caption */
	ROLE_H1,
	ROLE_H2,
	ROLE_H3,
	ROLE_H4,
	ROLE_H5,
	ROLE_H6,
	ROLE_PARAGRAPH,
	ROLE_BLOCKQUOTE,
	ROLE_QUOTE,
	ROLE_LIST,
	ROLE_LIST_ITEM,
	ROLE_LIST_LABEL,
	ROLE_LIST_BODY,
	ROLE_TABLE,
	ROLE_TABLE_HEAD,
	ROLE_TABLE_BODY,
	ROLE_ROW,
	ROLE_HEAD_CELL,
	ROLE_CELL,
	ROLE_CAPTION,
	ROLE_FIGURE,
	ROLE_NOTE,
	ROLE_REFERENCE,
	ROLE_LINK,
	ROLE_SPAN,
	ROLE_STRONG, /* a Span in PDF 1.7 */
	ROLE_CONTENTS,
	ROLE_CONTENTS_ENTRY,
	ROLE_PRINT_MARK, /* "print page 16" */
	/* never in the tree */
	ROLE_ARTIFACT_PAGE,   /* folio, running head: Pagination */
	ROLE_ARTIFACT_LAYOUT, /* rules, plates, repeated table heads, bullets of
				 decoration */
	ROLE_ARTIFACT_BACKGROUND,
	ROLE_ARTIFACT_PRESS, /* a bar code: no edition that has tags shows it */
	ROLE_NROLE
};
const char *role_name(enum role role);
/* Stands among the words of a block. */
bool role_is_inline(enum role role);
static inline bool role_is_artifact(enum role r)
{
	return r >= ROLE_ARTIFACT_PAGE;
}

enum scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW };
enum numbering { NUMBERING_NONE, NUMBERING_DISC, NUMBERING_DECIMAL };

/* One element of the structure; the tree is in READING order. Elements without marks
 * anywhere below are not written, except table cells. */
struct tag {
	enum role role;
	uint32_t order; /* in document order from 0: set by tag_number() */
	struct pos pos;
	struct tag *parent, *first, *last, *next;
	const char *lang, *alt, *actual, *expansion; /* NULL: none */
	const char *title; /* T: for articles and sections in a reader's tag panel */
	const char *url;   /* LINK to the outside */
	struct tag
	    *target; /* LINK, REFERENCE: where it goes; NOTE: back to its REFERENCE */
	enum scope scope;
	uint16_t rowspan, colspan; /* 0 and 1: none */
	enum numbering numbering;
	struct rect bbox; /* FIGURE, on page */
	uint32_t page;	  /* FIGURE: index of its page */
};

struct mark {
	enum mark_kind {
		MARK_RUN,
		MARK_RULE, /* area filled; a line that is a stroke for the eye */
		MARK_FILL, /* ground, plate, tint */
		MARK_PICTURE,
		MARK_CODE, /* a QR code on its white plate; dark and white in every
			      palette */
		MARK_LINK, /* active area over marks of tag; target or url in the tag */
	} kind;
	uint8_t layer; /* 0 ground, 1 plates and tints, 2 content, 3 over all */
	struct ink ink;
	struct pos pos;
	const struct tag *tag; /* never NULL; furniture has an artifact's */
	/* RUN: x = left edge, y = baseline, w = width as set; else the box. */
	struct rect area;
	union {
		struct {
			const struct run *run;
			uint32_t first, n; /* glyphs of the run, logical order */
			sp word_spacing;   /* added at each GLYPH_SPACE glyph */
			/* thousandths that glyphs and spaces are wider than drawn; 0 none
			 */
			int16_t expansion;
			/* ActualText, or NULL: "\u00AD" for a line's hyphen. The word of
			 * a drop cap is several runs: the first says all of it, the
			 * others "" */
			const char *actual;
		} run;
		const struct qr *code;
		struct {
			const struct picture *picture;
			struct rect whole; /* the uncropped picture; area is what shows */
		} picture;
	} as;
};

struct page {
	uint32_t index;
	int number;	   /* the folio as a number */
	const char *folio; /* as printed, and as the page label */
	bool recto;
	struct rect media, bleed, trim; /* trim's top left is 0,0; media is bleed's box */
	struct mark *mark;		/* painting order */
	size_t nmark, capmark;
	const char *template; /* for dumps */
	struct rect *frame;   /* columns, for overlays */
	size_t nframe, capframe;
	sp grid_top, grid; /* for overlays */
};

struct outline_entry {
	int level; /* 0: piece, 1..: crossheads */
	const char *title, *lang;
	const struct tag *tag;
};

/* What a book's rules add to the words of the issue, and what they leave out (access.md,
 * "The order of reading"): everything that is heard and was not written, everything that
 * was written and is not heard. */
enum amend {
	AMEND_NONE,
	AMEND_REPEATED, /* left out: a quotation whose words stand in the piece */
	AMEND_HIDDEN,	/* left out: the sheet says so */
	AMEND_HEADS,	/* left out: a table's heads, said before each value instead */
	AMEND_FILLER,	/* left out: a piece for which there was no page */
	AMEND_REFERENCE,
	AMEND_CONTENTS,
	AMEND_PRINT_MARK,
	AMEND_LABEL,
	AMEND_NUMBER,
	AMEND_NOTES_HEAD,
	AMEND_RECORD,  /* empty cells, and cells over several rows said again */
	AMEND_INSTEAD, /* words in place of a picture */
	AMEND_NOTE,    /* the edition's own */
	AMEND_N
};
struct amend_rule {
	const char *name;  /* "page-reference" */
	const char *title; /* "Page references" */
	bool adds;	   /* else it leaves out */
};
extern const struct amend_rule amend_rules[AMEND_N];
struct amendment {
	enum amend rule;
	struct pos pos; /* what they stand at; 0: nowhere in the source */
	const char *words;
};
struct amendments {
	struct amendment *at; /* in the order of the pieces */
	size_t n, cap;
};

/* What a volume holds, for who chooses between volumes. */
struct holding {
	const char *first,
	    *last; /* titles, the issue's own, of what the contents list; NULL: nothing */
	int print_first, print_last; /* print's pages; 0: not known */
};

struct book {
	const char *title; /* "Inclusion Now, Autumn 2026" ; the edition adds its own */
	const char *lang, *author, *subject, *date /* ISO */, *identifier;
	struct page **page;
	size_t npage, cappage;
	struct tag *root; /* ROLE_DOCUMENT */
	uint32_t ntag;
	struct outline_entry *outline;
	size_t noutline, capoutline;
	sp page_width, page_height;
	struct amendments amended;
	/* More than can be held in one: a book each, whose pages, in this order, are this
	 * book's. root is then NULL here. 0: it is whole. */
	struct book *volume;
	size_t nvolume;
	const char *part; /* of a volume: "volume 2 of 2"; else NULL */
	struct holding holding;
};
/* The books that are files: the volumes, or the book itself. */
static inline size_t book_nfile(const struct book *b)
{
	return b->nvolume ? b->nvolume : 1;
}
static inline const struct book *book_file(const struct book *b, size_t i)
{
	return b->nvolume ? &b->volume[i] : b;
}

/* parent NULL: it stands alone until it is appended. */
struct tag *tag_new(struct arena *a, struct tag *parent, enum role role, struct pos pos);
void tag_append(struct tag *parent, struct tag *child);
void tag_number(struct book *b);		/* sets order, and b->ntag */
const struct tag *tag_artifact(enum role role); /* the shared artifact tags */
struct mark *page_add(struct arena *a, struct page *p, struct mark mark);
/* The text under the glyphs of a RUN; not NUL-terminated. */
const char *mark_words(const struct mark *m, size_t *len);
/* Art that shows beyond what it has: its edges are mirrored there. */
bool mark_is_mirrored(const struct mark *m);
/* Sorts by layer, then (in layer 2) artifacts first, then tag order; stable. The marks of
 * a span, link, reference or quote count as their block's: a paragraph keeps the order in
 * which its marks were added (logical order), so that a writer who takes marks as they
 * come has the words of each block in reading order. */
void page_sort(struct page *p);

/* The 15 mm² of a page that have most ink, on average: parts of full ink. */
struct page_ink {
	struct rect area; /* as the page's marks are placed */
	float plate[4];	  /* C, M, Y, K */
	float spots;	  /* of all inks of their own */
};

/* ---- contrast.c: what stands upon what ----------------------------------- */

/* An ink and what it is painted on, where a book has it first. */
struct upon {
	enum contrast_use use;
	struct ink ink, ground;
	struct pos pos;
	const struct picture *picture; /* words over it, whatever it shows; else NULL */
};
struct upons {
	struct upon *at;
	size_t n, cap;
};
/* Each once; marks sorted. names: any palette, for the inks that art names. */
struct upons book_upons(
    struct arena *a, const struct book *b, const struct palette *names);

/* ---- press.c: what a press cannot hold ------------------------------------ */

/* Findings about ground that does not reach the bleed, words near the trim, thin lines,
 * small words that are white or in several inks, and pictures whose halves do not meet at
 * the spine, by the edition's preset (GWG 2015; press.md). Marks sorted. */
void book_check_press(const struct book *b, const struct edition *e, struct diag *d);

/* One interface for PDF, raster and trace. Each returns false after it has reported. */
struct device {
	void *state;
	bool (*begin)(void *state, const struct book *book);
	bool (*page)(void *state, const struct page *page);
	bool (*end)(void *state);
};
bool book_write(const struct book *b, struct device *to);

#endif
