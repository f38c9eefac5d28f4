/*
 * Streams deflated by a second thread while the next page is painted.
 *
 * Deflate is a third of what writing a file costs, and depends on nothing but its bytes.
 * The worker does nothing else: it writes no file, says nothing and cannot fail, so that
 * all that may stop a run stays in one thread. Who waits for a result takes bytes off the
 * queue meanwhile; where no thread is to be had, all is done then. Each thread has a
 * compressor of its own. What the files of a book have in common is deflated for the
 * first of them: a color scheme more costs its pages alone. Libdeflate's level 6 is as
 * small as zlib's 9 for our streams at a fifth of its time.
 */
#include "pdf/deflate.h"

#include <assert.h>
#include <libdeflate.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

enum { LEVEL = 6 };
#define MEMO_MAX ((size_t)24 << 20) /* bytes */

struct memo_entry {
	struct key key;
	const char *at;
	size_t len;
};
struct pdf_memo {
	struct arena *arena;
	struct memo_entry *entry;
	size_t n, cap, used;
};

struct deflation {
	enum { WAITING, RUNNING, DONE } state;
	uint8_t *bytes;
	size_t len;
	struct deflation *next; /* of those that wait */
	bool again;
	struct key key; /* of the bytes before, if again */
};

struct deflater {
	struct pdf_memo *memo; /* of the asking thread */
	pthread_mutex_t lock;  /* of the states and the queue */
	pthread_cond_t changed;
	pthread_t worker;
	bool has_worker, asked_for_worker, ends;
	struct deflation *first, *last; /* waiting */
	struct libdeflate_compressor *own, *its;
};

/* ---- the memo ------------------------------------------------------------ */

struct pdf_memo *pdf_memo_new(struct arena *a)
{
	struct pdf_memo *memo = ARENA_NEW(a, struct pdf_memo);

	memo->arena = a;
	return memo;
}

static const struct memo_entry *memo_find(
    const struct pdf_memo *memo, const struct key *key)
{
	for (size_t i = 0; i < memo->n; i++)
		if (key_same(&memo->entry[i].key, key))
			return &memo->entry[i];
	return NULL;
}

static void memo_keep(struct pdf_memo *memo, const struct deflation *one)
{
	if (one->len > MEMO_MAX - memo->used || memo_find(memo, &one->key))
		return;
	memo->used += one->len;
	ARENA_PUSH(memo->arena, memo->entry, memo->n, memo->cap) =
	    (struct memo_entry){one->key,
		arena_copy(memo->arena, (const char *)one->bytes, one->len), one->len};
}

/* ---- one stream ---------------------------------------------------------- */

static void *allocate(size_t len)
{
	void *bytes = malloc(len ? len : 1);

	if (!bytes)
		die("allocate %zu bytes:", len);
	return bytes;
}

/* Its bytes become the zlib stream. Of the worker too: changes nothing but `one`. */
static void squeeze(struct libdeflate_compressor *by, struct deflation *one)
{
	const size_t room = libdeflate_zlib_compress_bound(by, one->len);
	uint8_t *to = allocate(room);

	one->len = libdeflate_zlib_compress(by, one->bytes, one->len, to, room);
	assert(one->len);
	free(one->bytes);
	one->bytes = to;
}

/* ---- the queue; with the lock held --------------------------------------- */

static void put_last(struct deflater *d, struct deflation *one)
{
	if (d->last)
		d->last->next = one;
	else
		d->first = one;
	d->last = one;
}

/* The lock is given up meanwhile. False: nothing waits. */
static bool do_one(struct deflater *d, struct libdeflate_compressor *by)
{
	struct deflation *one = d->first;

	if (!one)
		return false;
	d->first = one->next;
	if (!d->first)
		d->last = NULL;
	one->state = RUNNING;
	pthread_mutex_unlock(&d->lock);
	squeeze(by, one);
	pthread_mutex_lock(&d->lock);
	one->state = DONE;
	pthread_cond_broadcast(&d->changed);
	return true;
}

/* ---- the worker ---------------------------------------------------------- */

static void *work(void *deflater)
{
	struct deflater *d = deflater;

	pthread_mutex_lock(&d->lock);
	while (!d->ends)
		if (!do_one(d, d->its))
			pthread_cond_wait(&d->changed, &d->lock);
	pthread_mutex_unlock(&d->lock);
	return NULL;
}

/* Signals are for the thread that can act on them. */
static void start_worker(struct deflater *d)
{
	sigset_t all, before;

	d->asked_for_worker = true;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	d->has_worker = pthread_create(&d->worker, NULL, work, d) == 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* ---- for writers --------------------------------------------------------- */

struct deflater *deflater_new(struct pdf_memo *memo)
{
	struct deflater *d = allocate(sizeof *d);

	*d = (struct deflater){.memo = memo,
	    .own = libdeflate_alloc_compressor(LEVEL),
	    .its = libdeflate_alloc_compressor(LEVEL)};
	if (!d->own || !d->its)
		die("allocate memory:");
	pthread_mutex_init(&d->lock, NULL);
	pthread_cond_init(&d->changed, NULL);
	return d;
}

void deflater_free(struct deflater *d)
{
	pthread_mutex_lock(&d->lock);
	d->ends = true;
	pthread_cond_broadcast(&d->changed);
	pthread_mutex_unlock(&d->lock);
	if (d->has_worker)
		pthread_join(d->worker, NULL);
	libdeflate_free_compressor(d->own);
	libdeflate_free_compressor(d->its);
	pthread_cond_destroy(&d->changed);
	pthread_mutex_destroy(&d->lock);
	free(d);
}

/* Done already, where an earlier file had the same bytes. */
static bool recall(struct deflater *d, struct deflation *one, const void *bytes)
{
	const struct memo_entry *known;

	if (!one->again)
		return false;
	one->key = key_of(bytes, one->len);
	known = memo_find(d->memo, &one->key);
	if (!known)
		return false;
	one->state = DONE;
	one->again = false;
	one->len = known->len;
	one->bytes = allocate(known->len);
	memcpy(one->bytes, known->at, known->len);
	return true;
}

struct deflation *deflate_begin(
    struct deflater *d, const void *bytes, size_t len, bool again)
{
	struct deflation *one = allocate(sizeof *one);

	*one =
	    (struct deflation){.state = WAITING, .len = len, .again = again && d->memo};
	if (recall(d, one, bytes))
		return one;
	one->bytes = allocate(len);
	if (len)
		memcpy(one->bytes, bytes, len);
	pthread_mutex_lock(&d->lock);
	put_last(d, one);
	if (!d->asked_for_worker)
		start_worker(d);
	pthread_cond_broadcast(&d->changed);
	pthread_mutex_unlock(&d->lock);
	return one;
}

bool deflate_is_done(struct deflater *d, const struct deflation *one)
{
	bool done;

	pthread_mutex_lock(&d->lock);
	done = one->state == DONE;
	pthread_mutex_unlock(&d->lock);
	return done;
}

void deflate_end(struct deflater *d, struct deflation *one, struct buf *to)
{
	pthread_mutex_lock(&d->lock);
	while (one->state != DONE)
		if (!do_one(d, d->own))
			pthread_cond_wait(&d->changed, &d->lock);
	pthread_mutex_unlock(&d->lock);
	if (one->again)
		memo_keep(d->memo, one);
	buf_add(to, one->bytes, one->len);
	free(one->bytes);
	free(one);
}

/* ---- sums ---------------------------------------------------------------- */

uint64_t sum_mixed(uint64_t sum, uint64_t with)
{
	sum = (sum ^ with) * UINT64_C(0x9E3779B97F4A7C15);
	return sum ^ sum >> 29;
}

uint64_t bytes_sum(const void *bytes, size_t len)
{
	uint64_t crc = libdeflate_crc32(0, bytes, len);
	return sum_mixed(crc << 32 | libdeflate_adler32(1, bytes, len), len);
}
