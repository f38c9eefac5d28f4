/*
 * What was made, told: file names, a line a file, the findings, the exit status.
 *
 * In: the plan and what the jobs made. Out: files on standard output, findings on
 * standard error, so that either can be kept alone; with --json both as one object on
 * standard output. Numbers are whole numbers of bytes and milliseconds: no locale has a
 * say.
 */
#include "build/jobs.h"
#include "build/plan.h"

#include <inttypes.h>
#include <string.h>

/* ---- names -------------------------------------------------------------- */

/* "Inclusion Now" -> "inclusion-now": what is no ASCII letter or digit is one hyphen. */
static const char *slug_of(struct arena *a, const char *name)
{
	char *slug = arena_string(a, name), *to = slug;

	for (const char *at = name; *at; at++) {
		const bool upper = *at >= 'A' && *at <= 'Z';

		if (upper || (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))
			*to++ = (char)(upper ? *at - 'A' + 'a' : *at);
		else if (to > slug && to[-1] != '-')
			*to++ = '-';
	}
	while (to > slug && to[-1] == '-')
		to--;
	*to = '\0';
	return *slug ? slug : "issue";
}

const char *plan_folder(const struct plan *p)
{
	const char *asked = p->request->folder;
	const char *slash = asked ? strrchr(asked, '/') : NULL;

	if (asked && p->request->needs.asked)
		return slash ? arena_copy(p->arena, asked, (size_t)(slash - asked)) : ".";
	if (asked)
		return asked;
	return path_join(p->arena, "out", p->issue->slug);
}

/* As the printer names files; part: "cover". */
static const char *named_by_printer(
    const struct plan *p, const struct edition *e, const char *part)
{
	const char *magazine = p->issue->magazine ? p->issue->magazine : "";
	const char *const value[NAME_N] = {[NAME_MAGAZINE] = slug_of(p->arena, magazine),
	    [NAME_ISSUE] = p->issue->slug,
	    [NAME_EDITION] = e->name,
	    [NAME_PART] = part,
	    [NAME_PRINTER] = e->preset->name};
	struct buf b = {0};
	const char *name;

	name_fill(&b, e->preset->file, value);
	buf_string(&b, ".pdf");
	name = arena_string(p->arena, b.at);
	buf_release(&b);
	return name;
}

const char *plan_file(const struct plan *p, const struct edition *e)
{
	if (e->needs && p->request->folder) {
		const char *slash = strrchr(p->request->folder, '/');

		return slash ? slash + 1 : p->request->folder;
	}
	if (e->preset && e->preset->file)
		return named_by_printer(p, e, "pages");
	const char *magazine = p->issue->magazine ? p->issue->magazine : "";

	return arena_printf(p->arena, "%s-%s-%s.pdf", slug_of(p->arena, magazine),
	    p->issue->slug, e->name);
}

const char *plan_volume(const struct plan *p, const struct edition *e, size_t volume)
{
	const char *part = e->preset && e->preset->cover_apart ? part_name(volume) : NULL;
	const char *whole = plan_file(p, e);
	const size_t len = strlen(whole);
	const bool plain = len > 4 && strcmp(whole + len - 4, ".pdf") == 0;
	const int stem = (int)(plain ? len - 4 : len);

	if (part && e->preset->file && strstr(e->preset->file, "%part"))
		return named_by_printer(p, e, part);
	if (part)
		return arena_printf(p->arena, "%.*s-%s.pdf", stem, whole, part);
	return arena_printf(p->arena, "%.*s-volume-%zu.pdf", stem, whole, volume);
}

const char *plan_path(const struct plan *p, const struct edition *e)
{
	return path_join(p->arena, plan_folder(p), plan_file(p, e));
}

/* ---- lines -------------------------------------------------------------- */

static void print_file(const struct plan *p, const struct report_file *m, int width)
{
	printf("%-*s", width, m->edition->name);
	for (size_t i = 0; m->nbyte && i < m->nvolume; i++)
		printf("%-*s  %4u pages  %9s           %s\n", i ? width : 0, "",
		    m->volume[i].npage, report_size(p->arena, m->volume[i].nbyte),
		    path_join(p->arena, plan_folder(p), m->volume[i].name));
	if (m->nbyte && m->nvolume)
		return;
	if (m->nbyte)
		printf("  %4u %s  %9s  %u.%03u s  %s\n", m->npage,
		    m->npage == 1 ? "page " : "pages", report_size(p->arena, m->nbyte),
		    m->milliseconds / 1000, m->milliseconds % 1000,
		    plan_path(p, m->edition));
	else
		printf("  not written\n");
}

static void print_files(const struct plan *p, const struct made *made)
{
	size_t width = 0;

	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++) {
			const size_t len = strlen(p->book[b].edition[i]->name);

			width = len > width ? len : width;
		}
	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++) {
			const struct edition *e = p->book[b].edition[i];

			print_file(p, &made->file[e - p->editions->edition], (int)width);
		}
}

/* ---- as JSON ------------------------------------------------------------ */

static void add_volumes(struct json *j, const struct plan *p, const struct report_file *m)
{
	if (!m->nvolume)
		return;
	json_open(j, "volumes", '[');
	for (size_t i = 0; i < m->nvolume; i++) {
		json_open(j, NULL, '{');
		json_string(
		    j, "path", path_join(p->arena, plan_folder(p), m->volume[i].name));
		json_uint(j, "pages", m->volume[i].npage);
		json_uint(j, "bytes", m->volume[i].nbyte);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_file(struct json *j, const struct plan *p, const struct report_file *m)
{
	json_open(j, NULL, '{');
	json_string(j, "edition", m->edition->name);
	/* parted, it is its volumes: no file has the name of the whole */
	json_string(
	    j, "path", m->nvolume ? NULL : path_join(p->arena, plan_folder(p), m->name));
	json_bool(j, "written", m->nbyte > 0);
	json_uint(j, "pages", m->npage);
	json_uint(j, "bytes", m->nbyte);
	json_seconds(j, m->milliseconds);
	add_volumes(j, p, m);
	json_ink(j, m);
	json_close(j, '}');
}

static void print_json(
    const struct request *r, const struct plan *p, const struct made *made)
{
	struct json j = {0};
	size_t ntold;
	const struct told *told = diag_told(r->diag, &ntold);

	json_open(&j, NULL, '{');
	json_open(&j, "files", '[');
	for (size_t b = 0; made && b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++)
			add_file(&j, p,
			    &made->file[p->book[b].edition[i] - p->editions->edition]);
	json_close(&j, ']');
	json_findings(&j, r->diag, told, ntold);
	json_close(&j, '}');
	fwrite(j.out.at, 1, j.out.len, stdout);
	buf_release(&j.out);
}

int plan_end(const struct request *r, const struct plan *p, const struct made *made)
{
	jobs_unguard();
	if (r->json) {
		print_json(r, p, made);
	} else {
		diag_print(r->diag, stderr);
		if (made)
			print_files(p, made);
	}
	if (diag_count(r->diag, LEVEL_ERROR))
		return EXIT_FINDINGS;
	return diag_denied(r->diag) ? EXIT_DENIED : 0;
}
