/*
 * Deflate, and sums of bytes: the only place of libdeflate. Private to pdf.
 */
#ifndef PDF_DEFLATE_H
#define PDF_DEFLATE_H

#include "pdf/pdf.h"

/* Deflates beside the thread that asks. memo: of the streams that come again in the files
 * of one book (fonts, pictures), which are deflated once; NULL: none. */
struct deflater;
struct deflater *deflater_new(struct pdf_memo *memo);
/* When every deflation has been ended. */
void deflater_free(struct deflater *d);

/* One stretch of bytes on its way to a zlib stream (RFC 1950). */
struct deflation;
/* Copies the bytes. again: another file of the book is likely to have them. */
struct deflation *deflate_begin(
    struct deflater *d, const void *bytes, size_t len, bool again);
bool deflate_is_done(struct deflater *d, const struct deflation *one);
/* Waits; adds the zlib stream to `to`. The deflation is gone. Equal bytes give equal
 * streams, whichever thread made them. */
void deflate_end(struct deflater *d, struct deflation *one, struct buf *to);

/* A checksum of bytes: equal bytes, equal sums. `mixed` takes one more into a sum. */
uint64_t bytes_sum(const void *bytes, size_t len);
uint64_t sum_mixed(uint64_t sum, uint64_t with);

#endif
