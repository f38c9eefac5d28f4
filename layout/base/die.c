/*
 * The system failed, or the command was wrong: say so and end this process.
 *
 * Other books live in other processes and go on. No finding is made: findings are about
 * what an editor wrote, and exit status 4 tells the parent that this was none.
 */
#include "base/base.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 3, EXIT_SYSTEM = 4 };

/* What open outputs have written so far goes first. */
static void say(const char *format, va_list list)
{
	int error = errno;
	size_t n = strlen(format);
	output_abandon_all();
	fflush(stdout);
	fputs("inpress: ", stderr);
	vfprintf(stderr, format, list);
	if (n && format[n - 1] == ':')
		fprintf(stderr, " %s", strerror(error));
	fputc('\n', stderr);
}

void die(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	say(format, list);
	va_end(list);
	exit(EXIT_SYSTEM);
}

void die_usage(const char *format, ...)
{
	va_list list;
	va_start(list, format);
	say(format, list);
	va_end(list);
	exit(EXIT_USAGE);
}
