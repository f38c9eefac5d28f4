/*
 * The dossier of a press file as data: print-report.json.
 *
 * In: what a build made, and the writer's account. Out: one object: the files, the job
 * ticket, the printer's preset, fonts, and a page each with boxes, inks, pictures, what
 * overprints and findings. Lengths are in mm: boxes from the left and the top of the
 * media box, all else from the trim's upper left corner.
 */
#include "report/dossier.h"

static void add_rect(struct json *j, const char *key, struct rect r, struct rect from)
{
	json_open(j, key, '{');
	json_number(j, "left", sp_to_mm(r.x - from.x), 3);
	json_number(j, "top", sp_to_mm(r.y - from.y), 3);
	json_number(j, "width", sp_to_mm(r.w), 3);
	json_number(j, "height", sp_to_mm(r.h), 3);
	json_close(j, '}');
}

/* ---- the file ------------------------------------------------------------ */

static void add_preset(struct json *j, const struct preset *p)
{
	struct dossier_limit limit[LIMITS_MOST];
	const size_t n = dossier_limits(p, limit);

	json_open(j, "printer", '{');
	json_string(j, "preset", p->name);
	json_string(j, "title", p->title);
	json_open(j, "limits", '{');
	for (size_t i = 0; i < n; i++)
		json_number(j, limit[i].name, limit[i].value, 3);
	json_close(j, '}');
	json_close(j, '}');
}

static void add_intent(struct json *j, const struct dossier *d)
{
	json_open(j, "output_intent", '{');
	json_string(j, "condition", d->preset->condition);
	json_string(j, "registry", d->preset->registry);
	json_string(j, "info", d->preset->info);
	json_string(j, "profile", d->profile);
	json_bool(j, "stands_in", d->preset->missing != NULL);
	json_close(j, '}');
}

static void add_parts(struct json *j, const struct dossier *d)
{
	json_open(j, "files", '[');
	for (size_t i = 0; i < report_nfile(d->file); i++) {
		const struct dossier_file f = dossier_file(d, i);

		json_open(j, NULL, '{');
		json_string(j, "file", f.part.name);
		json_string(j, "part", f.part.part);
		json_uint(j, "pages", f.part.npage);
		json_uint(j, "bytes", f.part.nbyte);
		json_string(j, "sha256", f.digest);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_file(struct json *j, const struct dossier *d)
{
	const struct report_file *f = d->file;
	const struct ticket_row *row;
	const size_t n = dossier_ticket(d, &row) - 2 * report_nfile(f);

	json_string(j, "edition", f->edition->name);
	json_uint(j, "bytes", f->nbyte);
	json_string(j, "standard", report_standards(f->edition)[0]);
	add_intent(j, d);
	add_preset(j, d->preset);
	json_uint(j, "pages", f->npage);
	json_bool(j, "multiple_of_four", !dossier_wanting(d));
	json_open(j, "ticket", '{');
	for (size_t i = 0; i < n; i++)
		json_string(j, row[i].name, row[i].text);
	add_parts(j, d);
	json_close(j, '}');
}

static void add_fonts(struct json *j, const struct dossier *d)
{
	const struct account *a = d->account;

	json_open(j, "fonts", '[');
	for (size_t i = 0; i < a->nfont; i++) {
		const struct account_font *f = &a->font[i];

		json_open(j, NULL, '{');
		json_string(j, "file", report_part(d->file, f->file).name);
		json_string(j, "name", f->name);
		json_string(j, "title", f->title);
		json_bool(j, "embedded", true);
		json_bool(j, "subset", f->subset);
		json_string(j, "licence", f->licence);
		json_string(j, "right", rights_title(f->rights));
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* ---- pages --------------------------------------------------------------- */

static void add_plates(struct json *j, const struct account *a, unsigned plates)
{
	json_open(j, "inks", '[');
	for (size_t i = 0; i < COUNT(plate_letters); i++)
		if (plates & 1u << i)
			json_string(j, NULL, (char[2]){plate_letters[i], '\0'});
	for (size_t i = 0; i < a->nspot; i++)
		if (plates & (unsigned)PLATE_SPOT << i)
			json_string(j, NULL, a->spot[i]);
	json_close(j, ']');
}

static void add_pixels(struct json *j, const char *key, const uint32_t side[2])
{
	if (!side[0])
		return;
	json_open(j, key, '[');
	json_uint(j, NULL, side[0]);
	json_uint(j, NULL, side[1]);
	json_close(j, ']');
}

static void add_picture(
    struct json *j, const struct dossier *d, const struct account_picture *p)
{
	static const char *const space[] = {"vector", "grey", [3] = "RGB", [4] = "CMYK"};

	json_open(j, NULL, '{');
	json_string(j, "file", p->name);
	json_string(j, "path", diag_path(d->report->diag, p->pos.file));
	json_uint(j, "line", p->pos.line);
	json_uint(j, "column", p->pos.col);
	add_rect(j, "area", p->area, (struct rect){0});
	add_pixels(j, "pixels", p->from);
	add_pixels(j, "pixels_in_file", p->to);
	if (p->before > 0) {
		json_number(j, "ppi_before", p->before, 1);
		json_number(j, "ppi", p->after, 1);
	}
	json_string(j, "colours", space[p->ncomponent]);
	json_string(j, "profile", p->profile);
	json_open(j, "done", '[');
	for (unsigned i = 0; i < DONE_N; i++)
		if (p->done & 1u << i)
			json_string(j, NULL, done_names[i]);
	json_close(j, ']');
	json_close(j, '}');
}

static void add_black(struct json *j, const struct account_black *b)
{
	json_open(j, NULL, '{');
	json_string(j, "what", b->words ? "words" : "rules");
	json_number(j, b->words ? "size" : "thickness", sp_to_pt(b->size), 2);
	json_bool(j, "overprints", b->overprints);
	json_uint(j, "pieces", b->n);
	json_close(j, '}');
}

static void add_findings(struct json *j, const struct dossier *d, size_t page)
{
	json_open(j, "findings", '[');
	for (size_t i = 0; i < d->report->ntold; i++)
		if (dossier_tells(d, i, page))
			json_finding(j, d->report->diag, &d->report->told[i].finding);
	json_close(j, ']');
}

static void add_proofs(struct json *j, const struct report_proof *p)
{
	json_open(j, "proofs", '[');
	for (size_t i = 0; p && i < PROOF_N; i++) {
		if (!p->path[i])
			continue;
		json_open(j, NULL, '{');
		json_string(j, "of", proof_titles[i]);
		json_string(j, "file", p->path[i]);
		json_string(j, "words", p->words[i]);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_page(struct json *j, const struct dossier *d, size_t page)
{
	const struct account *a = d->account;
	const struct account_page *p = &a->page[page];

	size_t in_file = page;
	const size_t file = report_part_of(d->file, &in_file);

	json_open(j, NULL, '{');
	json_uint(j, "page", page + 1);
	json_string(j, "file", report_part(d->file, file).name);
	json_uint(j, "page_in_file", in_file + 1);
	json_string(j, "folio", p->folio);
	json_open(j, "boxes", '{');
	add_rect(j, "media", p->media, p->media);
	add_rect(j, "bleed", p->bleed, p->media);
	add_rect(j, "trim", p->trim, p->media);
	json_close(j, '}');
	add_plates(j, a, p->plates);
	if (page < d->file->nink) {
		json_open(j, "coverage", '{');
		json_page_ink(j, &d->file->ink[page]);
		json_close(j, '}');
	}
	json_open(j, "pictures", '[');
	for (size_t i = 0; i < a->npicture; i++)
		if (a->picture[i].page == page)
			add_picture(j, d, &a->picture[i]);
	json_close(j, ']');
	json_open(j, "black", '[');
	for (size_t i = 0; i < a->nblack; i++)
		if (a->black[i].page == page)
			add_black(j, &a->black[i]);
	json_close(j, ']');
	add_proofs(j, d->file->proof ? &d->file->proof[page] : NULL);
	add_findings(j, d, page);
	json_close(j, '}');
}

void report_write_dossier_json(
    const struct report *r, const struct report_file *f, const char *path)
{
	struct dossier d;
	struct json j = {0};

	dossier_open(&d, r, f);
	json_open(&j, NULL, '{');
	json_string(&j, "magazine", r->issue->magazine);
	json_string(&j, "issue", r->issue->slug);
	json_string(&j, "program", r->program);
	json_string(&j, "made", r->when);
	add_file(&j, &d);
	add_fonts(&j, &d);
	json_open(&j, "of_pages", '[');
	for (size_t i = 0; i < d.account->npage; i++)
		add_page(&j, &d, i);
	json_close(&j, ']');
	add_findings(&j, &d, ELSEWHERE);
	json_close(&j, '}');
	report_save(path, &j.out);
	buf_release(&j.out);
	dossier_close(&d);
}
