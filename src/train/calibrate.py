"""Temperatures, and thresholds for relations, on the development part of the authored articles."""
import math

import torch
import torch.nn.functional as F

from .decode import labelled_spans
from .evaluate import encode, given, gold_relations, relation_table, resolved_fully
from .heads_data import SYMMETRIC_IDS
from .labels import NAME, RELATIONS, TAGS, TYPES, tag_of

GRID = [round(0.5 * 1.08 ** k, 3) for k in range(22)]
PRIOR = 15.0       # weight of all types' curve in one type's, in gold relations


def temperature(logits, targets):
    """The temperature of the grid with the lowest cross entropy: logits [N, T], targets [N]."""
    return min(GRID, key=lambda t: F.cross_entropy(logits / t, targets).item())


def unit_temperatures(model, documents, encoded):
    """Temperatures of the reference and speech heads, from the labels of the units."""
    h = torch.cat(encoded)
    targets = {"ref": torch.cat([torch.from_numpy(d.ref) for d in documents]),
               "speech": torch.cat([torch.from_numpy(d.speech) for d in documents])}
    return {k: {"temperature": temperature(getattr(model, k)(h), t)} for k, t in targets.items()}


def found_names(model, documents, encoded):
    """[(logits [n, 21] and tags [n] of the units of a name that the model finds, is it right)]"""
    out = []
    for doc, h in zip(documents, encoded):
        logits = model.tag(h)
        gold = {(m.first, m.last, TYPES[m.type]) for m in doc.mentions if m.kind == NAME}
        for a, b, kind in labelled_spans(logits, TAGS, doc.text.line):
            path = torch.tensor([tag_of("BI"[k > a], kind) for k in range(a, b + 1)])
            out.append((logits[a:b + 1], path, (a, b, kind) in gold))
    return out


def mention_temperature(found):
    """(temperature, calibration error): the temperature whose scores (exp of the mean log-probability of the path) tell right
    names from wrong ones best."""
    if not found:
        return 1.0, 0.0
    sizes = torch.tensor([len(path) for _, path, _ in found])
    owner = torch.repeat_interleave(torch.arange(len(found)), sizes)
    logits, paths = torch.cat([x for x, _, _ in found]), torch.cat([path for _, path, _ in found])
    right, best = torch.tensor([x for _, _, x in found]), None
    for t in GRID:
        chance = torch.log_softmax(logits / t, -1).gather(1, paths[:, None])[:, 0]
        scores = torch.exp(torch.zeros(len(found)).index_add(0, owner, chance) / sizes)
        loss = F.binary_cross_entropy(scores.clamp(1e-4, 1 - 1e-4), right.float()).item()
        if best is None or loss < best[0]:
            best = (loss, t, calibration_error(scores, right))
    return best[1:]


def relation_scores(documents, tables):
    """(logits [N], right [N], relation [N], number of gold relations by type [23]) of all pairs of entities. Symmetric types
    count once, by their better order."""
    rows, right, keep, gold_count = [], [], [], torch.zeros(len(RELATIONS))
    symmetric = torch.tensor([k in SYMMETRIC_IDS for k in range(len(RELATIONS))])
    for doc, table in zip(documents, tables):
        gold = gold_relations(doc)
        for _, relation, _ in gold:
            gold_count[relation] += 1
        for (head, tail), (scores, _) in table.items():
            rows.append(torch.where(symmetric, torch.maximum(scores, table[tail, head][0]), scores))
            keep.append(~symmetric | (head < tail))
            right.append(torch.tensor([(head, k, tail) in gold for k in range(len(RELATIONS))]))
    keep = torch.stack(keep)
    kinds = torch.arange(len(RELATIONS)).expand_as(keep)
    return torch.stack(rows)[keep], torch.stack(right)[keep], kinds[keep], gold_count


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
    """The calibration part of the weight file's metadata. Relations: with annotated mentions and with those that the model
    finds, in one."""
    with torch.no_grad():
        encoded = encode(model, documents)
        out = unit_temperatures(model, documents, encoded)
        t, tag_error = mention_temperature(found_names(model, documents, encoded))
        tables = relation_table(model, documents, encoded, given) + relation_table(model, documents, encoded, resolved_fully)
        logits, right, kinds, gold_count = relation_scores(documents * 2, tables)
    scale, offset = platt(logits, right)
    chance = torch.sigmoid(scale * logits + offset)
    n = len(RELATIONS)
    out["tag"] = {"temperature": t}
    out["relations"] = {"scale": [round(scale, 4)] * n, "offset": [round(offset, 4)] * n,
                        "threshold": thresholds(chance, right, kinds, gold_count)}
    out["coref"] = out["speaker"] = out["status"] = {"temperature": 1.0}
    out["error"] = {"mentions": round(tag_error, 4), "relations": round(calibration_error(chance, right), 4)}
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
