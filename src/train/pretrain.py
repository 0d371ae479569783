"""Phase A: the tagger on all named-entity sets (partial labels), and the unit heads on the authored articles."""
import random

import numpy as np
import torch

from .batches import collate, core_slices
from .data_ner import draw_epoch
from .losses import tag_loss
from .text import WINDOW, Noise, cut_windows, sentence_ranges

PIECES = 1536          # a step


def window_items(texts, noise, rng):
    """(text, [window], pieces, shapes) of all windows of the texts, cut anew and noisy anew."""
    for text in texts:
        pieces, shapes = noise.apply(text)
        windows = cut_windows(text.starts, sentence_ranges(text.sentence), rng.randint(30, WINDOW))
        for w in windows:
            yield text, [w], pieces, shapes


def steps_of(items, rng, pieces=PIECES):
    """Group items into steps of about `pieces` pieces, windows of one length together."""
    pool = []

    def size(item):
        return int(item[0].starts[item[1][0][1]] - item[0].starts[item[1][0][0]]) + 2

    def empty():
        pool.sort(key=lambda x: (size(x), rng.random()))
        groups, group = [], []
        for item in pool:
            if group and (len(group) + 1) * size(item) > pieces:
                groups.append(group)
                group = []
            group.append(item)
        if group:
            groups.append(group)
        rng.shuffle(groups)
        pool.clear()
        return groups

    for item in items:
        pool.append(item)
        if len(pool) >= 2000:
            yield from empty()
    yield from empty()


def stream(sets, documents, copies, vocabulary, seed, pieces=PIECES):
    """Endless steps: epochs of the sets, with each authored document `copies` times an epoch."""
    rng = random.Random(seed)
    noise = Noise(vocabulary, np.random.default_rng(seed))
    while True:
        texts = draw_epoch(sets, rng) + [d.text for d in documents] * copies
        rng.shuffle(texts)
        yield from steps_of(window_items(texts, noise, rng), rng, pieces)


def tag_rows(items):
    """Rows of allowed tags of the units of a step, int64 [U]."""
    return torch.from_numpy(np.concatenate([text.allowed[s] for text, s in core_slices(items)]).astype(np.int64))


def loss_on(model, table):
    """The loss function of this phase."""
    def loss_of(items):
        h = model.units(collate(items))
        return {"tag": tag_loss(model.tag(h), tag_rows(items), table)}
    return loss_of
