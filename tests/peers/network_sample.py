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


TYPES = ["person", "company", "organization", "model", "product", "place", "event", "law", "work", "group"]
STATUSES = ["current", "former", "planned", "reported", "denied"]
SYMMETRIC = {"partners_with", "competes_with", "family_of", "meets"}
# A relation, and ends that it is right for; the last four have ends that exports have no words for.
RELATIONS = [
    ("founder_of", "person", "company"), ("leads", "person", "company"), ("works_for", "person", "organization"),
    ("member_of", "person", "organization"), ("owns", "company", "company"), ("acquires", "company", "product"),
    ("invests_in", "person", "company"), ("develops", "company", "model"), ("uses", "company", "model"), ("based_on", "model", "model"),
    ("partners_with", "company", "company"), ("competes_with", "company", "company"), ("supports", "person", "law"),
    ("opposes", "group", "law"), ("sues", "person", "company"), ("regulates", "organization", "company"),
    ("appoints", "organization", "person"), ("removes", "organization", "person"), ("family_of", "person", "person"),
    ("meets", "person", "person"), ("educated_at", "person", "organization"), ("located_in", "company", "place"),
    ("part_of", "company", "company"), ("leads", "person", "place"), ("works_for", "company", "place"), ("owns", "person", "organization"),
    ("family_of", "person", "group"),
]
HOSTILE = ["O'Hara \"Ray\" \\", "a\nb\r\tc\u0001", "\\u0027 \\' }) // ; MATCH (n) DETACH DELETE n;", "\u5f20\u4f1f \U0001f600 \u202e\u200d e\u0301",
           "</script>]]>{\"@id\":\"x\"}", "\u2028 \u0085 \u007f x", "`rm` $HOME ${x} %s %n", "'", "\\", "; "]


def hostile(place):
    """A name, other than that of any other place, that no quoting is made for."""
    return "%s %d" % (HOSTILE[place % len(HOSTILE)], place)


def every_kind():
    """Every type, relation, status and kind of edge between actors with hostile names and ids."""
    nodes, ids, edges = [], {}, []
    for place in range(2 * len(TYPES)):
        kind = TYPES[place // 2]
        name = "n%03d" % place if place % 4 else "n%03d '\"\\\n#?%%/\u00e9 <x>" % place
        ids[kind, place % 2] = name
        nodes.append({"id": name, "label": hostile(place), "type": kind, "aliases": [hostile(100 + place), "Plain %d" % place],
                      "link": ["https://example.org/a?b=c", "Some Key", "https://www.wikidata.org/wiki/Q%d" % (place + 1)][place % 3],
                      "mentions": place, "documents": 2, "first_seen": "2024-02-28", "last_seen": "2024-13-45"})

    def edge(source, target, kind, **more):
        both = kind in SYMMETRIC or kind == "cooccurrence"
        if both and source > target:
            source, target = target, source
        proofs = [evidence(d, 10 * len(edges), kind) for d in ("d 1'\"\\#\u00e9", "d2", "d2")]
        proofs[2].update(text=hostile(len(edges)), span=[10 * len(edges) + 8, 10 * len(edges) + 9], source=None, target=None)
        edges.append({"source": source, "target": target, "kind": kind, "directed": not both, "weight": 0.5 + len(edges) % 2 / 2,
                      "documents": 2, "first_seen": "2024-02-28", "last_seen": "2024-03", "evidence": proofs, **more})

    for relation, head, tail in RELATIONS:
        for place, status in enumerate(STATUSES):
            first = 0 if status == "current" else 1     # what is said of one pair as a fact is no fact of the other
            edge(ids[head, first], ids[tail, 1 - first], relation, status=status, role=hostile(place) if place % 2 else None,
                 since="2019-05" if place == 1 else None, until=["2020", "about 2020"][place % 2])
    for kind in ("speech", "cooccurrence", "coverage"):
        for first, second in zip(TYPES, TYPES[1:] + TYPES[:1]):
            edge(ids[first, 0], ids[second, 1], kind, **({"significance": 3.25, "npmi": -1} if kind == "cooccurrence" else {}))
    documents = [{"id": "d 1'\"\\#\u00e9", "source": hostile(1), "title": hostile(0), "date": "2024-02-28T08:40:00+01:00",
                  "outlet": hostile(4), "author": hostile(3), "url": "https://example.org/news?id=1&x=%C3%A9"},
                 {"id": "d2", "source": "two", "title": None, "date": "2024-02-30", "outlet": "The Post", "author": None,
                  "url": "javascript:alert('<x>')"},
                 {"id": "d3", "source": "three", "title": "Three", "date": "2024-03", "duplicate_of": "d2"}]
    return {"namegraph": 1, "made_by": {"version": "0"}, "directed": True, "multigraph": True, "documents": documents,
            "totals": {"nodes": 30, "edges": 500, "filter": "types a\nb; } */ DETACH DELETE"}, "nodes": nodes, "edges": edges}


def save(graph, path):
    with open(path, "w", encoding="utf-8") as out:
        json.dump(graph, out)
