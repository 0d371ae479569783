/*
 * Dates as pages, feeds and bylines write them -> ISO 8601. Reads ISO 8601, RFC 822 and the spellings of English
 * newsrooms ('Nov. 10, 2025', '10 November 2025, 8:30 am EST', '10.11.2025'). Days of doubtful order (03/04/2025) are
 * not guessed.
 * A date behind today is refused: it is a mistake or a promise.
 */
#include "ingest_impl.h"

#include <stdlib.h>
#include <time.h>

typedef struct date_parts {
    int year, month, day;
    int hour, minute, second; /* hour -1: not known */
    int zone;                 /* minutes east of UTC; NO_ZONE: not known */
} date_parts;

#define NO_ZONE 10000

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* The number at *at, of at most `max` digits; -1 when there is none. */
static int number(ng_str text, size_t *at, unsigned max)
{
    int value = 0;
    unsigned n = 0;

    while (*at < text.len && is_digit(text.ptr[*at]) && n < max) {
        value = value * 10 + (text.ptr[*at] - '0');
        ++*at;
        n++;
    }
    return n ? value : -1;
}

static bool month_of(ng_str word, int *out)
{
    static const char *const months[] = { "january", "february", "march", "april", "may", "june", "july",
                                          "august", "september", "october", "november", "december" };

    if (word.len < 3) return false;
    for (int m = 0; m < 12; m++) {
        ng_str name = ng_str_from(months[m]);
        bool sept = m == 8 && ngi_str_equal_nocase(word, NGI_LITERAL("sept"));

        if (sept || (word.len <= name.len && (word.len == 3 || word.len == name.len) &&
                     ngi_str_equal_nocase(word, ngi_str_slice(name, 0, word.len)))) {
            *out = m + 1;
            return true;
        }
    }
    return false;
}

static int zone_of(ng_str word)
{
    static const struct {
        const char *name;
        int minutes;
    } zones[] = { { "z", 0 }, { "gmt", 0 }, { "utc", 0 }, { "est", -300 }, { "edt", -240 }, { "cst", -360 },
                  { "cdt", -300 }, { "mst", -420 }, { "mdt", -360 }, { "pst", -480 }, { "pdt", -420 }, { "bst", 60 },
                  { "cet", 60 }, { "cest", 120 }, { "sgt", 480 }, { "hkt", 480 }, { "jst", 540 }, { "aest", 600 },
                  { "aedt", 660 } };

    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (ngi_str_equal_nocase(word, ng_str_from(zones[i].name))) return zones[i].minutes;
    return NO_ZONE;
}

/* hh:mm[:ss[.fff]] at *at. */
static bool read_time(ng_str text, size_t *at, date_parts *d)
{
    size_t i = *at;
    int hour = number(text, &i, 2), minute, second = 0;

    if (hour < 0 || hour > 24 || i >= text.len || text.ptr[i] != ':') return false;
    i++;
    minute = number(text, &i, 2);
    if (minute < 0 || minute > 59) return false;
    if (i + 1 < text.len && text.ptr[i] == ':' && is_digit(text.ptr[i + 1])) {
        i++;
        second = number(text, &i, 2);
        if (i + 1 < text.len && text.ptr[i] == '.' && is_digit(text.ptr[i + 1])) {
            i++;
            (void)number(text, &i, 9);
        }
    }
    d->hour = hour;
    d->minute = minute;
    d->second = second > 59 ? 59 : second;
    *at = i;
    return true;
}

/* +hh:mm, +hhmm, +hh at *at. */
static void read_offset(ng_str text, size_t *at, date_parts *d)
{
    int sign = text.ptr[*at] == '-' ? -1 : 1, hours, minutes = 0;
    size_t i = *at + 1;

    hours = number(text, &i, 2);
    *at = i; /* also past what is no zone: the caller goes on from here */
    if (hours < 0 || hours > 14) return;
    if (i < text.len && text.ptr[i] == ':') i++;
    if (i < text.len && is_digit(text.ptr[i])) minutes = number(text, &i, 2);
    d->zone = sign * (hours * 60 + (minutes > 59 ? 0 : minutes));
    *at = i;
}

/* yyyy-mm-dd, yyyy/mm/dd, yyyymmdd at *at. */
static bool read_iso(ng_str text, size_t *at, date_parts *d)
{
    size_t i = *at;
    int year = number(text, &i, 4), month, day;
    char separator;

    if (year < 1500 || i >= text.len) return false;
    separator = text.ptr[i];
    if (separator == '-' || separator == '/' || separator == '.') i++;
    else if (!is_digit(separator)) return false;
    month = number(text, &i, 2);
    if (i < text.len && text.ptr[i] == separator && !is_digit(separator)) i++;
    day = number(text, &i, 2);
    if (month < 1 || month > 12 || day < 1 || day > 31 || (i < text.len && is_digit(text.ptr[i]))) return false;
    *d = (date_parts){ year, month, day, d->hour, d->minute, d->second, d->zone };
    *at = i;
    return true;
}

/* dd.mm.yyyy, and with strokes where the order of day and month is beyond doubt, at *at. */
static bool read_numbers(ng_str text, size_t *at, date_parts *d)
{
    size_t i = *at;
    int first = number(text, &i, 2), second, year;
    char separator;

    if (first < 1 || i >= text.len) return false;
    separator = text.ptr[i++];
    if (separator != '.' && separator != '/') return false;
    second = number(text, &i, 2);
    if (second < 1 || i >= text.len || text.ptr[i] != separator) return false;
    i++;
    year = number(text, &i, 4);
    if (year < 1500 || (i < text.len && is_digit(text.ptr[i]))) return false;
    if (separator == '/' && first <= 12 && second <= 12 && first != second) return false;
    d->year = year;
    d->month = separator == '/' && second > 12 ? first : second;
    d->day = separator == '/' && second > 12 ? second : first;
    if (d->month > 12 || d->day > 31) d->year = d->month = d->day = 0;
    *at = i;
    return true;
}

static void read_word(ng_str word, date_parts *d)
{
    int month, zone = zone_of(word);

    if (d->month == 0 && month_of(word, &month)) d->month = month;
    else if (d->hour >= 0 && d->zone == NO_ZONE && zone != NO_ZONE) d->zone = zone;
    else if (d->hour >= 0 && d->hour < 12 && ngi_str_equal_nocase(word, NGI_LITERAL("pm"))) d->hour += 12;
    else if (d->hour == 12 && ngi_str_equal_nocase(word, NGI_LITERAL("am"))) d->hour = 0;
}

static void read_parts(ng_str text, date_parts *d)
{
    size_t at = 0;

    while (at < text.len) {
        char c = text.ptr[at];

        if (is_digit(c)) {
            size_t begin = at;
            int value;

            if (d->year == 0 && read_iso(text, &at, d)) continue;
            if (d->year == 0 && d->month == 0 && read_numbers(text, &at, d)) continue;
            if (d->hour < 0 && read_time(text, &at, d)) continue;
            value = number(text, &at, 4);
            if (at - begin == 4 && d->year == 0 && value >= 1500 && value < 2200) d->year = value;
            else if (at - begin <= 2 && d->day == 0 && value >= 1 && value <= 31) d->day = value;
            while (at < text.len && is_digit(text.ptr[at])) at++;
        } else if (is_alpha(c)) {
            size_t begin = at;

            while (at < text.len && is_alpha(text.ptr[at])) at++;
            if (at == begin + 1 && (c == 'T' || c == 't') && d->year) continue;
            read_word(ngi_str_slice(text, begin, at), d);
            if (d->zone == 0 && at + 1 < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-') &&
                is_digit(text.ptr[at + 1]))
                read_offset(text, &at, d); /* GMT+1 */
            if (at + 1 < text.len && text.ptr[at] == '.' && begin + 1 == at && (c == 'p' || c == 'a')) {
                /* a.m., p.m. */
                if (d->hour >= 0 && d->hour < 12 && c == 'p') d->hour += 12;
            }
        } else if ((c == '+' || c == '-') && d->hour >= 0 && d->zone == NO_ZONE && at + 2 < text.len &&
                   is_digit(text.ptr[at + 1]) && is_digit(text.ptr[at + 2])) {
            read_offset(text, &at, d);
        } else {
            at++;
        }
    }
}

static bool in_future(const date_parts *d)
{
    time_t now = time(NULL) + 86400; /* a day of grace: zones */
    struct tm today;

    if (!gmtime_r(&now, &today)) return false;
    if (d->year != today.tm_year + 1900) return d->year > today.tm_year + 1900;
    if (d->month != today.tm_mon + 1) return d->month > today.tm_mon + 1;
    return d->day > today.tm_mday;
}

ng_status ngi_date_normalize(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    date_parts d = { 0, 0, 0, -1, 0, 0, NO_ZONE };
    ng_status st = NG_OK;

    if (text.len > 200) text.len = 200;
    read_parts(text, &d);
    if (d.year < 1500 || d.month == 0 || d.day == 0 || in_future(&d)) return NG_OK;
    NG_CHECK(ngi_buffer_printf(ctx, out, "%04d-%02d-%02d", d.year, d.month, d.day));
    if (d.hour < 0 || d.hour > 23) goto done;
    NG_CHECK(ngi_buffer_printf(ctx, out, "T%02d:%02d:%02d", d.hour, d.minute, d.second));
    if (d.zone == 0) NG_CHECK(ngi_buffer_add_char(ctx, out, 'Z'));
    else if (d.zone != NO_ZONE)
        NG_CHECK(
            ngi_buffer_printf(ctx, out, "%c%02d:%02d", d.zone < 0 ? '-' : '+', abs(d.zone) / 60, abs(d.zone) % 60));
done:
    return st;
}
