/*
 * Objects of a PDF file as texts with holes.
 *
 * In: objects of anybody's file, by libqpdf. Out: the same, each taken once, its
 * references as holes, its streams decoded. What a printed page has no use for stays
 * behind: metadata, private data, scripts, layers, and sets of characters that other
 * programs are known to get wrong (PDF/A-2 wants them right or not there).
 */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "art/art.h"

enum { DEPTH_MAX = 60 };

static const char *const left_behind[] = {"/Metadata", "/PieceInfo", "/CIDSet",
    "/CharSet", "/StructParent", "/StructParents", "/LastModified", "/OC", "/OPI",
    "/Alternates", "/Parent", "/P", "/AA", "/A", "/Measure", "/PtData"};

static bool stays_behind(const char *key)
{
	for (size_t i = 0; i < COUNT(left_behind); i++)
		if (strcmp(left_behind[i], key) == 0)
			return true;
	return false;
}

/* ---- what has been taken ------------------------------------------------------- */

static const char *name_of(struct taker *t, handle object, int kind)
{
	return arena_printf(t->record->arena, "%d %d %d",
	    qpdf_oh_get_object_id(t->pdf, object), qpdf_oh_get_generation(t->pdf, object),
	    kind);
}

uint32_t taken_as(struct taker *t, handle object, int kind)
{
	if (!qpdf_oh_get_object_id(t->pdf, object))
		return 0;
	return (uint32_t)(uintptr_t)map_find(&t->taken, name_of(t, object, kind));
}

void remember(struct taker *t, handle object, int kind, uint32_t index)
{
	if (qpdf_oh_get_object_id(t->pdf, object))
		map_set(&t->taken, name_of(t, object, kind), (void *)(uintptr_t)index);
}

/* ---- values ------------------------------------------------------------------- */

/* Names are written as their bytes say (ISO 32000-1, 7.3.5). */
static void put_key(struct text *to, const char *key)
{
	text_add(to, "/", 1);
	for (const unsigned char *p = (const unsigned char *)key + 1; *p; p++) {
		char coded[4];

		if (*p > ' ' && *p < 0x7F && !strchr("#()<>[]{}/%", *p)) {
			text_add(to, p, 1);
		} else {
			snprintf(coded, sizeof coded, "#%02X", *p);
			text_add(to, coded, 3);
		}
	}
	text_add(to, " ", 1);
}

static const char **keys_of(struct taker *t, handle dict, size_t *n)
{
	const char **key = NULL;
	size_t cap = 0;

	*n = 0;
	qpdf_oh_begin_dict_key_iter(t->pdf, dict);
	while (qpdf_oh_dict_more_keys(t->pdf))
		ARENA_PUSH(t->record->arena, key, *n, cap) =
		    arena_string(t->record->arena, qpdf_oh_dict_next_key(t->pdf));
	return key;
}

static void put_entries(struct taker *t, struct text *to, handle dict, bool stream)
{
	static const char *const of_stream[] = {"/Length", "/Filter", "/DecodeParms",
	    "/F", "/FFilter", "/FDecodeParms", "/DL"};
	size_t n;
	const char **key = keys_of(t, dict, &n);

	for (size_t i = 0; i < n; i++) {
		bool skip = stays_behind(key[i]);

		for (size_t k = 0; stream && k < COUNT(of_stream); k++)
			skip = skip || strcmp(key[i], of_stream[k]) == 0;
		if (!skip)
			put_entry(t, to, dict, key[i]);
	}
}

void put_entry(struct taker *t, struct text *to, handle dict, const char *key)
{
	if (!qpdf_oh_has_key(t->pdf, dict, key))
		return;
	put_key(to, key);
	put_value(t, to, qpdf_oh_get_key(t->pdf, dict, key));
	text_add(to, " ", 1);
}

static void put_array(struct taker *t, struct text *to, handle array)
{
	const int n = qpdf_oh_get_array_n_items(t->pdf, array);

	text_add(to, "[", 1);
	for (int i = 0; i < n; i++) {
		put_value(t, to, qpdf_oh_get_array_item(t->pdf, array, i));
		text_add(to, " ", 1);
	}
	text_add(to, "]", 1);
}

/* What it is, even if it is an object of its own. */
static void put_resolved(struct taker *t, struct text *to, handle value)
{
	if (t->depth > DEPTH_MAX) {
		text_string(to, "null");
		return;
	}
	t->depth++;
	if (qpdf_oh_is_dictionary(t->pdf, value)) {
		text_string(to, "<<");
		put_entries(t, to, value, false);
		text_string(to, ">>");
	} else if (qpdf_oh_is_array(t->pdf, value)) {
		put_array(t, to, value);
	} else if (qpdf_oh_is_name(t->pdf, value)) {
		put_key(
		    to, arena_string(t->record->arena, qpdf_oh_get_name(t->pdf, value)));
	} else if (qpdf_oh_is_string(t->pdf, value)) {
		text_string(to, qpdf_oh_unparse_binary(t->pdf, value));
	} else if (qpdf_oh_is_number(t->pdf, value)) {
		text_number(to, qpdf_oh_get_numeric_value(t->pdf, value));
	} else if (qpdf_oh_is_bool(t->pdf, value)) {
		text_string(to, qpdf_oh_get_bool_value(t->pdf, value) ? "true" : "false");
	} else {
		text_string(to, "null");
	}
	t->depth--;
}

void put_value(struct taker *t, struct text *to, handle value)
{
	const bool own =
	    qpdf_oh_is_indirect(t->pdf, value) &&
	    (qpdf_oh_is_dictionary(t->pdf, value) || qpdf_oh_is_stream(t->pdf, value));

	if (own)
		text_object(to, take_object(t, value));
	else
		put_resolved(t, to, value);
}

/* ---- objects -------------------------------------------------------------------- */

uint8_t *stream_bytes(struct taker *t, handle stream, size_t *len)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *bytes = NULL;

	*len = 0;
	if (qpdf_oh_get_stream_data(t->pdf, stream, qpdf_dl_all, &filtered, &bytes, len) &
		QPDF_ERRORS ||
	    !filtered) {
		free(bytes);
		return NULL;
	}
	/* qpdf says NULL of no bytes at all */
	return bytes ? bytes : calloc(1, 1);
}

static void take_stream(struct taker *t, handle stream, uint32_t index)
{
	struct text head = {0}, body = {0};
	size_t len;
	uint8_t *bytes = stream_bytes(t, stream, &len);

	put_entries(t, &head, qpdf_oh_get_dict(t->pdf, stream), true);
	if (bytes)
		text_add(&body, bytes, len);
	else
		record_say(t->record, 'b', "ask for it as PDF/X-4",
		    "cannot be used: a part of it is damaged or of an unknown kind");
	free(bytes);
	t->record->object[index].is.kind = ART_STREAM;
	t->record->object[index].head = head;
	t->record->object[index].body = body;
}

uint32_t take_object(struct taker *t, handle object)
{
	uint32_t index = taken_as(t, object, 'o');

	if (index)
		return index;
	index = record_object(t->record, ART_VALUE);
	remember(t, object, 'o', index);
	if (qpdf_oh_is_stream(t->pdf, object)) {
		take_stream(t, object, index);
	} else {
		struct text value = {0};

		put_resolved(t, &value, object);
		t->record->object[index].head = value;
	}
	return index;
}
