/*
 * Writes the bench's issue: magazine FOLDER [FACTOR]
 *
 * 32 A4 pages' worth as rivals.md describes it: 15,500 words in 14 pieces, 20 JPEGs, 3
 * tables, 28 notes, 14 pull quotes, contents. FACTOR times as many pieces and pictures
 * make it ten or fifty times as long; no picture comes twice. Beside it stands the same
 * text for groff, FOLDER/peer.roff, as long as a peer is to be measured with it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "bench.h"

enum {
	NPIECE = 14,
	NWORD = 1010, /* of a piece's paragraphs */
	PARAGRAPH = 62
};

struct magazine {
	const char *folder;
	unsigned npiece, nphoto, nword, nnote, nquote, ntable;
	struct dice dice;
	FILE *peer;
};

static FILE *create(const struct magazine *m, const char *name)
{
	char path[1024];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", m->folder, name);
	f = fopen(path, "w");
	if (!f) {
		perror(path);
		exit(1);
	}
	return f;
}

static void finish(FILE *f)
{
	if (ferror(f) || fclose(f)) {
		perror("write");
		exit(1);
	}
}

static void folder(const char *parent, const char *name)
{
	char path[1024];

	snprintf(path, sizeof path, "%s%s", parent, name);
	if (mkdir(path, 0777) && errno != EEXIST) {
		perror(path);
		exit(1);
	}
}

/* A new picture; its file name goes into `name`. */
static void photo(struct magazine *m, char *name, size_t size)
{
	char path[1024];

	snprintf(name, size, "pictures/photo-%04u.jpg", ++m->nphoto);
	snprintf(path, sizeof path, "%s/%s", m->folder, name);
	photo_write(m->nphoto * 2654435761u, path);
}

static void front_matter(struct magazine *m, unsigned i, FILE *out)
{
	static const char *const kinds[] = {
	    "feature", "article", "policy-feature", "news", "review"};
	char name[64], title[128] = "";
	FILE *words = fmemopen(title, sizeof title, "w");

	prose_title(&m->dice, words);
	fclose(words);
	photo(m, name, sizeof name);
	fprintf(
	    out, "---\nkind: %s\nheadline: %s\nstandfirst: >-\n  ", kinds[i % 5], title);
	m->nword += prose_sentence(&m->dice, out);
	fprintf(out, "\nbyline: ");
	prose_name(&m->dice, out);
	fprintf(out,
	    "\npicture:\n  file: %s\n  alt: Discs of light over a slope, number %u\n"
	    "  caption: >-\n    ",
	    name, m->nphoto);
	m->nword += prose_sentence(&m->dice, out);
	fprintf(out, "\n---\n\n");
	peer_headline(title, m->peer);
}

static void table(struct magazine *m, FILE *out)
{
	static const char *const rows[] = {"Ramps", "Interpreters", "Transport",
	    "Training", "Books in braille", "Quiet rooms"};

	m->ntable++;
	fprintf(out, "::: table caption=\"What it cost, in pounds\" row-heads=yes\n"
		     "| Item | 2022 | 2023 | 2024 |\n|:--|--:|--:|--:|\n");
	for (unsigned i = 0; i < 6; i++) {
		fprintf(out, "| %s", rows[i]);
		for (int c = 0; c < 3; c++)
			fprintf(out, " | %u", 100 + dice_roll(&m->dice, 9000));
		fprintf(out, " |\n");
	}
	fprintf(out, ":::\n\n");
}

static void figure(struct magazine *m, FILE *out)
{
	char name[64];

	photo(m, name, sizeof name);
	fprintf(out,
	    "::: figure file=\"%s\" alt=\"Discs of light over a slope, number %u\"\n",
	    name, m->nphoto);
	m->nword += prose_sentence(&m->dice, out);
	fprintf(out, "\n:::\n\n");
}

static void pull_quote(struct magazine *m, FILE *out)
{
	m->nquote++;
	fprintf(out, "::: pullquote\n");
	m->nword += prose_sentence(&m->dice, out);
	fprintf(out, "\n:::\n\n");
}

/* The same paragraph for us and for the peer; a note hangs on it if `note`. */
static unsigned paragraph(struct magazine *m, unsigned note, FILE *out)
{
	struct dice again = m->dice;
	unsigned n = prose_paragraph(&m->dice, PARAGRAPH, out);

	prose_paragraph(&again, PARAGRAPH, m->peer);
	if (!note)
		return n;
	m->nnote++;
	fseek(out, -2, SEEK_CUR); /* in front of the empty line */
	fprintf(out, "[^%u]\n\n[^%u]: ", note, note);
	n += prose_sentence(&m->dice, out);
	fprintf(out, "\n\n");
	return n;
}

static void piece(struct magazine *m, unsigned i)
{
	char name[64];
	unsigned n = 0, nparagraph = 0;
	FILE *out;

	snprintf(name, sizeof name, "piece-%03u.md", i + 1);
	out = create(m, name);
	front_matter(m, i, out);
	while (n < NWORD) {
		nparagraph++;
		if (nparagraph % 5 == 4) {
			fprintf(out, "## ");
			n += prose_title(&m->dice, out);
			fprintf(out, "\n\n");
		}
		n += paragraph(m, nparagraph == 3 ? 1 : nparagraph == 9 ? 2 : 0, out);
		if (nparagraph == 5)
			pull_quote(m, out);
		/* 19 with the openers; the cover has the twentieth of the first issue */
		if (nparagraph == 7 && i % NPIECE < (i < NPIECE ? 5 : 6))
			figure(m, out);
		if (nparagraph == 11 && i % NPIECE % 5 == 1)
			table(m, out);
	}
	m->nword += n;
	finish(out);
}

static void cover_and_contents(struct magazine *m)
{
	char name[64];
	FILE *out = create(m, "cover.md");

	photo(m, name, sizeof name);
	fprintf(out,
	    "---\nkind: cover\nheadline: The bench\n"
	    "standfirst: An issue that nobody reads\npicture:\n  file: %s\n"
	    "  alt: Discs of light over a slope\n---\n\nA magazine for measuring.\n",
	    name);
	finish(out);
	out = create(m, "contents.md");
	fprintf(out, "---\nkind: contents\nheadline: In this issue\ncontents: no\n---\n");
	finish(out);
}

static void issue(struct magazine *m)
{
	FILE *out = create(m, "issue.yaml");

	fprintf(out,
	    "magazine: The Bench\nnumber: 1\nseason: Autumn 2026\ndate: 2026-10-01\n"
	    "language: en-GB\npublisher: The Bench\ncover: cover\nflatplan:\n"
	    "  - cover\n  - contents\n");
	for (unsigned i = 0; i < m->npiece; i++)
		fprintf(out, "  - piece-%03u\n", i + 1);
	finish(out);
}

int main(int argc, char **argv)
{
	struct magazine m = {.dice = {1}};

	if (argc < 2) {
		fprintf(stderr, "usage: magazine FOLDER [FACTOR]\n");
		return 3;
	}
	m.folder = argv[1];
	m.npiece = NPIECE * (argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 1);
	folder(m.folder, "");
	folder(m.folder, "/pictures");
	m.peer = create(&m, "peer.roff");
	peer_begin(m.peer);
	cover_and_contents(&m);
	for (unsigned i = 0; i < m.npiece; i++)
		piece(&m, i);
	issue(&m);
	finish(m.peer);
	printf("%u pieces, %u words, %u pictures, %u tables, %u notes, %u pull quotes\n",
	    m.npiece, m.nword, m.nphoto, m.ntable, m.nnote, m.nquote);
	return 0;
}
