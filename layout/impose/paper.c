/*
 * Sheets by name: ISO 216 (A, B) and what printers call raw formats (ISO 217: RA, SRA).
 *
 * In: a word. Out: a size in points, the longer side first: which way round a sheet goes
 * into a press is the press's affair.
 */
#include "impose/impose.h"

#include <string.h>
#include <strings.h>

static const struct {
	const char *name;
	double w, h; /* mm */
} papers[] = {{"A1", 841, 594}, {"A2", 594, 420}, {"A3", 420, 297}, {"A4", 297, 210},
    {"B1", 1000, 707}, {"B2", 707, 500}, {"B3", 500, 353}, {"B4", 353, 250},
    {"RA1", 860, 610}, {"RA2", 610, 430}, {"RA3", 430, 305}, {"SRA1", 900, 640},
    {"SRA2", 640, 450}, {"SRA3", 450, 320}, {"SRA4", 320, 225}};

const char *const paper_names[] = {"A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4", "RA1",
    "RA2", "RA3", "SRA1", "SRA2", "SRA3", "SRA4", "fitted", NULL};

static double points(double mm)
{
	return mm * 72 / 25.4;
}

/* "450x320mm": the unit of the second is the first's. */
static bool parse_size(const char *text, struct paper *p)
{
	const char *cross = strchr(text, 'x'), *unit;
	char first[32];
	sp w, h;

	if (!cross || (size_t)(cross - text) >= sizeof first - 4)
		return false;
	unit = cross + 1 + strspn(cross + 1, "0123456789.");
	if (strlen(unit) > 3)
		return false;
	memcpy(first, text, (size_t)(cross - text));
	strcpy(first + (cross - text), unit);
	if (!length_parse(first, &w) || !length_parse(cross + 1, &h) || w < MM(50) ||
	    h < MM(50) || w > MM(2000) || h > MM(2000))
		return false;
	*p = (struct paper){sp_to_pt(w), sp_to_pt(h)};
	return true;
}

bool paper_parse(const char *text, struct paper *p)
{
	*p = (struct paper){0, 0};
	if (strcmp(text, "fitted") == 0)
		return true;
	for (size_t i = 0; i < COUNT(papers); i++)
		if (strcasecmp(papers[i].name, text) == 0) {
			*p = (struct paper){points(papers[i].w), points(papers[i].h)};
			return true;
		}
	return parse_size(text, p);
}
