/*
 * build: the command line as a request, and jobs side by side.
 *
 * What ends the process (wrong usage, a job that dies) is tried in a child of this one.
 */
#include "build/build.h"
#include "build/jobs.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- requests ----------------------------------------------------------- */

static struct request read_words(struct arena *a, const char *const *word)
{
	struct request r = {.arena = a, .diag = diag_new(a)};
	char *argv[16] = {"inpress"};
	int argc = 1;

	for (; *word; word++)
		argv[argc++] = arena_string(a, *word);
	request_read(&r, argc, argv);
	return r;
}

/* The words' exit status, and what was said on standard error, in `said`. */
static int status_of(const char *const *word, char *said, size_t room)
{
	int fd[2], status;

	assert_int_equal(pipe(fd), 0);
	const pid_t pid = fork();
	if (pid == 0) {
		dup2(fd[1], STDERR_FILENO);
		struct arena *a = arena_new();
		read_words(a, word);
		_exit(0);
	}
	close(fd[1]);
	size_t len = 0;
	for (ssize_t n;
	     len < room - 1 && (n = read(fd[0], said + len, room - 1 - len)) > 0;)
		len += (size_t)n;
	said[len] = '\0';
	close(fd[0]);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void words_become_a_request(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	struct request r =
	    read_words(a, WORDS("build", "-elarge*", "issues/x//", "--edition=print",
			      "-o", "there", "--json", "--home", "h"));
	assert_int_equal(r.command, COMMAND_BUILD);
	assert_string_equal(r.issue, "issues/x");
	assert_int_equal(r.nedition, 2);
	assert_string_equal(r.edition[0], "large*");
	assert_string_equal(r.edition[1], "print");
	assert_string_equal(r.folder, "there");
	assert_string_equal(r.home, "h");
	assert_true(r.json);
	r = read_words(a, WORDS("dump", "--home=h", "pages", "--", "-x"));
	assert_string_equal(r.stage, "pages");
	assert_string_equal(r.issue, "-x");
	assert_int_equal(read_words(a, WORDS("proof", "--help")).command, COMMAND_HELP);
	arena_close(a);
}

static void pages_are_chosen(void **state)
{
	const struct request all = {0}, some = {.pages = "3-5,8,12-12"};

	(void)state;
	assert_true(request_wants_page(&all, 7));
	assert_false(request_wants_page(&some, 2));
	assert_true(request_wants_page(&some, 3));
	assert_true(request_wants_page(&some, 5));
	assert_false(request_wants_page(&some, 6));
	assert_true(request_wants_page(&some, 8));
	assert_true(request_wants_page(&some, 12));
	assert_false(request_wants_page(&some, 13));
}

static void wrong_words_are_named(void **state)
{
	static const struct {
		const char *const word[6];
		const char *said;
	} wrong[] = {
	    {{"bild", "x"}, "did you mean 'build'"},
	    {{"build"}, "needs an issue's folder"},
	    {{"build", "x", "y"}, "'y' is one word too many"},
	    {{"build", "x", "--edtion", "y"}, "did you mean '--edition'"},
	    {{"build", "x", "--json=1"}, "takes no value"},
	    {{"build", "x", "-e"}, "needs a value"},
	    {{"build", "x", "-e", ""}, "has an empty value"},
	    {{"check", "x", "--pages", "3"}, "'check' has no option '--pages'"},
	    {{"check", "x", "--deny", "missing-al"}, "did you mean 'missing-alt'"},
	    {{"check", "x", "--allow", "missing-alt"}, "errors cannot be left out"},
	    {{"build", "x", "--printer", "sheetfed-coatd"}, "mean 'sheetfed-coated'"},
	    {{"build", "x", "--printer", "../editions"}, "unknown printer's preset"},
	    {{"dump", "pages"}, "needs an issue's folder"},
	    {{"dump", "tag", "x"}, "did you mean 'tags'"},
	    {{"proof", "x", "-p", "5-3"}, "no list of pages"},
	    {{"proof", "x", "-p", "3,"}, "no list of pages"},
	    {{"proof", "x", "-p", "3;4"}, "no list of pages"},
	    {{"proof", "x", "--ppi", "9"}, "no resolution"},
	    {{"build", "x", "-q"}, "no option '-q'"},
	    {{"build", ""}, "empty name"},
	};
	char said[512];

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_int_equal(status_of(wrong[i].word, said, sizeof said), EXIT_USAGE);
		if (!strstr(said, wrong[i].said))
			fail_msg("'%s' does not say '%s'", said, wrong[i].said);
	}
}

/* ---- jobs --------------------------------------------------------------- */

struct trial {
	struct diag *diag;
	uint32_t *made; /* by job; 0: nothing */
	size_t dies;	/* index of the job that dies half-way */
	bool by_signal;
};

static void trial_job(void *context, size_t job)
{
	static const char *const name[] = {"a", "b", "c", "d", "e"};
	struct trial *t = context;
	/* The first job is the last to end. */
	const struct timespec while_others_end = {0, (long)(4 - job) * 20000000};

	nanosleep(&while_others_end, NULL);
	diag_edition(t->diag, name[job]);
	for (int i = 0; i < 3000; i++)
		diag(t->diag, DIAG_TALL_ITEM, (struct pos){(uint32_t)i + 1, 1, 0},
		    "a widow");
	t->made[job] = (uint32_t)job + 1;
	if (job == t->dies && t->by_signal)
		raise(SIGKILL);
	if (job == t->dies)
		exit(EXIT_SYSTEM);
}

static void put_trial(const void *context, size_t job, struct buf *to)
{
	const struct trial *t = context;

	wire_number(to, t->made[job]);
}

static void take_trial(void *context, size_t job, struct message *from)
{
	struct trial *t = context;

	t->made[job] = message_number(from);
}

static bool run_trial(struct arena *a, struct trial *t)
{
	t->diag = diag_new(a);
	t->made = ARENA_ARRAY(a, uint32_t, 5);
	diag(t->diag, DIAG_LOOSE_LINE, (struct pos){0}, "known before");
	struct jobs j = {.diag = t->diag,
	    .njob = 5,
	    .work = trial_job,
	    .put = put_trial,
	    .take = take_trial,
	    .context = t};

	jobs_guard(t->diag);
	const bool all_well = jobs_run(&j);
	jobs_unguard();
	return all_well;
}

/* More findings than a pipe holds, from every job, in the order of the jobs. */
static void jobs_are_heard_in_order(void **state)
{
	struct arena *a = arena_new();
	struct trial t = {.dies = 9};
	size_t n;

	(void)state;
	assert_true(run_trial(a, &t));
	const struct finding *f = diag_list(t.diag, &n);
	assert_int_equal(n, 1 + 5 * 3000);
	for (size_t i = 1; i < n; i++) {
		assert_int_equal(f[i].pos.line, (i - 1) / 5 + 1);
		assert_int_equal(f[i].edition[0], "abcde"[(i - 1) % 5]);
	}
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(t.made[i], i + 1);
	arena_close(a);
}

static void a_job_that_dies_loses_nothing(void **state)
{
	struct arena *a = arena_new();
	struct trial t = {.dies = 2};

	(void)state;
	assert_false(run_trial(a, &t));
	assert_int_equal(diag_count(t.diag, LEVEL_WARNING), 1 + 5 * 3000);
	assert_int_equal(t.made[2], 3);
	assert_int_equal(t.made[4], 5);
	arena_close(a);
}

static void a_job_that_is_killed_stops_no_other(void **state)
{
	struct arena *a = arena_new();
	struct trial t = {.dies = 2, .by_signal = true};

	(void)state;
	assert_false(run_trial(a, &t));
	assert_int_equal(diag_count(t.diag, LEVEL_WARNING), 1 + 4 * 3000);
	assert_int_equal(t.made[2], 0);
	assert_int_equal(t.made[3], 4);
	arena_close(a);
}

enum { WRITTEN = 1, STOPPED };

static void erring_job(void *context, size_t job)
{
	struct trial *t = context;

	if (job == 0)
		diag(t->diag, DIAG_OVERSET, (struct pos){0}, "this book's own");
	t->made[job] = diag_stops(t->diag, REACH_ACCESS) ? STOPPED : WRITTEN;
}

/* Also not the books that begin when the one that fails was heard. */
static void an_error_stops_its_own_book(void **state)
{
	struct arena *a = arena_new();
	struct trial t = {.diag = diag_new(a), .made = ARENA_ARRAY(a, uint32_t, 40)};
	struct jobs j = {.diag = t.diag,
	    .njob = 40, /* more than there are cores */
	    .work = erring_job,
	    .put = put_trial,
	    .take = take_trial,
	    .context = &t};

	(void)state;
	jobs_guard(t.diag);
	assert_true(jobs_run(&j));
	jobs_unguard();
	assert_int_equal(t.made[0], STOPPED);
	for (size_t i = 1; i < j.njob; i++)
		assert_int_equal(t.made[i], WRITTEN);
	assert_true(diag_stops(t.diag, REACH_ACCESS));
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_become_a_request),
	    cmocka_unit_test(pages_are_chosen),
	    cmocka_unit_test(wrong_words_are_named),
	    cmocka_unit_test(jobs_are_heard_in_order),
	    cmocka_unit_test(a_job_that_dies_loses_nothing),
	    cmocka_unit_test(a_job_that_is_killed_stops_no_other),
	    cmocka_unit_test(an_error_stops_its_own_book),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
