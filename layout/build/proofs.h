/* proofs: the pictures of plates that lie beside a press file. Private to build. */
#ifndef BUILD_PROOFS_H
#define BUILD_PROOFS_H

#include "build/plan.h"

/* The name of a page's picture: "print-page-007-C.png". number: the page's own. */
const char *proof_name(struct arena *a, const struct report_file *f, size_t part,
    int number, enum proof_kind kind);
/* How a picture says which file it was drawn from. */
const char *proof_mark(struct arena *a, const uint8_t digest[DIGEST_SIZE]);
/* Those in the folder `proof` beside a press edition's files that were drawn from these
 * very files. */
void proofs_find(const struct plan *p, struct report_file *f, const char *folder);
/* Writes the report beside a folder of proofs again, if it is of this very edition. */
void proofs_tell(const struct plan *p, struct report_file *f, const char *proofs);

#endif
