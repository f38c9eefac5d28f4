/*
 * What a file says of itself, and what it carries beside its pages.
 *
 * In: an open file. Out: its facts but those of pages. A claim to be PDF/X stands in the
 * metadata or the document information (X-1a, X-3); it is noted, not proved.
 */
#include "preflight/reader.h"

#include <stdlib.h>
#include <string.h>

/* ---- PDF/X ----------------------------------------------------------------- */

/* A property of an XMP packet, as an attribute or an element. */
static const char *said_in(struct arena *a, const char *xmp, const char *key)
{
	const char *at = strstr(xmp, key), *end;

	if (!at)
		return NULL;
	at += strlen(key);
	at += strspn(at, " \t\r\n");
	if (*at == '=') {
		at += strcspn(at, "\"'");
		end = *at ? strchr(at + 1, *at) : NULL;
		return end ? arena_copy(a, at + 1, (size_t)(end - at - 1)) : NULL;
	}
	if (*at != '>')
		return NULL;
	end = strchr(at, '<');
	return end ? arena_copy(a, at + 1, (size_t)(end - at - 1)) : NULL;
}

static void read_claim(struct file *f)
{
	struct facts *facts = f->facts;
	value info = file_info(f);
	size_t len;
	char *xmp = value_bytes(f, value_entry(f, file_root(f), "/Metadata"), &len);

	if (xmp) {
		const char *text = arena_copy(f->arena, xmp, len);

		facts->standard = said_in(f->arena, text, "GTS_PDFXVersion");
		facts->conformance = said_in(f->arena, text, "GTS_PDFXConformance");
	}
	free(xmp);
	if (!facts->standard)
		facts->standard = value_text(f, value_entry(f, info, "/GTS_PDFXVersion"));
	if (!facts->conformance)
		facts->conformance =
		    value_text(f, value_entry(f, info, "/GTS_PDFXConformance"));
	facts->trapped = value_name(f, value_entry(f, info, "/Trapped"));
	facts->title = value_text(f, value_entry(f, info, "/Title"));
	facts->creator = value_text(f, value_entry(f, info, "/Creator"));
	facts->producer = value_text(f, value_entry(f, info, "/Producer"));
}

static value intent_of(struct file *f)
{
	value list = value_entry(f, file_root(f), "/OutputIntents");

	for (size_t i = 0; i < value_count(f, list); i++) {
		value intent = value_item(f, list, i);

		if (value_is(f, value_entry(f, intent, "/S"), "/GTS_PDFX"))
			return intent;
	}
	return 0; /* others are for archives and screens */
}

static void read_intent(struct file *f)
{
	struct facts *facts = f->facts;
	value intent = intent_of(f);
	value profile = value_entry(f, intent, "/DestOutputProfile");
	size_t len;
	char *bytes = value_bytes(f, profile, &len);
	const double n = value_number(f, value_entry(f, profile, "/N"), 0);

	facts->condition =
	    value_text(f, value_entry(f, intent, "/OutputConditionIdentifier"));
	facts->condition_name = value_text(f, value_entry(f, intent, "/OutputCondition"));
	if (bytes)
		facts->profile = profile_name(f->arena, bytes, len);
	facts->ncomponent = n > 0 && n < 16 ? (uint32_t)n : 0;
	free(bytes);
}

/* ---- what no printed page has ---------------------------------------------- */

static bool any(struct file *f, value list)
{
	return value_count(f, list) > 0;
}

static void read_rest(struct file *f)
{
	struct facts *facts = f->facts;
	value root = file_root(f), names = value_entry(f, root, "/Names");
	value form = value_entry(f, root, "/AcroForm");
	value layers = value_entry(f, value_entry(f, root, "/OCProperties"), "/D");
	value kind = value_entry(f, value_entry(f, root, "/OpenAction"), "/S");

	facts->scripts =
	    value_has(f, names, "/JavaScript") || value_is(f, kind, "/JavaScript");
	/* where to begin to read is a page, and no more */
	facts->actions = value_has(f, root, "/AA") ||
			 (kind && !value_is(f, kind, "/GoTo") && !facts->scripts);
	facts->fields =
	    any(f, value_entry(f, form, "/Fields")) || value_has(f, form, "/XFA");
	facts->files = value_has(f, names, "/EmbeddedFiles") ||
		       value_has(f, root, "/Collection") || value_has(f, root, "/AF");
	facts->hidden_layers = any(f, value_entry(f, layers, "/OFF")) ||
			       value_is(f, value_entry(f, layers, "/BaseState"), "/OFF");
}

void document_read(struct file *f)
{
	read_claim(f);
	read_intent(f);
	read_rest(f);
}
