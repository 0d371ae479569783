/*
 * Lines of furniture -> names that may be the outlet's: in datelines ('(Reuters) -'), mastheads, '© 2025 The Ramp',
 * 'Subscribe to The Ramp', 'This article first appeared in The Ramp'. Those in bylines come from plain_byline.c. In the
 * flow: before plain_outlet.c, which chooses. Cost: linear in the lines at both ends of an article.
 */
#include "base/unicode.h"
#include "plain_origin.h"

static ng_status add_read(ngi_origin *o, ng_str text, ngi_outlet_cue cue, unsigned strength)
{
    size_t length = ngi_outlet_length(text);

    return length ? ngi_outlet_add(o, ngi_str_slice(text, 0, length), cue, strength) : NG_OK;
}

/* Mastheads. */

/* Does a part of a masthead say nothing of its own: section, issue, date, price? */
static bool is_plain_part(ng_str part)
{
    return ngi_furniture_is_generic(part) || ngi_char_is_digit(ngi_char_at(part, 0)) ||
           memchr(part.ptr, '.', part.len) || memchr(part.ptr, ':', part.len);
}

/* 'independent news for the lower delta' behind an outlet's name. */
static bool is_motto(ng_str part)
{
    unsigned spaces = 0;

    for (size_t i = 0; i < part.len; i++) spaces += part.ptr[i] == ' ';
    if (ngi_outlet_length(part) == part.len) return false;
    return spaces >= 2 && (ngi_char_is_lower(ngi_char_at(part, 0)) || ngi_furniture_has(part, NGI_WORD_FUNCTION));
}

static bool has_the(ng_str name) { return ngi_outlet_core(name).len < name.len; }

/* Without what stands behind a name in a masthead: 'Bitwise Daily LIVE'. */
static ng_str without_button(ng_str part)
{
    if (ngi_str_ends(part, NGI_LITERAL(" LIVE"))) part.len -= 5;
    return part;
}

/* Is the line next to the title? */
static bool is_at_title(const ngi_origin *o, size_t index)
{
    return (index > 0 && o->lines[index - 1].what == NGI_LINE_IS_TITLE) ||
           (index + 1 < o->count && o->lines[index + 1].what == NGI_LINE_IS_TITLE);
}

/* Does it end like a page's own words, 'The Exit Interview', and not like a name? */
static bool ends_generic(ng_str name)
{
    size_t last = name.len;
    uint32_t kind;

    while (last > 0 && name.ptr[last - 1] != ' ') last--;
    kind = ngi_furniture_word_of(ngi_str_slice(name, last, name.len));
    return (kind & (NGI_WORD_SECTION | NGI_WORD_ROLE | NGI_WORD_CALENDAR)) && !(kind & NGI_WORD_OUTLET);
}

/* Parts of a masthead; its motto may stand behind a colon. */
static size_t cut_masthead(ng_str line, ng_str *parts)
{
    size_t count = ngi_furniture_cut(line, parts), colon = ngi_str_find(line, NGI_LITERAL(": "));

    if (count != 1 || colon == SIZE_MAX || !has_the(line)) return count;
    parts[0] = ngi_str_slice(line, 0, colon);
    parts[1] = ngi_str_slice(line, colon + 2, line.len);
    return 2;
}

/* 'Ada Brook · Sep 2, 2025' is no masthead. */
static bool is_byline(ng_str name, ng_str part)
{
    return ngi_furniture_has(part, NGI_WORD_CALENDAR) && !has_the(name) && !ngi_furniture_has(name, NGI_WORD_OUTLET) &&
           ngi_person_length(NULL, name) == name.len;
}

/* 'Issue 41', 'Vol. 9': only a periodical has them. */
static bool is_issue(ng_str part)
{
    return ngi_furniture_begins(part, "issue ") || ngi_furniture_begins(part, "vol. ") ||
           ngi_furniture_begins(part, "no. ");
}

/*
 * 'The Upland Mercury | News', 'The Levee — independent news for the delta', or the name alone. Of several names in a
 * line only one that is called like an outlet is taken: the others are topics.
 */
static ng_status see_masthead(ngi_origin *o, size_t index)
{
    ng_str parts[NGI_SEGMENTS_MAX], name = { NULL, 0 };
    size_t count = cut_masthead(ngi_origin_line(o, index), parts), where = 0;
    unsigned names = 0, called = 0, strength = 1;
    bool motto = false, issue = false;

    if (index >= o->top && count < 2) return NG_OK;
    for (size_t i = 0; i < count; i++) {
        ng_str part = without_button(parts[i]);
        size_t length = ngi_outlet_length(part);
        bool outlet = ngi_furniture_has(part, NGI_WORD_OUTLET);

        issue = issue || is_issue(part);
        if (is_plain_part(part)) continue;
        if (i > 0 && is_motto(part)) {
            motto = true;
        } else if (!length || length + 1 < part.len) {
            return NG_OK; /* a sentence; '+' may stand behind a name */
        } else {
            names++;
            called += outlet;
            if (name.len > 0 && (!outlet || called > 1)) continue;
            name = ngi_str_slice(part, 0, length);
            where = i;
        }
    }
    if (names == 0 || (names > 1 && called != 1)) return NG_OK;
    for (size_t i = 0; i < count; i++)
        if (i != where && is_byline(name, parts[i])) return NG_OK;
    motto = motto || (has_the(name) && !ends_generic(name) && (count > 1 || is_at_title(o, index)));
    if (where == 0 && names == 1 && (motto || issue) && index < o->top) strength = issue ? 3 : 2;
    /* Below the article only firms: 'Imprint · The Ramp Ltd', not 'Share: The Ramp · Hacker News'. */
    if (index >= o->top && ngi_outlet_without_form(name).len == name.len) return NG_OK;
    return ngi_outlet_add(o, name, NGI_OUTLET_MASTHEAD, strength);
}

/* What furniture says of the page's own outlet. */

static const struct {
    const char *before;
    ngi_outlet_cue cue;
    unsigned strength;
} phrases[] = {
    { "Subscribe to ", NGI_OUTLET_OWN, 2 },
    { "Thanks for reading ", NGI_OUTLET_OWN, 2 },
    { "Thank you for reading ", NGI_OUTLET_OWN, 2 },
    { "You are receiving ", NGI_OUTLET_OWN, 2 },
    { "Download the ", NGI_OUTLET_OWN, 1 },
    { "Get the ", NGI_OUTLET_OWN, 1 },
    { "Follow ", NGI_OUTLET_OWN, 2 },
    { "Support ", NGI_OUTLET_OWN, 1 },
    { "Get ", NGI_OUTLET_OWN, 1 },
    { "About ", NGI_OUTLET_OWN, 1 },
    { "More from ", NGI_OUTLET_OWN, 1 },
    { "Read more at ", NGI_OUTLET_ORIGIN, 1 },
    { "Read more on ", NGI_OUTLET_ORIGIN, 1 },
    { "Read the full story at ", NGI_OUTLET_ORIGIN, 2 },
    { "Read the full article at ", NGI_OUTLET_ORIGIN, 2 },
    { "Read the original article on ", NGI_OUTLET_ORIGIN, 2 },
    { "Source: ", NGI_OUTLET_ORIGIN, 1 },
    { "Via ", NGI_OUTLET_ORIGIN, 1 },
    { "Published in ", NGI_OUTLET_ORIGIN, 1 }, /* a study, a book: only what is called like an outlet */
    { "Published by ", NGI_OUTLET_ORIGIN, 1 },
    { "First published in ", NGI_OUTLET_ORIGIN, 3 },
    { "First published by ", NGI_OUTLET_ORIGIN, 3 },
    { "First published on ", NGI_OUTLET_ORIGIN, 3 },
    { "Originally published in ", NGI_OUTLET_ORIGIN, 3 },
    { "Originally published by ", NGI_OUTLET_ORIGIN, 3 },
    { "Originally published on ", NGI_OUTLET_ORIGIN, 3 },
};

/* Behind a verb within the line: 'This article first appeared in The Ramp', 'was produced for The Ramp'. */
static const char *const appearances[] = { " appeared in ", " appeared on ", " published in ", " published by ",
                                           " published on ", " produced for ", " written for " };

static ng_status see_phrases(ngi_origin *o, size_t index)
{
    static const char *const stories[] = { "This article", "This story",  "This piece",     "This report",
                                           "This essay",   "This column", "This interview", "A version of this" };
    ng_str line = ngi_origin_line(o, index);
    ng_status st = NG_OK;

    if (index >= o->top && index < o->last) return NG_OK; /* amid the article it is the source of a chart */
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        size_t begin = strlen(phrases[i].before);

        if (!ngi_furniture_begins(line, phrases[i].before)) continue;
        NG_CHECK(add_read(o, ngi_str_slice(line, begin, line.len), phrases[i].cue, phrases[i].strength));
        break;
    }
    for (size_t i = 0; i < sizeof stories / sizeof *stories; i++) {
        if (!ngi_furniture_begins(line, stories[i])) continue;
        for (size_t k = 0; k < sizeof appearances / sizeof *appearances; k++) {
            size_t at = ngi_str_find(line, ng_str_from(appearances[k]));
            ng_str rest;

            if (at == SIZE_MAX) continue;
            rest = ngi_str_slice(line, at + strlen(appearances[k]), line.len);
            if (ngi_str_starts(rest, NGI_LITERAL("the "))) rest = ngi_str_slice(rest, 4, rest.len);
            NG_CHECK(add_read(o, rest, NGI_OUTLET_ORIGIN, 3));
        }
    }
done:
    return st;
}

/* 'The Ramp is a reader-supported publication', 'The Ramp, est. 1871'. */
static ng_status see_statement(ngi_origin *o, size_t index)
{
    static const char *const verbs[] = { " is ",   " are ",     " has ",     " does ",
                                         " runs ", " appears ", ", est. ", " newsletter", " app" };
    ng_str line = ngi_origin_line(o, index);
    size_t length = ngi_outlet_length(line);
    ng_str rest = ngi_str_slice(line, length, line.len);
    bool press = ngi_furniture_has(rest, NGI_WORD_PRESS);

    if (!length || length == line.len || (!press && index < o->last)) return NG_OK;
    if (!press && ngi_furniture_has(rest, NGI_WORD_ROLE)) return NG_OK; /* a person */
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (!ngi_str_starts(rest, ng_str_from(verbs[i]))) continue;
        return ngi_outlet_add(o, ngi_str_slice(line, 0, length), NGI_OUTLET_OWN, press ? 2 : 1);
    }
    return NG_OK;
}

/* Bytes of years, 'by', 'the' and marks before the name of who owns the rights. */
static size_t before_owner(ng_str text)
{
    size_t at = 0;
    ng_str word;

    while (at < text.len) {
        size_t begin = at;

        if (text.ptr[at] == ' ') {
            at++;
            continue;
        }
        (void)ngi_furniture_next(text, &at, &word);
        if (ngi_char_is_digit(ngi_char_at(word, 0)) && word.len >= 4) continue;
        if (word.len == 1 || ng_str_equal(word, NGI_LITERAL("by")) || ng_str_equal(word, NGI_LITERAL("–"))) continue;
        if (ngi_furniture_begins(word, "copyrigh") || ngi_char_at(word, 0) == 0xA9) continue;
        return begin;
    }
    return text.len;
}

static ng_status see_copyright(ngi_origin *o, size_t index)
{
    static const char *const marks[] = { "©", "ⓒ", "(c) ", "(C) ", "Copyright " };
    ng_str line = ngi_origin_line(o, index), rest;
    unsigned strength = index >= o->last || index < o->top ? 3 : 1; /* amid the article it is a picture's */
    size_t length = ngi_outlet_length(line), at = SIZE_MAX, skip = 0;

    for (size_t i = 0; i < sizeof marks / sizeof *marks && at == SIZE_MAX; i++) {
        at = ngi_str_find(line, ng_str_from(marks[i]));
        skip = strlen(marks[i]);
    }
    if (at == SIZE_MAX) return NG_OK;
    /* 'The Ramp © 2025' */
    if (length > 0 && length + 1 == at && !ngi_furniture_is_generic(ngi_str_slice(line, 0, length)))
        return ngi_outlet_add(o, ngi_str_slice(line, 0, length), NGI_OUTLET_COPYRIGHT, strength);
    rest = ngi_str_slice(line, at + skip, line.len);
    rest = ngi_str_slice(rest, before_owner(rest), rest.len);
    length = ngi_outlet_length(rest);
    if (ends_generic(ngi_str_slice(rest, 0, length))) return NG_OK; /* 'Getty Images' */
    if (length + 1 < rest.len && rest.ptr[length] == ' ' && ngi_char_is_lower(ngi_char_at(rest, length + 1)))
        return NG_OK; /* 'Nothing on this page may be used' */
    return add_read(o, rest, NGI_OUTLET_COPYRIGHT, strength);
}

/* An agency's mark behind the last sentence: '... on Tuesday. (AFP)' */
static ng_status see_end_mark(ngi_origin *o, ng_str line)
{
    size_t open = line.len;
    ng_str mark, before;

    while (open > 0 && line.ptr[open - 1] != '(' && line.len - open < 12) open--;
    if (open == 0 || line.ptr[open - 1] != '(' || !ngi_str_ends(line, NGI_LITERAL(")"))) return NG_OK;
    mark = ngi_str_slice(line, open, line.len - 1);
    before = ngi_str_trim(ngi_str_slice(line, 0, open - 1));
    if (mark.len < 2 || ngi_outlet_length(mark) != mark.len || !ngi_furniture_is_capitals(mark)) return NG_OK;
    if (before.len == 0 || (before.ptr[before.len - 1] != '.' && !ngi_str_ends(before, NGI_LITERAL("”")))) return NG_OK;
    return ngi_outlet_add(o, mark, NGI_OUTLET_DATELINE, 3);
}

/* Whole sentences of furniture are taken for prose now and then: those that can be nothing else are read. */
static ng_status see_own_prose(ngi_origin *o, size_t index)
{
    static const char *const sure[] = { "reader-",  "subscriber",         "subscribe",
                                        "listener", "nonprofit newsroom", "our journalism" };
    static const char *const marks[] = { "©", "ⓒ", "Copyright ©", "Copyright ⓒ", "Copyright (c)" };
    ng_str line = ngi_origin_line(o, index);

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (ngi_str_starts(line, ng_str_from(marks[i]))) return see_copyright(o, index);
    if (o->lines[index].words > 40) return NG_OK;
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        if (ngi_str_find(line, ng_str_from(sure[i])) != SIZE_MAX) return see_statement(o, index);
    return NG_OK;
}

/* Datelines. */

/* Is it what stands before an agency's mark: places in capitals, a date? */
static bool is_dateline(const ngi_origin *o, ng_str text)
{
    ng_str place = text;

    text = ngi_str_trim(text);
    if (text.len == 0) return true;
    if (text.len > 60 || !ngi_char_is_upper(ngi_char_at(text, 0))) return false;
    if (ngi_furniture_has(text, NGI_WORD_CALENDAR) || ngi_furniture_is_capitals(text)) return true;
    (void)ngi_str_next(&text, ',', &place);
    return (ngi_lexicon_find(o->lexicon, ngi_str_trim(place)).classes & 1u << NGI_LEX_PLACE) != 0;
}

/* 'ATHENS, Oct 30 (Reuters) - ', 'TOKYO, Nov 4 /PRNewswire/ -- '. */
static ng_status see_dateline(ngi_origin *o, ng_str line)
{
    static const char *const dashes[] = { "-", "–", "—", "." };
    ng_str head = ngi_str_slice(line, 0, line.len < 120 ? line.len : 120), rest;
    const char *open = memchr(head.ptr, '(', head.len), *close;
    char mark = ')';
    size_t begin, end;

    if (!open) open = memchr(head.ptr, '/', head.len), mark = '/';
    if (!open || open + 1 >= head.ptr + head.len) return NG_OK;
    begin = (size_t)(open + 1 - head.ptr);
    close = memchr(head.ptr + begin, mark, head.len - begin);
    if (!close || !is_dateline(o, ngi_str_slice(head, 0, begin - 1))) return NG_OK;
    end = (size_t)(close - head.ptr);
    rest = ngi_str_trim(ngi_str_slice(head, end + 1, head.len));
    if (end <= begin + 1 || ngi_outlet_length(ngi_str_slice(head, begin, end)) != end - begin) return NG_OK;
    if (head.ptr[begin + 1] == '-') return NG_OK; /* a senator (R-Texas) */
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (ngi_str_starts(rest, ng_str_from(dashes[i])))
            return ngi_outlet_add(o, ngi_str_slice(head, begin, end), NGI_OUTLET_DATELINE, 3);
    return NG_OK;
}

static ng_status see_line(ngi_origin *o, size_t index)
{
    const ngi_line *line = &o->lines[index];
    ng_str text = ngi_origin_line(o, index);
    ng_status st = NG_OK;

    if (ngi_origin_is_prose(o, index)) {
        if (index < o->top) NG_CHECK(see_dateline(o, text));
        if (index < o->top || index + 1 >= o->last) NG_CHECK(see_own_prose(o, index));
        if (index + 1 >= o->last) NG_CHECK(see_end_mark(o, text));
        goto done;
    }
    if (line->what != NGI_LINE_IS_BOILERPLATE || line->words > 40) return NG_OK;
    NG_CHECK(see_phrases(o, index));
    NG_CHECK(see_statement(o, index));
    NG_CHECK(see_copyright(o, index));
    if (line->words > 14 || line->features[NGI_LINE_COPYRIGHT] > 0.0f || ngi_byline_label(text)) goto done;
    if (index < o->top || index > o->last) NG_CHECK(see_masthead(o, index));
done:
    return st;
}

ng_status ngi_outlet_gather(ngi_origin *o)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < o->count; i++)
        if (i < NGI_ORIGIN_REACH || i + NGI_ORIGIN_REACH >= o->count) NG_CHECK(see_line(o, i));
done:
    return st;
}
