"""What the C engine should compute: python -m train.reference WEIGHTS TEXT... > vectors.json

For each text (a file, one paragraph a line): units with byte spans, shapes, piece ids, windows, vectors of a few units, logits; and
for the mentions that the tag and ref heads find, scores of the pair heads. All in float32 on the multiplied-out weights."""
import argparse
import json

import torch

from . import units as u
from .batches import whole
from .data_authored import Builder
from .decode import find_mentions, find_stretches
from .heads_data import coref_pairs, relation_pairs, speaker_pairs
from .joint import vectors
from .labels import NAME, UNKNOWN_TYPE
from .model import from_export

SHOWN = 6          # units whose vectors are shown


def rounded(tensor):
    """Nested lists with five decimals."""
    return [rounded(x) for x in tensor] if tensor.dim() else round(tensor.item(), 5)


def byte_spans(text, units):
    """Byte spans of units in UTF-8."""
    size = [0]
    for c in text:
        size.append(size[-1] + len(c.encode("utf-8")))
    return [[size[x.begin], size[x.end]] for x in units]


def pair_scores(model, doc, h, mentions, stretches):
    """Scores of the pair heads, where each mention counts as an entity of its own and references have no type."""
    ends = torch.tensor([(m.first, m.last) for m in mentions], dtype=torch.long).reshape(-1, 2)
    types = torch.tensor([m.type if m.kind == NAME else UNKNOWN_TYPE for m in mentions], dtype=torch.long)
    v = vectors(h, ends)
    text = doc.text
    pairs = relation_pairs(mentions, text.sentence, list(range(len(mentions))))
    pairs.head_type, pairs.tail_type = types[pairs.head], types[pairs.tail]
    relations, status = model.rel(h, v, pairs)
    coref = coref_pairs(mentions, [], text.sentence, text.line)
    antecedents = model.coref(v, coref.i, coref.j, coref.dist, coref.sent, coref.kind, types[coref.j], coref.class_i)
    speaker = speaker_pairs(stretches, mentions, text.line)
    out = {"relations": [{"head": i, "tail": j, "features": f, "logits": r, "status": s} for i, j, f, r, s in zip(
        pairs.head.tolist(), pairs.tail.tolist(),
        torch.stack([pairs.begin, pairs.end, pairs.dist, pairs.sent, pairs.kind, pairs.mid], -1).tolist(),
        rounded(relations), rounded(status))],
        "coref": [{"reference": i, "candidate": j, "dist": d, "sent": s, "class": c, "score": x} for i, j, d, s, c, x in zip(
            coref.i.tolist(), coref.j.tolist(), coref.dist.tolist(), coref.sent.tolist(), coref.class_i.tolist(),
            rounded(antecedents))],
        "coref_none": [{"reference": q, "score": round(model.coref.none(h[ends[q, 0]]).item(), 5)}
                       for q in coref.queries.tolist()]}
    if len(stretches):
        s = vectors(h, torch.tensor(stretches))
        scores = model.speech.speakers(s, v, speaker.k, speaker.m, speaker.dist, speaker.par, speaker.kind, types[speaker.m])
        out["speakers"] = [{"stretch": k, "mention": m, "dist": d, "par": p, "score": x} for k, m, d, p, x in zip(
            speaker.k.tolist(), speaker.m.tolist(), speaker.dist.tolist(), speaker.par.tolist(), rounded(scores))]
        out["speaker_none"] = rounded(model.speech.none(s))
    return out


@torch.no_grad()
def describe(model, vocabulary, raw):
    """The test vector of one text."""
    builder = Builder("text")
    for line in raw.split("\n"):
        builder.add_line(line)
    doc = builder.build(vocabulary)
    text = doc.text
    h = model.units(whole([text]), half=False)
    mentions = find_mentions(model, doc, h)
    stretches = find_stretches(model, doc, h)
    shown = list(range(0, len(text), max(1, len(text) // SHOWN)))[:SHOWN]
    return {
        "text": raw, "units": byte_spans(raw, doc.units), "shapes": (text.shapes + u.LINE_START * text.line_first).tolist(),
        "pieces": [text.pieces[a:b].tolist() for a, b in zip(text.starts, text.starts[1:])],
        "line": text.line.tolist(), "sentence": text.sentence.tolist(), "windows": [list(map(int, w)) for w in text.windows],
        "h": {str(k): rounded(h[k]) for k in shown},
        "tag": rounded(model.tag(h)), "ref": rounded(model.ref(h)), "speech": rounded(model.speech(h)),
        "mentions": [{"first": m.first, "last": m.last, "kind": m.kind, "type": m.type, "class": m.reference} for m in mentions],
        "stretches": [list(s) for s in stretches], **pair_scores(model, doc, h, mentions, stretches)}


def main():
    """Parse the options, print the vectors."""
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("weights")
    ap.add_argument("texts", nargs="+")
    args = ap.parse_args()
    model, meta = from_export(args.weights)
    vocabulary = u.Vocabulary(meta["vocab"].split("\n"))
    texts = [open(p, encoding="utf-8").read().rstrip("\n") for p in args.texts]
    print(json.dumps([describe(model, vocabulary, t) for t in texts], ensure_ascii=False))


if __name__ == "__main__":
    main()
