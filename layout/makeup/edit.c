/*
 * Re-edits a piece by rule for one book (access.md, "Large print is a re-edit by rule").
 *
 * In: this book's own copy of a piece; the sheet's styles, which say what is left out and
 * where notes go. Out: the copy changed: pull quotes whose words stand in the article
 * marked "repeated", or left out where the style says repeat-drop; notes moved to the
 * end; contents filled in; marks where print's pages begin. Nothing here knows which book
 * it is for: the sheet does.
 */
#include <ctype.h>
#include <string.h>

#include "makeup/edit.h"

struct edit {
	const struct makeup *m;
	struct set_piece *p;
	const char *words;  /* of the piece but its pull quotes, folded */
	struct node *notes; /* group at the end, NULL until a note moves there */
};

static const struct style *style_in(struct edit *e, const struct node *n)
{
	const struct style *parent = n->parent ? style_in(e, n->parent) : NULL;
	return style_of(e->m->sheet, n, e->p->piece, parent, e->p->section);
}

/* ---- pull quotes --------------------------------------------------------- */

/* Letters and figures in lower case, one space between words and at both ends: quotation
 * marks and stops do not make other words of them. */
static void fold_words(struct buf *to, const char *text)
{
	if (!to->len)
		buf_char(to, ' ');
	for (const unsigned char *c = (const unsigned char *)text; *c;) {
		bool curly =
		    c[0] == 0xE2 && c[1] == 0x80; /* U+2010 to U+2027: punctuation */
		if (curly) {
			bool apostrophe = c[2] == 0x99;
			c += c[2] ? 3 : 2;
			if (apostrophe)
				continue;
		} else if (*c >= 0x80 || isalnum(*c)) {
			buf_char(to, *c < 0x80 ? (char)tolower(*c) : (char)*c);
			c++;
			continue;
		} else if (*c++ == '\'') {
			continue;
		}
		if (to->at[to->len - 1] != ' ')
			buf_char(to, ' ');
	}
	if (to->at[to->len - 1] != ' ')
		buf_char(to, ' ');
}

static void gather_words(struct edit *e, const struct node *n, struct buf *to)
{
	if (n->kind == NODE_PULLQUOTE || n->kind == NODE_FOOTNOTE)
		return;
	if (n->kind == NODE_PARAGRAPH || n->kind == NODE_LIST_ITEM ||
	    n->kind == NODE_STANDFIRST || n->kind == NODE_VERSE_LINE) {
		fold_words(to, node_text(e->m->arena, n));
		if (n->kind != NODE_LIST_ITEM || !n->first || node_is_inline(n->first))
			return;
	}
	for (const struct node *k = n->first; k; k = k->next)
		gather_words(e, k, to);
}

/* Its words stand in the piece word for word; the attribution does not count. */
static bool is_repeated(struct edit *e, const struct node *quote)
{
	struct buf words = {0};
	for (const struct node *k = quote->first; k; k = k->next)
		if (k->kind != NODE_ATTRIBUTION)
			fold_words(&words, node_text(e->m->arena, k));
	bool found = words.len > 1 && strstr(e->words, words.at);
	buf_release(&words);
	return found;
}

static void edit_pullquote(struct edit *e, struct node *n)
{
	if (!is_repeated(e, n))
		return;
	if (style_in(e, n)->repeat_drop)
		node_remove(n);
	else
		n->class = n->class ? arena_printf(e->m->arena, "%s repeated", n->class)
				    : "repeated";
}

/* ---- notes --------------------------------------------------------------- */

static void edit_note(struct edit *e, struct node *n)
{
	if (style_in(e, n)->notes != NOTES_END)
		return;
	struct node *root = e->p->piece->root;
	if (!e->notes) {
		e->notes = added_node(e->m, e->p->piece, NODE_GROUP, n->pos);
		e->notes->class = "notes";
		struct node *head = added_node(e->m, e->p->piece, NODE_CROSSHEAD, n->pos);
		head->as.crosshead.level = 2;
		head->lang = english_in(e->p->piece->lang);
		added_text(e->m, e->p->piece, head, "Notes");
		node_append(e->notes, head);
		node_append(root, e->notes);
	}
	node_remove(n);
	node_append(e->notes, n);
}

/* ---- contents ------------------------------------------------------------ */

/* NULL: the same as around it. */
static const char *language_among(const struct piece *piece, const struct piece *around)
{
	bool same =
	    !piece->lang || !around->lang || strcmp(piece->lang, around->lang) == 0;
	return same ? NULL : piece->lang;
}

static void add_folio(struct edit *e, struct node *entry, const struct piece *piece)
{
	struct node *folio = added_node(e->m, e->p->piece, NODE_PAGE_REF, entry->pos);
	folio->class = "folio";
	folio->as.page_ref.piece = piece;
	folio->as.page_ref.text = "0";
	node_append(entry, folio);
}

static void add_title(struct edit *e, struct node *entry, const struct piece *piece)
{
	struct node *title = added_node(e->m, e->p->piece, NODE_PARAGRAPH, entry->pos);
	title->class = "title";
	title->lang = language_among(piece, e->p->piece);
	added_text(e->m, e->p->piece, title,
	    arena_printf(e->m->arena, "%s\u00A0",
		piece->outline ? piece->outline : piece->headline));
	node_append(entry, title);
}

static void add_print_page(struct edit *e, struct node *entry, const struct piece *piece)
{
	const struct print_pages *pages = e->m->print;
	if (!pages || !pages->piece[piece->index])
		return;
	struct node *print = added_node(e->m, e->p->piece, NODE_PARAGRAPH, entry->pos);
	print->class = "print-page";
	print->lang = english_in(e->p->piece->lang);
	added_text(e->m, e->p->piece, print,
	    arena_printf(e->m->arena, "print page %d", pages->piece[piece->index]));
	node_append(entry, print);
}

/* The picture stands where its piece has it described: here it is silent. */
static void add_opener(struct edit *e, struct node *entry, const struct piece *piece)
{
	const struct node *opener = piece_opener(piece);
	struct node *figure = added_node(e->m, e->p->piece, NODE_FIGURE, entry->pos);
	figure->as.figure = opener->as.figure;
	figure->as.figure.decorative = true;
	figure->as.figure.alt = NULL;
	node_append(entry, figure);
}

static struct node *add_entry(struct edit *e, struct node *contents)
{
	struct node *entry =
	    added_node(e->m, e->p->piece, NODE_CONTENTS_ENTRY, contents->pos);
	node_append(contents, entry);
	return entry;
}

/* Pieces shown with their pictures, before the others; NULL: the sheet lists them all
 * alike. */
static struct node *add_shown(struct edit *e, struct node *contents)
{
	const struct piece *own = e->p->piece;
	struct node *shown = added_node(e->m, e->p->piece, NODE_CONTENTS, contents->pos);
	shown->class = "shown";
	node_insert_before(contents->parent, contents, shown);
	for (size_t i = 0; i < own->nshow; i++) {
		const struct piece *piece = own->show[i].piece;
		if (!piece)
			continue;
		struct node *entry = add_entry(e, shown);
		entry->class = "shown";
		add_opener(e, entry, piece);
		add_folio(e, entry, piece);
		add_title(e, entry, piece);
		add_print_page(e, entry, piece);
	}
	if (shown->first && style_in(e, shown)->display != DISPLAY_NONE)
		return shown;
	node_remove(shown);
	return NULL;
}

static bool is_shown(const struct node *shown, const struct piece *piece)
{
	for (const struct node *k = shown ? shown->first : NULL; k; k = k->next)
		if (k->first->next->as.page_ref.piece == piece)
			return true;
	return false;
}

static void edit_contents(struct edit *e, struct node *contents)
{
	const struct issue *issue = e->m->issue;
	const bool shows = contents->generated && e->m->pictures;
	const struct node *shown = shows ? add_shown(e, contents) : NULL;
	if (shown)
		contents->class = "rest";
	for (size_t i = 0; i < issue->npiece; i++) {
		const struct piece *piece = issue->piece[i];
		if (!piece->in_contents || !piece->headline || is_shown(shown, piece))
			continue;
		struct node *entry = add_entry(e, contents);
		add_folio(e, entry, piece);
		add_title(e, entry, piece);
		add_print_page(e, entry, piece);
	}
}

/* ---- the walk ------------------------------------------------------------ */

static void walk(struct edit *e, struct node *n)
{
	struct node *next;
	for (struct node *k = n->first; k; k = next) {
		next = k->next;
		if (k == e->notes)
			return;
		walk(e, k);
		if (k->kind == NODE_PULLQUOTE)
			edit_pullquote(e, k);
		else if (k->kind == NODE_FOOTNOTE)
			edit_note(e, k);
		else if (k->kind == NODE_CONTENTS)
			edit_contents(e, k);
		else if (k->kind == NODE_PAGE_REF)
			k->lang = english_in(node_lang(k, e->p->piece));
	}
}

/* ---- where print's pages begin ------------------------------------------- */

static struct node *find_node(struct node *n, uint32_t id)
{
	if (n->id == id)
		return n;
	for (struct node *k = n->first; k; k = k->next) {
		struct node *found = find_node(k, id);
		if (found)
			return found;
	}
	return NULL;
}

/* A mark stands before a whole block and never within a sentence: it is spoken, and
 * "print page 16" in the middle of one would be noise. So it says that the page begins in
 * what follows. */
static struct node *block_to_mark(struct node *n)
{
	while (
	    n->parent && n->parent->kind != NODE_PIECE && n->parent->kind != NODE_SIDEBAR)
		n = n->parent;
	return n;
}

static void mark_print_pages(struct edit *e, bool *marked)
{
	const struct print_pages *print = e->m->print;
	struct node *root = e->p->piece->root;
	for (size_t i = 0; i < print->nstart; i++) {
		const struct print_start *start = &print->start[i];
		if (start->piece != e->p->piece->index || marked[start->number])
			continue;
		struct node *at = find_node(root, start->node);
		if (!at)
			continue;
		at = block_to_mark(at);
		struct node *mark =
		    added_node(e->m, e->p->piece, NODE_PRINT_MARK, at->pos);
		mark->lang = english_in(e->p->piece->lang);
		added_text(e->m, e->p->piece, mark,
		    arena_printf(e->m->arena, "Print page %d", start->number));
		if (at == root)
			node_insert_before(root, root->first, mark);
		else
			node_insert_before(at->parent, at, mark);
		marked[start->number] = true;
	}
}

void edit_piece(const struct makeup *m, struct set_piece *p, bool *marked_page)
{
	struct edit e = {.m = m, .p = p};
	edit_described(m, p);
	edit_art(m, p);
	if (m->print && p->piece->index < m->print->npiece)
		mark_print_pages(&e, marked_page);
	edit_tables(m, p);
	struct buf words = {0};
	gather_words(&e, p->piece->root, &words);
	e.words = words.at ? words.at : "";
	walk(&e, p->piece->root);
	buf_release(&words);
}

/* ---- the edition's own note ---------------------------------------------- */

static const struct piece_kind note_kind = {.name = "edition-note",
    .title = "About this edition",
    .template = "default",
    .section = "text"};

/* %magazine, %season, %website, %typeface, %credit, %size, %edition in the sheet's words;
 * NULL where one of them is not given: then the paragraph is left out. */
static char *fill_in(const struct makeup *m, const char *words, const struct style *body,
    const struct volume_words *volume)
{
	struct buf out = {0}, size = {0};
	buf_number(&size, sp_to_pt(body->font_size), 1);
	struct arena *a = m->arena;
	const struct {
		const char *name, *value;
	} value[] = {{"%volumes", volume ? arena_printf(a, "%d", volume->count) : NULL},
	    {"%volume", volume ? arena_printf(a, "%d", volume->number) : NULL},
	    {"%pages", volume ? arena_printf(a, "%d", volume->pages) : NULL},
	    {"%magazine", m->issue->magazine}, {"%season", m->issue->season},
	    {"%website", m->issue->website}, {"%typeface", body->face->title},
	    {"%credit", body->face->credit},
	    {"%size", size.at}, {"%edition", m->sheet->title}};
	bool whole = true;
	while (*words) {
		size_t i = 0;
		while (i < COUNT(value) &&
		       strncmp(words, value[i].name, strlen(value[i].name)) != 0)
			i++;
		if (i < COUNT(value)) {
			whole &= value[i].value != NULL;
			buf_string(&out, value[i].value ? value[i].value : "");
			words += strlen(value[i].name);
		} else {
			buf_char(&out, *words++);
		}
	}
	char *filled = whole ? arena_copy(m->arena, out.at ? out.at : "", out.len) : NULL;
	buf_release(&out);
	buf_release(&size);
	return filled;
}

static void add_paragraphs(struct edit *e, const char *text, const struct style *body,
    const struct volume_words *volume)
{
	struct node *root = e->p->piece->root;
	char *next = arena_string(e->m->arena, text);
	while (next) {
		char *words = next, *end = strstr(words, "\n\n");
		next = end ? end + 2 : NULL;
		if (end)
			*end = '\0';
		for (char *c = words; *c; c++)
			*c = *c == '\n' ? ' ' : *c;
		const char *filled = fill_in(e->m, words, body, volume);
		if (!filled || !*filled)
			continue;
		struct node *paragraph =
		    added_node(e->m, e->p->piece, NODE_PARAGRAPH, root->pos);
		added_text(e->m, e->p->piece, paragraph, filled);
		node_append(root, paragraph);
	}
}

struct piece *edit_own_note(const struct makeup *m, const struct volume_words *volume)
{
	const char *note = m->sheet->note ? m->sheet->note : "";
	if (!*note && !volume)
		return NULL;
	struct piece *piece = ARENA_NEW(m->arena, struct piece);
	piece->kind = &note_kind;
	piece->slug = note_kind.name;
	piece->template = note_kind.template;
	piece->section = note_kind.section;
	piece->lang = m->issue->lang;
	piece->headline = volume ? arena_printf(m->arena, "Volume %d of %d",
				       volume->number, volume->count)
				 : note_kind.title;
	piece->index = m->issue->npiece;
	struct pos nowhere = {0};
	struct set_piece own = {.piece = piece, .section = INK_TEXT};
	struct edit e = {.m = m, .p = &own};
	piece->root = added_node(m, piece, NODE_PIECE, nowhere);
	struct node *head = added_node(m, piece, NODE_HEADLINE, nowhere);
	added_text(m, piece, head, piece->headline);
	node_append(piece->root, head);
	const struct style *body =
	    style_of(m->sheet, piece->root, piece, NULL, own.section);
	if (volume)
		add_paragraphs(&e, m->sheet->volume_note, body, volume);
	if (!volume || volume->number == 1)
		add_paragraphs(&e, note, body, volume);
	return piece;
}
