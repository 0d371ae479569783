"""Networks written by namegraph, opened by networkx and python-igraph: every node, edge and attribute is there.

Usage: check_formats.py NAMEGRAPH FOLDER
"""
import csv
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as tree

import igraph
import networkx

import network_sample


def convert(namegraph, source, target, form):
    subprocess.run([namegraph, "graph", "-q", "-f", form, "-o", target, source], check=True)


def check_graphml(graph, path):
    opened = networkx.read_graphml(path, force_multigraph=True)
    assert len(opened) == len(graph["nodes"]), "nodes in networkx"
    assert opened.number_of_edges() == len(graph["edges"]), "edges in networkx"
    for node in graph["nodes"]:
        assert opened.nodes[node["id"]]["label"] == node["label"], "labels"
        assert opened.nodes[node["id"]]["type"] == node["type"], "types"
    weights = sorted(data["weight"] for _, _, data in opened.edges(data=True))
    assert all(abs(a - b) < 1e-9 for a, b in zip(weights, sorted(e["weight"] for e in graph["edges"]))), "weights"
    other = igraph.Graph.Read_GraphML(path)
    assert other.vcount() == len(graph["nodes"]) and other.ecount() == len(graph["edges"]), "python-igraph"
    assert sorted(other.es["kind"]) == sorted(e["kind"] for e in graph["edges"]), "kinds in python-igraph"


def check_resaved(namegraph, graph, path):
    """What networkx saves again, with ids of keys of its own, is read back."""
    again, back = path + ".again.graphml", path + ".back.json"
    networkx.write_graphml(networkx.read_graphml(path, force_multigraph=True), again)
    convert(namegraph, again, back, "json")
    with open(back, encoding="utf-8") as found:
        result = json.load(found)
    assert len(result["edges"]) == len(graph["edges"]), "edges read back"
    assert sum(len(e["evidence"]) for e in result["edges"]) == sum(len(e["evidence"]) for e in graph["edges"]), "evidence read back"


def check_gexf(graph, path):
    space = "{http://gexf.net/1.3}"
    root = tree.parse(path).getroot()
    assert len(root.findall(".//%snode" % space)) == len(graph["nodes"]), "nodes in GEXF"
    edges = root.findall(".//%sedge" % space)
    assert sorted(e.get("kind") for e in edges) == sorted(e["kind"] for e in graph["edges"]), "kinds in GEXF"
    declared = {a.get("id") for a in root.findall(".//%sattribute" % space)}
    used = {a.get("for") for a in root.findall(".//%sattvalue" % space)}
    assert used <= declared, "GEXF uses attributes that it does not declare"
    # Gephi mixes edges with and without direction in one file; networkx refuses to, so for it all have one
    with open(path, encoding="utf-8") as text:
        plain = text.read().replace(' type="undirected"', ' type="directed"')
    with open(path + ".directed.gexf", "w", encoding="utf-8") as out:
        out.write(plain)
    opened = networkx.read_gexf(path + ".directed.gexf", version="1.3")
    assert len(opened) == len(graph["nodes"]), "nodes in networkx from GEXF"


def check_csv(graph, path):
    with open(path, encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == len(graph["edges"]), "rows"
    assert len({row["Id"] for row in rows}) == len(rows), "ids of edges are unique"
    ids = {node["id"] for node in graph["nodes"]}
    assert all(row["Source"] in ids and row["Target"] in ids for row in rows), "ends"
    assert all(row["Type"] in ("Directed", "Undirected") for row in rows), "types"


def check_node_link(path):
    """networkx reads our own JSON as node-link data."""
    with open(path, encoding="utf-8") as text:
        data = json.load(text)
    opened = networkx.node_link_graph(data, edges="edges")
    assert len(opened) == len(data["nodes"]) and opened.number_of_edges() == len(data["edges"]), "node-link"


def main():
    namegraph, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    graph = network_sample.make(80, 200, 7)
    graph["nodes"][3].update(label='Ren\u00e9 "Ray" <Ng> & Co', aliases=["R. Ng", "Ng, Ray"])
    source = os.path.join(folder, "formats.json")
    network_sample.save(graph, source)
    for form in ("json", "graphml", "gexf", "csv"):
        convert(namegraph, source, os.path.join(folder, "out." + form), form)
    check_node_link(os.path.join(folder, "out.json"))
    check_graphml(graph, os.path.join(folder, "out.graphml"))
    check_resaved(namegraph, graph, os.path.join(folder, "out.graphml"))
    check_gexf(graph, os.path.join(folder, "out.gexf"))
    check_csv(graph, os.path.join(folder, "out.csv"))
    print("json, graphml, gexf and csv hold every node and edge")


if __name__ == "__main__":
    main()
