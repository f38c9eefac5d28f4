/*
 * One paragraph on its way from inlines to lines. Private to text.
 */
#ifndef TEXT_PARAGRAPH_H
#define TEXT_PARAGRAPH_H

#include "text/text.h"

/* Besides enum break_kind: a hyphen may stand before this byte. */
enum { BREAK_SOFT = BREAK_MUST + 1 };

/* Whose a stretch is; as many as stretches. */
struct owner {
	const struct node *node;
	const struct style *style;
	sp rise;
};

struct note_at {
	uint32_t at; /* byte of its number */
	const struct node *note;
	bool first; /* the first reference to it: the note goes where this stands */
};

struct paragraph {
	struct setting *setting;
	const struct node *block; /* NULL: plain words */
	const struct style *style;
	bool long_told;	  /* as the wish has it */
	const char *text; /* in setting->arena: runs point into it */
	uint32_t len;
	struct stretch *stretch;
	struct owner *owner;
	size_t nstretch, capstretch, capowner;
	uint32_t *forced; /* bytes before which a line must begin, rising */
	size_t nforced, capforced;
	uint32_t *soft; /* soft hyphens of the author's, rising */
	size_t nsoft, capsoft;
	struct note_at *note;
	size_t nnote, capnote;
	struct shaped shaped;
	struct item *item;
	size_t nitem, capitem;
};

/* inline.c: the words below p->block, or p's plain words, as text and stretches. */
void paragraph_collect(struct paragraph *p, const char *before);
void paragraph_words(
    struct paragraph *p, const char *words, const char *lang, const struct node *node);
/* Shapes the text; forced breaks, soft hyphens and note numbers go into the breaks. */
void paragraph_shape(struct paragraph *p);

/* items.c: boxes, glue and penalties. hyphenate: with the dictionary's hyphens. */
void paragraph_items(struct paragraph *p, sp measure, bool hyphenate);

/* margin.c: thousandths of a glyph that stand out of a line's start or end; first: of the
 * paragraph. */
int margin_start(const struct style *s, uint32_t character, bool first);
int margin_end(const struct style *s, uint32_t character);

/* linebreak.c: the first try alone; NULL: none within the tolerance. */
struct break_at *linebreak_first(struct arena *scratch, const struct item *item,
    size_t nitem, const struct breaking *how, size_t *nbreak);
/* The item that begins the line after a break at item i. */
size_t linebreak_next(const struct item *item, size_t nitem, size_t i);

/* dropcap.c */
struct dropcap {
	const struct style *style;
	struct owner owner;		     /* of its word */
	struct run *letter, *before, *space; /* before, space: NULL if there is none */
	const char *word;		     /* its whole word */
	uint32_t rest;			     /* bytes of the word after the letter */
	size_t nline;			     /* that give way to it */
	sp size, drop;	      /* drop: from the first line's baseline to its own */
	sp x, width, bearing; /* of its ink from the left; of what gives way to it */
};
/* Cuts the letter off the paragraph; false: it begins with none. */
bool dropcap_take(struct paragraph *p, const struct style *style, struct dropcap *d);
/* The insets of *n lines, with the letter's. */
const struct inset *dropcap_insets(
    struct paragraph *p, struct dropcap *d, const struct inset *inset, size_t *n);
void dropcap_place(struct paragraph *p, const struct dropcap *d, struct line *line);

/* line.c: where the next line takes its glyphs from. */
struct cursor {
	size_t run;
	uint32_t glyph;
};
struct line_wish {
	uint32_t start, end;	 /* bytes */
	sp measure, indent;	 /* of what the line's inset leaves */
	sp left;		 /* the line's inset */
	sp hang_start, hang_end; /* what its first and last glyph stand out of it */
	int expansion;		 /* thousandths */
	bool hyphenated;
	bool natural; /* not justified */
	bool alone;   /* as wide as it is: begins at 0 whatever its alignment */
};
void line_make(const struct paragraph *p, struct cursor *at, const struct line_wish *wish,
    struct line *out);

#endif
