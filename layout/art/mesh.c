/*
 * Meshes (ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8): triangles, lattices and patches, written
 * anew.
 *
 * In: a shading of kind 4 to 7, numbers packed by bits. Out: the same with whole bytes:
 * flags of 8 bits, coordinates of 32, and of each color a byte a component, as a hole. A
 * mesh with a function keeps its variable, in 16 bits, and the function is what is
 * converted. A vertex that is cut off ends the mesh.
 */
#include <math.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#include "art/mesh.h"

struct bits {
	const uint8_t *at;
	size_t n, next; /* bits */
};

struct mesh {
	struct taker *t;
	const struct place *at;
	const struct ramp *ramp;
	int type, flag, coordinate, component; /* bits of each */
	int nvalue;			       /* of each color, in the file */
	double decode[4 + 2 * COMPONENTS_MAX];
	struct bits in;
	struct text out;
};

static uint32_t take_bits(struct bits *b, int n)
{
	uint64_t x = 0;

	for (int i = 0; i < n; i++, b->next++) {
		const uint8_t byte = b->next < b->n ? b->at[b->next / 8] : 0;

		x = x << 1 | (byte >> (7 - b->next % 8) & 1);
	}
	return (uint32_t)x;
}

static bool has_bits(const struct bits *b, size_t n)
{
	return b->next + n <= b->n;
}

static double most(int bits)
{
	return (double)((UINT64_C(1) << bits) - 1);
}

/* ---- what is written ---------------------------------------------------------- */

static void put_bytes(struct text *to, uint32_t x, int n)
{
	while (n--)
		text_add(to, &(uint8_t){(uint8_t)(x >> 8 * n)}, 1);
}

static void copy_points(struct mesh *m, int n)
{
	for (int i = 0; i < 2 * n; i++) {
		const double part =
		    take_bits(&m->in, m->coordinate) / most(m->coordinate);

		put_bytes(&m->out, (uint32_t)llround(part * most(32)), 4);
	}
}

/* Greys among its neighbors' colors stay mixed; grey by its space is black ink. */
static void put_vertex(struct mesh *m, struct color c)
{
	c.blended = true;
	put_packed(m->t, m->at, &m->out, c);
}

static void copy_colors(struct mesh *m, int n)
{
	for (int i = 0; i < n; i++) {
		double value[COMPONENTS_MAX] = {0};

		for (int k = 0; k < m->nvalue; k++) {
			const double *d = &m->decode[4 + 2 * k];
			const double part =
			    take_bits(&m->in, m->component) / most(m->component);

			if (m->ramp->along)
				put_bytes(&m->out, (uint32_t)lround(part * 65535), 2);
			value[k] = d[0] + part * (d[1] - d[0]);
		}
		if (!m->ramp->along)
			put_vertex(m, space_color(m->ramp->space, value));
	}
}

/* One vertex of a triangle or lattice, or one patch. False: there is no more. */
static bool copy_next(struct mesh *m)
{
	static const int points[] = {[4] = 1, [5] = 1, [6] = 12, [7] = 16};
	const int flag = m->type == 5 ? 0 : m->flag;
	const bool patch = m->type > 5;
	int npoint = points[m->type], ncolor = patch ? 4 : 1;
	uint32_t edge = 0;

	m->in.next = (m->in.next + 7) / 8 * 8;
	if (!has_bits(&m->in, (size_t)flag + 1))
		return false;
	if (flag)
		edge = take_bits(&m->in, flag) & 3;
	if (patch && edge) {
		npoint -= 4;
		ncolor = 2;
	}
	if (!has_bits(&m->in,
		(size_t)(2 * npoint * m->coordinate + ncolor * m->nvalue * m->component)))
		return false;
	if (flag)
		put_bytes(&m->out, edge, 1);
	copy_points(m, npoint);
	copy_colors(m, ncolor);
	return true;
}

static void put_head(struct mesh *m, handle dict, struct text *to)
{
	text_string(to, "/BitsPerCoordinate 32 /BitsPerFlag 8 /Decode [");
	for (int i = 0; i < (m->ramp->along ? 6 : 4); i++)
		text_number(to, m->decode[i]);
	if (!m->ramp->along)
		put_ranges(m->at, to);
	text_string(to, "] /BitsPerComponent ");
	text_string(to, m->ramp->along ? "16 " : "8 ");
	put_entry(m->t, to, dict, "/ShadingType");
	put_entry(m->t, to, dict, "/VerticesPerRow");
	put_entry(m->t, to, dict, "/BBox");
	if (m->ramp->along) {
		put_gradient(m->t, m->at, to, m->ramp);
		return;
	}
	put_space_and_ground(m->t, m->at, to, m->ramp);
}

/* ---- what is read --------------------------------------------------------------- */

static int whole(struct mesh *m, handle dict, const char *key)
{
	handle value = qpdf_oh_get_key(m->t->pdf, dict, key);

	return qpdf_oh_is_integer(m->t->pdf, value)
		   ? qpdf_oh_get_int_value_as_int(m->t->pdf, value)
		   : 0;
}

static bool in_bits(int n, int most)
{
	return n >= 1 && n <= most;
}

static bool read_mesh(struct mesh *m, handle dict)
{
	handle decode = qpdf_oh_get_key(m->t->pdf, dict, "/Decode");
	const int n = 4 + 2 * m->nvalue;

	m->type = whole(m, dict, "/ShadingType");
	m->flag = whole(m, dict, "/BitsPerFlag");
	m->coordinate = whole(m, dict, "/BitsPerCoordinate");
	m->component = whole(m, dict, "/BitsPerComponent");
	if (m->type < 4 || m->type > 7 || !in_bits(m->coordinate, 32) ||
	    !in_bits(m->component, 16) || (m->type != 5 && !in_bits(m->flag, 8)) ||
	    !qpdf_oh_is_array(m->t->pdf, decode) ||
	    qpdf_oh_get_array_n_items(m->t->pdf, decode) < n)
		return false;
	for (int i = 0; i < n; i++)
		m->decode[i] = qpdf_oh_get_numeric_value(
		    m->t->pdf, qpdf_oh_get_array_item(m->t->pdf, decode, i));
	return true;
}

uint32_t mesh_take(
    struct taker *t, handle shading, const struct place *at, const struct ramp *ramp)
{
	handle dict = qpdf_oh_get_dict(t->pdf, shading);
	struct mesh m = {
	    .t = t, .at = at, .ramp = ramp, .nvalue = ramp->along ? 1 : ramp->space->n};
	struct text head = {0};
	uint32_t index;
	size_t len;
	uint8_t *bytes;

	if ((ramp->along && function_in(ramp->along) != 1) ||
	    ramp->space->kind == SPACE_IS_INDEXED || !read_mesh(&m, dict))
		return 0;
	bytes = stream_bytes(t, shading, &len);
	if (!bytes)
		return 0;
	m.in = (struct bits){bytes, 8 * len, 0};
	put_head(&m, dict, &head);
	while (copy_next(&m))
		;
	free(bytes);
	index = record_object(t->record, ART_STREAM);
	t->record->object[index].head = head;
	t->record->object[index].body = m.out;
	return index;
}
