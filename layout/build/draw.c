/*
 * Proofs: pages of editions as pictures.
 *
 * In: a request, and who draws (proof_draw, which inpress-proof has and inpress has not).
 * Out: a PNG file a page or spread, named <edition>-page-007.png; their names on standard
 * output. With --spreads, and all pages asked for, two more: <edition>-spreads.png, every
 * spread on one table, and <edition>-proof.html, every spread beside its words in the
 * order of reading. Without -e the first edition alone is drawn. Editions of one book are
 * laid out once and drawn in their own palettes. A spread is a left-hand page with the
 * right-hand page after it; pages that have no neighbor stand alone.
 */
#include "build/plan.h"
#include "build/separate.h"
#include "build/sketch.h"

enum { CONTACT_ACROSS = 4, CONTACT_PPI = 30, CONTACT_GAP = 24 /* points */ };

struct drawing {
	const struct plan *plan;
	const char *folder;
	proof_painter *paint;
	struct proof proof;
	size_t ndrawn;
	bool laid_out; /* a book was: there were pages to choose from */
};

/* ---- one page or spread -------------------------------------------------- */

static void place(const struct drawing *d, struct proof_sheet *s, const struct page *page)
{
	if (!page)
		return;
	const struct rect *box = proof_box(&d->proof, page);
	s->placed[s->n++] = (struct placed_page){page, s->width, 0};
	s->width += sp_to_pt(box->w);
	if (sp_to_pt(box->h) > s->height)
		s->height = sp_to_pt(box->h);
}

static void draw(struct drawing *d, const struct edition *e, struct proof_spread *spread)
{
	struct arena *a = d->plan->arena;
	const struct page *left = spread->left, *right = spread->right;
	const struct page *first = left ? left : right;
	struct placed_page placed[2];
	struct proof_sheet sheet = {.placed = placed};
	const char *name =
	    left && right ? arena_printf(a, "%s-pages-%03d-%03d.png", e->name,
				left->number, right->number)
			  : arena_printf(a, "%s-page-%03d.png", e->name, first->number);

	place(d, &sheet, left);
	place(d, &sheet, right);
	spread->picture = path_join(a, d->folder, name);
	d->paint(&d->proof, &sheet, spread->picture);
	printf("%s\n", spread->picture);
	d->ndrawn++;
}

/* ---- the whole book ------------------------------------------------------ */

static void draw_contact(struct drawing *d, const struct edition *e,
    const struct proof_spread *spread, size_t n)
{
	struct arena *a = d->plan->arena;
	const struct page *any = spread[0].left ? spread[0].left : spread[0].right;
	const struct rect *box = proof_box(&d->proof, any);
	const double w = sp_to_pt(box->w), h = sp_to_pt(box->h);
	const size_t across = n < CONTACT_ACROSS ? n : CONTACT_ACROSS;
	const size_t down = (n + across - 1) / across;
	struct proof_sheet sheet = {.placed = ARENA_ARRAY(a, struct placed_page, 2 * n),
	    .width = (double)across * (2 * w + CONTACT_GAP) + CONTACT_GAP,
	    .height = (double)down * (h + CONTACT_GAP) + CONTACT_GAP,
	    .table = true};
	struct proof small = d->proof;

	for (size_t i = 0; i < n; i++) {
		const double x =
		    CONTACT_GAP + (double)(i % across) * (2 * w + CONTACT_GAP);
		const double y = CONTACT_GAP + (double)(i / across) * (h + CONTACT_GAP);

		if (spread[i].left)
			sheet.placed[sheet.n++] =
			    (struct placed_page){spread[i].left, x, y};
		if (spread[i].right)
			sheet.placed[sheet.n++] =
			    (struct placed_page){spread[i].right, x + w, y};
	}
	if (small.ppi > CONTACT_PPI)
		small.ppi = CONTACT_PPI;
	const char *path =
	    path_join(a, d->folder, arena_printf(a, "%s-spreads.png", e->name));
	d->paint(&small, &sheet, path);
	printf("%s\n", path);
}

static void write_words(struct drawing *d, const struct edition *e, const struct book *b,
    const struct proof_spread *spread, size_t n)
{
	struct arena *a = d->plan->arena;
	const char *path =
	    path_join(a, d->folder, arena_printf(a, "%s-proof.html", e->name));
	const char *title = arena_printf(
	    a, "%s, %s", b->title, e->title && *e->title ? e->title : e->name);

	proof_html(
	    &(struct proof_words){
		.book = b, .title = title, .spread = spread, .nspread = n},
	    path);
	printf("%s\n", path);
}

/* ---- editions ------------------------------------------------------------ */

/* The pages from `i` on that stand together. */
static struct proof_spread spread_at(
    const struct request *r, const struct book *b, size_t i)
{
	struct page *page = b->page[i];
	struct proof_spread s = {0};

	if (page->recto)
		s.right = page;
	else
		s.left = page;
	if (r->spreads && s.left && i + 1 < b->npage && b->page[i + 1]->recto)
		s.right = b->page[i + 1];
	return s;
}

static bool is_wanted(const struct request *r, const struct proof_spread *s)
{
	return (s->left && request_wants_page(r, s->left->number)) ||
	       (s->right && request_wants_page(r, s->right->number));
}

static void draw_edition(struct drawing *d, const struct edition *e, const struct book *b)
{
	const struct request *r = d->plan->request;
	struct proof_spread *spread =
	    ARENA_ARRAY(d->plan->arena, struct proof_spread, b->npage);
	struct sketching art = {.arena = d->plan->arena,
	    .diag = d->plan->diag,
	    .fonts = d->plan->fonts,
	    .ppi = r->ppi};
	size_t n = 0;

	sketch_art(&art, b, e);
	d->proof.art = art.sketch;
	d->proof.nart = art.n;
	d->proof.palette = e->palette;
	for (size_t i = 0; i < b->npage;) {
		struct proof_spread s = spread_at(r, b, i);

		i += s.left && s.right ? 2 : 1;
		if (!is_wanted(r, &s))
			continue;
		draw(d, e, &s);
		spread[n++] = s;
	}
	if (r->spreads && !r->pages && n) {
		draw_contact(d, e, spread, n);
		write_words(d, e, b, spread, n);
	}
	sketch_end(&art);
}

/* Pages are numbered anew in each volume, and so named by it. */
static void draw_volume(
    struct drawing *d, const struct edition *e, const struct book *b, size_t number)
{
	struct edition named = *e;

	if (b->part)
		named.name =
		    arena_printf(d->plan->arena, "%s-volume-%zu", e->name, number);
	draw_edition(d, &named, b);
}

static void draw_book(struct drawing *d, const struct book_plan *b, size_t nedition)
{
	struct arena *a = arena_new();
	const bool plates = d->plan->request->separations || d->plan->request->soft_proof;
	struct book *book = NULL;
	struct makeup m;

	if (plan_layout(d->plan, b, a, &m))
		book = makeup_book(&m, NULL);
	if (book && plates)
		plan_contrast(d->plan, b, book, NULL);
	for (size_t i = 0; book && plates && i < nedition; i++)
		d->ndrawn += separate(d->plan, b->edition[i], book, d->folder);
	for (size_t i = 0; book && !plates && i < nedition; i++)
		for (size_t v = 0; v < book_nfile(book); v++)
			draw_volume(d, b->edition[i], book_file(book, v), v + 1);
	d->laid_out |= book != NULL;
	arena_close(a);
}

/* Only what goes to a press has plates. */
static void check_plates(const struct plan *p)
{
	const struct request *r = p->request;

	if (!r->separations && !r->soft_proof)
		return;
	for (size_t b = 0; b < p->nbook; b++)
		for (size_t i = 0; i < p->book[b].nedition; i++)
			if (!p->book[b].edition[i]->preset)
				die_usage(
				    "'--%s' is of press editions: name one, such as "
				    "-e print",
				    r->separations ? "separations" : "soft-proof");
}

int build_proof(const struct request *r, proof_painter *paint)
{
	struct plan p;
	const int status = plan_make(r, &p);

	if (status != 0)
		return status;
	check_plates(&p);
	plan_read_art(&p);
	struct drawing d = {.plan = &p,
	    .folder = r->folder,
	    .paint = paint,
	    .proof = {.diag = p.diag,
		.fonts = p.fonts,
		.ppi = r->ppi,
		.show_tags = r->show_tags,
		.show_frames = r->show_frames,
		.show_grid = r->show_grid,
		.show_bleed = r->show_bleed}};
	if (!d.folder)
		d.folder = path_join(p.arena, plan_folder(&p), "proof");
	if (!path_make(d.folder))
		die("make the folder %s:", d.folder);
	if (r->nedition == 0 && p.nbook)
		draw_book(&d, &p.book[0], 1);
	for (size_t i = 0; r->nedition && i < p.nbook; i++)
		draw_book(&d, &p.book[i], p.book[i].nedition);
	if (d.laid_out && !d.ndrawn)
		die_usage("there is no page %s", r->pages);
	return plan_end(r, &p, NULL);
}
