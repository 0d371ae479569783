"""Reader of the authored articles (.ann markup) and of gold JSON: Documents with everything that the heads learn.

The markup is described in the data's FORMAT.md: [surface](e1) a name, [surface](e1~) a reference, {{n: ...}} a stretch of
speech, '> head type tail status "role"' a relation that the paragraph above states."""
import glob
import json
import os
import re
from dataclasses import dataclass, field

import numpy as np

from . import units as u
from .labels import (NAME, NOMINAL, PRONOUN, PRONOUN_CLASS, REF_TAGS, RELATIONS, SPEECH_TAGS, STATUS, TYPES, reference_class,
                     tag_of)
from .text import build, split_sentences

MARKUP = re.compile(r"\[([^\[\]]+)\]\((e\d+)(~?)\)|\{\{(\d+):|\}\}")
RELATION_LINE = re.compile(r'> (e\d+) (\w+) (e\d+) (\w+)(?: "(.*)")?\s*$')
ENTITY_LINE = re.compile(r"(e\d+) (\w+) (.+)")
SAY_LINE = re.compile(r"> say (\d+) (e\d+) (\w+)(?: (\S+))?(.*)$")


@dataclass
class Mention:
    """Units first..last (inclusive); kind NAME, NOMINAL or PRONOUN; type 0..9 (of its entity); entity: number in the
    document; reference: class 0..10 for references, -1 for names."""
    first: int
    last: int
    kind: int
    type: int
    entity: int
    reference: int = -1


@dataclass
class Stretch:
    """A stretch of speech: units first..last, kind 'direct' or 'indirect', the entity that speaks, the cue or ''."""
    first: int
    last: int
    kind: str
    speaker: int
    cue: str


@dataclass
class Document:
    """One article. relations: (line, head, relation, tail, status) as numbers; ref, speech: tag numbers int64 [U];
    extra_pronouns: units of pronouns that refer to no entity of the article. In gold files, also: {entity: types that are right
    too}; optional: {(head, relation, tail)} that count neither way."""
    name: str
    raw: str
    units: list
    text: object
    mentions: list
    stretches: list
    relations: list
    entity_types: list
    ref: np.ndarray = None
    speech: np.ndarray = None
    has_references: bool = True
    extra_pronouns: list = field(default_factory=list)
    also: dict = field(default_factory=dict)
    optional: set = field(default_factory=set)
    arrays: dict = field(default_factory=dict)


def unmark(marked):
    """(plain text, mentions (begin, end, entity, reference?), speech {n: (begin, end)}) of a marked line."""
    out, mentions, speech, opened, at, size = [], [], {}, None, 0, 0
    for m in MARKUP.finditer(marked):
        out.append(marked[at:m.start()])
        size += m.start() - at
        at = m.end()
        if m.group(1):
            mentions.append((size, size + len(m.group(1)), m.group(2), bool(m.group(3))))
            out.append(m.group(1))
            size += len(m.group(1))
        elif m.group(4):
            opened = (int(m.group(4)), size)
        else:
            speech[opened[0]] = (opened[1], size)
    out.append(marked[at:])
    return "".join(out), mentions, speech


class Builder:
    """Collects the lines of one article and makes a Document of them."""

    def __init__(self, name):
        self.name = name
        self.lines, self.mentions, self.spans, self.said, self.relations = [], [], {}, {}, []
        self.entities, self.types = {}, []
        self.size = 0

    def entity(self, ident, kind):
        """Declare an entity."""
        self.entities[ident] = len(self.types)
        self.types.append(TYPES.index(kind))

    def add_line(self, text, mentions=(), speech=None):
        """Append a paragraph; its offsets become offsets of the article."""
        number = len(self.lines)
        for b, e, ident, reference in mentions:
            self.mentions.append((self.size + b, self.size + e, self.entities[ident], reference))
        for n, (b, e) in (speech or {}).items():
            self.spans[n] = (self.size + b, self.size + e)
        self.lines.append(text)
        self.size += len(text) + 1
        return number

    def build(self, vocabulary, has_references=True):
        """The Document; raises ValueError where a mention covers no unit."""
        raw = "\n".join(self.lines)
        flat, line_of, sentence_of, offset, sentences = [], [], [], 0, 0
        for number, line in enumerate(self.lines):
            here = u.split_units(line)
            numbers = split_sentences(here, line)
            for unit, s in zip(here, numbers):
                flat.append(u.Unit(unit.begin + offset, unit.end + offset, unit.surface, unit.norm))
                line_of.append(number)
                sentence_of.append(sentences + s)
            sentences += (numbers[-1] + 1) if numbers else 0
            offset += len(line) + 1
        space = [k == 0 or raw[x.begin - 1].isspace() for k, x in enumerate(flat)]
        text = build([x.surface for x in flat], [x.norm for x in flat], space, line_of, sentence_of, vocabulary)
        text.name = self.name
        doc = Document(self.name, raw, flat, text, [], [], [], self.types, has_references=has_references)
        self.place_mentions(doc)
        self.place_speech(doc)
        doc.relations = sorted(set(self.relations))
        label_units(doc)
        return doc

    def place_mentions(self, doc):
        """Mentions in order of begin, the longer first."""
        first_at = {x.begin: k for k, x in enumerate(doc.units)}
        last_at = {x.end: k for k, x in enumerate(doc.units)}
        for b, e, entity, reference in sorted(self.mentions, key=lambda m: (m[0], -m[1])):
            first, last = first_at.get(b), last_at.get(e)
            if first is None or last is None:      # the mark cuts a unit, as in 'pro-[China](e1)n': take the whole unit
                inside = [k for k, x in enumerate(doc.units) if x.begin < e and x.end > b]
                first, last = inside[0], inside[-1]
            norms = [x.norm for x in doc.units[first:last + 1]]
            kind = NAME
            if reference:
                kind = PRONOUN if len(norms) == 1 and (norms[0] in PRONOUN_CLASS or norms[0] == "one") else NOMINAL
            doc.mentions.append(Mention(first, last, kind, self.types[entity], entity,
                                        reference_class(kind, norms) if reference else -1))

    def place_speech(self, doc):
        """Stretches of speech in order."""
        for n, (b, e) in sorted(self.spans.items(), key=lambda x: x[1]):
            inside = [k for k, x in enumerate(doc.units) if x.begin < e and x.end > b]
            if n in self.said and inside:
                speaker, kind, cue = self.said[n]
                doc.stretches.append(Stretch(inside[0], inside[-1], kind, self.entities[speaker], cue))


def label_units(doc):
    """Tag, reference and speech labels of the units, and the pronouns that refer to nothing."""
    n = len(doc.text)
    tags, doc.ref, doc.speech = np.zeros(n, np.int16), np.zeros(n, np.int64), np.zeros(n, np.int64)
    for m in doc.mentions:
        if m.kind == NAME:
            tags[m.first:m.last + 1] = tag_of("I", TYPES[m.type])
            tags[m.first] = tag_of("B", TYPES[m.type])
    taken = np.zeros(n, bool)
    for m in sorted((m for m in doc.mentions if m.kind != NAME), key=lambda m: m.first - m.last):
        if not taken[m.first:m.last + 1].any():    # of nested references the longest
            word = "nominal" if m.kind == NOMINAL else "pronoun"
            doc.ref[m.first:m.last + 1] = REF_TAGS.index("I-" + word)
            doc.ref[m.first] = REF_TAGS.index("B-" + word)
            taken[m.first:m.last + 1] = True
    doc.text.allowed = tags
    for s in doc.stretches:
        doc.speech[s.first:s.last + 1] = SPEECH_TAGS.index("I-" + s.kind)
        doc.speech[s.first] = SPEECH_TAGS.index("B-" + s.kind)
    for s in doc.stretches:
        mark_cue(doc, s)
    covered = {m.first for m in doc.mentions if m.kind == PRONOUN}
    doc.extra_pronouns = [k for k, x in enumerate(doc.units)
                          if x.norm != "that" and x.norm in PRONOUN_CLASS and k not in covered]


def mark_cue(doc, stretch):
    """Label the cue: the nearest place of its word in the paragraph, outside all stretches."""
    cue = [x.norm for x in u.split_units(stretch.cue.replace("_", " "))]
    if not cue or cue == ["-"]:
        return
    line, best = doc.text.line[stretch.first], None
    for k in range(len(doc.units) - len(cue) + 1):
        span = slice(k, k + len(cue))
        if doc.text.line[k] != line or [x.norm for x in doc.units[span]] != cue or doc.speech[span].any():
            continue
        distance = k - stretch.last if k > stretch.last else stretch.first - k
        if best is None or distance < best[0]:
            best = (distance, k)
    if best:
        doc.speech[best[1]:best[1] + len(cue)] = SPEECH_TAGS.index("I-cue")
        doc.speech[best[1]] = SPEECH_TAGS.index("B-cue")


def parse_ann(source, name, vocabulary):
    """The articles of the source of an .ann file."""
    out, builder, in_text, line, title = [], None, False, 0, None
    for raw in source.split("\n"):
        if raw.startswith("#article"):
            builder, in_text, title = Builder(f"{name}#{len(out) + 1}"), False, None
        elif builder is None or not raw.strip() or (in_text and raw.startswith("!")):
            continue
        elif raw.startswith("#end"):
            out.append(builder.build(vocabulary))
            builder = None
        elif not in_text:
            if raw.startswith("#title "):
                title = raw[7:].strip()
            elif raw.startswith("#text"):
                in_text = True
                line = builder.add_line(*unmark(title)) if title else 0
            elif m := ENTITY_LINE.match(raw):
                builder.entity(m.group(1), m.group(2))
        elif m := SAY_LINE.match(raw):
            builder.said[int(m.group(1))] = (m.group(2), m.group(3), m.group(4) or "-")
        elif m := RELATION_LINE.match(raw):
            head, relation, tail, status, _ = m.groups()
            builder.relations.append((line, builder.entities[head], RELATIONS.index(relation), builder.entities[tail],
                                      STATUS.index(status)))
        elif not raw.startswith(">"):
            line = builder.add_line(*unmark(raw.strip()))
    return out


def is_dev(path):
    """Files whose number ends in 0 or 5 are the development part."""
    return path[:-4][-1] in "05"


OWN_ARTICLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "articles")


def sources(root, dev, more=None):
    """[(name, source)] of the training part (dev=False) or the development part of the articles under root/authored/t* and
    more/*."""
    folders = [os.path.join(root, "authored", "t*")] + ([os.path.join(more, "*")] if more else [])
    paths = sorted(path for folder in folders for path in glob.glob(os.path.join(folder, "*.ann")))
    return [(os.path.basename(p)[:-4], open(p, encoding="utf-8").read()) for p in paths if is_dev(p) == dev]


def read_authored(root, vocabulary, dev, more=None):
    """The documents of one part of the authored articles."""
    return [d for name, source in sources(root, dev, more) for d in parse_ann(source, name, vocabulary)]


def nth_place(line, surface, nth):
    """Offset of the nth occurrence (from 1) of a string in a line."""
    at = -1
    for _ in range(nth):
        at = line.index(surface, at + 1)
    return at


def read_gold(path, text_path, vocabulary):
    """Documents of a gold JSON file and the raw text that it annotates (to measure with; it has no references)."""
    lines = open(text_path, encoding="utf-8").read().split("\n")
    out = []
    for article in json.load(open(path, encoding="utf-8"))["articles"]:
        builder = Builder(f"{os.path.basename(path)}#{article['id']}")
        for e in article["entities"]:
            builder.entity(e["id"], e["type"])
        mentions = {}
        for number, surface, nth, ident in article["mentions"]:
            at = nth_place(lines[number - 1], surface, nth)
            mentions.setdefault(number, []).append((at, at + len(surface), ident, False))
        dropped, place = set(article["boilerplate_lines"]), {}
        for number in range(article["first_line"], article["last_line"] + 1):
            if number not in dropped and lines[number - 1].strip():
                place[number] = builder.add_line(lines[number - 1], mentions.get(number, ()))
        for r in article["relations"]:
            for number in r["lines"]:
                builder.relations.append((place.get(number, 0), builder.entities[r["head"]], RELATIONS.index(r["type"]),
                                          builder.entities[r["tail"]], STATUS.index(r["status"])))
        doc = builder.build(vocabulary, has_references=False)
        doc.also = {builder.entities[e["id"]]: {TYPES.index(t) for t in e.get("also", ())} for e in article["entities"]}
        doc.optional = {(builder.entities[h], RELATIONS.index(r), builder.entities[t])
                        for h, r, t in article.get("optional", {}).get("relations", ())}
        out.append(doc)
    return out
