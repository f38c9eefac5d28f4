/*
 * JSON (RFC 8259), a value after the other.
 *
 * In: values in the order in which they shall stand. Out: text of one line a value,
 * indented, so that a difference between two reports can be read. Whoever opens must
 * close; commas come by themselves. One way for all that writes JSON here: the command
 * line's --json and report.json say the same things in the same words.
 */
#include "report/report.h"

#include <string.h>

static void add_string(struct buf *b, const char *text)
{
	buf_char(b, '"');
	for (; *text; text++) {
		const unsigned char c = (unsigned char)*text;
		if (c == '"' || c == '\\')
			buf_char(b, '\\');
		if (c < 0x20)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else
			buf_char(b, *text);
	}
	buf_char(b, '"');
}

static void start_line(struct json *j)
{
	if (!j->out.len)
		return;
	buf_char(&j->out, '\n');
	for (unsigned i = 0; i < j->depth; i++)
		buf_char(&j->out, '\t');
}

static void begin(struct json *j, const char *key)
{
	if (j->filled)
		buf_char(&j->out, ',');
	start_line(j);
	if (key) {
		add_string(&j->out, key);
		buf_string(&j->out, ": ");
	}
	j->filled = true;
}

void json_open(struct json *j, const char *key, char bracket)
{
	begin(j, key);
	buf_char(&j->out, bracket);
	j->depth++;
	j->filled = false;
}

void json_close(struct json *j, char bracket)
{
	j->depth--;
	if (j->filled)
		start_line(j);
	buf_char(&j->out, bracket);
	j->filled = true;
	if (!j->depth)
		buf_char(&j->out, '\n');
}

void json_string(struct json *j, const char *key, const char *text)
{
	begin(j, key);
	if (text)
		add_string(&j->out, text);
	else
		buf_string(&j->out, "null");
}

void json_uint(struct json *j, const char *key, uint64_t n)
{
	begin(j, key);
	buf_uint(&j->out, n);
}

void json_number(struct json *j, const char *key, double n, int places)
{
	begin(j, key);
	buf_number(&j->out, n, places);
}

void json_bool(struct json *j, const char *key, bool yes)
{
	begin(j, key);
	buf_string(&j->out, yes ? "true" : "false");
}

void json_seconds(struct json *j, uint32_t milliseconds)
{
	begin(j, "seconds");
	buf_printf(&j->out, "%u.%03u", milliseconds / 1000, milliseconds % 1000);
}

static void add_words_of(struct json *j, const struct diag *d, const struct finding *f)
{
	json_string(j, "path", diag_path(d, f->pos.file));
	json_uint(j, "line", f->pos.line);
	json_uint(j, "column", f->pos.col);
	json_string(j, "level", level_name(f->level));
	json_string(j, "slug", diag_slug(f->code));
	json_string(j, "message", f->message);
	json_string(j, "hint", f->hint);
}

static void add_finding(struct json *j, const struct diag *d, const struct told *t)
{
	json_open(j, NULL, '{');
	add_words_of(j, d, &t->finding);
	json_open(j, "editions", '[');
	for (size_t i = 0; i < t->nedition; i++)
		json_string(j, NULL, t->edition[i]);
	json_close(j, ']');
	json_close(j, '}');
}

void json_findings(
    struct json *j, const struct diag *d, const struct told *told, size_t ntold)
{
	json_open(j, "findings", '[');
	for (size_t i = 0; i < ntold; i++)
		add_finding(j, d, &told[i]);
	json_close(j, ']');
}

void json_page_ink(struct json *j, const struct page_ink *ink)
{
	static const char *const name[] = {"cyan", "magenta", "yellow", "black"};

	json_number(j, "total", report_ink(ink), 1);
	for (size_t k = 0; k < COUNT(ink->plate); k++)
		json_number(j, name[k], (double)ink->plate[k] * 100, 1);
	if (ink->spots > 0)
		json_number(j, "spots", (double)ink->spots * 100, 1);
	json_number(j, "left", sp_to_mm(ink->area.x), 1);
	json_number(j, "top", sp_to_mm(ink->area.y), 1);
	json_number(j, "side", sp_to_mm(ink->area.w), 1);
}

void json_ink(struct json *j, const struct report_file *f)
{
	if (!f->nink)
		return;
	json_open(j, "ink", '[');
	for (size_t i = 0; i < f->nink; i++) {
		size_t page = i;
		const size_t part = report_part_of(f, &page);

		json_open(j, NULL, '{');
		if (f->nvolume)
			json_string(j, "file", f->volume[part].name);
		json_uint(j, "page", page + 1);
		json_page_ink(j, &f->ink[i]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

void json_finding(struct json *j, const struct diag *d, const struct finding *f)
{
	json_open(j, NULL, '{');
	add_words_of(j, d, f);
	json_close(j, '}');
}
