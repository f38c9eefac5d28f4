/*
 * Fonts of a page: embedded or not, and whether their words can be read out.
 *
 * In: a font that the content uses. Out: it and what it refers to, as it is. A font that
 * is not embedded would look different at each printer's and is an error of the press
 * edition; PDF/A-2a also wants every character to say what it is (ISO 19005-2, 6.2.11).
 */
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/art.h"

static bool is_embedded(struct taker *t, handle font)
{
	handle descriptor = qpdf_oh_get_key(t->pdf, font, "/FontDescriptor");

	return qpdf_oh_is_dictionary(t->pdf, descriptor) &&
	       (qpdf_oh_has_key(t->pdf, descriptor, "/FontFile") ||
		   qpdf_oh_has_key(t->pdf, descriptor, "/FontFile2") ||
		   qpdf_oh_has_key(t->pdf, descriptor, "/FontFile3"));
}

/* A table from codes to characters, or an encoding that every reader knows. */
static bool can_be_read(struct taker *t, handle font)
{
	handle encoding = qpdf_oh_get_key(t->pdf, font, "/Encoding");

	return qpdf_oh_is_stream(t->pdf, qpdf_oh_get_key(t->pdf, font, "/ToUnicode")) ||
	       qpdf_oh_is_name_and_equals(t->pdf, encoding, "/WinAnsiEncoding") ||
	       qpdf_oh_is_name_and_equals(t->pdf, encoding, "/MacRomanEncoding");
}

static const char *name_of(struct taker *t, handle font)
{
	handle name = qpdf_oh_get_key(t->pdf, font, "/BaseFont");
	const char *text =
	    qpdf_oh_is_name(t->pdf, name) ? qpdf_oh_get_name(t->pdf, name) + 1 : "?";

	return arena_string(t->record->arena, text);
}

/* As a PDF file spells it (ISO 32000-1, 7.3.5), but for the solidus. */
static const char *spelt(struct taker *t, const char *name)
{
	struct buf b = {0};
	const char *copy;

	for (const unsigned char *p = (const unsigned char *)name; *p; p++) {
		if (*p > ' ' && *p < 0x7F && !strchr("#()<>[]{}/%", *p))
			buf_char(&b, (char)*p);
		else
			buf_printf(&b, "#%02X", *p);
	}
	copy = arena_string(t->record->arena, b.at ? b.at : "");
	buf_release(&b);
	return copy;
}

/* The descriptor's name is that of what is embedded. */
static void note_name(struct taker *t, handle font)
{
	handle descriptor = qpdf_oh_get_key(t->pdf, font, "/FontDescriptor");
	handle name = qpdf_oh_get_key_if_dict(t->pdf, descriptor, "/FontName");

	if (!qpdf_oh_is_name(t->pdf, name))
		name = qpdf_oh_get_key(t->pdf, font, "/BaseFont");
	if (qpdf_oh_is_name(t->pdf, name))
		record_font(t->record, spelt(t, qpdf_oh_get_name(t->pdf, name) + 1));
}

/* cairo leaves out what PDF/A-2 wants (6.2.11.3.2): that codes are glyphs. */
static uint32_t take_composite(struct taker *t, handle font, handle descendant)
{
	const bool lacks =
	    qpdf_oh_is_name_and_equals(t->pdf,
		qpdf_oh_get_key(t->pdf, descendant, "/Subtype"), "/CIDFontType2") &&
	    !qpdf_oh_has_key(t->pdf, descendant, "/CIDToGIDMap");

	if (lacks)
		qpdf_oh_replace_key(t->pdf, descendant, "/CIDToGIDMap",
		    qpdf_oh_new_name(t->pdf, "/Identity"));
	return take_object(t, font);
}

uint32_t take_font(struct taker *t, handle font)
{
	uint32_t index = taken_as(t, font, 'o');
	handle first, subtype;

	if (index)
		return index;
	subtype = qpdf_oh_get_key_if_dict(t->pdf, font, "/Subtype");
	if (qpdf_oh_is_name_and_equals(t->pdf, subtype, "/Type3")) {
		record_say(t->record, 'f', "ask for it with outlined words",
		    "has a typeface of pictures (Type 3), which is not supported");
		record_unfit(t->record, "it has a typeface of pictures");
		return take_object(t, font);
	}
	first = qpdf_oh_get_key_if_dict(t->pdf, font, "/DescendantFonts");
	first = qpdf_oh_is_array(t->pdf, first) ? qpdf_oh_get_array_item(t->pdf, first, 0)
						: font;
	if (!qpdf_oh_is_dictionary(t->pdf, first) || !is_embedded(t, first)) {
		record_say(t->record, 'f',
		    "ask for it as PDF/X-4, or with outlined words",
		    "does not bring its typeface '%s'", name_of(t, font));
		record_unfit(t->record, "it does not bring its typefaces");
	} else if (!can_be_read(t, font)) {
		record_unfit(t->record, "its words cannot be read out");
	}
	if (qpdf_oh_is_dictionary(t->pdf, first))
		note_name(t, first);
	return first == font ? take_object(t, font) : take_composite(t, font, first);
}
