/*
 * A page's marks: collected in any order, sorted for painting, given to a device.
 *
 * In: marks from makeup, each with a layer and a tag; tags numbered by tag_number().
 * Out: marks in painting order: grounds, plates, content; within the content artifacts
 * first and then by the order of the tags, so that the stream of a page is in reading
 * order wherever painting allows (Acrobat's reflow reads the stream, not the tags).
 * Marks of one block keep the order in which they were added, also those of its spans and
 * links: by the order of their own tags "see [page 4] now" would become "see now page 4".
 * Sorting packs layer, artifact, order and place into one 64-bit key: the place makes
 * every key different, and so qsort is stable on every C library. (A merge sort of the
 * marks themselves was rejected: it moves ten times the bytes.)
 */
#include "page/page.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LAYER_CONTENT = 2, LAYER_TOP = 3, ORDER_BITS = 29 };

struct mark *page_add(struct arena *a, struct page *p, struct mark mark)
{
	assert(mark.tag && mark.layer <= LAYER_TOP);
	ARENA_PUSH(a, p->mark, p->nmark, p->capmark) = mark;
	return &p->mark[p->nmark - 1];
}

const char *mark_words(const struct mark *m, size_t *len)
{
	const struct run *r = m->as.run.run;
	const uint32_t first = m->as.run.first, n = m->as.run.n;

	*len = n ? run_cluster_end(r, first + n - 1) - r->glyph[first].cluster : 0;
	return n ? r->text + r->glyph[first].cluster : "";
}

static uint64_t painting_key(const struct mark *m, size_t place)
{
	const struct tag *block = m->tag;
	uint64_t key = (uint64_t)m->layer << 62 | place;

	if (m->layer != LAYER_CONTENT || role_is_artifact(block->role))
		return key;
	while (role_is_inline(block->role) && block->parent)
		block = block->parent;
	assert(block->order < 1u << ORDER_BITS);
	return key | (uint64_t)1 << (32 + ORDER_BITS) | (uint64_t)block->order << 32;
}

static int by_key(const void *left, const void *right)
{
	const uint64_t l = *(const uint64_t *)left, r = *(const uint64_t *)right;

	return (l > r) - (l < r);
}

void page_sort(struct page *p)
{
	struct mark *sorted;
	uint64_t *key;
	bool in_order = true;

	if (p->nmark < 2)
		return;
	assert(p->nmark <= UINT32_MAX);
	key = malloc(p->nmark * sizeof *key);
	if (!key)
		die("sort the marks of page %d:", p->number);
	for (size_t i = 0; i < p->nmark; i++) {
		key[i] = painting_key(&p->mark[i], i);
		in_order = in_order && (i == 0 || key[i - 1] < key[i]);
	}
	if (!in_order) {
		qsort(key, p->nmark, sizeof *key, by_key);
		sorted = malloc(p->nmark * sizeof *sorted);
		if (!sorted)
			die("sort the marks of page %d:", p->number);
		for (size_t i = 0; i < p->nmark; i++)
			sorted[i] = p->mark[key[i] & UINT32_MAX];
		memcpy(p->mark, sorted, p->nmark * sizeof *sorted);
		free(sorted);
	}
	free(key);
}

bool book_write(const struct book *b, struct device *to)
{
	if (to->begin && !to->begin(to->state, b))
		return false;
	for (size_t i = 0; i < b->npage; i++)
		if (!to->page(to->state, b->page[i]))
			return false;
	return !to->end || to->end(to->state);
}

/* ---- bleed ---------------------------------------------------------------- */

bool mark_is_mirrored(const struct mark *m)
{
	const sp hair = SP_PT / 20;
	const struct rect a = m->area, w = m->as.picture.whole;
	const struct art *art =
	    m->kind == MARK_PICTURE ? m->as.picture.picture->art : NULL;
	double scale;

	if (!art || art->width <= 0)
		return false;
	scale = w.w / art->width;
	return a.x < w.x - (sp)(art->bleed[0] * scale) - hair ||
	       a.y < w.y - (sp)(art->bleed[1] * scale) - hair ||
	       a.x + a.w > w.x + w.w + (sp)(art->bleed[2] * scale) + hair ||
	       a.y + a.h > w.y + w.h + (sp)(art->bleed[3] * scale) + hair;
}
