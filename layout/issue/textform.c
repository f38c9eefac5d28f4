/*
 * What is drawn must be told: comics, charts, infographics and timelines in words.
 *
 * In: a piece that has been read. Out: a finding for each that has no text form.
 * - A comic has a text-form block: descriptions of panels, one after the other, are no
 *   story.
 * - A picture of class chart, infographic or timeline has a table, list, timeline or
 *   text form after it, before the next heading and the next such picture: a description
 *   says what it looks like and holds no figures. Paragraphs do not count, for they
 *   discuss a chart more often than they tell it.
 * - A graphic story or infographic that shows neither of these has words in its body
 *   beside its pictures and their captions.
 * A timeline block needs no other form: it is a list of dates and words, and is heard and
 * set as one. Nor do other pictures: their description is their text form (missing-alt).
 * Rejected: asking for the words of the drawing itself. Those can be known, but what an
 * arrow or the height of a bar says can not.
 */
#include "issue/reader.h"

#include <string.h>

/* Pictures that say more than a description can. */
static const struct drawn {
	const char *class, *hint;
} drawn[] = {
    {"chart", "put its figures in a table or list after it, or write a '::: text-form'"},
    {"infographic",
	"say all that it says in a table or list after it, or write a '::: text-form'"},
    {"timeline", "write its dates in a '::: timeline' after it, or in a '::: text-form'"},
};

struct telling {
	struct diag *diag;
	const struct node *untold; /* a picture that nothing tells yet; NULL: none */
	const struct drawn *as;
	const struct node *first; /* picture of the piece */
	size_t npicture;
	bool judged, words;
};

static void report(struct telling *t, struct pos pos, const char *what, size_t npicture)
{
	if (npicture == 1)
		diag(t->diag, DIAG_MISSING_TEXT_FORM, pos,
		    "this %s has no text form, text only has its description instead",
		    what);
	else
		diag(t->diag, DIAG_MISSING_TEXT_FORM, pos,
		    "this %s has no text form, text only has the descriptions of its %zu "
		    "pictures instead",
		    what, npicture);
}

/* Nothing that comes after this place tells the picture any more. */
static void end_telling(struct telling *t)
{
	if (!t->untold)
		return;
	report(t, t->untold->pos, t->as->class, 1);
	diag_hint(t->diag, "%s", t->as->hint);
	t->untold = NULL;
}

static void take_figure(struct telling *t, const struct node *figure)
{
	if (!figure->as.figure.picture || figure->as.figure.decorative)
		return;
	t->first = t->first ? t->first : figure;
	t->npicture++;
	for (size_t i = 0; i < COUNT(drawn); i++) {
		if (!node_has_class(figure, drawn[i].class))
			continue;
		end_telling(t);
		t->judged = true;
		t->untold = figure;
		t->as = &drawn[i];
		return;
	}
}

static void take_comic(struct telling *t, const struct node *comic)
{
	size_t npanel = 0;

	t->judged = true;
	for (const struct node *k = comic->first; k; k = k->next) {
		if (k->kind == NODE_TEXT_FORM)
			return;
		npanel += k->kind == NODE_FIGURE;
	}
	if (!npanel)
		return; /* reported: a comic is its panels */
	report(t, comic->pos, "comic", npanel);
	diag_hint(t->diag,
	    "tell all of it in words, in a '::: text-form' after its last panel");
}

static bool is_of_head(const struct node *n)
{
	return n->kind == NODE_KICKER || n->kind == NODE_HEADLINE ||
	       n->kind == NODE_STANDFIRST || n->kind == NODE_BYLINE;
}

static void walk(struct telling *t, const struct node *n)
{
	switch (n->kind) {
	case NODE_FIGURE:
		take_figure(t, n);
		return;
	case NODE_COMIC:
		take_comic(t, n);
		return;
	case NODE_CROSSHEAD:
		end_telling(t);
		return;
	case NODE_TABLE:
	case NODE_LIST:
	case NODE_TIMELINE:
	case NODE_TEXT_FORM:
		t->untold = NULL;
		t->words = true;
		return;
	case NODE_FOOTNOTE:
		return;
	case NODE_PARAGRAPH:
		t->words = true;
		return;
	default:
		break;
	}
	for (const struct node *k = n->first; k; k = k->next)
		if (!is_of_head(k))
			walk(t, k);
}

static bool is_drawn(const struct piece_kind *kind)
{
	return strcmp(kind->name, "graphic-story") == 0 ||
	       strcmp(kind->name, "infographic") == 0;
}

void text_form_check(struct diag *d, const struct piece *p)
{
	struct telling t = {.diag = d};
	char title[32] = {0};

	walk(&t, p->root);
	end_telling(&t);
	if (t.judged || t.words || !t.npicture || !is_drawn(p->kind))
		return;
	snprintf(title, sizeof title, "%s", p->kind->title);
	title[0] = (char)(title[0] | 0x20);
	report(&t, t.first->pos, title, t.npicture);
	diag_hint(d, "say all that it says in a '::: text-form', a table or a list");
}
