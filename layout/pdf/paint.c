/*
 * Pages: marks in painting order -> a content stream and a page object.
 *
 * In: a page as page.c sorted it. Out: both objects at once; only what the structure tree
 * needs to know of them stays. A page names the fonts and pictures that it uses itself.
 */
#include "pdf/content.h"
#include "pdf/show.h"
#include "pdf/syntax.h"

/* On a dark ground a picture that is dark at its edge would have none (access.md). */
static void paint_outline(struct content *c, const struct mark *m)
{
	const struct palette *p = c->w->job->edition->palette;
	const struct art *art = m->as.picture.picture->art;

	if ((!art || !art->inks) &&
	    contrast_apca(palette_rgb(p, (struct ink){INK_TEXT, 1000}),
		palette_rgb(p, (struct ink){INK_PAPER, 1000})) < 0)
		content_outline(c, m->area);
}

static bool paint_picture(struct content *c, const struct mark *m)
{
	struct placed *image;

	if (m->area.w <= 0 || m->area.h <= 0)
		return true;
	image = image_place(c->w, m);
	if (!image)
		return false;
	image->page = c->page->index + 1;
	account_add_picture(c->w, m, image);
	content_belongs(c, m);
	/* Art whose colors are not the palette's was drawn on white. */
	if (art_has_plate(c->w, image->picture))
		content_plate(c, m->area);
	content_picture(c, m, image);
	paint_outline(c, m);
	return true;
}

static bool paint_mark(struct content *c, const struct mark *m)
{
	if (c->w->format->tagged && m->tag->role == ROLE_ARTIFACT_PRESS)
		return true;
	switch (m->kind) {
	case MARK_RUN:
		if (!m->as.run.actual || *m->as.run.actual)
			content_belongs(c, m);
		content_ink(c, m);
		show_run(c, m);
		return true;
	case MARK_RULE:
	case MARK_FILL:
		content_belongs(c, m);
		content_ink(c, m);
		content_rect(c, m->area);
		return true;
	case MARK_PICTURE:
		return paint_picture(c, m);
	case MARK_CODE:
		content_belongs(c, m);
		content_code(c, m);
		return true;
	case MARK_LINK:
		return true; /* an annotation */
	}
	return true;
}

/* ---- the page's object -------------------------------------------------- */

static void put_fonts(const struct writer *w, const struct page *p, struct buf *b)
{
	buf_string(b, "/Font <<");
	for (size_t i = 0; i < w->fonts.nfont; i++) {
		const struct embedded *font = &w->fonts.font[i];
		if (font->page != p->index + 1)
			continue;
		buf_printf(b, "/F%u ", font->face->index);
		put_ref(b, font->number);
	}
	buf_string(b, ">>");
}

static void put_pictures(const struct writer *w, const struct page *p, struct buf *b)
{
	bool any = false;

	for (size_t i = 0; i < p->nmark; i++) {
		if (p->mark[i].kind != MARK_PICTURE)
			continue;
		struct placed *image = image_of(w, &p->mark[i]);
		if (image->page != p->index + 1)
			continue;
		image->page = 0; /* named once */
		buf_string(b, any ? " " : "/XObject <<");
		any = true;
		buf_printf(b, "/I%u ", (unsigned)image->index);
		put_ref(b, image->number);
	}
	if (any)
		buf_string(b, ">>");
}

static void put_resources(const struct writer *w, const struct page *p, struct buf *b)
{
	buf_string(b, "/Resources <<");
	put_fonts(w, p, b);
	put_pictures(w, p, b);
	if (w->overprint[0]) {
		buf_string(b, "/ExtGState <<");
		put_entry_ref(b, "/Gout", w->overprint[0]);
		put_entry_ref(b, "/Gover", w->overprint[1]);
		buf_string(b, ">>");
	}
	w->format->resources(w, b);
	buf_string(b, ">>");
}

static void put_annotations(struct writer *w, const struct page *p, struct buf *b)
{
	struct rect media = w->format->media(w, p);
	bool any = false;

	for (size_t i = 0; i < p->nmark; i++) {
		uint32_t number =
		    p->mark[i].kind == MARK_LINK ? tree_link(w, &p->mark[i], media) : 0;
		if (!number)
			continue;
		buf_string(b, any ? " " : "/Annots [");
		any = true;
		put_ref(b, number);
	}
	if (any)
		buf_char(b, ']');
}

static void write_page(struct writer *w, const struct page *p, uint32_t contents)
{
	struct buf *b = &w->scratch;

	buf_clear(b);
	buf_string(b, "<</Type /Page ");
	put_entry_ref(b, "/Parent", page_parent(w, p->index));
	w->format->boxes(w, p, b);
	put_entry_ref(b, "/Contents", contents);
	put_resources(w, p, b);
	if (w->format->tagged) {
		buf_printf(b, "/StructParents %u /Tabs /S", (unsigned)p->index);
		put_annotations(w, p, b);
	}
	buf_string(b, ">>");
	object_write(w->objects, w->first_page + p->index, b);
}

/* The palette's paper, over the whole page: one artifact. White paper is the sheet's own.
 */
static void paint_ground(struct content *c, const struct page *p)
{
	struct ink paper = {INK_PAPER, 1000};
	struct rgb rgb = palette_rgb(c->w->job->edition->palette, paper);
	struct mark ground = {.kind = MARK_FILL,
	    .ink = paper,
	    .tag = tag_artifact(ROLE_ARTIFACT_BACKGROUND),
	    .area = p->bleed};
	if (rgb.r != 255 || rgb.g != 255 || rgb.b != 255)
		paint_mark(c, &ground);
}

bool paint_page(struct writer *w, const struct page *p)
{
	struct content c;
	uint32_t number = 0;
	bool whole = true;

	content_open(&c, w, p);
	if (w->format->tagged)
		tree_page(w, p->index);
	w->tree.media = c.media;
	account_add_page(w, p);
	paint_ground(&c, p);
	for (size_t i = 0; whole && i < p->nmark; i++)
		whole = paint_mark(&c, &p->mark[i]);
	content_close(&c);
	w->format->furniture(w, p, &c.out);
	if (whole) {
		number =
		    object_add_stream(w->objects, &(struct stream){.entries = "",
						      .bytes = c.out.at ? c.out.at : "",
						      .len = c.out.len,
						      .deflate = true});
		write_page(w, p, number);
	}
	content_release(&c);
	return whole;
}
