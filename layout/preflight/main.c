/*
 * inpress-preflight: the facts of a PDF file, for inpress, which starts it.
 *
 * In: a path. Out: one message of facts (carry.c). The file comes from anywhere: time and
 * memory are limited, and a file over which this program falls costs nobody else.
 */
#include "preflight/reader.h"

#include <sys/resource.h>
#include <unistd.h>

enum { SECONDS = 20, WAIT = 60, PAGES_MAX = 2000 };
#define MEMORY ((rlim_t)2 << 30)

static void limit(int what, rlim_t most)
{
	struct rlimit l = {most, most};

	setrlimit(what, &l); /* a lower one that stands already is as good */
}

static void read_file(struct file *f, const char *path)
{
	struct facts *facts = f->facts;
	size_t n;

	if (!file_open(f, path))
		return;
	n = file_npage(f);
	if (!n)
		facts->refused = "there is no page in it";
	document_read(f);
	facts->count = (uint32_t)n;
	facts->npage = n < PAGES_MAX ? n : PAGES_MAX;
	facts->page = ARENA_ARRAY(f->arena, struct page_fact, facts->npage);
	for (size_t i = 0; i < facts->npage; i++)
		page_read(f, i);
	facts->mended = file_is_mended(f);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct facts facts = {0};
	struct file file = {.arena = a, .facts = &facts};

	if (argc != 3)
		die_usage("inpress starts this program: inpress-preflight -- FILE");
	limit(RLIMIT_CPU, SECONDS);
#ifndef __SANITIZE_ADDRESS__ /* whose shadow is larger than any limit */
	limit(RLIMIT_AS, MEMORY);
#endif
	limit(RLIMIT_CORE, 0);
	alarm(WAIT);
	read_file(&file, argv[2]);
	if (!facts_send(&facts, STDOUT_FILENO))
		die("write the facts:");
	_exit(0); /* what the libraries keep until the end is given back by it */
}
