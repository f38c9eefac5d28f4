/*
 * linebreak: the least total against every way there is, forced breaks, hyphens, words
 * that fit nowhere.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/text.h"

enum { MOST = 64 };

struct bench {
	struct arena *arena;
	struct item item[4 * MOST];
	size_t n;
};

static int open_bench(void **state)
{
	struct arena *a = arena_new();
	struct bench *b = ARENA_NEW(a, struct bench);
	b->arena = a;
	*state = b;
	return 0;
}

static int close_bench(void **state)
{
	struct bench *b = *state;
	arena_close(b->arena);
	return 0;
}

static void add_box(struct bench *b, sp width)
{
	b->item[b->n++] = (struct item){.kind = ITEM_BOX, .width = width};
}

static void add_glue(struct bench *b)
{
	b->item[b->n++] = (struct item){
	    .kind = ITEM_GLUE, .width = PT(3), .stretch = PT(1.5), .shrink = PT(1)};
}

static void add_penalty(struct bench *b, int penalty, sp width, bool flagged)
{
	b->item[b->n++] = (struct item){
	    .kind = ITEM_PENALTY, .penalty = penalty, .width = width, .flagged = flagged};
}

static void add_words(struct bench *b, size_t nword, uint32_t seed)
{
	for (size_t i = 0; i < nword; i++) {
		seed = seed * 1664525u + 1013904223u;
		if (i)
			add_glue(b);
		add_box(b, PT(6) * (sp)(1 + (seed >> 16) % 7));
	}
	add_penalty(b, PENALTY_FORCED, 0, false);
}

static double line_cost(
    const struct bench *b, size_t from, size_t to, sp measure, bool ragged)
{
	double width = 0, stretch = 0, shrink = 0;
	bool last = to + 1 == b->n;
	for (size_t i = from; i < to; i++) {
		width += b->item[i].width;
		stretch += b->item[i].stretch;
		shrink += b->item[i].shrink;
	}
	double left = measure - width;
	double ratio = left < 0	     ? left / shrink
		       : last	     ? 0
		       : ragged	     ? left * 10 / measure
		       : stretch > 0 ? left / stretch
		       : left > 0    ? 50
				     : 0;
	if (left < 0 && (ragged || ratio < -1))
		return INFINITY;
	double bad = 100 * fabs(ratio * ratio * ratio);
	return (10 + bad) * (10 + bad);
}

/* Every way to set the items from `from` on. */
static double least(const struct bench *b, size_t from, sp measure, bool ragged)
{
	double best = INFINITY;
	for (size_t i = from + 1; i < b->n; i++) {
		if (b->item[i].kind == ITEM_BOX)
			continue;
		double cost = line_cost(b, from, i, measure, ragged);
		if (i + 1 < b->n && cost < INFINITY)
			cost += least(b, i + 1, measure, ragged);
		best = cost < best ? cost : best;
	}
	return best;
}

static void assert_least(struct bench *b, size_t nword, uint32_t seed, bool ragged)
{
	const sp measure = PT(90);
	b->n = 0;
	add_words(b, nword, seed);
	struct breaking how = {
	    .measure = &measure, .nmeasure = 1, .tolerance = INFINITY, .ragged = ragged};
	size_t n;
	struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
	double total = 0, brute = least(b, 0, measure, ragged);
	for (size_t i = 0; i < n; i++)
		total += at[i].demerits;
	assert_int_equal(at[n - 1].item, b->n - 1);
	if (brute < INFINITY)
		assert_true(fabs(total - brute) <= 1e-6 * brute);
}

static void test_least_total(void **state)
{
	for (uint32_t seed = 1; seed < 60; seed++) {
		assert_least(*state, 4 + seed % 11, seed, false);
		assert_least(*state, 4 + seed % 11, seed, true);
	}
}

static void test_forced_and_empty(void **state)
{
	struct bench *b = *state;
	const sp measure = PT(100);
	struct breaking how = {
	    .measure = &measure, .nmeasure = 1, .tolerance = 4, .ragged = true};
	add_box(b, PT(10));
	add_penalty(b, PENALTY_FORCED, 0, false);
	add_glue(b);
	add_penalty(b, PENALTY_FORCED, 0, false);
	add_glue(b);
	add_box(b, PT(10));
	add_penalty(b, PENALTY_FORCED, 0, false);
	size_t n;
	struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_int_equal(n, 3);
	assert_int_equal(at[0].item, 1);
	assert_int_equal(at[1].item, 3);
	assert_int_equal(at[2].item, 6);
}

static void test_too_wide(void **state)
{
	struct bench *b = *state;
	const sp measure = PT(20);
	struct breaking how = {.measure = &measure, .nmeasure = 1, .tolerance = 1};
	for (int i = 0; i < 5; i++) {
		if (i)
			add_glue(b);
		add_box(b, i == 2 ? PT(500) : PT(15));
	}
	add_penalty(b, PENALTY_FORCED, 0, false);
	size_t n;
	struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_int_equal(n, 5);
	assert_int_equal(at[n - 1].item, b->n - 1);
}

/* A hyphen is taken only where the first try finds no way. */
static void test_hyphens_last(void **state)
{
	struct bench *b = *state;
	for (int wide = 0; wide < 2; wide++) {
		const sp measure = wide ? PT(101) : PT(79);
		struct breaking how = {.measure = &measure,
		    .nmeasure = 1,
		    .tolerance = 1.3,
		    .emergency = PT(2)};
		b->n = 0;
		for (int i = 0; i < 4; i++) {
			if (i)
				add_glue(b);
			add_box(b, PT(24));
			add_penalty(b, 50, PT(3), true);
			add_box(b, PT(25));
		}
		add_penalty(b, PENALTY_FORCED, 0, false);
		size_t n, nhyphen = 0;
		struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
		for (size_t i = 0; i < n; i++)
			nhyphen += b->item[at[i].item].flagged;
		assert_int_equal(nhyphen > 0, !wide);
	}
}

/* Lines that end best within a word, every one of them. */
static void test_hyphen_limit(void **state)
{
	struct bench *b = *state;
	const sp measure = PT(100);
	for (int limit = 0; limit <= 2; limit++) {
		struct breaking how = {.measure = &measure,
		    .nmeasure = 1,
		    .tolerance = 10,
		    .first = 0.001,
		    .hyphen_limit = limit};
		b->n = 0;
		add_box(b, PT(15));
		for (int i = 0; i < 30; i++) {
			add_glue(b);
			add_box(b, PT(15));
			add_penalty(b, 0, 0, true);
			b->item[b->n - 1].dash = true;
			add_box(b, PT(15));
		}
		add_penalty(b, PENALTY_FORCED, 0, false);
		size_t n, most = 0, row = 0;
		struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
		for (size_t i = 0; i < n; i++) {
			row = b->item[at[i].item].dash ? row + 1 : 0;
			most = row > most ? row : most;
		}
		if (limit)
			assert_int_equal(most, limit);
		else
			assert_true(most > 2);
	}
}

/* What hangs out of a line is not part of it, and glyphs give as well as spaces. */
static void test_edges_and_glyphs(void **state)
{
	struct bench *b = *state;
	const sp measure = PT(60);
	struct breaking how = {.measure = &measure, .nmeasure = 1, .tolerance = 4};
	size_t n;
	for (int i = 0; i < 4; i++) {
		if (i)
			add_glue(b);
		add_box(b, PT(30));
		b->item[b->n - 1].start = PT(1);
		b->item[b->n - 1].end = PT(2);
	}
	add_penalty(b, PENALTY_FORCED, 0, false);
	struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_int_equal(n, 2);
	assert_true(fabs(at[0].ratio) < 1e-9); /* 63 wide, of which 3 hang */
	for (size_t i = 0; i < b->n; i++) {
		b->item[i].start = b->item[i].end = 0;
		if (b->item[i].kind == ITEM_BOX)
			b->item[i].stretch = b->item[i].shrink = PT(1);
	}
	at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_int_equal(n, 2);
	assert_true(fabs(at[0].ratio + 1) < 1e-9); /* 3 too wide: 1 a gap, 2 the words */
	const sp wide = PT(69);
	how.measure = &wide;
	at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_true(fabs(at[0].ratio - 4 / 1.5) < 1e-9); /* 6 wanted: words give 2 */
}

static void test_runt(void **state)
{
	struct bench *b = *state;
	const sp measure = PT(100);
	struct breaking how = {.measure = &measure,
	    .nmeasure = 1,
	    .tolerance = 4,
	    .ragged = true,
	    .runt = PT(24)};
	for (int i = 0; i < 7; i++) {
		if (i)
			add_glue(b);
		add_box(b, i == 6 ? PT(8) : PT(31));
	}
	add_penalty(b, PENALTY_FORCED, 0, false);
	size_t n;
	struct break_at *at = linebreak(b->arena, b->item, b->n, &how, &n);
	assert_int_equal(n, 3);
	assert_int_equal(
	    at[1].item, 9); /* the fifth word's space: the sixth goes along */
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
	const struct CMUnitTest tests[] = {
	    CASE(test_least_total),
	    CASE(test_forced_and_empty),
	    CASE(test_too_wide),
	    CASE(test_hyphens_last),
	    CASE(test_hyphen_limit),
	    CASE(test_edges_and_glyphs),
	    CASE(test_runt),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
