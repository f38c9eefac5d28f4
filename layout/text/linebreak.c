/*
 * Break one paragraph into lines of least total demerits.
 *
 * In: items that end in a forced break, the measure of each line. Out: the chosen breaks,
 * the last being the final one. Source: Knuth and Plass, "Breaking Paragraphs into
 * Lines", 1981, with TeX's constants; three tries as in TeX: no hyphens, hyphens, hyphens
 * with emergency stretch. The last always succeeds: a line that cannot be set well is set
 * badly, and the caller reports it.
 *
 * A line that ends at a forced break is set at its natural width. In a ragged paragraph
 * nothing stretches: what a line leaves unset, against a tenth of the measure, takes the
 * place of the ratio. So the sum of small gaps beats one large one, fitness classes keep
 * a long line from standing beside a short one, and the rag looks cut by hand. (TeX's
 * \raggedright instead lets each line end stretch freely and takes what comes.)
 *
 * Sums of widths up to each item are made once; a line's width is a difference. The
 * active breaks at any item are those within one line of it, so the time grows with the
 * text and not with its square.
 */
#include "text/paragraph.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { LINE_PENALTY = 10, NCLASS = 4, RAG_PART = 10 };
enum { OVERFULL_BADNESS = 10000, RUNT_DEMERITS = 25000000 };
enum { NO_STRETCH = 50 }; /* ratio of a line that is one word and too short */
enum fitness { TIGHT, DECENT, LOOSE, VERY_LOOSE };

struct total {
	int64_t width, stretch, shrink;
};

/* A place where a line of some way to set the text so far ends. */
struct breakpoint {
	struct breakpoint
	    *from; /* where that line begins; NULL: at the paragraph's start */
	struct breakpoint *next; /* in the list of active ones */
	struct total after;	 /* sums up to the first box of the next line */
	uint32_t item;
	uint32_t line; /* number of the line that begins here */
	enum fitness fitness;
	bool flagged;
	double ratio, demerits, total;
};

struct breaker {
	struct arena *scratch;
	const struct item *item;
	size_t nitem;
	const struct breaking *how;
	const struct total *sum; /* before each item */
	struct breakpoint *active;
	double tolerance;
	bool hyphens, last_try;
	sp emergency;
};

/* One line that could be set: from an active break to the item at hand. */
struct fit {
	double ratio, badness;
	bool overfull, forced;
};

static sp measure_of(const struct breaking *how, uint32_t line)
{
	return how->measure[line < how->nmeasure ? line : how->nmeasure - 1];
}

static const struct total *sums(struct arena *a, const struct item *item, size_t nitem)
{
	struct total *sum = ARENA_ARRAY(a, struct total, nitem + 1);
	for (size_t i = 0; i < nitem; i++) {
		bool counts = item[i].kind != ITEM_PENALTY;
		sum[i + 1] = sum[i];
		if (!counts)
			continue;
		sum[i + 1].width += item[i].width;
		sum[i + 1].stretch += item[i].stretch;
		sum[i + 1].shrink += item[i].shrink;
	}
	return sum;
}

/* A break discards spaces and unused breaks up to the next box. */
size_t linebreak_next(const struct item *item, size_t nitem, size_t i)
{
	if (item[i].kind == ITEM_PENALTY)
		i++;
	while (i < nitem && item[i].kind != ITEM_BOX) {
		if (item[i].kind == ITEM_PENALTY && item[i].penalty <= PENALTY_FORCED)
			break;
		i++;
	}
	return i;
}

static bool is_legal(const struct breaker *b, size_t i)
{
	const struct item *it = &b->item[i];
	if (it->kind == ITEM_GLUE)
		return i && b->item[i - 1].kind == ITEM_BOX;
	return it->kind == ITEM_PENALTY && it->penalty < PENALTY_NEVER &&
	       (b->hyphens || !it->flagged);
}

static double badness_of(double ratio)
{
	return 100 * fabs(ratio * ratio * ratio);
}

static struct fit fit(const struct breaker *b, const struct breakpoint *from, size_t i)
{
	const struct item *it = &b->item[i];
	sp measure = measure_of(b->how, from->line);
	int64_t width = b->sum[i].width - from->after.width;
	if (it->kind == ITEM_PENALTY)
		width += it->width;
	int64_t left = measure - width;
	struct fit f = {
	    .forced = it->kind == ITEM_PENALTY && it->penalty <= PENALTY_FORCED};
	int64_t shrink = b->sum[i].shrink - from->after.shrink;
	if (left < 0) {
		f.overfull = b->how->ragged || -left > shrink;
		f.ratio =
		    shrink > 0 && !b->how->ragged ? (double)left / (double)shrink : -1;
		if (f.overfull)
			f.ratio = -1;
	} else if (!f.forced && b->how->ragged) {
		f.ratio = (double)left * RAG_PART / (measure > 0 ? measure : 1);
	} else if (!f.forced) {
		int64_t stretch = b->sum[i].stretch - from->after.stretch + b->emergency;
		f.ratio = stretch > 0 ? (double)left / (double)stretch
			  : left      ? NO_STRETCH
				      : 0;
	}
	f.badness = f.overfull ? OVERFULL_BADNESS : badness_of(f.ratio);
	return f;
}

static enum fitness fitness_of(double ratio)
{
	return ratio < -0.5   ? TIGHT
	       : ratio <= 0.5 ? DECENT
	       : ratio <= 1   ? LOOSE
			      : VERY_LOOSE;
}

/* A last line too short to be seen. One that is the whole paragraph may be. */
static bool is_runt(const struct breaker *b, const struct breakpoint *from, size_t i)
{
	return i + 1 == b->nitem && from->from &&
	       b->sum[i].width - from->after.width < b->how->runt;
}

static double demerits_of(
    const struct breaker *b, const struct breakpoint *from, size_t i, const struct fit *f)
{
	const struct item *it = &b->item[i];
	double penalty = it->kind == ITEM_PENALTY ? it->penalty : 0;
	double base = LINE_PENALTY + f->badness;
	double demerits = base * base;
	if (penalty > 0)
		demerits = (base + penalty) * (base + penalty);
	else if (penalty > PENALTY_FORCED)
		demerits -= penalty * penalty;
	if (it->flagged && from->flagged)
		demerits += b->how->hyphen_demerits;
	if (abs((int)fitness_of(f->ratio) - (int)from->fitness) > 1)
		demerits += b->how->fitness_demerits;
	if (is_runt(b, from, i))
		demerits += RUNT_DEMERITS;
	return demerits;
}

/* ---- the list of active breaks ------------------------------------------ */

/* The best way to the item at hand, by fitness; later lines of one measure compete. */
struct candidates {
	struct breakpoint best[NCLASS];
	bool there[NCLASS];
	uint32_t line;
};

static void offer(
    struct candidates *c, struct breakpoint *from, double demerits, const struct fit *f)
{
	enum fitness class = fitness_of(f->ratio);
	double total = from->total + demerits;
	if (c->there[class] && c->best[class].total <= total)
		return;
	c->there[class] = true;
	c->best[class] = (struct breakpoint){.from = from,
	    .fitness = class,
	    .ratio = f->ratio,
	    .demerits = demerits,
	    .total = total,
	    .line = from->line + 1};
}

static struct breakpoint *add_candidates(
    struct breaker *b, const struct candidates *c, size_t i, struct breakpoint *before)
{
	double best = INFINITY;
	for (int k = 0; k < NCLASS; k++)
		if (c->there[k] && c->best[k].total < best)
			best = c->best[k].total;
	for (int k = 0; k < NCLASS; k++) {
		if (!c->there[k] || c->best[k].total > best + b->how->fitness_demerits)
			continue;
		struct breakpoint *new = ARENA_NEW(b->scratch, struct breakpoint);
		*new = c->best[k];
		new->item = (uint32_t)i;
		new->flagged = b->item[i].flagged;
		new->after = b->sum[linebreak_next(b->item, b->nitem, i)];
		new->next = before;
		before = new;
	}
	return before;
}

/* Lines past the last that has a measure of its own are all alike. */
static uint32_t line_class(const struct breaking *how, uint32_t line)
{
	uint32_t last = (uint32_t)how->nmeasure - 1;
	return line < last ? line : last;
}

/* Keeps the list in the order of lines: those of one measure stand together. */
static void insert(struct breaker *b, struct breakpoint *new)
{
	struct breakpoint **link = &b->active;
	const uint32_t line = line_class(b->how, new->line);
	while (*link && line_class(b->how, (*link)->line) <= line)
		link = &(*link)->next;
	new->next = *link;
	*link = new;
}

/* Tries each active break with item i as the end of its line. Breaks that are too far
 * back leave the list; if it would empty in the last try, the line is set overfull. */
static void try_break(struct breaker *b, size_t i)
{
	struct breakpoint **link = &b->active, *added = NULL;
	bool forced =
	    b->item[i].kind == ITEM_PENALTY && b->item[i].penalty <= PENALTY_FORCED;
	while (*link) {
		struct candidates c = {.line = line_class(b->how, (*link)->line)};
		while (*link && line_class(b->how, (*link)->line) == c.line) {
			struct breakpoint *from = *link;
			struct fit f = fit(b, from, i);
			bool leaves = f.overfull || forced;
			if (leaves)
				*link = from->next;
			else
				link = &from->next;
			bool rescue = b->last_try && !b->active && !added &&
				      !c.there[0] && !c.there[1] && !c.there[2] &&
				      !c.there[3];
			if ((!f.overfull && f.ratio <= b->tolerance) ||
			    (rescue && leaves))
				offer(&c, from, demerits_of(b, from, i, &f), &f);
		}
		added = add_candidates(b, &c, i, added);
	}
	while (added) {
		struct breakpoint *next = added->next;
		insert(b, added);
		added = next;
	}
}

static struct breakpoint *best_end(const struct breaker *b)
{
	struct breakpoint *best = NULL;
	for (struct breakpoint *p = b->active; p; p = p->next)
		if (!best || p->total < best->total)
			best = p;
	return best;
}

/* The best way to the end, or NULL: none within the tolerance. */
static struct breakpoint *run_try(struct breaker *b)
{
	struct breakpoint *start = ARENA_NEW(b->scratch, struct breakpoint);
	start->fitness = DECENT;
	b->active = start;
	for (size_t i = 0; i < b->nitem && b->active; i++)
		if (is_legal(b, i))
			try_break(b, i);
	return best_end(b);
}

static struct break_at *listed(
    struct arena *a, const struct breakpoint *end, size_t *nbreak)
{
	size_t n = 0;
	for (const struct breakpoint *p = end; p->from; p = p->from)
		n++;
	struct break_at *list = ARENA_ARRAY(a, struct break_at, n);
	*nbreak = n;
	for (const struct breakpoint *p = end; p->from; p = p->from)
		list[--n] = (struct break_at){p->item, p->ratio, p->demerits};
	return list;
}

static struct breaker breaker_of(struct arena *scratch, const struct item *item,
    size_t nitem, const struct breaking *how)
{
	assert(nitem && item[nitem - 1].kind == ITEM_PENALTY &&
	       item[nitem - 1].penalty <= PENALTY_FORCED);
	return (struct breaker){.scratch = scratch,
	    .item = item,
	    .nitem = nitem,
	    .how = how,
	    .sum = sums(scratch, item, nitem),
	    .tolerance = how->first > 0 ? how->first : how->tolerance};
}

struct break_at *linebreak_first(struct arena *scratch, const struct item *item,
    size_t nitem, const struct breaking *how, size_t *nbreak)
{
	struct breaker b = breaker_of(scratch, item, nitem, how);
	struct breakpoint *end = run_try(&b);
	return end ? listed(scratch, end, nbreak) : NULL;
}

struct break_at *linebreak(struct arena *scratch, const struct item *item, size_t nitem,
    const struct breaking *how, size_t *nbreak)
{
	struct breaker b = breaker_of(scratch, item, nitem, how);
	struct breakpoint *end = run_try(&b);
	if (!end) {
		b.hyphens = true;
		b.tolerance = how->tolerance;
		end = run_try(&b);
	}
	if (!end) {
		b.emergency = how->emergency;
		b.last_try = true;
		b.tolerance = INFINITY;
		end = run_try(&b);
	}
	assert(end);
	return listed(scratch, end, nbreak);
}
