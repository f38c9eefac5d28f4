/*
 * Scripts, directions and line-break opportunities of any text, by Pango.
 *
 * In: a paragraph. Out: segments of one script and one bidi level; for each byte, whether
 * a line may begin there (UAX #14 as Pango tailors it).
 *
 * Pango's own itemiser also picks fonts, and for that it wants a font map and through it
 * fontconfig. Faces are chosen here by their cmaps (runs.c), in the order that the
 * manifest gives, so Pango is asked for the rest alone: scripts, embedding levels, log
 * attributes.
 */
#include "font/fonts.h"

#include <pango/pango.h>
#include <string.h>

static uint32_t script_of(PangoScriptIter *iter)
{
	PangoScript script;
	pango_script_iter_get_range(iter, NULL, NULL, &script);
	return g_unicode_script_to_iso15924((GUnicodeScript)script);
}

static PangoDirection direction_of(enum direction base)
{
	return base == DIRECTION_RTL   ? PANGO_DIRECTION_RTL
	       : base == DIRECTION_LTR ? PANGO_DIRECTION_LTR
				       : PANGO_DIRECTION_WEAK_LTR;
}

static uint8_t *levels_of(const struct passage *p, PangoDirection *base)
{
	G_GNUC_BEGIN_IGNORE_DEPRECATIONS
	return pango_log2vis_get_embedding_levels(p->text, (int)p->len, base);
	G_GNUC_END_IGNORE_DEPRECATIONS
}

/* A script that says nothing takes the one that its direction most likely means. */
static uint32_t settled(uint32_t script, uint8_t level)
{
	if (script != SCRIPT_COMMON && script != SCRIPT_INHERITED &&
	    script != SCRIPT_UNKNOWN)
		return script;
	return level & 1 ? SCRIPT_ARABIC : SCRIPT_LATIN;
}

static void add_segment(struct arena *a, struct itemized *out, const struct segment *s)
{
	struct segment *last = out->nsegment ? &out->segment[out->nsegment - 1] : NULL;
	if (last && last->script == s->script && last->level == s->level)
		last->end = s->end;
	else
		ARENA_PUSH(a, out->segment, out->nsegment, out->capsegment) = *s;
}

static void cut(
    struct arena *a, const struct passage *p, const uint8_t *level, struct itemized *out)
{
	PangoScriptIter *iter = pango_script_iter_new(p->text, (int)p->len);
	const char *at = p->text;
	do {
		const char *end;
		pango_script_iter_get_range(iter, NULL, &end, NULL);
		uint32_t script = script_of(iter);
		while (at < end) {
			const char *next = g_utf8_next_char(at);
			struct segment s = {(uint32_t)(at - p->text),
			    (uint32_t)(next - p->text), settled(script, *level), *level};
			add_segment(a, out, &s);
			at = next;
			level++;
		}
	} while (pango_script_iter_next(iter));
	pango_script_iter_free(iter);
}

static void find_breaks(const struct passage *p, uint8_t *breaks)
{
	PangoLanguage *lang = pango_language_from_string(p->lang ? p->lang : "en");
	long nchar = g_utf8_strlen(p->text, (gssize)p->len);
	PangoLogAttr *attr = g_new0(PangoLogAttr, nchar + 1);
	pango_get_log_attrs(p->text, (int)p->len, -1, lang, attr, (int)nchar + 1);
	const char *at = p->text;
	for (long i = 0; i < nchar; i++, at = g_utf8_next_char(at)) {
		uint8_t *b = &breaks[at - p->text];
		*b = attr[i].is_mandatory_break ? BREAK_MUST
		     : attr[i].is_line_break	? BREAK_MAY
						: BREAK_NO;
	}
	breaks[0] = BREAK_NO;
	breaks[p->len] = BREAK_MUST;
	g_free(attr);
}

void itemize(struct arena *a, const struct passage *p, struct itemized *out)
{
	PangoDirection base = direction_of(p->base);
	uint8_t *level = levels_of(p, &base);
	out->rtl = base == PANGO_DIRECTION_RTL;
	cut(a, p, level, out);
	g_free(level);
	out->breaks = ARENA_ARRAY(a, uint8_t, p->len + 1);
	find_breaks(p, out->breaks);
}
