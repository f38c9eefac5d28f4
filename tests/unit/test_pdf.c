/*
 * pdf: a synthetic book with every role and every kind of mark, written to both standards
 * and read back by programs that nobody here wrote (qpdf, pdftotext, mutool).
 * "test_pdf FOLDER" leaves the files there, for veraPDF and for the eye.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf/embed.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"

#define PROFILE "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc"
#define PICTURES "issues/2026-autumn/pictures"

/* ---- the book ----------------------------------------------------------- */

struct maker {
	struct arena *arena;
	struct diag *diag;
	struct fonts *fonts;
	struct book *book;
	struct page *page;
	struct tag *root;
	sp x, y;
};

static struct swatch swatches[] = {
    {"paper", {255, 255, 255}, {0, 0, 0, 0}},
    {"text", {0, 0, 0}, {0, 0, 0, 1000}},
    {"plum", {110, 30, 90}, {500, 1000, 200, 200}},
};
static const struct palette palette = {
    .name = "default", .nswatch = 3, .swatch = swatches};
static const struct preset preset = {.name = "sheetfed-coated",
    .profile = PROFILE,
    .condition = "FOGRA39",
    .registry = "http://www.color.org",
    .info = "Coated FOGRA39 (ISO 12647-2:2004)",
    .bleed = MM(3),
    .overprint_below = PT(12.5),
    .ink_limit = 300};
static const struct edition access_edition = {.name = "standard",
    .title = "standard print",
    .book = "standard",
    .pictures = true,
    .palette = &palette,
    .standard = STANDARD_PDFUA1};
static const struct edition press_edition = {.name = "print",
    .book = "standard",
    .pictures = true,
    .palette = &palette,
    .standard = STANDARD_PDFX4,
    .preset = &preset};

static struct page *page_new(struct maker *m)
{
	struct page *p = ARENA_NEW(m->arena, struct page);
	sp b = MM(3);
	p->index = (uint32_t)m->book->npage;
	p->number = (int)p->index + 1;
	p->folio = arena_printf(m->arena, "%d", p->number);
	p->recto = p->number & 1;
	p->trim = (struct rect){0, 0, MM(210), MM(297)};
	p->bleed = p->media = (struct rect){-b, -b, MM(210) + 2 * b, MM(297) + 2 * b};
	ARENA_PUSH(m->arena, m->book->page, m->book->npage, m->book->cappage) = p;
	m->page = p;
	m->x = MM(20);
	m->y = MM(30);
	return p;
}

static struct tag *tag(struct maker *m, struct tag *parent, enum role role)
{
	return tag_new(m->arena, parent, role, (struct pos){0});
}

/* The visual order of runs: rule L2 of UAX #9. */
static void visual(const struct shaped *s, size_t *order)
{
	uint8_t top = 0;
	for (size_t i = 0; i < s->nrun; i++) {
		order[i] = i;
		top = s->run[i].level > top ? s->run[i].level : top;
	}
	for (uint8_t level = top; level > 0; level--)
		for (size_t i = 0, end; i < s->nrun; i = end + 1) {
			end = i;
			while (end < s->nrun && s->run[order[end]].level >= level)
				end++;
			for (size_t a = i, b = end; a + 1 < b; a++) {
				size_t keep = order[a];
				order[a] = order[--b];
				order[b] = keep;
			}
		}
}

struct words {
	const struct tag *tag;
	const char *text, *lang, *family;
	sp size, spacing;
	const char *actual;
	uint16_t ink;
};

/* Sets words on the line, at m->x; the pen moves on. */
static void set(struct maker *m, const struct words *w)
{
	const struct face *face =
	    fonts_find(m->fonts, w->family ? w->family : "body", 400, false);
	uint32_t len = (uint32_t)strlen(w->text);
	struct stretch stretch = {.end = len,
	    .face = face,
	    .size = w->size,
	    .lang = w->lang ? w->lang : "en-GB"};
	struct shaped s = {0};
	struct paragraph_text text = {w->text, len, &stretch, 1, DIRECTION_AUTO};
	font_shape(m->fonts, m->arena, m->diag, &text, &s);
	size_t *order = ARENA_ARRAY(m->arena, size_t, s.nrun + 1);
	sp *x = ARENA_ARRAY(m->arena, sp, s.nrun + 1),
	   *width = ARENA_ARRAY(m->arena, sp, s.nrun + 1);
	visual(&s, order);
	for (size_t i = 0; i < s.nrun; i++) {
		const struct run *r = &s.run[order[i]];
		sp spaces = 0;
		for (uint32_t k = 0; k < r->nglyph; k++)
			spaces += (r->glyph[k].flags & GLYPH_SPACE) ? w->spacing : 0;
		width[order[i]] = run_width(r, 0, r->nglyph) + spaces;
		x[order[i]] = m->x;
		m->x += width[order[i]];
	}
	for (size_t i = 0; i < s.nrun; i++) {
		struct mark mark = {.kind = MARK_RUN,
		    .layer = 2,
		    .ink = {w->ink ? w->ink : INK_TEXT, 1000},
		    .tag = w->tag,
		    .area = {x[i], m->y, width[i], 0}};
		mark.as.run.run = &s.run[i];
		mark.as.run.n = s.run[i].nglyph;
		mark.as.run.word_spacing = w->spacing;
		mark.as.run.actual = w->actual;
		page_add(m->arena, m->page, mark);
	}
}

static void say(struct maker *m, const struct tag *t, const char *text)
{
	set(m, &(struct words){.tag = t, .text = text, .size = PT(12)});
}

static void new_line(struct maker *m)
{
	m->x = MM(20);
	m->y += PT(16);
}

static void area(struct maker *m, enum mark_kind kind, const struct tag *t, struct rect r)
{
	struct mark mark = {.kind = kind,
	    .layer = kind == MARK_LINK ? 2 : 1,
	    .ink = {2, 200},
	    .tag = t,
	    .area = r};
	page_add(m->arena, m->page, mark);
}

static struct tag *say_block(
    struct maker *m, struct tag *parent, enum role role, const char *text)
{
	struct tag *t = tag(m, parent, role);
	say(m, t, text);
	new_line(m);
	return t;
}

/* Words that are a link, with its area over them. */
static void say_link(struct maker *m, struct tag *link, const char *text)
{
	sp left = m->x;
	say(m, link, text);
	area(m, MARK_LINK, link, (struct rect){left, m->y - PT(12), m->x - left, PT(15)});
}

static void add_picture(
    struct maker *m, struct tag *parent, const char *name, const char *alt)
{
	struct picture *p =
	    picture_probe(m->arena, m->diag, (struct pos){0}, PICTURES, name);
	if (!p)
		return;
	struct tag *t = tag(m, parent, ROLE_FIGURE);
	sp w = PT(200), h = sp_scale(w, picture_height(p), picture_width(p));
	t->alt = alt;
	t->bbox = (struct rect){MM(20), m->y, w, h / 2};
	t->page = m->page->index;
	struct mark mark = {.kind = MARK_PICTURE, .layer = 2, .tag = t, .area = t->bbox};
	mark.as.picture.picture = p;
	mark.as.picture.whole = (struct rect){MM(20), m->y - h / 4, w, h};
	page_add(m->arena, m->page, mark);
	m->y += h / 2 + PT(20);
}

static void add_lists(struct maker *m, struct tag *article)
{
	struct tag *list = tag(m, article, ROLE_LIST);
	list->numbering = NUMBERING_DISC;
	static const char *const words[] = {"Ramps, ", "and a lift; ", "and time."};
	for (size_t i = 0; i < COUNT(words); i++) {
		struct tag *item = tag(m, list, ROLE_LIST_ITEM);
		say(m, tag(m, item, ROLE_LIST_LABEL), "\xE2\x80\xA2 ");
		say_block(m, item, ROLE_LIST_BODY, words[i]);
	}
}

static void add_table(struct maker *m, struct tag *article)
{
	struct tag *table = tag(m, article, ROLE_TABLE);
	say_block(m, table, ROLE_CAPTION, "Pupils by year");
	struct tag *head = tag(m, table, ROLE_TABLE_HEAD),
		   *body = tag(m, table, ROLE_TABLE_BODY);
	static const char *const cell[3][3] = {{"Year", "Mainstream", "Special"},
	    {"2024", "310", ""}, {"2025", "325", "118"}};
	for (int r = 0; r < 3; r++) {
		struct tag *row = tag(m, r ? body : head, ROLE_ROW);
		for (int c = 0; c < 3; c++) {
			bool is_head = r == 0 || c == 0;
			struct tag *t = tag(m, row, is_head ? ROLE_HEAD_CELL : ROLE_CELL);
			t->scope = !is_head ? SCOPE_NONE
				   : r == 0 ? SCOPE_COLUMN
					    : SCOPE_ROW;
			m->x = MM(20) + c * MM(40);
			if (cell[r][c][0])
				say(m, t, cell[r][c]);
		}
		area(m, MARK_RULE, tag_artifact(ROLE_ARTIFACT_LAYOUT),
		    (struct rect){MM(20), m->y + PT(4), MM(120), PT(0.5)});
		new_line(m);
	}
}

static void add_languages(struct maker *m, struct tag *article)
{
	struct tag *p = tag(m, article, ROLE_PARAGRAPH), *welsh = tag(m, p, ROLE_SPAN);
	welsh->lang = "cy";
	say(m, p, "She said ");
	set(m, &(struct words){.tag = welsh,
		   .text = "\xE2\x80\x9Cmae pawb yn perthyn yma\xE2\x80\x9D",
		   .lang = "cy",
		   .size = PT(12)});
	say(m, p, " and smiled. ");
	new_line(m);
	struct tag *arabic = tag(m, article, ROLE_PARAGRAPH);
	arabic->lang = "ar";
	set(m, &(struct words){.tag = arabic,
		   .lang = "ar",
		   .size = PT(14),
		   .spacing = PT(1.5),
		   .text = "\xD8\xA7\xD9\x84\xD8\xAA\xD8\xB9\xD9\x84\xD9\x8A\xD9\x85 "
			   "\xD8\xAD\xD9\x82 "
			   "\xD9\x84\xD9\x84\xD8\xAC\xD9\x85\xD9\x8A\xD8\xB9 2024 "
			   "\xD9\x88\xD9\x84\xD8\xA7 \xD9\x8A\xD8\xAC\xD9\x88\xD8\xB2",
		   .family = "arabic"});
	new_line(m);
	struct tag *vowels = tag(m, article, ROLE_PARAGRAPH);
	vowels->lang = "ar";
	set(m, &(struct words){.tag = vowels,
		   .lang = "ar",
		   .size = PT(14),
		   .family = "arabic",
		   .text = "\xD9\x85\xD9\x8F\xD8\xAF\xD9\x8E\xD8\xB1\xD9\x91\xD9\x90\xD8"
			   "\xB3\xD9\x8C"});
	new_line(m);
	struct tag *urdu = tag(m, article, ROLE_BLOCKQUOTE),
		   *up = tag(m, urdu, ROLE_PARAGRAPH);
	urdu->lang = "ur";
	set(m, &(struct words){.tag = up,
		   .lang = "ur",
		   .size = PT(14),
		   .family = "arabic",
		   .text = "\xDB\x8C\xDB\x81 \xD8\xA7\xD8\xB1\xD8\xAF\xD9\x88 "
			   "\xDA\xA9\xD8\xA7 \xD8\xAC\xD9\x85\xD9\x84\xDB\x81 "
			   "\xDB\x81\xDB\x92"});
	new_line(m);
}

static void add_notes(struct maker *m, struct tag *article, struct tag *other)
{
	struct tag *p = tag(m, article, ROLE_PARAGRAPH), *ref, *link, *note, *back, *span;
	say(m, p, "The law is plain");
	ref = tag(m, p, ROLE_REFERENCE);
	link = tag(m, ref, ROLE_LINK);
	link->alt = "Note 1";
	say_link(m, link, "1");
	say(m, p, " (");
	span = tag(m, p, ROLE_SPAN);
	span->expansion =
	    "United Nations Convention on the Rights of Persons with Disabilities";
	say(m, span, "UNCRPD");
	say(m, p, "), see ");
	struct tag *page = tag(m, tag(m, p, ROLE_REFERENCE), ROLE_LINK);
	page->target = other;
	say_link(m, page, "page 2");
	say(m, p, " and ");
	struct tag *url = tag(m, p, ROLE_LINK);
	url->url = "https://example.org/a?b=1&c=(2)";
	url->alt = "our (own) site";
	say_link(m, url, "our (own) site");
	say(m, p, ". ");
	new_line(m);
	note = tag(m, article, ROLE_NOTE);
	back = tag(m, tag(m, note, ROLE_LIST_LABEL), ROLE_LINK);
	back->alt = "Back to the text at note 1";
	back->target = ref;
	link->target = note;
	say_link(m, back, "1");
	say_block(m, note, ROLE_PARAGRAPH, " Article 24, ratified in 2009. ");
}

static void add_verse(struct maker *m, struct tag *article)
{
	struct tag *verse = tag(m, article, ROLE_SECTION),
		   *stanza = tag(m, verse, ROLE_PARAGRAPH);
	struct tag *one = tag(m, stanza, ROLE_SPAN), *two = tag(m, stanza, ROLE_SPAN);
	one->actual = "All of us\n";
	say(m, one, "All of us");
	new_line(m);
	two->actual = "together";
	say(m, two, "together");
	new_line(m);
}

static void add_odds(struct maker *m, struct tag *article)
{
	struct tag *p = tag(m, article, ROLE_PARAGRAPH);
	set(m, &(struct words){
		   .tag = p, .text = "Difficult office fluff, ju", .size = PT(11)});
	set(m,
	    &(struct words){.tag = p, .text = "-", .size = PT(11), .actual = "\xC2\xAD"});
	new_line(m);
	set(m, &(struct words){.tag = p,
		   .text = "stified with wide spaces here. ",
		   .size = PT(11),
		   .spacing = PT(4)});
	say(m, tag(m, p, ROLE_STRONG), "Strong");
	say(m, p, " and ");
	say(m, tag(m, p, ROLE_QUOTE), "quoted");
	say(m, p, " words. ");
	new_line(m);
	struct tag *big = tag(m, article, ROLE_PARAGRAPH);
	m->y += PT(40);
	set(m, &(struct words){.tag = big,
		   .text = "AV To Wave",
		   .size = PT(60),
		   .family = "head",
		   .ink = 2});
	new_line(m);
	say_block(m, article, ROLE_PRINT_MARK, "print page 16");
	struct tag *empty = tag(m, article, ROLE_SECTION);
	tag(m, empty, ROLE_PARAGRAPH);
}

static void add_contents(struct maker *m, struct tag *article, struct tag *to)
{
	struct tag *toc = tag(m, article, ROLE_CONTENTS);
	struct tag *entry = tag(m, toc, ROLE_CONTENTS_ENTRY);
	struct tag *link = tag(m, tag(m, entry, ROLE_REFERENCE), ROLE_LINK);
	link->target = to;
	say_link(m, link, "Left behind 2");
	new_line(m);
}

static void add_furniture(struct maker *m)
{
	sp y = m->y, x = m->x;
	area(m, MARK_FILL, tag_artifact(ROLE_ARTIFACT_BACKGROUND), m->page->bleed);
	m->page->mark[m->page->nmark - 1].layer = 0;
	m->page->mark[m->page->nmark - 1].ink.tint = 50;
	m->y = MM(285);
	m->x = MM(20);
	set(m, &(struct words){.tag = tag_artifact(ROLE_ARTIFACT_PAGE),
		   .text = m->page->folio,
		   .size = PT(10)});
	m->y = MM(12);
	say(m, tag_artifact(ROLE_ARTIFACT_PAGE), "Inclusion Now");
	m->y = y;
	m->x = x;
}

static void add_outline(
    struct maker *m, int level, const char *title, const struct tag *t)
{
	ARENA_PUSH(m->arena, m->book->outline, m->book->noutline, m->book->capoutline) =
	    (struct outline_entry){.level = level, .title = title, .tag = t};
}

static struct book *make_book(struct maker *m)
{
	struct tag *one, *two, *h1, *h2, *aside;
	m->book = ARENA_NEW(m->arena, struct book);
	*m->book = (struct book){.title = "Inclusion Now, Autumn 2026",
	    .lang = "en-GB",
	    .author = "ALLFIE",
	    .subject = "An issue & its <tests>",
	    .date = "2026-09-01",
	    .identifier = "inclusion-now-2026-autumn"};
	m->book->root = m->root = tag(m, NULL, ROLE_DOCUMENT);
	one = tag(m, m->root, ROLE_ARTICLE);
	two = tag(m, m->root, ROLE_ARTICLE);
	one->title = "Caf\xC3\xA9 culture";
	two->title = "Left behind";
	page_new(m);
	h1 = say_block(m, one, ROLE_H1, "Caf\xC3\xA9 culture");
	add_contents(m, one, two);
	add_languages(m, one);
	h2 = say_block(m, one, ROLE_H2, "A crosshead");
	add_lists(m, one);
	add_table(m, one);
	aside = tag(m, one, ROLE_ASIDE);
	area(m, MARK_FILL, tag_artifact(ROLE_ARTIFACT_LAYOUT),
	    (struct rect){MM(18), m->y - PT(14), MM(100), PT(36)});
	say_block(m, aside, ROLE_H3, "What we demand");
	say_block(m, aside, ROLE_PARAGRAPH, "An end to exclusion.");
	add_notes(m, one, two);
	add_odds(m, one);
	struct tag *over = say_block(m, one, ROLE_PARAGRAPH, "This goes on over ");
	add_furniture(m);
	page_new(m);
	say(m, over, "the page.");
	new_line(m);
	say_block(m, two, ROLE_H1, "Left behind");
	struct tag *group = tag(m, two, ROLE_GROUP);
	add_picture(m, group, "maya.jpg", "Maya \xE2\x80\x93 at the harbour");
	say_block(m, group, ROLE_CAPTION, "Maya by the sea");
	add_picture(m, two, "emblem.png", "The emblem");
	add_picture(m, two, "maya.jpg", "The same again");
	add_verse(m, two);
	add_furniture(m);
	add_outline(m, 0, "Caf\xC3\xA9 culture", h1);
	add_outline(m, 1, "A crosshead", h2);
	add_outline(m, 0, "Left behind", two);
	tag_number(m->book);
	for (size_t i = 0; i < m->book->npage; i++)
		page_sort(m->book->page[i]);
	return m->book;
}

static void maker_open(struct maker *m)
{
	*m = (struct maker){.arena = arena_new()};
	m->diag = diag_new(m->arena);
	m->fonts = fonts_open(m->arena, m->diag, "fonts/fonts.yaml");
	if (!m->fonts)
		die("open the fonts of fonts/fonts.yaml");
}

static bool write_as(struct maker *m, const struct edition *e, const char *path)
{
	struct pdf_job job = {.diag = m->diag,
	    .fonts = m->fonts,
	    .edition = e,
	    .book = m->book,
	    .path = path};
	bool written = pdf_write(&job);
	diag_print(m->diag, stderr);
	return written;
}

/* ---- reading back ------------------------------------------------------- */

struct files {
	struct maker m;
	char folder[40], access[64], press[64];
};

/* What a command prints; "" if it fails. */
static char *output_of(struct arena *a, const char *format, const char *path)
{
	char *text = arena_alloc(a, 1 << 20);
	FILE *f = popen(arena_printf(a, format, path), "r");
	size_t n = fread(text, 1, (1 << 20) - 1, f);
	text[n] = '\0';
	if (pclose(f) != 0)
		text[0] = '\0';
	return text;
}

static bool there_is(const char *program)
{
	struct arena *a = arena_new();
	bool there = output_of(a, "command -v %s", program)[0] != '\0';
	arena_close(a);
	return there;
}

static int files_make(void **state)
{
	struct files *f = calloc(1, sizeof *f);
	maker_open(&f->m);
	make_book(&f->m);
	strcpy(f->folder, "/tmp/inpress-pdf-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->access, sizeof f->access, "%s/access.pdf", f->folder);
	snprintf(f->press, sizeof f->press, "%s/press.pdf", f->folder);
	*state = f;
	return !(write_as(&f->m, &access_edition, f->access) &&
		 write_as(&f->m, &press_edition, f->press));
}

static int files_remove(void **state)
{
	struct files *f = *state;
	unlink(f->access);
	unlink(f->press);
	rmdir(f->folder);
	arena_close(f->m.arena);
	free(f);
	return 0;
}

static void qpdf_finds_nothing(void **state)
{
	struct files *f = *state;
	if (!there_is("qpdf"))
		skip();
	assert_non_null(strstr(output_of(f->m.arena, "qpdf --check %s 2>&1", f->access),
	    "No syntax or stream encoding errors"));
	assert_non_null(strstr(output_of(f->m.arena, "qpdf --check %s 2>&1", f->press),
	    "No syntax or stream encoding errors"));
}

static void words_are_read_in_order(void **state)
{
	static const char *const words[] = {"Caf\xC3\xA9 culture",
	    "mae pawb yn perthyn yma", "A crosshead", "Pupils by year", "What we demand",
	    "UNCRPD", "Difficult office fluff", "stified with wide spaces here",
	    "AV To Wave", "print page 16", "This goes on over", "the page.",
	    "Left behind", "Maya by the sea", "All of us", "together"};
	struct files *f = *state;
	if (!there_is("pdftotext"))
		skip();
	const char *at = output_of(f->m.arena, "pdfinfo -struct-text %s", f->access);
	for (size_t i = 0; i < COUNT(words); i++) {
		const char *found = strstr(at, words[i]);
		if (!found)
			fail_msg("'%s' is not read", words[i]);
		at = found;
	}
}

/* Arabic in logical order, each letter once, also with vowels. */
static void arabic_is_read_in_order(void **state)
{
	struct files *f = *state;
	if (!there_is("pdfinfo"))
		skip();
	const char *text = output_of(f->m.arena, "pdfinfo -struct-text %s", f->access);
	assert_non_null(
	    strstr(text, "\xD8\xA7\xD9\x84\xD8\xAA\xD8\xB9\xD9\x84\xD9\x8A\xD9\x85 "
			 "\xD8\xAD\xD9\x82"));
	assert_non_null(strstr(text,
	    "\xD9\x85\xD9\x8F\xD8\xAF\xD9\x8E\xD8\xB1\xD9\x91\xD9\x90\xD8\xB3\xD9\x8C"));
}

static void empty_elements_are_left_out(void **state)
{
	struct files *f = *state;
	if (!there_is("pdfinfo"))
		skip();
	const char *tree = output_of(f->m.arena, "pdfinfo -struct %s", f->access);
	size_t cells = 0;
	for (const char *at = tree; (at = strstr(at, "TD")); at++)
		cells++;
	assert_int_equal(cells, 4); /* one is empty, and is there */
	assert_null(strstr(tree, "Sect \"\""));
}

static char *bytes_of(struct arena *a, const char *path, size_t *len)
{
	char *bytes = file_read(a, path, len);
	assert_non_null(bytes);
	return bytes;
}

static void two_files_are_the_same_bytes(void **state)
{
	struct files *f = *state;
	char again[64];
	size_t n, k;
	snprintf(again, sizeof again, "%s/again.pdf", f->folder);
	setlocale(LC_ALL, "de_DE.UTF-8"); /* where it is installed */
	assert_true(write_as(&f->m, &access_edition, again));
	setlocale(LC_ALL, "C");
	char *one = bytes_of(f->m.arena, f->access, &n),
	     *two = bytes_of(f->m.arena, again, &k);
	unlink(again);
	assert_int_equal(n, k);
	assert_memory_equal(one, two, n);
}

static void press_has_neither_tags_nor_links(void **state)
{
	struct files *f = *state;
	if (!there_is("qpdf"))
		skip();
	const char *json =
	    output_of(f->m.arena, "qpdf --json=2 --json-key=qpdf %s", f->press);
	assert_non_null(strstr(json, "/GTS_PDFX"));
	assert_non_null(strstr(json, "/TrimBox"));
	assert_null(strstr(json, "/StructTreeRoot"));
	assert_null(strstr(json, "/Annot"));
	assert_null(strstr(json, "/Outlines"));
	assert_null(strstr(json, "/DeviceRGB"));
}

static void a_picture_is_written_once(void **state)
{
	struct files *f = *state;
	if (!there_is("qpdf"))
		skip();
	const char *json =
	    output_of(f->m.arena, "qpdf --json=2 --json-key=qpdf %s", f->access);
	size_t n = 0;
	for (const char *at = json; (at = strstr(at, "\"/DCTDecode\"")); at++)
		n++;
	assert_int_equal(n, 1);
}

/* ---- parts -------------------------------------------------------------- */

static void strings_are_escaped(void **state)
{
	struct buf b = {0};
	(void)state;
	put_text(&b, "a (b) \\c");
	assert_string_equal(b.at, "(a \\(b\\) \\\\c)");
	buf_clear(&b);
	put_text(&b, "\xC3\xA9\xF0\x9F\x98\x80");
	assert_string_equal(b.at, "<FEFF00E9D83DDE00>");
	buf_clear(&b);
	put_uri(&b, "https://a.org/caf\xC3\xA9 (1)");
	assert_string_equal(b.at, "(https://a.org/caf%C3%A9%20\\(1\\))");
	buf_clear(&b);
	put_name(&b, "A B#1");
	assert_string_equal(b.at, "/A#20B#231");
	buf_clear(&b);
	put_rect(&b, (struct rect){PT(10), PT(20), PT(30), PT(40)},
	    (struct rect){-PT(5), -PT(5), PT(110), PT(210)});
	assert_string_equal(b.at, "[15 145 45 185]");
	buf_release(&b);
}

static void a_glyph_may_say_two_things(void **state)
{
	struct maker m;
	uint16_t one, two, again;
	(void)state;
	maker_open(&m);
	struct objects *o = objects_open(&(struct objects_plan){
	    .path = "/tmp/inpress-pdf-test.pdf", .version = "1.7"});
	struct embedding e = embedding_new(m.arena, o, fonts_count(m.fonts));
	struct embedded *font = embed_face(&e, fonts_find(m.fonts, "body", 400, false));
	uint16_t hyphen = face_glyph_of(font->face, '-');
	assert_true(embed_code(&e, font, hyphen, "-", 1, &one));
	assert_true(embed_code(&e, font, hyphen, "\xC2\xAD", 2, &two));
	assert_true(embed_code(&e, font, hyphen, "-", 1, &again));
	assert_int_equal(one, again);
	assert_int_not_equal(one, two);
	assert_int_equal(font->code[one].width, font->code[two].width);
	embedding_release(&e);
	objects_abandon(o);
	arena_close(m.arena);
}

static void a_broken_book_is_not_written(void **state)
{
	struct files *f = *state;
	struct maker m;
	(void)f;
	maker_open(&m);
	make_book(&m);
	for (uint32_t i = 0; i < m.book->npage; i++)
		for (size_t k = 0; k < m.book->page[i]->nmark; k++)
			if (m.book->page[i]->mark[k].kind == MARK_PICTURE)
				((struct tag *)(uintptr_t)m.book->page[i]->mark[k].tag)
				    ->alt = NULL;
	char path[64];
	snprintf(path, sizeof path, "%s/broken.pdf", f->folder);
	struct pdf_job job = {.diag = m.diag,
	    .fonts = m.fonts,
	    .edition = &access_edition,
	    .book = m.book,
	    .path = path};
	assert_false(pdf_write(&job));
	assert_true(diag_stops(m.diag, REACH_ACCESS));
	assert_int_equal(access(path, F_OK), -1);
	arena_close(m.arena);
}

static int leave_files(const char *folder)
{
	struct maker m;
	maker_open(&m);
	make_book(&m);
	bool written =
	    write_as(&m, &access_edition, path_join(m.arena, folder, "access.pdf")) &&
	    write_as(&m, &press_edition, path_join(m.arena, folder, "press.pdf"));
	arena_close(m.arena);
	return !written;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(qpdf_finds_nothing),
	    cmocka_unit_test(words_are_read_in_order),
	    cmocka_unit_test(arabic_is_read_in_order),
	    cmocka_unit_test(empty_elements_are_left_out),
	    cmocka_unit_test(two_files_are_the_same_bytes),
	    cmocka_unit_test(press_has_neither_tags_nor_links),
	    cmocka_unit_test(a_picture_is_written_once),
	    cmocka_unit_test(strings_are_escaped),
	    cmocka_unit_test(a_glyph_may_say_two_things),
	    cmocka_unit_test(a_broken_book_is_not_written),
	};

	if (argc > 1)
		return leave_files(argv[1]);
	return cmocka_run_group_tests_name("pdf", tests, files_make, files_remove);
}
