/* Inside of the plain text reader: who wrote an article, in which outlet and when, told by its furniture. */
#ifndef NGI_PLAIN_ORIGIN_H
#define NGI_PLAIN_ORIGIN_H

#include "base/lexicon.h"
#include "plain_impl.h"

/** What a word of furniture is, as bits: a word may be several. */
typedef enum ngi_furniture_word {
    NGI_WORD_OUTLET = 1u << 0,    /* stands in the names of outlets: Times, Post */
    NGI_WORD_ROLE = 1u << 1,      /* what journalists are: Reporter, Editor */
    NGI_WORD_SECTION = 1u << 2,   /* of sections, pages and their buttons: Politics, Subscribe */
    NGI_WORD_CALENDAR = 1u << 3,  /* days, months, zones */
    NGI_WORD_FUNCTION = 1u << 4,
    NGI_WORD_WRITING = 1u << 5,   /* before a name, says that its bearer wrote: words, written */
    NGI_WORD_BESIDE = 1u << 6,    /* may stand beside those: photos */
    NGI_WORD_HONORIFIC = 1u << 7,
    NGI_WORD_PARTICLE = 1u << 8,  /* within names of people: van, bin */
    NGI_WORD_LEGAL = 1u << 9,     /* Ltd, GmbH */
    NGI_WORD_PRESS = 1u << 10     /* what an outlet says of itself: publication, subscribe */
} ngi_furniture_word;

/** What a word is, in any case and without the marks around it; of a word with hyphens, what its last part is. */
uint32_t ngi_furniture_word_of(ng_str word);
/** The word of a text at *at, which moves to its end: the next begins one byte later. False at the end. */
bool ngi_furniture_next(ng_str text, size_t *at, ng_str *out);
/** Does a line begin with some words, in any case? */
bool ngi_furniture_begins(ng_str line, const char *prefix);
/** Does it say no name: all its words are those of sections, roles, calendars, function words or numbers? */
bool ngi_furniture_is_generic(ng_str text);
/** Has one of its words one of these bits? */
bool ngi_furniture_has(ng_str text, uint32_t bits);

/** Has it no lower case letter? */
bool ngi_furniture_is_capitals(ng_str text);

#define NGI_SEGMENTS_MAX 12u
/** Cut a line at bars, dots, dashes and their kin. @return the number of parts; none is empty. */
size_t ngi_furniture_cut(ng_str line, ng_str *out);

/** Bytes of the person's name that a text begins with; 0 when there is none. Knows shapes, and given names if told. */
size_t ngi_person_length(const ngi_lexicon *lexicon, ng_str text);
/** Is the name made of names of people, and as a whole nothing else that is known? False without a lexicon. */
bool ngi_person_known(const ngi_lexicon *lexicon, ng_str name);

#define NGI_BYLINE_NAMES 8u
typedef struct ngi_byline {
    ng_str names[NGI_BYLINE_NAMES];
    size_t count;
    ng_str rest;              /* behind the last name */
} ngi_byline;

/** 'By', 'Words and photos by', 'Author:': bytes of the label that a line begins with, white space included; else 0. */
size_t ngi_byline_label(ng_str line);
/** People at the begin of a text: 'Ada Brook in Oslo and Cy Dunn'. False when there are none, or a sentence goes on. */
bool ngi_byline_read(const ngi_lexicon *lexicon, ng_str text, ngi_byline *out);

/** How a name came to be taken for the outlet. */
typedef enum ngi_outlet_cue {
    NGI_OUTLET_DATELINE,      /* (Reuters) - */
    NGI_OUTLET_BYLINE,        /* behind the author */
    NGI_OUTLET_MASTHEAD,      /* above the article, alone or with sections */
    NGI_OUTLET_OWN,           /* furniture speaks of it as of the page's own */
    NGI_OUTLET_COPYRIGHT,
    NGI_OUTLET_ORIGIN,        /* where the article appeared first, or stands whole */
    NGI_OUTLET_CUE_COUNT
} ngi_outlet_cue;

typedef struct ngi_outlet {
    ng_str name;
    unsigned char strength[NGI_OUTLET_CUE_COUNT]; /* of the best cue of each kind, in points */
} ngi_outlet;

typedef NGI_ARRAY(ngi_outlet) ngi_outlet_array;

/** Lines at each end of an article that are looked at. */
#define NGI_ORIGIN_REACH 40u

/** An article while its origin is looked for: its lines in the text that they point into. */
typedef struct ngi_origin {
    ng_context *ctx;
    const ngi_lexicon *lexicon; /* may be NULL */
    ng_str text;
    const ngi_line *lines;
    size_t count;
    size_t top;               /* lines before this one are near the title */
    size_t last;              /* the last line of prose */
    ngi_outlet_array outlets;
    ngi_buffer authors;       /* joined with "; " */
    ngi_buffer date;
} ngi_origin;

static inline ng_str ngi_origin_line(const ngi_origin *o, size_t index)
{
    return ngi_str_slice(o->text, o->lines[index].bytes.begin, o->lines[index].bytes.end);
}

static inline bool ngi_origin_is_prose(const ngi_origin *o, size_t index)
{
    return o->lines[index].what == NGI_LINE_IS_PROSE || o->lines[index].what == NGI_LINE_IS_LEAD;
}

/** Bytes of the outlet's name, or of any name, that a text begins with; 0 when there is none. */
size_t ngi_outlet_length(ng_str text);
/** A name that a cue speaks for; what is no name of an outlet is passed over. */
ng_status ngi_outlet_add(ngi_origin *o, ng_str name, ngi_outlet_cue cue, unsigned strength);
/** A name without 'The' before it. */
ng_str ngi_outlet_core(ng_str name);
/** A name without Ltd and its kin behind it. */
ng_str ngi_outlet_without_form(ng_str name);
/** Gather the names that the lines at both ends of the article speak for. */
ng_status ngi_outlet_gather(ngi_origin *o);
/** The outlet that enough speaks for and nothing against, or absent. */
ng_str ngi_outlet_choose(const ngi_origin *o);

/** Authors of the lines near the title, and behind the article. Adds outlets that bylines name. */
ng_status ngi_author_find(ngi_origin *o);

/**
 * Set author, outlet and date of a document from the lines [first, end) of a text, one at least.
 * Cost: linear in the article for each of a bounded number of names.
 */
ng_status ngi_lines_origin(ng_context *ctx, const ngi_lexicon *lexicon, ng_str text, const ngi_line_array *lines,
                           size_t first, size_t end, ng_document *doc);

#endif
