/*
 * Abbreviations of English news that keep their stop, and what their stop says about the sentence.
 */
#include "text_impl.h"

#include <stdlib.h>

typedef struct abbreviation {
    const char *word;
    ngi_abbreviation kind;
} abbreviation;

#define T NGI_ABBREVIATION_TITLE
#define I NGI_ABBREVIATION_INNER
#define A NGI_ABBREVIATION_ANY
#define N NGI_ABBREVIATION_NUMBER

/* By bytes. Capitals count: 'Mar.' is a month, 'mar.' is not. */
static const abbreviation table[] = {
    { "Adm", T }, { "Ala", A }, { "Ald", T }, { "Amb", T }, { "Apr", N }, { "Ariz", A }, { "Art", N },
    { "Assn", A }, { "Asst", T }, { "Atty", T }, { "Aug", N }, { "Ave", A }, { "Blvd", A }, { "Brig", T },
    { "Bros", A }, { "Calif", A }, { "Capt", T }, { "Ch", N }, { "Cllr", T }, { "Cmdr", T }, { "Co", A },
    { "Col", T }, { "Colo", A }, { "Conn", A }, { "Corp", A }, { "Cos", A }, { "Cpl", T }, { "Cpt", T },
    { "Dec", N }, { "Dept", I }, { "Det", T }, { "Dr", T }, { "Drs", T }, { "Esq", A }, { "Feb", N },
    { "Fig", N }, { "Fla", A }, { "Fr", T }, { "Fri", N }, { "Ft", I }, { "Ga", A }, { "Gen", T },
    { "Gens", T }, { "Gov", T }, { "Govs", T }, { "Hon", T }, { "Hwy", I }, { "Inc", A }, { "Insp", T },
    { "Intl", I }, { "Jan", N }, { "Jr", A }, { "Jul", N }, { "Jun", N }, { "Ky", A }, { "Lt", T },
    { "Ltd", A }, { "Maj", T }, { "Mar", N }, { "Md", A }, { "Messrs", T }, { "Mfg", A }, { "Mgr", T },
    { "Mich", A }, { "Minn", A }, { "Mlle", T }, { "Mme", T }, { "Mon", N }, { "Mr", T }, { "Mrs", T },
    { "Ms", T }, { "Msgr", T }, { "Mt", T }, { "Mx", T }, { "Natl", I }, { "Neb", A }, { "Nev", A },
    { "No", N }, { "Nos", N }, { "Nov", N }, { "Oct", N }, { "Okla", A }, { "Pfc", T }, { "Pres", T },
    { "Prof", T }, { "Profs", T }, { "Pte", T }, { "Pty", I }, { "Pvt", T }, { "Rd", A }, { "Rep", T },
    { "Reps", T }, { "Ret", A }, { "Rev", T }, { "Rt", I }, { "Sec", N }, { "Sen", T }, { "Sens", T },
    { "Sep", N }, { "Sept", N }, { "Sgt", T }, { "Spc", T }, { "Sr", A }, { "St", T }, { "Ste", T },
    { "Supt", T }, { "Tenn", A }, { "Tex", A }, { "Thurs", N }, { "Tues", N }, { "Univ", I }, { "Va", A },
    { "Vol", N }, { "Wed", N }, { "Wis", A }, { "al", A }, { "approx", N }, { "art", N }, { "b", N },
    { "c", N }, { "ca", N }, { "cf", I }, { "ch", N }, { "d", N }, { "dept", I }, { "etc", A }, { "fig", N },
    { "ft", A }, { "no", N }, { "nos", N }, { "p", N }, { "pp", N }, { "sec", N }, { "v", I }, { "viz", I },
    { "vol", N }, { "vs", I },
};

#undef T
#undef I
#undef A
#undef N

static int compare(const void *key, const void *item)
{
    const ng_str *word = key;

    return ng_str_compare(*word, ng_str_from(((const abbreviation *)item)->word));
}

static ngi_abbreviation look_up(ng_str word)
{
    const abbreviation *hit = bsearch(&word, table, sizeof table / sizeof *table, sizeof *table, compare);

    return hit ? hit->kind : NGI_ABBREVIATION_NONE;
}

ngi_abbreviation ngi_abbreviation_of(ng_str word)
{
    ngi_abbreviation kind = look_up(word);
    char lower[8];

    if (kind != NGI_ABBREVIATION_NONE || word.len < 2 || word.len > sizeof lower) return kind;
    for (size_t i = 0; i < word.len; i++) { /* a transcript's 'MR. DOE' */
        if (word.ptr[i] < 'A' || word.ptr[i] > 'Z') return kind;
        lower[i] = i ? (char)(word.ptr[i] + 32) : word.ptr[i];
    }
    kind = look_up((ng_str){ lower, word.len });
    return kind == NGI_ABBREVIATION_TITLE || kind == NGI_ABBREVIATION_ANY ? kind : NGI_ABBREVIATION_NONE;
}
