/*
 * What a drawing's source says before it is drawn: which inks it names, and what it asks
 * for that it does not get.
 *
 * In: an SVG file's bytes. Out: a color for each class ink-NAME or ink-NAME-TINT, and
 * findings. This is no XML parser, which librsvg has: tags are found by their brackets,
 * and what is found in a remark is found once too often, which harms nothing.
 */
#include "art/art.h"

#include <ctype.h>
#include <string.h>

/* ---- inks ----------------------------------------------------------------- */

static bool is_name(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* Is there a color of this spelling in the file? Then it stands for itself. */
static bool occurs(struct source svg, const uint8_t rgb[3])
{
	char hex[8];
	size_t len;

	len = (size_t)snprintf(hex, sizeof hex, "#%02x%02x%02x", rgb[0], rgb[1], rgb[2]);
	for (size_t i = 0; i + len <= svg.len; i++) {
		size_t k = 0;

		while (k < len && tolower((unsigned char)svg.bytes[i + k]) == hex[k])
			k++;
		if (k == len)
			return true;
	}
	return false;
}

/* Colors one step from a grey that nobody would mix: 9d a1 01, 9d a1 02 ... */
static void choose_color(struct source svg, struct stand_ins *inks, struct stand_in *in)
{
	unsigned next = (unsigned)inks->n;

	if (inks->n)
		next = inks->at[inks->n - 1].rgb[2] +
		       256u * (inks->at[inks->n - 1].rgb[1] - 0xA1u) + 1;
	do {
		in->rgb[0] = 0x9D;
		in->rgb[1] = (uint8_t)(0xA1 + next / 256);
		in->rgb[2] = (uint8_t)next++;
	} while (next < 0x5000 && occurs(svg, in->rgb));
}

/* "plum-20" -> plum, 200; "plum" -> plum, 1000. */
static const char *split(struct arena *a, const char *class, uint16_t *tint)
{
	char *name = arena_string(a, class), *dash = strrchr(name, '-');
	int percent = 0;

	*tint = 1000;
	if (!dash || dash == name || !dash[1] || strlen(dash) > 4)
		return name;
	for (const char *p = dash + 1; *p; p++) {
		if (!isdigit((unsigned char)*p))
			return name;
		percent = 10 * percent + (*p - '0');
	}
	if (percent <= 100) {
		*dash = '\0';
		*tint = (uint16_t)(percent * 10);
	}
	return name;
}

static void add_ink(
    struct record *r, struct source svg, struct stand_ins *inks, const char *class)
{
	struct stand_in in = {.tint = 1000};

	in.ink = record_ink(r, split(r->arena, class, &in.tint));
	for (size_t i = 0; i < inks->n; i++)
		if (inks->at[i].ink == in.ink && inks->at[i].tint == in.tint)
			return;
	choose_color(svg, inks, &in);
	ARENA_PUSH(r->arena, inks->at, inks->n, inks->cap) = in;
}

void svg_inks(struct record *r, struct source svg, struct stand_ins *inks)
{
	static const char start[] = "ink-";
	const size_t len = sizeof start - 1;
	const char *end = svg.bytes + svg.len;

	for (const char *p = svg.bytes + 1; p + len < end; p++) {
		size_t n = 0;

		if (memcmp(p, start, len) != 0 || is_name(p[-1]) || p[-1] == '.')
			continue;
		while (p + len + n < end && is_name(p[len + n]))
			n++;
		if (n)
			add_ink(r, svg, inks, arena_copy(r->arena, p + len, n));
	}
}

/* ---- pixels ------------------------------------------------------------------ */

/* As an attribute or in a style: filter="url(#f)", filter: url(#f). */
static int count_uses(struct source svg, const char *property)
{
	const size_t len = strlen(property);
	const char *end = svg.bytes + svg.len;
	int n = 0;

	for (const char *p = svg.bytes + 1; p + len + 1 < end; p++) {
		const char *q = p + len;

		if (memcmp(p, property, len) != 0 || is_name(p[-1]))
			continue;
		while (q < end && isspace((unsigned char)*q))
			q++;
		if (q == end || (*q != '=' && *q != ':'))
			continue;
		do
			q++;
		while (q < end && strchr(" \t\r\n\"'", *q));
		n += end - q < 4 || memcmp(q, "none", 4) != 0;
	}
	return n;
}

struct svg_pixels svg_pixels(struct source svg)
{
	return (struct svg_pixels){count_uses(svg, "filter"), count_uses(svg, "mask")};
}

/* ---- what it does not get -------------------------------------------------- */

/* The value of an attribute whose name ends in `name`, within a tag. */
static const char *value_of(
    struct arena *a, const char *tag, const char *end, const char *name)
{
	const size_t len = strlen(name);

	for (const char *p = tag; p + len + 2 < end; p++) {
		const char *to;

		if (memcmp(p, name, len) != 0 || is_name(p[-1]))
			continue;
		const char *q = p + len;
		while (q < end && isspace((unsigned char)*q))
			q++;
		if (q == end || *q++ != '=')
			continue;
		while (q < end && isspace((unsigned char)*q))
			q++;
		if (q == end || (*q != '"' && *q != '\''))
			continue;
		to = memchr(q + 1, *q, (size_t)(end - q - 1));
		if (to)
			return arena_copy(a, q + 1, (size_t)(to - q - 1));
	}
	return NULL;
}

static bool tag_is(const char *tag, const char *end, const char *name)
{
	const size_t len = strlen(name);

	return (size_t)(end - tag) > len && memcmp(tag, name, len) == 0 &&
	       !is_name(tag[len]);
}

static bool leads_out(const char *target)
{
	return target && target[0] && target[0] != '#' &&
	       strncmp(target, "data:", 5) != 0;
}

static void say_reference(struct record *r, const char *target)
{
	record_say(r, 'r',
	    "put it into the drawing itself: drawing programs call that 'embed'",
	    "refers to another file, '%.60s', which is not shown", target);
}

static void check_tag(struct record *r, const char *tag, const char *end)
{
	const char *href =
	    tag_is(tag, end, "a") ? NULL : value_of(r->arena, tag, end, "href");

	if (leads_out(href))
		say_reference(r, href);
	if (tag_is(tag, end, "script"))
		record_say(r, 'l', NULL, "holds a script, which does nothing on a page");
	if (tag_is(tag, end, "foreignObject"))
		record_say(r, 'l', "draw it as SVG, with text and tspan",
		    "holds words of HTML (foreignObject), which are not shown");
}

/* What its styles ask for: fill: url(#there), @import "sheet.css". */
static void check_styles(struct record *r, struct source svg)
{
	static const char *const before[] = {"url(", "@import"};
	const char *end = svg.bytes + svg.len;

	for (size_t i = 0; i < COUNT(before); i++)
		for (const char *p = svg.bytes; p + strlen(before[i]) < end; p++) {
			if (memcmp(p, before[i], strlen(before[i])) != 0)
				continue;
			p += strlen(before[i]);
			while (p < end && (*p == ' ' || *p == '"' || *p == '\''))
				p++;
			size_t n = 0;
			while (p + n < end && !strchr("\"')> ;&", p[n]))
				n++;
			const char *target = arena_copy(r->arena, p, n);
			if (leads_out(target) && strcmp(target, "url(") != 0)
				say_reference(r, target);
		}
}

void svg_check(struct record *r, struct source svg)
{
	const char *end = svg.bytes + svg.len;

	check_styles(r, svg);

	for (const char *p = svg.bytes; p < end;) {
		const char *open = memchr(p, '<', (size_t)(end - p));
		const char *close = open ? memchr(open, '>', (size_t)(end - open)) : NULL;

		if (!close)
			return;
		check_tag(r, open + 1, close + 1);
		p = open + 1;
	}
}
