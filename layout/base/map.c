/*
 * Strings to pointers, and the nearest word of a list.
 *
 * Entries stand in insertion order in an array, so walking a map is the same on every
 * run; a table of indexes with open addressing and linear probing finds them. Nothing is
 * ever removed. Hash: FNV-1a, enough for keys that people write.
 */
#include "base/base.h"

#include <string.h>

struct map map_new(struct arena *a)
{
	return (struct map){.arena = a};
}

static uint32_t hash(const char *key)
{
	uint32_t h = 2166136261u;
	for (; *key; key++)
		h = (h ^ (unsigned char)*key) * 16777619u;
	return h;
}

/* The slot where key is, or where it belongs. A slot holds an entry's index + 1. */
static uint32_t *slot_of(const struct map *m, const char *key)
{
	size_t mask = m->nslot - 1, i = hash(key) & mask;
	while (m->slot[i] && strcmp(m->entry[m->slot[i] - 1].key, key) != 0)
		i = (i + 1) & mask;
	return &m->slot[i];
}

void *map_find(const struct map *m, const char *key)
{
	if (!m->nslot)
		return NULL;
	uint32_t at = *slot_of(m, key);
	return at ? m->entry[at - 1].value : NULL;
}

static void grow(struct map *m)
{
	m->nslot = m->nslot ? m->nslot * 2 : 16;
	m->slot = ARENA_ARRAY(m->arena, uint32_t, m->nslot);
	for (size_t i = 0; i < m->n; i++)
		*slot_of(m, m->entry[i].key) = (uint32_t)i + 1;
}

void *map_set(struct map *m, const char *key, void *value)
{
	if ((m->n + 1) * 3 > m->nslot * 2)
		grow(m);
	uint32_t *slot = slot_of(m, key);
	if (*slot) {
		void *old = m->entry[*slot - 1].value;
		m->entry[*slot - 1].value = value;
		return old;
	}
	*slot = (uint32_t)m->n + 1;
	ARENA_PUSH(m->arena, m->entry, m->n, m->cap) =
	    (struct map_entry){arena_string(m->arena, key), value};
	return NULL;
}

enum { WORD_MAX = 63 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment distance: insert, delete, replace, swap two neighbours. */
static int distance(const char *a, size_t na, const char *b, size_t nb)
{
	int row[3][WORD_MAX + 1];
	int *before = row[0], *last = row[1], *now = row[2];
	for (size_t j = 0; j <= nb; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		now[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			char x = lower(a[i - 1]), y = lower(b[j - 1]);
			now[j] =
			    least(least(now[j - 1], last[j]) + 1, last[j - 1] + (x != y));
			if (i > 1 && j > 1 && x == lower(b[j - 2]) &&
			    y == lower(a[i - 2]))
				now[j] = least(now[j], before[j - 2] + 1);
		}
		int *reuse = before;
		before = last, last = now, now = reuse;
	}
	return last[nb];
}

const char *closest(const char *word, const char *const *list)
{
	size_t len = strlen(word);
	if (!len || len > WORD_MAX)
		return NULL;
	int best = (int)(len / 3 > 1 ? len / 3 : 1) + 1;
	const char *found = NULL;
	for (; *list; list++) {
		size_t n = strlen(*list);
		if (n > WORD_MAX)
			continue;
		int d = distance(word, len, *list, n);
		if (d < best) {
			best = d;
			found = *list;
		}
	}
	return found;
}
