"""Every measure of `namegraph rank` against networkx (python-igraph for constraint's and Leiden's sake) on random networks.

Usage: check_measures.py NAMEGRAPH FOLDER
"""
import json
import math
import os
import random
import subprocess
import sys

import igraph
import networkx

import network_sample

MEASURES = ["degree", "strength", "betweenness", "closeness", "harmonic", "eigenvector", "pagerank", "core", "clustering",
            "constraint", "articulation"]


def rank(namegraph, path):
    out = subprocess.run([namegraph, "rank", "-q", "--edges", "speech,relations,cooccurrence,coverage", "--measures", ",".join(MEASURES),
                          "--communities", "-f", "json", path], check=True, capture_output=True)
    return json.loads(out.stdout)


def ties(graph, directed):
    """One weight for a pair: kinds divided by their mean, then added. All relation types are one kind."""
    def kind(edge):
        return edge["kind"] if edge["kind"] in ("speech", "cooccurrence", "coverage") else "relations"

    sums, counts = {}, {}
    for edge in graph["edges"]:
        sums[kind(edge)] = sums.get(kind(edge), 0) + edge["weight"]
        counts[kind(edge)] = counts.get(kind(edge), 0) + 1
    found = networkx.DiGraph() if directed else networkx.Graph()
    found.add_nodes_from(node["id"] for node in graph["nodes"])
    for edge in graph["edges"]:
        weight = edge["weight"] * counts[kind(edge)] / sums[kind(edge)]
        pairs = [(edge["source"], edge["target"])]
        if directed and not edge["directed"]:
            pairs.append((edge["target"], edge["source"]))
        for a, b in pairs:
            old = found[a][b]["weight"] if found.has_edge(a, b) else 0
            found.add_edge(a, b, weight=old + weight)
    for _, _, data in found.edges(data=True):
        data["distance"] = 1 / data["weight"]
    return found


def closeness(graph):
    """1 / mean distance to those in reach; networkx multiplies by their share when asked to."""
    return networkx.closeness_centrality(graph, distance="distance", wf_improved=False)


def harmonic(graph):
    others = max(len(graph) - 1, 1)
    return {n: v / others for n, v in networkx.harmonic_centrality(graph, distance="distance").items()}


def eigenvector(graph):
    vector = networkx.eigenvector_centrality(graph, max_iter=10000, tol=1e-12, weight="weight")
    largest = max(vector.values())
    return {n: v / largest for n, v in vector.items()}


def constraint(graph):
    """Burt's constraint is 1 by our definition where there is no tie (networkx: not a number)."""
    values = networkx.constraint(graph, weight="weight")
    return {n: 1.0 if math.isnan(v) else v for n, v in values.items()}


def expected(graph):
    undirected, directed = ties(graph, False), ties(graph, True)
    cut = set(networkx.articulation_points(undirected))
    return {
        "degree": dict(undirected.degree()),
        "strength": dict(undirected.degree(weight="weight")),
        "betweenness": networkx.betweenness_centrality(undirected, weight="distance"),
        "closeness": closeness(undirected),
        "harmonic": harmonic(undirected),
        "eigenvector": eigenvector(undirected),
        "pagerank": networkx.pagerank(directed, alpha=0.85, tol=1e-14, max_iter=1000, weight="weight"),
        "core": networkx.core_number(undirected),
        "clustering": networkx.clustering(undirected),
        "constraint": constraint(undirected),
        "articulation": {n: float(n in cut) for n in undirected},
    }


def check_measures(graph, result):
    found = {item["id"]: item for item in result["ranking"]}
    assert len(found) == len(graph["nodes"]), "not every node is ranked"
    for measure, values in expected(graph).items():
        worst = max(abs(found[n][measure] - v) / max(1.0, abs(v)) for n, v in values.items())
        print("  %-12s largest difference %.1e" % (measure, worst))
        assert worst < 1e-6, measure


def check_communities(graph, result):
    """Our modularity is that of the communities given, and no worse than python-igraph's Leiden finds."""
    undirected = ties(graph, False)
    of_node = {item["id"]: item["community"] for item in result["ranking"]}
    groups = {}
    for node, community in of_node.items():
        groups.setdefault(community, set()).add(node)
    modularity = networkx.community.modularity(undirected, groups.values(), weight="weight")
    assert len(groups) == result["communities"], "number of communities"
    assert abs(modularity - result["modularity"]) < 1e-5, "modularity"
    random.seed(1)      # python-igraph draws from there; its single starts differ by 0.01
    other = igraph.Graph.from_networkx(undirected)
    peer = other.community_leiden(objective_function="modularity", weights="weight", n_iterations=-1)
    theirs = other.modularity(peer.membership, weights="weight")
    print("  communities  %d, modularity %.4f (python-igraph %.4f)" % (len(groups), modularity, theirs))
    assert modularity > theirs - 0.005, "communities are worse than those of python-igraph"


def irregular(graph, seed):
    """Weights that make no two ways equally long: networkx tells equal sums of fractions apart by their last bit."""
    draw = network_sample.Random(seed)
    for edge in graph["edges"]:
        edge["weight"] *= 0.5 + draw.below(1 << 20) / (1 << 20)


def main():
    namegraph, folder = sys.argv[1:3]
    os.makedirs(folder, exist_ok=True)
    for nodes, edges, seed in [(12, 20, 1), (60, 150, 2), (300, 1200, 3)]:
        graph = network_sample.make(nodes, edges, seed)
        irregular(graph, seed)
        path = os.path.join(folder, "measures-%d.json" % nodes)
        network_sample.save(graph, path)
        print("%d nodes, %d edges" % (nodes, len(graph["edges"])))
        result = rank(namegraph, path)
        check_measures(graph, result)
        check_communities(graph, result)


if __name__ == "__main__":
    main()
