/*
 * Facts from inpress-preflight to inpress.
 *
 * In: facts, or a message. Out: the other. One walk over all that there is writes at the
 * one end and reads at the other, so that the two cannot differ. Words that a file brings
 * are made fair on their way: whatever stood in it, they may be shown on a terminal and
 * stand in JSON.
 */
#include "preflight/preflight.h"

#include <string.h>

enum { LIST_MAX = 100000, WORDS_MAX = 200 };

struct carrier {
	struct buf *to; /* NULL: it reads */
	struct message from;
	struct arena *arena;
};

static void carry_bytes(struct carrier *c, void *at, size_t len)
{
	if (c->to)
		wire_bytes(c->to, at, len);
	else
		message_bytes(&c->from, at, len);
}

static void carry_number(struct carrier *c, uint32_t *n)
{
	carry_bytes(c, n, sizeof *n);
}

static void carry_double(struct carrier *c, double *d)
{
	carry_bytes(c, d, sizeof *d);
}

static void carry_bool(struct carrier *c, bool *yes)
{
	uint32_t n = *yes;

	carry_number(c, &n);
	*yes = n != 0;
}

/* What is no UTF-8 or moves a terminal's cursor is a '?'. */
static const char *fair(struct arena *a, const char *text)
{
	struct buf b = {0};
	const char *end = text + strlen(text);
	char *copy;

	buf_string(&b, "");
	for (size_t n = 0, len; text < end && n < WORDS_MAX; n++, text += len) {
		const uint32_t c = utf8_decode(text, end, &len);

		if (c == UTF8_BAD || c < 0x20 || (c >= 0x7F && c < 0xA0))
			buf_char(&b, '?');
		else
			buf_add(&b, text, len);
	}
	copy = arena_copy(a, b.at ? b.at : "", b.len);
	buf_release(&b);
	return copy;
}

static void carry_string(struct carrier *c, const char **text)
{
	if (c->to) {
		wire_string(c->to, *text);
		return;
	}
	*text = message_string(&c->from, c->arena);
	if (*text)
		*text = fair(c->arena, *text);
}

/* The length of a list, and the list where it is read. */
static void *carry_list(struct carrier *c, void *list, size_t *n, size_t size)
{
	uint32_t count = (uint32_t)*n;

	carry_number(c, &count);
	if (c->to)
		return list;
	if (count > LIST_MAX || c->from.broken) {
		c->from.broken = true;
		count = 0;
	}
	*n = count;
	return arena_alloc(c->arena, count * size);
}
#define CARRY_LIST(c, list, n) ((list) = carry_list(c, list, &(n), sizeof *(list)))

/* As a number below `n`. */
#define CARRY_ENUM(c, at, n)                                                             \
	do {                                                                             \
		uint32_t number = (uint32_t)(at);                                        \
		carry_number(c, &number);                                                \
		(at) = number < (n) ? number : 0;                                        \
	} while (0)

static void carry_area(struct carrier *c, struct area *a)
{
	carry_double(c, &a->x);
	carry_double(c, &a->y);
	carry_double(c, &a->w);
	carry_double(c, &a->h);
}

static void carry_color(struct carrier *c, struct color_fact *f)
{
	CARRY_ENUM(c, f->family, FAMILY_UNKNOWN + 1);
	carry_bool(c, &f->profiled);
	carry_string(c, &f->name);
	CARRY_ENUM(c, f->thing, THINGS);
	carry_area(c, &f->at);
	carry_number(c, &f->n);
}

static void carry_words(struct carrier *c, struct words_fact *f)
{
	carry_double(c, &f->size);
	CARRY_ENUM(c, f->tone, TONE_UNKNOWN + 1);
	carry_bool(c, &f->overprint);
	carry_area(c, &f->at);
	carry_number(c, &f->n);
}

static void carry_line(struct carrier *c, struct line_fact *f)
{
	carry_double(c, &f->width);
	CARRY_ENUM(c, f->tone, TONE_UNKNOWN + 1);
	carry_area(c, &f->at);
	carry_number(c, &f->n);
}

static void carry_picture(struct carrier *c, struct picture_fact *f)
{
	carry_number(c, &f->width);
	carry_number(c, &f->height);
	carry_number(c, &f->bits);
	CARRY_ENUM(c, f->family, FAMILY_UNKNOWN + 1);
	carry_bool(c, &f->profiled);
	carry_bool(c, &f->stencil);
	carry_bool(c, &f->masked);
	CARRY_ENUM(c, f->fault, PICTURE_FAULTS);
	carry_string(c, &f->profile);
	carry_string(c, &f->filter);
	carry_double(c, &f->ppi);
	carry_area(c, &f->at);
	carry_number(c, &f->n);
}

static void carry_edge(struct carrier *c, struct edge_fact *f)
{
	carry_number(c, &f->ntouch);
	carry_double(c, &f->most);
	carry_double(c, &f->least);
	carry_area(c, &f->least_at);
	carry_number(c, &f->nwords);
	carry_number(c, &f->npicture);
	carry_double(c, &f->words);
	carry_double(c, &f->picture);
	carry_area(c, &f->words_at);
	carry_area(c, &f->picture_at);
}

static void carry_lists(struct carrier *c, struct page_fact *p)
{
	CARRY_LIST(c, p->color, p->ncolor);
	for (size_t i = 0; i < p->ncolor; i++)
		carry_color(c, &p->color[i]);
	CARRY_LIST(c, p->words, p->nwords);
	for (size_t i = 0; i < p->nwords; i++)
		carry_words(c, &p->words[i]);
	CARRY_LIST(c, p->line, p->nline);
	for (size_t i = 0; i < p->nline; i++)
		carry_line(c, &p->line[i]);
	CARRY_LIST(c, p->picture, p->npicture);
	for (size_t i = 0; i < p->npicture; i++)
		carry_picture(c, &p->picture[i]);
	CARRY_LIST(c, p->effect, p->neffect);
	for (size_t i = 0; i < p->neffect; i++)
		carry_string(c, &p->effect[i].name);
	CARRY_LIST(c, p->setting, p->nsetting);
	for (size_t i = 0; i < p->nsetting; i++)
		carry_string(c, &p->setting[i].name);
	CARRY_LIST(c, p->note, p->nnote);
	for (size_t i = 0; i < p->nnote; i++) {
		carry_string(c, &p->note[i].kind);
		carry_area(c, &p->note[i].at);
	}
}

static void carry_page(struct carrier *c, struct page_fact *p)
{
	for (size_t k = 0; k < BOXES; k++) {
		carry_bool(c, &p->has[k]);
		for (size_t i = 0; i < 4; i++)
			carry_double(c, &p->box[k][i]);
	}
	carry_number(c, &p->turned);
	carry_double(c, &p->unit);
	carry_double(c, &p->width);
	carry_double(c, &p->height);
	carry_area(c, &p->media);
	carry_number(c, &p->plates);
	carry_bool(c, &p->overprints);
	carry_number(c, &p->nlost);
	carry_area(c, &p->lost_at);
	carry_bool(c, &p->cut);
	carry_bool(c, &p->circular);
	carry_lists(c, p);
	for (size_t i = 0; i < EDGES; i++) {
		carry_double(c, &p->bleed[i]);
		carry_edge(c, &p->edge[i]);
	}
}

static void carry_font(struct carrier *c, struct font_fact *f)
{
	uint32_t right = (uint32_t)f->right;

	carry_string(c, &f->name);
	carry_string(c, &f->type);
	carry_bool(c, &f->embedded);
	carry_bool(c, &f->subset);
	carry_bool(c, &f->drawn);
	carry_number(c, &right);
	f->right = (int32_t)right;
	carry_number(c, &f->page);
}

static void carry_facts(struct carrier *c, struct facts *f)
{
	const char **const words[] = {&f->refused, &f->version, &f->standard,
	    &f->conformance, &f->condition, &f->condition_name, &f->profile, &f->trapped,
	    &f->title, &f->creator, &f->producer};
	bool *const marks[] = {&f->locked, &f->mended, &f->scripts, &f->actions,
	    &f->fields, &f->files, &f->hidden_layers};

	for (size_t i = 0; i < COUNT(words); i++)
		carry_string(c, words[i]);
	for (size_t i = 0; i < COUNT(marks); i++)
		carry_bool(c, marks[i]);
	carry_number(c, &f->ncomponent);
	carry_number(c, &f->count);
	CARRY_LIST(c, f->font, f->nfont);
	for (size_t i = 0; i < f->nfont; i++)
		carry_font(c, &f->font[i]);
	CARRY_LIST(c, f->page, f->npage);
	for (size_t i = 0; i < f->npage; i++)
		carry_page(c, &f->page[i]);
}

bool facts_send(const struct facts *f, int fd)
{
	struct facts copy = *f; /* nothing is changed where it is written */
	struct buf b = {0};
	struct carrier c = {.to = &b};
	bool sent;

	carry_facts(&c, &copy);
	sent = wire_send(&b, fd);
	buf_release(&b);
	return sent;
}

bool facts_receive(struct facts *f, struct arena *a, int fd)
{
	struct carrier c = {.arena = a};

	*f = (struct facts){0};
	if (!message_receive(&c.from, a, fd))
		return false;
	carry_facts(&c, f);
	return !c.from.broken;
}
