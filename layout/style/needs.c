/*
 * What one reader asks for: an edition made of data that no file holds.
 *
 * In: needs (size, face, spacing, two colors, text only), and the sheet that
 * editions.yaml names for it. Out: an edition beside the others, titled for what it is;
 * and the sheet brought to it. What most people cannot read is refused with its figures,
 * unless the reader allows it (access.md: 12 pt, an x of 2.0 mm, 7:1 and Lc 75).
 * Spacing, in thousandths of an em: "wide" is WCAG 2.2, 1.4.12; "widest" is the British
 * Dyslexia Association's: letters apart by 35 % of their average width, which is near
 * half an em, and words by 3.5 times that. Lines are then 1.5 of their size apart at
 * least, and the sheet's `wide` styles set paragraphs apart.
 */
#include "style/rules.h"

#include <string.h>

enum {
	LEAST_PT = 12,
	FOOT_PT = 20, /* from a folio to the paper's edge */
	MOST_CHARS = 70,
	CHAR_EM = 500 /* thousandths, on average */
};
static const double least_x_mm = 2.0;

static const struct {
	int letter_em, word_em;
	const char *name, *title;
} spacings[] = {
    [SPACING_PLAIN] = {0, 0, "", ""},
    [SPACING_WIDE] = {120, 160, "wide", "wide spacing"},
    [SPACING_WIDEST] = {175, 612, "widest", "widest spacing"},
};

/* ---- the edition -------------------------------------------------------- */

static void add(struct buf *b, const char *between, const char *words)
{
	if (*words)
		buf_printf(b, "%s%s", b->len ? between : "", words);
}

static const char *taken(struct arena *a, struct buf *b)
{
	const char *words = arena_copy(a, b->at ? b->at : "", b->len);

	buf_release(b);
	return words;
}

/* "20 point, OpenDyslexic, wide spacing, dark blue on pale yellow, text only" */
static const char *title_of(struct arena *a, const struct needs *n,
    const struct palette *palette, const struct fonts *fonts)
{
	const struct face *face = n->font ? fonts_find(fonts, n->font, 400, false) : NULL;
	struct buf b = {0};

	if (n->size)
		add(&b, "",
		    arena_printf(a, "%s point", arena_number(a, sp_to_pt(n->size), 1)));
	add(&b, ", ", face ? face->title : "");
	add(&b, ", ", spacings[n->spacing].title);
	add(&b, ", ", n->colored ? palette->title : "");
	add(&b, ", ", n->text_only ? "text only" : "");
	return taken(a, &b);
}

/* "20pt-opendyslexic-wide-000060-on-fdf6e3-text-only": the end of a file's name. */
static const char *name_of(struct arena *a, const struct needs *n)
{
	struct buf b = {0};

	if (n->size)
		add(&b, "",
		    arena_printf(a, "%spt", arena_number(a, sp_to_pt(n->size), 1)));
	add(&b, "-", n->font ? n->font : "");
	add(&b, "-", spacings[n->spacing].name);
	if (n->colored)
		add(&b, "-",
		    arena_printf(a, "%02x%02x%02x-on-%02x%02x%02x", n->ink.r, n->ink.g,
			n->ink.b, n->paper.r, n->paper.g, n->paper.b));
	add(&b, "-", n->text_only ? "text-only" : "");
	return taken(a, &b);
}

struct edition *edition_ask(struct arena *a, struct diag *d, struct editions *e,
    const struct needs *needs, const struct fonts *fonts)
{
	struct edition *all = ARENA_ARRAY(a, struct edition, e->n + 1);
	struct edition *own = &all[e->n];

	if (!e->on_demand) {
		diag(d, DIAG_MISSING_KEY, (struct pos){0},
		    "styles/editions.yaml has no 'on-demand' sheet; nothing can be made "
		    "as one reader asks");
		return NULL;
	}
	memcpy(all, e->edition, e->n * sizeof *all);
	*own = (struct edition){.name = name_of(a, needs),
	    .sheet = e->on_demand,
	    .pictures = !needs->text_only,
	    .print_pages = true,
	    .print_marks = !needs->text_only,
	    .palette = needs->colored
			   ? palette_of_two(a, d, e->palette, needs->ink, needs->paper)
			   : e->palette,
	    .standard = STANDARD_PDFUA1,
	    .needs = needs};
	own->book = own->name;
	own->title = title_of(a, needs, own->palette, fonts);
	e->edition = all;
	e->n++;
	return own;
}

/* ---- its sheet ---------------------------------------------------------- */

static void set_family(struct rules *r, const char *family)
{
	for (size_t i = 0; i < r->nrule; i++)
		for (size_t k = 0; k < r->rule[i].ndecl; k++)
			if (r->rule[i].decl[k].property == PROPERTY_font_family)
				r->rule[i].decl[k].value.as.words = family;
	r->initial.font_family = family;
}

/* A line holds no more characters than can be read: margins take the rest. */
static void limit_lines(struct sheet *s, sp size)
{
	const sp most =
	    sp_scale(size, (int64_t)MOST_CHARS * (CHAR_EM + s->letter_em), 1000);

	for (size_t i = 0; i < s->template.n; i++) {
		struct template *t = s->template.entry[i].value;
		const sp width = s->page_width - t->margin_inner - t->margin_outer;

		if (t->ncolumn > 1 || t->margin_column || width <= most)
			continue;
		t->margin_inner += (width - most) / 2;
		t->margin_outer += (width - most) / 2;
	}
}

/* A folio that grew with the text stays on the page: nearer to the text, by a line of the
 * grid at least, and the text ends higher where that is not enough. */
static void keep_folios(struct sheet *s)
{
	const sp edge = PT(FOOT_PT);
	const struct template *usual = map_find(&s->template, "default");
	const sp room = usual ? usual->margin_bottom - edge : s->grid;

	if (s->folio_offset > room)
		s->folio_offset = room > s->grid ? room : s->grid;
	for (size_t i = 0; i < s->template.n; i++) {
		struct template *t = s->template.entry[i].value;

		if (t->furniture && t->margin_bottom < s->folio_offset + edge)
			t->margin_bottom = s->folio_offset + edge;
	}
}

static void check(const struct rules *r, sp size, const char *family)
{
	const struct face *face =
	    r->reading.fonts ? fonts_find(r->reading.fonts, family, 400, false) : NULL;
	const double x =
	    face ? sp_to_mm(face_units(face, size, face->x_height)) : least_x_mm;
	struct buf b = {0};

	if (size >= PT(LEAST_PT) && x >= least_x_mm)
		return;
	buf_number(&b, sp_to_pt(size), 1);
	buf_string(&b, " pt");
	if (face) {
		buf_printf(&b, " of %s, an x of ", face->title);
		buf_number(&b, x, 2);
		buf_string(&b, " mm,");
	}
	diag(r->reading.diag, DIAG_ASKED_SIZE, (struct pos){0},
	    "%s is smaller than most people can read: %d pt and 2.0 mm", b.at, LEAST_PT);
	diag_hint(r->reading.diag, "ask for a larger --size, or --allow asked-size");
	buf_release(&b);
}

void sheet_fulfil(struct sheet *s)
{
	const struct needs *n = s->needs;
	struct rules *r = s->rules;
	const sp size = n->size ? n->size : sheet_body_size(s);

	if (n->size)
		scale_to(s, n->size, (struct pos){0});
	if (n->font)
		set_family(r, n->font);
	s->letter_em = spacings[n->spacing].letter_em;
	s->word_em = spacings[n->spacing].word_em;
	r->least_size = size;
	r->least_x_height = 0;
	limit_lines(s, size);
	keep_folios(s);
	check(r, size, n->font ? n->font : "body");
}
