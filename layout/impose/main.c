/*
 * inpress-impose: `inpress impose`, in a program of its own because of libqpdf.
 *
 * In: the arguments that inpress was called with. Out: the exit status (build/build.h).
 * Marks are shown where they are asked for, or the printer's preset has them. Sheets
 * never take the place of what they are made of: that is refused before anything is read.
 */
#include "build/build.h"
#include "impose/impose.h"
#include "style/style.h"

#include <sys/stat.h>

static struct stock stock_of(const struct imposing *i)
{
	const sp cover = i->cover_thickness < 0 ? i->thickness : i->cover_thickness;

	return (struct stock){.leaf = sp_to_pt(i->thickness),
	    .cover = sp_to_pt(cover),
	    .creep = i->creep < 0 ? -1 : sp_to_pt(i->creep)};
}

/* False: reported. */
static bool dress_of(const struct request *r, const struct preset *p, struct dress *d)
{
	*d = (struct dress){.offset = p ? sp_to_pt(p->mark_offset) : sp_to_pt(MM(6))};
	d->marks = p ? p->marks : 0;
	if (r->imposing.marks && !d->marks)
		d->marks = MARKS_ALL & ~MARKS_BLEED;
	if (!d->marks)
		return true;
	d->fonts = fonts_open(r->arena, r->diag, r->manifest);
	d->face =
	    d->fonts ? fonts_find(d->fonts, *fonts_families(d->fonts), 400, false) : NULL;
	return d->face;
}

static bool is_one_file(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/* Never in the place of what is read, nor of what is no file. */
static void check_target(const struct imposition *job, const char *path)
{
	const char *const read[] = {job->from, job->cover};
	struct stat target, one;

	if (stat(path, &target) != 0)
		return;
	if (!S_ISREG(target.st_mode))
		die_usage("'%s' is no file that sheets could replace: name another by -o",
		    path);
	for (size_t i = 0; i < COUNT(read); i++)
		if (read[i] && stat(read[i], &one) == 0 && is_one_file(&target, &one))
			die_usage("the sheets would replace '%s', whose pages they are "
				  "made of: name another file by -o",
			    read[i]);
}

static void check_targets(struct arena *a, const struct imposition *job)
{
	check_target(job, job->to);
	if (job->cover || job->binding == BINDING_PERFECT)
		check_target(job, impose_cover_path(a, job->to));
}

/* False: reported. */
static bool impose_for_printer(const struct request *r, struct imposition *job)
{
	const struct preset *p = r->printer ? preset_read(r->arena, r->diag, r->styles,
						  r->printer, (struct pos){0})
					    : NULL;

	if (r->printer && !p)
		return false;
	job->cover_first = p && p->cover_first && !p->cover_apart && !job->cover;
	return dress_of(r, p, &job->dress) && impose(job);
}

int main(int argc, char **argv)
{
	struct arena *a = arena_new();
	struct request r = {.arena = a, .diag = diag_new(a)};
	struct imposition job = {.diag = r.diag};
	int status = EXIT_FINDINGS;

	request_read(&r, argc, argv);
	if (r.command != COMMAND_IMPOSE)
		die_usage("this program imposes pages: inpress impose FILE.pdf");
	job.from = r.file;
	job.to = r.folder;
	job.cover = r.imposing.cover;
	job.binding = r.imposing.binding;
	job.stock = stock_of(&r.imposing);
	job.signature = r.imposing.signature;
	job.blanks = r.imposing.blanks;
	job.paper = r.imposing.paper;
	check_targets(a, &job);
	if (impose_for_printer(&r, &job))
		status = 0;
	diag_print(r.diag, stderr);
	if (status == 0 && diag_denied(r.diag))
		status = EXIT_DENIED;
	if (fflush(stdout) != 0 || ferror(stdout))
		die("write standard output:");
	arena_close(a);
	return status;
}
