/*
 * What both forms of a press file's dossier tell, counted and worded in one place.
 *
 * In: what a build made, and the writer's account of one file. Out: for each finding the
 * page it is told with, the printer's limits, and the job ticket's rows. A finding has a
 * place in the source and no page: it is told with the first page that holds its line, or
 * of several with the one that its words name, for a paragraph may go over.
 */
#include "report/dossier.h"

#include <string.h>

/* ---- words --------------------------------------------------------------- */

const char plate_letters[4] = {'C', 'M', 'Y', 'K'};

const char *const done_names[DONE_N] = {"copied", "coded anew", "converted", "grey",
    "brought down", "composed", "vector", "drawn", "mirrored", "limited", "sharpened"};

const char *const done_titles[DONE_N] = {"copied as it was",
    "coded anew, its colours as they were", "converted to the printer’s inks",
    "without colour: black ink alone", "brought down to fewer pixels",
    "composed on its ground where it is seen through", "kept as a drawing",
    "drawn as pixels: the standard cannot hold it", "its edges mirrored into the bleed",
    "its darkest places brought under the ink limit", "sharpened for print"};

/* OpenType 1.9, OS/2, fsType. */
const char *rights_title(int32_t rights)
{
	if (rights < 0)
		return "not known: it came within a picture";
	if (!(rights & 0xE))
		return "installable: may be embedded in any file";
	if (rights & 8)
		return "editable: may be embedded in any file";
	if (rights & 4)
		return "preview and print: may be embedded in files that are not edited";
	return "restricted: may not be embedded";
}

/* ---- findings ------------------------------------------------------------ */

static bool concerns(const struct told *t, const struct edition *e)
{
	for (size_t i = 0; i < t->nedition; i++)
		if (strcmp(t->edition[i], e->book) == 0 ||
		    strcmp(t->edition[i], e->name) == 0)
			return true;
	return t->nedition == 0;
}

/* Does it say "page 6"? */
static bool names_page(const char *message, const char *folio)
{
	static const char page[] = "page ";
	const size_t len = strlen(folio);

	for (const char *at = message; len && (at = strstr(at, page)) != NULL;) {
		at += sizeof page - 1;
		if (strncmp(at, folio, len) == 0 && (at[len] < '0' || at[len] > '9'))
			return true;
	}
	return false;
}

static bool holds(const struct account_span *s, struct pos pos)
{
	return s->file == pos.file && s->first <= pos.line && s->last >= pos.line;
}

static bool carries_page(const struct dossier *d, const struct finding *f, size_t page)
{
	return strstr(f->pages,
		   arena_printf(d->arena, " %s ", d->account->page[page].folio)) != NULL;
}

/* The first of those that it carries. */
static size_t carried(const struct dossier *d, const struct finding *f)
{
	for (size_t i = 0; i < d->account->npage; i++)
		if (carries_page(d, f, i))
			return i;
	return ELSEWHERE;
}

static size_t page_of(const struct account *a, const struct finding *f)
{
	const struct pos pos = f->pos;
	size_t first = ELSEWHERE;

	for (size_t i = 0; pos.line && i < a->nspan; i++) {
		if (!holds(&a->span[i], pos))
			continue;
		if (names_page(f->message, a->page[a->span[i].page].folio))
			return a->span[i].page;
		first = first == ELSEWHERE ? a->span[i].page : first;
	}
	if (first != ELSEWHERE)
		return first;
	/* a picture that has no words of its own near it */
	for (size_t i = 0; pos.line && i < a->npicture; i++)
		if (a->picture[i].pos.file == pos.file &&
		    a->picture[i].pos.line == pos.line)
			return a->picture[i].page;
	return ELSEWHERE;
}

static void sort_findings(struct dossier *d)
{
	const struct report *r = d->report;

	d->page_of = ARENA_ARRAY(d->arena, size_t, r->ntold + 1);
	for (size_t i = 0; i < r->ntold; i++) {
		const struct told *t = &r->told[i];

		d->page_of[i] = NOT_OURS;
		if (!concerns(t, d->file->edition))
			continue;
		d->page_of[i] = t->finding.pages ? carried(d, &t->finding)
						 : page_of(d->account, &t->finding);
		d->nelsewhere += d->page_of[i] == ELSEWHERE;
		d->nfinding[t->finding.level]++;
	}
}

bool dossier_tells(const struct dossier *d, size_t i, size_t page)
{
	const struct finding *f = &d->report->told[i].finding;

	if (d->page_of[i] == NOT_OURS || page == ELSEWHERE || !f->pages)
		return d->page_of[i] == page;
	return carries_page(d, f, page);
}

size_t dossier_nfinding(const struct dossier *d, size_t page)
{
	size_t n = 0;

	for (size_t i = 0; i < d->report->ntold; i++)
		n += dossier_tells(d, i, page);
	return n;
}

void dossier_open(struct dossier *d, const struct report *r, const struct report_file *f)
{
	*d = (struct dossier){.report = r,
	    .file = f,
	    .account = f->account,
	    .preset = f->edition->preset,
	    .arena = arena_new()};
	d->profile =
	    d->preset->profile ? profile_title(d->arena, d->preset->profile) : NULL;
	sort_findings(d);
}

void dossier_close(struct dossier *d)
{
	arena_close(d->arena);
}

/* ---- the printer's limits ------------------------------------------------ */

size_t dossier_limits(const struct preset *p, struct dossier_limit limit[LIMITS_MOST])
{
	const struct press_limits *l = &p->limits;
	const struct dossier_limit all[] = {
	    {"ink-limit", "Total ink in any 15 mm², at most", "%", p->ink_limit},
	    {"rich-black-limit", "Total ink where black is 85 % or more, at most", "%",
		p->rich_black_limit},
	    {"bleed", "Bleed beyond the trim", "mm", sp_to_mm(p->bleed)},
	    {"quiet-zone", "Words from the trim, at least", "mm",
		sp_to_mm(l->quiet_zone)},
	    {"spine-margin", "Words from the spine, at least", "mm",
		sp_to_mm(l->spine_margin)},
	    {"ppi", "Pictures are brought down to", "ppi", p->ppi},
	    {"most-ppi", "Pictures are brought down where they have more than", "ppi",
		p->most_ppi},
	    {"least-ppi", "Pictures are warned of where they have less than", "ppi",
		p->least_ppi},
	    {"refused-ppi", "Pictures are refused where they have less than", "ppi",
		p->refused_ppi},
	    {"overprint-below", "Black words overprint below", "pt",
		sp_to_pt(p->overprint_below)},
	    {"hairline", "Black lines, at least", "pt", sp_to_pt(l->hairline)},
	    {"fine-line", "White, screened or mixed lines, at least", "pt",
		sp_to_pt(l->fine_line)},
	    {"reversed-text", "White words, at least", "pt", sp_to_pt(l->reversed_text)},
	    {"mixed-text", "Words of several inks, at least", "pt",
		sp_to_pt(l->mixed_text)},
	};

	memcpy(limit, all, sizeof all);
	_Static_assert(COUNT(all) <= LIMITS_MOST, "there is room for all limits");
	return COUNT(all);
}

/* ---- the job ticket ------------------------------------------------------ */

uint32_t dossier_wanting(const struct dossier *d)
{
	return (4 - d->file->npage % 4) % 4;
}

static const char *mm(struct arena *a, sp length)
{
	return arena_number(a, sp_to_mm(length), 1);
}

static const char *format_of(const struct dossier *d)
{
	static const struct {
		const char *name;
		int width, height; /* mm */
	} known[] = {
	    {"A4", 210, 297}, {"A5", 148, 210}, {"A6", 105, 148}, {"A3", 297, 420}};
	const struct rect t = d->account->page[0].trim;
	const double width = sp_to_mm(t.w), height = sp_to_mm(t.h);
	const char *name = "";

	for (size_t i = 0; i < COUNT(known); i++)
		if (width > known[i].width - 0.5 && width < known[i].width + 0.5 &&
		    height > known[i].height - 0.5 && height < known[i].height + 0.5)
			name = known[i].name;
	return arena_printf(d->arena, "%s%s%s × %s mm, with %s mm of bleed", name,
	    *name ? ", " : "", mm(d->arena, t.w), mm(d->arena, t.h),
	    mm(d->arena, -d->account->page[0].bleed.x));
}

static const char *extent_of(const struct dossier *d)
{
	const uint32_t n = d->file->npage, wanting = dossier_wanting(d);

	if (!wanting)
		return arena_printf(d->arena, "%u pages, the cover counted", n);
	return arena_printf(d->arena,
	    "%u page%s, the cover counted: %u fewer than the next multiple of four", n,
	    n == 1 ? "" : "s", wanting);
}

static const char *cover_of(const struct dossier *d)
{
	const char *paper = d->report->issue->printing.cover_paper;

	/* a book that is all cover is one file, whatever the printer asks for */
	if (d->preset->cover_apart && d->file->nvolume)
		return arena_printf(d->arena, "separate, a file of its own%s%s",
		    paper ? ": " : "; its paper is not said", paper ? paper : "");
	if (!paper)
		return "self-cover: the paper of the inside";
	return arena_printf(d->arena, "separate stock: %s", paper);
}

static const char *binding_of(const struct dossier *d)
{
	const char *binding = d->report->issue->printing.binding;

	if (!binding)
		return NULL;
	return strcmp(binding, "saddle") == 0 ? "saddle-stitched" : "perfect-bound";
}

/* "Andika-Bold" of "ABCDEF+Andika-Bold": subsets of a face are the same face. */
static const char *face_of(const struct account_font *f)
{
	return f->name + (f->subset ? 7 : 0);
}

/* Does none before it, in whichever file, come of the same face? */
static bool is_first_of_face(const struct account *a, size_t font)
{
	for (size_t i = 0; i < font; i++)
		if (strcmp(face_of(&a->font[i]), face_of(&a->font[font])) == 0)
			return false;
	return true;
}

static const char *fonts_of(const struct dossier *d)
{
	const struct account *a = d->account;
	size_t nface = 0, nunknown = 0, nwhole = 0;

	for (size_t i = 0; i < a->nfont; i++) {
		nface += is_first_of_face(a, i);
		nunknown += a->font[i].rights < 0;
		nwhole += !a->font[i].subset;
	}
	return arena_printf(d->arena, "%zu, all embedded%s%s", nface,
	    nwhole ? "" : " as subsets",
	    nunknown ? "; not all come from the magazine’s own list" : " by right");
}

static const char *title_of(const struct dossier *d)
{
	const struct issue *i = d->report->issue;

	return arena_printf(d->arena, "%s%s%s%s%s", i->magazine ? i->magazine : i->slug,
	    i->number ? " " : "", i->number ? i->number : "", i->season ? ", " : "",
	    i->season ? i->season : "");
}

/* ---- files --------------------------------------------------------------- */

struct dossier_file dossier_file(const struct dossier *d, size_t i)
{
	struct dossier_file f = {.part = report_part(d->file, i)};

	f.digest = report_hex(d->arena, f.part.digest);
	if (f.part.part) {
		char *title = arena_string(d->arena, f.part.part);

		if (*title >= 'a' && *title <= 'z')
			*title = (char)(*title - 'a' + 'A');
		f.title = title;
	}
	return f;
}

const char *dossier_page(const struct dossier *d, size_t page)
{
	const size_t i = report_part_of(d->file, &page);
	const char *title = dossier_file(d, i).title;

	return title ? arena_printf(d->arena, "%s, page %zu", title, page + 1)
		     : arena_printf(d->arena, "Page %zu", page + 1);
}

/* ---- the ticket's rows --------------------------------------------------- */

static size_t add_files(const struct dossier *d, struct ticket_row *row)
{
	const size_t n = report_nfile(d->file);
	size_t nrow = 0;

	for (size_t i = 0; i < n; i++) {
		const struct dossier_file f = dossier_file(d, i);
		const char *what =
		    f.title ? arena_printf(d->arena, "%s, file", f.title) : "File";

		row[nrow++] = (struct ticket_row){"file", what,
		    arena_printf(d->arena, "%s, %u page%s, %s", f.part.name, f.part.npage,
			f.part.npage == 1 ? "" : "s",
			report_size(d->arena, f.part.nbyte))};
		row[nrow++] = (struct ticket_row){"sha256",
		    f.title ? arena_printf(d->arena, "%s, checksum (SHA-256)", f.title)
			    : "Checksum (SHA-256)",
		    f.digest};
	}
	return nrow;
}

size_t dossier_ticket(const struct dossier *d, const struct ticket_row **rows)
{
	const struct printing *p = &d->report->issue->printing;
	const struct ticket_row first[] = {
	    {"title", "Title", title_of(d)},
	    {"date", "Date of issue", d->report->issue->date},
	    {"format", "Format", format_of(d)},
	    {"extent", "Extent", extent_of(d)},
	    {"paper", "Paper", p->paper},
	    {"cover", "Cover", cover_of(d)},
	    {"binding", "Binding", binding_of(d)},
	    {"finish", "Finish", p->finish},
	    {"quantity", "Quantity",
		p->quantity ? arena_printf(d->arena, "%ld", p->quantity) : NULL},
	    {"deadline", "Due", p->deadline},
	    {"delivery", "Delivery", p->delivery},
	    {"contact", "Contact", p->contact},
	    {"notes", "Notes", p->notes},
	    {"fonts", "Fonts", fonts_of(d)},
	};
	struct ticket_row *all = ARENA_ARRAY(
	    d->arena, struct ticket_row, COUNT(first) + 2 * report_nfile(d->file));

	memcpy(all, first, sizeof first);
	*rows = all;
	return COUNT(first) + add_files(d, all + COUNT(first));
}
