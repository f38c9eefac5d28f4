/*
 * The bench's words for groff: raw requests for two columns on A4, since the smallest
 * groff package has no macros for a paper. No pictures, notes or tags, so it does less.
 */
#include "bench.h"

void peer_begin(FILE *out)
{
	fputs(".do mso ps.tmac\n"
	      ".pl 29.7c\n.ps 10\n.vs 13p\n.ll 8.3c\n.po 1.8c\n.nr column 0\n.hy 1\n"
	      ".de foot\n"
	      ".ie \\\\n[column] \\{\\\n.  nr column 0\n.  po 1.8c\n'  bp\n.\\}\n"
	      ".el \\{\\\n.  nr column 1\n.  po 11c\n'  rt \\\\n[top]u\n.\\}\n"
	      "..\n"
	      ".de head\n'sp 2c\n.mk top\n..\n"
	      ".wh 0 head\n.wh -2c foot\n"
	      ".de empty\n.br\n.ti 1m\n..\n.blm empty\n",
	    out);
}

void peer_headline(const char *words, FILE *out)
{
	fprintf(
	    out, ".br\n.sp 1\n.ps 20\n.vs 24p\n%s\n.br\n.ps 10\n.vs 13p\n.sp 1\n", words);
}
