/*
 * What a printer cuts, folds and measures by, around the page (ISO 12647-1; GWG 2015):
 * crop marks at the trim's corners, bleed marks at the bleed's, registration marks at the
 * middle of each side, and a bar of colors at the head.
 *
 * In: a page and the marks that the preset asks for. Out: operators, all of them outside
 * the bleed box in a band of MARKS_BAND, which begins at the preset's offset from the
 * trim. Lines are in all plates, by the color space All; nothing else of the file is a
 * spot color.
 */
#include "marks/marks.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

#define BLEED_MARK MM(3) /* its length */
/* The bar begins so far from the crop mark, and ends so far from the middle's mark. */
#define BAR_FROM MM(10)
#define BAR_SPARE MM(8)

static unsigned marks_of(const struct writer *w)
{
	const struct preset *p = w->job->edition->preset;

	return p && !w->job->parts ? p->marks : 0;
}

static sp bleed_of(const struct page *p)
{
	return p->trim.x - p->bleed.x;
}

/* From the trim to where marks begin. */
static sp offset_of(const struct writer *w, const struct page *p)
{
	const sp offset = w->job->edition->preset->mark_offset;

	return offset > bleed_of(p) ? offset : bleed_of(p);
}

sp furniture_room(const struct writer *w, const struct page *p)
{
	return marks_of(w) ? offset_of(w, p) - bleed_of(p) + MARKS_BAND + MARKS_EDGE : 0;
}

/* ---- lines -------------------------------------------------------------- */

struct drawing {
	struct buf *out;
	struct rect sheet;
	struct rect from; /* what marks stand off from: the trim, grown by the offset */
};

/* Marks are placed upwards from the sheet's foot. */
static sp across(const struct drawing *d, sp x)
{
	return x - d->sheet.x;
}

static sp upwards(const struct drawing *d, sp y)
{
	return d->sheet.y + d->sheet.h - y;
}

static void put_line(const struct drawing *d, struct rect line)
{
	marks_line(d->out, across(d, line.x), upwards(d, line.y), line.w, -line.h);
}

static void put_ring(const struct drawing *d, sp x, sp y)
{
	marks_ring(d->out, across(d, x), upwards(d, y));
}

/* At each corner of a box two lines that would meet there, away from the page. */
static void put_corners(const struct drawing *d, struct rect box, sp length)
{
	const struct rect f = d->from;

	for (int i = 0; i < 4; i++) {
		const bool right = i & 1, low = i & 2;
		const sp x = right ? box.x + box.w : box.x;
		const sp y = low ? box.y + box.h : box.y;
		const sp far = right ? f.x + f.w : f.x, deep = low ? f.y + f.h : f.y;

		put_line(d, (struct rect){far, y, right ? length : -length, 0});
		put_line(d, (struct rect){x, deep, 0, low ? length : -length});
	}
}

static void put_registers(const struct drawing *d)
{
	const struct rect f = d->from;
	const sp half = MARKS_BAND / 2;

	put_ring(d, f.x + f.w / 2, f.y - half);
	put_ring(d, f.x + f.w / 2, f.y + f.h + half);
	put_ring(d, f.x - half, f.y + f.h / 2);
	put_ring(d, f.x + f.w + half, f.y + f.h / 2);
}

/* ---- all of it ---------------------------------------------------------- */

void furniture_put(const struct writer *w, const struct page *p, struct buf *out)
{
	const unsigned marks = marks_of(w);
	const struct rect t = p->trim;
	struct drawing d = {.out = out, .sheet = w->format->media(w, p)};

	if (!marks)
		return;
	const sp by = offset_of(w, p);
	d.from = (struct rect){t.x - by, t.y - by, t.w + 2 * by, t.h + 2 * by};
	marks_begin(out);
	if (marks & MARKS_CROP)
		put_corners(&d, t, MARKS_BAND);
	if (marks & MARKS_BLEED)
		put_corners(&d, p->bleed, BLEED_MARK);
	if (marks & MARKS_REGISTRATION)
		put_registers(&d);
	if (marks & MARKS_BAR)
		marks_bar(out, across(&d, t.x + BAR_FROM), upwards(&d, d.from.y),
		    across(&d, t.x + t.w / 2 - BAR_SPARE));
	marks_end(out);
}

void furniture_resources(const struct writer *w, struct buf *out)
{
	if (marks_of(w))
		buf_string(out, "/ColorSpace <<" MARKS_SPACE ">>");
}
