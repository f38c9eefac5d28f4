/*
 * Peak memory of a command with all its children: measure COMMAND ARGUMENT...
 *
 * Out: two figures in MB on standard output: the sum over all processes that live at once
 * (proportional set size, so a page that two share counts once; looked at every
 * millisecond), and the largest single process by the kernel's own count. A short peak
 * between two looks is missed by the first and not by the second.
 */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Pss of one process in KiB; 0 once it is gone. */
static long process_size(long pid)
{
	char path[64], line[256];
	long size = 0;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (sscanf(line, "Pss: %ld", &size) == 1)
			break;
	if (f)
		fclose(f);
	return size;
}

static long tree_size(long pid)
{
	char path[64];
	long child, size = process_size(pid);
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
	f = fopen(path, "r");
	while (f && fscanf(f, "%ld", &child) == 1)
		size += tree_size(child);
	if (f)
		fclose(f);
	return size;
}

int main(int argc, char **argv)
{
	const struct timespec pause = {0, 1000000};
	struct rusage usage;
	long peak = 0;
	int status;
	pid_t pid;

	if (argc < 2)
		return 3;
	pid = fork();
	if (pid == 0) {
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	while (waitpid(pid, &status, WNOHANG) == 0) {
		long size = tree_size(pid);

		if (size > peak)
			peak = size;
		nanosleep(&pause, NULL);
	}
	getrusage(RUSAGE_CHILDREN, &usage);
	printf("%.1f %.1f\n", (double)peak / 1024, (double)usage.ru_maxrss / 1024);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}
