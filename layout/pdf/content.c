/*
 * Operators of a content stream (ISO 32000-1, 8 and 9), each only where it changes what
 * is in force.
 *
 * In: places in the book's coordinates (y down from the trim's corner). Out: operators in
 * the page's (y up from the media box's corner), numbers written from integers.
 * Marked content is flat: one sequence is open at a time, for the tag or artifact of what
 * is painted, and an ActualText takes a sequence of its own with an MCID of the same
 * element, because poppler's structure text loses what follows a nested one.
 */
#include "pdf/content.h"

#include "pdf/syntax.h"

void content_open(struct content *c, struct writer *w, const struct page *p)
{
	*c = (struct content){.w = w, .page = p, .media = w->format->media(w, p)};
}

void content_release(struct content *c)
{
	buf_release(&c->out);
}

static void put_point(struct content *c, sp x, sp y)
{
	buf_pt(&c->out, x - c->media.x);
	buf_char(&c->out, ' ');
	buf_pt(&c->out, c->media.y + c->media.h - y);
	buf_char(&c->out, ' ');
}

static void end_text(struct content *c)
{
	if (!c->text)
		return;
	buf_string(&c->out, "ET\n");
	c->text = false;
}

/* ---- marked content ----------------------------------------------------- */

static void close_marked(struct content *c)
{
	if (!c->open)
		return;
	end_text(c);
	buf_string(&c->out, "EMC\n");
	c->open = NULL;
	c->actual = false;
}

/* Where a mark begins, for whoever wants to go there. */
static sp top_of(const struct mark *m)
{
	return m->kind == MARK_RUN ? m->area.y - m->as.run.run->size : m->area.y;
}

static bool at_foot(const struct content *c, const struct mark *m)
{
	return m->area.y > c->page->trim.y + c->page->trim.h / 2;
}

static void open_artifact(struct content *c, const struct mark *m)
{
	struct buf *b = &c->out;

	switch (m->tag->role) {
	case ROLE_ARTIFACT_PAGE:
		buf_string(b, "/Artifact <</Type /Pagination /Subtype ");
		buf_string(b, at_foot(c, m) ? "/Footer" : "/Header");
		break;
	case ROLE_ARTIFACT_BACKGROUND:
		buf_string(b, "/Artifact <</Type /Background /BBox ");
		put_rect(b, m->area, c->media);
		break;
	default:
		buf_string(b, "/Artifact <</Type /Layout");
	}
	buf_string(b, ">> BDC\n");
}

static void put_mcid(struct content *c, const struct mark *m)
{
	buf_string(&c->out, " <</MCID ");
	buf_uint(&c->out, tree_content(c->w, m->tag, top_of(m)));
}

void content_belongs(struct content *c, const struct mark *m)
{
	enum role role = m->tag->role;
	/* Each piece of furniture is an artifact of its own: a folio is no running head.
	 */
	bool anew = role == ROLE_ARTIFACT_BACKGROUND || role == ROLE_ARTIFACT_PAGE;

	if (!c->w->format->tagged)
		return;
	if (c->open == m->tag && !anew && !c->actual)
		return;
	close_marked(c);
	end_text(c);
	if (role_is_artifact(role)) {
		open_artifact(c, m);
	} else {
		buf_char(&c->out, '/');
		buf_string(&c->out, tree_type(role));
		put_mcid(c, m);
		buf_string(&c->out, ">> BDC\n");
	}
	c->open = m->tag;
}

void content_actual(
    struct content *c, const struct mark *m, const char *actual, size_t nactual)
{
	if (!nactual && c->actual && c->open == m->tag)
		return;
	close_marked(c);
	end_text(c);
	buf_string(&c->out, "/Span");
	put_mcid(c, m);
	buf_string(&c->out, " /ActualText ");
	put_text_part(&c->out, actual, nactual);
	buf_string(&c->out, ">> BDC\n");
	c->open = m->tag;
	c->actual = true;
}

void content_close(struct content *c)
{
	end_text(c);
	close_marked(c);
}

/* ---- ink ---------------------------------------------------------------- */

static void set_overprint(struct content *c, bool on)
{
	uint32_t *state = c->w->overprint;

	if (c->overprint == on)
		return;
	if (!state[0]) {
		state[0] = object_reserve(c->w->objects, 2);
		state[1] = state[0] + 1;
	}
	buf_string(&c->out, on ? "/Gover gs\n" : "/Gout gs\n");
	c->overprint = on;
}

void content_ink(struct content *c, const struct mark *m)
{
	const struct format *f = c->w->format;
	const bool over = f->overprints(c->w, c->page, m);

	set_overprint(c, over);
	account_add_mark(c->w, m, over);
	if (f->is_rich && f->is_rich(c->w, m)) {
		f->fill(&c->w->rich, (struct ink){INK_TEXT, 1000}, &c->out);
		c->inked = false;
		return;
	}
	if (c->inked && c->ink.index == m->ink.index && c->ink.tint == m->ink.tint)
		return;
	f->fill(c->w->job->edition->palette, m->ink, &c->out);
	c->ink = m->ink;
	c->inked = true;
}

/* ---- areas and pictures ------------------------------------------------- */

static void put_area(struct content *c, struct rect a)
{
	put_point(c, a.x, a.y + a.h);
	buf_pt(&c->out, a.w);
	buf_char(&c->out, ' ');
	buf_pt(&c->out, a.h);
	buf_string(&c->out, " re ");
}

void content_rect(struct content *c, struct rect area)
{
	area = rect_within(area, c->media);
	if (area.w <= 0 || area.h <= 0)
		return;
	end_text(c);
	put_area(c, area);
	buf_string(&c->out, "f\n");
}

static void set_plain(struct content *c, uint16_t ink)
{
	set_overprint(c, false);
	c->w->format->fill(&palette_plain, (struct ink){ink, 1000}, &c->out);
	c->inked = false;
}

/* Modules beside each other in a row are one rectangle. */
void content_code(struct content *c, const struct mark *m)
{
	const struct qr *qr = m->as.code;
	const struct rect a = m->area;
	const int all = qr->side + 2 * QR_QUIET;

	end_text(c);
	set_plain(c, INK_PAPER);
	content_rect(c, a);
	set_plain(c, INK_TEXT);
	for (int y = 0; y < qr->side; y++)
		for (int x = 0, end; x < qr->side; x = end + 1) {
			const uint8_t *row = &qr->dark[y * qr->side];
			for (end = x; end < qr->side && row[end];)
				end++;
			if (end == x)
				continue;
			const sp left = sp_scale(a.w, x + QR_QUIET, all);
			const sp top = sp_scale(a.h, y + QR_QUIET, all);
			put_area(c, (struct rect){a.x + left, a.y + top,
					sp_scale(a.w, end + QR_QUIET, all) - left,
					sp_scale(a.h, y + 1 + QR_QUIET, all) - top});
		}
	buf_string(&c->out, "f\n");
}

void content_plate(struct content *c, struct rect area)
{
	end_text(c);
	set_plain(c, INK_PAPER);
	content_rect(c, area);
}

void content_outline(struct content *c, struct rect area)
{
	const sp w = PT(1);
	const struct mark line = {.kind = MARK_RULE, .ink = {INK_TEXT, 1000}};

	end_text(c);
	content_ink(c, &line);
	put_area(
	    c, (struct rect){area.x - w, area.y - w, area.w + 2 * w, area.h + 2 * w});
	put_area(c, area);
	buf_string(&c->out, "f*\n");
}

/* The unit square turned by an EXIF orientation: a b c d e f of ISO 32000-1, 8.3.4. */
static const int8_t turned[9][6] = {
    [1] = {1, 0, 0, 1, 0, 0},
    [2] = {-1, 0, 0, 1, 1, 0},
    [3] = {-1, 0, 0, -1, 1, 1},
    [4] = {1, 0, 0, -1, 0, 1},
    [5] = {0, -1, -1, 0, 1, 1},
    [6] = {0, -1, 1, 0, 0, 1},
    [7] = {0, 1, 1, 0, 0, 0},
    [8] = {0, 1, -1, 0, 1, 0},
};

/* Art is a form of its own size in points. */
static void content_art(struct content *c, const struct mark *m)
{
	const struct rect *whole = &m->as.picture.whole;
	const struct art *art = m->as.picture.picture->art;
	struct buf *b = &c->out;

	buf_number(b, sp_to_pt(whole->w) / art->width, 6);
	buf_string(b, " 0 0 ");
	buf_number(b, sp_to_pt(whole->h) / art->height, 6);
	buf_char(b, ' ');
	put_point(c, whole->x, whole->y + whole->h);
}

static void content_image(
    struct content *c, const struct mark *m, const struct placed *image)
{
	const struct rect *whole = &m->as.picture.whole;
	const int8_t *turn = turned[image->orientation];

	for (int i = 0; i < 4; i++) {
		buf_pt(&c->out, turn[i] * (i % 2 ? whole->h : whole->w));
		buf_char(&c->out, ' ');
	}
	put_point(
	    c, whole->x + turn[4] * whole->w, whole->y + whole->h - turn[5] * whole->h);
}

static void put_picture(
    struct content *c, const struct mark *m, const struct placed *image)
{
	if (image->picture->format == PICTURE_ART)
		content_art(c, m);
	else
		content_image(c, m, image);
	buf_string(&c->out, "cm /I");
	buf_uint(&c->out, image->index);
	buf_string(&c->out, " Do\n");
}

/* The picture again at its side or corner, as in a mirror that stands on its edge. */
static void put_mirrored(struct content *c, const struct mark *m,
    const struct placed *image, int across, int down)
{
	const struct rect w = m->as.picture.whole;
	const sp x = across < 0 ? w.x : w.x + w.w, y = down < 0 ? w.y : w.y + w.h;
	struct buf *b = &c->out;

	buf_string(b, "q ");
	buf_string(b, across ? "-1 0 0 " : "1 0 0 ");
	buf_string(b, down ? "-1 " : "1 ");
	put_point(c, across ? 2 * x - c->media.x : c->media.x,
	    down ? 2 * y - c->media.y - c->media.h : c->media.y + c->media.h);
	buf_string(b, "cm ");
	put_picture(c, m, image);
	buf_string(b, "Q\n");
}

void content_picture(struct content *c, const struct mark *m, const struct placed *image)
{
	const struct rect a = m->area, whole = m->as.picture.whole;
	const bool is_art = image->picture->format == PICTURE_ART;
	struct buf *b = &c->out;

	end_text(c);
	set_overprint(c, false);
	buf_string(b, "q\n");
	if (is_art || a.x != whole.x || a.y != whole.y || a.w != whole.w ||
	    a.h != whole.h) {
		put_area(c, a);
		buf_string(b, "W n\n");
	}
	for (int i = 0; mark_is_mirrored(m) && i < 9; i++)
		if (i != 4)
			put_mirrored(c, m, image, i % 3 - 1, i / 3 - 1);
	put_picture(c, m, image);
	buf_string(b, "Q\n");
}

/* ---- text --------------------------------------------------------------- */

static void begin_text(struct content *c)
{
	if (c->text)
		return;
	buf_string(&c->out, "BT\n");
	c->text = true;
}

void content_font(struct content *c, const struct embedded *font, const struct mark *m)
{
	const struct run *r = m->as.run.run;
	struct buf *b = &c->out;

	begin_text(c);
	if (c->font != font || c->size != r->size) {
		content_rise(c, 0);
		buf_string(b, "/F");
		buf_uint(b, font->face->index);
		buf_char(b, ' ');
		buf_pt(b, r->size);
		buf_string(b, " Tf\n");
		c->font = font;
		c->size = r->size;
	}
	if (c->expansion != m->as.run.expansion) {
		buf_number(b, 100 + m->as.run.expansion / 10.0, 1);
		buf_string(b, " Tz\n");
		c->expansion = m->as.run.expansion;
	}
}

void content_text_at(struct content *c, sp x, sp y)
{
	begin_text(c);
	buf_string(&c->out, "1 0 0 1 ");
	put_point(c, x, y);
	buf_string(&c->out, "Tm\n");
}

void content_rise(struct content *c, int units)
{
	if (c->rise == units)
		return;
	buf_pt(&c->out, units ? face_units(c->font->face, c->size, units) : 0);
	buf_string(&c->out, " Ts\n");
	c->rise = units;
}
