/*
 * What a printer would say to a file: its facts against a printer's preset.
 *
 * In: facts, a preset, the magazine's page. Out: findings, each with the page as its
 * line, the place in mm from where the page is cut, and what to ask the advertiser for.
 * Rules are two tables, of the file and of each page. A part of a page is cut only where
 * it is as wide or as high as the page: bleed and margins are asked for there and nowhere
 * else. Sources: GWG 2015, ISO 15930-7, printers' own pages (press.md).
 */
#include "preflight/rules.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define NOISE 2.5 /* percent: a plate is of whole bytes */

/* ---- telling ----------------------------------------------------------------- */

struct pos judge_pos(const struct judge *j)
{
	return (struct pos){.file = j->file, .line = j->page ? j->number : 0};
}

static double mm(double points)
{
	return points * 25.4 / 72;
}

static const char *figure(const struct judge *j, double value, int places)
{
	return arena_number(j->arena, value, places);
}

const char *judge_mm(const struct judge *j, double points)
{
	return figure(j, fabs(mm(points)) < 0.05 ? 0 : mm(points), 1);
}

const char *judge_points(const struct judge *j, double points)
{
	return figure(j, points, 2);
}

const char *judge_place(const struct judge *j, struct area a)
{
	const char *page = j->p->facts->count > 1
			       ? arena_printf(j->arena, "on page %u, ", j->number)
			       : "";

	return arena_printf(j->arena, "%s%s mm from the left and %s from the top", page,
	    figure(j, mm(a.x + a.w / 2), 0), figure(j, mm(a.y + a.h / 2), 0));
}

const char *judge_list(
    const struct judge *j, const char *const *name, size_t n, unsigned bits)
{
	const char *all = NULL;
	size_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = bits & 1u << i ? i : last;
	for (size_t i = 0; i < n; i++)
		if (bits & 1u << i)
			all = !all ? name[i]
				   : arena_printf(j->arena, "%s%s%s", all,
					 i == last ? " and " : ", ", name[i]);
	return all;
}

/* ---- the file -------------------------------------------------------------- */

static void check_lock(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	if (f->locked) {
		diag(j->diag, DIAG_BAD_ART, judge_pos(j),
		    "the file is locked by encryption, which printers refuse");
		diag_hint(j->diag, "ask for it without a password");
	}
	if (f->mended) {
		diag(j->diag, DIAG_MENDED_FILE, judge_pos(j),
		    "the file is damaged; it was mended as it was read");
		diag_hint(j->diag, "ask for it again: something may be lost");
	}
}

static void check_claim(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	if (!f->standard) {
		diag(j->diag, DIAG_NOT_PDFX, judge_pos(j),
		    "the file does not say that it is PDF/X, so nobody has promised that "
		    "it can be printed");
		diag_hint(j->diag, "%s", JUDGE_AS_PDFX);
	} else if (!f->condition && !f->profile) {
		diag(j->diag, DIAG_NOT_PDFX, judge_pos(j),
		    "the file says that it is %s, but not for which press: it has no "
		    "output intent",
		    f->standard);
		diag_hint(j->diag, "%s", JUDGE_AS_PDFX);
	}
}

/* PDF/X-1a and X-3 know nothing that shines through (ISO 15930-4, -6). */
static void check_effects(const struct judge *j)
{
	const struct page_fact *p = j->page;
	const char *claim = j->p->facts->standard;

	if (!claim || !p->neffect ||
	    (strncmp(claim, "PDF/X-1", 7) != 0 && strncmp(claim, "PDF/X-3", 7) != 0))
		return;
	diag(j->diag, DIAG_NOT_PDFX, judge_pos(j),
	    "the file says that it is %s, which allows nothing to shine through; page %u "
	    "has %s",
	    claim, j->number, p->effect[0].name);
	diag_hint(j->diag, "%s", JUDGE_AS_PDFX);
}

static bool names(const char *words, const char *name)
{
	const size_t len = strlen(name);

	for (; words && *words; words++)
		if (strncasecmp(words, name, len) == 0)
			return true;
	return false;
}

/* Programs that know no printing conditions put the printer's profile into the file. */
static bool is_own_profile(const struct judge *j)
{
	size_t len;
	const char *bytes = file_read(j->arena, j->preset->profile, &len);
	const char *name = bytes ? profile_name(j->arena, bytes, len) : NULL;

	return name && j->p->facts->profile && strcmp(name, j->p->facts->profile) == 0;
}

/* A condition is known by its name, in whichever of three places it stands. */
static void check_condition(const struct judge *j)
{
	const struct facts *f = j->p->facts;
	const char *wanted = j->preset->condition;
	const char *is = f->condition ? f->condition : f->profile;

	if (!is || names(f->condition, wanted) || names(f->condition_name, wanted) ||
	    names(f->profile, wanted) || is_own_profile(j))
		return;
	diag(j->diag, DIAG_OTHER_CONDITION, judge_pos(j),
	    "the file is made for '%s'; this printer prints '%s', and colours will "
	    "differ",
	    is, wanted);
	diag_hint(j->diag, "ask for it for '%s'", wanted);
}

static void check_rest(const struct judge *j)
{
	const struct facts *f = j->p->facts;
	const struct {
		bool is;
		const char *what;
	} rest[] = {{f->scripts, "a script"}, {f->actions, "an action"},
	    {f->fields, "fields to fill in"}, {f->files, "other files"},
	    {f->hidden_layers, "layers that are switched off"}};

	for (size_t i = 0; i < COUNT(rest); i++) {
		if (!rest[i].is)
			continue;
		diag(j->diag, DIAG_ART_LEFT_OUT, judge_pos(j),
		    "the file holds %s, which is no part of a printed page",
		    rest[i].what);
		diag_hint(j->diag, "%s", JUDGE_AS_PDFX);
	}
}

static bool may_not_be_embedded(const struct font_fact *f)
{
	return f->right >= 0 && (f->right & 0xF) == 2;
}

static void check_fonts(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	for (size_t i = 0; i < f->nfont; i++) {
		const struct font_fact *font = &f->font[i];
		const struct pos pos = {.file = j->file, .line = font->page};

		if (!font->embedded)
			diag(j->diag, DIAG_ART_FONT, pos,
			    "the file does not bring its typeface '%s' (page %u); words "
			    "would look different at each printer's",
			    font->name, font->page);
		else if (font->drawn)
			diag(j->diag, DIAG_ART_FONT, pos,
			    "the file has a typeface of drawings, '%s' (page %u), which "
			    "printers refuse",
			    font->name, font->page);
		else if (may_not_be_embedded(font))
			diag(j->diag, DIAG_NO_EMBEDDING, pos,
			    "the licence of the typeface '%s' does not let it stand in a "
			    "PDF file",
			    font->name);
		else
			continue;
		diag_hint(j->diag, "%s with all fonts embedded, or with outlined words",
		    JUDGE_AS_PDFX);
	}
}

/* ---- colors ---------------------------------------------------------------- */

static const char *const thing_name[THINGS] = {[THING_WORDS] = "words",
    [THING_LINE] = "lines",
    [THING_AREA] = "grounds",
    [THING_PICTURE] = "pictures",
    [THING_GRADIENT] = "gradients",
    [THING_BLENDING] = "what shines through"};

/* All that is in a color of this family, as one finding. */
static void check_family(const struct judge *j, enum family family, const char *name)
{
	const struct page_fact *p = j->page;
	const struct color_fact *first = NULL;
	unsigned things = 0;

	for (size_t i = 0; i < p->ncolor; i++) {
		const struct color_fact *c = &p->color[i];

		if (c->family != family)
			continue;
		things |= 1u << c->thing;
		first = first && first->thing != THING_BLENDING ? first : c;
	}
	if (!first)
		return;
	diag(j->diag, DIAG_RGB_COLOR, judge_pos(j), "in %s, which no press has: %s, %s",
	    name, judge_list(j, thing_name, THINGS, things), judge_place(j, first->at));
	diag_hint(j->diag, "ask for it in CMYK, %s%s",
	    j->preset->info ? "for " : "as PDF/X-4",
	    j->preset->info ? j->preset->info : "");
}

static void check_spots(const struct judge *j)
{
	const struct page_fact *p = j->page;

	for (size_t i = 0; i < p->ncolor; i++) {
		const struct color_fact *c = &p->color[i];
		bool told = false;

		if (c->family != FAMILY_SPOT || !c->name)
			continue;
		for (size_t k = 0; k < i; k++)
			told |= p->color[k].family == FAMILY_SPOT && p->color[k].name &&
				strcmp(p->color[k].name, c->name) == 0;
		if (told)
			continue;
		diag(j->diag, DIAG_SPOT_COLOR, judge_pos(j),
		    "%s are printed in '%s', %s, %s", thing_name[c->thing], c->name,
		    strcmp(c->name, "All") == 0 ? "on every plate at its full"
						: "an ink beside the four",
		    judge_place(j, c->at));
		diag_hint(j->diag, "ask for it in CMYK alone");
	}
}

static void check_colors(const struct judge *j)
{
	check_family(j, FAMILY_RGB, "RGB");
	check_family(j, FAMILY_LAB, "Lab");
	check_spots(j);
}

static bool is_too_much(const struct square *s, int limit)
{
	return limit && s->total > limit + NOISE;
}

/* A photograph's shadows are judged by the whole limit alone, as our own are. */
static bool is_in_picture(const struct judge *j, struct area a)
{
	const double x = a.x + a.w / 2, y = a.y + a.h / 2;

	for (size_t i = 0; i < j->page->npicture; i++) {
		const struct area p = j->page->picture[i].at;

		if (x >= p.x && x <= p.x + p.w && y >= p.y && y <= p.y + p.h)
			return true;
	}
	return false;
}

static void check_ink(const struct judge *j)
{
	const struct ink_fact *ink = &j->p->ink->page[j->number - 1];
	const bool all = is_too_much(&ink->most, j->preset->ink_limit);
	const int limit = all ? j->preset->ink_limit : j->preset->rich_black_limit;
	const struct square *s = all ? &ink->most : &ink->rich;

	if (!ink->measured || !is_too_much(s, limit) || (!all && is_in_picture(j, s->at)))
		return;
	diag(j->diag, DIAG_TOO_MUCH_INK, judge_pos(j),
	    "there is %s %% of ink%s, %s; the press takes %d %%", figure(j, s->total, 0),
	    all ? "" : " in a black", judge_place(j, s->at), limit);
	diag_hint(j->diag, "ask for it with less ink, by its printing condition");
}

/* ---- the rest ---------------------------------------------------------------- */

static void check_notes(const struct judge *j)
{
	const struct page_fact *p = j->page;

	if (!p->nnote)
		return;
	diag(j->diag, DIAG_ART_LEFT_OUT, judge_pos(j),
	    "a note of the kind '%s' lies on the page, %s, which is no part of a printed "
	    "page",
	    p->note[0].kind, judge_place(j, p->note[0].at));
	diag_hint(j->diag, "ask for it as part of the page, or without it");
}

static void check_lost(const struct judge *j)
{
	const struct page_fact *p = j->page;

	if (!p->nlost)
		return;
	diag(j->diag, DIAG_WHITE_OVERPRINT, judge_pos(j),
	    "something white is set to overprint and will not be seen, %s",
	    judge_place(j, p->lost_at));
	diag_hint(j->diag, "ask for it with white knocked out");
}

static void check_whole(const struct judge *j)
{
	if (!j->page->width) {
		diag(j->diag, DIAG_BAD_ART, judge_pos(j), "page %u has no size",
		    j->number);
		diag_hint(j->diag, "ask for it again, as PDF/X-4");
	}
	if (!j->page->cut && !j->page->circular)
		return;
	diag(j->diag, DIAG_BAD_ART, judge_pos(j),
	    j->page->circular ? "page %u cannot be printed: a part of it holds itself"
			      : "page %u is too much to look at: not all of it was "
				"checked",
	    j->number);
	diag_hint(j->diag, "ask for it again, made simpler");
}

/* ---- all ------------------------------------------------------------------- */

typedef void rule(const struct judge *j);
static rule *const of_file[] = {
    check_lock, check_claim, check_condition, check_rest, check_fonts};
static rule *const of_page[] = {check_whole, judge_boxes, judge_size, judge_bleed,
    judge_margins, check_colors, check_effects, judge_sizes, check_lost, check_ink,
    check_notes};

void preflight_judge(const struct preflight *p)
{
	struct judge j = {.p = p,
	    .diag = p->diag,
	    .arena = p->arena,
	    .preset = p->preset,
	    .file = diag_file(p->diag, p->path)};

	if (p->facts->refused) {
		diag(p->diag, DIAG_BAD_ART, judge_pos(&j), "the file cannot be used: %s",
		    p->facts->refused);
		diag_hint(p->diag, "ask for it again, as PDF/X-4");
		return;
	}
	for (size_t i = 0; i < COUNT(of_file); i++)
		of_file[i](&j);
	for (size_t k = 0; k < p->facts->npage; k++) {
		j.page = &p->facts->page[k];
		j.number = (uint32_t)k + 1;
		for (size_t i = 0; i < COUNT(of_page); i++)
			if (j.page->width > 0 || of_page[i] == check_whole)
				of_page[i](&j);
	}
}
