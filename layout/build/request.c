/*
 * The command line as a request.
 *
 * In: argv. Out: a request whose every value has been checked, or a message that names
 * the word that is wrong and the nearest right one, and exit status 3. Options are one
 * table: parser and --help read the same rows. Long options take "--name value" and
 * "--name=value", short ones "-e value" and "-evalue"; options and the issue's folder may
 * stand in any order; after "--" nothing is an option.
 * What values mean is read by values.c.
 * getopt_long was rejected: it is no part of POSIX, shortens names by guessing, and
 * cannot say what was probably meant.
 */
#include "build/build.h"
#include "build/values.h"
#include "style/style.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- tables ------------------------------------------------------------- */

static const struct {
	const char *name, *synopsis, *help;
	enum command command;
} commands[] = {
    {"build", "ISSUE", "make the issue's editions", COMMAND_BUILD},
    {"check", "ISSUE", "print every finding, make no files", COMMAND_CHECK},
    {"proof", "ISSUE", "draw pages as PNG pictures", COMMAND_PROOF},
    {"dump", "STAGE ISSUE", "print a stage of the work as text", COMMAND_DUMP},
    {"impose", "FILE", "put a press file's pages on sheets", COMMAND_IMPOSE},
    {"preflight", "FILE", "tell what a printer would say to a PDF", COMMAND_PREFLIGHT},
};

enum {
	FOR_BUILD = 1 << COMMAND_BUILD,
	FOR_CHECK = 1 << COMMAND_CHECK,
	FOR_PROOF = 1 << COMMAND_PROOF,
	FOR_DUMP = 1 << COMMAND_DUMP,
	FOR_IMPOSE = 1 << COMMAND_IMPOSE,
	FOR_PREFLIGHT = 1 << COMMAND_PREFLIGHT,
	FOR_NEEDS = FOR_BUILD | FOR_CHECK,
	FOR_ISSUES = FOR_BUILD | FOR_CHECK | FOR_PROOF | FOR_DUMP,
	FOR_ALL = FOR_ISSUES | FOR_IMPOSE | FOR_PREFLIGHT
};

enum option {
	OPTION_EDITION,
	OPTION_OUTPUT,
	OPTION_PRINTER,
	OPTION_SIZE,
	OPTION_COLORS,
	OPTION_FONT,
	OPTION_SPACING,
	OPTION_TEXT_ONLY,
	OPTION_PAGES,
	OPTION_PPI,
	OPTION_TAGS,
	OPTION_FRAMES,
	OPTION_GRID,
	OPTION_BLEED,
	OPTION_SPREADS,
	OPTION_SEPARATIONS,
	OPTION_SOFT_PROOF,
	OPTION_BINDING,
	OPTION_THICKNESS,
	OPTION_COVER,
	OPTION_COVER_THICKNESS,
	OPTION_CREEP,
	OPTION_SIGNATURE,
	OPTION_BLANKS,
	OPTION_MARKS,
	OPTION_SHEET,
	OPTION_NO_CACHE,
	OPTION_JSON,
	OPTION_DENY,
	OPTION_ALLOW,
	OPTION_HOME,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_N
};

static const struct {
	const char *name;
	char letter;	   /* 0: none */
	const char *value; /* what it takes, NULL: nothing */
	const char *help;
	unsigned commands;
} options[OPTION_N] = {
    [OPTION_EDITION] = {"edition", 'e', "NAME",
	"only this edition, or 'large*'; repeatable", FOR_ISSUES},
    [OPTION_OUTPUT] = {"output", 'o', "DIR", "where files go (out/<issue>)",
	FOR_BUILD | FOR_PROOF | FOR_IMPOSE},
    [OPTION_PRINTER] = {"printer", 0, "NAME", "for this printer, of styles/printers/",
	FOR_BUILD | FOR_CHECK | FOR_PROOF | FOR_PREFLIGHT | FOR_IMPOSE},
    [OPTION_SIZE] = {"size", 0, "LENGTH", "for one reader: text of this size, 20pt",
	FOR_NEEDS},
    [OPTION_COLORS] = {"colours", 0, "PAIR", "... in 'ink=#000060 paper=#fdf6e3'",
	FOR_NEEDS},
    [OPTION_FONT] = {"font", 0, "NAME", "... in this face: opendyslexic", FOR_NEEDS},
    [OPTION_SPACING] = {"spacing", 0, "wide", "... letters, words, lines apart",
	FOR_NEEDS},
    [OPTION_TEXT_ONLY] = {"text-only", 0, NULL, "... with pictures told in words",
	FOR_NEEDS},
    [OPTION_PAGES] = {"pages", 'p', "LIST", "only these pages: 3-5,8", FOR_PROOF},
    [OPTION_PPI] = {"ppi", 0, "N", "pixels an inch (100)", FOR_PROOF},
    [OPTION_TAGS] = {"tags", 0, NULL, "show roles and reading order", FOR_PROOF},
    [OPTION_FRAMES] = {"frames", 0, NULL, "show the columns", FOR_PROOF},
    [OPTION_GRID] = {"grid", 0, NULL, "show the baseline grid", FOR_PROOF},
    [OPTION_BLEED] = {"bleed", 0, NULL, "show the bleed, and where it is cut", FOR_PROOF},
    [OPTION_SPREADS] = {"spreads", 0, NULL, "facing pages side by side", FOR_PROOF},
    [OPTION_SEPARATIONS] = {"separations", 0, NULL,
	"of a press edition: a picture a page and plate", FOR_PROOF},
    [OPTION_SOFT_PROOF] = {"soft-proof", 0, NULL,
	"... each page as it looks on the printer's paper", FOR_PROOF},
    [OPTION_BINDING] = {"binding", 0, "HOW", "saddle, perfect, or reader for a proof",
	FOR_IMPOSE},
    [OPTION_THICKNESS] = {"paper-thickness", 0, "LENGTH", "of one leaf (0.1mm)",
	FOR_IMPOSE},
    [OPTION_COVER] = {"cover", 0, "FILE", "the cover, where it is a file of its own",
	FOR_IMPOSE},
    [OPTION_COVER_THICKNESS] = {"cover-thickness", 0, "LENGTH",
	"of one leaf of the cover (as the others)", FOR_IMPOSE},
    [OPTION_CREEP] = {"creep", 0, "LENGTH", "of the innermost sheet, as measured",
	FOR_IMPOSE},
    [OPTION_SIGNATURE] = {"signature", 0, "PAGES",
	"fold the leaves of 'perfect' from sheets of 4, 8 or 16", FOR_IMPOSE},
    [OPTION_BLANKS] = {"blanks", 0, NULL, "add blank pages to a multiple of four",
	FOR_IMPOSE},
    [OPTION_MARKS] = {"marks", 0, NULL, "show where sheets are cut and folded",
	FOR_IMPOSE},
    [OPTION_SHEET] = {"sheet", 0, "PAPER", "SRA3, 450x320mm or the like (fitted)",
	FOR_IMPOSE},
    [OPTION_NO_CACHE] = {"no-cache", 0, NULL, "convert every picture anew, keep none",
	FOR_BUILD},
    [OPTION_JSON] = {"json", 0, NULL, "files and findings as JSON",
	FOR_BUILD | FOR_CHECK | FOR_PREFLIGHT},
    [OPTION_DENY] = {"deny", 0, "SLUG", "end with status 1 if this warning is found",
	FOR_ALL},
    [OPTION_ALLOW] = {"allow", 0, "SLUG", "leave this warning out", FOR_ALL},
    [OPTION_HOME] = {"home", 0, "DIR", "folder that holds styles/ and fonts/",
	FOR_ISSUES | FOR_PREFLIGHT | FOR_IMPOSE},
    [OPTION_HELP] = {"help", 'h', NULL, "print this", FOR_ALL},
    [OPTION_VERSION] = {"version", 0, NULL, "print the version", FOR_ALL},
};

static const char *const stages[] = {
    "issue", "style", "lines", "galley", "pages", "frames", "tags", NULL};

void request_help(FILE *out)
{
	fputs("inpress typesets one issue of a magazine: for press, and for every "
	      "reader.\n\n",
	    out);
	for (size_t i = 0; i < COUNT(commands); i++)
		fprintf(out, "  inpress %-9s %-12s %s\n", commands[i].name,
		    commands[i].synopsis, commands[i].help);
	fputs("\nISSUE is a folder with an issue.yaml. STAGE is one of", out);
	for (size_t i = 0; stages[i]; i++)
		fprintf(out, " %s", stages[i]);
	fputs(".\n\n", out);
	for (size_t i = 0; i < OPTION_N; i++) {
		char name[32];

		snprintf(name, sizeof name, "--%s%s%s", options[i].name,
		    options[i].value ? " " : "",
		    options[i].value ? options[i].value : "");
		fprintf(out, "  %c%c %-16s %s\n", options[i].letter ? '-' : ' ',
		    options[i].letter ? options[i].letter : ' ', name, options[i].help);
	}
	fputs("\nExit status: 0 done, 1 a denied warning, 2 errors found, 3 wrong usage, "
	      "4 the system failed.\n",
	    out);
}

/* ---- what was probably meant -------------------------------------------- */

static _Noreturn void wrong_option(struct request *r, const char *word)
{
	const char *list[OPTION_N + 1] = {0};

	for (size_t i = 0; i < OPTION_N; i++)
		list[i] = arena_printf(r->arena, "--%s", options[i].name);
	die_usage("there is no option '%s'%s", word, value_meant(r, word, list));
}

static enum command command_of(struct request *r, const char *word)
{
	const char *list[COUNT(commands) + 1] = {0};

	for (size_t i = 0; i < COUNT(commands); i++) {
		if (strcmp(word, commands[i].name) == 0)
			return commands[i].command;
		list[i] = commands[i].name;
	}
	die_usage("there is no command '%s'%s", word, value_meant(r, word, list));
}

static const char *stage_of(struct request *r, const char *word)
{
	for (size_t i = 0; stages[i]; i++)
		if (strcmp(word, stages[i]) == 0)
			return stages[i];
	die_usage("there is no stage '%s'%s", word, value_meant(r, word, stages));
}

static _Noreturn void wrong_slug(struct request *r, const char *word)
{
	const char *list[DIAG_NCODE + 1] = {0};

	for (size_t i = 0; i < DIAG_NCODE; i++) {
		list[i] = diag_slug((enum diag_code)i);
		if (strcmp(word, list[i]) == 0)
			die_usage("'%s' is an error; errors cannot be left out", word);
	}
	die_usage("no finding has the slug '%s'%s", word, value_meant(r, word, list));
}

/* ---- values ------------------------------------------------------------- */

/* One "3" or "3-5" of a list; returns what follows it, NULL: not a range. */
static const char *page_range(const char *at, long *first, long *last)
{
	char *end;

	if (*at < '0' || *at > '9')
		return NULL;
	*first = *last = strtol(at, &end, 10);
	if (*end == '-') {
		if (end[1] < '0' || end[1] > '9')
			return NULL;
		*last = strtol(end + 1, &end, 10);
	}
	return *last >= *first && (*end == '\0' || *end == ',') ? end : NULL;
}

static const char *checked_pages(const char *list)
{
	const char *at = list;
	long first, last;

	do {
		at = page_range(at, &first, &last);
		if (!at)
			die_usage("'%s' is no list of pages such as 3-5,8", list);
	} while (*at++ == ',');
	return list;
}

bool request_wants_page(const struct request *r, int number)
{
	const char *at = r->pages;
	long first, last;

	if (!at)
		return true;
	do {
		at = page_range(at, &first, &last);
		if (at && number >= first && number <= last)
			return true;
	} while (at && *at++ == ',');
	return false;
}

static void set_need(struct needs *w, enum option option, const char *value)
{
	w->asked = true;
	if (option == OPTION_SIZE)
		w->size = value_size(value);
	else if (option == OPTION_COLORS)
		value_colors(w, value);
	else if (option == OPTION_FONT)
		w->font = value;
	else if (option == OPTION_TEXT_ONLY)
		w->text_only = true;
	else if (strcmp(value, "wide") == 0)
		w->spacing = SPACING_WIDE;
	else if (strcmp(value, "widest") == 0)
		w->spacing = SPACING_WIDEST;
	else
		die_usage("'--spacing' is wide or widest, not '%s'", value);
}

/* What an option that takes no value switches on; NULL: it is none of these. */
static bool *switch_of(struct request *r, enum option option)
{
	switch (option) {
	case OPTION_TAGS:
		return &r->show_tags;
	case OPTION_FRAMES:
		return &r->show_frames;
	case OPTION_GRID:
		return &r->show_grid;
	case OPTION_BLEED:
		return &r->show_bleed;
	case OPTION_SPREADS:
		return &r->spreads;
	case OPTION_SEPARATIONS:
		return &r->separations;
	case OPTION_SOFT_PROOF:
		return &r->soft_proof;
	case OPTION_NO_CACHE:
		return &r->no_cache;
	case OPTION_JSON:
		return &r->json;
	case OPTION_BLANKS:
		return &r->imposing.blanks;
	case OPTION_MARKS:
		return &r->imposing.marks;
	default:
		return NULL;
	}
}

/* Where an option's value is kept as it stands; NULL: it is read further. */
static const char **value_of(struct request *r, enum option option)
{
	switch (option) {
	case OPTION_OUTPUT:
		return &r->folder;
	case OPTION_PRINTER:
		return &r->printer;
	case OPTION_HOME:
		return &r->home;
	case OPTION_COVER:
		return &r->imposing.cover;
	default:
		return NULL;
	}
}

static void read_option(struct request *r, enum option option, const char *value)
{
	switch (option) {
	case OPTION_EDITION:
		ARENA_PUSH(r->arena, r->edition, r->nedition, r->capedition) = value;
		break;
	case OPTION_PAGES:
		r->pages = checked_pages(value);
		break;
	case OPTION_PPI:
		r->ppi = value_ppi(value);
		break;
	case OPTION_BINDING:
		r->imposing.binding = value_binding(r, value);
		break;
	case OPTION_THICKNESS:
		r->imposing.thickness = value_thickness(value, "thickness of paper");
		break;
	case OPTION_COVER_THICKNESS:
		r->imposing.cover_thickness =
		    value_thickness(value, "thickness of a cover");
		break;
	case OPTION_CREEP:
		r->imposing.creep = value_creep(value);
		break;
	case OPTION_SIGNATURE:
		r->imposing.signature = value_signature(value);
		break;
	case OPTION_SHEET:
		r->imposing.paper = value_paper(r, value);
		break;
	case OPTION_DENY:
		if (!diag_deny(r->diag, value))
			wrong_slug(r, value);
		break;
	case OPTION_ALLOW:
		if (!diag_allow(r->diag, value))
			wrong_slug(r, value);
		break;
	case OPTION_HELP:
		r->command = COMMAND_HELP;
		break;
	case OPTION_VERSION:
		r->command = COMMAND_VERSION;
		break;
	default: /* what one reader asks for */
		set_need(&r->needs, option, value);
	}
}

static void set_option(struct request *r, enum option option, const char *value)
{
	bool *on = switch_of(r, option);
	const char **kept = value_of(r, option);

	if (on)
		*on = true;
	else if (kept)
		*kept = value;
	else
		read_option(r, option, value);
}

/* ---- words -------------------------------------------------------------- */

struct words {
	char **at, **end;
	uint64_t given; /* bit of each option seen */
	const char *plain[4];
	size_t nplain;
};

/* The option that `word` begins with; *value is what stands behind = or the letter. */
static enum option option_of(struct request *r, const char *word, const char **value)
{
	const size_t len = strcspn(word, "=");

	for (size_t i = 0; i < OPTION_N; i++) {
		if (word[1] != '-') {
			if (word[1] != options[i].letter)
				continue;
			*value = word[2] ? word + 2 : NULL;
			return (enum option)i;
		}
		if (len != strlen(options[i].name) + 2 ||
		    memcmp(word + 2, options[i].name, len - 2) != 0)
			continue;
		*value = word[len] ? word + len + 1 : NULL;
		return (enum option)i;
	}
	wrong_option(r, arena_copy(r->arena, word, word[1] == '-' ? len : 2));
}

static void take_option(struct request *r, struct words *w, const char *word)
{
	const char *value;
	const enum option option = option_of(r, word, &value);
	const char *name = options[option].name;

	w->given |= UINT64_C(1) << option;
	if (!options[option].value) {
		if (value)
			die_usage("the option '--%s' takes no value", name);
	} else if (!value) {
		if (w->at == w->end)
			die_usage("the option '--%s' needs a value: %s", name,
			    options[option].value);
		value = *w->at++;
	}
	if (value && !*value && option != OPTION_HOME)
		die_usage("the option '--%s' has an empty value", name);
	set_option(r, option, value);
}

static void take_plain(struct words *w, const char *word)
{
	if (w->nplain == COUNT(w->plain))
		die_usage("there are too many words; '%s' is one of them", word);
	w->plain[w->nplain++] = word;
}

static void check_options(const struct request *r, const struct words *w)
{
	for (size_t i = 0; i < OPTION_N; i++)
		if (w->given >> i & 1 && !(options[i].commands & 1u << r->command))
			die_usage(
			    "'%s' has no option '--%s'", w->plain[0], options[i].name);
}

/* What one reader asks for is one file, and no edition that all may choose. */
static void check_needs(const struct request *r)
{
	if (!r->needs.asked)
		return;
	if (r->nedition || r->printer)
		die_usage("what one reader asks for is an edition of its own: leave out "
			  "'--%s'",
		    r->nedition ? "edition" : "printer");
	if (r->folder && (strlen(r->folder) < 5 ||
			     strcmp(r->folder + strlen(r->folder) - 4, ".pdf") != 0))
		die_usage("what one reader asks for is one file: name it by -o FILE.pdf");
}

/* The folder's name without slashes at its end. */
static const char *folder_of(struct request *r, const char *word)
{
	size_t len = strlen(word);

	while (len > 1 && word[len - 1] == '/')
		len--;
	if (len == 0)
		die_usage("the issue's folder has an empty name");
	return arena_copy(r->arena, word, len);
}

/* A file in, a file out. */
static void assign_files(struct request *r, const struct words *w)
{
	const struct imposing *i = &r->imposing;

	if (w->nplain != 2)
		die_usage(
		    "'impose' takes one file: inpress impose FILE.pdf -o SHEETS.pdf");
	if (!r->folder)
		die_usage("'impose' needs a name for its sheets: -o SHEETS.pdf");
	if (i->signature && i->binding != BINDING_PERFECT)
		die_usage("'--signature' folds the leaves of '--binding perfect'");
	if (i->cover && i->binding == BINDING_READER)
		die_usage("'--cover' goes round sheets that are bound");
	r->file = w->plain[1];
}

static void assign_plain(struct request *r, const struct words *w)
{
	size_t at = 1;

	if (w->nplain == 0)
		die_usage("say what to do: build, check, proof, dump, impose or "
			  "preflight; "
			  "'inpress --help' explains");
	r->command = command_of(r, w->plain[0]);
	check_options(r, w);
	if (r->command == COMMAND_IMPOSE) {
		assign_files(r, w);
		return;
	}
	if (r->command == COMMAND_PREFLIGHT) {
		if (w->nplain != 2)
			die_usage(
			    "'preflight' takes one file: inpress preflight FILE.pdf");
		r->file = w->plain[1];
		return;
	}
	if (r->command == COMMAND_DUMP) {
		if (w->nplain < 2)
			die_usage("'dump' needs a stage and an issue's folder");
		r->stage = stage_of(r, w->plain[at++]);
	}
	if (w->nplain <= at)
		die_usage("'%s' needs an issue's folder", w->plain[0]);
	if (w->nplain > at + 1)
		die_usage("'%s' takes one issue; '%s' is one word too many", w->plain[0],
		    w->plain[at + 1]);
	r->issue = folder_of(r, w->plain[at]);
}

static void check_printer(struct request *r)
{
	const char *const *list = preset_names(r->arena, r->styles);

	for (size_t i = 0; list[i]; i++)
		if (strcmp(r->printer, list[i]) == 0)
			return;
	die_usage("unknown printer's preset '%s'%s", r->printer,
	    value_meant(r, r->printer, list));
}

void request_read(struct request *r, int argc, char **argv)
{
	struct words w = {.at = argv + (argc ? 1 : 0), .end = argv + argc};
	bool options_end = false;

	r->ppi = 100;
	r->imposing.thickness = MM(0.1);
	r->imposing.cover_thickness = r->imposing.creep = -1;
	while (w.at < w.end) {
		const char *word = *w.at++;

		if (options_end || word[0] != '-' || !word[1])
			take_plain(&w, word);
		else if (strcmp(word, "--") == 0)
			options_end = true;
		else
			take_option(r, &w, word);
		if (r->command == COMMAND_HELP || r->command == COMMAND_VERSION)
			return;
	}
	assign_plain(r, &w);
	if (r->command == COMMAND_IMPOSE && !r->imposing.marks && !r->printer)
		return; /* needs no design */
	check_needs(r);
	request_find_design(r);
	if (r->printer)
		check_printer(r);
}
