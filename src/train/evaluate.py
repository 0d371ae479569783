"""Measure a weight file: python -m train.evaluate WEIGHTS --data DIR [--gold DIR] [--sets] [--relations] [--cases] (README.md).

The development part of the authored articles, real articles with gold annotation, and the development parts of the
named-entity sets. Spans are strict."""
import argparse
import glob
import json
import os
from collections import Counter

import torch

from . import data_authored, data_ner, data_relations
from . import units as u
from .batches import collate, whole
from .decode import choose_speakers, entity_relations, find_mentions, labelled_spans, resolve
from .labels import NAME, RELATIONS, SPEECH_TAGS, STATUS, SYMMETRIC, TAGS, TYPES
from .model import from_export
from .text import CASES, build, recase

NER_SETS = ("gmb", "gum", "wnut17", "crossner-politics", "crossner-ai", "wikigold")
COARSE = {"person": "person", "place": "place", "company": "organization", "organization": "organization"}


class Count:
    """Right, said and gold items, by kind."""

    def __init__(self):
        self.right, self.said, self.gold = Counter(), Counter(), Counter()

    def add(self, said, gold, kind=lambda x: "all"):
        """Sets of said and gold items."""
        self.right.update(kind(x) for x in said & gold)
        self.said.update(kind(x) for x in said)
        self.gold.update(kind(x) for x in gold)

    def f1(self, kind=None):
        """(F1, precision, recall, gold count) of a kind or of all."""
        right, said, gold = (c[kind] if kind else sum(c.values()) for c in (self.right, self.said, self.gold))
        return 2 * right / max(1, said + gold), right / max(1, said), right / max(1, gold), gold

    def show(self, title, kinds=()):
        """Print one line for all and one for each kind."""
        for kind in (None, *kinds):
            f, p, r, n = self.f1(kind)
            print(f"{title if kind is None else '  ' + kind:28s} F1 {100 * f:5.1f}  P {100 * p:5.1f}  R {100 * r:5.1f}  ({n})")


@torch.no_grad()
def encode(model, documents):
    """Vectors of the units of each document (bf16 products: four times as fast, and the figures are the same)."""
    return [model.units(whole([d.text])) for d in documents]


def said_names(doc, found):
    """{(first, last, type)} of the names found; a type that is right too counts as the annotated one."""
    gold = {(m.first, m.last): m for m in doc.mentions if m.kind == NAME}
    out = set()
    for m in found:
        g = gold.get((m.first, m.last))
        if m.kind == NAME:
            out.add((m.first, m.last, g.type if g and m.type in doc.also.get(g.entity, ()) else m.type))
    return out


def covered(stretch, said):
    """Does one of the said spans share at least half of the units that the two cover together?"""
    return any(min(b, stretch.last) - max(a, stretch.first) + 1 >= (max(b, stretch.last) - min(a, stretch.first) + 1) / 2
               for a, b, kind in said if kind != "cue")


def measure_units(model, documents, encoded, title):
    """Names, references and stretches of speech found by the model."""
    names, loose, references, speech = Count(), Count(), Count(), Count()
    half = 0
    for n, (doc, h) in enumerate(zip(documents, encoded)):
        found = find_mentions(model, doc, h)
        names.add({(n, *x) for x in said_names(doc, found)},
                  {(n, m.first, m.last, m.type) for m in doc.mentions if m.kind == NAME}, lambda x: TYPES[x[3]])
        loose.add({(n, m.first, m.last) for m in found if m.kind == NAME},
                  {(n, m.first, m.last) for m in doc.mentions if m.kind == NAME})
        references.add({(n, m.first, m.last, m.kind) for m in found if m.kind != NAME},
                       {(n, m.first, m.last, m.kind) for m in doc.mentions if m.kind != NAME},
                       lambda x: ("name", "nominal", "pronoun")[x[3]])
        said = labelled_spans(model.speech(h), SPEECH_TAGS, doc.text.line)
        half += sum(covered(s, said) for s in doc.stretches)
        speech.add({s for s in said if s[2] != "cue"}, {(s.first, s.last, s.kind) for s in doc.stretches}, lambda x: x[2])
    names.show(f"{title}: mentions", TYPES)
    loose.show(f"{title}: spans")
    if documents[0].has_references:
        references.show(f"{title}: references", ("nominal", "pronoun"))
        speech.show(f"{title}: speech", ("direct", "indirect"))
        print(f"{title}: speech half covered {100 * half / max(1, speech.f1()[3]):5.1f} %")


def measure_links(model, documents, encoded, title):
    """Given mentions: share of references linked to the right entity, and of stretches with the right speaker."""
    right = total = spoken = stretches = 0
    for doc, h in zip(documents, encoded):
        antecedent, types = resolve(model, doc.text, doc.mentions, h)
        for k, m in enumerate(doc.mentions):
            if m.kind != NAME:
                total += 1
                right += antecedent[k] >= 0 and doc.mentions[antecedent[k]].entity == m.entity
        chosen = choose_speakers(model, doc.text, doc.mentions, types, [(s.first, s.last) for s in doc.stretches], h)
        for s, m in zip(doc.stretches, chosen):
            stretches += 1
            spoken += m >= 0 and doc.mentions[m].entity == s.speaker
    print(f"{title}: references linked   {100 * right / max(1, total):5.1f} %  ({total})")
    print(f"{title}: speakers right      {100 * spoken / max(1, stretches):5.1f} %  ({stretches})")


def resolved_fully(model, doc, h):
    """Mentions, entity of each and types, all found by the model: references follow the antecedents to a name, names stand
    for the gold entity with the same span (others are entities of their own)."""
    mentions = find_mentions(model, doc, h)
    antecedent, types = resolve(model, doc.text, mentions, h)
    gold = {(m.first, m.last): m.entity for m in doc.mentions if m.kind == NAME}
    entity = []
    for k, m in enumerate(mentions):
        entity.append(gold.get((m.first, m.last), 1000 + k) if m.kind == NAME
                      else entity[antecedent[k]] if 0 <= antecedent[k] < k else -1)
    return mentions, entity, types


def measure_references(model, documents, encoded, title):
    """References found and linked to the right entity by the model itself."""
    count = Count()
    for doc, h in zip(documents, encoded):
        mentions, entity, _ = resolved_fully(model, doc, h)
        count.add({(m.first, m.last, e) for m, e in zip(mentions, entity) if m.kind != NAME and e >= 0},
                  {(m.first, m.last, m.entity) for m in doc.mentions if m.kind != NAME})
    count.show(f"{title}: references + links")


def given(model, doc, h, names_only=False):
    """Mentions, entities and types as annotated."""
    mentions = [m for m in doc.mentions if m.kind == NAME or not names_only]
    return mentions, [m.entity for m in mentions], torch.tensor([m.type for m in mentions], dtype=torch.long)


def relation_table(model, documents, encoded, source):
    """[{(head, tail): (logits, status logits)}] of each document; `source` gives mentions, entities and types."""
    out = []
    for doc, h in zip(documents, encoded):
        mentions, entity, types = source(model, doc, h)
        out.append(entity_relations(model, doc.text, mentions, entity, types, h))
    return out


def gold_relations(doc):
    """{(head, relation, tail)}, symmetric ones with the smaller entity first, and their statuses."""
    out = {}
    for _, head, relation, tail, status in doc.relations:
        if RELATIONS[relation] in SYMMETRIC:
            head, tail = min(head, tail), max(head, tail)
        out.setdefault((head, relation, tail), set()).add(status)
    return out


def said_relations(table, calibration):
    """{(head, relation, tail): (probability, status)} above the thresholds."""
    c = calibration["relations"]
    scale, offset, limit = (torch.tensor(c[k]) for k in ("scale", "offset", "threshold"))
    out = {}
    for (head, tail), (logits, status) in table.items():
        chance = torch.sigmoid(scale * logits + offset)
        for relation in torch.nonzero(chance >= limit).flatten().tolist():
            h, t = (min(head, tail), max(head, tail)) if RELATIONS[relation] in SYMMETRIC else (head, tail)
            item = (chance[relation].item(), int(status[relation].argmax()))
            out[h, relation, t] = max(item, out.get((h, relation, t), item))
    return out


def measure_relations(documents, tables, calibration, title, kinds=RELATIONS):
    """Typed and untyped relations, status of the right ones."""
    typed, pairs, by_status = Count(), Count(), Count()
    for n, (doc, table) in enumerate(zip(documents, tables)):
        said, gold = said_relations(table, calibration), gold_relations(doc)
        typed.add({(n, *x) for x in said if x not in doc.optional}, {(n, *x) for x in gold if x not in doc.optional},
                  lambda x: RELATIONS[x[2]])
        pairs.add({frozenset((h, t)) for h, _, t in said}, {frozenset((h, t)) for h, _, t in gold})
        for key in said.keys() & gold.keys():
            by_status.add({said[key][1]}, {said[key][1]} if said[key][1] in gold[key] else gold[key], lambda x: STATUS[x])
    typed.show(f"{title}: relations", kinds)
    pairs.show(f"{title}: pairs")
    by_status.show(f"{title}: status of right ones", STATUS if kinds else ())
    nothing = [{frozenset(k) for k in table} - {frozenset((h, t)) for h, _, t in gold_relations(doc)}
               for doc, table in zip(documents, tables)]
    false = [x & {frozenset((h, t)) for h, _, t in said_relations(table, calibration)} for x, table in zip(nothing, tables)]
    print(f"{title}: pairs without relation that get one: {100 * sum(map(len, false)) / max(1, sum(map(len, nothing))):.1f} % "
          f"of {sum(map(len, nothing))}")


def set_spans(document, label_map, vocabulary):
    """Text of a set's document, its coarse gold spans {(first, last, kind)} and the units of masked spans."""
    surfaces, norms, space, sentence, gold, masked = [], [], [], [], [], set()
    for k, tokens in enumerate(document):
        for token, tag in tokens:
            first = len(surfaces)
            for n, unit in enumerate(u.split_units(token)):
                surfaces.append(unit.surface)
                norms.append(unit.norm)
                space.append(n == 0)
                sentence.append(k)
            if tag == "O" or first == len(surfaces):
                continue
            types, nothing = label_map[tag[2:]]
            kinds = {COARSE.get(t) for t in types}
            if len(kinds) != 1 or nothing:
                masked.update(range(first, len(surfaces)) if types == data_ner.EVERYTHING else ())
            elif tag[0] == "B":
                gold.append([first, len(surfaces) - 1, kinds.pop()])
            elif gold:
                gold[-1][1] = len(surfaces) - 1
    text = build(surfaces, norms, space, [0] * len(surfaces), sentence, vocabulary)
    return text, surfaces, {tuple(g) for g in gold if g[2]}, masked


def trimmed(span, surfaces):
    """A span without a leading 'the' and a final possessive s."""
    a, b, kind = span
    if a < b and surfaces[a].lower() == "the":
        a += 1
    if b - a > 1 and surfaces[b].lower() == "s" and surfaces[b - 1] in "'’":
        b -= 2
    return a, b, kind


@torch.no_grad()
def measure_set(model, root, name, vocabulary):
    """Person, place and company or organization on the development part of a set."""
    folder = os.path.join(root, "ner", name)
    label_map = data_ner.read_label_map(os.path.join(folder, "label_map.tsv"))
    strict, loose = Count(), Count()
    for n, document in enumerate(data_ner.read_conll(os.path.join(folder, "dev.conll"))):
        text, surfaces, gold, masked = set_spans(document, label_map, vocabulary)
        if not surfaces:
            continue
        text.line = text.sentence
        h = torch.cat([model.units(whole_windows(text, k)) for k in range(0, len(text.windows), 32)])
        said = {(a, b, COARSE[t]) for a, b, t in labelled_spans(model.tag(h), TAGS, text.line)
                if t in COARSE and not masked & set(range(a, b + 1))}
        strict.add({(n, *x) for x in said}, {(n, *x) for x in gold}, lambda x: x[3])
        loose.add({trimmed(x, surfaces) for x in said}, {trimmed(x, surfaces) for x in gold})
    print(f"{name:20s} F1 {100 * strict.f1()[0]:5.1f}   without 'the' and 's {100 * loose.f1()[0]:5.1f}   " +
          "  ".join(f"{k} {100 * strict.f1(k)[0]:.1f} ({strict.f1(k)[3]})" for k in ("person", "organization", "place")))


@torch.no_grad()
def measure_relation_set(model, calibration, root, name, vocabulary):
    """Relations of a set's own types, given its mentions; of exhaustive sets also the share of the pairs in reach without
    relation that get one."""
    typed, empty, false = Count(), 0, 0
    for n, (doc, labelled, searched) in enumerate(data_relations.read_set(root, name, vocabulary)):
        table = entity_relations(model, doc.text, *given(model, doc, None), model.units(whole([doc.text])))
        said = {k: x for k, x in said_relations(table, calibration).items() if k[1] in searched}
        gold = gold_relations(doc)
        if name in data_relations.ONE_PAIR:
            said = {k: x for k, x in said.items() if (k[0], k[2]) in labelled}
        typed.add({(n, *k) for k in said}, {(n, *k) for k in gold}, lambda x: RELATIONS[x[2]])
        drawn = {frozenset((h, t)) for h, _, t in said}
        nothing = {frozenset(k) for k in table} - {frozenset(k) for k in labelled}
        empty, false = empty + len(nothing), false + len(nothing & drawn)
    typed.show(f"relations of {name}")
    if name in data_relations.EXHAUSTIVE:
        print(f"  pairs without relation that get one: {100 * false / max(1, empty):.1f} % of {empty}")


def whole_windows(text, k):
    """Batch of the windows k..k+31 of a text."""
    return collate([(text, text.windows[k:k + 32], text.pieces, text.shapes)])


def gold_documents(gold, vocabulary):
    """Documents of the gold files GOLD/*.json over GOLD/../seeds/*.txt."""
    out = []
    for path in sorted(glob.glob(os.path.join(gold, "*.json"))):
        text = os.path.join(os.path.dirname(os.path.abspath(gold)), "seeds", os.path.basename(path)[:-5] + ".txt")
        out += data_authored.read_gold(path, text, vocabulary)
    return out


def measure_documents(model, documents, calibration, title, kinds=RELATIONS):
    """All figures on annotated documents."""
    encoded = encode(model, documents)
    measure_units(model, documents, encoded, title)
    if documents[0].has_references:
        measure_links(model, documents, encoded, title)
        measure_references(model, documents, encoded, title)
        measure_relations(documents, relation_table(model, documents, encoded, given), calibration, f"{title}, given", kinds)
    names = lambda model, doc, h: given(model, doc, h, names_only=True)  # noqa: E731
    measure_relations(documents, relation_table(model, documents, encoded, names), calibration, f"{title}, names", ())
    measure_relations(documents, relation_table(model, documents, encoded, resolved_fully), calibration, f"{title}, found", ())


@torch.no_grad()
def measure_cases(model, documents):
    """Names on copies of the documents in lower case, in capitals and in Title Case."""
    for case in CASES:
        names = Count()
        for n, doc in enumerate(documents):
            text, shapes = doc.text, doc.text.shapes.copy()
            recase(text, shapes, 0, len(text), case)
            h = model.units(collate([(text, text.windows, text.pieces, shapes)]))
            names.add({(n, *x) for x in said_names(doc, find_mentions(model, doc, h))},
                      {(n, m.first, m.last, m.type) for m in doc.mentions if m.kind == NAME})
        names.show(f"{case} case: mentions")


def main():
    """Parse the options and measure."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights")
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--gold", help="folder of gold JSON files beside seeds/")
    ap.add_argument("--sets", action="store_true", help="also the named-entity sets")
    ap.add_argument("--relations", action="store_true", help="also the relation sets, given their mentions")
    ap.add_argument("--cases", action="store_true", help="also copies of the development part in other cases")
    args = ap.parse_args()
    torch.set_num_threads(1)
    model, meta = from_export(args.weights)
    vocabulary, calibration = u.Vocabulary(meta["vocab"].split("\n")), json.loads(meta["calibration"])
    with torch.no_grad():
        documents = data_authored.read_authored(args.data, vocabulary, dev=True)
        measure_documents(model, documents, calibration, "authored dev")
        if args.cases:
            measure_cases(model, documents)
        if args.gold:
            measure_documents(model, gold_documents(args.gold, vocabulary), calibration, "gold", ())
        for name in NER_SETS if args.sets else ():
            measure_set(model, args.data, name, vocabulary)
        for name in data_relations.SETS if args.relations else ():
            measure_relation_set(model, calibration, args.data, name, vocabulary)


if __name__ == "__main__":
    main()
