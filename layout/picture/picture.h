/*
 * picture: probed when the issue is read (headers only), turned into PDF image bytes or
 * pixels when a page is written. Metadata (EXIF, GPS, XMP, IPTC, thumbnails) never
 * passes. Art, which is drawings and pages that stay vector, is taken apart by a program
 * of its own (layout/art) and is here only data.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/base.h"
#include "edition/edition.h"

enum picture_format { PICTURE_JPEG, PICTURE_PNG, PICTURE_ART, PICTURE_COMPOSED };

struct art;

struct picture {
	const char *path; /* as opened */
	const char *name; /* as the editor wrote it */
	enum picture_format format;
	uint32_t width, height; /* as stored */
	uint8_t ncomponent;	/* 1 grey, 3 RGB, 4 CMYK; alpha not counted */
	uint8_t bits;
	uint8_t orientation; /* EXIF, 1 to 8 */
	bool alpha, has_profile, adobe /* JPEG APP14 marker */;
	bool line_art;	/* few colors with hard edges, as far as was looked (lineart.c) */
	bool bilevel;	/* ... which are black and white */
	struct pos pos; /* where the editor named it */
	/* ART: set by art_read(), which sets width and height too, in hundredths of a
	 * point; NULL: it cannot be used (reported) */
	const struct art *art;
	/* COMPOSED: what is shown by it, and how wide that is, uncropped */
	const struct picture *shows;
	sp shows_width;
};

/* Width and height as shown, after orientation. */
uint32_t picture_width(const struct picture *p);
uint32_t picture_height(const struct picture *p);
/* Pixels an inch when shown at this width; of art those of its coarsest picture, 0 if it
 * has none. */
double picture_ppi(const struct picture *p, sp width);

/* Reads the header of folder/name. Limits: 30,000 pixels a side, 300 million in all
 * (DIAG_HUGE_PICTURE) - checked before any pixel memory is taken. NULL: reported. */
struct picture *picture_probe(struct arena *a, struct diag *d, struct pos pos,
    const char *folder, const char *name);

/* ---- composed.c ------------------------------------------------------------- */

/* Drawn so much finer each way than it is printed, and averaged. */
enum { COMPOSED_FINE = 2 };
/* What a page has in a place, as another program drew it in the press's own inks: a PAM
 * file, which picture_encode() reads. shows: the picture that is seen there on its
 * ground. NULL: there is no such file, or it is not whole. */
struct picture *picture_composed(
    struct arena *a, const char *path, const struct picture *shows);

enum picture_space { SPACE_RGB, SPACE_CMYK };

/* What a writer asks for. */
struct picture_want {
	enum picture_space space;
	const char *cmyk_profile; /* path; SPACE_CMYK only */
	const char *condition;	  /* printing condition that it describes; may be NULL */
	sp width;		  /* as placed (before any crop) */
	int max_ppi;		  /* brought down to it; 0: never */
	int slack;		  /* ... unless it has so little more, in percent */
	int line_art_ppi; /* SPACE_CMYK: the same of line art; of black and white, never
			   */
	/* SPACE_CMYK: the most ink in percent, in one place, that pixels made anew may
	 * have; a picture that is in CMYK already may have so much on average over any
	 * cell of its map. 0: any. */
	int ink_limit;
	/* SPACE_CMYK: photographs that come in grey or RGB. */
	struct sharpening sharpen;
	sp ink_cell;	     /* side of the cells of image.inks; 0: no map */
	int quality;	     /* of JPEGs that are coded anew, 1 to 100; 0: 90 */
	struct cache *cache; /* keeps what is made; NULL: nothing is kept */
	struct converter
	    *converter; /* keeps color transforms from picture to picture; NULL:
			   made anew for this one, which takes longer */
	bool turn;   /* the writer turns the image itself by image.orientation: nothing is
			decoded or lost on that account */
	bool flate;  /* the writer can take image.flate */
	bool opaque; /* nothing may be seen through: alpha is composed on white */
	/* Called before something is made that is not kept; NULL: nothing is. What it
	 * makes itself is looked for once more. */
	void (*missed)(void *context);
	void *context;
	bool ahead; /* what another process is making is left to it: false, no finding */
};

/* ---- what was made is kept (cache.c) -------------------------------------- */

/*
 * Bytes by a key that says all that they were made of, from run to run in a folder of the
 * user's and, where there is none and it is shared, within the run. Any number of
 * processes may use one folder at once. Nothing that happens to the folder is ever an
 * error: what cannot be kept, or is not as it was kept, is made anew.
 */
struct key {
	uint64_t half[2];
};
/* 128 bits of any bytes, by which they are known. */
struct key key_of(const void *bytes, size_t len);
bool key_same(const struct key *a, const struct key *b);

struct cache;
struct cache_rules {
	const char *folder; /* NULL: nothing outlives the process */
	uint64_t limit;	    /* bytes in the folder after cache_trim() */
};
struct cache *cache_open(struct arena *a, const struct cache_rules *rules);
/* $XDG_CACHE_HOME/inpress/pictures or ~/.cache/...; NULL: there is no such place. */
const char *cache_folder(struct arena *a);
/* Processes that are forked from here on share what they make: no two make the same, and
 * what the cache's folder does not take is kept in this one, without a name, until all
 * have ended. Where that cannot be, each makes its own. */
void cache_share(struct cache *c, const char *folder);
bool cache_is_shared(const struct cache *c); /* NULL: no */
/* Removes what was not used for longest until the rest is within the limit; if nothing
 * was put into the folder, nothing is looked at. NULL: does nothing. */
void cache_trim(struct cache *c);

/* ---- bar codes (ean.c) ----------------------------------------------------- */

struct ean {
	char digits[14], more[3];     /* the add-on's two */
	char bars[96], more_bars[21]; /* '1' a dark module, '0' a light one */
};
/* Is it eight characters, a hyphen between fours or none, the last one right? *last: what
 * it should be; 0: no ISSN at all. */
bool issn_check(const char *issn, char *last);
/* issn: one that is right. number: of the issue; its last two digits are told. */
void ean_of_issn(const char *issn, int number, struct ean *e);

/* Color transforms are dear to make and the same for most pictures of a book: one
 * converter a book, given to every picture_want. */
struct converter *converter_new(struct arena *a);

/* Ink is judged by its mean over 15 mm² (GWG 2015), a square of this side, and counted by
 * cells of a fifteenth of it or less: three pixels of a picture of 300 ppi. */
#define INK_SIDE_MM 3.872983346
#define INK_CELL MM(INK_SIDE_MM / 15)
/* How much ink lies where: means of cells of one size, row by row, four bytes each of C,
 * M, Y, K, 255 is full; heap. at NULL: not known.
 * Behind these stand, if there are any, a byte each of how much of the cell is covered at
 * all, 255 all of it (the inks are those of what is covered), four each of spot colors'
 * plates, and four each of how much shows of the ground on the same plate, 255 all. */
struct ink_map {
	uint32_t width, height;
	uint8_t *at;
	bool masked, spots, ground;
};
static inline size_t ink_map_cells(const struct ink_map *m)
{
	return (size_t)m->width * m->height;
}
static inline size_t ink_map_size(const struct ink_map *m) /* bytes */
{
	return ink_map_cells(m) * (4u + m->masked + 4u * m->spots + 4u * m->ground);
}

/* Of art, drawn by another program: how much of the next page of a PAM file is read, in
 * pixels from its top left corner, and how many at most make the side of a cell. */
struct inks_wanted {
	uint32_t width, height, cell;
};
/* False: there is no such page. */
bool inks_read(FILE *from, const struct inks_wanted *want, struct ink_map *out);
/* The same of plates: C, M, Y, K, then up to four of spot colors; each width × height,
 * 255 is full; NULL: blank. */
struct ink_plates {
	size_t width, height;
	const uint8_t *plate[8];
};
void inks_of_plates(
    const struct ink_plates *from, const struct inks_wanted *want, struct ink_map *out);
/* What shows through art, by a second map of it, drawn on full ink instead of paper: it
 * is what differs. False: that is of another size. */
bool inks_add_ground(struct ink_map *map, const struct ink_map *on_full);
/* A page of such a file, whole, for proofs (inked.c). */
struct inked_page {
	uint32_t width, height;
	uint8_t *at; /* rows of C, M, Y, K; heap: inked_release */
};
bool inked_read(FILE *from, struct inked_page *out); /* false: there is no such page */
void inked_release(struct inked_page *p);
/* How much of a plate is ink, in percent. */
struct plate_ink {
	double mean; /* of all of the page */
	double part; /* of the page that has any */
};
struct plate_ink inked_sum(const struct inked_page *p, int plate); /* 0 to 3 */
/* What a PNG file that we write says of itself: of is the checksum of what it was drawn
 * from, words are for who does not see it. ASCII. */
struct picture_note {
	const char *words, *of;
};
/* NULLs: there is no such file, or it says nothing. */
struct picture_note picture_note_read(struct arena *a, const char *path);
/* One plate as a PNG file, dark where there is ink. Dies where it cannot be. */
void inked_save_plate(const struct inked_page *p, int plate, const char *path,
    const struct picture_note *note);
/* What the eye sees on the press's paper, by its profile. False: that cannot be read. */
bool inked_save_proof(const struct inked_page *p, const char *profile, const char *path,
    const struct picture_note *note);

/* A map that was kept, by the art, what is wanted of it, and `of`: what else it depends
 * on. want->cache is not NULL. */
struct picture_want;
bool inks_find(const struct picture *p, const struct picture_want *want, const void *of,
    size_t len, struct ink_map *out);
void inks_keep(const struct picture *p, const struct picture_want *want, const void *of,
    size_t len, const struct ink_map *map);

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
	bool bilevel;		/* a bit a pixel, rows filled up to bytes; 1 component */
	bool copied;		/* the file's own data */
	bool converted;		/* into other inks than it had */
	bool limited;		/* its ink was brought under want.ink_limit */
	bool sharpened;		/* as want.sharpen asks */
	bool inverted;		/* CMYK stored Adobe's way: the writer adds /Decode */
	uint8_t orientation;	/* EXIF, 2 to 8 only if want.turn; else 1 */
	uint32_t width, height; /* as stored in bytes, before orientation */
	uint8_t ncomponent;	/* 1, 3 or 4 */
	uint8_t *profile;	/* embedded ICC profile for RGB output, NULL: sRGB */
	size_t nprofile;
	uint8_t *mask;	     /* 8 bit alpha, width × height, or NULL */
	struct ink_map inks; /* as it is shown; if wanted */
};
/* False: corrupt, reported as DIAG_BAD_PICTURE. */
bool picture_encode(const struct picture *p, struct diag *d,
    const struct picture_want *want, struct image *out);
void image_release(struct image *i);

/* Straight RGBA, oriented, at most max_width wide, for proofs. NULL: reported. Heap. */
uint8_t *picture_pixels(const struct picture *p, struct diag *d, uint32_t max_width,
    uint32_t *width, uint32_t *height);

/* A small JPEG file of it for a screen, at most max_width wide; image_release. False: it
 * is art, which has no pixels, or it is corrupt (reported). */
bool picture_preview(
    const struct picture *p, struct diag *d, uint32_t max_width, struct image *out);

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

/* What an ICC profile calls itself, in the arena; NULL: it does not, or there is none
 * (profile.c). Of a picture: the one that it came with. unfit: that is damaged, or of other
 * colors than the picture's; nothing is converted by it. */
const char *profile_title(struct arena *a, const char *path);
const char *picture_profile(struct arena *a, const struct picture *p, bool *unfit);

/* The sRGB profile's bytes from its Debian package (borrowed, mapped); NULL: reported. */
const uint8_t *profile_srgb(struct arena *a, struct diag *d, size_t *len);

/* ---- art (art.c) -------------------------------------------------------- */

/*
 * Art is objects of a PDF file with holes: what differs from edition to edition. A text
 * with holes is steps one after another: a byte of enum art_step, then what stands beside
 * it here. Numbers are the machine's own; the text never leaves it.
 */
enum art_step {
	ART_BYTES = 'b',  /* uint32_t n, n bytes: as they are */
	ART_PRESS = 'p',  /* the same; left out for screens */
	ART_OBJECT = 'o', /* uint32_t index of an object of this art: "12 0 R" */
	ART_FILL = 'f',	  /* a color: an operator that fills with it */
	ART_STROKE = 's', /* a color: the same of strokes */
	ART_VALUES = 'v', /* a color: its components in the edition's space */
	ART_SPACE = 'd',  /* the name of the edition's space */
	ART_PACKED = 'x', /* a color: its components in bytes */
	ART_RANGES = 'r', /* "0 1 " for each component of the edition's space */
	ART_CLEAR = '(',  /* up to ART_OPAQUE: only where a file may be seen through */
	ART_OPAQUE = ')',
	/* up to ART_END, and none within another: */
	ART_IF_PRESS = 'P',    /* only on the press */
	ART_IF_SPOT = 'S',     /* uint16_t of art->spot: only where it keeps its plate */
	ART_UNLESS_SPOT = 'U', /* ... where it does not */
	ART_IF_BLACK = 'K',    /* uint8_t of enum art_mark, float size in points, a color:
				  only    on the press, if it is black ink alone and so small
				  a    mark    of black overprints */
	ART_END = '.'
};
enum art_mark { ART_WORDS, ART_RULE };
/* Beside the n of a color: it is one of many that go over into each other, in a gradient.
 * A grey among them stays a mixture; black ink alone would stand in it as a hole. */
enum { ART_BLENDED = 0x80 };
/* A color is uint8_t n (1 grey, 3 RGB, 4 CMYK), a uint8_t source (0: the device's, else
 * art->source[source - 1]) and n floats from 0 to 1; or 0, a uint16_t index into art->ink
 * and a uint16_t tint. */

struct art_text {
	const uint8_t *at;
	size_t len;
};

struct art_object {
	enum art_object_kind { ART_VALUE = 'o', ART_STREAM = 's', ART_IMAGE = 'i' } kind;
	struct art_text head;	/* the value, or the entries of the stream's dictionary */
	struct art_text body;	/* STREAM: with holes; IMAGE: samples or JPEG, no holes */
	uint32_t width, height; /* IMAGE */
	uint8_t ncomponent;	/* 1, 3 or 4, of 8 bits */
	bool dct;
	uint32_t mask;	/* index of the soft mask; 0: none */
	uint8_t source; /* as of a color */
	/* Where this spot keeps its plate its tints stand in the place of the other one,
	 * which is written where it does not: index in art->spot + 1; 0: always. */
	uint16_t if_spot, unless_spot;
	uint32_t space; /* of if_spot, IMAGE: index of its color space */
	bool soft;	/* IMAGE: it is seen as a mask only, never by itself */
	/* IMAGE: pixels an inch where it is largest, the art at its own size; 0: not
	 * known, or it is line art, which is left as fine as it is */
	double ppi;
};

/* A color space of inks by name. */
struct art_spot {
	enum art_spot_kind {
		SPOT_NAMED,
		SPOT_NONE, /* is not printed: it always stays what it is */
		SPOT_ALL   /* the color of register marks: it never does */
	} kind;
	const char **name;
	uint32_t n;
};
/* "Cyan" to "Black": 0 to 3; -1: another. */
int plate_named(const char *name);

/* An ICC profile that colors are meant by: of 1, 3 or 4 components. */
struct art_source {
	const uint8_t *at;
	size_t len;
	uint8_t n;
};

/* Words within art and what they stand on there: inks (places in art->ink) and tints. */
struct art_words {
	uint16_t ink, tint, ground, ground_tint;
};

struct art_color {
	uint8_t n, source;
	float at[4];
	bool blended;
};

/* The smallest words and the thinnest line in one color. */
struct art_detail {
	enum press_thing thing;
	struct art_color color; /* n 0: an ink */
	uint16_t ink, tint;
	double size; /* points at the art's own size */
};

struct art {
	double width, height; /* points */
	double bleed[4];      /* what it has beyond them: left, top, right, foot */
	bool inks;	      /* every color is one of the palette's inks */
	double ppi;	      /* of the coarsest picture in it at its own size; 0: none */
	double least_words;   /* size of the smallest words in it, in points at its own
				 size; 0: it has none, or they are outlines */
	bool clear;	      /* something in it is seen through */
	const char *unfit;    /* why it is no PDF/A-2a, in words; NULL: it is */
	struct art_object *object; /* the first is the form, its corner at 0,0 */
	size_t nobject;
	const char **ink; /* names */
	size_t nink;
	const char **font; /* names of typefaces that it brings, as a PDF file spells them */
	size_t nfont;
	const struct art_source *source;
	size_t nsource;
	const struct art_spot *spot;
	size_t nspot;
	bool drawing;	  /* and not a page from elsewhere */
	double most_ink;  /* of its colors and pixels in the press's own inks, 0 to 4 */
	bool black_of_light; /* words or rules in it are black that was no black ink */
	const struct art_words *words; /* each pair once, where both are inks and sure */
	size_t nwords;
	const struct art_detail *detail;
	size_t ndetail;
};

/* An ink of art, as a hole asks for it. */
struct art_ink {
	const char *name;
	uint16_t tint;
};
/* Where art lies with the bleed that it brought, if its trim is at `whole`. */
struct rect art_with_bleed(const struct art *art, struct rect whole);
/* How much stands beside a step. */
size_t art_step_length(enum art_step step, const uint8_t *at);
/* Every ink of a text with holes, as often as it stands there. Steps over one a call:
 * false at the end. */
bool art_next_ink(const struct art *art, struct art_text *rest, struct art_ink *ink);

/* The art of an issue, read by a process that works beside this one. */
struct art_desk;
struct art_order {
	struct diag *diag;
	struct picture **art;
	size_t n;
	const char *manifest; /* of the faces that words in drawings may use */
	const char *faces;    /* says which files these are: another text, other faces */
	struct cache *cache;
};
struct art_desk *art_ask(struct arena *a, const struct art_order *order);
/* Is inpress-art at work? desk NULL: no. */
bool art_is_awaited(const struct art_desk *desk);
/* Waits, and gives every picture that was asked for its size and art. Findings are of all
 * editions. Once it has been read, or without a desk, nothing is done. */
void art_read(struct art_desk *desk);

/* Flat colors of art on their way to what is wanted of it (color.c): want->converter is
 * not NULL. to: 3 or 4 components from 0 to 1. */
struct colors;
struct colors *colors_new(struct arena *a, struct diag *d,
    const struct picture_want *want, const struct art *art);
void colors_convert(struct colors *c, const struct art_color *from, float *to);
/* An image of art, as picture_encode() does it (inlaid.c). */
bool art_encode(const struct picture *p, const struct art_object *o, struct diag *d,
    const struct picture_want *want, struct image *out);

#endif
