/*
 * The ::: blocks, split off before CommonMark sees the text.
 *
 * In: the lines of a piece after its front matter. Out: a tree of blocks and of runs of
 * Markdown between them. A fence ends whatever Markdown stands before it, so it needs no
 * blank line after a list, table or paragraph; fences in ``` code and in HTML comments
 * are not ours. Footnote definitions and link definitions are taken out of the runs and
 * kept with the reader: a run is parsed alone, but they serve the whole piece.
 *
 * A ::: alone closes the innermost block. A block that cannot stand in the open one means
 * almost always that the open one was not closed: it is closed there, and said so.
 * Rejected: Pandoc's rule, where the number of colons pairs fences: an editor would
 * count.
 */
#include "issue/reader.h"

#include <string.h>

static const struct fence_kind kinds[] = {
    {"pullquote", NODE_PULLQUOTE, HOLDS_SMALL, HOLDS_NOTHING, {"attribution"}},
    {"sidebar", NODE_SIDEBAR, HOLDS_BOXES, HOLDS_SMALL | HOLDS_VOICES | HOLDS_GROUPS,
	{"title"}},
    {"figure", NODE_FIGURE, HOLDS_SMALL, HOLDS_NOTHING,
	{"file", "alt", "decorative", "credit", "focus", "outline"}},
    {"verse", NODE_VERSE, HOLDS_SMALL, HOLDS_NOTHING, {NULL}},
    {"question", NODE_QUESTION, HOLDS_VOICES, HOLDS_SMALL | HOLDS_GROUPS, {"speaker"}},
    {"answer", NODE_ANSWER, HOLDS_VOICES, HOLDS_SMALL | HOLDS_GROUPS, {"speaker"}},
    {"quote", NODE_BLOCKQUOTE, HOLDS_SMALL, HOLDS_NOTHING, {"attribution"}},
    {"table", NODE_TABLE, HOLDS_SMALL, HOLDS_NOTHING, {"caption", "row-heads"}},
    {"group", NODE_GROUP, HOLDS_GROUPS, HOLDS_ALL, {NULL}},
    {"note", NODE_GROUP, HOLDS_GROUPS, HOLDS_SMALL, {NULL}},
    {"timeline", NODE_TIMELINE, HOLDS_SMALL, HOLDS_NOTHING, {NULL}},
    {"comic", NODE_COMIC, HOLDS_GROUPS, HOLDS_SMALL | HOLDS_VOICES, {NULL}},
    {"text-form", NODE_TEXT_FORM, HOLDS_VOICES, HOLDS_SMALL, {NULL}},
    {"quotes", NODE_QUOTES, HOLDS_GROUPS, HOLDS_SMALL, {NULL}},
    {"form", NODE_FORM, HOLDS_GROUPS, HOLDS_SMALL, {NULL}},
    {"contents", NODE_CONTENTS, HOLDS_SMALL, HOLDS_NOTHING, {NULL}},
};

struct split {
	struct reader *r;
	struct block *root, *open;
	size_t depth,
	    ntoo_deep; /* blocks that are open; blocks inside that were not opened */
	size_t
	    nforced; /* blocks closed for the editor: as many ::: to come mean nothing */
	size_t run;  /* first line of the run of Markdown that is being gathered */
	char code;   /* '`' or '~' in a code block, '!' in a comment, else 0 */
	size_t ncode, code_from;
};

static const struct fence_kind *find_kind(const char *name, size_t len)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strlen(kinds[i].name) == len && memcmp(kinds[i].name, name, len) == 0)
			return &kinds[i];
	return NULL;
}

static struct block *block_add(struct reader *r, struct block *parent)
{
	struct block *b = ARENA_NEW(r->arena, struct block);
	b->parent = parent;
	if (!parent)
		return b;
	if (parent->last)
		parent->last->next = b;
	else
		parent->first = b;
	parent->last = b;
	return b;
}

static void run_end(struct split *s, size_t line)
{
	if (s->run < line) {
		struct block *b = block_add(s->r, s->open);
		b->from = s->run;
		b->to = line;
		b->pos = source_pos(s->r->source, s->run, 0);
	}
	s->run = line + 1;
}

/* ---- what a line is ------------------------------------------------------ */

static size_t count(struct line l, size_t at, char c)
{
	size_t n = 0;
	while (at + n < l.len && l.text[at + n] == c)
		n++;
	return n;
}

static size_t head_spaces(struct line l)
{
	return count(l, 0, ' ');
}

/* Enters or leaves a code block or comment. True: the line belongs to one. */
static bool code_line(struct split *s, struct line l, size_t number)
{
	size_t at = head_spaces(l);
	if (s->code == '!') {
		if (strstr(arena_copy(s->r->arena, l.text, l.len), "-->"))
			s->code = 0;
		return true;
	}
	if (s->code) {
		size_t n = count(l, at, s->code);
		struct line rest = {l.text + at + n, (uint32_t)(l.len - at - n)};
		if (n >= s->ncode && line_is_blank(rest))
			s->code = 0;
		return true;
	}
	s->code_from = number;
	if (at <= 3 && l.len - at >= 4 && memcmp(l.text + at, "<!--", 4) == 0) {
		if (!strstr(arena_copy(s->r->arena, l.text + at, l.len - at), "-->"))
			s->code = '!';
		return true;
	}
	for (const char *c = "`~"; *c; c++) {
		size_t n = count(l, at, *c);
		if (n < 3 || (*c == '`' && memchr(l.text + at + n, '`', l.len - at - n)))
			continue;
		s->code = *c;
		s->ncode = n;
		return true;
	}
	return false;
}

/* The name in `[^name]:` or `[name]:` at the line's head, and where the rest begins. */
static const char *definition(struct arena *a, struct line l, bool note, size_t *rest)
{
	size_t at = head_spaces(l), start = at + 1 + note;
	if (at > 3 || start >= l.len || l.text[at] != '[' ||
	    (l.text[at + 1] == '^') != note)
		return NULL;
	const char *stop = memchr(l.text + start, ']', l.len - start);
	size_t len = stop ? (size_t)(stop - l.text) - start : 0;
	if (!len || start + len + 1 >= l.len || stop[1] != ':' ||
	    memchr(l.text + start, '[', len))
		return NULL;
	*rest = start + len + 2;
	return arena_copy(a, l.text + start, len);
}

/* `url`, `<url>` or either and a "title": what may follow `[name]:`. */
static bool is_target(struct line l, size_t at)
{
	while (at < l.len && (l.text[at] == ' ' || l.text[at] == '\t'))
		at++;
	size_t start = at;
	while (at < l.len && l.text[at] != ' ' && l.text[at] != '\t')
		at++;
	if (at == start)
		return false;
	struct line rest = {l.text + at, (uint32_t)(l.len - at)};
	size_t skip = line_indent(rest), end = rest.len;
	while (end && (rest.text[end - 1] == ' ' || rest.text[end - 1] == '\t'))
		end--;
	if (line_is_blank(rest) || skip >= end)
		return true;
	char open = rest.text[skip], close = rest.text[end - 1];
	return end - skip >= 2 &&
	       (open == '(' ? close == ')'
			    : (open == '"' || open == '\'') && close == open);
}

/* ---- notes and links ----------------------------------------------------- */

/* First line after the note that begins at `line`: its paragraph goes on until a blank
 * line; after one, lines with four spaces or a tab before them belong to it too. */
static size_t note_end(struct split *s, size_t line)
{
	struct source *src = s->r->source;
	size_t unused, end = line + 1;
	bool blank = false;
	for (size_t i = line + 1; i < src->nline; i++) {
		struct line l = src->line[i];
		if (line_is_blank(l)) {
			blank = true;
			continue;
		}
		bool starts = count(l, head_spaces(l), ':') >= 3 ||
			      definition(s->r->arena, l, true, &unused);
		if (line_indent(l) < 4 && (blank || starts))
			break;
		blank = false;
		end = i + 1;
	}
	return end;
}

static size_t note_read(struct split *s, size_t line, const char *label, size_t rest)
{
	struct reader *r = s->r;
	struct note *n = ARENA_NEW(r->arena, struct note);
	n->label = label;
	n->pos = source_pos(r->source, line, head_spaces(r->source->line[line]));
	n->from = line;
	n->to = note_end(s, line);
	n->start = rest;
	for (size_t i = n->from; i < n->to; i++)
		r->apart[i] = true;
	const struct note *first = map_find(&r->notes, label);
	if (first) {
		diag(r->diag, DIAG_DUPLICATE, n->pos,
		    "note '%s' stands here twice, the one in line %u is used", label,
		    (unsigned)first->pos.line);
		diag_hint(r->diag, "give each note a label of its own");
	} else {
		map_set(&r->notes, label, n);
	}
	return n->to;
}

static void link_read(struct reader *r, size_t line)
{
	struct line l = r->source->line[line];
	r->apart[line] = true;
	buf_add(&r->links, l.text, l.len);
	buf_char(&r->links, '\n');
}

/* ---- blocks -------------------------------------------------------------- */

static void block_close(struct split *s, size_t line)
{
	run_end(s, line);
	s->open = s->open->parent;
	s->depth--;
}

static const char *kind_near(struct arena *a, const char *name)
{
	const char **names = ARENA_ARRAY(a, const char *, COUNT(kinds) + 1);
	for (size_t i = 0; i < COUNT(kinds); i++)
		names[i] = kinds[i].name;
	return closest(name, names);
}

static const struct fence_kind *kind_read(
    struct reader *r, struct pos pos, const char *name, size_t len)
{
	const struct fence_kind *kind = find_kind(name, len);
	if (kind)
		return kind;
	const char *word = arena_copy(r->arena, name, len),
		   *near = kind_near(r->arena, word);
	diag(r->diag, DIAG_UNKNOWN_BLOCK, pos,
	    "there is no block '%s', it was set without a box", word);
	if (near)
		diag_hint(r->diag, "did you mean '%s'?", near);
	else
		diag_hint(r->diag,
		    "blocks are: pullquote, sidebar, figure, verse, question, "
		    "answer, quote, quotes, table, timeline, comic, text-form, form, "
		    "group, note, contents");
	return find_kind("group", 5);
}

static void keys_check(struct reader *r, const struct block *b)
{
	static const char *const common[] = {"lang", "consent"};
	const char *allowed[COUNT(b->kind->keys) + COUNT(common) + 1] = {
	    common[0], common[1]};
	size_t n = COUNT(common);
	for (size_t i = 0; i < COUNT(b->kind->keys) && b->kind->keys[i]; i++)
		allowed[n++] = b->kind->keys[i];
	for (size_t i = 0; i < b->attributes.n; i++) {
		const struct attribute *at = &b->attributes.at[i];
		size_t k = 0;
		while (k < n && strcmp(allowed[k], at->key) != 0)
			k++;
		if (k < n)
			continue;
		diag(r->diag, DIAG_UNKNOWN_KEY, at->pos,
		    "a %s has no '%s', it was passed over", b->kind->name, at->key);
		const char *near = closest(at->key, allowed);
		if (near)
			diag_hint(r->diag, "did you mean '%s'?", near);
		else
			diag_hint(
			    r->diag, "words that belong together stand in \"quotes\"");
	}
}

/* Closes what cannot hold a block of this kind, or says that the block is out of place.
 */
static void make_room(
    struct split *s, const struct fence_kind *kind, size_t line, struct pos pos)
{
	struct block *fit = s->open;
	while (fit && fit->kind && !(fit->kind->holds & kind->is))
		fit = fit->parent;
	while (s->open != fit) {
		diag(s->r->diag, DIAG_UNCLOSED_BLOCK, s->open->pos,
		    "this %s is not closed before the %s in line %u, it was closed there",
		    s->open->kind->name, kind->name, (unsigned)pos.line);
		diag_hint(s->r->diag, "close it with a line ':::'; a %s cannot hold a %s",
		    s->open->kind->name, kind->name);
		s->nforced++;
		block_close(s, line);
	}
}

static void block_open(struct split *s, size_t line, size_t at)
{
	struct reader *r = s->r;
	struct line l = r->source->line[line];
	size_t end = l.len, start = at;
	while (end > at && (l.text[end - 1] == ' ' || l.text[end - 1] == '\t' ||
			       l.text[end - 1] == ':'))
		end--;
	while (at < end && !strchr(" \t{", l.text[at]))
		at++;
	struct pos pos = source_pos(r->source, line, start);
	const struct fence_kind *kind = kind_read(r, pos, l.text + start, at - start);
	pos = source_pos(r->source, line, head_spaces(l));
	run_end(s, line);
	make_room(s, kind, line, pos);
	s->run = line + 1;
	struct block *b = block_add(r, s->open);
	b->kind = kind;
	b->pos = pos;
	b->attributes = attributes_read(
	    r->arena, l.text + at, end - at, source_pos(r->source, line, at));
	if (find_kind(l.text + start, at - start))
		keys_check(r, b);
	s->depth++;
	s->open = b;
}

static void fence_line(struct split *s, size_t line)
{
	struct reader *r = s->r;
	struct line l = r->source->line[line];
	size_t at = head_spaces(l);
	at += count(l, at, ':');
	while (at < l.len && (l.text[at] == ' ' || l.text[at] == '\t'))
		at++;
	if (at < l.len && s->depth < FENCE_DEPTH_MAX) {
		block_open(s, line, at);
	} else if (at < l.len) {
		run_end(s, line);
		if (!s->ntoo_deep++)
			diag(r->diag, DIAG_MISPLACED_BLOCK,
			    source_pos(r->source, line, head_spaces(l)),
			    "blocks stand in one another more than %d deep, this one was "
			    "set "
			    "without a box",
			    FENCE_DEPTH_MAX);
	} else if (s->ntoo_deep) {
		run_end(s, line);
		s->ntoo_deep--;
	} else if (s->open->kind) {
		block_close(s, line);
	} else if (s->nforced) {
		run_end(s, line);
		s->nforced--;
	} else {
		run_end(s, line);
		diag(r->diag, DIAG_STRAY_FENCE,
		    source_pos(r->source, line, head_spaces(l)),
		    "':::' closes nothing here, it was passed over");
		diag_hint(r->diag, "a block begins with its name, as in '::: sidebar'");
	}
}

static void split_end(struct split *s)
{
	struct reader *r = s->r;
	if (s->code == '!' || s->code)
		diag(r->diag, DIAG_UNCLOSED_BLOCK, source_pos(r->source, s->code_from, 0),
		    s->code == '!'
			? "this comment is not closed, all after it is left out"
			: "this code is not closed, all after it is set as code");
	while (s->open->kind) {
		diag(r->diag, DIAG_UNCLOSED_BLOCK, s->open->pos,
		    "this %s is not closed, it was closed at the end of the piece",
		    s->open->kind->name);
		diag_hint(r->diag, "close it with a line ':::'");
		block_close(s, r->source->nline);
	}
	run_end(s, r->source->nline);
}

struct block *fence_split(struct reader *r, size_t from)
{
	struct split s = {.r = r, .run = from};
	size_t rest;
	s.root = s.open = block_add(r, NULL);
	r->apart = ARENA_ARRAY(r->arena, bool, r->source->nline + 1);
	for (size_t i = from; i < r->source->nline; i++) {
		struct line l = r->source->line[i];
		size_t at = head_spaces(l);
		const char *label;
		if (code_line(&s, l, i))
			continue;
		if (at <= 3 && count(l, at, ':') >= 3)
			fence_line(&s, i);
		else if ((label = definition(r->arena, l, true, &rest)) != NULL)
			i = note_read(&s, i, label, rest) - 1;
		else if (definition(r->arena, l, false, &rest) && is_target(l, rest))
			link_read(r, i);
	}
	split_end(&s);
	return s.root;
}
