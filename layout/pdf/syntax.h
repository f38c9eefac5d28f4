/*
 * PDF syntax into a buffer: references, strings, names, rectangles. Private to pdf.
 */
#ifndef PDF_SYNTAX_H
#define PDF_SYNTAX_H

#include "base/base.h"

void put_ref(struct buf *b, uint32_t number); /* "12 0 R" */
/* key is written as it is: put_entry_ref(b, "/Parent", 12) */
void put_entry_ref(struct buf *b, const char *key, uint32_t number);
void put_hex16(struct buf *b, unsigned value); /* four digits */
/* UTF-8 as UTF-16BE, hexadecimal digits without <>; malformed bytes as U+FFFD. */
void put_utf16(struct buf *b, const char *text, size_t len);
/* A text string: literal where ASCII says it, else UTF-16. */
void put_text(struct buf *b, const char *text);
void put_text_part(struct buf *b, const char *text, size_t len);
/* key (text), or nothing where text is NULL. */
void put_entry_text(struct buf *b, const char *key, const char *text);
/* Bytes of ASCII as a literal string; others are percent-encoded, as a URI wants. */
void put_uri(struct buf *b, const char *uri);
void put_name(struct buf *b, const char *name); /* "/Andika-Bold" */
/* What of r lies in box; w or h not above 0: nothing. */
struct rect rect_within(struct rect r, struct rect box);
/* r in the page's coordinates (y down) as [x0 y0 x1 y1] of a page whose box is `media`.
 */
void put_rect(struct buf *b, struct rect r, struct rect media);

#endif
