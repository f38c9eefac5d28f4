/*
 * Messages across a pipe, from the process of a book to its parent.
 *
 * In: numbers and strings in an order that both ends know. Out: the same ones. A message
 * is its length, then what was put into it, and is read whole before any of it is taken,
 * so that one who dies while it speaks has said nothing. Nothing in it describes itself:
 * both ends are one program, at one moment.
 */
#include "base/base.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define NO_STRING UINT32_MAX
enum { MESSAGE_MAX = 256 << 20 /* bytes */ };

/* ---- making one ---- */

void wire_bytes(struct buf *b, const void *bytes, size_t len)
{
	buf_add(b, bytes, len);
}

void wire_number(struct buf *b, uint32_t n)
{
	buf_add(b, &n, sizeof n);
}

void wire_string(struct buf *b, const char *text)
{
	const size_t len = text ? strlen(text) : 0;
	wire_number(b, text && len < MESSAGE_MAX ? (uint32_t)len : NO_STRING);
	if (text && len < MESSAGE_MAX)
		buf_add(b, text, len);
}

bool wire_send(const struct buf *b, int fd)
{
	const uint32_t len = (uint32_t)b->len;
	return b->len <= MESSAGE_MAX && descriptor_write(fd, &len, sizeof len) &&
	       descriptor_write(fd, b->at, b->len);
}

/* ---- taking one apart ---- */

bool message_receive(struct message *m, struct arena *a, int fd)
{
	uint32_t len;
	*m = (struct message){.broken = true};
	if (!descriptor_read(fd, &len, sizeof len) || len > MESSAGE_MAX)
		return false;
	char *bytes = arena_alloc(a, len);
	*m = (struct message){bytes, bytes + len, !descriptor_read(fd, bytes, len)};
	return !m->broken;
}

void message_bytes(struct message *m, void *to, size_t len)
{
	m->broken |= (size_t)(m->end - m->at) < len;
	if (m->broken) {
		memset(to, 0, len);
		return;
	}
	memcpy(to, m->at, len);
	m->at += len;
}

uint32_t message_number(struct message *m)
{
	uint32_t n;
	message_bytes(m, &n, sizeof n);
	return n;
}

const char *message_string(struct message *m, struct arena *a)
{
	const uint32_t len = message_number(m);
	if (m->broken || len == NO_STRING)
		return NULL;
	m->broken = (size_t)(m->end - m->at) < len;
	if (m->broken)
		return NULL;
	m->at += len;
	return arena_copy(a, m->at - len, len);
}
