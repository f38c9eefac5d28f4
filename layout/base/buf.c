/*
 * Growing byte strings, and numbers written without the locale.
 *
 * Everything that goes into a file passes here: the decimal point is a point in every
 * locale and the last digit the same on every machine, because numbers are rounded to
 * integers first and written digit by digit. Rejected: printf("%f"), which knows neither.
 */
#include "base/base.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void buf_release(struct buf *b)
{
	free(b->at);
	*b = (struct buf){0};
}

void buf_clear(struct buf *b)
{
	b->len = 0;
	if (b->at)
		b->at[0] = '\0';
}

/* Room for `more` bytes and the NUL. */
static void reserve(struct buf *b, size_t more)
{
	assert(more < SIZE_MAX / 4 && b->len < SIZE_MAX / 4);
	size_t need = b->len + more + 1;
	if (need <= b->cap)
		return;
	size_t cap = b->cap ? b->cap : 64;
	while (cap < need)
		cap *= 2;
	char *at = realloc(b->at, cap);
	if (!at)
		die("allocate %zu bytes:", cap);
	b->at = at;
	b->cap = cap;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
	reserve(b, len);
	if (len)
		memcpy(b->at + b->len, bytes, len);
	b->len += len;
	b->at[b->len] = '\0';
}

void buf_string(struct buf *b, const char *text)
{
	buf_add(b, text, strlen(text));
}

void buf_char(struct buf *b, char c)
{
	reserve(b, 1);
	b->at[b->len++] = c;
	b->at[b->len] = '\0';
}

void buf_uint(struct buf *b, uint64_t n)
{
	char digit[20];
	size_t at = sizeof digit;
	do
		digit[--at] = (char)('0' + n % 10);
	while (n /= 10);
	buf_add(b, digit + at, sizeof digit - at);
}

/* n / 10^places, without trailing zeros. */
static void add_decimal(struct buf *b, bool negative, uint64_t n, int places)
{
	static const uint64_t power[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
	uint64_t whole = n / power[places], part = n % power[places];
	if (negative && n)
		buf_char(b, '-');
	buf_uint(b, whole);
	if (!part)
		return;
	buf_char(b, '.');
	while (part) {
		uint64_t unit = power[--places];
		buf_char(b, (char)('0' + part / unit));
		part %= unit;
	}
}

void buf_number(struct buf *b, double value, int places)
{
	static const double power[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
	assert(places >= 0 && places <= 6);
	double scaled = fabs(value) * power[places];
	assert(scaled < 9e18);
	add_decimal(b, value < 0, (uint64_t)llround(scaled), places);
}

char *arena_number(struct arena *a, double value, int places)
{
	struct buf b = {0};
	char *text;

	buf_number(&b, value, places);
	text = arena_copy(a, b.at, b.len);
	buf_release(&b);
	return text;
}

void buf_pt(struct buf *b, sp length)
{
	uint64_t size = length < 0 ? (uint64_t) - (int64_t)length : (uint64_t)length;
	add_decimal(b, length < 0, (size * 10000 + SP_PT / 2) / SP_PT, 4);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	assert(format);
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (len < 0)
		die("format a text:");
	reserve(b, (size_t)len);
	vsnprintf(b->at + b->len, (size_t)len + 1, format, again);
	va_end(again);
	b->len += (size_t)len;
}
