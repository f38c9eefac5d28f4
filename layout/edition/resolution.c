/*
 * How many pixels an inch the press wants, and what it makes of fewer: the one place that
 * says so to those who lay out and to those who look at files from elsewhere.
 */
#include "edition/edition.h"

struct resolution resolution_of(const struct preset *p, bool line_art)
{
	if (!p)
		return line_art
			   ? (struct resolution){GWG_LINE_ART_PPI, GWG_LEAST_LINE_ART_PPI,
				 GWG_REFUSED_LINE_ART_PPI}
			   : (struct resolution){GWG_PPI, GWG_LEAST_PPI, GWG_REFUSED_PPI};
	return line_art ? (struct resolution){p->line_art_ppi, p->least_line_art_ppi,
			      p->refused_line_art_ppi}
			: (struct resolution){p->ppi, p->least_ppi, p->refused_ppi};
}
