/*
 * Typefaces: which they are, whether the file brings them, how wide their words are.
 *
 * In: a font as content names it. Out: its facts once its words are seen, and widths of
 * codes. Codes of a composite font are taken to be of two bytes, as nearly all are; a
 * font that does not say its widths (one of the fourteen) has letters of half an em.
 */
#include "preflight/reader.h"

#include <stdlib.h>
#include <string.h>

enum { NARROW = 256, WIDE = 65536, HALF = 500 };

/* ---- what it is -------------------------------------------------------------- */

static const struct kind {
	const char *subtype, *file, *title;
} kinds[] = {{"/Type1", "/FontFile", "Type 1"}, {"/TrueType", "/FontFile2", "TrueType"},
    {"/Type1", "/FontFile3", "CFF"}, {"/MMType1", NULL, "Multiple Master"},
    {"/TrueType", "/FontFile3", "OpenType"}, {"/CIDFontType0", "/FontFile3", "CID CFF"},
    {"/CIDFontType0", NULL, "CID Type 1"}, {"/CIDFontType2", NULL, "CID TrueType"},
    {"/Type3", NULL, "Type 3"}, {"/Type1", NULL, "Type 1"},
    {"/TrueType", NULL, "TrueType"}};

static const char *type_of(struct file *f, value font, value descriptor)
{
	value subtype = value_entry(f, font, "/Subtype");

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (value_is(f, subtype, kinds[i].subtype) &&
		    (!kinds[i].file || value_has(f, descriptor, kinds[i].file)))
			return kinds[i].title;
	return "of an unknown type";
}

static uint32_t u16_at(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t u32_at(const unsigned char *p)
{
	return u16_at(p) << 16 | u16_at(p + 2);
}

/* OS/2 fsType of an OpenType file, which subsets often have lost. */
static int32_t right_of_tables(const char *bytes, size_t len)
{
	const unsigned char *p = (const unsigned char *)bytes;

	for (size_t i = 0; len > 12 && i < u16_at(p + 4); i++) {
		const unsigned char *row = p + 12 + 16 * i;

		if ((size_t)(row - p) + 16 > len)
			break;
		if (memcmp(row, "OS/2", 4) == 0 && u32_at(row + 8) < len &&
		    len - u32_at(row + 8) >= 10)
			return (int32_t)u16_at(p + u32_at(row + 8) + 8);
	}
	return -1;
}

/* "/FSType 4 def" (Adobe Technical Note 5147). */
static int32_t right_of_type1(const char *bytes, size_t len)
{
	static const char key[] = "/FSType ";

	for (size_t i = 0; i + sizeof key < len && i < 8192; i++)
		if (memcmp(bytes + i, key, sizeof key - 1) == 0)
			return atoi(bytes + i + sizeof key - 1);
	return -1;
}

static int32_t right_of(struct file *f, value descriptor)
{
	static const char *const files[] = {"/FontFile2", "/FontFile3", "/FontFile"};
	int32_t right = -1;

	for (size_t i = 0; i < COUNT(files) && right < 0; i++) {
		size_t len;
		char *bytes = value_bytes(f, value_entry(f, descriptor, files[i]), &len);

		if (bytes)
			right = i == 2 ? right_of_type1(bytes, len)
				       : right_of_tables(bytes, len);
		free(bytes);
	}
	return right;
}

static bool is_embedded(struct file *f, value descriptor)
{
	return value_has(f, descriptor, "/FontFile") ||
	       value_has(f, descriptor, "/FontFile2") ||
	       value_has(f, descriptor, "/FontFile3");
}

/* "ABCDEF+Lato" (ISO 32000-1, 9.6.4). */
static bool has_tag(const char *name)
{
	return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") >= 6 && name[6] == '+';
}

static value descendant_of(struct file *f, value font)
{
	value first = value_item(f, value_entry(f, font, "/DescendantFonts"), 0);

	return value_is_dictionary(f, first) ? first : font;
}

void typeface_seen(struct file *f, struct typeface *t, uint32_t page)
{
	struct facts *facts = f->facts;
	value inner = descendant_of(f, t->font);
	value descriptor = value_entry(f, inner, "/FontDescriptor");
	const char *name = value_name(f, value_entry(f, t->font, "/BaseFont"));
	const bool drawn = value_is(f, value_entry(f, t->font, "/Subtype"), "/Type3");

	if (t->seen)
		return;
	t->seen = true;
	name = name ? name : drawn ? "drawn letters" : "?";
	ARENA_PUSH(f->arena, facts->font, facts->nfont, facts->capfont) =
	    (struct font_fact){.name = has_tag(name) ? name + 7 : name,
		.type = type_of(f, inner, descriptor),
		.embedded = drawn || is_embedded(f, descriptor),
		.subset = has_tag(name),
		.drawn = drawn,
		.right = right_of(f, descriptor),
		.page = page};
}

/* ---- how wide ---------------------------------------------------------------- */

static uint16_t fair_width(double w)
{
	return w > 0 && w < UINT16_MAX ? (uint16_t)w : 0;
}

static void read_narrow(struct file *f, struct typeface *t)
{
	value widths = value_entry(f, t->font, "/Widths");
	const double first = value_number(f, value_entry(f, t->font, "/FirstChar"), 0);
	const size_t n = value_count(f, widths);
	const double missing = value_number(f,
	    value_entry(f, value_entry(f, t->font, "/FontDescriptor"), "/MissingWidth"),
	    n ? 0 : HALF);
	value matrix = value_entry(f, t->font, "/FontMatrix");

	t->width = ARENA_ARRAY(f->arena, uint16_t, NARROW);
	for (size_t i = 0; i < NARROW; i++)
		t->width[i] = fair_width(missing);
	for (size_t i = 0; i < n && first >= 0 && first + (double)i < NARROW; i++)
		t->width[(size_t)first + i] = fair_width(value_item_number(f, widths, i));
	t->scale = value_count(f, matrix) == 6 ? value_item_number(f, matrix, 0) : 0.001;
}

/* "c [w w w]" and "c d w" (ISO 32000-1, 9.7.4.3). */
static void read_wide(struct file *f, struct typeface *t)
{
	value inner = descendant_of(f, t->font), list = value_entry(f, inner, "/W");
	const size_t n = value_count(f, list);
	const double usual = value_number(f, value_entry(f, inner, "/DW"), 1000);
	size_t left = 4 * WIDE; /* a list may say every width again and again */

	t->width = ARENA_ARRAY(f->arena, uint16_t, WIDE);
	for (size_t i = 0; i < WIDE; i++)
		t->width[i] = fair_width(usual);
	for (size_t i = 0; i + 1 < n && left;) {
		const double first = value_item_number(f, list, i);
		value second = value_item(f, list, i + 1);
		const bool each = value_is_array(f, second);
		const size_t count = each ? value_count(f, second) : 0;
		const double last =
		    each ? first + (double)count - 1 : value_number(f, second, -1);
		const uint16_t all = fair_width(value_item_number(f, list, i + 2));

		for (double c = first; c >= 0 && c <= last && c < WIDE && left;
		     c++, left--)
			t->width[(size_t)c] = each ? fair_width(value_item_number(
							 f, second, (size_t)(c - first)))
						   : all;
		i += each ? 2 : 3;
	}
	t->scale = 0.001;
}

struct typeface *typeface_of(struct file *f, value font)
{
	struct typeface *t = file_known(f, font, 'f');

	if (t)
		return t;
	t = ARENA_NEW(f->arena, struct typeface);
	t->font = font;
	t->wide = value_is(f, value_entry(f, font, "/Subtype"), "/Type0");
	if (t->wide)
		read_wide(f, t);
	else
		read_narrow(f, t);
	file_know(f, font, 'f', t);
	return t;
}
