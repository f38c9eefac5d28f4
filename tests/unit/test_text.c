/*
 * text: words to lines, whole. style_of() is this file's own: EMPH is bold, a note's
 * number is small unless the block's class is "large".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/text.h"

struct bench {
	struct setting setting;
	struct style body, strong, note, hidden;
	struct piece piece;
};

/* The sheet is never looked into: it carries the bench. */
const struct style *style_of(struct sheet *s, const struct node *n, const struct piece *p,
    const struct style *parent, int section)
{
	struct bench *b = (struct bench *)(void *)s;
	(void)p, (void)section;
	if (n->kind == NODE_EMPH)
		return &b->strong;
	if (n->kind == NODE_NOTE_REF)
		return &b->note;
	return n->class ? &b->hidden : parent;
}

static int open_bench(void **state)
{
	struct arena *a = arena_new();
	struct bench *b = ARENA_NEW(a, struct bench);
	struct diag *d = diag_new(a);
	struct fonts *f = fonts_open(a, d, "fonts/fonts.yaml");
	assert_non_null(f);
	b->piece.lang = "en-GB";
	b->setting = (struct setting){.arena = a,
	    .scratch = arena_new(),
	    .diag = d,
	    .fonts = f,
	    .sheet = (struct sheet *)(void *)b,
	    .piece = &b->piece};
	b->body = (struct style){.font_size = PT(12),
	    .display = DISPLAY_BLOCK,
	    .runt = PT(24),
	    .content_before = "",
	    .content_after = "",
	    .face = fonts_find(f, "body", 400, false)};
	b->strong = b->note = b->hidden = b->body;
	b->strong.face = fonts_find(f, "body", 700, false);
	b->note.font_size = PT(8);
	b->hidden.display = DISPLAY_NONE;
	*state = b;
	return 0;
}

static int close_bench(void **state)
{
	struct bench *b = *state;
	arena_close(b->setting.scratch);
	arena_close(b->setting.arena);
	return 0;
}

static struct node *add(
    struct bench *b, struct node *parent, enum node_kind kind, const char *text)
{
	struct node *n = ARENA_NEW(b->setting.arena, struct node);
	n->kind = kind;
	n->parent = parent;
	if (parent) {
		*(parent->last ? &parent->last->next : &parent->first) = n;
		parent->last = n;
	}
	if (kind == NODE_TEXT) {
		n->as.text.text = text;
		n->as.text.len = (uint32_t)strlen(text);
	} else if (text) {
		add(b, n, NODE_TEXT, text);
	}
	return n;
}

static struct lines set(struct bench *b, const struct node *block, double pt)
{
	struct text_wish wish = {.measure = PT(pt)};
	return text_set(&b->setting, block, &b->body, &wish);
}

static struct lines set_text(struct bench *b, const char *text, double pt)
{
	return set(b, add(b, NULL, NODE_PARAGRAPH, text), pt);
}

/* The words of a line, in logical order. */
static const char *words(struct bench *b, const struct line *l)
{
	struct buf out = {0};
	buf_add(&out, "", 0);
	for (size_t i = 0; i < l->npart; i++) {
		const struct part *p = &l->part[i];
		uint32_t end = p->first + p->n;
		uint32_t from = p->run->glyph[p->first].cluster;
		uint32_t to =
		    end < p->run->nglyph ? p->run->glyph[end].cluster : p->run->ntext;
		buf_add(&out, p->run->text + from, to - from);
	}
	char *copy = arena_copy(b->setting.arena, out.at ? out.at : "", out.len);
	buf_release(&out);
	return copy;
}

static const char *all_words(struct bench *b, const struct lines *lines)
{
	const char *all = "";
	for (size_t i = 0; i < lines->n; i++)
		all = arena_printf(
		    b->setting.arena, "%s%s", all, words(b, &lines->line[i]));
	return all;
}

static void assert_within(const struct lines *lines, double pt)
{
	for (size_t i = 0; i < lines->n; i++) {
		const struct line *l = &lines->line[i];
		assert_true(l->width <= PT(pt) + 1);
		assert_true(l->ascent > 0 && l->descent > 0);
		assert_int_equal(l->last, i + 1 == lines->n);
	}
}

static const char sentence[] = "Inclusive education means that every child learns beside "
			       "every other child, in the school at the end of the road, "
			       "with what each of them needs.";

static void test_ragged(void **state)
{
	struct bench *b = *state;
	struct lines l = set_text(b, sentence, 170);
	assert_true(l.n > 3);
	assert_within(&l, 170);
	assert_string_equal(all_words(b, &l), sentence);
	for (size_t i = 0; i + 1 < l.n; i++) {
		const char *text = words(b, &l.line[i]);
		assert_int_equal(text[strlen(text) - 1], ' '); /* kept, past the end */
		assert_int_equal(l.line[i].word_spacing, 0);
		assert_int_equal(l.line[i].part[0].x, 0);
		assert_int_equal(l.line[i].end, l.line[i + 1].start);
	}
}

static void test_justified(void **state)
{
	struct bench *b = *state;
	b->body.text_align = TEXT_ALIGN_JUSTIFY;
	b->body.hyphens = HYPHENS_AUTO;
	b->body.hyphen_chars = (struct hyphen_chars){6, 3, 3};
	b->body.text_indent = PT(12);
	struct lines l = set_text(b, sentence, 110);
	assert_int_equal(l.line[0].part[0].x, PT(12));
	assert_int_equal(l.line[1].part[0].x, 0);
	for (size_t i = 0; i + 1 < l.n; i++) {
		sp measure = i ? PT(110) : PT(98);
		assert_true(abs(l.line[i].width - measure) < 16);
	}
	size_t nhyphen = 0;
	for (size_t i = 0; i < l.n; i++) {
		const struct line *at = &l.line[i];
		if (!at->hyphenated)
			continue;
		nhyphen++;
		assert_string_equal(at->part[at->npart - 1].actual, "\u00AD");
	}
	assert_true(nhyphen > 0);
}

static void test_alignment(void **state)
{
	struct bench *b = *state;
	b->body.text_align = TEXT_ALIGN_END;
	struct lines l = set_text(b, "short", 100);
	assert_int_equal(l.line[0].part[0].x + l.line[0].width, PT(100));
	b->body.text_align = TEXT_ALIGN_CENTER;
	l = set_text(b, "short", 100);
	assert_true(abs(2 * l.line[0].part[0].x + l.line[0].width - PT(100)) <= 2);
	struct line folio =
	    text_set_words(&b->setting, "page 12", "en-GB", &b->body, NULL);
	assert_int_equal(folio.part[0].x, 0);
	assert_true(folio.width > PT(30));
	struct line none = text_set_words(&b->setting, "", "en-GB", &b->body, NULL);
	assert_int_equal(none.npart, 0);
	assert_true(none.ascent > 0);
}

static void test_nothing(void **state)
{
	struct bench *b = *state;
	assert_int_equal(set_text(b, "", 100).n, 0);
	assert_int_equal(set_text(b, "   ", 100).n, 0);
	assert_int_equal(set(b, add(b, NULL, NODE_PARAGRAPH, NULL), 100).n, 0);
	struct node *p = add(b, NULL, NODE_PARAGRAPH, NULL);
	add(b, p, NODE_LINE_BREAK, NULL);
	assert_int_equal(set(b, p, 100).n, 0);
}

static void test_spaces_fold(void **state)
{
	struct bench *b = *state;
	struct node *p = add(b, NULL, NODE_PARAGRAPH, "  one ");
	add(b, p, NODE_EMPH, "  two\n");
	add(b, p, NODE_TEXT, " three  ");
	struct node *gone = add(b, p, NODE_SPAN, "not shown");
	gone->class = "hidden";
	struct lines l = set(b, p, 400);
	assert_int_equal(l.n, 1);
	assert_string_equal(words(b, &l.line[0]), "one two three");
	assert_int_equal(l.line[0].npart, 3);
	assert_int_equal(l.line[0].part[1].node->kind, NODE_EMPH);
	assert_ptr_equal(l.line[0].part[1].run->face, b->strong.face);
	assert_ptr_equal(l.line[0].part[0].node, p);
	assert_int_equal(
	    l.line[0].part[1].x, l.line[0].part[0].x + l.line[0].part[0].width);
}

static void test_line_breaks(void **state)
{
	struct bench *b = *state;
	struct node *p = add(b, NULL, NODE_PARAGRAPH, "one ");
	add(b, p, NODE_LINE_BREAK, NULL);
	add(b, p, NODE_LINE_BREAK, NULL);
	add(b, p, NODE_TEXT, " two");
	add(b, p, NODE_LINE_BREAK, NULL);
	struct lines l = set(b, p, 400);
	assert_int_equal(l.n, 3);
	assert_string_equal(words(b, &l.line[0]), "one ");
	assert_string_equal(words(b, &l.line[1]), " ");
	assert_int_equal(l.line[1].width, 0);
	assert_string_equal(words(b, &l.line[2]), "two");
}

static void test_notes(void **state)
{
	struct bench *b = *state;
	for (int large = 0; large < 2; large++) {
		b->note.font_size = large ? PT(12) : PT(8);
		struct node *p = add(b, NULL, NODE_PARAGRAPH, "the law of 1945!");
		struct node *ref = add(b, p, NODE_NOTE_REF, NULL);
		ref->as.note_ref.number = 3;
		ref->as.note_ref.note = p; /* it stands for its own note */
		p->as.note.ref = ref;
		add(b, p, NODE_TEXT, " and after");
		struct lines l = set(b, p, 125);
		assert_int_equal(l.n, 2);
		assert_int_equal(l.line[0].nnote, 1);
		assert_ptr_equal(l.line[0].note[0], p);
		const char *wish = large ? "the law of 1945![3] " : "the law of 1945!3 ";
		assert_memory_equal(words(b, &l.line[0]), wish, strlen(wish));
		const struct part *number = &l.line[0].part[1];
		assert_ptr_equal(number->node, ref);
		assert_int_equal(number->rise, large ? 0 : PT(4));
	}
}

static void test_soft_hyphens(void **state)
{
	struct bench *b = *state;
	static const char text[] = "accessi\u00ADbility";
	struct lines l = set_text(b, text, 400);
	assert_string_equal(words(b, &l.line[0]), "accessibility");
	b->body.hyphens = HYPHENS_AUTO;
	l = set_text(b, text, 55);
	assert_int_equal(l.n, 2);
	assert_true(l.line[0].hyphenated);
	assert_int_equal(diag_count(b->setting.diag, LEVEL_WARNING), 0);
}

/* Wider than any line: broken, said so, nothing lost. */
static void test_long_words(void **state)
{
	struct bench *b = *state;
	static const char text[] =
	    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";
	struct lines l = set_text(b, text, 60);
	assert_true(l.n > 4);
	assert_within(&l, 60);
	assert_string_equal(all_words(b, &l), text);
	assert_int_equal(diag_count(b->setting.diag, LEVEL_WARNING), 1);
	l = set_text(b, "e\u0301e\u0301e\u0301e\u0301e\u0301", 8);
	assert_int_equal(l.n, 5);
	l = set_text(b, "Ring 020 7737 6030 now", 200);
	assert_int_equal(l.n, 1);
	l = set_text(b, "Ring 020 7737 6030 now", 100);
	assert_string_equal(words(b, &l.line[1]), "020 7737 6030 ");
	l = set_text(b, "Ring 020 7737 6030 now", 40);
	assert_within(&l, 40);
	assert_string_equal(all_words(b, &l), "Ring 020 7737 6030 now");
}

static void test_right_to_left(void **state)
{
	struct bench *b = *state;
	static const char text[] =
	    "التعليم الشامل حق لكل طفل في كل مدرسة وفي كل مكان 2026 "
	    "ABC نهاية";
	struct node *p = add(b, NULL, NODE_PARAGRAPH, text);
	p->lang = "ar";
	struct lines l = set(b, p, 120);
	assert_true(l.rtl);
	assert_true(l.n > 1);
	assert_within(&l, 120);
	assert_string_equal(all_words(b, &l), text);
	for (size_t i = 0; i < l.n; i++) {
		sp left = PT(999), right = 0;
		for (size_t k = 0; k < l.line[i].npart; k++) {
			const struct part *part = &l.line[i].part[k];
			left = part->x < left ? part->x : left;
			right =
			    part->x + part->width > right ? part->x + part->width : right;
		}
		assert_int_equal(right, PT(120)); /* begins at the right edge */
		assert_true(
		    left <= PT(120) - l.line[i].width); /* spaces hang at the left */
	}
}

static void test_mixed_directions(void **state)
{
	struct bench *b = *state;
	struct lines l = set_text(b, "Say مرحبا بكم to all", 400);
	assert_int_equal(l.n, 1);
	assert_false(l.rtl);
	const struct line *line = &l.line[0];
	assert_string_equal(words(b, line), "Say مرحبا بكم to all");
	assert_int_equal(line->part[0].x, 0);
	sp at = 0;
	for (size_t i = 0; i < line->npart; i++) {
		assert_int_equal(line->part[i].x, at);
		at += line->part[i].width;
	}
	assert_int_equal(at, line->width);
}

static const char *random_text(struct bench *b, uint32_t *seed)
{
	static const char *const parts[] = {"a", "the ", "Word ", "education", "-", " ",
	    " ", "é", "e\u0301", "\u0301", "ب", "مرحبا ", "م", "\u00A0", "—", " – ", "12",
	    "https://a.example/b/c/d/e/f/g/h/i/j/k ", "x@y.zz", "(", ")", "\u200F",
	    "\u200E", "\u200D", "ש", "क्ष", "ไทย", "漢字", "😀", "\t", "fi", "ffl"};
	const char *text = "";
	for (uint32_t n = *seed >> 16 & 15; n; n--) {
		*seed = *seed * 1664525u + 1013904223u;
		text = arena_printf(
		    b->setting.arena, "%s%s", text, parts[(*seed >> 16) % COUNT(parts)]);
	}
	return text;
}

/* Each byte stands on exactly one line, in exactly one part, whatever the text. */
static void test_nothing_is_lost(void **state)
{
	struct bench *b = *state;
	static const char *const langs[] = {"en-GB", "ar", "cy", "ur"};
	uint32_t seed = 75;
	for (int round = 0; round < 1500; round++) {
		struct node *p = add(b, NULL, NODE_PARAGRAPH, random_text(b, &seed));
		p->lang = langs[round % 4];
		add(b, p, NODE_EMPH, random_text(b, &seed));
		b->body.text_align = (enum text_align)(seed >> 20 & 3);
		b->body.hyphens = seed >> 22 & 1 ? HYPHENS_AUTO : HYPHENS_NONE;
		struct lines l = set(b, p, 1 + (seed >> 24));
		uint32_t at = 0;
		for (size_t i = 0; i < l.n; i++) {
			const struct line *line = &l.line[i];
			assert_int_equal(line->start, at);
			at = line->end;
			for (size_t k = 0; k < line->npart; k++)
				assert_true(line->part[k].n > 0);
			size_t n = strlen(words(b, line)) - line->hyphenated;
			assert_int_equal(n, line->end - line->start);
		}
	}
}

/* 2.5 MB of text in one paragraph, and runs of no more than 65,535 bytes. */
static void test_long_paragraph(void **state)
{
	struct bench *b = *state;
	size_t times = 1000;
	char *text = arena_alloc(b->setting.arena, times * sizeof sentence + 1);
	for (size_t i = 0; i < times; i++) {
		memcpy(text + i * sizeof sentence, sentence, sizeof sentence - 1);
		text[(i + 1) * sizeof sentence - 1] = ' ';
	}
	struct lines l = set_text(b, text, 300);
	assert_true(l.n > 2000);
	assert_within(&l, 300);
	uint32_t at = 0;
	for (size_t i = 0; i < l.n; i++) {
		assert_int_equal(l.line[i].start, at);
		at = l.line[i].end;
	}
	assert_int_equal(at, strlen(text) - 1);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(test_ragged),
	    CASE(test_justified),
	    CASE(test_alignment),
	    CASE(test_nothing),
	    CASE(test_spaces_fold),
	    CASE(test_line_breaks),
	    CASE(test_notes),
	    CASE(test_soft_hyphens),
	    CASE(test_long_words),
	    CASE(test_right_to_left),
	    CASE(test_mixed_directions),
	    CASE(test_nothing_is_lost),
	    CASE(test_long_paragraph),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
