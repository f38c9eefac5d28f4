/*
 * Drop caps: the letter that a paragraph begins with goes down beside its first lines.
 *
 * In: a collected paragraph; the style of the letter, with the number of lines. Out: the
 * letter, cut from the paragraph's text before that is shaped; then the width that the
 * lines beside it give way to; at last the letter as the first parts of the first line,
 * with a rise below zero, so that it stands in the order of reading and has the tag of
 * its word. Its cap height begins at the first line's and its baseline is line n's.
 *
 * A quotation mark before it stays as small as the text and hangs out at its left: set
 * as large as the letter it would be the first thing seen on the page. The ink of the
 * letter, not its side bearing, stands on the edge of the column. Only a Latin letter
 * goes down: a figure would be torn from its number.
 *
 * The word is in several parts then. All of them are under one ActualText, the whole
 * word, so that it is heard and found as a word (page.h, mark).
 */
#include "text/paragraph.h"

#include <string.h>

static bool is_latin(uint32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
	       (c >= 0x1E00 && c <= 0x1EFF);
}

static bool is_opening(uint32_t c)
{
	return c == '"' || c == '\'' || c == 0x2018 || c == 0x201C || c == 0xAB;
}

static bool is_combining(uint32_t c)
{
	return c >= 0x300 && c <= 0x36F;
}

/* Bytes of the marks before the letter, and of the letter; 0: there is none. */
static size_t letter_at(const char *text, size_t len, size_t *before)
{
	const char *at = text, *end = text + len;
	size_t n = 0;
	while (at < end && is_opening(utf8_decode(at, end, &n)))
		at += n;
	*before = (size_t)(at - text);
	if (at == end || !is_latin(utf8_decode(at, end, &n)))
		return 0;
	const char *letter = at;
	for (at += n; at < end && is_combining(utf8_decode(at, end, &n));)
		at += n;
	return (size_t)(at - letter);
}

/* What the letter's size leaves a line for, from the sizes in the block's style. */
static void measure(struct dropcap *d, const struct style *text)
{
	const struct style *s = d->style;
	const struct run *letter = d->letter;
	const sp grid = text->sheet ? text->sheet->grid : 0;
	sp pitch = text->line_height;
	if (text->line_snap == SNAP_BASELINE && grid)
		pitch = (pitch + grid - 1) / grid * grid;
	const sp cap = face_units(text->face, text->font_size, text->face->cap_height);
	d->drop = pitch * (s->initial_letter - 1);
	d->size = sp_scale(d->drop + cap, s->face->upem, s->face->cap_height);
	const struct extent ink = face_extent(s->face, letter->glyph[0].id);
	d->bearing = face_units(s->face, d->size, ink.left);
	const int advance = letter->glyph[0].advance;
	const int right = ink.right > advance ? ink.right : advance;
	d->width = face_units(s->face, d->size, right) - d->bearing + s->margin_right;
	/* a tail that reaches into the line below keeps that line away too */
	const sp tail = -face_units(s->face, d->size, ink.bottom);
	d->nline = (size_t)s->initial_letter + (tail > pitch - cap);
}

/* Takes bytes off the head of the text. */
static void cut(struct paragraph *p, uint32_t n)
{
	p->text += n;
	p->len -= n;
	for (size_t i = 0; i < p->nstretch; i++) {
		p->stretch[i].start -= p->stretch[i].start < n ? p->stretch[i].start : n;
		p->stretch[i].end -= n;
	}
	for (size_t i = 0; i < p->nforced; i++)
		p->forced[i] -= n;
	for (size_t i = 0; i < p->nsoft; i++)
		p->soft[i] -= n;
	for (size_t i = 0; i < p->nnote; i++)
		p->note[i].at -= n;
}

static struct run *run_of(
    struct paragraph *p, const struct style *s, sp size, const char *text, size_t len)
{
	const struct setting *set = p->setting;
	if (!len)
		return NULL;
	return font_run(set->fonts, set->arena,
	    &(struct plain_words){.text = arena_copy(set->arena, text, len),
		.face = s->face,
		.size = size,
		.lang = p->stretch[0].lang});
}

bool dropcap_take(struct paragraph *p, const struct style *style, struct dropcap *d)
{
	*d = (struct dropcap){.style = style};
	if (!p->nstretch || text_is_rtl(p->stretch[0].lang))
		return false;
	const struct style *text = p->owner[0].style;
	const size_t own = p->stretch[0].end;
	size_t before;
	const size_t len = letter_at(p->text, own, &before);
	const size_t end = before + len;
	const bool last = end >= p->len || (end == own && p->nstretch == 1);
	if (!len || last)
		return false;
	d->owner = p->owner[0];
	d->letter = run_of(p, style, text->font_size, p->text + before, len);
	if (d->letter->nglyph == 0 || !d->letter->glyph[0].id)
		return false;
	measure(d, p->style);
	d->letter->size = d->size;
	d->before = run_of(p, text, text->font_size, p->text, before);
	size_t word = end;
	while (word < own && p->text[word] != ' ')
		word++;
	d->word = arena_copy(p->setting->arena, p->text, word);
	d->rest = (uint32_t)(word - end);
	const size_t space = p->text[end] == ' ';
	d->space = run_of(p, text, text->font_size, p->text + end, space);
	cut(p, (uint32_t)(end + space));
	if (p->stretch[0].end == 0) { /* the letter was all of it */
		p->nstretch--;
		memmove(p->stretch, p->stretch + 1, p->nstretch * sizeof *p->stretch);
		memmove(p->owner, p->owner + 1, p->nstretch * sizeof *p->owner);
	}
	return true;
}

const struct inset *dropcap_insets(
    struct paragraph *p, struct dropcap *d, const struct inset *inset, size_t *n)
{
	const size_t all = *n > d->nline ? *n : d->nline;
	struct inset *merged = ARENA_ARRAY(p->setting->scratch, struct inset, all);
	if (*n)
		memcpy(merged, inset, *n * sizeof *merged);
	for (size_t i = 0; i < d->nline; i++)
		d->x = merged[i].left > d->x ? merged[i].left : d->x;
	for (size_t i = 0; i < d->nline; i++)
		merged[i].left = d->x + d->width;
	*n = all;
	return merged;
}

/* ---- its parts ----------------------------------------------------------- */

static struct part part_of(const struct dropcap *d, const struct run *run, sp x)
{
	return (struct part){.run = run,
	    .n = run->nglyph,
	    .x = x,
	    .width = run_width(run, 0, run->nglyph),
	    .node = d->owner.node,
	    .style = d->owner.style};
}

/* Cuts a part before its glyph k. */
static void split(struct part *p, uint32_t k)
{
	p[1] = p[0];
	p[0].n = k;
	p[0].width = run_width(p->run, p->first, k);
	p[1].first += k;
	p[1].n -= k;
	p[1].x += p[0].width;
	p[1].width -= p[0].width;
}

/* The rest of the word is said by the letter. Returns the number of parts: one more where
 * one goes on after the word (part[n] is spare). */
static size_t say_word(struct part *part, size_t n, uint32_t rest)
{
	for (size_t i = 0; i < n && rest; i++) {
		struct part *p = &part[i];
		const uint32_t from = p->run->glyph[p->first].cluster;
		uint32_t k = 0, len = 0;
		while (k < p->n && run_cluster_end(p->run, p->first + k) - from <= rest)
			len = run_cluster_end(p->run, p->first + k++) - from;
		if (k && k < p->n) {
			memmove(p + 2, p + 1, (n - i - 1) * sizeof *p);
			split(p, k);
			p->actual = "";
			return n + 1;
		}
		if (k)
			p->actual = "";
		rest -= len;
	}
	return n;
}

void dropcap_place(struct paragraph *p, const struct dropcap *d, struct line *line)
{
	enum { MOST = 3 };
	struct part *all =
	    ARENA_ARRAY(p->setting->arena, struct part, line->npart + MOST + 1);
	/* of a word that is hyphenated, what stands on this line */
	const uint32_t rest = line->end < d->rest ? line->end : d->rest;
	const char *word =
	    arena_copy(p->setting->arena, d->word, strlen(d->word) - (d->rest - rest));
	size_t n = 0;
	if (d->before) {
		all[n] = part_of(d, d->before, d->x);
		all[n].x -= all[n].width;
		n++;
	}
	all[n] = part_of(d, d->letter, d->x - d->bearing);
	all[n].rise = -d->drop;
	all[n].style = d->style;
	n++;
	if (rest || n > 1)
		for (size_t i = 0; i < n; i++)
			all[i].actual = i ? "" : word;
	if (d->space) {
		all[n] = part_of(d, d->space, d->x + d->width);
		all[n].x -= all[n].width;
		n++;
	}
	memcpy(all + n, line->part, line->npart * sizeof *all);
	n += say_word(all + n, line->npart, rest);
	line->part = all;
	line->npart = (uint16_t)n;
}
