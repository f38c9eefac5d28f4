/*
 * Colors by the eye (ISO 32000-1, 8.6.5: CalGray, CalRGB, Lab) as ICC profiles.
 *
 * In: such a space as a file has it. Out: a profile of the same colors, so that there is
 * one road from a source to a press: whoever converts knows profiles and nothing else.
 * What a file calibrates to its own white is adapted to that of profiles, D50, by
 * Bradford's matrix (ICC.1:2010, E.3). Lab becomes RGB of primaries so wide (those of
 * ROMM RGB, ISO 22028-2) that all that can be printed lies within.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/art.h"

enum { HEADER = 128, TAG = 12, TITLE = 20, DESC = 12 + TITLE + 78 };

static const double d50[3] = {0.9642, 1, 0.8249};

/* ---- the file (ICC.1:2001-04) ------------------------------------------------- */

static void put_u32(struct buf *b, uint32_t n)
{
	const uint8_t byte[] = {
	    (uint8_t)(n >> 24), (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};

	buf_add(b, byte, sizeof byte);
}

static void put_zeros(struct buf *b, size_t n)
{
	while (n--)
		buf_char(b, '\0');
}

static void put_fixed(struct buf *b, double x)
{
	put_u32(b, (uint32_t)(int32_t)lround(x * 65536));
}

static void put_header(struct buf *b, int n, size_t len)
{
	put_u32(b, (uint32_t)len);
	put_u32(b, 0);
	put_u32(b, 0x02400000);
	buf_string(b, "mntr");
	buf_string(b, n == 1 ? "GRAY" : "RGB ");
	buf_string(b, "XYZ ");
	put_zeros(b, 12);
	buf_string(b, "acsp");
	put_zeros(b, 28);
	for (int i = 0; i < 3; i++)
		put_fixed(b, d50[i]);
	put_zeros(b, HEADER - b->len);
}

static void put_xyz(struct buf *b, const double xyz[3])
{
	buf_string(b, "XYZ ");
	put_u32(b, 0);
	for (int i = 0; i < 3; i++)
		put_fixed(b, xyz[i]);
}

static void put_text(struct buf *b, const char *kind, const char *title)
{
	const size_t start = b->len, room = kind[0] == 'd' ? DESC : 8 + TITLE;

	buf_string(b, kind);
	put_u32(b, 0);
	if (kind[0] == 'd')
		put_u32(b, (uint32_t)strlen(title) + 1);
	buf_string(b, title);
	put_zeros(b, room - (b->len - start));
}

static void put_curve(struct buf *b, double gamma)
{
	const long n = lround(gamma * 256);

	buf_string(b, "curv");
	put_u32(b, 0);
	put_u32(b, 1);
	buf_char(b, (char)(n >> 8));
	buf_char(b, (char)n);
	put_zeros(b, 2);
}

/* A space by its primaries (columns) and its curves. */
struct calibration {
	int n; /* components: 1 or 3 */
	double primary[3][3], gamma[3];
	const char *title; /* shorter than TITLE */
};

static void put_tag(struct buf *b, const struct calibration *c, const char *tag)
{
	const char *at = strchr("rgb", tag[0]);
	const int i = at ? (int)(at - "rgb") : 0;

	if (strcmp(tag, "desc") == 0)
		put_text(b, "desc", c->title);
	else if (strcmp(tag, "cprt") == 0)
		put_text(b, "text", "none");
	else if (strcmp(tag, "wtpt") == 0)
		put_xyz(b, d50);
	else if (strcmp(tag + 1, "XYZ") == 0)
		put_xyz(b, c->primary[i]);
	else
		put_curve(b, c->gamma[i]);
}

static uint8_t profile_new(struct record *r, const struct calibration *c)
{
	static const char *const tags[] = {"desc", "cprt", "wtpt", "kTRC", "rTRC", "gTRC",
	    "bTRC", "rXYZ", "gXYZ", "bXYZ"};
	const size_t first = c->n == 1 ? 0 : 4, ntag = c->n == 1 ? 4 : 9;
	const size_t from = HEADER + 4 + ntag * TAG;
	struct buf data = {0}, table = {0}, all = {0};
	uint8_t source;

	put_u32(&table, (uint32_t)ntag);
	for (size_t i = 0; i < COUNT(tags); i++) {
		const size_t at = data.len;

		if ((i >= 3 && i < first) || (c->n == 1 && i >= ntag))
			continue;
		put_tag(&data, c, tags[i]);
		buf_string(&table, tags[i]);
		put_u32(&table, (uint32_t)(from + at));
		put_u32(&table, (uint32_t)(data.len - at));
		put_zeros(&data, (4 - data.len % 4) % 4);
	}
	put_header(&all, c->n, from + data.len);
	buf_add(&all, table.at, table.len);
	buf_add(&all, data.at, data.len);
	source = record_source(r, (struct source){all.at, all.len}, c->n);
	buf_release(&data);
	buf_release(&table);
	buf_release(&all);
	return source;
}

/* ---- white -------------------------------------------------------------------- */

static void apply(const double m[9], const double in[3], double out[3])
{
	for (int i = 0; i < 3; i++)
		out[i] = m[3 * i] * in[0] + m[3 * i + 1] * in[1] + m[3 * i + 2] * in[2];
}

/* xyz under a white, to how it looks under D50. */
static void adapt(const double white[3], double xyz[3])
{
	static const double cone[9] = {
	    0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296};
	static const double back[9] = {0.9869929, -0.1470543, 0.1599627, 0.4323053,
	    0.5183603, 0.0492912, -0.0085287, 0.0400428, 0.9684867};
	double from[3], to[3], at[3];

	apply(cone, white, from);
	apply(cone, d50, to);
	apply(cone, xyz, at);
	for (int i = 0; i < 3; i++)
		at[i] *= from[i] > 0 ? to[i] / from[i] : 1;
	apply(back, at, xyz);
}

/* ---- reading ------------------------------------------------------------------- */

static void read_numbers(struct taker *t, handle dict, const char *key, double *to, int n)
{
	handle array = qpdf_oh_get_key_if_dict(t->pdf, dict, key);

	if (qpdf_oh_is_array(t->pdf, array) &&
	    qpdf_oh_get_array_n_items(t->pdf, array) == n)
		for (int i = 0; i < n; i++)
			to[i] = qpdf_oh_get_numeric_value(
			    t->pdf, qpdf_oh_get_array_item(t->pdf, array, i));
	else if (n == 1 && qpdf_oh_is_number(t->pdf, array))
		to[0] = qpdf_oh_get_numeric_value(t->pdf, array);
}

uint8_t calibrated_grey(struct taker *t, handle dict)
{
	struct calibration c = {.n = 1, .gamma = {1}, .title = "CalGray"};

	read_numbers(t, dict, "/Gamma", c.gamma, 1);
	return profile_new(t->record, &c);
}

uint8_t calibrated_rgb(struct taker *t, handle dict)
{
	struct calibration c = {.n = 3,
	    .primary = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	    .gamma = {1, 1, 1},
	    .title = "CalRGB"};
	double white[3] = {0.9505, 1, 1.089};

	read_numbers(t, dict, "/WhitePoint", white, 3);
	read_numbers(t, dict, "/Gamma", c.gamma, 3);
	read_numbers(t, dict, "/Matrix", c.primary[0], 9);
	for (int i = 0; i < 3; i++)
		adapt(white, c.primary[i]);
	return profile_new(t->record, &c);
}

/* ---- Lab ----------------------------------------------------------------------- */

#define WIDE_GAMMA 1.8

uint8_t lab_source(struct record *r)
{
	return profile_new(r, &(struct calibration){.n = 3,
				  .primary = {{0.79767, 0.28804, 0},
				      {0.13519, 0.71187, 0}, {0.03135, 0.00009, 0.8249}},
				  .gamma = {WIDE_GAMMA, WIDE_GAMMA, WIDE_GAMMA},
				  .title = "Lab"});
}

static double unlab(double x)
{
	return x >= 6.0 / 29 ? x * x * x : 108.0 / 841 * (x - 4.0 / 29);
}

void lab_to_wide(const double lab[3], float wide[3])
{
	/* D50 to the primaries above, linear */
	static const double m[9] = {
	    1.34594, -0.25561, -0.05111, -0.54460, 1.50817, 0.02054, 0, 0, 1.21227};
	const double y = (lab[0] + 16) / 116;
	const double xyz[3] = {
	    d50[0] * unlab(y + lab[1] / 500), unlab(y), d50[2] * unlab(y - lab[2] / 200)};
	double linear[3];

	apply(m, xyz, linear);
	for (int i = 0; i < 3; i++)
		wide[i] = (float)pow(fmin(1, fmax(0, linear[i])), 1 / WIDE_GAMMA);
}
