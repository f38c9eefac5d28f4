/*
 * A text file as lines of clean UTF-8, and places in it.
 *
 * In: a path. Out: lines without their ends (LF, CRLF or CR); what is not UTF-8 or cannot
 * be set (control characters) is replaced, character for character, so that columns stay
 * true, and reported once a line. Columns count characters: an editor's program does.
 */
#include "issue/reader.h"

#include <errno.h>
#include <string.h>

enum { SIZE_LIMIT = 16 << 20 };

#define BOM "\xEF\xBB\xBF"

static bool is_control(unsigned char c)
{
	return (c < 0x20 && c != '\t') || c == 0x7F;
}

static bool line_is_clean(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (is_control((unsigned char)text[i]))
			return false;
	return utf8_check(text, len) == len;
}

/* The line with each bad byte as U+FFFD and each control character as a space. */
static struct line line_clean(
    struct arena *a, struct diag *d, struct line l, struct pos pos)
{
	char *out = arena_alloc(a, 3 * (size_t)l.len + 1);
	const char *p = l.text, *end = l.text + l.len;
	size_t n = 0, count = 0;
	bool reported = false;
	for (; p < end; count++) {
		size_t len;
		uint32_t c = utf8_decode(p, end, &len);
		bool control = c != UTF8_BAD && is_control((unsigned char)*p);
		if (!reported && (c == UTF8_BAD || control)) {
			diag(d, DIAG_BAD_UTF8, pos_right(pos, count),
			    control ? "a control character (%02X) cannot be set, a space "
				      "is put for it"
				    : "byte %02X is not UTF-8 text, a mark is put for it",
			    (unsigned)(unsigned char)*p);
			if (!control)
				diag_hint(
				    d, "save the file again with the encoding UTF-8");
			reported = true;
		}
		if (c == UTF8_BAD)
			memcpy(out + n, "\xEF\xBF\xBD", 3), n += 3;
		else if (control)
			out[n++] = ' ';
		else
			memcpy(out + n, p, len), n += len;
		p += len;
	}
	return (struct line){out, (uint32_t)n};
}

static void source_cut(
    struct arena *a, struct diag *d, struct source *s, const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	while (p < end) {
		const char *stop = p;
		while (stop < end && *stop != '\n' && *stop != '\r')
			stop++;
		struct line l = {p, (uint32_t)(stop - p)};
		struct pos pos = {(uint32_t)s->nline + 1, 1, s->file};
		if (!line_is_clean(l.text, l.len))
			l = line_clean(a, d, l, pos);
		ARENA_PUSH(a, s->line, s->nline, s->capline) = l;
		p = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n') +
		    (stop < end);
	}
}

static bool is_utf16(const char *text, size_t len)
{
	return len >= 2 &&
	       (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

static void report_unread(struct diag *d, struct pos from, const char *path)
{
	if (errno == ENOENT)
		diag(d, DIAG_MISSING_FILE, from, "there is no file '%s'", path);
	else if (errno == EISDIR)
		diag(d, DIAG_UNREADABLE_FILE, from, "'%s' is a folder, not a file", path);
	else
		diag(d, DIAG_UNREADABLE_FILE, from, "'%s' cannot be read: %s", path,
		    file_why(errno));
}

struct source *source_read(
    struct arena *a, struct diag *d, struct pos from, const char *path)
{
	size_t len;
	char *text = file_read(a, path, &len);
	if (!text) {
		report_unread(d, from, path);
		return NULL;
	}
	struct source *s = ARENA_NEW(a, struct source);
	s->path = path;
	s->file = diag_file(d, path);
	struct pos start = {1, 1, s->file};
	if (len > SIZE_LIMIT) {
		diag(d, DIAG_UNREADABLE_FILE, start,
		    "'%s' is too large for text (over 16 MB)", path);
		return NULL;
	}
	if (is_utf16(text, len)) {
		diag(d, DIAG_BAD_UTF8, start,
		    "the file is UTF-16, so nothing in it was read");
		diag_hint(d, "save the file again with the encoding UTF-8");
		return NULL;
	}
	if (len >= 3 && memcmp(text, BOM, 3) == 0)
		text += 3, len -= 3;
	source_cut(a, d, s, text, len);
	return s;
}

struct pos pos_right(struct pos p, size_t ncharacter)
{
	size_t col = p.col + ncharacter;
	p.col = (uint16_t)(col > UINT16_MAX ? UINT16_MAX : col);
	return p;
}

struct pos source_pos(struct source *s, size_t line, size_t byte)
{
	struct pos pos = {(uint32_t)line + 1, 1, s->file};
	if (line >= s->nline)
		return pos;
	if (byte > s->line[line].len)
		byte = s->line[line].len;
	if (s->last.line != line || s->last.byte > byte) {
		s->last.line = line;
		s->last.byte = s->last.count = 0;
	}
	s->last.count +=
	    utf8_count(s->line[line].text + s->last.byte, byte - s->last.byte);
	s->last.byte = byte;
	return pos_right(pos, s->last.count);
}

bool line_is_blank(struct line l)
{
	for (uint32_t i = 0; i < l.len; i++)
		if (l.text[i] != ' ' && l.text[i] != '\t')
			return false;
	return true;
}

size_t line_indent(struct line l)
{
	size_t n = 0;
	for (uint32_t i = 0; i < l.len; i++) {
		if (l.text[i] == '\t')
			n += 4 - n % 4;
		else if (l.text[i] == ' ')
			n++;
		else
			break;
	}
	return n;
}
