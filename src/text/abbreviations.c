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

/* By bytes. Capitals count: 'Mar.' is a month, 'mar.' is not. */
static const abbreviation table[] = {
    { "Adm", T }, { "Amb", T }, { "Apr", I }, { "Assn", A }, { "Asst", T }, { "Atty", T }, { "Aug", I },
    { "Ave", A }, { "Blvd", A }, { "Brig", T }, { "Bros", A }, { "Capt", T }, { "Cllr", T }, { "Cmdr", T },
    { "Co", A }, { "Col", T }, { "Corp", A }, { "Cos", A }, { "Cpl", T }, { "Dec", I }, { "Dept", I },
    { "Det", T }, { "Dr", T }, { "Drs", T }, { "Feb", I }, { "Fig", I }, { "Fr", T }, { "Fri", I },
    { "Ft", I }, { "Gen", T }, { "Gens", T }, { "Gov", T }, { "Govs", T }, { "Hon", T }, { "Hwy", I },
    { "Inc", A }, { "Insp", T }, { "Jan", I }, { "Jr", A }, { "Jul", I }, { "Jun", I }, { "Lt", T },
    { "Ltd", A }, { "Maj", T }, { "Mar", I }, { "Messrs", T }, { "Mgr", T }, { "Mlle", T }, { "Mme", T },
    { "Mr", T }, { "Mrs", T }, { "Ms", T }, { "Msgr", T }, { "Mt", T }, { "Mx", T }, { "No", I },
    { "Nos", I }, { "Nov", I }, { "Oct", I }, { "Ph", I }, { "Pres", T }, { "Prof", T }, { "Profs", T },
    { "Pte", T }, { "Pty", I }, { "Pvt", T }, { "Rd", A }, { "Rep", T }, { "Reps", T }, { "Rev", T },
    { "Rt", I }, { "Sen", T }, { "Sens", T }, { "Sep", I }, { "Sept", I }, { "Sgt", T }, { "Sir", I },
    { "Spc", T }, { "Sr", A }, { "St", T }, { "Ste", T }, { "Supt", T }, { "Univ", I }, { "Vol", I },
    { "al", A }, { "approx", I }, { "cf", I }, { "dept", I }, { "ed", I }, { "eds", I }, { "est", I },
    { "etc", A }, { "fig", I }, { "ft", A }, { "p", I }, { "pp", I }, { "v", I }, { "viz", I }, { "vol", I },
    { "vs", I },
};

#undef T
#undef I
#undef A

static int compare(const void *key, const void *item)
{
    const ng_str *word = key;

    return ng_str_compare(*word, ng_str_from(((const abbreviation *)item)->word));
}

ngi_abbreviation ngi_abbreviation_of(ng_str word)
{
    const abbreviation *hit = bsearch(&word, table, sizeof table / sizeof *table, sizeof *table, compare);

    return hit ? hit->kind : NGI_ABBREVIATION_NONE;
}
