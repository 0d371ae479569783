/* Inside of the linker: entities of all documents as nodes, their names, blocks and contexts. */
#ifndef NGI_LINK_IMPL_H
#define NGI_LINK_IMPL_H

#include "decisions.h"

#define NGI_LINK_MEMBERS 8 /* members of a cluster whose names and contexts are compared */

#define NGI_LINK_FILTER 4096
#define NGI_LINK_MATCHES 32768
#define NGI_LINK_PAIRS 32768

/** An entity of a document. The nodes of one actor are a list that begins at its root, the earliest. */
typedef struct link_node {
    uint32_t document, entity;
    uint32_t parent;          /* union-find */
    uint32_t next, last;      /* next of the actor; the last of a root's list */
    uint32_t last_document;   /* of a root: the greatest of its members' */
    uint64_t documents;       /* of a root: a bit for each of them, by its last digits */
    uint32_t size;
    ng_range names;           /* in linker.names: the fullest first */
    ng_range forms;           /* of a root, there too: the names of its members, each once */
    ng_entity_type type;
    uint32_t letters;         /* number of the fullest name's letters */
    ng_range context;         /* of its document, in linker.contexts */
    uint32_t peers;           /* of a root: the first in linker.peers; NG_NONE when it is alone */
    uint32_t with;            /* root that it was joined to; NG_NONE for a root */
    float score;              /* of that join, when scores are kept */
    uint8_t rule;             /* join_rule of that */
} link_node;

/** A member of a cluster, as far as its context is compared. */
typedef struct link_peer {
    ng_range context;
    uint32_t letters;
} link_peer;

/** What is found out about a form once, and asked of it all the time: forms are large and lie far apart. */
typedef struct link_form {
    ng_str name;              /* as the document has it */
    uint32_t letters;
    uint32_t spelt, listed;   /* blocks; NG_NONE until they are wanted */
    float evidence;           /* of the name with itself */
    join_rule rule;           /* the same */
    bool person, bare;        /* bare: by one word alone */
    bool general;             /* many bodies bear it: 'the Commission', 'Supreme Court' */
    bool linked;              /* the word lists know whose it is */
    bool decided;             /* the user says something of it */
} link_form;

/** The rule between two different forms, kept until another pair wants its place. */
typedef struct link_match {
    uint32_t f, g;
    join_rule rule;
} link_match;

/** Whether two clusters of these sizes have entities of one document, kept until another pair wants its place: the bearers of a
 * frequent surname ask for the same pairs again and again, and to find out costs a walk over the smaller cluster. */
typedef struct link_pair {
    uint32_t a, b, size_a, size_b;
    bool shared;
} link_pair;

/** How often the document that was marked at that turn has the letters in its context. */
typedef struct link_mark {
    uint32_t turn, count;
} link_mark;

/** The last clusters of one key, a ring once it is full: in one stretch of memory, since big sets read them all the time. */
typedef struct link_block {
    uint32_t first;           /* place in linker.places */
    uint32_t room, added;
} link_block;

/** Two clusters that look alike but were not joined. */
typedef struct link_candidate {
    uint32_t a, b;            /* nodes */
    uint32_t f, g;            /* forms that look alike */
    float score;
    join_rule rule;
} link_candidate;

/** What a linker is asked for besides the clusters; each has what those before have. */
typedef enum link_keep { LINK_JOINS, LINK_SCORES, LINK_CANDIDATES } link_keep;

typedef struct linker {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    const ngi_decisions *decisions;
    const ng_collection *collection;
    ngi_arena strings;
    ngi_map form_places, block_places, letter_places;
    NGI_ARRAY(name_form) forms;       /* of all documents, each spelling once */
    NGI_ARRAY(link_form) known;       /* of each of them */
    link_match *matches;              /* NGI_LINK_MATCHES places */
    link_pair *pairs;                 /* NGI_LINK_PAIRS places */
    uint32_t *beside, beside_first;   /* clusters of the nodes from that one on, of one document */
    NGI_ARRAY(uint32_t) names;        /* forms of the nodes, then of clusters */
    uint32_t own_names;               /* where those of clusters begin */
    NGI_ARRAY(link_node) nodes;
    NGI_ARRAY(uint32_t) contexts;     /* of the documents, one after the other: sorted numbers of letters */
    NGI_ARRAY(link_peer) peers;       /* NGI_LINK_MEMBERS places for each cluster of several */
    NGI_ARRAY(link_mark) marks;       /* by numbers of letters */
    uint32_t marked, turn;            /* document that the marks of that turn are of */
    uint64_t filter[NGI_LINK_FILTER / 64]; /* bits of the marked letters, by their last digits: near at hand */
    NGI_ARRAY(uint32_t) homes;        /* of each document: the letters of the place that it is about; NG_NONE */
    NGI_ARRAY(uint32_t) tally;        /* mentions of each entity of a document */
    NGI_ARRAY(link_block) blocks;
    NGI_ARRAY(uint32_t) places;       /* of the blocks: nodes */
    NGI_ARRAY(link_candidate) candidates;
    link_keep keep;
    ngi_buffer room;
} linker;

/** Decide which entities are one, and keep how sure that is or the pairs that might be, when asked. Release `out` also on failure. */
ng_status ngi_linker_run(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                         const ng_collection *collection, link_keep keep, linker *out);
void ngi_linker_release(linker *l);
/** Add the entities of a document as nodes. The documents come in their order. */
ng_status ngi_linker_add(linker *l, uint32_t document);
uint32_t ngi_linker_root(const linker *l, uint32_t node);
/** Make the clusters of two nodes one; the earlier root stays, so that an actor's first entity is its root. */
ng_status ngi_linker_unite(linker *l, uint32_t a, uint32_t b, float score, join_rule rule);
/** Do two clusters have entities of one document? */
bool ngi_linker_share_document(linker *l, uint32_t a, uint32_t b);
/** What the user decided of two names. */
ngi_verdict ngi_link_verdict(const linker *l, uint32_t f, uint32_t g);
/** The rule between two names, as ngi_match_forms() finds it: big sets ask for the same pairs again and again. */
join_rule ngi_link_match(linker *l, uint32_t f, uint32_t g);
/** Is a name made of words that many bodies of the world bear ('Supreme Court'), or a number? */
bool ngi_is_general_name(const name_form *form);
/** What a rule between two names is worth: the probability that two documents which use them mean the same. */
float ngi_name_evidence(const linker *l, join_rule rule, const name_form *f, const name_form *g);
/** Score that two clusters are one, by a rule between two of their names. Marks the context of the first. */
float ngi_link_score(linker *l, uint32_t a, uint32_t b, join_rule rule, uint32_t f, uint32_t g);
/** The least that the score can be, whatever the context. */
float ngi_link_least(linker *l, uint32_t a, uint32_t b, join_rule rule, uint32_t f, uint32_t g);
/** Do any names of two clusters conflict? */
bool ngi_clusters_conflict(linker *l, uint32_t a, uint32_t b);
/** How many names the document of `a` shares with that of one of b's members, at most 5; the two themselves left out. */
uint32_t ngi_shared_context(linker *l, uint32_t a, uint32_t b);

#endif
