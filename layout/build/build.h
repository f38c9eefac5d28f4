/*
 * build: the command line as a request; which books and files a request needs; a process
 * a book; findings in order.
 */
#ifndef BUILD_H
#define BUILD_H

#include "base/base.h"
#include "edition/edition.h"
#include "impose/impose.h"
#include "proof/proof.h"

#define INPRESS_VERSION "0.1.0"

enum { EXIT_DENIED = 1, EXIT_FINDINGS = 2, EXIT_USAGE = 3, EXIT_SYSTEM = 4 };

enum command {
	COMMAND_NONE,
	COMMAND_BUILD,
	COMMAND_CHECK,
	COMMAND_PROOF,
	COMMAND_DUMP,
	COMMAND_IMPOSE,
	COMMAND_PREFLIGHT,
	COMMAND_HELP,
	COMMAND_VERSION
};

/* impose: how pages are bound and what they are printed on. */
struct imposing {
	enum binding binding;
	sp thickness, cover_thickness; /* of a leaf; the latter < 0: as the others */
	sp creep;		       /* of the innermost sheet; < 0: reckoned */
	const char *cover;	       /* a file; NULL: the cover is in the pages' */
	int signature;		       /* pages of a folded sheet; 0: none is folded */
	bool blanks, marks;
	struct paper paper;
};

/* One invocation, as the command line asks for it. */
struct request {
	struct arena *arena;
	struct diag *diag;
	enum command command;
	const char *issue; /* folder; NULL for impose, preflight */
	const char *file;  /* impose, preflight: a PDF; impose has another by -o */
	struct imposing imposing;
	const char *home; /* folder that holds styles/ and fonts/; "": the current one */
	const char *styles, *manifest; /* the design: the issue's own, else the home's */
	const char *folder; /* -o; NULL: out/<issue>, and out/<issue>/proof for proofs */
	const char **edition; /* patterns over whole names; none: every edition */
	size_t nedition, capedition;
	struct needs
	    needs; /* build, check: what one reader asks for; -o is a file then */
	const char
	    *printer;	   /* preset of press editions in place of their own; NULL: own */
	const char *pages; /* proof: "3-5,8", checked; NULL: all */
	const char *stage; /* dump */
	bool json, no_cache;
	bool show_tags, show_frames, show_grid, show_bleed, spreads;
	bool separations, soft_proof; /* proof: of what the press prints */
	double ppi;
};

/* Reads a command line; r holds arena and diag. Dies (exit 3) where it is wrong. */
void request_read(struct request *r, int argc, char **argv);
/* Is a page with this number among r->pages? */
bool request_wants_page(const struct request *r, int number);
void request_help(FILE *out);
/* r->home, styles and manifest; dies where there is none. (design.c) */
void request_find_design(struct request *r);

/* Each returns the exit status, having printed findings and what was made. */
int build_issue(const struct request *r);
int build_check(const struct request *r);
int build_dump(const struct request *r);
int build_preflight(const struct request *r);
/* Who draws pages; proof_draw, handed in because only inpress-proof has cairo. */
typedef bool proof_painter(
    const struct proof *p, const struct proof_sheet *sheet, const char *path);
int build_proof(const struct request *r, proof_painter *paint);

#endif
