/*
 * The house's rules for line ends, on top of UAX #14.
 *
 * In: a paragraph and its break opportunities. Out: the same, less those that would part
 * a telephone number, a date, "page 16", "Article 24", "40 per cent", "Mr Jones" or a
 * postcode (RNIB Clear Print; access.md: a telephone number, date or name is not split),
 * or stand before a dash; web addresses part after / . - ? & = _ and e-mail addresses
 * after @, long ones only.
 *
 * The text is read once, word by word: a rule looks at one word, or at a word and the one
 * before it. To take away an opportunity too many costs little; a number in two halves
 * costs a reader the call.
 */
#include "font/fonts.h"

#include <string.h>

enum { LONG_ADDRESS = 24, ADDRESS_HEAD = 6, ADDRESS_TAIL = 4, ROOM = 16 };

/* Everything between two spaces, and what it is made of. */
struct token {
	uint32_t start, end;	     /* as it stands */
	uint32_t core, core_end;     /* without quotes, brackets and points around it */
	bool digit, slash, at, dash; /* has one; dash: - or what begins a dash of UTF-8 */
};

struct refining {
	const char *text;
	uint8_t *breaks;
};

static const char *const months[] = {"January", "February", "March", "April", "May",
    "June", "July", "August", "September", "October", "November", "December", "Jan",
    "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
    "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst",
    "Medi", "Hydref", "Tachwedd", "Rhagfyr", NULL};
/* A number after these belongs to them. */
static const char *const counted[] = {"page", "pages", "p", "pp", "article", "articles",
    "section", "sections", "part", "chapter", "clause", "paragraph", "issue", "volume",
    "figure", "table", "note", "notes", "no", "number", "rule", "schedule", "year",
    "stage", "step", "question", "room", "unit", "box", "age", "aged", "tudalen",
    "erthygl", "adran", "rhan", "rhif", "rhifyn", "blwyddyn", NULL};
/* These belong to a number before them. */
static const char *const units[] = {"pt", "mm", "cm", "m", "km", "kg", "g", "p", "%",
    "per", "percent", "am", "pm", "a.m", "p.m", "million", "billion", "trillion",
    "thousand", "hundred", "miles", "metres", "hours", "minutes", "days", "weeks",
    "months", "years", "o'clock", "y", NULL};
static const char *const titles[] = {"Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof",
    "Professor", "Sir", "Dame", "Lord", "Lady", "St", "Saint", "Rev", "Cllr",
    "Councillor", "Baroness", "Judge", "Justice", NULL};

/* ---- letters ------------------------------------------------------------ */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A byte of a letter or digit, beyond ASCII of any letter. */
static bool is_wordly(char c)
{
	return is_digit(c) || is_capital(c) || is_lower(c) || (uint8_t)c >= 0xC0;
}

static bool is_one_of(char c, const char *set)
{
	return c && strchr(set, c);
}

/* Length of the curly quote at text, or 0. */
static uint32_t quote_length(const char *text, uint32_t left)
{
	bool curly = left >= 3 && !memcmp(text, "\xE2\x80", 2) &&
		     (uint8_t)text[2] >= 0x98 && (uint8_t)text[2] <= 0x9F;
	return curly ? 3 : 0;
}

/* En dash, em dash, minus: length, or 0. */
static uint32_t dash_length(const char *text, uint32_t left)
{
	if (left < 3)
		return 0;
	bool dash = !memcmp(text, "\xE2\x80\x93", 3) ||
		    !memcmp(text, "\xE2\x80\x94", 3) || !memcmp(text, "\xE2\x80\x95", 3);
	return dash ? 3 : 0;
}

/* ---- words -------------------------------------------------------------- */

static void find_core(const char *text, struct token *t)
{
	t->core = t->start;
	t->core_end = t->end;
	while (t->core < t->end) {
		uint32_t quote = quote_length(text + t->core, t->end - t->core);
		if (!quote && !is_one_of(text[t->core], "([{\"'"))
			break;
		t->core += quote ? quote : 1;
	}
	while (t->core_end > t->core) {
		uint32_t left = t->core_end - t->core;
		uint32_t quote = left >= 3 ? quote_length(text + t->core_end - 3, 3) : 0;
		if (!quote && !is_one_of(text[t->core_end - 1], ")]}\"'.,;:!?"))
			break;
		t->core_end -= quote ? quote : 1;
	}
}

static bool next_token(const char *text, uint32_t len, struct token *t)
{
	uint32_t at = t->end;
	while (at < len && text[at] == ' ')
		at++;
	*t = (struct token){.start = at};
	for (; at < len && text[at] != ' '; at++) {
		char c = text[at];
		if (is_lower(c))
			continue;
		t->digit |= is_digit(c);
		t->slash |= c == '/';
		t->at |= c == '@';
		t->dash |= c == '-' || (uint8_t)c == 0xE2;
	}
	t->end = at;
	find_core(text, t);
	return t->end > t->start;
}

/* Is the core one of the words? Its first letter may be a capital where `folded`. */
static bool is_word(
    const char *text, const struct token *t, const char *const *list, bool folded)
{
	char word[ROOM];
	uint32_t len = t->core_end - t->core;
	if (!len || len >= sizeof word)
		return false;
	memcpy(word, text + t->core, len);
	word[len] = 0;
	if (folded && is_capital(word[0]))
		word[0] |= 0x20;
	for (; *list; list++)
		if (word[0] == (*list)[0] && !strcmp(word, *list))
			return true;
	return false;
}

static bool is_all(const char *text, uint32_t start, uint32_t end, const char *set)
{
	for (uint32_t i = start; i < end; i++)
		if (!is_digit(text[i]) && !is_one_of(text[i], set))
			return false;
	return end > start;
}

/* ---- a word and the one before it --------------------------------------- */

static bool are_numbers(
    const char *text, const struct token *before, const struct token *t)
{
	char last = text[before->end - 1];
	return before->digit && t->digit && (is_digit(last) || last == ')') &&
	       is_all(text, before->start, before->end, "+()-./") &&
	       is_all(text, t->start, t->core_end, "+()-./");
}

static bool is_day(const char *text, const struct token *t)
{
	uint32_t len = t->core_end - t->core;
	return t->digit && len <= 4 && is_digit(text[t->core]) && t->core_end == t->end;
}

static bool are_date(const char *text, const struct token *before, const struct token *t)
{
	if (before->digit)
		return is_day(text, before) && is_word(text, t, months, false);
	return t->digit && is_digit(text[t->core]) && before->core_end == before->end &&
	       is_word(text, before, months, false);
}

static bool starts_number(const char *text, const struct token *t)
{
	char c = text[t->core];
	return is_digit(c) || (t->digit && ((uint8_t)c == 0xC2 || c == '$' || c == '+'));
}

static bool are_counted(
    const char *text, const struct token *before, const struct token *t)
{
	if (starts_number(text, t))
		return is_word(text, before, counted, true);
	return starts_number(text, before) && before->core_end == before->end &&
	       is_word(text, t, units, false);
}

/* "J.", "J.K." */
static bool is_initials(const char *text, const struct token *t)
{
	if (t->end - t->start > 6 || (t->end - t->start) % 2)
		return false;
	for (uint32_t i = t->start; i < t->end; i += 2)
		if (!is_capital(text[i]) || text[i + 1] != '.')
			return false;
	return true;
}

static bool are_name(const char *text, const struct token *before, const struct token *t)
{
	if (!is_capital(text[before->core]) || !is_capital(text[t->start]))
		return false;
	return is_initials(text, before) || is_word(text, before, titles, false);
}

/* "SW9" and "8PW" */
static bool are_postcode(
    const char *text, const struct token *before, const struct token *t)
{
	uint32_t len = before->core_end - before->core, at = t->core;
	return before->digit && t->digit && len >= 2 && len <= 4 &&
	       t->core_end - at == 3 && before->core_end == before->end &&
	       is_capital(text[before->core]) && is_digit(text[at]) &&
	       is_capital(text[at + 1]) && is_capital(text[at + 2]);
}

static bool belong(const char *text, const struct token *before, const struct token *t)
{
	if (t->dash && dash_length(text + t->start, t->end - t->start))
		return true;
	if (before->digit || t->digit)
		return are_numbers(text, before, t) || are_date(text, before, t) ||
		       are_counted(text, before, t) || are_postcode(text, before, t);
	return are_name(text, before, t);
}

/* ---- one word ----------------------------------------------------------- */

static void clear(struct refining *r, const struct token *t)
{
	memset(r->breaks + t->start + 1, BREAK_NO, t->end - t->start - 1);
}

static bool is_mail(const char *text, const struct token *t)
{
	const char *at = memchr(text + t->core, '@', t->core_end - t->core);
	return at && at > text + t->core && is_wordly(at[1]) &&
	       memchr(at, '.', (size_t)(text + t->core_end - at));
}

static bool is_web(const char *text, const struct token *t)
{
	const char *at = text + t->core;
	uint32_t len = t->core_end - t->core;
	if (len < 5)
		return false;
	if (!memcmp(at, "www.", 4))
		return true;
	const char *slash = memchr(at, '/', len);
	if (!slash || slash == at)
		return false;
	if (slash[-1] == ':')
		return true;
	const char *dot = memchr(at, '.', (size_t)(slash - at));
	return dot && is_wordly(dot[1]) && dot > at && is_wordly(dot[-1]);
}

static void part_mail(struct refining *r, const struct token *t)
{
	clear(r, t);
	if (t->core_end - t->core <= LONG_ADDRESS)
		return;
	for (uint32_t i = t->core + 1; i < t->core_end; i++)
		if (r->text[i - 1] == '@')
			r->breaks[i] = BREAK_MAY;
}

static void part_web(struct refining *r, const struct token *t)
{
	static const char after[] = "/.-?&=_#";
	clear(r, t);
	if (t->core_end - t->core <= LONG_ADDRESS)
		return;
	for (uint32_t i = t->core + ADDRESS_HEAD; i + ADDRESS_TAIL <= t->core_end; i++) {
		char c = r->text[i];
		bool run =
		    is_one_of(c, after) || c == ':' || !memcmp(r->text + i - 2, "//", 2);
		if (is_one_of(r->text[i - 1], after) && !run &&
		    ((uint8_t)c & 0xC0) != 0x80)
			r->breaks[i] = BREAK_MAY;
	}
}

/* Letters from `at` on, in either direction, at most three. */
static int letters(const char *text, uint32_t at, uint32_t end, int step)
{
	int n = 0;
	for (; at != end && n < 3 && is_wordly(text[at]); at += (uint32_t)step)
		n++;
	return n;
}

/* May a line end inside "well-known", "and/or", "10–12"? */
static void part_joined(struct refining *r, const struct token *t)
{
	const char *text = r->text;
	for (uint32_t i = t->start + 1; i < t->end; i++) {
		if (r->breaks[i] != BREAK_MAY)
			continue;
		uint32_t dash = i >= t->start + 3 ? dash_length(text + i - 3, 3) : 0;
		uint32_t sign = dash ? dash : 1;
		bool number = i > t->start + sign && is_digit(text[i]) &&
			      is_digit(text[i - sign - 1]);
		bool point = is_one_of(text[i - 1], ".,:;");
		bool before_dash = dash_length(text + i, t->end - i) > 0;
		int least_left = text[i - 1] == '/' ? 3 : 2;
		bool joined = text[i - 1] == '/' || text[i - 1] == '-';
		bool stub =
		    joined && (letters(text, i - 2, t->start - 1, -1) < least_left ||
				  letters(text, i, t->end, 1) < 3);
		if (number || point || before_dash || stub)
			r->breaks[i] = BREAK_NO;
	}
}

static void refine_inside(struct refining *r, const struct token *t)
{
	if (t->at && is_mail(r->text, t))
		part_mail(r, t);
	else if (is_web(r->text, t))
		part_web(r, t);
	else
		part_joined(r, t);
}

void breaks_refine(const char *text, uint32_t len, uint8_t *breaks)
{
	struct refining r = {text, breaks};
	struct token t = {0}, before = {0};
	while (next_token(text, len, &t)) {
		bool next = before.end > before.start && before.core_end > before.core;
		if (breaks[t.start] == BREAK_MAY && next && belong(text, &before, &t))
			breaks[t.start] = BREAK_NO;
		bool joined = t.slash || t.at || t.dash || t.digit ||
			      t.end - t.start > LONG_ADDRESS;
		if (joined && t.core_end > t.core)
			refine_inside(&r, &t);
		before = t;
	}
}
