/*
 * A sheet brought to another size of type.
 *
 * In: the rules that have been read, and the size that a piece's text is to have. Out:
 * every length that goes with the type (sizes, leading, gaps, rules, the room for
 * markers), the grid and the folio's place, in that proportion; rules that are read later
 * are not touched. Pages, margins and pictures keep their sizes: a line then holds fewer
 * words, and the pages are more. Heads keep what they have over the text in points: in
 * proportion they would not fit their lines.
 */
#include "style/rules.h"

#include <string.h>

static bool goes_with_type(enum property p)
{
	return property_info(p)->type == PROP_LENGTH && p != PROPERTY_max_height &&
	       p != PROPERTY_width;
}

sp sheet_body_size(const struct sheet *s)
{
	const struct rules *r = s->rules;
	sp size = 0;

	for (size_t i = 0; i < r->nrule; i++)
		for (size_t k = 0; k < r->rule[i].ndecl; k++)
			if (strcmp(r->rule[i].selector.text, "piece") == 0 &&
			    r->rule[i].decl[k].property == PROPERTY_font_size)
				size = r->rule[i].decl[k].value.as.length;
	return size;
}

static sp font_size_of(const struct rule *rule)
{
	sp size = 0;

	for (size_t k = 0; k < rule->ndecl; k++)
		if (rule->decl[k].property == PROPERTY_font_size)
			size = rule->decl[k].value.as.length;
	return size;
}

static void scale_rule(struct rule *rule, sp size, sp from)
{
	const sp own = font_size_of(rule);
	const bool head = own > from;

	for (size_t k = 0; k < rule->ndecl; k++) {
		struct decl *decl = &rule->decl[k];
		const bool type = decl->property == PROPERTY_font_size ||
				  decl->property == PROPERTY_line_height ||
				  decl->property == PROPERTY_letter_spacing;
		sp *length = &decl->value.as.length;

		if (goes_with_type(decl->property))
			*length = head && type ? sp_scale(*length, own + size - from, own)
					       : sp_scale(*length, size, from);
	}
}

void scale_to(struct sheet *s, sp size, struct pos pos)
{
	struct rules *r = s->rules;
	const sp from = sheet_body_size(s);

	if (!from) {
		diag(r->reading.diag, DIAG_BAD_VALUE, pos,
		    "no style 'piece' above this says a font-size; nothing was scaled");
		return;
	}
	for (size_t i = 0; i < r->nrule; i++)
		scale_rule(&r->rule[i], size, from);
	s->grid = sp_scale(s->grid, size, from);
	s->folio_offset = sp_scale(s->folio_offset, size, from);
}
