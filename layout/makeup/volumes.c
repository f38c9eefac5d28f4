/*
 * Volumes: a book with more pages than can be held is parted between pieces.
 *
 * In: a book made up once, whole; the sheet's volume-pages. Out: pieces that know their
 * volume, with a front (which volume this is) and the contents before each; when all
 * pages stand, a book for each volume, with pages, tags and outline of its own.
 *
 * The fewest volumes, and of these the most even: the lowest limit that still gives as
 * few. Pages are numbered anew in each, so that the number a reader types is the page
 * she gets in every viewer, and a binder is a thing of its own; a reference to another
 * volume says which ("volume 2, page 14"), and is words and no link: a link to another
 * file breaks when one of the two is moved.
 */
#include <assert.h>
#include <string.h>

#include "makeup/edit.h"
#include "makeup/making.h"

/* ---- where to part ------------------------------------------------------------- */

static size_t pages_of(const struct making *k, size_t i)
{
	const int end =
	    i + 1 < k->npiece ? k->piece[i + 1].first_page : (int)k->book->npage + 1;

	return (size_t)(end - k->piece[i].first_page);
}

/* Or the edition's own note, which is no volume by itself. */
static bool is_written(const struct making *k, const struct set_piece *p)
{
	return p->piece->index < k->m->issue->npiece;
}

static bool is_contents(const struct set_piece *p)
{
	return strcmp(p->piece->kind->name, "contents") == 0;
}

/* What each further volume has before its pieces: about a page, and the contents. */
static size_t front_pages(const struct making *k)
{
	size_t n = 1;

	for (size_t i = 0; i < k->npiece; i++)
		if (is_contents(&k->piece[i]))
			n += pages_of(k, i);
	return n;
}

/* Parts so that none has more pages than `limit`, if its pieces allow. Returns the number
 * of volumes; begins: of each, its first piece; *most: pages of the longest. */
static size_t part(const struct making *k, size_t limit, size_t *begins, size_t *most)
{
	const size_t front = front_pages(k);
	size_t n = 1, pages = 0;
	bool own = false; /* a piece of its own stands in it */

	begins[0] = *most = 0;
	for (size_t i = 0; i < k->npiece; i++) {
		const size_t more = pages_of(k, i);

		if (own && pages + more > limit && n < VOLUMES_MAX &&
		    is_written(k, &k->piece[i]) && !k->piece[i].template->run_on) {
			begins[n++] = i;
			pages = front;
		}
		pages += more;
		own = true;
		*most = pages > *most ? pages : *most;
	}
	return n;
}

bool volumes_part(struct making *k)
{
	size_t limit = (size_t)k->m->sheet->volume_pages, most;
	size_t begins[VOLUMES_MAX];

	if (!limit || k->m->bleed || k->book->npage <= limit)
		return false;
	k->nvolume = part(k, limit, begins, &most);
	while (limit > 1 && part(k, limit - 1, begins, &most) == k->nvolume &&
	       most <= limit - 1)
		limit--;
	part(k, limit, begins, &most);
	for (size_t v = 0; v < k->nvolume; v++)
		k->volume[v] = (struct volume){.begins = begins[v]};
	return k->nvolume > 1;
}

/* ---- what stands at its front -------------------------------------------------- */

static struct set_piece ready(struct making *k, struct piece *piece, int volume)
{
	struct set_piece p;

	set_piece_init(&p, k->m, piece);
	p.volume = volume;
	p.again = volume > 1;
	edit_piece(k->m, &p, k->marked);
	structure_piece(k->m, NULL, &p);
	return p;
}

static struct set_piece front_of(struct making *k, size_t v)
{
	const struct volume_words words = {
	    (int)v + 1, (int)k->nvolume, (int)k->volume[v].npage};

	k->volume[v].told = k->volume[v].npage;
	return ready(k, edit_own_note(k->m, &words), words.number);
}

static void add(struct making *k, struct set_piece p)
{
	k->piece[k->npiece++] = p;
}

/* The first volume has the cover before its front, and the contents where they stand. */
static void begin_volume(
    struct making *k, size_t v, const struct set_piece *all, size_t n)
{
	k->volume[v].front = k->npiece;
	add(k, front_of(k, v));
	for (size_t i = 0; v && i < n; i++)
		if (is_contents(&all[i]))
			add(k, ready(k,
				   piece_copy(k->m->arena,
				       k->m->issue->piece[all[i].piece->index]),
				   (int)v + 1));
}

void volumes_begin(struct making *k)
{
	const struct set_piece *all = k->piece;
	const size_t n = k->npiece;
	size_t v = 0;

	k->piece = ARENA_ARRAY(k->m->arena, struct set_piece, n + (n + 1) * k->nvolume);
	k->npiece = 0;
	for (size_t i = 0; i < n; i++) {
		if (v + 1 < k->nvolume && k->volume[v + 1].begins == i)
			begin_volume(k, ++v, all, n);
		if (!is_written(k, &all[i]))
			continue; /* its place is taken by the front */
		add(k, all[i]);
		k->piece[k->npiece - 1].volume = (int)v + 1;
		if (i == 0)
			begin_volume(k, 0, all, n);
	}
}

/* ---- while pages are made up --------------------------------------------------- */

size_t volume_page(struct making *k, const struct set_piece *p)
{
	struct volume *v = p->volume ? &k->volume[p->volume - 1] : NULL;

	if (!v)
		return 0;
	if (p == k->piece || p[-1].volume != p->volume)
		v->first = k->book->npage;
	v->npage = 0;
	return v->first;
}

/* How many pages each has come to. */
void volumes_count(struct making *k)
{
	for (size_t v = 0; v < k->nvolume; v++) {
		const size_t end =
		    v + 1 < k->nvolume ? k->volume[v + 1].first : k->book->npage;
		k->volume[v].npage = end - k->volume[v].first;
	}
}

/* Do the fronts say how many pages there are? */
bool volumes_settled(const struct making *k)
{
	for (size_t v = 0; v < k->nvolume; v++)
		if (k->volume[v].told != k->volume[v].npage)
			return false;
	return true;
}

void volumes_tell(struct making *k)
{
	for (size_t v = 0; v < k->nvolume; v++) {
		if (k->volume[v].told == k->volume[v].npage)
			continue;
		struct set_piece *front = &k->piece[k->volume[v].front];
		const int page = front->first_page;
		*front = front_of(k, v);
		front->first_page = front->resolved_page = page;
		galley_set_piece(k->m, k->scratch, front);
	}
}

/* ---- links that leave their volume --------------------------------------------- */

static struct tag *next_tag(struct tag *t)
{
	if (t->first)
		return t->first;
	while (t && !t->next)
		t = t->parent;
	return t ? t->next : NULL;
}

static int volume_of(const struct making *k, const struct tag *t)
{
	int volume = 0;

	for (size_t i = 0; i < k->npiece && k->piece[i].article->order <= t->order; i++)
		volume = k->piece[i].volume;
	return volume;
}

static bool is_linked(const struct tag *t)
{
	while (t && t->role != ROLE_LINK)
		t = t->parent;
	return t != NULL;
}

static void drop_areas(struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nmark; i++)
		if (p->mark[i].kind != MARK_LINK || is_linked(p->mark[i].tag))
			p->mark[n++] = p->mark[i];
	p->nmark = n;
}

void volumes_unlink(struct making *k)
{
	if (k->nvolume < 2)
		return;
	for (struct tag *t = k->book->root; t; t = next_tag(t))
		if (t->role == ROLE_LINK && t->target &&
		    volume_of(k, t) != volume_of(k, t->target)) {
			t->role = ROLE_SPAN;
			t->target = NULL;
			t->alt = NULL;
		}
	for (size_t i = 0; i < k->book->npage; i++)
		drop_areas(k->book->page[i]);
}

/* ---- a book a volume ------------------------------------------------------------ */

static void take_articles(struct making *k, struct book *b, int volume)
{
	b->root = tag_new(k->m->arena, NULL, ROLE_DOCUMENT, (struct pos){0});
	for (size_t i = 0; i < k->npiece; i++) {
		struct tag *article = k->piece[i].article;

		if (k->piece[i].volume != volume || k->piece[i].left_out)
			continue;
		article->parent = article->next = NULL;
		tag_append(b->root, article);
	}
	tag_number(b);
}

static bool is_below(const struct tag *t, const struct tag *root)
{
	while (t && t != root)
		t = t->parent;
	return t != NULL;
}

static void take_outline(struct making *k, struct book *b, const struct book *whole)
{
	b->outline = NULL;
	b->noutline = b->capoutline = 0;
	for (size_t i = 0; i < whole->noutline; i++)
		if (is_below(whole->outline[i].tag, b->root))
			ARENA_PUSH(k->m->arena, b->outline, b->noutline, b->capoutline) =
			    whole->outline[i];
}

/* ---- what is said of them --------------------------------------------------------- */

static bool is_of(const struct making *k, const struct set_piece *p, size_t v)
{
	return p->volume == (k->nvolume < 2 ? 0 : (int)v + 1) && !p->left_out;
}

static size_t pages_within(const struct making *k, size_t i, size_t npage)
{
	const struct set_piece *p = &k->piece[i];

	for (size_t n = i + 1; n < k->npiece; n++)
		if (k->piece[n].volume == p->volume && !k->piece[n].left_out)
			return (size_t)(k->piece[n].first_page - p->first_page);
	return npage + 1 - (size_t)p->first_page;
}

static void report_long(const struct making *k, size_t v, size_t npage)
{
	const size_t limit = (size_t)k->m->sheet->volume_pages;
	const struct set_piece *longest = k->piece;
	size_t most = 0;

	for (size_t i = 0; i < k->npiece; i++) {
		if (!is_of(k, &k->piece[i], v) || pages_within(k, i, npage) <= most)
			continue;
		longest = &k->piece[i];
		most = pages_within(k, i, npage);
	}
	const char *what = k->nvolume < 2
			       ? "this edition"
			       : arena_printf(k->m->arena, "volume %zu", v + 1);
	diag(k->m->diag, DIAG_LONG_VOLUME, longest->piece->pos,
	    "%s has %zu pages, %zu more than the sheet's 'volume-pages'; a piece is not "
	    "divided, and '%s' has %zu",
	    what, npage, npage - limit, longest->piece->slug, most);
	diag_hint(k->m->diag, "make two pieces of it, or let volumes have more pages");
}

void volumes_report(const struct making *k)
{
	const size_t limit = (size_t)k->m->sheet->volume_pages;

	if (!limit || k->m->bleed)
		return;
	if (k->nvolume < 2 && k->book->npage > limit)
		report_long(k, 0, k->book->npage);
	for (size_t v = 0; k->nvolume > 1 && v < k->nvolume; v++)
		if (k->volume[v].npage > limit)
			report_long(k, v, k->volume[v].npage);
}

static const char *title_of(const struct piece *p)
{
	return p->outline ? p->outline : p->headline ? p->headline : p->kind->title;
}

/* Print's last page for a volume is the one before the next volume's first, unless a
 * piece of its own begins there, too. */
static struct holding holding_of(const struct making *k, size_t v)
{
	const struct print_pages *print = k->m->print;
	struct holding h = {0};
	int next = print ? print->count + 1 : 0;

	for (size_t i = 0; i < k->npiece; i++) {
		const struct set_piece *p = &k->piece[i];
		const bool own = is_written(k, p) && !p->again;
		const int at = own && print ? print->piece[p->piece->index] : 0;

		if (own && at && p->volume == (int)v + 2 && at < next)
			next = at;
		if (!own || !is_of(k, p, v))
			continue;
		if (at && (!h.print_first || at < h.print_first))
			h.print_first = at;
		h.print_last = at > h.print_last ? at : h.print_last;
		if (!p->piece->in_contents)
			continue;
		h.first = h.first ? h.first : title_of(p->piece);
		h.last = title_of(p->piece);
	}
	if (h.print_first && next - 1 > h.print_last)
		h.print_last = next - 1;
	return h;
}

void volumes_finish(struct making *k)
{
	struct book *whole = k->book;

	if (k->nvolume < 2)
		return;
	whole->volume = ARENA_ARRAY(k->m->arena, struct book, k->nvolume);
	whole->nvolume = k->nvolume;
	for (size_t v = 0; v < k->nvolume; v++) {
		struct book *b = &whole->volume[v];

		*b = *whole;
		b->volume = NULL;
		b->nvolume = 0;
		b->page = whole->page + k->volume[v].first;
		b->npage = b->cappage = k->volume[v].npage;
		for (size_t i = 0; i < b->npage; i++)
			b->page[i]->index = (uint32_t)i;
		b->part =
		    arena_printf(k->m->arena, "volume %zu of %zu", v + 1, k->nvolume);
		b->holding = holding_of(k, v);
		take_articles(k, b, (int)v + 1);
		take_outline(k, b, whole);
	}
	whole->root = NULL; /* its articles stand in the volumes */
}
