/* plates: how much ink the art of a press file lays down. Private to build. */
#ifndef BUILD_PLATES_H
#define BUILD_PLATES_H

#include "pdf/pdf.h"

struct plates;
/* Has what is not known drawn by a process beside this one. NULL: nothing is to be
 * drawn. */
struct plates *plates_begin(struct arena *a, const struct pdf_job *job);
/* For pdf_job.inks_of. Waits for the process the first time; what it could not draw is
 * reported once. NULL: not known. */
const struct ink_map *plates_of(void *plates, const struct picture *art);
void plates_end(struct plates *p);

#endif
