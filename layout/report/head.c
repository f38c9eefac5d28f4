/*
 * How both pages begin: the report and the members' page.
 *
 * In: an issue. Out: HTML down to the title, in which the magazine stands before what the
 * page is. The caller adds its style sheet and closes the head.
 */
#include "report/report.h"

void report_name(struct buf *b, const struct issue *i)
{
	html_text(b, i->magazine ? i->magazine : i->slug);
	if (i->season) {
		buf_string(b, ", ");
		html_text(b, i->season);
	}
}

void report_head(
    struct buf *b, const struct issue *i, const char *lang, const char *title)
{
	buf_string(b, "<!DOCTYPE html>\n<html lang=\"");
	html_text(b, lang);
	buf_string(b, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
		      "content=\"width=device-width, initial-scale=1\">\n<title>");
	report_name(b, i);
	buf_string(b, ": ");
	html_text(b, title);
	buf_string(b, "</title>\n");
}
