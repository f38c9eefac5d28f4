/*
 * What a book's process made, across a pipe to its parent.
 *
 * In: the places in struct made that one job filled. Out: the same places, filled in the
 * parent. Put and take stand one below the other, in one order: what the one says, the
 * other reads.
 */
#include "build/plan.h"

struct made made_new(const struct plan *p)
{
	struct made made = {.plan = p};

	made.file = ARENA_ARRAY(p->arena, struct report_file, p->editions->n);
	made.book = ARENA_ARRAY(p->arena, struct report_book, p->nbook);
	for (size_t i = 0; i < p->editions->n; i++) {
		made.file[i].edition = &p->editions->edition[i];
		made.file[i].name = plan_file(p, &p->editions->edition[i]);
	}
	for (size_t i = 0; i < p->nbook; i++)
		made.book[i].name = p->book[i].like->book;
	return made;
}

static struct report_file *file_of(
    const struct made *made, const struct book_plan *b, size_t i)
{
	return &made->file[b->edition[i] - made->plan->editions->edition];
}

/* ---- a file ------------------------------------------------------------- */

static void put_volume(const struct report_volume *v, struct buf *to)
{
	wire_string(to, v->part);
	wire_string(to, v->holding.first);
	wire_string(to, v->holding.last);
	wire_number(to, (uint32_t)v->holding.print_first);
	wire_number(to, (uint32_t)v->holding.print_last);
	wire_number(to, v->npage);
	wire_bytes(to, &v->nbyte, sizeof v->nbyte);
	wire_bytes(to, v->digest, sizeof v->digest);
}

static void take_volume(struct arena *a, struct report_volume *v, struct message *from)
{
	v->part = message_string(from, a);
	v->holding.first = message_string(from, a);
	v->holding.last = message_string(from, a);
	v->holding.print_first = (int)message_number(from);
	v->holding.print_last = (int)message_number(from);
	v->npage = message_number(from);
	message_bytes(from, &v->nbyte, sizeof v->nbyte);
	message_bytes(from, v->digest, sizeof v->digest);
}

static void put_file(const struct report_file *f, struct buf *to)
{
	wire_number(to, f->npage);
	wire_number(to, f->milliseconds);
	wire_bytes(to, &f->nbyte, sizeof f->nbyte);
	wire_bytes(to, f->digest, sizeof f->digest);
	wire_number(to, (uint32_t)f->ncontrast);
	wire_bytes(to, f->contrast, f->ncontrast * sizeof *f->contrast);
	wire_number(to, (uint32_t)f->nink);
	wire_bytes(to, f->ink, f->nink * sizeof *f->ink);
	dossier_put(f->account, to);
	wire_number(to, (uint32_t)f->nvolume);
	for (size_t i = 0; i < f->nvolume; i++)
		put_volume(&f->volume[i], to);
}

static void take_file(const struct plan *p, struct report_file *f, struct message *from)
{
	struct arena *a = p->arena;

	f->npage = message_number(from);
	f->milliseconds = message_number(from);
	message_bytes(from, &f->nbyte, sizeof f->nbyte);
	message_bytes(from, f->digest, sizeof f->digest);
	f->ncontrast = message_number(from);
	struct contrast *pair = ARENA_ARRAY(a, struct contrast, f->ncontrast);
	message_bytes(from, pair, f->ncontrast * sizeof *pair);
	f->contrast = pair;
	f->nink = message_number(from);
	struct page_ink *ink = ARENA_ARRAY(a, struct page_ink, f->nink);
	message_bytes(from, ink, f->nink * sizeof *ink);
	f->ink = ink;
	f->account = dossier_take(a, from);
	const uint32_t nvolume = message_number(from);
	for (uint32_t i = 0; i < nvolume && !from->broken; i++) {
		if (i == 0)
			f->volume = ARENA_ARRAY(a, struct report_volume, nvolume);
		struct report_volume *v = &f->volume[f->nvolume++];
		v->name = plan_volume(p, f->edition, f->nvolume);
		take_volume(a, v, from);
	}
}

/* ---- a book ------------------------------------------------------------- */

static void put_amendments(const struct amendments *list, struct buf *to)
{
	wire_number(to, (uint32_t)list->n);
	for (size_t i = 0; i < list->n; i++) {
		wire_number(to, list->at[i].rule);
		/* Of a file that was known before the processes parted. */
		wire_bytes(to, &list->at[i].pos, sizeof list->at[i].pos);
		wire_string(to, list->at[i].words);
	}
}

static void take_amendments(
    struct arena *a, struct amendments *list, struct message *from)
{
	const uint32_t n = message_number(from);

	for (uint32_t i = 0; i < n && !from->broken; i++) {
		struct amendment one = {.rule = (enum amend)message_number(from)};

		message_bytes(from, &one.pos, sizeof one.pos);
		one.words = message_string(from, a);
		if (!from->broken)
			ARENA_PUSH(a, list->at, list->n, list->cap) = one;
	}
}

/* ---- a job -------------------------------------------------------------- */

void made_put(const struct made *made, size_t job, struct buf *to)
{
	const struct book_plan *b = &made->plan->book[job];

	for (size_t i = 0; i < b->nedition; i++)
		put_file(file_of(made, b, i), to);
	put_amendments(&made->book[job].amended, to);
}

void made_take(struct made *made, size_t job, struct message *from)
{
	const struct book_plan *b = &made->plan->book[job];
	struct arena *a = made->plan->arena;

	for (size_t i = 0; i < b->nedition && !from->broken; i++)
		take_file(made->plan, file_of(made, b, i), from);
	take_amendments(a, &made->book[job].amended, from);
}
