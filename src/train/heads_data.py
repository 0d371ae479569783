"""Index arrays for the document heads: which mentions are compared, and with what features.

The C engine builds the same candidates and features; the model's interface page states them. A document's mentions are
in order of their first unit, the longer first; 'distance in mentions' is the difference of their numbers."""
from dataclasses import dataclass, fields

import numpy as np
import torch

from .labels import NAME, PRONOUN, PRONOUN_CLASS, RELATIONS, SYMMETRIC, UNKNOWN_TYPE

BACK, FOLLOWING = 40, 3          # coreference: mentions looked back, following names of the paragraph
FARTHEST = 60                    # relations: units between
UNIT_BUCKETS = (0, 1, 2, 4, 7, 12, 20, 40)
MENTION_BUCKETS = (1, 2, 3, 4, 7, 12, 20)
SYMMETRIC_IDS = frozenset(RELATIONS.index(r) for r in SYMMETRIC)


def bucket(value, limits):
    """Number of the first limit that is not below the value; len(limits) beyond the last."""
    return next((k for k, limit in enumerate(limits) if value <= limit), len(limits))


@dataclass
class RelationPairs:
    """Ordered mention pairs; all int64 [N]. begin, end: the units strictly between."""
    head: torch.Tensor
    tail: torch.Tensor
    begin: torch.Tensor
    end: torch.Tensor
    dist: torch.Tensor
    sent: torch.Tensor
    kind: torch.Tensor
    mid: torch.Tensor
    head_type: torch.Tensor = None
    tail_type: torch.Tensor = None

    def shifted(self, units, mentions):
        """The same pairs in a batch where the document's first unit and mention have these numbers."""
        moved = {"head": mentions, "tail": mentions, "begin": units, "end": units}
        return RelationPairs(**{f.name: getattr(self, f.name) + moved.get(f.name, 0) for f in fields(self)
                                if getattr(self, f.name) is not None})


def join(parts):
    """One RelationPairs of several."""
    return RelationPairs(*(torch.cat([getattr(p, f.name) for p in parts]) for f in fields(RelationPairs)
                           if getattr(parts[0], f.name) is not None))


def units_between(a, b):
    """(begin, end) of the units strictly between two mentions in order; empty where they touch or overlap."""
    return a.last + 1, max(a.last + 1, b.first)


def relation_pairs(mentions, sentence, entity):
    """(RelationPairs, [(head mention, tail mention)]): ordered pairs of mentions of different entities, sentences at most one
    apart, at most 60 units between. sentence [U], entity [M] (-1: unresolved, takes no part)."""
    rows = []
    for i, a in enumerate(mentions):
        for j in range(i + 1, len(mentions)):
            b = mentions[j]
            apart = int(sentence[b.first]) - int(sentence[a.first])
            begin, end = units_between(a, b)
            if apart > 1 or b.first - a.last - 1 > FARTHEST:
                break
            if entity[i] == entity[j] or entity[i] < 0 or entity[j] < 0 or end - begin > FARTHEST:
                continue
            near, mid = bucket(end - begin, UNIT_BUCKETS), min(j - i - 1, 5)
            rows.append((i, j, begin, end, near, apart, a.kind * 3 + b.kind, mid))
            rows.append((j, i, begin, end, near + 9, apart, b.kind * 3 + a.kind, mid))
    array = torch.tensor(rows, dtype=torch.long).reshape(-1, 8)
    return RelationPairs(*array.T.contiguous())


@dataclass
class CorefPairs:
    """Pairs of a reference and a candidate, int64 [N]; chooser: number of the reference (0..R-1); i, j: mentions; queries
    [R]: the mention number of each reference; following candidates have dist 8."""
    chooser: torch.Tensor
    i: torch.Tensor
    j: torch.Tensor
    dist: torch.Tensor
    sent: torch.Tensor
    kind: torch.Tensor
    class_i: torch.Tensor
    queries: torch.Tensor


def candidates(mentions, at, sentence, line, query):
    """[(j, distance bucket, sentence bucket)] for a reference that stands before mention number `at` (its own number, or
    where it would stand). query: the reference itself."""
    out = []
    for j in range(max(0, at - BACK), at):
        apart = int(sentence[query.first]) - int(sentence[mentions[j].first])
        out.append((j, bucket(at - j, MENTION_BUCKETS), min(apart, 5)))
    found = 0
    for j in range(at, len(mentions)):
        m = mentions[j]
        if line[m.first] != line[query.first] or found == FOLLOWING:
            break
        if m.kind == NAME and m.first > query.first:
            found += 1
            out.append((j, 8, 0 if sentence[m.first] == sentence[query.first] else 6))
    return out


def coref_pairs(mentions, extra, sentence, line):
    """CorefPairs of all references and of `extra` pronoun mentions that stand outside the list (they refer to nothing);
    these are numbered on behind the mentions."""
    rows, queries = [], []
    firsts = [m.first for m in mentions]
    asked = [(k, k, m) for k, m in enumerate(mentions) if m.kind != NAME]
    asked += [(len(mentions) + n, int(np.searchsorted(firsts, m.first)), m) for n, m in enumerate(extra)]
    for number, at, query in asked:
        for j, dist, sent in candidates(mentions, at, sentence, line, query):
            rows.append((len(queries), number, j, dist, sent, query.kind * 3 + mentions[j].kind, query.reference))
        queries.append(number)
    array = torch.tensor(rows, dtype=torch.long).reshape(-1, 7)
    return CorefPairs(*array.T.contiguous(), torch.tensor(queries, dtype=torch.long))


@dataclass
class SpeakerPairs:
    """Pairs of a stretch of speech k and a mention m that may be its speaker, int64 [N]."""
    k: torch.Tensor
    m: torch.Tensor
    dist: torch.Tensor
    par: torch.Tensor
    kind: torch.Tensor


def speaker_pairs(stretches, mentions, line):
    """SpeakerPairs: the mentions of the stretch's line, of the two before and of the next. stretches: (first, last)."""
    rows = []
    for k, (first, last) in enumerate(stretches):
        for n, m in enumerate(mentions):
            apart = int(line[first]) - int(line[m.first])
            if not -1 <= apart <= 2:
                continue
            if m.last < first:
                dist = bucket(first - m.last - 1, UNIT_BUCKETS)
            elif m.first > last:
                dist = 9 + bucket(m.first - last - 1, UNIT_BUCKETS)
            else:
                dist = 18
            rows.append((k, n, dist, 3 if apart < 0 else apart, m.kind))
    array = torch.tensor(rows, dtype=torch.long).reshape(-1, 5)
    return SpeakerPairs(*array.T.contiguous())


@dataclass
class Arrays:
    """All that phase B needs of a document. ends [M', 2]: first and last unit of the mentions and the extra pronouns;
    groups: (line, head entity, tail entity) of `group` [N]; labels, weight float [G, 23]; status [K, 3]."""
    ends: torch.Tensor
    types: torch.Tensor
    relation: RelationPairs
    group: torch.Tensor
    labels: torch.Tensor
    weight: torch.Tensor
    status: torch.Tensor
    coref: CorefPairs
    coref_right: torch.Tensor
    stretch_ends: torch.Tensor
    speaker: SpeakerPairs
    speaker_right: torch.Tensor


def relation_labels(doc, pairs):
    """(group [N], labels [G, 23], weight [G, 23], status [K, 3]). A pair of entities is labelled per paragraph, the later
    mention's; what another paragraph says of the pair is neither right nor wrong here."""
    line, keys, group = doc.text.line, {}, []
    for i, j in zip(pairs.head.tolist(), pairs.tail.tolist()):
        a, b = doc.mentions[i], doc.mentions[j]
        key = (max(int(line[a.first]), int(line[b.first])), a.entity, b.entity)
        group.append(keys.setdefault(key, len(keys)))
    labels, weight = torch.zeros(len(keys), len(RELATIONS)), torch.ones(len(keys), len(RELATIONS))
    status, stated = [], set()
    for number, head, relation, tail, how in doc.relations:
        stated.add((number, head, relation, tail, how))
        if relation in SYMMETRIC_IDS:
            stated.add((number, tail, relation, head, how))
    by_pair = {}
    for (number, head, tail), g in keys.items():
        by_pair.setdefault((head, tail), []).append((number, g))
    for number, head, relation, tail, how in sorted(stated):
        for other, g in by_pair.get((head, tail), ()):
            if other == number:
                labels[g, relation] = 1
                status.append((g, relation, how))
            elif not labels[g, relation]:
                weight[g, relation] = 0
    weight[labels > 0] = 1
    return (torch.tensor(group, dtype=torch.long), labels, weight, torch.tensor(status, dtype=torch.long).reshape(-1, 3))


def document_arrays(doc, extra):
    """Arrays of a Document with its gold mentions. extra: Mentions of pronouns that refer to nothing."""
    text, mentions = doc.text, doc.mentions
    entity = [m.entity for m in mentions]
    pairs = relation_pairs(mentions, text.sentence, entity)
    coref = coref_pairs(mentions, extra, text.sentence, text.line)
    owner = torch.tensor(entity + [-1] * len(extra), dtype=torch.long)
    ends = [(s.first, s.last) for s in doc.stretches]
    speaker = speaker_pairs(ends, mentions, text.line)
    speakers = torch.tensor([s.speaker for s in doc.stretches], dtype=torch.long)
    return Arrays(
        torch.tensor([(m.first, m.last) for m in mentions + extra], dtype=torch.long).reshape(-1, 2),
        torch.tensor([m.type for m in mentions] + [UNKNOWN_TYPE] * len(extra), dtype=torch.long),
        pairs, *relation_labels(doc, pairs),
        coref, owner[coref.i] == owner[coref.j],
        torch.tensor(ends, dtype=torch.long).reshape(-1, 2), speaker, speakers[speaker.k] == owner[speaker.m])


def coref_arrays(doc):
    """Arrays of a Document that only the coreference head learns from."""
    nothing, no_rows = torch.zeros(0, dtype=torch.long), torch.zeros(0, 2, dtype=torch.long)
    coref = coref_pairs(doc.mentions, [], doc.text.sentence, doc.text.line)
    owner = torch.tensor([m.entity for m in doc.mentions], dtype=torch.long)
    return Arrays(torch.tensor([(m.first, m.last) for m in doc.mentions], dtype=torch.long),
                  torch.tensor([m.type for m in doc.mentions], dtype=torch.long),
                  None, nothing, None, None, None, coref, owner[coref.i] == owner[coref.j], no_rows, None, None)


def extra_pronouns(doc, mention_class):
    """The pronouns of a document that refer to no entity, as mentions."""
    return [mention_class(k, k, PRONOUN, UNKNOWN_TYPE, -1, PRONOUN_CLASS[doc.units[k].norm]) for k in doc.extra_pronouns]
