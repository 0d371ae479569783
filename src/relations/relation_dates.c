/*
 * Dates that a sentence states of a relation: 'since 2019', 'until last year', 'from March 2015 to 2018'; for what is
 * done once also 'in 2021' and 'on Monday'. Relative dates are counted from the document's own date and left out when
 * it has none; the clock is never asked. A phrase counts when it stands behind the two mentions or between them, and
 * nearer to them than any other mention that could own it. Linear in the sentence.
 */
#include "relation_dates.h"

#include "fit.h"
#include "items.h"

#include <stdio.h>

typedef struct date {
    int year, month, day;    /* month and day 0: not stated */
} date;

typedef struct reader {
    const ng_document *doc;
    ng_range tokens;
    date today;              /* of the document; year 0: unknown */
} reader;

static const char *const month_names[12] = {
    "january|jan|jan.", "february|feb|feb.", "march|mar.", "april|apr.", "may", "june", "july", "august|aug|aug.",
    "september|sept|sept.|sep.", "october|oct|oct.", "november|nov|nov.", "december|dec|dec."
};
static const char *const day_names[7] = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday" };

static ng_str token_text(const reader *r, uint32_t at)
{
    return at < r->tokens.end ? ng_document_slice(r->doc, r->doc->tokens.items[at].bytes) : NGI_LITERAL("");
}

static bool is_one_of(const reader *r, uint32_t at, const char *words)
{
    return at < r->tokens.end && ngi_word_in(token_text(r, at), words);
}

static bool number_at(const reader *r, uint32_t at, uint32_t least, uint32_t most, int *out)
{
    uint32_t value;

    if (!ngi_parse_u32(token_text(r, at), &value) || value < least || value > most) return false;
    *out = (int)value;
    return true;
}

static int month_at(const reader *r, uint32_t at)
{
    int i;

    for (i = 0; i < 12; i++) {
        if (is_one_of(r, at, month_names[i])) return i + 1;
    }
    return 0;
}

/* Days since 1970-01-01 of the Gregorian calendar, and back (Howard Hinnant's formulas). */
static long days_of(date d)
{
    long y = d.month <= 2 ? d.year - 1 : d.year, era = y / 400, m = d.month;
    long yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static date date_of(long days)
{
    long z = days + 719468, era = z / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    long mp = (5 * doy + 2) / 153, month = mp < 10 ? mp + 3 : mp - 9;
    date d = { (int)(yoe + era * 400 + (month <= 2)), (int)month, (int)(doy - (153 * mp + 2) / 5 + 1) };

    return d;
}

/* 'last year', 'yesterday', 'Monday': counted back from the document's date. */
static uint32_t relative_at(const reader *r, uint32_t at, date *out)
{
    bool last = is_one_of(r, at, "last"), this = is_one_of(r, at, "this");
    uint32_t next = last || this ? at + 1 : at;
    int i;

    if (r->today.year == 0) return 0;
    *out = (date){ r->today.year, 0, 0 };
    if (is_one_of(r, next, "year") && next > at) {
        out->year -= last;
        return 2;
    }
    if (r->today.month == 0) return 0;
    if (is_one_of(r, next, "month") && next > at) {
        out->month = r->today.month - (last ? 1 : 0);
        if (out->month == 0) *out = (date){ r->today.year - 1, 12, 0 };
        return 2;
    }
    if (last && month_at(r, next)) { /* 'last March': the latest one before this month */
        out->month = month_at(r, next);
        out->year -= out->month >= r->today.month;
        return 2;
    }
    if (r->today.day == 0) return 0;
    if (is_one_of(r, at, "today|yesterday")) {
        *out = date_of(days_of(r->today) - is_one_of(r, at, "yesterday"));
        return 1;
    }
    for (i = 0; i < 7; i++) {
        long now = days_of(r->today), weekday = ((now + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday; Monday is 0 */

        if (!is_one_of(r, next, day_names[i])) continue;
        *out = date_of(now - (weekday - i + 7) % 7);
        return next - at + 1;
    }
    return 0;
}

/* A date at a token: how many tokens it takes, 0 when there is none. */
static uint32_t date_at(const reader *r, uint32_t at, date *out)
{
    int month = month_at(r, at), day = 0, year = 0;

    *out = (date){ 0, 0, 0 };
    if (number_at(r, at, 1500, 2100, &out->year)) return 1;
    if (month && number_at(r, at + 1, 1500, 2100, &year)) {
        *out = (date){ year, month, 0 };
        return 2;
    }
    if (month && number_at(r, at + 1, 1, 31, &day)) {
        uint32_t comma = is_one_of(r, at + 2, ",");

        if (number_at(r, at + 2 + comma, 1500, 2100, &year)) {
            *out = (date){ year, month, day };
            return 3 + comma;
        }
    }
    if (number_at(r, at, 1, 31, &day) && (month = month_at(r, at + 1)) != 0 && number_at(r, at + 2, 1500, 2100, &year)) {
        *out = (date){ year, month, day };
        return 3;
    }
    return relative_at(r, at, out);
}

static ng_status write_date(ng_context *ctx, ng_document *doc, date d, ng_str *out)
{
    char text[40];

    if (d.month == 0) {
        (void)snprintf(text, sizeof text, "%04d", d.year);
    } else if (d.day == 0) {
        (void)snprintf(text, sizeof text, "%04d-%02d", d.year, d.month);
    } else {
        (void)snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
    }
    return ngi_document_copy(ctx, doc, ng_str_from(text), out);
}

static date today_of(const ng_document *doc)
{
    ng_str text = doc->about.date;
    uint32_t year = 0, month = 0, day = 0;

    if (text.len >= 4 && !ngi_parse_u32(ngi_str_slice(text, 0, 4), &year)) year = 0;
    if (text.len >= 7 && !ngi_parse_u32(ngi_str_slice(text, 5, 7), &month)) month = 0;
    if (text.len >= 10 && !ngi_parse_u32(ngi_str_slice(text, 8, 10), &day)) day = 0;
    if (year == 0 || month > 12 || day > 31) return (date){ 0, 0, 0 };
    return (date){ (int)year, (int)month, (int)day };
}

/* Does a name stand between `from` and `to` that is no further member of a list ('Roe and Ash in 2015')? */
static bool crossed(const ng_document *doc, const ngi_claim *claim, uint32_t from, uint32_t to)
{
    ng_range range = ngi_document_mentions_in(doc, (ng_span){ from, to });
    uint32_t i;

    for (i = range.begin; i < range.end; i++) {
        ng_str before = ng_document_slice(doc, (ng_span){ from, doc->mentions.items[i].span.begin });

        if (i == claim->head || i == claim->tail || doc->mentions.items[i].kind != NG_NAME) continue;
        if (!ngi_str_ends(before, NGI_LITERAL("and ")) && !ngi_str_ends(before, NGI_LITERAL(", "))) return true;
    }
    return false;
}

ng_status ngi_dates_of(ng_context *ctx, ng_document *doc, const ngi_claim *claim, ng_str *since, ng_str *until)
{
    const ng_mention *head = &doc->mentions.items[claim->head], *tail = &doc->mentions.items[claim->tail];
    const ng_mention *later = head->span.begin > tail->span.begin ? head : tail;
    reader r = { doc, { 0, 0 }, { 0, 0, 0 } };
    ng_status st = NG_OK;
    uint32_t i, taken;
    date first, second;

    if (head->sentence != tail->sentence) return NG_OK;
    r.tokens = doc->sentences.items[head->sentence].tokens;
    r.today = today_of(doc);
    for (i = r.tokens.begin; i < r.tokens.end; i++) {
        uint32_t at = doc->tokens.items[i].bytes.begin;

        if (at > later->span.end && crossed(doc, claim, later->span.end, at)) break;
        if (!is_one_of(&r, i, "since|until|till|from|between|in|on") || at < (head == later ? tail : head)->span.begin) continue;
        taken = date_at(&r, i + 1, &first);
        if (taken == 0) continue;
        if (is_one_of(&r, i, "from|between")) {
            if (!is_one_of(&r, i + 1 + taken, "to|until|and|till") || date_at(&r, i + 2 + taken, &second) == 0) continue;
            NG_CHECK(write_date(ctx, doc, first, since));
            NG_CHECK(write_date(ctx, doc, second, until));
        } else if (is_one_of(&r, i, "until|till")) {
            NG_CHECK(write_date(ctx, doc, first, until));
        } else if (is_one_of(&r, i, "since") || (ngi_relation_is_act(claim->type) && claim->status == NG_CURRENT)) {
            NG_CHECK(write_date(ctx, doc, first, since));
        }
    }
done:
    return st;
}
