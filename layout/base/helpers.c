/*
 * Processes beside this one, which do work ahead that it would else do itself.
 *
 * In: how many are of use. Out: so many copies of this process, which know all that it
 * knew, share what files they both have open, and say nothing: whatever they find this
 * process finds again. A helper that dies leaves more to do and nothing else, and one
 * whose process is gone has no more to do. Threads would share more than the work.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

size_t cores(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 16 ? 16 : (size_t)n;
}

bool helpers_begin(struct helpers *h, size_t n)
{
	*h = (struct helpers){.self = getpid()};
	fflush(NULL);
	while (h->n < n && h->n < HELPERS_MAX) {
		const pid_t pid = fork();

		if (pid < 0)
			return false;
		if (pid == 0)
			return true;
		h->pid[h->n++] = pid;
	}
	return false;
}

bool helpers_are_needed(const struct helpers *h)
{
	return getpid() == h->self || getppid() == h->self;
}

void helpers_leave(void)
{
	_exit(0);
}

void helpers_end(struct helpers *h)
{
	for (size_t i = 0; i < h->n; i++)
		while (waitpid((pid_t)h->pid[i], NULL, 0) < 0 && errno == EINTR)
			;
	h->n = 0;
}
