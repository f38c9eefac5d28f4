/*
 * YAML with places: a tree of scalars, lists and maps from libyaml's events.
 *
 * In: UTF-8 text and the number of its first line. Out: a tree in the arena in which
 * every value and key knows its line and column; NULL when the text cannot be read at
 * all. What an editor never needs and what makes small files large or surprising
 * (anchors, aliases, tags, merge keys, a key twice, a second document) is a finding; the
 * rest of the file is read all the same. Scalars stay text: who reads a key knows what it
 * must be, so a country called "no" is no boolean. Rejected: libyaml's document API,
 * which resolves aliases silently and keeps the last of two equal keys.
 */
#include "base/base.h"

#include <errno.h>
#include <string.h>
#include <yaml.h>

enum { DEPTH_MAX = 64, SIZE_MAX_BYTES = 16 << 20 };

struct reader {
	struct arena *arena;
	struct diag *diag;
	yaml_parser_t parser;
	uint32_t first_line;
	uint16_t file;
	bool broken;
};

static struct pos place(const struct reader *r, yaml_mark_t mark)
{
	size_t col = mark.column + 1;
	return (struct pos){(uint32_t)mark.line + r->first_line,
	    (uint16_t)(col > UINT16_MAX ? UINT16_MAX : col), r->file};
}

static bool next(struct reader *r, yaml_event_t *event)
{
	if (yaml_parser_parse(&r->parser, event))
		return true;
	if (r->parser.error == YAML_MEMORY_ERROR)
		die("allocate memory:");
	const char *problem = r->parser.problem ? r->parser.problem : "it cannot be read";
	diag(r->diag, DIAG_BAD_YAML, place(r, r->parser.problem_mark), "broken YAML: %s",
	    problem);
	if (strstr(problem, "cannot start any token"))
		diag_hint(
		    r->diag, "put a value that begins with such a character in quotes");
	else if (strstr(problem, "mapping values are not allowed"))
		diag_hint(r->diag, "put a value that holds a colon in quotes");
	r->broken = true;
	return false;
}

static void check_properties(
    struct reader *r, struct pos pos, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		diag(r->diag, DIAG_BAD_YAML, pos, "anchor '&%s' is not allowed here",
		    (const char *)anchor);
	if (tag)
		diag(r->diag, DIAG_BAD_YAML, pos, "tag '%s' is not allowed here",
		    (const char *)tag);
}

static struct yaml *scalar(struct reader *r, const yaml_event_t *e)
{
	struct yaml *y = ARENA_NEW(r->arena, struct yaml);
	y->kind = YAML_SCALAR;
	y->pos = place(r, e->start_mark);
	check_properties(r, y->pos, e->data.scalar.anchor, e->data.scalar.tag);
	const char *text = (const char *)e->data.scalar.value;
	size_t len = e->data.scalar.length;
	if (memchr(text, '\0', len))
		diag(r->diag, DIAG_BAD_YAML, y->pos,
		    "a value may not hold the character NUL");
	y->text = arena_copy(r->arena, text, len);
	return y;
}

static struct yaml *value(struct reader *r, yaml_event_t *event, int depth);

static struct yaml *list(struct reader *r, int depth)
{
	struct yaml *y = ARENA_NEW(r->arena, struct yaml);
	size_t cap = 0;
	yaml_event_t e;
	y->kind = YAML_LIST;
	while (next(r, &e)) {
		if (e.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&e);
			break;
		}
		struct pos pos = place(r, e.start_mark);
		struct yaml *item = value(r, &e, depth);
		if (!item)
			return NULL;
		ARENA_PUSH(r->arena, y->entry, y->n, cap) =
		    (struct yaml_entry){NULL, pos, item};
	}
	return r->broken ? NULL : y;
}

/* A key that can be kept: a scalar, not "<<". Others have been reported. */
static const char *good_key(struct reader *r, const struct yaml *key)
{
	if (key->kind != YAML_SCALAR) {
		diag(r->diag, DIAG_BAD_YAML, key->pos, "a key must be a word, not a %s",
		    key->kind == YAML_LIST ? "list" : "map");
		return NULL;
	}
	if (strcmp(key->text, "<<") == 0) {
		diag(r->diag, DIAG_BAD_YAML, key->pos,
		    "merge key '<<' is not allowed here");
		return NULL;
	}
	return key->text;
}

static struct yaml *map(struct reader *r, int depth)
{
	struct yaml *y = ARENA_NEW(r->arena, struct yaml);
	struct map seen = map_new(r->arena);
	size_t cap = 0;
	yaml_event_t e;
	y->kind = YAML_MAP;
	while (next(r, &e)) {
		if (e.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&e);
			break;
		}
		struct yaml *key = value(r, &e, depth);
		if (!key || !next(r, &e))
			return NULL;
		struct yaml *v = value(r, &e, depth);
		if (!v)
			return NULL;
		const char *name = good_key(r, key);
		if (!name)
			continue;
		const struct yaml *first = map_set(&seen, name, key);
		if (first) {
			diag(r->diag, DIAG_BAD_YAML, key->pos,
			    "key '%s' stands here twice; the one in line %u is used",
			    name, (unsigned)first->pos.line);
			continue;
		}
		ARENA_PUSH(r->arena, y->entry, y->n, cap) =
		    (struct yaml_entry){name, key->pos, v};
	}
	return r->broken ? NULL : y;
}

static struct yaml *collection(struct reader *r, const yaml_event_t *e, int depth)
{
	struct pos pos = place(r, e->start_mark);
	if (depth >= DEPTH_MAX) {
		diag(r->diag, DIAG_BAD_YAML, pos, "nested more than %d deep", DEPTH_MAX);
		r->broken = true;
		return NULL;
	}
	bool is_map = e->type == YAML_MAPPING_START_EVENT;
	check_properties(r, pos,
	    is_map ? e->data.mapping_start.anchor : e->data.sequence_start.anchor,
	    is_map ? e->data.mapping_start.tag : e->data.sequence_start.tag);
	bool braces = is_map && e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
	struct yaml *y = is_map ? map(r, depth + 1) : list(r, depth + 1);
	if (y) {
		y->pos = pos;
		y->braces = braces;
	}
	return y;
}

/* Reads the value that `event` begins, and deletes the event. */
static struct yaml *value(struct reader *r, yaml_event_t *event, int depth)
{
	struct yaml *y = NULL;
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		y = scalar(r, event);
		break;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		y = collection(r, event, depth);
		break;
	case YAML_ALIAS_EVENT:
		y = ARENA_NEW(r->arena, struct yaml);
		*y = (struct yaml){.pos = place(r, event->start_mark), .text = ""};
		diag(r->diag, DIAG_BAD_YAML, y->pos, "alias '*%s' is not allowed here",
		    (const char *)event->data.alias.anchor);
		break;
	default:
		diag(r->diag, DIAG_BAD_YAML, place(r, event->start_mark), "broken YAML");
		r->broken = true;
	}
	yaml_event_delete(event);
	return y;
}

/* The first document; an empty text is an empty map. */
static struct yaml *document(struct reader *r)
{
	struct yaml *y = NULL;
	yaml_event_t e;
	while (next(r, &e)) {
		struct pos pos = place(r, e.start_mark);
		switch (e.type) {
		case YAML_STREAM_START_EVENT:
		case YAML_DOCUMENT_END_EVENT:
			yaml_event_delete(&e);
			break;
		case YAML_DOCUMENT_START_EVENT:
			yaml_event_delete(&e);
			if (!y)
				break;
			diag(
			    r->diag, DIAG_BAD_YAML, pos, "a second document begins here");
			return y;
		case YAML_STREAM_END_EVENT:
			yaml_event_delete(&e);
			if (y)
				return y;
			y = ARENA_NEW(r->arena, struct yaml);
			*y = (struct yaml){
			    .kind = YAML_MAP, .pos = {r->first_line, 1, r->file}};
			return y;
		default:
			y = value(r, &e, 0);
			if (!y)
				return NULL;
		}
	}
	return NULL;
}

/* The place of an offset: lines from first_line, columns in characters. */
static struct pos place_of(const struct reader *r, const char *text, size_t offset)
{
	struct pos pos = {r->first_line, 1, r->file};
	size_t start = 0;
	for (size_t i = 0; i < offset; i++)
		if (text[i] == '\n') {
			pos.line++;
			start = i + 1;
		}
	size_t col = utf8_count(text + start, offset - start) + 1;
	pos.col = (uint16_t)(col > UINT16_MAX ? UINT16_MAX : col);
	return pos;
}

struct yaml *yaml_read(struct arena *a, struct diag *d, uint16_t file, const char *text,
    size_t len, uint32_t first_line)
{
	struct reader r = {.arena = a, .diag = d, .file = file, .first_line = first_line};
	if (len > SIZE_MAX_BYTES) {
		diag(d, DIAG_BAD_YAML, (struct pos){first_line, 1, file},
		    "larger than %d MiB", SIZE_MAX_BYTES >> 20);
		return NULL;
	}
	size_t good = utf8_check(text, len);
	if (good < len) {
		diag(d, DIAG_BAD_UTF8, place_of(&r, text, good),
		    "byte 0x%02X is not UTF-8", (unsigned char)text[good]);
		return NULL;
	}
	if (!yaml_parser_initialize(&r.parser))
		die("allocate memory:");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text, len);
	struct yaml *y = document(&r);
	yaml_parser_delete(&r.parser);
	return r.broken ? NULL : y;
}

struct yaml *yaml_file(struct arena *a, struct diag *d, struct pos from, const char *path)
{
	size_t len;
	char *text = file_read(a, path, &len);
	if (!text) {
		if (errno == ENOENT || errno == ENOTDIR)
			diag(d, DIAG_MISSING_FILE, from, "file '%s' is not there", path);
		else
			diag(d, DIAG_UNREADABLE_FILE, from,
			    "file '%s' cannot be read: %s", path, file_why(errno));
		return NULL;
	}
	/* Some editors put a byte order mark first; libyaml, told UTF-8, trips over it.
	 */
	if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		text += 3, len -= 3;
	return yaml_read(a, d, diag_file(d, path), text, len, 1);
}

/* ---- asking the tree ---- */

static const struct yaml_entry *entry_of(const struct yaml *map, const char *key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (size_t i = 0; i < map->n; i++)
		if (strcmp(map->entry[i].key, key) == 0)
			return &map->entry[i];
	return NULL;
}

const struct yaml *yaml_find(const struct yaml *map, const char *key)
{
	const struct yaml_entry *e = entry_of(map, key);
	return e ? e->value : NULL;
}

const char *yaml_string(struct diag *d, const struct yaml *map, const char *key)
{
	const struct yaml *v = yaml_find(map, key);
	if (!v)
		return NULL;
	if (v->kind == YAML_SCALAR)
		return v->text;
	diag(d, DIAG_BAD_VALUE, v->pos, "'%s' must be words, not a %s", key,
	    v->kind == YAML_LIST ? "list" : "map");
	return NULL;
}

long yaml_int(struct diag *d, const struct yaml *map, const char *key, long fallback)
{
	const struct yaml *v = yaml_find(map, key);
	const char *text = yaml_string(d, map, key);
	if (!text)
		return fallback;
	const char *p = text + (text[0] == '-');
	long n = 0;
	size_t digits = strspn(p, "0123456789");
	if (digits == 0 || digits > 9 || p[digits]) {
		diag(d, DIAG_BAD_VALUE, v->pos, "'%s' must be a whole number, not '%s'",
		    key, text);
		return fallback;
	}
	for (; *p; p++)
		n = n * 10 + (*p - '0');
	return text[0] == '-' ? -n : n;
}

bool yaml_bool(struct diag *d, const struct yaml *map, const char *key, bool fallback)
{
	const struct yaml *v = yaml_find(map, key);
	const char *text = yaml_string(d, map, key);
	if (!text)
		return fallback;
	if (strcmp(text, "yes") == 0 || strcmp(text, "true") == 0)
		return true;
	if (strcmp(text, "no") == 0 || strcmp(text, "false") == 0)
		return false;
	diag(d, DIAG_BAD_VALUE, v->pos, "'%s' must be yes or no, not '%s'", key, text);
	return fallback;
}

/* So that a page's lengths can be added up: more than any sheet of paper. */
enum { LONGEST = 5000 }; /* pt */

sp yaml_length(struct diag *d, const struct yaml *map, const char *key, sp fallback)
{
	const struct yaml *v = yaml_find(map, key);
	const char *text = yaml_string(d, map, key);
	sp length;
	if (!text)
		return fallback;
	if (length_parse(text, &length) && length <= PT(LONGEST) &&
	    length >= -PT(LONGEST))
		return length;
	diag(d, DIAG_BAD_VALUE, v->pos,
	    "'%s' must be a length such as 12pt or 3mm, at most %dpt, not '%s'", key,
	    LONGEST, text);
	return fallback;
}

void yaml_check_keys(
    struct diag *d, const struct yaml *map, const char *const *allowed, const char *what)
{
	if (!map || map->kind != YAML_MAP)
		return;
	for (size_t i = 0; i < map->n; i++) {
		const struct yaml_entry *e = &map->entry[i];
		const char *const *word = allowed;
		while (*word && strcmp(*word, e->key) != 0)
			word++;
		if (*word)
			continue;
		diag(d, DIAG_UNKNOWN_KEY, e->pos, "unknown key '%s' in this %s", e->key,
		    what);
		const char *near = closest(e->key, allowed);
		if (near)
			diag_hint(d, "did you mean '%s'?", near);
		else if (map->braces && e->value->kind == YAML_SCALAR && !*e->value->text)
			diag_hint(d, "put words that hold a comma in quotes");
	}
}
