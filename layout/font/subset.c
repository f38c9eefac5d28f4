/*
 * The part of a face that a file embeds.
 *
 * In: the glyphs used. Out: for glyf faces an sfnt with the glyphs renumbered; for CFF
 * faces the bare CFF table, with the ids kept, because in a CIDFontType0C code = CID = id
 * (ISO 32000-1, 9.7.4.2). The tables of layout are dropped before the subset is planned:
 * their closure would pull in glyphs that nobody asked for.
 */
#include "font/fonts.h"

#include <hb-subset.h>
#include <string.h>

static const char dropped[][5] = {"GSUB", "GPOS", "GDEF", "kern", "cmap", "name", "OS/2",
    "post", "STAT", "DSIG", "meta", "gasp", "BASE", "MATH", "hdmx", "VDMX", "LTSH",
    "FFTM", "Silf", "Silt", "Glat", "Gloc", "Feat", "Sill"};

static void destroy_blob(void *blob)
{
	hb_blob_destroy(blob);
}

static hb_subset_plan_t *plan_of(const struct face *f, const uint8_t *used)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	if (!in)
		die("allocate memory:");
	hb_set_t *glyphs = hb_subset_input_glyph_set(in);
	hb_set_add(glyphs, 0);
	unsigned nglyph = face_nglyph(f);
	for (unsigned i = 0; i < nglyph; i++)
		if (used[i / 8] & 1u << i % 8)
			hb_set_add(glyphs, i);
	hb_set_t *drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < COUNT(dropped); i++)
		hb_set_add(drop, hb_tag_from_string(dropped[i], 4));
	unsigned keep_ids = f->cff ? HB_SUBSET_FLAGS_RETAIN_GIDS : 0;
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NOTDEF_OUTLINE | keep_ids);
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(f->hb_face, in);
	hb_subset_input_destroy(in);
	return plan;
}

static void map_glyphs(
    const struct face *f, struct arena *a, hb_subset_plan_t *plan, struct subset *out)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	unsigned nglyph = face_nglyph(f);
	out->to_new = ARENA_ARRAY(a, uint16_t, nglyph);
	for (unsigned i = 0; i < nglyph; i++) {
		hb_codepoint_t id = hb_map_get(map, i);
		out->to_new[i] = id == HB_MAP_VALUE_INVALID ? 0 : (uint16_t)id;
	}
}

/* A face that opened but cannot be subset is broken in a way no editor can mend. */
bool face_subset(
    const struct face *f, struct arena *a, const uint8_t *used, struct subset *out)
{
	hb_subset_plan_t *plan = plan_of(f, used);
	hb_face_t *part = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (!part)
		die("subset '%s'", f->path);
	hb_blob_t *blob = f->cff
			      ? hb_face_reference_table(part, HB_TAG('C', 'F', 'F', ' '))
			      : hb_face_reference_blob(part);
	hb_face_destroy(part);
	arena_defer(a, destroy_blob, blob);
	unsigned len;
	out->bytes = (const uint8_t *)hb_blob_get_data(blob, &len);
	out->len = len;
	map_glyphs(f, a, plan, out);
	hb_subset_plan_destroy(plan);
	return true;
}
