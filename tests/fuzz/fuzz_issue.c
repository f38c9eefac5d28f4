/*
 * Fuzz target for the issue reader: a piece of any bytes, or with a first byte of 'Y' an
 * issue.yaml of any bytes. Findings are expected, crashes, leaks and hangs are not; what
 * was read is dumped, so that every node is touched. With clang, from the root:
 *
 *   clang -std=c11 -D_XOPEN_SOURCE=700 -g -O1 -fsanitize=fuzzer,address,undefined
 * -Ilayout \
 *       tests/fuzz/fuzz_issue.c layout/issue/[a-z]*.c layout/base/[a-z]*.c \
 *       layout/picture/[a-z]*.c -o build/fuzz_issue -lyaml -lcmark-gfm \
 *       -lcmark-gfm-extensions -ljpeg -lpng -llcms2 -lm
 *   build/fuzz_issue -max_len=4096 -dict=tests/fuzz/issue.dict CORPUS samples/first-issue
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "issue/issue.h"

static const char plan[] =
    "magazine: M\ndate: 2026-10-01\nglossary: {SEND: needs, a b: c}\n"
    "flatplan: [piece, other]\n";

static void write_file(const char *path, const void *bytes, size_t len)
{
	FILE *f = fopen(path, "wb");
	if (!f)
		abort();
	fwrite(bytes, 1, len, f);
	fclose(f);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	char folder[] = "/tmp/inpress-fuzz-XXXXXX", yaml[64], piece[64];
	if (!mkdtemp(folder))
		abort();
	snprintf(yaml, sizeof yaml, "%s/issue.yaml", folder);
	snprintf(piece, sizeof piece, "%s/piece.md", folder);
	bool as_yaml = len && bytes[0] == 'Y';
	write_file(yaml, as_yaml ? (const void *)(bytes + 1) : plan,
	    as_yaml ? len - 1 : sizeof plan - 1);
	write_file(piece, bytes, len);
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	FILE *nowhere = fopen("/dev/null", "w");
	struct issue *i = issue_read(a, d, folder);
	if (i)
		issue_dump(i, nowhere);
	for (size_t k = 0; i && k < i->npiece; k++)
		piece_dump(piece_copy(a, i->piece[k]), nowhere);
	diag_print(d, nowhere, false);
	fclose(nowhere);
	arena_close(a);
	remove(piece);
	remove(yaml);
	rmdir(folder);
	return 0;
}
