"""Phase B: all heads on the authored articles, with rehearsal on the named-entity sets."""
import random

import numpy as np
import torch
import torch.nn.functional as F

from .augment import swap_names
from .batches import collate
from .data_authored import Mention, parse_ann
from .data_ner import draw_epoch
from .heads_data import coref_arrays, document_arrays, extra_pronouns, join
from .labels import TAGS, UNKNOWN_TYPE
from .losses import choice_loss, relation_loss, status_loss, tag_loss
from .pretrain import steps_of, tag_rows, window_items
from .text import WINDOW, Noise, cut_windows, sentence_ranges

PIECES = 1536
POSITIVE_WEIGHT = 2.0
WEIGHTS = {"tag": 1.0, "ref": 0.7, "coref": 0.5, "rel": 1.0, "status": 0.4, "speech": 0.8, "speaker": 0.3}
TYPE_NOISE = 0.04
EVERY_TAG = torch.eye(len(TAGS), dtype=torch.bool)


def prepare(documents):
    """Compute the index arrays of the documents once."""
    for doc in documents:
        doc.arrays = document_arrays(doc, extra_pronouns(doc, Mention))


def document_steps(sources, names, vocabulary, seed, pieces=PIECES):
    """Endless steps of whole documents, [(document, (text, windows, pieces, shapes))], renamed anew in each epoch."""
    rng = random.Random(seed)
    noise = Noise(vocabulary, np.random.default_rng(seed))
    while True:
        order = [d for name, source in sources for d in parse_ann(swap_names(source, names, rng), name, vocabulary)]
        prepare(order)
        rng.shuffle(order)
        step, size = [], 0
        for doc in order:
            text = doc.text
            windows = cut_windows(text.starts, sentence_ranges(text.sentence), rng.randint(50, WINDOW))
            step.append((doc, (text, windows, *noise.apply(text, title=True))))
            size += len(text.pieces)
            if size >= pieces * 0.75:
                yield step
                step, size = [], 0
        if step:
            yield step


def rehearsal_steps(sets, vocabulary, seed, pieces=PIECES):
    """Endless steps of windows of the named-entity sets."""
    rng = random.Random(seed)
    noise = Noise(vocabulary, np.random.default_rng(seed))
    while True:
        yield from steps_of(window_items(draw_epoch(sets, rng), noise, rng), rng, pieces)


def coref_steps(documents, vocabulary, seed, pieces=PIECES):
    """Endless steps of whole documents for the coreference head; the long ones keep about one step's size."""
    rng = random.Random(seed)
    noise = Noise(vocabulary, np.random.default_rng(seed))
    for doc in documents:
        doc.arrays = coref_arrays(doc)
    while True:
        order = documents[:]
        rng.shuffle(order)
        step, size = [], 0
        for doc in order:
            step.append((doc, (doc.text, doc.text.windows, *noise.apply(doc.text))))
            size += len(doc.text.pieces)
            if size >= pieces * 0.75:
                yield step
                step, size = [], 0


def mixed(streams, shares, seed):
    """Steps of several kinds, drawn by their shares: (kind, step). streams, shares: by kind."""
    rng = random.Random(seed)
    kinds = [k for k in streams if shares[k] > 0]
    while True:
        kind = rng.choices(kinds, [shares[k] for k in kinds])[0]
        yield kind, next(streams[kind])


def vectors(h, ends):
    """h [U, 384], ends [M, 2] -> [h_first ; h_last] [M, 768]"""
    return torch.cat([h[ends[:, 0]], h[ends[:, 1]]], -1)


def unit_losses(model, h, documents):
    """Losses of the heads that label units."""
    tags = torch.from_numpy(np.concatenate([d.text.allowed for d in documents]).astype(np.int64))
    ref = torch.from_numpy(np.concatenate([d.ref for d in documents]))
    speech = torch.from_numpy(np.concatenate([d.speech for d in documents]))
    return {"tag": tag_loss(model.tag(h), tags, EVERY_TAG), "ref": F.cross_entropy(model.ref(h), ref),
            "speech": F.cross_entropy(model.speech(h), speech)}


def noisy_types(types):
    """Mention types with a few made unknown or wrong, as a tagger's are."""
    wrong = torch.randint(0, UNKNOWN_TYPE + 1, types.shape)
    return torch.where(torch.rand(types.shape) < TYPE_NOISE, wrong, types)


def placed_pairs(types, placed):
    """The relation pairs of the documents of a step, with the types of their mentions."""
    pairs = join([a.relation.shifted(u, m) for a, u, m in placed])
    pairs.head_type, pairs.tail_type = types[pairs.head], types[pairs.tail]
    return pairs


def relation_losses(model, h, v, types, placed):
    """Relation and status losses. placed: [(arrays, first unit, first mention)]"""
    pairs = placed_pairs(types, placed)
    if not len(pairs.head):
        return {}
    group, status, count = [], [], 0
    for a, _, _ in placed:
        group.append(a.group + count)
        status.append(a.status + torch.tensor([count, 0, 0]))
        count += len(a.labels)
    group, status = torch.cat(group), torch.cat(status)
    logits, how = model.rel(h, v, pairs, model.drop())
    return {"rel": relation_loss(logits, group, count, torch.cat([a.labels for a, _, _ in placed]),
                                 torch.cat([a.weight for a, _, _ in placed]), POSITIVE_WEIGHT),
            "status": status_loss(logits.detach(), how, group, status)}


def coref_scores(model, h, v, ends, types, placed):
    """The antecedent choices as choice_loss takes them: (scores, chooser, count, none, right); None if there are none."""
    chooser, i, j, queries, count = [], [], [], [], 0
    for a, _, m in placed:
        chooser.append(a.coref.chooser + count)
        i.append(a.coref.i + m)
        j.append(a.coref.j + m)
        queries.append(a.coref.queries + m)
        count += len(a.coref.queries)
    if not count:
        return None
    dist, sent, kind, class_i = (torch.cat([getattr(a.coref, x) for a, _, _ in placed])
                                 for x in ("dist", "sent", "kind", "class_i"))
    i, j, queries = torch.cat(i), torch.cat(j), torch.cat(queries)
    scores = model.coref(v, i, j, dist, sent, kind, types[j], class_i)
    return scores, torch.cat(chooser), count, model.coref.none(h[ends[queries, 0]]), torch.cat([a.coref_right for a, _, _ in placed])


def speaker_scores(model, h, v, types, placed):
    """The choices of speakers, like coref_scores."""
    k, m, ends, count = [], [], [], 0
    for a, first_unit, first_mention in placed:
        k.append(a.speaker.k + count)
        m.append(a.speaker.m + first_mention)
        ends.append(a.stretch_ends + first_unit)
        count += len(a.stretch_ends)
    if not count:
        return None
    dist, par, kind = (torch.cat([getattr(a.speaker, x) for a, _, _ in placed]) for x in ("dist", "par", "kind"))
    k, m, s = torch.cat(k), torch.cat(m), vectors(h, torch.cat(ends))
    scores = model.speech.speakers(s, v, k, m, dist, par, kind, types[m])
    return scores, k, count, model.speech.none(s), torch.cat([a.speaker_right for a, _, _ in placed])


def choice_losses(model, h, v, ends, types, placed):
    """Antecedent and speaker losses."""
    choices = {"coref": coref_scores(model, h, v, ends, types, placed), "speaker": speaker_scores(model, h, v, types, placed)}
    return {name: choice_loss(*choice) for name, choice in choices.items() if choice}


def place(step, offsets):
    """([(arrays, first unit, first mention)], ends [M, 2], types [M]) of the documents of a step."""
    placed, ends, types, mentions = [], [], [], 0
    for (doc, _), offset in zip(step, offsets):
        placed.append((doc.arrays, offset, mentions))
        ends.append(doc.arrays.ends + offset)
        types.append(doc.arrays.types)
        mentions += len(doc.arrays.ends)
    return placed, torch.cat(ends), noisy_types(torch.cat(types))


def document_losses(model, step, h, offsets):
    """All losses of a step of documents, weighted. h [U, 384]; offsets: first unit of each document."""
    documents = [doc for doc, _ in step]
    placed, ends, types = place(step, offsets)
    v = vectors(h, ends)
    losses = unit_losses(model, h, documents)
    losses |= relation_losses(model, h, v, types, placed)
    losses |= choice_losses(model, h, v, ends, types, placed)
    return {k: x * WEIGHTS[k] for k, x in losses.items()}


def loss_on(model, table):
    """The loss function of this phase; `table`: allowed tags of the named-entity sets."""
    def loss_of(item):
        kind, step = item
        if kind == "ner":
            h = model.units(collate(step))
            return {"ner": 0.7 * tag_loss(model.tag(h), tag_rows(step), table)}
        batch = collate([x for _, x in step])
        if kind == "coref":
            h = model.units(batch)
            placed, ends, types = place(step, batch.offsets)
            choice = coref_scores(model, h, vectors(h, ends), ends, types, placed)
            return {"coref-sets": WEIGHTS["coref"] * choice_loss(*choice)}
        return document_losses(model, step, model.units(batch), batch.offsets)
    return loss_of
