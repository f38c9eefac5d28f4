/*
 * A sheet brought to another size of type.
 *
 * In: the rules that have been read, and the size that a piece's text is to have. Out:
 * every length that goes with the type (sizes, leading, gaps, rules, the room for
 * markers), the grid and the folio's place, in that proportion; rules that are read later
 * are not touched. Pages, margins and pictures keep their sizes: a line then holds fewer
 * words, and the pages are more.
 */
#include "style/rules.h"

#include <string.h>

static bool goes_with_type(enum property p)
{
	return property_info(p)->type == PROP_LENGTH && p != PROPERTY_max_height &&
	       p != PROPERTY_width;
}

/* What `piece` says last; 0: nothing. */
static sp body_size(const struct rules *r)
{
	sp size = 0;

	for (size_t i = 0; i < r->nrule; i++)
		for (size_t k = 0; k < r->rule[i].ndecl; k++)
			if (strcmp(r->rule[i].selector.text, "piece") == 0 &&
			    r->rule[i].decl[k].property == PROPERTY_font_size)
				size = r->rule[i].decl[k].value.as.length;
	return size;
}

void scale_to(struct sheet *s, sp size, struct pos pos)
{
	struct rules *r = s->rules;
	const sp from = body_size(r);

	if (!from) {
		diag(r->reading.diag, DIAG_BAD_VALUE, pos,
		    "no style 'piece' above this says a font-size; nothing was scaled");
		return;
	}
	for (size_t i = 0; i < r->nrule; i++)
		for (size_t k = 0; k < r->rule[i].ndecl; k++) {
			struct decl *decl = &r->rule[i].decl[k];

			if (goes_with_type(decl->property))
				decl->value.as.length =
				    sp_scale(decl->value.as.length, size, from);
		}
	s->grid = sp_scale(s->grid, size, from);
	s->folio_offset = sp_scale(s->folio_offset, size, from);
}
