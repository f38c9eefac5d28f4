/*
 * inpress: the command line, and nothing else.
 *
 * In: argv. Out: the exit status (build/build.h). Proofs are drawn by inpress-proof and
 * pages imposed by inpress-impose, programs beside this one: linking cairo or libqpdf
 * would make every run slower to start.
 */
#include "build/build.h"

#include <unistd.h>

/* The program beside this one, with the same words. Does not return. */
static int become(const struct request *r, const char *name, char **argv)
{
	const char *program = path_join(r->arena, program_folder(r->arena), name);

	execv(program, argv);
	die("run %s:", program);
}

static int run(const struct request *r, char **argv)
{
	switch (r->command) {
	case COMMAND_BUILD:
		return build_issue(r);
	case COMMAND_CHECK:
		return build_check(r);
	case COMMAND_PROOF:
		return become(r, "inpress-proof", argv);
	case COMMAND_IMPOSE:
		return become(r, "inpress-impose", argv);
	case COMMAND_PREFLIGHT:
		return build_preflight(r);
	case COMMAND_DUMP:
		return build_dump(r);
	case COMMAND_VERSION:
		puts("inpress " INPRESS_VERSION);
		return 0;
	case COMMAND_HELP:
	case COMMAND_NONE:
		request_help(stdout);
		return 0;
	}
	return EXIT_USAGE;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct request r = {.arena = a, .diag = diag_new(a)};

	request_read(&r, argc, argv);
	const int status = run(&r, argv);
	if (fflush(stdout) != 0 || ferror(stdout))
		die("write standard output:");
	arena_close(a);
	return status;
}
