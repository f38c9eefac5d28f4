/*
 * Matrices and boxes of a page (ISO 32000-1, 8.3.3).
 */
#include "preflight/reader.h"

#include <math.h>
#include <string.h>

void matrix_multiply(double to[6], const double a[6], const double b[6])
{
	const double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
	    a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
	    a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};

	memcpy(to, m, sizeof m);
}

/* Numbers of any size are kept where they can be counted on. */
static double fair(double x)
{
	return x > -1e7 ? fmin(x, 1e7) : -1e7;
}

struct box matrix_box(const double m[6], const struct box *b)
{
	const double x[2] = {b->left, b->right}, y[2] = {b->top, b->bottom};
	struct box to = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (int i = 0; i < 4; i++) {
		const double u = fair(x[i & 1] * m[0] + y[i >> 1] * m[2] + m[4]);
		const double v = fair(x[i & 1] * m[1] + y[i >> 1] * m[3] + m[5]);

		to.left = fmin(to.left, u);
		to.right = fmax(to.right, u);
		to.top = fmin(to.top, v);
		to.bottom = fmax(to.bottom, v);
	}
	return to;
}

struct box box_common(struct box a, struct box b)
{
	return (struct box){fmax(a.left, b.left), fmax(a.top, b.top),
	    fmin(a.right, b.right), fmin(a.bottom, b.bottom)};
}

bool box_is_empty(const struct box *b)
{
	return !(b->right > b->left && b->bottom > b->top);
}
