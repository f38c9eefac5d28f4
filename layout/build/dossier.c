/*
 * The dossier of a press file: what it came to hold, out of the process that wrote it and
 * onto the disk beside it.
 *
 * In: what a build made. Out: <edition>-report.json and <edition>-report.html for each
 * press edition that was written, in builds of some editions too: a printer asks for the
 * press file alone. One that was not written keeps its older dossier, as the file stays.
 */
#include "build/plan.h"
#include "build/proofs.h"

struct account *dossier_account(struct arena *a)
{
	struct account *account = ARENA_NEW(a, struct account);

	account->arena = a;
	return account;
}

/* ---- across a pipe ---------------------------------------------------------- */

static void put_list(const void *at, size_t n, size_t size, struct buf *to)
{
	wire_number(to, (uint32_t)n);
	wire_bytes(to, at, n * size);
}

/* Pointers in what is taken are the other process's: the caller sets them anew. */
static void *take_list(struct arena *a, size_t *n, size_t size, struct message *from)
{
	const size_t room = (size_t)(from->end - from->at) / size;
	void *at;

	*n = message_number(from);
	if (*n > room)
		*n = 0;
	at = arena_alloc(a, *n * size + 1);
	message_bytes(from, at, *n * size);
	return at;
}

void dossier_put(const struct account *account, struct buf *to)
{
	wire_number(to, account != NULL);
	if (!account)
		return;
	wire_number(to, account->nfile);
	put_list(account->page, account->npage, sizeof *account->page, to);
	for (size_t i = 0; i < account->npage; i++)
		wire_string(to, account->page[i].folio);
	put_list(account->picture, account->npicture, sizeof *account->picture, to);
	for (size_t i = 0; i < account->npicture; i++) {
		wire_string(to, account->picture[i].name);
		wire_string(to, account->picture[i].profile);
	}
	put_list(account->font, account->nfont, sizeof *account->font, to);
	for (size_t i = 0; i < account->nfont; i++) {
		wire_string(to, account->font[i].name);
		wire_string(to, account->font[i].title);
		wire_string(to, account->font[i].licence);
	}
	put_list(account->black, account->nblack, sizeof *account->black, to);
	put_list(account->span, account->nspan, sizeof *account->span, to);
	wire_number(to, (uint32_t)account->nspot);
	for (size_t i = 0; i < account->nspot; i++)
		wire_string(to, account->spot[i]);
}

struct account *dossier_take(struct arena *a, struct message *from)
{
	struct account *to;

	if (!message_number(from))
		return NULL;
	to = dossier_account(a);
	to->nfile = message_number(from);
	to->page = take_list(a, &to->npage, sizeof *to->page, from);
	for (size_t i = 0; i < to->npage; i++)
		to->page[i].folio = message_string(from, a);
	to->picture = take_list(a, &to->npicture, sizeof *to->picture, from);
	for (size_t i = 0; i < to->npicture; i++) {
		to->picture[i].name = message_string(from, a);
		to->picture[i].profile = message_string(from, a);
	}
	to->font = take_list(a, &to->nfont, sizeof *to->font, from);
	for (size_t i = 0; i < to->nfont; i++) {
		to->font[i].name = message_string(from, a);
		to->font[i].title = message_string(from, a);
		to->font[i].licence = message_string(from, a);
	}
	to->black = take_list(a, &to->nblack, sizeof *to->black, from);
	to->span = take_list(a, &to->nspan, sizeof *to->span, from);
	to->nspot = message_number(from);
	to->nspot = to->nspot < SPOTS_MAX ? to->nspot : SPOTS_MAX;
	for (size_t i = 0; i < to->nspot; i++)
		to->spot[i] = message_string(from, a);
	return from->broken ? NULL : to;
}

/* ---- beside the file -------------------------------------------------------- */

void dossier_write(const struct plan *p, const struct made *made, struct report_file *f,
    const char *folder)
{
	struct arena *a = p->arena;
	struct report report = plan_report_of(p, made);
	const char *name = f->edition->name;

	report.printer = p->request->printer;
	report.folder = p->request->folder ? folder : NULL;
	proofs_find(p, f, folder);
	report_write_dossier_json(
	    &report, f, path_join(a, folder, arena_printf(a, "%s-report.json", name)));
	report_write_dossier_html(
	    &report, f, path_join(a, folder, arena_printf(a, "%s-report.html", name)));
}

void plan_dossiers(const struct plan *p, const struct made *made)
{
	for (size_t i = 0; i < p->editions->n; i++)
		if (made->file[i].nbyte && made->file[i].account)
			dossier_write(p, made, &made->file[i], plan_folder(p));
}
