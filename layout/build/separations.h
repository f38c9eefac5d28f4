/*
 * Plates that ghostscript's tiffsep wrote into a folder: separations.c.
 */
#ifndef BUILD_SEPARATIONS_H
#define BUILD_SEPARATIONS_H

#include "base/base.h"

/* Those of a page, all of one size; ink 0 to 255. n 0: there are none. */
struct separations {
	size_t width, height, n;
	struct plate_read {
		const char *name; /* "Cyan", "PANTONE 871 C" */
		const uint8_t *at;
	} * plate;
};
/* The files are called "<page>(<ink>).tif". */
struct separations separations_read(struct arena *a, const char *folder, size_t page);

#endif
