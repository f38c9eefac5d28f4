/*
 * What has to say something says it: figures, headings, links.
 *
 * In: a finished book, and what is heard of it (hearing.c). Out: a finding at each figure
 * without a text, each heading without words or below a level that is not there, each
 * link without words (ISO 14289-1, 7.3, 7.4.2, 7.18.5): no access edition is written
 * then. The words of the whole are proved by reading.c; a tag that is silent has none
 * that could be missed there.
 */
#include <string.h>

#include "makeup/reading.h"

static bool is_blank(const char *text)
{
	return !text || !text[strspn(text, " \t\r\n")];
}

/* Is in the file, for something of it is on a page, and says nothing. */
static bool is_silent(const struct hearing *h, const struct tag *t)
{
	struct hearing whole = *h;
	struct reading heard = {0};
	if (h->first[t->order] == UINT32_MAX)
		return false;
	whole.whole = true;
	hearing_read(&whole, t, &heard);
	const bool silent = !heard.text.text.len && !heard.notes.text.len;
	words_release(&heard.text);
	words_release(&heard.notes);
	return silent;
}

/* One that its editor left without is told of where it is read (missing-alt), one that
 * lost its text by reading.c. */
static void check_figure(struct diag *d, const struct tag *t)
{
	if (t->alt && is_blank(t->alt) && is_blank(t->actual)) {
		diag(d, DIAG_UNSPOKEN, t->pos, "this picture has nothing to be heard");
		diag_hint(d, "describe it with 'alt', or say that it is decorative");
	}
}

/* above: the level of the heading before it. */
static int check_heading(
    struct diag *d, const struct hearing *h, const struct tag *t, int above)
{
	const int level = (int)t->role - (int)ROLE_H1 + 1;
	if (is_silent(h, t))
		diag(d, DIAG_UNSPOKEN, t->pos, "this heading has no words");
	if (level > above + 1)
		diag(d, DIAG_UNSPOKEN, t->pos,
		    "this heading is of level %d, and there is none of level %d over it",
		    level, level - 1);
	return level;
}

static void check_link(struct diag *d, const struct hearing *h, const struct tag *t)
{
	if (!is_silent(h, t))
		return;
	if (t->url)
		diag(d, DIAG_UNSPOKEN, t->pos, "the link to '%s' has no words", t->url);
	else
		diag(d, DIAG_UNSPOKEN, t->pos, "this link has no words");
	diag_hint(d, "say in words where it leads: [the campaign](https://...)");
}

static void check_below(
    struct diag *d, const struct hearing *h, const struct tag *parent, int *above)
{
	for (const struct tag *t = parent->first; t; t = t->next) {
		if (t->role == ROLE_FIGURE)
			check_figure(d, t);
		else if (t->role >= ROLE_H1 && t->role <= ROLE_H6)
			*above = check_heading(d, h, t, *above);
		else if (t->role == ROLE_LINK)
			check_link(d, h, t);
		check_below(d, h, t, above);
	}
}

void spoken_check(struct diag *d, const struct hearing *h)
{
	int above = 0;
	check_below(d, h, h->book->root, &above);
}
