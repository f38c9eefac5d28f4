/*
 * The order of reading, proved on every build.
 *
 * In: a finished book, and the issue as it was read. Out: a finding for each piece whose
 * words by the order of the tags are not the words that were written, in their order,
 * each once: lost, told twice, told elsewhere. Written and heard are found on ways that
 * have nothing in common but the tree of tags: the source's tree on one, the marks of the
 * finished pages on the other; galleys, columns and pages lie between. What this book's
 * rules add (kinds[] below, hearing.c) and leave out (written.c) is known by a list, so
 * that a rule that goes wrong is found too.
 *
 * The words are compared as one string a piece: it takes a millisecond for an issue.
 * Only where they differ is it asked what the difference is.
 */
#include <string.h>

#include "makeup/reading.h"

struct proof {
	const struct makeup *m;
	struct hearing hearing;
	bool *spoken;
	uint8_t *added;
	struct amendments *amended;
};

/* ---- what nobody wrote --------------------------------------------------------- */

/* Blocks that edit.c adds: entries of the contents, marks of print's pages, the head over
 * the notes, fields of a record, the word before a picture's description. */
static const struct {
	enum node_kind kind;
	enum amend rule;
} kinds[] = {
    {NODE_CROSSHEAD, AMEND_NOTES_HEAD},
    {NODE_PARAGRAPH, AMEND_INSTEAD},
    {NODE_CONTENTS_ENTRY, AMEND_CONTENTS},
    {NODE_PAGE_REF, AMEND_REFERENCE},
    {NODE_PRINT_MARK, AMEND_PRINT_MARK},
    {NODE_STRONG, AMEND_LABEL},
    {NODE_FIELD, AMEND_RECORD},
};

static void mark_added(struct proof *r, const struct set_piece *p,
    const struct piece *source, const struct node *n)
{
	const bool added = n->id >= source->nnode && n->generated;
	const struct tag *tag = added ? p->tag[n->id] : NULL;
	for (size_t i = 0; tag && i < COUNT(kinds); i++)
		if (kinds[i].kind == n->kind)
			r->added[tag->order] = kinds[i].rule;
	for (const struct node *k = n->first; k; k = k->next)
		mark_added(r, p, source, k);
}

/* ---- where they differ --------------------------------------------------------- */

/* Some words from `at` on. */
static const char *some(struct arena *a, const struct words *w, size_t at, int n)
{
	size_t end = at;
	while (end < w->text.len && (w->text.at[end] != ' ' || --n > 0))
		end++;
	return arena_copy(a, w->text.at ? w->text.at + at : "", end - at);
}

static bool occurs(const struct words *w, size_t from, size_t to, const char *some)
{
	if (!*some || !w->text.at || from > to)
		return false;
	const char *found = strstr(w->text.at + from, some);
	return found && found < w->text.at + to;
}

static const struct node *node_at(const struct words *w, size_t at)
{
	const struct node *n = w->nfrom ? w->from[0].node : NULL;
	for (size_t i = 0; i < w->nfrom && w->from[i].at <= at; i++)
		n = w->from[i].node;
	return n;
}

/* The first word that is not the same in both. */
static size_t first_difference(const struct words *a, const struct words *b)
{
	size_t i = 0;
	const size_t least = a->text.len < b->text.len ? a->text.len : b->text.len;
	while (i < least && a->text.at[i] == b->text.at[i])
		i++;
	const bool ends = (i == a->text.len || a->text.at[i] == ' ') &&
			  (i == b->text.len || b->text.at[i] == ' ');
	if (ends && i)
		return i < least ? i + 1 : i + (i < a->text.len || i < b->text.len);
	while (i && a->text.at[i - 1] != ' ')
		i--;
	return i;
}

static void report(
    const struct proof *r, const struct words *written, const struct words *heard)
{
	enum { FEW = 4 };
	struct arena *a = r->m->arena;
	struct diag *d = r->m->diag;
	const size_t at = first_difference(written, heard);
	const size_t wlen = written->text.len, hlen = heard->text.len;
	const char *next = at < wlen ? some(a, written, at, FEW) : "";
	const char *said = at < hlen ? some(a, heard, at, FEW) : "";
	const struct node *n = node_at(written, at);
	const struct pos pos = n ? n->pos : (struct pos){0};
	const bool next_later = occurs(heard, at, hlen, next);
	const bool said_later = occurs(written, at, wlen, said);
	if (*next && !next_later)
		diag(d, DIAG_READING_ORDER, pos,
		    "from '%s' on, words that are written here are not read aloud", next);
	else if (*next && said_later)
		diag(d, DIAG_READING_ORDER, pos,
		    "'%s' is read aloud before '%s', which is written before it", said,
		    next);
	else if (occurs(written, 0, at, said))
		diag(d, DIAG_READING_ORDER, pos, "'%s' is read aloud a second time%s%s%s",
		    said, *next ? ", before '" : ", at the end", next, *next ? "'" : "");
	else
		diag(d, DIAG_READING_ORDER, pos,
		    "'%s' is read aloud, and nobody wrote it%s%s%s", said,
		    *next ? ", before '" : ", at the end", next, *next ? "'" : "");
	diag_hint(d, "this is a fault of inpress: please report it with this issue");
}

static bool same(const struct words *a, const struct words *b)
{
	return a->text.len == b->text.len &&
	       (!a->text.len || memcmp(a->text.at, b->text.at, a->text.len) == 0);
}

static bool differs(const struct reading *a, const struct reading *b)
{
	return !same(&a->text, &b->text) || !same(&a->notes, &b->notes);
}

static void release(struct reading *r)
{
	words_release(&r->text);
	words_release(&r->notes);
}

/* ---- pieces --------------------------------------------------------------------- */

/* A note is read after what refers to it, wherever its book puts it. */
static void check_notes(
    const struct proof *r, const struct set_piece *p, const struct node *n)
{
	if (n->kind == NODE_FOOTNOTE && n->as.note.ref) {
		const struct tag *note = p->tag[n->id], *ref = p->tag[n->as.note.ref->id];
		if (note && ref && note->order < ref->order)
			diag(r->m->diag, DIAG_READING_ORDER, n->pos,
			    "note %d is read aloud before what refers to it",
			    n->as.note.number);
	}
	for (const struct node *k = n->first; k; k = k->next)
		check_notes(r, p, k);
}

static void drop_stops(struct words *w)
{
	size_t n = 0;
	for (size_t i = 0; i < w->text.len; i++)
		if (w->text.at[i] != '.')
			w->text.at[n++] = w->text.at[i];
	w->text.len = n;
	if (w->text.at)
		w->text.at[n] = '\0';
}

void amend(struct arena *a, struct amendments *to, struct amendment one)
{
	ARENA_PUSH(a, to->at, to->n, to->cap) = one;
}

static void check_piece(struct proof *r, const struct set_piece *p)
{
	const struct piece *source = r->m->issue->piece[p->piece->index];
	struct written w = {.m = r->m, .p = p, .source = source, .spoken = r->spoken};
	struct reading heard = {0};
	mark_added(r, p, source, p->piece->root);
	written_read(&w);
	hearing_read(&r->hearing, p->article, &heard);
	if (differs(&w.out, &heard)) {
		release(&w.out);
		w.styled = true;
		written_read(&w);
	}
	for (size_t i = 0; i < w.amended.n; i++)
		amend(r->m->arena, r->amended, w.amended.at[i]);
	if (w.stopped) {
		drop_stops(&w.out.text);
		drop_stops(&heard.text);
	}
	if (!same(&w.out.text, &heard.text))
		report(r, &w.out.text, &heard.text);
	if (!same(&w.out.notes, &heard.notes))
		report(r, &w.out.notes, &heard.notes);
	check_notes(r, p, source->root);
	release(&w.out);
	release(&heard);
}

/* ---- whole pieces ---------------------------------------------------------------- */

static bool is_in(
    const struct set_piece *piece, size_t npiece, const struct piece *source)
{
	for (size_t i = 0; i < npiece; i++)
		if (piece[i].piece->index == source->index)
			return !piece[i].left_out;
	return false;
}

/* A piece that stands in this book alone, or not in it: a place for each of its blocks.
 */
static void amend_by_piece(struct proof *r, enum amend rule, const struct piece *p)
{
	struct arena *a = r->m->arena;
	for (const struct node *n = p->root->first; n; n = n->next)
		amend(a, r->amended, (struct amendment){rule, n->pos, node_text(a, n)});
}

void reading_check(
    const struct makeup *m, struct book *b, const struct set_piece *piece, size_t npiece)
{
	struct proof r = {.m = m,
	    .hearing = hearing_of(m->arena, b),
	    .spoken = ARENA_ARRAY(m->arena, bool, b->ntag),
	    .added = ARENA_ARRAY(m->arena, uint8_t, b->ntag),
	    .amended = &b->amended};
	r.hearing.spoken = r.spoken;
	r.hearing.added = r.added;
	r.hearing.amended = r.amended;
	spoken_check(m->diag, &r.hearing);
	for (size_t i = 0; i < npiece; i++)
		if (piece[i].piece->index >= m->issue->npiece)
			amend_by_piece(&r, AMEND_NOTE, piece[i].piece);
		else if (piece[i].again)
			amend_by_piece(&r, AMEND_CONTENTS, piece[i].piece);
		else if (!piece[i].left_out)
			check_piece(&r, &piece[i]);
	for (size_t i = 0; i < m->issue->npiece; i++)
		if (!is_in(piece, npiece, m->issue->piece[i]))
			amend_by_piece(&r, AMEND_FILLER, m->issue->piece[i]);
}
