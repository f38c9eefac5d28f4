/*
 * The stages of one book as text, for tests and for those who look into it.
 */
#include <inttypes.h>

#include "makeup/compose.h"
#include "makeup/edit.h"

static void put_pt(FILE *out, const char *name, sp length)
{
	struct buf b = {0};
	buf_pt(&b, length);
	fprintf(out, " %s=%s", name, b.at);
	buf_release(&b);
}

static void put_words(FILE *out, const struct line *line)
{
	fputs(" \"", out);
	for (size_t i = 0; i < line->npart; i++) {
		const struct part *p = &line->part[i];
		if (!p->n)
			continue;
		uint32_t start = p->run->glyph[p->first].cluster;
		uint32_t end = run_cluster_end(p->run, p->first + p->n - 1);
		fwrite(p->run->text + start, 1, end - start, out);
	}
	fputs("\"", out);
}

static void put_item(FILE *out, const struct galley_item *item)
{
	static const char *const name[] = {"line", "space", "open", "close", "picture",
	    "row", "cells", "beside", "float", "break"};
	fprintf(out, "  %s %s", name[item->kind], node_kind_name(item->node->kind));
	put_pt(out, "x", item->x);
	put_pt(out, "height", item->height);
	fprintf(out, " cost=%d", item->cost);
	if (item->kind == GALLEY_LINE)
		put_words(out, item->as.line.line);
	fputs("\n", out);
}

static void put_line(FILE *out, const struct galley_item *item)
{
	const struct line *line = item->as.line.line;
	struct buf b = {0};
	buf_number(&b, line->ratio, 3);
	buf_string(&b, " demerits=");
	buf_number(&b, line->demerits, 0);
	fprintf(out, "  %s ratio=%s", node_kind_name(item->node->kind), b.at);
	if (line->npart)
		put_pt(out, "x", line->part[0].x);
	put_pt(out, "width", line->width);
	if (line->word_spacing)
		put_pt(out, "spacing", line->word_spacing);
	if (line->expansion)
		fprintf(out, " expansion=%d", line->expansion);
	if (line->hyphenated)
		fputs(" hyphen", out);
	put_words(out, line);
	fputs("\n", out);
	buf_release(&b);
}

static void put_galley(FILE *out, const struct galley *g, bool lines)
{
	for (size_t i = 0; i < g->nitem; i++) {
		const struct galley_item *item = &g->item[i];
		if (!lines)
			put_item(out, item);
		else if (item->kind == GALLEY_LINE)
			put_line(out, item);
		if (item->kind == GALLEY_FLOAT)
			put_galley(out, item->as.galley, lines);
	}
}

static void put_segments(FILE *out, const struct set_piece *p, bool lines)
{
	for (size_t i = 0; i < p->nflow; i++) {
		fprintf(out, " frame %s\n", p->flow[i].frame->name);
		put_galley(out, p->flow[i].galley, lines);
	}
	for (size_t i = 0; i < p->nsegment; i++) {
		fputs(p->segment[i].in.n ? " columns" : " across", out);
		put_pt(out, "measure", p->segment[i].galley->measure);
		fputs("\n", out);
		put_galley(out, p->segment[i].galley, lines);
	}
}

static void dump(const struct makeup *m, FILE *out, bool lines)
{
	struct arena *scratch = arena_new();
	for (size_t i = 0; i < m->issue->npiece; i++) {
		const struct piece *piece = m->issue->piece[i];
		struct set_piece p;
		set_piece_init(&p, m, piece_copy(m->arena, piece));
		p.first_page = 1;
		resolve_piece(m, &p, &p, 1);
		galley_set_piece(m, scratch, &p);
		fprintf(out, "%s template=%s\n", piece->slug, p.template->name);
		put_segments(out, &p, lines);
	}
	arena_close(scratch);
}

void makeup_dump_lines(const struct makeup *m, FILE *out)
{
	dump(m, out, true);
}

void makeup_dump_galley(const struct makeup *m, FILE *out)
{
	dump(m, out, false);
}
