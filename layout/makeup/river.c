/*
 * Rivers: gaps between words that run down through lines of justified text.
 *
 * In: the items of a place. Out: the rivers in them, each by its first line and its
 * length. Gaps of two lines are of one river where they lie over each other by half of
 * the wider or more, so that the eye goes down from one into the next. A word stands
 * between two gaps of a line, so at most one of them is of the river above: rivers
 * neither fork nor join (tests/unit/test_river.c), and each is told once. Three lines do
 * so by chance in any text, and nobody sees it: a river has four. Nor is one seen where
 * the gaps are as narrow as the face has them, or narrower: ragged lines have no rivers,
 * and a line that was not stretched ends one.
 *
 * Typographers name rivers as what justified text must not have (Bringhurst, The Elements
 * of Typographic Style, 2.1.2), and Holkner (Global multiple objective line breaking,
 * 2006) measures them. The figures here are ours.
 */
#include "makeup/compose.h"

struct gap {
	sp left, right; /* from the measure's left */
	size_t lines;	/* of the river that ends in it, this one counted */
	bool goes_on;	/* into a gap of the next line */
};

struct gaps {
	struct gap *at;
	size_t n, cap;
};

static bool is_stretched(const struct galley_item *item)
{
	return item->kind == GALLEY_LINE && item->as.line.line->word_spacing > 0;
}

static sp advance_of(const struct line *line, const struct run *r, uint32_t i)
{
	const sp own = sp_scale(r->size, r->glyph[i].advance, r->face->upem);
	const sp wide =
	    line->expansion ? sp_scale(own, 1000 + line->expansion, 1000) : own;
	return wide + (r->glyph[i].flags & GLYPH_SPACE ? line->word_spacing : 0);
}

static void add_gaps(struct arena *a, const struct line *line, const struct part *part,
    sp x, struct gaps *to)
{
	const struct run *r = part->run;
	sp pen = 0;
	for (uint32_t i = part->first; i < part->first + part->n; i++) {
		const sp wide = advance_of(line, r, i);
		const sp left = run_is_rtl(r) ? x + part->x + part->width - pen - wide
					      : x + part->x + pen;
		pen += wide;
		if (r->glyph[i].flags & GLYPH_SPACE)
			ARENA_PUSH(a, to->at, to->n, to->cap) =
			    (struct gap){.left = left, .right = left + wide, .lines = 1};
	}
}

static bool ends_in_space(const struct part *part)
{
	return part->n && part->run->glyph[part->first + part->n - 1].flags & GLYPH_SPACE;
}

static void gaps_of(struct arena *a, const struct galley_item *item, struct gaps *to)
{
	const struct line *line = item->as.line.line;
	to->n = 0;
	for (size_t i = 0; i < line->npart; i++)
		add_gaps(a, line, &line->part[i], item->x, to);
	if (to->n && ends_in_space(&line->part[line->npart - 1]))
		to->n--; /* after the last word */
}

static bool run_together(const struct gap *a, const struct gap *b)
{
	const sp left = a->left > b->left ? a->left : b->left;
	const sp right = a->right < b->right ? a->right : b->right;
	const sp one = a->right - a->left, other = b->right - b->left;
	return 2 * (right - left) >= (one > other ? one : other);
}

static void go_on(struct gaps *above, struct gaps *below)
{
	for (size_t i = 0; i < below->n; i++)
		for (size_t k = 0; k < above->n; k++) {
			struct gap *from = &above->at[k], *to = &below->at[i];
			if (!run_together(from, to))
				continue;
			from->goes_on = true;
			if (from->lines + 1 > to->lines)
				to->lines = from->lines + 1;
		}
}

/* Those that end in the line before item `next`. */
static void add_ended(
    struct arena *a, const struct gaps *last, size_t next, struct rivers *to)
{
	for (size_t i = 0; i < last->n; i++)
		if (!last->at[i].goes_on && last->at[i].lines >= RIVER_LINES)
			ARENA_PUSH(a, to->at, to->n, to->cap) =
			    (struct slice){next - last->at[i].lines, next};
}

struct rivers rivers_in(struct arena *a, const struct galley *g, struct slice in)
{
	struct rivers found = {0};
	struct gaps row[2] = {0};
	for (size_t i = in.from; i < in.end; i++) {
		struct gaps *above = &row[i % 2], *here = &row[(i + 1) % 2];
		here->n = 0;
		if (is_stretched(&g->item[i]))
			gaps_of(a, &g->item[i], here);
		go_on(above, here);
		add_ended(a, above, i, &found);
	}
	add_ended(a, &row[in.end % 2], in.end, &found);
	return found;
}
