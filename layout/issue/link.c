/*
 * Web and mail addresses: which may stand in a link, and where one stands bare in text.
 *
 * A bare address is one that begins with http://, https:// or www., or a mail address.
 * As in GFM, stops and closing brackets at its end belong to the sentence. Rejected: bare
 * names such as example.org, because a missed space after a full stop would look the
 * same.
 */
#include "issue/reader.h"

#include <string.h>

static bool is_alnum(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool begins(const char *text, const char *with)
{
	for (; *with; text++, with++) {
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;
		if (c != *with)
			return false;
	}
	return true;
}

static bool has_scheme(const char *url)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (begins(url, schemes[i]) && url[strlen(schemes[i])])
			return true;
	return false;
}

const char *link_check(struct reader *r, struct pos pos, const char *url)
{
	if (!*url) {
		diag(r->diag, DIAG_BAD_LINK, pos,
		    "this link has no address, its words were kept");
		return NULL;
	}
	for (const char *p = url; *p; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7F) {
			diag(r->diag, DIAG_BAD_LINK, pos,
			    "the address '%s' holds a space, it is no link now", url);
			return NULL;
		}
	if (has_scheme(url))
		return url;
	if (begins(url, "www."))
		return arena_printf(r->arena, "http://%s", url);
	diag(r->diag, DIAG_BAD_LINK, pos,
	    "'%s' is not a web address, its words were kept", url);
	if (strncmp(url, "#", 1) == 0 || strstr(url, ".md"))
		diag_hint(r->diag, "to point at a piece, write {page=its-name}");
	else
		diag_hint(r->diag, "an address begins with https://, mailto: or tel:");
	return NULL;
}

/* ---- bare addresses ------------------------------------------------------ */

static size_t url_trimmed(const char *text, size_t n)
{
	size_t nopen = 0, nclose = 0;
	for (size_t i = 0; i < n; i++) {
		nopen += text[i] == '(';
		nclose += text[i] == ')';
	}
	for (; n; n--) {
		if (text[n - 1] == ')' && nclose > nopen)
			nclose--;
		else if (!strchr("?!.,:;*_~'\"", text[n - 1]))
			break;
	}
	return n;
}

/* Length of the web address at text + at; 0: none. */
static size_t web_len(const char *text, size_t len, size_t at)
{
	static const char *const heads[] = {"https://", "http://", "www."};
	size_t n = 0, nhead = 0;
	for (size_t i = 0; i < COUNT(heads) && !nhead; i++)
		if (len - at > strlen(heads[i]) && begins(text + at, heads[i]))
			nhead = strlen(heads[i]);
	if (!nhead || !is_alnum(text[at + nhead]))
		return 0;
	while (
	    at + n < len && !strchr(" \t<>[]{}|\\^`\001", text[at + n]) && text[at + n])
		n++;
	return url_trimmed(text + at, n);
}

static bool is_local(char c)
{
	return is_alnum(c) || (c && strchr("._%+-", c));
}

/* The mail address around the @ at text + at. */
static size_t mail_find(const char *text, size_t len, size_t at, size_t *start)
{
	size_t from = at, to = at + 1, dot = 0;
	while (from && is_local(text[from - 1]))
		from--;
	while (from < at && !is_alnum(text[from]))
		from++;
	while (to < len && (is_alnum(text[to]) || text[to] == '-' || text[to] == '.'))
		to++;
	while (to > at + 1 && !is_alnum(text[to - 1]))
		to--;
	for (size_t i = at + 2; i + 1 < to; i++)
		if (text[i] == '.')
			dot = i;
	if (from == at || !dot)
		return 0;
	*start = from;
	return to - from;
}

bool link_find(const char *text, size_t len, size_t *at, size_t *n)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];
		if (c == '@' && (*n = mail_find(text, len, i, at)) > 0)
			return true;
		if (c != 'h' && c != 'w' && c != 'H' && c != 'W')
			continue;
		if (i && (is_alnum(text[i - 1]) || strchr("/@.", text[i - 1])))
			continue;
		if ((*n = web_len(text, len, i)) > 0) {
			*at = i;
			return true;
		}
	}
	return false;
}

char *link_url(struct arena *a, const char *text, size_t len)
{
	char *word = arena_copy(a, text, len);
	if (begins(word, "www."))
		return arena_printf(a, "http://%s", word);
	if (!strstr(word, "://"))
		return arena_printf(a, "mailto:%s", word);
	return word;
}

/* Its words are its address: they stand as they are. */
bool link_is_bare(const struct node *link)
{
	const struct node *t = link->first;
	if (link->kind != NODE_LINK || !t || t->next || t->kind != NODE_TEXT ||
	    !link->as.link.url)
		return false;
	size_t nurl = strlen(link->as.link.url), n = t->as.text.len;
	return n <= nurl && memcmp(link->as.link.url + nurl - n, t->as.text.text, n) == 0;
}
