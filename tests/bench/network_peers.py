"""networkx and python-igraph on the networks that network_measures and network_sizes wrote; processor time of one thread.

Usage: network_peers.py measures FILE.json        beside the output of network_measures NODES PAIRS FILE.json
       network_peers.py graphml FILE.graphml...   beside the output of network_sizes NODES PAIRS EACH PREFIX
"""
import json
import sys
import time

import igraph
import networkx


def timed(what, work):
    begin = time.process_time()
    result = work()
    print("%-40s %10.1f ms" % (what, (time.process_time() - begin) * 1e3), flush=True)
    return result


def load(path):
    """One weight for a pair, as ng_graph_rank() has it where there is one kind of edge."""
    with open(path, encoding="utf-8") as text:
        data = json.load(text)
    mean = sum(e["weight"] for e in data["edges"]) / len(data["edges"])
    undirected, directed = networkx.Graph(), networkx.DiGraph()
    for graph in (undirected, directed):
        graph.add_nodes_from(n["id"] for n in data["nodes"])
        for e in data["edges"]:
            old = graph.get_edge_data(e["source"], e["target"], {"weight": 0})["weight"]
            graph.add_edge(e["source"], e["target"], weight=old + e["weight"] / mean)
    for _, _, tie in undirected.edges(data=True):
        tie["distance"] = 1 / tie["weight"]
    return undirected, directed


def main():
    if sys.argv[1] == "measures":
        undirected, directed = load(sys.argv[2])
        for _ in range(3):
            timed("networkx pagerank", lambda: networkx.pagerank(directed, alpha=0.85, weight="weight"))
        if len(undirected) * undirected.number_of_edges() > 1e8:
            return
        timed("networkx betweenness", lambda: networkx.betweenness_centrality(undirected, weight="distance"))
    else:
        for path in sys.argv[2:]:
            timed("python-igraph reads " + path.rsplit("/", 1)[-1], lambda: igraph.Graph.Read_GraphML(path))


if __name__ == "__main__":
    main()
