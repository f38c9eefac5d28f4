/* edit: a piece re-edited by rule for one book. Private to makeup. */
#ifndef MAKEUP_EDIT_H
#define MAKEUP_EDIT_H

#include "makeup/galley.h"

/* Leaves out, moves and adds nodes of p->piece as the sheet's styles say (access.md). */
void edit_piece(const struct makeup *m, struct set_piece *p, bool *marked_page);
/* A node that a rule adds, which has no place in the tree yet (added.c). */
struct node *added_node(
    const struct makeup *m, struct piece *p, enum node_kind kind, struct pos pos);
/* Words at the end of a node, generated if it is. */
struct node *added_text(
    const struct makeup *m, struct piece *p, struct node *to, const char *text);
/* Art that cannot stand in this book gives way to its words; adverts (art.c). */
void edit_art(const struct makeup *m, struct set_piece *p);
/* Pictures give way to their words where the book shows none (described.c). */
void edit_described(const struct makeup *m, struct set_piece *p);
/* Tables that their place does not hold become records, where the sheet says so
 * (records.c). */
void edit_tables(const struct makeup *m, struct set_piece *p);
/* Has a comic a text form, which tells what its panels tell? */
bool comic_is_told(const struct node *comic);
/* The words that this program adds are English, whatever is around them: "en-GB", or NULL
 * in English. */
const char *english_in(const char *lang);
bool shows_art(const struct node *root);
/* Which volume of how many, and its pages. */
struct volume_words {
	int number, count, pages;
};
/* The edition's own note as a piece, or NULL where the sheet has none. Of a volume: what
 * says which it is, never NULL, with the edition's note below it in the first. */
struct piece *edit_own_note(const struct makeup *m, const struct volume_words *volume);

bool has_page_refs(const struct node *root);
/* The words of every page reference and contents entry of p, for the pages known now.
 * True: some of them changed. */
bool resolve_piece(
    const struct makeup *m, struct set_piece *p, const struct set_piece *all, size_t n);

#endif
