/* style: sheets, the cascade, templates, palettes, editions; run from the project's root.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "style/style.h"

/* A folder of styles made for one test. */
struct studio {
	struct arena *a;
	struct diag *d;
	char dir[64];
	const struct palette *palette;
};

static const char palette_text[] = "inks:\n"
				   "  plum: {rgb: '#5B1A6B', cmyk: 75 100 0 25}\n"
				   "  text: {rgb: '#1A1A1A', cmyk: 0 0 0 100}\n"
				   "  paper: {rgb: '#FFFFFF', cmyk: 0 0 0 0}\n"
				   "  rule: {rgb: '#4D4D4D', cmyk: 0 0 0 80}\n"
				   "  link: {rgb: '#12355B', cmyk: 100 75 0 40}\n"
				   "  reverse: {rgb: '#FFFFFF', cmyk: 0 0 0 0}\n";

static const char *const folders[] = {"", "/sheets", "/palettes", "/printers"};

static void write_file(struct studio *s, const char *name, const char *text)
{
	FILE *f = fopen(path_join(s->a, s->dir, name), "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void studio_open(struct studio *s)
{
	s->a = arena_new();
	s->d = diag_new(s->a);
	strcpy(s->dir, "/tmp/inpress-style-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	for (size_t i = 1; i < COUNT(folders); i++)
		assert_true(path_make(arena_printf(s->a, "%s%s", s->dir, folders[i])));
	write_file(s, "palettes/default.yaml", palette_text);
	struct pos nowhere = {0};
	s->palette = palette_read(s->a, s->d, s->dir, "default", nowhere, NULL);
	assert_non_null(s->palette);
}

static void studio_close(struct studio *s)
{
	static const char *const names[] = {"sheets/a", "sheets/b", "palettes/default",
	    "palettes/two", "printers/p", "editions"};
	for (size_t i = 0; i < COUNT(names); i++)
		unlink(arena_printf(s->a, "%s/%s.yaml", s->dir, names[i]));
	for (size_t i = COUNT(folders); i > 0; i--)
		assert_int_equal(
		    rmdir(arena_printf(s->a, "%s%s", s->dir, folders[i - 1])), 0);
	arena_close(s->a);
}

/* A sheet whose styles are `styles`, under the one template that a sheet must have. */
static struct sheet *sheet_of(struct studio *s, const char *styles)
{
	write_file(s, "sheets/a.yaml",
	    arena_printf(s->a, "templates: {default: {}}\nstyles:\n%s", styles));
	struct sheet *sheet = sheet_read(s->a, s->d,
	    &(struct sheet_want){.styles = s->dir, .name = "a", .palette = s->palette});
	assert_non_null(sheet);
	return sheet;
}

static void expect_findings(struct studio *s, size_t n)
{
	size_t found;
	const struct finding *f = diag_list(s->d, &found);
	if (found != n)
		fail_msg("%zu findings, not %zu; the first: %s", found, n,
		    found ? f[0].message : "");
}

static void expect_finding(struct studio *s, const char *wanted)
{
	char text[4000];
	FILE *f = tmpfile();
	assert_non_null(f);
	diag_print(s->d, f);
	rewind(f);
	text[fread(text, 1, sizeof text - 1, f)] = '\0';
	fclose(f);
	if (!strstr(text, wanted))
		fail_msg("wanted '%s' in '%s'", wanted, text);
}

/* ---- a small piece: piece > sidebar.demands > list > list-item > text ---- */

struct small {
	struct piece_kind kind;
	struct piece piece;
	struct node *root, *headline, *sidebar, *list, *item;
};

static struct node *child(struct studio *s, struct node *parent, enum node_kind kind)
{
	struct pos nowhere = {0};
	struct node *n = node_new(s->a, kind, nowhere);
	if (parent)
		node_append(parent, n);
	return n;
}

static struct small *small_new(struct studio *s, const char *kind, const char *template)
{
	struct small *p = ARENA_NEW(s->a, struct small);
	p->kind.name = kind;
	p->piece.kind = &p->kind;
	p->piece.template = template;
	p->root = p->piece.root = child(s, NULL, NODE_PIECE);
	p->headline = child(s, p->root, NODE_HEADLINE);
	p->sidebar = child(s, p->root, NODE_SIDEBAR);
	p->sidebar->class = "wide demands";
	p->list = child(s, p->sidebar, NODE_LIST);
	p->item = child(s, p->list, NODE_LIST_ITEM);
	child(s, p->item, NODE_TEXT);
	return p;
}

static const struct style *resolve(
    struct sheet *sheet, const struct small *p, const struct node *n)
{
	const struct style *parent = n->parent ? resolve(sheet, p, n->parent) : NULL;
	return style_of(
	    sheet, n, &p->piece, parent, palette_find(sheet->palette, "plum"));
}

/* ---- the cascade ---- */

static void initial_values_hold(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	struct sheet *sheet = sheet_of(&s, "  paragraph: {}\n");
	struct small *p = small_new(&s, "poem", "poem");
	const struct style *style = resolve(sheet, p, p->root);
	assert_int_equal(style->font_size, PT(12));
	assert_int_equal(style->display, DISPLAY_BLOCK);
	assert_int_equal(style->line_snap, SNAP_BASELINE);
	assert_true(style->background_color.none);
	assert_int_equal(style->color.ink.index, INK_TEXT);
	assert_int_equal(style->color.ink.tint, 1000);
	assert_string_equal(style->content_before, "");
	assert_ptr_equal(resolve(sheet, p, p->headline), resolve(sheet, p, p->list));
	expect_findings(&s, 0);
	studio_close(&s);
}

static void rules_match_and_cascade(void **state)
{
	(void)state;
	static const struct {
		const char *styles;
		double size; /* of the list item */
	} table[] = {
	    {"  list-item: {font-size: 20pt}\n", 20},
	    {"  list-item: {font-size: 20pt}\n  \"list-item \": {font-size: 21pt}\n", 21},
	    {"  sidebar list-item: {font-size: 22pt}\n  list-item: {font-size: 20pt}\n",
		22},
	    {"  sidebar.demands list-item: {font-size: 23pt}\n"
	     "  sidebar list-item: {font-size: 22pt}\n",
		23},
	    {"  .demands: {font-size: 24pt}\n", 24},
	    {"  sidebar.wide.demands: {font-size: 25pt}\n  sidebar.wide: {font-size: "
	     "9pt}\n",
		25},
	    {"  sidebar.dem: {font-size: 25pt}\n", 12},
	    {"  list sidebar list-item: {font-size: 20pt}\n", 12},
	    {"  sidebar list list-item: {font-size: 26pt}\n", 26},
	    {"  list-item list-item: {font-size: 20pt}\n", 12},
	    {"  poem list-item: {font-size: 27pt}\n  list-item: {font-size: 20pt}\n", 27},
	    {"  interview list-item: {font-size: 20pt}\n", 12},
	    {"  template-quiet list-item: {font-size: 28pt}\n", 28},
	    {"  template-loud list-item: {font-size: 28pt}\n", 12},
	    {"  sidebar poem template-quiet list-item: {font-size: 29pt}\n"
	     "  sidebar poem list-item: {font-size: 20pt}\n",
		29},
	    {"  poem: {font-size: 30pt}\n", 30},
	    {"  template-quiet: {font-size: 31pt}\n", 31},
	    {"  piece: {font-size: 32pt}\n", 32},
	    {"  headline: {font-size: 33pt}\n  list-item: {like: headline}\n", 33},
	    {"  list-item: {like: headline, font-size: 34pt}\n  headline: {font-size: "
	     "9pt}\n",
		34},
	    {"  text: {font-size: 20pt}\n", 12},
	    {"  headline + sidebar list-item: {font-size: 35pt}\n", 35},
	    {"  sidebar + sidebar list-item: {font-size: 20pt}\n", 12},
	    {"  list + list-item: {font-size: 20pt}\n", 12},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		studio_open(&s);
		struct sheet *sheet = sheet_of(&s, table[i].styles);
		struct small *p = small_new(&s, "poem", "quiet");
		double size = sp_to_pt(resolve(sheet, p, p->item)->font_size);
		if (size < table[i].size || size > table[i].size)
			fail_msg("%g pt, not %g, of\n%s", size, table[i].size,
			    table[i].styles);
		studio_close(&s);
	}
}

static void inheritance_is_css(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	struct sheet *sheet = sheet_of(&s, "  sidebar: {color: section 60%, margin-top: "
					   "5pt, background-color: plum 10%}\n");
	struct small *p = small_new(&s, "poem", NULL);
	const struct style *box = resolve(sheet, p, p->sidebar);
	const struct style *item = resolve(sheet, p, p->item);
	int plum = palette_find(s.palette, "plum");
	assert_int_equal(item->color.ink.index, plum);
	assert_int_equal(item->color.ink.tint, 600);
	assert_int_equal(box->margin_top, PT(5));
	assert_int_equal(item->margin_top, 0);
	assert_true(item->background_color.none);
	assert_int_equal(item->ground.index, plum);
	assert_int_equal(item->ground.tint, 100);
	studio_close(&s);
}

/* A cached style may not leak into a place where an ancestor or the section differs. */
static void styles_are_interned(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	struct sheet *sheet = sheet_of(
	    &s, "  sidebar list-item: {font-size: 20pt}\n  headline: {color: section}\n");
	struct small *p = small_new(&s, "poem", NULL), *q = small_new(&s, "poem", NULL);
	assert_ptr_equal(resolve(sheet, p, p->item), resolve(sheet, q, q->item));
	assert_ptr_not_equal(resolve(sheet, p, p->item), resolve(sheet, p, p->list));
	struct node *list = child(&s, p->root, NODE_LIST);
	struct node *outside = child(&s, list, NODE_LIST_ITEM);
	assert_int_equal(resolve(sheet, p, outside)->font_size, PT(12));
	const struct style *root = resolve(sheet, p, p->root);
	const struct style *plum = resolve(sheet, p, p->headline);
	const struct style *other = style_of(sheet, p->headline, &p->piece, root, 3);
	assert_int_equal(other->color.ink.index, 3);
	assert_ptr_not_equal(plum, other);
	for (int i = 0; i < 2000; i++)
		assert_non_null(style_of(sheet, p->headline, &p->piece, root, i % 6));
	assert_ptr_equal(plum, resolve(sheet, p, p->headline));
	studio_close(&s);
}

static void things_without_nodes_have_styles(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	struct sheet *sheet =
	    sheet_of(&s, "  folio: {font-size: 20pt}\n  piece: {widows: 7}\n"
			 "  poem folio: {font-size: 24pt}\n"
			 "  contents folio: {font-size: 26pt}\n"
			 "  template-verse folio: {font-size: 28pt}\n");
	struct small *p = small_new(&s, "report", NULL);
	const struct style *root = resolve(sheet, p, p->root);
	const struct style *folio = style_named(sheet, "folio", &p->piece, root, INK_TEXT);
	assert_int_equal(folio->font_size, PT(20));
	assert_int_equal(folio->widows, 7);
	assert_int_equal(
	    style_named(sheet, "unheard-of", &p->piece, root, INK_TEXT)->font_size, PT(12));
	static const struct {
		const char *kind, *template;
		int points;
	} table[] = {{"poem", NULL, 24}, {"contents", NULL, 26}, {"poem", "verse", 28}};
	for (size_t i = 0; i < COUNT(table); i++) {
		p = small_new(&s, table[i].kind, table[i].template);
		folio = style_named(sheet, "folio", &p->piece, root, INK_TEXT);
		assert_int_equal(folio->font_size, PT(table[i].points));
	}
	studio_close(&s);
}

/* ---- what is wrong is said, with a place ---- */

static void mistakes_have_places(void **state)
{
	(void)state;
	static const struct {
		const char *styles, *finding;
	} table[] = {
	    {"  headline: {font-sise: 12pt}\n",
		":3:14: error: unknown property 'font-sise' [unknown-property]\n"
		"  hint: did you mean 'font-size'?"},
	    {"  haedline: {font-size: 12pt}\n", "hint: did you mean 'headline'?"},
	    {"  headline: {color: plumm}\n",
		":3:21: error: unknown ink 'plumm' [unknown-ink]\n  hint: did you mean "
		"'plum'?"},
	    {"  headline: {color: plum 10}\n", "'plum 10' is no ink"},
	    {"  headline: {color: plum 101%}\n", "'plum 101%' is no ink"},
	    {"  headline: {font-size: 0}\n", "it is more than 0"},
	    {"  headline: {margin-top: -3pt}\n", "it is at least 0"},
	    {"  headline: {font-size: 12}\n", "it is a length such as 12pt or 3mm"},
	    {"  headline: {text-align: left}\n",
		"it is 'start' or 'end' or 'center' or 'justify'"},
	    {"  headline: {font-weight: 50}\n", "it is a number from 100 to 900"},
	    {"  headline: {font-weight: bold}\n", "it is a whole number"},
	    {"  headline: {aspect-ratio: 3/0}\n", "such as 3/2"},
	    {"  headline: {repeat-drop: maybe}\n", "it is yes or no"},
	    {"  headline: {font-size: [1pt]}\n", "'font-size' must be one value"},
	    {"  headline: 12pt\n", "style 'headline' must be a map"},
	    {"  headline: {like: nothing}\n", "no style 'nothing' to be like"},
	    {"  headline: {like: byline}\n  byline: {like: headline}\n",
		"is like itself"},
	    {"  '.': {font-size: 12pt}\n", "'.' is no selector"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		studio_open(&s);
		sheet_of(&s, table[i].styles);
		expect_finding(&s, table[i].finding);
		expect_findings(&s, 1);
		studio_close(&s);
	}
}

static void no_kind_of_piece_is_a_slip(void **state)
{
	(void)state;
	static const char *const kinds[] = {"cover", "contents", "editorial", "feature",
	    "policy-feature", "testimony-parent", "testimony-teacher",
	    "testimony-young-person", "quote-wall", "interview", "oral-history", "news",
	    "campaign", "manifesto", "review", "poem", "graphic-story", "infographic",
	    "report-summary", "tribute", "notices", "legal-question", "advert", "donate",
	    "subscribe", "masthead", "back-cover", "article", "edition-note"};
	struct studio s;
	studio_open(&s);
	struct buf b = {0};
	for (size_t i = 0; i < COUNT(kinds); i++)
		buf_printf(&b, "  %s headline: {font-size: 20pt}\n", kinds[i]);
	sheet_of(&s, b.at);
	buf_release(&b);
	expect_findings(&s, 0);
	studio_close(&s);
}

static void illegible_words_are_found(void **state)
{
	(void)state;
	static const struct {
		const char *styles, *finding; /* of the list item's words; NULL: none */
	} table[] = {
	    {"  list-item: {color: plum}\n", NULL},
	    {"  list-item: {color: plum 60%}\n",
		"'plum 60%' on 'paper' has a contrast of 3.8:1"},
	    {"  sidebar: {background-color: plum 10%}\n", NULL},
	    {"  sidebar: {background-color: plum 40%}\n", "'text' on 'plum 40%'"},
	    {"  sidebar: {background-color: plum}\n  list-item: {color: reverse}\n",
		NULL},
	    {"  sidebar: {background-color: plum}\n",
		"vanishes in a scheme of two colors"},
	    {"  list-item: {color: reverse}\n", "vanishes in a scheme of two colors"},
	    {"  headline: {color: paper}\n", NULL}, /* it has no words */
	    {"  list-item: {font-size: 11pt}\n",
		"11 pt type is smaller than this sheet's least"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		studio_open(&s);
		write_file(&s, "sheets/b.yaml",
		    arena_printf(s.a,
			"least-size: 12pt\ntemplates: {default: {}}\nstyles:\n%s",
			table[i].styles));
		struct sheet *sheet = sheet_read(s.a, s.d,
		    &(struct sheet_want){
			.styles = s.dir, .name = "b", .palette = s.palette});
		assert_non_null(sheet);
		struct small *p = small_new(&s, "poem", NULL);
		resolve(sheet, p, p->item);
		resolve(sheet, p, p->headline);
		expect_findings(&s, table[i].finding ? 1 : 0);
		if (table[i].finding)
			expect_finding(&s, table[i].finding);
		studio_close(&s);
	}
}

/* ---- sheets and templates ---- */

static void sheets_are_like_others(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	write_file(&s, "sheets/a.yaml",
	    "grid: 10pt\nfolio: {offset: 5mm}\n"
	    "templates:\n  default: {column-count: 2, margin-top: 30pt}\n"
	    "  poem: {center: yes, furniture: no}\n"
	    "styles:\n  headline: {font-size: 20pt, color: plum}\n  piece headline: "
	    "{widows: 5}\n");
	write_file(&s, "sheets/b.yaml",
	    "like: a\npage: A5\n"
	    "templates:\n  default: {column-count: 1}\n  poem: {margin-top: 40pt}\n"
	    "  verse: {like: poem, start: recto}\n"
	    "  wide:\n    frames: [{name: head, x: 0, y: 1mm, width: 0, height: 2mm}]\n"
	    "    plates: [{x: -3mm, y: 0, width: 0, height: 9pt, ink: section 50%}]\n"
	    "styles:\n  headline: {font-size: 30pt}\n");
	struct sheet *b = sheet_read(s.a, s.d,
	    &(struct sheet_want){.styles = s.dir, .name = "b", .palette = s.palette});
	assert_non_null(b);
	expect_findings(&s, 0);
	assert_int_equal(b->page_width, MM(148));
	assert_int_equal(b->grid, PT(10));
	assert_int_equal(b->folio_offset, MM(5));
	const struct template *poem = sheet_template(b, "poem");
	assert_true(poem->vertical_center && !poem->furniture);
	assert_int_equal(poem->margin_top, PT(40));
	assert_int_equal(poem->ncolumn, 2);
	assert_true(sheet_template(b, "verse")->first_recto);
	assert_int_equal(sheet_template(b, "verse")->margin_top, PT(40));
	assert_ptr_equal(sheet_template(b, "unheard-of"), b->fallback);
	assert_int_equal(b->fallback->ncolumn, 1);
	assert_int_equal(b->fallback->margin_top, PT(30));
	const struct template *wide = sheet_template(b, "wide");
	assert_string_equal(wide->frame[0].name, "head");
	assert_true(wide->plate[0].section);
	assert_int_equal(wide->plate[0].ink.tint, 500);
	struct small *p = small_new(&s, "poem", NULL);
	const struct style *headline = resolve(b, p, p->headline);
	assert_int_equal(headline->font_size, PT(30));
	assert_int_equal(headline->widows, 5);
	assert_int_equal(headline->color.ink.index, palette_find(s.palette, "plum"));
	studio_close(&s);
}

static void bad_sheets_are_reported(void **state)
{
	(void)state;
	static const struct {
		const char *sheet, *finding;
		bool readable;
	} table[] = {
	    {"like: b\n", "sheet 'b' is like itself", false},
	    {"like: c\n", "unknown sheet 'c' [unknown-sheet]", false},
	    {"like: ../b\n", "unknown sheet '../b'", false},
	    {"styles: {}\n", "has no template 'default'", false},
	    {"grid: 0\ntemplates: {default: {}}\n", "'grid' must be at least 1pt", true},
	    {"page: B4\ntemplates: {default: {}}\n", "'page' must be", true},
	    {"gird: 3pt\ntemplates: {default: {}}\n", "did you mean 'grid'?", true},
	    {"templates: {default: {column-count: 4}}\n", "must be 1, 2 or 3", true},
	    {"templates: {default: {margin-inner: 200mm}}\n", "leaves no room for text",
		true},
	    {"templates: {default: {}, poem: {like: defualt}}\n",
		"did you mean 'default'?", true},
	    {"templates: {default: {start: left}}\n",
		"'start' must be page, recto, verso or run-on", true},
	    {"templates: {default: {frames: {x: 1mm}}}\n", "must be a list of maps",
		true},
	    {"templates: {default: {plates: [{x: 0}]}}\n", "a plate needs an 'ink'",
		true},
	    {"templates: {default: {plates: [{ink: pulm}]}}\n", "did you mean 'plum'?",
		true},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		studio_open(&s);
		write_file(&s, "sheets/b.yaml", table[i].sheet);
		struct sheet *b = sheet_read(s.a, s.d,
		    &(struct sheet_want){
			.styles = s.dir, .name = "b", .palette = s.palette});
		assert_int_equal(b != NULL, table[i].readable);
		expect_finding(&s, table[i].finding);
		studio_close(&s);
	}
}

static void asked_templates_must_be_there(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	struct sheet *sheet = sheet_of(&s, "  piece: {}\n");
	struct small *p = small_new(&s, "poem", "poem");
	p->kind.template = "poem"; /* a kind's own may be missing */
	sheet_check_template(sheet, s.d, &p->piece);
	p->piece.template = "default";
	sheet_check_template(sheet, s.d, &p->piece);
	expect_findings(&s, 0);
	p->piece.template = "defualt";
	sheet_check_template(sheet, s.d, &p->piece);
	expect_finding(&s, "sheet 'a' has no template 'defualt' [unknown-template]\n"
			   "  hint: did you mean 'default'?");
	studio_close(&s);
}

/* ---- palettes and editions ---- */

static void palettes_have_one_order(void **state)
{
	(void)state;
	struct studio s;
	studio_open(&s);
	const struct palette *p = s.palette;
	assert_int_equal(palette_find(p, "paper"), INK_PAPER);
	assert_int_equal(palette_find(p, "text"), INK_TEXT);
	assert_int_equal(palette_find(p, "nothing"), -1);
	struct ink plum = {(uint16_t)palette_find(p, "plum"), 1000}, tint = plum;
	tint.tint = 100;
	assert_int_equal(palette_rgb(p, plum).r, 0x5B);
	assert_int_equal(palette_rgb(p, tint).r, 239);
	assert_int_equal(palette_cmyk(p, tint).m, 100);
	write_file(&s, "palettes/two.yaml",
	    "title: black on yellow\nink: '#000000'\npaper: '#FFFF00'\n");
	struct pos nowhere = {0};
	const struct palette *two = palette_read(s.a, s.d, s.dir, "two", nowhere, p);
	assert_non_null(two);
	expect_findings(&s, 0);
	assert_true(two->two_color);
	assert_int_equal(two->nswatch, p->nswatch);
	assert_string_equal(two->title, "black on yellow");
	struct ink reverse = {(uint16_t)palette_find(two, "reverse"), 1000};
	struct ink half = {plum.index, 500};
	assert_int_equal(palette_rgb(two, plum).r, 0);
	assert_int_equal(palette_rgb(two, half).r, 0);
	assert_int_equal(palette_rgb(two, tint).r, 255);
	assert_int_equal(palette_rgb(two, reverse).r, 255);
	assert_int_equal(palette_rgb(two, reverse).b, 0);
	studio_close(&s);
}

static void palettes_are_proved(void **state)
{
	(void)state;
	static const struct {
		const char *text, *finding;
	} table[] = {
	    {"ink: '#000080'\npaper: '#ADD8E6'\n",
		"text on paper of 'text' has a contrast of 10.5"},
	    {"inks: {plum: {rgb: '#B080C0'}}\n", "the solid of 'plum'"},
	    {"inks: {plumm: {rgb: '#000000'}}\n", "no ink 'plumm'"},
	    {"ink: '#000000'\n", "needs both 'ink' and 'paper'"},
	    {"ink: black\npaper: '#FFFFFF'\n", "must be a color such as"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		struct pos nowhere = {0};
		studio_open(&s);
		write_file(&s, "palettes/two.yaml", table[i].text);
		palette_read(s.a, s.d, s.dir, "two", nowhere, s.palette);
		expect_finding(&s, table[i].finding);
		studio_close(&s);
	}
}

static void bad_editions_are_reported(void **state)
{
	(void)state;
	static const struct {
		const char *file, *finding;
	} table[] = {
	    {"access: {sizes: {s: {title: t, sheet: a}}}", NULL},
	    {"access: {sizes: {s: {title: t, sheet: c}}}", "unknown sheet 'c'"},
	    {"access: {sizes: {s: {title: t}}}", "size 's' needs a 'sheet'"},
	    {"access: {sizes: {s: {sheet: a}}}", "size 's' needs a 'title'"},
	    {"access: {sizes: {S: {title: t, sheet: a}}}",
		"the name 'S' of this size must be small letters"},
	    {"access: {sizes: {s: {title: t, sheet: a, book: b}}}",
		"unknown key 'book' in this size"},
	    {"access: {colours: [default]}", "'access' needs a map 'sizes'"},
	    {"access: {sizes: {s: {title: t, sheet: a}}, colours: [defualt]}",
		"did you mean 'default'?"},
	    {"access: {sizes: {s: {title: t, sheet: a}}, colours: default}",
		"'colours' must be a list such as [default]"},
	    {"access: {sizes: {s: {title: t, sheet: a}}, pictures: [shown, shown]}",
		"'pictures' must be a list of names, each once"},
	    {"access: {sizes: {s: {title: t, sheet: a}}, pictures: [hidden]}",
		"'pictures' may be shown and text-only, not 'hidden'"},
	    {"press: {e: {sheet: a}}", "press edition 'e' needs a 'printer'"},
	    {"press: {e: {sheet: a, printer: q}}", "unknown printer's preset 'q'"},
	    {"press: {e: {sheet: a, printer: p}}", "[missing-profile]"},
	    {"press: {e: {sheet: a, printer: p, standard: pdf/x-3}}",
		"'standard' may be pdf/x-4 or pdf/x-1a, not 'pdf/x-3'"},
	};
	for (size_t i = 0; i < COUNT(table); i++) {
		struct studio s;
		studio_open(&s);
		write_file(&s, "sheets/a.yaml", "templates: {default: {}}\n");
		write_file(
		    &s, "printers/p.yaml", "profile: /nonexistent.icc\ncondition: X\n");
		write_file(&s, "editions.yaml", table[i].file);
		struct editions *e = editions_read(s.a, s.d, s.dir);
		assert_non_null(e);
		if (table[i].finding)
			expect_finding(&s, table[i].finding);
		else
			expect_findings(&s, 0);
		studio_close(&s);
	}
}

/* Every size with each of pictures in every color; those of one book side by side. */
static void editions_are_a_product(void **state)
{
	(void)state;
	static const struct {
		const char *name, *title, *book;
		bool pictures, marks;
	} expected[] = {
	    {"press", NULL, "s", true, false},
	    {"s", "small", "s", true, true},
	    {"s-two", "small, two inks", "s", true, true},
	    {"s-text-only", "small, text only", "s-text-only", false, false},
	    {"s-two-text-only", "small, two inks, text only", "s-text-only", false,
		false},
	    {"l", "large", "l", true, true},
	    {"l-two", "large, two inks", "l", true, true},
	    {"l-text-only", "large, text only", "l-text-only", false, false},
	    {"l-two-text-only", "large, two inks, text only", "l-text-only", false,
		false},
	};
	struct studio s;

	studio_open(&s);
	write_file(&s, "sheets/a.yaml", "templates: {default: {}}\n");
	write_file(&s, "sheets/b.yaml", "templates: {default: {}}\n");
	write_file(&s, "printers/p.yaml",
	    "profile: /usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc\ncondition: "
	    "X\n");
	write_file(&s, "palettes/two.yaml",
	    "title: two inks\nink: '#000000'\npaper: '#FFFF00'\n");
	write_file(&s, "editions.yaml",
	    "press: {press: {sheet: a, printer: p}}\n"
	    "access:\n  print-pages: yes\n"
	    "  sizes: {s: {title: small, sheet: a}, l: {title: large, sheet: b}}\n"
	    "  colours: [default, two]\n  pictures: [shown, text-only]\n");
	const struct editions *e = editions_read(s.a, s.d, s.dir);
	assert_non_null(e);
	expect_findings(&s, 0);
	assert_int_equal(e->n, COUNT(expected));
	for (size_t i = 0; i < e->n; i++) {
		assert_string_equal(e->edition[i].name, expected[i].name);
		assert_string_equal(e->edition[i].book, expected[i].book);
		assert_int_equal(e->edition[i].pictures, expected[i].pictures);
		assert_int_equal(e->edition[i].print_marks, expected[i].marks);
		if (expected[i].title)
			assert_string_equal(e->edition[i].title, expected[i].title);
	}
	assert_int_equal(e->axis[AXIS_SIZES].n, 2);
	assert_string_equal(e->axis[AXIS_COLORS].choice[1].title, "two inks");
	assert_int_equal(e->edition[4].choice[AXIS_COLORS], 1);
	assert_int_equal(e->edition[4].choice[AXIS_PICTURES], 1);
	studio_close(&s);
}

/* What an edition says itself goes before its printer's. */
static void editions_have_standards(void **state)
{
	static const enum standard expected[] = {
	    STANDARD_PDFX1A, STANDARD_PDFX4, STANDARD_PDFX1A};
	struct studio s;

	(void)state;
	studio_open(&s);
	write_file(&s, "sheets/a.yaml", "templates: {default: {}}\n");
	write_file(&s, "printers/p.yaml",
	    "profile: /usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc\ncondition: "
	    "X\nstandard: pdf/x-1a\n");
	write_file(&s, "editions.yaml",
	    "press:\n  one: {sheet: a, printer: p}\n"
	    "  two: {sheet: a, printer: p, standard: pdf/x-4}\n"
	    "  three: {sheet: a, printer: p, standard: pdf/x-1a}\n");
	const struct editions *e = editions_read(s.a, s.d, s.dir);
	expect_findings(&s, 0);
	assert_int_equal(e->n, COUNT(expected));
	for (size_t i = 0; i < e->n; i++) {
		assert_int_equal(e->edition[i].standard, expected[i]);
		assert_int_equal(e->edition[i].own_standard, i > 0);
	}
	studio_close(&s);
}

/* ---- the project's own files ---- */

static void own_styles_are_good(void **state)
{
	(void)state;
	struct studio s = {.a = arena_new()};
	s.d = diag_new(s.a);
	struct fonts *fonts = fonts_open(s.a, s.d, "fonts/fonts.yaml");
	struct editions *e = editions_read(s.a, s.d, "styles");
	assert_true(fonts && e && e->n > 0);
	for (size_t i = 0; i < e->n; i++)
		assert_non_null(sheet_read(s.a, s.d,
		    &(struct sheet_want){.styles = "styles",
			.name = e->edition[i].sheet,
			.fonts = fonts,
			.palette = e->palette,
			.text_only = !e->edition[i].pictures}));
	expect_findings(&s, 0);
	arena_close(s.a);
}

static void manual_has_every_property(void **state)
{
	(void)state;
	char table[20000];
	struct arena *a = arena_new();
	size_t len;
	const char *page = file_read(a, "layout/style.5", &len);
	assert_non_null(page);
	FILE *f = tmpfile();
	assert_non_null(f);
	style_manual(f);
	rewind(f);
	table[fread(table, 1, sizeof table - 1, f)] = '\0';
	fclose(f);
	if (!strstr(page, table))
		fail_msg("the properties in layout/style.5 are not these:\n%s", table);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(initial_values_hold),
	    cmocka_unit_test(rules_match_and_cascade),
	    cmocka_unit_test(inheritance_is_css),
	    cmocka_unit_test(styles_are_interned),
	    cmocka_unit_test(things_without_nodes_have_styles),
	    cmocka_unit_test(mistakes_have_places),
	    cmocka_unit_test(no_kind_of_piece_is_a_slip),
	    cmocka_unit_test(illegible_words_are_found),
	    cmocka_unit_test(sheets_are_like_others),
	    cmocka_unit_test(bad_sheets_are_reported),
	    cmocka_unit_test(asked_templates_must_be_there),
	    cmocka_unit_test(palettes_have_one_order),
	    cmocka_unit_test(palettes_are_proved),
	    cmocka_unit_test(bad_editions_are_reported),
	    cmocka_unit_test(editions_are_a_product),
	    cmocka_unit_test(editions_have_standards),
	    cmocka_unit_test(own_styles_are_good),
	    cmocka_unit_test(manual_has_every_property),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
