/*
 * The build report for the editor who signs the issue off: report.html.
 *
 * In: what a build made. Out: one page that needs no other file: first in one sentence
 * whether all is there, then a row an edition, the findings in the order of their places,
 * the contrasts, and the words that rules added or left out. Plain HTML of tables and
 * lists, for it must be read by every editor, with eyes or ears: no script, no colour
 * that says what words do not say.
 */
#include "report/parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- counting ------------------------------------------------------------ */

static size_t nwritten(const struct report *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->nfile; i++)
		n += r->file[i].nbyte > 0;
	return n;
}

static bool concerns(const struct told *t, const char *book)
{
	for (size_t i = 0; i < t->nedition; i++)
		if (strcmp(t->edition[i], book) == 0)
			return true;
	return t->nedition == 0;
}

static size_t count(const struct report *r, enum level level, const char *book)
{
	size_t n = 0;
	for (size_t i = 0; i < r->ntold; i++)
		n += r->told[i].finding.level == level &&
		     (!book || concerns(&r->told[i], book));
	return n;
}

/* book NULL: of all. */
static void add_findings_of(struct buf *b, const struct report *r, const char *book)
{
	parts_count(b, count(r, LEVEL_ERROR, book), "error");
	buf_string(b, ", ");
	parts_count(b, count(r, LEVEL_WARNING, book), "warning");
}

/* ---- the head ------------------------------------------------------------ */

static void add_head(struct buf *b, const struct issue *i)
{
	parts_head(b, i, "Build report", "build report");
}

static void add_summary(struct buf *b, const struct report *r)
{
	const size_t written = nwritten(r), missing = r->nfile - written;
	buf_string(b, "<p class=\"sum\"><strong>");
	parts_count(b, r->nfile, "file");
	if (missing)
		buf_printf(b, ", %zu of them not written", missing);
	else
		buf_string(b, r->nfile == 1 ? ", written" : ", all written");
	buf_string(b, ".</strong> ");
	add_findings_of(b, r, NULL);
	buf_string(b, ".</p>\n");
	parts_made(b, r);
}

/* ---- a row an edition ----------------------------------------------------- */

static void add_lowest(struct buf *b, const struct report_file *f)
{
	const struct contrast *low = f->ncontrast ? f->contrast : NULL;
	for (size_t i = 1; i < f->ncontrast; i++)
		if (f->contrast[i].ratio < low->ratio)
			low = &f->contrast[i];
	buf_string(b, "<td class=\"n\">");
	if (low) {
		buf_number(b, low->ratio, 1);
		buf_string(b, ":1, Lc ");
		buf_number(b, fabs(low->lc), 0);
	} else {
		buf_string(b, "not measured");
	}
	buf_string(b, "</td>");
}

static void add_figures(struct buf *b, struct arena *a, const struct report_file *f)
{
	parts_cell(b, arena_printf(a, "%u", f->npage));
	parts_cell(b, report_size(a, f->nbyte));
	parts_cell(b,
	    arena_printf(a, "%u.%03u", f->milliseconds / 1000, f->milliseconds % 1000));
	buf_string(b, "<td>");
	for (const char *const *s = report_standards(f->edition); *s; s++) {
		buf_string(b, s == report_standards(f->edition) ? "" : ", ");
		html_text(b, *s);
	}
	buf_string(b, "</td>");
	add_lowest(b, f);
}

static void add_volume(
    struct buf *b, struct arena *a, const struct report_file *f, size_t i)
{
	const struct report_volume *v = &f->volume[i];

	buf_string(b, "<tr><th scope=\"row\">");
	parts_name(
	    b, arena_printf(a, "%s, volume %zu", f->edition->name, i + 1), v->name);
	buf_string(b, "</th>");
	parts_cell(b, arena_printf(a, "%u", v->npage));
	parts_cell(b, report_size(a, v->nbyte));
	buf_string(b, "<td colspan=\"4\">");
	html_text(b, report_holding(a, &v->holding));
	buf_string(b, "</td>");
	parts_digest(b, v->digest);
	buf_string(b, "</tr>\n");
}

/* An edition of volumes has no digest of its own. */
static void add_file(
    struct buf *b, struct arena *a, const struct report *r, const struct report_file *f)
{
	buf_string(b, "<tr><th scope=\"row\">");
	parts_name(b, f->edition->name, f->nbyte && !f->nvolume ? f->name : NULL);
	buf_string(b, "</th>");
	if (f->nbyte)
		add_figures(b, a, f);
	else
		buf_string(b, "<td colspan=\"5\"><strong>not written</strong></td>");
	buf_string(b, "<td>");
	add_findings_of(b, r, f->edition->book);
	buf_string(b, "</td>");
	if (f->nbyte && !f->nvolume)
		parts_digest(b, f->digest);
	else
		buf_string(b, "<td></td>");
	buf_string(b, "</tr>\n");
	for (size_t i = 0; f->nbyte && i < f->nvolume; i++)
		add_volume(b, a, f, i);
}

static void add_files(struct buf *b, struct arena *a, const struct report *r)
{
	buf_string(b,
	    "<h2 id=\"files\">Files</h2>\n<div class=\"wide\" tabindex=\"0\" "
	    "role=\"region\" aria-labelledby=\"files\"><table>\n<thead><tr>"
	    "<th scope=\"col\">Edition</th><th scope=\"col\" class=\"n\">Pages</th>"
	    "<th scope=\"col\" class=\"n\">Size</th>"
	    "<th scope=\"col\" class=\"n\">Seconds</th><th scope=\"col\">Standards</th>"
	    "<th scope=\"col\" class=\"n\">Lowest contrast</th>"
	    "<th scope=\"col\">Findings</th><th scope=\"col\">SHA-256</th>"
	    "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < r->nfile; i++)
		add_file(b, a, r, &r->file[i]);
	buf_string(b, "</tbody></table></div>\n");
}

/* ---- findings ------------------------------------------------------------- */

static void add_findings(struct buf *b, const struct report *r)
{
	buf_string(b, "<h2>Findings</h2>\n");
	if (!r->ntold) {
		buf_string(b, "<p>Nothing was found.</p>\n");
		return;
	}
	buf_string(b, "<ol>\n");
	for (size_t i = 0; i < r->ntold; i++)
		parts_finding(b, r, &r->told[i], true);
	buf_string(b, "</ol>\n");
}

/* ---- contrasts ------------------------------------------------------------ */

static void add_ink(struct buf *b, const struct palette *p, struct ink ink)
{
	html_text(b, palette_name(p, ink));
	if (ink.tint < 1000)
		buf_printf(b, " %d %%", ink.tint / 10);
}

static void add_pairs(struct buf *b, const struct report_file *f)
{
	buf_string(b, "<details><summary>");
	html_text(b, f->edition->name);
	buf_string(b, "</summary><ul>\n");
	for (size_t i = 0; i < f->ncontrast; i++) {
		const struct contrast *c = &f->contrast[i];
		buf_string(b, "<li>");
		add_ink(b, f->edition->palette, c->ink);
		buf_string(b, " on ");
		add_ink(b, f->edition->palette, c->ground);
		buf_string(b, ": ");
		buf_number(b, c->ratio, 1);
		buf_string(b, ":1, Lc ");
		buf_number(b, fabs(c->lc), 0);
		buf_string(b, "</li>\n");
	}
	buf_string(b, "</ul></details>\n");
}

static void add_contrasts(struct buf *b, const struct report *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->nfile; i++)
		n += r->file[i].ncontrast;
	if (!n)
		return;
	buf_string(b, "<h2>Contrast</h2>\n<p>Every colour that stands upon another, by "
		      "the ratio of WCAG 2.2 and by APCA.</p>\n");
	for (size_t i = 0; i < r->nfile; i++)
		if (r->file[i].ncontrast)
			add_pairs(b, &r->file[i]);
}

/* ---- words ----------------------------------------------------------------- */

static void add_amendment(
    struct buf *b, const struct report *r, const struct amendment *m)
{
	const char *path = diag_path(r->diag, m->pos.file);
	buf_string(b, "<li>");
	html_text(b, m->words);
	if (path) {
		buf_string(b, " <code>");
		html_text(b, path);
		if (m->pos.line)
			buf_printf(b, ":%u", (unsigned)m->pos.line);
		buf_string(b, "</code>");
	}
	buf_string(b, "</li>\n");
}

static void add_rule(struct buf *b, const struct report *r,
    const struct report_book *book, enum amend rule)
{
	const struct amend_tally t = report_tally(&book->amended, rule);
	if (!t.nplace)
		return;
	buf_string(b, "<details><summary>");
	html_text(b, amend_rules[rule].title);
	buf_printf(b, ": %s ", amend_rules[rule].adds ? "adds" : "leaves out");
	parts_count(b, t.nword, "word");
	buf_string(b, " in ");
	parts_count(b, t.nplace, "place");
	buf_string(b, "</summary><ul>\n");
	for (size_t i = 0; i < book->amended.n; i++)
		if (book->amended.at[i].rule == rule)
			add_amendment(b, r, &book->amended.at[i]);
	buf_string(b, "</ul></details>\n");
}

static void add_words(struct buf *b, const struct report *r)
{
	buf_string(b, "<h2>Words that rules add or leave out</h2>\n"
		      "<p>All other words are read aloud as they were written, each once "
		      "and in order: that is proved for every book.</p>\n");
	for (size_t i = 0; i < r->nbook; i++) {
		buf_string(b, "<h3>");
		html_text(b, r->book[i].name);
		buf_string(b, "</h3>\n");
		for (int rule = 1; rule < AMEND_N; rule++)
			add_rule(b, r, &r->book[i], (enum amend)rule);
	}
}

void report_write_html(const struct report *r, const char *path)
{
	struct arena *a = arena_new();
	struct buf b = {0};
	add_head(&b, r->issue);
	add_summary(&b, r);
	add_files(&b, a, r);
	add_findings(&b, r);
	add_contrasts(&b, r);
	add_words(&b, r);
	buf_string(&b, "</main></body></html>\n");
	report_save(path, &b);
	buf_release(&b);
	arena_close(a);
}
