/*
 * The dossier of a press file as a page: print-report.html.
 *
 * In: what a build made, and the writer's account. Out: one page that needs no other
 * file, for the printer's prepress and the editor who orders: the job ticket first, then
 * the file, what it was held to, its fonts, all pages in one table, and each page by
 * itself. Sentences and tables, no script: what is found on a screen is there on paper.
 */
#include <math.h>
#include <string.h>

#include "report/dossier.h"
#include "report/parts.h"

static void add_number(struct buf *b, double value, int places, const char *unit)
{
	buf_number(b, value, places);
	buf_char(b, ' ');
	buf_string(b, unit);
}

static void add_row(struct buf *b, const char *title, const char *text)
{
	buf_string(b, "<tr><th scope=\"row\">");
	html_text(b, title);
	buf_string(b, "</th><td>");
	html_text(b, text);
	buf_string(b, "</td></tr>\n");
}

static void begin_section(struct buf *b, const char *id, const char *title)
{
	buf_printf(b, "<h2 id=\"%s\">%s</h2>\n", id, title);
}

/* A table as wide as it must be, that the keyboard can scroll. */
static void open_table(struct buf *b, const char *id, const char *head)
{
	buf_printf(b,
	    "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
	    "aria-labelledby=\"%s\"><table>\n",
	    id);
	if (head)
		buf_printf(b, "<thead><tr>%s</tr></thead>\n", head);
	buf_string(b, "<tbody>\n");
}

static void close_table(struct buf *b)
{
	buf_string(b, "</tbody></table></div>\n");
}

/* ---- the file -------------------------------------------------------------- */

static void add_summary(struct buf *b, const struct dossier *d)
{
	buf_string(b, "<p class=\"sum\"><strong>");
	parts_count(b, d->file->npage, "page");
	buf_string(b, ", ");
	html_text(b, report_standards(d->file->edition)[0]);
	buf_string(b, ", for ");
	html_text(b, d->preset->title ? d->preset->title : d->preset->name);
	buf_string(b, ".</strong> ");
	parts_count(b, d->nfinding[LEVEL_ERROR], "error");
	buf_string(b, ", ");
	parts_count(b, d->nfinding[LEVEL_WARNING], "warning");
	buf_string(b, ".</p>\n");
	parts_made(b, d->report);
	buf_string(b, "<nav aria-label=\"On this page\"><ul>"
		      "<li><a href=\"#ticket\">Job ticket</a></li>"
		      "<li><a href=\"#file\">The file</a></li>"
		      "<li><a href=\"#limits\">What it was held to</a></li>"
		      "<li><a href=\"#fonts\">Fonts</a></li>"
		      "<li><a href=\"#pages\">All pages</a></li>"
		      "<li><a href=\"#page-1\">Page by page</a></li></ul></nav>\n");
}

static void add_ticket(struct buf *b, const struct dossier *d)
{
	const struct ticket_row *row;
	const size_t n = dossier_ticket(d, &row);

	begin_section(b, "ticket", "Job ticket");
	open_table(b, "ticket", NULL);
	for (size_t i = 0; i < n; i++)
		add_row(b, row[i].title, row[i].text ? row[i].text : "not said");
	close_table(b);
}

static void add_file(struct buf *b, const struct dossier *d)
{
	const struct preset *p = d->preset;

	begin_section(b, "file", "The file");
	open_table(b, "file", NULL);
	for (size_t i = 0; i < report_nfile(d->file); i++) {
		const struct dossier_file f = dossier_file(d, i);

		buf_string(b, "<tr><th scope=\"row\">");
		html_text(b, f.title ? f.title : "Name");
		buf_string(b, "</th><td>");
		parts_name(b, f.part.name, f.part.name);
		buf_string(b, "</td></tr>\n");
	}
	add_row(b, "Size", report_size(d->arena, d->file->nbyte));
	add_row(b, "Standard", report_standards(d->file->edition)[0]);
	add_row(b, "Output intent",
	    arena_printf(d->arena, "%s%s%s", p->condition, p->info ? ": " : "",
		p->info ? p->info : ""));
	add_row(b, "Profile, embedded", d->profile ? d->profile : "without a name");
	if (p->missing)
		add_row(b, "Stands in",
		    "the profile that this printer asks for was not there; colours are "
		    "those of the press named above");
	add_row(b, "Pages",
	    dossier_wanting(d)
		? arena_printf(d->arena, "%u, not a multiple of four", d->file->npage)
		: arena_printf(d->arena, "%u, a multiple of four", d->file->npage));
	close_table(b);
}

static void add_limits(struct buf *b, const struct dossier *d)
{
	struct dossier_limit limit[LIMITS_MOST];
	const size_t n = dossier_limits(d->preset, limit);

	begin_section(b, "limits", "What it was held to");
	buf_string(b, "<p>By the preset <code>");
	html_text(b, d->preset->name);
	buf_string(b, "</code>; what goes beyond it is a finding.</p>\n");
	open_table(b, "limits", NULL);
	for (size_t i = 0; i < n; i++) {
		struct buf figure = {0};

		add_number(&figure, limit[i].value, 2, limit[i].unit);
		add_row(b, limit[i].title, limit[i].value > 0 ? figure.at : "no limit");
		buf_release(&figure);
	}
	close_table(b);
}

static void add_fonts(struct buf *b, const struct dossier *d)
{
	begin_section(b, "fonts", "Fonts");
	open_table(b, "fonts",
	    "<th scope=\"col\">Name in the file</th><th scope=\"col\">Embedded</th>"
	    "<th scope=\"col\">Licence</th><th scope=\"col\">Right to embed</th>");
	for (size_t i = 0; i < d->account->nfont; i++) {
		const struct account_font *f = &d->account->font[i];

		buf_string(b, "<tr><th scope=\"row\">");
		html_text(b, f->name);
		buf_printf(
		    b, "</th><td>%s</td><td>", f->subset ? "as a subset" : "whole");
		html_text(b, f->licence ? f->licence : "not known");
		buf_string(b, "</td><td>");
		html_text(b, rights_title(f->rights));
		buf_string(b, "</td></tr>\n");
	}
	close_table(b);
}

/* ---- all pages ------------------------------------------------------------- */

static void add_plates(struct buf *b, const struct account *a, unsigned plates)
{
	bool any = false;

	for (size_t i = 0; i < COUNT(plate_letters); i++) {
		if (!(plates & 1u << i))
			continue;
		buf_string(b, any ? " " : "");
		buf_char(b, plate_letters[i]);
		any = true;
	}
	for (size_t i = 0; i < a->nspot; i++) {
		if (!(plates & (unsigned)PLATE_SPOT << i))
			continue;
		buf_string(b, any ? ", " : "");
		html_text(b, a->spot[i]);
		any = true;
	}
	buf_string(b, any ? "" : "none");
}

static size_t count_findings(const struct dossier *d, size_t page)
{
	size_t n = 0;

	for (size_t i = 0; i < d->report->ntold; i++)
		n += dossier_tells(d, i, page);
	return n;
}

static void add_glance(struct buf *b, const struct dossier *d, size_t page)
{
	const struct account *a = d->account;
	double least = INFINITY;
	size_t n = 0;

	for (size_t i = 0; i < a->npicture; i++) {
		if (a->picture[i].page != page)
			continue;
		n++;
		if (a->picture[i].after > 0 && a->picture[i].after < least)
			least = a->picture[i].after;
	}
	buf_printf(b, "<tr><th scope=\"row\"><a href=\"#page-%zu\">%s</a></th><td>",
	    page + 1, dossier_page(d, page));
	add_plates(b, a, a->page[page].plates);
	buf_string(b, "</td><td class=\"n\">");
	if (page < d->file->nink)
		add_number(b, report_ink(&d->file->ink[page]), 0, "%");
	else
		buf_string(b, "not measured");
	buf_printf(b, "</td><td class=\"n\">%zu</td><td class=\"n\">", n);
	if (isfinite(least))
		buf_number(b, least, 0);
	else
		buf_string(b, n ? "drawings" : "none");
	buf_printf(b, "</td><td class=\"n\">%zu</td></tr>\n", count_findings(d, page));
}

static void add_pages(struct buf *b, const struct dossier *d)
{
	begin_section(b, "pages", "All pages");
	open_table(b, "pages",
	    "<th scope=\"col\">Page</th><th scope=\"col\">Inks</th>"
	    "<th scope=\"col\" class=\"n\">Most ink</th>"
	    "<th scope=\"col\" class=\"n\">Pictures</th>"
	    "<th scope=\"col\" class=\"n\">Lowest ppi</th>"
	    "<th scope=\"col\" class=\"n\">Findings</th>");
	for (size_t i = 0; i < d->account->npage; i++)
		add_glance(b, d, i);
	close_table(b);
}

/* ---- findings -------------------------------------------------------------- */

static void add_findings(struct buf *b, const struct dossier *d, size_t page)
{
	if (!count_findings(d, page)) {
		buf_string(b, "<p>Nothing was found.</p>\n");
		return;
	}
	buf_string(b, "<ol>\n");
	for (size_t i = 0; i < d->report->ntold; i++)
		if (dossier_tells(d, i, page))
			parts_finding(b, d->report, &d->report->told[i], false);
	buf_string(b, "</ol>\n");
}

/* ---- a page ---------------------------------------------------------------- */

static void add_box(struct buf *b, const char *name, struct rect r)
{
	buf_string(b, name);
	buf_char(b, ' ');
	buf_number(b, sp_to_mm(r.w), 1);
	buf_string(b, " × ");
	add_number(b, sp_to_mm(r.h), 1, "mm");
}

static void add_boxes(
    struct buf *b, const struct account *a, const struct account_page *p)
{
	buf_string(b, "<li>Boxes: ");
	add_box(b, "trim", p->trim);
	add_box(b, ", bleed", p->bleed);
	add_box(b, ", media", p->media);
	buf_string(b, ".</li>\n<li>Inks: ");
	add_plates(b, a, p->plates);
	buf_string(b, ".</li>\n");
}

static void add_place(struct buf *b, struct rect area)
{
	add_number(b, sp_to_mm(area.x), 0, "mm from the left and ");
	add_number(b, sp_to_mm(area.y), 0, "mm from the top of the trim");
}

static void add_most_ink(struct buf *b, const struct dossier *d, size_t page)
{
	if (page >= d->file->nink)
		return;
	buf_string(b, "<li>Most ink: ");
	add_number(b, report_ink(&d->file->ink[page]), 0, "%, ");
	add_place(b, d->file->ink[page].area);
	buf_string(b, ".</li>\n");
}

static void add_black(struct buf *b, const struct account *a, size_t page, bool over)
{
	bool any = false;

	for (size_t i = 0; i < a->nblack; i++) {
		const struct account_black *k = &a->black[i];

		if (k->page != page || k->overprints != over)
			continue;
		buf_string(b, any    ? "; "
			      : over ? "<li>Black that overprints: "
				     : "<li>Black that knocks out what lies below: ");
		any = true;
		buf_string(b, k->words ? "words of " : "rules of ");
		add_number(b, sp_to_pt(k->size), 2, "pt");
	}
	if (any)
		buf_string(b, ".</li>\n");
}

static void add_resolution(struct buf *b, const struct account_picture *p)
{
	if (p->after <= 0)
		return;
	buf_string(b, ", ");
	add_number(b, p->after, 0, "ppi");
	if (fabs(p->before - p->after) >= 1) {
		buf_string(b, " (its own file: ");
		buf_number(b, p->before, 0);
		buf_char(b, ')');
	}
}

static void add_picture(
    struct buf *b, const struct dossier *d, const struct account_picture *p)
{
	const char *path = diag_path(d->report->diag, p->pos.file);

	buf_string(b, "<li><code>");
	html_text(b, p->name);
	buf_string(b, "</code>");
	if (path && p->pos.line) {
		buf_string(b, " (named in <code>");
		html_text(b, path);
		buf_printf(b, "</code>, line %u)", (unsigned)p->pos.line);
	}
	add_box(b, ":", p->area);
	buf_string(b, ", ");
	add_place(b, p->area);
	add_resolution(b, p);
	for (unsigned i = 0; i < DONE_N; i++)
		if (p->done & 1u << i) {
			buf_string(b, "; ");
			buf_string(b, done_titles[i]);
		}
	if (p->profile) {
		buf_string(b, ". It came with the profile ");
		html_text(b, p->profile);
	} else if (p->ncomponent) {
		buf_string(b, ". It came without a profile");
	}
	buf_string(b, ".</li>\n");
}

static void add_page(struct buf *b, const struct dossier *d, size_t page)
{
	const struct account *a = d->account;
	bool any = false;

	buf_printf(b, "<h3 id=\"page-%zu\">%s", page + 1, dossier_page(d, page));
	if (strcmp(a->page[page].folio, arena_printf(d->arena, "%zu", page + 1)) != 0 &&
	    a->page[page].folio[0]) {
		buf_string(b, ", numbered ");
		html_text(b, a->page[page].folio);
	}
	buf_string(b, "</h3>\n<ul class=\"facts\">\n");
	add_boxes(b, a, &a->page[page]);
	add_most_ink(b, d, page);
	add_black(b, a, page, true);
	add_black(b, a, page, false);
	buf_string(b, "</ul>\n");
	for (size_t i = 0; i < a->npicture; i++) {
		if (a->picture[i].page != page)
			continue;
		buf_string(b, any ? "" : "<h4>Pictures</h4>\n<ul>\n");
		any = true;
		add_picture(b, d, &a->picture[i]);
	}
	buf_string(b, any ? "</ul>\n" : "");
	if (count_findings(d, page)) {
		buf_string(b, "<h4>Findings</h4>\n");
		add_findings(b, d, page);
	}
}

static void add_pages_head(struct buf *b, const struct dossier *d)
{
	buf_string(b,
	    "<h2>Page by page</h2>\n<p>Places are measured from the trim’s left "
	    "and upper edge. What each plate prints, and how a page will look on "
	    "the printer’s paper, is drawn by <code>inpress proof ");
	html_text(b, d->report->issue->folder);
	buf_string(b, " -e ");
	html_text(b, d->file->edition->name);
	buf_string(b, " --separations --soft-proof</code>.</p>\n");
}

void report_write_dossier_html(
    const struct report *r, const struct report_file *f, const char *path)
{
	struct dossier d;
	struct buf b = {0};

	dossier_open(&d, r, f);
	parts_head(&b, r->issue, "Press report", "press report");
	add_summary(&b, &d);
	add_ticket(&b, &d);
	add_file(&b, &d);
	add_limits(&b, &d);
	add_fonts(&b, &d);
	add_pages(&b, &d);
	add_pages_head(&b, &d);
	for (size_t i = 0; i < d.account->npage; i++)
		add_page(&b, &d, i);
	buf_string(&b, "<h2>Findings of no one page</h2>\n");
	add_findings(&b, &d, ELSEWHERE);
	buf_string(&b, "</main></body></html>\n");
	report_save(path, &b);
	buf_release(&b);
	dossier_close(&d);
}
