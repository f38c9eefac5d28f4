/*
 * inpress-impose: `inpress impose`, in a program of its own because of libqpdf.
 *
 * In: the arguments that inpress was called with. Out: the exit status (build/build.h).
 */
#include "build/build.h"
#include "impose/impose.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct request r = {.arena = a, .diag = diag_new(a)};
	int status = 0;

	request_read(&r, argc, argv);
	if (r.command != COMMAND_IMPOSE)
		die_usage("this program imposes pages: inpress impose FILE.pdf");
	if (!impose(&(struct imposition){.diag = r.diag,
		.from = r.file,
		.to = r.folder,
		.binding = r.binding,
		.thickness = sp_to_pt(r.thickness)}))
		status = EXIT_FINDINGS;
	diag_print(r.diag, stderr);
	if (status == 0 && diag_denied(r.diag))
		status = EXIT_DENIED;
	if (fflush(stdout) != 0 || ferror(stdout))
		die("write standard output:");
	arena_close(a);
	return status;
}
