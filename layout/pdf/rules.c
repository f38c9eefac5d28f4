/*
 * Holds a book to its standard's rules (pdfua.c, pdfx.c) before a byte is written.
 *
 * What an editor can mend is a finding at the tag's place. The rest the modules above owe
 * us: it is our fault, and the file is not written rather than written wrong.
 */
#include "pdf/writer.h"

static bool report(const struct writer *w, const struct rule *r, struct pos pos)
{
	if (r->code == DIAG_NCODE)
		die("write %s: %s (%s): a fault of the program", w->job->path, r->message,
		    r->clause);
	diag(w->job->diag, r->code, pos, "%s", r->message);
	return false;
}

bool rules_hold(const struct writer *w)
{
	const struct format *f = w->format;
	bool kept = true;

	for (size_t i = 0; i < f->nrule; i++) {
		const struct rule *r = &f->rule[i];
		int level = 0;
		if (r->book && !r->book(w))
			kept = report(w, r, (struct pos){0});
		if (!r->tag)
			continue;
		for (uint32_t k = 0; k < w->tree.ntag; k++)
			if (!r->tag(w->tree.tag[k], &level))
				kept = report(w, r, w->tree.tag[k]->pos);
	}
	return kept;
}
