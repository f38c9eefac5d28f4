/*
 * A page: its boxes, the way it lies, notes upon it, and what it paints.
 *
 * In: a page. Out: its facts, in places from the trim's upper left corner as the page is
 * looked at. Where no TrimBox says how it is cut, the CropBox and then the MediaBox do.
 */
#include "preflight/reader.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 20000000 /* operators a page */, NOTES_MAX = 500 };

static const char *const box_keys[BOXES] = {
    "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"};

/* A box's corners in order. False: it is not there, or none. */
static bool read_box(struct file *f, value v, double box[4])
{
	double at[4];

	if (value_count(f, v) != 4)
		return false;
	for (size_t i = 0; i < 4; i++)
		at[i] = value_item_number(f, v, i);
	for (int i = 0; i < 2; i++) {
		box[i] = fmin(at[i], at[i + 2]);
		box[i + 2] = fmax(at[i], at[i + 2]);
	}
	return box[2] - box[0] >= 1 && box[3] - box[1] >= 1;
}

/* What the page is cut to; NULL: it has no size. */
static const double *trim_of(const struct page_fact *p)
{
	static const enum box_kind kinds[] = {BOX_TRIM, BOX_CROP, BOX_MEDIA};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (p->has[kinds[i]])
			return p->box[kinds[i]];
	return NULL;
}

/* From the file's units to points from the trim's upper left corner. */
static void matrix_of(struct page_fact *p, const double *trim, double m[6])
{
	static const int8_t turned[4][4] = {
	    {1, 0, 0, -1}, {0, 1, 1, 0}, {-1, 0, 0, 1}, {0, -1, -1, 0}};
	const int8_t *t = turned[p->turned / 90 % 4];
	const double w = (trim[2] - trim[0]) * p->unit, h = (trim[3] - trim[1]) * p->unit;

	p->width = t[0] ? w : h;
	p->height = t[0] ? h : w;
	for (int i = 0; i < 4; i++)
		m[i] = t[i] * p->unit;
	/* so that the corner that is upper left stands at 0,0 */
	m[4] = -trim[0] * m[0] - trim[1] * m[2] - fmin(0, t[0] * w + t[2] * h);
	m[5] = -trim[0] * m[1] - trim[1] * m[3] - fmin(0, t[1] * w + t[3] * h);
}

static struct box placed(const double m[6], const double *box)
{
	return matrix_box(m, &(struct box){box[0], box[1], box[2], box[3]});
}

static void read_boxes(struct file *f, value page, struct page_fact *p)
{
	const double turned =
	    fmod(value_number(f, value_entry(f, page, "/Rotate"), 0), 360);

	for (size_t k = 0; k < BOXES; k++)
		p->has[k] = read_box(f, value_entry(f, page, box_keys[k]), p->box[k]);
	p->turned = (uint32_t)(turned < 0 ? turned + 360 : turned);
	p->unit = value_number(f, value_entry(f, page, "/UserUnit"), 1);
	if (p->unit <= 0 || p->unit > 1000)
		p->unit = 1;
}

static void read_bleed(struct page_fact *p, const struct walker *w)
{
	p->bleed[EDGE_LEFT] = w->trim.left - w->bleed.left;
	p->bleed[EDGE_UPPER] = w->trim.top - w->bleed.top;
	p->bleed[EDGE_RIGHT] = w->bleed.right - w->trim.right;
	p->bleed[EDGE_LOWER] = w->bleed.bottom - w->trim.bottom;
}

static void read_note(struct walker *w, value note)
{
	struct file *f = w->file;
	struct page_fact *p = w->page;
	const char *kind = value_name(f, value_entry(f, note, "/Subtype"));
	double box[4];
	struct box at, common;

	if (!kind || strcmp(kind, "Popup") == 0 ||
	    !read_box(f, value_entry(f, note, "/Rect"), box))
		return;
	at = placed(w->saved[0].matrix, box);
	common = box_common(at, w->bleed);
	if (box_is_empty(&common) || p->nnote == NOTES_MAX)
		return;
	ARENA_PUSH(f->arena, p->note, p->nnote, p->capnote) = (struct note_fact){
	    kind, {at.left, at.top, at.right - at.left, at.bottom - at.top}};
}

void page_read(struct file *f, size_t number)
{
	struct page_fact *p = &f->facts->page[number];
	value page = file_page(f, number), notes = value_entry(f, page, "/Annots");
	const double *trim;
	struct walker *w;

	p->unit = 1;
	if (page)
		read_boxes(f, page, p);
	trim = trim_of(p);
	if (!trim)
		return;
	w = calloc(1, sizeof *w);
	if (!w)
		die("memory for a page:");
	w->file = f;
	w->page = p;
	w->number = (uint32_t)number + 1;
	w->budget = BUDGET;
	matrix_of(p, trim, w->saved[0].matrix);
	w->trim = (struct box){0, 0, p->width, p->height};
	w->bleed =
	    placed(w->saved[0].matrix, p->has[BOX_BLEED] ? p->box[BOX_BLEED] : trim);
	w->saved[0].clip =
	    p->has[BOX_MEDIA] ? placed(w->saved[0].matrix, p->box[BOX_MEDIA]) : w->trim;
	p->media = (struct area){w->saved[0].clip.left, w->saved[0].clip.top,
	    w->saved[0].clip.right - w->saved[0].clip.left,
	    w->saved[0].clip.bottom - w->saved[0].clip.top};
	read_bleed(p, w);
	for (size_t i = 0; i < value_count(f, notes) && i < NOTES_MAX; i++)
		read_note(w, value_item(f, notes, i));
	walk_page(w, page);
	free(w);
}
