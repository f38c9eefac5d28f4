/*
 * Draws the pictures of issues/2026-autumn, so that anybody can see that they are ours:
 *
 *     make -C tests/pictures && build/draw FOLDER [NAME]
 *
 * In: a folder that exists. Out: the files of the table below in it, the same bytes each
 * time. Flat color and square tiles, no text: words in a picture cannot be read aloud.
 */
#include "paint.h"

#include <stdio.h>
#include <string.h>

struct picture {
	const char *name;
	int width, height; /* pixels */
	double units;	   /* the scene's own width */
	int quality;	   /* JPEG; 0: PNG, -1: PNG with alpha */
	double cell;	   /* laid as a mosaic of cells so wide, in pixels; 0: not */
	void (*paint)(cairo_t *), (*over)(cairo_t *); /* over: on the tiles, or NULL */
};

static const struct picture table[] = {
    {"cover.jpg", 2550, 3579, 210, 78, 60, cover, cover_tile},
    {"classroom.jpg", 2400, 1600, 240, 84, 0, classroom, NULL},
    {"ramp.jpg", 2400, 1600, 240, 84, 0, ramp, NULL},
    {"side-door.jpg", 2400, 2400, 160, 84, 0, side_door, NULL},
    {"harbour.jpg", 2400, 1600, 240, 84, 0, harbour, NULL},
    {"boat.jpg", 2000, 1500, 200, 84, 0, boat, NULL},
    {"teacher.jpg", 2400, 2400, 160, 84, 0, teacher, NULL},
    {"maya.jpg", 2400, 3000, 160, 84, 0, maya, NULL},
    {"tiles.png", 2400, 480, 240, 0, 0, tiles, NULL},
    {"ask-me.jpg", 2400, 2400, 160, 84, 0, ask_me, NULL},
    {"march.jpg", 2400, 1600, 240, 84, 0, march, NULL},
    {"coach.jpg", 2100, 1400, 210, 84, 0, coach, NULL},
    {"emblem.png", 1200, 1200, 120, -1, 0, emblem, NULL},
};

static cairo_surface_t *painted(const struct picture *p)
{
	cairo_surface_t *s =
	    cairo_image_surface_create(CAIRO_FORMAT_ARGB32, p->width, p->height);
	cairo_t *c = cairo_create(s);

	cairo_scale(c, p->width / p->units, p->width / p->units);
	p->paint(c);
	cairo_destroy(c);
	cairo_surface_flush(s);
	return s;
}

static cairo_surface_t *tiled(cairo_surface_t *from, const struct picture *p)
{
	cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_ARGB32,
	    cairo_image_surface_get_width(from), cairo_image_surface_get_height(from));
	cairo_t *c = cairo_create(s);

	mosaic(from, c, p->cell);
	cairo_scale(c, p->width / p->units, p->width / p->units);
	p->over(c);
	cairo_destroy(c);
	cairo_surface_flush(s);
	cairo_surface_destroy(from);
	return s;
}

static bool draw(const struct picture *p, const char *folder)
{
	char path[4096];
	cairo_surface_t *s = painted(p);
	bool done;

	if (p->cell > 0)
		s = tiled(s, p);
	snprintf(path, sizeof path, "%s/%s", folder, p->name);
	done = p->quality > 0 ? save_jpeg(s, path, p->quality)
			      : save_png(s, path, p->quality < 0);
	cairo_surface_destroy(s);
	if (!done)
		perror(path);
	return done;
}

int main(int argc, char **argv)
{
	bool done = true;

	if (argc < 2 || argc > 3) {
		fprintf(stderr, "usage: draw FOLDER [NAME]\n");
		return 3;
	}
	for (size_t i = 0; i < COUNT(table); i++)
		if (argc == 2 || strcmp(argv[2], table[i].name) == 0)
			done = draw(&table[i], argv[1]) && done;
	return done ? 0 : 4;
}
