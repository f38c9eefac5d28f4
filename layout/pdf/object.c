/*
 * Objects, their table and the file: the only place of libharu.
 *
 * In: values in PDF syntax and the bytes of streams. Out: a file, complete or not there.
 * libharu numbers the objects, keeps the table of their places and counts what goes out;
 * nothing else of an object stays in memory once it is written, so that memory grows by
 * some 50 bytes an object and not with the pages. Objects that are no streams wait until
 * PACK of them go out as one object stream, and the table is a cross-reference stream
 * (ISO 32000-1, 7.5.7 and 7.5.8; allowed by ISO 19005-2, 14289-1 and 15930-7): a tagged
 * file is half the size. The entry of such an object is kept in libharu's own entry: type
 * PACKED, the number of its stream as the offset, its index as the generation.
 *
 * Streams go out in the order in which they came, but later: each waits for its deflate,
 * which another thread does (deflate.c), and so does what came after it. What waits is
 * limited; equal calls make equal files. A plain file, as PDF 1.4 has it, has neither
 * object streams nor a cross-reference stream.
 *
 * The file's /ID comes from its bytes, by two sums of every piece that is written: equal
 * files have equal /IDs, and no clock is asked.
 *
 * Rejected: libharu's dictionaries, streams and save. Every element would be 1.8 KB until
 * the end, lengths of streams objects of their own, and a full disk goes unnoticed.
 */
#include "pdf/object.h"

#include <assert.h>
#include <hpdf.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/deflate.h"

enum { PACK = 200, TABLE_BLOCK = 65536, ROW = 8 };
enum { WAITING = 'w', WRITTEN = 'n', PACKED = 'c' };
/* Streams, and their bytes before deflate, that wait to be written. */
enum { QUEUE = 64, QUEUE_BYTES = 4 << 20 };

/* A stream that was handed over: to be written after those before it. */
struct waiting {
	uint32_t number;
	struct buf head;	     /* to the length */
	struct deflation *deflation; /* NULL: bytes are as they shall be */
	struct buf bytes;
	size_t cost;
};

struct objects {
	struct objects_plan plan;
	HPDF_Error_Rec error;
	HPDF_MMgr memory;
	HPDF_Xref table;
	HPDF_Stream out;
	struct output *file;
	struct deflater *deflater;
	struct waiting queue[QUEUE]; /* a ring; the oldest at `first` */
	size_t first, nqueue, queued;
	struct buf packed, index; /* values that wait, and "number offset" of each */
	uint32_t npacked, waiting[PACK];
	uint64_t sum[2];
};

/* ---- bytes -------------------------------------------------------------- */

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len)
{
	struct objects *o = stream->attr;
	uint64_t sum = bytes_sum(bytes, len);

	o->sum[0] = sum_mixed(o->sum[0], sum);
	o->sum[1] = sum_mixed(o->sum[1] + len, sum);
	output_write(o->file, bytes, len);
	return HPDF_OK;
}

static void check(struct objects *o)
{
	if (o->error.error_no)
		die("write a PDF: libharu's error %#lx", o->error.error_no);
}

static void put(struct objects *o, const void *bytes, size_t len)
{
	if (output_size(o->file) + len > UINT32_MAX)
		die("write a PDF: larger than 4 GB, the most that its table can hold");
	HPDF_Stream_Write(o->out, bytes, (HPDF_UINT)len);
}

/* ---- opening ------------------------------------------------------------ */

struct objects *objects_open(const struct objects_plan *plan)
{
	struct objects *o = calloc(1, sizeof *o);
	struct buf head = {0};

	if (!o)
		die("allocate memory:");
	o->plan = *plan;
	HPDF_Error_Init(&o->error, NULL);
	o->memory = HPDF_MMgr_New(&o->error, 0, NULL, NULL);
	o->table = o->memory ? HPDF_Xref_New(o->memory, 0) : NULL;
	o->out = o->table ? HPDF_CallbackWriter_New(o->memory, write_bytes, o) : NULL;
	o->deflater = deflater_new(plan->memo);
	if (!o->out)
		die("allocate memory:");
	/* libharu's own step makes many objects quadratic. */
	o->table->entries->items_per_block = TABLE_BLOCK;
	o->file = output_open(plan->path);
	buf_printf(&head, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n", plan->version);
	put(o, head.at, head.len);
	buf_release(&head);
	return o;
}

static void ask(struct objects *o, const char *object, size_t len)
{
	if (o->plan.ask)
		o->plan.ask(o->plan.writer, object, len);
}

static void release(struct objects *o)
{
	HPDF_Stream_Free(o->out);
	HPDF_Xref_Free(o->table);
	HPDF_MMgr_Free(o->memory);
	deflater_free(o->deflater);
	buf_release(&o->packed);
	buf_release(&o->index);
	free(o);
}

/* ---- objects ------------------------------------------------------------ */

static HPDF_XrefEntry entry_of(struct objects *o, uint32_t number)
{
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(o->table, number);

	assert(entry && entry->entry_typ == WAITING); /* written once */
	return entry;
}

uint32_t object_reserve(struct objects *o, uint32_t n)
{
	uint32_t first = o->table->entries->count;

	for (uint32_t i = 0; i < n; i++) {
		HPDF_Null null = HPDF_Null_New(o->memory);
		if (!null || HPDF_Xref_Add(o->table, null) != HPDF_OK)
			check(o);
		HPDF_Xref_GetEntry(o->table, first + i)->entry_typ = WAITING;
	}
	return first;
}

/* The oldest stream that waits, as soon as it can be had. */
static void write_oldest(struct objects *o)
{
	static const char tail[] = "\nendstream\nendobj\n";
	struct waiting *s = &o->queue[o->first];
	HPDF_XrefEntry entry = entry_of(o, s->number);

	if (s->deflation)
		deflate_end(o->deflater, s->deflation, &s->bytes);
	entry->byte_offset = (HPDF_UINT)output_size(o->file);
	entry->entry_typ = WRITTEN;
	buf_uint(&s->head, s->bytes.len);
	buf_string(&s->head, ">>\nstream\n");
	put(o, s->head.at, s->head.len);
	put(o, s->bytes.at, s->bytes.len);
	put(o, tail, sizeof tail - 1);
	check(o);
	o->queued -= s->cost;
	buf_release(&s->head);
	buf_release(&s->bytes);
	o->first = (o->first + 1) % QUEUE;
	o->nqueue--;
}

static bool is_ready(struct objects *o)
{
	const struct deflation *oldest = o->queue[o->first].deflation;

	return !oldest || deflate_is_done(o->deflater, oldest);
}

void object_write_stream(struct objects *o, uint32_t number, const struct stream *s)
{
	struct waiting *last;

	ask(o, s->entries, strlen(s->entries));
	while (o->nqueue == QUEUE || (o->nqueue && o->queued + s->len > QUEUE_BYTES))
		write_oldest(o);
	last = &o->queue[(o->first + o->nqueue++) % QUEUE];
	*last = (struct waiting){.number = number, .cost = s->len};
	o->queued += s->len;
	buf_uint(&last->head, number);
	buf_string(&last->head, " 0 obj\n<<");
	buf_string(&last->head, s->entries);
	buf_string(
	    &last->head, s->deflate ? " /Filter /FlateDecode /Length " : " /Length ");
	if (s->deflate)
		last->deflation = deflate_begin(o->deflater, s->bytes, s->len, s->again);
	else
		buf_add(&last->bytes, s->bytes, s->len);
	while (o->nqueue && is_ready(o))
		write_oldest(o);
}

static void write_queue(struct objects *o)
{
	while (o->nqueue)
		write_oldest(o);
}

static void drop_queue(struct objects *o)
{
	for (; o->nqueue; o->nqueue--, o->first = (o->first + 1) % QUEUE) {
		struct waiting *s = &o->queue[o->first];

		if (s->deflation)
			deflate_end(o->deflater, s->deflation, &s->bytes);
		buf_release(&s->head);
		buf_release(&s->bytes);
	}
}

uint32_t object_add_stream(struct objects *o, const struct stream *s)
{
	uint32_t number = object_reserve(o, 1);

	object_write_stream(o, number, s);
	return number;
}

static void write_packed(struct objects *o)
{
	struct buf entries = {0};
	uint32_t number;

	if (!o->npacked)
		return;
	number = object_reserve(o, 1);
	for (uint32_t i = 0; i < o->npacked; i++)
		HPDF_Xref_GetEntry(o->table, o->waiting[i])->byte_offset = number;
	buf_printf(&entries, "/Type /ObjStm /N %u /First %zu", (unsigned)o->npacked,
	    o->index.len);
	buf_add(&o->index, o->packed.at, o->packed.len);
	object_write_stream(o, number,
	    &(struct stream){.entries = entries.at,
		.bytes = o->index.at,
		.len = o->index.len,
		.deflate = true});
	buf_release(&entries);
	buf_clear(&o->packed);
	buf_clear(&o->index);
	o->npacked = 0;
}

static void write_plain(struct objects *o, uint32_t number, const struct buf *value)
{
	static const char tail[] = "\nendobj\n";
	HPDF_XrefEntry entry = entry_of(o, number);
	struct buf head = {0};

	entry->byte_offset = (HPDF_UINT)output_size(o->file);
	entry->entry_typ = WRITTEN;
	buf_uint(&head, number);
	buf_string(&head, " 0 obj\n");
	put(o, head.at, head.len);
	put(o, value->at, value->len);
	put(o, tail, sizeof tail - 1);
	buf_release(&head);
}

void object_write(struct objects *o, uint32_t number, const struct buf *value)
{
	HPDF_XrefEntry entry = entry_of(o, number);

	ask(o, value->at, value->len);
	if (o->plan.plain) {
		write_plain(o, number, value);
		return;
	}
	entry->entry_typ = PACKED;
	entry->gen_no = (HPDF_UINT16)o->npacked;
	buf_uint(&o->index, number);
	buf_char(&o->index, ' ');
	buf_uint(&o->index, o->packed.len);
	buf_char(&o->index, '\n');
	buf_add(&o->packed, value->at, value->len);
	buf_char(&o->packed, '\n');
	o->waiting[o->npacked++] = number;
	if (o->npacked == PACK)
		write_packed(o);
}

uint32_t object_add(struct objects *o, const struct buf *value)
{
	uint32_t number = object_reserve(o, 1);

	object_write(o, number, value);
	return number;
}

/* ---- the end ------------------------------------------------------------ */

/* One row of the table: type, offset or stream, generation or index; 1, 4 and 2 bytes. */
static void table_row(const struct objects *o, uint32_t number, uint8_t row[ROW - 1])
{
	const struct _HPDF_XrefEntry_Rec *e = HPDF_Xref_GetEntry(o->table, number);
	uint32_t place = number ? e->byte_offset : 0;

	assert(
	    number == 0 || e->entry_typ != WAITING); /* else a reference leads nowhere */
	row[0] = number == 0 ? 0 : e->entry_typ == PACKED ? 2 : 1;
	for (int i = 0; i < 4; i++)
		row[1 + i] = (uint8_t)(place >> (24 - 8 * i));
	row[5] = (uint8_t)(e->gen_no >> 8);
	row[6] = (uint8_t)e->gen_no;
}

/* Each row as its difference from the one above (PNG's predictor Up): offsets deflate. */
static void table_bytes(const struct objects *o, struct buf *out)
{
	uint8_t above[ROW - 1] = {0}, row[ROW - 1];

	for (uint32_t i = 0; i < o->table->entries->count; i++) {
		table_row(o, i, row);
		buf_char(out, 2);
		for (size_t k = 0; k < sizeof row; k++)
			buf_char(out, (char)(row[k] - above[k]));
		for (size_t k = 0; k < sizeof row; k++)
			above[k] = row[k];
	}
}

static void put_id(struct buf *out, const uint64_t sum[2])
{
	static const char digit[] = "0123456789ABCDEF";

	buf_char(out, '<');
	for (int i = 0; i < 32; i++)
		buf_char(out, digit[sum[i / 16] >> (60 - 4 * (i % 16)) & 15]);
	buf_char(out, '>');
}

/* What the table's dictionary says, compressed or not. */
static void put_trailer(
    struct objects *o, struct buf *b, uint32_t size, const uint32_t root_info[2])
{
	buf_printf(b, "/Size %u /Root %u 0 R /Info %u 0 R /ID [", (unsigned)size,
	    (unsigned)root_info[0], (unsigned)root_info[1]);
	put_id(b, o->sum);
	put_id(b, o->sum);
	buf_char(b, ']');
}

static void put_end(struct objects *o, uint64_t table)
{
	struct buf b = {0};

	buf_string(&b, "startxref\n");
	buf_uint(&b, table);
	buf_string(&b, "\n%%EOF\n");
	put(o, b.at, b.len);
	buf_release(&b);
}

/* ISO 32000-1, 7.5.4: a line of 20 bytes an object. */
static void write_plain_table(struct objects *o, const uint32_t root_info[2])
{
	const uint32_t n = o->table->entries->count;
	const uint64_t at = output_size(o->file);
	struct buf b = {0};

	buf_printf(&b, "xref\n0 %u\n0000000000 65535 f \n", (unsigned)n);
	for (uint32_t i = 1; i < n; i++) {
		HPDF_XrefEntry entry = HPDF_Xref_GetEntry(o->table, i);

		assert(entry->entry_typ == WRITTEN);
		buf_printf(&b, "%010u 00000 n \n", (unsigned)entry->byte_offset);
	}
	buf_string(&b, "trailer\n<<");
	put_trailer(o, &b, n, root_info);
	buf_string(&b, ">>\n");
	put(o, b.at, b.len);
	put_end(o, at);
	buf_release(&b);
}

static void write_table(struct objects *o, const uint32_t root_info[2])
{
	struct buf rows = {0}, entries = {0};
	uint32_t number = object_reserve(o, 1);
	HPDF_XrefEntry entry = HPDF_Xref_GetEntry(o->table, number);
	uint64_t at = output_size(o->file);

	entry->entry_typ = WRITTEN; /* its row stands in itself */
	entry->byte_offset = (HPDF_UINT)at;
	table_bytes(o, &rows);
	entry->entry_typ = WAITING;
	buf_printf(&entries,
	    "/Type /XRef /W [1 4 2] /DecodeParms <</Predictor 12 /Columns %d>> ",
	    ROW - 1);
	put_trailer(o, &entries, number + 1, root_info);
	object_write_stream(o, number,
	    &(struct stream){.entries = entries.at,
		.bytes = rows.at,
		.len = rows.len,
		.deflate = true});
	write_queue(o);
	put_end(o, at);
	buf_release(&rows);
	buf_release(&entries);
}

uint64_t objects_close(struct objects *o, uint32_t root, uint32_t info)
{
	uint64_t size;

	write_packed(o);
	write_queue(o);
	if (o->plan.plain)
		write_plain_table(o, (const uint32_t[]){root, info});
	else
		write_table(o, (const uint32_t[]){root, info});
	check(o);
	size = output_size(o->file);
	output_commit(o->file);
	release(o);
	return size;
}

void objects_abandon(struct objects *o)
{
	drop_queue(o);
	output_abandon(o->file);
	release(o);
}
