/*
 * Private to picture: file structures read by ourselves, pixels made by the libraries,
 * and what passes between them. Functions that return `const char *` return NULL when all
 * is well, else the words of what is wrong; picture.c alone reports.
 */
#ifndef PIXELS_H
#define PIXELS_H

#include "picture/picture.h"

enum {
	SIDE_MAX = 30000,	       /* pixels */
	STRIP = 25,		       /* a side is no more times the other */
	PROFILE_MAX = 16 * 1024 * 1024 /* bytes */
};
#define AREA_MAX UINT64_C(300000000) /* pixels */

/* A file's bytes, borrowed. */
struct bytes {
	const uint8_t *at;
	size_t len;
};

/* ---- load.c -------------------------------------------------------------- */

enum {
	LOAD_ROOM = 16, /* bytes free before the file's first */
	HEAD_SIZE = 32 * 1024,
	FILE_MAX = 512 * 1024 * 1024
};
/* A whole file; free heap. */
struct loaded {
	uint8_t *heap;
	struct bytes file;
};
/* False: errno, EFBIG if it is over FILE_MAX. */
bool file_load(const char *path, struct loaded *l);
struct ends {
	size_t len; /* of the file */
	size_t nhead;
	uint8_t head[HEAD_SIZE], tail[2];
};
/* False: not to be had, for whatever reason. */
bool file_ends(const char *path, struct ends *e);

/* ---- cache.c ------------------------------------------------------------- */

/* What is kept under a key, on the heap; NULL: nothing is, or it is not what was kept. */
uint8_t *cache_find(struct cache *c, const struct key *key, size_t *len);
void cache_keep(struct cache *c, const struct key *key, const void *bytes, size_t len);
/* The key of a file's bytes, read once a run; of one that cannot be read, that of none.
 */
struct key cache_file_key(struct cache *c, const char *path);

/* From now until it is released, this process makes what is kept under the key. One claim
 * at a time. False: another makes it; if this one is to wait, never. */
bool cache_claim(const struct cache *c, const struct key *key, bool waits);
void cache_release(const struct cache *c, const struct key *key);

/* ---- shelf.c ------------------------------------------------------------- */

struct shelf;
/* NULL: none can be made in this folder. */
struct shelf *shelf_open(struct arena *a, const char *folder);
uint8_t *shelf_find(struct shelf *s, const struct key *key, size_t *len); /* as cache_ */
void shelf_keep(struct shelf *s, const struct key *key, const void *bytes, size_t len);
bool shelf_claim(const struct shelf *s, const struct key *key, bool waits);
void shelf_release(const struct shelf *s, const struct key *key);

/* ---- kept.c: images in a cache ------------------------------------------- */

/* All that an image depends on. */
struct recipe {
	struct bytes from;	/* the file, or the bytes of a picture in art */
	struct bytes profile;	/* of art: that they are meant by; at NULL: none */
	uint32_t width, height; /* of the image */
	uint8_t ncomponent;	/* of the source */
	bool dct, art;		/* the source is a JPEG, is a part of art */
	const struct picture_want *want;
};
enum kept {
	KEPT_NOTHING, /* this process has claimed it, and gives it to kept_keep() */
	KEPT_IMAGE,
	KEPT_AS_IT_IS,	/* the source serves */
	KEPT_BY_ANOTHER /* which is making it; only if the want leaves it to that */
};
struct key recipe_key(const struct recipe *r);
/* Of any cache, that of the recipe's want; NULL: KEPT_NOTHING. */
enum kept kept_find(
    const struct picture_want *want, const struct key *key, struct image *out);
/* Ends the claim. image NULL: KEPT_AS_IT_IS */
void kept_keep(
    struct cache *c, const struct key *key, const struct image *image, bool as_it_is);
/* The same where it could not be made. */
void kept_give_up(struct cache *c, const struct key *key);

/* ---- picture.c ----------------------------------------------------------- */

/* False: reported. */
bool picture_load(const struct picture *p, struct diag *d, struct loaded *l);
void picture_broken(const struct picture *p, struct diag *d, const char *why);

/* Pixels, rows packed; heap. Channels: 1, 3 or 4 of color (CMYK: 255 is full ink), then
 * one of alpha, not premultiplied, if alpha. */
struct raster {
	uint32_t width, height;
	uint8_t ncolor;
	bool alpha;
	uint8_t *at;
};
static inline uint32_t raster_channels(const struct raster *r)
{
	return r->ncolor + (r->alpha ? 1u : 0u);
}
void raster_new(
    struct raster *r); /* takes the memory that its other fields ask for; dies */
void raster_release(struct raster *r);

/* ---- channels.c ---------------------------------------------------------- */

/* Takes alpha out of the pixels; heap, NULL if there is none to speak of. */
uint8_t *raster_split_mask(struct raster *r);
/* RGB that is grey throughout becomes one component. */
void raster_fold_neutral(struct raster *r);
/* Is this a drawing rather than a photograph? Pixels without alpha. */
bool raster_is_drawing(const struct raster *r);

/* ---- sharpen.c ----------------------------------------------------------- */

/* Grey or RGB without alpha; anything else stays as it is: false. radius: in pixels. */
bool raster_sharpen(struct raster *r, const struct sharpening *s, double radius);

/* ---- markers.c: the segments of a JPEG file ------------------------------ */

struct jpeg_frame {
	uint8_t
	    process; /* the n of SOFn: 0 baseline, 2 progressive, 9 and 10 arithmetic */
	uint8_t bits, ncomponent, id[4], quantizer[4];
	uint32_t width, height;
	bool jfif, adobe;
	uint8_t transform;   /* Adobe's: 0 none, 1 YCbCr, 2 YCCK */
	uint8_t orientation; /* EXIF, 1 if it says nothing good */
	bool has_profile;
};
/* Reads up to the first scan, whose data begin at *scan. file may be the head of one. */
const char *jpeg_frame(struct bytes file, struct jpeg_frame *frame, size_t *scan);
/* Is there an end after the scan's beginning? */
const char *jpeg_end(struct bytes file, size_t scan);
/* May a PDF reader be given the entropy-coded data as it is? */
bool jpeg_copyable(const struct jpeg_frame *frame);
/* Walks the whole file and moves what makes the picture to the front of its memory, which
 * becomes image->bytes. */
const char *jpeg_copy(
    struct loaded *l, const struct jpeg_frame *frame, struct image *image);
/* The ICC profile of the APP2 segments; heap, NULL if there is none or a part is missing.
 */
uint8_t *jpeg_profile(struct bytes file, size_t *len);

/* ---- tally.c ------------------------------------------------------------- */

/* tally_begin(&t, raster, cell); tally_row() for each; image.inks = tally_end(&t); */
struct tally {
	const uint8_t *mask; /* of the rows to come; NULL: they cover all */
	uint32_t *cover;     /* its sums */
	struct ink_map map;
	uint32_t width, height; /* pixels */
	uint32_t taken, rows;	/* rows of them; in the cells at hand */
	uint32_t filled;	/* rows of cells */
	uint8_t ncolor;
	uint32_t most; /* of a pixel in four inks, 0 to 1020 */
	uint32_t *sum;
};
/* cell: pixels that a cell is wide and high, at most. */
void tally_begin(struct tally *t, const struct raster *of, uint32_t cell);
void tally_row(struct tally *t, const uint8_t *row);
/* Behind tally_begin(): 255 is what is seen, a byte a pixel; NULL: all of it is. */
void tally_mask(struct tally *t, const uint8_t *mask);
struct ink_map tally_end(struct tally *t);
/* Percent, on average over any square of so many cells a side, the map being larger. */
double ink_map_most(const struct ink_map *m, uint32_t side);
/* Turns and mirrors as EXIF says. */
void ink_map_orient(struct ink_map *m, uint8_t orientation);

/* ---- jpeg.c: libjpeg ----------------------------------------------------- */

/* Decodes, brought down to `to`'s width and height (never up); sets ncolor, at. */
const char *jpeg_decode(
    struct bytes file, const struct jpeg_frame *frame, struct raster *to);

struct transform;
struct jpeg_plan {
	const struct raster *raster;
	const struct transform
	    *transform;	     /* of each row before it is coded; NULL: none */
	struct tally *tally; /* of the rows as they are coded; NULL: none */
	uint8_t ncolor;	     /* after the transform */
	bool halve_chroma;   /* 4:2:0, else 4:4:4 */
	int quality;	     /* 1 to 100; 0: 90 */
};
const char *jpeg_encode(const struct jpeg_plan *plan, struct image *out);

/* ---- composed.c ---------------------------------------------------------- */

bool composed_encode(const struct picture *p, struct diag *d,
    const struct picture_want *want, struct image *out);

/* ---- chunks.c: the chunks of a PNG file ---------------------------------- */

struct png_header {
	uint32_t width, height;
	uint8_t bits, color,
	    interlace; /* color: 0 grey, 2 RGB, 3 palette, 4 and 6 with alpha */
	bool transparent, has_profile; /* tRNS, iCCP */
	uint8_t orientation;
	size_t ndata; /* bytes of all IDAT chunks */
};
const char *png_header(struct bytes file, struct png_header *header);
/* The IDAT chunks, their check sums proved, as one zlib stream at the front of the file's
 * memory, which becomes image->bytes. */
const char *png_copy(
    struct loaded *l, const struct png_header *header, struct image *image);
/* Orientation in a block of EXIF that begins with the TIFF header; 1 if not there. */
uint8_t exif_orientation(const uint8_t *exif, size_t len);

/* ---- png.c: libpng ------------------------------------------------------- */

/* Like jpeg_decode. on_white: alpha is composed with white and left out. */
const char *png_decode(struct bytes file, bool on_white, struct raster *to);
uint8_t *png_profile(struct bytes file, size_t *len); /* heap, NULL: none */
/* Rows one by one, 8 bits a channel, 1 to 4 channels (the even ones with alpha). False from
 * `see` ends it; false: it was ended, or the file is damaged. */
typedef bool png_row(
    void *context, const uint8_t *row, uint32_t width, unsigned channels);
bool png_rows(struct bytes file, png_row *see, void *context);

/* ---- lineart.c ----------------------------------------------------------- */

/* Sets line_art and bilevel of a picture whose other fields are set. */
void line_art_look(struct bytes file, const struct png_header *h, struct picture *p);
/* A bit a pixel, 1 is white, rows filled up to bytes; heap. NULL: something else is in it
 * after all, or it is damaged. */
uint8_t *line_art_pack(struct bytes file, const struct picture *p, size_t *len);

/* ---- resample.c ---------------------------------------------------------- */

/*
 * Takes rows as they are decoded and keeps only the reduced picture: a large photograph
 * is never in memory whole.
 *     while (shrink_wants(&s)) { decode into shrink_slot(&s); shrink_take(&s); }
 */
struct shrink {
	struct raster *to;
	uint32_t width, height; /* of the source; at least to's */
	uint32_t taken, filled; /* source rows, target rows */
	uint8_t *slot;		/* one source row; NULL: rows are copied */
	uint32_t *sum;		/* source rows of a target row: 1/32768 */
	uint16_t *line;		/* a whole sum: 1/256 */
	uint32_t *first;	/* source column, and */
	uint32_t ntap;		/* how many, that each target column takes, */
	uint16_t *weight;	/* each by so much: 1/32768 */
};
void shrink_init(struct shrink *s, uint32_t width, uint32_t height, struct raster *to);
bool shrink_wants(const struct shrink *s);
uint8_t *shrink_slot(struct shrink *s);
void shrink_take(struct shrink *s);
void shrink_release(struct shrink *s);

/* Turns and mirrors as EXIF says; the raster's memory is replaced. */
void raster_orient(struct raster *r, uint8_t orientation);

/* ---- measured.c ---------------------------------------------------------- */

/* The header of netpbm's PAM. False: it is none, or not of CMYK in bytes. */
bool inked_head(FILE *from, struct raster *page);

/* ---- png.c --------------------------------------------------------------- */

/* A PNG file of grey or RGB pixels; note NULL: none. Dies where it cannot be made. */
void png_save(
    const struct raster *r, const char *path, const struct picture_note *note);

/* ---- convert.c: lcms2 ---------------------------------------------------- */

/* What an embedded profile is good for. */
enum profile_use {
	PROFILE_USELESS, /* broken, or of another color space: as if there were none */
	PROFILE_SRGB,	 /* sRGB itself */
	PROFILE_EMBED,	 /* may stand in a PDF/A file */
	PROFILE_CONVERT	 /* good, but not to be embedded */
};
enum profile_use profile_use(struct bytes profile, uint8_t ncolor);
/* Does an embedded profile of CMYK describe the printing condition of the writer's: is it
 * the same profile, or does it name the same condition? */
bool profile_is_of(struct bytes profile, const struct picture_want *want);
/* Path of the profile of CMYK that came without one. */
const char *profile_of_inks(void);
uint32_t converter_version(void); /* of the library */

struct transform_want {
	struct bytes
	    profile;	/* of the source; at NULL: sRGB, or the coated press profile */
	uint8_t ncolor; /* of the source: 3 or 4; 1: grey, and to SPACE_CMYK what of it is
			   black ink alone. An RGB profile may say how light greys are. */
	enum picture_space space;
	const char *cmyk_profile;
	int limit; /* SPACE_CMYK: percent of ink that nothing is over; 0: none */
	bool own;  /* the source is in CMYK of this press: only its ink is limited */
	bool flat; /* single colors of 16 bits, not pixels of 8 */
	struct pos pos;
};
/* NULL: reported. Owned by the converter. */
const struct transform *converter_transform(
    struct converter *c, struct diag *d, const struct transform_want *want);
/* Does it bring ink under want.limit, which the profile alone would pass? */
bool transform_holds(const struct transform *t);
/* CMYK of a press to sRGB by absolute colorimetry: paper and all. NULL: no such profile;
 * else transform_release(). */
struct transform *transform_to_eye(const char *cmyk_profile);
void transform_release(struct transform *t);
/* One color of a flat transform. */
void transform_flat(const struct transform *t, const uint16_t *from, uint16_t *to);
/* Components of what comes out. */
uint8_t transform_ncolor(const struct transform *t);
void transform_pixels(
    const struct transform *t, const uint8_t *from, uint8_t *to, size_t n);

/* ---- color.c ------------------------------------------------------------- */

/* USELESS or SRGB: its numbers are those of the device, or of the press itself. */
enum profile_use source_use(const struct art_source *s, const struct picture_want *want);

/* ---- grey.c: lcms2 too --------------------------------------------------- */

/* How greys print as they look. curve: of grey values, 0 black. cmsContext; from: profile
 * of grey or RGB, and of the press (cmsHPROFILE). False: one of them says nothing. */
bool grey_curve(void *lcms, void *from, void *press, uint8_t curve[256]);

/* ---- limit.c: lcms2 too --------------------------------------------------- */

/* A device link that holds CMYK of a press (cmsHPROFILE) to so much ink; cmsContext.
 * NULL: it cannot be made. */
void *limit_link(void *context, void *press, int percent);

#endif
