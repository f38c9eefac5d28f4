/*
 * What is too small, too thin or too coarse for a press.
 *
 * In: a page's facts and the preset's limits. Out: findings, each kind of thing once a
 * page. Sizes are as printed; the rules are those of our own pages (edition/press.c).
 */
#include "preflight/rules.h"

#include <math.h>

enum { TOLD_MOST = 10, KINDS = 8 /* of findings */ };

/* ---- words and lines ------------------------------------------------------- */

/* A rule that is broken, and by how much. */
struct worst {
	const struct press_rule *rule;
	double size;
	struct area at;
};
struct worsts {
	struct worst at[KINDS];
	size_t n;
};

/* Of each kind of finding the smallest. */
static void note(const struct judge *j, struct worsts *w, struct press_measure m,
    double size, struct area at)
{
	size_t i = 0;

	m.size = (sp)lround(size * SP_PT);
	const struct press_rule *rule = press_breaks(&j->preset->limits, &m);
	if (!rule)
		return;
	while (i < w->n && w->at[i].rule->code != rule->code)
		i++;
	if (i == w->n || size < w->at[i].size)
		w->at[i] = (struct worst){rule, size, at};
	w->n += i == w->n;
}

static void check_sizes(const struct judge *j)
{
	const struct page_fact *p = j->page;
	struct worsts w = {.n = 0};

	for (size_t i = 0; i < p->nwords; i++)
		note(j, &w,
		    (struct press_measure){PRESS_WORDS, p->words[i].tone, 0, false},
		    p->words[i].size, p->words[i].at);
	for (size_t i = 0; i < p->nline; i++)
		note(j, &w, (struct press_measure){PRESS_LINE, p->line[i].tone, 0, false},
		    p->line[i].width, p->line[i].at);
	for (size_t i = 0; i < w.n; i++) {
		const struct press_rule *rule = w.at[i].rule;

		judge_say(j, rule->code, &w.at[i].at, rule->whole,
		    judge_points(j, w.at[i].size),
		    judge_points(j, sp_to_pt(press_least(rule, &j->preset->limits))));
		judge_hint(j, "%s", rule->hint[PRESS_ELSEWHERE]);
	}
}

/* ---- pictures -------------------------------------------------------------- */

static void check_picture(const struct judge *j, const struct picture_fact *f)
{
	const bool line_art = f->bits == 1;
	const struct resolution r = resolution_of(j->preset, line_art);

	judge_say(j, f->ppi < r.refused ? DIAG_VERY_LOW_RESOLUTION : DIAG_LOW_RESOLUTION,
	    &f->at, "%s of %u × %u pixels %s %.0f ppi (%d is the least)",
	    line_art ? "line art" : "a picture", f->width, f->height,
	    f->ppi < r.refused ? "will show its pixels at" : "will look soft at", f->ppi,
	    f->ppi < r.refused ? r.refused : r.least);
	judge_hint(j, "ask for it with %d pixels an inch at the size it is printed in",
	    r.wanted);
}

static bool is_coarse(const struct judge *j, const struct picture_fact *f)
{
	const int least = resolution_of(j->preset, f->bits == 1).least;

	return f->width >= PICTURE_LEAST && f->height >= PICTURE_LEAST && f->ppi < least;
}

static void check_fault(const struct judge *j, const struct picture_fact *f)
{
	static const char *const said[PICTURE_FAULTS] = {
	    [PICTURE_BROKEN] = "is damaged: nothing can be made of its data",
	    [PICTURE_CUT] = "is cut off: its data end too early",
	    [PICTURE_JPX] = "is in JPEG 2000, which many printers refuse and no issue "
			    "can take in",
	    [PICTURE_UNSEEN] =
		"is too much to look at: nobody knows whether it is whole"};

	if (!said[f->fault])
		return;
	judge_say(j, f->fault == PICTURE_UNSEEN ? DIAG_MENDED_FILE : DIAG_BAD_ART, &f->at,
	    "a picture of %u × %u pixels %s", f->width, f->height, said[f->fault]);
	judge_hint(j, f->fault == PICTURE_JPX ? "ask for it as JPEG"
					      : "ask for it again, made anew");
}

static void check_pictures(const struct judge *j)
{
	const struct page_fact *p = j->page;
	size_t told = 0;

	for (size_t i = 0; i < p->npicture; i++)
		check_fault(j, &p->picture[i]);
	for (size_t i = 0; i < p->npicture && told < TOLD_MOST; i++)
		if (is_coarse(j, &p->picture[i])) {
			check_picture(j, &p->picture[i]);
			told++;
		}
}

void judge_sizes(const struct judge *j)
{
	check_sizes(j);
	check_pictures(j);
}
