/*
 * What several formats ask of a network's values: which part of a date can be trusted.
 */
#include "graph_formats.h"

/* The number that two digits stand for, or -1. */
static int two_digits(ng_str text, size_t at)
{
    if (at + 2 > text.len || text.ptr[at] < '0' || text.ptr[at] > '9' || text.ptr[at + 1] < '0' || text.ptr[at + 1] > '9') {
        return -1;
    }
    return (text.ptr[at] - '0') * 10 + (text.ptr[at + 1] - '0');
}

static int days_of(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

ng_str ngi_date_stated(ng_str date)
{
    ng_str none = { NULL, 0 };
    int century = two_digits(date, 0), year = two_digits(date, 2), month, day;

    if (century < 10 || century > 29 || year < 0) return none;
    if (date.len == 4) return date;
    month = two_digits(date, 5);
    if (date.ptr[4] != '-' || month < 1 || month > 12) return none;
    if (date.len == 7) return date;
    day = two_digits(date, 8);
    if (date.ptr[7] != '-' || day < 1 || day > days_of(century * 100 + year, month)) return none;
    if (date.len > 10 && date.ptr[10] != 'T' && date.ptr[10] != ' ') return none;
    return ngi_str_slice(date, 0, 10);
}
