/*
 * text_set(): the inlines of a block as lines.
 *
 * In: a block, its style, a measure. Out: lines in the book's arena; all else is in the
 * scratch arena, which is rewound. Words are hyphenated only if the paragraph cannot be
 * set well without, because reading a dictionary takes longer than breaking the issue.
 *
 * The figures are TeX's where it has them: tolerance 200 is a ratio of 1.26, and
 * pretolerance 50 one of 0.8: hyphens come in before gaps grow wide.
 */
#include "text/paragraph.h"

#include <math.h>

enum { RAGGED_TOLERANCE = 4, RUNT_PART = 3, EMERGENCY_PART = 24 };
enum { HYPHEN_DEMERITS = 10000, LAST_HYPHEN_DEMERITS = 5000 };
enum { STAIR_DEMERITS = 250000, HOLE_DEMERITS = 400000 };
enum { FITNESS_DEMERITS = 10000, RAG_FITNESS_DEMERITS = 1500 };
static const double first_tolerance = 0.8, justified_tolerance = 1.26;

struct job {
	struct paragraph *p;
	const struct text_wish *wish;
	sp measure, indent;
	struct break_at *at;
	size_t nline;
};

static struct inset inset_of(const struct job *j, size_t line)
{
	struct inset none = {0};
	return line < j->wish->ninset ? j->wish->inset[line] : none;
}

/* What is left of the measure for a line, after what it gives way to. */
static sp room_of(const struct job *j, size_t line)
{
	struct inset i = inset_of(j, line);
	sp room = j->measure - i.left - i.right - (line ? 0 : j->indent);
	return room > 0 ? room : 1;
}

static struct breaking breaking_of(const struct job *j)
{
	const struct style *style = j->p->style;
	bool ragged = style->text_align != TEXT_ALIGN_JUSTIFY;
	bool pretty = ragged && style->wrap == WRAP_PRETTY;
	size_t n = j->wish->ninset + 2;
	sp *measures = ARENA_ARRAY(j->p->setting->scratch, sp, n);
	for (size_t i = 0; i < n; i++)
		measures[i] = room_of(j, i);
	sp longest_runt = j->measure / RUNT_PART;
	return (struct breaking){.measure = measures,
	    .nmeasure = j->indent || j->wish->ninset ? n : 1,
	    .tolerance = ragged ? RAGGED_TOLERANCE : justified_tolerance,
	    .first = ragged ? 0 : first_tolerance,
	    .ragged = ragged,
	    .hyphen_demerits = HYPHEN_DEMERITS,
	    .hyphen_limit = style->hyphen_limit,
	    .last_hyphen_demerits = LAST_HYPHEN_DEMERITS,
	    .fitness_demerits = ragged ? RAG_FITNESS_DEMERITS : FITNESS_DEMERITS,
	    .stair_demerits = pretty ? STAIR_DEMERITS : 0,
	    .hole_demerits = pretty ? HOLE_DEMERITS : 0,
	    .runt = style->runt < longest_runt ? style->runt : longest_runt,
	    .emergency = ragged ? j->measure / EMERGENCY_PART : 0};
}

/* As many lines as before, and as narrow as so many can be: then they are alike. */
static void balance(struct job *j, const struct breaking *how)
{
	const struct paragraph *p = j->p;
	sp *narrow = ARENA_ARRAY(p->setting->scratch, sp, how->nmeasure);
	struct breaking tried = *how;
	sp low = 0, high = j->measure / 2; /* taken off each line; high is too much */
	tried.measure = narrow;
	while (j->nline > 1 && high - low > PT(1)) {
		sp off = low + (high - low) / 2;
		size_t n;
		for (size_t i = 0; i < how->nmeasure; i++)
			narrow[i] = how->measure[i] > off ? how->measure[i] - off : 1;
		struct break_at *at =
		    linebreak(p->setting->scratch, p->item, p->nitem, &tried, &n);
		bool good = n == j->nline;
		for (size_t i = 0; good && i < n; i++)
			good = at[i].ratio >= 0;
		if (good)
			j->at = at;
		*(good ? &low : &high) = off;
	}
}

static void break_lines(struct job *j)
{
	struct paragraph *p = j->p;
	struct arena *scratch = p->setting->scratch;
	struct breaking how = breaking_of(j);
	sp least = j->measure;
	for (size_t i = 0; i < how.nmeasure; i++)
		if (how.measure[i] < least)
			least = how.measure[i];
	paragraph_items(p, least, false);
	if (p->style->hyphens == HYPHENS_AUTO) {
		j->at = linebreak_first(scratch, p->item, p->nitem, &how, &j->nline);
		if (j->at)
			return;
		paragraph_items(p, least, true);
	}
	j->at = linebreak(scratch, p->item, p->nitem, &how, &j->nline);
	if (how.ragged && p->style->wrap == WRAP_BALANCE)
		balance(j, &how);
}

static uint32_t line_end(const struct paragraph *p, size_t item)
{
	size_t next = linebreak_next(p->item, p->nitem, item);
	return next < p->nitem ? p->item[next].at : p->len;
}

/* How much wider the glyphs of a justified line are, in thousandths. A narrow line takes
 * the whole figure below, so that its gaps are never under their least. */
static int expansion_of(const struct paragraph *p, double ratio)
{
	if (p->style->text_align != TEXT_ALIGN_JUSTIFY || !p->style->expansion)
		return 0;
	double share = ratio > 1 ? 1 : ratio < -1 ? -1 : ratio;
	return (int)floor(share * p->style->expansion);
}

/* What hangs out of line i. */
static void hang(const struct job *j, size_t i, struct line_wish *wish)
{
	const struct paragraph *p = j->p;
	size_t first = i ? linebreak_next(p->item, p->nitem, j->at[i - 1].item) : 0;
	wish->hang_start = first < p->nitem ? p->item[first].start : 0;
	wish->hang_end = linebreak_end(p->item, j->at[i].item);
}

static void make_lines(struct job *j, struct lines *out)
{
	struct paragraph *p = j->p;
	struct cursor at = {0};
	struct line_wish wish = {0};
	out->n = j->nline;
	out->line = ARENA_ARRAY(p->setting->arena, struct line, j->nline);
	for (size_t i = 0; i < j->nline; i++) {
		const struct item *end = &p->item[j->at[i].item];
		wish.start = wish.end;
		wish.end = line_end(p, j->at[i].item);
		struct inset inset = inset_of(j, i);
		wish.left = inset.left;
		wish.measure = j->measure - inset.left - inset.right;
		wish.indent = i ? 0 : j->indent;
		wish.natural =
		    end->kind == ITEM_PENALTY && end->penalty <= PENALTY_FORCED;
		wish.hyphenated = end->flagged;
		wish.expansion = expansion_of(p, j->at[i].ratio);
		hang(j, i, &wish);
		struct line *l = &out->line[i];
		l->ratio = j->at[i].ratio;
		l->demerits = j->at[i].demerits;
		l->last = i + 1 == j->nline;
		line_make(p, &at, &wish, l);
	}
}

static struct lines set_collected(struct paragraph *p, const struct text_wish *wish)
{
	struct lines out = {0};
	if (!p->len)
		return out;
	const sp indent = p->style->text_indent;
	struct job j = {.p = p, .wish = wish};
	j.measure = wish->measure > 0 ? wish->measure : 1;
	/* a first line that hangs out does so after a head, too */
	if ((!wish->no_indent || indent < 0) && indent < j.measure)
		j.indent = indent;
	paragraph_shape(p);
	break_lines(&j);
	make_lines(&j, &out);
	out.rtl = p->shaped.rtl;
	return out;
}

/* With a drop cap. False: it begins with no such letter, or has too few lines, or the
 * letter would leave them less than half of the measure. */
static bool set_dropped(
    struct paragraph *p, const struct text_wish *wish, struct lines *out)
{
	struct dropcap cap;
	struct text_wish own = *wish;
	if (!wish->initial || !dropcap_take(p, wish->initial, &cap) ||
	    cap.width > wish->measure / 2)
		return false;
	own.no_indent = true;
	own.inset = dropcap_insets(p, &cap, wish->inset, &own.ninset);
	*out = set_collected(p, &own);
	out->ninitial = (size_t)wish->initial->initial_letter;
	if (out->n < out->ninitial)
		return false;
	dropcap_place(p, &cap, &out->line[0]);
	return true;
}

static void collect(struct paragraph *p, const struct text_wish *wish)
{
	p->long_told = wish->long_told;
	if (wish->words)
		paragraph_words(
		    p, wish->words, node_lang(p->block, p->setting->piece), p->block);
	else
		paragraph_collect(p, wish->before);
}

struct lines text_set(struct setting *s, const struct node *block,
    const struct style *style, const struct text_wish *wish)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct paragraph p = {.setting = s, .block = block, .style = style};
	struct lines out = {0};
	collect(&p, wish);
	if (set_dropped(&p, wish, &out)) {
		arena_rewind(s->scratch, mark);
		return out;
	}
	if (wish->initial) { /* begin again, with the whole text */
		arena_rewind(s->scratch, mark);
		p = (struct paragraph){.setting = s, .block = block, .style = style};
		collect(&p, wish);
	}
	out = set_collected(&p, wish);
	arena_rewind(s->scratch, mark);
	return out;
}

struct line text_set_words(struct setting *s, const char *words, const char *lang,
    const struct style *style, const struct node *node)
{
	struct arena_mark mark = arena_mark(s->scratch);
	struct paragraph p = {.setting = s, .style = style};
	struct line out = {.last = true};
	paragraph_words(&p, words, lang, node);
	if (p.len)
		paragraph_shape(&p);
	struct cursor at = {0};
	struct line_wish wish = {.end = p.len, .natural = true, .alone = true};
	line_make(&p, &at, &wish, &out);
	arena_rewind(s->scratch, mark);
	return out;
}
