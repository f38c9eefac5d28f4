/*
 * cache: what is kept is found by its own key alone, whole, and within the limit.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "picture/pixels.h"

enum { SIZE = 1000, FILE_SIZE = SIZE + 48 };

struct desk {
	struct arena *arena;
	char home[64], folder[80];
};

static int set_up(void **state)
{
	struct desk *desk = calloc(1, sizeof *desk);

	desk->arena = arena_new();
	strcpy(desk->home, "/tmp/test_cache.XXXXXX");
	*state = desk;
	if (!mkdtemp(desk->home))
		return -1;
	snprintf(desk->folder, sizeof desk->folder, "%s/some/where", desk->home);
	return 0;
}

static void clear(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *d;

	while (dir && (d = readdir(dir)))
		unlinkat(dirfd(dir), d->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(path);
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	char path[80];

	clear(desk->folder);
	snprintf(path, sizeof path, "%s/some", desk->home);
	clear(path);
	clear(desk->home);
	arena_close(desk->arena);
	free(desk);
	return 0;
}

static struct cache *opened(struct desk *desk, uint64_t limit)
{
	return cache_open(desk->arena, &(struct cache_rules){desk->folder, limit});
}

/* A thousand bytes of its own for each number. */
static const uint8_t *bytes_of(int n)
{
	static uint8_t bytes[SIZE];

	memset(bytes, n, sizeof bytes);
	return bytes;
}

static struct key key_number(int n)
{
	return key_of(&n, sizeof n);
}

static void keep(struct cache *c, int n)
{
	const struct key key = key_number(n);

	cache_keep(c, &key, bytes_of(n), SIZE);
}

static bool finds(struct cache *c, int n)
{
	const struct key key = key_number(n);
	size_t len = 0;
	uint8_t *bytes = cache_find(c, &key, &len);
	const bool found = bytes;

	if (found) {
		assert_int_equal(len, SIZE);
		assert_memory_equal(bytes, bytes_of(n), SIZE);
	}
	free(bytes);
	return found;
}

static void put_path(const struct desk *desk, int n, char path[160])
{
	const struct key key = key_number(n);

	snprintf(path, 160, "%s/%016llx%016llx", desk->folder,
	    (unsigned long long)key.half[1], (unsigned long long)key.half[0]);
}

static void used_at(const struct desk *desk, int n, time_t seconds)
{
	char path[160];

	put_path(desk, n, path);
	assert_int_equal(utimensat(AT_FDCWD, path,
			     (struct timespec[2]){{seconds, 0}, {seconds, 0}}, 0),
	    0);
}

static size_t count(const struct desk *desk)
{
	DIR *dir = opendir(desk->folder);
	const struct dirent *d;
	size_t n = 0;

	while (dir && (d = readdir(dir)))
		n += d->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return n;
}

static void keeps_from_run_to_run(void **state)
{
	struct desk *desk = *state;
	struct cache *c = opened(desk, 1 << 20);
	struct stat st;

	assert_false(finds(c, 1));
	keep(c, 1);
	keep(c, 2);
	assert_true(finds(c, 1));
	c = opened(desk, 1 << 20);
	assert_true(finds(c, 1));
	assert_true(finds(c, 2));
	assert_false(finds(c, 3));
	assert_int_equal(count(desk), 2);
	char path[160];
	put_path(desk, 1, path);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, FILE_SIZE);
	assert_int_equal(st.st_mode & 077, 0); /* nobody else's */
}

/* Any byte that is another one, any length that is another one, another's name. */
static void refuses_what_was_not_kept(void **state)
{
	struct desk *desk = *state;
	struct cache *c = opened(desk, 1 << 20);
	char path[160], other[160];
	uint8_t byte;

	keep(c, 1);
	put_path(desk, 1, path);
	put_path(desk, 2, other);
	for (off_t at = 0; at < FILE_SIZE; at += at < 60 ? 1 : 97) {
		int fd = open(path, O_RDWR);

		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 0x20;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		if (finds(c, 1))
			fail_msg("byte %d is not proved", (int)at);
		byte ^= 0x20;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		close(fd);
		assert_true(finds(c, 1));
	}
	for (off_t len = FILE_SIZE + 1; len >= 0; len -= len > FILE_SIZE ? 2 : 131) {
		assert_int_equal(truncate(path, len), 0);
		assert_false(finds(c, 1));
	}
	keep(c, 1); /* made anew in its place */
	assert_true(finds(c, 1));
	assert_int_equal(rename(path, other), 0);
	assert_false(finds(c, 2));
	assert_int_equal(unlink(other), 0);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_false(finds(c, 1));
	keep(c, 1);
	assert_true(finds(c, 1));
}

static void keeps_to_its_limit(void **state)
{
	struct desk *desk = *state;
	struct cache *c = opened(desk, 3 * FILE_SIZE);
	const time_t now = time(NULL), day = 24 * 60 * 60;
	char path[160];
	int fd;

	for (int n = 0; n < 5; n++)
		keep(c, n);
	for (int n = 0; n < 5; n++)
		used_at(desk, n, now - (10 - n) * day);
	snprintf(path, sizeof path, "%s/a-letter", desk->folder);
	fd = open(path, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(write(fd, "not ours", 8), 8);
	close(fd);
	assert_true(finds(c, 0)); /* so that it was used today */
	cache_trim(c);
	assert_true(finds(c, 0));
	assert_false(finds(c, 1));
	assert_false(finds(c, 2));
	assert_true(finds(c, 3));
	assert_true(finds(c, 4));
	assert_int_equal(count(desk), 4);
	assert_int_equal(access(path, F_OK), 0);
}

/* What a process that is gone has left half-written. */
static void clears_what_was_left(void **state)
{
	struct desk *desk = *state;
	struct cache *c = opened(desk, 1 << 20);
	const time_t old = time(NULL) - 2 * 60 * 60;
	char path[160], part[2][200];

	keep(c, 1);
	put_path(desk, 1, path);
	for (int i = 0; i < 2; i++) {
		snprintf(part[i], sizeof part[i], "%s.%d.part", path, 99 + i);
		close(open(part[i], O_WRONLY | O_CREAT, 0600));
	}
	utimensat(AT_FDCWD, part[0], (struct timespec[2]){{old, 0}, {old, 0}}, 0);
	cache_trim(c);
	assert_int_not_equal(access(part[0], F_OK), 0);
	assert_int_equal(access(part[1], F_OK), 0);
	assert_true(finds(c, 1));
}

/* A file stands where the folder should be, or none is named. */
static void does_without_a_folder(void **state)
{
	struct desk *desk = *state;
	char path[80];

	snprintf(path, sizeof path, "%s/some", desk->home);
	close(open(path, O_WRONLY | O_CREAT, 0600));
	struct cache *c = opened(desk, 1 << 20);
	keep(c, 0);
	assert_false(finds(c, 0));
	cache_share(c, desk->home);
	keep(c, 1);
	assert_true(finds(c, 1));
	assert_false(finds(c, 0));
	cache_trim(c);
	c = opened(desk, 1 << 20);
	cache_share(c, desk->home);
	assert_false(finds(c, 1));
	unlink(path);
	c = cache_open(desk->arena, &(struct cache_rules){NULL, 0});
	cache_share(c, desk->home);
	keep(c, 7);
	assert_true(finds(c, 7));
	cache_share(c, "/nowhere");
	assert_false(cache_is_shared(c));
	keep(c, 8);
	assert_false(finds(c, 8));
}

/* ---- what processes share ------------------------------------------------- */

static struct cache *shared(struct desk *desk)
{
	struct cache *c = cache_open(desk->arena, &(struct cache_rules){NULL, 0});

	cache_share(c, desk->home);
	assert_true(cache_is_shared(c));
	return c;
}

/* Runs in a process of its own; how it ended. */
static int status_of(void (*does)(struct cache *c), struct cache *c)
{
	const pid_t pid = fork();
	int status = 1;

	if (pid == 0) {
		does(c);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return status;
}

static void keep_fifty(struct cache *c)
{
	for (int n = 0; n < 50; n++)
		keep(c, n);
}

/* What one keeps another finds, though both write at once. */
static void shares_what_is_made(void **state)
{
	struct cache *c = shared(*state);
	pid_t pid[2];

	for (int i = 0; i < 2; i++) {
		pid[i] = fork();
		if (pid[i])
			continue;
		for (int n = i; n < 200; n += 2)
			keep(c, n);
		_exit(0);
	}
	for (int i = 0; i < 2; i++)
		waitpid(pid[i], NULL, 0);
	for (int n = 0; n < 200; n++)
		assert_true(finds(c, n));
	assert_false(finds(c, 200));
	assert_int_equal(status_of(keep_fifty, c), 0);
}

/* No more may be written than the file has: as on a disk that is full. */
static void keep_on_a_full_disk(struct cache *c)
{
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &(struct rlimit){3 * SIZE, 3 * SIZE});
	keep_fifty(c);
	for (int n = 0; n < 50; n++)
		if (finds(c, n) != (n < 2))
			_exit(1);
}

static void leaves_no_half_on_a_full_disk(void **state)
{
	struct cache *c = shared(*state);

	assert_int_equal(status_of(keep_on_a_full_disk, c), 0);
	assert_true(finds(c, 1));
	assert_false(finds(c, 2));
	keep(c, 2); /* there is room again */
	assert_true(finds(c, 2));
}

static void claim_and_die(struct cache *c)
{
	const struct key key = key_number(1);

	if (cache_claim(c, &key, false))
		raise(SIGKILL);
}

static void be_refused(struct cache *c)
{
	const struct key key = key_number(1), other = key_number(2);

	if (cache_claim(c, &key, false) || !cache_claim(c, &other, false))
		_exit(1);
}

/* One process makes a thing; its claim ends with it. */
static void one_makes_a_thing(void **state)
{
	struct cache *c = shared(*state);
	const struct key key = key_number(1);

	assert_true(WIFSIGNALED(status_of(claim_and_die, c)));
	assert_true(cache_claim(c, &key, false));
	assert_int_equal(status_of(be_refused, c), 0);
	cache_release(c, &key);
	assert_true(WIFSIGNALED(status_of(claim_and_die, c)));
}

/* Readers see whole files or none while others write and trim. */
static void serves_two_at_once(void **state)
{
	struct desk *desk = *state;
	pid_t pid[2];

	for (int i = 0; i < 2; i++) {
		pid[i] = fork();
		if (pid[i])
			continue;
		struct cache *c = opened(desk, 10 * FILE_SIZE);
		for (int round = 0; round < 300; round++) {
			keep(c, round % 20);
			finds(c, (round * 7) % 20); /* asserts that it is whole */
			if (round % 10 == 9)
				cache_trim(c);
		}
		_exit(0);
	}
	for (int i = 0; i < 2; i++) {
		int status = 1;

		waitpid(pid[i], &status, 0);
		assert_int_equal(status, 0);
	}
	struct cache *c = opened(desk, 10 * FILE_SIZE);
	keep(c, 1);
	cache_trim(c);
	assert_true(count(desk) <= 10);
}

static void finds_its_folder(void **state)
{
	struct desk *desk = *state;
	char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");

	base = base ? strdup(base) : NULL;
	home = home ? strdup(home) : NULL;
	setenv("XDG_CACHE_HOME", "/c", 1);
	assert_string_equal(cache_folder(desk->arena), "/c/inpress/pictures");
	setenv("XDG_CACHE_HOME", "relative", 1);
	setenv("HOME", "/h", 1);
	assert_string_equal(cache_folder(desk->arena), "/h/.cache/inpress/pictures");
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	assert_null(cache_folder(desk->arena));
	if (base)
		setenv("XDG_CACHE_HOME", base, 1);
	if (home)
		setenv("HOME", home, 1);
	free(base);
	free(home);
}

/* ---- what an image depends on --------------------------------------------- */

static struct key key_with(const struct recipe *r, const struct picture_want *want)
{
	struct recipe with = *r;

	with.want = want;
	return recipe_key(&with);
}

/* Everything that an image depends on makes another key; what it does not, none. */
static void keys_hold_all_that_matters(void **state)
{
	struct desk *desk = *state;
	const uint8_t bytes[] = "a picture", others[] = "b picture";
	struct picture_want base = {.space = SPACE_CMYK,
	    .cmyk_profile = "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc",
	    .condition = "FOGRA39",
	    .width = PT(200),
	    .ink_limit = 300,
	    .sharpen = {.amount = 80, .radius = MM(0.15), .threshold = 3},
	    .ink_cell = MM(0.5),
	    .quality = 90,
	    .cache = opened(desk, UINT64_MAX)};
	struct picture_want want[16];
	struct recipe recipe = {.from = {bytes, sizeof bytes},
	    .width = 100,
	    .height = 50,
	    .ncomponent = 3,
	    .dct = true};
	struct key key[COUNT(want) + 5];
	size_t n = 0, nwant = 0;

	for (size_t i = 0; i < COUNT(want); i++)
		want[i] = base;
	want[nwant++].width = PT(200); /* the same */
	want[nwant++].cmyk_profile =
	    "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles/FOGRA39L_coated.icc";
	want[nwant++].condition = "FOGRA51";
	want[nwant++].ink_limit = 280;
	want[nwant++].ink_cell = MM(0.4);
	want[nwant++].width = PT(300); /* the ink's cells in other pixels */
	want[nwant++].sharpen.amount = 90;
	want[nwant++].sharpen.radius = MM(0.2);
	want[nwant++].sharpen.threshold = 4;
	want[nwant++].sharpen = (struct sharpening){0};
	want[nwant++].line_art_ppi = 1200;
	want[nwant++].quality = 80;
	want[nwant++].turn = true;
	want[nwant++].flate = true;
	want[nwant++].opaque = true;
	want[nwant++].space = SPACE_RGB;
	assert_int_equal(nwant, COUNT(want));
	for (; n < nwant; n++)
		key[n] = key_with(&recipe, &want[n]);
	recipe.width = 99; /* as another resolution has it */
	key[n++] = key_with(&recipe, &base);
	recipe.width = 100;
	recipe.height = 51;
	key[n++] = key_with(&recipe, &base);
	recipe.height = 50;
	recipe.from.at = others;
	key[n++] = key_with(&recipe, &base);
	recipe.from.at = bytes;
	recipe.ncomponent = 4;
	key[n++] = key_with(&recipe, &base);
	recipe.ncomponent = 3;
	recipe.profile = (struct bytes){bytes, 3};
	key[n++] = key_with(&recipe, &base);
	assert_int_equal(n, COUNT(key));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (key_same(&key[i], &key[k]))
				fail_msg("keys %zu and %zu are the same", k, i);
	recipe.profile = (struct bytes){NULL, 0};
	base.ahead = true;
	base.converter = converter_new(desk->arena);
	base.max_ppi = 300; /* told by the size */
	const struct key same = key_with(&recipe, &base);
	assert_true(key_same(&same, &key[0]));
}

/* A profile is known by its bytes, not by its name. */
static void keys_hold_the_bytes_of_profiles(void **state)
{
	struct desk *desk = *state;
	const uint8_t bytes[] = "a picture";
	struct picture_want want = {.space = SPACE_CMYK};
	const struct recipe recipe = {.from = {bytes, sizeof bytes}, .ncomponent = 3};
	struct key key[3];
	char path[80];

	snprintf(path, sizeof path, "%s/profile", desk->home);
	want.cmyk_profile = path;
	for (int i = 0; i < 3; i++) {
		FILE *f = fopen(path, "wb");

		assert_non_null(f);
		fputs(i == 1 ? "one" : "two", f);
		fclose(f);
		want.cache = opened(desk, UINT64_MAX);
		key[i] = key_with(&recipe, &want);
	}
	unlink(path);
	assert_true(key_same(&key[0], &key[2]));
	assert_false(key_same(&key[0], &key[1]));
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(keeps_from_run_to_run),
	    TEST(refuses_what_was_not_kept),
	    TEST(keeps_to_its_limit),
	    TEST(clears_what_was_left),
	    TEST(does_without_a_folder),
	    TEST(shares_what_is_made),
	    TEST(leaves_no_half_on_a_full_disk),
	    TEST(one_makes_a_thing),
	    TEST(serves_two_at_once),
	    TEST(finds_its_folder),
	    TEST(keys_hold_all_that_matters),
	    TEST(keys_hold_the_bytes_of_profiles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
