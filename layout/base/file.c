/*
 * Files that are read whole, paths that stay inside a folder, and outputs that are
 * complete or not there.
 *
 * An output is written beside its place as "<path>.<process>.part", synced, renamed over
 * the old one, and the folder is synced: until that moment the older good file stands.
 * The list of open outputs is the program's one mutable file-level variable: a signal
 * handler and die() must be able to remove half-written files and nobody can hand it to
 * them. It is changed by single pointer stores only and walked with unlink and getpid,
 * both async-signal-safe. A forked child leaves its parent's outputs alone.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OUTPUT_BUFFER = 64 << 10 };

struct output {
	struct output *volatile next;
	char *path, *part;
	pid_t owner;
	int fd;
	uint64_t size;
	size_t nwaiting;
	char waiting[OUTPUT_BUFFER];
};

static struct output *volatile open_outputs;

/* ---- reading ---- */

/* O_NONBLOCK: a pipe in the place of a file is refused, not waited for. */
static int open_regular(const char *path, size_t *size)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		*size = (size_t)st.st_size;
		return fd;
	}
	close(fd);
	errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	return -1;
}

const char *file_why(int error)
{
	if (error == EISDIR)
		return "it is a folder";
	return error == EINVAL ? "it is not a file" : strerror(error);
}

char *file_read(struct arena *a, const char *path, size_t *len)
{
	size_t size, at = 0;
	int fd = open_regular(path, &size);
	if (fd < 0)
		return NULL;
	char *text = arena_alloc(a, size + 1);
	while (at < size) {
		ssize_t n = read(fd, text + at, size - at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			int saved = errno;
			close(fd);
			errno = saved;
			return NULL;
		}
		if (n == 0)
			break;
		at += (size_t)n;
	}
	close(fd);
	text[at] = '\0';
	*len = at;
	return text;
}

struct mapping {
	void *at;
	size_t len;
};

static void unmap(void *object)
{
	struct mapping *m = object;
	munmap(m->at, m->len);
}

const uint8_t *file_map(struct arena *a, const char *path, size_t *len)
{
	int fd = open_regular(path, len);
	if (fd < 0)
		return NULL;
	if (*len == 0) {
		close(fd);
		return arena_alloc(a, 1);
	}
	void *at = mmap(NULL, *len, PROT_READ, MAP_PRIVATE, fd, 0);
	int saved = errno;
	close(fd);
	errno = saved;
	if (at == MAP_FAILED)
		return NULL;
	struct mapping *m = ARENA_NEW(a, struct mapping);
	*m = (struct mapping){at, *len};
	arena_defer(a, unmap, m);
	return at;
}

/* ---- paths ---- */

char *path_join(struct arena *a, const char *dir, const char *name)
{
	size_t n = strlen(dir);
	if (n == 0 || name[0] == '/')
		return arena_string(a, name);
	return arena_printf(a, "%s%s%s", dir, dir[n - 1] == '/' ? "" : "/", name);
}

static bool climbs(const char *name)
{
	for (const char *p = name; *p; p += strspn(p, "/")) {
		size_t n = strcspn(p, "/");
		if (n == 2 && p[0] == '.' && p[1] == '.')
			return true;
		p += n;
	}
	return false;
}

char *path_inside(struct arena *a, const char *dir, const char *name)
{
	if (!name[0] || name[0] == '/' || climbs(name)) {
		errno = EPERM;
		return NULL;
	}
	char *path = path_join(a, dir, name);
	char *real = realpath(path, NULL), *base = realpath(dir[0] ? dir : ".", NULL);
	/* What is not there cannot lead out; whoever opens it reports that. */
	bool out = false;
	if (real && base) {
		size_t n = strlen(base);
		out = strncmp(real, base, n) != 0 ||
		      (n > 1 && real[n] != '/' && real[n] != '\0');
	}
	free(real);
	free(base);
	if (!out)
		return path;
	errno = EPERM;
	return NULL;
}

bool path_make(const char *dir)
{
	struct stat st;
	char *path = strdup(dir);
	if (!path)
		die("allocate memory:");
	for (char *p = path + 1; path[0]; p++) {
		if (*p && *p != '/')
			continue;
		char was = *p;
		*p = '\0';
		if (mkdir(path, 0777) != 0 && errno != EEXIST && errno != EISDIR) {
			int saved = errno;
			if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
				free(path);
				errno = saved;
				return false;
			}
		}
		*p = was;
		if (!was)
			break;
	}
	free(path);
	if (stat(dir, &st) != 0)
		return false;
	if (!S_ISDIR(st.st_mode))
		errno = ENOTDIR;
	return S_ISDIR(st.st_mode);
}

char *program_folder(struct arena *a)
{
	char path[4096];
	const ssize_t n = readlink("/proc/self/exe", path, sizeof path);
	char *slash;

	if (n <= 0 || (size_t)n == sizeof path)
		die("find the program's own folder:");
	path[n] = '\0';
	slash = strrchr(path, '/');
	return arena_copy(a, path, (size_t)(slash - path));
}

/* ---- outputs ---- */

struct output *output_open(const char *path)
{
	struct output *o = malloc(sizeof *o);
	size_t room = strlen(path) + 32;
	if (!o || !(o->path = strdup(path)) || !(o->part = malloc(room)))
		die("allocate memory:");
	o->owner = getpid();
	o->size = 0;
	o->nwaiting = 0;
	snprintf(o->part, room, "%s.%ld.part", path, (long)o->owner);
	/* One of this name is left from a process that is long gone. */
	if (unlink(o->part) != 0 && errno != ENOENT)
		die("write %s:", path);
	o->next = open_outputs;
	atomic_signal_fence(
	    memory_order_release); /* a handler sees it whole or not at all */
	open_outputs = o;
	o->fd = open(o->part, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (o->fd < 0)
		die("write %s:", path);
	return o;
}

static void put_all(struct output *o, const char *bytes, size_t len)
{
	if (!descriptor_write(o->fd, bytes, len))
		die("write %s:", o->path);
}

static void flush(struct output *o)
{
	put_all(o, o->waiting, o->nwaiting);
	o->nwaiting = 0;
}

void output_write(struct output *o, const void *bytes, size_t len)
{
	o->size += len;
	if (len > OUTPUT_BUFFER - o->nwaiting)
		flush(o);
	if (len > OUTPUT_BUFFER) {
		put_all(o, bytes, len);
		return;
	}
	if (len)
		memcpy(o->waiting + o->nwaiting, bytes, len);
	o->nwaiting += len;
}

uint64_t output_size(const struct output *o)
{
	return o->size;
}

static void forget(struct output *o)
{
	struct output *volatile *at = &open_outputs;
	while (*at && *at != o)
		at = &(*at)->next;
	if (*at)
		*at = o->next;
	free(o->path);
	free(o->part);
	free(o);
}

/* Some file systems cannot sync a folder (EINVAL): the rename stands all the same. */
static void sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t n = slash ? (size_t)(slash - path) : 0;
	char *dir = slash ? strndup(path, n ? n : 1) : strdup(".");
	if (!dir)
		die("allocate memory:");
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(dir);
	if (fd < 0)
		return;
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP)
		die("write %s:", path);
	close(fd);
}

void output_commit(struct output *o)
{
	flush(o);
	if (fsync(o->fd) != 0 && errno != EINVAL)
		die("write %s:", o->path);
	if (close(o->fd) != 0)
		die("write %s:", o->path);
	if (rename(o->part, o->path) != 0)
		die("write %s:", o->path);
	sync_folder(o->path);
	forget(o);
}

void output_abandon(struct output *o)
{
	close(o->fd);
	unlink(o->part);
	forget(o);
}

void output_abandon_all(void)
{
	pid_t self = getpid();
	for (struct output *o = open_outputs; o; o = o->next)
		if (o->owner == self)
			unlink(o->part);
	temporary_remove_all();
}

/* ---- for all runs --------------------------------------------------------- */

char *data_folder(struct arena *a)
{
	const char *base = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	/* a relative path is to be taken as none (XDG Base Directory, 0.8) */
	if (base && base[0] == '/')
		return path_join(a, base, "inpress");
	return home && home[0] == '/' ? path_join(a, home, ".local/share/inpress") : NULL;
}
