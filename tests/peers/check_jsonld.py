"""The network as JSON-LD, read by rdflib and PyLD with the net out of reach: statements, evidence, and no fact that is none.

Usage: check_jsonld.py NAMEGRAPH FOLDER
"""
import json
import os
import socket
import subprocess
import sys
import urllib.parse

import rdflib
from pyld import jsonld

import network_sample

SCHEMA = rdflib.Namespace("https://schema.org/")
OURS = rdflib.Namespace("urn:namegraph:vocabulary:")
# What is asserted of a relation between right ends: schema.org's property, and whether it is the tail's.
FACTS = {"founder_of": ("founder", True), "works_for": ("worksFor", False), "member_of": ("memberOf", False),
         "owns": ("subOrganization", False), "develops": ("creator", True), "based_on": ("isBasedOn", False),
         "family_of": ("relatedTo", False), "educated_at": ("alumniOf", False), "located_in": ("location", False),
         "part_of": ("parentOrganization", False)}


def no_net(*_, **__):
    raise AssertionError("asked the net for something")


def iri(kind, *parts):
    return rdflib.URIRef("urn:namegraph:%s:%s" % (kind, ":".join(urllib.parse.quote(part, safe="") for part in parts)))


def texts(graph, subject, predicate):
    return sorted(str(o) for o in graph.objects(subject, predicate))


def check_actors(graph, network):
    types = {"company": "Corporation", "model": "SoftwareApplication", "law": "Legislation", "work": "CreativeWork", "group": "Thing"}
    for node in network["nodes"]:
        actor = iri("actor", node["id"])
        assert texts(graph, actor, SCHEMA.name) == [node["label"]], "name of %r" % node["label"]
        assert texts(graph, actor, SCHEMA.alternateName) == sorted(node["aliases"]), "aliases"
        assert graph.value(actor, rdflib.RDF.type) == SCHEMA[types.get(node["type"], node["type"].capitalize())], "type"
        address = node["link"].startswith("http")
        assert list(graph.objects(actor, SCHEMA.sameAs)) == ([rdflib.URIRef(node["link"])] if address else []), "sameAs"


def check_statements(graph, network):
    assert len(set(graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement))) == len(network["edges"]), "a statement for an edge"
    for edge in network["edges"]:
        key = [edge["source"], edge["target"], edge["kind"]] + ([edge["status"]] if "status" in edge else [])
        s = iri("statement", *key)
        assert graph.value(s, rdflib.RDF.subject) == iri("actor", edge["source"]), "subject"
        assert graph.value(s, rdflib.RDF.object) == iri("actor", edge["target"]), "object"
        assert graph.value(s, rdflib.RDF.predicate) == OURS[edge["kind"]], "predicate"
        assert texts(graph, s, OURS.status) == ([edge["status"]] if "status" in edge else []), "status"
        assert graph.value(s, OURS.weight).toPython() == edge["weight"], "weight"
        assert texts(graph, s, SCHEMA.roleName) == ([edge["role"]] if edge.get("role") else []), "role"
        proofs = list(graph.objects(s, OURS.evidence))
        found = sorted((str(graph.value(p, SCHEMA.isPartOf)), str(graph.value(p, SCHEMA.text)), graph.value(p, OURS.score).toPython(),
                        graph.value(p, OURS.begin).toPython()) for p in proofs)
        assert found == sorted((str(iri("document", p["document"])), p["text"], p["score"], p["span"][0]) for p in edge["evidence"]), "evidence"


def check_facts(graph, network):
    """Between two actors stand the facts of current relations, and nothing else."""
    actors = {iri("actor", node["id"]) for node in network["nodes"]}
    found = {(s, p, o) for s, p, o in graph if s in actors and o in actors}
    expected = set()
    for relation, head, tail in network_sample.RELATIONS[:-4]:
        if relation not in FACTS:
            continue
        name, inverse = FACTS[relation]
        edge = next(e for e in network["edges"] if e["kind"] == relation and e["status"] == "current")
        ends = iri("actor", edge["source"]), iri("actor", edge["target"])
        expected.add((ends[1], SCHEMA[name], ends[0]) if inverse else (ends[0], SCHEMA[name], ends[1]))
    assert found == expected, "facts: %s" % (found ^ expected)


def check_documents(graph, network):
    for d in network["documents"]:
        article = iri("document", d["id"])
        assert graph.value(article, rdflib.RDF.type) == SCHEMA.NewsArticle, "articles"
        assert texts(graph, article, SCHEMA.headline) == ([d["title"]] if d["title"] else []), "headline"
        assert texts(graph, article, SCHEMA.datePublished) == [d["date"]], "date"
    assert isinstance(graph.value(iri("document", "d2"), SCHEMA.url), rdflib.Literal), "what is no address is no IRI"
    assert graph.value(iri("document", "d3"), OURS.duplicateOf) == iri("document", "d2"), "copies"
    assert iri("actor", network["edges"][0]["target"]) in graph.objects(iri("document", "d2"), SCHEMA.mentions), "mentions"


def main():
    namegraph, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    network = network_sample.every_kind()
    source, path = os.path.join(folder, "every.json"), os.path.join(folder, "every.jsonld")
    network_sample.save(network, source)
    subprocess.run([namegraph, "graph", "-q", "-o", path, source], check=True)
    socket.socket = no_net
    jsonld.set_document_loader(no_net)
    with open(path, encoding="utf-8") as text:
        data = json.load(text)
    graph = rdflib.Graph().parse(path, format="json-ld")
    expanded = jsonld.expand(data)
    assert len(expanded) == len(data["@graph"]), "PyLD drops items"
    assert not [k for item in expanded for k in item if not k.startswith("@") and ":" not in k], "terms that are no IRIs"
    # Whoever reads the N-Triples of it gets the same: every IRI in it is one.
    again = rdflib.Graph().parse(data=graph.serialize(format="nt"), format="nt")
    nquads = rdflib.Dataset().parse(data=jsonld.to_rdf(data, {"format": "application/n-quads"}), format="nquads")
    assert len(again) == len(graph) == len(nquads), "triples: %d, %d, %d" % (len(again), len(graph), len(nquads))
    check_actors(graph, network)
    check_statements(graph, network)
    check_facts(graph, network)
    check_documents(graph, network)
    print("%d items, %d triples" % (len(expanded), len(graph)))


if __name__ == "__main__":
    main()
