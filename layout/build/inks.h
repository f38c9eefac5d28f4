/*
 * What becomes of the inks of art on the press, told: inks.c.
 */
#ifndef BUILD_INKS_H
#define BUILD_INKS_H

#include "build/plan.h"
#include "pdf/pdf.h"

/* The edition has a printer's preset. */
void inks_tell(const struct plan *p, const struct book *b, const struct edition *e);

#endif
