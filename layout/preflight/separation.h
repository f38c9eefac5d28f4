/*
 * A plate as a picture. Private to preflight.
 */
#ifndef SEPARATION_H
#define SEPARATION_H

#include "base/base.h"

/* Ink of a place: 0 to 255. */
struct separation {
	size_t width, height;
	uint8_t *at;
};
/* A TIFF file as tiffsep writes it without compression. False: it is not one. */
bool separation_read(struct arena *a, const char *path, struct separation *s);

#endif
