/*
 * Sheets as a file, by libqpdf.
 *
 * In: a finished press file, ours or another's. Out: a file whose pages are sides of
 * sheets. Each page becomes a form XObject, cut at the fold, with what it has beyond its
 * trim on the other three edges; nothing of it is read or changed, and what the file says
 * of itself (output intent, metadata, fonts) stays as it was: sheets of a PDF/X-4 are
 * PDF/X-4. What leads to pages by name or is heard (outlines, labels, tags) goes, for
 * these pages are gone. All is made in memory and then written: a failure leaves nothing.
 * Rejected: pages of the file drawn by cairo, which would bring them into RGB.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qpdf/qpdf-c.h>

#include "impose/impose.h"

typedef qpdf_oh handle;
struct box {
	double left, low, right, up;
};

struct sheets {
	const struct imposition *job;
	struct arena *arena;
	qpdf_data pdf;
	int npage;
	handle *page;		/* as they were */
	struct box trim, bleed; /* of each */
};

/* ---- reading -------------------------------------------------------------- */

/* Always false. */
static bool refuse(const struct sheets *s, const char *why, const char *hint)
{
	diag(s->job->diag, DIAG_NOT_IMPOSED, (struct pos){0}, "'%s' %s; nothing was made",
	    s->job->from, why);
	if (hint)
		diag_hint(s->job->diag, "%s", hint);
	return false;
}

static bool read_box(const struct sheets *s, handle page, const char *key, struct box *b)
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

/* What is left when it is cut, and what reaches beyond. */
static bool boxes_of(
    const struct sheets *s, handle page, struct box *trim, struct box *bleed)
{
	if (!read_box(s, page, "/TrimBox", trim) &&
	    !read_box(s, page, "/CropBox", trim) && !read_box(s, page, "/MediaBox", trim))
		return false;
	if (!read_box(s, page, "/BleedBox", bleed))
		*bleed = *trim;
	return true;
}

static bool near(double a, double b)
{
	return fabs(a - b) < 0.1;
}

static bool same_box(struct box a, struct box b)
{
	return near(a.left, b.left) && near(a.low, b.low) && near(a.right, b.right) &&
	       near(a.up, b.up);
}

static bool is_turned(const struct sheets *s, handle page)
{
	handle turn = qpdf_oh_get_key(s->pdf, page, "/Rotate");

	return qpdf_oh_is_integer(s->pdf, turn) &&
	       qpdf_oh_get_int_value_as_int(s->pdf, turn) % 360 != 0;
}

static bool look_at_pages(struct sheets *s)
{
	struct box trim, bleed;

	for (int i = 0; i < s->npage; i++) {
		s->page[i] = qpdf_get_page_n(s->pdf, (size_t)i);
		if (!boxes_of(s, s->page[i], &trim, &bleed))
			return refuse(s, "has a page without a size", NULL);
		if (is_turned(s, s->page[i]) ||
		    qpdf_oh_has_key(s->pdf, s->page[i], "/UserUnit"))
			return refuse(s, "has a page that is turned or scaled",
			    "ask for single pages as they are read");
		if (i == 0) {
			s->trim = trim;
			s->bleed = bleed;
		} else if (!same_box(trim, s->trim) || !same_box(bleed, s->bleed)) {
			return refuse(s, "has pages of several sizes", NULL);
		}
	}
	return true;
}

static bool open_file(struct sheets *s)
{
	const char *why;

	s->pdf = qpdf_init();
	qpdf_silence_errors(s->pdf);
	qpdf_set_suppress_warnings(s->pdf, QPDF_TRUE);
	if (qpdf_read(s->pdf, s->job->from, NULL) & QPDF_ERRORS)
		return refuse(s, "cannot be read as a PDF", NULL);
	if (qpdf_is_encrypted(s->pdf))
		return refuse(s, "is encrypted", "ask for it without a password");
	s->npage = qpdf_get_num_pages(s->pdf);
	why = sides_refuse(s->job->binding, s->npage);
	if (why)
		return refuse(s, why, "fillers bring a magazine to a multiple of four");
	if (s->job->binding == BINDING_SADDLE && s->npage > SADDLE_MOST) {
		diag(s->job->diag, DIAG_THICK_BOOKLET, (struct pos){0},
		    "%d pages are more than staples hold well; %d are the most", s->npage,
		    SADDLE_MOST);
		diag_hint(s->job->diag, "bind them by '--binding perfect'");
	}
	qpdf_push_inherited_attributes_to_page(s->pdf);
	s->page = ARENA_ARRAY(s->arena, handle, (size_t)s->npage);
	return look_at_pages(s);
}

/* ---- one side -------------------------------------------------------------- */

static void put_numbers(struct buf *b, const double *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_number(b, at[i], 4);
		buf_char(b, ' ');
	}
}

static handle box_array(const struct sheets *s, struct box box)
{
	struct buf b = {0};
	handle array;

	buf_char(&b, '[');
	put_numbers(&b, (double[]){box.left, box.low, box.right, box.up}, 4);
	buf_char(&b, ']');
	array = qpdf_oh_parse(s->pdf, b.at);
	buf_release(&b);
	return array;
}

static handle stream_of(const struct sheets *s, const void *bytes, size_t len)
{
	handle stream = qpdf_oh_new_stream(s->pdf), null = qpdf_oh_new_null(s->pdf);

	qpdf_oh_replace_stream_data(
	    s->pdf, stream, bytes, len, null, qpdf_oh_new_null(s->pdf));
	return stream;
}

static void copy_key(const struct sheets *s, handle from, const char *key, handle to)
{
	if (qpdf_oh_has_key(s->pdf, from, key))
		qpdf_oh_replace_key(s->pdf, to, key, qpdf_oh_get_key(s->pdf, from, key));
}

/* A page as a form of its own coordinates; false: its content is damaged. */
static bool form_of(const struct sheets *s, handle page, handle *form)
{
	unsigned char *bytes = NULL;
	size_t len = 0;
	handle dict;

	if (qpdf_oh_get_page_content_data(s->pdf, page, &bytes, &len) & QPDF_ERRORS)
		return refuse(s, "has a page that is damaged", NULL);
	*form = stream_of(s, bytes, len);
	free(bytes);
	dict = qpdf_oh_get_dict(s->pdf, *form);
	qpdf_oh_replace_key(s->pdf, dict, "/Type", qpdf_oh_new_name(s->pdf, "/XObject"));
	qpdf_oh_replace_key(s->pdf, dict, "/Subtype", qpdf_oh_new_name(s->pdf, "/Form"));
	qpdf_oh_replace_key(s->pdf, dict, "/BBox", box_array(s, s->bleed));
	copy_key(s, page, "/Resources", dict);
	copy_key(s, page, "/Group", dict);
	return true;
}

struct placing {
	const char *name; /* of the form */
	int page;
	double x;	 /* of its trim's left edge on the sheet */
	double from, to; /* where it shows */
};

static bool place(const struct sheets *s, const struct placing *p, struct box sheet,
    handle forms, struct buf *content)
{
	const double below = s->trim.low - s->bleed.low;
	handle form;

	if (p->page == NO_PAGE)
		return true;
	if (!form_of(s, s->page[p->page], &form))
		return false;
	qpdf_oh_replace_key(s->pdf, forms, p->name, form);
	buf_string(content, "q ");
	put_numbers(content, (double[]){p->from, 0, p->to - p->from, sheet.up}, 4);
	buf_string(content, "re W n 1 0 0 1 ");
	put_numbers(content, (double[]){p->x - s->trim.left, below - s->trim.low}, 2);
	buf_printf(content, "cm %s Do Q\n", p->name);
	return true;
}

static bool add_side(const struct sheets *s, const struct side *side)
{
	const double w = s->trim.right - s->trim.left, h = s->trim.up - s->trim.low;
	const double out = s->trim.left - s->bleed.left,
		     below = s->trim.low - s->bleed.low;
	const double fold = out + w + side->spine / 2;
	const struct box sheet = {0, 0, 2 * fold, h + 2 * below};
	const struct placing left = {"/L", side->left, out + side->creep, 0, fold};
	const struct placing right = {
	    "/R", side->right, out + w + side->spine - side->creep, fold, sheet.right};
	handle page = qpdf_oh_new_dictionary(s->pdf),
	       forms = qpdf_oh_new_dictionary(s->pdf),
	       resources = qpdf_oh_new_dictionary(s->pdf);
	struct buf content = {0};
	const bool done = place(s, &left, sheet, forms, &content) &&
			  place(s, &right, sheet, forms, &content);

	if (done) {
		qpdf_oh_replace_key(s->pdf, resources, "/XObject", forms);
		qpdf_oh_replace_key(
		    s->pdf, page, "/Type", qpdf_oh_new_name(s->pdf, "/Page"));
		qpdf_oh_replace_key(s->pdf, page, "/MediaBox", box_array(s, sheet));
		qpdf_oh_replace_key(s->pdf, page, "/BleedBox", box_array(s, sheet));
		qpdf_oh_replace_key(s->pdf, page, "/TrimBox",
		    box_array(s, (struct box){out, below, sheet.right - out, below + h}));
		qpdf_oh_replace_key(s->pdf, page, "/Resources", resources);
		qpdf_oh_replace_key(s->pdf, page, "/Contents",
		    stream_of(s, content.at ? content.at : "", content.len));
		copy_key(s, s->page[0], "/Group", page);
		qpdf_add_page(
		    s->pdf, s->pdf, qpdf_make_indirect_object(s->pdf, page), QPDF_FALSE);
	}
	buf_release(&content);
	return done;
}

/* ---- the file -------------------------------------------------------------- */

/* What leads to pages that are gone; and claims that were made of them. */
static void forget(const struct sheets *s)
{
	static const char *const keys[] = {"/Outlines", "/PageLabels", "/Names", "/Dests",
	    "/StructTreeRoot", "/MarkInfo", "/AcroForm", "/OpenAction", "/AA", "/Threads",
	    "/PageMode", "/PageLayout", "/ViewerPreferences"};
	handle root = qpdf_get_root(s->pdf);
	handle info = qpdf_oh_get_key_if_dict(s->pdf, qpdf_get_trailer(s->pdf), "/Info");

	for (size_t i = 0; i < COUNT(keys); i++)
		qpdf_oh_remove_key(s->pdf, root, keys[i]);
	if (qpdf_oh_is_dictionary(s->pdf, info) &&
	    qpdf_oh_has_key(s->pdf, info, "/GTS_PDFXVersion"))
		return;
	qpdf_oh_remove_key(s->pdf, root, "/Metadata");
	diag(s->job->diag, DIAG_NO_PRESS_FILE, (struct pos){0},
	    "'%s' is no PDF/X; its sheets are none either", s->job->from);
	diag_hint(s->job->diag, "impose the edition 'print'");
}

static bool write_to(const struct sheets *s, const char *path)
{
	struct output *out;

	qpdf_init_write_memory(s->pdf);
	qpdf_set_object_stream_mode(s->pdf, qpdf_o_preserve);
	qpdf_set_deterministic_ID(s->pdf, QPDF_TRUE);
	if (qpdf_write(s->pdf) & QPDF_ERRORS)
		return refuse(s, "cannot be written as sheets: it is damaged", NULL);
	out = output_open(path);
	output_write(out, qpdf_get_buffer(s->pdf), qpdf_get_buffer_length(s->pdf));
	output_commit(out);
	printf("%s  %d pages\n", path, qpdf_get_num_pages(s->pdf));
	return true;
}

static void remove_pages(const struct sheets *s, int from, int to)
{
	for (int i = from; i < to; i++)
		qpdf_remove_page(s->pdf, s->page[i]);
}

static bool make_sheets(const struct sheets *s, const char *path)
{
	size_t n;
	const struct side *side =
	    sides_of(s->arena, s->job->binding, s->npage, s->job->thickness, &n);

	for (size_t i = 0; i < n; i++)
		if (!add_side(s, &side[i]))
			return false;
	remove_pages(s, 0, s->npage);
	if (s->job->binding == BINDING_PERFECT)
		printf("spine of %.1f mm\n", side[0].spine * 25.4 / 72);
	return write_to(s, path);
}

/* The leaves inside a cover stay single pages. */
static bool make_block(const struct sheets *s, const char *path)
{
	int first;
	const int n = sides_block(s->job->binding, s->npage, &first);

	remove_pages(s, 0, first);
	remove_pages(s, first + n, s->npage);
	return write_to(s, path);
}

/* book.pdf: book-cover.pdf */
static const char *cover_of(struct arena *a, const char *path)
{
	const size_t len = strlen(path);
	const size_t stem =
	    len > 4 && strcmp(path + len - 4, ".pdf") == 0 ? len - 4 : len;

	return arena_printf(a, "%.*s-cover.pdf", (int)stem, path);
}

static bool once(const struct imposition *job, const char *path,
    bool (*make)(const struct sheets *s, const char *path))
{
	struct sheets s = {.job = job, .arena = arena_new()};
	const bool made = open_file(&s);

	if (made)
		forget(&s);
	const bool written = made && make(&s, path);
	qpdf_cleanup(&s.pdf);
	arena_close(s.arena);
	return written;
}

bool impose(const struct imposition *job)
{
	struct arena *a = arena_new();
	bool done;

	if (job->binding == BINDING_PERFECT)
		done = once(job, cover_of(a, job->to), make_sheets) &&
		       once(job, job->to, make_block);
	else
		done = once(job, job->to, make_sheets);
	arena_close(a);
	return done;
}
