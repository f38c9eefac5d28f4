/*
 * The members' page: index.html, where an edition is chosen and downloaded.
 *
 * In: an issue and the files that were written of it. Out: one file that needs no other
 * but the editions beside it: no address outside is loaded, nothing is counted, nothing
 * is kept. It obeys the size and the colours that are chosen on it, so that it can be
 * read by whoever needs them. Its words are the issue's, its access statement is the
 * issue's box of class "access", else the masthead; the note about large print is that
 * of the large editions themselves.
 */
#include "report/members.h"

#include <string.h>

enum { COVER_WIDTH = 480 /* pixels: twice what it is shown at */ };

/* ---- the head -------------------------------------------------------------- */

static void add_head(struct buf *b, const struct report *r)
{
	report_head(b, r->issue, r->issue->lang ? r->issue->lang : "en-GB",
	    "choose your edition");
	if (r->issue->description) {
		buf_string(b, "<meta name=\"description\" content=\"");
		html_text(b, r->issue->description);
		buf_string(b, "\">\n");
	}
	buf_string(b, "<style>\n");
	scheme_css(b, r);
	buf_string(b, "</style>\n</head>\n");
}

/* The emblem of the campaign: one tile is apart, and is a part. */
static const char tiles[] =
    "<svg class=\"tiles\" viewBox=\"0 0 118 26\" width=\"118\" height=\"26\" "
    "aria-hidden=\"true\" focusable=\"false\"><path d=\"M0 0h16v16H0zM20 0h16v16H20z"
    "M40 0h16v16H40zM60 10h16v16H60zM82 0h16v16H82zM102 0h16v16h-16z\"/></svg>";

static void add_masthead(struct buf *b, const struct report *r)
{
	const struct issue *i = r->issue;
	buf_string(b,
	    "<a class=\"skip\" href=\"#choose\">Go to the choice of editions</a>\n"
	    "<header>\n<div>\n<h1>");
	html_text(b, i->magazine ? i->magazine : i->slug);
	if (i->season) {
		buf_string(b, "<span class=\"comma\">,</span> <span class=\"season\">");
		html_text(b, i->season);
		buf_string(b, "</span>");
	}
	buf_string(b, "</h1>\n");
	buf_string(b, tiles);
	buf_string(b, "\n</div>\n</header>\n");
}

/* ---- the cover -------------------------------------------------------------- */

static const struct piece *piece_of(const struct issue *i, const char *kind)
{
	for (size_t k = 0; k < i->npiece; k++)
		if (strcmp(i->piece[k]->kind->name, kind) == 0)
			return i->piece[k];
	return NULL;
}

/* What is wrong with it the books have said. */
static bool add_picture(struct buf *b, const struct picture *p)
{
	struct arena *a = arena_new();
	struct image image;
	const bool there = picture_preview(p, diag_new(a), COVER_WIDTH, &image);
	if (there) {
		buf_printf(b, "<img width=\"%u\" height=\"%u\" src=\"", image.width,
		    image.height);
		html_data(b, "image/jpeg", image.bytes, image.len);
		buf_char(b, '"');
		image_release(&image);
	}
	arena_close(a);
	return there;
}

static const struct node *cover_figure(const struct issue *i)
{
	const struct piece *cover = piece_of(i, "cover");

	return cover ? words_find(cover->root, NODE_FIGURE, NULL) : NULL;
}

const struct picture *report_cover_art(const struct issue *i)
{
	const struct node *figure = cover_figure(i);
	const struct picture *p = figure ? figure->as.figure.picture : NULL;

	return p && p->format == PICTURE_ART && p->art ? p : NULL;
}

/* Without a picture its words stand there for everybody. */
static void add_cover(struct buf *b, const struct report *r)
{
	const struct node *figure = cover_figure(r->issue);
	const char *alt = figure ? figure->as.figure.alt : NULL;
	bool shown;

	if (!figure || !figure->as.figure.picture)
		return;
	buf_string(b, "<figure>");
	shown = add_picture(b, r->cover ? r->cover : figure->as.figure.picture);
	if (shown) {
		buf_string(b, " alt=\"");
		html_text(b, alt ? alt : "");
		buf_string(b, "\">\n");
	}
	if (alt) {
		buf_printf(b, "<p%s>On the cover: ", shown ? " class=\"instead\"" : "");
		html_text(b, alt);
		buf_string(b, "</p>\n");
	}
	buf_string(b, "</figure>\n");
}

static void add_lines(struct buf *b, const struct report *r)
{
	const struct piece *cover = piece_of(r->issue, "cover");
	const struct node *line =
	    cover ? words_find(cover->root, NODE_STANDFIRST, NULL) : NULL;
	buf_string(b, "<div class=\"lines\">\n");
	if (cover && cover->headline) {
		buf_string(b, "<p class=\"line\">");
		html_text(b, cover->headline);
		buf_string(b, "</p>\n");
	}
	if (line)
		words_html(b, line);
	buf_string(b, "</div>\n");
}

/* ---- about large print, access ---------------------------------------------- */

static const struct report_book *book_of_size(const struct report *r, size_t size)
{
	for (size_t i = 0; i < r->nfile; i++) {
		const struct edition *e = r->file[i].edition;
		if (!is_offered(&r->file[i]) || e->choice[AXIS_SIZES] != size ||
		    e->choice[AXIS_PICTURES] != 0)
			continue;
		for (size_t k = 0; k < r->nbook; k++)
			if (strcmp(r->book[k].name, e->book) == 0)
				return &r->book[k];
	}
	return NULL;
}

/* The first of a note's blocks is its heading. */
static bool add_note(struct buf *b, const struct report *r, size_t size)
{
	const struct report_book *book = book_of_size(r, size);
	size_t n = 0;
	for (size_t i = 0; book && i < book->amended.n; i++) {
		const struct amendment *m = &book->amended.at[i];
		if (m->rule != AMEND_NOTE)
			continue;
		if (n++ == 0) {
			buf_string(b, "<details><summary>");
			html_sentence(b, r->axis[AXIS_SIZES].choice[size].title);
			buf_string(b, "</summary>\n");
			continue;
		}
		buf_string(b, "<p>");
		html_text(b, m->words);
		buf_string(b, "</p>\n");
	}
	if (n)
		buf_string(b, "</details>\n");
	return n > 0;
}

static void add_notes(struct buf *b, const struct report *r)
{
	struct buf notes = {0};
	bool any = false;
	for (size_t s = 0; s < r->axis[AXIS_SIZES].n; s++)
		any |= add_note(&notes, r, s);
	if (any) {
		buf_string(b, "<section aria-labelledby=\"about-head\">\n"
			      "<h2 id=\"about-head\">About large print</h2>\n");
		buf_add(b, notes.at, notes.len);
		buf_string(b, "</section>\n");
	}
	buf_release(&notes);
}

static void add_access(struct buf *b, const struct report *r)
{
	const struct node *said = NULL, *head;
	const struct piece *masthead = piece_of(r->issue, "masthead");
	for (size_t i = 0; i < r->issue->npiece && !said; i++)
		said = words_find(r->issue->piece[i]->root, NODE_SIDEBAR, "access");
	if (!said && masthead)
		said = masthead->root;
	if (!said)
		return;
	head = words_find(
	    said, said->kind == NODE_PIECE ? NODE_HEADLINE : NODE_CROSSHEAD, NULL);
	buf_string(b, "<section class=\"access\" aria-labelledby=\"access-head\">\n"
		      "<h2 id=\"access-head\">");
	if (head)
		words_html_blocks(b, head, NULL);
	else
		buf_string(b, "Access");
	buf_string(b, "</h2>\n");
	words_html_blocks(b, said, head);
	buf_string(b, "</section>\n");
}

/* ---- the foot ------------------------------------------------------------------ */

static void add_foot(struct buf *b, const struct issue *i)
{
	buf_string(b, "<footer>\n<p>");
	report_name(b, i);
	if (i->number) {
		buf_string(b, ", issue ");
		html_text(b, i->number);
	}
	if (i->issn) {
		buf_string(b, ". ISSN ");
		html_text(b, i->issn);
	}
	buf_char(b, '.');
	if (i->website) {
		buf_string(b, " <a href=\"");
		html_text(b, i->website);
		buf_string(b, "\">");
		html_text(b, i->website);
		buf_string(b, "</a>");
	}
	buf_string(b, "</p>\n</footer>\n");
}

void report_write_members(const struct report *r, const char *path)
{
	struct buf b = {0};
	add_head(&b, r);
	buf_string(&b, "<body>\n");
	add_masthead(&b, r);
	buf_string(&b, "<main>\n<div class=\"top\">\n");
	chooser_html(&b, r);
	buf_string(&b, "<div class=\"cover\">\n");
	add_cover(&b, r);
	add_lines(&b, r);
	buf_string(&b, "</div>\n</div>\n");
	add_access(&b, r);
	chooser_files_html(&b, r);
	add_notes(&b, r);
	buf_string(&b, "</main>\n");
	add_foot(&b, r->issue);
	buf_string(&b, "<script>\n");
	buf_string(&b, members_script);
	buf_string(&b, "</script>\n</body>\n</html>\n");
	report_save(path, &b);
	buf_release(&b);
}

bool report_has_members(const struct report *r)
{
	for (size_t i = 0; i < r->nfile; i++)
		if (r->file[i].edition->standard == STANDARD_PDFUA1 && !r->file[i].nbyte)
			return false;
	return chooser_count(r) > 0;
}
