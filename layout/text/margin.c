/*
 * Optical margins: how far the first and the last glyph of a line stand out of it.
 *
 * In: a character and what the style asks for. Out: thousandths of the glyph's own width.
 * A stop or a hyphen at the edge of a column is so light that the edge looks dented
 * there; letters with slanted or round sides do it a little. The figures are those of Hàn
 * Thế Thành, "Micro-typographic extensions to the TeX typesetting system", 2000, 3.1,
 * rounded to what an eye can tell; they hold for upright faces of any weight.
 *
 * Hanging punctuation is the same by force: stops, commas and hyphens stand out whole,
 * and so does the quotation mark that opens a paragraph.
 */
#include "text/paragraph.h"

enum { WHOLE = 1000 };

struct edge {
	uint32_t character;
	uint16_t start, end; /* thousandths, at a line's start and end */
};

/* Rising; capitals and small letters that are alike share a row. */
static const struct edge edges[] = {{'!', 0, 200}, {'"', 500, 500}, {'\'', 700, 700},
    {'(', 100, 0}, {')', 0, 200}, {',', 0, 700}, {'-', 0, 700}, {'.', 0, 700},
    {'/', 100, 200}, {'1', 100, 50}, {'4', 50, 50}, {'7', 50, 100}, {':', 0, 500},
    {';', 0, 500}, {'?', 0, 200}, {'A', 50, 50}, {'C', 50, 0}, {'D', 0, 50}, {'F', 0, 50},
    {'G', 50, 0}, {'J', 50, 0}, {'K', 0, 50}, {'L', 0, 50}, {'O', 50, 50}, {'P', 0, 50},
    {'Q', 50, 50}, {'R', 0, 50}, {'T', 70, 70}, {'V', 70, 70}, {'W', 50, 50},
    {'X', 50, 50}, {'Y', 70, 70}, {'[', 50, 0}, {']', 0, 100}, {'f', 0, 50}, {'k', 0, 50},
    {'r', 0, 50}, {'t', 50, 50}, {'v', 50, 50}, {'w', 50, 50}, {'x', 50, 50},
    {'y', 50, 70}, {0xAB, 300, 300}, {0xAD, 0, 700}, {0xBB, 300, 300}, {0x2010, 0, 700},
    {0x2013, 200, 300}, {0x2014, 150, 200}, {0x2018, 700, 700}, {0x2019, 700, 700},
    {0x201A, 300, 700}, {0x201C, 500, 500}, {0x201D, 300, 500}, {0x2026, 0, 200},
    {0x2039, 400, 400}, {0x203A, 400, 400}};

static const struct edge *edge_of(uint32_t c)
{
	size_t low = 0, high = COUNT(edges);
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (edges[middle].character < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low < COUNT(edges) && edges[low].character == c ? &edges[low] : NULL;
}

static bool opens(uint32_t c)
{
	return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0xAB || c == 0xBB ||
	       (c >= 0x2018 && c <= 0x201F) || c == 0x2039 || c == 0x203A;
}

static bool stops(uint32_t c)
{
	return c == '.' || c == ',' || c == '-' || c == 0xAD || c == 0x2010 ||
	       c == 0x060C || c == 0x06D4;
}

int margin_start(const struct style *s, uint32_t c, bool first)
{
	const struct edge *e;
	if (first && s->hanging & HANGING_FIRST && opens(c))
		return WHOLE;
	e = s->margins == MARGINS_AUTO ? edge_of(c) : NULL;
	return e ? e->start : 0;
}

int margin_end(const struct style *s, uint32_t c)
{
	const struct edge *e;
	if (s->hanging & HANGING_END && stops(c))
		return WHOLE;
	e = s->margins == MARGINS_AUTO ? edge_of(c) : NULL;
	return e ? e->end : 0;
}
