/*
 * What kinds of piece there are: one table. A new kind is a new row.
 *
 * label is read above the headline; section is the ink of look.md's section colours;
 * template is the page template that the sheets name. Fields that every kind may have
 * (short, language, section, contents, consent) are not listed.
 */
#include "issue/reader.h"

#include <string.h>

enum {
	HEAD = FIELD_HEADLINE,
	SIGNED = FIELD_BYLINE | FIELD_ROLE | FIELD_PLACE,
	ANY = FIELD_HEADLINE | FIELD_STANDFIRST | SIGNED | FIELD_PICTURE | FIELD_BODY |
	      FIELD_CONSENT,
	UNSIGNED = ANY & ~SIGNED,
	STORY = HEAD | FIELD_BODY,
	TOLD = HEAD | FIELD_ROLE | FIELD_BODY,
};

static const struct piece_kind kinds[] = {
    {"article", "Article", NULL, "default", "navy", STORY, ANY, true},
    {"cover", "Cover", NULL, "cover", "plum", HEAD | FIELD_PICTURE, UNSIGNED, false},
    {"contents", "Contents", NULL, "contents", "plum", HEAD, UNSIGNED, false},
    {"editorial", "Editorial", "Editorial", "editorial", "plum", STORY, ANY, true},
    {"feature", "Feature", NULL, "feature", "teal", STORY, ANY, true},
    {"policy-feature", "Policy feature", "Policy", "feature", "navy", STORY, ANY, true},
    {"testimony-parent", "A parent’s testimony", "Testimony", "voices", "crimson", TOLD,
	ANY, true},
    {"testimony-teacher", "A teacher’s testimony", "Testimony", "voices", "forest", TOLD,
	ANY, true},
    {"testimony-young-person", "A young person’s testimony", "Testimony", "voices",
	"teal", TOLD, ANY, true},
    {"quote-wall", "Voices", "Voices", "quote-wall", "crimson", STORY, UNSIGNED, true},
    {"interview", "Interview", "Interview", "interview", "umber", STORY, ANY, true},
    {"oral-history", "Oral history", "Oral history", "oral-history", "umber", STORY, ANY,
	true},
    {"news", "News", "News", "news", "teal", STORY, ANY, true},
    {"campaign", "Campaign", "Campaign", "campaign", "crimson", STORY, ANY, true},
    {"manifesto", "Manifesto", "Manifesto", "manifesto", "crimson", STORY, ANY, true},
    {"review", "Review", "Review", "review", "forest", STORY, ANY, true},
    {"poem", "Poem", "Poem", "poem", "plum", STORY, ANY, true},
    {"graphic-story", "Graphic story", "Graphic story", "comic", "umber", HEAD, ANY,
	true},
    {"infographic", "Infographic", NULL, "infographic", "navy", HEAD, ANY, true},
    {"report-summary", "Report summary", "Report", "report", "navy", STORY, ANY, true},
    {"tribute", "Tribute", "Tribute", "tribute", "plum", STORY, ANY, true},
    {"notices", "Notices", NULL, "notices", "teal", STORY, ANY, true},
    {"legal-question", "Legal question", "Legal question", "legal", "navy", STORY, ANY,
	true},
    {"advert", "Advertisement", "Advertisement", "advert", "navy", 0, UNSIGNED, false},
    {"donate", "Donate", NULL, "donate", "crimson", STORY, UNSIGNED, true},
    {"subscribe", "Subscribe", NULL, "subscribe", "forest", STORY, UNSIGNED, true},
    {"masthead", "Masthead", NULL, "masthead", "navy", STORY, UNSIGNED, true},
    {"back-cover", "Back cover", NULL, "back-cover", "plum", 0, UNSIGNED, false},
};

const struct piece_kind *kind_find(const char *name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const char *const *kind_names(struct arena *a)
{
	const char **names = ARENA_ARRAY(a, const char *, COUNT(kinds) + 1);
	for (size_t i = 0; i < COUNT(kinds); i++)
		names[i] = kinds[i].name;
	return names;
}

const char *field_name(enum piece_field f)
{
	switch (f) {
	case FIELD_HEADLINE:
		return "headline";
	case FIELD_STANDFIRST:
		return "standfirst";
	case FIELD_BYLINE:
		return "byline";
	case FIELD_ROLE:
		return "role";
	case FIELD_PLACE:
		return "place";
	case FIELD_PICTURE:
		return "picture";
	case FIELD_CONSENT:
		return "consent";
	case FIELD_BODY:
		break;
	}
	return "body";
}
