/*
 * How much ink a page lays on the sheet, measured on plates that ghostscript makes.
 *
 * In: a file and its facts. Out: for each page the square of 15 mm² with most ink, on
 * average, within the bleed (GWG 2015, 4.24), and the plates that have ink at all. It is
 * measured and not counted by operators, because pictures, gradients and what shines
 * through them are most of it. Where ghostscript is not installed, or takes too long, the
 * pages that were not measured say so.
 */
#include "preflight/preflight.h"
#include "preflight/separation.h"

#include <dirent.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PPI = 100, BATCH = 8 /* pages */, SECONDS = 30, WAIT = 90, INK_SEEN = 5 };
#define MEMORY (UINT64_C(3) << 30)
#define SIDE (3.872983346 / 25.4) /* inches, of a square of 15 mm² */

struct measuring {
	struct arena *arena;
	const char *path, *folder;
	const struct facts *facts;
	struct ink_facts *ink;
};

/* ---- ghostscript ----------------------------------------------------------- */

static enum program_end separate(const struct measuring *m, size_t first, size_t last)
{
	struct arena *a = m->arena;
	const char *const words[] = {"gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
	    "-sDEVICE=tiffsep", "-sCompression=none", arena_printf(a, "-r%d", PPI),
	    arena_printf(a, "-dFirstPage=%zu", first + 1),
	    arena_printf(a, "-dLastPage=%zu", last),
	    arena_printf(a, "-sOutputFile=%s/%%d.tif", m->folder), "-f", m->path, NULL};
	struct running gs;

	return program_run(&gs, &(struct program){.word = words,
				    .seconds = WAIT,
				    .work_seconds = SECONDS,
				    .memory = MEMORY});
}

/* ---- plates ---------------------------------------------------------------- */

/* The ink of all plates of a page, and which plates have any. */
struct sum {
	size_t width, height;
	uint16_t *at;
	const uint8_t *black; /* the black plate alone; NULL: there is none */
	uint32_t plates;
};

static void add_plate(struct measuring *m, struct sum *s, const char *name)
{
	static const char *const process[] = {
	    "(Cyan)", "(Magenta)", "(Yellow)", "(Black)"};
	struct separation p;
	uint32_t plate = 0;
	bool any = false;

	if (!separation_read(m->arena, path_join(m->arena, m->folder, name), &p))
		return;
	if (!s->at) {
		s->width = p.width;
		s->height = p.height;
		s->at = ARENA_ARRAY(m->arena, uint16_t, p.width * p.height);
	}
	if (p.width != s->width || p.height != s->height)
		return;
	for (size_t i = 0; i < p.width * p.height; i++) {
		s->at[i] = (uint16_t)(s->at[i] + p.at[i]);
		any |= p.at[i] > INK_SEEN;
	}
	for (size_t i = 0; i < COUNT(process); i++)
		if (strstr(name, process[i]))
			plate = 1u << i;
	if (plate == PLATE_K)
		s->black = p.at;
	s->plates |= any ? plate : 0;
}

/* "1(Cyan).tif" and the like are the plates of page 1 of a batch. */
static struct sum plates_of(struct measuring *m, size_t number)
{
	const char *prefix = arena_printf(m->arena, "%zu(", number);
	DIR *folder = opendir(m->folder);
	struct sum s = {0};
	struct dirent *e;

	while (folder && (e = readdir(folder)))
		if (strncmp(e->d_name, prefix, strlen(prefix)) == 0)
			add_plate(m, &s, arena_string(m->arena, e->d_name));
	if (folder)
		closedir(folder);
	return s;
}

static void empty_folder(const struct measuring *m)
{
	DIR *folder = opendir(m->folder);
	struct dirent *e;

	while (folder && (e = readdir(folder)))
		if (e->d_name[0] != '.')
			unlinkat(dirfd(folder), e->d_name, 0);
	if (folder)
		closedir(folder);
}

/* ---- the most -------------------------------------------------------------- */

/* What part of the plates is printed, in pixels. */
struct frame {
	size_t left, top, right, bottom;
	double unit; /* points a pixel */
};

static size_t pixel(double at, double unit, size_t most)
{
	return at <= 0 ? 0 : at / unit >= (double)most ? most : (size_t)(at / unit);
}

static struct frame frame_of(const struct page_fact *p, const struct sum *s)
{
	struct frame f = {.unit = p->media.w / (double)s->width};
	const double left = -p->bleed[EDGE_LEFT] - p->media.x;
	const double top = -p->bleed[EDGE_UPPER] - p->media.y;

	f.left = pixel(left, f.unit, s->width);
	f.top = pixel(top, f.unit, s->height);
	f.right = pixel(p->width + p->bleed[EDGE_RIGHT] - p->media.x, f.unit, s->width);
	f.bottom =
	    pixel(p->height + p->bleed[EDGE_LOWER] - p->media.y, f.unit, s->height);
	return f;
}

/* The ink of a column of `side` pixels, or of `side` such columns. */
struct stack {
	uint32_t all, black;
};

static void stack_add(struct stack *to, const struct stack *by)
{
	to->all += by->all;
	to->black += by->black;
}

static void stack_take(struct stack *from, const struct stack *by)
{
	from->all -= by->all;
	from->black -= by->black;
}

static struct stack pixel_at(const struct sum *s, size_t x, size_t y)
{
	const size_t i = y * s->width + x;

	return (struct stack){s->at[i], s->black ? s->black[i] : 0};
}

struct best {
	uint32_t all;
	size_t x, y;
};

static void keep_most(struct best *b, uint32_t all, size_t x, size_t y)
{
	if (all > b->all)
		*b = (struct best){all, x, y};
}

static struct square square_of(
    const struct page_fact *p, const struct frame *f, const struct best *b, size_t side)
{
	return (struct square){side ? b->all / 2.55 / (double)(side * side) : 0,
	    {(double)b->x * f->unit + p->media.x, (double)b->y * f->unit + p->media.y,
		(double)side * f->unit, (double)side * f->unit}};
}

/* Down each column the sum of `side` rows is kept, across them a sum that slides. */
static void find_most(struct measuring *m, const struct page_fact *p, const struct sum *s,
    struct ink_fact *ink)
{
	const struct frame f = frame_of(p, s);
	const size_t side = (size_t)lround(SIDE * 72 / f.unit);
	const uint32_t dark = (uint32_t)(side * side * 255 * RICH_BLACK_FROM / 1000);
	struct stack *column = ARENA_ARRAY(m->arena, struct stack, s->width);
	struct best most = {0, f.left, f.top}, rich = most;

	for (size_t y = f.top; y < f.bottom; y++) {
		struct stack square = {0};

		for (size_t x = f.left; x < f.right; x++) {
			const struct stack below = pixel_at(s, x, y);

			stack_add(&column[x], &below);
			if (y >= f.top + side) {
				const struct stack above = pixel_at(s, x, y - side);

				stack_take(&column[x], &above);
			}
			stack_add(&square, &column[x]);
			if (x >= f.left + side)
				stack_take(&square, &column[x - side]);
			if (y + 1 < f.top + side || x + 1 < f.left + side)
				continue;
			keep_most(&most, square.all, x + 1 - side, y + 1 - side);
			if (square.black >= dark)
				keep_most(&rich, square.all, x + 1 - side, y + 1 - side);
		}
	}
	ink->measured = true;
	ink->plates = s->plates;
	ink->most = square_of(p, &f, &most, side);
	ink->rich = square_of(p, &f, &rich, side);
}

/* What was too much for us is too much for it. */
static bool can_be_drawn(const struct facts *f, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (f->page[i].cut || f->page[i].circular)
			return false;
	return true;
}

static void measure_batch(struct measuring *m, size_t first, size_t last)
{
	enum program_end end;

	if (!can_be_drawn(m->facts, first, last)) {
		m->ink->why = "a page is too much to look at";
		return;
	}
	end = separate(m, first, last);
	if (end == PROGRAM_ABSENT)
		m->ink->why = "ghostscript is not installed";
	else if (end != PROGRAM_WELL)
		m->ink->why = "ghostscript takes too long over it, or fails";
	for (size_t i = first; i < last; i++) {
		const struct arena_mark mark = arena_mark(m->arena);
		const struct sum s = plates_of(m, i - first + 1);
		const struct page_fact *p = &m->facts->page[i];

		if (s.at && p->media.w > 0 && s.width > 8 && s.height > 8)
			find_most(m, p, &s, &m->ink->page[i]);
		arena_rewind(m->arena, mark);
	}
	empty_folder(m);
}

void preflight_measure(
    struct arena *a, const char *path, const struct facts *f, struct ink_facts *ink)
{
	char *folder = temporary_folder(a);
	char *whole = realpath(path, NULL); /* no path of it is an option */
	struct measuring m = {arena_new(), whole, folder, f, ink};

	*ink = (struct ink_facts){
	    .page = ARENA_ARRAY(a, struct ink_fact, f->npage ? f->npage : 1)};
	if (!whole || !folder)
		die("make a folder for plates:");
	for (size_t i = 0; i < f->npage && !ink->why; i += BATCH)
		measure_batch(&m, i, i + BATCH < f->npage ? i + BATCH : f->npage);
	rmdir(folder);
	free(whole);
	arena_close(m.arena);
}
