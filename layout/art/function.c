/*
 * Functions of a PDF file (ISO 32000-1, 7.10), as far as colors need them.
 *
 * In: a function object, or an array of them, one for each value. Out: its values, and
 * where it bends. Kinds 0 (sampled; linear in between, along the first variables), 2, 3,
 * and 4, a program (calculator.c).
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "art/art.h"
#include "art/calculator.h"

/* LINEAR: variables of a table; the nearest value along the rest. */
enum { PARTS_MAX = 64, BENDS = 16, LINEAR = 4 };

struct function {
	enum { SAMPLED, POWER, STITCHED, TOGETHER, PROGRAM } kind;
	int nin, nout;
	double domain[2 * COMPONENTS_MAX];
	double *c0, *c1, power;	      /* POWER */
	const struct function **part; /* STITCHED, TOGETHER */
	size_t npart;
	double *bound, *encode; /* STITCHED; SAMPLED: encode */
	const uint8_t *sample;	/* SAMPLED: of so many bits */
	int bits, size[COMPONENTS_MAX];
	double *decode;
	const struct calculator *calculator; /* PROGRAM */
	double *range;
};

static double limited(double x, double low, double high)
{
	return x < low ? low : x > high ? high : x;
}

/* ---- values ------------------------------------------------------------------ */

/* Sample number i, from 0 to 1. */
static double sample(const struct function *f, size_t i)
{
	const size_t bit = i * (size_t)f->bits;
	const uint8_t *at = f->sample + bit / 8;
	uint64_t x = 0;

	if (f->bits == 8)
		return *at / 255.0;
	for (int n = 0; n < f->bits; n += 8) /* 12 bits may begin in mid-byte: 2 bytes */
		x = x << 8 | *at++;
	const int got = (f->bits + 7) / 8 * 8, used = (int)(bit % 8) + f->bits;
	x = x >> (got - used) & ((UINT64_C(1) << f->bits) - 1);
	return (double)x / (double)((UINT64_C(1) << f->bits) - 1);
}

/* Along one variable: the sample below, and how far it is to the next. */
struct between {
	size_t at, step;
	double part;
};

static struct between between_at(const struct function *f, int i, double in)
{
	const double low = f->domain[2 * i], high = f->domain[2 * i + 1];
	const double from = f->encode[2 * i], to = f->encode[2 * i + 1];
	const double part =
	    high > low ? (limited(in, low, high) - low) / (high - low) : 0;
	const double x = limited(from + part * (to - from), 0, f->size[i] - 1);
	struct between b = {.at = (size_t)(i < LINEAR ? floor(x) : floor(x + 0.5))};

	b.part = i < LINEAR ? x - floor(x) : 0;
	return b;
}

static void sampled_at(const struct function *f, const double *in, double *out)
{
	struct between b[COMPONENTS_MAX];
	const int nlinear = f->nin < LINEAR ? f->nin : LINEAR;
	size_t base = 0, step = 1;

	for (int i = 0; i < f->nin; i++) {
		b[i] = between_at(f, i, in[i]);
		b[i].step = step;
		base += b[i].at * step;
		step *= (size_t)f->size[i];
	}
	for (int k = 0; k < f->nout; k++)
		out[k] = 0;
	for (unsigned corner = 0; corner < 1u << nlinear; corner++) {
		size_t at = base;
		double weight = 1;

		for (int i = 0; i < nlinear; i++) {
			const bool next = corner >> i & 1;

			weight *= next ? b[i].part : 1 - b[i].part;
			at += next ? b[i].step : 0;
		}
		for (int k = 0; weight > 0 && k < f->nout; k++)
			out[k] += weight * sample(f, at * (size_t)f->nout + (size_t)k);
	}
	for (int k = 0; k < f->nout; k++)
		out[k] =
		    f->decode[2 * k] + out[k] * (f->decode[2 * k + 1] - f->decode[2 * k]);
}

static void program_at(const struct function *f, const double *in, double *out)
{
	double within[COMPONENTS_MAX];

	for (int i = 0; i < f->nin; i++)
		within[i] = limited(in[i], f->domain[2 * i], f->domain[2 * i + 1]);
	calculator_run(f->calculator, within, f->nin, out, f->nout);
	for (int k = 0; k < f->nout; k++)
		out[k] = limited(out[k], f->range[2 * k], f->range[2 * k + 1]);
}

static void stitched_at(const struct function *f, const double *in, double *out)
{
	const double x = limited(in[0], f->domain[0], f->domain[1]);
	size_t i = 0;

	while (i + 1 < f->npart && x >= f->bound[i + 1])
		i++;
	const double low = f->bound[i], high = f->bound[i + 1];
	const double from = f->encode[2 * i], to = f->encode[2 * i + 1];
	const double inner =
	    high > low ? from + (x - low) / (high - low) * (to - from) : from;
	function_at(f->part[i], &inner, out);
}

void function_at(const struct function *f, const double *in, double *out)
{
	switch (f->kind) {
	case SAMPLED:
		sampled_at(f, in, out);
		break;
	case POWER: {
		const double x =
		    pow(limited(in[0], f->domain[0], f->domain[1]), f->power);

		for (int k = 0; k < f->nout; k++)
			out[k] = f->c0[k] + x * (f->c1[k] - f->c0[k]);
		break;
	}
	case STITCHED:
		stitched_at(f, in, out);
		break;
	case TOGETHER:
		for (size_t i = 0; i < f->npart; i++)
			function_at(f->part[i], in, &out[i]);
		break;
	case PROGRAM:
		program_at(f, in, out);
		break;
	}
}

int function_in(const struct function *f)
{
	return f->nin;
}

/* ---- where it bends ----------------------------------------------------------- */

static size_t even_knots(const struct function *f, double *knot, size_t max, int n)
{
	size_t i = 0;

	for (; i <= (size_t)n && i < max; i++)
		knot[i] =
		    f->domain[0] + (f->domain[1] - f->domain[0]) * (double)i / (double)n;
	return i;
}

static size_t stitched_knots(const struct function *f, double *knot, size_t max)
{
	double inner[PARTS_MAX];
	size_t n = 0;

	for (size_t i = 0; i < f->npart; i++) {
		const struct function *part = f->part[i];
		const double low = f->bound[i], high = f->bound[i + 1];
		const double from = f->encode[2 * i], to = f->encode[2 * i + 1];
		const size_t ninner = function_knots(part, inner, COUNT(inner));
		const bool back = to < from;

		for (size_t k = 0; k < ninner && n < max && to != from; k++) {
			const double x = inner[back ? ninner - 1 - k : k];

			knot[n++] = limited(
			    low + (x - from) / (to - from) * (high - low), low, high);
		}
	}
	return n;
}

size_t function_knots(const struct function *f, double *knot, size_t max)
{
	if (f->kind == STITCHED)
		return stitched_knots(f, knot, max);
	if (f->kind == SAMPLED)
		return even_knots(f, knot, max, f->size[0] < 64 ? f->size[0] - 1 : 63);
	if (f->kind == POWER && f->power == 1)
		return even_knots(f, knot, max, 1);
	return even_knots(f, knot, max, BENDS);
}

/* ---- reading ------------------------------------------------------------------- */

/* n numbers of an array, `otherwise` where it has fewer; NULL array: all otherwise. */
static double *numbers(
    struct taker *t, handle array, size_t n, const double *otherwise, size_t period)
{
	double *to = ARENA_ARRAY(t->record->arena, double, n + 1);
	const int have = qpdf_oh_is_array(t->pdf, array)
			     ? qpdf_oh_get_array_n_items(t->pdf, array)
			     : 0;

	for (size_t i = 0; i < n; i++)
		to[i] = (int)i < have ? qpdf_oh_get_numeric_value(t->pdf,
					    qpdf_oh_get_array_item(t->pdf, array, (int)i))
				      : otherwise[i % period];
	return to;
}

static const double unit[] = {0, 1}, nought[] = {0}, one[] = {1};

static bool read_power(struct taker *t, handle dict, struct function *f)
{
	handle c0 = qpdf_oh_get_key(t->pdf, dict, "/C0");
	handle c1 = qpdf_oh_get_key(t->pdf, dict, "/C1");
	const int n =
	    qpdf_oh_is_array(t->pdf, c0) ? qpdf_oh_get_array_n_items(t->pdf, c0) : 1;

	f->kind = POWER;
	f->nout = n;
	f->power = qpdf_oh_get_numeric_value(t->pdf, qpdf_oh_get_key(t->pdf, dict, "/N"));
	if (n < 1 || n > COMPONENTS_MAX || f->nin != 1)
		return false;
	f->c0 = numbers(t, c0, (size_t)n, nought, 1);
	f->c1 = numbers(t, c1, (size_t)n, one, 1);
	return true;
}

static bool read_parts(struct taker *t, handle array, struct function *f)
{
	const int n = qpdf_oh_is_array(t->pdf, array)
			  ? qpdf_oh_get_array_n_items(t->pdf, array)
			  : 0;

	if (n < 1 || n > PARTS_MAX)
		return false;
	f->part = ARENA_ARRAY(t->record->arena, const struct function *, n);
	for (; f->npart < (size_t)n; f->npart++) {
		const struct function *part =
		    function_of(t, qpdf_oh_get_array_item(t->pdf, array, (int)f->npart));

		if (!part || part->nin != 1)
			return false;
		f->part[f->npart] = part;
	}
	return true;
}

static bool read_stitched(struct taker *t, handle dict, struct function *f)
{
	double *inner;

	f->kind = STITCHED;
	if (f->nin != 1 || !read_parts(t, qpdf_oh_get_key(t->pdf, dict, "/Functions"), f))
		return false;
	f->nout = f->part[0]->nout;
	for (size_t i = 0; i < f->npart; i++)
		if (f->part[i]->nout != f->nout)
			return false;
	inner = numbers(
	    t, qpdf_oh_get_key(t->pdf, dict, "/Bounds"), f->npart - 1, &f->domain[1], 1);
	f->bound = ARENA_ARRAY(t->record->arena, double, f->npart + 1);
	f->bound[0] = f->domain[0];
	memcpy(f->bound + 1, inner, (f->npart - 1) * sizeof *inner);
	f->bound[f->npart] = f->domain[1];
	f->encode =
	    numbers(t, qpdf_oh_get_key(t->pdf, dict, "/Encode"), 2 * f->npart, unit, 2);
	return true;
}

/* Of a stream: how many values it has, by their ranges. False: none, or too many. */
static bool read_range(struct taker *t, handle dict, struct function *f)
{
	handle range = qpdf_oh_get_key(t->pdf, dict, "/Range");

	f->nout = qpdf_oh_is_array(t->pdf, range)
		      ? qpdf_oh_get_array_n_items(t->pdf, range) / 2
		      : 0;
	if (f->nout < 1 || f->nout > COMPONENTS_MAX)
		return false;
	f->range = numbers(t, range, 2 * (size_t)f->nout, unit, 2);
	return true;
}

static bool read_bits(struct taker *t, handle dict, struct function *f)
{
	static const int known[] = {1, 2, 4, 8, 12, 16, 24, 32};

	f->bits = qpdf_oh_get_int_value_as_int(
	    t->pdf, qpdf_oh_get_key(t->pdf, dict, "/BitsPerSample"));
	for (size_t i = 0; i < COUNT(known); i++)
		if (f->bits == known[i])
			return true;
	return false;
}

/* The number of samples a value; 0: none, or too many. */
static size_t read_size(struct taker *t, handle dict, struct function *f)
{
	double *sizes =
	    numbers(t, qpdf_oh_get_key(t->pdf, dict, "/Size"), (size_t)f->nin, nought, 1);
	double ends[2 * COMPONENTS_MAX];
	size_t n = 1;

	for (int i = 0; i < f->nin; i++) {
		f->size[i] = (int)limited(sizes[i], 0, 65536);
		ends[2 * i] = 0;
		ends[2 * i + 1] = f->size[i] - 1;
		n *= (size_t)f->size[i];
		if (!n || n > 1 << 24)
			return 0;
	}
	f->encode = numbers(t, qpdf_oh_get_key(t->pdf, dict, "/Encode"),
	    2 * (size_t)f->nin, ends, 2 * (size_t)f->nin);
	return n;
}

static bool read_sampled(struct taker *t, handle stream, struct function *f)
{
	handle dict = qpdf_oh_get_dict(t->pdf, stream);
	size_t len, n;
	uint8_t *bytes;

	f->kind = SAMPLED;
	if (!read_range(t, dict, f) || !read_bits(t, dict, f) ||
	    !(n = read_size(t, dict, f)))
		return false;
	f->decode = numbers(t, qpdf_oh_get_key(t->pdf, dict, "/Decode"),
	    2 * (size_t)f->nout, f->range, 2 * (size_t)f->nout);
	bytes = stream_bytes(t, stream, &len);
	if (bytes && len >= (n * (size_t)f->nout * (size_t)f->bits + 7) / 8)
		f->sample = (const uint8_t *)arena_copy(
		    t->record->arena, (const char *)bytes, len);
	free(bytes);
	return f->sample;
}

static bool read_calculator(struct taker *t, handle stream, struct function *f)
{
	size_t len;
	uint8_t *bytes;

	f->kind = PROGRAM;
	if (!read_range(t, qpdf_oh_get_dict(t->pdf, stream), f))
		return false;
	bytes = stream_bytes(t, stream, &len);
	if (bytes)
		f->calculator =
		    calculator_read(t->record->arena, (const char *)bytes, len);
	free(bytes);
	return f->calculator;
}

static const struct function *read_together(struct taker *t, handle array)
{
	struct function *f = ARENA_NEW(t->record->arena, struct function);

	f->kind = TOGETHER;
	if (!read_parts(t, array, f) || f->npart > COMPONENTS_MAX)
		return NULL;
	for (size_t i = 0; i < f->npart; i++)
		if (f->part[i]->nout != 1)
			return NULL;
	f->nin = 1;
	f->nout = (int)f->npart;
	f->domain[0] = f->part[0]->domain[0];
	f->domain[1] = f->part[0]->domain[1];
	return f;
}

static const struct function *read_one(struct taker *t, handle function)
{
	struct function *f = ARENA_NEW(t->record->arena, struct function);
	const bool stream = qpdf_oh_is_stream(t->pdf, function);
	handle dict = stream ? qpdf_oh_get_dict(t->pdf, function) : function;
	handle domain = qpdf_oh_get_key_if_dict(t->pdf, dict, "/Domain");

	f->nin = qpdf_oh_is_array(t->pdf, domain)
		     ? qpdf_oh_get_array_n_items(t->pdf, domain) / 2
		     : 0;
	if (f->nin < 1 || f->nin > COMPONENTS_MAX)
		return NULL;
	memcpy(f->domain, numbers(t, domain, 2 * (size_t)f->nin, unit, 2),
	    2 * (size_t)f->nin * sizeof *f->domain);
	switch (qpdf_oh_get_int_value_as_int(
	    t->pdf, qpdf_oh_get_key(t->pdf, dict, "/FunctionType"))) {
	case 0:
		return stream && read_sampled(t, function, f) ? f : NULL;
	case 2:
		return read_power(t, dict, f) ? f : NULL;
	case 3:
		return read_stitched(t, dict, f) ? f : NULL;
	case 4:
		return stream && read_calculator(t, function, f) ? f : NULL;
	}
	return NULL;
}

const struct function *function_of(struct taker *t, handle function)
{
	const struct function *f;

	if (t->unfolding > 8)
		return NULL;
	t->unfolding++;
	f = qpdf_oh_is_array(t->pdf, function) ? read_together(t, function)
					       : read_one(t, function);
	t->unfolding--;
	return f;
}
