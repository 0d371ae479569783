/*
 * The line that names an article's authors -> the names: 'By Ada Brook in Oslo and Cy Dunn', 'Words: Ada Brook', 'Ada
 * Brook, Staff Writer', 'Posted by u/lampfan', and below the article 'Ada Brook covers courts', '— Ada Brook' or '(posted
 * by lampfan)'. A label before a name is believed; a bare name is so only near the title, when the word lists know it as
 * a person's or a date or role stands beside it, and when the article does not speak of that person: names of topics and
 * of people in the news stand there too. In the flow: after the lines are classified; names of outlets in a byline go to
 * plain_outlet.c.
 */
#include "base/unicode.h"
#include "plain_origin.h"

/* A word of a name: a capital, then letters and what may stand between them. 'al-Saffar' and 'O’Dea' are such. */
static bool is_name_word(ng_str word)
{
    size_t at = 0;
    ngi_char first = ngi_char_next(word, &at), before = first;
    bool capital = ngi_char_is_upper(first);

    if (!ngi_char_is_letter(first)) return false;
    while (at < word.len) {
        ngi_char c = ngi_char_next(word, &at);

        if (!ngi_char_is_letter(c) && !ngi_char_is_mark(c) && c != '-' && c != '\'' && c != 0x2019 && c != '.')
            return false;
        if (before == '-' || before == '\'' || before == 0x2019) capital = capital || ngi_char_is_upper(c);
        before = c;
    }
    return capital && before != '-' && before != '\'' && before != 0x2019;
}

static uint32_t classes_of(const ngi_lexicon *lexicon, ng_str name)
{
    return lexicon ? ngi_lexicon_find(lexicon, name).classes : 0;
}

#define GIVEN (1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE)

/* Words that are rarely names: 'Jane Law' is one only behind a known given name. */
static bool is_doubtful(ng_str word)
{
    return (ngi_furniture_word_of(word) &
            (NGI_WORD_OUTLET | NGI_WORD_SECTION | NGI_WORD_CALENDAR | NGI_WORD_FUNCTION | NGI_WORD_LEGAL)) != 0;
}

/* May a name begin with the word: a known given name, an initial, 'Jun', or no word of furniture? */
static bool may_begin(ng_str word, bool given)
{
    uint32_t kind = ngi_furniture_word_of(word);

    if (word.len == 2 && word.ptr[1] == '.') return true;
    if (kind & NGI_WORD_FUNCTION) return false;
    return given || !is_doubtful(word) || (word.len == 3 && !(kind & ~(uint32_t)NGI_WORD_CALENDAR));
}

/* Without what ends a clause: a full stop that is no initial's. */
static size_t clause_end(ng_str word)
{
    size_t end = word.len;

    while (end > 0 && strchr(",;:()", word.ptr[end - 1])) end--;
    if (end > 3 && word.ptr[end - 1] == '.' && ngi_char_is_lower(ngi_char_at(word, end - 2))) end--;
    if (end > 2 && ngi_str_ends(ngi_str_slice(word, 0, end), NGI_LITERAL("'s"))) end -= 2;
    return end;
}

size_t ngi_person_length(const ngi_lexicon *lexicon, ng_str text)
{
    size_t at = 0, length = 0;
    unsigned words = 0;
    bool given = false;
    ng_str word;

    while (words < 5 && ngi_furniture_next(text, &at, &word)) {
        size_t end = clause_end(word);
        ng_str bare = ngi_str_slice(word, 0, end);
        uint32_t kind = ngi_furniture_word_of(bare);

        if (end == 0 || (kind & NGI_WORD_ROLE)) break;
        if (is_name_word(bare)) {
            if (words == 0) given = (classes_of(lexicon, bare) & GIVEN) != 0;
            if (kind & (NGI_WORD_OUTLET | NGI_WORD_LEGAL) && words >= 2) return 0; /* Middle Belt Courier */
            if (words == 0 && !may_begin(bare, given)) break;
            if (words > 0 && !(given && words == 1) && is_doubtful(bare) && !(end == 2 && bare.ptr[1] == '.')) break;
            words++;
            length = (size_t)(word.ptr - text.ptr) + end;
        } else if (!(kind & NGI_WORD_PARTICLE)) {
            break;
        }
        if (end < word.len || at >= text.len || text.ptr[at] != ' ') break;
        at++;
    }
    return words >= 2 ? length : 0;
}

bool ngi_person_known(const ngi_lexicon *lexicon, ng_str name)
{
    const uint32_t others = 1u << NGI_LEX_COMPANY | 1u << NGI_LEX_ORGANIZATION | 1u << NGI_LEX_PLACE |
                            1u << NGI_LEX_OUTLET | 1u << NGI_LEX_PRODUCT | 1u << NGI_LEX_MODEL | 1u << NGI_LEX_WORK |
                            1u << NGI_LEX_EVENT;
    size_t first = 0, last = name.len;
    bool surname;

    while (first < name.len && name.ptr[first] != ' ' && name.ptr[first] != '-') first++;
    while (last > first && name.ptr[last - 1] != ' ' && name.ptr[last - 1] != '-') last--;
    if (last <= first || (classes_of(lexicon, name) & others)) return false;
    if (!(classes_of(lexicon, ngi_str_slice(name, 0, first)) & GIVEN)) return false;
    surname = (classes_of(lexicon, ngi_str_slice(name, last, name.len)) & 1u << NGI_LEX_SURNAME) != 0;
    if (surname) return true;
    return !is_doubtful(ngi_str_slice(name, last, name.len)) && !is_doubtful(ngi_str_slice(name, 0, first));
}

/* Labels. */

/* May the word stand before a colon and an author? Behind 'Interview:' stands whom it is with. */
static bool is_heading(ng_str word)
{
    static const char *const words[] = { "author", "authors", "by",    "byline", "reporting",
                                         "story",  "text",    "words", "writer" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ngi_str_equal_nocase(word, ng_str_from(words[i]))) return true;
    return false;
}

size_t ngi_byline_label(ng_str line)
{
    size_t at = 0, seen = 0;
    bool writes = false;
    ng_str word;

    for (unsigned words = 0; words < 5 && ngi_furniture_next(line, &at, &word); words++) {
        bool colon = ngi_str_ends(word, NGI_LITERAL(":"));
        ng_str bare = colon ? ngi_str_slice(word, 0, word.len - 1) : word;
        uint32_t kind = ngi_furniture_word_of(bare);
        bool by = ngi_str_equal_nocase(bare, NGI_LITERAL("by"));

        if (!(kind & (NGI_WORD_WRITING | NGI_WORD_BESIDE))) return 0;
        writes = writes || (kind & NGI_WORD_WRITING && !(by && words > 0));
        seen = at;
        while (at < line.len && line.ptr[at] == ' ') at++;
        if (by || colon) return writes && at > seen && (!colon || is_heading(bare)) ? at : 0;
    }
    return 0;
}

/* Bytes of what joins two people of a byline: ' and ', ', ', '; '. *weak: a place or role may stand behind it too. */
static size_t join_length(ng_str text, bool *weak)
{
    static const char *const joins[] = { ", and ", " and ", ", & ", " & ", "; ", " AND " };

    *weak = false;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++)
        if (ngi_str_starts(text, ng_str_from(joins[i]))) return strlen(joins[i]);
    *weak = true;
    return ngi_str_starts(text, NGI_LITERAL(", ")) ? 2 : 0;
}

/* Bytes of ' in Oslo' and its kin behind a name. */
static size_t place_length(ng_str text)
{
    static const char *const words[] = { " in ", " at ", " from " };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t at = strlen(words[i]), end = 0;
        ng_str word;

        if (!ngi_str_starts(text, ng_str_from(words[i]))) continue;
        while (ngi_furniture_next(text, &at, &word) && ngi_char_is_upper(ngi_char_at(word, 0))) {
            end = at - (word.len - clause_end(word));
            if (end < at || at >= text.len) break;
            at++;
        }
        return end;
    }
    return 0;
}

static size_t honorific_length(ng_str text)
{
    size_t at = 0;
    ng_str word;

    if (!ngi_furniture_next(text, &at, &word) || !(ngi_furniture_word_of(word) & NGI_WORD_HONORIFIC)) return 0;
    return at < text.len ? at + 1 : 0;
}

/* May this stand behind the people of a byline? A sentence that goes on may not. */
static bool is_tail(ng_str rest)
{
    static const char *const tails[] = { "for ", "with ", "in ", "at ", "from ", "on ",
                                         "and ", "of ",   "& ",  "/ ",  "- ",    "@" };

    if (rest.len == 0 || ng_str_equal(rest, NGI_LITERAL("."))) return true;
    if (rest.ptr[0] == ',' || rest.ptr[0] == ';' || rest.ptr[0] == '|' || rest.ptr[0] == '(') return true;
    if ((unsigned char)rest.ptr[0] >= 0x80 && !ngi_char_is_letter(ngi_char_at(rest, 0))) return true; /* dots, dashes */
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (ngi_str_starts(rest, ng_str_from(tails[i]))) return true;
    return ngi_furniture_is_generic(rest);
}

bool ngi_byline_read(const ngi_lexicon *lexicon, ng_str text, ngi_byline *out)
{
    bool weak = false, comma;

    memset(out, 0, sizeof *out);
    out->rest = text;
    while (out->count < NGI_BYLINE_NAMES) {
        size_t skip = honorific_length(text), length = ngi_person_length(lexicon, ngi_str_slice(text, skip, text.len));
        ng_str name = ngi_str_slice(text, skip, skip + length);
        size_t place, join;

        if (!length) break;
        text = ngi_str_slice(text, skip + length, text.len);
        place = place_length(text);
        join = join_length(ngi_str_slice(text, place, text.len), &comma);
        if (weak && !ngi_person_known(lexicon, name) && !place && (comma || !join)) break;
        if (weak && text.len > 0 && !place && !join && !ngi_str_starts(text, NGI_LITERAL(" in "))) break;
        out->names[out->count++] = name;
        out->rest = text;
        if (!join) break;
        weak = comma || place > 0; /* 'in Oslo and New York' */
        text = ngi_str_slice(text, place + join, text.len);
    }
    out->rest = ngi_str_trim(out->rest);
    return out->count > 0 && is_tail(out->rest);
}

/* The authors of an article. */

static ng_status add_author(ngi_origin *o, ng_str name)
{
    ng_status st = NG_OK;

    if (ngi_str_find(ngi_buffer_str(&o->authors), name) != SIZE_MAX || o->authors.len + name.len > 300) return NG_OK;
    if (o->authors.len > 0) NG_CHECK(ngi_buffer_add_text(o->ctx, &o->authors, "; "));
    NG_CHECK(ngi_buffer_add(o->ctx, &o->authors, name));
done:
    return st;
}

static ng_status add_authors(ngi_origin *o, const ngi_byline *byline)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < byline->count; i++) NG_CHECK(add_author(o, byline->names[i]));
done:
    return st;
}

/* The outlet behind the people of a byline: '| The Ramp', ', Staff Writer, The Ramp', 'for The Ramp'. */
static ng_status add_outlet_of(ngi_origin *o, ng_str rest)
{
    ng_str parts[NGI_SEGMENTS_MAX], part;
    size_t count = ngi_furniture_cut(rest, parts);
    ng_status st = NG_OK;

    for (size_t i = 0; i < count; i++) {
        bool bar = i > 0 || parts[i].ptr != rest.ptr;

        while (ngi_str_next(&parts[i], ',', &part)) {
            bool told = bar;

            part = ngi_str_trim(part);
            if (ngi_str_starts(part, NGI_LITERAL("/ "))) part = ngi_str_slice(part, 2, part.len);
            if (ngi_str_starts(part, NGI_LITERAL("for "))) {
                part = ngi_str_slice(part, 4, part.len);
                told = true;
            }
            told = told || ngi_str_starts(part, NGI_LITERAL("The "));
            if (part.len > 0 && ngi_outlet_length(part) == part.len && !ngi_furniture_has(part, NGI_WORD_ROLE))
                NG_CHECK(ngi_outlet_add(o, part, NGI_OUTLET_BYLINE, told ? 2 : 1));
        }
    }
done:
    return st;
}

/* 'By Reuters', 'Peninsula Times Staff': who publishes is no author. */
static ng_status add_publisher(ngi_origin *o, ng_str part, bool labelled)
{
    static const char *const staff[] = { " Staff", " staff", " Newsroom", " Reporter", " Reporters", " Correspondent" };
    size_t length;

    for (size_t i = 0; i < sizeof staff / sizeof *staff; i++) {
        ng_str tail = ng_str_from(staff[i]);

        if (!ngi_str_ends(part, tail)) continue;
        part.len -= tail.len;
        labelled = true;
    }
    length = ngi_outlet_length(part);
    if (!labelled || length == 0 || length != part.len) return NG_OK;
    if (!ngi_furniture_has(part, NGI_WORD_OUTLET) && !(classes_of(o->lexicon, part) & 1u << NGI_LEX_OUTLET))
        return NG_OK;
    return ngi_outlet_add(o, part, NGI_OUTLET_BYLINE, 2);
}

/* Does the article itself speak of the person? Then a bare name above it is a topic. */
static bool is_subject(const ngi_origin *o, ng_str name)
{
    size_t last = name.len;

    while (last > 0 && name.ptr[last - 1] != ' ') last--;
    name = ngi_str_slice(name, last, name.len);
    for (size_t i = 0; i < o->count; i++)
        if (o->lines[i].what != NGI_LINE_IS_BOILERPLATE && ngi_str_find(ngi_origin_line(o, i), name) != SIZE_MAX)
            return true;
    return false;
}

/* Does the part of a line tell when or as what: '4 min read', 'Staff Writer'? */
static bool tells_writing(ng_str part)
{
    return ngi_furniture_has(part, NGI_WORD_ROLE | NGI_WORD_CALENDAR) ||
           (part.len > 0 && part.ptr[0] >= '0' && part.ptr[0] <= '9');
}

/* Is the last word of a name a surname that the word lists know? */
static bool has_surname(const ngi_lexicon *lexicon, ng_str name)
{
    size_t last = name.len;

    while (last > 0 && name.ptr[last - 1] != ' ' && name.ptr[last - 1] != '-') last--;
    name = ngi_str_slice(name, last, name.len);
    return (classes_of(lexicon, name) & 1u << NGI_LEX_SURNAME) && !is_doubtful(name);
}

/*
 * Is a name without a label the author's? `beside`: a date or role stands beside it, `below`: a date stands below.
 * Names that the lists know need less than others, and those that the article speaks of need more.
 */
static bool is_author(const ngi_origin *o, ng_str name, bool beside, bool below)
{
    bool known = ngi_person_known(o->lexicon, name), surname = has_surname(o->lexicon, name);

    if (ngi_furniture_is_capitals(name) && !known) return false;
    if (beside && (known || surname)) return true;
    return (known || surname || beside || below) && !is_subject(o, name);
}

/* 'Ada Brook / Getty Images' took the picture. */
static bool is_picture(ng_str line)
{
    static const char *const words[] = { "Images", "Getty", "Photo", "Shutterstock", "Pictures" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ngi_str_find(line, ng_str_from(words[i])) != SIZE_MAX) return true;
    return false;
}

/* The other parts of an author's line: 'Ada Brook | The Ramp'. */
static ng_status add_outlets_beside(ngi_origin *o, const ng_str *parts, size_t count, size_t author)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < count; i++)
        if (i != author && parts[i].len > 0 && ngi_outlet_length(parts[i]) == parts[i].len &&
            !ngi_furniture_has(parts[i], NGI_WORD_ROLE | NGI_WORD_CALENDAR))
            NG_CHECK(ngi_outlet_add(o, parts[i], NGI_OUTLET_BYLINE, 2));
done:
    return st;
}

/* 'Ada Brook', 'Ada Brook, Staff Writer', 'Ada Brook · Sep 2, 2025' near the title. */
static ng_status see_bare_line(ngi_origin *o, size_t index)
{
    ng_str parts[NGI_SEGMENTS_MAX];
    size_t count = ngi_furniture_cut(ngi_origin_line(o, index), parts);
    bool beside = false, below = index + 1 < o->count && o->lines[index + 1].features[NGI_LINE_DATE] > 0.0f;
    ng_status st = NG_OK;

    if (is_picture(ngi_origin_line(o, index))) return NG_OK;
    for (size_t i = 0; i < count; i++) beside = beside || (count > 1 && tells_writing(parts[i]));
    for (size_t i = 0; i < count && i < 3; i++) {
        ngi_byline byline;
        bool role;

        NG_CHECK(add_publisher(o, parts[i], false));
        if (!ngi_byline_read(o->lexicon, parts[i], &byline)) continue;
        if (ngi_furniture_has(byline.names[0], NGI_WORD_OUTLET)) continue;
        role = byline.rest.len > 0 && byline.rest.ptr[0] == ',' && tells_writing(byline.rest);
        if (byline.rest.len > 0 && !role && !ngi_person_known(o->lexicon, byline.names[0])) continue;
        if (!is_author(o, byline.names[0], beside || role, below)) continue;
        NG_CHECK(add_authors(o, &byline));
        NG_CHECK(add_outlets_beside(o, parts, count, i));
        break;
    }
done:
    return st;
}

static bool is_handle_char(ngi_char c) { return ngi_char_is_letter(c) || ngi_char_is_digit(c) || c == '_' || c == '-'; }

/* 'lampfan_7 at 6:14 PM' behind 'posted by': the handle, without the 'u/' of forums; absent when it is none. */
static ng_str handle_of(ng_str text)
{
    size_t begin = ngi_str_starts(text, NGI_LITERAL("u/")) ? 2 : 0, at = begin + (ngi_char_at(text, begin) == '@');
    size_t end = at, next = at;
    ng_str rest, name;

    while (is_handle_char(ngi_char_next(text, &next))) end = next;
    name = ngi_str_slice(text, at, end);
    rest = ngi_str_trim(ngi_str_slice(text, end, text.len));
    if (name.len < 2 || (at == 0 && ngi_char_is_upper(ngi_char_at(name, 0))) || ngi_furniture_word_of(name))
        return (ng_str){ NULL, 0 };
    if (!is_tail(rest) && rest.ptr[0] != ')' && !ngi_char_is_digit(ngi_char_at(rest, 0))) return (ng_str){ NULL, 0 };
    return ngi_str_slice(text, begin, end);
}

/* A part of a line that begins with a label. */
static ng_status see_labelled(ngi_origin *o, ng_str part, bool near)
{
    size_t label = ngi_byline_label(part);
    bool posted = near && ngi_furniture_begins(part, "posted by ");
    ngi_byline byline;
    ng_status st = NG_OK;

    if (!label || (!near && ngi_furniture_begins(part, "by "))) return NG_OK; /* there it is of another article */
    part = ngi_str_slice(part, label, part.len);
    if (ngi_byline_read(o->lexicon, part, &byline)) {
        NG_CHECK(add_authors(o, &byline));
        NG_CHECK(add_outlet_of(o, byline.rest));
    } else if (posted && handle_of(part).len > 0) {
        NG_CHECK(add_author(o, handle_of(part)));
    } else {
        NG_CHECK(add_publisher(o, part, true));
    }
done:
    return st;
}

/* '(posted by lampfan)' without the bracket. */
static ng_str without_bracket(ng_str line)
{
    return line.len > 1 && line.ptr[0] == '(' ? ngi_str_slice(line, 1, line.len) : line;
}

/* 'By' alone on its line: a name follows. */
static bool is_by(ng_str line) { return ngi_str_equal_nocase(line, NGI_LITERAL("by")); }

static ng_status see_top_line(ngi_origin *o, size_t index)
{
    const ngi_line *line = &o->lines[index];
    ng_str text = ngi_origin_line(o, index), parts[NGI_SEGMENTS_MAX];
    size_t count;
    ng_status st = NG_OK;

    if (line->words > 16 || line->what == NGI_LINE_IS_TITLE) return NG_OK;
    if (ngi_byline_label(without_bracket(text))) return see_labelled(o, without_bracket(text), true);
    if (ngi_origin_is_prose(o, index)) return NG_OK;
    if (index > 0 && is_by(ngi_origin_line(o, index - 1))) {
        ngi_byline byline;

        return ngi_byline_read(o->lexicon, text, &byline) ? add_authors(o, &byline) : NG_OK;
    }
    count = ngi_furniture_cut(text, parts);
    for (size_t i = 1; i < count; i++) NG_CHECK(see_labelled(o, parts[i], true));
    for (size_t i = 0; i + 4 < text.len && o->authors.len == 0; i++) /* '... mostly, by Ada Brook' */
        if (ngi_str_starts(ngi_str_slice(text, i, text.len), NGI_LITERAL(", by ")))
            NG_CHECK(see_labelled(o, ngi_str_slice(text, i + 2, text.len), true));
    if (o->authors.len == 0) NG_CHECK(see_bare_line(o, index));
done:
    return st;
}

/* Behind the article. */

/* Is it one who writes: 'a staff writer', 'a columnist for The Ramp'? */
static bool is_writer(ng_str text)
{
    static const char *const writers[] = { "writer", "reporter", "correspondent", "columnist",  "journalist",
                                           "editor", "critic",   "contributor",   "blogger" };

    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (ngi_str_find(text, ng_str_from(writers[i])) != SIZE_MAX) return true;
    return false;
}

/* 'Ada Brook is a staff writer', 'Ada Brook covers courts', 'About the author: Ada Brook'. */
static ng_status see_portrait(ngi_origin *o, ng_str line)
{
    static const char *const about[] = { "About the author: ", "The author, ", "The writer, " };
    static const char *const verbs[] = { " covers ", " writes ", " reports ", " wrote this " };
    ng_str rest = line;
    size_t length, end = 0;
    bool writes = false;

    for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
        if (!ngi_str_starts(line, ng_str_from(about[i]))) continue;
        rest = ngi_str_slice(line, strlen(about[i]), line.len);
        writes = true;
    }
    rest = ngi_str_slice(rest, honorific_length(rest), rest.len);
    length = ngi_person_length(o->lexicon, rest);
    if (!length) return NG_OK;
    line = ngi_str_slice(rest, 0, length);
    rest = ngi_str_slice(rest, length, rest.len);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        writes = writes || ngi_str_starts(rest, ng_str_from(verbs[i]));
    if (ngi_str_starts(rest, NGI_LITERAL(" is a "))) {
        bool own = ngi_str_find(rest, NGI_LITERAL(" own.")) != SIZE_MAX; /* 'The views are her own.' */

        while (end < rest.len && rest.ptr[end] != '.') end++;
        writes = writes || own || is_writer(ngi_str_slice(rest, 0, end));
    }
    return writes ? add_author(o, line) : NG_OK;
}

/* '— Ada Brook' or '— Ada Brook, editor' at the end of the article; behind a quotation it names the speaker. */
static ng_status see_signature(ngi_origin *o, ng_str line)
{
    size_t dash = line.len;
    ngi_byline byline;
    ng_str before;

    for (size_t i = line.len > 80 ? line.len - 80 : 0; i + 3 < line.len; i++)
        if (ngi_str_starts(ngi_str_slice(line, i, line.len), NGI_LITERAL("—"))) dash = i;
    if (dash == line.len) return NG_OK;
    before = ngi_str_trim(ngi_str_slice(line, 0, dash));
    if (before.len > 0) {
        size_t at = before.len;
        ngi_char c = ngi_char_before(before, &at);

        if (c != '.' && c != '!' && c != '?') return NG_OK;
    }
    line = ngi_str_trim(ngi_str_slice(line, dash + 3, line.len));
    if (!ngi_byline_read(o->lexicon, line, &byline) || byline.count > 1) return NG_OK;
    if (byline.rest.len > 0 && !ngi_furniture_has(byline.rest, NGI_WORD_ROLE)) return NG_OK;
    return add_authors(o, &byline);
}

static ng_status see_end_line(ngi_origin *o, size_t index)
{
    ng_str line = ngi_origin_line(o, index), bare = without_bracket(line);
    ng_status st = NG_OK;

    if (index >= o->last) NG_CHECK(see_signature(o, line));
    if (o->authors.len > 0 || o->lines[index].words > 40) return NG_OK;
    NG_CHECK(see_portrait(o, bare));
    if (o->authors.len == 0 && o->lines[index].words <= 16) NG_CHECK(see_labelled(o, bare, bare.len < line.len));
done:
    return st;
}

ng_status ngi_author_find(ngi_origin *o)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < o->top && o->authors.len == 0; i++) NG_CHECK(see_top_line(o, i));
    for (size_t i = o->top < o->last ? o->top : o->last; i < o->count && o->authors.len == 0; i++) {
        if (i + NGI_ORIGIN_REACH < o->count && i >= NGI_ORIGIN_REACH) continue;
        if (i >= o->last || o->lines[i].what == NGI_LINE_IS_BOILERPLATE) NG_CHECK(see_end_line(o, i));
    }
done:
    return st;
}
