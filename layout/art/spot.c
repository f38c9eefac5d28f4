/*
 * Inks by name (ISO 32000-1, 8.6.6.4 and 8.6.6.5): spot colors, and names that mean
 * something else.
 *
 * In: the names of a Separation or DeviceN space. Out: what they mean, and the space as
 * an object with holes, for a press that keeps the ink's plate. Everywhere else its
 * colors are what its own function says that they look like.
 * - The press's own inks by name are those inks, whatever the function says.
 * - "All" is for register marks, on every plate. Within a page it is black ink: four inks
 *   one on the other would not dry.
 * - "None" is not printed at all.
 */
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "art/art.h"

static const char *name_at(struct taker *t, handle names, int i)
{
	handle name = qpdf_oh_is_array(t->pdf, names)
			  ? qpdf_oh_get_array_item(t->pdf, names, i)
			  : names;

	return qpdf_oh_is_name(t->pdf, name)
		   ? arena_string(t->record->arena, qpdf_oh_get_name(t->pdf, name) + 1)
		   : "";
}

static int plate_of(const char *name)
{
	static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};

	for (int i = 0; i < (int)COUNT(process); i++)
		if (strcmp(process[i], name) == 0)
			return i;
	return -1;
}

void spot_read(struct taker *t, struct space *s, handle names)
{
	struct art_spot spot = {.kind = SPOT_NONE, .n = (uint32_t)s->n};

	spot.name = ARENA_ARRAY(t->record->arena, const char *, s->n);
	s->process = true;
	for (int i = 0; i < s->n; i++) {
		const char *name = spot.name[i] = name_at(t, names, i);
		const bool none = strcmp(name, "None") == 0;

		s->plate[i] = (int8_t)plate_of(name);
		s->process = s->process && (none || s->plate[i] >= 0);
		if (!none)
			spot.kind = SPOT_NAMED;
	}
	if (s->n == 1 && strcmp(spot.name[0], "All") == 0) {
		spot.kind = SPOT_ALL;
		s->process = true;
		s->plate[0] = 3;
		record_spot(t->record, &spot); /* to be told; it is no spot's space */
	} else if (s->tint && (spot.kind == SPOT_NONE || !s->process)) {
		s->process = false;
		s->unseen = spot.kind == SPOT_NONE;
		s->spot = record_spot(t->record, &spot);
	}
}

/* ---- the space ------------------------------------------------------------------- */

static void put_name(struct text *to, const char *name)
{
	struct buf b = {0};

	buf_char(&b, '/');
	for (const unsigned char *p = (const unsigned char *)name; *p; p++) {
		if (*p > ' ' && *p < 0x7F && !strchr("#()<>[]{}/%", *p))
			buf_char(&b, (char)*p);
		else
			buf_printf(&b, "#%02X", *p);
	}
	buf_char(&b, ' ');
	text_add(to, b.at, b.len);
	buf_release(&b);
}

static void put_spot_space(struct taker *t, const struct space *s, struct text *to)
{
	static const double unit[2 * COMPONENTS_MAX] = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0,
	    1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0,
	    1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0,
	    1};
	const struct art_spot *spot = &t->record->spot[s->spot - 1];
	const struct place open = {0};
	const struct ramp ramp = {.space = s};

	text_string(to, spot->n == 1 ? "[/Separation " : "[/DeviceN [");
	for (uint32_t i = 0; i < spot->n; i++)
		put_name(to, spot->name[i]);
	text_string(to, spot->n == 1 ? "" : "] ");
	put_space(&open, to);
	text_string(to, " ");
	if (spot->n == 1)
		put_ramp(t, &open, to, &ramp);
	else
		text_object(to, take_table(t, &open, &ramp, unit, s->n));
	text_string(to, "]");
}

uint32_t spot_space(struct taker *t, const struct space *s)
{
	const size_t i = s->spot - 1u;
	const double most = t->record->art.most_ink;
	struct text head = {0};
	uint32_t index;

	if (i >= t->nspot_space) {
		const size_t n = i + 8;

		t->spot_space = arena_grow(t->record->arena, t->spot_space,
		    t->nspot_space * sizeof *t->spot_space, n * sizeof *t->spot_space);
		memset(t->spot_space + t->nspot_space, 0,
		    (n - t->nspot_space) * sizeof *t->spot_space);
		t->nspot_space = n;
	}
	if (t->spot_space[i])
		return t->spot_space[i];
	put_spot_space(t, s, &head);
	t->record->art.most_ink = most; /* looks, not inks */
	index = record_object(t->record, ART_VALUE);
	t->record->object[index].head = head;
	t->record->object[index].is.if_spot = s->spot;
	return t->spot_space[i] = index;
}
