/*
 * The words of a block, as one text with stretches that are set alike.
 *
 * In: the inlines below a block. Out: text with single spaces and none at its ends; for
 * each stretch its face, size and language, and the inline that it belongs to.
 *
 * A line break is a space that must end its line, so that words never run together when
 * the text is taken out of the file. Soft hyphens leave the text and are kept as places.
 * A note's number is raised by a third of an em where its style makes it smaller than the
 * text; where it may not be smaller (large print), it stands in brackets on the line, for
 * "1945" followed by note 3 must not read "19453".
 */
#include "text/paragraph.h"

#include <string.h>

struct collecting {
	struct paragraph *p;
	struct buf text;
	bool space; /* a space is owed before the next word */
	struct owner space_owner;
	const char *space_lang;
};

/* What an inline inherits. */
struct context {
	const struct node *node;
	const struct style *style;
	const char *lang;
	sp rise;
};

unsigned text_features(const struct style *s)
{
	static const struct {
		unsigned style, feature;
	} figures[] = {{NUMERIC_LINING, FEATURE_LINING},
	    {NUMERIC_OLDSTYLE, FEATURE_OLD_STYLE},
	    {NUMERIC_PROPORTIONAL, FEATURE_PROPORTIONAL},
	    {NUMERIC_TABULAR, FEATURE_TABULAR}, {NUMERIC_FRACTIONS, FEATURE_FRACTIONS},
	    {NUMERIC_ORDINAL, FEATURE_ORDINAL},
	    {NUMERIC_SLASHED_ZERO, FEATURE_SLASHED_ZERO}},
	  letters[] = {{LIGATURES_NO_COMMON, FEATURE_NO_LIGATURES},
	      {LIGATURES_DISCRETIONARY, FEATURE_DISCRETIONARY},
	      {LIGATURES_HISTORICAL, FEATURE_HISTORICAL},
	      {LIGATURES_NO_CONTEXTUAL, FEATURE_NO_CONTEXTUAL}};
	unsigned features = (s->caps != CAPS_NORMAL ? FEATURE_SMALL_CAPS : 0) |
			    (s->caps == CAPS_ALL_SMALL ? FEATURE_SMALL_CAPITALS : 0) |
			    (s->kerning == KERNING_NONE ? FEATURE_NO_KERNING : 0);
	for (size_t i = 0; s->numeric && i < COUNT(figures); i++)
		features |= s->numeric & figures[i].style ? figures[i].feature : 0;
	for (size_t i = 0; s->ligatures && i < COUNT(letters); i++)
		features |= s->ligatures & letters[i].style ? letters[i].feature : 0;
	return features;
}

static bool same_owner(const struct owner *a, const struct owner *b)
{
	return a->node == b->node && a->style == b->style && a->rise == b->rise;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

static void add_bytes(
    struct collecting *c, const struct context *k, const char *bytes, size_t len)
{
	struct paragraph *p = c->p;
	struct arena *scratch = p->setting->scratch;
	struct owner owner = {k->node, k->style, k->rise};
	uint32_t start = (uint32_t)c->text.len;
	buf_add(&c->text, bytes, len);
	struct stretch *last = p->nstretch ? &p->stretch[p->nstretch - 1] : NULL;
	if (last && same_owner(&p->owner[p->nstretch - 1], &owner) &&
	    same_text(last->lang, k->lang)) {
		last->end = (uint32_t)c->text.len;
		return;
	}
	size_t nowner = p->nstretch;
	ARENA_PUSH(scratch, p->owner, nowner, p->capowner) = owner;
	ARENA_PUSH(scratch, p->stretch, p->nstretch, p->capstretch) = (struct stretch){
	    .start = start,
	    .end = (uint32_t)c->text.len,
	    .face = k->style->face,
	    .size = k->style->font_size,
	    .letter_spacing = k->style->letter_spacing +
			      sp_scale(k->style->font_size, p->setting->tracking, 1000),
	    .word_spacing = k->style->word_spacing,
	    .lang = k->lang,
	    .features = text_features(k->style),
	    .pos = k->node ? k->node->pos : (struct pos){0}};
}

/* A space belongs to the inline that it stands in, as the author wrote it. */
static void owe_space(struct collecting *c, const struct context *k)
{
	if (c->space || !c->text.len || c->text.at[c->text.len - 1] == ' ')
		return;
	c->space = true;
	c->space_owner = (struct owner){k->node, k->style, k->rise};
	c->space_lang = k->lang;
}

static void pay_space(struct collecting *c)
{
	if (!c->space)
		return;
	c->space = false;
	struct context k = {c->space_owner.node, c->space_owner.style, c->space_lang,
	    c->space_owner.rise};
	add_bytes(c, &k, " ", 1);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_soft_hyphen(const char *at, const char *end)
{
	return end - at >= 2 && (uint8_t)at[0] == 0xC2 && (uint8_t)at[1] == 0xAD;
}

static void add_text(
    struct collecting *c, const struct context *k, const char *text, size_t len)
{
	const char *end = text + len;
	while (text < end) {
		const char *at = text;
		while (at < end && !is_blank(*at) && !is_soft_hyphen(at, end))
			at++;
		if (at > text) {
			pay_space(c);
			add_bytes(c, k, text, (size_t)(at - text));
		}
		if (at < end && is_blank(*at)) {
			owe_space(c, k);
			at++;
		} else if (at < end) {
			struct paragraph *p = c->p;
			if (!c->space)
				ARENA_PUSH(p->setting->scratch, p->soft, p->nsoft,
				    p->capsoft) = (uint32_t)c->text.len;
			at += 2;
		}
		text = at;
	}
}

static void add_string(struct collecting *c, const struct context *k, const char *text)
{
	if (text)
		add_text(c, k, text, strlen(text));
}

static void add_line_break(struct collecting *c, const struct context *k)
{
	struct paragraph *p = c->p;
	if (!c->text.len)
		return;
	c->space = false;
	add_bytes(c, k, " ", 1);
	ARENA_PUSH(p->setting->scratch, p->forced, p->nforced, p->capforced) =
	    (uint32_t)c->text.len;
}

static void add_note(
    struct collecting *c, const struct context *k, const struct style *around)
{
	struct paragraph *p = c->p;
	struct context raised = *k;
	char number[32];
	bool smaller = k->style->font_size < around->font_size;
	snprintf(
	    number, sizeof number, smaller ? "%d" : "[%d]", k->node->as.note_ref.number);
	if (smaller)
		raised.rise += around->font_size / 3;
	pay_space(c);
	const struct node *to = k->node->as.note_ref.note;
	struct note_at note = {
	    (uint32_t)c->text.len, to, to && to->as.note.ref == k->node};
	ARENA_PUSH(p->setting->scratch, p->note, p->nnote, p->capnote) = note;
	add_string(c, &raised, number);
}

static void add_inlines(struct collecting *c, const struct context *k);

static void add_inline(
    struct collecting *c, const struct context *around, const struct node *n)
{
	const struct setting *s = c->p->setting;
	if (n->kind == NODE_TEXT) {
		struct context k = *around;
		k.lang = n->lang ? n->lang : around->lang;
		add_text(c, &k, n->as.text.text, n->as.text.len);
		return;
	}
	const struct style *style =
	    style_of(s->sheet, n, s->piece, around->style, s->section);
	if (style->display == DISPLAY_NONE)
		return;
	struct context k = {n, style, n->lang ? n->lang : around->lang, around->rise};
	add_string(c, &k, style->content_before);
	if (n->kind == NODE_LINE_BREAK)
		add_line_break(c, around);
	else if (n->kind == NODE_NOTE_REF)
		add_note(c, &k, around->style);
	else if (n->kind == NODE_PAGE_REF && n->as.page_ref.text)
		add_string(c, &k, n->as.page_ref.text);
	else
		add_inlines(c, &k);
	add_string(c, &k, style->content_after);
}

static void add_inlines(struct collecting *c, const struct context *k)
{
	for (const struct node *n = k->node->first; n; n = n->next)
		if (node_is_inline(n))
			add_inline(c, k, n);
}

/* A space or line break at the very end is no part of the paragraph. */
static void finish(struct collecting *c)
{
	struct paragraph *p = c->p;
	size_t len = c->text.len;
	while (p->nforced && p->forced[p->nforced - 1] == len) {
		len--;
		p->nforced--;
	}
	while (p->nstretch && p->stretch[p->nstretch - 1].start >= len)
		p->nstretch--;
	if (p->nstretch)
		p->stretch[p->nstretch - 1].end = (uint32_t)len;
	p->len = (uint32_t)len;
	p->text = len ? arena_copy(p->setting->arena, c->text.at, len) : "";
	buf_release(&c->text);
}

void paragraph_collect(struct paragraph *p, const char *before)
{
	struct collecting c = {.p = p};
	struct context k = {
	    p->block, p->style, node_lang(p->block, p->setting->piece), 0};
	add_string(&c, &k, before);
	if (p->block->kind == NODE_TEXT)
		add_text(&c, &k, p->block->as.text.text, p->block->as.text.len);
	add_inlines(&c, &k);
	finish(&c);
}

void paragraph_words(
    struct paragraph *p, const char *words, const char *lang, const struct node *node)
{
	struct collecting c = {.p = p};
	struct context k = {node, p->style, lang, 0};
	add_string(&c, &k, words);
	finish(&c);
}

bool text_is_rtl(const char *lang)
{
	static const char *const rtl[] = {"ar", "ur", "fa", "he", "ps", "sd", "ug", "yi",
	    "dv", "ckb", "ku-Arab", "pa-Arab", NULL};
	for (size_t i = 0; lang && rtl[i]; i++) {
		size_t len = strlen(rtl[i]);
		if (!strncmp(lang, rtl[i], len) && (!lang[len] || lang[len] == '-'))
			return true;
	}
	return false;
}

void paragraph_shape(struct paragraph *p)
{
	const struct setting *s = p->setting;
	const char *lang = p->block ? node_lang(p->block, s->piece) : p->stretch[0].lang;
	enum direction base = !lang		  ? DIRECTION_AUTO
			      : text_is_rtl(lang) ? DIRECTION_RTL
						  : DIRECTION_LTR;
	p->shaped.scratch = s->scratch;
	struct paragraph_text text = {p->text, p->len, p->stretch, p->nstretch, base};
	font_shape(s->fonts, s->arena, s->diag, &text, &p->shaped);
	uint8_t *breaks = p->shaped.breaks;
	for (size_t i = 0; i < p->nnote; i++)
		if (p->note[i].at && p->text[p->note[i].at - 1] != ' ')
			breaks[p->note[i].at] = BREAK_NO;
	for (size_t i = 0; i < p->nforced; i++)
		breaks[p->forced[i]] = BREAK_MUST;
	bool hyphens = p->style->hyphens == HYPHENS_AUTO;
	for (size_t i = 0; hyphens && i < p->nsoft; i++)
		if (p->soft[i] < p->len && breaks[p->soft[i]] == BREAK_NO)
			breaks[p->soft[i]] = BREAK_SOFT;
}
