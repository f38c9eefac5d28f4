/*
 * English that is nobody's: sentences out of parts that fit, of a magazine's lengths of
 * words and sentences (4.8 letters, 17 words), so that lines break as they do in one.
 */
#include <stddef.h>
#include <string.h>

#include "bench.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const subjects[] = {"the head teacher", "a mother of three",
    "our group", "the council", "everyone at the table", "the boy beside the window",
    "a new assistant", "the oldest school in the county", "the woman from the library",
    "half the class", "the inspector", "a parent who had written twice", "the caretaker",
    "my brother", "the local authority", "an officer with a clipboard",
    "the girl in the second row", "the campaign", "nobody in the building",
    "the drama teacher"};

static const char *const qualities[] = {"patient", "narrow", "borrowed", "cheerful",
    "freezing", "unfinished", "generous", "crowded", "Victorian", "quarterly",
    "anonymous", "stubborn", "laminated", "sceptical", "temporary", "ambitious",
    "handwritten", "neighbouring", "accessible", "exhausted", "forgotten", "unanimous",
    "bilingual", "careful", "draughty", "elected", "famous", "grateful", "hesitant",
    "inconvenient", "junior", "knowledgeable", "legal", "magnificent", "nervous",
    "optional", "practical", "qualified", "reluctant", "second-hand", "thorough",
    "unexpected", "voluntary", "wheelchair-using", "yellow"};

static const char *const things[] = {"appeal", "brochure", "classroom", "deputy",
    "excuse", "friend", "governor", "handrail", "interpreter", "journalist", "keyboard",
    "lawyer", "mathematician", "neighbour", "orchestra", "petition", "questionnaire",
    "receptionist", "secretary", "therapist", "understudy", "volunteer", "workshop",
    "youngster", "assessment", "bicycle", "committee", "dictionary", "engineer",
    "festival", "guarantee", "headline", "inquiry", "jumper", "kitchen", "laboratory",
    "manuscript", "newsletter", "opportunity", "playground", "recommendation",
    "spreadsheet", "tribunal", "umbrella"};

static const char *const deeds[] = {"opened the side door", "asked for the timetable",
    "moved the meeting to the ground floor", "read the letter aloud",
    "wrote down every word", "waited until the bell had gone",
    "found the money in another budget", "turned the page", "built a ramp out of pallets",
    "rang the office before nine", "took the question seriously",
    "put the plan on the wall where all could see it", "kept the old sign",
    "learned to sign the morning register", "counted the steps between the two buildings",
    "refused to sign", "changed the order of the lessons", "drew a map of the corridors",
    "lent us the hall for an evening", "gave the same answer as last year"};

static const char *const settings[] = {"before the summer term", "on a wet Tuesday",
    "without being asked", "at the third attempt", "in front of the whole school",
    "with some embarrassment", "after eleven months of letters", "in the autumn of 2024",
    "because it was easier than arguing", "as if it had always been so",
    "for the first time since the building was finished", "between two other meetings",
    "under section 19 of the Act", "at no cost at all", "in less than a week"};

static const char *const joins[] = {
    ", and ", ", but ", " so that ", "; then ", " while ", ", although ", " until "};

static const char *const turns[] = {"I remember that ", "It is often said that ",
    "What changed was simple: ", "In practice ", "According to the minutes, ", "By then ",
    "We were told that ", "The report does not mention that ", "Later "};

static const char *const remarks[] = {"\"It was never about the lift,\" she says.",
    "That is the whole story.", "It did not last.",
    "\"Ask us first,\" they said - and were asked.", "Nothing about that is special.",
    "The law has said so since 2010.", "It cost £1,450, which is less than one tribunal.",
    "There are 24 steps.", "We kept the receipt...", "Who decides that?"};

static const char *const titles[] = {"The long corridor", "A seat at the table",
    "What the minutes left out", "Twenty-four steps", "An ordinary Tuesday",
    "The door on the left", "Everyone on the bus", "Reading the room",
    "The timetable and the tide", "How we moved the meeting", "Not in my building",
    "The second letter", "After the inspection", "A map of the school",
    "Small print, large print"};

static const char *const names[] = {"Maya Brennan", "Owen Tarrant", "Ifeoma Daly",
    "Rhys Pritchard", "Salma Qureshi", "Tom Ashdown", "Nell Carrow", "Jonah Webb"};

unsigned dice_roll(struct dice *d, unsigned n)
{
	d->seed = d->seed * 1664525u + 1013904223u;
	return (unsigned)((uint64_t)(d->seed >> 8) * n >> 24);
}

static unsigned write_words(const char *words, int capital, FILE *out)
{
	unsigned n = 0;

	for (const char *p = words; *p; p++) {
		n += *p != ' ' && (p == words || p[-1] == ' ');
		fputc(
		    p == words && capital && *p >= 'a' && *p <= 'z' ? *p - 32 : *p, out);
	}
	return n;
}

#define ONE_OF(d, list) (list)[dice_roll((d), COUNT(list))]

/* A town that is on no map. */
static unsigned place(struct dice *d, FILE *out)
{
	static const char *const first[] = {"Har", "Wex", "Ald", "Pen", "Strat", "Llan",
	    "Kirk", "Mar", "Thorn", "Ash", "Bram", "Cold"};
	static const char *const middle[] = {
	    "", "ing", "er", "bridge", "ley", "en", "s", "o"};
	static const char *const last[] = {"ton", "combe", "by", "wick", "ford", "ham",
	    "mouth", "stead", "worth", "dale"};

	fputs(ONE_OF(d, first), out);
	fputs(ONE_OF(d, middle), out);
	fputs(ONE_OF(d, last), out);
	return 1;
}

/* Half the subjects are made up, so that words recur no more often than in a magazine. */
static unsigned subject(struct dice *d, int capital, FILE *out)
{
	unsigned n;

	if (dice_roll(d, 2))
		return write_words(ONE_OF(d, subjects), capital, out);
	n = write_words("the ", capital, out);
	n += write_words(ONE_OF(d, qualities), 0, out);
	fputc(' ', out);
	n += write_words(ONE_OF(d, things), 0, out);
	if (dice_roll(d, 3))
		return n;
	n += write_words(" from ", 0, out);
	n += place(d, out);
	return n;
}

static unsigned clause(struct dice *d, int capital, FILE *out)
{
	unsigned n = subject(d, capital, out);

	fputc(' ', out);
	n += write_words(ONE_OF(d, deeds), 0, out);
	if (dice_roll(d, 2)) {
		fputc(' ', out);
		n += write_words(ONE_OF(d, settings), 0, out);
	}
	return n;
}

unsigned prose_sentence(struct dice *d, FILE *out)
{
	unsigned n = 0, turn;

	if (dice_roll(d, 7) == 0)
		return write_words(ONE_OF(d, remarks), 0, out);
	turn = dice_roll(d, 3) == 0;
	if (turn)
		n += write_words(ONE_OF(d, turns), 0, out);
	n += clause(d, !turn, out);
	if (dice_roll(d, 3)) {
		n += write_words(ONE_OF(d, joins), 0, out);
		n += clause(d, 0, out);
	}
	fputc('.', out);
	return n;
}

unsigned prose_paragraph(struct dice *d, unsigned nword, FILE *out)
{
	unsigned n = 0;

	while (n < nword) {
		if (n)
			fputc('\n', out);
		n += prose_sentence(d, out);
	}
	fputs("\n\n", out);
	return n;
}

unsigned prose_title(struct dice *d, FILE *out)
{
	return write_words(ONE_OF(d, titles), 0, out);
}

unsigned prose_name(struct dice *d, FILE *out)
{
	return write_words(ONE_OF(d, names), 0, out);
}
