/*
 * Values of options: each dies (exit 3) where a word says none. Private to build:
 * request.c asks, values.c knows.
 */
#ifndef VALUES_H
#define VALUES_H

#include "build/build.h"

/* "; did you mean 'x'?" or nothing, after a word that is wrong. */
const char *value_meant(struct request *r, const char *word, const char *const *list);

double value_ppi(const char *word);
sp value_size(const char *word); /* of type */
void value_colors(struct needs *w, const char *words);

/* ---- impose ------------------------------------------------------------------ */

enum binding value_binding(struct request *r, const char *word);
sp value_thickness(const char *word, const char *what);
sp value_creep(const char *word);
int value_signature(const char *word);
struct paper value_paper(struct request *r, const char *word);

#endif
