/*
 * One book: pieces re-edited, set, made up into pages, until no page reference changes.
 *
 * Pieces without art are set first, while another process reads the art. Galleys of
 * pieces without references are set once; only pages are made up again. Pages live in the
 * arena behind a mark, so a new turn gives back the old pages' memory.
 */
#include "makeup/edit.h"
#include "makeup/making.h"
#include "makeup/reading.h"

enum { MAX_TURNS = 5 };

/* ---- pieces -------------------------------------------------------------- */

static bool has_opener(const struct piece *piece)
{
	for (const struct node *n = piece->root->first; n; n = n->next)
		if (n->kind == NODE_FIGURE && node_has_class(n, "opener"))
			return true;
	return false;
}

void set_piece_init(struct set_piece *p, const struct makeup *m, struct piece *piece)
{
	const char *name = piece->section ? piece->section : "text";
	int section = palette_find(m->sheet->palette, name);
	*p = (struct set_piece){.piece = piece};
	p->template = sheet_template(m->sheet, piece->template);
	if (p->template->without_picture && !(m->pictures && has_opener(piece)))
		p->template = sheet_template(m->sheet, p->template->without_picture);
	p->section = section >= 0 ? section : INK_TEXT;
}

static size_t marks_needed(const struct print_pages *print)
{
	int most = 0;
	for (size_t i = 0; print && i < print->nstart; i++)
		if (print->start[i].number > most)
			most = print->start[i].number;
	return (size_t)most + 1;
}

static void copy_pieces(struct making *k)
{
	const struct makeup *m = k->m;
	k->marked = ARENA_ARRAY(m->arena, bool, marks_needed(m->print));
	k->piece = ARENA_ARRAY(m->arena, struct set_piece, m->issue->npiece + 1);
	struct piece *note = edit_own_note(m, NULL);
	for (size_t i = 0; i < m->issue->npiece; i++) {
		const struct piece *piece = m->issue->piece[i];
		sheet_check_template(m->sheet, m->diag, piece);
		if (piece->filler && m->print && !m->print->piece[i])
			continue; /* print does without it */
		struct set_piece *p = &k->piece[k->npiece++];
		set_piece_init(p, m, piece_copy(m->arena, piece));
		p->left_out = piece->filler && !m->print;
		if (i == 0 && note) /* the cover, then what this edition is */
			set_piece_init(&k->piece[k->npiece++], m, note);
	}
}

static void edit(struct making *k, struct set_piece *p)
{
	edit_piece(k->m, p, k->marked);
	structure_piece(k->m, NULL, p);
}

/* While inpress-art is at work, the pieces that wait for nothing of it are set. (A book
 * that names print's pages marks each page at the first piece that has it, and so edits
 * its pieces in their order.) */
static void set_ahead(struct making *k)
{
	const struct makeup *m = k->m;
	for (size_t i = 0; i < k->npiece && !m->print && art_is_awaited(m->art); i++) {
		struct set_piece *p = &k->piece[i];
		if (shows_art(p->piece->root))
			continue;
		edit(k, p);
		p->set_ahead = !has_page_refs(p->piece->root);
		if (p->set_ahead)
			galley_set_piece(m, k->scratch, p);
	}
}

static void edit_others(struct making *k)
{
	for (size_t i = 0; i < k->npiece; i++)
		if (!k->piece[i].article)
			edit(k, &k->piece[i]);
}

static void build_structure(struct making *k)
{
	struct book *b = k->book;
	b->root = tag_new(k->m->arena, NULL, ROLE_DOCUMENT, (struct pos){0});
	for (size_t i = 0; i < k->npiece; i++) {
		struct tag *article = k->piece[i].article;
		article->parent = article->next = NULL; /* of a tree built before */
		tag_append(b->root, article);
	}
	for (size_t i = 0; i < k->npiece; i++)
		structure_links(k->m, &k->piece[i], k->piece, k->npiece);
	tag_number(b);
}

/* ---- pages --------------------------------------------------------------- */

/* References for the pages known now; pieces whose words change by it are set again. */
static void resolve_all(struct making *k, bool set_all)
{
	for (size_t i = 0; i < k->npiece; i++)
		k->piece[i].resolved_page = k->piece[i].first_page;
	for (size_t i = 0; i < k->npiece; i++)
		if (resolve_piece(k->m, &k->piece[i], k->piece, k->npiece) ||
		    (set_all && !k->piece[i].set_ahead))
			galley_set_piece(k->m, k->scratch, &k->piece[i]);
}

/* A first guess, near enough that most references keep their width. */
static void guess_pages(struct making *k)
{
	enum { NODES_A_PAGE = 80 };
	int number = 1;
	for (size_t i = 0; i < k->npiece; i++) {
		k->piece[i].first_page = number;
		number += 1 + (int)(k->piece[i].piece->nnode / NODES_A_PAGE);
	}
}

static bool is_settled(const struct making *k)
{
	bool refs = false, moved = false;
	for (size_t i = 0; i < k->npiece; i++) {
		refs |= k->piece[i].has_refs;
		moved |= k->piece[i].first_page != k->piece[i].resolved_page;
	}
	return (!refs || !moved) && volumes_settled(k);
}

static void make_pages(struct making *k, struct print_pages *pages)
{
	guess_pages(k);
	resolve_all(k, true);
	for (int turn = 1; turn <= MAX_TURNS; turn++) {
		struct arena_mark mark = arena_mark(k->m->arena);
		const size_t said = diag_mark(k->m->diag);
		sequence_compose(k, pages);
		const bool filled = turn == 1 && sequence_fill(k);
		const bool parted = turn == 1 && !filled && !pages && volumes_part(k);
		if (!filled && !parted && is_settled(k))
			return;
		if (turn < MAX_TURNS) {
			diag_rewind(k->m->diag, said);
			arena_rewind(k->m->arena, mark);
			if (parted) {
				volumes_begin(k);
				build_structure(k);
			}
			volumes_tell(k);
			resolve_all(k, false);
		}
	}
	diag(k->m->diag, DIAG_UNSETTLED_PAGES, k->piece[0].piece->pos,
	    "page references did not settle in %d turns; some may be a page out",
	    MAX_TURNS);
}

/* ---- the book ------------------------------------------------------------ */

static void outline_piece(
    struct making *k, const struct set_piece *p, const struct node *n)
{
	struct book *b = k->book;
	for (const struct node *c = n->first; c; c = c->next) {
		if (c->kind == NODE_CROSSHEAD && c->as.crosshead.level == 2 &&
		    p->tag[c->id])
			ARENA_PUSH(k->m->arena, b->outline, b->noutline, b->capoutline) =
			    (struct outline_entry){1, node_text(k->m->arena, c),
				node_lang(c, p->piece), p->tag[c->id]};
		if (!node_is_inline(c))
			outline_piece(k, p, c);
	}
}

static void make_outline(struct making *k)
{
	struct book *b = k->book;
	for (size_t i = 0; i < k->npiece; i++) {
		const struct set_piece *p = &k->piece[i];
		const struct piece *piece = p->piece;
		if (p->left_out)
			continue;
		const char *title = piece->outline ? piece->outline : piece->headline;
		ARENA_PUSH(k->m->arena, b->outline, b->noutline, b->capoutline) =
		    (struct outline_entry){
			0, title ? title : piece->kind->title, piece->lang, p->article};
		outline_piece(k, p, piece->root);
	}
}

static void describe_book(struct making *k)
{
	const struct issue *issue = k->m->issue;
	struct book *b = k->book;
	b->title = arena_printf(k->m->arena, "%s%s%s", issue->magazine,
	    issue->season ? ", " : "", issue->season ? issue->season : "");
	b->lang = issue->lang;
	b->author = issue->publisher;
	b->subject = issue->description;
	b->date = issue->date;
	b->identifier = issue->slug;
	b->page_width = k->m->sheet->page_width;
	b->page_height = k->m->sheet->page_height;
}

struct book *makeup_book(const struct makeup *m, struct print_pages *pages)
{
	if (!m->issue->npiece)
		return NULL;
	struct making k = {.m = m, .scratch = arena_new()};
	k.book = ARENA_NEW(m->arena, struct book);
	if (pages) {
		pages->npiece = m->issue->npiece;
		pages->piece = ARENA_ARRAY(m->arena, int, m->issue->npiece);
	}
	copy_pieces(&k);
	set_ahead(&k);
	art_read(m->art);
	edit_others(&k);
	build_structure(&k);
	make_pages(&k, pages);
	if (pages)
		pages->count = (int)k.book->npage;
	if (k.nvolume > 1)
		build_structure(&k);
	sequence_finish(&k);
	volumes_unlink(&k);
	for (size_t i = 0; i < k.book->npage; i++)
		page_sort(k.book->page[i]);
	bounds_check(m, k.book);
	if (!pages) {
		lettering_check(&k);
		faults_report(m, &k.held);
		reading_check(m, k.book, k.piece, k.npiece);
	}
	make_outline(&k);
	describe_book(&k);
	sequence_report(&k);
	volumes_report(&k);
	volumes_finish(&k);
	arena_close(k.scratch);
	return k.book;
}
