/* flat: what a file of the press's standard cannot hold, seen through. Private to build.
 */
#ifndef BUILD_FLAT_H
#define BUILD_FLAT_H

#include "build/plan.h"
#include "pdf/pdf.h"

/* Tells of each piece of art that will be printed as pixels, and of all words and art
 * that will be because something lies on them. */
void flat_tell(const struct plan *p, const struct book *b, const struct edition *e);
/* pdf_write(), with pixels in the place of what is seen through. False: reported. */
bool flat_write(const struct plan *p, struct pdf_job *job);

#endif
