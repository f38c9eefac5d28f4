/*
 * A PDF from elsewhere, told: a few plain lines, or JSON.
 *
 * In: facts, and ink where it was measured. Out: what the file is, so that an editor sees
 * at one look whether it is what was booked; findings come after it. JSON has every fact.
 */
#include "report/report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

enum { NAMES_MOST = 12 };

static const char *const family_name[] = {[FAMILY_GREY] = "grey",
    [FAMILY_RGB] = "RGB",
    [FAMILY_CMYK] = "CMYK",
    [FAMILY_LAB] = "Lab",
    [FAMILY_SPOT] = "spot",
    [FAMILY_UNKNOWN] = "unknown"};
static const char *const thing_name[] = {[THING_WORDS] = "words",
    [THING_LINE] = "lines",
    [THING_AREA] = "grounds",
    [THING_PICTURE] = "pictures",
    [THING_GRADIENT] = "gradients",
    [THING_BLENDING] = "blending",
    [THING_MASK] = "masks"};
static const char *const fault_name[PICTURE_FAULTS] = {[PICTURE_SOUND] = NULL,
    [PICTURE_BROKEN] = "damaged",
    [PICTURE_CUT] = "cut off",
    [PICTURE_JPX] = "JPEG 2000",
    [PICTURE_UNSEEN] = "not looked at"};
static const char *const tone_name[] = {[TONE_WHITE] = "white",
    [TONE_SOLID] = "one ink",
    [TONE_SCREEN] = "a tint of one ink",
    [TONE_SEVERAL] = "several inks",
    [TONE_UNKNOWN] = "unknown"};
static const char *const side_name[EDGES] = {"left", "upper", "right", "lower"};
static const char *const box_name[BOXES] = {"media", "crop", "bleed", "trim", "art"};
static const char plate_name[] = "CMYK";

static double mm(double points)
{
	const double length = points * 25.4 / 72;

	return fabs(length) < 0.005 ? 0 : length;
}

/* ---- lists of names, each once ------------------------------------------------- */

struct names {
	struct buf all;
	const char *seen[NAMES_MOST];
	size_t n;
	bool more;
};

static void add_name(struct names *n, const char *name)
{
	for (size_t i = 0; i < n->n; i++)
		if (strcmp(n->seen[i], name) == 0)
			return;
	if (n->n == NAMES_MOST) {
		if (!n->more)
			buf_string(&n->all, " and more");
		n->more = true;
		return;
	}
	if (n->n)
		buf_string(&n->all, ", ");
	buf_string(&n->all, name);
	n->seen[n->n++] = name;
}

static void print_names(FILE *out, const char *head, struct names *n)
{
	if (n->n)
		fprintf(out, "  %-9s %s\n", head, n->all.at);
	buf_release(&n->all);
}

/* ---- the lines ----------------------------------------------------------------- */

static void print_file(const struct facts *f, FILE *out)
{
	fprintf(out, "  file      PDF %s, %s", f->version ? f->version : "?",
	    f->standard ? f->standard : "not PDF/X");
	if (f->condition || f->profile)
		fprintf(out, ", made for %s", f->condition ? f->condition : f->profile);
	if (f->condition && f->profile)
		fprintf(out, " (%s)", f->profile);
	if (f->creator || f->producer)
		fprintf(out, ", by %s", f->creator ? f->creator : f->producer);
	fputc('\n', out);
}

static bool same_size(const struct page_fact *a, const struct page_fact *b)
{
	return fabs(a->width - b->width) < 0.5 && fabs(a->height - b->height) < 0.5;
}

static double least_bleed(const struct page_fact *p)
{
	double least = p->bleed[0];

	for (int i = 1; i < EDGES; i++)
		least = fmin(least, p->bleed[i]);
	return fmax(least, 0);
}

static void print_size(const struct preflight *whole, FILE *out)
{
	const struct facts *f = whole->facts;
	const bool sheets = preflight_is_sheets(whole);
	struct buf b = {0};

	fprintf(out, "  size      %u page%s", f->count, f->count == 1 ? "" : "s");
	for (size_t i = 0; i < f->npage && i < NAMES_MOST; i++) {
		const struct page_fact *p = &f->page[i];

		if (i && same_size(p, p - 1))
			continue;
		buf_string(&b, sheets && !i ? ", each a sheet of two pages, " : ", ");
		if (i)
			buf_printf(&b, "from page %zu ", i + 1);
		buf_number(&b, mm(p->width), 1);
		buf_string(&b, " × ");
		buf_number(&b, mm(p->height), 1);
		buf_string(&b, " mm");
		if (least_bleed(p) > 0.5) {
			buf_string(&b, " and ");
			buf_number(&b, mm(least_bleed(p)), 1);
			buf_string(&b, " mm of bleed");
		}
	}
	fprintf(out, "%s%s\n", b.at ? b.at : "",
	    f->count > 1 && !sheets ? "; an advert is one page" : "");
	buf_release(&b);
}

static void print_inks(const struct preflight *p, FILE *out)
{
	const struct facts *f = p->facts;
	struct names n = {0};
	uint32_t plates = 0;

	for (size_t i = 0; i < f->npage; i++)
		plates |=
		    p->ink->page[i].why ? f->page[i].plates : p->ink->page[i].plates;
	for (size_t i = 0; i < 4; i++)
		if (plates & 1u << i)
			add_name(&n, arena_printf(p->arena, "%c", plate_name[i]));
	for (size_t i = 0; i < f->npage; i++)
		for (size_t k = 0; k < f->page[i].ncolor; k++) {
			const struct color_fact *c = &f->page[i].color[k];

			if (c->family == FAMILY_SPOT && c->name)
				add_name(&n, arena_printf(p->arena, "'%s'", c->name));
			else if (c->family == FAMILY_RGB || c->family == FAMILY_LAB)
				add_name(&n, c->family == FAMILY_RGB ? "made from RGB"
								     : "made from Lab");
		}
	print_names(out, "inks", &n);
}

static void print_fonts(const struct preflight *p, FILE *out)
{
	struct names n = {0};

	for (size_t i = 0; i < p->facts->nfont; i++) {
		const struct font_fact *f = &p->facts->font[i];

		add_name(&n, arena_printf(p->arena, "%s (%s%s)", f->name, f->type,
				 f->embedded ? "" : ", not embedded"));
	}
	if (!n.n)
		add_name(&n, "none: its words, if any, are outlines");
	print_names(out, "fonts", &n);
}

static void print_pictures(const struct facts *f, FILE *out)
{
	double least = INFINITY;
	uint32_t count = 0;
	struct names n = {0};

	for (size_t i = 0; i < f->npage; i++)
		for (size_t k = 0; k < f->page[i].npicture; k++) {
			const struct picture_fact *p = &f->page[i].picture[k];

			if (p->width < PICTURE_LEAST || p->height < PICTURE_LEAST)
				continue;
			count += p->n;
			least = fmin(least, p->ppi);
			add_name(&n, p->stencil ? "stencil" : family_name[p->family]);
		}
	if (count)
		fprintf(out, "  pictures  %u, of %.0f ppi and more: %s\n", count, least,
		    n.all.at);
	else
		fputs("  pictures  none\n", out);
	buf_release(&n.all);
}

static void print_effects(const struct facts *f, FILE *out)
{
	struct names n = {0};
	bool overprints = false;

	for (size_t i = 0; i < f->npage; i++) {
		for (size_t k = 0; k < f->page[i].neffect; k++)
			if (f->page[i].effect[k].name)
				add_name(&n, f->page[i].effect[k].name);
		overprints |= f->page[i].overprints;
	}
	if (overprints)
		add_name(&n, "overprint");
	print_names(out, "effects", &n);
}

static void print_ink(const struct preflight *p, FILE *out)
{
	const struct square *most = NULL;
	size_t page = 0;

	for (size_t i = 0; i < p->facts->npage; i++)
		if (!p->ink->page[i].why &&
		    (!most || p->ink->page[i].most.total > most->total)) {
			most = &p->ink->page[i].most;
			page = i + 1;
		}
	if (most)
		fprintf(out,
		    "  total ink %.0f %% at most, page %zu, %.0f mm from the left and "
		    "%.0f from the top\n",
		    most->total, page, mm(most->at.x + most->at.w / 2),
		    mm(most->at.y + most->at.h / 2));
	if (p->ink->why)
		fprintf(out, "  total ink %s: %s\n",
		    most ? "not measured on all pages" : "not measured", p->ink->why);
}

void report_preflight(const struct preflight *p, FILE *out)
{
	const struct facts *f = p->facts;

	fprintf(out, "%s\n", p->path);
	if (f->refused)
		return;
	print_file(f, out);
	print_size(p, out);
	print_inks(p, out);
	print_fonts(p, out);
	print_pictures(f, out);
	print_effects(f, out);
	print_ink(p, out);
	fprintf(out, "  printer   %s (%s)\n", p->preset->name,
	    p->preset->title ? p->preset->title : p->preset->condition);
}

/* ---- as JSON ------------------------------------------------------------------- */

static void add_area(struct json *j, struct area a)
{
	json_open(j, "place", '{'); /* its middle, in mm from the trim's upper left */
	json_number(j, "x", mm(a.x + a.w / 2), 2);
	json_number(j, "y", mm(a.y + a.h / 2), 2);
	json_number(j, "width", mm(a.w), 2);
	json_number(j, "height", mm(a.h), 2);
	json_close(j, '}');
}

static void add_plates(struct json *j, const char *key, uint32_t plates)
{
	json_open(j, key, '[');
	for (size_t i = 0; i < 4; i++)
		if (plates & 1u << i)
			json_string(j, NULL, (char[2]){plate_name[i], 0});
	json_close(j, ']');
}

static void add_document(struct json *j, const struct facts *f)
{
	json_string(j, "refused", f->refused);
	json_string(j, "version", f->version);
	json_string(j, "standard", f->standard);
	json_string(j, "conformance", f->conformance);
	json_string(j, "condition", f->condition);
	json_string(j, "profile", f->profile);
	json_uint(j, "components", f->ncomponent);
	json_string(j, "trapped", f->trapped);
	json_string(j, "title", f->title);
	json_string(j, "creator", f->creator);
	json_string(j, "producer", f->producer);
	json_bool(j, "encrypted", f->locked);
	json_bool(j, "mended", f->mended);
	json_bool(j, "scripts", f->scripts);
	json_bool(j, "actions", f->actions);
	json_bool(j, "fields", f->fields);
	json_bool(j, "files", f->files);
	json_bool(j, "hidden-layers", f->hidden_layers);
	json_uint(j, "pages", f->count);
}

static void add_fonts(struct json *j, const struct facts *f)
{
	json_open(j, "fonts", '[');
	for (size_t i = 0; i < f->nfont; i++) {
		const struct font_fact *font = &f->font[i];

		json_open(j, NULL, '{');
		json_string(j, "name", font->name);
		json_string(j, "type", font->type);
		json_bool(j, "embedded", font->embedded);
		json_bool(j, "subset", font->subset);
		if (font->right >= 0)
			json_uint(j, "fstype", (uint64_t)font->right);
		json_uint(j, "page", font->page);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_boxes(struct json *j, const struct page_fact *p)
{
	json_open(j, "boxes", '{');
	for (size_t k = 0; k < BOXES; k++) {
		if (!p->has[k])
			continue;
		json_open(j, box_name[k], '[');
		for (size_t i = 0; i < 4; i++)
			json_number(j, NULL, p->box[k][i], 3);
		json_close(j, ']');
	}
	json_close(j, '}');
	json_uint(j, "rotate", p->turned);
	json_number(j, "unit", p->unit, 4);
	json_number(j, "width", mm(p->width), 2);
	json_number(j, "height", mm(p->height), 2);
}

static void add_colors(struct json *j, const struct page_fact *p)
{
	json_open(j, "colours", '[');
	for (size_t i = 0; i < p->ncolor; i++) {
		const struct color_fact *c = &p->color[i];

		json_open(j, NULL, '{');
		json_string(j, "space", family_name[c->family]);
		json_bool(j, "profiled", c->profiled);
		json_string(j, "name", c->name);
		json_string(j, "of", thing_name[c->thing]);
		json_uint(j, "times", c->n);
		add_area(j, c->at);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_sizes(struct json *j, const struct page_fact *p)
{
	json_open(j, "words", '[');
	for (size_t i = 0; i < p->nwords; i++) {
		json_open(j, NULL, '{');
		json_number(j, "size", p->words[i].size, 1);
		json_string(j, "in", tone_name[p->words[i].tone]);
		json_bool(j, "overprint", p->words[i].overprint);
		json_uint(j, "times", p->words[i].n);
		add_area(j, p->words[i].at);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_open(j, "lines", '[');
	for (size_t i = 0; i < p->nline; i++) {
		json_open(j, NULL, '{');
		json_number(j, "width", p->line[i].width, 2);
		json_string(j, "in", tone_name[p->line[i].tone]);
		json_uint(j, "times", p->line[i].n);
		add_area(j, p->line[i].at);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_pictures(struct json *j, const struct page_fact *p)
{
	json_open(j, "pictures", '[');
	for (size_t i = 0; i < p->npicture; i++) {
		const struct picture_fact *f = &p->picture[i];

		json_open(j, NULL, '{');
		json_uint(j, "width", f->width);
		json_uint(j, "height", f->height);
		json_number(j, "ppi", f->ppi, 1);
		json_uint(j, "bits", f->bits);
		json_string(j, "space", family_name[f->family]);
		json_string(j, "profile", f->profile);
		json_string(j, "filter", f->filter);
		json_bool(j, "stencil", f->stencil);
		json_bool(j, "masked", f->masked);
		json_string(j, "fault", fault_name[f->fault]);
		json_uint(j, "times", f->n);
		add_area(j, f->at);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void add_edges(struct json *j, const struct page_fact *p)
{
	json_open(j, "edges", '{');
	for (size_t i = 0; i < EDGES; i++) {
		const struct edge_fact *e = &p->edge[i];

		json_open(j, side_name[i], '{');
		json_number(j, "bleed", mm(p->bleed[i]), 2);
		if (e->ntouch)
			json_number(j, "reach", mm(e->most), 2);
		if (e->nwords)
			json_number(j, "words", mm(e->words), 2);
		if (e->npicture)
			json_number(j, "picture", mm(e->picture), 2);
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void add_page(struct json *j, const struct preflight *p, size_t i)
{
	const struct page_fact *page = &p->facts->page[i];
	const struct ink_fact *ink = &p->ink->page[i];

	json_open(j, NULL, '{');
	add_boxes(j, page);
	add_plates(j, "inks", page->plates);
	add_colors(j, page);
	add_sizes(j, page);
	add_pictures(j, page);
	json_open(j, "effects", '[');
	for (size_t k = 0; k < page->neffect; k++)
		json_string(j, NULL, page->effect[k].name);
	json_close(j, ']');
	json_open(j, "settings", '[');
	for (size_t k = 0; k < page->nsetting; k++)
		json_string(j, NULL, page->setting[k].name);
	json_close(j, ']');
	json_bool(j, "overprint", page->overprints);
	json_uint(j, "white-overprint", page->nlost);
	add_edges(j, page);
	json_uint(j, "notes", page->nnote);
	if (ink->why) {
		json_string(j, "ink-not-measured", ink->why);
	} else {
		json_open(j, "ink", '{');
		json_number(j, "most", ink->most.total, 1);
		add_plates(j, "plates", ink->plates);
		add_area(j, ink->most.at);
		json_close(j, '}');
	}
	json_close(j, '}');
}

void report_preflight_json(struct json *j, const struct preflight *p)
{
	json_string(j, "path", p->path);
	json_string(j, "printer", p->preset ? p->preset->name : NULL);
	json_open(j, "file", '{');
	add_document(j, p->facts);
	add_fonts(j, p->facts);
	json_close(j, '}');
	json_string(j, "ink-not-measured", p->ink->why);
	json_open(j, "pages", '[');
	for (size_t i = 0; i < p->facts->npage; i++)
		add_page(j, p, i);
	json_close(j, ']');
}
