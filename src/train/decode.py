"""From logits to mentions, references, stretches of speech, resolved references and relations."""
import numpy as np
import torch

from .data_authored import Mention
from .heads_data import coref_pairs, relation_pairs, speaker_pairs
from .joint import vectors
from .labels import NAME, NOMINAL, PRONOUN, REF_TAGS, SPEECH_TAGS, TAGS, TYPES, UNKNOWN_TYPE, reference_class


def transitions(tags):
    """[T, T] scores of label b after label a: 0 where valid BIO, else -1e9; and [T] for the first label."""
    table, start = np.zeros((len(tags), len(tags))), np.zeros(len(tags))
    for b, tag in enumerate(tags):
        if tag[0] == "I":
            start[b] = -1e9
            for a, before in enumerate(tags):
                if before not in (tag, "B" + tag[1:]):
                    table[a, b] = -1e9
    return table, start


def viterbi(scores, tags, breaks=None):
    """Best valid labels [U] for log-probabilities [U, T]; `breaks` bool [U]: no span goes on into such a unit."""
    table, start = transitions(tags)
    n = len(scores)
    if not n:
        return np.zeros(0, int)
    back = np.zeros((n, len(tags)), int)
    best = scores[0] + start
    for k in range(1, n):
        step = best[:, None] + table + (start if breaks is not None and breaks[k] else 0)
        back[k] = step.argmax(0)
        best = step.max(0) + scores[k]
    out = np.zeros(n, int)
    out[-1] = best.argmax()
    for k in range(n - 1, 0, -1):
        out[k - 1] = back[k, out[k]]
    return out


def spans(labels, tags):
    """[(first, last, kind)] of a valid label sequence."""
    out = []
    for k, label in enumerate(labels):
        tag = tags[label]
        if tag[0] == "B":
            out.append([k, k, tag[2:]])
        elif tag[0] == "I":
            out[-1][1] = k
    return [tuple(s) for s in out]


def labelled_spans(logits, tags, line):
    """Best spans of a unit head: logits [U, T], line [U] (no span crosses a line)."""
    scores = torch.log_softmax(logits, -1).numpy()
    breaks = np.concatenate([[True], line[1:] != line[:-1]])
    return spans(viterbi(scores, tags, breaks), tags)


def find_mentions(model, doc, h):
    """Names and references of a document, in order; references still without type and entity."""
    names = [Mention(a, b, NAME, TYPES.index(t), -1) for a, b, t in labelled_spans(model.tag(h), TAGS, doc.text.line)]
    taken = {(m.first, m.last) for m in names}
    references = []
    for a, b, word in labelled_spans(model.ref(h), REF_TAGS, doc.text.line):
        if (a, b) not in taken:
            kind = NOMINAL if word == "nominal" else PRONOUN
            norms = [x.norm for x in doc.units[a:b + 1]]
            references.append(Mention(a, b, kind, UNKNOWN_TYPE, -1, reference_class(kind, norms)))
    return sorted(names + references, key=lambda m: (m.first, -m.last))


def find_stretches(model, doc, h):
    """(first, last) of the stretches of speech."""
    return [(a, b) for a, b, kind in labelled_spans(model.speech(h), SPEECH_TAGS, doc.text.line) if kind != "cue"]


def resolve(model, text, mentions, h):
    """Antecedent of each mention: its number, or -1 (names, and references to nothing). References take the type of the
    antecedent, in order of the text."""
    pairs = coref_pairs(mentions, [], text.sentence, text.line)
    antecedent = [-1] * len(mentions)
    types = torch.tensor([m.type if m.kind == NAME else UNKNOWN_TYPE for m in mentions], dtype=torch.long)
    if not len(pairs.queries):
        return antecedent, types
    ends = torch.tensor([(m.first, m.last) for m in mentions], dtype=torch.long)
    v = vectors(h, ends)
    bounds = torch.searchsorted(pairs.chooser.contiguous(), torch.arange(len(pairs.queries) + 1)).tolist()
    none = model.coref.none(h[ends[pairs.queries, 0]]).tolist()
    for r, (b, e) in enumerate(zip(bounds, bounds[1:])):
        if b == e:
            continue
        j = pairs.j[b:e]
        scores = model.coref(v, pairs.i[b:e], j, pairs.dist[b:e], pairs.sent[b:e], pairs.kind[b:e], types[j], pairs.class_i[b:e])
        if scores.max().item() > none[r]:
            antecedent[pairs.queries[r]] = int(j[scores.argmax()])
            types[pairs.queries[r]] = types[antecedent[pairs.queries[r]]]
    return antecedent, types


def entity_relations(model, text, mentions, entity, types, h):
    """{(head entity, tail entity): (23 logits, 5 status logits of each relation's best pair)}: the maximum over the document's
    mention pairs."""
    pairs = relation_pairs(mentions, text.sentence, entity)
    if not len(pairs.head):
        return {}
    ends = torch.tensor([(m.first, m.last) for m in mentions], dtype=torch.long)
    pairs.head_type, pairs.tail_type = types[pairs.head], types[pairs.tail]
    logits, status = model.rel(h, vectors(h, ends), pairs)
    out = {}
    for row, (i, j) in enumerate(zip(pairs.head.tolist(), pairs.tail.tolist())):
        key = (entity[i], entity[j])
        if key not in out:
            out[key] = (logits[row].clone(), status[row].repeat(logits.shape[1], 1))
        else:
            better = logits[row] > out[key][0]
            out[key][0][better] = logits[row][better]
            out[key][1][better] = status[row]
    return out


def choose_speakers(model, text, mentions, types, stretches, h):
    """Mention number of each stretch's speaker, or -1."""
    if not stretches or not mentions:
        return [-1] * len(stretches)
    pairs = speaker_pairs(stretches, mentions, text.line)
    ends = torch.tensor([(m.first, m.last) for m in mentions], dtype=torch.long)
    s = vectors(h, torch.tensor(stretches))
    scores = model.speech.speakers(s, vectors(h, ends), pairs.k, pairs.m, pairs.dist, pairs.par, pairs.kind, types[pairs.m])
    best = [(x, -1) for x in model.speech.none(s).tolist()]
    for k, m, x in zip(pairs.k.tolist(), pairs.m.tolist(), scores.tolist()):
        best[k] = max(best[k], (x, m))
    return [m for _, m in best]
