/*
 * Layout by Graphviz: DOT in, a line for each node with the middle of its place out.
 *
 * The nodes are boxes of given size without text, so no font matters here. Positions are printed in hundredths
 * of a point: the same on every run, and finer than anybody sees. The layout is never freed: Graphviz 2.43 is
 * known to fail there, and the program ends at once.
 */
#include "draw_layout.h"

#include <graphviz/cgraph.h>
#include <graphviz/gvc.h>

#include <math.h>
#include <stdio.h>

static char complaint[256];

/* Graphviz reports in pieces; the first one says most. */
static int keep_complaint(char *text)
{
    size_t i;

    if (complaint[0]) return 0;
    for (i = 0; text[i] && i + 1 < sizeof complaint; i++) {
        complaint[i] = (char)((unsigned char)text[i] < ' ' ? ' ' : text[i]);
    }
    complaint[i] = '\0';
    return 0;
}

const char *ngd_layout(const ngd_input *input, const char *engine)
{
    GVC_t *gvc = gvContext();
    Agraph_t *graph;
    Agnode_t *node;

    agseterrf(keep_complaint);
    agseterr(AGERR);
    graph = agmemread(input->data);
    if (!graph) return complaint[0] ? complaint : "the graph is not DOT";
    if (gvLayout(gvc, graph, engine) != 0) return complaint[0] ? complaint : "the layout failed";
    puts("ok");
    for (node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
        pointf at = ND_coord(node);

        if (!isfinite(at.x) || !isfinite(at.y)) return "the layout left a node without a place";
        printf("%s %.2f %.2f\n", agnameof(node), at.x, at.y);
    }
    return NULL;
}
