/*
 * A book as a file.
 *
 * In: a book whose tags are numbered and whose marks are sorted, and an edition. Out: the
 * file, complete or not there. Pages go out one by one; fonts, tree, ways and metadata
 * follow; what stays in memory between is a few bytes a page and a content. What a
 * standard wants is in its table (pdfx.c, pdfua.c): no other file asks which it is.
 */
#include "pdf/syntax.h"
#include "pdf/writer.h"

enum { KIDS = 64 }; /* pages in a node of the page tree */

static uint32_t node_count(const struct writer *w)
{
	return (uint32_t)(book_of(w)->npage + KIDS - 1) / KIDS;
}

/* The first node of first_node is the root; each other holds KIDS pages. */
uint32_t page_parent(const struct writer *w, uint32_t page)
{
	return w->first_node + 1 + page / KIDS;
}

static void write_page_tree(struct writer *w)
{
	struct buf *b = &w->scratch;
	uint32_t n = node_count(w), npage = (uint32_t)book_of(w)->npage;

	buf_clear(b);
	buf_string(b, "<</Type /Pages /Kids [");
	for (uint32_t i = 0; i < n; i++) {
		put_ref(b, w->first_node + 1 + i);
		buf_char(b, ' ');
	}
	buf_printf(b, "] /Count %u>>", (unsigned)npage);
	object_write(w->objects, w->first_node, b);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t end = (i + 1) * KIDS < npage ? (i + 1) * KIDS : npage;
		buf_clear(b);
		buf_string(b, "<</Type /Pages /Kids [");
		for (uint32_t k = i * KIDS; k < end; k++) {
			put_ref(b, w->first_page + k);
			buf_char(b, ' ');
		}
		buf_printf(b, "] /Count %u ", (unsigned)(end - i * KIDS));
		put_entry_ref(b, "/Parent", w->first_node);
		buf_string(b, ">>");
		object_write(w->objects, w->first_node + 1 + i, b);
	}
}

static void write_overprint(struct writer *w)
{
	struct buf *b = &w->scratch;

	for (int on = 0; w->overprint[0] && on < 2; on++) {
		buf_clear(b);
		buf_printf(b, "<</Type /ExtGState /OP %s /op %s /OPM %d>>",
		    on ? "true" : "false", on ? "true" : "false", on);
		object_write(w->objects, w->overprint[on], b);
	}
}

/* 0: reported. */
static uint32_t write_catalog(struct writer *w)
{
	struct buf catalog = {0};
	uint32_t number = 0;

	buf_string(&catalog, "<</Type /Catalog ");
	put_entry_ref(&catalog, "/Pages", w->first_node);
	put_entry_ref(&catalog, "/Metadata", write_xmp(w));
	if (w->format->catalog(w, &catalog)) {
		buf_string(&catalog, ">>");
		number = object_add(w->objects, &catalog);
	}
	buf_release(&catalog);
	return number;
}

/* False: reported. */
static bool write_book(struct writer *w)
{
	const struct book *book = book_of(w);
	uint32_t root;

	w->first_page = object_reserve(w->objects, (uint32_t)book->npage);
	w->first_node = object_reserve(w->objects, node_count(w) + 1);
	images_plan(w);
	account_begin_file(w);
	ink_begin(w);
	for (size_t i = 0; i < book->npage; i++) {
		if (!paint_page(w, book->page[i]) || w->refused)
			return false;
		ink_add_page(w, book->page[i]);
	}
	ink_end(w);
	write_page_tree(w);
	write_overprint(w);
	root = embed_fonts(&w->fonts) ? write_catalog(w) : 0;
	account_add_fonts(w);
	if (!root || w->refused)
		return false;
	w->job->nbyte = objects_close(w->objects, root, write_info(w));
	w->objects = NULL;
	return true;
}

static const char *title_of(struct arena *a, const struct pdf_job *job)
{
	const char *title = job->book->title ? job->book->title : "";

	if (job->edition->title)
		title = arena_printf(a, "%s, %s", title, job->edition->title);
	return job->book->part ? arena_printf(a, "%s, %s", title, job->book->part)
			       : title;
}

static const struct format *const formats[] = {
    [STANDARD_PDFX4] = &format_pdfx4,
    [STANDARD_PDFX1A] = &format_pdfx1a,
    [STANDARD_PDFUA1] = &format_pdfua1,
};

bool pdf_takes(const struct edition *e, const struct picture *p)
{
	return !formats[e->standard]->opaque || !(p->art ? p->art->clear : p->alpha);
}

static struct palette rich_palette(struct arena *a, const struct preset *preset)
{
	struct palette rich = palette_plain;

	rich.swatch = ARENA_ARRAY(a, struct swatch, rich.nswatch);
	rich.swatch[INK_PAPER] = palette_plain.swatch[INK_PAPER];
	rich.swatch[INK_TEXT] = palette_plain.swatch[INK_TEXT];
	rich.swatch[INK_TEXT].cmyk = preset->rich_black;
	return rich;
}

bool pdf_write(struct pdf_job *job)
{
	struct arena *a = arena_new();
	struct writer w = {
	    .job = job, .format = formats[job->edition->standard], .arena = a};
	bool written;

	w.title = title_of(a, job);
	if (job->edition->preset)
		w.rich = rich_palette(a, job->edition->preset);
	tree_open(&w);
	written = rules_hold(&w);
	if (written) {
		w.objects = objects_open(&(struct objects_plan){.path = job->path,
		    .version = w.format->version,
		    .plain = w.format->plain,
		    .ask = rules_ask,
		    .writer = &w,
		    .memo = job->memo});
		w.fonts = embedding_new(a, w.objects, fonts_count(job->fonts));
		written = write_book(&w);
		if (w.objects)
			objects_abandon(w.objects);
		embedding_release(&w.fonts);
		images_end(&w);
	}
	buf_release(&w.scratch);
	arena_close(a);
	return written;
}
