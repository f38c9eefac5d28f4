/*
 * The infographic: a tile a family, filled where the support came, open where the family
 * waits. It is SVG, so that each edition gives it its own colors and typeface; what is
 * filled and what is open can be told apart without any. Its words are large, for they
 * may not come under 24 points where largest print shows it across its page.
 *
 * In: an open file. Out: an SVG drawing, 499 points wide as the page's text is; false if
 * it could not be written.
 */
#include "paint.h"

#define STEP 10.0 /* from a tile to the next */
#define SIDE 8.4

static const struct support {
	const char *name;
	int came, asked;
} survey[] = {
    {"Teaching assistant’s time", 47, 118},
    {"Speech and language therapy", 21, 86},
    {"Communication aid", 19, 58},
    {"Ramp, lift or handrail", 20, 44},
    {"Interpreter or communicator", 9, 42},
    {"Large print, braille or audio", 22, 37},
    {"A quiet room", 13, 27},
};

enum { ACROSS = 50, WIDTH = 499, LABEL = 29, GAP = 12 };

static void tile_at(FILE *out, int i, double top, bool came)
{
	double x = i % ACROSS * STEP, y = top + i / ACROSS * STEP;

	if (came)
		fprintf(out,
		    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>", x, y,
		    SIDE, SIDE);
	else
		fprintf(out,
		    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" "
		    "fill=\"none\" stroke=\"#5b1a6b\" class=\"ink-plum\"/>",
		    x + 0.5, y + 0.5, SIDE - 1, SIDE - 1);
	if (i % 8 == 7)
		fputc('\n', out);
}

static double support(FILE *out, const struct support *s, double top)
{
	fprintf(out,
	    "<text x=\"0\" y=\"%.1f\" class=\"ink-text\">%s</text>\n"
	    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" class=\"ink-text\">%d of "
	    "%d</text>\n",
	    top + 21, s->name, WIDTH - 4, top + 21, s->came, s->asked);
	fputs("<g class=\"ink-plum\">\n", out);
	for (int i = 0; i < s->asked; i++)
		tile_at(out, i, top + LABEL, i < s->came);
	fputs("\n</g>\n", out);
	return top + LABEL + (s->asked + ACROSS - 1) / ACROSS * STEP + GAP;
}

bool chart(FILE *out)
{
	double foot = 0;

	for (size_t i = 0; i < COUNT(survey); i++)
		foot += LABEL + (survey[i].asked + ACROSS - 1) / ACROSS * STEP + GAP;
	fprintf(out,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%.0f\" "
	    "viewBox=\"0 0 %d %.0f\" font-family=\"Andika\" font-size=\"26\" "
	    "font-weight=\"700\">\n",
	    WIDTH, foot, WIDTH, foot);
	double top = 0;
	for (size_t i = 0; i < COUNT(survey); i++)
		top = support(out, &survey[i], top);
	fputs("</svg>\n", out);
	return !ferror(out);
}
