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
#include <string.h>

enum { LINE_PENALTY = 10, NCLASS = 4, RAG_PART = 10, NSTACK = 3 };
/* Shares of the measure: a step that is seen, a line that is seen to be short. */
enum { STEP_PART = 32, HOLE_PART = 8 };
enum { OVERFULL_BADNESS = 10000, RUNT_DEMERITS = 25000000 };
enum { NO_STRETCH = 50 }; /* ratio of a line that is one word and too short */
enum fitness { TIGHT, DECENT, LOOSE, VERY_LOOSE };

struct total {
	int64_t width, stretch, shrink; /* of spaces */
	int64_t glyphs;			/* what boxes give or take */
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
	uint8_t nhyphen; /* lines in a row up to here that end in a hyphen */
	sp start;	 /* what the next line's first glyph stands out of it */
	int64_t left;	 /* unset space of the line that ends here */
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
	sp end; /* what the last glyph of a line that ends at the item at hand stands out
		 */
};

/* One line that could be set: from an active break to the item at hand. */
struct fit {
	double ratio, badness;
	int64_t left; /* unset space */
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
		if (item[i].kind == ITEM_BOX) {
			sum[i + 1].glyphs += item[i].stretch;
			continue;
		}
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

sp linebreak_end(const struct item *item, size_t i)
{
	if (item[i].flagged)
		return item[i].end;
	while (i && item[i].kind != ITEM_BOX)
		i--;
	return item[i].kind == ITEM_BOX ? item[i].end : 0;
}

static sp start_of(const struct breaker *b, size_t i)
{
	return i < b->nitem ? b->item[i].start : 0;
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

/* Up to a ratio of 1, which is a gap half as wide again, glyphs and spaces give alike;
 * beyond it spaces give all the rest. */
static double stretch_ratio(int64_t left, int64_t spaces, int64_t glyphs)
{
	if (left > spaces + glyphs && spaces > 0)
		return (double)(left - glyphs) / (double)spaces;
	return spaces + glyphs > 0 ? (double)left / (double)(spaces + glyphs)
	       : left		   ? NO_STRETCH
				   : 0;
}

static struct fit fit(const struct breaker *b, const struct breakpoint *from, size_t i)
{
	const struct item *it = &b->item[i];
	sp measure = measure_of(b->how, from->line);
	int64_t width = b->sum[i].width - from->after.width;
	if (it->kind == ITEM_PENALTY)
		width += it->width;
	int64_t left = measure - width + from->start + b->end;
	struct fit f = {
	    .forced = it->kind == ITEM_PENALTY && it->penalty <= PENALTY_FORCED};
	int64_t glyphs = b->sum[i].glyphs - from->after.glyphs;
	int64_t shrink = b->sum[i].shrink - from->after.shrink + glyphs;
	if (left < 0) {
		f.overfull = b->how->ragged || -left > shrink;
		f.ratio =
		    shrink > 0 && !b->how->ragged ? (double)left / (double)shrink : -1;
		if (f.overfull)
			f.ratio = -1;
	} else if (!f.forced && b->how->ragged) {
		f.ratio = (double)left * RAG_PART / (measure > 0 ? measure : 1);
	} else if (!f.forced) {
		int64_t spaces = b->sum[i].stretch - from->after.stretch + b->emergency;
		f.ratio = stretch_ratio(left, spaces, glyphs);
	}
	f.left = left;
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

/* What the eye sees of three ragged line ends: a stair of like steps, or a hole. */
static double rag_demerits(
    const struct breaker *b, const struct breakpoint *from, const struct fit *f)
{
	if (!b->how->stair_demerits || f->forced || !from->from || !from->from->from)
		return 0;
	const int64_t measure = measure_of(b->how, from->line);
	int64_t first = from->from->left - from->left, second = from->left - f->left;
	if (-first > measure / HOLE_PART && second > measure / HOLE_PART)
		return b->how->hole_demerits;
	if (first < 0) {
		first = -first;
		second = -second;
	}
	bool like = first < 2 * second && second < 2 * first;
	return first > measure / STEP_PART && second > measure / STEP_PART && like
		   ? b->how->stair_demerits
		   : 0;
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
	if (it->dash && from->nhyphen)
		demerits += b->how->hyphen_demerits;
	if (i + 1 == b->nitem && from->nhyphen)
		demerits += b->how->last_hyphen_demerits;
	if (abs((int)fitness_of(f->ratio) - (int)from->fitness) > 1)
		demerits += b->how->fitness_demerits;
	demerits += rag_demerits(b, from, f);
	if (is_runt(b, from, i))
		demerits += RUNT_DEMERITS;
	return demerits;
}

/* ---- the list of active breaks ------------------------------------------ */

/* The best way to the item at hand, by hyphens in a row and by fitness; later lines of
 * one measure compete. */
struct candidates {
	struct breakpoint best[NSTACK][NCLASS];
	bool there[NSTACK][NCLASS];
	bool any;
	uint32_t line;
};

/* What no flag says is there is not read: this is done at every word. */
static void candidates_clear(struct candidates *c, uint32_t line)
{
	c->any = false;
	c->line = line;
	memset(c->there, 0, sizeof c->there);
}

/* Hyphens in a row if a line from `from` ends at item i. */
static int stack_of(const struct breaker *b, const struct breakpoint *from, size_t i)
{
	return b->item[i].dash ? from->nhyphen + 1 : 0;
}

static void offer(struct candidates *c, const struct breakpoint *new)
{
	int stack = new->nhyphen < NSTACK ? new->nhyphen : NSTACK - 1;
	if (c->there[stack][new->fitness] &&
	    c->best[stack][new->fitness].total <= new->total)
		return;
	c->any = true;
	c->there[stack][new->fitness] = true;
	c->best[stack][new->fitness] = *new;
}

static struct breakpoint *add_stack(struct breaker *b, const struct candidates *c,
    int stack, size_t i, struct breakpoint *before)
{
	const struct breakpoint *way = c->best[stack];
	const bool *there = c->there[stack];
	/* A way that is dearer by more than its fitness can save is not followed. */
	const int worth = b->how->fitness_demerits + b->how->stair_demerits;
	double best = INFINITY;
	for (int k = 0; k < NCLASS; k++)
		if (there[k] && way[k].total < best)
			best = way[k].total;
	for (int k = 0; k < NCLASS; k++) {
		if (!there[k] || way[k].total > best + worth)
			continue;
		struct breakpoint *new = ARENA_NEW(b->scratch, struct breakpoint);
		size_t next = linebreak_next(b->item, b->nitem, i);
		*new = way[k];
		new->item = (uint32_t)i;
		new->after = b->sum[next];
		new->start = start_of(b, next);
		new->next = before;
		before = new;
	}
	return before;
}

static struct breakpoint *add_candidates(
    struct breaker *b, const struct candidates *c, size_t i, struct breakpoint *before)
{
	for (int stack = 0; c->any && stack < NSTACK; stack++)
		before = add_stack(b, c, stack, i, before);
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

static bool is_good(
    const struct breaker *b, const struct breakpoint *from, size_t i, const struct fit *f)
{
	int limit = b->how->hyphen_limit;
	return !f->overfull && f->ratio <= b->tolerance &&
	       (!limit || stack_of(b, from, i) <= limit);
}

static void consider(const struct breaker *b, struct candidates *c,
    struct breakpoint *from, size_t i, const struct fit *f)
{
	double demerits = demerits_of(b, from, i, f);
	struct breakpoint new = {.from = from,
	    .fitness = fitness_of(f->ratio),
	    .nhyphen = (uint8_t)stack_of(b, from, i),
	    .left = f->left,
	    .ratio = f->ratio,
	    .demerits = demerits,
	    .total = from->total + demerits,
	    .line = from->line + 1};
	offer(c, &new);
}

/* Tries each active break with item i as the end of its line. Breaks that are too far
 * back leave the list; if it would empty in the last try, the line is set overfull. */
static void try_break(struct breaker *b, size_t i)
{
	struct breakpoint **link = &b->active, *added = NULL;
	b->end = linebreak_end(b->item, i);
	bool forced =
	    b->item[i].kind == ITEM_PENALTY && b->item[i].penalty <= PENALTY_FORCED;
	while (*link) {
		struct candidates c;
		candidates_clear(&c, line_class(b->how, (*link)->line));
		while (*link && line_class(b->how, (*link)->line) == c.line) {
			struct breakpoint *from = *link;
			struct fit f = fit(b, from, i);
			bool leaves = f.overfull || forced;
			if (leaves)
				*link = from->next;
			else
				link = &from->next;
			bool rescue = b->last_try && !b->active && !added && !c.any;
			if (is_good(b, from, i, &f) || (rescue && leaves))
				consider(b, &c, from, i, &f);
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
	start->start = start_of(b, 0);
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
