/*
 * inpress preflight: a PDF from elsewhere, read, judged and told.
 *
 * In: a request that names a file. Out: what it is on standard output, findings on
 * standard error; with --json both as one object on standard output. It is judged by the
 * printer that is named, else by the press edition's, and by the size of that edition's
 * page: an advert has to fit the magazine that it was sent to.
 */
#include "build/build.h"
#include "report/report.h"
#include "style/style.h"

#include <errno.h>
#include <unistd.h>

/* The press edition; NULL: there is none that could be read (reported). */
static const struct edition *press_edition(
    const struct request *r, const struct editions *editions)
{
	for (size_t i = 0; editions && i < editions->n; i++)
		if (editions->edition[i].preset)
			return &editions->edition[i];
	if (editions)
		diag(r->diag, DIAG_UNKNOWN_EDITION, (struct pos){0},
		    "there is no edition for the press to judge by");
	return NULL;
}

/* False: reported. */
static bool read_measure(const struct request *r, struct preflight *p)
{
	struct editions *editions = editions_read(r->arena, r->diag, r->styles);
	const struct edition *press = press_edition(r, editions);
	const struct sheet *sheet;

	if (!press)
		return false;
	p->preset = r->printer ? preset_read(r->arena, r->diag, r->styles, r->printer,
				     (struct pos){0})
			       : press->preset;
	sheet = sheet_read(r->arena, r->diag,
	    &(struct sheet_want){
		.styles = r->styles, .name = press->sheet, .palette = editions->palette});
	if (!p->preset || !sheet)
		return false;
	p->width = sheet->page_width;
	p->height = sheet->page_height;
	return true;
}

static void print_json(const struct preflight *p)
{
	struct json j = {0};
	size_t n;
	const struct told *told = diag_told(p->diag, &n);

	json_open(&j, NULL, '{');
	report_preflight_json(&j, p);
	json_findings(&j, p->diag, told, n);
	json_close(&j, '}');
	fwrite(j.out.at, 1, j.out.len, stdout);
	buf_release(&j.out);
}

static void tell(const struct request *r, const struct preflight *p)
{
	if (r->json) {
		print_json(p);
		return;
	}
	if (p->preset)
		report_preflight(p, stdout);
	fflush(stdout);
	diag_print(r->diag, stderr);
}

static int status_of(const struct request *r)
{
	if (diag_count(r->diag, LEVEL_ERROR))
		return EXIT_FINDINGS;
	return diag_denied(r->diag) ? EXIT_DENIED : 0;
}

int build_preflight(const struct request *r)
{
	struct facts facts = {0};
	struct ink_facts ink = {0};
	struct preflight p = {.arena = r->arena,
	    .diag = r->diag,
	    .path = r->file,
	    .facts = &facts,
	    .ink = &ink};

	if (access(r->file, R_OK) != 0) {
		diag(r->diag, errno == ENOENT ? DIAG_MISSING_FILE : DIAG_UNREADABLE_FILE,
		    (struct pos){.file = diag_file(r->diag, r->file)},
		    errno == ENOENT ? "the file is not there"
				    : "the file cannot be read");
	} else if (read_measure(r, &p)) {
		if (preflight_ask(r->arena, r->file, &facts) && !facts.refused)
			preflight_measure(r->arena, r->file, &facts, &ink);
		preflight_judge(&p);
	}
	tell(r, &p);
	return status_of(r);
}
