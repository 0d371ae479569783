/*
 * A difference as JSON. Changed items stand there whole, from both sides and in the form of the network's own JSON, so a
 * program can apply it: ids of "matched" are renamed, what is "removed" or the old of "changed" goes, what is "added" or
 * the new of "changed" comes, and the old network has become the new one.
 */
#include "graph_formats.h"

#include "core/difference_data.h"
#include "namegraph/version.h"

typedef struct paper {
    ng_context *ctx;
    const ng_difference *d;
    ngi_buffer *out;
    bool first;              /* no item of the list at hand has been written */
} paper;

static ng_status begin_list(paper *p, const char *key)
{
    p->first = true;
    return ngi_buffer_printf(p->ctx, p->out, "\"%s\":[", key);
}

static ng_status begin_item(paper *p)
{
    bool first = p->first;

    p->first = false;
    return ngi_buffer_add_text(p->ctx, p->out, first ? "\n  " : ",\n  ");
}

static ng_status add_side(paper *p, const char *key, ng_str name, const char *otherwise, ng_side side)
{
    ng_status st;

    NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "\"%s\":{\"name\":", key));
    NG_CHECK(ngi_add_json_text(p->ctx, p->out, name.len ? name : ng_str_from(otherwise)));
    NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ",\"documents\":%lu,\"words\":%lu,\"nodes\":%lu,\"edges\":%lu},\n",
                               (unsigned long)side.documents, (unsigned long)side.words, (unsigned long)side.nodes,
                               (unsigned long)side.edges));
done:
    return st;
}

/* Nodes that one actor has on both sides under different ids. */
static ng_status add_matched(paper *p)
{
    ng_status st;
    size_t i;

    NG_CHECK(begin_list(p, "matched"));
    for (i = 0; i < p->d->before->nodes.count; i++) {
        ng_str old = p->d->before->nodes.items[i].id, new;

        if (p->d->new_of[i] == NG_NONE) continue;
        new = p->d->after->nodes.items[p->d->new_of[i]].id;
        if (ng_str_equal(old, new)) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "{\"old\":"));
        NG_CHECK(ngi_add_json_text(p->ctx, p->out, old));
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, ",\"new\":"));
        NG_CHECK(ngi_add_json_text(p->ctx, p->out, new));
        NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, '}'));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
done:
    return st;
}

static bool same_document(const ng_graph_document *a, const ng_graph_document *b)
{
    return ng_str_equal(a->id, b->id) && ng_str_equal(a->source, b->source) && ng_str_equal(a->title, b->title) &&
           ng_str_equal(a->date, b->date) && ng_str_equal(a->outlet, b->outlet) && ng_str_equal(a->author, b->author) &&
           ng_str_equal(a->url, b->url) && ng_str_equal(a->duplicate_of, b->duplicate_of) && a->sentences == b->sentences &&
           a->words == b->words;
}

/* Documents of `own` that the other graph does not have as they are. Both are in the order of ids. */
static ng_status add_documents(paper *p, const ng_graph *own, const ng_graph *other)
{
    ng_status st;
    size_t i, k = 0;

    NG_CHECK(begin_list(p, "documents"));
    for (i = 0; i < own->documents.count; i++) {
        const ng_graph_document *d = &own->documents.items[i];

        while (k < other->documents.count && ng_str_compare(other->documents.items[k].id, d->id) < 0) k++;
        if (k < other->documents.count && same_document(d, &other->documents.items[k])) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_add_document_json(p->ctx, d, p->out));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
done:
    return st;
}

/* What is on one side only: "added" of the new one, "removed" of the old one. */
static ng_status add_one_sided(paper *p, ng_change change)
{
    bool added = change == NG_CHANGE_ADDED;
    const ng_graph *own = added ? p->d->after : p->d->before, *other = added ? p->d->before : p->d->after;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "\"%s\":{", ng_change_name(change)));
    NG_CHECK(add_documents(p, own, other));
    NG_CHECK(begin_list(p, "nodes"));
    for (i = 0; i < p->d->nodes.count; i++) {
        ng_node_change c = p->d->nodes.items[i];

        if (c.change != change) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_add_node_json(p->ctx, own, &own->nodes.items[added ? c.new_node : c.old_node], p->out));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
    NG_CHECK(begin_list(p, "edges"));
    for (i = 0; i < p->d->edges.count; i++) {
        const ng_edge_change *c = &p->d->edges.items[i];

        if (c->change != change) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_add_edge_json(p->ctx, own, &own->edges.items[added ? c->new_edge : c->old_edge], p->out));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "]},\n"));
done:
    return st;
}

static ng_status add_changed_nodes(paper *p)
{
    ng_status st;
    size_t i;

    NG_CHECK(begin_list(p, "nodes"));
    for (i = 0; i < p->d->nodes.count; i++) {
        ng_node_change c = p->d->nodes.items[i];

        if (c.change == NG_CHANGE_ADDED || c.change == NG_CHANGE_REMOVED) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "{\"change\":\"%s\",\"old\":", ng_change_name(c.change)));
        NG_CHECK(ngi_add_node_json(p->ctx, p->d->before, &p->d->before->nodes.items[c.old_node], p->out));
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, ",\"new\":"));
        NG_CHECK(ngi_add_node_json(p->ctx, p->d->after, &p->d->after->nodes.items[c.new_node], p->out));
        NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, '}'));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
done:
    return st;
}

static ng_status add_changed_edges(paper *p)
{
    ng_status st;
    size_t i;

    NG_CHECK(begin_list(p, "edges"));
    for (i = 0; i < p->d->edges.count; i++) {
        const ng_edge_change *c = &p->d->edges.items[i];

        if (c->change == NG_CHANGE_ADDED || c->change == NG_CHANGE_REMOVED) continue;
        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "{\"change\":\"%s\"", ng_change_name(c->change)));
        NG_CHECK(ngi_add_number(p->ctx, p->out, ",\"old_rate\":", c->old_rate, 6));
        NG_CHECK(ngi_add_number(p->ctx, p->out, ",\"new_rate\":", c->new_rate, 6));
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, ",\"old\":"));
        NG_CHECK(ngi_add_edge_json(p->ctx, p->d->before, &p->d->before->edges.items[c->old_edge], p->out));
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, ",\"new\":"));
        NG_CHECK(ngi_add_edge_json(p->ctx, p->d->after, &p->d->after->edges.items[c->new_edge], p->out));
        NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, '}'));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "]},\n"));
done:
    return st;
}

/* {"node":id,"label":name */
static ng_status begin_node(paper *p, uint32_t new_node)
{
    const ng_node *n = &p->d->after->nodes.items[new_node];
    ng_status st;

    NG_CHECK(begin_item(p));
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "{\"node\":"));
    NG_CHECK(ngi_add_json_text(p->ctx, p->out, n->id));
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, ",\"label\":"));
    NG_CHECK(ngi_add_json_text(p->ctx, p->out, n->label));
done:
    return st;
}

static ng_status add_meaning(paper *p)
{
    ng_status st;
    size_t i;

    NG_CHECK(begin_list(p, "rank_shifts"));
    for (i = 0; i < p->d->shifts.count; i++) {
        const ng_rank_shift *s = &p->d->shifts.items[i];

        NG_CHECK(begin_node(p, s->new_node));
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ",\"old\":%lu,\"new\":%lu}", (unsigned long)s->old_rank, (unsigned long)s->new_rank));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
    NG_CHECK(begin_list(p, "rewired"));
    for (i = 0; i < p->d->rewired.count; i++) {
        const ng_rewiring *r = &p->d->rewired.items[i];

        NG_CHECK(begin_node(p, r->new_node));
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ",\"kept\":%lu,\"gained\":%lu,\"lost\":%lu}", (unsigned long)r->kept,
                                   (unsigned long)r->gained, (unsigned long)r->lost));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\n"));
done:
    return st;
}

static ng_status add_bridges(paper *p)
{
    ng_status st;
    size_t i;
    int k;

    NG_CHECK(begin_list(p, "bridges"));
    for (i = 0; i < p->d->bridges.count; i++) {
        const ng_bridge *b = &p->d->bridges.items[i];
        bool added = b->change == NG_CHANGE_ADDED;
        const ng_graph *own = added ? p->d->before : p->d->after, *other = added ? p->d->after : p->d->before;

        NG_CHECK(begin_item(p));
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "{\"change\":\"%s\",\"edges\":%lu,\"communities\":[", ng_change_name(b->change),
                                   (unsigned long)b->edges));
        for (k = 0; k < 2; k++) {
            NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%s{\"members\":%lu,\"head\":", k ? "," : "", (unsigned long)b->members[k]));
            NG_CHECK(ngi_add_json_text(p->ctx, p->out, own->nodes.items[b->heads[k]].id));
            NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, '}'));
        }
        NG_CHECK(ngi_buffer_add_text(p->ctx, p->out, "],\"edge\":"));
        NG_CHECK(ngi_add_edge_json(p->ctx, other, &other->edges.items[b->edge], p->out));
        NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, '}'));
    }
    NG_CHECK(ngi_buffer_add_char(p->ctx, p->out, ']'));
done:
    return st;
}

ng_status ngi_write_difference_json(ng_context *ctx, const ng_difference *difference, const ng_difference_options *opts,
                                    ngi_buffer *out)
{
    paper p = { ctx, difference, out, true };
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "{\"namegraph\":1,\"made_by\":{\"version\":\"" NG_VERSION "\"},\n"));
    NG_CHECK(add_side(&p, "old", opts->old_name, "old", difference->sides[0]));
    NG_CHECK(add_side(&p, "new", opts->new_name, "new", difference->sides[1]));
    NG_CHECK(ngi_buffer_printf(ctx, out, "\"same\":{\"nodes\":%lu,\"edges\":%lu},\n", (unsigned long)difference->same_nodes,
                               (unsigned long)difference->same_edges));
    NG_CHECK(add_matched(&p));
    NG_CHECK(add_one_sided(&p, NG_CHANGE_ADDED));
    NG_CHECK(add_one_sided(&p, NG_CHANGE_REMOVED));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\"changed\":{"));
    NG_CHECK(add_changed_nodes(&p));
    NG_CHECK(add_changed_edges(&p));
    NG_CHECK(add_meaning(&p));
    NG_CHECK(add_bridges(&p));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "}\n"));
done:
    return st;
}
