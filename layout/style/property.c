/*
 * Properties: their table, the reading and printing of their values, inheritance.
 *
 * In: a name and text out of a sheet. Out: a value, or a finding at its place. All of it
 * is made from props.def; a new property of a known type needs a line there and nothing
 * here. Keywords are CSS's own.
 */
#include "style/rules.h"

#include <string.h>

static const struct property_info table[] = {
#define PROP(name, field, type, initial, inherited, text)                                \
	{name, PROP_##type, initial, inherited, text},
#include "style/props.def"
#undef PROP
};

static const struct keyword {
	enum prop_type type;
	const char *word;
	int number;
} keywords[] = {
    {PROP_FONT_STYLE, "normal", FONT_STYLE_NORMAL},
    {PROP_FONT_STYLE, "italic", FONT_STYLE_ITALIC},
    {PROP_NUMERIC, "normal", 0},
    {PROP_NUMERIC, "lining-nums", NUMERIC_LINING},
    {PROP_NUMERIC, "oldstyle-nums", NUMERIC_OLDSTYLE},
    {PROP_NUMERIC, "proportional-nums", NUMERIC_PROPORTIONAL},
    {PROP_NUMERIC, "tabular-nums", NUMERIC_TABULAR},
    {PROP_NUMERIC, "diagonal-fractions", NUMERIC_FRACTIONS},
    {PROP_NUMERIC, "ordinal", NUMERIC_ORDINAL},
    {PROP_NUMERIC, "slashed-zero", NUMERIC_SLASHED_ZERO},
    {PROP_LIGATURES, "normal", 0},
    {PROP_LIGATURES, "none", LIGATURES_NO_COMMON | LIGATURES_NO_CONTEXTUAL},
    {PROP_LIGATURES, "no-common-ligatures", LIGATURES_NO_COMMON},
    {PROP_LIGATURES, "discretionary-ligatures", LIGATURES_DISCRETIONARY},
    {PROP_LIGATURES, "historical-ligatures", LIGATURES_HISTORICAL},
    {PROP_LIGATURES, "no-contextual", LIGATURES_NO_CONTEXTUAL},
    {PROP_HANGING, "none", 0},
    {PROP_HANGING, "first", HANGING_FIRST},
    {PROP_HANGING, "force-end", HANGING_END},
    {PROP_KERNING, "normal", KERNING_NORMAL},
    {PROP_KERNING, "none", KERNING_NONE},
    {PROP_MARGINS, "none", MARGINS_NONE},
    {PROP_MARGINS, "auto", MARGINS_AUTO},
    {PROP_WRAP, "auto", WRAP_AUTO},
    {PROP_WRAP, "pretty", WRAP_PRETTY},
    {PROP_WRAP, "balance", WRAP_BALANCE},
    {PROP_CAPS, "normal", CAPS_NORMAL},
    {PROP_CAPS, "small-caps", CAPS_SMALL},
    {PROP_CAPS, "all-small-caps", CAPS_ALL_SMALL},
    {PROP_TEXT_ALIGN, "start", TEXT_ALIGN_START},
    {PROP_TEXT_ALIGN, "end", TEXT_ALIGN_END},
    {PROP_TEXT_ALIGN, "center", TEXT_ALIGN_CENTER},
    {PROP_TEXT_ALIGN, "justify", TEXT_ALIGN_JUSTIFY},
    {PROP_TEXT_ALIGN, ".", TEXT_ALIGN_POINT},
    {PROP_HYPHENS, "none", HYPHENS_NONE},
    {PROP_HYPHENS, "auto", HYPHENS_AUTO},
    {PROP_LIMIT, "no-limit", 0},
    {PROP_LIMIT, "1", 1},
    {PROP_LIMIT, "2", 2},
    {PROP_DECORATION, "none", DECORATION_NONE},
    {PROP_DECORATION, "underline", DECORATION_UNDERLINE},
    {PROP_SNAP, "none", SNAP_NONE},
    {PROP_SNAP, "baseline", SNAP_BASELINE},
    {PROP_DISPLAY, "none", DISPLAY_NONE},
    {PROP_DISPLAY, "block", DISPLAY_BLOCK},
    {PROP_DISPLAY, "grid", DISPLAY_GRID},
    {PROP_DISPLAY, "columns", DISPLAY_COLUMNS},
    {PROP_DISPLAY, "timeline", DISPLAY_TIMELINE},
    {PROP_DISPLAY, "timeline-across", DISPLAY_TIMELINE_ACROSS},
    {PROP_BREAK, "auto", STYLE_BREAK_AUTO},
    {PROP_BREAK, "avoid", STYLE_BREAK_AVOID},
    {PROP_BREAK, "column", STYLE_BREAK_COLUMN},
    {PROP_SPAN, "none", COLUMN_SPAN_NONE},
    {PROP_SPAN, "all", COLUMN_SPAN_ALL},
    {PROP_SPAN, "auto", COLUMN_SPAN_AUTO},
    {PROP_FLOAT, "none", FLOAT_NONE},
    {PROP_FLOAT, "top", FLOAT_TOP},
    {PROP_FLOAT, "bottom", FLOAT_BOTTOM},
    {PROP_FLOAT, "margin", FLOAT_MARGIN},
    {PROP_FLOAT, "start", FLOAT_START},
    {PROP_FLOAT, "end", FLOAT_END},
    {PROP_FLOAT, "between", FLOAT_BETWEEN},
    {PROP_CAPTION_SIDE, "bottom", CAPTION_SIDE_BOTTOM},
    {PROP_CAPTION_SIDE, "top", CAPTION_SIDE_TOP},
    {PROP_CAPTION_SIDE, "start", CAPTION_SIDE_START},
    {PROP_CAPTION_SIDE, "end", CAPTION_SIDE_END},
    {PROP_CAPTION_SIDE, "margin", CAPTION_SIDE_MARGIN},
    {PROP_NOTES, "foot", NOTES_FOOT},
    {PROP_NOTES, "end", NOTES_END},
};

const struct property_info *property_info(enum property p)
{
	return &table[p];
}

enum property property_find(const char *name)
{
	int p = 0;
	while (p < PROPERTY_COUNT && strcmp(table[p].name, name) != 0)
		p++;
	return (enum property)p;
}

const char *property_nearest(const char *name)
{
	const char *word[COUNT(table) + 1];
	for (size_t i = 0; i < COUNT(table); i++)
		word[i] = table[i].name;
	word[COUNT(table)] = NULL;
	return closest(name, word);
}

/* ---- reading ---- */

static bool bad(const struct reading *s, enum property p, const char *text,
    struct pos pos, const char *wanted)
{
	diag(s->diag, DIAG_BAD_PROPERTY, pos, "'%s' cannot be '%s'", table[p].name, text);
	diag_hint(s->diag, "it is %s", wanted);
	return false;
}

/* At most 4 digits, so that nothing overflows; *end is what follows. */
static bool small_number(const char *text, int *number, const char **end)
{
	size_t n = strspn(text, "0123456789");
	*number = 0;
	if (n == 0 || n > 4)
		return false;
	for (size_t i = 0; i < n; i++)
		*number = *number * 10 + (text[i] - '0');
	*end = text + n;
	return true;
}

static bool parse_int(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	const char *end;
	if (!small_number(text, &v->as.number, &end) || *end)
		return bad(s, p, text, pos, "a whole number");
	if (p == PROPERTY_column_count && (v->as.number < 1 || v->as.number > TRACKS_MAX))
		return bad(s, p, text, pos, "a number from 1 to 6");
	if (p == PROPERTY_font_weight && (v->as.number < 100 || v->as.number > 900))
		return bad(s, p, text, pos, "a number from 100 to 900");
	return true;
}

/* So that lengths can be added up: more than any block of text. */
enum { LONGEST = 2000 }; /* pt */

static bool parse_length(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	bool may_be_negative = p == PROPERTY_letter_spacing ||
			       p == PROPERTY_word_spacing || p == PROPERTY_text_indent ||
			       p == PROPERTY_margin_left;
	bool positive = p == PROPERTY_font_size || p == PROPERTY_line_height;
	if (!length_parse(text, &v->as.length))
		return bad(s, p, text, pos, "a length such as 12pt or 3mm");
	if (v->as.length > PT(LONGEST) || v->as.length < -PT(LONGEST))
		return bad(s, p, text, pos, "at most 2000pt: no page is so large");
	if ((v->as.length < 0 && !may_be_negative) || (v->as.length == 0 && positive))
		return bad(s, p, text, pos, positive ? "more than 0" : "at least 0");
	return true;
}

static bool parse_ratio(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	int width, height = 1;
	const char *end;
	v->as.ratio = 0;
	if (strcmp(text, "auto") == 0)
		return true;
	if (!small_number(text, &width, &end) ||
	    (*end == '/' && !small_number(end + 1, &height, &end)) || *end || !width ||
	    !height)
		return bad(s, p, text, pos, "'auto', or width/height such as 3/2");
	v->as.ratio = (double)width / height;
	return true;
}

/* "60pt 1fr": lengths, and shares of what is left. */
static bool parse_tracks(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	struct tracks *t = &v->as.tracks;
	const char *at = text, *end;
	*t = (struct tracks){0};
	if (strcmp(text, "none") == 0)
		return true;
	while (*at) {
		const size_t n = strcspn(at, " ");
		const char *word = arena_copy(s->arena, at, n);
		if (t->n == TRACKS_MAX ||
		    (!length_parse(word, &t->width[t->n]) &&
			(!small_number(word, &t->share[t->n], &end) ||
			    strcmp(end, "fr") != 0 || !t->share[t->n])) ||
		    t->width[t->n] < 0 || t->width[t->n] > PT(LONGEST))
			return bad(s, p, text, pos,
			    "up to 6 lengths and shares such as '60pt 1fr'");
		t->n++;
		at += n + strspn(at + n, " ");
	}
	return true;
}

static bool parse_family(
    const struct reading *s, const char *text, struct pos pos, struct value *v)
{
	v->as.words = arena_string(s->arena, text);
	if (!s->fonts)
		return true;
	const char *const *family = fonts_families(s->fonts);
	for (const char *const *f = family; *f; f++)
		if (strcmp(*f, text) == 0)
			return true;
	diag(s->diag, DIAG_UNKNOWN_FONT, pos, "no family '%s' in fonts.yaml", text);
	const char *near = closest(text, family);
	if (near)
		diag_hint(s->diag, "did you mean '%s'?", near);
	return false;
}

static const struct keyword *find_keyword(
    enum prop_type type, const char *word, size_t len)
{
	for (size_t i = 0; i < COUNT(keywords); i++)
		if (keywords[i].type == type && strlen(keywords[i].word) == len &&
		    memcmp(keywords[i].word, word, len) == 0)
			return &keywords[i];
	return NULL;
}

static bool bad_keyword(
    const struct reading *s, enum property p, const char *text, struct pos pos)
{
	struct buf words = {0};
	for (size_t i = 0; i < COUNT(keywords); i++)
		if (keywords[i].type == table[p].type)
			buf_printf(
			    &words, "%s'%s'", words.len ? " or " : "", keywords[i].word);
	bad(s, p, text, pos, words.at);
	buf_release(&words);
	return false;
}

static bool parse_keyword(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	const struct keyword *k = find_keyword(table[p].type, text, strlen(text));
	if (!k)
		return bad_keyword(s, p, text, pos);
	v->as.number = k->number;
	return true;
}

/* Properties of several words, as CSS has them: "oldstyle-nums tabular-nums". */
static bool is_set(enum prop_type type)
{
	return type == PROP_NUMERIC || type == PROP_LIGATURES || type == PROP_HANGING;
}

/* Two words of which only one can be: the word for it, else NULL. */
static const char *contradiction(enum prop_type type, int number)
{
	const int figures = NUMERIC_LINING | NUMERIC_OLDSTYLE,
		  widths = NUMERIC_PROPORTIONAL | NUMERIC_TABULAR;
	if (type != PROP_NUMERIC)
		return NULL;
	return (number & figures) == figures ? "either 'lining-nums' or 'oldstyle-nums'"
	       : (number & widths) == widths
		   ? "either 'proportional-nums' or 'tabular-nums'"
		   : NULL;
}

static bool parse_set(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	const char *at = text, *wrong;
	v->as.number = 0;
	do {
		const size_t n = strcspn(at, " ");
		const struct keyword *k = find_keyword(table[p].type, at, n);
		if (!k || (!k->number && n != strlen(text)))
			return bad_keyword(s, p, text, pos);
		v->as.number |= k->number;
		at += n + strspn(at + n, " ");
	} while (*at);
	wrong = contradiction(table[p].type, v->as.number);
	return !wrong || bad(s, p, text, pos, wrong);
}

/* "5 2 3", as CSS has it. */
static bool parse_chars(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	int number[3] = {6, 3, 3}, n = 0;
	const char *at = text;
	bool good = strcmp(text, "auto") == 0;
	while (!good && n < 3 && small_number(at, &number[n], &at) && number[n] > 0) {
		n++;
		good = n == 3 && !*at;
		at += strspn(at, " ");
	}
	v->as.chars = (struct hyphen_chars){number[0], number[1], number[2]};
	return good || bad(s, p, text, pos,
			   "'auto', or three numbers such as '6 3 3': characters of the "
			   "word, before the hyphen, after it");
}

/* "1.5%"; more than 2 % is seen as another face, and no reader should see it. */
static bool parse_percent(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	enum { MOST = 20 };
	const char *end, *rest;
	int whole, tenths = 0;
	bool number = small_number(text, &whole, &end);
	if (number && *end == '.')
		number = small_number(end + 1, &tenths, &rest) && rest == end + 2 &&
			 (end = rest);
	v->as.number = number ? whole * 10 + tenths : 0;
	if (!number || (strcmp(end, "%") != 0 && v->as.number) || v->as.number > MOST)
		return bad(s, p, text, pos, "a share from 0 to 2%");
	return true;
}

static int find_ink(const struct reading *s, const char *name, struct pos pos)
{
	int found = palette_find(s->palette, name);
	if (found >= 0)
		return found;
	const char **word = ARENA_ARRAY(s->arena, const char *, s->palette->nswatch + 2);
	for (size_t i = 0; i < s->palette->nswatch; i++)
		word[i] = s->palette->swatch[i].name;
	word[s->palette->nswatch] = "section";
	diag(s->diag, DIAG_UNKNOWN_INK, pos, "unknown ink '%s'", name);
	const char *near = closest(name, word);
	if (near)
		diag_hint(s->diag, "did you mean '%s'?", near);
	return -1;
}

bool ink_parse(const struct reading *s, const char *text, struct pos pos, struct value *v)
{
	*v = (struct value){0};
	v->as.ink.ink.none = strcmp(text, "none") == 0;
	if (v->as.ink.ink.none)
		return true;
	size_t n = strcspn(text, " ");
	const char *name = arena_copy(s->arena, text, n), *end = text + n;
	int percent = 100;
	end += strspn(end, " ");
	if (*end && (!small_number(end, &percent, &end) || strcmp(end, "%") != 0 ||
			percent > 100)) {
		diag(s->diag, DIAG_BAD_PROPERTY, pos, "'%s' is no ink", text);
		diag_hint(
		    s->diag, "write a name, or a name and a tint such as 'plum 10%%'");
		return false;
	}
	v->as.ink.section = strcmp(name, "section") == 0;
	int index = v->as.ink.section ? INK_TEXT : find_ink(s, name, pos);
	if (index < 0)
		return false;
	v->as.ink.ink.ink = (struct ink){(uint16_t)index, (uint16_t)(percent * 10)};
	return true;
}

bool value_parse(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v)
{
	switch (table[p].type) {
	case PROP_FAMILY:
		return parse_family(s, text, pos, v);
	case PROP_LENGTH:
		return parse_length(s, p, text, pos, v);
	case PROP_INT:
		return parse_int(s, p, text, pos, v);
	case PROP_BOOL:
		v->as.flag = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0;
		return v->as.flag || strcmp(text, "false") == 0 ||
		       strcmp(text, "no") == 0 || bad(s, p, text, pos, "yes or no");
	case PROP_STRING:
		v->as.words = arena_string(s->arena, text);
		return true;
	case PROP_RATIO:
		return parse_ratio(s, p, text, pos, v);
	case PROP_TRACKS:
		return parse_tracks(s, p, text, pos, v);
	case PROP_CHARS:
		return parse_chars(s, p, text, pos, v);
	case PROP_PERCENT:
		return parse_percent(s, p, text, pos, v);
	case PROP_INK:
		return ink_parse(s, text, pos, v);
	default:
		return is_set(table[p].type) ? parse_set(s, p, text, pos, v)
					     : parse_keyword(s, p, text, pos, v);
	}
}

void keyword_print(struct buf *b, enum prop_type type, int number)
{
	int left = number;
	for (size_t i = 0; i < COUNT(keywords); i++) {
		const struct keyword *k = &keywords[i];
		if (k->type != type)
			continue;
		if (k->number == number) {
			buf_string(b, k->word);
			return;
		}
	}
	for (size_t i = 0; is_set(type) && left && i < COUNT(keywords); i++) {
		const struct keyword *k = &keywords[i];
		if (k->type != type || !k->number || (k->number & left) != k->number)
			continue;
		buf_printf(b, "%s%s", left == number ? "" : " ", k->word);
		left &= ~k->number;
	}
}

/* ---- styles ---- */

static struct style_ink ink_of(const struct value *v, int section)
{
	struct style_ink ink = v->as.ink.ink;
	if (v->as.ink.section)
		ink.ink.index = (uint16_t)(section < 0 ? INK_TEXT : section);
	return ink;
}

#define TAKE_FAMILY v->as.words
#define TAKE_LENGTH v->as.length
#define TAKE_INT v->as.number
#define TAKE_BOOL v->as.flag
#define TAKE_STRING v->as.words
#define TAKE_RATIO v->as.ratio
#define TAKE_TRACKS v->as.tracks
#define TAKE_INK ink_of(v, section)
#define TAKE_CHARS v->as.chars
#define TAKE_PERCENT v->as.number
#define TAKE_LIMIT v->as.number
#define TAKE_FONT_STYLE (enum font_style) v->as.number
#define TAKE_NUMERIC (unsigned)v->as.number
#define TAKE_LIGATURES (unsigned)v->as.number
#define TAKE_HANGING (unsigned)v->as.number
#define TAKE_KERNING (enum kerning) v->as.number
#define TAKE_MARGINS (enum margins) v->as.number
#define TAKE_WRAP (enum wrap) v->as.number
#define TAKE_CAPS (enum caps) v->as.number
#define TAKE_TEXT_ALIGN (enum text_align) v->as.number
#define TAKE_HYPHENS (enum hyphens) v->as.number
#define TAKE_DECORATION (enum decoration) v->as.number
#define TAKE_SNAP (enum snap) v->as.number
#define TAKE_DISPLAY (enum display) v->as.number
#define TAKE_BREAK (enum style_break) v->as.number
#define TAKE_SPAN (enum column_span) v->as.number
#define TAKE_FLOAT (enum float_place) v->as.number
#define TAKE_CAPTION_SIDE (enum caption_side) v->as.number
#define TAKE_NOTES (enum notes) v->as.number

void style_assign(struct style *s, enum property p, const struct value *v, int section)
{
	switch (p) {
#define PROP(name, field, type, initial, inherited, text)                                \
	case PROPERTY_##field:                                                           \
		s->field = TAKE_##type;                                                  \
		break;
#include "style/props.def"
#undef PROP
	default:
		break;
	}
}

void style_inherit(struct style *s, const struct style *parent)
{
#define PROP(name, field, type, initial, inherited, text)                                \
	if (inherited)                                                                   \
		s->field = parent->field;
#include "style/props.def"
#undef PROP
}

static bool same_words(const char *a, const char *b)
{
	return a == b || strcmp(a, b) == 0;
}

static bool same_ink(struct style_ink a, struct style_ink b)
{
	return a.none == b.none &&
	       (a.none || (a.ink.index == b.ink.index && a.ink.tint == b.ink.tint));
}

/* Ratios are quotients of the same small integers or not equal: no tolerance is meant. */
static bool same_ratio(double a, double b)
{
	return !(a < b) && !(a > b);
}

static bool same_tracks(struct tracks a, struct tracks b)
{
	return memcmp(&a, &b, sizeof a) == 0;
}

static bool same_chars(struct hyphen_chars a, struct hyphen_chars b)
{
	return a.word == b.word && a.before == b.before && a.after == b.after;
}

#define SAME_TRACKS same_tracks
#define SAME_FAMILY same_words
#define SAME_STRING same_words
#define SAME_INK same_ink
#define SAME_RATIO same_ratio
#define SAME_LENGTH(a, b) ((a) == (b))
#define SAME_INT SAME_LENGTH
#define SAME_BOOL SAME_LENGTH
#define SAME_FONT_STYLE SAME_LENGTH
#define SAME_CHARS same_chars
#define SAME_PERCENT SAME_LENGTH
#define SAME_LIMIT SAME_LENGTH
#define SAME_NUMERIC SAME_LENGTH
#define SAME_LIGATURES SAME_LENGTH
#define SAME_HANGING SAME_LENGTH
#define SAME_KERNING SAME_LENGTH
#define SAME_MARGINS SAME_LENGTH
#define SAME_WRAP SAME_LENGTH
#define SAME_CAPS SAME_LENGTH
#define SAME_TEXT_ALIGN SAME_LENGTH
#define SAME_HYPHENS SAME_LENGTH
#define SAME_DECORATION SAME_LENGTH
#define SAME_SNAP SAME_LENGTH
#define SAME_DISPLAY SAME_LENGTH
#define SAME_BREAK SAME_LENGTH
#define SAME_SPAN SAME_LENGTH
#define SAME_FLOAT SAME_LENGTH
#define SAME_CAPTION_SIDE SAME_LENGTH
#define SAME_NOTES SAME_LENGTH

bool style_same_value(const struct style *a, const struct style *b, enum property p)
{
	switch (p) {
#define PROP(name, field, type, initial, inherited, text)                                \
	case PROPERTY_##field:                                                           \
		return SAME_##type(a->field, b->field);
#include "style/props.def"
#undef PROP
	default:
		return true;
	}
}
