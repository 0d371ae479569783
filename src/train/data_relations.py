"""Readers of the relation sets (DIR/relations): Documents with given mentions and the relations that relation_map.tsv puts
among the 23 types. To measure with: none of them is trained on (mixed in, they did not help)."""
import json
import os

from . import units as u
from .data_authored import Mention
from .data_coref import kind_of, token_document
from .labels import NAME, RELATIONS, TYPES, UNKNOWN_TYPE, reference_class

SETS = ("core", "fewrel", "fire", "knowledgenet", "men", "re3d", "redocred")
ONE_PAIR = frozenset(("core", "fewrel"))            # one pair a line is labelled, the others are unknown
EXHAUSTIVE = frozenset(("knowledgenet", "redocred"))  # a pair without label has no relation
KIND_TYPES = {"person": "person", "per": "person", "organisation": "organization", "organization": "organization",
              "org": "organization", "company": "company", "businessunit": "organization", "location": "place", "loc": "place",
              "facility": "place", "geopoliticalentity": "place", "event": "event", "law": "law", "product": "product",
              "norp": "group", "nationality": "group"}
NO_ENTITY = frozenset("time num temporal quantity money date action sector financialentity designation role title".split())


def read_map(root, name):
    """{label of the set: (relation, inverse?)} of those that are one of the 23."""
    out = {}
    for line in open(os.path.join(root, "relations", name, "relation_map.tsv"), encoding="utf-8").read().split("\n")[1:]:
        cells = line.split("\t")
        relation = cells[1].removesuffix("~inv") if len(cells) > 1 else "-"
        if relation in RELATIONS:
            out[cells[0]] = RELATIONS.index(relation), cells[1].endswith("~inv")
    return out


def add_entity(doc, tokens, first_unit, entity):
    """Add the mentions of one entity; its number in the document, or None for a date, a sum and the like."""
    kind = entity["type"].lower()
    if kind in NO_ENTITY:
        return None
    number = len(doc.entity_types)
    type_ = TYPES.index(KIND_TYPES[kind]) if kind in KIND_TYPES else UNKNOWN_TYPE
    doc.entity_types.append(type_)
    for b, e in entity["mentions"]:
        first, last = first_unit[b], first_unit[e] - 1
        how = kind_of(tokens[b:e])
        if how is not None and last >= first:
            norms = [x.norm for x in doc.units[first:last + 1]]
            doc.mentions.append(Mention(first, last, how, type_, number, reference_class(how, norms) if how != NAME else -1))
    return number


def relation_document(row, labels, vocabulary):
    """(Document, {(head, tail)} of all labelled pairs, whatever their label, the relations that the row is searched for)."""
    doc = token_document(row["id"], row["tokens"], row["sents"], [], vocabulary)
    first_unit, units = [], 0
    for token in row["tokens"]:
        first_unit.append(units)
        units += len(u.split_units(token))
    first_unit.append(units)
    numbers = {e["id"]: add_entity(doc, row["tokens"], first_unit, e) for e in row["entities"]}
    doc.mentions.sort(key=lambda m: (m.first, -m.last))
    labelled = set()
    for r in row["relations"]:
        head, tail = numbers.get(r["head"]), numbers.get(r["tail"])
        if head is None or tail is None:
            continue
        labelled |= {(head, tail), (tail, head)}
        if r["type"] in labels:
            relation, inverse = labels[r["type"]]
            doc.relations.append((0, *((tail, relation, head) if inverse else (head, relation, tail)), 0))
    searched = {labels[x][0] for x in row.get("exhaustive", labels) if x in labels}
    return doc, labelled, searched


def read_set(root, name, vocabulary, part="dev"):
    """[(Document, labelled pairs, relations searched for)] of one set."""
    labels = read_map(root, name)
    path = os.path.join(root, "relations", name, part + ".jsonl")
    found = [relation_document(json.loads(line), labels, vocabulary) for line in open(path, encoding="utf-8")]
    return [x for x in found if len(x[0].text) and x[0].mentions]
