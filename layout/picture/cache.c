/*
 * What was made once is kept: bytes, by a key that says all that they were made of.
 *
 * In: keys of 128 bits (XXH3, by libxxhash, which no other file includes: 20 GB/s, so
 * that all photographs of an issue take half a millisecond). Out: the bytes that were
 * kept, or nothing; never an error, and never bytes that were not kept under that key:
 * each file says its key, its length and the sum of its bytes, so that one that was cut
 * off, damaged or put there under another's name is as if it were not there. A file is
 * written beside its place and renamed, without a sync: after a crash the sum tells. Two
 * processes that make the same thing put the same bytes there. A file's time of change is
 * when it was last used, to the day: a touch a day is all that a run pays for knowing
 * what was not used for longest. Only a process that has put something there looks at the
 * whole folder, once, when its work is done. Where there is no folder, or it takes
 * nothing, the run's own shelf (shelf.c) serves its books and editions. A database of its
 * own (one file, an index) was rejected: it would need locks, and a torn one loses all.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "picture/pixels.h"

enum {
	NAME_SIZE = 33,	     /* 32 digits */
	DAY = 24 * 60 * 60,  /* seconds */
	STALE = 60 * 60,     /* a half-written file of this age has no writer */
	KEPT_MAX = 256 << 20 /* bytes; no picture comes near */
};
/* Another number, another layout of the file; on a machine of the other byte order it is
 * another number as well. */
#define MAGIC UINT64_C(0x3130736572706e69)

struct head {
	uint64_t magic;
	struct key key;
	uint64_t len;
	struct key sum; /* of the bytes that follow */
};

struct cache {
	struct arena *arena;
	struct cache_rules rules;
	bool ready;	     /* the folder is there, and takes files */
	bool changed;	     /* something was put into it */
	struct shelf *shelf; /* NULL: nothing is shared */
	struct map file;     /* path -> its struct key */
};

/* ---- keys ---------------------------------------------------------------- */

struct key key_of(const void *bytes, size_t len)
{
	const XXH128_hash_t h = XXH3_128bits(bytes, len);

	return (struct key){{h.low64, h.high64}};
}

bool key_same(const struct key *a, const struct key *b)
{
	return a->half[0] == b->half[0] && a->half[1] == b->half[1];
}

static struct key read_file_key(const char *path)
{
	struct arena *a = arena_new();
	size_t len;
	const uint8_t *bytes = file_map(a, path, &len);
	const struct key key = bytes ? key_of(bytes, len) : key_of("", 0);

	arena_close(a);
	return key;
}

struct key cache_file_key(struct cache *c, const char *path)
{
	struct key *key = map_find(&c->file, path);

	if (!key) {
		key = ARENA_NEW(c->arena, struct key);
		*key = read_file_key(path);
		map_set(&c->file, path, key);
	}
	return *key;
}

/* ---- the folder ---------------------------------------------------------- */

const char *cache_folder(struct arena *a)
{
	const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	/* a relative path is to be taken as none (XDG Base Directory, 0.8) */
	if (base && base[0] == '/')
		return path_join(a, base, "inpress/pictures");
	return home && home[0] == '/' ? path_join(a, home, ".cache/inpress/pictures")
				      : NULL;
}

struct cache *cache_open(struct arena *a, const struct cache_rules *rules)
{
	struct cache *c = ARENA_NEW(a, struct cache);

	c->arena = a;
	c->rules = *rules;
	c->file = map_new(a);
	return c;
}

static void put_name(char name[NAME_SIZE], const struct key *key)
{
	snprintf(name, NAME_SIZE, "%016llx%016llx", (unsigned long long)key->half[1],
	    (unsigned long long)key->half[0]);
}

/* The bytes of an open file, if it is what was kept under this key. */
static uint8_t *read_kept(int fd, const struct key *key, size_t *len)
{
	struct head head;
	struct stat st;
	struct key sum;
	uint8_t *bytes;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) ||
	    !descriptor_read(fd, &head, sizeof head) || head.magic != MAGIC ||
	    !key_same(&head.key, key) || head.len > KEPT_MAX ||
	    (uint64_t)st.st_size != sizeof head + head.len)
		return NULL;
	bytes = malloc(head.len ? head.len : 1);
	if (!bytes)
		die("memory for a picture:");
	if (descriptor_read(fd, bytes, head.len)) {
		sum = key_of(bytes, head.len);
		if (key_same(&sum, &head.sum)) {
			if (time(NULL) - st.st_mtime > DAY)
				futimens(fd, NULL);
			*len = head.len;
			return bytes;
		}
	}
	free(bytes);
	return NULL;
}

static uint8_t *find_in_folder(const struct cache *c, const struct key *key, size_t *len)
{
	char name[NAME_SIZE], path[4096];
	uint8_t *bytes;
	int fd;

	put_name(name, key);
	snprintf(path, sizeof path, "%s/%s", c->rules.folder, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return NULL;
	bytes = read_kept(fd, key, len);
	close(fd);
	return bytes;
}

/* False: nothing is there now that was not there before. */
static bool put_into_folder(
    struct cache *c, const struct key *key, const void *bytes, size_t len)
{
	const struct head head = {MAGIC, *key, len, key_of(bytes, len)};
	char name[NAME_SIZE], path[4096], part[4096 + 32];
	bool written;
	int fd;

	put_name(name, key);
	if (snprintf(path, sizeof path, "%s/%s", c->rules.folder, name) >=
	    (int)sizeof path)
		return false;
	snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid());
	fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return false;
	written =
	    descriptor_write(fd, &head, sizeof head) && descriptor_write(fd, bytes, len);
	written = close(fd) == 0 && written && rename(part, path) == 0;
	if (!written)
		unlink(part);
	return written;
}

/* ---- finding and keeping -------------------------------------------------- */

uint8_t *cache_find(struct cache *c, const struct key *key, size_t *len)
{
	uint8_t *bytes = c->rules.folder ? find_in_folder(c, key, len) : NULL;

	return bytes || !c->shelf ? bytes : shelf_find(c->shelf, key, len);
}

void cache_keep(struct cache *c, const struct key *key, const void *bytes, size_t len)
{
	if (len > KEPT_MAX)
		return;
	if (c->rules.folder && !c->ready && !path_make(c->rules.folder))
		c->rules.folder = NULL;
	c->ready = c->rules.folder;
	if (c->ready && put_into_folder(c, key, bytes, len))
		c->changed = true;
	else if (c->shelf)
		shelf_keep(c->shelf, key, bytes, len);
}

void cache_share(struct cache *c, const char *folder)
{
	c->shelf = shelf_open(c->arena, folder);
}

bool cache_is_shared(const struct cache *c)
{
	return c && c->shelf;
}

bool cache_claim(const struct cache *c, const struct key *key, bool waits)
{
	return !c->shelf || shelf_claim(c->shelf, key, waits);
}

void cache_release(const struct cache *c, const struct key *key)
{
	if (c->shelf)
		shelf_release(c->shelf, key);
}

/* ---- the limit ------------------------------------------------------------ */

struct entry {
	const char *name;
	uint64_t size;
	struct timespec used;
};

struct listing {
	struct arena *arena;
	struct entry *entry;
	size_t n, cap;
	uint64_t total;
};

/* Ours: 32 digits, and what follows them is the end of a half-written one. */
static bool is_ours(const char *name, bool *half)
{
	const size_t n = strspn(name, "0123456789abcdef");
	const size_t all = strlen(name);

	*half = n == NAME_SIZE - 1 && all > n + 5 && name[n] == '.' &&
		strcmp(name + all - 5, ".part") == 0;
	return *half || (n == NAME_SIZE - 1 && all == n);
}

static void list_one(struct listing *l, int folder, const char *name)
{
	struct stat st;
	bool half;

	if (!is_ours(name, &half) ||
	    fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(st.st_mode))
		return;
	if (half) {
		if (time(NULL) - st.st_mtime > STALE)
			unlinkat(folder, name, 0);
		return;
	}
	ARENA_PUSH(l->arena, l->entry, l->n, l->cap) = (struct entry){
	    arena_string(l->arena, name), (uint64_t)st.st_size, st.st_mtim};
	l->total += (uint64_t)st.st_size;
}

static int by_use(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->used.tv_sec != y->used.tv_sec)
		return x->used.tv_sec < y->used.tv_sec ? -1 : 1;
	if (x->used.tv_nsec != y->used.tv_nsec)
		return x->used.tv_nsec < y->used.tv_nsec ? -1 : 1;
	return strcmp(x->name, y->name);
}

void cache_trim(struct cache *c)
{
	struct listing l = {0};
	const struct dirent *d;
	DIR *folder;

	if (!c || !c->changed || !(folder = opendir(c->rules.folder)))
		return;
	c->changed = false;
	l.arena = arena_new();
	while ((d = readdir(folder)))
		list_one(&l, dirfd(folder), d->d_name);
	if (l.total > c->rules.limit)
		qsort(l.entry, l.n, sizeof *l.entry, by_use);
	for (size_t i = 0; l.total > c->rules.limit && i < l.n; i++) {
		/* another process may have been there before: then it is gone as well */
		unlinkat(dirfd(folder), l.entry[i].name, 0);
		l.total -= l.entry[i].size;
	}
	closedir(folder);
	arena_close(l.arena);
}
