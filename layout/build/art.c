/*
 * What the art of an issue asks of a plan.
 *
 * In: art as inpress-art read it. Out: findings about its inks, and whether print and an
 * access edition can still share a layout: not where art may stand in print alone, for
 * its words stand in its place elsewhere (makeup/art.c).
 */
#include "build/plan.h"

#include <string.h>
#include <sys/stat.h>

/* Each with its size and its time of change: a package that brings new faces may be said
 * to be the same file. */
static const char *faces_of(const struct plan *p)
{
	struct buf all = {0};
	const char *text;
	struct stat st;

	for (size_t i = 0; p->fonts && i < fonts_count(p->fonts); i++) {
		const char *path = fonts_at(p->fonts, i)->path;

		if (stat(path, &st) == 0)
			buf_printf(&all, "%s %lld %lld\n", path, (long long)st.st_size,
			    (long long)st.st_mtime);
	}
	text = arena_copy(p->arena, all.at ? all.at : "", all.len);
	buf_release(&all);
	return text;
}

void plan_ask_for_art(struct plan *p)
{
	p->inks_checked = ARENA_NEW(p->arena, bool);
	p->art = art_ask(p->arena, &(struct art_order){.diag = p->diag,
				       .art = p->issue->art,
				       .n = p->issue->nart,
				       .manifest = p->request->manifest,
				       .faces = faces_of(p),
				       .cache = p->cache});
}

/* A class of a drawing that names no ink of the palette is reported. */
static void check_inks(const struct plan *p)
{
	const struct palette *palette = p->editions->palette;
	const char **names = ARENA_ARRAY(p->arena, const char *, palette->nswatch + 1);

	for (size_t i = 0; i < palette->nswatch; i++)
		names[i] = palette->swatch[i].name;
	for (size_t i = 0; i < p->issue->nart; i++) {
		const struct picture *art = p->issue->art[i];

		for (size_t k = 0; art->art && k < art->art->nink; k++) {
			const char *ink = art->art->ink[k], *near = closest(ink, names);

			if (palette_find(palette, ink) >= 0)
				continue;
			diag(p->diag, DIAG_UNKNOWN_INK, art->pos,
			    "picture '%s' has the class 'ink-%s', but there is no ink of "
			    "this name",
			    art->name, ink);
			if (near)
				diag_hint(p->diag, "did you mean 'ink-%s'?", near);
		}
	}
}

void plan_read_art(const struct plan *p)
{
	art_read(p->art);
	if (p->editions && !*p->inks_checked)
		check_inks(p);
	*p->inks_checked = true;
}

static bool stands_in_print_alone(const struct plan *p)
{
	for (size_t i = 0; i < p->issue->nart; i++)
		if (p->issue->art[i]->art && p->issue->art[i]->art->unfit)
			return true;
	return false;
}

bool plan_shares(const struct plan *p, const struct edition *a, const struct edition *b)
{
	return strcmp(a->book, b->book) == 0 &&
	       (a->standard == b->standard || !stands_in_print_alone(p));
}
