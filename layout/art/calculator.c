/*
 * Functions that are programs (ISO 32000-1, 7.10.5): a few operators of PostScript.
 *
 * In: the program's text. Out: its results by its arguments. There are no loops, so it
 * ends after as many steps as it has words. A file that counts wrong harms nothing: what
 * is not on the stack is nought, what does not fit on it is lost. A block waits beside
 * the stack until the `if` or `ifelse` behind it asks for it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "art/calculator.h"
#include "syntax/syntax.h"

enum {
	WORDS_MAX = 20000,
	NEST_MAX = 16,
	STACK_MAX = 100,
	BLOCKS_MAX = 2,
	DIGITS_MAX = 40
};

enum act {
	ABS,
	ADD,
	AND,
	ATAN,
	BITSHIFT,
	CEILING,
	COPY,
	COS,
	CVI,
	CVR,
	DIV,
	DUP,
	EQ,
	EXCH,
	EXP,
	FALSE_,
	FLOOR,
	GE,
	GT,
	IDIV,
	IF,
	IFELSE,
	INDEX,
	LE,
	LN,
	LOG,
	LT,
	MOD,
	MUL,
	NE,
	NEG,
	NOT,
	OR,
	POP,
	ROLL,
	ROUND,
	SIN,
	SQRT,
	SUB,
	TRUE_,
	TRUNCATE,
	XOR,
	NUMBER, /* pushed */
	BLOCK	/* up to `end` */
};
static const char *const names[] = {"abs", "add", "and", "atan", "bitshift", "ceiling",
    "copy", "cos", "cvi", "cvr", "div", "dup", "eq", "exch", "exp", "false", "floor",
    "ge", "gt", "idiv", "if", "ifelse", "index", "le", "ln", "log", "lt", "mod", "mul",
    "ne", "neg", "not", "or", "pop", "roll", "round", "sin", "sqrt", "sub", "true",
    "truncate", "xor"};

struct word {
	enum act act;
	double number;
	size_t end;
};

struct calculator {
	struct word *word;
	size_t n, cap;
};

/* ---- reading ------------------------------------------------------------------ */

static bool read_block(struct arena *a, struct scan *s, struct calculator *p, int depth);

/* "1e-05", which no other part of a PDF file knows. */
static bool read_power(const struct token *t, double *number)
{
	char digits[DIGITS_MAX], *end;

	if (!strchr("+-.0123456789", *t->at) || t->len >= sizeof digits)
		return false;
	memcpy(digits, t->at, t->len);
	digits[t->len] = '\0';
	*number = strtod(digits, &end);
	return *end == '\0' && strspn(digits, "+-.eE0123456789") == t->len;
}

static bool read_word(struct arena *a, struct scan *s, const struct token *t,
    struct calculator *p, int depth)
{
	const size_t at = p->n;
	struct word w = {.act = NUMBER, .number = t->number};

	if (t->kind == TOKEN_WORD && read_power(t, &w.number)) {
		w.act = NUMBER;
	} else if (t->kind == TOKEN_WORD && *t->at != '{') {
		size_t i = 0;

		while (i < COUNT(names) && !token_is(t, names[i]))
			i++;
		w.act = (enum act)i;
		if (i == COUNT(names))
			return false;
	} else if (t->kind == TOKEN_WORD) {
		w.act = BLOCK;
	} else if (t->kind != TOKEN_NUMBER) {
		return false;
	}
	ARENA_PUSH(a, p->word, p->n, p->cap) = w;
	if (w.act == BLOCK && !read_block(a, s, p, depth + 1))
		return false;
	p->word[at].end = p->n;
	return true;
}

/* s stands behind its brace. */
static bool read_block(struct arena *a, struct scan *s, struct calculator *p, int depth)
{
	struct token t;

	while ((t = scan_next(s)).kind != TOKEN_END) {
		if (token_is(&t, "}"))
			return true;
		if (p->n == WORDS_MAX || depth > NEST_MAX ||
		    !read_word(a, s, &t, p, depth))
			return false;
	}
	return false;
}

const struct calculator *calculator_read(struct arena *a, const char *text, size_t len)
{
	struct calculator *p = ARENA_NEW(a, struct calculator);
	struct scan s = {text, text + len};
	const struct token open = scan_next(&s);

	return token_is(&open, "{") && read_block(a, &s, p, 0) ? p : NULL;
}

/* ---- running ------------------------------------------------------------------- */

struct run {
	const struct calculator *p;
	double stack[STACK_MAX];
	size_t n;
	const struct word *block[BLOCKS_MAX]; /* the last ones, that no `if` has taken */
};

static void push(struct run *r, double x)
{
	if (r->n < STACK_MAX)
		r->stack[r->n++] = isfinite(x) ? x : 0;
}

static double pop(struct run *r)
{
	return r->n ? r->stack[--r->n] : 0;
}

static long whole(double x)
{
	return x > -1e9 && x < 1e9 ? (long)x : 0;
}

static double degrees(double x)
{
	return x * 3.14159265358979323846 / 180;
}

static double angle(double y, double x)
{
	const double at = atan2(y, x) * 180 / 3.14159265358979323846;

	return at < 0 ? at + 360 : at;
}

static double shifted(long x, long by)
{
	if (by > 31 || by < -31)
		return 0;
	return by < 0 ? (double)((uint32_t)x >> -by)
		      : (double)(int32_t)((uint32_t)x << by);
}

static double of_one(enum act act, double x)
{
	switch (act) {
	case ABS:
		return fabs(x);
	case CEILING:
		return ceil(x);
	case COS:
		return cos(degrees(x));
	case CVI:
	case TRUNCATE:
		return trunc(x);
	case FLOOR:
		return floor(x);
	case LN:
		return x > 0 ? log(x) : 0;
	case LOG:
		return x > 0 ? log10(x) : 0;
	case NEG:
		return -x;
	case NOT: /* 0 and 1 are taken for what was compared, the rest for numbers */
		return x == 0 || x == 1 ? x == 0 : (double)~whole(x);
	case ROUND:
		return floor(x + 0.5);
	case SIN:
		return sin(degrees(x));
	case SQRT:
		return x > 0 ? sqrt(x) : 0;
	default:
		return x;
	}
}

static double of_two(enum act act, double x, double y)
{
	switch (act) {
	case ADD:
		return x + y;
	case AND:
		return (double)(whole(x) & whole(y));
	case ATAN:
		return angle(x, y);
	case BITSHIFT:
		return shifted(whole(x), whole(y));
	case DIV:
		return y != 0 ? x / y : 0;
	case EQ:
		return x == y;
	case EXP: {
		const double power = pow(x, y);

		return isfinite(power) ? power : 0;
	}
	case GE:
		return x >= y;
	case GT:
		return x > y;
	case IDIV:
		return whole(y) ? (double)(whole(x) / whole(y)) : 0;
	case LE:
		return x <= y;
	case LT:
		return x < y;
	case MOD:
		return whole(y) ? (double)(whole(x) % whole(y)) : 0;
	case MUL:
		return x * y;
	case NE:
		return x != y;
	case OR:
		return (double)(whole(x) | whole(y));
	case SUB:
		return x - y;
	case XOR:
		return (double)(whole(x) ^ whole(y));
	default:
		return 0;
	}
}

static void copy(struct run *r)
{
	const long n = whole(pop(r));

	if (n > 0 && (size_t)n <= r->n)
		for (long i = 0; i < n; i++)
			push(r, r->stack[r->n - (size_t)n]);
}

static void roll(struct run *r)
{
	long by = whole(pop(r));
	const long n = whole(pop(r));
	double turned[STACK_MAX];

	if (n < 2 || (size_t)n > r->n)
		return;
	double *at = r->stack + r->n - (size_t)n;
	by = (by % n + n) % n;
	for (long i = 0; i < n; i++)
		turned[(i + by) % n] = at[i];
	memcpy(at, turned, (size_t)n * sizeof *at);
}

static void run(struct run *r, size_t from, size_t to);

static void run_block(struct run *r, const struct word *block)
{
	if (block)
		run(r, (size_t)(block - r->p->word) + 1, block->end);
}

static void choose(struct run *r, enum act act)
{
	const struct word *first = r->block[0], *last = r->block[1];
	const bool yes = pop(r) != 0;

	memset(r->block, 0, sizeof r->block);
	if (act == IFELSE)
		run_block(r, yes ? first : last);
	else if (yes)
		run_block(r, last);
}

static void arrange(struct run *r, enum act act)
{
	const double top = act == COPY || act == ROLL ? 0 : pop(r);

	switch (act) {
	case COPY:
		copy(r);
		break;
	case ROLL:
		roll(r);
		break;
	case DUP:
		push(r, top);
		push(r, top);
		break;
	case EXCH: {
		const double below = pop(r);

		push(r, top);
		push(r, below);
		break;
	}
	case INDEX:
		push(r, top >= 0 && top < (double)r->n ? r->stack[r->n - 1 - (size_t)top]
						       : 0);
		break;
	default: /* POP */
		break;
	}
}

static void step(struct run *r, const struct word *w)
{
	switch (w->act) {
	case NUMBER:
		push(r, w->number);
		break;
	case BLOCK:
		r->block[0] = r->block[1];
		r->block[1] = w;
		break;
	case TRUE_:
	case FALSE_:
		push(r, w->act == TRUE_);
		break;
	case IF:
	case IFELSE:
		choose(r, w->act);
		break;
	case COPY:
	case ROLL:
	case DUP:
	case EXCH:
	case INDEX:
	case POP:
		arrange(r, w->act);
		break;
	case ABS:
	case CEILING:
	case COS:
	case CVI:
	case CVR:
	case FLOOR:
	case LN:
	case LOG:
	case NEG:
	case NOT:
	case ROUND:
	case SIN:
	case SQRT:
	case TRUNCATE:
		push(r, of_one(w->act, pop(r)));
		break;
	default: {
		const double y = pop(r), x = pop(r);

		push(r, of_two(w->act, x, y));
	}
	}
}

static void run(struct run *r, size_t from, size_t to)
{
	for (size_t i = from; i < to;
	     i = r->p->word[i].act == BLOCK ? r->p->word[i].end : i + 1)
		step(r, &r->p->word[i]);
}

void calculator_run(
    const struct calculator *p, const double *in, int nin, double *out, int nout)
{
	struct run r = {.p = p};

	for (int i = 0; i < nin; i++)
		push(&r, in[i]);
	run(&r, 0, p->n);
	for (int i = nout; i-- > 0;)
		out[i] = pop(&r);
}
