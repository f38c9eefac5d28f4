/*
 * How the members' page looks, and how it obeys the choice that is made on it.
 *
 * In: the palettes and sizes that members choose by. Out: a style sheet in which every
 * color is a custom property, set anew for the radio button that is checked (:has(), CSS
 * Selectors 4), so that no script is needed; a browser without :has() is helped by the
 * script, which says the same in attributes of the root. Colors are the palettes' own:
 * the page shows what the file will look like. On paper and to a browser that forces its
 * own colors it is black on white, with nothing that only a ground tells. Targets are 24
 * px or more, text 7:1 (WCAG 2.2, 2.5.8 and 1.4.6); measures are in rem, margins in px,
 * so that the largest size still fits 320 px (1.4.10).
 */
#include "report/members.h"

#include <string.h>

/* ---- the page's own --------------------------------------------------------- */

static const char base[] =
    "*{box-sizing:border-box}\n"
    "body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,"
    "-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;"
    "overflow-wrap:break-word}\n"
    "header,main,footer{padding:0 max(16px,4vw)}\n"
    "header>div,.top,main>section,footer>p{max-width:74rem;margin:0 auto}\n"
    "h1,h2,h3,h4,legend,.line,summary{line-height:1.2;font-weight:800;"
    "text-wrap:balance}\n"
    "p,ul,ol{margin:0 0 1rem;max-width:36rem}\n"
    "ul{padding-left:1.25rem}\n"
    "a{color:var(--link)}\n"
    "a:focus-visible,summary:focus-visible,label:has(input:focus-visible){"
    "outline:4px solid var(--ink);outline-offset:3px}\n"
    "input:focus-visible{outline:3px solid var(--ink);outline-offset:3px}\n"
    ".skip{position:absolute;left:0;top:0;z-index:1;transform:translateY(-120%);padding:."
    "75rem 1rem;"
    "background:var(--paper);color:var(--ink)}\n"
    ".skip:focus{transform:none}\n"
    ".heard{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;"
    "clip-path:inset(50%);white-space:nowrap}\n";

static const char head[] =
    "header{background:var(--plate);color:var(--on-plate);"
    "border-bottom:8px solid var(--edge)}\n"
    "header>div{padding:1.75rem 0 1.5rem;display:flex;flex-wrap:wrap;gap:1rem 2rem;"
    "align-items:flex-end;justify-content:space-between}\n"
    "h1{margin:0;font-size:calc(1.1rem + 3.4vw);font-weight:900;line-height:1;"
    "letter-spacing:-.015em}\n"
    ".season{display:block;margin-top:.6rem;font-size:1.375rem;font-weight:700;"
    "letter-spacing:0}\n"
    ".comma{position:absolute;clip-path:inset(50%)}\n"
    ".tiles{flex:none;width:11rem;max-width:60%;height:auto;fill:currentColor}\n"
    ".top{display:grid;grid-template-columns:minmax(0,1fr);gap:2rem 4rem;"
    "padding:2.25rem 0 0}\n"
    "@media(min-width:56rem){.top{grid-template-columns:minmax(0,19rem) minmax(0,1fr)}"
    ".cover{grid-area:1/1}"
    "}\n"
    "figure{margin:0 0 1.25rem}\n"
    "img{display:block;max-width:min(100%,15rem);height:auto;"
    "border:2px solid var(--ink)}\n"
    "@media(min-width:56rem){img{max-width:100%}}\n"
    ".instead{display:none}\n"
    ".line{margin:0 0 .25rem;font-size:1.75rem;font-weight:900}\n"
    ".line+p{font-size:1.25rem;line-height:1.3;color:var(--accent);"
    "font-weight:700}\n";

static const char parts[] =
    "h2{margin:0 0 1rem;font-size:1.75rem}\n"
    "h2::before{content:\"\";display:inline-block;margin-right:.5em;"
    "border:.275em solid var(--accent)}\n"
    "h3{margin:0 0 .5rem;font-size:1.25rem}\n"
    "h4{margin:1rem 0 .25rem;font-size:1rem}\n"
    "main>section{padding:2.5rem 0 0}\n"
    "fieldset{min-width:0;margin:0 0 1.5rem;padding:0;border:0;display:grid;"
    "grid-template-columns:repeat(auto-fill,minmax(min(13rem,100%),1fr));gap:.5rem}\n"
    "fieldset.hidden{display:none}\n"
    "legend{padding:0;margin:0 0 .5rem;font-size:1.25rem}\n"
    "label{display:flex;gap:.75rem;align-items:center;min-height:3rem;"
    "padding:.5rem .75rem;border:2px solid var(--ink);cursor:pointer}\n"
    "label:has(:checked){box-shadow:inset 0 0 0 2px var(--ink);background:var(--tint)}\n"
    "input{flex:none;width:24px;height:24px;margin:0;appearance:none;"
    "border:3px solid var(--ink);border-radius:50%;background:var(--paper)}\n"
    "input:checked{border-width:8px;border-color:var(--accent)}\n"
    ".words{min-width:0}\n"
    ".swatch{flex:none;padding:.1rem .4rem;border:2px solid;font-weight:700;"
    "line-height:1.3;forced-color-adjust:none}\n"
    ".chosen{display:none;padding:1.25rem max(16px,1.25rem);margin:0 0 1rem;"
    "background:var(--tint);border:4px solid var(--accent)}\n"
    "@supports selector(:has(*)){.chosen{display:block}}\n"
    ".script .chosen{display:block}\n"
    ".get{display:none;margin:0;max-width:none}\n"
    ".get a{display:block;padding:1rem max(12px,1.25rem);font-size:1.25rem;"
    "line-height:1.3;background:var(--plate);color:var(--on-plate);"
    "border:3px solid var(--edge);text-underline-offset:.15em}\n"
    ".get a+a{margin-top:.75rem}\n"
    ".get strong{display:block}\n"
    ".get a>span{display:block;font-size:1rem;margin-top:.25rem}\n"
    ".get.is-chosen{display:block}\n"
    ".access>p{max-width:40rem;font-size:1.125rem}\n"
    ".files{display:grid;gap:1rem 3rem;"
    "grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr))}\n"
    ".files ul{list-style:none;padding:0}\n"
    ".files li a{display:block;padding:.35rem 0}\n"
    "details{max-width:40rem;border-top:2px solid var(--ink);padding:.25rem 0}\n"
    "summary{padding:.5rem 0;font-size:1.125rem;cursor:pointer}\n"
    "footer{margin-top:3rem;border-top:4px solid var(--ink)}\n"
    "footer>p{padding:1.25rem 0 2rem}\n"
    "@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}\n"
    "@media(forced-colors:active){input{appearance:auto}"
    "label:has(:checked){outline:3px solid Highlight}}\n"
    "@media print{:root{font-size:11pt;--paper:#fff;--ink:#000;--plate:#fff;"
    "--on-plate:#000;--edge:#000;--accent:#000;--link:#000}"
    ".skip,#choose,.tiles{display:none}.top,.files{display:block}"
    "img{max-width:5cm}.files li{break-inside:avoid}"
    ".files li a::after{content:\" (\" attr(href) \")\";overflow-wrap:anywhere}}\n";

/* ---- colors ------------------------------------------------------------------ */

static void add_color(struct buf *b, const char *name, struct rgb c)
{
	buf_printf(b, "--%s:#%02x%02x%02x;", name, c.r, c.g, c.b);
}

static struct rgb named(const struct palette *p, const char *name, struct rgb otherwise)
{
	const int index = name ? palette_find(p, name) : -1;
	const struct ink ink = {(uint16_t)(index < 0 ? 0 : index), 1000};
	const struct rgb paper = p->swatch[INK_PAPER].rgb;
	/* What cannot be read on this paper is no color for words. */
	if (index < 0 || contrast_wcag(palette_rgb(p, ink), paper) < 7)
		return otherwise;
	return palette_rgb(p, ink);
}

static const char *section_of(const struct report *r)
{
	for (size_t i = 0; i < r->issue->npiece; i++)
		if (strcmp(r->issue->piece[i]->kind->name, "cover") == 0)
			return r->issue->piece[i]->section;
	return NULL;
}

/* A scheme of two colors has ink on paper and nothing else; the magazine's own has the
 * cover's plate, and a tint of it that still bears every word. */
static void add_colors(struct buf *b, const struct report *r, const struct palette *p)
{
	const struct rgb ink = p->swatch[INK_TEXT].rgb, paper = p->swatch[INK_PAPER].rgb;
	const struct rgb accent = p->two_color ? ink : named(p, section_of(r), ink);
	const struct rgb link = p->two_color ? ink : named(p, "link", ink);
	struct rgb tint = rgb_tint(accent, paper, p->two_color ? 0 : 60);
	if (contrast_wcag(ink, tint) < 7)
		tint = paper;
	buf_printf(b, "color-scheme:%s;",
	    contrast_wcag(paper, (struct rgb){0, 0, 0}) <
		    contrast_wcag(paper, (struct rgb){255, 255, 255})
		? "dark"
		: "light");
	add_color(b, "ink", ink);
	add_color(b, "paper", paper);
	add_color(b, "link", link);
	add_color(b, "accent", accent);
	add_color(b, "tint", tint);
	add_color(b, "plate", p->two_color ? paper : accent);
	add_color(b, "on-plate", p->two_color ? ink : paper);
	add_color(b, "edge", p->two_color ? ink : accent);
}

static const struct palette *palette_of(const struct report *r, size_t color)
{
	for (size_t i = 0; i < r->nfile; i++)
		if (is_offered(&r->file[i]) &&
		    r->file[i].edition->choice[AXIS_COLORS] == color)
			return r->file[i].edition->palette;
	return NULL;
}

/* ---- what a choice changes ---------------------------------------------------- */

/* Twice: a browser without :has() would drop the whole rule. */
static void add_rule(struct buf *b, enum axis_kind axis, const char *choice,
    const char *below, const char *declarations)
{
	const char *name = axis_names[axis];
	buf_printf(
	    b, ":root:has(#%s-%s:checked)%s{%s}\n", name, choice, below, declarations);
	buf_printf(b, ":root[data-%s=\"%s\"]%s{%s}\n", name, choice, below, declarations);
}

static void add_schemes(struct buf *b, const struct report *r)
{
	const struct axis *x = &r->axis[AXIS_COLORS];
	for (size_t i = 0; i < x->n; i++) {
		const struct palette *p = palette_of(r, i);
		struct buf colors = {0};
		if (!p)
			continue;
		add_colors(&colors, r, p);
		add_rule(b, AXIS_COLORS, x->choice[i].name, "", colors.at);
		buf_release(&colors);
	}
}

static void add_swatches(struct buf *b, const struct report *r)
{
	const struct axis *x = &r->axis[AXIS_COLORS];
	for (size_t i = 0; i < x->n; i++) {
		const struct palette *p = palette_of(r, i);
		if (!p)
			continue;
		const struct rgb ink = p->swatch[INK_TEXT].rgb;
		const struct rgb paper = p->swatch[INK_PAPER].rgb;
		buf_printf(b,
		    ".swatch.%s{color:#%02x%02x%02x;background:#%02x%02x%02x}\n",
		    x->choice[i].name, ink.r, ink.g, ink.b, paper.r, paper.g, paper.b);
	}
}

/* Half as large again, then twice as large as clear print's 18 px. */
static void add_sizes(struct buf *b, const struct report *r)
{
	static const char *const size[] = {
	    "font-size:112.5%", "font-size:150%", "font-size:200%"};
	const struct axis *x = &r->axis[AXIS_SIZES];
	for (size_t i = 0; i < x->n; i++)
		add_rule(b, AXIS_SIZES, x->choice[i].name, "",
		    size[i < COUNT(size) ? i : COUNT(size) - 1]);
}

static void add_pictures(struct buf *b, const struct report *r)
{
	const struct axis *x = &r->axis[AXIS_PICTURES];
	for (size_t i = 1; i < x->n; i++) {
		add_rule(
		    b, AXIS_PICTURES, x->choice[i].name, " figure img", "display:none");
		add_rule(b, AXIS_PICTURES, x->choice[i].name, " figure .instead",
		    "display:block");
	}
}

static void add_files(struct buf *b, const struct report *r)
{
	for (size_t i = 0; i < r->nfile; i++) {
		const struct edition *e = r->file[i].edition;
		if (!is_offered(&r->file[i]))
			continue;
		buf_string(b, ":root");
		for (int axis = 0; axis < AXIS_N; axis++)
			buf_printf(b, ":has(#%s-%s:checked)", axis_names[axis],
			    r->axis[axis].choice[e->choice[axis]].name);
		buf_printf(b, " #get-%s{display:block}\n", e->name);
	}
}

void scheme_css(struct buf *b, const struct report *r)
{
	const struct palette *p = palette_of(r, 0);
	buf_string(b, ":root{font-size:112.5%;");
	add_colors(b, r, p ? p : &palette_plain);
	buf_string(b, "}\n");
	buf_string(b, base);
	buf_string(b, head);
	buf_string(b, parts);
	add_swatches(b, r);
	buf_string(b, "@media screen{\n");
	add_sizes(b, r);
	add_schemes(b, r);
	add_pictures(b, r);
	add_files(b, r);
	buf_string(b, "}\n");
}

/* Says aloud what the style sheet shows, and does its work where :has() is not known. */
const char *const members_script =
    "(function () {\n"
    "  'use strict';\n"
    "  var root = document.documentElement;\n"
    "  var said = document.getElementById('said');\n"
    "  var axes = ['size', 'colours', 'pictures'];\n"
    "  var all = document.querySelectorAll('.get');\n"
    "  function words(one, part) {\n"
    "    return one.querySelector(part).textContent;\n"
    "  }\n"
    "  function show(aloud) {\n"
    "    axes.forEach(function (axis) {\n"
    "      var on = document.querySelector('input[name=' + axis + ']:checked');\n"
    "      root.setAttribute('data-' + axis, on ? on.value : '');\n"
    "    });\n"
    "    Array.prototype.forEach.call(all, function (one) {\n"
    "      var is = axes.every(function (axis) {\n"
    "        return one.getAttribute('data-' + axis) === root.getAttribute('data-' + "
    "axis);\n"
    "      });\n"
    "      one.classList.toggle('is-chosen', is);\n"
    "      if (is && aloud)\n"
    "        said.textContent = 'Your edition: ' + words(one, '.title') + '. ' +\n"
    "          words(one, '.facts') + '.';\n"
    "    });\n"
    "  }\n"
    "  root.classList.add('script');\n"
    "  document.addEventListener('change', function () { show(true); });\n"
    "  window.addEventListener('pageshow', function () { show(false); });\n"
    "  show(false);\n"
    "}());\n";
