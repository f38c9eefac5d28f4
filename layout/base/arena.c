/*
 * Memory that is given back all at once.
 *
 * Out: zeroed memory, aligned to 16 bytes, that lives until the arena is closed or
 * rewound past it. A stack of blocks: the top one is filled from its start; rewinding
 * pops blocks and lowers the fill of the one that stays. Blocks double from 64 KiB to
 * 4 MiB, a larger wish gets a block of its own. What a block has never handed out is
 * still zero from calloc, so only memory below its high-water mark is cleared again.
 * One popped block is kept as a spare: a scratch arena that is rewound for each
 * paragraph then never calls malloc. Chosen over free lists: nothing here is freed alone.
 */
#include "base/base.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif

#ifdef ARENA_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(at, size) __asan_poison_memory_region((at), (size))
#define UNPOISON(at, size) __asan_unpoison_memory_region((at), (size))
#else
#define POISON(at, size) ((void)(at), (void)(size))
#define UNPOISON(at, size) ((void)(at), (void)(size))
#endif

enum { ALIGN = 16, FIRST_BLOCK = 64 << 10, LAST_BLOCK = 4 << 20 };

struct block {
	struct block *below;
	size_t size, used, high; /* of data; high: most that was ever used */
	_Alignas(ALIGN) char data[];
};

struct deferred {
	void (*destroy)(void *);
	void *object;
};

struct arena {
	struct block *top, *spare;
	size_t next_size, held;
	struct deferred *defer; /* on the heap: it must outlive what is rewound */
	size_t ndefer, capdefer;
};

struct arena *arena_new(void)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a)
		die("allocate memory:");
	a->next_size = FIRST_BLOCK;
	return a;
}

static size_t rounded(size_t size)
{
	assert(size < SIZE_MAX / 2);
	return size ? (size + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
}

static struct block *block_new(struct arena *a, size_t need)
{
	struct block *b = a->spare;
	if (b && b->size >= need) {
		a->spare = NULL;
		return b;
	}
	size_t size = need > a->next_size ? need : a->next_size;
	b = calloc(1, sizeof *b + size);
	if (!b)
		die("allocate %zu bytes:", size);
	b->size = size;
	a->held += size;
	if (a->next_size < LAST_BLOCK)
		a->next_size *= 2;
	POISON(b->data, size);
	return b;
}

static void block_free(struct arena *a, struct block *b)
{
	a->held -= b->size;
	UNPOISON(b->data, b->size);
	free(b);
}

static void block_pop(struct arena *a)
{
	struct block *b = a->top;
	a->top = b->below;
	POISON(b->data, b->size);
	b->used = 0;
	if (b->size > LAST_BLOCK || (a->spare && a->spare->size >= b->size)) {
		block_free(a, b);
		return;
	}
	if (a->spare)
		block_free(a, a->spare);
	a->spare = b;
}

/* Takes `whole` bytes at the top block's fill, of which the first `size` may be used. */
static char *take(struct block *b, size_t whole, size_t size)
{
	char *at = b->data + b->used;
	size_t end = b->used + whole;
	if (b->used < b->high) {
		size_t dirty = (end < b->high ? end : b->high) - b->used;
		UNPOISON(at, whole);
		memset(at, 0, dirty);
		POISON(at, whole);
	}
	UNPOISON(at, size);
	b->used = end;
	if (b->high < end)
		b->high = end;
	return at;
}

void *arena_alloc(struct arena *a, size_t size)
{
	size_t whole = rounded(size);
	if (!a->top || a->top->size - a->top->used < whole) {
		struct block *b = block_new(a, whole);
		b->below = a->top;
		a->top = b;
	}
	return take(a->top, whole, size);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
	if (!old)
		return arena_alloc(a, new_size);
	if (new_size <= old_size)
		return old;
	size_t was = rounded(old_size), want = rounded(new_size);
	struct block *b = a->top;
	bool last = b && was <= b->used && (char *)old == b->data + b->used - was;
	if (last && b->size - b->used >= want - was) {
		UNPOISON(old, new_size);
		if (want > was)
			take(b, want - was, new_size > was ? new_size - was : 0);
		return old;
	}
	void *grown = arena_alloc(a, new_size);
	memcpy(grown, old, old_size);
	return grown;
}

char *arena_copy(struct arena *a, const char *text, size_t len)
{
	char *copy = arena_alloc(a, len + 1);
	if (len)
		memcpy(copy, text, len);
	return copy;
}

char *arena_string(struct arena *a, const char *text)
{
	return arena_copy(a, text, strlen(text));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	assert(format);
	va_list list, again;
	va_start(list, format);
	va_copy(again, list);
	int len = vsnprintf(NULL, 0, format, list);
	va_end(list);
	if (len < 0)
		die("format a text:");
	char *text = arena_alloc(a, (size_t)len + 1);
	vsnprintf(text, (size_t)len + 1, format, again);
	va_end(again);
	return text;
}

void arena_defer(struct arena *a, void (*destroy)(void *), void *object)
{
	if (a->ndefer == a->capdefer) {
		size_t cap = a->capdefer ? a->capdefer * 2 : 16;
		struct deferred *more = realloc(a->defer, cap * sizeof *more);
		if (!more)
			die("allocate memory:");
		a->defer = more;
		a->capdefer = cap;
	}
	a->defer[a->ndefer++] = (struct deferred){destroy, object};
}

static void undo(struct arena *a, size_t ndefer)
{
	while (a->ndefer > ndefer) {
		struct deferred d = a->defer[--a->ndefer];
		d.destroy(d.object);
	}
}

struct arena_mark arena_mark(struct arena *a)
{
	return (struct arena_mark){a->top, a->top ? a->top->used : 0, a->ndefer};
}

void arena_rewind(struct arena *a, struct arena_mark mark)
{
	undo(a, mark.ndefer);
	while (a->top != mark.block) {
		assert(a->top);
		block_pop(a);
	}
	if (!a->top)
		return;
	assert(mark.used <= a->top->used);
	POISON(a->top->data + mark.used, a->top->used - mark.used);
	a->top->used = mark.used;
}

size_t arena_size(const struct arena *a)
{
	return a->held;
}

void arena_close(struct arena *a)
{
	if (!a)
		return;
	undo(a, 0);
	while (a->top)
		block_pop(a);
	if (a->spare)
		block_free(a, a->spare);
	free(a->defer);
	free(a);
}
