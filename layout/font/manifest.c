/*
 * The manifest of faces: fonts/fonts.yaml.
 *
 * In: families, each with the Debian package it comes from, its licence, whether it may
 * be embedded, and its faces by file; the families to fall back on, in order. Out: the
 * faces, opened and measured, in the manifest's order.
 *
 * The files are named by their paths and nothing looks for a font by its name, so what
 * else is installed on the machine cannot change a page. A private fontconfig of the same
 * files was left out: it costs 2 ms and two libraries at every start, to answer
 * a question that the manifest has answered already.
 */
#include "font/fonts.h"

#include <errno.h>
#include <hb.h>
#include <stdlib.h>
#include <string.h>

static const char *const file_keys[] = {"families", "offered", "fallback", NULL};
static const char *const family_keys[] = {
    "package", "licence", "credit", "embedding", "faces", NULL};
static const char *const face_keys[] = {"file", "weight", "italic", NULL};

static void close_arena(void *arena)
{
	arena_close(arena);
}

static void destroy_buffer(void *buffer)
{
	hb_buffer_destroy(buffer);
}

static struct fonts *fonts_new(struct arena *a)
{
	struct arena *own = arena_new();
	arena_defer(a, close_arena, own);
	struct fonts *f = ARENA_NEW(own, struct fonts);
	f->arena = own;
	f->buffer = hb_buffer_create();
	arena_defer(own, destroy_buffer, f->buffer);
	return f;
}

static bool read_face(struct fonts *f, struct diag *d, const char *family,
    const struct yaml *of_family, const struct yaml *y)
{
	yaml_check_keys(d, y, face_keys, "face");
	const char *path = yaml_string(d, y, "file");
	if (!path) {
		diag(d, DIAG_MISSING_KEY, y->pos, "a face of '%s' names no file", family);
		return false;
	}
	long weight = yaml_int(d, y, "weight", 400);
	if (weight < 1 || weight > 1000) {
		diag(d, DIAG_BAD_VALUE, y->pos, "weight %ld is not in 1 to 1000", weight);
		return false;
	}
	struct face face = {.index = (uint16_t)f->nface, .family = family};
	const char *credit = yaml_string(d, of_family, "credit");
	face.credit = credit ? arena_string(f->arena, credit) : NULL;
	const char *licence = yaml_string(d, of_family, "licence");
	face.licence = licence ? arena_string(f->arena, licence) : NULL;
	face.path = arena_string(f->arena, path);
	face.weight = (uint16_t)weight;
	face.italic = yaml_bool(d, y, "italic", false);
	if (!face_open(f->arena, &face)) {
		const char *package = yaml_string(d, of_family, "package");
		diag(d, DIAG_MISSING_FONT, y->pos, "the font file '%s' cannot be read",
		    path);
		if (package)
			diag_hint(d, "install the Debian package %s", package);
		return false;
	}
	const char *embedding = yaml_string(d, of_family, "embedding");
	if (!face.embeddable || !embedding || strcmp(embedding, "allowed")) {
		diag(d, DIAG_NO_EMBEDDING, y->pos, "'%s' may not be embedded in a file",
		    face.title);
		face.embeddable = false;
	}
	ARENA_PUSH(f->arena, f->face, f->nface, f->capface) = face;
	return true;
}

static bool read_family(struct fonts *f, struct diag *d, const struct yaml_entry *e)
{
	if (e->value->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, e->pos, "the family '%s' is no map", e->key);
		return false;
	}
	yaml_check_keys(d, e->value, family_keys, "family");
	const char *family = arena_string(f->arena, e->key);
	ARENA_PUSH(f->arena, f->family, f->nfamily, f->capfamily) = family;
	const struct yaml *faces = yaml_find(e->value, "faces");
	if (!faces || faces->kind != YAML_LIST || !faces->n) {
		diag(d, DIAG_MISSING_KEY, e->pos, "the family '%s' has no faces", e->key);
		return false;
	}
	bool good = true;
	for (size_t i = 0; i < faces->n; i++) {
		const struct yaml *y = faces->entry[i].value;
		if (y->kind != YAML_MAP) {
			diag(d, DIAG_BAD_VALUE, y->pos, "a face of '%s' is no map",
			    e->key);
			good = false;
		} else if (!read_face(f, d, family, e->value, y)) {
			good = false;
		}
	}
	return good;
}

static bool read_fallback(struct fonts *f, struct diag *d, const struct yaml *list)
{
	if (!list)
		return true;
	if (list->kind != YAML_LIST) {
		diag(d, DIAG_BAD_VALUE, list->pos, "'fallback' is no list of families");
		return false;
	}
	f->fallback = ARENA_ARRAY(f->arena, const char *, list->n);
	bool good = true;
	for (size_t i = 0; i < list->n; i++) {
		const struct yaml *y = list->entry[i].value;
		const char *name = y->kind == YAML_SCALAR ? y->text : "";
		if (fonts_find(f, name, 400, false)) {
			f->fallback[f->nfallback++] = arena_string(f->arena, name);
			continue;
		}
		good = false;
		diag(d, DIAG_UNKNOWN_FONT, y->pos, "no family is called '%s'", name);
		const char *near = closest(name, fonts_families(f));
		if (near)
			diag_hint(d, "did you mean '%s'?", near);
	}
	return good;
}

struct fonts *fonts_open(struct arena *a, struct diag *d, const char *manifest)
{
	struct pos none = {0};
	struct yaml *y = yaml_file(a, d, none, manifest);
	if (!y)
		return NULL;
	const struct yaml *families =
	    y->kind == YAML_MAP ? yaml_find(y, "families") : NULL;
	if (!families || families->kind != YAML_MAP || !families->n) {
		diag(d, DIAG_MISSING_KEY, y->pos, "'families' names no fonts");
		return NULL;
	}
	yaml_check_keys(d, y, file_keys, "font manifest");
	struct fonts *f = fonts_new(a);
	bool good = true;
	for (size_t i = 0; i < families->n; i++)
		good &= read_family(f, d, &families->entry[i]);
	ARENA_PUSH(f->arena, f->family, f->nfamily, f->capfamily) = NULL;
	f->nfamily--;
	f->coverage = ARENA_ARRAY(f->arena, struct coverage, f->nface);
	good = good && read_fallback(f, d, yaml_find(y, "fallback"));
	return good ? f : NULL;
}

bool fonts_ask(struct fonts *f, struct diag *d, const char *manifest, const char *family)
{
	struct yaml *y = yaml_file(f->arena, d, (struct pos){0}, manifest);
	const struct yaml *offered = y ? yaml_find(y, "offered") : NULL;
	struct buf all = {0};

	for (size_t i = 0; offered && i < offered->n; i++) {
		const struct yaml_entry *e = &offered->entry[i];

		if (strcmp(e->key, family) == 0) {
			const bool good = read_family(f, d, e);

			f->coverage = ARENA_ARRAY(f->arena, struct coverage, f->nface);
			buf_release(&all);
			return good;
		}
		buf_printf(&all, "%s%s", all.len ? ", " : "", e->key);
	}
	diag(d, DIAG_UNKNOWN_FONT, (struct pos){0}, "no face is offered as '%s'", family);
	diag_hint(d, "those offered are %s", all.len ? all.at : "none");
	buf_release(&all);
	return false;
}

size_t fonts_count(const struct fonts *f)
{
	return f->nface;
}

const struct face *fonts_at(const struct fonts *f, size_t index)
{
	return index < f->nface ? &f->face[index] : NULL;
}

/* The right slope counts for more than any difference of weight; of two weights that are
 * equally near, the bolder is taken for a bold wish and the lighter for another. */
static int distance(const struct face *face, int weight, bool italic)
{
	int apart = 4 * abs(face->weight - weight);
	bool bolder = face->weight > weight;
	return apart + (bolder != (weight > 500)) + (face->italic != italic ? 8000 : 0);
}

const struct face *fonts_find(
    const struct fonts *f, const char *family, int weight, bool italic)
{
	const struct face *best = NULL;
	for (size_t i = 0; i < f->nface; i++) {
		const struct face *face = &f->face[i];
		if (strcmp(face->family, family))
			continue;
		if (!best ||
		    distance(face, weight, italic) < distance(best, weight, italic))
			best = face;
	}
	return best;
}

const char *const *fonts_families(const struct fonts *f)
{
	return (const char *const *)f->family;
}
