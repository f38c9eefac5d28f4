/*
 * JPEG pixels, by libjpeg, which no other file includes.
 *
 * In: a file that markers.c has found sound on the outside; pixels. Out: a raster brought
 * down to the size asked for; a JPEG file for a PDF image.
 * Decoding is brought down in two steps: the inverse transform gives n/8 of the
 * size for nothing, the area average does the rest. CMYK comes out with 255 as full ink,
 * whichever way Adobe's marker says that it was stored.
 * libjpeg demands that its error routine does not return, so there is a longjmp; it never
 * leaves this file. Its warnings of lost data are errors here: half a photograph in
 * print is not what an editor wants.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>
#include <jerror.h>

#include "picture/pixels.h"

enum { QUALITY = 90 };

struct trap {
	struct jpeg_error_mgr mgr; /* first: libjpeg hands it back */
	jmp_buf leave;
};

static void leave(j_common_ptr info)
{
	longjmp(((struct trap *)info->err)->leave, 1);
}

static void hear(j_common_ptr info, int level)
{
	int code = info->err->msg_code;

	if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER ||
			     code == JWRN_HUFF_BAD_CODE || code == JWRN_ARITH_BAD_CODE ||
			     code == JWRN_MUST_RESYNC))
		leave(info);
}

static void say_nothing(j_common_ptr info)
{
	(void)info;
}

static struct jpeg_error_mgr *trap_set(struct trap *t)
{
	struct jpeg_error_mgr *mgr = jpeg_std_error(&t->mgr);

	mgr->error_exit = leave;
	mgr->emit_message = hear;
	mgr->output_message = say_nothing;
	return mgr;
}

/* ---- decoding ------------------------------------------------------------ */

struct decoding {
	struct jpeg_decompress_struct info;
	struct trap trap;
	struct shrink shrink;
	struct raster *to;
};

/* The smallest of 1/8, 1/4, 1/2 and the whole that is still large enough: those have
 * vector code. n/8 between them leave fewer pixels to average, were measured, and take
 * longer. */
static void choose_scale(struct jpeg_decompress_struct *info, const struct raster *to)
{
	info->scale_denom = 8;
	for (info->scale_num = 1; info->scale_num < 8; info->scale_num *= 2) {
		jpeg_calc_output_dimensions(info);
		if (info->output_width >= to->width && info->output_height >= to->height)
			return;
	}
	jpeg_calc_output_dimensions(info);
}

static void invert(uint8_t *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		at[i] = 255 - at[i];
}

static void decode_rows(struct decoding *d)
{
	while (shrink_wants(&d->shrink)) {
		JSAMPROW row = shrink_slot(&d->shrink);

		jpeg_read_scanlines(&d->info, &row, 1);
		if (d->to->ncolor == 4 && d->info.saw_Adobe_marker)
			invert(row, (size_t)d->info.output_width * 4);
		shrink_take(&d->shrink);
	}
}

static void decode_file(
    struct decoding *d, struct bytes file, const struct jpeg_frame *frame)
{
	struct jpeg_decompress_struct *info = &d->info;

	jpeg_create_decompress(info);
	jpeg_mem_src(info, file.at, file.len);
	jpeg_read_header(info, TRUE);
	info->out_color_space = frame->ncomponent == 1	 ? JCS_GRAYSCALE
				: frame->ncomponent == 3 ? JCS_RGB
							 : JCS_CMYK;
	choose_scale(info, d->to);
	jpeg_start_decompress(info);
	d->to->ncolor = frame->ncomponent;
	d->to->alpha = false;
	shrink_init(&d->shrink, info->output_width, info->output_height, d->to);
	decode_rows(d);
	jpeg_finish_decompress(info);
}

/* A function of its own, so that what changes after setjmp is its caller's. */
static bool try_decoding(
    struct decoding *d, struct bytes file, const struct jpeg_frame *frame)
{
	if (setjmp(d->trap.leave) != 0)
		return false;
	decode_file(d, file, frame);
	return true;
}

const char *jpeg_decode(
    struct bytes file, const struct jpeg_frame *frame, struct raster *to)
{
	struct decoding d = {.to = to};
	bool good;

	to->at = NULL;
	d.info.err = trap_set(&d.trap);
	good = try_decoding(&d, file, frame);
	jpeg_destroy_decompress(&d.info);
	shrink_release(&d.shrink);
	if (good)
		return NULL;
	raster_release(to);
	return "its pixels are damaged";
}

/* ---- coding -------------------------------------------------------------- */

struct coding {
	struct jpeg_compress_struct info;
	struct trap trap;
	unsigned char *bytes;
	unsigned long len;
	uint8_t *row;
};

static void set_up(struct coding *c, const struct jpeg_plan *plan)
{
	struct jpeg_compress_struct *info = &c->info;

	jpeg_create_compress(info);
	jpeg_mem_dest(info, &c->bytes, &c->len);
	info->image_width = plan->raster->width;
	info->image_height = plan->raster->height;
	info->input_components = plan->ncolor;
	info->in_color_space = plan->ncolor == 1   ? JCS_GRAYSCALE
			       : plan->ncolor == 3 ? JCS_RGB
						   : JCS_CMYK;
	jpeg_set_defaults(info);
	if (plan->ncolor == 4)
		jpeg_set_colorspace(info, JCS_YCCK); /* a third smaller; writes APP14 */
	jpeg_set_quality(info, plan->quality ? plan->quality : QUALITY, TRUE);
	/* 6 % smaller, for all coefficients in memory at once. Nobody downloads CMYK, of
	 * which they are 8 bytes a pixel. */
	info->optimize_coding = plan->ncolor != 4;
	info->dct_method = JDCT_ISLOW;
	for (int i = 0; !plan->halve_chroma && i < info->num_components; i++)
		info->comp_info[i].h_samp_factor = info->comp_info[i].v_samp_factor = 1;
	info->write_JFIF_header = FALSE;
}

static void code_rows(struct coding *c, const struct jpeg_plan *plan)
{
	const struct raster *r = plan->raster;
	size_t stride = (size_t)r->width * raster_channels(r);

	jpeg_start_compress(&c->info, TRUE);
	for (uint32_t y = 0; y < r->height; y++) {
		JSAMPROW row = r->at + y * stride;

		if (plan->transform) {
			transform_pixels(plan->transform, row, c->row, r->width);
			row = c->row;
		}
		if (plan->tally)
			tally_row(plan->tally, row);
		jpeg_write_scanlines(&c->info, &row, 1);
	}
	jpeg_finish_compress(&c->info);
}

static bool try_coding(struct coding *c, const struct jpeg_plan *plan)
{
	if (setjmp(c->trap.leave) != 0)
		return false;
	set_up(c, plan);
	code_rows(c, plan);
	return true;
}

const char *jpeg_encode(const struct jpeg_plan *plan, struct image *out)
{
	struct coding c = {.bytes = NULL};
	bool good;

	c.row = malloc((size_t)plan->raster->width * plan->ncolor);
	if (!c.row)
		die("memory for a picture:");
	c.info.err = trap_set(&c.trap);
	good = try_coding(&c, plan);
	jpeg_destroy_compress(&c.info);
	free(c.row);
	if (!good) {
		free(c.bytes);
		return "it could not be coded anew";
	}
	out->bytes = c.bytes;
	out->len = c.len;
	out->dct = true;
	out->width = plan->raster->width;
	out->height = plan->raster->height;
	out->ncomponent = plan->ncolor;
	return NULL;
}
