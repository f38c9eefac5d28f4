/*
 * picture: probed when the issue is read (headers only), turned into PDF image bytes or
 * pixels when a page is written. Metadata (EXIF, GPS, XMP, IPTC, thumbnails) never
 * passes.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/base.h"

enum picture_format { PICTURE_JPEG, PICTURE_PNG };

struct picture {
	const char *path; /* as opened */
	const char *name; /* as the editor wrote it */
	enum picture_format format;
	uint32_t width, height; /* as stored */
	uint8_t ncomponent;	/* 1 grey, 3 RGB, 4 CMYK; alpha not counted */
	uint8_t bits;
	uint8_t orientation; /* EXIF, 1 to 8 */
	bool alpha, has_profile, adobe /* JPEG APP14 marker */;
	struct pos pos; /* where the editor named it */
};

/* Width and height as shown, after orientation. */
uint32_t picture_width(const struct picture *p);
uint32_t picture_height(const struct picture *p);
/* Pixels an inch when shown at this width. */
double picture_ppi(const struct picture *p, sp width);

/* Reads the header of folder/name. Limits: 30,000 pixels a side, 300 million in all
 * (DIAG_HUGE_PICTURE) - checked before any pixel memory is taken. NULL: reported. */
struct picture *picture_probe(struct arena *a, struct diag *d, struct pos pos,
    const char *folder, const char *name);

enum picture_space { SPACE_RGB, SPACE_CMYK };

/* What a writer asks for. */
struct picture_want {
	enum picture_space space;
	const char *cmyk_profile; /* path; SPACE_CMYK only */
	sp width;		  /* as placed (before any crop) */
	int max_ppi; /* over max_ppi × 1.5 it is brought down to max_ppi; 0: never */
	struct converter
	    *converter; /* keeps color transforms from picture to picture; NULL:
			   made anew for this one, which takes longer */
	bool turn;  /* the writer turns the image itself by image.orientation: nothing is
		       decoded or lost on that account */
	bool flate; /* the writer can take image.flate */
};

/* Color transforms are dear to make and the same for most pictures of a book: one
 * converter a book, given to every picture_want. */
struct converter *converter_new(struct arena *a);

/* Ready for an image XObject. RGB and grey JPEGs that need no change are copied through
 * (entropy-coded data as it is; APPn but APP14 and COM dropped); orientation other than 1
 * is applied by decoding. Greys stay one component (K only in CMYK). */
struct image {
	uint8_t *bytes; /* heap: image_release */
	size_t len;
	bool dct; /* DCTDecode, else raw samples (8 bit, rows packed): the writer deflates
		   */
	bool flate; /* only if wanted: bytes are a zlib stream with PNG predictors, to be
		       written as FlateDecode with /Predictor 15 /Colors ncomponent
		       /Columns width */
	bool inverted;		/* CMYK stored Adobe's way: the writer adds /Decode */
	uint8_t orientation;	/* EXIF, 2 to 8 only if want.turn; else 1 */
	uint32_t width, height; /* as stored in bytes, before orientation */
	uint8_t ncomponent;	/* 1, 3 or 4 */
	uint8_t *profile;	/* embedded ICC profile for RGB output, NULL: sRGB */
	size_t nprofile;
	uint8_t *
	    mask; /* 8 bit alpha, width × height, or NULL; SPACE_CMYK composes on white */
};
/* False: corrupt, reported as DIAG_BAD_PICTURE. */
bool picture_encode(const struct picture *p, struct diag *d,
    const struct picture_want *want, struct image *out);
void image_release(struct image *i);

/* Straight RGBA, oriented, at most max_width wide, for proofs. NULL: reported. Heap. */
uint8_t *picture_pixels(const struct picture *p, struct diag *d, uint32_t max_width,
    uint32_t *width, uint32_t *height);

/* ---- QR codes (qr.c) ----------------------------------------------------- */

/* side × side modules, row by row from the top; a quiet zone of QR_QUIET modules goes
 * around them. */
struct qr {
	int side;
	const uint8_t *dark; /* 1: dark */
};
enum { QR_QUIET = 4 };
/* NULL: longer than a code can hold, reported. */
const struct qr *qr_encode(
    struct arena *a, struct diag *d, struct pos pos, const char *address);

/* The sRGB profile's bytes from its Debian package (borrowed, mapped); NULL: reported. */
const uint8_t *profile_srgb(struct arena *a, struct diag *d, size_t *len);

#endif
