/*
 * inpress-art: drawings and pages taken apart, for inpress, which starts it.
 *
 * In: the manifest of faces, and paths of SVG and PDF files. Out: a record a file on
 * standard output, in their order. Files come from anywhere: time and memory are limited,
 * and a file over which this program falls costs its own record only, for inpress asks
 * again for what comes after it.
 */
#include <sys/resource.h>
#include <unistd.h>

#include "art/art.h"

#include <string.h>

enum { SECONDS = 20, PDF_MAX = 64, SVG_MAX = 8 /* MB; librsvg takes 60 times as much */ };
#define MEMORY ((rlim_t)2 << 30)

static void limit(int what, rlim_t most)
{
	struct rlimit l = {most, most};

	setrlimit(what, &l); /* a lower one that stands already is as good */
}

static void take_svg(struct record *r, struct source svg)
{
	struct drawing d = {.unit = 1};

	r->art.drawing = true;
	svg_check(r, svg);
	svg_inks(r, svg, &d.inks);
	if (svg_draw(r, svg, &d))
		page_take(r, (struct source){d.pdf.at, d.pdf.len}, &d);
	buf_release(&d.pdf);
}

static void take_bytes(struct record *r, struct source file)
{
	const bool pdf = file.len > 4 && memcmp(file.bytes, "%PDF", 4) == 0;
	const int most = pdf ? PDF_MAX : SVG_MAX;

	if (file.len > (size_t)most << 20)
		record_say(r, 'b', "make it simpler, or save it as PNG",
		    "is a file of more than %d MB", most);
	else if (pdf)
		page_take(r, file, NULL);
	else
		take_svg(r, file);
}

static void take_file(const char *path)
{
	struct arena *a = arena_new();
	struct record r = {.arena = a};
	struct source file = {0};

	r.art.inks = true;
	file.bytes = file_read(a, path, &file.len);
	if (!file.bytes)
		record_say(&r, 'b', NULL, "cannot be read");
	else
		take_bytes(&r, file);
	record_write(&r, stdout);
	record_release(&r);
	arena_close(a);
}

int main(int argc, char **argv)
{
	if (argc < 2)
		die_usage("inpress starts this program: inpress-art FONTS FILE...");
	limit(RLIMIT_CPU, SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is larger than any limit */
	limit(RLIMIT_AS, MEMORY);
#endif
	limit(RLIMIT_CORE, 0);
	svg_faces(argv[1]);
	for (int i = 2; i < argc; i++)
		take_file(argv[i]);
	_exit(0); /* what the libraries keep until the end is given back by it */
}
