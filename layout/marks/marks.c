/*
 * Lines, rings and the bar of colors (ISO 12647-1; GWG 2015).
 *
 * In: places. Out: operators. Lines are a quarter of a point.
 */
#include "marks/marks.h"

#define RING MM(1.5)
#define PATCH MM(5)

static void put_point(struct buf *out, sp x, sp y)
{
	buf_pt(out, x);
	buf_char(out, ' ');
	buf_pt(out, y);
	buf_char(out, ' ');
}

void marks_begin(struct buf *out)
{
	buf_string(out, "q /All CS 1 SCN /All cs 1 scn 0.25 w\n");
}

void marks_end(struct buf *out)
{
	buf_string(out, "Q\n");
}

void marks_line(struct buf *out, sp x, sp y, sp across, sp up)
{
	put_point(out, x, y);
	buf_string(out, "m ");
	put_point(out, x + across, y + up);
	buf_string(out, "l S\n");
}

void marks_dashed(struct buf *out, sp x, sp y, sp across, sp up)
{
	buf_string(out, "[2 1.5] 0 d ");
	marks_line(out, x, y, across, up);
	buf_string(out, "[] 0 d\n");
}

/* A circle of four curves (each at 0.5523 of the radius), and a cross over it. */
void marks_ring(struct buf *out, sp x, sp y)
{
	static const int8_t turn[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
	const sp r = RING, bend = sp_scale(r, 5523, 10000), arm = MARKS_BAND / 2;

	put_point(out, x + r, y);
	buf_string(out, "m ");
	for (int i = 0; i < 4; i++) {
		const int8_t *a = turn[i], *b = turn[i + 1];

		put_point(out, x + a[0] * r + b[0] * bend, y + a[1] * r + b[1] * bend);
		put_point(out, x + b[0] * r + a[0] * bend, y + b[1] * r + a[1] * bend);
		put_point(out, x + b[0] * r, y + b[1] * r);
		buf_string(out, "c ");
	}
	buf_string(out, "h S\n");
	marks_line(out, x - arm, y, 2 * arm, 0);
	marks_line(out, x, y - arm, 0, 2 * arm);
}

/* Solids, overprints of two, greys of three inks beside those of black alone (ISO
 * 12647-2), and tints. */
static const char *const patches[] = {"1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1",
    "0 1 1 0", "1 0 1 0", "1 1 0 0", ".5 .4 .4 0", "0 0 0 .5", ".5 0 0 0", "0 .5 0 0",
    "0 0 .5 0", ".25 .19 .19 0", "0 0 0 .25", ".75 .66 .66 0", "0 0 0 .75"};

void marks_bar(struct buf *out, sp x, sp y, sp most)
{
	buf_string(out, "q ");
	for (size_t i = 0; i < COUNT(patches) && x + PATCH <= most; i++, x += PATCH) {
		buf_string(out, patches[i]);
		buf_string(out, " k ");
		put_point(out, x, y);
		put_point(out, PATCH, MARKS_BAND);
		buf_string(out, "re f\n");
	}
	buf_string(out, "Q\n");
}
