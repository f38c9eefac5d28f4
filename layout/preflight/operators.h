/*
 * Operators of a content stream: walk.c calls them by its table. Private to what follows
 * a page.
 */
#ifndef OPERATORS_H
#define OPERATORS_H

#include "preflight/reader.h"

/* ---- operands (walk.c) ------------------------------------------------------ */

double operand(const struct walker *w, size_t from_end); /* 0: it is no number */
void operands(const struct walker *w, double *to, size_t n);
const struct token *operand_last(const struct walker *w);
/* What a name stands for in this stream; looked up once. */
struct use *operand_resource(
    struct walker *w, const char *category, const struct token *name);

/* ---- painting.c ------------------------------------------------------------- */

void act_draw(struct walker *w);
void act_draw_rectangle(struct walker *w);
void act_end_path(struct walker *w);
void act_clip(struct walker *w);
void act_fill(struct walker *w);
void act_stroke(struct walker *w);
void act_fill_and_stroke(struct walker *w);
void act_save(struct walker *w);
void act_restore(struct walker *w);
void act_concatenate(struct walker *w);
void act_set_line_width(struct walker *w);
void act_set_state(struct walker *w);
void act_fill_space(struct walker *w);
void act_stroke_space(struct walker *w);
void act_fill_color(struct walker *w);
void act_stroke_color(struct walker *w);
void act_fill_grey(struct walker *w);
void act_stroke_grey(struct walker *w);
void act_fill_rgb(struct walker *w);
void act_stroke_rgb(struct walker *w);
void act_fill_cmyk(struct walker *w);
void act_stroke_cmyk(struct walker *w);

/* ---- words.c ---------------------------------------------------------------- */

void act_begin(struct walker *w);
void act_next_line(struct walker *w);
void act_choose_font(struct walker *w);
void act_set_char_space(struct walker *w);
void act_set_word_space(struct walker *w);
void act_set_stretch(struct walker *w);
void act_set_leading(struct walker *w);
void act_set_rise(struct walker *w);
void act_set_mode(struct walker *w);
void act_move(struct walker *w);
void act_move_and_lead(struct walker *w);
void act_place(struct walker *w);
void act_show(struct walker *w);
void act_show_on_next_line(struct walker *w);
void act_show_spaced(struct walker *w);

#endif
