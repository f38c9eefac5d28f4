/*
 * One PDF being written: what its parts share. Private to pdf.
 */
#ifndef PDF_WRITER_H
#define PDF_WRITER_H

#include "base/base.h"
#include "pdf/embed.h"
#include "pdf/object.h"
#include "pdf/pdf.h"
#include "pdf/tree.h"

struct writer;

/* A clause that a file must keep, and what is wrong where it does not. One of: */
struct rule {
	const char *clause[2]; /* by format->column: its number, or who else asks for it;
				* NULL: nobody, and it is not asked */
	const char *message;
	enum diag_code code; /* DIAG_NCODE: not the editor's fault but ours */
	bool (*book)(const struct writer *w);	      /* asked once */
	bool (*tag)(const struct tag *t, int *level); /* asked of every tag in order */
	/* Of every object as it is written. Keys are asked of the dictionaries of one
	 * Type
	 * ("/Page"), names that are values of all. Each list: "/AA /Annots". */
	const char *type, *never_keys, *needs_key /* one of these */;
	const char *never_values;
	/* Names that are values of this key, "/BM": they are in the list. */
	const char *of_key, *only_values;
	const char *unicode_of; /* keys whose names are in UTF-8 */
	size_t longest_name;	/* bytes of any name; 0: not asked */
	const char *told;	/* properties of XMP, all of which have a value */
};

/* Type of the rules of Info, which has none. */
#define RULE_INFO "Info"

/* What a standard wants of a file. The rest of the module knows no standard. */
struct format {
	const char *name;    /* of the standard: "ISO 15930-7" */
	const char *version; /* of PDF */
	bool plain;	     /* objects stand as they are, not in streams */
	bool opaque;	     /* nothing in it is seen through */
	bool tagged;	     /* tags, links, outline, labels */
	enum picture_space space;
	int max_ppi, slack, quality; /* of pictures, where the edition says no ppi */
	const struct rule *rule;
	size_t nrule, column;
	/* The page's box in the book's coordinates: what can be seen of it. */
	struct rect (*media)(const struct writer *w, const struct page *p);
	void (*boxes)(const struct writer *w, const struct page *p, struct buf *out);
	void (*fill)(const struct palette *p, struct ink ink, struct buf *out);
	/* A mark that is painted in writer.rich instead of its ink; NULL: none is. */
	bool (*is_rich)(const struct writer *w, const struct mark *m);
	/* What a mark's ink is on the plates; NULL: there are none. */
	struct cmyk (*ink)(const struct writer *w, const struct mark *m);
	bool (*overprints)(
	    const struct writer *w, const struct page *p, const struct mark *m);
	/* What stands outside the bleed, and entries of Resources for it. */
	void (*furniture)(const struct writer *w, const struct page *p, struct buf *out);
	void (*resources)(const struct writer *w, struct buf *out);
	void (*info)(const struct writer *w, struct buf *out);
	void (*xmp)(const struct writer *w, struct buf *out);
	bool (*catalog)(struct writer *w, struct buf *out); /* false: reported */
};
extern const struct format format_pdfx4, format_pdfx1a, format_pdfua1;

/* A picture as an image XObject, written when it is first painted. */
struct placed {
	const struct picture *picture;
	sp width, least;	/* the widest and the narrowest that it is placed */
	struct placed *smaller; /* the same picture once more, for narrower places */
	uint32_t number;	/* 0: not written yet */
	uint32_t page;		/* the last page it was used on, counted from 1 */
	uint32_t index;		/* /I12 */
	uint8_t orientation;
	struct ink_map inks; /* heap; at NULL: not had, or let go (image_inks) */
	uint32_t nplace;     /* places whose ink is not measured yet */
	/* for the account: */
	unsigned plates, ncomponent;
	bool copied, converted, limited, sharpened;
	uint32_t across, down; /* pixels of the image, as shown */
	const char *profile;
};

struct images {
	struct map by_path;	/* path -> the widest struct placed of it */
	struct placed **placed; /* all by their index */
	size_t nplaced, capplaced;
	size_t held; /* bytes of their ink maps */
	struct converter *converter;
	bool ahead; /* what is not kept has been made ahead */
	struct helpers helpers;
	struct profile_entry {
		uint64_t sum;
		uint32_t number;
	} * profile;
	size_t nprofile, capprofile;
};

struct writer {
	struct pdf_job *job;
	const struct format *format;
	struct arena *arena;
	struct objects *objects;
	struct embedding fonts;
	struct images images;
	struct measuring *measuring; /* ink.c; NULL: nobody asks for ink */
	struct tree tree;
	const char *title;     /* the book's with the edition's */
	uint32_t first_page;   /* number of the first page's object; the others follow */
	uint32_t first_node;   /* of the page tree's nodes */
	uint32_t overprint[2]; /* graphics states: off, on; 0: not used yet */
	unsigned art_plates;   /* that its colors are printed with so far */
	const struct picture *art; /* that is written now: what is wrong is in it */
	bool refused;		   /* an object was not as a rule has it, reported */
	struct palette rich;	   /* its text is the printer's rich black */
	struct buf scratch;
};

static inline const struct book *book_of(const struct writer *w)
{
	return w->job->book;
}

/* ---- paint.c ------------------------------------------------------------ */

/* Writes a page and its content. False: a picture was corrupt, reported. */
bool paint_page(struct writer *w, const struct page *p);

/* ---- ink.c --------------------------------------------------------------- */

/* Measures the ink of pages, each of which was painted, and reports what is too much.
 * After images_plan(). */
void ink_begin(struct writer *w);
void ink_add_page(struct writer *w, const struct page *p);
void ink_end(struct writer *w);

/* ---- account.c: all of these do nothing where nobody asks ----------------- */

void account_begin_file(struct writer *w);
void account_add_page(struct writer *w, const struct page *p);
void account_add_mark(struct writer *w, const struct mark *m, bool over);
/* An image that has been written; of art NULL. */
void account_note_image(struct writer *w, struct placed *placed, const struct image *i);
void account_add_picture(
    struct writer *w, const struct mark *m, const struct placed *placed);
void account_add_fonts(struct writer *w);
/* The bit of its plate among those of pages; 0: nobody asks, or there are too many. */
unsigned account_spot(struct writer *w, const char *name);
/* Art that is written: its typefaces. */
void account_add_art(struct writer *w, const struct art *art);

/* ---- write.c ------------------------------------------------------------ */

/* Number of the node of the page tree that a page hangs on. */
uint32_t page_parent(const struct writer *w, uint32_t page);

/* ---- furniture.c -------------------------------------------------------- */

/* What the printer cuts, folds and measures by, around the bleed. */
void furniture_put(const struct writer *w, const struct page *p, struct buf *out);
/* How far it reaches beyond the bleed; 0: the printer asks for none. */
sp furniture_room(const struct writer *w, const struct page *p);
void furniture_resources(const struct writer *w, struct buf *out);

/* ---- image.c ------------------------------------------------------------ */

/* Finds out how large each picture of the book is placed. */
void images_plan(struct writer *w);
/* After the last. */
void images_end(struct writer *w);
/* The image that a picture's mark shows, written or not. */
struct placed *image_of(const struct writer *w, const struct mark *m);
/* The same, written. NULL: corrupt, reported. */
struct placed *image_place(struct writer *w, const struct mark *m);
/* Where its ink lies, of a picture that was written; NULL: nobody knows. Until the next
 * call for any, or its last place has ended. */
const struct ink_map *image_inks(struct writer *w, struct placed *placed);
/* One of its places has been measured. */
void image_end_place(struct writer *w, const struct mark *m);
/* Bytes of such maps in memory. */
size_t images_held(const struct writer *w);
/* Lets all of them go; image_inks() has them again, at a price. */
void images_drop_inks(struct writer *w);
/* An image XObject; mask: number of its soft mask, 0: none. */
void image_write(struct writer *w, const struct image *i, uint32_t number, uint32_t mask);
/* Components as in the profile: 3 or 4. */
uint32_t profile_write(struct writer *w, const void *bytes, size_t len, int ncomponent);

/* ---- art.c -------------------------------------------------------------- */

/* The pictures in it, for the cache alone. */
void art_convert(
    const struct picture *p, struct diag *d, const struct picture_want *want);
/* Art as a form XObject in the edition's colors; its number. 0: reported. */
uint32_t art_write(
    struct writer *w, const struct picture *p, const struct picture_want *want);
/* Black of a mark in art so small, in points, overprints what it stands on (pdfx.c). */
bool pdfx_overprints(const struct preset *p, enum art_mark mark, double size);
/* Does it stand on a white plate, its colors being its own and the paper not white? */
bool art_has_plate(const struct writer *w, const struct picture *p);

/* ---- navigate.c --------------------------------------------------------- */

void write_links(struct writer *w);
uint32_t write_outline(struct writer *w); /* 0: none */
void put_labels(const struct writer *w, struct buf *out);

/* ---- meta.c ------------------------------------------------------------- */

uint32_t write_info(struct writer *w);
uint32_t write_xmp(struct writer *w);
/* Properties of XMP in `body`, under the names (xmlns) that they use. */
void put_schema(struct buf *b, const char *names, const char *body);
/* The document's identifier, out of the and the edition's names. */
void put_uuid(const struct writer *w, struct buf *b);

/* ---- rules.c ------------------------------------------------------------ */

/* Asks every rule of the format of the book; false: one is not kept, reported. */
bool rules_hold(const struct writer *w);
/* Asks every rule of an object that is about to be written: a value, or the entries of a
 * stream's dictionary. One that is not kept is reported, and w->refused set. */
void rules_ask(struct writer *w, const char *object, size_t len);
/* Of Info, which says no Type, and of the XMP packet. */
void rules_ask_info(struct writer *w, const struct buf *info);
void rules_ask_xmp(struct writer *w, const struct buf *xmp);

#endif
