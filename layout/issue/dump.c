/*
 * An issue as text: one node a line, indented by its depth, with its place.
 *
 *     paragraph.magazine 12:3 lang=cy
 *       text 12:3 "words"
 *
 * `+` after the place marks generated words. The tests compare it.
 */
#include "issue/reader.h"

#include <string.h>

static void print_quoted(FILE *out, const char *text, size_t len)
{
	putc('"', out);
	for (size_t i = 0; i < len; i++) {
		if (text[i] == '"' || text[i] == '\\')
			putc('\\', out);
		putc(text[i] == '\n' ? ' ' : text[i], out);
	}
	putc('"', out);
}

static void print_key(FILE *out, const char *key, const char *text)
{
	if (!text)
		return;
	fprintf(out, " %s=", key);
	print_quoted(out, text, strlen(text));
}

static const char *align_name(enum column_align align)
{
	static const char *const names[] = {"-", "left", "center", "right"};
	return names[align];
}

static void print_figure(FILE *out, const struct node *n)
{
	const struct picture *p = n->as.figure.picture;
	if (n->as.figure.code)
		fprintf(out, " code \"%s\" side=%d", n->as.figure.url,
		    n->as.figure.code->side);
	else if (p)
		fprintf(out, " \"%s\" %ux%u", p->name, (unsigned)picture_width(p),
		    (unsigned)picture_height(p));
	else
		fprintf(out, " no-picture");
	if (n->as.figure.decorative)
		fprintf(out, " decorative");
	print_key(out, "alt", n->as.figure.alt);
	for (uint32_t i = 0; i < n->as.figure.noutline; i++)
		fprintf(out, "%s%d%%,%d%%",
		    i ? ";" : " outline=", (int)(n->as.figure.outline[i].x * 100 + 0.5),
		    (int)(n->as.figure.outline[i].y * 100 + 0.5));
	fprintf(out, " focus=%d%%,%d%%", (int)(n->as.figure.focus_x * 100 + 0.5),
	    (int)(n->as.figure.focus_y * 100 + 0.5));
}

static void print_cell(FILE *out, const struct node *n)
{
	fprintf(out, " column=%d", n->as.cell.column);
	if (n->as.cell.head)
		fprintf(out, n->as.cell.row_head ? " row-head" : " head");
	if (n->as.cell.rowspan > 1)
		fprintf(out, " rowspan=%d", n->as.cell.rowspan);
	if (n->as.cell.colspan > 1)
		fprintf(out, " colspan=%d", n->as.cell.colspan);
}

static void print_table(FILE *out, const struct node *n)
{
	fprintf(out, " heads=%d columns=", n->as.table.nhead);
	for (int i = 0; i < n->as.table.ncolumn; i++)
		fprintf(out, "%s%s", i ? "," : "", align_name(n->as.table.align[i]));
}

static void print_own(FILE *out, const struct node *n)
{
	switch (n->kind) {
	case NODE_TEXT:
		putc(' ', out);
		print_quoted(out, n->as.text.text, n->as.text.len);
		break;
	case NODE_CROSSHEAD:
		fprintf(out, " level=%d", n->as.crosshead.level);
		break;
	case NODE_LIST:
		if (n->as.list.ordered)
			fprintf(out, " start=%d", n->as.list.start);
		fprintf(out, n->as.list.tight ? " tight" : " loose");
		break;
	case NODE_TABLE:
		print_table(out, n);
		break;
	case NODE_CELL:
		print_cell(out, n);
		break;
	case NODE_FIGURE:
		print_figure(out, n);
		break;
	case NODE_LINK:
		print_key(out, "url", n->as.link.url);
		print_key(out, "title", n->as.link.title);
		break;
	case NODE_PAGE_REF:
		fprintf(out, " piece=%s",
		    n->as.page_ref.piece ? n->as.page_ref.piece->slug : "-");
		break;
	case NODE_NOTE_REF:
		fprintf(out, " %d", n->as.note_ref.number);
		break;
	case NODE_FOOTNOTE:
		fprintf(out, " %d", n->as.note.number);
		break;
	case NODE_TIMELINE_ENTRY:
		print_key(out, "date", n->as.entry.date);
		break;
	case NODE_ABBR:
		print_key(out, "expansion", n->as.abbr.expansion);
		break;
	default:
		break;
	}
}

static void print_classes(FILE *out, const char *class)
{
	for (const char *p = class; p && *p; p++) {
		if (p == class)
			putc('.', out);
		putc(*p == ' ' ? '.' : *p, out);
	}
}

static void dump_node(const struct node *n, int depth, FILE *out)
{
	fprintf(out, "%*s%s", 2 * depth, "", node_kind_name(n->kind));
	print_classes(out, n->class);
	fprintf(out, " %u:%u%s", (unsigned)n->pos.line, (unsigned)n->pos.col,
	    n->generated ? "+" : "");
	if (n->lang)
		fprintf(out, " lang=%s", n->lang);
	print_key(out, "consent", n->consent);
	print_own(out, n);
	putc('\n', out);
	for (const struct node *k = n->first; k; k = k->next)
		dump_node(k, depth + 1, out);
}

void piece_dump(const struct piece *p, FILE *out)
{
	fprintf(out, "%s: kind=%s template=%s section=%s lang=%s contents=%s", p->slug,
	    p->kind->name, p->template, p->section, p->lang,
	    p->in_contents ? "yes" : "no");
	print_key(out, "outline", p->outline);
	if (p->fit)
		fprintf(out, " fit=%d", p->fit);
	if (p->pages)
		fprintf(out, " pages=%d", p->pages);
	if (p->filler)
		fprintf(out, " filler");
	putc('\n', out);
	dump_node(p->root, 1, out);
}

static void dump_printing(const struct printing *p, FILE *out)
{
	const struct printing none = {0};

	if (memcmp(p, &none, sizeof none) == 0)
		return;
	fprintf(out, "printing quantity=%ld", p->quantity);
	print_key(out, "paper", p->paper);
	print_key(out, "cover-paper", p->cover_paper);
	print_key(out, "binding", p->binding);
	print_key(out, "finish", p->finish);
	print_key(out, "delivery", p->delivery);
	print_key(out, "contact", p->contact);
	print_key(out, "deadline", p->deadline);
	print_key(out, "notes", p->notes);
	putc('\n', out);
}

void issue_dump(const struct issue *i, FILE *out)
{
	fprintf(out, "issue %s", i->slug);
	print_key(out, "magazine", i->magazine);
	print_key(out, "number", i->number);
	print_key(out, "season", i->season);
	print_key(out, "date", i->date);
	print_key(out, "price", i->price);
	fprintf(out, " lang=%s words=%zu\n", i->lang, i->nword);
	print_key(out, "issn", i->issn);
	print_key(out, "publisher", i->publisher);
	print_key(out, "website", i->website);
	print_key(out, "description", i->description);
	putc('\n', out);
	dump_printing(&i->printing, out);
	for (size_t k = 0; k < i->glossary.n; k++)
		fprintf(out, "%s = %s\n", i->glossary.entry[k].key,
		    (const char *)i->glossary.entry[k].value);
	for (size_t k = 0; k < i->nrest; k++)
		fprintf(out, "rest-of %s before=%zu\n", i->piece[i->rest[k].piece]->slug,
		    i->rest[k].before);
	for (size_t k = 0; k < i->hyphenation.n; k++)
		fprintf(
		    out, "hyphenation %s\n", (const char *)i->hyphenation.entry[k].value);
	for (size_t k = 0; k < i->npiece; k++) {
		putc('\n', out);
		piece_dump(i->piece[k], out);
	}
}
