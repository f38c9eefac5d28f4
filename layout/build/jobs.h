/* jobs: books laid out side by side, a process each. Private to build. */
#ifndef BUILD_JOBS_H
#define BUILD_JOBS_H

#include "base/base.h"

struct jobs {
	struct diag *diag;
	size_t njob;
	/* Does one job: findings go to diag, all else into places of its own in context.
	 * In a process of its own where there are several jobs. */
	void (*work)(void *context, size_t job);
	/* What a job has put into its places, also when it died halfway: put into a
	 * message there, taken out of it here. Findings go by themselves. */
	void (*put)(const void *context, size_t job, struct buf *to);
	void (*take)(void *context, size_t job, struct message *from);
	void *context;
};

/* From now on, should this process die or be stopped, it first prints d's findings and
 * removes what it has half written; until the findings have been printed by plan_end. */
void jobs_guard(struct diag *d);
void jobs_unguard(void);

/* True: every job came to its end. False: some died (they have said so themselves), the
 * others' findings and files are there all the same. */
bool jobs_run(struct jobs *j);

#endif
