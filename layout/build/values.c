/*
 * What the values of options mean.
 *
 * In: a word of the command line. Out: what it stands for; a word that stands for nothing
 * ends the program with a message that names it and, where words are few, the nearest.
 */
#include "build/values.h"

#include <stdlib.h>
#include <string.h>

const char *value_meant(struct request *r, const char *word, const char *const *list)
{
	const char *near = closest(word, list);

	return near ? arena_printf(r->arena, "; did you mean '%s'?", near) : "";
}

double value_ppi(const char *word)
{
	char *end;
	const long ppi = strtol(word, &end, 10);

	if (*end || end == word || ppi < 10 || ppi > 1200)
		die_usage(
		    "'%s' is no resolution: whole pixels an inch, 10 to 1200", word);
	return (double)ppi;
}

sp value_size(const char *word)
{
	sp size;

	if (!length_parse(word, &size) || size < PT(4) || size > PT(72))
		die_usage("'%s' is no size of type such as 20pt", word);
	return size;
}

/* "ink=#000060 paper=#fdf6e3" */
void value_colors(struct needs *w, const char *words)
{
	char ink[8], paper[8];
	int end = 0;

	if ((sscanf(words, "ink=%7s paper=%7s%n", ink, paper, &end) != 2 || words[end]) &&
	    (sscanf(words, "paper=%7s ink=%7s%n", paper, ink, &end) != 2 || words[end]))
		end = 0;
	if (!end || !rgb_parse(ink, &w->ink) || !rgb_parse(paper, &w->paper))
		die_usage(
		    "'%s' are no two colours such as 'ink=#000060 paper=#fdf6e3'", words);
	w->colored = true;
}

/* ---- impose ------------------------------------------------------------------ */

enum binding value_binding(struct request *r, const char *word)
{
	static const char *const names[] = {[BINDING_SADDLE] = "saddle",
	    [BINDING_PERFECT] = "perfect",
	    [BINDING_READER] = "reader",
	    NULL};

	for (size_t i = 0; names[i]; i++)
		if (strcmp(word, names[i]) == 0)
			return (enum binding)i;
	die_usage("'--binding' is saddle, perfect or reader, not '%s'%s", word,
	    value_meant(r, word, names));
}

sp value_thickness(const char *word, const char *what)
{
	sp thickness;

	if (!length_parse(word, &thickness) || thickness < 0 || thickness > MM(2))
		die_usage("'%s' is no %s such as 0.1mm", word, what);
	return thickness;
}

sp value_creep(const char *word)
{
	sp creep;

	if (!length_parse(word, &creep) || creep < 0 || creep > MM(15))
		die_usage("'%s' is no creep such as 1.5mm", word);
	return creep;
}

int value_signature(const char *word)
{
	for (int n = 4; n <= 16; n *= 2) {
		char digits[16];

		snprintf(digits, sizeof digits, "%d", n);
		if (strcmp(word, digits) == 0)
			return n;
	}
	die_usage("a signature has 4, 8 or 16 pages, not '%s'", word);
}

struct paper value_paper(struct request *r, const char *word)
{
	struct paper p;

	if (!paper_parse(word, &p))
		die_usage("'%s' is no paper such as SRA3 or 450x320mm%s", word,
		    value_meant(r, word, paper_names));
	return p;
}
