/*
 * Runs of glyphs as text-showing operators. Private to pdf.
 */
#ifndef PDF_SHOW_H
#define PDF_SHOW_H

#include "pdf/content.h"

/* Shows a MARK_RUN in the ink that is in force. */
void show_run(struct content *c, const struct mark *m);

#endif
