/*
 * Fuzz target for pages as art: a PDF file of any bytes is taken apart, its functions,
 * spaces, pictures and forms with it. Seeds as for fuzz_preflight.c; from the root:
 *
 *   clang -std=c11 -D_XOPEN_SOURCE=700 -g -O1 -fsanitize=fuzzer,address,undefined \
 *       -Ilayout tests/fuzz/fuzz_art.c layout/base/[a-z]*.c layout/syntax/[a-z]*.c \
 *       $(ls layout/art/[a-z]*.c | grep -Ev 'main|svg|markup') -o build/fuzz_art \
 *       -lyaml -lqpdf -lm
 *   build/fuzz_art -max_len=16384 -timeout=30 -rss_limit_mb=3000 CORPUS
 */
#include <stdlib.h>

#include "art/art.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct record r = {.arena = arena_new()};
	FILE *nowhere = fopen("/dev/null", "w");

	if (!nowhere)
		abort();
	page_take(&r, (struct source){(const char *)bytes, len}, NULL);
	record_write(&r, nowhere);
	record_release(&r);
	fclose(nowhere);
	arena_close(r.arena);
	return 0;
}
