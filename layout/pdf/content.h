/*
 * A page's content stream: operators, and the state that they leave. Private to pdf.
 */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "pdf/embed.h"
#include "pdf/writer.h"

struct content {
	struct writer *w;
	const struct page *page;
	struct rect media;
	struct buf out;
	bool text;		/* between BT and ET */
	const struct tag *open; /* whose marked content is open; NULL: none */
	bool actual;		/* it has an ActualText, which says all of it */
	bool inked, overprint;
	struct ink ink;
	const struct embedded *font;
	sp size;
	int expansion; /* thousandths */
	int rise;      /* font units of `font` */
};

void content_open(struct content *c, struct writer *w, const struct page *p);
void content_close(struct content *c); /* ends what is open; out stays */
void content_release(struct content *c);

/* What follows belongs to m's tag or artifact. */
void content_belongs(struct content *c, const struct mark *m);
/* What follows, up to another content_belongs() or content_actual(), is read as `actual`;
 * flat, not nested: the marked content that was open is closed. An empty one goes on with
 * what was said last. */
void content_actual(
    struct content *c, const struct mark *m, const char *actual, size_t nactual);

void content_ink(struct content *c, const struct mark *m);
void content_rect(struct content *c, struct rect area);
/* A QR code: one path, dark on a white plate in every palette. */
void content_code(struct content *c, const struct mark *m);
/* A white ground: white in every palette. */
void content_plate(struct content *c, struct rect area);
/* A line in the ink of text around it. */
void content_outline(struct content *c, struct rect area);
void content_picture(struct content *c, const struct mark *m, const struct placed *image);
void content_font(struct content *c, const struct embedded *font, const struct mark *m);
void content_text_at(struct content *c, sp x, sp y);
void content_rise(struct content *c, int units);

#endif
