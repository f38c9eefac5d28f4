/*
 * What the files of layout/issue share while an issue is read: a source with its lines,
 * the blocks that fences make, attributes, notes, and one reader a piece.
 */
#ifndef ISSUE_READER_H
#define ISSUE_READER_H

#include "issue/issue.h"

enum {
	DEPTH_MAX = 24,	     /* of nested Markdown; deeper is flattened */
	FENCE_DEPTH_MAX = 8, /* of ::: blocks in one another */
};

/* Placed before a line so that no Markdown block begins there; dropped again from its
 * text. A no-break space: to CommonMark it is a space beside quotes and emphasis. */
#define GUARD "\xC2\xA0"
enum { GUARD_LEN = 2 };

/* ---- a source (source.c) ------------------------------------------------- */

struct line {
	const char *text; /* without its end */
	uint32_t len;
};

/* One text file: valid UTF-8, no control characters but tabs, lines cut. */
struct source {
	uint16_t file;
	const char *path;
	struct line *line;
	size_t nline, capline;
	struct {
		size_t line, byte, count;
	} last; /* where the last column was counted to: columns are asked for in order */
};

/* Path of the issue's file `name`; NULL: reported at `from`. */
struct source *source_read(
    struct arena *a, struct diag *d, struct pos from, const char *path);
/* line counts from 0, byte from 0. */
struct pos source_pos(struct source *s, size_t line, size_t byte);
bool line_is_blank(struct line l);
size_t line_indent(struct line l); /* spaces at its head; a tab goes to the next fourth */
struct pos pos_right(struct pos p, size_t ncharacter);

/* ---- attributes (attribute.c) -------------------------------------------- */

/* .class key=value key="two words" word */
struct attribute {
	const char *key, *value; /* value NULL: a word alone */
	struct pos pos;
};
struct attributes {
	const char *class; /* NULL: none */
	struct attribute *at;
	size_t n, cap;
};

struct attributes attributes_read(
    struct arena *a, const char *text, size_t len, struct pos pos);
const struct attribute *attribute_find(const struct attributes *l, const char *key);
/* A BCP 47 tag, or NULL: reported. */
const char *language_check(struct diag *d, struct pos pos, const char *tag);

/* ---- fences (fence.c) ---------------------------------------------------- */

enum holds {
	HOLDS_NOTHING = 0,
	HOLDS_SMALL = 1,
	HOLDS_VOICES = 2,
	HOLDS_BOXES = 4,
	HOLDS_GROUPS = 8,
	HOLDS_ALL = 15
};

/* A kind of ::: block, from one table. */
struct fence_kind {
	const char *name;
	enum node_kind node;
	enum holds is, holds;
	const char *keys[6]; /* beside lang and consent, which all may have */
};

/* A run of Markdown lines (kind NULL), or a ::: block with what is in it. */
struct block {
	const struct fence_kind *kind;
	struct pos pos;
	struct attributes attributes;
	size_t from, to; /* lines of Markdown */
	struct block *parent, *first, *last, *next;
};

/* A footnote's definition: lines from..to, the first from byte `start` on. */
struct note {
	const char *label;
	struct pos pos;
	size_t from, to, start;
	struct node *node; /* NULL until the first reference to it */
	bool left_out;	   /* its reference stands in what was left out and reported */
};

/* ---- a piece being read -------------------------------------------------- */

/* Levels of headings in one box: the first used is one below what the box stands under.
 */
struct heads {
	int under; /* level that the box stands under; 1 is the headline */
	int first; /* number of # of the first heading in it; 0: none yet */
	int last;  /* level of the last heading; `under` until there is one */
};

struct reference {
	struct node *node; /* NOTE_REF */
	const char *label;
};

struct reader {
	struct arena *arena;
	struct diag *diag;
	struct issue *issue;
	struct piece *piece;
	struct source *source;
	struct map *pictures; /* name -> struct picture, of the whole issue */
	struct map notes;     /* label -> struct note */
	bool *apart;	      /* line by line: of a note or a link's definition */
	struct buf links; /* the piece's [label]: url lines, for every run of Markdown */
	struct reference *reference; /* to notes, in reading order */
	size_t nreference, capreference;
	bool keep_quotes; /* the caller runs punct_block over more than one block */
};

/* The blocks of lines from..end of the source; notes and links go to the reader. */
struct block *fence_split(struct reader *r, size_t from);

/* ---- Markdown (markup.c) ------------------------------------------------- */

/* Lines for CommonMark: line k is line from + k / step of the source, with its first byte
 * at byte shift[k] there (negative: a guard went before it). */
struct feed {
	struct buf text;
	size_t from, step, nline, capline;
	int32_t *shift;
};

void feed_line(
    struct reader *r, struct feed *f, const char *text, size_t len, long shift);
/* Blocks of f under parent. Releases f's text. */
void markup_blocks(
    struct reader *r, struct feed *f, struct node *parent, struct heads *h);
/* One line's inlines under parent: an attribute's or key's value, at pos. */
void markup_line(struct reader *r, struct node *parent, const char *text, struct pos pos);

/* ---- inlines ------------------------------------------------------------- */

/* inline.c: spans, note and page references, bare links; then punctuation. */
void inline_finish(struct reader *r, struct node *block);
/* link.c: http, https, mailto and tel; NULL: reported. */
const char *link_check(struct reader *r, struct pos pos, const char *url);
/* A bare web or mail address in text: its start and length. False: none. */
bool link_find(const char *text, size_t len, size_t *at, size_t *n);
char *link_url(struct arena *a, const char *text, size_t len);
bool link_is_bare(const struct node *link);

/* escape.c: backslash escapes of what we read ourselves are two control characters until
 * punct.c shows them. */
enum { ESCAPE = 0x01 };
void escape_hide(char *text, size_t len);
char escape_shown(char second); /* the character that ESCAPE and `second` stand for */
char *escape_show(struct arena *a, const char *text, bool backslash);

/* punct.c: quotes, dashes and dots of all text in a block. */
void punct_block(struct arena *a, struct node *block);

/* ---- trees --------------------------------------------------------------- */

struct node *node_add(
    struct arena *a, struct node *parent, enum node_kind kind, struct pos pos);
/* Generated or plain words under parent. */
struct node *node_add_text(
    struct arena *a, struct node *parent, struct pos pos, const char *text);
void node_insert_after(struct node *after, struct node *child);
/* A piece or a box: figures and notes may stand in it as its own blocks. */
bool node_holds_blocks(const struct node *n);

/* block.c: what fence_split found, as nodes. */
void block_build(
    struct reader *r, const struct block *b, struct node *parent, struct heads *h);
/* figure.c */
struct figure_words {
	const char *file, *alt, *focus, *outline;
	struct pos pos, focus_pos, outline_pos;
	bool decorative;
};
void figure_fill(struct reader *r, struct node *figure, const struct figure_words *w);
/* After its captions: the address that a QR code leads to. */
void figure_address(struct reader *r, struct node *figure);
/* table.c: header cells, ^^ and >>. */
void table_finish(struct reader *r, struct node *table);
void table_head_rows(struct node *table); /* first column: heads of their rows */
/* note.c: numbers references, puts each note after the block that refers to it first. */
void note_place_all(struct reader *r);
/* glossary.c: first uses in a piece become ABBR. */
void glossary_mark(struct arena *a, const struct map *glossary, struct node *root);

/* ---- pieces -------------------------------------------------------------- */

enum piece_field {
	FIELD_HEADLINE = 1,
	FIELD_STANDFIRST = 2,
	FIELD_BYLINE = 4,
	FIELD_ROLE = 8,
	FIELD_PLACE = 16,
	FIELD_PICTURE = 32,
	FIELD_BODY = 64,
	FIELD_CONSENT = 128
};

/* kinds.c */
const struct piece_kind *kind_find(const char *name);
const char *const *kind_names(struct arena *a); /* ended by NULL */
const char *field_name(enum piece_field f);

/* issue.c */
/* A value on one line; NULL: there is none, or it is too long (reported). */
const char *issue_words(struct diag *d, const struct yaml *y, const char *key);
bool date_is_good(const char *date); /* "2026-10-01" */
/* printing.c: y may be NULL. */
struct printing printing_read(struct diag *d, const struct yaml *y);

/* flatplan.c: the pieces in their order, with what is asked of each. */
void flatplan_read(
    struct arena *a, struct diag *d, struct issue *i, const struct yaml *y);

/* article.c: reads p's file into p. */
void piece_read(struct arena *a, struct diag *d, struct issue *i, struct piece *p,
    struct map *pictures);
/* textform.c: comics, charts and the like that nothing tells in words. */
void text_form_check(struct diag *d, const struct piece *p);
/* check.c: what only the whole issue shows. */
void issue_check(struct diag *d, const struct issue *i, const struct map *pictures);

#endif
