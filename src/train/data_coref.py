"""Readers of the coreference sets (gap, gum, litbank): Documents with mentions and entities, for the coreference head alone.

Only entities that have a name somewhere take part, as in the authored articles."""
import json
import os

from . import units as u
from .data_authored import Document, Mention
from .labels import NAME, NOMINAL, PRONOUN, PRONOUN_CLASS, TYPES, UNKNOWN_TYPE, reference_class
from .text import build

SETS = ("gap", "gum", "litbank")
KIND_TYPES = {"person": "person", "PER": "person", "organization": "organization", "ORG": "organization", "place": "place",
              "GPE": "place", "LOC": "place", "FAC": "place", "event": "event"}
SMALL_WORDS = frozenset("of the and for in de von van la le du at &".split())
LONGEST = 12           # tokens of a noun phrase that is still a reference


def kind_of(words):
    """NAME, NOMINAL or PRONOUN of a mention's tokens, or None for one that is too long."""
    if len(words) == 1 and words[0].lower() in PRONOUN_CLASS:
        return PRONOUN
    content = [w for w in words if w.lower() not in SMALL_WORDS and w[0].isalnum()]
    if content and all(w[0].isupper() for w in content):
        return NAME
    return NOMINAL if len(words) <= LONGEST else None


def token_document(name, tokens, sents, clusters, vocabulary):
    """A Document of tokens; clusters: [(type, [(first token, end token)])]."""
    sentence_of = [0] * len(tokens)
    for n, (b, e) in enumerate(sents):
        sentence_of[b:e] = [n] * (e - b)
    units, space, sentence, first_unit = [], [], [], []
    for token, s in zip(tokens, sentence_of):
        first_unit.append(len(units))
        here = u.split_units(token)
        units += here
        space += [n == 0 for n in range(len(here))]
        sentence += [s] * len(here)
    first_unit.append(len(units))
    text = build([x.surface for x in units], [x.norm for x in units], space, [s // 4 for s in sentence], sentence, vocabulary)
    doc = Document(name, "", units, text, [], [], [], [])
    for type_, mentions in clusters:
        add_cluster(doc, tokens, first_unit, TYPES.index(KIND_TYPES[type_]) if type_ in KIND_TYPES else UNKNOWN_TYPE, mentions)
    doc.mentions.sort(key=lambda m: (m.first, -m.last))
    return doc


def add_cluster(doc, tokens, first_unit, type_, mentions):
    """Add the mentions of one entity, if it has a name and more than one mention."""
    found = []
    for b, e in mentions:
        kind, first, last = kind_of(tokens[b:e]), first_unit[b], first_unit[e] - 1
        if kind is not None and last >= first:
            norms = [x.norm for x in doc.units[first:last + 1]]
            found.append(Mention(first, last, kind, type_, len(doc.entity_types),
                                 reference_class(kind, norms) if kind != NAME else -1))
    if len(found) > 1 and any(m.kind == NAME for m in found):
        doc.entity_types.append(type_)
        doc.mentions += found


def gap_document(row, vocabulary):
    """A snippet of gap: one pronoun, two names, of which one is meant; None where neither is."""
    if not (row["a_coref"] or row["b_coref"]):
        return None
    text = row["text"]
    spans = {"pronoun": row["pronoun"], "a": row["a"], "b": row["b"]}
    cuts = sorted({0, len(text), *(x for s in spans.values() for x in s)})
    tokens, at = [], {}
    for b, e in zip(cuts, cuts[1:]):
        at[b] = len(tokens)
        tokens += text[b:e].split()
        at[e] = len(tokens)
    token = {k: (at[b], at[e]) for k, (b, e) in spans.items()}
    if any(b == e for b, e in token.values()):
        return None
    sents, first = [], 0
    for k, word in enumerate(tokens):
        if k + 1 == len(tokens) or (word[-1] in ".!?" and len(word) > 3 and tokens[k + 1][0].isupper()):
            sents.append((first, k + 1))
            first = k + 1
    meant, other = ("a", "b") if row["a_coref"] else ("b", "a")
    doc = token_document(row["id"], tokens, sents, [("person", [token[meant], token["pronoun"]])], vocabulary)
    add_name(doc, tokens, token[other])
    return doc if len(doc.mentions) == 3 else None


def add_name(doc, tokens, span):
    """Add a person who is mentioned once."""
    before = [len(u.split_units(t)) for t in tokens[:span[1]]]
    first, last = sum(before[:span[0]]), sum(before) - 1
    doc.mentions.append(Mention(first, last, NAME, TYPES.index("person"), len(doc.entity_types)))
    doc.entity_types.append(TYPES.index("person"))
    doc.mentions.sort(key=lambda m: (m.first, -m.last))


def present(root):
    """The names of the sets that are there."""
    return [name for name in SETS if os.path.isdir(os.path.join(root, "coref", name))]


def read_coref(root, vocabulary, part="train"):
    """Documents of the sets that are there."""
    out = []
    for name in present(root):
        for line in open(os.path.join(root, "coref", name, part + ".jsonl"), encoding="utf-8"):
            row = json.loads(line)
            if name == "gap":
                out.append(gap_document(row, vocabulary))
            else:
                clusters = [(c["type"], c["mentions"]) for c in row["clusters"]]
                out.append(token_document(row["id"], row["tokens"], row["sents"], clusters, vocabulary))
    return [d for d in out if d is not None and any(m.kind != NAME for m in d.mentions)]
