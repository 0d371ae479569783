"""The losses of the five heads."""
import torch
import torch.nn.functional as F


def tag_loss(logits, rows, table):
    """Marginal cross entropy: logits [U, 21], rows [U] of the table of allowed tags bool [K, 21]."""
    allowed = table[rows]
    inside = logits.masked_fill(~allowed, -1e4)
    return (torch.logsumexp(logits, -1) - torch.logsumexp(inside, -1)).mean()


def choice_loss(scores, segment, count, none, right):
    """Marginal softmax over candidates: `segment` [N] names the chooser (0..count-1) of each score [N], none [count] is the
    score of no candidate, right bool [N] marks the good candidates. A chooser without a good candidate should say none."""
    total = segment_logsumexp(scores, segment, count, none)
    good = segment_logsumexp(scores.masked_fill(~right, -1e4), segment, count, torch.full_like(none, -1e4))
    any_right = torch.zeros(count, dtype=torch.bool).index_put((segment[right],), torch.tensor(True))
    return (total - torch.where(any_right, good, none)).mean()


def choice_divergence(student, tutor):
    """Mean Kullback-Leibler divergence of two distributions over the same candidates and none: (scores, segment, count, none)."""
    (scores, segment, count, none), (right, _, _, right_none) = student, tutor
    total, right_total = segment_logsumexp(scores, segment, count, none), segment_logsumexp(right, segment, count, right_none)
    log_p, log_q = scores - total[segment], right - right_total[segment]
    log_none, log_right = none - total, right_none - right_total
    return ((log_q.exp() * (log_q - log_p)).sum() + (log_right.exp() * (log_right - log_none)).sum()) / max(1, count)


def segment_logsumexp(scores, segment, count, first):
    """logsumexp of the scores of each segment and of first [count]."""
    peak = torch.maximum(first.detach(), torch.full((count,), -1e9).scatter_reduce(0, segment, scores.detach(), "amax"))
    total = torch.exp(first - peak).index_add(0, segment, torch.exp(scores - peak[segment]))
    return torch.log(total) + peak


def group_max(logits, group, count):
    """logits [N, R] -> maximum over the rows of each group [count, R] (the gradient goes to the best row)."""
    index = group[:, None].expand_as(logits)
    return torch.full((count, logits.shape[1]), -1e4).scatter_reduce(0, index, logits, "amax")


def relation_loss(logits, group, count, labels, weight, positive_weight):
    """Binary cross entropy of the pooled logits: labels, weight [count, 23]; the sum over the relation types of a pair of
    entities, averaged over pairs."""
    pooled = group_max(logits, group, count)
    each = F.binary_cross_entropy_with_logits(pooled, labels, weight, reduction="none",
                                              pos_weight=torch.tensor(positive_weight))
    return each.sum() / max(1, count)


def relation_divergence(logits, tutor):
    """How far the relation probabilities of mention pairs [N, 23] are from a teacher's: cross entropy, less the teacher's own,
    summed over the types and averaged over pairs."""
    right = torch.sigmoid(tutor)
    each = F.binary_cross_entropy_with_logits(logits, right, reduction="sum")
    return (each - F.binary_cross_entropy_with_logits(tutor, right, reduction="sum")) / max(1, len(logits))


def status_divergence(logits, tutor, certain):
    """Mean Kullback-Leibler divergence of the status [N, 5] of the pairs `certain` (bool [N]) to have a relation."""
    if not certain.any():
        return logits.sum() * 0
    return label_divergence(logits[certain], tutor[certain])


def label_divergence(student, tutor):
    """Mean Kullback-Leibler divergence of label distributions: logits [U, T]."""
    return F.kl_div(torch.log_softmax(student, -1), torch.log_softmax(tutor, -1), log_target=True, reduction="batchmean")


def status_loss(relation_logits, status_logits, group, items):
    """Cross entropy of the status at the mention pair that says the relation loudest. items: int64 [K, 3] of (group,
    relation, status)."""
    if not len(items):
        return relation_logits.sum() * 0
    best = []
    order = torch.argsort(group, stable=True)
    bounds = torch.searchsorted(group[order].contiguous(), torch.stack([items[:, 0], items[:, 0] + 1]))
    for (b, e), relation in zip(bounds.T.tolist(), items[:, 1].tolist()):
        rows = order[b:e]
        best.append(rows[relation_logits[rows, relation].argmax()])
    return F.cross_entropy(status_logits[torch.stack(best)], items[:, 2])
