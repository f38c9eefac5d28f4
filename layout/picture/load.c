/*
 * The bytes of picture files.
 *
 * Whole files are read into the heap with room in front, so that the JPEG and PNG copiers
 * can squeeze out metadata in place and hand the same memory to the writer: with memory
 * that malloc has at hand, 0.05 ms for 250 KB; mapped files cost four times as much, in
 * page faults. Probing looks at the first 32 KiB and the last two bytes, as that is where
 * a good photograph says all that is asked.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "picture/pixels.h"

/* Blocks of few sizes, so that malloc keeps the one just freed for the next picture
 * instead of giving it back to the system; what is not touched costs nothing. */
enum { STEP = 1 << 20 };

/* A regular file, or -1 with errno. */
static int open_picture(const char *path, size_t *len)
{
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		*len = (size_t)st.st_size;
		return fd;
	}
	close(fd);
	errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
	return -1;
}

/* Bytes read, less than len only at the file's end; -1 with errno. */
static ssize_t read_at(int fd, uint8_t *to, size_t len, size_t from)
{
	size_t n = 0;

	while (n < len) {
		ssize_t got = pread(fd, to + n, len - n, (off_t)(from + n));

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

bool file_load(const char *path, struct loaded *l)
{
	size_t len;
	ssize_t n;
	int fd = open_picture(path, &len), saved;

	*l = (struct loaded){NULL, {NULL, 0}};
	if (fd < 0)
		return false;
	if (len > FILE_MAX) {
		close(fd);
		errno = EFBIG;
		return false;
	}
	l->heap = malloc((LOAD_ROOM + len + STEP - 1) / STEP * STEP);
	if (!l->heap)
		die("memory for %s:", path);
	n = read_at(fd, l->heap + LOAD_ROOM, len, 0);
	saved = errno;
	close(fd);
	errno = saved;
	if (n < 0) {
		free(l->heap);
		l->heap = NULL;
		return false;
	}
	l->file = (struct bytes){l->heap + LOAD_ROOM, (size_t)n};
	return true;
}

bool file_ends(const char *path, struct ends *e)
{
	ssize_t n, m = -1;
	int fd = open_picture(path, &e->len), saved;

	if (fd < 0)
		return false;
	n = read_at(fd, e->head, sizeof e->head, 0);
	if (n >= 2 && e->len >= 2)
		m = read_at(fd, e->tail, 2, e->len - 2);
	saved = errno;
	close(fd);
	errno = saved;
	e->nhead = n > 0 ? (size_t)n : 0;
	return m == 2;
}
