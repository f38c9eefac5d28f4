/*
 * art: tokens of content streams, of good files and of bad ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "art/art.h"

/* The tokens of `content` in one string, a letter of their kind before each. */
static void tokens_are(const char *content, size_t len, const char *expected)
{
	static const char letter[] = "ENnsadw";
	struct scan scan = {content, content + len};
	struct token t;
	struct buf found = {0};

	buf_string(&found, "");
	while ((t = scan_next(&scan)).kind != TOKEN_END) {
		assert_true(t.at >= content && t.at + t.len <= content + len && t.len);
		buf_printf(&found, "%s%c:", found.len ? " " : "", letter[t.kind]);
		buf_add(&found, t.at, t.len);
	}
	assert_string_equal(found.at ? found.at : "", expected);
	buf_release(&found);
}

static void are(const char *content, const char *expected)
{
	tokens_are(content, strlen(content), expected);
}

static void cuts_operators(void **state)
{
	(void)state;
	are("1 0 0 -1 0 225 cm", "N:1 N:0 N:0 N:-1 N:0 N:225 w:cm");
	are("/F1 12 Tf(a)Tj", "n:/F1 N:12 w:Tf s:(a) w:Tj");
	are("q%a remark q\nQ", "w:q w:Q");
	are("f*B*\r\nW*n", "w:f*B* w:W*n");
	are("true[]0 d", "w:true a:[] N:0 w:d");
}

static void keeps_strings_whole(void **state)
{
	(void)state;
	are("(a(b)c)Tj", "s:(a(b)c) w:Tj");
	are("(a\\)b)'", "s:(a\\)b) w:'");
	are("<00 41>Tj", "s:<00 41> w:Tj");
	tokens_are("(\0\1Q)Tj", 8, "s:("); /* the printed string ends at the NUL */
}

static void nests(void **state)
{
	(void)state;
	are("[(])3<5D>]TJ", "a:[(])3<5D>] w:TJ");
	are("/OC<</A[<</B(>>)>>]>>BDC", "n:/OC d:<</A[<</B(>>)>>]>> w:BDC");
}

static void reads_numbers(void **state)
{
	static const struct {
		const char *text;
		double value;
		bool odd;
	} numbers[] = {{"12", 12, false}, {"-.5", -0.5, false}, {"+4.", 4, false},
	    {"--5", -5, true}, {"12-34", 12, true}, {"1.2.3", 1.2, true}, {".", 0, true}};

	(void)state;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		const char *text = numbers[i].text;
		struct scan scan = {text, text + strlen(text)};
		struct token t = scan_next(&scan);

		assert_int_equal(t.kind, TOKEN_NUMBER);
		assert_true(t.number == numbers[i].value);
		assert_int_equal(t.odd, numbers[i].odd);
	}
	are("1e5 Tj2 5x", "w:1e5 w:Tj2 w:5x");
}

static void ends_with_what_is_cut_off(void **state)
{
	(void)state;
	are("(never closed", "s:(never closed");
	are("[1 2", "a:[1 2");
	are("<</A", "d:<</A");
	are(")]>}q", "w:) w:] w:> w:} w:q");
	are("[[[[[[[[[[[[[[[[[[[[[[[[1]]]]q",
	    "a:[[[[[[[[[[[[[[[[[[[[[[[[1]]]]q"); /* too deep: nothing more is read */
}

static void reads_names(void **state)
{
	struct arena *a = arena_new();
	struct token t = {.kind = TOKEN_NAME, .at = "/A#20B#zz", .len = 9};

	(void)state;
	assert_string_equal(token_name(a, &t), "/A B#zz");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cuts_operators),
	    cmocka_unit_test(keeps_strings_whole),
	    cmocka_unit_test(nests),
	    cmocka_unit_test(reads_numbers),
	    cmocka_unit_test(ends_with_what_is_cut_off),
	    cmocka_unit_test(reads_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
