/*
 * The glossary's abbreviations, at their first use in each piece.
 *
 * In: a finished tree and the glossary. Out: the first text that holds each word
 * is cut, and the word is an ABBR with its expansion: it is spoken in full once. A plural
 * ("EHCPs") is the word with an s, spoken with an s. Words in another language, in code
 * and in generated text are not the magazine's abbreviations.
 */
#include "issue/reader.h"

#include <string.h>

struct marker {
	struct arena *arena;
	const struct map *glossary;
	bool first[256]; /* bytes that a word of the glossary begins with */
	bool *used;	 /* entry by entry */
	size_t nleft;
};

struct found {
	size_t entry, at, len;
	bool plural;
};

static bool is_word_byte(char c)
{
	unsigned char b = (unsigned char)c;
	return (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
}

/* A letter past ASCII ends at `at`: "é" is one, a quotation mark is not. */
static bool letter_before(const char *text, size_t at)
{
	if (!at)
		return false;
	unsigned char b = (unsigned char)text[at - 1];
	if (b < 0x80)
		return is_word_byte((char)b);
	size_t start = at - 1, len;
	while (start && ((unsigned char)text[start] & 0xC0) == 0x80)
		start--;
	uint32_t c = utf8_decode(text + start, text + at, &len);
	return c >= 0xC0 && (c < 0x2000 || c > 0x206F);
}

static bool letter_after(const char *text, size_t len, size_t at)
{
	if (at >= len)
		return false;
	if ((unsigned char)text[at] < 0x80)
		return is_word_byte(text[at]);
	size_t n;
	uint32_t c = utf8_decode(text + at, text + len, &n);
	return c >= 0xC0 && (c < 0x2000 || c > 0x206F);
}

/* The longest unused word of the glossary that stands at text + at. */
static bool match(const struct marker *m, const char *text, size_t len, struct found *f)
{
	bool found = false;
	for (size_t e = 0; e < m->glossary->n; e++) {
		const char *key = m->glossary->entry[e].key;
		size_t n = strlen(key), at = f->at;
		if (m->used[e] || n > len - at || memcmp(text + at, key, n) != 0 ||
		    (found && n <= f->len))
			continue;
		bool plural = at + n < len && text[at + n] == 's';
		if (letter_after(text, len, at + n + plural))
			continue;
		f->entry = e;
		f->len = n + plural;
		f->plural = plural;
		found = true;
	}
	return found;
}

static struct node *text_part(
    struct marker *m, const struct node *n, size_t at, size_t len)
{
	struct node *part = node_new(
	    m->arena, NODE_TEXT, pos_right(n->pos, utf8_count(n->as.text.text, at)));
	part->as.text.text = arena_copy(m->arena, n->as.text.text + at, len);
	part->as.text.len = (uint32_t)len;
	return part;
}

/* Cuts text in up to three; returns what is after the word, or NULL. */
static struct node *cut(struct marker *m, struct node *text, const struct found *f)
{
	const char *expansion = m->glossary->entry[f->entry].value;
	size_t behind = f->at + f->len, left = text->as.text.len - behind;
	struct node *word = text_part(m, text, f->at, f->len), *rest = NULL;
	struct node *abbr = node_new(m->arena, NODE_ABBR, word->pos);
	abbr->as.abbr.expansion =
	    f->plural ? arena_printf(m->arena, "%ss", expansion) : expansion;
	node_append(abbr, word);
	node_insert_after(text, abbr);
	if (left) {
		rest = text_part(m, text, behind, left);
		node_insert_after(abbr, rest);
	}
	if (f->at) {
		text->as.text.text = arena_copy(m->arena, text->as.text.text, f->at);
		text->as.text.len = (uint32_t)f->at;
	} else {
		node_remove(text);
	}
	m->used[f->entry] = true;
	m->nleft--;
	return rest;
}

static void mark_text(struct marker *m, struct node *text)
{
	struct found f = {0};
	while (text && m->nleft && f.at < text->as.text.len) {
		const char *t = text->as.text.text;
		if (m->first[(unsigned char)t[f.at]] && !letter_before(t, f.at) &&
		    match(m, t, text->as.text.len, &f)) {
			text = cut(m, text, &f);
			f.at = 0;
		} else {
			f.at++;
		}
	}
}

static void mark(struct marker *m, struct node *n)
{
	struct node *next;
	for (struct node *k = n->first; k && m->nleft; k = next) {
		next = k->next;
		if (k->kind == NODE_TEXT && !k->generated)
			mark_text(m, k);
		else if (!k->lang && !k->generated && k->kind != NODE_ABBR &&
			 !(k->kind == NODE_SPAN && node_has_class(k, "code")) &&
			 !link_is_bare(k))
			mark(m, k);
	}
}

void glossary_mark(struct arena *a, const struct map *glossary, struct node *root)
{
	struct marker m = {.arena = a, .glossary = glossary, .nleft = glossary->n};
	if (!glossary->n)
		return;
	m.used = ARENA_ARRAY(a, bool, glossary->n);
	for (size_t i = 0; i < glossary->n; i++)
		m.first[(unsigned char)glossary->entry[i].key[0]] = true;
	mark(&m, root);
}
