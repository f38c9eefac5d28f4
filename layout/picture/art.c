/*
 * Art: what inpress-art says of the drawings and pages that an issue shows.
 *
 * In: pictures that are art, by path. Out: their sizes, and their objects as texts with
 * holes (picture.h), which the writer of each edition fills. librsvg, cairo and libqpdf
 * take 30 ms to load and may fall over a broken file; so they live in a program of their
 * own, which is started once for all art of an issue, works while styles are read and
 * pieces without art are set, and writes into a file without a name. A piece of art over
 * which it falls is reported and the rest is asked for again. What it says of a file is
 * kept (cache.c): art that has not changed since the last run is not asked for.
 * Rejected: loading the libraries on demand (a crash would take the book with it), and a
 * pipe for the objects (it holds 64 KB; the two processes would wait for each other).
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

/* What was said of one file, here or in a run before; at NULL: nothing yet. */
struct said {
	struct key key;
	const uint8_t *at;
	size_t len;
};

enum { INKS_MAX = 64 }; /* of one space */

struct art_desk {
	struct arena *arena;
	struct art_order order;
	struct said *said; /* of each of order.art */
	size_t nread;
	struct running reading;
	FILE *answer; /* NULL: nothing is asked for */
};

/* ---- what was said before ------------------------------------------------ */

/* All that the answer depends on, but the versions of the libraries behind it. */
static struct key key_of_art(const struct art_desk *desk, const char *path)
{
	struct cache *c = desk->order.cache;
	const struct key made_of[] = {
	    cache_file_key(
		c, path_join(desk->arena, program_folder(desk->arena), "inpress-art")),
	    cache_file_key(c, "/proc/self/exe"), cache_file_key(c, desk->order.manifest),
	    cache_file_key(c, path),
	    key_of(desk->order.faces, strlen(desk->order.faces))};

	return key_of(made_of, sizeof made_of);
}

static void look_up(struct art_desk *desk, size_t i)
{
	struct said *said = &desk->said[i];
	uint8_t *bytes;

	said->key = key_of_art(desk, desk->order.art[i]->path);
	bytes = cache_find(desk->order.cache, &said->key, &said->len);
	if (bytes)
		said->at =
		    (const uint8_t *)arena_copy(desk->arena, (char *)bytes, said->len);
	free(bytes);
}

/* ---- the other program --------------------------------------------------- */

static void start(struct art_desk *desk)
{
	struct arena *a = desk->arena;
	const char *program = path_join(a, program_folder(a), "inpress-art");
	const char **word = ARENA_ARRAY(a, const char *, desk->order.n + 3),
		   **next = word;

	*next++ = program;
	*next++ = desk->order.manifest;
	for (size_t i = desk->nread; i < desk->order.n; i++)
		if (!desk->said[i].at)
			*next++ = desk->order.art[i]->path;
	if (next == word + 2)
		return;
	desk->answer = tmpfile();
	if (!desk->answer)
		die("make a file for art:");
	program_start(&desk->reading, &(struct program){.word = word, .is_ours = true},
	    fileno(desk->answer));
}

struct art_desk *art_ask(struct arena *a, const struct art_order *order)
{
	struct art_desk *desk = ARENA_NEW(a, struct art_desk);

	*desk = (struct art_desk){.arena = a, .order = *order};
	desk->said = ARENA_ARRAY(a, struct said, order->n);
	for (size_t i = 0; i < order->n; i++)
		look_up(desk, i);
	start(desk);
	return desk;
}

bool art_is_awaited(const struct art_desk *desk)
{
	return desk && desk->answer;
}

/* False: it did not come to its end. */
static bool finish(struct art_desk *desk)
{
	const enum program_end end = program_wait(&desk->reading);

	if (end == PROGRAM_ABSENT)
		die("run inpress-art: it is not beside inpress");
	return end == PROGRAM_WELL;
}

/* ---- what it says -------------------------------------------------------- */

/* A reader that stops at the end: what is cut off is no art. */
struct answer {
	struct arena *arena;
	const uint8_t *at, *end;
	bool cut;
};

static const uint8_t *take(struct answer *in, size_t len)
{
	const uint8_t *at = in->at;

	if (in->cut || (size_t)(in->end - at) < len) {
		in->cut = true;
		return NULL;
	}
	in->at += len;
	return at;
}

static uint32_t take_u32(struct answer *in)
{
	uint32_t n = 0;
	const uint8_t *at = take(in, sizeof n);

	if (at)
		memcpy(&n, at, sizeof n);
	return n;
}

static double take_double(struct answer *in)
{
	double d = 0;
	const uint8_t *at = take(in, sizeof d);

	if (at)
		memcpy(&d, at, sizeof d);
	return d;
}

static struct art_text take_text(struct answer *in)
{
	struct art_text t = {NULL, take_u32(in)};

	t.at = take(in, t.len);
	return t.at ? t : (struct art_text){NULL, 0};
}

/* NULL: an empty one. */
static const char *take_string(struct answer *in)
{
	struct art_text t = take_text(in);

	return t.len ? arena_copy(in->arena, (const char *)t.at, t.len) : NULL;
}

static void take_object(struct answer *in, struct art_object *o)
{
	o->kind = (enum art_object_kind)take_u32(in);
	o->head = take_text(in);
	o->body = take_text(in);
	o->width = take_u32(in);
	o->height = take_u32(in);
	o->ncomponent = (uint8_t)take_u32(in);
	o->dct = take_u32(in);
	o->mask = take_u32(in);
	o->source = (uint8_t)take_u32(in);
	o->if_spot = (uint16_t)take_u32(in);
	o->unless_spot = (uint16_t)take_u32(in);
	o->space = take_u32(in);
	o->soft = take_u32(in);
	o->ppi = take_double(in);
}

static void take_findings(struct answer *in, const struct picture *p, struct diag *d)
{
	static const struct {
		char letter;
		enum diag_code code;
	} codes[] = {{'b', DIAG_BAD_ART}, {'f', DIAG_ART_FONT}, {'c', DIAG_ART_COLOR},
	    {'l', DIAG_ART_LEFT_OUT}, {'r', DIAG_ART_REFERENCE},
	    {'p', DIAG_ART_FLATTENED}};

	for (uint32_t n = take_u32(in); n && !in->cut; n--) {
		uint32_t letter = take_u32(in);
		const char *words = take_string(in), *hint = take_string(in);

		for (size_t i = 0; words && i < COUNT(codes); i++)
			if ((uint32_t)codes[i].letter == letter)
				diag(d, codes[i].code, p->pos, "picture '%s' %s", p->name,
				    words);
		if (hint)
			diag_hint(d, "%s", hint);
	}
}

static void take_sources(struct answer *in, struct art *art)
{
	const uint32_t n = take_u32(in);
	struct art_source *source;

	if (in->cut || n > UINT8_MAX) {
		in->cut = true;
		return;
	}
	art->source = source = ARENA_ARRAY(in->arena, struct art_source, n);
	for (; art->nsource < n; art->nsource++, source++) {
		source->n = (uint8_t)take_u32(in);
		const struct art_text profile = take_text(in);
		source->at = profile.at;
		source->len = profile.len;
	}
}

static void take_fonts(struct answer *in, struct art *art)
{
	const uint32_t n = take_u32(in);

	if (in->cut || n > (size_t)(in->end - in->at)) {
		in->cut = true;
		return;
	}
	art->font = ARENA_ARRAY(in->arena, const char *, n);
	while (art->nfont < n && !in->cut) {
		const char *name = take_string(in);

		art->font[art->nfont++] = name ? name : "";
	}
}

static void take_spots(struct answer *in, struct art *art)
{
	const uint32_t n = take_u32(in);
	struct art_spot *spot;

	if (in->cut || n > UINT16_MAX) {
		in->cut = true;
		return;
	}
	art->spot = spot = ARENA_ARRAY(in->arena, struct art_spot, n);
	for (; art->nspot < n && !in->cut; art->nspot++, spot++) {
		spot->kind = (enum art_spot_kind)take_u32(in);
		spot->n = take_u32(in);
		in->cut |= spot->n > INKS_MAX;
		spot->name =
		    in->cut ? NULL : ARENA_ARRAY(in->arena, const char *, spot->n);
		for (uint32_t i = 0; i < spot->n && !in->cut; i++) {
			spot->name[i] = take_string(in);
			spot->name[i] = spot->name[i] ? spot->name[i] : "";
		}
	}
}

static void take_words(struct answer *in, struct art *art)
{
	const struct art_text bytes = take_text(in);
	struct art_words *words;

	art->nwords = bytes.len / sizeof *words;
	words = ARENA_ARRAY(in->arena, struct art_words, art->nwords);
	if (art->nwords)
		memcpy(words, bytes.at, art->nwords * sizeof *words);
	for (size_t i = 0; i < art->nwords; i++)
		in->cut |= words[i].ink >= art->nink || words[i].ground >= art->nink;
	art->words = words;
}

static void take_details(struct answer *in, struct art *art)
{
	const struct art_text bytes = take_text(in);
	struct art_detail *detail;

	art->ndetail = bytes.len / sizeof *detail;
	detail = ARENA_ARRAY(in->arena, struct art_detail, art->ndetail);
	if (art->ndetail)
		memcpy(detail, bytes.at, art->ndetail * sizeof *detail);
	for (size_t i = 0; i < art->ndetail; i++)
		in->cut |= !detail[i].color.n && detail[i].ink >= art->nink;
	art->detail = detail;
}

/* NULL: it is no art that can be used (reported), or the answer ends here. */
static struct art *take_art(struct answer *in, const struct picture *p, struct diag *d)
{
	struct art *art = ARENA_NEW(in->arena, struct art);

	take_findings(in, p, d);
	art->width = take_double(in);
	art->height = take_double(in);
	art->inks = take_u32(in);
	art->clear = take_u32(in);
	art->ppi = take_double(in);
	art->least_words = take_double(in);
	for (size_t i = 0; i < COUNT(art->bleed); i++)
		art->bleed[i] = take_double(in);
	art->unfit = take_string(in);
	art->nink = take_u32(in);
	art->ink = in->cut ? NULL : ARENA_ARRAY(in->arena, const char *, art->nink);
	for (size_t i = 0; i < art->nink && !in->cut; i++)
		art->ink[i] = take_string(in);
	take_sources(in, art);
	take_fonts(in, art);
	take_spots(in, art);
	art->black_of_light = take_u32(in);
	art->drawing = take_u32(in);
	art->most_ink = take_double(in);
	take_words(in, art);
	take_details(in, art);
	art->nobject = take_u32(in);
	if (in->cut || !art->nobject)
		return NULL;
	art->object = ARENA_ARRAY(in->arena, struct art_object, art->nobject);
	for (size_t i = 0; i < art->nobject && !in->cut; i++)
		take_object(in, &art->object[i]);
	if (art->width > STRIP * art->height || art->height > STRIP * art->width) {
		diag(d, DIAG_BAD_ART, p->pos,
		    "picture '%s' cannot be used: one side of it is more than %d times "
		    "the other",
		    p->name, STRIP);
		return NULL;
	}
	return in->cut ? NULL : art;
}

static struct answer answer_of(struct art_desk *desk)
{
	struct answer in = {.arena = desk->arena};
	long len = fseek(desk->answer, 0, SEEK_END) == 0 ? ftell(desk->answer) : -1;
	uint8_t *bytes;

	if (len < 0)
		die("read what inpress-art wrote:");
	bytes = arena_alloc(desk->arena, (size_t)len + 1);
	rewind(desk->answer);
	if (fread(bytes, 1, (size_t)len, desk->answer) != (size_t)len)
		die("read what inpress-art wrote:");
	fclose(desk->answer);
	desk->answer = NULL;
	in.at = bytes;
	in.end = bytes + len;
	return in;
}

static void use_art(struct picture *p, struct art *art)
{
	p->art = art;
	p->width = art ? (uint32_t)(art->width * 100 + 0.5) : 100;
	p->height = art ? (uint32_t)(art->height * 100 + 0.5) : 100;
}

/* The next picture of which nothing is known yet, after all before it have been read. */
static size_t read_said(struct art_desk *desk)
{
	for (; desk->nread < desk->order.n; desk->nread++) {
		const struct said *said = &desk->said[desk->nread];
		struct picture *p = desk->order.art[desk->nread];
		struct answer in = {
		    .arena = desk->arena, .at = said->at, .end = said->at + said->len};

		if (!said->at)
			break;
		use_art(p, take_art(&in, p, desk->order.diag));
	}
	return desk->nread;
}

/* False: the answer ends before it says all of this one. */
static bool read_next(struct art_desk *desk, struct answer *in)
{
	struct said *said = &desk->said[desk->nread];
	struct picture *p = desk->order.art[desk->nread];
	const uint8_t *from = in->at;
	struct art *art;

	if (in->at == in->end)
		return false;
	art = take_art(in, p, desk->order.diag);
	if (in->cut)
		return false;
	said->at = from;
	said->len = (size_t)(in->at - from);
	cache_keep(desk->order.cache, &said->key, said->at, said->len);
	use_art(p, art);
	desk->nread++;
	return true;
}

/* What this run of the program says of as many as it came to. */
static void read_some(struct art_desk *desk)
{
	const bool ended = finish(desk);
	struct answer in = answer_of(desk);
	struct picture *p;

	while (read_said(desk) < desk->order.n && read_next(desk, &in))
		;
	if (desk->nread == desk->order.n)
		return;
	p = desk->order.art[desk->nread++];
	use_art(p, NULL);
	diag(desk->order.diag, DIAG_BAD_ART, p->pos, "picture '%s' cannot be used: %s",
	    p->name, ended ? "nothing came of it" : "reading it takes too long or fails");
	start(desk);
}

void art_read(struct art_desk *desk)
{
	if (!desk || desk->nread == desk->order.n)
		return;
	const char *edition = diag_edition(desk->order.diag, NULL);
	while (art_is_awaited(desk))
		read_some(desk);
	read_said(desk);
	diag_edition(desk->order.diag, edition);
}

/* ---- inks ----------------------------------------------------------------- */

static uint16_t u16_at(const uint8_t *at)
{
	uint16_t n;

	memcpy(&n, at, sizeof n);
	return n;
}

static size_t color_length(const uint8_t *at)
{
	const size_t n = *at & ~ART_BLENDED;

	return 1 + (n ? 1 + n * sizeof(float) : 2 * sizeof(uint16_t));
}

size_t art_step_length(enum art_step step, const uint8_t *at)
{
	uint32_t n;

	switch (step) {
	case ART_BYTES:
	case ART_PRESS:
		memcpy(&n, at, sizeof n);
		return sizeof n + n;
	case ART_OBJECT:
		return sizeof n;
	case ART_FILL:
	case ART_STROKE:
	case ART_VALUES:
	case ART_PACKED:
		return color_length(at);
	case ART_IF_SPOT:
	case ART_UNLESS_SPOT:
		return sizeof(uint16_t);
	case ART_IF_BLACK:
		n = 1 + sizeof(float);
		return n + color_length(at + n);
	case ART_SPACE:
	case ART_RANGES:
	case ART_CLEAR:
	case ART_OPAQUE:
	case ART_IF_PRESS:
	case ART_END:
		break;
	}
	return 0;
}

bool art_next_ink(const struct art *art, struct art_text *rest, struct art_ink *ink)
{
	const uint8_t *at = rest->at, *end = at + rest->len;
	bool found = false;

	while (at < end && !found) {
		const enum art_step step = (enum art_step) * at++;

		found = (step == ART_FILL || step == ART_STROKE || step == ART_VALUES) &&
			*at == 0;
		if (found)
			*ink = (struct art_ink){
			    art->ink[u16_at(at + 1)], u16_at(at + 1 + sizeof(uint16_t))};
		at += art_step_length(step, at);
	}
	*rest = (struct art_text){at, (size_t)(end - at)};
	return found;
}

int plate_named(const char *name)
{
	static const char *const process[] = {"Cyan", "Magenta", "Yellow", "Black"};

	for (int i = 0; i < (int)COUNT(process); i++)
		if (strcmp(process[i], name) == 0)
			return i;
	return -1;
}

struct rect art_with_bleed(const struct art *art, struct rect whole)
{
	const double across = whole.w / art->width, down = whole.h / art->height;
	const sp left = (sp)(art->bleed[0] * across), top = (sp)(art->bleed[1] * down);

	return (struct rect){whole.x - left, whole.y - top,
	    whole.w + left + (sp)(art->bleed[2] * across),
	    whole.h + top + (sp)(art->bleed[3] * down)};
}
