/*
 * inpress: the command line, and nothing else.
 *
 * In: argv. Out: the exit status (build/build.h). Proofs are drawn by inpress-proof, the
 * program beside this one: linking cairo would make every run slower to start.
 */
#include "build/build.h"

#include <unistd.h>

/* Does not return. */
static int draw_proofs(const struct request *r, char **argv)
{
	const char *program =
	    path_join(r->arena, program_folder(r->arena), "inpress-proof");

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
		return draw_proofs(r, argv);
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
