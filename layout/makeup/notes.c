/*
 * The notes at the foot of a column.
 *
 * In: notes that wait, in their order; room at a foot. Out: what stands there, and what
 * goes on in the next column. A note stands in the column of its mark; only where it
 * does not fit below its line, though that line has a column to itself, is it cut
 * between its lines and carried on, and the finding says so (a note moved
 * without a word is what users of other systems complain of: latex2e#1341).
 */
#include "makeup/compose.h"

static sp snap_up(sp y, sp grid)
{
	sp rest = y % grid;
	return rest ? y - rest + grid : y;
}

/* A note, and after it those to which it refers itself. */
static void add_notes(struct arena *a, struct note_list *notes, const struct set_piece *p,
    const struct galley *g, struct slice items)
{
	for (size_t i = items.from; i < items.end; i++)
		for (size_t k = 0; k < g->item[i].nnote; k++) {
			const struct node *node = g->item[i].note[k];
			const struct galley *note = p->note[node->id];
			if (!note || !note->nitem)
				continue;
			ARENA_PUSH(a, notes->part, notes->n, notes->cap) =
			    (struct note_part){note, node, 0, note->nitem, 0, false};
			add_notes(a, notes, p, note, (struct slice){0, note->nitem});
		}
}

/* By their numbers, as they are read: a note of a note stands after its neighbours. */
static void sort_notes(struct note_part *part, size_t n)
{
	for (size_t i = 1; i < n; i++)
		for (size_t k = i;
		     k && part[k].node->as.note.number < part[k - 1].node->as.note.number;
		     k--) {
			const struct note_part one = part[k];
			part[k] = part[k - 1];
			part[k - 1] = one;
		}
}

void notes_wait(struct arena *a, struct note_list *notes, const struct set_piece *p,
    const struct galley *g, struct slice items)
{
	const size_t before = notes->n;
	add_notes(a, notes, p, g, items);
	if (notes->n > before)
		sort_notes(notes->part + before, notes->n - before);
}

void notes_join(struct arena *a, struct note_list *notes, struct note_list *from)
{
	for (size_t i = 0; i < from->n; i++)
		ARENA_PUSH(a, notes->part, notes->n, notes->cap) = from->part[i];
	*from = (struct note_list){0};
}

static void drop_first(struct note_list *notes)
{
	notes->n--;
	for (size_t i = 0; i < notes->n; i++)
		notes->part[i] = notes->part[i + 1];
}

sp notes_height(const struct note_list *notes, sp grid)
{
	sp height = notes->n ? grid : 0; /* the rule stands in a step of its own */
	for (size_t i = 0; i < notes->n; i++)
		height += notes->part[i].height;
	return height;
}

/* How much of a note fits. */
static struct fill part_fill(
    const struct set_piece *p, const struct note_part *part, sp room, sp grid)
{
	return column_fill(
	    p, part->note, part->from, (struct room){.height = room, .grid = grid});
}

void notes_take(
    const struct set_piece *p, struct notes_foot *foot, struct note_list *waiting)
{
	sp grid = foot->grid;
	while (waiting->n) {
		struct note_part part = waiting->part[0];
		sp room = foot->room - notes_height(&foot->notes, grid) -
			  (foot->notes.n ? 0 : grid);
		if (room < grid && !foot->force)
			return;
		struct fill f = part_fill(p, &part, room, grid);
		if (f.height > room && !foot->force)
			return;
		part.end = f.end;
		part.height = snap_up(f.height, grid);
		ARENA_PUSH(
		    foot->arena, foot->notes.part, foot->notes.n, foot->notes.cap) = part;
		if (f.end < part.note->nitem) {
			waiting->part[0].from = f.end;
			return;
		}
		drop_first(waiting);
		foot->force = false;
	}
}

/* The same parts in memory of their own: a trial does not change what waits. */
struct note_list notes_copy(struct arena *a, const struct note_list *notes)
{
	struct note_list copy = {0};
	for (size_t i = 0; i < notes->n; i++)
		ARENA_PUSH(a, copy.part, copy.n, copy.cap) = notes->part[i];
	return copy;
}

void notes_report(struct diag *d, const struct page *page, struct note_list *waiting)
{
	for (size_t i = 0; i < waiting->n; i++) {
		const struct node *n = waiting->part[i].node;
		if (waiting->part[i].told)
			continue;
		waiting->part[i].told = true;
		if (waiting->part[i].from)
			diag(d, DIAG_NOTE_MOVED, n->pos,
			    "note %d is longer than its column on page %s; it goes on in "
			    "the next one",
			    n->as.note.number, page->folio);
		else
			diag(d, DIAG_NOTE_MOVED, n->pos,
			    "note %d does not fit below its mark on page %s; it stands "
			    "in the next column",
			    n->as.note.number, page->folio);
		diag_hint(d, "shorten it, or move its mark to another paragraph");
	}
}
