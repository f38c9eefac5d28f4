/*
 * The pictures of plates that lie beside a press file, and whether they are of it.
 *
 * In: a press edition's files as they were written. Out: for the report, each page's
 * pictures in the folder `proof` beside them. A picture says within itself the checksum
 * of the file that it was drawn from (PNG, tEXt "Source"): two builds of one issue are
 * the same to the byte, so one that names another file is out of date, and is passed
 * over. Rejected: times of files, which a copy changes, and a list beside the pictures,
 * which stays behind when some of them are sent on.
 */
#include "build/proofs.h"

#include <string.h>
#include <unistd.h>

static const char folder_name[] = "proof";

static bool is_printers_part(const char *part, size_t i)
{
	return part && part_name(i + 1) && strcmp(part, part_name(i + 1)) == 0;
}

/* Volumes number their pages anew; a printer's parts keep the numbers of the whole. */
const char *proof_name(struct arena *a, const struct report_file *f, size_t part,
    int number, enum proof_kind kind)
{
	const bool anew = f->nvolume && !is_printers_part(f->volume[part].part, part);
	const char *volume = anew ? arena_printf(a, "-volume-%zu", part + 1) : "";

	return arena_printf(a, "%s%s-page-%03d-%s.png", f->edition->name, volume, number,
	    proof_names[kind]);
}

const char *proof_mark(struct arena *a, const uint8_t digest[DIGEST_SIZE])
{
	return arena_printf(a, "sha256:%s", report_hex(a, digest));
}

void proofs_find(const struct plan *p, struct report_file *f, const char *folder)
{
	struct arena *a = p->arena, *passing = arena_new();
	const struct account *account = f->account;

	f->proof = ARENA_ARRAY(a, struct report_proof, f->npage);
	for (size_t i = 0; i < account->npage; i++) {
		const size_t part = account->page[i].file;
		const char *mark = proof_mark(passing, report_part(f, part).digest);

		for (enum proof_kind kind = 0; kind < PROOF_N; kind++) {
			const char *path = path_join(passing, folder_name,
			    proof_name(passing, f, part, account->page[i].number, kind));
			const struct picture_note note =
			    picture_note_read(passing, path_join(passing, folder, path));

			if (!note.of || !note.words || strcmp(note.of, mark) != 0)
				continue;
			f->proof[i].path[kind] = arena_string(a, path);
			f->proof[i].words[kind] = arena_string(a, note.words);
		}
	}
	arena_close(passing);
}

/* The folder that has this one as its `proof`; NULL: it is called otherwise. */
static const char *beside(struct arena *a, const char *proofs)
{
	const char *slash = strrchr(proofs, '/');
	const char *name = slash ? slash + 1 : proofs;

	if (strcmp(name, folder_name) != 0)
		return NULL;
	return slash ? arena_copy(a, proofs, (size_t)(slash - proofs)) : ".";
}

/* Are these files there, with these bytes? */
static bool is_of(struct arena *a, const struct report_file *f, const char *folder)
{
	for (size_t i = 0; i < report_nfile(f); i++) {
		const struct report_volume part = report_part(f, i);
		const char *path = path_join(a, folder, part.name);
		uint8_t digest[DIGEST_SIZE];

		if (access(path, R_OK) != 0)
			return false;
		report_digest(path, digest);
		if (memcmp(digest, part.digest, sizeof digest) != 0)
			return false;
	}
	return true;
}

void proofs_tell(const struct plan *p, struct report_file *f, const char *proofs)
{
	const char *folder = beside(p->arena, proofs);
	struct made made = {.plan = p, .file = f};

	if (!folder || !is_of(p->arena, f, folder))
		return;
	dossier_write(p, &made, f, folder);
}
