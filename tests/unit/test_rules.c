/*
 * The rules of the press's standards, asked of objects as they go out: each row refuses
 * what it names, and none refuses what only looks like it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "pdf/writer.h"

static const struct format *const formats[] = {&format_pdfx4, &format_pdfx1a};

struct asked {
	struct arena *arena;
	struct diag *diag;
	struct pdf_job job;
	struct writer writer;
	struct picture art;
};

/* What is asked comes from somebody's page, so that it is told and not our fault. */
static void asked_open(struct asked *a, const struct format *format)
{
	memset(a, 0, sizeof *a);
	a->arena = arena_new();
	a->diag = diag_new(a->arena);
	a->art.name = "advert.pdf";
	a->job = (struct pdf_job){.diag = a->diag, .path = "print.pdf"};
	a->writer = (struct writer){
	    .job = &a->job, .format = format, .arena = a->arena, .art = &a->art};
}

static bool is_refused(struct asked *a, const char *object)
{
	a->writer.refused = false;
	rules_ask(&a->writer, object, strlen(object));
	return a->writer.refused;
}

/* All keys that rows of this type need, so that no other row refuses it. */
static void put_needed(struct buf *b, const struct format *f, const struct rule *but)
{
	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];
		if (r == but || !r->clause[f->column] || !r->needs_key || !but->type ||
		    strcmp(r->type, but->type) != 0)
			continue;
		buf_add(b, r->needs_key, strcspn(r->needs_key, " "));
		buf_string(b, " 1 ");
	}
}

/* The object that a row is about with one word in it, as a value or a stream's entries.
 */
static void put_object(
    struct buf *b, const struct format *f, const struct rule *r, const char *word)
{
	buf_clear(b);
	buf_string(b, "<<");
	buf_string(b, word);
	if (r->type) {
		buf_string(b, " /Type ");
		buf_string(b, r->type);
		buf_char(b, ' ');
	}
	put_needed(b, f, r);
	buf_string(b, "/Last (a \\) /b) <FEFF> [1 0 R]>>");
}

static void each_word_is_refused(
    struct asked *a, const struct rule *r, const char *list, bool key)
{
	struct buf word = {0}, object = {0};

	for (size_t len; list && *list; list += len + (list[len] == ' ')) {
		len = strcspn(list, " ");
		buf_clear(&word);
		buf_string(&word, key ? "" : "/Own [/Deep ");
		buf_add(&word, list, len);
		buf_string(&word, key ? " 12 0 R" : "]");
		put_object(&object, a->writer.format, r, word.at);
		if (!is_refused(a, object.at))
			fail_msg("%s is not refused: %s", object.at, r->message);
		/* without << >>: a stream's */
		rules_ask(&a->writer, object.at + 2, object.len - 4);
		a->writer.refused = false;
		rules_ask(&a->writer, object.at + 2, object.len - 4);
		if (!a->writer.refused)
			fail_msg(
			    "the stream %s is not refused: %s", object.at, r->message);
	}
	buf_release(&word);
	buf_release(&object);
}

static void each_row_refuses_what_it_names(void **state)
{
	struct asked a;
	struct buf object = {0};
	size_t nobject = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(formats); i++) {
		asked_open(&a, formats[i]);
		for (size_t k = 0; k < formats[i]->nrule; k++) {
			const struct rule *r = &formats[i]->rule[k];

			if (!r->clause[formats[i]->column] ||
			    (r->type && strcmp(r->type, RULE_INFO) == 0))
				continue;
			nobject += r->never_keys || r->never_values || r->needs_key;
			each_word_is_refused(&a, r, r->never_keys, true);
			each_word_is_refused(&a, r, r->never_values, false);
			if (!r->needs_key)
				continue;
			put_object(&object, formats[i], r, "");
			assert_true(is_refused(&a, object.at));
		}
		arena_close(a.arena);
	}
	assert_true(nobject > 20);
	buf_release(&object);
}

static void what_only_looks_like_it_is_kept(void **state)
{
	static const char *const objects[] = {
	    /* names that somebody gave to fonts and pictures */
	    "<</Font <</AA 1 0 R /TR 2 0 R>> /XObject <</OPI 3 0 R>>>>",
	    "<</Type /Page /TrimBox [0 0 1 1] /Resources <</Font <</AA 1 0 R /Annots 1 0 "
	    "R>>>>>>",
	    /* words in strings, hexadecimal digits */
	    "<</Title (/DeviceRGB \\( /LZWDecode) /Type /Font /Name <2F4C6162>>>",
	    /* a key of that name is none of the values that are refused */
	    "<</Lab 1 /DeviceRGB 2 0 R>>",
	    /* longer and shorter names */
	    "<</Type /ExtGState /TRX 1 /T 2 /BM /Normal>>",
	    "[/DeviceCMYK /DeviceRGBA /Device]",
	    "/Type /XObject /Subtype /Image /Width 1 /FX 1",
	    /* names of other keys, and what follows a list of them */
	    "<</BM [/Multiply /Normal] /Kind /Shine /RI /Perceptual>>",
	    "<</BaseFont /ABCDEF+Caf#c3#a9 /Name /#e9>>",
	};
	struct asked a;

	(void)state;
	asked_open(&a, &format_pdfx4);
	for (size_t i = 0; i < COUNT(objects); i++)
		if (is_refused(&a, objects[i]))
			fail_msg("refused: %s", objects[i]);
	arena_close(a.arena);
}

static void names_are_as_they_ought_to_be(void **state)
{
	static const char *const objects[] = {
	    "<</BM /Shine>>",
	    "<</Type /ExtGState /BM [/Normal /Shine]>>",
	    "/Type /XObject /Intent /Vivid",
	    "<</Own [<</RI /Vivid>>]>>",
	    "<</BaseFont /ABCDEF+Caf#e9>>",
	    "<</Type /FontDescriptor /FontFile2 1 0 R /FontName /#ff>>",
	};
	struct asked a;
	struct buf name = {0};

	(void)state;
	asked_open(&a, &format_pdfx4);
	for (size_t i = 0; i < COUNT(objects); i++)
		if (!is_refused(&a, objects[i]))
			fail_msg("not refused: %s", objects[i]);
	for (int longer = 0; longer < 2; longer++) {
		buf_clear(&name);
		buf_string(&name, "<</");
		for (int i = 0; i < 126 + longer; i++)
			buf_char(&name, 'x');
		buf_string(&name, "#20 1>>");
		assert_int_equal(is_refused(&a, name.at), longer);
	}
	buf_release(&name);
	arena_close(a.arena);
}

static void a_file_says_what_it_is(void **state)
{
	static const char info[] = "<</Title (A) /CreationDate (D) /ModDate (D) /Trapped "
				   "/False /GTS_PDFXVersion (PDF/X)>>";
	static const char xmp[] =
	    "<pdf:Trapped>False</pdf:Trapped><dc:title><rdf:Alt></rdf:Alt></dc:title>"
	    "<xmp:CreateDate>1</xmp:CreateDate><xmp:ModifyDate>1</xmp:ModifyDate>"
	    "<xmp:MetadataDate>1</xmp:MetadataDate><xmpMM:DocumentID>1</xmpMM:DocumentID>"
	    "<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default<"
	    "/xmpMM:RenditionClass><pdfxid:GTS_PDFXVersion>PDF/X-4</"
	    "pdfxid:GTS_PDFXVersion>";
	/* each is taken away, or its value: what is left is refused */
	static const char *const parts[] = {"/Title (A)", "/CreationDate (D)",
	    "/ModDate (D)", "/Trapped /False", "/GTS_PDFXVersion (PDF/X)"};
	static const char *const properties[] = {"pdf:Trapped", "dc:title",
	    "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
	    "xmpMM:VersionID", "xmpMM:RenditionClass", "pdfxid:GTS_PDFXVersion"};
	struct asked a;
	struct buf b = {0};

	(void)state;
	asked_open(&a, &format_pdfx1a);
	buf_string(&b, info);
	rules_ask_info(&a.writer, &b);
	assert_false(a.writer.refused);
	for (size_t i = 0; i < COUNT(parts); i++) {
		memset(memcpy(b.at, info, sizeof info) + (strstr(info, parts[i]) - info),
		    ' ', strlen(parts[i]));
		a.writer.refused = false;
		rules_ask_info(&a.writer, &b);
		if (!a.writer.refused)
			fail_msg("Info without %s is kept", parts[i]);
	}
	a.writer.format = &format_pdfx4;
	a.writer.refused = false;
	buf_clear(&b);
	buf_string(&b, xmp);
	rules_ask_xmp(&a.writer, &b);
	assert_false(a.writer.refused);
	for (size_t i = 0; i < COUNT(properties); i++) {
		memcpy(b.at, xmp, sizeof xmp);
		b.at[strstr(xmp, properties[i]) - xmp] = 'X';
		a.writer.refused = false;
		rules_ask_xmp(&a.writer, &b);
		if (!a.writer.refused)
			fail_msg("metadata without %s are kept", properties[i]);
	}
	buf_release(&b);
	arena_close(a.arena);
}

static void it_is_told_once_a_picture_with_its_clause(void **state)
{
	struct asked a;
	const struct finding *found;
	size_t n;

	(void)state;
	asked_open(&a, &format_pdfx4);
	rules_ask(&a.writer, "<</Type /ExtGState /TR 1 /HTP 2>>", 34);
	rules_ask(&a.writer, "<</Type /ExtGState /TR 1>>", 26);
	found = diag_list(a.diag, &n);
	assert_int_equal(n, 1);
	assert_string_equal(found->message,
	    "picture 'advert.pdf' cannot be printed: it changes "
	    "tones or halftones by itself (ISO 15930-7, 6.13)");
	assert_true(diag_stops(a.diag, REACH_PRINT));
	arena_close(a.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_row_refuses_what_it_names),
	    cmocka_unit_test(what_only_looks_like_it_is_kept),
	    cmocka_unit_test(names_are_as_they_ought_to_be),
	    cmocka_unit_test(a_file_says_what_it_is),
	    cmocka_unit_test(it_is_told_once_a_picture_with_its_clause),
	};

	return cmocka_run_group_tests_name("rules", tests, NULL, NULL);
}
