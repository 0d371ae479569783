/* The two things that namegraph-draw can do; what is common to both. */
#ifndef NGD_DRAW_LAYOUT_H
#define NGD_DRAW_LAYOUT_H

#include <stddef.h>

/* Bytes that were read from standard input, with a NUL behind them. */
typedef struct ngd_input {
    char *data;
    size_t len;
} ngd_input;

/** Lay out a graph in DOT and print a line "NAME X Y" for each node. NULL, or what is wrong. */
const char *ngd_layout(const ngd_input *input, const char *engine);

/** Turn an SVG into "png" or "pdf" on standard output. NULL, or what is wrong. */
const char *ngd_convert(const ngd_input *input, const char *format, double scale);

#endif
