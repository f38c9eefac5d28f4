/*
 * syntax: tokens of content streams, of good files and of bad ones.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "syntax/syntax.h"

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

static void string_is(const char *text, const char *bytes, size_t len)
{
	const struct token t = {.kind = TOKEN_STRING, .at = text, .len = strlen(text)};
	struct buf found = {0};

	token_string(&t, &found);
	assert_int_equal(found.len, len);
	assert_memory_equal(found.len ? found.at : "", bytes, len);
	buf_release(&found);
}

static void reads_strings(void **state)
{
	(void)state;
	string_is("(a(b)c)", "a(b)c", 5);
	string_is("(\\(\\101\\0\\n\\q)", "(A\0\nq", 5);
	string_is("(a\\\nb\\\r\nc)", "abc", 3);
	string_is("<00 4z1 F>", "\0\x41\xF0", 3);
	string_is("(cut", "cut", 3);
	string_is("(cut\\", "cut\\", 4);
}

static void finds_the_end_of_pictures(void **state)
{
	static const char content[] = "/W 2/H 1/F[/A85] ID \x7f EI\x01\x02 EI Q q";
	struct scan scan = {content, content + sizeof content - 1};
	struct buf dict = {0};
	const struct inline_bytes bytes = scan_inline(&scan, &dict);
	const struct token after = scan_next(&scan);

	(void)state;
	assert_string_equal(dict.at, "<</Type /XObject /Subtype /Image /Width 2 "
				     "/Height 1 /Filter [/A85] >>");
	assert_int_equal(bytes.len, 6);
	assert_true(token_is(&after, "Q"));
	scan.at = scan.end = content;
	assert_int_equal(scan_inline(&scan, &dict).len, 0);
	buf_release(&dict);
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
	    cmocka_unit_test(reads_strings),
	    cmocka_unit_test(finds_the_end_of_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
