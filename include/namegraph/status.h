/**
 * @file status.h
 * What a call of the library can answer. One list makes the enum, the names and the manual's table.
 */
#ifndef NAMEGRAPH_STATUS_H
#define NAMEGRAPH_STATUS_H

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define NG_API __attribute__((visibility("default")))
#define NG_NODISCARD __attribute__((warn_unused_result))
#else
#define NG_API
#define NG_NODISCARD
#endif

/** X(symbol, value, meaning): one code for each thing that a caller would do differently. */
#define NG_STATUS_LIST(X)                                                                          \
    X(NG_OK, 0, "done")                                                                            \
    X(NG_DONE, 1, "a cursor is at its end")                                                        \
    X(NG_E_NOMEM, -1, "out of memory")                                                             \
    X(NG_E_ARG, -2, "an argument or option is out of its range")                                   \
    X(NG_E_IO, -3, "a file could not be read or written")                                          \
    X(NG_E_FORMAT, -4, "an input is damaged or not of the kind it claims to be")                   \
    X(NG_E_LIMIT, -5, "an input is larger or deeper than its limit")                               \
    X(NG_E_LANGUAGE, -6, "an input is in a language that is not read")                             \
    X(NG_E_NOTFOUND, -7, "nothing has that name")                                                  \
    X(NG_E_CANCELLED, -8, "the progress callback stopped the work")                                \
    X(NG_E_CHILD, -9, "the drawing program failed, crashed or took too long")                      \
    X(NG_E_UNSUPPORTED, -10, "the library was built without this")                                 \
    X(NG_E_INTERNAL, -11, "a mistake of the library itself")

/** Status of a call: NG_OK is 0, failures are negative, NG_DONE is positive. */
typedef enum ng_status {
#define NG_X(symbol, value, meaning) symbol = value,
    NG_STATUS_LIST(NG_X)
#undef NG_X
} ng_status;

/** Symbol of a status as text ("NG_E_IO"); "NG_?" for an unknown value. Static, never NULL. */
NG_API const char *ng_status_name(ng_status status);

/** Meaning of a status in words ("out of memory"). Static, never NULL. */
NG_API const char *ng_status_meaning(ng_status status);

#ifdef __cplusplus
}
#endif
#endif
