/*
 * A file's facts, from inpress-preflight.
 *
 * In: a path. Out: facts. The file may be anybody's: what reads it is a program of its
 * own, beside this one, with its time and memory limited, and a file over which it falls
 * costs nothing but a line that says so.
 */
#include "preflight/preflight.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

/* Does not return. */
static void become(const char *program, const char *path, const int pipe[2])
{
	char *const words[] = {(char *)program, "--", (char *)path, NULL};

	close(pipe[0]);
	if (dup2(pipe[1], STDOUT_FILENO) >= 0) {
		close(pipe[1]);
		execv(program, words);
	}
	_exit(127);
}

static int wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			die("wait for inpress-preflight:");
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool preflight_ask(struct arena *a, const char *path, struct facts *f)
{
	const char *program = path_join(a, program_folder(a), "inpress-preflight");
	int ends[2], status;
	bool whole;
	pid_t child;

	fflush(NULL);
	if (pipe(ends) != 0 || (child = fork()) < 0)
		die("start a process:");
	if (!child)
		become(program, path, ends);
	close(ends[1]);
	whole = facts_receive(f, a, ends[0]);
	close(ends[0]);
	status = wait_for(child);
	if (status == 127)
		die("run inpress-preflight: it is not beside inpress");
	if (whole && status == 0)
		return true;
	*f = (struct facts){.refused = "reading it takes too long or fails"};
	return false;
}
