/*
 * Fonts of a PDF: codes given out while text is painted, subsets written at the end.
 * Private to pdf.
 */
#ifndef PDF_EMBED_H
#define PDF_EMBED_H

#include "base/base.h"
#include "font/font.h"
#include "pdf/object.h"

/* What one two-byte code of a font means. */
struct code {
	uint32_t text;	/* offset into the font's texts */
	uint16_t ntext; /* bytes; 0: the code is not used */
	uint16_t glyph;
	uint16_t next;	/* another code of the same glyph, 0: none */
	uint32_t width; /* thousandths of an em: what /W says and the pen moves by */
};

struct embedded {
	const struct face *face;
	uint32_t number; /* of the font's object; 0: the face is not used */
	uint32_t page;	 /* the last page it was used on, counted from 1 */
	struct code *code;
	uint32_t ncode, capcode;
	uint16_t *first; /* glyph -> first code; glyf faces */
	struct buf texts;
	const char *name; /* "ABCDEF+Andika-Bold", from embed_fonts() on */
};

struct embedding {
	struct arena *arena;
	struct objects *objects;
	struct embedded *font; /* by face->index */
	size_t nfont;
};

struct embedding embedding_new(struct arena *a, struct objects *o, size_t nface);
void embedding_release(struct embedding *e);
struct embedded *embed_face(struct embedding *e, const struct face *f);
/* The code that shows the glyph and says the text. False: it says another text, and the
 * words need an ActualText (CFF faces, where code = glyph and the first text stays). */
bool embed_code(struct embedding *e, struct embedded *font, uint16_t glyph,
    const char *text, size_t ntext, uint16_t *code);
/* Would embed_code() return true? In a CFF face a glyph that says nothing yet says this text
 * from now on: a word asks for all its glyphs before one of them is shown. */
bool embed_says(struct embedded *font, uint16_t glyph, const char *text, size_t ntext);
/* Writes all fonts. False: reported. */
bool embed_fonts(struct embedding *e);

#endif
