/*
 * A press file as impose reads it: shared by source.c (reading) and sheets.c (writing).
 * Private to impose.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <qpdf/qpdf-c.h>

#include "impose/impose.h"

typedef qpdf_oh handle;

struct source_page {
	handle page;
	double
	    matrix[6]; /* from its own space to one that has the trim's corner at 0,0 */
	struct box shown; /* in its own space: the bleed, or the trim */
};
struct source {
	const struct imposition *job;
	struct arena *arena;
	const char *path;
	qpdf_data pdf;
	struct source_page *page;
	int nfile;  /* pages of the file */
	int *order; /* of what is bound: index into page, or NO_PAGE */
	int npage;  /* as many of these; blank ones among them */
	struct leaf leaf;
	const char *title;
};

/* Always false. */
bool source_refuse(const struct source *s, const char *why, const char *hint);
/* False: reported. In both cases source_close() follows. */
bool source_open(struct source *s);
void source_close(struct source *s);
/* Adds blank pages, if that is asked for, or says that they are wanted: false. */
bool source_complete(struct source *s, enum binding binding);
/* What leads to pages that will be gone; and claims that were made of them. */
void source_forget(const struct source *s);

#endif
