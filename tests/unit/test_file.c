/* base: files, folders and what an end leaves of them. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/base.h"

static char *folder_new(char *name)
{
	strcpy(name, "/tmp/inpress-base-XXXXXX");
	assert_non_null(mkdtemp(name));
	return name;
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void files_are_read(void **state)
{
	(void)state;
	char dir[64], path[100];
	struct arena *a = arena_new();
	size_t len;
	folder_new(dir);
	snprintf(path, sizeof path, "%s/x", dir);
	assert_null(file_read(a, path, &len));
	assert_int_equal(errno, ENOENT);
	assert_null(file_read(a, dir, &len));
	assert_int_equal(errno, EISDIR);
	write_file(path, "words");
	assert_string_equal(file_read(a, path, &len), "words");
	assert_int_equal(len, 5);
	assert_memory_equal(file_map(a, path, &len), "words", 5);
	write_file(path, "");
	assert_non_null(file_map(a, path, &len));
	assert_int_equal(len, 0);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(file_read(a, path, &len));
	unlink(path);
	rmdir(dir);
	arena_close(a);
}

static void paths_stay_inside(void **state)
{
	(void)state;
	char dir[64], path[100], link[100];
	struct arena *a = arena_new();
	folder_new(dir);
	snprintf(path, sizeof path, "%s/in.md", dir);
	write_file(path, "");
	assert_string_equal(path_inside(a, dir, "in.md"), path);
	assert_non_null(path_inside(a, dir, "not/there..md"));
	assert_null(path_inside(a, dir, "/etc/passwd"));
	assert_null(path_inside(a, dir, "../x"));
	assert_null(path_inside(a, dir, "a/../../x"));
	assert_null(path_inside(a, dir, ".."));
	assert_null(path_inside(a, dir, ""));
	snprintf(link, sizeof link, "%s/out", dir);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	assert_null(path_inside(a, dir, "out"));
	assert_int_equal(errno, EPERM);
	unlink(link);
	assert_int_equal(symlink("in.md", link), 0);
	assert_non_null(path_inside(a, dir, "out"));
	unlink(link);
	unlink(path);
	assert_string_equal(path_join(a, "d/", "n"), "d/n");
	assert_string_equal(path_join(a, "d", "/n"), "/n");
	assert_string_equal(path_join(a, "", "n"), "n");
	rmdir(dir);
	arena_close(a);
}

static void folders_are_made(void **state)
{
	(void)state;
	char dir[64], path[100], inner[120];
	folder_new(dir);
	snprintf(path, sizeof path, "%s/a", dir);
	snprintf(inner, sizeof inner, "%s//b/", path);
	assert_true(path_make(inner));
	assert_true(path_make(inner));
	rmdir(inner);
	inner[strlen(inner) - 1] = '\0';
	write_file(inner, "a file in the folder's place");
	assert_false(path_make(inner));
	unlink(inner);
	rmdir(path);
	rmdir(dir);
}

static bool there(const char *path)
{
	return access(path, F_OK) == 0;
}

static void outputs_are_complete_or_not_there(void **state)
{
	(void)state;
	char dir[64], path[100], part[140];
	struct arena *a = arena_new();
	size_t len;
	folder_new(dir);
	snprintf(path, sizeof path, "%s/x.pdf", dir);
	snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid());
	write_file(path, "old");
	write_file(part, "left behind by another");
	struct output *o = output_open(path);
	char *big = arena_alloc(a, 200000);
	memset(big, 'x', 200000);
	output_write(o, "new", 3);
	output_write(o, big, 200000);
	assert_string_equal(file_read(a, path, &len), "old");
	assert_true(there(part));
	output_abandon(o);
	assert_false(there(part));
	assert_string_equal(file_read(a, path, &len), "old");
	o = output_open(path);
	output_write(o, "new", 3);
	output_write(o, big, 200000);
	assert_int_equal(output_size(o), 200003);
	output_commit(o);
	assert_false(there(part));
	assert_memory_equal(file_read(a, path, &len), "newxxx", 6);
	assert_int_equal(len, 200003);
	unlink(path);
	rmdir(dir);
	arena_close(a);
}

/* A child that dies removes its own part and leaves its parent's. */
static void death_removes_parts(void **state)
{
	(void)state;
	char dir[64], path[100], other[100], part[140];
	folder_new(dir);
	snprintf(path, sizeof path, "%s/x.pdf", dir);
	snprintf(other, sizeof other, "%s/y.pdf", dir);
	snprintf(part, sizeof part, "%s.%ld.part", path, (long)getpid());
	struct output *o = output_open(path);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, 2);
		output_write(output_open(other), "half", 4);
		errno = ENOSPC;
		die("write %s:", other);
	}
	int status;
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 4);
	assert_true(there(part));
	output_abandon(o);
	assert_int_equal(rmdir(dir), 0);
}

/* A process makes a folder with a file in it, and ends; nothing of it is left. */
static void ends_with_a_folder(void (*end)(void), int expected)
{
	char place[32];
	struct arena *a = arena_new();
	pid_t pid;
	int status;

	setenv("TMPDIR", folder_new(place), 1);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		const char *folder = temporary_folder(a);

		write_file(path_join(a, folder, ".x"), "x");
		dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
		end();
		const bool there_still = access(folder, F_OK) == 0;
		temporary_remove(folder);
		_exit(there_still ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
	assert_int_equal(rmdir(place), 0);
	unsetenv("TMPDIR");
	arena_close(a);
}

static void ends_well(void)
{
}

static void ends_by_death(void)
{
	die("end of a test");
}

/* A copy of the process that has made it is not the one to remove it. */
static void ends_as_another(void)
{
	const pid_t pid = fork();

	if (!pid)
		ends_by_death();
	waitpid(pid, NULL, 0);
}

static void temporary_folders_go(void **state)
{
	(void)state;
	ends_with_a_folder(ends_well, 0);
	ends_with_a_folder(ends_by_death, 4);
	ends_with_a_folder(ends_as_another, 0);
	setenv("TMPDIR", "/no/such/folder", 1);
	struct arena *a = arena_new();
	assert_null(temporary_folder(a));
	assert_int_equal(errno, ENOENT);
	unsetenv("TMPDIR");
	assert_false(temporary_is_full("/no/such/folder"));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(files_are_read),
	    cmocka_unit_test(paths_stay_inside),
	    cmocka_unit_test(folders_are_made),
	    cmocka_unit_test(outputs_are_complete_or_not_there),
	    cmocka_unit_test(death_removes_parts),
	    cmocka_unit_test(temporary_folders_go),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
