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
	if (p->request->folder)
		return p->request->folder;
	return path_join(p->arena, "out", p->issue->slug);
}

const char *plan_path(const struct plan *p, const struct edition *e)
{
	const char *magazine = p->issue->magazine ? p->issue->magazine : "";

	return path_join(p->arena, plan_folder(p),
	    arena_printf(p->arena, "%s-%s-%s.pdf", slug_of(p->arena, magazine),
		p->issue->slug, e->name));
}

/* ---- lines -------------------------------------------------------------- */

/* "493 KB", "1.94 MB": a reader's figure, three digits at most. */
static const char *size_of(struct arena *a, uint64_t nbyte)
{
	const uint64_t hundredths = nbyte / 10000;

	if (nbyte < 1000000)
		return arena_printf(a, "%" PRIu64 " KB", (nbyte + 999) / 1000);
	if (hundredths < 1000)
		return arena_printf(a, "%" PRIu64 ".%02" PRIu64 " MB", hundredths / 100,
		    hundredths % 100);
	return arena_printf(
	    a, "%" PRIu64 ".%" PRIu64 " MB", hundredths / 100, hundredths / 10 % 10);
}

static void print_file(
    const struct plan *p, const struct edition *e, const struct made *m, int width)
{
	printf("%-*s", width, e->name);
	if (m->nbyte)
		printf("  %4u %s  %9s  %u.%03u s  %s\n", m->npage,
		    m->npage == 1 ? "page " : "pages", size_of(p->arena, m->nbyte),
		    m->milliseconds / 1000, m->milliseconds % 1000, plan_path(p, e));
	else
		printf("  not written\n");
}

static void print_string(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			putchar('\\');
		if ((unsigned char)*text < 0x20)
			printf("\\u%04x", (unsigned)*text);
		else
			putchar(*text);
	}
	putchar('"');
}

static void print_file_json(
    const struct plan *p, const struct edition *e, const struct made *m)
{
	fputs("{\"edition\": ", stdout);
	print_string(e->name);
	fputs(", \"path\": ", stdout);
	print_string(plan_path(p, e));
	printf(", \"written\": %s, \"pages\": %u, \"bytes\": %" PRIu64
	       ", \"seconds\": %u.%03u}",
	    m->nbyte ? "true" : "false", m->npage, m->nbyte, m->milliseconds / 1000,
	    m->milliseconds % 1000);
}

static void print_files(const struct plan *p, const struct made *made, bool json)
{
	size_t nprinted = 0, width = 0;

	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++) {
			const size_t len = strlen(p->book[b].edition[i]->name);

			width = len > width ? len : width;
		}
	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++) {
			const struct edition *e = p->book[b].edition[i];
			const struct made *m = &made[e - p->editions->edition];

			if (json) {
				fputs(nprinted++ ? ",\n " : "\n ", stdout);
				print_file_json(p, e, m);
			} else {
				print_file(p, e, m, (int)width);
			}
		}
}

int plan_end(const struct request *r, const struct plan *p, const struct made *made)
{
	jobs_unguard();
	if (r->json) {
		fputs("{\"files\": [", stdout);
		if (made)
			print_files(p, made, true);
		fputs("],\n\"findings\": ", stdout);
		diag_print(r->diag, stdout, true);
		fputs("}\n", stdout);
	} else {
		diag_print(r->diag, stderr, false);
		if (made)
			print_files(p, made, false);
	}
	if (diag_count(r->diag, LEVEL_ERROR))
		return EXIT_FINDINGS;
	return diag_denied(r->diag) ? EXIT_DENIED : 0;
}
