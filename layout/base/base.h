/*
 * base: what every other module stands on: memory, findings, strings, lengths,
 * colors, YAML with places, and files that are complete or not there.
 */
#ifndef BASE_H
#define BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* ---- lengths (length.c) ------------------------------------------------- */

/* A length in 1/65536 pt (1 pt = 1/72 in); ±32,767 pt. On pages y grows down. */
typedef int32_t sp;
#define SP_PT 65536
#define PT(n) ((sp)((n)*65536.0))
#define MM(n) ((sp)((n)*65536.0 * 72.0 / 25.4 + ((n) < 0 ? -0.5 : 0.5)))

struct rect {
	sp x, y, w, h; /* top left corner, width, height */
};

double sp_to_pt(sp length);
double sp_to_mm(sp length);
sp sp_of_pt(double pt);
/* length × numerator / denominator without overflow, rounded half away from zero. */
sp sp_scale(sp length, int64_t numerator, int64_t denominator);
/* "12pt", "3mm", "2.5cm", "1in", "0" (a bare 0 only). False: not a length. */
bool length_parse(const char *text, sp *length);

/* ---- places ------------------------------------------------------------- */

/* A place in a file that an editor or designer wrote. file indexes diag's table,
 * 0 is "no file"; line and col count from 1, 0 is "unknown"; col counts characters. */
struct pos {
	uint32_t line;
	uint16_t col, file;
};

/* ---- arena (arena.c) ---------------------------------------------------- */

/*
 * Memory that is given back all at once. Allocation never fails: it dies (exit 4).
 * Blocks grow from 64 KiB; memory comes zeroed and aligned to 16 bytes (ARENA_ARRAY of
 * char-sized things included). Under ASan rewound memory is poisoned.
 */
struct arena;
struct arena_mark {
	void *block;
	size_t used;
	size_t ndefer;
};

struct arena *arena_new(void);
void arena_close(struct arena *a); /* runs what was deferred, last first */
void *arena_alloc(struct arena *a, size_t size);
/* Grows the last allocation in place where it can, else copies. old may be NULL. */
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);
char *arena_copy(struct arena *a, const char *text, size_t len); /* NUL-terminated */
char *arena_string(struct arena *a, const char *text);
char *arena_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
/* destroy(object) is called when the arena is closed or rewound past this point. */
void arena_defer(struct arena *a, void (*destroy)(void *), void *object);
struct arena_mark arena_mark(struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark mark);
size_t arena_size(const struct arena *a); /* bytes held: by it tests see what is kept */

#define ARENA_NEW(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, type, n) ((type *)arena_alloc((a), (size_t)(n) * sizeof(type)))

/* Appends to an arena array that has (array, n, cap) fields; doubles when full:
 * ARENA_PUSH(a, page->mark, page->nmark, page->capmark) = (struct mark){...}; */
#define ARENA_PUSH(a, array, n, cap)                                                     \
	(*((n) == (cap) ? ((array) = arena_grow((a), (array), (cap) * sizeof *(array),   \
			       ((cap) ? (cap)*2 : 8) * sizeof *(array)),                 \
			      (cap) = (cap) ? (cap)*2 : 8, &(array)[(n)++])              \
			: &(array)[(n)++]))

/* ---- byte buffers (buf.c) ----------------------------------------------- */

/* A growing byte string on the heap. {0} is empty; at is NUL-terminated once non-NULL. */
struct buf {
	char *at;
	size_t len, cap;
};

void buf_release(struct buf *b);
void buf_clear(struct buf *b); /* keeps the memory */
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_string(struct buf *b, const char *text);
void buf_char(struct buf *b, char c);
void buf_uint(struct buf *b, uint64_t n);
/* Locale-free decimal number, at most `places` decimals (≤ 6), no trailing zeros. */
void buf_number(struct buf *b, double value, int places);
/* The same, in the arena. */
char *arena_number(struct arena *a, double value, int places);
void buf_pt(struct buf *b, sp length); /* in pt, at most 4 decimals; exact integer path */
/* For text without floating point: the C locale's printf is used. */
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);

/* ---- HTML (html.c) ------------------------------------------------------ */

/* Words as they may stand in an element or in an attribute's "value". */
void html_text(struct buf *b, const char *text);
void html_words(struct buf *b, const char *text, size_t len);
/* A file's bytes as an address: data:image/jpeg;base64,... (RFC 2397). */
void html_data(struct buf *b, const char *type, const void *bytes, size_t len);

/* ---- UTF-8 (utf8.c) ----------------------------------------------------- */

#define UTF8_BAD 0xFFFFFFFFu
/* The character at text (end > text) and its length; UTF8_BAD with length 1 if malformed,
 * overlong, a surrogate or past U+10FFFF. */
uint32_t utf8_decode(const char *text, const char *end, size_t *len);
/* Offset of the first malformed byte, or len. */
size_t utf8_check(const char *text, size_t len);
size_t utf8_count(const char *text, size_t len); /* characters */

/* ---- string map (map.c) ------------------------------------------------- */

/* String -> pointer, in an arena; keeps insertion order for walking. */
struct map {
	struct arena *arena;
	struct map_entry {
		const char *key;
		void *value;
	} * entry;
	size_t n, cap;
	uint32_t *slot; /* open addressing, size a power of two */
	size_t nslot;
};
struct map map_new(struct arena *a);
void *map_find(const struct map *m, const char *key); /* NULL: not there */
/* Sets key (copied); returns the value it replaced, or NULL. */
void *map_set(struct map *m, const char *key, void *value);
/* The word of the NULL-terminated list nearest to `word` (edit distance ≤ 1/3 of its
 * length, at least 1 and transpositions count one), or NULL: for "did you mean". */
const char *closest(const char *word, const char *const *list);

/* ---- findings (diag.c, diag.def) ---------------------------------------- */

/* The user's text or sheet is wrong: diag(). The system fails: die(). We are wrong:
 * assert. A function that returns false or NULL has already reported. */

enum level { LEVEL_WARNING, LEVEL_ERROR };

/* Which editions an error stops from being written. ASKED: the one that a reader asked
 * for; these are the only errors that may be allowed. */
enum reach { REACH_NONE, REACH_ACCESS, REACH_ASKED, REACH_PRINT, REACH_ALL };

enum diag_code {
#define DIAG(code, level, reach, slug) DIAG_##code,
#include "base/diag.def"
#undef DIAG
	DIAG_NCODE
};

struct finding {
	enum diag_code code;
	enum level level;
	struct pos pos;
	const char *message, *hint, *edition; /* hint, edition may be NULL */
	/* Folios of the pages that have it, each between spaces, " 5 7 13 "; NULL: the
	 * place tells where it is. */
	const char *pages;
};

struct diag;
struct diag *diag_new(struct arena *a);
uint16_t diag_file(struct diag *d, const char *path); /* same path, same number */
const char *diag_path(const struct diag *d, uint16_t file);
/* Names the edition or book that findings from now on concern; NULL: all. Returns what
 * was named before. */
const char *diag_edition(struct diag *d, const char *name);

/* Message: lower case, no full stop, offending value in 'quotes', then what was done. */
void diag(struct diag *d, enum diag_code code, struct pos pos, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* One line of advice for the finding just reported. */
void diag_hint(struct diag *d, const char *format, ...) PRINTF_LIKE(2, 3);
/* The pages of the finding just reported, as struct finding has them; copied. */
void diag_pages(struct diag *d, const char *pages);

/* Findings after a mark are taken back: those of pages that are thrown away. */
size_t diag_mark(const struct diag *d);
void diag_rewind(struct diag *d, size_t mark);

/* Silences a warning from now on. False: no such slug, or it is an error's. */
bool diag_allow(struct diag *d, const char *slug);
bool diag_deny(struct diag *d, const char *slug); /* false: no such slug */
const char *diag_slug(enum diag_code code);
/* Of what was found so far, all after the first `shared` concerns other books, and stops
 * nothing from now on: which of them have ended already is chance. */
void diag_begin_book(struct diag *d, size_t shared);
bool diag_stops(const struct diag *d, enum reach reach); /* is there such an error? */
bool diag_denied(const struct diag *d); /* a warning that --deny names was found */
size_t diag_count(const struct diag *d, enum level level);
const struct finding *diag_list(const struct diag *d, size_t *n); /* sorted by place */
/* All findings sorted by file, line, column; the same finding once, and if only some
 * editions have it, their names. */
struct told {
	struct finding finding;
	const char *const *edition;
	size_t nedition; /* 0: all have it */
};
const struct told *diag_told(struct diag *d, size_t *n);
void diag_print(struct diag *d, FILE *out); /* told, a line each */
const char *level_name(enum level level);   /* "error" */
/* Findings cross a pipe from the process of a book to its parent, as one message that
 * diag_receive reads whole. from: leaves out so many of the first. False: I/O failed. */
bool diag_send(const struct diag *d, size_t from, int fd);
bool diag_receive(struct diag *d, int fd);

/* ---- messages across a pipe (wire.c) ------------------------------------ */

/* What a process tells its parent. Both ends are this program: numbers go as they lie in
 * memory, a string is its length and its bytes, NULL is kept. */
void wire_number(struct buf *b, uint32_t n);
void wire_string(struct buf *b, const char *text);
void wire_bytes(struct buf *b, const void *bytes, size_t len);
bool wire_send(const struct buf *b, int fd); /* false: I/O failed */

/* A message as it is taken apart, in the order in which it was made. broken: it ended too
 * early; all that is taken from then on is 0 or NULL. */
struct message {
	const char *at, *end;
	bool broken;
};
/* Waits for a whole message, which lives in the arena. False: I/O failed. */
bool message_receive(struct message *m, struct arena *a, int fd);
uint32_t message_number(struct message *m);
const char *message_string(struct message *m, struct arena *a); /* a copy */
void message_bytes(struct message *m, void *to, size_t len);

/* "write %s:" - a trailing colon adds strerror(errno). Exit status 4. */
_Noreturn void die(const char *format, ...) PRINTF_LIKE(1, 2);
_Noreturn void die_usage(const char *format, ...) PRINTF_LIKE(1, 2); /* exit status 3 */

/* ---- colors (color.c) --------------------------------------------------- */

struct rgb {
	uint8_t r, g, b;
};
struct cmyk {
	uint16_t c, m, y, k; /* thousandths, 0 to 1000 */
};
bool rgb_parse(const char *text, struct rgb *color);   /* "#RRGGBB" or "#RGB" */
bool cmyk_parse(const char *text, struct cmyk *color); /* "0 100 100 30", percent */
/* Mixes with white (or with `ground`) at tint/1000. */
struct rgb rgb_tint(struct rgb color, struct rgb ground, int tint);
struct cmyk cmyk_tint(struct cmyk color, int tint);
double contrast_wcag(struct rgb text, struct rgb ground); /* 1 to 21, WCAG 2.2 */
double contrast_apca(struct rgb text, struct rgb ground); /* Lc, signed, APCA 0.1.9 */

/* ---- descriptors (descriptor.c) ------------------------------------------ */

/* All len bytes, in as many steps as it takes. False: they ended before, or it failed
 * (errno). */
bool descriptor_read(int fd, void *to, size_t len);
bool descriptor_write(int fd, const void *from, size_t len);

/* ---- YAML with places (yaml.c, libyaml) --------------------------------- */

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

/* Anchors, tags, merge keys and duplicate keys are findings. Empty scalars have text "".
 */
struct yaml {
	enum yaml_kind kind;
	struct pos pos;
	const char *text; /* scalar: UTF-8, NUL-terminated */
	bool braces;	  /* map: written { in braces }, where a comma ends a value */
	size_t n;	  /* list or map: entries */
	struct yaml_entry {
		const char *key; /* map only, else NULL */
		struct pos pos;	 /* of the key */
		struct yaml *value;
	} * entry;
};

/* first_line: line number of text's first line in its file (front matter starts later).
 * NULL: broken, reported as DIAG_BAD_YAML. */
struct yaml *yaml_read(struct arena *a, struct diag *d, uint16_t file, const char *text,
    size_t len, uint32_t first_line);
/* Reads a whole file; a missing file is DIAG_MISSING_FILE at `from`. */
struct yaml *yaml_file(
    struct arena *a, struct diag *d, struct pos from, const char *path);
const struct yaml *yaml_find(
    const struct yaml *map, const char *key); /* NULL: not there */
/* These report a value of the wrong kind (DIAG_BAD_VALUE) and return the fallback;
 * a missing key is silent. */
const char *yaml_string(struct diag *d, const struct yaml *map, const char *key);
long yaml_int(struct diag *d, const struct yaml *map, const char *key, long fallback);
bool yaml_bool(struct diag *d, const struct yaml *map, const char *key, bool fallback);
sp yaml_length(struct diag *d, const struct yaml *map, const char *key, sp fallback);
/* Unknown keys are DIAG_UNKNOWN_KEY with "did you mean". what: "issue", "sheet", ... */
void yaml_check_keys(
    struct diag *d, const struct yaml *map, const char *const *allowed, const char *what);

/* ---- files (file.c) ----------------------------------------------------- */

/* Whole file into the arena, NUL-terminated. NULL with errno set: not there, not
 * readable, or not a regular file. Dies only on memory. */
char *file_read(struct arena *a, const char *path, size_t *len);
/* Why file_read or file_map failed, in an editor's words: "it is a folder". */
const char *file_why(int error);
/* Like file_read, but mapped: read-only, given back with the arena. */
const uint8_t *file_map(struct arena *a, const char *path, size_t *len);
/* "dir/name"; name may not leave dir (no absolute path, no "..", no link out of it):
 * then NULL with errno EPERM. */
char *path_inside(struct arena *a, const char *dir, const char *name);
char *path_join(struct arena *a, const char *dir, const char *name);
bool path_make(const char *dir); /* mkdir -p; false with errno */
/* What a user keeps for all issues: ~/.local/share/inpress, or where XDG_DATA_HOME says;
 * NULL: nowhere. */
char *data_folder(struct arena *a);
char *program_folder(struct arena *a); /* of the running program */

/* A file that is complete or not there: written beside, synced, renamed. */
struct output;
struct output *output_open(const char *path);			    /* dies */
void output_write(struct output *o, const void *bytes, size_t len); /* dies, removes */
uint64_t output_size(const struct output *o);
void output_commit(
    struct output *o); /* fsync, rename, sync of the folder; dies, removes */
void output_abandon(struct output *o);
/* Removes what open outputs have written so far, and folders for one run; die() and
 * signal handlers call it. */
void output_abandon_all(void);

/* ---- folders for one run (temporary.c) ----------------------------------- */

/* Where they are made: $TMPDIR, or /tmp. */
const char *temporary_place(void);
/* A new one, which goes when this process ends by die() or a signal; NULL: errno. */
char *temporary_folder(struct arena *a);
/* With the files in it. */
void temporary_remove(const char *folder);
void temporary_remove_all(void); /* this process's; output_abandon_all() calls it */
/* Is there next to no room left in it? */
bool temporary_is_full(const char *folder);

/* ---- other programs (program.c) --------------------------------------------- */

struct program {
	/* The first is its name, looked for in PATH unless it is a path; NULL ends them.
	 */
	const char *const *word;
	bool is_ours;	       /* it speaks to the user itself, on standard error */
	unsigned seconds;      /* on the clock until it is ended; 0: no limit */
	unsigned work_seconds; /* ... of a core's time */
	uint64_t memory;       /* bytes; 0: no limit */
};
enum program_end {
	PROGRAM_WELL,	/* exit status 0 */
	PROGRAM_FAILED, /* another, or a signal */
	PROGRAM_LATE,	/* its time was over */
	PROGRAM_ABSENT	/* there is none of this name, or it cannot be run */
};
struct running {
	int pid;	/* 0: it has ended */
	char said[160]; /* by a foreign one: its first line on standard error, or "" */
	FILE *heard;	/* private */
};
enum { NOWHERE = -1 };
/* Starts it; its standard input is empty. out: a descriptor that takes its standard
 * output. Dies only where no process can be made. */
void program_start(struct running *r, const struct program *p, int out);
/* ... into a pipe, of which this is the end to be read, and closed before the wait. */
int program_open(struct running *r, const struct program *p);
enum program_end program_wait(struct running *r);
/* Starts it, its output thrown away, and waits. */
enum program_end program_run(struct running *r, const struct program *p);

/* ---- processes beside this one (helpers.c) ---------------------------------- */

enum { HELPERS_MAX = 3 };
struct helpers {
	int self; /* the process that they help */
	size_t n;
	int pid[HELPERS_MAX];
};
size_t cores(void); /* 1 to 16 */
/* Forks n of them, at most HELPERS_MAX. True: this is one, which ends in helpers_leave().
 */
bool helpers_begin(struct helpers *h, size_t n);
/* False: this is a helper, and the process that it helped is gone. */
bool helpers_are_needed(const struct helpers *h);
_Noreturn void helpers_leave(void);
/* Waits for them. */
void helpers_end(struct helpers *h);

#endif
