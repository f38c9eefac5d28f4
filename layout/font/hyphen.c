/*
 * Hyphenation by libhyphen (Liang's patterns, as the Debian package hyphen-en-gb has
 * them).
 *
 * In: a word as it stands in the text, and how near its ends it may be cut. Out: where a
 * hyphen may stand. A word with a capital in it is left whole: it is a name,
 * an abbreviation, or the first of a sentence, which cannot be told from a name.
 *
 * A dictionary takes 16 ms to read, so each is read when its language is first asked for.
 */
#include "font/fonts.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_WORD = 100 };

struct hyphen_dictionary {
	const char *lang;
	HyphenDict *dict; /* NULL: there is none */
};

static void free_dictionary(void *dict)
{
	hnj_hyphen_free(dict);
}

/* "en-GB" -> ".../hyph_en_GB.dic"; the bare language is Britain's. */
static char *path_of(struct arena *a, const char *lang)
{
	const char *name = strcmp(lang, "en") ? lang : "en-GB";
	char *path = arena_printf(a, "/usr/share/hyphen/hyph_%s.dic", name);
	for (char *c = path + strlen(path) - strlen(name) - 4; *c; c++)
		if (*c == '-')
			*c = '_';
		else if (*c == '/')
			*c = '.';
	return path;
}

static HyphenDict *dictionary_of(struct fonts *f, struct diag *d, const char *lang)
{
	for (size_t i = 0; i < f->ndictionary; i++)
		if (!strcmp(f->dictionary[i].lang, lang))
			return f->dictionary[i].dict;
	struct hyphen_dictionary *new =
	    &ARENA_PUSH(f->arena, f->dictionary, f->ndictionary, f->capdictionary);
	new->lang = arena_string(f->arena, lang);
	const char *path = path_of(f->arena, lang);
	new->dict = access(path, R_OK) == 0 ? hnj_hyphen_load(path) : NULL;
	if (new->dict) {
		arena_defer(f->arena, free_dictionary, new->dict);
		return new->dict;
	}
	struct pos none = {0};
	diag(d, DIAG_NO_HYPHENATION, none,
	    "no hyphenation for '%s'; its words stay whole", lang);
	if (!strncmp(lang, "en", 2))
		diag_hint(d, "install the Debian package hyphen-en-gb");
	return NULL;
}

static bool has_capital(const char *word, uint32_t len)
{
	for (uint32_t i = 0; i < len; i++)
		if (word[i] >= 'A' && word[i] <= 'Z')
			return true;
	return false;
}

/* libhyphen counts in characters for UTF-8 dictionaries; points count bytes. */
static void to_bytes(const char *word, uint32_t len, const char *after, uint8_t *points)
{
	size_t character = 0;
	for (uint32_t i = 1; i < len; i++) {
		if (((uint8_t)word[i] & 0xC0) == 0x80)
			continue;
		points[i] = after[character] & 1;
		character++;
	}
}

bool font_hyphenate(
    struct fonts *f, struct diag *d, const struct hyphen_word *w, uint8_t *points)
{
	memset(points, 0, w->len + 1);
	HyphenDict *dict = dictionary_of(f, d, w->lang ? w->lang : "en-GB");
	if (!dict)
		return false;
	if (w->len > MAX_WORD || utf8_count(w->text, w->len) < (size_t)w->least ||
	    has_capital(w->text, w->len))
		return true;
	char after[MAX_WORD + 6] = {0}, copy[MAX_WORD + 1] = {0};
	/* libhyphen reads on to a NUL, whatever length it is told */
	memcpy(copy, w->text, w->len);
	char **replaced = NULL;
	int *at = NULL, *cut = NULL;
	if (!hnj_hyphen_hyphenate3(dict, copy, (int)w->len, after, NULL, &replaced, &at,
		&cut, w->before, w->after, w->before, w->after))
		to_bytes(w->text, w->len, after, points);
	if (replaced)
		for (uint32_t i = 0; i < w->len; i++)
			free(replaced[i]);
	free(replaced);
	free(at);
	free(cut);
	return true;
}
