/*
 * Selectors: which nodes a rule is for, and which first letters.
 *
 * In: words such as "sidebar.demands list-item". The last names the node (by kind, class,
 * or both), those before it ancestors in that order, as CSS's descendant combinator. A
 * word "template-NAME", or one that is no node's kind, is a condition on the whole piece:
 * its template or its kind ("poem headline"). Standing alone such a word is the piece's
 * root or a thing that is no node ("folio"), of such pieces only where conditions stand
 * before it ("cover end-mark"). Weight: the number of words and classes; the more
 * particular rule wins, as in CSS, but without its three ranks, which nobody remembers.
 * Out of CSS as well: "piece > paragraph" is a child and no remoter descendant,
 * "crosshead + list" what follows at once, ":first-of-type" the first of its kind
 * among its siblings, "::first-letter" the letter that a block begins with.
 */
#include "style/rules.h"

#include <string.h>

static const char template_prefix[] = "template-";

/* Names of styles that no node has (style_named), to tell them from slips. */
static const char *const named[] = {"column-rule", "end-mark", "first-line", "folio",
    "jump-line", "note-rule", "running-head", "timeline-line", "timeline-tile", NULL};

static bool is_named(const char *word)
{
	for (size_t i = 0; named[i]; i++)
		if (strcmp(named[i], word) == 0)
			return true;
	return false;
}

static int kind_of(const char *word)
{
	for (int k = 0; k < NODE_NKIND; k++)
		if (strcmp(node_kind_name((enum node_kind)k), word) == 0)
			return k;
	return -1;
}

/* Kinds of pieces are many and the issue's own matter: only what looks like a slip for a
 * node's kind is reported. */
static void check_word(const struct reading *s, const char *word, struct pos pos)
{
	const char *list[NODE_NKIND + COUNT(named)];
	size_t n = 0;
	for (size_t i = 0; named[i]; i++)
		list[n++] = named[i];
	for (int k = 0; k < NODE_NKIND; k++)
		list[n++] = node_kind_name((enum node_kind)k);
	list[n] = NULL;
	const char *near = closest(word, list);
	if (!near)
		return;
	diag(
	    s->diag, DIAG_UNKNOWN_PROPERTY, pos, "unknown word '%s' in a selector", word);
	diag_hint(s->diag, "did you mean '%s'?", near);
}

/* The classes after a word's first dot. */
static const char **parse_classes(
    const struct reading *s, const char *text, size_t len, int *weight)
{
	const char **class = NULL;
	size_t n = 0, cap = 0;
	for (size_t at = 0; at < len;) {
		size_t size = strcspn(text + at, ". ");
		if (size > len - at)
			size = len - at;
		if (size) {
			ARENA_PUSH(s->arena, class, n, cap) =
			    arena_copy(s->arena, text + at, size);
			(*weight)++;
		}
		at += size + 1;
	}
	if (class)
		ARENA_PUSH(s->arena, class, n, cap) = NULL;
	return class;
}

/* What follows a word's first colon. False: reported. */
static bool parse_pseudo(const struct reading *s, const char *text, struct pos pos,
    struct selector *out, struct compound *part)
{
	static const char *const known[] = {
	    ":first-of-type", "::first-letter", "::marker", NULL};
	while (*text) {
		size_t i = 0;
		while (known[i] && strncmp(text, known[i], strlen(known[i])) != 0)
			i++;
		if (!known[i]) {
			diag(s->diag, DIAG_BAD_PROPERTY, pos, "'%s' is no selector",
			    out->text);
			diag_hint(s->diag,
			    "after a colon it knows 'first-of-type' and 'last-of-type', "
			    "after two 'first-letter' and 'marker'");
			return false;
		}
		part->first_of_type |= i == 0;
		if (i > 0)
			out->pseudo = i == 1 ? PSEUDO_FIRST_LETTER : PSEUDO_MARKER;
		out->weight++;
		text += strlen(known[i]);
	}
	return true;
}

static bool add_word(const struct reading *s, const char *text, size_t len,
    struct pos pos, struct selector *out)
{
	const char *colon = memchr(text, ':', len);
	const char *pseudo =
	    colon ? arena_copy(s->arena, colon, len - (size_t)(colon - text)) : "";
	struct compound part = {.kind = -1, .child = out->child, .next = out->next};

	len -= strlen(pseudo);
	out->child = out->next = false;
	if (!parse_pseudo(s, pseudo, pos, out, &part))
		return false;
	const char *dot = memchr(text, '.', len);
	size_t n = dot ? (size_t)(dot - text) : len;
	const char *word = arena_copy(s->arena, text, n);

	out->name = NULL;
	if (n) {
		out->weight++;
		part.kind = kind_of(word);
	}
	if (dot)
		part.class = parse_classes(s, dot + 1, len - n - 1, &out->weight);
	if (n == 0 && !part.class) {
		diag(s->diag, DIAG_BAD_PROPERTY, pos, "'%s' is no selector", out->text);
		return false;
	}
	if (n && part.kind < 0) {
		if (strncmp(word, template_prefix, sizeof template_prefix - 1) == 0) {
			out->template = word + sizeof template_prefix - 1;
			return true;
		}
		out->name = word;
		out->thing = is_named(word);
		if (out->thing)
			return true;
		check_word(s, word, pos);
		out->piece = word;
		return true;
	}
	ARENA_PUSH(s->arena, out->part, out->npart, out->cappart) = part;
	return true;
}

bool selector_parse(
    const struct reading *s, const char *text, struct pos pos, struct selector *out)
{
	*out = (struct selector){.text = arena_string(s->arena, text)};
	bool last_is_node = false;
	for (const char *p = text; *p;) {
		size_t n = strcspn(p, " ");
		size_t before = out->npart;
		if (n == 1 && (*p == '>' || *p == '+')) {
			out->child = *p == '>';
			out->next = *p == '+';
			p += n + strspn(p + n, " ");
			continue;
		}
		if (n && !add_word(s, p, n, pos, out))
			return false;
		if (n)
			last_is_node = out->npart > before;
		p += n;
		p += strspn(p, " ");
	}
	if (!out->weight) {
		diag(s->diag, DIAG_BAD_PROPERTY, pos, "'%s' is no selector", text);
		return false;
	}
	if (!last_is_node) {
		/* Conditions alone: the root of such a piece. */
		if (!out->name)
			out->name = "";
		ARENA_PUSH(s->arena, out->part, out->npart, out->cappart) =
		    (struct compound){.kind = NODE_PIECE};
	}
	return true;
}

static bool has_classes(const struct node *n, const char **class)
{
	for (; class && *class; class ++)
		if (!n->class || !node_has_class(n, *class))
			return false;
	return true;
}

static bool is_first_of_type(const struct node *n)
{
	const struct node *k = n->parent ? n->parent->first : n;
	while (k != n && k->kind != n->kind)
		k = k->next;
	return k == n;
}

/* Its classes, and its place among its siblings. */
static bool fits(const struct compound *part, const struct node *n)
{
	return has_classes(n, part->class) &&
	       (!part->first_of_type || is_first_of_type(n));
}

static bool is_ancestor(
    const struct compound *part, const struct node *n, const struct piece *p)
{
	if (!fits(part, n))
		return false;
	if (part->kind < 0 || part->kind == (int)n->kind)
		return true;
	/* "contents" is the kind of a node and of a piece. */
	return n->kind == NODE_PIECE && p &&
	       strcmp(p->kind->name, node_kind_name((enum node_kind)part->kind)) == 0;
}

/* NULL: it is the first. */
static const struct node *node_before(const struct node *n)
{
	const struct node *k = n->parent ? n->parent->first : n;
	if (k == n)
		return NULL;
	while (k->next != n)
		k = k->next;
	return k;
}

/* Does what stands around n, which the selector's part `at` is for, match the parts
 * before it? */
static bool ancestors_match(
    const struct selector *sel, size_t at, const struct node *n, const struct piece *p)
{
	const bool child = sel->part[at].child;
	if (at == 0)
		return !child || (n->parent && n->parent->kind == NODE_PIECE);
	if (sel->part[at].next) {
		const struct node *before = node_before(n);
		return before && is_ancestor(&sel->part[at - 1], before, p) &&
		       ancestors_match(sel, at - 1, before, p);
	}
	for (const struct node *up = n->parent; up; up = child ? NULL : up->parent)
		if (is_ancestor(&sel->part[at - 1], up, p) &&
		    ancestors_match(sel, at - 1, up, p))
			return true;
	return false;
}

static bool piece_fits(const struct selector *sel, const struct piece *p)
{
	if (sel->piece && (!p || strcmp(p->kind->name, sel->piece) != 0))
		return false;
	return !sel->template ||
	       (p && p->template && strcmp(p->template, sel->template) == 0);
}

bool selector_matches(
    const struct selector *sel, const struct node *n, const struct piece *p)
{
	const struct compound *self = &sel->part[sel->npart - 1];
	if ((self->kind >= 0 && self->kind != (int)n->kind) || !fits(self, n))
		return false;
	return piece_fits(sel, p) && ancestors_match(sel, sel->npart - 1, n, p);
}

bool selector_names(const struct selector *sel, const char *name, const struct piece *p)
{
	if (strcmp(sel->name, name) != 0 || !piece_fits(sel, p))
		return false;
	for (size_t i = 0; i + 1 < sel->npart; i++)
		if (!is_ancestor(&sel->part[i], p->root, p))
			return false;
	return true;
}
