/*
 * inpress-proof: `inpress proof`, in a program of its own because of cairo.
 *
 * In: the arguments that inpress was called with. Out: the exit status (build/build.h).
 */
#include "build/build.h"
#include "proof/proof.h"

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct request r = {.arena = a, .diag = diag_new(a)};

	request_read(&r, argc, argv);
	if (r.command != COMMAND_PROOF)
		die_usage("this program draws proofs: inpress proof ISSUE");
	const int status = build_proof(&r, proof_draw);
	if (fflush(stdout) != 0 || ferror(stdout))
		die("write standard output:");
	arena_close(a);
	return status;
}
