/*
 * A figure's picture, description and focus.
 *
 * In: the words an editor gave (a figure block, a front matter picture, an image). Out:
 * the node filled. The picture's header is read here, once for each file in an issue, so
 * that every later stage knows its size; its pixels are not.
 */
#include "issue/reader.h"

#include <string.h>

/* "50%" or "50": 0 to 1. */
static bool percent_parse(const char **text, double *value)
{
	const char *p = *text + strspn(*text, " \t");
	int n = 0;
	size_t digits = strspn(p, "0123456789");
	if (!digits || digits > 3)
		return false;
	for (size_t i = 0; i < digits; i++)
		n = 10 * n + (p[i] - '0');
	*text = p + digits + (p[digits] == '%');
	*value = n / 100.0;
	return n <= 100;
}

static void focus_read(
    struct reader *r, struct node *figure, const struct figure_words *w)
{
	double x, y;
	const char *p = w->focus;
	if (!p)
		return;
	if (percent_parse(&p, &x) && percent_parse(&p, &y) && !p[strspn(p, " \t")]) {
		figure->as.figure.focus_x = x;
		figure->as.figure.focus_y = y;
		return;
	}
	diag(r->diag, DIAG_BAD_VALUE, w->focus_pos,
	    "focus '%s' is not understood, the middle "
	    "was taken",
	    w->focus);
	diag_hint(r->diag, "write how far from the left and from the top: '50%% 30%%'");
}

/* "0% 0%, 60% 20%, 40% 100%": corners, at least three. */
static void outline_read(
    struct reader *r, struct node *figure, const struct figure_words *w)
{
	struct point *corner = NULL;
	size_t n = 0, cap = 0;
	bool good = true;
	for (const char *p = w->outline; good; p++) {
		struct point c;
		good = percent_parse(&p, &c.x) && percent_parse(&p, &c.y);
		p += strspn(p, " \t");
		if (good)
			ARENA_PUSH(r->arena, corner, n, cap) = c;
		if (*p != ',') {
			good = good && !*p;
			break;
		}
	}
	if (!good || n < 3) {
		diag(r->diag, DIAG_BAD_VALUE, w->outline_pos,
		    "outline '%s' is not understood, text runs round the whole picture",
		    w->outline);
		diag_hint(r->diag,
		    "write three corners or more, each from the left and from the top: "
		    "'50%% 0%%, 100%% 100%%, 0%% 100%%'");
		return;
	}
	figure->as.figure.outline = corner;
	figure->as.figure.noutline = (uint32_t)n;
}

static const struct picture *picture_of(struct reader *r, const struct figure_words *w)
{
	struct picture *known = map_find(r->pictures, w->file);
	if (known)
		return known;
	struct picture *p =
	    picture_probe(r->arena, r->diag, w->pos, r->issue->folder, w->file);
	map_set(r->pictures, w->file, p);
	if (p && p->format == PICTURE_ART)
		ARENA_PUSH(r->arena, r->issue->art, r->issue->nart, r->issue->capart) = p;
	return p;
}

static const char *alt_words(struct reader *r, const struct figure_words *w)
{
	struct node *holder = node_new(r->arena, NODE_GROUP, w->pos);
	size_t len = strspn(w->alt, " \t\n");
	node_add_text(r->arena, holder, w->pos, arena_string(r->arena, w->alt + len));
	punct_block(r->arena, holder);
	return node_text(r->arena, holder);
}

/* ---- QR codes ------------------------------------------------------------ */

static const char code_prefix[] = "qr:";

/* What of an address is printed: without what nobody types. */
static const char *short_address(struct arena *a, const char *url)
{
	static const char *const skipped[] = {"https://", "http://", "mailto:", "www."};
	for (size_t i = 0; i < COUNT(skipped); i++)
		if (strncmp(url, skipped[i], strlen(skipped[i])) == 0)
			url += strlen(skipped[i]);
	size_t len = strlen(url);
	while (len && url[len - 1] == '/')
		len--;
	return arena_copy(a, url, len);
}

/* A code instead of a picture; its address stands below it for who has no telephone at
 * hand, and is said in its description. */
static void code_fill(
    struct reader *r, struct node *figure, const struct figure_words *w, const char *url)
{
	url = link_check(r, w->pos, url);
	if (!url)
		return;
	const char *address = short_address(r->arena, url);
	const bool named = w->alt && w->alt[strspn(w->alt, " \t\n")];
	figure->as.figure.code = qr_encode(r->arena, r->diag, w->pos, url);
	figure->as.figure.decorative = false;
	figure->as.figure.alt =
	    named ? arena_printf(r->arena, "%s: QR code to %s", alt_words(r, w), address)
		  : arena_printf(r->arena, "QR code to %s", address);
	figure->class =
	    figure->class ? arena_printf(r->arena, "%s qr", figure->class) : "qr";
	figure->as.figure.url = url;
}

void figure_address(struct reader *r, struct node *figure)
{
	const char *url = figure->as.figure.url;
	if (!url)
		return;
	struct node *line = node_add(r->arena, figure, NODE_PARAGRAPH, figure->pos);
	line->class = "address";
	struct node *link = node_add(r->arena, line, NODE_LINK, figure->pos);
	link->as.link.url = url;
	node_add_text(r->arena, link, figure->pos, short_address(r->arena, url));
}

void figure_fill(struct reader *r, struct node *figure, const struct figure_words *w)
{
	figure->as.figure.focus_x = figure->as.figure.focus_y = 0.5;
	if (w->file && strncmp(w->file, code_prefix, strlen(code_prefix)) == 0) {
		code_fill(r, figure, w, w->file + strlen(code_prefix));
		return;
	}
	figure->as.figure.decorative = w->decorative;
	if (w->file && *w->file) {
		figure->as.figure.picture = picture_of(r, w);
	} else {
		diag(r->diag, DIAG_MISSING_KEY, w->pos, "this figure names no picture");
		diag_hint(r->diag, "give it file=\"pictures/name.jpg\"");
	}
	focus_read(r, figure, w);
	if (w->outline)
		outline_read(r, figure, w);
	bool described = w->alt && w->alt[strspn(w->alt, " \t\n")];
	if (described && w->decorative) {
		diag(r->diag, DIAG_BAD_VALUE, w->pos,
		    "this picture has a description and is called "
		    "decorative, the description was kept");
		figure->as.figure.decorative = false;
	}
	if (described) {
		figure->as.figure.alt = alt_words(r, w);
	} else if (!w->decorative) {
		diag(r->diag, DIAG_MISSING_ALT, w->pos, "picture '%s' has no description",
		    w->file ? w->file : "");
		diag_hint(r->diag,
		    "say in 'alt' what it shows, or call it decorative if it says "
		    "nothing");
	}
}
