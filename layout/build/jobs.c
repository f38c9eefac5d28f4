/*
 * Jobs side by side: a process each, as many at once as there are cores.
 *
 * In: jobs that share what was read before (copied on write). Out: their findings in one
 * diag, what they made, and whether all came to an end.
 * A single job runs in this process: a fork costs a short run more than it gives. Threads
 * were rejected: what a failing book leaves behind, and shared mutable state, would be
 * everybody's.
 *
 * die() and signals end a process at any point, and its findings must not be lost: an
 * exit handler sends them to the parent, or prints them where there is none. C gives such
 * a handler no argument, nor a signal handler, and so this file has the two file-level
 * variables that base/file.c is excused for: whose findings these are, and the signal.
 * A signal ends a process by that same signal, its half-written outputs removed; the
 * parent passes it on to its children first.
 */
#include "build/jobs.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	struct diag *diag;	 /* NULL: nothing is left to say */
	pid_t owner;		 /* the process whose they are: helpers have none */
	const struct jobs *jobs; /* a child's: what it has made is told as well */
	size_t from;		 /* findings before this one the parent has */
	size_t job;		 /* a child's */
	int parent;		 /* pipe; a child's */
} last_words;

static volatile sig_atomic_t stopped; /* the signal that the parent has to pass on */

/* ---- last words --------------------------------------------------------- */

static void say_last_words(void)
{
	const struct jobs *j = last_words.jobs;
	struct buf made = {0};
	struct diag *d = last_words.diag;

	last_words.diag = NULL;
	if (!d || last_words.owner != getpid())
		return;
	if (!j) {
		diag_print(d, stderr);
		return;
	}
	j->put(j->context, last_words.job, &made);
	/* A parent that is gone needs no findings. */
	if (wire_send(&made, last_words.parent))
		diag_send(d, last_words.from, last_words.parent);
	buf_release(&made);
}

/* ---- signals ------------------------------------------------------------ */

static void stop_here(int signal_number)
{
	output_abandon_all();
	/* SA_RESETHAND: this one ends the process when the handler returns. */
	raise(signal_number);
}

static void stop_children(int signal_number)
{
	stopped = signal_number;
}

/* What may end us while files are half written. */
static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};

static void catch_signals(void (*handler)(int), int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};
	struct sigaction before;

	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(ending); i++)
		/* What nohup or a shell had ignored stays ignored. */
		if (sigaction(ending[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			sigaction(ending[i], &action, NULL);
	/* A file over the limit is a failing write(), which reports itself. */
	action.sa_handler = SIG_IGN;
	sigaction(SIGXFSZ, &action, NULL);
}

void jobs_guard(struct diag *d)
{
	last_words.owner = getpid();
	last_words.diag = d;
	if (atexit(say_last_words) != 0)
		die("prepare to exit:");
	catch_signals(stop_here, SA_RESETHAND);
}

void jobs_unguard(void)
{
	last_words.diag = NULL;
}

static void block_ending(sigset_t *before)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < COUNT(ending); i++)
		sigaddset(&set, ending[i]);
	sigprocmask(SIG_BLOCK, &set, before);
}

/* ---- children ----------------------------------------------------------- */

struct child {
	pid_t pid;
	int fd;	   /* its last words */
	bool done; /* it has begun to say them, or is gone */
};

/* Children are heard in the order of their jobs, whoever ends first: what is printed is
 * the same on every run. One that is done waits in its pipe and takes no core. */
struct crew {
	struct jobs *jobs;
	struct child *child;	 /* by job */
	size_t nstarted, nheard; /* jobs */
	size_t nworking, room;	 /* children at work; as many as may be */
	size_t shared;		 /* findings from before they parted */
	sigset_t normal;
	bool all_well;
};

static _Noreturn void be_child(struct crew *c, size_t job, int fd)
{
	struct jobs *j = c->jobs;

	last_words.from = diag_mark(j->diag);
	last_words.parent = fd;
	last_words.jobs = j;
	last_words.job = job;
	last_words.owner = getpid();
	last_words.diag = j->diag;
	catch_signals(stop_here, SA_RESETHAND);
	sigprocmask(SIG_SETMASK, &c->normal, NULL);
	diag_begin_book(j->diag, c->shared);
	j->work(j->context, job);
	exit(0);
}

static void start(struct crew *c, size_t job)
{
	int fd[2];

	fflush(NULL);
	if (pipe(fd) != 0)
		die("make a pipe:");
	const pid_t pid = fork();
	if (pid < 0)
		die("start a process:");
	if (pid == 0) {
		close(fd[0]);
		be_child(c, job, fd[1]);
	}
	close(fd[1]);
	c->child[job] = (struct child){.pid = pid, .fd = fd[0]};
	c->nstarted++;
	c->nworking++;
}

/* A child that was ended by a signal says nothing: the parent does. */
static bool ended_well(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("wait for a process:");
	if (WIFSIGNALED(status))
		fprintf(stderr,
		    "inpress: a book's process was ended by signal %d; "
		    "its editions are as they were\n",
		    WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool hear_made(struct jobs *j, size_t job, int fd)
{
	struct arena *a = arena_new();
	struct message m;
	const bool told = message_receive(&m, a, fd);

	if (told)
		j->take(j->context, job, &m);
	arena_close(a);
	return told && !m.broken;
}

static void hear(struct crew *c, size_t job)
{
	struct jobs *j = c->jobs;
	const struct child *child = &c->child[job];
	const bool told =
	    hear_made(j, job, child->fd) && diag_receive(j->diag, child->fd);

	close(child->fd);
	c->all_well = ended_well(child->pid) && told && c->all_well;
	c->nheard++;
}

static _Noreturn void end_all(struct crew *c)
{
	struct sigaction action = {.sa_handler = SIG_DFL};

	for (size_t i = c->nheard; i < c->nstarted; i++)
		kill(c->child[i].pid, stopped);
	for (size_t i = c->nheard; i < c->nstarted; i++)
		while (waitpid(c->child[i].pid, NULL, 0) < 0 && errno == EINTR)
			;
	sigaction(stopped, &action, NULL);
	raise(stopped);
	sigprocmask(SIG_SETMASK, &c->normal, NULL);
	exit(EXIT_FAILURE);
}

/* Waits until a child has something to say: then its work is done. */
static void wait_for_one(struct crew *c)
{
	fd_set set;
	int top = -1;

	FD_ZERO(&set);
	for (size_t i = c->nheard; i < c->nstarted; i++) {
		if (c->child[i].done)
			continue;
		FD_SET(c->child[i].fd, &set);
		top = c->child[i].fd > top ? c->child[i].fd : top;
	}
	const int n = pselect(top + 1, &set, NULL, NULL, NULL, &c->normal);
	if (stopped)
		end_all(c);
	if (n < 0 && errno != EINTR)
		die("wait for the books:");
	for (size_t i = c->nheard; n > 0 && i < c->nstarted; i++)
		if (!c->child[i].done && FD_ISSET(c->child[i].fd, &set)) {
			c->child[i].done = true;
			c->nworking--;
		}
	while (c->nheard < c->nstarted && c->child[c->nheard].done)
		hear(c, c->nheard);
}

static bool run_side_by_side(struct jobs *j)
{
	struct arena *a = arena_new();
	struct crew c = {
	    .jobs = j, .room = cores(), .shared = diag_mark(j->diag), .all_well = true};

	c.child = ARENA_ARRAY(a, struct child, j->njob);
	block_ending(&c.normal);
	catch_signals(stop_children, 0);
	for (size_t job = 0; job < j->njob; job++) {
		while (c.nworking == c.room)
			wait_for_one(&c);
		start(&c, job);
	}
	while (c.nheard < j->njob)
		wait_for_one(&c);
	catch_signals(stop_here, SA_RESETHAND);
	sigprocmask(SIG_SETMASK, &c.normal, NULL);
	arena_close(a);
	return c.all_well;
}

bool jobs_run(struct jobs *j)
{
	if (j->njob > 1)
		return run_side_by_side(j);
	if (j->njob == 1)
		j->work(j->context, 0);
	return true;
}
