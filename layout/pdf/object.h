/*
 * Numbered objects of a PDF file, written as soon as they are known. Private to pdf.
 */
#ifndef PDF_OBJECT_H
#define PDF_OBJECT_H

#include "base/base.h"

struct objects;

struct writer;
struct objects_plan {
	const char *path, *version; /* "1.7" */
	bool plain; /* objects and their table stand as they are, not in streams */
	/* Hears of every object before it is written: a value, or the entries of a
	 * stream's dictionary. NULL: nobody does. */
	void (*ask)(struct writer *w, const char *object, size_t len);
	struct writer *writer;
	struct pdf_memo *memo; /* NULL: none */
};
/* Dies where output_open() does. */
struct objects *objects_open(const struct objects_plan *plan);
/* n numbers that follow one another; the first. Each must be written before the end. */
uint32_t object_reserve(struct objects *o, uint32_t n);
/* value: any object but a stream, in PDF syntax. It is written at once or packed with
 * others; the caller may use the buffer again. */
void object_write(struct objects *o, uint32_t number, const struct buf *value);
uint32_t object_add(struct objects *o, const struct buf *value);

struct stream {
	const char
	    *entries; /* of its dictionary but Length, and Filter where deflate is set */
	const void *bytes;
	size_t len;
	bool deflate;
	bool again; /* other files of the book are likely to have the same */
};
/* Written after the streams before it, when it has been deflated; the caller may use its
 * bytes again at once. */
void object_write_stream(struct objects *o, uint32_t number, const struct stream *s);
uint32_t object_add_stream(struct objects *o, const struct stream *s);

/* Writes the table and makes the file stand; its size. Dies: nothing is left. */
uint64_t objects_close(struct objects *o, uint32_t root, uint32_t info);
/* Leaves the older file as it was. */
void objects_abandon(struct objects *o);

#endif
