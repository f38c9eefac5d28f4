/*
 * Fonts: Type 0 with Identity-H over a subset of each face.
 *
 * In: glyphs with the text they stand for, as painting meets them. Out: codes at once,
 * and at the end for each face its subset, widths, descriptor and ToUnicode (ISO
 * 32000-1, 9.7 and 9.10.3; ISO 14289-1, 7.21). A code of a glyf face is private and
 * stands for a (glyph, text) pair; the CIDToGIDMap leads to the glyph. So one glyph may
 * say "-" here and a soft hyphen there, "fi" or two letters, and nearly no text needs an
 * ActualText. In a CFF face the code is the glyph: a bare CFF table has no map to go
 * through. Widths are rounded once, here, to whole thousandths, because mupdf reads no
 * others, and the pen moves by the same: what any viewer adds up never drifts from the
 * marks. Rejected: codes equal to glyph ids and ActualText for the rest, which cuts text
 * in pieces that readers speak apart.
 */
#include "pdf/embed.h"

#include "pdf/deflate.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"

enum { CMAP_BLOCK = 100, CODE_LIMIT = 65535, ANY_CODE = 1 };

struct embedding embedding_new(struct arena *a, struct objects *o, size_t nface)
{
	return (struct embedding){.arena = a,
	    .objects = o,
	    .font = ARENA_ARRAY(a, struct embedded, nface),
	    .nfont = nface};
}

void embedding_release(struct embedding *e)
{
	for (size_t i = 0; i < e->nfont; i++)
		buf_release(&e->font[i].texts);
}

struct embedded *embed_face(struct embedding *e, const struct face *f)
{
	struct embedded *font = &e->font[f->index];

	assert(f->index < e->nfont);
	if (font->number)
		return font;
	font->face = f;
	font->number = object_reserve(e->objects, 1);
	if (f->cff) {
		font->ncode = font->capcode = face_nglyph(f);
		font->code = ARENA_ARRAY(e->arena, struct code, font->ncode);
	} else {
		font->first = ARENA_ARRAY(e->arena, uint16_t, face_nglyph(f));
		font->ncode = font->capcode = 1; /* code 0 is .notdef */
		font->code = ARENA_ARRAY(e->arena, struct code, 1);
	}
	return font;
}

static struct code code_new(
    struct embedded *font, uint16_t glyph, const char *text, size_t ntext)
{
	const struct face *f = font->face;
	struct code code = {
	    .text = (uint32_t)font->texts.len, .ntext = (uint16_t)ntext, .glyph = glyph};

	assert(glyph < face_nglyph(f) && ntext && ntext <= UINT16_MAX);
	code.width = (face_advance(f, glyph) * 1000u + f->upem / 2u) / f->upem;
	buf_add(&font->texts, text, ntext);
	return code;
}

static bool says(
    const struct embedded *font, const struct code *c, const char *text, size_t ntext)
{
	return c->ntext == ntext && memcmp(font->texts.at + c->text, text, ntext) == 0;
}

bool embed_says(struct embedded *font, uint16_t glyph, const char *text, size_t ntext)
{
	struct code *own = &font->code[glyph];

	if (!font->face->cff)
		return true;
	if (!own->ntext)
		*own = code_new(font, glyph, text, ntext);
	return says(font, own, text, ntext);
}

bool embed_code(struct embedding *e, struct embedded *font, uint16_t glyph,
    const char *text, size_t ntext, uint16_t *code)
{
	if (font->face->cff) {
		struct code *own = &font->code[glyph];
		*code = glyph;
		if (!own->ntext)
			*own = code_new(font, glyph, text, ntext);
		return says(font, own, text, ntext);
	}
	for (*code = font->first[glyph]; *code; *code = font->code[*code].next)
		if (says(font, &font->code[*code], text, ntext))
			return true;
	if (font->ncode == CODE_LIMIT) {
		*code = font->first[glyph] ? font->first[glyph] : ANY_CODE;
		return false;
	}
	*code = (uint16_t)font->ncode;
	ARENA_PUSH(e->arena, font->code, font->ncode, font->capcode) =
	    code_new(font, glyph, text, ntext);
	font->code[*code].next = font->first[glyph];
	font->first[glyph] = *code;
	return true;
}

/* ---- writing ------------------------------------------------------------ */

/* One font on its way out: the numbers of its parts. */
struct writing {
	const struct embedded *font;
	struct objects *objects;
	struct subset subset;
	char name[160]; /* "ABCDEF+Andika-Bold" */
	uint32_t file, descriptor, descendant, to_gid, to_unicode;
	struct buf out;
};

/* Six letters from the codes: subsets that differ have names that differ. */
static void name_subset(struct writing *w)
{
	const struct embedded *font = w->font;
	uint64_t sum = bytes_sum(w->subset.bytes, w->subset.len) ^
		       bytes_sum(font->texts.at, font->texts.len);

	for (int i = 0; i < 6; i++, sum /= 26)
		w->name[i] = (char)('A' + sum % 26);
	snprintf(w->name + 6, sizeof w->name - 6, "+%.120s", font->face->name);
}

static void write_file(struct writing *w)
{
	struct buf entries = {0};

	if (w->font->face->cff)
		buf_string(&entries, "/Subtype /CIDFontType0C");
	else
		buf_printf(&entries, "/Length1 %zu", w->subset.len);
	w->file = object_add_stream(w->objects, &(struct stream){.entries = entries.at,
						    .bytes = w->subset.bytes,
						    .len = w->subset.len,
						    .deflate = true,
						    .again = true});
	buf_release(&entries);
}

static void put_thousandths(
    struct buf *b, const char *key, const struct face *f, int units)
{
	buf_string(b, key);
	buf_char(b, ' ');
	buf_number(b, units * 1000.0 / f->upem, 2);
}

static void write_descriptor(struct writing *w)
{
	enum { FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64 };
	const struct face *f = w->font->face;
	struct buf *b = &w->out;

	buf_clear(b);
	buf_string(b, "<</Type /FontDescriptor /FontName ");
	put_name(b, w->name);
	buf_printf(
	    b, " /Flags %d /FontBBox [", FLAG_SYMBOLIC | (f->italic ? FLAG_ITALIC : 0));
	for (int i = 0; i < 4; i++)
		put_thousandths(b, "", f, f->bbox[i]);
	buf_string(b, "] /ItalicAngle ");
	buf_number(b, face_italic_angle(f), 2);
	put_thousandths(b, " /Ascent", f, f->ascent);
	put_thousandths(b, " /Descent", f, -f->descent);
	put_thousandths(b, " /CapHeight", f, f->cap_height);
	/* No face says its stem; a seventh of the weight over 50 is near for text faces.
	 */
	buf_printf(b, " /StemV %d ", 50 + f->weight / 7);
	put_entry_ref(b, f->cff ? "/FontFile3" : "/FontFile2", w->file);
	buf_string(b, ">>");
	w->descriptor = object_add(w->objects, b);
}

static void write_to_gid(struct writing *w)
{
	const struct embedded *font = w->font;
	struct buf map = {0};

	if (font->face->cff)
		return;
	for (uint32_t i = 0; i < font->ncode; i++) {
		uint16_t gid = i ? w->subset.to_new[font->code[i].glyph] : 0;
		buf_char(&map, (char)(gid >> 8));
		buf_char(&map, (char)gid);
	}
	w->to_gid = object_add_stream(w->objects, &(struct stream){.entries = "",
						      .bytes = map.at,
						      .len = map.len,
						      .deflate = true,
						      .again = true});
	buf_release(&map);
}

/* /W: each stretch of used codes as "first [widths]". */
static void put_widths(struct buf *b, const struct embedded *font)
{
	buf_string(b, "/DW 0 /W [");
	for (uint32_t i = 0; i < font->ncode; i++) {
		if (!font->code[i].ntext)
			continue;
		buf_uint(b, i);
		buf_char(b, '[');
		for (; i < font->ncode && font->code[i].ntext; i++) {
			buf_uint(b, font->code[i].width);
			buf_char(b, ' ');
		}
		buf_char(b, ']');
	}
	buf_string(b, "]");
}

static void write_descendant(struct writing *w)
{
	struct buf *b = &w->out;

	buf_clear(b);
	buf_string(b, "<</Type /Font /Subtype /CIDFontType");
	buf_string(b, w->font->face->cff ? "0 /BaseFont " : "2 /BaseFont ");
	put_name(b, w->name);
	buf_string(b, "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
		      "/Supplement 0>> ");
	put_entry_ref(b, "/FontDescriptor", w->descriptor);
	put_widths(b, w->font);
	if (w->to_gid)
		put_entry_ref(b, "/CIDToGIDMap", w->to_gid);
	buf_string(b, ">>");
	w->descendant = object_add(w->objects, b);
}

static void put_meanings(struct buf *b, const struct embedded *font)
{
	uint32_t n = 0, end;

	for (uint32_t i = 0; i < font->ncode; i = end) {
		for (n = 0, end = i; end < font->ncode && n < CMAP_BLOCK; end++)
			n += font->code[end].ntext > 0;
		if (!n)
			return;
		buf_uint(b, n);
		buf_string(b, " beginbfchar\n");
		for (uint32_t k = i; k < end; k++) {
			const struct code *c = &font->code[k];
			if (!c->ntext)
				continue;
			buf_char(b, '<');
			put_hex16(b, k);
			buf_string(b, "> <");
			put_utf16(b, font->texts.at + c->text, c->ntext);
			buf_string(b, ">\n");
		}
		buf_string(b, "endbfchar\n");
	}
}

static void write_to_unicode(struct writing *w)
{
	static const char head[] =
	    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
	    "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
	struct buf *b = &w->out;

	buf_clear(b);
	buf_string(b, head);
	put_meanings(b, w->font);
	buf_string(b, "endcmap CMapName currentdict /CMap defineresource pop end end\n");
	w->to_unicode = object_add_stream(w->objects, &(struct stream){.entries = "",
							  .bytes = b->at,
							  .len = b->len,
							  .deflate = true,
							  .again = true});
}

static void write_font(struct writing *w)
{
	struct buf *b = &w->out;

	name_subset(w);
	write_file(w);
	write_descriptor(w);
	write_to_gid(w);
	write_descendant(w);
	write_to_unicode(w);
	buf_clear(b);
	buf_string(b, "<</Type /Font /Subtype /Type0 /Encoding /Identity-H /BaseFont ");
	put_name(b, w->name);
	if (w->font->face->cff)
		buf_string(b, "-Identity-H");
	buf_string(b, " /DescendantFonts [");
	put_ref(b, w->descendant);
	buf_string(b, "] ");
	put_entry_ref(b, "/ToUnicode", w->to_unicode);
	buf_string(b, ">>");
	object_write(w->objects, w->font->number, b);
	buf_release(b);
}

bool embed_fonts(struct embedding *e)
{
	for (size_t i = 0; i < e->nfont; i++) {
		struct embedded *font = &e->font[i];
		struct writing w = {.font = font, .objects = e->objects};
		if (!font->number)
			continue;
		uint8_t *used =
		    ARENA_ARRAY(e->arena, uint8_t, face_nglyph(font->face) / 8 + 1);
		for (uint32_t k = 0; k < font->ncode; k++)
			if (font->code[k].ntext)
				used[font->code[k].glyph / 8] |=
				    (uint8_t)(1u << font->code[k].glyph % 8);
		if (!face_subset(font->face, e->arena, used, &w.subset))
			return false;
		write_font(&w);
		font->name = arena_string(e->arena, w.name);
	}
	return true;
}
