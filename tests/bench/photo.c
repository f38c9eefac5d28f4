/*
 * Photographs for the bench: soft light, edges and grain, so that a JPEG of 1600 × 1200
 * takes about 250 KB at quality 80, as real ones do.
 */
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include "bench.h"

enum { WIDTH = 1600, HEIGHT = 1200, NBLOB = 24, GRAIN = 12, QUALITY = 80 };

struct blob {
	int x, y, r;
	int color[3];
};

static void fill(struct dice *d, const struct blob *blob, int y, uint8_t *row)
{
	for (int x = 0; x < WIDTH; x++) {
		int sum[3] = {70 + x / 20, 90 + y / 14, 150 - y / 12};
		int grain = (int)dice_roll(d, GRAIN) + (int)dice_roll(d, GRAIN) - GRAIN;

		for (const struct blob *b = blob; b < blob + NBLOB; b++) {
			int dx = x - b->x, dy = y - b->y;

			if (dx * dx + dy * dy < b->r * b->r)
				for (int c = 0; c < 3; c++)
					sum[c] = (sum[c] + b->color[c]) / 2;
		}
		for (int c = 0; c < 3; c++) {
			int v = sum[c] + grain;
			*row++ = (uint8_t)(v < 0 ? 0 : v > 255 ? 255 : v);
		}
	}
}

static void start(struct jpeg_compress_struct *j, FILE *out)
{
	static const uint8_t camera[] = "Exif\0\0II*\0\10\0\0\0\0\0\0\0\0\0 a camera";

	jpeg_create_compress(j);
	jpeg_stdio_dest(j, out);
	j->image_width = WIDTH;
	j->image_height = HEIGHT;
	j->input_components = 3;
	j->in_color_space = JCS_RGB;
	jpeg_set_defaults(j);
	jpeg_set_quality(j, QUALITY, TRUE);
	jpeg_start_compress(j, TRUE);
	jpeg_write_marker(j, JPEG_APP0 + 1, camera, sizeof camera);
}

void photo_write(uint32_t seed, const char *path)
{
	struct jpeg_compress_struct j;
	struct jpeg_error_mgr errors;
	struct dice d = {seed};
	struct blob blob[NBLOB];
	static uint8_t line[WIDTH * 3];
	JSAMPROW row = line;
	FILE *out = fopen(path, "wb");

	if (!out) {
		perror(path);
		exit(1);
	}
	for (int i = 0; i < NBLOB; i++) {
		blob[i] = (struct blob){(int)dice_roll(&d, WIDTH),
		    (int)dice_roll(&d, HEIGHT), 40 + (int)dice_roll(&d, 260), {0}};
		for (int c = 0; c < 3; c++)
			blob[i].color[c] = (int)dice_roll(&d, 256);
	}
	j.err = jpeg_std_error(&errors);
	start(&j, out);
	for (int y = 0; y < HEIGHT; y++) {
		fill(&d, blob, y, row);
		jpeg_write_scanlines(&j, &row, 1);
	}
	jpeg_finish_compress(&j);
	jpeg_destroy_compress(&j);
	if (fclose(out)) {
		perror(path);
		exit(1);
	}
}
