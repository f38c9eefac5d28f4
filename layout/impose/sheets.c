/*
 * Sheets as a file, by libqpdf.
 *
 * In: a finished press file, ours or another's. Out: a file whose pages are sides of
 * sheets. Each page becomes a form XObject, cut at its joints, with what it has beyond
 * its trim on the other edges; nothing of it is read or changed. Fonts and pictures stay
 * the objects that they were, shared by all forms, and what the file says of itself
 * (output intent, metadata) stays as it was: sheets of a PDF/X-4 are PDF/X-4, of a
 * PDF/X-1a PDF/X-1a. What leads to pages by name or is heard (outlines, labels, tags)
 * goes, for these pages are gone. All is made in memory and then written: a failure
 * leaves nothing. Rejected: pages of the file drawn by cairo, which would bring them into
 * RGB.
 */
#include "impose/source.h"
#include "marks/marks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ------------------------------------------------------------------ */

static void put_numbers(struct buf *b, const double *at, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		buf_number(b, at[i], 4);
		buf_char(b, ' ');
	}
}

static handle array_of(const struct source *s, const double *at, size_t n)
{
	struct buf b = {0};
	handle array;

	buf_char(&b, '[');
	put_numbers(&b, at, n);
	buf_char(&b, ']');
	array = qpdf_oh_parse(s->pdf, b.at);
	buf_release(&b);
	return array;
}

static handle box_array(const struct source *s, struct box b)
{
	return array_of(s, (double[]){b.left, b.low, b.right, b.up}, 4);
}

static handle stream_of(const struct source *s, const void *bytes, size_t len)
{
	handle stream = qpdf_oh_new_stream(s->pdf), null = qpdf_oh_new_null(s->pdf);

	qpdf_oh_replace_stream_data(
	    s->pdf, stream, bytes, len, null, qpdf_oh_new_null(s->pdf));
	return stream;
}

static void set(const struct source *s, handle dict, const char *key, handle value)
{
	qpdf_oh_replace_key(s->pdf, dict, key, value);
}

static void copy_key(const struct source *s, handle from, const char *key, handle to)
{
	if (qpdf_oh_has_key(s->pdf, from, key))
		set(s, to, key, qpdf_oh_get_key(s->pdf, from, key));
}

/* ---- one side -------------------------------------------------------------- */

/* Content that is one stream stays packed as it was. False: there are several. */
static bool packed_of(const struct source *s, handle page, handle *form)
{
	handle content = qpdf_oh_get_key(s->pdf, page, "/Contents"), dict;
	unsigned char *bytes = NULL;
	size_t len = 0;

	if (!qpdf_oh_is_stream(s->pdf, content) ||
	    qpdf_oh_get_stream_data(s->pdf, content, qpdf_dl_none, NULL, &bytes, &len) &
		QPDF_ERRORS)
		return false;
	dict = qpdf_oh_get_dict(s->pdf, content);
	*form = qpdf_oh_new_stream(s->pdf);
	qpdf_oh_replace_stream_data(s->pdf, *form, bytes, len,
	    qpdf_oh_get_key(s->pdf, dict, "/Filter"),
	    qpdf_oh_get_key(s->pdf, dict, "/DecodeParms"));
	free(bytes);
	return true;
}

static bool unpacked_of(const struct source *s, handle page, handle *form)
{
	unsigned char *bytes = NULL;
	size_t len = 0;

	if (qpdf_oh_get_page_content_data(s->pdf, page, &bytes, &len) & QPDF_ERRORS)
		return source_refuse(s, "has a page that is damaged", NULL);
	*form = stream_of(s, bytes, len);
	free(bytes);
	return true;
}

/* A page as a form, upright; false: its content is damaged. */
static bool form_of(const struct source *s, const struct source_page *p, handle *form)
{
	handle dict;

	if (!packed_of(s, p->page, form) && !unpacked_of(s, p->page, form))
		return false;
	dict = qpdf_oh_get_dict(s->pdf, *form);
	set(s, dict, "/Type", qpdf_oh_new_name(s->pdf, "/XObject"));
	set(s, dict, "/Subtype", qpdf_oh_new_name(s->pdf, "/Form"));
	set(s, dict, "/BBox", box_array(s, p->shown));
	set(s, dict, "/Matrix", array_of(s, p->matrix, 6));
	set(s, dict, "/Resources", qpdf_oh_new_dictionary(s->pdf));
	copy_key(s, p->page, "/Resources", dict);
	copy_key(s, p->page, "/Group", dict);
	return true;
}

struct drawing {
	const struct source *source;
	const struct side *side;
	struct places places;
	handle forms;
	struct buf content;
};

static bool put_page(struct drawing *d, int i)
{
	const struct source *s = d->source;
	const struct cell *c = &d->side->cell[i];
	const struct box at = d->places.cell[i], shown = d->places.shown[i];
	const int page = c->page == NO_PAGE ? NO_PAGE : s->order[c->page];
	const char *name = arena_printf(s->arena, "/Page%d", c->page + 1);
	handle form = 0;

	if (page == NO_PAGE)
		return true;
	if (!form_of(s, &s->page[page], &form))
		return false;
	set(s, d->forms, name, form);
	buf_string(&d->content, "q ");
	put_numbers(&d->content,
	    (double[]){
		shown.left, shown.low, shown.right - shown.left, shown.up - shown.low},
	    4);
	buf_string(&d->content, c->turned ? "re W n -1 0 0 -1 " : "re W n 1 0 0 1 ");
	put_numbers(&d->content,
	    c->turned ? (double[]){at.right, at.up} : (double[]){at.left, at.low}, 2);
	buf_printf(&d->content, "cm %s Do Q\n", name);
	return true;
}

static handle resources_of(const struct drawing *d)
{
	const struct source *s = d->source;
	handle resources = qpdf_oh_new_dictionary(s->pdf);

	set(s, resources, "/XObject", d->forms);
	if (s->job->dress.marks)
		set(s, resources, "/ColorSpace",
		    qpdf_oh_parse(s->pdf, "<<" MARKS_SPACE ">>"));
	return resources;
}

/* Blending is done in the space that the pages ask for. */
static void copy_group(const struct source *s, handle page)
{
	for (int i = 0; i < s->nfile; i++)
		if (qpdf_oh_has_key(s->pdf, s->page[i].page, "/Group")) {
			copy_key(s, s->page[i].page, "/Group", page);
			return;
		}
}

static void add_page(const struct drawing *d)
{
	const struct source *s = d->source;
	const struct buf *c = &d->content;
	handle page = qpdf_oh_new_dictionary(s->pdf);

	set(s, page, "/Type", qpdf_oh_new_name(s->pdf, "/Page"));
	set(s, page, "/MediaBox", box_array(s, d->places.media));
	set(s, page, "/BleedBox", box_array(s, d->places.bleed));
	set(s, page, "/TrimBox", box_array(s, d->places.trim));
	set(s, page, "/Resources", resources_of(d));
	set(s, page, "/Contents", stream_of(s, c->at ? c->at : "", c->len));
	copy_group(s, page);
	qpdf_add_page(
	    s->pdf, s->pdf, qpdf_make_indirect_object(s->pdf, page), QPDF_FALSE);
}

static const char *millimetres(const struct source *s, double w, double h)
{
	return arena_printf(
	    s->arena, "%.0f × %.0f mm", ceil(w * 25.4 / 72), ceil(h * 25.4 / 72));
}

static bool place(const struct source *s, struct drawing *d)
{
	const struct dress *dress = &s->job->dress;
	const struct placing p = {.side = d->side,
	    .leaf = s->leaf,
	    .paper = s->job->paper,
	    .room = dress_room(dress, s->leaf.bleed),
	    .edge = dress->marks ? sp_to_pt(MARKS_EDGE) : 0};

	if (places_of(&p, &d->places))
		return true;
	return source_refuse(s,
	    arena_printf(s->arena, "needs a sheet of %s%s, and the paper has %s",
		millimetres(s, d->places.media.right, d->places.media.up),
		dress->marks ? ", marks and all" : "",
		millimetres(s, p.paper.w, p.paper.h)),
	    "name a larger one by '--sheet'");
}

static bool add_side(const struct source *s, const struct side *side)
{
	struct drawing d = {
	    .source = s, .side = side, .forms = qpdf_oh_new_dictionary(s->pdf)};
	struct dress dress = s->job->dress;
	bool done = place(s, &d);

	for (int i = 0; done && i < side->across * side->down; i++)
		done = put_page(&d, i);
	dress.arena = s->arena;
	dress.title = s->title;
	if (done)
		dress_put(&dress, side, &d.places, &d.content);
	if (done)
		add_page(&d);
	buf_release(&d.content);
	return done;
}

/* ---- files ------------------------------------------------------------------- */

static void remove_pages(const struct source *s, int from, int to)
{
	for (int i = from; i < to; i++)
		if (s->order[i] != NO_PAGE)
			qpdf_remove_page(s->pdf, s->page[s->order[i]].page);
}

static bool make_sides(const struct source *s, const struct sides *sides)
{
	for (size_t i = 0; i < sides->n; i++)
		if (!add_side(s, &sides->at[i]))
			return false;
	remove_pages(s, 0, s->npage);
	return true;
}

/* A file that is whole, but not yet in its place. */
struct made {
	const char *path;
	struct output *out;
	int npage;
};

static bool write_to(const struct source *s, const char *path, struct made *made)
{
	qpdf_init_write_memory(s->pdf);
	qpdf_set_object_stream_mode(s->pdf, qpdf_o_preserve);
	qpdf_set_deterministic_ID(s->pdf, QPDF_TRUE);
	if (qpdf_write(s->pdf) & QPDF_ERRORS)
		return source_refuse(
		    s, "cannot be written as sheets: it is damaged", NULL);
	*made = (struct made){path, output_open(path), qpdf_get_num_pages(s->pdf)};
	output_write(made->out, qpdf_get_buffer(s->pdf), qpdf_get_buffer_length(s->pdf));
	return true;
}

/* ---- bindings ------------------------------------------------------------------ */

const char *impose_cover_path(struct arena *a, const char *path)
{
	const size_t len = strlen(path);
	const size_t stem =
	    len > 4 && strcmp(path + len - 4, ".pdf") == 0 ? len - 4 : len;

	return arena_printf(a, "%.*s-cover.pdf", (int)stem, path);
}

static void tell_spine(const struct source *s, double spine)
{
	const double bare = spine - 2 * s->leaf.bleed;

	printf("spine of %.1f mm\n", spine * 25.4 / 72);
	if (bare < 0.5)
		return;
	diag(s->job->diag, DIAG_BARE_SPINE, (struct pos){0},
	    "the spine is %.1f mm wide, and the cover's two pages bring %.1f mm of bleed "
	    "each: %.1f mm between them stay white",
	    spine * 25.4 / 72, s->leaf.bleed * 25.4 / 72, bare * 25.4 / 72);
	diag_hint(s->job->diag,
	    "ask for a cover with so much more bleed, or drawn as one sheet");
}

/* nleaf: within the cover. */
static bool make_cover(struct source *s, int nleaf)
{
	const int n = s->npage, page[4] = {0, 1, n - 2, n - 1};
	const struct sides sides = sides_cover(s->arena, page, nleaf, &s->job->stock);

	tell_spine(s, sides.at[0].spine);
	return make_sides(s, &sides);
}

static void add_blank_leaves(const struct source *s, int from, int to)
{
	for (int i = from; i < to; i++) {
		handle page = qpdf_oh_new_dictionary(s->pdf);

		if (s->order[i] != NO_PAGE)
			continue;
		set(s, page, "/Type", qpdf_oh_new_name(s->pdf, "/Page"));
		copy_key(s, s->page[0].page, "/MediaBox", page);
		copy_key(s, s->page[0].page, "/BleedBox", page);
		copy_key(s, s->page[0].page, "/TrimBox", page);
		set(s, page, "/Resources", qpdf_oh_new_dictionary(s->pdf));
		set(s, page, "/Contents", stream_of(s, "", 0));
		qpdf_add_page(
		    s->pdf, s->pdf, qpdf_make_indirect_object(s->pdf, page), QPDF_FALSE);
	}
}

/* Leaves stay single pages, unless a printer folds them. A blank one comes last of all:
 * half of a cover that goes is all that follows it. */
static bool make_block(struct source *s, int first, int n)
{
	if (s->job->signature) {
		const struct sides sides = sides_signatures(
		    s->arena, &s->job->stock, first, n, s->job->signature);

		return make_sides(s, &sides);
	}
	remove_pages(s, 0, first);
	remove_pages(s, first + n, s->npage);
	add_blank_leaves(s, first, first + n);
	return true;
}

static bool bind_perfect(struct source *s, struct source *cover, struct made made[2])
{
	const char *path = impose_cover_path(s->arena, s->job->to);
	const bool apart = s->job->cover;
	const int n = apart ? s->npage : s->npage - 4;

	if (apart && cover->npage != 4)
		return source_refuse(cover, "is no cover of four pages", NULL);
	return make_cover(cover, n / 2) && write_to(cover, path, &made[0]) &&
	       make_block(s, apart ? 0 : 2, n) && write_to(s, s->job->to, &made[1]);
}

static bool bind_saddle(struct source *s, struct source *cover, struct made made[2])
{
	const bool apart = s->job->cover;
	const int around = apart ? cover->npage / 4 : 0, npage = s->npage + around * 4;
	struct sides sides;

	if (npage > SADDLE_MOST) {
		diag(s->job->diag, DIAG_THICK_BOOKLET, (struct pos){0},
		    "%d pages are more than staples hold well; %d are the most", npage,
		    SADDLE_MOST);
		diag_hint(s->job->diag, "bind them by '--binding perfect'");
	}
	if (apart) {
		const struct stock outermost = {s->job->stock.cover, 0, -1};

		sides = sides_saddle(s->arena, cover->npage, &outermost, 0);
		if (!make_sides(cover, &sides) ||
		    !write_to(cover, impose_cover_path(s->arena, s->job->to), &made[0]))
			return false;
	}
	sides = sides_saddle(s->arena, s->npage, &s->job->stock, around);
	return make_sides(s, &sides) && write_to(s, s->job->to, &made[1]);
}

static bool bind(struct source *s, struct source *cover, struct made made[2])
{
	if (s->job->binding == BINDING_PERFECT)
		return bind_perfect(s, cover, made);
	if (s->job->binding == BINDING_SADDLE)
		return bind_saddle(s, cover, made);
	const struct sides sides = sides_reader(s->arena, s->npage);
	return make_sides(s, &sides) && write_to(s, s->job->to, &made[1]);
}

/* A cover that is a file of its own is a booklet of four; what it goes round has none. */
static bool open_both(struct source *s, struct source *cover)
{
	const enum binding binding = s->job->binding;
	const bool apart = s->job->cover;

	if (!source_open(s) ||
	    !source_complete(
		s, apart && binding == BINDING_PERFECT ? BINDING_SADDLE : binding))
		return false;
	source_forget(s);
	if (!apart && binding != BINDING_PERFECT)
		return true;
	if (!source_open(cover) || !source_complete(cover, BINDING_SADDLE))
		return false;
	source_forget(cover);
	if (fabs(cover->leaf.w - s->leaf.w) > 0.1 ||
	    fabs(cover->leaf.h - s->leaf.h) > 0.1)
		return source_refuse(cover, "is of another size than what it goes round",
		    "cover and pages are cut alike");
	return true;
}

bool impose(const struct imposition *job)
{
	struct arena *a = arena_new();
	struct source s = {.job = job, .arena = a, .path = job->from};
	struct source cover = {
	    .job = job, .arena = a, .path = job->cover ? job->cover : job->from};
	struct made made[2] = {{0}};
	const bool done = open_both(&s, &cover) && bind(&s, &cover, made);

	for (size_t i = 0; i < COUNT(made); i++) {
		if (made[i].out && done) {
			output_commit(made[i].out);
			printf("%s  %d pages\n", made[i].path, made[i].npage);
		} else if (made[i].out) {
			output_abandon(made[i].out);
		}
	}
	if (s.pdf)
		source_close(&s);
	if (cover.pdf)
		source_close(&cover);
	arena_close(a);
	return done;
}
