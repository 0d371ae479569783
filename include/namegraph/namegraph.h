/**
 * @file namegraph.h
 * Everything: news articles to networks of who is in them.
 *
 * The flow: ng_extract() reads files into an ng_collection; ng_graph_build() makes an ng_graph of it; ng_graph_rank()
 * names the central actors; ng_compare() says what changed; ng_graph_draw() makes the picture. ng_network() joins the
 * first two.
 */
#ifndef NAMEGRAPH_NAMEGRAPH_H
#define NAMEGRAPH_NAMEGRAPH_H

#include "compare.h"
#include "context.h"
#include "document.h"
#include "entity.h"
#include "exchange.h"
#include "graph.h"
#include "mention.h"
#include "pipeline.h"
#include "relation.h"
#include "render.h"
#include "status.h"
#include "store.h"
#include "text.h"
#include "version.h"

#endif
