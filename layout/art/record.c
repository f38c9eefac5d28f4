/*
 * What inpress-art hands over: one record after another, as picture/art.c reads them.
 */
#include "art/art.h"

#include <math.h>
#include <string.h>

/* ---- texts with holes ---------------------------------------------------- */

void text_add(struct text *t, const void *bytes, size_t len)
{
	uint32_t n = 0;

	if (!t->open) {
		buf_char(&t->out, ART_BYTES);
		t->open = t->out.len;
		buf_add(&t->out, &n, sizeof n);
	}
	buf_add(&t->out, bytes, len);
	n = (uint32_t)(t->out.len - t->open - sizeof n);
	memcpy(t->out.at + t->open, &n, sizeof n);
}

void text_string(struct text *t, const char *string)
{
	text_add(t, string, strlen(string));
}

/* Of anybody's file: none that a page can show is larger than FAIR. */
#define FAIR 1e9

void text_number(struct text *t, double number)
{
	struct buf b = {0};

	buf_number(&b, number > -FAIR ? fmin(number, FAIR) : -FAIR, 6);
	buf_char(&b, ' ');
	text_add(t, b.at, b.len);
	buf_release(&b);
}

static void step(struct text *t, enum art_step step)
{
	buf_char(&t->out, (char)step);
	t->open = 0;
}

void text_press(struct text *t, const char *string)
{
	const uint32_t n = (uint32_t)strlen(string);

	step(t, ART_PRESS);
	buf_add(&t->out, &n, sizeof n);
	buf_add(&t->out, string, n);
}

void text_object(struct text *t, uint32_t object)
{
	step(t, ART_OBJECT);
	buf_add(&t->out, &object, sizeof object);
}

static void put_color(struct text *t, const struct color *c)
{
	buf_char(&t->out, (char)(c->n && c->blended ? c->n | ART_BLENDED : c->n));
	if (c->n) {
		buf_char(&t->out, (char)c->source);
		buf_add(&t->out, c->at, (size_t)c->n * sizeof c->at[0]);
	} else {
		buf_add(&t->out, &c->ink, sizeof c->ink);
		buf_add(&t->out, &c->tint, sizeof c->tint);
	}
}

void text_color(struct text *t, enum art_step kind, const struct color *c)
{
	step(t, kind);
	put_color(t, c);
}

void text_space(struct text *t)
{
	step(t, ART_SPACE);
}

void text_clear(struct text *t)
{
	step(t, ART_CLEAR);
}

void text_opaque(struct text *t)
{
	step(t, ART_OPAQUE);
}

void text_if(struct text *t, enum art_step kind, uint16_t spot)
{
	step(t, kind);
	if (kind != ART_IF_PRESS)
		buf_add(&t->out, &spot, sizeof spot);
}

void text_if_black(struct text *t, enum art_mark mark, double size, const struct color *c)
{
	const float points = (float)size;

	step(t, ART_IF_BLACK);
	buf_char(&t->out, (char)mark);
	buf_add(&t->out, &points, sizeof points);
	put_color(t, c);
}

void text_end(struct text *t)
{
	step(t, ART_END);
}

void text_ranges(struct text *t)
{
	step(t, ART_RANGES);
}

void text_append(struct text *t, struct text *more)
{
	if (more->out.len)
		buf_add(&t->out, more->out.at, more->out.len);
	t->open = 0;
	text_release(more);
	*more = (struct text){0};
}

void text_release(struct text *t)
{
	buf_release(&t->out);
}

/* ---- the record ---------------------------------------------------------- */

static void put_u32(struct buf *b, uint32_t n)
{
	buf_add(b, &n, sizeof n);
}

static void put_bytes(struct buf *b, const void *bytes, size_t len)
{
	put_u32(b, (uint32_t)len);
	buf_add(b, bytes ? bytes : "", len);
}

static void put_string(struct buf *b, const char *string)
{
	put_bytes(b, string, string ? strlen(string) : 0);
}

void record_say(struct record *r, char letter, const char *hint, const char *format, ...)
{
	char words[512];
	va_list list;

	va_start(list, format);
	vsnprintf(words, sizeof words, format, list);
	va_end(list);
	r->broken |= letter == 'b';
	put_u32(&r->findings, (uint32_t)letter);
	put_string(&r->findings, words);
	put_string(&r->findings, hint);
	r->nfinding++;
}

void record_unfit(struct record *r, const char *why)
{
	if (!r->art.unfit)
		r->art.unfit = arena_string(r->arena, why);
}

uint32_t record_object(struct record *r, enum art_object_kind kind)
{
	ARENA_PUSH(r->arena, r->object, r->nobject, r->capobject) =
	    (struct record_object){.is.kind = kind};
	return (uint32_t)r->nobject - 1;
}

uint16_t record_ink(struct record *r, const char *name)
{
	for (size_t i = 0; i < r->nink; i++)
		if (strcmp(r->ink[i], name) == 0)
			return (uint16_t)i;
	ARENA_PUSH(r->arena, r->ink, r->nink, r->capink) = arena_string(r->arena, name);
	return (uint16_t)(r->nink - 1);
}

uint8_t record_source(struct record *r, struct source profile, int n)
{
	for (size_t i = 0; i < r->nsource; i++)
		if (r->source[i].n == n && r->source[i].len == profile.len &&
		    memcmp(r->source[i].at, profile.bytes, profile.len) == 0)
			return (uint8_t)(i + 1);
	if (r->nsource == UINT8_MAX)
		return 0;
	ARENA_PUSH(r->arena, r->source, r->nsource, r->capsource) = (struct art_source){
	    (const uint8_t *)arena_copy(r->arena, profile.bytes, profile.len),
	    profile.len, (uint8_t)n};
	return (uint8_t)r->nsource;
}

static bool same_spot(const struct art_spot *a, const struct art_spot *b)
{
	if (a->kind != b->kind || a->n != b->n)
		return false;
	for (uint32_t i = 0; i < a->n; i++)
		if (strcmp(a->name[i], b->name[i]) != 0)
			return false;
	return true;
}

uint16_t record_spot(struct record *r, const struct art_spot *spot)
{
	for (size_t i = 0; i < r->nspot; i++)
		if (same_spot(&r->spot[i], spot))
			return (uint16_t)(i + 1);
	if (r->nspot == UINT16_MAX)
		return 0;
	ARENA_PUSH(r->arena, r->spot, r->nspot, r->capspot) = *spot;
	return (uint16_t)r->nspot;
}

void record_font(struct record *r, const char *name)
{
	for (size_t i = 0; i < r->nfont; i++)
		if (strcmp(r->font[i], name) == 0)
			return;
	ARENA_PUSH(r->arena, r->font, r->nfont, r->capfont) = name;
}

void record_words(struct record *r, struct art_words one)
{
	for (size_t i = 0; i < r->nwords; i++)
		if (memcmp(&r->words[i], &one, sizeof one) == 0)
			return;
	ARENA_PUSH(r->arena, r->words, r->nwords, r->capwords) = one;
}

static bool same_color(const struct art_detail *a, const struct art_detail *b)
{
	return a->thing == b->thing && a->ink == b->ink && a->tint == b->tint &&
	       a->color.n == b->color.n &&
	       memcmp(a->color.at, b->color.at, sizeof a->color.at) == 0;
}

void record_detail(struct record *r, struct art_detail one)
{
	for (size_t i = 0; i < r->ndetail; i++)
		if (same_color(&r->detail[i], &one)) {
			if (one.size < r->detail[i].size)
				r->detail[i].size = one.size;
			return;
		}
	if (r->ndetail < DETAIL_MOST)
		ARENA_PUSH(r->arena, r->detail, r->ndetail, r->capdetail) = one;
}

static void put_object(struct buf *b, const struct record_object *o)
{
	put_u32(b, o->is.kind);
	put_bytes(b, o->head.out.at, o->head.out.len);
	put_bytes(b, o->body.out.at, o->body.out.len);
	put_u32(b, o->is.width);
	put_u32(b, o->is.height);
	put_u32(b, o->is.ncomponent);
	put_u32(b, o->is.dct);
	put_u32(b, o->is.mask);
	put_u32(b, o->is.source);
	put_u32(b, o->is.if_spot);
	put_u32(b, o->is.unless_spot);
	put_u32(b, o->is.space);
	put_u32(b, o->is.soft);
	buf_add(b, &o->is.ppi, sizeof o->is.ppi);
}

static void put_spots(struct buf *b, const struct record *r)
{
	put_u32(b, (uint32_t)r->nspot);
	for (size_t i = 0; i < r->nspot; i++) {
		put_u32(b, r->spot[i].kind);
		put_u32(b, r->spot[i].n);
		for (uint32_t k = 0; k < r->spot[i].n; k++)
			put_string(b, r->spot[i].name[k]);
	}
}

void record_write(const struct record *r, FILE *out)
{
	struct buf b = {0};

	put_u32(&b, r->nfinding);
	buf_add(&b, r->findings.at ? r->findings.at : "", r->findings.len);
	buf_add(&b, &r->art.width, sizeof r->art.width);
	buf_add(&b, &r->art.height, sizeof r->art.height);
	put_u32(&b, r->art.inks);
	put_u32(&b, r->art.clear);
	buf_add(&b, &r->art.ppi, sizeof r->art.ppi);
	buf_add(&b, &r->art.least_words, sizeof r->art.least_words);
	buf_add(&b, r->art.bleed, sizeof r->art.bleed);
	put_string(&b, r->art.unfit);
	put_u32(&b, (uint32_t)r->nink);
	for (size_t i = 0; i < r->nink; i++)
		put_string(&b, r->ink[i]);
	put_u32(&b, (uint32_t)r->nsource);
	for (size_t i = 0; i < r->nsource; i++) {
		put_u32(&b, r->source[i].n);
		put_bytes(&b, r->source[i].at, r->source[i].len);
	}
	put_u32(&b, (uint32_t)r->nfont);
	for (size_t i = 0; i < r->nfont; i++)
		put_string(&b, r->font[i]);
	put_spots(&b, r);
	put_u32(&b, r->art.black_of_light);
	put_u32(&b, r->art.drawing);
	buf_add(&b, &r->art.most_ink, sizeof r->art.most_ink);
	put_bytes(&b, r->words, r->nwords * sizeof *r->words);
	put_bytes(&b, r->detail, r->ndetail * sizeof *r->detail);
	put_u32(&b, r->broken ? 0 : (uint32_t)r->nobject);
	for (size_t i = 0; i < r->nobject && !r->broken; i++)
		put_object(&b, &r->object[i]);
	if (fwrite(b.at, 1, b.len, out) != b.len || fflush(out) != 0)
		die("write what was found:");
	buf_release(&b);
}

void record_release(struct record *r)
{
	buf_release(&r->findings);
	for (size_t i = 0; i < r->nobject; i++) {
		text_release(&r->object[i].head);
		text_release(&r->object[i].body);
	}
}
