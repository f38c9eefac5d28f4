/*
 * The figures that both forms of the report tell, counted and worded in one place.
 */
#include "report/report.h"

#include <inttypes.h>
#include <string.h>

/* What each standard of ours promises, as a printer or an archive asks for it. */
static const char *const promises[][3] = {
    [STANDARD_PDFX4] = {"PDF/X-4"},
    [STANDARD_PDFX1A] = {"PDF/X-1a:2003"},
    [STANDARD_PDFUA1] = {"PDF/UA-1", "PDF/A-2a"},
};

const char *const *report_standards(const struct edition *e)
{
	return promises[e->standard];
}

const char *const proof_names[PROOF_N] = {"C", "M", "Y", "K", "soft"};
const char *const proof_titles[PROOF_N] = {
    "Cyan plate", "Magenta plate", "Yellow plate", "Black plate", "Soft proof"};

size_t report_nfile(const struct report_file *f)
{
	return f->nvolume ? f->nvolume : 1;
}

struct report_volume report_part(const struct report_file *f, size_t i)
{
	struct report_volume whole = {
	    .name = f->name, .npage = f->npage, .nbyte = f->nbyte};

	if (f->nvolume)
		return f->volume[i];
	memcpy(whole.digest, f->digest, sizeof whole.digest);
	return whole;
}

size_t report_part_of(const struct report_file *f, size_t *page)
{
	size_t i = 0;

	for (; i + 1 < f->nvolume && *page >= f->volume[i].npage; i++)
		*page -= f->volume[i].npage;
	return i;
}

double report_ink(const struct page_ink *ink)
{
	double total = 0;

	for (size_t i = 0; i < COUNT(ink->plate); i++)
		total += (double)ink->plate[i] * 100;
	return total + (double)ink->spots * 100;
}

static size_t words_in(const char *text)
{
	size_t n = 0;
	bool within = false;
	for (; *text; text++) {
		n += *text != ' ' && !within;
		within = *text != ' ';
	}
	return n;
}

struct amend_tally report_tally(const struct amendments *list, enum amend rule)
{
	struct amend_tally t = {0};
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].rule == rule) {
			t.nplace++;
			t.nword += words_in(list->at[i].words);
		}
	return t;
}

const char *report_size(struct arena *a, uint64_t nbyte)
{
	const uint64_t hundredths = nbyte / 10000;
	if (nbyte < 1000000)
		return arena_printf(a, "%" PRIu64 " KB", (nbyte + 999) / 1000);
	if (hundredths < 1000)
		return arena_printf(a, "%" PRIu64 ".%02" PRIu64 " MB", hundredths / 100,
		    hundredths % 100);
	return arena_printf(
	    a, "%" PRIu64 ".%" PRIu64 " MB", hundredths / 100, hundredths / 10 % 10);
}

const char *report_holding(struct arena *a, const struct holding *h)
{
	const char *pages = "", *titles = "";

	if (h->print_first && h->print_first == h->print_last)
		pages = arena_printf(a, "print page %d", h->print_first);
	else if (h->print_first)
		pages = arena_printf(
		    a, "print pages %d to %d", h->print_first, h->print_last);
	if (h->first && strcmp(h->first, h->last) == 0)
		titles = arena_printf(a, "“%s”", h->first);
	else if (h->first)
		titles = arena_printf(a, "from “%s” to “%s”", h->first, h->last);
	return arena_printf(a, "%s%s%s", pages, *pages && *titles ? ", " : "", titles);
}

void report_save(const char *path, const struct buf *b)
{
	struct output *o = output_open(path);
	output_write(o, b->at, b->len);
	output_commit(o);
}
