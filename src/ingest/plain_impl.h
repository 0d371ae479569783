/* Inside of the plain text reader: lines, what is seen of them, what they are. */
#ifndef NGI_PLAIN_IMPL_H
#define NGI_PLAIN_IMPL_H

#include "ingest_impl.h"

/** X(symbol, name): what is measured of a line, each 0..1. The order is that of the weights. */
#define NGI_LINE_FEATURES(X)                                                                       \
    X(LENGTH, "length")                   /* of 400 characters */                                  \
    X(WORDS_1, "words_1")                                                                          \
    X(WORDS_3, "words_3")                 /* two or three words */                                 \
    X(WORDS_7, "words_7")                                                                          \
    X(WORDS_16, "words_16")                                                                        \
    X(WORDS_30, "words_30")                                                                        \
    X(WORDS_MORE, "words_more")                                                                    \
    X(ENDS_STOP, "ends_stop")             /* . or !, closing quotes apart */                       \
    X(ENDS_QUESTION, "ends_question")                                                              \
    X(ENDS_QUOTE, "ends_quote")                                                                    \
    X(ENDS_COLON, "ends_colon")                                                                    \
    X(ENDS_ARROW, "ends_arrow")           /* ..., », > */                                          \
    X(BEGINS_LOWER, "begins_lower")                                                                \
    X(BEGINS_DIGIT, "begins_digit")                                                                \
    X(BEGINS_QUOTE, "begins_quote")                                                                \
    X(BEGINS_MARK, "begins_mark")         /* bullet, bracket, symbol */                            \
    X(FUNCTION_SHARE, "function_share")   /* of the words */                                       \
    X(FUNCTION_SOME, "function_some")     /* three function words or more */                       \
    X(FUNCTION_NONE, "function_none")                                                              \
    X(CAPITAL_SHARE, "capital_share")                                                              \
    X(ALL_CAPITALS, "all_capitals")                                                                \
    X(SEPARATOR, "separator")             /* | · › and their kin between words */                  \
    X(SEPARATORS, "separators")           /* two or more */                                        \
    X(ADDRESS, "address")                 /* URL, e-mail, handle */                                \
    X(COPYRIGHT, "copyright")                                                                      \
    X(DATE, "date")                                                                                \
    X(TIME, "time")                                                                                \
    X(DIGIT_SHARE, "digit_share")                                                                  \
    X(BYLINE, "byline")                   /* 'By' and a capital */                                 \
    X(REPEATED, "repeated")               /* the same line stands in the file again */             \
    X(BRACKETED, "bracketed")             /* the whole line */                                     \
    X(INNER_STOPS, "inner_stops")         /* sentences end within the line */                      \
    X(QUOTES, "quotes")                   /* a quotation within */                                 \
    X(COLON_WITHIN, "colon_within")       /* behind one to three words */                          \
    X(GAP_0, "gap_0")                     /* no blank line before */                               \
    X(GAP_2, "gap_2")                     /* two or more */                                        \
    X(GAP_RARE, "gap_rare")               /* more than is usual in the file */                     \
    X(FIRST, "first")                     /* of the file */                                        \
    X(LAST, "last")                                                                                \
    X(LIKE_NEXT, "like_next")             /* share of its names and long words in the next lines */ \
    X(LIKE_BEFORE, "like_before")                                                                  \
    X(SHORTER_NEXT, "shorter_next")       /* the next line is three times as long */               \
    X(OTHER_LETTERS, "other_letters")     /* of other scripts than Latin */                        \
    X(GOES_ON, "goes_on")                 /* share of the next lines' topic in those before */     \
    X(LABEL, "label")                     /* shaped like one: three words at most, no stop */      \
    X(HEADLINE, "headline")               /* shaped like one */                                    \
    X(HEADLINE_GAP, "headline_gap")       /* and behind a rare gap */                              \
    X(HEADLINE_NEW, "headline_new")       /* and the topic changes */                              \
    X(HEADLINE_ON, "headline_on")         /* and the topic goes on */                              \
    X(HEADLINE_BARE, "headline_bare")     /* without the furniture that the file repeats */        \
    X(HEADLINE_INNER, "headline_inner")   /* without a rare gap in a file that has some */         \
    X(PARAGRAPH, "paragraph")             /* shaped like one */                                    \
    X(PARAGRAPH_GAP, "paragraph_gap")                                                              \
    X(PARAGRAPH_NEW, "paragraph_new")                                                              \
    X(PARAGRAPH_INNER, "paragraph_inner") /* as with headlines */

typedef enum ngi_line_feature {
#define NG_X(symbol, name) NGI_LINE_##symbol,
    NGI_LINE_FEATURES(NG_X)
#undef NG_X
    NGI_LINE_FEATURE_COUNT
} ngi_line_feature;

/** What a line is. The order is that of the weights. */
typedef enum ngi_line_class {
    NGI_LINE_IS_PROSE,
    NGI_LINE_IS_BOILERPLATE,
    NGI_LINE_IS_TITLE,
    NGI_LINE_IS_LEAD,        /* first prose of an article without a title */
    NGI_LINE_CLASS_COUNT
} ngi_line_class;

/** Words of a line that its neighbours are compared by, and cues that the weights know. */
#define NGI_LINE_WORDS 24u
#define NGI_LINE_CUES 20u
/** Lines of an input beyond these are left out: memory stays below 400 MB. */
#define NGI_LINES_MAX 1000000u

typedef struct ngi_line {
    ng_span bytes;           /* without the white space around it; of the whole input */
    ng_span whole;           /* with it, without the line end */
    uint32_t gap;            /* blank lines before */
    uint32_t words;
    bool pitch;              /* asks to follow a handle */
    ngi_line_class what;
    uint32_t key;            /* hash of the line in lower case */
    uint32_t topic[NGI_LINE_WORDS]; /* hashes of its names and long words, ascending */
    uint32_t topic_count;
    uint64_t topic_bits;     /* a bit for each, by the low six of the hash */
    uint32_t cues[NGI_LINE_CUES]; /* hashes of slot and word */
    uint32_t cue_count;
    float features[NGI_LINE_FEATURE_COUNT];
} ngi_line;

typedef NGI_ARRAY(ngi_line) ngi_line_array;

/** Neighbours that a line is judged by, on each side. */
#define NGI_LINE_REACH 2

/** The weights that src/train/lines.py wrote: by place (-REACH..REACH), feature and class; then those of the cues. */
extern const float ngi_line_weights[2 * NGI_LINE_REACH + 1][NGI_LINE_FEATURE_COUNT][NGI_LINE_CLASS_COUNT];
extern const float ngi_line_bias[NGI_LINE_CLASS_COUNT];
typedef struct ngi_line_cue {
    uint32_t
        key; /* low half of ngi_hash of "slot=word": w any, f first, l last, x line, p line before, n line behind */
    float weights[NGI_LINE_CLASS_COUNT];
} ngi_line_cue;
extern const ngi_line_cue ngi_line_cues[]; /* by key */
extern const size_t ngi_line_cue_count;

/** Cut a text into its lines that are not blank, and measure them. */
ng_status ngi_lines_read(ng_context *ctx, ng_str text, ngi_line_array *out);
/** Set `what` of each line: the likeliest sequence. */
ng_status ngi_lines_classify(ng_context *ctx, ngi_line_array *lines);
/** Probability that a line is furniture, for the first `count` lines; 0 for those that are not there. */
ng_status ngi_lines_furniture(ng_context *ctx, const ngi_line_array *lines, float *out, size_t count);
/** The same where all is one article: no line begins another. */
ng_status ngi_lines_classify_one(ng_context *ctx, ngi_line_array *lines);

#endif
