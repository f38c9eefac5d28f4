/*
 * What a printer would say to a file: its facts against a printer's preset.
 *
 * In: facts, a preset, the magazine's page. Out: findings, each with the page as its
 * line, the place in mm from where the page is cut, and what to ask the advertiser for;
 * telling.c says once what many pages share.
 * Rules are two tables, of the file and of each page. A part of a page is cut only where
 * it is as wide or as high as the page: bleed and margins are asked for there and nowhere
 * else. Sources: GWG 2015, ISO 15930-7, printers' own pages (press.md).
 */
#include "preflight/rules.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#define NOISE 2.5 /* percent: a plate is of whole bytes */

/* ---- the file -------------------------------------------------------------- */

static void check_lock(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	if (f->locked) {
		judge_say(j, DIAG_BAD_ART, NULL,
		    "the file is locked by encryption, which printers refuse");
		judge_hint(j, "ask for it without a password");
	}
	if (f->mended) {
		judge_say(j, DIAG_MENDED_FILE, NULL,
		    "the file is damaged; it was mended as it was read");
		judge_hint(j, "ask for it again: something may be lost");
	}
}

static void check_length(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	if (f->npage == f->count)
		return;
	judge_say(j, DIAG_BAD_ART, NULL,
	    "only the first %zu of %u pages were looked at: nobody checked the others",
	    f->npage, f->count);
	judge_hint(j, "have it looked at in parts");
}

static void check_claim(const struct judge *j)
{
	const struct facts *f = j->p->facts;

	if (!f->standard) {
		judge_say(j, DIAG_NOT_PDFX, NULL,
		    "the file does not say that it is PDF/X, so nobody has promised that "
		    "it can be printed");
		judge_hint(j, "%s", JUDGE_AS_PDFX);
	} else if (!f->condition && !f->profile) {
		judge_say(j, DIAG_NOT_PDFX, NULL,
		    "the file says that it is %s, but not for which press: it has no "
		    "output intent",
		    f->standard);
		judge_hint(j, "%s", JUDGE_AS_PDFX);
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
	judge_say(j, DIAG_NOT_PDFX, NULL,
	    "the file says that it is %s, which allows nothing to shine through, and has "
	    "%s",
	    claim, p->effect[0].name);
	judge_hint(j, "%s", JUDGE_AS_PDFX);
}

static bool names(const char *words, const char *name)
{
	const size_t len = strlen(name);

	for (; words && *words; words++)
		if (strncasecmp(words, name, len) == 0)
			return true;
	return false;
}

/* By its name. Programs that know no printing conditions put the printer's profile into
 * the file. */
static bool is_for_press(const struct judge *j, const char *profile)
{
	return names(profile, j->preset->condition) ||
	       (profile && j->profile && strcmp(profile, j->profile) == 0);
}

/* A condition is known by its name, in whichever of three places it stands. */
static void check_condition(const struct judge *j)
{
	const struct facts *f = j->p->facts;
	const char *wanted = j->preset->condition;
	const char *is = f->condition ? f->condition : f->profile;

	if (!is || names(f->condition, wanted) || names(f->condition_name, wanted) ||
	    is_for_press(j, f->profile))
		return;
	judge_say(j, DIAG_OTHER_CONDITION, NULL,
	    "the file is made for '%s'; this printer prints '%s', and colours will "
	    "differ",
	    is, wanted);
	judge_hint(j, "ask for it for '%s'", wanted);
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
		judge_say(j, DIAG_ART_LEFT_OUT, NULL,
		    "the file holds %s, which is no part of a printed page",
		    rest[i].what);
		judge_hint(j, "%s", JUDGE_AS_PDFX);
	}
}

/* Turns to a page of the file, from 0. */
static void judge_turn(struct judge *j, size_t page)
{
	if (page < j->p->facts->npage) {
		j->page = &j->p->facts->page[page];
		j->number = (uint32_t)page + 1;
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
		struct judge where = *j;

		judge_turn(&where, font->page - 1);
		if (!font->embedded)
			judge_say(&where, DIAG_ART_FONT, NULL,
			    "the file does not bring its typeface '%s'; words would look "
			    "different at each printer's",
			    font->name);
		else if (font->drawn)
			judge_say(&where, DIAG_ART_FONT, NULL,
			    "the file has a typeface of drawings, '%s', which printers "
			    "refuse",
			    font->name);
		else if (may_not_be_embedded(font))
			judge_say(&where, DIAG_NO_EMBEDDING, NULL,
			    "the licence of the typeface '%s' does not let it stand in a "
			    "PDF file",
			    font->name);
		else
			continue;
		judge_hint(&where, "%s with all fonts embedded, or with outlined words",
		    JUDGE_AS_PDFX);
	}
}

/* ---- colors ---------------------------------------------------------------- */

static const char *const thing_name[THINGS] = {[THING_WORDS] = "words",
    [THING_LINE] = "lines",
    [THING_AREA] = "grounds",
    [THING_PICTURE] = "pictures",
    [THING_GRADIENT] = "gradients",
    [THING_BLENDING] = "what shines through",
    [THING_MASK] = "masks"};

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
		first = first && first->thing < THING_BLENDING ? first : c;
	}
	if (!first)
		return;
	judge_say(j, DIAG_RGB_COLOR, &first->at, "in %s, which no press has: %s", name,
	    judge_list(j, thing_name, THINGS, things));
	judge_hint(j, "ask for it in CMYK, %s%s", j->preset->info ? "for " : "as PDF/X-4",
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
		judge_say(j, DIAG_SPOT_COLOR, &c->at, "%s are printed in '%s', %s",
		    thing_name[c->thing], c->name,
		    strcmp(c->name, "All") == 0 ? "on every plate at its full"
						: "an ink beside the four");
		judge_hint(j, "ask for it in CMYK alone");
	}
}

/* CMYK by a profile of its own is turned into other CMYK, and black into four inks. */
static void check_profiles(const struct judge *j)
{
	const struct page_fact *p = j->page;

	for (size_t i = 0; i < p->ncolor; i++) {
		const struct color_fact *c = &p->color[i];

		if (c->family != FAMILY_CMYK || !c->profiled || is_for_press(j, c->name))
			continue;
		judge_say(j, DIAG_OTHER_CONDITION, &c->at,
		    "%s are in CMYK by a profile of their own, '%s', and would be "
		    "turned into other inks; this printer prints '%s'",
		    thing_name[c->thing], c->name ? c->name : "?", j->preset->condition);
		judge_hint(j, "ask for it for '%s'", j->preset->condition);
		return;
	}
}

static void check_colors(const struct judge *j)
{
	check_family(j, FAMILY_RGB, "RGB");
	check_family(j, FAMILY_LAB, "Lab");
	check_spots(j);
	check_profiles(j);
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

	if (!is_too_much(s, limit) || (!all && is_in_picture(j, s->at)))
		return;
	judge_say(j, all ? DIAG_TOO_MUCH_INK : DIAG_HEAVY_BLACK, &s->at,
	    "there is %s %% of ink%s (the press takes %d %%)",
	    arena_number(j->arena, s->total, 0), all ? "" : " in a black", limit);
	judge_hint(j, "ask for it with less ink, by its printing condition");
}

/* Of what is too much to be looked at check_whole has told. */
static void check_measured(const struct judge *j)
{
	const struct ink_fact *ink = &j->p->ink->page[j->number - 1];

	if (!ink->why || j->page->cut || j->page->circular)
		return;
	judge_say(j, DIAG_INK_NOT_MEASURED, NULL,
	    "nobody measured how much ink there is: %s", ink->why);
	if (ink->remedy)
		judge_hint(j, "%s", ink->remedy);
}

/* ---- the rest ---------------------------------------------------------------- */

static void check_notes(const struct judge *j)
{
	const struct page_fact *p = j->page;

	if (!p->nnote)
		return;
	judge_say(j, DIAG_ART_LEFT_OUT, &p->note[0].at,
	    "a note of the kind '%s' lies on the page, which is no part of a printed one",
	    p->note[0].kind);
	judge_hint(j, "ask for it as part of the page, or without it");
}

static void check_settings(const struct judge *j)
{
	const struct page_fact *p = j->page;
	const char *name[32];
	size_t n = 0;

	for (size_t i = 0; i < p->nsetting && n < COUNT(name); i++)
		if (p->setting[i].name)
			name[n++] = p->setting[i].name;
	if (!n)
		return;
	judge_say(j, DIAG_PRESS_SETTINGS, NULL,
	    "the page brings settings of another press, by which its colours would "
	    "change: %s",
	    judge_list(j, name, n, UINT32_MAX >> (32 - n)));
	judge_hint(j, "%s, without them", JUDGE_AS_PDFX);
}

static void check_lost(const struct judge *j)
{
	const struct page_fact *p = j->page;

	if (!p->nlost)
		return;
	judge_say(j, DIAG_WHITE_OVERPRINT, &p->lost_at,
	    "something white is set to overprint and will not be seen");
	judge_hint(j, "ask for it with white knocked out");
}

static void check_whole(const struct judge *j)
{
	if (!j->page->width) {
		judge_say(j, DIAG_BAD_ART, NULL, "the page has no size");
		judge_hint(j, "ask for it again, as PDF/X-4");
	}
	if (!j->page->cut && !j->page->circular)
		return;
	judge_say(j, DIAG_BAD_ART, NULL, "%s",
	    j->page->circular ? "the page cannot be printed: a part of it holds itself"
			      : "the page is too much to look at: not all of it was "
				"checked");
	judge_hint(j, "ask for it again, made simpler");
}

/* ---- all ------------------------------------------------------------------- */

typedef void rule(const struct judge *j);
static rule *const of_file[] = {
    check_lock, check_length, check_claim, check_condition, check_rest, check_fonts};
static rule *const of_page[] = {check_whole, judge_boxes, judge_size, judge_bleed,
    judge_margins, check_colors, check_effects, judge_sizes, check_settings, check_lost,
    check_measured, check_ink, check_notes};

static void judge_page(struct judge *j, size_t page)
{
	judge_turn(j, page);
	for (size_t i = 0; i < COUNT(of_page); i++)
		if (j->page->width > 0 || of_page[i] == check_whole)
			of_page[i](j);
}

/* The name of the printer's profile; NULL: it is not there, or has none. */
static const char *name_of_profile(const struct preflight *p)
{
	size_t len;
	const char *bytes =
	    p->preset->profile ? file_read(p->arena, p->preset->profile, &len) : NULL;

	return bytes ? profile_name(p->arena, bytes, len) : NULL;
}

void preflight_judge(const struct preflight *p)
{
	struct sayings sayings = {.arena = p->arena,
	    .diag = p->diag,
	    .file = diag_file(p->diag, p->path),
	    .npage = p->facts->count,
	    .known = map_new(p->arena)};
	struct judge j = {.p = p,
	    .arena = p->arena,
	    .preset = p->preset,
	    .profile = name_of_profile(p),
	    .sayings = &sayings};

	if (p->facts->refused) {
		judge_say(&j, DIAG_BAD_ART, NULL, "the file cannot be used: %s",
		    p->facts->refused);
		judge_hint(&j, "ask for it again, as PDF/X-4");
	} else {
		for (size_t i = 0; i < COUNT(of_file); i++)
			of_file[i](&j);
		for (size_t i = 0; i < p->facts->npage; i++)
			judge_page(&j, i);
	}
	judge_tell(&sayings);
}
