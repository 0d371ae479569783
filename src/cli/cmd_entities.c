/*
 * entities: the actors and all their names; or the pairs that may be one, as lines for the decisions file.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

typedef struct listed {
    const ng_actor *actor;
    uint32_t mentions;
} listed;

static uint32_t count_mentions(const ng_collection *collection, const ng_actor *actor)
{
    size_t members, mentions, k;
    const ng_member *member = ng_collection_members(collection, &members);
    uint32_t i, n = 0;

    for (i = actor->members.begin; i < actor->members.end; i++) {
        const ng_mention *m = ng_document_mentions(ng_collection_at(collection, member[i].document), &mentions);

        for (k = 0; k < mentions; k++) n += m[k].kind == NG_NAME && m[k].entity == member[i].entity;
    }
    return n;
}

static int most_mentioned(const void *a, const void *b)
{
    const listed *x = a, *y = b;

    if (x->mentions != y->mentions) return x->mentions > y->mentions ? -1 : 1;
    if (!ng_str_equal(x->actor->name, y->actor->name)) return ng_str_compare(x->actor->name, y->actor->name);
    return ng_str_compare(x->actor->id, y->actor->id);
}

static void add_text(cli_text *text, const listed *item, const ng_str *aliases)
{
    const ng_actor *a = item->actor;
    uint32_t i;

    cli_add(text, "%5u  %-12s  %.*s", item->mentions, ng_entity_type_name(a->type), CLI_STR(a->name));
    for (i = a->aliases.begin; i < a->aliases.end; i++) {
        cli_add(text, "%s%.*s", i == a->aliases.begin ? "  (" : ", ", CLI_STR(aliases[i]));
    }
    cli_add(text, "%s\n", a->aliases.begin < a->aliases.end ? ")" : "");
}

static void add_json(cli_text *text, const listed *item, const ng_str *aliases)
{
    const ng_actor *a = item->actor;
    uint32_t i;

    cli_add(text, "{\"id\": ");
    cli_add_json(text, a->id);
    cli_add(text, ", \"name\": ");
    cli_add_json(text, a->name);
    cli_add(text, ", \"type\": \"%s\", \"mentions\": %u, \"documents\": %u, \"aliases\": [", ng_entity_type_name(a->type),
            item->mentions, a->members.end - a->members.begin);
    for (i = a->aliases.begin; i < a->aliases.end; i++) {
        cli_add(text, "%s", i > a->aliases.begin ? ", " : "");
        cli_add_json(text, aliases[i]);
    }
    cli_add(text, "]}");
}

static void print(const cli_options *options, const ng_collection *collection, cli_text *text)
{
    bool json = strcmp(options->format, "json") == 0;
    size_t i, count, alias_count, kept = 0;
    const ng_actor *actors = ng_collection_actors(collection, &count);
    const ng_str *aliases = ng_collection_aliases(collection, &alias_count);
    listed *list = calloc(count + 1, sizeof *list);

    if (!list) {
        text->failed = true;
        return;
    }
    for (i = 0; i < count; i++) {
        if (options->types && !(options->types & NG_BIT(actors[i].type))) continue;
        list[kept++] = (listed){ &actors[i], count_mentions(collection, &actors[i]) };
    }
    qsort(list, kept, sizeof *list, most_mentioned);
    if (options->top && kept > options->top) kept = options->top;
    if (json) cli_add(text, "[\n");
    for (i = 0; i < kept; i++) {
        if (json) {
            add_json(text, &list[i], aliases);
            cli_add(text, i + 1 < kept ? ",\n" : "\n");
        } else {
            add_text(text, &list[i], aliases);
        }
    }
    if (json) cli_add(text, "]\n");
    free(list);
}

static ng_status write_candidates(ng_context *ctx, const cli_options *options, const ng_collection *collection,
                                  const ng_extract_options *read)
{
    char *data = NULL;
    size_t len;
    ng_status st = ng_collection_candidates(ctx, collection, read, &data, &len);

    if (st == NG_OK && len == 0 && !options->quiet) (void)fputs("namegraph: no doubtful pairs\n", stderr);
    if (st == NG_OK) st = cli_write(ctx, options, data, len);
    ng_free(ctx, data);
    return st;
}

int cmd_entities(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_context *ctx = cli_context(options);
    ng_collection *collection = NULL;
    ng_extract_report report = { 0, 0 };
    cli_text text = { NULL, 0, 0, false };
    size_t count = 0;
    ng_status st;

    st = ng_extract(ctx, (const char *const *)options->arguments, options->argument_count, &read, &report, &collection);
    if (st == NG_OK) count = ng_collection_count(collection);
    if (count && options->candidates) {
        st = write_candidates(ctx, options, collection, &read);
    } else if (count) {
        print(options, collection, &text);
        st = cli_write_text(ctx, options, &text);
    }
    ng_collection_free(collection);
    return cli_finish(ctx, options, st, &report, count > 0);
}
