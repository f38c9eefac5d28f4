/*
 * Another program, started beside this one and waited for.
 *
 * In: its words, where its output goes, and how long it may take. Out: how it ended, and
 * the first line of what it wrote on standard error. A program of ours speaks to the user
 * itself (`is_ours`); what a foreign one says is kept, for the one message that the
 * caller makes of it. Limits are the kernel's, set before the program begins: nobody here
 * has to watch a clock, and a program that hangs while we wait for it is ended all the
 * same. Standard error goes to a file without a name and not to a pipe: whoever reads the
 * program's output would else have to read both, or wait for ever.
 * Rejected: posix_spawn(), which can set no limits.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

enum { ABSENT = 127 /* as shells have it */ };

/* ---- the child ------------------------------------------------------------ */

/* One more is the end without a word, for what does not mind the first. */
static void limit(int what, uint64_t most)
{
	const struct rlimit r = {(rlim_t)most, (rlim_t)most + 1};

	if (most)
		setrlimit(what, &r);
}

static _Noreturn void become(const struct program *p, int out, int err)
{
	const int nowhere = open("/dev/null", O_RDWR);

	dup2(nowhere, STDIN_FILENO);
	if (err >= 0)
		dup2(err, STDERR_FILENO);
	else if (!p->is_ours)
		dup2(nowhere, STDERR_FILENO);
	dup2(out == NOWHERE ? nowhere : out, STDOUT_FILENO);
	if (out > STDERR_FILENO)
		close(out);
	limit(RLIMIT_CPU, p->work_seconds);
	limit(RLIMIT_AS, p->memory);
	alarm(p->seconds); /* outlives exec; what it ends by is SIGALRM */
	execvp(p->word[0], (char *const *)p->word);
	_exit(ABSENT);
}

/* ---- the parent ----------------------------------------------------------- */

/* pipe_end: the parent's end of a pipe, of which the program must not hold a copy;
 * NOWHERE: there is none. */
static void start(struct running *r, const struct program *p, int out, int pipe_end)
{
	*r = (struct running){.heard = p->is_ours ? NULL : tmpfile()};
	const int err = r->heard ? fileno(r->heard) : -1;
	const pid_t pid = fork();

	if (pid < 0)
		die("start a process:");
	if (!pid) {
		if (pipe_end != NOWHERE)
			close(pipe_end);
		become(p, out, err);
	}
	r->pid = pid;
}

void program_start(struct running *r, const struct program *p, int out)
{
	start(r, p, out, NOWHERE);
}

int program_open(struct running *r, const struct program *p)
{
	int end[2];

	if (pipe(end) != 0)
		die("make a pipe:");
	start(r, p, end[1], end[0]);
	close(end[1]);
	return end[0];
}

/* The first line that has words. */
static void hear(struct running *r)
{
	char *at = r->said;

	rewind(r->heard);
	while (!*at && fgets(r->said, sizeof r->said, r->heard)) {
		r->said[strcspn(r->said, "\r\n")] = '\0';
		at = r->said + strspn(r->said, " \t*");
	}
	memmove(r->said, at, strlen(at) + 1);
	for (at = r->said; *at; at++)
		if ((unsigned char)*at < 0x20 || *at == 0x7F)
			*at = ' ';
	fclose(r->heard);
	r->heard = NULL;
}

enum program_end program_wait(struct running *r)
{
	int status;

	while (waitpid(r->pid, &status, 0) < 0)
		if (errno != EINTR)
			die("wait for a process:");
	r->pid = 0;
	if (r->heard)
		hear(r);
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGXCPU
			   ? PROGRAM_LATE
			   : PROGRAM_FAILED;
	return WEXITSTATUS(status) == 0	       ? PROGRAM_WELL
	       : WEXITSTATUS(status) == ABSENT ? PROGRAM_ABSENT
					       : PROGRAM_FAILED;
}

enum program_end program_run(struct running *r, const struct program *p)
{
	program_start(r, p, NOWHERE);
	return program_wait(r);
}
