/*
 * The build report for the editor who signs the issue off: report.html.
 *
 * In: what a build made. Out: one page that needs no other file: first in one sentence
 * whether all is there, then a row an edition, the findings in the order of their places,
 * the contrasts, and the words that rules added or left out. Plain HTML of tables and
 * lists, for it must be read by every editor, with eyes or ears: no script, no colour
 * that says what words do not say.
 */
#include "report/report.h"

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

/* "3 warnings" */
static void add_count(struct buf *b, size_t n, const char *one)
{
	buf_uint(b, n);
	buf_printf(b, " %s%s", one, n == 1 ? "" : "s");
}

/* book NULL: of all. */
static void add_findings_of(struct buf *b, const struct report *r, const char *book)
{
	add_count(b, count(r, LEVEL_ERROR, book), "error");
	buf_string(b, ", ");
	add_count(b, count(r, LEVEL_WARNING, book), "warning");
}

/* ---- the head ------------------------------------------------------------ */

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#4d4d4d;"
    "--link:#12355b;--tint:#f3eef4}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#fff;--paper:#000;--line:#b0b0b0;"
    "--link:#9cf;--tint:#1c1c1c}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:1.5rem;max-width:90rem;font:1.125rem/1.5 system-ui,"
    "sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:break-word}\n"
    "h1{font-size:2.25rem;line-height:1.15;margin:0 0 1rem}\n"
    "h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem;padding-top:.75rem;"
    "border-top:4px solid}\n"
    "h3{font-size:1.125rem;margin:2rem 0 .5rem}\n"
    ".sum{font-size:1.375rem;max-width:40rem;margin:0 0 .5rem}\n"
    "a{color:var(--link)}\n"
    "a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid;"
    "outline-offset:3px}\n"
    ".wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;"
    "border-bottom:1px solid var(--line)}\n"
    "thead th{border-bottom-width:3px}\n"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "code{font-size:1rem;overflow-wrap:anywhere}\n"
    ".sum code,td code{display:inline-block;min-width:16ch}\n"
    "li{margin:0 0 1rem;max-width:50rem}\n"
    ".hint{margin:.25rem 0 0;padding-left:.75rem;border-left:4px solid var(--line)}\n"
    "summary{min-height:1.5rem;cursor:pointer}\n"
    "@media print{.wide{overflow:visible}body{max-width:none;font-size:9pt}}\n";

static void add_head(struct buf *b, const struct issue *i)
{
	report_head(b, i, "en-GB", "build report");
	buf_string(b, "<style>\n");
	buf_string(b, style);
	buf_string(b, "</style>\n</head>\n<body>\n<main>\n<h1>Build report: ");
	report_name(b, i);
	buf_string(b, "</h1>\n");
}

/* "2026-10-01T09:30:00Z" as "1 October 2026 at 09:30 UTC". */
static void add_when(struct buf *b, const char *when)
{
	static const char *const month[] = {"January", "February", "March", "April",
	    "May", "June", "July", "August", "September", "October", "November",
	    "December"};
	const int y = atoi(when), m = strlen(when) == 20 ? atoi(when + 5) : 0;
	if (m < 1 || m > 12)
		html_text(b, when);
	else
		buf_printf(b, "%d %s %d at %.5s UTC", atoi(when + 8), month[m - 1], y,
		    when + 11);
}

static void add_summary(struct buf *b, const struct report *r)
{
	const size_t written = nwritten(r), missing = r->nfile - written;
	buf_string(b, "<p class=\"sum\"><strong>");
	add_count(b, r->nfile, "file");
	if (missing)
		buf_printf(b, ", %zu of them not written", missing);
	else
		buf_string(b, r->nfile == 1 ? ", written" : ", all written");
	buf_string(b, ".</strong> ");
	add_findings_of(b, r, NULL);
	buf_string(b, ".</p>\n<p class=\"sum\">Made on <time datetime=\"");
	html_text(b, r->when);
	buf_string(b, "\">");
	add_when(b, r->when);
	buf_string(b, "</time>, by ");
	html_text(b, r->program);
	buf_string(b, ".</p>\n");
}

/* ---- a row an edition ----------------------------------------------------- */

static void add_cell(struct buf *b, const char *text)
{
	buf_string(b, "<td class=\"n\">");
	html_text(b, text);
	buf_string(b, "</td>");
}

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

static void add_digest(struct buf *b, const uint8_t digest[DIGEST_SIZE])
{
	buf_string(b, "<td><code>");
	for (size_t i = 0; i < DIGEST_SIZE; i++)
		buf_printf(b, "%02x", digest[i]);
	buf_string(b, "</code></td>");
}

static void add_figures(struct buf *b, struct arena *a, const struct report_file *f)
{
	add_cell(b, arena_printf(a, "%u", f->npage));
	add_cell(b, report_size(a, f->nbyte));
	add_cell(b,
	    arena_printf(a, "%u.%03u", f->milliseconds / 1000, f->milliseconds % 1000));
	buf_string(b, "<td>");
	for (const char *const *s = report_standards(f->edition); *s; s++) {
		buf_string(b, s == report_standards(f->edition) ? "" : ", ");
		html_text(b, *s);
	}
	buf_string(b, "</td>");
	add_lowest(b, f);
}

static void add_name(struct buf *b, const char *name, const char *file)
{
	if (file) {
		buf_string(b, "<a href=\"");
		html_text(b, file);
		buf_string(b, "\">");
	}
	html_text(b, name);
	if (file)
		buf_string(b, "</a>");
}

static void add_volume(
    struct buf *b, struct arena *a, const struct report_file *f, size_t i)
{
	const struct report_volume *v = &f->volume[i];

	buf_string(b, "<tr><th scope=\"row\">");
	add_name(b, arena_printf(a, "%s, volume %zu", f->edition->name, i + 1), v->name);
	buf_string(b, "</th>");
	add_cell(b, arena_printf(a, "%u", v->npage));
	add_cell(b, report_size(a, v->nbyte));
	buf_string(b, "<td colspan=\"4\">");
	html_text(b, report_holding(a, &v->holding));
	buf_string(b, "</td>");
	add_digest(b, v->digest);
	buf_string(b, "</tr>\n");
}

/* An edition of volumes has no digest of its own. */
static void add_file(
    struct buf *b, struct arena *a, const struct report *r, const struct report_file *f)
{
	buf_string(b, "<tr><th scope=\"row\">");
	add_name(b, f->edition->name, f->nbyte && !f->nvolume ? f->name : NULL);
	buf_string(b, "</th>");
	if (f->nbyte)
		add_figures(b, a, f);
	else
		buf_string(b, "<td colspan=\"5\"><strong>not written</strong></td>");
	buf_string(b, "<td>");
	add_findings_of(b, r, f->edition->book);
	buf_string(b, "</td>");
	if (f->nbyte && !f->nvolume)
		add_digest(b, f->digest);
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

static void add_finding(struct buf *b, const struct report *r, const struct told *t)
{
	const struct finding *f = &t->finding;
	const char *path = diag_path(r->diag, f->pos.file);
	buf_printf(
	    b, "<li><strong>%s</strong>", f->level == LEVEL_ERROR ? "Error" : "Warning");
	if (path) {
		buf_string(b, " in <code>");
		html_text(b, path);
		buf_string(b, "</code>");
		if (f->pos.line)
			buf_printf(b, ", line %u", (unsigned)f->pos.line);
		if (f->pos.line && f->pos.col)
			buf_printf(b, ", column %u", (unsigned)f->pos.col);
	}
	buf_string(b, ": ");
	html_text(b, f->message);
	buf_string(b, ". <code>[");
	html_text(b, diag_slug(f->code));
	buf_string(b, "]</code>");
	for (size_t i = 0; i < t->nedition; i++) {
		buf_string(b, i ? ", " : " Only in: ");
		html_text(b, t->edition[i]);
	}
	if (f->hint) {
		buf_string(b, "<p class=\"hint\">");
		html_text(b, f->hint);
		buf_string(b, "</p>");
	}
	buf_string(b, "</li>\n");
}

static void add_findings(struct buf *b, const struct report *r)
{
	buf_string(b, "<h2>Findings</h2>\n");
	if (!r->ntold) {
		buf_string(b, "<p>Nothing was found.</p>\n");
		return;
	}
	buf_string(b, "<ol>\n");
	for (size_t i = 0; i < r->ntold; i++)
		add_finding(b, r, &r->told[i]);
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
	add_count(b, t.nword, "word");
	buf_string(b, " in ");
	add_count(b, t.nplace, "place");
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
