/*
 * Functions that are programs: calculator.c.
 */
#ifndef ART_CALCULATOR_H
#define ART_CALCULATOR_H

#include "base/base.h"

struct calculator;
/* In the arena; NULL: it is no such program. */
const struct calculator *calculator_read(struct arena *a, const char *text, size_t len);
/* Results are what it leaves on the stack, the last on top. */
void calculator_run(
    const struct calculator *p, const double *in, int nin, double *out, int nout);

#endif
