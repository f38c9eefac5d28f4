/*
 * The build's report and the members' page, once all books have come to their end.
 *
 * In: a plan and what was made of it. Out: report.json, report.html and index.html beside
 * the editions. They are due where every edition was asked for: the report is what an
 * issue is signed off by, and a page that named some editions only would take the others
 * from their readers. A build with -e leaves them as they are. The page is written only
 * where no access edition is missing; else the older one stays, as older editions do.
 * Made "now" is SOURCE_DATE_EPOCH where that is set, so that a build can be repeated to
 * the byte (reproducible-builds.org).
 */
#include "build/plan.h"
#include "build/sketch.h"

#include <stdlib.h>
#include <time.h>

bool plan_reports(const struct plan *p)
{
	size_t nasked = 0;

	for (size_t i = 0; i < p->nbook; i++)
		nasked += p->book[i].nedition;
	return nasked == p->editions->n;
}

static const char *now(struct arena *a)
{
	const char *set = getenv("SOURCE_DATE_EPOCH");
	char *end = NULL;
	time_t t = set ? (time_t)strtoll(set, &end, 10) : time(NULL);
	struct tm utc;

	if (set && (!*set || *end))
		t = time(NULL);
	if (!gmtime_r(&t, &utc))
		return "";
	char *text = arena_alloc(a, 32);
	strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
	return text;
}

/* ---- the members' page ------------------------------------------------------ */

/* Half as wide as the page's pictures have pixels: of 96 ppi, twice that. */
enum { COVER_WIDTH = 180 * SP_PT, COVER_PPI = 192 };

static const struct edition *first_for_members(const struct plan *p)
{
	for (size_t i = 0; i < p->editions->n; i++)
		if (p->editions->edition[i].standard == STANDARD_PDFUA1)
			return &p->editions->edition[i];
	return NULL;
}

/* Nothing is said where the cover's art cannot be drawn: its words stand there. */
static void write_members(const struct plan *p, struct report *r)
{
	struct arena *a = arena_new();
	struct sketching k = {
	    .arena = a, .diag = diag_new(a), .fonts = p->fonts, .ppi = COVER_PPI};
	const struct picture *art = report_cover_art(p->issue);

	if (art)
		sketch_alone(&k, art, COVER_WIDTH, first_for_members(p));
	r->cover = k.n ? k.sketch[0].drawn : NULL;
	report_write_members(r, path_join(p->arena, plan_folder(p), "index.html"));
	sketch_end(&k);
	arena_close(a);
}

struct report plan_report_of(const struct plan *p, const struct made *made)
{
	struct report report = {.issue = p->issue,
	    .diag = p->diag,
	    .program = "inpress " INPRESS_VERSION,
	    .when = now(p->arena),
	    .file = made->file,
	    .nfile = p->editions->n,
	    .book = made->book,
	    .nbook = p->nbook,
	    .axis = p->editions->axis};

	report.told = diag_told(p->diag, &report.ntold);
	return report;
}

void plan_report(const struct plan *p, const struct made *made)
{
	struct report report = plan_report_of(p, made);

	report_write_json(&report, path_join(p->arena, plan_folder(p), "report.json"));
	report_write_html(&report, path_join(p->arena, plan_folder(p), "report.html"));
	if (report_has_members(&report))
		write_members(p, &report);
}
