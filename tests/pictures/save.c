/*
 * Writes a painted surface as JPEG or PNG. libjpeg and libpng write no date and no name,
 * so that the same drawing gives the same bytes.
 */
#include "paint.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <png.h>

/* One row of cairo's 0xAARRGGBB, all of it opaque, as RGB bytes. */
static void unpack(cairo_surface_t *s, int y, uint8_t *out)
{
	const uint32_t *in =
	    (const uint32_t *)(const void *)(cairo_image_surface_get_data(s) +
					     (size_t)y *
						 (size_t)cairo_image_surface_get_stride(
						     s));

	for (int x = 0; x < cairo_image_surface_get_width(s); x++)
		for (int shift = 16; shift >= 0; shift -= 8)
			*out++ = (uint8_t)(in[x] >> shift & 255);
}

bool save_jpeg(cairo_surface_t *s, const char *path, int quality)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr error;
	int width = cairo_image_surface_get_width(s),
	    height = cairo_image_surface_get_height(s);
	FILE *file = fopen(path, "wb");
	uint8_t *row = malloc((size_t)width * 3);

	if (!file || !row) {
		free(row);
		return false;
	}
	jpeg.err = jpeg_std_error(&error);
	jpeg_create_compress(&jpeg);
	jpeg_stdio_dest(&jpeg, file);
	jpeg.image_width = (JDIMENSION)width;
	jpeg.image_height = (JDIMENSION)height;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, quality, TRUE);
	/* Flat colors meet at hard edges: halved color would fringe them. */
	jpeg.comp_info[0].h_samp_factor = jpeg.comp_info[0].v_samp_factor = 1;
	jpeg.optimize_coding = TRUE;
	jpeg.dct_method = JDCT_ISLOW;
	jpeg.density_unit = 1;
	jpeg.X_density = jpeg.Y_density = 300;
	jpeg_start_compress(&jpeg, TRUE);
	for (int y = 0; y < height; y++) {
		unpack(s, y, row);
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	free(row);
	return fclose(file) == 0;
}

bool save_png(cairo_surface_t *s, const char *path)
{
	int width = cairo_image_surface_get_width(s),
	    height = cairo_image_surface_get_height(s);
	size_t stride = (size_t)width * 3;
	png_image image = {.version = PNG_IMAGE_VERSION,
	    .width = (png_uint_32)width,
	    .height = (png_uint_32)height,
	    .format = PNG_FORMAT_RGB};
	uint8_t *pixels = malloc(stride * (size_t)height);
	bool done = false;

	if (pixels) {
		for (int y = 0; y < height; y++)
			unpack(s, y, pixels + (size_t)y * stride);
		done = png_image_write_to_file(&image, path, 0, pixels, 0, NULL);
	}
	free(pixels);
	return done;
}
