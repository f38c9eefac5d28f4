/*
 * The bar code of a serial (ISO/IEC 15420, EAN-13 with a two-digit add-on).
 *
 * In: an ISSN (ISO 3297) and the number. Out: digits and modules. A serial's code
 * is 977, the seven digits of its ISSN without their own check character, two digits for
 * a variant of price (00), and a check digit; the add-on tells the issue. Drawn by
 * makeup/barcode.c.
 */
#include "picture/picture.h"

#include <string.h>

enum { ISSN_DIGITS = 7, EAN_DIGITS = 13, HALF = 6 };

/* Widths of a digit's four elements in set A: space, bar, space, bar. */
static const char widths[10][5] = {
    "3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"};
/* Which of the left six are of set B, by the first digit; of the add-on's two, by their
 * value modulo 4. */
static const char *const left_sets[10] = {"AAAAAA", "AABABB", "AABBAB", "AABBBA",
    "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"};
static const char *const more_sets[4] = {"AA", "AB", "BA", "BB"};

/* 0 to 9, 10 for X; -1: no such character. */
static int digit_of(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c == 'X' || c == 'x' ? 10 : -1;
}

bool issn_check(const char *issn, char *last)
{
	int sum = 0, n = 0;
	const char *at = issn;

	for (; *at && n < ISSN_DIGITS; at++) {
		if (*at == '-' && n == 4)
			continue;
		if (digit_of(*at) < 0 || digit_of(*at) > 9)
			return *last = 0, false;
		sum += digit_of(*at) * (8 - n++);
	}
	if (n < ISSN_DIGITS || !at[0] || at[1])
		return *last = 0, false;
	n = (11 - sum % 11) % 11;
	*last = n == 10 ? 'X' : (char)('0' + n);
	return digit_of(*at) == n;
}

/* A digit of set A, B or C: C is A with bars and spaces changed, B is C backwards. */
static char *put_digit(char *to, char digit, char set)
{
	const char *w = widths[digit - '0'];

	for (int i = 0; i < 4; i++) {
		const int width = (set == 'B' ? w[3 - i] : w[i]) - '0';
		const bool bar = (i % 2 == 1) != (set == 'C');

		memset(to, bar ? '1' : '0', (size_t)width);
		to += width;
	}
	return to;
}

static char *put_guard(char *to, const char *modules)
{
	const size_t n = strlen(modules);

	memcpy(to, modules, n);
	return to + n;
}

static void put_bars(struct ean *e)
{
	char *to = put_guard(e->bars, "101");
	const char *sets = left_sets[e->digits[0] - '0'];

	for (int i = 0; i < HALF; i++)
		to = put_digit(to, e->digits[1 + i], sets[i]);
	to = put_guard(to, "01010");
	for (int i = 0; i < HALF; i++)
		to = put_digit(to, e->digits[1 + HALF + i], 'C');
	*put_guard(to, "101") = '\0';
}

static void put_more(struct ean *e, int number)
{
	const char *sets = more_sets[number % 4];
	char *to;

	e->more[0] = (char)('0' + number / 10);
	e->more[1] = (char)('0' + number % 10);
	e->more[2] = '\0';
	to = put_guard(e->more_bars, "1011");
	to = put_digit(to, e->more[0], sets[0]);
	to = put_guard(to, "01");
	*put_digit(to, e->more[1], sets[1]) = '\0';
}

void ean_of_issn(const char *issn, int number, struct ean *e)
{
	int sum = 0, n = 3;

	memcpy(e->digits, "977", 3);
	for (const char *at = issn; n < 3 + ISSN_DIGITS; at++)
		if (*at != '-')
			e->digits[n++] = *at;
	memcpy(e->digits + n, "00", 2);
	for (int i = 0; i < EAN_DIGITS - 1; i++)
		sum += (e->digits[i] - '0') * (i % 2 ? 3 : 1);
	e->digits[EAN_DIGITS - 1] = (char)('0' + (10 - sum % 10) % 10);
	e->digits[EAN_DIGITS] = '\0';
	put_bars(e);
	put_more(e, number % 100);
}
