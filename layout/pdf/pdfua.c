/*
 * Access editions: PDF/UA-1 (ISO 14289-1) that is PDF/A-2a (ISO 19005-2) as well.
 *
 * What the two ask of a file and where it comes from: fonts, widths and ToUnicode
 * embed.c; "tagged or artifact" content.c; the tree tree.c; metadata meta.c and here; and
 * of the book itself the rules below, by the clauses of veraPDF's profile. Colors are
 * DeviceRGB under an sRGB output intent, which PDF/A-2 allows (6.2.4.3). The page is the
 * trim: no bleed reaches a reader.
 */
#include <ctype.h>
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

/* ---- rules -------------------------------------------------------------- */

static bool has_title(const struct writer *w)
{
	return w->title[0] != '\0';
}

/* RFC 5646 by its letters: "en-GB". */
static bool is_language(const char *lang)
{
	size_t letters = 0;

	for (; *lang; lang++) {
		letters = *lang == '-' ? 0 : letters + 1;
		if (letters > 8 || (*lang != '-' && !isalnum((unsigned char)*lang)))
			return false;
	}
	return letters > 0;
}

static bool book_has_language(const struct writer *w)
{
	const char *lang = book_of(w)->lang;

	return lang && isalpha((unsigned char)lang[0]) && is_language(lang);
}

static bool has_language(const struct tag *t, int *level)
{
	(void)level;
	return !t->lang || (isalpha((unsigned char)t->lang[0]) && is_language(t->lang));
}

static bool has_alternative(const struct tag *t, int *level)
{
	(void)level;
	return t->role != ROLE_FIGURE || (t->alt && t->alt[0]) ||
	       (t->actual && t->actual[0]);
}

static bool skips_no_level(const struct tag *t, int *level)
{
	int own = (int)t->role - (int)ROLE_H1 + 1;

	if (t->role < ROLE_H1 || t->role > ROLE_H6)
		return true;
	bool kept = own <= *level + 1;
	*level = own;
	return kept;
}

static bool has_scope(const struct tag *t, int *level)
{
	(void)level;
	return t->role != ROLE_HEAD_CELL || t->scope != SCOPE_NONE;
}

static bool leads_somewhere(const struct tag *t, int *level)
{
	(void)level;
	return t->role != ROLE_LINK || t->url || t->target;
}

static bool is_at_home(const struct tag *t, int *level)
{
	static const struct {
		enum role role, parent[3];
	} home[] = {
	    {ROLE_LIST_ITEM, {ROLE_LIST}},
	    {ROLE_LIST_BODY, {ROLE_LIST_ITEM}},
	    {ROLE_TABLE_HEAD, {ROLE_TABLE}},
	    {ROLE_TABLE_BODY, {ROLE_TABLE}},
	    {ROLE_ROW, {ROLE_TABLE, ROLE_TABLE_HEAD, ROLE_TABLE_BODY}},
	    {ROLE_CELL, {ROLE_ROW}},
	    {ROLE_HEAD_CELL, {ROLE_ROW}},
	    {ROLE_CONTENTS_ENTRY, {ROLE_CONTENTS}},
	};
	(void)level;

	for (size_t i = 0; i < COUNT(home); i++) {
		if (home[i].role != t->role)
			continue;
		for (size_t k = 0; k < COUNT(home[i].parent); k++)
			if (home[i].parent[k] && t->parent &&
			    t->parent->role == home[i].parent[k])
				return true;
		return false;
	}
	return true;
}

static const struct rule rules[] = {
    {{"7.1-9"}, "the book has no title", DIAG_NCODE, .book = has_title},
    {{"7.2-33"}, "the issue's language is not one of BCP 47, as 'en-GB'",
	DIAG_BAD_LANGUAGE, .book = book_has_language},
    {{"7.2-29"}, "the language is not one of BCP 47, as 'cy'", DIAG_BAD_LANGUAGE,
	.tag = has_language},
    {{"7.3-1"}, "the picture has no description", DIAG_MISSING_ALT,
	.tag = has_alternative},
    {{"7.4.2-1"}, "a heading skips a level", DIAG_NCODE, .tag = skips_no_level},
    {{"7.5-1"}, "a table's head has no scope", DIAG_NCODE, .tag = has_scope},
    {{"7.18.5"}, "a link leads nowhere", DIAG_NCODE, .tag = leads_somewhere},
    {{"7.2-3"}, "a part of a list, table or contents stands alone", DIAG_NCODE,
	.tag = is_at_home},
};

/* ---- pages -------------------------------------------------------------- */

static struct rect media(const struct writer *w, const struct page *p)
{
	(void)w;
	return p->trim;
}

static void boxes(const struct writer *w, const struct page *p, struct buf *out)
{
	(void)w;
	buf_string(out, "/MediaBox ");
	put_rect(out, p->trim, p->trim);
}

static void fill(const struct palette *p, struct ink ink, struct buf *out)
{
	struct rgb color = palette_rgb(p, ink);
	const uint8_t part[] = {color.r, color.g, color.b};

	for (size_t i = 0; i < COUNT(part); i++) {
		buf_number(out, part[i] / 255.0, 4);
		buf_char(out, ' ');
	}
	buf_string(out, "rg\n");
}

static bool overprints(const struct writer *w, const struct page *p, const struct mark *m)
{
	(void)w, (void)p, (void)m;
	return false;
}

static void no_furniture(const struct writer *w, const struct page *p, struct buf *out)
{
	(void)w, (void)p, (void)out;
}

static void nothing(const struct writer *w, struct buf *out)
{
	(void)w, (void)out;
}

/* ---- metadata ----------------------------------------------------------- */

/* PDF/A knows no schema of PDF/UA's: the file brings its description (6.6.2.3.3). */
static const char extension[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</"
    "pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void xmp(const struct writer *w, struct buf *out)
{
	(void)w;
	put_schema(out, "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
	    "<pdf:Producer>inpress</pdf:Producer>\n");
	put_schema(out, "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"",
	    "<pdfuaid:part>1</pdfuaid:part>\n");
	put_schema(out, "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"",
	    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n");
	put_schema(out,
	    "xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
	    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
	    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"",
	    extension);
}

static bool put_intent(struct writer *w, struct buf *out)
{
	size_t len;
	const uint8_t *profile = profile_srgb(w->arena, w->job->diag, &len);

	if (!profile)
		return false;
	buf_string(out,
	    "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 "
	    "/OutputConditionIdentifier (sRGB) /RegistryName (http://www.color.org) "
	    "/Info (sRGB IEC61966-2.1) ");
	put_entry_ref(out, "/DestOutputProfile", profile_write(w, profile, len, 3));
	buf_string(out, ">>]");
	return true;
}

static bool catalog(struct writer *w, struct buf *out)
{
	uint32_t outline;

	if (!put_intent(w, out))
		return false;
	tree_close(w);
	tree_write(w);
	write_links(w);
	outline = write_outline(w);
	put_entry_ref(out, "/StructTreeRoot", w->tree.root);
	buf_string(out, "/MarkInfo <</Marked true>>"
			"/ViewerPreferences <</DisplayDocTitle true>>");
	put_entry_text(out, "/Lang", book_of(w)->lang);
	put_labels(w, out);
	if (outline) {
		put_entry_ref(out, "/Outlines", outline);
		buf_string(out, "/PageMode /UseOutlines");
	}
	return true;
}

const struct format format_pdfua1 = {
    .name = "ISO 14289-1",
    .version = "1.7",
    .tagged = true,
    .space = SPACE_RGB,
    .max_ppi = 0,
    .slack = 5,
    .quality = 85,
    .rule = rules,
    .nrule = COUNT(rules),
    .media = media,
    .boxes = boxes,
    .fill = fill,
    .overprints = overprints,
    .furniture = no_furniture,
    .resources = nothing,
    .info = nothing,
    .xmp = xmp,
    .catalog = catalog,
};
