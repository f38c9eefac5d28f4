/*
 * Pictures: pixels, and how many of them come to an inch as they are printed.
 *
 * In: an image, an XObject's or one within the content, and the matrix that it is drawn
 * by. Out: its facts.
 */
#include "preflight/reader.h"

#include <math.h>
#include <string.h>

enum { PIXELS_MAX = 1000000 };

static uint32_t whole(struct file *f, value v)
{
	const double n = value_number(f, v, 0);

	return n > 0 && n < PIXELS_MAX ? (uint32_t)n : 0;
}

static const char *filter_of(struct file *f, value picture)
{
	value filter = value_entry(f, picture, "/Filter");
	const size_t n = value_count(f, filter);

	return value_name(f, n ? value_item(f, filter, n - 1) : filter);
}

static double resolution(const struct walker *w, const struct picture_fact *p)
{
	const double *m = w->saved[w->nsaved].matrix;
	const double across = hypot(m[0], m[1]), up = hypot(m[2], m[3]);

	return 72 *
	       fmin(across > 0 ? p->width / across : 1e6, up > 0 ? p->height / up : 1e6);
}

/* What is the same wherever it is shown. */
struct pixels {
	const struct space *space;
	enum picture_fault fault;
};

static const struct pixels *pixels_in(
    struct walker *w, value picture, const struct picture_fact *size)
{
	static const struct space unknown = {.family = FAMILY_UNKNOWN, .n = 1};
	struct file *f = w->file;
	struct pixels *p = file_known(f, picture, 'i');
	value space = value_entry(f, picture, "/ColorSpace");

	if (p)
		return p;
	p = ARENA_NEW(f->arena, struct pixels);
	p->space = size->stencil ? &space_grey
		   : space	 ? space_of(f, space, w->stream->resources)
				 : pixels_space(f, picture);
	p->fault = pixels_fault(f, picture, size, p->space);
	p->space = p->space ? p->space : &unknown;
	file_know(f, picture, 'i', p);
	return p;
}

void picture_show(struct walker *w, value picture)
{
	static const struct box unit = {0, 0, 1, 1};
	struct file *f = w->file;
	struct picture_fact p = {.width = whole(f, value_entry(f, picture, "/Width")),
	    .height = whole(f, value_entry(f, picture, "/Height")),
	    .bits = whole(f, value_entry(f, picture, "/BitsPerComponent")),
	    .stencil = value_true(f, value_entry(f, picture, "/ImageMask")),
	    .masked = value_has(f, picture, "/SMask") || value_has(f, picture, "/Mask"),
	    .filter = filter_of(f, picture),
	    .n = 1};
	const struct pixels *pixels;
	const struct space *space;
	const struct box at = matrix_box(walk_state(w)->matrix, &unit);

	if (!p.width || !p.height || !walk_goes_on(w, 50))
		return;
	p.ppi = resolution(w, &p);
	if (value_has(f, picture, "/SMask"))
		sight_effect(w, "soft mask");
	p.bits = p.stencil ? 1 : p.bits;
	pixels = pixels_in(w, picture, &p);
	space = p.stencil ? walk_state(w)->fill.space : pixels->space;
	p.fault = pixels->fault;
	p.family = space->family;
	p.profiled = space->profiled;
	p.profile = space->profiled ? space->name : NULL;
	sight_picture(w, &p, space, at);
}
