/*
 * The dossier of a press file, page by page: what stands on each, and what was found.
 *
 * In: what a build made, the writer's account, the pictures of plates that are there.
 * Out: a section a page of print-report.html: boxes and inks, findings with their lines,
 * its pictures, and how it will be printed. A picture of a plate has its figures in words
 * beside it: nobody has to see it to know what it says.
 */
#include <math.h>
#include <string.h>

#include "report/dossier.h"
#include "report/parts.h"

/* ---- findings -------------------------------------------------------------- */

static void add_findings(struct buf *b, const struct dossier *d, size_t page)
{
	if (!dossier_nfinding(d, page)) {
		buf_string(b, "<p>Nothing was found.</p>\n");
		return;
	}
	buf_string(b, "<ol>\n");
	for (size_t i = 0; i < d->report->ntold; i++)
		if (dossier_tells(d, i, page))
			parts_finding(b, d->report, &d->report->told[i], false);
	buf_string(b, "</ol>\n");
}

/* ---- boxes and inks ---------------------------------------------------------------- */

static void add_box(struct buf *b, const char *name, struct rect r)
{
	buf_string(b, name);
	buf_char(b, ' ');
	buf_number(b, sp_to_mm(r.w), 1);
	buf_string(b, " × ");
	parts_number(b, sp_to_mm(r.h), 1, "mm");
}

static void add_boxes(
    struct buf *b, const struct account *a, const struct account_page *p)
{
	buf_string(b, "<li>Boxes: ");
	add_box(b, "trim", p->trim);
	add_box(b, ", bleed", p->bleed);
	add_box(b, ", media", p->media);
	buf_string(b, ".</li>\n<li>Inks: ");
	parts_plates(b, a, p->plates);
	buf_string(b, ".</li>\n");
}

static void add_distance(struct buf *b, sp length, const char *edge)
{
	parts_number(b, fabs(sp_to_mm(length)), 0, "mm ");
	buf_printf(b, "%s the %s", length < -SP_PT / 2 ? "beyond" : "from", edge);
}

/* "16 mm from the left and 3 mm beyond the top of the trim" */
static void add_place(struct buf *b, struct rect area)
{
	add_distance(b, area.x, "left");
	buf_string(b, " and ");
	add_distance(b, area.y, "top");
	buf_string(b, " of the trim");
}

static void add_most_ink(struct buf *b, const struct dossier *d, size_t page)
{
	if (page >= d->file->nink)
		return;
	buf_string(b, "<li>Most ink: ");
	parts_number(b, report_ink(&d->file->ink[page]), 0, "%, ");
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
		parts_number(b, sp_to_pt(k->size), 2, "pt");
	}
	if (any)
		buf_string(b, ".</li>\n");
}

static void add_resolution(struct buf *b, const struct account_picture *p)
{
	if (p->after <= 0)
		return;
	buf_string(b, ", ");
	parts_number(b, p->after, 0, "ppi");
	if (fabs(p->before - p->after) >= 1) {
		buf_string(b, " (its own file: ");
		buf_number(b, p->before, 0);
		buf_char(b, ')');
	}
}

static void add_done(struct buf *b, const struct account_picture *p)
{
	bool any = false;

	buf_string(b, "<span>");
	for (unsigned i = 0; i < DONE_N; i++)
		if (p->done & 1u << i) {
			buf_string(b, any ? "; " : "What was done: ");
			buf_string(b, done_titles[i]);
			any = true;
		}
	buf_string(b, any ? ".</span>" : "</span>");
}

static void add_source(struct buf *b, const struct account_picture *p)
{
	static const char *const space[] = {
	    "a drawing", "grey", [3] = "RGB", [4] = "CMYK"};

	buf_string(b, "<span>Its own file: ");
	if (p->from[0])
		buf_printf(
		    b, "%u × %u pixels, ", (unsigned)p->from[0], (unsigned)p->from[1]);
	buf_string(b, space[p->ncomponent]);
	if (p->profile) {
		buf_string(b, ", with the profile ");
		html_text(b, p->profile);
	} else if (p->ncomponent) {
		buf_string(b, ", without a profile");
	}
	buf_string(b, ".</span>");
}

static void add_picture(
    struct buf *b, const struct dossier *d, const struct account_picture *p)
{
	const char *path = diag_path(d->report->diag, p->pos.file);

	buf_string(b, "<li class=\"what\"><code>");
	html_text(b, p->name);
	buf_string(b, "</code>");
	if (path && p->pos.line) {
		buf_string(b, " (named in <code>");
		html_text(b, path);
		buf_printf(b, "</code>, line %u)", (unsigned)p->pos.line);
	}
	add_box(b, "<span>Printed:", p->area);
	buf_string(b, ", ");
	add_place(b, p->area);
	add_resolution(b, p);
	buf_string(b, ".</span>");
	add_source(b, p);
	add_done(b, p);
	buf_string(b, "</li>\n");
}

static void add_pictures(struct buf *b, const struct dossier *d, size_t page)
{
	const struct account *a = d->account;
	bool any = false;

	for (size_t i = 0; i < a->npicture; i++) {
		if (a->picture[i].page != page)
			continue;
		buf_string(b, any ? "" : "<h4>Pictures</h4>\n<ul>\n");
		any = true;
		add_picture(b, d, &a->picture[i]);
	}
	buf_string(b, any ? "</ul>\n" : "");
}

/* ---- as it will be printed --------------------------------------------------- */

static const struct report_proof *proof_of(const struct dossier *d, size_t page)
{
	const struct report_proof *p = d->file->proof ? &d->file->proof[page] : NULL;

	for (size_t i = 0; p && i < PROOF_N; i++)
		if (p->path[i])
			return p;
	return NULL;
}

/* Its sides are said before it is there, so that nothing moves when it comes. */
static void add_proof(
    struct buf *b, const struct dossier *d, size_t page, enum proof_kind kind)
{
	const struct report_proof *p = &d->file->proof[page];
	const struct rect media = d->account->page[page].media;

	if (!p->path[kind])
		return;
	buf_string(b, "<li><a href=\"");
	html_text(b, p->path[kind]);
	buf_string(b, "\"><img src=\"");
	html_text(b, p->path[kind]);
	buf_printf(b,
	    "\" width=\"%d\" height=\"%d\" loading=\"lazy\" alt=\"%s of %s\"></a>",
	    (int)sp_to_pt(media.w), (int)sp_to_pt(media.h), proof_titles[kind],
	    dossier_page(d, page));
	html_text(b, p->words[kind]);
	buf_string(b, "</li>\n");
}

static void add_proofs(struct buf *b, const struct dossier *d, size_t page)
{
	if (!proof_of(d, page))
		return;
	buf_string(b, "<h4>As it will be printed</h4>\n<ul class=\"proofs\">\n");
	add_proof(b, d, page, PROOF_SOFT);
	for (enum proof_kind kind = 0; kind < PROOF_SOFT; kind++)
		add_proof(b, d, page, kind);
	buf_string(b, "</ul>\n");
}

/* ---- a page ------------------------------------------------------------------ */

static void add_page(struct buf *b, const struct dossier *d, size_t page)
{
	const struct account *a = d->account;
	const char *folio = a->page[page].folio;

	buf_printf(b,
	    "<section class=\"leaf\" aria-labelledby=\"page-%zu\">"
	    "<h3 id=\"page-%zu\">%s",
	    page + 1, page + 1, dossier_page(d, page));
	if (*folio && strcmp(folio, arena_printf(d->arena, "%zu", page + 1)) != 0) {
		buf_string(b, ", numbered ");
		html_text(b, folio);
	}
	buf_string(b, "</h3>\n<ul class=\"facts\">\n");
	add_boxes(b, a, &a->page[page]);
	add_most_ink(b, d, page);
	add_black(b, a, page, true);
	add_black(b, a, page, false);
	buf_string(b, "</ul>\n");
	if (dossier_nfinding(d, page)) {
		buf_string(b, "<h4>Findings</h4>\n");
		add_findings(b, d, page);
	}
	add_pictures(b, d, page);
	add_proofs(b, d, page);
	buf_string(b, "</section>\n");
}

/* How the pictures of plates are made that are not there. */
static void add_how(struct buf *b, const struct dossier *d, size_t ndrawn)
{
	const size_t npage = d->account->npage;

	buf_string(b, "<p>");
	if (ndrawn)
		buf_string(b, "The soft proof is how a page will look on the printer’s "
			      "paper; on a plate dark is ink. ");
	if (ndrawn == npage) {
		buf_string(b, "</p>\n");
		return;
	}
	if (ndrawn)
		buf_printf(b, "%zu of %zu pages are drawn. ", ndrawn, npage);
	buf_printf(b,
	    "To see %s as the press will print %s (the look on the paper, and each "
	    "plate): "
	    "<code>inpress proof ",
	    ndrawn ? "the others" : "the pages", "them");
	html_text(b, d->report->issue->folder);
	buf_string(b, " -e ");
	html_text(b, d->file->edition->name);
	if (d->report->printer) {
		buf_string(b, " --printer ");
		html_text(b, d->report->printer);
	}
	buf_string(b, " --separations --soft-proof");
	if (d->report->folder) {
		buf_string(b, " -o ");
		html_text(b, d->report->folder);
		buf_string(b, "/proof");
	}
	buf_string(b, "</code>; they will be shown here.</p>\n");
}

void dossier_leaves(struct buf *b, const struct dossier *d)
{
	size_t ndrawn = 0;

	for (size_t i = 0; i < d->account->npage; i++)
		ndrawn += proof_of(d, i) != NULL;
	buf_string(b,
	    "<h2 id=\"leaves\">Page by page</h2>\n<p>Places are measured from the "
	    "trim’s left and upper edge.</p>\n");
	add_how(b, d, ndrawn);
	for (size_t i = 0; i < d->account->npage; i++)
		add_page(b, d, i);
	buf_string(b, "<h2 id=\"elsewhere\">Findings of no one page</h2>\n");
	add_findings(b, d, ELSEWHERE);
}
