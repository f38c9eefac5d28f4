/* rules: what a sheet says about the look of things, before it meets a node. Private. */
#ifndef STYLE_RULES_H
#define STYLE_RULES_H

#include "style/style.h"

enum prop_type {
	PROP_FAMILY,
	PROP_LENGTH,
	PROP_INT,
	PROP_BOOL,
	PROP_STRING,
	PROP_RATIO,
	PROP_PERCENT,
	PROP_CHARS,
	PROP_INK,
	PROP_TRACKS,
	/* keywords */
	PROP_FONT_STYLE,
	PROP_NUMERIC,
	PROP_LIGATURES,
	PROP_HANGING,
	PROP_KERNING,
	PROP_MARGINS,
	PROP_WRAP,
	PROP_CAPS,
	PROP_TEXT_ALIGN,
	PROP_HYPHENS,
	PROP_LIMIT,
	PROP_DECORATION,
	PROP_SNAP,
	PROP_DISPLAY,
	PROP_BREAK,
	PROP_SPAN,
	PROP_FLOAT,
	PROP_CAPTION_SIDE,
	PROP_NOTES
};

enum property {
#define PROP(name, field, type, initial, inherited, text) PROPERTY_##field,
#include "style/props.def"
#undef PROP
	PROPERTY_COUNT
};

struct property_info {
	const char *name;
	enum prop_type type;
	const char *initial;
	bool inherited;
	const char *text;
};

struct value {
	union {
		sp length;
		int number; /* INT and every keyword */
		bool flag;
		const char *words;
		double ratio;
		struct tracks tracks;
		struct hyphen_chars chars;
		struct {
			struct style_ink ink;
			bool section; /* the piece's section color, known only with the
					 piece */
		} ink;
	} as;
};

/* What reading values needs. */
struct reading {
	struct arena *arena;
	struct diag *diag;
	const struct palette *palette;
	const struct fonts *fonts; /* NULL: families are not checked, faces not found */
};

const struct property_info *property_info(enum property p);
enum property property_find(const char *name); /* PROPERTY_COUNT: no such */
const char *property_nearest(const char *name);
/* False: reported at pos. */
bool value_parse(const struct reading *s, enum property p, const char *text,
    struct pos pos, struct value *v);
/* "plum", "section 60%", "none". False: reported. */
bool ink_parse(
    const struct reading *s, const char *text, struct pos pos, struct value *v);
/* As a sheet would say it; a set of words in the table's order. */
void keyword_print(struct buf *b, enum prop_type type, int number);
bool style_same_value(const struct style *a, const struct style *b, enum property p);
void style_assign(struct style *s, enum property p, const struct value *v, int section);
void style_inherit(struct style *s, const struct style *parent);

/* ---- selectors ----------------------------------------------------------- */

/* A part of what a selector names, as CSS has them. */
enum pseudo { PSEUDO_NONE, PSEUDO_FIRST_LETTER, PSEUDO_MARKER, NPSEUDO };

struct compound {
	int kind;	    /* enum node_kind; -1: any */
	const char **class; /* all must be there; NULL-terminated or NULL */
	bool first_of_type; /* the first of its kind among its siblings */
	bool child;	    /* of what the part before it is for; alone: of the piece */
	bool next;	    /* follows at once what the part before it is for */
};

struct selector {
	const char *text;
	struct compound
	    *part; /* the last one is the node itself, those before ancestors */
	size_t npart, cappart;
	const char *name; /* the last word where it is no node's kind: "folio", "poem" */
	bool thing;	  /* it names what is no node: "folio" */
	const char *piece, *template; /* conditions on the whole piece; NULL: none */
	enum pseudo pseudo;	      /* for a part of the node */
	bool child, next;	      /* while it is read: a '>' or '+' has been */
	int weight;		      /* words and classes */
};

bool selector_parse(
    const struct reading *s, const char *text, struct pos pos, struct selector *out);
bool selector_matches(
    const struct selector *sel, const struct node *n, const struct piece *p);
/* Is it for a thing of this name, which is no node, in such a piece? */
bool selector_names(const struct selector *sel, const char *name, const struct piece *p);

/* ---- rules --------------------------------------------------------------- */

struct decl {
	enum property property;
	struct value value;
	struct pos pos;
};

struct rule {
	struct selector selector;
	struct pos pos;
	size_t order; /* later wins among equal weights */
	const char *like;
	struct pos like_pos;
	struct decl *decl;
	size_t ndecl, capdecl;
	enum { LIKE_OPEN, LIKE_BUSY, LIKE_DONE } state;
};

struct rule_list {
	uint32_t *at; /* indexes into rules->rule, ascending: the cascade's order */
	size_t n, cap;
};

struct interned; /* a style with what the cascade remembers about it */

struct rules {
	struct reading reading; /* its arena is the rules' own: pages that are tried and
				 * rewound must not take styles with them */
	struct rule *rule;
	size_t nrule, caprule;
	struct rule_list by_kind[NODE_NKIND];
	struct map by_name;		     /* -> struct rule_list */
	struct rule_list by_pseudo[NPSEUDO]; /* those are in no other list */
	struct style initial;
	sp least_size, least_x_height; /* 0: unchecked */
	uint32_t *match;	       /* room for nrule, while one node is matched */
	struct lookup *lookup;	       /* (parent, section, matched rules) -> style */
	size_t nlookup, lookup_size;
	struct interned **interned; /* by content */
	size_t ninterned, interned_size;
};

/* After all rules are read: likes, order, indexes. */
void rules_finish(struct rules *r);
/* Small type and weak contrast of a style that has words; rule gives the place. */
void legible_check(const struct sheet *s, const struct style *style,
    const struct rule *const *matched, size_t nmatched);

/* ---- reading ------------------------------------------------------------- */

/* styles/<folder>/<name>.yaml if it is there, else reported with `code` at from and NULL.
 */
const char *names_path(struct arena *a, struct diag *d, const char *path[3],
    enum diag_code code, struct pos from);
/* "did you mean" for a template's name, after a finding. */
void template_hint(struct diag *d, const struct sheet *sheet, const char *name);
/* Lengths that go with the type, of what has been read so far (scale.c). */
void scale_to(struct sheet *s, sp size, struct pos pos);
/* Font-size of `piece`; 0: it says none. */
sp sheet_body_size(const struct sheet *s);
/* Size, face, spacing and line length as one reader asks for them (needs.c). */
void sheet_fulfil(struct sheet *s);
void fitting_read(struct diag *d, const struct yaml *sheet, struct fit_limits *l);
void template_read(
    const struct reading *s, struct sheet *sheet, const struct yaml_entry *e);

#endif
