/*
 * The bench's magazine: an issue of any length, made of the same bricks in the same
 * order on every machine.
 */
#ifndef BENCH_H
#define BENCH_H

#include <stdint.h>
#include <stdio.h>

struct dice {
	uint32_t seed;
};
/* 0 to n - 1. */
unsigned dice_roll(struct dice *d, unsigned n);

/* ---- prose.c ------------------------------------------------------------- */

/* Each returns the number of words written. */
unsigned prose_sentence(struct dice *d, FILE *out);
unsigned prose_paragraph(struct dice *d, unsigned nword, FILE *out);
unsigned prose_title(struct dice *d, FILE *out);
unsigned prose_name(struct dice *d, FILE *out);

/* ---- photo.c ------------------------------------------------------------- */

/* A JPEG of 1600 × 1200 and about 250 KB that looks to a coder as a photograph does. */
void photo_write(uint32_t seed, const char *path);

/* ---- peer.c -------------------------------------------------------------- */

/* The words of an issue as a groff file in two columns: no pictures, no tags. */
void peer_begin(FILE *out);
void peer_headline(const char *words, FILE *out);

#endif
