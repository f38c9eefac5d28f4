/*
 * Findings: collected while a stage works, printed once in the order of their places.
 *
 * In: code, place, words; diag.def gives the level and what an error stops. Out: lines
 * "path:line:col: level: message [slug]". Findings live in an arena of their own,
 * because trial layouts rewind the book's. A trial may report the same thing twice, and
 * each book reports what all share: equal findings are merged when printed.
 * Only warnings can be silenced: an --allow that names an error is accepted (the slug
 * exists) and changes nothing, for a stopped edition must say why.
 * After mandoc's mandoc_msg: one table, one function, levels known to the table alone.
 */
#include "base/base.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *slug;
	enum level level;
	enum reach reach;
} table[] = {
#define DIAG(code, level, reach, slug) {slug, LEVEL_##level, REACH_##reach},
#include "base/diag.def"
#undef DIAG
};

struct diag {
	struct arena *arena;
	struct map number; /* path -> its place in `path` */
	const char **path;
	size_t npath, cappath;
	struct finding *finding;
	size_t nfinding, capfinding;
	struct map edition; /* every name that findings might have concerned */
	const char *current;
	size_t shared, own; /* findings between the two are other books' */
	bool silenced;	    /* the last finding was not kept: its hint goes too */
	bool allow[DIAG_NCODE], deny[DIAG_NCODE];
};

static void close_arena(void *object)
{
	arena_close(object);
}

struct diag *diag_new(struct arena *a)
{
	struct diag *d = ARENA_NEW(a, struct diag);
	d->arena = arena_new();
	arena_defer(a, close_arena, d->arena);
	d->number = map_new(d->arena);
	d->edition = map_new(d->arena);
	ARENA_PUSH(d->arena, d->path, d->npath, d->cappath) = NULL;
	return d;
}

uint16_t diag_file(struct diag *d, const char *path)
{
	const uint16_t *known = map_find(&d->number, path);
	if (known)
		return *known;
	if (d->npath > UINT16_MAX)
		return 0;
	uint16_t *number = ARENA_NEW(d->arena, uint16_t);
	*number = (uint16_t)d->npath;
	ARENA_PUSH(d->arena, d->path, d->npath, d->cappath) =
	    arena_string(d->arena, path);
	map_set(&d->number, path, number);
	return *number;
}

const char *diag_path(const struct diag *d, uint16_t file)
{
	return file < d->npath ? d->path[file] : NULL;
}

static const char *edition_name(struct diag *d, const char *name)
{
	const char *kept = map_find(&d->edition, name);
	if (kept)
		return kept;
	char *copy = arena_string(d->arena, name);
	map_set(&d->edition, name, copy);
	return copy;
}

const char *diag_edition(struct diag *d, const char *name)
{
	const char *before = d->current;
	d->current = name ? edition_name(d, name) : NULL;
	return before;
}

/* Control characters in an editor's words must not reach the terminal. */
static char *clean(char *text)
{
	for (char *p = text; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7F)
			*p = ' ';
	return text;
}

static char *format_words(struct diag *d, const char *format, va_list list)
{
	assert(format);
	va_list again;
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		die("format a finding:");
	char *text = arena_alloc(d->arena, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, list);
	return clean(text);
}

void diag(struct diag *d, enum diag_code code, struct pos pos, const char *format, ...)
{
	assert(code < DIAG_NCODE);
	d->silenced = d->allow[code];
	if (d->silenced)
		return;
	va_list list;
	va_start(list, format);
	struct finding f = {.code = code,
	    .level = table[code].level,
	    .pos = pos,
	    .message = format_words(d, format, list),
	    .edition = d->current};
	va_end(list);
	ARENA_PUSH(d->arena, d->finding, d->nfinding, d->capfinding) = f;
}

void diag_hint(struct diag *d, const char *format, ...)
{
	if (d->silenced || !d->nfinding)
		return;
	va_list list;
	va_start(list, format);
	d->finding[d->nfinding - 1].hint = format_words(d, format, list);
	va_end(list);
}

void diag_pages(struct diag *d, const char *pages)
{
	if (!d->silenced && d->nfinding)
		d->finding[d->nfinding - 1].pages = arena_string(d->arena, pages);
}

size_t diag_mark(const struct diag *d)
{
	return d->nfinding;
}

void diag_rewind(struct diag *d, size_t mark)
{
	assert(mark <= d->nfinding);
	d->nfinding = mark;
}

/* ---- asking ---- */

static size_t code_of(const char *slug)
{
	size_t code = 0;
	while (code < DIAG_NCODE && strcmp(table[code].slug, slug) != 0)
		code++;
	return code;
}

bool diag_allow(struct diag *d, const char *slug)
{
	size_t code = code_of(slug);
	if (code == DIAG_NCODE ||
	    (table[code].level == LEVEL_ERROR && table[code].reach != REACH_ASKED))
		return false;
	d->allow[code] = true;
	return true;
}

bool diag_deny(struct diag *d, const char *slug)
{
	size_t code = code_of(slug);
	if (code == DIAG_NCODE)
		return false;
	d->deny[code] = true;
	return true;
}

const char *diag_slug(enum diag_code code)
{
	return table[code].slug;
}

const char *level_name(enum level level)
{
	return level == LEVEL_ERROR ? "error" : "warning";
}

void diag_begin_book(struct diag *d, size_t shared)
{
	d->shared = shared;
	d->own = d->nfinding;
}

bool diag_stops(const struct diag *d, enum reach reach)
{
	for (size_t i = 0; i < d->nfinding; i++) {
		if (i >= d->shared && i < d->own)
			continue;
		enum reach r = table[d->finding[i].code].reach;
		r = r == REACH_ASKED ? REACH_ACCESS : r;
		if (r == REACH_NONE || d->finding[i].level != LEVEL_ERROR)
			continue;
		if (r == REACH_ALL || r == reach || reach == REACH_ALL)
			return true;
	}
	return false;
}

bool diag_denied(const struct diag *d)
{
	for (size_t i = 0; i < d->nfinding; i++)
		if (d->deny[d->finding[i].code] && d->finding[i].level == LEVEL_WARNING)
			return true;
	return false;
}

size_t diag_count(const struct diag *d, enum level level)
{
	size_t n = 0;
	for (size_t i = 0; i < d->nfinding; i++)
		n += d->finding[i].level == level;
	return n;
}

/* ---- order ---- */

struct sorted {
	const char *path;
	size_t index; /* as reported: keeps equal places in their order */
	struct finding finding;
};

static int compare_text(const char *a, const char *b)
{
	return !a || !b ? (a != NULL) - (b != NULL) : strcmp(a, b);
}

static int compare_place(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	const struct finding *f = &a->finding, *g = &b->finding;
	int by_path = compare_text(a->path, b->path);
	if (by_path)
		return by_path;
	if (f->pos.line != g->pos.line)
		return f->pos.line < g->pos.line ? -1 : 1;
	if (f->pos.col != g->pos.col)
		return f->pos.col < g->pos.col ? -1 : 1;
	if (f->code != g->code)
		return f->code < g->code ? -1 : 1;
	int by_words = strcmp(f->message, g->message);
	if (by_words)
		return by_words;
	return (a->index > b->index) - (a->index < b->index);
}

const struct finding *diag_list(const struct diag *d, size_t *n)
{
	struct sorted *s = ARENA_ARRAY(d->arena, struct sorted, d->nfinding);
	struct finding *list = ARENA_ARRAY(d->arena, struct finding, d->nfinding);
	for (size_t i = 0; i < d->nfinding; i++)
		s[i] = (struct sorted){
		    diag_path(d, d->finding[i].pos.file), i, d->finding[i]};
	qsort(s, d->nfinding, sizeof *s, compare_place);
	for (size_t i = 0; i < d->nfinding; i++)
		list[i] = s[i].finding;
	*n = d->nfinding;
	return list;
}

/* ---- printing ---- */

static bool same(const struct finding *a, const struct finding *b)
{
	return a->code == b->code && a->pos.file == b->pos.file &&
	       a->pos.line == b->pos.line && a->pos.col == b->pos.col &&
	       strcmp(a->message, b->message) == 0;
}

/* The editions of n equal findings, each once; none where all editions have it. */
static size_t editions_of(
    const struct diag *d, const struct finding *f, size_t n, const char **name)
{
	size_t nname = 0;
	for (size_t i = 0; i < n; i++) {
		size_t j = 0;
		if (!f[i].edition)
			return 0;
		while (j < nname && strcmp(name[j], f[i].edition) != 0)
			j++;
		if (j == nname)
			name[nname++] = f[i].edition;
	}
	return nname == d->edition.n ? 0 : nname;
}

/* A finding that could not name its place is left out where another says the same with
 * its place: a sheet is named in one file and read from another. */
static bool said_elsewhere(const struct finding *f, size_t n, const struct finding *one)
{
	if (one->pos.file)
		return false;
	for (size_t i = 0; i < n; i++)
		if (f[i].pos.file && f[i].code == one->code &&
		    strcmp(f[i].message, one->message) == 0)
			return true;
	return false;
}

const struct told *diag_told(struct diag *d, size_t *n)
{
	size_t nfinding;
	const struct finding *f = diag_list(d, &nfinding);
	struct told *told = ARENA_ARRAY(d->arena, struct told, nfinding);
	const char **edition = ARENA_ARRAY(d->arena, const char *, nfinding);
	*n = 0;
	for (size_t i = 0, equal; i < nfinding; i += equal) {
		for (equal = 1; i + equal < nfinding && same(&f[i], &f[i + equal]);
		     equal++)
			;
		if (said_elsewhere(f, nfinding, &f[i]))
			continue;
		/* As many names as findings at most: each has its own part of the list.
		 */
		told[(*n)++] = (struct told){
		    f[i], edition + i, editions_of(d, f + i, equal, edition + i)};
	}
	return told;
}

static void add_finding(struct buf *b, const struct diag *d, const struct told *told)
{
	const struct finding *f = &told->finding;
	const char *path = diag_path(d, f->pos.file);
	buf_string(b, path ? path : "inpress");
	if (path && f->pos.line) {
		buf_printf(b, ":%u", (unsigned)f->pos.line);
		if (f->pos.col)
			buf_printf(b, ":%u", (unsigned)f->pos.col);
	}
	buf_printf(b, ": %s: %s", level_name(f->level), f->message);
	for (size_t i = 0; i < told->nedition; i++)
		buf_printf(b, "%s%s", i ? ", " : " (in ", told->edition[i]);
	buf_printf(b, "%s [%s]\n", told->nedition ? ")" : "", diag_slug(f->code));
	if (f->hint)
		buf_printf(b, "  hint: %s\n", f->hint);
}

void diag_print(struct diag *d, FILE *out)
{
	size_t n;
	const struct told *told = diag_told(d, &n);
	struct buf b = {0};
	for (size_t i = 0; i < n; i++)
		add_finding(&b, d, &told[i]);
	if (b.len)
		fwrite(b.at, 1, b.len, out);
	buf_release(&b);
}

/* ---- across a pipe ---- */

bool diag_send(const struct diag *d, size_t from, int fd)
{
	struct buf b = {0};
	wire_number(&b, (uint32_t)d->edition.n);
	for (size_t i = 0; i < d->edition.n; i++)
		wire_string(&b, d->edition.entry[i].key);
	for (size_t i = from; i < d->nfinding; i++) {
		const struct finding *f = &d->finding[i];
		wire_number(&b, f->code);
		wire_number(&b, f->pos.line);
		wire_number(&b, f->pos.col);
		wire_string(&b, diag_path(d, f->pos.file));
		wire_string(&b, f->message);
		wire_string(&b, f->hint);
		wire_string(&b, f->edition);
		wire_string(&b, f->pages);
	}
	const bool sent = wire_send(&b, fd);
	buf_release(&b);
	return sent;
}

static void take_finding(struct diag *d, struct message *m)
{
	const uint32_t code = message_number(m), line = message_number(m),
		       col = message_number(m);
	const char *path = message_string(m, d->arena);
	const char *message = message_string(m, d->arena);
	const char *hint = message_string(m, d->arena);
	const char *edition = message_string(m, d->arena);
	const char *pages = message_string(m, d->arena);
	if (m->broken || code >= DIAG_NCODE || !message) {
		m->broken = true;
		return;
	}
	struct pos pos = {line, (uint16_t)col, path ? diag_file(d, path) : 0};
	ARENA_PUSH(d->arena, d->finding, d->nfinding, d->capfinding) =
	    (struct finding){(enum diag_code)code, table[code].level, pos, message, hint,
		edition ? edition_name(d, edition) : NULL, pages};
}

bool diag_receive(struct diag *d, int fd)
{
	struct arena *scratch = arena_new();
	struct message m;
	bool whole = message_receive(&m, scratch, fd);
	const uint32_t nedition = whole ? message_number(&m) : 0;
	for (uint32_t i = 0; i < nedition && !m.broken; i++) {
		const char *name = message_string(&m, scratch);
		if (name)
			edition_name(d, name);
	}
	while (whole && !m.broken && m.at < m.end)
		take_finding(d, &m);
	whole = whole && !m.broken;
	arena_close(scratch);
	return whole;
}
