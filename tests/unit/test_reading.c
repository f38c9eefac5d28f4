/*
 * makeup: the order of reading is proved. A book is made by hand of a small piece: one
 * mark a text, in the tag that structure.c gives it; then one thing is made wrong. The
 * sheet is never looked into: style_of() is this file's own.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "makeup/reading.h"

struct bench {
	struct arena *arena;
	struct diag *diag;
	struct issue issue;
	struct piece piece, *own;
	struct makeup makeup;
	struct set_piece set;
	struct book book;
	struct page page, *pages;
	struct node *first, *second, *note;
};

static struct style shown = {
    .display = DISPLAY_BLOCK, .content_before = "", .content_after = ""};
static struct style hidden = {
    .display = DISPLAY_NONE, .content_before = "", .content_after = ""};

const struct style *style_of(struct sheet *s, const struct node *n, const struct piece *p,
    const struct style *parent, int section)
{
	(void)s, (void)p, (void)parent, (void)section;
	return n->class && strcmp(n->class, "hidden") == 0 ? &hidden : &shown;
}

static struct node *add(
    struct bench *b, struct node *parent, enum node_kind kind, const char *text)
{
	struct node *n = node_new(b->arena, kind, (struct pos){1, 1, 0});
	n->id = b->piece.nnode++;
	if (parent)
		node_append(parent, n);
	if (!text)
		return n;
	struct node *t = add(b, n, NODE_TEXT, NULL);
	t->as.text.text = text;
	t->as.text.len = (uint32_t)strlen(text);
	return n;
}

/* A headline, two paragraphs with a note, a list, a pull quote. */
static void write_piece(struct bench *b)
{
	struct node *root = b->piece.root = add(b, NULL, NODE_PIECE, NULL);
	add(b, root, NODE_HEADLINE, "A quiet door");
	b->first = add(b, root, NODE_PARAGRAPH, "Nobody had asked for it.");
	struct node *ref = add(b, b->first, NODE_NOTE_REF, NULL);
	b->note = add(b, root, NODE_FOOTNOTE, NULL);
	add(b, b->note, NODE_PARAGRAPH, "Not in writing.");
	ref->as.note_ref.note = b->note;
	b->note->as.note.ref = ref;
	b->second = add(b, root, NODE_PARAGRAPH, "Then it was open.");
	struct node *list = add(b, root, NODE_LIST, NULL);
	add(b, add(b, list, NODE_LIST_ITEM, NULL), NODE_PARAGRAPH, "One thing");
	add(b, add(b, list, NODE_LIST_ITEM, NULL), NODE_PARAGRAPH, "Another thing");
	struct node *quote = add(b, root, NODE_PULLQUOTE, NULL);
	add(b, quote, NODE_PARAGRAPH, "asked for it");
	quote->class = "repeated";
}

static void mark(struct bench *b, const struct tag *tag, const char *words)
{
	struct run *run = ARENA_NEW(b->arena, struct run);
	struct glyph *glyph = ARENA_NEW(b->arena, struct glyph);
	glyph->flags = GLYPH_CLUSTER;
	*run = (struct run){
	    .text = words, .ntext = (uint32_t)strlen(words), .glyph = glyph, .nglyph = 1};
	struct mark m = {.kind = MARK_RUN,
	    .layer = 2,
	    .tag = tag ? tag : tag_artifact(ROLE_ARTIFACT_LAYOUT)};
	m.as.run.run = run;
	m.as.run.n = 1;
	page_add(b->arena, &b->page, m);
}

static void set_words(struct bench *b, const struct node *n)
{
	if (b->set.label[n->id])
		mark(b, b->set.label[n->id], "*");
	if (n->kind == NODE_NOTE_REF)
		mark(b, b->set.tag[n->id], "1");
	if (n->kind == NODE_TEXT)
		mark(b, b->set.tag[n->id], n->as.text.text);
	for (const struct node *k = n->first; k; k = k->next)
		set_words(b, k);
}

static struct bench *begin(void)
{
	struct arena *a = arena_new();
	struct bench *b = ARENA_NEW(a, struct bench);
	b->arena = a;
	b->diag = diag_new(a);
	write_piece(b);
	struct piece **pieces = ARENA_ARRAY(a, struct piece *, 1);
	pieces[0] = &b->piece;
	b->issue = (struct issue){.npiece = 1, .piece = pieces};
	b->makeup = (struct makeup){.arena = a, .diag = b->diag, .issue = &b->issue};
	b->own = piece_copy(a, &b->piece);
	b->set.piece = b->own;
	b->book.root = tag_new(a, NULL, ROLE_DOCUMENT, (struct pos){0});
	structure_piece(&b->makeup, b->book.root, &b->set);
	tag_number(&b->book);
	b->pages = &b->page;
	b->book.page = &b->pages;
	b->book.npage = 1;
	return b;
}

static void proof(struct bench *b)
{
	page_sort(&b->page);
	reading_check(&b->makeup, &b->book, &b->set, 1);
}

static void expect(struct bench *b, const char *message)
{
	size_t n;
	const struct finding *f = diag_list(b->diag, &n);
	assert_int_equal(n, message ? 1 : 0);
	if (message) {
		assert_int_equal(f->code, DIAG_READING_ORDER);
		assert_string_equal(f->message, message);
	}
	arena_close(b->arena);
}

static void what_is_written_is_heard(void **state)
{
	(void)state;
	struct bench *b = begin();
	set_words(b, b->own->root);
	proof(b);
	expect(b, NULL);
}

static void swapped_tags_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	const uint32_t first = b->first->first->id, second = b->second->first->id;
	struct tag *tag = b->set.tag[first];
	b->set.tag[first] = b->set.tag[second];
	b->set.tag[second] = tag;
	set_words(b, b->own->root);
	proof(b);
	expect(b,
	    "'Then it was open.' is read aloud before 'Nobody had asked for', which "
	    "is written before it");
}

static void lost_words_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	b->set.tag[b->second->first->id] = NULL;
	set_words(b, b->own->root);
	proof(b);
	expect(b, "from 'Then it was open.' on, words that are written here are not read "
		  "aloud");
}

static void words_told_twice_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	set_words(b, b->own->root);
	mark(b, b->set.tag[b->second->first->id], " Then it was open.");
	proof(b);
	expect(b, "'Then it was open.' is read aloud a second time, before 'One thing "
		  "Another thing'");
}

static void words_of_nobody_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	set_words(b, b->own->root);
	mark(b, b->set.tag[b->second->first->id], " (See above.)");
	proof(b);
	expect(b, "'(See above.) One thing' is read aloud, and nobody wrote it, before "
		  "'One thing Another thing'");
}

static void a_lost_note_is_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	b->set.tag[b->note->first->first->id] = NULL;
	set_words(b, b->own->root);
	proof(b);
	expect(b, "from 'Not in writing.' on, words that are written here are not read "
		  "aloud");
}

/* A pull quote may be silent only where its words stand in the piece. */
static void a_silent_quote_is_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	struct node *quote = b->piece.root->last;
	quote->first->first->as.text.text = "said by nobody else";
	quote->first->first->as.text.len = 19;
	set_words(b, b->own->root);
	proof(b);
	expect(b, "from 'said by nobody else' on, words that are written here are not "
		  "read aloud");
}

/* What the sheet hides is left out by a rule. */
static void hidden_words_are_no_fault(void **state)
{
	(void)state;
	struct bench *b = begin();
	b->set.tag[b->second->first->id] = NULL;
	b->second->class = "hidden";
	set_words(b, b->own->root);
	proof(b);
	expect(b, NULL);
}

static void expect_unspoken(struct bench *b, const char *message)
{
	size_t n;
	struct hearing h = hearing_of(b->arena, &b->book);
	h.spoken = ARENA_ARRAY(b->arena, bool, b->book.ntag);
	h.added = ARENA_ARRAY(b->arena, uint8_t, b->book.ntag);
	spoken_check(b->diag, &h);
	const struct finding *f = diag_list(b->diag, &n);
	assert_int_equal(n, message ? 1 : 0);
	if (message) {
		assert_int_equal(f->code, DIAG_UNSPOKEN);
		assert_string_equal(f->message, message);
	}
	arena_close(b->arena);
}

/* A tag of this role at the piece's end, with these words. */
static struct tag *say_last(struct bench *b, enum role role, const char *words)
{
	struct tag *t =
	    tag_new(b->arena, b->book.root->first, role, (struct pos){1, 1, 0});
	set_words(b, b->own->root);
	if (words)
		mark(b, t, words);
	tag_number(&b->book);
	page_sort(&b->page);
	return t;
}

static void silent_figures_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	say_last(b, ROLE_FIGURE, NULL)->alt = " ";
	expect_unspoken(b, "this picture has nothing to be heard");
	b = begin();
	say_last(b, ROLE_FIGURE, NULL)->alt = "A door";
	expect_unspoken(b, NULL);
}

static void skipped_levels_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	say_last(b, ROLE_H3, "Then");
	expect_unspoken(
	    b, "this heading is of level 3, and there is none of level 2 over it");
	b = begin();
	say_last(b, ROLE_H2, "Then");
	expect_unspoken(b, NULL);
	b = begin();
	say_last(b, ROLE_H2, " ");
	expect_unspoken(b, "this heading has no words");
}

static void silent_links_are_found(void **state)
{
	(void)state;
	struct bench *b = begin();
	say_last(b, ROLE_LINK, " ")->url = "https://x.org";
	expect_unspoken(b, "the link to 'https://x.org' has no words");
	b = begin();
	say_last(b, ROLE_LINK, " ");
	expect_unspoken(b, "this link has no words");
	b = begin();
	say_last(b, ROLE_LINK, NULL); /* nowhere on a page, and so not in the file */
	expect_unspoken(b, NULL);
	b = begin();
	say_last(b, ROLE_LINK, "the campaign");
	expect_unspoken(b, NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_is_heard),
	    cmocka_unit_test(swapped_tags_are_found),
	    cmocka_unit_test(lost_words_are_found),
	    cmocka_unit_test(words_told_twice_are_found),
	    cmocka_unit_test(words_of_nobody_are_found),
	    cmocka_unit_test(a_lost_note_is_found),
	    cmocka_unit_test(a_silent_quote_is_found),
	    cmocka_unit_test(hidden_words_are_no_fault),
	    cmocka_unit_test(silent_figures_are_found),
	    cmocka_unit_test(skipped_levels_are_found),
	    cmocka_unit_test(silent_links_are_found),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
