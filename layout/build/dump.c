/*
 * A stage of the work as text, for tests and for people who look for a fault.
 *
 * In: a request with a stage. Out: the stage of each edition asked for, of the first
 * edition where none is; findings on standard error. One process: nothing here is fast.
 */
#include "build/plan.h"

#include <string.h>

static void dump_file(const char *stage, const struct book *book, const struct palette *p)
{
	if (book->part)
		printf("%s\n", book->part);
	if (strcmp(stage, "pages") == 0)
		trace_pages(book, p, stdout);
	if (strcmp(stage, "frames") == 0)
		trace_frames(book, stdout);
	if (strcmp(stage, "tags") == 0)
		trace_tags(book, stdout);
}

static void dump_book(const struct plan *p, const struct book_plan *b)
{
	const char *stage = p->request->stage;
	struct arena *a = arena_new();
	struct book *book = NULL;
	struct makeup m;

	if (!plan_layout(p, b, a, &m)) {
		arena_close(a);
		return;
	}
	if (strcmp(stage, "style") == 0)
		sheet_dump(m.sheet, stdout);
	else if (strcmp(stage, "lines") == 0)
		makeup_dump_lines(&m, stdout);
	else if (strcmp(stage, "galley") == 0)
		makeup_dump_galley(&m, stdout);
	else
		book = makeup_book(&m, NULL);
	for (size_t i = 0; book && i < book_nfile(book); i++)
		dump_file(stage, book_file(book, i), b->like->palette);
	arena_close(a);
}

int build_dump(const struct request *r)
{
	struct plan p;
	const int status = plan_make(r, &p);

	if (status != 0)
		return status;
	plan_read_art(&p);
	if (strcmp(r->stage, "issue") == 0) {
		issue_dump(p.issue, stdout);
		return plan_end(r, &p, NULL);
	}
	const size_t n = r->nedition ? p.nbook : p.nbook ? 1 : 0;
	for (size_t i = 0; i < n; i++) {
		if (n > 1)
			printf("book %s\n", p.book[i].like->book);
		dump_book(&p, &p.book[i]);
	}
	return plan_end(r, &p, NULL);
}
