/*
 * The chooser of the members' page, and the list of all files.
 *
 * In: the axes and the files of an issue. Out: a fieldset of radio buttons an axis, and
 * below them one link a file, or one a volume, of which the style sheet shows the one
 * that is chosen (scheme.c), by what is checked and nothing else: no script is needed.
 * The list after it has every file as well, for those whose browser can do neither.
 */
#include "report/members.h"

#include <string.h>

const char *const axis_names[AXIS_N] = {
    [AXIS_SIZES] = "size", [AXIS_COLORS] = "colours", [AXIS_PICTURES] = "pictures"};
static const char *const legends[AXIS_N] = {[AXIS_SIZES] = "Size of the words",
    [AXIS_COLORS] = "Colours",
    [AXIS_PICTURES] = "Pictures"};

bool is_offered(const struct report_file *f)
{
	return f->nbyte && f->edition->standard == STANDARD_PDFUA1;
}

size_t chooser_count(const struct report *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->nfile; i++)
		n += is_offered(&r->file[i]);
	return n;
}

void html_sentence(struct buf *b, const char *text)
{
	const bool small = *text >= 'a' && *text <= 'z';
	if (small)
		buf_char(b, (char)(*text - 'a' + 'A'));
	html_text(b, text + small);
}

static const struct choice *choice_of(
    const struct report *r, const struct report_file *f, enum axis_kind axis)
{
	return &r->axis[axis].choice[f->edition->choice[axis]];
}

/* "PDF, 92 pages, 7.68 MB" */
static void add_facts(struct buf *b, uint32_t npage, uint64_t nbyte)
{
	struct arena *a = arena_new();

	buf_printf(
	    b, "PDF, %u page%s, %s", npage, npage == 1 ? "" : "s", report_size(a, nbyte));
	arena_close(a);
}

static void add_holding(struct buf *b, const struct holding *h)
{
	struct arena *a = arena_new();

	html_text(b, report_holding(a, h));
	arena_close(a);
}

static void add_address(struct buf *b, const char *name)
{
	buf_string(b, " href=\"");
	html_text(b, name);
	buf_string(b, "\" type=\"application/pdf\" download");
}

/* ---- the axes ------------------------------------------------------------- */

static void add_option(
    struct buf *b, enum axis_kind axis, const struct choice *c, bool first)
{
	const char *name = axis_names[axis];
	buf_string(b, "<label><input type=\"radio\" ");
	buf_printf(b, "name=\"%s\" id=\"%s-%s\" value=\"%s\"%s>", name, name, c->name,
	    c->name, first ? " checked" : "");
	if (axis == AXIS_COLORS)
		buf_printf(b, "<span class=\"swatch %s\" aria-hidden=\"true\">Aa</span>",
		    c->name);
	buf_string(b, "<span class=\"words\">");
	html_sentence(b, c->title);
	buf_string(b, "</span></label>\n");
}

static void add_axis(struct buf *b, const struct report *r, enum axis_kind axis)
{
	const struct axis *x = &r->axis[axis];
	buf_printf(b, "<fieldset class=\"%s\"%s><legend>%s</legend>\n", axis_names[axis],
	    x->n < 2 ? " hidden" : "", legends[axis]);
	for (size_t i = 0; i < x->n; i++)
		add_option(b, axis, &x->choice[i], i == 0);
	buf_string(b, "</fieldset>\n");
}

/* ---- the file chosen -------------------------------------------------------- */

static void add_whole(struct buf *b, const struct report_file *f)
{
	buf_string(b, "<a");
	add_address(b, f->name);
	buf_string(b, "><strong>Download <span class=\"title\">");
	html_text(b, f->edition->title);
	buf_string(b, "</span></strong> <span class=\"facts\">");
	add_facts(b, f->npage, f->nbyte);
	buf_string(b, "</span></a>");
}

static void add_volume(struct buf *b, const struct report_file *f, size_t i)
{
	const struct report_volume *v = &f->volume[i];

	buf_string(b, "\n<a");
	add_address(b, v->name);
	buf_string(b, "><strong>Download ");
	html_text(b, f->edition->title);
	buf_printf(b, ", volume %zu of %zu</strong> <span>", i + 1, f->nvolume);
	add_facts(b, v->npage, v->nbyte);
	buf_string(b, "</span> <span>");
	add_holding(b, &v->holding);
	buf_string(b, "</span></a>");
}

/* What is said aloud of it (scheme.c) is its title and the first of its facts. */
static void add_chosen(struct buf *b, const struct report *r, const struct report_file *f)
{
	buf_printf(b, "<div class=\"get\" id=\"get-%s\"", f->edition->name);
	for (int axis = 0; axis < AXIS_N; axis++)
		buf_printf(b, " data-%s=\"%s\"", axis_names[axis],
		    choice_of(r, f, (enum axis_kind)axis)->name);
	buf_char(b, '>');
	if (f->nvolume) {
		buf_string(b, "<p><span class=\"title\">");
		html_sentence(b, f->edition->title);
		buf_printf(
		    b, "</span> comes in <span class=\"facts\">%zu volumes", f->nvolume);
		buf_string(b, "</span>, because it is too thick to hold as one.</p>");
	} else {
		add_whole(b, f);
	}
	for (size_t i = 0; i < f->nvolume; i++)
		add_volume(b, f, i);
	buf_string(b, "</div>\n");
}

static bool has_volumes(const struct report *r)
{
	for (size_t i = 0; i < r->nfile; i++)
		if (is_offered(&r->file[i]) && r->file[i].nvolume)
			return true;
	return false;
}

void chooser_html(struct buf *b, const struct report *r)
{
	const size_t n = chooser_count(r);
	buf_string(b,
	    "<section id=\"choose\" aria-labelledby=\"choose-head\" "
	    "tabindex=\"-1\">\n<h2 id=\"choose-head\">Choose your edition</h2>\n");
	buf_printf(b,
	    "<p>This issue comes in %zu edition%s with the same words, each a PDF file%s "
	    "that a screen reader reads as well. Choose in each group: this page takes "
	    "on the "
	    "size and colours that you choose, and your file stands below.</p>\n",
	    n, n == 1 ? "" : "s", has_volumes(r) ? ", or a set of volumes," : "");
	for (int axis = 0; axis < AXIS_N; axis++)
		add_axis(b, r, (enum axis_kind)axis);
	buf_string(b, "<div class=\"chosen\">\n<h3>Your edition</h3>\n");
	for (size_t i = 0; i < r->nfile; i++)
		if (is_offered(&r->file[i]))
			add_chosen(b, r, &r->file[i]);
	buf_string(b, "<p id=\"said\" class=\"heard\" aria-live=\"polite\"></p>\n</div>\n"
		      "</section>\n");
}

/* ---- all files ---------------------------------------------------------------- */

static void add_link(struct buf *b, const struct report_file *f)
{
	for (size_t i = 0; i < (f->nvolume ? f->nvolume : 1); i++) {
		const struct report_volume *v = f->nvolume ? &f->volume[i] : NULL;

		buf_string(b, "<li><a");
		add_address(b, v ? v->name : f->name);
		buf_char(b, '>');
		html_sentence(b, f->edition->title);
		if (v)
			buf_printf(b, ", volume %zu of %zu", i + 1, f->nvolume);
		buf_string(b, ": ");
		add_facts(b, v ? v->npage : f->npage, v ? v->nbyte : f->nbyte);
		if (v) {
			buf_string(b, ", ");
			add_holding(b, &v->holding);
		}
		buf_string(b, "</a></li>\n");
	}
}

static bool is_of(const struct report_file *f, size_t size, size_t pictures)
{
	return is_offered(f) && f->edition->choice[AXIS_SIZES] == size &&
	       f->edition->choice[AXIS_PICTURES] == pictures;
}

static void add_group(struct buf *b, const struct report *r, size_t size, size_t pictures)
{
	const struct axis *x = &r->axis[AXIS_PICTURES];
	if (x->n > 1) {
		buf_string(b, "<h4>");
		html_sentence(b, x->choice[pictures].title);
		buf_string(b, "</h4>\n");
	}
	buf_string(b, "<ul>\n");
	for (size_t i = 0; i < r->nfile; i++)
		if (is_of(&r->file[i], size, pictures))
			add_link(b, &r->file[i]);
	buf_string(b, "</ul>\n");
}

void chooser_files_html(struct buf *b, const struct report *r)
{
	buf_string(b, "<section aria-labelledby=\"files-head\">\n"
		      "<h2 id=\"files-head\">All editions</h2>\n<div class=\"files\">\n");
	for (size_t s = 0; s < r->axis[AXIS_SIZES].n; s++) {
		buf_string(b, "<div>\n<h3>");
		html_sentence(b, r->axis[AXIS_SIZES].choice[s].title);
		buf_string(b, "</h3>\n");
		for (size_t p = 0; p < r->axis[AXIS_PICTURES].n; p++)
			add_group(b, r, s, p);
		buf_string(b, "</div>\n");
	}
	buf_string(b, "</div>\n</section>\n");
}
