/*
 * What a printer cuts, folds and measures by, around the page (ISO 12647-1; GWG 2015):
 * crop marks at the trim's corners, bleed marks at the bleed's, registration marks at the
 * middle of each side, and a bar of colors at the head.
 *
 * In: a page and the marks that the preset asks for. Out: operators, all of them outside
 * the bleed box in a band of MARK_BAND, which begins at the preset's offset from the
 * trim. Lines are in all plates, by the color space All; nothing else of the file is a
 * spot color.
 */
#include "pdf/syntax.h"
#include "pdf/writer.h"

#define MARK_BAND MM(5)
#define MARK_EDGE MM(1)	 /* between the band and the sheet's edge */
#define MARK_BLEED MM(3) /* length of a bleed mark */
#define MARK_RING MM(1.5)
#define PATCH MM(5)
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
	return marks_of(w) ? offset_of(w, p) - bleed_of(p) + MARK_BAND + MARK_EDGE : 0;
}

/* ---- lines -------------------------------------------------------------- */

struct drawing {
	struct buf *out;
	struct rect sheet;
	struct rect from; /* what marks stand off from: the trim, grown by the offset */
};

static void put_point(struct drawing *d, sp x, sp y)
{
	buf_pt(d->out, x - d->sheet.x);
	buf_char(d->out, ' ');
	buf_pt(d->out, d->sheet.y + d->sheet.h - y);
	buf_char(d->out, ' ');
}

static void put_line(struct drawing *d, struct rect line)
{
	put_point(d, line.x, line.y);
	buf_string(d->out, "m ");
	put_point(d, line.x + line.w, line.y + line.h);
	buf_string(d->out, "l S\n");
}

/* At each corner of a box two lines that would meet there, away from the page. */
static void put_corners(struct drawing *d, struct rect box, sp length)
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

/* A circle of four curves (each at 0.5523 of the radius), and a cross over it. */
static void put_register(struct drawing *d, sp x, sp y)
{
	static const int8_t turn[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
	const sp r = MARK_RING, bend = sp_scale(r, 5523, 10000), arm = MARK_BAND / 2;

	put_point(d, x + r, y);
	buf_string(d->out, "m ");
	for (int i = 0; i < 4; i++) {
		const int8_t *a = turn[i], *b = turn[i + 1];

		put_point(d, x + a[0] * r + b[0] * bend, y + a[1] * r + b[1] * bend);
		put_point(d, x + b[0] * r + a[0] * bend, y + b[1] * r + a[1] * bend);
		put_point(d, x + b[0] * r, y + b[1] * r);
		buf_string(d->out, "c ");
	}
	buf_string(d->out, "h S\n");
	put_line(d, (struct rect){x - arm, y, 2 * arm, 0});
	put_line(d, (struct rect){x, y - arm, 0, 2 * arm});
}

static void put_registers(struct drawing *d)
{
	const struct rect f = d->from;
	const sp half = MARK_BAND / 2;

	put_register(d, f.x + f.w / 2, f.y - half);
	put_register(d, f.x + f.w / 2, f.y + f.h + half);
	put_register(d, f.x - half, f.y + f.h / 2);
	put_register(d, f.x + f.w + half, f.y + f.h / 2);
}

/* ---- the bar of colors -------------------------------------------------- */

/* Solids, overprints of two, greys of three inks beside those of black alone (ISO
 * 12647-2), and tints; as many as there is room for. */
static const char *const patches[] = {"1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1",
    "0 1 1 0", "1 0 1 0", "1 1 0 0", ".5 .4 .4 0", "0 0 0 .5", ".5 0 0 0", "0 .5 0 0",
    "0 0 .5 0", ".25 .19 .19 0", "0 0 0 .25", ".75 .66 .66 0", "0 0 0 .75"};

static void put_bar(struct drawing *d, struct rect trim)
{
	sp x = trim.x + BAR_FROM;

	for (size_t i = 0; i < COUNT(patches); i++, x += PATCH) {
		if (x + PATCH > trim.x + trim.w / 2 - BAR_SPARE)
			return;
		buf_string(d->out, patches[i]);
		buf_string(d->out, " k ");
		put_point(d, x, d->from.y);
		buf_pt(d->out, PATCH);
		buf_char(d->out, ' ');
		buf_pt(d->out, MARK_BAND);
		buf_string(d->out, " re f\n");
	}
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
	buf_string(out, "q /All CS 1 SCN 0.25 w\n");
	if (marks & MARKS_CROP)
		put_corners(&d, t, MARK_BAND);
	if (marks & MARKS_BLEED)
		put_corners(&d, p->bleed, MARK_BLEED);
	if (marks & MARKS_REGISTRATION)
		put_registers(&d);
	if (marks & MARKS_BAR)
		put_bar(&d, t);
	buf_string(out, "Q\n");
}

void furniture_resources(const struct writer *w, struct buf *out)
{
	if (marks_of(w))
		buf_string(out, "/ColorSpace <</All [/Separation /All /DeviceCMYK "
				"<</FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 1 "
				"1 1] /N 1>>]>>");
}
