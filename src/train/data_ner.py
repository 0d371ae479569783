"""Readers of the named-entity sets (two columns, label_map.tsv): Texts whose units carry rows of allowed tags.

A label of a set can stand for several of ours ('org?': company or organization), for any ('mask'), or for none of ours
('O'). A set that does not annotate one of our types cannot vouch for O on a capitalised word: such an O allows that type."""
import lzma
import os
from dataclasses import dataclass

import numpy as np

from . import units as u
from .labels import TYPES, tag_of
from .text import build

EVERYTHING = frozenset(TYPES)


@dataclass(frozen=True)
class Set:
    """weight: share of the set's texts drawn in an epoch; blind: types that an O on a capitalised word allows beside
    those that the label map does not know; dev: train on the development part too (few-shot sets)."""
    weight: float = 1.0
    blind: frozenset = frozenset()
    dev: bool = False


SETS = {
    "gmb": Set(), "fewnerd-partial": Set(blind=EVERYTHING), "core-company": Set(blind=EVERYTHING),
    "crossner-politics": Set(4.0), "crossner-ai": Set(5.0), "crossner-science": Set(1.0, dev=True),
    "crossner-literature": Set(1.0, dev=True), "crossner-music": Set(1.0, dev=True), "grobid-wiki": Set(),
    "wnut17": Set(), "gum": Set(blind=frozenset(("person", "place"))), "redocred": Set(), "btc": Set(0.7), "wikigold": Set(1.5),
    "legal-in": Set(0.7), "re3d": Set(), "uner-ewt": Set(), "multiconer2": Set(0.25),
    "somesci": Set(0.2, EVERYTHING - {"product"}), "stackoverflow": Set(0.3, EVERYTHING - {"product"}),
    "multiner-gov": Set(0.2), "sec-filings": Set(0.3, frozenset(("person", "place", "organization", "company")))}


def read_label_map(path):
    """{original label: (frozenset of our types, may it be nothing)}"""
    out = {}
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        label, common, mode = line.rstrip("\n").split("\t")[:3]
        if mode == "mask":
            out[label] = (EVERYTHING, True)
        elif mode == "O":
            out[label] = (frozenset(), True)
        else:
            out[label] = (frozenset(("company", "organization")) if common == "org?" else frozenset((common,)), False)
    return out


def known_types(label_map):
    """The types that a set annotates."""
    return frozenset(t for types, nothing in label_map.values() if not nothing for t in types)


def read_conll(path):
    """Documents as lists of sentences as lists of (token, tag)."""
    opened = lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")
    documents, sentence = [[]], []
    with opened as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# doc ") and "\t" not in line:
                documents.append([])
            elif not line.strip():
                if sentence:
                    documents[-1].append(sentence)
                sentence = []
            else:
                token, _, tag = line.rpartition("\t")
                sentence.append((token, tag))
    if sentence:
        documents[-1].append(sentence)
    return [d for d in documents if d]


class LabelRows:
    """Rows of allowed tags for the labels of one set. `soft_group`: a labelled group may be nothing (sets that label
    adjectives of nationality, which the guide leaves out)."""

    def __init__(self, label_map, settings, allowed, soft_group):
        self.map, self.allowed, self.soft_group = label_map, allowed, soft_group
        self.blind = settings.blind | (EVERYTHING - known_types(label_map))
        self.cache = {}

    def row(self, tag, continues, capital):
        """Row for a unit: its tag, whether it goes on inside the tagged token, whether it is capitalised."""
        key = (tag, continues, capital)
        if key not in self.cache:
            self.cache[key] = self.allowed.row(self.tags(*key))
        return self.cache[key]

    def tags(self, tag, continues, capital):
        """The set of allowed tags."""
        if tag == "O":
            return {0} | ({tag_of(p, t) for t in self.blind for p in "BI"} if capital else set())
        prefix, label = tag[0], tag[2:]
        types, nothing = self.map[label]
        if types == EVERYTHING:
            return set(range(21))
        prefix = "I" if continues else prefix
        tags = {tag_of(prefix, t) for t in types}
        if nothing or (self.soft_group and types == {"group"}):
            tags.add(0)
        return tags


def make_text(document, rows, vocabulary, line_starts, name):
    """A Text of one document; `line_starts(k)` says whether sentence k begins a line."""
    surfaces, norms, space, line, sentence, allowed = [], [], [], [], [], []
    number = -1
    for k, tokens in enumerate(document):
        number += k == 0 or line_starts(k)
        for token, tag in tokens:
            for n, unit in enumerate(u.split_units(token)):
                surfaces.append(unit.surface)
                norms.append(unit.norm)
                space.append(n == 0)
                line.append(number)
                sentence.append(k)
                allowed.append(rows.row(tag, n > 0, unit.surface[0].isupper()))
    if not surfaces:
        return None
    text = build(surfaces, norms, space, line, sentence, vocabulary)
    text.allowed = np.asarray(allowed, np.int16)
    text.name = name
    return text


def read_set(root, name, part, vocabulary, allowed, rng=None, soft_group=False):
    """Texts of one part ('train' or 'dev') of a set. With `rng` (training) long documents are cut into texts of some
    forty sentences and a third of the sentences begin a line; without it each document is one text and one line."""
    folder = os.path.join(root, "ner", name)
    label_map = read_label_map(os.path.join(folder, "label_map.tsv"))
    rows = LabelRows(label_map, SETS[name], allowed, soft_group)
    path = os.path.join(folder, part + ".conll")
    texts = []
    for number, document in enumerate(read_conll(path if os.path.exists(path) else path + ".xz")):
        size = 40 if rng else len(document)
        for at in range(0, len(document), size):
            starts = (lambda k: rng.random() < 0.33) if rng else (lambda k: False)
            text = make_text(document[at:at + size], rows, vocabulary, starts, f"{name}/{part}/{number}")
            if text is not None:
                texts.append(text)
    return texts


def present(root):
    """The names of the sets that are there."""
    return [name for name in SETS if os.path.isdir(os.path.join(root, "ner", name))]


def training_sets(root, vocabulary, allowed, rng, soft_group=False):
    """{set: texts} for training, of the sets that are there."""
    out = {}
    for name in present(root):
        out[name] = read_set(root, name, "train", vocabulary, allowed, rng, soft_group)
        if SETS[name].dev:
            out[name] += read_set(root, name, "dev", vocabulary, allowed, rng, soft_group)
    return out


def draw_epoch(sets, rng):
    """The texts of one epoch: each set by its weight (other collections once), in random order."""
    out = []
    for name, texts in sets.items():
        weight = SETS[name].weight if name in SETS else 1.0
        for _ in range(int(weight)):
            out += texts
        out += [t for t in texts if rng.random() < weight - int(weight)]
    rng.shuffle(out)
    return out
