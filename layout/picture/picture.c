/*
 * Pictures as the issue names them: found, recognized by their first bytes (never by the
 * end of the name), measured, refused where they are broken or too large.
 *
 * In: a folder and a name that an editor wrote. Out: struct picture, with no pixel
 * decoded and no memory taken for any: a hostile header costs nothing. The structure of
 * the file is followed to its end, so a download that was cut off is found while the
 * issue is read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "picture/picture.h"
#include "picture/pixels.h"

uint32_t picture_width(const struct picture *p)
{
	return p->orientation >= 5 ? p->height : p->width;
}

uint32_t picture_height(const struct picture *p)
{
	return p->orientation >= 5 ? p->width : p->height;
}

double picture_ppi(const struct picture *p, sp width)
{
	if (p->format == PICTURE_ART)
		return p->art && width > 0 ? p->art->ppi * p->art->width / sp_to_pt(width)
					   : 0;
	return width > 0 ? picture_width(p) * 72.0 / sp_to_pt(width) : 0;
}

/* ---- what the file is ---------------------------------------------------- */

static const char jpeg_magic[] = "\xFF\xD8\xFF", png_magic[] = "\x89PNG\r\n\x1A\n";

/* First bytes of files that are pictures to an editor but not to us. */
static const struct other {
	size_t at;
	const char *magic, *is;
} others[] = {
    {0, "GIF8", "a GIF"},
    {8, "WEBP", "a WebP"},
    {4, "ftypavif", "an AVIF"},
    {4, "ftyphei", "a HEIC"},
    {4, "ftypmif1", "a HEIC"},
    {0, "II*", "a TIFF"},
    {0, "MM", "a TIFF"},
    {0, "8BPS", "a Photoshop"},
    {0, "BM", "a BMP"},
    {0, "<!DOCTYPE", "an HTML"},
    {0, "<html", "an HTML"},
};

static bool starts(struct bytes file, size_t at, const char *magic)
{
	size_t n = strlen(magic);

	return file.len >= at + n && memcmp(file.at + at, magic, n) == 0;
}

static void report_other(struct diag *d, const struct picture *p, struct bytes file)
{
	const struct other *o = NULL;

	for (size_t i = 0; i < COUNT(others) && !o; i++)
		if (starts(file, others[i].at, others[i].magic))
			o = &others[i];
	if (!file.len)
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is an empty file",
		    p->name);
	else if (o)
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is %s file", p->name,
		    o->is);
	else
		diag(d, DIAG_BAD_PICTURE, p->pos,
		    "picture '%s' is neither a JPEG, PNG, SVG nor PDF file", p->name);
	if (file.len)
		diag_hint(
		    d, "save it as JPEG (photographs), PNG or SVG (drawings), or PDF");
}

void picture_broken(const struct picture *p, struct diag *d, const char *why)
{
	diag(
	    d, DIAG_BAD_PICTURE, p->pos, "picture '%s' cannot be used: %s", p->name, why);
}

/* ---- what its header says ------------------------------------------------ */

static const char *probe_jpeg(struct bytes file, bool whole, struct picture *p)
{
	struct jpeg_frame f;
	size_t scan;
	const char *why = jpeg_frame(file, &f, &scan);

	if (!why && whole)
		why = jpeg_end(file, scan);
	p->format = PICTURE_JPEG;
	p->width = f.width;
	p->height = f.height;
	p->ncomponent = f.ncomponent;
	p->bits = f.bits;
	p->orientation = f.orientation;
	p->has_profile = f.has_profile;
	p->adobe = f.adobe;
	return why;
}

static bool fits(const struct picture *p)
{
	return p->width <= SIDE_MAX && p->height <= SIDE_MAX &&
	       (uint64_t)p->width * p->height <= AREA_MAX;
}

static const char *probe_png(struct bytes file, struct picture *p)
{
	struct png_header h;
	const char *why = png_header(file, &h);

	p->format = PICTURE_PNG;
	p->width = h.width;
	p->height = h.height;
	p->ncomponent = h.color == 2 || h.color == 3 || h.color == 6 ? 3 : 1;
	p->bits = h.bits;
	p->orientation = h.orientation;
	p->has_profile = h.has_profile;
	p->alpha = h.color >= 4 || h.transparent;
	if (!why && fits(p))
		line_art_look(file, &h, p);
	return why;
}

/* Cut to fill a page it would be longer than a length can be. */
static bool is_strip(const struct picture *p)
{
	return p->width > STRIP * p->height || p->height > STRIP * p->width;
}

static void report_size(const struct picture *p, struct diag *d)
{
	diag(d, DIAG_HUGE_PICTURE, p->pos,
	    "picture '%s' is %u × %u pixels: more than %d a side or %d million in all",
	    p->name, p->width, p->height, SIDE_MAX, (int)(AREA_MAX / 1000000));
}

/* SVG has no magic: a tag within the first bytes, in a file that is called so. */
static bool is_art(const struct picture *p, struct bytes file)
{
	const char *dot = strrchr(p->name, '.');
	size_t at = 0;

	if (starts(file, 0, "%PDF"))
		return true;
	if (!dot || (strcmp(dot, ".svg") != 0 && strcmp(dot, ".SVG") != 0))
		return false;
	while (at < file.len && strchr(" \n\r\t\xEF\xBB\xBF", file.at[at]) && file.at[at])
		at++;
	return starts(file, at, "<");
}

static bool recognize(struct picture *p, struct diag *d, struct bytes file)
{
	const char *why;

	if (starts(file, 0, jpeg_magic)) {
		why = probe_jpeg(file, true, p);
	} else if (starts(file, 0, png_magic)) {
		why = probe_png(file, p);
	} else if (is_art(p, file)) {
		p->format = PICTURE_ART; /* inpress-art says more: art_read() */
		p->orientation = 1;
		p->width = p->height = 1;
		return true;
	} else {
		report_other(d, p, file);
		return false;
	}
	if (!why && is_strip(p))
		why = "one side of it is more than 25 times the other";
	/* size first: a made-up header is seldom whole in its other parts */
	if (!fits(p))
		report_size(p, d);
	else if (why)
		picture_broken(p, d, why);
	return fits(p) && !why;
}

/* A good JPEG tells all in its head and ends in an end. Whatever else it is: false, and
 * the whole file is looked at. */
static bool recognize_by_ends(struct picture *p)
{
	struct ends e;
	struct bytes head;

	if (!file_ends(p->path, &e))
		return false;
	head = (struct bytes){e.head, e.nhead};
	return starts(head, 0, jpeg_magic) && !memcmp(e.tail, "\xFF\xD9", 2) &&
	       !probe_jpeg(head, false, p) && fits(p) && !is_strip(p);
}

static void report_unread(const struct picture *p, struct diag *d)
{
	if (errno == ENOENT || errno == ENOTDIR)
		diag(
		    d, DIAG_MISSING_PICTURE, p->pos, "there is no picture '%s'", p->name);
	else if (errno == EISDIR)
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is a folder", p->name);
	else if (errno == EFBIG)
		diag(d, DIAG_HUGE_PICTURE, p->pos,
		    "picture '%s' is a file of more than %d MB", p->name,
		    FILE_MAX / 1024 / 1024);
	else
		diag(d, DIAG_UNREADABLE_FILE, p->pos, "picture '%s' cannot be read: %s",
		    p->name, file_why(errno));
}

bool picture_load(const struct picture *p, struct diag *d, struct loaded *l)
{
	if (file_load(p->path, l))
		return true;
	report_unread(p, d);
	return false;
}

struct picture *picture_probe(
    struct arena *a, struct diag *d, struct pos pos, const char *folder, const char *name)
{
	struct picture *p = ARENA_NEW(a, struct picture);
	struct loaded l;
	bool good;

	p->name = arena_string(a, name);
	p->pos = pos;
	p->path = path_inside(a, folder, name);
	if (!p->path) {
		diag(d, DIAG_OUTSIDE_FOLDER, pos,
		    "picture '%s' lies outside the folder of the issue", name);
		return NULL;
	}
	if (recognize_by_ends(p))
		return p;
	good = picture_load(p, d, &l) && recognize(p, d, l.file);
	free(l.heap);
	return good ? p : NULL;
}

void image_release(struct image *i)
{
	free(i->bytes);
	free(i->profile);
	free(i->mask);
	free(i->inks.at);
	*i = (struct image){.orientation = 1};
}
