/* separate: a press edition as its plates. Private to build. */
#ifndef BUILD_SEPARATE_H
#define BUILD_SEPARATE_H

#include "build/plan.h"

/* Writes what the request asks of the edition's plates into a folder, names them on
 * standard output; how many pages. Dies where ghostscript is not to be had. */
size_t separate(const struct plan *p, const struct edition *e, const struct book *b,
    const char *folder);

#endif
