"""Windows of texts to padded tensors, and back to the vectors of units."""
from dataclasses import dataclass

import numpy as np
import torch

from . import units as u


@dataclass
class Batch:
    """ids, shapes int64 [B, S] with [CLS] and [SEP]; lengths [B]; places int64 [U]: where in [B * S] each unit's first piece
    is; offsets: first unit of each text, with the end behind."""
    ids: torch.Tensor
    shapes: torch.Tensor
    lengths: torch.Tensor
    places: torch.Tensor
    offsets: list


def collate(items):
    """Batch of [(text, windows, pieces, shapes)], where pieces and shapes may be noisy copies of the text's own. The units
    are the cores of the windows, in order."""
    rows = [(k, w) for k, item in enumerate(items) for w in item[1]]
    sizes = [int(items[k][0].starts[w[1]] - items[k][0].starts[w[0]]) for k, w in rows]
    width = max(sizes) + 2
    ids, kinds = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), np.int64)
    places, offsets, previous, count = [], [], -1, 0
    for r, ((k, (begin, end, core_begin, core_end)), size) in enumerate(zip(rows, sizes)):
        text, _, pieces, shapes = items[k]
        ids[r, 0], ids[r, size + 1] = u.CLS, u.SEP
        ids[r, 1:size + 1] = pieces[text.starts[begin]:text.starts[end]]
        shape = shapes[begin:end].astype(np.int64) + u.LINE_START * text.line_first[begin:end]
        kinds[r, 1:size + 1] = np.repeat(shape, np.diff(text.starts[begin:end + 1]))
        if k != previous:
            offsets.append(count)
            previous = k
        places.append(r * width + 1 + text.starts[core_begin:core_end] - text.starts[begin])
        count += core_end - core_begin
    offsets.append(count)
    return Batch(torch.from_numpy(ids), torch.from_numpy(kinds), torch.tensor([s + 2 for s in sizes]),
                 torch.from_numpy(np.concatenate(places).astype(np.int64)), offsets)


def whole(texts):
    """Batch of whole texts, without noise."""
    return collate([(t, t.windows, t.pieces, t.shapes) for t in texts])


def core_slices(items):
    """For each window of collate's items: (text, slice of its core), to fetch labels in the batch's order."""
    return [(item[0], slice(w[2], w[3])) for item in items for w in item[1]]
