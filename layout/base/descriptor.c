/*
 * All bytes through a descriptor, or the word that they did not come.
 *
 * A pipe or file may take or give fewer bytes than asked for, and a signal may come
 * between: nobody but this file loops over read() and write().
 */
#include "base/base.h"

#include <errno.h>
#include <unistd.h>

bool descriptor_read(int fd, void *to, size_t len)
{
	for (char *at = to; len;) {
		const ssize_t n = read(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

bool descriptor_write(int fd, const void *from, size_t len)
{
	for (const char *at = from; len;) {
		const ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}
