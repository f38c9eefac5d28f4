/*
 * issue: what the golden cases (tests/issue, tests/errors) do not show: copies, classes,
 * bare addresses, and that the manual has every kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "issue/reader.h"

struct world {
	struct arena *arena;
	struct diag *diag;
};

static int open_world(void **state)
{
	static struct world w;
	w.arena = arena_new();
	w.diag = diag_new(w.arena);
	*state = &w;
	return 0;
}

static int close_world(void **state)
{
	arena_close(((struct world *)*state)->arena);
	return 0;
}

static const struct issue *read_case(struct world *w, const char *folder)
{
	const struct issue *i = issue_read(w->arena, w->diag, folder);
	assert_non_null(i);
	return i;
}

static void count_nodes(const struct node *n, const struct node *parent, uint32_t *count)
{
	assert_ptr_equal(n->parent, parent);
	assert_int_equal(n->id, *count);
	++*count;
	for (const struct node *k = n->first; k; k = k->next)
		count_nodes(k, n, count);
}

static void test_ids(void **state)
{
	const struct issue *i = read_case(*state, "tests/issue/heads");
	for (size_t k = 0; k < i->npiece; k++) {
		uint32_t count = 0;
		count_nodes(i->piece[k]->root, NULL, &count);
		assert_int_equal(count, i->piece[k]->nnode);
		assert_int_equal(i->piece[k]->index, k);
	}
}

static const struct node *first_of(const struct node *n, enum node_kind kind)
{
	if (n->kind == kind)
		return n;
	for (const struct node *k = n->first; k; k = k->next) {
		const struct node *found = first_of(k, kind);
		if (found)
			return found;
	}
	return NULL;
}

static void test_copy(void **state)
{
	struct world *w = *state;
	const struct issue *i = read_case(w, "samples/boxes-and-tables");
	const struct piece *p = issue_find(i, "notes");
	const struct piece *copy = piece_copy(w->arena, p);
	const struct node *ref = first_of(copy->root, NODE_NOTE_REF);
	const struct node *note = first_of(copy->root, NODE_FOOTNOTE);
	assert_ptr_equal(ref->as.note_ref.note, note);
	assert_ptr_equal(note->as.note.ref, ref);
	assert_ptr_not_equal(note, first_of(p->root, NODE_FOOTNOTE));
	uint32_t count = 0;
	count_nodes(copy->root, NULL, &count);
	assert_int_equal(count, p->nnode);
	assert_string_equal(
	    node_text(w->arena, copy->root), node_text(w->arena, p->root));
}

static void test_lists(void **state)
{
	struct arena *a = ((struct world *)*state)->arena;
	struct pos pos = {0};
	struct node *parent = node_new(a, NODE_GROUP, pos);
	struct node *b = node_add(a, parent, NODE_PARAGRAPH, pos);
	struct node *first = node_new(a, NODE_PARAGRAPH, pos);
	struct node *middle = node_new(a, NODE_PARAGRAPH, pos);
	struct node *last = node_new(a, NODE_PARAGRAPH, pos);
	node_insert_before(parent, b, first);
	node_insert_before(parent, b, middle);
	node_insert_before(parent, NULL, last);
	assert_ptr_equal(parent->first, first);
	assert_ptr_equal(first->next, middle);
	assert_ptr_equal(middle->next, b);
	assert_ptr_equal(parent->last, last);
	node_remove(last);
	assert_ptr_equal(parent->last, b);
	node_remove(first);
	assert_ptr_equal(parent->first, middle);
}

static void test_class(void **state)
{
	(void)state;
	struct node n = {.class = "note big-box"};
	assert_true(node_has_class(&n, "note"));
	assert_true(node_has_class(&n, "big-box"));
	assert_false(node_has_class(&n, "big"));
	assert_false(node_has_class(&n, "note big-box"));
	n.class = NULL;
	assert_false(node_has_class(&n, "note"));
}

static void test_links(void **state)
{
	static const struct {
		const char *text, *link;
	} cases[] = {{"see https://example.org/a_(b), then", "https://example.org/a_(b)"},
	    {"(www.example.org).", "www.example.org"},
	    {"at a.b+c@example.org.", "a.b+c@example.org"},
	    {"HTTPS://EXAMPLE.ORG!", "HTTPS://EXAMPLE.ORG"}, {"www.", NULL},
	    {"a@b", NULL}, {"http://", NULL}, {"@example.org", NULL},
	    {"xwww.example.org", NULL}, {"owww... awww", NULL}};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t at, n;
		bool found = link_find(cases[i].text, strlen(cases[i].text), &at, &n);
		assert_int_equal(found, cases[i].link != NULL);
		if (found) {
			assert_int_equal(n, strlen(cases[i].link));
			assert_memory_equal(cases[i].text + at, cases[i].link, n);
		}
	}
}

static void test_languages(void **state)
{
	struct diag *d = ((struct world *)*state)->diag;
	struct pos pos = {0};
	static const char *const good[] = {"cy", "en-GB", "sco", "zh-Hant-TW", "es-419"};
	static const char *const bad[] = {"", "c", "welsh", "cy-", "en GB", "-cy", "1a"};
	for (size_t i = 0; i < COUNT(good); i++)
		assert_non_null(language_check(d, pos, good[i]));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_null(language_check(d, pos, bad[i]));
}

static void test_file_for_folder(void **state)
{
	struct world *w = *state;
	size_t n;
	assert_null(issue_read(w->arena, w->diag, "samples/first-issue/issue.yaml"));
	const struct finding *f = diag_list(w->diag, &n);
	assert_int_equal(n, 1);
	assert_string_equal(f->hint, "give the issue's folder");
}

/* The manual's table has every row of kinds.c. */
static void test_manual(void **state)
{
	struct arena *a = ((struct world *)*state)->arena;
	size_t len;
	const char *manual = file_read(a, "layout/issue.5", &len);
	assert_non_null(manual);
	for (const char *const *name = kind_names(a); *name; name++) {
		const char *label = kind_find(*name)->label;
		const char *line = arena_printf(
		    a, "\n.It %s Ta %s%sTa", *name, label ? label : "", label ? " " : "");
		if (!strstr(manual, line))
			fail_msg("layout/issue.5 has no line '%s'", line + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(test_ids, open_world, close_world),
	    cmocka_unit_test_setup_teardown(test_copy, open_world, close_world),
	    cmocka_unit_test_setup_teardown(test_lists, open_world, close_world),
	    cmocka_unit_test(test_class),
	    cmocka_unit_test(test_links),
	    cmocka_unit_test_setup_teardown(test_languages, open_world, close_world),
	    cmocka_unit_test_setup_teardown(
		test_file_for_folder, open_world, close_world),
	    cmocka_unit_test_setup_teardown(test_manual, open_world, close_world),
	};
	return cmocka_run_group_tests_name("issue", tests, NULL, NULL);
}
