/*
 * Can it be read? The size of type and its contrast with what it stands on.
 *
 * In: a resolved style that has words, and the rules that made it, for a place. Out:
 * findings that stop the access editions. Sizes: the sheet's own least, by UKAAF and RNIB
 * (access.md); the x-height is measured from the outline of "x". Contrast: WCAG 2.2,
 * 1.4.6 for the ink of text, 1.4.3 for others; APCA Lc 75 for text. A two-color scheme
 * knows ink and paper only, so text and ground must fall on different sides there.
 */
#include "style/rules.h"

#include <math.h>

static struct pos place_of(const struct rule *const *matched, size_t n,
    const enum property *wanted, size_t nwanted)
{
	struct pos pos = {0};
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < matched[i]->ndecl; j++)
			for (size_t k = 0; k < nwanted; k++)
				if (matched[i]->decl[j].property == wanted[k])
					pos = matched[i]->decl[j].pos;
	return pos;
}

static void check_size(const struct rules *r, const struct style *s, struct pos pos)
{
	struct buf b = {0};
	if (s->font_size < r->least_size) {
		buf_pt(&b, s->font_size);
		buf_string(&b, " pt type is smaller than this sheet's least, ");
		buf_pt(&b, r->least_size);
		diag(r->reading.diag, DIAG_SMALL_TYPE, pos, "%s pt", b.at);
	} else if (s->face && r->least_x_height) {
		sp x = face_units(s->face, s->font_size, s->face->x_height);
		if (x < r->least_x_height) {
			buf_number(&b, sp_to_mm(x), 2);
			buf_string(
			    &b, " mm is the height of an x, less than this sheet's ");
			buf_number(&b, sp_to_mm(r->least_x_height), 2);
			diag(r->reading.diag, DIAG_SMALL_TYPE, pos, "%s mm", b.at);
		}
	}
	buf_release(&b);
}

static void describe(struct buf *b, const struct palette *p, struct ink ink)
{
	buf_printf(b, "'%s", p->swatch[ink.index].name);
	if (ink.tint < 1000)
		buf_printf(b, " %d%%", ink.tint / 10);
	buf_char(b, '\'');
}

/* Does a two-color scheme write it in its ink, not its paper? */
static bool is_solid(const struct palette *p, struct ink ink)
{
	return ink.tint >= 500 && ink.index != INK_PAPER &&
	       (int)ink.index != palette_find(p, "reverse");
}

static void check_contrast(const struct rules *r, const struct style *s, struct pos pos)
{
	const struct palette *p = r->reading.palette;
	struct rgb text = palette_rgb(p, s->color.ink),
		   ground = palette_rgb(p, s->ground);
	double ratio = contrast_wcag(text, ground),
	       lc = fabs(contrast_apca(text, ground));
	bool is_text = s->color.ink.index == INK_TEXT;
	bool lost = is_solid(p, s->color.ink) == is_solid(p, s->ground);
	if (!lost && ratio >= (is_text ? 7 : 4.5) && (!is_text || lc >= 75))
		return;
	struct buf b = {0};
	describe(&b, p, s->color.ink);
	buf_string(&b, " on ");
	describe(&b, p, s->ground);
	if (lost) {
		buf_string(&b, " vanishes in a scheme of two colors");
	} else {
		buf_string(&b, " has a contrast of ");
		buf_number(&b, ratio, 1);
		buf_string(&b, ":1, Lc ");
		buf_number(&b, lc, 0);
	}
	diag(r->reading.diag, DIAG_LOW_CONTRAST, pos, "%s", b.at);
	diag_hint(r->reading.diag, lost ? "tints under 50%% become paper, others ink"
					: "text needs 7:1 and Lc 75, other inks 4.5:1");
	buf_release(&b);
}

void legible_check(const struct sheet *s, const struct style *style,
    const struct rule *const *matched, size_t nmatched)
{
	static const enum property size[] = {PROPERTY_font_size, PROPERTY_font_family};
	static const enum property color[] = {PROPERTY_color, PROPERTY_background_color};
	if (style->display == DISPLAY_NONE)
		return;
	check_size(s->rules, style, place_of(matched, nmatched, size, COUNT(size)));
	if (!style->color.none)
		check_contrast(
		    s->rules, style, place_of(matched, nmatched, color, COUNT(color)));
}
