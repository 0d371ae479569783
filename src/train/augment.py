"""New names for old ones in the source of authored articles, so that types and relations are learned from the context.

All forms of an entity change together (surname with full name, acronym with expansion); an entity with a form that cannot be
derived from its full name keeps its names."""
import os
import re

from .data_authored import ENTITY_LINE, MARKUP
from .labels import TYPES

SWAPPED = {"person": 0.6, "company": 0.6, "organization": 0.5, "model": 0.5, "product": 0.6, "place": 0.25, "event": 0.3,
           "law": 0.4, "work": 0.5, "group": 0.1}
GENDER = {"he": "M", "him": "M", "his": "M", "she": "F", "her": "F", "hers": "F"}


def acronym(name):
    """'Fair Markets Authority' -> 'FMA'"""
    return "".join(w[0] for w in name.split() if w[0].isupper())


def way(full, form):
    """How a form derives from the full name: '', 'first', 'last', 'acronym', or None."""
    words = full.split()
    if form == full:
        return ""
    if len(words) > 1 and form == words[0]:
        return "first"
    if len(words) > 1 and form == words[-1]:
        return "last"
    return "acronym" if len(form) > 1 and form == acronym(full) else None


def derive(full, how):
    """The form of another name."""
    words = full.split()
    return {"": full, "first": words[0], "last": words[-1], "acronym": acronym(full)}[how]


def read_list(root, name):
    """[(name, type, info)] of a word list."""
    path = os.path.join(root, "gazetteers", name + ".tsv")
    if not os.path.exists(path):
        return []
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")][1:]
    return [(r[0], r[1], r[3] if len(r) > 3 else "") for r in rows]


class Names:
    """Names to draw from, by type: those of the given articles, and word lists."""

    def __init__(self, root, sources):
        found = {t: set() for t in TYPES}
        for _, source in sources:
            for m in re.finditer(r"^e\d+ (\w+) ([^|\n]+)", source, re.M):
                found[m.group(1)].add(m.group(2).strip())
        found["model"] |= {n for n, kind, _ in read_list(root, "ai_models") if kind == "ai_model" and len(n) < 24}
        found["company"] |= {n for n, _, info in read_list(root, "companies")
                             if "alias" not in info and len(n.split()) < 4 and not re.search(r"[,.(]", n)}
        self.names = {t: sorted(x) for t, x in found.items()}
        given = read_list(root, "given_names")
        self.given = {g: [n for n, _, info in given if f"gender={g}" in info and n.isalpha()] for g in "MF"}
        self.surnames = [n for n, _, _ in read_list(root, "surnames")][:12000]

    def draw(self, kind, gender, words, rng):
        """A name of a type; `words`: it must have more than one word."""
        if kind == "person" and self.surnames and rng.random() < 0.7:
            return f"{rng.choice(self.given[gender])} {rng.choice(self.surnames)}"
        for _ in range(20):
            name = rng.choice(self.names[kind])
            if not words or len(name.split()) > 1:
                return name
        return None


def swap_article(article, names, rng):
    """The source of one article with some of its entities renamed."""
    kinds = {m.group(1): (m.group(2), m.group(3).split("|")[0].strip())
             for line in article.split("\n") if (m := ENTITY_LINE.match(line))}
    forms, genders = {}, {}
    for m in MARKUP.finditer(article):
        if m.group(1) and not m.group(3):
            forms.setdefault(m.group(2), set()).add(m.group(1))
        elif m.group(1):
            gender = GENDER.get(m.group(1).lower())
            genders.setdefault(m.group(2), gender)
    renamed = {}
    for ident, (kind, full) in kinds.items():
        ways = {form: way(full, form) for form in forms.get(ident, ())}
        if rng.random() > SWAPPED[kind] or not ways or None in ways.values():
            continue
        gender = genders.get(ident) or rng.choice("MF")
        new = names.draw(kind, gender, any(ways.values()) or kind == "person", rng)
        if new and not re.search(r"[\[\](){}]", new):
            renamed[ident] = {form: derive(new, how) for form, how in ways.items()}

    def replace(m):
        if m.group(1) and not m.group(3) and m.group(2) in renamed:
            return f"[{renamed[m.group(2)][m.group(1)]}]({m.group(2)})"
        return m.group(0)

    return MARKUP.sub(replace, article)


def swap_names(source, names, rng, share=0.6):
    """The source of an .ann file with renamed entities in `share` of its articles."""
    parts = re.split(r"(?m)^(?=#article)", source)
    return "".join(swap_article(p, names, rng) if rng.random() < share else p for p in parts)
