/*
 * A shaped paragraph as boxes, glue and penalties (Knuth and Plass 1981).
 *
 * In: runs, and where lines may begin. Out: items that end in a forced break. A box is
 * all between two places where something may happen; a space is glue, kept from breaking
 * by a penalty where the house's rules say so. What cannot fit on any line (a long word,
 * a telephone number in a narrow column) is given breaks after all, and is reported.
 *
 * A ragged line may end better or worse in sense too: not after "a" or "of", least of all
 * when such a word has just begun a sentence. A compositor who cuts a rag by hand turns
 * these over first.
 */
#include "text/paragraph.h"

#include <string.h>

enum {
	HYPHEN_PENALTY = 50,
	JOIN_PENALTY = 50, /* after the hyphen of "well-known", in addresses */
	SMALL_WORD_PENALTY = 15,
	SENTENCE_PENALTY = 60,
	PRETTY_PENALTY = 1000, /* a line a seventh short is better */
	DESPERATE_PENALTY = 5000,
	STRETCH = 500, /* thousandths of a space */
	SHRINK = 300,  /* never more: words would run together */
	SHOWN = 60     /* bytes of a long word in a message */
};

struct itemizing {
	struct paragraph *p;
	sp measure;
	bool ragged, hangs, pretty;
	int expansion; /* thousandths */
	size_t run;
	sp hyphen, hyphen_end; /* width, and what hangs of it, in the run at hand */
	/* The box at hand: from glyph box_glyph of run box_run on. */
	bool open;
	size_t box_run;
	uint32_t box_glyph, box_at;
	int64_t width; /* of what runs before this one give it */
	int64_t units; /* of what this run gives it */
	size_t last_run;
	uint32_t last_glyph; /* the last with a width */
};

static struct item *add(struct itemizing *z, enum item_kind kind, sp width, uint32_t at)
{
	struct paragraph *p = z->p;
	struct item *it = &ARENA_PUSH(p->setting->scratch, p->item, p->nitem, p->capitem);
	*it = (struct item){.kind = kind, .width = width, .at = at};
	return it;
}

static struct item *add_penalty(struct itemizing *z, int penalty, uint32_t at)
{
	struct item *it = add(z, ITEM_PENALTY, 0, at);
	it->penalty = penalty;
	return it;
}

static void report_long(struct itemizing *z, uint32_t start, uint32_t end)
{
	const struct paragraph *p = z->p;
	const struct pos none = {0};
	size_t len = end - start;
	if (p->long_told)
		return;
	bool shortened = len > SHOWN;
	if (shortened)
		for (len = SHOWN; ((uint8_t)p->text[start + len] & 0xC0) == 0x80;)
			len--;
	diag(p->setting->diag, DIAG_OVERFULL_LINE, p->block ? p->block->pos : none,
	    "'%.*s%s' is wider than its column; it is broken between letters", (int)len,
	    p->text + start, shortened ? "..." : "");
}

static sp to_sp(const struct run *r, int64_t units)
{
	return sp_scale(r->size, units, r->face->upem);
}

/* Of a word, which may be wider than an sp can say until it has been broken. */
static int64_t box_units(const struct run *r, int64_t units)
{
	const int64_t n = units * r->size, upem = r->face->upem;
	return (n < 0 ? n - upem / 2 : n + upem / 2) / upem;
}

/* Marks and joined characters go with the cluster before them. */
static bool begins_cluster(const struct paragraph *p, const struct glyph *g, uint32_t at)
{
	bool joined = at >= 3 && !memcmp(p->text + at - 3, "\xE2\x80\x8D", 3);
	return g->flags & GLYPH_CLUSTER && g->advance && !joined;
}

/* A box that fits on no line becomes one a cluster. */
static void add_clusters(struct itemizing *z, uint32_t end)
{
	const struct shaped *shaped = &z->p->shaped;
	uint32_t i = z->box_glyph;
	bool first = true;
	for (size_t k = z->box_run; k <= z->run; k++, i = 0) {
		const struct run *r = &shaped->run[k];
		for (; i < r->nglyph; i++) {
			uint32_t at = shaped->run_start[k] + r->glyph[i].cluster;
			if (at >= end)
				return;
			sp width = to_sp(r, r->glyph[i].advance);
			if (!first && begins_cluster(z->p, &r->glyph[i], at))
				add_penalty(z, DESPERATE_PENALTY, at);
			add(z, ITEM_BOX, width, at);
			first = false;
		}
	}
}

/* ---- edges -------------------------------------------------------------- */

static uint32_t character_of(const struct run *r, uint32_t glyph)
{
	size_t size;
	return utf8_decode(r->text + r->glyph[glyph].cluster, r->text + r->ntext, &size);
}

/* Only what reads with the paragraph stands at the edge where it is first or last; raised
 * numbers are too small to dent one. */
static bool may_hang(const struct itemizing *z, size_t run)
{
	const struct shaped *shaped = &z->p->shaped;
	return run_is_rtl(&shaped->run[run]) == shaped->rtl &&
	       !z->p->owner[shaped->run_stretch[run]].rise;
}

static void hang(const struct itemizing *z, struct item *box)
{
	const struct paragraph *p = z->p;
	if (may_hang(z, z->box_run)) {
		const struct run *r = &p->shaped.run[z->box_run];
		sp width = to_sp(r, r->glyph[z->box_glyph].advance);
		box->start = sp_scale(width,
		    margin_start(p->style, character_of(r, z->box_glyph), p->nitem == 1),
		    1000);
	}
	if (may_hang(z, z->last_run)) {
		const struct run *r = &p->shaped.run[z->last_run];
		sp width = to_sp(r, r->glyph[z->last_glyph].advance);
		box->end = sp_scale(
		    width, margin_end(p->style, character_of(r, z->last_glyph)), 1000);
	}
}

/* The box at hand is done; `end`: the byte after it. */
static void flush(struct itemizing *z, uint32_t end)
{
	if (!z->open)
		return;
	int64_t width = z->width + box_units(&z->p->shaped.run[z->run], z->units);
	if (width <= z->measure) {
		struct item *box = add(z, ITEM_BOX, (sp)width, z->box_at);
		box->stretch = box->shrink = sp_scale((sp)width, z->expansion, 1000);
		if (z->hangs)
			hang(z, box);
	} else {
		report_long(z, z->box_at, end);
		add_clusters(z, end);
	}
	z->open = false;
	z->width = 0;
	z->units = 0;
}

static void add_glyph(struct itemizing *z, uint32_t i, uint32_t at, int advance)
{
	if (!z->open) {
		z->open = true;
		z->box_run = z->run;
		z->box_glyph = i;
		z->box_at = at;
	}
	z->units += advance;
	if (advance) {
		z->last_run = z->run;
		z->last_glyph = i;
	}
}

/* What it costs a ragged line to end after the word before byte `at`. */
static int sense_penalty(const char *text, uint32_t at, bool pretty)
{
	uint32_t start = at;
	while (start && at - start < 4 && text[start - 1] != ' ')
		start--;
	uint32_t len = at - start;
	if (len > 3 || !len)
		return 0;
	for (uint32_t i = start; i < at; i++)
		if (!((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z'))
			return 0;
	bool begins = !start || (start >= 2 && strchr(".?!", text[start - 2]));
	if (pretty && (begins || len < 3))
		return PRETTY_PENALTY;
	return begins ? SENTENCE_PENALTY : len < 3 ? SMALL_WORD_PENALTY : 0;
}

static void add_space(struct itemizing *z, uint32_t at, sp width)
{
	const struct paragraph *p = z->p;
	flush(z, at);
	bool plain = p->text[at] == ' ';
	enum break_kind kind = plain ? p->shaped.breaks[at + 1] : BREAK_NO;
	bool after_box = p->nitem && p->item[p->nitem - 1].kind == ITEM_BOX;
	int sense =
	    z->ragged && kind == BREAK_MAY ? sense_penalty(p->text, at, z->pretty) : 0;
	if (kind == BREAK_MUST)
		add_penalty(z, PENALTY_FORCED, at);
	else if (kind == BREAK_NO)
		add_penalty(z, PENALTY_NEVER, at);
	else if (sense || !after_box)
		add_penalty(z, sense, at);
	struct item *glue = add(z, ITEM_GLUE, width, at);
	if (!z->ragged) {
		glue->stretch = sp_scale(width, STRETCH, 1000);
		glue->shrink = sp_scale(width, SHRINK, 1000);
	}
}

static void add_break(struct itemizing *z, uint32_t at)
{
	uint8_t kind = z->p->shaped.breaks[at];
	if (!z->open || (kind != BREAK_MAY && kind != BREAK_SOFT))
		return;
	flush(z, at);
	bool soft = kind == BREAK_SOFT;
	struct item *it = add_penalty(z, soft ? HYPHEN_PENALTY : JOIN_PENALTY, at);
	it->flagged = soft;
	it->dash = soft || z->p->text[at - 1] == '-';
	it->width = soft ? z->hyphen : 0;
	it->end = soft ? z->hyphen_end : 0;
}

static void add_run(struct itemizing *z, const struct run *r, uint32_t start)
{
	const uint8_t *breaks = z->p->shaped.breaks;
	for (uint32_t i = 0; i < r->nglyph; i++) {
		const struct glyph *g = &r->glyph[i];
		uint32_t at = start + g->cluster;
		if (g->flags & GLYPH_CLUSTER && breaks[at] != BREAK_NO && at)
			add_break(z, at);
		if (g->flags & GLYPH_SPACE)
			add_space(z, at, to_sp(r, g->advance));
		else
			add_glyph(z, i, at, g->advance);
	}
	z->width += box_units(r, z->units);
	z->units = 0;
}

/* ---- hyphens ------------------------------------------------------------ */

enum { PUNCTUATION = 0xE2, NPUNCTUATION = 3 /* bytes of U+2000 to U+2FFF */ };

/* Of a letter, if byte by byte: quotation marks and dashes are none. */
static bool is_letter(char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       ((uint8_t)c >= 0x80 && (uint8_t)c != PUNCTUATION);
}

static bool follows_letter(const char *text, uint32_t at)
{
	bool mark = at >= NPUNCTUATION && (uint8_t)text[at - NPUNCTUATION] == PUNCTUATION;
	return at && is_letter(text[at - 1]) && !mark;
}

/* Parts of addresses, of "well-known" and of "EHCPs2" stay whole. */
static bool is_bound(const char *text, uint32_t len, uint32_t start, uint32_t end)
{
	char before = start ? text[start - 1] : ' ';
	char after = end < len ? text[end] : ' ';
	char beyond = end + 1 < len ? text[end + 1] : ' ';
	return strchr("-@/.:_", before) || strchr("-@/_", after) ||
	       (strchr(".:", after) && beyond != ' ') ||
	       (before >= '0' && before <= '9') || (after >= '0' && after <= '9');
}

/* The issue's own list says where this word may be cut. */
static bool listed_points(
    const struct setting *s, const struct hyphen_word *w, uint8_t *points)
{
	if (!s->hyphenation || !s->hyphenation->n)
		return false;
	char *key = arena_copy(s->scratch, w->text, w->len);
	for (char *c = key; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c |= 0x20;
	const char *cuts = map_find(s->hyphenation, key);
	if (!cuts)
		return false;
	for (uint32_t i = 0; *cuts && i < w->len; cuts++)
		if (*cuts == '-')
			points[i] = 1;
		else
			i++;
	return true;
}

static void hyphenate_word(
    struct paragraph *p, const char *lang, uint32_t start, uint32_t end)
{
	const struct setting *s = p->setting;
	uint8_t *breaks = p->shaped.breaks;
	if (is_bound(p->text, p->len, start, end))
		return;
	uint8_t *points = ARENA_ARRAY(s->scratch, uint8_t, end - start + 1);
	const struct hyphen_chars *chars = &p->style->hyphen_chars;
	struct hyphen_word word = {
	    p->text + start, end - start, lang, chars->word, chars->before, chars->after};
	if (!listed_points(s, &word, points))
		font_hyphenate(s->fonts, s->diag, &word, points);
	for (uint32_t i = start; i < end; i++)
		if (points[i - start] & 1 && breaks[i] == BREAK_NO)
			breaks[i] = BREAK_SOFT;
}

static void hyphenate(struct paragraph *p)
{
	const uint32_t least = (uint32_t)p->style->hyphen_chars.word;
	for (size_t k = 0; k < p->nstretch; k++) {
		const struct stretch *s = &p->stretch[k];
		for (uint32_t at = s->start; at < s->end;) {
			uint32_t start = at;
			while (at < s->end && is_letter(p->text[at]))
				at++;
			bool cut =
			    (at == s->end && at < p->len && is_letter(p->text[at])) ||
			    (start == s->start && follows_letter(p->text, start));
			if (at - start >= least && !cut)
				hyphenate_word(p, s->lang, start, at);
			if (at == start)
				at += (uint8_t)p->text[at] == PUNCTUATION ? NPUNCTUATION
									  : 1;
		}
	}
}

/* ---- what is bound together and fits nowhere ---------------------------- */

/* Numbers and names that no line can hold whole are parted at their spaces. */
static void relax(struct itemizing *z)
{
	struct paragraph *p = z->p;
	size_t from = 0;
	int64_t width = 0;
	for (size_t i = 0; i < p->nitem; i++) {
		struct item *it = &p->item[i];
		bool after_box = i && p->item[i - 1].kind == ITEM_BOX;
		bool legal = it->kind == ITEM_GLUE ? after_box
						   : it->kind == ITEM_PENALTY &&
							 it->penalty < PENALTY_NEVER;
		if (!legal) {
			width += it->kind == ITEM_PENALTY ? 0 : it->width;
			continue;
		}
		for (size_t k = from; width > z->measure && k < i; k++)
			if (p->item[k].kind == ITEM_PENALTY)
				p->item[k].penalty = DESPERATE_PENALTY;
		from = i + 1;
		width = 0;
	}
}

static sp hyphen_width(const struct paragraph *p, const struct run *r)
{
	const struct setting *s = p->setting;
	const struct plain_words hyphen = {
	    .text = "-", .face = r->face, .size = r->size, .lang = r->lang};
	return run_width(font_run(s->fonts, s->scratch, &hyphen), 0, 1);
}

void paragraph_items(struct paragraph *p, sp measure, bool hyphens)
{
	const struct shaped *shaped = &p->shaped;
	struct itemizing z = {.p = p,
	    .measure = measure,
	    .ragged = p->style->text_align != TEXT_ALIGN_JUSTIFY,
	    .hangs = p->style->hanging || p->style->margins};
	z.pretty = p->style->wrap == WRAP_PRETTY;
	z.expansion = z.ragged ? 0 : p->style->expansion;
	if (hyphens)
		hyphenate(p);
	p->nitem = 0;
	for (size_t i = 0; i < shaped->nrun; i++) {
		const struct run *r = &shaped->run[i];
		z.run = i;
		z.hyphen = 0;
		if (p->style->hyphens == HYPHENS_AUTO)
			z.hyphen = hyphen_width(p, r);
		z.hyphen_end = sp_scale(z.hyphen, margin_end(p->style, '-'), 1000);
		add_run(&z, r, shaped->run_start[i]);
	}
	flush(&z, p->len);
	add_penalty(&z, PENALTY_FORCED, p->len);
	relax(&z);
}
