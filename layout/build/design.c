/*
 * Where the design of an issue lies: styles/, and fonts/fonts.yaml.
 *
 * In: a request. Out: the folders that it is made with. An issue that brings styles/ of
 * its own is set with them, and with the fonts/ beside them where it has these too;
 * --home wins over both.
 */
#include "build/build.h"

#include <unistd.h>

static bool has(struct arena *a, const char *dir, const char *file)
{
	return access(path_join(a, dir, file), R_OK) == 0;
}

static bool is_home(struct arena *a, const char *dir)
{
	return has(a, dir, "styles/editions.yaml") && has(a, dir, "fonts/fonts.yaml");
}

/* Here, or beside build/ (or build/asan/), or where `make install` puts them. */
static const char *find_home(struct arena *a)
{
	static const char *const from_program[] = {"..", "../..", "../share/inpress"};
	const char *beside;

	if (is_home(a, ""))
		return "";
	beside = program_folder(a);
	for (size_t i = 0; i < COUNT(from_program); i++) {
		const char *dir = path_join(a, beside, from_program[i]);

		if (is_home(a, dir))
			return dir;
	}
	die_usage("there is no folder with styles/ and fonts/ here; name one by --home");
}

void request_find_design(struct request *r)
{
	struct arena *a = r->arena;
	const bool own = !r->home && r->issue && has(a, r->issue, "styles/editions.yaml");
	const bool own_faces = own && has(a, r->issue, "fonts/fonts.yaml");

	if (!r->home && !own_faces)
		r->home = find_home(a);
	r->styles = path_join(a, own ? r->issue : r->home, "styles");
	r->manifest = path_join(a, own_faces ? r->issue : r->home, "fonts/fonts.yaml");
}
