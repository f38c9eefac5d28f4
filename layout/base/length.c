/*
 * Lengths: 1/65536 pt in 32 bits. Conversions that a page depends on are exact integer
 * arithmetic, so that every machine makes the same pages; doubles serve ratios and
 * reports.
 */
#include "base/base.h"

#include <assert.h>
#include <math.h>
#include <string.h>

__extension__ typedef __int128 wide;

double sp_to_pt(sp length)
{
	return length / (double)SP_PT;
}

double sp_to_mm(sp length)
{
	return length / (double)SP_PT * 25.4 / 72;
}

sp sp_of_pt(double pt)
{
	assert(pt > -32768.0 && pt < 32768.0);
	return (sp)lround(pt * SP_PT);
}

sp sp_scale(sp length, int64_t numerator, int64_t denominator)
{
	assert(denominator != 0);
	wide n = (wide)length * numerator, d = denominator;
	if (d < 0)
		n = -n, d = -d;
	wide r = n < 0 ? -((-n + d / 2) / d) : (n + d / 2) / d;
	assert(r >= INT32_MIN && r <= INT32_MAX);
	return (sp)r;
}

/* A decimal number as digits and the power of ten below them. At most 11 digits, of which
 * 6 after the point: what exceeds that is no length anybody means. */
static const char *parse_decimal(const char *text, int64_t *digits, int64_t *below)
{
	const char *p = text;
	int ndigit = 0, nafter = 0;
	*digits = 0;
	*below = 1;
	for (; *p >= '0' && *p <= '9'; p++, ndigit++)
		if (ndigit < 11)
			*digits = *digits * 10 + (*p - '0');
	if (*p == '.' && p[1] >= '0' && p[1] <= '9')
		for (p++; *p >= '0' && *p <= '9'; p++, ndigit++, nafter++)
			if (nafter < 6 && ndigit < 11) {
				*digits = *digits * 10 + (*p - '0');
				*below *= 10;
			}
	return ndigit && ndigit - nafter <= 5 && nafter <= 6 ? p : NULL;
}

bool length_parse(const char *text, sp *length)
{
	static const struct {
		const char *name;
		int64_t pt, per; /* one unit is pt/per points */
	} unit[] = {{"pt", 1, 1}, {"mm", 360, 127}, {"cm", 3600, 127}, {"in", 72, 1}};
	bool negative = text[0] == '-';
	int64_t digits, below;
	const char *p = parse_decimal(text + negative, &digits, &below);
	if (!p)
		return false;
	if (!*p) {
		*length = 0;
		return digits == 0;
	}
	for (size_t i = 0; i < COUNT(unit); i++) {
		if (strcmp(p, unit[i].name) != 0)
			continue;
		wide n = (wide)digits * SP_PT * unit[i].pt, d = (wide)below * unit[i].per;
		wide r = (n + d / 2) / d;
		if (r > INT32_MAX)
			return false;
		*length = (sp)(negative ? -r : r);
		return true;
	}
	return false;
}
