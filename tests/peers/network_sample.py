"""Random networks in the form of `namegraph graph -f json`, the same ones for a seed on every machine."""
import json

KINDS = ["speech", "cooccurrence", "leads", "partners_with", "coverage"]
UNDIRECTED = {"cooccurrence", "partners_with"}


class Random:
    """SplitMix64 (Steele, Lea and Flood 2014): Python's own generator may change between versions."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return z ^ (z >> 31)

    def below(self, bound):
        return self.next() % bound


def evidence(document, place, kind):
    return {"document": document, "span": [place, place + 7], "text": "A or B.", "source": [0, 1], "target": [5, 6],
            "score": 0.5 if kind in ("leads", "partners_with") else 1.0, "by": "sample"}


def make(nodes, edges, seed):
    """A network of several kinds of edges with hubs: ends are drawn from earlier ends. Nodes without a tie are left out."""
    random = Random(seed)
    ends = list(range(nodes))
    found = {}
    for _ in range(edges):
        a = ends[random.below(len(ends))]
        b = random.below(nodes)
        if a == b:
            continue
        kind = KINDS[random.below(len(KINDS))]
        if kind in UNDIRECTED and a > b:
            a, b = b, a
        found[a, b, kind] = found.get((a, b, kind), 0) + 1 + random.below(3)
        ends += [a, b]
    items = []
    for place, ((a, b, kind), times) in enumerate(sorted(found.items())):
        proofs = [evidence("d%02d" % (k % 7), 100 * place + 10 * k, kind) for k in range(times)]
        item = {"source": "e%06d" % a, "target": "e%06d" % b, "kind": kind, "directed": kind not in UNDIRECTED,
                "weight": sum(p["score"] for p in proofs) if kind in ("leads", "partners_with") else times,
                "documents": len({p["document"] for p in proofs}), "first_seen": None, "last_seen": None, "evidence": proofs}
        if kind in ("leads", "partners_with"):
            item.update(status="current", role=None)
        items.append(item)
    tied = sorted({name for item in items for name in (item["source"], item["target"])})
    return {"namegraph": 1, "made_by": {"version": "0"}, "directed": True, "multigraph": True,
            "documents": [{"id": "d%02d" % k, "source": "sample", "sentences": 10, "words": 200} for k in range(7)],
            "nodes": [{"id": name, "label": "N" + name[1:].lstrip("0"), "type": "person", "aliases": [], "mentions": 1, "documents": 1,
                       "first_seen": None, "last_seen": None} for name in tied],
            "edges": items}


def save(graph, path):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(graph, out)
