/*
 * One line: which glyphs, and where.
 *
 * In: a shaped paragraph, the bytes of the line. Out: parts in logical order with their
 * x, the space added at each word space, how much wider glyphs are drawn (one figure a
 * line, so that no word on it looks unlike its neighbors), the notes referred to.
 *
 * A part is a slice of a run, so breaking costs no glyphs. Only where HarfBuzz says that
 * a glyph depends on its neighbor across the break (GLYPH_UNSAFE) are the glyphs up to
 * the next safe place shaped again on their own. Parts are ordered by UAX #9, rule L2; by
 * rule L1 the spaces at a line's end stand at its end in the base direction, past the
 * measure.
 */
#include "text/paragraph.h"

#include <string.h>

struct building {
	const struct paragraph *p;
	struct line *line;
	struct part *part; /* scratch */
	size_t npart, cappart;
	sp trailing;   /* width of the spaces at the end */
	sp start, end; /* what stands out of the line at its ends */
	size_t nspace; /* others */
};

struct slice {
	const struct run *run;
	size_t index; /* of the run in the paragraph */
	uint32_t first, end;
};

static struct part *add_part(struct building *b, const struct slice *s,
    const struct run *run, uint32_t first, uint32_t n)
{
	const struct owner *owner = &b->p->owner[b->p->shaped.run_stretch[s->index]];
	struct part *part =
	    &ARENA_PUSH(b->p->setting->scratch, b->part, b->npart, b->cappart);
	*part = (struct part){.run = run,
	    .first = first,
	    .n = n,
	    .rise = owner->rise,
	    .width = run_width(run, first, n),
	    .node = owner->node,
	    .style = owner->style};
	return part;
}

static void add_reshaped(
    struct building *b, const struct slice *s, uint32_t first, uint32_t end)
{
	if (first == end)
		return;
	const struct setting *setting = b->p->setting;
	uint32_t from = s->run->glyph[first].cluster;
	uint32_t to = end < s->run->nglyph ? s->run->glyph[end].cluster : s->run->ntext;
	struct run *run = font_reshape(setting->fonts, setting->arena, s->run, from, to);
	add_part(b, s, run, 0, run->nglyph);
}

/* May the run be cut before glyph i without shaping it again? */
static bool is_safe(const struct run *r, uint32_t i)
{
	return i == 0 || i == r->nglyph ||
	       (r->glyph[i].flags & (GLYPH_UNSAFE | GLYPH_CLUSTER)) == GLYPH_CLUSTER;
}

static void add_slice(struct building *b, const struct slice *s)
{
	uint32_t head = s->first, tail = s->end;
	if (!is_safe(s->run, head))
		while (head < s->end && !is_safe(s->run, head))
			head++;
	if (!is_safe(s->run, tail))
		while (tail > s->first && !is_safe(s->run, tail))
			tail--;
	if (head >= tail && (head > s->first || tail < s->end)) {
		add_reshaped(b, s, s->first, s->end);
		return;
	}
	add_reshaped(b, s, s->first, head);
	if (tail > head)
		add_part(b, s, s->run, head, tail - head);
	add_reshaped(b, s, tail, s->end);
}

/* Takes the glyphs from the cursor up to the line's end. */
static void take(struct building *b, struct cursor *at, uint32_t end)
{
	const struct shaped *shaped = &b->p->shaped;
	for (; at->run < shaped->nrun; at->run++, at->glyph = 0) {
		const struct run *r = &shaped->run[at->run];
		uint32_t start = shaped->run_start[at->run];
		struct slice s = {r, at->run, at->glyph, at->glyph};
		if (start >= end)
			return;
		while (s.end < r->nglyph && start + r->glyph[s.end].cluster < end)
			s.end++;
		if (s.end > s.first)
			add_slice(b, &s);
		at->glyph = s.end;
		if (s.end < r->nglyph)
			return;
	}
}

/* ---- spaces ------------------------------------------------------------- */

/* A space that the line may end with; a no-break space is content. */
static bool is_plain_space(const struct run *r, uint32_t i)
{
	return r->glyph[i].flags & GLYPH_SPACE && r->text[r->glyph[i].cluster] == ' ';
}

static uint32_t spaces_at_end(const struct part *part)
{
	uint32_t n = 0;
	while (n < part->n && is_plain_space(part->run, part->first + part->n - 1 - n))
		n++;
	return n;
}

/* Spaces at the end of a run that reads against the line become a part of their own. */
static void split_spaces(struct building *b, uint32_t nspace)
{
	struct part *last = &b->part[b->npart - 1];
	if (!nspace || nspace == last->n || run_is_rtl(last->run) == b->p->shaped.rtl)
		return;
	struct part spaces = *last;
	last->n -= nspace;
	last->width = run_width(last->run, last->first, last->n);
	spaces.first += last->n;
	spaces.n = nspace;
	spaces.width = run_width(spaces.run, spaces.first, nspace);
	ARENA_PUSH(b->p->setting->scratch, b->part, b->npart, b->cappart) = spaces;
}

static void measure_spaces(struct building *b)
{
	bool ending = true;
	for (size_t i = b->npart; i-- > 0;) {
		const struct part *part = &b->part[i];
		uint32_t n = ending ? spaces_at_end(part) : 0;
		if (n)
			b->trailing += run_width(part->run, part->first + part->n - n, n);
		ending = ending && n == part->n;
		for (uint32_t k = part->first; k < part->first + part->n - n; k++)
			b->nspace += (part->run->glyph[k].flags & GLYPH_SPACE) != 0;
	}
}

static size_t nspace_of(const struct part *part)
{
	size_t n = 0;
	for (uint32_t k = part->first; k < part->first + part->n; k++)
		n += (part->run->glyph[k].flags & GLYPH_SPACE) != 0;
	return n;
}

/* ---- where the parts stand ---------------------------------------------- */

static void reverse(struct part **order, size_t from, size_t to)
{
	while (from + 1 < to) {
		struct part *kept = order[from];
		order[from++] = order[--to];
		order[to] = kept;
	}
}

/* UAX #9 L2: from the highest level down to the lowest odd one, reverse what is at that
 * level or above. */
static void reorder(struct part **order, const uint8_t *level, size_t n)
{
	uint8_t highest = 0;
	for (size_t i = 0; i < n; i++)
		if (level[i] > highest)
			highest = level[i];
	for (uint8_t l = highest; l > 0; l--)
		for (size_t i = 0; i < n; i++) {
			size_t from = i;
			while (i < n && level[i] >= l)
				i++;
			reverse(order, from, i);
		}
}

static bool is_all_spaces(const struct part *part)
{
	return spaces_at_end(part) == part->n;
}

static struct part **visual_order(const struct building *b)
{
	size_t n = b->npart;
	struct arena *scratch = b->p->setting->scratch;
	struct part **order = ARENA_ARRAY(scratch, struct part *, n);
	uint8_t *level = ARENA_ARRAY(scratch, uint8_t, n);
	bool ending = true;
	for (size_t i = n; i-- > 0;) {
		order[i] = &b->part[i];
		ending = ending && is_all_spaces(&b->part[i]);
		level[i] = ending ? b->p->shaped.rtl : b->part[i].run->level;
	}
	reorder(order, level, n);
	return order;
}

static sp left_edge(const struct building *b, const struct line_wish *wish)
{
	bool rtl = b->p->shaped.rtl;
	if (wish->alone)
		return 0;
	sp left = rtl ? 0 : wish->indent;
	sp room = wish->measure - wish->indent - b->line->width;
	switch (b->p->style->text_align) {
	case TEXT_ALIGN_CENTER:
		return left + room / 2;
	case TEXT_ALIGN_END:
		return left + (rtl ? 0 : room);
	case TEXT_ALIGN_START:
	case TEXT_ALIGN_JUSTIFY:
	case TEXT_ALIGN_POINT:
		break;
	}
	return left + (rtl ? room : 0);
}

static void place(struct building *b, const struct line_wish *wish)
{
	struct part **order = visual_order(b);
	sp x = wish->left + left_edge(b, wish);
	if (b->p->shaped.rtl)
		x -= b->trailing;
	x -= b->p->shaped.rtl ? b->end : b->start;
	for (size_t i = 0; i < b->npart; i++) {
		order[i]->x = x;
		x += order[i]->width;
	}
}

/* ---- the line ----------------------------------------------------------- */

static sp expanded(const struct line *l, sp width)
{
	return l->expansion ? sp_scale(width, 1000 + l->expansion, 1000) : width;
}

static void measure(struct building *b, const struct line_wish *wish)
{
	struct line *l = b->line;
	measure_spaces(b);
	l->expansion = (int16_t)wish->expansion;
	b->trailing = expanded(l, b->trailing);
	b->start = expanded(l, wish->hang_start);
	b->end = expanded(l, wish->hang_end);
	l->width = -b->trailing - b->start - b->end;
	for (size_t i = 0; i < b->npart; i++) {
		b->part[i].width = expanded(l, b->part[i].width);
		l->width += b->part[i].width;
	}
	sp room = wish->measure - wish->indent - l->width;
	bool justified = b->p->style->text_align == TEXT_ALIGN_JUSTIFY && !wish->alone;
	if (!justified || !b->nspace || (wish->natural && room >= 0))
		return;
	size_t all = 0;
	l->word_spacing = room / (sp)b->nspace;
	for (size_t i = 0; i < b->npart; i++) {
		size_t n = nspace_of(&b->part[i]);
		b->part[i].width += l->word_spacing * (sp)n;
		all += n;
	}
	l->width += l->word_spacing * (sp)b->nspace;
	b->trailing += l->word_spacing * (sp)(all - b->nspace);
}

static void add_hyphen(struct building *b)
{
	const struct part *last = &b->part[b->npart - 1];
	const struct setting *s = b->p->setting;
	struct part hyphen = *last;
	hyphen.run = font_run(s->fonts, s->arena,
	    &(struct plain_words){.text = "-",
		.face = last->run->face,
		.size = last->run->size,
		.lang = last->run->lang});
	hyphen.first = 0;
	hyphen.n = hyphen.run->nglyph;
	hyphen.width = run_width(hyphen.run, 0, hyphen.n);
	hyphen.actual = "\u00AD";
	ARENA_PUSH(s->scratch, b->part, b->npart, b->cappart) = hyphen;
}

static void add_heights(
    struct line *l, const struct style *style, size_t npart, const struct part *part)
{
	if (!npart) {
		l->ascent =
		    face_units(style->face, style->font_size, style->face->ascent);
		l->descent =
		    face_units(style->face, style->font_size, style->face->descent);
	}
	for (size_t i = 0; i < npart; i++) {
		const struct run *r = part[i].run;
		sp up = face_units(r->face, r->size, r->face->ascent) + part[i].rise;
		sp down = face_units(r->face, r->size, r->face->descent) - part[i].rise;
		l->ascent = up > l->ascent ? up : l->ascent;
		l->descent = down > l->descent ? down : l->descent;
	}
}

static void add_notes(const struct paragraph *p, struct line *l)
{
	size_t first = 0, end;
	while (first < p->nnote && p->note[first].at < l->start)
		first++;
	for (end = first; end < p->nnote && p->note[end].at < l->end;)
		end++;
	if (end == first)
		return;
	l->note = ARENA_ARRAY(p->setting->arena, const struct node *, end - first);
	for (size_t i = first; i < end; i++)
		if (p->note[i].first)
			l->note[l->nnote++] = p->note[i].note;
}

void line_make(const struct paragraph *p, struct cursor *at, const struct line_wish *wish,
    struct line *out)
{
	struct building b = {.p = p, .line = out};
	out->start = wish->start;
	out->end = wish->end;
	out->hyphenated = wish->hyphenated;
	take(&b, at, wish->end);
	if (wish->hyphenated && b.npart)
		add_hyphen(&b);
	if (b.npart)
		split_spaces(&b, spaces_at_end(&b.part[b.npart - 1]));
	measure(&b, wish);
	place(&b, wish);
	out->npart = (uint16_t)b.npart;
	out->part = ARENA_ARRAY(p->setting->arena, struct part, b.npart);
	if (b.npart)
		memcpy(out->part, b.part, b.npart * sizeof *b.part);
	add_heights(out, p->style, b.npart, out->part);
	add_notes(p, out);
}
