/*
 * Annotated files as the scorer wants them: NAME.json beside NAME.txt, in the form that README.md describes. All places
 * are code points of the text, so that a copy of the text in another case has the same ones.
 */
#ifndef NG_TEST_GOLD_H
#define NG_TEST_GOLD_H

#include "core/model.h"
#include "namegraph/graph.h"

typedef enum text_case { CASE_AS_IS, CASE_LOWER, CASE_UPPER, CASE_TITLE } text_case;

typedef struct gold_entity {
    ng_str id, name;
    ng_entity_type type;
    uint32_t types;           /* bits: its type and those that are accepted as well */
    ng_range forms;           /* name and aliases, in gold_file.forms */
} gold_entity;

typedef struct gold_mention {
    ng_span span;
    uint32_t entity;          /* in gold_file.entities, as all entities below */
    bool loose;               /* the annotators differ: counts neither way */
} gold_mention;

typedef struct gold_relation {
    uint32_t head, tail;
    ng_relation_type type;
    ng_assertion status;
} gold_relation;

typedef struct gold_pair { /* an edge of who mentions whom; or a speaker and a line */
    uint32_t first, second;
} gold_pair;

typedef struct gold_article {
    ng_str title;             /* absent if the text has none */
    uint32_t first_line, last_line; /* from 1 */
    ng_range entities, mentions, references, relations, loose_relations, speakers, loose_speakers, edges, loose_edges;
} gold_article;

typedef struct gold_file {
    ngi_arena strings;
    ng_str name;              /* of the text, without folder */
    ng_document *raw;         /* the text, for its code points */
    NGI_ARRAY(uint32_t) lines; /* where each begins; one more behind the last */
    NGI_ARRAY(bool) blank;    /* by line - 1 */
    NGI_ARRAY(uint32_t) prose; /* by line - 1: article, or NG_NONE for blank lines and boilerplate */
    NGI_ARRAY(gold_article) articles;
    NGI_ARRAY(gold_entity) entities;
    NGI_ARRAY(ng_str) forms;
    NGI_ARRAY(gold_mention) mentions; /* in the file's order, no span twice */
    NGI_ARRAY(gold_mention) references; /* pronouns and descriptions */
    NGI_ARRAY(ng_span) loose; /* mentions on which the annotators differ */
    NGI_ARRAY(gold_relation) relations, loose_relations;
    NGI_ARRAY(gold_pair) speakers, loose_speakers, edges, loose_edges;
} gold_file;

/** Read a gold file and its text; forms and titles are turned into the case. */
ng_status gold_read(ng_context *ctx, const char *json_path, const char *text_path, text_case as, gold_file *out);
void gold_release(ng_context *ctx, gold_file *gold);
/** Line (from 1) that holds a code point. */
uint32_t gold_line(const gold_file *gold, uint32_t code_point);
/** Append text in another case, code point by code point. */
ng_status gold_recase(ng_context *ctx, ng_str text, text_case as, ngi_buffer *out);
/** The gold mentions and entities as a result that `--given` takes. */
ng_status gold_as_result(ng_context *ctx, const gold_file *gold, ngi_buffer *out);

#endif
