/*
 * One picture on its way to a writer or a proof. Private to picture.
 */
#ifndef JOB_H
#define JOB_H

#include "picture/pixels.h"

struct job {
	const struct picture *picture;
	const struct picture_want *want;
	struct diag *diag;
	struct arena *scratch; /* NULL until a converter is needed */
	struct loaded loaded;
	struct jpeg_frame frame;
	struct png_header header;
	uint8_t *profile; /* heap; NULL: none that is good */
	size_t nprofile;
	enum profile_use use;
	bool own;	      /* CMYK of the writer's printing condition */
	bool over;	      /* ... that has more ink than the press takes */
	unsigned most;	      /* ink of its darkest pixel, as tally.c has it */
	struct raster raster; /* width, height: those wanted, as stored */
};

/* ---- job.c --------------------------------------------------------------- */

/* Opens the file again and makes sure that it is still the one that was probed. picture,
 * want and diag are set. False: reported; job_end() in every case. */
bool job_begin(struct job *j);
void job_end(struct job *j);
/* Reports what is wrong, if why is not NULL. Is something? */
bool job_fail(const struct job *j, const char *why);
/* At most so wide as shown, in proportion; 0: as wide as it is. */
void job_limit_width(struct job *j, uint32_t width);
/* Its pixels, as wide as that. on_white: without alpha. False: reported. */
bool job_decode(struct job *j, bool on_white);
/* *t NULL: these pixels need none. False: reported. */
bool job_transform(struct job *j, const struct transform **t);
/* Side of a cell of the ink's map, in pixels of an image so wide; 0: none is wanted. */
uint32_t job_ink_cell(const struct job *j, uint32_t width);
/* The most ink on average over any square of 15 mm², in percent; of no more cells than it
 * has, so that it is never told too little. The map lies as the file has it. */
double job_most_ink(const struct job *j, const struct ink_map *m);

/* ---- anew.c -------------------------------------------------------------- */

/* Pixels decoded and coded for the writer. False: reported. */
bool code_anew(struct job *j, struct image *out);
/* Black and white, a bit a pixel, its ink measured before. False: it is not that
 * throughout. */
bool code_bilevel(struct job *j, struct image *out);

#endif
