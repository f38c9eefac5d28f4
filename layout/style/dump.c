/*
 * Sheets and styles as text, for `inpress dump style` and for tests: each value as a
 * sheet would say it, so that a dump can be read with style.5 at hand.
 */
#include "style/rules.h"

#include <string.h>

static void add_length(struct buf *b, sp length)
{
	buf_pt(b, length);
	if (length)
		buf_string(b, "pt");
}

static void add_ink(struct buf *b, const struct palette *p, struct style_ink ink)
{
	if (ink.none) {
		buf_string(b, "none");
		return;
	}
	buf_string(b, p->swatch[ink.ink.index].name);
	if (ink.ink.tint != 1000)
		buf_printf(b, " %d%%", ink.ink.tint / 10);
}

static void add_tracks(struct buf *b, const struct tracks *t)
{
	for (int i = 0; i < t->n; i++) {
		buf_string(b, i ? " " : "");
		if (t->share[i])
			buf_printf(b, "%dfr", t->share[i]);
		else
			add_length(b, t->width[i]);
	}
	if (!t->n)
		buf_string(b, "none");
}

static void add_percent(struct buf *b, int thousandths)
{
	buf_number(b, thousandths / 10.0, 1);
	buf_char(b, '%');
}

#define PRINT_FAMILY(type, v) buf_string(b, v)
#define PRINT_STRING(type, v) buf_printf(b, "\"%s\"", v)
#define PRINT_LENGTH(type, v) add_length(b, v)
#define PRINT_INT(type, v) buf_printf(b, "%d", v)
#define PRINT_BOOL(type, v) buf_string(b, (v) ? "yes" : "no")
#define PRINT_TRACKS(type, v) add_tracks(b, &(v))
#define PRINT_RATIO(type, v) buf_number(b, v, 4)
#define PRINT_INK(type, v) add_ink(b, s->sheet->palette, v)
#define PRINT_CHARS(type, v) buf_printf(b, "%d %d %d", (v).word, (v).before, (v).after)
#define PRINT_PERCENT(type, v) add_percent(b, v)
#define PRINT_FONT_STYLE(type, v) keyword_print(b, type, (int)(v))
#define PRINT_LIMIT PRINT_FONT_STYLE
#define PRINT_LIGATURES PRINT_FONT_STYLE
#define PRINT_HANGING PRINT_FONT_STYLE
#define PRINT_KERNING PRINT_FONT_STYLE
#define PRINT_MARGINS PRINT_FONT_STYLE
#define PRINT_WRAP PRINT_FONT_STYLE
#define PRINT_NUMERIC PRINT_FONT_STYLE
#define PRINT_CAPS PRINT_FONT_STYLE
#define PRINT_TEXT_ALIGN PRINT_FONT_STYLE
#define PRINT_HYPHENS PRINT_FONT_STYLE
#define PRINT_DECORATION PRINT_FONT_STYLE
#define PRINT_SNAP PRINT_FONT_STYLE
#define PRINT_DISPLAY PRINT_FONT_STYLE
#define PRINT_BREAK PRINT_FONT_STYLE
#define PRINT_SPAN PRINT_FONT_STYLE
#define PRINT_FLOAT PRINT_FONT_STYLE
#define PRINT_CAPTION_SIDE PRINT_FONT_STYLE
#define PRINT_NOTES PRINT_FONT_STYLE

/* Writes property p of a style as a sheet would say it. */
static void value_print(struct buf *b, const struct style *s, enum property p)
{
	switch (p) {
#define PROP(name, field, type, initial, inherited, text)                                \
	case PROPERTY_##field:                                                           \
		PRINT_##type(PROP_##type, s->field);                                     \
		break;
#include "style/props.def"
#undef PROP
	default:
		break;
	}
}

static void add_area(struct buf *b, struct rect r)
{
	const sp part[] = {r.x, r.y, r.w, r.h};
	for (size_t i = 0; i < COUNT(part); i++) {
		buf_char(b, ' ');
		add_length(b, part[i]);
	}
}

static void add_side(struct buf *b, enum page_side side)
{
	static const char *const words[] = {"", " left", " right", " spread"};
	buf_string(b, words[side]);
}

static void add_template(struct buf *b, const struct palette *p, const struct template *t)
{
	const struct {
		const char *name;
		sp length;
	} part[] = {{"margin-top", t->margin_top}, {"margin-bottom", t->margin_bottom},
	    {"margin-inner", t->margin_inner}, {"margin-outer", t->margin_outer},
	    {"column-gap", t->column_gap}, {"column-rule", t->column_rule},
	    {"margin-column", t->margin_column},
	    {"margin-column-gap", t->margin_column_gap}, {"first-top", t->first_top}};
	buf_printf(b, "template %s\n\tcolumn-count: %d\n", t->name, t->ncolumn);
	for (size_t i = 0; i < COUNT(part); i++) {
		buf_printf(b, "\t%s: ", part[i].name);
		add_length(b, part[i].length);
		buf_char(b, '\n');
	}
	if (t->second_top) {
		buf_string(b, "\tsecond-top: ");
		add_length(b, t->second_top);
		buf_char(b, '\n');
	}
	buf_printf(b, "\tstart: %s\n",
	    t->first_recto   ? "recto"
	    : t->first_verso ? "verso"
	    : t->run_on	     ? "run-on"
			     : "page");
	buf_printf(b, "\tfurniture: %s\n\tbalance: %s\n\tcenter: %s\n",
	    t->furniture ? "yes" : "no", t->balance ? "yes" : "no",
	    t->vertical_center ? "yes" : "no");
	for (size_t i = 0; i < t->nframe; i++) {
		buf_printf(b, "\tframe %s", t->frame[i].name);
		add_side(b, t->frame[i].side);
		add_area(b, t->frame[i].area);
		buf_char(b, '\n');
	}
	for (size_t i = 0; i < t->nplate; i++) {
		buf_string(b, "\tplate");
		add_side(b, t->plate[i].side);
		add_area(b, t->plate[i].area);
		buf_printf(b, " %s %d%%%s\n",
		    t->plate[i].section ? "section"
					: p->swatch[t->plate[i].ink.index].name,
		    t->plate[i].ink.tint / 10,
		    t->plate[i].first_page_only ? " first page" : "");
	}
}

static void add_rule(struct buf *b, const struct sheet *s, const struct rule *rule)
{
	struct style style = s->rules->initial;
	buf_printf(b, "style %s\n", rule->selector.text);
	for (size_t i = 0; i < rule->ndecl; i++) {
		const struct decl *d = &rule->decl[i];
		bool section = property_info(d->property)->type == PROP_INK &&
			       d->value.as.ink.section;
		style_assign(&style, d->property, &d->value, INK_TEXT);
		buf_printf(b, "\t%s: ", property_info(d->property)->name);
		if (section)
			buf_printf(b, "section %d%%", d->value.as.ink.ink.ink.tint / 10);
		else
			value_print(b, &style, d->property);
		buf_char(b, '\n');
	}
}

/* Rules in the order in which they apply: the later wins. */
void sheet_dump(const struct sheet *s, FILE *out)
{
	struct buf b = {0};
	buf_printf(&b, "sheet %s\npage", s->name);
	add_area(&b, (struct rect){0, 0, s->page_width, s->page_height});
	buf_string(&b, "\ngrid ");
	add_length(&b, s->grid);
	buf_printf(&b, "\nlinks %s\nfolio ", s->links ? "yes" : "no");
	add_length(&b, s->folio_offset);
	if (s->note)
		buf_printf(&b, "\nnote \"%s\"", s->note);
	buf_char(&b, '\n');
	for (size_t i = 0; i < s->template.n; i++)
		add_template(&b, s->palette, s->template.entry[i].value);
	for (size_t i = 0; i < s->rules->nrule; i++)
		add_rule(&b, s, &s->rules->rule[i]);
	fwrite(b.at, 1, b.len, out);
	buf_release(&b);
}
