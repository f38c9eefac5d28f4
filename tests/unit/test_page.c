/*
 * page and proof/trace: painting order, numbering, and pages and tags as text.
 */
#include "page/page.h"
#include "proof/proof.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const struct face face = {.name = "Test-Regular", .upem = 1000};
static struct swatch swatches[] = {{.name = "paper"}, {.name = "text"}, {.name = "plum"}};
static const struct palette palette = {.nswatch = 3, .swatch = swatches};

/* A run of ASCII: one glyph a letter. */
static struct mark run_mark(struct arena *a, const struct tag *tag, const char *text)
{
	struct run *r = ARENA_NEW(a, struct run);
	const uint32_t n = (uint32_t)strlen(text);

	*r = (struct run){
	    .face = &face, .size = PT(12), .text = text, .ntext = n, .nglyph = n};
	struct glyph *glyph = ARENA_ARRAY(a, struct glyph, n);
	r->glyph = glyph;
	for (uint32_t i = 0; i < n; i++)
		glyph[i] = (struct glyph){.cluster = (uint16_t)i, .advance = 500};
	return (struct mark){.kind = MARK_RUN,
	    .layer = 2,
	    .ink = {INK_TEXT, 1000},
	    .tag = tag,
	    .area = {PT(10.5), PT(-3), PT(100), 0},
	    .as.run = {.run = r, .n = n}};
}

/* "see [page 4] now", a figure and a folio, added in an order that is not the reading's.
 */
struct sample {
	struct arena *arena;
	struct book book;
	struct page page, *pages[1];
	struct tag *paragraph, *link, *figure;
};

static void sample_make(struct sample *s)
{
	struct arena *a = arena_new();

	*s = (struct sample){.arena = a};
	s->book.root = tag_new(a, NULL, ROLE_DOCUMENT, (struct pos){0});
	struct tag *article = tag_new(a, s->book.root, ROLE_ARTICLE, (struct pos){0});
	article->title = "Our \"voice\"";
	s->figure = tag_new(a, article, ROLE_FIGURE, (struct pos){0});
	s->figure->alt = "A harbour";
	s->paragraph = tag_new(a, article, ROLE_PARAGRAPH, (struct pos){0});
	s->link = tag_new(a, s->paragraph, ROLE_LINK, (struct pos){0});
	s->link->target = article;
	tag_new(a, article, ROLE_PARAGRAPH, (struct pos){0});
	tag_number(&s->book);

	struct page *p = &s->page;
	*p = (struct page){
	    .number = 3, .folio = "3", .recto = true, .template = "feature"};
	page_add(a, p, run_mark(a, s->paragraph, "see "));
	page_add(a, p, run_mark(a, s->link, "page 4"));
	page_add(a, p, run_mark(a, s->paragraph, " now"));
	struct mark plate = {.kind = MARK_FILL,
	    .layer = 1,
	    .ink = {2, 125},
	    .tag = s->figure,
	    .area = {0, 0, PT(595.276), PT(1)}};
	page_add(a, p, plate);
	page_add(a, p, run_mark(a, tag_artifact(ROLE_ARTIFACT_PAGE), "3"));
	page_sort(p);
	s->pages[0] = p;
	s->book.page = s->pages;
	s->book.npage = 1;
}

static void numbers_follow_the_document(void **state)
{
	struct sample s;

	(void)state;
	sample_make(&s);
	assert_int_equal(s.book.ntag, 6);
	assert_int_equal(s.book.root->order, 0);
	assert_int_equal(s.figure->order, 2);
	assert_int_equal(s.link->order, 4);
	assert_int_equal(s.paragraph->next->order, 5);
	arena_close(s.arena);
}

static void marks_are_painted_in_reading_order(void **state)
{
	struct sample s;

	(void)state;
	sample_make(&s);
	assert_int_equal(s.page.mark[0].kind, MARK_FILL);
	assert_int_equal(s.page.mark[1].tag->role, ROLE_ARTIFACT_PAGE);
	assert_ptr_equal(s.page.mark[2].tag, s.paragraph);
	assert_ptr_equal(s.page.mark[3].tag, s.link);
	assert_ptr_equal(s.page.mark[4].tag, s.paragraph);
	arena_close(s.arena);
}

/* Many marks of few tags: equal keys keep their order, and sorting again moves nothing.
 */
static void sorting_is_stable(void **state)
{
	struct arena *a = arena_new();
	struct book b = {.root = tag_new(a, NULL, ROLE_DOCUMENT, (struct pos){0})};
	struct tag *tag[7];
	struct page p = {0};

	(void)state;
	for (size_t i = 0; i < 7; i++)
		tag[i] = tag_new(a, b.root, ROLE_PARAGRAPH, (struct pos){0});
	tag_number(&b);
	for (int i = 0; i < 5000; i++)
		page_add(a, &p,
		    (struct mark){.layer = (uint8_t)(i * 31 % 3),
			.tag = tag[i * 17 % 7],
			.area.x = i});
	for (int turn = 0; turn < 2; turn++) {
		page_sort(&p);
		for (size_t i = 1; i < p.nmark; i++) {
			const struct mark *m = &p.mark[i - 1], *n = &p.mark[i];

			assert_true(m->layer <= n->layer);
			if (m->layer < n->layer)
				continue;
			if (m->layer == 2)
				assert_true(m->tag->order <= n->tag->order);
			if (m->layer < 2 || m->tag == n->tag)
				assert_true(m->area.x < n->area.x);
		}
	}
	arena_close(a);
}

static void every_role_has_a_name(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_NROLE; i++)
		assert_non_null(role_name((enum role)i));
}

struct counting {
	int begun, pages, ended, fail_at;
};

static bool count_begin(void *state, const struct book *book)
{
	(void)book;
	return ++((struct counting *)state)->begun;
}

static bool count_page(void *state, const struct page *page)
{
	struct counting *c = state;

	(void)page;
	return ++c->pages != c->fail_at;
}

static bool count_end(void *state)
{
	return ++((struct counting *)state)->ended;
}

static void a_device_that_fails_is_left(void **state)
{
	struct page page = {0}, *pages[3] = {&page, &page, &page};
	struct book b = {.page = pages, .npage = 3};
	struct counting c = {0};
	struct device d = {&c, count_begin, count_page, count_end};

	(void)state;
	assert_true(book_write(&b, &d));
	assert_int_equal(c.pages, 3);
	assert_int_equal(c.ended, 1);
	c = (struct counting){.fail_at = 2};
	assert_false(book_write(&b, &d));
	assert_int_equal(c.pages, 2);
	assert_int_equal(c.ended, 0);
}

static char *pages_as_text(const struct book *b)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	trace_pages(b, &palette, f);
	fclose(f);
	return text;
}

static char *tags_as_text(const struct book *b)
{
	char *text;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	trace_tags(b, f);
	fclose(f);
	return text;
}

static void pages_are_traced(void **state)
{
	struct sample s;

	(void)state;
	sample_make(&s);
	s.page.mark[4].as.run.actual = "\xC2\xAD";
	s.page.mark[4].as.run.word_spacing = PT(0.25);
	char *text = pages_as_text(&s.book);
	assert_string_equal(text,
	    "page 3 recto folio=3 template=feature\n"
	    "fill x=0.000 y=0.000 w=595.276 h=1.000 plum/12.5% Figure\n"
	    "run x=10.500 y=-3.000 w=100.000 \"3\" Test-Regular 12 text ArtifactPage\n"
	    "run x=10.500 y=-3.000 w=100.000 \"see \" Test-Regular 12 text Paragraph\n"
	    "run x=10.500 y=-3.000 w=100.000 \"page 4\" Test-Regular 12 text Link\n"
	    "run x=10.500 y=-3.000 w=100.000 \" now\" Test-Regular 12 text Paragraph "
	    "spacing=0.250 actual=\"\\u{AD}\"\n");
	free(text);
	arena_close(s.arena);
}

static void tags_are_traced_with_their_words(void **state)
{
	struct sample s;

	(void)state;
	sample_make(&s);
	char *text = tags_as_text(&s.book);
	assert_string_equal(text,
	    "Document\n"
	    "  Article title=\"Our \\\"voice\\\"\"\n"
	    "    Figure alt=\"A harbour\"\n"
	    "    Paragraph \"see {} now\"\n"
	    "      Link \"page 4\" to=Article \"Our \\\"voice\\\"\"\n");
	free(text);
	arena_close(s.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_follow_the_document),
	    cmocka_unit_test(marks_are_painted_in_reading_order),
	    cmocka_unit_test(sorting_is_stable),
	    cmocka_unit_test(every_role_has_a_name),
	    cmocka_unit_test(a_device_that_fails_is_left),
	    cmocka_unit_test(pages_are_traced),
	    cmocka_unit_test(tags_are_traced_with_their_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
