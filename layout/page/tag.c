/*
 * The tree of tags: names of roles, building, numbering.
 *
 * In: makeup adds tags in the order of reading, below their parents.
 * Out: the tree that pdf, proof and report walk; the order of every tag.
 * A role's name is a word of this project. What a role is called in a PDF file is known
 * in pdf alone (its table of types), so that another version of PDF is another column
 * there. The tags of artifacts are shared constants: furniture belongs to no place in
 * the reading and so needs no tag of its own. (NULL for "artifact" was rejected: then a
 * forgotten tag could not be told from an intended artifact.)
 */
#include "page/page.h"

#include <assert.h>

const char *role_name(enum role role)
{
	static const char *const name[ROLE_NROLE] = {
	    [ROLE_DOCUMENT] = "Document",
	    [ROLE_ARTICLE] = "Article",
	    [ROLE_SECTION] = "Section",
	    [ROLE_ASIDE] = "Aside",
	    [ROLE_GROUP] = "Group",
	    [ROLE_H1] = "H1",
	    [ROLE_H2] = "H2",
	    [ROLE_H3] = "H3",
	    [ROLE_H4] = "H4",
	    [ROLE_H5] = "H5",
	    [ROLE_H6] = "H6",
	    [ROLE_PARAGRAPH] = "Paragraph",
	    [ROLE_BLOCKQUOTE] = "BlockQuote",
	    [ROLE_QUOTE] = "Quote",
	    [ROLE_LIST] = "List",
	    [ROLE_LIST_ITEM] = "ListItem",
	    [ROLE_LIST_LABEL] = "ListLabel",
	    [ROLE_LIST_BODY] = "ListBody",
	    [ROLE_TABLE] = "Table",
	    [ROLE_TABLE_HEAD] = "TableHead",
	    [ROLE_TABLE_BODY] = "TableBody",
	    [ROLE_ROW] = "Row",
	    [ROLE_HEAD_CELL] = "HeadCell",
	    [ROLE_CELL] = "Cell",
	    [ROLE_CAPTION] = "Caption",
	    [ROLE_FIGURE] = "Figure",
	    [ROLE_NOTE] = "Note",
	    [ROLE_REFERENCE] = "Reference",
	    [ROLE_LINK] = "Link",
	    [ROLE_SPAN] = "Span",
	    [ROLE_STRONG] = "Strong",
	    [ROLE_CONTENTS] = "Contents",
	    [ROLE_CONTENTS_ENTRY] = "ContentsEntry",
	    [ROLE_PRINT_MARK] = "PrintMark",
	    [ROLE_ARTIFACT_PAGE] = "ArtifactPage",
	    [ROLE_ARTIFACT_LAYOUT] = "ArtifactLayout",
	    [ROLE_ARTIFACT_BACKGROUND] = "ArtifactBackground",
	    [ROLE_ARTIFACT_PRESS] = "ArtifactPress",
	};

	assert(role < ROLE_NROLE);
	return name[role];
}

bool role_is_inline(enum role role)
{
	switch (role) {
	case ROLE_QUOTE:
	case ROLE_REFERENCE:
	case ROLE_LINK:
	case ROLE_SPAN:
	case ROLE_STRONG:
		return true;
	default:
		return false;
	}
}

void tag_append(struct tag *parent, struct tag *child)
{
	assert(!child->parent);
	child->parent = parent;
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

struct tag *tag_new(struct arena *a, struct tag *parent, enum role role, struct pos pos)
{
	struct tag *t = ARENA_NEW(a, struct tag);

	assert(!role_is_artifact(role));
	t->role = role;
	t->pos = pos;
	if (parent)
		tag_append(parent, t);
	return t;
}

const struct tag *tag_artifact(enum role role)
{
	static const struct tag shared[] = {
	    {.role = ROLE_ARTIFACT_PAGE},
	    {.role = ROLE_ARTIFACT_LAYOUT},
	    {.role = ROLE_ARTIFACT_BACKGROUND},
	    {.role = ROLE_ARTIFACT_PRESS},
	};

	assert(role_is_artifact(role) && role < ROLE_NROLE);
	return &shared[role - ROLE_ARTIFACT_PAGE];
}

/* The next tag in document order, without recursion: trees may be deep. */
static struct tag *after(struct tag *t)
{
	if (t->first)
		return t->first;
	while (t && !t->next)
		t = t->parent;
	return t ? t->next : NULL;
}

void tag_number(struct book *b)
{
	b->ntag = 0;
	for (struct tag *t = b->root; t; t = after(t))
		t->order = b->ntag++;
}
