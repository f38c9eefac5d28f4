/*
 * What the reports for editors and printers share: a style sheet, the head, counts,
 * findings.
 *
 * In: what is told. Out: plain HTML for a page that needs no other file and no script,
 * which is read by eyes or ears, in light or dark, on paper too.
 */
#include "report/parts.h"
#include "report/dossier.h"

#include <stdlib.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#4d4d4d;"
    "--link:#12355b;--tint:#f3eef4}\n"
    "@media(prefers-color-scheme:dark){:root{--ink:#fff;--paper:#000;--line:#b0b0b0;"
    "--link:#9cf;--tint:#1c1c1c}}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0 auto;padding:1.5rem;max-width:90rem;font:1.125rem/1.5 system-ui,"
    "sans-serif;color:var(--ink);background:var(--paper);overflow-wrap:break-word}\n"
    "h1{font-size:2.25rem;line-height:1.15;margin:0 0 1rem}\n"
    "h2{font-size:1.5rem;line-height:1.25;margin:3rem 0 1rem;padding-top:.75rem;"
    "border-top:4px solid}\n"
    "h3{font-size:1.125rem;margin:2rem 0 .5rem}\n"
    "h4{font-size:1.125rem;margin:1rem 0 .25rem}\n"
    ".pairs{max-width:50rem}\n"
    ".pairs th{width:40%}\n"
    ".pairs td{overflow-wrap:anywhere}\n"
    ".leaf{border-top:1px solid var(--line)}\n"
    ".leaf h3{margin-top:1rem}\n"
    ".what span{display:block}\n"
    ".proofs{display:flex;flex-wrap:wrap;gap:1rem;padding:0;list-style:none}\n"
    ".proofs li{width:10rem;margin:0}\n"
    ".proofs img{display:block;width:100%;height:auto;border:1px solid var(--line)}\n"
    ".proofs a{display:block}\n"
    "nav ul{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;padding:0;list-style:none}\n"
    ".sum{font-size:1.375rem;max-width:40rem;margin:0 0 .5rem}\n"
    "a{color:var(--link)}\n"
    "a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid;"
    "outline-offset:3px}\n"
    ".wide{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;"
    "border-bottom:1px solid var(--line)}\n"
    "thead th{border-bottom-width:3px}\n"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    "code{font-size:1rem;overflow-wrap:anywhere}\n"
    ".sum code,td code{display:inline-block;min-width:16ch}\n"
    "li{margin:0 0 1rem;max-width:50rem}\n"
    ".facts li{margin-bottom:.25rem}\n"
    ".hint{margin:.25rem 0 0;padding-left:.75rem;border-left:4px solid var(--line)}\n"
    "summary{min-height:1.5rem;cursor:pointer}\n"
    "@media "
    "print{.wide{overflow:visible}html{font-size:9pt}body{max-width:none;font-size:1rem}"
    "nav{display:none}h3,h4,tr{break-inside:avoid;break-after:avoid-page}tr{break-after:"
    "auto}}\n";

void parts_head(
    struct buf *b, const struct issue *i, const char *heading, const char *title)
{
	report_head(b, i, "en-GB", title);
	buf_string(b, "<style>\n");
	buf_string(b, style);
	buf_string(b, "</style>\n</head>\n<body>\n<main>\n<h1>");
	html_text(b, heading);
	buf_string(b, ": ");
	report_name(b, i);
	buf_string(b, "</h1>\n");
}

/* "2026-10-01T09:30:00Z" as "1 October 2026 at 09:30 UTC". */
static void add_when(struct buf *b, const char *when)
{
	static const char *const month[] = {"January", "February", "March", "April",
	    "May", "June", "July", "August", "September", "October", "November",
	    "December"};
	const int y = atoi(when), m = strlen(when) == 20 ? atoi(when + 5) : 0;
	if (m < 1 || m > 12)
		html_text(b, when);
	else
		buf_printf(b, "%d %s %d at %.5s UTC", atoi(when + 8), month[m - 1], y,
		    when + 11);
}

void parts_made(struct buf *b, const struct report *r)
{
	buf_string(b, "<p class=\"sum\">Made on <time datetime=\"");
	html_text(b, r->when);
	buf_string(b, "\">");
	add_when(b, r->when);
	buf_string(b, "</time>, by ");
	html_text(b, r->program);
	buf_string(b, ".</p>\n");
}

void parts_count(struct buf *b, size_t n, const char *one)
{
	buf_uint(b, n);
	buf_printf(b, " %s%s", one, n == 1 ? "" : "s");
}

void parts_cell(struct buf *b, const char *text)
{
	buf_string(b, "<td class=\"n\">");
	html_text(b, text);
	buf_string(b, "</td>");
}

void parts_digest(struct buf *b, const uint8_t digest[DIGEST_SIZE])
{
	buf_string(b, "<td><code>");
	for (size_t i = 0; i < DIGEST_SIZE; i++)
		buf_printf(b, "%02x", digest[i]);
	buf_string(b, "</code></td>");
}

void parts_name(struct buf *b, const char *name, const char *file)
{
	if (file) {
		buf_string(b, "<a href=\"");
		html_text(b, file);
		buf_string(b, "\">");
	}
	html_text(b, name);
	if (file)
		buf_string(b, "</a>");
}

void parts_finding(
    struct buf *b, const struct report *r, const struct told *t, bool says_editions)
{
	const struct finding *f = &t->finding;
	const char *path = diag_path(r->diag, f->pos.file);
	buf_printf(
	    b, "<li><strong>%s</strong>", f->level == LEVEL_ERROR ? "Error" : "Warning");
	if (path) {
		buf_string(b, " in <code>");
		html_text(b, path);
		buf_string(b, "</code>");
		if (f->pos.line)
			buf_printf(b, ", line %u", (unsigned)f->pos.line);
		if (f->pos.line && f->pos.col)
			buf_printf(b, ", column %u", (unsigned)f->pos.col);
	}
	buf_string(b, ": ");
	html_text(b, f->message);
	buf_string(b, ". <code>[");
	html_text(b, diag_slug(f->code));
	buf_string(b, "]</code>");
	for (size_t i = 0; says_editions && i < t->nedition; i++) {
		buf_string(b, i ? ", " : " Only in: ");
		html_text(b, t->edition[i]);
	}
	if (f->hint) {
		buf_string(b, "<p class=\"hint\">");
		html_text(b, f->hint);
		buf_string(b, "</p>");
	}
	buf_string(b, "</li>\n");
}

void parts_number(struct buf *b, double value, int places, const char *unit)
{
	buf_number(b, value, places);
	buf_char(b, ' ');
	buf_string(b, unit);
}

void parts_plates(struct buf *b, const struct account *a, unsigned plates)
{
	bool any = false;

	for (size_t i = 0; i < COUNT(plate_letters); i++) {
		if (!(plates & 1u << i))
			continue;
		buf_string(b, any ? " " : "");
		buf_char(b, plate_letters[i]);
		any = true;
	}
	for (size_t i = 0; i < a->nspot; i++) {
		if (!(plates & (unsigned)PLATE_SPOT << i))
			continue;
		buf_string(b, any ? ", " : "");
		html_text(b, a->spot[i]);
		any = true;
	}
	buf_string(b, any ? "" : "none");
}
