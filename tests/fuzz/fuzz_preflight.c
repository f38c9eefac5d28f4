/*
 * Fuzz target for PDF files from elsewhere: a file of any bytes is read for its facts,
 * which are sent, received and judged as inpress does it, but for ghostscript. Seeds are
 * the files of tests/checks/preflight.py: python3 tests/fuzz/pdf_seeds CORPUS. With
 * clang, from the root:
 *
 *   clang -std=c11 -D_XOPEN_SOURCE=700 -g -O1 -fsanitize=fuzzer,address,undefined \
 *       -Ilayout tests/fuzz/fuzz_preflight.c layout/base/[a-z]*.c \
 *       layout/syntax/[a-z]*.c $(ls layout/preflight/[a-z]*.c | \
 *       grep -Ev 'main|coverage|plates|separation') layout/report/preflight.c \
 *       layout/report/json.c layout/report/figures.c -o build/fuzz_preflight \
 *       -lyaml -lqpdf -lm
 *   build/fuzz_preflight -max_len=16384 -timeout=30 -rss_limit_mb=3000 CORPUS
 */
#include <stdlib.h>
#include <unistd.h>

#include "preflight/reader.h"
#include "report/report.h"

static const struct preset printer = {.name = "sheetfed",
    .condition = "FOGRA39",
    .bleed = MM(3),
    .least_bleed = MM(2),
    .ink_limit = 300,
    .limits = {MM(5), MM(5), PT(0.25), PT(0.5), PT(8), PT(9)},
    .ppi = 300,
    .least_ppi = 225,
    .refused_ppi = 150,
    .line_art_ppi = 1200,
    .least_line_art_ppi = 800,
    .refused_line_art_ppi = 550};

static void read_facts(struct arena *a, const char *path, struct facts *facts)
{
	struct file file = {.arena = a, .facts = facts};

	if (file_open(&file, path)) {
		document_read(&file);
		facts->npage = file_npage(&file);
		facts->npage = facts->npage > 4 ? 4 : facts->npage;
		facts->page = ARENA_ARRAY(a, struct page_fact, facts->npage);
		for (size_t i = 0; i < facts->npage; i++)
			page_read(&file, i);
	}
	file_close(&file);
}

/* By a file in a pipe's place, which may be smaller than the facts. */
static void send_and_receive(struct arena *a, struct facts *facts)
{
	FILE *between = tmpfile();

	if (!between || !facts_send(facts, fileno(between)) ||
	    lseek(fileno(between), 0, SEEK_SET) != 0 ||
	    !facts_receive(facts, a, fileno(between)))
		abort();
	fclose(between);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char path[] = "/tmp/inpress-fuzz-XXXXXX";
	const int fd = mkstemp(path);
	struct arena *a = arena_new();
	struct facts facts = {0};
	FILE *nowhere = fopen("/dev/null", "w");
	struct json j = {0};

	if (fd < 0 || !nowhere || write(fd, bytes, len) != (ssize_t)len)
		abort();
	close(fd);
	read_facts(a, path, &facts);
	send_and_receive(a, &facts);
	struct ink_facts ink = {.page = ARENA_ARRAY(a, struct ink_fact, facts.npage + 1)};
	const struct preflight p = {.arena = a,
	    .diag = diag_new(a),
	    .path = path,
	    .facts = &facts,
	    .ink = &ink,
	    .preset = &printer,
	    .width = MM(210),
	    .height = MM(297)};
	preflight_judge(&p);
	report_preflight(&p, nowhere);
	json_open(&j, NULL, '{');
	report_preflight_json(&j, &p);
	json_close(&j, '}');
	buf_release(&j.out);
	fclose(nowhere);
	arena_close(a);
	remove(path);
	return 0;
}
