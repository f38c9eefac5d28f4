/*
 * What is found, told: each thing once, however many pages have it.
 *
 * In: what rules say of pages, one after another, without their numbers. Out: findings.
 * Words that are the same of several pages become one finding with all their numbers,
 * "pages 1-3, 7", and the place on the first of them. Words of the same kind that differ
 * by a figure or a name are told each, up to MANY of a kind; those after them share one
 * finding, for a list of five hundred is read by nobody, and what is left out of it
 * would be believed to be well.
 */
#include "preflight/rules.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MANY = 10, RANGES_MOST = 12 };

struct saying {
	enum diag_code code;
	const char *kind; /* its words before they were filled in */
	const char *words, *hint;
	struct area at;
	bool placed, moves; /* has a place; on other pages another */
	uint32_t *page;	    /* none: it is of the file */
	size_t npage, cappage;
	size_t more; /* others of its kind that share its finding */
};

static double mm(double points)
{
	return points * 25.4 / 72;
}

static const char *figure(const struct judge *j, double value, int places)
{
	return arena_number(j->arena, value, places);
}

const char *judge_mm(const struct judge *j, double points)
{
	return figure(j, fabs(mm(points)) < 0.05 ? 0 : mm(points), 1);
}

const char *judge_points(const struct judge *j, double points)
{
	return figure(j, points, 2);
}

const char *judge_list(
    const struct judge *j, const char *const *name, size_t n, unsigned bits)
{
	const char *all = NULL;
	size_t last = 0;

	for (size_t i = 0; i < n; i++)
		last = bits & 1u << i ? i : last;
	for (size_t i = 0; i < n; i++)
		if (bits & 1u << i)
			all = !all ? name[i]
				   : arena_printf(j->arena, "%s%s%s", all,
					 i == last ? " and " : ", ", name[i]);
	return all;
}

/* ---- saying ---------------------------------------------------------------------- */

static bool same_place(struct area a, struct area b)
{
	return fabs(a.x + a.w / 2 - b.x - b.w / 2) < 1 &&
	       fabs(a.y + a.h / 2 - b.y - b.h / 2) < 1;
}

static const char *filled_in(struct arena *a, const char *format, va_list list)
{
	va_list again;
	char *words;
	int len;

	va_copy(again, list);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0)
		die("format a finding:");
	words = arena_alloc(a, (size_t)len + 1);
	vsnprintf(words, (size_t)len + 1, format, list);
	return words;
}

/* The one with these words, known or new. */
static struct saying *find(
    struct sayings *s, enum diag_code code, const char *words, bool of_page)
{
	const char *key = arena_printf(s->arena, "%d %d %s", code, of_page, words);
	const size_t i = (size_t)(uintptr_t)map_find(&s->known, key);

	if (i)
		return &s->one[i - 1];
	ARENA_PUSH(s->arena, s->one, s->n, s->cap) =
	    (struct saying){.code = code, .words = words};
	map_set(&s->known, key, (void *)(uintptr_t)s->n);
	return &s->one[s->n - 1];
}

static void add_page(struct arena *a, struct saying *one, uint32_t page)
{
	if (!one->npage || one->page[one->npage - 1] != page)
		ARENA_PUSH(a, one->page, one->npage, one->cappage) = page;
}

void judge_say(const struct judge *j, enum diag_code code, const struct area *at,
    const char *format, ...)
{
	struct sayings *s = j->sayings;
	struct saying *one;
	va_list list;

	va_start(list, format);
	one = find(s, code, filled_in(s->arena, format, list), j->page != NULL);
	va_end(list);
	if (at && !one->npage) {
		one->placed = true;
		one->at = *at;
	} else if (at && !same_place(*at, one->at)) {
		one->moves = true;
	}
	one->kind = format;
	if (j->page)
		add_page(s->arena, one, j->number);
	s->last = one;
}

void judge_hint(const struct judge *j, const char *format, ...)
{
	va_list list;

	if (j->sayings->last->hint)
		return;
	va_start(list, format);
	j->sayings->last->hint = filled_in(j->sayings->arena, format, list);
	va_end(list);
}

/* ---- telling --------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static void sort_pages(struct saying *one)
{
	size_t n = 0;

	if (one->npage < 2)
		return;
	qsort(one->page, one->npage, sizeof *one->page, by_number);
	for (size_t i = 0; i < one->npage; i++)
		if (!n || one->page[n - 1] != one->page[i])
			one->page[n++] = one->page[i];
	one->npage = n;
}

/* "pages 1-3, 7 and 9: "; nothing where the file has one page. */
static void put_pages(const struct sayings *s, const struct saying *one, struct buf *to)
{
	size_t nrange = 0, last;

	if (s->npage < 2 || !one->npage)
		return;
	if (one->npage == s->npage) {
		buf_printf(to, "all %zu pages: ", one->npage);
		return;
	}
	buf_string(to, one->npage > 1 ? "pages " : "page ");
	for (size_t i = 0; i < one->npage; i = last + 1) {
		for (last = i;
		     last + 1 < one->npage && one->page[last + 1] == one->page[last] + 1;)
			last++;
		if (nrange)
			buf_string(to, last + 1 == one->npage ? " and " : ", ");
		if (++nrange > RANGES_MOST) {
			buf_printf(to, "%s%zu more", last + 1 == one->npage ? "" : "and ",
			    one->npage - i);
			break;
		}
		buf_uint(to, one->page[i]);
		if (last > i)
			buf_printf(to, "-%u", one->page[last]);
	}
	buf_string(to, ": ");
}

static void put_place(const struct saying *one, struct buf *to)
{
	if (!one->placed)
		return;
	buf_string(to, one->moves ? ", the first " : ", ");
	buf_number(to, mm(one->at.x + one->at.w / 2), 0);
	buf_string(to, " mm from the left and ");
	buf_number(to, mm(one->at.y + one->at.h / 2), 0);
	buf_string(to, " from the top");
}

static void tell_one(const struct sayings *s, struct saying *one)
{
	struct buf b = {0};

	sort_pages(one);
	put_pages(s, one, &b);
	if (one->more)
		buf_printf(&b, "%zu more of this kind, the first: ", one->more + 1);
	buf_string(&b, one->words);
	put_place(one, &b);
	diag(s->diag, one->code,
	    (struct pos){.file = s->file, .line = one->npage ? one->page[0] : 0}, "%s",
	    b.at);
	if (one->hint)
		diag_hint(s->diag, "%s", one->hint);
	buf_release(&b);
}

/* A kind of words, and how many of it have been told. */
struct kind {
	const char *kind;
	size_t ntold;
	struct saying *rest; /* that takes in those after the first MANY */
};

static struct kind *kind_of(struct kind *kind, size_t *n, const char *words)
{
	for (size_t i = 0; i < *n; i++)
		if (kind[i].kind == words)
			return &kind[i];
	kind[*n] = (struct kind){.kind = words};
	return &kind[(*n)++];
}

static void take_in(struct sayings *s, struct saying *rest, const struct saying *one)
{
	for (size_t i = 0; i < one->npage; i++)
		add_page(s->arena, rest, one->page[i]);
	rest->more++;
}

void judge_tell(struct sayings *s)
{
	struct kind *kind = ARENA_ARRAY(s->arena, struct kind, s->n + 1);
	size_t nkind = 0;

	for (size_t i = 0; i < s->n; i++) {
		struct kind *k = kind_of(kind, &nkind, s->one[i].kind);

		if (k->rest)
			take_in(s, k->rest, &s->one[i]);
		else if (k->ntold == MANY)
			k->rest = &s->one[i];
		else
			tell_one(s, &s->one[i]);
		k->ntold += k->ntold < MANY;
	}
	for (size_t i = 0; i < nkind; i++)
		if (kind[i].rest)
			tell_one(s, kind[i].rest);
}
