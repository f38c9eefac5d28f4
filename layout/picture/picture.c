/*
 * Pictures as the issue names them: found, recognized by their first bytes (never by the
 * end of the name), measured, refused where they are broken or too large.
 *
 * In: a folder and a name that an editor wrote. Out: struct picture, with no pixel decoded
 * and no memory taken for any: a hostile header costs nothing. The structure of the file is
 * followed to its end, so a download that was cut off is found while the issue is read.
 */
#include <errno.h>
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
	return width > 0 ? picture_width(p) * 72.0 / sp_to_pt(width) : 0;
}

/* ---- what the file is ---------------------------------------------------- */

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
	{0, "%PDF", "a PDF"},
	{0, "<svg", "an SVG"},
	{0, "<?xml", "an XML"},
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
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is an empty file", p->name);
	else if (o)
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is %s file", p->name, o->is);
	else
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is neither a JPEG nor a PNG file",
		    p->name);
	if (file.len)
		diag_hint(d, "save it as JPEG (photographs) or PNG (drawings)");
}

void picture_broken(const struct picture *p, struct diag *d, const char *why)
{
	diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' cannot be used: %s", p->name, why);
}

/* ---- what its header says ------------------------------------------------ */

static const char *probe_jpeg(struct bytes file, struct picture *p)
{
	struct jpeg_frame f;
	const char *why = jpeg_frame(file, &f);

	p->format = PICTURE_JPEG;
	p->width = f.width;
	p->height = f.height;
	p->ncomponent = f.ncomponent;
	p->bits = f.bits;
	p->orientation = f.orientation;
	p->has_profile = f.has_profile;
	p->adobe = f.adobe;
	p->progressive = f.process == 2 || f.process == 10;
	return why;
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
	p->progressive = h.interlace;
	return why;
}

static bool too_large(const struct picture *p, struct diag *d)
{
	if (p->width <= SIDE_MAX && p->height <= SIDE_MAX
	    && (uint64_t)p->width * p->height <= AREA_MAX)
		return false;
	diag(d, DIAG_HUGE_PICTURE, p->pos,
	    "picture '%s' is %u × %u pixels: more than %d a side or %d million in all", p->name,
	    p->width, p->height, SIDE_MAX, (int)(AREA_MAX / 1000000));
	return true;
}

bool picture_recognize(struct picture *p, struct diag *d, struct bytes file)
{
	const char *why;

	if (starts(file, 0, "\xFF\xD8\xFF")) {
		why = probe_jpeg(file, p);
	} else if (starts(file, 0, "\x89PNG\r\n\x1A\n")) {
		why = probe_png(file, p);
	} else {
		report_other(d, p, file);
		return false;
	}
	/* size first: a made-up header is seldom whole in its other parts */
	if (too_large(p, d))
		return false;
	if (why)
		picture_broken(p, d, why);
	return !why;
}

static void report_unread(const struct picture *p, struct diag *d)
{
	if (errno == ENOENT || errno == ENOTDIR)
		diag(d, DIAG_MISSING_PICTURE, p->pos, "there is no picture '%s'", p->name);
	else if (errno == EISDIR)
		diag(d, DIAG_BAD_PICTURE, p->pos, "picture '%s' is a folder", p->name);
	else
		diag(d, DIAG_UNREADABLE_FILE, p->pos, "picture '%s' cannot be read: %s", p->name,
		    strerror(errno));
}

bool picture_open(const struct picture *p, struct arena *a, struct diag *d, struct bytes *file)
{
	file->at = file_map(a, p->path, &file->len);
	if (!file->at)
		report_unread(p, d);
	return file->at;
}

struct picture *picture_probe(struct arena *a, struct diag *d, struct pos pos,
    const char *folder, const char *name)
{
	struct picture *p = ARENA_NEW(a, struct picture);
	struct arena *scratch;
	struct bytes file;
	bool good;

	p->name = arena_string(a, name);
	p->pos = pos;
	p->path = path_inside(a, folder, name);
	if (!p->path) {
		diag(d, DIAG_OUTSIDE_FOLDER, pos,
		    "picture '%s' lies outside the folder of the issue", name);
		return NULL;
	}
	scratch = arena_new();
	good = picture_open(p, scratch, d, &file) && picture_recognize(p, d, file);
	arena_close(scratch);
	return good ? p : NULL;
}
