/*
 * What a press file came to hold, for the dossier that goes with it.
 *
 * In: what the writer does, as it does it. Out: boxes, plates, pictures, fonts and what
 * overprints, page by page, in the job's account. Nothing is read back from the file, and
 * nothing here changes a byte of it: a test compares the account with what others read.
 * Plates are those that a page's colors name; a picture in four inks may leave one blank.
 */
#include <stdlib.h>
#include <string.h>

#include "pdf/syntax.h"
#include "pdf/writer.h"

enum { SOLID = 1000 };

static struct account *account_of(const struct writer *w)
{
	return w->job->account;
}

/* The page that is painted now, among those of all files. */
static uint32_t page_now(const struct writer *w)
{
	return (uint32_t)account_of(w)->npage - 1;
}

static struct account_page *page_at(const struct writer *w)
{
	return &account_of(w)->page[page_now(w)];
}

static uint32_t file_now(const struct writer *w)
{
	return account_of(w)->nfile - 1;
}

void account_begin_file(struct writer *w)
{
	if (account_of(w))
		account_of(w)->nfile++;
}

/* ---- pages ---------------------------------------------------------------- */

static void add_span(struct account *to, uint32_t page, struct pos pos)
{
	for (size_t i = to->nspan; i-- > 0 && to->span[i].page == page;) {
		struct account_span *s = &to->span[i];

		if (s->file != pos.file)
			continue;
		s->first = pos.line < s->first ? pos.line : s->first;
		s->last = pos.line > s->last ? pos.line : s->last;
		return;
	}
	ARENA_PUSH(to->arena, to->span, to->nspan, to->capspan) =
	    (struct account_span){page, pos.file, pos.line, pos.line};
}

void account_add_page(struct writer *w, const struct page *p)
{
	struct account *to = account_of(w);

	if (!to)
		return;
	ARENA_PUSH(to->arena, to->page, to->npage, to->cappage) =
	    (struct account_page){.file = file_now(w),
		.number = p->number,
		.media = w->format->media(w, p),
		.bleed = p->bleed,
		.trim = p->trim,
		.folio = arena_string(to->arena, p->folio ? p->folio : "")};
	for (size_t i = 0; i < p->nmark; i++) {
		const struct mark *m = &p->mark[i];

		if (m->pos.line && !role_is_artifact(m->tag->role))
			add_span(to, page_now(w), m->pos);
		if (m->kind == MARK_CODE)
			page_at(w)->plates |= PLATE_BLACK;
	}
}

/* ---- inks ----------------------------------------------------------------- */

static unsigned plates_of(struct cmyk c)
{
	return (c.c ? PLATE_CYAN : 0u) | (c.m ? PLATE_MAGENTA : 0u) |
	       (c.y ? PLATE_YELLOW : 0u) | (c.k ? PLATE_BLACK : 0u);
}

unsigned account_spot(struct writer *w, const char *name)
{
	struct account *to = account_of(w);
	size_t i = 0;

	while (to && i < to->nspot && strcmp(to->spot[i], name) != 0)
		i++;
	if (!to || i == SPOTS_MAX)
		return 0;
	if (i == to->nspot)
		to->spot[to->nspot++] = arena_string(to->arena, name);
	return (unsigned)PLATE_SPOT << i;
}

static void add_black(struct account *to, const struct account_black *one)
{
	for (size_t i = to->nblack; i-- > 0 && to->black[i].page == one->page;) {
		struct account_black *b = &to->black[i];

		if (b->words == one->words && b->overprints == one->overprints &&
		    labs((long)b->size - one->size) < SP_PT / 200) {
			b->n++;
			return;
		}
	}
	ARENA_PUSH(to->arena, to->black, to->nblack, to->capblack) = *one;
}

void account_add_mark(struct writer *w, const struct mark *m, bool over)
{
	struct account *to = account_of(w);
	const struct rect a = m->area;

	if (!to || !w->format->ink)
		return;
	const struct cmyk c = w->format->ink(w, m);
	page_at(w)->plates |= plates_of(c);
	if (c.c || c.m || c.y || c.k != SOLID ||
	    (m->kind != MARK_RUN && m->kind != MARK_RULE))
		return;
	add_black(to, &(struct account_black){.page = page_now(w),
			  .n = 1,
			  .words = m->kind == MARK_RUN,
			  .overprints = over,
			  .size = m->kind == MARK_RUN ? m->as.run.run->size
				  : a.w < a.h	      ? a.w
						      : a.h});
}

/* ---- pictures ------------------------------------------------------------- */

static unsigned plates_in(const struct ink_map *map)
{
	const size_t n = (size_t)map->width * map->height;
	uint8_t any[4] = {0};
	unsigned plates = 0;

	for (size_t i = 0; i < n; i++)
		for (int k = 0; k < 4; k++)
			any[k] |= map->at[4 * i + k];
	for (int k = 0; k < 4; k++)
		if (any[k])
			plates |= 1u << k;
	return plates;
}

/* The profile that its colors are meant by, or that nobody can use. */
static const char *profile_of(struct writer *w, const struct picture *p)
{
	bool unfit;
	const char *title = picture_profile(account_of(w)->arena, p, &unfit);

	if (!unfit)
		return title;
	diag(w->job->diag, DIAG_UNFIT_PROFILE, p->pos,
	    "the colour profile in picture '%s' is damaged, or of other colours than "
	    "the picture's; it was printed as %s",
	    p->name,
	    p->ncomponent == 4	 ? "if it were for this printer"
	    : p->ncomponent == 1 ? "plain grey"
				 : "sRGB");
	diag_hint(w->job->diag, "save it again with the profile that it was made in");
	return NULL;
}

void account_note_image(struct writer *w, struct placed *placed, const struct image *i)
{
	if (!account_of(w))
		return;
	if (!i) {
		placed->plates = w->art_plates;
		return;
	}
	const bool turned = i->orientation >= 5;
	const struct picture *shows = placed->picture->shows;
	placed->plates = i->ncomponent == 1 ? PLATE_BLACK
			 : i->inks.at	    ? plates_in(&i->inks)
					    : PLATES_ALL;
	placed->ncomponent = i->ncomponent;
	placed->copied = i->copied;
	placed->converted = i->converted;
	placed->limited = i->limited;
	placed->sharpened = i->sharpened;
	placed->across = turned ? i->height : i->width;
	placed->down = turned ? i->width : i->height;
	placed->profile = profile_of(w, shows ? shows : placed->picture);
}

static unsigned done_with(
    const struct writer *w, const struct mark *m, const struct placed *placed)
{
	const struct picture *p = m->as.picture.picture;
	unsigned done = mark_is_mirrored(m) ? DONE_MIRRORED : 0;

	if (p->format == PICTURE_ART)
		return done | DONE_VECTOR;
	if (p->shows)
		return DONE_COMPOSED | (p->shows->art ? DONE_DRAWN : 0);
	if (placed->copied)
		return done | DONE_COPIED;
	if (placed->converted)
		done |= DONE_CONVERTED;
	if (placed->ncomponent == 1 && p->ncomponent != 1)
		done |= DONE_GREY;
	if (placed->across < picture_width(p))
		done |= DONE_REDUCED;
	if (p->alpha && w->format->opaque)
		done |= DONE_COMPOSED;
	if (placed->limited)
		done |= DONE_LIMITED;
	if (placed->sharpened)
		done |= DONE_SHARPENED;
	return done & ~(unsigned)DONE_MIRRORED ? done : done | DONE_CODED;
}

void account_add_picture(
    struct writer *w, const struct mark *m, const struct placed *placed)
{
	struct account *to = account_of(w);
	const struct picture *printed = m->as.picture.picture;
	const struct picture *shown = printed->shows ? printed->shows : printed;
	const sp whole = m->as.picture.whole.w;

	if (!to)
		return;
	struct account_picture one = {.page = page_now(w),
	    .pos = m->pos.line ? m->pos : shown->pos,
	    .name = arena_string(to->arena, shown->name),
	    .profile = placed->profile,
	    .area = m->area,
	    .before = picture_ppi(shown, printed->shows ? printed->shows_width : whole),
	    .done = done_with(w, m, placed)};

	if (shown->format == PICTURE_ART) {
		one.after = one.before;
	} else {
		one.from[0] = picture_width(shown);
		one.from[1] = picture_height(shown);
		one.ncomponent = shown->ncomponent;
	}
	if (placed->across) {
		one.to[0] = placed->across;
		one.to[1] = placed->down;
		one.after = placed->across / (sp_to_pt(whole) / 72);
	}
	page_at(w)->plates |= placed->plates;
	ARENA_PUSH(to->arena, to->picture, to->npicture, to->cappicture) = one;
}

/* ---- fonts ---------------------------------------------------------------- */

static const struct face *face_named(const struct fonts *f, const char *name)
{
	for (size_t i = 0; i < fonts_count(f); i++)
		if (strcmp(fonts_at(f, i)->name, name) == 0)
			return fonts_at(f, i);
	return NULL;
}

/* "ABCDEF+" (ISO 32000-1, 9.6.4) */
static bool is_subset(const char *name)
{
	size_t i = 0;

	while (i < 6 && name[i] >= 'A' && name[i] <= 'Z')
		i++;
	return i == 6 && name[i] == '+';
}

static void add_font(struct writer *w, const char *name)
{
	struct account *to = account_of(w);
	const bool subset = is_subset(name);
	const struct face *face = face_named(w->job->fonts, subset ? name + 7 : name);
	struct account_font one = {.file = file_now(w),
	    .name = arena_string(to->arena, name),
	    .subset = subset,
	    .rights = -1};

	for (size_t i = 0; i < to->nfont; i++)
		if (to->font[i].file == one.file && strcmp(to->font[i].name, name) == 0)
			return;
	if (face) {
		one.title = arena_string(to->arena, face->title);
		one.licence =
		    face->licence ? arena_string(to->arena, face->licence) : NULL;
		one.rights = face->rights;
	}
	ARENA_PUSH(to->arena, to->font, to->nfont, to->capfont) = one;
}

void account_add_art(struct writer *w, const struct art *art)
{
	for (size_t i = 0; account_of(w) && i < art->nfont; i++)
		add_font(w, art->font[i]);
}

static int by_name(const void *a, const void *b)
{
	const struct account_font *one = a, *other = b;
	const size_t from = one->subset ? 7 : 0, at = other->subset ? 7 : 0;
	const int order = strcmp(one->name + from, other->name + at);

	if (one->file != other->file)
		return one->file < other->file ? -1 : 1;
	return order ? order : strcmp(one->name, other->name);
}

void account_add_fonts(struct writer *w)
{
	struct account *to = account_of(w);

	if (!to)
		return;
	for (size_t i = 0; i < w->fonts.nfont; i++)
		if (w->fonts.font[i].name)
			add_font(w, w->fonts.font[i].name);
	if (to->nfont)
		qsort(to->font, to->nfont, sizeof *to->font, by_name);
}
