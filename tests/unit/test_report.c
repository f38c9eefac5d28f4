/*
 * report: JSON as it must be, the digest of a known file, words that are counted.
 */
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void json_is_well_formed(void **state)
{
	struct json j = {0};

	(void)state;
	json_open(&j, NULL, '{');
	json_string(&j, "a\"b", "c\\d\n\x1F \xC3\xA9");
	json_string(&j, "none", NULL);
	json_open(&j, "list", '[');
	json_close(&j, ']');
	json_open(&j, "list", '[');
	json_uint(&j, NULL, UINT64_MAX);
	json_number(&j, NULL, -1.25, 1);
	json_bool(&j, NULL, false);
	json_close(&j, ']');
	json_seconds(&j, 1002);
	json_close(&j, '}');
	assert_string_equal(j.out.at, "{\n"
				      "\t\"a\\\"b\": \"c\\\\d\\u000a\\u001f \xC3\xA9\",\n"
				      "\t\"none\": null,\n"
				      "\t\"list\": [],\n"
				      "\t\"list\": [\n"
				      "\t\t18446744073709551615,\n"
				      "\t\t-1.3,\n"
				      "\t\tfalse\n"
				      "\t],\n"
				      "\t\"seconds\": 1.002\n"
				      "}\n");
	buf_release(&j.out);
}

static void findings_become_json(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct json j = {0};
	size_t ntold;

	(void)state;
	diag_edition(d, "large");
	diag(d, DIAG_BAD_LINK, (struct pos){3, 1, diag_file(d, "b.md")}, "bad '%s'",
	    "x\"y");
	diag_hint(d, "write %d", 7);
	diag_edition(d, "standard");
	const struct told *told = diag_told(d, &ntold);
	json_findings(&j, d, told, ntold);
	assert_non_null(strstr(j.out.at, "\"path\": \"b.md\""));
	assert_non_null(strstr(j.out.at, "\"message\": \"bad 'x\\\"y'\""));
	assert_non_null(strstr(j.out.at, "\"hint\": \"write 7\""));
	assert_non_null(strstr(j.out.at, "\"editions\": [\n\t\t\t\"large\"\n\t\t]"));
	buf_release(&j.out);
	arena_close(a);
}

/* FIPS 180-2, appendix B.1. */
static void a_digest_is_the_standards(void **state)
{
	static const uint8_t abc[DIGEST_SIZE] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf,
	    0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3,
	    0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
	char path[] = "/tmp/inpress-digest-XXXXXX";
	uint8_t digest[DIGEST_SIZE];
	const int fd = mkstemp(path);

	(void)state;
	assert_int_equal(write(fd, "abc", 3), 3);
	close(fd);
	report_digest(path, digest);
	unlink(path);
	assert_memory_equal(digest, abc, sizeof abc);
}

static void words_are_counted_by_rule(void **state)
{
	struct amendment list[] = {{AMEND_REFERENCE, {0}, "page 16"},
	    {AMEND_LABEL, {0}, "By "}, {AMEND_REFERENCE, {0}, "page 43 (print page 16)"}};
	const struct amendments all = {list, COUNT(list), COUNT(list)};

	(void)state;
	assert_int_equal(report_tally(&all, AMEND_REFERENCE).nplace, 2);
	assert_int_equal(report_tally(&all, AMEND_REFERENCE).nword, 7);
	assert_int_equal(report_tally(&all, AMEND_LABEL).nword, 1);
	assert_int_equal(report_tally(&all, AMEND_FILLER).nplace, 0);
	for (int rule = 1; rule < AMEND_N; rule++)
		assert_true(amend_rules[rule].name && *amend_rules[rule].title);
}

static void sizes_have_three_figures(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(report_size(a, 1), "1 KB");
	assert_string_equal(report_size(a, 999999), "1000 KB");
	assert_string_equal(report_size(a, 1949999), "1.94 MB");
	assert_string_equal(report_size(a, 13383441), "13.3 MB");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(json_is_well_formed),
	    cmocka_unit_test(findings_become_json),
	    cmocka_unit_test(a_digest_is_the_standards),
	    cmocka_unit_test(words_are_counted_by_rule),
	    cmocka_unit_test(sizes_have_three_figures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
