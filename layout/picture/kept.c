/*
 * Images in a cache: what they depend on as a key, and what is kept of them as bytes.
 *
 * In: a recipe. Out: a key that is another one whenever the image might be: it holds the
 * source's bytes, the size, what the writer wants, the profiles that take part, and the
 * program itself, so that whoever changes how pictures are made has no number to raise.
 * Kept are the compressed bytes (or the samples of a drawing), the mask and the map of
 * ink. The embedded profile is not: it is read from the source in every case.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

/* All fields of one size: no byte between them that nobody has set. */
struct made_of {
	struct key maker, from, source, profile, ink_profile;
	uint64_t converter, width, height, ncomponent, dct, art;
	uint64_t space, turn, flate, opaque, quality, ink_limit, ink_cell;
	uint64_t line_art, sharpen_amount, sharpen_radius, sharpen_threshold;
	struct key condition;
};

/* At the front of what is kept; image bytes and mask follow. */
struct kept_head {
	uint32_t width, height;
	uint8_t ncomponent, dct, flate, inverted;
	uint8_t orientation, as_it_is, masked, converted;
	uint8_t limited, bilevel, sharpened, unused;
	uint32_t ink_width, ink_height;
	uint64_t len;
};

/* A length as placed, in pixels of a picture 65,536 pixels wide. */
static uint64_t in_pixels(sp length, const struct picture_want *w)
{
	return w->width > 0 && length > 0 ? (uint64_t)length * 65536 / (uint64_t)w->width
					  : 0;
}

struct key recipe_key(const struct recipe *r)
{
	const struct picture_want *w = r->want;

	if (!w->cache)
		return (struct key){{0}};
	struct made_of m = {.maker = cache_file_key(w->cache, "/proc/self/exe"),
	    .from = key_of(r->from.at, r->from.len),
	    .converter = converter_version(),
	    .width = r->width,
	    .height = r->height,
	    .ncomponent = r->ncomponent,
	    .dct = r->dct,
	    .art = r->art,
	    .space = w->space,
	    .turn = w->turn,
	    .flate = w->flate,
	    .opaque = w->opaque,
	    .quality = (uint64_t)w->quality};

	if (w->space == SPACE_CMYK) {
		m.profile = cache_file_key(w->cache, w->cmyk_profile);
		m.ink_limit = (uint64_t)w->ink_limit;
		m.line_art = w->line_art_ppi > 0;
		m.ink_cell = in_pixels(w->ink_cell, w);
		if (w->sharpen.amount) {
			m.sharpen_amount = (uint64_t)w->sharpen.amount;
			m.sharpen_radius = in_pixels(w->sharpen.radius, w);
			m.sharpen_threshold = (uint64_t)w->sharpen.threshold;
		}
	}
	if (r->profile.at)
		m.source = key_of(r->profile.at, r->profile.len);
	if (w->condition)
		m.condition = key_of(w->condition, strlen(w->condition));
	if (r->ncomponent == 4)
		m.ink_profile = cache_file_key(w->cache, profile_of_inks());
	return key_of(&m, sizeof m);
}

static size_t mask_size(const struct kept_head *h)
{
	return h->masked ? (size_t)h->width * h->height : 0;
}

static size_t inks_size(const struct kept_head *h)
{
	/* where the image has a mask its map has one */
	return ink_map_size(&(struct ink_map){
	    .width = h->ink_width, .height = h->ink_height, .masked = h->masked});
}

static uint8_t *copy_of(const uint8_t *at, size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);

	if (!copy)
		die("memory for a picture:");
	memcpy(copy, at, len);
	return copy;
}

static void restore(const struct kept_head *h, const uint8_t *bytes, struct image *out)
{
	*out = (struct image){.bytes = h->as_it_is ? NULL : copy_of(bytes, h->len),
	    .len = h->len,
	    .dct = h->dct,
	    .flate = h->flate,
	    .inverted = h->inverted,
	    .bilevel = h->bilevel,
	    .orientation = h->orientation,
	    .converted = h->converted,
	    .limited = h->limited,
	    .sharpened = h->sharpened,
	    .width = h->width,
	    .height = h->height,
	    .ncomponent = h->ncomponent};
	if (h->masked)
		out->mask = copy_of(bytes + h->len, mask_size(h));
	if (inks_size(h))
		out->inks = (struct ink_map){.width = h->ink_width,
		    .height = h->ink_height,
		    .at = copy_of(bytes + h->len + mask_size(h), inks_size(h)),
		    .masked = h->masked};
}

static enum kept look_up(struct cache *c, const struct key *key, struct image *out)
{
	size_t len;
	uint8_t *bytes = cache_find(c, key, &len);
	enum kept kept = KEPT_NOTHING;
	struct kept_head h;

	if (bytes && len >= sizeof h) {
		memcpy(&h, bytes, sizeof h);
		if (h.len <= len &&
		    len == sizeof h + h.len + mask_size(&h) + inks_size(&h))
			kept = h.as_it_is ? KEPT_AS_IT_IS : KEPT_IMAGE;
	}
	if (kept != KEPT_NOTHING)
		restore(&h, bytes + sizeof h, out);
	free(bytes);
	return kept;
}

enum kept kept_find(
    const struct picture_want *want, const struct key *key, struct image *out)
{
	struct cache *c = want->cache;
	enum kept kept = c ? look_up(c, key, out) : KEPT_NOTHING;

	if (!c || kept != KEPT_NOTHING)
		return kept;
	if (want->missed)
		want->missed(want->context);
	if (!cache_claim(c, key, !want->ahead))
		return KEPT_BY_ANOTHER;
	/* whoever had claimed it before has kept it by now */
	kept = look_up(c, key, out);
	if (kept != KEPT_NOTHING)
		cache_release(c, key);
	return kept;
}

void kept_keep(
    struct cache *c, const struct key *key, const struct image *image, bool as_it_is)
{
	struct kept_head h = {.as_it_is = as_it_is,
	    .ink_width = image->inks.width,
	    .ink_height = image->inks.height};
	struct buf b = {0};

	if (!c)
		return;
	if (!as_it_is) {
		h.width = image->width;
		h.height = image->height;
		h.ncomponent = image->ncomponent;
		h.dct = image->dct;
		h.flate = image->flate;
		h.inverted = image->inverted;
		h.bilevel = image->bilevel;
		h.orientation = image->orientation;
		h.converted = image->converted;
		h.limited = image->limited;
		h.sharpened = image->sharpened;
		h.masked = image->mask != NULL;
		h.len = image->len;
	}
	buf_add(&b, &h, sizeof h);
	if (h.len)
		buf_add(&b, image->bytes, h.len);
	if (h.masked)
		buf_add(&b, image->mask, mask_size(&h));
	if (inks_size(&h))
		buf_add(&b, image->inks.at, inks_size(&h));
	cache_keep(c, key, b.at, b.len);
	cache_release(c, key);
	buf_release(&b);
}

void kept_give_up(struct cache *c, const struct key *key)
{
	if (c)
		cache_release(c, key);
}
