/* program: other programs, how they end, what they say, and what they are let take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/base.h"

static enum program_end shell(struct running *r, const char *script, struct program p)
{
	const char *const word[] = {"sh", "-c", script, NULL};

	p.word = word;
	return program_run(r, &p);
}

static void ends_are_told_apart(void **state)
{
	struct running r;
	const char *const none[] = {"no-such-program-of-ours", NULL};

	(void)state;
	assert_int_equal(shell(&r, "exit 0", (struct program){0}), PROGRAM_WELL);
	assert_int_equal(r.pid, 0);
	assert_int_equal(shell(&r, "exit 3", (struct program){0}), PROGRAM_FAILED);
	assert_int_equal(shell(&r, "kill -SEGV $$", (struct program){0}), PROGRAM_FAILED);
	assert_int_equal(
	    program_run(&r, &(struct program){.word = none}), PROGRAM_ABSENT);
}

static void time_is_limited(void **state)
{
	struct running r;
	struct timespec from, to;

	(void)state;
	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_int_equal(
	    shell(&r, "exec sleep 60", (struct program){.seconds = 1}), PROGRAM_LATE);
	clock_gettime(CLOCK_MONOTONIC, &to);
	assert_true(to.tv_sec - from.tv_sec < 30);
	assert_int_equal(
	    shell(&r, "while :; do :; done", (struct program){.work_seconds = 1}),
	    PROGRAM_LATE);
}

static void memory_is_limited(void **state)
{
	static const char script[] = "test $(ulimit -v) = 1048576";
	struct running r;

	(void)state;
	assert_int_equal(shell(&r, script, (struct program){.memory = UINT64_C(1) << 30}),
	    PROGRAM_WELL);
}

static void first_line_is_kept(void **state)
{
	struct running r;

	(void)state;
	shell(&r, "echo; echo ' ** Error: no\tway' >&2; echo more >&2; exit 1",
	    (struct program){0});
	assert_string_equal(r.said, "Error: no way");
	shell(&r, "exit 1", (struct program){0});
	assert_string_equal(r.said, "");
	/* more than a pipe holds, and than there is room for */
	assert_int_equal(
	    shell(&r, "head -c 300000 /dev/zero | tr '\\0' x >&2", (struct program){0}),
	    PROGRAM_WELL);
	assert_int_equal(strlen(r.said), sizeof r.said - 1);
}

static void output_goes_where_it_should(void **state)
{
	const char *const word[] = {
	    "sh", "-c", "read x; echo \"[$x]\"; echo lost >&2", NULL};
	const struct program p = {.word = word};
	struct running r;
	char text[8] = "";
	FILE *file = tmpfile();
	const int fd = program_open(&r, &p);

	(void)state;
	assert_true(descriptor_read(fd, text, 3));
	assert_string_equal(text, "[]\n");
	assert_false(descriptor_read(fd, text, 1)); /* nobody here holds the other end */
	close(fd);
	assert_int_equal(program_wait(&r), PROGRAM_WELL);
	assert_string_equal(r.said, "lost");
	program_start(&r, &p, fileno(file));
	assert_int_equal(program_wait(&r), PROGRAM_WELL);
	rewind(file);
	assert_non_null(fgets(text, sizeof text, file));
	assert_string_equal(text, "[]\n");
	fclose(file);
}

/* It does not hold the reader's end itself, and so learns that nobody reads. */
static void writers_end_when_nobody_reads(void **state)
{
	const char *const word[] = {"sh", "-c", "while echo x; do :; done", NULL};
	struct running r;

	(void)state;
	close(program_open(&r, &(struct program){.word = word, .seconds = 10}));
	assert_int_equal(program_wait(&r), PROGRAM_FAILED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ends_are_told_apart),
	    cmocka_unit_test(time_is_limited),
	    cmocka_unit_test(memory_is_limited),
	    cmocka_unit_test(first_line_is_kept),
	    cmocka_unit_test(output_goes_where_it_should),
	    cmocka_unit_test(writers_end_when_nobody_reads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
