/*
 * Typographer's characters for what is typed plainly: quotation marks, apostrophes,
 * dashes and dots.
 *
 * In: a block whose inlines are complete. Out: its texts changed; code and bare addresses
 * are left alone but count as neighbours. The rule is CommonMark's "smart" (left- and
 * right-flanking marks; a single opening mark needs its closing one, else it is an
 * apostrophe), over all texts of the block at once, and two additions that English needs:
 * '90s and 'tis begin with an apostrophe, and a hyphen between spaces is a dash. Spaces
 * typed twice (after a full stop, say) are one.
 * Inch and minute marks are out of scope: type them as ″ and ′.
 */
#include "issue/reader.h"

#include <string.h>

#define LEFT_DOUBLE "\u201C"
#define RIGHT_DOUBLE "\u201D"
#define APOSTROPHE "\u2019"

enum { NEIGHBOUR_SPACE = '\n', NEIGHBOUR_WORD = 'x', NEIGHBOUR_MARK = ')' };

struct punct {
	struct arena *arena;
	struct node *
	    *text; /* in reading order; NULL: an object that `object` stands for */
	uint32_t *object;
	size_t ntext, captext, capobject;
	char **opener; /* third byte of each single quotation mark that may yet open */
	size_t nopener, capopener;
	uint32_t before; /* the character before the one in hand */
};

/* ---- gathering ----------------------------------------------------------- */

static void gather_one(struct punct *p, struct node *text, uint32_t object)
{
	size_t same = p->ntext;
	ARENA_PUSH(p->arena, p->text, p->ntext, p->captext) = text;
	ARENA_PUSH(p->arena, p->object, same, p->capobject) = object;
}

static void gather(struct punct *p, struct node *n)
{
	for (struct node *k = n->first; k; k = k->next) {
		if (k->kind == NODE_TEXT)
			gather_one(p, k, 0);
		else if (k->kind == NODE_NOTE_REF)
			gather_one(p, NULL, NEIGHBOUR_MARK);
		else if (k->kind == NODE_LINE_BREAK)
			gather_one(p, NULL, NEIGHBOUR_SPACE);
		else if (link_is_bare(k) || !k->first)
			gather_one(p, NULL, NEIGHBOUR_WORD);
		else if (k->kind == NODE_SPAN && node_has_class(k, "code"))
			gather_one(p, NULL, NEIGHBOUR_WORD);
		else
			gather(p, k);
		if (!node_is_inline(k))
			gather_one(p, NULL, NEIGHBOUR_SPACE);
	}
}

/* ---- characters ---------------------------------------------------------- */

static bool is_space(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x3000 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x202F;
}

static bool is_punctuation(uint32_t c)
{
	if (c < 0x80)
		return c > ' ' && c != 0x7F && !(c >= '0' && c <= '9') &&
		       !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z');
	return c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 ||
	       c == 0xBB || c == 0xBF || (c >= 0x2010 && c <= 0x2027) ||
	       (c >= 0x2030 && c <= 0x205E) || c == 0x060C || c == 0x061B ||
	       c == 0x061F || c == 0x06D4;
}

/* The character at text + at, or the first of what stands next in the block. */
static uint32_t next_char(const struct punct *p, size_t i, const char *at)
{
	const struct node *n = p->text[i];
	size_t len;
	const char *end = n->as.text.text + n->as.text.len;
	if (at < end)
		return *at == ESCAPE ? (uint32_t)(unsigned char)escape_shown(at[1])
				     : utf8_decode(at, end, &len);
	for (i++; i < p->ntext; i++) {
		n = p->text[i];
		if (!n)
			return p->object[i];
		if (n->as.text.len)
			return utf8_decode(
			    n->as.text.text, n->as.text.text + n->as.text.len, &len);
	}
	return NEIGHBOUR_SPACE;
}

/* ---- rules --------------------------------------------------------------- */

/* A word that is short for another: '90s, 'tis, 'n'. */
static bool is_elision(const char *at, const char *end)
{
	static const char *const words[] = {
	    "tis", "twas", "Tis", "Twas", "em", "til", "till", "cos", "bout", "n"};
	size_t n = 0, left = (size_t)(end - at);
	while (n < left && at[n] >= '0' && at[n] <= '9')
		n++;
	if (n)
		return n == 2;
	while (n < left && (((at[n] | 0x20) >= 'a' && (at[n] | 0x20) <= 'z') ||
			       (unsigned char)at[n] >= 0x80))
		n++;
	for (size_t i = 0; i < COUNT(words); i++) {
		size_t k = 0;
		while (k < n && words[i][k] == at[k])
			k++;
		if (k == n && n && !words[i][k])
			return true;
	}
	return false;
}

static size_t put(char *out, const char *mark)
{
	memcpy(out, mark, 3);
	return 3;
}

static size_t single_mark(struct punct *p, char *out, uint32_t after, bool elision)
{
	bool after_mark = is_punctuation(after), before_mark = is_punctuation(p->before);
	bool left =
	    !is_space(after) && (!after_mark || is_space(p->before) || before_mark);
	bool right =
	    !is_space(p->before) && (!before_mark || is_space(after) || after_mark);
	bool bracket = p->before == '(' || p->before == '[' || p->before == 0x201C ||
		       p->before == 0x2014 || p->before == 0x2013;
	put(out, APOSTROPHE);
	if (right && p->nopener && !(left && bracket))
		p->opener[--p->nopener][2] = '\x98';
	else if (left && (!right || bracket) && !elision)
		ARENA_PUSH(p->arena, p->opener, p->nopener, p->capopener) = out;
	return 3;
}

static size_t double_mark(const struct punct *p, char *out, uint32_t after)
{
	bool before_mark = is_punctuation(p->before);
	bool right = !is_space(p->before) &&
		     (!before_mark || is_space(after) || is_punctuation(after));
	bool opened = p->before == '(' || p->before == '[' || p->before == 0x2018;
	return put(
	    out, right && !(opened && !is_space(after)) ? RIGHT_DOUBLE : LEFT_DOUBLE);
}

/* n hyphens as em and en dashes, as CommonMark shares them out. */
static size_t dashes(char *out, size_t n)
{
	size_t nem = n % 3 == 0	  ? n / 3
		     : n % 2 == 0 ? 0
		     : n % 3 == 2 ? (n - 2) / 3
				  : (n - 4) / 3;
	size_t nen = (n - 3 * nem) / 2, len = 0;
	for (size_t i = 0; i < nem; i++)
		len += put(out + len, "\u2014");
	for (size_t i = 0; i < nen; i++)
		len += put(out + len, "\u2013");
	return len;
}

static size_t hyphens(struct punct *p, char *out, size_t n, uint32_t after)
{
	if (n > 1) {
		p->before = 0x2013;
		return dashes(out, n);
	}
	bool dash = p->before == ' ' && after == ' ';
	p->before = dash ? 0x2013 : '-';
	if (dash)
		return put(out, "\u2013");
	*out = '-';
	return 1;
}

/* ---- one text ------------------------------------------------------------ */

/* How many characters of it may change, into three bytes at most. */
static size_t count_marks(const struct node *n)
{
	size_t marks = 0;
	const char *t = n->as.text.text;
	for (uint32_t i = 0; i < n->as.text.len; i++)
		marks += t[i] == '\'' || t[i] == '"' || t[i] == '-' || t[i] == ESCAPE ||
			 (t[i] == ' ' && i && t[i - 1] == ' ') ||
			 (t[i] == '.' && i + 1 < n->as.text.len && t[i + 1] == '.');
	return marks;
}

static uint32_t last_char(const struct node *n)
{
	const char *start = n->as.text.text, *at = start + n->as.text.len;
	size_t len;
	do
		at--;
	while (at > start && ((unsigned char)*at & 0xC0) == 0x80);
	return utf8_decode(at, start + n->as.text.len, &len);
}

/* One mark at *at: its characters to out, *at past it. */
static size_t mark_read(struct punct *p, size_t i, const char **at, char *out)
{
	const struct node *n = p->text[i];
	const char *end = n->as.text.text + n->as.text.len, *t = *at;
	size_t run = 1, len;
	while (t + run < end && t[run] == *t && (*t == '-' || run < 3))
		run++;
	if (*t == '-') {
		*at = t + run;
		return hyphens(p, out, run, next_char(p, i, *at));
	}
	if (*t == '.') {
		bool dots = run >= 3;
		*at = t + (dots ? 3 : 1);
		p->before = dots ? 0x2026 : '.';
		if (dots)
			return put(out, "\u2026");
		*out = '.';
		return 1;
	}
	*at = t + 1;
	uint32_t after = next_char(p, i, *at);
	if (*t == '"')
		len = double_mark(p, out, after);
	else
		len = single_mark(p, out, after, is_elision(*at, end));
	p->before = utf8_decode(out, out + len, &run);
	return len;
}

static void text_punct(struct punct *p, size_t i)
{
	struct node *n = p->text[i];
	size_t marks = count_marks(n), len;
	if (!marks) {
		if (n->as.text.text[n->as.text.len])
			n->as.text.text =
			    arena_copy(p->arena, n->as.text.text, n->as.text.len);
		p->before = last_char(n);
		return;
	}
	char *text = arena_alloc(p->arena, n->as.text.len + 2 * marks + 1), *out = text;
	const char *t = n->as.text.text, *end = t + n->as.text.len;
	while (t < end) {
		if (*t == ESCAPE && t + 1 < end) {
			p->before = (unsigned char)escape_shown(t[1]);
			*out++ = (char)p->before;
			t += 2;
		} else if (*t == '\'' || *t == '"' || *t == '-' || *t == '.') {
			out += mark_read(p, i, &t, out);
		} else if (*t == ' ' && p->before == ' ' && t > n->as.text.text) {
			t++;
		} else {
			p->before = utf8_decode(t, end, &len);
			memcpy(out, t, len);
			out += len;
			t += len;
		}
	}
	n->as.text.text = text;
	n->as.text.len = (uint32_t)(out - text);
}

void punct_block(struct arena *a, struct node *block)
{
	struct punct p = {.arena = a, .before = NEIGHBOUR_SPACE};
	gather(&p, block);
	for (size_t i = 0; i < p.ntext; i++) {
		if (!p.text[i])
			p.before = p.object[i];
		else if (p.text[i]->as.text.len)
			text_punct(&p, i);
	}
}
