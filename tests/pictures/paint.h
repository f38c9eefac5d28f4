/*
 * paint: what the pictures of the issues are made of. A scene draws in units of
 * its own (about 240 across); draw.c scales them to pixels. Colors are flat.
 */
#ifndef PAINT_H
#define PAINT_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* 0xRRGGBB: the magazine's section inks and their warm companions. */
enum paint {
	WHITE = 0xFFFFFF,
	CREAM = 0xFBF1DE,
	SAND = 0xEBCFA0,
	STONE = 0xCDBFA6,
	SUN = 0xF9D36B,
	OCHRE = 0xE8A628,
	CORAL = 0xE2694A,
	BRICK = 0xB5472F,
	CRIMSON = 0x96142B,
	ROSE = 0xEDB5A4,
	PLUM = 0x5B1A6B,
	LILAC = 0xB58BC0,
	NAVY = 0x12355B,
	BLUE = 0x2F6FA8,
	SKY = 0xBFDDE0,
	TEAL = 0x00565B,
	SEA = 0x2E8B8B,
	MINT = 0xA9D2BE,
	FOREST = 0x1D5A2C,
	LEAF = 0x5C9A4A,
	UMBER = 0x7A3E00,
	DUSK = 0x2A2030,
	SLATE = 0x6A6F7C,
	FOG = 0xB9BCC4,
	SKIN_1 = 0x5A3423,
	SKIN_2 = 0x8A5434,
	SKIN_3 = 0xB57A4E,
	SKIN_4 = 0xD9A77C,
	SKIN_5 = 0xF0CBA6
};

struct at {
	double x, y;
};

/* ---- shapes (paint.c): drawn in the color that ink() set ------------------ */

void ink(cairo_t *c, uint32_t color);
uint32_t blend(uint32_t a, uint32_t b, double t); /* t = 0: a, 1: b */
void box(cairo_t *c, double x, double y, double w, double h);
void soft_box(cairo_t *c, const double area[4], double radius);
void disc(cairo_t *c, double x, double y, double r);
void oval(cairo_t *c, double x, double y, double rx, double ry);
void ring(cairo_t *c, struct at at, double r, double width);
void stroke(cairo_t *c, double width, struct at a, struct at b);
void limb(cairo_t *c, double width, struct at a, struct at bend, struct at b);
void polygon(cairo_t *c, const double *xy, size_t n);
#define POLYGON(c, ...)                                                                  \
	polygon((c), (const double[]){__VA_ARGS__},                                      \
	    COUNT(((const double[]){__VA_ARGS__})) / 2)
#define SOFT_BOX(c, r, ...) soft_box((c), (const double[]){__VA_ARGS__}, (r))
/* The same number from 0 to 1 for the same a and b, on every machine. */
double chance(int a, int b);

/* ---- things (things.c) ---------------------------------------------------- */

void tree(cairo_t *c, struct at foot, double height, uint32_t leaf);
void cloud(cairo_t *c, double x, double y, double size);
void plant(cairo_t *c, struct at foot, double height, uint32_t pot);
void window_panes(cairo_t *c, const double area[4], int across, int down);
/* Rows of patchwork squares, `side` wide, in the colors of the campaign. */
void patchwork(cairo_t *c, const double area[4], double side, int seed);
void waves(cairo_t *c, const double area[4], double step);

/* ---- people (people.c): no faces, nobody's likeness ----------------------- */

enum hair { HAIR_SHORT, HAIR_BOB, HAIR_LONG, HAIR_AFRO, HAIR_BUN, HAIR_SCARF, HAIR_TUFT };
enum mood { MOOD_NONE, MOOD_SMILE, MOOD_OPEN, MOOD_SAD }; /* a face: the comic only */

struct person {
	struct at foot; /* between the feet; seated: middle of the waist */
	double height;	/* as if standing */
	uint32_t skin, hair, top, bottom;
	enum hair style;
	bool child;  /* a larger head */
	bool back;   /* seen from behind */
	bool seated; /* no legs: behind a table, in a boat */
	bool skirt, defenders, walks;
	bool aids;	  /* hearing aids */
	bool power;	  /* a power chair */
	uint32_t glasses; /* their frame; 0: none */
	enum mood mood;
	struct at left, right; /* hands from their shoulders, in heights; 0, 0: hanging */
};

void person(cairo_t *c, const struct person *p);
#define PERSON(c, ...) person((c), &(struct person){__VA_ARGS__})
/* A wheelchair user from the side, facing right or left; foot: where the wheel stands. */
void wheelchair(cairo_t *c, const struct person *p, bool facing_left);
#define WHEELCHAIR(c, left, ...) wheelchair((c), &(struct person){__VA_ARGS__}, (left))
/* From the front, on a chair; foot: the middle of the waist. seat 0: no chair. */
void sitter(cairo_t *c, const struct person *p, uint32_t seat);
#define SITTER(c, seat, ...) sitter((c), &(struct person){__VA_ARGS__}, (seat))
void walking_frame(cairo_t *c, double x, double y);
void long_cane(cairo_t *c, struct at hand, struct at tip, double width);

/* ---- tiles (mosaic.c) ----------------------------------------------------- */

void tile(cairo_t *c, struct at middle, double side, double turn);
/* Lays what is painted on `from` as square tiles on `to`: cells of `cell` pixels, split
 * in four, twice, where the picture has detail. */
void mosaic(cairo_surface_t *from, cairo_t *to, double cell);
void tiles(cairo_t *c);
void exclusion(cairo_t *c);
void segregation(cairo_t *c);
void integration(cairo_t *c);
void inclusion(cairo_t *c);

/* ---- scenes --------------------------------------------------------------- */

void cover(cairo_t *c);
void cover_tile(cairo_t *c); /* over the mosaic */
void back_tile(cairo_t *c);
void classroom(cairo_t *c);
void ramp(cairo_t *c);
void side_door(cairo_t *c);
void harbour(cairo_t *c);
void teacher(cairo_t *c);
void maya(cairo_t *c);
void ask_me(cairo_t *c);
void march(cairo_t *c);
void coach(cairo_t *c);
void orchestra(cairo_t *c);
void inspectors(cairo_t *c);
void lift_shaft(cairo_t *c);
void brenda_then(cairo_t *c);
void ruth(cairo_t *c);
void doors(cairo_t *c);
void elsewhere(cairo_t *c);
void votes(cairo_t *c);
void van(cairo_t *c);
void back_cover(cairo_t *c);
void story_1(cairo_t *c);
void story_2(cairo_t *c);
void story_3(cairo_t *c);
void story_4(cairo_t *c);
void story_5(cairo_t *c);
void story_6(cairo_t *c);

void long_table(cairo_t *c);

void lido(cairo_t *c);
void lido_over(cairo_t *c);
void scheme(cairo_t *c);
void towels(cairo_t *c);
void baker(cairo_t *c);
void rope(cairo_t *c);
void chalk(cairo_t *c);
void stool(cairo_t *c);
void cards(cairo_t *c);
void fan(cairo_t *c);
void torch(cairo_t *c);
void boots(cairo_t *c);

/* ---- vector art (chart.c, advert.c) --------------------------------------- */

bool chart(FILE *out);
bool advert(FILE *out);

/* ---- files (save.c) ------------------------------------------------------- */

/* False: could not be written (errno). quality 1 to 100; for PNG it is not used. */
bool save_jpeg(cairo_surface_t *s, const char *path, int quality);
bool save_png(cairo_surface_t *s, const char *path);

#endif
