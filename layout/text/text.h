/*
 * text: the words of one block as lines of a given measure. Collects the inlines below a
 * block, has them shaped whole, breaks them by Knuth and Plass, and places the parts of
 * each line. Knows nothing of columns or pages.
 */
#ifndef TEXT_H
#define TEXT_H

#include "base/base.h"
#include "font/font.h"
#include "issue/issue.h"
#include "style/style.h"

/* What setting the text of one piece needs; makeup owns it. */
struct setting {
	struct arena *arena; /* lines live here, as long as the book */
	struct arena
	    *scratch; /* items and breakpoints of one paragraph; rewound after it */
	struct diag *diag;
	struct fonts *fonts;
	struct sheet *sheet;
	const struct piece *piece;
	int section;  /* index of the ink of the piece's section */
	int tracking; /* thousandths of an em added after each letter: copyfitting */
	/* Words in lower case -> where they may be cut, "in-clu-sion"; NULL: none */
	const struct map *hyphenation;
};

/* A slice of a run on a line: what becomes one mark. */
struct part {
	const struct run *run;
	uint32_t first, n; /* glyphs, logical order */
	sp x, width;	   /* x from the line's left edge (0 = the measure's left) */
	sp rise;	   /* above the line's baseline: note numbers; else 0 */
	const struct node *node; /* the innermost inline (or the block) it belongs to */
	const struct style *style;
	const char *actual; /* for the hyphen of a line end: "\u00AD"; else NULL */
};

struct line {
	struct part *part; /* logical order, also right to left */
	uint16_t npart;
	bool hyphenated, last;
	sp width;	    /* as set, without trailing space and what hangs out */
	sp word_spacing;    /* added at each GLYPH_SPACE (justified lines) */
	int16_t expansion;  /* thousandths that its glyphs are wider; 0 as drawn */
	sp ascent, descent; /* of the tallest face on it, both positive */
	double ratio;	    /* stretch or shrink of its glue; 0 natural */
	double demerits;
	uint32_t start, end;	  /* bytes of the paragraph's text */
	const struct node **note; /* FOOTNOTEs first referred to on this line */
	size_t nnote;
};

struct lines {
	struct line *line;
	size_t n;
	bool rtl; /* base direction: the block starts at the right */
	size_t
	    ninitial; /* first lines that stand beside a drop cap, to be kept together */
};

/* What a line gives way to at its left and right: a picture it runs round, a drop cap. */
struct inset {
	sp left, right;
};

struct text_wish {
	sp measure;
	bool no_indent;
	bool long_told; /* that words are broken is told already, of the whole table */
	/* Generated text in front (the style's content-before, a question's label), or
	 * NULL; it is set as part of the first line and belongs to the block. */
	const char *before;
	const char *words; /* set in place of the block's own, as plain ones; or NULL */
	const struct style
	    *initial;		   /* of a first letter that goes down; NULL: none does */
	const struct inset *inset; /* of lines 0 .. ninset-1; further lines: none */
	size_t ninset;
};

/*
 * Sets the inlines of `block` in `style` as `wish` says. text-align, text-indent (unless
 * no_indent), hyphens and runt come from the style; inline styles by style_of(). A long
 * word that does not fit is broken anywhere and reported (DIAG_OVERFULL_LINE; not if
 * long_told): nothing is lost or sticks out. Spaces at line ends are kept as glyphs (they
 * hang past the measure).
 */
struct lines text_set(struct setting *s, const struct node *block,
    const struct style *style, const struct text_wish *wish);
/* One line of plain words (folios, labels, markers); never broken. */
struct line text_set_words(struct setting *s, const char *words, const char *lang,
    const struct style *style, const struct node *node);

/* What a style asks of its face: FEATURE_... of font.h. */
unsigned text_features(const struct style *s);

/* Is a language (BCP 47, may be NULL) written right to left? */
bool text_is_rtl(const char *lang);

/* ---- linebreak.c: Knuth and Plass 1981 over items ------------------------ */

enum item_kind { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY };

struct item {
	enum item_kind kind;
	sp width;	    /* penalty: width of the hyphen if broken here */
	sp stretch, shrink; /* glue; box: of its glyphs */
	/* How far its first glyph stands out of a line that begins with this box, and its
	 * last glyph (of a penalty: the hyphen) out of one that ends with it. */
	sp start, end;
	int penalty;  /* PENALTY_FORCED .. PENALTY_NEVER */
	bool flagged; /* a hyphen */
	bool dash;    /* the line would end in a hyphen: this or the word's own */
	uint32_t at;  /* byte of the paragraph's text */
};
enum { PENALTY_NEVER = 10000, PENALTY_FORCED = -10000 };

struct breaking {
	const sp *measure; /* of lines 0 .. nmeasure-1; the last holds for the rest */
	size_t nmeasure;
	double tolerance;	  /* largest ratio of a line */
	double first;		  /* the same where no word is hyphenated; 0: tolerance */
	bool ragged;		  /* unset space at the end costs as a cut rag does */
	int hyphen_demerits;	  /* two hyphens in a row */
	int hyphen_limit;	  /* most hyphens in a row; 0: as many as there are */
	int last_hyphen_demerits; /* the line before the last ends in one */
	int fitness_demerits;	  /* a tight line beside a loose one */
	sp runt;		  /* least width of the last line */
	int stair_demerits;	  /* ragged: three lines whose ends are like a stair */
	int hole_demerits;	  /* ragged: a line much shorter than both beside it */
	sp emergency;		  /* extra stretch of the last try */
};

struct break_at {
	uint32_t item;
	double ratio, demerits;
};

/* How far the last glyph of a line that ends at item i stands out of it. */
sp linebreak_end(const struct item *item, size_t i);
/* Chosen breaks, the last being the final forced one. Never fails: the last try accepts
 * overfull lines. Memory from scratch. */
struct break_at *linebreak(struct arena *scratch, const struct item *item, size_t nitem,
    const struct breaking *how, size_t *nbreak);

#endif
