/*
 * The dossier of a press file as a page: print-report.html.
 *
 * In: what a build made, and the writer's account. Out: one page that needs no other
 * file, for the printer's prepress and the editor who orders: whether it can be
 * sent, the job ticket, the file, what it was held to, its fonts, all pages in one table,
 * and each page by itself (leaves.c). Sentences and tables, no script: what is found on a
 * screen is there on paper.
 */
#include <math.h>

#include "report/dossier.h"
#include "report/parts.h"

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
	    "aria-labelledby=\"%s\"><table>\n<thead><tr>%s</tr></thead>\n<tbody>\n",
	    id, head);
}

static void close_table(struct buf *b)
{
	buf_string(b, "</tbody></table></div>\n");
}

/* Names and what they are, which wrap and are never wider than the screen. */
static void open_pairs(struct buf *b)
{
	buf_string(b, "<table class=\"pairs\"><tbody>\n");
}

static void close_pairs(struct buf *b)
{
	buf_string(b, "</tbody></table>\n");
}

/* ---- the file -------------------------------------------------------------- */

/* What an editor has to do next, first. */
static const char *verdict(const struct dossier *d)
{
	if (d->nfinding[LEVEL_ERROR])
		return "Do not send it yet: there are errors.";
	if (d->nfinding[LEVEL_WARNING])
		return "It can be sent when its warnings have been read.";
	return "Nothing was found: it can be sent.";
}

/* Where the findings stand, each page once. */
static void add_finding_links(struct buf *b, const struct dossier *d)
{
	bool any = false;

	for (size_t page = 0; page < d->account->npage; page++) {
		const size_t n = dossier_nfinding(d, page);

		if (!n)
			continue;
		buf_string(b, any ? ", " : "<p>Findings: ");
		buf_printf(b, "<a href=\"#page-%zu\">%s</a> (%zu)", page + 1,
		    dossier_page(d, page), n);
		any = true;
	}
	if (d->nelsewhere)
		buf_printf(b, "%s<a href=\"#elsewhere\">of no one page</a> (%zu)",
		    any ? ", " : "<p>Findings: ", d->nelsewhere);
	if (any || d->nelsewhere)
		buf_string(b, ".</p>\n");
}

static void add_contents(struct buf *b)
{
	buf_string(b, "<nav aria-label=\"On this page\"><ul>"
		      "<li><a href=\"#ticket\">Job ticket</a></li>"
		      "<li><a href=\"#file\">The file</a></li>"
		      "<li><a href=\"#limits\">What it was held to</a></li>"
		      "<li><a href=\"#fonts\">Fonts</a></li>"
		      "<li><a href=\"#pages\">All pages</a></li>"
		      "<li><a href=\"#leaves\">Page by page</a></li></ul></nav>\n");
}

static void add_summary(struct buf *b, const struct dossier *d)
{
	buf_printf(b, "<p class=\"sum\"><strong>%s</strong> ", verdict(d));
	parts_count(b, d->nfinding[LEVEL_ERROR], "error");
	buf_string(b, ", ");
	parts_count(b, d->nfinding[LEVEL_WARNING], "warning");
	buf_string(b, ".</p>\n");
	add_finding_links(b, d);
	buf_string(b, "<p class=\"sum\">");
	parts_count(b, d->file->npage, "page");
	if (d->file->nvolume) {
		buf_string(b, " in ");
		parts_count(b, d->file->nvolume, "file");
	}
	buf_string(b, ", ");
	html_text(b, report_standards(d->file->edition)[0]);
	buf_string(b, ", for ");
	html_text(b, d->preset->title ? d->preset->title : d->preset->name);
	buf_string(b, ".</p>\n");
	parts_made(b, d->report);
	add_contents(b);
}

static void add_ticket(struct buf *b, const struct dossier *d)
{
	const struct ticket_row *row;
	const size_t n = dossier_ticket(d, &row);

	begin_section(b, "ticket", "Job ticket");
	open_pairs(b);
	for (size_t i = 0; i < n; i++)
		add_row(b, row[i].title, row[i].text ? row[i].text : "not said");
	close_pairs(b);
}

static void add_file(struct buf *b, const struct dossier *d)
{
	const struct preset *p = d->preset;

	begin_section(b, "file", "The file");
	open_pairs(b);
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
	close_pairs(b);
}

static void add_limits(struct buf *b, const struct dossier *d)
{
	struct dossier_limit limit[LIMITS_MOST];
	const size_t n = dossier_limits(d->preset, limit);

	begin_section(b, "limits", "What it was held to");
	buf_string(b, "<p>By the preset <code>");
	html_text(b, d->preset->name);
	buf_string(b, "</code>; what goes beyond it is a finding.</p>\n");
	open_pairs(b);
	for (size_t i = 0; i < n; i++) {
		struct buf figure = {0};

		parts_number(&figure, limit[i].value, 2, limit[i].unit);
		add_row(b, limit[i].title, limit[i].value > 0 ? figure.at : "no limit");
		buf_release(&figure);
	}
	close_pairs(b);
}

static void add_font(struct buf *b, const struct dossier *d, const struct account_font *f)
{
	buf_string(b, "<tr><th scope=\"row\">");
	html_text(b, f->name);
	buf_printf(b, "</th><td>%s</td><td>", f->subset ? "as a subset" : "whole");
	html_text(b, f->licence ? f->licence : "not known");
	buf_string(b, "</td><td>");
	html_text(b, rights_title(f->rights));
	if (d->file->nvolume) {
		buf_string(b, "</td><td>");
		html_text(b, dossier_file(d, f->file).title);
	}
	buf_string(b, "</td></tr>\n");
}

static void add_fonts(struct buf *b, const struct dossier *d)
{
	begin_section(b, "fonts", "Fonts");
	open_table(b, "fonts",
	    arena_printf(d->arena,
		"<th scope=\"col\">Name in the file</th><th scope=\"col\">Embedded</th>"
		"<th scope=\"col\">Licence</th><th scope=\"col\">Right to embed "
		"(OS/2 fsType)</th>%s",
		d->file->nvolume ? "<th scope=\"col\">File</th>" : ""));
	for (size_t i = 0; i < d->account->nfont; i++)
		add_font(b, d, &d->account->font[i]);
	close_table(b);
}

/* ---- all pages ------------------------------------------------------------- */

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
	parts_plates(b, a, a->page[page].plates);
	buf_string(b, "</td><td class=\"n\">");
	if (page < d->file->nink)
		parts_number(b, report_ink(&d->file->ink[page]), 0, "%");
	else
		buf_string(b, "not measured");
	buf_printf(b, "</td><td class=\"n\">%zu</td><td class=\"n\">", n);
	if (isfinite(least))
		buf_number(b, least, 0);
	else
		buf_string(b, n ? "drawings" : "none");
	buf_printf(b, "</td><td class=\"n\">%zu</td></tr>\n", dossier_nfinding(d, page));
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
	dossier_leaves(&b, &d);
	buf_string(&b, "</main></body></html>\n");
	report_save(path, &b);
	buf_release(&b);
	dossier_close(&d);
}
