"""Temperatures, the probability of relations and a bias for their status, on the development part of the authored articles."""
import math

import torch
import torch.nn.functional as F

from .decode import labelled_spans
from .evaluate import encode, given, gold_relations, relation_table, resolved_fully, said_relations
from .heads_data import SYMMETRIC_IDS, document_arrays
from .joint import vectors
from .labels import NAME, RELATIONS, STATUS, TAGS, TYPES, tag_of
from .losses import choice_loss

GRID = [round(0.5 * 1.08 ** k, 3) for k in range(22)]
MOST_HIDDEN = 0.2  # share of planned, reported, former and denied relations that may come out as current
LIKELY = 0.5       # the threshold of relations: what is more likely right than wrong is said
WHOLE = 0.75       # of a relation's logit: the command, which joins places and finds the entities, is right less often than
                   # the head is on these tables (calibration error of its relations, development part, third weights: 0.068
                   # with all of it, 0.051 with 0.8, 0.040 with 0.7; fourth weights: 0.036 with 0.75)


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
    """(logits [N], right [N]) of all pairs of entities and types. Symmetric types count once, by their better order."""
    rows, right, keep = [], [], []
    symmetric = torch.tensor([k in SYMMETRIC_IDS for k in range(len(RELATIONS))])
    for doc, table in zip(documents, tables):
        gold = gold_relations(doc)
        for (head, tail), (scores, _) in table.items():
            rows.append(torch.where(symmetric, torch.maximum(scores, table[tail, head][0]), scores))
            keep.append(~symmetric | (head < tail))
            right.append(torch.tensor([(head, k, tail) in gold for k in range(len(RELATIONS))]))
    keep = torch.stack(keep)
    return torch.stack(rows)[keep], torch.stack(right)[keep]


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


def choice_temperature(choices):
    """Temperature of a choice between candidates and none: choices [(scores [N], chooser [N], none [C], right [N])]."""
    choices = [c for c in choices if len(c[2])]
    if not choices:
        return 1.0
    first = torch.tensor([0, *(len(c[2]) for c in choices)]).cumsum(0).tolist()
    scores, none, right = (torch.cat([c[k] for c in choices]) for k in (0, 2, 3))
    chooser = torch.cat([c[1] + n for c, n in zip(choices, first)])
    return min(GRID, key=lambda t: choice_loss(scores / t, chooser, len(none), none / t, right).item())


def antecedent_choices(model, documents, encoded):
    """The choices of antecedents, with annotated mentions."""
    out = []
    for doc, h in zip(documents, encoded):
        a = document_arrays(doc, [])
        v, c = vectors(h, a.ends), a.coref
        scores = model.coref(v, c.i, c.j, c.dist, c.sent, c.kind, a.types[c.j], c.class_i)
        out.append((scores, c.chooser, model.coref.none(h[a.ends[c.queries, 0]]), a.coref_right))
    return out


def speaker_choices(model, documents, encoded):
    """The choices of speakers, with annotated mentions and stretches."""
    out = []
    for doc, h in zip(documents, encoded):
        a = document_arrays(doc, [])
        c, stretches = a.speaker, vectors(h, a.stretch_ends)
        scores = model.speech.speakers(stretches, vectors(h, a.ends), c.k, c.m, c.dist, c.par, c.kind, a.types[c.m])
        out.append((scores, c.k, model.speech.none(stretches), a.speaker_right))
    return out


def status_rows(documents, tables, relations):
    """(status logits [N, 5], status [N]) of the relations that are said and right; `relations`: their calibration."""
    logits, right = [], []
    for doc, table in zip(documents, tables):
        said, gold = said_relations(table, {"relations": relations}), gold_relations(doc)
        for head, relation, tail in said.keys() & gold.keys():
            logits.append(table[head, tail][1][relation])
            right.append(min(gold[head, relation, tail]))
    return torch.stack(logits) if logits else torch.zeros(1, len(STATUS)), torch.tensor(right or [0])


def status_offset(logits, right):
    """What to take off the logit of 'current', so that at most a fifth of the other statuses come out as current."""
    others = logits[right != 0]
    for k in range(31):
        if not len(others) or ((others - torch.tensor([k / 10, 0, 0, 0, 0])).argmax(1) == 0).float().mean() <= MOST_HIDDEN:
            break
    return k / 10


def calibrate(model, documents):
    """The calibration part of the weight file's metadata. Relations: with annotated mentions and with those that the model
    finds, in one. Changes the model's bias of the status 'current'."""
    with torch.no_grad():
        encoded = encode(model, documents)
        out = unit_temperatures(model, documents, encoded)
        t, tag_error = mention_temperature(found_names(model, documents, encoded))
        out["coref"] = {"temperature": choice_temperature(antecedent_choices(model, documents, encoded))}
        out["speaker"] = {"temperature": choice_temperature(speaker_choices(model, documents, encoded))}
        tables = relation_table(model, documents, encoded, given) + relation_table(model, documents, encoded, resolved_fully)
        logits, right = relation_scores(documents * 2, tables)
    scale, offset = platt(logits, right)
    chance = torch.sigmoid(scale * logits + offset)
    n = len(RELATIONS)
    out["tag"] = {"temperature": t}
    out["relations"] = {"scale": [round(WHOLE * scale, 4)] * n, "offset": [round(WHOLE * offset, 4)] * n,
                        "threshold": [LIKELY] * n}
    status, how = status_rows(documents * 2, tables, out["relations"])
    less = status_offset(status, how)
    out["status"] = {"temperature": temperature(status - torch.tensor([less, 0, 0, 0, 0]), how), "current": -less}
    with torch.no_grad():
        model.rel.s[0] -= less
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
