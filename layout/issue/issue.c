/*
 * An issue: issue.yaml and the pieces that its flatplan names.
 *
 * In: a folder. Out: struct issue, every finding reported. The pieces' names are known
 * before any is read, so that each page reference finds its piece whatever the order.
 */
#include "issue/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *folder_slug(struct arena *a, const char *folder)
{
	char *real = realpath(folder, NULL);
	const char *path = real ? real : folder, *slash = strrchr(path, '/');
	char *slug = arena_string(a, slash && slash[1] ? slash + 1 : path);
	free(real);
	return slug;
}

static char *folder_path(struct arena *a, const char *folder)
{
	size_t n = strlen(folder);
	while (n > 1 && folder[n - 1] == '/')
		n--;
	return arena_copy(a, folder, n);
}

/* They stand on one line, at the foot of pages and in titles. */
enum { LONGEST = 400 }; /* characters */

const char *issue_words(struct diag *d, const struct yaml *y, const char *key)
{
	const char *text = yaml_string(d, y, key);
	if (!text || !*text)
		return NULL;
	if (utf8_count(text, strlen(text)) <= LONGEST)
		return text;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, key)->pos,
	    "'%s' has more than %d characters, it was passed over", key, LONGEST);
	return NULL;
}

static const char *needed(
    struct diag *d, const struct yaml *y, const char *key, const char *instead)
{
	const struct yaml *value = yaml_find(y, key);
	const char *text = issue_words(d, y, key);
	if (text || (value && value->kind != YAML_SCALAR))
		return text ? text : instead;
	diag(d, DIAG_MISSING_KEY, value ? value->pos : (struct pos){1, 1, y->pos.file},
	    "the issue has no '%s'", key);
	diag_hint(d, "add a line '%s: ...'", key);
	return instead;
}

/* ---- dates --------------------------------------------------------------- */

static int digits(const char *text, int n)
{
	int value = 0;
	for (; n; n--, text++) {
		if (*text < '0' || *text > '9')
			return -1;
		value = 10 * value + (*text - '0');
	}
	return value;
}

bool date_is_good(const char *date)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (strlen(date) != 10 || date[4] != '-' || date[7] != '-')
		return false;
	int y = digits(date, 4), m = digits(date + 5, 2), d = digits(date + 8, 2);
	if (y < 1 || m < 1 || m > 12 || d < 1)
		return false;
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
	return d <= days[m - 1] + (m == 2 && leap);
}

static const char *date_read(struct diag *d, const struct yaml *y)
{
	const char *date = needed(d, y, "date", NULL);
	if (!date || date_is_good(date))
		return date;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "date")->pos,
	    "'%s' is not a date, it was passed over", date);
	diag_hint(d, "write year, month and day: 2026-10-01");
	return NULL;
}

/* ---- issue.yaml ---------------------------------------------------------- */

static void glossary_read(
    struct arena *a, struct diag *d, struct issue *i, const struct yaml *y)
{
	const struct yaml *glossary = yaml_find(y, "glossary");
	i->glossary = map_new(a);
	if (!glossary || (glossary->kind == YAML_SCALAR && !*glossary->text))
		return;
	if (glossary->kind != YAML_MAP) {
		diag(d, DIAG_BAD_VALUE, glossary->pos,
		    "the glossary must be words and what they "
		    "stand for, it was passed over");
		diag_hint(d,
		    "each line is like 'SEND: Special Educational Needs and Disability'");
		return;
	}
	for (size_t k = 0; k < glossary->n; k++) {
		const struct yaml_entry *e = &glossary->entry[k];
		const char *text = yaml_string(d, glossary, e->key);
		if (text && *text && e->key[0])
			map_set(&i->glossary, e->key, arena_string(a, text));
		else if (text)
			diag(d, DIAG_BAD_VALUE, e->pos,
			    "the glossary does not say what '%s' means", e->key);
	}
}

/* "In-clu-sion" -> "inclusion" */
static char *hyphenation_key(struct arena *a, const char *word)
{
	char *key = arena_string(a, word), *to = key;
	for (const char *from = key; *from; from++)
		if (*from != '-')
			*to++ =
			    (char)(*from >= 'A' && *from <= 'Z' ? *from | 0x20 : *from);
	*to = '\0';
	return key;
}

/* Words with a hyphen wherever they may be cut; without one they are never cut. */
static void hyphenation_read(
    struct arena *a, struct diag *d, struct issue *i, const struct yaml *y)
{
	const struct yaml *list = yaml_find(y, "hyphenation");
	i->hyphenation = map_new(a);
	if (!list)
		return;
	if (list->kind != YAML_LIST) {
		diag(d, DIAG_BAD_VALUE, list->pos,
		    "the hyphenation must be a list of words, it was passed over");
		diag_hint(d, "each line is like '- in-clu-sion'");
		return;
	}
	for (size_t k = 0; k < list->n; k++) {
		const struct yaml *word = list->entry[k].value;
		if (word->kind == YAML_SCALAR && *word->text &&
		    !strpbrk(word->text, " \t"))
			map_set(&i->hyphenation, hyphenation_key(a, word->text),
			    arena_string(a, word->text));
		else
			diag(d, DIAG_BAD_VALUE, word->pos,
			    "this is not one word with its hyphens, it was passed over");
	}
}

static const char *issn_read(struct diag *d, const struct yaml *y)
{
	const char *issn = issue_words(d, y, "issn");
	char last;

	if (!issn || issn_check(issn, &last))
		return issn;
	diag(d, DIAG_BAD_VALUE, yaml_find(y, "issn")->pos, "'%s' is no ISSN", issn);
	if (last)
		diag_hint(
		    d, "its last character should be %c, if the others are right", last);
	else
		diag_hint(d, "it is eight characters, such as 1361-8695");
	return issn;
}

static void fields_read(
    struct arena *a, struct diag *d, struct issue *i, const struct yaml *y)
{
	static const char *const keys[] = {"magazine", "number", "season", "date",
	    "language", "price", "issn", "publisher", "website", "description", "cover",
	    "glossary", "hyphenation", "printing", "flatplan", NULL};
	yaml_check_keys(d, y, keys, "issue");
	i->magazine = needed(d, y, "magazine", "Untitled");
	i->number = issue_words(d, y, "number");
	i->season = issue_words(d, y, "season");
	i->date = date_read(d, y);
	i->price = issue_words(d, y, "price");
	i->issn = issn_read(d, y);
	i->publisher = issue_words(d, y, "publisher");
	i->website = issue_words(d, y, "website");
	i->description = issue_words(d, y, "description");
	const char *lang = issue_words(d, y, "language");
	if (lang)
		lang = language_check(d, yaml_find(y, "language")->pos, lang);
	i->lang = lang ? lang : "en-GB";
	glossary_read(a, d, i, y);
	hyphenation_read(a, d, i, y);
	i->printing = printing_read(d, yaml_find(y, "printing"));
}

static bool is_file(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

struct issue *issue_read(struct arena *a, struct diag *d, const char *folder)
{
	folder = folder_path(a, folder);
	const char *path = path_join(a, folder, "issue.yaml");
	struct yaml *y = yaml_file(a, d, (struct pos){0}, path);
	if (!y) {
		if (is_file(folder))
			diag_hint(d, "give the issue's folder");
		return NULL;
	}
	if (y->kind != YAML_MAP) {
		diag(d, DIAG_BAD_YAML, y->pos, "an issue must be keys and values");
		diag_hint(d, "each line is like 'magazine: Inclusion Now'");
		return NULL;
	}
	struct issue *i = ARENA_NEW(a, struct issue);
	struct map pictures = map_new(a);
	i->folder = folder;
	i->slug = folder_slug(a, folder);
	fields_read(a, d, i, y);
	flatplan_read(a, d, i, y);
	for (size_t k = 0; k < i->npiece; k++)
		piece_read(a, d, i, i->piece[k], &pictures);
	issue_check(d, i, &pictures);
	return i;
}
