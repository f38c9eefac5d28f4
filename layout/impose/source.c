/*
 * A finished press file, ours or another's, as pages of one size.
 *
 * In: a file. Out: each page with a matrix that brings it upright and to its true size,
 * so that /Rotate, /UserUnit and boxes that begin anywhere are seen to; or why it cannot
 * be imposed. What lies upon a page and is no part of it (notes, fields, stamps) does not
 * come along, and that is said.
 */
#include "impose/source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLEED_MOST (20 * 72 / 25.4)

bool source_refuse(const struct source *s, const char *why, const char *hint)
{
	diag(s->job->diag, DIAG_NOT_IMPOSED, (struct pos){0}, "'%s' %s; nothing was made",
	    s->path, why);
	if (hint)
		diag_hint(s->job->diag, "%s", hint);
	return false;
}

/* ---- boxes ---------------------------------------------------------------- */

static bool read_box(const struct source *s, handle page, const char *key, struct box *b)
{
	handle array = qpdf_oh_get_key(s->pdf, page, key);
	double at[4];

	if (!qpdf_oh_is_array(s->pdf, array) ||
	    qpdf_oh_get_array_n_items(s->pdf, array) != 4)
		return false;
	for (int i = 0; i < 4; i++)
		at[i] = qpdf_oh_get_numeric_value(
		    s->pdf, qpdf_oh_get_array_item(s->pdf, array, i));
	*b = (struct box){fmin(at[0], at[2]), fmin(at[1], at[3]), fmax(at[0], at[2]),
	    fmax(at[1], at[3])};
	return b->right - b->left >= 1 && b->up - b->low >= 1 && b->right < 20000 &&
	       b->up < 20000 && b->left > -20000 && b->low > -20000;
}

static struct box common(struct box a, struct box b)
{
	return (struct box){fmax(a.left, b.left), fmax(a.low, b.low),
	    fmin(a.right, b.right), fmin(a.up, b.up)};
}

/* What is left when it is cut, and what reaches beyond and is there. */
static bool boxes_of(
    const struct source *s, handle page, struct box *trim, struct box *bleed)
{
	struct box media;

	if (!read_box(s, page, "/MediaBox", &media))
		return false;
	if (!read_box(s, page, "/TrimBox", trim) && !read_box(s, page, "/ArtBox", trim) &&
	    !read_box(s, page, "/CropBox", trim))
		*trim = media;
	if (!read_box(s, page, "/BleedBox", bleed))
		*bleed = *trim;
	*bleed = common(*bleed, media);
	return true;
}

static int turn_of(const struct source *s, handle page)
{
	handle turn = qpdf_oh_get_key(s->pdf, page, "/Rotate");
	const int degrees = qpdf_oh_is_integer(s->pdf, turn)
				? qpdf_oh_get_int_value_as_int(s->pdf, turn) % 360
				: 0;

	return (degrees + 360) % 360 / 90;
}

static double unit_of(const struct source *s, handle page)
{
	handle unit = qpdf_oh_get_key(s->pdf, page, "/UserUnit");
	const double value =
	    qpdf_oh_is_number(s->pdf, unit) ? qpdf_oh_get_numeric_value(s->pdf, unit) : 1;

	return value > 0.001 && value < 1000 ? value : 1;
}

/* Upright, of its true size, the trim's lower left corner at 0,0. */
static void matrix_of(double unit, int turn, struct box t, double m[6])
{
	const double turned[4][6] = {{1, 0, 0, 1, -t.left, -t.low},
	    {0, -1, 1, 0, -t.low, t.right}, {-1, 0, 0, -1, t.right, t.up},
	    {0, 1, -1, 0, t.up, -t.left}};

	for (int i = 0; i < 6; i++)
		m[i] = turned[turn][i] * unit;
}

/* ---- pages ------------------------------------------------------------------ */

static const char *size_of(const struct source *s, struct leaf leaf)
{
	struct buf b = {0};
	const char *text;

	buf_number(&b, leaf.w * 25.4 / 72, 1);
	buf_string(&b, " × ");
	buf_number(&b, leaf.h * 25.4 / 72, 1);
	text = arena_string(s->arena, b.at);
	buf_release(&b);
	return text;
}

static bool is_same(double a, double b)
{
	return fabs(a - b) < 0.1;
}

static bool take_page(struct source *s, int i, struct leaf *leaf)
{
	struct source_page *p = &s->page[i];
	struct box trim, bleed;

	p->page = qpdf_get_page_n(s->pdf, (size_t)i);
	if (!boxes_of(s, p->page, &trim, &bleed))
		return source_refuse(s,
		    arena_printf(s->arena, "has a page without a size (%d)", i + 1),
		    NULL);
	const int turn = turn_of(s, p->page);
	const double unit = unit_of(s, p->page);
	const double w = (trim.right - trim.left) * unit, h = (trim.up - trim.low) * unit;
	const double out[] = {trim.left - bleed.left, trim.low - bleed.low,
	    bleed.right - trim.right, bleed.up - trim.up};

	matrix_of(unit, turn, trim, p->matrix);
	p->shown = bleed;
	*leaf = turn % 2 ? (struct leaf){h, w, 0} : (struct leaf){w, h, 0};
	for (size_t k = 0; k < COUNT(out); k++)
		leaf->bleed = fmax(leaf->bleed, out[k] * unit);
	leaf->bleed = fmin(leaf->bleed, BLEED_MOST);
	return true;
}

/* Notes, fields and stamps are laid upon a page by viewers, not by its content. */
static void tell_notes(const struct source *s, handle page, int number)
{
	handle list = qpdf_oh_get_key(s->pdf, page, "/Annots");
	const int n =
	    qpdf_oh_is_array(s->pdf, list) ? qpdf_oh_get_array_n_items(s->pdf, list) : 0;

	for (int i = 0; i < n; i++) {
		handle one = qpdf_oh_get_array_item(s->pdf, list, i), kind;
		const char *name;

		if (!qpdf_oh_is_dictionary(s->pdf, one))
			continue;
		kind = qpdf_oh_get_key(s->pdf, one, "/Subtype");
		name =
		    qpdf_oh_is_name(s->pdf, kind) ? qpdf_oh_get_name(s->pdf, kind) : "";
		if (!*name || strcmp(name, "/Link") == 0 || strcmp(name, "/Popup") == 0 ||
		    strcmp(name, "/PrinterMark") == 0 || strcmp(name, "/TrapNet") == 0)
			continue;
		diag(s->job->diag, DIAG_ART_LEFT_OUT, (struct pos){0},
		    "a note of the kind '%s' lies on page %d of '%s'; it is not on the "
		    "sheet",
		    name + 1, number, s->path);
		diag_hint(s->job->diag,
		    "if it is to be printed, ask for a file that has it in the page");
		return;
	}
}

/* A file that stands cover first, as it is read. One of fewer than eight pages is all
 * cover, and is made in reading order (build/parts.c). */
static void put_in_order(struct source *s)
{
	enum { HALF = 2, LEAST = 8 };

	if (!s->job->cover_first || s->nfile < LEAST)
		return;
	for (int i = HALF; i < s->nfile; i++)
		s->order[i] = i < s->nfile - HALF ? i + HALF : i + 2 * HALF - s->nfile;
}

static bool look_at_pages(struct source *s)
{
	struct leaf leaf;

	for (int i = 0; i < s->nfile; i++) {
		if (!take_page(s, i, &leaf))
			return false;
		if (i == 0)
			s->leaf = leaf;
		if (!is_same(leaf.w, s->leaf.w) || !is_same(leaf.h, s->leaf.h))
			return source_refuse(s,
			    arena_printf(s->arena,
				"has pages of several sizes: page %d is %s mm, page 1 is "
				"%s mm",
				i + 1, size_of(s, leaf), size_of(s, s->leaf)),
			    "pages on a sheet are folded and cut alike");
		s->leaf.bleed = fmax(s->leaf.bleed, leaf.bleed);
		tell_notes(s, s->page[i].page, i + 1);
		s->order[i] = i;
	}
	put_in_order(s);
	return true;
}

/* ---- the file ----------------------------------------------------------------- */

static handle info_of(const struct source *s)
{
	return qpdf_oh_get_key_if_dict(s->pdf, qpdf_get_trailer(s->pdf), "/Info");
}

static const char *title_of(const struct source *s)
{
	handle info = info_of(s);
	handle title = qpdf_oh_is_dictionary(s->pdf, info)
			   ? qpdf_oh_get_key(s->pdf, info, "/Title")
			   : info;
	const char *slash = strrchr(s->path, '/');

	if (qpdf_oh_is_string(s->pdf, title)) {
		const char *text = qpdf_oh_get_utf8_value(s->pdf, title);

		if (*text && utf8_check(text, strlen(text)) == strlen(text))
			return arena_string(s->arena, text);
	}
	return slash ? slash + 1 : s->path;
}

bool source_open(struct source *s)
{
	if (access(s->path, F_OK) < 0)
		return source_refuse(s, "is not there", NULL);
	s->pdf = qpdf_init();
	qpdf_silence_errors(s->pdf);
	qpdf_set_suppress_warnings(s->pdf, QPDF_TRUE);
	if (qpdf_read(s->pdf, s->path, NULL) & QPDF_ERRORS)
		return source_refuse(s, "cannot be read as a PDF",
		    qpdf_get_error_code(s->pdf, qpdf_get_error(s->pdf)) == qpdf_e_password
			? "it is locked by a password: ask for it without one"
			: NULL);
	if (qpdf_is_encrypted(s->pdf))
		return source_refuse(s, "is encrypted", "ask for it without a password");
	s->nfile = s->npage = qpdf_get_num_pages(s->pdf);
	if (qpdf_has_error(s->pdf)) {
		qpdf_get_error(s->pdf); /* or libqpdf says it once more */
		return source_refuse(s, "is damaged", "ask for it again");
	}
	if (s->nfile < 1)
		return source_refuse(s, "has no pages", NULL);
	qpdf_push_inherited_attributes_to_page(s->pdf);
	s->page = ARENA_ARRAY(s->arena, struct source_page, s->nfile);
	s->order = ARENA_ARRAY(s->arena, int, s->nfile + 4);
	s->title = title_of(s);
	return look_at_pages(s);
}

void source_close(struct source *s)
{
	qpdf_cleanup(&s->pdf);
}

/* Before the last two, which are half of the cover, where it is in this file. */
static void add_blanks(struct source *s, int n)
{
	const bool covered = !s->job->cover && s->npage > 4;
	const int at = covered ? s->npage - 2 : s->npage;

	memmove(s->order + at + n, s->order + at, (size_t)(s->npage - at) * sizeof(int));
	for (int i = 0; i < n; i++)
		s->order[at + i] = NO_PAGE;
	s->npage += n;
	diag(s->job->diag, DIAG_BLANK_PAGE, (struct pos){0},
	    n == 1 ? "'%s' has %d pages; page %d is blank"
		   : "'%s' has %d pages; pages from %d on are blank",
	    s->path, s->npage - n, at + 1);
	diag_hint(s->job->diag, "%d in all: a multiple of four", s->npage);
}

bool source_complete(struct source *s, enum binding binding)
{
	const int wanting = sides_wanting(binding, s->npage);
	const char *why;

	if (wanting && s->job->blanks) {
		add_blanks(s, wanting);
	} else if (wanting) {
		return source_refuse(s,
		    arena_printf(
			s->arena, "has %d pages, which is no multiple of four", s->npage),
		    arena_printf(s->arena,
			"a filler of %d page%s in the flatplan makes it %d; '--blanks' "
			"leaves %s blank",
			wanting, wanting == 1 ? "" : "s", s->npage + wanting,
			wanting == 1 ? "one" : "them"));
	}
	why = sides_refuse(binding, s->npage);
	return why ? source_refuse(s, why, NULL) : true;
}

/* Info says so in all of PDF/X but the last, which asks for it in the metadata alone. */
static bool claims_pdfx(const struct source *s)
{
	static const char claim[] = "GTS_PDFXVersion";
	handle info = info_of(s);
	handle metadata = qpdf_oh_get_key(s->pdf, qpdf_get_root(s->pdf), "/Metadata");
	unsigned char *bytes = NULL;
	size_t len = 0;
	bool found = qpdf_oh_is_dictionary(s->pdf, info) &&
		     qpdf_oh_has_key(s->pdf, info, "/GTS_PDFXVersion");

	if (found || !qpdf_oh_is_stream(s->pdf, metadata) ||
	    qpdf_oh_get_stream_data(
		s->pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &len) &
		QPDF_ERRORS)
		return found;
	for (size_t i = 0; !found && i + sizeof claim - 1 <= len; i++)
		found = memcmp(bytes + i, claim, sizeof claim - 1) == 0;
	free(bytes);
	return found;
}

void source_forget(const struct source *s)
{
	static const char *const keys[] = {"/Outlines", "/PageLabels", "/Names", "/Dests",
	    "/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OpenAction", "/AA", "/Threads",
	    "/PageMode", "/PageLayout", "/ViewerPreferences"};
	handle root = qpdf_get_root(s->pdf);

	for (size_t i = 0; i < COUNT(keys); i++)
		qpdf_oh_remove_key(s->pdf, root, keys[i]);
	if (claims_pdfx(s))
		return;
	qpdf_oh_remove_key(s->pdf, root, "/Metadata");
	diag(s->job->diag, DIAG_NO_PRESS_FILE, (struct pos){0},
	    "'%s' is no PDF/X; its sheets are none either", s->path);
	diag_hint(s->job->diag, "impose the edition 'print'");
}
