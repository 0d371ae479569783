"""The script for Neo4j, run twice by an engine of Cypher: what is in it is the network, and the second time adds nothing.

Usage: check_cypher.py NAMEGRAPH FOLDER
"""
import datetime
import os
import subprocess
import sys

import kglite

import network_sample


def statements(text):
    """Cut as cypher-shell does: at semicolons outside of quotes; comments stand between statements only."""
    found, begin, at, quote = [], 0, 0, None
    while at < len(text):
        char = text[at]
        if quote:
            if char == "\\":
                at += 1
            elif char == quote:
                quote = None
        elif text.startswith("//", at):
            assert not text[begin:at].strip(), "a comment within a statement"
            begin = at = text.index("\n", at)
        elif char in "'\"`":
            quote = char
        elif char == ";":
            found.append(text[begin:at])
            begin = at + 1
        assert quote or char != "\\", "a backslash outside of quotes"
        at += 1
    assert not quote and not text[begin:].strip(), "the script ends within a statement"
    return found


def rows(graph, query):
    return [dict(row) for row in graph.cypher(query)]


def counts(graph):
    return [rows(graph, q)[0]["n"] for q in ("MATCH (a) RETURN count(a) AS n", "MATCH ()-[r]->() RETURN count(r) AS n")]


def type_of(edge):
    names = {"speech": "SPEAKS_OF", "cooccurrence": "NAMED_WITH", "coverage": "COVERS"}
    if edge["kind"] in names:
        return names[edge["kind"]]
    return ("" if edge["status"] == "current" else edge["status"].upper() + "_") + edge["kind"].upper()


def check_actors(graph, network):
    found = {row["id"]: row for row in rows(graph, "MATCH (n:Actor) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.link AS link, "
                                                   "n.mentions AS mentions, n.first_seen AS first, n.last_seen AS last, labels(n) AS labels")}
    assert set(found) == {node["id"] for node in network["nodes"]}, "ids of actors"
    for node in network["nodes"]:
        row = found[node["id"]]
        assert row["name"] == node["label"] and row["aliases"] == node["aliases"], "names: %r is %r" % (node["label"], row["name"])
        assert row["mentions"] == node["mentions"] and row["link"] == node["link"], "numbers and links"
        assert set(row["labels"]) == {"Actor", node["type"].capitalize()}, "labels"
        assert row["first"] == datetime.date(2024, 2, 28) and row["last"] is None, "days that are ones are dates"


def check_edges(graph, network):
    found = {}
    for row in rows(graph, "MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id AS a, b.id AS b, type(r) AS type, r.weight AS weight, r.role AS role, "
                           "r.since AS since, r.until AS until, r.evidence_documents AS documents, r.evidence_sentences AS sentences, "
                           "r.evidence_scores AS scores, r.evidence_begins AS begins, r.npmi AS npmi"):
        found[row["a"], row["b"], row["type"]] = row
    assert len(found) == len(network["edges"]), "one relationship for an edge: %d, %d" % (len(found), len(network["edges"]))
    for edge in network["edges"]:
        row = found[edge["source"], edge["target"], type_of(edge)]
        assert row["weight"] == edge["weight"] and isinstance(row["weight"], float), "weights are floats"
        assert [row[k] for k in ("role", "since", "until", "npmi")] == [edge.get(k) for k in ("role", "since", "until", "npmi")], "of an edge"
        proofs = edge["evidence"]
        assert row["documents"] == [p["document"] for p in proofs], "documents of evidence"
        assert row["sentences"] == [p["text"] for p in proofs], "sentences"
        assert row["begins"] == [p["span"][0] for p in proofs] and row["scores"] == [p["score"] for p in proofs], "places and scores"


def check_facts(graph, network):
    """A pattern for a relation's own type finds what is current, and nothing else."""
    found = rows(graph, "MATCH (a)-[r:OWNS]->(b) RETURN r.status AS status")
    assert len(found) == 2 and all(row["status"] == "current" for row in found), "facts"
    found = rows(graph, "MATCH (a)-[r]->(b) WHERE r.relation = 'owns' RETURN DISTINCT r.status AS status")
    assert {row["status"] for row in found} == set(network_sample.STATUSES), "all statuses by the property"


def check_documents(graph, network):
    found = rows(graph, "MATCH (d:Document) RETURN d.id AS id, d.title AS title, d.date AS date, d.date_stated AS stated, d.url AS url, "
                        "d.duplicate_of AS copy")
    assert sorted(row["id"] for row in found) == sorted(d["id"] for d in network["documents"]), "documents"
    for d in network["documents"]:
        row = next(r for r in found if r["id"] == d["id"])
        assert (row["title"], row["stated"], row["url"], row["copy"]) == (d["title"], d["date"], d.get("url"), d.get("duplicate_of")), "of a document"
        assert row["date"] == (datetime.date(2024, 2, 28) if "T" in d["date"] else None), "dates of documents"
    shown = rows(graph, "MATCH (d:Document)-[:MENTIONS]->(a:Actor) RETURN d.id AS d, a.id AS a")
    expected = {(p["document"], e[end]) for e in network["edges"] for p in e["evidence"] for end in ("source", "target")
                if end == "target" or e["kind"] != "coverage"}
    assert {(row["d"], row["a"]) for row in shown} == expected and len(shown) == len(expected), "who is mentioned where"


def main():
    namegraph, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    network = network_sample.every_kind()
    source, script = os.path.join(folder, "every.json"), os.path.join(folder, "every.cypher")
    network_sample.save(network, source)
    subprocess.run([namegraph, "graph", "-q", "-o", script, source], check=True)
    with open(script, encoding="utf-8", newline="") as text:
        parts = statements(text.read())
    graph, seen = kglite.KnowledgeGraph(), []
    for _ in range(2):
        for part in parts:
            graph.cypher(part)
        seen.append(counts(graph))
    assert seen[0] == seen[1], "a second run adds something: %s, %s" % tuple(seen)
    assert seen[0][0] == len(network["nodes"]) + len(network["documents"]), "nodes"
    check_actors(graph, network)
    check_edges(graph, network)
    check_facts(graph, network)
    check_documents(graph, network)
    print("%d statements, %d nodes, %d relationships" % (len(parts), *seen[0]))


if __name__ == "__main__":
    main()
