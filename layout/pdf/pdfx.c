/*
 * The press edition: PDF/X-4 (ISO 15930-7), or PDF/X-1a:2003 (ISO 15930-4) for a printer
 * who still asks for it.
 *
 * What it asks of a file and where it comes from: fonts embed.c; no RGB fill below and
 * picture_encode(); no annotation, action, outline or tag, because several printers
 * refuse them; metadata meta.c and here; and of the preset and the pages the rules below.
 * Black text overprints (OPM 1), and black rules under 2 pt: what lies under them stays
 * whole, and no plate that is a hair off shows paper around the letters. Only over a
 * picture, where it would shine through, type as large as the preset's limit knocks out,
 * as does everything else, white above all.
 * The media box is the bleed box, from 0,0, and what furniture.c puts around it.
 */
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

enum { SOLID = 1000, HEADER = 128 };
#define RULE_OVERPRINTS_BELOW PT(2)

static const struct preset *preset_of(const struct writer *w)
{
	return w->job->edition->preset;
}

static struct rect grown(struct rect r, sp by)
{
	return (struct rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

static struct rect media(const struct writer *w, const struct page *p)
{
	return grown(p->bleed, furniture_room(w, p));
}

/* ---- rules -------------------------------------------------------------- */

/* A printer's profile of four inks (ICC.1:2010, 7.2). Read again by catalog(): mapped. */
static bool has_profile(const struct writer *w)
{
	size_t len;
	const uint8_t *icc;

	if (!preset_of(w) || !preset_of(w)->profile)
		return false;
	icc = file_map(w->arena, preset_of(w)->profile, &len);
	return icc && len > HEADER && memcmp(icc + 12, "prtr", 4) == 0 &&
	       memcmp(icc + 16, "CMYK", 4) == 0 && memcmp(icc + 36, "acsp", 4) == 0;
}

static bool has_condition(const struct writer *w)
{
	return preset_of(w) && preset_of(w)->condition && preset_of(w)->condition[0];
}

static bool inside(struct rect in, struct rect out)
{
	return in.x >= out.x && in.y >= out.y && in.x + in.w <= out.x + out.w &&
	       in.y + in.h <= out.y + out.h;
}

static bool has_boxes(const struct writer *w)
{
	for (size_t i = 0; i < book_of(w)->npage; i++) {
		const struct page *p = book_of(w)->page[i];
		if (!inside(p->trim, p->bleed) || p->trim.w <= 0 || p->trim.h <= 0 ||
		    !inside(p->bleed, media(w, p)))
			return false;
	}
	return true;
}

static bool pages_are_equal(const struct writer *w)
{
	const struct book *b = book_of(w);

	for (size_t i = 1; i < b->npage && !w->job->parts; i++)
		if (b->page[i]->trim.w != b->page[0]->trim.w ||
		    b->page[i]->trim.h != b->page[0]->trim.h)
			return false;
	return true;
}

static bool has_title(const struct writer *w)
{
	return w->title[0] != '\0';
}

/* Conditions whose name ICC's registry lists are known by it. */
static bool has_registry(const struct writer *w)
{
	static const char *const listed[] = {"FOGRA", "CGATS", "JC20", "IFRA"};
	const struct preset *p = preset_of(w);

	for (size_t i = 0; p->condition && i < COUNT(listed); i++)
		if (strncmp(p->condition, listed[i], strlen(listed[i])) == 0)
			return p->registry && p->registry[0];
	return true;
}

#define BLENDS                                                                           \
	"/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge "   \
	"/ColorBurn /HardLight /SoftLight /Difference /Exclusion /Hue /Saturation "      \
	"/Color /Luminosity"
#define INTENTS "/AbsoluteColorimetric /RelativeColorimetric /Perceptual /Saturation"

/* Clauses by the numbers of ISO 15930-7:2010 (PDF/X-4) and of ISO 15930-4:2003
 * (PDF/X-1a), in the order of the first; docs/pdfx.md says whose numbers they are. What
 * no row asks is so by how files are made: 6.1, the version, is the formats' below; 6.19,
 * operators, art/content.c's, which passes on none that it does not know; and in 6.25 the
 * nesting of q its as well.
 */
static const struct rule rules[] = {
    {{"6.3", "6.4"}, "a part of it is a page of another file", DIAG_NCODE,
	.type = "/XObject", .never_keys = "/Ref"},
    {{"6.4", "6.2"}, "the printer's profile is not there, or not one of CMYK",
	DIAG_MISSING_PROFILE, .book = has_profile},
    {{"6.4", "6.2"}, "the printer's preset names no output condition",
	DIAG_MISSING_PROFILE, .book = has_condition},
    {{"6.4", "6.2"},
	"the printer's preset names a registered condition without its registry",
	DIAG_MISSING_PROFILE, .book = has_registry},
    {{"6.4", "6.2"}, "the file has no output intent", DIAG_NCODE, .type = "/Catalog",
	.needs_key = "/OutputIntents"},
    {{"GWG 2015", "6.2"}, "it has colours that are not inks", DIAG_NCODE,
	.never_values = "/DeviceRGB /CalRGB /CalGray /Lab /ICCBased"},
    {{"6.5", "6.3"}, "a font is not embedded", DIAG_NCODE, .type = "/FontDescriptor",
	.needs_key = "/FontFile /FontFile2 /FontFile3"},
    {{"6.6", NULL}, "a font's name is not in UTF-8", DIAG_NCODE,
	.unicode_of = "/BaseFont /FontName"},
    {{"6.7", "6.4"}, "a part of it is in another file", DIAG_NCODE, .type = "/XObject",
	.never_keys = "/F"},
    {{"6.7", "6.4"}, "there are files in it", DIAG_NCODE,
	.never_values = "/EmbeddedFile /Filespec"},
    {{"6.8", "6.5"}, "it is packed by LZW or locked", DIAG_NCODE,
	.never_values = "/LZWDecode /Crypt"},
    {{"6.9", "6.6"}, "Info does not say whether it is trapped", DIAG_NCODE,
	.type = RULE_INFO, .needs_key = "/Trapped"},
    {{"6.9", NULL}, "the metadata does not say whether it is trapped", DIAG_NCODE,
	.told = "pdf:Trapped"},
    {{"6.10", "6.7"}, "the book has no title", DIAG_NCODE, .book = has_title},
    {{"6.10", NULL}, "the file has no metadata", DIAG_NCODE, .type = "/Catalog",
	.needs_key = "/Metadata"},
    {{"6.10", NULL}, "the file has no ID", DIAG_NCODE, .type = "/XRef",
	.needs_key = "/ID"},
    {{"6.10", NULL}, "the metadata lacks what a file is known by", DIAG_NCODE,
	.told = "dc:title xmp:CreateDate xmp:ModifyDate xmp:MetadataDate "
		"xmpMM:DocumentID xmpMM:VersionID xmpMM:RenditionClass"},
    {{NULL, "6.7"}, "Info has no title", DIAG_NCODE, .type = RULE_INFO,
	.needs_key = "/Title"},
    {{NULL, "6.7"}, "Info does not say when it was made", DIAG_NCODE, .type = RULE_INFO,
	.needs_key = "/CreationDate"},
    {{NULL, "6.7"}, "Info does not say when it was changed", DIAG_NCODE,
	.type = RULE_INFO, .needs_key = "/ModDate"},
    {{"6.11", NULL}, "the metadata does not say which standard it keeps", DIAG_NCODE,
	.told = "pdfxid:GTS_PDFXVersion"},
    {{NULL, "6.7"}, "Info does not say which standard it keeps", DIAG_NCODE,
	.type = RULE_INFO, .needs_key = "/GTS_PDFXVersion"},
    {{"6.12", "6.8"}, "a page's trim is not inside its bleed, or this not inside it",
	DIAG_NCODE, .book = has_boxes},
    {{"6.12", "6.8"}, "a page has no trim", DIAG_NCODE, .type = "/Page",
	.needs_key = "/TrimBox"},
    {{"6.12", "6.8"}, "a page has a trim and an art box", DIAG_NCODE, .type = "/Page",
	.never_keys = "/ArtBox"},
    {{"GWG 2015", "GWG 2015"}, "the pages are not of one size", DIAG_NCODE,
	.book = pages_are_equal},
    {{"GWG 2015", "GWG 2015"}, "a page is cropped, turned or scaled", DIAG_NCODE,
	.type = "/Page", .never_keys = "/CropBox /Rotate /UserUnit"},
    {{"6.13", "6.9"}, "it changes tones or halftones by itself", DIAG_NCODE,
	.type = "/ExtGState", .never_keys = "/TR /TR2 /HTP /HT"},
    {{"6.14", "6.10"}, "a part of it is PostScript", DIAG_NCODE, .type = "/XObject",
	.never_keys = "/PS /Subtype2 /Level1"},
    {{"6.15", "6.11"}, "the file is encrypted", DIAG_NCODE, .type = "/XRef",
	.never_keys = "/Encrypt"},
    {{"6.16", "6.12"}, "a picture in it stands for another", DIAG_NCODE,
	.type = "/XObject", .never_keys = "/Alternates /OPI"},
    {{"6.17", "6.13"}, "a page has annotations", DIAG_NCODE, .type = "/Page",
	.never_keys = "/Annots"},
    {{"6.18", "6.14"}, "a page acts by itself", DIAG_NCODE, .type = "/Page",
	.never_keys = "/AA"},
    {{"6.18", "6.14"}, "the file acts by itself, or leads somewhere", DIAG_NCODE,
	.type = "/Catalog", .never_keys = "/AA /OpenAction /Names /Outlines /Threads"},
    {{"6.18", "6.14"}, "there is a script in it", DIAG_NCODE,
	.never_values = "/JavaScript /Launch"},
    {{NULL, "6.16"}, "it is seen through", DIAG_NCODE, .type = "/ExtGState",
	.never_keys = "/CA /ca /BM /SMask /AIS /TK"},
    {{NULL, "6.16"}, "it is seen through", DIAG_NCODE, .type = "/XObject",
	.never_keys = "/SMask /SMaskInData /Group"},
    {{NULL, "6.16"}, "a page is seen through", DIAG_NCODE, .type = "/Page",
	.never_keys = "/Group"},
    {{"6.20", NULL}, "it blends as no press knows", DIAG_NCODE, .of_key = "/BM",
	.only_values = BLENDS},
    {{"6.21", "6.17"}, "the file says what a viewer shows of it", DIAG_NCODE,
	.type = "/Catalog", .never_keys = "/ViewerPreferences"},
    {{"6.22", "6.1"}, "a page is a presentation", DIAG_NCODE, .type = "/Page",
	.never_keys = "/PresSteps"},
    {{"6.23", NULL}, "its rendering intent is none of PDF's", DIAG_NCODE,
	.of_key = "/RI /Intent", .only_values = INTENTS},
    {{"6.24", "6.1"}, "the file has layers", DIAG_NCODE, .type = "/Catalog",
	.never_keys = "/OCProperties"},
    {{"6.24", "6.1"}, "it has layers", DIAG_NCODE, .never_values = "/OCG /OCMD"},
    {{"6.25", "6.1"}, "a name in it is longer than readers allow", DIAG_NCODE,
	.longest_name = 127},
    {{"6.26", "6.13"}, "the file has forms to fill in", DIAG_NCODE, .type = "/Catalog",
	.never_keys = "/AcroForm"},
    {{"6.27", "6.5"}, "a picture in it is JPEG 2000", DIAG_NCODE,
	.never_values = "/JPXDecode"},
    {{NULL, "6.5"}, "a picture in it is JBIG2", DIAG_NCODE,
	.never_values = "/JBIG2Decode"},
    {{NULL, "6.1"}, "it is of a later PDF than 1.4", DIAG_NCODE,
	.never_values = "/ObjStm /XRef /OpenType"},
};

/* ---- pages -------------------------------------------------------------- */

static bool is_seen_through(const struct page *p)
{
	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];
		const struct picture *shown = m->as.picture.picture;

		if (m->kind == MARK_PICTURE &&
		    (shown->art ? shown->art->clear : shown->alpha))
			return true;
	}
	return false;
}

static void boxes(const struct writer *w, const struct page *p, struct buf *out)
{
	struct rect sheet = media(w, p);

	buf_string(out, "/MediaBox ");
	put_rect(out, sheet, sheet);
	buf_string(out, "/BleedBox ");
	put_rect(out, p->bleed, sheet);
	buf_string(out, "/TrimBox ");
	put_rect(out, p->trim, sheet);
	/* Else a viewer mixes what is seen through as its screen does, not as the press.
	 */
	if (!w->format->opaque && is_seen_through(p))
		buf_string(out, "/Group <</S /Transparency /CS /DeviceCMYK>> ");
}

static void fill(const struct palette *p, struct ink ink, struct buf *out)
{
	struct cmyk color = palette_cmyk(p, ink);
	const uint16_t part[] = {color.c, color.m, color.y, color.k};

	for (size_t i = 0; i < COUNT(part); i++) {
		buf_number(out, part[i] / 1000.0, 3);
		buf_char(out, ' ');
	}
	buf_string(out, "k\n");
}

static bool meet(struct rect a, struct rect b)
{
	return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static bool is_over_picture(const struct page *p, const struct mark *text)
{
	sp size = text->as.run.run->size;
	struct rect area = {text->area.x, text->area.y - size, text->area.w, 2 * size};

	for (const struct mark *m = p->mark; m < text; m++)
		if (m->kind == MARK_PICTURE && meet(m->area, area))
			return true;
	return false;
}

/* A large area of black: black ink alone looks grey there. Never words, whose other
 * plates would show beside them. */
static bool is_rich(const struct writer *w, const struct mark *m)
{
	const struct preset *p = preset_of(w);
	const struct cmyk c = palette_cmyk(w->job->edition->palette, m->ink);

	return m->kind == MARK_FILL && p->rich_black.k && c.k == SOLID && !c.c && !c.m &&
	       !c.y && m->area.w >= p->rich_black_from && m->area.h >= p->rich_black_from;
}

static struct cmyk ink(const struct writer *w, const struct mark *m)
{
	return is_rich(w, m) ? preset_of(w)->rich_black
			     : palette_cmyk(w->job->edition->palette, m->ink);
}

static bool overprints(const struct writer *w, const struct page *p, const struct mark *m)
{
	struct cmyk color = ink(w, m);
	sp thick = m->area.w < m->area.h ? m->area.w : m->area.h;

	if (color.c || color.m || color.y || color.k != SOLID)
		return false;
	if (m->kind == MARK_RUN)
		return m->as.run.run->size < preset_of(w)->overprint_below ||
		       !is_over_picture(p, m);
	return m->kind == MARK_RULE && thick < RULE_OVERPRINTS_BELOW;
}

bool pdfx_overprints(const struct preset *p, enum art_mark mark, double size)
{
	return size < sp_to_pt(mark == ART_WORDS ? p->overprint_below
						 : RULE_OVERPRINTS_BELOW);
}

/* ---- metadata ----------------------------------------------------------- */

static void info_x4(const struct writer *w, struct buf *out)
{
	(void)w;
	buf_string(out, "/Trapped /False /GTS_PDFXVersion (PDF/X-4)");
}

/* The 2003 edition asks for the first key only; the second is what older readers of
 * the 2001 edition look for. */
static void info_x1a(const struct writer *w, struct buf *out)
{
	(void)w;
	buf_string(out, "/Trapped /False /GTS_PDFXVersion (PDF/X-1a:2003) "
			"/GTS_PDFXConformance (PDF/X-1a:2003)");
}

static void put_identity(const struct writer *w, struct buf *out)
{
	struct buf body = {0};

	put_schema(out, "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"",
	    "<pdf:Producer>inpress</pdf:Producer>\n<pdf:Trapped>False</pdf:Trapped>\n");
	buf_string(&body, "<xmpMM:DocumentID>");
	put_uuid(w, &body);
	buf_string(&body, "</xmpMM:DocumentID>\n<xmpMM:VersionID>1</xmpMM:VersionID>\n"
			  "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>\n");
	put_schema(out, "xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\"", body.at);
	buf_release(&body);
}

static void xmp_x4(const struct writer *w, struct buf *out)
{
	put_identity(w, out);
	put_schema(out, "xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\"",
	    "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n");
}

static void xmp_x1a(const struct writer *w, struct buf *out)
{
	put_identity(w, out);
	put_schema(out, "xmlns:pdfx=\"http://ns.adobe.com/pdfx/1.3/\"",
	    "<pdfx:GTS_PDFXVersion>PDF/X-1a:2003</pdfx:GTS_PDFXVersion>\n"
	    "<pdfx:GTS_PDFXConformance>PDF/X-1a:2003</pdfx:GTS_PDFXConformance>\n");
}

/* GTS_PDFX; a registry is named only where the condition is in one. */
static bool catalog(struct writer *w, struct buf *out)
{
	const struct preset *preset = preset_of(w);
	size_t len;
	const uint8_t *icc = file_map(w->arena, preset->profile, &len);

	if (!icc)
		die("read %s:", preset->profile);
	buf_string(out, "/OutputIntents [<</Type /OutputIntent /S /GTS_PDFX");
	put_entry_text(out, "/OutputConditionIdentifier", preset->condition);
	put_entry_text(out, "/RegistryName", preset->registry);
	put_entry_text(out, "/Info", preset->info);
	put_entry_text(out, "/OutputCondition", preset->info);
	put_entry_ref(out, "/DestOutputProfile", profile_write(w, icc, len, 4));
	buf_string(out, ">>]");
	put_entry_text(out, "/Lang", book_of(w)->lang);
	return true;
}

/* What both standards of the press are written by. */
#define PRESS                                                                            \
	.tagged = false, .space = SPACE_CMYK, .max_ppi = 300, .slack = 50,               \
	.quality = 90, .rule = rules, .nrule = COUNT(rules), .media = media,             \
	.boxes = boxes, .fill = fill, .is_rich = is_rich, .ink = ink,                    \
	.overprints = overprints, .furniture = furniture_put,                            \
	.resources = furniture_resources, .catalog = catalog

const struct format format_pdfx4 = {PRESS, .name = "ISO 15930-7", .version = "1.6",
    .column = 0, .info = info_x4, .xmp = xmp_x4};

/* For presses that have not learned of transparency: a file of PDF 1.4 in which nothing
 * is seen through. */
const struct format format_pdfx1a = {PRESS, .name = "ISO 15930-4", .version = "1.4",
    .plain = true, .opaque = true, .column = 1, .info = info_x1a, .xmp = xmp_x1a};
