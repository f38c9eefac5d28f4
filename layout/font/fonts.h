/*
 * What the files of this folder share. Private to font.
 */
#ifndef FONT_FONTS_H
#define FONT_FONTS_H

#include "font/font.h"

struct hb_buffer_t;
struct hyphen_dictionary;

#define SCRIPT_TAG(a, b, c, d)                                                           \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))
enum {
	SCRIPT_LATIN = SCRIPT_TAG('L', 'a', 't', 'n'),
	SCRIPT_ARABIC = SCRIPT_TAG('A', 'r', 'a', 'b'),
	SCRIPT_COMMON = SCRIPT_TAG('Z', 'y', 'y', 'y'),
	SCRIPT_INHERITED = SCRIPT_TAG('Z', 'i', 'n', 'h'),
	SCRIPT_UNKNOWN = SCRIPT_TAG('Z', 'z', 'z', 'z')
};

enum { PAGE_CHARS = 256, NPAGE = 0x110000 / PAGE_CHARS };

/* Which characters a face has, asked of its cmap once each. */
struct coverage {
	uint8_t *
	    *page; /* NPAGE pages of PAGE_CHARS: 0 not asked yet, 1 has it, 2 has not */
};

struct language {
	const char *tag; /* BCP 47 */
	const void *hb;	 /* hb_language_t */
};

/* Shapes that are kept, by question (memo.c). */
struct memo {
	struct kept_shape *shape;
	size_t nshape, capshape;
	uint32_t *slot; /* open addressing, size a power of two */
	size_t nslot;
};

struct fonts {
	struct arena *arena; /* its own: outlives any rewinding of the book's */
	struct face *face;
	struct coverage *coverage; /* as many as faces */
	size_t nface, capface;
	const char **family; /* NULL-terminated */
	size_t nfamily, capfamily;
	const char **fallback;
	size_t nfallback;
	struct hb_buffer_t *buffer;
	struct memo memo;
	struct language *language;
	size_t nlanguage, caplanguage;
	struct hyphen_dictionary *dictionary;
	size_t ndictionary, capdictionary;
};

/* ---- outline.c ---------------------------------------------------------- */

/* Opens f->path and measures the face. False: not a font that can be read. */
bool face_open(struct arena *a, struct face *f);

/* ---- itemize.c, latin.c, breaks.c --------------------------------------- */

/* A stretch of text of one script and one direction. */
struct segment {
	uint32_t start, end, script;
	uint8_t level;
};

struct itemized {
	struct segment *segment;
	size_t nsegment, capsegment;
	uint8_t *breaks; /* len + 1, as struct shaped */
	bool rtl;
	bool plain; /* nothing but what latin.c knows */
};

struct passage {
	const char *text;
	uint32_t len;
	const char *lang; /* may be NULL */
	enum direction base;
};

/* By Pango: any text. */
void itemize(struct arena *a, const struct passage *p, struct itemized *out);
/* Without Pango: false if a character is not one of the Latin ones that latin.c knows. */
bool latin_itemize(struct arena *a, const struct passage *p, struct itemized *out);
/* The house's rules: takes break opportunities away, gives addresses their own. */
void breaks_refine(const char *text, uint32_t len, uint8_t *breaks);

/* ---- shape.c ------------------------------------------------------------ */

/* What hb_shape() is asked for. Glyphs are appended to f->glyphs, clusters from `start`.
 */
struct shaping {
	const struct face *face;
	const char *text;
	uint32_t len;	     /* of the whole text: what stands around start..end counts */
	uint32_t start, end; /* what is shaped */
	uint32_t script;
	uint16_t language; /* index into fonts.language */
	uint16_t features;
	uint8_t level;
	bool plain; /* Latin letters without combining marks */
};
uint16_t fonts_language(struct fonts *f, const char *tag);
bool face_has(const struct fonts *f, const struct face *face, uint32_t character);
/* A mark, joiner, selector or skin tone: belongs to the character before it. */
bool character_extends(uint32_t character);
/* ---- memo.c ------------------------------------------------------------- */

/* Of one shaping, without spacing; clusters count from its start. */
struct kept_glyphs {
	const struct glyph *glyph;
	uint32_t n;
};
/* NULL: not asked before. It stays where it is until something is kept. */
const struct kept_glyphs *memo_find(struct fonts *f, const struct shaping *s);
/* glyphs: in the fonts' arena. s has not been asked before. */
void memo_keep(struct fonts *f, const struct shaping *s, struct kept_glyphs glyphs);

/* Shapes s into r, of which size, lang and spacing are set already. */
void run_shape(struct fonts *f, struct arena *a, struct run *r, const struct shaping *s);

#endif
