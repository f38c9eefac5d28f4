/*
 * The build report as data: report.json.
 *
 * In: what a build made. Out: one object: the issue, who made it and when, the files with
 * all their figures, the findings as --json prints them, and for each book the words that
 * its rules added and left out. The same build gives the same bytes, but for "made" and
 * "seconds".
 */
#include "report/report.h"

#include <stdio.h>

static void add_digest(struct json *j, const uint8_t digest[DIGEST_SIZE])
{
	struct buf hex = {0};
	for (size_t i = 0; i < DIGEST_SIZE; i++)
		buf_printf(&hex, "%02x", digest[i]);
	json_string(j, "sha256", hex.at);
	buf_release(&hex);
}

static void add_ink(
    struct json *j, const char *key, const struct palette *p, struct ink ink)
{
	const char *name = palette_name(p, ink);
	struct buf b = {0};
	buf_string(&b, name);
	if (ink.tint < 1000)
		buf_printf(&b, " %d%%", ink.tint / 10);
	json_string(j, key, b.at);
	buf_release(&b);
}

static void add_color(struct json *j, const char *key, struct rgb color)
{
	char hex[8];
	snprintf(hex, sizeof hex, "#%02X%02X%02X", color.r, color.g, color.b);
	json_string(j, key, hex);
}

static void add_contrast(struct json *j, const struct report_file *f)
{
	const struct palette *p = f->edition->palette;
	static const char *const uses[] = {[CONTRAST_BODY] = "body",
	    [CONTRAST_OTHER] = "other",
	    [CONTRAST_FREE] = "free"};
	json_open(j, "contrast", '[');
	for (size_t i = 0; i < f->ncontrast; i++) {
		const struct contrast *c = &f->contrast[i];
		json_open(j, NULL, '{');
		json_string(j, "use", uses[c->use]);
		add_ink(j, "ink", p, c->ink);
		add_ink(j, "ground", p, c->ground);
		add_color(j, "ink_colour", palette_rgb(p, c->ink));
		add_color(j, "ground_colour", palette_rgb(p, c->ground));
		json_number(j, "ratio", c->ratio, 2);
		json_number(j, "lc", c->lc, 1);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_holding(struct json *j, const struct holding *h)
{
	json_string(j, "first", h->first);
	json_string(j, "last", h->last);
	if (!h->print_first)
		return;
	json_uint(j, "print_first", (uint64_t)h->print_first);
	json_uint(j, "print_last", (uint64_t)h->print_last);
}

static void add_volumes(struct json *j, const struct report_file *f)
{
	json_open(j, "volumes", '[');
	for (size_t i = 0; i < f->nvolume; i++) {
		json_open(j, NULL, '{');
		json_string(j, "file", f->volume[i].name);
		json_uint(j, "pages", f->volume[i].npage);
		add_holding(j, &f->volume[i].holding);
		json_uint(j, "bytes", f->volume[i].nbyte);
		add_digest(j, f->volume[i].digest);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_file(struct json *j, const struct report_file *f)
{
	const struct edition *e = f->edition;
	json_open(j, NULL, '{');
	json_string(j, "edition", e->name);
	json_string(j, "title", e->title);
	json_string(j, "book", e->book);
	json_string(j, "file", f->nvolume ? NULL : f->name);
	json_bool(j, "written", f->nbyte > 0);
	if (f->nbyte) {
		json_uint(j, "pages", f->npage);
		json_uint(j, "bytes", f->nbyte);
		json_seconds(j, f->milliseconds);
		if (!f->nvolume)
			add_digest(j, f->digest);
		json_open(j, "standards", '[');
		for (const char *const *s = report_standards(e); *s; s++)
			json_string(j, NULL, *s);
		json_close(j, ']');
		add_contrast(j, f);
		json_ink(j, f);
		if (f->nvolume)
			add_volumes(j, f);
	}
	json_close(j, '}');
}

static void add_amendment(
    struct json *j, const struct report *r, const struct amendment *m)
{
	json_open(j, NULL, '{');
	json_string(j, "path", diag_path(r->diag, m->pos.file));
	json_uint(j, "line", m->pos.line);
	json_uint(j, "column", m->pos.col);
	json_string(j, "words", m->words);
	json_close(j, '}');
}

static void add_rule(
    struct json *j, const struct report *r, const struct report_book *b, enum amend rule)
{
	const struct amend_tally t = report_tally(&b->amended, rule);
	if (!t.nplace)
		return;
	json_open(j, NULL, '{');
	json_string(j, "rule", amend_rules[rule].name);
	json_string(j, "does", amend_rules[rule].adds ? "adds" : "leaves out");
	json_uint(j, "places", t.nplace);
	json_uint(j, "words", t.nword);
	json_open(j, "list", '[');
	for (size_t i = 0; i < b->amended.n; i++)
		if (b->amended.at[i].rule == rule)
			add_amendment(j, r, &b->amended.at[i]);
	json_close(j, ']');
	json_close(j, '}');
}

static void add_book(struct json *j, const struct report *r, const struct report_book *b)
{
	json_open(j, NULL, '{');
	json_string(j, "book", b->name);
	json_open(j, "rules", '[');
	for (int rule = 1; rule < AMEND_N; rule++)
		add_rule(j, r, b, (enum amend)rule);
	json_close(j, ']');
	json_close(j, '}');
}

void report_write_json(const struct report *r, const char *path)
{
	struct json j = {0};
	json_open(&j, NULL, '{');
	json_string(&j, "magazine", r->issue->magazine);
	json_string(&j, "issue", r->issue->slug);
	json_string(&j, "season", r->issue->season);
	json_string(&j, "program", r->program);
	json_string(&j, "made", r->when);
	json_open(&j, "files", '[');
	for (size_t i = 0; i < r->nfile; i++)
		add_file(&j, &r->file[i]);
	json_close(&j, ']');
	json_findings(&j, r->diag, r->told, r->ntold);
	json_open(&j, "books", '[');
	for (size_t i = 0; i < r->nbook; i++)
		add_book(&j, r, &r->book[i]);
	json_close(&j, ']');
	json_close(&j, '}');
	report_save(path, &j.out);
	buf_release(&j.out);
}
