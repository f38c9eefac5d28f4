/*
 * Plates of a file's pages, drawn by ghostscript, a program of Debian's.
 *
 * In: a file, and which of its pages. Out: each page's ink, handed on as it comes; where
 * some did not come, why. The four inks come through a pipe, a page after another, so
 * that no file is written that could find no room. An ink beside them has a plate of its
 * own, and only tiffsep makes such, in files: each is looked at, for ghostscript ends
 * well even where it could write none of them.
 */
#include "preflight/plates.h"

#include <dirent.h>
#include <string.h>

#include "picture/picture.h"
#include "preflight/preflight.h"

enum { WAIT = 60, WORK = 20, WAIT_A_PAGE = 4, WORK_A_PAGE = 2 /* seconds */ };
enum { INK_SEEN = 5, INKS = 4 };
#define MEMORY (UINT64_C(3) << 30)

/* ---- ghostscript ----------------------------------------------------------- */

struct drawing {
	const struct plates_wanted *want;
	struct running gs;
	size_t ntaken;
	struct sum sum; /* of the page at hand */
};

enum { WORDS_MAX = 24 };

/* device: its own words, ended by NULL. */
static void fill_words(const char **word, const struct plates_wanted *w, struct arena *a,
    const char *const *device)
{
	const char *const all[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    "-dOverprint=/enable", "-sstdout=%stderr",
	    arena_printf(a, "-r%d", PLATES_PPI),
	    arena_printf(a, "-dFirstPage=%zu", w->first + 1),
	    arena_printf(a, "-dLastPage=%zu", w->last)};
	size_t n = COUNT(all);

	memcpy(word, all, sizeof all);
	while (*device)
		word[n++] = *device++;
	word[n++] = "-f";
	word[n++] = w->path;
	word[n] = NULL;
}

static struct program program_of(const struct plates_wanted *w, const char *const *word)
{
	const unsigned n = (unsigned)(w->last - w->first);

	return (struct program){.word = word,
	    .seconds = WAIT + WAIT_A_PAGE * n,
	    .work_seconds = WORK + WORK_A_PAGE * n,
	    .memory = MEMORY};
}

static struct plates_lack lack_of(
    const struct drawing *d, enum program_end end, struct arena *a)
{
	const size_t n = d->want->last - d->want->first;
	const char *said = d->gs.said;

	switch (end) {
	case PROGRAM_ABSENT:
		return (struct plates_lack){"ghostscript is not installed",
		    "install ghostscript, which draws the plates", true};
	case PROGRAM_LATE:
		return (struct plates_lack){
		    "ghostscript takes too long over it", NULL, true};
	case PROGRAM_FAILED:
		return (struct plates_lack){
		    arena_printf(
			a, "ghostscript fails over it%s%s", *said ? ": " : "", said),
		    NULL, false};
	case PROGRAM_WELL:
		break;
	}
	if (d->ntaken >= n)
		return (struct plates_lack){0};
	return (struct plates_lack){
	    arena_printf(
		a, "ghostscript draws no plates of it%s%s", *said ? ": " : "", said),
	    NULL, false};
}

/* ---- four inks, by a pipe ------------------------------------------------------ */

static void take_page(struct drawing *d, size_t page)
{
	d->want->take(d->want->context, page, &d->sum);
	d->sum = (struct sum){0};
	d->ntaken++;
}

static void add_inks(struct drawing *d, const struct inked_page *p)
{
	struct sum *s = &d->sum;
	const size_t n = (size_t)p->width * p->height;
	uint8_t most[INKS] = {0};

	*s = (struct sum){.width = p->width,
	    .height = p->height,
	    .at = ARENA_ARRAY(d->want->arena, uint16_t, n),
	    .black = ARENA_ARRAY(d->want->arena, uint8_t, n)};
	for (size_t i = 0; i < n; i++) {
		const uint8_t *ink = p->at + INKS * i;

		for (size_t k = 0; k < INKS; k++)
			most[k] = ink[k] > most[k] ? ink[k] : most[k];
		s->at[i] = (uint16_t)(ink[0] + ink[1] + ink[2] + ink[3]);
		s->black[i] = ink[3];
	}
	for (size_t k = 0; k < INKS; k++)
		s->plates |= most[k] > INK_SEEN ? 1u << k : 0;
}

static struct plates_lack draw_inks(const struct plates_wanted *w, struct arena *to)
{
	static const char *const device[] = {"-sDEVICE=pamcmyk32", "-o", "-", NULL};
	const char *word[WORDS_MAX];
	struct drawing d = {.want = w};
	struct program gs = program_of(w, word);
	struct inked_page p;
	FILE *from;

	fill_words(word, w, to, device);
	from = fdopen(program_open(&d.gs, &gs), "rb");
	if (!from)
		die("read a pipe:");
	while (w->first + d.ntaken < w->last && inked_read(from, &p)) {
		const struct arena_mark mark = arena_mark(w->arena);

		add_inks(&d, &p);
		inked_release(&p);
		take_page(&d, w->first + d.ntaken);
		arena_rewind(w->arena, mark);
	}
	fclose(from);
	return lack_of(&d, program_wait(&d.gs), to);
}

/* ---- any inks, by files ---------------------------------------------------------- */

static uint32_t process_plate(const char *name)
{
	static const char *const process[] = {
	    "(Cyan)", "(Magenta)", "(Yellow)", "(Black)"};

	for (size_t i = 0; i < COUNT(process); i++)
		if (strstr(name, process[i]))
			return 1u << i;
	return 0;
}

static bool add_plate(struct drawing *d, const char *folder, const char *name)
{
	struct arena *a = d->want->arena;
	struct sum *s = &d->sum;
	struct separation p;
	bool any = false;

	if (!separation_read(a, path_join(a, folder, name), &p))
		return false;
	if (!s->at) {
		s->width = p.width;
		s->height = p.height;
		s->at = ARENA_ARRAY(a, uint16_t, p.width * p.height);
	}
	if (p.width != s->width || p.height != s->height)
		return false;
	for (size_t i = 0; i < p.width * p.height; i++) {
		s->at[i] = (uint16_t)(s->at[i] + p.at[i]);
		any |= p.at[i] > INK_SEEN;
	}
	if (process_plate(name) == PLATE_K)
		s->black = p.at;
	s->plates |= any ? process_plate(name) : 0;
	return true;
}

/* "1(Cyan).tif" and the like are the plates of the first page. False: one of them is
 * not whole. */
static bool add_plates(struct drawing *d, const char *folder, size_t number)
{
	struct arena *a = d->want->arena;
	const char *prefix = arena_printf(a, "%zu(", number);
	DIR *at = opendir(folder);
	struct dirent *e;
	size_t n = 0;
	bool whole = true;

	while (at && (e = readdir(at)))
		if (strncmp(e->d_name, prefix, strlen(prefix)) == 0) {
			whole &= add_plate(d, folder, arena_string(a, e->d_name));
			n++;
		}
	if (at)
		closedir(at);
	return whole && n >= INKS;
}

static void take_files(struct drawing *d, const char *folder)
{
	const struct plates_wanted *w = d->want;

	for (size_t page = w->first; page < w->last; page++) {
		const struct arena_mark mark = arena_mark(w->arena);

		if (add_plates(d, folder, page - w->first + 1))
			take_page(d, page);
		d->sum = (struct sum){0};
		arena_rewind(w->arena, mark);
	}
}

static struct plates_lack no_room(struct arena *a, const char *why)
{
	return (struct plates_lack){
	    arena_printf(a, "plates of inks beside the four are files, and %s has %s",
		temporary_place(), why),
	    "give TMPDIR a folder with room for them", true};
}

static struct plates_lack draw_files(const struct plates_wanted *w, struct arena *to)
{
	char *folder = temporary_folder(to);
	const char *word[WORDS_MAX];
	struct drawing d = {.want = w};
	struct plates_lack lack;
	struct program gs = program_of(w, word);

	if (!folder)
		return no_room(to, "no place for them");
	const char *const device[] = {"-sDEVICE=tiffsep", "-sCompression=none",
	    arena_printf(to, "-sOutputFile=%s/%%d.tif", folder), NULL};
	fill_words(word, w, to, device);
	const enum program_end end = program_run(&d.gs, &gs);
	take_files(&d, folder);
	lack = lack_of(&d, end, to);
	if (lack.why && temporary_is_full(folder))
		lack = no_room(to, "no room for them");
	temporary_remove(folder);
	return lack;
}

struct plates_lack plates_draw(const struct plates_wanted *w, struct arena *to)
{
	return w->spots ? draw_files(w, to) : draw_inks(w, to);
}
