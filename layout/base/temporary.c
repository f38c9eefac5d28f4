/*
 * Folders for one run, which go with it however it ends.
 *
 * In: nothing but where they may be. Out: a folder with files of this process and of
 * programs that it starts. They are listed as open outputs are (file.c), and for the same
 * reason in a variable of this file: die() and signal handlers are given no argument.
 * A handler may not walk through a folder, so rm(1) does, which it may start.
 */
#include <dirent.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

enum { ROOM = 1 << 20 /* bytes; less is next to none */ };

struct temporary {
	struct temporary *next;
	pid_t owner;
	char path[];
};
static struct temporary *volatile folders;

const char *temporary_place(void)
{
	const char *set = getenv("TMPDIR");

	return set && *set ? set : "/tmp";
}

char *temporary_folder(struct arena *a)
{
	char *path = path_join(a, temporary_place(), "inpress-XXXXXX");
	struct temporary *t;

	if (!mkdtemp(path))
		return NULL;
	t = malloc(sizeof *t + strlen(path) + 1);
	if (!t)
		die("allocate memory:");
	t->owner = getpid();
	strcpy(t->path, path);
	t->next = folders;
	atomic_signal_fence(memory_order_release); /* a handler sees it whole, or not */
	folders = t;
	return path;
}

static void forget(const char *path)
{
	struct temporary *volatile *at = &folders;
	struct temporary *gone;

	while (*at && strcmp((*at)->path, path) != 0)
		at = &(*at)->next;
	gone = *at;
	if (gone)
		*at = gone->next;
	free(gone);
}

void temporary_remove(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *e;

	while (folder && (e = readdir(folder)))
		if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
			unlinkat(dirfd(folder), e->d_name, 0);
	if (folder)
		closedir(folder);
	rmdir(path);
	forget(path);
}

void temporary_remove_all(void)
{
	const int error = errno;
	const pid_t self = getpid();

	for (struct temporary *t = folders; t; t = t->next) {
		char *const word[] = {"rm", "-rf", "--", t->path, NULL};
		pid_t pid;

		if (t->owner != self || (pid = fork()) < 0)
			continue;
		if (!pid) {
			execv("/bin/rm", word);
			_exit(1);
		}
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	errno = error;
}

bool temporary_is_full(const char *folder)
{
	struct statvfs room;

	return statvfs(folder, &room) == 0 &&
	       (uint64_t)room.f_bavail * room.f_frsize < ROOM;
}
