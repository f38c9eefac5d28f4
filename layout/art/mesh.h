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
/* Its space, and the color around it. */
void put_space_and_ground(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *ramp);
/* All that, and its function. */
void put_gradient(
    struct taker *t, const struct place *at, struct text *to, const struct ramp *ramp);

#endif
