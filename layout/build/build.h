/*
 * build: which books and files an invocation needs; a process a book; findings in order.
 */
#ifndef BUILD_H
#define BUILD_H

#include "base/base.h"

enum { EXIT_DENIED = 1, EXIT_FINDINGS = 2, EXIT_USAGE = 3, EXIT_SYSTEM = 4 };

/* One invocation, as the command line asks for it. */
struct request {
	const char *issue;          /* folder */
	const char *home;           /* folder that holds styles/ and fonts/ */
	const char *folder;         /* -o, NULL: out/<issue> */
	const char **edition;       /* patterns; none: every edition */
	size_t nedition, capedition;
	const char *pages;          /* "3-5,8"; NULL: all */
	const char *printer;
	bool json;
	bool show_tags, show_frames, show_grid, show_bleed, spreads;
	double ppi;
	const char *stage; /* dump */
	struct diag *diag;
	struct arena *arena;
};

/* Each returns the exit status. */
int build_issue(const struct request *r);
int build_check(const struct request *r);
int build_dump(const struct request *r);
int build_proof(const struct request *r);

#endif
