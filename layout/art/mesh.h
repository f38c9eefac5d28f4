/*
 * Meshes: what shading.c and mesh.c share.
 */
#ifndef ART_MESH_H
#define ART_MESH_H

#include "art/art.h"

/* A shading that is a stream; 0: it is not one that is known, or it is damaged. */
uint32_t mesh_take(
    struct taker *t, handle shading, const struct place *at, const struct ramp *ramp);

/* A color in bytes; the ranges of its components. */
void put_packed(struct taker *t, const struct place *at, struct text *to, struct color c);
void put_ranges(const struct place *at, struct text *to);
/* Space and function of a gradient. */
void put_gradient(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *ramp);

#endif
