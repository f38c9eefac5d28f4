/*
 * What all processes of one run share: things that are made, and who makes which.
 *
 * In: bytes under keys, from any process that was forked after the shelf was opened. Out:
 * the same bytes in every other. They stand one after another in a file without a name,
 * which is gone when its last process is, however that ended; it lies where the run's
 * files will lie, as there is room for as much there. Memory that is shared was rejected:
 * it would hold all pictures at once. Each process has its own list of what stands where,
 * and reads on in the file when it misses something.
 * A claim says that a process makes the thing of this key: a record lock on a byte whose
 * place is the key, of which the file need have none. The system takes locks from who has
 * ended, so no claim outlives its process. A process has one claim at a time and appends
 * only what it has made, so nobody waits in a circle.
 * Nothing that fails here is an error: what is not shared is made anew by each.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture/pixels.h"

#define MAGIC UINT64_C(0x666c656873736572)
enum { LIST }; /* the byte whose lock is that of the list of things */

struct thing {
	uint64_t magic;
	struct key key;
	uint64_t len; /* bytes that follow */
};

struct shelf {
	struct arena *arena;
	int fd;
	uint64_t end; /* of the things known here */
	struct known {
		struct key key;
		uint64_t at, len;
	} * known;
	size_t nknown, capknown;
};

struct shelf *shelf_open(struct arena *a, const char *folder)
{
	char *path = path_join(a, folder, ".inpress-XXXXXX");
	const int fd = mkstemp(path);

	if (fd < 0)
		return NULL;
	unlink(path);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	struct shelf *s = ARENA_NEW(a, struct shelf);
	s->arena = a;
	s->fd = fd;
	return s;
}

/* ---- locks --------------------------------------------------------------- */

static off_t place_of(const struct key *key)
{
	return (off_t)(key->half[0] & 0x3fffffff) + 1;
}

/* False: it is another's, and how is not to wait. */
static bool lock(const struct shelf *s, short type, off_t place, int how)
{
	struct flock l = {
	    .l_type = type, .l_whence = SEEK_SET, .l_start = place, .l_len = 1};

	while (fcntl(s->fd, how, &l) != 0)
		if (errno != EINTR)
			return errno != EAGAIN && errno != EACCES;
	return true;
}

bool shelf_claim(const struct shelf *s, const struct key *key, bool waits)
{
	return lock(s, F_WRLCK, place_of(key), waits ? F_SETLKW : F_SETLK);
}

void shelf_release(const struct shelf *s, const struct key *key)
{
	lock(s, F_UNLCK, place_of(key), F_SETLK);
}

/* ---- bytes ---------------------------------------------------------------- */

static bool read_at(const struct shelf *s, void *to, size_t len, uint64_t at)
{
	for (uint8_t *byte = to; len;) {
		const ssize_t n = pread(s->fd, byte, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		byte += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

static bool write_at(const struct shelf *s, const void *from, size_t len, uint64_t at)
{
	for (const uint8_t *byte = from; len;) {
		const ssize_t n = pwrite(s->fd, byte, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		byte += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

/* ---- the list; under its lock --------------------------------------------- */

/* Reads on, to the last thing that is whole. */
static void read_on(struct shelf *s, uint64_t size)
{
	struct thing t;

	while (s->end + sizeof t <= size && read_at(s, &t, sizeof t, s->end) &&
	       t.magic == MAGIC && t.len <= size - s->end - sizeof t) {
		ARENA_PUSH(s->arena, s->known, s->nknown, s->capknown) =
		    (struct known){t.key, s->end + sizeof t, t.len};
		s->end += sizeof t + t.len;
	}
}

static uint64_t size_of(const struct shelf *s)
{
	struct stat st;

	return fstat(s->fd, &st) == 0 ? (uint64_t)st.st_size : 0;
}

static const struct known *find_known(const struct shelf *s, const struct key *key)
{
	for (size_t i = 0; i < s->nknown; i++)
		if (key_same(&s->known[i].key, key))
			return &s->known[i];
	return NULL;
}

static const struct known *find(struct shelf *s, const struct key *key)
{
	const struct known *k = find_known(s, key);

	if (k || size_of(s) == s->end)
		return k;
	lock(s, F_RDLCK, LIST, F_SETLKW);
	read_on(s, size_of(s));
	lock(s, F_UNLCK, LIST, F_SETLK);
	return find_known(s, key);
}

uint8_t *shelf_find(struct shelf *s, const struct key *key, size_t *len)
{
	const struct known *k = find(s, key);
	uint8_t *bytes;

	if (!k)
		return NULL;
	bytes = malloc(k->len ? k->len : 1);
	if (!bytes)
		die("memory for a picture:");
	if (read_at(s, bytes, k->len, k->at)) {
		*len = k->len;
		return bytes;
	}
	free(bytes);
	return NULL;
}

/* What a process left half written, when it was ended or the disk was full: no part of
 * it may be taken for a thing. */
static bool cut_off(const struct shelf *s)
{
	return size_of(s) == s->end || ftruncate(s->fd, (off_t)s->end) == 0;
}

void shelf_keep(struct shelf *s, const struct key *key, const void *bytes, size_t len)
{
	const struct thing t = {MAGIC, *key, len};

	if (!lock(s, F_WRLCK, LIST, F_SETLKW))
		return;
	read_on(s, size_of(s));
	if (cut_off(s) && !(write_at(s, bytes, len, s->end + sizeof t) &&
			      write_at(s, &t, sizeof t, s->end)))
		cut_off(s);
	lock(s, F_UNLCK, LIST, F_SETLK);
}
