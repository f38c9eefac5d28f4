/* flat: art that a file of the press's standard cannot hold. Private to build. */
#ifndef BUILD_FLAT_H
#define BUILD_FLAT_H

#include "build/plan.h"
#include "pdf/pdf.h"

/* Tells of each piece of art that will be printed as pixels. */
void flat_tell(const struct plan *p, const struct book *b, const struct edition *e);
/* pdf_write(), with pixels in the place of that art. False: reported. */
bool flat_write(const struct plan *p, struct pdf_job *job);

#endif
