/*
 * Proofs: pages of editions as pictures.
 *
 * In: a request, and who draws (proof_page, which inpress-proof has and inpress has not).
 * Out: a PNG file a page or spread, named <edition>-page-007.png; their names on standard
 * output. Without -e the first edition alone is drawn. Editions of one book are laid out
 * once and drawn in their own palettes. A spread is a left-hand page with the right-hand
 * page after it; pages that have no neighbour stand alone.
 */
#include "build/plan.h"

struct drawing {
	const struct plan *plan;
	const char *folder;
	proof_painter *paint;
	struct proof proof;
	size_t ndrawn;
	bool laid_out; /* a book was: there were pages to choose from */
};

static void draw(struct drawing *d, const struct edition *e, const struct page *left,
    const struct page *right)
{
	struct arena *a = d->plan->arena;
	const char *name =
	    right ? arena_printf(
			a, "%s-pages-%03d-%03d.png", e->name, left->number, right->number)
		  : arena_printf(a, "%s-page-%03d.png", e->name, left->number);
	const char *path = path_join(a, d->folder, name);

	d->paint(&d->proof, left, right, path);
	printf("%s\n", path);
	d->ndrawn++;
}

static void draw_edition(struct drawing *d, const struct edition *e, const struct book *b)
{
	const struct request *r = d->plan->request;

	d->proof.palette = e->palette;
	for (size_t i = 0; i < b->npage; i++) {
		const struct page *page = b->page[i], *facing = NULL;

		if (r->spreads && !page->recto && i + 1 < b->npage &&
		    b->page[i + 1]->recto)
			facing = b->page[i + 1];
		if (request_wants_page(r, page->number) ||
		    (facing && request_wants_page(r, facing->number)))
			draw(d, e, page, facing);
		if (facing)
			i++;
	}
}

static void draw_book(struct drawing *d, const struct book_plan *b, size_t nedition)
{
	struct arena *a = arena_new();
	struct book *book = NULL;
	struct makeup m;

	if (plan_layout(d->plan, b, a, &m))
		book = makeup_book(&m, NULL);
	for (size_t i = 0; book && i < nedition; i++)
		draw_edition(d, b->edition[i], book);
	d->laid_out |= book != NULL;
	arena_close(a);
}

int build_proof(const struct request *r, proof_painter *paint)
{
	struct plan p;
	const int status = plan_make(r, &p);

	if (status != 0)
		return status;
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
