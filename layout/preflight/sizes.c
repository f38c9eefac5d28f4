/*
 * What is too small, too thin or too coarse for a press.
 *
 * In: a page's facts and the preset's limits. Out: findings, each kind of thing once a
 * page. Sizes are as printed, and figures the Ghent Workgroup's where a preset has none
 * of its own.
 */
#include "preflight/rules.h"

#include <math.h>

#define HAIR 0.051 /* points: sizes are known to a tenth */
enum { TOLD_MOST = 10 };

static double limit(sp length)
{
	return sp_to_pt(length) - HAIR;
}

/* ---- words and lines ------------------------------------------------------- */

static const struct words_fact *smallest(const struct judge *j, enum tone tone)
{
	const struct page_fact *p = j->page;
	const struct words_fact *least = NULL;

	for (size_t i = 0; i < p->nwords; i++)
		if (p->words[i].tone == tone &&
		    (!least || p->words[i].size < least->size))
			least = &p->words[i];
	return least;
}

static void check_words(const struct judge *j)
{
	const struct press_limits *l = &j->preset->limits;
	const struct words_fact *white = smallest(j, TONE_WHITE),
				*mixed = smallest(j, TONE_SEVERAL);

	if (white && white->size < limit(l->reversed_text)) {
		judge_say(j, DIAG_SMALL_REVERSED, &white->at,
		    "white words of %s pt may fill up with ink",
		    judge_points(j, white->size));
		judge_hint(j, "ask for them at %s pt or more",
		    judge_points(j, sp_to_pt(l->reversed_text)));
	}
	if (mixed && mixed->size < limit(l->mixed_text)) {
		judge_say(j, DIAG_SMALL_MIXED, &mixed->at,
		    "words of %s pt are printed in several inks and may blur",
		    judge_points(j, mixed->size));
		judge_hint(j, "ask for them in black alone, or at %s pt or more",
		    judge_points(j, sp_to_pt(l->mixed_text)));
	}
}

static void check_lines(const struct judge *j)
{
	const struct page_fact *p = j->page;
	const struct line_fact *worst = NULL;
	double least = 0;

	for (size_t i = 0; i < p->nline; i++) {
		const struct line_fact *f = &p->line[i];
		const sp most = f->tone == TONE_SOLID ? j->preset->limits.hairline
						      : j->preset->limits.fine_line;

		if (f->width >= sp_to_pt(most) - 0.011 ||
		    (worst && worst->width <= f->width))
			continue;
		worst = f;
		least = sp_to_pt(most);
	}
	if (!worst)
		return;
	judge_say(j, DIAG_HAIRLINE, &worst->at,
	    "a line of %s pt is too thin to print (%s pt is the least)",
	    judge_points(j, worst->width), judge_points(j, least));
	judge_hint(j, "ask for thicker lines");
}

/* ---- pictures -------------------------------------------------------------- */

static void check_picture(const struct judge *j, const struct picture_fact *f)
{
	const struct preset *s = j->preset;
	const bool line_art = f->bits == 1;
	const int refused = line_art ? s->refused_line_art_ppi : s->refused_ppi;
	const int least = line_art ? s->least_line_art_ppi : s->least_ppi;
	const int wanted = line_art ? s->line_art_ppi : s->ppi;

	judge_say(j, f->ppi < refused ? DIAG_VERY_LOW_RESOLUTION : DIAG_LOW_RESOLUTION,
	    &f->at, "%s of %u × %u pixels %s %.0f ppi (%d is the least)",
	    line_art ? "line art" : "a picture", f->width, f->height,
	    f->ppi < refused ? "will show its pixels at" : "will look soft at", f->ppi,
	    f->ppi < refused ? refused : least);
	judge_hint(
	    j, "ask for it with %d pixels an inch at the size it is printed in", wanted);
}

static bool is_coarse(const struct judge *j, const struct picture_fact *f)
{
	const struct preset *s = j->preset;
	const int least = f->bits == 1 ? s->least_line_art_ppi : s->least_ppi;

	return f->width >= PICTURE_LEAST && f->height >= PICTURE_LEAST && f->ppi < least;
}

static void check_pictures(const struct judge *j)
{
	const struct page_fact *p = j->page;
	size_t told = 0;

	for (size_t i = 0; i < p->npicture && told < TOLD_MOST; i++)
		if (is_coarse(j, &p->picture[i])) {
			check_picture(j, &p->picture[i]);
			told++;
		}
}

void judge_sizes(const struct judge *j)
{
	check_words(j);
	check_lines(j);
	check_pictures(j);
}
