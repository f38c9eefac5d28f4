/*
 * A piece: its front matter and its body, one file.
 *
 * In: a piece that the flatplan names. Out: its fields and its tree in reading order:
 * kicker, headline, standfirst, byline, picture, body. Whatever is wrong, the piece has a
 * kind, a template and a root, so that later stages need not ask.
 * The words before a byline ("By") and between name, role and place are generated nodes.
 */
#include "issue/reader.h"

#include <string.h>

struct front {
	const struct yaml *map; /* NULL: none that could be read (reported) */
	size_t body;		/* first line after it */
	bool broken;
};

/* ---- the front matter ---------------------------------------------------- */

static bool line_is(struct line l, const char *mark)
{
	size_t n = l.len;
	while (n && (l.text[n - 1] == ' ' || l.text[n - 1] == '\t'))
		n--;
	return n == strlen(mark) && memcmp(l.text, mark, n) == 0;
}

/* Line of the closing ---, or nline; unclosed: the first blank line is taken for it. */
static size_t front_end(struct reader *r)
{
	struct source *s = r->source;
	for (size_t i = 1; i < s->nline; i++)
		if (line_is(s->line[i], "---") || line_is(s->line[i], "..."))
			return i;
	diag(r->diag, DIAG_UNCLOSED_BLOCK, source_pos(s, 0, 0),
	    "the front matter is not closed, it was taken to end at the first empty "
	    "line");
	diag_hint(r->diag, "put a line '---' after its last key");
	size_t i = 1;
	while (i < s->nline && !line_is_blank(s->line[i]))
		i++;
	return i;
}

static struct front front_read(struct reader *r)
{
	static const char *const keys[] = {"kind", "headline", "standfirst", "byline",
	    "role", "place", "language", "section", "short", "contents", "picture",
	    "consent", "show", NULL};
	struct source *s = r->source;
	struct front f = {0};
	if (!s->nline || !line_is(s->line[0], "---")) {
		f.broken = true;
		diag(r->diag, DIAG_MISSING_KEY, source_pos(s, 0, 0),
		    "this piece does not begin with its kind and headline");
		diag_hint(r->diag,
		    "begin the file with a line '---', then 'kind: article' and "
		    "'headline: ...', then '---'");
		return f;
	}
	size_t end = front_end(r);
	struct buf text = {0};
	for (size_t i = 1; i < end; i++) {
		buf_add(&text, s->line[i].text, s->line[i].len);
		buf_char(&text, '\n');
	}
	f.body = end + 1;
	f.map =
	    yaml_read(r->arena, r->diag, s->file, text.at ? text.at : "", text.len, 2);
	buf_release(&text);
	if (f.map && f.map->kind != YAML_MAP) {
		diag(r->diag, DIAG_BAD_VALUE, f.map->pos,
		    "the front matter must be keys and values");
		diag_hint(r->diag, "each line is like 'headline: Open every door'");
		f.map = NULL;
	}
	f.broken = !f.map;
	if (f.map)
		yaml_check_keys(r->diag, f.map, keys, "piece");
	return f;
}

/* Where a value's first letter stands: past its quotation mark, or below its >. */
static struct pos value_pos(struct reader *r, const struct yaml *y)
{
	struct source *s = r->source;
	size_t line = y->pos.line - 1, col = y->pos.col ? y->pos.col - 1u : 0;
	if (!y->pos.line || line >= s->nline || col >= s->line[line].len)
		return y->pos;
	char c = s->line[line].text[col];
	if (c == '"' || c == '\'')
		return pos_right(y->pos, 1);
	if ((c != '>' && c != '|') || line + 1 >= s->nline)
		return y->pos;
	return source_pos(s, line + 1, line_indent(s->line[line + 1]));
}

/* A key's words; NULL: not there, or nothing in it. */
static const char *words(
    struct reader *r, const struct yaml *map, const char *key, struct pos *pos)
{
	const char *text = map ? yaml_string(r->diag, map, key) : NULL;
	if (!text || !text[strspn(text, " \t\n")])
		return NULL;
	*pos = value_pos(r, yaml_find(map, key));
	return text;
}

static const struct piece_kind *kind_read(struct reader *r, const struct front *f)
{
	struct pos pos = {1, 1, r->source->file};
	const char *name = words(r, f->map, "kind", &pos);
	const struct piece_kind *kind = name ? kind_find(name) : NULL;
	if (kind)
		return kind;
	if (name) {
		const char *near = closest(name, kind_names(r->arena));
		diag(r->diag, DIAG_UNKNOWN_KIND, pos,
		    "there is no kind '%s', the piece was read as an article", name);
		if (near)
			diag_hint(r->diag, "did you mean '%s'?", near);
	} else if (!f->broken) {
		diag(r->diag, DIAG_MISSING_KEY, pos,
		    "this piece has no 'kind', it was read as an article");
		diag_hint(r->diag, "add a line such as 'kind: feature'");
	}
	return kind_find("article");
}

static void fields_check(struct reader *r, const struct front *f)
{
	const struct piece_kind *kind = r->piece->kind;
	for (unsigned bit = 1; bit <= FIELD_CONSENT && !f->broken; bit <<= 1) {
		const char *name = field_name((enum piece_field)bit);
		const struct yaml *y = yaml_find(f->map, name);
		bool filled =
		    y && (y->kind != YAML_SCALAR || y->text[strspn(y->text, " \t\n")]);
		if (filled && !(kind->allowed & bit)) {
			diag(r->diag, DIAG_UNKNOWN_KEY, y->pos,
			    "a piece of kind '%s' has no '%s', it was passed over",
			    kind->name, name);
		} else if (!filled && (kind->required & bit) && bit != FIELD_BODY) {
			diag(r->diag, DIAG_MISSING_KEY,
			    (struct pos){1, 1, r->source->file},
			    "a piece of kind '%s' needs a '%s'", kind->name, name);
			diag_hint(r->diag, "add a line '%s: ...' between the lines '---'",
			    name);
		}
	}
	bool testimony = strncmp(kind->name, "testimony-", 10) == 0;
	if (testimony && !f->broken && !yaml_find(f->map, "consent")) {
		diag(r->diag, DIAG_MISSING_CONSENT, (struct pos){1, 1, r->source->file},
		    "this testimony names no record of consent");
		diag_hint(r->diag,
		    "add 'consent: ' and the name of the record, once it is signed");
	}
}

/* ---- the head of a piece ------------------------------------------------- */

static struct node *generated(
    struct reader *r, struct node *parent, enum node_kind kind, const char *text)
{
	struct pos pos = {1, 1, r->source->file};
	struct node *n = node_add(r->arena, parent, kind, pos);
	n->generated = true;
	if (kind == NODE_KICKER && strncmp(r->piece->lang, "en", 2) != 0)
		n->lang = "en-GB"; /* the labels of kinds.c are English */
	node_add_text(r->arena, n, pos, text)->generated = true;
	return n;
}

static const char *line_read(struct reader *r, const struct front *f, const char *key,
    struct node *parent, enum node_kind kind)
{
	struct pos pos;
	const char *text = words(r, f->map, key, &pos);
	if (!text)
		return NULL;
	struct node *n = node_add(r->arena, parent, kind, pos);
	if (kind == NODE_SPAN)
		n->class = arena_string(r->arena, key);
	markup_line(r, n, text, pos);
	if (n->first)
		return node_text(r->arena, n);
	node_remove(n);
	return NULL;
}

/* The comma after a role is set as the role is. */
static void join(struct reader *r, struct node *byline)
{
	struct node *last = byline->last;
	if (!last)
		return;
	const bool role = node_has_class(last, "role");
	node_add_text(r->arena, role ? last : byline, byline->pos, ", ")->generated =
	    true;
}

/* "By" is added where the byline does not say who did what ("Interview by ..."). */
static bool wants_by(const struct reader *r, const char *text)
{
	if (strncmp(r->piece->lang, "en", 2) != 0)
		return false;
	for (const char *p = text; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		if (n == 2 && (p[0] | 0x20) == 'b' && (p[1] | 0x20) == 'y')
			return false;
		p += n;
	}
	return true;
}

static void byline_read(struct reader *r, const struct front *f, struct node *root)
{
	struct pos pos = {1, 1, r->source->file}, unused;
	if (!(r->piece->kind->allowed & FIELD_BYLINE))
		return;
	const char *name = words(r, f->map, "byline", &pos);
	struct node *n = node_new(r->arena, NODE_BYLINE, pos);
	if (name) {
		if (wants_by(r, name))
			node_add_text(r->arena, n, pos, "By ")->generated = true;
		markup_line(r, n, name, pos);
	}
	if (words(r, f->map, "role", &unused)) {
		join(r, n);
		line_read(r, f, "role", n, NODE_SPAN);
	}
	if (words(r, f->map, "place", &unused)) {
		join(r, n);
		line_read(r, f, "place", n, NODE_SPAN);
	}
	if (!n->first)
		return;
	if (!name)
		n->pos = n->first->pos;
	node_append(root, n);
}

static void picture_words(
    struct reader *r, const struct yaml *y, struct node *figure, struct figure_words *w)
{
	static const char *const keys[] = {
	    "file", "alt", "decorative", "caption", "credit", "focus", NULL};
	struct pos pos;
	yaml_check_keys(r->diag, y, keys, "picture");
	w->focus_pos = y->pos;
	w->file = words(r, y, "file", &w->pos);
	w->alt = words(r, y, "alt", &pos);
	w->decorative = yaml_bool(r->diag, y, "decorative", false);
	w->focus = words(r, y, "focus", &w->focus_pos);
	figure_fill(r, figure, w);
	struct front in = {.map = y};
	line_read(r, &in, "caption", figure, NODE_CAPTION);
	line_read(r, &in, "credit", figure, NODE_CREDIT);
	figure_address(r, figure);
}

static void picture_read(struct reader *r, const struct front *f, struct node *root)
{
	const struct yaml *y = f->map ? yaml_find(f->map, "picture") : NULL;
	if (!y || (y->kind == YAML_SCALAR && !*y->text))
		return;
	struct figure_words w = {.pos = y->pos};
	if (y->kind == YAML_LIST) {
		diag(r->diag, DIAG_BAD_VALUE, y->pos,
		    "a piece has one picture here, not a list");
		diag_hint(r->diag, "put further pictures in '::: figure' blocks");
		return;
	}
	struct node *figure = node_add(r->arena, root, NODE_FIGURE, y->pos);
	figure->class = "opener";
	if (y->kind == YAML_MAP) {
		picture_words(r, y, figure, &w);
	} else {
		w.file = y->text;
		w.pos = value_pos(r, y);
		figure_fill(r, figure, &w);
	}
}

static void cover_lines(struct reader *r, struct node *root)
{
	const struct issue *i = r->issue;
	const char *parts[] = {
	    i->number ? arena_printf(r->arena, "Issue %s", i->number) : NULL, i->season,
	    i->price};
	const char *line = NULL;
	for (size_t k = 0; k < COUNT(parts); k++)
		if (parts[k])
			line = line ? arena_printf(r->arena, "%s · %s", line, parts[k])
				    : parts[k];
	generated(r, root, NODE_PARAGRAPH, i->magazine)->class = "magazine";
	if (line)
		generated(r, root, NODE_PARAGRAPH, line)->class = "issue-line";
}

static void head_build(struct reader *r, const struct front *f, struct node *root)
{
	struct piece *p = r->piece;
	bool cover = strcmp(p->kind->name, "cover") == 0;
	if (cover) {
		cover_lines(r, root);
		picture_read(r, f, root);
	}
	if (p->kind->label)
		generated(r, root, NODE_KICKER, p->kind->label);
	p->headline = line_read(r, f, "headline", root, NODE_HEADLINE);
	line_read(r, f, "standfirst", root, NODE_STANDFIRST);
	byline_read(r, f, root);
	if (!cover)
		picture_read(r, f, root);
	if (strcmp(p->kind->name, "contents") == 0)
		node_add(r->arena, root, NODE_CONTENTS, root->pos)->generated = true;
}

/* ---- the piece ----------------------------------------------------------- */

static const char *short_title(struct reader *r, const struct front *f)
{
	struct pos pos;
	const char *text = words(r, f->map, "short", &pos);
	if (!text)
		return r->piece->headline ? r->piece->headline : r->piece->kind->title;
	struct node *holder = node_new(r->arena, NODE_GROUP, pos);
	markup_line(r, holder, text, pos);
	return node_text(r->arena, holder);
}

/* The pieces that a contents shows with their pictures; check.c looks for them. */
static void show_read(struct reader *r, const struct yaml *y)
{
	struct piece *p = r->piece;
	const bool contents = strcmp(p->kind->name, "contents") == 0;
	if (!contents || y->kind != YAML_LIST) {
		diag(r->diag, contents ? DIAG_BAD_VALUE : DIAG_UNKNOWN_KEY, y->pos,
		    contents ? "'show' must be a list of pieces, it was passed over"
			     : "only a contents has 'show', it was passed over");
		diag_hint(r->diag, "write 'show: [one-piece, another]' in the contents");
		return;
	}
	p->show = ARENA_ARRAY(r->arena, struct shown, y->n);
	for (size_t i = 0; i < y->n; i++) {
		const struct yaml *name = y->entry[i].value;
		if (name->kind == YAML_SCALAR) {
			p->show[p->nshow++] =
			    (struct shown){.slug = name->text, .pos = name->pos};
			continue;
		}
		diag(r->diag, DIAG_BAD_VALUE, name->pos,
		    "'show' is a list of pieces' names, and this is no name; it was "
		    "passed over");
		diag_hint(r->diag, "write 'show: [one-piece, another]'");
	}
}

static void fields_read(struct reader *r, const struct front *f)
{
	struct piece *p = r->piece;
	struct pos pos;
	const char *lang = words(r, f->map, "language", &pos);
	if (lang && (lang = language_check(r->diag, pos, lang)) != NULL)
		p->lang = lang;
	if (strcmp(p->lang, r->issue->lang) != 0)
		p->root->lang = p->lang;
	const char *section = words(r, f->map, "section", &pos);
	p->section = section ? section : p->kind->section;
	p->root->consent = words(r, f->map, "consent", &pos);
	bool listed = f->map
			  ? yaml_bool(r->diag, f->map, "contents", p->kind->in_contents)
			  : p->kind->in_contents;
	p->in_contents = listed && !p->filler; /* it may be left out */
	const struct yaml *show = f->map ? yaml_find(f->map, "show") : NULL;
	if (show)
		show_read(r, show);
}

static uint32_t number_nodes(struct node *n, uint32_t next, size_t *nword)
{
	n->id = next++;
	if (n->kind == NODE_TEXT && !n->generated) {
		bool inside = false;
		for (uint32_t i = 0; i < n->as.text.len; i++) {
			bool space = n->as.text.text[i] == ' ';
			*nword += !space && !inside;
			inside = !space;
		}
	}
	for (struct node *k = n->first; k; k = k->next)
		next = number_nodes(k, next, nword);
	return next;
}

static void body_build(struct reader *r, const struct front *f)
{
	struct piece *p = r->piece;
	struct node *root = p->root, *head = NULL;
	struct heads h = {1, 0, 1};
	/* The body's links and notes serve the head too. */
	const struct block *body = fence_split(r, f->body);
	head_build(r, f, root);
	head = root->last;
	for (const struct block *b = body->first; b; b = b->next)
		block_build(r, b, root, &h);
	bool empty = head ? !head->next : !root->first;
	if (empty && (p->kind->required & FIELD_BODY)) {
		diag(r->diag, DIAG_EMPTY_PIECE, (struct pos){1, 1, r->source->file},
		    "this piece has no text");
		diag_hint(r->diag, "write it below the second line '---'");
	}
	note_place_all(r);
	glossary_mark(r->arena, &r->issue->glossary, root);
}

void piece_read(struct arena *a, struct diag *d, struct issue *i, struct piece *p,
    struct map *pictures)
{
	struct reader r = {
	    .arena = a, .diag = d, .issue = i, .piece = p, .pictures = pictures};
	const char *asked = p->template;
	p->lang = i->lang;
	p->kind = kind_find("article");
	p->section = p->kind->section;
	p->headline = p->outline = p->slug;
	p->root = node_new(a, NODE_PIECE, p->pos);
	r.notes = map_new(a);
	r.source = source_read(a, d, p->pos, p->path);
	if (r.source) {
		struct front f = front_read(&r);
		p->kind = kind_read(&r, &f);
		p->root->pos = (struct pos){1, 1, r.source->file};
		fields_read(&r, &f);
		fields_check(&r, &f);
		body_build(&r, &f);
		p->outline = short_title(&r, &f);
		buf_release(&r.links);
	}
	p->template = asked ? asked : p->kind->template;
	p->nnode = number_nodes(p->root, 0, &i->nword);
}
