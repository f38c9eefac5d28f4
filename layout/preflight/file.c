/*
 * A PDF file as values: libqpdf's C API, made safe to ask anything of anything.
 *
 * In: a path. Out: values, and for each question an answer that means "no" where the
 * value is of another kind or not there: libqpdf would note a warning for each.
 * Handles are given back as soon as they are looked through, for a page may ask for
 * millions.
 */
#include "preflight/reader.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 12 };

/* ---- the file -------------------------------------------------------------- */

static const char *refusal(struct file *f)
{
	if (qpdf_get_error_code(f->pdf, qpdf_get_error(f->pdf)) == qpdf_e_password)
		return "it is locked by a password";
	return "it is no PDF file, or damaged";
}

bool file_open(struct file *f, const char *path)
{
	f->known = map_new(f->arena);
	f->until = clock() + SECONDS * CLOCKS_PER_SEC;
	f->pdf = qpdf_init();
	qpdf_silence_errors(f->pdf);
	qpdf_set_suppress_warnings(f->pdf, QPDF_TRUE);
	if (qpdf_read(f->pdf, path, "") & QPDF_ERRORS) {
		f->facts->refused = refusal(f);
		return false;
	}
	/* resources and boxes may stand above the pages (ISO 32000-1, 7.7.3.4) */
	qpdf_push_inherited_attributes_to_page(f->pdf);
	f->facts->locked = qpdf_is_encrypted(f->pdf);
	f->facts->version = arena_string(f->arena, qpdf_get_pdf_version(f->pdf));
	return true;
}

void file_close(struct file *f)
{
	if (qpdf_has_error(f->pdf)) /* the answer was "no" already */
		qpdf_get_error(f->pdf);
	qpdf_cleanup(&f->pdf);
}

size_t file_npage(struct file *f)
{
	const int n = qpdf_get_num_pages(f->pdf);

	return n < 0 ? 0 : (size_t)n;
}

value file_page(struct file *f, size_t i)
{
	value page = qpdf_get_page_n(f->pdf, i);

	return page && qpdf_oh_is_dictionary(f->pdf, page) ? page : 0;
}

value file_root(struct file *f)
{
	return qpdf_get_root(f->pdf);
}

value file_info(struct file *f)
{
	return value_entry(f, qpdf_get_trailer(f->pdf), "/Info");
}

bool file_is_mended(struct file *f)
{
	return qpdf_more_warnings(f->pdf);
}

value file_parse(struct file *f, const char *text)
{
	value parsed = qpdf_oh_parse(f->pdf, text);

	return qpdf_oh_is_dictionary(f->pdf, parsed) ? parsed : 0;
}

/* ---- values ---------------------------------------------------------------- */

static value unless_null(struct file *f, value v)
{
	if (!qpdf_oh_is_null(f->pdf, v))
		return v;
	qpdf_oh_release(f->pdf, v);
	return 0;
}

value value_entry(struct file *f, value v, const char *key)
{
	value found;

	if (!v)
		return 0;
	if (qpdf_oh_is_stream(f->pdf, v)) {
		value dict = qpdf_oh_get_dict(f->pdf, v);

		found = qpdf_oh_get_key(f->pdf, dict, key);
		qpdf_oh_release(f->pdf, dict);
	} else if (qpdf_oh_is_dictionary(f->pdf, v)) {
		found = qpdf_oh_get_key(f->pdf, v, key);
	} else {
		return 0;
	}
	return unless_null(f, found);
}

bool value_has(struct file *f, value v, const char *key)
{
	value found = value_entry(f, v, key);

	if (found)
		qpdf_oh_release(f->pdf, found);
	return found != 0;
}

size_t value_count(struct file *f, value v)
{
	return value_is_array(f, v) ? (size_t)qpdf_oh_get_array_n_items(f->pdf, v) : 0;
}

value value_item(struct file *f, value v, size_t i)
{
	return i < value_count(f, v)
		   ? unless_null(f, qpdf_oh_get_array_item(f->pdf, v, (int)i))
		   : 0;
}

double value_number(struct file *f, value v, double fallback)
{
	double number;

	if (!v || !qpdf_oh_is_number(f->pdf, v))
		return fallback;
	number = qpdf_oh_get_numeric_value(f->pdf, v);
	return number > -1e9 && number < 1e9 ? number : fallback;
}

double value_item_number(struct file *f, value v, size_t i)
{
	value item = value_item(f, v, i);
	const double number = value_number(f, item, 0);

	if (item)
		qpdf_oh_release(f->pdf, item);
	return number;
}

bool value_true(struct file *f, value v)
{
	return v && qpdf_oh_is_bool(f->pdf, v) && qpdf_oh_get_bool_value(f->pdf, v);
}

const char *value_name(struct file *f, value v)
{
	if (!v || !qpdf_oh_is_name(f->pdf, v))
		return NULL;
	return arena_string(f->arena, qpdf_oh_get_name(f->pdf, v) + 1);
}

bool value_is(struct file *f, value v, const char *name)
{
	return v && qpdf_oh_is_name_and_equals(f->pdf, v, name);
}

const char *value_text(struct file *f, value v)
{
	if (!v || !qpdf_oh_is_string(f->pdf, v))
		return NULL;
	return arena_string(f->arena, qpdf_oh_get_utf8_value(f->pdf, v));
}

bool value_is_stream(struct file *f, value v)
{
	return v && qpdf_oh_is_stream(f->pdf, v);
}

bool value_is_dictionary(struct file *f, value v)
{
	return v && qpdf_oh_is_dictionary(f->pdf, v);
}

bool value_is_array(struct file *f, value v)
{
	return v && qpdf_oh_is_array(f->pdf, v);
}

uint32_t value_id(struct file *f, value v)
{
	return v ? (uint32_t)qpdf_oh_get_object_id(f->pdf, v) : 0;
}

const char **value_keys(struct file *f, value v, size_t *n)
{
	const char **key = NULL;
	size_t cap = 0;

	*n = 0;
	if (!value_is_dictionary(f, v))
		return NULL;
	qpdf_oh_begin_dict_key_iter(f->pdf, v);
	while (qpdf_oh_dict_more_keys(f->pdf))
		ARENA_PUSH(f->arena, key, *n, cap) =
		    arena_string(f->arena, qpdf_oh_dict_next_key(f->pdf));
	return key;
}

/* ---- streams --------------------------------------------------------------- */

char *value_bytes(struct file *f, value v, size_t *len)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *bytes = NULL;

	*len = 0;
	if (!value_is_stream(f, v))
		return NULL;
	if (qpdf_oh_get_stream_data(
		f->pdf, v, qpdf_dl_specialized, &filtered, &bytes, len) &
		QPDF_ERRORS ||
	    !filtered) {
		free(bytes);
		return NULL;
	}
	/* qpdf says NULL of no bytes at all */
	return bytes ? (char *)bytes : calloc(1, 1);
}

char *value_raw(struct file *f, value v, size_t *len)
{
	QPDF_BOOL filtered = QPDF_FALSE;
	unsigned char *bytes = NULL;

	*len = 0;
	if (!value_is_stream(f, v))
		return NULL;
	if (qpdf_oh_get_stream_data(f->pdf, v, qpdf_dl_none, &filtered, &bytes, len) &
	    QPDF_ERRORS) {
		free(bytes);
		return NULL;
	}
	return bytes ? (char *)bytes : calloc(1, 1);
}

char *value_content(struct file *f, value page, size_t *len)
{
	unsigned char *bytes = NULL;

	*len = 0;
	if (qpdf_oh_get_page_content_data(f->pdf, page, &bytes, len) & QPDF_ERRORS) {
		free(bytes);
		return NULL;
	}
	return bytes ? (char *)bytes : calloc(1, 1);
}

/* ---- what is known --------------------------------------------------------- */

static const char *key_of(struct file *f, value v, char kind, char key[32])
{
	snprintf(key, 32, "%u %c", value_id(f, v), kind);
	return key;
}

void *file_known(struct file *f, value v, char kind)
{
	char key[32];

	return value_id(f, v) ? map_find(&f->known, key_of(f, v, kind, key)) : NULL;
}

void file_know(struct file *f, value v, char kind, void *it)
{
	char key[32];

	if (value_id(f, v))
		map_set(&f->known, key_of(f, v, kind, key), it);
}
