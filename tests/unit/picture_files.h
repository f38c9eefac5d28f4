/*
 * Pictures made for tests: JPEG and PNG files in memory, right ones and wrong ones.
 * A picture's pixels are four flat quarters (top left, top right, bottom left, bottom
 * right), so that turning and converting can be seen in four samples.
 */
#ifndef PICTURE_FILES_H
#define PICTURE_FILES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>

#include "base/base.h"

struct recipe {
	unsigned width, height;
	int ncomponent; /* JPEG: 1, 3, 4; PNG: 1 to 4, an even number has alpha */
	uint8_t quarter[4][4];
	bool progressive, no_adobe, gps, interlaced, bits16, as_rgb, noisy;
	int orientation, restart;
	const char *comment;
	const uint8_t *profile;
	size_t nprofile;
};

static inline void put(struct buf *b, const char *bytes, size_t len)
{
	buf_add(b, bytes, len);
}

/* Orientation, and GPS coordinates if asked, as a camera writes them. */
static inline struct buf exif_block(int orientation, bool gps)
{
	struct buf b = {0};
	char tiff[] = "Exif\0\0II*\0\10\0\0\0\2\0"
		      "\22\1\3\0\1\0\0\0\0\0\0\0"    /* orientation */
		      "\45\210\4\0\1\0\0\0\46\0\0\0" /* GPS directory at 38 */
		      "\0\0\0\0";

	tiff[24] = (char)orientation;
	put(&b, tiff, sizeof tiff - 1);
	if (gps)
		put(&b, "\1\0\1\0\2\0\2\0\0\0N\0\0\0\0\0\0\0SECRET-PLACE-51.5N", 36);
	return b;
}

static inline void fill_row(const struct recipe *r, unsigned y, uint8_t *row)
{
	unsigned seed = y * 7919u + 1;

	for (unsigned x = 0; x < r->width; x++)
		for (int c = 0; c < r->ncomponent; c++) {
			const uint8_t *q =
			    r->quarter[(y >= r->height / 2) * 2 + (x >= r->width / 2)];

			seed = seed * 1103515245u + 12345u;
			row[x * (unsigned)r->ncomponent + (unsigned)c] =
			    (uint8_t)(r->noisy ? seed >> 16 : q[c]);
		}
}

static inline void write_jpeg_markers(
    struct jpeg_compress_struct *j, const struct recipe *r)
{
	if (r->orientation || r->gps) {
		struct buf exif = exif_block(r->orientation, r->gps);
		jpeg_write_marker(
		    j, JPEG_APP0 + 1, (uint8_t *)exif.at, (unsigned)exif.len);
		buf_release(&exif);
	}
	if (r->comment)
		jpeg_write_marker(j, JPEG_COM, (const uint8_t *)r->comment,
		    (unsigned)strlen(r->comment));
	if (r->profile)
		jpeg_write_icc_profile(j, r->profile, (unsigned)r->nprofile);
}

/* CMYK quarters are given as ink, 255 full; Adobe's files store them inverted. */
static inline struct buf make_jpeg(const struct recipe *r)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long len = 0;
	struct buf b = {0};
	uint8_t *row = malloc(r->width * (size_t)r->ncomponent);

	j.err = jpeg_std_error(&errors);
	jpeg_create_compress(&j);
	jpeg_mem_dest(&j, &bytes, &len);
	j.image_width = r->width;
	j.image_height = r->height;
	j.input_components = r->ncomponent;
	j.in_color_space = r->ncomponent == 1	? JCS_GRAYSCALE
			   : r->ncomponent == 3 ? JCS_RGB
						: JCS_CMYK;
	jpeg_set_defaults(&j);
	if (r->as_rgb)
		jpeg_set_colorspace(&j, JCS_RGB);
	jpeg_set_quality(&j, 95, TRUE);
	if (r->progressive)
		jpeg_simple_progression(&j);
	if (r->no_adobe)
		j.write_Adobe_marker = FALSE;
	j.restart_in_rows = r->restart;
	jpeg_start_compress(&j, TRUE);
	write_jpeg_markers(&j, r);
	for (unsigned y = 0; y < r->height; y++) {
		fill_row(r, y, row);
		for (unsigned i = 0;
		     r->ncomponent == 4 && !r->no_adobe && i < r->width * 4; i++)
			row[i] = 255 - row[i];
		jpeg_write_scanlines(&j, &row, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	buf_add(&b, bytes, len);
	free(bytes);
	free(row);
	return b;
}

static inline void png_to_buf(png_structp png, png_bytep bytes, size_t len)
{
	buf_add(png_get_io_ptr(png), bytes, len);
}

static inline void png_flush_nothing(png_structp png)
{
	(void)png;
}

static inline struct buf make_png(const struct recipe *r)
{
	static const int colors[] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
	    PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
	png_structp png =
	    png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct buf b = {0};
	size_t n = r->width * (size_t)r->ncomponent;
	uint8_t *row = malloc(2 * n);

	png_set_write_fn(png, &b, png_to_buf, png_flush_nothing);
	png_set_IHDR(png, info, r->width, r->height, r->bits16 ? 16 : 8,
	    colors[r->ncomponent], r->interlaced ? PNG_INTERLACE_ADAM7 : 0, 0, 0);
	if (r->profile)
		png_set_iCCP(png, info, "test", 0, r->profile, (png_uint_32)r->nprofile);
	png_write_info(png, info);
	for (int pass = 0; pass < (r->interlaced ? png_set_interlace_handling(png) : 1);
	     pass++)
		for (unsigned y = 0; y < r->height; y++) {
			fill_row(r, y, row);
			for (size_t i = n; r->bits16 && i-- > 0;)
				row[2 * i] = row[2 * i + 1] = row[i];
			png_write_row(png, row);
		}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(row);
	return b;
}

/* A palette of four, the last one transparent. */
static inline struct buf make_palette_png(unsigned side)
{
	static const png_color palette[4] = {
	    {255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {9, 9, 9}};
	static const png_byte alpha[4] = {255, 255, 255, 0};
	png_structp png =
	    png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct buf b = {0};
	uint8_t *row = malloc(side);

	png_set_write_fn(png, &b, png_to_buf, png_flush_nothing);
	png_set_IHDR(png, info, side, side, 2, PNG_COLOR_TYPE_PALETTE, 0, 0, 0);
	png_set_PLTE(png, info, palette, 4);
	png_set_tRNS(png, info, alpha, 4, NULL);
	png_write_info(png, info);
	png_set_packing(png);
	for (unsigned y = 0; y < side; y++) {
		for (unsigned x = 0; x < side; x++)
			row[x] = (uint8_t)((y >= side / 2) * 2 + (x >= side / 2));
		png_write_row(png, row);
	}
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	free(row);
	return b;
}

/* ---- looking at what came out -------------------------------------------- */

/* Pixels of a JPEG in its own components (CMYK as stored); heap. */
static inline uint8_t *open_jpeg(
    const uint8_t *bytes, size_t len, J_COLOR_SPACE space, unsigned *width)
{
	struct jpeg_decompress_struct j;
	struct jpeg_error_mgr errors;
	uint8_t *pixels;

	j.err = jpeg_std_error(&errors);
	jpeg_create_decompress(&j);
	jpeg_mem_src(&j, bytes, len);
	jpeg_read_header(&j, TRUE);
	j.out_color_space = space;
	jpeg_start_decompress(&j);
	*width = j.output_width;
	pixels = malloc(
	    (size_t)j.output_width * j.output_height * (size_t)j.output_components);
	while (j.output_scanline < j.output_height) {
		JSAMPROW row = pixels + (size_t)j.output_scanline * j.output_width *
					    (size_t)j.output_components;
		jpeg_read_scanlines(&j, &row, 1);
	}
	jpeg_finish_decompress(&j);
	jpeg_destroy_decompress(&j);
	return pixels;
}

static inline bool holds(const uint8_t *bytes, size_t len, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= len; i++)
		if (memcmp(bytes + i, word, n) == 0)
			return true;
	return false;
}

#endif
