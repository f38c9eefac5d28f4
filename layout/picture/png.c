/*
 * PNG pixels and profiles, by libpng, which no other file includes.
 *
 * In: a file that chunks.c has found sound on the outside. Out: a raster of 8 bits a
 * channel, grey or RGB, with alpha where the file has it (a palette's transparent entries
 * included) unless it is composed on white; brought down to the size asked for.
 * libpng leaves by longjmp when a file is damaged; that never leaves this file.
 */
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "picture/pixels.h"

struct reading {
	struct bytes file;
	size_t at;
	png_structp png;
	png_infop info;
	bool on_white, file_alpha;
	uint8_t *row;	/* with alpha, before it is composed */
	uint8_t *whole; /* interlaced files come as a whole */
	struct shrink shrink;
	struct raster *to;
	png_row *see; /* for png_rows() */
	void *context;
	bool seen; /* every row */
};

static void leave(png_structp png, png_const_charp words)
{
	(void)words;
	png_longjmp(png, 1);
}

static void say_nothing(png_structp png, png_const_charp words)
{
	(void)png;
	(void)words;
}

static void feed(png_structp png, png_bytep to, size_t n)
{
	struct reading *r = png_get_io_ptr(png);

	if (n > r->file.len - r->at)
		png_error(png, "end");
	memcpy(to, r->file.at + r->at, n);
	r->at += n;
}

static void open_png(struct reading *r)
{
	r->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave, say_nothing);
	r->info = r->png ? png_create_info_struct(r->png) : NULL;
	if (!r->info)
		die("memory for a picture:");
}

static void close_png(struct reading *r)
{
	png_destroy_read_struct(&r->png, &r->info, NULL);
}

static void read_head(struct reading *r)
{
	png_set_read_fn(r->png, r, feed);
	png_set_user_limits(r->png, SIDE_MAX, SIDE_MAX);
	png_set_option(r->png, PNG_SKIP_sRGB_CHECK_PROFILE, PNG_OPTION_ON);
	png_read_info(r->png, r->info);
}

/* ---- pixels -------------------------------------------------------------- */

/* Whatever the file has: 8 bits, grey or RGB, alpha or not. */
static void ask_for_bytes(struct reading *r)
{
	int color;

	png_set_expand(r->png);
	png_set_scale_16(r->png);
	if (png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE)
		png_set_interlace_handling(r->png);
	png_read_update_info(r->png, r->info);
	color = png_get_color_type(r->png, r->info);
	r->file_alpha = color & PNG_COLOR_MASK_ALPHA;
	r->to->ncolor = color & PNG_COLOR_MASK_COLOR ? 3 : 1;
	r->to->alpha = r->file_alpha && !r->on_white;
}

static void compose(const uint8_t *from, uint8_t *to, size_t width, unsigned ncolor)
{
	for (size_t x = 0; x < width; x++, from += ncolor + 1)
		for (unsigned c = 0; c < ncolor; c++)
			*to++ = (uint8_t)((from[c] * from[ncolor] +
					      255 * (255 - from[ncolor]) + 127) /
					  255);
}

static uint8_t *row_memory(struct reading *r, size_t nrow)
{
	uint8_t *p = malloc(nrow * png_get_rowbytes(r->png, r->info));

	if (!p)
		die("memory for a picture:");
	return p;
}

/* One row from wherever it is, into the shrinking picture. */
static void take_row(struct reading *r, uint32_t y, size_t stride)
{
	uint8_t *slot = shrink_slot(&r->shrink);
	bool composes = r->file_alpha && r->on_white;
	const uint8_t *row = r->whole ? r->whole + y * stride : r->row;

	if (!r->whole)
		png_read_row(r->png, composes ? r->row : slot, NULL);
	if (composes)
		compose(row, slot, r->shrink.width, r->to->ncolor);
	else if (r->whole)
		memcpy(slot, row, stride);
	shrink_take(&r->shrink);
}

static void read_whole(struct reading *r, uint32_t height, size_t stride)
{
	r->whole = row_memory(r, height);
	/* seven passes over the same rows */
	for (int pass = 0; pass < 7; pass++)
		for (uint32_t y = 0; y < height; y++)
			png_read_row(r->png, r->whole + y * stride, NULL);
}

static void read_pixels(struct reading *r)
{
	uint32_t width, height;
	size_t stride;

	read_head(r);
	ask_for_bytes(r);
	width = png_get_image_width(r->png, r->info);
	height = png_get_image_height(r->png, r->info);
	stride = png_get_rowbytes(r->png, r->info);
	shrink_init(&r->shrink, width, height, r->to);
	if (png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE)
		read_whole(r, height, stride);
	else if (r->file_alpha && r->on_white)
		r->row = row_memory(r, 1);
	for (uint32_t y = 0; shrink_wants(&r->shrink); y++)
		take_row(r, y, stride);
	png_read_end(r->png, NULL);
}

/* A function of its own, so that what changes after setjmp is its caller's. */
static bool try_reading(struct reading *r, void (*read)(struct reading *))
{
	if (setjmp(png_jmpbuf(r->png)) != 0)
		return false;
	read(r);
	return true;
}

const char *png_decode(struct bytes file, bool on_white, struct raster *to)
{
	struct reading r = {.file = file, .on_white = on_white, .to = to};
	bool good;

	to->at = NULL;
	open_png(&r);
	good = try_reading(&r, read_pixels);
	close_png(&r);
	shrink_release(&r.shrink);
	free(r.row);
	free(r.whole);
	if (good)
		return NULL;
	raster_release(to);
	return "its pixels are damaged";
}

/* ---- row by row ---------------------------------------------------------- */

static void read_rows(struct reading *r)
{
	uint32_t width, height;
	size_t stride;
	bool interlaced, goes_on = true;

	read_head(r);
	ask_for_bytes(r);
	width = png_get_image_width(r->png, r->info);
	height = png_get_image_height(r->png, r->info);
	stride = png_get_rowbytes(r->png, r->info);
	interlaced = png_get_interlace_type(r->png, r->info) != PNG_INTERLACE_NONE;
	if (interlaced)
		read_whole(r, height, stride);
	else
		r->row = row_memory(r, 1);
	for (uint32_t y = 0; goes_on && y < height; y++) {
		if (!interlaced)
			png_read_row(r->png, r->row, NULL);
		goes_on = r->see(r->context, interlaced ? r->whole + y * stride : r->row,
		    width, (unsigned)(stride / width));
	}
	if (!goes_on)
		return;
	png_read_end(r->png, NULL);
	r->seen = true;
}

bool png_rows(struct bytes file, png_row *see, void *context)
{
	struct raster raster;
	struct reading r = {.file = file, .see = see, .context = context, .to = &raster};
	bool good;

	open_png(&r);
	good = try_reading(&r, read_rows);
	close_png(&r);
	free(r.row);
	free(r.whole);
	return good && r.seen;
}

/* ---- the profile --------------------------------------------------------- */

uint8_t *png_profile(struct bytes file, size_t *len)
{
	struct reading r = {.file = file};
	png_charp name;
	png_bytep profile = NULL;
	png_uint_32 n = 0;
	int method;
	uint8_t *copy = NULL;

	open_png(&r);
	if (try_reading(&r, read_head) &&
	    png_get_iCCP(r.png, r.info, &name, &method, &profile, &n) && n > 0) {
		copy = malloc(n);
		if (!copy)
			die("memory for a color profile:");
		memcpy(copy, profile, n);
		*len = n;
	}
	close_png(&r);
	return copy;
}

static void cannot_save(png_structp png, png_const_charp why)
{
	die("write %s (%s):", (const char *)png_get_error_ptr(png), why);
}

static void put_note(png_structp png, png_infop info, const struct picture_note *note)
{
	png_text text[] = {
	    {.key = "Description", .text = (png_charp)note->words},
	    {.key = "Source", .text = (png_charp)note->of},
	};

	for (size_t i = 0; i < COUNT(text); i++) {
		text[i].compression = PNG_TEXT_COMPRESSION_NONE;
		text[i].text_length = strlen(text[i].text);
	}
	png_set_text(png, info, text, COUNT(text));
}

void png_save(const struct raster *r, const char *path, const struct picture_note *note)
{
	FILE *to = fopen(path, "wb");
	png_structp png = png_create_write_struct(
	    PNG_LIBPNG_VER_STRING, (png_voidp)path, cannot_save, NULL);
	png_infop info = png ? png_create_info_struct(png) : NULL;

	if (!to || !info)
		die("write %s:", path);
	png_init_io(png, to);
	png_set_IHDR(png, info, r->width, r->height, 8,
	    r->ncolor == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
	    PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
	if (note)
		put_note(png, info, note);
	png_write_info(png, info);
	for (uint32_t y = 0; y < r->height; y++)
		png_write_row(png, r->at + (size_t)y * r->width * r->ncolor);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	if (fclose(to) != 0)
		die("write %s:", path);
}
