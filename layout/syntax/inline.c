/*
 * Pictures that stand within a content stream (ISO 32000-1, 8.9.7).
 *
 * In: a stream behind a BI. Out: the picture's dictionary as text, its short names made
 * long, so that it reads like that of any picture; and where its bytes are. Nothing says
 * how many these are: they end before an EI that operators follow.
 */
#include "syntax/syntax.h"

#include <string.h>

static const char *const names[][2] = {{"/BPC", "/BitsPerComponent"},
    {"/CS", "/ColorSpace"}, {"/D", "/Decode"}, {"/DP", "/DecodeParms"}, {"/F", "/Filter"},
    {"/H", "/Height"}, {"/IM", "/ImageMask"}, {"/W", "/Width"},
    {"/AHx", "/ASCIIHexDecode"}, {"/A85", "/ASCII85Decode"}, {"/LZW", "/LZWDecode"},
    {"/Fl", "/FlateDecode"}, {"/RL", "/RunLengthDecode"}, {"/DCT", "/DCTDecode"},
    {"/CCF", "/CCITTFaxDecode"}};

static const char *long_name(const struct token *t)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (t->kind == TOKEN_NAME && strlen(names[i][0]) == t->len &&
		    memcmp(names[i][0], t->at, t->len) == 0)
			return names[i][1];
	return NULL;
}

/* Before an EI that stands alone and is followed by operators. */
static const char *end_of_bytes(const char *from, const char *end)
{
	for (const char *p = from; p + 3 <= end; p++) {
		bool text = true;

		if (!strchr(" \n\r\t", p[0]) || p[1] != 'E' || p[2] != 'I' ||
		    (p + 3 < end && !strchr(" \n\r\tQ", p[3])))
			continue;
		for (const char *q = p + 3; q < end && q < p + 20; q++)
			text = text && ((*q >= ' ' && *q < 0x7F) || strchr("\n\r\t", *q));
		if (text)
			return p;
	}
	return end;
}

struct inline_bytes scan_inline(struct scan *s, struct buf *dict)
{
	struct token token;
	const char *from, *to;

	buf_string(dict, "<</Type /XObject /Subtype /Image ");
	while ((token = scan_next(s)).kind != TOKEN_END && !token_is(&token, "ID")) {
		const char *longer = long_name(&token);

		buf_add(dict, longer ? longer : token.at,
		    longer ? strlen(longer) : token.len);
		buf_char(dict, ' ');
	}
	buf_string(dict, ">>");
	from = s->at + (s->at < s->end);
	to = end_of_bytes(from, s->end);
	s->at = to + 3 < s->end ? to + 3 : s->end;
	return (struct inline_bytes){from, (size_t)(to - from)};
}
