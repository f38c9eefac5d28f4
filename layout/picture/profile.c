/*
 * What a profile calls itself, for people: the tag `desc` (ICC.1:2010, 9.2.41; text of
 * version 2 by ICC.1:2001, 6.5.17).
 *
 * In: a file, or a picture that may have brought one. Out: its name, of one that is fit
 * for the picture (convert.c judges). Read here and not by lcms2, which would take all of
 * the profile apart to say it.
 */
#include <stdlib.h>
#include <string.h>

#include "picture/pixels.h"

enum { TAGS = 128, TAG = 12, LONGEST = 200 };

static uint32_t u32(struct bytes b, size_t at)
{
	const uint8_t *p = b.at + at;

	if (at > b.len || b.len - at < 4)
		return 0;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* The bytes of a tag; at NULL: it is not there. */
static struct bytes tag_of(struct bytes icc, const char *name)
{
	const uint32_t n = u32(icc, TAGS);

	for (size_t i = 0; i < n && TAGS + 4 + (i + 1) * TAG <= icc.len; i++) {
		const size_t at = TAGS + 4 + i * TAG;
		const size_t from = u32(icc, at + 4), len = u32(icc, at + 8);

		if (memcmp(icc.at + at, name, 4) == 0 && from <= icc.len &&
		    len <= icc.len - from)
			return (struct bytes){icc.at + from, len};
	}
	return (struct bytes){NULL, 0};
}

static void add(struct buf *b, uint32_t c)
{
	if (c >= ' ' && c < 0x7F && b->len < LONGEST)
		buf_char(b, (char)c);
}

static char *title_of(struct arena *a, struct bytes icc)
{
	const struct bytes tag = tag_of(icc, "desc");
	struct buf b = {0};
	char *title = NULL;

	if (tag.len > 12 && memcmp(tag.at, "desc", 4) == 0) {
		for (size_t i = 12; i < tag.len && tag.at[i]; i++)
			add(&b, tag.at[i]);
	} else if (tag.len > 28 && memcmp(tag.at, "mluc", 4) == 0) {
		const size_t len = u32(tag, 20), from = u32(tag, 24);

		for (size_t i = from; i + 2 <= from + len && i + 2 <= tag.len; i += 2)
			add(&b, (uint32_t)tag.at[i] << 8 | tag.at[i + 1]);
	}
	if (b.len)
		title = arena_string(a, b.at);
	buf_release(&b);
	return title;
}

const char *profile_title(struct arena *a, const char *path)
{
	struct bytes icc = {NULL, 0};

	icc.at = file_map(a, path, &icc.len);
	return icc.at ? title_of(a, icc) : NULL;
}

const char *picture_profile(struct arena *a, const struct picture *p, bool *unfit)
{
	struct loaded l = {NULL, {NULL, 0}};
	struct bytes icc = {NULL, 0};
	uint8_t *heap = NULL;
	const char *title = NULL;

	*unfit = false;
	if (!p->has_profile || !file_load(p->path, &l))
		return NULL;
	if (p->format == PICTURE_JPEG)
		heap = jpeg_profile(l.file, &icc.len);
	else if (p->format == PICTURE_PNG)
		heap = png_profile(l.file, &icc.len);
	icc.at = heap;
	*unfit = profile_use(icc, p->ncomponent) == PROFILE_USELESS;
	if (!*unfit)
		title = title_of(a, icc);
	free(heap);
	free(l.heap);
	return title;
}
