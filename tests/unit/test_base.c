/* base: the arena, findings, numbers, strings, colors and YAML. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/base.h"

/* ---- arena ---- */

static void arena_zeroes_and_aligns(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	for (int turn = 0; turn < 3; turn++) {
		struct arena_mark m = arena_mark(a);
		for (size_t n = 0; n < 3000; n += 7) {
			char *p = arena_alloc(a, n);
			assert_int_equal((uintptr_t)p % 16, 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			if (n)
				memset(p, 0xA5, n);
		}
		char *big = arena_alloc(a, 9 << 20);
		assert_int_equal(big[(9 << 20) - 1], 0);
		arena_rewind(a, m);
	}
	arena_close(a);
}

static void arena_grows_in_place(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	char *p = arena_alloc(a, 10);
	memcpy(p, "0123456789", 10);
	char *q = arena_grow(a, p, 10, 1000);
	assert_ptr_equal(p, q);
	for (int i = 10; i < 1000; i++)
		assert_int_equal(q[i], 0);
	arena_alloc(a, 1);
	char *moved = arena_grow(a, q, 1000, 2000);
	assert_ptr_not_equal(moved, q);
	assert_memory_equal(moved, "0123456789", 10);
	assert_int_equal(moved[1999], 0);
	arena_close(a);
}

static void arena_pushes(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	int *list = NULL;
	size_t n = 0, cap = 0;
	for (int i = 0; i < 1000; i++)
		ARENA_PUSH(a, list, n, cap) = i;
	assert_int_equal(n, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list[i], i);
	arena_close(a);
}

static void append_digit(void *object)
{
	const char **at = object;
	size_t n = strlen(at[0]);
	((char *)at[0])[n] = at[1][0];
}

static void arena_defers_last_first(void **state)
{
	(void)state;
	char order[8] = "";
	const char *one[] = {order, "1"}, *two[] = {order, "2"}, *three[] = {order, "3"};
	struct arena *a = arena_new();
	arena_defer(a, append_digit, one);
	struct arena_mark m = arena_mark(a);
	arena_defer(a, append_digit, two);
	arena_defer(a, append_digit, three);
	arena_rewind(a, m);
	assert_string_equal(order, "32");
	arena_close(a);
	assert_string_equal(order, "321");
}

static void arena_reuses_what_it_rewinds(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	size_t held = 0;
	for (int i = 0; i < 50; i++) {
		struct arena_mark m = arena_mark(a);
		arena_alloc(a, 40000);
		arena_alloc(a, 40000);
		arena_rewind(a, m);
		if (i == 5)
			held = arena_size(a);
	}
	assert_int_equal(arena_size(a), held);
	arena_close(a);
}

/* ---- buffers, numbers, lengths ---- */

static void expect_number(double value, int places, const char *text)
{
	struct buf b = {0};
	buf_number(&b, value, places);
	assert_string_equal(b.at, text);
	buf_release(&b);
}

static void numbers_need_no_locale(void **state)
{
	(void)state;
	setlocale(LC_ALL, "de_DE.UTF-8");
	expect_number(0, 4, "0");
	expect_number(-0.00001, 4, "0");
	expect_number(1234.5, 3, "1234.5");
	expect_number(-2.25, 2, "-2.25");
	expect_number(0.05, 6, "0.05");
	expect_number(99.999, 2, "100");
	expect_number(7.6, 0, "8");
	struct buf b = {0};
	buf_pt(&b, PT(-3.5));
	buf_char(&b, ' ');
	buf_pt(&b, 1);
	buf_char(&b, ' ');
	buf_pt(&b, INT32_MIN);
	buf_char(&b, ' ');
	buf_uint(&b, UINT64_MAX);
	buf_printf(&b, " %s%d", "x", 7);
	assert_string_equal(b.at, "-3.5 0 -32768 18446744073709551615 x7");
	buf_clear(&b);
	assert_string_equal(b.at, "");
	buf_release(&b);
	setlocale(LC_ALL, "C");
}

static void lengths_parse(void **state)
{
	(void)state;
	static const char *const bad[] = {"", "12", "pt", "1,5mm", "12 pt", "-", "1e3pt",
	    "0px", "32768pt", "99999999999999mm", "1.pt", ".", "1.1234567pt"};
	static const struct {
		const char *text;
		sp length;
	} good[] = {{"12pt", 12 * SP_PT}, {"0", 0}, {"0mm", 0}, {"25.4mm", 72 * SP_PT},
	    {"2.54cm", 72 * SP_PT}, {"1in", 72 * SP_PT}, {"-1.5pt", -3 * SP_PT / 2},
	    {".5pt", SP_PT / 2}, {"210mm", 39011981}, {"32767pt", 32767 * SP_PT}};
	sp length;
	for (size_t i = 0; i < COUNT(good); i++) {
		assert_true(length_parse(good[i].text, &length));
		assert_int_equal(length, good[i].length);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		if (length_parse(bad[i], &length))
			fail_msg("'%s' is no length", bad[i]);
}

static void lengths_scale(void **state)
{
	(void)state;
	assert_int_equal(sp_scale(3, 1, 2), 2);
	assert_int_equal(sp_scale(-3, 1, 2), -2);
	assert_int_equal(sp_scale(3, -1, -2), 2);
	assert_int_equal(sp_scale(INT32_MAX, INT64_MAX, INT64_MAX), INT32_MAX);
	assert_int_equal(sp_of_pt(0.5), SP_PT / 2);
	assert_int_equal(sp_of_pt(sp_to_pt(123457)), 123457);
}

/* ---- UTF-8 ---- */

static void utf8_is_strict(void **state)
{
	(void)state;
	static const char *const bad[] = {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF",
	    "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80",
	    "\xE2\x82", "\xFF", "\xE2\x28\xA1"};
	static const struct {
		const char *text;
		uint32_t character;
	} good[] = {{"A", 0x41}, {"\x7F", 0x7F}, {"\xC2\x80", 0x80}, {"\xDF\xBF", 0x7FF},
	    {"\xE0\xA0\x80", 0x800}, {"\xED\x9F\xBF", 0xD7FF}, {"\xEE\x80\x80", 0xE000},
	    {"\xEF\xBF\xBD", 0xFFFD}, {"\xF0\x90\x80\x80", 0x10000},
	    {"\xF4\x8F\xBF\xBF", 0x10FFFF}};
	size_t len;
	for (size_t i = 0; i < COUNT(bad); i++) {
		assert_int_equal(
		    utf8_decode(bad[i], bad[i] + strlen(bad[i]), &len), UTF8_BAD);
		assert_int_equal(len, 1);
		assert_int_equal(utf8_check(bad[i], strlen(bad[i])), 0);
	}
	for (size_t i = 0; i < COUNT(good); i++) {
		const char *text = good[i].text, *end = text + strlen(text);
		assert_int_equal(utf8_decode(text, end, &len), good[i].character);
		assert_int_equal(len, end - text);
	}
	assert_int_equal(utf8_count("T\xC5\xB7 \xF0\x9F\x98\x80", 8), 4);
	assert_int_equal(utf8_check("ab\xFF", 3), 2);
}

/* ---- map ---- */

static void map_keeps_order(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct map m = map_new(a);
	char key[16];
	static int value[2000];
	assert_null(map_find(&m, "nothing"));
	for (int i = 0; i < 2000; i++) {
		snprintf(key, sizeof key, "k%d", i * 7919 % 2000);
		assert_null(map_set(&m, key, &value[i]));
	}
	assert_int_equal(m.n, 2000);
	for (int i = 0; i < 2000; i++) {
		snprintf(key, sizeof key, "k%d", i * 7919 % 2000);
		assert_ptr_equal(map_find(&m, key), &value[i]);
		assert_string_equal(m.entry[i].key, key);
	}
	assert_ptr_equal(map_set(&m, "k0", &value[1]), &value[0]);
	assert_int_equal(m.n, 2000);
	arena_close(a);
}

static void closest_finds_slips(void **state)
{
	(void)state;
	static const char *const words[] = {
	    "headline", "standfirst", "byline", "kind", "a", NULL};
	assert_string_equal(closest("haedline", words), "headline");
	assert_string_equal(closest("Byline", words), "byline");
	assert_string_equal(closest("standfrist", words), "standfirst");
	assert_string_equal(closest("knd", words), "kind");
	assert_null(closest("picture", words));
	assert_null(closest("", words));
}

/* ---- findings ---- */

static char *printed(struct diag *d, char *text, size_t size)
{
	FILE *f = tmpfile();
	assert_non_null(f);
	diag_print(d, f);
	rewind(f);
	size_t n = fread(text, 1, size - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

static void findings_are_sorted_and_merged(void **state)
{
	(void)state;
	char text[2000];
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	uint16_t b = diag_file(d, "b.md"), c = diag_file(d, "a.md");
	assert_int_equal(diag_file(d, "b.md"), b);
	diag_edition(d, "large");
	diag(d, DIAG_TALL_ITEM, (struct pos){9, 2, b}, "a widow");
	diag(d, DIAG_TALL_ITEM, (struct pos){9, 2, b}, "a widow");
	diag(d, DIAG_BAD_PICTURE, (struct pos){0, 0, 0}, "too much");
	diag_edition(d, "largest");
	diag(d, DIAG_TALL_ITEM, (struct pos){9, 2, b}, "a widow");
	diag_edition(d, "standard");
	diag(d, DIAG_BAD_VALUE, (struct pos){3, 1, b}, "bad '%s'\n\x1b", "x\"y");
	diag_hint(d, "write %d", 7);
	diag_edition(d, NULL);
	diag(d, DIAG_MISSING_ALT, (struct pos){3, 0, c}, "no alt");
	assert_string_equal(printed(d, text, sizeof text),
	    "inpress: error: too much (in large) [bad-picture]\n"
	    "a.md:3: error: no alt [missing-alt]\n"
	    "b.md:3:1: error: bad 'x\"y'   (in standard) [bad-value]\n"
	    "  hint: write 7\n"
	    "b.md:9:2: warning: a widow (in large, largest) [tall-item]\n");
	assert_int_equal(diag_count(d, LEVEL_ERROR), 3);
	assert_int_equal(diag_count(d, LEVEL_WARNING), 3);
	arena_close(a);
}

static void warnings_can_be_allowed_and_denied(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct pos nowhere = {0};
	assert_false(diag_allow(d, "no-such-slug"));
	assert_true(diag_allow(d, "tall-item"));
	assert_false(diag_allow(d, "missing-alt"));
	assert_true(diag_deny(d, "loose-line"));
	diag(d, DIAG_BAD_LINK, nowhere, "kept");
	diag(d, DIAG_TALL_ITEM, nowhere, "silenced");
	diag_hint(d, "silenced too");
	size_t n;
	assert_null(diag_list(d, &n)[0].hint);
	assert_int_equal(n, 1);
	assert_false(diag_denied(d));
	diag(d, DIAG_LOOSE_LINE, nowhere, "denied");
	assert_true(diag_denied(d));
	assert_false(diag_stops(d, REACH_ALL));
	diag(d, DIAG_MISSING_ALT, nowhere, "an error is never silenced");
	assert_true(diag_stops(d, REACH_ACCESS));
	assert_false(diag_stops(d, REACH_PRINT));
	assert_true(diag_stops(d, REACH_ALL));
	diag(d, DIAG_BAD_YAML, nowhere, "stops all");
	assert_true(diag_stops(d, REACH_PRINT));
	arena_close(a);
}

static void findings_cross_a_pipe(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct diag *parent = diag_new(a), *child = diag_new(a);
	diag_file(parent, "other.md");
	diag(child, DIAG_TALL_ITEM, (struct pos){1, 1, diag_file(child, "x.md")},
	    "not sent");
	diag_edition(child, "large");
	diag(child, DIAG_TALL_ITEM, (struct pos){7, 3, diag_file(child, "y.md")}, "sent");
	diag_hint(child, "a hint");
	diag_pages(child, " 5 7 ");
	int end[2];
	assert_int_equal(pipe(end), 0);
	assert_true(diag_send(child, 1, end[1]));
	assert_true(diag_receive(parent, end[0]));
	close(end[1]);
	assert_false(diag_receive(parent, end[0]));
	close(end[0]);
	size_t n;
	const struct finding *f = diag_list(parent, &n);
	assert_int_equal(n, 1);
	assert_string_equal(f->message, "sent");
	assert_string_equal(f->hint, "a hint");
	assert_string_equal(f->pages, " 5 7 ");
	assert_string_equal(f->edition, "large");
	assert_string_equal(diag_path(parent, f->pos.file), "y.md");
	assert_int_equal(f->pos.line, 7);
	arena_close(a);
}

static void broken_messages_are_refused(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	static const uint32_t message[] = {8, 1, 5};
	int end[2];
	assert_int_equal(pipe(end), 0);
	assert_int_equal(write(end[1], message, sizeof message), sizeof message);
	assert_false(diag_receive(d, end[0]));
	close(end[0]);
	close(end[1]);
	arena_close(a);
}

static void messages_keep_strings_and_numbers(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct buf b = {0};
	struct message m;
	int end[2];
	wire_string(&b, "Ll\xC5\xB7n");
	wire_string(&b, NULL);
	wire_string(&b, "");
	wire_number(&b, 4000000000u);
	assert_int_equal(pipe(end), 0);
	assert_true(wire_send(&b, end[1]));
	assert_true(message_receive(&m, a, end[0]));
	assert_string_equal(message_string(&m, a), "Ll\xC5\xB7n");
	assert_null(message_string(&m, a));
	assert_string_equal(message_string(&m, a), "");
	assert_int_equal(message_number(&m), 4000000000u);
	assert_false(m.broken);
	assert_int_equal(message_number(&m), 0);
	assert_null(message_string(&m, a));
	assert_true(m.broken);
	close(end[0]);
	close(end[1]);
	buf_release(&b);
	arena_close(a);
}

static void words_become_html(void **state)
{
	(void)state;
	struct buf b = {0};
	html_text(&b, "a<b>&\"'c\x01\x7F\n");
	html_data(&b, "x/y", "Man", 3);
	html_data(&b, "x", "Ma", 2);
	html_data(&b, "", "M", 1);
	assert_string_equal(b.at, "a&lt;b&gt;&amp;&quot;&#39;c\ndata:x/y;base64,TWFu"
				  "data:x;base64,TWE=data:;base64,TQ==");
	buf_release(&b);
}

/* ---- colors ---- */

static void colors_parse_and_mix(void **state)
{
	(void)state;
	struct rgb c;
	struct cmyk k;
	assert_true(rgb_parse("#5B1A6b", &c));
	assert_true(c.r == 0x5B && c.g == 0x1A && c.b == 0x6B);
	assert_true(rgb_parse("#fA0", &c) && c.r == 255 && c.g == 170 && c.b == 0);
	assert_false(rgb_parse("5B1A6B", &c));
	assert_false(rgb_parse("#5B1A6", &c));
	assert_false(rgb_parse("#5B1A6G", &c));
	assert_true(cmyk_parse("0 100 12.5 30", &k));
	assert_true(k.c == 0 && k.m == 1000 && k.y == 125 && k.k == 300);
	assert_false(cmyk_parse("0 101 0 0", &k));
	assert_false(cmyk_parse("0 1 2", &k));
	assert_false(cmyk_parse("0 1 2 3 4", &k));
	struct rgb t = rgb_tint((struct rgb){0, 0, 0}, (struct rgb){255, 255, 255}, 100);
	assert_int_equal(t.r, 230);
	assert_int_equal(cmyk_tint((struct cmyk){1000, 0, 0, 500}, 250).k, 125);
}

/* Figures of access.md. */
static void contrast_is_measured(void **state)
{
	(void)state;
	static const struct {
		struct rgb text, ground;
		int ratio10, lc;
	} pair[] = {{{0, 0, 0}, {255, 255, 255}, 210, 106},
	    {{0, 0, 0}, {255, 255, 0}, 196, 101}, {{0, 0, 0}, {255, 192, 203}, 137, 79},
	    {{0, 0, 128}, {173, 216, 230}, 105, 74},
	    {{255, 255, 255}, {0, 0, 0}, 210, -108}};
	for (size_t i = 0; i < COUNT(pair); i++) {
		double ratio = contrast_wcag(pair[i].text, pair[i].ground) * 10;
		double lc = contrast_apca(pair[i].text, pair[i].ground);
		assert_int_equal((int)(ratio + 0.5), pair[i].ratio10);
		assert_int_equal((int)(lc < 0 ? lc - 0.5 : lc + 0.5), pair[i].lc);
	}
}

/* ---- YAML ---- */

struct read {
	struct arena *a;
	struct diag *d;
};

static struct yaml *read_text(struct read *r, const char *text)
{
	r->a = arena_new();
	r->d = diag_new(r->a);
	return yaml_read(r->a, r->d, diag_file(r->d, "x.yaml"), text, strlen(text), 5);
}

static void yaml_knows_places(void **state)
{
	(void)state;
	struct read r;
	struct yaml *y = read_text(
	    &r, "kind: poem\nlist:\n- \xC5\xB7 x\n- {a: 3mm, no: yes}\nempty:\nn: -42\n");
	assert_non_null(y);
	assert_int_equal(y->n, 4);
	const struct yaml *list = yaml_find(y, "list");
	assert_int_equal(list->kind, YAML_LIST);
	assert_int_equal(list->entry[1].value->pos.line, 8);
	assert_int_equal(list->entry[1].value->pos.col, 3);
	assert_int_equal(y->entry[1].pos.line, 6);
	const struct yaml *map = list->entry[1].value;
	assert_int_equal(yaml_length(r.d, map, "a", 0), MM(3));
	assert_true(yaml_bool(r.d, map, "no", false));
	assert_string_equal(yaml_string(r.d, y, "empty"), "");
	assert_int_equal(yaml_int(r.d, y, "n", 0), -42);
	assert_int_equal(yaml_int(r.d, y, "missing", 9), 9);
	size_t n;
	diag_list(r.d, &n);
	assert_int_equal(n, 0);
	assert_int_equal(yaml_int(r.d, y, "kind", 9), 9);
	assert_null(yaml_string(r.d, y, "list"));
	assert_true(yaml_bool(r.d, y, "kind", true));
	assert_int_equal(yaml_length(r.d, y, "kind", 3), 3);
	diag_list(r.d, &n);
	assert_int_equal(n, 4);
	arena_close(r.a);
}

static void expect_yaml(const char *text, bool readable, const char *finding)
{
	struct read r;
	char out[4000];
	struct yaml *y = read_text(&r, text);
	assert_int_equal(y != NULL, readable);
	printed(r.d, out, sizeof out);
	if (!strstr(out, finding))
		fail_msg("wanted '%s' in '%s'", finding, out);
	arena_close(r.a);
}

static void yaml_refuses_surprises(void **state)
{
	(void)state;
	expect_yaml("a: 1\na: 2\n", true, "x.yaml:6:1: error: key 'a' stands here twice");
	expect_yaml("a: &b 1\n", true, "x.yaml:5:4: error: anchor '&b'");
	expect_yaml("a: &b 1\nc: *b\n", true, "x.yaml:6:4: error: alias '*b'");
	expect_yaml("a: !!int 1\n", true, "tag 'tag:yaml.org,2002:int'");
	expect_yaml("<<: {a: 1}\n", true, "merge key");
	expect_yaml("? [a]\n: b\n", true, "a key must be a word");
	expect_yaml("a: \"x\\0y\"\n", true, "NUL");
	expect_yaml("a: 1\n--- \nb: 2\n", true, "x.yaml:6:1: error: a second document");
	expect_yaml("a: b: c\n", false, "hint: put a value that holds a colon in quotes");
	expect_yaml("a: @b\n", false, "hint: put a value that begins");
	expect_yaml("a: [1\n", false, "broken YAML");
	expect_yaml(
	    "a: \xFF\n", false, "x.yaml:5:4: error: byte 0xFF is not UTF-8 [bad-utf8]");
	char deep[400];
	memset(deep, '[', sizeof deep);
	deep[sizeof deep - 1] = '\0';
	expect_yaml(deep, false, "x.yaml:5:65: error: nested more than 64 deep");
}

static void yaml_empty_is_a_map(void **state)
{
	(void)state;
	struct read r;
	struct yaml *y = read_text(&r, "# nothing\n");
	assert_non_null(y);
	assert_int_equal(y->kind, YAML_MAP);
	assert_int_equal(y->n, 0);
	arena_close(r.a);
}

static void yaml_unknown_keys_have_hints(void **state)
{
	(void)state;
	static const char *const keys[] = {"headline", "kind", NULL};
	struct read r;
	char out[500];
	struct yaml *y = read_text(&r, "kind: x\nhedline: y\n");
	yaml_check_keys(r.d, y, keys, "piece");
	assert_string_equal(printed(r.d, out, sizeof out),
	    "x.yaml:6:1: error: unknown key 'hedline' in this piece [unknown-key]\n"
	    "  hint: did you mean 'headline'?\n");
	struct pos nowhere = {0};
	assert_null(yaml_file(r.a, r.d, nowhere, "/nonexistent/x.yaml"));
	assert_non_null(strstr(printed(r.d, out, sizeof out), "[missing-file]"));
	assert_null(yaml_file(r.a, r.d, nowhere, "/dev"));
	assert_null(yaml_file(r.a, r.d, nowhere, "/dev/null"));
	printed(r.d, out, sizeof out);
	assert_non_null(
	    strstr(out, "file '/dev' cannot be read: it is a folder [unreadable-file]"));
	assert_non_null(strstr(
	    out, "file '/dev/null' cannot be read: it is not a file [unreadable-file]"));
	arena_close(r.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(arena_zeroes_and_aligns),
	    cmocka_unit_test(arena_grows_in_place),
	    cmocka_unit_test(arena_pushes),
	    cmocka_unit_test(arena_defers_last_first),
	    cmocka_unit_test(arena_reuses_what_it_rewinds),
	    cmocka_unit_test(numbers_need_no_locale),
	    cmocka_unit_test(lengths_parse),
	    cmocka_unit_test(lengths_scale),
	    cmocka_unit_test(utf8_is_strict),
	    cmocka_unit_test(map_keeps_order),
	    cmocka_unit_test(closest_finds_slips),
	    cmocka_unit_test(findings_are_sorted_and_merged),
	    cmocka_unit_test(warnings_can_be_allowed_and_denied),
	    cmocka_unit_test(findings_cross_a_pipe),
	    cmocka_unit_test(broken_messages_are_refused),
	    cmocka_unit_test(messages_keep_strings_and_numbers),
	    cmocka_unit_test(words_become_html),
	    cmocka_unit_test(colors_parse_and_mix),
	    cmocka_unit_test(contrast_is_measured),
	    cmocka_unit_test(yaml_knows_places),
	    cmocka_unit_test(yaml_refuses_surprises),
	    cmocka_unit_test(yaml_empty_is_a_map),
	    cmocka_unit_test(yaml_unknown_keys_have_hints),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
