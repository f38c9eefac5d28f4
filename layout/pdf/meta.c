/*
 * What a file says about itself: Info and XMP (ISO 16684-1; ISO 19005-2, 6.6; ISO
 * 14289-1, 7.1; ISO 15930-7, 6.3), all from the book and the edition.
 *
 * No clock is asked: the dates are the issue's, so that two builds are the same bytes,
 * and the document's identifier comes from the issue's and the edition's names. Info and
 * XMP are written from the same values, because they must agree.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

static const char program[] = "inpress";

/* ---- values ------------------------------------------------------------- */

struct day {
	int year, month, day;
};

/* "2026-09-01", "2026-09" or "2026"; what is not said is the first. */
static struct day day_of(const char *date)
{
	struct day d = {1970, 1, 1};
	int *const part[] = {&d.year, &d.month, &d.day};
	char *end;

	for (size_t i = 0; date && i < COUNT(part); i++, date = end + 1) {
		if (!isdigit((unsigned char)*date))
			break;
		*part[i] = (int)strtol(date, &end, 10);
		if (*end != '-')
			break;
	}
	if (d.month < 1 || d.month > 12 || d.day < 1 || d.day > 31 || d.year > 9999)
		return (struct day){1970, 1, 1};
	return d;
}

static uint64_t fnv(uint64_t sum, const char *text)
{
	for (; *text; text++)
		sum = (sum ^ (uint8_t)*text) * UINT64_C(0x100000001B3);
	return (sum ^ 0xFF) * UINT64_C(0x100000001B3);
}

/* RFC 9562, version 8: made by a rule of our own. */
void put_uuid(const struct writer *w, struct buf *b)
{
	const char *issue = book_of(w)->identifier;
	const char *const name[] = {program, issue ? issue : w->title,
	    w->job->edition->name ? w->job->edition->name : "",
	    book_of(w)->part ? book_of(w)->part : ""};
	const size_t n = COUNT(name) - !book_of(w)->part; /* a whole book has none */
	uint64_t high = UINT64_C(0xCBF29CE484222325), low = UINT64_C(0x6C62272E07BB0142);

	for (size_t i = 0; i < n; i++) {
		high = fnv(high, name[i]);
		low = fnv(low ^ high, name[i]);
	}
	high = (high & ~UINT64_C(0xF000)) | 0x8000;
	low = (low & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;
	buf_printf(b, "uuid:%08lx-%04lx-%04lx-%04lx-%012llx", (unsigned long)(high >> 32),
	    (unsigned long)(high >> 16 & 0xFFFF), (unsigned long)(high & 0xFFFF),
	    (unsigned long)(low >> 48),
	    (unsigned long long)(low & UINT64_C(0xFFFFFFFFFFFF)));
}

/* ---- Info --------------------------------------------------------------- */

uint32_t write_info(struct writer *w)
{
	const struct book *book = book_of(w);
	struct day d = day_of(book->date);
	struct buf *b = &w->scratch;
	char date[32];

	snprintf(date, sizeof date, "D:%04d%02d%02d000000Z", d.year, d.month, d.day);
	buf_clear(b);
	buf_string(b, "<<");
	put_entry_text(b, "/Title", w->title);
	put_entry_text(b, "/Author", book->author);
	put_entry_text(b, "/Subject", book->subject);
	put_entry_text(b, "/Creator", program);
	put_entry_text(b, "/Producer", program);
	put_entry_text(b, "/CreationDate", date);
	put_entry_text(b, "/ModDate", date);
	w->format->info(w, b);
	buf_string(b, ">>");
	rules_ask_info(w, b);
	return object_add(w->objects, b);
}

/* ---- XMP ---------------------------------------------------------------- */

/* What XML 1.0 cannot hold is left out. */
static void put_xml(struct buf *b, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_string(b, "&amp;");
			break;
		case '<':
			buf_string(b, "&lt;");
			break;
		case '>':
			buf_string(b, "&gt;");
			break;
		default:
			if ((unsigned char)*text >= ' ' || *text == '\n' || *text == '\t')
				buf_char(b, *text);
		}
	}
}

void put_schema(struct buf *b, const char *names, const char *body)
{
	buf_printf(b, "<rdf:Description rdf:about=\"\" %s>\n", names);
	buf_string(b, body);
	buf_string(b, "</rdf:Description>\n");
}

/* open and close: the property's tags around the value. */
static void put_property(
    struct buf *b, const char *open, const char *value, const char *close)
{
	if (!value || !value[0])
		return;
	buf_string(b, open);
	put_xml(b, value);
	buf_string(b, close);
	buf_char(b, '\n');
}

static void put_dublin_core(const struct writer *w, struct buf *b)
{
	const struct book *book = book_of(w);
	struct buf body = {0};

	buf_string(&body, "<dc:format>application/pdf</dc:format>\n");
	put_property(&body, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
	    w->title, "</rdf:li></rdf:Alt></dc:title>");
	put_property(&body, "<dc:creator><rdf:Seq><rdf:li>", book->author,
	    "</rdf:li></rdf:Seq></dc:creator>");
	put_property(&body, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
	    book->subject, "</rdf:li></rdf:Alt></dc:description>");
	put_property(&body, "<dc:identifier>", book->identifier, "</dc:identifier>");
	put_property(&body, "<dc:language><rdf:Bag><rdf:li>", book->lang,
	    "</rdf:li></rdf:Bag></dc:language>");
	put_schema(b, "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"", body.at);
	buf_release(&body);
}

static void put_dates(const struct writer *w, struct buf *b)
{
	static const char *const name[] = {"CreateDate", "ModifyDate", "MetadataDate"};
	struct day d = day_of(book_of(w)->date);
	struct buf body = {0};

	for (size_t i = 0; i < COUNT(name); i++)
		buf_printf(&body, "<xmp:%s>%04d-%02d-%02dT00:00:00Z</xmp:%s>\n", name[i],
		    d.year, d.month, d.day, name[i]);
	put_property(&body, "<xmp:CreatorTool>", program, "</xmp:CreatorTool>");
	put_schema(b, "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"", body.at);
	buf_release(&body);
}

uint32_t write_xmp(struct writer *w)
{
	struct buf *b = &w->scratch;

	buf_clear(b);
	buf_string(b,
	    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n");
	put_dublin_core(w, b);
	put_dates(w, b);
	w->format->xmp(w, b);
	buf_string(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>");
	rules_ask_xmp(w, b);
	return object_add_stream(
	    w->objects, &(struct stream){.entries = "/Type /Metadata /Subtype /XML",
			    .bytes = b->at,
			    .len = b->len});
}
