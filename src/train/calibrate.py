"""Temperatures, and thresholds for relations, on the development part of the authored articles."""
import math

import torch
import torch.nn.functional as F

from .evaluate import encode, given, gold_relations, relation_table
from .heads_data import SYMMETRIC_IDS
from .labels import RELATIONS

GRID = [round(0.5 * 1.06 ** k, 3) for k in range(32)]
PRIOR = 15.0       # weight of all types' curve in one type's, in gold relations


def temperature(logits, targets):
    """The temperature of the grid with the lowest cross entropy: logits [N, T], targets [N]."""
    return min(GRID, key=lambda t: F.cross_entropy(logits / t, targets).item())


def unit_temperatures(model, documents, encoded):
    """Temperatures of the heads that label units."""
    h = torch.cat(encoded)
    targets = {"tag": torch.cat([torch.from_numpy(d.text.allowed).long() for d in documents]),
               "ref": torch.cat([torch.from_numpy(d.ref) for d in documents]),
               "speech": torch.cat([torch.from_numpy(d.speech) for d in documents])}
    return {k: {"temperature": temperature(getattr(model, k)(h), t)} for k, t in targets.items()}


def relation_scores(documents, tables):
    """(logits [N], right [N], relation [N], number of gold relations by type [23]) of all pairs of entities. Symmetric types
    count once, by their better order."""
    logits, right, kinds, gold_count = [], [], [], torch.zeros(len(RELATIONS))
    for doc, table in zip(documents, tables):
        gold = gold_relations(doc)
        for _, relation, _ in gold:
            gold_count[relation] += 1
        for (head, tail), (scores, _) in table.items():
            for relation, x in enumerate(scores.tolist()):
                if relation in SYMMETRIC_IDS:
                    if head > tail:
                        continue
                    x = max(x, table[tail, head][0][relation].item())
                logits.append(x)
                right.append((head, relation, tail) in gold)
                kinds.append(relation)
    return torch.tensor(logits), torch.tensor(right), torch.tensor(kinds), gold_count


def platt(logits, right):
    """(scale, offset) of the logistic curve that fits best."""
    weights = torch.tensor([1.0, 0.0], requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=50)

    def closure():
        optimizer.zero_grad()
        loss = F.binary_cross_entropy_with_logits(weights[0] * logits + weights[1], right.float())
        loss.backward()
        return loss
    optimizer.step(closure)
    return weights.tolist()


def thresholds(chance, right, kinds, gold_count):
    """For each relation the threshold with the best F1, where rare types lean on the curve of all."""
    grid = torch.arange(0.1, 0.91, 0.02)
    said = torch.stack([torch.bincount(kinds[chance >= t], minlength=len(gold_count)).float() for t in grid])
    good = torch.stack([torch.bincount(kinds[(chance >= t) & right], minlength=len(gold_count)).float() for t in grid])
    share = PRIOR / gold_count.sum()
    pooled_said, pooled_good = said.sum(1, keepdim=True) * share, good.sum(1, keepdim=True) * share
    f1 = 2 * (good + pooled_good) / (said + pooled_said + gold_count + PRIOR)
    return [round(x, 2) for x in grid[f1.argmax(0)].tolist()]


def calibrate(model, documents):
    """The calibration part of the weight file's metadata."""
    with torch.no_grad():
        encoded = encode(model, documents)
        out = unit_temperatures(model, documents, encoded)
        tables = relation_table(model, documents, encoded, given)
        logits, right, kinds, gold_count = relation_scores(documents, tables)
    scale, offset = platt(logits, right)
    chance = torch.sigmoid(scale * logits + offset)
    n = len(RELATIONS)
    out["relations"] = {"scale": [round(scale, 4)] * n, "offset": [round(offset, 4)] * n,
                        "threshold": thresholds(chance, right, kinds, gold_count)}
    out["coref"] = out["speaker"] = out["status"] = {"temperature": 1.0}
    out["error"] = {"relations": round(calibration_error(chance, right), 4)}
    return out


def calibration_error(chance, right, bins=10):
    """Expected calibration error over what is said (chance of 0.1 or more)."""
    keep = chance >= 0.1
    chance, right = chance[keep], right[keep].float()
    error = 0.0
    for k in range(bins):
        here = (chance >= k / bins) & (chance < (k + 1) / bins + (k == bins - 1))
        if here.any():
            error += here.float().mean().item() * math.fabs(chance[here].mean().item() - right[here].mean().item())
    return error
