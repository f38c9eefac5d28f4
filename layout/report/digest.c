/*
 * The SHA-256 digest of a file, by which an editor or a printer knows that the file at
 * hand is the one that was signed off.
 *
 * nettle, because it uses what the processor has for it (30 MB take 20 ms) and costs a
 * start next to nothing; OpenSSL's library takes longer to load than to do the work. The
 * file is read again, after it was written: what is told is what stands on the disk. It
 * is read a piece at a time; mapped, a press file of 200 photographs would count as
 * memory.
 */
#include "report/report.h"

#include <stdio.h>

#include <nettle/sha2.h>

enum { PIECE = 128 << 10 };

void report_digest(const char *path, uint8_t digest[DIGEST_SIZE])
{
	uint8_t piece[PIECE];
	struct sha256_ctx sum;
	FILE *f = fopen(path, "rb");
	size_t n;

	sha256_init(&sum);
	while (f && (n = fread(piece, 1, sizeof piece, f)) > 0)
		sha256_update(&sum, n, piece);
	if (!f || ferror(f))
		die("read %s:", path);
	fclose(f);
	sha256_digest(&sum, DIGEST_SIZE, digest);
}

const char *report_hex(struct arena *a, const uint8_t digest[DIGEST_SIZE])
{
	char *hex = arena_alloc(a, 2 * DIGEST_SIZE + 1);

	for (size_t i = 0; i < DIGEST_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	return hex;
}
