/*
 * A file's facts, from inpress-preflight.
 *
 * In: a path. Out: facts. The file may be anybody's: what reads it is a program of its
 * own, beside this one, with its time and memory limited, and a file over which it falls
 * costs nothing but a line that says so.
 */
#include "preflight/preflight.h"

#include <unistd.h>

bool preflight_ask(struct arena *a, const char *path, struct facts *f)
{
	const char *const words[] = {
	    path_join(a, program_folder(a), "inpress-preflight"), "--", path, NULL};
	struct running reading;
	enum program_end end;
	bool whole;
	const int from =
	    program_open(&reading, &(struct program){.word = words, .is_ours = true});

	whole = facts_receive(f, a, from);
	close(from);
	end = program_wait(&reading);
	if (end == PROGRAM_ABSENT)
		die("run inpress-preflight: it is not beside inpress");
	if (whole && end == PROGRAM_WELL)
		return true;
	*f = (struct facts){.refused = "reading it takes too long or fails"};
	return false;
}
