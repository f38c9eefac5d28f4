/*
 * The SHA-256 digest of a file, by which an editor or a printer knows that the file at
 * hand is the one that was signed off.
 *
 * nettle, because it uses what the processor has for it (30 MB take 20 ms) and costs a
 * start next to nothing; OpenSSL's library takes longer to load than to do the work. The
 * file is read again, after it was written: what is told is what stands on the disk.
 */
#include "report/report.h"

#include <nettle/sha2.h>

void report_digest(const char *path, uint8_t digest[DIGEST_SIZE])
{
	struct arena *a = arena_new();
	struct sha256_ctx sum;
	size_t len;
	const uint8_t *bytes = file_map(a, path, &len);

	if (!bytes)
		die("read %s:", path);
	sha256_init(&sum);
	sha256_update(&sum, len, bytes);
	sha256_digest(&sum, DIGEST_SIZE, digest);
	arena_close(a);
}
