/* jobs: books laid out side by side, a process each. Private to build. */
#ifndef BUILD_JOBS_H
#define BUILD_JOBS_H

#include "base/base.h"

/* A file that was written. */
struct made {
	uint32_t npage, milliseconds;
	uint64_t nbyte; /* 0: not written */
};

struct jobs {
	struct diag *diag;
	size_t njob;
	/* Does one job: findings go to diag, files into made. In a process of its own
	 * where there are several jobs. */
	void (*work)(void *context, size_t job);
	void *context;
	struct made *made; /* of all jobs; each fills in places of its own */
	size_t nmade;
};

/* From now on, should this process die or be stopped, it first prints d's findings and
 * removes what it has half written; until the findings have been printed by plan_end. */
void jobs_guard(struct diag *d);
void jobs_unguard(void);

/* True: every job came to its end. False: some died (they have said so themselves), the
 * others' findings and files are there all the same. */
bool jobs_run(struct jobs *j);

#endif
