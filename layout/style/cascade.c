/*
 * The cascade: from rules and a node to its resolved style.
 *
 * In: a node, its parent's style, the ink of its piece's section. Out: a style in which
 * every property stands, and equal styles are one pointer. Two tables make it fast: the
 * rules that match are found through an index by kind, and (parent style, section,
 * matched rules) is looked up whole, so a style is computed once however many nodes have
 * it; what was computed is then interned by content. Rejected: a cache by node kind and
 * class alone, wrong as soon as a rule names an ancestor. Styles live in the rules' own
 * arena and stay when a trial layout is rewound.
 */
#include "style/rules.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_TABLE = 256 };

struct interned {
	struct style style; /* first: a style's pointer is its interned's */
	bool checked;	    /* for small type and weak contrast */
};

struct lookup {
	const struct style *parent;
	int section;
	size_t n;
	uint32_t *rule;
	struct interned *found; /* NULL: an empty slot */
};

/* ---- after reading ---- */

/* A rule that is like another begins with all that other rules of that selector say. */
static void add_likes(struct rules *r, struct rule *rule)
{
	if (rule->state != LIKE_OPEN) {
		if (rule->state == LIKE_BUSY)
			diag(r->reading.diag, DIAG_BAD_PROPERTY, rule->like_pos,
			    "'%s' is like itself", rule->selector.text);
		return;
	}
	rule->state = LIKE_BUSY;
	struct decl *own = rule->decl, *all = NULL;
	size_t n = 0, cap = 0;
	bool found = !rule->like;
	for (size_t i = 0; rule->like && i < r->nrule; i++) {
		struct rule *other = &r->rule[i];
		if (other == rule || strcmp(other->selector.text, rule->like) != 0)
			continue;
		found = true;
		add_likes(r, other);
		for (size_t j = 0; j < other->ndecl; j++)
			ARENA_PUSH(r->reading.arena, all, n, cap) = other->decl[j];
	}
	if (!found)
		diag(r->reading.diag, DIAG_BAD_PROPERTY, rule->like_pos,
		    "no style '%s' to be like", rule->like);
	for (size_t j = 0; n && j < rule->ndecl; j++)
		ARENA_PUSH(r->reading.arena, all, n, cap) = own[j];
	if (n) {
		rule->decl = all;
		rule->ndecl = n;
	}
	rule->state = LIKE_DONE;
}

static int compare_rules(const void *left, const void *right)
{
	const struct rule *a = left, *b = right;
	if (a->selector.weight != b->selector.weight)
		return a->selector.weight - b->selector.weight;
	return (a->order > b->order) - (a->order < b->order);
}

static void index_rule(struct rules *r, uint32_t at)
{
	struct arena *a = r->reading.arena;
	const struct selector *sel = &r->rule[at].selector;
	int kind = sel->part[sel->npart - 1].kind;
	if (sel->pseudo) {
		struct rule_list *list = &r->by_pseudo[sel->pseudo];
		ARENA_PUSH(a, list->at, list->n, list->cap) = at;
		return;
	}
	for (int k = 0; k < NODE_NKIND && !sel->thing; k++)
		if (kind < 0 || kind == k)
			ARENA_PUSH(
			    a, r->by_kind[k].at, r->by_kind[k].n, r->by_kind[k].cap) = at;
	if (!sel->thing)
		return;
	struct rule_list *list = map_find(&r->by_name, sel->name);
	if (!list) {
		list = ARENA_NEW(a, struct rule_list);
		map_set(&r->by_name, sel->name, list);
	}
	ARENA_PUSH(a, list->at, list->n, list->cap) = at;
}

void rules_finish(struct rules *r)
{
	for (size_t i = 0; i < r->nrule; i++)
		add_likes(r, &r->rule[i]);
	if (r->nrule)
		qsort(r->rule, r->nrule, sizeof *r->rule, compare_rules);
	for (size_t i = 0; i < r->nrule; i++)
		index_rule(r, (uint32_t)i);
	r->match = ARENA_ARRAY(r->reading.arena, uint32_t, r->nrule);
	r->lookup_size = r->interned_size = FIRST_TABLE;
	r->lookup = ARENA_ARRAY(r->reading.arena, struct lookup, FIRST_TABLE);
	r->interned = ARENA_ARRAY(r->reading.arena, struct interned *, FIRST_TABLE);
}

/* ---- interning ---- */

static uint32_t mix(uint32_t h, uint64_t n)
{
	for (int i = 0; i < 8; i++, n >>= 8)
		h = (h ^ (n & 0xFF)) * 16777619u;
	return h;
}

static bool same_style(const struct style *a, const struct style *b)
{
	if (a->face != b->face || a->ground.index != b->ground.index ||
	    a->ground.tint != b->ground.tint)
		return false;
	for (int p = 0; p < PROPERTY_COUNT; p++)
		if (!style_same_value(a, b, (enum property)p))
			return false;
	return true;
}

/* A few properties that differ most often spread the styles well enough. */
static uint32_t style_hash(const struct style *s)
{
	uint32_t h = mix(2166136261u, (uint64_t)s->font_size);
	h = mix(h, (uint64_t)s->font_weight);
	h = mix(h, (uint64_t)s->line_height << 32 | (uint32_t)s->margin_top);
	h = mix(h, (uint64_t)s->margin_bottom << 32 | (uint32_t)s->margin_left);
	h = mix(h, (uint64_t)s->color.ink.index << 32 | s->color.ink.tint);
	return mix(h, (uint64_t)s->background_color.ink.index << 32 | s->ground.index);
}

static struct interned **intern_slot(
    struct interned **table, size_t size, const struct style *s)
{
	size_t i = style_hash(s) & (size - 1);
	while (table[i] && !same_style(&table[i]->style, s))
		i = (i + 1) & (size - 1);
	return &table[i];
}

static void grow_interned(struct rules *r)
{
	size_t size = r->interned_size * 2;
	struct interned **table = ARENA_ARRAY(r->reading.arena, struct interned *, size);
	for (size_t i = 0; i < r->interned_size; i++)
		if (r->interned[i])
			*intern_slot(table, size, &r->interned[i]->style) =
			    r->interned[i];
	r->interned = table;
	r->interned_size = size;
}

static struct interned *intern(struct rules *r, const struct style *s)
{
	if (r->ninterned * 2 >= r->interned_size)
		grow_interned(r);
	struct interned **slot = intern_slot(r->interned, r->interned_size, s);
	if (!*slot) {
		*slot = ARENA_NEW(r->reading.arena, struct interned);
		(*slot)->style = *s;
		r->ninterned++;
	}
	return *slot;
}

/* ---- resolving ---- */

struct match {
	const struct style *parent;
	int section;
	size_t n;
	uint32_t *rule; /* in the cascade's order */
};

static struct lookup *lookup_slot(
    struct lookup *table, size_t size, const struct match *m)
{
	uint32_t h = mix(2166136261u, (uintptr_t)m->parent);
	h = mix(h, (uint64_t)(unsigned)m->section);
	for (size_t i = 0; i < m->n; i++)
		h = mix(h, m->rule[i]);
	size_t at = h & (size - 1);
	for (; table[at].found; at = (at + 1) & (size - 1)) {
		const struct lookup *l = &table[at];
		if (l->parent == m->parent && l->section == m->section && l->n == m->n &&
		    (!m->n || memcmp(l->rule, m->rule, m->n * sizeof *m->rule) == 0))
			break;
	}
	return &table[at];
}

static void grow_lookup(struct rules *r)
{
	size_t size = r->lookup_size * 2;
	struct lookup *table = ARENA_ARRAY(r->reading.arena, struct lookup, size);
	for (size_t i = 0; i < r->lookup_size; i++) {
		const struct lookup *l = &r->lookup[i];
		if (!l->found)
			continue;
		struct match m = {l->parent, l->section, l->n, l->rule};
		*lookup_slot(table, size, &m) = *l;
	}
	r->lookup = table;
	r->lookup_size = size;
}

/* For one reader: letters, words and lines at least as far apart as asked. */
static void set_apart(const struct sheet *sheet, struct style *s)
{
	const sp least = sp_scale(s->font_size, 3, 2);

	s->letter_spacing = sp_scale(s->font_size, sheet->letter_em, 1000);
	s->word_spacing = sp_scale(s->font_size, sheet->word_em, 1000);
	if (s->line_height < least)
		s->line_height = least;
}

static struct interned *compute(const struct sheet *sheet, const struct match *m)
{
	struct rules *r = sheet->rules;
	struct style s = r->initial;
	s.sheet = sheet;
	if (m->parent) {
		style_inherit(&s, m->parent);
		s.ground = m->parent->ground;
	}
	for (size_t i = 0; i < m->n; i++) {
		const struct rule *rule = &r->rule[m->rule[i]];
		for (size_t j = 0; j < rule->ndecl; j++)
			style_assign(
			    &s, rule->decl[j].property, &rule->decl[j].value, m->section);
	}
	if (sheet->letter_em)
		set_apart(sheet, &s);
	if (!s.background_color.none)
		s.ground = s.background_color.ink;
	if (r->reading.fonts)
		s.face = fonts_find(r->reading.fonts, s.font_family, s.font_weight,
		    s.font_style == FONT_STYLE_ITALIC);
	return intern(r, &s);
}

static struct interned *resolve(const struct sheet *sheet, const struct match *m)
{
	struct rules *r = sheet->rules;
	struct lookup *l = lookup_slot(r->lookup, r->lookup_size, m);
	if (l->found)
		return l->found;
	struct interned *found = compute(sheet, m);
	l->parent = m->parent;
	l->section = m->section;
	l->n = m->n;
	l->rule = ARENA_ARRAY(r->reading.arena, uint32_t, m->n);
	if (m->n)
		memcpy(l->rule, m->rule, m->n * sizeof *m->rule);
	l->found = found;
	if (++r->nlookup * 2 >= r->lookup_size)
		grow_lookup(r);
	return found;
}

static void check(
    const struct sheet *sheet, struct interned *found, const struct match *m)
{
	const struct rule **matched =
	    ARENA_ARRAY(sheet->rules->reading.arena, const struct rule *, m->n);
	found->checked = true;
	for (size_t i = 0; i < m->n; i++)
		matched[i] = &sheet->rules->rule[m->rule[i]];
	legible_check(sheet, &found->style, matched, m->n);
}

static bool has_words(const struct node *n)
{
	for (const struct node *child = n->first; child; child = child->next)
		if (child->kind == NODE_TEXT)
			return true;
	return false;
}

const struct style *style_of(struct sheet *s, const struct node *n, const struct piece *p,
    const struct style *parent, int section)
{
	const struct rules *r = s->rules;
	const struct rule_list *list = &r->by_kind[n->kind];
	struct match m = {parent, section, 0, r->match};
	for (size_t i = 0; i < list->n; i++)
		if (selector_matches(&r->rule[list->at[i]].selector, n, p))
			m.rule[m.n++] = list->at[i];
	struct interned *found = resolve(s, &m);
	if (!found->checked && has_words(n))
		check(s, found, &m);
	return &found->style;
}

/* Style of a part of a node of style `parent`; NULL: no rule is for it. */
static const struct style *style_pseudo(struct sheet *s, enum pseudo pseudo,
    const struct node *n, const struct piece *p, const struct style *parent, int section)
{
	const struct rules *r = s->rules;
	const struct rule_list *list = &r->by_pseudo[pseudo];
	struct match m = {parent, section, 0, r->match};
	for (size_t i = 0; i < list->n; i++)
		if (selector_matches(&r->rule[list->at[i]].selector, n, p))
			m.rule[m.n++] = list->at[i];
	if (!m.n)
		return NULL;
	struct interned *found = resolve(s, &m);
	if (!found->checked)
		check(s, found, &m);
	return &found->style;
}

const struct style *style_first_letter(struct sheet *s, const struct node *n,
    const struct piece *p, const struct style *parent, int section)
{
	const struct style *own =
	    style_pseudo(s, PSEUDO_FIRST_LETTER, n, p, parent, section);
	return own && own->initial_letter > 1 ? own : NULL;
}

const struct style *style_marker(struct sheet *s, const struct node *n,
    const struct piece *p, const struct style *parent, int section)
{
	const struct style *own = style_pseudo(s, PSEUDO_MARKER, n, p, parent, section);
	return own ? own : parent;
}

const struct style *style_named(struct sheet *s, const char *name, const struct piece *p,
    const struct style *parent, int section)
{
	const struct rule_list *list = map_find(&s->rules->by_name, name);
	struct match m = {parent, section, 0, s->rules->match};
	for (size_t i = 0; list && i < list->n; i++)
		if (selector_names(&s->rules->rule[list->at[i]].selector, name, p))
			m.rule[m.n++] = list->at[i];
	struct interned *found = resolve(s, &m);
	if (!found->checked)
		check(s, found, &m);
	return &found->style;
}
