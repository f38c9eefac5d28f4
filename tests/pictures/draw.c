/*
 * Draws the pictures of our issues, so that anybody can see that they are ours:
 *
 *     make -C tests/pictures && build/draw issues/2026-autumn [NAME]
 *
 * In: an issue's folder that has pictures/. Out: the files of the issue's table below in
 * it, the same bytes each time. Flat color and square tiles, no text: words in a picture
 * cannot be read aloud.
 */
#include "paint.h"

#include <stdio.h>
#include <string.h>

struct picture {
	const char *name;
	int width, height; /* pixels */
	double units;	   /* the scene's own width */
	int quality;	   /* JPEG; 0: PNG */
	double cell;	   /* laid as a mosaic of cells so wide, in pixels; 0: not */
	void (*paint)(cairo_t *), (*over)(cairo_t *); /* over: on the tiles, or NULL */
};

static const struct picture autumn[] = {
    {"cover.jpg", 2560, 3593, 210, 78, 60, cover, cover_tile},
    {"classroom.jpg", 2560, 1707, 240, 84, 0, classroom, NULL},
    {"ramp.jpg", 2560, 1707, 240, 84, 0, ramp, NULL},
    {"side-door.jpg", 2400, 2400, 160, 84, 0, side_door, NULL},
    {"harbour.jpg", 4400, 1050, 440, 82, 0, harbour, NULL},
    {"teacher.jpg", 2400, 2400, 160, 84, 0, teacher, NULL},
    {"maya.jpg", 2400, 3000, 160, 84, 0, maya, NULL},
    {"tiles.png", 2560, 512, 240, 0, 0, tiles, NULL},
    {"ask-me.jpg", 2400, 2400, 160, 84, 0, ask_me, NULL},
    {"march.jpg", 2560, 1707, 240, 84, 0, march, NULL},
    {"coach.jpg", 2560, 1707, 210, 84, 0, coach, NULL},
    {"orchestra.jpg", 2560, 1600, 240, 82, 0, orchestra, NULL},
    {"inspectors.jpg", 2560, 1600, 240, 82, 0, inspectors, NULL},
    {"lift.jpg", 2560, 1600, 240, 82, 0, lift_shaft, NULL},
    {"brenda-then.jpg", 5120, 1280, 480, 80, 0, brenda_then, NULL},
    {"ruth.jpg", 2560, 2560, 160, 82, 0, ruth, NULL},
    {"doors.jpg", 2100, 1050, 200, 82, 0, doors, NULL},
    {"elsewhere.jpg", 2560, 1067, 240, 82, 0, elsewhere, NULL},
    {"votes.jpg", 2560, 1067, 240, 82, 0, votes, NULL},
    {"van.jpg", 2560, 1280, 240, 82, 0, van, NULL},
    {"back.jpg", 2560, 1920, 210, 74, 60, back_cover, back_tile},
    {"story-1.jpg", 1800, 1800, 120, 82, 0, story_1, NULL},
    {"story-2.jpg", 1800, 1800, 120, 82, 0, story_2, NULL},
    {"story-3.jpg", 1800, 1800, 120, 82, 0, story_3, NULL},
    {"story-4.jpg", 1800, 1800, 120, 82, 0, story_4, NULL},
    {"story-5.jpg", 1800, 1800, 120, 82, 0, story_5, NULL},
    {"story-6.jpg", 1800, 1800, 120, 82, 0, story_6, NULL},
    {"exclusion.png", 600, 600, 40, 0, 0, exclusion, NULL},
    {"segregation.png", 600, 600, 40, 0, 0, segregation, NULL},
    {"integration.png", 600, 600, 40, 0, 0, integration, NULL},
    {"inclusion.png", 600, 600, 40, 0, 0, inclusion, NULL},
};

static const struct picture summer[] = {
    {"lido.jpg", 2560, 3596, 210, 78, 60, lido, lido_over},
    {"scheme.jpg", 2560, 1707, 240, 84, 0, scheme, NULL},
    {"baker.jpg", 2400, 3000, 160, 84, 0, baker, NULL},
    {"rope.jpg", 2400, 2400, 160, 84, 0, rope, NULL},
    {"towels.jpg", 2560, 2400, 240, 84, 0, towels, NULL},
    {"chalk.jpg", 1200, 1200, 100, 84, 0, chalk, NULL},
    {"stool.jpg", 1200, 1200, 100, 84, 0, stool, NULL},
    {"cards.jpg", 1200, 1200, 100, 84, 0, cards, NULL},
    {"fan.jpg", 1200, 1200, 100, 84, 0, fan, NULL},
    {"torch.jpg", 1200, 1200, 100, 84, 0, torch, NULL},
    {"boots.jpg", 1200, 1200, 100, 84, 0, boots, NULL},
};

static const struct picture second_design[] = {
    {"long-table.jpg", 2100, 1790, 176, 84, 0, long_table, NULL},
};

static const struct {
	const char *issue;
	const struct picture *picture;
	size_t n;
} issues[] = {
    {"2026-autumn", autumn, COUNT(autumn)},
    {"2026-summer", summer, COUNT(summer)},
    {"second-design", second_design, COUNT(second_design)},
    {"drawings", NULL, 0},
};

static cairo_surface_t *painted(const struct picture *p)
{
	cairo_surface_t *s =
	    cairo_image_surface_create(CAIRO_FORMAT_ARGB32, p->width, p->height);
	cairo_t *c = cairo_create(s);

	ink(c, WHITE); /* a PNG without alpha is copied as it is, which is quick */
	cairo_paint(c);
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
	snprintf(path, sizeof path, "%s/pictures/%s", folder, p->name);
	done = p->quality > 0 ? save_jpeg(s, path, p->quality)
			      : save_png(s, path);
	cairo_surface_destroy(s);
	if (!done)
		perror(path);
	return done;
}

static const struct drawing {
	const char *issue, *name;
	bool (*write)(FILE *);
} drawings[] = {{"2026-autumn", "survey.svg", chart}, {"drawings", "advert.pdf", advert}};

static bool draw_vector(const struct drawing *d, const char *folder)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/pictures/%s", folder, d->name);
	FILE *file = fopen(path, "w");
	bool done = file && d->write(file);
	if ((file && fclose(file)) || !done) {
		perror(path);
		return false;
	}
	return true;
}

static bool draw_issue(size_t issue, const char *folder, const char *name)
{
	bool done = true;

	for (size_t i = 0; i < COUNT(drawings); i++)
		if (strcmp(drawings[i].issue, issues[issue].issue) == 0 &&
		    (!name || strcmp(name, drawings[i].name) == 0))
			done = draw_vector(&drawings[i], folder) && done;
	for (size_t i = 0; i < issues[issue].n; i++)
		if (!name || strcmp(name, issues[issue].picture[i].name) == 0)
			done = draw(&issues[issue].picture[i], folder) && done;
	return done;
}

int main(int argc, char **argv)
{
	const char *slash = argc > 1 ? strrchr(argv[1], '/') : NULL;

	for (size_t i = 0; (argc == 2 || argc == 3) && i < COUNT(issues); i++)
		if (strcmp(slash ? slash + 1 : argv[1], issues[i].issue) == 0)
			return draw_issue(i, argv[1], argv[2]) ? 0 : 4;
	fprintf(stderr, "usage: draw ISSUE [NAME]\n");
	return 3;
}
